package parser

import "github.com/minipy-go/minipy/ast"

// callArgs parses arguments with their parentheses. Only a call may have a lone
// generator expression for an argument, which then covers the parentheses.
func (p *reader) callArgs(call bool) (args []ast.Expr, kws []*ast.Keyword) {
	open := p.start()
	p.expect(tLPar)
	p.enter()
	defer p.leave()
	unpacked := false // a ** has been seen
	for p.kind() != tRPar {
		start := p.start()
		switch k := p.kind(); {
		case k == tStar:
			if unpacked {
				p.bad()
			}
			p.advance()
			x := p.expression()
			args = append(args, &ast.Starred{Span: p.from(start), X: x})
		case k == tDoubleStar || k == tName && p.peek2() == tEqual:
			kws = append(kws, p.keyword())
			unpacked = unpacked || k == tDoubleStar
		default:
			if len(kws) > 0 {
				p.bad()
			}
			x := p.namedExpr()
			if call && len(args) == 0 && p.atComprehension() {
				g := p.comprehensions()
				p.expect(tRPar)
				return []ast.Expr{&ast.GeneratorExp{Span: p.from(open), Elt: x, Gens: g}}, nil
			}
			args = append(args, x)
		}
		if !p.accept(tComma) {
			break
		}
	}
	p.expect(tRPar)
	return args, kws
}

// keyword: NAME '=' expression, or '**' expression.
func (p *reader) keyword() *ast.Keyword {
	start := p.start()
	name := ""
	if !p.accept(tDoubleStar) {
		name = p.name()
		p.advance()
	}
	x := p.expression()
	return &ast.Keyword{Span: p.from(start), Arg: name, Value: x}
}

// params parses parameters up to the closing token, which it leaves.
func (p *reader) params(closer kind, annotated bool) *ast.Arguments {
	a := &ast.Arguments{}
	star := false
	for p.kind() != closer {
		switch p.kind() {
		case tSlash:
			if star || a.PosOnly != nil || len(a.Args) == 0 {
				p.bad()
			}
			p.advance()
			a.PosOnly, a.Args = a.Args, nil
		case tStar:
			if star {
				p.bad()
			}
			star = true
			p.starParam(a, closer, annotated)
		case tDoubleStar:
			p.advance()
			a.Kwarg = p.param(annotated)
			p.accept(tComma)
			if p.kind() != closer {
				p.bad()
			}
			return a
		default:
			p.plainParam(a, star, annotated)
		}
		if !p.accept(tComma) {
			break
		}
	}
	return a
}

// starParam: '*args', or a bare '*', which some keyword-only parameter must follow.
func (p *reader) starParam(a *ast.Arguments, closer kind, annotated bool) {
	p.advance()
	if p.kind() != tComma {
		a.Vararg = p.param(annotated)
		return
	}
	if p.peek2() != tName {
		p.bad()
	}
}

func (p *reader) plainParam(a *ast.Arguments, kwOnly, annotated bool) {
	arg := p.param(annotated)
	var def ast.Expr
	if p.accept(tEqual) {
		def = p.expression()
	}
	switch {
	case kwOnly:
		a.KwOnly = append(a.KwOnly, arg)
		a.KwDefaults = append(a.KwDefaults, def)
		return
	case def != nil:
		a.Defaults = append(a.Defaults, def)
	case len(a.Defaults) > 0:
		p.bad()
	}
	a.Args = append(a.Args, arg)
}

func (p *reader) param(annotated bool) *ast.Arg {
	start := p.start()
	name := p.name()
	var ann ast.Expr
	if annotated && p.accept(tColon) {
		ann = p.expression()
	}
	return &ast.Arg{Span: p.from(start), Name: name, Ann: ann}
}
