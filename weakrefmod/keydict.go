package weakrefmod

import "github.com/minipy-go/minipy/object"

// A WeakKeyDictionary is a dict whose keys are references.
var keyDictType = &object.Type{}

var keyDictSig = object.LazySignature{Text: "__init__(dict=None)", Owner: "WeakKeyDictionary", Script: true}

func keyDictInit() {
	s := object.Slots{New: newContainer(kindKeys), Init: keyDictInitialize, Len: keyDictLen, Iter: iterSlot(keysKeys),
		GetItem: heldGet("data", keyDictGetItem), SetItem: heldSet("data", keyDictSetItem), Contains: heldIn("data", keyDictContains)}
	s.Binary[object.OpOr] = mapOr(keyDictType)
	keyDictType.Define(mapSpec(kindKeys, object.TypeSpec{
		Name: "weakref.WeakKeyDictionary", Slots: s,
		Doc: "A mapping that does not keep its keys alive: an entry goes when its key dies.",
		Decls: []object.Decl{
			object.Method("__deepcopy__(memo)", "", in("_iterating", keyDictDeepCopy)),
			object.Method("get(key, default=None)", "", in("data", keyDictGet)),
			object.Method("items()", "", iterMethod(keysItems)),
			object.Method("keys()", "", iterMethod(keysKeys)),
			object.Method("values()", "", iterMethod(keysValues)),
			object.Method("keyrefs()", "Return a list of weak references to the keys.\n\nThe references are not guaranteed to be 'live' at the time\nthey are used, so the result of calling the references needs\nto be checked before being used.\n", in("data", func(t *thread, self value, _ []value) (value, error) {
				return t.ListOf(asContainer(self).table(t))
			})),
			object.Method("pop(key, *args)", "", in("data", keyDictPop)),
			object.Method("popitem()", "", in("data", keyDictPopItem)),
			object.Method("setdefault(key, default=None)", "", in("data", keyDictSetDefault)),
			object.Method("update(dict=None, /, **kwargs)", "", in("data", func(t *thread, self value, a []value) (value, error) {
				return object.None, update(t, self, a[0], a[1], keyDictStore)
			})),
		},
	}, in("_iterating", keyDictCopy)))
}

func keyDictInitialize(t *thread, self value, a object.Args) error {
	var out [1]value
	done, err := t.BindArgs(keyDictSig.Signature(), a, out[:])
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
	if err = callUpdate(t, self, out[0], value{}); err != nil {
		err = t.Hold(err, self, out[0])
	}
	return err
}

// keyDictStore binds key to val, both lent.
func keyDictStore(t *thread, c *container, key, val value) error {
	ref, err := c.newRef(t, key)
	if err != nil {
		return err
	}
	err = c.dict(t).Set(t, ref, val)
	t.Unref(ref)
	return err
}

// keyDictLen counts what is there, less what died and waits for its removal.
func keyDictLen(t *thread, v value) (int, error) {
	c := asContainer(v)
	n := 0
	err := c.within(t, "_dirty_len", func() error {
		if c.dirty && len(c.pending) > 0 {
			if err := c.scrub(t); err != nil {
				return err
			}
		}
		n = max(c.dict(t).Len()-len(c.pending), 0)
		return nil
	})
	return n, err
}

// scrub forgets the pending removals of entries that are gone.
func (c *container) scrub(t *thread) error {
	old := c.pending
	kept := make([]value, 0, len(old))
	d := c.dict(t)
	for _, ref := range old {
		x, err := d.Get(t, ref)
		if err != nil {
			return err
		}
		if !x.IsNil() {
			kept = append(kept, ref.Ref())
		}
	}
	c.pending, c.dirty = kept, false
	t.UnrefAll(old)
	return nil
}

func keyDictGetItem(t *thread, v, key value) (value, error) {
	ref, err := plainRef(t, key)
	if err != nil {
		return value{}, err
	}
	x, err := asContainer(v).dict(t).Get(t, ref)
	if !x.IsNil() {
		x.Ref()
	} else if err == nil {
		err = t.KeyErr(ref)
	}
	t.Unref(ref)
	return x, err
}

