package socketmod

import (
	"net/netip"
	"os"
	"slices"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

func resolveDecls() []object.Decl {
	return []object.Decl{
		object.Func("getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)", "Return the addresses of a host, as tuples (family, type, proto, canonname, address).", getAddrInfo),
		object.Func("getnameinfo(address, flags, /)", "Return the names of a host and of a service.", getNameInfo),
		object.Func("gethostbyname(host, /)", "Return an IPv4 address of a host.", getHostByName),
		object.Func("gethostbyname_ex(host, /)", "Return the name of a host, its other names and its addresses.", getHostByNameEx),
		object.Func("gethostbyaddr(host, /)", "Return the name of the host that has an address, its other names and its addresses.", getHostByAddr),
		object.Func("gethostname()", "Return the name of the machine.", hostname),
	}
}

// Errors and flags of getaddrinfo(3) and getnameinfo(3).
const (
	eaiBadflags   = -1
	eaiNoname     = -2
	eaiAgain      = -3
	eaiFamily     = -6
	eaiSocktype   = -7
	eaiService    = -8
	eaiAddrfamily = -9

	aiPassive     = 1
	aiCanonname   = 2
	aiNumerichost = 4
	aiNumericserv = 1024

	niNumerichost = 1
	niNumericserv = 2
	niNamereqd    = 8
	niDgram       = 16
)

func gai(t *thread, code int) error {
	text := "Unknown error"
	switch code {
	case eaiBadflags:
		text = "Bad value for ai_flags"
	case eaiNoname:
		text = "Name or service not known"
	case eaiAgain:
		text = "Temporary failure in name resolution"
	case eaiFamily:
		text = "ai_family not supported"
	case eaiSocktype:
		text = "ai_socktype not supported"
	case eaiService:
		text = "Servname not supported for ai_socktype"
	case eaiAddrfamily:
		text = "Address family for hostname not supported"
	}
	return t.RaiseArgs(gaiError, object.Int(int64(code)), t.NewStr(text))
}

// hostLine is a line of the hosts file.
type hostLine struct {
	ip    netip.Addr
	names []string
}

// hostsFile reads the hosts file.
func hostsFile() (out []hostLine) {
	b, err := os.ReadFile("/etc/hosts")
	if err != nil {
		return nil
	}
	for _, f := range fieldsOf(string(b)) {
		if ip, err := netip.ParseAddr(f[0]); err == nil && len(f) > 1 {
			out = append(out, hostLine{ip, f[1:]})
		}
	}
	return out
}

// fieldsOf splits the lines of a file of the system, without comments.
func fieldsOf(text string) (out [][]string) {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) > 0 {
			out = append(out, f)
		}
	}
	return out
}

func isFamily(ip netip.Addr, family int) bool {
	return family == unix.AF_UNSPEC || ip.Is4() == (family == unix.AF_INET)
}

// lookup finds the addresses of a name, in the hosts file or by asking the name servers;
// the lock is not held meanwhile. The error is one of getaddrinfo's.
func lookup(t *thread, host string, family int) (ips []netip.Addr, code int) {
	t.Unlock()
	defer t.Lock()
	known := false
	for _, line := range hostsFile() {
		if slices.ContainsFunc(line.names, func(n string) bool { return strings.EqualFold(n, host) }) {
			known = true
			if isFamily(line.ip, family) && !slices.Contains(ips, line.ip) {
				ips = append(ips, line.ip)
			}
		}
	}
	if len(ips) > 0 {
		return ips, 0
	}
	if known {
		return nil, eaiAddrfamily
	}
	return askServers(host, family)
}

// resolveOne finds one address of a host for a socket's address.
func resolveOne(t *thread, host string, family int) (netip.Addr, error) {
	switch host {
	case "":
		if family == unix.AF_INET6 {
			return netip.IPv6Unspecified(), nil
		}
		return netip.IPv4Unspecified(), nil
	case "255.255.255.255", "<broadcast>":
		if family != unix.AF_INET {
			return netip.Addr{}, t.Raise(object.OSError, "address family mismatched")
		}
		return netip.AddrFrom4([4]byte{255, 255, 255, 255}), nil
	}
	if ip, ok := numericHost(host); ok {
		if !isFamily(ip, family) {
			return ip, gai(t, eaiAddrfamily)
		}
		return ip, nil
	}
	if err := allowed(t); err != nil {
		return netip.Addr{}, err
	}
	ips, code := lookup(t, host, family)
	if code != 0 {
		return netip.Addr{}, gai(t, code)
	}
	return ips[0], nil
}

// A want is what getaddrinfo is asked for.
type want struct {
	host                       string
	hasHost                    bool
	service                    string
	hasService                 bool
	family, kind, proto, flags int
}

// pairs are the kinds of sockets and their protocols, in the order of answers.
var pairs = [...]struct{ kind, proto int }{{unix.SOCK_STREAM, unix.IPPROTO_TCP}, {unix.SOCK_DGRAM, unix.IPPROTO_UDP}, {unix.SOCK_RAW, 0}}

