package collectionsmod

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// namedTuple makes a class. Its __new__ is compiled, so that its parameters are the
// fields; its other methods are closures.
func namedTuple(t *thread, _ value, a []value) (value, error) {
	rename, err := t.Truth(pylib.Or(a[2], object.False))
	if err != nil {
		return value{}, err
	}
	typename, err := t.StrString(a[0])
	if err != nil {
		return value{}, err
	}
	fields, err := fieldNames(t, a[1])
	if err != nil {
		return value{}, err
	}
	if rename {
		renameFields(fields)
	}
	if err := checkNames(t, typename, fields, rename); err != nil {
		return value{}, err
	}
	defaults := value{}
	if pylib.Given(a[3]) {
		if defaults, err = t.TupleOf(a[3]); err != nil {
			return value{}, err
		}
		defer t.Unref(defaults)
		if d, _ := object.AsTuple(defaults); len(d.Items) > len(fields) {
			return value{}, t.TypeErr("Got more default values than field names")
		}
	}
	body := t.NewDict()
	defer t.Unref(body.Value())
	if err := tupleBody(t, body, typename, fields, defaults); err != nil {
		return value{}, err
	}
	if module := a[4]; pylib.Given(module) {
		body.SetS(t, "__module__", module)
	} else if module, err := callerName(t); err != nil {
		return value{}, err
	} else if !module.IsNil() {
		body.GiveS(t, "__module__", module)
	}
	return t.NewClass(object.TypeType, t.In.Intern(typename), []value{object.TupleType.Value()}, body, args{})
}

// fieldNames gives the names in a str, or the items of an iterable as strs.
func fieldNames(t *thread, v value) ([]string, error) {
	if s, ok := pylib.Text(v); ok {
		return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || object.IsSpace(r) }), nil
	}
	var names []string
	err := t.Iterate(v, func(x value) error {
		s, err := t.StrString(x)
		names = append(names, s)
		return err
	})
	return names, err
}

// renameFields gives names that cannot be used their number.
func renameFields(fields []string) {
	for i, name := range fields {
		if !object.IsIdentifier(name) || pylib.IsKeyword(name) || name[0] == '_' || slices.Contains(fields[:i], name) {
			fields[i] = "_" + strconv.Itoa(i)
		}
	}
}

func checkNames(t *thread, typename string, fields []string, renamed bool) error {
	for i := -1; i < len(fields); i++ {
		name := typename
		if i >= 0 {
			name = fields[i]
		}
		problem := ""
		switch {
		case !object.IsIdentifier(name):
			problem = "Type names and field names must be valid identifiers: "
		case pylib.IsKeyword(name):
			problem = "Type names and field names cannot be a keyword: "
		}
		if problem != "" {
			return nameErr(t, problem, name)
		}
	}
	seen := make(map[string]bool, len(fields))
	for _, name := range fields {
		if name[0] == '_' && !renamed {
			return nameErr(t, "Field names cannot start with an underscore: ", name)
		}
		if seen[name] {
			return nameErr(t, "Encountered duplicate field name: ", name)
		}
		seen[name] = true
	}
	return nil
}

func nameErr(t *thread, problem, name string) error {
	s := t.NewStr(name)
	defer t.Unref(s)
	r, err := t.ReprString(s)
	if err != nil {
		return err
	}
	return t.ValueErr("%s%s", problem, r)
}

// callerName gives the __name__ of the module that calls, absent if nothing of Python does.
func callerName(t *thread) (value, error) {
	f, err := pylib.Call(t, "sys", "_getframe")
	if err != nil {
		if t.ErrIs(err, object.ValueError) || t.ErrIs(err, object.AttributeError) {
			t.Discard(err)
			err = nil
		}
		return value{}, err
	}
	globals, err := t.GetAttrS(f, "f_globals")
	t.Unref(f)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(globals)
	d, ok := object.AsDict(globals)
	if !ok {
		return value{}, nil
	}
	if name := d.GetS(t, "__name__"); !name.IsNil() {
		return name.Ref(), nil
	}
	return t.NewStr("__main__"), nil
}

