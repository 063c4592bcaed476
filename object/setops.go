package object

// The algebra of sets. Which set is iterated over decides the order of the result, so
// it is CPython's choice each time.

// copyAs returns a set of class typ with the items of s.
func (s *Set) copyAs(t *Thread, typ *Type) (*Set, error) {
	c := t.newSet(typ)
	if err := c.merge(t, s); err != nil {
		t.Unref(c.Value())
		return nil, err
	}
	return c, nil
}

// setOf returns a set of class typ with the items of an iterable.
func (t *Thread) setOf(typ *Type, src Value) (*Set, error) {
	s := t.newSet(typ)
	if err := s.update(t, src); err != nil {
		t.Unref(s.Value())
		return nil, err
	}
	return s, nil
}

// base is the class of the results of s's operators: set or frozenset.
func (s *Set) base() *Type {
	if s.Typ == SetType || s.Typ == FrozenSetType {
		return s.Typ
	}
	if s.Typ.IsSubtype(FrozenSetType) {
		return FrozenSetType
	}
	return SetType
}

// each calls visit with the items of s; an item is held meanwhile.
func (s *Set) each(t *Thread, visit func(key Value, hash int64) error) error {
	for i := 0; i < len(s.table); i++ {
		e := s.table[i]
		if !e.live() {
			continue
		}
		held := e.key.O.RC >= 0
		if held {
			e.key.O.RC++
		}
		err := visit(e.key, e.hash)
		if held {
			t.Unref(e.key)
		}
		if err != nil {
			if err == ErrStop {
				return nil
			}
			return err
		}
	}
	return nil
}

// result gives s, or drops it when err says so.
func (s *Set) result(t *Thread, err error) (Value, error) {
	if err != nil {
		t.Unref(s.Value())
		return Value{}, err
	}
	return s.Value(), nil
}

func (s *Set) intersection(t *Thread, other Value) (Value, error) {
	if other == s.Value() {
		c, err := s.copyAs(t, s.base())
		if err != nil {
			return Value{}, err
		}
		return c.Value(), nil
	}
	r := t.newSet(s.base())
	if isAnySet(other) {
		a, b := s, as[Set](other)
		if b.used > a.used {
			a, b = b, a
		}
		return r.result(t, b.each(t, func(key Value, hash int64) error {
			in, err := a.has(t, key, hash)
			if err == nil && in {
				err = r.add(t, key, hash)
			}
			return err
		}))
	}
	return r.result(t, t.Iterate(other, func(x Value) error {
		h, err := t.HashKey(x)
		if err != nil {
			return err
		}
		in, err := s.has(t, x, h)
		if err == nil && in {
			err = r.add(t, x, h)
		}
		return err
	}))
}

// swap exchanges the items of two sets.
func (s *Set) swap(o *Set) {
	s.small, o.small = o.small, s.small
	s.table, o.table = o.table, s.table
	if len(s.table) == setMinSize {
		s.table = s.small[:]
	}
	if len(o.table) == setMinSize {
		o.table = o.small[:]
	}
	s.fill, o.fill = o.fill, s.fill
	s.used, o.used = o.used, s.used
}

// become takes over the items of v, which is given, and drops its own.
func (s *Set) become(t *Thread, v Value) {
	s.swap(as[Set](v))
	t.Unref(v)
}

func (s *Set) difference(t *Thread, other Value) (Value, error) {
	var n int
	switch {
	case isAnySet(other):
		n = as[Set](other).used
	case other.O.Typ == DictType:
		n = as[Dict](other).used
	default:
		return s.copyAndDifference(t, other)
	}
	if s.used>>2 > n {
		return s.copyAndDifference(t, other)
	}
	r := t.newSet(s.base())
	return r.result(t, s.each(t, func(key Value, hash int64) error {
		var in bool
		var err error
		if isAnySet(other) {
			in, err = as[Set](other).has(t, key, hash)
		} else {
			var i int
			i, err = as[Dict](other).find(t, key, hash)
			in = i >= 0
		}
		if err == nil && !in {
			err = r.add(t, key, hash)
		}
		return err
	}))
}

func (s *Set) copyAndDifference(t *Thread, other Value) (Value, error) {
	c, err := s.copyAs(t, s.base())
	if err != nil {
		return Value{}, err
	}
	return c.result(t, c.differenceUpdate(t, other))
}

func (s *Set) differenceUpdate(t *Thread, other Value) error {
	if other == s.Value() {
		s.clear(t)
		return nil
	}
	var err error
	if isAnySet(other) {
		o := as[Set](other)
		o.Value().Ref()
		if o.used>>3 > s.used { // far fewer items: only those that are in both matter
			var both Value
			if both, err = s.intersection(t, other); err == nil {
				t.Unref(other)
				o = as[Set](both)
			}
		}
		if err == nil {
			err = o.each(t, func(key Value, hash int64) error {
				_, err := s.discard(t, key, hash)
				return err
			})
		}
		t.Unref(o.Value())
	} else {
		err = t.Iterate(other, func(x Value) error {
			h, err := t.HashKey(x)
			if err == nil {
				_, err = s.discard(t, x, h)
			}
			return err
		})
	}
	if err != nil || s.fill-s.used <= (len(s.table)-1)/4 {
		return err
	}
	return s.grow(t)
}

func (s *Set) symmetricUpdate(t *Thread, other Value) error {
	if other == s.Value() {
		s.clear(t)
		return nil
	}
	toggle := func(key Value, hash int64) error {
		in, err := s.discard(t, key, hash)
		if err == nil && !in {
			err = s.add(t, key, hash)
		}
		return err
	}
	if other.O.Typ == DictType {
		d := as[Dict](other)
		for i := 0; i < len(d.entries); i++ {
			e := d.entries[i]
			if e.key.O == nil {
				continue
			}
			e.key.Ref()
			err := toggle(e.key, e.hash)
			t.Unref(e.key)
			if err != nil {
				return err
			}
		}
		return nil
	}
	if isAnySet(other) {
		return as[Set](other).each(t, toggle)
	}
	o, err := t.setOf(s.base(), other)
	if err != nil {
		return err
	}
	err = o.each(t, toggle)
	t.Unref(o.Value())
	return err
}

// subsetOf reports whether every item of s is in o.
func (s *Set) subsetOf(t *Thread, o *Set) (bool, error) {
	if s.used > o.used {
		return false, nil
	}
	all := true
	err := s.each(t, func(key Value, hash int64) error {
		in, err := o.has(t, key, hash)
		if err == nil && !in {
			all = false
			return ErrStop
		}
		return err
	})
	return all && err == nil, err
}

func (s *Set) disjoint(t *Thread, other Value) (bool, error) {
	if other == s.Value() {
		return s.used == 0, nil
	}
	disjoint := true
	check := func(in bool, err error) error {
		if err == nil && in {
			disjoint = false
			return ErrStop
		}
		return err
	}
	var err error
	if isAnySetExact(other) {
		a, b := s, as[Set](other)
		if b.used > a.used {
			a, b = b, a
		}
		err = b.each(t, func(key Value, hash int64) error { return check(a.has(t, key, hash)) })
	} else {
		err = t.Iterate(other, func(x Value) error { return check(s.Has(t, x)) })
	}
	return disjoint, err
}
