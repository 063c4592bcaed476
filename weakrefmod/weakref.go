// Package weakrefmod is the modules weakref, _weakref and _weakrefset: dictionaries
// and sets that hold their members weakly, weak methods and finalizers, on top of the
// references of package object.
//
// Invariant: a container owns its entries, an entry its reference, the reference the
// container's callback, and the callback refers to the container weakly; so a container
// dies with its last owner, and after that its callback does nothing. What CPython
// decides in Python code is decided here in the same order, because every step may drop
// the last reference to something: which local variables of a generator hold what, for
// instance, decides when a value dies that a loop is looking at.
package weakrefmod

import (
	"sync"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares weakref.
var Module = object.ModuleSpec{
	Name:  "weakref",
	Doc:   "Weak reference support for Python.\n\nThis module is an implementation of PEP 205:\n\nhttps://www.python.org/dev/peps/pep-0205/\n",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("WeakValueDictionary", valueDictType.Value()),
			object.Attr("WeakKeyDictionary", keyDictType.Value()),
			object.Attr("WeakMethod", methodType.Value()),
			object.Attr("KeyedRef", keyedRefType.Value()),
			object.Attr("finalize", finalizeType.Value()),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		if err := take(t, m, "_weakref", "ref", "proxy", "getweakrefcount", "getweakrefs", "ReferenceType", "ProxyType", "CallableProxyType", "_remove_dead_weakref"); err != nil {
			return err
		}
		if err := take(t, m, "_weakrefset", "WeakSet"); err != nil {
			return err
		}
		m.Give(t, "ProxyTypes", t.NewTuple(object.ProxyType.Value(), object.CallableProxyType.Value()))
		names := []string{"ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
			"CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"}
		if err := giveAll(t, m, names); err != nil {
			return err
		}
		return registerABCs(t)
	},
}

// registerABCs says to which abstract classes the module's belong.
func registerABCs(t *thread) error {
	if err := t.RegisterABC("MutableSet", setType); err != nil {
		return err
	}
	if err := t.RegisterABC("MutableMapping", valueDictType); err != nil {
		return err
	}
	return t.RegisterABC("MutableMapping", keyDictType)
}

// BaseModule declares _weakref.
var BaseModule = object.ModuleSpec{Name: "_weakref", Doc: "Weak-reference support module.", Decls: decls}

// setup defines the types once, whichever of the modules is imported first.
var setup = sync.OnceFunc(func() {
	removerInit()
	iterInit()
	keyedRefInit()
	valueDictInit()
	keyDictInit()
	setInit()
	methodInit()
	finalizeInit()
})

// SetModule declares _weakrefset, where WeakSet comes from.
var SetModule = object.ModuleSpec{
	Name:  "_weakrefset",
	Setup: setup,
	Decls: []object.Decl{object.Attr("WeakSet", setType.Value()), object.Attr("ref", object.RefType.Value())},
	Init:  func(t *thread, m *object.Module) error { return giveAll(t, m, []string{"WeakSet"}) },
}

// take gives m names of another module.
func take(t *thread, m *object.Module, from string, names ...string) error {
	src, err := t.In.Importer(t, from)
	if err != nil {
		return err
	}
	defer t.Unref(src)
	for _, name := range names {
		v, err := t.GetAttrS(src, name)
		if err != nil {
			return err
		}
		m.Give(t, name, v)
	}
	return nil
}

func giveAll(t *thread, m *object.Module, names []string) error {
	items := make([]value, len(names))
	for i, n := range names {
		items[i] = t.NewStr(n)
	}
	m.Give(t, "__all__", t.NewList(items))
	return nil
}

// decls are the functions and types of _weakref.
var decls = []object.Decl{
	object.Attr("ref", object.RefType.Value()),
	object.Attr("ReferenceType", object.RefType.Value()),
	object.Attr("ProxyType", object.ProxyType.Value()),
	object.Attr("CallableProxyType", object.CallableProxyType.Value()),
	object.RawFunc("proxy", "proxy(object[, callback]) -> an object that stands for another one without keeping it alive.", newProxy),
	object.Func("getweakrefcount(object, /)", "Return the number of weak references to 'object'.", getWeakRefCount),
	object.Func("getweakrefs(object, /)", "getweakrefs(object) -- return a list of all weak reference objects\nthat point to 'object'.", getWeakRefs),
	object.Func("_remove_dead_weakref(dct, key, /)", "Atomically remove key from dict if it points to a dead weakref.", removeDeadWeakRef),
}

func newProxy(t *thread, _ value, a object.Args) (value, error) {
	if len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("_weakref.proxy() takes no keyword arguments")
	}
	if n := len(a.Pos); n < 1 || n > 2 {
		word := "at least 1 argument"
		if n > 2 {
			word = "at most 2 arguments"
		}
		return value{}, t.TypeErr("proxy expected %s, got %d", word, n)
	}
	var callback value
	if len(a.Pos) == 2 && a.Pos[1] != object.None {
		callback = a.Pos[1]
	}
	typ := object.ProxyType
	if a.Pos[0].Type().Slots.Call != nil {
		typ = object.CallableProxyType
	}
	return t.NewRef(typ, a.Pos[0], callback)
}

func getWeakRefCount(t *thread, _ value, a []value) (value, error) {
	n := int64(0)
	t.WeakRefs(a[0], func(*object.WeakRef) { n++ })
	return object.Int(n), nil
}

func getWeakRefs(t *thread, _ value, a []value) (value, error) {
	var refs []value
	t.WeakRefs(a[0], func(w *object.WeakRef) { refs = append(refs, object.Obj(&w.Header).Ref()) })
	return t.NewList(refs), nil
}

func removeDeadWeakRef(t *thread, _ value, a []value) (value, error) {
	d, ok := object.AsDict(a[0])
	if !ok {
		return value{}, t.TypeErr("_remove_dead_weakref() argument 1 must be dict, not %s", a[0].Type().FullName())
	}
	return object.None, removeDead(t, d, a[1])
}

// removeDead removes key if its value is a dead reference: by the time a callback runs,
// the key may stand for a new value.
func removeDead(t *thread, d *object.Dict, key value) error {
	return d.DelIf(t, key, func(v value) (bool, error) {
		w, ok := object.AsWeakRef(v)
		if !ok {
			return false, t.TypeErr("not a weakref")
		}
		return !w.Alive(), nil
	})
}

// target gives what a reference in a container refers to, absent if it is dead or if a
// script put something else there.
func target(v value) value {
	if w, ok := object.AsWeakRef(v); ok {
		return w.Target()
	}
	return value{}
}

// alive reports whether a reference in a container is.
func alive(v value) bool {
	w, ok := object.AsWeakRef(v)
	return ok && w.Alive()
}
