package warningsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

var details = [...]string{"message", "category", "filename", "lineno", "file", "line", "source"}

func messageSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "warnings", Name: "WarningMessage", Doc: "A warning: what showwarning() gets, as attributes.",
		Decls: []object.Decl{
			object.Made("_WARNING_DETAILS", func(t *thread) (value, error) {
				l := pylib.Names(t, details[:]...)
				defer t.Unref(l)
				return t.TupleOf(l)
			}),
			object.Method("__init__(self, message, category, filename, lineno, file=None, line=None, source=None)", "", messageInit),
			object.Method("__str__(self)", "", messageStr),
		}}
}

func messageInit(t *thread, self value, a []value) (value, error) {
	for i, name := range details {
		if err := t.SetAttrS(self, name, pylib.Or(a[i], object.None)); err != nil {
			return value{}, err
		}
	}
	name := object.None
	if yes, err := t.Truth(a[1]); err != nil {
		return value{}, err
	} else if yes {
		if name, err = t.GetAttrS(a[1], "__name__"); err != nil {
			return value{}, err
		}
	}
	err := t.SetAttrS(self, "_category_name", name)
	t.Unref(name)
	return object.None, err
}

func messageStr(t *thread, self value, _ []value) (value, error) {
	p, err := parts(t, self, "message", "_category_name", "filename", "lineno", "line")
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p)
	text := "{"
	for i, label := range [...]string{"message : ", ", category : ", ", filename : ", ", lineno : ", ", line : "} {
		show := t.ReprString
		if i == 3 {
			show = t.StrString
		}
		s, err := show(p[i])
		if err != nil {
			return value{}, err
		}
		text += label + s
	}
	return t.NewStr(text + "}"), nil
}

func catchSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "warnings", Name: "catch_warnings",
		Doc: "A context that puts the filters back when it is left; with record=True it gives a list\nin which the warnings are kept instead of being shown.",
		Decls: []object.Decl{
			object.Method("__init__(self, *, record=False, module=None)", "", catchInit),
			object.Method("__repr__(self)", "", catchRepr),
			object.Method("__enter__(self)", "", catchEnter),
			object.Method("__exit__(self, *exc_info)", "", catchExit),
		}}
}

func catchInit(t *thread, self value, a []value) (value, error) {
	module := a[1]
	if !pylib.Given(module) {
		m, err := pylib.Import(t, "warnings")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(m)
		module = m
	}
	err := t.SetAttrS(self, "_record", pylib.Or(a[0], object.False))
	if err == nil {
		err = t.SetAttrS(self, "_module", module)
	}
	if err == nil {
		err = t.SetAttrS(self, "_entered", object.False)
	}
	return object.None, err
}

// flag reads an attribute's truth.
func flag(t *thread, self value, name string) (bool, error) {
	v, err := t.GetAttrS(self, name)
	if err != nil {
		return false, err
	}
	defer t.Unref(v)
	return t.Truth(v)
}

func catchRepr(t *thread, self value, _ []value) (value, error) {
	text, sep := self.Type().Name+"(", ""
	record, err := flag(t, self, "_record")
	if err != nil {
		return value{}, err
	}
	if record {
		text, sep = text+"record=True", ", "
	}
	m, err := t.GetAttrS(self, "_module")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	if m != t.In.Modules.GetS(t, "warnings") {
		s, err := t.ReprString(m)
		if err != nil {
			return value{}, err
		}
		text += sep + "module=" + s
	}
	return t.NewStr(text + ")"), nil
}

// saved are the module's names that a context puts back, and where it keeps them.
var saved = [...][2]string{{"filters", "_filters"}, {"showwarning", "_showwarning"}, {"_showwarnmsg_impl", "_showwarnmsg_impl"}}

// wrongUse is the error of a context entered twice or left early.
func wrongUse(t *thread, self value, before, after string) error {
	s, err := t.ReprString(self)
	if err != nil {
		return err
	}
	return t.Raise(object.RuntimeError, "%s", before+s+after)
}

func catchEnter(t *thread, self value, _ []value) (value, error) {
	if in, err := flag(t, self, "_entered"); err != nil {
		return value{}, err
	} else if in {
		return value{}, wrongUse(t, self, "Cannot enter ", " twice")
	}
	m, err := t.GetAttrS(self, "_module")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	if err := t.SetAttrS(self, "_entered", object.True); err != nil {
		return value{}, err
	}
	for _, s := range saved {
		v, err := t.GetAttrS(m, s[0])
		if err != nil {
			return value{}, err
		}
		err = t.SetAttrS(self, s[1], v)
		if err == nil && s[0] == "filters" {
			var fresh value
			if fresh, err = t.ListOf(v); err == nil {
				err = t.SetAttrS(m, "filters", fresh)
				t.Unref(fresh)
			}
		}
		t.Unref(v)
		if err != nil {
			return value{}, err
		}
	}
	if err := moduleMutated(t, m); err != nil {
		return value{}, err
	}
	if record, err := flag(t, self, "_record"); err != nil || !record {
		return object.None, err
	}
	return startLog(t, m)
}

// startLog makes the module keep warnings in a list, which it gives.
func startLog(t *thread, m value) (value, error) {
	log := t.NewList(nil)
	add, err := t.GetAttrS(log, "append")
	if err == nil {
		err = t.SetAttrS(m, "_showwarnmsg_impl", add)
		t.Unref(add)
	}
	var orig value
	if err == nil {
		orig, err = t.GetAttrS(m, "_showwarning_orig")
	}
	if err == nil {
		err = t.SetAttrS(m, "showwarning", orig)
		t.Unref(orig)
	}
	if err != nil {
		t.Unref(log)
		return value{}, err
	}
	return log, nil
}

func moduleMutated(t *thread, m value) error {
	r, err := t.CallMethod(m, "_filters_mutated")
	t.XUnref(r)
	return err
}

func catchExit(t *thread, self value, _ []value) (value, error) {
	if in, err := flag(t, self, "_entered"); err != nil {
		return value{}, err
	} else if !in {
		return value{}, wrongUse(t, self, "Cannot exit ", " without entering first")
	}
	m, err := t.GetAttrS(self, "_module")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	for _, s := range saved {
		v, err := t.GetAttrS(self, s[1])
		if err != nil {
			return value{}, err
		}
		err = t.SetAttrS(m, s[0], v)
		t.Unref(v)
		if err != nil {
			return value{}, err
		}
	}
	return object.None, moduleMutated(t, m)
}
