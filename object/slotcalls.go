package object

// What the slots of a class made by a script do: they call its special methods.

// calling is a slot that calls the method of a name.
func calling(name string) unarySlot {
	return func(t *Thread, v Value) (Value, error) { return t.callSlot(v, name) }
}

// callingOr is calling for a slot that does instead where the method cannot be got.
func callingOr(name string, instead unarySlot) unarySlot {
	return func(t *Thread, v Value) (Value, error) {
		f, r, err := t.bindOrCall(v, t.In.Intern(name))
		if f.IsNil() && r.IsNil() && err == nil {
			return instead(t, v)
		}
		return t.callBound(f, r, err)
	}
}

func plainRepr(t *Thread, v Value) (Value, error) {
	return t.NewStr("<" + v.O.Typ.Name + " object at " + Address(v.O) + ">"), nil
}

func without(name string) unarySlot {
	return func(t *Thread, v Value) (Value, error) {
		return Value{}, t.Raise(AttributeError, "object %s does not have %s method", v.O.Typ.FullName(), name)
	}
}

// bindOrCall is for the slots of which CPython forgets why the special method cannot be got: then all three results are
// absent. A method of the usual kind is called at once, and its result given; another callable is given bound.
func (t *Thread) bindOrCall(v Value, name *Str, args ...Value) (f, r Value, err error) {
	d := t.PeekType(v.O.Typ, name)
	switch {
	case d.O == nil:
		return Value{}, Value{}, nil
	case d.O.Typ.Flags&FlagMethodDescr != 0:
		r, _, err = t.callSpecial(v, name, args, nil)
		return Value{}, r, err
	case d.O.Typ.DescrGet == nil:
		return d.Ref(), Value{}, nil
	}
	if f, err = t.descrGet(d, v, v.O.Typ); err != nil {
		t.Discard(err)
		return Value{}, Value{}, nil
	}
	return f, Value{}, nil
}

// callBound finishes what bindOrCall began, if it found something.
func (t *Thread) callBound(f, r Value, err error, args ...Value) (Value, error) {
	if f.IsNil() {
		return r, err
	}
	r, err = t.Call(f, args...)
	t.Unref(f)
	return r, err
}

// callSlot calls a special method that a slot stands for.
func (t *Thread) callSlot(v Value, name string, args ...Value) (Value, error) {
	r, ok, err := t.CallSpecial(v, t.In.Intern(name), args...)
	if !ok {
		return Value{}, t.RaiseArgs(AttributeError, t.NewStr(name))
	}
	return r, err
}

func slotCall(t *Thread, v Value, a Args) (Value, error) {
	if err := t.Enter(""); err != nil {
		return Value{}, err
	}
	r, ok, err := t.callSpecial(v, t.In.Intern("__call__"), a.All(), a.KwNames())
	t.Leave()
	if !ok {
		return Value{}, t.TypeErr("'%s' object is not callable", v.O.Typ.FullName())
	}
	return r, err
}

func slotInitMethod(t *Thread, self Value, a Args) error {
	r, _, err := t.callSpecial(self, t.In.Intern("__init__"), a.All(), a.KwNames())
	if err != nil {
		return err
	}
	if r != None {
		err = t.TypeErr("__init__() should return None, not '%s'", r.O.Typ.FullName())
		t.Unref(r)
	}
	return err
}

func slotHash(t *Thread, v Value) (int64, error) {
	d := t.PeekTypeS(v.O.Typ, "__hash__")
	if d.O == nil || d == None {
		return 0, t.TypeErr("unhashable type: '%s'", v.O.Typ.FullName())
	}
	f, r, err := t.bindOrCall(v, t.In.Intern("__hash__"))
	if f.IsNil() && r.IsNil() && err == nil {
		return unhashable(t, v)
	}
	if r, err = t.callBound(f, r, err); err != nil {
		return 0, err
	}
	if r.O.Typ.Flags&FlagInt == 0 {
		err = t.TypeErr("__hash__ method should return an integer")
		t.Unref(r)
		return 0, err
	}
	h, ok := IntValue(r)
	if !ok {
		h, err = IntType.Slots.Hash(t, r)
		t.Unref(r)
		return h, err
	}
	t.Unref(r)
	if h == -1 {
		h = -2
	}
	return h, nil
}

