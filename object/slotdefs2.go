package object

func (tab *slotTable) calls() {
	tab.def("__call__", "(*args, **kwargs)", "Call self as a function.",
		func(s *Slots) bool { return s.Call != nil },
		func(dst *Slots) { dst.Call = slotCall },
		func(dst, src *Slots) { dst.Call = src.Call },
		func(s *Slots) RawFn {
			f := s.Call
			return func(t *Thread, self Value, a Args) (Value, error) { return f(t, self, a) }
		})
	tab.def("__init__", "(*args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.",
		func(s *Slots) bool { return s.Init != nil },
		func(dst *Slots) { dst.Init = slotInitMethod },
		func(dst, src *Slots) { dst.Init = src.Init },
		func(s *Slots) RawFn {
			f := s.Init
			return func(t *Thread, self Value, a Args) (Value, error) { return None, f(t, self, a) }
		})
	tab.def("__hash__", "()", "Return hash(self).",
		func(s *Slots) bool { return s.Hash != nil },
		func(dst *Slots) { dst.Hash = slotHash },
		func(dst, src *Slots) { dst.Hash = src.Hash },
		func(s *Slots) RawFn {
			f := s.Hash
			return func(t *Thread, self Value, a Args) (Value, error) {
				if err := t.wrapArgs("__hash__", a, 0); err != nil {
					return Value{}, err
				}
				h, err := f(t, self)
				return Int(h), err
			}
		})
	for op, name := range cmpNames {
		tab.def(name, "(value, /)", "Return self"+cmpSigns[op]+"value.",
			func(s *Slots) bool { return s.Compare != nil },
			func(dst *Slots) { dst.Compare = slotCompare },
			func(dst, src *Slots) { dst.Compare = src.Compare },
			func(s *Slots) RawFn {
				f := s.Compare
				return func(t *Thread, self Value, a Args) (Value, error) {
					if err := t.wrapArgs(name, a, 1); err != nil {
						return Value{}, err
					}
					return f(t, self, a.Pos[0], op)
				}
			})
	}
}

var cmpNames = [...]string{"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"}

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

