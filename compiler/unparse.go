package compiler

import (
	"math/big"
	"strings"

	"github.com/minipy-go/minipy/ast"
)

// Expressions back to text, as CPython writes annotations that are strings.

// Precedences, from the loosest.
const (
	precTuple = iota
	precTest
	precOr
	precAnd
	precNot
	precCmp
	precExpr
	precXor
	precAnd2
	precShift
	precArith
	precTerm
	precFactor
	precPower
	precAwait
	precAtom
)

func unparse(e ast.Expr) string {
	var w unparser
	w.expr(e, precTest)
	return w.String()
}

type unparser struct{ strings.Builder }

func (w *unparser) put(s ...string) {
	for _, x := range s {
		w.WriteString(x)
	}
}

// paren writes what body writes, in parentheses if on.
func (w *unparser) paren(on bool, body func()) {
	if on {
		w.put("(")
	}
	body()
	if on {
		w.put(")")
	}
}

func (w *unparser) list(elts []ast.Expr) {
	for i, x := range elts {
		if i > 0 {
			w.put(", ")
		}
		w.expr(x, precTest)
	}
}

func (w *unparser) expr(e ast.Expr, level int) {
	switch e := e.(type) {
	case *ast.BoolOp:
		op, prec := " and ", precAnd
		if e.Op == ast.Or {
			op, prec = " or ", precOr
		}
		w.paren(level > prec, func() {
			for i, v := range e.Values {
				if i > 0 {
					w.put(op)
				}
				w.expr(v, prec+1)
			}
		})
	case *ast.BinOp:
		w.binOp(e, level)
	case *ast.UnaryOp:
		u := unaryText[e.Op]
		w.paren(level > u.prec, func() {
			w.put(u.text)
			w.expr(e.X, u.prec)
		})
	case *ast.Lambda:
		w.paren(level > precTest, func() { w.lambda(e) })
	case *ast.IfExp:
		w.paren(level > precTest, func() {
			w.expr(e.Body, precTest+1)
			w.put(" if ")
			w.expr(e.Test, precTest+1)
			w.put(" else ")
			w.expr(e.Orelse, precTest)
		})
	case *ast.Compare:
		w.paren(level > precCmp, func() {
			w.expr(e.Left, precCmp+1)
			for i, c := range e.Comps {
				w.put(compareText[e.Ops[i]])
				w.expr(c, precCmp+1)
			}
		})
	case *ast.Await:
		w.paren(level > precAwait, func() {
			w.put("await ")
			w.expr(e.X, precAtom)
		})
	case *ast.NamedExpr:
		w.paren(level > precTuple, func() {
			w.expr(e.Target, precAtom)
			w.put(" := ")
			w.expr(e.Value, precAtom)
		})
	case *ast.Tuple:
		if len(e.Elts) == 0 {
			w.put("()")
			return
		}
		w.paren(level > precTuple, func() {
			w.list(e.Elts)
			if len(e.Elts) == 1 {
				w.put(",")
			}
		})
	default:
		w.atom(e)
	}
}

func (w *unparser) lambda(e *ast.Lambda) {
	w.put("lambda")
	if len(e.Args.PosOnly)+len(e.Args.Args) > 0 {
		w.put(" ")
	}
	w.args(e.Args)
	w.put(": ")
	w.expr(e.Body, precTest)
}

// atom writes the expressions that need no parentheses.
func (w *unparser) atom(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Name:
		w.put(e.Id)
	case *ast.Constant:
		w.constant(e)
	case *ast.Attribute:
		w.expr(e.X, precAtom)
		if c, ok := e.X.(*ast.Constant); ok {
			switch c.Value.(type) { // 1 .real, not 1.real
			case int64, *big.Int:
				w.put(" ")
			}
		}
		w.put(".", e.Attr)
	case *ast.Subscript:
		w.expr(e.X, precAtom)
		w.put("[")
		if tup, ok := e.Index.(*ast.Tuple); ok && hasStar(tup.Elts) {
			w.expr(e.Index, precAtom) // 3.10 has no stars in a subscript without brackets
		} else {
			w.expr(e.Index, precTuple)
		}
		w.put("]")
	case *ast.Slice:
		w.slice(e)
	case *ast.Call:
		w.call(e)
	case *ast.Starred:
		w.put("*")
		w.expr(e.X, precExpr)
	case *ast.List:
		w.put("[")
		w.list(e.Elts)
		w.put("]")
	case *ast.Set:
		w.put("{")
		w.list(e.Elts)
		w.put("}")
	case *ast.Dict:
		w.dict(e)
	case *ast.ListComp:
		w.comp("[", e.Elt, nil, e.Gens, "]")
	case *ast.SetComp:
		w.comp("{", e.Elt, nil, e.Gens, "}")
	case *ast.DictComp:
		w.comp("{", e.Key, e.Value, e.Gens, "}")
	case *ast.GeneratorExp:
		w.comp("(", e.Elt, nil, e.Gens, ")")
	case *ast.Yield:
		w.put("(yield")
		if e.X != nil {
			w.put(" ")
			w.expr(e.X, precTest)
		}
		w.put(")")
	case *ast.YieldFrom:
		w.put("(yield from ")
		w.expr(e.X, precTest)
		w.put(")")
	case *ast.JoinedStr:
		w.put("f", quote(fstringBody(e)))
	case *ast.FormattedValue:
		w.put("f", quote(fstringPart(e)))
	}
}

type opText struct {
	text string
	prec int
}

