package tracebackmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

var frameSlots = []string{"filename", "lineno", "name", "_line", "locals"}

func frameSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "traceback", Name: "FrameSummary", Doc: "One entry of a traceback: a file, a line, a function's name.",
		Slots: frameSlots,
		Decls: []object.Decl{
			object.Method("__init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None)", "", frameInit),
			object.Method("__eq__(self, other)", "", frameEq),
			object.Attr("__hash__", object.None),
			object.Method("__getitem__(self, pos)", "", func(t *thread, self value, a []value) (value, error) {
				tup, err := frameTuple(t, self)
				if err != nil {
					return value{}, err
				}
				defer t.Unref(tup)
				return t.GetItem(tup, a[0])
			}),
			object.Method("__iter__(self)", "", func(t *thread, self value, _ []value) (value, error) {
				tup, err := frameTuple(t, self)
				if err != nil {
					return value{}, err
				}
				defer t.Unref(tup)
				return t.Iter(tup)
			}),
			object.Method("__repr__(self)", "", frameRepr),
			object.Method("__len__(self)", "", func(*thread, value, []value) (value, error) { return object.Int(4), nil }),
			object.Getter("line", "The line's text, without white space around it.", frameLine),
		}}
}

func frameInit(t *thread, self value, a []value) (value, error) {
	locals, err := shownLocals(t, pylib.Or(a[4], object.None))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(locals)
	for i, v := range []value{a[0], a[1], a[2], pylib.Or(a[5], object.None), locals} {
		if err := t.SetAttrS(self, frameSlots[i], v); err != nil {
			return value{}, err
		}
	}
	if !a[3].IsNil() {
		if yes, err := t.Truth(a[3]); err != nil || !yes {
			return object.None, err
		}
	}
	line, err := t.GetAttrS(self, "line")
	t.XUnref(line)
	return object.None, err
}

// shownLocals gives a dict of the representations of variables, None if there are none.
func shownLocals(t *thread, locals value) (value, error) {
	if yes, err := t.Truth(locals); err != nil || !yes {
		return object.None, err
	}
	items, err := t.CallMethod(locals, "items")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(items)
	out := t.NewDict()
	err = t.Iterate(items, func(p value) error {
		tup, ok := object.AsTuple(p)
		if !ok || len(tup.Items) != 2 {
			return t.TypeErr("locals must be a mapping")
		}
		r, err := t.Repr(tup.Items[1])
		if err != nil {
			return err
		}
		err = out.Set(t, tup.Items[0], r)
		t.Unref(r)
		return err
	})
	if err != nil {
		t.Unref(out.Value())
		return value{}, err
	}
	return out.Value(), nil
}

// frameTuple gives (filename, lineno, name, line).
func frameTuple(t *thread, self value) (value, error) {
	p, err := attrs(t, self, "filename", "lineno", "name", "line")
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(p...), nil
}

func frameEq(t *thread, self value, a []value) (value, error) {
	var x, y value
	var err error
	switch {
	case a[0].Type().SpecClass("traceback", "FrameSummary") != nil:
		if x, err = frameKey(t, self); err == nil {
			y, err = frameKey(t, a[0])
		}
	case object.IsInstance(a[0], object.TupleType):
		y = a[0].Ref()
		x, err = frameTuple(t, self)
	default:
		return object.NotImplemented, nil
	}
	defer t.XUnref(x)
	defer t.XUnref(y)
	if err != nil {
		return value{}, err
	}
	return t.Compare(x, y, object.CmpEQ)
}

// frameKey gives what two equal entries have in common.
func frameKey(t *thread, self value) (value, error) {
	p, err := attrs(t, self, "filename", "lineno", "name", "locals")
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(p...), nil
}

func frameRepr(t *thread, self value, _ []value) (value, error) {
	p, err := attrs(t, self, "filename", "lineno", "name")
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p)
	text := "<FrameSummary file "
	for i, sep := range [...]string{", line ", " in ", ">"} {
		s, err := t.StrString(p[i])
		if err != nil {
			return value{}, err
		}
		text += s + sep
	}
	return t.NewStr(text), nil
}

// frameLine reads the line once.
func frameLine(t *thread, self value) (value, error) {
	line, err := t.GetAttrS(self, "_line")
	if err != nil {
		return value{}, err
	}
	defer func() { t.XUnref(line) }()
	if line == object.None {
		at, err := attrs(t, self, "filename", "lineno")
		if err != nil {
			return value{}, err
		}
		defer t.UnrefAll(at)
		if at[1] == object.None {
			return object.None, nil
		}
		if line, err = pylib.Call(t, "linecache", "getline", at...); err != nil {
			return value{}, err
		}
		if err := t.SetAttrS(self, "_line", line); err != nil {
			return value{}, err
		}
	}
	return t.CallMethod(line, "strip")
}
