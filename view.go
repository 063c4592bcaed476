package minipy

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// A goView is a Go slice or map that a script shares.
type goView struct {
	object.Header
	weak *object.WeakRef //lint:ignore U1000 at its offset
	elem reflect.Value   // the slice or map, addressable
}

var sliceViewType = new(object.Type)

func sliceViewInit() {
	sliceViewType.Define(object.TypeSpec{Name: "minipy.slice", Doc: "A Go slice, shared.", Flags: object.FlagNoNew | object.FlagSequence,
		Basic: 24, Weak: 16, Layout: object.LayoutOf[goView]().WeakAt(object.FieldOffset[goView]("weak")),
		Slots: object.Slots{
			Len: viewLen, GetItem: sliceGet, SetItem: sliceSet, Hash: object.Unhashable,
			Iter:    func(t *object.Thread, v object.Value) (object.Value, error) { return t.NewSeqIter(v), nil },
			Compare: sliceCompare,
			Repr:    func(t *object.Thread, v object.Value) (object.Value, error) { return viewRepr(t, v, object.ListType) },
			Clear:   viewClear,
		},
		Decls: []object.Decl{
			object.Method("append(object, /)", "Append an object.", sliceAppend),
			object.Method("extend(iterable, /)", "Append the items of an iterable.", sliceExtend),
			object.Method("insert(index, object, /)", "Insert an object before an index.", sliceInsert),
			object.Method("pop(index=-1, /)", "Remove and return the item at an index.", slicePop),
			object.Method("clear()", "Remove all items.", viewEmpty),
		}})
}

var mapViewType = new(object.Type)

func mapViewInit() {
	mapViewType.Define(object.TypeSpec{Name: "minipy.map", Doc: "A Go map, shared.", Flags: object.FlagNoNew | object.FlagMapping,
		Basic: 24, Weak: 16, Layout: object.LayoutOf[goView]().WeakAt(object.FieldOffset[goView]("weak")),
		Slots: object.Slots{
			Len: viewLen, GetItem: mapGet, SetItem: mapSet, Hash: object.Unhashable, Contains: mapContains,
			Iter: func(t *object.Thread, v object.Value) (object.Value, error) {
				l, err := mapKeys(t, v, nil)
				if err != nil {
					return object.Value{}, err
				}
				it, err := t.Iter(l)
				t.Unref(l)
				return it, err
			},
			Compare: mapCompare,
			Repr:    func(t *object.Thread, v object.Value) (object.Value, error) { return viewRepr(t, v, object.DictType) },
			Clear:   viewClear,
		},
		Decls: []object.Decl{
			object.Method("keys()", "The keys, as a list.", mapKeys),
			object.Method("values()", "The values, as a list.", mapValues),
			object.Method("items()", "The pairs of keys and values, as a list.", mapItems),
			object.Method("get(key, default=None, /)", "The value under a key, or the default.", mapGetDefault),
			object.Method("pop(key, default=None, /)", "Remove a key and return its value, or the default.", mapPop),
			object.Method("update(other, /)", "Store the items of a mapping.", mapUpdate),
			object.Method("clear()", "Remove all items.", viewEmpty),
		}})
}

// newView gives the view of an addressable slice or map.
func (i *Interp) newView(elem reflect.Value) object.Value {
	typ := sliceViewType
	if elem.Kind() == reflect.Map {
		typ = mapViewType
	}
	hostTypes.Do(defineTypes)
	v := object.New[goView](i.t, typ)
	v.elem = elem
	return object.Obj(&v.Header)
}

// view is the slice or map of a view of type rt.
func (i *Interp) view(v object.Value, rt reflect.Type) (reflect.Value, bool) {
	if typ := v.Type(); typ != sliceViewType && typ != mapViewType {
		return reflect.Value{}, false
	}
	e := object.As[goView](v).elem
	return e, e.Type() == rt
}

func elemOf(v object.Value) reflect.Value { return object.As[goView](v).elem }

func viewClear(_ *object.Thread, o *object.Header) {
	object.As[goView](object.Obj(o)).elem = reflect.Value{}
}

