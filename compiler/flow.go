package compiler

import (
	"slices"

	"github.com/minipy-go/minipy/code"
)

// Flow analysis of a finished unit: which instructions can be reached at all, and
// which locals are bound for certain wherever they are read. It runs on the
// instructions, so loops, handlers and duplicated finally bodies need no rules of
// their own.

type bits []uint64

func (b bits) has(i int32) bool { return b[i>>6]&(1<<(i&63)) != 0 }
func (b bits) set(i int32)      { b[i>>6] |= 1 << (i & 63) }
func (b bits) clear(i int32)    { b[i>>6] &^= 1 << (i & 63) }

// A flow holds the basic blocks of a unit. in[i] is the set of locals bound when block
// i starts, whatever path led there; nil while no path is known.
type flow struct {
	*unit
	starts  []int32
	blockAt []int32 // of an instruction that starts a block: its number
	handler []int32 // of a block: the block of its innermost handler, -1: none
	in      []bits
	work    []int32
}

// ends reports whether control never falls through op.
func ends(op code.Op) bool {
	switch op {
	case code.JMP, code.JBACK, code.RET, code.RETK, code.RAISE, code.RERAISE:
		return true
	}
	return false
}

// optimize threads jumps, drops what cannot be reached and checks that cannot fail, and
// returns the locals that may be met unbound.
func (u *unit) optimize() []int32 {
	u.threadJumps()
	u.splitReturns()
	u.spreadLines()
	f := &flow{unit: u}
	f.split()
	f.solve()
	return f.prune()
}

// threadJumps lets a jump to a jump go where that one goes.
func (u *unit) threadJumps() {
	n := u.at()
	for i := range u.ins {
		in := &u.ins[i]
		for hops := 0; in.to != noLabel && hops < 8; hops++ {
			t := u.labels[in.to]
			if t >= n || u.ins[t].op != code.JMP || int(t) == i || u.ins[t].line != in.line && u.ins[t].line >= 0 {
				break
			}
			in.to = u.ins[t].to
		}
	}
}

// split finds the basic blocks: a block starts where a jump leads, after a jump, and
// where a region begins or ends.
func (f *flow) split() {
	n := len(f.ins)
	leader := make([]bool, n+1)
	leader[0] = true
	for i := range f.ins {
		if f.ins[i].to != noLabel {
			leader[f.labels[f.ins[i].to]] = true
			leader[i+1] = true
		} else if ends(f.ins[i].op) {
			leader[i+1] = true
		}
	}
	for _, r := range f.regions {
		if r.n > 0 {
			continue
		}
		for _, p := range r.pieces {
			leader[p.start], leader[p.end] = true, true
		}
		if r.target != noLabel {
			leader[f.labels[r.target]] = true
		}
	}
	f.blockAt = make([]int32, n+1)
	for i := range n {
		if leader[i] {
			f.blockAt[i] = int32(len(f.starts))
			f.starts = append(f.starts, int32(i))
		}
	}
	f.blockAt[n] = int32(len(f.starts))
	f.handlers()
}

func (f *flow) handlers() {
	f.handler = slices.Repeat([]int32{-1}, len(f.starts))
	for _, r := range f.regions {
		if r.target == noLabel || r.n > 0 {
			continue
		}
		h := f.blockAt[f.labels[r.target]]
		for _, p := range r.pieces {
			for b := f.blockAt[p.start]; b < f.blockAt[p.end]; b++ {
				if f.handler[b] < 0 {
					f.handler[b] = h
				}
			}
		}
	}
}

// solve runs the forward analysis to its fixed point.
func (f *flow) solve() {
	f.in = make([]bits, len(f.starts))
	entry := make(bits, (len(f.varNames)+63)/64)
	for i := range f.scope.params {
		entry.set(int32(i))
	}
	f.reach(0, entry)
	state := make(bits, len(entry))
	for len(f.work) > 0 {
		b := f.work[len(f.work)-1]
		f.work = f.work[:len(f.work)-1]
		copy(state, f.in[b])
		f.transfer(b, state)
	}
}

// reach joins state into what is known of block b.
func (f *flow) reach(b int32, state bits) {
	if int(b) >= len(f.in) {
		return
	}
	old := f.in[b]
	if old == nil {
		f.in[b] = slices.Clone(state)
		if f.in[b] == nil {
			f.in[b] = bits{}
		}
		f.work = append(f.work, b)
		return
	}
	changed := false
	for i, w := range state {
		if old[i]&^w != 0 {
			old[i] &= w
			changed = true
		}
	}
	if changed {
		f.work = append(f.work, b)
	}
}

