package itertoolsmod

import "github.com/minipy-go/minipy/object"

// A groupBy is groupby(iterable, key): target is the key of the current group, key and
// item the last ones read, absent once a group has handed them out.
type groupBy struct {
	object.Header
	it, fn            value
	target, key, item value
	current           *header // the grouper that may still read; not owned
}

// A grouper yields the items of one group.
type grouper struct {
	object.Header
	parent, target value
}

var (
	groupByType = &class{}
	grouperType = &class{}
)

func (g *groupBy) refs(f func(*value)) {
	for _, p := range [...]*value{&g.it, &g.fn, &g.target, &g.key, &g.item} {
		f(p)
	}
}

func (g *grouper) refs(f func(*value)) { f(&g.parent); f(&g.target) }

var groupBySig = object.LazySignature{Text: "groupby(iterable, key=None)"}

func groupByInit() {
	define[groupBy](groupByType, kind{name: "groupby", sig: "(iterable, key=None)", basic: 64, make: groupByNew, next: groupByNext,
		doc:   "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function that computes an element's key; None: the element is its own key.",
		decls: []object.Decl{reduce(groupByReduce), setState(groupBySetState)}})
	define[grouper](grouperType, kind{name: "_grouper", basic: 32, make: grouperNew, next: grouperNext,
		decls: []object.Decl{reduce(func(t *thread, v value) (value, error) {
			g := object.As[grouper](v)
			if object.As[groupBy](g.parent).current != v.O {
				f, err := t.Builtin("iter")
				if err != nil {
					return value{}, err
				}
				return t.NewTuple(f, t.NewTuple(t.NewTuple())), nil
			}
			return t.NewTuple(typeOf(v), t.NewTuple(g.parent.Ref(), g.target.Ref())), nil
		})}})
	grouperType.Flags &^= object.FlagBase
}

func groupByNew(t *thread, typ *class, a args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(groupBySig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	g := object.New[groupBy](t, typ)
	g.fn = orNone(out[1])
	if g.it, err = t.Iter(out[0]); err != nil {
		t.Unref(object.Obj(&g.Header))
		return value{}, err
	}
	return object.Obj(&g.Header), nil
}

// step reads one more item; ok is false at the end.
func (g *groupBy) step(t *thread) (ok bool, err error) {
	x, err := next(t, g.it)
	if err != nil || x.O == nil {
		return false, err
	}
	key := x
	if g.fn == object.None {
		key.Ref()
	} else if key, err = t.Call(g.fn, x); err != nil {
		t.Unref(x)
		return false, ended(t, err)
	}
	set(t, &g.item, x)
	set(t, &g.key, key)
	return true, nil
}

func same(t *thread, a, b value) (bool, error) {
	a.Ref()
	b.Ref()
	ok, err := t.Equal(a, b)
	t.Unref(a)
	t.Unref(b)
	return ok, err
}

func groupByNext(t *thread, v value) (value, error) {
	g := object.As[groupBy](v)
	g.current = nil
	for n := 0; ; n++ {
		if g.key.O != nil {
			if g.target.O == nil {
				break
			}
			eq, err := same(t, g.target, g.key)
			if err != nil {
				return value{}, err
			}
			if !eq {
				break
			}
		}
		if ok, err := g.step(t); !ok || err != nil {
			return value{}, err
		}
		if err := often(t, n); err != nil {
			return value{}, err
		}
	}
	set(t, &g.target, orNone(g.key))
	sub := newGrouper(t, grouperType, v, g.target)
	return t.NewTuple(orNone(g.key), sub), nil
}

func newGrouper(t *thread, typ *class, parent, target value) value {
	x := object.New[grouper](t, typ)
	x.parent, x.target = parent.Ref(), target.Ref()
	object.As[groupBy](parent).current = &x.Header
	return object.Obj(&x.Header)
}

func grouperNew(t *thread, typ *class, a args) (value, error) {
	if err := positional(t, typ, "_grouper", a, 2, 2); err != nil {
		return value{}, err
	}
	if !object.IsInstance(a.Pos[0], groupByType) {
		return value{}, t.TypeErr("_grouper() argument 1 must be itertools.groupby, not %s", a.Pos[0].Type().Name)
	}
	return newGrouper(t, typ, a.Pos[0], a.Pos[1]), nil
}

func grouperNext(t *thread, v value) (value, error) {
	x := object.As[grouper](v)
	g := object.As[groupBy](x.parent)
	if g.current != v.O {
		return value{}, nil
	}
	if g.item.O == nil {
		if ok, err := g.step(t); !ok || err != nil {
			return value{}, err
		}
	}
	if g.key.O == nil {
		return value{}, nil
	}
	eq, err := same(t, x.target, g.key)
	if err != nil || !eq {
		return value{}, err
	}
	r := g.item
	g.item = value{}
	drop(t, &g.key)
	return r, nil
}

func groupByReduce(t *thread, v value) (value, error) {
	g := object.As[groupBy](v)
	made := t.NewTuple(g.it.Ref(), g.fn.Ref())
	if g.target.O != nil && g.key.O != nil && g.item.O != nil {
		return t.NewTuple(typeOf(v), made, t.NewTuple(g.key.Ref(), g.item.Ref(), g.target.Ref())), nil
	}
	return t.NewTuple(typeOf(v), made), nil
}

func groupBySetState(t *thread, v, state value) error {
	xs, err := stateTuple(t, state, 3, 3)
	if err != nil {
		return err
	}
	g := object.As[groupBy](v)
	for i, p := range [...]*value{&g.key, &g.item, &g.target} {
		set(t, p, xs[i].Ref())
	}
	return nil
}