func viewLen(_ *object.Thread, v object.Value) (int, error) { return elemOf(v).Len(), nil }

func viewEmpty(_ *object.Thread, v object.Value, _ []object.Value) (object.Value, error) {
	e := elemOf(v)
	if e.Kind() == reflect.Map {
		e.Clear()
	} else {
		e.Set(e.Slice(0, 0))
	}
	return object.None, nil
}

// copied gives the list or dict of a view's items.
func copied(t *object.Thread, v object.Value) (object.Value, error) {
	if v.Type() == mapViewType {
		return t.Call(object.DictType.Value(), v)
	}
	return t.ListOf(v)
}

func viewRepr(t *object.Thread, v object.Value, typ *object.Type) (object.Value, error) {
	if !t.ReprEnter(v) {
		return t.NewStr(typ.Name + "(...)"), nil
	}
	defer t.ReprLeave(v)
	c, err := copied(t, v)
	if err != nil {
		return object.Value{}, err
	}
	r, err := t.Repr(c)
	t.Unref(c)
	return r, err
}

// encodeItem gives item k of a slice; a struct in it is shared.
func encodeItem(t *object.Thread, e reflect.Value, k int) (object.Value, error) {
	return sharingEncoder(e.Type().Elem())(hostOf(t), e.Index(k))
}

func sliceGet(t *object.Thread, v, key object.Value) (object.Value, error) {
	e := elemOf(v)
	if key.Type() == object.SliceType {
		l, err := t.ListOf(v)
		if err != nil {
			return object.Value{}, err
		}
		r, err := t.GetItem(l, key)
		t.Unref(l)
		return r, err
	}
	k, err := sliceIndex(t, e, key)
	if err != nil {
		return object.Value{}, err
	}
	return encodeItem(t, e, k)
}

func sliceIndex(t *object.Thread, e reflect.Value, key object.Value) (int, error) {
	if key.Type().Slots.Index == nil && !object.IsIntObj(key) {
		return 0, t.TypeErr("indices must be integers or slices, not %s", key.Type().Name)
	}
	k, err := t.AsIndex(key, object.IndexError)
	if err != nil {
		return 0, err
	}
	if k < 0 {
		k += e.Len()
	}
	if k < 0 || k >= e.Len() {
		return 0, t.Raise(object.IndexError, "index out of range")
	}
	return k, nil
}

func sliceSet(t *object.Thread, v, key, x object.Value) error {
	e := elemOf(v)
	if key.Type() == object.SliceType {
		l, err := t.ListOf(v)
		if err != nil {
			return err
		}
		defer t.Unref(l)
		if x.O == nil {
			err = t.DelItem(l, key)
		} else {
			err = t.SetItem(l, key, x)
		}
		if err != nil {
			return err
		}
		out := reflect.New(e.Type()).Elem()
		if err := planOf(e.Type()).dec(hostOf(t), l, out); err != nil {
			return err
		}
		elemOf(v).Set(out)
		return nil
	}
	k, err := sliceIndex(t, e, key)
	if err != nil {
		return err
	}
	if x.O == nil {
		removeAt(e, k)
		return nil
	}
	n := reflect.New(e.Type().Elem()).Elem()
	if err := planOf(n.Type()).dec(hostOf(t), x, n); err != nil {
		return err
	}
	if k >= e.Len() {
		return t.Raise(object.IndexError, "index out of range")
	}
	e.Index(k).Set(n)
	return nil
}

// removeAt removes item k; the items behind it move.
func removeAt(e reflect.Value, k int) {
	reflect.Copy(e.Slice(k, e.Len()), e.Slice(k+1, e.Len()))
	e.Index(e.Len() - 1).SetZero()
	e.SetLen(e.Len() - 1)
}

func sliceAppend(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) {
	e := elemOf(v)
	if err := t.Grow(e.Len() * int(e.Type().Elem().Size())); err != nil {
		return object.Value{}, err
	}
	n := reflect.New(e.Type().Elem()).Elem()
	if err := planOf(n.Type()).dec(hostOf(t), a[0], n); err != nil {
		return object.Value{}, err
	}
	e.Set(reflect.Append(e, n))
	return object.None, nil
}

