package threadmod

import (
	"fmt"
	"time"

	"github.com/minipy-go/minipy/object"
)

// timeoutMax is the longest time a lock can be waited for, in seconds.
const timeoutMax = 9223372036.0

// A mutex is what both kinds of lock are made of.
type mutex struct {
	locked  bool
	waiters []chan struct{}
}

// acquire takes the mutex; d < 0: however long it lasts. Handlers of signals run while
// it waits, and the error is theirs.
func (m *mutex) acquire(t *thread, d time.Duration) (bool, error) {
	if !m.locked {
		m.locked = true
		return true, nil
	}
	if d == 0 {
		return false, nil
	}
	end := time.Now().Add(d)
	for {
		ch := make(chan struct{}, 1)
		m.waiters = append(m.waiters, ch)
		woken := t.WaitFor(ch, d)
		if !woken {
			woken = m.leave(ch)
		}
		if err := t.Signals(); err != nil {
			if woken {
				m.wakeNext()
			}
			return false, err
		}
		if !m.locked {
			m.locked = true
			return true, nil
		}
		if d > 0 {
			if d = time.Until(end); d <= 0 {
				return false, nil
			}
		}
	}
}

// leave takes a waiter out of the line; true: it had been woken already.
func (m *mutex) leave(ch chan struct{}) bool {
	for i, w := range m.waiters {
		if w == ch {
			m.waiters = append(m.waiters[:i], m.waiters[i+1:]...)
			return false
		}
	}
	return true
}

func (m *mutex) wakeNext() {
	if m.locked || len(m.waiters) == 0 {
		return
	}
	ch := m.waiters[0]
	m.waiters = m.waiters[1:]
	ch <- struct{}{}
}

func (m *mutex) release() {
	m.locked = false
	m.wakeNext()
}

var acquireSig = object.LazySignature{Text: "acquire(blocking=True, timeout=-1)"}

// acquireArgs are the arguments of acquire(): how long to wait.
func acquireArgs(t *thread, a object.Args) (d time.Duration, err error) {
	var out [2]value
	done, err := t.BindArgs(acquireSig.Signature(), a, out[:])
	if err != nil {
		return 0, err
	}
	defer done()
	blocking := 1
	if blocking, err = t.IntArg(out[0], 1); err != nil {
		return 0, err
	}
	if !out[1].IsNil() {
		if d, err = t.Timeout(out[1]); err != nil {
			return 0, err
		}
	} else {
		d = -time.Second
	}
	switch {
	case blocking == 0 && d != -time.Second:
		return 0, t.ValueErr("can't specify a timeout for a non-blocking call")
	case d < 0 && d != -time.Second:
		return 0, t.ValueErr("timeout value must be positive")
	case blocking == 0:
		return 0, nil
	case d > timeoutMax*time.Second:
		return 0, t.Raise(object.OverflowError, "timeout value is too large")
	}
	return d, nil
}

// A lock is a _thread.lock.
type lock struct {
	object.Header
	mutex
	Weak  *object.WeakRef
	owner *thread // whose sentinel it is
}

var lockType = new(object.Type)

func lockInit() {
	acquireDoc := "acquire(blocking=True, timeout=-1) -> bool\n\nTake the lock; wait for it, if blocking and no longer than timeout. Return whether it was taken."
	lockType.Define(object.TypeSpec{Name: "_thread.lock", Flags: object.FlagGC | object.FlagNoNew, Basic: 40, Weak: 24,
		Doc:    "A lock object is a synchronization primitive, made by threading.Lock().",
		Layout: object.LayoutOf[lock]().WeakAt(object.FieldOffset[lock]("Weak")),
		Slots:  object.Slots{Repr: lockRepr, Clear: lockClear, Traverse: func(*header, func(value)) {}},
		Decls: []object.Decl{
			object.RawMethod("acquire", acquireDoc, lockAcquire),
			object.RawMethod("acquire_lock", acquireDoc, lockAcquire),
			object.RawMethod("__enter__", "Take the lock.", lockAcquire),
			object.Method("release()", "Release the lock: whoever waits for it may go on.", lockRelease),
			object.Method("release_lock()", "The old name of release().", lockRelease),
			object.RawMethod("__exit__", "Release the lock.", func(t *thread, v value, _ object.Args) (value, error) { return lockRelease(t, v, nil) }),
			object.Method("locked()", "Return whether the lock is taken.", lockLocked),
			object.Method("locked_lock()", "The old name of locked().", lockLocked),
			object.Method("_at_fork_reinit()", "Make the lock as new.", func(_ *thread, v value, _ []value) (value, error) {
				object.As[lock](v).mutex = mutex{}
				return none, nil
			}),
		}})
}

func makeLock(t *thread) *lock { return object.New[lock](t, lockType) }

func newLock(t *thread, _ value, _ []value) (value, error) {
	return object.Obj(&makeLock(t).Header), nil
}

func lockClear(_ *thread, o *header) {
	l := object.As[lock](object.Obj(o))
	if l.owner != nil {
		delete(sentinels(l.owner), l)
		l.owner = nil
	}
}

func lockRepr(t *thread, v value) (value, error) {
	s := "unlocked"
	if object.As[lock](v).locked {
		s = "locked"
	}
	return t.NewStr(fmt.Sprintf("<%s _thread.lock object at %s>", s, object.Address(v.O))), nil
}

func lockAcquire(t *thread, v value, a object.Args) (value, error) {
	l := object.As[lock](v)
	if len(a.Pos)+len(a.KwNames()) == 0 && !l.locked {
		l.locked = true
		return object.True, nil
	}
	d, err := acquireArgs(t, a)
	if err != nil {
		return value{}, err
	}
	v.Ref() // a lock that somebody waits for lives
	ok, err := l.acquire(t, d)
	t.Unref(v)
	return object.Bool(ok), err
}

func lockRelease(t *thread, v value, _ []value) (value, error) {
	l := object.As[lock](v)
	if !l.locked {
		return value{}, t.Raise(object.RuntimeError, "release unlocked lock")
	}
	l.release()
	return none, nil
}

func lockLocked(_ *thread, v value, _ []value) (value, error) {
	return object.Bool(object.As[lock](v).locked), nil
}

type sentinelKey struct{}

// sentinels are the locks, lent, that are released when the thread ends. A lock that
// dies takes itself out.
func sentinels(t *thread) map[*lock]bool {
	return t.State(sentinelKey{}, func() any {
		m := map[*lock]bool{}
		t.AtEnd(func(*thread) {
			for l := range m {
				l.owner = nil
				if l.locked {
					l.release()
				}
			}
			clear(m)
		})
		return m
	}).(map[*lock]bool)
}

func setSentinel(t *thread, _ value, _ []value) (value, error) {
	m := sentinels(t)
	for l := range m { // there is one at a time
		l.owner = nil
		delete(m, l)
	}
	l := makeLock(t)
	l.owner = t
	m[l] = true
	return object.Obj(&l.Header), nil
}
