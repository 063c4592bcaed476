package object

import "unsafe"

// A Map is map(function, *iterables).
type Map struct {
	Header
	Fn   Value  // owned
	Its  *Tuple // owned; the iterators
	args []Value
}

// MapType is map.
var MapType = &Type{}

func mapInit() {
	MapType.Define(TypeSpec{Name: "map",
		Doc:   "map(func, *iterables) --> map object\n\nAn iterator of func's results for the items of the iterables, until one of them\nis exhausted.",
		Flags: FlagGC | FlagNoClear | FlagBase, Layout: LayoutOf[Map](), Basic: 32,
		Slots: Slots{New: mapNew, Iter: iterSelf, Next: mapNext, Traverse: mapTraverse, Clear: mapClear},
		Build: func() []Decl {
			return []Decl{
				Method("__reduce__()", "Return state information for pickling.", mapReduce),
			}
		}})
}

func mapNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ == MapType && len(a.KwNames()) > 0 {
		return Value{}, t.TypeErr("map() takes no keyword arguments")
	}
	if len(a.Pos) < 2 {
		return Value{}, t.TypeErr("map() must have at least two arguments.")
	}
	its, err := t.iterAll(a.Pos[1:])
	if err != nil {
		return Value{}, err
	}
	m := New[Map](t, typ)
	m.Fn, m.Its = a.Pos[0].Ref(), its
	return Obj(&m.Header), nil
}

func mapNext(t *Thread, v Value) (Value, error) {
	m := as[Map](v)
	if m.Its == nil {
		return Value{}, nil
	}
	// The argument slice is the object's own, so that a call allocates none; a call of
	// next from within the function makes another.
	its, args := m.Its.Items, m.args
	m.args = nil
	if args == nil {
		args = make([]Value, len(its))
	}
	for i, it := range its {
		x, err := t.NextOf(it)
		if err != nil || x.O == nil {
			t.UnrefAll(args[:i])
			clear(args)
			m.args = args
			return Value{}, err
		}
		args[i] = x
	}
	r, err := t.CallArgs(m.Fn, Args{Pos: args})
	for i, x := range args {
		args[i] = Value{}
		t.Unref(x)
	}
	m.args = args
	return r, err
}

func mapTraverse(o *Header, visit func(Value)) {
	m := (*Map)(unsafe.Pointer(o))
	if m.Its != nil {
		visit(Obj(&m.Its.Header))
	}
	visitAll(visit, m.Fn)
}

func mapClear(t *Thread, o *Header) {
	m := (*Map)(unsafe.Pointer(o))
	its, fn := m.Its, m.Fn
	m.Its, m.Fn = nil, Value{}
	if its != nil {
		t.Unref(Obj(&its.Header))
	}
	t.XUnref(fn)
}

func mapReduce(t *Thread, self Value, args []Value) (Value, error) {
	m := as[Map](self)
	r := t.MakeTuple(len(m.Its.Items) + 1)
	r.Items[0] = m.Fn.Ref()
	for i, it := range m.Its.Items {
		r.Items[i+1] = it.Ref()
	}
	return t.NewTuple(self.O.Typ.Value().Ref(), Obj(&r.Header)), nil
}
