package object

import "fmt"

// A proxy is a WeakRef through which every operation reaches the referent. An
// operation holds the referent while it runs, and so do its two operands when both
// are proxies.

func proxyInit() {
	s := Slots{Repr: proxyRepr, Str: proxyStr, Hash: unhashable, GetAttr: proxyGetAttr, SetAttr: proxySetAttr,
		Compare: proxyCompare, Iter: proxyIter, Next: proxyNext, Bool: proxyBool, Len: proxyLen, GetItem: proxyGetItem,
		SetItem: proxySetItem, Contains: proxyContains, PowMod: proxyPowMod,
		Neg: proxyUnary((*Thread).Neg), Pos: proxyUnary((*Thread).Pos), Abs: proxyUnary((*Thread).Abs), Invert: proxyUnary((*Thread).Invert),
		ToInt: proxyUnary((*Thread).ToInt), ToFloat: proxyUnary(toFloatValue), Index: proxyUnary((*Thread).Index),
		Traverse: weakTraverse, Clear: weakClear, Free: weakFree}
	for op := range NumBinary {
		s.Binary[op] = proxyBinary(op)
		if op != OpDivmod {
			s.Inplace[op] = proxyInplace(op)
		}
	}
	ProxyType.Define(TypeSpec{Name: "weakref.ProxyType", Flags: FlagGC | FlagNoNew, Basic: 56, Layout: LayoutOf[WeakRef](), Slots: s,
		Build: func() []Decl {
			return []Decl{
				Method("__bytes__()", "", proxyMethod("__bytes__")),
				Method("__reversed__()", "", proxyMethod("__reversed__")),
			}
		}})
	s.Call = proxyCall
	CallableProxyType.Define(TypeSpec{Name: "weakref.CallableProxyType", Flags: FlagGC | FlagNoNew, Basic: 56, Layout: LayoutOf[WeakRef](), Slots: s})
}

// through gives the referent if v is a proxy, v itself otherwise: a reference either way.
func (t *Thread) through(v Value) (Value, error) {
	if typ := v.O.Typ; typ != ProxyType && typ != CallableProxyType {
		return v.Ref(), nil
	}
	if x := as[WeakRef](v).Target(); x.O != nil {
		return x, nil
	}
	return Value{}, t.Raise(ReferenceError, "weakly-referenced object no longer exists")
}

// through2 is through for both operands.
func (t *Thread) through2(a, b Value) (x, y Value, err error) {
	if x, err = t.through(a); err != nil {
		return x, y, err
	}
	if y, err = t.through(b); err != nil {
		t.Unref(x)
	}
	return x, y, err
}

// with runs f on v's referent.
func (t *Thread) with(v Value, f func(x Value) (Value, error)) (Value, error) {
	x, err := t.through(v)
	if err != nil {
		return Value{}, err
	}
	r, err := f(x)
	t.Unref(x)
	return r, err
}

// withErr is with for an operation that gives no value.
func (t *Thread) withErr(v Value, f func(x Value) error) error {
	x, err := t.through(v)
	if err != nil {
		return err
	}
	err = f(x)
	t.Unref(x)
	return err
}

func proxyUnary(op func(t *Thread, v Value) (Value, error)) unarySlot {
	return func(t *Thread, v Value) (Value, error) {
		return t.with(v, func(x Value) (Value, error) { return op(t, x) })
	}
}

func toFloatValue(t *Thread, v Value) (Value, error) {
	f, err := t.ToFloat(v)
	if err != nil {
		return Value{}, err
	}
	return Float(f), nil
}

func proxyBinary(op int) binarySlot {
	return func(t *Thread, a, b Value) (Value, error) {
		x, y, err := t.through2(a, b)
		if err != nil {
			return Value{}, err
		}
		r, err := t.Binary(op, x, y)
		t.Unref(x)
		t.Unref(y)
		return r, err
	}
}

func proxyInplace(op int) binarySlot {
	return func(t *Thread, a, b Value) (Value, error) {
		x, y, err := t.through2(a, b)
		if err != nil {
			return Value{}, err
		}
		r, err := t.Inplace(op, x, y)
		t.Unref(x)
		t.Unref(y)
		return r, err
	}
}

func proxyPowMod(t *Thread, a, b, m Value) (Value, error) {
	x, y, err := t.through2(a, b)
	if err != nil {
		return Value{}, err
	}
	z, err := t.through(m)
	var r Value
	if err == nil {
		r, err = t.PowMod(x, y, z)
		t.Unref(z)
	}
	t.Unref(x)
	t.Unref(y)
	return r, err
}

func proxyCompare(t *Thread, a, b Value, op int) (Value, error) {
	x, y, err := t.through2(a, b)
	if err != nil {
		return Value{}, err
	}
	r, err := t.Compare(x, y, op)
	t.Unref(x)
	t.Unref(y)
	return r, err
}

func proxyRepr(t *Thread, v Value) (Value, error) {
	x := orNone(as[WeakRef](v).PeekTarget())
	return t.NewStr(fmt.Sprintf("<weakproxy at %s to %s at %s>", Address(v.O), x.O.Typ.FullName(), Address(x.O))), nil
}

func proxyStr(t *Thread, v Value) (Value, error) {
	return t.with(v, func(x Value) (Value, error) { return t.Str(x) })
}

func proxyGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	return t.with(v, func(x Value) (Value, error) { return t.GetAttr(x, name) })
}

func proxySetAttr(t *Thread, v Value, name *Str, val Value) error {
	return t.withErr(v, func(x Value) error { return t.SetAttr(x, name, val) })
}

func proxyIter(t *Thread, v Value) (Value, error) {
	return t.with(v, func(x Value) (Value, error) { return t.Iter(x) })
}

func proxyNext(t *Thread, v Value) (Value, error) {
	return t.with(v, func(x Value) (Value, error) {
		if x.O.Typ.Slots.Next == nil {
			return Value{}, t.TypeErr("Weakref proxy referenced a non-iterator '%s' object", x.O.Typ.FullName())
		}
		return t.Next(x)
	})
}

func proxyBool(t *Thread, v Value) (ok bool, err error) {
	err = t.withErr(v, func(x Value) error { ok, err = t.Truth(x); return err })
	return ok, err
}

func proxyLen(t *Thread, v Value) (n int, err error) {
	err = t.withErr(v, func(x Value) error { n, err = t.Len(x); return err })
	return n, err
}

func proxyGetItem(t *Thread, v, key Value) (Value, error) {
	return t.with(v, func(x Value) (Value, error) { return t.GetItem(x, key) })
}

func proxySetItem(t *Thread, v, key, val Value) error {
	return t.withErr(v, func(x Value) error {
		if val.O == nil {
			return t.DelItem(x, key)
		}
		return t.SetItem(x, key, val)
	})
}

func proxyContains(t *Thread, v, item Value) (ok bool, err error) {
	err = t.withErr(v, func(x Value) error { ok, err = t.Contains(x, item); return err })
	return ok, err
}

func proxyCall(t *Thread, v Value, a Args) (Value, error) {
	return t.with(v, func(x Value) (Value, error) { return t.CallArgs(x, a) })
}

func proxyMethod(name string) NativeFn {
	return func(t *Thread, self Value, _ []Value) (Value, error) {
		return t.with(self, func(x Value) (Value, error) { return t.CallMethod(x, name) })
	}
}
