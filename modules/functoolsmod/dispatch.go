package functoolsmod

import (
	"slices"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// A generic function closes over its registry, a dict of implementations; over what it
// has found, a WeakKeyDictionary; and over a list of the cache token of abc (None until
// an abstract class is registered) and its own register function.
const (
	registry = iota
	foundBefore
	shared
)

func singleDispatch(t *thread, _ value, a []value) (value, error) {
	impls := t.NewDict()
	defer t.Unref(impls.Value())
	found, err := pylib.Call(t, "weakref", "WeakKeyDictionary")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(found)
	both := t.NewList([]value{object.None})
	defer t.Unref(both)
	if err := impls.Set(t, object.ObjectType.Value(), a[0]); err != nil {
		return value{}, err
	}
	vals := []value{impls.Value(), found, both}
	register := t.NewBoundClosure("register(cls, func=None)", moduleName, "singledispatch.<locals>.register", registerImpl, vals...)
	defer t.Unref(register)
	r, err := t.CallMethod(both, "append", register)
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	dispatch := t.NewBoundClosure("dispatch(cls)", moduleName, "singledispatch.<locals>.dispatch", func(t *thread, vals, a []value) (value, error) {
		return dispatched(t, vals, a[0])
	}, vals...)
	defer t.Unref(dispatch)
	name, err := t.LookupAttr(a[0], "__name__")
	if err != nil {
		return value{}, err
	}
	if name.IsNil() {
		name = t.NewStr("singledispatch function")
	}
	w := t.NewClosure("wrapper(*args, **kw)", moduleName, "singledispatch.<locals>.wrapper", callGeneric, append(vals, name)...)
	t.Unref(name)
	clearer, err := t.GetAttrS(found, "clear")
	if err == nil {
		err = give(t, w, "register", register.Ref())
	}
	if err == nil {
		err = give(t, w, "dispatch", dispatch.Ref())
	}
	if err == nil {
		err = give(t, w, "registry", t.NewMappingProxy(impls.Value()))
	}
	if err == nil {
		err = give(t, w, "_clear_cache", clearer)
	}
	if err != nil {
		t.Unref(w)
		return value{}, err
	}
	return lookLike(t, w, a[0])
}

func callGeneric(t *thread, vals []value, a args) (value, error) {
	if len(a.Pos) == 0 {
		name, err := t.StrString(vals[3])
		if err != nil {
			return value{}, err
		}
		return value{}, t.TypeErr("%s requires at least 1 positional argument", name)
	}
	cls, err := t.GetAttrS(a.Pos[0], "__class__")
	if err != nil {
		return value{}, err
	}
	f, err := dispatched(t, vals, cls)
	t.Unref(cls)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallArgs(f, a)
	t.Unref(f)
	return r, err
}

// dispatched gives the implementation for a class.
func dispatched(t *thread, vals []value, cls value) (value, error) {
	found := vals[foundBefore]
	token, err := t.GetItem(vals[shared], object.Int(0))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(token)
	if token != object.None {
		now, err := pylib.Call(t, "_abc", "get_cache_token")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(now)
		if same, err := t.Equal(now, token); err != nil {
			return value{}, err
		} else if !same {
			if err := forget(t, found); err != nil {
				return value{}, err
			}
			if err := t.SetItem(vals[shared], object.Int(0), now); err != nil {
				return value{}, err
			}
		}
	}
	f, err := t.GetItem(found, cls)
	if err == nil || !t.ErrIs(err, object.KeyError) {
		return f, err
	}
	impls, _ := object.AsDict(vals[registry])
	if f, other := impls.Get(t, cls); other != nil {
		t.Discard(err)
		return value{}, other
	} else if !f.IsNil() {
		t.Discard(err)
		return f.Ref(), t.SetItem(found, cls, f)
	}
	t.Discard(err)
	if f, err = nearest(t, cls, vals[registry]); err != nil {
		t.Normalize(err).GiveContext(t, t.TakeExc(t.KeyErr(cls)).Value())
		return value{}, err
	}
	if err := t.SetItem(found, cls, f); err != nil {
		t.Unref(f)
		return value{}, err
	}
	return f, nil
}

func forget(t *thread, found value) error {
	r, err := t.CallMethod(found, "clear")
	if err == nil {
		t.Unref(r)
	}
	return err
}

// isClass reports whether implementations can be registered for v: list[int] says that
// it is a class, too.
func isClass(t *thread, v value) (bool, error) {
	if v.Type() == object.GenericAliasType {
		return false, nil
	}
	return t.IsInstanceOf(v, object.TypeType.Value())
}

// registerImpl is register(cls, func): without func a decorator, or cls is a function
// whose annotation says the class.
func registerImpl(t *thread, vals, a []value) (value, error) {
	cls, fn := a[0], a[1]
	is, err := isClass(t, cls)
	if err != nil {
		return value{}, err
	}
	switch {
	case is && !pylib.Given(fn):
		self, err := t.GetItem(vals[shared], object.Int(1))
		if err != nil {
			return value{}, err
		}
		defer t.Unref(self)
		return t.NewBoundClosure("<lambda>(f)", moduleName, "singledispatch.<locals>.register.<locals>.<lambda>", func(t *thread, vals, a []value) (value, error) {
			return t.Call(vals[0], vals[1], a[0])
		}, self, cls), nil
	case is:
		cls.Ref()
	case pylib.Given(fn):
		s, err := t.ReprString(cls)
		if err != nil {
			return value{}, err
		}
		return value{}, t.TypeErr("Invalid first argument to `register()`. %s is not a class.", s)
	default:
		fn = cls
		if cls, err = annotated(t, fn); err != nil {
			return value{}, err
		}
	}
	defer t.Unref(cls)
	if err := t.SetItem(vals[registry], cls, fn); err != nil {
		return value{}, err
	}
	if err := watchABCs(t, vals[shared], cls); err != nil {
		return value{}, err
	}
	if err := forget(t, vals[foundBefore]); err != nil {
		return value{}, err
	}
	return fn.Ref(), nil
}

// watchABCs notes the cache token once an abstract class is registered.
func watchABCs(t *thread, both, cls value) error {
	token, err := t.GetItem(both, object.Int(0))
	if err != nil {
		return err
	}
	t.Unref(token)
	if token != object.None {
		return nil
	}
	abstract, err := t.LookupAttr(cls, "__abstractmethods__")
	if err != nil || abstract.IsNil() {
		return err
	}
	t.Unref(abstract)
	now, err := pylib.Call(t, "_abc", "get_cache_token")
	if err != nil {
		return err
	}
	defer t.Unref(now)
	return t.SetItem(both, object.Int(0), now)
}

// annotated gives the class that the annotation of fn's first parameter says.
func annotated(t *thread, fn value) (value, error) {
	notes, err := t.LookupAttr(fn, "__annotations__")
	if err != nil {
		return value{}, err
	}
	some := false
	if !notes.IsNil() {
		defer t.Unref(notes)
		if some, err = t.Truth(notes); err != nil {
			return value{}, err
		}
	}
	if !some {
		s, err := t.ReprString(fn)
		if err != nil {
			return value{}, err
		}
		return value{}, t.TypeErr("Invalid first argument to `register()`: %s. Use either `@register(some_class)` or plain `@register` on an annotated function.", s)
	}
	d, ok := object.AsDict(notes)
	if !ok {
		return value{}, t.TypeErr("__annotations__ must be a dict, not '%s'", notes.Type().Name)
	}
	pos := 0
	name, cls, _ := d.Next(&pos)
	name.Ref()
	defer t.Unref(name)
	if cls, err = evaluated(t, fn, cls); err != nil {
		return value{}, err
	}
	defer t.Unref(cls)
	if is, err := isClass(t, cls); err != nil || is {
		return cls.Ref(), err
	}
	x, err := t.ReprString(name)
	if err != nil {
		return value{}, err
	}
	y, err := t.ReprString(cls)
	if err != nil {
		return value{}, err
	}
	return value{}, t.TypeErr("Invalid annotation for %s. %s is not a class.", x, y)
}

// evaluated gives what an annotation stands for: a str is an expression.
func evaluated(t *thread, fn, note value) (value, error) {
	if note == object.None {
		return object.NoneType.Value(), nil
	}
	if !note.IsStr() {
		return note.Ref(), nil
	}
	globals, err := t.LookupAttr(fn, "__globals__")
	if err != nil {
		return value{}, err
	}
	if globals.IsNil() {
		globals = t.NewDict().Value()
	}
	defer t.Unref(globals)
	return pylib.Call(t, "builtins", "eval", note, globals)
}

func dispatchMethodSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "singledispatchmethod", Doc: "A generic method: the class of the argument after self chooses the implementation.",
		Decls: []object.Decl{
			object.Method("__init__(self, func)", "", func(t *thread, self value, a []value) (value, error) {
				if err := checkDescriptor(t, a[0]); err != nil {
					return value{}, err
				}
				d, err := singleDispatch(t, value{}, a)
				if err != nil {
					return value{}, err
				}
				if err := give(t, self, "dispatcher", d); err != nil {
					return value{}, err
				}
				return object.None, t.SetAttrS(self, "func", a[0])
			}),
			object.Method("register(self, cls, method=None)", "Add an implementation for a class.", func(t *thread, self value, a []value) (value, error) {
				d, err := t.GetAttrS(self, "dispatcher")
				if err != nil {
					return value{}, err
				}
				defer t.Unref(d)
				return t.CallMethod(d, "register", a[0], pylib.Or(a[1], object.None))
			}),
			object.Method("__get__(self, obj, cls=None)", "", dispatchMethodGet),
			abstractFunc(),
		}}
}

