package ast

import (
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Dump prints the tree in a canonical form, one line per statement of the module:
// (Node@start:end field field ...). The nodes inside an f-string show their line
// instead, since CPython 3.10 gets their columns wrong.
func Dump(m *Module) string {
	d := &dumper{m: m}
	for _, s := range m.Body {
		d.stmt(s)
		d.WriteByte('\n')
	}
	return d.String()
}

type dumper struct {
	strings.Builder
	m       *Module
	fstring int // nesting of f-strings
}

var opNames = [...]string{
	Add: "Add", Sub: "Sub", Mult: "Mult", MatMult: "MatMult", Div: "Div", Mod: "Mod", Pow: "Pow",
	LShift: "LShift", RShift: "RShift", BitOr: "BitOr", BitXor: "BitXor", BitAnd: "BitAnd",
	FloorDiv: "FloorDiv", Invert: "Invert", Not: "Not", UAdd: "UAdd", USub: "USub",
	Eq: "Eq", NotEq: "NotEq", Lt: "Lt", LtE: "LtE", Gt: "Gt", GtE: "GtE", Is: "Is", IsNot: "IsNot",
	In: "In", NotIn: "NotIn", And: "And", Or: "Or",
}

// String is the operator's name in CPython's ast module.
func (o Op) String() string { return opNames[o] }

// node prints a node with its fields.
func (d *dumper) node(name string, s *Span, fields ...any) {
	d.WriteString("(" + name)
	if d.fstring == 0 {
		fmt.Fprintf(d, "@%d:%d", s.Start, s.End)
	} else {
		fmt.Fprintf(d, "@%d", d.m.Line(s.Start))
	}
	for _, f := range fields {
		d.WriteByte(' ')
		d.field(f)
	}
	d.WriteByte(')')
}

func (d *dumper) field(f any) {
	switch f := f.(type) {
	case nil:
		d.WriteByte('-')
	case string:
		if f == "" {
			f = "-"
		}
		d.WriteString(f)
	case int:
		d.WriteString(strconv.Itoa(f))
	case []string:
		d.WriteString("[" + strings.Join(f, " ") + "]")
	case Op:
		d.WriteString(f.String())
	case Ctx:
		d.WriteByte("lsd"[f])
	case []Expr:
		list(d, f, d.expr)
	case []Stmt:
		list(d, f, d.stmt)
	case []Pattern:
		list(d, f, d.pattern)
	case []Comprehension:
		list(d, f, d.comprehension)
	case []*Keyword:
		list(d, f, func(k *Keyword) { d.node("kw", &k.Span, k.Arg, k.Value) })
	case []*Alias:
		list(d, f, func(a *Alias) { d.node("alias", &a.Span, a.Name, a.As) })
	case []*Handler:
		list(d, f, func(h *Handler) { d.node("except", &h.Span, h.Type, h.Name, h.Body) })
	case []*Arg:
		list(d, f, d.arg)
	case []WithItem:
		list(d, f, func(w WithItem) { d.group("item", w.X, w.Vars) })
	case []MatchCase:
		list(d, f, d.matchCase)
	case *Arg:
		d.arg(f)
	case *Arguments:
		d.group("args", f.PosOnly, f.Args, f.Vararg, f.KwOnly, f.KwDefaults, f.Kwarg, f.Defaults)
	default:
		d.expr(f.(Expr))
	}
}

func list[T any](d *dumper, xs []T, f func(T)) {
	d.WriteByte('[')
	for i, x := range xs {
		if i > 0 {
			d.WriteByte(' ')
		}
		f(x)
	}
	d.WriteByte(']')
}

// group prints something that CPython gives no position.
func (d *dumper) group(name string, fields ...any) {
	d.WriteString("(" + name)
	for _, f := range fields {
		d.WriteByte(' ')
		d.field(f)
	}
	d.WriteByte(')')
}

func (d *dumper) arg(a *Arg) {
	if a == nil {
		d.WriteByte('-')
		return
	}
	d.node("arg", &a.Span, a.Name, a.Ann)
}

func (d *dumper) comprehension(c Comprehension) {
	d.group(flag(c.Async, "async")+"for", c.Target, c.Iter, c.Ifs)
}

func (d *dumper) matchCase(c MatchCase) {
	d.group("case", []Pattern{c.Pattern}, c.Guard, c.Body)
}

func flag(b bool, s string) string {
	if b {
		return s
	}
	return ""
}

func (d *dumper) expr(e Expr) {
	switch e := e.(type) {
	case nil:
		d.WriteByte('-')
	case *BoolOp:
		d.node("BoolOp", &e.Span, e.Op, e.Values)
	case *NamedExpr:
		d.node("NamedExpr", &e.Span, e.Target, e.Value)
	case *BinOp:
		d.node("BinOp", &e.Span, e.Left, e.Op, e.Right)
	case *UnaryOp:
		d.node("UnaryOp", &e.Span, e.Op, e.X)
	case *Lambda:
		d.node("Lambda", &e.Span, e.Args, e.Body)
	case *IfExp:
		d.node("IfExp", &e.Span, e.Test, e.Body, e.Orelse)
	case *Await:
		d.node("Await", &e.Span, e.X)
	case *Yield:
		d.node("Yield", &e.Span, e.X)
	case *YieldFrom:
		d.node("YieldFrom", &e.Span, e.X)
	case *Compare:
		ops := make([]string, len(e.Ops))
		for i, o := range e.Ops {
			ops[i] = o.String()
		}
		d.node("Compare", &e.Span, e.Left, ops, e.Comps)
	case *Call:
		d.node("Call", &e.Span, e.Func, e.Args, e.Kws)
	case *Attribute:
		d.node("Attribute", &e.Span, e.X, e.Attr, e.Ctx)
	case *Subscript:
		d.node("Subscript", &e.Span, e.X, e.Index, e.Ctx)
	case *Slice:
		d.node("Slice", &e.Span, e.Lo, e.Hi, e.Step)
	case *Starred:
		d.node("Starred", &e.Span, e.X, e.Ctx)
	case *Name:
		d.node("Name", &e.Span, e.Id, e.Ctx)
	default:
		d.display(e)
	}
}

// display prints the literals, displays and comprehensions.
func (d *dumper) display(e Expr) {
	switch e := e.(type) {
	case *Constant:
		d.node("Constant", &e.Span, flag(e.U, "u")+constant(e.Value))
	case *JoinedStr:
		d.fstring++
		d.node("JoinedStr", &e.Span, e.Values)
		d.fstring--
	case *FormattedValue:
		d.node("FormattedValue", &e.Span, e.X, e.Conv, e.Spec)
	case *List:
		d.node("List", &e.Span, e.Elts, e.Ctx)
	case *Tuple:
		d.node("Tuple", &e.Span, e.Elts, e.Ctx)
	case *Dict:
		d.node("Dict", &e.Span, e.Keys, e.Values)
	case *Set:
		d.node("Set", &e.Span, e.Elts)
	case *ListComp:
		d.node("ListComp", &e.Span, e.Elt, e.Gens)
	case *SetComp:
		d.node("SetComp", &e.Span, e.Elt, e.Gens)
	case *DictComp:
		d.node("DictComp", &e.Span, e.Key, e.Value, e.Gens)
	case *GeneratorExp:
		d.node("GeneratorExp", &e.Span, e.Elt, e.Gens)
	default:
		panic(fmt.Sprintf("ast: no dump of %T", e))
	}
}

// constant writes a value with its type's letter, strings and floats in hexadecimal.
func constant(v any) string {
	switch v := v.(type) {
	case nil:
		return "n"
	case bool:
		return strconv.FormatBool(v)[:1]
	case Ellipsis:
		return "e"
	case int64:
		return "i" + strconv.FormatInt(v, 16)
	case *big.Int:
		return "i" + v.Text(16)
	case float64:
		return fmt.Sprintf("d%016x", math.Float64bits(v))
	case complex128:
		return fmt.Sprintf("c%016x", math.Float64bits(imag(v)))
	case string:
		return "s" + hex.EncodeToString([]byte(v))
	case Bytes:
		return "b" + hex.EncodeToString([]byte(v))
	}
	panic(fmt.Sprintf("ast: no dump of a constant %T", v))
}

func (d *dumper) stmt(s Stmt) {
	switch s := s.(type) {
	case *FunctionDef:
		d.node(flag(s.Async, "Async")+"FunctionDef", &s.Span, s.Name, s.Args, s.Body, s.Decorators, s.Returns)
	case *ClassDef:
		d.node("ClassDef", &s.Span, s.Name, s.Bases, s.Kws, s.Body, s.Decorators)
	case *For:
		d.node(flag(s.Async, "Async")+"For", &s.Span, s.Target, s.Iter, s.Body, s.Orelse)
	case *While:
		d.node("While", &s.Span, s.Test, s.Body, s.Orelse)
	case *If:
		d.node("If", &s.Span, s.Test, s.Body, s.Orelse)
	case *With:
		d.node(flag(s.Async, "Async")+"With", &s.Span, s.Items, s.Body)
	case *Match:
		d.node("Match", &s.Span, s.Subject, s.Cases)
	case *Try:
		d.node("Try", &s.Span, s.Body, s.Handlers, s.Orelse, s.Finally)
	default:
		d.simple(s)
	}
}

// simple prints the simple statements.
func (d *dumper) simple(s Stmt) {
	switch s := s.(type) {
	case *Return:
		d.node("Return", &s.Span, s.X)
	case *Delete:
		d.node("Delete", &s.Span, s.Targets)
	case *Assign:
		d.node("Assign", &s.Span, s.Targets, s.Value)
	case *AugAssign:
		d.node("AugAssign", &s.Span, s.Target, s.Op, s.Value)
	case *AnnAssign:
		d.node("AnnAssign", &s.Span, s.Target, s.Ann, s.Value, flag(s.Simple, "simple"))
	case *Raise:
		d.node("Raise", &s.Span, s.Exc, s.Cause)
	case *Assert:
		d.node("Assert", &s.Span, s.Test, s.Msg)
	case *Import:
		d.node("Import", &s.Span, s.Names)
	case *ImportFrom:
		d.node("ImportFrom", &s.Span, s.Module, s.Names, s.Level)
	case *Global:
		d.node("Global", &s.Span, s.Names)
	case *Nonlocal:
		d.node("Nonlocal", &s.Span, s.Names)
	case *ExprStmt:
		d.node("Expr", &s.Span, s.X)
	case *Pass:
		d.node("Pass", &s.Span)
	case *Break:
		d.node("Break", &s.Span)
	case *Continue:
		d.node("Continue", &s.Span)
	default:
		panic(fmt.Sprintf("ast: no dump of %T", s))
	}
}

func (d *dumper) pattern(p Pattern) {
	switch p := p.(type) {
	case nil:
		d.WriteByte('-')
	case *MatchValue:
		d.node("MatchValue", &p.Span, p.X)
	case *MatchSingleton:
		d.node("MatchSingleton", &p.Span, constant(p.Value))
	case *MatchSequence:
		d.node("MatchSequence", &p.Span, p.Pats)
	case *MatchMapping:
		d.node("MatchMapping", &p.Span, p.Keys, p.Pats, p.Rest)
	case *MatchClass:
		d.node("MatchClass", &p.Span, p.Cls, p.Pats, p.Attrs, p.KwPat)
	case *MatchStar:
		d.node("MatchStar", &p.Span, p.Name)
	case *MatchAs:
		d.node("MatchAs", &p.Span, []Pattern{p.Pat}, p.Name)
	case *MatchOr:
		d.node("MatchOr", &p.Span, p.Pats)
	default:
		panic(fmt.Sprintf("ast: no dump of %T", p))
	}
}
