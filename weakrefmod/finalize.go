package weakrefmod

import (
	"fmt"

	"github.com/minipy-go/minipy/object"
)

// A finalizer calls a function when an object dies, or at the end of the program. While
// it is alive the interpreter's registry owns it, so nobody has to keep it.
type finalizer struct {
	object.Header
	// What it will do; absent once it is dead. All owned.
	ref  value // the reference to the object, whose callback is the finalizer
	fn   value
	args value // a tuple
	kw   value // a dict; absent if there are no keyword arguments
	// Neighbours in the registry, in order of creation.
	prev, next *finalizer
	alive      bool
	atexit     bool
}

// A registry holds the finalizers that are alive.
type registry struct {
	first, last *finalizer // each owned
	hooked      bool       // atexit knows of it
	dirty       bool       // a finalizer was made since the exit function last looked
	shutdown    bool       // the program has ended: nothing is called any more
}

var (
	finalizeType = &object.Type{}
	registryKey  = new(int)
)

var finalizeSig = object.LazySignature{Text: "__init__(obj, func, /, *args, **kwargs)", Owner: "finalize", Script: true}

func registryOf(t *thread) *registry {
	return t.In.State(registryKey, func() any { return &registry{} }).(*registry)
}

func asFinalizer(v value) *finalizer { return object.As[finalizer](v) }

func (f *finalizer) value() value { return object.Obj(&f.Header) }

func finalizeInit() {
	finalizeType.Define(object.TypeSpec{
		Name: "weakref.finalize", Flags: object.FlagGC | object.FlagBase | object.FlagScript, Layout: object.LayoutOf[finalizer](), Basic: 16,
		Doc: "Calls func(*args, **kwargs) when obj dies, or at the exit of the interpreter if atexit is true.\n\nCalling it does so now; detach() and peek() give (obj, func, args, kwargs); alive says whether\nthe call is still to come.",
		Slots: object.Slots{Call: finalizeCall, Repr: finalizeRepr, Init: finalizeInitialize,
			New: func(t *thread, typ *object.Type, _ object.Args) (value, error) {
				return object.New[finalizer](t, typ).value(), nil
			},
			Traverse: func(o *object.Header, visit func(value)) {
				f := asFinalizer(object.Obj(o))
				for _, v := range [...]value{f.ref, f.fn, f.args, f.kw} {
					if !v.IsNil() {
						visit(v)
					}
				}
			},
			Clear: func(t *thread, o *object.Header) { asFinalizer(object.Obj(o)).info().drop(t) }},
		Decls: []object.Decl{
			object.Method("detach()", "If alive then mark as dead and return (obj, func, args, kwargs);\notherwise return None", finalizeDetach),
			object.Method("peek()", "If alive then return (obj, func, args, kwargs);\notherwise return None", finalizePeek),
			object.Getter("alive", "Whether finalizer is alive", func(t *thread, v value) (value, error) { return object.Bool(asFinalizer(v).alive), nil }),
			object.Property("atexit", "Whether finalizer should be called at exit",
				func(t *thread, v value) (value, error) {
					f := asFinalizer(v)
					return object.Bool(f.alive && f.atexit), nil
				},
				func(t *thread, v, x value) error {
					if x.IsNil() {
						return t.Raise(object.AttributeError, "can't delete attribute 'atexit'")
					}
					on, err := t.Truth(x)
					if f := asFinalizer(v); err == nil && f.alive {
						f.atexit = on
					}
					return err
				}),
			object.ClassMethod("_exitfunc()", "", func(t *thread, _ value, _ []value) (value, error) { return object.None, exitFunc(t) }),
		},
	})
}