// unhashable is the Hash slot of classes with __hash__ = None.
func unhashable(t *Thread, v Value) (int64, error) {
	return 0, t.TypeErr("unhashable type: '%s'", v.O.Typ.FullName())
}

func slotCompare(t *Thread, a, b Value, op int) (Value, error) {
	f, r, err := t.bindOrCall(a, t.In.name(nameLT+op), b)
	if f.IsNil() && r.IsNil() && err == nil {
		return NotImplemented, nil
	}
	return t.callBound(f, r, err, b)
}

// binarySlot is a user class's side of a binary operator.
func (t *Thread) binarySlot(op int, own binarySlot, a, b Value, lname, rname string) (Value, error) {
	ta, tb := a.O.Typ, b.O.Typ
	doOther := ta != tb && sameFunc(tb.Slots.Binary[op], own)
	if sameFunc(ta.Slots.Binary[op], own) {
		if doOther && tb.IsSubtype(ta) && t.overrides(tb, ta, rname) {
			if r, ok, err := t.CallSpecial(b, t.In.Intern(rname), a); ok && (err != nil || r != NotImplemented) {
				return r, err
			}
			doOther = false
		}
		if r, ok, err := t.CallSpecial(a, t.In.Intern(lname), b); ok && (err != nil || r != NotImplemented || ta == tb) {
			return r, err
		}
	}
	if doOther || ta != tb && !sameFunc(ta.Slots.Binary[op], own) {
		if r, ok, err := t.CallSpecial(b, t.In.Intern(rname), a); ok {
			return r, err
		}
	}
	return NotImplemented, nil
}

// overrides reports whether name means something else in sub than in base.
func (t *Thread) overrides(sub, base *Type, name string) bool {
	a, b := t.PeekTypeS(sub, name), t.PeekTypeS(base, name)
	return a.O != nil && a != b
}

// inplaceSlot is the slot of an operator that changes its left side.
func inplaceSlot(name string) binarySlot {
	return func(t *Thread, a, b Value) (Value, error) {
		r, ok, err := t.CallSpecial(a, t.In.Intern(name), b)
		if !ok {
			return NotImplemented, nil
		}
		return r, err
	}
}

func slotLen(t *Thread, v Value) (int, error) {
	r, err := t.callSlot(v, "__len__")
	if err != nil {
		return 0, err
	}
	x, err := t.Index(r)
	t.Unref(r)
	if err != nil {
		return 0, err
	}
	n, ok := IntValue(x)
	if !ok {
		b, _ := AsBig(x)
		sign := b.Sign()
		t.Unref(x)
		if sign < 0 {
			return 0, t.ValueErr("__len__() should return >= 0")
		}
		return 0, t.Raise(OverflowError, "cannot fit 'int' into an index-sized integer")
	}
	t.Unref(x)
	if n < 0 {
		return 0, t.ValueErr("__len__() should return >= 0")
	}
	return int(n), nil
}

func slotGetItem(t *Thread, v, key Value) (Value, error) { return t.callSlot(v, "__getitem__", key) }

func slotSetItem(t *Thread, v, key, x Value) error {
	var r Value
	var err error
	if x.O == nil {
		r, err = t.callSlot(v, "__delitem__", key)
	} else {
		r, err = t.callSlot(v, "__setitem__", key, x)
	}
	if err == nil {
		t.Unref(r)
	}
	return err
}

func slotContains(t *Thread, c, x Value) (bool, error) {
	if d := t.PeekTypeS(c.O.Typ, "__contains__"); d == None {
		return false, t.TypeErr("'%s' object is not a container", c.O.Typ.FullName())
	}
	r, err := t.callSlot(c, "__contains__", x)
	if err != nil {
		return false, err
	}
	ok, err := t.Truth(r)
	t.Unref(r)
	return ok, err
}

