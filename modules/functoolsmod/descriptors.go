package functoolsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

func genericAlias(t *thread) (value, error) {
	return t.NewClassMethod(object.GenericAliasType.Value()), nil
}

// abstractFunc declares the __isabstractmethod__ of a descriptor: that of its function.
func abstractFunc() object.Decl {
	return object.Getter("__isabstractmethod__", "", func(t *thread, self value) (value, error) {
		f, err := t.GetAttrS(self, "func")
		if err != nil {
			return value{}, err
		}
		v, err := t.LookupAttr(f, "__isabstractmethod__")
		t.Unref(f)
		return pylib.Or(v, object.False), err
	})
}

// checkDescriptor complains of what is neither callable nor a descriptor.
func checkDescriptor(t *thread, f value) error {
	if f.Type().Slots.Call != nil {
		return nil
	}
	get, err := t.LookupAttr(f, "__get__")
	if err != nil {
		return err
	}
	if !get.IsNil() {
		t.Unref(get)
		return nil
	}
	s, err := t.ReprString(f)
	if err != nil {
		return err
	}
	return t.TypeErr("%s is not callable or a descriptor", s)
}

// give sets an attribute to v, which is given.
func give(t *thread, self value, name string, v value) error {
	err := t.SetAttrS(self, name, v)
	t.Unref(v)
	return err
}

func partialMethodSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "partialmethod", Doc: "A partial for methods: self comes before the arguments that are kept.",
		Decls: []object.Decl{
			object.Method("__init__(self, func, /, *args, **keywords)", "", partialMethodInit),
			object.Method("__repr__(self)", "", partialMethodRepr),
			object.Method("_make_unbound_method(self)", "", unboundMethod),
			object.Method("__get__(self, obj, cls=None)", "", partialMethodGet),
			abstractFunc(),
			object.Made("__class_getitem__", genericAlias),
		}}
}

// parts gives func, args and keywords of a partialmethod.
func parts(t *thread, self value) (out [3]value, err error) {
	for i, name := range [...]string{"func", "args", "keywords"} {
		if out[i], err = t.GetAttrS(self, name); err != nil {
			t.UnrefAll(out[:i])
			return out, err
		}
	}
	return out, nil
}

// partialMethodInit makes one of two partialmethods, if func is one.
func partialMethodInit(t *thread, self value, a []value) (value, error) {
	fn, more := a[0], a[1]
	if err := checkDescriptor(t, fn); err != nil {
		return value{}, err
	}
	kw := t.NewDict()
	defer t.Unref(kw.Value())
	pos, _ := object.AsTuple(more)
	all := pos.Items
	if fn.Type().SpecClass(moduleName, "partialmethod") != nil {
		inner, err := parts(t, fn)
		if err != nil {
			return value{}, err
		}
		defer t.UnrefAll(inner[:])
		fn = inner[0]
		old, err := t.Collect(inner[1])
		if err != nil {
			return value{}, err
		}
		defer t.UnrefAll(old)
		all = append(append([]value{}, old...), all...)
		if err := kw.Update(t, inner[2]); err != nil {
			return value{}, err
		}
	}
	if !a[2].IsNil() {
		if err := kw.Update(t, a[2]); err != nil {
			return value{}, err
		}
	}
	err := t.SetAttrS(self, "func", fn)
	if err == nil {
		err = give(t, self, "args", t.NewTupleOf(all))
	}
	if err == nil {
		err = t.SetAttrS(self, "keywords", kw.Value())
	}
	return object.None, err
}

