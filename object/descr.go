package object

import "unsafe"

// The descriptor types that scripts use by name.
var (
	PropertyType     = &Type{}
	StaticMethodType = &Type{}
	ClassMethodType  = &Type{}
	SuperType        = &Type{}
)

// A Property is a property object; absent fields are None to Python.
type PropertyObj struct {
	Header
	Get, Set, Del, Doc, name Value // owned, may be absent
	getterDoc                bool
}

// PeekProperty lends the getter of the property that name is in the class of v, an
// instance of a script's class that leaves attribute access alone; absent if there is
// none.
func (t *Thread) PeekProperty(v Value, name *Str) Value {
	typ := v.O.Typ
	if typ.heap == nil || typ.Slots.GetAttr != nil {
		return Value{}
	}
	if d := t.PeekType(typ, name); d.O != nil && d.O.Typ == PropertyType {
		return as[PropertyObj](d).Get
	}
	return Value{}
}

func propertyInit() {
	fields := func(p *PropertyObj) []*Value { return []*Value{&p.Get, &p.Set, &p.Del, &p.Doc, &p.name} }
	acc := func(name string, at func(p *PropertyObj) *Value) Decl {
		return Member(name, "", func(t *Thread, v Value) (Value, error) { return orNone(*at(as[PropertyObj](v))).Ref(), nil })
	}
	PropertyType.Define(TypeSpec{Name: "property", Sig: "(fget=None, fset=None, fdel=None, doc=None)", Flags: FlagGC | FlagBase, Basic: 64,
		Doc:    "An attribute that functions compute: fget reads it, fset assigns it, fdel deletes it; doc is\nits docstring, by default fget's. As a decorator it takes the reading function.",
		Layout: LayoutOf[PropertyObj](),
		Slots: Slots{
			New:      func(t *Thread, typ *Type, a Args) (Value, error) { return Obj(&New[PropertyObj](t, typ).Header), nil },
			Init:     propertyInitMethod,
			DescrGet: propertyGet, DescrSet: propertySet,
			Traverse: func(o *Header, visit func(Value)) {
				for _, p := range fields((*PropertyObj)(unsafe.Pointer(o))) {
					if p.O != nil {
						visit(*p)
					}
				}
			},
			Clear: func(t *Thread, o *Header) {
				for _, p := range fields((*PropertyObj)(unsafe.Pointer(o))) {
					old := *p
					*p = Value{}
					t.XUnref(old)
				}
			}},
		Build: func() []Decl {
			return []Decl{
				acc("fget", func(p *PropertyObj) *Value { return &p.Get }),
				acc("fset", func(p *PropertyObj) *Value { return &p.Set }),
				acc("fdel", func(p *PropertyObj) *Value { return &p.Del }),
				Property("__doc__", "", func(t *Thread, v Value) (Value, error) { return orNone(as[PropertyObj](v).Doc).Ref(), nil },
					func(t *Thread, v, x Value) error {
						p := as[PropertyObj](v)
						old := p.Doc
						p.Doc = x.XRef()
						t.XUnref(old)
						return nil
					}).AsMember(),
				Getter("__isabstractmethod__", "", propertyAbstract),
				Method("getter(fget, /)", "Descriptor to obtain a copy of the property with a different getter.", func(t *Thread, v Value, a []Value) (Value, error) { return propertyCopy(t, v, 0, a[0]) }),
				Method("setter(fset, /)", "Descriptor to obtain a copy of the property with a different setter.", func(t *Thread, v Value, a []Value) (Value, error) { return propertyCopy(t, v, 1, a[0]) }),
				Method("deleter(fdel, /)", "Descriptor to obtain a copy of the property with a different deleter.", func(t *Thread, v Value, a []Value) (Value, error) { return propertyCopy(t, v, 2, a[0]) }),
				RawMethod("__set_name__", "Method to set name of a property.", propertySetName),
			}
		}})
}

func propertySetName(t *Thread, v Value, a Args) (Value, error) {
	if err := t.NoKw("__set_name__", a); err != nil {
		return Value{}, err
	}
	if len(a.Pos) != 2 {
		return Value{}, t.TypeErr("__set_name__() takes 2 positional arguments but %d were given", len(a.Pos))
	}
	p := as[PropertyObj](v)
	old := p.name
	p.name = a.Pos[1].Ref()
	t.XUnref(old)
	return None, nil
}

