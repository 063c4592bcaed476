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

// span goes from the first token to the end of the last of the blocks that is there.
func span(pos lexer.Position, blocks ...*block) ast.Span {
	s := ast.Span{Start: int32(pos.Offset)}
	for _, b := range blocks {
		switch {
		case b == nil:
		case b.Inline != nil:
			s.End = b.Inline.end
		default:
			s.End = b.Body[len(b.Body)-1].end
		}
	}
	return s
}

func (n *ifStmt) lower() ast.Stmt {
	orelse := n.Else.lower()
	end := span(n.Pos, n.Body, n.Else).End
	for i := len(n.Elifs) - 1; i >= 0; i-- {
		e := n.Elifs[i]
		if n.Else == nil {
			end = max(end, span(e.Pos, e.Body).End)
		}
		orelse = []ast.Stmt{&ast.If{Span: ast.Span{Start: int32(e.Pos.Offset), End: end},
			Test: e.Test.Expr, Body: e.Body.lower(), Orelse: orelse}}
	}
	return &ast.If{Span: ast.Span{Start: int32(n.Pos.Offset), End: end},
		Test: n.Test.Expr, Body: n.Body.lower(), Orelse: orelse}
}

func (n *whileStmt) lower() ast.Stmt {
	return &ast.While{Span: span(n.Pos, n.Body, n.Else), Test: n.Test.Expr, Body: n.Body.lower(), Orelse: n.Else.lower()}
}

func (n *forStmt) lower() ast.Stmt {
	return &ast.For{Span: span(n.Pos, n.Body, n.Else), Async: n.Async,
		Target: n.Target.Expr, Iter: n.Iter.Expr, Body: n.Body.lower(), Orelse: n.Else.lower()}
}

func (n *tryStmt) lower() ast.Stmt {
	t := &ast.Try{Body: n.Body.lower(), Orelse: n.Else.lower(), Finally: n.Finally.lower()}
	if len(n.Handlers) == 0 && (n.Finally == nil || n.Else != nil) {
		panic(bailout{})
	}
	t.Span = span(n.Pos, n.Body, n.Else, n.Finally)
	for _, h := range n.Handlers {
		a := &ast.Handler{Span: span(h.Pos, h.Body), Name: identifier(h.As), Body: h.Body.lower()}
		if h.Type != nil {
			a.Type = h.Type.Expr
		}
		t.Handlers = append(t.Handlers, a)
		t.End = max(t.End, a.End)
	}
	return t
}

func (n *withStmt) lower() ast.Stmt {
	return &ast.With{Span: span(n.Pos, n.Body), Async: n.Async, Items: n.Items.items, Body: n.Body.lower()}
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
	f := &ast.FunctionDef{Span: span(n.Pos, n.Body), Async: n.Async,
		Name: identifier(n.Name), Args: n.Params.Arguments, Body: n.Body.lower()}
	if n.Returns != nil {
		f.Returns = n.Returns.Expr
	}
	return f
}

func (n *classDef) lower() ast.Stmt {
	c := &ast.ClassDef{Span: span(n.Pos, n.Body), Name: identifier(n.Name), Body: n.Body.lower()}
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
	m.Span = span(n.Pos, n.Cases[len(n.Cases)-1].Body)
	return m
}
