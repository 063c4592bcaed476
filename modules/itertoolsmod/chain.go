package itertoolsmod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

// A chain is chain(*iterables).
type chain struct {
	object.Header
	active value // the iterator being read, absent between two
	source value // the iterator of iterables, absent once it is exhausted
}

var chainType = &class{}

func (c *chain) refs(f func(*value)) { f(&c.active); f(&c.source) }

func chainInit() {
	define[chain](chainType, kind{name: "chain", basic: 32, make: chainNew, next: chainNext,
		walk: func(o *header) []value { c := as[chain](o); return []value{c.source, c.active} },
		doc:  "chain(*iterables) --> chain object\n\nThe items of the first iterable, then those of the second, and so on.",
		decls: []object.Decl{
			object.ClassMethod("from_iterable(iterable, /)", "chain() of the iterables that one iterable yields, as it yields them.", chainFromIterable),
			object.ClassMethod("__class_getitem__(item, /)", "See PEP 585", alias),
			reduce(chainReduce), setState(chainSetState),
		}})
}

func newChain(t *thread, typ *class, source value) (value, error) {
	it, err := t.Iter(source)
	if err != nil {
		return value{}, err
	}
	c := object.New[chain](t, typ)
	c.source = it
	return object.Obj(&c.Header), nil
}

func chainNew(t *thread, typ *class, a args) (value, error) {
	if err := positional(t, typ, "chain", a, 0, math.MaxInt); err != nil {
		return value{}, err
	}
	all := t.NewTupleOf(a.Pos)
	r, err := newChain(t, typ, all)
	t.Unref(all)
	return r, err
}

func chainFromIterable(t *thread, cls value, a []value) (value, error) {
	typ, _ := object.AsType(cls)
	return newChain(t, typ, a[0])
}

func chainNext(t *thread, v value) (value, error) {
	c := object.As[chain](v)
	for n := 0; c.source.O != nil; n++ {
		if c.active.O == nil {
			iterable, err := next(t, c.source)
			if err != nil || iterable.O == nil {
				drop(t, &c.source)
				return value{}, err
			}
			it, err := t.Iter(iterable)
			t.Unref(iterable)
			if err != nil {
				drop(t, &c.source)
				return value{}, err
			}
			set(t, &c.active, it)
		}
		x, err := next(t, c.active)
		if err != nil || x.O != nil {
			return x, err
		}
		drop(t, &c.active)
		if err := often(t, n); err != nil {
			return value{}, err
		}
	}
	return value{}, nil
}

func chainReduce(t *thread, v value) (value, error) {
	c := object.As[chain](v)
	switch {
	case c.source.O == nil:
		return t.NewTuple(typeOf(v), t.NewTuple()), nil
	case c.active.O == nil:
		return t.NewTuple(typeOf(v), t.NewTuple(), t.NewTuple(c.source.Ref())), nil
	}
	return t.NewTuple(typeOf(v), t.NewTuple(), t.NewTuple(c.source.Ref(), c.active.Ref())), nil
}

func chainSetState(t *thread, v, state value) error {
	xs, err := stateTuple(t, state, 1, 2)
	if err != nil {
		return err
	}
	for _, x := range xs {
		if x.Type().Slots.Next == nil {
			return t.TypeErr("Arguments must be iterators.")
		}
	}
	c := object.As[chain](v)
	set(t, &c.source, xs[0].Ref())
	active := value{}
	if len(xs) == 2 {
		active = xs[1].Ref()
	}
	set(t, &c.active, active)
	return nil
}

// A cycle is cycle(iterable): it saves the items of the first pass.
type cycle struct {
	object.Header
	saved value // a list
	it    value // absent after the first pass
	at    int
	whole bool // saved holds every item already (after __setstate__)
}

var cycleType = &class{}

func (c *cycle) refs(f func(*value)) { f(&c.saved); f(&c.it) }

