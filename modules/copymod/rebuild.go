package copymod

import (
	"github.com/minipy-go/minipy/object"
)

// A recipe is what reduction gave of an object, and the memo of a deep copy, absent of
// a shallow one. All are lent.
type recipe struct {
	x, memo                     value
	fn, args, state, list, dict value
}

// rebuild makes a copy of x from what reducing it gave.
func rebuild(t *thread, x, memo, rv value) (value, error) {
	parts, err := t.Collect(rv)
	if err != nil {
		if t.ErrIs(err, object.TypeError) {
			t.Discard(err)
			err = t.TypeErr("Value after * must be an iterable, not %s", rv.Type().Name)
		}
		return value{}, err
	}
	defer t.UnrefAll(parts)
	if n := len(parts); n < 2 || n > 5 {
		return value{}, t.TypeErr("what a reduction gives has 2 to 5 items, not %d", n)
	}
	r := recipe{x: x, memo: memo, fn: parts[0], args: parts[1], state: object.None, list: object.None, dict: object.None}
	for i, p := range parts[2:] {
		*[...]*value{&r.state, &r.list, &r.dict}[i] = p
	}
	y, err := r.make(t)
	if err != nil {
		return value{}, err
	}
	if r.state != object.None {
		err = r.setState(t, y)
	}
	if err == nil && r.list != object.None {
		err = r.append(t, y)
	}
	if err == nil && r.dict != object.None {
		err = r.setItems(t, y)
	}
	if err != nil {
		t.Unref(y)
		return value{}, err
	}
	return y, nil
}

// copied gives v itself, or its deep copy.
func (r *recipe) copied(t *thread, v value) (value, error) {
	if r.memo.IsNil() {
		return v.Ref(), nil
	}
	return deepCopy(t, v, r.memo)
}

func (r *recipe) make(t *thread) (value, error) {
	given, err := t.Collect(r.args)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(given)
	for i, v := range given {
		c, err := r.copied(t, v)
		if err != nil {
			return value{}, err
		}
		given[i] = c
		t.Unref(v)
	}
	y, err := t.Call(r.fn, given...)
	if err != nil || r.memo.IsNil() {
		return y, err
	}
	if err := t.SetItem(r.memo, object.Int(object.ID(r.x)), y); err != nil {
		t.Unref(y)
		return value{}, err
	}
	return y, nil
}

func (r *recipe) setState(t *thread, y value) error {
	state, err := r.copied(t, r.state)
	if err != nil {
		return err
	}
	defer t.Unref(state)
	set, err := t.LookupAttr(y, "__setstate__")
	if err != nil {
		return err
	}
	if !set.IsNil() {
		v, err := t.Call(set, state)
		t.Unref(set)
		t.XUnref(v)
		return err
	}
	attrs, slots := state, object.None
	if pair, ok := object.AsTuple(state); ok && len(pair.Items) == 2 {
		attrs, slots = pair.Items[0], pair.Items[1]
	}
	if attrs != object.None {
		dict, err := t.GetAttrS(y, "__dict__")
		if err != nil {
			return err
		}
		v, err := t.CallMethod(dict, "update", attrs)
		t.Unref(dict)
		if err != nil {
			return err
		}
		t.Unref(v)
	}
	if slots == object.None {
		return nil
	}
	items, err := t.CallMethod(slots, "items")
	if err != nil {
		return err
	}
	defer t.Unref(items)
	return t.Iterate(items, func(pair value) error {
		p, ok := object.AsTuple(pair)
		if !ok || len(p.Items) != 2 {
			return t.TypeErr("items() of the slots must give pairs")
		}
		name, ok := object.AsStr(p.Items[0])
		if !ok {
			return t.TypeErr("attribute name must be string, not '%s'", p.Items[0].Type().Name)
		}
		return t.SetAttr(y, t.In.Intern(name.S), p.Items[1])
	})
}

func (r *recipe) append(t *thread, y value) error {
	return t.Iterate(r.list, func(item value) error {
		c, err := r.copied(t, item)
		if err != nil {
			return err
		}
		v, err := t.CallMethod(y, "append", c)
		t.Unref(c)
		t.XUnref(v)
		return err
	})
}

func (r *recipe) setItems(t *thread, y value) error {
	return t.Iterate(r.dict, func(pair value) error {
		kv, err := t.Collect(pair)
		if err != nil {
			return err
		}
		defer t.UnrefAll(kv)
		if len(kv) != 2 {
			return t.ValueErr("a reduction's dict items are pairs, not %d items", len(kv))
		}
		for i, v := range kv {
			c, err := r.copied(t, v)
			if err != nil {
				return err
			}
			kv[i] = c
			t.Unref(v)
		}
		return t.SetItem(y, kv[0], kv[1])
	})
}
