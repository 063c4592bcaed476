package object

import "sync"

// A ClassSpec declares a class that CPython's library makes with a class statement.
// BuildClass makes the class: a heap class of the interpreter, which scripts can
// subclass, patch and refer to weakly, and whose methods are functions in vars(cls).
//
// How to use it. Write the table as what a function returns (a variable would be
// filled when the process starts), and build the class when the module is first asked
// for it (ModuleSpec.Lazy and Make), or in its Init:
//
//	func userListSpec() *object.ClassSpec {
//		return &object.ClassSpec{Module: "collections", Name: "UserList", Doc: "…", Decls: []object.Decl{
//			object.Method("__init__(self, initlist=None)", "", userListInit),
//			object.Method("append(self, item)", "Add item.", userListAppend),
//			object.Alias("__rmul__", "__mul__"),
//			object.ClassMethod("_from(cls, it)", "", userListFrom),
//		}}
//	}
//
//	cls, err := t.BuildClass(m, userListSpec(), object.Value{}, mutableSequence)
//
// Signatures are written as in Python, self or cls included; the Go function gets the
// first parameter as self and the others as args, absent where the call gave none. Its
// defaults are what __defaults__ shows: None, True, False, numbers, strings, tuples of
// them. Method, RawMethod, ClassMethod, StaticMethod, Property and Getter (they become
// property objects), Attr (an immortal value), Alias, Made and AbstractMethod serve; the
// order is that of the class body. CallSuper is super(). A class's state lives in ordinary attributes or in Slots.
//
// A method that is a generator in CPython returns t.NewGen(…), an async one t.NewCoro(…).
//
// Functions of a module that are Python functions in CPython stand in
// ModuleSpec.Functions.
type ClassSpec struct {
	Module string   // __module__
	Name   string   // __qualname__; __name__ is what follows its last dot
	Doc    string   // "": None
	Slots  []string // __slots__; nil: the body has none; empty and not nil: ()
	Decls  []Decl
}

// Alias declares a second name for an attribute that the same ClassSpec has above.
func Alias(name, of string) Decl { return Decl{kind: declAlias, sig: name, doc: of} }

// Made declares an attribute of a ClassSpec that make makes for each interpreter; it
// gives the value.
func Made(name string, make func(t *Thread) (Value, error)) Decl {
	return Decl{kind: declMade, sig: name, make: make}
}

// AbstractMethod declares a method of a ClassSpec that concrete classes must define.
func AbstractMethod(sig, doc string, fn NativeFn) Decl {
	return Decl{kind: declMethod, sig: sig, doc: doc, fn: fn, abstract: true}
}

// BuildClass makes a class from its declaration. meta is the metaclass, absent for that
// of the bases; m the module whose names are the functions' globals, nil if none. All is
// lent, the class is given.
func (t *Thread) BuildClass(m *Module, s *ClassSpec, meta Value, bases ...Value) (Value, error) {
	ns, err := t.classBody(m, s)
	if err != nil {
		return Value{}, err
	}
	if meta.O == nil {
		meta = TypeType.Value()
		for _, b := range bases {
			if b.O.Typ.IsSubtype(asType(meta)) {
				meta = b.O.Typ.Value()
			}
		}
	}
	name := t.NewStr(lastName(s.Name))
	tup := t.NewTupleOf(bases)
	cls, err := t.Call(meta, name, tup, ns.Value())
	t.Unref(tup)
	t.Unref(name)
	t.Unref(ns.Value())
	if err != nil {
		return Value{}, err
	}
	if typ, ok := AsType(cls); ok && typ.heap != nil {
		typ.heap.spec = s
	}
	return cls, nil
}

// SpecClass lends the class among typ and its bases that BuildClass made for a ClassSpec
// of that module and name, nil if there is none.
func (typ *Type) SpecClass(module, name string) *Type {
	for _, k := range typ.MRO {
		if k.heap != nil && k.heap.spec != nil && k.heap.spec.Name == name && k.heap.spec.Module == module {
			return k
		}
	}
	return nil
}

