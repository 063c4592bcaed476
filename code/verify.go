package code

import (
	"fmt"
	"math/bits"
	"slices"
)

// Verify checks what the evaluator relies on without looking: that jumps, handlers and
// scopes lead to instructions; that operands exist; and, by running the code over sets
// of registers, that every temporary is written while free, consumed once, alive where
// it is read, the same ones alive wherever paths meet, and none alive at a return; and
// that no local is read before it is bound. Codes among the constants are checked too.
func Verify(c *Code) error {
	v := &verifier{c: c, start: make([]bool, len(c.Instrs)+1), states: map[int]*regState{}}
	if err := v.run(); err != nil {
		return fmt.Errorf("%s in %s:%d: %w", c.QualName, c.Filename, c.FirstLine, err)
	}
	for _, k := range c.Consts {
		if inner, ok := k.(*Code); ok {
			if err := Verify(inner); err != nil {
				return err
			}
		}
	}
	return nil
}

// A regState says of every register whether it holds something: a temporary that is
// alive, a local that is bound for certain.
type regState []uint64

func (s regState) has(r int) bool { return s[r>>6]&(1<<(r&63)) != 0 }
func (s regState) set(r int)      { s[r>>6] |= 1 << (r & 63) }
func (s regState) clear(r int)    { s[r>>6] &^= 1 << (r & 63) }

type verifier struct {
	c      *Code
	start  []bool // words that instructions start at
	states map[int]*regState
	work   []int

	pc    int
	state regState // while an instruction is checked
	err   error
}

func (v *verifier) failf(format string, args ...any) {
	if v.err == nil {
		v.err = fmt.Errorf("word %d (%s): %s", v.pc, OpOf(v.c.Instrs[min(v.pc, len(v.c.Instrs)-1)]), fmt.Sprintf(format, args...))
	}
}

func (v *verifier) run() error {
	c := v.c
	for pc := 0; pc < len(c.Instrs); pc += Width(c.Instrs[pc]) {
		if OpOf(c.Instrs[pc]) >= NumOps {
			return fmt.Errorf("word %d: no opcode", pc)
		}
		v.start[pc] = true
	}
	v.start[len(c.Instrs)] = true
	v.ranges()
	entry := make(regState, (c.NRegs+64)/64)
	for r := range c.Passed() {
		entry.set(r)
	}
	for i, r := range c.LocalRegs {
		if i < c.Passed() && int(r) == i || int(r) == c.VarKwReg {
			entry.set(int(r))
		}
	}
	v.flow(0, entry)
	for len(v.work) > 0 && v.err == nil {
		v.pc = v.work[len(v.work)-1]
		v.work = v.work[:len(v.work)-1]
		v.step()
	}
	return v.err
}

// ranges checks the tables: bounds at instructions, ranges nested, inner ones first.
func (v *verifier) ranges() {
	type span struct{ start, end uint32 }
	check := func(what string, spans []span) {
		for i, s := range spans {
			if s.start >= s.end || int(s.end) > len(v.c.Instrs) || !v.start[s.start] || !v.start[s.end] {
				v.failf("%s %d: bad range %v", what, i, s)
			}
			for _, t := range spans[:i] { // t is inside of s or apart from it
				if t.start < s.end && s.start < t.end && (t.start < s.start || t.end > s.end) {
					v.failf("%s %d: %v overlaps %v", what, i, s, t)
				}
			}
		}
	}
	var handlers, scopes []span
	for _, h := range v.c.Handlers {
		handlers = append(handlers, span{h.Start, h.End})
		if int(h.Target) >= len(v.c.Instrs) || !v.start[h.Target] || int(h.Depth) < v.c.NLocalRegs || int(h.Depth) >= v.c.NRegs {
			v.failf("bad handler %v", h)
		}
	}
	for _, s := range v.c.ExcScopes {
		scopes = append(scopes, span{s.Start, s.End})
	}
	check("handler", handlers)
	check("scope", scopes)
}

