package object

import (
	"strings"
	"unsafe"
)

// TypeType is `type`.
var TypeType = &Type{}

func typeInit() {
	TypeType.Define(TypeSpec{Name: "type", Sig: "(object_or_name, bases, dict, **kwds)", Flags: FlagBase | FlagGC | FlagIsType | FlagVectorcall, Basic: 888, Item: 40, Dict: 264, Weak: 368,
		Doc:    "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
		Layout: LayoutOf[Type](),
		Slots: Slots{New: typeNew, Init: typeInitMethod, Call: typeCall, Repr: typeRepr, GetAttr: typeGetAttr, SetAttr: typeSetAttr,
			Traverse: typeTraverse, Clear: typeClear, Binary: [NumBinary]binarySlot{OpOr: typeOr}},
		Build: func() []Decl {
			return []Decl{
				Property("__name__", "", typeName, typeSetName),
				Property("__qualname__", "", func(t *Thread, v Value) (Value, error) { return t.NewStr(t.typeQualname(asType(v))), nil }, typeSetQualname),
				Property("__module__", "", typeGetModule, typeSetModule),
				Property("__bases__", "", typeGetBases, typeSetBases),
				Member("__base__", "", func(t *Thread, v Value) (Value, error) {
					if b := asType(v).Base; b != nil {
						return b.Value().Ref(), nil
					}
					return None, nil
				}),
				Member("__mro__", "", func(t *Thread, v Value) (Value, error) { return t.typeMRO(asType(v)), nil }),
				Getter("__dict__", "", func(t *Thread, v Value) (Value, error) { return t.typeDict(asType(v)), nil }),
				Property("__doc__", "", typeGetDoc, func(t *Thread, v, x Value) error {
					if err := t.mutable(v, "__doc__", x); err != nil {
						return err
					}
					return t.setTypeDict(v, "__doc__", x)
				}),
				Getter("__text_signature__", "", func(t *Thread, v Value) (Value, error) {
					if s := asType(v).TextSig; s != "" && !listsType(noTypeSignature, asType(v)) {
						return t.NewStr(s), nil
					}
					return None, nil
				}),
				Property("__abstractmethods__", "", typeGetAbstract, typeSetAbstract),
				Property("__annotations__", "", typeGetAnnotations, func(t *Thread, v, x Value) error { return t.setTypeDict(v, "__annotations__", x) }),
				typeNumber("__basicsize__", func(k *Type) int { return k.BasicSize }),
				typeNumber("__itemsize__", func(k *Type) int { return k.ItemSize }),
				typeNumber("__dictoffset__", func(k *Type) int { return k.DictOffset }),
				typeNumber("__weakrefoffset__", func(k *Type) int { return k.WeakOffset }),
				typeNumber("__flags__", typeFlags),
				Method("mro()", "Return a type's method resolution order.", func(t *Thread, v Value, _ []Value) (Value, error) {
					mro, err := t.c3OrBuiltin(asType(v))
					if err != nil {
						return Value{}, err
					}
					items := make([]Value, len(mro))
					for i, k := range mro {
						items[i] = k.Value().Ref()
					}
					return t.NewList(items), nil
				}),
				Method("__subclasses__()", "Return a list of immediate subclasses.", func(t *Thread, v Value, _ []Value) (Value, error) {
					var items []Value
					for _, k := range append(builtinSubclasses(asType(v)), t.subclassesOf(asType(v))...) {
						items = append(items, k.Value().Ref())
					}
					return t.NewList(items), nil
				}),
				ClassMethod("__prepare__(*args, **kwargs)", "__prepare__() -> dict\nused for namespace in class statements", func(t *Thread, _ Value, _ []Value) (Value, error) { return t.NewDict().Value(), nil }),
				Method("__instancecheck__(instance, /)", "Check if an object is an instance.", func(t *Thread, v Value, a []Value) (Value, error) {
					ok, err := t.plainIsInstance(a[0], v)
					return Bool(ok), err
				}),
				Method("__subclasscheck__(subclass, /)", "Check if a class is a subclass.", func(t *Thread, v Value, a []Value) (Value, error) {
					ok, err := t.plainIsSubclass(a[0], v)
					return Bool(ok), err
				}),
				Method("__dir__()", "Specialized __dir__ implementation for types.", func(t *Thread, v Value, _ []Value) (Value, error) {
					d := t.NewDict()
					t.mergeClassDict(d, asType(v))
					keys, err := t.Collect(d.Value())
					t.Unref(d.Value())
					return t.NewList(keys), err
				}),
				Method("__sizeof__()", "Return memory consumption of the type object.", func(t *Thread, v Value, _ []Value) (Value, error) {
					switch k := asType(v); {
					case k.heap != nil && k.DictOffset != 0:
						return Int(1072 - 16), nil // with room for the names of attributes
					case k.heap != nil:
						return Int(904 - 16), nil
					}
					return Int(408), nil
				}),
			}
		}})
}

