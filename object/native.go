package object

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unsafe"
)

// The types of built-in functions and descriptors.
var (
	BuiltinType          = &Type{} // builtin_function_or_method
	MethodDescrType      = &Type{}
	ClassMethodDescrType = &Type{}
	WrapperType          = &Type{} // wrapper_descriptor
	MethodWrapperType    = &Type{} // method-wrapper: a bound wrapper_descriptor
	GetSetType           = &Type{}
	MemberType           = &Type{}
	MethodType           = &Type{}
	ModuleType           = &Type{}
)

// attrTable is what a built-in type's names are bound to.
type attrTable struct {
	byName map[string]Value
	order  []string
}

// builtinAttr lends what name is bound to in a built-in type itself.
func (typ *Type) builtinAttr(name string) Value {
	tab := typ.attrs.Load()
	if tab == nil {
		tab = typ.makeAttrs()
	}
	return tab.byName[name]
}

// own makes typ the class whose method n is.
func (n *Native) own(typ *Type) {
	n.Owner = typ
	fn := n.fn
	if fn == nil || typ.Flags&FlagScript == 0 {
		return
	}
	n.fn = func(t *Thread, self Value, args []Value) (Value, error) {
		r, err := fn(t, self, args)
		if err != nil {
			err = t.Hold(err, slices.Insert(args, 0, self)...)
		}
		return r, err
	}
}

// BuiltinAttrs returns the names bound in a built-in type, in order of declaration.
func (typ *Type) builtinNames() []string {
	typ.builtinAttr("")
	return typ.attrs.Load().order
}

// makeAttrs builds the table at the first lookup. Two goroutines may both build it;
// one wins, so every object in it is made once as far as scripts can see.
func (typ *Type) makeAttrs() *attrTable {
	tab := &attrTable{byName: map[string]Value{}}
	put := func(name string, v Value) {
		switch v.O.Typ {
		case MethodDescrType:
			as[Native](v).own(typ)
		case WrapperType:
			if w := as[Wrapper](v); w.Owner == nil {
				w.Owner = typ
			}
		case BuiltinType: // __new__
			as[BoundNative](v).N.Owner = typ
		case StaticMethodType:
			as[BoundNative](as[MethodWrap](v).Fn).N.Owner = typ
		}
		if _, ok := tab.byName[name]; !ok {
			tab.order = append(tab.order, name)
		}
		tab.byName[name] = v
	}
	own := func(d *slotDef) bool {
		if !d.has(&typ.Slots) {
			return false
		}
		if d.name == "__str__" && (typ == AttributeError || typ == NameError) {
			return true
		}
		if typ.Base == nil || !d.has(&typ.Base.Slots) {
			return true
		}
		return !d.same(&typ.Slots, &typ.Base.Slots)
	}
	exc := typ.Flags&FlagException != 0 && typ.Module == "builtins" // each has a constructor of its own
	for _, d := range slots().defs {
		if own(d) || exc && d.name == "__init__" {
			put(d.name, newWrapper(d, typ))
		}
	}
	if typ.Slots.Hash != nil && typ.Base != nil && sameFunc(typ.Slots.Hash, unhashable) && !sameFunc(typ.Base.Slots.Hash, unhashable) {
		put("__hash__", None)
	}
	if typ.Slots.New != nil && (exc && typ.plainExc() || typ.Base == nil || !sameFunc(typ.Slots.New, typ.Base.Slots.New)) {
		put("__new__", newBuiltinNew(typ))
	}
	putAttrHooks(typ, put)
	decls := typ.decls
	if typ.build != nil {
		decls = typ.build()
	}
	for _, d := range decls {
		v := d.v()
		switch v.O.Typ {
		case ClassMethodDescrType:
			as[Native](v).Owner = typ
		case GetSetType:
			as[GetSet](v).Owner = typ
		case MemberType:
			as[memberDescr](v).computed.Owner = typ
		}
		put(d.Name(), v)
	}
	if typ.FromSpec() {
		put("__module__", staticStr(typ.Module))
	}
	if _, own := tab.byName["__doc__"]; own {
		// the attribute of the instances; the type's own text is read through type
	} else if typ.Doc != "" {
		put("__doc__", staticStr(typ.Doc))
	} else {
		put("__doc__", None)
	}
	if !typ.attrs.CompareAndSwap(nil, tab) {
		return typ.attrs.Load()
	}
	return tab
}

