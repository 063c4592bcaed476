package object

import "fmt"

func refInit() {
	RefType.Define(TypeSpec{Name: "weakref.ReferenceType", Flags: FlagGC | FlagBase, Basic: 56, Layout: LayoutOf[WeakRef](),
		Slots: Slots{New: refNew, Init: refInitMethod, Call: refCall, Repr: refRepr, Hash: refHash, Compare: refCompare,
			Traverse: weakTraverse, Clear: weakClear, Free: weakFree},
		Build: func() []Decl {
			return []Decl{
				Member("__callback__", "", func(t *Thread, v Value) (Value, error) { return orNone(as[WeakRef](v).callback).Ref(), nil }),
				ClassMethod("__class_getitem__(object, /)", "See PEP 585", func(t *Thread, cls Value, a []Value) (Value, error) { return t.NewGenericAlias(cls, a[0]) }),
			}
		}})
}

// refArgs takes the arguments of ref(object[, callback]).
func (t *Thread) refArgs(a Args) (v, callback Value, err error) {
	if len(a.Pos) < 1 || len(a.Pos) > 2 {
		word := "at least 1 argument"
		if len(a.Pos) > 2 {
			word = "at most 2 arguments"
		}
		return v, callback, t.TypeErr("__new__ expected %s, got %d", word, len(a.Pos))
	}
	if len(a.Pos) == 2 && a.Pos[1] != None {
		callback = a.Pos[1]
	}
	return a.Pos[0], callback, nil
}

func refNew(t *Thread, typ *Type, a Args) (Value, error) {
	v, cb, err := t.refArgs(a)
	if err != nil {
		return Value{}, err
	}
	return t.NewRef(typ, v, cb)
}

// NewPlainRef is a call of ref with args, lent: a referent and maybe a callback.
func (t *Thread) NewPlainRef(args []Value) (Value, error) {
	var callback Value
	if len(args) == 2 && args[1] != None {
		callback = args[1]
	}
	return t.NewRef(RefType, args[0], callback)
}

func refInitMethod(t *Thread, self Value, a Args) error {
	if len(a.KwNames()) > 0 {
		return t.TypeErr("ref() takes no keyword arguments")
	}
	_, _, err := t.refArgs(a)
	return err
}

func refCall(t *Thread, v Value, a Args) (Value, error) {
	if n := len(a.Pos) + len(a.KwNames()); n > 0 {
		return Value{}, t.TypeErr("__call__() takes at most 0 arguments (%d given)", n)
	}
	if x := as[WeakRef](v).Target(); x.O != nil {
		return x, nil
	}
	return None, nil
}

func refRepr(t *Thread, v Value) (Value, error) {
	w := as[WeakRef](v)
	if !w.Alive() {
		return t.NewStr(fmt.Sprintf("<weakref at %s; dead>", Address(v.O))), nil
	}
	x := w.Target()
	defer t.Unref(x)
	name, err := t.LookupAttr(x, "__name__")
	if err != nil {
		return Value{}, err
	}
	if name.O != nil {
		defer t.Unref(name)
		if name.IsStr() {
			return t.NewStr(fmt.Sprintf("<weakref at %s; to '%s' at %s (%s)>", Address(v.O), x.O.Typ.FullName(), Address(x.O), name.String())), nil
		}
	}
	return t.NewStr(fmt.Sprintf("<weakref at %s; to '%s' at %s>", Address(v.O), x.O.Typ.FullName(), Address(x.O))), nil
}

// refHash is the referent's hash, kept after its death.
func refHash(t *Thread, v Value) (int64, error) {
	w := as[WeakRef](v)
	if w.hashed {
		return w.hash, nil
	}
	x := w.Target()
	if x.O == nil {
		return 0, t.TypeErr("weak object has gone away")
	}
	h, err := t.Hash(x)
	t.Unref(x)
	if err == nil {
		w.hash, w.hashed = h, true
	}
	return h, err
}

// refCompare compares the referents while both live, else identity.
func refCompare(t *Thread, a, b Value, op int) (Value, error) {
	if op != CmpEQ && op != CmpNE || !a.O.Typ.IsSubtype(RefType) || !b.O.Typ.IsSubtype(RefType) {
		return NotImplemented, nil
	}
	x, y := as[WeakRef](a), as[WeakRef](b)
	if !x.Alive() || !y.Alive() {
		return Bool((a == b) == (op == CmpEQ)), nil
	}
	v, w := x.Target(), y.Target()
	r, err := t.Compare(v, w, op)
	t.Unref(v)
	t.Unref(w)
	return r, err
}