// CallSuper calls super().name(…) for a method of the class that BuildClass made for
// module.class: self is what the method was called with, an instance or (in __new__ and
// class methods) a class.
func (t *Thread) CallSuper(module, class string, self Value, name string, a Args) (Value, error) {
	k := self.O.Typ.SpecClass(module, class)
	if typ, ok := AsType(self); k == nil && ok {
		k = typ.SpecClass(module, class)
	}
	if k == nil {
		return Value{}, t.TypeErr("super(type, obj): obj must be an instance or subtype of type")
	}
	sup, err := t.NewSuper(k, self)
	if err != nil {
		return Value{}, err
	}
	f, err := t.GetAttrS(sup, name)
	t.Unref(sup)
	if err != nil {
		return Value{}, err
	}
	r, err := t.CallArgs(f, a)
	t.Unref(f)
	return r, err
}

// classBody makes the namespace of the class.
func (t *Thread) classBody(m *Module, s *ClassSpec) (*Dict, error) {
	ns := t.NewDict()
	ns.GiveS(t, "__module__", Obj(&t.In.Intern(s.Module).Header))
	ns.GiveS(t, "__qualname__", t.NewStr(s.Name))
	if s.Doc != "" {
		ns.GiveS(t, "__doc__", t.NewStr(s.Doc))
	}
	if s.Slots != nil {
		tup := t.MakeTuple(len(s.Slots))
		for i, n := range s.Slots {
			tup.Items[i] = Obj(&t.In.Intern(n).Header)
		}
		ns.GiveS(t, "__slots__", Obj(&tup.Header))
	}
	for i := range s.Decls {
		d := &s.Decls[i]
		v, err := t.bodyValue(m, s, d, ns)
		if err != nil {
			t.Unref(ns.Value())
			return nil, err
		}
		ns.GiveS(t, d.Name(), v)
	}
	return ns, nil
}

// bodyValue makes what d binds in the body of a class.
func (t *Thread) bodyValue(m *Module, s *ClassSpec, d *Decl, ns *Dict) (Value, error) {
	switch d.kind {
	case declAlias:
		return ns.GetS(t, d.doc).Ref(), nil
	case declMade:
		return d.make(t)
	case declAttr:
		return d.val.Ref(), nil
	case declProperty, declMember:
		return t.bodyProperty(m, s, d)
	}
	f := t.declFunction(m, d, s.Module, s.Name+"."+d.Name(), d.kind == declMethod || d.kind == declClassMethod)
	if d.abstract {
		if err := t.SetAttrS(f, "__isabstractmethod__", True); err != nil {
			t.Unref(f)
			return Value{}, err
		}
	}
	wrap := t.NewClassMethod
	switch d.kind {
	case declStaticMethod:
		wrap = t.NewStaticMethod
	case declClassMethod:
	default:
		return f, nil
	}
	v := wrap(f)
	t.Unref(f)
	return v, nil
}

// bodyProperty makes a property whose functions are d's.
func (t *Thread) bodyProperty(m *Module, s *ClassSpec, d *Decl) (Value, error) {
	get, set := d.get, d.set
	qualname := s.Name + "." + d.sig
	getter := Decl{kind: declMethod, sig: d.sig + "(self)", doc: d.doc, fn: func(t *Thread, self Value, _ []Value) (Value, error) {
		return get(t, self)
	}}
	args := []Value{t.declFunction(m, &getter, s.Module, qualname, true)}
	if set != nil {
		setter := Decl{kind: declMethod, sig: d.sig + "(self, value)", doc: d.doc, fn: func(t *Thread, self Value, a []Value) (Value, error) {
			return None, set(t, self, a[0])
		}}
		args = append(args, t.declFunction(m, &setter, s.Module, qualname, true))
	}
	v, err := t.Call(PropertyType.Value(), args...)
	t.UnrefAll(args)
	return v, err
}

