// Package abcmod is the modules abc and _abc: ABCMeta, with its caches.
//
// Invariant: a class is remembered by weak references only, one in each set that holds
// it, whose callback takes it out; so that an abstract class keeps no other class alive.
package abcmod

import (
	"strconv"
	"sync"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
	class  = object.Type
)

// Module declares _abc.
var Module = object.ModuleSpec{
	Name:  "_abc",
	Doc:   "Module contains faster C implementation of abc.ABCMeta",
	Setup: setup,
	Decls: []object.Decl{
		object.Func("get_cache_token()", tokenDoc, cacheToken),
		object.Func("_abc_init(self, /)", "Internal ABC helper for class set-up. Should be never used outside abc module.", abcInit),
		object.Func("_abc_register(self, subclass, /)", "Internal ABC helper for subclass registration. Should be never used outside abc module.", abcRegister),
		object.Func("_abc_register_builtin(self, subclass, /)", "Register a built-in class that is known to belong there.", abcRegisterBuiltin),
		object.Func("_abc_instancecheck(self, instance, /)", "Internal ABC helper for instance checks. Should be never used outside abc module.", abcInstanceCheck),
		object.Func("_abc_subclasscheck(self, subclass, /)", "Internal ABC helper for subclass checks. Should be never used outside abc module.", abcSubclassCheck),
		object.Func("_reset_registry(self, /)", "Internal ABC helper to reset registry of a given class.", abcResetRegistry),
		object.Func("_reset_caches(self, /)", "Internal ABC helper to reset both caches of a given class.", abcResetCaches),
		object.Func("_get_dump(self, /)", "Internal ABC helper for cache and registry debugging:\nthe registry, both caches, and the version of the negative one.", abcDump),
	},
}

const tokenDoc = "The current version of the caches: it changes with every call of register() on any ABC."

func cacheToken(t *thread, _ value, _ []value) (value, error) { return object.Int(*counter(t)), nil }

func formatInt(n int64) string { return strconv.FormatInt(n, 10) }

type counterKey struct{}

// counter is the interpreter's number of registrations so far.
func counter(t *thread) *int64 {
	return t.In.State(counterKey{}, func() any { return new(int64) }).(*int64)
}

// data is what a class keeps as _abc_impl. The sets hold weak references.
type data struct {
	object.Header
	registry, cache, negative value // owned sets, absent while empty
	version                   int64 // of the negative cache
}

var (
	dataType    = &class{}
	removerType = &class{}
)

var setupOnce sync.Once

// setup defines the types; both modules need them.
func setup() { setupOnce.Do(defineTypes) }

func defineTypes() {
	dataType.Define(object.TypeSpec{Name: "_abc._abc_data", Flags: object.FlagGC, Layout: object.LayoutOf[data](), Basic: 48,
		Doc: "Internal state held by ABC machinery.",
		Slots: object.Slots{
			New: func(t *thread, typ *class, a object.Args) (value, error) {
				d := object.New[data](t, typ)
				d.version = *counter(t)
				return object.Obj(&d.Header), nil
			},
			Traverse: func(o *header, visit func(value)) {
				for _, p := range as(object.Obj(o)).sets() {
					if p.O != nil {
						visit(*p)
					}
				}
			},
			Clear: func(t *thread, o *header) {
				for _, p := range as(object.Obj(o)).sets() {
					old := *p
					*p = value{}
					t.XUnref(old)
				}
			}}})
	// The callback of a weak reference is the method of this type with a weak reference
	// to the set: calling it makes nothing, but takes the first reference out of the set.
	removerType.Define(object.TypeSpec{Name: "_abc._remover", Layout: object.LayoutOf[header](), Basic: 16,
		Slots: object.Slots{New: remove}})
}

func as(v value) *data { return object.As[data](v) }

func (d *data) sets() [3]*value { return [...]*value{&d.registry, &d.cache, &d.negative} }

func remove(t *thread, _ *class, a object.Args) (value, error) {
	if len(a.Pos) != 2 {
		return object.None, nil
	}
	if w, ok := object.AsWeakRef(a.Pos[0]); ok {
		if s := w.Target(); s.O != nil {
			r, err := t.CallMethod(s, "discard", a.Pos[1])
			t.Unref(s)
			return r, err
		}
	}
	return object.None, nil
}

