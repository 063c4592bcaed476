package contextlibmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// helper calls a function of _contextlib.
func helper(t *thread, name string, args ...value) (value, error) {
	return pylib.Call(t, "_contextlib", name, args...)
}

// coroutine makes a coroutine that a function of _contextlib gives look like the method
// of class that CPython has.
func coroutine(t *thread, class, method, name string, args ...value) (value, error) {
	co, err := helper(t, name, args...)
	if err != nil {
		return value{}, err
	}
	for attr, text := range map[string]string{"__name__": method, "__qualname__": class + "." + method} {
		s := t.NewStr(text)
		err := t.SetAttrS(co, attr, s)
		t.Unref(s)
		if err != nil {
			t.Unref(co)
			return value{}, err
		}
	}
	return co, nil
}

// awaits makes a method that gives the coroutine of a function of _contextlib, called
// with self and the arguments.
func awaits(class, sig, doc, name string) object.Decl {
	method := sig
	for i := range sig {
		if sig[i] == '(' {
			method = sig[:i]
			break
		}
	}
	return object.Method(sig, doc, func(t *thread, self value, a []value) (value, error) {
		return coroutine(t, class, method, name, append([]value{self}, a...)...)
	})
}

// gives makes an __aenter__ that gives an attribute, self if attr is "".
func gives(class, attr string) object.Decl {
	return object.Method("__aenter__(self)", "Return what the with statement binds.", func(t *thread, self value, _ []value) (value, error) {
		v := self.Ref()
		if attr != "" {
			t.Unref(v)
			var err error
			if v, err = t.GetAttrS(self, attr); err != nil {
				return value{}, err
			}
		}
		defer t.Unref(v)
		return coroutine(t, class, "__aenter__", "give", v)
	})
}

func asyncAbstractSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "AbstractAsyncContextManager", Doc: "An abstract base class for asynchronous context managers.",
		Decls: []object.Decl{
			object.Made("__class_getitem__", genericAlias),
			gives("AbstractAsyncContextManager", ""),
			object.AbstractMethod("__aexit__(self, exc_type, exc_value, traceback)", "Raise any exception triggered within the runtime context.",
				func(t *thread, _ value, _ []value) (value, error) {
					return coroutine(t, "AbstractAsyncContextManager", "__aexit__", "give", object.None)
				}),
			hook("AbstractAsyncContextManager", "__aenter__", "__aexit__"),
		}}
}

func asyncDecoratorSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "AsyncContextDecorator", Doc: "A base class for asynchronous context managers that also work as decorators.",
		Decls: []object.Decl{
			object.Method("_recreate_cm(self)", "The context manager for one call of a decorated function.", returnSelf),
			object.Method("__call__(self, func)", "", func(t *thread, self value, a []value) (value, error) { return helper(t, "decorate", self, a[0]) }),
		}}
}

func asyncGeneratorSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "_AsyncGeneratorContextManager", Doc: "Helper for @asynccontextmanager decorator.",
		Decls: []object.Decl{
			object.Method("__aenter__(self)", "", func(t *thread, self value, _ []value) (value, error) {
				if err := forget(t, self); err != nil {
					return value{}, err
				}
				return coroutine(t, "_AsyncGeneratorContextManager", "__aenter__", "manager_enter", self)
			}),
			awaits("_AsyncGeneratorContextManager", "__aexit__(self, typ, value, traceback)", "", "manager_leave"),
		}}
}

func aclosingSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "aclosing", Doc: "An asynchronous context manager that awaits a thing's aclose() at the end.",
		Decls: []object.Decl{
			object.Method("__init__(self, thing)", "", setter("thing")),
			gives("aclosing", "thing"),
			object.Method("__aexit__(self, *exc_info)", "", func(t *thread, self value, _ []value) (value, error) {
				thing, err := t.GetAttrS(self, "thing")
				if err != nil {
					return value{}, err
				}
				defer t.Unref(thing)
				return coroutine(t, "aclosing", "__aexit__", "close", thing)
			}),
		}}
}

func nullSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "nullcontext", Doc: "A context manager, asynchronous too, that does nothing.",
		Decls: []object.Decl{
			object.Method("__init__(self, enter_result=None)", "", func(t *thread, self value, a []value) (value, error) {
				return object.None, t.SetAttrS(self, "enter_result", pylib.Or(a[0], object.None))
			}),
			object.Method("__enter__(self)", "", getter("enter_result")),
			object.Method("__exit__(self, *excinfo)", "", func(*thread, value, []value) (value, error) { return object.None, nil }),
			gives("nullcontext", "enter_result"),
			object.Method("__aexit__(self, *excinfo)", "", func(t *thread, _ value, _ []value) (value, error) {
				return coroutine(t, "nullcontext", "__aexit__", "give", object.None)
			}),
		}}
}

func asyncStackSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "AsyncExitStack", Doc: "An ExitStack whose context managers and calls may be asynchronous.",
		Decls: []object.Decl{
			object.StaticMethod("_create_async_exit_wrapper(cm, cm_exit)", "", func(t *thread, _ value, a []value) (value, error) { return t.NewMethod(a[1], a[0]), nil }),
			awaits("AsyncExitStack", "enter_async_context(self, cm)", "Enter an asynchronous context manager, and leave it with the stack.", "stack_enter"),
			object.Method("push_async_exit(self, exit)", "Register an __aexit__ method, or an object that has one; its argument is returned.", func(t *thread, self value, a []value) (value, error) {
				return pushExit(t, self, a[0], "__aexit__", object.False)
			}),
			object.RawMethod("push_async_callback(self, callback, /, *args, **kwds)", "Register a call that is awaited; callback is returned.", func(t *thread, self value, a object.Args) (value, error) {
				return pushCall(t, self, a, asyncExitWrapper, "AsyncExitStack.push_async_callback", object.False)
			}),
			object.Method("_push_async_cm_exit(self, cm, cm_exit)", "", func(t *thread, self value, a []value) (value, error) {
				m := t.NewMethod(a[1], a[0])
				defer t.Unref(m)
				return object.None, push(t, self, m, object.False)
			}),
			gives("AsyncExitStack", ""),
			object.Method("__aexit__(self, *exc_details)", "", func(t *thread, self value, a []value) (value, error) {
				details, _ := object.AsTuple(a[0])
				return coroutine(t, "AsyncExitStack", "__aexit__", "stack_leave", append([]value{self}, details.Items...)...)
			}),
			object.Method("aclose(self)", "Leave the stack now.", func(t *thread, self value, _ []value) (value, error) {
				return t.CallMethod(self, "__aexit__", object.None, object.None, object.None)
			}),
		}}
}

// asyncExitWrapper is exitWrapper for calls that are awaited.
func asyncExitWrapper(t *thread, vals []value, _ object.Args) (value, error) {
	return helper(t, "call", vals...)
}
