package parser

import (
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/minipy-go/minipy/ast"
)

// flatten puts the statements of a block, which come in lines, into one list.
func flatten(lines []statement) []ast.Stmt {
	out := make([]ast.Stmt, 0, len(lines))
	for i := range lines {
		out = append(out, lines[i].stmts...)
	}
	return out
}

func (b *block) lower() []ast.Stmt {
	switch {
	case b == nil:
		return nil
	case b.Inline != nil:
		return b.Inline.stmts
	}
	return flatten(b.Body)
}

// span goes from the first token to the end of the last statement in the last of
// the blocks that is not empty.
func span(pos lexer.Position, blocks ...[]ast.Stmt) ast.Span {
	s := ast.Span{Start: int32(pos.Offset)}
	for _, b := range blocks {
		if n := len(b); n > 0 {
			s.End = b[n-1].Pos().End
		}
	}
	return s
}

func (n *ifStmt) lower() ast.Stmt {
	orelse := n.Else.lower()
	for i := len(n.Elifs) - 1; i >= 0; i-- {
		e := n.Elifs[i]
		body := e.Body.lower()
		orelse = []ast.Stmt{&ast.If{Span: span(e.Pos, body, orelse), Test: e.Test.Expr, Body: body, Orelse: orelse}}
	}
	body := n.Body.lower()
	return &ast.If{Span: span(n.Pos, body, orelse), Test: n.Test.Expr, Body: body, Orelse: orelse}
}

func (n *whileStmt) lower() ast.Stmt {
	body, orelse := n.Body.lower(), n.Else.lower()
	return &ast.While{Span: span(n.Pos, body, orelse), Test: n.Test.Expr, Body: body, Orelse: orelse}
}

func (n *forStmt) lower() ast.Stmt {
	body, orelse := n.Body.lower(), n.Else.lower()
	return &ast.For{Span: span(n.Pos, body, orelse), Async: n.Async,
		Target: n.Target.Expr, Iter: n.Iter.Expr, Body: body, Orelse: orelse}
}

func (n *tryStmt) lower() ast.Stmt {
	t := &ast.Try{Body: n.Body.lower(), Orelse: n.Else.lower(), Finally: n.Finally.lower()}
	if len(n.Handlers) == 0 && (n.Finally == nil || n.Else != nil) {
		panic(bailout{})
	}
	t.Span = span(n.Pos, t.Body)
	for _, h := range n.Handlers {
		body := h.Body.lower()
		a := &ast.Handler{Span: span(h.Pos, body), Name: identifier(h.As), Body: body}
		if h.Type != nil {
			a.Type = h.Type.Expr
		}
		t.Handlers = append(t.Handlers, a)
		t.End = a.End
	}
	if s := span(n.Pos, t.Orelse, t.Finally); s.End != 0 {
		t.Span = s
	}
	return t
}

func (n *withStmt) lower() ast.Stmt {
	body := n.Body.lower()
	return &ast.With{Span: span(n.Pos, body), Async: n.Async, Items: n.Items.items, Body: body}
}

// withItems: items between parentheses if that makes sense, else without.
func (p *reader) withItems() (items []ast.WithItem) {
	if p.kind() == tLPar && p.try(func() {
		p.advance()
		for {
			items = append(items, p.withItem())
			if !p.accept(tComma) || p.kind() == tRPar {
				break
			}
		}
		p.expect(tRPar)
		if p.kind() != tColon {
			p.bad()
		}
	}) {
		return items
	}
	items = []ast.WithItem{p.withItem()}
	for p.accept(tComma) {
		items = append(items, p.withItem())
	}
	return items
}

func (p *reader) withItem() ast.WithItem {
	w := ast.WithItem{X: p.expression()}
	if p.accept(kwAs) {
		w.Vars = p.starTarget()
		p.store(w.Vars)
	}
	return w
}

func (n *funcDef) lower() ast.Stmt {
	body := n.Body.lower()
	f := &ast.FunctionDef{Span: span(n.Pos, body), Async: n.Async,
		Name: identifier(n.Name), Args: n.Params.Arguments, Body: body}
	if n.Returns != nil {
		f.Returns = n.Returns.Expr
	}
	return f
}

func (n *classDef) lower() ast.Stmt {
	body := n.Body.lower()
	c := &ast.ClassDef{Span: span(n.Pos, body), Name: identifier(n.Name), Body: body}
	if n.Args != nil {
		c.Bases, c.Kws = n.Args.bases, n.Args.kws
	}
	return c
}

func (n *decorated) lower() ast.Stmt {
	decs := make([]ast.Expr, len(n.Decorators))
	for i, d := range n.Decorators {
		decs[i] = d.Expr
	}
	if n.Class != nil {
		c := n.Class.lower().(*ast.ClassDef)
		c.Decorators = decs
		return c
	}
	f := n.Func.lower().(*ast.FunctionDef)
	f.Decorators = decs
	return f
}

func (n *matchStmt) lower() ast.Stmt {
	m := &ast.Match{Subject: n.Subject.Expr}
	for _, c := range n.Cases {
		mc := ast.MatchCase{Pattern: c.Pattern.Pattern, Body: c.Body.lower()}
		if c.Guard != nil {
			mc.Guard = c.Guard.Expr
		}
		m.Cases = append(m.Cases, mc)
	}
	m.Span = span(n.Pos, m.Cases[len(m.Cases)-1].Body)
	return m
}
