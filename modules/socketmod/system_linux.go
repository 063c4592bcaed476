package socketmod

import "golang.org/x/sys/unix"

// kindFlags may stand in the kind of a new socket and are no part of it.
const kindFlags = unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC

// nonblock asks for a socket whose timeout is 0.
const nonblock = unix.SOCK_NONBLOCK

func newSocket(family, kind, proto int) (int, error) {
	return unix.Socket(family, kind|unix.SOCK_CLOEXEC, proto)
}

func socketPair(family, kind, proto int) ([2]int, error) {
	return unix.Socketpair(family, kind|unix.SOCK_CLOEXEC, proto)
}

func accept(fd int) (int, unix.Sockaddr, error) { return unix.Accept4(fd, unix.SOCK_CLOEXEC) }

func protocolOf(fd int) int {
	n, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_PROTOCOL)
	if err != nil {
		return 0
	}
	return n
}

func setMachineName(name string) error { return unix.Sethostname([]byte(name)) }
