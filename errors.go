package minipy

import (
	"strconv"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// An Error is a Python exception that reached Go.
type Error struct {
	Type    string // "KeyError"
	Message string // str() of the exception
	text    string
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

// An ExitError is sys.exit().
type ExitError struct{ Code int }

func (e *ExitError) Error() string { return "exit status " + strconv.Itoa(e.Code) }

func itoa(n int) string { return strconv.Itoa(n) }

// goError turns a Python exception into what the host sees; err is spent.
func (i *Interp) goError(err error) error {
	if err == nil {
		return nil
	}
	t := i.t
	exc := t.TakeExc(err)
	defer t.Unref(exc.Value())
	if object.IsInstance(exc.Value(), object.SystemExit) {
		return &ExitError{i.exitStatus(exc)}
	}
	msg, serr := t.StrString(exc.Value())
	if serr != nil {
		t.Discard(serr)
		msg = "<exception str() failed>"
	}
	return &Error{Type: exc.Typ.Name, Message: msg, text: eval.FormatException(t, exc.Value())}
}

// exitStatus is the status that SystemExit asks for; what is no number is printed.
func (i *Interp) exitStatus(exc *object.Exception) int {
	v := exc.Extra(0)
	if v.O == nil || v == object.None {
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
		return 1
	}
	i.t.WriteErr(s + "\n")
	return 1
}
