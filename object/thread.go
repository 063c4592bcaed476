package object

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// gil is the lock of an interpreter: whoever holds it runs, and only he touches the
// interpreter's objects and state. While there is one thread the lock is his, and
// neither Unlock nor Lock does anything.
type gil struct {
	mu       sync.Mutex
	held     bool
	queue    []*Thread // who waits, the first in line first
	threads  []*Thread // all that live, in order of creation
	frozen   *Thread   // the holder, once the interpreter ends: he never gives the lock away
	waiting  atomic.Int32
	count    atomic.Int32
	taken    time.Time     // when the holder took it; the holder's
	interval time.Duration // how long the holder may keep it while others wait
	lastID   int64
}

// switchInterval is sys.getswitchinterval() at start.
const switchInterval = 5 * time.Millisecond

// Bits of Thread.attention: why a thread is to leave what it does.
const (
	wantCancel = 1 << iota // the host wants the script to end
	wantSignal             // a signal waits for the main thread
	wantEnd                // the interpreter ends: the thread must go
)

// keepAlive is how long a wait without limit sleeps at a time. A pending timer also
// keeps Go from taking a deadlock of the script for one of the process.
const keepAlive = time.Hour

// NewThread returns a thread of the interpreter; all but the first are started by Go.
func (in *Interp) NewThread() *Thread {
	t := &Thread{In: in, Budget: new(int32), Steps: -1, wake: make(chan struct{}, 1), turn: make(chan struct{}, 1)}
	g := &in.gil
	g.mu.Lock()
	g.lastID++
	t.ID = g.lastID
	g.threads = append(g.threads, t)
	g.count.Store(int32(len(g.threads)))
	if len(g.threads) == 1 {
		g.held, g.interval, g.taken = true, switchInterval, time.Now()
	}
	g.mu.Unlock()
	return t
}

// Threads returns the threads that live, in order of creation.
func (in *Interp) Threads() []*Thread {
	in.gil.mu.Lock()
	defer in.gil.mu.Unlock()
	return slices.Clone(in.gil.threads)
}

// SwitchInterval returns how long a thread runs while others wait; SetSwitchInterval
// changes it.
func (in *Interp) SwitchInterval() time.Duration     { return in.gil.interval }
func (in *Interp) SetSwitchInterval(d time.Duration) { in.gil.interval = d }

// Unlock lets other threads run while the caller waits for something outside. Until
// Lock it may not touch anything of the interpreter.
func (t *Thread) Unlock() {
	g := &t.In.gil
	if g.count.Load() < 2 || g.frozen == t {
		return
	}
	t.outside = true
	g.pass()
}

// pass gives the lock, which the caller holds, to the first in line.
func (g *gil) pass() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.queue) == 0 {
		g.held = false
		return
	}
	next := g.queue[0]
	g.queue = slices.Delete(g.queue, 0, 1)
	g.waiting.Store(int32(len(g.queue)))
	next.turn <- struct{}{}
}

// Lock takes the lock again after Unlock.
func (t *Thread) Lock() {
	if !t.outside {
		return
	}
	g := &t.In.gil
	g.mu.Lock()
	if !g.held {
		g.held = true
		g.mu.Unlock()
	} else {
		g.queue = append(g.queue, t)
		g.waiting.Store(int32(len(g.queue)))
		g.mu.Unlock()
		<-t.turn
	}
	t.outside = false
	g.taken = time.Now()
}

// Yield lets a waiting thread run if the caller has had its time. The evaluator calls
// it between instructions.
func (t *Thread) Yield() {
	g := &t.In.gil
	if g.waiting.Load() > 0 && g.frozen != t && time.Since(g.taken) >= g.interval {
		t.Unlock()
		t.Lock()
	}
}

// Go starts a thread: run is called with the interpreter's lock held, in a goroutine of
// its own, and the thread ends when it returns.
func (in *Interp) Go(t *Thread, run func()) {
	t.outside = true
	go func() {
		t.Lock()
		run()
		t.end()
	}()
}

// end takes a thread that has run out of the interpreter and passes the lock on.
func (t *Thread) end() {
	t.runAtEnd()
	t.pipe.close()
	g := &t.In.gil
	g.mu.Lock()
	g.threads = slices.DeleteFunc(g.threads, func(x *Thread) bool { return x == t })
	g.count.Store(int32(len(g.threads)))
	g.mu.Unlock()
	g.pass()
}

// AtEnd has f called when the thread ends, with the lock held.
func (t *Thread) AtEnd(f func(t *Thread)) { t.atEnd = append(t.atEnd, f) }

func (t *Thread) runAtEnd() {
	for len(t.atEnd) > 0 {
		f := t.atEnd[0]
		t.atEnd = t.atEnd[1:]
		f(t)
	}
}

// attend sets or clears a bit of attention; any goroutine may call it.
func (t *Thread) attend(bit int32, on bool) {
	if !on && t.attention.Load()&bit == 0 {
		return
	}
	for {
		old := t.attention.Load()
		next := old &^ bit
		if on {
			next |= bit
		}
		if t.attention.CompareAndSwap(old, next) {
			break
		}
	}
	if !on {
		return
	}
	select {
	case t.wake <- struct{}{}:
	default:
	}
	t.wakeFD()
}

