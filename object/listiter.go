package object

import "unsafe"

// A ListIter is iter(list); L is nil once it is exhausted.
type ListIter struct {
	Header
	L *List // owned
	I int
}

// A ListRevIter is reversed(list).
type ListRevIter struct {
	Header
	L *List // owned
	I int
}

// A TupleIter is iter(tuple); T is nil once it is exhausted.
type TupleIter struct {
	Header
	T *Tuple // owned
	I int
}

// The types of these iterators.
var (
	ListIterType    = &Type{}
	ListRevIterType = &Type{}
	TupleIterType   = &Type{}
)

func listIterInit() {
	ListIterType.Define(TypeSpec{Name: "list_iterator", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[ListIter](), Basic: 32,
		Slots: Slots{Iter: iterSelf, Next: listIterNext, Traverse: listIterTraverse, Clear: listIterClear, Free: listIterFree},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Return how many items are left.", listIterHint),
				Method("__reduce__()", "Return state information for pickling.", listIterReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", listIterSetState),
			}
		}})
	ListRevIterType.Define(TypeSpec{Name: "list_reverseiterator", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[ListRevIter](), Basic: 32,
		Slots: Slots{Iter: iterSelf, Next: listRevNext, Traverse: listIterTraverse, Clear: listIterClear},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Return how many items are left.", listRevHint),
				Method("__reduce__()", "Return state information for pickling.", listRevReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", listRevSetState),
			}
		}})
	TupleIterType.Define(TypeSpec{Name: "tuple_iterator", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[TupleIter](), Basic: 32,
		Slots: Slots{Iter: iterSelf, Next: tupleIterNext, Traverse: tupleIterTraverse, Clear: tupleIterClear, Free: tupleIterFree},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Return how many items are left.", tupleIterHint),
				Method("__reduce__()", "Return state information for pickling.", tupleIterReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", tupleIterSetState),
			}
		}})
}

// iterSelf is the __iter__ of iterators.
func iterSelf(t *Thread, v Value) (Value, error) { return v.Ref(), nil }

func listIter(t *Thread, v Value) (Value, error) {
	it := pooled(t, &t.In.containers.listIters, ListIterType)
	it.L = as[List](v.Ref())
	return Obj(&it.Header), nil
}

func listIterNext(t *Thread, v Value) (Value, error) {
	it := as[ListIter](v)
	l := it.L
	if l == nil {
		return Value{}, nil
	}
	if i := it.I; i < len(l.Items) {
		it.I = i + 1
		return l.Items[i].Ref(), nil
	}
	it.L = nil
	t.Unref(Obj(&l.Header))
	return Value{}, nil
}

func listRevNext(t *Thread, v Value) (Value, error) {
	it := as[ListRevIter](v)
	l := it.L
	if l == nil {
		return Value{}, nil
	}
	if i := it.I; i >= 0 && i < len(l.Items) {
		it.I = i - 1
		return l.Items[i].Ref(), nil
	}
	it.I = -1
	it.L = nil
	t.Unref(Obj(&l.Header))
	return Value{}, nil
}

// ListIter and ListRevIter have the same fields.
func listIterTraverse(o *Header, visit func(Value)) {
	if l := (*ListIter)(unsafe.Pointer(o)).L; l != nil {
		visit(Obj(&l.Header))
	}
}

func listIterClear(t *Thread, o *Header) {
	it := (*ListIter)(unsafe.Pointer(o))
	if l := it.L; l != nil {
		it.L = nil
		t.Unref(Obj(&l.Header))
	}
}

func listIterHint(t *Thread, self Value, args []Value) (Value, error) {
	it := as[ListIter](self)
	if it.L == nil {
		return Int(0), nil
	}
	return Int(int64(max(0, len(it.L.Items)-it.I))), nil
}

func listRevHint(t *Thread, self Value, args []Value) (Value, error) {
	it := as[ListRevIter](self)
	if it.L == nil || len(it.L.Items) < it.I+1 {
		return Int(0), nil
	}
	return Int(int64(it.I + 1)), nil
}

// Builtin gives the built-in function of that name.
func (t *Thread) Builtin(name string) (Value, error) {
	if d := t.In.Builtins; d != nil {
		key := Obj(&t.In.Intern(name).Header)
		v, err := d.Get(t, key) // a script may have put keys there whose __eq__ runs
		if err != nil {
			return Value{}, err
		}
		if v.O != nil {
			return v.Ref(), nil
		}
	}
	return Value{}, t.Raise(AttributeError, "%s", name)
}

