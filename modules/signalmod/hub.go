package signalmod

import (
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

// numSignals is the number of the last signal and one.
const numSignals = 65

// What is done about a signal.
const (
	toDefault = iota
	toIgnore
	toHandler
)

// A hub takes the signals of the process for an interpreter. The fields that are not
// atomic are touched under mu, handlers with the interpreter's lock only.
type hub struct {
	main       *thread
	ch         chan os.Signal
	action     [numSignals]atomic.Int32
	pending    [numSignals]atomic.Bool
	fd         atomic.Int32      // of set_wakeup_fd, -1: none
	warn       atomic.Bool       // about a full wakeup fd
	full       atomic.Int32      // the errno of a write to it that failed
	handlers   [numSignals]value // owned, as is defaultInt
	defaultInt value             // signal.default_int_handler
	mu         sync.Mutex
	blocked    map[*thread]*sigset // those that block something
	held       sigset              // came while all threads blocked them
	waiting    []*waiter
	watched    atomic.Bool
	watching   sync.Once
	settled    *time.Timer // watches once the script has run for a moment
}

// A waiter waits in sigwait.
type waiter struct {
	set sigset
	ch  chan struct{}
	got int
}

// A sigset is a set of signals; bit n-1 is signal n.
type sigset uint64

func (s sigset) has(n int) bool { return s>>(n-1)&1 != 0 }
func bit(n int) sigset          { return 1 << (n - 1) }

type hubKey struct{}

func hubOf(t *thread) *hub {
	return t.In.State(hubKey{}, func() any {
		h := &hub{main: t.In.Main, blocked: map[*thread]*sigset{}}
		h.fd.Store(-1)
		return h
	}).(*hub)
}

// odd are the signals whose default action Go does not take: it does nothing, or ends
// the process with a dump of its own.
var odd = [...]syscall.Signal{unix.SIGQUIT, unix.SIGILL, unix.SIGTRAP, unix.SIGABRT, unix.SIGBUS, unix.SIGFPE, unix.SIGUSR1, unix.SIGSEGV,
	unix.SIGUSR2, unix.SIGPIPE, unix.SIGALRM, unix.SIGSYS, unix.SIGXCPU, unix.SIGXFSZ, unix.SIGVTALRM}

// settle is how long a script runs before the process watches for signals, unless it
// asks for them: to be told of them takes a thread, which a short script need not pay for.
const settle = 8 * time.Millisecond

// Start takes the signals of the process for t's interpreter, as CPython does at start:
// SIGINT raises KeyboardInterrupt, SIGPIPE and SIGXFSZ are ignored.
func Start(t *object.Thread) {
	h := hubOf(t)
	h.ch = make(chan os.Signal, 128)
	for _, s := range odd {
		if s != unix.SIGPIPE && signal.Ignored(s) {
			h.action[s].Store(toIgnore)
		}
	}
	h.action[unix.SIGPIPE].Store(toIgnore)
	h.action[unix.SIGXFSZ].Store(toIgnore)
	if signal.Ignored(unix.SIGINT) {
		h.action[unix.SIGINT].Store(toIgnore)
	} else {
		h.action[unix.SIGINT].Store(toHandler)
	}
	h.settled = time.AfterFunc(settle, h.watch)
	t.In.Visible = h.watch
	t.In.Trip = h.raise
	t.In.OnSignal = h.answer
}

// watch has the process tell of its signals from now on.
func (h *hub) watch() {
	h.watching.Do(func() {
		h.watched.Store(true)
		ch := h.ch
		for _, s := range odd {
			if s == unix.SIGPIPE || s == unix.SIGXFSZ || h.action[s].Load() != toIgnore {
				signal.Notify(ch, s)
			}
		}
		if h.action[unix.SIGINT].Load() == toHandler {
			signal.Notify(ch, unix.SIGINT)
		}
		go func() {
			for s := range ch {
				if s, ok := s.(syscall.Signal); ok {
					h.trip(int(s))
				}
			}
		}()
	})
}

// End says that the script has run: what is left to write may be written without
// watching for signals. A pipe that nobody reads is an error, not the end.
func End(t *object.Thread) {
	if t.In.Visible == nil {
		return
	}
	h := hubOf(t)
	t.In.Visible = nil
	if !h.watched.Load() {
		signal.Ignore(unix.SIGPIPE)
	}
}

// Stop gives the signals back when the interpreter ends.
func Stop(t *object.Thread) {
	h, ok := t.In.PeekState(hubKey{}).(*hub)
	if !ok {
		return
	}
	fn := h.defaultInt
	h.defaultInt = value{}
	t.XUnref(fn)
	for n := 1; n < numSignals; n++ {
		v := h.handlers[n]
		h.handlers[n] = value{}
		t.XUnref(v)
		if h.ch != nil && h.action[n].Load() == toHandler {
			h.action[n].Store(toDefault)
		}
	}
	if h.ch != nil {
		h.settled.Stop()
		h.watching.Do(func() {}) // too late to begin
		t.In.Trip, t.In.OnSignal = nil, nil
		signal.Stop(h.ch)
		close(h.ch)
		h.ch = nil
	}
}

// deadly tells whether a signal's default action ends the process.
func deadly(n int) bool {
	switch syscall.Signal(n) {
	case unix.SIGCHLD, unix.SIGCONT, unix.SIGSTOP, unix.SIGTSTP, unix.SIGTTIN, unix.SIGTTOU, unix.SIGURG, unix.SIGWINCH:
		return false
	}
	return true
}

// trip does what is to be done about a signal that came. Any goroutine may call it.
func (h *hub) trip(n int) {
	if h.hold(n) {
		return
	}
	switch h.action[n].Load() {
	case toDefault:
		if deadly(n) {
			object.DieOf(n)
		}
	case toHandler:
		h.pending[n].Store(true)
		if fd := h.fd.Load(); fd >= 0 {
			if _, err := unix.Write(int(fd), []byte{byte(n)}); err != nil {
				if e, ok := err.(syscall.Errno); ok && (e != unix.EAGAIN || h.warn.Load()) {
					h.full.Store(int32(e))
				}
			}
		}
		h.main.Signal()
	}
}

// hold gives a signal to a thread that waits for it, or keeps it while all threads
// block it; false: it is to be acted on.
func (h *hub) hold(n int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, w := range h.waiting {
		if w.set.has(n) {
			h.waiting = append(h.waiting[:i], h.waiting[i+1:]...)
			w.got = n
			close(w.ch)
			return true
		}
	}
	if len(h.blocked) == 0 {
		return false
	}
	for _, t := range h.main.In.Threads() {
		if s := h.blocked[t]; s == nil || !s.has(n) {
			return false
		}
	}
	h.held |= bit(n)
	return true
}

// raise sends the process a signal. If a handler is to run, or the default action ends
// the process, it need not go through the system; false: it does.
func (h *hub) raise(n int, handledOnly bool) bool {
	if handledOnly {
		if h.action[n].Load() == toHandler {
			h.trip(n)
		}
		return true
	}
	if n < 1 || n >= numSignals || syscall.Signal(n) == unix.SIGKILL {
		return false
	}
	if h.action[n].Load() == toDefault && !deadly(n) {
		return false
	}
	h.trip(n)
	return true
}

// unblock acts on the signals that were held and that some thread lets through now.
func (h *hub) unblock() {
	h.mu.Lock()
	held := h.held
	h.held = 0
	h.mu.Unlock()
	for n := 1; n < numSignals; n++ {
		if held.has(n) {
			h.trip(n)
		}
	}
}

// setAction has the process treat a signal so.
func (h *hub) setAction(n, action int) {
	h.watch()
	s := syscall.Signal(n)
	h.action[n].Store(int32(action))
	isOdd := false
	for _, o := range odd {
		isOdd = isOdd || o == s
	}
	switch {
	case action == toHandler || isOdd && (action == toDefault || s == unix.SIGPIPE || s == unix.SIGXFSZ):
		signal.Notify(h.ch, s)
	case action == toIgnore:
		signal.Ignore(s)
	default:
		signal.Reset(s)
	}
}

// answer runs the handlers of the signals that came; where no Python code may run, it
// only raises KeyboardInterrupt.
func (h *hub) answer(t *thread, handlers bool) error {
	if t != h.main {
		return nil
	}
	if handlers {
		t.SignalsSeen()
	}
	if no := h.full.Swap(0); no != 0 && handlers {
		t.Unraisable(t.RaiseOS(syscall.Errno(no), ""), "Exception ignored when trying to write to the signal wakeup fd", value{})
	}
	for n := 1; n < numSignals; n++ {
		if !h.pending[n].Load() {
			continue
		}
		fn := h.handlers[n]
		byDefault := syscall.Signal(n) == unix.SIGINT && (fn.IsNil() || fn == h.defaultInt)
		if !byDefault && !handlers {
			continue
		}
		h.pending[n].Store(false)
		if byDefault {
			h.rest(t)
			return t.RaiseArgs(object.KeyboardInterrupt)
		}
		if fn.IsNil() || h.action[n].Load() != toHandler {
			continue // it was changed meanwhile
		}
		if err := callHandler(t, fn, n); err != nil {
			h.rest(t)
			return err
		}
	}
	return nil
}

// Ignoring returns what calls a function that starts a program which is to ignore what
// the interpreter ignores by itself, SIGPIPE and SIGXFSZ: the process has handlers for
// them otherwise, which no program inherits. What is returned needs no lock.
func Ignoring(t *object.Thread) func(f func()) {
	h := hubOf(t)
	return func(f func()) {
		for _, s := range [...]syscall.Signal{unix.SIGPIPE, unix.SIGXFSZ} {
			if h.ch != nil && h.action[s].Load() == toIgnore {
				signal.Ignore(s)
				defer signal.Notify(h.ch, s)
			}
		}
		f()
	}
}

// rest sees to it that the signals that are left are answered soon.
func (h *hub) rest(t *thread) {
	for n := range h.pending {
		if h.pending[n].Load() {
			t.Signal()
		}
	}
}
