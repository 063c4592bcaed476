package minipy

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/modules"
	"github.com/minipy-go/minipy/modules/astmod"
	"github.com/minipy-go/minipy/modules/atexitmod"
	"github.com/minipy-go/minipy/modules/frozen"
	"github.com/minipy-go/minipy/modules/impmod"
	"github.com/minipy-go/minipy/modules/iomod"
	"github.com/minipy-go/minipy/modules/osmod"
	"github.com/minipy-go/minipy/modules/signalmod"
	"github.com/minipy-go/minipy/modules/sysmod"
	"github.com/minipy-go/minipy/modules/warningsmod"
	"github.com/minipy-go/minipy/object"
	"github.com/minipy-go/minipy/weakrefmod"
)

// Config is what a script may see and spend. Every field's zero value grants nothing:
// no files, no output, no environment, no modules but minipy's own. What a script may
// not have raises PermissionError or ModuleNotFoundError in it.
type Config struct {
	// Stdin, Stdout and Stderr are what sys.stdin, sys.stdout and sys.stderr read and write;
	// one that is nil is None, and print writes nothing then.
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Args           []string          // sys.argv
	Env            map[string]string // os.environ

	// Files is what the script may read: open() and os see it as a tree with / as its
	// top. Root is a folder that it may read and write; a name in it hides the one in
	// Files. Neither lets a path lead out of it.
	Files fs.FS
	Root  *os.Root
	// Imports are folders with modules in Python, which import searches in order before
	// those of Path. open() does not see them.
	Imports []fs.FS
	// Modules are native modules of the host, which win over minipy's own.
	Modules []Module

	Limits Limits // what the script may use; zero: as much as it likes

	// Seed makes a run repeatable: the hashes of strings, which the order of sets shows,
	// come from it. nil: random, the same in the whole process.
	Seed *uint64
	// Now is what the clocks of module time show; nil: the machine's time.
	Now func() time.Time
	// Optimize is python's -O: 1: no assertions; 2: no docstrings either.
	Optimize int

	// Unraisable receives exceptions that nobody can catch: those in __del__, in
	// callbacks of weak references, and what the release of Own returns. It runs while
	// the script runs and must not call back into it. nil: they are printed on Stderr.
	Unraisable func(error)

	// Trace is told what the script does, while it does it: calls, lines, returns, raised
	// exceptions, births and deaths. It must not call back into the interpreter. nil:
	// nothing is traced, and nothing is paid for it.
	Trace func(TraceEvent)

	// System opens the machine to the script as python does: files, processes, signals,
	// sockets, threads, and imports from Path. It is meant for scripts that the user wrote.
	System bool
	Path   []string // sys.path: folders of the machine where import looks
	// Executable is sys.executable: the path of a program that runs scripts.
	Executable string
	// Dedicated says that the process is the script's alone: the interpreter then tells
	// Go's collector when to run.
	Dedicated bool
	// WarnOptions is sys.warnoptions: filters for warnings as behind -W.
	WarnOptions []string
	// Flags are the other options of the command line that sys.flags shows; XOptions is
	// sys._xoptions, each NAME or NAME=VALUE; CommandLine is sys.orig_argv.
	Flags                 Flags
	XOptions, CommandLine []string
	// Unbuffered makes what is written to sys.stdout and sys.stderr appear at once.
	Unbuffered bool
	// IOEncoding is how the standard streams are encoded: ENCODING or ENCODING:ERRORS.
	IOEncoding string
	// SkipLine skips the first line of the file that RunFile runs.
	SkipLine bool
	// CheckPycs is _imp.check_hash_based_pycs: always, never or default.
	CheckPycs string

	compiled *sync.Map // compiledKey → *code.Code, of imported files; a Pool's
}

// Flags is what a command line says of sys.flags.
type Flags = sysmod.Flags

