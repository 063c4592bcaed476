package object

import (
	"strings"
	"unsafe"
)

// A Namespace is a types.SimpleNamespace.
type Namespace struct {
	Header
	Dict *Dict // owned
}

// NamespaceType is types.SimpleNamespace.
var NamespaceType = &Type{}

func namespaceInit() {
	NamespaceType.Define(TypeSpec{Name: "types.SimpleNamespace", Flags: FlagGC | FlagBase,
		Doc:    "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
		Layout: LayoutOf[Namespace]().DictAt(unsafe.Offsetof(Namespace{}.Dict)), Basic: 24, Dict: 16,
		Slots: Slots{New: namespaceNew, Init: namespaceInitialize, Traverse: namespaceTraverse, Clear: namespaceClear,
			Repr: namespaceRepr, Hash: unhashable, Compare: namespaceCompare},
		Build: func() []Decl {
			return []Decl{
				Method("__reduce__()", "Return state information for pickling", namespaceReduce),
				Member("__dict__", "", func(t *Thread, v Value) (Value, error) { return as[Namespace](v).Dict.Value().Ref(), nil }),
			}
		}})
}

// NewNamespace returns an empty SimpleNamespace.
func (t *Thread) NewNamespace() *Namespace {
	n := New[Namespace](t, NamespaceType)
	n.Dict = t.NewDict()
	return n
}

func namespaceNew(t *Thread, typ *Type, a Args) (Value, error) {
	n := New[Namespace](t, typ)
	n.Dict = t.NewDict()
	return Obj(&n.Header), nil
}

func namespaceInitialize(t *Thread, self Value, a Args) error {
	if len(a.Pos) > 0 {
		return t.TypeErr("no positional arguments expected")
	}
	d := as[Namespace](self).Dict
	for i, k := range a.KwNames() {
		if err := d.Set(t, k, a.Kw()[i]); err != nil {
			return err
		}
	}
	return nil
}

func namespaceTraverse(o *Header, visit func(Value)) {
	if d := (*Namespace)(unsafe.Pointer(o)).Dict; d != nil {
		visit(d.Value())
	}
}

func namespaceClear(t *Thread, o *Header) {
	n := (*Namespace)(unsafe.Pointer(o))
	if d := n.Dict; d != nil {
		n.Dict = nil
		t.Unref(d.Value())
	}
}

func namespaceRepr(t *Thread, v Value) (Value, error) {
	n, name := as[Namespace](v), v.O.Typ.Name
	if v.O.Typ == NamespaceType {
		name = "namespace"
	}
	if !t.ReprEnter(v) {
		return t.NewStr(name + "(...)"), nil
	}
	defer t.ReprLeave(v)
	var b strings.Builder
	b.WriteString(name)
	b.WriteByte('(')
	if n.Dict != nil {
		if err := n.reprItems(t, &b); err != nil {
			return Value{}, err
		}
	}
	b.WriteByte(')')
	return t.NewStr(b.String()), nil
}

func (n *Namespace) reprItems(t *Thread, b *strings.Builder) error {
	keys, err := t.ListOf(n.Dict.Value())
	if err != nil {
		return err
	}
	defer t.Unref(keys)
	first := true
	for _, k := range as[List](keys).Items {
		if !k.IsStr() || as[Str](k).S == "" {
			continue
		}
		v := n.Dict.GetStr(t, as[Str](k))
		if v.O == nil {
			continue
		}
		if !first {
			b.WriteString(", ")
		}
		first = false
		b.WriteString(as[Str](k).S)
		b.WriteByte('=')
		if err := t.reprTo(b, v); err != nil {
			return err
		}
	}
	return nil
}

func namespaceCompare(t *Thread, a, b Value, op int) (Value, error) {
	if !IsInstance(a, NamespaceType) || !IsInstance(b, NamespaceType) {
		return NotImplemented, nil
	}
	return t.Compare(as[Namespace](a).Dict.Value(), as[Namespace](b).Dict.Value(), op)
}

func namespaceReduce(t *Thread, self Value, args []Value) (Value, error) {
	d := as[Namespace](self).Dict.Value().Ref()
	return t.NewTuple(self.O.Typ.Value().Ref(), t.NewTuple(), d), nil
}
