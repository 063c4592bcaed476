package object

func setAdd(t *Thread, self Value, args []Value) (Value, error) {
	return None, as[Set](self).Add(t, args[0])
}

func setClearMethod(t *Thread, self Value, args []Value) (Value, error) {
	as[Set](self).clear(t)
	return None, nil
}

func setCopy(t *Thread, self Value, args []Value) (Value, error) {
	c, err := as[Set](self).copyAs(t, as[Set](self).base())
	if err != nil {
		return Value{}, err
	}
	return c.Value(), nil
}

func frozenSetCopy(t *Thread, self Value, args []Value) (Value, error) {
	if self.O.Typ == FrozenSetType {
		return self.Ref(), nil
	}
	return setCopy(t, self, args)
}

// setDiscardKey removes key, or the frozenset of its items, and reports whether it was there.
func setDiscardKey(t *Thread, s *Set, key Value) (bool, error) {
	h, tmp, err := setKeyHash(t, key)
	if err != nil {
		return false, err
	}
	if tmp.O == nil {
		return s.discard(t, key, h)
	}
	ok, err := s.discard(t, tmp, h)
	t.Unref(tmp)
	return ok, err
}

func setDiscard(t *Thread, self Value, args []Value) (Value, error) {
	_, err := setDiscardKey(t, as[Set](self), args[0])
	return None, err
}

func setRemove(t *Thread, self Value, args []Value) (Value, error) {
	ok, err := setDiscardKey(t, as[Set](self), args[0])
	if err == nil && !ok {
		err = t.KeyErr(args[0])
	}
	return None, err
}

func setPop(t *Thread, self Value, args []Value) (Value, error) {
	s := as[Set](self)
	if s.used == 0 {
		return Value{}, t.Raise(KeyError, "pop from an empty set")
	}
	i := s.finger & (len(s.table) - 1)
	for !s.table[i].live() {
		i++
		if i == len(s.table) {
			i = 0
		}
	}
	key := s.table[i].key
	s.table[i] = setEntry{Value{O: &setDummy}, -1}
	s.used--
	s.finger = i + 1
	return key, nil
}

func setUpdate(t *Thread, self Value, a Args) (Value, error) {
	if err := t.NoKw("update", a); err != nil {
		return Value{}, err
	}
	for _, x := range a.Pos {
		if err := as[Set](self).update(t, x); err != nil {
			return Value{}, err
		}
	}
	return None, nil
}

func setUnion(t *Thread, self Value, a Args) (Value, error) {
	if err := t.NoKw("union", a); err != nil {
		return Value{}, err
	}
	s := as[Set](self)
	c, err := s.copyAs(t, s.base())
	if err != nil {
		return Value{}, err
	}
	for _, x := range a.Pos {
		if x == self {
			continue
		}
		if err := c.update(t, x); err != nil {
			t.Unref(c.Value())
			return Value{}, err
		}
	}
	return c.Value(), nil
}

func setIntersection(t *Thread, self Value, a Args) (Value, error) {
	if err := t.NoKw("intersection", a); err != nil {
		return Value{}, err
	}
	if len(a.Pos) == 0 {
		return setCopy(t, self, nil)
	}
	r := self.Ref()
	for _, x := range a.Pos {
		next, err := as[Set](r).intersection(t, x)
		t.Unref(r)
		if err != nil {
			return Value{}, err
		}
		r = next
	}
	return r, nil
}

func setIntersectionUpdate(t *Thread, self Value, a Args) (Value, error) {
	if err := t.NoKw("intersection_update", a); err != nil {
		return Value{}, err
	}
	r, err := setIntersection(t, self, a)
	if err != nil {
		return Value{}, err
	}
	as[Set](self).become(t, r)
	return None, nil
}

func setDifference(t *Thread, self Value, a Args) (Value, error) {
	if err := t.NoKw("difference", a); err != nil {
		return Value{}, err
	}
	if len(a.Pos) == 0 {
		return setCopy(t, self, nil)
	}
	r, err := as[Set](self).difference(t, a.Pos[0])
	if err != nil {
		return Value{}, err
	}
	for _, x := range a.Pos[1:] {
		if err := as[Set](r).differenceUpdate(t, x); err != nil {
			t.Unref(r)
			return Value{}, err
		}
	}
	return r, nil
}

func setDifferenceUpdate(t *Thread, self Value, a Args) (Value, error) {
	if err := t.NoKw("difference_update", a); err != nil {
		return Value{}, err
	}
	for _, x := range a.Pos {
		if err := as[Set](self).differenceUpdate(t, x); err != nil {
			return Value{}, err
		}
	}
	return None, nil
}

func setSymmetricDifference(t *Thread, self Value, args []Value) (Value, error) {
	return symmetricDifference(t, as[Set](self), args[0])
}

func setSymmetricUpdate(t *Thread, self Value, args []Value) (Value, error) {
	return None, as[Set](self).symmetricUpdate(t, args[0])
}

func setIsDisjoint(t *Thread, self Value, args []Value) (Value, error) {
	ok, err := as[Set](self).disjoint(t, args[0])
	return Bool(ok), err
}

func setIsSubset(t *Thread, self Value, args []Value) (Value, error) {
	return withSet(t, args[0], func(o *Set) (bool, error) { return as[Set](self).subsetOf(t, o) })
}

func setIsSuperset(t *Thread, self Value, args []Value) (Value, error) {
	return withSet(t, args[0], func(o *Set) (bool, error) { return o.subsetOf(t, as[Set](self)) })
}

// withSet calls f with v, made a set if it is none.
func withSet(t *Thread, v Value, f func(o *Set) (bool, error)) (Value, error) {
	if isAnySet(v) {
		ok, err := f(as[Set](v))
		return Bool(ok), err
	}
	o, err := t.setOf(SetType, v)
	if err != nil {
		return Value{}, err
	}
	ok, err := f(o)
	t.Unref(o.Value())
	return Bool(ok), err
}

func setSizeof(t *Thread, self Value, args []Value) (Value, error) {
	n := self.O.Typ.BasicSize
	if size := len(as[Set](self).table); size > setMinSize {
		n += size * 16
	}
	return Int(int64(n)), nil
}

func setReduce(t *Thread, self Value, args []Value) (Value, error) {
	items, err := t.ListOf(self)
	if err != nil {
		return Value{}, err
	}
	state, err := t.LookupAttr(self, "__dict__")
	if err != nil {
		t.Unref(items)
		return Value{}, err
	}
	if state.O == nil {
		state = None
	}
	return t.NewTuple(self.O.Typ.Value().Ref(), t.NewTuple(items), state), nil
}
