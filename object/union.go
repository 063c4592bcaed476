package object

import (
	"strings"
	"unsafe"
)

// A Union is int | str.
type Union struct {
	Header
	Args   Value // owned tuple
	params Value // owned; the type variables in Args, absent until asked for
}

// UnionType is types.UnionType.
var UnionType = &Type{}

// unionGetAttr finds __module__ in the type.
func unionGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	if name.S == "__module__" {
		return t.GetAttrS(UnionType.Value(), name.S)
	}
	return t.GenericGetAttr(v, name)
}

func unionInit() {
	s := Slots{Traverse: unionTraverse, Clear: unionClear, Repr: unionRepr, Hash: unionHash, Compare: unionCompare,
		GetItem: unionGetItem, GetAttr: unionGetAttr}
	s.Binary[OpOr] = unionOr
	UnionType.Define(TypeSpec{Name: "types.UnionType", Flags: FlagGC | FlagNoClear | FlagNoNew, Layout: LayoutOf[Union](), Basic: 32, Slots: s,
		Doc: "Represent a PEP 604 union type\n\nE.g. for int | str",
		Build: func() []Decl {
			return []Decl{
				Method("__instancecheck__(instance, /)", "", func(t *Thread, v Value, args []Value) (Value, error) {
					return unionCheck(t, as[Union](v), "isinstance", func(c Value) (bool, error) { return t.IsInstanceOf(args[0], c) })
				}),
				Method("__subclasscheck__(cls, /)", "", func(t *Thread, v Value, args []Value) (Value, error) {
					if _, ok := AsType(args[0]); !ok {
						return Value{}, t.TypeErr("issubclass() arg 1 must be a class")
					}
					return unionCheck(t, as[Union](v), "issubclass", func(c Value) (bool, error) { return t.IsSubclassOf(args[0], c) })
				}),
				Member("__args__", "", func(t *Thread, v Value) (Value, error) { return as[Union](v).Args.Ref(), nil }),
				Getter("__parameters__", "Type variables in the types.UnionType.", func(t *Thread, v Value) (Value, error) {
					p, err := t.unionParams(as[Union](v))
					return p.XRef(), err
				}),
			}
		}})
}

// NewUnion returns a | b, NotImplemented unless both are types of some kind; both are lent.
func (t *Thread) NewUnion(a, b Value) (Value, error) {
	if !unionable(a) || !unionable(b) {
		return NotImplemented, nil
	}
	var args []Value
	for _, v := range [...]Value{a, b} {
		if v.O.Typ != UnionType {
			if err := t.unionAdd(&args, v); err != nil {
				return Value{}, err
			}
			continue
		}
		for _, x := range as[Tuple](as[Union](v).Args).Items {
			if err := t.unionAdd(&args, x); err != nil {
				return Value{}, err
			}
		}
	}
	if len(args) == 1 {
		return args[0].Ref(), nil
	}
	all := t.NewTupleOf(args)
	u := New[Union](t, UnionType)
	u.Args = all
	return Obj(&u.Header), nil
}

func unionable(v Value) bool {
	return v == None || v.O.Typ.Flags&FlagIsType != 0 || v.O.Typ.IsSubtype(GenericAliasType) || v.O.Typ == UnionType
}

// unionAdd adds an alternative unless it is there.
func (t *Thread) unionAdd(args *[]Value, v Value) error {
	if v == None {
		v = NoneType.Value()
	}
	for _, x := range *args {
		if x == v {
			return nil
		}
		if x.O.Typ.IsSubtype(GenericAliasType) && v.O.Typ.IsSubtype(GenericAliasType) {
			same, err := t.Equal(x, v)
			if err != nil || same {
				return err
			}
		}
	}
	*args = append(*args, v)
	return nil
}

func unionOr(t *Thread, a, b Value) (Value, error) { return t.NewUnion(a, b) }

func unionTraverse(o *Header, visit func(Value)) {
	u := (*Union)(unsafe.Pointer(o))
	visitAll(visit, u.Args, u.params)
}

func unionClear(t *Thread, o *Header) {
	u := (*Union)(unsafe.Pointer(o))
	args, params := u.Args, u.params
	u.Args, u.params = Obj(&t.emptyTuple().Header), Value{}
	t.XUnref(args)
	t.XUnref(params)
}

func unionRepr(t *Thread, v Value) (Value, error) {
	var b strings.Builder
	for i, x := range as[Tuple](as[Union](v).Args).Items {
		if i > 0 {
			b.WriteString(" | ")
		}
		if x == NoneType.Value() {
			b.WriteString("None")
			continue
		}
		if err := t.reprTypeArg(&b, x); err != nil {
			return Value{}, err
		}
	}
	return t.NewStr(b.String()), nil
}

func unionHash(t *Thread, v Value) (int64, error) {
	s, err := t.setOf(FrozenSetType, as[Union](v).Args)
	if err != nil {
		return 0, err
	}
	h := s.itemsHash()
	t.Unref(s.Value())
	return h, nil
}

func unionCompare(t *Thread, a, b Value, op int) (Value, error) {
	if a.O.Typ != UnionType || b.O.Typ != UnionType || op != CmpEQ && op != CmpNE {
		return NotImplemented, nil
	}
	x, err := t.setOf(SetType, as[Union](a).Args)
	if err != nil {
		return Value{}, err
	}
	y, err := t.setOf(SetType, as[Union](b).Args)
	if err != nil {
		t.Unref(x.Value())
		return Value{}, err
	}
	r, err := t.Compare(x.Value(), y.Value(), op)
	t.Unref(x.Value())
	t.Unref(y.Value())
	return r, err
}

func (t *Thread) unionParams(u *Union) (Value, error) {
	if u.params.O == nil {
		p, err := t.typeParams(as[Tuple](u.Args).Items)
		if err != nil {
			return Value{}, err
		}
		u.params = p
	}
	return u.params, nil
}

func unionGetItem(t *Thread, v, item Value) (Value, error) {
	u := as[Union](v)
	params, err := t.unionParams(u)
	if err != nil {
		return Value{}, err
	}
	args, err := t.substitute(v, as[Tuple](u.Args).Items, as[Tuple](params).Items, item)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(args)
	r := Value{}
	for _, x := range as[Tuple](args).Items {
		if r.O == nil {
			r = x.Ref()
			continue
		}
		next, err := t.Binary(OpOr, r, x)
		t.Unref(r)
		if err != nil {
			return Value{}, err
		}
		r = next
	}
	return r, nil
}

// unionCheck reports whether check holds for one of the alternatives.
func unionCheck(t *Thread, u *Union, fn string, check func(c Value) (bool, error)) (Value, error) {
	args := as[Tuple](u.Args).Items
	for _, c := range args {
		if c.O.Typ.IsSubtype(GenericAliasType) {
			return Value{}, t.TypeErr("%s() argument 2 cannot contain a parameterized generic", fn)
		}
	}
	for _, c := range args {
		if ok, err := check(c); ok || err != nil {
			return Bool(ok), err
		}
	}
	return False, nil
}
