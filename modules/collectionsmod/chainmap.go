package collectionsmod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

func chainMapSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "ChainMap",
		Doc: "Several mappings as one: lookups try them in order, changes are made to the first.", Decls: []object.Decl{
			object.Method("__init__(self, *maps)", "Chain mappings; without any, one new dict.", chainInit),
			object.Method("__missing__(self, key)", "", func(t *thread, _ value, a []value) (value, error) { return value{}, t.KeyErr(a[0]) }),
			object.Method("__getitem__(self, key)", "", chainItem),
			object.Method("get(self, key, default=None)", "", func(t *thread, self value, a []value) (value, error) {
				in, err := t.Contains(self, a[0])
				if err != nil {
					return value{}, err
				}
				if in {
					return t.GetItem(self, a[0])
				}
				return pylib.Or(a[1], object.None).Ref(), nil
			}),
			object.Method("__len__(self)", "", chainLen),
			object.Method("__iter__(self)", "", chainIter),
			object.Method("__contains__(self, key)", "", anyMap(func(t *thread, m value, a []value) (bool, error) { return t.Contains(m, a[0]) })),
			object.Method("__bool__(self)", "", anyMap(func(t *thread, m value, _ []value) (bool, error) { return t.Truth(m) })),
			object.Method("__repr__(self)", "", chainRepr),
			object.ClassMethod("fromkeys(cls, iterable, *args)", "A ChainMap of one dict with these keys.", func(t *thread, cls value, a []value) (value, error) {
				rest, _ := object.AsTuple(a[1])
				d, err := t.CallMethod(object.DictType.Value(), "fromkeys", append([]value{a[0]}, rest.Items...)...)
				if err != nil {
					return value{}, err
				}
				defer t.Unref(d)
				return t.Call(cls, d)
			}),
			object.Method("copy(self)", "A ChainMap whose first mapping is a copy.", func(t *thread, self value, _ []value) (value, error) {
				return chained(t, self, 1, func(first value) (value, error) { return t.CallMethod(first, "copy") })
			}),
			object.Alias("__copy__", "copy"),
			object.Method("new_child(self, m=None, **kwargs)", "A ChainMap with one more mapping in front: m, or a new dict, with the keywords.", chainChild),
			object.Getter("parents", "A ChainMap without the first mapping.", func(t *thread, self value) (value, error) { return chained(t, self, 1, nil) }),
			object.Method("__setitem__(self, key, value)", "", func(t *thread, self value, a []value) (value, error) {
				return first(t, self, func(m value) (value, error) { return done(t.SetItem(m, a[0], a[1])) })
			}),
			object.Method("__delitem__(self, key)", "", func(t *thread, self value, a []value) (value, error) {
				v, err := first(t, self, func(m value) (value, error) { return done(t.DelItem(m, a[0])) })
				return v, notFound(t, err, a[0])
			}),
			object.Method("popitem(self)", "Remove and return some pair of the first mapping.", func(t *thread, self value, _ []value) (value, error) {
				v, err := first(t, self, func(m value) (value, error) { return t.CallMethod(m, "popitem") })
				if err != nil && t.ErrIs(err, object.KeyError) {
					err = instead(t, err, "No keys found in the first mapping.")
				}
				return v, err
			}),
			object.Method("pop(self, key, *args)", "Remove a key of the first mapping and return its value.", func(t *thread, self value, a []value) (value, error) {
				rest, _ := object.AsTuple(a[1])
				v, err := first(t, self, func(m value) (value, error) {
					return t.CallMethod(m, "pop", append([]value{a[0]}, rest.Items...)...)
				})
				return v, notFound(t, err, a[0])
			}),
			object.Method("clear(self)", "Empty the first mapping.", func(t *thread, self value, _ []value) (value, error) {
				return first(t, self, func(m value) (value, error) { return ignoreCall(t, m, "clear") })
			}),
			object.Method("__ior__(self, other)", "", func(t *thread, self value, a []value) (value, error) {
				if _, err := first(t, self, func(m value) (value, error) { return ignoreCall(t, m, "update", a[0]) }); err != nil {
					return value{}, err
				}
				return self.Ref(), nil
			}),
			object.Method("__or__(self, other)", "", chainOr),
			object.Method("__ror__(self, other)", "", chainROr),
		}}
}

func chainInit(t *thread, self value, a []value) (value, error) {
	maps, err := t.ListOf(a[0])
	if err != nil {
		return value{}, err
	}
	if tup, _ := object.AsTuple(a[0]); len(tup.Items) == 0 {
		t.Unref(maps)
		maps = t.NewList([]value{t.NewDict().Value()})
	}
	err = t.SetAttrS(self, "maps", maps)
	t.Unref(maps)
	return done(err)
}

// mapsOf gives the mappings of a ChainMap.
func mapsOf(t *thread, self value) ([]value, error) {
	maps, err := t.GetAttrS(self, "maps")
	if err != nil {
		return nil, err
	}
	defer t.Unref(maps)
	return t.Collect(maps)
}

func chainItem(t *thread, self value, a []value) (value, error) {
	maps, err := t.GetAttrS(self, "maps")
	if err != nil {
		return value{}, err
	}
	var v value
	err = t.Iterate(maps, func(m value) error {
		x, err := t.GetItem(m, a[0])
		if err != nil && t.ErrIs(err, object.KeyError) {
			t.Discard(err)
			return nil
		}
		if err == nil {
			v, err = x, object.ErrStop
		}
		return err
	})
	t.Unref(maps)
	if err != nil || !v.IsNil() {
		return v, err
	}
	return t.CallMethod(self, "__missing__", a[0])
}

