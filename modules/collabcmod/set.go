package collabcmod

import "github.com/minipy-go/minipy/object"

func setSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Set", Slots: []string{},
		Doc: "A set that cannot be changed: __contains__, __iter__ and __len__ suffice.\n\nWhere the constructor does not take an iterable, override _from_iterable().",
		Decls: []decl{
			object.Method("__le__(self, other)", "", setLE),
			object.Method("__lt__(self, other)", "", setLT),
			object.Method("__gt__(self, other)", "", setGT),
			object.Method("__ge__(self, other)", "", setGE),
			object.Method("__eq__(self, other)", "", setEQ),
			object.ClassMethod("_from_iterable(cls, it)", "Make an object of the class from any iterable.", func(t *thread, cls value, a []value) (value, error) {
				return t.Call(cls, a[0])
			}),
			object.Method("__and__(self, other)", "", setAnd),
			object.Alias("__rand__", "__and__"),
			object.Method("isdisjoint(self, other)", "Return True if the two have no item in common.", setIsDisjoint),
			object.Method("__or__(self, other)", "", setOr),
			object.Alias("__ror__", "__or__"),
			object.Method("__sub__(self, other)", "", setSub),
			object.Method("__rsub__(self, other)", "", setRSub),
			object.Method("__xor__(self, other)", "", setXor),
			object.Alias("__rxor__", "__xor__"),
			object.Method("_hash(self)", "A hash of the items in any order, that of the frozenset of them.", setHash),
		}}
}

func mutableSetSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "MutableSet", Slots: []string{},
		Doc: "A set that can be changed: __contains__, __iter__, __len__, add() and discard() suffice.",
		Decls: []decl{
			object.AbstractMethod("add(self, value)", "Add an item.", notImplemented),
			object.AbstractMethod("discard(self, value)", "Remove an item, if it is there.", notImplemented),
			object.Method("remove(self, value)", "Remove an item, or raise KeyError.", setRemove),
			object.Method("pop(self)", "Remove and return some item; raise KeyError if there is none.", setPop),
			object.Method("clear(self)", "Remove every item, one after the other.", func(t *thread, self value, _ []value) (value, error) {
				return popAll(t, self, "pop", object.KeyError)
			}),
			object.Method("__ior__(self, it)", "", setIOr),
			object.Method("__iand__(self, it)", "", setIAnd),
			object.Method("__ixor__(self, it)", "", setIXor),
			object.Method("__isub__(self, it)", "", setISub),
		}}
}

func notImplemented(t *thread, _ value, _ []value) (value, error) {
	return value{}, t.RaiseArgs(object.NotImplementedError)
}

// lengths gives the lengths of two sets; ok is false if other is none.
func lengths(t *thread, self, other value) (n, m int, ok bool, err error) {
	if ok, err = is(t, other, set); err != nil || !ok {
		return 0, 0, false, err
	}
	if n, err = t.Len(self); err == nil {
		m, err = t.Len(other)
	}
	return n, m, true, err
}

// within reports whether all items of a are in b.
func within(t *thread, a, b value) (bool, error) {
	all := true
	err := t.Iterate(a, func(x value) error {
		in, err := t.Contains(b, x)
		if err == nil && !in {
			all, err = false, object.ErrStop
		}
		return err
	})
	return all, err
}

// order is a comparison: fits judges the lengths, then the items of a must be in b.
func order(t *thread, self, other value, fits func(n, m int) bool, swap bool) (value, error) {
	n, m, ok, err := lengths(t, self, other)
	if err != nil || !ok {
		return object.NotImplemented, err
	}
	if !fits(n, m) {
		return object.False, nil
	}
	if swap {
		self, other = other, self
	}
	in, err := within(t, self, other)
	return object.Bool(in), err
}

func setLE(t *thread, self value, a []value) (value, error) {
	return order(t, self, a[0], func(n, m int) bool { return n <= m }, false)
}

func setGE(t *thread, self value, a []value) (value, error) {
	return order(t, self, a[0], func(n, m int) bool { return n >= m }, true)
}

// strict is < or > or ==: the lengths, then the method that a subclass may have changed.
func strict(t *thread, self, other value, fits func(n, m int) bool, method string) (value, error) {
	n, m, ok, err := lengths(t, self, other)
	if err != nil || !ok {
		return object.NotImplemented, err
	}
	if !fits(n, m) {
		return object.False, nil
	}
	return t.CallMethod(self, method, other)
}

