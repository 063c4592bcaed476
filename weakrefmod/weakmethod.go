package weakrefmod

import (
	"fmt"

	"github.com/minipy-go/minipy/object"
)

// A weakMethod is a reference to the object of a bound method that also refers, weakly,
// to its function: the method itself dies as soon as nobody looks at it.
type weakMethod struct {
	object.WeakableRef
	fn    value // owned: a reference to the function
	typ   value // owned: the class of the method
	alive bool
}

var methodType = &object.Type{}

var methodSig = object.LazySignature{Text: "__new__(meth, callback=None)", Owner: "WeakMethod", Script: true}

func asMethod(v value) *weakMethod { return object.As[weakMethod](v) }

func methodInit() {
	methodCallbackInit()
	methodType.Define(object.TypeSpec{
		Name: "weakref.WeakMethod", Base: object.RefType, Flags: object.FlagGC | object.FlagBase | object.FlagScript,
		Doc:    "\nA custom `weakref.ref` subclass which simulates a weak reference to\na bound method, working around the lifetime problem of bound methods.\n",
		Layout: object.WeakableRefLayoutOf[weakMethod](), Basic: 88, Weak: 80,
		Slots: object.Slots{New: methodNew, Init: func(*thread, value, object.Args) error { return nil },
			Call: methodCall, Compare: methodCompare, Hash: object.RefType.Hash,
			Traverse: func(o *object.Header, visit func(value)) {
				object.RefType.Traverse(o, visit)
				m := asMethod(object.Obj(o))
				for _, v := range [...]value{m.fn, m.typ} {
					if !v.IsNil() {
						visit(v)
					}
				}
			},
			Clear: func(t *thread, o *object.Header) {
				m := asMethod(object.Obj(o))
				fn, typ := m.fn, m.typ
				m.fn, m.typ = value{}, value{}
				t.XUnref(fn)
				t.XUnref(typ)
				object.RefType.Clear(t, o)
			}},
		Decls: []object.Decl{
			object.Getter("_alive", "", func(t *thread, v value) (value, error) { return object.Bool(asMethod(v).alive), nil }),
			object.Getter("_func_ref", "", func(t *thread, v value) (value, error) { return orNone(asMethod(v).fn).Ref(), nil }),
			object.Getter("_meth_type", "", func(t *thread, v value) (value, error) { return orNone(asMethod(v).typ).Ref(), nil }),
		},
	})
}

func methodNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(methodSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	var fn value
	obj, noSelf := t.GetAttrS(out[0], "__self__")
	if noSelf == nil {
		defer t.Unref(obj)
		fn, noSelf = t.GetAttrS(out[0], "__func__")
	}
	if noSelf != nil {
		if !t.ErrIs(noSelf, object.AttributeError) {
			return value{}, t.Hold(noSelf, typ.Value(), out[0], out[1])
		}
		s, err := t.StrString(out[0].Type().Value())
		if err != nil {
			t.Discard(noSelf)
			return value{}, err
		}
		err = t.TypeErr("argument should be a bound method, not %s", s)
		return value{}, t.Hold(t.Hide(noSelf, err), typ.Value(), out[0], out[1])
	}
	defer t.Unref(fn)
	cb := object.New[methodCallback](t, methodCallbackType)
	callback := object.Obj(&cb.Header)
	defer t.Unref(callback)
	if !out[1].IsNil() && out[1] != object.None {
		cb.callback = out[1].Ref()
	}
	self, err := t.NewRef(typ, obj, callback)
	if err != nil {
		return value{}, t.Hold(err, typ.Value(), out[0], out[1], obj, fn)
	}
	m := asMethod(self)
	m.alive = true
	m.typ = out[0].Type().Value().Ref()
	if m.fn, err = t.NewRef(object.RefType, fn, callback); err == nil {
		cb.self, err = plainRef(t, self)
	}
	if err != nil {
		t.Unref(self)
		return value{}, err
	}
	return self, nil
}

func methodCall(t *thread, v value, a object.Args) (value, error) {
	if n := len(a.Pos) + len(a.KwNames()); n > 0 {
		return value{}, t.TypeErr("WeakMethod.__call__() takes 1 positional argument but %d were given", n+1)
	}
	m := asMethod(v)
	obj := m.Target()
	if obj.IsNil() {
		return object.None, nil
	}
	defer t.Unref(obj)
	fn := target(m.fn)
	if fn.IsNil() {
		return object.None, nil
	}
	defer t.Unref(fn)
	if m.typ == object.MethodType.Value() {
		return t.NewMethod(fn, obj), nil
	}
	return t.Call(m.typ, fn, obj)
}

// methodCompare compares objects and functions while both methods live, else identity.
func methodCompare(t *thread, a, b value, op int) (value, error) {
	if op != object.CmpEQ && op != object.CmpNE || !b.Type().IsSubtype(methodType) {
		return object.NotImplemented, nil
	}
	x, y := asMethod(a), asMethod(b)
	if !x.alive || !y.alive {
		return object.Bool((a == b) == (op == object.CmpEQ)), nil
	}
	r, err := object.RefType.Compare(t, a, b, object.CmpEQ)
	if err != nil {
		return value{}, err
	}
	eq, err := t.Truth(r)
	t.Unref(r)
	if err == nil && eq {
		eq, err = t.CompareBool(x.fn, y.fn, object.CmpEQ)
	}
	return object.Bool(eq == (op == object.CmpEQ)), err
}

// A methodCallback is the callback of both references of a weakMethod: whichever of
// object and function dies first, the method's own callback is called once.
type methodCallback struct {
	object.Header
	self     value // owned: a reference to the weakMethod
	callback value // owned; absent if none
}

var methodCallbackType = &object.Type{}

func methodCallbackInit() {
	methodCallbackType.Define(object.TypeSpec{
		Name: "function", Twin: true, Flags: object.FlagGC | object.FlagNoNew, Layout: object.LayoutOf[methodCallback](), Basic: 128,
		Parts: 3, // the tuple of its closure, and two cells
		Slots: object.Slots{Call: methodCallbackCall,
			Repr: func(t *thread, v value) (value, error) {
				return t.NewStr(fmt.Sprintf("<function WeakMethod.__new__.<locals>._cb at %s>", object.Address(v.O))), nil
			},
			Traverse: func(o *object.Header, visit func(value)) {
				cb := object.As[methodCallback](object.Obj(o))
				for _, v := range [...]value{cb.self, cb.callback} {
					if !v.IsNil() {
						visit(v)
					}
				}
			},
			Clear: func(t *thread, o *object.Header) {
				cb := object.As[methodCallback](object.Obj(o))
				self, callback := cb.self, cb.callback
				cb.self, cb.callback = value{}, value{}
				t.XUnref(callback)
				t.XUnref(self)
			}},
	})
}

func methodCallbackCall(t *thread, v value, a object.Args) (value, error) {
	cb := object.As[methodCallback](v)
	if cb.self.IsNil() {
		return object.None, nil
	}
	self := target(cb.self)
	if self.IsNil() {
		return object.None, nil
	}
	defer t.Unref(self)
	if m := asMethod(self); m.alive {
		m.alive = false
		if !cb.callback.IsNil() {
			callback := cb.callback.Ref()
			r, err := t.Call(callback, self)
			t.Unref(callback)
			if err != nil {
				return value{}, err
			}
			t.Unref(r)
		}
	}
	return object.None, nil
}
