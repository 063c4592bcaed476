package collectionsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// moduleName is what the classes say as their __module__.
const moduleName = "collections"

// FrontModule declares collections. Its classes are made when they are asked for.
var FrontModule = object.ModuleSpec{
	Name:    moduleName,
	Doc:     "Containers besides dict, list, set and tuple.",
	Package: true,
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString",
			"defaultdict", "deque", "namedtuple"))
		return pylib.Accelerate(t, m, &Module)
	},
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)",
				"Make a subclass of tuple whose items have names.\n\n>>> Point = namedtuple(\"Point\", [\"x\", \"y\"])\n>>> Point(11, y=22)\nPoint(x=11, y=22)", namedTuple),
		}
	},
	Lazy: []string{"ChainMap", "Counter", "UserDict", "UserList", "UserString", "_collections_abc"},
	Make: makeFront,
}

func makeFront(t *thread, m *object.Module, name string) (value, error) {
	var spec *object.ClassSpec
	var base string
	switch name {
	case "Counter":
		return t.BuildClass(m, counterSpec(), value{}, object.DictType.Value())
	case "_collections_abc":
		return pylib.Import(t, name)
	case "ChainMap":
		spec, base = chainMapSpec(), "MutableMapping"
	case "UserDict":
		spec, base = userDictSpec(), "MutableMapping"
	case "UserList":
		spec, base = userListSpec(), "MutableSequence"
	default:
		spec, base = userStringSpec(), "Sequence"
	}
	abc, err := pylib.From(t, "_collections_abc", base)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(abc)
	return t.BuildClass(m, spec, value{}, abc)
}

// isOurs reports whether v is an instance of a class of this module: quickly where its
// class or its being built in says it.
func isOurs(t *thread, v value, name string) (bool, error) {
	typ := v.Type()
	if typ.SpecClass(moduleName, name) != nil {
		return true, nil
	}
	switch typ {
	case object.ListType, object.StrType, object.DictType, object.TupleType, object.IntType:
		return false, nil
	}
	cls, err := pylib.From(t, moduleName, name)
	if err != nil {
		return false, err
	}
	defer t.Unref(cls)
	return t.IsInstanceOf(v, cls)
}

// isMapping is isinstance(v, Mapping).
func isMapping(t *thread, v value) (bool, error) {
	if v.Type() == object.DictType {
		return true, nil
	}
	abc, err := pylib.From(t, "_collections_abc", "Mapping")
	if err != nil {
		return false, err
	}
	defer t.Unref(abc)
	return t.IsInstanceOf(v, abc)
}

// plain gives what a UserDict, UserList or UserString of that class holds, and other
// objects as they are.
func plain(t *thread, v value, class string) (x value, ours bool, err error) {
	ours, err = isOurs(t, v, class)
	if err != nil {
		return value{}, false, err
	}
	if ours {
		x, err = t.GetAttrS(v, "data")
		return x, true, err
	}
	return v.Ref(), false, nil
}

// same gives self.__class__(v); v and an error before it are given.
func same(t *thread, self, v value, err error) (value, error) {
	if err != nil {
		return value{}, err
	}
	defer t.Unref(v)
	return sameOf(t, self, v)
}

// sameOf gives self.__class__(*args); args are lent.
func sameOf(t *thread, self value, args ...value) (value, error) {
	cls, err := t.GetAttrS(self, "__class__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(cls)
	return t.Call(cls, args...)
}

// onData makes a method that works on self.data, which is lent.
func onData(f func(t *thread, self, data value, a []value) (value, error)) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		data, err := t.GetAttrS(self, "data")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(data)
		return f(t, self, data, a)
	}
}

// done is what a method that gives None returns.
func done(err error) (value, error) {
	if err != nil {
		return value{}, err
	}
	return object.None, nil
}

// ignore drops what a call gave.
func ignore(t *thread, v value, err error) (value, error) {
	if err != nil {
		return value{}, err
	}
	t.Unref(v)
	return object.None, nil
}

func dataLen(t *thread, _, data value, _ []value) (value, error) {
	n, err := t.Len(data)
	return object.Int(int64(n)), err
}

func dataRepr(t *thread, _, data value, _ []value) (value, error) { return t.Repr(data) }

func dataContains(t *thread, _, data value, a []value) (value, error) {
	in, err := t.Contains(data, a[0])
	return object.Bool(in), err
}

func dataSet(t *thread, _, data value, a []value) (value, error) {
	return done(t.SetItem(data, a[0], a[1]))
}

func dataDel(t *thread, _, data value, a []value) (value, error) { return done(t.DelItem(data, a[0])) }

// inplace makes `self.data op= x`, x being what give makes of the argument; it returns self.
func inplace(op int, give func(t *thread, data, x value) (value, error)) object.NativeFn {
	return onData(func(t *thread, self, data value, a []value) (value, error) {
		x, err := give(t, data, a[0])
		if err != nil {
			return value{}, err
		}
		r, err := t.Inplace(op, data, x)
		t.Unref(x)
		if err != nil {
			return value{}, err
		}
		err = t.SetAttrS(self, "data", r)
		t.Unref(r)
		if err != nil {
			return value{}, err
		}
		return self.Ref(), nil
	})
}

// shallow is the __copy__ of UserDict and UserList: an instance with the same attributes,
// of which data is copied by dup.
func shallow(dup func(t *thread, data value) (value, error)) object.NativeFn {
	return func(t *thread, self value, _ []value) (value, error) {
		cls, err := t.GetAttrS(self, "__class__")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(cls)
		inst, err := t.CallMethod(cls, "__new__", cls)
		if err != nil {
			return value{}, err
		}
		if err := copyState(t, self, inst, dup); err != nil {
			t.Unref(inst)
			return value{}, err
		}
		return inst, nil
	}
}

func copyState(t *thread, self, inst value, dup func(t *thread, data value) (value, error)) error {
	from, err := t.GetAttrS(self, "__dict__")
	if err != nil {
		return err
	}
	defer t.Unref(from)
	to, err := t.GetAttrS(inst, "__dict__")
	if err != nil {
		return err
	}
	defer t.Unref(to)
	if _, err := ignoreCall(t, to, "update", from); err != nil {
		return err
	}
	key := object.Obj(&t.In.Intern("data").Header)
	old, err := t.GetItem(from, key)
	if err != nil {
		return err
	}
	data, err := dup(t, old)
	t.Unref(old)
	if err != nil {
		return err
	}
	defer t.Unref(data)
	return t.SetItem(to, key, data)
}

// ignoreCall calls a method for what it does.
func ignoreCall(t *thread, v value, name string, args ...value) (value, error) {
	r, err := t.CallMethod(v, name, args...)
	return ignore(t, r, err)
}

// instead raises a KeyError with a text while old, which it replaces, is handled.
func instead(t *thread, old error, text string) error {
	err := t.Raise(object.KeyError, "%s", text)
	t.Normalize(err).GiveContext(t, t.TakeExc(old).Value())
	return err
}