func (tab *slotTable) items() {
	tab.def("__len__", "()", "Return len(self).",
		func(s *Slots) bool { return s.Len != nil },
		func(dst *Slots) { dst.Len = slotLen },
		func(dst, src *Slots) { dst.Len = src.Len },
		func(s *Slots) RawFn {
			f := s.Len
			return func(t *Thread, self Value, a Args) (Value, error) {
				if err := t.wrapArgs("__len__", a, 0); err != nil {
					return Value{}, err
				}
				n, err := f(t, self)
				return Int(int64(n)), err
			}
		})
	tab.def("__getitem__", "(key, /)", "Return self[key].",
		func(s *Slots) bool { return s.GetItem != nil },
		func(dst *Slots) {
			dst.GetItem = func(t *Thread, v, key Value) (Value, error) { return t.callSlot(v, "__getitem__", key) }
		},
		func(dst, src *Slots) { dst.GetItem = src.GetItem },
		wrapBinary("__getitem__", func(s *Slots) *binarySlot { return &s.GetItem }))
	tab.def("__setitem__", "(key, value, /)", "Set self[key] to value.",
		func(s *Slots) bool { return s.SetItem != nil },
		func(dst *Slots) { dst.SetItem = slotSetItem },
		func(dst, src *Slots) { dst.SetItem = src.SetItem },
		func(s *Slots) RawFn {
			f := s.SetItem
			return func(t *Thread, self Value, a Args) (Value, error) {
				if err := t.wrapArgs("__setitem__", a, 2); err != nil {
					return Value{}, err
				}
				return None, f(t, self, a.Pos[0], a.Pos[1])
			}
		})
	tab.def("__delitem__", "(key, /)", "Delete self[key].",
		func(s *Slots) bool { return s.SetItem != nil },
		func(dst *Slots) { dst.SetItem = slotSetItem },
		func(dst, src *Slots) { dst.SetItem = src.SetItem },
		func(s *Slots) RawFn {
			f := s.SetItem
			return func(t *Thread, self Value, a Args) (Value, error) {
				if err := t.wrapArgs("__delitem__", a, 1); err != nil {
					return Value{}, err
				}
				return None, f(t, self, a.Pos[0], Value{})
			}
		})
	tab.def("__contains__", "(key, /)", "Return key in self.",
		func(s *Slots) bool { return s.Contains != nil },
		func(dst *Slots) { dst.Contains = slotContains },
		func(dst, src *Slots) { dst.Contains = src.Contains },
		func(s *Slots) RawFn {
			f := s.Contains
			return func(t *Thread, self Value, a Args) (Value, error) {
				if err := t.wrapArgs("__contains__", a, 1); err != nil {
					return Value{}, err
				}
				ok, err := f(t, self, a.Pos[0])
				return Bool(ok), err
			}
		})
	tab.def("__bool__", "()", "True if self else False",
		func(s *Slots) bool { return s.Bool != nil },
		func(dst *Slots) { dst.Bool = slotBool },
		func(dst, src *Slots) { dst.Bool = src.Bool },
		func(s *Slots) RawFn {
			f := s.Bool
			return func(t *Thread, self Value, a Args) (Value, error) {
				if err := t.wrapArgs("__bool__", a, 0); err != nil {
					return Value{}, err
				}
				ok, err := f(t, self)
				return Bool(ok), err
			}
		})
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

func (tab *slotTable) rest() {
	tab.def("__iter__", "()", "Implement iter(self).",
		func(s *Slots) bool { return s.Iter != nil },
		func(dst *Slots) { dst.Iter = slotIter },
		func(dst, src *Slots) { dst.Iter = src.Iter },
		func(s *Slots) RawFn {
			f := s.Iter
			return func(t *Thread, self Value, a Args) (Value, error) {
				if err := t.wrapArgs("__iter__", a, 0); err != nil {
					return Value{}, err
				}
				return f(t, self)
			}
		})
	tab.def("__next__", "()", "Implement next(self).",
		func(s *Slots) bool { return s.Next != nil },
		func(dst *Slots) { dst.Next, dst.NextRaise = slotNext, slotNextRaise },
		func(dst, src *Slots) { dst.Next, dst.NextRaise = src.Next, src.NextRaise },
		func(s *Slots) RawFn {
			f := s.Next
			if s.NextRaise != nil {
				f = s.NextRaise
			}
			return func(t *Thread, self Value, a Args) (Value, error) {
				if err := t.wrapArgs("__next__", a, 0); err != nil {
					return Value{}, err
				}
				r, err := f(t, self)
				if err == nil && r.O == nil {
					err = t.RaiseArgs(StopIteration)
				}
				return r, err
			}
		})
	tab.def("__get__", "(instance, owner=None, /)", "Return an attribute of instance, which is of type owner.",
		func(s *Slots) bool { return s.DescrGet != nil },
		func(dst *Slots) { dst.DescrGet = slotDescrGet },
		func(dst, src *Slots) { dst.DescrGet = src.DescrGet },
		wrapGet)
	for _, name := range [...]string{"__set__", "__delete__"} {
		sig := "(instance, value, /)"
		if name == "__delete__" {
			sig = "(instance, /)"
		}
		tab.def(name, sig, "Set or delete an attribute of instance.",
			func(s *Slots) bool { return s.DescrSet != nil },
			func(dst *Slots) { dst.DescrSet = slotDescrSet },
			func(dst, src *Slots) { dst.DescrSet = src.DescrSet },
			func(s *Slots) RawFn {
				f := s.DescrSet
				return func(t *Thread, self Value, a Args) (Value, error) {
					want := 2
					if name == "__delete__" {
						want = 1
					}
					if err := t.wrapArgs(name, a, want); err != nil {
						return Value{}, err
					}
					if want == 1 {
						return None, f(t, self, a.Pos[0], Value{})
					}
					return None, f(t, self, a.Pos[0], a.Pos[1])
				}
			})
	}
}

func wrapGet(s *Slots) RawFn {
	f := s.DescrGet
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs12("__get__", a); err != nil {
			return Value{}, err
		}
		obj, typ := a.Pos[0], Value{}
		if len(a.Pos) == 2 {
			typ = a.Pos[1]
		}
		if obj == None {
			obj = Value{}
		}
		if typ == None {
			typ = Value{}
		}
		if obj.O == nil && typ.O == nil {
			return Value{}, t.TypeErr("__get__(None, None) is invalid")
		}
		return f(t, self, obj, typ)
	}
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