var binText = [...]opText{
	ast.Add: {" + ", precArith}, ast.Sub: {" - ", precArith}, ast.Mult: {" * ", precTerm}, ast.MatMult: {" @ ", precTerm}, ast.Div: {" / ", precTerm},
	ast.Mod: {" % ", precTerm}, ast.Pow: {" ** ", precPower}, ast.LShift: {" << ", precShift}, ast.RShift: {" >> ", precShift},
	ast.BitOr: {" | ", precExpr}, ast.BitXor: {" ^ ", precXor}, ast.BitAnd: {" & ", precAnd2}, ast.FloorDiv: {" // ", precTerm},
}

var unaryText = [...]opText{
	ast.Invert: {"~", precFactor}, ast.Not: {"not ", precNot}, ast.UAdd: {"+", precFactor}, ast.USub: {"-", precFactor},
}

var compareText = [...]string{
	ast.Eq: " == ", ast.NotEq: " != ", ast.Lt: " < ", ast.LtE: " <= ", ast.Gt: " > ", ast.GtE: " >= ",
	ast.Is: " is ", ast.IsNot: " is not ", ast.In: " in ", ast.NotIn: " not in ",
}

func (w *unparser) binOp(e *ast.BinOp, level int) {
	op := binText[e.Op]
	left, right := op.prec, op.prec+1
	if e.Op == ast.Pow {
		left, right = right, left
	}
	w.paren(level > op.prec, func() {
		w.expr(e.Left, left)
		w.put(op.text)
		w.expr(e.Right, right)
	})
}

func (w *unparser) constant(e *ast.Constant) {
	v := constValue(e.Value)
	switch v.(type) {
	case float64, complex128:
		w.put(strings.ReplaceAll(repr(v), "inf", "1e309"))
		return
	}
	if e.U {
		w.put("u")
	}
	if _, ok := e.Value.(ast.Ellipsis); ok {
		w.put("...")
		return
	}
	w.put(repr(v))
}

func (w *unparser) slice(e *ast.Slice) {
	if e.Lo != nil {
		w.expr(e.Lo, precTest)
	}
	w.put(":")
	if e.Hi != nil {
		w.expr(e.Hi, precTest)
	}
	if e.Step != nil {
		w.put(":")
		w.expr(e.Step, precTest)
	}
}

func (w *unparser) call(e *ast.Call) {
	w.expr(e.Func, precAtom)
	if len(e.Args) == 1 && len(e.Kws) == 0 {
		if _, ok := e.Args[0].(*ast.GeneratorExp); ok {
			w.expr(e.Args[0], precTest)
			return
		}
	}
	w.put("(")
	w.list(e.Args)
	for i, k := range e.Kws {
		if i > 0 || len(e.Args) > 0 {
			w.put(", ")
		}
		if k.Arg == "" {
			w.put("**")
		} else {
			w.put(k.Arg, "=")
		}
		w.expr(k.Value, precTest)
	}
	w.put(")")
}

func (w *unparser) dict(e *ast.Dict) {
	w.put("{")
	for i, k := range e.Keys {
		if i > 0 {
			w.put(", ")
		}
		if k == nil {
			w.put("**")
			w.expr(e.Values[i], precExpr)
		} else {
			w.expr(k, precTest)
			w.put(": ")
			w.expr(e.Values[i], precTest)
		}
	}
	w.put("}")
}

func (w *unparser) comp(open string, elt, value ast.Expr, gens []ast.Comprehension, end string) {
	w.put(open)
	w.expr(elt, precTest)
	if value != nil {
		w.put(": ")
		w.expr(value, precTest)
	}
	for i := range gens {
		g := &gens[i]
		if g.Async {
			w.put(" async")
		}
		w.put(" for ")
		w.expr(g.Target, precTuple)
		w.put(" in ")
		w.expr(g.Iter, precTest+1)
		for _, x := range g.Ifs {
			w.put(" if ")
			w.expr(x, precTest+1)
		}
	}
	w.put(end)
}

func (w *unparser) args(a *ast.Arguments) {
	n := 0
	sep := func() {
		if n++; n > 1 {
			w.put(", ")
		}
	}
	pos := append(append([]*ast.Arg{}, a.PosOnly...), a.Args...)
	for i, p := range pos {
		sep()
		w.put(p.Name)
		if d := i - len(pos) + len(a.Defaults); d >= 0 {
			w.put("=")
			w.expr(a.Defaults[d], precTest)
		}
		if i+1 == len(a.PosOnly) {
			w.put(", /")
		}
	}
	if a.Vararg != nil || len(a.KwOnly) > 0 {
		sep()
		w.put("*")
		if a.Vararg != nil {
			w.put(a.Vararg.Name)
		}
	}
	for i, p := range a.KwOnly {
		sep()
		w.put(p.Name)
		if d := a.KwDefaults[i]; d != nil {
			w.put("=")
			w.expr(d, precTest)
		}
	}
	if a.Kwarg != nil {
		sep()
		w.put("**", a.Kwarg.Name)
	}
}

// fstringBody writes the inside of an f-string.
func fstringBody(e ast.Expr) string {
	s, ok := e.(*ast.JoinedStr)
	if !ok {
		return fstringPart(e)
	}
	var b strings.Builder
	for _, v := range s.Values {
		b.WriteString(fstringPart(v))
	}
	return b.String()
}

func fstringPart(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Constant:
		s, _ := e.Value.(string)
		return strings.ReplaceAll(strings.ReplaceAll(s, "{", "{{"), "}", "}}")
	case *ast.JoinedStr:
		return fstringBody(e)
	case *ast.FormattedValue:
		var w unparser
		w.expr(e.X, precTest+1) // parentheses around a lambda, whose colon would end it
		s := "{" + w.String()
		if strings.HasPrefix(w.String(), "{") {
			s = "{ " + w.String()
		}
		if e.Conv > 0 {
			s += "!" + string(rune(e.Conv))
		}
		if e.Spec != nil {
			s += ":" + fstringBody(e.Spec)
		}
		return s + "}"
	}
	return ""
}
