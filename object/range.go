package object

import (
	"math"
	"math/big"
	"unsafe"
)

// A Range is a range. All fields are exact ints and owned.
type Range struct {
	Header
	Start, Stop, Step, Length Value
}

// A RangeIter is the iterator of a range that fits in 64 bits.
type RangeIter struct {
	Header
	Next, Left, Step int64
	Start            int64
}

// A LongRangeIter is the iterator of any other range.
type LongRangeIter struct {
	Header
	index, start, step, length *big.Int
}

// The types of ranges.
var (
	RangeType         = &Type{}
	RangeIterType     = &Type{}
	LongRangeIterType = &Type{}
)

func rangeInit() {
	RangeType.Define(TypeSpec{Name: "range",
		Doc:   "range(stop)\nrange(start, stop[, step])\n\nThe integers from start, inclusive, to stop, exclusive, by step.",
		Flags: FlagSequence, Layout: LayoutOf[Range](), Basic: 48,
		Slots: Slots{New: rangeNew, Clear: rangeClear, Free: rangeFree, Repr: rangeRepr, Hash: rangeHash, Compare: rangeCompare, Iter: rangeIter,
			Bool: rangeBool, Len: rangeLen, GetItem: rangeGetItem, Contains: rangeContains},
		Build: func() []Decl {
			return []Decl{
				Method("__reversed__()", "Return a reverse iterator.", rangeReversed),
				Method("__reduce__(*args)", "Return state information for pickling.", rangeReduce),
				Method("count(value, /)", "rangeobject.count(value) -> integer -- return number of occurrences of value", rangeCount),
				Method("index(value, /)", "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.", rangeIndex),
				Member("start", "", func(t *Thread, v Value) (Value, error) { return as[Range](v).Start.Ref(), nil }),
				Member("stop", "", func(t *Thread, v Value) (Value, error) { return as[Range](v).Stop.Ref(), nil }),
				Member("step", "", func(t *Thread, v Value) (Value, error) { return as[Range](v).Step.Ref(), nil }),
			}
		}})
	RangeIterType.Define(TypeSpec{Name: "range_iterator", Flags: FlagNoNew, Layout: LayoutOf[RangeIter](), Basic: 48,
		Slots: Slots{Iter: iterSelf, Next: rangeIterNext, Free: rangeIterFree},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Return how many items are left.", rangeIterHint),
				Method("__reduce__()", "Return state information for pickling.", rangeIterReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", rangeIterSetState),
			}
		}})
	LongRangeIterType.Define(TypeSpec{Name: "longrange_iterator", Flags: FlagNoNew, Layout: LayoutOf[LongRangeIter](), Basic: 48,
		Slots: Slots{Iter: iterSelf, Next: longRangeNext},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Return how many items are left.", longRangeHint),
				Method("__reduce__()", "Return state information for pickling.", longRangeReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", longRangeSetState),
			}
		}})
}

func rangeNew(t *Thread, typ *Type, a Args) (Value, error) {
	if err := posArgs(t, "range", a, 1, 3); err != nil {
		return Value{}, err
	}
	x := [3]Value{Int(0), {}, Int(1)}
	p := a.Pos
	if len(p) == 1 {
		p = []Value{Int(0), p[0]}
	}
	for i, v := range p {
		n, err := t.Index(v)
		if err != nil {
			t.UnrefAll(x[:i])
			return Value{}, err
		}
		x[i] = n
	}
	if x[2] == Int(0) {
		t.UnrefAll(x[:])
		return Value{}, t.ValueErr("range() arg 3 must not be zero")
	}
	return t.newRange(x[0], x[1], x[2]), nil
}

// NewRange returns range(start, stop, step) of numbers that fit; step != 0.
func (t *Thread) NewRange(start, stop, step int64) Value {
	return t.newRange(Int(start), Int(stop), Int(step))
}

// newRange takes references to exact ints.
func (t *Thread) newRange(start, stop, step Value) Value {
	r := pooled(t, &t.In.containers.ranges, RangeType)
	r.Start, r.Stop, r.Step = start, stop, step
	r.Length = t.rangeLength(start, stop, step)
	return Obj(&r.Header)
}

