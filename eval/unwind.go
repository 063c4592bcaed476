package eval

import (
	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// pcWord is the word of the instruction whose pc the frame saved.
func (fr *frame) pcWord() int { return int(fr.off/8) - 1 }

// unwind looks for the handler of vm.err, frame by frame. It reports false when the
// exception leaves a frame that Go called: run returns then.
//
//go:noinline
func (vm *VM) unwind() bool {
	reraised := object.Reraised(vm.err)
	exc := vm.t.Normalize(vm.err)
	if linked := object.Linked(vm.err); !reraised && !linked {
		vm.setContext(exc, vm.handled())
	}
	for {
		vm.dropOperands()
		fr := vm.fr
		if !reraised {
			vm.addTraceback(exc, fr)
			if vm.tr != nil {
				exc, fr = vm.traceRaise(exc), vm.fr
			}
		}
		reraised = false
		if h := findHandler(fr.body.c, fr.pcWord()); h != nil && !vm.t.Ending() && !vm.t.Killed {
			vm.dropTemps(fr, int(h.Depth))
			*vm.fr.reg(int(h.Depth)) = object.Obj(&vm.t.CatchExc(vm.err).Header)
			vm.err = nil
			vm.fr.off = h.Target * 8
			return true
		}
		if fr.obj != nil {
			fr.whereRaised(exc)
		}
		vm.dropTemps(fr, fr.body.c.NLocalRegs)
		if vm.tr != nil {
			vm.traceRaisingExit(exc)
		}
		if vm.leaveRaising() {
			return false
		}
		exc = vm.t.Normalize(vm.err)
	}
}

// whereRaised puts a frame that exc leaves after a with statement or a clause with a name back to where exc was raised,
// for those who look at the frame's line later.
func (fr *frame) whereRaised(exc *object.Exception) {
	word := fr.pcWord()
	if word < 0 {
		return
	}
	if op := fr.body.c.Instrs[word]; code.OpOf(op) != code.RERAISE || code.FlagsOf(op)&code.RaiseBack == 0 {
		return
	}
	if v := exc.Traceback(); v.O != nil && v.O.Typ == TracebackType {
		if tb := object.As[Traceback](v); tb.frame == fr.obj {
			fr.off = uint32(tb.lasti/2+1) * 8
		}
	}
}

// dropOperands drops the temporaries that the instruction which raises was to consume,
// where CPython does not take the last one first.
func (vm *VM) dropOperands() {
	word := vm.fr.pcWord()
	if word < 0 {
		return // the frame has not begun
	}
	pc := vm.pc()
	switch op := code.OpOf(vm.fr.body.c.Instrs[word]); op {
	case code.SETATTR:
		vm.consumeCB(pc)
	case code.SETIDX:
		if opF(pc)&code.TmpA != 0 {
			vm.take(vm.at(opA(pc)))
		}
		vm.consumeBC(pc)
	case code.CALLEX:
		args := opA(pc) + 2*code.RegSize
		if p := vm.at(args); p.O.Typ != object.TupleType && p.O.RC >= 0 {
			vm.take(p) // it was no iterable
		}
		for _, off := range [...]uintptr{opA(pc), args, args + code.RegSize} {
			if p := vm.at(off); p.O.RC >= 0 {
				vm.take(p)
			}
		}
	case code.SUB:
		vm.consumeBinary(object.OpSub, pc)
	case code.MOD:
		vm.consumeBinary(object.OpMod, pc)
	case code.COMPARE, code.IN, code.NOTIN, code.GETIDX, code.DELIDX, code.FORMAT:
		vm.consumeBC(pc)
	default:
		if op >= code.ADD && op <= code.MATMUL || op >= code.JLTt && op <= code.JEQf {
			vm.consumeBC(pc)
		}
	}
}

func findHandler(c *code.Code, pc int) *code.Handler {
	for i := range c.Handlers {
		if h := &c.Handlers[i]; uint32(pc) >= h.Start && uint32(pc) < h.End {
			return h
		}
	}
	return nil
}

// dropTemps drops the temporaries in registers ≥ depth, the last one first, but what was still
// to be stored in its order.
func (vm *VM) dropTemps(fr *frame, depth int) {
	c, word := fr.body.c, uint32(fr.pcWord())
	for i := c.NRegs - 1; i >= depth; i-- {
		for _, p := range c.Pending {
			if i == int(p.Lo)+int(p.N)-1 && word >= p.Start && word < p.End {
				for ; i >= int(p.Lo); i-- {
					if r := vm.fr.reg(2*int(p.Lo) + int(p.N) - 1 - i); r.O.RC >= 0 {
						vm.take(r)
					}
				}
			}
		}
		if i < depth {
			return
		}
		switch p := vm.fr.reg(i); {
		case p.O.RC < 0:
		case p.O.Typ.Flags&object.FlagException != 0:
			vm.t.UnrefRaised(move(p))
		default:
			vm.take(p)
		}
	}
}

// leaveRaising pops the running frame because of vm.err; true: Go called it.
func (vm *VM) leaveRaising() bool {
	fr := vm.fr
	if fr.gen != nil {
		return vm.leaveGeneratorRaising()
	}
	vm.clearFrame(fr)
	fr = vm.fr
	flags := fr.flags
	if flags&flagCtor != 0 {
		if p := fr.reg(0); p.O.RC >= 0 {
			vm.take(p)
		}
	}
	fr.ns = Value{}
	if flags&flagSpecial != 0 {
		vm.leaveSpecial(fr)
		return false
	}
	vm.fr = below(fr)
	return flags&flagEntry != 0
}

// linkThrown links an exception that is thrown into the generator whose frame is the
// running one to what that itself handles: what its caller handles does not count.
func (vm *VM) linkThrown(err error) {
	object.Linked(err)
	vm.setContext(vm.t.Normalize(err), vm.fr.handled())
}

// setContext links a newly raised exception to the one being handled, absent if none.
func (vm *VM) setContext(exc *object.Exception, handled Value) {
	if handled.O == nil || handled.O == &exc.Header {
		return
	}
	// Break a cycle: the new exception may be in the chain already.
	// The chain itself may be a circle: a second walker goes half as fast and is met.
	h, _ := object.AsException(handled)
	slow, odd := h, false
	for c := h; ; {
		next := c.Context()
		if next.O == nil {
			break
		}
		if next.O == &exc.Header {
			c.GiveContext(vm.t, Value{})
			break
		}
		if c, _ = object.AsException(next); c == slow {
			break
		}
		if odd {
			slow, _ = object.AsException(slow.Context())
		}
		odd = !odd
	}
	exc.GiveContext(vm.t, handled.Ref())
}

// handled lends the exception that is being handled, absent if none is.
func (vm *VM) handled() Value {
	root := &vm.frames[0]
	for fr := vm.fr; fr != root; fr = below(fr) {
		if v := fr.handled(); v.O != nil {
			return v
		}
	}
	return vm.outerExc
}

// handled is the exception that the frame itself handles, absent if none.
func (fr *frame) handled() Value {
	if len(fr.body.c.ExcScopes) == 0 {
		return Value{}
	}
	pc := uint32(fr.pcWord())
	for _, s := range fr.body.c.ExcScopes {
		if pc >= s.Start && pc < s.End {
			if v := *fr.reg(int(s.Reg)); v.O.Typ.Flags&object.FlagException != 0 {
				return v
			}
		}
	}
	return Value{}
}

// Handled lends the exception that a thread is handling, for sys.exc_info.
func Handled(t *Thread) Value { return vmOf(t).handled() }

// raise is RAISE.
func (vm *VM) raise(pc up) {
	f := opF(pc)
	if f&code.RaiseExc == 0 {
		h := vm.handled()
		if h.O == nil {
			vm.err = vm.t.Raise(object.RuntimeError, "No active exception to reraise")
			return
		}
		vm.err = vm.t.GiveReraise(h.Ref())
		return
	}
	exc, err := vm.makeExc(*vm.at(opB(pc)))
	if err == nil && f&code.RaiseCause != 0 {
		err = vm.setCause(exc, *vm.at(opC(pc)))
		if err != nil {
			vm.t.Unref(exc)
		}
	}
	vm.consumeBC(pc)
	if err != nil {
		vm.err = err
		return
	}
	vm.err = vm.t.GiveExc(exc)
}

// makeExc gives the exception that `raise v` raises.
func (vm *VM) makeExc(v Value) (Value, error) {
	if typ, ok := object.AsType(v); ok && typ.Flags&object.FlagException != 0 {
		e, err := vm.t.Call(v)
		if err != nil {
			return Value{}, err
		}
		if e.O.Typ.Flags&object.FlagException == 0 {
			err := vm.t.TypeErr("calling %s should have returned an instance of BaseException, not %s", reprOf(vm.t, v), e.O.Typ.Value().O.Typ.Name)
			vm.t.Unref(e)
			return Value{}, err
		}
		return e, nil
	}
	if v.O.Typ.Flags&object.FlagException != 0 {
		return v.Ref(), nil
	}
	return Value{}, vm.t.TypeErr("exceptions must derive from BaseException")
}

func reprOf(t *Thread, v Value) string {
	s, err := t.ReprString(v)
	if err != nil {
		t.Discard(err)
		return "?"
	}
	return s
}

func (vm *VM) setCause(exc, cause Value) error {
	e, _ := object.AsException(exc)
	if cause == object.None {
		e.GiveCause(vm.t, Value{})
		return nil
	}
	if typ, ok := object.AsType(cause); ok && typ.Flags&object.FlagException != 0 {
		c, err := vm.t.Call(cause)
		if err != nil {
			return err
		}
		e.GiveCause(vm.t, c)
		return nil
	}
	if cause.O.Typ.Flags&object.FlagException == 0 {
		return vm.t.TypeErr("exception causes must derive from BaseException")
	}
	e.GiveCause(vm.t, cause.Ref())
	return nil
}

// reraise is RERAISE.
func (vm *VM) reraise(pc up) {
	vm.err = vm.t.GiveReraise(move(vm.at(opB(pc))))
}

// noMatch is JNOMATCH.
func (vm *VM) noMatch(pc up) bool {
	exc := *vm.at(opB(pc))
	var match bool
	if opF(pc)&code.Inplace != 0 {
		match = exc.O.Typ.IsSubtype(object.StopAsyncIteration)
	} else {
		cls := *vm.at(opC(pc))
		var err error
		if match, err = vm.excMatches(exc, cls); err != nil {
			return vm.fail(err)
		}
		if opF(pc)&code.TmpC != 0 {
			vm.take(vm.at(opC(pc)))
		}
	}
	return vm.branch(pc, !match)
}

func (vm *VM) excMatches(exc, cls Value) (bool, error) {
	if tup, ok := object.AsTuple(cls); ok {
		for _, c := range tup.Items {
			if typ, ok := object.AsType(c); !ok || typ.Flags&object.FlagException == 0 {
				return false, vm.t.TypeErr("catching classes that do not inherit from BaseException is not allowed")
			}
		}
		for _, c := range tup.Items {
			if exc.O.Typ.IsSubtype(object.As[object.Type](c)) {
				return true, nil
			}
		}
		return false, nil
	}
	typ, ok := object.AsType(cls)
	if !ok || typ.Flags&object.FlagException == 0 {
		return false, vm.t.TypeErr("catching classes that do not inherit from BaseException is not allowed")
	}
	return exc.O.Typ.IsSubtype(typ), nil
}