func finalizeInitialize(t *thread, self value, a object.Args) error {
	if len(a.Pos) < 2 {
		out := make([]value, len(finalizeSig.Signature().Params))
		done, err := t.BindArgs(finalizeSig.Signature(), a, out)
		if err == nil {
			done()
		}
		return err
	}
	reg := registryOf(t)
	if !reg.hooked {
		if err := hook(t); err != nil {
			return err
		}
		reg.hooked = true
	}
	args, kw := t.NewTupleOf(a.Pos[2:]), value{}
	if len(a.KwNames()) > 0 {
		d := t.NewDict()
		kw = d.Value()
		for i, x := range a.Kw() {
			d.SetStr(t, object.As[object.Str](a.KwNames()[i]), x)
		}
	}
	ref, err := t.NewRef(object.RefType, a.Pos[0], self)
	if err != nil {
		return failed(t, err, self, a, args, kw)
	}
	f := asFinalizer(self)
	old := f.info()
	f.ref, f.fn, f.args, f.kw, f.atexit = ref, a.Pos[1].Ref(), args, kw, true
	if !f.alive {
		reg.add(f)
	}
	reg.dirty = true
	old.drop(t)
	return nil
}

// failed makes the exception err hold what the constructor's frame does; args and kw are given.
func failed(t *thread, err error, self value, a object.Args, args, kw value) error {
	if kw.IsNil() {
		kw = t.NewDict().Value()
	}
	info := t.NewTuple(kw.Ref(), args.Ref(), a.Pos[1].Ref())
	err = t.Hold(err, self, a.Pos[0], a.Pos[1], args, kw, info)
	t.UnrefAll([]value{args, kw, info})
	return err
}

// hook makes atexit call the finalizers that are left.
func hook(t *thread) error {
	m, err := t.In.Importer(t, "atexit")
	if err != nil {
		return err
	}
	defer t.Unref(m)
	exit, err := t.GetAttrS(finalizeType.Value(), "_exitfunc")
	if err != nil {
		return err
	}
	r, err := t.CallMethod(m, "register", exit)
	t.Unref(exit)
	if err == nil {
		t.Unref(r)
	}
	return err
}

func (r *registry) add(f *finalizer) {
	f.value().Ref()
	f.alive = true
	f.prev = r.last
	if r.last != nil {
		r.last.next = f
	} else {
		r.first = f
	}
	r.last = f
}

// take makes f dead and gives the registry's reference to it.
func (r *registry) take(f *finalizer) value {
	f.alive = false
	if f.prev != nil {
		f.prev.next = f.next
	} else {
		r.first = f.next
	}
	if f.next != nil {
		f.next.prev = f.prev
	} else {
		r.last = f.prev
	}
	f.prev, f.next = nil, nil
	return f.value()
}

// info is what a finalizer was to do.
type info struct{ ref, fn, args, kw value }

// info takes over what f owns.
func (f *finalizer) info() info {
	i := info{f.ref, f.fn, f.args, f.kw}
	f.ref, f.fn, f.args, f.kw = value{}, value{}, value{}, value{}
	return i
}

func (i info) drop(t *thread) {
	t.XUnref(i.args)
	t.XUnref(i.fn)
	t.XUnref(i.kw)
	t.XUnref(i.ref)
}

// call calls the function.
func (i info) call(t *thread) (value, error) {
	args, _ := object.AsTuple(i.args)
	d, _ := object.AsDict(orNone(i.kw))
	return t.CallArgs(i.fn, object.WithDict(args.Items, d))
}

func finalizeCall(t *thread, v value, a object.Args) (value, error) {
	if n := len(a.Pos) + len(a.KwNames()); n > 1 {
		return value{}, t.TypeErr("finalize.__call__() takes from 1 to 2 positional arguments but %d were given", n+1)
	}
	return asFinalizer(v).run(t)
}

// run calls the function if f is alive, which it is no longer.
func (f *finalizer) run(t *thread) (value, error) {
	if !f.alive {
		return object.None, nil
	}
	reg := registryOf(t)
	self := reg.take(f)
	i := f.info()
	r, err := object.None, error(nil)
	if !reg.shutdown {
		if r, err = i.call(t); err != nil {
			held := t.NewTuple(orNone(i.kw).Ref(), i.fn.Ref(), i.args.Ref(), i.ref.Ref())
			err = t.Hold(err, self, held)
			t.Unref(held)
		}
	}
	i.drop(t)
	t.Unref(self)
	return r, err
}

