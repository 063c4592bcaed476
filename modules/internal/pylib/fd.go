package pylib

import (
	"fmt"

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

// WarnResource warns of a v that dies open, if anybody could want to know; format has
// the place of v's repr. What filters make of it nobody can catch.
func WarnResource(t *thread, v value, format string) {
	if m := t.In.Modules.GetS(t, "warnings"); m.IsNil() || m == object.None {
		return
	}
	s, err := t.ReprString(v)
	if err == nil {
		err = Warn(t, object.ResourceWarning, 1, fmt.Sprintf(format, s), v)
	}
	if err != nil {
		t.Unraisable(err, "", v)
	}
}

// Warn issues a warning; source may be absent. The error is what filters make of it.
func Warn(t *thread, category *object.Type, level int, msg string, source value) error {
	f, err := From(t, "_warnings", "warn")
	if err != nil {
		return err
	}
	defer t.Unref(f)
	text := t.NewStr(msg)
	defer t.Unref(text)
	r, err := t.Call(f, text, category.Value(), object.Int(int64(level)), Or(source, object.None))
	if err != nil {
		return err
	}
	t.Unref(r)
	return nil
}