func setLT(t *thread, self value, a []value) (value, error) {
	return strict(t, self, a[0], func(n, m int) bool { return n < m }, "__le__")
}

func setGT(t *thread, self value, a []value) (value, error) {
	return strict(t, self, a[0], func(n, m int) bool { return n > m }, "__ge__")
}

func setEQ(t *thread, self value, a []value) (value, error) {
	return strict(t, self, a[0], func(n, m int) bool { return n == m }, "__le__")
}

// picked returns self._from_iterable(of the items of src that are, or are not, in c).
func picked(t *thread, self value, name string, src, c value, want bool) (value, error) {
	it, err := t.Iter(src)
	if err != nil {
		return value{}, err
	}
	g := t.NewGen(name, pickStep, it, c)
	t.Unref(it)
	if want {
		object.As[object.Gen](g).N = 1
	}
	r, err := t.CallMethod(self, "_from_iterable", g)
	t.Unref(g)
	return r, err
}

// pickStep gives the items of Vals[0] that are in Vals[1] if N is 1, else those that
// are not. Vals[2] is the last one looked at.
func pickStep(t *thread, g *object.Gen) (value, error) {
	for {
		x, err := t.NextOf(g.Vals[0])
		if err != nil || x.O == nil {
			return value{}, err
		}
		g.Keep(t, 2, x)
		in, err := t.Contains(g.Vals[1], x)
		if err != nil {
			return value{}, err
		}
		if in == (g.N == 1) {
			return x.Ref(), nil
		}
		if err := t.Poll(); err != nil {
			return value{}, err
		}
	}
}

func setAnd(t *thread, self value, a []value) (value, error) {
	if ok, err := is(t, a[0], iterable); err != nil || !ok {
		return object.NotImplemented, err
	}
	return picked(t, self, "Set.__and__.<locals>.<genexpr>", a[0], self, true)
}

func setIsDisjoint(t *thread, self value, a []value) (value, error) {
	common := false
	err := t.Iterate(a[0], func(x value) error {
		in, err := t.Contains(self, x)
		if err == nil && in {
			common, err = true, object.ErrStop
		}
		return err
	})
	return object.Bool(!common), err
}

func setOr(t *thread, self value, a []value) (value, error) {
	if ok, err := is(t, a[0], iterable); err != nil || !ok {
		return object.NotImplemented, err
	}
	g := t.NewGen("Set.__or__.<locals>.<genexpr>", bothStep, self, a[0])
	r, err := t.CallMethod(self, "_from_iterable", g)
	t.Unref(g)
	return r, err
}

// bothStep gives the items of Vals[0], then those of Vals[1]. Vals[2] is the iterator,
// Vals[3] the last item.
func bothStep(t *thread, g *object.Gen) (value, error) {
	for {
		if g.Vals[2].O == nil {
			if g.N == 2 {
				return value{}, nil
			}
			it, err := t.Iter(g.Vals[g.N])
			if err != nil {
				return value{}, err
			}
			g.N++
			g.Keep(t, 2, it)
		}
		x, err := t.NextOf(g.Vals[2])
		if err != nil {
			return value{}, err
		}
		if x.O != nil {
			g.Keep(t, 3, x)
			return x.Ref(), nil
		}
		g.Keep(t, 2, value{})
	}
}

// asSet gives other as a Set, made by self._from_iterable if need be; absent if it is
// no iterable either.
func asSet(t *thread, self, other value) (value, error) {
	ok, err := is(t, other, set)
	if err != nil || ok {
		return other.Ref(), err
	}
	if ok, err = is(t, other, iterable); err != nil || !ok {
		return value{}, err
	}
	return t.CallMethod(self, "_from_iterable", other)
}

func setSub(t *thread, self value, a []value) (value, error) {
	other, err := asSet(t, self, a[0])
	if err != nil || other.O == nil {
		return object.NotImplemented, err
	}
	defer t.Unref(other)
	return picked(t, self, "Set.__sub__.<locals>.<genexpr>", self, other, false)
}

func setRSub(t *thread, self value, a []value) (value, error) {
	other, err := asSet(t, self, a[0])
	if err != nil || other.O == nil {
		return object.NotImplemented, err
	}
	defer t.Unref(other)
	return picked(t, self, "Set.__rsub__.<locals>.<genexpr>", other, self, false)
}

