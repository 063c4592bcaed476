package object

import (
	"math"
	"math/big"
	"unsafe"
)

// A Slice is a slice object. Its fields are owned.
type Slice struct {
	Header
	Start, Stop, Step Value
}

// SliceType is slice.
var SliceType = &Type{}

func sliceInit() {
	SliceType.Define(TypeSpec{Name: "slice",
		Doc:   "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object, as extended slicing like a[0:10:2] does.",
		Flags: FlagGC | FlagNoClear, Layout: LayoutOf[Slice](), Basic: 40,
		Slots: Slots{New: sliceNew, Traverse: sliceTraverse, Clear: sliceClear, Free: sliceFree, Repr: sliceRepr,
			Hash: unhashable, Compare: sliceCompare},
		Build: func() []Decl {
			return []Decl{
				Method("indices(len, /)", "Return (start, stop, stride) of the slice for a sequence of length len, with\nout of bounds indices clipped as slicing does.", sliceIndices),
				Method("__reduce__()", "Return state information for pickling.", sliceReduce),
				Member("start", "", func(t *Thread, v Value) (Value, error) { return as[Slice](v).Start.Ref(), nil }),
				Member("stop", "", func(t *Thread, v Value) (Value, error) { return as[Slice](v).Stop.Ref(), nil }),
				Member("step", "", func(t *Thread, v Value) (Value, error) { return as[Slice](v).Step.Ref(), nil }),
			}
		}})
}

// NewSlice returns slice(start, stop, step); the references are given.
func (t *Thread) NewSlice(start, stop, step Value) Value {
	s := pooled(t, &t.In.containers.slices, SliceType)
	s.Start, s.Stop, s.Step = start, stop, step
	return Obj(&s.Header)
}

// posArgs checks the number of positional arguments of a constructor without keywords.
func posArgs(t *Thread, name string, a Args, lo, hi int) error {
	if len(a.KwNames()) > 0 {
		return t.TypeErr("%s() takes no keyword arguments", name)
	}
	n := len(a.Pos)
	if n >= lo && n <= hi {
		return nil
	}
	how, want := "at least ", lo
	if n > hi {
		how, want = "at most ", hi
	}
	if lo == hi {
		how = ""
	}
	return t.TypeErr("%s expected %s%d argument%s, got %d", name, how, want, plural(want), n)
}

func sliceNew(t *Thread, typ *Type, a Args) (Value, error) {
	if err := posArgs(t, "slice", a, 1, 3); err != nil {
		return Value{}, err
	}
	p := a.Pos
	switch len(p) {
	case 1:
		return t.NewSlice(None, p[0].Ref(), None), nil
	case 2:
		return t.NewSlice(p[0].Ref(), p[1].Ref(), None), nil
	}
	return t.NewSlice(p[0].Ref(), p[1].Ref(), p[2].Ref()), nil
}

func sliceTraverse(o *Header, visit func(Value)) {
	s := (*Slice)(unsafe.Pointer(o))
	visitAll(visit, s.Start, s.Stop, s.Step)
}

// visitAll visits those of vs that are there.
func visitAll(visit func(Value), vs ...Value) {
	for _, v := range vs {
		if v.O != nil {
			visit(v)
		}
	}
}

func sliceClear(t *Thread, o *Header) {
	s := (*Slice)(unsafe.Pointer(o))
	a, b, c := s.Start, s.Stop, s.Step
	s.Start, s.Stop, s.Step = None, None, None
	t.XUnref(c)
	t.XUnref(a)
	t.XUnref(b)
}

func sliceRepr(t *Thread, v Value) (Value, error) {
	s := as[Slice](v)
	text := "slice("
	for i, x := range [...]Value{s.Start, s.Stop, s.Step} {
		r, err := t.ReprString(x)
		if err != nil {
			return Value{}, err
		}
		if i > 0 {
			text += ", "
		}
		text += r
	}
	return t.NewStr(text + ")"), nil
}

func sliceCompare(t *Thread, a, b Value, op int) (Value, error) {
	if b.O.Typ != SliceType || a.O.Typ != SliceType {
		return NotImplemented, nil
	}
	if a == b {
		return Bool(op == CmpEQ || op == CmpLE || op == CmpGE), nil
	}
	x, y := as[Slice](a), as[Slice](b)
	return compareItemsAll(t, []Value{x.Start, x.Stop, x.Step}, []Value{y.Start, y.Stop, y.Step}, op)
}

func sliceReduce(t *Thread, self Value, args []Value) (Value, error) {
	s := as[Slice](self)
	return t.NewTuple(SliceType.Value(), t.NewTuple(s.Start.Ref(), s.Stop.Ref(), s.Step.Ref())), nil
}

// sliceInt converts a field of a slice; None gives dflt. Numbers out of range are clipped.
func (t *Thread) sliceInt(v Value, dflt int) (int, error) {
	if v.O == &IntTag {
		return int(v.Int()), nil
	}
	if v == None {
		return dflt, nil
	}
	if v.O.Typ.Index == nil {
		return 0, errSliceIndex(t)
	}
	return t.AsIndex(v, nil)
}

func errSliceIndex(t *Thread) error {
	return t.TypeErr("slice indices must be integers or None or have an __index__ method")
}

// UnpackSlice returns the bounds and the step of v, a slice, for AdjustSlice. Its
// __index__ methods may change anything.
func (t *Thread) UnpackSlice(v Value) (lo, hi, step int, err error) {
	return t.unpackSlice(as[Slice](v))
}