// flow lets control reach word pc with the given registers.
func (v *verifier) flow(pc int, s regState) {
	if pc < 0 || pc >= len(v.c.Instrs) || !v.start[pc] {
		v.failf("control reaches word %d", pc)
		return
	}
	old := v.states[pc]
	if old == nil {
		s = slices.Clone(s)
		v.states[pc] = &s
		v.work = append(v.work, pc)
		return
	}
	changed := false
	for i, w := range s {
		diff := (*old)[i] ^ w
		for ; diff != 0; diff &= diff - 1 {
			r := i*64 + bits.TrailingZeros64(diff)
			if r >= v.c.NLocalRegs {
				v.failf("paths to word %d disagree about temporary %d", pc, r-v.c.NLocalRegs)
				return
			}
			if (*old).has(r) {
				(*old).clear(r)
				changed = true
			}
		}
	}
	if changed {
		v.work = append(v.work, pc)
	}
}

// raises reports whether an instruction can raise.
func raises(op Op) bool {
	switch op {
	case NOP, MOVE, LOADK, LOADKX, DROP, COPYFREE, MKCELL, JMP, RETK, RET:
		return false
	}
	return true
}

func (v *verifier) step() {
	c, pc := v.c, v.pc
	before := *v.states[pc]
	w := c.Instrs[pc]
	op := OpOf(w)
	for _, s := range c.ExcScopes {
		if int(s.Start) <= pc && pc < int(s.End) && !before.has(int(s.Reg)) {
			v.failf("no exception in temporary %d", int(s.Reg)-c.NLocalRegs)
		}
	}
	v.state = slices.Clone(before)
	v.consume(w)
	if raises(op) {
		v.raise(before)
	}
	next := pc + Width(w)
	switch op {
	case RET, RETK:
		for r := c.NLocalRegs; r < c.NRegs; r++ {
			if v.state.has(r) {
				v.failf("temporary %d is alive at a return", r-c.NLocalRegs)
			}
		}
		return
	case RAISE, RERAISE:
		return
	case JMP, JBACK:
		d := int(int32(WideOf(w)))
		if (d < 0) != (op == JBACK) {
			v.failf("wrong direction")
		}
		v.flow(pc+1+d, v.state)
		return
	case FORITER:
		taken := slices.Clone(v.state)
		a, b := int(A(w))/RegSize, int(B(w))/RegSize
		v.free(a)
		v.flow(next, v.state)
		v.state = taken
		v.write(b)
		v.flow(pc+1+int(int16(C(w))), v.state)
		return
	}
	v.produce(w)
	if Table[op].A == Jump {
		v.flow(pc+1+int(int16(A(w))), v.state)
	}
	v.flow(next, v.state)
}

// raise lets control reach the handler of the current instruction.
func (v *verifier) raise(before regState) {
	for _, h := range v.c.Handlers {
		if v.pc < int(h.Start) || v.pc >= int(h.End) {
			continue
		}
		for r := v.c.NLocalRegs; r < int(h.Depth); r++ {
			if before.has(r) && !v.state.has(r) {
				v.failf("consumes temporary %d below its handler's depth", r-v.c.NLocalRegs)
			}
		}
		s := slices.Clone(before)
		for r := int(h.Depth); r < v.c.NRegs; r++ {
			s.clear(r)
		}
		s.set(int(h.Depth))
		v.flow(int(h.Target), s)
		return
	}
}

func (v *verifier) isTmp(r int) bool { return r >= v.c.NLocalRegs }

// isParam reports whether local register r is that of a parameter, which starts bound.
func (v *verifier) isParam(r uint16) bool {
	i := slices.Index(v.c.LocalRegs, r)
	return i >= 0 && (i < v.c.Passed() || int(r) == v.c.VarKwReg)
}

func (v *verifier) bound(r int) bool {
	if r >= v.c.NRegs {
		v.failf("register %d of %d", r, v.c.NRegs)
		return false
	}
	return true
}

// read demands that register r holds something.
func (v *verifier) read(r int) {
	if v.bound(r) && !v.state.has(r) {
		if v.isTmp(r) {
			v.failf("reads dead temporary %d", r-v.c.NLocalRegs)
		} else {
			v.failf("reads register %d, which may be unbound", r)
		}
	}
}

