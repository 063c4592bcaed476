package object

import (
	"fmt"
	"strings"
	"unsafe"
)

func builtinFunctionInit() {
	BuiltinType.Define(TypeSpec{Name: "builtin_function_or_method", Flags: FlagGC | FlagNoNew | FlagVectorcall, Basic: 56, Weak: 40,
		Layout: LayoutOf[BoundNative]().WeakAt(unsafe.Offsetof(BoundNative{}.weak)),
		Slots: Slots{Call: builtinCall, Repr: builtinRepr, Hash: builtinHash, Compare: builtinCompare,
			Traverse: func(o *Header, visit func(Value)) {
				if b := (*BoundNative)(unsafe.Pointer(o)); b.Self.O != nil {
					visit(b.Self)
				}
			},
			Clear: func(t *Thread, o *Header) {
				b := (*BoundNative)(unsafe.Pointer(o))
				old := b.Self
				b.Self = Value{}
				t.XUnref(old)
			}},
		Build: func() []Decl {
			return []Decl{
				Getter("__name__", "", func(t *Thread, v Value) (Value, error) { return t.NewStr(as[BoundNative](v).N.Name), nil }),
				Getter("__qualname__", "", func(t *Thread, v Value) (Value, error) { return t.NewStr(builtinQualname(v)), nil }),
				Getter("__doc__", "", func(t *Thread, v Value) (Value, error) {
					if d := as[BoundNative](v).N.Doc; d != "" {
						return t.NewStr(d), nil
					}
					return None, nil
				}),
				Member("__module__", "", func(t *Thread, v Value) (Value, error) {
					b := as[BoundNative](v)
					if b.N.Owner == nil && b.Self.O != nil && b.Self.IsStr() {
						return b.Self.Ref(), nil
					}
					return None, nil
				}),
				Getter("__self__", "", func(t *Thread, v Value) (Value, error) {
					b := as[BoundNative](v)
					if b.Self.O == nil {
						if b.N.Owner != nil && b.N.Name == "__new__" {
							return b.N.Owner.Value().Ref(), nil
						}
						return None, nil
					}
					if b.N.Owner == nil && b.Self.IsStr() && t.In.Modules != nil {
						if m := t.In.Modules.GetStr(t, as[Str](b.Self)); m.O != nil {
							return m.Ref(), nil
						}
					}
					return b.Self.Ref(), nil
				}),
				Getter("__text_signature__", "", func(t *Thread, v Value) (Value, error) {
					n := as[BoundNative](v).N
					if n.Owner != nil && as[BoundNative](v).Self.O == nil {
						s := n.sig[len(n.Name):]
						if n.Name == "__new__" {
							s = "($type, " + s[1:]
						}
						return t.textSig(s), nil
					}
					if n.Owner != nil {
						if !hasSignature(n.Owner, n.Name) {
							return None, nil
						}
						return t.textSig(methodSig(n.sig)), nil
					}
					s := n.sig[len(n.Name):]
					if s == "" {
						return None, nil
					}
					if s == "()" {
						s = "($module, /)"
					} else if strings.Contains(s, "/") {
						s = "($module, " + s[1:]
					} else {
						s = "($module, /, " + s[1:]
					}
					return t.NewStr(s), nil
				}),
				Method("__reduce__()", "", func(t *Thread, v Value, _ []Value) (Value, error) {
					b := as[BoundNative](v)
					if b.N.Owner == nil {
						return t.NewStr(b.N.Name), nil
					}
					return t.reduceToAttr(b.receiver(), t.NewStr(b.N.Name))
				}),
			}
		}})
}

func builtinQualname(v Value) string {
	b := as[BoundNative](v)
	self := b.receiver()
	if self.O == nil {
		return b.N.Name
	}
	if typ, ok := AsType(self); ok {
		return typ.Name + "." + b.N.Name
	}
	return self.O.Typ.Name + "." + b.N.Name
}

// receiver lends what the function belongs to, absent if that is a module: __new__ and
// static methods belong to their class.
func (b *BoundNative) receiver() Value {
	switch {
	case b.N.Owner == nil:
		return Value{}
	case b.Self.O == nil:
		return b.N.Owner.Value()
	}
	return b.Self
}

func builtinRepr(t *Thread, v Value) (Value, error) {
	b := as[BoundNative](v)
	self := b.receiver()
	if self.O == nil {
		return t.NewStr(fmt.Sprintf("<built-in function %s>", b.N.Name)), nil
	}
	return t.NewStr(fmt.Sprintf("<built-in method %s of %s object at %s>", b.N.Name, self.O.Typ.Name, Address(self.O))), nil
}

