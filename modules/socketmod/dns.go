package socketmod

import (
	"encoding/binary"
	"math/rand/v2"
	"net/netip"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// A name server is asked over UDP, as RFC 1035 says; Go's own resolver would bring in
// the system's C library.

const (
	dnsPort  = 53
	typeA    = 1
	typeAAAA = 28
	classIN  = 1
	// A server has a second to answer, and is asked twice.
	dnsTimeout = time.Second
	dnsTries   = 2
)

// nameServers reads the servers' addresses and the domains that short names are
// looked for in.
func nameServers() (servers []netip.Addr, search []string) {
	b, err := os.ReadFile("/etc/resolv.conf")
	if err != nil {
		return nil, nil
	}
	for _, f := range fieldsOf(string(b)) {
		switch {
		case len(f) < 2:
		case f[0] == "nameserver":
			if ip, err := netip.ParseAddr(f[1]); err == nil {
				servers = append(servers, ip)
			}
		case f[0] == "search" || f[0] == "domain":
			search = f[1:]
		}
	}
	return servers, search
}

// askServers finds the addresses of a name; code is an error of getaddrinfo(3).
func askServers(host string, family int) (ips []netip.Addr, code int) {
	servers, search := nameServers()
	if len(servers) == 0 {
		return nil, eaiAgain
	}
	names := []string{host}
	if !strings.Contains(host, ".") {
		names = names[:0]
		for _, domain := range search {
			names = append(names, host+"."+domain)
		}
		names = append(names, host)
	}
	var kinds []uint16
	if family != unix.AF_INET6 {
		kinds = append(kinds, typeA)
	}
	if family != unix.AF_INET {
		kinds = append(kinds, typeAAAA)
	}
	code = eaiNoname
	for _, name := range names {
		for _, kind := range kinds {
			found, ok := askAll(servers, name, kind)
			ips = append(ips, found...)
			if !ok {
				code = eaiAgain
			}
		}
		if len(ips) > 0 {
			return ips, 0
		}
	}
	return nil, code
}

// askAll asks one server after the other; ok: one answered.
func askAll(servers []netip.Addr, name string, kind uint16) (ips []netip.Addr, ok bool) {
	id := uint16(rand.Uint32())
	query, ok := dnsQuery(id, name, kind)
	if !ok {
		return nil, true // no name
	}
	for range dnsTries {
		for _, server := range servers {
			answer := exchange(server, query)
			if ips, ok = dnsAnswer(answer, id, kind); ok {
				return ips, true
			}
		}
	}
	return nil, false
}

// exchange sends a query and returns what comes back in time.
func exchange(server netip.Addr, query []byte) []byte {
	family := unix.AF_INET
	if server.Is6() {
		family = unix.AF_INET6
	}
	fd, err := newSocket(family, unix.SOCK_DGRAM, 0)
	if err != nil {
		return nil
	}
	defer unix.Close(fd)
	if unix.Connect(fd, sockaddr(server, dnsPort)) != nil || unix.SetNonblock(fd, true) != nil {
		return nil
	}
	if _, err := unix.Write(fd, query); err != nil {
		return nil
	}
	fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
	if n, err := unix.Poll(fds, int(dnsTimeout/time.Millisecond)); err != nil || n == 0 {
		return nil
	}
	b := make([]byte, 4096)
	n, err := unix.Read(fd, b)
	if err != nil {
		return nil
	}
	return b[:n]
}

// dnsQuery makes a message that asks for the records of a name.
func dnsQuery(id uint16, name string, kind uint16) ([]byte, bool) {
	b := binary.BigEndian.AppendUint16(nil, id)
	b = append(b, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0) // recursion desired, one question
	for label := range strings.SplitSeq(strings.TrimSuffix(name, "."), ".") {
		if label == "" || len(label) > 63 {
			return nil, false
		}
		b = append(append(b, byte(len(label))), label...)
	}
	b = append(b, 0)
	b = binary.BigEndian.AppendUint16(b, kind)
	return binary.BigEndian.AppendUint16(b, classIN), len(name) < 254
}

// dnsAnswer reads the addresses in an answer; false: it is none.
func dnsAnswer(b []byte, id, kind uint16) (ips []netip.Addr, ok bool) {
	if len(b) < 12 || binary.BigEndian.Uint16(b) != id || b[2]&0x80 == 0 {
		return nil, false
	}
	if rcode := b[3] & 15; rcode != 0 {
		return nil, rcode == 3 // there is no such name
	}
	questions, answers := binary.BigEndian.Uint16(b[4:]), binary.BigEndian.Uint16(b[6:])
	at := 12
	for range questions {
		if at = skipName(b, at) + 4; at > len(b) {
			return nil, false
		}
	}
	for range answers {
		if at = skipName(b, at); at+10 > len(b) {
			return ips, true
		}
		is := binary.BigEndian.Uint16(b[at:])
		size := int(binary.BigEndian.Uint16(b[at+8:]))
		at += 10
		if at+size > len(b) {
			return ips, true
		}
		if ip, good := netip.AddrFromSlice(b[at : at+size]); is == kind && good {
			ips = append(ips, ip)
		}
		at += size
	}
	return ips, true
}

// skipName returns where a name ends; past the end if it is broken.
func skipName(b []byte, at int) int {
	for at < len(b) {
		switch n := int(b[at]); {
		case n == 0:
			return at + 1
		case n >= 0xc0: // the rest stands elsewhere
			return at + 2
		default:
			at += n + 1
		}
	}
	return len(b) + 1
}