// free consumes temporary r.
func (v *verifier) free(r int) {
	v.read(r)
	if v.err != nil {
		return
	}
	if !v.isTmp(r) && OpOf(v.c.Instrs[v.pc]) != MKCELL {
		v.failf("consumes local register %d", r)
	}
	v.state.clear(r)
}

func (v *verifier) freeAll(r, n int) {
	for i := range n {
		v.free(r + i)
	}
}

// write puts something into register r.
func (v *verifier) write(r int) {
	if !v.bound(r) {
		return
	}
	if v.isTmp(r) && v.state.has(r) {
		v.failf("overwrites temporary %d", r-v.c.NLocalRegs)
	}
	if r < v.c.Passed() && v.c.Flags&(Generator|Coroutine|AsyncGenerator) == 0 {
		v.failf("writes argument register %d", r)
	}
	v.state.set(r)
}

func (v *verifier) writeAll(r, n int) {
	for i := range n {
		v.write(r + i)
	}
}

// consume checks the operands that the instruction reads, and frees those it consumes.
func (v *verifier) consume(w uint64) {
	op := OpOf(w)
	switch op {
	case CHECK, DELLOCAL:
		if r := A(w) / RegSize; !v.state.has(int(r)) && !slices.Contains(v.c.MaybeUnbound, r) && !v.isParam(r) {
			v.failf("register %d is not in MaybeUnbound", r)
		}
		return
	case YIELDFROM:
		v.free(int(A(w)) / RegSize)
		v.free(int(B(w)) / RegSize)
		return
	}
	flagOf := [3]uint8{TmpA, TmpB, TmpC}
	for f := range 3 {
		k, x := fieldOf(w, f)
		r := int(x) / RegSize
		switch k {
		case Src, Mut:
			if !Reads(w, f) {
				continue
			}
			if v.read(r); FlagsOf(w)&flagOf[f] != 0 && !(op == FORMAT && f == 0) {
				v.free(r)
			}
		case Base:
			v.base(w, r)
		case K:
			if int(x)%RegSize != 0 || r >= len(v.c.Consts) {
				v.failf("constant %d of %d", r, len(v.c.Consts))
			}
		case Wide:
			if int(WideOf(w)) >= len(v.c.Consts) {
				v.failf("constant %d of %d", WideOf(w), len(v.c.Consts))
			}
		case Name, Var, Free:
			if n := map[Kind]int{Name: len(v.c.Names), Var: len(v.c.VarNames), Free: len(v.c.FreeVars)}[k]; int(x) >= n {
				v.failf("name %d of %d", x, n)
			}
		}
	}
}

// base frees the row of temporaries that starts at r.
func (v *verifier) base(w uint64, r int) {
	switch op, flags := OpOf(w), FlagsOf(w); op {
	case SLICE:
		v.freeAll(r, 3)
	case DICT:
		v.freeAll(r, 2*int(C(w)))
	case CALL, CALLM, CALLKW:
		v.free(r)
		if op == CALLM || op == CALLKW && flags&TmpB != 0 {
			v.free(r + 1)
		}
		v.freeAll(r+2, int(B(w)))
	case CALLEX:
		v.free(r)
		v.free(r + 2)
		if flags&TmpC != 0 {
			v.free(r + 3)
		}
	case FUNC:
		v.freeAll(r, bits.OnesCount8(flags&15))
	default:
		v.freeAll(r, int(C(w)))
	}
}

// produce writes the destinations of the instruction.
func (v *verifier) produce(w uint64) {
	op := OpOf(w)
	a := int(A(w)) / RegSize
	switch op {
	case DELLOCAL:
		v.state.clear(a)
		return
	case CHECK:
		v.state.set(a)
		return
	case COPYFREE:
		v.writeAll(a, int(B(w)))
		return
	case LOADM, WITH, ASYNCWITH:
		v.writeAll(a, 2)
		return
	case UNPACK:
		v.writeAll(a, int(C(w)))
		return
	case UNPACKEX:
		v.writeAll(a, int(C(w)&255)+1+int(C(w)>>8))
		return
	}
	for f := range 3 {
		if k, x := fieldOf(w, f); k == Dst {
			v.write(int(x) / RegSize)
		}
	}
}
