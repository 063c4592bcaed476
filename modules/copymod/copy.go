// Package copymod is the copy module and copyreg: shallow and deep copies, and the
// registries of how objects are reduced to what makes them again.
//
// Invariant: deep copies nest through Thread.Enter, so that no structure, however deep,
// ends the process.
package copymod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares copy.
var Module = object.ModuleSpec{
	Name: "copy",
	Doc:  "Shallow and deep copies of any object.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("copy(x)", "A copy of x that shares what x contains.", shallow),
			object.Func("deepcopy(x, memo=None, _nil=[])", "A copy of x and of all that it contains.", deep),
			object.Func("_keep_alive(x, memo)", "Keep x as long as memo.", func(t *thread, _ value, a []value) (value, error) {
				return object.None, keepAlive(t, a[0], a[1])
			}),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "Error", "copy", "deepcopy"))
		m.Give(t, "_copy_dispatch", t.NewDict().Value())
		m.Give(t, "_deepcopy_dispatch", t.NewDict().Value())
		if err := pylib.Share(t, m, "copyreg", "dispatch_table"); err != nil {
			return err
		}
		return pylib.NewException(t, m, "Error", "An object cannot be copied.", object.ExceptionType, "error")
	},
}

// fixed reports whether objects of a class are their own copies.
func fixed(t *thread, v value, deep bool) bool {
	typ := v.Type()
	switch typ {
	case object.NoneType, object.IntType, object.FloatType, object.BoolType, object.ComplexType, object.StrType, object.BytesType,
		object.TypeType, object.RangeType, object.BuiltinType, object.PropertyType, object.EllipsisType, object.NotImplementedType, object.RefType:
		return true
	case object.SliceType, object.FrozenSetType, object.TupleType:
		return !deep
	}
	return t.In.IsFunction != nil && t.In.IsFunction(v) || typ.Name == "code" && !typ.IsHeap()
}

func shallow(t *thread, _ value, a []value) (value, error) {
	x := a[0]
	if fixed(t, x, false) {
		return x.Ref(), nil
	}
	switch x.Type() {
	case object.ListType, object.DictType, object.SetType, object.ByteArrayType:
		return t.CallMethod(x, "copy")
	}
	if r, done, err := dispatched(t, "_copy_dispatch", x); done || err != nil {
		return r, err
	}
	if x.Type().Flags&object.FlagIsType != 0 {
		return x.Ref(), nil
	}
	f, err := t.LookupAttr(x.Type().Value(), "__copy__")
	if err != nil {
		return value{}, err
	}
	if pylib.Given(f) {
		r, err := t.Call(f, x)
		t.Unref(f)
		return r, err
	}
	rv, err := reduce(t, x, "shallow")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(rv)
	if rv.IsStr() {
		return x.Ref(), nil
	}
	return rebuild(t, x, value{}, rv)
}

// dispatched calls what a script has put in one of the module's tables for x's class.
func dispatched(t *thread, table string, x value, more ...value) (value, bool, error) {
	v, err := pylib.From(t, "copy", table)
	if err != nil {
		return value{}, false, err
	}
	defer t.Unref(v)
	d, ok := object.AsDict(v)
	if !ok || d.Len() == 0 {
		return value{}, false, nil
	}
	f, err := d.Get(t, x.Type().Value())
	if err != nil || f.IsNil() {
		return value{}, false, err
	}
	f.Ref()
	r, err := t.Call(f, append([]value{x}, more...)...)
	t.Unref(f)
	return r, true, err
}

// reduce gives what copyreg or the object itself says of how to make it again.
func reduce(t *thread, x value, kind string) (value, error) {
	table, err := pylib.From(t, "copy", "dispatch_table")
	if err != nil {
		return value{}, err
	}
	f, err := t.CallMethod(table, "get", x.Type().Value())
	t.Unref(table)
	if err != nil {
		return value{}, err
	}
	if f != object.None {
		r, err := t.Call(f, x)
		t.Unref(f)
		return r, err
	}
	for _, name := range [...]string{"__reduce_ex__", "__reduce__"} {
		if f, err = t.LookupAttr(x, name); err != nil {
			return value{}, err
		}
		if !pylib.Given(f) {
			continue
		}
		var args []value
		if name == "__reduce_ex__" {
			args = []value{object.Int(4)}
		}
		r, err := t.Call(f, args...)
		t.Unref(f)
		return r, err
	}
	cls, err := t.StrString(x.Type().Value())
	if err != nil {
		return value{}, err
	}
	text := "un(" + kind + ")copyable object of type " + cls
	return value{}, pylib.Raise(t, "copy", "Error", text)
}

func deep(t *thread, _ value, a []value) (value, error) {
	memo := pylib.Or(a[1], object.None)
	if memo == object.None {
		memo = t.NewDict().Value()
		defer t.Unref(memo)
	}
	return deepCopy(t, a[0], memo)
}

