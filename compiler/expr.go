package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// operand makes the value of e readable by the next instruction: a local variable is
// read where it lies, anything else is computed into a new temporary. later lists the
// expressions evaluated before the operand is read; if they may rebind the local, its
// value is copied.
func (u *unit) operand(e ast.Expr, later ...ast.Expr) operand {
	return u.operandIn(e, noReg, later...)
}

// operandIn is operand with a free temporary t to compute into (noReg: none).
func (u *unit) operandIn(e ast.Expr, t reg, later ...ast.Expr) operand {
	if !t.isTmp() {
		t = noReg
	}
	if w, ok := e.(*ast.NamedExpr); ok {
		if r, ok := u.localName(w.Target); ok {
			u.forbidNamed(w)
			u.into(w.Value, r)
			return u.inPlace(r, t, later)
		}
	}
	if r, ok := u.localName(e); ok {
		line := u.line
		u.setLine(e.Pos())
		u.check(r)
		if u.line != line {
			u.mark()
			u.line = line
		}
		return u.inPlace(r, t, later)
	}
	if t == noReg {
		t = u.tmp()
	}
	u.into(e, t)
	return operand{t, true}
}

func (u *unit) inPlace(r, t reg, later []ast.Expr) operand {
	if !u.rebinds(r, later) {
		return operand{r, false}
	}
	if t == noReg {
		t = u.tmp()
	}
	u.move(t, operand{r, false})
	return operand{t, true}
}

func (u *unit) forbidNamed(w *ast.NamedExpr) {
	if n, ok := w.Target.(*ast.Name); ok {
		u.forbid(n.Id, ast.Store, &n.Span)
	}
}

// value computes e into a new temporary.
func (u *unit) value(e ast.Expr) operand {
	t := u.tmp()
	u.into(e, t)
	return operand{t, true}
}

// into computes e into register d: a temporary that is free, or a local variable. A
// local is written by the last instruction only, so that e may still read it and an
// exception on the way leaves it as it was.
func (u *unit) into(e ast.Expr, d reg) {
	u.enter()
	defer u.leave()
	save, line := u.top, u.line
	u.setLine(e.Pos())
	if v, ok := u.fold(e); ok {
		u.loadConst(d, v)
	} else {
		u.compute(e, d)
	}
	u.top, u.line = save, line
}

func (u *unit) compute(e ast.Expr, d reg) {
	switch e := e.(type) {
	case *ast.Name:
		u.loadName(e.Id, d)
	case *ast.Attribute:
		u.attribute(e, d)
	case *ast.Call:
		u.call(e, d)
	case *ast.BinOp:
		u.binOp(e, d)
	case *ast.UnaryOp:
		u.unaryOp(e, d)
	case *ast.BoolOp:
		u.boolOp(e, d)
	case *ast.Compare:
		u.compare(e, d)
	case *ast.Subscript:
		u.subscript(e, d)
	case *ast.Slice:
		u.slice(e, d)
	case *ast.IfExp:
		u.ifExp(e, d)
	case *ast.Tuple:
		u.display(e.Elts, code.TUPLE, d)
	case *ast.List:
		u.display(e.Elts, code.LIST, d)
	case *ast.Set:
		u.display(e.Elts, code.SET, d)
	case *ast.Dict:
		u.dict(e, d)
	case *ast.ListComp:
		u.comprehension(e, d, compList, e.Gens, e.Elt, nil)
	case *ast.SetComp:
		u.comprehension(e, d, compSet, e.Gens, e.Elt, nil)
	case *ast.DictComp:
		u.comprehension(e, d, compDict, e.Gens, e.Key, e.Value)
	case *ast.GeneratorExp:
		u.comprehension(e, d, compGen, e.Gens, e.Elt, nil)
	case *ast.Lambda:
		u.lambda(e, d)
	case *ast.JoinedStr:
		u.joinedStr(e, d)
	case *ast.FormattedValue:
		u.formatted(e, d)
	case *ast.NamedExpr:
		u.namedExpr(e, d)
	case *ast.Yield:
		u.yield(e, d)
	case *ast.YieldFrom:
		u.yieldFrom(e, d)
	case *ast.Await:
		u.await(e, d)
	case *ast.Starred:
		u.fail(&e.Span, "can't use starred expression here")
	default:
		u.fail(e.Pos(), "expression cannot be compiled")
	}
}

