package object

import (
	"slices"
	"unsafe"
)

// A Gen is a generator written in Go: what a method of a ClassSpec returns where
// CPython's contains yield. Its type is named generator, but is not the evaluator's.
//
// step gives the next item, absent at the end. Vals are the locals: owned, and dropped
// in order when the generator ends. N counts.
type Gen struct {
	Header
	name    string
	step    func(t *Thread, g *Gen) (Value, error)
	Vals    [4]Value
	N       int
	running bool
	weak    *WeakRef
}

// GenType is the type of Gens, CoroType that of Coros.
var (
	GenType  = new(Type)
	CoroType = new(Type)
)

// NewGen returns a generator that runs step; vals, lent, are its first Vals. name is
// what its repr shows, the qualified name of the method.
func (t *Thread) NewGen(name string, step func(t *Thread, g *Gen) (Value, error), vals ...Value) Value {
	g := New[Gen](t, GenType)
	g.name, g.step = name, step
	for i, v := range vals {
		g.Vals[i] = v.XRef()
	}
	return Obj(&g.Header)
}

// Keep makes v, given, the local number i.
func (g *Gen) Keep(t *Thread, i int, v Value) {
	old := g.Vals[i]
	g.Vals[i] = v
	t.XUnref(old)
}

// dropAll drops owned values in order, each detached first.
func dropAll(t *Thread, vals []Value) {
	for i := range vals {
		old := vals[i]
		vals[i] = Value{}
		t.XUnref(old)
	}
}

func genNext(t *Thread, v Value) (Value, error) {
	g := as[Gen](v)
	if g.running {
		return Value{}, t.ValueErr("generator already executing")
	}
	if g.step == nil {
		return Value{}, nil
	}
	if err := t.Enter(""); err != nil {
		return Value{}, err
	}
	g.running = true
	r, err := g.step(t, g)
	g.running = false
	t.Leave()
	if r.O == nil {
		g.step = nil
		dropAll(t, g.Vals[:])
		if err != nil && t.ErrIs(err, StopIteration) {
			err = t.leaked(err, "generator raised StopIteration")
		}
	}
	return r, err
}

// leaked is the RuntimeError of a generator or coroutine that err, a StopIteration, left.
func (t *Thread) leaked(err error, msg string) error {
	cause := t.TakeExc(err).Value()
	err = t.Raise(RuntimeError, "%s", msg)
	e := t.Normalize(err)
	e.GiveContext(t, cause.Ref())
	e.GiveCause(t, cause)
	Linked(err)
	return err
}

func genSend(t *Thread, v Value, a []Value) (Value, error) {
	r, err := genNext(t, v)
	if err == nil && r.O == nil {
		err = t.RaiseArgs(StopIteration)
	}
	return r, err
}

func genThrow(t *Thread, v Value, a []Value) (Value, error) {
	err, bad := t.Thrown(a[0], a[1], a[2])
	if bad != nil {
		return Value{}, bad
	}
	g := as[Gen](v)
	if g.running {
		t.Discard(err)
		return Value{}, t.ValueErr("generator already executing")
	}
	g.step = nil
	dropAll(t, g.Vals[:])
	return Value{}, err
}

func genClose(t *Thread, v Value, _ []Value) (Value, error) {
	g := as[Gen](v)
	if g.running {
		return Value{}, t.ValueErr("generator already executing")
	}
	g.step = nil
	dropAll(t, g.Vals[:])
	return None, nil
}

// Thrown is the error that throw(typ, val, tb) raises in a generator; val and tb may be
// absent. bad is the TypeError of arguments that throw refuses.
func (t *Thread) Thrown(typ, val, tb Value) (thrown, bad error) {
	if tb.O != nil && tb != None && !isTraceback(tb) {
		return nil, t.TypeErr("throw() third argument must be a traceback object")
	}
	var exc Value
	if k, ok := AsType(typ); ok && k.Flags&FlagException != 0 {
		var err error
		switch {
		case val.O == nil || val == None:
			exc, err = t.Call(typ)
		case IsInstance(val, k):
			exc = val.Ref()
		default:
			if tup, ok := AsTuple(val); ok {
				if exc, err = t.Call(typ, tup.Items...); err == nil {
					keepTuple(t, exc, tup)
				}
			} else {
				exc, err = t.Call(typ, val)
			}
		}
		if err != nil {
			return err, nil
		}
	} else if typ.O.Typ.Flags&FlagException != 0 {
		if val.O != nil && val != None {
			return nil, t.TypeErr("instance exception may not have a separate value")
		}
		exc = typ.Ref()
	} else {
		return nil, t.TypeErr("exceptions must be classes or instances deriving from BaseException, not %s", typ.O.Typ.FullName())
	}
	e, ok := AsException(exc)
	if !ok {
		return t.notException(typ, exc), nil
	}
	if tb.O != nil && tb != None {
		e.SetTraceback(t, tb.Ref())
	}
	return t.GiveExc(exc), nil
}

