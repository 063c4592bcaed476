package eval

import (
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// Special methods and properties that a script defines run as frames of the loop that
// runs the instruction which needs them, not through Go. The instruction has consumed
// nothing when it starts one; endSpecial does what is left of it when the frame
// returns.
//
// The window of such a frame begins two registers above the running one's: the first
// holds the function.

// What an instruction does with the result of a special method: bits of a frame's
// flags, beside the number of its operator.
const (
	specialBinary  = iota << specialShift // a = b op c, or the reflected method if this one does not know
	specialImm                            // the same, c being a number
	specialK                              // the same, c being a constant
	specialItem                           // a = b[c]
	specialItemImm                        // a = b[number c]
	specialCompare                        // a = b op c
	specialJump                           // jump by the truth of b op c
	specialAttr                           // a = b.name
	specialEnter                          // a+1 = b.__enter__(), b being consumed and a its __exit__ already
	specialExit                           // a = b.__exit__(…)
)

const (
	specialShift    = 16
	specialKinds    = 0xff << specialShift
	specialOpShift  = 24
	specialInplace  = 1 << 15
	specialFunction = 32 // bytes from the function to the window
)

// special starts the method name of x's class with the arguments x and y, if it is a
// function of a script; started is false otherwise, and nothing has happened.
func (vm *VM) special(name *object.Str, x, y Value, flags uint32) (started, ok bool) {
	if !x.O.Typ.IsHeap() {
		return false, false
	}
	fn := vm.t.PeekType(x.O.Typ, name)
	if fn.O == nil || !isScripted(fn.O) {
		return false, false
	}
	return vm.startSpecial((*Function)(up(fn.O)), flags, x, y)
}

// startSpecial starts f with args, which are lent.
func (vm *VM) startSpecial(f *Function, flags uint32, args ...Value) (started, ok bool) {
	if isGeneratorCode(f.body.c) || vm.in.never {
		return false, false
	}
	n := len(args)
	base, err := vm.room(unsafe.Add(vm.top(), specialFunction), max(f.body.regBytes, uintptr(n)*16))
	if err != nil {
		return true, vm.fail(err)
	}
	for i, x := range args {
		*rg(base, uintptr(i)*16) = x.Ref()
	}
	if f.body.nargs != n {
		if err := vm.bindArgs(f, base, n, nil); err != nil {
			vm.takeBack(window(base, n))
			return true, vm.fail(err)
		}
	}
	f.RC++
	*rg(unsafe.Add(base, -specialFunction), 0) = object.Obj(&f.Header)
	vm.push(base, f.body, f, flags|flagSpecial)
	vm.budget--
	if vm.budget < 0 {
		return true, vm.poll(f.body.start, f.body)
	}
	return true, true
}

// binarySpecial starts the method of b's class for b op c, unless that of c's class
// comes first. flags say what is to become of the result.
func (vm *VM) binarySpecial(op int, b, c Value, flags uint32, inplace bool) (started, ok bool) {
	typ := b.O.Typ
	if !typ.IsHeap() || c.O.Typ != typ && c.O.Typ.IsSubtype(typ) {
		return false, false
	}
	if inplace {
		if typ.Slots.Inplace[op] != nil {
			return false, false
		}
		flags |= specialInplace
	}
	return vm.special(vm.in.names.binary[op], b, c, flags|uint32(op)<<specialOpShift)
}

// compareSpecial is binarySpecial for comparisons.
func (vm *VM) compareSpecial(op int, b, c Value, flags uint32) (started, ok bool) {
	typ := b.O.Typ
	if !typ.IsHeap() || c.O.Typ != typ && c.O.Typ.IsSubtype(typ) {
		return false, false
	}
	return vm.special(vm.in.names.compare[op], b, c, flags|uint32(op)<<specialOpShift)
}

// enterSpecial is the __enter__ of b's class, if it can be started as a frame; else nil.
func (vm *VM) enterSpecial(b Value, enter string) *Function {
	if !b.O.Typ.IsHeap() || vm.in.never {
		return nil
	}
	fn := vm.t.PeekTypeS(b.O.Typ, enter)
	if fn.O == nil || !isScripted(fn.O) || isGeneratorCode((*Function)(up(fn.O)).body.c) {
		return nil
	}
	return (*Function)(up(fn.O))
}

// exitSpecial starts the bound method exit for WITHEXIT.
func (vm *VM) exitSpecial(pc up, exit Value) (started, ok bool) {
	if exit.O.Typ != object.MethodType {
		return false, false
	}
	m := (*object.BoundMethod)(up(exit.O))
	if !isScripted(m.Fn.O) {
		return false, false
	}
	typ, exc, tb := object.None, object.None, object.None
	if opF(pc)&code.Inplace == 0 {
		exc = *vm.at(opC(pc))
		e, _ := object.AsException(exc)
		typ, tb = exc.O.Typ.Value(), orNone(e.Traceback())
	}
	return vm.startSpecial((*Function)(up(m.Fn.O)), specialExit, m.Self, typ, exc, tb)
}

// failed is vm.err unless ok.
func (vm *VM) failed(ok bool) error {
	if ok {
		return nil
	}
	return vm.err
}

// leaveSpecial pops the frame of a special method, which has dropped its registers.
func (vm *VM) leaveSpecial(fr *frame) {
	vm.fr = below(fr)
	vm.take((*Value)(unsafe.Add(fr.base, -specialFunction)))
}

// endSpecial ends the instruction that started a special method, whose result is v
// (given).
func (vm *VM) endSpecial(v Value, flags uint32) bool {
	pc := vm.pc()
	op := int(flags >> specialOpShift)
	kind := flags & specialKinds
	switch kind {
	case specialBinary, specialImm, specialK:
		if v == object.NotImplemented {
			var c Value
			switch kind {
			case specialBinary:
				c = *vm.at(opC(pc))
			case specialImm:
				c = object.Int(int64(int16(opC(pc))))
			default:
				c = *rg(vm.fr.body.kbase, opC(pc))
			}
			var err error
			if v, err = vm.t.BinaryRest(op, *vm.at(opB(pc)), c, flags&specialInplace != 0); err != nil {
				return vm.fail(err)
			}
		}
		if kind == specialBinary {
			vm.consumeBinary(op, pc)
		} else {
			vm.consumeB(pc)
		}
	case specialItem:
		vm.consumeBC(pc)
	case specialItemImm, specialExit:
		vm.consumeB(pc)
	case specialEnter:
		vm.put(opA(pc)+16, v)
		return true
	case specialCompare, specialJump:
		if v == object.NotImplemented {
			var err error
			if v, err = vm.t.CompareRest(*vm.at(opB(pc)), *vm.at(opC(pc)), op); err != nil {
				return vm.fail(err)
			}
		}
		if kind == specialJump {
			return vm.jumpOn(pc, v)
		}
		vm.consumeBC(pc)
	case specialAttr:
		vm.consumeB(pc)
		vm.skip(1)
	}
	vm.put(opA(pc), v)
	return true
}
