package eval

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// asyncValue wraps what an asynchronous generator yields, to tell it from what it awaits.
type asyncValue struct {
	object.Header
	v Value // owned
}

var asyncValueType = &object.Type{}

// wrapAsync wraps v, given.
func wrapAsync(t *Thread, v Value) Value {
	w := object.New[asyncValue](t, asyncValueType)
	w.v = v
	return object.Obj(&w.Header)
}

// What an asynchronous generator's awaitable does.
const (
	asyncSend = iota
	asyncThrow
	asyncClose
)

// asyncStep is the awaitable of __anext__, asend, athrow or aclose.
type asyncStep struct {
	object.Header
	gen   *Generator // owned
	kind  int
	args  [3]Value // owned
	state int      // 0 new, 1 iterating, 2 closed
}

var asyncStepTypes = [3]*object.Type{new(object.Type), new(object.Type), new(object.Type)}

func newStep(t *Thread, g *Generator, kind int, args ...Value) (Value, error) {
	if err := g.greet(t); err != nil {
		return Value{}, err
	}
	typ := asyncStepTypes[min(kind, 1)]
	s := object.New[asyncStep](t, typ)
	g.RC++
	s.gen, s.kind = g, kind
	for i, a := range args {
		s.args[i] = a.XRef()
	}
	return object.Obj(&s.Header), nil
}

func asyncGenInit(s object.Slots, flags uint32, weak uintptr) {
	step := func(kind int) object.NativeFn {
		return func(t *Thread, v Value, a []Value) (Value, error) {
			return newStep(t, object.As[Generator](v), kind, a...)
		}
	}
	s.AIter = selfIter
	s.ANext = func(t *Thread, v Value) (Value, error) {
		return newStep(t, object.As[Generator](v), asyncSend, object.None)
	}
	AsyncGenType.Define(object.TypeSpec{Name: "async_generator", Part: &framePart, Flags: flags, Basic: 112, Weak: 32, Slots: s,
		Layout: object.LayoutOf[Generator]().WeakAt(weak),
		Build: func() []object.Decl {
			return append(generatorDecls("ag_"),
				object.Method("asend(value, /)", "asend(v) -> send 'v' in generator.", step(asyncSend)),
				object.Method("athrow(typ, val=None, tb=None, /)", "athrow(typ[,val[,tb]]) -> raise exception in generator.", step(asyncThrow)),
				object.Method("aclose()", "aclose() -> raise GeneratorExit inside generator.", step(asyncClose)),
				object.ClassMethod("__class_getitem__(object, /)", "See PEP 585", func(t *Thread, cls Value, a []Value) (Value, error) { return t.NewGenericAlias(cls, a[0]) }),
			)
		}})
	asyncValueType.Define(object.TypeSpec{Name: "async_generator_wrapped_value", Flags: object.FlagGC | object.FlagNoNew, Basic: 24, Layout: object.LayoutOf[asyncValue](),
		Slots: object.Slots{
			Traverse: func(o *Header, visit func(Value)) {
				if w := (*asyncValue)(up(o)); w.v.O != nil {
					visit(w.v)
				}
			},
			Clear: func(t *Thread, o *Header) {
				w := (*asyncValue)(up(o))
				old := w.v
				w.v = Value{}
				t.XUnref(old)
			}}})
	for i, name := range [...]string{"async_generator_asend", "async_generator_athrow"} {
		asyncStepTypes[i].Define(object.TypeSpec{Name: name, Flags: object.FlagGC | object.FlagNoNew, Basic: 40, Layout: object.LayoutOf[asyncStep](),
			Slots: object.Slots{Iter: selfIter, Await: selfIter, Next: func(t *Thread, v Value) (Value, error) { return stepSend(t, v, object.None) },
				Traverse: func(o *Header, visit func(Value)) {
					s := (*asyncStep)(up(o))
					if s.gen != nil {
						visit(object.Obj(&s.gen.Header))
					}
					for _, a := range s.args {
						if a.O != nil {
							visit(a)
						}
					}
				},
				Clear: func(t *Thread, o *Header) {
					s := (*asyncStep)(up(o))
					g, args := s.gen, s.args
					s.gen, s.args = nil, [3]Value{}
					if g != nil {
						t.Unref(object.Obj(&g.Header))
					}
					t.UnrefAll(args[:])
				}},
			Build: func() []object.Decl {
				return []object.Decl{
					object.Method("send(arg, /)", "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.", func(t *Thread, v Value, a []Value) (Value, error) { return stepSend(t, v, a[0]) }),
					object.Method("throw(typ, val=None, tb=None, /)", "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.", stepThrow),
					object.Method("close()", "close() -> raise GeneratorExit inside generator.", func(t *Thread, v Value, _ []Value) (Value, error) {
						object.As[asyncStep](v).state = 2
						return object.None, nil
					}),
				}
			}})
	}
}

func (s *asyncStep) reuse(t *Thread) error {
	if s.kind == asyncSend {
		return t.Raise(object.RuntimeError, "cannot reuse already awaited __anext__()/asend()")
	}
	return t.Raise(object.RuntimeError, "cannot reuse already awaited aclose()/athrow()")
}

