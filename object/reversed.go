package object

import "unsafe"

// A Reversed is reversed(sequence) of anything without a __reversed__ of its own.
type Reversed struct {
	Header
	Seq Value // owned; absent once exhausted
	I   int
}

// ReversedType is reversed.
var ReversedType = &Type{}

func reversedInit() {
	ReversedType.Define(TypeSpec{Name: "reversed", Sig: "(sequence, /)",
		Doc:   "Return a reverse iterator over the values of the given sequence.",
		Flags: FlagGC | FlagNoClear | FlagBase, Layout: LayoutOf[Reversed](), Basic: 32,
		Slots: Slots{New: reversedNew, Iter: iterSelf, Next: reversedNext, Traverse: reversedTraverse, Clear: reversedClear},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Return how many items are left.", reversedHint),
				Method("__reduce__()", "Return state information for pickling.", reversedReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", reversedSetState),
			}
		}})
}

func reversedNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ != ReversedType {
		a = a.WithoutKw()
	}
	if err := posArgs(t, "reversed", a, 1, 1); err != nil {
		return Value{}, err
	}
	seq := a.Pos[0]
	f, err := t.LookupSpecial(seq, "__reversed__")
	if err != nil {
		return Value{}, err
	}
	if f.O != nil && f != None {
		r, err := t.Call(f)
		t.Unref(f)
		return r, err
	}
	if f == None || !isSequence(seq) {
		return Value{}, t.TypeErr("'%s' object is not reversible", seq.O.Typ.FullName())
	}
	n, err := t.Len(seq)
	if err != nil {
		return Value{}, err
	}
	r := New[Reversed](t, typ)
	r.Seq, r.I = seq.Ref(), n-1
	return Obj(&r.Header), nil
}

func reversedNext(t *Thread, v Value) (Value, error) {
	r := as[Reversed](v)
	if r.Seq.O != nil && r.I >= 0 {
		seq := r.Seq.Ref()
		x, err := t.GetItem(seq, Int(int64(r.I)))
		t.Unref(seq)
		if err == nil {
			r.I--
			return x, nil
		}
		if !t.ErrIs(err, IndexError) && !t.ErrIs(err, StopIteration) {
			return Value{}, err
		}
		t.Discard(err)
	}
	r.I = -1
	reversedClear(t, v.O)
	return Value{}, nil
}

func reversedTraverse(o *Header, visit func(Value)) {
	visitAll(visit, (*Reversed)(unsafe.Pointer(o)).Seq)
}

func reversedClear(t *Thread, o *Header) {
	r := (*Reversed)(unsafe.Pointer(o))
	seq := r.Seq
	r.Seq = Value{}
	t.XUnref(seq)
}

func reversedHint(t *Thread, self Value, args []Value) (Value, error) {
	r := as[Reversed](self)
	if r.Seq.O == nil {
		return Int(0), nil
	}
	n, err := t.Len(r.Seq)
	if err != nil {
		return Value{}, err
	}
	if n < r.I+1 {
		return Int(0), nil
	}
	return Int(int64(r.I + 1)), nil
}

func reversedReduce(t *Thread, self Value, args []Value) (Value, error) {
	r := as[Reversed](self)
	typ := self.O.Typ.Value().Ref()
	if r.Seq.O == nil {
		return t.NewTuple(typ, t.NewTuple(t.NewTuple())), nil
	}
	return t.NewTuple(typ, t.NewTuple(r.Seq.Ref()), Int(int64(r.I))), nil
}

func reversedSetState(t *Thread, self Value, args []Value) (Value, error) {
	i, err := t.stateArg(args[0])
	if err != nil {
		return Value{}, err
	}
	if r := as[Reversed](self); r.Seq.O != nil {
		n, err := t.Len(r.Seq)
		if err != nil {
			return Value{}, err
		}
		r.I = max(-1, min(i, n-1))
	}
	return None, nil
}
