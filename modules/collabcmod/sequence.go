package collabcmod

import "github.com/minipy-go/minipy/object"

func sequenceSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Sequence", Slots: []string{},
		Doc: "A sequence that cannot be changed: __getitem__ and __len__ suffice.",
		Decls: []decl{
			object.Attr("__abc_tpflags__", object.Int(1<<5)), // matches sequence patterns
			object.AbstractMethod("__getitem__(self, index)", "", indexError),
			object.Method("__iter__(self)", "", func(t *thread, self value, _ []value) (value, error) {
				return t.NewGen("Sequence.__iter__", sequenceStep, self), nil
			}),
			object.Method("__contains__(self, value)", "", sequenceContains),
			object.Method("__reversed__(self)", "", func(t *thread, self value, _ []value) (value, error) {
				return t.NewGen("Sequence.__reversed__", backwardStep, self), nil
			}),
			object.Method("index(self, value, start=0, stop=None)", "S.index(value, [start, [stop]]) -> the index where value stands first.\n\nRaises ValueError if it is not there.", sequenceIndex),
			object.Method("count(self, value)", "S.count(value) -> how often value is there", sequenceCount),
		}}
}

func byteStringSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "ByteString", Slots: []string{}, Doc: "What bytes and bytearray are."}
}

func mutableSequenceSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "MutableSequence", Slots: []string{},
		Doc: "A sequence that can be changed: __getitem__, __setitem__, __delitem__, __len__ and insert() suffice.",
		Decls: []decl{
			object.AbstractMethod("__setitem__(self, index, value)", "", indexError),
			object.AbstractMethod("__delitem__(self, index)", "", indexError),
			object.AbstractMethod("insert(self, index, value)", "S.insert(index, value) -- put value before index", indexError),
			object.Method("append(self, value)", "S.append(value) -- put value at the end", sequenceAppend),
			object.Method("clear(self)", "S.clear() -> None -- remove all items", func(t *thread, self value, _ []value) (value, error) {
				return popAll(t, self, "pop", object.IndexError)
			}),
			object.Method("reverse(self)", "S.reverse() -- turn the order round, in place", sequenceReverse),
			object.Method("extend(self, values)", "S.extend(iterable) -- append the items of the iterable", sequenceExtend),
			object.Method("pop(self, index=-1)", "S.pop([index]) -> the item at index (the last one), which is removed.\n\nRaises IndexError if there is none.", sequencePop),
			object.Method("remove(self, value)", "S.remove(value) -- remove value where it stands first.\n\nRaises ValueError if it is not there.", sequenceRemove),
			object.Method("__iadd__(self, values)", "", func(t *thread, self value, a []value) (value, error) {
				r, err := t.CallMethod(self, "extend", a[0])
				if err != nil {
					return value{}, err
				}
				t.Unref(r)
				return self.Ref(), nil
			}),
		}}
}

func indexError(t *thread, _ value, _ []value) (value, error) {
	return value{}, t.RaiseArgs(object.IndexError)
}

// sequenceStep gives self[0], self[1], … to the first IndexError. Vals[0] is self,
// Vals[1] the last item.
func sequenceStep(t *thread, g *object.Gen) (value, error) {
	x, err := t.GetItem(g.Vals[0], object.Int(int64(g.N)))
	if err != nil {
		if swallow(t, err, object.IndexError) {
			err = nil
		}
		return value{}, err
	}
	g.N++
	g.Keep(t, 1, x)
	return x.Ref(), nil
}

// backwardStep gives the items from the last one to the first. N is one more than the
// next index, and Vals[1] is there once it is known.
func backwardStep(t *thread, g *object.Gen) (value, error) {
	if g.Vals[1].O == nil {
		n, err := t.Len(g.Vals[0])
		if err != nil {
			return value{}, err
		}
		g.N, g.Vals[1] = n, object.None
	}
	if g.N == 0 {
		return value{}, nil
	}
	g.N--
	return t.GetItem(g.Vals[0], object.Int(int64(g.N)))
}

