package functoolsmod

import "github.com/minipy-go/minipy/object"

// A key is what cmp_to_key(cmp) returns (obj absent), and what that makes of an object.
type key struct {
	object.Header
	cmp, obj value // owned
}

var keyType = &class{}

func keyInit() {
	keyType.Define(object.TypeSpec{Name: "functools.KeyWrapper", Flags: object.FlagGC | object.FlagNoNew, Layout: object.LayoutOf[key](), Basic: 32,
		Slots: object.Slots{Call: keyCall, Compare: keyCompare,
			Hash:     object.Unhashable,
			Traverse: func(o *header, visit func(value)) { k := as[key](o); visitAll(visit, k.cmp, k.obj) },
			Clear: func(t *thread, o *header) {
				k := as[key](o)
				set(t, &k.cmp, value{})
				set(t, &k.obj, value{})
			}},
		Decls: []object.Decl{object.Property("obj", "Value wrapped by a key function.",
			func(_ *thread, v value) (value, error) {
				if x := object.As[key](v).obj; x.O != nil {
					return x.Ref(), nil
				}
				return object.None, nil
			},
			func(t *thread, v, x value) error {
				set(t, &object.As[key](v).obj, x.XRef())
				return nil
			}).AsMember()}})
}

func newKey(t *thread, cmp, obj value) value {
	k := object.New[key](t, keyType)
	k.cmp, k.obj = cmp.Ref(), obj.XRef()
	return object.Obj(&k.Header)
}

func cmpToKey(t *thread, _ value, a []value) (value, error) { return newKey(t, a[0], value{}), nil }

var keySig = object.LazySignature{Text: "K(obj)"}

func keyCall(t *thread, v value, a args) (value, error) {
	var out [1]value
	done, err := t.BindArgs(keySig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	return newKey(t, object.As[key](v).cmp, out[0]), nil
}

func keyCompare(t *thread, a, b value, op int) (value, error) {
	if b.Type() != keyType {
		return value{}, t.TypeErr("other argument must be K instance")
	}
	x, y := object.As[key](a), object.As[key](b)
	if x.obj.O == nil || y.obj.O == nil {
		return value{}, t.Raise(object.AttributeError, "object")
	}
	r, err := t.Call(x.cmp, x.obj, y.obj)
	if err != nil {
		return value{}, err
	}
	res, err := t.Compare(r, object.Int(0), op)
	t.Unref(r)
	return res, err
}
