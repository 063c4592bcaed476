package astmod

import (
	"strings"

	"github.com/minipy-go/minipy/ast"
)

func lowerStmt(n *raw) ast.Stmt {
	async := strings.HasPrefix(n.name, "Async")
	switch strings.TrimPrefix(n.name, "Async") {
	case "FunctionDef":
		return &ast.FunctionDef{Span: n.span, Async: async, Name: n.text("name"), Args: lowerArguments(n.sub("args")),
			Body: n.stmts("body"), Decorators: n.exprs("decorator_list"), Returns: n.expr("returns")}
	case "ClassDef":
		return &ast.ClassDef{Span: n.span, Name: n.text("name"), Bases: n.exprs("bases"),
			Kws: each(n.list("keywords"), lowerKeyword), Body: n.stmts("body"), Decorators: n.exprs("decorator_list")}
	case "For":
		return &ast.For{Span: n.span, Async: async, Target: n.expr("target"), Iter: n.expr("iter"), Body: n.stmts("body"), Orelse: n.stmts("orelse")}
	case "While":
		return &ast.While{Span: n.span, Test: n.expr("test"), Body: n.stmts("body"), Orelse: n.stmts("orelse")}
	case "If":
		return &ast.If{Span: n.span, Test: n.expr("test"), Body: n.stmts("body"), Orelse: n.stmts("orelse")}
	case "With":
		items := each(n.list("items"), func(i *raw) ast.WithItem {
			return ast.WithItem{X: i.expr("context_expr"), Vars: i.expr("optional_vars")}
		})
		return &ast.With{Span: n.span, Async: async, Items: items, Body: n.stmts("body")}
	case "Match":
		cases := each(n.list("cases"), func(c *raw) ast.MatchCase {
			return ast.MatchCase{Pattern: lowerPattern(c.sub("pattern")), Guard: c.expr("guard"), Body: c.stmts("body")}
		})
		return &ast.Match{Span: n.span, Subject: n.expr("subject"), Cases: cases}
	case "Try":
		handlers := each(n.list("handlers"), func(h *raw) *ast.Handler {
			return &ast.Handler{Span: h.span, Type: h.expr("type"), Name: h.text("name"), Body: h.stmts("body")}
		})
		return &ast.Try{Span: n.span, Body: n.stmts("body"), Handlers: handlers, Orelse: n.stmts("orelse"), Finally: n.stmts("finalbody")}
	}
	return lowerSimple(n)
}

func lowerSimple(n *raw) ast.Stmt {
	switch n.name {
	case "Return":
		return &ast.Return{Span: n.span, X: n.expr("value")}
	case "Delete":
		return &ast.Delete{Span: n.span, Targets: n.exprs("targets")}
	case "Assign":
		return &ast.Assign{Span: n.span, Targets: n.exprs("targets"), Value: n.expr("value")}
	case "AugAssign":
		return &ast.AugAssign{Span: n.span, Target: n.expr("target"), Op: n.op(), Value: n.expr("value")}
	case "AnnAssign":
		return &ast.AnnAssign{Span: n.span, Target: n.expr("target"), Ann: n.expr("annotation"), Value: n.expr("value"), Simple: n.int("simple") != 0}
	case "Raise":
		return &ast.Raise{Span: n.span, Exc: n.expr("exc"), Cause: n.expr("cause")}
	case "Assert":
		return &ast.Assert{Span: n.span, Test: n.expr("test"), Msg: n.expr("msg")}
	case "Import":
		return &ast.Import{Span: n.span, Names: each(n.list("names"), lowerAlias)}
	case "ImportFrom":
		return &ast.ImportFrom{Span: n.span, Module: n.text("module"), Names: each(n.list("names"), lowerAlias), Level: n.int("level")}
	case "Global":
		return &ast.Global{Span: n.span, Names: n.texts("names")}
	case "Nonlocal":
		return &ast.Nonlocal{Span: n.span, Names: n.texts("names")}
	case "Expr":
		return &ast.ExprStmt{Span: n.span, X: n.expr("value")}
	case "Break":
		return &ast.Break{Span: n.span}
	case "Continue":
		return &ast.Continue{Span: n.span}
	}
	return &ast.Pass{Span: n.span}
}

func lowerPattern(n *raw) ast.Pattern {
	if n == nil {
		return nil
	}
	switch n.name {
	case "MatchValue":
		return &ast.MatchValue{Span: n.span, X: n.expr("value")}
	case "MatchSingleton":
		return &ast.MatchSingleton{Span: n.span, Value: n.fields[0].(constant).v}
	case "MatchSequence":
		return &ast.MatchSequence{Span: n.span, Pats: n.pats("patterns")}
	case "MatchMapping":
		return &ast.MatchMapping{Span: n.span, Keys: n.exprs("keys"), Pats: n.pats("patterns"), Rest: n.text("rest")}
	case "MatchClass":
		return &ast.MatchClass{Span: n.span, Cls: n.expr("cls"), Pats: n.pats("patterns"), Attrs: n.texts("kwd_attrs"), KwPat: n.pats("kwd_patterns")}
	case "MatchStar":
		return &ast.MatchStar{Span: n.span, Name: n.text("name")}
	case "MatchAs":
		return &ast.MatchAs{Span: n.span, Pat: lowerPattern(n.sub("pattern")), Name: n.text("name")}
	}
	return &ast.MatchOr{Span: n.span, Pats: n.pats("patterns")}
}
