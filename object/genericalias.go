package object

import (
	"strings"
	"unsafe"
)

// A GenericAlias is list[int] and the like.
type GenericAlias struct {
	Header
	Origin, Args Value // owned; Args is a tuple
	params       Value // owned; the type variables in Args, absent until asked for
	weak         *WeakRef
}

// GenericAliasType is types.GenericAlias.
var GenericAliasType = &Type{}

func genericAliasInit() {
	s := Slots{New: genericAliasNew, Traverse: genericAliasTraverse, Clear: genericAliasClear, Repr: genericAliasRepr,
		Hash: genericAliasHash, Call: genericAliasCall, GetAttr: genericAliasGetAttr, Compare: genericAliasCompare,
		GetItem: genericAliasGetItem}
	s.Binary[OpOr] = unionOr
	GenericAliasType.Define(TypeSpec{Name: "types.GenericAlias", Flags: FlagGC | FlagNoClear | FlagBase,
		Doc:    "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
		Layout: LayoutOf[GenericAlias]().WeakAt(unsafe.Offsetof(GenericAlias{}.weak)), Basic: 48, Weak: 40, Slots: s,
		Build: func() []Decl {
			return []Decl{
				Method("__mro_entries__(bases, /)", "", func(t *Thread, v Value, args []Value) (Value, error) {
					return t.NewTuple(as[GenericAlias](v).Origin.Ref()), nil
				}),
				Method("__instancecheck__(instance, /)", "", func(t *Thread, v Value, args []Value) (Value, error) {
					return Value{}, t.TypeErr("isinstance() argument 2 cannot be a parameterized generic")
				}),
				Method("__subclasscheck__(cls, /)", "", func(t *Thread, v Value, args []Value) (Value, error) {
					return Value{}, t.TypeErr("issubclass() argument 2 cannot be a parameterized generic")
				}),
				Method("__reduce__()", "", genericAliasReduce),
				Method("__dir__()", "", genericAliasDir),
				Member("__origin__", "", func(t *Thread, v Value) (Value, error) { return as[GenericAlias](v).Origin.Ref(), nil }),
				Member("__args__", "", func(t *Thread, v Value) (Value, error) { return as[GenericAlias](v).Args.Ref(), nil }),
				Getter("__parameters__", "Type variables in the GenericAlias.", func(t *Thread, v Value) (Value, error) {
					p, err := t.aliasParams(as[GenericAlias](v))
					return p.XRef(), err
				}),
			}
		}})
	unionInit()
}

// classGetItem is the __class_getitem__ of built-in generic classes.
func classGetItem(t *Thread, cls Value, args []Value) (Value, error) {
	return t.NewGenericAlias(cls, args[0])
}

// NewGenericAlias returns origin[args]; both are lent.
func (t *Thread) NewGenericAlias(origin, args Value) (Value, error) {
	return t.newAlias(GenericAliasType, origin, args), nil
}

func (t *Thread) newAlias(typ *Type, origin, args Value) Value {
	g := New[GenericAlias](t, typ)
	g.Origin = origin.Ref()
	if args.O.Typ.Flags&FlagTuple != 0 {
		g.Args = args.Ref()
	} else {
		g.Args = t.NewTuple(args.Ref())
	}
	return Obj(&g.Header)
}

func genericAliasNew(t *Thread, typ *Type, a Args) (Value, error) {
	if err := posArgs(t, "GenericAlias", a, 2, 2); err != nil {
		return Value{}, err
	}
	return t.newAlias(typ, a.Pos[0], a.Pos[1]), nil
}

func genericAliasTraverse(o *Header, visit func(Value)) {
	g := (*GenericAlias)(unsafe.Pointer(o))
	visitAll(visit, g.Origin, g.Args, g.params)
}

func genericAliasClear(t *Thread, o *Header) {
	g := (*GenericAlias)(unsafe.Pointer(o))
	origin, args, params := g.Origin, g.Args, g.params
	g.Origin, g.Args, g.params = None, Obj(&t.emptyTuple().Header), Value{}
	t.XUnref(origin)
	t.XUnref(args)
	t.XUnref(params)
}