// viaTmp lets build compute into d, or, if d is a local variable, into a temporary that
// is moved there when all is done.
func (u *unit) viaTmp(d reg, build func(t reg)) {
	if d.isTmp() {
		build(d)
		return
	}
	t := u.tmp()
	build(t)
	u.move(d, operand{t, true})
}

func (u *unit) attribute(e *ast.Attribute, d reg) {
	x := u.operandIn(e.X, d)
	u.line = int32(u.endLine(&e.Span))
	u.emit(code.GETATTR, x.flag(code.TmpB), d, x.r, u.nameOf(e.Attr))
}

var binOps = [...]code.Op{
	ast.Add: code.ADD, ast.Sub: code.SUB, ast.Mult: code.MUL, ast.MatMult: code.MATMUL, ast.Div: code.DIV, ast.Mod: code.MOD, ast.Pow: code.POW,
	ast.LShift: code.LSHIFT, ast.RShift: code.RSHIFT, ast.BitOr: code.OR, ast.BitXor: code.XOR, ast.BitAnd: code.AND, ast.FloorDiv: code.FLOORDIV,
}

// binOp walks down the left operands in a loop: chains of operators are long but flat.
func (u *unit) binOp(e *ast.BinOp, d reg) {
	spine, leftmost := spineOf(e)
	first := len(spine) - 1
	var x operand
	for i := range spine { // the part on the left that is a constant
		if v, ok := u.fold(spine[i]); ok {
			t := d
			if !t.isTmp() {
				t = u.tmp()
			}
			u.loadConst(t, v)
			x, first = operand{t, true}, i-1
			break
		}
	}
	if first == len(spine)-1 {
		x = u.operandIn(leftmost, d, rights(u, spine)...)
	}
	for i := first; i >= 0; i-- {
		to := d
		if i > 0 && !d.isTmp() {
			if to = x.r; !x.tmp {
				to = u.tmp()
			}
		}
		save := u.top
		u.setLine(&spine[i].Span)
		u.arith(spine[i].Op, 0, to, x, spine[i].Right)
		u.top = save
		x = operand{to, true}
	}
}

// rights lists the right operands of a chain if they matter to the reading of locals.
func rights(u *unit, spine []*ast.BinOp) []ast.Expr {
	if !u.scope.walrus {
		return nil
	}
	var list []ast.Expr
	for _, b := range spine {
		list = append(list, b.Right)
	}
	return list
}

// arith emits d = x op right.
func (u *unit) arith(op ast.Op, flags uint8, d reg, x operand, right ast.Expr) {
	flags |= x.flag(code.TmpB)
	if v, ok := u.fold(right); ok {
		if imm, n, ok := immediateOp(op, v); ok {
			u.emit(imm, flags, d, x.r, n)
			return
		}
		if f, ok := v.(float64); ok && len(u.consts) < wordRoom {
			if k := constOps[op]; k != 0 {
				u.emit(k, flags, d, x.r, u.konstOf(f))
				return
			}
		}
	}
	y := u.operand(right)
	u.emit(binOps[op], flags|y.flag(code.TmpC), d, x.r, y.r)
}

// constOps and immOps are the forms of binary operators whose right operand is a float
// constant or a small number; 0 where there is none.
var constOps = [ast.NumOps]code.Op{ast.Add: code.ADDK, ast.Sub: code.SUBK, ast.Mult: code.MULK, ast.Div: code.DIVK}

var immOps = [ast.NumOps]code.Op{
	ast.Add: code.ADDI, ast.Sub: code.SUBI, ast.Mult: code.MULI, ast.FloorDiv: code.FLOORDIVI, ast.Mod: code.MODI,
	ast.BitAnd: code.ANDI, ast.LShift: code.LSHIFTI, ast.RShift: code.RSHIFTI,
}

// immediateOp returns the form of op whose right operand is the small number v.
func immediateOp(op ast.Op, v any) (code.Op, reg, bool) {
	n, ok := smallInt(v)
	imm := immOps[op]
	if !ok || imm == 0 {
		return 0, 0, false
	}
	switch op {
	case ast.FloorDiv, ast.Mod:
		ok = n > 0
	case ast.LShift, ast.RShift:
		ok = n >= 0 && n < 64
	}
	return imm, n, ok
}

// smallInt returns v as an immediate operand.
func smallInt(v any) (reg, bool) {
	n, ok := v.(int64)
	return reg(n), ok && n == int64(int16(n))
}