func typeNumber(name string, f func(k *Type) int) Decl {
	return Member(name, "", func(t *Thread, v Value) (Value, error) { return Int(int64(f(asType(v)))), nil })
}

// typeFlags are CPython's tp_flags, as far as scripts look at them.
func typeFlags(k *Type) int {
	f := 1 << 12
	for _, x := range [...]struct{ own, cpython int }{
		{FlagHeap | FlagScript, 1 << 9}, {FlagBase, 1 << 10}, {FlagGC, 1 << 14}, {FlagAbstract, 1 << 20}, {FlagInt, 1 << 24},
		{FlagList, 1 << 25}, {FlagTuple, 1 << 26}, {FlagBytes, 1 << 27}, {FlagStr, 1 << 28}, {FlagDict, 1 << 29},
		{FlagException, 1 << 30}, {FlagIsType, 1 << 31}, {FlagSequence, 1 << 5}, {FlagMapping, 1 << 6}, {FlagSelfMatch, 1 << 22}, {FlagMethodDescr, 1 << 17},
		{FlagVectorcall, 1 << 11}, {FlagNoNew, 1 << 7},
	} {
		if int(k.Flags)&x.own != 0 {
			f |= x.cpython
		}
	}
	if k.heap == nil && k.Flags&FlagScript == 0 {
		f |= 1 << 8
	}
	if k.FromSpec() {
		f |= 1 << 9
	}
	return f
}

func (t *Thread) c3OrBuiltin(k *Type) ([]*Type, error) {
	if k.heap == nil {
		return k.MRO, nil
	}
	return t.c3(k)
}

func typeNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ == TypeType && len(a.Pos) == 1 {
		if err := t.NoKw("type", a); err != nil {
			return Value{}, err
		}
		return a.Pos[0].O.Typ.Value().Ref(), nil
	}
	if len(a.Pos) != 3 {
		if typ == TypeType {
			return Value{}, t.TypeErr("type() takes 1 or 3 arguments")
		}
		return Value{}, t.TypeErr("type.__new__() takes exactly 3 arguments (%d given)", len(a.Pos))
	}
	name, ok := AsStr(a.Pos[0])
	if !ok {
		return Value{}, t.TypeErr("type.__new__() argument 1 must be str, not %s", a.Pos[0].O.Typ.FullName())
	}
	bases, ok := AsTuple(a.Pos[1])
	if !ok {
		return Value{}, t.TypeErr("type.__new__() argument 2 must be tuple, not %s", a.Pos[1].O.Typ.FullName())
	}
	ns, ok := AsDict(a.Pos[2])
	if !ok {
		return Value{}, t.TypeErr("type.__new__() argument 3 must be dict, not %s", a.Pos[2].O.Typ.FullName())
	}
	if err := t.checkTypeName(name); err != nil {
		return Value{}, err
	}
	for _, b := range bases.Items {
		if _, ok := AsType(b); !ok {
			if f, err := t.LookupAttr(b, "__mro_entries__"); err != nil || f.O != nil {
				t.XUnref(f)
				if err == nil {
					err = t.TypeErr("type() doesn't support MRO entry resolution; use types.new_class()")
				}
				return Value{}, err
			}
		}
	}
	return t.newClassOf(typ, name, bases, ns, a)
}

func typeInitMethod(t *Thread, self Value, a Args) error {
	if len(a.KwNames()) > 0 && len(a.Pos) == 1 {
		return t.TypeErr("type.__init__() takes no keyword arguments")
	}
	if len(a.Pos) != 1 && len(a.Pos) != 3 {
		return t.TypeErr("type.__init__() takes 1 or 3 arguments")
	}
	return nil
}

