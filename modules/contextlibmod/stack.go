package contextlibmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// baseStackSpec keeps its callbacks in a deque of pairs: whether the callback is called
// or awaited, and the callback, which takes the three arguments of __exit__.
func baseStackSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "_BaseExitStack", Doc: "What ExitStack and AsyncExitStack share.",
		Decls: []object.Decl{
			object.StaticMethod("_create_exit_wrapper(cm, cm_exit)", "", func(t *thread, _ value, a []value) (value, error) { return t.NewMethod(a[1], a[0]), nil }),
			object.Method("__init__(self)", "", func(t *thread, self value, _ []value) (value, error) { return object.None, renew(t, self) }),
			object.Method("pop_all(self)", "Move all callbacks to a new stack, which is returned.", stackPopAll),
			object.Method("push(self, exit)", "Register an __exit__ method, or an object that has one; its argument is returned.", stackPush),
			object.Method("enter_context(self, cm)", "Enter a context manager, and leave it with the stack.", stackEnter),
			object.RawMethod("callback(self, callback, /, *args, **kwds)", "Register a call; callback is returned.", stackCallback),
			object.Method("_push_cm_exit(self, cm, cm_exit)", "", func(t *thread, self value, a []value) (value, error) {
				m := t.NewMethod(a[1], a[0])
				defer t.Unref(m)
				return object.None, push(t, self, m, object.True)
			}),
			object.Method("_push_exit_callback(self, callback, is_sync=True)", "", func(t *thread, self value, a []value) (value, error) {
				return object.None, push(t, self, a[0], pylib.Or(a[1], object.True))
			}),
		}}
}

func stackSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "ExitStack", Doc: "A stack of context managers and calls, which are left and made in reverse order.",
		Decls: []object.Decl{
			object.Method("__enter__(self)", "", returnSelf),
			object.Method("__exit__(self, *exc_details)", "", stackExit),
			object.Method("close(self)", "Leave the stack now.", func(t *thread, self value, _ []value) (value, error) {
				r, err := t.CallMethod(self, "__exit__", object.None, object.None, object.None)
				t.XUnref(r)
				return object.None, err
			}),
		}}
}

const callbacks = "_exit_callbacks"

// renew gives the stack an empty deque.
func renew(t *thread, self value) error {
	d, err := pylib.Call(t, "_collections", "deque")
	if err != nil {
		return err
	}
	err = t.SetAttrS(self, callbacks, d)
	t.Unref(d)
	return err
}

func push(t *thread, self, callback, sync value) error {
	d, err := t.GetAttrS(self, callbacks)
	if err != nil {
		return err
	}
	pair := t.NewTuple(sync.Ref(), callback.Ref())
	r, err := t.CallMethod(d, "append", pair)
	t.Unref(pair)
	t.Unref(d)
	t.XUnref(r)
	return err
}

func stackPopAll(t *thread, self value, _ []value) (value, error) {
	other, err := t.Call(self.Type().Value())
	if err != nil {
		return value{}, err
	}
	d, err := t.GetAttrS(self, callbacks)
	if err == nil {
		err = t.SetAttrS(other, callbacks, d)
		t.Unref(d)
	}
	if err == nil {
		err = renew(t, self)
	}
	if err != nil {
		t.Unref(other)
		return value{}, err
	}
	return other, nil
}

func stackPush(t *thread, self value, a []value) (value, error) {
	return pushExit(t, self, a[0], "__exit__", object.True)
}

// pushExit registers an object's method of that name, or the object itself.
func pushExit(t *thread, self, x value, name string, sync value) (value, error) {
	exit, err := t.LookupAttr(x.Type().Value(), name)
	if err != nil {
		return value{}, err
	}
	callback := x.Ref()
	if !exit.IsNil() {
		t.Unref(callback)
		callback = t.NewMethod(exit, x)
		t.Unref(exit)
	}
	err = push(t, self, callback, sync)
	t.Unref(callback)
	if err != nil {
		return value{}, err
	}
	return x.Ref(), nil
}