func getAddrInfo(t *thread, _ value, a []value) (value, error) {
	var w want
	if err := w.read(t, a); err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	if !w.hasHost && !w.hasService {
		return value{}, gai(t, eaiNoname)
	}
	if w.flags&aiCanonname != 0 && !w.hasHost {
		return value{}, gai(t, eaiBadflags)
	}
	if w.family != unix.AF_UNSPEC && w.family != unix.AF_INET && w.family != unix.AF_INET6 {
		return value{}, gai(t, eaiFamily)
	}
	ips, err := w.hosts(t)
	if err != nil {
		return value{}, err
	}
	var out []value
	for _, ip := range ips {
		found, err := w.answers(t, ip, len(out) == 0)
		if err != nil {
			t.UnrefAll(out)
			return value{}, err
		}
		out = append(out, found...)
	}
	return t.NewList(out), nil
}

func (w *want) read(t *thread, a []value) (err error) {
	if a[0] != none {
		if _, ok := object.AsStr(a[0]); ok || isBytes(a[0]) {
			if w.host, err = hostArg(t, a[0]); err != nil {
				return err
			}
		} else {
			return t.TypeErr("getaddrinfo() argument 1 must be string or None")
		}
		w.hasHost = w.host != ""
	}
	switch s, ok := object.AsStr(a[1]); {
	case a[1] == none:
	case a[1].Type().Flags&object.FlagInt != 0:
		n, err := t.AsIndex(a[1], object.OverflowError)
		if err != nil {
			return err
		}
		w.service, w.hasService = decimal(n), true
	case ok:
		b, err := t.EncodeStr(s, "utf-8", "strict")
		if err != nil {
			return err
		}
		w.service, w.hasService = string(b), true
	case isBytes(a[1]):
		b, _ := object.AsBytes(a[1])
		w.service, w.hasService = string(b.B), true
	default:
		return t.Raise(object.OSError, "Int or String expected")
	}
	for i, p := range [...]*int{&w.family, &w.kind, &w.proto, &w.flags} {
		if *p, err = t.IntArg(a[2+i], 0); err != nil {
			return err
		}
	}
	return nil
}

func isBytes(v value) bool {
	_, ok := object.AsBytes(v)
	return ok
}

func (w *want) hosts(t *thread) (ips []netip.Addr, err error) {
	if !w.hasHost {
		four, six := netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.IPv6Loopback()
		all := []netip.Addr{six, four}
		if w.flags&aiPassive != 0 {
			all = []netip.Addr{netip.IPv4Unspecified(), netip.IPv6Unspecified()}
		}
		for _, ip := range all {
			if isFamily(ip, w.family) {
				ips = append(ips, ip)
			}
		}
		return ips, nil
	}
	if ip, ok := numericHost(w.host); ok {
		if !isFamily(ip, w.family) {
			return nil, gai(t, eaiAddrfamily)
		}
		return []netip.Addr{ip}, nil
	}
	if w.flags&aiNumerichost != 0 {
		return nil, gai(t, eaiNoname)
	}
	ips, code := lookup(t, w.host, w.family)
	if code != 0 {
		return nil, gai(t, code)
	}
	return ips, nil
}

// answers gives the tuples for one address.
func (w *want) answers(t *thread, ip netip.Addr, first bool) (out []value, err error) {
	known := false
	for _, p := range pairs {
		if w.kind != 0 && w.kind != p.kind || w.proto != 0 && p.proto != 0 && w.proto != p.proto {
			continue
		}
		known = true
		proto := p.proto
		if p.proto == 0 {
			proto = w.proto
		}
		port, ok := w.port(p.proto)
		if !ok {
			continue
		}
		name := ""
		if w.flags&aiCanonname != 0 && first && len(out) == 0 {
			name = w.host
		}
		addr, err := newAddress(t, sockaddr(ip, port))
		if err != nil {
			return out, err
		}
		family := unix.AF_INET6
		if ip.Is4() {
			family = unix.AF_INET
		}
		out = append(out, t.NewTuple(object.Int(int64(family)), object.Int(int64(p.kind)), object.Int(int64(proto)), t.NewStr(name), addr))
	}
	switch {
	case !known:
		return out, gai(t, eaiSocktype)
	case len(out) == 0 && w.kind == 0 && w.flags&aiNumericserv != 0:
		return out, gai(t, eaiNoname)
	case len(out) == 0:
		return out, gai(t, eaiService)
	}
	return out, nil
}

// port is the number of the service for a protocol.
func (w *want) port(proto int) (int, bool) {
	if !w.hasService || w.service == "" {
		return 0, true
	}
	if n, ok := number(w.service); ok {
		return n & 0xffff, true
	}
	if w.flags&aiNumericserv != 0 || proto == 0 {
		return 0, false
	}
	return serviceNamed(w.service, protocolName(proto))
}