// declFunction makes the function object that d declares.
func (t *Thread) declFunction(m *Module, d *Decl, module, qualname string, method bool) Value {
	n := &Native{Name: sigName(d.sig), Doc: d.doc, sig: d.sig, fn: d.fn, raw: d.raw, script: true, method: method}
	n.Header = Header{Typ: MethodDescrType, RC: immortal}
	var globals *Dict
	if m != nil {
		globals = m.Dict
	}
	return t.In.NewFunction(t, n, qualname, module, globals, nil)
}

// A ClosureFn is the body of a function that closes over vals; all is lent.
type ClosureFn func(t *Thread, vals []Value, a Args) (Value, error)

// NewClosure makes a function object that closes over vals, which are lent: they stand
// in the cells of its __closure__. sig is as in ClassSpec, for introspection only.
func (t *Thread) NewClosure(sig, module, qualname string, fn ClosureFn, vals ...Value) Value {
	n := &Native{Name: sigName(sig), sig: sig, script: true}
	n.Header = Header{Typ: MethodDescrType, RC: immortal}
	count := len(vals)
	n.raw = func(t *Thread, self Value, a Args) (Value, error) {
		var buf [4]Value
		vals := buf[:0]
		defer func() { t.UnrefAll(vals) }()
		if self.O != nil {
			for _, cell := range as[Tuple](self).Items {
				if v := t.In.PeekCell(cell); v.O != nil {
					vals = append(vals, v.Ref())
				}
			}
		}
		if len(vals) != count { // a finalizer of garbage calls it, or a script emptied a cell
			return Value{}, t.Raise(NameError, "free variables of %s() have no values", n.Name)
		}
		return fn(t, vals, a)
	}
	return t.In.NewFunction(t, n, qualname, module, nil, vals)
}

// NewBoundClosure is NewClosure for a body whose arguments are bound as sig says.
func (t *Thread) NewBoundClosure(sig, module, qualname string, fn func(t *Thread, vals, args []Value) (Value, error), vals ...Value) Value {
	parsed := sync.OnceValue(func() *Signature {
		sg := ParseSignature(sig)
		sg.Name, sg.Script = qualname, true
		return sg
	})
	return t.NewClosure(sig, module, qualname, func(t *Thread, vals []Value, a Args) (Value, error) {
		sg := parsed()
		if len(a.KwNames()) == 0 && sg.fixed && len(a.Pos) == len(sg.Params) {
			return fn(t, vals, a.Pos)
		}
		out := make([]Value, len(sg.Params))
		done, err := t.BindArgs(sg, a, out)
		if err != nil {
			return Value{}, err
		}
		r, err := fn(t, vals, out)
		done()
		return r, err
	}, vals...)
}

// CallFunction calls the body of a native function object; name is its __qualname__,
// for errors, closure what it closes over, absent if nothing.
func (t *Thread) CallFunction(n *Native, closure Value, name string, a Args) (Value, error) {
	if err := t.Enter(""); err != nil {
		return Value{}, err
	}
	closure.XRef()
	r, err := t.callFunction(n, closure, name, a)
	t.XUnref(closure)
	t.Leave()
	return r, err
}

func (t *Thread) callFunction(n *Native, closure Value, name string, a Args) (Value, error) {
	sg := n.Signature()
	if n.raw != nil {
		self, all := closure, a.All()
		if n.method {
			if len(a.Pos) == 0 {
				return Value{}, t.TypeErr("%s() missing 1 required positional argument: '%s'", name, sg.Params[0].Name)
			}
			self, a.Pos = a.Pos[0], a.Pos[1:]
		}
		r, err := n.raw(t, self, a)
		return r, t.holdArgs(err, all)
	}
	k := len(sg.Params)
	if len(a.KwNames()) == 0 && sg.fixed && len(a.Pos) <= sg.Pos && len(a.Pos) >= sg.Required {
		if len(a.Pos) == k {
			r, err := n.enter(t, a.Pos)
			return r, t.holdArgs(err, a.Pos)
		}
		if top := t.argTop; top+k <= len(t.argStack) {
			buf := t.argStack[top : top+k : top+k]
			clear(buf[copy(buf, a.Pos):])
			t.argTop = top + k
			r, err := n.enter(t, buf)
			t.argTop = top
			return r, t.holdArgs(err, a.Pos)
		}
	}
	out := make([]Value, k)
	named := *sg
	named.Name = name
	done, err := t.BindArgs(&named, a, out)
	if err != nil {
		return Value{}, err
	}
	r, err := n.enter(t, out)
	done()
	return r, t.holdArgs(err, a.All())
}

