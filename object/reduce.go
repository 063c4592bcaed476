package object

// reduceToAttr is what __reduce__ of the method of that name (given) of obj (lent) gives.
func (t *Thread) reduceToAttr(obj, name Value) (Value, error) {
	get := t.In.Builtins.GetS(t, "getattr")
	if get.O == nil {
		t.Unref(name)
		return Value{}, t.Raise(AttributeError, "getattr")
	}
	return t.NewTuple(get.Ref(), t.NewTuple(obj.Ref(), name)), nil
}

// objectReduce is object.__reduce__, which serves the oldest pickle protocols.
func objectReduce(t *Thread, self Value, _ []Value) (Value, error) {
	return t.callCopyreg("_reduce_ex", self, Int(0))
}

// objectReduceEx is object.__reduce_ex__: a __reduce__ of the class's own wins.
func objectReduceEx(t *Thread, self Value, a []Value) (Value, error) {
	proto, err := t.AsIndex(a[0], OverflowError)
	if err != nil {
		return Value{}, err
	}
	f, err := t.LookupAttr(self, "__reduce__")
	if err != nil {
		return Value{}, err
	}
	if f.O != nil {
		if d := t.PeekTypeS(self.O.Typ, "__reduce__"); d != ObjectType.builtinAttr("__reduce__") {
			r, err := t.Call(f)
			t.Unref(f)
			return r, err
		}
		t.Unref(f)
	}
	if proto < 2 {
		return t.callCopyreg("_reduce_ex", self, Int(int64(proto)))
	}
	return t.reduceNew(self)
}

// callCopyreg calls a function of copyreg.
func (t *Thread) callCopyreg(name string, args ...Value) (Value, error) {
	if t.In.Importer == nil {
		return Value{}, t.TypeErr("cannot pickle '%s' object", args[0].O.Typ.FullName())
	}
	m, err := t.In.Importer(t, "copyreg")
	if err != nil {
		return Value{}, err
	}
	r, err := t.CallMethod(m, name, args...)
	t.Unref(m)
	return r, err
}

// newArgs gives what an object says its __new__ needs: a tuple, and a dict or absent;
// both are absent if it says nothing.
func (t *Thread) newArgs(self Value) (args, kw Value, err error) {
	r, _, err := t.CallSpecial(self, t.In.Intern("__getnewargs_ex__"))
	if err != nil {
		return Value{}, Value{}, err
	}
	if r.O == nil {
		if args, _, err = t.CallSpecial(self, t.In.Intern("__getnewargs__")); err != nil || args.O == nil {
			return Value{}, Value{}, err
		}
		if _, ok := AsTuple(args); !ok {
			err = t.TypeErr("__getnewargs__ should return a tuple, not '%s'", args.O.Typ.FullName())
			t.Unref(args)
			return Value{}, Value{}, err
		}
		return args, Value{}, nil
	}
	defer t.Unref(r)
	pair, ok := AsTuple(r)
	if !ok {
		return Value{}, Value{}, t.TypeErr("__getnewargs_ex__ should return a tuple, not '%s'", r.O.Typ.FullName())
	}
	if len(pair.Items) != 2 {
		return Value{}, Value{}, t.ValueErr("__getnewargs_ex__ should return a tuple of length 2, not %d", len(pair.Items))
	}
	args, kw = pair.Items[0], pair.Items[1]
	if _, ok := AsTuple(args); !ok {
		return Value{}, Value{}, t.TypeErr("first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%s'", args.O.Typ.FullName())
	}
	if _, ok := AsDict(kw); !ok {
		return Value{}, Value{}, t.TypeErr("second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%s'", kw.O.Typ.FullName())
	}
	return args.Ref(), kw.Ref(), nil
}

// callIfAny calls a method without arguments; absent if there is none.
func (t *Thread) callIfAny(v Value, name string) (Value, error) {
	f, err := t.LookupAttr(v, name)
	if err != nil || f.O == nil {
		return Value{}, err
	}
	r, err := t.Call(f)
	t.Unref(f)
	return r, err
}

