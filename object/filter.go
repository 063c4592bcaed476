package object

import "unsafe"

// A Filter is filter(function or None, iterable).
type Filter struct {
	Header
	Fn, It Value // owned
}

// FilterType is filter.
var FilterType = &Type{}

func filterInit() {
	FilterType.Define(TypeSpec{Name: "filter",
		Doc:   "filter(function or None, iterable) --> filter object\n\nAn iterator of those items for which function(item) is true; if function is None,\nof the items that are true.",
		Flags: FlagGC | FlagNoClear | FlagBase, Layout: LayoutOf[Filter](), Basic: 32,
		Slots: Slots{New: filterNew, Iter: iterSelf, Next: filterNext, Traverse: filterTraverse, Clear: filterClear},
		Build: func() []Decl {
			return []Decl{
				Method("__reduce__()", "Return state information for pickling.", filterReduce),
			}
		}})
}

func filterNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ != FilterType {
		a = a.WithoutKw()
	}
	if err := posArgs(t, "filter", a, 2, 2); err != nil {
		return Value{}, err
	}
	it, err := t.Iter(a.Pos[1])
	if err != nil {
		return Value{}, err
	}
	f := New[Filter](t, typ)
	f.Fn, f.It = a.Pos[0].Ref(), it
	return Obj(&f.Header), nil
}

func filterNext(t *Thread, v Value) (Value, error) {
	f := as[Filter](v)
	if f.It.O == nil {
		return Value{}, nil
	}
	next := f.It.O.Typ.Next
	plain := f.Fn == None || f.Fn == BoolType.Value()
	for n := 0; ; n++ {
		x, err := next(t, f.It)
		if err != nil || x.O == nil {
			return Value{}, err
		}
		ok := false
		if plain {
			ok, err = t.Truth(x)
		} else {
			var r Value
			if r, err = t.Call(f.Fn, x); err == nil {
				ok, err = t.Truth(r)
				t.Unref(r)
			}
		}
		if ok && err == nil {
			return x, nil
		}
		t.Unref(x)
		if err == nil && n&1023 == 1023 {
			err = t.Poll()
		}
		if err != nil {
			return Value{}, err
		}
	}
}

func filterTraverse(o *Header, visit func(Value)) {
	f := (*Filter)(unsafe.Pointer(o))
	visitAll(visit, f.It, f.Fn)
}

func filterClear(t *Thread, o *Header) {
	f := (*Filter)(unsafe.Pointer(o))
	fn, it := f.Fn, f.It
	f.Fn, f.It = Value{}, Value{}
	t.XUnref(fn)
	t.XUnref(it)
}

func filterReduce(t *Thread, self Value, args []Value) (Value, error) {
	f := as[Filter](self)
	return t.NewTuple(self.O.Typ.Value().Ref(), t.NewTuple(f.Fn.Ref(), f.It.Ref())), nil
}