// dataOf lends the state of an abstract class, which the class keeps alive.
func dataOf(t *thread, cls value) (*data, error) {
	v, err := t.GetAttrS(cls, "_abc_impl")
	if err != nil {
		return nil, err
	}
	if v.Type() != dataType {
		t.Unref(v)
		return nil, t.TypeErr("_abc_impl is set to a wrong type")
	}
	return as(v), nil
}

func newSet(t *thread) value {
	s, _ := t.NewSet(nil) // nothing can fail without items
	return s
}

func (d *data) done(t *thread) { t.Unref(object.Obj(&d.Header)) }

// has reports whether a set holds a reference to cls.
func has(t *thread, set, cls value) (bool, error) {
	s, ok := asSet(set)
	if !ok || s.Len() == 0 {
		return false, nil
	}
	ref, err := t.NewRef(object.RefType, cls, value{})
	if err != nil {
		if t.ErrIs(err, object.TypeError) {
			t.Discard(err)
			return false, nil
		}
		return false, err
	}
	found, err := s.Has(t, ref)
	t.Unref(ref)
	return found, err
}

func asSet(v value) (*object.Set, bool) {
	if v.O == nil {
		return nil, false
	}
	return object.AsSet(v)
}

// add puts a weak reference to cls in a set, which it makes if need be.
func add(t *thread, set *value, cls value) error {
	if set.O == nil {
		*set = newSet(t)
	}
	home, err := t.NewRef(object.RefType, *set, value{})
	if err != nil {
		return err
	}
	callback := t.NewMethod(removerType.Value(), home)
	t.Unref(home)
	ref, err := t.NewRef(object.RefType, cls, callback)
	t.Unref(callback)
	if err != nil {
		return err
	}
	s, _ := object.AsSet(*set)
	err = s.Add(t, ref)
	t.Unref(ref)
	return err
}

func abcInit(t *thread, _ value, a []value) (value, error) {
	cls := a[0]
	if err := computeAbstract(t, cls); err != nil {
		return value{}, err
	}
	d, err := t.Call(dataType.Value())
	if err != nil {
		return value{}, err
	}
	err = t.SetAttrS(cls, "_abc_impl", d)
	t.Unref(d)
	if err == nil {
		err = takeFlags(t, cls)
	}
	if err != nil {
		return value{}, err
	}
	return object.None, nil
}

