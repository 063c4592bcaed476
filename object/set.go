package object

import (
	"strings"
	"unsafe"
)

// SetType is set, FrozenSetType is frozenset, SetIterType their iterator.
var (
	SetType       = &Type{}
	FrozenSetType = &Type{}
	SetIterType   = &Type{}
)

func setInit() {
	layout := LayoutOf[Set]().WeakAt(unsafe.Offsetof(Set{}.weak))
	s := Slots{Traverse: setTraverse, Clear: setClear, Free: setFree, Repr: setRepr, Compare: setCompare, Iter: setIter,
		Len: setLen, Contains: setContains}
	s.Binary[OpSub], s.Binary[OpAnd], s.Binary[OpXor], s.Binary[OpOr] = setSub, setAnd, setXor, setOr
	frozen := s
	frozen.New, frozen.Hash = frozenSetNew, frozenSetHash
	FrozenSetType.Define(TypeSpec{Name: "frozenset", Flags: FlagGC | FlagBase | FlagSelfMatch, Layout: layout, Basic: 200, Weak: 192, Slots: frozen,
		Doc: "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nBuild an immutable unordered collection of unique elements.",
		Build: func() []Decl {
			return append([]Decl{Method("copy()", "Return a shallow copy of a set.", frozenSetCopy)}, setCommon()...)
		}})
	s.New, s.Init, s.Hash = setNew, setInitialize, unhashable
	s.Inplace[OpSub], s.Inplace[OpAnd], s.Inplace[OpXor], s.Inplace[OpOr] = setISub, setIAnd, setIXor, setIOr
	SetType.Define(TypeSpec{Name: "set", Flags: FlagGC | FlagBase | FlagSelfMatch, Layout: layout, Basic: 200, Weak: 192, Slots: s,
		Doc: "set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered collection of unique elements.",
		Build: func() []Decl {
			return append([]Decl{
				Method("add(object, /)", "Add an element to a set. It has no effect if the element is already present.", setAdd),
				Method("clear()", "Remove all elements from this set.", setClearMethod),
				Method("copy()", "Return a shallow copy of a set.", setCopy),
				Method("discard(object, /)", "Remove an element from a set if it is a member.", setDiscard),
				RawMethod("difference_update(*others)", "Remove all elements of another set from this set.", setDifferenceUpdate),
				RawMethod("intersection_update(*others)", "Update a set with the intersection of itself and another.", setIntersectionUpdate),
				Method("pop()", "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty.", setPop),
				Method("remove(object, /)", "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.", setRemove),
				Method("symmetric_difference_update(other, /)", "Update a set with the symmetric difference of itself and another.", setSymmetricUpdate),
				RawMethod("update(*others)", "Update a set with the union of itself and others.", setUpdate),
			}, setCommon()...)
		}})
	SetIterType.Define(TypeSpec{Name: "set_iterator", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[SetIter](), Basic: 48,
		Slots: Slots{Iter: iterSelf, Next: setIterNext, Traverse: setIterTraverse, Clear: setIterClear},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Return how many items are left.", setIterHint),
				Method("__reduce__()", "Return state information for pickling.", setIterReduce),
			}
		}})
}

// setCommon are the methods that set and frozenset share.
func setCommon() []Decl {
	return []Decl{
		containsMethod("__contains__(object, /)", "x.__contains__(y) <==> y in x.", setContains),
		Method("__reduce__()", "Return state information for pickling.", setReduce),
		Method("__sizeof__()", "S.__sizeof__() -> size of S in memory, in bytes", setSizeof),
		RawMethod("difference(*others)", "Return the difference of two or more sets as a new set.", setDifference),
		RawMethod("intersection(*others)", "Return the intersection of two sets as a new set.", setIntersection),
		Method("isdisjoint(other, /)", "Return True if two sets have a null intersection.", setIsDisjoint),
		Method("issubset(other, /)", "Report whether another set contains this set.", setIsSubset),
		Method("issuperset(other, /)", "Report whether this set contains another set.", setIsSuperset),
		Method("symmetric_difference(other, /)", "Return the symmetric difference of two sets as a new set.", setSymmetricDifference),
		RawMethod("union(*others)", "Return the union of sets as a new set.", setUnion),
		ClassMethod("__class_getitem__(item, /)", "See PEP 585", classGetItem),
	}
}

func isAnySet(v Value) bool {
	typ := v.O.Typ
	return typ == SetType || typ == FrozenSetType || typ.heap != nil && (typ.IsSubtype(SetType) || typ.IsSubtype(FrozenSetType))
}

func isAnySetExact(v Value) bool { return v.O.Typ == SetType || v.O.Typ == FrozenSetType }

func setNew(t *Thread, typ *Type, a Args) (Value, error) { return t.newSet(typ).Value(), nil }

