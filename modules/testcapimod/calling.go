package testcapimod

import "github.com/minipy-go/minipy/object"

// positional are the items of the tuple v; none if it is None.
func positional(t *thread, v value) ([]value, error) {
	if v == object.None {
		return nil, nil
	}
	if tup, ok := object.AsTuple(v); ok {
		return tup.Items, nil
	}
	return nil, t.TypeErr("args must be None or a tuple")
}

func fastcall(t *thread, _ value, a []value) (value, error) {
	pos, err := positional(t, a[1])
	if err != nil {
		return value{}, err
	}
	return t.Call(a[0], pos...)
}

func fastcallDict(t *thread, _ value, a []value) (value, error) {
	pos, err := positional(t, a[1])
	if err != nil {
		return value{}, err
	}
	return callWithDict(t, a[0], pos, a[2], "kwnames must be None or a dict")
}

func callWithDict(t *thread, fn value, pos []value, kwargs value, refusal string) (value, error) {
	if kwargs.IsNil() || kwargs == object.None {
		return t.Call(fn, pos...)
	}
	d, ok := object.AsDict(kwargs)
	if !ok {
		return value{}, t.TypeErr("%s", refusal)
	}
	d, err := d.Copy(t) // the call may change it
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d.Value())
	all := object.WithDict(pos, d)
	if err := stringNames(t, all.KwNames()); err != nil {
		return value{}, err
	}
	return t.CallArgs(fn, all)
}

func stringNames(t *thread, names []value) error {
	for _, k := range names {
		if !k.IsStr() {
			return t.TypeErr("keywords must be strings")
		}
	}
	return nil
}

func vectorcall(t *thread, _ value, a []value) (value, error) {
	pos, err := positional(t, a[1])
	if err != nil {
		return value{}, err
	}
	if a[2] == object.None {
		return t.Call(a[0], pos...)
	}
	names, ok := object.AsTuple(a[2])
	if !ok {
		return value{}, t.TypeErr("kwnames must be None or a tuple")
	}
	if err := stringNames(t, names.Items); err != nil {
		return value{}, err
	}
	n := len(pos) - len(names.Items)
	if n < 0 {
		return value{}, t.ValueErr("kwnames longer than args")
	}
	return t.CallArgs(a[0], object.WithKw(pos[:n], names.Items, pos[n:]))
}

func vectorcallCall(t *thread, _ value, a []value) (value, error) {
	pos, ok := object.AsTuple(a[1])
	if !ok {
		return value{}, t.TypeErr("args must be a tuple")
	}
	if typ := a[0].Type(); typ.Flags&object.FlagVectorcall == 0 {
		return value{}, t.TypeErr("'%s' object does not support vectorcall", typ.FullName())
	}
	return callWithDict(t, a[0], pos.Items, a[2], "kwargs must be a dict")
}

// badGet is a __get__ that calls its last argument, which may delete the descriptor.
func badGet(t *thread, _ value, a []value) (value, error) {
	r, err := t.Call(a[2])
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	return a[0].Ref(), nil
}

// createFunction makes a function anew at each call.
func createFunction(t *thread, self value, a args) (value, error) {
	m := receiver(t, self)
	defer t.Unref(m)
	return t.NewBuiltin(object.RawFunc("create_cfunction", "", createFunction), m), nil
}

var (
	descriptorType  = new(class)
	derivedType     = new(class)
	nopGetType      = new(class)
	descriptor2Type = new(class)
)

// descriptorsInit makes the types that tell by which of C's protocols they were called.
func descriptorsInit() {
	const flags = object.FlagBase | object.FlagMethodDescr | object.FlagVectorcall
	descriptorType.Define(object.TypeSpec{Name: "MethodDescriptorBase", Basic: 24, Flags: flags, Layout: object.LayoutOf[header](),
		Slots: object.Slots{New: plainNew, DescrGet: descriptorGet,
			Call: func(*thread, value, args) (value, error) { return object.True, nil }}})
	derivedType.Define(object.TypeSpec{Name: "MethodDescriptorDerived", Base: descriptorType, Flags: flags})
	nopGetType.Define(object.TypeSpec{Name: "MethodDescriptorNopGet", Base: descriptorType, Flags: object.FlagBase,
		Slots: object.Slots{
			DescrGet: func(_ *thread, d, _, _ value) (value, error) { return d.Ref(), nil },
			Call:     func(t *thread, _ value, a args) (value, error) { return t.NewTupleOf(a.Pos), nil }}})
	nopGetType.Flags &^= object.FlagMethodDescr
	descriptor2Type.Define(object.TypeSpec{Name: "MethodDescriptor2", Base: descriptorType, Basic: 32, Flags: flags,
		Slots: object.Slots{New: plainNew, Call: func(*thread, value, args) (value, error) { return object.False, nil }}})
}

func descriptorGet(t *thread, d, obj, _ value) (value, error) {
	if obj.IsNil() || obj == object.None {
		return d.Ref(), nil
	}
	return t.NewMethod(d, obj), nil
}
