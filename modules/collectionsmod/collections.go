// Package collectionsmod is the _collections module, deque and defaultdict and what
// else of collections is hot, and the collections module around it.
package collectionsmod

import "github.com/minipy-go/minipy/object"

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
	class  = object.Type
	args   = object.Args
)

// Module declares _collections.
var Module = object.ModuleSpec{
	Name:  "_collections",
	Doc:   "High performance data structures.",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("_count_elements(mapping, iterable, /)", "Count elements in the iterable, updating the mapping", countElements),
			object.Attr("deque", dequeType.Value()),
			object.Attr("defaultdict", defaultDictType.Value()),
			object.Attr("OrderedDict", object.OrderedDictType.Value()),
			object.Attr("_deque_iterator", dequeIterType.Value()),
			object.Attr("_deque_reverse_iterator", dequeRevIterType.Value()),
			object.Attr("_tuplegetter", tupleGetterType.Value()),
		}
	},
	Init: func(t *thread, _ *object.Module) error { return t.RegisterABC("MutableSequence", dequeType) },
}

func setup() {
	dequeInit()
	dequeIterInit()
	defaultDictInit()
	tupleGetterInit()
}

func as[T any](o *header) *T { return object.As[T](object.Obj(o)) }

// drop drops what *p owns, detached first.
func drop(t *thread, p *value) {
	old := *p
	*p = value{}
	t.XUnref(old)
}

func self(_ *thread, v value) (value, error) { return v.Ref(), nil }

func alias(t *thread, cls value, a []value) (value, error) { return t.NewGenericAlias(cls, a[0]) }

// countElements counts like Counter: quickly for a dict whose get and setting are dict's.
func countElements(t *thread, _ value, a []value) (value, error) {
	mapping := a[0]
	d, fast := object.AsDict(mapping)
	fast = fast && t.PeekTypeS(mapping.Type(), "get") == t.PeekTypeS(object.DictType, "get") &&
		t.PeekTypeS(mapping.Type(), "__setitem__") == t.PeekTypeS(object.DictType, "__setitem__")
	err := t.Iterate(a[1], func(x value) error {
		if fast {
			return countFast(t, d, x)
		}
		old, err := t.CallMethod(mapping, "get", x, object.Int(0))
		if err != nil {
			return err
		}
		return count(t, old, func(n value) error { return t.SetItem(mapping, x, n) })
	})
	if err != nil {
		return value{}, err
	}
	return object.None, nil
}

func countFast(t *thread, d *object.Dict, x value) error {
	h, err := t.HashKey(x)
	if err != nil {
		return err
	}
	old, err := d.Get(t, x)
	switch {
	case err != nil:
		return err
	case old.O == nil:
		return d.SetHash(t, x, h, object.Int(1))
	case old.IsInt() && old.Int() < 1<<62:
		return d.SetHash(t, x, h, object.Int(old.Int()+1))
	}
	return count(t, old.Ref(), func(n value) error { return d.SetHash(t, x, h, n) })
}

// count stores old+1; old is given.
func count(t *thread, old value, store func(n value) error) error {
	n, err := t.Binary(object.OpAdd, old, object.Int(1))
	t.Unref(old)
	if err != nil {
		return err
	}
	err = store(n)
	t.Unref(n)
	return err
}
