package copymod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// RegModule declares copyreg.
var RegModule = object.ModuleSpec{
	Name: "copyreg",
	Doc:  "What pickle and copy know of classes beside what the classes say themselves.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("pickle(ob_type, pickle_function, constructor_ob=None)", "Register how objects of a class are reduced.", regPickle),
			object.Func("constructor(object)", "Check that object can make objects.", regConstructor),
			object.Func("pickle_complex(c)", "The reduction of a complex.", regComplex),
			object.Func("pickle_union(obj)", "The reduction of a union of types.", regUnion),
			object.Func("_reconstructor(cls, base, state)", "Make an object that was reduced by the oldest protocols.", regReconstruct),
			object.Func("_reduce_ex(self, proto)", "Reduce an object as the oldest protocols do.", regReduce),
			object.RawFunc("__newobj__(cls, *args)", "cls.__new__(cls, *args)", regNewObj),
			object.Func("__newobj_ex__(cls, args, kwargs)", "cls.__new__(cls, *args, **kwargs)", regNewObjEx),
			object.Func("_slotnames(cls)", "The names of the slots of a class and its bases, which the class then keeps.", regSlotNames),
			object.Func("add_extension(module, name, code)", "Register an extension code.", regAdd),
			object.Func("remove_extension(module, name, code)", "Unregister an extension code. For testing only.", regRemove),
			object.Func("clear_extension_cache()", "Forget the objects that extension codes stood for.", regClear),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"))
		table := t.NewDict()
		m.Give(t, "dispatch_table", table.Value())
		for _, name := range [...]string{"_extension_registry", "_inverted_registry", "_extension_cache"} {
			m.Give(t, name, t.NewDict().Value())
		}
		m.Set(t, "_HEAPTYPE", object.Int(heapFlag))
		if err := table.Set(t, object.ComplexType.Value(), m.Get(t, "pickle_complex")); err != nil {
			return err
		}
		return table.Set(t, object.UnionType.Value(), m.Get(t, "pickle_union"))
	},
}

// heapFlag is the flag of type.__flags__ that classes made by scripts have.
const heapFlag = 1 << 9

// regDict gives one of the module's dicts.
func regDict(t *thread, name string) (*object.Dict, error) {
	v, err := pylib.From(t, "copyreg", name)
	if err != nil {
		return nil, err
	}
	d, ok := object.AsDict(v)
	if !ok {
		t.Unref(v)
		return nil, t.TypeErr("copyreg.%s must be a dict", name)
	}
	return d, nil
}

func regPickle(t *thread, _ value, a []value) (value, error) {
	if a[1].Type().Slots.Call == nil {
		return value{}, t.TypeErr("reduction functions must be callable")
	}
	table, err := regDict(t, "dispatch_table")
	if err != nil {
		return value{}, err
	}
	err = table.Set(t, a[0], a[1])
	t.Unref(table.Value())
	if err != nil || !pylib.Given(a[2]) {
		return object.None, err
	}
	return regConstructor(t, value{}, a[2:])
}

func regConstructor(t *thread, _ value, a []value) (value, error) {
	if a[0].Type().Slots.Call == nil {
		return value{}, t.TypeErr("constructors must be callable")
	}
	return object.None, nil
}

func regComplex(t *thread, _ value, a []value) (value, error) {
	re, err := t.GetAttrS(a[0], "real")
	if err != nil {
		return value{}, err
	}
	im, err := t.GetAttrS(a[0], "imag")
	if err != nil {
		t.Unref(re)
		return value{}, err
	}
	return t.NewTuple(object.ComplexType.Value(), t.NewTuple(re, im)), nil
}

func regUnion(t *thread, _ value, a []value) (value, error) {
	parts, err := t.GetAttrS(a[0], "__args__")
	if err != nil {
		return value{}, err
	}
	reduce, err := pylib.From(t, "functools", "reduce")
	if err != nil {
		t.Unref(parts)
		return value{}, err
	}
	or, err := pylib.From(t, "operator", "or_")
	if err != nil {
		t.Unref(parts)
		t.Unref(reduce)
		return value{}, err
	}
	return t.NewTuple(reduce, t.NewTuple(or, parts)), nil
}

func regReconstruct(t *thread, _ value, a []value) (value, error) {
	cls, base, state := a[0], a[1], a[2]
	if base == object.ObjectType.Value() {
		return t.CallMethod(base, "__new__", cls)
	}
	obj, err := t.CallMethod(base, "__new__", cls, state)
	if err != nil {
		return value{}, err
	}
	ours, err := t.GetAttrS(base, "__init__")
	if err == nil {
		if t.PeekTypeS(object.ObjectType, "__init__") != ours {
			var r value
			if r, err = t.Call(ours, obj, state); err == nil {
				t.Unref(r)
			}
		}
		t.Unref(ours)
	}
	if err != nil {
		t.Unref(obj)
		return value{}, err
	}
	return obj, nil
}

