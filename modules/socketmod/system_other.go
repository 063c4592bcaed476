//go:build unix && !linux

package socketmod

import "golang.org/x/sys/unix"

const (
	kindFlags = 0
	nonblock  = 0
)

func newSocket(family, kind, proto int) (int, error) {
	fd, err := unix.Socket(family, kind, proto)
	if err == nil {
		unix.CloseOnExec(fd)
	}
	return fd, err
}

func socketPair(family, kind, proto int) ([2]int, error) {
	fds, err := unix.Socketpair(family, kind, proto)
	if err == nil {
		unix.CloseOnExec(fds[0])
		unix.CloseOnExec(fds[1])
	}
	return fds, err
}

func accept(fd int) (int, unix.Sockaddr, error) {
	n, sa, err := unix.Accept(fd)
	if err == nil {
		unix.CloseOnExec(n)
	}
	return n, sa, err
}

func protocolOf(int) int { return 0 }

func setMachineName(string) error { return unix.EPERM }
