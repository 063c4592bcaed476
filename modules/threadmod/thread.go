// Package threadmod is the _thread module: starting threads, locks, and data that each
// thread has of its own.
//
// Invariant: everything here is touched only by the thread that holds the interpreter's
// lock; a thread that waits gives the lock away (Thread.WaitFor) and looks again at what
// it waited for when it is back.
package threadmod

import (
	"os"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
)

var none = object.None

// Module declares _thread.
var Module = object.ModuleSpec{
	Name: "_thread",
	Doc:  "Threads, locks and thread-local data: what threading is built on.",
	Setup: func() {
		lockInit()
		rlockInit()
		localInit()
		hookInit()
	},
	Build: func() []object.Decl {
		return []object.Decl{
			object.RawFunc("start_new_thread", "start_new_thread(function, args[, kwargs])\n\nStart a thread that calls function with args, and return its identifier.", startNewThread),
			object.RawFunc("start_new", "start_new(function, args[, kwargs])\n\nThe old name of start_new_thread().", startNewThread),
			object.Func("allocate_lock()", "Return a new lock.", newLock),
			object.Func("allocate()", "The old name of allocate_lock().", newLock),
			object.Func("exit()", "End the thread, as raising SystemExit does.", exitThread),
			object.Func("exit_thread()", "The old name of exit().", exitThread),
			object.Func("interrupt_main(signum=2, /)", "Act as if a signal had come: its handler runs in the main thread.", interruptMain),
			object.Func("get_ident()", "Return a number that no other living thread has.", getIdent),
			object.Func("get_native_id()", "Return a number that no other thread of the machine has.", getNativeID),
			object.Func("_count()", "Return how many threads started here are running.", count),
			object.Func("stack_size(size=0, /)", "Return the stack size set for new threads, and set another.", stackSize),
			object.Func("_set_sentinel()", "Return a lock that is released when the thread ends.", setSentinel),
			object.Func("_excepthook(args, /)", "Print the exception that ended a thread.", excepthook),
			object.Attr("LockType", lockType.Value()),
			object.Attr("RLock", rlockType.Value()),
			object.Attr("_local", localType.Value()),
			object.Attr("_ExceptHookArgs", hookType.Value()),
			object.Attr("error", object.RuntimeError.Value()),
			object.Attr("TIMEOUT_MAX", object.Float(timeoutMax)),
		}
	},
}

// state is what the module remembers for an interpreter.
type state struct {
	running   int
	stackSize int
}

var stateKey = new(int)

func stateOf(t *thread) *state {
	return t.In.State(stateKey, func() any { return &state{} }).(*state)
}

// maxThreads is how many threads an interpreter has at most: each takes about 30 KB.
const maxThreads = 20000

func startNewThread(t *thread, _ value, a object.Args) (value, error) {
	if err := t.NoKw("start_new_thread", a); err != nil {
		return value{}, err
	}
	n := len(a.Pos)
	if n < 2 {
		return value{}, t.TypeErr("start_new_thread expected at least 2 arguments, got %d", n)
	}
	if n > 3 {
		return value{}, t.TypeErr("start_new_thread expected at most 3 arguments, got %d", n)
	}
	fn, kw := a.Pos[0], value{}
	if fn.Type().Slots.Call == nil {
		return value{}, t.TypeErr("first arg must be callable")
	}
	if _, ok := object.AsTuple(a.Pos[1]); !ok {
		return value{}, t.TypeErr("2nd arg must be a tuple")
	}
	if n == 3 {
		if _, ok := object.AsDict(a.Pos[2]); !ok {
			return value{}, t.TypeErr("optional 3rd arg must be a dictionary")
		}
		kw = a.Pos[2]
	}
	s := stateOf(t)
	if s.running >= maxThreads || !t.In.Threading {
		return value{}, t.Raise(object.RuntimeError, "can't start new thread")
	}
	fn.Ref()
	args := a.Pos[1].Ref()
	kw.XRef()
	nt := t.In.NewThread()
	nt.Interrupt, nt.Steps = t.Interrupt, t.StepsLeft()
	s.running++
	t.In.Go(nt, func() { bootstrap(nt, fn, args, kw) })
	return object.Int(nt.Ident()), nil
}