func setInitialize(t *Thread, self Value, a Args) error {
	src, err := oneOptional(t, "set", a, self.O.Typ == SetType)
	if err != nil {
		return err
	}
	s := as[Set](self)
	if s.fill > 0 {
		s.clear(t)
	}
	if src.O == nil {
		return nil
	}
	return s.update(t, src)
}

func frozenSetNew(t *Thread, typ *Type, a Args) (Value, error) {
	src, err := oneOptional(t, "frozenset", a, typ == FrozenSetType)
	if err != nil {
		return Value{}, err
	}
	if typ == FrozenSetType && src.O != nil && src.O.Typ == FrozenSetType {
		return src.Ref(), nil
	}
	s := t.newSet(typ)
	if src.O == nil {
		return s.Value(), nil
	}
	return s.result(t, s.update(t, src))
}

func setRepr(t *Thread, v Value) (Value, error) {
	s, name := as[Set](v), v.O.Typ.Name
	if !t.ReprEnter(v) {
		return t.NewStr(name + "(...)"), nil
	}
	defer t.ReprLeave(v)
	if s.used == 0 {
		return t.NewStr(name + "()"), nil
	}
	keys, err := t.ListOf(v)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(keys)
	var b strings.Builder
	if v.O.Typ != SetType {
		b.WriteString(name)
		b.WriteByte('(')
	}
	b.WriteByte('{')
	for i, k := range as[List](keys).Items {
		if i > 0 {
			b.WriteString(", ")
		}
		if err := t.reprTo(&b, k); err != nil {
			return Value{}, err
		}
	}
	b.WriteByte('}')
	if v.O.Typ != SetType {
		b.WriteByte(')')
	}
	return t.NewStr(b.String()), nil
}

// items returns the items with references of their own.
func (s *Set) items() []Value {
	out := make([]Value, 0, s.used)
	for i := range s.table {
		if e := &s.table[i]; e.live() {
			out = append(out, e.key.Ref())
		}
	}
	return out
}

func shuffleBits(h uint64) uint64 { return ((h ^ 89869747) ^ (h << 16)) * 3644798167 }

func frozenSetHash(t *Thread, v Value) (int64, error) {
	s := as[Set](v)
	if s.hashed {
		return s.hash, nil
	}
	s.hash, s.hashed = s.itemsHash(), true
	return s.hash, nil
}

// itemsHash is the hash of a frozenset of the same items.
func (s *Set) itemsHash() int64 {
	h := uint64(0)
	for i := range s.table {
		if e := &s.table[i]; e.live() {
			h ^= shuffleBits(uint64(e.hash))
		}
	}
	h ^= (uint64(s.used) + 1) * 1927868237
	h ^= h>>11 ^ h>>25
	h = h*69069 + 907133923
	if h == 1<<64-1 {
		h = 590923713
	}
	return int64(h)
}

func setLen(t *Thread, v Value) (int, error) { return as[Set](v).used, nil }

// setKeyHash hashes what is looked for in a set. A set, which has no hash, is looked
// for as the frozenset of its items.
func setKeyHash(t *Thread, key Value) (int64, Value, error) {
	h, err := t.HashKey(key)
	if err == nil || !isAnySet(key) || !t.ErrIs(err, TypeError) {
		return h, Value{}, err
	}
	t.Discard(err)
	f, err := as[Set](key).copyAs(t, FrozenSetType)
	if err != nil {
		return 0, Value{}, err
	}
	return f.itemsHash(), f.Value(), nil
}

func setContains(t *Thread, v, key Value) (bool, error) {
	h, tmp, err := setKeyHash(t, key)
	if err != nil {
		return false, err
	}
	if tmp.O == nil {
		return as[Set](v).has(t, key, h)
	}
	in, err := as[Set](v).has(t, tmp, h)
	t.Unref(tmp)
	return in, err
}

func setCompare(t *Thread, a, b Value, op int) (Value, error) {
	if !isAnySet(a) || !isAnySet(b) {
		return NotImplemented, nil
	}
	x, y := as[Set](a), as[Set](b)
	ok := false
	var err error
	switch op {
	case CmpEQ, CmpNE:
		if x.used == y.used && !(x.hashed && y.hashed && x.hash != y.hash) {
			ok, err = x.subsetOf(t, y)
		}
		ok = ok == (op == CmpEQ)
	case CmpLE:
		ok, err = x.subsetOf(t, y)
	case CmpGE:
		ok, err = y.subsetOf(t, x)
	case CmpLT:
		if x.used < y.used {
			ok, err = x.subsetOf(t, y)
		}
	case CmpGT:
		if x.used > y.used {
			ok, err = y.subsetOf(t, x)
		}
	}
	if err != nil {
		return Value{}, err
	}
	return Bool(ok), nil
}