// unpackSlice converts the fields of a slice, not yet adjusted to any length.
func (t *Thread) unpackSlice(s *Slice) (lo, hi, step int, err error) {
	if step, err = t.sliceInt(s.Step, 1); err != nil {
		return
	}
	if step == 0 {
		err = t.ValueErr("slice step cannot be zero")
		return
	}
	step = max(step, -math.MaxInt) // so that it can be negated
	first, last := 0, math.MaxInt
	if step < 0 {
		first, last = math.MaxInt, math.MinInt
	}
	if lo, err = t.sliceInt(s.Start, first); err != nil {
		return
	}
	hi, err = t.sliceInt(s.Stop, last)
	return
}

// AdjustSlice fits unpacked bounds to a sequence of length n and counts the items.
func AdjustSlice(n, lo, hi, step int) (start, stop, count int) {
	lowest, highest := 0, n
	if step < 0 {
		lowest, highest = -1, n-1
	}
	if lo < 0 {
		lo = max(lo+n, lowest)
	} else {
		lo = min(lo, highest)
	}
	if hi < 0 {
		hi = max(hi+n, lowest)
	} else {
		hi = min(hi, highest)
	}
	if step < 0 {
		if hi < lo {
			count = (lo-hi-1)/-step + 1
		}
	} else if lo < hi {
		count = (hi-lo-1)/step + 1
	}
	return lo, hi, count
}

// SliceIndices returns which items of a sequence of length n a slice object selects:
// count of them, from start on, step apart.
func (t *Thread) SliceIndices(v Value, n int) (start, stop, step, count int, err error) {
	if start, stop, step, err = t.unpackSlice(as[Slice](v)); err != nil {
		return
	}
	start, stop, count = AdjustSlice(n, start, stop, step)
	return
}

// smallPart is the length up to which a part is copied without asking for memory.
const smallPart = 1 << 12

// Part returns v[lo:hi:step] for an exact list, tuple, str or bytes whose bounds are ints
// or None; ok is false where that is not so, or where it is long or an error.
func (t *Thread) Part(v, lo, hi, step Value) (r Value, ok bool) {
	by := 1
	if step != None {
		if by = int(step.Int()); step.O != &IntTag || by < -smallPart || by == 0 {
			return
		}
	}
	first, last := 0, math.MaxInt
	if by < 0 {
		first, last = math.MaxInt, math.MinInt
	}
	if lo != None {
		if first = int(lo.Int()); lo.O != &IntTag {
			return
		}
	}
	if hi != None {
		if last = int(hi.Int()); hi.O != &IntTag {
			return
		}
	}
	size := 0
	switch v.O.Typ {
	case ListType:
		size = len(as[List](v).Items)
	case TupleType:
		size = len(as[Tuple](v).Items)
	case StrType:
		size = as[Str](v).N
	case BytesType:
		size = len(as[Bytes](v).B)
	default:
		return
	}
	first, _, n := AdjustSlice(size, first, last, by)
	if n > smallPart {
		return
	}
	switch v.O.Typ {
	case ListType:
		return t.listPart(as[List](v), first, by, n), true
	case TupleType:
		return t.tuplePart(v, first, by, n), true
	case StrType:
		return t.strSliceStep(as[Str](v), first, by, n), true
	}
	return t.bytesPart(v, first, by, n), true
}

func sliceIndices(t *Thread, self Value, args []Value) (Value, error) {
	n, err := t.Index(args[0])
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(n)
	size := bigOf(n)
	if size.Sign() < 0 {
		return Value{}, t.ValueErr("length should not be negative")
	}
	lo, hi, step, err := t.longSlice(as[Slice](self), size)
	if err != nil {
		return Value{}, err
	}
	return t.NewTuple(t.NewBig(lo), t.NewBig(hi), t.NewBig(step)), nil
}

// bigOf returns an exact int as a big.Int of the caller's own.
func bigOf(v Value) *big.Int {
	if v.O == &IntTag {
		return big.NewInt(v.Int())
	}
	b, _ := AsBig(v)
	return new(big.Int).Set(b)
}

// longSlice fits a slice to a sequence of any length.
func (t *Thread) longSlice(s *Slice, n *big.Int) (lo, hi, step *big.Int, err error) {
	if step, err = t.longSliceInt(s.Step, 1); err != nil {
		return
	}
	if step.Sign() == 0 {
		return nil, nil, nil, t.ValueErr("slice step cannot be zero")
	}
	lowest, highest := new(big.Int), new(big.Int).Set(n)
	first, last := lowest, highest
	if step.Sign() < 0 {
		lowest.SetInt64(-1)
		highest.Sub(highest, big.NewInt(1))
		first, last = highest, lowest
	}
	if lo, err = t.longBound(s.Start, n, lowest, highest, first); err != nil {
		return
	}
	hi, err = t.longBound(s.Stop, n, lowest, highest, last)
	return
}

func (t *Thread) longSliceInt(v Value, dflt int64) (*big.Int, error) {
	if v == None {
		return big.NewInt(dflt), nil
	}
	if v.O.Typ.Index == nil {
		return nil, errSliceIndex(t)
	}
	x, err := t.Index(v)
	if err != nil {
		return nil, err
	}
	b := bigOf(x)
	t.Unref(x)
	return b, nil
}

func (t *Thread) longBound(v Value, n, lowest, highest, dflt *big.Int) (*big.Int, error) {
	if v == None {
		return dflt, nil
	}
	b, err := t.longSliceInt(v, 0)
	if err != nil {
		return nil, err
	}
	if b.Sign() < 0 {
		if b.Add(b, n); b.Cmp(lowest) < 0 {
			b.Set(lowest)
		}
	} else if b.Cmp(highest) > 0 {
		b.Set(highest)
	}
	return b, nil
}
