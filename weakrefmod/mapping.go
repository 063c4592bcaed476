package weakrefmod

import (
	"fmt"

	"github.com/minipy-go/minipy/object"
)

// What the two dictionaries share: a WeakValueDictionary and a WeakKeyDictionary
// differ in what of an entry is weak, and in little else.

// isMapping reports whether v is a mapping to the operators | and ==.
func isMapping(t *thread, v value) (bool, error) {
	typ := v.Type()
	if typ.Flags&(object.FlagDict|object.FlagMapping) != 0 || typ.IsSubtype(valueDictType) || typ.IsSubtype(keyDictType) {
		return true, nil
	}
	m, ok := object.AsModule(orNone(t.In.Modules.GetS(t, "collections.abc")))
	if !ok {
		return false, nil
	}
	abc := m.Dict.GetS(t, "Mapping")
	if abc.IsNil() {
		return false, nil
	}
	return t.IsInstanceOf(v, abc)
}

// each calls store with the items of what a dictionary is made from or updated with: a
// mapping's items, else pairs.
func each(t *thread, src value, store func(key, val value) error) error {
	items, err := t.LookupAttr(src, "items")
	if err != nil {
		return err
	}
	if items.IsNil() {
		d, err := t.Call(object.DictType.Value(), src)
		if err != nil {
			return err
		}
		defer t.Unref(d)
		err = eachEntry(t, object.As[object.Dict](d), store)
		if err != nil {
			err = t.HoldMore(err, d)
		}
		return err
	}
	if d, ok := object.AsDict(src); ok && src.Type() == object.DictType {
		t.Unref(items)
		return eachEntry(t, d, store)
	}
	view, err := t.Call(items)
	t.Unref(items)
	if err != nil {
		return err
	}
	defer t.Unref(view)
	return t.Iterate(view, func(pair value) error {
		kv, err := t.Collect(pair)
		if err != nil {
			return err
		}
		defer t.UnrefAll(kv)
		switch {
		case len(kv) > 2:
			return t.ValueErr("too many values to unpack (expected 2)")
		case len(kv) < 2:
			return t.ValueErr("not enough values to unpack (expected 2, got %d)", len(kv))
		}
		return store(kv[0], kv[1])
	})
}

// eachEntry calls visit with the entries of d, each held meanwhile.
func eachEntry(t *thread, d *object.Dict, visit func(key, val value) error) error {
	w := object.NewWalk(d.Len())
	for {
		key, val, err := w.Dict(t, d)
		if key.IsNil() {
			return err
		}
		key.Ref()
		val.Ref()
		err = visit(key, val)
		t.Unref(key)
		t.Unref(val)
		if err != nil {
			return err
		}
	}
}

// guarded runs f as an iteration over c does: what dies meanwhile goes at its end.
func (c *container) guarded(t *thread, k kind, f func() error) error {
	c.iterating++
	err := f()
	c.iterating--
	if c.iterating == 0 {
		if err2 := c.commit(t, k); err == nil {
			err = err2
		} else if err2 != nil {
			t.Discard(err2)
		}
	}
	return err
}

// update takes the arguments of update(other, **kw).
func update(t *thread, self, src, kw value, store func(t *thread, c *container, key, val value) error) error {
	c := asContainer(self)
	put := func(key, val value) error {
		err := store(t, c, key, val)
		if err != nil {
			err = t.HoldMore(err, key, val)
		}
		return err
	}
	if !src.IsNil() && src != object.None {
		if err := each(t, src, put); err != nil {
			return err
		}
	}
	if d, ok := object.AsDict(orNone(kw)); ok && d.Len() > 0 {
		return eachEntry(t, d, put)
	}
	return nil
}

// callUpdate calls self.update(src, **kw), the class's own unless a subclass has another.
func callUpdate(t *thread, self, src value, kw value) error {
	d, _ := object.AsDict(orNone(kw))
	f, err := t.GetAttrS(self, "update")
	if err != nil {
		return err
	}
	r, err := t.CallArgs(f, object.WithDict([]value{src}, d))
	t.Unref(f)
	if err == nil {
		t.Unref(r)
	}
	return err
}

// newOf returns an empty container of class typ.
func newOf(t *thread, typ *object.Type) (value, error) { return t.Call(typ.Value()) }

