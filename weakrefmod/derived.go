package weakrefmod

import "github.com/minipy-go/minipy/object"

// A derived iterator is what an operation of WeakSet hands to set: references to the
// items of an iterable, or the items of several iterables, or those that are in a set.
// Like the generator expressions of CPython it holds the item it gave last.
type derived struct {
	object.Header
	it      value   // owned: what it iterates over now; absent at the end
	sources []value // owned: what it iterates over next
	filter  value   // owned: only items in this container; absent for all
	remove  value   // owned: callback of the references
	item    value   // owned: the last item
	refs    bool    // it gives references
	hold    bool    // it holds the last item
}

var derivedType = &object.Type{}

func derivedInit() {
	derivedType.Define(object.TypeSpec{
		Name: "generator", Twin: true, Flags: object.FlagGC | object.FlagNoNew, Layout: object.LayoutOf[derived](), Basic: 88,
		Slots: object.Slots{Iter: func(t *thread, v value) (value, error) { return v.Ref(), nil }, Next: derivedNext,
			Traverse: func(o *object.Header, visit func(value)) {
				d := object.As[derived](object.Obj(o))
				for _, v := range append([]value{d.it, d.filter, d.remove, d.item}, d.sources...) {
					if !v.IsNil() {
						visit(v)
					}
				}
			},
			Clear: func(t *thread, o *object.Header) {
				d := object.As[derived](object.Obj(o))
				it, sources, filter, remove, item := d.it, d.sources, d.filter, d.remove, d.item
				d.it, d.sources, d.filter, d.remove, d.item = value{}, nil, value{}, value{}, value{}
				t.XUnref(it)
				t.UnrefAll(sources)
				t.XUnref(filter)
				t.XUnref(item)
				t.XUnref(remove)
			}},
	})
}

// refsOf returns an iterator over references to the items of src; remove, their
// callback, may be absent.
func refsOf(t *thread, src, remove value, hold bool) (value, error) {
	it, err := t.Iter(src)
	if err != nil {
		return value{}, err
	}
	d := object.New[derived](t, derivedType)
	d.it, d.remove, d.refs, d.hold = it, remove.XRef(), true, hold
	return object.Obj(&d.Header), nil
}

// chainOf returns an iterator over the items of all sources, in or not in filter.
func chainOf(t *thread, filter value, sources ...value) value {
	d := object.New[derived](t, derivedType)
	d.filter, d.hold = filter.XRef(), true
	for _, s := range sources {
		d.sources = append(d.sources, s.Ref())
	}
	return object.Obj(&d.Header)
}

func derivedNext(t *thread, v value) (value, error) {
	d := object.As[derived](v)
	for {
		if d.it.IsNil() {
			if len(d.sources) == 0 {
				return value{}, nil
			}
			src := d.sources[0]
			d.sources = d.sources[1:]
			it, err := t.Iter(src)
			t.Unref(src)
			if err != nil {
				return value{}, err
			}
			d.it = it
		}
		x, err := t.Next(d.it)
		if err != nil {
			return value{}, err
		}
		if x.IsNil() {
			it := d.it
			d.it = value{}
			t.Unref(it)
			continue
		}
		if d.hold {
			set(t, &d.item, x.Ref())
		}
		if !d.filter.IsNil() {
			in, err := t.Contains(d.filter, x)
			if err != nil || !in {
				t.Unref(x)
				if err != nil {
					return value{}, err
				}
				continue
			}
		}
		if !d.refs {
			return x, nil
		}
		r, err := t.NewRef(object.RefType, x, d.remove)
		if err != nil {
			err = t.Hold(err, d.it, x)
		}
		t.Unref(x)
		return r, err
	}
}