// putAttrHooks shows the GetAttr and SetAttr slots of a type as special methods.
func putAttrHooks(typ *Type, put func(name string, v Value)) {
	base := typ.Base
	hook := func(sig, doc string, fn RawFn) {
		d := slotMethod(sig, doc, fn)
		put(d.Name(), d.v())
	}
	if listsType(ownGetAttribute, typ) {
		hook("__getattribute__(name, /)", "Return getattr(self, name).", objectGetAttribute)
	}
	if listsType(ownSetAttr, typ) {
		hook("__setattr__(name, value, /)", "Implement setattr(self, name, value).", objectSetAttr)
		hook("__delattr__(name, /)", "Implement delattr(self, name).", objectDelAttr)
	}
	if get := typ.Slots.GetAttr; get != nil && !sameFunc(get, base.Slots.GetAttr) {
		hook("__getattribute__(name, /)", "Return getattr(self, name).", func(t *Thread, self Value, a Args) (Value, error) {
			if err := t.wrapArgs("__getattribute__", a, 1); err != nil {
				return Value{}, err
			}
			name, err := t.attrName(a.Pos[0])
			if err != nil {
				return Value{}, err
			}
			return get(t, self, name)
		})
	}
	set := typ.Slots.SetAttr
	if set == nil || sameFunc(set, base.Slots.SetAttr) {
		return
	}
	change := func(name, sig, doc string, n int) {
		hook(sig, doc, func(t *Thread, self Value, a Args) (Value, error) {
			if err := t.wrapArgs(name, a, n); err != nil {
				return Value{}, err
			}
			attr, err := t.attrName(a.Pos[0])
			if err != nil {
				return Value{}, err
			}
			var x Value
			if n == 2 {
				x = a.Pos[1]
			}
			return None, set(t, self, attr, x)
		})
	}
	change("__setattr__", "__setattr__(name, value, /)", "Implement setattr(self, name, value).", 2)
	change("__delattr__", "__delattr__(name, /)", "Implement delattr(self, name).", 1)
}

// staticStr makes an immortal str that no interpreter interns (docstrings).
func staticStr(s string) Value {
	x := &Str{S: s, N: countPoints(s)}
	x.Header = Header{Typ: StrType, RC: immortal}
	return Obj(&x.Header)
}

// StaticTuple makes an immortal tuple of immortal items, for declarations.
func StaticTuple(items ...Value) Value {
	x := &Tuple{Items: items}
	x.Header = Header{Typ: TupleType, RC: immortal}
	return Obj(&x.Header)
}

// A Wrapper is a slot wrapper: a built-in type's slot as a method.
type Wrapper struct {
	Header
	Name, Doc, Sig string
	Owner          *Type
	call           RawFn
}

func newWrapper(d *slotDef, typ *Type) Value {
	w := &Wrapper{Name: d.name, Doc: d.doc, Sig: d.sig, Owner: typ, call: d.wrapOf(&typ.Slots)}
	w.Header = Header{Typ: WrapperType, RC: immortal}
	return Obj(&w.Header)
}

// boundWrapper is a slot wrapper bound to its object.
type boundWrapper struct {
	Header
	w    *Wrapper
	self Value // owned
}

func wrapperGet(t *Thread, d, obj, typ Value) (Value, error) {
	if obj.O == nil {
		return d.Ref(), nil
	}
	w := as[Wrapper](d)
	if !IsInstance(obj, w.Owner) {
		return Value{}, t.TypeErr("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", w.Name, w.Owner.FullName(), obj.O.Typ.FullName())
	}
	b := New[boundWrapper](t, MethodWrapperType)
	b.w, b.self = w, obj.Ref()
	return Obj(&b.Header), nil
}

func wrapperCall(t *Thread, v Value, a Args) (Value, error) {
	w := as[Wrapper](v)
	if len(a.Pos) == 0 {
		return Value{}, t.TypeErr("descriptor '%s' of '%s' object needs an argument", w.Name, w.Owner.FullName())
	}
	self := a.Pos[0]
	if !IsInstance(self, w.Owner) {
		return Value{}, t.TypeErr("descriptor '%s' requires a '%s' object but received a '%s'", w.Name, w.Owner.FullName(), self.O.Typ.FullName())
	}
	a.Pos = a.Pos[1:]
	return w.call(t, self, a)
}