func sockaddr(ip netip.Addr, port int) unix.Sockaddr {
	if ip.Is4() {
		return &unix.SockaddrInet4{Port: port, Addr: ip.As4()}
	}
	return &unix.SockaddrInet6{Port: port, Addr: ip.As16(), ZoneId: uint32(zoneID(ip.Zone()))}
}

// hostOf is the line of the hosts file for an address.
func hostOf(ip netip.Addr) (names []string) {
	for _, line := range hostsFile() {
		if line.ip == ip {
			return line.names
		}
	}
	return nil
}

func getNameInfo(t *thread, _ value, a []value) (value, error) {
	x, ok := object.AsTuple(a[0])
	if !ok {
		return value{}, t.TypeErr("getnameinfo() argument 1 must be a tuple")
	}
	flags, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	if len(x.Items) < 2 || len(x.Items) > 4 {
		return value{}, t.TypeErr("getnameinfo(): illegal sockaddr argument")
	}
	host, ok := pylib.Text(x.Items[0])
	if !ok {
		return value{}, t.TypeErr("getnameinfo(): illegal sockaddr argument")
	}
	port, err := t.IntArg(x.Items[1], 0)
	if err != nil {
		return value{}, err
	}
	if len(x.Items) > 2 {
		if _, err := limited(t, "getnameinfo", "flowinfo", x.Items[2], 1<<20-1); err != nil {
			return value{}, err
		}
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	ip, ok := numericHost(host)
	if !ok {
		ips, code := lookup(t, host, unix.AF_UNSPEC)
		if code != 0 {
			return value{}, gai(t, code)
		}
		if len(ips) > 1 {
			return value{}, t.Raise(object.OSError, "sockaddr resolved to multiple addresses")
		}
		ip = ips[0]
	}
	if ip.Is4() && len(x.Items) != 2 {
		return value{}, t.Raise(object.OSError, "IPv4 sockaddr must be 2 tuple")
	}
	if len(x.Items) == 4 && (ip.IsLinkLocalUnicast() || ip.IsLinkLocalMulticast()) {
		scope, err := t.AsIndex(x.Items[3], object.OverflowError)
		if err != nil {
			return value{}, err
		}
		if scope != 0 {
			ip = ip.WithZone(zoneName(scope))
		}
	}
	name := ip.String()
	if flags&niNumerichost == 0 {
		if names := hostOf(ip); names != nil {
			name = names[0]
		} else if flags&niNamereqd != 0 {
			return value{}, gai(t, eaiNoname)
		}
	}
	service := decimal(port)
	if flags&niNumericserv == 0 {
		proto := "tcp"
		if flags&niDgram != 0 {
			proto = "udp"
		}
		if s, ok := servicePort(port, proto); ok {
			service = s
		}
	}
	return t.NewTuple(t.NewStr(name), t.NewStr(service)), nil
}

func getHostByName(t *thread, _ value, a []value) (value, error) {
	host, err := hostArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	ip, err := resolveOne(t, host, unix.AF_INET)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(ip.String()), nil
}

// hostEntry gives (name, other names, addresses).
func hostEntry(t *thread, name string, ips []netip.Addr) value {
	texts := make([]value, len(ips))
	for i, ip := range ips {
		texts[i] = t.NewStr(ip.String())
	}
	var aliases []value
	if len(ips) > 0 {
		for _, n := range hostOf(ips[0]) {
			if !strings.EqualFold(n, name) && len(hostOf(ips[0])) > 1 {
				aliases = append(aliases, t.NewStr(n))
			}
		}
	}
	return t.NewTuple(t.NewStr(name), t.NewList(aliases), t.NewList(texts))
}

func getHostByNameEx(t *thread, _ value, a []value) (value, error) {
	host, err := hostArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	ip, err := resolveOne(t, host, unix.AF_INET)
	if err != nil {
		return value{}, err
	}
	if _, ok := numericHost(host); ok {
		return t.NewTuple(t.NewStr(host), t.NewList(nil), t.NewList([]value{t.NewStr(ip.String())})), nil
	}
	ips, code := lookup(t, host, unix.AF_INET)
	if code != 0 {
		return value{}, gai(t, code)
	}
	return hostEntry(t, host, ips), nil
}

func getHostByAddr(t *thread, _ value, a []value) (value, error) {
	host, err := hostArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	ip, ok := numericHost(host)
	if !ok {
		ips, code := lookup(t, host, unix.AF_UNSPEC)
		if code != 0 {
			return value{}, gai(t, code)
		}
		ip = ips[0]
	}
	names := hostOf(ip)
	if names == nil {
		return value{}, t.RaiseArgs(hError, object.Int(1), t.NewStr("Unknown host"))
	}
	return hostEntry(t, names[0], []netip.Addr{ip}), nil
}
