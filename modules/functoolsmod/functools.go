// Package functoolsmod is the functools module and _functools, which holds what of it is
// hot or keeps references in ways of its own.
package functoolsmod

import "github.com/minipy-go/minipy/object"

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
	class  = object.Type
	args   = object.Args
)

// Module declares _functools.
var Module = object.ModuleSpec{
	Name:  "_functools",
	Doc:   "Tools that operate on functions.",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.RawFunc("reduce(function, iterable[, initial])", reduceDoc, reduce),
			object.Func("cmp_to_key(mycmp)", "Convert a cmp= function into a key= function.", cmpToKey),
			object.Attr("partial", partialType.Value()),
			object.Attr("_lru_cache_wrapper", lruType.Value()),
		}
	},
}

func setup() {
	partialInit()
	keyInit()
	lruInit()
}

func as[T any](o *header) *T { return object.As[T](object.Obj(o)) }

func items(tuple value) []value {
	x, _ := object.AsTuple(tuple)
	return x.Items
}

func visitAll(visit func(value), vs ...value) {
	for _, v := range vs {
		if v.O != nil {
			visit(v)
		}
	}
}

// set replaces what *p owns by x, which is given.
func set(t *thread, p *value, x value) {
	old := *p
	*p = x
	t.XUnref(old)
}

// dropDict drops an object's __dict__.
func dropDict(t *thread, p **object.Dict) {
	if d := *p; d != nil {
		*p = nil
		t.Unref(d.Value())
	}
}

const reduceDoc = `reduce(function, iterable[, initial]) -> value

Apply a function of two arguments to the items of an iterable, from left to right:
reduce(f, [1, 2, 3]) is f(f(1, 2), 3). If initial is given it stands before the items,
and is the result if there are none.`

func reduce(t *thread, _ value, a args) (value, error) {
	if err := t.NoKw("_functools.reduce", a); err != nil {
		return value{}, err
	}
	n := len(a.Pos)
	if n < 2 {
		return value{}, t.TypeErr("reduce expected at least 2 arguments, got %d", n)
	}
	if n > 3 {
		return value{}, t.TypeErr("reduce expected at most 3 arguments, got %d", n)
	}
	it, err := t.Iter(a.Pos[1])
	if err != nil {
		if t.ErrIs(err, object.TypeError) {
			t.Discard(err)
			err = t.TypeErr("reduce() arg 2 must support iteration")
		}
		return value{}, err
	}
	defer t.Unref(it)
	fn, acc := a.Pos[0], value{}
	if n == 3 {
		acc = a.Pos[2].Ref()
	}
	next := it.Type().Slots.Next
	for i := 0; ; i++ {
		x, err := next(t, it)
		if err != nil && t.ErrIs(err, object.StopIteration) {
			t.Discard(err)
			x, err = value{}, nil
		}
		if err == nil && x.O == nil {
			break
		}
		if err == nil && acc.O == nil {
			acc = x
			continue
		}
		var r value
		if err == nil {
			r, err = t.Call(fn, acc, x)
			t.Unref(x)
		}
		if err == nil && i&1023 == 1023 {
			if err = t.Poll(); err != nil {
				t.Unref(r)
			}
		}
		t.XUnref(acc)
		if err != nil {
			return value{}, err
		}
		acc = r
	}
	if acc.O == nil {
		return value{}, t.TypeErr("reduce() of empty iterable with no initial value")
	}
	return acc, nil
}
