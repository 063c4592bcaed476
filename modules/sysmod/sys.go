// Package sysmod is the module sys.
//
// Invariant: what the host configured is what the module shows; the interpreter's own
// state (recursion limit, exception being handled) is read where it lies.
package sysmod

import (
	"strings"
	"time"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module is the declaration of sys.
var Module = object.ModuleSpec{
	Name: "sys",
	Doc:  "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.\n",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("excepthook(exctype, value, traceback, /)", "Handle an exception by displaying it with a traceback on sys.stderr.", excepthook),
			object.Func("displayhook(object, /)", "Print an object to sys.stdout and also save it in builtins._", displayhook),
			object.Func("unraisablehook(unraisable, /)", "Show an exception that cannot be raised; its argument has exc_type, exc_value, exc_traceback,\nerr_msg and object.", unraisablehook),
			object.RawFunc("breakpointhook", "breakpointhook(*args, **kws)\n\nThis hook function is called by built-in breakpoint().\n", breakpointHook),
			object.Func("exit(status=None, /)", "Leave the interpreter by raising SystemExit(status).\n\nNone or 0 is success, an int the exit status; anything else is printed, and the status is 1.", exit),
			object.Func("exc_info()", "The exception that is being handled here or in a caller: (type, value, traceback), or three Nones.", excInfo),
			object.Func("getrefcount(object, /)", "How many references to an object there are; the argument counts as one.", getRefCount),
			object.RawFunc("getsizeof", "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.", getSizeOf),
			object.Func("getrecursionlimit()", "How deep calls may nest before RecursionError is raised.", func(t *thread, _ value, _ []value) (value, error) {
				return object.Int(int64(t.In.MaxDepth)), nil
			}),
			object.Func("setrecursionlimit(limit, /)", "Say how deep calls may nest before RecursionError is raised.", setRecursionLimit),
			object.Func("intern(string, /)", "The str that stands for all interned ones equal to the given one: itself, if it is the first.", intern),
			object.Func("_getframe(depth=0, /)", "The frame that runs, or the one depth calls below; ValueError if there are not so many.", getFrame),
			object.Func("getdefaultencoding()", "Return the current default encoding used by the Unicode implementation.", text("utf-8")),
			object.Func("getfilesystemencoding()", "Return the encoding used to convert Unicode filenames to OS filenames.", text("utf-8")),
			object.Func("getfilesystemencodeerrors()", "Return the error mode used Unicode to OS filename conversion.", text("surrogateescape")),
			object.Func("is_finalizing()", "Return True if Python is exiting.", func(t *thread, _ value, _ []value) (value, error) {
				return object.Bool(stateOf(t).finalizing), nil
			}),
			object.Func("getallocatedblocks()", "Return the number of memory blocks currently allocated.", func(t *thread, _ value, _ []value) (value, error) {
				return object.Int(t.In.Live), nil
			}),
			object.Func("getswitchinterval()", "Return the current thread switch interval; see sys.setswitchinterval().", func(t *thread, _ value, _ []value) (value, error) {
				return object.Float(t.In.SwitchInterval().Seconds()), nil
			}),
			object.Func("setswitchinterval(interval, /)", "Say for how many seconds a thread runs while others wait for the interpreter.", setSwitchInterval),
			object.Func("get_int_max_str_digits()", "Return the maximum string digits limit for non-binary int<->str conversions.", func(t *thread, _ value, _ []value) (value, error) {
				return object.Int(int64(*t.In.MaxStrDigits())), nil
			}),
			object.Func("set_int_max_str_digits(maxdigits)", "Set the maximum string digits limit for non-binary int<->str conversions.", setMaxStrDigits),
			object.RawFunc("settrace", "Set the function that is called for each new scope; None ends it.", store("settrace", eval.SetTrace)),
			object.RawFunc("setprofile", "Set the function that is called at calls and returns; None ends it.", store("setprofile", eval.SetProfile)),
			object.RawFunc("set_asyncgen_hooks", "set_asyncgen_hooks([firstiter] [, finalizer])\n\nSet what is told of asynchronous generators: their first iteration, and their end.", setAsyncHooks),
			object.Func("get_asyncgen_hooks()", "Return what is told of asynchronous generators: (firstiter, finalizer).", getAsyncHooks),
			object.Func("set_coroutine_origin_tracking_depth(depth)", "Set how many frames cr_origin has.", setOriginDepth),
			object.Func("get_coroutine_origin_tracking_depth()", "Return how many frames cr_origin has.", func(t *thread, _ value, _ []value) (value, error) {
				return object.Int(int64(eval.OriginDepth(t))), nil
			}),
			object.Func("gettrace()", "Return the global debug tracing function set with sys.settrace.\n\nSee the debugger chapter in the library manual.", func(t *thread, _ value, _ []value) (value, error) {
				return orNone(eval.GetTrace(t)).Ref(), nil
			}),
			object.Func("getprofile()", "Return the profiling function set with sys.setprofile.\n\nSee the profiler chapter in the library manual.", func(t *thread, _ value, _ []value) (value, error) {
				return orNone(eval.GetProfile(t)).Ref(), nil
			}),
			object.Func("call_tracing(func, args, /)", "Call func(*args) with tracing on, as a debugger does that is being traced itself.", callTracing),
			object.RawFunc("audit", "audit(event, *args)\n\nPasses the event to any audit hooks that are attached.", func(*thread, value, object.Args) (value, error) { return object.None, nil }),
			object.Func("_clear_type_cache()", "Clear the internal type lookup cache.", func(*thread, value, []value) (value, error) { return object.None, nil }),
			object.Func("_current_frames()", "Return a dict mapping each thread's thread id to its current stack frame.\n\nThis function should be used for specialized purposes only.", currentFrames),
		}
	},
	Init: initModule,
	Lazy: lazyNames,
	Make: makeLazy,
}