func partialMethodRepr(t *thread, self value, _ []value) (value, error) {
	p, err := parts(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p[:])
	fn, err := t.StrString(p[0])
	if err != nil {
		return value{}, err
	}
	text := [2]string{}
	if err := t.Iterate(p[1], func(x value) error {
		s, err := t.ReprString(x)
		text[0] = joined(text[0], s)
		return err
	}); err != nil {
		return value{}, err
	}
	if d, ok := object.AsDict(p[2]); ok {
		for pos := 0; ; {
			k, v, ok := d.Next(&pos)
			if !ok {
				break
			}
			s, err := t.ReprString(v)
			if err != nil {
				return value{}, err
			}
			text[1] = joined(text[1], k.String()+"="+s)
		}
	}
	cls := self.Type()
	return t.NewStr(t.TypeModule(cls) + "." + t.TypeQualname(cls) + "(" + fn + ", " + text[0] + ", " + text[1] + ")"), nil
}

func joined(list, s string) string {
	if list == "" {
		return s
	}
	return list + ", " + s
}

// unboundMethod gives a function that puts self before the arguments.
func unboundMethod(t *thread, self value, _ []value) (value, error) {
	const name = "partialmethod._make_unbound_method.<locals>._method"
	m := t.NewClosure("_method(cls_or_self, /, *args, **keywords)", moduleName, name, func(t *thread, vals []value, a args) (value, error) {
		if len(a.Pos) == 0 {
			return value{}, t.TypeErr("%s() missing 1 required positional argument: 'cls_or_self'", name)
		}
		p, err := parts(t, vals[0])
		if err != nil {
			return value{}, err
		}
		defer t.UnrefAll(p[:])
		kept, err := t.Collect(p[1])
		if err != nil {
			return value{}, err
		}
		defer t.UnrefAll(kept)
		kw := t.NewDict()
		defer t.Unref(kw.Value())
		if err := kw.Update(t, p[2]); err != nil {
			return value{}, err
		}
		for i, v := range a.Kw() {
			if err := kw.Set(t, a.KwNames()[i], v); err != nil {
				return value{}, err
			}
		}
		pos := append(append([]value{a.Pos[0]}, kept...), a.Pos[1:]...)
		return t.CallArgs(p[0], object.WithDict(pos, kw))
	}, self)
	abstract, err := t.GetAttrS(self, "__isabstractmethod__")
	if err == nil {
		if err = give(t, m, "__isabstractmethod__", abstract); err == nil {
			err = t.SetAttrS(m, "_partialmethod", self)
		}
	}
	if err != nil {
		t.Unref(m)
		return value{}, err
	}
	return m, nil
}

// partialMethodGet asks the function's own __get__ first: if that binds, what is left
// is a partial.
func partialMethodGet(t *thread, self value, a []value) (value, error) {
	obj, cls := a[0], pylib.Or(a[1], object.None)
	p, err := parts(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p[:])
	get, err := t.LookupAttr(p[0], "__get__")
	if err != nil {
		return value{}, err
	}
	if !get.IsNil() {
		bound, err := t.Call(get, obj, cls)
		t.Unref(get)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(bound)
		if bound != p[0] {
			return partialOf(t, bound, p[1], p[2])
		}
	}
	m, err := t.CallMethod(self, "_make_unbound_method")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	return t.CallMethod(m, "__get__", obj, cls)
}

func partialOf(t *thread, bound, pos, kw value) (value, error) {
	kept, err := t.Collect(pos)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(kept)
	d, _ := object.AsDict(kw)
	r, err := t.CallArgs(partialType.Value(), object.WithDict(append([]value{bound}, kept...), d))
	if err != nil {
		return value{}, err
	}
	owner, err := t.LookupAttr(bound, "__self__")
	if err == nil && !owner.IsNil() {
		err = give(t, r, "__self__", owner)
	}
	if err != nil {
		t.Unref(r)
		return value{}, err
	}
	return r, nil
}

func cachedPropertySpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "cached_property", Decls: []object.Decl{
		object.Method("__init__(self, func)", "", cachedPropertyInit),
		object.Method("__set_name__(self, owner, name)", "", cachedPropertyName),
		object.Method("__get__(self, instance, owner=None)", "", cachedPropertyGet),
		object.Made("__class_getitem__", genericAlias),
	}}
}

