package astmod

import (
	"math/big"
	"slices"
	"strings"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/object"
)

// A checker applies the rules that every tree of the parser obeys to one that a script
// made. The first broken rule stands in err; what follows does nothing.
type checker struct {
	t   *thread
	err error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = c.t.ValueErr(format, args...)
	}
}

func (c *checker) system(format string, args ...any) {
	if c.err == nil {
		c.err = c.t.Raise(object.SystemError, format, args...)
	}
}

// top checks a whole tree.
func (c *checker) top(n *raw) {
	if n.name == "Expression" {
		c.expr(n.sub("body"), "Load")
		return
	}
	c.stmts(n.list("body"))
}

// stmts checks a list of statements. It stops at the first error.
func (c *checker) stmts(list []any) {
	for _, x := range list {
		if c.err != nil {
			return
		}
		if x == nil {
			c.fail("None disallowed in statement list")
			return
		}
		c.stmt(x.(*raw))
	}
}

func (c *checker) full(n *raw, name string) []any {
	l := n.list(name)
	if len(l) == 0 {
		c.fail("empty %s on %s", name, n.name)
	}
	return l
}

func (c *checker) body(n *raw) { c.stmts(c.full(n, "body")) }

func (c *checker) exprs(list []any, ctx string, nullOK bool) {
	for _, x := range list {
		if c.err != nil {
			return
		}
		if x != nil {
			c.expr(x.(*raw), ctx)
		} else if !nullOK {
			c.fail("None disallowed in expression list")
		}
	}
}

func (c *checker) load(n *raw, names ...string) {
	for _, name := range names {
		c.expr(n.sub(name), "Load")
	}
}

func (c *checker) keywords(n *raw) {
	for _, k := range n.list("keywords") {
		c.load(k.(*raw), "value")
	}
}

func (c *checker) name(id string) {
	if id == "None" || id == "True" || id == "False" {
		c.fail("identifier field can't represent '%s' constant", id)
	}
}

func (c *checker) args(a *raw) {
	for _, list := range []string{"posonlyargs", "args"} {
		for _, x := range a.list(list) {
			c.load(x.(*raw), "annotation")
		}
	}
	if v := a.sub("vararg"); v != nil {
		c.load(v, "annotation")
	}
	for _, x := range a.list("kwonlyargs") {
		c.load(x.(*raw), "annotation")
	}
	if v := a.sub("kwarg"); v != nil {
		c.load(v, "annotation")
	}
	if len(a.list("defaults")) > len(a.list("posonlyargs"))+len(a.list("args")) {
		c.fail("more positional defaults than args on arguments")
	}
	if len(a.list("kwonlyargs")) != len(a.list("kw_defaults")) {
		c.fail("length of kwonlyargs is not the same as kw_defaults on arguments")
	}
	c.exprs(a.list("defaults"), "Load", false)
	c.exprs(a.list("kw_defaults"), "Load", true)
}

func (c *checker) stmt(n *raw) {
	switch strings.TrimPrefix(n.name, "Async") {
	case "FunctionDef":
		c.body(n)
		c.args(n.sub("args"))
		c.exprs(n.list("decorator_list"), "Load", false)
		c.load(n, "returns")
	case "ClassDef":
		c.body(n)
		c.exprs(n.list("bases"), "Load", false)
		c.keywords(n)
		c.exprs(n.list("decorator_list"), "Load", false)
	case "For":
		c.expr(n.sub("target"), "Store")
		c.load(n, "iter")
		c.body(n)
		c.stmts(n.list("orelse"))
	case "While", "If":
		c.load(n, "test")
		c.body(n)
		c.stmts(n.list("orelse"))
	case "With":
		for _, x := range c.full(n, "items") {
			c.load(x.(*raw), "context_expr")
			if v := x.(*raw).sub("optional_vars"); v != nil {
				c.expr(v, "Store")
			}
		}
		c.body(n)
	case "Match":
		c.load(n, "subject")
		for _, x := range c.full(n, "cases") {
			m := x.(*raw)
			c.pattern(m.sub("pattern"), false)
			c.load(m, "guard")
			c.body(m)
		}
	case "Try":
		c.try(n)
	default:
		c.simple(n)
	}
}

func (c *checker) try(n *raw) {
	c.body(n)
	handlers, orelse, final := n.list("handlers"), n.list("orelse"), n.list("finalbody")
	if len(handlers) == 0 && len(final) == 0 {
		c.fail("Try has neither except handlers nor finalbody")
	}
	if len(handlers) == 0 && len(orelse) > 0 {
		c.fail("Try has orelse but no except handlers")
	}
	for _, x := range handlers {
		h, _ := x.(*raw)
		if h == nil {
			c.fail("None disallowed in handler list")
			return
		}
		c.load(h, "type")
		c.body(h)
	}
	c.stmts(final)
	c.stmts(orelse)
}