// nativeBase is the first class in the order of lookup that no script made, but for those that CPython has on the heap
// and that have no __new__ of their own.
func nativeBase(typ *object.Type) *object.Type {
	for _, k := range typ.MRO {
		if !k.IsHeap() && (!k.FromSpec() || k.Flags&object.FlagNoNew == 0) {
			return k
		}
	}
	return object.ObjectType
}

func regReduce(t *thread, _ value, a []value) (value, error) {
	self := a[0]
	typ := self.Type()
	base := nativeBase(typ)
	state := object.None
	if base != object.ObjectType {
		if base == typ {
			return value{}, t.TypeErr("cannot pickle '%s' object", typ.Name)
		}
		var err error
		if state, err = t.Call(base.Value(), self); err != nil {
			return value{}, err
		}
	}
	args := t.NewTuple(typ.Value().Ref(), base.Value().Ref(), state)
	contents, err := oldState(t, self, a[1])
	if err != nil {
		t.Unref(args)
		return value{}, err
	}
	fn, err := pylib.From(t, "copyreg", "_reconstructor")
	if err != nil {
		t.Unref(args)
		t.Unref(contents)
		return value{}, err
	}
	full, err := t.Truth(contents)
	if err != nil || full {
		r := t.NewTuple(fn, args, contents)
		if err != nil {
			t.Unref(r)
			return value{}, err
		}
		return r, nil
	}
	t.Unref(contents)
	return t.NewTuple(fn, args), nil
}

// oldState gives what __getstate__ does, or else the __dict__, or None.
func oldState(t *thread, self, proto value) (value, error) {
	get, err := t.LookupAttr(self, "__getstate__")
	if err != nil {
		return value{}, err
	}
	if !get.IsNil() {
		r, err := t.Call(get)
		t.Unref(get)
		return r, err
	}
	slots, err := t.LookupAttr(self, "__slots__")
	if err != nil {
		return value{}, err
	}
	if !slots.IsNil() {
		some, err := t.Truth(slots)
		t.Unref(slots)
		if err != nil {
			return value{}, err
		}
		if some {
			n, err := t.StrString(proto)
			if err != nil {
				return value{}, err
			}
			return value{}, t.TypeErr("cannot pickle '%s' object: a class that defines __slots__ without defining __getstate__ cannot be pickled with protocol %s", self.Type().Name, n)
		}
	}
	dict, err := t.LookupAttr(self, "__dict__")
	return pylib.Or(dict, object.None), err
}

func regNewObj(t *thread, _ value, a object.Args) (value, error) {
	if err := t.NoKw("__newobj__", a); err != nil {
		return value{}, err
	}
	if len(a.Pos) == 0 {
		return value{}, t.TypeErr("__newobj__() missing 1 required positional argument: 'cls'")
	}
	return callNew(t, a.Pos[0], a)
}

// callNew calls cls.__new__; a begins with cls.
func callNew(t *thread, cls value, a object.Args) (value, error) {
	f, err := t.GetAttrS(cls, "__new__")
	if err != nil {
		return value{}, err
	}
	r, err := t.CallArgs(f, a)
	t.Unref(f)
	return r, err
}

func regNewObjEx(t *thread, _ value, a []value) (value, error) {
	items, err := t.Collect(a[1])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(items)
	kw, ok := object.AsDict(a[2])
	if !ok {
		return value{}, t.TypeErr("copyreg.__newobj_ex__() argument after ** must be a mapping, not %s", a[2].Type().Name)
	}
	return callNew(t, a[0], object.WithDict(append([]value{a[0]}, items...), kw))
}

func regSlotNames(t *thread, _ value, a []value) (value, error) {
	cls := a[0]
	typ, ok := object.AsType(cls)
	if !ok {
		return value{}, t.TypeErr("_slotnames() needs a class, not %s", cls.Type().Name)
	}
	kept, err := pylib.OwnAttr(t, cls, "__slotnames__")
	if err != nil || pylib.Given(kept) {
		return kept, err
	}
	t.XUnref(kept)
	names := t.NewList(nil)
	l, _ := object.AsList(names)
	for _, k := range typ.MRO {
		if err := addSlots(t, k, l); err != nil {
			t.Unref(names)
			return value{}, err
		}
	}
	if err := t.SetAttrS(cls, "__slotnames__", names); err != nil {
		t.Discard(err) // built-in classes cannot keep them
	}
	return names, nil
}