func (t *Thread) rangeLength(start, stop, step Value) Value {
	if start.O == &IntTag && stop.O == &IntTag && step.O == &IntTag {
		if n := smallLength(start.Int(), stop.Int(), step.Int()); n <= math.MaxInt64 {
			return Int(int64(n))
		}
	}
	lo, hi, by := bigOf(start), bigOf(stop), bigOf(step)
	if by.Sign() < 0 {
		lo, hi = hi, lo
		by.Neg(by)
	}
	if lo.Cmp(hi) >= 0 {
		return Int(0)
	}
	n := hi.Sub(hi, lo)
	n.Sub(n, big.NewInt(1))
	n.Quo(n, by)
	return t.NewBig(n.Add(n, big.NewInt(1)))
}

func smallLength(lo, hi, step int64) uint64 {
	by := uint64(step)
	if step < 0 {
		lo, hi = hi, lo
		by = -by
	}
	if lo >= hi {
		return 0
	}
	return (uint64(hi)-uint64(lo)-1)/by + 1
}

func rangeClear(t *Thread, o *Header) {
	r := (*Range)(unsafe.Pointer(o))
	t.XUnref(r.Start)
	t.XUnref(r.Stop)
	t.XUnref(r.Step)
	t.XUnref(r.Length)
	r.Start, r.Stop, r.Step, r.Length = Value{}, Value{}, Value{}, Value{}
}

func rangeRepr(t *Thread, v Value) (Value, error) {
	r := as[Range](v)
	text := "range("
	for i, x := range [...]Value{r.Start, r.Stop, r.Step} {
		if i == 2 && x == Int(1) {
			break
		}
		s, err := t.ReprString(x)
		if err != nil {
			return Value{}, err
		}
		if i > 0 {
			text += ", "
		}
		text += s
	}
	return t.NewStr(text + ")"), nil
}

// shape is what equality and hashes of ranges look at: length, start and step, with
// None where they do not matter. The values are lent.
func (r *Range) shape() [3]Value {
	switch r.Length {
	case Int(0):
		return [3]Value{r.Length, None, None}
	case Int(1):
		return [3]Value{r.Length, r.Start, None}
	}
	return [3]Value{r.Length, r.Start, r.Step}
}

func rangeHash(t *Thread, v Value) (int64, error) {
	s := as[Range](v).shape()
	tup := t.NewTupleOf(s[:])
	h, err := t.Hash(tup)
	t.Unref(tup)
	return h, err
}

func rangeCompare(t *Thread, a, b Value, op int) (Value, error) {
	if b.O.Typ != RangeType || a.O.Typ != RangeType || op != CmpEQ && op != CmpNE {
		return NotImplemented, nil
	}
	same := true
	if a != b {
		x, y := as[Range](a).shape(), as[Range](b).shape()
		for i := range x {
			eq, err := t.Equal(x[i], y[i])
			if err != nil {
				return Value{}, err
			}
			same = same && eq
		}
	}
	return Bool(same == (op == CmpEQ)), nil
}

func rangeBool(t *Thread, v Value) (bool, error) { return as[Range](v).Length != Int(0), nil }

func rangeLen(t *Thread, v Value) (int, error) { return t.ssize(as[Range](v).Length) }

// small reports whether every number of the range, and its length, is unboxed.
func (r *Range) small() bool {
	return r.Start.O == &IntTag && r.Stop.O == &IntTag && r.Step.O == &IntTag && r.Length.O == &IntTag
}

// bigAt returns start + i*step.
func (r *Range) bigAt(i *big.Int) *big.Int {
	n := new(big.Int).Mul(i, bigOf(r.Step))
	return n.Add(n, bigOf(r.Start))
}

func rangeGetItem(t *Thread, v, key Value) (Value, error) {
	r := as[Range](v)
	if key.O == &IntTag && r.small() {
		i, n := key.Int(), r.Length.Int()
		if i < 0 {
			i += n
		}
		if uint64(i) >= uint64(n) {
			return Value{}, t.Raise(IndexError, "range object index out of range")
		}
		return Int(r.Start.Int() + i*r.Step.Int()), nil
	}
	if key.O.Typ == SliceType {
		return rangeSlice(t, r, as[Slice](key))
	}
	if key.O.Typ.Index == nil {
		return Value{}, t.TypeErr("range indices must be integers or slices, not %s", key.O.Typ.FullName())
	}
	x, err := t.Index(key)
	if err != nil {
		return Value{}, err
	}
	i, n := bigOf(x), bigOf(r.Length)
	t.Unref(x)
	if i.Sign() < 0 {
		i.Add(i, n)
	}
	if i.Sign() < 0 || i.Cmp(n) >= 0 {
		return Value{}, t.Raise(IndexError, "range object index out of range")
	}
	return t.NewBig(r.bigAt(i)), nil
}

