package parser

import "github.com/minipy-go/minipy/ast"

// simpleLine parses the simple statements of one logical line. The end is that of
// the last token before the newline.
func (p *reader) simpleLine() (out []ast.Stmt, end int32) {
	for {
		out = append(out, p.simple())
		if p.accept(tSemi) && p.kind() != tNewline {
			continue
		}
		end = p.end
		p.expect(tNewline)
		return out, end
	}
}

func (p *reader) simple() ast.Stmt {
	start := p.start()
	switch p.kind() {
	case kwPass:
		p.advance()
		return &ast.Pass{Span: p.from(start)}
	case kwBreak:
		p.advance()
		return &ast.Break{Span: p.from(start)}
	case kwContinue:
		p.advance()
		return &ast.Continue{Span: p.from(start)}
	case kwReturn:
		p.advance()
		var x ast.Expr
		if startsExpr[p.kind()] {
			x = p.starExprs()
		}
		return &ast.Return{Span: p.from(start), X: x}
	case kwRaise:
		return p.raise()
	case kwGlobal:
		names := p.nameList()
		return &ast.Global{Span: p.from(start), Names: names}
	case kwNonlocal:
		names := p.nameList()
		return &ast.Nonlocal{Span: p.from(start), Names: names}
	case kwDel:
		return p.del()
	case kwAssert:
		return p.assert()
	case kwImport:
		return p.importStmt()
	case kwFrom:
		return p.fromImport()
	}
	return p.exprStmt()
}

func (p *reader) raise() ast.Stmt {
	start := p.start()
	p.advance()
	r := &ast.Raise{}
	if startsExpr[p.kind()] {
		r.Exc = p.expression()
		if p.accept(kwFrom) {
			r.Cause = p.expression()
		}
	}
	r.Span = p.from(start)
	return r
}

func (p *reader) assert() ast.Stmt {
	start := p.start()
	p.advance()
	a := &ast.Assert{Test: p.expression()}
	if p.accept(tComma) {
		a.Msg = p.expression()
	}
	a.Span = p.from(start)
	return a
}

func (p *reader) nameList() []string {
	p.advance()
	names := []string{p.name()}
	for p.accept(tComma) {
		names = append(names, p.name())
	}
	return names
}

func (p *reader) del() ast.Stmt {
	start := p.start()
	p.advance()
	x := p.tupleOf((*reader).bitOr)
	targets := []ast.Expr{x}
	if t, ok := x.(*ast.Tuple); ok && !t.Paren {
		targets = t.Elts
	}
	for _, t := range targets {
		p.assign(t, ast.Del)
	}
	return &ast.Delete{Span: p.from(start), Targets: targets}
}

func (p *reader) dottedName() string {
	s := p.name()
	for p.accept(tDot) {
		s += "." + p.name()
	}
	return s
}

// alias: a name that name() reads, and perhaps another after `as`.
func (p *reader) alias(name func(*reader) string) *ast.Alias {
	start := p.start()
	a := &ast.Alias{Name: name(p)}
	if p.accept(kwAs) {
		a.As = p.name()
	}
	a.Span = p.from(start)
	return a
}

func (p *reader) importStmt() ast.Stmt {
	start := p.start()
	p.advance()
	names := []*ast.Alias{p.alias((*reader).dottedName)}
	for p.accept(tComma) {
		names = append(names, p.alias((*reader).dottedName))
	}
	return &ast.Import{Span: p.from(start), Names: names}
}

func (p *reader) fromImport() ast.Stmt {
	start := p.start()
	p.advance()
	n := &ast.ImportFrom{}
	for {
		if p.accept(tDot) {
			n.Level++
		} else if p.accept(tEllipsis) {
			n.Level += 3
		} else {
			break
		}
	}
	if p.kind() != kwImport || n.Level == 0 {
		n.Module = p.dottedName()
	}
	p.expect(kwImport)
	n.Names = p.importNames()
	n.Span = p.from(start)
	return n
}

func (p *reader) importNames() []*ast.Alias {
	start := p.start()
	if p.accept(tStar) {
		return []*ast.Alias{{Span: p.from(start), Name: "*"}}
	}
	paren := p.accept(tLPar)
	names := []*ast.Alias{p.alias((*reader).name)}
	for p.accept(tComma) {
		if paren && p.kind() == tRPar {
			break
		}
		names = append(names, p.alias((*reader).name))
	}
	if paren {
		p.expect(tRPar)
	}
	return names
}

// augmented maps the tokens of augmented assignments to their operators, plus one.
var augmented = [numKinds]ast.Op{
	tPlusEqual: ast.Add + 1, tMinEqual: ast.Sub + 1, tStarEqual: ast.Mult + 1, tSlashEqual: ast.Div + 1,
	tPercentEqual: ast.Mod + 1, tAmperEqual: ast.BitAnd + 1, tVBarEqual: ast.BitOr + 1,
	tCircumflexEqual: ast.BitXor + 1, tLeftShiftEqual: ast.LShift + 1, tRightShiftEqual: ast.RShift + 1,
	tDoubleStarEqual: ast.Pow + 1, tDoubleSlashEqual: ast.FloorDiv + 1, tAtEqual: ast.MatMult + 1,
}

// exprStmt: an expression, or whatever assignment it turns out to be the target of.
func (p *reader) exprStmt() ast.Stmt {
	start := p.start()
	paren := p.kind() == tLPar
	x := p.yieldOrStarExprs()
	switch k := p.kind(); {
	case k == tEqual:
		return p.assignment(start, x)
	case k == tColon:
		return p.annotation(start, x, paren)
	case augmented[k] != 0:
		p.singleTarget(x)
		p.advance()
		v := p.yieldOrStarExprs()
		return &ast.AugAssign{Span: p.from(start), Target: x, Op: augmented[k] - 1, Value: v}
	}
	return &ast.ExprStmt{Span: p.from(start), X: x}
}

func (p *reader) assignment(start int32, x ast.Expr) ast.Stmt {
	var targets []ast.Expr
	for p.accept(tEqual) {
		p.store(x)
		targets = append(targets, x)
		x = p.yieldOrStarExprs()
	}
	return &ast.Assign{Span: p.from(start), Targets: targets, Value: x}
}

func (p *reader) annotation(start int32, x ast.Expr, paren bool) ast.Stmt {
	if paren && x.Pos().Start == start && groupedTarget(x, start) {
		p.bad()
	}
	p.singleTarget(x)
	p.advance()
	a := &ast.AnnAssign{Target: x, Ann: p.expression()}
	_, isName := x.(*ast.Name)
	a.Simple = isName && !paren
	if p.accept(tEqual) {
		a.Value = p.yieldOrStarExprs()
	}
	a.Span = p.from(start)
	return a
}

// groupedTarget reports whether x goes on after a target in parentheses, like
// (a).b: CPython takes the parentheses for all of the annotated target then, and
// finds no colon.
func groupedTarget(x ast.Expr, start int32) bool {
	for x.Pos().Start == start {
		switch n := x.(type) {
		case *ast.Attribute:
			x = n.X
		case *ast.Subscript:
			x = n.X
		case *ast.Call:
			x = n.Func
		default:
			return false
		}
	}
	switch x.(type) {
	case *ast.Name, *ast.Attribute, *ast.Subscript:
		return true
	}
	return false
}

// singleTarget accepts the targets that stand for one value only.
func (p *reader) singleTarget(x ast.Expr) {
	switch x.(type) {
	case *ast.Name, *ast.Attribute, *ast.Subscript:
		p.store(x)
	default:
		p.bad()
	}
}
