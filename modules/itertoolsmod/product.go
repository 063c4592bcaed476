package itertoolsmod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

// A combiner is any of the combinatoric iterators. The tuple it gave last is kept, and
// filled again if nobody else holds it.
type combiner struct {
	object.Header
	pool    value // product: a tuple of tuples; else a tuple
	result  value // a tuple, absent before the first
	indices []int
	cycles  []int // permutations
	r       int
	stopped bool
}

var (
	productType      = &class{}
	combinationsType = &class{}
	replacementType  = &class{}
	permutationsType = &class{}
)

func (c *combiner) refs(f func(*value)) { f(&c.pool); f(&c.result) }

// fresh returns the result to fill: the one given last, or a copy if somebody holds it.
func (c *combiner) fresh(t *thread) *object.Tuple {
	old, _ := object.AsTuple(c.result)
	if old.RC == 1 || len(old.Items) == 0 {
		if len(old.Items) > 0 {
			t.In.Collector.Track(t, &old.Header)
		}
		return old
	}
	set(t, &c.result, t.NewTupleOf(old.Items))
	r, _ := object.AsTuple(c.result)
	return r
}

// put stores x, lent, at i of a result.
func put(t *thread, r *object.Tuple, i int, x value) {
	old := r.Items[i]
	r.Items[i] = x.Ref()
	t.XUnref(old)
}

// first makes the first result from what at says stands at each place.
func (c *combiner) first(t *thread, n int, at func(i int) value) (value, error) {
	r := t.MakeTuple(n)
	for i := range r.Items {
		r.Items[i] = at(i).Ref()
	}
	c.result = object.Obj(&r.Header)
	return c.result.Ref(), nil
}

func combinerSizeof() object.Decl {
	return object.Method("__sizeof__()", "Returns size in memory, in bytes.", func(t *thread, v value, _ []value) (value, error) {
		x := object.As[combiner](v)
		return object.Int(int64(v.Type().BasicSize + 8*(len(x.indices)+len(x.cycles)))), nil
	})
}

// state gives the tuple of indices that __setstate__ takes.
func intTuple(t *thread, ns []int) value {
	x := t.MakeTuple(len(ns))
	for i, n := range ns {
		x.Items[i] = object.Int(int64(n))
	}
	return object.Obj(&x.Header)
}

// loadInts reads ints from a state, each brought into [0, limit(i)].
func loadInts(t *thread, state value, dst []int, limit func(i int) int) error {
	x, ok := object.AsTuple(state)
	if !ok || len(x.Items) != len(dst) {
		return t.ValueErr("invalid arguments")
	}
	for i, v := range x.Items {
		n, err := t.AsIndex(v, nil)
		if err != nil {
			return err
		}
		dst[i] = min(max(n, 0), limit(i))
	}
	return nil
}

// productNew is product(*iterables, repeat=1).
func productNew(t *thread, typ *class, a args) (value, error) {
	repeat := 1
	if err := t.MaxKw("product", a, 1); err != nil {
		return value{}, err
	}
	for i, k := range a.KwNames() {
		if k.String() != "repeat" {
			return value{}, t.TypeErr("'%s' is an invalid keyword argument for product()", k.String())
		}
		var err error
		if repeat, err = t.AsIndex(a.Kw()[i], object.OverflowError); err != nil {
			return value{}, err
		}
		if repeat < 0 {
			return value{}, t.ValueErr("repeat argument cannot be negative")
		}
	}
	n := len(a.Pos)
	if n > 0 && repeat > math.MaxInt/8/n {
		return value{}, t.Raise(object.OverflowError, "repeat argument too large")
	}
	if repeat == 0 {
		n = 0
	}
	if err := t.Grow(n * repeat * 24); err != nil {
		return value{}, err
	}
	pools := t.MakeTuple(n * repeat)
	for i := range pools.Items {
		if i >= n {
			pools.Items[i] = pools.Items[i-n].Ref()
			continue
		}
		p, err := t.TupleOf(a.Pos[i])
		if err != nil {
			t.Unref(object.Obj(&pools.Header))
			return value{}, err
		}
		pools.Items[i] = p
	}
	c := object.New[combiner](t, typ)
	c.pool, c.indices = object.Obj(&pools.Header), make([]int, n*repeat)
	return object.Obj(&c.Header), nil
}

func productNext(t *thread, v value) (value, error) {
	c := object.As[combiner](v)
	if c.stopped {
		return value{}, nil
	}
	pools := items(c.pool)
	if c.result.O == nil {
		for _, p := range pools {
			if len(items(p)) == 0 {
				c.stopped = true
				return value{}, nil
			}
		}
		return c.first(t, len(pools), func(i int) value { return items(pools[i])[0] })
	}
	r := c.fresh(t)
	for i := len(pools) - 1; i >= 0; i-- {
		pool := items(pools[i])
		if c.indices[i]++; c.indices[i] < len(pool) {
			put(t, r, i, pool[c.indices[i]])
			return c.result.Ref(), nil
		}
		c.indices[i] = 0
		put(t, r, i, pool[0])
	}
	c.stopped = true
	return value{}, nil
}

