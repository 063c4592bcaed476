package object

// What the special methods of built-in types do: each checks its arguments and calls the slot.

// wrapArgs returns an error unless a call of a slot wrapper has n positional arguments.
// The texts of CPython begin with the function's name, which is empty where there are two.
func (t *Thread) wrapArgs(name string, a Args, n int) error {
	if len(a.KwNames()) > 0 {
		return t.TypeErr("wrapper %s() takes no keyword arguments", name)
	}
	if len(a.Pos) == n {
		return nil
	}
	if n == 2 {
		return t.TypeErr(" expected 2 arguments, got %d", len(a.Pos))
	}
	return t.TypeErr("expected %d argument%s, got %d", n, plural(n), len(a.Pos))
}

// wrapArgs12 returns an error unless a call of a slot wrapper has 1 or 2 arguments.
func (t *Thread) wrapArgs12(name string, a Args) error {
	switch n := len(a.Pos); {
	case len(a.KwNames()) > 0:
		return t.TypeErr("wrapper %s() takes no keyword arguments", name)
	case n < 1:
		return t.TypeErr(" expected at least 1 argument, got %d", n)
	case n > 2:
		return t.TypeErr(" expected at most 2 arguments, got %d", n)
	}
	return nil
}

func wrapCall(_ string, f callSlot) RawFn { return f }

func wrapInit(_ string, f initSlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) { return None, f(t, self, a) }
}

func wrapUnary(name string, f unarySlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 0); err != nil {
			return Value{}, err
		}
		return f(t, self)
	}
}

func wrapHash(name string, f hashSlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 0); err != nil {
			return Value{}, err
		}
		h, err := f(t, self)
		return Int(h), err
	}
}

func wrapLen(name string, f lenSlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 0); err != nil {
			return Value{}, err
		}
		n, err := f(t, self)
		return Int(int64(n)), err
	}
}

func wrapBool(name string, f boolSlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 0); err != nil {
			return Value{}, err
		}
		ok, err := f(t, self)
		return Bool(ok), err
	}
}

func wrapContains(name string, f containsSlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 1); err != nil {
			return Value{}, err
		}
		ok, err := f(t, self, a.Pos[0])
		return Bool(ok), err
	}
}

func wrapBinary(name string, f binarySlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 1); err != nil {
			return Value{}, err
		}
		return f(t, self, a.Pos[0])
	}
}

func wrapSwapped(name string, f binarySlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 1); err != nil {
			return Value{}, err
		}
		return f(t, a.Pos[0], self)
	}
}

func wrapSet(name string, f setSlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 2); err != nil {
			return Value{}, err
		}
		return None, f(t, self, a.Pos[0], a.Pos[1])
	}
}

func wrapDelete(name string, f setSlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 1); err != nil {
			return Value{}, err
		}
		return None, f(t, self, a.Pos[0], Value{})
	}
}

func wrapCompare(name string, f compareSlot, op int) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs(name, a, 1); err != nil {
			return Value{}, err
		}
		return f(t, self, a.Pos[0], op)
	}
}

// wrapPow is the method of **, or of its operands the other way round, which takes a modulus, too.
func wrapPow(name string, s *Slots, swap bool) RawFn {
	pow, powMod := s.Binary[OpPow], s.PowMod
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs12(name, a); err != nil {
			return Value{}, err
		}
		x, y := self, a.Pos[0]
		if swap {
			x, y = y, x
		}
		if len(a.Pos) == 2 && a.Pos[1] != None && powMod != nil {
			return powMod(t, x, y, a.Pos[1])
		}
		return pow(t, x, y)
	}
}

// wrapRepeat is the method of a sequence's *, whose errors CPython words in another way.
func wrapRepeat(name string, f binarySlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if len(a.KwNames()) == 0 && len(a.Pos) != 1 {
			return Value{}, t.TypeErr(" expected 1 argument, got %d", len(a.Pos))
		}
		if err := t.wrapArgs(name, a, 1); err != nil {
			return Value{}, err
		}
		n := a.Pos[0]
		if n.O.Typ.Flags&FlagInt == 0 && n.O.Typ.Slots.Index == nil {
			return Value{}, t.TypeErr("'%s' object cannot be interpreted as an integer", n.O.Typ.FullName())
		}
		return f(t, self, n)
	}
}

func wrapNext(s *Slots) RawFn {
	f := s.Next
	if s.NextRaise != nil {
		f = s.NextRaise
	}
	return wrapUnary("__next__", func(t *Thread, v Value) (Value, error) {
		r, err := f(t, v)
		if err == nil && r.O == nil {
			err = t.RaiseArgs(StopIteration)
		}
		return r, err
	})
}

func wrapGet(name string, f getSlot) RawFn {
	return func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs12(name, a); err != nil {
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

// containsMethod and getItemMethod declare a slot's special method where CPython has a
// method of its own for it, which is called and refuses arguments in another way.
func containsMethod(sig, doc string, slot func(t *Thread, c, x Value) (bool, error)) Decl {
	return Method(sig, doc, func(t *Thread, v Value, a []Value) (Value, error) {
		ok, err := slot(t, v, a[0])
		return Bool(ok), err
	})
}

func getItemMethod(slot func(t *Thread, v, key Value) (Value, error)) Decl {
	return Method("__getitem__(object, /)", "x.__getitem__(y) <==> x[y]", func(t *Thread, v Value, a []Value) (Value, error) {
		return slot(t, v, a[0])
	})
}
