package minipy

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// An Error is a Python exception that reached Go. It holds texts only: the exception
// and everything that its frames held has died by the time that Go sees the Error.
//
// errors.Is and errors.As find the Go errors that bound functions returned, in the
// exception itself and along __cause__ and __context__. errors.Is also knows what an
// exception's class stands for: FileNotFoundError is fs.ErrNotExist, FileExistsError
// fs.ErrExist, PermissionError fs.ErrPermission, TimeoutError os.ErrDeadlineExceeded,
// MemoryError ErrMemory, RecursionError ErrDepth. A script that was stopped is
// ErrSteps, or what its context says.
type Error struct {
	Type      string  // "KeyError", "app.NotFound" for a class of module app
	Message   string  // str() of the exception
	Traceback []Frame // where it came from, the outermost call first

	text    string
	classes []string // names of its class and of the built-in classes above it
	chain   []error  // the Go errors behind it
}

// A Frame is one line of a traceback.
type Frame struct {
	File string // the name that was given to Compile, or the file
	Line int    // the first is 1
	Func string // "<module>" at the top of a file
}

// Error words the exception in one line.
func (e *Error) Error() string {
	if e.Message == "" {
		return e.Type
	}
	return e.Type + ": " + e.Message
}

// Format returns what CPython prints for the exception, traceback included.
func (e *Error) Format() string { return e.text }

// Unwrap returns the Go errors behind the exception.
func (e *Error) Unwrap() []error { return e.chain }

// standsFor says which Go error an exception class is.
var standsFor = [...]struct {
	class string
	err   error
}{
	{"FileNotFoundError", fs.ErrNotExist},
	{"FileExistsError", fs.ErrExist},
	{"PermissionError", fs.ErrPermission},
	{"TimeoutError", os.ErrDeadlineExceeded},
	{"MemoryError", ErrMemory},
	{"RecursionError", ErrDepth},
}

// Is reports whether the class of the exception stands for target.
func (e *Error) Is(target error) bool {
	for _, s := range standsFor {
		if s.err == target {
			return e.IsA(s.class)
		}
	}
	return false
}

// IsA reports whether the exception is an instance of the class of that name or of one
// derived from it.
func (e *Error) IsA(class string) bool {
	for _, c := range e.classes {
		if c == class {
			return true
		}
	}
	return e.Type == class
}

// An ExitError is a sys.exit() that no handler caught.
type ExitError struct {
	Code int // the status: 0 if none was given, 1 for a text
}

// Error words the status.
func (e *ExitError) Error() string { return "exit status " + strconv.Itoa(e.Code) }

func itoa(n int) string { return strconv.Itoa(n) }

// A raised is what Raise returns.
type raised struct {
	class, msg string
	cause      error
}

func (e *raised) Error() string { return e.class + ": " + e.msg }
func (e *raised) Unwrap() error { return e.cause }

// Raise returns an error that a script sees as an exception of the named class when a
// bound function returns it. The class is a built-in one ("ValueError"), one of a module
// that is imported ("app.NotFound"), or one that the script defined; a name that is none
// of them gives a RuntimeError. An error among args that %w formats is found by
// errors.Is and errors.As when the exception comes back to Go.
func Raise(class, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	cause := errors.Unwrap(err)
	if _, several := err.(interface{ Unwrap() []error }); several {
		cause = err
	}
	return &raised{class: class, msg: err.Error(), cause: cause}
}

// goError turns a Python exception into what the host sees; err is spent.
func (i *Interp) goError(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := err.(*object.Error); !ok {
		return err
	}
	t := i.t
	exc := t.TakeExc(err)
	if object.IsInstance(exc.Value(), object.SystemExit) {
		code := i.exitStatus(exc)
		t.Unref(exc.Value())
		return &ExitError{code}
	}
	e := i.newError(exc)
	t.Unref(exc.Value())
	return e
}

// newError copies what the host can see of an exception.
func (i *Interp) newError(exc *object.Exception) *Error {
	t := i.t
	e := &Error{Type: i.className(exc.Typ), text: eval.FormatException(t, exc.Value())}
	msg, err := t.StrString(exc.Value())
	if err != nil {
		t.Discard(err)
		msg = "<exception str() failed>"
	}
	e.Message = msg
	for _, k := range exc.Typ.MRO {
		if !k.IsHeap() {
			e.classes = append(e.classes, k.Name)
		}
	}
	eval.VisitTraceback(exc.Traceback(), func(file string, line int, fn string) {
		e.Traceback = append(e.Traceback, Frame{file, line, fn})
	})
	seen := map[*object.Exception]bool{}
	var walk func(v object.Value)
	walk = func(v object.Value) {
		x, ok := object.Value{}, false
		if v.O != nil {
			x, ok = v, true
		}
		if !ok {
			return
		}
		ex, ok := object.AsException(x)
		if !ok || seen[ex] {
			return
		}
		seen[ex] = true
		if g := ex.GoError(); g != nil {
			e.chain = append(e.chain, g)
		}
		walk(ex.Cause())
		walk(ex.Context())
	}
	walk(exc.Value())
	return e
}

