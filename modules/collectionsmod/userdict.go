package collectionsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

func userDictSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "UserDict", Decls: []object.Decl{
		object.Method("__init__(self, dict=None, /, **kwargs)", "", userDictInit),
		object.Method("__len__(self)", "", onData(dataLen)),
		object.Method("__getitem__(self, key)", "", onData(userDictItem)),
		object.Method("__setitem__(self, key, item)", "", onData(dataSet)),
		object.Method("__delitem__(self, key)", "", onData(dataDel)),
		object.Method("__iter__(self)", "", onData(func(t *thread, _, data value, _ []value) (value, error) { return t.Iter(data) })),
		object.Method("__contains__(self, key)", "", onData(dataContains)),
		object.Method("__repr__(self)", "", onData(dataRepr)),
		object.Method("__or__(self, other)", "", userDictUnion(false)),
		object.Method("__ror__(self, other)", "", userDictUnion(true)),
		object.Method("__ior__(self, other)", "", inplace(object.OpOr, func(t *thread, _, x value) (value, error) {
			v, _, err := plain(t, x, "UserDict")
			return v, err
		})),
		object.Method("__copy__(self)", "", shallow(func(t *thread, data value) (value, error) { return t.CallMethod(data, "copy") })),
		object.Method("copy(self)", "", onData(userDictCopy)),
		object.ClassMethod("fromkeys(cls, iterable, value=None)", "", func(t *thread, cls value, a []value) (value, error) {
			d, err := t.Call(cls)
			if err != nil {
				return value{}, err
			}
			v := pylib.Or(a[1], object.None)
			if err := t.Iterate(a[0], func(k value) error { return t.SetItem(d, k, v) }); err != nil {
				t.Unref(d)
				return value{}, err
			}
			return d, nil
		}),
	}}
}

func userDictInit(t *thread, self value, a []value) (value, error) {
	data := t.NewDict().Value()
	err := t.SetAttrS(self, "data", data)
	t.Unref(data)
	if err == nil && pylib.Given(a[0]) {
		_, err = ignoreCall(t, self, "update", a[0])
	}
	if kw, ok := a[1], !a[1].IsNil(); err == nil && ok {
		if d, _ := object.AsDict(kw); d.Len() > 0 {
			_, err = ignoreCall(t, self, "update", kw)
		}
	}
	return done(err)
}

// userDictItem asks __missing__ of the class for a key that is not there.
func userDictItem(t *thread, self, data value, a []value) (value, error) {
	in, err := t.Contains(data, a[0])
	if err != nil {
		return value{}, err
	}
	if in {
		return t.GetItem(data, a[0])
	}
	cls, err := t.GetAttrS(self, "__class__")
	if err != nil {
		return value{}, err
	}
	missing, err := t.LookupAttr(cls, "__missing__")
	t.Unref(cls)
	if err != nil {
		return value{}, err
	}
	if missing.IsNil() {
		return value{}, t.KeyErr(a[0])
	}
	defer t.Unref(missing)
	return t.Call(missing, self, a[0])
}

// userDictUnion makes self | other, or other | self.
func userDictUnion(reflected bool) object.NativeFn {
	return onData(func(t *thread, self, data value, a []value) (value, error) {
		x, ours, err := plain(t, a[0], "UserDict")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(x)
		if _, isDict := object.AsDict(x); !ours && !isDict {
			return object.NotImplemented, nil
		}
		left, right := data, x
		if reflected {
			left, right = x, data
		}
		r, err := t.Binary(object.OpOr, left, right)
		return same(t, self, r, err)
	})
}

// userDictCopy lets copy.copy() copy a subclass's instance while its data is away.
func userDictCopy(t *thread, self, data value, _ []value) (value, error) {
	cls, err := t.GetAttrS(self, "__class__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(cls)
	if typ, ok := object.AsType(cls); ok && typ.SpecClass(moduleName, "UserDict") == typ {
		d, err := t.CallMethod(data, "copy")
		return same(t, self, d, err)
	}
	none := t.NewDict().Value()
	err = t.SetAttrS(self, "data", none)
	t.Unref(none)
	var c value
	if err == nil {
		c, err = pylib.Call(t, "copy", "copy", self)
	}
	if back := t.SetAttrS(self, "data", data); back != nil {
		if err != nil {
			t.Discard(err)
		}
		err = back
	}
	if err == nil {
		if _, err = ignoreCall(t, c, "update", self); err == nil {
			return c, nil
		}
	}
	t.XUnref(c)
	return value{}, err
}
