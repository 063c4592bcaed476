package contextvarsmod

import "github.com/minipy-go/minipy/object"

// A context is a Context: values by variable.
type context struct {
	object.Header
	vars    *object.Dict // owned, possibly with others
	entered bool
	Weak    *object.WeakRef
}

var contextType = new(object.Type)

func contextInit() {
	contextType.Define(object.TypeSpec{Name: "_contextvars.Context", Flags: object.FlagGC | object.FlagMapping, Basic: 48, Weak: 32,
		Layout: object.LayoutOf[context]().WeakAt(object.FieldOffset[context]("Weak")),
		Slots: object.Slots{New: contextNew, Traverse: contextTraverse, Clear: contextClear, Compare: contextCompare,
			Hash: object.Unhashable,
			Len:  func(_ *thread, v value) (int, error) { return object.As[context](v).vars.Len(), nil },
			Iter: func(t *thread, v value) (value, error) { return newIter(t, v, keysType), nil },
			Contains: func(t *thread, v, x value) (bool, error) {
				r, err := contextPeek(t, v, x)
				return !r.IsNil(), err
			},
			GetItem: func(t *thread, v, key value) (value, error) {
				r, err := contextPeek(t, v, key)
				if err == nil && r.IsNil() {
					err = t.KeyErr(key)
				}
				return r.XRef(), err
			}},
		Decls: []object.Decl{
			object.Attr("__hash__", none),
			object.Method("get(key, default=None, /)", "Return the value of the variable key, or default.", contextGet),
			object.Method("keys()", "The variables.", func(t *thread, v value, _ []value) (value, error) { return newIter(t, v, keysType), nil }),
			object.Method("values()", "The variables' values.", func(t *thread, v value, _ []value) (value, error) { return newIter(t, v, valuesType), nil }),
			object.Method("items()", "Pairs of variable and value.", func(t *thread, v value, _ []value) (value, error) { return newIter(t, v, itemsType), nil }),
			object.Method("copy()", "Return a copy of the context.", func(t *thread, v value, _ []value) (value, error) { return copyOf(t, object.As[context](v)), nil }),
			object.RawMethod("run", "run(callable, *args, **kwargs)\n\nCall callable in the context.", contextRun),
		}})
}

func contextNew(t *thread, _ *object.Type, a object.Args) (value, error) {
	if len(a.Pos)+len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("Context() does not accept any arguments")
	}
	c := object.New[context](t, contextType)
	c.vars = t.NewDict()
	return object.Obj(&c.Header), nil
}

func copyOf(t *thread, c *context) value {
	n := object.New[context](t, contextType)
	n.vars = c.vars
	n.vars.Value().Ref()
	return object.Obj(&n.Header)
}

func contextTraverse(o *header, visit func(value)) {
	if c := object.As[context](object.Obj(o)); c.vars != nil {
		visit(c.vars.Value())
	}
}

func contextClear(t *thread, o *header) {
	c := object.As[context](object.Obj(o))
	if d := c.vars; d != nil {
		c.vars = nil
		t.Unref(d.Value())
	}
}

type currentKey struct{}

// current lends the context that the thread is in, made when it is first needed.
func current(t *thread) *context {
	p := t.State(currentKey{}, func() any {
		v, _ := contextNew(t, contextType, object.Args{})
		p := object.As[context](v)
		t.AtEnd(func(now *thread) { now.Unref(v) })
		return &p
	}).(**context)
	return *p
}

func setCurrent(t *thread, c *context) {
	p := t.State(currentKey{}, nil).(**context)
	*p = c
}

// get lends the variable's value, absent if it has none.
func (c *context) get(t *thread, v value) (value, error) {
	if c.vars == nil {
		return value{}, nil
	}
	return c.vars.Get(t, v)
}

// own makes sure that nobody shares the context's dict.
func (c *context) own(t *thread) error {
	switch {
	case c.vars == nil: // cleared by the collector
		c.vars = t.NewDict()
	case c.vars.RC > 1:
		d, err := c.vars.Copy(t)
		if err != nil {
			return err
		}
		old := c.vars
		c.vars = d
		t.Unref(old.Value())
	}
	return nil
}

func (c *context) set(t *thread, v, x value) error {
	if err := c.own(t); err != nil {
		return err
	}
	return c.vars.Set(t, v, x)
}

