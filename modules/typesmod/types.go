// Package typesmod is the types module: built-in types that have no built-in name, and
// what makes classes at run time.
package typesmod

import (
	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	args   = object.Args
)

const moduleName = "types"

// Module declares types.
var Module = object.ModuleSpec{
	Name: moduleName,
	Doc:  "Built-in types that have no built-in name, and tools that make classes.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("new_class(name, bases=(), kwds=None, exec_body=None)", "Make a class as a class statement does; exec_body fills the namespace.", newClass),
			object.Func("resolve_bases(bases)", "The bases with what __mro_entries__ puts in the place of some.", resolveBases),
			object.Func("prepare_class(name, bases=(), kwds=None)", "What a class statement begins with: (metaclass, namespace, other keywords).", prepareClass),
			object.Func("_calculate_meta(meta, bases)", "The most derived one of meta and the bases' metaclasses.", func(t *thread, _ value, a []value) (value, error) {
				bases, err := t.Collect(a[1])
				if err != nil {
					return value{}, err
				}
				defer t.UnrefAll(bases)
				return winner(t, a[0], bases)
			}),
			object.Func("coroutine(func)", "Make a function of a generator, or of something like it, give what can be awaited.", coroutineFn),
		}
	},
	Init: initModule,
	Lazy: []string{"DynamicClassAttribute", "_GeneratorWrapper"},
	Make: func(t *thread, m *object.Module, name string) (value, error) {
		if name == "DynamicClassAttribute" {
			return t.BuildClass(m, attributeSpec(), value{})
		}
		return t.BuildClass(m, wrapperSpec(), value{})
	},
}

func initModule(t *thread, m *object.Module) error {
	names := make([]string, 0, 40)
	for _, r := range []struct {
		name string
		typ  *object.Type
	}{
		{"FunctionType", eval.FunctionType},
		{"LambdaType", eval.FunctionType},
		{"CodeType", eval.CodeType},
		{"MappingProxyType", object.MappingProxyType},
		{"SimpleNamespace", object.NamespaceType},
		{"CellType", eval.CellType},
		{"GeneratorType", eval.GeneratorType},
		{"CoroutineType", eval.CoroutineType},
		{"AsyncGeneratorType", eval.AsyncGenType},
		{"MethodType", object.MethodType},
		{"BuiltinFunctionType", object.BuiltinType},
		{"BuiltinMethodType", object.BuiltinType},
		{"WrapperDescriptorType", object.WrapperType},
		{"MethodWrapperType", object.MethodWrapperType},
		{"MethodDescriptorType", object.MethodDescrType},
		{"ClassMethodDescriptorType", object.ClassMethodDescrType},
		{"ModuleType", object.ModuleType},
		{"TracebackType", eval.TracebackType},
		{"FrameType", eval.FrameType},
		{"GetSetDescriptorType", object.GetSetType},
		{"MemberDescriptorType", object.MemberType},
		{"new_class", nil},
		{"resolve_bases", nil},
		{"prepare_class", nil},
		{"DynamicClassAttribute", nil},
		{"coroutine", nil},
		{"GenericAlias", object.GenericAliasType},
		{"UnionType", object.UnionType},
		{"EllipsisType", object.EllipsisType},
		{"NoneType", object.NoneType},
		{"NotImplementedType", object.NotImplementedType},
	} {
		names = append(names, r.name)
		if r.typ != nil {
			m.Set(t, r.name, r.typ.Value())
		}
	}
	m.Give(t, "__all__", pylib.Names(t, names...))
	return nil
}

// resolve gives what bases is with __mro_entries__ applied: bases itself if there is
// nothing to apply.
func resolve(t *thread, bases value) (value, error) {
	all, err := t.Collect(bases)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(all)
	var out []value
	defer func() { t.UnrefAll(out) }()
	changed := false
	for _, base := range all {
		entries, err := entriesOf(t, base, bases)
		if err != nil {
			return value{}, err
		}
		if entries.IsNil() {
			out = append(out, base.Ref())
			continue
		}
		tup, ok := object.AsTuple(entries)
		if !ok {
			t.Unref(entries)
			return value{}, t.TypeErr("__mro_entries__ must return a tuple")
		}
		for _, x := range tup.Items {
			out = append(out, x.Ref())
		}
		t.Unref(entries)
		changed = true
	}
	if !changed {
		return bases.Ref(), nil
	}
	return t.NewTupleOf(out), nil
}

