package weakrefmod

import "github.com/minipy-go/minipy/object"

// A WeakSet is a set of references. Its operations are those of that set, given
// references to the items of the other operand; which of them carry the callback, and
// so leave the set when they die, is as in CPython.
var setType = &object.Type{}

var setSig = object.LazySignature{Text: "__init__(data=None)", Owner: "WeakSet", Script: true}

func setInit() {
	derivedInit()
	s := object.Slots{New: newContainer(kindSet), Init: setInitialize, Len: setLen, Iter: iterSlot(setItems), Contains: heldIn("data", setContains),
		Hash: object.Unhashable, Compare: setCompareShown,
		Repr: setRepr}
	s.Binary[object.OpSub], s.Binary[object.OpAnd] = ownLeft(setDifference), ownLeft(setIntersection)
	s.Binary[object.OpXor], s.Binary[object.OpOr] = ownLeft(setSymmetric), ownLeft(setUnion)
	s.Inplace[object.OpSub], s.Inplace[object.OpAnd] = inplace(setISub), inplace(setIAnd)
	s.Inplace[object.OpXor], s.Inplace[object.OpOr] = inplace(setIXor), inplace(setIOr)
	setType.Define(containerSpec(kindSet, object.TypeSpec{
		Name: "_weakrefset.WeakSet", Slots: s,
		Decls: []object.Decl{
			object.Method("add(item)", "", in("_pending_removals", setAdd)),
			object.Method("clear()", "", in("_pending_removals", setClear)),
			object.Method("copy()", "", in("_iterating", setCopy)),
			object.Method("pop()", "", in("_pending_removals", setPop)),
			object.Method("remove(item)", "", in("_pending_removals", setRemove)),
			object.Method("discard(item)", "", in("_pending_removals", setDiscard)),
			object.Method("update(other)", "", in("_pending_removals", none(setUpdate))),
			object.Method("union(other)", "", in("_iterating", method(setUnion))),
			object.Method("difference(other)", "", in("_iterating", method(setDifference))),
			object.Method("difference_update(other)", "", in("_pending_removals", none(calls(setISub)))),
			object.Method("intersection(other)", "", in("_iterating", method(setIntersection))),
			object.Method("intersection_update(other)", "", in("_pending_removals", none(calls(setIAnd)))),
			object.Method("symmetric_difference(other)", "", in("_iterating", method(setSymmetric))),
			object.Method("symmetric_difference_update(other)", "", in("_pending_removals", none(calls(setIXor)))),
			object.Method("issubset(other)", "", in("data", setTest("issubset"))),
			object.Method("issuperset(other)", "", in("data", setTest("issuperset"))),
			object.Method("isdisjoint(other)", "", in("data", setIsDisjoint)),
			object.Method("__reduce__()", "", setReduce),
			object.ClassMethod("__class_getitem__(item, /)", "Represent a PEP 585 generic type", func(t *thread, cls value, a []value) (value, error) {
				return t.NewGenericAlias(cls, a[0])
			}),
		},
	}))
}

type (
	binaryFn = func(t *thread, a, b value) (value, error)
	updateFn = func(t *thread, self, other value) error
)

// ownLeft makes an operator that WeakSet has on the left side only.
func ownLeft(f binaryFn) binaryFn {
	return func(t *thread, a, b value) (value, error) {
		if !a.Type().IsSubtype(setType) {
			return object.NotImplemented, nil
		}
		var r value
		err := asContainer(a).within(t, "_iterating", func() (err error) {
			r, err = f(t, a, b)
			return err
		})
		if err != nil {
			err = t.Hold(err, a, b)
		}
		return r, err
	}
}

func method(f binaryFn) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) { return f(t, self, a[0]) }
}

func none(f updateFn) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) { return object.None, f(t, self, a[0]) }
}

func inplace(f updateFn) binaryFn {
	return func(t *thread, a, b value) (value, error) {
		if err := asContainer(a).within(t, "_pending_removals", func() error { return f(t, a, b) }); err != nil {
			return value{}, t.Hold(err, a, b)
		}
		return a.Ref(), nil
	}
}

