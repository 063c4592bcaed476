package osmod

import (
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/modules/resourcemod"
	"github.com/minipy-go/minipy/modules/signalmod"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

func controlDecls() []object.Decl {
	return []object.Decl{
		object.Func("kill(pid, signal, /)", "Send a process a signal.", osKill),
		object.Func("killpg(pgid, signal, /)", "Send the processes of a group a signal.", osKillpg),
		object.Func("abort()", "End the process at once, as by an error.", osAbort),
		object.Func("_exit(status)", "End the process at once, without cleaning up.", osExit),
		object.Func("system(command)", "Run a command in a shell. Return its wait status.", osSystem),
		object.Func("execv(path, argv, /)", "Replace the process by another program.", osExecv),
		object.Func("execve(path, argv, env)", "Replace the process by another program in an environment of its own.", osExecve),
		object.Func("waitpid(pid, options, /)", "Wait for a child. Return its id and wait status.", osWaitpid),
		object.Func("wait()", "Wait for any child. Return its id and wait status.", osWait),
		object.Func("wait3(options)", "Wait for any child. Return its id, wait status and what it used.", osWait3),
		object.Func("wait4(pid, options)", "Wait for a child. Return its id, wait status and what it used.", osWait4),
		object.Func("waitstatus_to_exitcode(status)", "The exit code of a wait status; the negative signal that ended the process.", osExitCode),
		object.Func("WIFEXITED(status)", "Whether the process ended by itself.", ofStatus(func(w syscall.WaitStatus) value { return object.Bool(w.Exited()) })),
		object.Func("WIFSIGNALED(status)", "Whether a signal ended the process.", ofStatus(func(w syscall.WaitStatus) value { return object.Bool(w.Signaled()) })),
		object.Func("WIFSTOPPED(status)", "Whether the process was stopped.", ofStatus(func(w syscall.WaitStatus) value { return object.Bool(w.Stopped()) })),
		object.Func("WIFCONTINUED(status)", "Whether the process goes on.", ofStatus(func(w syscall.WaitStatus) value { return object.Bool(w.Continued()) })),
		object.Func("WCOREDUMP(status, /)", "Whether the process left a core dump.", ofStatus(func(w syscall.WaitStatus) value { return object.Bool(uint32(w)&0x80 != 0) })),
		object.Func("WEXITSTATUS(status)", "The exit code.", ofStatus(func(w syscall.WaitStatus) value { return object.Int(int64(w >> 8 & 0xff)) })),
		object.Func("WTERMSIG(status)", "The signal that ended the process.", ofStatus(func(w syscall.WaitStatus) value { return object.Int(int64(w & 0x7f)) })),
		object.Func("WSTOPSIG(status)", "The signal that stopped the process.", ofStatus(func(w syscall.WaitStatus) value { return object.Int(int64(w >> 8 & 0xff)) })),
		object.Func("getpgid(pid)", "Return the group of a process.", osGetpgid),
		object.Func("getpgrp()", "Return the group of the process.", number(syscall.Getpgrp)),
		object.Func("setpgid(pid, pgrp, /)", "Move a process to a group.", osSetpgid),
		object.Func("getsid(pid, /)", "Return the session of a process.", osGetsid),
		object.Func("setsid()", "Begin a session.", osSetsid),
		object.Func("nice(increment, /)", "Add to the priority of the process and return it.", osNice),
		object.Func("getpriority(which, who)", "Return a priority.", osGetpriority),
		object.Func("setpriority(which, who, priority)", "Set a priority.", osSetpriority),
		object.Func("getgroups()", "Return the groups of the user.", osGetgroups),
		object.Func("times()", "Return the times that the process and its children used.", osTimes),
		object.Func("getloadavg()", "Return how busy the system was in the last 1, 5 and 15 minutes.", osLoadavg),
		object.Func("sched_yield()", "Let others run.", osSchedYield),
		object.Func("sync()", "Write all files to the disk.", osSync),
		object.Func("register_at_fork(*, before=None, after_in_child=None, after_in_parent=None)", "Accepted: the process never forks.", osAtFork),
	}
}

// processes returns a PermissionError unless the host lets the script have processes.
func processes(t *thread) error {
	if t.In.Processes {
		return nil
	}
	return t.RaiseOS(syscall.EPERM, "")
}

// ints reads int arguments.
func ints(t *thread, a []value) ([]int, error) {
	out := make([]int, len(a))
	for i, v := range a {
		n, err := t.IntArg(v, 0)
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}

// withInts makes a function on processes whose arguments are all ints; a Go error
// becomes an OSError.
func withInts(t *thread, a []value, f func(n []int) (value, error)) (value, error) {
	if err := processes(t); err != nil {
		return value{}, err
	}
	n, err := ints(t, a)
	if err != nil {
		return value{}, err
	}
	v, err := f(n)
	if no, ok := err.(syscall.Errno); ok {
		return value{}, t.RaiseOS(no, "")
	}
	return v, err
}

func osKill(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) { return none, signalmod.Kill(t, n[0], n[1]) })
}

