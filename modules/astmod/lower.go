package astmod

import (
	"slices"

	"github.com/minipy-go/minipy/ast"
)

// place gives every node offsets in a text that does not exist: for each line that the
// nodes name, as many bytes as their columns need.
func place(nodes []*raw) (starts, numbers []int32) {
	width := map[int]int{}
	see := func(line, col int) {
		width[line] = max(width[line], col+2)
	}
	for _, n := range nodes {
		if n.endLine < 0 || n.endCol < 0 {
			n.endLine, n.endCol = n.line, n.col
		}
		n.col, n.endCol = max(n.col, 0), max(n.endCol, 0)
		see(n.line, n.col)
		see(n.endLine, n.endCol)
	}
	lines := make([]int, 0, len(width))
	for l := range width {
		lines = append(lines, l)
	}
	slices.Sort(lines)
	offset := map[int]int32{}
	at := int32(0)
	for _, l := range lines {
		starts, numbers = append(starts, at), append(numbers, int32(l))
		offset[l] = at
		at += int32(min(width[l], 1<<20))
	}
	for _, n := range nodes {
		n.span = ast.Span{Start: offset[n.line] + int32(min(n.col, 1<<20-2)), End: offset[n.endLine] + int32(min(n.endCol, 1<<20-2))}
	}
	return starts, numbers
}

func (n *raw) index(name string) int {
	for i := range n.kind.fields {
		if n.kind.fields[i].name == name {
			return i
		}
	}
	panic("astmod: " + n.name + " has no field " + name)
}

func (n *raw) list(name string) []any {
	l, _ := n.fields[n.index(name)].([]any)
	return l
}

func (n *raw) sub(name string) *raw {
	x, _ := n.fields[n.index(name)].(*raw)
	return x
}

func (n *raw) text(name string) string {
	s, _ := n.fields[n.index(name)].(string)
	return s
}

func (n *raw) int(name string) int {
	i, _ := n.fields[n.index(name)].(int)
	return i
}

func (n *raw) expr(name string) ast.Expr      { return lowerExpr(n.sub(name)) }
func (n *raw) exprs(name string) []ast.Expr   { return each(n.list(name), lowerExpr) }
func (n *raw) stmts(name string) []ast.Stmt   { return each(n.list(name), lowerStmt) }
func (n *raw) pats(name string) []ast.Pattern { return each(n.list(name), lowerPattern) }
func (n *raw) ctx() ast.Ctx                   { return ctxOf(n.sub("ctx")) }
func (n *raw) op() ast.Op                     { return opOf(n.sub("op")) }

func (n *raw) texts(name string) []string {
	var out []string
	for _, x := range n.list(name) {
		s, _ := x.(string)
		out = append(out, s)
	}
	return out
}

func each[T any](items []any, f func(*raw) T) []T {
	out := make([]T, 0, len(items))
	for _, x := range items {
		n, _ := x.(*raw)
		out = append(out, f(n))
	}
	return out
}

func ctxOf(n *raw) ast.Ctx {
	switch n.name {
	case "Store":
		return ast.Store
	case "Del":
		return ast.Del
	}
	return ast.Load
}

func opOf(n *raw) ast.Op {
	for op := ast.Add; op <= ast.Or; op++ {
		if op.String() == n.name {
			return op
		}
	}
	panic("astmod: no operator " + n.name)
}

func lowerArg(n *raw) *ast.Arg {
	if n == nil {
		return nil
	}
	return &ast.Arg{Span: n.span, Name: n.text("arg"), Ann: n.expr("annotation")}
}

func lowerArguments(n *raw) *ast.Arguments {
	return &ast.Arguments{PosOnly: each(n.list("posonlyargs"), lowerArg), Args: each(n.list("args"), lowerArg),
		KwOnly: each(n.list("kwonlyargs"), lowerArg), Vararg: lowerArg(n.sub("vararg")), Kwarg: lowerArg(n.sub("kwarg")),
		KwDefaults: n.exprs("kw_defaults"), Defaults: n.exprs("defaults")}
}

func lowerKeyword(n *raw) *ast.Keyword {
	return &ast.Keyword{Span: n.span, Arg: n.text("arg"), Value: n.expr("value")}
}

func lowerAlias(n *raw) *ast.Alias {
	return &ast.Alias{Span: n.span, Name: n.text("name"), As: n.text("asname")}
}