// bootstrap is the life of a thread. It takes the references.
func bootstrap(t *thread, fn, args, kw value) {
	tuple, _ := object.AsTuple(args)
	d, _ := object.AsDict(orNone(kw))
	r, err := t.CallArgs(fn, object.WithDict(tuple.Items, d))
	switch {
	case err == nil:
		t.Unref(r)
	case t.ErrIs(err, object.SystemExit) || t.Ending():
		t.Discard(err)
	default:
		t.Unraisable(err, "Exception ignored in thread started by", fn)
	}
	t.Unref(fn)
	t.Unref(args)
	t.XUnref(kw)
	stateOf(t).running--
}

func orNone(v value) value {
	if v.IsNil() {
		return none
	}
	return v
}

func exitThread(t *thread, _ value, _ []value) (value, error) {
	return value{}, t.RaiseArgs(object.SystemExit)
}

// maxSignal is the number of the last signal and one.
const maxSignal = 65

func interruptMain(t *thread, _ value, a []value) (value, error) {
	n, err := t.IntArg(a[0], 2)
	if err != nil {
		return value{}, err
	}
	if n < 1 || n >= maxSignal {
		return value{}, t.ValueErr("signal number out of range")
	}
	if t.In.Trip != nil {
		t.In.Trip(n, true)
	}
	return none, t.Signals()
}

func getIdent(t *thread, _ value, _ []value) (value, error) { return object.Int(t.Ident()), nil }

// getNativeID makes a number up for all but the first thread: a goroutine moves from
// one of the system's threads to another.
func getNativeID(t *thread, _ value, _ []value) (value, error) {
	return object.Int(int64(os.Getpid()) + t.ID - 1), nil
}

func count(t *thread, _ value, _ []value) (value, error) {
	return object.Int(int64(stateOf(t).running)), nil
}

// minStack is the smallest size that CPython accepts. Go's stacks grow as they must.
const minStack = 32 << 10

func stackSize(t *thread, _ value, a []value) (value, error) {
	n, err := t.SsizeArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		return value{}, t.ValueErr("size must be 0 or a positive value")
	}
	if n > 0 && n < minStack {
		return value{}, t.ValueErr("size not valid: %d bytes", n)
	}
	s := stateOf(t)
	old := s.stackSize
	if !a[0].IsNil() {
		s.stackSize = n
	}
	return object.Int(int64(old)), nil
}

var hookType = new(object.Type)

func hookInit() {
	object.DefineStructSeq(hookType, "_thread._ExceptHookArgs", "ExceptHookArgs\n\nWhat threading.excepthook is called with.", 4, []object.StructField{
		{Name: "exc_type", Doc: "Exception type"}, {Name: "exc_value", Doc: "Exception value"},
		{Name: "exc_traceback", Doc: "Exception traceback"}, {Name: "thread", Doc: "Thread"}}, false)
}

// excepthook is threading.excepthook.
func excepthook(t *thread, _ value, a []value) (value, error) {
	if a[0].Type() != hookType {
		return value{}, t.TypeErr("_thread.excepthook argument type must be ExceptHookArgs")
	}
	x, _ := object.AsTuple(a[0])
	typ, exc, tb, th := x.Items[0], x.Items[1], x.Items[2], x.Items[3]
	if typ == object.SystemExit.Value() {
		return none, nil
	}
	file := t.PeekSys("stderr").XRef()
	if (file.IsNil() || file == none) && th != none {
		t.XUnref(file)
		var err error
		if file, err = t.LookupAttr(th, "_stderr"); err != nil {
			return value{}, err
		}
	}
	if file.IsNil() || file == none {
		return none, nil
	}
	defer t.Unref(file)
	name, err := threadName(t, th)
	if err != nil {
		return value{}, err
	}
	text := "Exception in thread " + name + ":\n"
	if e, ok := object.AsException(exc); ok {
		if tb.Type() == eval.TracebackType && e.Traceback().IsNil() {
			e.SetTraceback(t, tb.Ref())
		}
		text += eval.FormatException(t, exc)
	}
	s := t.NewStr(text)
	r, err := t.CallMethod(file, "write", s)
	t.Unref(s)
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	return t.CallMethod(file, "flush")
}

func threadName(t *thread, th value) (string, error) {
	if th != none {
		name, err := t.LookupAttr(th, "name")
		if err != nil {
			return "", err
		}
		if !name.IsNil() {
			defer t.Unref(name)
			return t.StrString(name)
		}
	}
	return t.StrString(object.Int(t.Ident()))
}
