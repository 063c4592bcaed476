package testcapimod

import "github.com/minipy-go/minipy/object"

// The functions meth_… tell how they were called: as functions of the module, methods,
// class methods and static methods, one for each of C's ways to take arguments.

var (
	instanceType = new(class)
	classType    = new(class)
	staticType   = new(class)
)

func conventionsInit() {
	instanceType.Define(object.TypeSpec{Name: "MethInstance", Basic: 16, Layout: object.LayoutOf[header](),
		Doc:   "Class with normal (instance) methods to test calling conventions",
		Slots: object.Slots{New: plainNew},
		Decls: []object.Decl{
			object.RawMethod("meth_varargs", "", methVarargs),
			object.RawMethod("meth_varargs_keywords", "", methVarargsKeywords),
			object.Method("meth_o(arg, /)", "", methO),
			object.Method("meth_noargs()", "", methNoargs),
			object.RawMethod("meth_fastcall", "", methFastcall),
			object.RawMethod("meth_fastcall_keywords", "", methFastcallKeywords),
		}})
	classType.Define(object.TypeSpec{Name: "MethClass", Basic: 16, Layout: object.LayoutOf[header](),
		Doc:   "Class with class methods to test calling conventions",
		Slots: object.Slots{New: plainNew},
		Decls: []object.Decl{
			object.RawClassMethod("meth_varargs", "", methVarargs),
			object.RawClassMethod("meth_varargs_keywords", "", methVarargsKeywords),
			object.ClassMethod("meth_o(arg, /)", "", methO),
			object.ClassMethod("meth_noargs()", "", methNoargs),
			object.RawClassMethod("meth_fastcall", "", methFastcall),
			object.RawClassMethod("meth_fastcall_keywords", "", methFastcallKeywords),
		}})
	staticType.Define(object.TypeSpec{Name: "MethStatic", Basic: 16, Layout: object.LayoutOf[header](),
		Doc:   "Class with static methods to test calling conventions",
		Slots: object.Slots{New: plainNew},
		Decls: []object.Decl{
			object.RawStaticMethod("meth_varargs", "", methVarargs),
			object.RawStaticMethod("meth_varargs_keywords", "", methVarargsKeywords),
			object.StaticMethod("meth_o(arg, /)", "", methO),
			object.StaticMethod("meth_noargs()", "", methNoargs),
			object.RawStaticMethod("meth_fastcall", "", methFastcall),
			object.RawStaticMethod("meth_fastcall_keywords", "", methFastcallKeywords),
		}})
}

func plainNew(t *thread, typ *class, a args) (value, error) {
	if len(a.Pos)+len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("%s() takes no arguments", typ.Name)
	}
	return object.Obj(object.New[header](t, typ)), nil
}

// receiver gives what C gets as self: the module of a function, None for a static method.
func receiver(t *thread, self value) value {
	switch {
	case self.IsNil():
		return object.None
	case self.IsStr(): // a function knows the name of its module
		if m := t.In.Modules.GetStr(t, object.As[object.Str](self)); !m.IsNil() {
			return m.Ref()
		}
		return object.None
	}
	return self.Ref()
}

func noKeywords(t *thread, self value, name string, a args) error {
	switch {
	case self.IsNil():
	case self.IsStr():
		name = self.String() + "." + name
	default:
		typ, ok := object.AsType(self)
		if !ok {
			typ = self.Type()
		}
		name = typ.Name + "." + name
	}
	return t.NoKw(name, a)
}

func methVarargs(t *thread, self value, a args) (value, error) {
	if err := noKeywords(t, self, "meth_varargs", a); err != nil {
		return value{}, err
	}
	return t.NewTuple(receiver(t, self), t.NewTupleOf(a.Pos)), nil
}

func methVarargsKeywords(t *thread, self value, a args) (value, error) {
	kw := object.None
	if len(a.KwNames()) > 0 {
		kw = keywords(t, a)
	}
	return t.NewTuple(receiver(t, self), t.NewTupleOf(a.Pos), kw), nil
}

func keywords(t *thread, a args) value {
	d := t.NewDict()
	for i, k := range a.KwNames() {
		d.SetStr(t, object.As[object.Str](k), a.Kw()[i])
	}
	return d.Value()
}

func methO(t *thread, self value, a []value) (value, error) {
	return t.NewTuple(receiver(t, self), a[0].Ref()), nil
}

func methNoargs(t *thread, self value, _ []value) (value, error) { return receiver(t, self), nil }

func methFastcall(t *thread, self value, a args) (value, error) {
	if err := noKeywords(t, self, "meth_fastcall", a); err != nil {
		return value{}, err
	}
	return t.NewTuple(receiver(t, self), t.NewTupleOf(a.Pos)), nil
}

func methFastcallKeywords(t *thread, self value, a args) (value, error) {
	return t.NewTuple(receiver(t, self), t.NewTupleOf(a.Pos), keywords(t, a)), nil
}