func lowerComprehension(n *raw) ast.Comprehension {
	return ast.Comprehension{Target: n.expr("target"), Iter: n.expr("iter"), Ifs: n.exprs("ifs"), Async: n.int("is_async") != 0}
}

func (n *raw) gens() []ast.Comprehension { return each(n.list("generators"), lowerComprehension) }

func lowerExpr(n *raw) ast.Expr {
	if n == nil {
		return nil
	}
	switch n.name {
	case "BoolOp":
		return &ast.BoolOp{Span: n.span, Op: n.op(), Values: n.exprs("values")}
	case "NamedExpr":
		target := n.sub("target")
		name := &ast.Name{Span: target.span, Id: target.text("id"), Ctx: ast.Store}
		return &ast.NamedExpr{Span: n.span, Target: name, Value: n.expr("value")}
	case "BinOp":
		return &ast.BinOp{Span: n.span, Op: n.op(), Left: n.expr("left"), Right: n.expr("right")}
	case "UnaryOp":
		return &ast.UnaryOp{Span: n.span, Op: n.op(), X: n.expr("operand")}
	case "Lambda":
		return &ast.Lambda{Span: n.span, Args: lowerArguments(n.sub("args")), Body: n.expr("body")}
	case "IfExp":
		return &ast.IfExp{Span: n.span, Test: n.expr("test"), Body: n.expr("body"), Orelse: n.expr("orelse")}
	case "Await":
		return &ast.Await{Span: n.span, X: n.expr("value")}
	case "Yield":
		return &ast.Yield{Span: n.span, X: n.expr("value")}
	case "YieldFrom":
		return &ast.YieldFrom{Span: n.span, X: n.expr("value")}
	case "Compare":
		return &ast.Compare{Span: n.span, Left: n.expr("left"), Ops: each(n.list("ops"), opOf), Comps: n.exprs("comparators")}
	case "Call":
		return &ast.Call{Span: n.span, Func: n.expr("func"), Args: n.exprs("args"), Kws: each(n.list("keywords"), lowerKeyword)}
	case "Attribute":
		return &ast.Attribute{Span: n.span, X: n.expr("value"), Attr: n.text("attr"), Ctx: n.ctx()}
	case "Subscript":
		return &ast.Subscript{Span: n.span, X: n.expr("value"), Index: n.expr("slice"), Ctx: n.ctx()}
	case "Slice":
		return &ast.Slice{Span: n.span, Lo: n.expr("lower"), Hi: n.expr("upper"), Step: n.expr("step")}
	case "Starred":
		return &ast.Starred{Span: n.span, X: n.expr("value"), Ctx: n.ctx()}
	case "Name":
		return &ast.Name{Span: n.span, Id: n.text("id"), Ctx: n.ctx()}
	}
	return lowerDisplay(n)
}

func lowerDisplay(n *raw) ast.Expr {
	switch n.name {
	case "Constant":
		return &ast.Constant{Span: n.span, Value: n.fields[0].(constant).v, U: n.text("kind") == "u"}
	case "JoinedStr":
		return &ast.JoinedStr{Span: n.span, Values: n.exprs("values")}
	case "FormattedValue":
		return &ast.FormattedValue{Span: n.span, X: n.expr("value"), Conv: n.int("conversion"), Spec: n.expr("format_spec")}
	case "List":
		return &ast.List{Span: n.span, Elts: n.exprs("elts"), Ctx: n.ctx()}
	case "Tuple":
		return &ast.Tuple{Span: n.span, Elts: n.exprs("elts"), Ctx: n.ctx()}
	case "Dict":
		return &ast.Dict{Span: n.span, Keys: n.exprs("keys"), Values: n.exprs("values")}
	case "Set":
		return &ast.Set{Span: n.span, Elts: n.exprs("elts")}
	case "ListComp":
		return &ast.ListComp{Span: n.span, Elt: n.expr("elt"), Gens: n.gens()}
	case "SetComp":
		return &ast.SetComp{Span: n.span, Elt: n.expr("elt"), Gens: n.gens()}
	case "DictComp":
		return &ast.DictComp{Span: n.span, Key: n.expr("key"), Value: n.expr("value"), Gens: n.gens()}
	case "GeneratorExp":
		return &ast.GeneratorExp{Span: n.span, Elt: n.expr("elt"), Gens: n.gens()}
	}
	panic("astmod: no expression " + n.name)
}
