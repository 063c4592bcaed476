package typesmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// attributeSpec declares a property that classes do not show: there its name is looked
// for by the metaclass.
func attributeSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "DynamicClassAttribute",
		Doc: "A property of instances whose name means something else on the class.\n\nOn the class it raises AttributeError, so that the metaclass's __getattr__ is asked.",
		Decls: []object.Decl{
			object.Method("__init__(self, fget=None, fset=None, fdel=None, doc=None)", "", attributeInit),
			object.Method("__get__(self, instance, ownerclass=None)", "", attributeGet),
			object.Method("__set__(self, instance, value)", "", func(t *thread, self value, a []value) (value, error) {
				return accessor(t, self, "fset", "can't set attribute", a[0], a[1])
			}),
			object.Method("__delete__(self, instance)", "", func(t *thread, self value, a []value) (value, error) {
				return accessor(t, self, "fdel", "can't delete attribute", a[0])
			}),
			object.Method("getter(self, fget)", "", func(t *thread, self value, a []value) (value, error) { return withAccessor(t, self, 0, a[0]) }),
			object.Method("setter(self, fset)", "", func(t *thread, self value, a []value) (value, error) { return withAccessor(t, self, 1, a[0]) }),
			object.Method("deleter(self, fdel)", "", func(t *thread, self value, a []value) (value, error) { return withAccessor(t, self, 2, a[0]) }),
		}}
}

func attributeInit(t *thread, self value, a []value) (value, error) {
	for i, name := range [...]string{"fget", "fset", "fdel"} {
		if err := t.SetAttrS(self, name, pylib.Or(a[i], object.None)); err != nil {
			return value{}, err
		}
	}
	given := false
	if pylib.Given(a[3]) {
		var err error
		if given, err = t.Truth(a[3]); err != nil {
			return value{}, err
		}
	}
	doc := a[3].XRef()
	if !given {
		t.XUnref(doc)
		var err error
		if doc, err = t.GetAttrS(pylib.Or(a[0], object.None), "__doc__"); err != nil {
			return value{}, err
		}
	}
	err := t.SetAttrS(self, "__doc__", doc)
	t.Unref(doc)
	if err == nil {
		err = t.SetAttrS(self, "overwrite_doc", object.Bool(!pylib.Given(a[3])))
	}
	abstract := false
	if err == nil && !a[0].IsNil() {
		abstract, err = t.IsAbstract(a[0])
	}
	if err == nil {
		err = t.SetAttrS(self, "__isabstractmethod__", object.Bool(abstract))
	}
	return object.None, err
}

func attributeGet(t *thread, self value, a []value) (value, error) {
	if a[0] != object.None {
		return accessor(t, self, "fget", "unreadable attribute", a[0])
	}
	if abstract, err := t.IsAbstract(self); err != nil || abstract {
		return self.Ref(), err
	}
	return value{}, t.RaiseArgs(object.AttributeError)
}

// accessor calls one of the three functions; missing says that it is not there.
func accessor(t *thread, self value, which, missing string, args ...value) (value, error) {
	f, err := t.GetAttrS(self, which)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(f)
	if f == object.None {
		return value{}, t.Raise(object.AttributeError, "%s", missing)
	}
	r, err := t.Call(f, args...)
	if which != "fget" && err == nil {
		t.Unref(r)
		r = object.None
	}
	return r, err
}

// withAccessor gives a copy of self with another one of the three functions. The doc of
// a new getter counts unless one was given.
func withAccessor(t *thread, self value, which int, f value) (value, error) {
	var parts [5]value
	defer func() {
		for _, p := range parts {
			t.XUnref(p)
		}
	}()
	for i, name := range [...]string{"fget", "fset", "fdel", "__doc__", "overwrite_doc"} {
		v, err := t.GetAttrS(self, name)
		if err != nil {
			return value{}, err
		}
		parts[i] = v
	}
	if which == 0 {
		if own, err := t.Truth(parts[4]); err != nil {
			return value{}, err
		} else if own {
			doc, err := t.GetAttrS(f, "__doc__")
			if err != nil {
				return value{}, err
			}
			if has, err := t.Truth(doc); err != nil || !has {
				t.Unref(doc)
				if err != nil {
					return value{}, err
				}
			} else {
				pylib.Set(t, &parts[3], doc)
			}
		}
	}
	pylib.Set(t, &parts[which], f.Ref())
	made, err := t.Call(self.Type().Value(), parts[:4]...)
	if err == nil {
		if err = t.SetAttrS(made, "overwrite_doc", parts[4]); err != nil {
			t.Unref(made)
		}
	}
	if err != nil {
		return value{}, err
	}
	return made, nil
}