func dispatchMethodGet(t *thread, self value, a []value) (value, error) {
	m := t.NewClosure("_method(*args, **kwargs)", moduleName, "singledispatchmethod.__get__.<locals>._method", callGenericMethod, self, a[0], pylib.Or(a[1], object.None))
	for _, name := range [...]string{"__isabstractmethod__", "register"} {
		v, err := t.GetAttrS(self, name)
		if err == nil {
			err = give(t, m, name, v)
		}
		if err != nil {
			t.Unref(m)
			return value{}, err
		}
	}
	f, err := t.GetAttrS(self, "func")
	if err != nil {
		t.Unref(m)
		return value{}, err
	}
	defer t.Unref(f)
	return lookLike(t, m, f)
}

// callGenericMethod binds the implementation for the first argument, and calls it.
func callGenericMethod(t *thread, vals []value, a args) (value, error) {
	if len(a.Pos) == 0 {
		return value{}, t.Raise(object.IndexError, "tuple index out of range")
	}
	d, err := t.GetAttrS(vals[0], "dispatcher")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d)
	cls, err := t.GetAttrS(a.Pos[0], "__class__")
	if err != nil {
		return value{}, err
	}
	f, err := t.CallMethod(d, "dispatch", cls)
	t.Unref(cls)
	if err != nil {
		return value{}, err
	}
	bound, err := t.CallMethod(f, "__get__", vals[1], vals[2])
	t.Unref(f)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallArgs(bound, a)
	t.Unref(bound)
	return r, err
}

