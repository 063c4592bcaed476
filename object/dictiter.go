package object

import "unsafe"

// A DictIter iterates over a dict's keys, values or items, forwards or backwards; its
// type says which. D is nil once it is exhausted.
type DictIter struct {
	Header
	D      *Dict // owned
	Pos    int   // of the next entry
	Used   int   // of the dict at the start; -1 once it changed
	Left   int   // how many entries are still expected
	Result Value // owned; items: the tuple to hand out again when nobody else holds it
}

// The types of dict iterators.
var (
	DictKeyIterType      = &Type{}
	DictValueIterType    = &Type{}
	DictItemIterType     = &Type{}
	DictRevKeyIterType   = &Type{}
	DictRevValueIterType = &Type{}
	DictRevItemIterType  = &Type{}
)

func dictIterInit() {
	for _, d := range []struct {
		typ  *Type
		name string
		next func(t *Thread, v Value) (Value, error)
	}{
		{DictKeyIterType, "dict_keyiterator", dictKeyNext},
		{DictValueIterType, "dict_valueiterator", dictValueNext},
		{DictItemIterType, "dict_itemiterator", dictItemNext},
		{DictRevKeyIterType, "dict_reversekeyiterator", dictKeyNext},
		{DictRevValueIterType, "dict_reversevalueiterator", dictValueNext},
		{DictRevItemIterType, "dict_reverseitemiterator", dictItemNext},
	} {
		d.typ.Define(TypeSpec{Name: d.name, Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[DictIter](), Basic: 56,
			Slots: Slots{Iter: iterSelf, Next: d.next, Traverse: dictIterTraverse, Clear: dictIterClear, Free: dictIterFree},
			Build: func() []Decl {
				return []Decl{
					Method("__length_hint__()", "Return how many items are left.", dictIterHint),
					Method("__reduce__()", "Return state information for pickling.", dictIterReduce),
				}
			}})
	}
}

func (t *Thread) newDictIter(d *Dict, typ *Type) Value {
	var result Value
	if typ == DictItemIterType || typ == DictRevItemIterType {
		result = t.NewTuple(None, None)
	}
	it := pooled(t, &t.In.containers.dictIters, typ)
	it.Result = result
	d.Value().Ref()
	it.D, it.Used, it.Left = d, d.used, d.used
	if typ == DictRevKeyIterType || typ == DictRevValueIterType || typ == DictRevItemIterType {
		it.Pos = len(d.entries) - 1
	}
	return Obj(&it.Header)
}

func dictIter(t *Thread, v Value) (Value, error) {
	return t.newDictIter(as[Dict](v), DictKeyIterType), nil
}

func dictReversed(t *Thread, self Value, args []Value) (Value, error) {
	return t.newDictIter(as[Dict](self), DictRevKeyIterType), nil
}

// next finds the next entry, nil at the end.
func (it *DictIter) next(t *Thread) (*dictEntry, error) {
	d := it.D
	if d == nil {
		return nil, nil
	}
	if it.Used != d.used {
		it.Used = -1
		return nil, t.Raise(RuntimeError, "dictionary changed size during iteration")
	}
	if typ := it.Typ; typ != DictKeyIterType && typ != DictValueIterType && typ != DictItemIterType {
		return it.prev(t)
	}
	for it.Pos < len(d.entries) {
		e := &d.entries[it.Pos]
		it.Pos++
		if e.key.O == nil {
			continue
		}
		if it.Left == 0 {
			it.end(t)
			return nil, t.Raise(RuntimeError, "dictionary keys changed during iteration")
		}
		it.Left--
		return e, nil
	}
	it.end(t)
	return nil, nil
}

// prev is next for reverse iterators.
func (it *DictIter) prev(t *Thread) (*dictEntry, error) {
	it.Pos = min(it.Pos, len(it.D.entries)-1)
	for it.Pos >= 0 {
		e := &it.D.entries[it.Pos]
		it.Pos--
		if e.key.O != nil {
			it.Left--
			return e, nil
		}
	}
	it.end(t)
	return nil, nil
}

func (it *DictIter) end(t *Thread) {
	d := it.D
	it.D = nil
	t.Unref(d.Value())
}

func dictKeyNext(t *Thread, v Value) (Value, error) {
	e, err := as[DictIter](v).next(t)
	if e == nil {
		return Value{}, err
	}
	return e.key.Ref(), nil
}

func dictValueNext(t *Thread, v Value) (Value, error) {
	e, err := as[DictIter](v).next(t)
	if e == nil {
		return Value{}, err
	}
	return e.val.Ref(), nil
}

func dictItemNext(t *Thread, v Value) (Value, error) {
	it := as[DictIter](v)
	e, err := it.next(t)
	if e == nil {
		return Value{}, err
	}
	return t.pair(&it.Result, e.key.Ref(), e.val.Ref()), nil
}

func dictIterTraverse(o *Header, visit func(Value)) {
	it := (*DictIter)(unsafe.Pointer(o))
	if it.D != nil {
		visit(it.D.Value())
	}
	visitAll(visit, it.Result)
}

func dictIterClear(t *Thread, o *Header) {
	it := (*DictIter)(unsafe.Pointer(o))
	d, r := it.D, it.Result
	it.D, it.Result = nil, Value{}
	if d != nil {
		t.Unref(d.Value())
	}
	t.XUnref(r)
}

func dictIterHint(t *Thread, self Value, args []Value) (Value, error) {
	it := as[DictIter](self)
	if it.D == nil || it.Used != it.D.used {
		return Int(0), nil
	}
	return Int(int64(it.Left)), nil
}

func dictIterReduce(t *Thread, self Value, args []Value) (Value, error) {
	it := as[DictIter](self)
	if it.D == nil {
		return t.reduceIter("iter", t.NewList(nil), -1)
	}
	// The rest is taken by a second iterator, so that this one stays where it is.
	c := t.newDictIter(it.D, it.Typ)
	x := as[DictIter](c)
	x.Pos, x.Used, x.Left = it.Pos, it.Used, it.Left
	l, err := t.ListOf(c)
	t.Unref(c)
	if err != nil {
		return Value{}, err
	}
	return t.reduceIter("iter", l, -1)
}