func keyDictSetItem(t *thread, v, key, x value) error {
	c := asContainer(v)
	if !x.IsNil() {
		return keyDictStore(t, c, key, x)
	}
	c.dirty = true
	ref, err := plainRef(t, key)
	if err != nil {
		return err
	}
	found, err := c.dict(t).Del(t, ref)
	if !found && err == nil {
		err = t.KeyErr(ref)
	}
	t.Unref(ref)
	return err
}

func keyDictContains(t *thread, v, key value) (bool, error) {
	if !t.CanWeakRef(key) {
		return false, nil
	}
	ref, err := plainRef(t, key)
	if err != nil {
		return false, err
	}
	x, err := asContainer(v).dict(t).Get(t, ref)
	t.Unref(ref)
	return !x.IsNil(), err
}

func keyDictGet(t *thread, self value, a []value) (value, error) {
	ref, err := plainRef(t, a[0])
	if err != nil {
		return value{}, err
	}
	x, err := asContainer(self).dict(t).Get(t, ref)
	if x.IsNil() {
		x = orNone(a[1])
	}
	x.Ref()
	t.Unref(ref)
	if err != nil {
		t.Unref(x)
		return value{}, err
	}
	return x, nil
}

func keyDictCopy(t *thread, self value, _ []value) (value, error) {
	return keyDictCopyTo(t, self, keyDictType, func(x value) (value, error) { return x.Ref(), nil })
}

func keyDictDeepCopy(t *thread, self value, a []value) (value, error) {
	return keyDictCopyTo(t, self, self.Type(), func(x value) (value, error) { return deepCopy(t, x, a[0]) })
}

// keyDictCopyTo copies the living entries to a new dictionary of class typ.
func keyDictCopyTo(t *thread, self value, typ *object.Type, copyValue func(x value) (value, error)) (value, error) {
	dst, err := newOf(t, typ)
	if err != nil {
		return value{}, err
	}
	c := asContainer(self)
	err = c.guarded(t, kindKeys, func() error {
		return eachEntry(t, c.dict(t), func(ref, x value) error {
			key := target(ref)
			if key.IsNil() {
				return nil
			}
			y, err := copyValue(x)
			if err == nil {
				err = t.SetItem(dst, key, y)
				t.Unref(y)
			}
			t.Unref(key)
			return err
		})
	})
	if err != nil {
		t.Unref(dst)
		return value{}, err
	}
	return dst, nil
}

func keyDictPop(t *thread, self value, a []value) (value, error) {
	c := asContainer(self)
	c.dirty = true
	ref, err := plainRef(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(ref)
	rest, _ := object.AsTuple(a[1])
	if n := len(rest.Items); n > 1 {
		return value{}, t.TypeErr("pop expected at most 2 arguments, got %d", n+1)
	}
	x, err := popKey(t, c.dict(t), ref)
	switch {
	case err != nil || !x.IsNil():
		return x, err
	case len(rest.Items) == 1:
		return rest.Items[0].Ref(), nil
	}
	return value{}, t.KeyErr(ref)
}

// popKey is d.Pop, which does not ask for the key's hash if there is nothing.
func popKey(t *thread, d *object.Dict, key value) (value, error) {
	if d.Len() == 0 {
		return value{}, nil
	}
	return d.Pop(t, key)
}

func keyDictPopItem(t *thread, self value, _ []value) (value, error) {
	c := asContainer(self)
	c.dirty = true
	for {
		ref, x, err := popItem(t, c.table(t))
		if err != nil {
			return value{}, err
		}
		key := target(ref)
		t.Unref(ref)
		if !key.IsNil() {
			return t.NewTuple(key, x), nil
		}
		t.Unref(x)
	}
}

func keyDictSetDefault(t *thread, self value, a []value) (value, error) {
	c := asContainer(self)
	ref, err := c.newRef(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(ref)
	x, err := c.dict(t).Get(t, ref)
	if err != nil {
		return value{}, err
	}
	if x.IsNil() {
		x = orNone(a[1])
		if err := c.dict(t).Set(t, ref, x); err != nil {
			return value{}, err
		}
	}
	return x.Ref(), nil
}
