package weakrefmod

import "github.com/minipy-go/minipy/object"

// A keyedRef is a reference that knows the key it is stored under.
type keyedRef struct {
	object.WeakRef
	key value // owned
}

var keyedRefType = &object.Type{}

var keyedRefSig = object.LazySignature{Text: "__new__(ob, callback, key)", Owner: "KeyedRef", Script: true}

func keyedRefInit() {
	keyedRefType.Define(object.TypeSpec{
		Name: "weakref.KeyedRef", Base: object.RefType, Flags: object.FlagGC | object.FlagBase | object.FlagScript,
		Doc:    "Specialized reference that includes a key corresponding to the value.\n\nA WeakValueDictionary's one callback finds the entry of a dead value by it.",
		Layout: object.LayoutOf[keyedRef](), Basic: 64,
		Slots: object.Slots{New: keyedRefNew,
			Init: func(t *thread, self value, a object.Args) error { return nil },
			Traverse: func(o *object.Header, visit func(value)) {
				object.RefType.Traverse(o, visit)
				if r := object.As[keyedRef](object.Obj(o)); !r.key.IsNil() {
					visit(r.key)
				}
			},
			Clear: func(t *thread, o *object.Header) {
				r := object.As[keyedRef](object.Obj(o))
				key := r.key
				r.key = value{}
				t.XUnref(key)
				object.RefType.Clear(t, o)
			}},
		Decls: []object.Decl{object.Property("key", "", keyedRefKey, keyedRefSetKey)},
	})
}

func keyedRefNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	var out [3]value
	done, err := t.BindArgs(keyedRefSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	callback := out[1]
	if callback == object.None {
		callback = value{}
	}
	return newKeyedRef(t, typ, out[0], callback, out[2])
}

func newKeyedRef(t *thread, typ *object.Type, ob, callback, key value) (value, error) {
	v, err := t.NewRef(typ, ob, callback)
	if err != nil {
		return value{}, t.Hold(err, typ.Value(), ob, callback, key)
	}
	object.As[keyedRef](v).key = key.Ref()
	return v, nil
}

func keyedRefKey(t *thread, v value) (value, error) {
	if r := object.As[keyedRef](v); !r.key.IsNil() {
		return r.key.Ref(), nil
	}
	return value{}, t.RaiseAttr(v, t.In.Intern("key"), "key")
}

func keyedRefSetKey(t *thread, v, x value) error {
	r := object.As[keyedRef](v)
	if x.IsNil() && r.key.IsNil() {
		return t.RaiseAttr(v, t.In.Intern("key"), "key")
	}
	old := r.key
	r.key = x.XRef()
	t.XUnref(old)
	return nil
}
