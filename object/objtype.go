package object

import (
	"fmt"
	"strings"
)

// ObjectType is `object`.
var ObjectType = &Type{}

// The types of the singletons.
var (
	NoneType           = &Type{}
	EllipsisType       = &Type{}
	NotImplementedType = &Type{}
)

func objectInit() {
	ObjectType.Define(TypeSpec{Name: "object", Sig: "()", Flags: FlagBase, Basic: 16, Layout: instanceLayout(),
		Doc:   "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
		Slots: Slots{New: objectNew, Init: objectInitMethod, Repr: objectRepr, Str: objectStr, Hash: IdentityHash, Compare: objectCompare},
		Build: func() []Decl {
			return []Decl{
				slotMethod("__getattribute__(name, /)", "Return getattr(self, name).", objectGetAttribute),
				slotMethod("__setattr__(name, value, /)", "Implement setattr(self, name, value).", objectSetAttr),
				slotMethod("__delattr__(name, /)", "Implement delattr(self, name).", objectDelAttr),
				Property("__class__", "the object's class", objectClass, objectSetClass),
				Method("__format__(format_spec, /)", "Default object formatter.", objectFormat),
				Method("__dir__()", "Default dir() implementation.", objectDir),
				Method("__sizeof__()", "Size of object in memory, in bytes.", objectSizeof),
				Method("__reduce__()", "Helper for pickle.", objectReduce),
				Method("__reduce_ex__(protocol, /)", "Helper for pickle.", objectReduceEx),
				RawClassMethod("__init_subclass__()", "Called on a class when a subclass of it is made; it does nothing here.", objectInitSubclass),
				ClassMethod("__subclasshook__(*subclass)", "Abstract classes can override this to customize issubclass().\n",
					func(t *Thread, self Value, _ []Value) (Value, error) { return NotImplemented, nil }),
			}
		}})
	singleton := func(typ *Type, name, repr string, isTrue bool, v Value) {
		typ.Define(TypeSpec{Name: name, Layout: LayoutOf[Header](), Basic: 16,
			Slots: Slots{
				Repr: func(t *Thread, _ Value) (Value, error) { return Obj(&t.In.Intern(repr).Header), nil },
				Bool: func(t *Thread, _ Value) (bool, error) {
					return isTrue, nil
				},
				New: func(t *Thread, typ *Type, a Args) (Value, error) {
					if len(a.Pos)+len(a.KwNames()) > 0 {
						return Value{}, t.TypeErr("%s takes no arguments", strings.Replace(name, "ellipsis", "EllipsisType", 1))
					}
					return v, nil
				},
			}})
		if isTrue {
			typ.Slots.Bool = nil
		}
	}
	singleton(NoneType, "NoneType", "None", false, None)
	singleton(EllipsisType, "ellipsis", "Ellipsis", true, Ellipsis)
	singleton(NotImplementedType, "NotImplementedType", "NotImplemented", true, NotImplemented)
	NotImplementedType.Slots.Bool = func(t *Thread, _ Value) (bool, error) {
		return true, t.Warn(DeprecationWarning, "NotImplemented should not be used in a boolean context")
	}
	EllipsisType.decls = []Decl{Method("__reduce__()", "", func(t *Thread, _ Value, _ []Value) (Value, error) { return t.NewStr("Ellipsis"), nil })}
	NotImplementedType.decls = []Decl{Method("__reduce__()", "", func(t *Thread, _ Value, _ []Value) (Value, error) { return t.NewStr("NotImplemented"), nil })}
}

func instanceLayout() *layout {
	l := LayoutOf[Header]()
	return l
}

func objectInitSubclass(t *Thread, self Value, a Args) (Value, error) {
	name := t.typeQualname(asType(self))
	if len(a.KwNames()) > 0 {
		return Value{}, t.TypeErr("%s.__init_subclass__() takes no keyword arguments", name)
	}
	if len(a.Pos) > 0 {
		return Value{}, t.TypeErr("%s.__init_subclass__() takes no arguments (%d given)", name, len(a.Pos))
	}
	return None, nil
}

