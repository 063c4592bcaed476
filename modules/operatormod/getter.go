package operatormod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// An itemGetter fetches items[0], or a tuple of all items, from its operand.
type itemGetter struct {
	object.Header
	items value // owned; a tuple
}

// An attrGetter does the same with attributes, whose names may be dotted.
type attrGetter struct {
	object.Header
	names value           // owned; a tuple of str, as given
	paths [][]*object.Str // each name in its parts, interned
}

// A methodCaller calls a method with given arguments.
type methodCaller struct {
	object.Header
	name *object.Str // interned
	args value       // owned; a tuple
	kw   value       // owned; a dict, absent if empty
}

var (
	itemGetterType   = &object.Type{}
	attrGetterType   = &object.Type{}
	methodCallerType = &object.Type{}
)

func itemGetterInit() {
	itemGetterType.Define(object.TypeSpec{Name: "operator.itemgetter", Flags: object.FlagGC, Layout: object.LayoutOf[itemGetter](), Basic: 40,
		Doc:   "itemgetter(item, ...) --> a callable that fetches items from its operand\n\nitemgetter(2)(r) is r[2]; itemgetter(2, 5)(r) is (r[2], r[5]).",
		Slots: object.Slots{New: itemGetterNew, Call: itemGetterCall, Repr: itemGetterRepr, Traverse: itemGetterTraverse, Clear: itemGetterClear},
		Decls: []object.Decl{object.Method("__reduce__()", "Return state information for pickling", itemGetterReduce)}})
}

func attrGetterInit() {
	attrGetterType.Define(object.TypeSpec{Name: "operator.attrgetter", Flags: object.FlagGC, Layout: object.LayoutOf[attrGetter](), Basic: 32,
		Doc:   "attrgetter(attr, ...) --> a callable that fetches attributes of its operand\n\nattrgetter('a.b')(r) is r.a.b; attrgetter('a', 'b')(r) is (r.a, r.b).",
		Slots: object.Slots{New: attrGetterNew, Call: attrGetterCall, Repr: attrGetterRepr, Traverse: attrGetterTraverse, Clear: attrGetterClear},
		Decls: []object.Decl{object.Method("__reduce__()", "Return state information for pickling", attrGetterReduce)}})
}

func methodCallerInit() {
	methodCallerType.Define(object.TypeSpec{Name: "operator.methodcaller", Flags: object.FlagGC, Layout: object.LayoutOf[methodCaller](), Basic: 40,
		Doc:   "methodcaller(name, ...) --> a callable that calls that method of its operand\n\nmethodcaller('name', 'date', foo=1)(r) is r.name('date', foo=1).",
		Slots: object.Slots{New: methodCallerNew, Call: methodCallerCall, Repr: methodCallerRepr, Traverse: methodCallerTraverse, Clear: methodCallerClear},
		Decls: []object.Decl{object.Method("__reduce__()", "Return state information for pickling", methodCallerReduce)}})
}

func as[T any](o *header) *T { return object.As[T](object.Obj(o)) }

func items(tuple value) []value {
	x, _ := object.AsTuple(tuple)
	return x.Items
}

// drop drops what *p owns, detached first.
func drop(t *thread, p *value) {
	old := *p
	*p = value{}
	t.XUnref(old)
}

// operand returns the one positional argument of a call.
func operand(t *thread, name string, a object.Args) (value, error) {
	if err := t.NoKw(name, a); err != nil {
		return value{}, err
	}
	if len(a.Pos) != 1 {
		return value{}, t.TypeErr("%s expected 1 argument, got %d", name, len(a.Pos))
	}
	return a.Pos[0], nil
}

// constructed checks the arguments of itemgetter and attrgetter.
func constructed(t *thread, name string, a object.Args) error {
	if err := t.NoKw(name, a); err != nil {
		return err
	}
	if len(a.Pos) == 0 {
		return t.TypeErr("%s expected 1 argument, got 0", name)
	}
	return nil
}

func itemGetterNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	if err := constructed(t, "itemgetter", a); err != nil {
		return value{}, err
	}
	g := object.New[itemGetter](t, typ)
	g.items = t.NewTupleOf(a.Pos)
	return object.Obj(&g.Header), nil
}

func itemGetterTraverse(o *header, visit func(value)) {
	if g := as[itemGetter](o); g.items.O != nil {
		visit(g.items)
	}
}

func itemGetterClear(t *thread, o *header) { drop(t, &as[itemGetter](o).items) }

func itemGetterCall(t *thread, v value, a object.Args) (value, error) {
	x, err := operand(t, "itemgetter", a)
	if err != nil {
		return value{}, err
	}
	keys := items(object.As[itemGetter](v).items)
	if len(keys) == 1 {
		if k := keys[0]; k.IsInt() && x.Type() == object.TupleType {
			if xs := items(x); uint64(k.Int()) < uint64(len(xs)) {
				return xs[k.Int()].Ref(), nil
			}
		}
		return t.GetItem(x, keys[0])
	}
	r := t.MakeTuple(len(keys))
	for i, k := range keys {
		if r.Items[i], err = t.GetItem(x, k); err != nil {
			t.Unref(object.Obj(&r.Header))
			return value{}, err
		}
	}
	return object.Obj(&r.Header), nil
}

func itemGetterRepr(t *thread, v value) (value, error) {
	return reprCall(t, v, items(object.As[itemGetter](v).items), value{})
}

func itemGetterReduce(t *thread, self value, _ []value) (value, error) {
	return t.NewTuple(self.Type().Value().Ref(), object.As[itemGetter](self).items.Ref()), nil
}

func attrGetterNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	if err := constructed(t, "attrgetter", a); err != nil {
		return value{}, err
	}
	paths := make([][]*object.Str, len(a.Pos))
	for i, v := range a.Pos {
		s, ok := object.AsStr(v)
		if !ok {
			return value{}, t.TypeErr("attribute name must be a string")
		}
		for _, part := range strings.Split(s.S, ".") {
			paths[i] = append(paths[i], t.In.Intern(part))
		}
	}
	g := object.New[attrGetter](t, typ)
	g.names, g.paths = t.NewTupleOf(a.Pos), paths
	return object.Obj(&g.Header), nil
}

func attrGetterTraverse(o *header, visit func(value)) {
	if g := as[attrGetter](o); g.names.O != nil {
		visit(g.names)
	}
}

func attrGetterClear(t *thread, o *header) { drop(t, &as[attrGetter](o).names) }

func getPath(t *thread, v value, path []*object.Str) (value, error) {
	r, err := t.GetAttr(v, path[0])
	for _, name := range path[1:] {
		if err != nil {
			return value{}, err
		}
		next, e := t.GetAttr(r, name)
		t.Unref(r)
		r, err = next, e
	}
	return r, err
}

func attrGetterCall(t *thread, v value, a object.Args) (value, error) {
	x, err := operand(t, "attrgetter", a)
	if err != nil {
		return value{}, err
	}
	paths := object.As[attrGetter](v).paths
	if len(paths) == 1 {
		return getPath(t, x, paths[0])
	}
	r := t.MakeTuple(len(paths))
	for i, p := range paths {
		if r.Items[i], err = getPath(t, x, p); err != nil {
			t.Unref(object.Obj(&r.Header))
			return value{}, err
		}
	}
	return object.Obj(&r.Header), nil
}

func attrGetterRepr(t *thread, v value) (value, error) {
	return reprCall(t, v, items(object.As[attrGetter](v).names), value{})
}

func attrGetterReduce(t *thread, self value, _ []value) (value, error) {
	return t.NewTuple(self.Type().Value().Ref(), object.As[attrGetter](self).names.Ref()), nil
}

func methodCallerNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	if len(a.Pos) == 0 {
		return value{}, t.TypeErr("methodcaller needs at least one argument, the method name")
	}
	name, ok := object.AsStr(a.Pos[0])
	if !ok {
		return value{}, t.TypeErr("method name must be a string")
	}
	m := object.New[methodCaller](t, typ)
	m.name = t.In.Intern(name.S)
	m.args = t.NewTupleOf(a.Pos[1:])
	if len(a.KwNames()) > 0 {
		kw := t.NewDict()
		m.kw = kw.Value()
		for i, k := range a.KwNames() {
			s, _ := object.AsStr(k)
			kw.SetStr(t, s, a.Kw()[i])
		}
	}
	return object.Obj(&m.Header), nil
}

func methodCallerTraverse(o *header, visit func(value)) {
	m := as[methodCaller](o)
	for _, v := range [...]value{m.args, m.kw} {
		if v.O != nil {
			visit(v)
		}
	}
}

func methodCallerClear(t *thread, o *header) {
	m := as[methodCaller](o)
	drop(t, &m.args)
	drop(t, &m.kw)
}

func methodCallerCall(t *thread, v value, a object.Args) (value, error) {
	x, err := operand(t, "methodcaller", a)
	if err != nil {
		return value{}, err
	}
	m := object.As[methodCaller](v)
	if m.kw.O == nil {
		return t.CallMethodStr(x, m.name, items(m.args)...)
	}
	kw, _ := object.AsDict(m.kw)
	f, err := t.GetAttr(x, m.name)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallArgs(f, object.WithDict(items(m.args), kw))
	t.Unref(f)
	return r, err
}

func methodCallerRepr(t *thread, v value) (value, error) {
	m := object.As[methodCaller](v)
	return reprCall(t, v, append([]value{object.Obj(&m.name.Header)}, items(m.args)...), m.kw)
}

// methodCallerReduce needs functools.partial when there are keyword arguments, since
// the constructor gets positional ones only.
func methodCallerReduce(t *thread, self value, _ []value) (value, error) {
	m := object.As[methodCaller](self)
	name, typ := object.Obj(&m.name.Header), self.Type().Value().Ref()
	if m.kw.O == nil {
		args := t.NewTupleOf(append([]value{name}, items(m.args)...))
		return t.NewTuple(typ, args), nil
	}
	t.Unref(typ)
	mod, err := t.In.Importer(t, "functools")
	if err != nil {
		return value{}, err
	}
	partial, err := t.GetAttrS(mod, "partial")
	t.Unref(mod)
	if err != nil {
		return value{}, err
	}
	kw, _ := object.AsDict(m.kw)
	p, err := t.CallArgs(partial, object.WithDict([]value{self.Type().Value(), name}, kw))
	t.Unref(partial)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(p, m.args.Ref()), nil
}

// reprCall writes the call that makes v.
func reprCall(t *thread, v value, args []value, kw value) (value, error) {
	name := v.Type().Module + "." + v.Type().Name
	if !t.ReprEnter(v) {
		return t.NewStr(name + "(...)"), nil
	}
	defer t.ReprLeave(v)
	var parts []string
	for _, x := range args {
		s, err := t.ReprString(x)
		if err != nil {
			return value{}, err
		}
		parts = append(parts, s)
	}
	if kw.O != nil {
		d, _ := object.AsDict(kw)
		for pos := 0; ; {
			k, x, ok := d.Next(&pos)
			if !ok {
				break
			}
			s, err := t.ReprString(x)
			if err != nil {
				return value{}, err
			}
			parts = append(parts, k.String()+"="+s)
		}
	}
	return t.NewStr(name + "(" + strings.Join(parts, ", ") + ")"), nil
}