// remembered gives the copy that memo has of x, absent if none.
func remembered(t *thread, x, memo value) (value, error) {
	id := object.Int(object.ID(x))
	if d, ok := object.AsDict(memo); ok && memo.Type() == object.DictType {
		v, err := d.Get(t, id)
		return v.XRef(), err
	}
	v, err := t.CallMethod(memo, "get", id)
	if v == object.None {
		v = value{}
	}
	return v, err
}

func deepCopy(t *thread, x, memo value) (value, error) {
	y, err := remembered(t, x, memo)
	if err != nil || !y.IsNil() {
		return y, err
	}
	if fixed(t, x, true) {
		return x.Ref(), nil
	}
	if err := t.Enter(" while calling a Python object"); err != nil {
		return value{}, err
	}
	y, err = deepKind(t, x, memo)
	t.Leave()
	if err != nil || y == x {
		return y, err
	}
	if err = t.SetItem(memo, object.Int(object.ID(x)), y); err == nil {
		err = keepAlive(t, x, memo)
	}
	if err != nil {
		t.Unref(y)
		return value{}, err
	}
	return y, nil
}

// keepAlive makes memo own x: its address must not come to mean another object.
func keepAlive(t *thread, x, memo value) error {
	kept, err := remembered(t, memo, memo)
	if err != nil {
		return err
	}
	if kept.IsNil() {
		kept = t.NewList([]value{x.Ref()})
		err = t.SetItem(memo, object.Int(object.ID(memo)), kept)
		t.Unref(kept)
		return err
	}
	defer t.Unref(kept)
	if l, ok := object.AsList(kept); ok {
		return l.Append(t, x)
	}
	return t.TypeErr("the memo's own entry must be a list")
}

func deepKind(t *thread, x, memo value) (value, error) {
	switch x.Type() {
	case object.ListType:
		return deepList(t, x, memo)
	case object.TupleType:
		return deepTuple(t, x, memo)
	case object.DictType:
		return deepDict(t, x, memo)
	case object.MethodType:
		m := object.As[object.BoundMethod](x)
		self, err := deepCopy(t, m.Self, memo)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(self)
		return t.Call(object.MethodType.Value(), m.Fn, self)
	}
	if r, done, err := dispatched(t, "_deepcopy_dispatch", x, memo); done || err != nil {
		return r, err
	}
	if x.Type().Flags&object.FlagIsType != 0 {
		return x.Ref(), nil
	}
	f, err := t.LookupAttr(x, "__deepcopy__")
	if err != nil {
		return value{}, err
	}
	if pylib.Given(f) {
		r, err := t.Call(f, memo)
		t.Unref(f)
		return r, err
	}
	rv, err := reduce(t, x, "deep")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(rv)
	if rv.IsStr() {
		return x.Ref(), nil
	}
	return rebuild(t, x, memo, rv)
}

func deepList(t *thread, x, memo value) (value, error) {
	y := t.NewList(nil)
	if err := t.SetItem(memo, object.Int(object.ID(x)), y); err != nil {
		t.Unref(y)
		return value{}, err
	}
	out, _ := object.AsList(y)
	err := t.Iterate(x, func(item value) error {
		c, err := deepCopy(t, item, memo)
		if err != nil {
			return err
		}
		return out.GiveAppend(t, c)
	})
	if err != nil {
		t.Unref(y)
		return value{}, err
	}
	return y, nil
}

// deepTuple copies a tuple, unless all its items are their own copies.
func deepTuple(t *thread, x, memo value) (value, error) {
	tup, _ := object.AsTuple(x)
	items := make([]value, 0, len(tup.Items))
	same := true
	for _, item := range tup.Items {
		c, err := deepCopy(t, item, memo)
		if err != nil {
			t.UnrefAll(items)
			return value{}, err
		}
		same = same && c == item
		items = append(items, c)
	}
	// An item that contains the tuple has copied it already.
	y, err := remembered(t, x, memo)
	if err != nil || !y.IsNil() {
		t.UnrefAll(items)
		return y, err
	}
	if same {
		t.UnrefAll(items)
		return x.Ref(), nil
	}
	return t.NewTuple(items...), nil
}

func deepDict(t *thread, x, memo value) (value, error) {
	out := t.NewDict()
	y := out.Value()
	err := t.SetItem(memo, object.Int(object.ID(x)), y)
	var items value
	if err == nil {
		items, err = t.CallMethod(x, "items")
	}
	if err != nil {
		t.Unref(y)
		return value{}, err
	}
	err = t.Iterate(items, func(pair value) error {
		p, _ := object.AsTuple(pair)
		k, err := deepCopy(t, p.Items[0], memo)
		if err != nil {
			return err
		}
		defer t.Unref(k)
		v, err := deepCopy(t, p.Items[1], memo)
		if err != nil {
			return err
		}
		defer t.Unref(v)
		return out.Set(t, k, v)
	})
	t.Unref(items)
	if err != nil {
		t.Unref(y)
		return value{}, err
	}
	return y, nil
}