// takeFlags reads __abc_tpflags__, by which Sequence and Mapping say which patterns
// match them.
func takeFlags(t *thread, cls value) error {
	typ, ok := object.AsType(cls)
	if !ok {
		return nil
	}
	n, found := int64(0), false
	_ = typ.OwnNames(func(name, v value) error {
		if name.String() == "__abc_tpflags__" {
			n, found = object.IntValue(v)
			return object.ErrStop
		}
		return nil
	})
	if !found {
		return nil
	}
	const sequence, mapping = 1 << 5, 1 << 6
	switch n & (sequence | mapping) {
	case sequence | mapping:
		return t.TypeErr("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
	case sequence:
		typ.Flags |= object.FlagSequence
	case mapping:
		typ.Flags |= object.FlagMapping
	}
	return t.DelAttrS(cls, "__abc_tpflags__")
}

// computeAbstract sets __abstractmethods__.
func computeAbstract(t *thread, cls value) error {
	set := newSet(t)
	defer t.Unref(set)
	found, _ := object.AsSet(set)
	if err := ownAbstract(t, cls, found); err != nil {
		return err
	}
	bases, err := t.GetAttrS(cls, "__bases__")
	if err != nil {
		return err
	}
	defer t.Unref(bases)
	tup, ok := object.AsTuple(bases)
	if !ok {
		return t.TypeErr("__bases__ is not tuple")
	}
	for _, b := range tup.Items {
		if err := inheritAbstract(t, cls, b, found); err != nil {
			return err
		}
	}
	frozen, err := t.Call(object.FrozenSetType.Value(), found.Value())
	if err != nil {
		return err
	}
	err = t.SetAttrS(cls, "__abstractmethods__", frozen)
	t.Unref(frozen)
	return err
}

// ownAbstract adds the abstract methods in the body of the class. Asking may run a
// script, so what is asked is collected first.
func ownAbstract(t *thread, cls value, found *object.Set) error {
	typ, ok := object.AsType(cls)
	if !ok {
		return t.TypeErr("a class is needed, not '%s'", cls.Type().Name)
	}
	var pairs []value
	_ = typ.OwnNames(func(name, v value) error {
		pairs = append(pairs, name.Ref(), v.Ref())
		return nil
	})
	defer func() { t.UnrefAll(pairs) }()
	for i := 0; i < len(pairs); i += 2 {
		abstract, err := t.IsAbstract(pairs[i+1])
		if err == nil && abstract {
			err = found.Add(t, pairs[i])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inheritAbstract adds a base's abstract methods that cls has not made concrete.
func inheritAbstract(t *thread, cls, base value, found *object.Set) error {
	names, err := t.LookupAttr(base, "__abstractmethods__")
	if err != nil || names.O == nil {
		return err
	}
	defer t.Unref(names)
	return t.Iterate(names, func(name value) error {
		s, ok := object.AsStr(name)
		if !ok {
			return nil
		}
		v, err := t.LookupAttrStr(cls, s)
		if err != nil || v.O == nil {
			return err
		}
		abstract, err := t.IsAbstract(v)
		t.Unref(v)
		if err == nil && abstract {
			err = found.Add(t, name)
		}
		return err
	})
}

func abcRegister(t *thread, _ value, a []value) (value, error) {
	cls, sub := a[0], a[1]
	typ, ok := object.AsType(sub)
	if !ok {
		return value{}, t.TypeErr("Can only register classes")
	}
	is, err := t.IsSubclassOf(sub, cls)
	if err != nil || is {
		return sub.XRef(), err
	}
	if is, err = t.IsSubclassOf(cls, sub); err != nil {
		return value{}, err
	}
	if is {
		return value{}, t.Raise(object.RuntimeError, "Refusing to create an inheritance cycle")
	}
	d, err := dataOf(t, cls)
	if err != nil {
		return value{}, err
	}
	err = add(t, &d.registry, sub)
	d.done(t)
	if err != nil {
		return value{}, err
	}
	*counter(t)++
	if abc, ok := object.AsType(cls); ok {
		if flag := abc.Flags & (object.FlagSequence | object.FlagMapping); flag != 0 {
			if err := spreadFlag(t, typ, flag); err != nil {
				return value{}, err
			}
		}
	}
	return sub.Ref(), nil
}

func abcRegisterBuiltin(t *thread, _ value, a []value) (value, error) {
	d, err := dataOf(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer d.done(t)
	if err := add(t, &d.registry, a[1]); err != nil {
		return value{}, err
	}
	*counter(t)++
	return object.None, nil
}

// spreadFlag lets a class made by a script and its subclasses match what the abstract
// class matches. Built-in classes have said themselves what they are.
func spreadFlag(t *thread, typ *class, flag uint32) error {
	if !typ.IsHeap() || typ.Flags&(object.FlagSequence|object.FlagMapping) == flag {
		return nil
	}
	typ.Flags = typ.Flags&^(object.FlagSequence|object.FlagMapping) | flag
	subs, err := t.CallMethod(object.TypeType.Value(), "__subclasses__", typ.Value())
	if err != nil {
		return err
	}
	defer t.Unref(subs)
	return t.Iterate(subs, func(k value) error {
		sub, ok := object.AsType(k)
		if !ok {
			return nil
		}
		return spreadFlag(t, sub, flag)
	})
}

func abcInstanceCheck(t *thread, _ value, a []value) (value, error) {
	cls, x := a[0], a[1]
	d, err := dataOf(t, cls)
	if err != nil {
		return value{}, err
	}
	defer d.done(t)
	sub, err := t.GetAttrS(x, "__class__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(sub)
	found, err := has(t, d.cache, sub)
	if err != nil || found {
		return object.Bool(found), err
	}
	typ := x.Type().Value()
	if typ == sub {
		if d.version == *counter(t) {
			if found, err = has(t, d.negative, sub); err != nil || found {
				return object.False, err
			}
		}
		return t.CallMethod(cls, "__subclasscheck__", sub)
	}
	typ.Ref()
	defer t.Unref(typ)
	r, err := t.CallMethod(cls, "__subclasscheck__", sub)
	if err != nil {
		return value{}, err
	}
	ok, err := t.Truth(r)
	if err != nil || ok {
		if err != nil {
			t.Unref(r)
			return value{}, err
		}
		return r, nil
	}
	t.Unref(r)
	return t.CallMethod(cls, "__subclasscheck__", typ)
}

func abcSubclassCheck(t *thread, _ value, a []value) (value, error) {
	cls, sub := a[0], a[1]
	if _, ok := object.AsType(sub); !ok {
		return value{}, t.TypeErr("issubclass() arg 1 must be a class")
	}
	d, err := dataOf(t, cls)
	if err != nil {
		return value{}, err
	}
	defer d.done(t)
	found, err := has(t, d.cache, sub)
	if err != nil || found {
		return object.Bool(found), err
	}
	if now := *counter(t); d.version < now {
		old := d.negative
		d.negative, d.version = value{}, now
		t.XUnref(old)
	} else if found, err = has(t, d.negative, sub); err != nil || found {
		return object.False, err
	}
	ok, known, err := decide(t, d, cls, sub)
	if err != nil {
		return value{}, err
	}
	switch {
	case ok:
		var exact bool // the registry answers as quickly as the cache
		if exact, err = has(t, d.registry, sub); err == nil && !exact {
			err = add(t, &d.cache, sub)
		}
	case known || err == nil:
		err = add(t, &d.negative, sub)
	}
	if err != nil {
		return value{}, err
	}
	return object.Bool(ok), nil
}

// decide works out whether sub is a subclass of cls; known: the hook has said so.
func decide(t *thread, d *data, cls, sub value) (ok, known bool, err error) {
	r, err := t.CallMethod(cls, "__subclasshook__", sub)
	if err != nil {
		return false, false, err
	}
	if r == object.True || r == object.False {
		return r == object.True, true, nil
	}
	t.Unref(r)
	if r != object.NotImplemented {
		return false, false, t.RaiseArgs(object.AssertionError, t.NewStr("__subclasshook__ must return either False, True, or NotImplemented"))
	}
	k, _ := object.AsType(sub)
	for _, base := range k.MRO {
		if base.Value() == cls {
			return true, true, nil
		}
	}
	if ok, err = registered(t, d, sub); err != nil || ok {
		return ok, true, err
	}
	subs, err := t.CallMethod(cls, "__subclasses__")
	if err != nil {
		return false, false, err
	}
	defer t.Unref(subs)
	err = t.Iterate(subs, func(s value) error {
		is, err := t.IsSubclassOf(sub, s)
		if err == nil && is {
			ok = true
			return object.ErrStop
		}
		return err
	})
	return ok, ok, err
}

// registered reports whether sub derives from a registered class.
func registered(t *thread, d *data, sub value) (bool, error) {
	s, ok := asSet(d.registry)
	if !ok {
		return false, nil
	}
	var refs []value // a copy, since the check may register more
	for pos := 0; ; {
		k, _ := s.Next(&pos)
		if k.O == nil {
			break
		}
		refs = append(refs, k.Ref())
	}
	defer t.UnrefAll(refs)
	for _, r := range refs {
		w, _ := object.AsWeakRef(r)
		k := w.Target()
		if k.O == nil {
			continue
		}
		is, err := t.IsSubclassOf(sub, k)
		t.Unref(k)
		if err != nil || is {
			return is, err
		}
	}
	return false, nil
}

func clearSet(t *thread, set value) error {
	if set.O == nil {
		return nil
	}
	r, err := t.CallMethod(set, "clear")
	if err == nil {
		t.Unref(r)
	}
	return err
}

func abcResetRegistry(t *thread, _ value, a []value) (value, error) {
	d, err := dataOf(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer d.done(t)
	return object.None, clearSet(t, d.registry)
}

func abcResetCaches(t *thread, _ value, a []value) (value, error) {
	d, err := dataOf(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer d.done(t)
	if err := clearSet(t, d.cache); err != nil {
		return value{}, err
	}
	return object.None, clearSet(t, d.negative)
}

func abcDump(t *thread, _ value, a []value) (value, error) {
	d, err := dataOf(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer d.done(t)
	out := t.MakeTuple(4)
	for i, p := range d.sets() {
		out.Items[i] = newSet(t)
		if p.O != nil {
			if err := t.SetUpdate(out.Items[i], *p); err != nil {
				t.Unref(object.Obj(&out.Header))
				return value{}, err
			}
		}
	}
	out.Items[3] = object.Int(d.version)
	return object.Obj(&out.Header), nil
}