func cycleInit() {
	define[cycle](cycleType, kind{name: "cycle", sig: "(iterable, /)", basic: 48, make: cycleNew, next: cycleNext,
		walk:  func(o *header) []value { c := as[cycle](o); return []value{c.it, c.saved} },
		doc:   "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
		decls: []object.Decl{reduce(cycleReduce), setState(cycleSetState)}})
}

func cycleNew(t *thread, typ *class, a args) (value, error) {
	if err := positional(t, typ, "cycle", a, 1, 1); err != nil {
		return value{}, err
	}
	it, err := t.Iter(a.Pos[0])
	if err != nil {
		return value{}, err
	}
	c := object.New[cycle](t, typ)
	c.it, c.saved = it, t.NewList(nil)
	return object.Obj(&c.Header), nil
}

func cycleNext(t *thread, v value) (value, error) {
	c := object.As[cycle](v)
	saved, _ := object.AsList(c.saved)
	if c.it.O != nil {
		x, err := next(t, c.it)
		if err != nil {
			return value{}, err
		}
		if x.O != nil {
			if c.whole {
				return x, nil
			}
			if err := saved.Append(t, x); err != nil {
				t.Unref(x)
				return value{}, err
			}
			return x, nil
		}
		drop(t, &c.it)
	}
	if len(saved.Items) == 0 {
		return value{}, nil
	}
	if c.at >= len(saved.Items) {
		c.at = 0
	}
	x := saved.Items[c.at].Ref()
	if c.at++; c.at >= len(saved.Items) {
		c.at = 0
	}
	return x, nil
}

func cycleReduce(t *thread, v value) (value, error) {
	c := object.As[cycle](v)
	if c.it.O == nil {
		it, err := t.Iter(c.saved)
		if err != nil {
			return value{}, err
		}
		if c.at > 0 {
			r, err := t.CallMethod(it, "__setstate__", object.Int(int64(c.at)))
			if err != nil {
				t.Unref(it)
				return value{}, err
			}
			t.Unref(r)
		}
		return t.NewTuple(typeOf(v), t.NewTuple(it), t.NewTuple(c.saved.Ref(), object.True)), nil
	}
	return t.NewTuple(typeOf(v), t.NewTuple(c.it.Ref()), t.NewTuple(c.saved.Ref(), object.Bool(c.whole))), nil
}

func cycleSetState(t *thread, v, state value) error {
	xs, err := stateTuple(t, state, 2, 2)
	if err != nil {
		return err
	}
	if _, ok := object.AsList(xs[0]); !ok {
		return t.TypeErr("a list is required")
	}
	whole, err := t.AsIndex(xs[1], object.OverflowError)
	if err != nil {
		return err
	}
	c := object.As[cycle](v)
	c.whole, c.at = whole != 0, 0
	set(t, &c.saved, xs[0].Ref())
	return nil
}

// A repeat is repeat(object, times).
type repeat struct {
	object.Header
	x    value
	left int // -1: for ever
}

var repeatType = &class{}

func (r *repeat) refs(f func(*value)) { f(&r.x) }

func repeatInit() {
	define[repeat](repeatType, kind{name: "repeat", basic: 32, make: repeatNew, next: repeatNext, repr: repeatRepr,
		doc: "repeat(object [,times]) --> an iterator that returns the object so many times,\nor endlessly if times is not given.",
		decls: []object.Decl{
			object.Method("__length_hint__()", "Private method returning an estimate of len(list(it)).", func(t *thread, v value, _ []value) (value, error) {
				r := object.As[repeat](v)
				if r.left < 0 {
					return value{}, t.TypeErr("len() of unsized object")
				}
				return object.Int(int64(r.left)), nil
			}),
			reduce(func(t *thread, v value) (value, error) {
				r := object.As[repeat](v)
				if r.left < 0 {
					return t.NewTuple(typeOf(v), t.NewTuple(r.x.Ref())), nil
				}
				return t.NewTuple(typeOf(v), t.NewTuple(r.x.Ref(), object.Int(int64(r.left)))), nil
			}),
		}})
}

var repeatSig = object.LazySignature{Text: "repeat(object, times=0)"}