// className is a class's name with its module, as tracebacks word it.
func (i *Interp) className(typ *object.Type) string {
	name := i.t.TypeQualname(typ)
	if mod := i.t.TypeModule(typ); mod != "builtins" && mod != "" {
		return mod + "." + name
	}
	return name
}

// stopError is the error of a call that was stopped; err is what the script made of it.
func stopError(err, cause error) error {
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Type: "KeyboardInterrupt", Message: cause.Error(), text: "KeyboardInterrupt: " + cause.Error() + "\n"}
	}
	e.chain = append([]error{cause}, e.chain...)
	return e
}

// raise turns an error of the host into a Python exception.
func (i *Interp) raise(err error) error {
	t := i.t
	switch e := err.(type) {
	case *object.Error:
		return e
	case *ExitError:
		return t.RaiseArgs(object.SystemExit, object.Int(int64(e.Code)))
	}
	typ, msg := i.classFor(err), err.Error()
	var r *raised
	if errors.As(err, &r) {
		msg = r.msg
	}
	var pe *Error
	if r == nil && errors.As(err, &pe) && err == error(pe) {
		msg = pe.Message
	}
	var perr error
	if no, ok := object.Errno(err); ok && typ.IsSubtype(object.OSError) {
		perr = t.RaiseArgs(typ, object.Int(int64(no)), t.NewStr(errText(err)))
	} else {
		perr = t.RaiseArgs(typ, i.newText(msg))
	}
	t.Normalize(perr).SetGoError(err)
	return perr
}

// errText is the text of an OSError: the path is its own attribute.
func errText(err error) string {
	if no, ok := object.Errno(err); ok {
		return object.Strerror(no)
	}
	return err.Error()
}

// classFor is the exception class of a Go error.
func (i *Interp) classFor(err error) *object.Type {
	var r *raised
	if errors.As(err, &r) {
		return i.findClass(r.class)
	}
	var e *Error
	if errors.As(err, &e) {
		for _, name := range append([]string{e.Type}, e.classes...) {
			if typ := i.lookupClass(name); typ != nil {
				return typ
			}
		}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return object.FileNotFoundError
	case errors.Is(err, fs.ErrExist):
		return object.FileExistsError
	case errors.Is(err, fs.ErrPermission):
		return object.PermissionError
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return object.TimeoutError
	case errors.Is(err, fs.ErrInvalid):
		return object.ValueError
	case errors.Is(err, errors.ErrUnsupported):
		return object.NotImplementedError
	}
	if _, ok := object.Errno(err); ok {
		return object.OSError
	}
	return object.RuntimeError
}

func (i *Interp) findClass(name string) *object.Type {
	if typ := i.lookupClass(name); typ != nil {
		return typ
	}
	return object.RuntimeError
}

// lookupClass finds an exception class by its name, nil if there is none.
func (i *Interp) lookupClass(name string) *object.Type {
	t := i.t
	var v object.Value
	mod, base := "", name
	if k := strings.LastIndexByte(name, '.'); k >= 0 {
		mod, base = name[:k], name[k+1:]
	}
	if mod == "" {
		if i.main != nil && i.main.Dict != nil {
			v = i.main.Get(t, base)
		}
		if v.O == nil {
			v = t.In.Builtins.GetS(t, base)
		}
	} else if m := t.In.Modules.GetS(t, mod); m.O != nil {
		if mm, ok := object.AsModule(m); ok {
			v = mm.Get(t, base)
		}
	}
	if v.O == nil {
		return nil
	}
	typ, ok := object.AsType(v)
	if !ok || typ.Flags&object.FlagException == 0 {
		return nil
	}
	return typ
}

// exitStatus is the status that SystemExit asks for; what is no number is printed.
func (i *Interp) exitStatus(exc *object.Exception) int {
	v, err := i.t.GetAttrS(exc.Value(), "code")
	if err != nil {
		i.t.Discard(err)
		v = exc.Value().Ref()
	}
	defer i.t.Unref(v)
	if v == object.None {
		return 0
	}
	if n, ok := object.IntValue(v); ok && v.O.Typ.Flags&object.FlagInt != 0 {
		return int(n)
	}
	if v.O.Typ.Flags&object.FlagInt != 0 {
		return -1
	}
	s, err := i.t.StrString(v)
	if err != nil {
		i.t.Discard(err)
	}
	i.t.WriteErr(s + "\n")
	return 1
}