func rangeSlice(t *Thread, r *Range, s *Slice) (Value, error) {
	lo, hi, step, err := t.longSlice(s, bigOf(r.Length))
	if err != nil {
		return Value{}, err
	}
	step.Mul(step, bigOf(r.Step))
	return t.newRange(t.NewBig(r.bigAt(lo)), t.NewBig(r.bigAt(hi)), t.NewBig(step)), nil
}

// find returns the index of a number in the range; ok is false if it is not there.
func (r *Range) find(v Value) (i *big.Int, ok bool) {
	n := bigOf(v)
	n.Sub(n, bigOf(r.Start))
	rem := new(big.Int)
	n.QuoRem(n, bigOf(r.Step), rem)
	return n, rem.Sign() == 0 && n.Sign() >= 0 && n.Cmp(bigOf(r.Length)) < 0
}

// smallFind is find for a small range and number; -1 if it is not there.
func (r *Range) smallFind(x int64) int64 {
	lo, hi, step := r.Start.Int(), r.Stop.Int(), r.Step.Int()
	if step > 0 && lo <= x && x < hi {
		if d := uint64(x) - uint64(lo); d%uint64(step) == 0 {
			return int64(d / uint64(step))
		}
	} else if step < 0 && hi < x && x <= lo {
		if d, by := uint64(lo)-uint64(x), -uint64(step); d%by == 0 {
			return int64(d / by)
		}
	}
	return -1
}

func rangeContains(t *Thread, v, x Value) (bool, error) {
	r := as[Range](v)
	switch {
	case x.O == &IntTag || x.O == &BoolTag:
		if r.small() {
			return r.smallFind(x.Int()) >= 0, nil
		}
		_, ok := r.find(Int(x.Int()))
		return ok, nil
	case x.O.Typ == IntType:
		_, ok := r.find(x)
		return ok, nil
	}
	i, err := t.searchIter(v, x, false)
	return i >= 0, err
}

// searchIter iterates over v and returns the first index of an item equal to x, or
// -1; or how many there are.
func (t *Thread) searchIter(v, x Value, count bool) (int, error) {
	i, found := 0, -1
	if count {
		found = 0
	}
	err := t.Iterate(v, func(item Value) error {
		same, err := t.Equal(item, x)
		if err != nil {
			return err
		}
		if same {
			if !count {
				found = i
				return ErrStop
			}
			found++
		}
		i++
		return nil
	})
	return found, err
}

func rangeCount(t *Thread, self Value, args []Value) (Value, error) {
	if x := args[0]; x.O.Typ == IntType || x.O == &BoolTag {
		ok, err := rangeContains(t, self, x)
		if ok {
			return Int(1), err
		}
		return Int(0), err
	}
	n, err := t.searchIter(self, args[0], true)
	return Int(int64(n)), err
}

func rangeIndex(t *Thread, self Value, args []Value) (Value, error) {
	x := args[0]
	if x.O.Typ == IntType || x.O == &BoolTag {
		n := x
		if x.O == &BoolTag {
			n = Int(x.Int())
		}
		i, ok := as[Range](self).find(n)
		if ok {
			return t.NewBig(i), nil
		}
		s, err := t.ReprString(x)
		if err != nil {
			return Value{}, err
		}
		return Value{}, t.ValueErr("%s is not in range", s)
	}
	i, err := t.searchIter(self, x, false)
	if err != nil {
		return Value{}, err
	}
	if i < 0 {
		return Value{}, t.ValueErr("sequence.index(x): x not in sequence")
	}
	return Int(int64(i)), nil
}

func rangeReduce(t *Thread, self Value, args []Value) (Value, error) {
	r := as[Range](self)
	return t.NewTuple(RangeType.Value(), t.NewTuple(r.Start.Ref(), r.Stop.Ref(), r.Step.Ref())), nil
}

func rangeIter(t *Thread, v Value) (Value, error) {
	r := as[Range](v)
	if r.small() && (r.Length.Int() == 0 || !r.pastEnd()) {
		return t.newRangeIter(r.Start.Int(), r.Step.Int(), r.Length.Int()), nil
	}
	return t.newLongRangeIter(bigOf(r.Start), bigOf(r.Step), bigOf(r.Length)), nil
}

// pastEnd reports whether a step from the last number before the stop leaves 64 bits, wherever the range's own last is.
func (r *Range) pastEnd() bool {
	stop, step := r.Stop.Int(), r.Step.Int()
	return step > 0 && stop > math.MaxInt64-(step-1) || step < 0 && stop < math.MinInt64-(step+1)
}