// holdArgs makes an error of the body hold the arguments, as the frames of its traceback
// would. An error of binding them has no frame.
func (t *Thread) holdArgs(err error, args []Value) error {
	if err == nil {
		return nil
	}
	return t.Hold(err, args...)
}

// enter runs the body with its bound arguments.
func (n *Native) enter(t *Thread, args []Value) (Value, error) {
	if n.method {
		return n.fn(t, args[0], args[1:])
	}
	return n.fn(t, Value{}, args)
}

// Literal makes the value of a parameter's default, absent if it is not a literal.
func (t *Thread) Literal(s string) Value {
	switch {
	case s == "None":
		return None
	case s == "True":
		return True
	case s == "False":
		return False
	case len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')':
		parts := splitParams(s[1 : len(s)-1])
		tup := t.MakeTuple(len(parts))
		for i, p := range parts {
			if tup.Items[i] = t.Literal(p); tup.Items[i].O == nil {
				tup.Items[i] = None
			}
		}
		return Obj(&tup.Header)
	case len(s) >= 2 && s[0] == '\'':
		return t.NewStr(s[1 : len(s)-1])
	}
	if n, err := t.ParseInt(s, 10); err == nil {
		return n
	} else {
		t.Discard(err)
	}
	return Value{}
}

// A pendingABC is a class that belongs to an abstract class which is not made yet.
type pendingABC struct {
	abc string
	typ *Type
}

// RegisterABC registers a built-in type with an abstract class of collections.abc: now,
// or when the interpreter makes those classes.
func (t *Thread) RegisterABC(abc string, typ *Type) error {
	if m, ok := AsModule(orNone(t.In.Modules.GetS(t, "_collections_abc"))); ok {
		if cls := m.Dict.GetS(t, abc); cls.O != nil {
			return t.RegisterABCClass(cls, typ)
		}
	}
	t.In.pendingABCs = append(t.In.pendingABCs, pendingABC{abc, typ})
	return nil
}

// RegisterPending registers what RegisterABC was given before; find lends the abstract
// classes.
func (t *Thread) RegisterPending(find func(abc string) Value) error {
	pending := t.In.pendingABCs
	t.In.pendingABCs = nil
	for _, p := range pending {
		if cls := find(p.abc); cls.O != nil {
			if err := t.RegisterABCClass(cls, p.typ); err != nil {
				return err
			}
		}
	}
	return nil
}

// RegisterABCClass registers a built-in type with an abstract class. It asks no
// questions: what is built in belongs where it is said to.
func (t *Thread) RegisterABCClass(cls Value, typ *Type) error {
	abc, err := t.In.Importer(t, "_abc")
	if err != nil {
		return err
	}
	r, err := t.CallMethod(abc, "_abc_register_builtin", cls, typ.Value())
	t.Unref(abc)
	if err == nil {
		t.Unref(r)
	}
	return err
}

// OwnNames calls visit with each name that a class made by a script binds itself; both
// are lent. The class must not change meanwhile.
func (typ *Type) OwnNames(visit func(name, v Value) error) error {
	if typ.heap == nil {
		return nil
	}
	for pos := 0; ; {
		k, v, ok := typ.heap.dict.Next(&pos)
		if !ok {
			return nil
		}
		if err := visit(k, v); err != nil {
			return err
		}
	}
}
