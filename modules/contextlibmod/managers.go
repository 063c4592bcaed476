package contextlibmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

func generatorBaseSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "_GeneratorContextManagerBase", Doc: "What the managers made of generators share.",
		Decls: []object.Decl{
			object.Method("__init__(self, func, args, kwds)", "", managerInit),
			object.Method("_recreate_cm(self)", "A new manager of the same call.", managerAgain),
		}}
}

func generatorSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "_GeneratorContextManager", Doc: "Helper for @contextmanager decorator.",
		Decls: []object.Decl{
			object.Method("__enter__(self)", "", managerEnter),
			object.Method("__exit__(self, typ, value, traceback)", "", managerExit),
		}}
}

// managerInit calls the generator function and keeps the call.
func managerInit(t *thread, self value, a []value) (value, error) {
	args, err := t.Collect(a[1])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(args)
	kw, _ := object.AsDict(a[2])
	gen, err := t.CallArgs(a[0], object.WithDict(args, kw))
	if err != nil {
		return value{}, err
	}
	err = t.SetAttrS(self, "gen", gen)
	t.Unref(gen)
	for i, name := range [...]string{"func", "args", "kwds"} {
		if err == nil {
			err = t.SetAttrS(self, name, a[i])
		}
	}
	if err != nil {
		return value{}, err
	}
	doc, err := t.LookupAttr(a[0], "__doc__")
	if err == nil && !pylib.Given(doc) {
		t.XUnref(doc)
		doc, err = t.GetAttrS(self.Type().Value(), "__doc__")
	}
	if err != nil {
		return value{}, err
	}
	err = t.SetAttrS(self, "__doc__", doc)
	t.Unref(doc)
	return object.None, err
}

func managerAgain(t *thread, self value, _ []value) (value, error) {
	var args []value
	defer func() { t.UnrefAll(args) }()
	for _, name := range [...]string{"__class__", "func", "args", "kwds"} {
		v, err := t.GetAttrS(self, name)
		if err != nil {
			return value{}, err
		}
		args = append(args, v)
	}
	return t.Call(args[0], args[1:]...)
}

// advance asks the generator for its next value; absent: it has ended.
func advance(t *thread, self value) (value, error) {
	gen, err := t.GetAttrS(self, "gen")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(gen)
	v, err := t.Next(gen)
	if err != nil && t.ErrIs(err, object.StopIteration) {
		t.Discard(err)
		return value{}, nil
	}
	return v, err
}

// forget drops the call that a manager keeps.
func forget(t *thread, self value) error {
	for _, name := range [...]string{"args", "kwds", "func"} {
		if err := t.DelAttrS(self, name); err != nil {
			return err
		}
	}
	return nil
}

// managerEnter forgets the call first, which may keep things alive.
func managerEnter(t *thread, self value, _ []value) (value, error) {
	if err := forget(t, self); err != nil {
		return value{}, err
	}
	v, err := advance(t, self)
	if err == nil && v.IsNil() {
		err = t.Raise(object.RuntimeError, "generator didn't yield")
		t.Normalize(err).GiveCause(t, value{})
	}
	return v, err
}

func managerExit(t *thread, self value, a []value) (value, error) {
	typ, exc, tb := a[0], a[1], a[2]
	if typ == object.None {
		v, err := advance(t, self)
		if err != nil || v.IsNil() {
			return object.False, err
		}
		t.Unref(v)
		return value{}, t.Raise(object.RuntimeError, "generator didn't stop")
	}
	if exc == object.None {
		made, err := t.Call(typ)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(made)
		exc = made
	}
	gen, err := t.GetAttrS(self, "gen")
	if err != nil {
		return value{}, err
	}
	v, err := t.CallMethod(gen, "throw", typ, exc, tb)
	t.Unref(gen)
	if err == nil {
		t.Unref(v)
		return value{}, t.Raise(object.RuntimeError, "generator didn't stop after throw()")
	}
	return thrown(t, err, exc, tb)
}

// thrown says what __exit__ answers when the generator, into which exc was thrown, ends
// with err: that it swallowed exc, or that exc goes on, or another exception.
func thrown(t *thread, err error, exc, tb value) (value, error) {
	e := t.Normalize(err)
	same := e.Value() == exc
	switch {
	case t.ErrIs(err, object.StopIteration):
		t.Discard(err)
		return object.Bool(!same), nil
	case same:
	case t.ErrIs(err, object.RuntimeError) && e.Cause() == exc && object.IsInstance(exc, object.StopIteration):
		// the generator's own StopIteration, which became a RuntimeError on its way out
	default:
		return value{}, err
	}
	old, _ := object.AsException(exc)
	t.Discard(err)
	if tb != object.None {
		old.SetTraceback(t, tb.Ref())
	}
	return object.False, nil
}

func closingSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "closing", Doc: "A context manager that closes a thing at the end.",
		Decls: []object.Decl{
			object.Method("__init__(self, thing)", "", setter("thing")),
			object.Method("__enter__(self)", "", getter("thing")),
			object.Method("__exit__(self, *exc_info)", "", func(t *thread, self value, _ []value) (value, error) {
				thing, err := t.GetAttrS(self, "thing")
				if err != nil {
					return value{}, err
				}
				r, err := t.CallMethod(thing, "close")
				t.Unref(thing)
				t.XUnref(r)
				return object.None, err
			}),
		}}
}

// setter makes an __init__ that keeps its argument.
func setter(name string) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		return object.None, t.SetAttrS(self, name, a[0])
	}
}

func getter(name string) object.NativeFn {
	return func(t *thread, self value, _ []value) (value, error) { return t.GetAttrS(self, name) }
}

func redirectSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "_RedirectStream",
		Decls: []object.Decl{
			object.Attr("_stream", object.None),
			object.Method("__init__(self, new_target)", "", func(t *thread, self value, a []value) (value, error) {
				old := t.NewList(nil)
				err := t.SetAttrS(self, "_old_targets", old)
				t.Unref(old)
				if err == nil {
					err = t.SetAttrS(self, "_new_target", a[0])
				}
				return object.None, err
			}),
			object.Method("__enter__(self)", "", redirectEnter),
			object.Method("__exit__(self, exctype, excinst, exctb)", "", redirectExit),
		}}
}

func stdoutSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "redirect_stdout", Doc: "A context manager that sends what goes to sys.stdout to another file.",
		Decls: []object.Decl{object.Made("_stream", func(t *thread) (value, error) { return t.NewStr("stdout"), nil })}}
}

func stderrSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "redirect_stderr", Doc: "A context manager that sends what goes to sys.stderr to another file.",
		Decls: []object.Decl{object.Made("_stream", func(t *thread) (value, error) { return t.NewStr("stderr"), nil })}}
}

// stream gives sys, the name of the stream in it, and the stack of former targets.
func stream(t *thread, self value) (sys value, name string, old value, err error) {
	v, err := t.GetAttrS(self, "_stream")
	if err != nil {
		return value{}, "", value{}, err
	}
	name, _ = pylib.Text(v)
	t.Unref(v)
	if old, err = t.GetAttrS(self, "_old_targets"); err != nil {
		return value{}, "", value{}, err
	}
	if sys, err = pylib.Import(t, "sys"); err != nil {
		t.Unref(old)
	}
	return sys, name, old, err
}

func redirectEnter(t *thread, self value, _ []value) (value, error) {
	sys, name, old, err := stream(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(sys)
	defer t.Unref(old)
	now, err := t.GetAttrS(sys, name)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallMethod(old, "append", now)
	t.Unref(now)
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	target, err := t.GetAttrS(self, "_new_target")
	if err != nil {
		return value{}, err
	}
	if err := t.SetAttrS(sys, name, target); err != nil {
		t.Unref(target)
		return value{}, err
	}
	return target, nil
}

func redirectExit(t *thread, self value, _ []value) (value, error) {
	sys, name, old, err := stream(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(sys)
	defer t.Unref(old)
	was, err := t.CallMethod(old, "pop")
	if err != nil {
		return value{}, err
	}
	err = t.SetAttrS(sys, name, was)
	t.Unref(was)
	return object.None, err
}

func suppressSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "suppress", Doc: "A context manager that swallows exceptions of some classes.",
		Decls: []object.Decl{
			object.Method("__init__(self, *exceptions)", "", setter("_exceptions")),
			object.Method("__enter__(self)", "", func(*thread, value, []value) (value, error) { return object.None, nil }),
			object.Method("__exit__(self, exctype, excinst, exctb)", "", func(t *thread, self value, a []value) (value, error) {
				if a[0] == object.None {
					return object.False, nil
				}
				classes, err := t.GetAttrS(self, "_exceptions")
				if err != nil {
					return value{}, err
				}
				is, err := t.IsSubclassOf(a[0], classes)
				t.Unref(classes)
				return object.Bool(is), err
			}),
		}}
}
