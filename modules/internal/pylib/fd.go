package pylib

import (
	"github.com/minipy-go/minipy/object"
)

// FD is the descriptor that v is, or that its fileno() gives.
func FD(t *thread, v value) (int, error) {
	var n int
	var err error
	if v.Type().Flags&object.FlagInt != 0 {
		n, err = t.IntArg(v, 0)
	} else {
		f, err2 := t.LookupAttr(v, "fileno")
		if err2 != nil {
			return 0, err2
		}
		if f.IsNil() {
			return 0, t.TypeErr("argument must be an int, or have a fileno() method.")
		}
		r, err2 := t.Call(f)
		t.Unref(f)
		if err2 != nil {
			return 0, err2
		}
		defer t.Unref(r)
		if r.Type().Flags&object.FlagInt == 0 {
			return 0, t.TypeErr("fileno() returned a non-integer")
		}
		n, err = t.IntArg(r, 0)
	}
	if err != nil {
		return 0, err
	}
	if n < 0 {
		return 0, t.ValueErr("file descriptor cannot be a negative integer (%d)", n)
	}
	return n, nil
}
