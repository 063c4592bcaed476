// Package minipy runs Python 3.10 scripts inside a Go program.
//
// The zero Config grants nothing: no files, no output, no environment. Objects die the
// moment their last reference dies, as CPython's do.
//
// An Interp belongs to one goroutine at a time; a Code is immutable and shared freely.
package minipy

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
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
	"github.com/minipy-go/minipy/object"
	"github.com/minipy-go/minipy/weakrefmod"
)

// Config is what a script may see. Every field's zero value means "nothing".
type Config struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Args           []string          // sys.argv
	Env            map[string]string // os.environ
	Path           []string          // sys.path: folders of the machine where import looks
	// Executable is sys.executable: the path of a program that runs scripts.
	Executable string
	// Files opens the machine's files to the script: open, os and import use them.
	Files bool
	// Processes lets the script start processes, and send and handle signals; Sockets
	// lets it talk to other machines.
	Processes, Sockets bool
	// Dedicated says that the process is the script's alone: the interpreter then tells
	// Go's collector when to run.
	Dedicated bool
	// HashSeed makes the hashes of strings repeatable; nil: random.
	HashSeed *uint64
	// WarnOptions is sys.warnoptions: filters for warnings as behind -W.
	WarnOptions []string
	Optimize    int // 1: no assertions; 2: no docstrings either
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
	Limits    Limits
}

// Flags is what a command line says of sys.flags.
type Flags = sysmod.Flags

// Limits bounds one interpreter; zero means unlimited (Depth: 1000).
type Limits struct {
	Memory int64 // bytes alive at once
	Depth  int   // nested calls
}

// ErrBusy is returned when two goroutines use one interpreter at once.
var ErrBusy = errors.New("minipy: interpreter used by two goroutines")

// An Interp is an interpreter.
type Interp struct {
	in   *object.Interp
	t    *object.Thread
	cfg  Config
	main *object.Module
	busy atomic.Bool
	// interrupted: the script ended by a KeyboardInterrupt.
	interrupted bool
	closed      bool
}

// New returns an interpreter. Close it to run its exit functions and finalizers.
func New(cfg Config) *Interp {
	in := object.NewInterp()
	in.Stdin, in.Stdout, in.Stderr = cfg.Stdin, cfg.Stdout, cfg.Stderr
	in.MaxBytes = cfg.Limits.Memory
	if cfg.Limits.Depth > 0 {
		in.MaxDepth = cfg.Limits.Depth
	}
	in.Now = time.Now
	in.Files, in.Processes, in.Sockets = cfg.Files, cfg.Processes, cfg.Sockets
	if cfg.HashSeed != nil {
		in.SeedHash(*cfg.HashSeed)
	} else {
		in.HashKey = [2]uint64{rand.Uint64(), rand.Uint64()}
	}
	i := &Interp{in: in, t: in.Main, cfg: cfg}
	if cfg.Dedicated {
		in.Pace()
	}
	if cfg.Processes {
		signalmod.Start(i.t)
	}
	i.boot()
	return i
}

// boot makes sys.modules, builtins, sys and __main__.
func (i *Interp) boot() {
	t, in := i.t, i.in
	in.Modules = t.NewDict()
	b, err := t.LoadModule(modules.Find("builtins"))
	must(t, err)
	eval.Setup(in, b.Dict, i.host())
	bv := object.Obj(&b.Header)
	in.Modules.GiveS(t, "builtins", bv)
	must(t, t.AddDecls(b, eval.Builtins()))
	eval.SetNativeSpec(t, b)
	must(t, sysmod.Configure(t, sysmod.Options{Args: i.cfg.Args, Path: i.cfg.Path, Optimize: i.cfg.Optimize, WarnOptions: i.cfg.WarnOptions, Executable: i.cfg.Executable, Builtins: modules.Names(),
		Flags: i.cfg.Flags, XOptions: i.cfg.XOptions, CommandLine: i.cfg.CommandLine}))
	impmod.Configure(t, i.cfg.CheckPycs)
	osmod.Configure(t, osmod.Options{Env: i.cfg.Env, Files: i.cfg.Files})
	s, err := eval.Import(t, "sys")
	must(t, err)
	t.Unref(s)
	i.streams()
	m := t.NewModule("__main__")
	m.Set(t, "__builtins__", bv)
	m.Give(t, "__annotations__", t.NewDict().Value())
	m.Set(t, "__loader__", eval.BuiltinImporterType.Value())
	in.Modules.GiveS(t, "__main__", object.Obj(&m.Header))
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
	t, in := i.t, i.in
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
		v, err := iomod.NewStdio(t, fd, "<"+name+">", r, w, o)
		if err != nil { // an encoding that there is not
			t.Discard(err)
			o.Encoding = ""
			v, err = iomod.NewStdio(t, fd, "<"+name+">", r, w, o)
		}
		must(t, err)
		sysmod.SetStream(t, name, v)
	}
}

