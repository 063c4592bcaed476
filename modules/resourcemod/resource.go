// Package resourcemod is the resource module: what the process may use and has used.
//
// Invariant: without the host's leave no function reaches the machine.
package resourcemod

import (
	"syscall"

	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

type (
	thread = object.Thread
	value  = object.Value
)

var none = object.None

var usageType = new(object.Type)

// Module declares resource.
var Module = object.ModuleSpec{
	Name: "resource",
	Doc:  "What the process may use of the machine, and what it has used.",
	Setup: func() {
		object.DefineStructSeq(usageType, "resource.struct_rusage", "struct_rusage: what a process has used.", 16, usageFields, false)
	},
	Build: func() []object.Decl {
		return append([]object.Decl{
			object.Func("getrusage(who, /)", "Return what the process, its children or the thread has used.", getUsage),
			object.Func("getrlimit(resource, /)", "Return the soft and the hard limit of a resource.", getLimit),
			object.Func("setrlimit(resource, limits, /)", "Set the limits of a resource.", setLimit),
			object.Func("getpagesize()", "Return the size of a page of memory.", func(*thread, value, []value) (value, error) {
				return object.Int(int64(unix.Getpagesize())), nil
			}),
			object.Attr("struct_rusage", usageType.Value()),
			object.Attr("error", object.OSError.Value()),
			object.Attr("RUSAGE_SELF", object.Int(unix.RUSAGE_SELF)),
			object.Attr("RUSAGE_CHILDREN", object.Int(unix.RUSAGE_CHILDREN)),
			object.Attr("RLIM_INFINITY", object.Int(-1)),
			object.Attr("RLIMIT_CPU", object.Int(unix.RLIMIT_CPU)),
			object.Attr("RLIMIT_FSIZE", object.Int(unix.RLIMIT_FSIZE)),
			object.Attr("RLIMIT_DATA", object.Int(unix.RLIMIT_DATA)),
			object.Attr("RLIMIT_STACK", object.Int(unix.RLIMIT_STACK)),
			object.Attr("RLIMIT_CORE", object.Int(unix.RLIMIT_CORE)),
			object.Attr("RLIMIT_NOFILE", object.Int(unix.RLIMIT_NOFILE)),
			object.Attr("RLIMIT_AS", object.Int(unix.RLIMIT_AS)),
		}, systemDecls()...)
	},
}

var usageFields = []object.StructField{
	{Name: "ru_utime", Doc: "user time used"}, {Name: "ru_stime", Doc: "system time used"}, {Name: "ru_maxrss", Doc: "max. resident set size"},
	{Name: "ru_ixrss", Doc: "shared memory size"}, {Name: "ru_idrss", Doc: "unshared data size"}, {Name: "ru_isrss", Doc: "unshared stack size"},
	{Name: "ru_minflt", Doc: "page faults not requiring I/O"}, {Name: "ru_majflt", Doc: "page faults requiring I/O"}, {Name: "ru_nswap", Doc: "number of swap outs"},
	{Name: "ru_inblock", Doc: "block input operations"}, {Name: "ru_oublock", Doc: "block output operations"}, {Name: "ru_msgsnd", Doc: "IPC messages sent"},
	{Name: "ru_msgrcv", Doc: "IPC messages received"}, {Name: "ru_nsignals", Doc: "signals received"},
	{Name: "ru_nvcsw", Doc: "voluntary context switches"}, {Name: "ru_nivcsw", Doc: "involuntary context switches"},
}

// Usage gives a struct_rusage; the module must have been imported.
func Usage(t *object.Thread, ru *unix.Rusage) object.Value {
	sec := func(tv unix.Timeval) value { return object.Float(float64(tv.Sec) + float64(tv.Usec)*1e-6) }
	items := []value{sec(ru.Utime), sec(ru.Stime)}
	for _, n := range [...]int64{int64(ru.Maxrss), int64(ru.Ixrss), int64(ru.Idrss), int64(ru.Isrss), int64(ru.Minflt), int64(ru.Majflt), int64(ru.Nswap),
		int64(ru.Inblock), int64(ru.Oublock), int64(ru.Msgsnd), int64(ru.Msgrcv), int64(ru.Nsignals), int64(ru.Nvcsw), int64(ru.Nivcsw)} {
		items = append(items, object.Int(n))
	}
	return t.NewStructSeq(usageType, len(items), items...)
}

func allowed(t *thread) error {
	if t.In.Processes {
		return nil
	}
	return t.RaiseOS(syscall.EPERM, "")
}

func getUsage(t *thread, _ value, a []value) (value, error) {
	who, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	var ru unix.Rusage
	if err := unix.Getrusage(who, &ru); err != nil {
		if err == unix.EINVAL {
			return value{}, t.ValueErr("invalid who parameter")
		}
		return value{}, t.RaiseOS(err, "")
	}
	return Usage(t, &ru), nil
}

// which reads the number of a resource.
func which(t *thread, v value) (int, error) {
	n, err := t.IntArg(v, 0)
	if err == nil && (n < 0 || n >= numLimits) {
		err = t.ValueErr("invalid resource specified")
	}
	if err == nil {
		err = allowed(t)
	}
	return n, err
}

func limit(n uint64) value { return object.Int(int64(n)) }

func getLimit(t *thread, _ value, a []value) (value, error) {
	n, err := which(t, a[0])
	if err != nil {
		return value{}, err
	}
	lim, err := readLimit(n)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return t.NewTuple(limit(lim.Cur), limit(lim.Max)), nil
}

// limitsArg reads (soft, hard).
func limitsArg(t *thread, v value) (lim syscall.Rlimit, err error) {
	items, err := t.Collect(v)
	if err != nil {
		return lim, err
	}
	defer t.UnrefAll(items)
	if len(items) != 2 {
		return lim, t.ValueErr("expected a tuple of 2 integers")
	}
	soft, err := t.SsizeArg(items[0], 0)
	if err != nil {
		return lim, err
	}
	hard, err := t.SsizeArg(items[1], 0)
	return syscall.Rlimit{Cur: uint64(soft), Max: uint64(hard)}, err
}

func setLimit(t *thread, _ value, a []value) (value, error) {
	n, err := which(t, a[0])
	if err != nil {
		return value{}, err
	}
	lim, err := limitsArg(t, a[1])
	if err != nil {
		return value{}, err
	}
	switch err := syscall.Setrlimit(n, &lim); err {
	case nil:
		return none, nil
	case syscall.EINVAL:
		return value{}, t.ValueErr("current limit exceeds maximum limit")
	case syscall.EPERM:
		return value{}, t.ValueErr("not allowed to raise maximum limit")
	default:
		return value{}, t.RaiseOS(err, "")
	}
}

func readLimit(n int) (lim syscall.Rlimit, err error) {
	err = syscall.Getrlimit(n, &lim)
	return lim, err
}