// beforeStart reports whether a step back from the start leaves 64 bits.
func (r *Range) beforeStart() bool {
	start, step := r.Start.Int(), r.Step.Int()
	return step > 0 && start < math.MinInt64+step || step < 0 && start > math.MaxInt64+step
}

// newRangeIter asks that start + n*step fits.
func (t *Thread) newRangeIter(start, step, n int64) Value {
	it := pooled(t, &t.In.containers.rangeIters, RangeIterType)
	it.Next, it.Left, it.Step, it.Start = start, n, step, start
	return Obj(&it.Header)
}

func (t *Thread) newLongRangeIter(start, step, n *big.Int) Value {
	it := New[LongRangeIter](t, LongRangeIterType)
	it.index, it.start, it.step, it.length = new(big.Int), start, step, n
	return Obj(&it.Header)
}

func rangeReversed(t *Thread, self Value, args []Value) (Value, error) {
	r := as[Range](self)
	if r.small() && r.Step.Int() != math.MinInt64 && !r.beforeStart() {
		n, step := r.Length.Int(), r.Step.Int()
		return t.newRangeIter(r.Start.Int()+(n-1)*step, -step, n), nil
	}
	n, step := bigOf(r.Length), bigOf(r.Step)
	last := r.bigAt(new(big.Int).Sub(n, big.NewInt(1)))
	return t.newLongRangeIter(last, step.Neg(step), n), nil
}

func rangeIterNext(t *Thread, v Value) (Value, error) {
	it := as[RangeIter](v)
	if it.Left <= 0 {
		return Value{}, nil
	}
	it.Left--
	n := it.Next
	it.Next = n + it.Step
	return Int(n), nil
}

func rangeIterHint(t *Thread, self Value, args []Value) (Value, error) {
	return Int(as[RangeIter](self).Left), nil
}

func rangeIterReduce(t *Thread, self Value, args []Value) (Value, error) {
	it := as[RangeIter](self)
	index := (it.Next - it.Start) / it.Step
	r := t.NewRange(it.Start, it.Next+it.Left*it.Step, it.Step)
	return t.reduceIter("iter", r, int(index))
}

func rangeIterSetState(t *Thread, self Value, args []Value) (Value, error) {
	i, err := t.ssize(args[0])
	if err != nil {
		if t.ErrIs(err, OverflowError) {
			t.Discard(err)
			err = t.Raise(OverflowError, "Python int too large to convert to C long")
		}
		return Value{}, err
	}
	it := as[RangeIter](self)
	n := (it.Next-it.Start)/it.Step + it.Left
	index := max(0, min(int64(i), n))
	it.Next, it.Left = it.Start+index*it.Step, n-index
	return None, nil
}

func longRangeNext(t *Thread, v Value) (Value, error) {
	it := as[LongRangeIter](v)
	if it.index.Cmp(it.length) >= 0 {
		return Value{}, nil
	}
	n := new(big.Int).Mul(it.index, it.step)
	n.Add(n, it.start)
	it.index.Add(it.index, big.NewInt(1))
	return t.NewBig(n), nil
}

func longRangeHint(t *Thread, self Value, args []Value) (Value, error) {
	it := as[LongRangeIter](self)
	return t.NewBig(new(big.Int).Sub(it.length, it.index)), nil
}

func longRangeReduce(t *Thread, self Value, args []Value) (Value, error) {
	it := as[LongRangeIter](self)
	f, err := t.Builtin("iter")
	if err != nil {
		return Value{}, err
	}
	stop := new(big.Int).Mul(it.length, it.step)
	stop.Add(stop, it.start)
	r := t.newRange(t.NewBig(new(big.Int).Set(it.start)), t.NewBig(stop), t.NewBig(new(big.Int).Set(it.step)))
	return t.NewTuple(f, t.NewTuple(r), t.NewBig(new(big.Int).Set(it.index))), nil
}

func longRangeSetState(t *Thread, self Value, args []Value) (Value, error) {
	if !IsIntObj(args[0]) {
		less, err := t.Compare(args[0], Int(0), CmpLT)
		if err == nil {
			t.Unref(less)
			err = t.TypeErr("an integer is required")
		}
		return Value{}, err
	}
	it := as[LongRangeIter](self)
	b, _ := AsBig(args[0])
	i := new(big.Int).Set(b)
	if i.Sign() < 0 {
		i.SetInt64(0)
	} else if i.Cmp(it.length) > 0 {
		i.Set(it.length)
	}
	it.index = i
	return None, nil
}
