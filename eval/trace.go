package eval

import (
	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// Tracing costs nothing while it is off. Turning it on writes opTRACE over the opcode of
// every instruction; each then comes here first, reports its events, gets its opcode
// back for the one time that it runs, and loses it again when the next one comes here
// or its frame ends.

// A tracer is what sys.settrace and sys.setprofile told a thread.
type tracer struct {
	trace, profile Value // owned; absent: none
	watch          Watch // the host's, in a thread of an interpreter that has one
}

// GetTrace lends the function of sys.settrace, GetProfile that of sys.setprofile;
// absent if there is none.
func GetTrace(t *Thread) Value {
	if tr := vmOf(t).tr; tr != nil {
		return tr.trace
	}
	return Value{}
}

// GetProfile is documented at GetTrace.
func GetProfile(t *Thread) Value {
	if tr := vmOf(t).tr; tr != nil {
		return tr.profile
	}
	return Value{}
}

// SetTrace makes fn (lent; absent: none) the thread's trace function.
func SetTrace(t *Thread, fn Value) {
	if fn.O == nil && t.Eval == nil {
		return // the thread has run nothing
	}
	vmOf(t).setHook(func(tr *tracer) *Value { return &tr.trace }, fn)
}

// SetProfile makes fn (lent; absent: none) the thread's profile function.
func SetProfile(t *Thread, fn Value) {
	if fn.O == nil && t.Eval == nil {
		return
	}
	vmOf(t).setHook(func(tr *tracer) *Value { return &tr.profile }, fn)
}

func (vm *VM) setHook(at func(*tracer) *Value, fn Value) {
	tr := vm.tr
	if tr == nil {
		if fn.O == nil {
			return
		}
		tr = new(tracer)
		vm.tr = tr
		if vm.in.tracers++; vm.in.tracers == 1 {
			for _, b := range vm.in.deopts {
				b.arm()
			}
		}
	}
	p := at(tr)
	old := *p
	*p = fn.XRef()
	if fn.O != nil {
		vm.markFrames()
	}
	if tr.trace.O == nil && tr.profile.O == nil && tr.watch == nil {
		vm.tr = nil
		if vm.in.tracers--; vm.in.tracers == 0 {
			for _, b := range vm.in.deopts {
				b.disarm()
			}
		}
	}
	vm.t.XUnref(old)
}

// CallTraced runs f with the tracing on that the running trace function holds up.
func CallTraced(t *Thread, f func() (Value, error)) (Value, error) {
	vm := vmOf(t)
	busy := vm.tracing
	vm.tracing = 0
	r, err := f()
	vm.tracing = busy
	return r, err
}

// markFrames notes that the frames that run have started already.
func (vm *VM) markFrames() {
	for fr := vm.fr; fr != &vm.frames[0]; fr = below(fr) {
		fr.flags |= flagTraced
		vm.frameObject(fr).traced().prev = fr.pcWord()
	}
}

// arm makes every instruction of b stop in traced.
func (b *Body) arm() {
	if b.saved != nil {
		return
	}
	b.saved = make([]code.Op, len(b.c.Instrs))
	b.open = -1
	b.eachOp(func(i int, op code.Op) {
		b.saved[i] = op
		b.instrs[i] = b.c.Instrs[i]&^0xff | uint64(opTRACE) // jumps lead to the lines again
	})
}

// disarm undoes arm.
func (b *Body) disarm() {
	if b.saved == nil {
		return
	}
	b.shut()
	saved := b.saved
	b.saved = nil
	for i := 0; i < len(b.c.Instrs); i += code.Width(b.c.Instrs[i]) {
		b.setOp(i, saved[i])
	}
	b.skipNops()
}

// shut takes the opcode from the instruction that traced let run.
func (b *Body) shut() {
	if i := b.open; i >= 0 && b.saved != nil {
		b.open = -1
		if op := code.OpOf(b.instrs[i]); op != opTRACE {
			b.saved[i] = op
			b.instrs[i] = b.instrs[i]&^0xff | uint64(opTRACE)
		}
	}
}

// opAt is the opcode of the instruction at word i.
func (b *Body) opAt(i int) code.Op {
	op := code.OpOf(b.instrs[i])
	if op == opTRACE && b.saved != nil {
		return b.saved[i]
	}
	return op
}

// traced is opTRACE: the pc is saved behind the instruction's first word.
func (vm *VM) traced() bool {
	i := vm.fr.pcWord()
	if vm.tr != nil && vm.tracing == 0 {
		if !vm.traceStep(i) {
			return false
		}
	}
	fr := vm.fr
	body := fr.body
	body.shut()
	if body.saved == nil { // a trace function has turned tracing off
		fr.off = uint32(i * 8)
		return true
	}
	op := body.saved[i]
	if vm.tr != nil && vm.tracing == 0 && vm.tr.profile.O != nil {
		if fn := vm.calledNative(op); fn.O != nil {
			return vm.profileNative(op, fn)
		}
	}
	if done, ok := vm.loopOnItself(op, i); done {
		return ok
	}
	body.open = i
	body.instrs[i] = body.instrs[i]&^0xff | uint64(op)
	fr.off = uint32(i * 8)
	return true
}

// loopOnItself runs an instruction that is a loop of its own, which would not come by
// traced again.
func (vm *VM) loopOnItself(op code.Op, i int) (done, ok bool) {
	pc := vm.pc()
	self := vm.fr.body.instrs[i]
	switch {
	case op == code.FORITER && int16(code.C(self)) == -1:
		return true, vm.forIter(pc, vm.fr.body)
	case op == code.JBACK && int32(code.WideOf(self)) == -1:
		vm.fr.off -= 8
		vm.budget--
		return true, vm.budget >= 0 || vm.poll(vm.pc(), vm.fr.body)
	case op >= code.JT && op <= code.JISNOT && int16(code.A(self)) == -1:
		switch op {
		case code.JT, code.JF:
			return true, vm.test(pc, vm.fr.body, op == code.JT)
		case code.JNONE, code.JNOTNONE:
			b := *vm.at(opB(pc))
			return true, vm.branch(pc, (b == object.None) == (op == code.JNONE))
		case code.JIS, code.JISNOT:
			return true, vm.isJump(pc, vm.fr.body)
		}
		return true, vm.compareJump(pc, vm.fr.body, op >= code.JLTIt)
	}
	return false, false
}

// traceStep reports what is to be reported before the instruction at word i runs.
func (vm *VM) traceStep(i int) bool {
	fr := vm.fr
	if fr.flags&flagTraced == 0 {
		fr.off = uint32(i * 8)
		if !vm.traceEntry() {
			return false
		}
		fr = vm.fr
		fr.off = uint32(i*8 + 8)
	}
	o := fr.obj
	if o == nil {
		return true
	}
	d := o.traced()
	prev := d.prev
	if fr.body.c.Line(i) > 0 {
		d.prev = i
	}
	if vm.tr == nil || vm.tr.watch == nil && (vm.tr.trace.O == nil || d.trace.O == nil) {
		return true
	}
	c := fr.body.c
	last := -1
	if prev >= 0 {
		last = c.Line(prev)
	}
	if i == prev {
		for _, l := range c.IdleLoops {
			if int(l.PC) == i && !d.noLines {
				d.lineno = int(l.Line)
				err := vm.callTrace("line", object.None)
				d.lineno = 0
				if err != nil {
					return vm.fail(err)
				}
				last = -1
			}
		}
	}
	if line := c.Line(i); line > 0 && (!d.noLines || vm.tr.watch != nil) && (line != last || i == prev && fr.body.opAt(i) != code.YIELDFROM || loopOrder(c, i) < loopOrder(c, prev)) {
		vm.watched(Event{Kind: EventLine, Line: line})
		if err := vm.callTrace("line", object.None); err != nil {
			return vm.fail(err)
		}
	}
	if d.opcodes && vm.tr != nil && d.trace.O != nil {
		if err := vm.callTrace("opcode", object.None); err != nil {
			return vm.fail(err)
		}
	}
	return true
}

// loopOrder is where an instruction stands for the question whether control goes back:
// the test at the bottom of a for loop stands at the loop's top in CPython.
func loopOrder(c *code.Code, i int) int {
	if i >= 0 && code.OpOf(c.Instrs[i]) == code.FORITER {
		return 2*(i+1+int(int16(code.C(c.Instrs[i])))) - 1
	}
	return 2 * i
}

// traceEntry reports the call of the running frame. If a function of the script's
// raises, the frame is over.
func (vm *VM) traceEntry() bool {
	fr := vm.fr
	fr.flags |= flagTraced
	if fr.obj == nil {
		vm.frameObject(fr).traced().prev = fr.pcWord()
	}
	var err error
	vm.watched(Event{Kind: EventCall, Line: fr.body.c.FirstLine})
	if vm.tr.trace.O != nil {
		err = vm.callTrace("call", object.None)
	}
	if err == nil && vm.tr != nil && vm.tr.profile.O != nil {
		err = vm.callProfile("call", object.None)
	}
	if err != nil {
		return vm.abandon(err)
	}
	return true
}

// abandon makes err (given) leave the running frame without a look at its handlers.
func (vm *VM) abandon(err error) bool {
	vm.fr.flags &^= flagTraced
	vm.fr.off = 0
	vm.err = vm.t.GiveReraise(vm.t.TakeExc(err).Value())
	return false
}

// traceExit reports that the running frame returns or yields v (lent; absent: it
// raises).
func (vm *VM) traceExit(v Value) error {
	fr := vm.fr
	fr.body.shut()
	if fr.flags&flagTraced == 0 || vm.tracing > 0 {
		return nil
	}
	fr.flags &^= flagTraced
	vm.watched(Event{Kind: EventReturn})
	v = orNone(v)
	if vm.tr.trace.O != nil {
		if err := vm.callTrace("return", v); err != nil {
			return err
		}
	}
	if vm.tr != nil && vm.tr.profile.O != nil {
		return vm.callProfile("return", v)
	}
	return nil
}

// traceRaise reports that vm.err is raised in the running frame, or passes it.
func (vm *VM) traceRaise(exc *object.Exception) *object.Exception {
	if vm.tracing > 0 {
		return exc
	}
	if tb := exc.Traceback(); vm.tr.watch != nil && tb.O.Typ == TracebackType && object.As[Traceback](tb).next.O == nil {
		vm.watched(Event{Kind: EventRaise, Exc: exc}) // here, not in a frame that it passes
	}
	if vm.tr.trace.O == nil {
		return exc
	}
	arg := vm.t.NewTuple(exc.Typ.Value().Ref(), exc.Value().Ref(), orNone(exc.Traceback()).Ref())
	err := vm.callTrace("exception", arg)
	vm.t.Unref(arg)
	return vm.replaceErr(exc, err)
}

// traceRaisingExit reports that vm.err leaves the running frame.
func (vm *VM) traceRaisingExit(exc *object.Exception) *object.Exception {
	return vm.replaceErr(exc, vm.traceExit(Value{}))
}

// replaceErr makes err (given), unless nil, the exception that is being raised.
func (vm *VM) replaceErr(exc *object.Exception, err error) *object.Exception {
	if err == nil {
		return exc
	}
	vm.t.Discard(vm.err)
	vm.err = err
	return vm.t.Normalize(err)
}

// callTrace passes an event to the trace function: a call to the thread's, other
// events to the frame's. What it returns is the frame's from then on.
func (vm *VM) callTrace(event string, arg Value) error {
	if vm.tr.trace.O == nil && event == "line" {
		return nil
	}
	o := vm.frameObject(vm.fr)
	fn := o.tracing().trace
	if event == "call" {
		fn = vm.tr.trace
	}
	if fn.O == nil {
		return nil
	}
	r, err := vm.callHook(fn, o, event, arg)
	if err != nil {
		SetTrace(vm.t, Value{})
		r = Value{}
	} else if r == object.None {
		return nil
	}
	d := o.traced()
	old := d.trace
	d.trace = r
	vm.t.XUnref(old)
	return err
}

func (vm *VM) callProfile(event string, arg Value) error {
	r, err := vm.callHook(vm.tr.profile, vm.frameObject(vm.fr), event, arg)
	if err != nil {
		SetProfile(vm.t, Value{})
		return err
	}
	vm.t.Unref(r)
	return nil
}

// callHook calls fn(frame, event, arg); what it changes in f_locals, it changes in the
// frame.
func (vm *VM) callHook(fn Value, o *Frame, event string, arg Value) (Value, error) {
	t := vm.t
	fn.Ref()
	f := object.Obj(&o.Header).Ref()
	if o.names != nil {
		d, err := o.localsDict(t)
		if err != nil {
			t.Discard(err)
		} else {
			t.Unref(d)
		}
	}
	vm.tracing++
	r, err := t.Call(fn, f, object.Obj(&t.In.Intern(event).Header), arg)
	vm.tracing--
	if o.names != nil {
		o.storeLocals(t)
	}
	t.Unref(f)
	t.Unref(fn)
	return r, err
}

// storeLocals writes what f_locals holds to the frame's variables.
func (f *Frame) storeLocals(t *Thread) {
	c := f.code.C
	cells := map[string]bool{}
	for i, n := range append(c.CellVars[:len(c.CellVars):len(c.CellVars)], c.FreeVars...) {
		cells[n] = true
		r := 0
		if i < len(c.CellVars) {
			r = int(c.CellRegs[i])
		} else {
			r = int(c.FreeRegs[i-len(c.CellVars)])
		}
		if regs := f.registers(); r < len(regs) && regs[r].O.Typ == CellType {
			cell := object.As[Cell](regs[r])
			if v := f.names.GetS(t, n); v != cell.V {
				old := cell.V
				cell.V = v.XRef()
				t.XUnref(old)
			}
		}
	}
	maybe := map[uint16]bool{}
	for _, r := range c.MaybeUnbound {
		maybe[r] = true
	}
	for i, n := range c.VarNames {
		r := c.LocalRegs[i]
		regs := f.registers()
		if cells[n] || int(r) >= len(regs) {
			continue
		}
		v := f.names.GetS(t, n)
		old := regs[r]
		switch {
		case v.O == nil && maybe[r]:
			regs[r] = object.Unbound
		case v.O == nil || v == old:
			continue
		default:
			regs[r] = v.Ref()
		}
		t.Unref(old)
	}
}

// calledNative gives the built-in function or method that the call instruction at the
// saved pc calls, absent if it calls anything else.
func (vm *VM) calledNative(op code.Op) Value {
	pc := vm.pc()
	method := op == code.CALLM || op == code.CALLKW && opF(pc)&code.TmpB != 0
	switch op {
	case code.CALL, code.CALLM, code.CALLKW, code.CALLEX:
	default:
		return Value{}
	}
	fn := *vm.at(opA(pc))
	switch fn.O.Typ {
	case object.BuiltinType:
		return fn.Ref()
	case object.MethodDescrType:
		var self Value
		switch {
		case method && vm.at(opA(pc)+16).O != &object.UnboundTag:
			self = *vm.at(opA(pc) + 16)
		case op == code.CALLEX:
			if tup, ok := object.AsTuple(*vm.at(opA(pc) + 32)); ok && len(tup.Items) > 0 {
				self = tup.Items[0]
			}
		case opB(pc) > 0:
			self = *vm.at(opA(pc) + 32)
		}
		if self.O == nil {
			return Value{}
		}
		f, err := fn.O.Typ.Slots.DescrGet(vm.t, fn, self, self.O.Typ.Value())
		if err != nil {
			vm.t.Discard(err)
			return Value{}
		}
		return f
	}
	return Value{}
}

// profileNative runs the call of a built-in fn (given) between its two events.
func (vm *VM) profileNative(op code.Op, fn Value) bool {
	defer vm.t.Unref(fn)
	if err := vm.callProfile("c_call", fn); err != nil {
		return vm.fail(err)
	}
	pc := vm.pc()
	var ok bool
	switch op {
	case code.CALL:
		ok = vm.call(vm.at(opA(pc)))
	case code.CALLM:
		ok = vm.callMethod(vm.at(opA(pc)))
	case code.CALLKW:
		ok = vm.callKw(pc)
	default:
		ok = vm.callEx(pc)
	}
	event := "c_return"
	if !ok {
		event = "c_exception"
	}
	if vm.tr == nil || vm.tr.profile.O == nil {
		return ok
	}
	if err := vm.callProfile(event, fn); err != nil {
		if !ok {
			vm.t.Discard(vm.err)
		}
		return vm.fail(err)
	}
	return ok
}

// traceStop reports the StopIteration, with value v (lent), that ends a loop or a
// delegation in the running frame.
func (vm *VM) traceStop(v Value) error {
	if vm.tracing > 0 || vm.tr.trace.O == nil {
		return nil
	}
	t := vm.t
	exc := t.TakeExc(stopIteration(t, v.Ref()))
	arg := t.NewTuple(exc.Typ.Value().Ref(), exc.Value(), object.None)
	err := vm.callTrace("exception", arg)
	t.Unref(arg)
	return err
}