func builtinHash(t *Thread, v Value) (int64, error) {
	b := as[BoundNative](v)
	h := addressOf(&b.N.Header) >> 4
	if b.Self.O != nil && b.N.Owner != nil {
		h ^= addressOf(b.Self.O) >> 4
	}
	return int64(h), nil
}

func builtinCompare(t *Thread, a, b Value, op int) (Value, error) {
	if b.O.Typ != BuiltinType || op != CmpEQ && op != CmpNE {
		return NotImplemented, nil
	}
	x, y := as[BoundNative](a), as[BoundNative](b)
	return Bool((x.N == y.N && x.Self == y.Self) == (op == CmpEQ)), nil
}

func methodInit() {
	MethodType.Define(TypeSpec{Name: "method", Sig: "(function, instance, /)", Flags: FlagGC | FlagVectorcall, Basic: 48, Weak: 32,
		Doc:    "method(function, instance)\n\nCreate a bound instance method object.",
		Layout: LayoutOf[BoundMethod]().WeakAt(unsafe.Offsetof(BoundMethod{}.weak)),
		Slots: Slots{New: methodNew, Call: methodCall, Repr: methodRepr, Hash: methodHash, Compare: methodCompare, GetAttr: methodGetAttr,
			DescrGet: func(t *Thread, d, obj, typ Value) (Value, error) { return d.Ref(), nil },
			Traverse: func(o *Header, visit func(Value)) {
				m := (*BoundMethod)(unsafe.Pointer(o))
				if m.Fn.O != nil {
					visit(m.Fn)
				}
				if m.Self.O != nil {
					visit(m.Self)
				}
			},
			Clear: func(t *Thread, o *Header) {
				m := (*BoundMethod)(unsafe.Pointer(o))
				fn, self := m.Fn, m.Self
				m.Fn, m.Self = Value{}, Value{}
				t.XUnref(fn)
				t.XUnref(self)
			},
			Free: func(t *Thread, o *Header) {
				m := (*BoundMethod)(unsafe.Pointer(o))
				*m = BoundMethod{}
				t.In.methods.put(m)
			}},
		Build: func() []Decl {
			return []Decl{
				Member("__func__", "the function (or other callable) implementing a method", func(t *Thread, v Value) (Value, error) { return as[BoundMethod](v).Fn.Ref(), nil }),
				Member("__self__", "the instance to which a method is bound", func(t *Thread, v Value) (Value, error) { return as[BoundMethod](v).Self.Ref(), nil }),
				Getter("__doc__", "", func(t *Thread, v Value) (Value, error) { return t.GetAttrS(as[BoundMethod](v).Fn, "__doc__") }),
				Method("__reduce__()", "", func(t *Thread, v Value, _ []Value) (Value, error) {
					m := as[BoundMethod](v)
					name, err := t.GetAttrS(m.Fn, "__name__")
					if err != nil {
						return Value{}, err
					}
					return t.reduceToAttr(m.Self, name)
				}),
			}
		}})
	ModuleType.Define(TypeSpec{Name: "module", Sig: "(name, doc=None)", Flags: FlagGC | FlagBase, Basic: 56, Dict: 16, Weak: 40,
		Doc:    "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
		Layout: LayoutOf[Module]().reclassed().WeakAt(unsafe.Offsetof(Module{}.weak)).DictAt(unsafe.Offsetof(Module{}.Dict)),
		Slots: Slots{New: moduleNew, Init: moduleInit, Repr: moduleRepr, GetAttr: moduleGetAttr,
			Traverse: func(o *Header, visit func(Value)) {
				if m := (*Module)(unsafe.Pointer(o)); m.Dict != nil {
					visit(m.Dict.Value())
				}
			},
			Clear: func(t *Thread, o *Header) {
				m := (*Module)(unsafe.Pointer(o))
				if d := m.Dict; d != nil {
					m.Dict = nil
					t.Unref(d.Value())
				}
			}},
		Build: func() []Decl {
			return []Decl{
				Member("__dict__", "", func(t *Thread, v Value) (Value, error) {
					m := as[Module](v)
					if m.blank() {
						return None, nil
					}
					if err := m.makeAll(t); err != nil {
						return Value{}, err
					}
					return m.Dict.Value().Ref(), nil
				}),
				Method("__dir__()", "__dir__() -> list\nspecialized dir() implementation", moduleDir),
				Property("__annotations__", "", moduleAnnotations, moduleSetAnnotations),
			}
		}})
}