// What follows finds the implementation for a class by its MRO, into which the abstract
// classes that it belongs to without deriving from them are put by C3's rules: each as
// far to the front as it can stand behind what is more special.

func mroOf(t *thread, cls value) ([]value, error) {
	if typ, ok := object.AsType(cls); ok {
		out := make([]value, len(typ.MRO))
		for i, k := range typ.MRO {
			out[i] = k.Value().Ref()
		}
		return out, nil
	}
	v, err := t.GetAttrS(cls, "__mro__")
	if err != nil {
		return nil, err
	}
	defer t.Unref(v)
	return t.Collect(v)
}

func attrItems(t *thread, v value, name string) ([]value, error) {
	x, err := t.GetAttrS(v, name)
	if err != nil {
		return nil, err
	}
	defer t.Unref(x)
	return t.Collect(x)
}

// belongs reports whether one of classes is a subclass of abc.
func belongs(t *thread, classes []value, abc value) (bool, error) {
	for _, k := range classes {
		if is, err := t.IsSubclassOf(k, abc); err != nil || is {
			return is, err
		}
	}
	return false, nil
}

func c3MRO(t *thread, _ value, a []value) (value, error) {
	var abcs []value
	if pylib.Given(a[1]) {
		var err error
		if abcs, err = t.Collect(a[1]); err != nil {
			return value{}, err
		}
		defer t.UnrefAll(abcs)
	}
	mro, err := linearize(t, a[0], abcs)
	if err != nil {
		return value{}, err
	}
	return t.NewList(mro), nil
}