func setInitialize(t *thread, self value, a object.Args) error {
	var out [1]value
	done, err := t.BindArgs(setSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	if err := asContainer(self).again(t); err != nil {
		return err
	}
	if out[0].IsNil() || out[0] == object.None {
		return nil
	}
	if self.Type() == setType {
		if err = setUpdate(t, self, out[0]); err != nil {
			err = t.Hold(err, self, out[0])
		}
	} else {
		var r value
		if r, err = t.CallMethod(self, "update", out[0]); err == nil {
			t.Unref(r)
		}
	}
	if err != nil {
		err = t.Hold(err, self, out[0])
	}
	return err
}

func setRepr(t *thread, v value) (r value, err error) {
	c := asContainer(v)
	err = c.within(t, "data", func() (err error) {
		r, err = t.Repr(c.table(t))
		return err
	})
	return r, err
}

func setLen(t *thread, v value) (int, error) {
	c := asContainer(v)
	n := 0
	err := c.within(t, "data", func() error {
		n = max(c.set(t).Len()-len(c.pending), 0)
		return nil
	})
	return n, err
}

func setContains(t *thread, v, item value) (bool, error) {
	if !t.CanWeakRef(item) {
		return false, nil
	}
	ref, err := plainRef(t, item)
	if err != nil {
		return false, err
	}
	in, err := asContainer(v).set(t).Has(t, ref)
	t.Unref(ref)
	return in, err
}

func setAdd(t *thread, self value, a []value) (value, error) {
	return object.None, addItem(t, self, a[0])
}

func addItem(t *thread, self, item value) error {
	c := asContainer(self)
	if len(c.pending) > 0 {
		if err := c.commit(t, kindSet); err != nil {
			return err
		}
	}
	ref, err := c.newRef(t, item)
	if err != nil {
		return err
	}
	err = c.set(t).Add(t, ref)
	t.Unref(ref)
	return err
}

func setClear(t *thread, self value, _ []value) (value, error) {
	c := asContainer(self)
	if err := c.commit(t, kindSet); err != nil {
		return value{}, err
	}
	c.set(t).ClearAll(t)
	return object.None, nil
}

// likeSelf returns a set of self's class made from src.
func likeSelf(t *thread, self, src value) (value, error) { return t.Call(self.Type().Value(), src) }

func setCopy(t *thread, self value, _ []value) (value, error) { return likeSelf(t, self, self) }

func setPop(t *thread, self value, _ []value) (value, error) {
	c := asContainer(self)
	if err := c.commit(t, kindSet); err != nil {
		return value{}, err
	}
	for {
		ref, err := t.CallMethod(c.table(t), "pop")
		if err != nil {
			return value{}, t.Hide(err, t.Raise(object.KeyError, "pop from empty WeakSet"))
		}
		item := target(ref)
		t.Unref(ref)
		if !item.IsNil() {
			return item, nil
		}
	}
}

func setRemove(t *thread, self value, a []value) (value, error) {
	found, ref, err := discard(t, self, a[0])
	if err != nil {
		return value{}, err
	}
	if !found {
		err = t.KeyErr(ref)
	}
	t.Unref(ref)
	return object.None, err
}

func setDiscard(t *thread, self value, a []value) (value, error) {
	_, ref, err := discard(t, self, a[0])
	t.XUnref(ref)
	return object.None, err
}

// discard removes item and gives the reference it was looked up by.
func discard(t *thread, self, item value) (found bool, ref value, err error) {
	c := asContainer(self)
	if err = c.commit(t, kindSet); err != nil {
		return false, value{}, err
	}
	if ref, err = plainRef(t, item); err != nil {
		return false, value{}, err
	}
	if found, err = c.set(t).Discard(t, ref); err != nil {
		t.Unref(ref)
		return false, value{}, err
	}
	return found, ref, nil
}

func setUpdate(t *thread, self, other value) error {
	if err := asContainer(self).commit(t, kindSet); err != nil {
		return err
	}
	if self.Type() == setType {
		return t.Iterate(other, func(x value) error {
			err := addItem(t, self, x)
			if err != nil {
				err = t.HoldMore(t.Hold(err, self, x), x)
			}
			return err
		})
	}
	return t.Iterate(other, func(x value) error {
		r, err := t.CallMethod(self, "add", x)
		if err == nil {
			t.Unref(r)
		} else {
			err = t.HoldMore(err, x)
		}
		return err
	})
}

// withRefs calls the data's method with references to the items of other.
func withRefs(t *thread, self value, name string, other, remove value) (value, error) {
	refs, err := refsOf(t, other, remove, true)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallMethod(asContainer(self).table(t), name, refs)
	t.Unref(refs)
	return r, err
}

// change is withRefs for a method that changes the data.
func change(t *thread, self value, name string, other, remove value) error {
	if err := asContainer(self).commit(t, kindSet); err != nil {
		return err
	}
	r, err := withRefs(t, self, name, other, remove)
	if err == nil {
		t.Unref(r)
	}
	return err
}

func setISub(t *thread, self, other value) error {
	if self == other {
		_, err := setClear(t, self, nil)
		return err
	}
	return change(t, self, "difference_update", other, value{})
}

func setIAnd(t *thread, self, other value) error {
	return change(t, self, "intersection_update", other, value{})
}

func setIXor(t *thread, self, other value) error {
	if self == other {
		_, err := setClear(t, self, nil)
		return err
	}
	return change(t, self, "symmetric_difference_update", other, asContainer(self).remove)
}

func setIOr(t *thread, self, other value) error {
	err := setUpdate(t, self, other)
	if err != nil {
		err = t.Hold(err, self, other)
	}
	return err
}

// calls makes the method that does what the operator f does: a frame more.
func calls(f updateFn) updateFn {
	return func(t *thread, self, other value) error {
		err := f(t, self, other)
		if err != nil {
			err = t.Hold(err, self, other)
		}
		return err
	}
}

// copied returns a copy of self, changed.
func copied(t *thread, self value, f updateFn, other value) (value, error) {
	c, err := t.CallMethod(self, "copy")
	if err != nil {
		return value{}, err
	}
	if err := f(t, c, other); err != nil {
		err = t.Hold(err, c, other)
		t.Unref(c)
		return value{}, err
	}
	return c, nil
}

func setDifference(t *thread, self, other value) (value, error) {
	return copied(t, self, calls(setISub), other)
}

func setSymmetric(t *thread, self, other value) (value, error) {
	return copied(t, self, calls(setIXor), other)
}

func setUnion(t *thread, self, other value) (value, error) {
	items := chainOf(t, value{}, self, other)
	r, err := likeSelf(t, self, items)
	t.Unref(items)
	return r, err
}

func setIntersection(t *thread, self, other value) (value, error) {
	it, err := t.Iter(other)
	if err != nil {
		return value{}, err
	}
	items := chainOf(t, self)
	object.As[derived](items).it = it
	r, err := likeSelf(t, self, items)
	t.Unref(items)
	return r, err
}

// setTest is issubset or issuperset.
func setTest(name string) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) { return withRefs(t, self, name, a[0], value{}) }
}

