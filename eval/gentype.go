package eval

import (
	"unsafe"

	"github.com/minipy-go/minipy/object"
)

// generatorInit defines the three kinds of generators, which differ in the prefix of
// their attributes and in their protocol.
func generatorInit() {
	framePartInit()
	layout := func() object.Slots {
		return object.Slots{Finalize: generatorFinalize, Traverse: generatorTraverse, Clear: generatorClear,
			Repr: func(t *Thread, v Value) (Value, error) {
				g := object.As[Generator](v)
				kind := v.O.Typ.Name + " object "
				return t.NewStr("<" + kind + g.qualname.String() + " at " + object.Address(v.O) + ">"), nil
			}}
	}
	flags := uint32(object.FlagGC | object.FlagFinalize | object.FlagNoNew | object.FlagWeakFirst)
	weak := unsafe.Offsetof(Generator{}.weak)

	s := layout()
	s.Iter, s.Next, s.NextRaise = selfIter, generatorNext, generatorNextRaise
	GeneratorType.Define(object.TypeSpec{Name: "generator", Part: &framePart, Flags: flags, Basic: 88, Weak: 32, Slots: s,
		Layout: object.LayoutOf[Generator]().WeakAt(weak),
		Build: func() []object.Decl {
			return append(generatorDecls("gi_"),
				object.Method("send(arg, /)", "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.", generatorSend),
				object.Method("throw(typ, val=None, tb=None, /)", "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.", generatorThrow),
				object.Method("close()", "close() -> raise GeneratorExit inside generator.", generatorClose))
		}})

	s = layout()
	s.Await = func(t *Thread, v Value) (Value, error) { return newCoroWrapper(t, v), nil }
	CoroutineType.Define(object.TypeSpec{Name: "coroutine", Part: &framePart, Flags: flags, Basic: 96, Weak: 32, Slots: s,
		Layout: object.LayoutOf[Generator]().WeakAt(weak),
		Build: func() []object.Decl {
			return append(generatorDecls("cr_"),
				object.Member("cr_origin", "", func(t *Thread, v Value) (Value, error) { return orNone(object.As[Generator](v).origin).Ref(), nil }),
				object.Method("send(arg, /)", "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.", generatorSend),
				object.Method("throw(typ, val=None, tb=None, /)", "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated value or raise\nStopIteration.", generatorThrow),
				object.Method("close()", "close() -> raise GeneratorExit inside coroutine.", generatorClose))
		}})
	coroWrapperInit()
	asyncGenInit(layout(), flags, weak)
}

// framePart is the frame of an unfinished generator, which is an object in CPython.
var framePart object.Part

func framePartInit() {
	framePart = object.Part{Name: "frame",
		Has:  func(o *Header) bool { g := (*Generator)(up(o)); return g.body != nil && g.frame == nil },
		Busy: func(o *Header) bool { return (*Generator)(up(o)).calls() },
		Traverse: func(o *Header, visit func(Value)) {
			g := (*Generator)(up(o))
			if g.globals != nil {
				visit(dictOf(g.globals))
			}
			g.visitRegs(visit)
		},
		Rest: func(o *Header, visit func(Value)) {
			for _, v := range (*Generator)(up(o)).owned() {
				if v.O != nil {
					visit(v)
				}
			}
		},
		Object: func(t *Thread, o *Header) Value {
			v := (*Generator)(up(o)).frameValue(t)
			t.Unref(v)
			return v
		}}
}

func selfIter(t *Thread, v Value) (Value, error) { return v.Ref(), nil }

func generatorClose(t *Thread, v Value, _ []Value) (Value, error) {
	return object.None, object.As[Generator](v).close(t)
}

