package itertoolsmod

import "github.com/minipy-go/minipy/object"

// A zipLongest is zip_longest(*iterables, fillvalue=None).
type zipLongest struct {
	object.Header
	its    value // a tuple of iterators, None for one that is exhausted
	result value // the tuple to hand out again when nobody else holds it
	fill   value
	active int // iterators that are not exhausted
}

var zipLongestType = &class{}

func (z *zipLongest) refs(f func(*value)) { f(&z.its); f(&z.result); f(&z.fill) }

func zipLongestInit() {
	define[zipLongest](zipLongestType, kind{name: "zip_longest", basic: 56, make: zipLongestNew, next: zipLongestNext,
		doc: "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\nLike zip(), but goes on to the end of the longest iterable, with fillvalue in the\nplace of the others' items.",
		decls: []object.Decl{reduce(zipLongestReduce), setState(func(t *thread, v, state value) error {
			set(t, &object.As[zipLongest](v).fill, state.Ref())
			return nil
		})}})
}

func zipLongestNew(t *thread, typ *class, a args) (value, error) {
	fill := object.None
	for i, k := range a.KwNames() {
		if k.String() != "fillvalue" || len(a.KwNames()) > 1 {
			return value{}, t.TypeErr("zip_longest() got an unexpected keyword argument")
		}
		fill = a.Kw()[i]
	}
	its := t.MakeTuple(len(a.Pos))
	for i, x := range a.Pos {
		it, err := t.Iter(x)
		if err != nil {
			t.Unref(object.Obj(&its.Header))
			return value{}, err
		}
		its.Items[i] = it
	}
	result := t.MakeTuple(len(a.Pos))
	for i := range result.Items {
		result.Items[i] = object.None
	}
	z := object.New[zipLongest](t, typ)
	z.its, z.result, z.fill, z.active = object.Obj(&its.Header), object.Obj(&result.Header), fill.Ref(), len(a.Pos)
	return object.Obj(&z.Header), nil
}

func zipLongestNext(t *thread, v value) (value, error) {
	z := object.As[zipLongest](v)
	if z.active == 0 {
		return value{}, nil
	}
	its := items(z.its)
	reuse := z.result.O.RC == 1
	var r *object.Tuple
	if reuse {
		r, _ = object.AsTuple(z.result.Ref())
	} else {
		r = t.MakeTuple(len(its))
	}
	for i, it := range its {
		x := z.fill
		if it == object.None {
			x.Ref()
		} else {
			var err error
			if x, err = next(t, it); err != nil || x.O == nil {
				if z.active--; z.active <= 0 || err != nil {
					z.active = 0
					t.Unref(object.Obj(&r.Header))
					return value{}, err
				}
				x = z.fill.Ref()
				if its[i] == it { // else a call from within next has done it
					its[i] = object.None
					t.Unref(it)
				}
			}
		}
		old := r.Items[i]
		r.Items[i] = x
		t.XUnref(old)
	}
	if reuse {
		t.In.Collector.Track(t, &r.Header)
	}
	return object.Obj(&r.Header), nil
}

func zipLongestReduce(t *thread, v value) (value, error) {
	z := object.As[zipLongest](v)
	xs := t.MakeTuple(len(items(z.its)))
	for i, it := range items(z.its) {
		if xs.Items[i] = it.Ref(); it == object.None {
			xs.Items[i] = t.NewTuple()
		}
	}
	return t.NewTuple(typeOf(v), object.Obj(&xs.Header), z.fill.Ref()), nil
}