func methodNew(t *Thread, typ *Type, a Args) (Value, error) {
	if len(a.Pos) != 2 || len(a.KwNames()) > 0 {
		return Value{}, t.TypeErr("method expected 2 arguments, got %d", len(a.Pos)+len(a.KwNames()))
	}
	if a.Pos[0].O.Typ.Slots.Call == nil {
		return Value{}, t.TypeErr("first argument must be callable")
	}
	if a.Pos[1] == None {
		return Value{}, t.TypeErr("self must not be None")
	}
	return t.NewMethod(a.Pos[0], a.Pos[1]), nil
}

func methodRepr(t *Thread, v Value) (Value, error) {
	m := as[BoundMethod](v)
	name := "?"
	q, err := t.LookupAttr(m.Fn, "__qualname__")
	if err == nil && q.O == nil {
		q, err = t.LookupAttr(m.Fn, "__name__")
	}
	if err != nil {
		return Value{}, err
	}
	if q.O != nil {
		if q.IsStr() {
			name = q.String()
		}
		t.Unref(q)
	}
	self, err := t.ReprString(m.Self)
	if err != nil {
		return Value{}, err
	}
	return t.NewStr(fmt.Sprintf("<bound method %s of %s>", name, self)), nil
}

func methodHash(t *Thread, v Value) (int64, error) {
	m := as[BoundMethod](v)
	h, err := t.Hash(m.Fn)
	if err != nil {
		return 0, err
	}
	h ^= int64(addressOf(m.Self.O)>>4) ^ int64(m.Self.N)
	if h == -1 {
		h = -2
	}
	return h, nil
}

func methodCompare(t *Thread, a, b Value, op int) (Value, error) {
	if b.O.Typ != MethodType || op != CmpEQ && op != CmpNE {
		return NotImplemented, nil
	}
	x, y := as[BoundMethod](a), as[BoundMethod](b)
	eq, err := t.Equal(x.Fn, y.Fn)
	return Bool((eq && x.Self == y.Self) == (op == CmpEQ)), err
}

// methodGetAttr looks on the method first, then on its function.
func methodGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	if d := t.PeekType(v.O.Typ, name); d.O != nil {
		if d.O.Typ.DescrGet != nil {
			return t.descrGet(d, v, v.O.Typ)
		}
		return d.Ref(), nil
	}
	return t.GetAttr(as[BoundMethod](v).Fn, name)
}

func moduleNew(t *Thread, typ *Type, a Args) (Value, error) {
	m := New[Module](t, typ)
	m.Dict, m.fresh = t.NewDict(), true
	return Obj(&m.Header), nil
}

var moduleSig = LazySignature{Text: "module(name, doc=None)"}