func repeatNew(t *thread, typ *class, a args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(repeatSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	left := -1
	if out[1].O != nil {
		if left, err = t.AsSize(out[1]); err != nil {
			return value{}, err
		}
		left = max(left, 0)
	}
	r := object.New[repeat](t, typ)
	r.x, r.left = out[0].Ref(), left
	return object.Obj(&r.Header), nil
}

func repeatNext(_ *thread, v value) (value, error) {
	r := object.As[repeat](v)
	if r.left == 0 {
		return value{}, nil
	}
	if r.left > 0 {
		r.left--
	}
	return r.x.Ref(), nil
}

func repeatRepr(t *thread, v value) (value, error) {
	r := object.As[repeat](v)
	if r.left < 0 {
		return reprCall(t, v, r.x)
	}
	return reprCall(t, v, r.x, object.Int(int64(r.left)))
}

// reprCall writes the call that makes v.
func reprCall(t *thread, v value, xs ...value) (value, error) {
	out := v.Type().Name + "("
	for i, x := range xs {
		s, err := t.ReprString(x)
		if err != nil {
			return value{}, err
		}
		if i > 0 {
			out += ", "
		}
		out += s
	}
	return t.NewStr(out + ")"), nil
}

// A count is count(start, step): n while that is enough, else the objects cnt and step.
type count struct {
	object.Header
	cnt  value // absent in fast mode
	step value // absent in fast mode: 1
	n    int64
}

var countType = &class{}

func (c *count) refs(f func(*value)) { f(&c.cnt); f(&c.step) }

func countInit() {
	define[count](countType, kind{name: "count", sig: "(start=0, step=1)", basic: 40, make: countNew, next: countNext, repr: countRepr,
		doc: "Return a count object whose .__next__() method returns start, start+step, start+2*step and so on.",
		decls: []object.Decl{reduce(func(t *thread, v value) (value, error) {
			c := object.As[count](v)
			if c.cnt.O == nil {
				return t.NewTuple(typeOf(v), t.NewTuple(object.Int(c.n))), nil
			}
			return t.NewTuple(typeOf(v), t.NewTuple(c.cnt.Ref(), c.step.Ref())), nil
		})}})
}

var countSig = object.LazySignature{Text: "count(start=0, step=1)"}

// isNumber is CPython's PyNumber_Check.
func isNumber(v value) bool {
	s := &v.Type().Slots
	return s.Index != nil || s.ToInt != nil || s.ToFloat != nil || object.IsInstance(v, object.ComplexType)
}

func countNew(t *thread, typ *class, a args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(countSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	start, step := object.Int(0), object.Int(1)
	if out[0].O != nil {
		start = out[0]
	}
	if out[1].O != nil {
		step = out[1]
	}
	if !isNumber(start) || !isNumber(step) {
		return value{}, t.TypeErr("a number is required")
	}
	c := object.New[count](t, typ)
	n, fits := object.IntValue(start)
	if by, ok := object.IntValue(step); ok && fits && by == 1 && object.IsIntObj(start) && object.IsIntObj(step) {
		c.n = n
	} else {
		c.cnt, c.step = start.Ref(), step.Ref()
	}
	return object.Obj(&c.Header), nil
}

func countNext(t *thread, v value) (value, error) {
	c := object.As[count](v)
	if c.cnt.O == nil {
		if c.n != math.MaxInt64 {
			c.n++
			return object.Int(c.n - 1), nil
		}
		c.cnt, c.step = object.Int(c.n), object.Int(1)
	}
	x := c.cnt.Ref()
	up, err := t.Binary(object.OpAdd, x, c.step)
	if err != nil {
		t.Unref(x)
		return value{}, err
	}
	set(t, &c.cnt, up)
	return x, nil
}

func countRepr(t *thread, v value) (value, error) {
	c := object.As[count](v)
	if c.cnt.O == nil {
		return reprCall(t, v, object.Int(c.n))
	}
	if n, ok := object.IntValue(c.step); ok && n == 1 && object.IsIntObj(c.step) {
		return reprCall(t, v, c.cnt)
	}
	return reprCall(t, v, c.cnt, c.step)
}
