package astmod

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/object"
)

func async(on bool, name string) string {
	if on {
		return "Async" + name
	}
	return name
}

func (b *builder) stmt(s ast.Stmt) value {
	switch s := s.(type) {
	case *ast.FunctionDef:
		return b.node(async(s.Async, "FunctionDef"), &s.Span, b.ident(s.Name), b.arguments(s.Args), b.stmts(s.Body),
			b.exprs(s.Decorators), b.expr(s.Returns), none)
	case *ast.ClassDef:
		return b.node("ClassDef", &s.Span, b.ident(s.Name), b.exprs(s.Bases), b.keywords(s.Kws), b.stmts(s.Body), b.exprs(s.Decorators))
	case *ast.For:
		return b.node(async(s.Async, "For"), &s.Span, b.expr(s.Target), b.expr(s.Iter), b.stmts(s.Body), b.stmts(s.Orelse), none)
	case *ast.While:
		return b.node("While", &s.Span, b.expr(s.Test), b.stmts(s.Body), b.stmts(s.Orelse))
	case *ast.If:
		return b.node("If", &s.Span, b.expr(s.Test), b.stmts(s.Body), b.stmts(s.Orelse))
	case *ast.With:
		items := list(b, s.Items, func(w ast.WithItem) value { return b.node("withitem", nil, b.expr(w.X), b.expr(w.Vars)) })
		return b.node(async(s.Async, "With"), &s.Span, items, b.stmts(s.Body), none)
	case *ast.Match:
		cases := list(b, s.Cases, func(c ast.MatchCase) value {
			return b.node("match_case", nil, b.pattern(c.Pattern), b.expr(c.Guard), b.stmts(c.Body))
		})
		return b.node("Match", &s.Span, b.expr(s.Subject), cases)
	case *ast.Try:
		handlers := list(b, s.Handlers, func(h *ast.Handler) value {
			return b.node("ExceptHandler", &h.Span, b.expr(h.Type), b.ident(h.Name), b.stmts(h.Body))
		})
		return b.node("Try", &s.Span, b.stmts(s.Body), handlers, b.stmts(s.Orelse), b.stmts(s.Finally))
	}
	return b.simple(s)
}

func (b *builder) simple(s ast.Stmt) value {
	switch s := s.(type) {
	case *ast.Return:
		return b.node("Return", &s.Span, b.expr(s.X))
	case *ast.Delete:
		return b.node("Delete", &s.Span, b.exprs(s.Targets))
	case *ast.Assign:
		return b.node("Assign", &s.Span, b.exprs(s.Targets), b.expr(s.Value), none)
	case *ast.AugAssign:
		return b.node("AugAssign", &s.Span, b.expr(s.Target), b.op(s.Op), b.expr(s.Value))
	case *ast.AnnAssign:
		return b.node("AnnAssign", &s.Span, b.expr(s.Target), b.expr(s.Ann), b.expr(s.Value), b.flag(s.Simple))
	case *ast.Raise:
		return b.node("Raise", &s.Span, b.expr(s.Exc), b.expr(s.Cause))
	case *ast.Assert:
		return b.node("Assert", &s.Span, b.expr(s.Test), b.expr(s.Msg))
	case *ast.Import:
		return b.node("Import", &s.Span, b.aliases(s.Names))
	case *ast.ImportFrom:
		return b.node("ImportFrom", &s.Span, b.ident(s.Module), b.aliases(s.Names), object.Int(int64(s.Level)))
	case *ast.Global:
		return b.node("Global", &s.Span, b.idents(s.Names))
	case *ast.Nonlocal:
		return b.node("Nonlocal", &s.Span, b.idents(s.Names))
	case *ast.ExprStmt:
		return b.node("Expr", &s.Span, b.expr(s.X))
	case *ast.Break:
		return b.node("Break", &s.Span)
	case *ast.Continue:
		return b.node("Continue", &s.Span)
	}
	return b.node("Pass", s.Pos())
}

func (b *builder) patterns(ps []ast.Pattern) value { return list(b, ps, b.pattern) }

func (b *builder) pattern(p ast.Pattern) value {
	switch p := p.(type) {
	case *ast.MatchValue:
		return b.node("MatchValue", &p.Span, b.expr(p.X))
	case *ast.MatchSingleton:
		return b.node("MatchSingleton", &p.Span, b.constant(p.Value))
	case *ast.MatchSequence:
		return b.node("MatchSequence", &p.Span, b.patterns(p.Pats))
	case *ast.MatchMapping:
		return b.node("MatchMapping", &p.Span, b.exprs(p.Keys), b.patterns(p.Pats), b.ident(p.Rest))
	case *ast.MatchClass:
		return b.node("MatchClass", &p.Span, b.expr(p.Cls), b.patterns(p.Pats), b.idents(p.Attrs), b.patterns(p.KwPat))
	case *ast.MatchStar:
		return b.node("MatchStar", &p.Span, b.ident(p.Name))
	case *ast.MatchAs:
		return b.node("MatchAs", &p.Span, b.pattern(p.Pat), b.ident(p.Name))
	case *ast.MatchOr:
		return b.node("MatchOr", &p.Span, b.patterns(p.Pats))
	}
	return none
}
