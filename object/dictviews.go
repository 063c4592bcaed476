package object

import "unsafe"

// A DictView is dict.keys(), values() or items(); its type says which.
type DictView struct {
	Header
	D *Dict // owned
}

// The types of dict views.
var (
	DictKeysType   = &Type{}
	DictValuesType = &Type{}
	DictItemsType  = &Type{}
)

func dictViewInit() {
	s := Slots{Traverse: dictViewTraverse, Clear: dictViewClear, Repr: dictViewRepr, Iter: dictViewIter, Len: dictViewLen}
	common := []Decl{
		Method("__reversed__()", "Return a reverse iterator over the view.", dictViewReversed),
		Getter("mapping", "dictionary that this view refers to", func(t *Thread, v Value) (Value, error) {
			return t.NewMappingProxy(as[DictView](v).D.Value()), nil
		}),
	}
	DictValuesType.Define(TypeSpec{Name: "dict_values", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[DictView](), Basic: 24,
		Slots: s, Decls: common})
	s.Hash, s.Compare = unhashable, dictViewCompare
	s.Binary[OpSub], s.Binary[OpAnd], s.Binary[OpXor], s.Binary[OpOr] = dictViewSub, dictViewAnd, dictViewXor, dictViewOr
	decls := append([]Decl{
		Method("isdisjoint(other, /)", "Return True if the view and the given iterable have a null intersection.", dictViewDisjoint),
	}, common...)
	s.Contains = dictKeysContains
	DictKeysType.Define(TypeSpec{Name: "dict_keys", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[DictView](), Basic: 24,
		Slots: s, Decls: decls})
	s.Contains = dictItemsContains
	DictItemsType.Define(TypeSpec{Name: "dict_items", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[DictView](), Basic: 24,
		Slots: s, Decls: decls})
}

func (t *Thread) newDictView(self Value, typ *Type) (Value, error) {
	v := New[DictView](t, typ)
	v.D = as[Dict](self.Ref())
	return Obj(&v.Header), nil
}

func dictKeys(t *Thread, self Value, args []Value) (Value, error) {
	return t.newDictView(self, DictKeysType)
}

func dictValues(t *Thread, self Value, args []Value) (Value, error) {
	return t.newDictView(self, DictValuesType)
}

func dictItems(t *Thread, self Value, args []Value) (Value, error) {
	return t.newDictView(self, DictItemsType)
}

func dictViewTraverse(o *Header, visit func(Value)) {
	if d := (*DictView)(unsafe.Pointer(o)).D; d != nil {
		visit(d.Value())
	}
}

func dictViewClear(t *Thread, o *Header) {
	v := (*DictView)(unsafe.Pointer(o))
	if d := v.D; d != nil {
		v.D = nil
		t.Unref(d.Value())
	}
}

func dictViewRepr(t *Thread, v Value) (Value, error) {
	if !t.ReprEnter(v) {
		return t.NewStr("..."), nil
	}
	defer t.ReprLeave(v)
	l, err := t.ListOf(v)
	if err != nil {
		return Value{}, err
	}
	s, err := t.ReprString(l)
	t.Unref(l)
	if err != nil {
		return Value{}, err
	}
	return t.NewStr(v.O.Typ.Name + "(" + s + ")"), nil
}

func dictViewIter(t *Thread, v Value) (Value, error) {
	d := as[DictView](v).D
	switch v.O.Typ {
	case DictKeysType:
		return t.newDictIter(d, DictKeyIterType), nil
	case DictValuesType:
		return t.newDictIter(d, DictValueIterType), nil
	}
	return t.newDictIter(d, DictItemIterType), nil
}

func dictViewReversed(t *Thread, self Value, args []Value) (Value, error) {
	d := as[DictView](self).D
	switch self.O.Typ {
	case DictKeysType:
		return t.newDictIter(d, DictRevKeyIterType), nil
	case DictValuesType:
		return t.newDictIter(d, DictRevValueIterType), nil
	}
	return t.newDictIter(d, DictRevItemIterType), nil
}

func dictViewLen(t *Thread, v Value) (int, error) { return as[DictView](v).D.used, nil }

func dictKeysContains(t *Thread, v, x Value) (bool, error) {
	val, err := as[DictView](v).D.Get(t, x)
	return val.O != nil, err
}

func dictItemsContains(t *Thread, v, x Value) (bool, error) {
	tup, ok := AsTuple(x)
	if !ok || len(tup.Items) != 2 {
		return false, nil
	}
	val, err := as[DictView](v).D.Get(t, tup.Items[0])
	if err != nil || val.O == nil {
		return false, err
	}
	return equalHeld(t, val, tup.Items[1])
}

// isSetView reports whether v is a view with the operations of a set.
func isSetView(v Value) bool {
	typ := v.O.Typ
	return typ == DictKeysType || typ == DictItemsType || typ == OrderedKeysType || typ == OrderedItemsType
}

