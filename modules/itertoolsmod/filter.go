package itertoolsmod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

// A compress is compress(data, selectors).
type compress struct {
	object.Header
	data, selectors value // iterators
}

var compressType = &class{}

func (c *compress) refs(f func(*value)) { f(&c.data); f(&c.selectors) }

var compressSig = object.LazySignature{Text: "compress(data, selectors)"}

func compressInit() {
	define[compress](compressType, kind{name: "compress", sig: "(data, selectors)", basic: 32, make: compressNew, next: compressNext,
		doc: "Return data elements corresponding to true selector elements.",
		decls: []object.Decl{reduce(func(t *thread, v value) (value, error) {
			c := object.As[compress](v)
			return t.NewTuple(typeOf(v), t.NewTuple(c.data.Ref(), c.selectors.Ref())), nil
		})}})
}

func compressNew(t *thread, typ *class, a args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(compressSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	data, err := t.Iter(out[0])
	if err != nil {
		return value{}, err
	}
	selectors, err := t.Iter(out[1])
	if err != nil {
		t.Unref(data)
		return value{}, err
	}
	c := object.New[compress](t, typ)
	c.data, c.selectors = data, selectors
	return object.Obj(&c.Header), nil
}

func compressNext(t *thread, v value) (value, error) {
	c := object.As[compress](v)
	for n := 0; ; n++ {
		x, err := next(t, c.data)
		if err != nil || x.O == nil {
			return value{}, err
		}
		sel, err := next(t, c.selectors)
		if err != nil || sel.O == nil {
			t.Unref(x)
			return value{}, err
		}
		ok, err := t.Truth(sel)
		t.Unref(sel)
		if err == nil && ok {
			return x, nil
		}
		t.Unref(x)
		if err == nil {
			err = often(t, n)
		}
		if err != nil {
			return value{}, err
		}
	}
}

// A filter is any iterator over it that asks or calls fn: dropwhile, takewhile,
// filterfalse, starmap. over says that dropwhile has dropped, or takewhile stopped.
type filter struct {
	object.Header
	fn, it value
	over   bool
}

var (
	dropWhileType   = &class{}
	takeWhileType   = &class{}
	filterFalseType = &class{}
	starMapType     = &class{}
)

func (x *filter) refs(f func(*value)) { f(&x.fn); f(&x.it) }

func filterWalk(o *header) []value { x := as[filter](o); return []value{x.it, x.fn} }

// filterNew makes the New slot of a filter of the given name.
func filterNew(name string) func(t *thread, typ *class, a args) (value, error) {
	return func(t *thread, typ *class, a args) (value, error) {
		if err := positional(t, typ, name, a, 2, 2); err != nil {
			return value{}, err
		}
		it, err := t.Iter(a.Pos[1])
		if err != nil {
			return value{}, err
		}
		f := object.New[filter](t, typ)
		f.fn, f.it = a.Pos[0].Ref(), it
		return object.Obj(&f.Header), nil
	}
}

func filterReduce(t *thread, v value) (value, error) {
	f := object.As[filter](v)
	return t.NewTuple(typeOf(v), t.NewTuple(f.fn.Ref(), f.it.Ref())), nil
}

func whileReduce(t *thread, v value) (value, error) {
	f := object.As[filter](v)
	over := int64(0)
	if f.over {
		over = 1
	}
	return t.NewTuple(typeOf(v), t.NewTuple(f.fn.Ref(), f.it.Ref()), object.Int(over)), nil
}

func whileSetState(t *thread, v, state value) error {
	over, err := t.Truth(state)
	if err == nil {
		object.As[filter](v).over = over
	}
	return err
}

func whileInit() {
	decls := []object.Decl{reduce(whileReduce), setState(whileSetState)}
	define[filter](dropWhileType, kind{name: "dropwhile", sig: "(predicate, iterable, /)", basic: 40, make: filterNew("dropwhile"), next: dropWhileNext, walk: filterWalk,
		doc: "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.", decls: decls})
	define[filter](takeWhileType, kind{name: "takewhile", sig: "(predicate, iterable, /)", basic: 40, make: filterNew("takewhile"), next: takeWhileNext, walk: filterWalk,
		doc: "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.", decls: decls})
}

func filterFalseInit() {
	define[filter](filterFalseType, kind{name: "filterfalse", sig: "(function, iterable, /)", basic: 32, make: filterNew("filterfalse"), next: filterFalseNext, walk: filterWalk,
		doc: "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.", decls: []object.Decl{reduce(filterReduce)}})
}

func starMapInit() {
	define[filter](starMapType, kind{name: "starmap", sig: "(function, iterable, /)", basic: 32, make: filterNew("starmap"), next: starMapNext, walk: filterWalk,
		doc: "Return an iterator of the results of function, called with the items of the iterable as its arguments.", decls: []object.Decl{reduce(filterReduce)}})
}

// ask returns bool(fn(x)).
func ask(t *thread, fn, x value) (bool, error) {
	r, err := t.Call(fn, x)
	if err != nil {
		return false, err
	}
	if r.IsBool() {
		return r.N != 0, nil
	}
	ok, err := t.Truth(r)
	t.Unref(r)
	return ok, err
}

func dropWhileNext(t *thread, v value) (value, error) {
	f := object.As[filter](v)
	for n := 0; ; n++ {
		x, err := next(t, f.it)
		if err != nil || x.O == nil || f.over {
			return x, err
		}
		ok, err := ask(t, f.fn, x)
		if err == nil && !ok {
			f.over = true
			return x, nil
		}
		t.Unref(x)
		if err == nil {
			err = often(t, n)
		}
		if err != nil {
			return value{}, ended(t, err)
		}
	}
}

func takeWhileNext(t *thread, v value) (value, error) {
	f := object.As[filter](v)
	if f.over {
		return value{}, nil
	}
	x, err := next(t, f.it)
	if err != nil || x.O == nil {
		return value{}, err
	}
	ok, err := ask(t, f.fn, x)
	if err == nil && ok {
		return x, nil
	}
	t.Unref(x)
	if err != nil {
		return value{}, ended(t, err)
	}
	f.over = true
	return value{}, nil
}

func filterFalseNext(t *thread, v value) (value, error) {
	f := object.As[filter](v)
	truth := f.fn == object.None || f.fn == object.BoolType.Value()
	for n := 0; ; n++ {
		x, err := next(t, f.it)
		if err != nil || x.O == nil {
			return value{}, err
		}
		var ok bool
		if truth {
			ok, err = t.Truth(x)
		} else {
			ok, err = ask(t, f.fn, x)
		}
		if err == nil && !ok {
			return x, nil
		}
		t.Unref(x)
		if err == nil {
			err = often(t, n)
		}
		if err != nil {
			return value{}, ended(t, err)
		}
	}
}

func starMapNext(t *thread, v value) (value, error) {
	f := object.As[filter](v)
	x, err := next(t, f.it)
	if err != nil || x.O == nil {
		return value{}, err
	}
	if x.Type() != object.TupleType {
		tup, err := t.TupleOf(x)
		t.Unref(x)
		if err != nil {
			return value{}, ended(t, err)
		}
		x = tup
	}
	r, err := t.CallArgs(f.fn, args{Pos: items(x)})
	t.Unref(x)
	if err != nil {
		return value{}, ended(t, err)
	}
	return r, nil
}

// An islice is islice(iterable, start, stop, step).
type islice struct {
	object.Header
	it         value // absent at the end
	at, next   int   // items read, and the one wanted next
	stop, step int   // stop -1: none
}

var isliceType = &class{}

func (s *islice) refs(f func(*value)) { f(&s.it) }

func isliceInit() {
	define[islice](isliceType, kind{name: "islice", basic: 56, make: isliceNew, next: isliceNext,
		doc:   "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nThe items that the slice would select, as the iterable yields them.",
		decls: []object.Decl{reduce(isliceReduce), setState(isliceSetState)}})
}

// bound reads an argument of islice: none if it is None, -1 if it will not do.
func bound(t *thread, v value, none int) int {
	if v == object.None {
		return none
	}
	n, err := t.AsIndex(v, object.OverflowError)
	if err != nil {
		t.Discard(err)
		return -1
	}
	return max(n, -1)
}

func isliceNew(t *thread, typ *class, a args) (value, error) {
	if err := positional(t, typ, "islice", a, 2, 4); err != nil {
		return value{}, err
	}
	start, stop, step, none := 0, 0, 1, false
	const bad = " must be None or an integer: 0 <= x <= sys.maxsize."
	if len(a.Pos) == 2 {
		none = a.Pos[1] == object.None
		if stop = bound(t, a.Pos[1], math.MaxInt); stop < 0 {
			return value{}, t.ValueErr("Stop argument for islice()" + bad)
		}
	} else {
		none = a.Pos[2] == object.None
		start, stop = bound(t, a.Pos[1], 0), bound(t, a.Pos[2], math.MaxInt)
		if stop < 0 {
			return value{}, t.ValueErr("Stop argument for islice()" + bad)
		}
		if start < 0 {
			return value{}, t.ValueErr("Indices for islice()" + bad)
		}
	}
	if len(a.Pos) == 4 {
		if step = bound(t, a.Pos[3], 1); step < 1 {
			return value{}, t.ValueErr("Step for islice() must be a positive integer or None.")
		}
	}
	if none {
		stop = -1
	}
	it, err := t.Iter(a.Pos[0])
	if err != nil {
		return value{}, err
	}
	s := object.New[islice](t, typ)
	s.it, s.next, s.stop, s.step = it, start, stop, step
	return object.Obj(&s.Header), nil
}

func isliceNext(t *thread, v value) (value, error) {
	s := object.As[islice](v)
	if s.it.O == nil {
		return value{}, nil
	}
	for s.at < s.next {
		x, err := next(t, s.it)
		if err != nil || x.O == nil {
			drop(t, &s.it)
			return value{}, err
		}
		t.Unref(x)
		s.at++
		if err := often(t, s.at); err != nil {
			return value{}, err
		}
	}
	if s.stop >= 0 && s.at >= s.stop {
		drop(t, &s.it)
		return value{}, nil
	}
	x, err := next(t, s.it)
	if err != nil || x.O == nil {
		drop(t, &s.it)
		return value{}, err
	}
	s.at++
	if s.next > math.MaxInt-s.step || s.stop >= 0 && s.next+s.step > s.stop {
		s.next = s.stop
	} else {
		s.next += s.step
	}
	return x, nil
}

func isliceReduce(t *thread, v value) (value, error) {
	s := object.As[islice](v)
	if s.it.O == nil {
		it, err := emptyIter(t)
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(typeOf(v), t.NewTuple(it, object.Int(0)), object.Int(0)), nil
	}
	stop := object.None
	if s.stop >= 0 {
		stop = object.Int(int64(s.stop))
	}
	return t.NewTuple(typeOf(v), t.NewTuple(s.it.Ref(), object.Int(int64(s.next)), stop, object.Int(int64(s.step))), object.Int(int64(s.at))), nil
}

func isliceSetState(t *thread, v, state value) error {
	n, err := t.AsIndex(state, object.OverflowError)
	if err == nil {
		object.As[islice](v).at = n
	}
	return err
}

// An accumulate is accumulate(iterable, func, initial=…).
type accumulate struct {
	object.Header
	fn, total, it, initial value // fn absent: +; initial None once used
}

var accumulateType = &class{}

func (x *accumulate) refs(f func(*value)) { f(&x.fn); f(&x.total); f(&x.it); f(&x.initial) }

var accumulateSig = object.LazySignature{Text: "accumulate(iterable, func=None, *, initial=None)"}

func accumulateInit() {
	define[accumulate](accumulateType, kind{name: "accumulate", sig: "(iterable, func=None, *, initial=None)", basic: 48, make: accumulateNew, next: accumulateNext,
		walk: func(o *header) []value {
			x := as[accumulate](o)
			return []value{x.fn, x.it, x.total, x.initial}
		},
		doc: "Return series of accumulated sums (or other binary function results).",
		decls: []object.Decl{reduce(accumulateReduce), setState(func(t *thread, v, state value) error {
			set(t, &object.As[accumulate](v).total, state.Ref())
			return nil
		})}})
}

func accumulateNew(t *thread, typ *class, a args) (value, error) {
	var out [3]value
	done, err := t.BindArgs(accumulateSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	it, err := t.Iter(out[0])
	if err != nil {
		return value{}, err
	}
	x := object.New[accumulate](t, typ)
	x.it, x.initial = it, orNone(out[2])
	if out[1] != object.None {
		x.fn = out[1].XRef()
	}
	return object.Obj(&x.Header), nil
}

func accumulateNext(t *thread, v value) (value, error) {
	a := object.As[accumulate](v)
	if a.initial != object.None {
		a.total, a.initial = a.initial, object.None
		return a.total.Ref(), nil
	}
	x, err := next(t, a.it)
	if err != nil || x.O == nil {
		return value{}, err
	}
	if a.total.O == nil {
		a.total = x
		return x.Ref(), nil
	}
	var sum value
	total := a.total.Ref()
	if a.fn.O == nil {
		sum, err = t.Binary(object.OpAdd, total, x)
	} else {
		sum, err = t.Call(a.fn, total, x)
	}
	t.Unref(total)
	t.Unref(x)
	if err != nil {
		return value{}, ended(t, err)
	}
	sum.Ref()
	set(t, &a.total, sum)
	return sum, nil
}

// accumulateReduce puts an initial value that is not used yet before the items.
func accumulateReduce(t *thread, v value) (value, error) {
	a := object.As[accumulate](v)
	switch {
	case a.initial != object.None:
		both, err := a.before(t, a.initial)
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(typeOf(v), t.NewTuple(both, orNone(a.fn)), object.None), nil
	case a.total == object.None: // which as a state would be no total
		both, err := a.before(t, object.None)
		if err != nil {
			return value{}, err
		}
		fn := orNone(a.fn)
		again, err := accumulateNew(t, accumulateType, args{Pos: []value{both, fn}})
		t.Unref(both)
		t.Unref(fn)
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(isliceType.Value().Ref(), t.NewTuple(again, object.Int(1), object.None)), nil
	}
	return t.NewTuple(typeOf(v), t.NewTuple(a.it.Ref(), orNone(a.fn)), orNone(a.total)), nil
}

// before gives an iterator over x, which is lent, and what is left to accumulate.
func (a *accumulate) before(t *thread, x value) (value, error) {
	first := t.NewTuple(x.Ref())
	defer t.Unref(first)
	return chainNew(t, chainType, args{Pos: []value{first, a.it}})
}

// A pairwise is pairwise(iterable).
type pairwise struct {
	object.Header
	it, old value // both absent at the end; old absent at the start
}

var pairwiseType = &class{}

func (p *pairwise) refs(f func(*value)) { f(&p.it); f(&p.old) }

func pairwiseInit() {
	define[pairwise](pairwiseType, kind{name: "pairwise", sig: "(iterable, /)", basic: 32, make: pairwiseNew, next: pairwiseNext,
		doc: "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ..."})
}

func pairwiseNew(t *thread, typ *class, a args) (value, error) {
	if err := positional(t, typ, "pairwise", a, 1, 1); err != nil {
		return value{}, err
	}
	it, err := t.Iter(a.Pos[0])
	if err != nil {
		return value{}, err
	}
	p := object.New[pairwise](t, typ)
	p.it = it
	return object.Obj(&p.Header), nil
}

func pairwiseNext(t *thread, v value) (value, error) {
	p := object.As[pairwise](v)
	if p.it.O == nil {
		return value{}, nil
	}
	if p.old.O == nil {
		x, err := next(t, p.it)
		if err != nil || x.O == nil {
			drop(t, &p.it)
			return value{}, err
		}
		p.old = x
		if p.it.O == nil { // the call ended this iterator
			drop(t, &p.old)
			return value{}, nil
		}
	}
	x, err := next(t, p.it)
	if err != nil || x.O == nil {
		drop(t, &p.it)
		drop(t, &p.old)
		return value{}, err
	}
	r := t.NewTuple(orNone(p.old), x.Ref())
	set(t, &p.old, x)
	return r, nil
}