func genericAliasRepr(t *Thread, v Value) (Value, error) {
	g := as[GenericAlias](v)
	var b strings.Builder
	if err := t.reprTypeArg(&b, g.Origin); err != nil {
		return Value{}, err
	}
	b.WriteByte('[')
	args := as[Tuple](g.Args).Items
	for i, x := range args {
		if i > 0 {
			b.WriteString(", ")
		}
		if err := t.reprTypeArg(&b, x); err != nil {
			return Value{}, err
		}
	}
	if len(args) == 0 {
		b.WriteString("()")
	}
	b.WriteByte(']')
	return t.NewStr(b.String()), nil
}

// reprTypeArg writes a type by its qualified name, anything else by its repr.
func (t *Thread) reprTypeArg(b *strings.Builder, v Value) error {
	if v == Ellipsis {
		b.WriteString("...")
		return nil
	}
	origin, err := t.LookupAttr(v, "__origin__")
	if err != nil {
		return err
	}
	if origin.O != nil {
		t.Unref(origin)
		args, err := t.LookupAttr(v, "__args__")
		if err != nil {
			return err
		}
		if args.O != nil {
			t.Unref(args)
			return t.reprTo(b, v)
		}
	}
	qual, err := t.LookupAttr(v, "__qualname__")
	if err != nil {
		return err
	}
	if qual.O == nil {
		return t.reprTo(b, v)
	}
	defer t.Unref(qual)
	mod, err := t.LookupAttr(v, "__module__")
	if err != nil {
		return err
	}
	if mod.O == nil {
		return t.reprTo(b, v)
	}
	defer t.Unref(mod)
	if mod == None {
		return t.reprTo(b, v)
	}
	q, err := t.StrString(qual)
	if err != nil {
		return err
	}
	if mod.IsStr() && as[Str](mod).S == "builtins" {
		b.WriteString(q)
		return nil
	}
	m, err := t.StrString(mod)
	if err != nil {
		return err
	}
	b.WriteString(m)
	b.WriteByte('.')
	b.WriteString(q)
	return nil
}

func genericAliasHash(t *Thread, v Value) (int64, error) {
	g := as[GenericAlias](v)
	a, err := t.Hash(g.Origin)
	if err != nil {
		return 0, err
	}
	b, err := t.Hash(g.Args)
	return a ^ b, err
}

func genericAliasCall(t *Thread, v Value, a Args) (Value, error) {
	r, err := t.CallArgs(as[GenericAlias](v).Origin, a)
	if err != nil {
		return Value{}, err
	}
	if err := t.SetAttrS(r, "__orig_class__", v); err != nil {
		if !t.ErrIs(err, AttributeError) && !t.ErrIs(err, TypeError) {
			t.Unref(r)
			return Value{}, err
		}
		t.Discard(err)
	}
	return r, nil
}

// genericAliasGetAttr takes everything from the origin but what makes it an alias.
func genericAliasGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	switch name.S {
	case "__origin__", "__args__", "__parameters__", "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__":
		return t.GenericGetAttr(v, name)
	}
	return t.GetAttr(as[GenericAlias](v).Origin, name)
}

func genericAliasCompare(t *Thread, a, b Value, op int) (Value, error) {
	if !IsInstance(a, GenericAliasType) || !IsInstance(b, GenericAliasType) || op != CmpEQ && op != CmpNE {
		return NotImplemented, nil
	}
	x, y := as[GenericAlias](a), as[GenericAlias](b)
	same, err := t.Equal(x.Origin, y.Origin)
	if err == nil && same {
		same, err = t.Equal(x.Args, y.Args)
	}
	if err != nil {
		return Value{}, err
	}
	return Bool(same == (op == CmpEQ)), nil
}

func genericAliasReduce(t *Thread, self Value, args []Value) (Value, error) {
	g := as[GenericAlias](self)
	return t.NewTuple(GenericAliasType.Value(), t.NewTuple(g.Origin.Ref(), g.Args.Ref())), nil
}

func genericAliasDir(t *Thread, self Value, args []Value) (Value, error) {
	l, err := t.CallMethod(as[GenericAlias](self).Origin, "__dir__")
	if err != nil {
		if !t.ErrIs(err, TypeError) {
			return Value{}, err
		}
		t.Discard(err) // the origin is a class: its __dir__ is the metaclass's
		if l, err = t.CallMethod(as[GenericAlias](self).Origin.O.Typ.Value(), "__dir__", as[GenericAlias](self).Origin); err != nil {
			return Value{}, err
		}
	}
	out, ok := AsList(l)
	if !ok {
		return l, nil
	}
	for _, n := range []string{"__origin__", "__args__", "__parameters__", "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__"} {
		v := Obj(&t.In.Intern(n).Header)
		in, err := t.Contains(l, v)
		if err == nil && !in {
			err = out.Append(t, v)
		}
		if err != nil {
			t.Unref(l)
			return Value{}, err
		}
	}
	return l, nil
}

