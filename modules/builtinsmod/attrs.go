package builtinsmod

import "github.com/minipy-go/minipy/object"

// Functions about attributes, classes and identity.

type (
	thread = object.Thread
	value  = object.Value
)

// count checks the number of positional arguments of a function without keywords.
func count(t *thread, name string, a object.Args, lo, hi int) error {
	if err := t.NoKw(name, a); err != nil {
		return err
	}
	n := len(a.Pos)
	if n >= lo && n <= hi {
		return nil
	}
	how, want, s := "at least ", lo, "s"
	if n > hi {
		how, want = "at most ", hi
	}
	if lo == hi {
		how = ""
	}
	if want == 1 {
		s = ""
	}
	return t.TypeErr("%s expected %s%d argument%s, got %d", name, how, want, s, n)
}

func getattr(t *thread, _ value, a object.Args) (value, error) {
	if err := count(t, "getattr", a, 2, 3); err != nil {
		return value{}, err
	}
	name, ok := object.AsStr(a.Pos[1])
	if !ok {
		return value{}, t.TypeErr("getattr(): attribute name must be string")
	}
	if len(a.Pos) == 2 {
		return t.GetAttr(a.Pos[0], name)
	}
	v, err := t.LookupAttrStr(a.Pos[0], name)
	if v.IsNil() && err == nil {
		return a.Pos[2].Ref(), nil
	}
	return v, err
}

func hasattr(t *thread, _ value, a []value) (value, error) {
	name, ok := object.AsStr(a[1])
	if !ok {
		return value{}, t.TypeErr("hasattr(): attribute name must be string")
	}
	v, err := t.LookupAttrStr(a[0], name)
	if err != nil {
		return value{}, err
	}
	t.XUnref(v)
	return object.Bool(!v.IsNil()), nil
}

// attrName returns the name for setattr and delattr.
func attrName(t *thread, v value) (*object.Str, error) {
	name, ok := object.AsStr(v)
	if !ok {
		return nil, t.TypeErr("attribute name must be string, not '%s'", v.Type().Name)
	}
	return t.In.Intern(name.S), nil
}

func setattr(t *thread, _ value, a []value) (value, error) {
	name, err := attrName(t, a[1])
	if err != nil {
		return value{}, err
	}
	return object.None, t.SetAttr(a[0], name, a[2])
}

func delattr(t *thread, _ value, a []value) (value, error) {
	name, err := attrName(t, a[1])
	if err != nil {
		return value{}, err
	}
	return object.None, t.SetAttr(a[0], name, value{})
}

func isinstance(t *thread, _ value, a []value) (value, error) {
	ok, err := t.IsInstanceOf(a[0], a[1])
	return object.Bool(ok), err
}

func issubclass(t *thread, _ value, a []value) (value, error) {
	ok, err := t.IsSubclassOf(a[0], a[1])
	return object.Bool(ok), err
}

func callable(t *thread, _ value, a []value) (value, error) {
	return object.Bool(a[0].Type().Slots.Call != nil), nil
}

func id(t *thread, _ value, a []value) (value, error) { return object.Int(object.ID(a[0])), nil }

func hash(t *thread, _ value, a []value) (value, error) {
	h, err := t.HashKey(a[0])
	return object.Int(h), err
}

// currentLocals returns locals() of the calling frame.
func currentLocals(t *thread) (value, error) {
	f, err := t.Builtin("locals")
	if err != nil {
		return value{}, err
	}
	v, err := t.Call(f)
	t.Unref(f)
	return v, err
}

func vars(t *thread, _ value, a []value) (value, error) {
	if a[0].IsNil() {
		return currentLocals(t)
	}
	d, err := t.LookupAttr(a[0], "__dict__")
	if err == nil && d.IsNil() {
		err = t.TypeErr("vars() argument must have __dict__ attribute")
	}
	return d, err
}

func dir(t *thread, _ value, a []value) (value, error) {
	names, err := dirNames(t, a[0])
	if err != nil {
		return value{}, err
	}
	l, err := t.ListOf(names)
	t.Unref(names)
	if err != nil {
		return value{}, err
	}
	if err := object.As[object.List](l).Sort(t, value{}, false); err != nil {
		t.Unref(l)
		return value{}, err
	}
	return l, nil
}

func dirNames(t *thread, v value) (value, error) {
	if v.IsNil() {
		d, err := currentLocals(t)
		if err != nil {
			return value{}, err
		}
		names, err := t.CallMethod(d, "keys")
		t.Unref(d)
		return names, err
	}
	f, err := t.LookupSpecial(v, "__dir__")
	if err != nil {
		return value{}, err
	}
	if f.IsNil() {
		return value{}, t.TypeErr("object does not provide __dir__")
	}
	names, err := t.Call(f)
	t.Unref(f)
	return names, err
}