// Limits bounds what a script may use; a zero field is no limit.
type Limits struct {
	// Steps bounds each call from Go: calls of functions, jumps back, and items that long
	// native loops handle are steps. A script that takes more is stopped: the call
	// returns an error that errors.Is finds to be ErrSteps.
	Steps int64
	// Memory bounds the bytes that are alive at once, not those allocated in total. A
	// request beyond it raises MemoryError, which the script may catch.
	Memory int64
	// Depth bounds nested calls; more raise RecursionError. The script cannot lift it.
	// 0: 1000, which the script can.
	Depth int
}

// An Interp is an interpreter. One goroutine at a time uses it; a second one gets
// ErrBusy. A bound Go function may call back into the interpreter that called it.
type Interp struct {
	in     *object.Interp
	t      *object.Thread
	cfg    Config
	main   *object.Module // owned, as the next two are: scripts may drop them from sys.modules
	sys    object.Value
	builts object.Value // builtins
	stdout object.Value // what sys.stdout was at first, absent if the host has none

	state       atomic.Int32
	closed      bool
	interrupted bool // the script ended by a KeyboardInterrupt
	entries     []entry
	watched     context.Context // of the last call, whose end stops the thread
	unhook      func() bool

	handles  *handle // the Values that Go holds
	lost     lostList
	idents   identities
	classes  map[*object.Type]*plan        // that scripts may call
	lastName *object.Str                   // looked up by Call
	lastPlan *plan                         // of what toPy converted last
	lending  *[]*Value                     // for the arguments of a bound function; nil: none is converted
	args     []object.Value                // of the calls that run
	exprs    map[string]*Code              // of Eval
	specs    map[string]*object.ModuleSpec // of Config.Modules
}

// New returns an interpreter, which runs nothing yet. Its owner closes it: that runs its
// exit functions and finalizers, and gives back what it still owns. What cfg holds (writers,
// functions, file systems) is used by the goroutine that runs the interpreter and stays the
// host's. After the first one an interpreter takes some tens of microseconds and kilobytes.
func New(cfg Config) *Interp {
	in := object.NewInterp()
	in.Stdin, in.Stdout, in.Stderr = cfg.Stdin, cfg.Stdout, cfg.Stderr
	in.MaxBytes = cfg.Limits.Memory
	if cfg.Limits.Depth > 0 {
		in.MaxDepth, in.DepthCap = cfg.Limits.Depth, cfg.Limits.Depth
	}
	in.Now = cfg.Now
	if in.Now == nil {
		in.Now = time.Now
	}
	in.Disk = newDisk(cfg.Files, cfg.Root)
	in.Files, in.Processes, in.Sockets, in.Threading = cfg.System, cfg.System, cfg.System, cfg.System
	if cfg.Seed != nil {
		in.SeedHash(*cfg.Seed)
	} else {
		in.RandomHash()
	}
	i := &Interp{in: in, t: in.Main, cfg: cfg}
	in.Host = i
	i.t.Interrupt = i.interrupt
	if cfg.Dedicated {
		in.Pace()
	} else {
		in.TakeCommon()
	}
	if cfg.System {
		signalmod.Start(i.t)
	}
	i.boot()
	if !cfg.Dedicated {
		in.ShareCommon()
	}
	if cfg.Unraisable != nil {
		in.Unraisable = func(t *object.Thread, err error, _ string, _ object.Value) {
			goErr := i.goError(err)
			if perr := i.inGo(func() { cfg.Unraisable(goErr) }); perr != nil {
				i.t.WriteErr(perr.Error() + "\n")
			}
		}
	}
	return i
}