// isTypeVar reports whether v is a type variable of the typing module.
func (t *Thread) isTypeVar(v Value) (bool, error) {
	if n := v.O.Typ.Name; n != "TypeVar" && n != "ParamSpec" {
		return false, nil
	}
	m, err := t.LookupAttr(v.O.Typ.Value(), "__module__")
	if err != nil || m.O == nil {
		return false, err
	}
	ok := m.IsStr() && as[Str](m).S == "typing"
	t.Unref(m)
	return ok, nil
}

// aliasParams lends the tuple of g's type variables.
func (t *Thread) aliasParams(g *GenericAlias) (Value, error) {
	if g.params.O == nil {
		p, err := t.typeParams(as[Tuple](g.Args).Items)
		if err != nil {
			return Value{}, err
		}
		g.params = p
	}
	return g.params, nil
}

// typeParams returns a tuple of the type variables in args, in order, each once.
func (t *Thread) typeParams(args []Value) (Value, error) {
	var found []Value
	add := func(v Value) {
		for _, f := range found {
			if f == v {
				return
			}
		}
		found = append(found, v.Ref())
	}
	for _, x := range args {
		ok, err := t.isTypeVar(x)
		if err != nil {
			t.UnrefAll(found)
			return Value{}, err
		}
		if ok {
			add(x)
			continue
		}
		sub, err := t.LookupAttr(x, "__parameters__")
		if err != nil {
			t.UnrefAll(found)
			return Value{}, err
		}
		if sub.O == nil {
			continue
		}
		if tup, ok := AsTuple(sub); ok {
			for _, v := range tup.Items {
				add(v)
			}
		}
		t.Unref(sub)
	}
	return t.giveTuple(found), nil
}

func genericAliasGetItem(t *Thread, v, item Value) (Value, error) {
	g := as[GenericAlias](v)
	params, err := t.aliasParams(g)
	if err != nil {
		return Value{}, err
	}
	args, err := t.substitute(v, as[Tuple](g.Args).Items, as[Tuple](params).Items, item)
	if err != nil {
		return Value{}, err
	}
	r := t.newAlias(GenericAliasType, g.Origin, args)
	t.Unref(args)
	return r, nil
}

// substitute returns args as a tuple with the type variables params replaced by item,
// or by its items if it is a tuple. v serves the errors.
func (t *Thread) substitute(v Value, args, params []Value, item Value) (Value, error) {
	items := []Value{item}
	if tup, ok := AsTuple(item); ok {
		items = tup.Items
	}
	if len(params) == 0 || len(items) != len(params) {
		s, err := t.ReprString(v)
		switch {
		case err != nil:
			return Value{}, err
		case len(params) == 0:
			return Value{}, t.TypeErr("There are no type variables left in %s", s)
		case len(items) > len(params):
			return Value{}, t.TypeErr("Too many arguments for %s", s)
		}
		return Value{}, t.TypeErr("Too few arguments for %s", s)
	}
	out := make([]Value, 0, len(args))
	for _, x := range args {
		y, err := t.substituteIn(x, params, items)
		if err != nil {
			t.UnrefAll(out)
			return Value{}, err
		}
		out = append(out, y)
	}
	return t.giveTuple(out), nil
}

// substituteIn returns x, or what stands for it.
func (t *Thread) substituteIn(x Value, params, items []Value) (Value, error) {
	for i, p := range params {
		if p == x {
			return items[i].Ref(), nil
		}
	}
	sub, err := t.LookupAttr(x, "__parameters__")
	if err != nil {
		return Value{}, err
	}
	if sub.O == nil {
		return x.Ref(), nil
	}
	defer t.Unref(sub)
	tup, ok := AsTuple(sub)
	if !ok || len(tup.Items) == 0 {
		return x.Ref(), nil
	}
	inner := t.MakeTuple(len(tup.Items))
	for j, v := range tup.Items {
		inner.Items[j] = v.Ref()
		for i, p := range params {
			if p == v {
				t.Unref(inner.Items[j])
				inner.Items[j] = items[i].Ref()
			}
		}
	}
	r, err := t.GetItem(x, Obj(&inner.Header))
	t.Unref(Obj(&inner.Header))
	return r, err
}
