package compiler

import "github.com/minipy-go/minipy/code"

// splitReturns gives every way to the return at a scope's end a return of its own, which
// stands on the line that control comes from: tracing and frames show that line.
func (u *unit) splitReturns() {
	n := u.at()
	at := map[int32]label{} // the copy for each line
	for i := range n {
		in := &u.ins[i]
		if in.to == noLabel || in.line < 0 && in.op != code.JMP {
			continue
		}
		t := u.labels[in.to]
		if t >= n || u.ins[t].op != code.RETK && u.ins[t].op != code.RET || u.ins[t].line >= 0 {
			continue
		}
		line := in.line
		if in.op == code.JMP {
			*in = u.ins[t]
			in.line = line
			continue
		}
		l, ok := at[line]
		if !ok {
			l = u.here()
			at[line] = l
			ret := u.ins[t]
			ret.line = line
			u.ins = append(u.ins, ret)
		}
		u.ins[i].to = l
	}
}

// spreadLines gives instructions without a line that of the one before, unless control
// can come from elsewhere.
func (u *unit) spreadLines() {
	leads := make([]bool, len(u.ins)+1)
	for _, at := range u.labels {
		if at >= 0 {
			leads[at] = true
		}
	}
	for i := 1; i < len(u.ins); i++ {
		if in := &u.ins[i]; in.line < 0 && !leads[i] && !ends(u.ins[i-1].op) {
			in.line = u.ins[i-1].line
		}
	}
}
