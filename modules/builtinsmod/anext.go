package builtinsmod

import (
	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// anextAwaitable is anext(it, default): it waits for the next item and gives default
// where that raises StopAsyncIteration.
type anextAwaitable struct {
	object.Header
	wrapped, dflt value // owned
}

var anextType = &object.Type{}

func setup() {
	anextType.Define(object.TypeSpec{Name: "anext_awaitable", Flags: object.FlagGC | object.FlagNoNew,
		Layout: object.LayoutOf[anextAwaitable](), Basic: 32,
		Slots: object.Slots{
			Await: anextAwait, Iter: anextAwait, Next: anextNext, NextRaise: anextNext,
			Traverse: func(o *object.Header, visit func(value)) {
				w := object.As[anextAwaitable](object.Obj(o))
				visit(w.wrapped)
				visit(w.dflt)
			},
			Clear: func(t *thread, o *object.Header) {
				w := object.As[anextAwaitable](object.Obj(o))
				a, b := w.wrapped, w.dflt
				w.wrapped, w.dflt = object.None, object.None
				t.XUnref(a)
				t.XUnref(b)
			},
		},
		Decls: []object.Decl{
			object.RawMethod("send(value, /)", "Send a value to the awaitable.", anextForward("send")),
			object.RawMethod("throw(typ, val=None, tb=None, /)", "Throw an exception into the awaitable.", anextForward("throw")),
			object.RawMethod("close()", "Close the awaitable.", anextForward("close")),
		}})
	setupSite()
}

func anext(t *thread, _ value, a []value) (value, error) {
	f := a[0].Type().Slots.ANext
	if f == nil {
		return value{}, t.TypeErr("'%s' object is not an async iterator", a[0].Type().Name)
	}
	v, err := f(t, a[0])
	if err != nil || a[1].IsNil() {
		return v, err
	}
	w := object.New[anextAwaitable](t, anextType)
	w.wrapped, w.dflt = v, a[1].Ref()
	return object.Obj(&w.Header), nil
}

func anextAwait(t *thread, v value) (value, error) { return v.Ref(), nil }

// finish turns StopAsyncIteration into a StopIteration that carries the default.
func (w *anextAwaitable) finish(t *thread, err error) error {
	if !t.ErrIs(err, object.StopAsyncIteration) {
		return err
	}
	t.Discard(err)
	return t.RaiseArgs(object.StopIteration, w.dflt.Ref())
}

func anextNext(t *thread, v value) (value, error) {
	w := object.As[anextAwaitable](v)
	it, err := eval.AwaitIter(t, w.wrapped)
	if err != nil {
		return value{}, err
	}
	r, err := t.NextRaise(it)
	t.Unref(it)
	if err != nil {
		return value{}, w.finish(t, err)
	}
	return r, nil
}

func anextForward(name string) object.RawFn {
	return func(t *thread, self value, a object.Args) (value, error) {
		w := object.As[anextAwaitable](self)
		it, err := eval.AwaitIter(t, w.wrapped)
		if err != nil {
			return value{}, err
		}
		r, err := t.CallMethod(it, name, a.Pos...)
		t.Unref(it)
		if err != nil {
			return value{}, w.finish(t, err)
		}
		return r, nil
	}
}
