package object

import (
	"math/bits"
	"strings"
	"unsafe"
)

// TupleType is tuple.
var TupleType = &Type{}

func tupleInit() {
	TupleType.Define(TypeSpec{Name: "tuple", Sig: "(iterable=(), /)",
		Doc:   "Built-in immutable sequence.\n\nWithout an argument the empty tuple; a tuple is returned as it is, any other\niterable gives a tuple of its items.",
		Flags: FlagGC | FlagNoClear | FlagBase | FlagSequence | FlagSelfMatch | FlagTuple, Layout: LayoutOf[Tuple](), Basic: 24, Item: 8,
		Slots: Slots{New: tupleNew, Traverse: tupleTraverse, Clear: tupleDrop, Free: tupleFree,
			Repr: tupleRepr, Hash: tupleHash, Compare: tupleCompare, Iter: tupleIter, Len: tupleLen,
			GetItem: tupleGetItem, Contains: tupleContains, Concat: tupleConcat, Repeat: tupleRepeat},
		Build: func() []Decl {
			return []Decl{
				Method("__getnewargs__()", "", tupleGetNewArgs),
				Method("index(value, start=0, stop=9223372036854775807, /)", "Return first index of value.\n\nRaises ValueError if the value is not present.", tupleIndex),
				Method("count(value, /)", "Return number of occurrences of value.", tupleCount),
				ClassMethod("__class_getitem__(item, /)", "See PEP 585", classGetItem),
			}
		}})
}

func tupleNew(t *Thread, typ *Type, a Args) (Value, error) {
	src, err := oneOptional(t, "tuple", a, typ == TupleType)
	if err != nil {
		return Value{}, err
	}
	if typ != TupleType {
		return tupleSubclass(t, typ, src)
	}
	if src.O == nil {
		return Obj(&t.emptyTuple().Header), nil
	}
	return t.TupleOf(src)
}

func tupleSubclass(t *Thread, typ *Type, src Value) (Value, error) {
	var items []Value
	if src.O != nil {
		var err error
		if items, err = t.Collect(src); err != nil {
			return Value{}, err
		}
	}
	x := New[Tuple](t, typ)
	x.Items = items[:len(items):len(items)]
	t.In.Bytes += int64(len(items)) * valueSize
	return Obj(&x.Header), nil
}

// TupleOf returns tuple(src).
func (t *Thread) TupleOf(src Value) (Value, error) {
	switch src.O.Typ {
	case TupleType:
		return src.Ref(), nil
	case ListType:
		return t.NewTupleOf(as[List](src).Items), nil
	}
	items, err := t.Collect(src)
	if err != nil {
		return Value{}, err
	}
	if len(items) == 0 && cap(items) > 0 { // there was room for what its length hint said
		return t.shrunkTuple(), nil
	}
	return t.giveTuple(items), nil
}

// shrunkTuple is the empty tuple that is left of one with room for the items of an iterator
// that had none: it is not the one that all share.
func (t *Thread) shrunkTuple() Value {
	x := &Tuple{}
	x.Typ, x.RC = TupleType, 1
	t.account(&x.Header, int64(unsafe.Sizeof(*x)))
	t.In.Collector.track(t, &x.Header)
	return Obj(&x.Header)
}

// giveTuple returns a tuple of items; the references are given.
func (t *Thread) giveTuple(items []Value) Value {
	x := t.MakeTuple(len(items))
	copy(x.Items, items)
	return Obj(&x.Header)
}

func tupleTraverse(o *Header, visit func(Value)) {
	traverseBack((*Tuple)(unsafe.Pointer(o)).Items, visit)
}

// tupleDrop ends a tuple: its items go last to first. The collector never calls it,
// as tuples change for nobody.
func tupleDrop(t *Thread, o *Header) {
	items := (*Tuple)(unsafe.Pointer(o)).Items
	t.In.Bytes -= int64(len(items)) * valueSize
	t.dropBackward(items)
}

func tupleFree(t *Thread, o *Header) {
	if o.Typ == TupleType {
		freeTuple(t, o)
	}
}

func tupleRepr(t *Thread, v Value) (Value, error) {
	items := as[Tuple](v).Items
	if len(items) == 0 {
		return t.NewStr("()"), nil
	}
	if !t.ReprEnter(v) {
		return t.NewStr("(...)"), nil
	}
	defer t.ReprLeave(v)
	var b strings.Builder
	b.WriteByte('(')
	for i, x := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		if err := t.reprTo(&b, x); err != nil {
			return Value{}, err
		}
	}
	if len(items) == 1 {
		b.WriteByte(',')
	}
	b.WriteByte(')')
	return t.NewStr(b.String()), nil
}

// Constants of xxHash64, on which tuple hashes are built.
const (
	xxPrime1 = 11400714785074694791
	xxPrime2 = 14029467366897019727
	xxPrime5 = 2870177450012600261
)

func tupleHash(t *Thread, v Value) (int64, error) {
	t.charge(len(as[Tuple](v).Items) >> 4)
	items := as[Tuple](v).Items
	acc := uint64(xxPrime5)
	for _, x := range items {
		h, err := t.HashKey(x)
		if err != nil {
			return 0, err
		}
		acc = bits.RotateLeft64(acc+uint64(h)*xxPrime2, 31) * xxPrime1
	}
	acc += uint64(len(items)) ^ (xxPrime5 ^ 3527539)
	if acc == 1<<64-1 {
		return 1546275796, nil
	}
	return int64(acc), nil
}

