package sysmod

import (
	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// write writes text to sys.stderr, as that stands now; errors are swallowed.
func write(t *thread, s string) {
	f := attr(t, "stderr")
	if f.IsNil() || f == object.None {
		return
	}
	f.Ref()
	defer t.Unref(f)
	if w := f.Type().Slots.WriteText; w != nil {
		discard(t, w(t, f, s))
		return
	}
	x := t.NewStr(s)
	r, err := t.CallMethod(f, "write", x)
	t.Unref(x)
	drop(t, r, err)
}

// flush flushes sys.stderr.
func flush(t *thread) {
	if f := attr(t, "stderr"); !f.IsNil() && f != object.None {
		f.Ref()
		r, err := t.CallMethod(f, "flush")
		drop(t, r, err)
		t.Unref(f)
	}
}

func discard(t *thread, err error) {
	if err != nil {
		t.Discard(err)
	}
}

func drop(t *thread, r value, err error) {
	if err != nil {
		t.Discard(err)
		return
	}
	t.Unref(r)
}

func excepthook(t *thread, _ value, a []value) (value, error) {
	e, ok := object.AsException(a[1])
	if !ok {
		write(t, "TypeError: print_exception(): Exception expected for value, "+a[1].Type().FullName()+" found\n")
		return object.None, nil
	}
	if a[2].Type() == eval.TracebackType && e.Traceback().IsNil() {
		e.SetTraceback(t, a[2].Ref())
	}
	write(t, eval.FormatException(t, a[1]))
	flush(t)
	return object.None, nil
}

func displayhook(t *thread, _ value, a []value) (value, error) {
	if a[0] == object.None {
		return object.None, nil
	}
	t.In.Builtins.SetS(t, "_", object.None)
	out := attr(t, "stdout")
	if out.IsNil() || out == object.None {
		return value{}, t.Raise(object.RuntimeError, "lost sys.stdout")
	}
	out.Ref()
	defer t.Unref(out)
	s, err := t.ReprString(a[0])
	if err != nil {
		return value{}, err
	}
	for _, piece := range [...]string{s, "\n"} {
		x := t.NewStr(piece)
		r, err := t.CallMethod(out, "write", x)
		t.Unref(x)
		if err != nil {
			return value{}, err
		}
		t.Unref(r)
	}
	t.In.Builtins.SetS(t, "_", a[0])
	return object.None, nil
}

// unraisableType is the type of what sys.unraisablehook is called with.
var unraisableType = &object.Type{}

const unraisableFields = 5

// unraisable reports an exception that nobody can catch; err is given.
func unraisable(t *thread, err error, msg string, where value) {
	exc := t.TakeExc(err)
	eval.TraceHere(t, exc)
	text := object.None
	if msg != "" {
		text = t.NewStr(msg)
	}
	defineRecords()
	args := t.NewStructSeq(unraisableType, unraisableFields, exc.Typ.Value().Ref(), exc.Value(), orNone(exc.Traceback()).Ref(), text, orNone(where).Ref())
	defer t.Unref(args)
	hook := attr(t, "unraisablehook")
	if hook.IsNil() || hook == object.None {
		printUnraisable(t, args)
		return
	}
	hook.Ref()
	r, err := t.Call(hook, args)
	if err == nil {
		t.Unref(r)
	} else {
		failed := t.TakeExc(err)
		more := t.NewStructSeq(unraisableType, unraisableFields, failed.Typ.Value().Ref(), failed.Value(), orNone(failed.Traceback()).Ref(),
			t.NewStr("Exception ignored in sys.unraisablehook"), hook.Ref())
		printUnraisable(t, more)
		t.Unref(more)
	}
	t.Unref(hook)
}

func unraisablehook(t *thread, _ value, a []value) (value, error) {
	if a[0].Type() != unraisableType {
		return value{}, t.TypeErr("sys.unraisablehook argument type must be UnraisableHookArgs")
	}
	printUnraisable(t, a[0])
	return object.None, nil
}

// printUnraisable writes what CPython does: where, the traceback, class and message.
func printUnraisable(t *thread, args value) {
	x, _ := object.AsTuple(args)
	typ, exc, tb, msg, where := x.Items[0], x.Items[1], x.Items[2], x.Items[3], x.Items[4]
	if f := attr(t, "stderr"); f.IsNil() || f == object.None {
		return
	}
	head := ""
	if msg != object.None {
		if s, err := t.StrString(msg); err == nil {
			head = s
		} else {
			t.Discard(err)
		}
	}
	switch {
	case where != object.None:
		if head == "" {
			head = "Exception ignored in"
		}
		write(t, head+": ")
		s, err := t.ReprString(where)
		if err != nil {
			t.Discard(err)
			s = "<object repr() failed>"
		}
		write(t, s+"\n")
	case head != "":
		write(t, head+":\n")
	}
	if tb != object.None {
		write(t, eval.FormatTraceback(t, tb))
	}
	if cls, ok := object.AsType(typ); ok {
		name := t.TypeQualname(cls)
		switch mod := t.TypeModule(cls); mod {
		case "builtins":
		case "":
			name = "<unknown>." + name
		default:
			name = mod + "." + name
		}
		if exc != object.None {
			s, err := t.StrString(exc)
			if err != nil {
				t.Discard(err)
				s = "<exception str() failed>"
			}
			name += ": " + s
		}
		write(t, name+"\n")
	}
	flush(t)
}