// mapOr is a | b for either side being a dictionary of class typ: a copy of the left
// one, or for another mapping on the left a new one, updated.
func mapOr(own *object.Type) func(t *thread, a, b value) (value, error) {
	return func(t *thread, a, b value) (value, error) {
		left := a.Type().IsSubtype(own)
		self, other := a, b
		if !left {
			self, other = b, a
		}
		if ok, err := isMapping(t, other); err != nil || !ok {
			return object.NotImplemented, err
		}
		var c value
		var err error
		if left {
			if c, err = t.CallMethod(self, "copy"); err == nil {
				err = callUpdate(t, c, other, value{})
			}
		} else if c, err = newOf(t, self.Type()); err == nil {
			if err = callUpdate(t, c, other, value{}); err == nil {
				err = callUpdate(t, c, self, value{})
			}
		}
		if err != nil {
			err = t.Hold(err, self, other, c)
			t.XUnref(c)
			return value{}, err
		}
		return c, nil
	}
}

func mapInplaceOr(t *thread, a, b value) (value, error) {
	if err := callUpdate(t, a, b, value{}); err != nil {
		return value{}, t.Hold(err, a, b)
	}
	return a.Ref(), nil
}

// mapCompare is == of two mappings: of dicts made from their items.
func mapCompare(t *thread, a, b value, op int) (value, error) {
	if op != object.CmpEQ && op != object.CmpNE {
		return object.NotImplemented, nil
	}
	if ok, err := isMapping(t, b); err != nil || !ok {
		return object.NotImplemented, err
	}
	x, err := itemsDict(t, a)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(x)
	y, err := itemsDict(t, b)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(y)
	eq, err := t.CompareBool(x, y, object.CmpEQ)
	return object.Bool(eq == (op == object.CmpEQ)), err
}

func itemsDict(t *thread, v value) (value, error) {
	items, err := t.CallMethod(v, "items")
	if err != nil {
		return value{}, err
	}
	d, err := t.Call(object.DictType.Value(), items)
	t.Unref(items)
	return d, err
}

func mapRepr(t *thread, v value) (value, error) {
	return t.NewStr(fmt.Sprintf("<%s at %s>", v.Type().Name, object.Address(v.O))), nil
}

// mapClear takes entry after entry, as the mixin of mutable mappings does.
func mapClear(t *thread, self value, _ []value) (value, error) {
	for {
		r, err := t.CallMethod(self, "popitem")
		if err != nil {
			if t.ErrIs(err, object.KeyError) {
				t.Discard(err)
				return object.None, nil
			}
			return value{}, err
		}
		t.Unref(r)
	}
}

// popItem takes the last entry of a dict; KeyError if there is none.
func popItem(t *thread, d value) (key, val value, err error) {
	pair, err := t.CallMethod(d, "popitem")
	if err != nil {
		return key, val, err
	}
	p, _ := object.AsTuple(pair)
	key, val = p.Items[0].Ref(), p.Items[1].Ref()
	t.Unref(pair)
	return key, val, nil
}

// mapSpec is what the declarations of the two dictionaries have in common.
func mapSpec(k kind, s object.TypeSpec, copyFn object.NativeFn) object.TypeSpec {
	s.Flags |= object.FlagMapping
	s.Slots.Repr, s.Slots.Compare = mapRepr, mapCompare
	s.Slots.Hash = object.Unhashable
	s.Slots.Inplace[object.OpOr] = mapInplaceOr
	s.Decls = append(s.Decls,
		object.Method("copy()", "", copyFn),
		object.Method("__copy__()", "", copyFn),
		object.Method("clear()", "D.clear() -> None.  Remove all items from D.", mapClear),
		object.ClassMethod("__class_getitem__(item, /)", "Represent a PEP 585 generic type", func(t *thread, cls value, a []value) (value, error) {
			return t.NewGenericAlias(cls, a[0])
		}),
	)
	return containerSpec(k, s)
}

// deepCopy returns copy.deepcopy(v, memo).
func deepCopy(t *thread, v, memo value) (value, error) {
	m, err := t.In.Importer(t, "copy")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	return t.CallMethod(m, "deepcopy", v, memo)
}
