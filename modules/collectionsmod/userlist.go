package collectionsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

func userListSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "UserList", Doc: "A list to derive from. The list is data.", Decls: []object.Decl{
		object.Method("__init__(self, initlist=None)", "", userListInit),
		object.Method("__repr__(self)", "", onData(dataRepr)),
		object.Method("__lt__(self, other)", "", compareData("UserList", object.CmpLT)),
		object.Method("__le__(self, other)", "", compareData("UserList", object.CmpLE)),
		object.Method("__eq__(self, other)", "", compareData("UserList", object.CmpEQ)),
		object.Method("__gt__(self, other)", "", compareData("UserList", object.CmpGT)),
		object.Method("__ge__(self, other)", "", compareData("UserList", object.CmpGE)),
		object.Method("_UserList__cast(self, other)", "", func(t *thread, _ value, a []value) (value, error) {
			x, _, err := plain(t, a[0], "UserList")
			return x, err
		}),
		object.Method("__contains__(self, item)", "", onData(dataContains)),
		object.Method("__len__(self)", "", onData(dataLen)),
		object.Method("__getitem__(self, i)", "", onData(userListItem)),
		object.Method("__setitem__(self, i, item)", "", onData(dataSet)),
		object.Method("__delitem__(self, i)", "", onData(dataDel)),
		object.Method("__add__(self, other)", "", onData(func(t *thread, self, data value, a []value) (value, error) {
			return userListJoin(t, self, data, a[0], false)
		})),
		object.Method("__radd__(self, other)", "", onData(func(t *thread, self, data value, a []value) (value, error) {
			return userListJoin(t, self, data, a[0], true)
		})),
		object.Method("__iadd__(self, other)", "", inplace(object.OpAdd, addend)),
		object.Method("__mul__(self, n)", "", onData(repeatData)),
		object.Alias("__rmul__", "__mul__"),
		object.Method("__imul__(self, n)", "", inplace(object.OpMul, func(_ *thread, _, x value) (value, error) { return x.Ref(), nil })),
		object.Method("__copy__(self)", "", shallow(sliceAll)),
		object.Method("append(self, item)", "", listEffect("append")),
		object.Method("insert(self, i, item)", "", listEffect("insert")),
		object.Method("pop(self, i=-1)", "", onData(func(t *thread, _, data value, a []value) (value, error) {
			if a[0].IsNil() {
				return t.CallMethod(data, "pop", object.Int(-1))
			}
			return t.CallMethod(data, "pop", a[0])
		})),
		object.Method("remove(self, item)", "", listEffect("remove")),
		object.Method("clear(self)", "", listEffect("clear")),
		object.Method("copy(self)", "", func(t *thread, self value, _ []value) (value, error) { return sameOf(t, self, self) }),
		object.Method("count(self, item)", "", onData(func(t *thread, _, data value, a []value) (value, error) {
			return t.CallMethod(data, "count", a[0])
		})),
		object.Method("index(self, item, *args)", "", onData(func(t *thread, _, data value, a []value) (value, error) {
			rest, _ := object.AsTuple(a[1])
			return t.CallMethod(data, "index", append([]value{a[0]}, rest.Items...)...)
		})),
		object.Method("reverse(self)", "", listEffect("reverse")),
		object.RawMethod("sort(self, /, *args, **kwds)", "", userListSort),
		object.Method("extend(self, other)", "", onData(func(t *thread, _, data value, a []value) (value, error) {
			x, _, err := plain(t, a[0], "UserList")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(x)
			return ignoreCall(t, data, "extend", x)
		})),
	}}
}

func userListInit(t *thread, self value, a []value) (value, error) {
	data, err := userListData(t, a[0])
	if err != nil {
		return value{}, err
	}
	err = t.SetAttrS(self, "data", data)
	t.Unref(data)
	return done(err)
}

// userListData gives a list of what the argument of UserList holds.
func userListData(t *thread, from value) (value, error) {
	if !pylib.Given(from) {
		return t.NewList(nil), nil
	}
	src, ours, err := plain(t, from, "UserList")
	if err == nil && ours {
		x := src
		src, err = sliceAll(t, x)
		t.Unref(x)
	}
	if err != nil {
		return value{}, err
	}
	defer t.Unref(src)
	return t.ListOf(src)
}

// compareData makes a comparison of self.data with another object, or with the data of
// one of the same kind.
func compareData(class string, op int) object.NativeFn {
	return onData(func(t *thread, _, data value, a []value) (value, error) {
		x, _, err := plain(t, a[0], class)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(x)
		return t.Compare(data, x, op)
	})
}

// sliceAll is v[:].
func sliceAll(t *thread, v value) (value, error) {
	s := t.NewSlice(object.None, object.None, object.None)
	defer t.Unref(s)
	return t.GetItem(v, s)
}

func userListItem(t *thread, self, data value, a []value) (value, error) {
	x, err := t.GetItem(data, a[0])
	if err == nil && a[0].Type() == object.SliceType {
		return same(t, self, x, nil)
	}
	return x, err
}

// addend gives what is added to data for x: the data of a UserList, something of the
// kind of data, or a list of x.
func addend(t *thread, data, x value) (value, error) {
	v, ours, err := plain(t, x, "UserList")
	if err != nil || ours {
		return v, err
	}
	if x.Type().IsSubtype(data.Type()) {
		return v, nil
	}
	t.Unref(v)
	return t.ListOf(x)
}

func userListJoin(t *thread, self, data, x value, before bool) (value, error) {
	x, err := addend(t, data, x)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(x)
	left, right := data, x
	if before {
		left, right = x, data
	}
	sum, err := t.Binary(object.OpAdd, left, right)
	return same(t, self, sum, err)
}

// repeatData is self.__class__(self.data * n).
func repeatData(t *thread, self, data value, a []value) (value, error) {
	r, err := t.Binary(object.OpMul, data, a[0])
	return same(t, self, r, err)
}

// listEffect makes a method that calls the list's for what it does.
func listEffect(name string) object.NativeFn {
	return onData(func(t *thread, _, data value, a []value) (value, error) { return ignoreCall(t, data, name, a...) })
}

func userListSort(t *thread, self value, a args) (value, error) {
	data, err := t.GetAttrS(self, "data")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(data)
	sort, err := t.GetAttrS(data, "sort")
	if err != nil {
		return value{}, err
	}
	r, err := t.CallArgs(sort, a)
	t.Unref(sort)
	return ignore(t, r, err)
}
