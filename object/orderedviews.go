package object

import "unsafe"

// The types of an OrderedDict's views and of all its iterators.
var (
	OrderedKeysType   = &Type{}
	OrderedValuesType = &Type{}
	OrderedItemsType  = &Type{}
	OrderedIterType   = &Type{}
)

// An orderedIterator iterates over what a view of type kind shows. D is absent once it
// is exhausted.
type orderedIterator struct {
	Header
	d      Value // owned
	result Value // owned; items: the tuple to hand out again when nobody else holds it
	kind   *Type
	pos    int
	used   int
	state  uint32
	back   bool
}

func orderedViewInit() {
	for _, d := range []struct {
		typ, base *Type
		name      string
	}{
		{OrderedKeysType, DictKeysType, "odict_keys"},
		{OrderedValuesType, DictValuesType, "odict_values"},
		{OrderedItemsType, DictItemsType, "odict_items"},
	} {
		kind := d.typ
		kind.Define(TypeSpec{Name: d.name, Base: d.base, Flags: FlagGC | FlagNoClear | FlagNoNew, Basic: 24,
			Slots: Slots{Iter: func(t *Thread, v Value) (Value, error) {
				return t.newOrderedIter(as[DictView](v).D.Value(), kind, false), nil
			}},
			Build: func() []Decl {
				return []Decl{
					Method("__reversed__()", "Return a reverse iterator over the view.", func(t *Thread, v Value, _ []Value) (Value, error) {
						return t.newOrderedIter(as[DictView](v).D.Value(), kind, true), nil
					}),
				}
			}})
	}
	OrderedIterType.Define(TypeSpec{Name: "odict_iterator", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[orderedIterator](), Basic: 64,
		Slots: Slots{Iter: iterSelf, Next: orderedIterNext,
			Traverse: func(o *Header, visit func(Value)) {
				it := (*orderedIterator)(unsafe.Pointer(o))
				visitAll(visit, it.d, it.result)
			},
			Clear: func(t *Thread, o *Header) {
				it := (*orderedIterator)(unsafe.Pointer(o))
				d, r := it.d, it.result
				it.d, it.result = Value{}, Value{}
				t.XUnref(d)
				t.XUnref(r)
			}},
		Build: func() []Decl {
			return []Decl{
				Method("__reduce__()", "Return state information for pickling", func(t *Thread, v Value, _ []Value) (Value, error) {
					it := as[orderedIterator](v)
					if it.d.O == nil {
						return t.reduceIter("iter", t.NewList(nil), -1)
					}
					// The rest is taken by a second iterator, so that this one stays where it is.
					c := t.newOrderedIter(it.d, it.kind, it.back)
					x := as[orderedIterator](c)
					x.pos, x.used, x.state = it.pos, it.used, it.state
					l, err := t.ListOf(c)
					t.Unref(c)
					if err != nil {
						return Value{}, err
					}
					return t.reduceIter("iter", l, -1)
				}),
			}
		}})
}

func orderedIter(t *Thread, v Value) (Value, error) {
	return t.newOrderedIter(v, OrderedKeysType, false), nil
}

func (t *Thread) newOrderedIter(v Value, kind *Type, back bool) Value {
	d := as[OrderedDict](v)
	it := New[orderedIterator](t, OrderedIterType)
	it.d, it.kind, it.used, it.state, it.back = v.Ref(), kind, d.used, d.state, back
	if back {
		it.pos = len(d.entries) - 1
	}
	if kind == OrderedItemsType {
		it.result = t.NewTuple(None, None)
	}
	return Obj(&it.Header)
}

func orderedIterNext(t *Thread, v Value) (Value, error) {
	it := as[orderedIterator](v)
	if it.d.O == nil {
		return Value{}, nil
	}
	d := as[OrderedDict](it.d)
	if d.state != it.state && d.state != d.cleared {
		return Value{}, t.Raise(RuntimeError, "OrderedDict mutated during iteration")
	}
	if d.used != it.used {
		it.used = -1
		return Value{}, t.Raise(RuntimeError, "OrderedDict changed size during iteration")
	}
	step := 1
	if it.back {
		step = -1
	}
	for it.pos >= 0 && it.pos < len(d.entries) {
		e := &d.entries[it.pos]
		it.pos += step
		if e.key.O == nil {
			continue
		}
		switch it.kind {
		case OrderedKeysType:
			return e.key.Ref(), nil
		case OrderedValuesType:
			return e.val.Ref(), nil
		}
		return t.pair(&it.result, e.key.Ref(), e.val.Ref()), nil
	}
	od := it.d
	it.d = Value{}
	t.Unref(od)
	return Value{}, nil
}