// objectStr is str() of objects that have only a repr, which may be this str again.
func objectStr(t *Thread, v Value) (Value, error) {
	if err := t.Enter(" while getting the repr of an object"); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	return v.O.Typ.Slots.Repr(t, v)
}

func objectNew(t *Thread, typ *Type, a Args) (Value, error) {
	if len(a.Pos)+len(a.KwNames()) > 0 {
		if !sameFunc(typ.Slots.New, ObjectType.Slots.New) {
			return Value{}, t.TypeErr("object.__new__() takes exactly one argument (the type to instantiate)")
		}
		if sameFunc(typ.Slots.Init, ObjectType.Slots.Init) {
			return Value{}, t.TypeErr("%s() takes no arguments", typ.Name)
		}
	}
	if typ.Flags&FlagAbstract != 0 {
		return Value{}, t.abstractError(typ)
	}
	if typ.heap != nil {
		return Obj(t.Alloc(typ)), nil
	}
	return Obj(t.Alloc(ObjectType)), nil
}

func (t *Thread) abstractError(typ *Type) error {
	abs, err := t.GetAttrS(typ.Value(), "__abstractmethods__")
	if err != nil {
		return err
	}
	l, err := t.CallSorted(abs)
	t.Unref(abs)
	if err != nil {
		return err
	}
	names := ""
	for i, v := range l {
		if i > 0 {
			names += ", "
		}
		if v.IsStr() {
			names += v.String()
		}
	}
	n := len(l)
	t.UnrefAll(l)
	return t.TypeErr("Can't instantiate abstract class %s with abstract method%s %s", typ.Name, plural(n), names)
}

func objectInitMethod(t *Thread, self Value, a Args) error {
	if len(a.Pos)+len(a.KwNames()) == 0 {
		return nil
	}
	typ := self.O.Typ
	if !sameFunc(typ.Slots.Init, ObjectType.Slots.Init) {
		return t.TypeErr("object.__init__() takes exactly one argument (the instance to initialize)")
	}
	if sameFunc(typ.Slots.New, ObjectType.Slots.New) && typ.Flags&FlagNoNew == 0 && typ.Name != "code" {
		return t.TypeErr("%s.__init__() takes exactly one argument (the instance to initialize)", typ.Name)
	}
	return nil
}

func objectRepr(t *Thread, v Value) (Value, error) {
	typ := v.O.Typ
	name := typ.Name
	if mod := t.typeModule(typ); mod != "" && mod != "builtins" {
		name = mod + "." + t.typeQualname(typ)
	}
	return t.NewStr(fmt.Sprintf("<%s object at %s>", name, Address(v.O))), nil
}

func objectCompare(t *Thread, a, b Value, op int) (Value, error) {
	switch op {
	case CmpEQ:
		if a == b {
			return True, nil
		}
	case CmpNE:
		// != is not ==, whoever defines that
		if f := a.O.Typ.Slots.Compare; f != nil {
			r, err := f(t, a, b, CmpEQ)
			if err != nil || r == NotImplemented {
				return r, err
			}
			ok, err := t.Truth(r)
			t.Unref(r)
			return Bool(!ok), err
		}
	}
	return NotImplemented, nil
}

func (t *Thread) attrName(v Value) (*Str, error) {
	s, ok := AsStr(v)
	if !ok {
		return nil, t.TypeErr("attribute name must be string, not '%s'", v.O.Typ.FullName())
	}
	return s, nil
}

func objectGetAttribute(t *Thread, self Value, a Args) (Value, error) {
	if err := t.wrapArgs("__getattribute__", a, 1); err != nil {
		return Value{}, err
	}
	name, err := t.attrName(a.Pos[0])
	if err != nil {
		return Value{}, err
	}
	if typ, ok := AsType(self); ok && typ.heap != nil { // its namespace is what it has as an instance
		if d := t.PeekType(self.O.Typ, name); d.IsNil() || d.O.Typ.DescrSet == nil {
			if x := typ.heap.dict.GetStr(t, name); !x.IsNil() {
				return x.Ref(), nil
			}
		}
	}
	return t.GenericGetAttr(self, name)
}