func osKillpg(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) {
		if err := unix.Kill(-n[0], syscall.Signal(n[1])); err != nil {
			return value{}, err
		}
		return none, t.Signals()
	})
}

func osAbort(t *thread, _ value, _ []value) (value, error) {
	if err := processes(t); err != nil {
		return value{}, err
	}
	object.DieOf(int(unix.SIGABRT))
	return none, nil
}

func osExit(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) {
		os.Exit(n[0])
		return none, nil
	})
}

func ofStatus(f func(w syscall.WaitStatus) value) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		n, err := t.IntArg(a[0], 0)
		if err != nil {
			return value{}, err
		}
		return f(syscall.WaitStatus(n)), nil
	}
}

func osExitCode(t *thread, _ value, a []value) (value, error) {
	n, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	switch w := syscall.WaitStatus(n); {
	case w.Exited():
		return object.Int(int64(w.ExitStatus())), nil
	case w.Signaled():
		return object.Int(-int64(w.Signal())), nil
	case w.Stopped():
		return value{}, t.ValueErr("process stopped by delivery of signal %d", int(w.StopSignal()))
	}
	return value{}, t.ValueErr("invalid wait status: %d", n)
}

// longestNap bounds how long a wait for a child sleeps between two looks where the
// system gives nothing to wait for.
const longestNap = 20 * time.Millisecond

// waitChild waits for a child; other threads and handlers run meanwhile.
func waitChild(t *thread, pid, options int) (int, syscall.WaitStatus, unix.Rusage, error) {
	var ws unix.WaitStatus
	var ru unix.Rusage
	if ghosts := phantomsOf(t); ghosts.ids[pid] {
		delete(ghosts.ids, pid)
		return pid, syscall.WaitStatus(255 << 8), ru, nil
	}
	nap := 100 * time.Microsecond
	for {
		got, err := unix.Wait4(pid, &ws, options|unix.WNOHANG, &ru)
		if err == unix.EINTR {
			continue
		}
		if err != nil || got != 0 || options&unix.WNOHANG != 0 {
			return got, syscall.WaitStatus(ws), ru, err
		}
		slept, err := false, error(nil)
		if pid > 0 && options == 0 {
			slept, err = sleepUntilExit(t, pid)
		}
		if !slept {
			t.WaitFor(nil, nap)
			err = t.Signals()
			nap = min(2*nap, longestNap)
		}
		if err != nil {
			return 0, 0, ru, err
		}
	}
}

func osWaitpid(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) {
		pid, ws, _, err := waitChild(t, n[0], n[1])
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(object.Int(int64(pid)), object.Int(int64(ws))), nil
	})
}

func osWait(t *thread, _ value, _ []value) (value, error) {
	return osWaitpid(t, value{}, []value{object.Int(-1), object.Int(0)})
}

