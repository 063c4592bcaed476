package weakrefmod

import "github.com/minipy-go/minipy/object"

// A WeakValueDictionary is a dict whose values are keyed references.
var valueDictType = &object.Type{}

var valueDictSig = object.LazySignature{Text: "__init__(other=(), /, **kw)", Owner: "WeakValueDictionary", Script: true}

func valueDictInit() {
	s := object.Slots{New: newContainer(kindValues), Init: valueDictInitialize, Len: valueDictLen, Iter: iterSlot(valuesKeys),
		GetItem: heldGet("_pending_removals", valueDictGetItem), SetItem: heldSet("_pending_removals", valueDictSetItem), Contains: heldIn("_pending_removals", valueDictContains)}
	s.Binary[object.OpOr] = mapOr(valueDictType)
	valueDictType.Define(mapSpec(kindValues, object.TypeSpec{
		Name: "weakref.WeakValueDictionary", Slots: s,
		Doc: "Mapping class that references values weakly.\n\nEntries in the dictionary will be discarded when no strong\nreference to the value exists anymore\n",
		Decls: []object.Decl{
			object.Method("__deepcopy__(memo)", "", in("_pending_removals", valueDictDeepCopy)),
			object.Method("get(key, default=None)", "", in("_pending_removals", valueDictGet)),
			object.Method("items()", "", iterMethod(valuesItems)),
			object.Method("keys()", "", iterMethod(valuesKeys)),
			object.Method("values()", "", iterMethod(valuesValues)),
			object.Method("itervaluerefs()", "Return an iterator that yields the weak references to the values.\n\nThe references are not guaranteed to be 'live' at the time\nthey are used, so the result of calling the references needs\nto be checked before being used.\n", iterMethod(valuesRefs)),
			object.Method("valuerefs()", "Return a list of weak references to the values.\n\nThe references are not guaranteed to be 'live' at the time\nthey are used, so the result of calling the references needs\nto be checked before being used.\n", in("_pending_removals", valueDictRefs)),
			object.Method("pop(key, *args)", "", in("_pending_removals", valueDictPop)),
			object.Method("popitem()", "", in("_pending_removals", valueDictPopItem)),
			object.Method("setdefault(key, default=None)", "", in("data", valueDictSetDefault)),
			object.Method("update(other=None, /, **kwargs)", "", in("_pending_removals", func(t *thread, self value, a []value) (value, error) {
				if err := asContainer(self).commit(t, kindValues); err != nil {
					return value{}, err
				}
				return object.None, update(t, self, a[0], a[1], valueDictStore)
			})),
		},
	}, in("_pending_removals", valueDictCopy)))
}

