package object

import "unsafe"

// A MappingProxy is a read-only view of a mapping.
type MappingProxy struct {
	Header
	Mapping Value // owned
}

// MappingProxyType is types.MappingProxyType.
var MappingProxyType = &Type{}

var mappingProxySig = LazySignature{Text: "mappingproxy(mapping)"}

func mappingProxyInit() {
	s := Slots{New: mappingProxyNew, Traverse: mappingProxyTraverse, Clear: mappingProxyClear,
		Repr: mappingProxyRepr, Str: mappingProxyStr, Hash: unhashable, Compare: mappingProxyCompare,
		Iter: mappingProxyIter, Len: mappingProxyLen, GetItem: mappingProxyGetItem, Contains: mappingProxyContains}
	s.Binary[OpOr] = mappingProxyOr
	s.Inplace[OpOr] = mappingProxyIOr
	MappingProxyType.Define(TypeSpec{Name: "mappingproxy", Flags: FlagGC | FlagNoClear | FlagMapping, Layout: LayoutOf[MappingProxy](), Basic: 24, Slots: s,
		Build: func() []Decl {
			return []Decl{
				forward("get", "D.get(k[,d]) -> D[k] if k in D, else d.  d defaults to None.", "get(key, default=None, /)"),
				forward("keys", "D.keys() -> a set-like object providing a view on D's keys", "keys()"),
				forward("values", "D.values() -> an object providing a view on D's values", "values()"),
				forward("items", "D.items() -> a set-like object providing a view on D's items", "items()"),
				forward("copy", "D.copy() -> a shallow copy of D", "copy()"),
				forward("__reversed__", "D.__reversed__() -> reverse iterator", "__reversed__()"),
				ClassMethod("__class_getitem__(item, /)", "See PEP 585", classGetItem),
			}
		}})
}

// forward declares a method that calls the mapping's.
func forward(name, doc, sig string) Decl {
	return Method(sig, doc, func(t *Thread, self Value, args []Value) (Value, error) {
		m := as[MappingProxy](self).Mapping
		if len(args) == 2 && args[1].O == nil {
			return t.CallMethod(m, name, args[0], None)
		}
		return t.CallMethod(m, name, args...)
	})
}

// NewMappingProxy returns a read-only view of m, which is lent.
func (t *Thread) NewMappingProxy(m Value) Value {
	p := New[MappingProxy](t, MappingProxyType)
	p.Mapping = m.Ref()
	return Obj(&p.Header)
}

func mappingProxyNew(t *Thread, typ *Type, a Args) (Value, error) {
	var out [1]Value
	done, err := t.BindArgs(mappingProxySig.Signature(), a, out[:])
	if err != nil {
		return Value{}, err
	}
	defer done()
	m := out[0]
	if m.O.Typ.GetItem == nil || m.O.Typ.Flags&(FlagList|FlagTuple) != 0 {
		return Value{}, t.TypeErr("mappingproxy() argument must be a mapping, not %s", m.O.Typ.FullName())
	}
	return t.NewMappingProxy(m), nil
}

func mappingProxyTraverse(o *Header, visit func(Value)) {
	visitAll(visit, (*MappingProxy)(unsafe.Pointer(o)).Mapping)
}

func mappingProxyClear(t *Thread, o *Header) {
	p := (*MappingProxy)(unsafe.Pointer(o))
	m := p.Mapping
	p.Mapping = None
	t.XUnref(m)
}

func mappingProxyRepr(t *Thread, v Value) (Value, error) {
	s, err := t.ReprString(as[MappingProxy](v).Mapping)
	if err != nil {
		return Value{}, err
	}
	return t.NewStr("mappingproxy(" + s + ")"), nil
}

func mappingProxyStr(t *Thread, v Value) (Value, error) { return t.Str(as[MappingProxy](v).Mapping) }

func mappingProxyCompare(t *Thread, a, b Value, op int) (Value, error) {
	return t.Compare(as[MappingProxy](a).Mapping, b, op)
}

func mappingProxyIter(t *Thread, v Value) (Value, error) { return t.Iter(as[MappingProxy](v).Mapping) }

func mappingProxyLen(t *Thread, v Value) (int, error) { return t.Len(as[MappingProxy](v).Mapping) }

func mappingProxyGetItem(t *Thread, v, key Value) (Value, error) {
	return t.GetItem(as[MappingProxy](v).Mapping, key)
}

func mappingProxyContains(t *Thread, v, x Value) (bool, error) {
	return t.Contains(as[MappingProxy](v).Mapping, x)
}

func mappingProxyOr(t *Thread, a, b Value) (Value, error) {
	if a.O.Typ == MappingProxyType {
		a = as[MappingProxy](a).Mapping
	}
	if b.O.Typ == MappingProxyType {
		b = as[MappingProxy](b).Mapping
	}
	return t.Binary(OpOr, a, b)
}

func mappingProxyIOr(t *Thread, a, b Value) (Value, error) {
	return Value{}, t.TypeErr("'|=' is not supported by %s; use '|' instead", a.O.Typ.FullName())
}
