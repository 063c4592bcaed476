package eval

import (
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// forIter is FORITER over anything but ranges, lists and tuples, and at their end.
//
//go:noinline
func (vm *VM) forIter(pc up, body *Body) bool {
	vm.save(pc, body)
	it := *vm.at(opA(pc))
	switch it.O.Typ {
	case GeneratorType:
		if g := object.As[Generator](it); g.canInline() {
			return vm.forGenerator(g)
		}
	case object.EnumerateType, object.ZipType, object.DictItemIterType:
		if vm.forPair(pc, it) {
			return vm.loopPoll()
		}
	}
	next := it.O.Typ.Slots.Next
	if next == nil { // the class has lost its __next__
		return vm.fail(vm.t.TypeErr("'%s' object is not iterable", it.O.Typ.Name))
	}
	v, err := next(vm.t, it)
	if err != nil {
		return vm.fail(err)
	}
	if v.O == nil {
		vm.take(vm.at(opA(pc)))
		return true
	}
	to := jumpC(pc)
	a := vm.at(opB(pc))
	if a.O.RC >= 0 || code.OpOf(*(*uint64)(to)) == code.UNPACK {
		vm.forNext(pc, v)
		return vm.loopPoll()
	}
	*a = v
	vm.save(to, vm.fr.body)
	vm.budget--
	return vm.budget >= 0 || vm.poll(to, vm.fr.body)
}

// stepPair is a step of a loop over pairs that its body takes apart at once, of which nothing
// dies: between the iterator and the registers there is no tuple. It returns where the body
// goes on, nil where forIter is needed.
//
//go:noinline
func stepPair(base, pc up, it *Header) up {
	to := jumpC(pc)
	w := *(*uint64)(to)
	if !takesPair(w, pc) || !object.StepPair(it, (*[2]Value)(unsafe.Add(base, uintptr(code.A(w))))) {
		return nil
	}
	return unsafe.Add(to, 8)
}

// takesPair reports whether w, where the FORITER at pc goes on, takes its item apart.
func takesPair(w uint64, pc up) bool {
	return code.OpOf(w) == code.UNPACK && code.C(w) == 2 && uintptr(code.B(w)) == opB(pc) && code.FlagsOf(w)&code.TmpB != 0
}

// forPair is stepPair where something may die, false where the general way is needed.
func (vm *VM) forPair(pc up, it Value) bool {
	to := jumpC(pc)
	w := *(*uint64)(to)
	if !takesPair(w, pc) {
		return false
	}
	x, y, ok := vm.t.NextPair(it)
	if !ok {
		return false
	}
	vm.save(unsafe.Add(to, 8), vm.fr.body)
	vm.putNew(uintptr(code.A(w)), x)
	vm.putNew(uintptr(code.A(w))+16, y)
	return true
}

// putNew is put for a register that mostly holds nothing to drop.
func (vm *VM) putNew(off uintptr, v Value) {
	if a := vm.at(off); a.O.RC < 0 {
		*a = v
	} else {
		vm.put(off, v)
	}
}

// forNext stores an iterator's item and jumps to the loop's body. A tuple that the body
// would unpack at once is unpacked here.
func (vm *VM) forNext(pc up, v Value) {
	to := jumpC(pc)
	if w := *(*uint64)(to); code.OpOf(w) == code.UNPACK && v.O.Typ == object.TupleType &&
		uintptr(code.B(w)) == opB(pc) && code.FlagsOf(w)&code.TmpB != 0 {
		if items := object.As[object.Tuple](v).Items; len(items) == int(code.C(w)) {
			vm.save(unsafe.Add(to, 8), vm.fr.body)
			vm.scatter(uintptr(code.A(w)), items)
			vm.t.Unref(v)
			return
		}
	}
	vm.save(to, vm.fr.body)
	vm.putNew(opB(pc), v)
}

// scatter writes items (lent) to the registers from the one at off on.
func (vm *VM) scatter(off uintptr, items []Value) {
	for i, x := range items {
		if x.O.RC >= 0 {
			x.O.RC++
		}
		vm.putNew(off+uintptr(i)*16, x)
	}
}

func (vm *VM) loopPoll() bool {
	vm.budget--
	if vm.budget < 0 {
		return vm.poll(vm.pc(), vm.fr.body)
	}
	return true
}
