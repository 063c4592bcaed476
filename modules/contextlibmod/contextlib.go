// Package contextlibmod is the contextlib module: context managers made of generators,
// stacks of them, and small ready ones.
//
// What awaits, or runs code inside a with statement, is Python: the module _contextlib,
// which is imported when such a method is first called.
package contextlibmod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares contextlib.
var Module = object.ModuleSpec{
	Name: "contextlib",
	Doc:  "Context managers for the with statement.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("contextmanager(func)", "Make func, a generator that yields once, a function that gives context managers.", maker("_GeneratorContextManager", "contextmanager")),
			object.Func("asynccontextmanager(func)", "Make func, an asynchronous generator that yields once, a function that gives asynchronous context managers.",
				maker("_AsyncGeneratorContextManager", "asynccontextmanager")),
			object.Func("_chain(new, old, handled)", "Make old the context at the end of new's chain of contexts.", chainFn),
			object.Func("_reraise(exc)", "Raise exc as it is.", func(t *thread, _ value, a []value) (value, error) {
				return value{}, t.GiveReraise(a[0].Ref())
			}),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
			"AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "ExitStack", "redirect_stdout", "redirect_stderr", "suppress", "aclosing"))
		return nil
	},
	Lazy: []string{"AbstractContextManager", "ContextDecorator", "_GeneratorContextManagerBase", "_GeneratorContextManager", "closing",
		"_RedirectStream", "redirect_stdout", "redirect_stderr", "suppress", "_BaseExitStack", "ExitStack", "AbstractAsyncContextManager",
		"AsyncContextDecorator", "_AsyncGeneratorContextManager", "aclosing", "AsyncExitStack", "nullcontext"},
	Make: makeClass,
}

// classes are the classes written here, with the names of their bases.
var classes = []struct {
	name  string
	spec  func() *object.ClassSpec
	bases []string
}{
	{"AbstractContextManager", abstractSpec, nil},
	{"ContextDecorator", decoratorSpec, nil},
	{"_GeneratorContextManagerBase", generatorBaseSpec, nil},
	{"_GeneratorContextManager", generatorSpec, []string{"_GeneratorContextManagerBase", "AbstractContextManager", "ContextDecorator"}},
	{"closing", closingSpec, []string{"AbstractContextManager"}},
	{"_RedirectStream", redirectSpec, []string{"AbstractContextManager"}},
	{"redirect_stdout", stdoutSpec, []string{"_RedirectStream"}},
	{"redirect_stderr", stderrSpec, []string{"_RedirectStream"}},
	{"suppress", suppressSpec, []string{"AbstractContextManager"}},
	{"_BaseExitStack", baseStackSpec, nil},
	{"ExitStack", stackSpec, []string{"_BaseExitStack", "AbstractContextManager"}},
	{"AbstractAsyncContextManager", asyncAbstractSpec, nil},
	{"AsyncContextDecorator", asyncDecoratorSpec, nil},
	{"_AsyncGeneratorContextManager", asyncGeneratorSpec, []string{"_GeneratorContextManagerBase", "AbstractAsyncContextManager", "AsyncContextDecorator"}},
	{"aclosing", aclosingSpec, []string{"AbstractAsyncContextManager"}},
	{"AsyncExitStack", asyncStackSpec, []string{"_BaseExitStack", "AbstractAsyncContextManager"}},
	{"nullcontext", nullSpec, []string{"AbstractContextManager", "AbstractAsyncContextManager"}},
}

func makeClass(t *thread, m *object.Module, name string) (value, error) {
	for _, c := range classes {
		if c.name != name {
			continue
		}
		if c.bases == nil && strings.HasPrefix(name, "Abstract") {
			abc, err := pylib.From(t, "abc", "ABC")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(abc)
			return t.BuildClass(m, c.spec(), value{}, abc)
		}
		var bases []value
		defer func() { t.UnrefAll(bases) }()
		for _, b := range c.bases {
			cls, err := t.GetAttrS(object.Obj(&m.Header), b)
			if err != nil {
				return value{}, err
			}
			bases = append(bases, cls)
		}
		return t.BuildClass(m, c.spec(), value{}, bases...)
	}
	return value{}, t.Raise(object.AttributeError, "module 'contextlib' has no attribute '%s'", name)
}

func returnSelf(_ *thread, self value, _ []value) (value, error) { return self.Ref(), nil }

func genericAlias(t *thread) (value, error) {
	return t.NewClassMethod(object.GenericAliasType.Value()), nil
}

func abstractSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "AbstractContextManager", Doc: "An abstract base class for context managers.",
		Decls: []object.Decl{
			object.Made("__class_getitem__", genericAlias),
			object.Method("__enter__(self)", "Return `self` upon entering the runtime context.", returnSelf),
			object.AbstractMethod("__exit__(self, exc_type, exc_value, traceback)", "Raise any exception triggered within the runtime context.",
				func(*thread, value, []value) (value, error) { return object.None, nil }),
			hook("AbstractContextManager", "__enter__", "__exit__"),
		}}
}

// hook makes the __subclasshook__ of an abstract class, which asks for two methods.
func hook(class, enter, exit string) object.Decl {
	return object.ClassMethod("__subclasshook__(cls, C)", "", func(t *thread, cls value, a []value) (value, error) {
		ours, err := pylib.From(t, "contextlib", class)
		if err != nil {
			return value{}, err
		}
		t.Unref(ours)
		if ours != cls {
			return object.NotImplemented, nil
		}
		return hasMethods(t, a[0], enter, exit)
	})
}

// hasMethods is what a __subclasshook__ answers: True if the first class in the order
// of lookup that has each name has not set it to None.
func hasMethods(t *thread, cls value, names ...string) (value, error) {
	typ, ok := object.AsType(cls)
	if !ok {
		return object.NotImplemented, nil
	}
	for _, name := range names {
		found := false
		for _, k := range typ.MRO {
			v, err := pylib.OwnAttr(t, k.Value(), name)
			if err != nil {
				return value{}, err
			}
			if v.IsNil() {
				continue
			}
			found = v != object.None
			t.Unref(v)
			break
		}
		if !found {
			return object.NotImplemented, nil
		}
	}
	return object.True, nil
}

func decoratorSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "contextlib", Name: "ContextDecorator", Doc: "A base class for context managers that also work as decorators.",
		Decls: []object.Decl{
			object.Method("_recreate_cm(self)", "The context manager for one call of a decorated function.", returnSelf),
			object.Method("__call__(self, func)", "", func(t *thread, self value, a []value) (value, error) {
				return wrap(t, a[0], t.NewClosure("inner(*args, **kwds)", "contextlib", "ContextDecorator.__call__.<locals>.inner", inner, self, a[0]))
			}),
		}}
}

// wrap makes fn, given, look like the function that it stands for.
func wrap(t *thread, of, fn value) (value, error) {
	r, err := pylib.Call(t, "functools", "update_wrapper", fn, of)
	t.Unref(fn)
	return r, err
}

// inner is a decorated function; it closes over the manager and the function.
func inner(t *thread, vals []value, a object.Args) (value, error) {
	f, err := pylib.From(t, "_contextlib", "run")
	if err != nil {
		return value{}, err
	}
	a = a.Prepend(vals...)
	r, err := t.CallArgs(f, a)
	t.Unref(f)
	return r, err
}

// helperOf is what contextmanager or asynccontextmanager make of a function.
func helperOf(class string) object.ClosureFn {
	return func(t *thread, vals []value, a object.Args) (value, error) { return newManager(t, class, vals[0], a) }
}

// maker is contextmanager or asynccontextmanager.
func maker(class, name string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		return wrap(t, a[0], t.NewClosure("helper(*args, **kwds)", "contextlib", name+".<locals>.helper", helperOf(class), a[0]))
	}
}

func newManager(t *thread, class string, fn value, a object.Args) (value, error) {
	cls, err := pylib.From(t, "contextlib", class)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(cls)
	args, kw := t.NewTupleOf(a.Pos), t.NewDict()
	defer t.Unref(args)
	defer t.Unref(kw.Value())
	for i, k := range a.KwNames() {
		if err := kw.Set(t, k, a.Kw()[i]); err != nil {
			return value{}, err
		}
	}
	return t.Call(cls, fn, args, kw.Value())
}

// chainFn is chain for Python code.
func chainFn(t *thread, _ value, a []value) (value, error) {
	if e, ok := object.AsException(a[0]); ok {
		chain(t, e, a[1], a[2])
	}
	return object.None, nil
}

// chain makes old the context where new's chain of contexts ends, or where it comes to
// the exception that was handled when the stack was left.
func chain(t *thread, e *object.Exception, old, handled value) {
	for {
		ctx := e.Context()
		if ctx.IsNil() || ctx == old {
			return
		}
		if ctx == handled {
			break
		}
		e, _ = object.AsException(ctx)
	}
	if old == object.None {
		old = value{}
	}
	e.GiveContext(t, old.XRef())
}
