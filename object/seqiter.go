package object

import (
	"math"
	"unsafe"
)

// A SeqIter iterates over anything with __getitem__; Seq is absent once exhausted.
type SeqIter struct {
	Header
	Seq Value // owned
	I   int
}

// A CallIter is iter(callable, sentinel); Fn is absent once exhausted.
type CallIter struct {
	Header
	Fn, Sentinel Value // owned
}

// The types of these iterators.
var (
	SeqIterType  = &Type{}
	CallIterType = &Type{}
)

func seqIterInit() {
	SeqIterType.Define(TypeSpec{Name: "iterator", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[SeqIter](), Basic: 32,
		Slots: Slots{Iter: iterSelf, Next: seqIterNext, Traverse: seqIterTraverse, Clear: seqIterClear},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Return how many items are left.", seqIterHint),
				Method("__reduce__()", "Return state information for pickling.", seqIterReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", seqIterSetState),
			}
		}})
	CallIterType.Define(TypeSpec{Name: "callable_iterator", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[CallIter](), Basic: 32,
		Slots: Slots{Iter: iterSelf, Next: callIterNext, Traverse: callIterTraverse, Clear: callIterClear},
		Build: func() []Decl {
			return []Decl{
				Method("__reduce__()", "Return state information for pickling.", callIterReduce),
			}
		}})
}

// NewSeqIter returns an iterator over v[0], v[1], …; v is lent.
func (t *Thread) NewSeqIter(v Value) Value {
	it := New[SeqIter](t, SeqIterType)
	it.Seq = v.Ref()
	return Obj(&it.Header)
}

// NewCallIter returns iter(fn, sentinel); both are lent.
func (t *Thread) NewCallIter(fn, sentinel Value) Value {
	it := New[CallIter](t, CallIterType)
	it.Fn, it.Sentinel = fn.Ref(), sentinel.Ref()
	return Obj(&it.Header)
}

// isSequence reports whether v can be asked for v[0], v[1], …
func isSequence(v Value) bool {
	typ := v.O.Typ
	if typ.GetItem == nil || typ.Flags&FlagDict != 0 {
		return false
	}
	if typ.heap == nil {
		return typ.Flags&FlagMapping == 0 && typ != MappingProxyType && typ != GenericAliasType && typ != UnionType && typ != ProxyType && typ != CallableProxyType
	}
	return true
}

func seqIterNext(t *Thread, v Value) (Value, error) {
	it := as[SeqIter](v)
	if it.Seq.O == nil {
		return Value{}, nil
	}
	if it.I == math.MaxInt {
		return Value{}, t.Raise(OverflowError, "iter index too large")
	}
	seq := it.Seq.Ref()
	x, err := t.GetItem(seq, Int(int64(it.I)))
	t.Unref(seq)
	if err == nil {
		it.I++
		return x, nil
	}
	if t.ErrIs(err, IndexError) || t.ErrIs(err, StopIteration) {
		t.Discard(err)
		seqIterClear(t, v.O)
		return Value{}, nil
	}
	return Value{}, err
}

func seqIterTraverse(o *Header, visit func(Value)) {
	visitAll(visit, (*SeqIter)(unsafe.Pointer(o)).Seq)
}

func seqIterClear(t *Thread, o *Header) {
	it := (*SeqIter)(unsafe.Pointer(o))
	seq := it.Seq
	it.Seq = Value{}
	t.XUnref(seq)
}

func seqIterHint(t *Thread, self Value, args []Value) (Value, error) {
	it := as[SeqIter](self)
	if it.Seq.O == nil {
		return Int(0), nil
	}
	if it.Seq.O.Typ.Slots.Len == nil {
		return NotImplemented, nil
	}
	n, err := t.Len(it.Seq)
	if err != nil {
		return Value{}, err
	}
	return Int(int64(max(0, n-it.I))), nil
}

func seqIterReduce(t *Thread, self Value, args []Value) (Value, error) {
	return t.reduceState("iter", func() (Value, int) {
		it := as[SeqIter](self)
		if it.Seq.O == nil {
			return t.NewTuple(), -1
		}
		return it.Seq.Ref(), it.I
	})
}

func seqIterSetState(t *Thread, self Value, args []Value) (Value, error) {
	i, err := t.stateArg(args[0])
	if err != nil {
		return Value{}, err
	}
	if it := as[SeqIter](self); it.Seq.O != nil {
		it.I = max(0, i)
	}
	return None, nil
}

func callIterNext(t *Thread, v Value) (Value, error) {
	it := as[CallIter](v)
	if it.Fn.O == nil {
		return Value{}, nil
	}
	fn := it.Fn.Ref()
	x, err := t.Call(fn)
	t.Unref(fn)
	if err != nil {
		if t.ErrIs(err, StopIteration) {
			t.Discard(err)
			callIterClear(t, v.O)
			return Value{}, nil
		}
		return Value{}, err
	}
	if it.Sentinel.O == nil { // the call exhausted the iterator
		t.Unref(x)
		return Value{}, nil
	}
	sentinel := it.Sentinel.Ref()
	same, err := t.Equal(sentinel, x)
	t.Unref(sentinel)
	if err == nil && !same {
		return x, nil
	}
	t.Unref(x)
	if err == nil {
		callIterClear(t, v.O)
	}
	return Value{}, err
}

func callIterTraverse(o *Header, visit func(Value)) {
	it := (*CallIter)(unsafe.Pointer(o))
	visitAll(visit, it.Fn, it.Sentinel)
}

func callIterClear(t *Thread, o *Header) {
	it := (*CallIter)(unsafe.Pointer(o))
	fn, s := it.Fn, it.Sentinel
	it.Fn, it.Sentinel = Value{}, Value{}
	t.XUnref(fn)
	t.XUnref(s)
}

func callIterReduce(t *Thread, self Value, args []Value) (Value, error) {
	it := as[CallIter](self)
	f, err := t.Builtin("iter")
	if err != nil {
		return Value{}, err
	}
	if it.Fn.O == nil {
		return t.NewTuple(f, t.NewTuple(t.NewTuple())), nil
	}
	return t.NewTuple(f, t.NewTuple(it.Fn.Ref(), it.Sentinel.Ref())), nil
}