func setXor(t *thread, self value, a []value) (value, error) {
	other, err := asSet(t, self, a[0])
	if err != nil || other.O == nil {
		return object.NotImplemented, err
	}
	defer t.Unref(other)
	left, err := t.Binary(object.OpSub, self, other)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(left)
	right, err := t.Binary(object.OpSub, other, self)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(right)
	return t.Binary(object.OpOr, left, right)
}

func setHash(t *thread, self value, _ []value) (value, error) {
	f, err := t.Call(object.FrozenSetType.Value(), self)
	if err != nil {
		return value{}, err
	}
	h, err := t.Hash(f)
	t.Unref(f)
	return object.Int(h), err
}

func setRemove(t *thread, self value, a []value) (value, error) {
	in, err := t.Contains(self, a[0])
	if err != nil {
		return value{}, err
	}
	if !in {
		return value{}, t.KeyErr(a[0])
	}
	return discard(t, self, a[0])
}

func discard(t *thread, self, x value) (value, error) {
	r, err := t.CallMethod(self, "discard", x)
	return none(void(t, r, err))
}

// first gives the first item of self, absent if there is none.
func first(t *thread, self value) (value, error) {
	it, err := t.Iter(self)
	if err != nil {
		return value{}, err
	}
	x, err := t.NextOf(it)
	t.Unref(it)
	return x, err
}

// empty is the KeyError of a container without items.
func empty(t *thread) error {
	err := t.RaiseArgs(object.KeyError)
	e := t.Normalize(err)
	e.GiveContext(t, t.TakeExc(t.RaiseArgs(object.StopIteration)).Value())
	e.GiveCause(t, value{})
	return err
}

func setPop(t *thread, self value, _ []value) (value, error) {
	x, err := first(t, self)
	if err != nil {
		return value{}, err
	}
	if x.O == nil {
		return value{}, empty(t)
	}
	if _, err := discard(t, self, x); err != nil {
		t.Unref(x)
		return value{}, err
	}
	return x, nil
}

// popAll calls a method until it raises an end error.
func popAll(t *thread, self value, method string, end *class) (value, error) {
	for {
		r, err := t.CallMethod(self, method)
		if err != nil {
			if swallow(t, err, end) {
				return object.None, nil
			}
			return value{}, err
		}
		t.Unref(r)
		if err := t.Poll(); err != nil {
			return value{}, err
		}
	}
}

// forEach calls self.method with each item, and gives self.
func forEach(t *thread, self, items value, method string) (value, error) {
	err := t.Iterate(items, func(x value) error {
		r, err := t.CallMethod(self, method, x)
		return void(t, r, err)
	})
	if err != nil {
		return value{}, err
	}
	return self.Ref(), nil
}

func setIOr(t *thread, self value, a []value) (value, error) { return forEach(t, self, a[0], "add") }

func setIAnd(t *thread, self value, a []value) (value, error) {
	out, err := t.Binary(object.OpSub, self, a[0])
	if err != nil {
		return value{}, err
	}
	r, err := forEach(t, self, out, "discard")
	t.Unref(out)
	return r, err
}

// cleared is self after self.clear().
func cleared(t *thread, self value) (value, error) {
	r, err := t.CallMethod(self, "clear")
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	return self.Ref(), nil
}

func setISub(t *thread, self value, a []value) (value, error) {
	if a[0] == self {
		return cleared(t, self)
	}
	return forEach(t, self, a[0], "discard")
}

func setIXor(t *thread, self value, a []value) (value, error) {
	if a[0] == self {
		return cleared(t, self)
	}
	other := a[0].Ref()
	ok, err := is(t, other, set)
	if err == nil && !ok {
		t.Unref(other)
		other, err = t.CallMethod(self, "_from_iterable", a[0])
	}
	if err != nil {
		t.XUnref(other)
		return value{}, err
	}
	err = t.Iterate(other, func(x value) error {
		in, err := t.Contains(self, x)
		if err != nil {
			return err
		}
		method := "add"
		if in {
			method = "discard"
		}
		r, err := t.CallMethod(self, method, x)
		return void(t, r, err)
	})
	t.Unref(other)
	if err != nil {
		return value{}, err
	}
	return self.Ref(), nil
}
