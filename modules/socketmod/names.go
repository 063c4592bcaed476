package socketmod

import (
	"encoding/binary"
	"math"
	"math/bits"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

func nameDecls() []object.Decl {
	return []object.Decl{
		object.RawFunc("getservbyname", "getservbyname(name[, protocol])\n\nReturn the port of a service.", getServByName),
		object.RawFunc("getservbyport", "getservbyport(port[, protocol])\n\nReturn the service of a port.", getServByPort),
		object.Func("getprotobyname(name, /)", "Return the number of a protocol.", getProtoByName),
		object.Func("htons(n, /)", "Turn 16 bits from the machine's to the network's order.", swap16("htons")),
		object.Func("ntohs(n, /)", "Turn 16 bits from the network's to the machine's order.", swap16("ntohs")),
		object.Func("htonl(n, /)", "Turn 32 bits from the machine's to the network's order.", swap32("htonl")),
		object.Func("ntohl(n, /)", "Turn 32 bits from the network's to the machine's order.", swap32("ntohl")),
		object.Func("inet_aton(address, /)", "Return the 4 bytes of an IPv4 address.", inetAton),
		object.Func("inet_ntoa(packed, /)", "Return the text of 4 bytes.", inetNtoa),
		object.Func("inet_pton(family, address, /)", "Return the bytes of an address.", inetPton),
		object.Func("inet_ntop(family, packed, /)", "Return the text of an address.", inetNtop),
		object.Func("if_nameindex()", "Return the network interfaces as pairs (number, name).", ifNameIndex),
		object.Func("if_nametoindex(name, /)", "Return the number of an interface.", ifNameToIndex),
		object.Func("if_indextoname(index, /)", "Return the name of an interface.", ifIndexToName),
		object.Func("socketpair(family=1, type=1, proto=0, /)", "Return two connected sockets.", newPair),
		object.Func("dup(fd, /)", "Return another descriptor of a socket.", dupFD),
		object.Func("close(fd, /)", "Close a descriptor of a socket.", closeFD),
		object.Func("getdefaulttimeout()", "Return the timeout of new sockets in seconds.", getDefault),
		object.Func("setdefaulttimeout(timeout, /)", "Set the timeout of new sockets.", setDefault),
		object.Func("CMSG_LEN(length, /)", "Return how long a part of ancillary data is that carries length bytes.", cmsgLen),
		object.Func("CMSG_SPACE(length, /)", "Return how much room such a part takes.", cmsgSpace),
		object.Func("sethostname(name, /)", "Set the machine's name.", setHostname),
	}
}

func decimal(n int) string { return strconv.Itoa(n) }

// number reads a service that is written as a number.
func number(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 32)
	return int(n), err == nil
}

// services reads the services file: name/protocol and port.
func services(visit func(names []string, port int, proto string) bool) {
	b, err := os.ReadFile("/etc/services")
	if err != nil {
		return
	}
	for _, f := range fieldsOf(string(b)) {
		if len(f) < 2 {
			continue
		}
		text, proto, _ := strings.Cut(f[1], "/")
		port, err := strconv.Atoi(text)
		if err == nil && visit(append([]string{f[0]}, f[2:]...), port, proto) {
			return
		}
	}
}

func serviceNamed(name, proto string) (port int, ok bool) {
	services(func(names []string, n int, p string) bool {
		ok = (proto == "" || p == proto) && slices.Contains(names, name)
		port = n
		return ok
	})
	return port, ok
}

func servicePort(port int, proto string) (name string, ok bool) {
	services(func(names []string, n int, p string) bool {
		ok = n == port && (proto == "" || p == proto)
		name = names[0]
		return ok
	})
	return name, ok
}

func protocolName(proto int) string {
	switch proto {
	case unix.IPPROTO_TCP:
		return "tcp"
	case unix.IPPROTO_UDP:
		return "udp"
	}
	return ""
}

// optionalText reads the second argument of a function: a str, "" if it is not there.
func optionalText(t *thread, fn string, a object.Args) (string, error) {
	if err := t.NoKw(fn, a); err != nil {
		return "", err
	}
	if len(a.Pos) < 1 {
		return "", t.TypeErr("%s() takes at least 1 argument (0 given)", fn)
	}
	if len(a.Pos) > 2 {
		return "", t.TypeErr("%s() takes at most 2 arguments (%d given)", fn, len(a.Pos))
	}
	if len(a.Pos) == 1 {
		return "", nil
	}
	return t.StrArg(fn, "2", a.Pos[1], "")
}