// boot makes sys.modules, builtins, sys and __main__.
func (i *Interp) boot() {
	t, in := i.t, i.in
	in.Modules = t.NewDict()
	b, err := t.LoadModule(modules.Find("builtins"))
	must(t, err)
	eval.Setup(in, b.Dict, i.host())
	if slices.Contains(i.cfg.XOptions, "specialize=never") {
		eval.NeverSpecialize(in)
	}
	bv := object.Obj(&b.Header)
	in.Modules.GiveS(t, "builtins", bv)
	eval.SetNativeSpec(t, b)
	must(t, sysmod.Configure(t, sysmod.Options{Args: i.cfg.Args, Path: append(i.importPlaces(), i.cfg.Path...), Optimize: i.cfg.Optimize, WarnOptions: i.cfg.WarnOptions, Executable: i.cfg.Executable, Builtins: modules.Names,
		Flags: i.cfg.Flags, XOptions: i.cfg.XOptions, CommandLine: i.cfg.CommandLine}))
	if i.cfg.Flags.DevMode {
		in.Codecs().Strict = true
	}
	impmod.Configure(t, i.cfg.CheckPycs)
	osmod.Configure(t, osmod.Options{Env: i.cfg.Env, Files: i.cfg.System})
	i.builts = bv.Ref()
	i.sys, err = eval.Import(t, "sys")
	must(t, err)
	i.streams()
	if i.cfg.Trace != nil {
		i.startTrace()
	}
	m := t.NewModule("__main__")
	m.Set(t, "__builtins__", bv)
	m.Give(t, "__annotations__", t.NewDict().Value())
	m.Set(t, "__loader__", eval.BuiltinImporterType.Value())
	in.Modules.SetS(t, "__main__", object.Obj(&m.Header))
	i.main = m
	if len(i.cfg.WarnOptions) > 0 {
		w, err := eval.Import(t, "warnings") // which reads them
		if err != nil {
			t.Unraisable(err, "", object.Value{})
		} else {
			t.Unref(w)
		}
	}
}

// streams gives sys its standard streams; those that the host does not have are None.
func (i *Interp) streams() {
	in := i.in
	modules.Find("io")
	o := iomod.StdioOptions{Unbuffered: i.cfg.Unbuffered, Encoding: i.cfg.IOEncoding}
	for fd, name := range [...]string{"stdin", "stdout", "stderr"} {
		r, w := io.Reader(nil), io.Writer(nil)
		switch fd {
		case 0:
			r = in.Stdin
		case 1:
			w = in.Stdout
		default:
			w = in.Stderr
		}
		if r == nil && w == nil {
			continue
		}
		err := i.stream(fd, name, r, w, o)
		if err != nil { // an encoding that there is not
			i.t.Discard(err)
			o.Encoding = ""
			err = i.stream(fd, name, r, w, o)
		}
		must(i.t, err)
	}
}

// stream gives sys one standard stream; it is None if there is neither r nor w.
func (i *Interp) stream(fd int, name string, r io.Reader, w io.Writer, o iomod.StdioOptions) error {
	v := object.None
	if r != nil || w != nil {
		var err error
		if v, err = iomod.NewStdio(i.t, fd, "<"+name+">", r, w, o); err != nil {
			return err
		}
	}
	if fd == 1 && v != object.None {
		i.stdout = v.Ref()
	}
	sysmod.SetStream(i.t, name, v)
	return nil
}

// must stops on an error in minipy's own start, which no script can cause.
func must(t *object.Thread, err error) {
	if err != nil {
		panic("minipy: start: " + eval.FormatException(t, t.Normalize(err).Value()))
	}
}

// Run runs a compiled module as __main__ until it ends or ctx does. An uncaught exception
// is an *Error, a sys.exit an *ExitError; of a script that was stopped errors.Is finds what
// ctx says, or ErrSteps. Its globals stay for Eval, Get and Call, and for the next Run.
func (i *Interp) Run(ctx context.Context, c *Code) error {
	if err := i.enter(ctx); err != nil {
		return err
	}
	return i.leave(i.runMain(c))
}

// Eval evaluates an expression among the globals of __main__ until it ends or ctx does. The
// caller releases the result. An exception is an *Error; a mistake in expr is one of type
// SyntaxError.
func (i *Interp) Eval(ctx context.Context, expr string) (*Value, error) {
	if err := i.enter(ctx); err != nil {
		return nil, err
	}
	c := i.exprs[expr]
	if c == nil {
		cc, serr := compileSource("<expression>", []byte(expr), i.source(i.t, eval.CompileOptions{Filename: "<expression>", Mode: "eval", Optimize: -1, Text: true}))
		if serr != nil {
			return nil, i.leave(raiseSyntax(i.t, serr))
		}
		c = &Code{cc}
		if len(i.exprs) >= maxExprs || i.exprs == nil {
			i.exprs = map[string]*Code{}
		}
		i.exprs[expr] = c
	}
	co := eval.NewCode(i.t, c.c)
	r, err := eval.RunCode(i.t, co, i.main.Dict, i.main.Dict.Value())
	i.t.Unref(object.Obj(&co.Header))
	return i.result(r, err)
}

