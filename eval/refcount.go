package eval

import (
	"slices"
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// ExtraRefs is how many references CPython would count to v beyond those counted here.
// CPython's caller keeps its references to the arguments while the callee has its own;
// here both read one register, unless the callee rebinds the parameter or has it in a
// cell.
func ExtraRefs(t *Thread, v Value) (n int) {
	vm := vmOf(t)
	for fr := vm.fr; fr != &vm.frames[0]; fr = below(fr) {
		n += vm.argRefs(fr, v) + excRefs(fr, v) + dictRefs(fr, v) + frameRefs(fr, v, fr == vm.fr)
	}
	return n
}

func (vm *VM) argRefs(fr *frame, v Value) (n int) {
	c := fr.body.c
	pass := vm.passedBy(fr)
	for i := range int(fr.body.argBytes / 16) {
		x := *fr.reg(i)
		if x == v {
			if elsewhere(c, i) {
				n-- // the callee's is another one
			}
			if i < c.NArgs {
				n += pass.times(c, i)
			}
		}
		if rest, ok := object.AsTuple(x); ok && i == c.VarArgsReg {
			for _, x := range rest.Items {
				if x == v {
					n += pass.each
				}
			}
		}
	}
	if r := c.VarKwReg; r >= 0 && pass.each > 0 {
		if held, ok := object.AsTuple(*fr.reg(c.Passed() - 1)); ok && slices.Contains(held.Items, v) {
			n--
		}
		if rest, ok := object.AsDict(*fr.reg(r)); ok {
			pos := 0
			for _, x, ok := rest.Next(&pos); ok; _, x, ok = rest.Next(&pos) {
				if x == v {
					n += pass.each
				}
			}
		}
	}
	return n
}

// A passing says which arguments a frame's caller holds while it waits.
type passing struct {
	each  int // how often it holds one
	self  int // how often the first one
	npos  int
	names []Value
}

func (p passing) times(c *code.Code, i int) int {
	if i == 0 && p.npos > 0 && c.ArgCount > 0 {
		return p.self
	}
	if i < p.npos && i < c.ArgCount {
		return p.each
	}
	for _, name := range p.names {
		if i >= c.PosOnly && name.String() == c.VarNames[i] {
			return p.each
		}
	}
	return 0
}

// passedBy reads the instruction that called fr. A caller in C lends its arguments.
func (vm *VM) passedBy(fr *frame) (p passing) {
	switch {
	case fr.flags&flagSpecial != 0 && fr.flags&specialKinds == specialEnter:
		return passing{self: 1, npos: 1} // CPython makes a bound method
	case fr.flags&(flagEntry|flagSpecial) != 0 || fr.fn == nil:
		return p
	}
	caller := below(fr)
	pc := unsafe.Add(caller.body.start, caller.off)
	if fr.flags&flagSpread != 0 {
		return passedInTuple(caller, pc)
	}
	w := caller.body.c.Instrs[caller.pcWord()]
	p.npos, p.each = int(opB(pc)), 1
	withSelf := fr.base == up(rg(caller.base, opA(pc)+16))
	p.self = 1
	if withSelf {
		p.npos++
	}
	if code.OpOf(w) == code.CALLKW {
		p.names = object.As[object.Tuple](caller.body.consts[*(*uint64)(pc)]).Items
		p.npos -= len(p.names)
	}
	special := vm.t.PeekType(fr.reg(0).O.Typ, vm.in.names.call)
	switch {
	case fr.flags&flagCtor != 0 || withSelf && special.O == &fr.fn.Header: // through a tuple
		p.each++
		if len(p.names) > 0 { // and a dict, which are copied
			p.each++
			p.self++
		}
	case withSelf && (code.OpOf(w) == code.CALL || code.OpOf(w) == code.CALLKW && code.FlagsOf(w)&code.TmpB == 0):
		p.self = 0 // a bound method has it
	}
	return p
}

// passedInTuple is passedBy for CALLEX: where there is a dict too, CPython copies both, else
// the tuple's are the only references.
func passedInTuple(caller *frame, pc up) (p passing) {
	if opF(pc)&code.TmpC == 0 {
		return p
	}
	tup, _ := object.AsTuple(*rg(caller.base, opA(pc)+32))
	d, ok := object.AsDict(*rg(caller.base, opA(pc)+48))
	if !ok || tup == nil || d.Len() == 0 {
		return p
	}
	p.each, p.self, p.npos = 1, 1, len(tup.Items)
	pos := 0
	for k, _, ok := d.Next(&pos); ok; k, _, ok = d.Next(&pos) {
		p.names = append(p.names, k)
	}
	return p
}

// excRefs is how often v is the class or traceback of an exception that fr handles: what
// sys.exc_info gives is held beside the exception.
func excRefs(fr *frame, v Value) (n int) {
	e, ok := object.AsException(orNone(fr.handled()))
	if !ok {
		return 0
	}
	if v == e.Typ.Value() {
		n++
	}
	if v == e.Traceback() {
		n++
	}
	return n
}

// dictRefs is how often CPython's frame refers to v as its globals or locals, less how often fr
// and its frame object do.
func dictRefs(fr *frame, v Value) (n int) {
	if fr.body.glob == nil {
		return 0
	}
	globals := v == dictOf(fr.body.glob)
	if globals && fr.fn != nil && fr.gen == nil {
		n++ // the frame of a function has none
	}
	if v == fr.ns && fr.fn != nil {
		n++ // of a class body: what builds the class has one
	}
	if fr.obj == nil {
		return n
	}
	if globals && fr.gen == nil {
		n--
	}
	if v == fr.ns {
		n--
	}
	return n
}

// frameRefs is how often CPython's frame of what fr calls refers to v, the frame of fr.
func frameRefs(fr *frame, v Value, top bool) int {
	if fr.obj != nil && v == object.Obj(&fr.obj.Header) && !top {
		return 1
	}
	return 0
}

// surplus visits the arguments that only the registers of the call hold, since the callee has
// the parameter in a cell or rebinds it, and no caller in CPython would; and the frame of a generator
// that runs, unless it has called a function whose frame refers to it.
func (vm *VM) surplus(visit func(Value)) {
	above := (*frame)(nil)
	for fr := vm.fr; fr != &vm.frames[0]; above, fr = fr, below(fr) {
		c := fr.body.c
		if fr.gen != nil {
			if fr.obj != nil && (above == nil || above.gen != nil) {
				visit(object.Obj(&fr.obj.Header))
			}
			continue
		}
		if fr.body.argBytes == 0 || !anyElsewhere(c) {
			continue
		}
		pass := vm.passedBy(fr)
		for i := range c.NArgs {
			if v := *fr.reg(i); v.O.RC > 0 && elsewhere(c, i) && pass.times(c, i) == 0 {
				visit(v)
			}
		}
	}
}

// held visits the arguments that a caller in CPython holds besides the tuple or dict in which
// the callee finds them.
func (vm *VM) held(visit func(Value)) {
	for fr := vm.fr; fr != &vm.frames[0]; fr = below(fr) {
		c := fr.body.c
		if fr.gen != nil || c.VarArgsReg < 0 && c.VarKwReg < 0 || vm.passedBy(fr).each == 0 {
			continue
		}
		if rest, ok := object.AsTuple(fr.gathered(c.VarArgsReg, c.NArgs)); ok {
			for _, v := range rest.Items {
				visit(v)
			}
		}
		names := c.NArgs
		if c.VarArgsReg >= 0 {
			names++
		}
		if rest, ok := object.AsDict(fr.gathered(c.VarKwReg, names)); ok {
			pos := 0
			for _, v, ok := rest.Next(&pos); ok; _, v, ok = rest.Next(&pos) {
				visit(v)
			}
		}
	}
}

// gathered lends the tuple or dict of further arguments, which the function finds in register
// reg or, if its variable number i is in a cell, there; None if there is none.
func (fr *frame) gathered(reg, i int) Value {
	if reg < 0 {
		return object.None
	}
	v := *fr.reg(reg)
	if c := fr.body.c; i < len(c.LocalRegs) && v.O.Typ.Flags&(object.FlagTuple|object.FlagDict) == 0 {
		v = *fr.reg(int(c.LocalRegs[i]))
	}
	if v.O.Typ == CellType {
		v = orNone(object.As[Cell](v).V)
	}
	return v
}

func anyElsewhere(c *code.Code) bool {
	for i := range c.NArgs {
		if elsewhere(c, i) {
			return true
		}
	}
	return false
}

// elsewhere reports whether the variable of parameter i lives in another register or a cell.
func elsewhere(c *code.Code, i int) bool {
	return i < len(c.LocalRegs) && (int(c.LocalRegs[i]) != i || slices.Contains(c.CellVars, c.VarNames[i]))
}
