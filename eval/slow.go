package eval

import (
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// dropObj drops one reference to o, which is not immortal.
//
//go:noinline
func (vm *VM) dropObj(o *Header) { vm.t.Unref(object.Obj(o)) }

// dropLast drops the last reference to o, which a temporary had: that of an exception may be
// the one that is handled.
//
//go:noinline
func (vm *VM) dropLast(o *Header) {
	if o.Typ.Flags&object.FlagException != 0 {
		vm.t.UnrefRaised(object.Obj(o))
		return
	}
	vm.t.Unref(object.Obj(o))
}

// drop drops o after saving the pc.
//
//go:noinline
func (vm *VM) drop(o *Header, pc up, body *Body) {
	vm.save(pc, body)
	vm.t.Unref(object.Obj(o))
}

// dropAttr drops old, which SETATTR, the instruction before pc, took out of its object.
//
//go:noinline
func (vm *VM) dropAttr(old *Header, pc up, body *Body) {
	vm.save(pc, body)
	if old.RC > 1 && old.Typ.Flags&object.FlagGC == 0 {
		old.RC--
		return
	}
	set := unsafe.Add(pc, -8)
	o := vm.at(opB(set)).O
	off := uintptr(uint32(*(*uint64)(set)))
	object.Replaced(o, off, old, &object.IntTag)
	vm.dropHolding(old, (*Value)(unsafe.Add(up(o), off)))
}

// dropFor drops old, in whose place p holds another value now.
//
//go:noinline
func (vm *VM) dropFor(old *Header, p *Value, pc up, body *Body) {
	vm.save(pc, body)
	vm.dropHolding(old, p)
}

// dropHolding drops old while the value of p has a reference more: in CPython the stack's.
func (vm *VM) dropHolding(old *Header, p *Value) {
	if old.RC > 1 {
		old.RC--
		return
	}
	v := p.Ref()
	vm.t.Unref(object.Obj(old))
	vm.t.Unref(v)
}

// set writes v to a register and drops what it held.
//
//go:noinline
func (vm *VM) set(a *Value, v Value, pc up, body *Body) {
	vm.save(pc, body)
	old := *a
	*a = v
	vm.t.Unref(old)
}

// consume drops the temporary in register b.
//
//go:noinline
func (vm *VM) consume(b *Value, pc up, body *Body) {
	vm.save(pc, body)
	vm.take(b)
}

// take drops what register b owns and marks it dead.
func (vm *VM) take(b *Value) {
	v := *b
	b.O = &object.IntTag
	vm.t.Unref(v)
}

// move takes the value of register b over, marking the register dead.
func move(b *Value) Value {
	v := *b
	if v.O.RC >= 0 {
		b.O = &object.IntTag
	}
	return v
}

// put writes v (given) to the register at offset off of the running frame.
func (vm *VM) put(off uintptr, v Value) {
	a := rg(vm.fr.base, off)
	old := *a
	*a = v
	vm.t.Unref(old)
}

// at is the register at offset off of the running frame.
func (vm *VM) at(off uintptr) *Value { return rg(vm.fr.base, off) }

// fail notes the exception that the running instruction raises.
func (vm *VM) fail(err error) bool {
	vm.err = err
	return false
}

// skip moves the saved pc over n words that follow the instruction.
func (vm *VM) skip(n uint32) { vm.fr.off += n * 8 }

// consumeBC drops the operands b and c that are temporaries.
func (vm *VM) consumeBC(pc up) {
	f := opF(pc)
	if f&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
	if f&code.TmpC != 0 {
		vm.take(vm.at(opC(pc)))
	}
}

// poll runs what waits for a safe point: the collector, cancellation, limits.
//
//go:noinline
func (vm *VM) poll(pc up, body *Body) bool {
	vm.save(pc, body)
	t := vm.t
	if t.In.Collector.Pending {
		t.CollectPending()
	}
	t.In.Poll()
	t.Yield()
	t.Refill()
	if t.Stopped() {
		err := t.Signals()
		if t.Ending() {
			vm.budget = 0 // nothing that code does on the way out holds the thread up
		}
		if err != nil {
			vm.fr.off += 8 // the exception belongs to the instruction that is next
			return vm.fail(err)
		}
	}
	if err := t.Overdrawn(); err != nil {
		vm.fr.off += 8
		return vm.fail(err)
	}
	return true
}

//go:noinline
func (vm *VM) binary(op int, pc up, body *Body) bool {
	vm.save(pc, body)
	b, c := *vm.at(opB(pc)), *vm.at(opC(pc))
	if op == object.OpAdd && b.O.Typ == object.StrType && c.O.Typ == object.StrType {
		return vm.concat(pc, b, c)
	}
	if started, ok := vm.binarySpecial(op, b, c, specialBinary, opF(pc)&code.Inplace != 0); started {
		return ok
	}
	var r Value
	var err error
	if opF(pc)&code.Inplace != 0 {
		r, err = vm.t.Inplace(op, b, c)
	} else {
		r, err = vm.t.Binary(op, b, c)
	}
	if err != nil {
		return vm.fail(err)
	}
	vm.consumeBinary(op, pc)
	vm.put(opA(pc), r)
	return true
}

// consumeBinary drops the operands of a binary operator: CPython drops the left one
// first, but for two.
func (vm *VM) consumeBinary(op int, pc up) {
	if (op == object.OpSub || op == object.OpMod) && opF(pc)&code.Inplace == 0 {
		vm.consumeCB(pc)
	} else {
		vm.consumeBC(pc)
	}
}

// concat is ADD of two strs: in place when the result replaces the only reference.
func (vm *VM) concat(pc up, b, c Value) bool {
	var r Value
	var err error
	if opA(pc) == opB(pc) || opF(pc)&code.TmpB != 0 {
		p := vm.at(opB(pc))
		if b.O.RC >= 0 {
			p.O = &object.IntTag
		}
		if r, err = vm.t.StrAppend(b, c); err != nil {
			return vm.fail(err)
		}
		if opF(pc)&code.TmpC != 0 {
			vm.take(vm.at(opC(pc)))
		}
		vm.put(opA(pc), r)
		return true
	}
	if r, err = vm.t.StrConcat(b, c); err != nil {
		return vm.fail(err)
	}
	vm.consumeBC(pc)
	vm.put(opA(pc), r)
	return true
}

//go:noinline
func (vm *VM) binaryImm(op int, pc up, body *Body) bool {
	return vm.binaryWith(op, pc, body, object.Int(int64(int16(opC(pc)))), specialImm)
}

//go:noinline
func (vm *VM) binaryK(op int, pc up, body *Body) bool {
	return vm.binaryWith(op, pc, body, *rg(body.kbase, opC(pc)), specialK)
}

func (vm *VM) binaryWith(op int, pc up, body *Body, c Value, kind uint32) bool {
	vm.save(pc, body)
	b := *vm.at(opB(pc))
	if started, ok := vm.binarySpecial(op, b, c, kind, opF(pc)&code.Inplace != 0); started {
		return ok
	}
	var r Value
	var err error
	if opF(pc)&code.Inplace != 0 {
		r, err = vm.t.Inplace(op, b, c)
	} else {
		r, err = vm.t.Binary(op, b, c)
	}
	if err != nil {
		return vm.fail(err)
	}
	if opF(pc)&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
	vm.put(opA(pc), r)
	return true
}

// branch jumps to the a operand's target if taken.
func (vm *VM) branch(pc up, taken bool) bool {
	if !taken {
		return true
	}
	target := jumpA(pc)
	body := vm.fr.body
	vm.save(target, body)
	if uintptr(target) < uintptr(pc) {
		vm.budget--
		if vm.budget < 0 {
			return vm.poll(target, body)
		}
	}
	return true
}

// compareJump is the slow path of the compare-and-jump instructions.
//
//go:noinline
func (vm *VM) compareJump(pc up, body *Body, imm bool) bool {
	vm.save(pc, body)
	f := opF(pc)
	op, want := int(f>>code.CmpShift&7), f&code.WantTrue != 0
	b := *vm.at(opB(pc))
	var c Value
	if imm {
		c = object.Int(int64(int16(opC(pc))))
		f &^= code.TmpC
	} else {
		c = *vm.at(opC(pc))
	}
	if b.O == &object.FloatTag && c.O == &object.FloatTag {
		return vm.branch(pc, compareFloats(op, b.Float(), c.Float()) == want)
	}
	if op == object.CmpEQ && b.O.Typ == object.StrType && c.O.Typ == object.StrType {
		equal := b.String() == c.String()
		vm.consumeBC(pc)
		return vm.branch(pc, equal == want)
	}
	if !imm {
		if started, ok := vm.compareSpecial(op, b, c, specialJump); started {
			return ok
		}
	}
	r, err := vm.t.Compare(b, c, op)
	if err != nil {
		return vm.fail(err)
	}
	if f&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
	if f&code.TmpC != 0 {
		vm.take(vm.at(opC(pc)))
	}
	return vm.jumpIf(pc, r, want)
}

// jumpOn ends a compare-and-jump instruction of two registers whose comparison gave r
// (given).
func (vm *VM) jumpOn(pc up, r Value) bool {
	vm.consumeBC(pc)
	return vm.jumpIf(pc, r, opF(pc)&code.WantTrue != 0)
}

// jumpIf jumps if the truth of r (given) is want.
func (vm *VM) jumpIf(pc up, r Value, want bool) bool {
	truth := r.N != 0
	if r.O != &object.BoolTag {
		var err error
		truth, err = vm.t.Truth(r)
		vm.t.Unref(r)
		if err != nil {
			return vm.fail(err)
		}
	}
	return vm.branch(pc, truth == want)
}

func compareFloats(op int, x, y float64) bool {
	switch op {
	case object.CmpLT:
		return x < y
	case object.CmpLE:
		return x <= y
	case object.CmpEQ:
		return x == y
	case object.CmpNE:
		return x != y
	case object.CmpGT:
		return x > y
	}
	return x >= y
}

//go:noinline
func (vm *VM) test(pc up, body *Body, jumpIf bool) bool {
	vm.save(pc, body)
	truth, err := vm.t.Truth(*vm.at(opB(pc)))
	if err != nil {
		return vm.fail(err)
	}
	if opF(pc)&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
	return vm.branch(pc, truth == jumpIf)
}

//go:noinline
func (vm *VM) isJump(pc up, body *Body) bool {
	vm.save(pc, body)
	want := code.OpOf(body.c.Instrs[vm.fr.pcWord()]) == code.JIS
	same := *vm.at(opB(pc)) == *vm.at(opC(pc))
	vm.consumeBC(pc)
	return vm.branch(pc, same == want)
}

// loadGlobal is LOADG without a valid cache.
//
//go:noinline
func (vm *VM) loadGlobal(pc up, body *Body) bool {
	vm.save(pc, body)
	v, ok := vm.lookupGlobal(pc, body, body.names[opB(pc)])
	if !ok {
		return false
	}
	vm.skip(1)
	vm.put(opA(pc), v)
	return true
}

// lookupGlobal finds a global or built-in, gives it, and fills the instruction's cache.
func (vm *VM) lookupGlobal(pc up, body *Body, name *object.Str) (Value, bool) {
	g, bi := body.glob, vm.in.builtins
	if i := g.StrEntry(vm.t, name); i >= 0 {
		if !vm.in.never {
			*(*uint64)(pc) = uint64(g.Watch(vm.t)) | uint64(i)<<32
		}
		return g.EntryValue(i).Ref(), true
	}
	if custom := g.GetStr(vm.t, vm.in.names.builtins); custom.O != nil {
		if v, done, ok := vm.customBuiltin(custom, name); done {
			return v, ok
		}
	}
	i := bi.StrEntry(vm.t, name)
	if i < 0 && !bi.StrKeys() {
		v, err := bi.Get(vm.t, object.Obj(&name.Header))
		if err != nil {
			return Value{}, vm.fail(err)
		}
		if !v.IsNil() {
			return v.Ref(), true
		}
	}
	if i < 0 {
		return Value{}, vm.fail(vm.t.RaiseName(object.NameError, name, "name '%s' is not defined", name.S))
	}
	vm.in.checkBuiltins(vm.t)
	if *(*code.Op)(unsafe.Add(pc, -8)) == code.LOADG && !vm.in.never {
		*(*uint64)(pc) = uint64(g.Watch(vm.t)) | uint64(i)<<32
		*(*code.Op)(unsafe.Add(pc, -8)) = opLOADB
	}
	return bi.EntryValue(i).Ref(), true
}

// checkBuiltins resets the caches of built-ins after the set of their names changed.
func (in *Interp) checkBuiltins(t *Thread) {
	if v := in.builtins.Watch(t); v != in.builtinsVer {
		in.builtinsVer = v
		for _, b := range in.deopts {
			b.eachOp(func(i int, op code.Op) {
				if op == opLOADB {
					b.setOp(i, code.LOADG)
					b.instrs[i+1] = 0
				}
			})
		}
	}
}

//go:noinline
func (vm *VM) storeGlobal(pc up, body *Body) bool {
	vm.save(pc, body)
	name := body.names[opB(pc)]
	g := body.glob
	a := vm.at(opA(pc))
	if g.Typ != object.DictType {
		if err := vm.t.SetItem(g.Value(), object.Obj(&name.Header), *a); err != nil {
			return vm.fail(err)
		}
	} else {
		g.SetStr(vm.t, name, *a)
	}
	if i := g.StrEntry(vm.t, name); i >= 0 && !vm.in.never {
		*(*uint64)(pc) = uint64(g.Watch(vm.t)) | uint64(i)<<32
	}
	if opF(pc)&code.TmpA != 0 {
		vm.take(vm.at(opA(pc)))
	}
	vm.skip(1)
	return true
}

//go:noinline
func (vm *VM) loadName(pc up, body *Body) bool {
	vm.save(pc, body)
	name := body.names[opB(pc)]
	ns := vm.fr.namespace()
	if ns.O != &body.glob.Header {
		v, err := vm.nsGet(ns, name)
		if err != nil {
			return vm.fail(err)
		}
		if v.O != nil {
			vm.skip(1)
			vm.put(opA(pc), v)
			return true
		}
	}
	v, ok := vm.lookupGlobal(pc, body, name)
	if !ok {
		return false
	}
	if ns.O != &body.glob.Header {
		*(*uint64)(pc) = 0
	} else if body.glob.StrEntry(vm.t, name) < 0 {
		*(*uint64)(pc) = 0
	}
	vm.skip(1)
	vm.put(opA(pc), v)
	return true
}

// namespace lends where the names of a module's or class's code are. Such code can be made a function, too: then its
// names are global.
func (fr *frame) namespace() Value {
	if fr.ns.O == nil {
		return fr.body.glob.Value()
	}
	return fr.ns
}

// nsGet gives what a name is bound to in a namespace, absent if nothing.
func (vm *VM) nsGet(ns Value, name *object.Str) (Value, error) {
	if ns.O.Typ == object.DictType {
		return object.As[object.Dict](ns).GetStr(vm.t, name).XRef(), nil
	}
	v, err := vm.t.GetItem(ns, object.Obj(&name.Header))
	if err != nil && vm.t.ErrIs(err, object.KeyError) {
		vm.t.Discard(err)
		return Value{}, nil
	}
	return v, err
}

//go:noinline
func (vm *VM) storeName(pc up, body *Body) bool {
	vm.save(pc, body)
	name := body.names[opB(pc)]
	ns := vm.fr.namespace()
	a := *vm.at(opA(pc))
	if ns.O.Typ == object.DictType {
		d := object.As[object.Dict](ns)
		d.SetStr(vm.t, name, a)
		if d == body.glob {
			if i := d.StrEntry(vm.t, name); i >= 0 && !vm.in.never {
				*(*uint64)(pc) = uint64(d.Watch(vm.t)) | uint64(i)<<32
			}
		}
	} else if err := vm.t.SetItem(ns, object.Obj(&name.Header), a); err != nil {
		return vm.fail(err)
	}
	if opF(pc)&code.TmpA != 0 {
		vm.take(vm.at(opA(pc)))
	}
	vm.skip(1)
	return true
}

//go:noinline
func (vm *VM) derefError(pc up, body *Body) {
	vm.save(pc, body)
	name, free := cellName(body.c, opB(pc)/16)
	n := vm.t.In.Intern(name)
	if free {
		vm.err = vm.t.RaiseName(object.NameError, n, "free variable '%s' referenced before assignment in enclosing scope", name)
		return
	}
	vm.err = vm.t.RaiseName(object.UnboundLocalError, n, "local variable '%s' referenced before assignment", name)
}

// cellName is the variable whose cell register reg holds.
func cellName(c *code.Code, reg uintptr) (name string, free bool) {
	for i, r := range c.FreeRegs {
		if uintptr(r) == reg {
			return c.FreeVars[i], true
		}
	}
	for i, r := range c.CellRegs {
		if uintptr(r) == reg {
			return c.CellVars[i], false
		}
	}
	return "?", false
}

//go:noinline
func (vm *VM) getAttr(pc up, body *Body) bool {
	vm.save(pc, body)
	name := body.names[opC(pc)]
	v := *vm.at(opB(pc))
	if !v.O.Typ.IsHeap() {
		return vm.getComputed(pc, body, v, name)
	}
	off, known := vm.t.SlotOf(v.O, name)
	if !known || off == 0 {
		off = vm.t.AttrSlot(v, name)
	}
	var r Value
	if off != 0 {
		cw := (*uint64)(pc)
		if !vm.in.never {
			body.mc[*cw>>32].sid = v.O.SID
		}
		*cw = *cw>>32<<32 | uint64(off)
		r = *(*Value)(unsafe.Add(up(v.O), off))
	}
	if r.O != nil {
		r.Ref()
	} else {
		if fget := vm.t.PeekProperty(v, name); fget.O != nil && isScripted(fget.O) {
			if started, ok := vm.startSpecial((*Function)(up(fget.O)), specialAttr, v); started {
				return ok
			}
		}
		var err error
		if r, err = vm.t.GetAttr(v, name); err != nil {
			return vm.fail(err)
		}
	}
	if opF(pc)&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
	vm.skip(1)
	vm.put(opA(pc), r)
	return true
}

// getComputed is getAttr for an instance v of a built-in class, whose computed attributes
// are remembered where they are read.
func (vm *VM) getComputed(pc up, body *Body, v Value, name *object.Str) bool {
	mc := &body.mc[*(*uint64)(pc)>>32]
	typ := v.O.Typ
	var r Value
	var err error
	if mc.next == up(typ) {
		r, err = object.As[object.GetSet](mc.fn).Get(vm.t, v, name)
	} else {
		if g := vm.t.PeekGetSet(typ, name); g != nil && !vm.in.never {
			mc.fn, mc.next = object.Obj(&g.Header), up(typ)
		}
		r, err = vm.t.GetAttr(v, name)
	}
	if err != nil {
		return vm.fail(err)
	}
	if opF(pc)&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
	vm.skip(1)
	vm.put(opA(pc), r)
	return true
}

//go:noinline
func (vm *VM) setAttr(pc up, body *Body) bool {
	vm.save(pc, body)
	name := body.names[opA(pc)]
	o, v := *vm.at(opB(pc)), *vm.at(opC(pc))
	cw := (*uint64)(pc)
	mc := &body.mc[*cw>>32]
	if o.O.Typ.Slots.SetAttr == nil && mc.sid == 0 {
		vm.t.LateDict(o.O, name, v)
	}
	if o.O.Typ.Slots.SetAttr == nil && !vm.in.never {
		off, known := vm.t.SlotOf(o.O, name)
		if known && off != 0 {
			if p := (*Value)(unsafe.Add(up(o.O), off)); p.O != nil {
				mc.sid, mc.next = o.O.SID, nil
				*cw = *cw>>32<<32 | uint64(off)
				old := *p
				*p = v.Ref()
				object.Replaced(o.O, off, old.O, v.O)
				vm.t.Unref(old)
				vm.consumeCB(pc)
				vm.skip(1)
				return true
			}
		}
		if off = vm.t.AttrSlot(o, name); off != 0 {
			mc.sid, mc.next = o.O.SID, nil
			*cw = *cw>>32<<32 | uint64(off)
		} else if sid, off, next := vm.t.AttrAdd(o, name); off != 0 {
			mc.sid, mc.ver, mc.next = o.O.SID, sid, next
			*cw = *cw>>32<<32 | uint64(off)
		}
	}
	if err := vm.t.SetAttr(o, name, v); err != nil {
		return vm.fail(err)
	}
	vm.consumeCB(pc)
	vm.skip(1)
	return true
}

// consumeCB drops c, then b, if they are temporaries: the order of stores.
func (vm *VM) consumeCB(pc up) {
	f := opF(pc)
	if f&code.TmpC != 0 {
		vm.take(vm.at(opC(pc)))
	}
	if f&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
}

//go:noinline
func (vm *VM) getItem(pc up, body *Body) bool {
	vm.save(pc, body)
	b, c := *vm.at(opB(pc)), *vm.at(opC(pc))
	if started, ok := vm.special(vm.in.names.getItem, b, c, specialItem); started {
		return ok
	}
	r, err := vm.item(b, c)
	if err != nil {
		return vm.fail(err)
	}
	vm.consumeBC(pc)
	vm.put(opA(pc), r)
	return true
}

// item is t.GetItem with the commonest cases first.
func (vm *VM) item(b, c Value) (Value, error) {
	switch b.O.Typ {
	case object.DictType:
		v, err := object.As[object.Dict](b).Get(vm.t, c)
		if err != nil {
			return Value{}, err
		}
		if v.O == nil {
			return Value{}, vm.t.KeyErr(c)
		}
		return v.Ref(), nil
	case object.ListType:
		if c.O == &object.IntTag {
			items := object.As[object.List](b).Items
			i := int(c.Int())
			if i < 0 {
				i += len(items)
			}
			if uint(i) < uint(len(items)) {
				return items[i].Ref(), nil
			}
		}
	case object.TupleType:
		if c.O == &object.IntTag {
			items := object.As[object.Tuple](b).Items
			i := int(c.Int())
			if i < 0 {
				i += len(items)
			}
			if uint(i) < uint(len(items)) {
				return items[i].Ref(), nil
			}
		}
	}
	return vm.t.GetItem(b, c)
}

//go:noinline
func (vm *VM) getItemImm(pc up, body *Body) bool {
	return vm.getItemWith(pc, body, object.Int(int64(int16(opC(pc)))))
}

func (vm *VM) getItemWith(pc up, body *Body, c Value) bool {
	vm.save(pc, body)
	b := *vm.at(opB(pc))
	if started, ok := vm.special(vm.in.names.getItem, b, c, specialItemImm); started {
		return ok
	}
	r, err := vm.item(b, c)
	if err != nil {
		return vm.fail(err)
	}
	if opF(pc)&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
	vm.put(opA(pc), r)
	return true
}

//go:noinline
func (vm *VM) setItem(pc up, body *Body) bool {
	vm.save(pc, body)
	b, c, a := *vm.at(opB(pc)), *vm.at(opC(pc)), *vm.at(opA(pc))
	var err error
	if b.O.Typ == object.DictType {
		err = object.As[object.Dict](b).Set(vm.t, c, a)
	} else {
		err = vm.t.SetItem(b, c, a)
	}
	if err != nil {
		return vm.fail(err)
	}
	if opF(pc)&code.TmpA != 0 {
		vm.take(vm.at(opA(pc)))
	}
	vm.consumeBC(pc)
	return true
}