func setSub(t *Thread, a, b Value) (Value, error) {
	if !isAnySet(a) || !isAnySet(b) {
		return NotImplemented, nil
	}
	return as[Set](a).difference(t, b)
}

func setAnd(t *Thread, a, b Value) (Value, error) {
	if !isAnySet(a) || !isAnySet(b) {
		return NotImplemented, nil
	}
	return as[Set](a).intersection(t, b)
}

func setXor(t *Thread, a, b Value) (Value, error) {
	if !isAnySet(a) || !isAnySet(b) {
		return NotImplemented, nil
	}
	return symmetricDifference(t, as[Set](a), b)
}

func setOr(t *Thread, a, b Value) (Value, error) {
	if !isAnySet(a) || !isAnySet(b) {
		return NotImplemented, nil
	}
	c, err := as[Set](a).copyAs(t, as[Set](a).base())
	if err != nil {
		return Value{}, err
	}
	if a == b {
		return c.Value(), nil
	}
	return c.result(t, c.merge(t, as[Set](b)))
}

// symmetricDifference starts from the other operand, as CPython does.
func symmetricDifference(t *Thread, s *Set, other Value) (Value, error) {
	c, err := t.setOf(s.base(), other)
	if err != nil {
		return Value{}, err
	}
	return c.result(t, c.symmetricUpdate(t, s.Value()))
}

func setISub(t *Thread, a, b Value) (Value, error) {
	if !isAnySet(b) {
		return NotImplemented, nil
	}
	if err := as[Set](a).differenceUpdate(t, b); err != nil {
		return Value{}, err
	}
	return a.Ref(), nil
}

func setIAnd(t *Thread, a, b Value) (Value, error) {
	if !isAnySet(b) {
		return NotImplemented, nil
	}
	r, err := as[Set](a).intersection(t, b)
	if err != nil {
		return Value{}, err
	}
	as[Set](a).become(t, r)
	return a.Ref(), nil
}

func setIXor(t *Thread, a, b Value) (Value, error) {
	if !isAnySet(b) {
		return NotImplemented, nil
	}
	if err := as[Set](a).symmetricUpdate(t, b); err != nil {
		return Value{}, err
	}
	return a.Ref(), nil
}

func setIOr(t *Thread, a, b Value) (Value, error) {
	if !isAnySet(b) {
		return NotImplemented, nil
	}
	if err := as[Set](a).merge(t, as[Set](b)); err != nil {
		return Value{}, err
	}
	return a.Ref(), nil
}

// A SetIter is iter(set); S is nil once it is exhausted.
type SetIter struct {
	Header
	S    *Set // owned
	Pos  int
	Used int // of the set at the start; -1 once it changed
	Left int
}

func setIter(t *Thread, v Value) (Value, error) {
	it := New[SetIter](t, SetIterType)
	it.S = as[Set](v.Ref())
	it.Used, it.Left = it.S.used, it.S.used
	return Obj(&it.Header), nil
}

func setIterNext(t *Thread, v Value) (Value, error) {
	it := as[SetIter](v)
	s := it.S
	if s == nil {
		return Value{}, nil
	}
	if it.Used != s.used {
		it.Used = -1
		return Value{}, t.Raise(RuntimeError, "Set changed size during iteration")
	}
	if key, _ := s.Next(&it.Pos); key.O != nil {
		it.Left--
		return key.Ref(), nil
	}
	it.S = nil
	t.Unref(s.Value())
	return Value{}, nil
}

func setIterTraverse(o *Header, visit func(Value)) {
	if s := (*SetIter)(unsafe.Pointer(o)).S; s != nil {
		visit(s.Value())
	}
}

func setIterClear(t *Thread, o *Header) {
	it := (*SetIter)(unsafe.Pointer(o))
	if s := it.S; s != nil {
		it.S = nil
		t.Unref(s.Value())
	}
}

func setIterHint(t *Thread, self Value, args []Value) (Value, error) {
	it := as[SetIter](self)
	if it.S == nil || it.Used != it.S.used {
		return Int(0), nil
	}
	return Int(int64(it.Left)), nil
}

func setIterReduce(t *Thread, self Value, args []Value) (Value, error) {
	it := as[SetIter](self)
	if it.S == nil {
		return t.reduceIter("iter", t.NewList(nil), -1)
	}
	c, err := setIter(t, it.S.Value())
	if err != nil {
		return Value{}, err
	}
	x := as[SetIter](c)
	x.Pos, x.Used, x.Left = it.Pos, it.Used, it.Left
	l, err := t.ListOf(c)
	t.Unref(c)
	if err != nil {
		return Value{}, err
	}
	return t.reduceIter("iter", l, -1)
}
