package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Truth: conditions as jumps, `and` and `or` as values, comparisons.

// cond jumps to the label if e's truth is want, and falls through otherwise. Like
// CPython, it leaves the line on a comparison.
func (u *unit) cond(e ast.Expr, want bool, to label) {
	u.enter()
	defer u.leave()
	save := u.top
	if v, ok := u.fold(e); ok {
		if truth(v) == want {
			u.jmp(to)
		}
	} else {
		u.condJump(e, want, to)
	}
	u.top = save
}

func (u *unit) condJump(e ast.Expr, want bool, to label) {
	switch e := e.(type) {
	case *ast.UnaryOp:
		if e.Op == ast.Not {
			u.cond(e.X, !want, to)
			return
		}
	case *ast.BoolOp:
		last := len(e.Values) - 1
		if want == (e.Op == ast.Or) { // any operand decides for the jump
			for _, v := range e.Values {
				u.cond(v, want, to)
			}
			return
		}
		next := u.newLabel()
		for _, v := range e.Values[:last] {
			u.cond(v, !want, next)
		}
		u.cond(e.Values[last], want, to)
		u.bind(next)
		return
	case *ast.IfExp:
		orelse, end := u.newLabel(), u.newLabel()
		u.cond(e.Test, false, orelse)
		u.cond(e.Body, want, to)
		u.jmp(end)
		u.bind(orelse)
		u.cond(e.Orelse, want, to)
		u.bind(end)
		return
	case *ast.Compare:
		u.condCompare(e, want, to)
		return
	}
	x := u.operand(e)
	u.jump(truthJump(want), x.flag(code.TmpB), x.r, noReg, to)
}

func truthJump(want bool) code.Op {
	if want {
		return code.JT
	}
	return code.JF
}

// condCompare compiles a comparison, or a chain of them, as jumps.
func (u *unit) condCompare(e *ast.Compare, want bool, to label) {
	u.setLine(&e.Span)
	u.warnCompare(e)
	last, base := len(e.Ops)-1, u.top
	x := u.operand(e.Left, e.Comps...)
	if last == 0 {
		u.compareJump(e.Ops[0], x, e.Comps[0], want, to)
		return
	}
	exit := u.newLabel() // where a link of the chain that fails goes once its operand is dropped
	if !want {
		exit = to
	}
	var fails []operand
	var stubs []label
	for i := range last {
		y := u.operand(e.Comps[i], e.Comps[i+1:]...)
		fail := exit
		if y.tmp {
			fail = u.newLabel()
			fails, stubs = append(fails, y), append(stubs, fail)
		}
		u.compareRegs(e.Ops[i], x, y.keep(), false, fail)
		x = u.nextLink(y, base)
	}
	u.compareJump(e.Ops[last], x, e.Comps[last], want, to)
	if len(stubs) > 0 {
		end := u.newLabel()
		u.jmp(end)
		for i, l := range stubs {
			u.bind(l)
			u.drop(fails[i].r)
			u.jmp(exit)
		}
		u.bind(end)
	}
	if want {
		u.bind(exit)
	}
}

// compareJump jumps if x op right, as a truth, is want.
func (u *unit) compareJump(op ast.Op, x operand, right ast.Expr, want bool, to label) {
	v, isConst := u.compareConst(op, right)
	if isConst && v == nil && (op == ast.Is || op == ast.IsNot) {
		j := code.JNOTNONE
		if want == (op == ast.Is) {
			j = code.JNONE
		}
		u.jump(j, x.flag(code.TmpB), x.r, noReg, to)
		return
	}
	if n, ok := smallInt(v); ok && isConst {
		if j, flags, ok := fused(op, want); ok {
			u.jump(j+(code.JLTIt-code.JLTt), flags|x.flag(code.TmpB), x.r, n, to)
			return
		}
	}
	u.compareRegs(op, x, u.compareRight(op, right), want, to)
}

// compareRegs jumps if x op y, as a truth, is want.
func (u *unit) compareRegs(op ast.Op, x, y operand, want bool, to label) {
	flags := x.flag(code.TmpB) | y.flag(code.TmpC)
	if j, f, ok := fused(op, want); ok {
		u.jump(j, f|flags, x.r, y.r, to)
		return
	}
	switch op {
	case ast.Is, ast.IsNot:
		j := code.JISNOT
		if want == (op == ast.Is) {
			j = code.JIS
		}
		u.jump(j, flags, x.r, y.r, to)
	default:
		t := u.tmp()
		in := code.IN
		if op == ast.NotIn {
			in = code.NOTIN
		}
		u.emit(in, flags, t, x.r, y.r)
		u.jump(truthJump(want), code.TmpB, t, noReg, to)
	}
}

// fused returns the compare-and-jump for an ordering, with its flags. For ints a > b is
// the opposite of a <= b; for anything else the flags say what was written.
func fused(op ast.Op, want bool) (code.Op, uint8, bool) {
	var whenTrue, whenFalse code.Op
	var cmp uint8
	switch op {
	case ast.Lt:
		whenTrue, whenFalse, cmp = code.JLTt, code.JLTf, code.CmpLT
	case ast.LtE:
		whenTrue, whenFalse, cmp = code.JLEt, code.JLEf, code.CmpLE
	case ast.Eq:
		whenTrue, whenFalse, cmp = code.JEQt, code.JEQf, code.CmpEQ
	case ast.NotEq:
		whenTrue, whenFalse, cmp = code.JEQf, code.JEQt, code.CmpNE
	case ast.Gt:
		whenTrue, whenFalse, cmp = code.JLEf, code.JLEt, code.CmpGT
	case ast.GtE:
		whenTrue, whenFalse, cmp = code.JLTf, code.JLTt, code.CmpGE
	default:
		return 0, 0, false
	}
	if want {
		return whenTrue, cmp<<code.CmpShift | code.WantTrue, true
	}
	return whenFalse, cmp << code.CmpShift, true
}