func sliceExtend(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) {
	items, err := t.Collect(a[0])
	if err != nil {
		return object.Value{}, err
	}
	defer t.UnrefAll(items)
	for _, x := range items {
		if _, err := sliceAppend(t, v, []object.Value{x}); err != nil {
			return object.Value{}, err
		}
	}
	return object.None, nil
}

func sliceInsert(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) {
	k, err := t.AsIndex(a[0], object.OverflowError)
	if err != nil {
		return object.Value{}, err
	}
	if _, err := sliceAppend(t, v, a[1:]); err != nil {
		return object.Value{}, err
	}
	e := elemOf(v)
	n := e.Len() - 1
	if k < 0 {
		k = max(k+n, 0)
	}
	k = min(k, n)
	x := reflect.New(e.Type().Elem()).Elem()
	x.Set(e.Index(n))
	reflect.Copy(e.Slice(k+1, n+1), e.Slice(k, n))
	e.Index(k).Set(x)
	return object.None, nil
}

func slicePop(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) {
	e, key := elemOf(v), a[0]
	if key.O == nil {
		key = object.Int(-1)
	}
	if e.Len() == 0 {
		return object.Value{}, t.Raise(object.IndexError, "pop from empty slice")
	}
	k, err := sliceIndex(t, e, key)
	if err != nil {
		return object.Value{}, err
	}
	x := reflect.New(e.Type().Elem()).Elem()
	x.Set(e.Index(k))
	r, err := sharingEncoder(x.Type())(hostOf(t), x)
	if err == nil {
		removeAt(e, k)
	}
	return r, err
}

func sliceCompare(t *object.Thread, a, b object.Value, op int) (object.Value, error) {
	return viewCompare(t, a, b, op, sliceViewType, object.ListType)
}

func mapCompare(t *object.Thread, a, b object.Value, op int) (object.Value, error) {
	if op != object.CmpEQ && op != object.CmpNE {
		return object.NotImplemented, nil
	}
	return viewCompare(t, a, b, op, mapViewType, object.DictType)
}

// viewCompare compares a view as the container that it looks like.
func viewCompare(t *object.Thread, a, b object.Value, op int, view, like *object.Type) (object.Value, error) {
	if b.Type() != view && !object.IsInstance(b, like) {
		return object.NotImplemented, nil
	}
	x, err := copied(t, a)
	if err != nil {
		return object.Value{}, err
	}
	defer t.Unref(x)
	y := b.Ref()
	if b.Type() == view {
		t.Unref(y)
		if y, err = copied(t, b); err != nil {
			return object.Value{}, err
		}
	}
	defer t.Unref(y)
	return t.Compare(x, y, op)
}

// mapKey converts a key; one that cannot be in the map is not ok.
func mapKey(t *object.Thread, e reflect.Value, key object.Value) (k reflect.Value, ok bool, err error) {
	k = reflect.New(e.Type().Key()).Elem()
	if err := planOf(k.Type()).dec(hostOf(t), key, k); err != nil {
		if t.ErrIs(err, object.TypeError) || t.ErrIs(err, object.OverflowError) {
			t.Discard(err)
			return k, false, nil
		}
		return k, false, err
	}
	return k, k.Comparable(), nil
}

// mapFind gives the value under a key, absent if there is none.
func mapFind(t *object.Thread, v, key object.Value) (object.Value, error) {
	e := elemOf(v)
	k, ok, err := mapKey(t, e, key)
	if err != nil || !ok {
		return object.Value{}, err
	}
	x := e.MapIndex(k)
	if !x.IsValid() {
		return object.Value{}, nil
	}
	return planOf(x.Type()).enc(hostOf(t), x)
}

func mapGet(t *object.Thread, v, key object.Value) (object.Value, error) {
	x, err := mapFind(t, v, key)
	if err == nil && x.O == nil {
		err = t.KeyErr(key)
	}
	return x, err
}

func mapContains(t *object.Thread, v, key object.Value) (bool, error) {
	e := elemOf(v)
	k, ok, err := mapKey(t, e, key)
	return ok && err == nil && e.MapIndex(k).IsValid(), err
}