// stepSend runs the generator on; v (lent) is what the event loop sends.
func stepSend(t *Thread, sv, v Value) (Value, error) {
	s := object.As[asyncStep](sv)
	g := s.gen
	if s.state == 2 {
		return Value{}, s.reuse(t)
	}
	if s.state == 1 {
		return s.unwrap(t)(g.resumeOrStop(t, v))
	}
	if g.busy {
		s.state = 2
		return Value{}, t.Raise(object.RuntimeError, "%s(): asynchronous generator is already running", stepName(s.kind))
	}
	if v != object.None && s.kind != asyncSend {
		return Value{}, t.Raise(object.RuntimeError, "can't send non-None value to a just-started coroutine")
	}
	s.state = 1
	if s.kind != asyncSend && (g.closed || g.body == nil) {
		s.state = 2
		if s.kind == asyncClose {
			return Value{}, t.RaiseArgs(object.StopIteration)
		}
		return Value{}, t.RaiseArgs(object.StopAsyncIteration)
	}
	g.busy = true
	switch s.kind {
	case asyncSend:
		if v == object.None {
			v = s.args[0]
		}
		if !g.started && v != object.None && g.body != nil {
			g.busy = false
			s.state = 2
			return Value{}, t.TypeErr("can't send non-None value to a just-started async generator")
		}
		return s.unwrap(t)(g.resumeOrStop(t, v))
	case asyncThrow:
		return s.throw(t, s.args[:])
	}
	g.closed = true
	return s.unwrap(t)(g.resumeThrow(t, t.RaiseArgs(object.GeneratorExit)))
}

func stepName(kind int) string {
	switch kind {
	case asyncSend:
		return "anext"
	case asyncThrow:
		return "athrow"
	}
	return "aclose"
}

// resumeOrStop resumes an asynchronous generator; its end is StopAsyncIteration.
func (g *Generator) resumeOrStop(t *Thread, v Value) (Value, error) {
	if g.body == nil {
		return Value{}, t.RaiseArgs(object.StopAsyncIteration)
	}
	r, done, err := g.resume(t, v, nil)
	if done {
		t.Unref(r)
		return Value{}, t.RaiseArgs(object.StopAsyncIteration)
	}
	return r, err
}

func (g *Generator) resumeThrow(t *Thread, err error) (Value, error) {
	if g.body == nil {
		return Value{}, err
	}
	r, e := g.throw(t, err)
	if e != nil && t.ErrIs(e, object.StopIteration) {
		t.Discard(e)
		return Value{}, t.RaiseArgs(object.StopAsyncIteration)
	}
	return r, e
}

// unwrap turns what the generator yielded into the awaitable's end, and leaves what it
// awaits alone.
func (s *asyncStep) unwrap(t *Thread) func(r Value, err error) (Value, error) {
	return func(r Value, err error) (Value, error) {
		g := s.gen
		if err != nil {
			if t.ErrIs(err, object.StopAsyncIteration) || t.ErrIs(err, object.GeneratorExit) {
				g.closed = true
			}
			g.busy = false
			s.state = 2
			if s.kind == asyncClose && (t.ErrIs(err, object.StopAsyncIteration) || t.ErrIs(err, object.GeneratorExit)) {
				t.Discard(err)
				err = t.RaiseArgs(object.StopIteration)
			}
			return Value{}, err
		}
		if r.O.Typ != asyncValueType {
			return r, nil
		}
		g.busy = false
		s.state = 2
		v := object.As[asyncValue](r).v.Ref()
		t.Unref(r)
		if s.kind == asyncClose {
			t.Unref(v)
			return Value{}, t.Raise(object.RuntimeError, "async generator ignored GeneratorExit")
		}
		return Value{}, stopIteration(t, v)
	}
}

func stepThrow(t *Thread, sv Value, a []Value) (Value, error) {
	s := object.As[asyncStep](sv)
	if s.state == 2 {
		return Value{}, s.reuse(t)
	}
	s.state = 1
	s.gen.busy = true
	return s.throw(t, a)
}

// throw raises the exception of throw's arguments in the generator.
func (s *asyncStep) throw(t *Thread, a []Value) (Value, error) {
	err, bad := t.Thrown(a[0], a[1], a[2])
	if bad != nil {
		return s.unwrap(t)(Value{}, bad)
	}
	return s.unwrap(t)(s.gen.resumeThrow(t, err))
}

// warnNeverAwaited warns of a coroutine, lent, that dies without having run.
func warnNeverAwaited(t *Thread, g *Generator) {
	coro := object.Obj(&g.Header)
	text := "coroutine '" + g.qualname.String() + "' was never awaited"
	if t.PeekSys("meta_path") == object.None { // the program is over: nothing can be imported
		warnLate(t, text)
		return
	}
	w, err := Import(t, "warnings")
	var f Value
	if err == nil {
		f, err = t.LookupAttr(w, "_warn_unawaited_coroutine")
		t.Unref(w)
	}
	warned := false
	if f.O != nil {
		var r Value
		r, err = t.Call(f, coro)
		t.Unref(f)
		t.XUnref(r)
		warned = err == nil || t.ErrIs(err, object.RuntimeWarning)
	}
	if err != nil {
		t.Unraisable(err, "", coro)
	}
	if !warned {
		if err := t.Warn(object.RuntimeWarning, text); err != nil {
			t.Unraisable(err, "", coro)
		}
	}
}

// warnLate prints a RuntimeWarning when the modules are gone, unless the command line ignores warnings.
func warnLate(t *Thread, text string) {
	if options, ok := object.AsList(orNone(t.PeekSys("warnoptions"))); ok {
		for _, o := range options.Items {
			if o.IsStr() && strings.HasPrefix(o.String(), "ignore") {
				return
			}
		}
	}
	if out := orNone(t.PeekSys("stderr")); out != object.None {
		line := t.NewStr("sys:1: RuntimeWarning: " + text + "\n")
		r, err := t.CallMethod(out, "write", line)
		t.Unref(line)
		t.XUnref(r)
		t.Discard(err)
	}
}