func (c *checker) simple(n *raw) {
	switch n.name {
	case "Return", "Expr":
		c.load(n, "value")
	case "Delete":
		c.exprs(c.full(n, "targets"), "Del", false)
	case "Assign":
		c.exprs(c.full(n, "targets"), "Store", false)
		c.load(n, "value")
	case "AugAssign":
		c.expr(n.sub("target"), "Store")
		c.load(n, "value")
		c.simpleTarget(n, "augmented")
	case "AnnAssign":
		if n.sub("target").name != "Name" && n.int("simple") != 0 && c.err == nil {
			c.err = c.t.TypeErr("AnnAssign with simple non-Name target")
		}
		c.expr(n.sub("target"), "Store")
		c.load(n, "value", "annotation")
		c.simpleTarget(n, "annotated")
	case "Raise":
		if n.sub("exc") == nil && n.sub("cause") != nil {
			c.fail("Raise with cause but no exception")
		}
		c.load(n, "exc", "cause")
	case "Assert":
		c.load(n, "test", "msg")
	case "ImportFrom":
		if n.int("level") < 0 {
			c.fail("Negative ImportFrom level")
		}
		c.aliases(n)
	case "Import":
		c.aliases(n)
	case "Global", "Nonlocal":
		for _, x := range c.full(n, "names") {
			if x == nil {
				c.fail("None disallowed in identifier list")
			}
		}
	}
}

func (c *checker) aliases(n *raw) {
	for _, x := range c.full(n, "names") {
		if x.(*raw).text("name") == "" {
			c.fail("field 'name' is required for alias")
		}
	}
}

// simpleTarget refuses targets that only a list of them may be.
func (c *checker) simpleTarget(n *raw, what string) {
	switch target := n.sub("target"); target.name {
	case "Name", "Attribute", "Subscript":
	default:
		c.system("invalid node type (%d) for %s assignment", slices.Index(target.kind.base.ctors, target.kind)+1, what)
	}
}

// expr checks an expression that stands in context ctx; nil is fine.
func (c *checker) expr(n *raw, ctx string) {
	if n == nil || c.err != nil {
		return
	}
	actual := "Load"
	switch n.name {
	case "Attribute", "Subscript", "Starred", "Name", "List", "Tuple":
		if n.name == "Name" {
			c.name(n.text("id"))
		}
		actual = n.sub("ctx").name
	default:
		if ctx != "Load" {
			c.fail("expression which can't be assigned to in %s context", ctx)
			return
		}
	}
	if actual != ctx {
		c.fail("expression must have %s context but has %s instead", ctx, actual)
		return
	}
	switch n.name {
	case "Name":
	case "Attribute":
		c.load(n, "value")
	case "Subscript":
		c.load(n, "slice", "value")
	case "Starred":
		c.expr(n.sub("value"), ctx)
	case "List", "Tuple":
		c.exprs(n.list("elts"), ctx, false)
	case "ListComp", "SetComp", "GeneratorExp", "DictComp":
		c.comprehension(n)
	default:
		c.operation(n)
	}
}

func (c *checker) comprehension(n *raw) {
	gens := n.list("generators")
	if len(gens) == 0 {
		c.fail("comprehension with no generators")
	}
	for _, x := range gens {
		g := x.(*raw)
		c.expr(g.sub("target"), "Store")
		c.load(g, "iter")
		c.exprs(g.list("ifs"), "Load", false)
	}
	if n.name == "DictComp" {
		c.load(n, "key", "value")
	} else {
		c.load(n, "elt")
	}
}

func (c *checker) operation(n *raw) {
	switch n.name {
	case "BoolOp":
		if len(n.list("values")) < 2 {
			c.fail("BoolOp with less than 2 values")
		}
		c.exprs(n.list("values"), "Load", false)
	case "BinOp":
		c.load(n, "left", "right")
	case "UnaryOp":
		c.load(n, "operand")
	case "Lambda":
		c.args(n.sub("args"))
		c.load(n, "body")
	case "IfExp":
		c.load(n, "test", "body", "orelse")
	case "Dict":
		if len(n.list("keys")) != len(n.list("values")) {
			c.fail("Dict doesn't have the same number of keys as values")
		}
		c.exprs(n.list("keys"), "Load", true)
		c.exprs(n.list("values"), "Load", false)
	case "Set":
		c.exprs(n.list("elts"), "Load", false)
	case "Yield", "YieldFrom", "Await":
		c.load(n, "value")
	case "Compare":
		comps := n.list("comparators")
		if len(comps) == 0 {
			c.fail("Compare with no comparators")
		}
		if len(comps) != len(n.list("ops")) {
			c.fail("Compare has a different number of comparators and operands")
		}
		c.exprs(comps, "Load", false)
		c.load(n, "left")
	case "Call":
		c.load(n, "func")
		c.exprs(n.list("args"), "Load", false)
		c.keywords(n)
	case "JoinedStr":
		c.exprs(n.list("values"), "Load", false)
	case "FormattedValue":
		c.load(n, "value", "format_spec")
		switch v := n.int("conversion"); v {
		case -1, 's', 'r', 'a':
		default:
			c.system("Unrecognized conversion character %d", v)
		}
	case "NamedExpr":
		if n.sub("target").name != "Name" && c.err == nil {
			c.err = c.t.TypeErr("NamedExpr target must be a Name")
		}
		c.load(n, "value")
	case "Slice":
		c.load(n, "lower", "upper", "step")
	case "Constant":
		if bad, ok := n.fields[0].(constant).v.(invalid); ok && c.err == nil {
			c.err = c.t.TypeErr("got an invalid type in Constant: %s", bad.typ)
		}
	}
}