func productInit() {
	define[combiner](productType, kind{name: "product", basic: 48, make: productNew, next: productNext,
		doc: "product(*iterables, repeat=1) --> product object\n\nCartesian product of the iterables, the last changing fastest.",
		decls: []object.Decl{combinerSizeof(), reduce(func(t *thread, v value) (value, error) {
			c := object.As[combiner](v)
			switch {
			case c.stopped:
				return t.NewTuple(typeOf(v), t.NewTuple(t.NewTuple())), nil
			case c.result.O == nil:
				return t.NewTuple(typeOf(v), c.pool.Ref()), nil
			}
			return t.NewTuple(typeOf(v), c.pool.Ref(), intTuple(t, c.indices)), nil
		}), setState(func(t *thread, v, state value) error {
			c := object.As[combiner](v)
			pools := items(c.pool)
			for _, p := range pools {
				if len(items(p)) == 0 {
					c.stopped = true
					return nil
				}
			}
			if err := loadInts(t, state, c.indices, func(i int) int { return len(items(pools[i])) - 1 }); err != nil {
				return err
			}
			return c.restore(t, func(i int) value { return items(pools[i])[c.indices[i]] })
		})}})
}

// restore makes the result that stands for the indices a state gave.
func (c *combiner) restore(t *thread, at func(i int) value) error {
	n := c.r
	if c.Typ.IsSubtype(productType) {
		n = len(c.indices)
	}
	r := t.MakeTuple(n)
	for i := range r.Items {
		r.Items[i] = at(i).Ref()
	}
	set(t, &c.result, object.Obj(&r.Header))
	return nil
}

// combinerNew makes an iterator over a pool with r places.
func combinerNew(t *thread, typ *class, iterable, rv value) (*combiner, error) {
	pool, err := t.TupleOf(iterable)
	if err != nil {
		return nil, err
	}
	r := len(items(pool))
	if rv.O != nil {
		if r, err = t.AsIndex(rv, object.OverflowError); err == nil && r < 0 {
			err = t.ValueErr("r must be non-negative")
		}
		if err == nil && r > 1<<20 {
			err = t.Grow(min(r, 1<<50) * 8)
		}
		if err != nil {
			t.Unref(pool)
			return nil, err
		}
	}
	c := object.New[combiner](t, typ)
	c.pool, c.r = pool, r
	return c, nil
}

var (
	combinationsSig = object.LazySignature{Text: "combinations(iterable, r)"}
	replacementSig  = object.LazySignature{Text: "combinations_with_replacement(iterable, r)"}
	permutationsSig = object.LazySignature{Text: "permutations(iterable, r=None)"}
)