// reduceNew reduces an object as pickle protocols 2 and later do: to a call of its
// class's __new__, its state, and its items.
func (t *Thread) reduceNew(self Value) (Value, error) {
	typ := self.O.Typ
	if typ.Slots.New == nil || typ.Flags&FlagNoNew != 0 {
		return Value{}, t.TypeErr("cannot pickle '%s' object", typ.FullName())
	}
	args, kw, err := t.newArgs(self)
	if err != nil {
		return Value{}, err
	}
	_, isList := AsList(self)
	_, isDict := AsDict(self)
	out := t.MakeTuple(5)
	for i := range out.Items {
		out.Items[i] = None
	}
	res := Obj(&out.Header)
	known := args.O != nil || isList || isDict
	out.Items[0], out.Items[1], err = t.newCall(typ.Value(), args, kw)
	if err == nil {
		out.Items[2], err = t.stateOf(self, known)
	}
	if err == nil && isList {
		out.Items[3], err = t.Iter(self)
	}
	if err == nil && isDict {
		var items Value
		if items, err = t.CallMethod(self, "items"); err == nil {
			out.Items[4], err = t.Iter(items)
			t.Unref(items)
		}
	}
	if err != nil {
		for i, v := range out.Items {
			out.Items[i] = orNone(v)
		}
		t.Unref(res)
		return Value{}, err
	}
	return res, nil
}

// newCall gives copyreg's function that calls __new__, and its arguments; args and kw
// are given.
func (t *Thread) newCall(cls, args, kw Value) (fn, call Value, err error) {
	name := "__newobj__"
	if d, ok := AsDict(orNone(kw)); ok && d.Len() > 0 {
		name = "__newobj_ex__"
		call = t.NewTuple(cls.Ref(), args, kw)
	} else {
		var items []Value
		if args.O != nil {
			items = as[Tuple](args).Items
		}
		call = t.NewTupleOf(append([]Value{cls}, items...))
		t.XUnref(args)
		t.XUnref(kw)
	}
	if t.In.Importer == nil {
		return fn, call, t.TypeErr("cannot pickle '%s' object", asType(cls).Name)
	}
	m, err := t.In.Importer(t, "copyreg")
	if err == nil {
		fn, err = t.GetAttrS(m, name)
		t.Unref(m)
	}
	return fn, call, err
}

// stateOf gives what the object says its state is, or its __dict__ and slots; known:
// the call that makes it restores what is not there.
func (t *Thread) stateOf(self Value, known bool) (Value, error) {
	state, err := t.callIfAny(self, "__getstate__")
	if err != nil || state.O != nil {
		return state, err
	}
	typ := self.O.Typ
	if !known && typ.ItemSize != 0 {
		return Value{}, t.TypeErr("cannot pickle '%s' object", typ.FullName())
	}
	names, err := t.callCopyreg("_slotnames", typ.Value())
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(names)
	l, isList := AsList(names)
	if !isList && names != None {
		return Value{}, t.TypeErr("copyreg._slotnames didn't return a list or None")
	}
	n := 0
	if isList {
		n = len(l.Items)
	}
	if !known && typ.BasicSize > plainSize(typ, n) {
		return Value{}, t.TypeErr("cannot pickle '%s' object", typ.FullName())
	}
	if state, err = t.LookupAttr(self, "__dict__"); err != nil {
		return Value{}, err
	}
	state = orNone(state)
	if d, ok := AsDict(state); ok && d.Len() == 0 && typ.DictOffset != 0 {
		t.Unref(state)
		state = None
	}
	if n == 0 {
		return state, nil
	}
	slots, err := t.slotState(self, l)
	if err != nil {
		t.Unref(state)
		return Value{}, err
	}
	if slots.Len() == 0 {
		t.Unref(slots.Value())
		return state, nil
	}
	return t.NewTuple(state, slots.Value()), nil
}

// plainSize is the size of an object with n slots that nothing else than a __dict__ and
// weak references adds to.
func plainSize(typ *Type, n int) int {
	const word = 8
	size := ObjectType.BasicSize + n*word
	if typ.DictOffset != 0 {
		size += word
	}
	if typ.WeakOffset != 0 {
		size += word
	}
	return size
}

// slotState gives the values of the slots that have one.
func (t *Thread) slotState(self Value, names *List) (*Dict, error) {
	out := t.NewDict()
	for i := 0; i < len(names.Items); i++ {
		held := names.Items[i].Ref() // a __getattr__ may change the list
		name, err := t.attrName(held)
		var v Value
		if err == nil {
			v, err = t.LookupAttrStr(self, name)
		}
		if v.O != nil {
			out.SetStr(t, name, v)
			t.Unref(v)
		}
		t.Unref(held)
		if err != nil {
			t.Unref(out.Value())
			return nil, err
		}
	}
	return out, nil
}