// typeCall makes an instance: __new__, then __init__ if that gave one.
func typeCall(t *Thread, v Value, a Args) (Value, error) {
	typ := asType(v)
	if typ == TypeType && len(a.Pos) == 1 && len(a.KwNames()) == 0 {
		return a.Pos[0].O.Typ.Value().Ref(), nil
	}
	if typ.Slots.New == nil || typ.Flags&FlagNoNew != 0 {
		return Value{}, t.TypeErr("cannot create '%s' instances", typ.FullName())
	}
	obj, err := typ.Slots.New(t, typ, a)
	if err != nil {
		return Value{}, err
	}
	if typ == TypeType && len(a.Pos) == 1 {
		return obj, nil
	}
	if init := obj.O.Typ.Slots.Init; init != nil && obj.O.Typ.IsSubtype(typ) {
		if err := init(t, obj, a); err != nil {
			t.Unref(obj)
			return Value{}, err
		}
	}
	return obj, nil
}

// FullName is the class's name with its module, as CPython's tp_name: built-in types
// outside builtins only.
func (typ *Type) FullName() string {
	if typ.heap == nil && typ.Module != "builtins" && typ.Flags&FlagScript == 0 {
		return typ.Module + "." + typ.Name
	}
	return typ.Name
}

func (t *Thread) typeQualname(typ *Type) string {
	if typ.heap != nil {
		return typ.heap.qualname.String()
	}
	return typ.Name
}

// TypeQualname is typ.__qualname__, TypeModule its __module__ ("" if that is no str).
func (t *Thread) TypeQualname(typ *Type) string { return t.typeQualname(typ) }
func (t *Thread) TypeModule(typ *Type) string   { return t.typeModule(typ) }

func (t *Thread) typeModule(typ *Type) string {
	if typ.heap == nil {
		return typ.Module
	}
	if m := typ.heap.dict.GetS(t, "__module__"); m.O != nil && m.IsStr() {
		return m.String()
	}
	return ""
}

func typeRepr(t *Thread, v Value) (Value, error) {
	typ := asType(v)
	mod, name := t.typeModule(typ), typ.Name
	if mod != "" && mod != "builtins" {
		name = mod + "." + t.typeQualname(typ)
	}
	return t.NewStr("<class '" + name + "'>"), nil
}

// typeGetAttr looks in the metaclass for data descriptors, in the class and its bases,
// then in the metaclass for the rest.
func typeGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	typ, meta := asType(v), v.O.Typ
	m := t.PeekType(meta, name)
	if m.O != nil && m.O.Typ.DescrGet != nil && m.O.Typ.DescrSet != nil {
		return t.descrGet(m, v, meta)
	}
	if a := t.PeekType(typ, name); a.O != nil {
		if get := a.O.Typ.DescrGet; get != nil {
			a.Ref()
			r, err := get(t, a, Value{}, v)
			t.Unref(a)
			return r, err
		}
		return a.Ref(), nil
	}
	if m.O != nil {
		if m.O.Typ.DescrGet != nil {
			return t.descrGet(m, v, meta)
		}
		return m.Ref(), nil
	}
	return Value{}, t.RaiseAttr(v, name, "type object '%s' has no attribute '%s'", typ.FullName(), name.S)
}

func typeSetAttr(t *Thread, v Value, name *Str, x Value) error {
	typ := asType(v)
	if typ.heap == nil {
		return t.TypeErr("cannot set '%s' attribute of immutable type '%s'", name.S, typ.FullName())
	}
	m := t.PeekType(v.O.Typ, name)
	if m.O != nil && m.O.Typ.DescrSet != nil {
		m.Ref()
		err := m.O.Typ.DescrSet(t, m, v, x)
		t.Unref(m)
		return err
	}
	d := typ.heap.dict
	name = t.interned(name)
	if x.O == nil {
		old, err := d.Pop(t, Obj(&name.Header))
		if err != nil {
			return err
		}
		if old.O == nil {
			return t.RaiseArgs(AttributeError, Obj(&name.Header).Ref())
		}
		t.classChanged(typ, name)
		t.Unref(old)
		return nil
	}
	old := d.GetStr(t, name).XRef()
	d.SetStr(t, name, x)
	t.classChanged(typ, name)
	if x.O.Typ.DescrSet != nil && t.In.Deopt != nil {
		t.In.forgetSlots()
		t.In.Deopt(t)
	}
	t.XUnref(old)
	return nil
}