// keepTuple makes an instance of a subclass of tuple, whose items an exception was made from,
// its args.
func keepTuple(t *Thread, exc Value, tup *Tuple) {
	e, ok := AsException(exc)
	if !ok || tup.Typ == TupleType || e.args == nil || !slices.Equal(e.args.Items, tup.Items) {
		return
	}
	old := e.args
	tup.RC++
	e.args = tup
	t.Unref(Obj(&old.Header))
}

// A Coro is a coroutine written in Go: what a method of a ClassSpec returns where
// CPython's is async.
//
// step runs it to its next await or its end. It is called with the result of what it
// awaited (absent at the start; both lent), or with the error of that, which it
// takes. It returns the coroutine's result, or calls Await and returns nothing.
type Coro struct {
	Header
	name  string
	step  func(t *Thread, c *Coro, sent Value, err error) (Value, error)
	Vals  [4]Value // owned locals
	N     int
	await Value // owned: the iterator of what it awaits
	state coroState
	weak  *WeakRef
}

type coroState uint8

const (
	coroNew coroState = iota
	coroSuspended
	coroRunning
	coroDone
)

// NewCoro returns a coroutine that runs step; vals, lent, are its first Vals.
func (t *Thread) NewCoro(name string, step func(t *Thread, c *Coro, sent Value, err error) (Value, error), vals ...Value) Value {
	c := New[Coro](t, CoroType)
	c.name, c.step = name, step
	for i, v := range vals {
		c.Vals[i] = v.XRef()
	}
	return Obj(&c.Header)
}

// Await makes the coroutine wait for v, lent.
func (c *Coro) Await(t *Thread, v Value) error {
	f := v.O.Typ.Slots.Await
	if f == nil {
		return t.TypeErr("object %s can't be used in 'await' expression", v.O.Typ.FullName())
	}
	it, err := f(t, v)
	if err != nil {
		return err
	}
	if it.O.Typ.Slots.Next == nil {
		err = t.TypeErr("__await__() returned non-iterator of type '%s'", it.O.Typ.FullName())
		t.Unref(it)
		return err
	}
	old := c.await
	c.await = it
	t.XUnref(old)
	return nil
}

// resume runs the coroutine on with what the event loop sends (lent) or throws (given).
func (c *Coro) resume(t *Thread, sent Value, err error) (Value, error) {
	switch c.state {
	case coroRunning:
		t.discardIf(err)
		return Value{}, t.ValueErr("coroutine already executing")
	case coroDone:
		t.discardIf(err)
		return Value{}, t.Raise(RuntimeError, "cannot reuse already awaited coroutine")
	case coroNew:
		if err != nil {
			c.finish(t)
			return Value{}, err
		}
		if sent != None {
			return Value{}, t.TypeErr("can't send non-None value to a just-started coroutine")
		}
		sent = Value{}
	}
	if e := t.Enter(""); e != nil {
		t.discardIf(err)
		return Value{}, e
	}
	c.state = coroRunning
	r, err := c.run(t, sent.XRef(), err)
	t.Leave()
	return r, err
}

func (t *Thread) discardIf(err error) {
	if err != nil {
		t.Discard(err)
	}
}

// run alternates between what is awaited and step. sent and err are given.
func (c *Coro) run(t *Thread, sent Value, err error) (Value, error) {
	for {
		if c.await.O != nil {
			x, e := c.forward(t, sent, err)
			t.XUnref(sent)
			if e == nil && x.O != nil {
				c.state = coroSuspended
				return x, nil
			}
			old := c.await
			c.await = Value{}
			t.Unref(old)
			if sent, err = None, e; e != nil && t.ErrIs(e, StopIteration) {
				exc := t.TakeExc(e)
				sent, err = orNone(exc.Extra(0)).Ref(), nil
				t.Unref(exc.Value())
			}
		}
		r, e := c.step(t, c, sent, err)
		t.XUnref(sent)
		if e == nil && r.O == nil && c.await.O != nil {
			sent, err = None, nil
			continue
		}
		r = orNone(r)
		c.finish(t)
		if e != nil && t.ErrIs(e, StopIteration) {
			return Value{}, t.leaked(e, "coroutine raised StopIteration")
		}
		if e != nil {
			return Value{}, e
		}
		return Value{}, t.RaiseArgs(StopIteration, r)
	}
}

// forward passes what the event loop sent (lent) or threw (given) to what is awaited;
// absent: that has ended.
func (c *Coro) forward(t *Thread, sent Value, err error) (Value, error) {
	it := c.await
	if err == nil {
		if sent == None {
			return t.next(it)
		}
		return t.CallMethod(it, "send", sent)
	}
	name := "throw"
	if t.ErrIs(err, GeneratorExit) {
		name = "close"
	}
	f, e := t.LookupAttr(it, name)
	if e != nil || f.O == nil {
		if e != nil {
			t.Discard(err)
			err = e
		}
		return Value{}, err
	}
	defer t.Unref(f)
	if name == "close" {
		r, e := t.Call(f)
		if e != nil {
			t.Discard(err)
			return Value{}, e
		}
		t.Unref(r)
		return Value{}, err
	}
	exc := t.TakeExc(err)
	r, e := t.Call(f, exc.Typ.Value(), exc.Value(), orNone(exc.Traceback()))
	t.Unref(exc.Value())
	return r, e
}