func objectSetAttr(t *Thread, self Value, a Args) (Value, error) {
	if err := t.wrapArgs("__setattr__", a, 2); err != nil {
		return Value{}, err
	}
	return None, t.hackSetAttr(self, a.Pos[0], a.Pos[1], "__setattr__")
}

func objectDelAttr(t *Thread, self Value, a Args) (Value, error) {
	if err := t.wrapArgs("__delattr__", a, 1); err != nil {
		return Value{}, err
	}
	return None, t.hackSetAttr(self, a.Pos[0], Value{}, "__delattr__")
}

// hackSetAttr is object.__setattr__ called by name: it must not get around the
// SetAttr of a built-in type (classes, above all).
func (t *Thread) hackSetAttr(self, name, x Value, what string) error {
	n, err := t.attrName(name)
	if err != nil {
		return err
	}
	for k := self.O.Typ; k != nil; k = k.Base {
		if k.heap == nil && k.Slots.SetAttr != nil {
			return t.TypeErr("can't apply this %s to %s object", what, k.Name)
		}
	}
	return t.GenericSetAttr(self, n, x)
}

func objectClass(t *Thread, self Value) (Value, error) { return self.O.Typ.Value().Ref(), nil }

func objectFormat(t *Thread, self Value, a []Value) (Value, error) {
	if !a[0].IsStr() {
		return Value{}, t.TypeErr("__format__() argument must be str, not %s", argTypeName(a[0]))
	}
	if a[0].String() != "" {
		return Value{}, t.TypeErr("unsupported format string passed to %s.__format__", self.O.Typ.FullName())
	}
	return t.Str(self)
}

// objectDir lists the attributes of an object, its class and the bases.
func objectDir(t *Thread, self Value, _ []Value) (Value, error) {
	d := t.NewDict()
	defer t.Unref(d.Value())
	own, err := t.LookupAttr(self, "__dict__")
	if err != nil {
		return Value{}, err
	}
	if own.O != nil {
		if od, ok := AsDict(own); ok {
			err = od.CopyInto(t, d)
		}
		t.Unref(own)
		if err != nil {
			return Value{}, err
		}
	}
	c, err := t.LookupAttr(self, "__class__")
	if err != nil {
		return Value{}, err
	}
	if c.O != nil {
		if k, ok := AsType(c); ok {
			t.mergeClassDict(d, k)
		}
		t.Unref(c)
	}
	keys, err := t.Collect(d.Value())
	if err != nil {
		return Value{}, err
	}
	return t.NewList(keys), nil
}

func (t *Thread) mergeClassDict(d *Dict, typ *Type) {
	for _, k := range typ.MRO {
		if k.heap != nil {
			_ = k.heap.dict.CopyInto(t, d)
			continue
		}
		for _, n := range k.builtinNames() {
			d.SetS(t, n, None)
		}
	}
}

func objectSizeof(t *Thread, self Value, _ []Value) (Value, error) {
	typ := self.O.Typ
	n := typ.BasicSize
	if typ == MemoryViewType {
		m := as[MemoryView](self)
		dims := len(m.shape)
		if m.cast {
			dims = max(dims, 1)
		}
		return Int(int64(n + 3*dims*typ.ItemSize)), nil
	}
	if typ.Flags&FlagInt != 0 { // CPython's size of a negative int is negative
		x, _ := AsBig(self)
		return Int(int64(n + x.Sign()*(x.BitLen()+29)/30*typ.ItemSize)), nil
	}
	if typ.ItemSize > 0 {
		for typ.heap != nil {
			typ = typ.Base
		}
		if f := typ.Slots.Len; f != nil {
			if l, err := f(t, self); err == nil {
				n += l * typ.ItemSize
			} else {
				t.Discard(err)
			}
		}
	}
	return Int(int64(n)), nil
}