func stackEnter(t *thread, self value, a []value) (value, error) {
	cls := a[0].Type().Value()
	exit, err := t.GetAttrS(cls, "__exit__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(exit)
	enter, err := t.GetAttrS(cls, "__enter__")
	if err != nil {
		return value{}, err
	}
	r, err := t.Call(enter, a[0])
	t.Unref(enter)
	if err != nil {
		return value{}, err
	}
	m := t.NewMethod(exit, a[0])
	err = push(t, self, m, object.True)
	t.Unref(m)
	if err != nil {
		t.Unref(r)
		return value{}, err
	}
	return r, nil
}

// exitWrapper is what a registered call becomes; it closes over the function, a tuple
// of arguments and a dict of keyword arguments.
func exitWrapper(t *thread, vals []value, _ object.Args) (value, error) {
	args, _ := object.AsTuple(vals[1])
	kw, _ := object.AsDict(vals[2])
	r, err := t.CallArgs(vals[0], object.WithDict(args.Items, kw))
	t.XUnref(r)
	return object.None, err
}

func stackCallback(t *thread, self value, a object.Args) (value, error) {
	return pushCall(t, self, a, exitWrapper, "_BaseExitStack.callback", object.True)
}

// pushCall registers the call of a function as a callback with that body.
func pushCall(t *thread, self value, a object.Args, body object.ClosureFn, method string, sync value) (value, error) {
	if len(a.Pos) == 0 {
		return value{}, t.TypeErr("%s() missing 1 required positional argument: 'callback'", method)
	}
	fn := a.Pos[0]
	args, kw := t.NewTupleOf(a.Pos[1:]), t.NewDict()
	defer t.Unref(args)
	defer t.Unref(kw.Value())
	for i, k := range a.KwNames() {
		if err := kw.Set(t, k, a.Kw()[i]); err != nil {
			return value{}, err
		}
	}
	w := t.NewClosure("_exit_wrapper(exc_type, exc, tb)", "contextlib", method+".<locals>._exit_wrapper", body, fn, args, kw.Value())
	defer t.Unref(w)
	if err := t.SetAttrS(w, "__wrapped__", fn); err != nil {
		return value{}, err
	}
	if err := push(t, self, w, sync); err != nil {
		return value{}, err
	}
	return fn.Ref(), nil
}

// A leaving is the state of a stack that is being left: the exception that the next
// callback is told of. The details are owned.
type leaving struct {
	details [3]value
	handled value // owned: what was being handled when the stack was left
}

func (l *leaving) set(t *thread, typ, exc, tb value) {
	old := l.details
	l.details = [3]value{typ, exc, tb}
	t.UnrefAll(old[:])
}

func stackExit(t *thread, self value, a []value) (value, error) {
	given, _ := object.AsTuple(a[0])
	if len(given.Items) != 3 {
		return value{}, t.TypeErr("__exit__() takes the class, the exception and the traceback, not %d arguments", len(given.Items))
	}
	var l leaving
	for i, v := range given.Items {
		l.details[i] = v.Ref()
	}
	defer func() { t.UnrefAll(l.details[:]); t.XUnref(l.handled) }()
	received := l.details[0] != object.None
	info, err := pylib.Call(t, "sys", "exc_info")
	if err != nil {
		return value{}, err
	}
	if tup, ok := object.AsTuple(info); ok {
		l.handled = tup.Items[1].Ref()
	}
	t.Unref(info)
	suppressed, pending := false, false
	for {
		callback, err := popCallback(t, self)
		if err != nil {
			return value{}, err
		}
		if callback.IsNil() {
			break
		}
		stop, err := l.call(t, callback)
		t.Unref(callback)
		switch {
		case err != nil:
			pending = true
			e := t.TakeExc(err)
			chain(t, e, l.details[1], l.handled)
			l.set(t, e.Header.Typ.Value().Ref(), e.Value(), pylib.Or(e.Traceback(), object.None).Ref())
		case stop:
			suppressed, pending = true, false
			l.set(t, object.None, object.None, object.None)
		}
	}
	if pending {
		return value{}, t.GiveRaised(l.details[1].Ref())
	}
	return object.Bool(received && suppressed), nil
}

// popCallback gives the newest callback, absent if there is none.
func popCallback(t *thread, self value) (value, error) {
	d, err := t.GetAttrS(self, callbacks)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d)
	if n, err := t.Len(d); err != nil || n == 0 {
		return value{}, err
	}
	pair, err := t.CallMethod(d, "pop")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(pair)
	return t.GetItem(pair, object.Int(1))
}

// call tells a callback of the exception; true: it swallowed it.
func (l *leaving) call(t *thread, callback value) (bool, error) {
	r, err := t.Call(callback, l.details[:]...)
	if err != nil {
		return false, err
	}
	defer t.Unref(r)
	return t.Truth(r)
}
