package eval

import (
	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

func generatorThrow(t *Thread, v Value, a []Value) (Value, error) {
	g := object.As[Generator](v)
	if g.running {
		return Value{}, t.ValueErr("%s already executing", g.kind())
	}
	if yf := g.delegate(); yf.O != nil && !isClass(a[0], object.GeneratorExit) {
		if sub, ok := asGenerator(yf); ok {
			return g.throwThrough(t, yf.Ref(), func() (Value, error) {
				return g.below(t, nil, func() (Value, error) { return generatorThrow(t, object.Obj(&sub.Header), a) })
			})
		}
		f, e := t.LookupAttr(yf, "throw")
		if e != nil || f.O != nil {
			return g.throwThrough(t, yf.Ref(), func() (Value, error) { return callThrow(t, f, e, a) })
		}
	}
	err, bad := t.Thrown(a[0], a[1], a[2])
	if bad != nil {
		return Value{}, bad
	}
	return g.throw(t, err)
}

// isClass reports whether v is the exception class typ, a subclass, or an instance of one.
func isClass(v Value, typ *object.Type) bool {
	if k, ok := object.AsType(v); ok {
		return k.IsSubtype(typ)
	}
	return v.O.Typ.IsSubtype(typ)
}

// throw raises err (given) where g is suspended.
func (g *Generator) throw(t *Thread, err error) (Value, error) {
	if g.body == nil {
		if e := g.spent(t); e != nil && g.Typ == CoroutineType {
			t.Discard(err)
			return Value{}, e
		}
		return Value{}, err
	}
	if yf := g.delegate(); yf.O != nil {
		if t.ErrIs(err, object.GeneratorExit) {
			return g.closeThrough(t, yf.Ref(), err)
		}
		return g.throwThrough(t, yf.Ref(), func() (Value, error) {
			if sub, ok := asGenerator(yf); ok {
				return g.below(t, err, func() (Value, error) { return sub.throw(t, err) })
			}
			f, e := t.LookupAttr(yf, "throw")
			if e == nil && f.O == nil {
				return Value{}, err
			}
			exc := t.TakeExc(err)
			defer t.Unref(exc.Value())
			return callThrow(t, f, e, []Value{exc.Typ.Value(), exc.Value(), orNone(exc.Traceback())})
		})
	}
	return g.result(t)(g.resume(t, Value{}, err))
}

// closeThrough closes what g delegates to (given), and raises err, a GeneratorExit, in g.
func (g *Generator) closeThrough(t *Thread, yf Value, err error) (Value, error) {
	g.running = true
	e := closeIter(t, yf)
	g.running = false
	t.Unref(yf)
	if e != nil {
		t.Discard(err)
		err = e
	}
	return g.result(t)(g.resume(t, Value{}, err))
}

// callThrow calls the throw method f (given) with the arguments a, as many as there are; e is
// what looking it up raised.
func callThrow(t *Thread, f Value, e error, a []Value) (Value, error) {
	if e != nil {
		return Value{}, e
	}
	defer t.Unref(f)
	n := len(a)
	for n > 1 && a[n-1].O == nil {
		n--
	}
	return t.Call(f, a[:n]...)
}

// throwThrough passes an exception on to what g delegates to (given): throw does it.
func (g *Generator) throwThrough(t *Thread, yf Value, throw func() (Value, error)) (Value, error) {
	defer t.Unref(yf)
	g.running = true
	r, e := throw()
	g.running = false
	if e == nil {
		return r, nil
	}
	if t.ErrIs(e, object.StopIteration) {
		val := stopValue(t, e)
		w := g.body.instrs[g.off/8]
		b := &g.regs[code.B(w)/code.RegSize]
		old := *b
		b.O = &object.IntTag
		t.Unref(old)
		a := &g.regs[code.A(w)/code.RegSize]
		old = *a
		*a = val
		t.Unref(old)
		g.off += 8
		return g.result(t)(g.resumeAfter(t))
	}
	return g.result(t)(g.resume(t, Value{}, e))
}

// below does f, which spends err if that is one, while the frame of the suspended g shows.
func (g *Generator) below(t *Thread, err error, f func() (Value, error)) (Value, error) {
	vm := vmOf(t)
	if e := vm.pushGenerator(g, flagEntry); e != nil {
		if err != nil {
			t.Discard(err)
		}
		return Value{}, e
	}
	r, e := f()
	vm.suspend(g)
	return r, e
}

// resumeAfter runs g on from the instruction at off, nothing being sent.
func (g *Generator) resumeAfter(t *Thread) (Value, bool, error) {
	g.started = false
	r, done, err := g.resume(t, Value{}, nil)
	return r, done, err
}

func asGenerator(v Value) (*Generator, bool) {
	if v.O.Typ == GeneratorType || v.O.Typ == CoroutineType {
		return object.As[Generator](v), true
	}
	return nil, false
}

// closeIter closes an iterator that is delegated to.
func closeIter(t *Thread, it Value) error {
	if g, ok := asGenerator(it); ok {
		return g.close(t)
	}
	f, err := t.LookupAttr(it, "close")
	if err != nil {
		t.Unraisable(err, "", it)
		return nil
	}
	if f.O == nil {
		return nil
	}
	r, err := t.Call(f)
	t.Unref(f)
	if err == nil {
		t.Unref(r)
	}
	return err
}

// close raises GeneratorExit in g.
func (g *Generator) close(t *Thread) error {
	if g.running {
		return t.ValueErr("%s already executing", g.kind())
	}
	if g.body == nil {
		return nil
	}
	if !g.started {
		return g.clear(t)
	}
	r, err := g.throw(t, t.RaiseArgs(object.GeneratorExit))
	if err == nil {
		t.Unref(r)
		return t.Raise(object.RuntimeError, "%s ignored GeneratorExit", g.kind())
	}
	if t.ErrIs(err, object.StopIteration) || t.ErrIs(err, object.GeneratorExit) {
		t.Discard(err)
		return nil
	}
	return err
}