func slotBool(t *Thread, v Value) (bool, error) {
	r, err := t.callSlot(v, "__bool__")
	if err != nil {
		return false, err
	}
	if r.O != &BoolTag {
		err = t.TypeErr("__bool__ should return bool, returned %s", r.O.Typ.FullName())
		t.Unref(r)
		return false, err
	}
	return r.N != 0, nil
}

func slotIter(t *Thread, v Value) (Value, error) {
	if d := t.PeekTypeS(v.O.Typ, "__iter__"); d == None {
		return Value{}, t.TypeErr("'%s' object is not iterable", v.O.Typ.FullName())
	}
	f, r, err := t.bindOrCall(v, t.In.Intern("__iter__"))
	if !f.IsNil() || !r.IsNil() || err != nil {
		return t.callBound(f, r, err)
	}
	if t.PeekTypeS(v.O.Typ, "__getitem__").O != nil {
		return t.NewSeqIter(v), nil
	}
	return Value{}, t.TypeErr("'%s' object is not iterable", v.O.Typ.FullName())
}

func slotNextRaise(t *Thread, v Value) (Value, error) { return t.callSlot(v, "__next__") }

func slotNext(t *Thread, v Value) (Value, error) {
	r, err := t.callSlot(v, "__next__")
	if err != nil && t.ErrIs(err, StopIteration) {
		t.Discard(err)
		return Value{}, nil
	}
	return r, err
}

func slotDescrGet(t *Thread, d, obj, typ Value) (Value, error) {
	if obj.O == nil {
		obj = None
	}
	if typ.O == nil {
		typ = None
	}
	get := t.PeekTypeS(d.O.Typ, "__get__")
	if get.O == nil {
		return d.Ref(), nil
	}
	// __get__ is called as it is found, never bound to d.
	get.Ref()
	r, err := t.callWith(get, d, []Value{obj, typ}, nil)
	t.Unref(get)
	return r, err
}

func slotDescrSet(t *Thread, d, obj, x Value) error {
	name, args := "__set__", []Value{obj, x}
	if x.O == nil {
		name, args = "__delete__", args[:1]
	}
	r, ok, err := t.CallSpecial(d, t.In.Intern(name), args...)
	if !ok {
		return t.RaiseArgs(AttributeError, t.NewStr(name))
	}
	if err == nil {
		t.Unref(r)
	}
	return err
}

// slotGetAttr is the GetAttr slot of classes that define __getattribute__ or __getattr__.
func slotGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	typ := v.O.Typ
	var r Value
	var err error
	d := t.PeekTypeS(typ, "__getattribute__")
	if d.O == nil || d.O.Typ == WrapperType || d.O.Typ == MethodDescrType {
		base := builtinGetAttr(typ)
		if base == nil {
			r, err = t.GenericGetAttr(v, name)
		} else {
			r, err = base(t, v, name)
		}
	} else {
		r, err = t.callSlot(v, "__getattribute__", Obj(&name.Header))
	}
	if err == nil || !t.ErrIs(err, AttributeError) {
		return r, err
	}
	r2, ok, err2 := t.CallSpecial(v, t.In.Intern("__getattr__"), Obj(&name.Header))
	if !ok {
		return r, err
	}
	t.Discard(err)
	return r2, err2
}

// builtinGetAttr is the GetAttr slot of the first built-in base that has one.
func builtinGetAttr(typ *Type) func(*Thread, Value, *Str) (Value, error) {
	for _, k := range typ.MRO {
		if k.heap == nil && k.Slots.GetAttr != nil {
			return k.Slots.GetAttr
		}
	}
	return nil
}

func slotSetAttr(t *Thread, v Value, name *Str, x Value) error {
	method, args := "__setattr__", []Value{Obj(&name.Header), x}
	if x.O == nil {
		method, args = "__delattr__", args[:1]
	}
	r, err := t.callSlot(v, method, args...)
	if err == nil {
		t.Unref(r)
	}
	return err
}

func slotPowMod(t *Thread, a, b, m Value) (Value, error) {
	if !sameFunc(a.O.Typ.Slots.PowMod, slotPowMod) {
		return NotImplemented, nil
	}
	return t.callSlot(a, "__pow__", b, m)
}

func slotFinalize(t *Thread, self Value) { t.callDel(self, "__del__") }
