package collabcmod

import "github.com/minipy-go/minipy/object"

func mappingSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Mapping", Slots: []string{},
		Doc: "A mapping that cannot be changed: __getitem__, __iter__ and __len__ suffice.",
		Decls: []decl{
			object.Attr("__abc_tpflags__", object.Int(1<<6)), // matches mapping patterns
			object.AbstractMethod("__getitem__(self, key)", "", keyError),
			object.Method("get(self, key, default=None)", "D.get(k[,d]) -> D[k] if k in D, else d, which is None if left out.", mappingGet),
			object.Method("__contains__(self, key)", "", mappingContains),
			object.Method("keys(self)", "D.keys() -> a set-like view of D's keys", func(t *thread, self value, _ []value) (value, error) {
				return t.Call(peek(t, keysView), self)
			}),
			object.Method("items(self)", "D.items() -> a set-like view of D's items", func(t *thread, self value, _ []value) (value, error) {
				return t.Call(peek(t, itemsView), self)
			}),
			object.Method("values(self)", "D.values() -> a view of D's values", func(t *thread, self value, _ []value) (value, error) {
				return t.Call(peek(t, valuesView), self)
			}),
			object.Method("__eq__(self, other)", "", mappingEQ),
			object.Attr("__reversed__", object.None),
		}}
}

func mutableMappingSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "MutableMapping", Slots: []string{},
		Doc: "A mapping that can be changed: __getitem__, __setitem__, __delitem__, __iter__ and __len__ suffice.",
		Decls: []decl{
			object.AbstractMethod("__setitem__(self, key, value)", "", keyError),
			object.AbstractMethod("__delitem__(self, key)", "", keyError),
			object.Made("_MutableMapping__marker", func(t *thread) (value, error) { return t.Call(object.ObjectType.Value()) }),
			object.Method("pop(self, key, default=<absent>)", "D.pop(k[,d]) -> the value of k, which is removed.\n\nIf k is not there: d if given, else KeyError.", mappingPop),
			object.Method("popitem(self)", "D.popitem() -> some pair (k, v), which is removed; KeyError if D is empty.", mappingPopItem),
			object.Method("clear(self)", "D.clear() -> None.  Remove all items, one after the other.", func(t *thread, self value, _ []value) (value, error) {
				return popAll(t, self, "popitem", object.KeyError)
			}),
			object.Method("update(self, other=(), /, **kwds)", "D.update([E, ]**F) -> None.  Take over the items of a mapping or of pairs E, then F.", mappingUpdate),
			object.Method("setdefault(self, key, default=None)", "D.setdefault(k[,d]) -> D[k]; if k is not there D[k] is set to d first.", mappingSetDefault),
		}}
}

func keyError(t *thread, _ value, _ []value) (value, error) {
	return value{}, t.RaiseArgs(object.KeyError)
}

func orNone(v value) value {
	if v.O == nil {
		return object.None
	}
	return v
}

func mappingGet(t *thread, self value, a []value) (value, error) {
	v, err := t.GetItem(self, a[0])
	if swallow(t, err, object.KeyError) {
		return orNone(a[1]).Ref(), nil
	}
	return v, err
}

func mappingContains(t *thread, self value, a []value) (value, error) {
	v, err := t.GetItem(self, a[0])
	if swallow(t, err, object.KeyError) {
		return object.False, nil
	}
	if err != nil {
		return value{}, err
	}
	t.Unref(v)
	return object.True, nil
}

// itemsDict is dict(v.items()).
func itemsDict(t *thread, v value) (value, error) {
	items, err := t.CallMethod(v, "items")
	if err != nil {
		return value{}, err
	}
	d, err := t.Call(object.DictType.Value(), items)
	t.Unref(items)
	return d, err
}