// anyMap makes a method that says whether something holds for one of the mappings.
func anyMap(holds func(t *thread, m value, a []value) (bool, error)) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		maps, err := t.GetAttrS(self, "maps")
		if err != nil {
			return value{}, err
		}
		found := false
		err = t.Iterate(maps, func(m value) error {
			yes, err := holds(t, m, a)
			if err == nil && yes {
				found, err = true, object.ErrStop
			}
			return err
		})
		t.Unref(maps)
		if err != nil {
			return value{}, err
		}
		return object.Bool(found), nil
	}
}

func chainLen(t *thread, self value, _ []value) (value, error) {
	maps, err := mapsOf(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(maps)
	keys := object.Obj(&t.MakeSet().Header)
	defer t.Unref(keys)
	for _, m := range maps {
		if err := t.SetUpdate(keys, m); err != nil {
			return value{}, err
		}
	}
	n, err := t.Len(keys)
	return object.Int(int64(n)), err
}

// chainIter goes through the keys in the order in which a dict gets them that takes over
// the mappings from the last to the first.
func chainIter(t *thread, self value, _ []value) (value, error) {
	maps, err := mapsOf(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(maps)
	keys := t.NewDict()
	defer t.Unref(keys.Value())
	for i := len(maps) - 1; i >= 0; i-- {
		if err := t.Iterate(maps[i], func(k value) error { return keys.Set(t, k, object.None) }); err != nil {
			return value{}, err
		}
	}
	return t.Iter(keys.Value())
}

func chainRepr(t *thread, self value, _ []value) (value, error) {
	if !t.ReprEnter(self) {
		return t.NewStr("..."), nil
	}
	defer t.ReprLeave(self)
	maps, err := mapsOf(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(maps)
	name, err := className(t, self)
	if err != nil {
		return value{}, err
	}
	text := make([]string, len(maps))
	for i, m := range maps {
		if text[i], err = t.ReprString(m); err != nil {
			return value{}, err
		}
	}
	return t.NewStr(name + "(" + strings.Join(text, ", ") + ")"), nil
}

// className is self.__class__.__name__.
func className(t *thread, self value) (string, error) {
	cls, err := t.GetAttrS(self, "__class__")
	if err != nil {
		return "", err
	}
	defer t.Unref(cls)
	name, err := t.GetAttrS(cls, "__name__")
	if err != nil {
		return "", err
	}
	defer t.Unref(name)
	return t.StrString(name)
}

// first applies f to the first mapping.
func first(t *thread, self value, f func(m value) (value, error)) (value, error) {
	maps, err := t.GetAttrS(self, "maps")
	if err != nil {
		return value{}, err
	}
	m, err := t.GetItem(maps, object.Int(0))
	t.Unref(maps)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	return f(m)
}

// notFound words a KeyError of the first mapping.
func notFound(t *thread, err error, key value) error {
	if err == nil || !t.ErrIs(err, object.KeyError) {
		return err
	}
	text, other := t.ReprString(key)
	if other != nil {
		t.Discard(err)
		return other
	}
	return instead(t, err, "Key not found in the first mapping: "+text)
}

// chained gives a ChainMap of the same class: the mapping that head makes of the first
// one, if head is not nil, and those from number skip on.
func chained(t *thread, self value, skip int, head func(first value) (value, error)) (value, error) {
	maps, err := mapsOf(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(maps)
	rest := maps[min(skip, len(maps)):]
	if head == nil {
		return sameOf(t, self, rest...)
	}
	if len(maps) == 0 && skip > 0 {
		return value{}, t.Raise(object.IndexError, "list index out of range")
	}
	var m value
	if skip > 0 {
		m = maps[0]
	}
	if m, err = head(m); err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	return sameOf(t, self, append([]value{m}, rest...)...)
}

func chainChild(t *thread, self value, a []value) (value, error) {
	m, kw := a[0], a[1]
	return chained(t, self, 0, func(value) (value, error) {
		switch {
		case !pylib.Given(m) && kw.IsNil():
			return t.NewDict().Value(), nil
		case !pylib.Given(m):
			return kw.Ref(), nil
		case !kw.IsNil():
			if d, _ := object.AsDict(kw); d.Len() > 0 {
				if _, err := ignoreCall(t, m, "update", kw); err != nil {
					return value{}, err
				}
			}
		}
		return m.Ref(), nil
	})
}

func chainOr(t *thread, self value, a []value) (value, error) {
	if ok, err := isMapping(t, a[0]); err != nil || !ok {
		return object.NotImplemented, err
	}
	c, err := t.CallMethod(self, "copy")
	if err != nil {
		return value{}, err
	}
	if _, err := first(t, c, func(m value) (value, error) { return ignoreCall(t, m, "update", a[0]) }); err != nil {
		t.Unref(c)
		return value{}, err
	}
	return c, nil
}

func chainROr(t *thread, self value, a []value) (value, error) {
	if ok, err := isMapping(t, a[0]); err != nil || !ok {
		return object.NotImplemented, err
	}
	d, err := t.Call(object.DictType.Value(), a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d)
	maps, err := mapsOf(t, self)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(maps)
	for i := len(maps) - 1; i >= 0; i-- {
		if _, err := ignoreCall(t, d, "update", maps[i]); err != nil {
			return value{}, err
		}
	}
	return sameOf(t, self, d)
}