// linearize gives the MRO of cls with abcs; the references are given.
func linearize(t *thread, cls value, abcs []value) ([]value, error) {
	if err := t.Enter(""); err != nil {
		return nil, err
	}
	defer t.Leave()
	bases, err := attrItems(t, cls, "__bases__")
	if err != nil {
		return nil, err
	}
	defer t.UnrefAll(bases)
	cut := 0 // abstract classes go behind the last base that is one
	for i, b := range bases {
		abstract, err := t.LookupAttr(b, "__abstractmethods__")
		if err != nil {
			return nil, err
		}
		if !abstract.IsNil() {
			t.Unref(abstract)
			cut = i + 1
		}
	}
	var here, below []value
	for _, abc := range abcs {
		is, err := belongs(t, []value{cls}, abc)
		if err != nil {
			return nil, err
		}
		inherited := false
		if is {
			if inherited, err = belongs(t, bases, abc); err != nil {
				return nil, err
			}
		}
		if is && !inherited {
			here = append(here, abc)
		} else {
			below = append(below, abc)
		}
	}
	groups := [][]value{bases[:cut], here, bases[cut:]}
	seqs := [][]value{{cls}}
	var owned []value
	defer func() { t.UnrefAll(owned) }()
	for _, g := range groups {
		for _, k := range g {
			mro, err := linearize(t, k, below)
			if err != nil {
				return nil, err
			}
			owned = append(owned, mro...)
			seqs = append(seqs, mro)
		}
	}
	for _, g := range groups {
		seqs = append(seqs, slices.Clone(g))
	}
	return mergeC3(t, seqs)
}

// mergeC3 takes, again and again, the first head that is in no tail.
func mergeC3(t *thread, seqs [][]value) (out []value, err error) {
	for {
		seqs = slices.DeleteFunc(seqs, func(s []value) bool { return len(s) == 0 })
		if len(seqs) == 0 {
			return out, nil
		}
		at := slices.IndexFunc(seqs, func(s []value) bool {
			return !slices.ContainsFunc(seqs, func(other []value) bool { return slices.Contains(other[1:], s[0]) })
		})
		if at < 0 {
			t.UnrefAll(out)
			return nil, t.Raise(object.RuntimeError, "Inconsistent hierarchy")
		}
		head := seqs[at][0]
		out = append(out, head.Ref())
		for i, s := range seqs {
			if s[0] == head {
				seqs[i] = s[1:]
			}
		}
	}
}

func composeMRO(t *thread, _ value, a []value) (value, error) {
	types, err := t.Collect(a[1])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(types)
	mro, err := compose(t, a[0], types)
	if err != nil {
		return value{}, err
	}
	return t.NewList(mro), nil
}