func getServByName(t *thread, _ value, a object.Args) (value, error) {
	proto, err := optionalText(t, "getservbyname", a)
	if err != nil {
		return value{}, err
	}
	name, err := t.StrArg("getservbyname", "1", a.Pos[0], "")
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	port, ok := serviceNamed(name, proto)
	if !ok {
		return value{}, t.Raise(object.OSError, "service/proto not found")
	}
	return object.Int(int64(port)), nil
}

func getServByPort(t *thread, _ value, a object.Args) (value, error) {
	proto, err := optionalText(t, "getservbyport", a)
	if err != nil {
		return value{}, err
	}
	port, err := t.IntArg(a.Pos[0], 0)
	if err != nil {
		return value{}, err
	}
	if port < 0 || port > math.MaxUint16 {
		return value{}, t.Raise(object.OverflowError, "getservbyport: port must be 0-65535.")
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	name, ok := servicePort(port, proto)
	if !ok {
		return value{}, t.Raise(object.OSError, "port/proto not found")
	}
	return t.NewStr(name), nil
}

func getProtoByName(t *thread, _ value, a []value) (value, error) {
	name, err := t.StrArg("getprotobyname", "1", a[0], "")
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	b, _ := os.ReadFile("/etc/protocols")
	for _, f := range fieldsOf(string(b)) {
		if len(f) > 1 && (f[0] == name || slices.Contains(f[2:], name)) {
			if n, err := strconv.Atoi(f[1]); err == nil {
				return object.Int(int64(n)), nil
			}
		}
	}
	return value{}, t.Raise(object.OSError, "protocol not found")
}

func swap16(fn string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		n, err := t.IntArg(a[0], 0)
		if err != nil {
			return value{}, err
		}
		if n < 0 {
			return value{}, t.Raise(object.OverflowError, "%s: can't convert negative Python int to C 16-bit unsigned integer", fn)
		}
		if n > math.MaxUint16 {
			return value{}, t.Raise(object.OverflowError, "%s: Python int too large to convert to C 16-bit unsigned integer", fn)
		}
		x := uint16(n)
		if littleEndian() {
			x = bits.ReverseBytes16(x)
		}
		return object.Int(int64(x)), nil
	}
}

func littleEndian() bool { return binary.NativeEndian.Uint16([]byte{1, 0}) == 1 }

func swap32(fn string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		if a[0].Type().Flags&object.FlagInt == 0 {
			return value{}, t.TypeErr("expected int, %s found", a[0].Type().Name)
		}
		n, err := t.AsIndex(a[0], object.OverflowError)
		if err != nil {
			return value{}, err
		}
		if n < 0 {
			return value{}, t.Raise(object.OverflowError, "can't convert negative value to unsigned int")
		}
		if n > math.MaxUint32 {
			return value{}, t.Raise(object.OverflowError, "int larger than 32 bits")
		}
		x := uint32(n)
		if littleEndian() {
			x = bits.ReverseBytes32(x)
		}
		return object.Int(int64(x)), nil
	}
}

func inetAton(t *thread, _ value, a []value) (value, error) {
	s, err := t.StrArg("inet_aton", "1", a[0], "")
	if err != nil {
		return value{}, err
	}
	ip, ok := aton(s)
	if !ok {
		return value{}, t.Raise(object.OSError, "illegal IP address string passed to inet_aton")
	}
	return t.NewBytes(ip[:]), nil
}

