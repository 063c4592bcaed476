package parser

import "github.com/minipy-go/minipy/ast"

// Operators as data: how tightly a binary operator binds (0: not one), and its node.
var (
	binaryPower = [numKinds]uint8{
		tVBar: 1, tCircumflex: 2, tAmper: 3, tLeftShift: 4, tRightShift: 4, tPlus: 5, tMinus: 5,
		tStar: 6, tSlash: 6, tDoubleSlash: 6, tPercent: 6, tAt: 6,
	}
	binaryOp = [numKinds]ast.Op{
		tVBar: ast.BitOr, tCircumflex: ast.BitXor, tAmper: ast.BitAnd,
		tLeftShift: ast.LShift, tRightShift: ast.RShift, tPlus: ast.Add, tMinus: ast.Sub,
		tStar: ast.Mult, tSlash: ast.Div, tDoubleSlash: ast.FloorDiv, tPercent: ast.Mod, tAt: ast.MatMult,
	}
)

// startsExpr tells which tokens can begin an expression (starred ones included).
var startsExpr = [numKinds]bool{
	tName: true, tNumber: true, tString: true, tLPar: true, tLSqb: true, tLBrace: true,
	tPlus: true, tMinus: true, tTilde: true, tEllipsis: true, kwNone: true, kwTrue: true,
	kwFalse: true, kwNot: true, kwLambda: true, kwAwait: true, tStar: true,
}

// expression: a conditional expression or a lambda.
func (p *reader) expression() ast.Expr {
	p.enter()
	defer p.leave()
	if p.kind() == kwLambda {
		return p.lambda()
	}
	start := p.start()
	x := p.disjunction()
	if !p.accept(kwIf) {
		return x
	}
	test := p.disjunction()
	p.expect(kwElse)
	orelse := p.expression()
	return &ast.IfExp{Span: p.from(start), Test: test, Body: x, Orelse: orelse}
}

func (p *reader) leave() { p.depth-- }

func (p *reader) lambda() ast.Expr {
	start := p.start()
	p.advance()
	args := p.params(tColon, false)
	p.expect(tColon)
	body := p.expression()
	return &ast.Lambda{Span: p.from(start), Args: args, Body: body}
}

// disjunction: operands of `or`.
func (p *reader) disjunction() ast.Expr {
	start := p.start()
	x := p.conjunction()
	if p.kind() != kwOr {
		return x
	}
	xs := []ast.Expr{x}
	for p.accept(kwOr) {
		xs = append(xs, p.conjunction())
	}
	return &ast.BoolOp{Span: p.from(start), Op: ast.Or, Values: xs}
}

// conjunction: operands of `and`.
func (p *reader) conjunction() ast.Expr {
	start := p.start()
	x := p.inversion()
	if p.kind() != kwAnd {
		return x
	}
	xs := []ast.Expr{x}
	for p.accept(kwAnd) {
		xs = append(xs, p.inversion())
	}
	return &ast.BoolOp{Span: p.from(start), Op: ast.And, Values: xs}
}

func (p *reader) inversion() ast.Expr {
	if p.kind() != kwNot {
		return p.comparison()
	}
	start := p.start()
	p.advance()
	p.enter()
	x := p.inversion()
	p.leave()
	return &ast.UnaryOp{Span: p.from(start), Op: ast.Not, X: x}
}

// comparisonOp recognises a comparison operator and consumes all but its last token.
func (p *reader) comparisonOp() (ast.Op, bool) {
	switch p.kind() {
	case tLess:
		return ast.Lt, true
	case tGreater:
		return ast.Gt, true
	case tEqEqual:
		return ast.Eq, true
	case tNotEqual:
		return ast.NotEq, true
	case tLessEqual:
		return ast.LtE, true
	case tGreaterEqual:
		return ast.GtE, true
	case kwIn:
		return ast.In, true
	case kwNot:
		if p.peek2() == kwIn {
			p.advance()
			return ast.NotIn, true
		}
	case kwIs:
		if p.peek2() == kwNot {
			p.advance()
			return ast.IsNot, true
		}
		return ast.Is, true
	}
	return 0, false
}

func (p *reader) comparison() ast.Expr {
	start := p.start()
	x := p.bitOr()
	op, ok := p.comparisonOp()
	if !ok {
		return x
	}
	c := &ast.Compare{Left: x}
	for ok {
		p.advance()
		c.Ops = append(c.Ops, op)
		c.Comps = append(c.Comps, p.bitOr())
		op, ok = p.comparisonOp()
	}
	c.Span = p.from(start)
	return c
}

// bitOr: everything that binds more tightly than a comparison.
func (p *reader) bitOr() ast.Expr { return p.binary(1) }

// binary climbs the precedences of the left-associative operators: one loop for all
// operators of a level, so that a long chain costs no stack.
func (p *reader) binary(power uint8) ast.Expr {
	start := p.start()
	x := p.factor()
	for {
		k := p.kind()
		pw := binaryPower[k]
		if pw == 0 || pw < power {
			return x
		}
		p.advance()
		y := p.binary(pw + 1)
		x = &ast.BinOp{Span: p.from(start), Op: binaryOp[k], Left: x, Right: y}
	}
}