func sequenceContains(t *thread, self value, a []value) (value, error) {
	found := false
	err := t.Iterate(self, func(x value) error {
		var err error
		if found, err = t.Equal(x, a[0]); err == nil && found {
			err = object.ErrStop
		}
		return err
	})
	return object.Bool(found), err
}

// bound is a start or stop argument counted from the front.
func bound(t *thread, self, v value, dflt int) (int, error) {
	if v.O == nil || v == object.None {
		return dflt, nil
	}
	i, err := t.AsIndex(v, nil)
	if err != nil || i >= 0 {
		return i, err
	}
	n, err := t.Len(self)
	return max(n+i, 0), err
}

func sequenceIndex(t *thread, self value, a []value) (value, error) {
	i, err := bound(t, self, a[1], 0)
	if err != nil {
		return value{}, err
	}
	stop, err := bound(t, self, a[2], -1)
	if err != nil {
		return value{}, err
	}
	for ; stop < 0 || i < stop; i++ {
		x, err := t.GetItem(self, object.Int(int64(i)))
		if err != nil {
			if swallow(t, err, object.IndexError) {
				break
			}
			return value{}, err
		}
		eq, err := t.Equal(x, a[0])
		t.Unref(x)
		if err == nil && eq {
			return object.Int(int64(i)), nil
		}
		if err == nil {
			err = t.Poll()
		}
		if err != nil {
			return value{}, err
		}
	}
	return value{}, t.RaiseArgs(object.ValueError)
}

func sequenceCount(t *thread, self value, a []value) (value, error) {
	n := int64(0)
	err := t.Iterate(self, func(x value) error {
		eq, err := t.Equal(x, a[0])
		if eq {
			n++
		}
		return err
	})
	return object.Int(n), err
}

func sequenceAppend(t *thread, self value, a []value) (value, error) {
	n, err := t.Len(self)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallMethod(self, "insert", object.Int(int64(n)), a[0])
	return none(void(t, r, err))
}

func sequenceReverse(t *thread, self value, _ []value) (value, error) {
	n, err := t.Len(self)
	if err != nil {
		return value{}, err
	}
	for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
		if err := swapItems(t, self, object.Int(int64(i)), object.Int(int64(j))); err != nil {
			return value{}, err
		}
	}
	return object.None, nil
}

func swapItems(t *thread, self, i, j value) error {
	y, err := t.GetItem(self, j)
	if err != nil {
		return err
	}
	defer t.Unref(y)
	x, err := t.GetItem(self, i)
	if err != nil {
		return err
	}
	defer t.Unref(x)
	if err := t.SetItem(self, i, y); err != nil {
		return err
	}
	return t.SetItem(self, j, x)
}

func sequenceExtend(t *thread, self value, a []value) (value, error) {
	items := a[0].Ref()
	if items == self {
		list, err := t.Call(object.ListType.Value(), self)
		t.Unref(items)
		if err != nil {
			return value{}, err
		}
		items = list
	}
	err := t.Iterate(items, func(x value) error {
		r, err := t.CallMethod(self, "append", x)
		return void(t, r, err)
	})
	t.Unref(items)
	return none(err)
}

func sequencePop(t *thread, self value, a []value) (value, error) {
	i := a[0]
	if i.O == nil {
		i = object.Int(-1)
	}
	x, err := t.GetItem(self, i)
	if err != nil {
		return value{}, err
	}
	if err := t.DelItem(self, i); err != nil {
		t.Unref(x)
		return value{}, err
	}
	return x, nil
}

func sequenceRemove(t *thread, self value, a []value) (value, error) {
	i, err := t.CallMethod(self, "index", a[0])
	if err != nil {
		return value{}, err
	}
	err = t.DelItem(self, i)
	t.Unref(i)
	return none(err)
}
