package astmod

import (
	"strings"
	"sync"
)

// grammar lists the node classes: a kind, or a kind with its constructors, and the
// fields of each. "@" says that the nodes have a position, "@!" that its end is required.
// A field's type ends in ? if it may be None, in * if it is a list.
const grammar = `
mod = Module(stmt* body, type_ignore* type_ignores) | Interactive(stmt* body) | Expression(expr body) | FunctionType(expr* argtypes, expr returns)
stmt @ = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment) | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment) | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list) | Return(expr? value) | Delete(expr* targets) | Assign(expr* targets, expr value, string? type_comment) | AugAssign(expr target, operator op, expr value) | AnnAssign(expr target, expr annotation, expr? value, int simple) | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment) | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment) | While(expr test, stmt* body, stmt* orelse) | If(expr test, stmt* body, stmt* orelse) | With(withitem* items, stmt* body, string? type_comment) | AsyncWith(withitem* items, stmt* body, string? type_comment) | Match(expr subject, match_case* cases) | Raise(expr? exc, expr? cause) | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) | Assert(expr test, expr? msg) | Import(alias* names) | ImportFrom(identifier? module, alias* names, int? level) | Global(identifier* names) | Nonlocal(identifier* names) | Expr(expr value) | Pass | Break | Continue
expr @ = BoolOp(boolop op, expr* values) | NamedExpr(expr target, expr value) | BinOp(expr left, operator op, expr right) | UnaryOp(unaryop op, expr operand) | Lambda(arguments args, expr body) | IfExp(expr test, expr body, expr orelse) | Dict(expr* keys, expr* values) | Set(expr* elts) | ListComp(expr elt, comprehension* generators) | SetComp(expr elt, comprehension* generators) | DictComp(expr key, expr value, comprehension* generators) | GeneratorExp(expr elt, comprehension* generators) | Await(expr value) | Yield(expr? value) | YieldFrom(expr value) | Compare(expr left, cmpop* ops, expr* comparators) | Call(expr func, expr* args, keyword* keywords) | FormattedValue(expr value, int conversion, expr? format_spec) | JoinedStr(expr* values) | Constant(constant value, string? kind) | Attribute(expr value, identifier attr, expr_context ctx) | Subscript(expr value, expr slice, expr_context ctx) | Starred(expr value, expr_context ctx) | Name(identifier id, expr_context ctx) | List(expr* elts, expr_context ctx) | Tuple(expr* elts, expr_context ctx) | Slice(expr? lower, expr? upper, expr? step)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler @ = ExceptHandler(expr? type, identifier? name, stmt* body)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
arg(identifier arg, expr? annotation, string? type_comment) @
keyword(identifier? arg, expr value) @
alias(identifier name, identifier? asname) @
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern @! = MatchValue(expr value) | MatchSingleton(constant value) | MatchSequence(pattern* patterns) | MatchMapping(expr* keys, pattern* patterns, identifier? rest) | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns) | MatchStar(identifier? name) | MatchAs(pattern? pattern, identifier? name) | MatchOr(pattern* patterns)
type_ignore = TypeIgnore(int lineno, string tag)
`

// A field of a node class.
type field struct {
	name, typ string
	opt, list bool
}

// A kind is a node class, or the base class of some.
type kind struct {
	id           int
	name, doc    string
	base         *kind // nil for kinds of their own
	ctors        []*kind
	fields       []field
	pos, needEnd bool // has a position; its end is required
	simple       bool // the constructors have no fields and no position
}

// A tables is the grammar taken apart.
type tables struct {
	kinds  []*kind // a base before its constructors
	byName map[string]*kind
}

// theGrammar is grammar, parsed at the first use.
var theGrammar = sync.OnceValue(func() *tables {
	g := &tables{byName: map[string]*kind{}}
	for _, line := range strings.Split(strings.TrimSpace(grammar), "\n") {
		head, ctors, isSum := strings.Cut(line, " = ")
		k := &kind{pos: strings.Contains(head, " @"), needEnd: strings.HasSuffix(head, " @!")}
		head, _, _ = strings.Cut(head, " @")
		g.add(k, head)
		if !isSum {
			continue
		}
		k.simple = !strings.Contains(ctors, "(")
		sep := "\n" + strings.Repeat(" ", len(k.name)) + " | "
		if k.simple {
			sep = " | "
		}
		k.doc = k.name + " = " + strings.ReplaceAll(ctors, " | ", sep)
		for _, c := range strings.Split(ctors, " | ") {
			sub := &kind{base: k, pos: k.pos, needEnd: k.needEnd}
			g.add(sub, c)
			k.ctors = append(k.ctors, sub)
		}
	}
	return g
})

func (g *tables) add(k *kind, decl string) {
	k.id, k.doc = len(g.kinds), decl
	name, fields, _ := strings.Cut(strings.TrimSuffix(decl, ")"), "(")
	k.name = name
	if fields != "" {
		for _, f := range strings.Split(fields, ", ") {
			typ, name, _ := strings.Cut(f, " ")
			base := strings.TrimRight(typ, "?*")
			k.fields = append(k.fields, field{name: name, typ: base, opt: strings.HasSuffix(typ, "?"), list: strings.HasSuffix(typ, "*")})
		}
	}
	g.kinds = append(g.kinds, k)
	g.byName[name] = k
}
