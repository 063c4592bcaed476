package abcmod

import "github.com/minipy-go/minipy/object"

// ABCModule declares abc.
var ABCModule = object.ModuleSpec{
	Name:  "abc",
	Doc:   "Abstract base classes.",
	Setup: setup,
	Decls: []object.Decl{
		object.Func("get_cache_token()", tokenDoc, cacheToken),
	},
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("abstractmethod(funcobj)", "Mark a method that concrete classes must define.\n\nA class whose metaclass is ABCMeta cannot be instantiated while one is left.", abstractMethod),
			object.Func("update_abstractmethods(cls)", "Compute cls.__abstractmethods__ again, after methods were added to the class.", updateAbstract),
		}
	},
	Lazy: []string{"ABC", "ABCMeta", "abstractclassmethod", "abstractstaticmethod", "abstractproperty"},
	Make: makeClass,
}

func metaSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "abc", Name: "ABCMeta",
		Doc: "Metaclass of abstract base classes.\n\nOther classes can become virtual subclasses with register(): issubclass() and\nisinstance() count them in, but they are not in the MRO.",
		Decls: []object.Decl{
			object.RawMethod("__new__(mcls, name, bases, namespace, **kwargs)", "", metaNew),
			object.Method("register(cls, subclass)", "Make subclass a virtual subclass of this class, and return it.", metaRegister),
			object.Method("__instancecheck__(cls, instance)", "Say what isinstance(instance, cls) is.", metaInstanceCheck),
			object.Method("__subclasscheck__(cls, subclass)", "Say what issubclass(subclass, cls) is.", metaSubclassCheck),
			object.Method("_dump_registry(cls, file=None)", "Print the registry and the caches.", metaDump),
			object.Method("_abc_registry_clear(cls)", "Empty the registry.", metaResetRegistry),
			object.Method("_abc_caches_clear(cls)", "Empty the caches.", metaResetCaches),
		}}
}

func abcSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "abc", Name: "ABC", Doc: "A class to derive from instead of naming the metaclass.", Slots: []string{}}
}

// The deprecated decorators.

func classMethodSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "abc", Name: "abstractclassmethod", Doc: "Deprecated: use @classmethod over @abstractmethod.",
		Decls: []object.Decl{
			object.Attr("__isabstractmethod__", object.True),
			object.Method("__init__(self, callable)", "", classMethodInit),
		}}
}

func staticMethodSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "abc", Name: "abstractstaticmethod", Doc: "Deprecated: use @staticmethod over @abstractmethod.",
		Decls: []object.Decl{
			object.Attr("__isabstractmethod__", object.True),
			object.Method("__init__(self, callable)", "", staticMethodInit),
		}}
}

func propertySpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "abc", Name: "abstractproperty", Doc: "Deprecated: use @property over @abstractmethod.",
		Decls: []object.Decl{object.Attr("__isabstractmethod__", object.True)}}
}

// makeClass makes a class of the module.
func makeClass(t *thread, m *object.Module, name string) (value, error) {
	switch name {
	case "ABCMeta":
		return t.BuildClass(m, metaSpec(), value{}, object.TypeType.Value())
	case "abstractclassmethod":
		return t.BuildClass(m, classMethodSpec(), value{}, object.ClassMethodType.Value())
	case "abstractstaticmethod":
		return t.BuildClass(m, staticMethodSpec(), value{}, object.StaticMethodType.Value())
	case "abstractproperty":
		return t.BuildClass(m, propertySpec(), value{}, object.PropertyType.Value())
	}
	meta, err := t.GetAttrS(object.Obj(&m.Header), "ABCMeta")
	if err != nil {
		return value{}, err
	}
	cls, err := t.BuildClass(m, abcSpec(), meta)
	t.Unref(meta)
	return cls, err
}

func abstractMethod(t *thread, _ value, a []value) (value, error) {
	if err := t.SetAttrS(a[0], "__isabstractmethod__", object.True); err != nil {
		return value{}, err
	}
	return a[0].Ref(), nil
}

// metaNew is ABCMeta.__new__: the class, with its abstract methods and its caches.
func metaNew(t *thread, mcls value, a object.Args) (value, error) {
	cls, err := t.CallSuper("abc", "ABCMeta", mcls, "__new__", a.Prepend(mcls))
	if err != nil {
		return value{}, err
	}
	r, err := abcInit(t, value{}, []value{cls})
	if err != nil {
		t.Unref(cls)
		return value{}, err
	}
	t.Unref(r)
	return cls, nil
}

func metaRegister(t *thread, cls value, a []value) (value, error) {
	return abcRegister(t, value{}, []value{cls, a[0]})
}

func metaInstanceCheck(t *thread, cls value, a []value) (value, error) {
	return abcInstanceCheck(t, value{}, []value{cls, a[0]})
}

func metaSubclassCheck(t *thread, cls value, a []value) (value, error) {
	return abcSubclassCheck(t, value{}, []value{cls, a[0]})
}

func metaResetRegistry(t *thread, cls value, _ []value) (value, error) {
	return abcResetRegistry(t, value{}, []value{cls})
}

func metaResetCaches(t *thread, cls value, _ []value) (value, error) {
	return abcResetCaches(t, value{}, []value{cls})
}

// metaDump prints what the class knows of others.
func metaDump(t *thread, cls value, a []value) (value, error) {
	dump, err := abcDump(t, value{}, []value{cls})
	if err != nil {
		return value{}, err
	}
	defer t.Unref(dump)
	parts, _ := object.AsTuple(dump)
	typ, ok := object.AsType(cls)
	if !ok {
		return value{}, t.TypeErr("_dump_registry() needs a class")
	}
	lines := []string{
		"Class: " + t.TypeModule(typ) + "." + t.TypeQualname(typ),
		"Inv. counter: " + formatInt(*counter(t)),
	}
	for i, name := range [...]string{"_abc_registry: ", "_abc_cache: ", "_abc_negative_cache: ", "_abc_negative_cache_version: "} {
		s, err := t.ReprString(parts.Items[i])
		if err != nil {
			return value{}, err
		}
		lines = append(lines, name+s)
	}
	file := object.None
	if a[0].O != nil {
		file = a[0]
	}
	print := t.In.Builtins.GetS(t, "print")
	for _, line := range lines {
		s := t.NewStr(line)
		r, err := t.CallArgs(print, object.WithKw([]value{s}, []value{object.Obj(&t.In.Intern("file").Header)}, []value{file}))
		t.Unref(s)
		if err != nil {
			return value{}, err
		}
		t.Unref(r)
	}
	return object.None, nil
}

func classMethodInit(t *thread, self value, a []value) (value, error) {
	return wrapAbstract(t, "abstractclassmethod", self, a[0])
}

func staticMethodInit(t *thread, self value, a []value) (value, error) {
	return wrapAbstract(t, "abstractstaticmethod", self, a[0])
}

func wrapAbstract(t *thread, class string, self, fn value) (value, error) {
	if err := t.SetAttrS(fn, "__isabstractmethod__", object.True); err != nil {
		return value{}, err
	}
	return t.CallSuper("abc", class, self, "__init__", object.Args{Pos: []value{fn}})
}

// updateAbstract computes __abstractmethods__ of an abstract class anew.
func updateAbstract(t *thread, _ value, a []value) (value, error) {
	cls := a[0]
	old, err := t.LookupAttr(cls, "__abstractmethods__")
	if err != nil {
		return value{}, err
	}
	if old.O != nil {
		t.Unref(old)
		if err := computeAbstract(t, cls); err != nil {
			return value{}, err
		}
	}
	return cls.Ref(), nil
}
