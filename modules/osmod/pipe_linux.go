package osmod

import "golang.org/x/sys/unix"

func pipe2(flags int) (fds [2]int, err error) {
	err = unix.Pipe2(fds[:], flags)
	return fds, err
}