func cachedPropertyInit(t *thread, self value, a []value) (value, error) {
	err := t.SetAttrS(self, "func", a[0])
	if err == nil {
		err = t.SetAttrS(self, "attrname", object.None)
	}
	if err != nil {
		return value{}, err
	}
	doc, err := t.GetAttrS(a[0], "__doc__")
	if err == nil {
		err = give(t, self, "__doc__", doc)
	}
	if err != nil {
		return value{}, err
	}
	lock, err := pylib.Call(t, "_thread", "RLock")
	if err == nil {
		err = give(t, self, "lock", lock)
	}
	return object.None, err
}

func cachedPropertyName(t *thread, self value, a []value) (value, error) {
	old, err := t.GetAttrS(self, "attrname")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(old)
	if old == object.None {
		return object.None, t.SetAttrS(self, "attrname", a[1])
	}
	if eq, err := t.Equal(old, a[1]); err != nil || eq {
		return object.None, err
	}
	x, err := t.ReprString(old)
	if err != nil {
		return value{}, err
	}
	y, err := t.ReprString(a[1])
	if err != nil {
		return value{}, err
	}
	return value{}, t.TypeErr("Cannot assign the same cached_property to two different names (%s and %s).", x, y)
}

func cachedPropertyGet(t *thread, self value, a []value) (value, error) {
	obj := a[0]
	if obj == object.None {
		return self.Ref(), nil
	}
	name, err := t.GetAttrS(self, "attrname")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(name)
	if name == object.None {
		return value{}, t.TypeErr("Cannot use cached_property instance without calling __set_name__ on it.")
	}
	store, err := t.GetAttrS(obj, "__dict__")
	if err != nil {
		return value{}, inCause(t, err, object.AttributeError, name, "No '__dict__' attribute on '%s' instance to cache %s property.", obj)
	}
	defer t.Unref(store)
	if v, err := stored(t, store, name); err != nil || !v.IsNil() {
		return v, err
	}
	lock, err := t.GetAttrS(self, "lock")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(lock)
	r, err := t.CallMethod(lock, "__enter__")
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	v, err := compute(t, self, obj, store, name)
	r, end := t.CallMethod(lock, "__exit__", object.None, object.None, object.None)
	switch {
	case end == nil:
		t.Unref(r)
	case err == nil:
		t.Unref(v)
		return value{}, end
	default:
		t.Discard(end)
	}
	return v, err
}

// stored gives what an instance keeps under a name, absent if nothing.
func stored(t *thread, store, name value) (value, error) {
	if d, ok := object.AsDict(store); ok {
		v, err := d.Get(t, name)
		return v.XRef(), err
	}
	if in, err := t.Contains(store, name); err != nil || !in {
		return value{}, err
	}
	return t.GetItem(store, name)
}

// compute calls the function, unless another thread has done so meanwhile.
func compute(t *thread, self, obj, store, name value) (value, error) {
	if v, err := stored(t, store, name); err != nil || !v.IsNil() {
		return v, err
	}
	f, err := t.GetAttrS(self, "func")
	if err != nil {
		return value{}, err
	}
	v, err := t.Call(f, obj)
	t.Unref(f)
	if err != nil {
		return value{}, err
	}
	if err := t.SetItem(store, name, v); err != nil {
		t.Unref(v)
		return value{}, inCause(t, err, object.TypeError, name, "The '__dict__' attribute on '%s' instance does not support item assignment for caching %s property.", obj)
	}
	return v, nil
}

// inCause words an error of class typ anew, which becomes the context; other errors stay.
func inCause(t *thread, err error, typ *class, name value, format string, obj value) error {
	if !t.ErrIs(err, typ) {
		return err
	}
	s, other := t.ReprString(name)
	if other != nil {
		t.Discard(err)
		return other
	}
	worded := t.TypeErr(format, obj.Type().Name, s)
	e := t.Normalize(worded)
	e.GiveContext(t, t.TakeExc(err).Value())
	e.GiveCause(t, value{})
	return worded
}