func (t *Thread) setTypeDict(v Value, name string, x Value) error {
	typ := asType(v)
	if typ.heap == nil {
		return t.TypeErr("cannot set '%s' attribute of immutable type '%s'", name, typ.FullName())
	}
	n := t.In.Intern(name)
	if x.O == nil {
		if !typ.heap.dict.DelStr(t, n) {
			return t.RaiseArgs(AttributeError, Obj(&n.Header))
		}
	} else {
		typ.heap.dict.SetStr(t, n, x)
	}
	t.classChanged(typ, n)
	return nil
}

func typeName(t *Thread, v Value) (Value, error) { return t.NewStr(asType(v).Name), nil }

func (t *Thread) mutable(v Value, name string, x Value) error {
	if typ := asType(v); typ.heap == nil {
		return t.TypeErr("cannot set '%s' attribute of immutable type '%s'", name, typ.FullName())
	} else if x.O == nil {
		return t.TypeErr("cannot delete '%s' attribute of immutable type '%s'", name, typ.FullName())
	}
	return nil
}

func typeSetName(t *Thread, v, x Value) error {
	if err := t.mutable(v, "__name__", x); err != nil {
		return err
	}
	typ := asType(v)
	if !x.IsStr() {
		return t.TypeErr("can only assign string to %s.__name__, not '%s'", typ.Name, x.O.Typ.Name)
	}
	if err := t.checkTypeName(as[Str](x)); err != nil {
		return err
	}
	old := typ.heap.name
	typ.heap.name = x.Ref()
	typ.Name = x.String()
	t.Unref(old)
	return nil
}

// checkTypeName returns an error unless C could hold the name of a class, in UTF-8.
func (t *Thread) checkTypeName(name *Str) error {
	if _, err := t.EncodeBare(name, "utf-8", "strict"); err != nil {
		return err
	}
	if strings.IndexByte(name.S, 0) >= 0 {
		return t.ValueErr("type name must not contain null characters")
	}
	return nil
}

func typeSetQualname(t *Thread, v, x Value) error {
	if err := t.mutable(v, "__qualname__", x); err != nil {
		return err
	}
	typ := asType(v)
	if !x.IsStr() {
		return t.TypeErr("can only assign string to %s.__qualname__, not '%s'", typ.Name, x.O.Typ.Name)
	}
	old := typ.heap.qualname
	typ.heap.qualname = x.Ref()
	t.Unref(old)
	return nil
}

func typeGetModule(t *Thread, v Value) (Value, error) {
	typ := asType(v)
	if typ.heap == nil {
		return Obj(&t.In.Intern(typ.Module).Header).Ref(), nil
	}
	if m := typ.heap.dict.GetS(t, "__module__"); m.O != nil {
		return m.Ref(), nil
	}
	return Value{}, t.RaiseArgs(AttributeError, t.NewStr("__module__"))
}

func typeSetModule(t *Thread, v, x Value) error {
	if err := t.mutable(v, "__module__", x); err != nil {
		return err
	}
	return t.setTypeDict(v, "__module__", x)
}

func typeGetBases(t *Thread, v Value) (Value, error) {
	typ := asType(v)
	if typ.Bases != nil {
		return Obj(&typ.Bases.Header).Ref(), nil
	}
	if typ.Base == nil {
		return t.NewTuple(), nil
	}
	return t.NewTuple(typ.Base.Value().Ref()), nil
}

func typeSetBases(t *Thread, v, x Value) error {
	if err := t.mutable(v, "__bases__", x); err != nil {
		return err
	}
	typ := asType(v)
	tup, ok := AsTuple(x)
	if !ok {
		return t.TypeErr("can only assign tuple to %s.__bases__, not %s", typ.Name, x.O.Typ.Name)
	}
	if len(tup.Items) == 0 {
		return t.TypeErr("can only assign non-empty tuple to %s.__bases__, not ()", typ.FullName())
	}
	for _, b := range tup.Items {
		k, ok := AsType(b)
		if !ok {
			return t.TypeErr("%s.__bases__ must be tuple of classes, not '%s'", typ.FullName(), b.O.Typ.FullName())
		}
		if k.IsSubtype(typ) || k.derives(typ) {
			return t.TypeErr("a __bases__ item causes an inheritance cycle")
		}
	}
	base, err := t.bestBase(tup.Items)
	if err != nil {
		return err
	}
	if (base.Flags^typ.Base.Flags)&FlagGC != 0 { // CPython frees their objects differently
		return t.TypeErr("__bases__ assignment: '%s' deallocator differs from '%s'", base.FullName(), typ.Base.FullName())
	}
	if !sameLayout(base, typ.Base) {
		return t.TypeErr("__bases__ assignment: '%s' object layout differs from '%s'", base.FullName(), typ.Base.FullName())
	}
	return t.rebase(typ, base, tup)
}