func generatorDecls(prefix string) []object.Decl {
	kind := map[string]string{"gi_": "generator", "cr_": "coroutine", "ag_": "async generator"}[prefix]
	name := func(n, doc string, at func(g *Generator) *Value) object.Decl {
		return object.Property(n, doc+" of the "+kind, func(t *Thread, v Value) (Value, error) { return at(object.As[Generator](v)).Ref(), nil },
			func(t *Thread, v, x Value) error {
				if x.O == nil || !x.IsStr() {
					return t.TypeErr("%s must be set to a string object", n)
				}
				p := at(object.As[Generator](v))
				old := *p
				*p = x.Ref()
				t.Unref(old)
				return nil
			})
	}
	running := object.Getter(prefix+"running", "", func(t *Thread, v Value) (Value, error) {
		g := object.As[Generator](v)
		return object.Bool(g.running || g.busy), nil
	})
	if prefix == "ag_" {
		running = running.AsMember()
	}
	await, awaitDoc := "yieldfrom", "object being iterated by yield from, or None"
	if prefix != "gi_" {
		await, awaitDoc = "await", "object being awaited on, or None"
	}
	return []object.Decl{
		object.Destructor(generatorFinalize),
		name("__name__", "name", func(g *Generator) *Value { return &g.name }),
		name("__qualname__", "qualified name", func(g *Generator) *Value { return &g.qualname }),
		running,
		object.Member(prefix+"code", "", func(t *Thread, v Value) (Value, error) { return objOf(object.As[Generator](v).code).Ref(), nil }),
		object.Member(prefix+"frame", "", func(t *Thread, v Value) (Value, error) { return object.As[Generator](v).frameValue(t), nil }),
		object.Getter(prefix+await, awaitDoc, func(t *Thread, v Value) (Value, error) { return orNone(object.As[Generator](v).delegate()).Ref(), nil }),
	}
}

// frameValue gives the frame object of an unfinished generator, else None.
func (g *Generator) frameValue(t *Thread) Value {
	if g.body == nil {
		return object.None
	}
	if g.frame == nil {
		o := object.New[Frame](t, FrameType)
		o.code, o.globals, o.gen = g.code, g.globals, g
		g.code.RC++
		g.globals.RC++
		g.frame = o
		g.giveGlobals(t)
		t.In.Collector.Follow(&g.Header, &o.Header)
		if g.running {
			vm := vmOf(t)
			for fr := vm.fr; fr != &vm.frames[0]; fr = below(fr) {
				if fr.gen == g {
					o.RC++
					o.vm, o.live = vm, fr
					fr.obj = o
				}
			}
		}
	}
	return object.Obj(&g.frame.Header).Ref()
}

// giveGlobals leaves the reference to the globals to the frame object, which is made now.
func (g *Generator) giveGlobals(t *Thread) {
	globals := g.globals
	g.globals = nil
	t.XUnref(dictOf(globals))
}

// coroWrapper is what a coroutine's __await__ returns.
type coroWrapper struct {
	object.Header
	coro Value // owned
}

var coroWrapperType = &object.Type{}

func newCoroWrapper(t *Thread, coro Value) Value {
	w := object.New[coroWrapper](t, coroWrapperType)
	w.coro = coro.Ref()
	return object.Obj(&w.Header)
}

func coroWrapperInit() {
	coro := func(v Value) Value { return object.As[coroWrapper](v).coro }
	coroWrapperType.Define(object.TypeSpec{Name: "coroutine_wrapper", Doc: "A wrapper object implementing __await__ for coroutines.", Flags: object.FlagGC | object.FlagNoNew, Basic: 24, Layout: object.LayoutOf[coroWrapper](),
		Slots: object.Slots{Iter: selfIter,
			Next: func(t *Thread, v Value) (Value, error) { return generatorSend(t, coro(v), []Value{object.None}) },
			Traverse: func(o *Header, visit func(Value)) {
				if w := (*coroWrapper)(up(o)); w.coro.O != nil {
					visit(w.coro)
				}
			},
			Clear: func(t *Thread, o *Header) {
				w := (*coroWrapper)(up(o))
				old := w.coro
				w.coro = Value{}
				t.XUnref(old)
			}},
		Build: func() []object.Decl {
			return []object.Decl{
				object.Method("send(arg, /)", "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.", func(t *Thread, v Value, a []Value) (Value, error) { return generatorSend(t, coro(v), a) }),
				object.Method("throw(typ, val=None, tb=None, /)", "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated value or raise\nStopIteration.", func(t *Thread, v Value, a []Value) (Value, error) { return generatorThrow(t, coro(v), a) }),
				object.Method("close()", "close() -> raise GeneratorExit inside coroutine.", func(t *Thread, v Value, a []Value) (Value, error) { return generatorClose(t, coro(v), a) }),
			}
		}})
}