// addSlots adds the names of the slots that a class itself declares, as they are found
// in its objects.
func addSlots(t *thread, k *object.Type, out *object.List) error {
	if !k.IsHeap() {
		return nil
	}
	slots, err := pylib.OwnAttr(t, k.Value(), "__slots__")
	if err != nil || slots.IsNil() {
		return err
	}
	if slots.IsStr() {
		slots = t.NewTuple(slots)
	}
	defer t.Unref(slots)
	return t.Iterate(slots, func(x value) error {
		name, ok := pylib.Text(x)
		if !ok {
			return t.TypeErr("__slots__ items must be strings, not '%s'", x.Type().Name)
		}
		if name == "__dict__" || name == "__weakref__" {
			return nil
		}
		if strings.HasPrefix(name, "__") && !strings.HasSuffix(name, "__") {
			if owner := strings.TrimLeft(k.Name, "_"); owner != "" {
				name = "_" + owner + name
			}
		}
		return out.GiveAppend(t, t.NewStr(name))
	})
}

// extension is the key and the code of a call of add_extension or remove_extension,
// with the registries; all are owned.
type extension struct {
	key, code        value
	registry, byCode *object.Dict
}

func newExtension(t *thread, a []value, convert bool) (*extension, error) {
	code := a[2].Ref()
	if convert {
		x, err := t.ToInt(a[2])
		t.Unref(code)
		if err != nil {
			return nil, err
		}
		code = x
	}
	e := &extension{key: t.NewTuple(a[0].Ref(), a[1].Ref()), code: code}
	var err error
	if e.registry, err = regDict(t, "_extension_registry"); err == nil {
		e.byCode, err = regDict(t, "_inverted_registry")
	}
	if err != nil {
		e.drop(t)
		return nil, err
	}
	return e, nil
}

func (e *extension) drop(t *thread) {
	t.Unref(e.key)
	t.Unref(e.code)
	for _, d := range [...]*object.Dict{e.registry, e.byCode} {
		if d != nil {
			t.Unref(d.Value())
		}
	}
}

// known reports whether exactly this key has this code; it lends what else the key's
// code and the code's key are.
func (e *extension) known(t *thread) (is bool, code, key value, err error) {
	if code, err = e.registry.Get(t, e.key); err != nil {
		return
	}
	if key, err = e.byCode.Get(t, e.code); err != nil || code.IsNil() || key.IsNil() {
		return
	}
	if is, err = t.Equal(code, e.code); err == nil && is {
		is, err = t.Equal(key, e.key)
	}
	return
}

func regAdd(t *thread, _ value, a []value) (value, error) {
	e, err := newExtension(t, a, true)
	if err != nil {
		return value{}, err
	}
	defer e.drop(t)
	if n, ok := object.IntValue(e.code); !ok || n < 1 || n > 0x7fffffff {
		return value{}, t.ValueErr("code out of range")
	}
	is, code, key, err := e.known(t)
	switch {
	case err != nil || is:
		return object.None, err
	case !code.IsNil():
		return value{}, clash(t, "key %s is already registered with code %s", e.key, code)
	case !key.IsNil():
		return value{}, clash(t, "code %s is already in use for key %s", e.code, key)
	}
	if err := e.registry.Set(t, e.key, e.code); err != nil {
		return value{}, err
	}
	return object.None, e.byCode.Set(t, e.code, e.key)
}

func clash(t *thread, format string, x, y value) error {
	a, err := t.StrString(x)
	if err != nil {
		return err
	}
	b, err := t.StrString(y)
	if err != nil {
		return err
	}
	return t.ValueErr(format, a, b)
}

func regRemove(t *thread, _ value, a []value) (value, error) {
	e, err := newExtension(t, a, false)
	if err != nil {
		return value{}, err
	}
	defer e.drop(t)
	is, _, _, err := e.known(t)
	if err != nil {
		return value{}, err
	}
	if !is {
		return value{}, clash(t, "key %s is not registered with code %s", e.key, e.code)
	}
	if _, err := e.registry.Del(t, e.key); err != nil {
		return value{}, err
	}
	if _, err := e.byCode.Del(t, e.code); err != nil {
		return value{}, err
	}
	cache, err := regDict(t, "_extension_cache")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(cache.Value())
	_, err = cache.Del(t, e.code)
	return object.None, err
}

func regClear(t *thread, _ value, _ []value) (value, error) {
	cache, err := regDict(t, "_extension_cache")
	if err != nil {
		return value{}, err
	}
	cache.ClearAll(t)
	t.Unref(cache.Value())
	return object.None, nil
}