func osWait3(t *thread, _ value, a []value) (value, error) {
	return osWait4(t, value{}, []value{object.Int(-1), a[0]})
}

func osWait4(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) {
		pid, ws, ru, err := waitChild(t, n[0], n[1])
		if err != nil {
			return value{}, err
		}
		use, err := pylib.Import(t, "resource") // its types are defined then
		if err != nil {
			return value{}, err
		}
		t.Unref(use)
		return t.NewTuple(object.Int(int64(pid)), object.Int(int64(ws)), resourcemod.Usage(t, &ru)), nil
	})
}

func osGetpgid(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) {
		g, err := unix.Getpgid(n[0])
		return object.Int(int64(g)), err
	})
}

func osSetpgid(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) { return none, unix.Setpgid(n[0], n[1]) })
}

func osGetsid(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) {
		s, err := unix.Getsid(n[0])
		return object.Int(int64(s)), err
	})
}

func osSetsid(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func([]int) (value, error) {
		_, err := unix.Setsid()
		return none, err
	})
}

func osNice(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) {
		now, err := getPriority(unix.PRIO_PROCESS, 0)
		if err != nil {
			return value{}, err
		}
		if n[0] != 0 {
			now = min(max(now+n[0], -20), 19)
			if err := unix.Setpriority(unix.PRIO_PROCESS, 0, now); err != nil {
				return value{}, err
			}
		}
		return object.Int(int64(now)), nil
	})
}

// getPriority is getpriority(3): the system call of Linux answers 20 less the priority.
func getPriority(which, who int) (int, error) {
	n, err := unix.Getpriority(which, who)
	if runtime.GOOS == "linux" {
		n = 20 - n
	}
	return n, err
}

func osGetpriority(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) {
		p, err := getPriority(n[0], n[1])
		return object.Int(int64(p)), err
	})
}

func osSetpriority(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) { return none, unix.Setpriority(n[0], n[1], n[2]) })
}

func osGetgroups(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	groups, err := syscall.Getgroups()
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	out := make([]value, len(groups))
	for i, g := range groups {
		out[i] = object.Int(int64(g))
	}
	return t.NewList(out), nil
}

// ticks is how many a second of times(2) has.
const ticks = 100

func osTimes(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	var self, children unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &self); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	if err := unix.Getrusage(unix.RUSAGE_CHILDREN, &children); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	sec := func(tv unix.Timeval) value {
		return object.Float(float64(int64(tv.Sec)*ticks+int64(tv.Usec)*ticks/1e6) / ticks)
	}
	up := float64(uptime().Milliseconds()/(1000/ticks)) / ticks
	return t.NewStructSeq(timesType, 5, sec(self.Utime), sec(self.Stime), sec(children.Utime), sec(children.Stime), object.Float(up)), nil
}

func osLoadavg(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	b, err := os.ReadFile("/proc/loadavg")
	f := strings.Fields(string(b))
	if err != nil || len(f) < 3 {
		return value{}, t.Raise(object.OSError, "Load averages are unobtainable")
	}
	var out [3]value
	for i := range out {
		x, err := t.ParseFloat(f[i])
		if err != nil {
			return value{}, err
		}
		out[i] = object.Float(x)
	}
	return t.NewTuple(out[:]...), nil
}

func osSchedYield(t *thread, _ value, _ []value) (value, error) {
	t.Unlock()
	runtime.Gosched()
	t.Lock()
	return none, nil
}

func osSync(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	t.Unlock()
	syscall.Sync()
	t.Lock()
	return none, nil
}

func osAtFork(t *thread, _ value, a []value) (value, error) {
	given := false
	for i, name := range [...]string{"before", "after_in_child", "after_in_parent"} {
		if a[i].IsNil() {
			continue
		}
		given = true
		if a[i].Type().Slots.Call == nil {
			return value{}, t.TypeErr("'%s' must be callable, not %s", name, a[i].Type().FullName())
		}
	}
	if !given {
		return value{}, t.TypeErr("At least one argument is required.")
	}
	return none, nil
}