func orNone(v Value) Value {
	if v.O == nil {
		return None
	}
	return v
}

var propertySig = LazySignature{Text: "property(fget=None, fset=None, fdel=None, doc=None)"}

func propertyInitMethod(t *Thread, self Value, a Args) error {
	var out [4]Value
	done, err := t.BindArgs(propertySig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	p := as[PropertyObj](self)
	for i, f := range []*Value{&p.Get, &p.Set, &p.Del, &p.Doc} {
		old := *f
		if out[i] == None {
			out[i] = Value{}
		}
		*f = out[i].XRef()
		t.XUnref(old)
	}
	p.getterDoc = false
	name := p.name
	p.name = Value{}
	t.XUnref(name)
	if p.Doc.O == nil && p.Get.O != nil {
		doc, err := t.LookupAttr(p.Get, "__doc__")
		if err != nil {
			return err
		}
		if doc.O != nil {
			p.getterDoc = true
			if self.O.Typ == PropertyType {
				p.Doc = doc
				return nil
			}
			err = t.SetAttrS(self, "__doc__", doc)
			t.Unref(doc)
			return err
		}
	}
	return nil
}

func propertyAbstract(t *Thread, v Value) (Value, error) {
	p := as[PropertyObj](v)
	for _, f := range []Value{p.Get, p.Set, p.Del} {
		if f.O == nil {
			continue
		}
		if ok, err := t.IsAbstract(f); ok || err != nil {
			return Bool(ok), err
		}
	}
	return False, nil
}

// IsAbstract reports whether v.__isabstractmethod__ is true.
func (t *Thread) IsAbstract(v Value) (bool, error) {
	if typ := v.O.Typ; typ == StrType || typ == TupleType || typ == NoneType {
		return false, nil
	}
	f, err := t.LookupAttr(v, "__isabstractmethod__")
	if err != nil || f.O == nil {
		return false, err
	}
	ok, err := t.Truth(f)
	t.Unref(f)
	return ok, err
}

func propertyCopy(t *Thread, v Value, which int, f Value) (Value, error) {
	p := as[PropertyObj](v)
	args := []Value{orNone(p.Get), orNone(p.Set), orNone(p.Del), orNone(p.Doc)}
	if f != None {
		args[which] = f
	}
	if p.getterDoc && args[0] != None {
		args[3] = None
	}
	r, err := t.Call(v.O.Typ.Value(), args...)
	if err == nil && IsInstance(r, PropertyType) {
		as[PropertyObj](r).name = p.name.XRef()
	}
	return r, err
}

func propertyGet(t *Thread, d, obj, typ Value) (Value, error) {
	if obj.O == nil || obj == None {
		return d.Ref(), nil
	}
	p := as[PropertyObj](d)
	if p.Get.O == nil {
		if p.name.O != nil {
			n, err := t.ReprString(p.name)
			if err != nil {
				return Value{}, err
			}
			return Value{}, t.Raise(AttributeError, "unreadable attribute %s", n)
		}
		return Value{}, t.Raise(AttributeError, "unreadable attribute")
	}
	return t.Call(p.Get, obj)
}

func propertySet(t *Thread, d, obj, x Value) error {
	p := as[PropertyObj](d)
	f, what := p.Set, "set"
	args := []Value{obj, x}
	if x.O == nil {
		f, what, args = p.Del, "delete", args[:1]
	}
	if f.O == nil {
		if p.name.O != nil {
			n, err := t.ReprString(p.name)
			if err != nil {
				return err
			}
			return t.Raise(AttributeError, "can't %s attribute %s", what, n)
		}
		return t.Raise(AttributeError, "can't %s attribute", what)
	}
	r, err := t.Call(f, args...)
	if err == nil {
		t.Unref(r)
	}
	return err
}

// MethodWrap is a staticmethod or classmethod object.
type MethodWrap struct {
	Header
	Fn   Value // owned
	dict *Dict
}

func newStaticMethod(fn Value) Value {
	m := &MethodWrap{Fn: fn}
	m.Header = Header{Typ: StaticMethodType, RC: immortal}
	return Obj(&m.Header)
}

// NewStaticMethod returns staticmethod(fn); fn is lent.
func (t *Thread) NewStaticMethod(fn Value) Value {
	m := New[MethodWrap](t, StaticMethodType)
	m.Fn = fn.Ref()
	return Obj(&m.Header)
}

// NewClassMethod returns classmethod(fn); fn is lent.
func (t *Thread) NewClassMethod(fn Value) Value {
	m := New[MethodWrap](t, ClassMethodType)
	m.Fn = fn.Ref()
	return Obj(&m.Header)
}

func methodWrapInit() {
	define := func(typ *Type, name, doc string, get func(t *Thread, d, obj, typ Value) (Value, error), call func(t *Thread, v Value, a Args) (Value, error)) {
		typ.Define(TypeSpec{Name: name, Sig: "(function, /)", Doc: doc, Flags: FlagGC | FlagBase, Basic: 32, Dict: 24,
			Layout: LayoutOf[MethodWrap]().DictAt(unsafe.Offsetof(MethodWrap{}.dict)),
			Slots: Slots{
				New:      func(t *Thread, typ *Type, a Args) (Value, error) { return Obj(&New[MethodWrap](t, typ).Header), nil },
				Init:     methodWrapInitMethod,
				DescrGet: get, Call: call,
				Repr: func(t *Thread, v Value) (Value, error) {
					s, err := t.ReprString(orNone(as[MethodWrap](v).Fn))
					return t.NewStr("<" + name + "(" + s + ")>"), err
				},
				Traverse: func(o *Header, visit func(Value)) {
					m := (*MethodWrap)(unsafe.Pointer(o))
					if m.Fn.O != nil {
						visit(m.Fn)
					}
					if m.dict != nil {
						visit(m.dict.Value())
					}
				},
				Clear: func(t *Thread, o *Header) {
					m := (*MethodWrap)(unsafe.Pointer(o))
					fn, d := m.Fn, m.dict
					m.Fn, m.dict = Value{}, nil
					t.XUnref(fn)
					if d != nil {
						t.Unref(d.Value())
					}
				}},
			Build: func() []Decl {
				return []Decl{
					Member("__func__", "", func(t *Thread, v Value) (Value, error) { return orNone(as[MethodWrap](v).Fn).Ref(), nil }),
					Member("__wrapped__", "", func(t *Thread, v Value) (Value, error) { return orNone(as[MethodWrap](v).Fn).Ref(), nil }),
					Getter("__isabstractmethod__", "", func(t *Thread, v Value) (Value, error) {
						ok, err := t.IsAbstract(orNone(as[MethodWrap](v).Fn))
						return Bool(ok), err
					}),
					DictGetter(),
				}
			}})
	}
	define(StaticMethodType, "staticmethod", "staticmethod(function) -> method\n\nConvert a function to be a static method.",
		func(t *Thread, d, obj, typ Value) (Value, error) { return orNone(as[MethodWrap](d).Fn).Ref(), nil },
		func(t *Thread, v Value, a Args) (Value, error) { return t.CallArgs(orNone(as[MethodWrap](v).Fn), a) })
	define(ClassMethodType, "classmethod", "classmethod(function) -> method\n\nConvert a function to be a class method.", classMethodGet, nil)
}

// DictGetter declares __dict__ for built-in types whose layout has a dict.
func DictGetter() Decl {
	return Property("__dict__", "", func(t *Thread, v Value) (Value, error) {
		p := dictSlot(v.O)
		if *p == nil {
			*p = t.NewDict()
		}
		return (*p).Value().Ref(), nil
	}, func(t *Thread, v, x Value) error {
		if x.O == nil {
			return t.TypeErr("cannot delete __dict__")
		}
		d, ok := AsDict(x)
		if !ok {
			return t.TypeErr("__dict__ must be set to a dictionary, not a '%s'", x.O.Typ.FullName())
		}
		p := dictSlot(v.O)
		old := *p
		d.RC++
		*p = d
		if old != nil {
			t.Unref(old.Value())
		}
		return nil
	})
}

func methodWrapInitMethod(t *Thread, self Value, a Args) error {
	name := "classmethod"
	if self.O.Typ.IsSubtype(StaticMethodType) {
		name = "staticmethod"
	}
	if err := t.NoKw(name, a); err != nil {
		return err
	}
	if len(a.Pos) != 1 {
		return t.TypeErr("%s expected 1 argument, got %d", name, len(a.Pos))
	}
	m := as[MethodWrap](self)
	old := m.Fn
	m.Fn = a.Pos[0].Ref()
	t.XUnref(old)
	for _, n := range [...]string{"__module__", "__name__", "__qualname__", "__doc__", "__annotations__"} {
		x, err := t.LookupAttr(m.Fn, n)
		if err != nil {
			return err
		}
		if x.O != nil {
			if m.dict == nil {
				m.dict = t.NewDict()
			}
			m.dict.GiveS(t, n, x)
		}
	}
	return nil
}

func classMethodGet(t *Thread, d, obj, typ Value) (Value, error) {
	fn := orNone(as[MethodWrap](d).Fn)
	if typ.O == nil {
		typ = obj.O.Typ.Value()
	}
	if get := fn.O.Typ.DescrGet; get != nil && fn.O.Typ.Flags&FlagMethodDescr == 0 {
		return get(t, fn, typ, typ)
	}
	return t.NewMethod(fn, typ), nil
}

// superObj is a super object.
type superObj struct {
	Header
	typ     *Type // owned
	self    Value // owned, absent if unbound
	selfTyp *Type // owned
}

func (t *Thread) newSuper(typ *Type, self Value) (Value, error) {
	return t.NewSuper(typ, self)
}

// NewSuper returns super(typ, self); both are lent.
func (t *Thread) NewSuper(typ *Type, self Value) (Value, error) {
	st, err := t.superCheck(typ, self)
	if err != nil {
		return Value{}, err
	}
	s := New[superObj](t, SuperType)
	s.typ, s.self, s.selfTyp = asType(typ.Value().Ref()), self.Ref(), asType(st.Value().Ref())
	return Obj(&s.Header), nil
}

func (t *Thread) superCheck(typ *Type, self Value) (*Type, error) {
	if k, ok := AsType(self); ok && k.IsSubtype(typ) {
		return k, nil
	}
	if self.O.Typ.IsSubtype(typ) {
		return self.O.Typ, nil
	}
	c, err := t.LookupAttr(self, "__class__")
	if err != nil {
		return nil, err
	}
	if c.O != nil {
		defer t.Unref(c)
		if k, ok := AsType(c); ok && k != self.O.Typ && k.IsSubtype(typ) {
			return k, nil
		}
	}
	return nil, t.TypeErr("super(type, obj): obj must be an instance or subtype of type")
}

func superInit() {
	SuperType.Define(TypeSpec{Name: "super", Flags: FlagGC | FlagBase, Basic: 40,
		Doc:    "super(type, obj), or super() in a method: attributes as the classes after type in the MRO have\nthem, bound to obj; super(type, type2) binds to the class type2, super(type) to nothing yet.",
		Layout: LayoutOf[superObj](),
		Slots: Slots{New: func(t *Thread, typ *Type, a Args) (Value, error) { return Obj(&New[superObj](t, typ).Header), nil },
			Init: superInitMethod, Repr: superRepr, GetAttr: superGetAttr, DescrGet: superDescrGet,
			Traverse: func(o *Header, visit func(Value)) {
				s := (*superObj)(unsafe.Pointer(o))
				if s.self.O != nil {
					visit(s.self)
				}
				if s.typ != nil {
					visit(s.typ.Value())
				}
				if s.selfTyp != nil {
					visit(s.selfTyp.Value())
				}
			},
			Clear: superClear},
		Build: func() []Decl {
			return []Decl{
				Member("__thisclass__", "the class invoking super()", func(t *Thread, v Value) (Value, error) { return typeOrNone(as[superObj](v).typ), nil }),
				Member("__self__", "the instance invoking super(); may be None", func(t *Thread, v Value) (Value, error) { return orNone(as[superObj](v).self).Ref(), nil }),
				Member("__self_class__", "the type of the instance invoking super(); may be None", func(t *Thread, v Value) (Value, error) { return typeOrNone(as[superObj](v).selfTyp), nil }),
			}
		}})
}

func typeOrNone(k *Type) Value {
	if k == nil {
		return None
	}
	return k.Value().Ref()
}

func superClear(t *Thread, o *Header) {
	s := (*superObj)(unsafe.Pointer(o))
	self, typ, st := s.self, s.typ, s.selfTyp
	s.self, s.typ, s.selfTyp = Value{}, nil, nil
	t.XUnref(self)
	if typ != nil {
		t.Unref(typ.Value())
	}
	if st != nil {
		t.Unref(st.Value())
	}
}

func superInitMethod(t *Thread, self Value, a Args) error {
	if err := t.NoKw("super", a); err != nil {
		return err
	}
	s := as[superObj](self)
	var typ *Type
	var obj Value
	switch len(a.Pos) {
	case 0:
		if t.In.SuperArgs == nil {
			return t.Raise(RuntimeError, "super(): no current frame")
		}
		var err error
		if typ, obj, err = t.In.SuperArgs(t); err != nil {
			return err
		}
	case 1, 2:
		k, ok := AsType(a.Pos[0])
		if !ok {
			return t.TypeErr("super() argument 1 must be type, not %s", argTypeName(a.Pos[0]))
		}
		typ = k
		if len(a.Pos) == 2 && a.Pos[1] != None {
			obj = a.Pos[1]
		}
	default:
		return t.TypeErr("super() takes at most 2 arguments (%d given)", len(a.Pos))
	}
	var st *Type
	if obj.O != nil {
		var err error
		if st, err = t.superCheck(typ, obj); err != nil {
			return err
		}
		st.Value().Ref()
	}
	superClear(t, self.O)
	s.typ, s.self, s.selfTyp = asType(typ.Value().Ref()), obj.XRef(), st
	return nil
}

func superRepr(t *Thread, v Value) (Value, error) {
	s := as[superObj](v)
	name := "NULL"
	if s.typ != nil {
		name = s.typ.Name
	}
	if s.selfTyp != nil {
		return t.NewStr("<super: <class '" + name + "'>, <" + s.selfTyp.Name + " object>>"), nil
	}
	return t.NewStr("<super: <class '" + name + "'>, NULL>"), nil
}

func superDescrGet(t *Thread, d, obj, typ Value) (Value, error) {
	s := as[superObj](d)
	if obj.O == nil || obj == None || s.self.O != nil || s.typ == nil {
		return d.Ref(), nil
	}
	if d.O.Typ != SuperType {
		return t.Call(d.O.Typ.Value(), s.typ.Value(), obj)
	}
	return t.NewSuper(s.typ, obj)
}

func superGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	s := as[superObj](v)
	if s.selfTyp == nil || name.S == "__class__" {
		return t.GenericGetAttr(v, name)
	}
	if d := t.superLookup(s.typ, s.selfTyp, name); d.O != nil {
		get := d.O.Typ.DescrGet
		if get == nil {
			return d.Ref(), nil
		}
		obj := s.self
		if obj == s.selfTyp.Value() {
			obj = Value{}
		}
		d.Ref()
		r, err := get(t, d, obj, s.selfTyp.Value())
		t.Unref(d)
		return r, err
	}
	return t.GenericGetAttr(v, name)
}

// superLookup lends what name means in the classes after typ in st's MRO.
func (t *Thread) superLookup(typ, st *Type, name *Str) Value {
	after := false
	for _, k := range st.MRO {
		if after {
			if d := k.peekOwn(t, name); d.O != nil {
				return d
			}
		}
		if k == typ {
			after = true
		}
	}
	return Value{}
}

// PeekSuperMethod lends what name means to the super object v before it is bound, and
// the object that it is to be bound to; absent if that is a class or there is nothing.
func (t *Thread) PeekSuperMethod(v Value, name *Str) (fn, self Value) {
	s := as[superObj](v)
	if s.selfTyp == nil || s.self.O.Typ != s.selfTyp || name.S == "__class__" {
		return Value{}, Value{}
	}
	return t.superLookup(s.typ, s.selfTyp, name), s.self
}
