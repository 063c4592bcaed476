package resourcemod

import (
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

// numLimits is how many resources the system knows.
const numLimits = 16

// systemDecls are what only this system has.
func systemDecls() []object.Decl {
	return []object.Decl{
		object.Func("prlimit(pid, resource, limits=None, /)", "Return the limits of a process, and set others.", processLimit),
		object.Attr("RUSAGE_THREAD", object.Int(unix.RUSAGE_THREAD)),
		object.Attr("RLIMIT_RSS", object.Int(unix.RLIMIT_RSS)),
		object.Attr("RLIMIT_NPROC", object.Int(unix.RLIMIT_NPROC)),
		object.Attr("RLIMIT_OFILE", object.Int(unix.RLIMIT_NOFILE)),
		object.Attr("RLIMIT_MEMLOCK", object.Int(unix.RLIMIT_MEMLOCK)),
		object.Attr("RLIMIT_SIGPENDING", object.Int(unix.RLIMIT_SIGPENDING)),
		object.Attr("RLIMIT_MSGQUEUE", object.Int(unix.RLIMIT_MSGQUEUE)),
		object.Attr("RLIMIT_NICE", object.Int(unix.RLIMIT_NICE)),
		object.Attr("RLIMIT_RTPRIO", object.Int(unix.RLIMIT_RTPRIO)),
		object.Attr("RLIMIT_RTTIME", object.Int(unix.RLIMIT_RTTIME)),
	}
}

func processLimit(t *thread, _ value, a []value) (value, error) {
	pid, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	n, err := which(t, a[1])
	if err != nil {
		return value{}, err
	}
	var next *unix.Rlimit
	if !a[2].IsNil() && a[2] != none {
		lim, err := limitsArg(t, a[2])
		if err != nil {
			return value{}, err
		}
		next = &unix.Rlimit{Cur: lim.Cur, Max: lim.Max}
	}
	var old unix.Rlimit
	switch err := unix.Prlimit(pid, n, next, &old); err {
	case nil:
		return t.NewTuple(limit(old.Cur), limit(old.Max)), nil
	case unix.EINVAL:
		return value{}, t.ValueErr("current limit exceeds maximum limit")
	default:
		return value{}, t.RaiseOS(err, "")
	}
}