// must stops on an error in minipy's own start, which no script can cause.
func must(t *object.Thread, err error) {
	if err != nil {
		panic("minipy: start: " + eval.FormatException(t, t.Normalize(err).Value()))
	}
}

// enter claims the interpreter for the calling goroutine.
func (i *Interp) enter(ctx context.Context) (leave func(), err error) {
	if !i.busy.CompareAndSwap(false, true) {
		return nil, ErrBusy
	}
	if i.closed {
		i.busy.Store(false)
		return nil, errors.New("minipy: interpreter is closed")
	}
	i.t.Lock()
	stop := context.AfterFunc(ctx, func() { i.in.StopAll(true) })
	i.t.Interrupt = func(t *object.Thread) error {
		if ctx.Err() == nil {
			return nil
		}
		return t.Raise(object.KeyboardInterrupt, "%v", ctx.Err())
	}
	return func() {
		stop()
		i.in.StopAll(false)
		i.t.Unlock() // threads that the script started go on
		i.busy.Store(false)
	}, nil
}

// Run runs a compiled module as __main__. An uncaught exception is an *Error, a
// sys.exit an *ExitError.
func (i *Interp) Run(ctx context.Context, c *Code) error {
	leave, err := i.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return i.goError(i.runMain(c))
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

// Census counts what is alive.
type Census struct {
	Objects, Bytes int64
	ByType         map[string]int64 // only in builds with the refdebug tag
}

// Census counts the objects that are alive and their bytes.
func (i *Interp) Census() Census {
	i.t.Lock()
	defer i.t.Unlock()
	c := Census{Objects: i.in.Live, Bytes: i.in.Bytes}
	for _, o := range i.in.LiveObjects() {
		if c.ByType == nil {
			c.ByType = map[string]int64{}
		}
		c.ByType[o.Typ.Name]++
	}
	return c
}

// Close runs the exit functions, tears the modules down as CPython does, and releases
// everything. The Interp cannot be used afterwards.
func (i *Interp) Close() error {
	if i.closed {
		return nil
	}
	leave, err := i.enter(context.Background())
	if err != nil {
		return err
	}
	defer leave()
	i.joinThreads()
	atexitmod.Run(i.t)
	signalmod.End(i.t)
	sysmod.Flush(i.t)
	i.closed = true
	i.t.Freeze()
	i.teardown()
	return nil
}

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
	builtins, sys := in.Modules.GetS(t, "builtins").Ref(), in.Modules.GetS(t, "sys").XRef()
	for _, m := range mods {
		in.Modules.SetS(t, m.name, object.None)
	}
	i.main = nil
	in.Modules.ClearAll(t)
	t.CollectGarbage(2)
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
	if sys.O != nil {
		object.As[object.Module](sys).ClearDict(t)
		t.Unref(sys)
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
	in.Release(t)
}

func (i *Interp) host() eval.Host {
	h := eval.Host{Compile: i.compile, IsTree: astmod.IsTree, CompileTree: i.compileTree, Tree: i.tree,
		Native: modules.Find, Frozen: frozen.Source, Optimize: i.cfg.Optimize}
	if i.cfg.Files {
		h.ReadFile, h.IsDir, h.IsFile, h.Getwd = readFile, isDir, isFile, os.Getwd
	}
	return h
}