func setIsDisjoint(t *thread, self value, a []value) (value, error) {
	both, err := t.CallMethod(self, "intersection", a[0])
	if err != nil {
		return value{}, err
	}
	n, err := t.Len(both)
	t.Unref(both)
	return object.Bool(n == 0), err
}

func setCompareShown(t *thread, a, b value, op int) (r value, err error) {
	if op == object.CmpEQ || op == object.CmpNE {
		if ok, err := t.IsInstanceOf(b, a.Type().Value()); err != nil || !ok {
			return object.NotImplemented, err
		}
	}
	err = asContainer(a).within(t, "data", func() (err error) {
		r, err = setCompare(t, a, b, op)
		return err
	})
	return r, err
}

func setCompare(t *thread, a, b value, op int) (value, error) {
	switch op {
	case object.CmpLE, object.CmpGE:
		name := "issubset"
		if op == object.CmpGE {
			name = "issuperset"
		}
		r, err := withRefs(t, a, name, b, value{})
		if err != nil {
			err = t.Hold(err, a, b)
		}
		return r, err
	}
	refs, err := refsOf(t, b, value{}, false)
	if err != nil {
		return value{}, err
	}
	other, err := t.Call(object.SetType.Value(), refs)
	t.Unref(refs)
	if err != nil {
		return value{}, err
	}
	r, err := t.Compare(asContainer(a).table(t), other, op)
	t.Unref(other)
	return r, err
}

func setReduce(t *thread, self value, _ []value) (value, error) {
	items, err := t.ListOf(self)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(self.Type().Value().Ref(), t.NewTuple(items), asContainer(self).show(t).Value().Ref()), nil
}