func valueDictInitialize(t *thread, self value, a object.Args) error {
	if len(a.Pos) == 0 && len(a.KwNames()) == 0 && self.Type() == valueDictType {
		return asContainer(self).again(t)
	}
	var out [2]value
	done, err := t.BindArgs(valueDictSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	if err := asContainer(self).again(t); err != nil {
		return err
	}
	src := out[0]
	if src.IsNil() {
		src = object.Obj(&t.MakeTuple(0).Header)
	}
	if err = callUpdate(t, self, src, out[1]); err != nil {
		err = t.Hold(err, self, src, out[1])
	}
	return err
}

// valueDictStore binds key to val, both lent.
func valueDictStore(t *thread, c *container, key, val value) error {
	ref, err := newKeyedRef(t, keyedRefType, val, c.remove, key)
	if err != nil {
		return err
	}
	err = c.dict(t).Set(t, key, ref)
	t.Unref(ref)
	return err
}

// valueDictPeek gives the value of key, absent if there is none or it is dead.
func valueDictPeek(t *thread, c *container, key value) (value, error) {
	ref, err := c.dict(t).Get(t, key)
	if ref.IsNil() {
		return value{}, err
	}
	return target(ref), nil
}

func valueDictLen(t *thread, v value) (int, error) {
	c := asContainer(v)
	n := 0
	err := c.within(t, "_pending_removals", func() error {
		err := c.commit(t, kindValues)
		n = c.dict(t).Len()
		return err
	})
	return n, err
}

func valueDictGetItem(t *thread, v, key value) (value, error) {
	c := asContainer(v)
	if len(c.pending) > 0 {
		if err := c.commit(t, kindValues); err != nil {
			return value{}, err
		}
	}
	x, err := valueDictPeek(t, c, key)
	if x.IsNil() && err == nil {
		err = t.KeyErr(key)
	}
	return x, err
}

func valueDictSetItem(t *thread, v, key, x value) error {
	c := asContainer(v)
	if len(c.pending) > 0 {
		if err := c.commit(t, kindValues); err != nil {
			return err
		}
	}
	if x.IsNil() {
		found, err := c.dict(t).Del(t, key)
		if !found && err == nil {
			err = t.KeyErr(key)
		}
		return err
	}
	return valueDictStore(t, c, key, x)
}

func valueDictContains(t *thread, v, key value) (bool, error) {
	c := asContainer(v)
	if err := c.commit(t, kindValues); err != nil {
		return false, err
	}
	ref, err := c.dict(t).Get(t, key)
	return !ref.IsNil() && alive(ref), err
}

func valueDictGet(t *thread, self value, a []value) (value, error) {
	c := asContainer(self)
	if err := c.commit(t, kindValues); err != nil {
		return value{}, err
	}
	x, err := valueDictPeek(t, c, a[0])
	if x.IsNil() && err == nil {
		return orNone(a[1]).Ref(), nil
	}
	return x, err
}

func valueDictCopy(t *thread, self value, _ []value) (value, error) {
	return valueDictCopyTo(t, self, valueDictType, func(key value) (value, error) { return key.Ref(), nil })
}

func valueDictDeepCopy(t *thread, self value, a []value) (value, error) {
	return valueDictCopyTo(t, self, self.Type(), func(key value) (value, error) { return deepCopy(t, key, a[0]) })
}

// valueDictCopyTo copies the living entries to a new dictionary of class typ.
func valueDictCopyTo(t *thread, self value, typ *object.Type, copyKey func(key value) (value, error)) (value, error) {
	c := asContainer(self)
	if err := c.commit(t, kindValues); err != nil {
		return value{}, err
	}
	dst, err := newOf(t, typ)
	if err != nil {
		return value{}, err
	}
	err = c.guarded(t, kindValues, func() error {
		return eachEntry(t, c.dict(t), func(key, ref value) error {
			x := target(ref)
			if x.IsNil() {
				return nil
			}
			k, err := copyKey(key)
			if err == nil {
				err = t.SetItem(dst, k, x)
				t.Unref(k)
			}
			t.Unref(x)
			return err
		})
	})
	if err != nil {
		t.Unref(dst)
		return value{}, err
	}
	return dst, nil
}

func valueDictRefs(t *thread, self value, _ []value) (value, error) {
	c := asContainer(self)
	if err := c.commit(t, kindValues); err != nil {
		return value{}, err
	}
	refs := make([]value, 0, c.dict(t).Len())
	pos := 0
	for _, ref, ok := c.dict(t).Next(&pos); ok; _, ref, ok = c.dict(t).Next(&pos) {
		refs = append(refs, ref.Ref())
	}
	return t.NewList(refs), nil
}

func valueDictPop(t *thread, self value, a []value) (value, error) {
	c := asContainer(self)
	if err := c.commit(t, kindValues); err != nil {
		return value{}, err
	}
	ref, err := popKey(t, c.dict(t), a[0])
	if err != nil {
		return value{}, err
	}
	if !ref.IsNil() {
		x := target(ref)
		t.Unref(ref)
		if !x.IsNil() {
			return x, nil
		}
	}
	if rest, _ := object.AsTuple(a[1]); len(rest.Items) > 0 {
		return rest.Items[0].Ref(), nil
	}
	return value{}, t.KeyErr(a[0])
}

func valueDictPopItem(t *thread, self value, _ []value) (value, error) {
	c := asContainer(self)
	if err := c.commit(t, kindValues); err != nil {
		return value{}, err
	}
	for {
		key, ref, err := popItem(t, c.table(t))
		if err != nil {
			return value{}, err
		}
		x := target(ref)
		t.Unref(ref)
		if !x.IsNil() {
			return t.NewTuple(key, x), nil
		}
		t.Unref(key)
	}
}

func valueDictSetDefault(t *thread, self value, a []value) (value, error) {
	c := asContainer(self)
	x, err := valueDictPeek(t, c, a[0])
	if err != nil || !x.IsNil() {
		return x, err
	}
	if err := c.commit(t, kindValues); err != nil {
		return value{}, err
	}
	dflt := orNone(a[1])
	if err := valueDictStore(t, c, a[0], dflt); err != nil {
		return value{}, err
	}
	return dflt.Ref(), nil
}
