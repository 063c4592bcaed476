package eval

import (
	"unsafe"

	"github.com/minipy-go/minipy/code"
)

// part runs a SLICE together with the GETIDX behind it, where the bounds are ints or
// None and the object is one of a type that needs no slice to cut itself. It reports
// false, and has done nothing, where that is not so.
func (vm *VM) part(pc up, body *Body) bool {
	next := unsafe.Add(pc, 8)
	if code.OpOf(*(*uint64)(pc)) != code.GETIDX || opC(next) != opA(pc) || opF(next)&code.TmpC == 0 {
		return false
	}
	b := opB(pc)
	r, ok := vm.t.Part(*vm.at(opB(next)), *vm.at(b), *vm.at(b + 16), *vm.at(b + 32))
	if !ok {
		return false
	}
	vm.save(next, body)
	vm.consumeB(next)
	vm.put(opA(next), r)
	return true
}