func dictViewCompare(t *Thread, a, b Value, op int) (Value, error) {
	if !isSetView(b) && !isAnySet(b) {
		return NotImplemented, nil
	}
	n, err := t.Len(a)
	if err != nil {
		return Value{}, err
	}
	m, err := t.Len(b)
	if err != nil {
		return Value{}, err
	}
	ok := false
	switch op {
	case CmpEQ, CmpNE:
		if n == m {
			ok, err = t.allIn(a, b)
		}
		if op == CmpNE {
			ok = !ok
		}
	case CmpLT:
		if n < m {
			ok, err = t.allIn(a, b)
		}
	case CmpLE:
		if n <= m {
			ok, err = t.allIn(a, b)
		}
	case CmpGT:
		if n > m {
			ok, err = t.allIn(b, a)
		}
	case CmpGE:
		if n >= m {
			ok, err = t.allIn(b, a)
		}
	}
	if err != nil {
		return Value{}, err
	}
	return Bool(ok), nil
}

// allIn reports whether every item of a is in b.
func (t *Thread) allIn(a, b Value) (bool, error) {
	all := true
	err := t.Iterate(a, func(x Value) error {
		in, err := t.Contains(b, x)
		if err == nil && !in {
			all = false
			return ErrStop
		}
		return err
	})
	return all, err
}

// viewSet returns set(v) for an operand of a view's operator.
func (t *Thread) viewSet(v Value) (*Set, error) {
	s := t.newSet(SetType)
	src := v
	if v.O.Typ == DictKeysType && as[DictView](v).D.Typ == DictType {
		src = as[DictView](v).D.Value()
	}
	if err := s.update(t, src); err != nil {
		t.Unref(Obj(&s.Header))
		return nil, err
	}
	return s, nil
}

func dictViewOp(t *Thread, a, b Value, op func(s *Set, t *Thread, b Value) error) (Value, error) {
	s, err := t.viewSet(a)
	if err != nil {
		return Value{}, err
	}
	if err := op(s, t, b); err != nil {
		t.Unref(Obj(&s.Header))
		return Value{}, err
	}
	return Obj(&s.Header), nil
}

func dictViewSub(t *Thread, a, b Value) (Value, error) {
	return dictViewOp(t, a, b, (*Set).differenceUpdate)
}

func dictViewXor(t *Thread, a, b Value) (Value, error) {
	if a.O.Typ == DictItemsType && b.O.Typ == DictItemsType {
		return itemsXor(t, as[DictView](a).D, as[DictView](b).D)
	}
	return dictViewOp(t, a, b, (*Set).symmetricUpdate)
}

// itemsXor gives the pairs of two dicts without those that are equal, which need no hash.
func itemsXor(t *Thread, a, b *Dict) (Value, error) {
	s := t.newSet(SetType)
	err := s.addOthers(t, b, a)
	if err == nil {
		err = s.addOthers(t, a, b)
	}
	if err != nil {
		t.Unref(Obj(&s.Header))
		return Value{}, err
	}
	return Obj(&s.Header), nil
}

// addOthers adds the pairs of a for which b has no equal value.
func (s *Set) addOthers(t *Thread, a, b *Dict) error {
	for i := 0; i < len(a.entries); i++ {
		e := a.entries[i]
		if e.key.O == nil {
			continue
		}
		key, val := e.key.Ref(), e.val.Ref()
		same := false
		j, err := b.find(t, key, e.hash)
		if err == nil && j >= 0 {
			other := b.entries[j].val.Ref()
			same, err = t.Equal(val, other)
			t.Unref(other)
		}
		pair := t.NewTuple(key, val)
		if err == nil && !same {
			err = s.Add(t, pair)
		}
		t.Unref(pair)
		if err != nil {
			return err
		}
	}
	return nil
}

func dictViewOr(t *Thread, a, b Value) (Value, error) {
	return dictViewOp(t, a, b, (*Set).update)
}

func dictViewAnd(t *Thread, a, b Value) (Value, error) {
	if !isSetView(a) { // the view is on the right
		a, b = b, a
	}
	n, err := t.Len(a)
	if err != nil {
		return Value{}, err
	}
	if isSetView(b) && as[DictView](b).D.used > n {
		a, b = b, a
	} else if b.O.Typ == SetType && as[Set](b).used >= n {
		return as[Set](b).intersection(t, a)
	}
	s := t.newSet(SetType)
	err = t.Iterate(b, func(x Value) error {
		in, err := t.Contains(a, x)
		if err == nil && in {
			err = s.Add(t, x)
		}
		return err
	})
	if err != nil {
		t.Unref(Obj(&s.Header))
		return Value{}, err
	}
	return Obj(&s.Header), nil
}

func dictViewDisjoint(t *Thread, self Value, args []Value) (Value, error) {
	a, b := self, args[0]
	n, err := t.Len(a)
	if err != nil {
		return Value{}, err
	}
	if a == b {
		return Bool(n == 0), nil
	}
	if isAnySet(b) || isSetView(b) {
		m, err := t.Len(b)
		if err != nil {
			return Value{}, err
		}
		if m > n {
			a, b = b, a
		}
	}
	disjoint := true
	err = t.Iterate(b, func(x Value) error {
		in, err := t.Contains(a, x)
		if err == nil && in {
			disjoint = false
			return ErrStop
		}
		return err
	})
	if err != nil {
		return Value{}, err
	}
	return Bool(disjoint), nil
}