// compareConst folds the right operand of a comparison. The list or set that `in` looks
// into is never seen by anyone else, so it may be a constant.
func (u *unit) compareConst(op ast.Op, right ast.Expr) (any, bool) {
	if op == ast.In || op == ast.NotIn {
		return u.foldIter(right)
	}
	return u.fold(right)
}

// compare compiles a comparison, or a chain of them, as a value.
func (u *unit) compare(e *ast.Compare, d reg) {
	u.warnCompare(e)
	last := len(e.Ops) - 1
	if last == 0 {
		x := u.operandIn(e.Left, d, e.Comps...)
		u.compareLast(e.Ops[0], x, e.Comps[0], d)
		return
	}
	u.viaTmp(d, func(t reg) {
		base := u.top
		x := u.operand(e.Left, e.Comps...)
		end := u.newLabel()
		var fails []operand
		var stubs []label
		for i := range last {
			y := u.operand(e.Comps[i], e.Comps[i+1:]...)
			u.compareInto(e.Ops[i], x, y.keep(), t)
			fail := end
			if y.tmp {
				fail = u.newLabel()
				fails, stubs = append(fails, y), append(stubs, fail)
			}
			u.jump(code.JF, 0, t, noReg, fail)
			u.drop(t)
			x = u.nextLink(y, base)
		}
		u.compareLast(e.Ops[last], x, e.Comps[last], t)
		if len(stubs) > 0 {
			u.jmp(end)
			for i, l := range stubs {
				u.bind(l)
				u.drop(fails[i].r)
				u.jmp(end)
			}
		}
		u.bind(end)
	})
}

// nextLink gives the right operand of a link of a chain as the left one of the next. A long chain goes on in the
// registers from base on, which its first operands have left.
func (u *unit) nextLink(y operand, base reg) operand {
	if !y.tmp || y.r < base+64 {
		return y
	}
	u.top = base
	x := operand{u.tmp(), true}
	u.move(x.r, y)
	return x
}

func (u *unit) compareLast(op ast.Op, x operand, right ast.Expr, d reg) {
	u.compareInto(op, x, u.compareRight(op, right), d)
}

// compareRight computes the last operand of a comparison.
func (u *unit) compareRight(op ast.Op, right ast.Expr) operand {
	if v, ok := u.compareConst(op, right); ok {
		return u.constant(v)
	}
	if op == ast.In || op == ast.NotIn {
		right = listAsTuple(right)
	}
	return u.operand(right)
}

// listAsTuple turns a list display that only serves to be looked through into a tuple.
func listAsTuple(e ast.Expr) ast.Expr {
	if l, ok := e.(*ast.List); ok && !hasStar(l.Elts) {
		return &ast.Tuple{Span: l.Span, Elts: l.Elts}
	}
	return e
}

func (u *unit) compareInto(op ast.Op, x, y operand, d reg) {
	flags := x.flag(code.TmpB) | y.flag(code.TmpC)
	o := code.COMPARE
	switch op {
	case ast.Is:
		o = code.IS
	case ast.IsNot:
		o = code.ISNOT
	case ast.In:
		o = code.IN
	case ast.NotIn:
		o = code.NOTIN
	default:
		_, f, _ := fused(op, false)
		flags |= f
	}
	u.emit(o, flags, d, x.r, y.r)
}

// boolOp compiles `and` and `or` as values.
func (u *unit) boolOp(e *ast.BoolOp, d reg) {
	build := func(t reg) {
		end := u.newLabel()
		last := len(e.Values) - 1
		for _, v := range e.Values[:last] {
			u.keepIf(v, e.Op == ast.Or, t, end)
		}
		u.into(e.Values[last], t)
		u.bind(end)
	}
	for _, v := range e.Values[:len(e.Values)-1] {
		if _, ok := u.localName(v); !ok {
			u.viaTmp(d, build)
			return
		}
	}
	build(d)
}

// keepIf computes e and, if its truth is keep, leaves its value in t and jumps to the
// label. Otherwise it falls through with t free. No truth is asked for twice.
func (u *unit) keepIf(e ast.Expr, keep bool, t reg, to label) {
	u.enter()
	defer u.leave()
	if v, ok := u.fold(e); ok {
		if truth(v) == keep {
			u.loadConst(t, v)
			u.jmp(to)
		}
		return
	}
	if r, ok := u.localName(e); ok {
		next := u.newLabel()
		u.check(r)
		u.jump(truthJump(!keep), 0, r, noReg, next)
		u.move(t, operand{r, false})
		u.jmp(to)
		u.bind(next)
		return
	}
	if b, ok := e.(*ast.BoolOp); ok {
		last := len(b.Values) - 1
		if keep == (b.Op == ast.Or) {
			for _, v := range b.Values {
				u.keepIf(v, keep, t, to)
			}
			return
		}
		next := u.newLabel()
		for _, v := range b.Values[:last] {
			u.cond(v, !keep, next)
		}
		u.keepIf(b.Values[last], keep, t, to)
		u.bind(next)
		return
	}
	u.into(e, t)
	u.jump(truthJump(keep), 0, t, noReg, to)
	u.drop(t)
}
