package parser

import "github.com/minipy-go/minipy/ast"

func (p *reader) atom() ast.Expr {
	switch p.kind() {
	case tName:
		return p.nameExpr()
	case tNumber:
		return p.number()
	case tString:
		return p.strings()
	case kwNone:
		return p.constant(nil)
	case kwTrue:
		return p.constant(true)
	case kwFalse:
		return p.constant(false)
	case tEllipsis:
		return p.constant(ast.Ellipsis{})
	case tLPar:
		return p.bracketed((*reader).paren)
	case tLSqb:
		return p.bracketed((*reader).list)
	case tLBrace:
		return p.bracketed((*reader).brace)
	}
	p.bad()
	return nil
}

func (p *reader) constant(v any) ast.Expr {
	start := p.start()
	p.advance()
	return &ast.Constant{Span: p.from(start), Value: v}
}

// bracketed consumes an opening bracket and lets f do the rest, which begins at start.
func (p *reader) bracketed(f func(p *reader, start int32) ast.Expr) ast.Expr {
	start := p.start()
	p.advance()
	p.enter()
	x := f(p, start)
	p.leave()
	return x
}

func (p *reader) atComprehension() bool {
	k := p.kind()
	return k == kwFor || k == kwAsync
}

// paren: a tuple, a generator expression, or an expression in parentheses.
func (p *reader) paren(start int32) ast.Expr {
	x, covers := p.insideParen(tRPar)
	if covers {
		*x.Pos() = p.from(start)
	}
	return x
}

// insideParen parses up to and with the token that closes the parenthesis. covers
// means that the node's extent is the parentheses', which the caller knows.
func (p *reader) insideParen(closer kind) (x ast.Expr, covers bool) {
	switch p.kind() {
	case closer:
		p.advance()
		return &ast.Tuple{Paren: true}, true
	case kwYield:
		x := p.yield()
		p.expect(closer)
		return x, false
	}
	x = p.starNamed()
	_, star := x.(*ast.Starred)
	switch {
	case p.atComprehension() && !star:
		g := p.comprehensions()
		p.expect(closer)
		return &ast.GeneratorExp{Elt: x, Gens: g}, true
	case p.kind() == closer && !star:
		p.advance()
		return x, false
	case p.kind() != tComma:
		p.bad()
	}
	return &ast.Tuple{Elts: p.elements(x, closer), Paren: true}, true
}

// elements parses the rest of a comma-separated display that began with x.
func (p *reader) elements(x ast.Expr, closer kind) []ast.Expr {
	elts := []ast.Expr{x}
	for p.accept(tComma) && p.kind() != closer {
		elts = append(elts, p.starNamed())
	}
	p.expect(closer)
	return elts
}

func (p *reader) list(start int32) ast.Expr {
	if p.accept(tRSqb) {
		return &ast.List{Span: p.from(start)}
	}
	x := p.starNamed()
	if _, star := x.(*ast.Starred); !star && p.atComprehension() {
		g := p.comprehensions()
		p.expect(tRSqb)
		return &ast.ListComp{Span: p.from(start), Elt: x, Gens: g}
	}
	elts := p.elements(x, tRSqb)
	return &ast.List{Span: p.from(start), Elts: elts}
}

// brace: a dict, a set, or a comprehension of either.
func (p *reader) brace(start int32) ast.Expr {
	switch {
	case p.accept(tRBrace):
		return &ast.Dict{Span: p.from(start)}
	case p.kind() == tDoubleStar:
		d := &ast.Dict{}
		p.dictItems(d)
		d.Span = p.from(start)
		return d
	}
	walrus := p.atWalrus()
	x := p.starNamed()
	_, star := x.(*ast.Starred)
	if p.kind() == tColon && !walrus && !star {
		return p.dict(start, x)
	}
	if p.atComprehension() && !star {
		g := p.comprehensions()
		p.expect(tRBrace)
		return &ast.SetComp{Span: p.from(start), Elt: x, Gens: g}
	}
	elts := p.elements(x, tRBrace)
	return &ast.Set{Span: p.from(start), Elts: elts}
}

// dict goes on after the first key.
func (p *reader) dict(start int32, key ast.Expr) ast.Expr {
	p.advance()
	v := p.expression()
	if p.atComprehension() {
		g := p.comprehensions()
		p.expect(tRBrace)
		return &ast.DictComp{Span: p.from(start), Key: key, Value: v, Gens: g}
	}
	d := &ast.Dict{Keys: []ast.Expr{key}, Values: []ast.Expr{v}}
	if p.kind() == tComma {
		p.advance()
		p.dictItems(d)
	} else {
		p.expect(tRBrace)
	}
	d.Span = p.from(start)
	return d
}

func (p *reader) dictItems(d *ast.Dict) {
	for p.kind() != tRBrace {
		var key, v ast.Expr
		if p.accept(tDoubleStar) {
			v = p.bitOr()
		} else {
			key = p.expression()
			p.expect(tColon)
			v = p.expression()
		}
		d.Keys = append(d.Keys, key)
		d.Values = append(d.Values, v)
		if !p.accept(tComma) {
			break
		}
	}
	p.expect(tRBrace)
}

// comprehensions: the for and if clauses.
func (p *reader) comprehensions() (gens []ast.Comprehension) {
	for p.atComprehension() {
		async := p.accept(kwAsync)
		p.expect(kwFor)
		g := ast.Comprehension{Async: async, Target: p.targetList()}
		p.expect(kwIn)
		g.Iter = p.disjunction()
		for p.accept(kwIf) {
			g.Ifs = append(g.Ifs, p.disjunction())
		}
		gens = append(gens, g)
	}
	return gens
}