func (u *unit) unaryOp(e *ast.UnaryOp, d reg) {
	if e.Op == ast.Not {
		if c, ok := e.X.(*ast.Compare); ok && len(c.Ops) == 1 {
			if op := negated[c.Ops[0]]; op != 0 { // `not a is b` is `a is not b`
				u.compare(&ast.Compare{Span: c.Span, Left: c.Left, Ops: []ast.Op{op}, Comps: c.Comps}, d)
				return
			}
		}
	}
	op := [ast.NumOps]code.Op{ast.Not: code.NOT, ast.USub: code.NEG, ast.UAdd: code.POS, ast.Invert: code.INVERT}[e.Op]
	x := u.operandIn(e.X, d)
	u.emit(op, x.flag(code.TmpB), d, x.r, noReg)
}

var negated = [ast.NumOps]ast.Op{ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In}

func (u *unit) subscript(e *ast.Subscript, d reg) {
	u.warnSubscript(e)
	x := u.operandIn(e.X, d, e.Index)
	if v, ok := u.fold(e.Index); ok {
		if n, ok := smallInt(v); ok {
			u.emit(code.GETIDXI, x.flag(code.TmpB), d, x.r, n)
			return
		}
		if len(u.consts) < wordRoom {
			u.emit(code.GETIDXK, x.flag(code.TmpB), d, x.r, u.konstOf(v))
			return
		}
	}
	i := u.operand(e.Index)
	u.emit(code.GETIDX, x.flag(code.TmpB)|i.flag(code.TmpC), d, x.r, i.r)
}

func (u *unit) slice(e *ast.Slice, d reg) {
	base := u.top
	for _, x := range []ast.Expr{e.Lo, e.Hi, e.Step} {
		if x == nil {
			u.constant(nil)
		} else {
			u.value(x)
		}
	}
	u.emit(code.SLICE, 0, d, base, noReg)
}

func (u *unit) ifExp(e *ast.IfExp, d reg) {
	orelse, end := u.newLabel(), u.newLabel()
	u.cond(e.Test, false, orelse)
	u.into(e.Body, d)
	u.jmp(end)
	u.bind(orelse)
	u.into(e.Orelse, d)
	u.bind(end)
}

func (u *unit) namedExpr(e *ast.NamedExpr, d reg) {
	u.forbidNamed(e)
	name := e.Target.(*ast.Name).Id
	if r, ok := u.localName(e.Target); ok {
		u.into(e.Value, r)
		u.move(d, operand{r, false})
		return
	}
	u.viaTmp(d, func(t reg) {
		u.into(e.Value, t)
		u.storeName(name, operand{t, false})
	})
}

func (u *unit) joinedStr(e *ast.JoinedStr, d reg) {
	if len(e.Values) == 0 {
		u.loadConst(d, "")
		return
	}
	if len(e.Values) == 1 {
		u.into(e.Values[0], d)
		return
	}
	if len(e.Values) > stackGuide {
		u.joinMany(e, d)
		return
	}
	base := u.top
	for _, v := range e.Values {
		u.value(v)
	}
	u.emit(code.JOIN, 0, d, base, reg(len(e.Values)))
}

// joinMany compiles a string of many parts as "".join([…]).
func (u *unit) joinMany(e *ast.JoinedStr, d reg) {
	base := u.tmps(2)
	u.loadConst(base, "")
	u.emit(code.LOADM, code.TmpB, base, base, u.nameOf("join"))
	list := u.tmp()
	u.emit(code.LIST, 0, list, noReg, 0)
	for _, v := range e.Values {
		save := u.top
		x := u.value(v)
		u.emit(code.APPEND, code.TmpB, list, x.r, noReg)
		u.top = save
	}
	u.emit(code.CALLM, 0, base, 1, d)
}

func (u *unit) formatted(e *ast.FormattedValue, d reg) {
	x := u.operandIn(e.X, d, e.Spec)
	flags := x.flag(code.TmpB)
	switch e.Conv {
	case 's':
		flags |= code.ConvStr << 4
	case 'r':
		flags |= code.ConvRepr << 4
	case 'a':
		flags |= code.ConvASCII << 4
	}
	spec := operand{noReg, false}
	if e.Spec != nil {
		spec = u.operand(e.Spec)
		flags |= code.TmpA | spec.flag(code.TmpC)
	}
	u.emit(code.FORMAT, flags, d, x.r, spec.r)
}