// tuple is (obj, func, args, kwargs); the reference to obj is given.
func (i info) tuple(t *thread, obj value) value {
	kw := i.kw
	if kw.IsNil() {
		kw = t.NewDict().Value()
	} else {
		kw.Ref()
	}
	return t.NewTuple(obj, i.fn.Ref(), i.args.Ref(), kw)
}

func finalizePeek(t *thread, self value, _ []value) (value, error) {
	f := asFinalizer(self)
	if !f.alive {
		return object.None, nil
	}
	obj := target(f.ref)
	if obj.IsNil() {
		return object.None, nil
	}
	return info{f.ref, f.fn, f.args, f.kw}.tuple(t, obj), nil
}

func finalizeDetach(t *thread, self value, _ []value) (value, error) {
	f := asFinalizer(self)
	if !f.alive {
		return object.None, nil
	}
	obj := target(f.ref)
	if obj.IsNil() {
		return object.None, nil
	}
	owned := registryOf(t).take(f)
	i := f.info()
	r := i.tuple(t, obj)
	i.drop(t)
	t.Unref(owned)
	return r, nil
}

func finalizeRepr(t *thread, v value) (value, error) {
	f := asFinalizer(v)
	var obj value
	if f.alive {
		obj = target(f.ref)
	}
	if obj.IsNil() {
		return t.NewStr(fmt.Sprintf("<%s object at %s; dead>", v.Type().Name, object.Address(v.O))), nil
	}
	defer t.Unref(obj)
	return t.NewStr(fmt.Sprintf("<%s object at %s; for '%s' at %s>", v.Type().Name, object.Address(v.O), obj.Type().Name, object.Address(obj.O))), nil
}

// exitFunc runs at exit: it calls the finalizers that are left, the newest first, and
// those that they make. The collector rests meanwhile.
func exitFunc(t *thread) error {
	reg, gc := registryOf(t), &t.In.Collector
	enabled := gc.Enabled && reg.first != nil
	if enabled {
		gc.Enabled = false
	}
	var pending []value // owned
	var err error
	for first := true; reg.first != nil && err == nil; first = false {
		if first || reg.dirty {
			t.UnrefAll(pending)
			pending = reg.forExit()
			reg.dirty = false
		}
		if len(pending) == 0 {
			break
		}
		f := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		var r value
		if r, err = t.Call(f); err == nil {
			t.Unref(r)
		} else if t.ErrIs(err, object.ExceptionType) {
			report(t, err)
			err = nil
		}
		t.Unref(f)
	}
	t.UnrefAll(pending)
	reg.shutdown = true
	if enabled {
		gc.Enabled = true
	}
	return err
}

// forExit gives the finalizers that run at exit, in order of creation.
func (r *registry) forExit() (out []value) {
	for f := r.first; f != nil; f = f.next {
		if f.atexit {
			out = append(out, f.value().Ref())
		}
	}
	return out
}

// report hands an exception to sys.excepthook; takes err.
func report(t *thread, err error) {
	exc := t.TakeExc(err)
	defer t.Unref(exc.Value())
	hook := t.PeekSys("excepthook")
	if hook.IsNil() {
		return
	}
	hook.Ref()
	defer t.Unref(hook)
	tb := orNone(exc.Traceback())
	r, err := t.Call(hook, exc.Typ.Value(), exc.Value(), tb)
	if err != nil {
		t.Unraisable(err, "", hook)
		return
	}
	t.Unref(r)
}

// Finalize drops the finalizers that nothing called, at the end of the interpreter.
func Finalize(t *thread) {
	reg := registryOf(t)
	reg.shutdown = true
	for reg.first != nil {
		f := reg.first
		self := reg.take(f)
		f.info().drop(t)
		t.Unref(self)
	}
}