func tupleCompare(t *Thread, a, b Value, op int) (Value, error) {
	if b.O.Typ.Flags&FlagTuple == 0 || a.O.Typ.Flags&FlagTuple == 0 {
		return NotImplemented, nil
	}
	x, y := as[Tuple](a), as[Tuple](b)
	return compareItemsAll(t, x.Items, y.Items, op)
}

// compareItemsAll is compareItems as tuples do it: without a look at the lengths first.
func compareItemsAll(t *Thread, a, b []Value, op int) (Value, error) {
	for i := 0; i < len(a) && i < len(b); i++ {
		x, y := a[i], b[i]
		if x == y {
			continue
		}
		same, err := t.Equal(x, y)
		if err != nil {
			return Value{}, err
		}
		if same {
			continue
		}
		switch op {
		case CmpEQ:
			return False, nil
		case CmpNE:
			return True, nil
		}
		if x.O == &IntTag && y.O == &IntTag {
			return Bool(intOrder(x.Int(), y.Int(), op)), nil
		}
		return t.Compare(x, y, op)
	}
	return Bool(intOrder(int64(len(a)), int64(len(b)), op)), nil
}

func tupleLen(t *Thread, v Value) (int, error) { return len(as[Tuple](v).Items), nil }

func tupleGetItem(t *Thread, v, key Value) (Value, error) {
	items := as[Tuple](v).Items
	if key.O == &IntTag {
		i := key.Int()
		if i < 0 {
			i += int64(len(items))
		}
		if uint64(i) < uint64(len(items)) {
			return items[i].Ref(), nil
		}
		return Value{}, t.Raise(IndexError, "tuple index out of range")
	}
	if key.O.Typ == SliceType {
		lo, _, step, n, err := t.SliceIndices(key, len(items))
		if err != nil {
			return Value{}, err
		}
		return t.tuplePart(v, lo, step, n), nil
	}
	i, err := seqIndex(t, "tuple", key)
	if err != nil {
		return Value{}, err
	}
	return tupleGetItem(t, v, Int(int64(i)))
}

// tuplePart returns a tuple of n items of v from lo on, step apart.
func (t *Thread) tuplePart(v Value, lo, step, n int) Value {
	items := as[Tuple](v).Items
	if n == len(items) && step == 1 && v.O.Typ == TupleType {
		return v.Ref()
	}
	x := t.MakeTuple(n)
	sliceInto(x.Items, items, lo, step)
	return Obj(&x.Header)
}

func tupleContains(t *Thread, v, x Value) (bool, error) {
	i, err := findItem(t, &as[Tuple](v).Items, x, 0, maxItems)
	return i >= 0, err
}

func tupleConcat(t *Thread, a, b Value) (Value, error) {
	if b.O.Typ.Flags&FlagTuple == 0 {
		return Value{}, t.TypeErr(`can only concatenate tuple (not "%s") to tuple`, b.O.Typ.FullName())
	}
	x, y := as[Tuple](a).Items, as[Tuple](b).Items
	if len(x) == 0 && b.O.Typ == TupleType {
		return b.Ref(), nil
	}
	if len(y) == 0 && a.O.Typ == TupleType {
		return a.Ref(), nil
	}
	if n := len(x) + len(y); n > 1<<12 {
		if err := t.Grow(n * valueSize); err != nil {
			return Value{}, err
		}
	}
	r := t.MakeTuple(len(x) + len(y))
	copyRefs(r.Items[:len(x)], x)
	copyRefs(r.Items[len(x):], y)
	return Obj(&r.Header), nil
}

func tupleRepeat(t *Thread, a, n Value) (Value, error) {
	count, err := repeatCount(t, n)
	if err != nil {
		return Value{}, err
	}
	items := as[Tuple](a).Items
	if (len(items) == 0 || count == 1) && a.O.Typ == TupleType {
		return a.Ref(), nil
	}
	size, err := repeatLen(t, len(items), count)
	if err != nil {
		return Value{}, err
	}
	out := make([]Value, size)
	if err := repeatInto(t, out, items); err != nil {
		return Value{}, err
	}
	return t.giveTuple(out), nil
}

func tupleGetNewArgs(t *Thread, self Value, args []Value) (Value, error) {
	if self.O.Typ == TupleType {
		return t.NewTuple(self.Ref()), nil
	}
	return t.NewTuple(t.NewTupleOf(as[Tuple](self).Items)), nil
}

func tupleIndex(t *Thread, self Value, args []Value) (Value, error) {
	x := as[Tuple](self)
	lo, hi, err := t.IndexRange(args[1], args[2], len(x.Items))
	if err != nil {
		return Value{}, err
	}
	i, err := findItem(t, &x.Items, args[0], lo, hi)
	if err != nil {
		return Value{}, err
	}
	if i < 0 {
		return Value{}, t.ValueErr("tuple.index(x): x not in tuple")
	}
	return Int(int64(i)), nil
}

func tupleCount(t *Thread, self Value, args []Value) (Value, error) {
	return countItems(t, &as[Tuple](self).Items, args[0])
}