// entriesOf gives what a base's __mro_entries__ says, absent if it has no say.
func entriesOf(t *thread, base, bases value) (value, error) {
	if !base.Type().IsSubtype(object.GenericAliasType) {
		if is, err := t.IsInstanceOf(base, object.TypeType.Value()); err != nil || is {
			return value{}, err
		}
	}
	f, err := t.LookupAttr(base, "__mro_entries__")
	if err != nil || f.IsNil() {
		return value{}, err
	}
	defer t.Unref(f)
	return t.Call(f, bases)
}

func resolveBases(t *thread, _ value, a []value) (value, error) { return resolve(t, a[0]) }

// winner gives the most derived one of meta and the metaclasses of bases.
func winner(t *thread, meta value, bases []value) (value, error) {
	for _, base := range bases {
		other := base.Type().Value()
		if above, err := t.IsSubclassOf(meta, other); err != nil {
			return value{}, err
		} else if above {
			continue
		}
		below, err := t.IsSubclassOf(other, meta)
		if err != nil {
			return value{}, err
		}
		if !below {
			return value{}, t.TypeErr("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
		meta = other
	}
	return meta.Ref(), nil
}

// A start is what a class statement begins with, owned.
type start struct{ meta, ns, kw value }

func (s start) drop(t *thread) {
	t.XUnref(s.meta)
	t.XUnref(s.ns)
	t.XUnref(s.kw)
}

func prepare(t *thread, name, bases, kwds value) (s start, err error) {
	kw := t.NewDict()
	s.kw = kw.Value()
	defer func() {
		if err != nil {
			s.drop(t)
			s = start{}
		}
	}()
	if pylib.Given(kwds) {
		if err = kw.Update(t, kwds); err != nil {
			return s, err
		}
	}
	all, err := t.Collect(bases)
	if err != nil {
		return s, err
	}
	defer t.UnrefAll(all)
	key := object.Obj(&t.In.Intern("metaclass").Header)
	if s.meta, err = kw.Pop(t, key); err != nil {
		return s, err
	}
	switch {
	case !s.meta.IsNil():
	case len(all) > 0:
		s.meta = all[0].Type().Value().Ref()
	default:
		s.meta = object.TypeType.Value()
	}
	if is, err2 := t.IsInstanceOf(s.meta, object.TypeType.Value()); err2 != nil {
		return s, err2
	} else if is {
		m, err2 := winner(t, s.meta, all)
		if err2 != nil {
			return s, err2
		}
		pylib.Set(t, &s.meta, m)
	}
	f, err := t.LookupAttr(s.meta, "__prepare__")
	if err != nil {
		return s, err
	}
	if f.IsNil() {
		s.ns = t.NewDict().Value()
		return s, nil
	}
	s.ns, err = t.CallArgs(f, object.WithDict([]value{name, bases}, kw))
	t.Unref(f)
	return s, err
}

// emptyOr is an optional argument bases.
func emptyOr(t *thread, v value) value {
	if v.IsNil() {
		return t.NewTuple()
	}
	return v.Ref()
}

func prepareClass(t *thread, _ value, a []value) (value, error) {
	bases := emptyOr(t, a[1])
	defer t.Unref(bases)
	s, err := prepare(t, a[0], bases, a[2])
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(s.meta, s.ns, s.kw), nil
}

// nameModule says that a class is of this module, whose code makes it: if meta makes
// classes as type does, which looks at the frame that calls it.
func nameModule(t *thread, meta, ns value) error {
	m, ok := object.AsType(meta)
	if !ok || t.PeekTypeS(m, "__new__") != t.PeekTypeS(object.TypeType, "__new__") {
		return nil
	}
	d, ok := object.AsDict(ns)
	if !ok || !d.GetS(t, "__module__").IsNil() {
		return nil
	}
	name := t.NewStr("types")
	defer t.Unref(name)
	return t.SetItem(ns, object.Obj(&t.In.Intern("__module__").Header), name)
}

func newClass(t *thread, _ value, a []value) (value, error) {
	bases := emptyOr(t, a[1])
	defer t.Unref(bases)
	resolved, err := resolve(t, bases)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(resolved)
	s, err := prepare(t, a[0], resolved, a[2])
	if err != nil {
		return value{}, err
	}
	defer s.drop(t)
	if pylib.Given(a[3]) {
		r, err := t.Call(a[3], s.ns)
		if err != nil {
			return value{}, err
		}
		t.Unref(r)
	}
	if resolved != bases {
		if err := t.SetItem(s.ns, object.Obj(&t.In.Intern("__orig_bases__").Header), bases); err != nil {
			return value{}, err
		}
	}
	kw, _ := object.AsDict(s.kw)
	if err := nameModule(t, s.meta, s.ns); err != nil {
		return value{}, err
	}
	return t.CallArgs(s.meta, object.WithDict([]value{a[0], resolved, s.ns}, kw))
}
