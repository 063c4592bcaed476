package functoolsmod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// A partial is partial(func, *args, **keywords).
type partial struct {
	object.Header
	fn, args, kw value // owned; a tuple and a dict
	dict         *object.Dict
	Weak         *object.WeakRef
}

var partialType = &class{}

func partialInit() {
	partialType.Define(object.TypeSpec{Name: "functools.partial", Flags: object.FlagGC | object.FlagBase | object.FlagVectorcall, Basic: 64, Dict: 40, Weak: 48,
		Doc: "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n",
		Layout: object.LayoutOf[partial]().DictAt(object.FieldOffset[partial]("dict")).
			WeakAt(object.FieldOffset[partial]("Weak")),
		Slots: object.Slots{New: partialNew, Call: partialCall, Repr: partialRepr, Traverse: partialTraverse, Clear: partialClear},
		Decls: []object.Decl{
			object.Member("func", "function object to use in future partial calls", func(_ *thread, v value) (value, error) { return object.As[partial](v).fn.Ref(), nil }),
			object.Member("args", "tuple of arguments to future partial calls", func(_ *thread, v value) (value, error) { return object.As[partial](v).args.Ref(), nil }),
			object.Member("keywords", "dictionary of keyword arguments to future partial calls", func(_ *thread, v value) (value, error) { return object.As[partial](v).kw.Ref(), nil }),
			object.DictGetter(),
			object.Member("__vectorcalloffset__", "", func(_ *thread, v value) (value, error) { return object.Int(object.ID(v)), nil }), // an address
			object.Method("__reduce__()", "Return state information for pickling.", partialReduce),
			object.Method("__setstate__(state, /)", "Set state information for unpickling.", partialSetState),
			object.ClassMethod("__class_getitem__(item, /)", "See PEP 585", func(t *thread, cls value, a []value) (value, error) { return t.NewGenericAlias(cls, a[0]) }),
		}})
}

// asPartial returns v if calls of it go to partialCall.
func asPartial(v value) (*partial, bool) {
	if v.Type() == partialType || object.IsInstance(v, partialType) {
		return object.As[partial](v), true
	}
	return nil, false
}

func partialNew(t *thread, typ *class, a args) (value, error) {
	if len(a.Pos) == 0 {
		return value{}, t.TypeErr("type 'partial' takes at least one argument")
	}
	fn, given := a.Pos[0], a.Pos[1:]
	var inner *partial
	if p, ok := asPartial(fn); ok && p.dict == nil { // partials of partials are flattened
		inner, fn = p, p.fn
	}
	if fn.Type().Slots.Call == nil {
		return value{}, t.TypeErr("the first argument must be callable")
	}
	kw := t.NewDict()
	if inner != nil {
		given = append(append([]value(nil), items(inner.args)...), given...)
		d, _ := object.AsDict(inner.kw)
		if err := d.CopyInto(t, kw); err != nil {
			t.Unref(kw.Value())
			return value{}, err
		}
	}
	for i, k := range a.KwNames() {
		s, _ := object.AsStr(k)
		kw.SetStr(t, s, a.Kw()[i])
	}
	p := object.New[partial](t, typ)
	p.fn, p.args, p.kw = fn.Ref(), t.NewTupleOf(given), kw.Value()
	return object.Obj(&p.Header), nil
}

func partialTraverse(o *header, visit func(value)) {
	p := as[partial](o)
	visitAll(visit, p.fn, p.args, p.kw)
	if p.dict != nil {
		visit(p.dict.Value())
	}
}

func partialClear(t *thread, o *header) {
	p := as[partial](o)
	// The object stays callable: a callback may call it while its cycle is taken apart.
	fn, xs, kw := p.fn, p.args, p.kw
	p.fn, p.args, p.kw = object.None, t.NewTuple(), object.None
	t.XUnref(fn)
	t.XUnref(xs)
	t.XUnref(kw)
	dropDict(t, &p.dict)
}

