package compiler

import (
	"math"

	"github.com/minipy-go/minipy/code"
)

// maxRegs is how many registers and short constant numbers an operand can name: their
// byte offsets are 16 bits.
const maxRegs = math.MaxUint16/code.RegSize + 1

// wordRoom is how many constants a unit may have before instructions with a constant
// operand give way to LOADK, which has a wide form.
const wordRoom = 2048

// A layout turns a unit's instructions into words.
type layout struct {
	*unit
	c        *code.Code
	varRegs  []uint16 // register of each local
	varPos   []uint16 // its index in VarNames
	tmp0     int      // register of the first temporary
	constPos []int32
	pos      []int32 // word at which each instruction starts
	long     []bool  // jumps whose target is out of reach of 16 bits
}

// assemble finishes the unit.
func (u *unit) assemble() *code.Code {
	l := &layout{unit: u, c: &code.Code{
		Name: u.name, QualName: u.qualName, Filename: u.opts.Filename, FirstLine: u.firstLine, Flags: u.flags(),
		ArgCount: u.argCount, PosOnly: u.posOnly, KwOnly: u.kwOnly, NArgs: u.nargs(), VarArgsReg: -1, VarKwReg: -1,
		CellVars: u.cellVars, FreeVars: u.freeVars, Doc: u.doc,
	}}
	u.prologue()
	unbound := u.optimize()
	if u.showsLocals() {
		unbound = unbound[:0]
		for _, v := range u.varOrder[len(u.scope.params):] {
			unbound = append(unbound, int32(v))
		}
	}
	l.registers()
	for _, v := range unbound {
		if int(v) < len(u.scope.params) { // starts bound
			continue
		}
		l.c.MaybeUnbound = append(l.c.MaybeUnbound, l.varRegs[v])
	}
	l.constants()
	l.place()
	l.words()
	l.tables()
	return l.c
}

func (u *unit) flags() uint32 {
	f := u.future
	if u.kind == unitAsync && u.parent == nil {
		return f | code.Coroutine | code.NoFree
	}
	if u.isFunction() {
		f |= code.Optimized | code.NewLocals
		if u.scope.nested {
			f |= code.Nested
		}
		switch s := u.scope; {
		case s.generator && s.coroutine:
			f |= code.AsyncGenerator
		case s.generator:
			f |= code.Generator
		case s.coroutine:
			f |= code.Coroutine
		}
		if u.scope.varargs {
			f |= code.VarArgs
		}
		if u.scope.varkw {
			f |= code.VarKeywords
		}
	}
	if len(u.cellVars)+len(u.freeVars) == 0 {
		f |= code.NoFree
	}
	return f
}

// showsLocals reports whether somebody is likely to ask which locals are bound: then the
// registers have to tell, also of those that are never read unbound.
func (u *unit) showsLocals() bool {
	if !u.isFunction() || u.isGenerator() {
		return u.isFunction()
	}
	for _, name := range []string{"locals", "vars", "dir", "eval", "exec", "_getframe", "currentframe"} {
		if _, ok := u.nameIndex[name]; ok {
			return true
		}
	}
	return false
}

// rebound reports whether parameter i of an ordinary function needs a register of its
// own, since the body binds or deletes it.
func (u *unit) rebound(i int) bool {
	name := u.varNames[i]
	return !u.isGenerator() && u.scope.places[name] == placeLocal && u.scope.syms[name]&(defLocal|defImport) != 0
}

// prologue puts before the body what a frame needs first: copies of rebound
// parameters, its own cells, the cells of the closure.
func (u *unit) prologue() {
	body := u.ins
	u.ins = nil
	u.line = noLine
	if u.isGenerator() { // an exception thrown in before the start is raised here, outside of all handlers
		u.emit(code.NOP, 0, noReg, noReg, noReg)
	}
	for i := range u.held() {
		if u.rebound(i) {
			u.emit(code.MOVE, 0, reg(i), argBase+reg(i), noReg)
		}
	}
	for i, name := range u.cellVars {
		cell := cellBase + reg(i)
		switch v, isVar := u.varIndex[name]; {
		case !isVar || v >= len(u.scope.params):
			u.emit(code.MKCELL, code.TmpA, cell, noReg, noReg)
		case v < u.held() && !u.isGenerator():
			u.emit(code.MKCELL, 0, cell, argBase+reg(v), noReg)
		default:
			u.emit(code.MKCELL, code.TmpB, cell, reg(v), noReg)
		}
	}
	if n := len(u.freeVars); n > 0 {
		u.emit(code.COPYFREE, 0, freeBase, reg(n), noReg)
	}
	n := u.at()
	u.ins = append(u.ins, body...)
	for i := range u.labels {
		if u.labels[i] >= 0 {
			u.labels[i] += n
		}
	}
	for _, r := range u.regions {
		for i := range r.pieces {
			r.pieces[i].start += n
			r.pieces[i].end += n
		}
	}
}