// maxExprs is how many expressions Eval remembers compiled.
const maxExprs = 100

// Set binds a global name of __main__. Booleans, numbers, strings, []byte, *big.Int,
// time.Time and time.Duration become their Python counterparts; slices, arrays and maps
// become lists and dicts; a pointer to a struct becomes an object that shares its fields
// (MaxRetries is max_retries unless a tag `py:"name"` says otherwise) and methods, the
// same pointer always the same object; a struct is copied into such an object. Functions
// can be called: a first parameter of type context.Context is the running call's, a last
// result of type error is raised, a trailing struct with py tags takes the keyword
// arguments. iter.Seq, iter.Seq2 and channels become iterators. A *Value is the object
// itself, an error an exception; Own and Ref say how to lend and to share. What has no
// counterpart is an *Error of type TypeError; nothing is bound then.
func (i *Interp) Set(name string, v any) error {
	if err := i.enter(noContext); err != nil {
		return err
	}
	p, err := i.named(name, v)
	if err == nil {
		i.main.Give(i.t, name, p)
	}
	return i.leave(err)
}

// named is toPy for what is bound to a name, which is the name of a function.
func (i *Interp) named(name string, v any) (object.Value, error) {
	if rv := reflect.ValueOf(v); rv.Kind() == reflect.Func && !rv.IsNil() && !isSeq(rv.Type()) {
		return i.newFunc(name, v)
	}
	return i.toPy(v)
}

// Get returns what a global name of __main__, or a built-in one, is bound to. The caller
// releases it. A name that is not bound is an *Error of type NameError.
func (i *Interp) Get(name string) (*Value, error) {
	if err := i.enter(noContext); err != nil {
		return nil, err
	}
	v, err := i.lookup(name)
	return i.result(v.XRef(), err)
}

func (i *Interp) runMain(c *Code) error {
	t := i.t
	co := eval.NewCode(t, c.c)
	r, err := eval.RunCode(t, co, i.main.Dict, i.main.Dict.Value())
	t.Unref(object.Obj(&co.Header))
	if err != nil {
		return err
	}
	t.Unref(r)
	return nil
}

// Interrupted reports whether the script ended by a KeyboardInterrupt that it did not
// catch. A command then ends as the signal would have ended it.
func (i *Interp) Interrupted() bool { return i.interrupted }

// closeTime is how long exit functions and finalizers may run in Close.
const closeTime = time.Second

// Close runs the exit functions, tears the modules down as CPython does, and releases
// everything, the Values that Go holds included. What the script still does there has
// the limits of a call, and, unless Config.System is set, a second; Close then returns
// an error that is context.DeadlineExceeded, and everything is gone all the same. The
// Interp cannot be used afterwards; a second Close does nothing.
func (i *Interp) Close() error {
	ctx := noContext
	if !i.cfg.System {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.Background(), closeTime)
		defer cancel()
	}
	if err := i.enter(ctx); err != nil {
		if err == ErrClosed {
			return nil
		}
		return err
	}
	t := i.t
	i.joinThreads()
	atexitmod.Run(t)
	signalmod.End(t)
	i.flush()
	out := i.stdout
	i.stdout = object.Value{}
	t.XUnref(out)
	for i.handles != nil {
		i.handles.drop()
	}
	i.closed = true
	i.t.Freeze()
	i.teardown()
	i.dropLost()
	i.unwatch()
	return i.leave(nil)
}

// flush writes out what sys.stdout and sys.stderr hold back.
func (i *Interp) flush() { sysmod.Flush(i.t, iomod.FlushOwn) }

