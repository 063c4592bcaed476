package collectionsmod

import "github.com/minipy-go/minipy/object"

// A defaultDict is a dict that calls factory for missing keys. The dict comes first,
// so that the slots of dict work on it.
type defaultDict struct {
	object.Dict
	factory value // owned; absent: None
}

var defaultDictType = &class{}

func defaultDictInit() {
	s := object.Slots{Init: defaultDictInitialize, Repr: defaultDictRepr,
		Traverse: func(o *header, visit func(value)) {
			if f := as[defaultDict](o).factory; f.O != nil {
				visit(f)
			}
			object.DictType.Traverse(o, visit)
		},
		Clear: func(t *thread, o *header) {
			drop(t, &as[defaultDict](o).factory)
			object.DictType.Clear(t, o)
		},
		New: func(t *thread, typ *class, _ args) (value, error) {
			return object.Obj(&object.New[defaultDict](t, typ).Header), nil
		}}
	s.Binary[object.OpOr] = defaultDictOr
	defaultDictType.Define(object.TypeSpec{Name: "collections.defaultdict", Base: object.DictType, Basic: 56, Slots: s,
		Flags:  object.FlagGC | object.FlagBase | object.FlagMapping,
		Layout: object.LayoutOf[defaultDict](),
		Doc:    "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nA missing key gets, in __getitem__ only, what the factory returns when called\nwithout arguments. The other arguments are dict's.\n",
		Decls: []object.Decl{
			object.Method("__missing__(key, /)", "Called by __getitem__ for a missing key: makes a value with the factory and keeps it,\nor raises KeyError if the factory is None.", defaultDictMissing),
			object.Method("copy()", "D.copy() -> a shallow copy of D.", defaultDictCopy),
			object.Method("__copy__()", "D.copy() -> a shallow copy of D.", defaultDictCopy),
			object.Method("__reduce__()", "Return state information for pickling.", defaultDictReduce),
			object.ClassMethod("__class_getitem__(item, /)", "See PEP 585", alias),
			object.Property("default_factory", "Factory for default value called by __missing__().",
				func(_ *thread, v value) (value, error) { return object.As[defaultDict](v).getFactory().Ref(), nil },
				func(t *thread, v, x value) error {
					d := object.As[defaultDict](v)
					old := d.factory
					d.factory = x.XRef()
					t.XUnref(old)
					return nil
				}).AsMember(),
		}})
}

func (d *defaultDict) getFactory() value {
	if d.factory.O == nil {
		return object.None
	}
	return d.factory
}

func defaultDictInitialize(t *thread, v value, a args) error {
	factory := value{}
	if len(a.Pos) > 0 {
		factory = a.Pos[0]
		if factory != object.None && factory.Type().Slots.Call == nil {
			return t.TypeErr("first argument must be callable or None")
		}
		a.Pos = a.Pos[1:]
	}
	d := object.As[defaultDict](v)
	old := d.factory
	d.factory = factory.XRef()
	err := object.DictType.Slots.Init(t, v, a)
	t.XUnref(old)
	return err
}

func defaultDictMissing(t *thread, v value, a []value) (value, error) {
	f := object.As[defaultDict](v).getFactory()
	if f == object.None {
		return value{}, t.KeyErr(a[0])
	}
	f.Ref()
	x, err := t.Call(f)
	t.Unref(f)
	if err != nil {
		return value{}, err
	}
	if err := t.SetItem(v, a[0], x); err != nil {
		t.Unref(x)
		return value{}, err
	}
	return x, nil
}

func defaultDictRepr(t *thread, v value) (value, error) {
	base, err := object.DictType.Slots.Repr(t, v)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(base)
	f := object.As[defaultDict](v).getFactory().Ref()
	defer t.Unref(f)
	s := "None"
	if f != object.None {
		if t.ReprEnter(f) { // its repr may lead back here
			s, err = t.ReprString(f)
			t.ReprLeave(f)
			if err != nil {
				return value{}, err
			}
		} else {
			s = "..."
		}
	}
	return t.NewStr(v.Type().Name + "(" + s + ", " + base.String() + ")"), nil
}

func defaultDictCopy(t *thread, v value, _ []value) (value, error) {
	return t.Call(v.Type().Value(), object.As[defaultDict](v).getFactory(), v)
}

func defaultDictOr(t *thread, a, b value) (value, error) {
	from, other := a, b
	if !object.IsInstance(a, defaultDictType) {
		from, other = b, a
	}
	if _, ok := object.AsDict(other); !ok {
		return object.NotImplemented, nil
	}
	r, err := t.Call(from.Type().Value(), object.As[defaultDict](from).getFactory(), a)
	if err != nil {
		return value{}, err
	}
	d, ok := object.AsDict(r)
	if !ok {
		return r, nil
	}
	if err := d.Update(t, b); err != nil {
		t.Unref(r)
		return value{}, err
	}
	return r, nil
}

func defaultDictReduce(t *thread, v value, _ []value) (value, error) {
	items, err := t.CallMethod(v, "items")
	if err != nil {
		return value{}, err
	}
	it, err := t.Iter(items)
	t.Unref(items)
	if err != nil {
		return value{}, err
	}
	made := t.NewTuple()
	if f := object.As[defaultDict](v).getFactory(); f != object.None {
		made = t.NewTuple(f.Ref())
	}
	return t.NewTuple(v.Type().Value().Ref(), made, object.None, object.None, it), nil
}