// factor: unary operators and powers.
func (p *reader) factor() ast.Expr {
	var op ast.Op
	switch p.kind() {
	case tPlus:
		op = ast.UAdd
	case tMinus:
		op = ast.USub
	case tTilde:
		op = ast.Invert
	default:
		return p.power()
	}
	start := p.start()
	p.advance()
	p.enter()
	x := p.factor()
	p.leave()
	return &ast.UnaryOp{Span: p.from(start), Op: op, X: x}
}

func (p *reader) power() ast.Expr {
	start := p.start()
	x := p.awaitPrimary()
	if !p.accept(tDoubleStar) {
		return x
	}
	p.enter()
	y := p.factor()
	p.leave()
	return &ast.BinOp{Span: p.from(start), Op: ast.Pow, Left: x, Right: y}
}

func (p *reader) awaitPrimary() ast.Expr {
	if p.kind() != kwAwait {
		return p.primary()
	}
	start := p.start()
	p.advance()
	x := p.primary()
	return &ast.Await{Span: p.from(start), X: x}
}

// primary: an atom with any attributes, calls and subscripts.
func (p *reader) primary() ast.Expr {
	start := p.start()
	x := p.atom()
	for {
		switch p.kind() {
		case tDot:
			p.advance()
			name := p.name()
			x = &ast.Attribute{Span: p.from(start), X: x, Attr: name}
		case tLPar:
			args, kws := p.callArgs(true)
			x = &ast.Call{Span: p.from(start), Func: x, Args: args, Kws: kws}
		case tLSqb:
			p.advance()
			p.enter()
			index := p.slices()
			p.leave()
			p.expect(tRSqb)
			x = &ast.Subscript{Span: p.from(start), X: x, Index: index}
		default:
			return x
		}
	}
}

// slices: what stands between the brackets of a subscript.
func (p *reader) slices() ast.Expr {
	start := p.start()
	x := p.slice()
	if p.kind() != tComma {
		return x
	}
	elts := []ast.Expr{x}
	for p.accept(tComma) && p.kind() != tRSqb {
		elts = append(elts, p.slice())
	}
	return &ast.Tuple{Span: p.from(start), Elts: elts}
}

func (p *reader) slice() ast.Expr {
	start := p.start()
	var lo, hi, step ast.Expr
	if p.atWalrus() {
		return p.namedExpr()
	}
	if p.kind() != tColon {
		lo = p.expression()
		if p.kind() != tColon {
			return lo
		}
	}
	p.advance()
	if k := p.kind(); k != tColon && k != tRSqb && k != tComma {
		hi = p.expression()
	}
	if p.accept(tColon) {
		if k := p.kind(); k != tRSqb && k != tComma {
			step = p.expression()
		}
	}
	return &ast.Slice{Span: p.from(start), Lo: lo, Hi: hi, Step: step}
}

func (p *reader) atWalrus() bool { return p.kind() == tName && p.peek2() == tColonEqual }

// namedExpr: an expression, or an assignment expression.
func (p *reader) namedExpr() ast.Expr {
	if !p.atWalrus() {
		return p.expression()
	}
	start := p.start()
	target := p.nameExpr()
	target.Ctx = ast.Store
	p.advance()
	v := p.expression()
	return &ast.NamedExpr{Span: p.from(start), Target: target, Value: v}
}

func (p *reader) nameExpr() *ast.Name {
	start := p.start()
	id := p.name()
	return &ast.Name{Span: p.from(start), Id: id}
}

// starred parses a starred expression, if a star is next.
func (p *reader) starred() (ast.Expr, bool) {
	if p.kind() != tStar {
		return nil, false
	}
	start := p.start()
	p.advance()
	x := p.bitOr()
	return &ast.Starred{Span: p.from(start), X: x}, true
}

func (p *reader) starExpr() ast.Expr {
	if x, ok := p.starred(); ok {
		return x
	}
	return p.expression()
}

func (p *reader) starNamed() ast.Expr {
	if x, ok := p.starred(); ok {
		return x
	}
	return p.namedExpr()
}

// tupleOf parses one item, or several with commas as a tuple without parentheses.
func (p *reader) tupleOf(item func(*reader) ast.Expr) ast.Expr {
	start := p.start()
	x := item(p)
	if p.kind() != tComma {
		return x
	}
	elts := []ast.Expr{x}
	for p.accept(tComma) && startsExpr[p.kind()] {
		elts = append(elts, item(p))
	}
	return &ast.Tuple{Span: p.from(start), Elts: elts}
}

// starExprs: expressions, some of them perhaps starred.
func (p *reader) starExprs() ast.Expr { return p.tupleOf((*reader).starExpr) }

// yieldOrStarExprs: the right-hand side of an assignment.
func (p *reader) yieldOrStarExprs() ast.Expr {
	if p.kind() == kwYield {
		return p.yield()
	}
	return p.starExprs()
}

func (p *reader) yield() ast.Expr {
	start := p.start()
	p.advance()
	if p.accept(kwFrom) {
		x := p.expression()
		return &ast.YieldFrom{Span: p.from(start), X: x}
	}
	var x ast.Expr
	if startsExpr[p.kind()] {
		x = p.starExprs()
	}
	return &ast.Yield{Span: p.from(start), X: x}
}