func (c *Coro) finish(t *Thread) {
	c.state, c.step = coroDone, nil
	dropAll(t, c.Vals[:])
	old := c.await
	c.await = Value{}
	t.XUnref(old)
}

func coroThrow(t *Thread, v Value, a []Value) (Value, error) {
	err, bad := t.Thrown(a[0], a[1], a[2])
	if bad != nil {
		return Value{}, bad
	}
	return as[Coro](v).resume(t, None, err)
}

func coroClose(t *Thread, v Value, _ []Value) (Value, error) {
	c := as[Coro](v)
	if c.state == coroNew || c.state == coroDone {
		c.finish(t)
		return None, nil
	}
	r, err := c.resume(t, None, t.RaiseArgs(GeneratorExit))
	if err == nil {
		t.Unref(r)
		return Value{}, t.Raise(RuntimeError, "coroutine ignored GeneratorExit")
	}
	if t.ErrIs(err, GeneratorExit) || t.ErrIs(err, StopIteration) {
		t.Discard(err)
		return None, nil
	}
	return Value{}, err
}

func nativeGenInit() {
	self := func(t *Thread, v Value) (Value, error) { return v.Ref(), nil }
	throwSig := "throw(typ, val=None, tb=None, /)"
	GenType.Define(TypeSpec{Name: "generator", Twin: true, Flags: FlagGC | FlagNoNew, Basic: 88, Weak: 32,
		Layout: LayoutOf[Gen]().WeakAt(unsafe.Offsetof(Gen{}.weak)),
		Slots: Slots{Iter: self, Next: genNext,
			Repr: func(t *Thread, v Value) (Value, error) {
				return t.NewStr("<generator object " + as[Gen](v).name + " at " + Address(v.O) + ">"), nil
			},
			Traverse: func(o *Header, visit func(Value)) { visitAll(visit, (*Gen)(unsafe.Pointer(o)).Vals[:]...) },
			Clear:    func(t *Thread, o *Header) { dropAll(t, (*Gen)(unsafe.Pointer(o)).Vals[:]) }},
		Build: func() []Decl {
			return []Decl{
				Getter("__name__", "name of the generator", func(t *Thread, v Value) (Value, error) { return t.NewStr(lastName(as[Gen](v).name)), nil }),
				Getter("__qualname__", "qualified name of the generator", func(t *Thread, v Value) (Value, error) { return t.NewStr(as[Gen](v).name), nil }),
				Getter("gi_running", "", func(t *Thread, v Value) (Value, error) { return Bool(as[Gen](v).running), nil }),
				Method("send(arg, /)", "Give the next item; arg is not used.", genSend),
				Method(throwSig, "End the generator, and raise the exception.", genThrow),
				Method("close()", "End the generator.", genClose),
			}
		}})
	CoroType.Define(TypeSpec{Name: "coroutine", Twin: true, Flags: FlagGC | FlagNoNew, Basic: 96, Weak: 32,
		Layout: LayoutOf[Coro]().WeakAt(unsafe.Offsetof(Coro{}.weak)),
		Slots: Slots{Iter: nil, Await: self,
			Next: func(t *Thread, v Value) (Value, error) { return as[Coro](v).resume(t, None, nil) },
			Repr: func(t *Thread, v Value) (Value, error) {
				return t.NewStr("<coroutine object " + as[Coro](v).name + " at " + Address(v.O) + ">"), nil
			},
			Traverse: func(o *Header, visit func(Value)) {
				c := (*Coro)(unsafe.Pointer(o))
				visitAll(visit, c.Vals[:]...)
				visitAll(visit, c.await)
			},
			Clear: func(t *Thread, o *Header) { (*Coro)(unsafe.Pointer(o)).finish(t) }},
		Build: func() []Decl {
			return []Decl{
				Getter("__name__", "name of the coroutine", func(t *Thread, v Value) (Value, error) { return t.NewStr(lastName(as[Coro](v).name)), nil }),
				Getter("__qualname__", "qualified name of the coroutine", func(t *Thread, v Value) (Value, error) { return t.NewStr(as[Coro](v).name), nil }),
				Getter("cr_running", "", func(t *Thread, v Value) (Value, error) { return Bool(as[Coro](v).state == coroRunning), nil }),
				Getter("cr_await", "object being awaited on, or None", func(t *Thread, v Value) (Value, error) { return orNone(as[Coro](v).await).Ref(), nil }),
				Method("send(arg, /)", "Run on with what was awaited.", func(t *Thread, v Value, a []Value) (Value, error) { return as[Coro](v).resume(t, a[0], nil) }),
				Method(throwSig, "Raise an exception in the coroutine.", coroThrow),
				Method("close()", "End the coroutine.", coroClose),
			}
		}})
}

func lastName(qualname string) string {
	for i := len(qualname) - 1; i >= 0; i-- {
		if qualname[i] == '.' {
			return qualname[i+1:]
		}
	}
	return qualname
}
