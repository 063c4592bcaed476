// Package itertoolsmod is the itertools module. Invariant: an iterator lets go of what
// it holds at the moment CPython's does, neither when its input ends nor later.
package itertoolsmod

import "github.com/minipy-go/minipy/object"

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
	class  = object.Type
	args   = object.Args
)

// Module declares itertools.
var Module = object.ModuleSpec{
	Name:  "itertools",
	Doc:   "Building blocks for iterators: infinite ones (count, cycle, repeat), ones that end\nwith their shortest input (accumulate, chain, compress, dropwhile, filterfalse, groupby,\nislice, pairwise, starmap, takewhile, tee, zip_longest) and combinatoric ones (product,\npermutations, combinations, combinations_with_replacement).",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("tee(iterable, n=2, /)", "Returns a tuple of n independent iterators.", tee),
			object.Attr("accumulate", accumulateType.Value()),
			object.Attr("combinations", combinationsType.Value()),
			object.Attr("combinations_with_replacement", replacementType.Value()),
			object.Attr("cycle", cycleType.Value()),
			object.Attr("dropwhile", dropWhileType.Value()),
			object.Attr("takewhile", takeWhileType.Value()),
			object.Attr("islice", isliceType.Value()),
			object.Attr("starmap", starMapType.Value()),
			object.Attr("chain", chainType.Value()),
			object.Attr("compress", compressType.Value()),
			object.Attr("filterfalse", filterFalseType.Value()),
			object.Attr("count", countType.Value()),
			object.Attr("zip_longest", zipLongestType.Value()),
			object.Attr("pairwise", pairwiseType.Value()),
			object.Attr("permutations", permutationsType.Value()),
			object.Attr("product", productType.Value()),
			object.Attr("repeat", repeatType.Value()),
			object.Attr("groupby", groupByType.Value()),
			object.Attr("_grouper", grouperType.Value()),
			object.Attr("_tee", teeType.Value()),
			object.Attr("_tee_dataobject", teeDataType.Value()),
		}
	},
}

func setup() {
	for _, define := range []func(){
		chainInit, cycleInit, repeatInit, countInit,
		compressInit, whileInit, filterFalseInit, starMapInit, isliceInit, accumulateInit, pairwiseInit,
		zipLongestInit, productInit, combinationsInit, permutationsInit, groupByInit, teeInit,
	} {
		define()
	}
}

// An owner lists the references that an object owns, in the order in which it drops them.
type owner[T any] interface {
	*T
	refs(f func(*value))
}

// traverse and clearRefs make the slots of an owner.
func traverse[T any, P owner[T]](o *header, visit func(value)) {
	P(as[T](o)).refs(func(p *value) {
		if p.O != nil {
			visit(*p)
		}
	})
}

func clearRefs[T any, P owner[T]](t *thread, o *header) {
	P(as[T](o)).refs(func(p *value) { drop(t, p) })
}

// A kind declares an iterator type; define completes it.
type kind struct {
	name, sig, doc string
	basic          int
	make           func(t *thread, typ *class, a args) (value, error)
	next           func(t *thread, v value) (value, error)
	repr           func(t *thread, v value) (value, error)
	decls          []object.Decl
	// walk lists what the collector visits, where CPython's order is not that of refs.
	walk func(o *header) []value
}

func define[T any, P owner[T]](typ *class, k kind) {
	visits := traverse[T, P]
	if k.walk != nil {
		visits = func(o *header, visit func(value)) {
			for _, v := range k.walk(o) {
				if v.O != nil {
					visit(v)
				}
			}
		}
	}
	typ.Define(object.TypeSpec{Name: "itertools." + k.name, Sig: k.sig, Doc: k.doc, Basic: k.basic,
		Flags: object.FlagGC | object.FlagNoClear | object.FlagBase, Layout: object.LayoutOf[T](),
		Slots: object.Slots{New: k.make, Iter: self, Next: k.next, Repr: k.repr, Traverse: visits, Clear: clearRefs[T, P]},
		Decls: k.decls})
}

func as[T any](o *header) *T { return object.As[T](object.Obj(o)) }

func self(_ *thread, v value) (value, error) { return v.Ref(), nil }

// drop drops what *p owns, detached first.
func drop(t *thread, p *value) {
	if old := *p; old.O != nil {
		*p = value{}
		t.Unref(old)
	}
}

// set replaces what *p owns by x, which is given.
func set(t *thread, p *value, x value) {
	old := *p
	*p = x
	t.XUnref(old)
}

func items(tuple value) []value {
	x, _ := object.AsTuple(tuple)
	return x.Items
}

// next is the next item of an iterator that another one reads.
func next(t *thread, it value) (value, error) { return t.NextOf(it) }

// ended swallows a StopIteration.
func ended(t *thread, err error) error {
	if t.ErrIs(err, object.StopIteration) {
		t.Discard(err)
		return nil
	}
	return err
}

// positional checks that a call has min to max arguments, all positional.
func positional(t *thread, typ *class, name string, a args, min, max int) error {
	if len(a.KwNames()) > 0 && !typ.IsHeap() {
		return t.TypeErr("%s() takes no keyword arguments", name)
	}
	n := len(a.Pos)
	word, want := "", min
	switch {
	case n >= min && n <= max:
		return nil
	case min != max && n < min:
		word = "at least "
	case min != max:
		word, want = "at most ", max
	}
	s := "s"
	if want == 1 {
		s = ""
	}
	return t.TypeErr("%s expected %s%d argument%s, got %d", name, word, want, s, n)
}

// alias is __class_getitem__.
func alias(t *thread, cls value, a []value) (value, error) { return t.NewGenericAlias(cls, a[0]) }

// often polls every so often in a loop of the given step.
func often(t *thread, step int) error {
	if step&1023 == 1023 {
		return t.Poll()
	}
	return nil
}

const reduceDoc = "Return state information for pickling."

// reduce declares __reduce__ with a function that gives what follows the class.
func reduce(f func(t *thread, v value) (value, error)) object.Decl {
	return object.Method("__reduce__()", reduceDoc, func(t *thread, v value, _ []value) (value, error) { return f(t, v) })
}

func setState(f func(t *thread, v, state value) error) object.Decl {
	return object.Method("__setstate__(state, /)", "Set state information for unpickling.", func(t *thread, v value, a []value) (value, error) {
		return object.None, f(t, v, a[0])
	})
}

// typeOf gives v's class.
func typeOf(v value) value { return v.Type().Value().Ref() }

// orNone gives v, or None if it is absent.
func orNone(v value) value {
	if v.O == nil {
		return object.None
	}
	return v.Ref()
}

// emptyIter gives iter(()).
func emptyIter(t *thread) (value, error) { return t.Iter(t.NewTuple()) }

// stateTuple returns the items of a state that must be a tuple of min to max of them.
func stateTuple(t *thread, state value, min, max int) ([]value, error) {
	x, ok := object.AsTuple(state)
	if !ok {
		return nil, t.TypeErr("state is not a tuple")
	}
	if len(x.Items) < min || len(x.Items) > max {
		return nil, t.TypeErr("function takes at least %d argument (%d given)", min, len(x.Items))
	}
	return x.Items, nil
}
