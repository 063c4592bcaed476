package threadmod

import "github.com/minipy-go/minipy/object"

// A local is a threading.local: its attributes are in a dict for each thread. A dict
// lives as long as both its thread and the local do.
type local struct {
	object.Header
	Weak  *object.WeakRef
	args  value                    // owned tuple: what __init__ is called with in each thread
	kw    *object.Dict             // owned, or nil
	dicts map[*thread]*object.Dict // owned
}

var localType = new(object.Type)

func localInit() {
	localType.Define(object.TypeSpec{Name: "_thread._local", Doc: "Data that each thread has of its own.", Flags: object.FlagGC | object.FlagBase, Basic: 64, Weak: 40,
		Layout: object.LayoutOf[local]().WeakAt(object.FieldOffset[local]("Weak")),
		Slots:  object.Slots{New: localNew, GetAttr: localGetAttr, SetAttr: localSetAttr, Traverse: localTraverse, Clear: localClear},
	})
}

func localTraverse(o *header, visit func(value)) {
	l := object.As[local](object.Obj(o))
	if !l.args.IsNil() {
		visit(l.args)
	}
	if l.kw != nil {
		visit(l.kw.Value())
	}
	for _, d := range l.dicts {
		visit(d.Value())
	}
}

func localClear(t *thread, o *header) {
	l := object.As[local](object.Obj(o))
	args, kw, dicts := l.args, l.kw, l.dicts
	l.args, l.kw, l.dicts = value{}, nil, nil
	t.XUnref(args)
	if kw != nil {
		t.Unref(kw.Value())
	}
	for th := range dicts {
		delete(locals(th), l)
	}
	for _, th := range t.In.Threads() { // in the order of the threads
		if d := dicts[th]; d != nil {
			t.Unref(d.Value())
		}
	}
}

func localNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	if len(a.Pos)+len(a.KwNames()) > 0 && !hasInit(t, typ) {
		return value{}, t.TypeErr("Initialization arguments are not supported")
	}
	l := object.New[local](t, typ)
	l.args = t.NewTupleOf(a.Pos)
	if len(a.KwNames()) > 0 {
		l.kw = t.NewDict()
		for i, n := range a.KwNames() {
			name, _ := object.AsStr(n)
			l.kw.SetStr(t, name, a.Kw()[i])
		}
	}
	l.add(t) // __init__ runs for this thread now
	return object.Obj(&l.Header), nil
}

// hasInit tells whether a class has an __init__ of its own.
func hasInit(t *thread, typ *object.Type) bool {
	return t.PeekTypeS(typ, "__init__") != t.PeekTypeS(object.ObjectType, "__init__")
}

type localsKey struct{}

// locals are the locals, lent, for which the thread has a dict.
func locals(t *thread) map[*local]bool {
	return t.State(localsKey{}, func() any {
		m := map[*local]bool{}
		t.AtEnd(func(now *thread) {
			for len(m) > 0 {
				for l := range m {
					delete(m, l)
					d := l.dicts[t]
					delete(l.dicts, t)
					now.Unref(d.Value())
				}
			}
		})
		return m
	}).(map[*local]bool)
}

// add makes the thread's dict.
func (l *local) add(t *thread) *object.Dict {
	d := t.NewDict()
	if l.dicts == nil {
		l.dicts = map[*thread]*object.Dict{}
	}
	l.dicts[t] = d
	locals(t)[l] = true
	return d
}

// dict lends the thread's dict; the first time, __init__ runs.
func (l *local) dict(t *thread) (*object.Dict, error) {
	if d := l.dicts[t]; d != nil {
		return d, nil
	}
	d := l.add(t)
	self := object.Obj(&l.Header)
	if !hasInit(t, self.Type()) {
		return d, nil
	}
	items, _ := object.AsTuple(l.args)
	if err := self.Type().Slots.Init(t, self, object.WithDict(items.Items, l.kw)); err != nil {
		if l.dicts[t] == d { // the next access tries again
			delete(l.dicts, t)
			delete(locals(t), l)
			t.Unref(d.Value())
		}
		return nil, err
	}
	return l.dicts[t], nil
}

func localGetAttr(t *thread, v value, name *object.Str) (value, error) {
	d, err := object.As[local](v).dict(t)
	if err != nil {
		return value{}, err
	}
	if name.S == "__dict__" {
		return d.Value().Ref(), nil
	}
	return t.GetAttrIn(v, name, d)
}

func localSetAttr(t *thread, v value, name *object.Str, x value) error {
	d, err := object.As[local](v).dict(t)
	if err != nil {
		return err
	}
	if name.S == "__dict__" {
		return t.RaiseAttr(v, name, "'%s' object attribute '%s' is read-only", v.Type().FullName(), name.S)
	}
	return t.SetAttrIn(v, name, x, d)
}
