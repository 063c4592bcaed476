package eval

import (
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// A Generator is a generator, coroutine or asynchronous generator. While it is
// suspended it keeps its registers; they lie on the stack while it runs.
type Generator struct {
	object.Header
	weak     *object.WeakRef
	regs     []Value      // owned while suspended; nil once finished
	vm       *VM          // of the thread that made it
	body     *Body        // nil once finished
	code     *Code        // owned
	globals  *object.Dict // owned, until there is a frame object
	frame    *Frame       // the frame object, once somebody asked; owned
	name     Value        // owned
	qualname Value        // owned
	off      uint32
	running  bool
	started  bool
	hooks    bool  // asynchronous generators: sys.get_asyncgen_hooks was consulted
	closed   bool  // asynchronous generators: aclose or an exception ended it
	busy     bool  // asynchronous generators: an asend or athrow runs
	origin   Value // coroutines: cr_origin
	// finalizer is whom an asynchronous generator that dies unfinished is handed to; owned.
	finalizer Value
}

// The types of generators.
var (
	GeneratorType = &object.Type{}
	CoroutineType = &object.Type{}
	AsyncGenType  = &object.Type{}
)

// newGenerator makes the generator of f, whose arguments are bound at base: it takes
// the registers over.
func (vm *VM) newGenerator(f *Function, base up) *Generator {
	c := f.body.c
	typ := GeneratorType
	switch {
	case c.Flags&code.Coroutine != 0:
		typ = CoroutineType
	case c.Flags&code.AsyncGenerator != 0:
		typ = AsyncGenType
	}
	regs, off := vm.t.NewItems(c.NRegs), uint32(0)
	take(regs, base)
	if len(c.CellVars)+len(c.FreeVars) > 0 {
		off = vm.makeCells(f, regs)
	}
	g := object.New[Generator](vm.t, typ)
	g.vm, g.body, g.code, g.globals = vm, f.body, f.code, f.globals
	g.code.RC++
	g.globals.RC++
	g.name, g.qualname = f.name.Ref(), f.qualname.Ref()
	g.regs, g.off = regs, off
	if vm.hooked && typ == CoroutineType {
		vm.noteOrigin(g)
	}
	return g
}

// makeCells runs the prologue of f, which makes a generator, in its registers: a frame has its
// cells as soon as there is one. It gives the offset of what comes behind.
func (vm *VM) makeCells(f *Function, regs []Value) uint32 {
	at := 1 // behind the NOP
	for ; ; at++ {
		w := f.body.c.Instrs[at]
		switch a := int(code.A(w) / code.RegSize); code.OpOf(w) {
		case code.MKCELL:
			var v Value
			if code.FlagsOf(w)&code.TmpA == 0 {
				if v = move(&regs[code.B(w)/code.RegSize]); v.O == &object.UnboundTag {
					v = Value{}
				}
			}
			regs[a] = object.Obj(&newCell(vm.t, v).Header)
		case code.COPYFREE:
			for i := range int(code.B(w)) {
				regs[a+i] = f.closure.Items[i].Ref()
			}
		default:
			return uint32(at) * 8
		}
	}
}

// take moves the registers at base to regs.
func take(regs []Value, base up) {
	// The copy tells Go's collector of the pointers that are overwritten here, and the
	// tag is no object of its heap: that store needs no write barrier.
	tag := uintptr(up(&object.IntTag))
	for i := range regs {
		regs[i] = *(*Value)(base)
		*(*uintptr)(base) = tag
		base = unsafe.Add(base, 16)
	}
}

// canInline reports whether a suspended generator may be resumed in place.
func (g *Generator) canInline() bool { return !g.running && g.body != nil }

// pushGenerator puts g's registers on the stack and makes its frame the running one.
func (vm *VM) pushGenerator(g *Generator, flags uint32) error {
	base, err := vm.room(unsafe.Add(vm.top(), 16), g.body.regBytes)
	if err != nil {
		return err
	}
	copy(unsafe.Slice((*Value)(base), len(g.regs)), g.regs)
	fr := (*frame)(unsafe.Add(up(vm.fr), frameSize))
	vm.fr = fr
	fr.base, fr.body, fr.fn, fr.gen, fr.off, fr.flags = base, g.body, nil, g, g.off, flags
	g.running = true
	if o := g.frame; o != nil {
		o.RC++
		o.vm, o.live = vm, fr
		fr.obj = o
	}
	return nil
}

// resumeInline resumes g above the running frame; v (lent) is what is sent.
func (vm *VM) resumeInline(g *Generator, v Value, flags uint32) bool {
	if err := vm.pushGenerator(g, flags); err != nil {
		return vm.fail(err)
	}
	if g.started {
		vm.give(g, v)
	}
	g.started = true
	vm.budget--
	if vm.budget < 0 {
		return vm.poll(vm.pc(), g.body)
	}
	return true
}

// forGenerator resumes g in FORITER of the running frame. What is usual is done right
// here; resumeInline does the same for every case.
func (vm *VM) forGenerator(g *Generator) bool {
	fr, body := vm.fr, g.body
	base := unsafe.Add(fr.base, fr.body.regBytes+16)
	if uintptr(base)+body.regBytes > uintptr(vm.limit) || uintptr(up(fr)) >= uintptr(vm.frEnd) || g.frame != nil || vm.tr != nil {
		return vm.resumeInline(g, object.None, flagForIter)
	}
	off := g.off
	if g.started {
		pc := unsafe.Add(body.start, off)
		next := *(*uint64)(pc)
		dst := opA(pc)
		if code.OpOf(next) == code.YIELDFROM {
			return vm.resumeInline(g, object.None, flagForIter)
		}
		if code.OpOf(next) == code.DROP && uintptr(code.B(next)) == dst {
			off += 8 // the None that is sent would be dropped at once
		} else if a := &g.regs[dst/code.RegSize]; a.O.RC < 0 {
			*a = object.None
		} else {
			return vm.resumeInline(g, object.None, flagForIter)
		}
	}
	nf := (*frame)(unsafe.Add(up(fr), frameSize))
	vm.fr = nf
	nf.base, nf.body, nf.fn, nf.gen, nf.off, nf.flags = base, body, nil, g, off, flagForIter
	g.running, g.started = true, true
	for i := range g.regs {
		*(*Value)(base) = g.regs[i]
		base = unsafe.Add(base, 16)
	}
	vm.budget--
	if vm.budget < 0 {
		return vm.poll(vm.pc(), body)
	}
	return true
}

// give stores the value sent (lent) where the suspended instruction of g, whose frame
// is the running one, expects it.
func (vm *VM) give(g *Generator, v Value) {
	pc := vm.pc()
	if g.atYieldFrom() {
		pc = unsafe.Add(pc, 8)
	}
	a := vm.at(opA(pc))
	if old := a.O; old.RC >= 0 {
		vm.put(opA(pc), v.Ref())
		return
	}
	*a = v.Ref()
}

// atYieldFrom reports whether g is suspended in YIELDFROM, which runs again.
func (g *Generator) atYieldFrom() bool {
	return g.body != nil && g.body.opAt(int(g.off/8)) == code.YIELDFROM && g.started
}

// delegate lends what a suspended g delegates to, absent if it does not.
func (g *Generator) delegate() Value {
	if g.body == nil || g.running || !g.atYieldFrom() {
		return Value{}
	}
	return g.regs[code.B(g.body.instrs[g.off/8])/code.RegSize]
}

// resume runs g until it yields (done false) or returns (done true). v is lent, absent
// with err (given) to raise an exception in it.
func (g *Generator) resume(t *Thread, v Value, err error) (r Value, done bool, e error) {
	vm := vmOf(t)
	if g.running {
		if err != nil {
			t.Discard(err)
		}
		return Value{}, false, t.ValueErr("%s already executing", g.kind())
	}
	if e := vm.pushGenerator(g, flagEntry); e != nil {
		if err != nil {
			t.Discard(err)
		}
		return Value{}, false, e
	}
	pending := vm.err
	vm.err = nil
	r, done, e = vm.runGenerator(g, v, err)
	vm.err = pending
	return r, done, e
}

// runGenerator is resume once g's frame is the running one.
func (vm *VM) runGenerator(g *Generator, v Value, err error) (r Value, done bool, e error) {
	t, started := vm.t, g.started
	if err == nil && started {
		vm.give(g, v)
	}
	g.started = true
	if err != nil && vm.tr != nil && vm.tracing == 0 && !vm.traceEntry() {
		t.Discard(err)
		err = vm.err
	} else if err != nil {
		if !started {
			vm.fr.off = 8 // an exception before the first instruction
		} else if g.atYieldFrom() {
			vm.fr.off += 8
		}
	}
	if err != nil {
		vm.err = err
		vm.linkThrown(err)
		if !vm.unwind() {
			return Value{}, false, vm.err
		}
	}
	vm.yielded = false
	t.Native++
	if t.Native > maxNative {
		vm.err = t.Raise(object.RecursionError, "maximum recursion depth exceeded")
		if !vm.unwind() {
			t.Native--
			return Value{}, false, vm.err
		}
	}
	r = vm.run()
	t.Native--
	if r.O == nil {
		return Value{}, false, vm.err
	}
	return r, !vm.yielded, nil
}

func (g *Generator) kind() string {
	switch g.Typ {
	case CoroutineType:
		return "coroutine"
	case AsyncGenType:
		return "async generator"
	}
	return "generator"
}

// suspend takes the registers of the running frame, g's, back and pops it.
func (vm *VM) suspend(g *Generator) (flags uint32) {
	fr := vm.fr
	g.off = fr.off
	take(g.regs, fr.base)
	g.running = false
	flags = fr.flags
	vm.popGenerator(fr)
	return flags
}

func (vm *VM) popGenerator(fr *frame) {
	fr.gen = nil
	if o := fr.obj; o != nil {
		fr.obj = nil
		o.live = nil
		vm.fr = below(fr)
		vm.t.Unref(object.Obj(&o.Header))
		return
	}
	vm.fr = below(fr)
}

// yield is YIELD.
//
//go:noinline
func (vm *VM) yield(pc up) (Value, bool) {
	b := vm.at(opB(pc))
	var v Value
	if opF(pc)&code.TmpB != 0 {
		v = move(b)
	} else {
		v = b.Ref()
	}
	fr := vm.fr
	g := fr.gen
	if fr.flags == flagForIter && fr.obj == nil && vm.tr == nil && g.Typ == GeneratorType {
		g.off = fr.off
		take(g.regs, fr.base)
		g.running = false
		fr.gen = nil
		vm.fr = below(fr)
		vm.forNext(vm.pc(), v)
		return Value{}, !vm.loopPoll() && !vm.unwind()
	}
	if g.Typ == AsyncGenType {
		v = wrapAsync(vm.t, v)
	}
	return vm.yieldValue(g, v)
}

// yieldValue suspends the running generator and hands v (given) to who resumed it.
func (vm *VM) yieldValue(g *Generator, v Value) (Value, bool) {
	if vm.tr != nil {
		if err := vm.traceExit(v); err != nil {
			vm.t.Unref(v)
			vm.abandon(err)
			return Value{}, !vm.unwind()
		}
	}
	flags := vm.suspend(g)
	switch {
	case flags&flagForIter != 0:
		vm.forNext(vm.pc(), v)
		return Value{}, !vm.loopPoll() && !vm.unwind()
	case flags&flagSend != 0:
		vm.fr.off -= 8 // YIELDFROM runs again when the outer generator is resumed
		vm.dropSent()
		return vm.yieldValue(vm.fr.gen, v)
	}
	vm.yielded = true
	return v, true
}

// What YIELDFROM does next.
const (
	yieldGoOn = iota
	yieldReturn
	yieldError
)

// yieldFrom is YIELDFROM.
//
//go:noinline
func (vm *VM) yieldFrom(pc up) (Value, int) {
	it, sent := *vm.at(opB(pc)), *vm.at(opA(pc))
	t := vm.t
	if it.O.Typ == GeneratorType || it.O.Typ == CoroutineType {
		if g := object.As[Generator](it); g.canInline() {
			if !vm.resumeInline(g, sent, flagSend) {
				return Value{}, yieldError
			}
			return Value{}, yieldGoOn
		}
	}
	y, result, err := sendTo(t, it, sent)
	if err != nil {
		vm.fail(err)
		return Value{}, yieldError
	}
	if y.O == nil {
		if vm.tr != nil && result != object.None {
			if err := vm.traceStop(result); err != nil {
				t.Unref(result)
				vm.fail(err)
				return Value{}, yieldError
			}
		}
		vm.endDelegation(pc, result)
		return Value{}, yieldGoOn
	}
	vm.fr.off -= 8
	vm.dropSent()
	v, done := vm.yieldValue(vm.fr.gen, y)
	if done {
		return v, yieldReturn
	}
	return Value{}, yieldGoOn
}

// dropSent drops what YIELDFROM, which is to run again, has passed on.
func (vm *VM) dropSent() {
	a := vm.at(opA(unsafe.Add(vm.pc(), 8)))
	if a.O.RC >= 0 {
		vm.take(a)
	}
}

// endDelegation stores the result (given) of what YIELDFROM iterated over.
func (vm *VM) endDelegation(pc up, result Value) {
	vm.take(vm.at(opB(pc)))
	vm.put(opA(pc), result)
}

// sendTo sends v to an iterator: y is what it yields; absent, result is what it returned.
func sendTo(t *Thread, it, v Value) (y, result Value, err error) {
	if it.O.Typ == GeneratorType || it.O.Typ == CoroutineType {
		g := object.As[Generator](it)
		if g.body == nil {
			return Value{}, object.None, g.spent(t)
		}
		r, done, err := g.resume(t, v, nil)
		if err != nil {
			return Value{}, Value{}, err
		}
		if done {
			return Value{}, r, nil
		}
		return r, Value{}, nil
	}
	if v == object.None {
		y, err = nextRaw(t, it)
	} else {
		y, err = t.CallMethod(it, "send", v)
	}
	if err != nil && t.ErrIs(err, object.StopIteration) {
		return Value{}, stopValue(t, err), nil
	}
	if err == nil && y.O == nil {
		return Value{}, object.None, nil
	}
	return y, Value{}, err
}

// spent is the error of using a coroutine that is finished; generators give nil.
func (g *Generator) spent(t *Thread) error {
	if g.Typ == CoroutineType {
		return t.Raise(object.RuntimeError, "cannot reuse already awaited coroutine")
	}
	return nil
}

// nextRaw is t.Next that lets StopIteration through where it has a value.
func nextRaw(t *Thread, it Value) (Value, error) {
	if f := it.O.Typ.Slots.NextRaise; f != nil {
		return f(t, it)
	}
	return t.Next(it)
}

// stopValue spends a StopIteration and gives its value.
func stopValue(t *Thread, err error) Value {
	e := t.TakeExc(err)
	v := orNone(e.Extra(0)).Ref()
	t.Unref(e.Value())
	return v
}

// leaveGenerator ends the frame of a generator that returned v (given).
func (vm *VM) leaveGenerator(v Value) (Value, bool) {
	fr := vm.fr
	g := fr.gen
	flags := fr.flags
	vm.endGenerator(fr, g)
	switch {
	case flags&flagForIter != 0:
		if vm.tr != nil && v != object.None {
			if err := vm.traceStop(v); err != nil {
				vm.t.Unref(v)
				vm.err = err
				return Value{}, !vm.unwind()
			}
		}
		vm.t.Unref(v)
		vm.take(vm.at(opA(vm.pc())))
		return Value{}, false
	case flags&flagSend != 0:
		if vm.tr != nil && (v != object.None || g.Typ == CoroutineType) {
			if err := vm.traceStop(v); err != nil {
				vm.t.Unref(v)
				vm.err = err
				return Value{}, !vm.unwind()
			}
		}
		vm.endDelegation(vm.pc(), v)
		return Value{}, false
	}
	vm.yielded = false
	return v, true
}

// endGenerator drops the registers of g's frame, which ends for good, and pops it.
func (vm *VM) endGenerator(fr *frame, g *Generator) {
	g.running = false
	vm.t.RecycleItems(g.regs)
	g.body, g.regs = nil, nil
	o := g.frame
	g.frame = nil
	if o != nil {
		o.gen = nil
		vm.t.Unref(object.Obj(&o.Header)) // the frame on the stack has a reference of its own
	}
	fr.gen = nil
	vm.clearFrame2(fr, g.code.C.NLocalRegs)
	vm.fr = below(vm.fr)
	g.release(vm.t)
}

// release drops what a finished generator needs no more: to CPython it is the frame's.
func (g *Generator) release(t *Thread) {
	globals := g.globals
	g.globals = nil
	t.XUnref(dictOf(globals))
}

// clearFrame2 is clearFrame for generators, whose code no Body gives any more.
func (vm *VM) clearFrame2(fr *frame, n int) {
	if fr.obj != nil && vm.detachFrame(fr, true) {
		return
	}
	for i := 0; i < n; i++ {
		if p := vm.fr.reg(i); p.O.RC >= 0 {
			vm.take(p)
		}
	}
}

// leaveGeneratorRaising ends the frame of a generator because of vm.err; true: Go
// resumed it.
func (vm *VM) leaveGeneratorRaising() bool {
	fr := vm.fr
	g := fr.gen
	flags := fr.flags
	vm.endGenerator(fr, g)
	t := vm.t
	stop := t.ErrIs(vm.err, object.StopIteration)
	if stop || g.Typ == AsyncGenType && t.ErrIs(vm.err, object.StopAsyncIteration) {
		what := "StopIteration"
		if !stop {
			what = "StopAsyncIteration"
		}
		cause := t.TakeExc(vm.err)
		vm.err = t.Raise(object.RuntimeError, "%s raised %s", g.kind(), what)
		e := t.Normalize(vm.err)
		cause.RC++
		e.GiveCause(t, cause.Value())
		e.GiveContext(t, cause.Value())
		object.Linked(vm.err) // with that: no frame that it leaves gives it another
	}
	return flags&flagEntry != 0
}

// generatorNext is the Next slot of generators.
func generatorNext(t *Thread, v Value) (Value, error) {
	g := object.As[Generator](v)
	if g.body == nil {
		return Value{}, nil
	}
	r, done, err := g.resume(t, object.None, nil)
	if done {
		t.Unref(r)
		return Value{}, nil
	}
	return r, err
}

// generatorNextRaise is generatorNext for who asks for what the generator returns.
func generatorNextRaise(t *Thread, v Value) (Value, error) {
	g := object.As[Generator](v)
	if g.body == nil {
		return Value{}, t.RaiseArgs(object.StopIteration)
	}
	return g.result(t)(g.resume(t, object.None, nil))
}

// stopIteration returns StopIteration(v); v is given.
func stopIteration(t *Thread, v Value) error {
	if v == object.None {
		return t.RaiseArgs(object.StopIteration)
	}
	if _, isTuple := object.AsTuple(v); isTuple || v.O.Typ.Flags&object.FlagException != 0 {
		// a lone tuple or exception would be taken for the arguments
		err := t.RaiseArgs(object.StopIteration, v)
		t.Normalize(err)
		return err
	}
	return t.RaiseArgs(object.StopIteration, v)
}

func generatorSend(t *Thread, v Value, a []Value) (Value, error) {
	g := object.As[Generator](v)
	if !g.running && !g.started && g.body != nil && a[0] != object.None {
		return Value{}, t.TypeErr("can't send non-None value to a just-started %s", g.kind())
	}
	if g.body == nil && !g.running {
		if err := g.spent(t); err != nil {
			return Value{}, err
		}
		return Value{}, t.RaiseArgs(object.StopIteration)
	}
	return g.result(t)(g.resume(t, a[0], nil))
}

// result turns what resume returns into what send and throw return.
func (g *Generator) result(t *Thread) func(r Value, done bool, err error) (Value, error) {
	return func(r Value, done bool, err error) (Value, error) {
		if done {
			return Value{}, stopIteration(t, r)
		}
		return r, err
	}
}

// clear drops the registers of a suspended generator: it is finished.
func (g *Generator) clear(t *Thread) error {
	if g.running {
		return t.Raise(object.RuntimeError, "cannot clear an executing frame")
	}
	regs, o := g.regs, g.frame
	word := -1
	if g.started {
		word = int(g.off/8) - 1
	}
	g.regs, g.body, g.frame = nil, nil, nil
	n := len(regs)
	if g.code != nil {
		n = min(n, g.code.C.NLocalRegs)
	}
	for i := len(regs) - 1; i >= n; i-- {
		t.XUnref(regs[i])
		regs[i] = Value{}
	}
	if o != nil {
		o.gen = nil
		if o.RC > 1 { // somebody holds the frame object: the locals are its
			o.word, o.regs, n = word, t.NewItems(n), 0
			copy(o.regs, regs)
		}
		t.Unref(object.Obj(&o.Header))
	}
	for i := 0; i < n; i++ {
		v := regs[i]
		regs[i] = Value{}
		t.XUnref(v)
	}
	t.RecycleItems(regs)
	g.release(t)
	return nil
}

// generatorFinalize closes a generator that dies suspended.
func generatorFinalize(t *Thread, v Value) {
	g := object.As[Generator](v)
	if g.body == nil {
		return
	}
	if g.Typ == CoroutineType && !g.started {
		warnNeverAwaited(t, g)
		return
	}
	if g.Typ == AsyncGenType && asyncFinalizer(t, g) {
		return
	}
	if !g.started || findHandler(g.body.c, g.suspendedWord()) == nil && g.delegate().O == nil {
		_ = g.clear(t) // nothing in it would notice GeneratorExit
		return
	}
	if err := g.close(t); err != nil {
		t.Unraisable(err, "", v)
	}
}

// suspendedWord is the word of the instruction at which g is suspended.
func (g *Generator) suspendedWord() int {
	if g.atYieldFrom() {
		return int(g.off / 8)
	}
	return int(g.off/8) - 1
}

func generatorTraverse(o *Header, visit func(Value)) {
	g := (*Generator)(up(o))
	g.visitRegs(visit)
	if g.globals != nil {
		visit(dictOf(g.globals))
	}
	for _, v := range g.owned() {
		if v.O != nil {
			visit(v)
		}
	}
}

func (g *Generator) visitRegs(visit func(Value)) {
	regs := g.regs
	if g.running {
		regs = g.runningRegs()
	}
	for _, v := range regs {
		if v.O != nil {
			visit(v)
		}
	}
}

// owned is what g refers to, but for what belongs to its frame.
func (g *Generator) owned() [6]Value {
	var f Value
	if g.frame != nil {
		f = object.Obj(&g.frame.Header)
	}
	return [...]Value{f, objOf(g.code), g.name, g.qualname, g.origin, g.finalizer}
}

// calls reports whether g runs and has called a function, whose frame refers to g's.
func (g *Generator) calls() bool {
	if !g.running {
		return false
	}
	above := (*frame)(nil)
	for fr := g.vm.fr; fr != &g.vm.frames[0]; fr = below(fr) {
		if fr.gen == g {
			return above != nil && above.gen == nil
		}
		above = fr
	}
	return true // in another thread
}

// runningRegs lends the registers of a g that the thread runs which made it.
func (g *Generator) runningRegs() []Value {
	for fr := g.vm.fr; fr != &g.vm.frames[0]; fr = below(fr) {
		if fr.gen == g && fr.body == g.body {
			return window(fr.base, g.body.c.NRegs)
		}
	}
	return nil
}

// abandon drops the registers of a generator that dies suspended although it was closed, as
// CPython does with those of its frame: the locals, then what stands above them. If others
// hold the frame object, all is its.
func (g *Generator) abandon(t *Thread) {
	regs, o := g.regs, g.frame
	word := int(g.off/8) - 1
	g.regs, g.body, g.frame = nil, nil, nil
	held := o != nil && o.RC > 1
	if o != nil {
		o.gen = nil
		if held {
			o.word, o.regs = word, regs
		}
		t.Unref(object.Obj(&o.Header))
	}
	if !held {
		dropRegisters(t, g.code, regs)
	}
	g.release(t)
}

func generatorClear(t *Thread, o *Header) {
	g := (*Generator)(up(o))
	switch {
	case g.running:
	case g.started && g.regs != nil:
		g.abandon(t)
	default:
		_ = g.clear(t) // cannot fail: it does not run
	}
	if o.RC > 0 {
		return
	}
	vs := g.owned()
	globals := dictOf(g.globals)
	g.frame, g.code, g.globals, g.name, g.qualname, g.origin, g.finalizer = nil, nil, nil, Value{}, Value{}, Value{}, Value{}
	t.UnrefAll(vs[:])
	t.XUnref(globals)
}