// newBuiltinNew makes a built-in type's __new__.
func newBuiltinNew(typ *Type) Value {
	return newFunction("__new__(*args, **kwargs)", "Create and return a new object.  See help(type) for accurate signature.", nil,
		func(t *Thread, _ Value, a Args) (Value, error) {
			if len(a.Pos) == 0 {
				return Value{}, t.TypeErr("%s.__new__(): not enough arguments", typ.FullName())
			}
			cls, ok := AsType(a.Pos[0])
			if !ok {
				return Value{}, t.TypeErr("%s.__new__(X): X is not a type object (%s)", typ.FullName(), a.Pos[0].O.Typ.FullName())
			}
			if !cls.IsSubtype(typ) {
				return Value{}, t.TypeErr("%s.__new__(%s): %s is not a subtype of %s", typ.FullName(), cls.FullName(), cls.FullName(), typ.FullName())
			}
			if typ == TypeType && len(a.Pos) != 4 {
				return Value{}, t.TypeErr("type.__new__() takes exactly 3 arguments (%d given)", len(a.Pos)-1)
			}
			base := cls
			for base.heap != nil && sameFunc(base.Slots.New, slotNew) {
				base = base.Base
			}
			if !sameFunc(base.Slots.New, typ.Slots.New) || base.heap == nil && base.Flags&FlagNoNew != 0 {
				return Value{}, t.TypeErr("%s.__new__(%s) is not safe, use %s.__new__()", typ.FullName(), cls.FullName(), base.FullName())
			}
			a.Pos = a.Pos[1:]
			return typ.Slots.New(t, cls, a)
		})
}

// isBuiltinNew reports whether v is the __new__ of a built-in type.
func isBuiltinNew(v Value) bool {
	if v.O.Typ != BuiltinType {
		return false
	}
	b := as[BoundNative](v)
	return b.Self.O == nil && b.N.Owner != nil && b.N.Name == "__new__"
}

// A memberDescr is the descriptor of one of __slots__' names, or of what CPython has as a
// member of a built-in type.
type memberDescr struct {
	Header
	Name     Value   // *Str, owned
	owner    *Type   // owned reference; nil if computed
	index    int     // slot of the instance
	computed *GetSet // of a built-in type; else nil
}

type member struct {
	name  *Str
	index int
}