// tupleBody fills the namespace of the class.
func tupleBody(t *thread, body *object.Dict, typename string, fields []string, defaults value) error {
	shown := strings.Join(fields, ", ")
	if len(fields) == 1 {
		shown += ","
	}
	names := t.MakeTuple(len(fields))
	for i, name := range fields {
		names.Items[i] = object.Obj(&t.In.Intern(name).Header).Ref()
	}
	tuple := object.Obj(&names.Header)
	defer t.Unref(tuple)
	byDefault := t.NewDict()
	defer t.Unref(byDefault.Value())
	if !defaults.IsNil() {
		d, _ := object.AsTuple(defaults)
		for i, v := range d.Items {
			byDefault.SetS(t, fields[len(fields)-len(d.Items)+i], v)
		}
	}
	body.GiveS(t, "__doc__", t.NewStr(typename+"("+shown+")"))
	body.GiveS(t, "__slots__", t.NewTuple())
	body.SetS(t, "_fields", tuple)
	body.SetS(t, "_field_defaults", byDefault.Value())
	fn, err := tupleNew(t, typename, fields, shown, defaults)
	if err != nil {
		return err
	}
	defer t.Unref(fn)
	if err := tupleMethods(t, body, typename, fields, fn, tuple); err != nil {
		return err
	}
	body.SetS(t, "__match_args__", tuple)
	for i, name := range fields {
		doc := t.In.Intern("Alias for field number " + strconv.Itoa(i))
		g, err := t.Call(tupleGetterType.Value(), object.Int(int64(i)), object.Obj(&doc.Header))
		if err != nil {
			return err
		}
		body.GiveS(t, name, g)
	}
	return nil
}

// tupleNew compiles __new__; its globals hold what makes the tuple and no more.
func tupleNew(t *thread, typename string, fields []string, shown string, defaults value) (value, error) {
	globals := t.NewDict()
	defer t.Unref(globals.Value())
	make, err := t.GetAttrS(object.TupleType.Value(), "__new__")
	if err != nil {
		return value{}, err
	}
	globals.GiveS(t, "_tuple_new", make)
	globals.GiveS(t, "__builtins__", t.NewDict().Value())
	globals.GiveS(t, "__name__", t.NewStr("namedtuple_"+typename))
	text := t.NewStr(fmt.Sprintf("lambda %s: _tuple_new(_cls, (%s))", strings.Join(append([]string{"_cls"}, fields...), ", "), shown))
	fn, err := pylib.Call(t, "builtins", "eval", text, globals.Value())
	t.Unref(text)
	if err != nil {
		return value{}, err
	}
	for attr, s := range map[string]string{"__name__": "__new__", "__qualname__": typename + ".__new__", "__doc__": "Create new instance of " + typename + "(" + shown + ")"} {
		v := t.NewStr(s)
		err = t.SetAttrS(fn, attr, v)
		t.Unref(v)
		if err != nil {
			break
		}
	}
	if err == nil && !defaults.IsNil() {
		err = t.SetAttrS(fn, "__defaults__", defaults)
	}
	if err != nil {
		t.Unref(fn)
		return value{}, err
	}
	return fn, nil
}

// tupleMethods binds the methods. They close over as many cells as CPython's, since the
// garbage collector counts them.
func tupleMethods(t *thread, body *object.Dict, typename string, fields []string, fn, names value) error {
	method := func(sig, name string, f func(t *thread, vals, a []value) (value, error), vals ...value) value {
		return t.NewBoundClosure(name+sig, moduleName, typename+"."+name, f, vals...)
	}
	builtin := func(name string) value { return t.In.Builtins.GetS(t, name) }
	body.SetS(t, "__new__", fn)
	count := object.Int(int64(len(fields)))
	newTuple, err := t.GetAttrS(object.TupleType.Value(), "__new__")
	if err != nil {
		return err
	}
	maker := method("(cls, iterable)", "_make", tupleMake, builtin("len"), count, newTuple)
	t.Unref(newTuple)
	bound, err := t.Call(object.ClassMethodType.Value(), maker)
	t.Unref(maker)
	if err != nil {
		return err
	}
	body.GiveS(t, "_make", bound)
	body.GiveS(t, "_replace", method("(self, /, **kwds)", "_replace", tupleReplace, names, builtin("map")))
	body.GiveS(t, "__repr__", method("(self)", "__repr__", tupleRepr, names))
	body.GiveS(t, "_asdict", method("(self)", "_asdict", tupleAsDict, object.DictType.Value(), builtin("zip")))
	body.GiveS(t, "__getnewargs__", method("(self)", "__getnewargs__", func(t *thread, _, a []value) (value, error) { return plainTuple(t, a[0]) }, object.TupleType.Value()))
	return nil
}