// compose gives the MRO of cls with those of types that it belongs to.
func compose(t *thread, cls value, types []value) ([]value, error) {
	mro, err := mroOf(t, cls)
	if err != nil {
		return nil, err
	}
	defer t.UnrefAll(mro)
	var foreign []value // those that cls belongs to without deriving from them
	for _, k := range types {
		if slices.Contains(mro, k) || k.Type() == object.GenericAliasType {
			continue
		}
		if has, err := t.LookupAttr(k, "__mro__"); err != nil {
			return nil, err
		} else if has.IsNil() {
			continue
		} else {
			t.Unref(has)
		}
		if is, err := t.IsSubclassOf(cls, k); err != nil {
			return nil, err
		} else if is {
			foreign = append(foreign, k)
		}
	}
	if foreign, err = leaves(t, foreign); err != nil {
		return nil, err
	}
	var abcs, owned []value
	defer func() { t.UnrefAll(owned) }()
	for _, k := range foreign {
		chains, err := chainsBelow(t, cls, k, mro, types)
		if err != nil {
			return nil, err
		}
		for _, c := range chains {
			owned = append(owned, c...)
			for _, x := range c {
				if !slices.Contains(abcs, x) {
					abcs = append(abcs, x)
				}
			}
		}
		if len(chains) == 0 {
			abcs = append(abcs, k)
		}
	}
	return linearize(t, cls, abcs)
}

// leaves leaves out the classes from which others among them derive.
func leaves(t *thread, classes []value) (out []value, err error) {
	for _, k := range classes {
		derived := false
		for _, other := range classes {
			if other == k {
				continue
			}
			mro, err := mroOf(t, other)
			if err != nil {
				return nil, err
			}
			derived = derived || slices.Contains(mro, k)
			t.UnrefAll(mro)
		}
		if !derived {
			out = append(out, k)
		}
	}
	return out, nil
}

// chainsBelow gives, for each direct subclass of abc to which cls belongs without
// deriving from it, those of its MRO that are registered: the longest first.
func chainsBelow(t *thread, cls, abc value, mro, types []value) (chains [][]value, err error) {
	subs, err := t.CallMethod(abc, "__subclasses__")
	if err != nil {
		return nil, err
	}
	defer t.Unref(subs)
	err = t.Iterate(subs, func(sub value) error {
		if slices.Contains(mro, sub) {
			return nil
		}
		if is, err := t.IsSubclassOf(cls, sub); err != nil || !is {
			return err
		}
		all, err := mroOf(t, sub)
		if err != nil {
			return err
		}
		var chain []value
		for _, k := range all {
			if slices.Contains(types, k) {
				chain = append(chain, k)
			} else {
				t.Unref(k)
			}
		}
		chains = append(chains, chain)
		return nil
	})
	if err != nil {
		for _, c := range chains {
			t.UnrefAll(c)
		}
		return nil, err
	}
	slices.SortStableFunc(chains, func(x, y []value) int { return len(y) - len(x) })
	return chains, nil
}

func findImpl(t *thread, _ value, a []value) (value, error) { return nearest(t, a[0], a[1]) }

// nearest gives what registry has for the class nearest to cls, None if nothing.
func nearest(t *thread, cls, reg value) (value, error) {
	types, err := t.Collect(reg)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(types)
	mro, err := compose(t, cls, types)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(mro)
	own, err := mroOf(t, cls)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(own)
	var match value
	for _, k := range mro {
		registered := slices.Contains(types, k)
		if !match.IsNil() {
			if registered && !slices.Contains(own, k) && !slices.Contains(own, match) {
				if below, err := t.IsSubclassOf(match, k); err != nil {
					return value{}, err
				} else if !below {
					return value{}, ambiguous(t, match, k)
				}
			}
			break
		}
		if registered {
			match = k
		}
	}
	if match.IsNil() {
		return object.None, nil
	}
	return t.GetItem(reg, match)
}

func ambiguous(t *thread, x, y value) error {
	a, err := t.StrString(x)
	if err != nil {
		return err
	}
	b, err := t.StrString(y)
	if err != nil {
		return err
	}
	return t.Raise(object.RuntimeError, "Ambiguous dispatch: %s or %s", a, b)
}
