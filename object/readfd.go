//go:build unix

package object

import (
	"golang.org/x/sys/unix"
)

// atomicWrite is how much a pipe that poll(2) calls ready takes without blocking.
const atomicWrite = 4096

// ReadFD is read(2); other threads run while it waits, and handlers of signals. The
// error is a syscall.Errno, or what a handler raised.
func (t *Thread) ReadFD(fd int, b []byte) (int, error) {
	if err := t.await(fd, CanRead); err != nil {
		return 0, err
	}
	for {
		t.Unlock()
		n, err := unix.Read(fd, b)
		t.Lock()
		if err != unix.EINTR {
			return max(n, 0), err
		}
		if err := t.Signals(); err != nil {
			return 0, err
		}
	}
}

// WriteFD is write(2) as ReadFD is read(2). What a handler raises after a part was
// written is raised by the next call that polls.
func (t *Thread) WriteFD(fd int, b []byte) (n int, err error) {
	if t.In.Visible != nil {
		t.In.Visible()
	}
	for {
		if err := t.await(fd, CanWrite); err != nil {
			return n, err
		}
		part := b[n:]
		if len(part) > atomicWrite {
			part = part[:atomicWrite]
		}
		t.Unlock()
		k, err := unix.Write(fd, part)
		t.Lock()
		n += max(k, 0)
		switch {
		case err == unix.EINTR:
			if err := t.Signals(); err != nil {
				return n, err
			}
		case err != nil && n > 0:
			return n, nil
		case err != nil:
			return 0, err
		case n == len(b) || k < len(part):
			return n, nil
		}
	}
}

// WriteFileFD and ReadFileFD are for regular files, which are always ready.
func (t *Thread) WriteFileFD(fd int, b []byte) (n int, err error) {
	t.Unlock()
	defer t.Lock()
	for {
		k, err := unix.Write(fd, b[n:])
		if err == unix.EINTR {
			continue
		}
		n += max(k, 0)
		if err != nil || n == len(b) || k <= 0 {
			return n, err
		}
	}
}

// ReadFileFD reads what there is from a regular file.
func (t *Thread) ReadFileFD(fd int, b []byte) (int, error) {
	t.Unlock()
	defer t.Lock()
	for {
		n, err := unix.Read(fd, b)
		if err != unix.EINTR {
			return max(n, 0), err
		}
	}
}

// await waits until a descriptor that blocks is ready.
func (t *Thread) await(fd int, events int16) error {
	fds := [1]unix.PollFd{{Fd: int32(fd), Events: events}}
	n, err := unix.Poll(fds[:], 0)
	if n != 0 || err != nil {
		return t.Signals()
	}
	if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0); err != nil || flags&unix.O_NONBLOCK != 0 {
		return nil
	}
	_, err = t.WaitFDs(fds[:], -1)
	return err
}

// IsTerminal reports whether a descriptor is a terminal.
func IsTerminal(fd int) bool {
	_, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	return err == nil
}