// state is what sys remembers for an interpreter.
type state struct {
	finalizing bool
	// mod is the module, not owned: the hooks work until it dies, however long after
	// sys.modules has forgotten it.
}

var stateKey = new(int)

func stateOf(t *thread) *state {
	return t.In.State(stateKey, func() any { return &state{} }).(*state)
}

func text(s string) object.NativeFn {
	return func(t *thread, _ value, _ []value) (value, error) { return t.NewStr(s), nil }
}

// store makes settrace and setprofile.
func store(name string, set func(t *thread, fn value)) object.RawFn {
	return func(t *thread, _ value, a object.Args) (value, error) {
		if len(a.KwNames()) > 0 {
			return value{}, t.TypeErr("sys.%s() takes no keyword arguments", name)
		}
		if len(a.Pos) != 1 {
			return value{}, t.TypeErr("sys.%s() takes exactly one argument (%d given)", name, len(a.Pos))
		}
		fn := a.Pos[0]
		if fn == object.None {
			fn = value{}
		}
		set(t, fn)
		return object.None, nil
	}
}

func exit(t *thread, _ value, a []value) (value, error) {
	if a[0].IsNil() || a[0] == object.None {
		return value{}, t.RaiseArgs(object.SystemExit)
	}
	if tup, ok := object.AsTuple(a[0]); ok { // its items become the arguments
		args := make([]value, len(tup.Items))
		for i, x := range tup.Items {
			args[i] = x.Ref()
		}
		return value{}, t.RaiseArgs(object.SystemExit, args...)
	}
	return value{}, t.RaiseArgs(object.SystemExit, a[0].Ref())
}

func excInfo(t *thread, _ value, _ []value) (value, error) {
	v := eval.Handled(t)
	if v.IsNil() || v == object.None {
		return t.NewTuple(object.None, object.None, object.None), nil
	}
	e, _ := object.AsException(v)
	return t.NewTuple(v.Type().Value().Ref(), v.Ref(), orNone(e.Traceback()).Ref()), nil
}

// shared is the count given for objects that all interpreters share: they are not
// counted, and CPython's counts of them are large and mean nothing.
const shared = 1000

func getRefCount(t *thread, _ value, a []value) (value, error) {
	v := a[0]
	switch rc := v.O.RC; {
	case v.IsFloat() || v.IsInt() && (v.Int() < -5 || v.Int() > 256):
		return object.Int(1), nil // made for the call
	case rc < 0 && (v.IsStr() || v.Type() == object.TupleType || v.Type() == object.BytesType):
		return object.Int(3), nil // a constant: its code, the list of constants, the argument
	case rc < 0:
		return object.Int(shared), nil
	default:
		return object.Int(int64(rc) + int64(eval.ExtraRefs(t, v))), nil
	}
}

var sizeOfSig = object.LazySignature{Text: "getsizeof(object, default=None)"}

// gcHead is what CPython's collector puts before each object it tracks.
const gcHead = 16