const onlyLiterals = "patterns may only match literals and attribute lookups"

// literal checks the expression of a value pattern.
func (c *checker) literal(n *raw) {
	c.expr(n, "Load")
	switch n.name {
	case "Constant":
		switch n.fields[0].(constant).v.(type) {
		case int64, *big.Int, float64, complex128, string, ast.Bytes:
		default:
			c.fail("unexpected constant inside of a literal pattern")
		}
	case "Attribute", "JoinedStr":
	case "UnaryOp":
		if !negative(n) && !number(n, true, true) {
			c.fail(onlyLiterals)
		}
	case "BinOp":
		left, right := n.sub("left"), n.sub("right")
		op := n.sub("op").name
		if op != "Add" && op != "Sub" || !number(left, true, false) && !negativeReal(left) || !number(right, false, true) {
			c.fail(onlyLiterals)
		}
	default:
		c.fail(onlyLiterals)
	}
}

func negative(n *raw) bool {
	return n.name == "UnaryOp" && n.sub("op").name == "USub" && number(n.sub("operand"), true, true)
}

func negativeReal(n *raw) bool {
	return n.name == "UnaryOp" && n.sub("op").name == "USub" && number(n.sub("operand"), true, false)
}

// number reports whether n is a constant number, real or imaginary as allowed.
func number(n *raw, realOK, imagOK bool) bool {
	if n.name != "Constant" {
		return false
	}
	switch n.fields[0].(constant).v.(type) {
	case int64, *big.Int, float64:
		return realOK
	case complex128:
		return imagOK
	}
	return false
}

func (c *checker) capture(name string) {
	if name == "_" {
		c.fail("can't capture name '_' in patterns")
	}
	c.name(name)
}

func (c *checker) patterns(list []any, starOK bool) {
	for _, x := range list {
		p, _ := x.(*raw)
		c.pattern(p, starOK)
	}
}

func (c *checker) pattern(n *raw, starOK bool) {
	if c.err != nil {
		return
	}
	if n == nil {
		c.fail("None disallowed in pattern list")
		return
	}
	switch n.name {
	case "MatchValue":
		c.literal(n.sub("value"))
	case "MatchSingleton":
		switch n.fields[0].(constant).v.(type) {
		case nil, bool:
		default:
			c.fail("MatchSingleton can only contain True, False and None")
		}
	case "MatchSequence":
		c.patterns(n.list("patterns"), true)
	case "MatchMapping":
		c.mapping(n)
	case "MatchClass":
		c.class(n)
	case "MatchStar":
		if !starOK {
			c.fail("can't use MatchStar here")
		}
		c.capture(n.text("name"))
	case "MatchAs":
		c.capture(n.text("name"))
		if p := n.sub("pattern"); p != nil {
			if n.text("name") == "" {
				c.fail("MatchAs must specify a target name if a pattern is given")
			}
			c.pattern(p, false)
		}
	case "MatchOr":
		if len(n.list("patterns")) < 2 {
			c.fail("MatchOr requires at least 2 patterns")
		}
		c.patterns(n.list("patterns"), false)
	}
}

func (c *checker) mapping(n *raw) {
	if len(n.list("keys")) != len(n.list("patterns")) {
		c.fail("MatchMapping doesn't have the same number of keys as patterns")
	}
	c.capture(n.text("rest"))
	for _, x := range n.list("keys") {
		key, _ := x.(*raw)
		if key == nil {
			c.fail("None disallowed in expression list")
			return
		}
		if key.name == "Constant" {
			switch key.fields[0].(constant).v.(type) {
			case nil, bool:
				continue
			}
		}
		c.literal(key)
	}
	c.patterns(n.list("patterns"), false)
}

func (c *checker) class(n *raw) {
	if len(n.list("kwd_attrs")) != len(n.list("kwd_patterns")) {
		c.fail("MatchClass doesn't have the same number of keyword attributes as patterns")
	}
	c.load(n, "cls")
	cls := n.sub("cls")
	for cls.name == "Attribute" {
		cls = cls.sub("value")
	}
	if cls.name != "Name" {
		c.fail("MatchClass cls field can only contain Name or Attribute nodes.")
	}
	for _, x := range n.list("kwd_attrs") {
		s, ok := x.(string)
		if !ok {
			c.fail("None disallowed in identifier list")
		}
		c.name(s)
	}
	c.patterns(n.list("patterns"), false)
	c.patterns(n.list("kwd_patterns"), false)
}