func (f *flow) end(b int32) int32 {
	if int(b)+1 < len(f.starts) {
		return f.starts[b+1]
	}
	return int32(len(f.ins))
}

func (f *flow) transfer(b int32, state bits) {
	h := f.handler[b]
	if h >= 0 {
		f.reach(h, state)
	}
	end := f.end(b)
	for i := f.starts[b]; i < end; i++ {
		in := &f.ins[i]
		if in.op == code.FORITER { // writes its variable only when it jumps
			f.reach(f.blockAt[end], state)
			state = f.step(in, state)
			f.reach(f.blockAt[f.labels[in.to]], state)
			return
		}
		state = f.step(in, state)
		if in.op == code.DELLOCAL && h >= 0 {
			f.reach(h, state)
		}
		if in.to != noLabel {
			f.reach(f.blockAt[f.labels[in.to]], state)
		}
	}
	if !ends(f.ins[end-1].op) {
		f.reach(f.blockAt[end], state)
	}
}

// step is the effect of one instruction on the set of bound locals.
func (f *flow) step(in *instr, state bits) bits {
	switch in.op {
	case code.DELLOCAL:
		state.clear(in.a)
		return state
	case code.CHECK:
		state.set(in.a)
		return state
	}
	row := &code.Table[in.op]
	for i, k := range [3]code.Kind{row.A, row.B, row.C} {
		if k == code.Dst {
			if r := [3]int32{in.a, in.b, in.c}[i]; reg(r).isLocal() {
				state.set(r)
			}
		}
	}
	return state
}

// prune removes dead instructions, needless checks and jumps to the next instruction,
// and renumbers what points at instructions.
func (f *flow) prune() []int32 {
	n := len(f.ins)
	keep := make([]bool, n)
	var unbound []int32
	state := make(bits, (len(f.varNames)+63)/64)
	for b, start := range f.starts {
		if f.in[b] == nil {
			continue
		}
		copy(state, f.in[b])
		for i := start; i < f.end(int32(b)); i++ {
			in := &f.ins[i]
			keep[i] = true
			if in.op == code.CHECK && state.has(in.a) {
				keep[i] = false
			} else if (in.op == code.CHECK || in.op == code.DELLOCAL) && !state.has(in.a) {
				unbound = append(unbound, in.a)
			}
			state = f.step(in, state)
		}
	}
	next := make([]int32, n+1) // the first kept instruction from here on, counted from the end
	kept := int32(0)
	for i := n - 1; i >= 0; i-- {
		next[i+1] = kept
		if in := &f.ins[i]; keep[i] && in.op == code.JMP {
			if t := f.labels[in.to]; t > int32(i) && next[t] == kept {
				in.op, in.to, in.word = code.NOP, noLabel, lineMark
			}
		}
		if in := &f.ins[i]; keep[i] && in.op == code.NOP && in.word == lineMark {
			keep[i] = f.needsMark(keep, i)
		}
		if keep[i] {
			kept++
		}
		next[i] = kept
	}
	f.renumber(keep, next, kept)
	slices.Sort(unbound)
	return slices.Compact(unbound)
}

// leads reports whether control may come to one of the instructions i to j from
// elsewhere.
func (f *flow) leads(i, j int) bool {
	for ; i <= j; i++ {
		if f.blockAt[i] > 0 {
			return true
		}
	}
	return false
}

// needsMark reports whether the line of NOP i would not show without it.
func (f *flow) needsMark(keep []bool, i int) bool {
	line := f.ins[i].line
	if line < 0 {
		return false
	}
	for j := i - 1; j >= 0; j-- {
		if keep[j] {
			if !ends(f.ins[j].op) && f.ins[j].line == line {
				return false
			}
			break
		}
	}
	for j := i + 1; j < len(f.ins); j++ {
		if !keep[j] {
			continue
		}
		next := &f.ins[j]
		if next.line < 0 && !f.leads(i+1, j) {
			next.line = line
		}
		return next.line != line
	}
	return true
}

func (f *flow) renumber(keep []bool, next []int32, kept int32) {
	out := f.ins[:0]
	for i := range f.ins {
		if keep[i] {
			out = append(out, f.ins[i])
		}
	}
	f.ins = out
	for i, at := range f.labels {
		if at >= 0 {
			f.labels[i] = kept - next[at]
		}
	}
	for _, r := range f.regions {
		var pieces []piece
		for _, p := range r.pieces {
			p = piece{kept - next[p.start], kept - next[p.end]}
			if last := len(pieces) - 1; last >= 0 && pieces[last].end == p.start {
				pieces[last].end = p.end
			} else if p.start < p.end {
				pieces = append(pieces, p)
			}
		}
		r.pieces = pieces
	}
}