// Stop makes the thread poll soon; any goroutine may call it.
func (t *Thread) Stop(on bool) { t.attend(wantCancel, on) }

// StopAll is Stop for every thread of the interpreter.
func (in *Interp) StopAll(on bool) {
	if in.gil.count.Load() < 2 { // the usual case, without a copy of the list
		in.Main.Stop(on)
		return
	}
	for _, t := range in.Threads() {
		t.Stop(on)
	}
}

// Signal tells the thread that a signal came; any goroutine may call it.
func (t *Thread) Signal() { t.attend(wantSignal, true) }

// Stopped reports whether the thread is wanted: Poll has something to do.
func (t *Thread) Stopped() bool { return t.attention.Load() != 0 }

// Ending reports whether the interpreter is getting rid of the thread: its frames are
// left without running handlers.
func (t *Thread) Ending() bool { return t.attention.Load()&wantEnd != 0 }

// Poll is called in long native loops: it reports cancellation and spent limits, and
// counts as pollCost steps. No Python code runs in it.
func (t *Thread) Poll() error {
	*t.Budget -= pollCost
	return t.poll()
}

func (t *Thread) poll() error {
	if *t.Budget < 0 {
		t.Refill()
	}
	if err := t.Overdrawn(); err != nil {
		return err
	}
	if t.attention.Load() == 0 {
		return nil
	}
	return t.answer(false)
}

// Signals is Poll where Python code may run: handlers of signals do. The evaluator
// calls it between instructions, and everything that waits calls it when it is woken.
func (t *Thread) Signals() error {
	if t.attention.Load() == 0 {
		return nil
	}
	return t.answer(true)
}

func (t *Thread) answer(handlers bool) error {
	why := t.attention.Load()
	if why&wantEnd != 0 {
		return t.RaiseArgs(SystemExit)
	}
	if why&wantSignal != 0 && t.In.OnSignal != nil {
		if err := t.In.OnSignal(t, handlers); err != nil {
			return err
		}
	}
	if why&wantCancel != 0 && t.Interrupt != nil {
		return t.Interrupt(t)
	}
	return nil
}

// SignalsSeen clears what Signal set; OnSignal calls it before it looks.
func (t *Thread) SignalsSeen() { t.attend(wantSignal, false) }

// WaitFor lets other threads run until something comes from ch, d is over (d < 0: no
// limit), or the thread is wanted. ok: something came. The caller then calls Signals.
func (t *Thread) WaitFor(ch <-chan struct{}, d time.Duration) (ok bool) {
	if d < 0 {
		d = keepAlive
	}
	timer := time.NewTimer(d)
	t.Unlock()
	if t.attention.Load() == 0 {
		select {
		case <-ch:
			ok = true
		case <-t.wake:
		case <-timer.C:
		}
	}
	t.Lock()
	timer.Stop()
	return ok
}

// Freeze keeps all threads but the caller from running again.
func (t *Thread) Freeze() { t.In.gil.frozen = t }

// patience is how long EndThreads waits for a thread that does not come back.
const patience = time.Second

// EndThreads makes the threads that Freeze stopped leave their frames. Their objects
// are dropped without finalizers: for CPython they were never dropped.
func (t *Thread) EndThreads() {
	in := t.In
	g := &in.gil
	if g.count.Load() < 2 {
		return
	}
	in.quiet = true
	for _, x := range in.Threads() {
		if x == t {
			continue
		}
		x.Hurry()
		x.attend(wantEnd, true)
	}
	g.frozen = nil
	for end := time.Now().Add(patience); g.count.Load() > 1 && time.Now().Before(end); {
		t.Unlock()
		time.Sleep(100 * time.Microsecond)
		t.Lock()
	}
	t.Freeze()
	in.quiet = false
}

// threadIdent is where idents begin: they look like CPython's and mean nothing.
const threadIdent = 0x7f0000000000

// Ident is what threading.get_ident() returns for the thread.
func (t *Thread) Ident() int64 { return threadIdent + t.ID<<12 }

// State returns a module's own state for the thread under key, made by make at first.
func (t *Thread) State(key any, make func() any) any {
	s, ok := t.ext[key]
	if !ok {
		s = make()
		if t.ext == nil {
			t.ext = map[any]any{}
		}
		t.ext[key] = s
	}
	return s
}

// Timeout converts a number of seconds, rounded away from 0 to nanoseconds. It may be
// negative.
func (t *Thread) Timeout(v Value) (time.Duration, error) {
	const tooLarge = "timestamp too large to convert to C _PyTime_t"
	if f, ok := FloatOf(v); ok {
		if math.IsNaN(f) {
			return 0, t.ValueErr("Invalid value NaN (not a number)")
		}
		ns := f * 1e9
		if ns = math.Copysign(math.Ceil(math.Abs(ns)), ns); math.Abs(ns) >= 1<<63 {
			return 0, t.Raise(OverflowError, tooLarge)
		}
		return time.Duration(ns), nil
	}
	n, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	defer t.Unref(n)
	s, ok := IntValue(n)
	if !ok || s > math.MaxInt64/int64(time.Second) || s < math.MinInt64/int64(time.Second) {
		return 0, t.Raise(OverflowError, tooLarge)
	}
	return time.Duration(s) * time.Second, nil
}