func plainTuple(t *thread, v value) (value, error) {
	if tup, ok := object.AsTuple(v); ok && v.Type() != object.TupleType {
		return t.NewTupleOf(tup.Items), nil
	}
	return t.TupleOf(v)
}

func tupleMake(t *thread, vals, a []value) (value, error) {
	r, err := t.Call(vals[2], a[0], a[1])
	if err != nil {
		return value{}, err
	}
	n, err := t.Len(r)
	if want := int(vals[1].Int()); err == nil && n != want {
		err = t.TypeErr("Expected %d arguments, got %d", want, n)
	}
	if err != nil {
		t.Unref(r)
		return value{}, err
	}
	return r, nil
}

func tupleReplace(t *thread, vals, a []value) (value, error) {
	names, _ := object.AsTuple(vals[0])
	old, err := t.Collect(a[0])
	if err != nil {
		return value{}, err
	}
	defer func() { t.UnrefAll(old) }()
	kw, _ := object.AsDict(pylib.Or(a[1], object.None))
	for i := range min(len(old), len(names.Items)) {
		if kw == nil {
			break
		}
		x, err := kw.Pop(t, names.Items[i])
		if err != nil {
			return value{}, err
		}
		if !x.IsNil() {
			pylib.Set(t, &old[i], x)
		}
	}
	items := t.NewTupleOf(old)
	r, err := t.CallMethod(a[0], "_make", items)
	t.Unref(items)
	if err == nil && kw != nil && kw.Len() > 0 {
		t.Unref(r)
		return value{}, unexpected(t, kw)
	}
	return r, err
}

// unexpected complains of the names that are left.
func unexpected(t *thread, kw *object.Dict) error {
	names, err := t.ListOf(kw.Value())
	if err != nil {
		return err
	}
	s, err := t.ReprString(names)
	t.Unref(names)
	if err != nil {
		return err
	}
	return t.ValueErr("Got unexpected field names: %s", s)
}

func tupleRepr(t *thread, vals, a []value) (value, error) {
	self, ok := object.AsTuple(a[0])
	if !ok {
		return value{}, t.TypeErr("a tuple is needed, not '%s'", a[0].Type().Name)
	}
	name, err := className(t, a[0])
	if err != nil {
		return value{}, err
	}
	names, _ := object.AsTuple(vals[0])
	if len(self.Items) < len(names.Items) {
		return value{}, t.TypeErr("not enough arguments for format string")
	}
	if len(self.Items) > len(names.Items) {
		return value{}, t.TypeErr("not all arguments converted during string formatting")
	}
	var b strings.Builder
	b.WriteString(name)
	b.WriteByte('(')
	for i, x := range self.Items {
		if i > 0 {
			b.WriteString(", ")
		}
		s, err := t.ReprString(x)
		if err != nil {
			return value{}, err
		}
		b.WriteString(names.Items[i].String())
		b.WriteByte('=')
		b.WriteString(s)
	}
	b.WriteByte(')')
	return t.NewStr(b.String()), nil
}

// tupleAsDict pairs the fields with the items.
func tupleAsDict(t *thread, _, a []value) (value, error) {
	names, err := t.GetAttrS(a[0], "_fields")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(names)
	fields, err := t.Collect(names)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(fields)
	items, err := t.Collect(a[0])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(items)
	d := t.NewDict()
	for i := range min(len(fields), len(items)) {
		if err := d.Set(t, fields[i], items[i]); err != nil {
			t.Unref(d.Value())
			return value{}, err
		}
	}
	return d.Value(), nil
}