// joinThreads waits for the threads that are no daemons, as threading does.
func (i *Interp) joinThreads() {
	t := i.t
	m, ok := object.AsModule(orNone(i.in.Modules.GetS(t, "threading")))
	if !ok {
		return
	}
	v := object.Obj(&m.Header).Ref()
	defer t.Unref(v)
	r, err := t.CallMethod(v, "_shutdown")
	if err != nil {
		t.Unraisable(err, "", v)
		return
	}
	t.Unref(r)
}

func orNone(v object.Value) object.Value {
	if v.IsNil() {
		return object.None
	}
	return v
}

// teardown destroys the modules, in CPython's order.
func (i *Interp) teardown() {
	t, in := i.t, i.in
	if in.Collector.Enabled {
		t.CollectGarbage(2)
	}
	var filters object.Value
	if in.Collector.MayKeepGarbage() {
		filters = warningsmod.Filters(t)
	}
	sysmod.Finalize(t)
	type named struct {
		name string
		ref  object.Value
	}
	var mods []named
	pos := 0
	for {
		k, v, ok := in.Modules.Next(&pos)
		if !ok {
			break
		}
		if v == object.None || !k.IsStr() {
			continue
		}
		if _, isModule := object.AsModule(v); isModule {
			if r, err := t.NewRef(object.RefType, v, object.Value{}); err == nil {
				mods = append(mods, named{k.String(), r})
			} else {
				t.Discard(err)
			}
		}
	}
	builtins, sys := i.builts, i.sys
	main := object.Obj(&i.main.Header)
	i.main, i.sys, i.builts = nil, object.Value{}, object.Value{}
	t.Unref(main)
	for _, m := range mods {
		in.Modules.SetS(t, m.name, object.None)
	}
	in.Modules.ClearAll(t)
	t.CollectGarbage(2)
	i.reportGarbage(filters)
	for n := len(mods) - 1; n >= 0; n-- {
		w, _ := object.AsWeakRef(mods[n].ref)
		if m := w.Target(); m.O != nil {
			if m != builtins && m != sys {
				object.As[object.Module](m).ClearDict(t)
			}
			t.Unref(m)
		}
		t.Unref(mods[n].ref)
	}
	object.As[object.Module](sys).ClearDict(t)
	t.Unref(sys)
	if d := in.SysDict; d != nil {
		in.SysDict = nil
		t.Unref(d.Value())
	}
	weakrefmod.Finalize(t)
	astmod.Finalize(t)
	t.CollectGarbage(2)
	object.As[object.Module](builtins).ClearDict(t)
	t.Unref(builtins)
	t.Unref(in.Modules.Value())
	t.EndThreads()
	signalmod.Stop(t)
	t.CollectGarbage(2)
	again := in.Collector.MayKeepGarbage()
	in.Collector.Debug = 0 // nothing is saved any more
	in.Release(t)
	if again {
		t.CollectGarbage(2)
	}
	t.EndFrozen()
}

// reportGarbage warns of what is in gc.garbage once the modules are gone; takes the filters, which may be absent.
func (i *Interp) reportGarbage(filters object.Value) {
	t, c := i.t, &i.in.Collector
	if filters.IsNil() {
		return
	}
	l, _ := object.AsList(t.GarbageList())
	if len(l.Items) == 0 || c.Debug&object.DebugSaveAll != 0 {
		t.Unref(filters)
		return
	}
	list := c.Debug&object.DebugUncollectable != 0
	text := fmt.Sprintf("gc: %d uncollectable objects at shutdown", len(l.Items))
	if !list {
		text += "; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them"
	}
	warningsmod.Last(t, filters, object.ResourceWarning, "gc", text)
	if list {
		if s, err := t.ReprString(t.GarbageList()); err == nil {
			t.WriteErr("      " + s + "\n")
		} else {
			t.Unraisable(err, "", t.GarbageList())
		}
	}
}

func (i *Interp) host() eval.Host {
	h := eval.Host{Compile: i.compile, IsTree: astmod.IsTree, CompileTree: i.compileTree, Tree: i.tree,
		Native: i.nativeModule, Frozen: frozen.Source, Optimize: i.cfg.Optimize}
	i.importHost(&h)
	h.Text = sourceText
	return h
}
