package functoolsmod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

const moduleName = "functools"

// FrontModule declares functools. What few programs use is made when it is asked for.
var FrontModule = object.ModuleSpec{
	Name: moduleName,
	Doc:  "Tools that make functions of functions.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("update_wrapper(wrapper, wrapped, assigned=('__module__', '__name__', '__qualname__', '__doc__', '__annotations__'), updated=('__dict__',))",
				"Make wrapper look like wrapped: it gets the attributes assigned and takes over what those updated hold.", updateWrapper),
			object.Func("wraps(wrapped, assigned=('__module__', '__name__', '__qualname__', '__doc__', '__annotations__'), updated=('__dict__',))",
				"A decorator that makes functions look like wrapped.", wraps),
			object.Func("lru_cache(maxsize=128, typed=False)", "A decorator that keeps the results of the latest maxsize calls (None: of all).\n\nWith typed, f(3) and f(3.0) are different calls.", lruCache),
			object.Func("cache(user_function, /)", "Keep the results of all calls.", func(t *thread, _ value, a []value) (value, error) {
				return cached(t, a[0], object.None, object.False)
			}),
			object.Func("_cache_info(*figures)", "Figures of a cache by name; it makes the class _CacheInfo at its first call.", func(t *thread, _ value, a []value) (value, error) {
				return pylib.Call(t, moduleName, "_CacheInfo", items(a[0])...)
			}),
			object.Func("total_ordering(cls)", "A class decorator: the comparison methods that are missing follow from one that is there.", totalOrdering),
			object.Func("singledispatch(func)", "Make a function whose implementation is chosen by the class of its first argument; func serves all classes.", singleDispatch),
			object.Func("_unwrap_partial(func)", "The function in a partial, or in several.", unwrapPartial),
			object.Func("_c3_mro(cls, abcs=None)", "The MRO of a class, with abstract classes that it belongs to.", c3MRO),
			object.Func("_compose_mro(cls, types)", "The MRO of a class with those of types that it belongs to.", composeMRO),
			object.Func("_find_impl(cls, registry)", "What registry has for the class nearest to cls.", findImpl),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache",
			"cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property"))
		m.Give(t, "WRAPPER_ASSIGNMENTS", t.Literal("('"+strings.Join(assignments[:], "', '")+"')"))
		m.Give(t, "WRAPPER_UPDATES", t.Literal("('__dict__')"))
		return pylib.Accelerate(t, m, &Module)
	},
	Lazy: []string{"get_cache_token", "namedtuple", "recursive_repr", "RLock", "GenericAlias", "partialmethod", "singledispatchmethod", "cached_property", "_CacheInfo",
		"_gt_from_lt", "_le_from_lt", "_ge_from_lt", "_ge_from_le", "_lt_from_le", "_gt_from_le",
		"_lt_from_gt", "_ge_from_gt", "_le_from_gt", "_le_from_ge", "_gt_from_ge", "_lt_from_ge"},
	Make: makeFront,
}

var assignments = [...]string{"__module__", "__name__", "__qualname__", "__doc__", "__annotations__"}

func makeFront(t *thread, m *object.Module, name string) (value, error) {
	switch name {
	case "get_cache_token":
		return pylib.From(t, "_abc", name)
	case "namedtuple":
		return pylib.From(t, "collections", name)
	case "recursive_repr":
		return pylib.From(t, "reprlib", name)
	case "RLock":
		return pylib.From(t, "_thread", name)
	case "GenericAlias":
		return object.GenericAliasType.Value(), nil
	case "partialmethod":
		return t.BuildClass(m, partialMethodSpec(), value{})
	case "singledispatchmethod":
		return t.BuildClass(m, dispatchMethodSpec(), value{})
	case "cached_property":
		return t.BuildClass(m, cachedPropertySpec(), value{})
	case "_CacheInfo":
		f, err := pylib.From(t, "collections", "namedtuple")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(f)
		title, fields, module := t.NewStr("CacheInfo"), t.NewStr("hits misses maxsize currsize"), t.NewStr(moduleName)
		defer t.UnrefAll([]value{title, fields, module})
		call := args{Pos: []value{title, fields}}
		call.AddKw(object.Obj(&t.In.Intern("module").Header), module)
		return t.CallArgs(f, call)
	}
	return orderingFunction(t, name)
}

// updateWrapper copies attributes, absent ones left out; __wrapped__ comes last, for it
// must not be what __dict__ brought.
func updateWrapper(t *thread, _ value, a []value) (value, error) {
	wrapper, wrapped := a[0], a[1]
	if a[2].IsNil() {
		for _, name := range assignments {
			if err := carry(t, wrapper, wrapped, t.In.Intern(name)); err != nil {
				return value{}, err
			}
		}
	} else if err := t.Iterate(a[2], func(x value) error {
		return named(t, x, func(n *object.Str) error { return carry(t, wrapper, wrapped, n) })
	}); err != nil {
		return value{}, err
	}
	err := error(nil)
	if a[3].IsNil() {
		err = merge(t, wrapper, wrapped, t.In.Intern("__dict__"))
	} else {
		err = t.Iterate(a[3], func(x value) error {
			return named(t, x, func(n *object.Str) error { return merge(t, wrapper, wrapped, n) })
		})
	}
	if err == nil {
		err = t.SetAttrS(wrapper, "__wrapped__", wrapped)
	}
	if err != nil {
		return value{}, err
	}
	return wrapper.Ref(), nil
}