func (c *context) del(t *thread, v value) error {
	if err := c.own(t); err != nil {
		return err
	}
	ok, err := c.vars.Del(t, v)
	if err == nil && !ok {
		err = t.RaiseArgs(object.LookupError, v.Ref())
	}
	return err
}

func copyContext(t *thread, _ value, _ []value) (value, error) { return copyOf(t, current(t)), nil }

// contextPeek lends the value of a variable, absent if it has none.
func contextPeek(t *thread, self, key value) (value, error) {
	if key.Type() != varType {
		s, err := t.ReprString(key)
		if err != nil {
			return value{}, err
		}
		return value{}, t.TypeErr("a ContextVar key was expected, got %s", s)
	}
	return object.As[context](self).get(t, key)
}

func contextGet(t *thread, self value, a []value) (value, error) {
	r, err := contextPeek(t, self, a[0])
	switch {
	case err != nil:
		return value{}, err
	case !r.IsNil():
		return r.Ref(), nil
	case a[1].IsNil():
		return none, nil
	}
	return a[1].Ref(), nil
}

func contextCompare(t *thread, a, b value, op int) (value, error) {
	if b.Type() != contextType || op != object.CmpEQ && op != object.CmpNE {
		return object.NotImplemented, nil
	}
	x, y := object.As[context](a), object.As[context](b)
	if x.vars == y.vars || x.vars == nil || y.vars == nil {
		return object.Bool((x.vars == y.vars) == (op == object.CmpEQ)), nil
	}
	return t.Compare(x.vars.Value(), y.vars.Value(), op)
}

func contextRun(t *thread, self value, a object.Args) (value, error) {
	if len(a.Pos) == 0 {
		return value{}, t.TypeErr("run() missing 1 required positional argument")
	}
	c := object.As[context](self)
	if c.entered {
		s, err := t.ReprString(self)
		if err != nil {
			return value{}, err
		}
		return value{}, t.Raise(object.RuntimeError, "cannot enter context: %s is already entered", s)
	}
	outer := current(t)
	self.Ref()
	c.entered = true
	setCurrent(t, c)
	fn := a.Pos[0]
	a.Pos = a.Pos[1:]
	r, err := t.CallArgs(fn, a)
	setCurrent(t, outer)
	c.entered = false
	t.Unref(self)
	return r, err
}

// An iter walks over a context.
type iter struct {
	object.Header
	vars *object.Dict // owned
	pos  int
}

var (
	keysType   = new(object.Type)
	valuesType = new(object.Type)
	itemsType  = new(object.Type)
)

func iterInit() {
	for name, typ := range map[string]*object.Type{"keys": keysType, "values": valuesType, "items": itemsType} {
		typ.Define(object.TypeSpec{Name: name, Flags: object.FlagGC | object.FlagNoNew, Layout: object.LayoutOf[iter](), Basic: 168,
			Slots: object.Slots{Next: iterNext,
				Iter: func(_ *thread, v value) (value, error) { return v.Ref(), nil },
				Traverse: func(o *header, visit func(value)) {
					if it := object.As[iter](object.Obj(o)); it.vars != nil {
						visit(it.vars.Value())
					}
				},
				Clear: func(t *thread, o *header) {
					it := object.As[iter](object.Obj(o))
					if d := it.vars; d != nil {
						it.vars = nil
						t.Unref(d.Value())
					}
				}}})
	}
}

// newIter begins a walk. It holds the dict, so that the context gets another one when
// it is written meanwhile.
func newIter(t *thread, self value, typ *object.Type) value {
	it := object.New[iter](t, typ)
	if it.vars = object.As[context](self).vars; it.vars != nil {
		it.vars.Value().Ref()
	}
	return object.Obj(&it.Header)
}

func iterNext(t *thread, v value) (value, error) {
	it := object.As[iter](v)
	if it.vars == nil {
		return value{}, nil
	}
	k, x, ok := it.vars.Next(&it.pos)
	if !ok {
		return value{}, nil
	}
	switch v.Type() {
	case keysType:
		return k.Ref(), nil
	case valuesType:
		return x.Ref(), nil
	}
	return t.NewTuple(k.Ref(), x.Ref()), nil
}