func partialCall(t *thread, v value, a args) (value, error) {
	p := object.As[partial](v)
	if own := items(p.args); len(own) > 0 {
		a = a.Prepend(own...)
	}
	if d, ok := object.AsDict(p.kw); ok && d.Len() > 0 {
		a = mergeKw(d, a)
		for _, k := range a.KwNames() {
			if !k.IsStr() { // a script put it into the dict
				return value{}, t.TypeErr("keywords must be strings")
			}
		}
	}
	if _, nested := asPartial(p.fn); nested {
		if err := t.Enter(" while calling a Python object"); err != nil {
			return value{}, err
		}
		defer t.Leave()
	}
	// __setstate__ in the call may replace what the call uses.
	fn, xs, kw := p.fn.Ref(), p.args.Ref(), p.kw.Ref()
	r, err := t.CallArgs(fn, a)
	t.Unref(fn)
	t.Unref(xs)
	t.Unref(kw)
	return r, err
}

// mergeKw puts d's entries before a call's keyword arguments, which override them.
func mergeKw(d *object.Dict, a args) args {
	out := object.WithDict(a.Pos, d)
next:
	for i, k := range a.KwNames() {
		for j, have := range out.KwNames() {
			if k == have || k.String() == have.String() {
				out.Kw()[j] = a.Kw()[i]
				continue next
			}
		}
		out.AddKw(k, a.Kw()[i])
	}
	return out
}

func partialRepr(t *thread, v value) (value, error) {
	name := v.Type().Name
	if v.Type() == partialType {
		name = "functools.partial"
	}
	if !t.ReprEnter(v) {
		return t.NewStr("..."), nil
	}
	defer t.ReprLeave(v)
	p := object.As[partial](v)
	fn, xs, kw := p.fn.Ref(), p.args.Ref(), p.kw.Ref()
	defer func() { t.Unref(fn); t.Unref(xs); t.Unref(kw) }()
	first, err := t.ReprString(fn)
	if err != nil {
		return value{}, err
	}
	parts := []string{first}
	for _, x := range items(xs) {
		s, err := t.ReprString(x)
		if err != nil {
			return value{}, err
		}
		parts = append(parts, s)
	}
	d, _ := object.AsDict(kw)
	named := object.WithDict(nil, d)
	held := append(append([]value{}, named.KwNames()...), named.Kw()...) // a repr may change the dict
	for _, x := range held {
		x.Ref()
	}
	defer t.UnrefAll(held)
	for i, k := range named.KwNames() {
		key, err := t.StrString(k)
		if err != nil {
			return value{}, err
		}
		s, err := t.ReprString(named.Kw()[i])
		if err != nil {
			return value{}, err
		}
		parts = append(parts, key+"="+s)
	}
	return t.NewStr(name + "(" + strings.Join(parts, ", ") + ")"), nil
}

func partialReduce(t *thread, self value, _ []value) (value, error) {
	p := object.As[partial](self)
	dict := object.None
	if p.dict != nil {
		dict = p.dict.Value().Ref()
	}
	return t.NewTuple(self.Type().Value().Ref(), t.NewTuple(p.fn.Ref()),
		t.NewTuple(p.fn.Ref(), p.args.Ref(), p.kw.Ref(), dict)), nil
}

func partialSetState(t *thread, self value, a []value) (value, error) {
	state, ok := object.AsTuple(a[0])
	bad := !ok || len(state.Items) != 4
	if !bad {
		_, isTuple := object.AsTuple(state.Items[1])
		_, isDict := object.AsDict(state.Items[2])
		bad = !isTuple || state.Items[0].Type().Slots.Call == nil || !isDict && state.Items[2] != object.None
	}
	if bad {
		return value{}, t.TypeErr("invalid partial state")
	}
	xs, err := t.TupleOf(state.Items[1])
	if err != nil {
		return value{}, err
	}
	kw := state.Items[2].Ref() // itself if it is a plain dict
	if kw.Type() != object.DictType {
		own := t.NewDict()
		if d, ok := object.AsDict(kw); ok {
			err = d.CopyInto(t, own)
		}
		t.Unref(kw)
		if kw = own.Value(); err != nil {
			t.Unref(xs)
			t.Unref(kw)
			return value{}, err
		}
	}
	p := object.As[partial](self)
	set(t, &p.fn, state.Items[0].Ref())
	set(t, &p.args, xs)
	set(t, &p.kw, kw)
	dropDict(t, &p.dict)
	if d, ok := object.AsDict(state.Items[3]); ok {
		d.Value().Ref()
		p.dict = d
	}
	return object.None, nil
}
