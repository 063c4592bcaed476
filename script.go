package minipy

import (
	"bytes"
	"context"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/modules/sysmod"
	"github.com/minipy-go/minipy/object"
)

// RunFile runs a file as __main__ the way the command does: an uncaught exception goes
// to sys.excepthook. It returns the exit status.
func (i *Interp) RunFile(ctx context.Context, name string) int {
	if status, done := i.runContainer(ctx, name); done {
		return status
	}
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
	if i.cfg.SkipLine {
		if n := bytes.IndexByte(src, '\n'); n >= 0 {
			src = src[n:] // the newline stays, so that lines keep their numbers
		}
	}
	i.mainFrom(eval.NewFileLoader(i.t, "__main__", name))
	i.main.Give(i.t, "__file__", i.t.NewStr(name))
	i.main.Set(i.t, "__cached__", object.None)
	return i.RunSource(ctx, name, src)
}

// mainFrom sets the loader of __main__, which is given.
func (i *Interp) mainFrom(loader object.Value) {
	i.main.Give(i.t, "__loader__", loader)
	i.main.Set(i.t, "__spec__", object.None)
	i.main.Set(i.t, "__package__", object.None)
}

// runContainer runs the module __main__ of a folder, or a file with compiled code; done
// is false if name is neither.
func (i *Interp) runContainer(ctx context.Context, name string) (status int, done bool) {
	info, err := os.Stat(name)
	compiled := strings.HasSuffix(name, ".pyc")
	if err != nil || !info.IsDir() && !compiled {
		return 0, false
	}
	if err := i.enter(ctx); err != nil {
		i.t.WriteErr(err.Error() + "\n")
		return 1, true
	}
	defer i.leave(nil)
	if compiled {
		m, err := eval.CompiledMain(i.t, name)
		if err != nil {
			return i.report(err), true
		}
		status = i.runFound(m, name)
		return status, true
	}
	m, why, err := eval.FindMain(i.t, "__main__")
	if err != nil {
		return i.report(err), true
	}
	if why != "" {
		i.t.WriteErr(i.program() + ": can't find '__main__' module in '" + name + "'\n")
		return 1, true
	}
	return i.runFound(m, name), true
}

// RunSource runs the bytes of a file as __main__ the way the command does.
func (i *Interp) RunSource(ctx context.Context, name string, src []byte) int {
	return i.runSource(ctx, src, eval.CompileOptions{Filename: name, Optimize: -1})
}

// RunCommand runs the text of a command (`-c`) as __main__.
func (i *Interp) RunCommand(ctx context.Context, text string) int {
	if !utf8.ValidString(text) {
		if err := i.enter(ctx); err != nil {
			i.t.WriteErr(err.Error() + "\n")
			return 1
		}
		defer i.leave(nil)
		i.t.WriteErr("Unable to decode the command from the command line:\n")
		return i.report(i.undecodable(text))
	}
	return i.runSource(ctx, []byte(text), eval.CompileOptions{Filename: "<string>", Optimize: -1, Text: true})
}

// undecodable is the error of a text that has more than characters.
func (i *Interp) undecodable(text string) error {
	v := i.t.NewSystemStr(text)
	defer i.t.Unref(v)
	s, _ := object.AsStr(v)
	_, err := i.t.EncodeStr(s, "utf-8", "strict")
	return err
}

func (i *Interp) runSource(ctx context.Context, src []byte, o eval.CompileOptions) int {
	if err := i.enter(ctx); err != nil {
		i.t.WriteErr(err.Error() + "\n")
		return 1
	}
	defer i.leave(nil)
	how := i.source(i.t, o)
	how.script = !o.Text
	c, serr := compileSource(o.Filename, src, how)
	if serr != nil {
		return i.report(raiseSyntax(i.t, serr))
	}
	return i.report(i.runMain(&Code{c}))
}

// RunModule runs the module of that name as __main__, as `-m` does.
func (i *Interp) RunModule(ctx context.Context, name string) int {
	if err := i.enter(ctx); err != nil {
		i.t.WriteErr(err.Error() + "\n")
		return 1
	}
	defer i.leave(nil)
	t := i.t
	m, why, err := eval.FindMain(t, name)
	if err != nil {
		return i.report(err)
	}
	if why != "" {
		t.WriteErr(i.program() + ": " + why + "\n")
		return 1
	}
	return i.runFound(m, m.File)
}

// runFound runs a module that was found as __main__; m is given.
func (i *Interp) runFound(m eval.Main, arg0 string) int {
	t := i.t
	if loader, err := t.GetAttrS(m.Spec, "loader"); err != nil {
		t.Discard(err)
	} else {
		i.main.Give(t, "__loader__", loader)
	}
	cached, err := t.GetAttrS(m.Spec, "cached")
	if err != nil {
		t.Discard(err)
		cached = object.None
	}
	i.main.Give(t, "__cached__", cached)
	if m.Script {
		t.Unref(m.Spec)
		m.Spec = object.None
		i.main.Set(t, "__cached__", object.None)
		i.main.Set(t, "__package__", object.None)
	} else {
		i.main.Give(t, "__package__", t.NewStr(m.Pkg))
	}
	i.main.Give(t, "__spec__", m.Spec)
	i.main.Give(t, "__file__", t.NewStr(m.File))
	sysmod.SetArg0(t, arg0)
	if m.Code.O != nil {
		defer t.Unref(m.Code)
		r, err := eval.RunCode(t, object.As[eval.Code](m.Code), i.main.Dict, i.main.Dict.Value())
		if err == nil {
			t.Unref(r)
		}
		return i.report(err)
	}
	c, serr := compileSource(m.File, m.Src, i.source(i.t, eval.CompileOptions{Filename: m.File, Optimize: -1}))
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
	i.flush()
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