// typeDict returns the class's namespace as a mappingproxy.
func (t *Thread) typeDict(typ *Type) Value {
	if typ.heap != nil {
		return t.NewMappingProxy(typ.heap.dict.Value())
	}
	d := t.NewDict()
	for _, n := range typ.builtinNames() {
		d.SetS(t, n, typ.builtinAttr(n))
	}
	p := t.NewMappingProxy(d.Value())
	t.Unref(d.Value())
	return p
}

func typeGetDoc(t *Thread, v Value) (Value, error) {
	typ := asType(v)
	if typ.heap == nil {
		if typ.Doc == "" {
			return None, nil
		}
		return t.NewStr(typ.Doc), nil
	}
	d := typ.heap.dict.GetS(t, "__doc__")
	if d.O == nil {
		return None, nil
	}
	if d.O.Typ.DescrGet != nil {
		return d.O.Typ.DescrGet(t, d, Value{}, v)
	}
	return d.Ref(), nil
}

func typeGetAbstract(t *Thread, v Value) (Value, error) {
	if typ := asType(v); typ.heap != nil && typ != TypeType {
		if a := typ.heap.dict.GetS(t, "__abstractmethods__"); a.O != nil {
			return a.Ref(), nil
		}
	}
	return Value{}, t.RaiseArgs(AttributeError, t.NewStr("__abstractmethods__"))
}

func typeSetAbstract(t *Thread, v, x Value) error {
	abstract := false
	if x.O != nil {
		var err error
		if abstract, err = t.Truth(x); err != nil {
			return err
		}
	}
	if err := t.setTypeDict(v, "__abstractmethods__", x); err != nil {
		return err
	}
	typ := asType(v)
	typ.Flags &^= FlagAbstract
	if abstract {
		typ.Flags |= FlagAbstract
	}
	return nil
}

func typeGetAnnotations(t *Thread, v Value) (Value, error) {
	typ := asType(v)
	if typ.heap == nil {
		return Value{}, t.RaiseAttr(v, t.In.Intern("__annotations__"), "type object '%s' has no attribute '__annotations__'", typ.Name)
	}
	if a := typ.heap.dict.GetS(t, "__annotations__"); a.O != nil {
		return a.Ref(), nil
	}
	d := t.NewDict().Value()
	if err := t.setTypeDict(v, "__annotations__", d); err != nil {
		t.Unref(d)
		return Value{}, err
	}
	return d, nil
}

func typeOr(t *Thread, a, b Value) (Value, error) { return t.NewUnion(a, b) }

func typeTraverse(o *Header, visit func(Value)) {
	typ := (*Type)(unsafe.Pointer(o))
	h := typ.heap
	if h == nil {
		return
	}
	if h.dict != nil {
		visit(h.dict.Value())
	}
	if typ.mroTuple != nil {
		visit(Obj(&typ.mroTuple.Header))
	}
	if typ.Bases != nil {
		visit(Obj(&typ.Bases.Header))
	}
	if typ.Base != nil && !h.baseDropped {
		visit(typ.Base.Value())
	}
}

// typeClear drops what a dying class refers to.
func typeClear(t *Thread, o *Header) {
	typ := (*Type)(unsafe.Pointer(o))
	h := typ.heap
	if h == nil {
		return
	}
	dict, mro := h.dict, typ.mroTuple
	if dict != nil {
		if o.RC > 0 { // a cycle is being broken: the class stays whole, its dict empties
			dict.ClearAll(t)
		} else {
			h.dict = nil
			t.Unref(dict.Value())
		}
	}
	if mro != nil {
		typ.mroTuple = nil
		t.Unref(Obj(&mro.Header))
	}
	if o.RC > 0 {
		return
	}
	for _, b := range typ.PeekBases() {
		t.removeSubclass(b, typ)
	}
	bases, base := typ.Bases, typ.Base
	typ.Bases = nil
	h.baseDropped = true
	for _, w := range h.subclasses {
		t.Unref(Obj(&w.Header))
	}
	h.subclasses = nil
	if bases != nil {
		t.Unref(Obj(&bases.Header))
	}
	if base != nil {
		t.Unref(base.Value())
	}
	t.Unref(h.name)
	t.XUnref(h.qualname)
}