// reduceState is reduceIter for an iterator whose state counts when the built-in has been found.
func (t *Thread) reduceState(fn string, state func() (arg Value, index int)) (Value, error) {
	f, err := t.Builtin(fn)
	if err != nil {
		return Value{}, err
	}
	arg, index := state()
	if index < 0 {
		return t.NewTuple(f, t.NewTuple(arg)), nil
	}
	return t.NewTuple(f, t.NewTuple(arg), Int(int64(index))), nil
}

// reduceIter returns (fn, (arg,)) or (fn, (arg,), index) for a built-in fn; arg is given.
func (t *Thread) reduceIter(fn string, arg Value, index int) (Value, error) {
	r, err := t.reduceState(fn, func() (Value, int) { return arg, index })
	if err != nil {
		t.Unref(arg)
	}
	return r, err
}

func listIterReduce(t *Thread, self Value, args []Value) (Value, error) {
	return t.reduceState("iter", func() (Value, int) {
		it := as[ListIter](self)
		if it.L == nil {
			return t.NewList(nil), -1
		}
		return Obj(&it.L.Header).Ref(), it.I
	})
}

func listRevReduce(t *Thread, self Value, args []Value) (Value, error) {
	it := as[ListRevIter](self)
	if it.L == nil {
		return t.reduceIter("iter", t.NewList(nil), -1)
	}
	f, err := t.Builtin("reversed")
	if err != nil {
		return Value{}, err
	}
	if it.L == nil { // meanwhile
		t.Unref(f)
		return t.reduceIter("iter", t.NewList(nil), -1)
	}
	return t.NewTuple(f, t.NewTuple(Obj(&it.L.Header).Ref()), Int(int64(it.I))), nil
}

func listIterSetState(t *Thread, self Value, args []Value) (Value, error) {
	i, err := t.stateArg(args[0])
	if err != nil {
		return Value{}, err
	}
	if it := as[ListIter](self); it.L != nil {
		it.I = max(0, min(i, len(it.L.Items)))
	}
	return None, nil
}

func listRevSetState(t *Thread, self Value, args []Value) (Value, error) {
	i, err := t.stateArg(args[0])
	if err != nil {
		return Value{}, err
	}
	if it := as[ListRevIter](self); it.L != nil {
		it.I = max(-1, min(i, len(it.L.Items)-1))
	}
	return None, nil
}

func tupleIter(t *Thread, v Value) (Value, error) {
	it := pooled(t, &t.In.containers.tupleIters, TupleIterType)
	it.T = as[Tuple](v.Ref())
	return Obj(&it.Header), nil
}

func tupleIterNext(t *Thread, v Value) (Value, error) {
	it := as[TupleIter](v)
	x := it.T
	if x == nil {
		return Value{}, nil
	}
	if i := it.I; i < len(x.Items) {
		it.I = i + 1
		return x.Items[i].Ref(), nil
	}
	it.T = nil
	t.Unref(Obj(&x.Header))
	return Value{}, nil
}

func tupleIterTraverse(o *Header, visit func(Value)) {
	if x := (*TupleIter)(unsafe.Pointer(o)).T; x != nil {
		visit(Obj(&x.Header))
	}
}

func tupleIterClear(t *Thread, o *Header) {
	it := (*TupleIter)(unsafe.Pointer(o))
	if x := it.T; x != nil {
		it.T = nil
		t.Unref(Obj(&x.Header))
	}
}

func tupleIterHint(t *Thread, self Value, args []Value) (Value, error) {
	it := as[TupleIter](self)
	if it.T == nil {
		return Int(0), nil
	}
	return Int(int64(max(0, len(it.T.Items)-it.I))), nil
}

func tupleIterReduce(t *Thread, self Value, args []Value) (Value, error) {
	return t.reduceState("iter", func() (Value, int) {
		it := as[TupleIter](self)
		if it.T == nil {
			return t.NewTuple(), -1
		}
		return Obj(&it.T.Header).Ref(), it.I
	})
}

func tupleIterSetState(t *Thread, self Value, args []Value) (Value, error) {
	i, err := t.stateArg(args[0])
	if err != nil {
		return Value{}, err
	}
	if it := as[TupleIter](self); it.T != nil {
		it.I = max(0, min(i, len(it.T.Items)))
	}
	return None, nil
}
