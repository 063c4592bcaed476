package signalmod

import (
	"math"
	"os"
	"strconv"
	"time"

	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

// systemDecls are what only this system has.
func systemDecls() []object.Decl {
	return []object.Decl{
		object.Func("alarm(seconds, /)", "Have SIGALRM sent in so many seconds; 0: not at all. Return how many were left.", sigAlarm),
		object.Func("setitimer(which, seconds, interval=0.0, /)", "Start a timer that sends a signal. Return what was left of the former one.", setITimer),
		object.Func("getitimer(which, /)", "Return what is left of a timer, and its interval.", getITimer),
		object.Func("sigwaitinfo(sigset, /)", "Wait for one of the signals. Return what is known of it.", sigWaitInfo),
		object.Func("sigtimedwait(sigset, timeout, /)", "As sigwaitinfo(), but None once timeout seconds are over.", sigTimedWait),
		object.Func("pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /)", "Send a signal to the process that pidfd stands for.", pidfdSend),
		object.Attr("SIGCLD", object.Int(int64(unix.SIGCHLD))),
		object.Attr("SIGPOLL", object.Int(int64(unix.SIGIO))),
		object.Attr("SIGPWR", object.Int(int64(unix.SIGPWR))),
		object.Attr("SIGRTMIN", object.Int(34)),
		object.Attr("SIGRTMAX", object.Int(64)),
		object.Attr("ITIMER_REAL", object.Int(0)),
		object.Attr("ITIMER_VIRTUAL", object.Int(1)),
		object.Attr("ITIMER_PROF", object.Int(2)),
		object.Attr("ItimerError", timerError.Value()),
		object.Attr("struct_siginfo", infoType.Value()),
	}
}

var (
	timerError = new(object.Type)
	infoType   = new(object.Type)
)

func setup() {
	timerError.DefineException(object.TypeSpec{Name: "signal.itimer_error", Base: object.OSError})
	object.DefineStructSeq(infoType, "signal.struct_siginfo", "struct_siginfo: what is known of a signal that came.", 7, []object.StructField{
		{Name: "si_signo", Doc: "signal number"}, {Name: "si_code", Doc: "signal code"}, {Name: "si_errno", Doc: "errno associated with this signal"},
		{Name: "si_pid", Doc: "sending process ID"}, {Name: "si_uid", Doc: "real user ID of sending process"},
		{Name: "si_status", Doc: "exit value or signal"}, {Name: "si_band", Doc: "band event for SIGPOLL"}}, false)
}

func timerFail(t *thread, err error) error {
	no, _ := object.Errno(err)
	return t.RaiseArgs(timerError, object.Int(int64(no)), t.NewStr(object.Strerror(no)))
}

func timeval(t *thread, v value) (unix.Timeval, error) {
	if v.IsNil() {
		return unix.Timeval{}, nil
	}
	d, err := t.Timeout(v)
	if err != nil {
		return unix.Timeval{}, err
	}
	return unix.NsecToTimeval(int64((d + 999) / 1000 * 1000)), nil
}

func timerPair(t *thread, it unix.Itimerval) value {
	sec := func(tv unix.Timeval) value { return object.Float(float64(tv.Sec) + float64(tv.Usec)*1e-6) }
	return t.NewTuple(sec(it.Value), sec(it.Interval))
}

func setITimer(t *thread, _ value, a []value) (value, error) {
	which, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	first, err := timeval(t, a[1])
	if err != nil {
		return value{}, err
	}
	each, err := timeval(t, a[2])
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	old, err := unix.Setitimer(unix.ItimerWhich(which), unix.Itimerval{Value: first, Interval: each})
	if err != nil {
		return value{}, timerFail(t, err)
	}
	return timerPair(t, old), nil
}

func getITimer(t *thread, _ value, a []value) (value, error) {
	which, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	it, err := unix.Getitimer(unix.ItimerWhich(which))
	if err != nil {
		return value{}, timerFail(t, err)
	}
	return timerPair(t, it), nil
}

func sigAlarm(t *thread, _ value, a []value) (value, error) {
	n, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	old, err := unix.Setitimer(unix.ITIMER_REAL, unix.Itimerval{Value: unix.Timeval{Sec: int64(max(n, 0))}})
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return object.Int(int64(math.Ceil(float64(old.Value.Sec) + float64(old.Value.Usec)*1e-6))), nil
}

func waitInfo(t *thread, set value, d time.Duration) (value, error) {
	s, err := setArg(t, set)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	n, err := waitSignal(t, s, d)
	if err != nil || n == 0 {
		return none, err
	}
	zero := object.Int(0)
	return t.NewStructSeq(infoType, 7, object.Int(int64(n)), zero, zero, object.Int(int64(unix.Getpid())), object.Int(int64(unix.Getuid())), zero, zero), nil
}

func sigWaitInfo(t *thread, _ value, a []value) (value, error) { return waitInfo(t, a[0], -1) }

func sigTimedWait(t *thread, _ value, a []value) (value, error) {
	d, err := t.Timeout(a[1])
	if err != nil {
		return value{}, err
	}
	if d < 0 {
		return value{}, t.ValueErr("timeout must be non-negative")
	}
	return waitInfo(t, a[0], d)
}

func pidfdSend(t *thread, _ value, a []value) (value, error) {
	fd, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	n, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	flags, err := t.IntArg(a[3], 0)
	if err != nil {
		return value{}, err
	}
	if !a[2].IsNil() && a[2] != none {
		return value{}, t.TypeErr("siginfo must be None")
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	if where, err := os.Readlink("/proc/self/fd/" + strconv.Itoa(fd)); err == nil && where == "/proc/"+strconv.Itoa(os.Getpid()) && flags == 0 {
		return none, Kill(t, os.Getpid(), n) // itself: what comes is answered before it returns
	}
	if err := unix.PidfdSendSignal(fd, unix.Signal(n), nil, flags); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return none, t.Signals()
}

// descriptions are strsignal(3)'s, from signal 1 on.
var descriptions = [...]string{"Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted", "Bus error",
	"Floating point exception", "Killed", "User defined signal 1", "Segmentation fault", "User defined signal 2", "Broken pipe", "Alarm clock",
	"Terminated", "Stack fault", "Child exited", "Continued", "Stopped (signal)", "Stopped", "Stopped (tty input)", "Stopped (tty output)",
	"Urgent I/O condition", "CPU time limit exceeded", "File size limit exceeded", "Virtual timer expired", "Profiling timer expired",
	"Window changed", "I/O possible", "Power failure", "Bad system call"}

func description(n int) string {
	switch {
	case n <= len(descriptions):
		return descriptions[n-1]
	case n >= 34:
		return "Real-time signal " + strconv.Itoa(n-34)
	}
	return ""
}