func memberGet(t *Thread, d, obj, typ Value) (Value, error) {
	m := as[memberDescr](d)
	if obj.O == nil {
		return d.Ref(), nil
	}
	if m.computed != nil {
		return getsetGet(t, Obj(&m.computed.Header), obj, typ)
	}
	if !IsInstance(obj, m.owner) {
		return Value{}, t.TypeErr("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.Name.String(), m.owner.FullName(), obj.O.Typ.FullName())
	}
	v := *instValues(obj.O).at(m.index)
	if v.O == nil {
		return Value{}, t.noAttr(obj, as[Str](m.Name))
	}
	return v.Ref(), nil
}

func memberSet(t *Thread, d, obj, x Value) error {
	m := as[memberDescr](d)
	if g := m.computed; g != nil {
		if g.set == nil && IsInstance(obj, g.Owner) {
			return t.Raise(AttributeError, "readonly attribute")
		}
		return getsetSet(t, Obj(&g.Header), obj, x)
	}
	if !IsInstance(obj, m.owner) {
		return t.TypeErr("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.Name.String(), m.owner.FullName(), obj.O.Typ.FullName())
	}
	p := instValues(obj.O).at(m.index)
	old := *p
	if x.O == nil && old.O == nil {
		return t.Raise(AttributeError, "%s", m.Name.String())
	}
	*p = x.XRef()
	t.XUnref(old)
	return nil
}

func getsetGet(t *Thread, d, obj, typ Value) (Value, error) {
	g := as[GetSet](d)
	if obj.O == nil {
		return d.Ref(), nil
	}
	if !IsInstance(obj, g.Owner) {
		return Value{}, t.TypeErr("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", g.Name, g.Owner.FullName(), obj.O.Typ.FullName())
	}
	return g.get(t, obj)
}

// PeekGetSet lends the computed attribute name of instances of a built-in class that
// leaves attribute access alone; nil if there is none. The answer never changes.
func (t *Thread) PeekGetSet(typ *Type, name *Str) *GetSet {
	if typ.heap != nil || typ.Slots.GetAttr != nil {
		return nil
	}
	if d := t.PeekType(typ, name); d.O != nil && d.O.Typ == GetSetType {
		return as[GetSet](d)
	}
	return nil
}

// Get reads the attribute name of v, an instance of the class that PeekGetSet was asked
// for.
func (g *GetSet) Get(t *Thread, v Value, name *Str) (Value, error) {
	r, err := g.get(t, v)
	if err != nil {
		t.nameAttrError(err, v, name)
	}
	return r, err
}

func getsetSet(t *Thread, d, obj, x Value) error {
	g := as[GetSet](d)
	if !IsInstance(obj, g.Owner) {
		return t.TypeErr("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", g.Name, g.Owner.FullName(), obj.O.Typ.FullName())
	}
	if g.set == nil {
		return t.Raise(AttributeError, "attribute '%s' of '%s' objects is not writable", g.Name, g.Owner.FullName())
	}
	return g.set(t, obj, x)
}

func methodDescrGet(t *Thread, d, obj, typ Value) (Value, error) {
	n := as[Native](d)
	if obj.O == nil {
		return d.Ref(), nil
	}
	if !IsInstance(obj, n.Owner) {
		return Value{}, t.TypeErr("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", n.Name, n.Owner.FullName(), obj.O.Typ.FullName())
	}
	return t.newBoundNative(n, obj), nil
}

func classMethodDescrGet(t *Thread, d, obj, typ Value) (Value, error) {
	n := as[Native](d)
	if typ.O == nil {
		if obj.O == nil {
			return Value{}, t.TypeErr("descriptor '%s' for type '%s' needs either an object or a type", n.Name, n.Owner.FullName())
		}
		typ = obj.O.Typ.Value()
	}
	if err := t.checkClassOf(n, typ); err != nil {
		return Value{}, err
	}
	return t.newBoundNative(n, typ), nil
}

// checkClassOf returns an error unless cls is the class of the class method n, or derived.
func (t *Thread) checkClassOf(n *Native, cls Value) error {
	typ, ok := AsType(cls)
	if !ok {
		return t.TypeErr("descriptor '%s' for type '%s' needs a type, not a '%s' as arg 2", n.Name, n.Owner.FullName(), cls.O.Typ.FullName())
	}
	if !typ.IsSubtype(n.Owner) {
		return t.TypeErr("descriptor '%s' requires a subtype of '%s' but received '%s'", n.Name, n.Owner.FullName(), typ.FullName())
	}
	return nil
}

func builtinCall(t *Thread, v Value, a Args) (Value, error) {
	b := as[BoundNative](v)
	return t.CallDescrKw(b.N, b.Self, a)
}

// descrDecls are the attributes that every built-in descriptor with a name has.
func descrDecls(get func(v Value) (name, doc, sig string, owner *Type)) []Decl {
	str := func(f func(v Value) string) func(t *Thread, v Value) (Value, error) {
		return func(t *Thread, v Value) (Value, error) { return t.NewStr(f(v)), nil }
	}
	return []Decl{
		Member("__name__", "", str(func(v Value) string { n, _, _, _ := get(v); return n })),
		Getter("__qualname__", "", str(func(v Value) string { n, _, _, o := get(v); return o.Name + "." + n })),
		Getter("__doc__", "", func(t *Thread, v Value) (Value, error) {
			n, d, _, o := get(v)
			if d == "" || !hasDoc(o, n) {
				return None, nil
			}
			return t.NewStr(d), nil
		}),
		Member("__objclass__", "", func(t *Thread, v Value) (Value, error) { _, _, _, o := get(v); return o.Value().Ref(), nil }),
	}
}

// callableDecls is descrDecls for what can be called.
func callableDecls(get func(v Value) (name, doc, sig string, owner *Type)) []Decl {
	return append(descrDecls(get), Getter("__text_signature__", "", func(t *Thread, v Value) (Value, error) {
		n, _, s, o := get(v)
		if s == "" || !hasSignature(o, n) {
			return None, nil
		}
		s = methodSig(s)
		if v.O.Typ == ClassMethodDescrType {
			s = strings.Replace(s, "$self", "$type", 1)
		}
		return t.textSig(s), nil
	}))
}

// reduceDecl is the __reduce__ of descriptors.
func reduceDecl(get func(v Value) (name, doc, sig string, owner *Type)) Decl {
	return Method("__reduce__()", "", func(t *Thread, v Value, _ []Value) (Value, error) {
		n, _, _, o := get(v)
		return t.reduceToAttr(o.Value(), t.NewStr(n))
	})
}

// methodSig turns "append(object, /)" into "($self, object, /)".
func methodSig(sig string) string {
	s := sig[len(sigName(sig)):]
	if s == "" { // a RawMethod that gives none
		return ""
	}
	if s == "()" {
		return "($self, /)"
	}
	for i := range s {
		if s[i] == '/' {
			return "($self, " + s[1:]
		}
	}
	return "($self, /, " + s[1:]
}

// textSig is a __text_signature__: None if there is none.
func (t *Thread) textSig(sig string) Value {
	if sig == "" {
		return None
	}
	return t.NewStr(strings.ReplaceAll(sig, strconv.Itoa(math.MaxInt), "sys.maxsize"))
}

func nativeParts(v Value) (string, string, string, *Type) {
	n := as[Native](v)
	return n.Name, n.Doc, n.sig, n.Owner
}

func wrapperParts(v Value) (string, string, string, *Type) {
	w := as[Wrapper](v)
	return w.Name, w.Doc, w.Sig, w.Owner
}

// descrRepr makes the Repr slot of a kind of descriptor.
func descrRepr(kind string, parts func(v Value) (string, string, string, *Type)) func(t *Thread, v Value) (Value, error) {
	return func(t *Thread, v Value) (Value, error) {
		name, _, _, owner := parts(v)
		return t.NewStr(fmt.Sprintf("<%s '%s' of '%s' objects>", kind, name, owner.FullName())), nil
	}
}

func nativeInit() {
	MethodDescrType.Define(TypeSpec{Name: "method_descriptor", Flags: FlagGC | FlagNoNew | FlagMethodDescr | FlagVectorcall, Layout: LayoutOf[Native](), Basic: 56,
		Slots: Slots{Repr: descrRepr("method", nativeParts), Call: (*Thread).callMethodDescrSlot, DescrGet: methodDescrGet},
		Build: func() []Decl { return append(callableDecls(nativeParts), reduceDecl(nativeParts)) }})
	ClassMethodDescrType.Define(TypeSpec{Name: "classmethod_descriptor", Flags: FlagGC | FlagNoNew, Layout: LayoutOf[Native](), Basic: 56,
		Slots: Slots{Repr: descrRepr("method", nativeParts), Call: classMethodDescrCall, DescrGet: classMethodDescrGet},
		Build: func() []Decl { return callableDecls(nativeParts) }})
	WrapperType.Define(TypeSpec{Name: "wrapper_descriptor", Flags: FlagGC | FlagNoNew | FlagMethodDescr, Layout: LayoutOf[Wrapper](), Basic: 56,
		Slots: Slots{Repr: descrRepr("slot wrapper", wrapperParts), Call: wrapperCall, DescrGet: wrapperGet},
		Build: func() []Decl { return append(callableDecls(wrapperParts), reduceDecl(wrapperParts)) }})
	GetSetType.Define(TypeSpec{Name: "getset_descriptor", Flags: FlagGC | FlagNoNew, Layout: LayoutOf[GetSet](), Basic: 48,
		Slots: Slots{Repr: descrRepr("attribute", getsetParts), DescrGet: getsetGet, DescrSet: getsetSet, Traverse: getsetTraverse, Clear: getsetClear},
		Build: func() []Decl { return descrDecls(getsetParts) }})
	MemberType.Define(TypeSpec{Name: "member_descriptor", Flags: FlagGC | FlagNoNew, Layout: LayoutOf[memberDescr](), Basic: 48,
		Slots: Slots{Repr: descrRepr("member", memberParts), DescrGet: memberGet, DescrSet: memberSet, Traverse: memberTraverse, Clear: memberClear},
		Build: func() []Decl { return append(descrDecls(memberParts), reduceDecl(memberParts)) }})
	MethodWrapperType.Define(TypeSpec{Name: "method-wrapper", Flags: FlagGC | FlagNoNew, Layout: LayoutOf[boundWrapper](), Basic: 32,
		Slots: Slots{
			Call: func(t *Thread, v Value, a Args) (Value, error) {
				b := as[boundWrapper](v)
				return b.w.call(t, b.self, a)
			},
			Repr: func(t *Thread, v Value) (Value, error) {
				b := as[boundWrapper](v)
				return t.NewStr(fmt.Sprintf("<method-wrapper '%s' of %s object at %s>", b.w.Name, b.self.O.Typ.FullName(), Address(b.self.O))), nil
			},
			Compare: func(t *Thread, a, b Value, op int) (Value, error) {
				if b.O.Typ != MethodWrapperType || op != CmpEQ && op != CmpNE {
					return NotImplemented, nil
				}
				x, y := as[boundWrapper](a), as[boundWrapper](b)
				return Bool((x.w == y.w && x.self == y.self) == (op == CmpEQ)), nil
			},
			Hash: func(t *Thread, v Value) (int64, error) {
				b := as[boundWrapper](v)
				return int64(addressOf(b.self.O)>>4 ^ addressOf(&b.w.Header)>>4), nil
			},
			Traverse: func(o *Header, visit func(Value)) {
				if b := (*boundWrapper)(unsafe.Pointer(o)); b.self.O != nil {
					visit(Obj(&b.w.Header))
					visit(b.self)
				}
			},
			Clear: func(t *Thread, o *Header) {
				b := (*boundWrapper)(unsafe.Pointer(o))
				old := b.self
				b.self = Value{}
				t.XUnref(old)
			},
		},
		Build: func() []Decl {
			return []Decl{
				Member("__self__", "", func(t *Thread, v Value) (Value, error) { return as[boundWrapper](v).self.Ref(), nil }),
				Method("__reduce__()", "", func(t *Thread, v Value, _ []Value) (Value, error) {
					b := as[boundWrapper](v)
					return t.reduceToAttr(b.self, t.NewStr(b.w.Name))
				}),
				Getter("__name__", "", func(t *Thread, v Value) (Value, error) { return t.NewStr(as[boundWrapper](v).w.Name), nil }),
				Getter("__qualname__", "", func(t *Thread, v Value) (Value, error) {
					w := as[boundWrapper](v).w
					return t.NewStr(w.Owner.Name + "." + w.Name), nil
				}),
				Getter("__doc__", "", func(t *Thread, v Value) (Value, error) { return t.NewStr(as[boundWrapper](v).w.Doc), nil }),
				Getter("__objclass__", "", func(t *Thread, v Value) (Value, error) { return as[boundWrapper](v).w.Owner.Value().Ref(), nil }),
				Getter("__text_signature__", "", func(t *Thread, v Value) (Value, error) { return t.textSig(methodSig(as[boundWrapper](v).w.Sig)), nil }),
			}
		}})
	builtinFunctionInit()
	methodInit()
}

// FromSpec reports whether CPython makes this built-in type on the heap, when its module is imported.
func (typ *Type) FromSpec() bool {
	return typ.heap == nil && typ.Module != "builtins" && typ.Flags&FlagScript == 0 &&
		(typ.Flags&FlagException != 0 || !strings.Contains(staticModules, " "+typ.Module+" "))
}

func (t *Thread) callMethodDescrSlot(v Value, a Args) (Value, error) { return t.callMethodDescr(v, a) }

func classMethodDescrCall(t *Thread, v Value, a Args) (Value, error) {
	n := as[Native](v)
	if len(a.Pos) == 0 {
		return Value{}, t.TypeErr("descriptor '%s' of '%s' object needs an argument", n.Name, n.Owner.FullName())
	}
	self := a.Pos[0]
	if err := t.checkClassOf(n, self); err != nil {
		return Value{}, err
	}
	a.Pos = a.Pos[1:]
	return t.callNative(self, a, n)
}

func getsetParts(v Value) (string, string, string, *Type) {
	g := as[GetSet](v)
	return g.Name, g.Doc, "", g.Owner
}

func memberParts(v Value) (string, string, string, *Type) {
	m := as[memberDescr](v)
	if m.computed != nil {
		return getsetParts(Obj(&m.computed.Header))
	}
	return m.Name.String(), "", "", m.owner
}

func memberTraverse(o *Header, visit func(Value)) {
	if m := (*memberDescr)(unsafe.Pointer(o)); m.owner != nil {
		visit(m.owner.Value())
	}
}

func memberClear(t *Thread, o *Header) {
	m := (*memberDescr)(unsafe.Pointer(o))
	owner, name := m.owner, m.Name
	m.Name = Value{}
	m.owner = nil
	t.XUnref(name)
	if owner != nil {
		t.Unref(owner.Value())
	}
}

func getsetTraverse(o *Header, visit func(Value)) {
	if g := (*GetSet)(unsafe.Pointer(o)); g.Owner != nil && o.RC >= 0 {
		visit(g.Owner.Value())
	}
}

func getsetClear(t *Thread, o *Header) {
	g := (*GetSet)(unsafe.Pointer(o))
	owner := g.Owner
	g.Owner = nil
	if owner != nil {
		t.Unref(owner.Value())
	}
}
