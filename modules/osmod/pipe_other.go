//go:build unix && !linux

package osmod

import "golang.org/x/sys/unix"

func pipe2(flags int) (fds [2]int, err error) {
	if err = unix.Pipe(fds[:]); err != nil {
		return fds, err
	}
	for _, fd := range fds {
		if flags&unix.O_CLOEXEC != 0 {
			unix.CloseOnExec(fd)
		}
		if flags&unix.O_NONBLOCK != 0 {
			_ = unix.SetNonblock(fd, true)
		}
	}
	return fds, nil
}
