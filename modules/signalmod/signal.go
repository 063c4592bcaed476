// Package signalmod is the _signal module: handlers of signals, timers that send them,
// and the signals that a thread blocks.
//
// Invariant: only the main thread runs handlers, between instructions or when a wait of
// its is interrupted. Go delivers the signals of the process to the hub; which thread
// blocks which is the hub's own account, as the system's threads are not the script's.
package signalmod

import (
	"syscall"
	"time"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

type (
	thread = object.Thread
	value  = object.Value
)

var none = object.None

// Module declares _signal.
var Module = object.ModuleSpec{
	Name:  "_signal",
	Doc:   "Handlers of signals, and timers that send them.",
	Setup: setup,
	Build: func() []object.Decl {
		return append([]object.Decl{
			object.Func("signal(signalnum, handler, /)", "Set what is done about a signal: SIG_DFL, SIG_IGN or a function. Return what was done before.", sigSignal),
			object.Func("getsignal(signalnum, /)", "Return what is done about a signal; None if nobody here knows.", sigGetsignal),
			object.Func("default_int_handler(signalnum, frame, /)", "Raise KeyboardInterrupt, as SIGINT does at first.", defaultInt),
			object.RawFunc("set_wakeup_fd", "set_wakeup_fd(fd, *, warn_on_full_buffer=True) -> fd\n\nHave the number of each signal written to fd; -1: no more. Return the former one.", setWakeupFD),
			object.Func("raise_signal(signalnum, /)", "Send the process a signal.", raiseSignal),
			object.Func("strsignal(signalnum, /)", "Return what the system calls a signal; None if it does not know it.", strSignal),
			object.Func("valid_signals()", "Return the numbers of the signals that there are.", validSignals),
			object.Func("siginterrupt(signalnum, flag, /)", "Accepted for the system calls' sake; a wait goes on after a handler either way.", sigInterrupt),
			object.Func("pause()", "Wait until a signal comes.", sigPause),
			object.Func("pthread_kill(thread_id, signalnum, /)", "Send a thread a signal.", pthreadKill),
			object.Func("pthread_sigmask(how, mask, /)", "Change the signals that the thread blocks. Return those it blocked before.", pthreadSigmask),
			object.Func("sigpending()", "Return the signals that came and are blocked.", sigPending),
			object.Func("sigwait(sigset, /)", "Wait for one of the signals. Return its number.", sigWait),
			object.Attr("NSIG", object.Int(numSignals)),
			object.Attr("SIG_DFL", object.Int(0)),
			object.Attr("SIG_IGN", object.Int(1)),
			object.Attr("SIG_BLOCK", object.Int(0)),
			object.Attr("SIG_UNBLOCK", object.Int(1)),
			object.Attr("SIG_SETMASK", object.Int(2)),
		}, systemDecls()...)
	},
	Init: func(t *object.Thread, m *object.Module) error {
		for _, s := range numbers {
			m.Set(t, s.name, object.Int(int64(s.n)))
		}
		h := hubOf(t)
		fn := m.Get(t, "default_int_handler")
		old := h.defaultInt
		h.defaultInt = fn.Ref()
		t.XUnref(old)
		if h.handlers[unix.SIGINT].IsNil() && h.action[unix.SIGINT].Load() == toHandler {
			h.handlers[unix.SIGINT] = fn.Ref()
		}
		return nil
	},
}

var numbers = [...]struct {
	name string
	n    syscall.Signal
}{
	{"SIGHUP", unix.SIGHUP}, {"SIGINT", unix.SIGINT}, {"SIGQUIT", unix.SIGQUIT}, {"SIGILL", unix.SIGILL}, {"SIGTRAP", unix.SIGTRAP},
	{"SIGABRT", unix.SIGABRT}, {"SIGIOT", unix.SIGABRT}, {"SIGBUS", unix.SIGBUS}, {"SIGFPE", unix.SIGFPE}, {"SIGKILL", unix.SIGKILL},
	{"SIGUSR1", unix.SIGUSR1}, {"SIGSEGV", unix.SIGSEGV}, {"SIGUSR2", unix.SIGUSR2}, {"SIGPIPE", unix.SIGPIPE}, {"SIGALRM", unix.SIGALRM},
	{"SIGTERM", unix.SIGTERM}, {"SIGCHLD", unix.SIGCHLD}, {"SIGCONT", unix.SIGCONT}, {"SIGSTOP", unix.SIGSTOP}, {"SIGTSTP", unix.SIGTSTP},
	{"SIGTTIN", unix.SIGTTIN}, {"SIGTTOU", unix.SIGTTOU}, {"SIGURG", unix.SIGURG}, {"SIGXCPU", unix.SIGXCPU}, {"SIGXFSZ", unix.SIGXFSZ},
	{"SIGVTALRM", unix.SIGVTALRM}, {"SIGPROF", unix.SIGPROF}, {"SIGWINCH", unix.SIGWINCH}, {"SIGIO", unix.SIGIO}, {"SIGSYS", unix.SIGSYS},
}

// allowed returns a PermissionError unless the host lets the script handle signals.
func allowed(t *thread) error {
	if t.In.Processes {
		return nil
	}
	return t.RaiseOS(syscall.EPERM, "")
}

// signum checks the number of a signal.
func signum(t *thread, v value) (int, error) {
	n, err := t.IntArg(v, 0)
	if err == nil && (n < 1 || n >= numSignals) {
		err = t.ValueErr("signal number out of range")
	}
	return n, err
}

func callHandler(t *thread, fn value, n int) error {
	frame, err := eval.FrameAt(t, 0)
	if err != nil {
		t.Discard(err)
		frame = none
	}
	fn.Ref()
	r, err := t.Call(fn, object.Int(int64(n)), frame)
	t.Unref(fn)
	t.Unref(frame)
	if err != nil {
		return err
	}
	t.Unref(r)
	return nil
}

// settable tells whether the system lets a signal's action be changed.
func settable(n int) bool {
	s := syscall.Signal(n)
	return s != unix.SIGKILL && s != unix.SIGSTOP && n != 32 && n != 33
}

// was gives what signal() and getsignal() show of a signal.
func (h *hub) was(n int) value {
	switch {
	case n == 32 || n == 33:
		return none
	case !h.handlers[n].IsNil():
		return h.handlers[n].Ref()
	case h.action[n].Load() == toIgnore:
		return object.Int(1)
	case h.action[n].Load() == toHandler:
		return none
	}
	return object.Int(0)
}

func sigSignal(t *thread, _ value, a []value) (value, error) {
	n, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	if t != t.In.Main {
		return value{}, t.ValueErr("signal only works in main thread of the main interpreter")
	}
	if n < 1 || n >= numSignals {
		return value{}, t.ValueErr("signal number out of range")
	}
	fn, action := a[1], toHandler
	if fn.Type().Slots.Call == nil {
		k, ok := value{}, false
		if fn.Type().Flags&object.FlagInt != 0 {
			k, ok = fn, true
		}
		x := int64(-1)
		if ok {
			x, _ = object.IntValue(k)
		}
		if x != 0 && x != 1 {
			return value{}, t.TypeErr("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
		}
		fn, action = value{}, int(x)
	}
	if err := t.Signals(); err != nil {
		return value{}, err
	}
	if !settable(n) {
		return value{}, t.RaiseOS(syscall.EINVAL, "")
	}
	h := hubOf(t)
	if h.ch == nil {
		return value{}, t.RaiseOS(syscall.EPERM, "")
	}
	old, owned := h.was(n), h.handlers[n]
	h.handlers[n] = fn.XRef()
	h.setAction(n, action)
	t.XUnref(owned)
	return old, nil
}

func sigGetsignal(t *thread, _ value, a []value) (value, error) {
	n, err := signum(t, a[0])
	if err != nil {
		return value{}, err
	}
	return hubOf(t).was(n), nil
}

func defaultInt(t *thread, _ value, _ []value) (value, error) {
	return value{}, t.RaiseArgs(object.KeyboardInterrupt)
}

var wakeupSig = object.LazySignature{Text: "set_wakeup_fd(fd, *, warn_on_full_buffer=True)"}

func setWakeupFD(t *thread, _ value, a object.Args) (value, error) {
	if n := len(a.Pos); n > 1 {
		return value{}, t.TypeErr("set_wakeup_fd() takes at most 1 positional argument (%d given)", n)
	}
	var out [2]value
	done, err := t.BindArgs(wakeupSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	fd, err := t.IntArg(out[0], -1)
	if err != nil {
		return value{}, err
	}
	warn := true
	if !out[1].IsNil() {
		if warn, err = t.Truth(out[1]); err != nil {
			return value{}, err
		}
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	if t != t.In.Main {
		return value{}, t.ValueErr("set_wakeup_fd only works in main thread of the main interpreter")
	}
	if fd >= 0 {
		flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
		if err != nil {
			return value{}, t.RaiseOS(err, "")
		}
		if flags&unix.O_NONBLOCK == 0 {
			return value{}, t.ValueErr("the fd %d must be in non-blocking mode", fd)
		}
	} else {
		fd = -1
	}
	h := hubOf(t)
	h.warn.Store(warn)
	return object.Int(int64(h.fd.Swap(int32(fd)))), nil
}

func raiseSignal(t *thread, _ value, a []value) (value, error) {
	n, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	return none, Kill(t, unix.Getpid(), n)
}

// Kill sends a process a signal, as kill(2) does. What is for this process is answered
// before it returns, if the main thread called it.
func Kill(t *thread, pid, n int) error {
	if pid != unix.Getpid() || t.In.Trip == nil || !t.In.Trip(n, false) {
		if err := unix.Kill(pid, syscall.Signal(n)); err != nil {
			return t.RaiseOS(err, "")
		}
	}
	return t.Signals()
}

func validSignals(t *thread, _ value, _ []value) (value, error) { return setOf(t, ^sigset(0)) }

// setOf makes a set of numbers; 32 and 33 are the C library's own.
func setOf(t *thread, s sigset) (value, error) {
	var out []value
	for n := 1; n < numSignals; n++ {
		if s.has(n) && n != 32 && n != 33 {
			out = append(out, object.Int(int64(n)))
		}
	}
	return t.NewSet(out)
}

func strSignal(t *thread, _ value, a []value) (value, error) {
	n, err := signum(t, a[0])
	if err != nil {
		return value{}, err
	}
	s := description(n)
	if s == "" {
		return none, nil
	}
	return t.NewStr(s), nil
}

func sigInterrupt(t *thread, _ value, a []value) (value, error) {
	n, err := signum(t, a[0])
	if err != nil {
		return value{}, err
	}
	if _, err := t.IntArg(a[1], 0); err != nil {
		return value{}, err
	}
	if !settable(n) {
		return value{}, t.RaiseOS(syscall.EINVAL, "")
	}
	return none, nil
}

func sigPause(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	for !t.Stopped() {
		t.WaitFor(nil, -time.Second)
	}
	return none, t.Signals()
}
