package collectionsmod

import "github.com/minipy-go/minipy/object"

// A dequeIterator yields left more items of a deque, from either end.
type dequeIterator struct {
	object.Header
	d     value // owned
	at    int   // of the next item; items may have moved when state differs
	left  int
	state int
}

var (
	dequeIterType    = &class{}
	dequeRevIterType = &class{}
)

func dequeIterInit() {
	for _, d := range []struct {
		typ  *class
		name string
	}{{dequeIterType, "_collections._deque_iterator"}, {dequeRevIterType, "_collections._deque_reverse_iterator"}} {
		d.typ.Define(object.TypeSpec{Name: d.name, Flags: object.FlagGC | object.FlagNoClear, Layout: object.LayoutOf[dequeIterator](), Basic: 56,
			Slots: object.Slots{New: dequeIterNew, Iter: self, Next: dequeIterNext,
				Traverse: func(o *header, visit func(value)) {
					if x := as[dequeIterator](o); x.d.O != nil {
						visit(x.d)
					}
				},
				Clear: func(t *thread, o *header) { drop(t, &as[dequeIterator](o).d) }},
			Decls: []object.Decl{
				object.Method("__length_hint__()", "Private method returning an estimate of len(list(it)).", func(_ *thread, v value, _ []value) (value, error) {
					return object.Int(int64(object.As[dequeIterator](v).left)), nil
				}),
				object.Method("__reduce__()", "Return state information for pickling.", func(t *thread, v value, _ []value) (value, error) {
					x := object.As[dequeIterator](v)
					n := object.As[deque](x.d).n - x.left
					return t.NewTuple(v.Type().Value().Ref(), t.NewTuple(x.d.Ref(), object.Int(int64(n)))), nil
				}),
			}})
	}
}

func newDequeIter(t *thread, v value, typ *class) value {
	d := object.As[deque](v)
	x := object.New[dequeIterator](t, typ)
	x.d, x.left, x.state = v.Ref(), d.n, d.state
	if typ == dequeRevIterType {
		x.at = d.n - 1
	}
	return object.Obj(&x.Header)
}

func dequeIter(t *thread, v value) (value, error) { return newDequeIter(t, v, dequeIterType), nil }

// dequeIterNew is _deque_iterator(deque, skip=0).
func dequeIterNew(t *thread, typ *class, a args) (value, error) {
	if len(a.Pos) < 1 || len(a.Pos) > 2 || len(a.KwNames()) > 0 {
		n, most := len(a.Pos)+len(a.KwNames()), "most 2 arguments"
		if n < 1 {
			most = "least 1 argument"
		}
		return value{}, t.TypeErr("function takes at %s (%d given)", most, n)
	}
	if !object.IsInstance(a.Pos[0], dequeType) {
		return value{}, t.TypeErr("argument 1 must be collections.deque, not %s", a.Pos[0].Type().FullName())
	}
	skip := 0
	if len(a.Pos) == 2 {
		var err error
		if skip, err = t.AsIndex(a.Pos[1], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	it := newDequeIter(t, a.Pos[0], typ)
	x := object.As[dequeIterator](it)
	skip = min(max(skip, 0), x.left)
	if x.left -= skip; typ == dequeRevIterType {
		skip = -skip
	}
	x.at += skip
	return it, nil
}

func dequeIterNext(t *thread, v value) (value, error) {
	x := object.As[dequeIterator](v)
	d := object.As[deque](x.d)
	if d.state != x.state {
		x.left = 0
		return value{}, t.Raise(object.RuntimeError, "deque mutated during iteration")
	}
	if x.left == 0 {
		return value{}, nil
	}
	x.left--
	r := d.at(x.at).Ref()
	if v.Type() == dequeIterType {
		x.at++
	} else {
		x.at--
	}
	return r, nil
}