// registers lays out the frame.
func (l *layout) registers() {
	c := l.c
	l.varRegs, l.varPos = make([]uint16, len(l.varNames)), make([]uint16, len(l.varNames))
	next := l.held()
	if l.scope.varkw {
		next++
	}
	take := func() uint16 { next++; return uint16(next - 1) }
	for i, v := range l.varOrder {
		if i < l.held() && !l.rebound(i) {
			l.varRegs[v] = uint16(i)
		} else {
			l.varRegs[v] = take()
		}
		l.varPos[v] = uint16(i)
		c.VarNames = append(c.VarNames, l.varNames[v])
		c.LocalRegs = append(c.LocalRegs, l.varRegs[v])
	}
	i := l.nargs()
	if l.scope.varargs {
		c.VarArgsReg = i
		i++
	}
	if l.scope.varkw {
		c.VarKwReg = int(l.varRegs[i])
	}
	for range l.cellVars {
		c.CellRegs = append(c.CellRegs, take())
	}
	for range l.freeVars {
		c.FreeRegs = append(c.FreeRegs, take())
	}
	c.Names = l.names
	c.NLocalRegs, l.tmp0 = next, next
	c.NRegs = next + int(l.maxTop-tmpBase)
	if c.NRegs > maxRegs {
		l.fail(nil, tooMany)
	}
}

func (l *layout) reg(r reg) uint16 {
	switch {
	case r == noReg:
		return 0
	case r.isTmp():
		return uint16(l.tmp0+int(r-tmpBase)) * code.RegSize
	case r >= freeBase:
		return l.c.FreeRegs[r-freeBase] * code.RegSize
	case r >= cellBase:
		return l.c.CellRegs[r-cellBase] * code.RegSize
	case r >= argBase:
		return uint16(r-argBase) * code.RegSize
	}
	return l.varRegs[r] * code.RegSize
}

// constants orders the constants that the instructions use: the docstring, then those
// that stand in short operands, then the rest.
func (l *layout) constants() {
	l.constPos = make([]int32, len(l.consts))
	for i := range l.constPos {
		l.constPos[i] = -1
	}
	add := func(i int32) {
		if l.constPos[i] < 0 {
			l.constPos[i] = int32(len(l.c.Consts))
			l.c.Consts = append(l.c.Consts, l.consts[i])
		}
	}
	if l.doc {
		add(0)
	}
	for i := range l.ins {
		in := &l.ins[i]
		switch row := &code.Table[in.op]; {
		case in.op == code.LOADK:
		case row.B == code.K:
			add(in.b)
		case row.C == code.K:
			add(in.c)
		}
	}
	if len(l.c.Consts) > maxRegs {
		l.fail(nil, "too many functions and imports in one block")
	}
	for i := range l.ins {
		switch in := &l.ins[i]; in.op {
		case code.LOADK:
			add(in.b)
		case code.CALLKW:
			add(int32(in.word))
			in.word = uint64(l.constPos[in.word])
		case code.MATCHCLASS:
			add(int32(in.word >> 32))
			in.word = in.word&math.MaxUint32 | uint64(l.constPos[in.word>>32])<<32
		}
	}
}

// inverse maps a conditional jump to the jump on the opposite condition; others to 0.
var inverse = [...]code.Op{
	code.JT: code.JF, code.JF: code.JT, code.JNONE: code.JNOTNONE, code.JNOTNONE: code.JNONE, code.JIS: code.JISNOT, code.JISNOT: code.JIS,
	code.JLTt: code.JLTf, code.JLTf: code.JLTt, code.JLEt: code.JLEf, code.JLEf: code.JLEt, code.JEQt: code.JEQf, code.JEQf: code.JEQt,
	code.JLTIt: code.JLTIf, code.JLTIf: code.JLTIt, code.JLEIt: code.JLEIf, code.JLEIf: code.JLEIt, code.JEQIt: code.JEQIf, code.JEQIf: code.JEQIt,
}

func inverseOf(op code.Op) code.Op {
	if int(op) < len(inverse) {
		return inverse[op]
	}
	return 0
}

// isCompareJump reports whether op is one of the fused compare-and-jumps.
func isCompareJump(op code.Op) bool { return op >= code.JLTt && op <= code.JEQIf }

