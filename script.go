package minipy

import (
	"context"
	"os"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/modules/sysmod"
	"github.com/minipy-go/minipy/object"
)

// RunFile runs a file as __main__ the way the command does: an uncaught exception goes
// to sys.excepthook. It returns the exit status.
func (i *Interp) RunFile(ctx context.Context, name string) int {
	src, err := os.ReadFile(name)
	if err != nil {
		msg := err.Error()
		if pe, ok := err.(*os.PathError); ok {
			if no, ok := object.Errno(pe.Err); ok {
				msg = "[Errno " + itoa(no) + "] " + object.Strerror(no)
			}
		}
		i.t.WriteErr(i.program() + ": can't open file '" + name + "': " + msg + "\n")
		return 2
	}
	i.main.Give(i.t, "__file__", i.t.NewStr(name))
	return i.RunSource(ctx, name, src)
}

// RunSource runs source text as __main__ the way the command does.
func (i *Interp) RunSource(ctx context.Context, name string, src []byte) int {
	leave, err := i.enter(ctx)
	if err != nil {
		i.t.WriteErr(err.Error() + "\n")
		return 1
	}
	defer leave()
	c, serr := compileSource(name, src, source{optimize: i.cfg.Optimize, script: true, warn: i.warner(name)})
	if serr != nil {
		return i.report(raiseSyntax(i.t, serr))
	}
	return i.report(i.runMain(&Code{c}))
}

// RunModule runs the module of that name as __main__, as `-m` does.
func (i *Interp) RunModule(ctx context.Context, name string) int {
	leave, err := i.enter(ctx)
	if err != nil {
		i.t.WriteErr(err.Error() + "\n")
		return 1
	}
	defer leave()
	t := i.t
	m, err := eval.FindMain(t, name)
	if err != nil {
		exc := t.TakeExc(err)
		msg, serr := t.StrString(exc.Value())
		if serr != nil {
			t.Discard(serr)
		}
		t.Unref(exc.Value())
		t.WriteErr(i.program() + ": " + msg + "\n")
		return 1
	}
	i.main.Set(t, "__loader__", m.Loader(t))
	i.main.Give(t, "__spec__", m.Spec)
	i.main.Give(t, "__file__", t.NewStr(m.File))
	i.main.Give(t, "__package__", t.NewStr(m.Pkg))
	sysmod.SetArg0(t, m.File)
	c, serr := compileSource(m.File, m.Src, source{optimize: i.cfg.Optimize, warn: i.warner(m.File)})
	if serr != nil {
		return i.report(raiseSyntax(t, serr))
	}
	return i.report(i.runMain(&Code{c}))
}

// program is what messages about the command line begin with.
func (i *Interp) program() string {
	if p := i.cfg.Executable; p != "" {
		return p
	}
	return "minipy"
}

// report prints an uncaught exception through sys.excepthook and returns the status.
func (i *Interp) report(err error) int {
	if err == nil {
		return 0
	}
	exc := i.t.TakeExc(err)
	defer i.t.Unref(exc.Value())
	sysmod.Flush(i.t)
	if object.IsInstance(exc.Value(), object.SystemExit) {
		return i.exitStatus(exc) & 0xff
	}
	sysmod.Excepthook(i.t, exc)
	if object.IsInstance(exc.Value(), object.KeyboardInterrupt) {
		i.interrupted = true
		return 130
	}
	return 1
}
