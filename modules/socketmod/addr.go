package socketmod

import (
	"math"
	"net/netip"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

// address reads an address of the socket's family.
func (s *socket) address(t *thread, fn string, v value) (unix.Sockaddr, error) {
	switch s.family {
	case unix.AF_UNIX:
		return unixAddress(t, v)
	case unix.AF_INET:
		return inetAddress(t, fn, v)
	case unix.AF_INET6:
		return inet6Address(t, fn, v)
	}
	return nil, t.Raise(object.OSError, "%s(): bad family", fn)
}

// maxUnixPath is how long the name of a Unix socket can be.
const maxUnixPath = 108

func unixAddress(t *thread, v value) (unix.Sockaddr, error) {
	var path string
	if s, ok := object.AsStr(v); ok {
		b, err := t.EncodeStr(s, "utf-8", "surrogateescape")
		if err != nil {
			return nil, err
		}
		path = string(b)
	} else {
		b, release, err := t.BufferOf(v)
		if err != nil {
			return nil, err
		}
		path = string(b)
		release()
	}
	switch {
	case path != "" && path[0] == 0: // a name that is no file, which Go writes with "@"
		if len(path) > maxUnixPath {
			return nil, t.Raise(object.OSError, "AF_UNIX path too long")
		}
		path = "@" + path[1:]
	case len(path) >= maxUnixPath:
		return nil, t.Raise(object.OSError, "AF_UNIX path too long")
	case strings.HasPrefix(path, "@"):
		path = "./" + path
	}
	return &unix.SockaddrUnix{Name: path}, nil
}

// tupleOf checks that an address is a tuple of so many items.
func tupleOf(t *thread, fn, family string, v value, least, most int, shape string) ([]value, error) {
	x, ok := object.AsTuple(v)
	if !ok {
		return nil, t.TypeErr("%s(): %s address must be tuple, not %s", fn, family, v.Type().Name)
	}
	if len(x.Items) < least || len(x.Items) > most {
		return nil, t.TypeErr("%s address must be a %s", family, shape)
	}
	return x.Items, nil
}

// limited reads an int of an address.
func limited(t *thread, fn, what string, v value, most int) (int, error) {
	n, err := t.AsIndex(v, object.OverflowError)
	if err != nil {
		return 0, err
	}
	if n < 0 || n > most {
		return 0, t.Raise(object.OverflowError, "%s(): %s must be 0-%d.", fn, what, most)
	}
	return n, nil
}

func inetAddress(t *thread, fn string, v value) (unix.Sockaddr, error) {
	items, err := tupleOf(t, fn, "AF_INET", v, 2, 2, "pair (host, port)")
	if err != nil {
		return nil, err
	}
	host, err := hostArg(t, items[0])
	if err != nil {
		return nil, err
	}
	port, err := limited(t, fn, "port", items[1], math.MaxUint16)
	if err != nil {
		return nil, err
	}
	ip, err := resolveOne(t, host, unix.AF_INET)
	if err != nil {
		return nil, err
	}
	return &unix.SockaddrInet4{Port: port, Addr: ip.As4()}, nil
}

func inet6Address(t *thread, fn string, v value) (unix.Sockaddr, error) {
	items, err := tupleOf(t, fn, "AF_INET6", v, 2, 4, "tuple (host, port[, flowinfo[, scopeid]])")
	if err != nil {
		return nil, err
	}
	host, err := hostArg(t, items[0])
	if err != nil {
		return nil, err
	}
	port, err := limited(t, fn, "port", items[1], math.MaxUint16)
	if err != nil {
		return nil, err
	}
	scope := 0
	if len(items) > 2 {
		if _, err := limited(t, fn, "flowinfo", items[2], 1<<20-1); err != nil {
			return nil, err
		}
	}
	if len(items) > 3 {
		if scope, err = t.AsIndex(items[3], object.OverflowError); err != nil {
			return nil, err
		}
	}
	ip, err := resolveOne(t, host, unix.AF_INET6)
	if err != nil {
		return nil, err
	}
	if scope == 0 && ip.Zone() != "" {
		scope = zoneID(ip.Zone())
	}
	return &unix.SockaddrInet6{Port: port, ZoneId: uint32(scope), Addr: ip.As16()}, nil
}

// newAddress gives an address as Python has it.
func newAddress(t *thread, sa unix.Sockaddr) (value, error) {
	switch x := sa.(type) {
	case nil:
		return none, nil
	case *unix.SockaddrInet4:
		return t.NewTuple(t.NewStr(netip.AddrFrom4(x.Addr).String()), object.Int(int64(x.Port))), nil
	case *unix.SockaddrInet6:
		ip := netip.AddrFrom16(x.Addr)
		name := ip.String()
		if x.ZoneId != 0 && ip.IsLinkLocalUnicast() {
			name += "%" + zoneName(int(x.ZoneId))
		}
		return t.NewTuple(t.NewStr(name), object.Int(int64(x.Port)), object.Int(0), object.Int(int64(x.ZoneId))), nil
	case *unix.SockaddrUnix:
		if x.Name == "@" { // it has none
			return t.NewStr(""), nil
		}
		if strings.HasPrefix(x.Name, "@") {
			return t.NewBytes([]byte("\x00" + x.Name[1:])), nil
		}
		return t.DecodeBytes([]byte(x.Name), "utf-8", "surrogateescape")
	}
	return none, nil
}

func familyOf(sa unix.Sockaddr) int {
	switch sa.(type) {
	case *unix.SockaddrInet4:
		return unix.AF_INET
	case *unix.SockaddrInet6:
		return unix.AF_INET6
	case *unix.SockaddrUnix:
		return unix.AF_UNIX
	}
	return unix.AF_UNSPEC
}

// hostArg reads the name of a host.
func hostArg(t *thread, v value) (string, error) {
	if s, ok := object.AsStr(v); ok {
		for i := range len(s.S) {
			if s.S[i] >= 0x80 {
				b, err := t.EncodeStr(s, "idna", "strict")
				return string(b), err
			}
		}
		return s.S, noNull(t, s.S)
	}
	if b, ok := object.AsBytes(v); ok {
		return string(b.B), noNull(t, string(b.B))
	}
	if b, ok := object.AsByteArray(v); ok {
		return string(b.B), noNull(t, string(b.B))
	}
	return "", t.TypeErr("str, bytes or bytearray expected, not %s", v.Type().Name)
}

func noNull(t *thread, s string) error {
	if strings.IndexByte(s, 0) >= 0 {
		return t.TypeErr("host name must not contain null character")
	}
	return nil
}

// aton reads an IPv4 address as inet_aton(3) does: one to four numbers in C's notation,
// the last of which fills what is left.
func aton(s string) (ip [4]byte, ok bool) {
	if i := strings.IndexAny(s, " \t\n\r\v\f"); i >= 0 {
		s = s[:i]
	}
	parts := strings.Split(s, ".")
	if len(parts) > 4 {
		return ip, false
	}
	var n uint64
	for i, p := range parts {
		if p == "" || p[0] == '+' || p[0] == '-' || strings.ContainsAny(p, "_oObB") && !strings.HasPrefix(strings.ToLower(p), "0x") {
			return ip, false
		}
		x, err := strconv.ParseUint(p, 0, 32)
		if err != nil {
			return ip, false
		}
		if i < len(parts)-1 {
			if x > 255 {
				return ip, false
			}
			n |= x << (24 - 8*i)
			continue
		}
		if x >= 1<<(32-8*i) {
			return ip, false
		}
		n |= x
	}
	return [4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}, true
}

// numericHost reads an address that is written in numbers.
func numericHost(s string) (netip.Addr, bool) {
	if ip4, ok := aton(s); ok {
		return netip.AddrFrom4(ip4), true
	}
	ip, err := netip.ParseAddr(s)
	return ip, err == nil && ip.Is6()
}
