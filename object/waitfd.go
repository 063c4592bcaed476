//go:build unix

package object

import (
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// Events of WaitFD.
const (
	CanRead  = unix.POLLIN
	CanWrite = unix.POLLOUT
)

// A wakePipe wakes the main thread while it waits for descriptors: it waits for the
// pipe too. It is made when it is first needed.
type wakePipe struct {
	made bool // the thread's own
	r    int
	w    atomic.Int32 // the end to write to, less than 1 if there is none
}

// wakeFD makes a WaitFD of the thread end.
func (t *Thread) wakeFD() {
	if w := t.pipe.w.Load(); w > 0 {
		_, _ = unix.Write(int(w), []byte{0}) // full: it wakes as well
	}
}

func (p *wakePipe) open() {
	p.made = true
	var fds [2]int
	if unix.Pipe(fds[:]) != nil {
		return
	}
	for i, fd := range fds {
		// out of the way of the numbers that scripts expect
		if high, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, highFD); err == nil {
			unix.Close(fd)
			fds[i] = high
		}
		unix.CloseOnExec(fds[i])
		_ = unix.SetNonblock(fds[i], true)
	}
	p.r = fds[0]
	p.w.Store(int32(fds[1]))
}

// highFD is where the interpreter's own descriptors begin.
const highFD = 240

// close gives the pipe back when the interpreter ends.
func (p *wakePipe) close() {
	if w := p.w.Swap(-1); w > 0 {
		unix.Close(int(w))
		unix.Close(p.r)
	}
}

// othersSlice is how long a thread that is not the main one waits for descriptors
// without looking whether it is wanted; no signal is for it, so only the end matters.
const othersSlice = 100 * time.Millisecond

// WaitFDs lets other threads run until one of fds is ready, as poll(2) does, d is over
// (d < 0: no limit), or the thread is wanted. Handlers of signals run in it; the error
// is what they raise, or a syscall.Errno.
func (t *Thread) WaitFDs(fds []unix.PollFd, d time.Duration) (n int, err error) {
	end := time.Now().Add(d)
	all := fds
	if t == t.In.Main {
		if !t.pipe.made {
			t.pipe.open()
		}
		if t.pipe.w.Load() > 0 {
			all = append(append(make([]unix.PollFd, 0, len(fds)+1), fds...), unix.PollFd{Fd: int32(t.pipe.r), Events: unix.POLLIN})
		}
	}
	for {
		slice := d
		if len(all) == len(fds) && (d < 0 || d > othersSlice) {
			slice = othersSlice
		}
		n, err = t.pollFDs(all, slice)
		if err != nil && err != unix.EINTR {
			return 0, err
		}
		if err == nil && len(all) > len(fds) {
			copy(fds, all)
			if all[len(fds)].Revents != 0 {
				var b [64]byte
				_, _ = unix.Read(t.pipe.r, b[:])
				n--
			}
		}
		if err := t.Signals(); err != nil {
			return 0, err
		}
		if err == nil && n > 0 {
			return n, nil
		}
		if d >= 0 {
			if d = time.Until(end); d <= 0 {
				return 0, nil
			}
		}
	}
}

// pollFDs is poll(2) without the lock.
func (t *Thread) pollFDs(fds []unix.PollFd, d time.Duration) (int, error) {
	ms := -1
	if d >= 0 {
		ms = int(min((d+time.Millisecond-1)/time.Millisecond, 1<<30))
	}
	t.Unlock()
	defer t.Lock()
	if t.attention.Load() != 0 {
		ms = 0
	}
	return unix.Poll(fds, ms)
}

// WaitFD is WaitFDs for one descriptor and events CanRead or CanWrite.
func (t *Thread) WaitFD(fd int, events int16, d time.Duration) (ready bool, err error) {
	fds := [1]unix.PollFd{{Fd: int32(fd), Events: events}}
	n, err := t.WaitFDs(fds[:], d)
	return n > 0, err
}