// place finds the word of every instruction. A conditional jump that does not reach
// takes a detour over a JMP, which may push others out of reach.
func (l *layout) place() {
	l.pos = make([]int32, len(l.ins)+1)
	l.long = make([]bool, len(l.ins))
	for again := true; again; {
		again = false
		at := int32(0)
		for i := range l.ins {
			in := &l.ins[i]
			l.pos[i] = at
			at += int32(code.Table[in.op].Words)
			if l.long[i] {
				at++
				if inverseOf(in.op) == 0 {
					at++
				}
			}
		}
		l.pos[len(l.ins)] = at
		for i := range l.ins {
			if in := &l.ins[i]; in.to != noLabel && in.op != code.JMP && !l.long[i] {
				if d := l.disp(i); d != int32(int16(d)) {
					l.long[i] = true
					again = true
				}
			}
		}
	}
}

// disp returns the displacement of jump i from its first word.
func (l *layout) disp(i int) int32 { return l.pos[l.labels[l.ins[i].to]] - l.pos[i] - 1 }

func (l *layout) words() {
	l.c.Instrs = make([]uint64, 0, l.pos[len(l.ins)])
	for i := range l.ins {
		in := &l.ins[i]
		switch {
		case in.op == code.JMP:
			l.jumpWord(l.disp(i))
		case l.long[i]:
			l.longJump(i)
		case in.to != noLabel:
			l.word(in, int16(l.disp(i)))
		default:
			l.word(in, 0)
		}
		for range code.Table[in.op].Words - 1 {
			l.c.Instrs = append(l.c.Instrs, in.word)
		}
	}
}

func (l *layout) jumpWord(d int32) {
	op := code.JMP
	if d < 0 {
		op = code.JBACK
	}
	l.c.Instrs = append(l.c.Instrs, code.Make(op, 0, 0, uint16(uint32(d)), uint16(uint32(d)>>16)))
}

func (l *layout) longJump(i int) {
	in, target := l.ins[i], l.disp(i)
	if inv := inverseOf(in.op); inv != 0 {
		in.op = inv
		if isCompareJump(inv) {
			in.flags ^= code.WantTrue
		}
		l.word(&in, 1)
		l.jumpWord(target - 1)
		return
	}
	l.word(&in, 1)
	l.jumpWord(1)
	l.jumpWord(target - 2)
}

// word assembles the first word of in; d is its displacement if it jumps.
func (l *layout) word(in *instr, d int16) {
	op := in.op
	row := &code.Table[op]
	if op == code.LOADK {
		if k := l.constPos[in.b]; k >= maxRegs {
			l.c.Instrs = append(l.c.Instrs, code.Make(code.LOADKX, in.flags, l.reg(reg(in.a)), uint16(k), uint16(k>>16)))
			return
		}
	}
	l.c.Instrs = append(l.c.Instrs, code.Make(op, in.flags, l.operand(row.A, in.a, d), l.operand(row.B, in.b, d), l.operand(row.C, in.c, d)))
}

func (l *layout) operand(k code.Kind, v int32, d int16) uint16 {
	switch k {
	case code.Dst, code.Src, code.Mut, code.Base, code.Out:
		return l.reg(reg(v))
	case code.K:
		return uint16(l.constPos[v]) * code.RegSize
	case code.Jump:
		return uint16(d)
	case code.Var:
		return l.varPos[v]
	case code.None:
		return 0
	}
	return uint16(v)
}

// tables fills in lines, handlers and exception scopes.
func (l *layout) tables() {
	last := int32(noLine - 1)
	for i := range l.ins {
		if line := l.ins[i].line; line != last {
			l.c.Lines = append(l.c.Lines, code.LineEntry{PC: uint32(l.pos[i]), Line: line})
			last = line
		}
		if in := &l.ins[i]; in.op == code.FORITER && in.word > 0 {
			l.c.IdleLoops = append(l.c.IdleLoops, code.LineEntry{PC: uint32(l.pos[i]), Line: int32(in.word)})
		}
	}
	for _, r := range l.regions {
		depth := l.reg(r.reg) / code.RegSize
		for _, p := range r.pieces {
			start, end := uint32(l.pos[p.start]), uint32(l.pos[p.end])
			if r.n > 0 {
				l.c.Pending = append(l.c.Pending, code.Pending{Start: start, End: end, Lo: depth, N: uint16(r.n)})
			} else if r.target == noLabel {
				l.c.ExcScopes = append(l.c.ExcScopes, code.ExcScope{Start: start, End: end, Reg: depth})
			} else {
				l.c.Handlers = append(l.c.Handlers, code.Handler{Start: start, End: end, Target: uint32(l.pos[l.labels[r.target]]), Depth: depth})
			}
		}
	}
}