func mappingEQ(t *thread, self value, a []value) (value, error) {
	if ok, err := is(t, a[0], mapping); err != nil || !ok {
		return object.NotImplemented, err
	}
	d, err := itemsDict(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d)
	e, err := itemsDict(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(e)
	return t.Compare(d, e, object.CmpEQ)
}

func mappingPop(t *thread, self value, a []value) (value, error) {
	v, err := t.GetItem(self, a[0])
	if a[1].O != nil && swallow(t, err, object.KeyError) {
		return a[1].Ref(), nil
	}
	if err == nil {
		if err = t.DelItem(self, a[0]); err != nil {
			t.Unref(v)
		}
	}
	if err != nil {
		return value{}, err
	}
	return v, nil
}

func mappingPopItem(t *thread, self value, _ []value) (value, error) {
	k, err := first(t, self)
	if err != nil {
		return value{}, err
	}
	if k.O == nil {
		return value{}, empty(t)
	}
	v, err := t.GetItem(self, k)
	if err == nil {
		if err = t.DelItem(self, k); err != nil {
			t.Unref(v)
		}
	}
	if err != nil {
		t.Unref(k)
		return value{}, err
	}
	return t.NewTuple(k, v), nil
}

func mappingUpdate(t *thread, self value, a []value) (value, error) {
	if a[0].O != nil {
		if err := updateFrom(t, self, a[0]); err != nil {
			return value{}, err
		}
	}
	if a[1].O == nil {
		return object.None, nil
	}
	d, _ := object.AsDict(a[1])
	for pos := 0; ; {
		k, v, ok := d.Next(&pos)
		if !ok {
			return object.None, nil
		}
		if err := t.SetItem(self, k, v); err != nil {
			return value{}, err
		}
	}
}

// updateFrom takes over what a mapping, an object with keys() or an iterable of pairs holds.
func updateFrom(t *thread, self, other value) error {
	keys := other.Ref()
	ok, err := is(t, other, mapping)
	if err == nil && !ok {
		var f value
		if f, err = t.LookupAttr(other, "keys"); err == nil && f.O != nil {
			t.Unref(keys)
			keys, err = t.Call(f)
			t.Unref(f)
			ok = true
		}
	}
	if err != nil {
		t.XUnref(keys)
		return err
	}
	defer t.Unref(keys)
	if ok {
		return t.Iterate(keys, func(k value) error {
			v, err := t.GetItem(other, k)
			if err == nil {
				err = t.SetItem(self, k, v)
				t.Unref(v)
			}
			return err
		})
	}
	return t.Iterate(other, func(x value) error {
		k, v, err := unpackPair(t, x)
		if err == nil {
			err = t.SetItem(self, k, v)
			t.Unref(k)
			t.Unref(v)
		}
		return err
	})
}

// unpackPair is `k, v = x`; both are given.
func unpackPair(t *thread, x value) (k, v value, err error) {
	it, err := t.Iter(x)
	if err != nil {
		if swallow(t, err, object.TypeError) {
			err = t.TypeErr("cannot unpack non-iterable %s object", x.Type().Name)
		}
		return value{}, value{}, err
	}
	defer t.Unref(it)
	var parts [3]value
	for i := range parts {
		if parts[i], err = t.NextOf(it); err != nil || parts[i].O == nil {
			if err == nil && i == 2 {
				return parts[0], parts[1], nil
			}
			if err == nil {
				err = t.ValueErr("not enough values to unpack (expected 2, got %d)", i)
			}
			break
		}
	}
	if err == nil {
		err = t.ValueErr("too many values to unpack (expected 2)")
	}
	for _, p := range parts {
		t.XUnref(p)
	}
	return value{}, value{}, err
}

func mappingSetDefault(t *thread, self value, a []value) (value, error) {
	v, err := t.GetItem(self, a[0])
	if swallow(t, err, object.KeyError) {
		v := orNone(a[1])
		if err := t.SetItem(self, a[0], v); err != nil {
			return value{}, err
		}
		return v.Ref(), nil
	}
	return v, err
}

func mappingViewSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "MappingView", Slots: []string{"_mapping"}, Decls: []decl{
		object.Method("__init__(self, mapping)", "", func(t *thread, self value, a []value) (value, error) {
			return none(t.SetAttrS(self, "_mapping", a[0]))
		}),
		object.Method("__len__(self)", "", viewLen),
		object.Method("__repr__(self)", "", viewRepr),
		object.Made("__class_getitem__", aliasMaker),
	}}
}

func keysViewSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "KeysView", Slots: []string{}, Decls: []decl{
		object.ClassMethod("_from_iterable(cls, it)", "", fromIterable),
		object.Method("__contains__(self, key)", "", func(t *thread, self value, a []value) (value, error) {
			m, err := t.GetAttrS(self, "_mapping")
			if err != nil {
				return value{}, err
			}
			in, err := t.Contains(m, a[0])
			t.Unref(m)
			return object.Bool(in), err
		}),
		object.Method("__iter__(self)", "", func(t *thread, self value, _ []value) (value, error) {
			return t.NewGen("KeysView.__iter__", keysStep, self), nil
		}),
	}}
}

func itemsViewSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "ItemsView", Slots: []string{}, Decls: []decl{
		object.ClassMethod("_from_iterable(cls, it)", "", fromIterable),
		object.Method("__contains__(self, item)", "", itemsContains),
		object.Method("__iter__(self)", "", func(t *thread, self value, _ []value) (value, error) {
			return t.NewGen("ItemsView.__iter__", itemsStep, self), nil
		}),
	}}
}

func valuesViewSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "ValuesView", Slots: []string{}, Decls: []decl{
		object.Method("__contains__(self, value)", "", valuesContains),
		object.Method("__iter__(self)", "", func(t *thread, self value, _ []value) (value, error) {
			return t.NewGen("ValuesView.__iter__", valuesStep, self), nil
		}),
	}}
}

func fromIterable(t *thread, _ value, a []value) (value, error) {
	return t.Call(object.SetType.Value(), a[0])
}

func viewLen(t *thread, self value, _ []value) (value, error) {
	m, err := t.GetAttrS(self, "_mapping")
	if err != nil {
		return value{}, err
	}
	n, err := t.Len(m)
	t.Unref(m)
	return object.Int(int64(n)), err
}

func viewRepr(t *thread, self value, _ []value) (value, error) {
	m, err := t.GetAttrS(self, "_mapping")
	if err != nil {
		return value{}, err
	}
	s, err := t.ReprString(m)
	t.Unref(m)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(self.Type().Name + "(" + s + ")"), nil
}

// nextKey gives the next key of self._mapping, absent at the end. Vals[0] is the view,
// Vals[1] the iterator; a view that iterates over pairs or values keeps the key in Vals[2].
func nextKey(t *thread, g *object.Gen) (value, error) {
	if g.Vals[1].O == nil {
		m, err := t.GetAttrS(g.Vals[0], "_mapping")
		if err != nil {
			return value{}, err
		}
		it, err := t.Iter(m)
		t.Unref(m)
		if err != nil {
			return value{}, err
		}
		g.Keep(t, 1, it)
	}
	return t.NextOf(g.Vals[1])
}

func keysStep(t *thread, g *object.Gen) (value, error) { return nextKey(t, g) }

// nextValue gives the next value; its key is Vals[2].
func nextValue(t *thread, g *object.Gen) (value, error) {
	k, err := nextKey(t, g)
	if err != nil || k.O == nil {
		return value{}, err
	}
	g.Keep(t, 2, k)
	return mapped(t, g.Vals[0], k)
}

// mapped is view._mapping[k].
func mapped(t *thread, view, k value) (value, error) {
	m, err := t.GetAttrS(view, "_mapping")
	if err != nil {
		return value{}, err
	}
	v, err := t.GetItem(m, k)
	t.Unref(m)
	return v, err
}

func valuesStep(t *thread, g *object.Gen) (value, error) { return nextValue(t, g) }

func itemsStep(t *thread, g *object.Gen) (value, error) {
	v, err := nextValue(t, g)
	if err != nil || v.O == nil {
		return value{}, err
	}
	return t.NewTuple(g.Vals[2].Ref(), v), nil
}

func itemsContains(t *thread, self value, a []value) (value, error) {
	k, v, err := unpackPair(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(k)
	defer t.Unref(v)
	own, err := mapped(t, self, k)
	if swallow(t, err, object.KeyError) {
		return object.False, nil
	}
	if err != nil {
		return value{}, err
	}
	eq, err := t.Equal(own, v)
	t.Unref(own)
	return object.Bool(eq), err
}

func valuesContains(t *thread, self value, a []value) (value, error) {
	m, err := t.GetAttrS(self, "_mapping")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	found := false
	err = t.Iterate(m, func(k value) error {
		v, err := mapped(t, self, k)
		if err != nil {
			return err
		}
		found, err = t.Equal(v, a[0])
		t.Unref(v)
		if err == nil && found {
			err = object.ErrStop
		}
		return err
	})
	return object.Bool(found), err
}
