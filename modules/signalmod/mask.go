package signalmod

import (
	"slices"
	"syscall"
	"time"

	"github.com/minipy-go/minipy/object"
)

// setArg reads an iterable of numbers.
func setArg(t *thread, v value) (s sigset, err error) {
	err = t.Iterate(v, func(x value) error {
		n, err := t.AsIndex(x, object.OverflowError)
		if err != nil && t.ErrIs(err, object.OverflowError) {
			t.Discard(err)
			n, err = -1, nil
		}
		if err != nil {
			return err
		}
		if n < 1 || n >= numSignals {
			return t.ValueErr("signal number %d out of range", n)
		}
		s |= bit(n)
		return nil
	})
	return s, err
}

// unblockable are the signals that no thread can block.
var unblockable = bit(int(syscall.SIGKILL)) | bit(int(syscall.SIGSTOP)) | bit(32) | bit(33)

func pthreadSigmask(t *thread, _ value, a []value) (value, error) {
	how, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	s, err := setArg(t, a[1])
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	h := hubOf(t)
	h.mu.Lock()
	p := h.blocked[t]
	var old sigset
	if p != nil {
		old = *p
	}
	now := old
	switch how {
	case 0:
		now |= s
	case 1:
		now &^= s
	case 2:
		now = s
	default:
		h.mu.Unlock()
		return value{}, t.RaiseOS(syscall.EINVAL, "")
	}
	now &^= unblockable
	if p == nil {
		t.AtEnd(func(*thread) {
			h.mu.Lock()
			delete(h.blocked, t)
			h.mu.Unlock()
		})
	}
	h.blocked[t] = &now
	h.mu.Unlock()
	h.unblock()
	if err := t.Signals(); err != nil {
		return value{}, err
	}
	return setOf(t, old)
}

func sigPending(t *thread, _ value, _ []value) (value, error) {
	h := hubOf(t)
	h.mu.Lock()
	s := h.held
	h.mu.Unlock()
	return setOf(t, s)
}

// waitSignal waits for one of the signals of s; d < 0: as long as it takes, 0 is
// returned when the time is over.
func waitSignal(t *thread, s sigset, d time.Duration) (int, error) {
	h := hubOf(t)
	end := time.Now().Add(d)
	for {
		h.mu.Lock()
		for n := 1; n < numSignals; n++ {
			if h.held.has(n) && s.has(n) {
				h.held &^= bit(n)
				h.mu.Unlock()
				return n, nil
			}
		}
		w := &waiter{set: s, ch: make(chan struct{})}
		h.waiting = append(h.waiting, w)
		h.mu.Unlock()
		got := t.WaitFor(w.ch, d)
		h.mu.Lock()
		h.waiting = slices.DeleteFunc(h.waiting, func(x *waiter) bool { return x == w })
		h.mu.Unlock()
		if got || w.got != 0 {
			return w.got, nil
		}
		if err := t.Signals(); err != nil {
			return 0, err
		}
		if d >= 0 {
			if d = time.Until(end); d <= 0 {
				return 0, nil
			}
		}
	}
}

func sigWait(t *thread, _ value, a []value) (value, error) {
	s, err := setArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	n, err := waitSignal(t, s, -1)
	return object.Int(int64(n)), err
}

func pthreadKill(t *thread, _ value, a []value) (value, error) {
	id, err := t.SsizeArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	n, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	var target *thread
	for _, x := range t.In.Threads() {
		if x.Ident() == int64(id) {
			target = x
		}
	}
	switch {
	case target == nil:
		return value{}, t.RaiseOS(syscall.ESRCH, "")
	case n < 0 || n >= numSignals:
		return value{}, t.RaiseOS(syscall.EINVAL, "")
	case n == 0:
		return none, nil
	}
	return none, Kill(t, syscall.Getpid(), n)
}
