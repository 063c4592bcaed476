package typesmod

import (
	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// Flags of code objects.
const (
	isGenerator = 0x20
	isCoroutine = 0x80
	isAwaitable = 0x100 // a generator that can be awaited
)

// coroutineFn marks the code of a generator function; other callables are wrapped, and
// what they give as well if need be.
func coroutineFn(t *thread, _ value, a []value) (value, error) {
	fn := a[0]
	if fn.Type().Slots.Call == nil {
		return value{}, t.TypeErr("types.coroutine() expects a callable")
	}
	if fn.Type() == eval.FunctionType {
		done, err := markCode(t, fn)
		if err != nil || done {
			return fn.Ref(), err
		}
	}
	w := t.NewClosure("wrapped(*args, **kwargs)", moduleName, "coroutine.<locals>.wrapped", awaitable, fn)
	r, err := pylib.Call(t, "functools", "update_wrapper", w, fn)
	t.Unref(w)
	return r, err
}

// markCode lets what a generator function makes be awaited; false: fn is none.
func markCode(t *thread, fn value) (bool, error) {
	code, err := t.GetAttrS(fn, "__code__")
	if err != nil {
		return false, err
	}
	defer t.Unref(code)
	flags, err := intAttr(t, code, "co_flags")
	if err != nil || flags&(isCoroutine|isAwaitable) != 0 {
		return err == nil, err
	}
	if flags&isGenerator == 0 {
		return false, nil
	}
	replace, err := t.GetAttrS(code, "replace")
	if err != nil {
		return false, err
	}
	defer t.Unref(replace)
	call := args{}
	call.AddKw(object.Obj(&t.In.Intern("co_flags").Header), object.Int(flags|isAwaitable))
	marked, err := t.CallArgs(replace, call)
	if err != nil {
		return false, err
	}
	err = t.SetAttrS(fn, "__code__", marked)
	t.Unref(marked)
	return err == nil, err
}

func intAttr(t *thread, v value, name string) (int64, error) {
	x, err := t.GetAttrS(v, name)
	if err != nil {
		return 0, err
	}
	n, _ := object.IntValue(x)
	t.Unref(x)
	return n, nil
}

// awaitable calls the function it closes over, and wraps a generator that cannot be awaited.
func awaitable(t *thread, vals []value, a args) (value, error) {
	made, err := t.CallArgs(vals[0], a)
	if err != nil || made.Type() == eval.CoroutineType {
		return made, err
	}
	wrap, err := needsWrapper(t, made)
	if err == nil && !wrap {
		return made, nil
	}
	defer t.Unref(made)
	if err != nil {
		return value{}, err
	}
	return pylib.Call(t, moduleName, "_GeneratorWrapper", made)
}

func needsWrapper(t *thread, v value) (bool, error) {
	if v.Type() == eval.GeneratorType {
		code, err := t.GetAttrS(v, "gi_code")
		if err != nil {
			return false, err
		}
		flags, err := intAttr(t, code, "co_flags")
		t.Unref(code)
		if err != nil || flags&isAwaitable != 0 {
			return false, err
		}
	}
	for i, name := range [...]string{"Generator", "Coroutine"} {
		abc, err := pylib.From(t, "_collections_abc", name)
		if err != nil {
			return false, err
		}
		is, err := t.IsInstanceOf(v, abc)
		t.Unref(abc)
		if err != nil || is != (i == 0) {
			return false, err
		}
	}
	return true, nil
}

// The attributes of a wrapper: what it wraps, and whether that is a generator.
const (
	wrapped = "_GeneratorWrapper__wrapped"
	isgen   = "_GeneratorWrapper__isgen"
)

func wrapperSpec() *object.ClassSpec {
	through := func(name string) object.NativeFn {
		return func(t *thread, self value, a []value) (value, error) {
			return onWrapped(t, self, func(w value) (value, error) { return t.CallMethod(w, name, a...) })
		}
	}
	shows := func(name string) object.Decl {
		return object.Getter(name, "", func(t *thread, self value) (value, error) {
			return onWrapped(t, self, func(w value) (value, error) { return t.GetAttrS(w, name) })
		})
	}
	return &object.ClassSpec{Module: moduleName, Name: "_GeneratorWrapper", Decls: []object.Decl{
		object.Method("__init__(self, gen)", "", wrapperInit),
		object.Method("send(self, val)", "", through("send")),
		object.Method("throw(self, tp, *rest)", "", func(t *thread, self value, a []value) (value, error) {
			rest, _ := object.AsTuple(a[1])
			return onWrapped(t, self, func(w value) (value, error) { return t.CallMethod(w, "throw", append([]value{a[0]}, rest.Items...)...) })
		}),
		object.Method("close(self)", "", through("close")),
		shows("gi_code"), shows("gi_frame"), shows("gi_running"), shows("gi_yieldfrom"),
		object.Alias("cr_code", "gi_code"), object.Alias("cr_frame", "gi_frame"),
		object.Alias("cr_running", "gi_running"), object.Alias("cr_await", "gi_yieldfrom"),
		object.Method("__next__(self)", "", func(t *thread, self value, _ []value) (value, error) {
			return onWrapped(t, self, t.NextRaise)
		}),
		object.Method("__iter__(self)", "", func(t *thread, self value, _ []value) (value, error) {
			gen, err := t.GetAttrS(self, isgen)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(gen)
			if gen == object.True {
				return t.GetAttrS(self, wrapped)
			}
			return self.Ref(), nil
		}),
		object.Alias("__await__", "__iter__"),
	}}
}

func onWrapped(t *thread, self value, f func(w value) (value, error)) (value, error) {
	w, err := t.GetAttrS(self, wrapped)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(w)
	return f(w)
}

func wrapperInit(t *thread, self value, a []value) (value, error) {
	err := t.SetAttrS(self, wrapped, a[0])
	if err == nil {
		err = t.SetAttrS(self, isgen, object.Bool(a[0].Type() == eval.GeneratorType))
	}
	for _, name := range [...]string{"__name__", "__qualname__"} {
		if err != nil {
			return value{}, err
		}
		var v value
		if v, err = t.LookupAttr(a[0], name); err == nil {
			err = t.SetAttrS(self, name, pylib.Or(v, object.None))
			t.XUnref(v)
		}
	}
	return object.None, err
}