func inetNtoa(t *thread, _ value, a []value) (value, error) {
	b, release, err := t.BufferOf(a[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	if len(b) != 4 {
		return value{}, t.Raise(object.OSError, "packed IP wrong length for inet_ntoa")
	}
	return t.NewStr(netip.AddrFrom4([4]byte(b)).String()), nil
}

func inetPton(t *thread, _ value, a []value) (value, error) {
	family, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	s, err := t.StrArg("inet_pton", "2", a[1], "")
	if err != nil {
		return value{}, err
	}
	if family != unix.AF_INET && family != unix.AF_INET6 {
		return value{}, t.RaiseOS(unix.EAFNOSUPPORT, "")
	}
	ip, err := netip.ParseAddr(s)
	if err != nil || ip.Zone() != "" || !isFamily(ip, family) {
		return value{}, t.Raise(object.OSError, "illegal IP address string passed to inet_pton")
	}
	return t.NewBytes(ip.AsSlice()), nil
}

func inetNtop(t *thread, _ value, a []value) (value, error) {
	family, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	b, release, err := t.BufferOf(a[1])
	if err != nil {
		return value{}, err
	}
	defer release()
	size := map[int]int{unix.AF_INET: 4, unix.AF_INET6: 16}[family]
	switch {
	case size == 0:
		return value{}, t.ValueErr("unknown address family %d", family)
	case len(b) != size:
		return value{}, t.ValueErr("invalid length of packed IP address string")
	}
	ip, _ := netip.AddrFromSlice(b)
	return t.NewStr(ip.String()), nil
}

// interfaces lists the network interfaces by number.
func interfaces() map[int]string {
	out := map[int]string{}
	files, _ := filepath.Glob("/sys/class/net/*/ifindex")
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimSpace(string(b))); err == nil {
			out[n] = filepath.Base(filepath.Dir(f))
		}
	}
	return out
}

// zoneID is the number of the interface that an IPv6 address names.
func zoneID(zone string) int {
	if n, err := strconv.Atoi(zone); err == nil {
		return n
	}
	for n, name := range interfaces() {
		if name == zone && zone != "" {
			return n
		}
	}
	return 0
}

func zoneName(id int) string {
	if name := interfaces()[id]; name != "" {
		return name
	}
	return strconv.Itoa(id)
}

func ifNameIndex(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	all := interfaces()
	var out []value
	for n := 1; len(out) < len(all) && n < 1<<20; n++ {
		if name, ok := all[n]; ok {
			out = append(out, t.NewTuple(object.Int(int64(n)), t.NewStr(name)))
		}
	}
	return t.NewList(out), nil
}

func ifNameToIndex(t *thread, _ value, a []value) (value, error) {
	name, err := hostArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	for n, s := range interfaces() {
		if s == name {
			return object.Int(int64(n)), nil
		}
	}
	return value{}, t.Raise(object.OSError, "no interface with this name")
}

func ifIndexToName(t *thread, _ value, a []value) (value, error) {
	n, err := t.AsIndex(a[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	if name := interfaces()[n]; name != "" {
		return t.NewStr(name), nil
	}
	return value{}, t.RaiseOS(unix.ENXIO, "")
}

func newPair(t *thread, _ value, a []value) (value, error) {
	n := [...]int{unix.AF_UNIX, unix.SOCK_STREAM, 0}
	for i := range n {
		var err error
		if n[i], err = t.IntArg(a[i], n[i]); err != nil {
			return value{}, err
		}
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	fds, err := socketPair(n[0], n[1], n[2])
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	var out [2]value
	for i, fd := range fds {
		s := object.New[socket](t, socketType)
		s.fd, s.family, s.kind, s.proto, s.timeout = fd, n[0], n[1], n[2], defaultTimeout(t)
		out[i] = object.Obj(&s.Header)
		if err2 := s.settle(t); err2 != nil && err == nil {
			err = err2
		}
	}
	if err != nil {
		t.UnrefAll(out[:])
		return value{}, err
	}
	return t.NewTuple(out[0], out[1]), nil
}

func dupFD(t *thread, _ value, a []value) (value, error) {
	fd, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	n, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return object.Int(int64(n)), nil
}

func closeFD(t *thread, _ value, a []value) (value, error) {
	fd, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	if err := unix.Close(fd); err != nil && err != unix.ECONNRESET {
		return value{}, t.RaiseOS(err, "")
	}
	return none, nil
}

type defaultKey struct{}

func defaultOf(t *thread) *time.Duration {
	return t.In.State(defaultKey{}, func() any {
		d := time.Duration(-1)
		return &d
	}).(*time.Duration)
}

func defaultTimeout(t *thread) time.Duration { return *defaultOf(t) }

func getDefault(t *thread, _ value, _ []value) (value, error) {
	return secondsOrNone(defaultTimeout(t)), nil
}

func setDefault(t *thread, _ value, a []value) (value, error) {
	d, err := timeoutArg(t, pylib.Or(a[0], none))
	if err != nil {
		return value{}, err
	}
	*defaultOf(t) = d
	return none, nil
}

func setHostname(t *thread, _ value, a []value) (value, error) {
	name, err := hostArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	if err := setMachineName(name); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return none, nil
}