func combinationsNew(t *thread, typ *class, a args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(combinationsSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	c, err := combinerNew(t, typ, out[0], out[1])
	if err != nil {
		return value{}, err
	}
	if c.stopped = c.r > len(items(c.pool)); !c.stopped {
		c.indices = make([]int, c.r)
		for i := range c.indices {
			c.indices[i] = i
		}
	}
	return object.Obj(&c.Header), nil
}

func combinationsNext(t *thread, v value) (value, error) {
	c := object.As[combiner](v)
	if c.stopped {
		return value{}, nil
	}
	pool := items(c.pool)
	if c.result.O == nil {
		return c.first(t, c.r, func(i int) value { return pool[i] })
	}
	r := c.fresh(t)
	i := c.r - 1
	for i >= 0 && c.indices[i] == i+len(pool)-c.r {
		i--
	}
	if i < 0 {
		c.stopped = true
		return value{}, nil
	}
	c.indices[i]++
	for j := i + 1; j < c.r; j++ {
		c.indices[j] = c.indices[j-1] + 1
	}
	for ; i < c.r; i++ {
		put(t, r, i, pool[c.indices[i]])
	}
	return c.result.Ref(), nil
}

func replacementNew(t *thread, typ *class, a args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(replacementSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	c, err := combinerNew(t, typ, out[0], out[1])
	if err != nil {
		return value{}, err
	}
	if c.stopped = c.r > 0 && len(items(c.pool)) == 0; !c.stopped {
		c.indices = make([]int, c.r)
	}
	return object.Obj(&c.Header), nil
}

func replacementNext(t *thread, v value) (value, error) {
	c := object.As[combiner](v)
	if c.stopped {
		return value{}, nil
	}
	pool := items(c.pool)
	if c.result.O == nil {
		return c.first(t, c.r, func(int) value { return pool[0] })
	}
	r := c.fresh(t)
	i := c.r - 1
	for i >= 0 && c.indices[i] == len(pool)-1 {
		i--
	}
	if i < 0 {
		c.stopped = true
		return value{}, nil
	}
	for k := c.indices[i] + 1; i < c.r; i++ {
		c.indices[i] = k
		put(t, r, i, pool[k])
	}
	return c.result.Ref(), nil
}

// selection declares the pickling of combinations and of those with replacement.
func selection(top func(c *combiner, i int) int) []object.Decl {
	return []object.Decl{combinerSizeof(), reduce(func(t *thread, v value) (value, error) {
		c := object.As[combiner](v)
		r := object.Int(int64(c.r))
		switch {
		case c.result.O == nil:
			return t.NewTuple(typeOf(v), t.NewTuple(c.pool.Ref(), r)), nil
		case c.stopped:
			return t.NewTuple(typeOf(v), t.NewTuple(t.NewTuple(), r)), nil
		}
		return t.NewTuple(typeOf(v), t.NewTuple(c.pool.Ref(), r), intTuple(t, c.indices)), nil
	}), setState(func(t *thread, v, state value) error {
		c := object.As[combiner](v)
		if err := loadInts(t, state, c.indices, func(i int) int { return top(c, i) }); err != nil {
			return err
		}
		return c.restore(t, func(i int) value { return items(c.pool)[c.indices[i]] })
	})}
}

func combinationsInit() {
	define[combiner](combinationsType, kind{name: "combinations", sig: "(iterable, r)", basic: 56, make: combinationsNew, next: combinationsNext,
		doc:   "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)",
		decls: selection(func(c *combiner, i int) int { return i + len(items(c.pool)) - c.r })})
	define[combiner](replacementType, kind{name: "combinations_with_replacement", sig: "(iterable, r)", basic: 56, make: replacementNew, next: replacementNext,
		doc:   "Return successive r-length combinations of elements in the iterable, each of which may come more than once.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')",
		decls: selection(func(c *combiner, i int) int { return len(items(c.pool)) - 1 })})
}

func permutationsNew(t *thread, typ *class, a args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(permutationsSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	r := out[1]
	if r == object.None {
		r = value{}
	}
	if r.O != nil && !object.IsIntObj(r) {
		pool, err := t.TupleOf(out[0]) // a bad iterable is the error that counts
		if err != nil {
			return value{}, err
		}
		t.Unref(pool)
		return value{}, t.TypeErr("Expected int as r")
	}
	c, err := combinerNew(t, typ, out[0], r)
	if err != nil {
		return value{}, err
	}
	n := len(items(c.pool))
	if c.stopped = c.r > n; !c.stopped {
		c.indices, c.cycles = make([]int, n), make([]int, c.r)
		for i := range c.indices {
			c.indices[i] = i
		}
		for i := range c.cycles {
			c.cycles[i] = n - i
		}
	}
	return object.Obj(&c.Header), nil
}

func permutationsNext(t *thread, v value) (value, error) {
	c := object.As[combiner](v)
	if c.stopped {
		return value{}, nil
	}
	pool := items(c.pool)
	if c.result.O == nil {
		return c.first(t, c.r, func(i int) value { return pool[i] })
	}
	n := len(pool)
	if n == 0 {
		c.stopped = true
		return value{}, nil
	}
	r := c.fresh(t)
	for i := c.r - 1; i >= 0; i-- {
		if c.cycles[i]--; c.cycles[i] == 0 {
			last := c.indices[i]
			copy(c.indices[i:], c.indices[i+1:])
			c.indices[n-1] = last
			c.cycles[i] = n - i
			continue
		}
		j := n - c.cycles[i]
		c.indices[i], c.indices[j] = c.indices[j], c.indices[i]
		for k := i; k < c.r; k++ {
			put(t, r, k, pool[c.indices[k]])
		}
		return c.result.Ref(), nil
	}
	c.stopped = true
	return value{}, nil
}

func permutationsInit() {
	define[combiner](permutationsType, kind{name: "permutations", sig: "(iterable, r=None)", basic: 64, make: permutationsNew, next: permutationsNext,
		doc: "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)",
		decls: []object.Decl{combinerSizeof(), reduce(func(t *thread, v value) (value, error) {
			c := object.As[combiner](v)
			r := object.Int(int64(c.r))
			switch {
			case c.result.O == nil:
				return t.NewTuple(typeOf(v), t.NewTuple(c.pool.Ref(), r)), nil
			case c.stopped:
				return t.NewTuple(typeOf(v), t.NewTuple(t.NewTuple(), r)), nil
			}
			return t.NewTuple(typeOf(v), t.NewTuple(c.pool.Ref(), r), t.NewTuple(intTuple(t, c.indices), intTuple(t, c.cycles))), nil
		}), setState(func(t *thread, v, state value) error {
			xs, err := stateTuple(t, state, 2, 2)
			if err != nil {
				return err
			}
			c := object.As[combiner](v)
			if err := loadInts(t, xs[0], c.indices, func(int) int { return len(c.indices) - 1 }); err != nil {
				return err
			}
			if err := loadInts(t, xs[1], c.cycles, func(i int) int { return len(c.indices) - i }); err != nil {
				return err
			}
			for i := range c.cycles {
				c.cycles[i] = max(1, c.cycles[i])
			}
			return c.restore(t, func(i int) value { return items(c.pool)[c.indices[i]] })
		})}})
}
