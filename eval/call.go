package eval

import (
	"slices"
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// window is the n values from the register at p on, lent to a native function.
func window(p up, n int) []Value { return unsafe.Slice((*Value)(p), n) }

// call is CALL of anything but a plain function with just its positional arguments.
//
//go:noinline
func (vm *VM) call(fs *Value) bool {
	pc := vm.pc()
	return vm.callAt(pc, fs, int(opB(pc)), nil)
}

// callMethod is CALLM likewise.
//
//go:noinline
func (vm *VM) callMethod(fs *Value) bool {
	pc := vm.pc()
	return vm.callMethodAt(pc, fs, int(opB(pc)), nil)
}

// callKw is CALLKW.
//
//go:noinline
func (vm *VM) callKw(pc up) bool {
	fs := vm.at(opA(pc))
	names := object.As[object.Tuple](vm.fr.body.consts[*(*uint64)(pc)]).Items
	if opF(pc)&code.TmpB != 0 {
		return vm.callMethodAt(pc, fs, int(opB(pc)), names)
	}
	return vm.callAt(pc, fs, int(opB(pc)), names)
}

// callAt calls what register fs holds with n arguments from fs+2 on, the last of them
// keyword arguments.
func (vm *VM) callAt(pc up, fs *Value, n int, kw []Value) bool {
	args := unsafe.Add(up(fs), 32)
	switch o := fs.O; o.Typ {
	case FunctionType:
		if f := (*Function)(up(o)); f.native == nil {
			return vm.callFunction(f, args, n, kw, 0)
		}
	case object.MethodType:
		m := (*object.BoundMethod)(up(o))
		if isScripted(m.Fn.O) {
			*(*Value)(unsafe.Add(up(fs), 16)) = m.Self.Ref()
			f := m.Fn.Ref()
			*fs = f
			off := uintptr(up(fs)) - uintptr(vm.fr.base)
			vm.t.Unref(object.Obj(o))
			return vm.callFunction((*Function)(up(f.O)), unsafe.Add(vm.fr.base, off+16), n+1, kw, 0)
		}
	case object.BuiltinType:
		if kw == nil {
			b := (*object.BoundNative)(up(o))
			if n == 1 && b.N == vm.in.lenNative {
				if r, ok := quickLen(*(*Value)(args)); ok {
					return vm.finish(pc, r, nil, 1)
				}
			}
			r, err := vm.t.CallBound(b, window(args, n))
			return vm.finish(pc, r, err, n)
		}
	case object.TypeType:
		typ := (*object.Type)(up(o))
		if typ == object.SuperType && n == 0 {
			r, err := vm.superObject()
			return vm.finish(pc, r, err, 0)
		}
		if typ == object.RefType && (n == 1 || n == 2) && kw == nil {
			r, err := vm.t.NewPlainRef(window(args, n))
			return vm.finish(pc, r, err, n)
		}
		if typ.IsHeap() && typ.PlainNew() {
			if n == 0 && typ.PlainInit() {
				return vm.finish(pc, object.Obj(vm.t.NewInstance(typ)), nil, 0)
			}
			if init := vm.t.PeekType(typ, vm.in.names.init); init.O != nil && isScripted(init.O) && plainInit((*Function)(up(init.O)).code.C) {
				return vm.construct(typ, (*Function)(up(init.O)), fs, n, kw)
			}
		}
	case object.RefType:
		if n == 0 {
			r := (*object.WeakRef)(up(o)).Target()
			if r.O == nil {
				r = object.None
			}
			return vm.finish(pc, r, nil, 0)
		}
	}
	if fn := vm.callSpecial(fs); fn != nil {
		return vm.callFunction(fn, unsafe.Add(up(fs), 16), n+1, kw, 0)
	}
	r, err := vm.t.CallArgs(*fs, vm.args(args, n, kw))
	return vm.finish(pc, r, err, n)
}

// callSpecial puts the __call__ that a script's class defines in the place of its
// instance in register fs, which becomes the first argument; nil if there is none.
func (vm *VM) callSpecial(fs *Value) *Function {
	if !fs.O.Typ.IsHeap() {
		return nil
	}
	fn := vm.t.PeekType(fs.O.Typ, vm.in.names.call)
	if fn.O == nil || !isScripted(fn.O) {
		return nil
	}
	*(*Value)(unsafe.Add(up(fs), 16)) = *fs
	*fs = fn.Ref()
	return (*Function)(up(fn.O))
}

// quickLen is len() of the commonest containers.
func quickLen(v Value) (Value, bool) {
	switch v.O.Typ {
	case object.ListType:
		return object.Int(int64(len(object.As[object.List](v).Items))), true
	case object.StrType:
		return object.Int(int64(object.As[object.Str](v).N)), true
	case object.DictType:
		return object.Int(int64(object.As[object.Dict](v).Len())), true
	case object.TupleType:
		return object.Int(int64(len(object.As[object.Tuple](v).Items))), true
	}
	return Value{}, false
}

func (vm *VM) args(p up, n int, kw []Value) object.Args {
	return object.NamedArgs(window(p, n), kw)
}

// callMethodAt calls what LOADM prepared.
func (vm *VM) callMethodAt(pc up, fs *Value, n int, kw []Value) bool {
	self := (*Value)(unsafe.Add(up(fs), 16))
	if self.O == &object.UnboundTag {
		return vm.callAt(pc, fs, n, kw)
	}
	switch o := fs.O; o.Typ {
	case FunctionType:
		if f := (*Function)(up(o)); f.native == nil {
			return vm.callFunction(f, up(self), n+1, kw, 0)
		}
	case object.MethodDescrType:
		if n == 1 && kw == nil && self.O.Typ == object.ListType && (*object.Native)(up(o)).IsListAppend() {
			l, x := (*object.List)(up(self.O)), (*Value)(unsafe.Add(up(fs), 32))
			if k := len(l.Items); k < cap(l.Items) {
				l.Items = l.Items[:k+1]
				l.Items[k] = move(x)
				return vm.finish(pc, object.None, nil, 0)
			}
		}
		if kw == nil {
			r, err := vm.t.CallDescr((*object.Native)(up(o)), *self, window(unsafe.Add(up(fs), 32), n))
			return vm.finish(pc, r, err, n)
		}
		r, err := vm.t.CallDescrKw((*object.Native)(up(o)), *self, vm.args(unsafe.Add(up(fs), 32), n, kw))
		return vm.finish(pc, r, err, n)
	}
	r, err := vm.t.CallArgs(*fs, vm.args(up(self), n+1, kw))
	return vm.finish(pc, r, err, n)
}

// plainInit reports whether an __init__ can run as a constructor's frame, whose first
// register keeps the instance.
func plainInit(c *code.Code) bool { return c.ArgCount > 0 && !isGeneratorCode(c) }

// construct makes an instance of a plain class and starts its __init__: the instance
// is the first argument, and what the call gives once __init__ has returned.
func (vm *VM) construct(typ *object.Type, init *Function, fs *Value, n int, kw []Value) bool {
	o := vm.t.NewInstance(typ)
	*(*Value)(unsafe.Add(up(fs), 16)) = object.Obj(o)
	init.RC++
	*fs = object.Obj(&init.Header)
	vm.t.Unref(typ.Value()) // the instance keeps its class
	return vm.callFunction(init, unsafe.Add(up(fs), 16), n+1, kw, flagCtor)
}

// finish ends a call that ran in Go: drops the arguments, the last one first, then what
// was called, and stores the result.
func (vm *VM) finish(pc up, r Value, err error, n int) bool {
	if err != nil {
		return vm.fail(err)
	}
	first := vm.at(opA(pc))
	for p := unsafe.Add(up(first), (n+1)*16); uintptr(p) >= uintptr(up(first)); p = unsafe.Add(p, -16) {
		o := (*Value)(p).O
		if o.RC < 0 {
			continue
		}
		(*Value)(p).O = &object.IntTag
		if o.RC > 1 {
			o.RC--
			continue
		}
		at := uintptr(p) - uintptr(vm.fr.base) // the stack may move
		vm.t.Unref(object.Obj(o))
		p, first = unsafe.Add(vm.fr.base, at), vm.at(opA(pc))
	}
	vm.fr.off += 8
	a := vm.at(opC(pc))
	old := a.O
	*a = r
	if old.RC >= 0 {
		vm.t.Unref(object.Obj(old))
	}
	return true
}

// callFunction starts f with its n arguments at args, in place. The caller's pc is saved.
func (vm *VM) callFunction(f *Function, args up, n int, kw []Value, flags uint32) bool {
	body := f.body
	base, err := vm.room(args, max(body.regBytes, uintptr(n)*16))
	if err != nil {
		return vm.fail(err)
	}
	if (n != body.nargs || kw != nil) && (kw != nil || !f.addDefaults(base, n)) {
		if err := vm.bindArgs(f, base, n, kw); err != nil {
			return vm.fail(err)
		}
		if isGeneratorCode(body.c) {
			g := vm.newGenerator(f, base)
			return vm.finish(vm.pc(), object.Obj(&g.Header), nil, 0)
		}
	}
	vm.push(base, body, f, flags)
	vm.budget--
	if vm.budget < 0 {
		return vm.poll(body.start, body)
	}
	return true
}

// functionCall is the Call slot: Go calls a Python function.
func functionCall(t *Thread, v Value, a object.Args) (Value, error) {
	vm := vmOf(t)
	f := object.As[Function](v)
	if f.native == &cleared {
		return Value{}, t.Raise(object.RuntimeError, "%s() was garbage and has no globals", f.qualname.String())
	}
	if f.native != nil {
		return t.CallFunction(f.native, tupOf(f.closure), f.qualname.String(), a)
	}
	n := len(a.Pos) + len(a.KwNames())
	base, err := vm.room(unsafe.Add(vm.top(), 32), max(f.body.regBytes, uintptr(n)*16))
	if err != nil {
		return Value{}, err
	}
	args := window(base, n)
	for i, x := range a.Pos {
		args[i] = x.Ref()
	}
	for i, x := range a.Kw() {
		args[len(a.Pos)+i] = x.Ref()
	}
	if n != f.body.nargs || len(a.KwNames()) > 0 {
		if err := vm.bindArgs(f, base, n, a.KwNames()); err != nil {
			vm.takeBack(args)
			return Value{}, err
		}
		if isGeneratorCode(f.body.c) {
			return object.Obj(&vm.newGenerator(f, base).Header), nil
		}
	}
	*(*Value)(unsafe.Add(base, -32)) = v.Ref()
	vm.push(base, f.body, f, flagEntry)
	return vm.enter(-2)
}

// enter runs the frame just pushed until it is done. fn says how many registers below
// the window hold what was called (a negative register number; 0: nothing).
func (vm *VM) enter(fn int) (Value, error) {
	base := (uintptr(vm.fr.base) - uintptr(up(&vm.stack[0]))) / 16
	t := vm.t
	pending := vm.err // an exception whose unwinding runs this call: a finalizer's
	vm.err = nil
	t.Native++
	ok := true
	if t.Native > maxNative {
		ok = vm.fail(t.Raise(object.RecursionError, "maximum recursion depth exceeded"))
	} else if vm.budget--; vm.budget < 0 { // a step, since what Go calls may have none of its own
		ok = vm.poll(vm.fr.body.start, vm.fr.body)
	}
	if !ok {
		t.Native--
		if !vm.unwind() {
			r := vm.err
			vm.err = pending
			vm.takeCallee(base, fn)
			return Value{}, r
		}
		t.Native++
	}
	r := vm.run()
	t.Native--
	err := vm.err
	vm.err = pending
	vm.takeCallee(base, fn)
	if r.O != nil {
		return r, nil
	}
	return Value{}, err
}

// maxNative bounds how deep Go calls Python that calls Go; a level takes about 1 KB of
// Go stack.
const maxNative = 30000

func (vm *VM) takeCallee(base uintptr, fn int) {
	if fn < 0 {
		p := &vm.stack[int(base)+fn]
		if p.O.RC >= 0 {
			vm.take(p)
		}
	}
}

// superObject is super() without arguments.
func (vm *VM) superObject() (Value, error) {
	typ, obj, err := superArgs(vm.t)
	if err != nil {
		return Value{}, err
	}
	return vm.t.NewSuper(typ, obj)
}

// callEx is CALLEX.
//
//go:noinline
func (vm *VM) callEx(pc up) bool {
	off := opA(pc)
	fn := *vm.at(off)
	items := *vm.at(off + 32)
	tup, ok := object.AsTuple(items)
	if !ok || items.O.Typ != object.TupleType {
		vs, err := vm.t.Collect(items)
		if err != nil {
			if vm.t.ErrIs(err, object.TypeError) && items.O.Typ.Slots.Iter == nil && items.O.Typ.Slots.GetItem == nil {
				vm.t.Discard(err)
				err = vm.t.TypeErr("%s argument after * must be an iterable, not %s", vm.callName(fn), items.O.Typ.Name)
			}
			return vm.fail(err)
		}
		t := vm.t.NewTuple(vs...)
		vm.put(off+32, t)
		tup = object.As[object.Tuple](t)
	}
	var d *object.Dict
	if opF(pc)&code.TmpC != 0 {
		d, _ = object.AsDict(*vm.at(off + 48))
	}
	if isScripted(fn.O) && (d == nil || d.Len() <= maxFastKw) {
		return vm.spread(object.As[Function](fn), tup, d)
	}
	a, err := vm.spreadArgs(fn, tup, d)
	if err != nil {
		return vm.fail(err)
	}
	r, err := vm.t.CallArgs(fn, a)
	if err != nil {
		return vm.fail(err)
	}
	vm.endSpread(pc, r)
	return true
}

// spreadArgs are the arguments of fn that a tuple and a dict (nil: none) hold, lent.
func (vm *VM) spreadArgs(fn Value, tup *object.Tuple, d *object.Dict) (object.Args, error) {
	a := object.WithDict(tup.Items, d)
	if !slices.ContainsFunc(a.KwNames(), func(k Value) bool { return !k.IsStr() }) {
		return a, nil
	}
	if !object.AnyKeywords(fn) {
		return a, vm.t.TypeErr("keywords must be strings")
	}
	var names, kw []Value
	for i, k := range a.KwNames() {
		if k.IsStr() {
			names, kw = append(names, k), append(kw, a.Kw()[i])
		}
	}
	return object.WithKw(tup.Items, names, kw), nil
}

// spread calls f with the arguments that CALLEX collected: they are placed above the
// frame's window; the tuple and dict that hold them outlive the call.
func (vm *VM) spread(f *Function, tup *object.Tuple, d *object.Dict) bool {
	n := len(tup.Items)
	if d != nil {
		n += d.Len()
	}
	base, err := vm.room(vm.top(), max(f.body.regBytes, uintptr(n)*16))
	if err != nil {
		return vm.fail(err)
	}
	args := window(base, n)
	for i, x := range tup.Items {
		args[i] = x.Ref()
	}
	var names [maxFastKw]Value
	kw := names[:0]
	if d != nil {
		for pos, i := 0, len(tup.Items); i < n; i++ {
			k, v, _ := d.Next(&pos)
			if !k.IsStr() {
				vm.takeBack(args[:i])
				return vm.fail(vm.t.TypeErr("keywords must be strings"))
			}
			kw = append(kw, k)
			args[i] = v.Ref()
		}
	}
	if n != f.body.nargs || len(kw) > 0 {
		if err := vm.bindArgs(f, base, n, kw); err != nil {
			vm.takeBack(args)
			return vm.fail(err)
		}
	}
	if isGeneratorCode(f.body.c) {
		g := vm.newGenerator(f, base)
		vm.endSpread(vm.pc(), object.Obj(&g.Header))
		return true
	}
	vm.push(base, f.body, f, flagSpread)
	return true
}

// takeBack drops arguments that were placed for a call that fails, the last one first.
func (vm *VM) takeBack(args []Value) {
	for i := len(args) - 1; i >= 0; i-- {
		vm.take(&args[i])
	}
}

// endSpread ends CALLEX with its result: what was called, the tuple and the dict are
// dropped in this order.
func (vm *VM) endSpread(pc up, r Value) {
	off := opA(pc)
	for _, i := range [...]uintptr{0, 32, 48} {
		if p := vm.at(off + i); p.O.RC >= 0 {
			vm.take(p)
		}
	}
	vm.skip(1)
	vm.put(opC(pc), r)
}

// callName is what CPython calls a function in the errors of a call's unpacking.
func (vm *VM) callName(fn Value) string {
	t := vm.t
	q, err := t.LookupAttr(fn, "__qualname__")
	if err != nil {
		t.Discard(err)
	}
	if err != nil || q.O == nil || !q.IsStr() {
		t.XUnref(q)
		s, err := t.StrString(fn)
		if err != nil {
			t.Discard(err)
			return "function"
		}
		return s
	}
	name := q.String()
	t.Unref(q)
	m, err := t.LookupAttr(fn, "__module__")
	if err != nil {
		t.Discard(err)
	} else if m.O != nil {
		if m.IsStr() && m.String() != "builtins" {
			name = m.String() + "." + name
		}
		t.Unref(m)
	}
	return name + "()"
}

// clearLocals ends the drops of a return from the register at off on, whose owner o is
// about to lose its last reference. It gives v back.
//
//go:noinline
func (vm *VM) clearLocals(v Value, o *Header, pc up, off uintptr) Value {
	vm.save(pc, vm.fr.body)
	vm.t.Unref(object.Obj(o))
	vm.dropLocals(off + 16)
	return v
}

// dropLocals drops the locals from the register at off on, upwards.
func (vm *VM) dropLocals(off uintptr) {
	body := vm.fr.body
	for ; off < body.locBytes; off += 16 {
		if p := vm.at(off); p.O.RC >= 0 {
			vm.take(p)
		}
	}
}

// clearArgs ends the drops of the arguments from the register at off down, which has the last
// reference to what it holds. It gives v back.
//
//go:noinline
func (vm *VM) clearArgs(v Value, off uintptr) Value {
	vm.dropArgs(off + 16)
	if fr := vm.fr; fr.obj != nil { // which a death asked for
		vm.detachFrame(fr, false)
	}
	return v
}

// dropArgs drops the arguments below the register at off as the caller would: the last
// one first. The instance under construction stays.
func (vm *VM) dropArgs(off uintptr) {
	keep := uintptr(0)
	if vm.fr.flags&flagCtor != 0 {
		keep = 16
	}
	vm.dropKeywords(int(keep / 16))
	for off > keep {
		off -= 16
		if p := vm.at(off); p.O.RC >= 0 {
			vm.take(p)
		}
	}
}

// keywordsOf lends the names of the arguments that the instruction which called the running
// frame passed by keyword.
func (vm *VM) keywordsOf() []Value {
	if vm.fr.flags&^flagCtor != 0 || vm.fr.fn == nil {
		return nil
	}
	caller := below(vm.fr)
	if code.OpOf(caller.body.c.Instrs[caller.pcWord()]) != code.CALLKW {
		return nil
	}
	pc := unsafe.Add(caller.body.start, caller.off)
	return object.As[object.Tuple](caller.body.consts[*(*uint64)(pc)]).Items
}

// dropKeywords drops the arguments that were passed by keyword, from register number keep on.
func (vm *VM) dropKeywords(keep int) {
	names := vm.keywordsOf()
	if len(names) == 0 {
		return
	}
	var held *object.Tuple
	if c := vm.fr.body.c; c.VarKwReg >= 0 {
		v := move(vm.fr.reg(c.Passed() - 1))
		held, _ = object.AsTuple(v)
		defer vm.t.Unref(v)
	}
	for i := len(names) - 1; i >= 0; i-- {
		if p := vm.fr.body.paramIndex(vm.t, names[i]); p >= keep {
			vm.take(vm.fr.reg(p))
		} else if held != nil {
			v := held.Items[i]
			held.Items[i] = object.None
			vm.t.Unref(v)
		}
	}
}

// leave ends a return of a frame that Go called, that has a frame object, or that runs
// a generator. done: run returns v.
//
//go:noinline
func (vm *VM) leave(v Value) (r Value, done bool) {
	if vm.tr != nil {
		if b := vm.fr.body; b.open >= 0 && b.saved != nil {
			vm.fr.off = uint32(b.open)*8 + 8 // RET does not save its pc
		}
		if err := vm.traceExit(v); err != nil {
			vm.t.Unref(v)
			vm.abandon(err)
			return Value{}, !vm.unwind()
		}
	}
	fr := vm.fr
	if fr.gen != nil {
		return vm.leaveGenerator(v)
	}
	vm.clearFrame(fr)
	fr = vm.fr
	flags := fr.flags
	if flags&flagCtor != 0 {
		if !vm.leaveCtor(v) && !vm.unwind() {
			return Value{}, true
		}
		return Value{}, false
	}
	fr.ns = Value{}
	if flags&flagSpecial != 0 {
		vm.leaveSpecial(fr)
		return Value{}, !vm.endSpecial(v, flags) && !vm.unwind()
	}
	vm.fr = below(fr)
	if flags&flagEntry != 0 {
		return v, true
	}
	pc := vm.pc()
	if flags&flagSpread != 0 {
		vm.endSpread(pc, v)
		return Value{}, false
	}
	p := vm.at(opA(pc))
	if p.O.RC >= 0 {
		vm.take(p)
	}
	vm.skip(1)
	vm.put(opC(pc), v)
	return Value{}, false
}

// clearFrame drops the registers of a frame that ends, or leaves them to its frame
// object if that outlives it. The instance under construction stays.
func (vm *VM) clearFrame(fr *frame) {
	if fr.obj != nil && vm.detachFrame(fr, false) {
		return
	}
	body := fr.body
	vm.dropLocals(body.argBytes)
	vm.dropArgs(body.argBytes)
}

// leaveCtor ends a frame of __init__: its instance is the result of the call.
//
//go:noinline
func (vm *VM) leaveCtor(v Value) bool {
	fr := vm.fr
	obj := move(fr.reg(0))
	vm.fr = below(fr)
	pc := vm.pc()
	vm.take(vm.at(opA(pc)))
	if v != object.None {
		err := vm.t.TypeErr("__init__() should return None, not '%s'", v.O.Typ.Name)
		vm.t.Unref(v)
		vm.t.Unref(obj)
		return vm.fail(err)
	}
	vm.skip(1)
	vm.put(opC(pc), obj)
	return true
}