func moduleInit(t *Thread, self Value, a Args) error {
	var out [2]Value
	done, err := t.BindArgs(moduleSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	if !out[0].IsStr() {
		return t.TypeErr("module() argument 'name' must be str, not %s", argTypeName(out[0]))
	}
	m := as[Module](self)
	m.fresh = false
	m.Dict.SetS(t, "__name__", out[0])
	doc := out[1]
	if doc.O == nil {
		doc = None
	}
	m.Dict.SetS(t, "__doc__", doc)
	for _, k := range []string{"__package__", "__loader__", "__spec__"} {
		m.Dict.SetS(t, k, None)
	}
	return nil
}

// moduleRepr words a module by its spec; by its own names if it has none.
// loaderRepr gives what an old-fashioned loader says that the module's repr is; absent:
// it has no say.
func (t *Thread) loaderRepr(loader, mod Value) (Value, error) {
	f, err := t.LookupAttr(loader, "module_repr")
	if err != nil || f.O == nil {
		return Value{}, err
	}
	defer t.Unref(f)
	return t.Call(f, mod)
}

func moduleRepr(t *Thread, v Value) (Value, error) {
	m := as[Module](v)
	spec, err := t.LookupAttr(v, "__spec__")
	if err != nil {
		return Value{}, err
	}
	if spec.O != nil && spec != None {
		defer t.Unref(spec)
		return t.moduleSpecRepr(spec)
	}
	loader, err := t.LookupAttr(v, "__loader__")
	if err != nil {
		return Value{}, err
	}
	if loader.O != nil && loader != None {
		r, err := t.loaderRepr(loader, v)
		t.Unref(loader)
		if r.O != nil {
			return r, nil
		}
		if err != nil {
			t.Discard(err)
		}
	}
	name, ok, err := t.reprOfAttr(v, "__name__")
	if err != nil {
		return Value{}, err
	}
	if !ok {
		name = "'?'"
	}
	tail, ok, err := t.reprOfAttr(v, "__file__")
	if err != nil {
		return Value{}, err
	}
	if ok {
		tail = " from " + tail
	} else if l := m.Dict.GetS(t, "__loader__"); l.O != nil && l != None {
		s, err := t.ReprString(l)
		if err != nil {
			return Value{}, err
		}
		tail = " (" + s + ")"
	} else if m.Spec != nil {
		tail = " (built-in)"
	}
	return t.NewStr("<module " + name + tail + ">"), nil
}

// reprOfAttr gives repr(v.name); ok is false if there is no such attribute.
func (t *Thread) reprOfAttr(v Value, name string) (text string, ok bool, err error) {
	x, err := t.LookupAttr(v, name)
	if err != nil || x.O == nil {
		return "", false, err
	}
	text, err = t.ReprString(x)
	t.Unref(x)
	return text, true, err
}

func (t *Thread) moduleSpecRepr(spec Value) (Value, error) {
	var text [3]string
	for i, n := range [...]string{"name", "origin", "loader"} {
		x, err := t.GetAttrS(spec, n)
		if err != nil {
			return Value{}, err
		}
		switch {
		case x == None:
			text[i] = ""
		case i == 1 && x.IsStr():
			text[i] = x.String()
		default:
			text[i], err = t.ReprString(x)
		}
		t.Unref(x)
		if err != nil {
			return Value{}, err
		}
	}
	name, origin, loader := text[0], text[1], text[2]
	if name == "" {
		name = "'?'"
	}
	switch {
	case origin == "" && loader == "":
		return t.NewStr("<module " + name + ">"), nil
	case origin == "":
		return t.NewStr("<module " + name + " (" + loader + ")>"), nil
	}
	located, err := t.GetAttrS(spec, "has_location")
	if err != nil {
		return Value{}, err
	}
	on, err := t.Truth(located)
	t.Unref(located)
	if err != nil {
		return Value{}, err
	}
	if !on {
		return t.NewStr("<module " + name + " (" + origin + ")>"), nil
	}
	o := t.NewStr(origin)
	defer t.Unref(o)
	s, err := t.ReprString(o)
	if err != nil {
		return Value{}, err
	}
	return t.NewStr("<module " + name + " from " + s + ">"), nil
}

func moduleGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	r, err := t.genericLookup(v, name)
	if r.O != nil || err != nil {
		return r, err
	}
	m := as[Module](v)
	if r, err := m.makeLazy(t, name.S); r.O != nil || err != nil {
		return r.XRef(), err
	}
	if f := m.Dict.GetS(t, "__getattr__"); f.O != nil {
		return t.Call(f, Obj(&name.Header))
	}
	if n := m.Dict.GetS(t, "__name__"); n.O != nil && n.IsStr() {
		if t.Initializing(m.Dict.GetS(t, "__spec__")) {
			return Value{}, t.RaiseAttr(v, name, "partially initialized module '%s' has no attribute '%s' (most likely due to a circular import)", n.String(), name.S)
		}
		return Value{}, t.RaiseAttr(v, name, "module '%s' has no attribute '%s'", n.String(), name.S)
	}
	return Value{}, t.RaiseAttr(v, name, "module has no attribute '%s'", name.S)
}

// moduleAnnotations gives the module's __annotations__, made on demand.
func moduleAnnotations(t *Thread, v Value) (Value, error) {
	if as[Module](v).blank() {
		return Value{}, noModuleDict(t)
	}
	d := as[Module](v).Dict
	if a := d.GetS(t, "__annotations__"); a.O != nil {
		return a.Ref(), nil
	}
	a := t.NewDict().Value()
	d.SetS(t, "__annotations__", a)
	return a, nil
}

// blank reports whether __init__ has not run and nothing else gave m an attribute: for
// scripts it has no __dict__ yet.
func (m *Module) blank() bool { return m.fresh && m.Dict.Len() == 0 }

func noModuleDict(t *Thread) error { return t.TypeErr("<module>.__dict__ is not a dictionary") }

func moduleSetAnnotations(t *Thread, v, x Value) error {
	if as[Module](v).blank() {
		return noModuleDict(t)
	}
	d := as[Module](v).Dict
	if x.O != nil {
		d.SetS(t, "__annotations__", x)
	} else if !d.DelStr(t, t.In.Intern("__annotations__")) {
		return t.Raise(AttributeError, "__annotations__")
	}
	return nil
}

func moduleDir(t *Thread, v Value, _ []Value) (Value, error) {
	dict, err := t.GetAttrS(v, "__dict__")
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(dict)
	d, ok := AsDict(dict)
	if !ok {
		return Value{}, t.TypeErr("<module>.__dict__ is not a dictionary")
	}
	if f := d.GetS(t, "__dir__"); f.O != nil {
		return t.Call(f)
	}
	keys, err := t.Collect(dict)
	if err != nil {
		return Value{}, err
	}
	return t.NewList(keys), nil
}