func getSizeOf(t *thread, _ value, a object.Args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(sizeOfSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	n, err := sizeOf(t, out[0])
	if err != nil {
		if !out[1].IsNil() && t.ErrIs(err, object.TypeError) {
			t.Discard(err)
			return out[1].Ref(), nil
		}
		return value{}, err
	}
	return t.NewUint(n), nil
}

// sizeOf is what __sizeof__ says and the collector adds, which can be more than an int holds.
func sizeOf(t *thread, v value) (uint64, error) {
	f, err := t.LookupSpecial(v, "__sizeof__")
	if err != nil {
		return 0, err
	}
	if f.IsNil() {
		return 0, t.TypeErr("Type %s doesn't define __sizeof__", v.Type().FullName())
	}
	r, err := t.Call(f)
	t.Unref(f)
	if err != nil {
		return 0, err
	}
	defer t.Unref(r)
	if _, ok := object.AsBig(r); !ok {
		return 0, t.TypeErr("an integer is required")
	}
	n, err := t.AsIndex(r, nil)
	if b, _ := object.AsBig(r); err == nil && !b.IsInt64() {
		err = t.Raise(object.OverflowError, "Python int too large to convert to C ssize_t")
	}
	if err != nil {
		return 0, err
	}
	if n < 0 {
		return 0, t.ValueErr("__sizeof__() should return >= 0")
	}
	typ := v.Type()
	tracked := typ.Flags&object.FlagGC != 0
	if cls, ok := object.AsType(v); ok {
		tracked = cls.IsHeap() || cls.Flags&object.FlagScript != 0
	}
	if tracked {
		return uint64(n) + gcHead, nil
	}
	return uint64(n), nil
}

func setRecursionLimit(t *thread, _ value, a []value) (value, error) {
	n, err := t.AsIndex(a[0], nil)
	if err != nil {
		return value{}, err
	}
	if n < 1 {
		return value{}, t.ValueErr("recursion limit must be greater or equal than 1")
	}
	if n > 1<<31-1 {
		return value{}, t.Raise(object.OverflowError, "Python int too large to convert to C int")
	}
	if d := eval.Depth(t) + 1; d >= n { // this call counts in CPython
		return value{}, t.Raise(object.RecursionError, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", n, d)
	}
	if most := t.In.DepthCap; most > 0 {
		n = min(n, most)
	}
	t.In.MaxDepth = n
	eval.ResetLimit(t)
	return object.None, nil
}

func intern(t *thread, _ value, a []value) (value, error) {
	s, ok := object.AsStr(a[0])
	if !ok {
		return value{}, t.TypeErr("intern() argument must be str, not %s", a[0].Type().FullName())
	}
	if a[0].Type() != object.StrType {
		return value{}, t.TypeErr("can't intern %s", a[0].Type().Name)
	}
	return object.Obj(&t.In.Intern(s.S).Header), nil
}

func getFrame(t *thread, _ value, a []value) (value, error) {
	depth := 0
	if !a[0].IsNil() {
		var err error
		if depth, err = t.AsIndex(a[0], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	return eval.FrameAt(t, max(depth, 0))
}

func currentFrames(t *thread, _ value, _ []value) (value, error) {
	d := t.NewDict()
	for _, x := range t.In.Threads() {
		f := eval.TopFrame(x)
		if f.IsNil() {
			continue
		}
		if err := d.Set(t, object.Int(x.Ident()), f); err != nil {
			t.Unref(d.Value())
			return value{}, err
		}
	}
	return d.Value(), nil
}

func setSwitchInterval(t *thread, _ value, a []value) (value, error) {
	f, err := t.AsFloat(a[0])
	if err != nil {
		return value{}, err
	}
	if f <= 0 {
		return value{}, t.ValueErr("switch interval must be strictly positive")
	}
	t.In.SetSwitchInterval(time.Duration(f * float64(time.Second)))
	return object.None, nil
}

func setMaxStrDigits(t *thread, _ value, a []value) (value, error) {
	n, err := t.AsIndex(a[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if n != 0 && n < 640 {
		return value{}, t.ValueErr("maxdigits must be 0 or larger than 640")
	}
	*t.In.MaxStrDigits() = n
	return object.None, nil
}

func callTracing(t *thread, _ value, a []value) (value, error) {
	args, ok := object.AsTuple(a[1])
	if !ok {
		return value{}, t.TypeErr("call_tracing() argument 2 must be tuple, not %s", a[1].Type().FullName())
	}
	return eval.CallTraced(t, func() (value, error) { return t.CallArgs(a[0], object.Args{Pos: args.Items}) })
}

// breakpointHook calls what the environment names, pdb.set_trace unless it says so.
func breakpointHook(t *thread, _ value, a object.Args) (value, error) {
	name, err := breakpointName(t)
	if err != nil || name == "0" {
		return object.None, err
	}
	if name == "" {
		name = "pdb.set_trace"
	}
	mod, attr := "builtins", name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		mod, attr = name[:i], name[i+1:]
	}
	f, err := breakpointTarget(t, mod, attr)
	if err != nil {
		if !t.ErrIs(err, object.ImportError) && !t.ErrIs(err, object.AttributeError) {
			return value{}, err
		}
		t.Discard(err)
		return object.None, t.Warn(object.RuntimeWarning, "Ignoring unimportable $PYTHONBREAKPOINT: \""+name+"\"")
	}
	defer t.Unref(f)
	return t.CallArgs(f, a)
}

// breakpointName reads PYTHONBREAKPOINT from os.environ.
func breakpointName(t *thread) (string, error) {
	env, err := breakpointTarget(t, "os", "environ")
	if err != nil {
		return "", err
	}
	defer t.Unref(env)
	key := t.NewStr("PYTHONBREAKPOINT")
	v, err := t.CallMethod(env, "get", key)
	t.Unref(key)
	if err != nil {
		return "", err
	}
	defer t.Unref(v)
	if !v.IsStr() {
		return "", nil
	}
	return v.String(), nil
}

// breakpointTarget gives the attribute of a module that is imported for it.
func breakpointTarget(t *thread, mod, attr string) (value, error) {
	if mod == "" {
		return value{}, t.Raise(object.ImportError, "no module")
	}
	m, err := t.In.Importer(t, mod)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	return t.GetAttrS(m, attr)
}