func mapSet(t *object.Thread, v, key, x object.Value) error {
	e := elemOf(v)
	if x.O == nil {
		k, ok, err := mapKey(t, e, key)
		if err != nil {
			return err
		}
		if !ok || !e.MapIndex(k).IsValid() {
			return t.KeyErr(key)
		}
		e.SetMapIndex(k, reflect.Value{})
		return nil
	}
	i := hostOf(t)
	k, n := reflect.New(e.Type().Key()).Elem(), reflect.New(e.Type().Elem()).Elem()
	if err := planOf(k.Type()).dec(i, key, k); err != nil {
		return err
	}
	if !k.Comparable() {
		return t.TypeErr("Go cannot use %s as a key", object.TypeName(key))
	}
	if err := planOf(n.Type()).dec(i, x, n); err != nil {
		return err
	}
	if e.IsNil() {
		e.Set(reflect.MakeMap(e.Type()))
	}
	e.SetMapIndex(k, n)
	return nil
}

// mapList lists what item makes of each key, in order of the keys where they have one.
func mapList(t *object.Thread, v object.Value, item func(key reflect.Value) (object.Value, error)) (object.Value, error) {
	e := elemOf(v)
	if err := t.Grow(e.Len() * 16); err != nil {
		return object.Value{}, err
	}
	var items []object.Value
	for _, k := range sortedKeys(e) {
		x, err := item(k)
		if err != nil {
			t.UnrefAll(items)
			return object.Value{}, err
		}
		items = append(items, x)
	}
	return t.NewList(items), nil
}

func mapKeys(t *object.Thread, v object.Value, _ []object.Value) (object.Value, error) {
	return mapList(t, v, func(k reflect.Value) (object.Value, error) { return planOf(k.Type()).enc(hostOf(t), k) })
}

func mapValues(t *object.Thread, v object.Value, _ []object.Value) (object.Value, error) {
	e := elemOf(v)
	return mapList(t, v, func(k reflect.Value) (object.Value, error) {
		return planOf(e.Type().Elem()).enc(hostOf(t), e.MapIndex(k))
	})
}

func mapItems(t *object.Thread, v object.Value, _ []object.Value) (object.Value, error) {
	e := elemOf(v)
	kp, vp := planOf(e.Type().Key()), planOf(e.Type().Elem())
	return mapList(t, v, func(k reflect.Value) (object.Value, error) { return hostOf(t).pair(kp, vp, k, e.MapIndex(k)) })
}

func mapGetDefault(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) {
	x, err := mapFind(t, v, a[0])
	if err != nil || x.O != nil {
		return x, err
	}
	if a[1].O == nil {
		return object.None, nil
	}
	return a[1].Ref(), nil
}

func mapPop(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) {
	x, err := mapFind(t, v, a[0])
	if err != nil {
		return object.Value{}, err
	}
	if x.O != nil {
		if err := mapSet(t, v, a[0], object.Value{}); err != nil {
			t.Unref(x)
			return object.Value{}, err
		}
		return x, nil
	}
	if a[1].O == nil {
		return object.Value{}, t.KeyErr(a[0])
	}
	return a[1].Ref(), nil
}

func mapUpdate(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) {
	return object.None, hostOf(t).pairs(a[0], func(key, val object.Value) error { return mapSet(t, v, key, val) })
}

// sortedKeys lists the keys of a map: in order if they are texts or numbers, so that
// what a script sees does not change from run to run.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	var less func(a, b reflect.Value) int
	switch m.Type().Key().Kind() {
	case reflect.String:
		less = func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		less = func(a, b reflect.Value) int { return cmp.Compare(a.Int(), b.Int()) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		less = func(a, b reflect.Value) int { return cmp.Compare(a.Uint(), b.Uint()) }
	case reflect.Float32, reflect.Float64:
		less = func(a, b reflect.Value) int { return cmp.Compare(a.Float(), b.Float()) }
	default:
		return keys
	}
	slices.SortFunc(keys, less)
	return keys
}