func named(t *thread, x value, f func(n *object.Str) error) error {
	s, ok := object.AsStr(x)
	if !ok {
		return t.TypeErr("attribute name must be string, not '%s'", x.Type().Name)
	}
	return f(s)
}

func carry(t *thread, wrapper, wrapped value, name *object.Str) error {
	v, err := t.LookupAttrStr(wrapped, name)
	if err != nil || v.IsNil() {
		return err
	}
	err = t.SetAttr(wrapper, name, v)
	t.Unref(v)
	return err
}

// merge updates wrapper.name with wrapped.name, if there is such a thing.
func merge(t *thread, wrapper, wrapped value, name *object.Str) error {
	into, err := t.GetAttr(wrapper, name)
	if err != nil {
		return err
	}
	defer t.Unref(into)
	from, err := t.LookupAttrStr(wrapped, name)
	if err != nil {
		return err
	}
	if from.IsNil() {
		from = t.NewDict().Value()
	}
	defer t.Unref(from)
	if d, ok := object.AsDict(from); ok && from.Type() == object.DictType && d.Len() == 0 && into.Type() == object.DictType {
		return nil
	}
	r, err := t.CallMethod(into, "update", from)
	if err == nil {
		t.Unref(r)
	}
	return err
}

// wraps gives a partial of update_wrapper.
func wraps(t *thread, _ value, a []value) (value, error) {
	f, err := pylib.From(t, moduleName, "update_wrapper")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(f)
	call := args{Pos: []value{f}}
	call.AddKw(object.Obj(&t.In.Intern("wrapped").Header), a[0])
	for i, name := range [...]string{"assigned", "updated"} {
		v := a[i+1].XRef()
		if v.IsNil() {
			if v, err = pylib.From(t, moduleName, [...]string{"WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES"}[i]); err != nil {
				return value{}, err
			}
		}
		defer t.Unref(v)
		call.AddKw(object.Obj(&t.In.Intern(name).Header), v)
	}
	return t.CallArgs(partialType.Value(), call)
}

// lookLike makes fn, given, look like another function.
func lookLike(t *thread, fn, other value) (value, error) {
	r, err := updateWrapper(t, value{}, []value{fn, other, {}, {}})
	t.Unref(fn)
	return r, err
}

func lruCache(t *thread, _ value, a []value) (value, error) {
	size, typed := pylib.Or(a[0], object.Int(128)), pylib.Or(a[1], object.False)
	switch {
	case size.Type().Flags&object.FlagInt != 0:
		if less, err := t.CompareBool(size, object.Int(0), object.CmpLT); err != nil {
			return value{}, err
		} else if less {
			size = object.Int(0)
		}
	case size == object.None:
	case size.Type().Slots.Call != nil && typed.Type() == object.BoolType:
		return cached(t, size, object.Int(128), typed)
	default:
		return value{}, t.TypeErr("Expected first argument to be an integer, a callable, or None")
	}
	return t.NewBoundClosure("decorating_function(user_function)", moduleName, "lru_cache.<locals>.decorating_function", func(t *thread, vals, a []value) (value, error) {
		return cached(t, a[0], vals[0], vals[1])
	}, size, typed), nil
}

// cached gives fn with a cache.
func cached(t *thread, fn, size, typed value) (value, error) {
	info, err := pylib.From(t, moduleName, "_cache_info")
	if err != nil {
		return value{}, err
	}
	w, err := t.Call(lruType.Value(), fn, size, typed, info)
	t.Unref(info)
	if err != nil {
		return value{}, err
	}
	shown := t.NewBoundClosure("<lambda>()", moduleName, "lru_cache.<locals>.<lambda>", func(t *thread, vals, _ []value) (value, error) {
		d := t.NewDict()
		d.SetS(t, "maxsize", vals[0])
		d.SetS(t, "typed", vals[1])
		return d.Value(), nil
	}, size, typed)
	err = t.SetAttrS(w, "cache_parameters", shown)
	t.Unref(shown)
	if err != nil {
		t.Unref(w)
		return value{}, err
	}
	return lookLike(t, w, fn)
}

func unwrapPartial(t *thread, _ value, a []value) (value, error) {
	f := a[0].Ref()
	for f.Type().IsSubtype(partialType) {
		inner, err := t.GetAttrS(f, "func")
		t.Unref(f)
		if err != nil {
			return value{}, err
		}
		f = inner
	}
	return f, nil
}
