package astmod

import (
	"math/big"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/object"
)

// A builder makes Python objects of a tree.
type builder struct {
	t *thread
	s *state
	m *ast.Module
}

// Build returns the tree of a source text as an object of the class for mode: "exec",
// "eval" or "single". The result is given.
func Build(t *thread, m *ast.Module, mode string) (value, error) {
	s, err := stateOf(t)
	if err != nil {
		return value{}, err
	}
	b := &builder{t, s, m}
	switch mode {
	case "eval":
		return b.node("Expression", nil, b.expr(m.Body[0].(*ast.ExprStmt).X)), nil
	case "single":
		return b.node("Interactive", nil, b.stmts(m.Body)), nil
	}
	return b.node("Module", nil, b.stmts(m.Body), t.NewList(nil)), nil
}

// node makes an object of the named class; the fields, in the grammar's order, are given.
func (b *builder) node(name string, sp *ast.Span, fields ...value) value {
	k := b.s.g.byName[name]
	o := object.New[node](b.t, object.As[class](b.s.classes[k.id]))
	o.dict = b.t.NewDict()
	for i, f := range k.fields {
		o.dict.SetStr(b.t, b.t.In.Intern(f.name), fields[i])
		b.t.Unref(fields[i])
	}
	if k.pos {
		nums := [...]int{b.m.Line(sp.Start), b.m.Column(sp.Start), b.m.Line(sp.End), b.m.Column(sp.End)}
		for i, n := range nums {
			o.dict.SetStr(b.t, b.t.In.Intern(positions[i]), object.Int(int64(n)))
		}
	}
	return object.Obj(&o.Header)
}

// one gives the single object of a class without fields.
func (b *builder) one(name string) value { return b.s.single[b.s.g.byName[name].id].Ref() }

func (b *builder) op(op ast.Op) value { return b.one(op.String()) }

func (b *builder) ctx(c ast.Ctx) value { return b.one([...]string{"Load", "Store", "Del"}[c]) }

// ident gives a name, None for "".
func (b *builder) ident(s string) value {
	if s == "" {
		return none
	}
	return object.Obj(&b.t.In.Intern(s).Header)
}

func (b *builder) idents(names []string) value { return list(b, names, b.ident) }

func list[T any](b *builder, xs []T, f func(T) value) value {
	items := b.t.NewItems(len(xs))
	for i, x := range xs {
		items[i] = f(x)
	}
	return b.t.NewList(items)
}

func (b *builder) exprs(xs []ast.Expr) value { return list(b, xs, b.expr) }
func (b *builder) stmts(xs []ast.Stmt) value { return list(b, xs, b.stmt) }

func (b *builder) flag(on bool) value {
	if on {
		return object.Int(1)
	}
	return object.Int(0)
}

func (b *builder) comprehensions(gens []ast.Comprehension) value {
	return list(b, gens, func(c ast.Comprehension) value {
		return b.node("comprehension", nil, b.expr(c.Target), b.expr(c.Iter), b.exprs(c.Ifs), b.flag(c.Async))
	})
}

func (b *builder) keywords(kws []*ast.Keyword) value {
	return list(b, kws, func(k *ast.Keyword) value {
		return b.node("keyword", &k.Span, b.ident(k.Arg), b.expr(k.Value))
	})
}

func (b *builder) aliases(names []*ast.Alias) value {
	return list(b, names, func(a *ast.Alias) value {
		return b.node("alias", &a.Span, b.ident(a.Name), b.ident(a.As))
	})
}

func (b *builder) arg(a *ast.Arg) value {
	if a == nil {
		return none
	}
	return b.node("arg", &a.Span, b.ident(a.Name), b.expr(a.Ann), none)
}

func (b *builder) arguments(a *ast.Arguments) value {
	if a == nil {
		a = &ast.Arguments{}
	}
	return b.node("arguments", nil, list(b, a.PosOnly, b.arg), list(b, a.Args, b.arg), b.arg(a.Vararg),
		list(b, a.KwOnly, b.arg), b.exprs(a.KwDefaults), b.arg(a.Kwarg), b.exprs(a.Defaults))
}

// constant gives the object of a literal.
func (b *builder) constant(v any) value {
	switch v := v.(type) {
	case bool:
		return object.Bool(v)
	case int64:
		return object.Int(v)
	case *big.Int:
		return b.t.NewBig(new(big.Int).Set(v))
	case float64:
		return object.Float(v)
	case complex128:
		return b.t.NewComplex(v)
	case string:
		return b.t.NewStr(v)
	case ast.Bytes:
		return b.t.NewBytes([]byte(v))
	case ast.Ellipsis:
		return object.Ellipsis
	}
	return none
}

func (b *builder) expr(e ast.Expr) value {
	switch e := e.(type) {
	case nil:
		return none
	case *ast.BoolOp:
		return b.node("BoolOp", &e.Span, b.op(e.Op), b.exprs(e.Values))
	case *ast.NamedExpr:
		return b.node("NamedExpr", &e.Span, b.expr(e.Target), b.expr(e.Value))
	case *ast.BinOp:
		return b.binOp(e)
	case *ast.UnaryOp:
		return b.node("UnaryOp", &e.Span, b.op(e.Op), b.expr(e.X))
	case *ast.Lambda:
		return b.node("Lambda", &e.Span, b.arguments(e.Args), b.expr(e.Body))
	case *ast.IfExp:
		return b.node("IfExp", &e.Span, b.expr(e.Test), b.expr(e.Body), b.expr(e.Orelse))
	case *ast.Await:
		return b.node("Await", &e.Span, b.expr(e.X))
	case *ast.Yield:
		return b.node("Yield", &e.Span, b.expr(e.X))
	case *ast.YieldFrom:
		return b.node("YieldFrom", &e.Span, b.expr(e.X))
	case *ast.Compare:
		return b.node("Compare", &e.Span, b.expr(e.Left), list(b, e.Ops, b.op), b.exprs(e.Comps))
	case *ast.Call:
		return b.node("Call", &e.Span, b.expr(e.Func), b.exprs(e.Args), b.keywords(e.Kws))
	case *ast.Attribute:
		return b.node("Attribute", &e.Span, b.expr(e.X), b.ident(e.Attr), b.ctx(e.Ctx))
	case *ast.Subscript:
		return b.node("Subscript", &e.Span, b.expr(e.X), b.expr(e.Index), b.ctx(e.Ctx))
	case *ast.Slice:
		return b.node("Slice", &e.Span, b.expr(e.Lo), b.expr(e.Hi), b.expr(e.Step))
	case *ast.Starred:
		return b.node("Starred", &e.Span, b.expr(e.X), b.ctx(e.Ctx))
	case *ast.Name:
		return b.node("Name", &e.Span, b.ident(e.Id), b.ctx(e.Ctx))
	}
	return b.display(e)
}

// binOp makes a chain of operators from the left, which may be long, without recursion.
func (b *builder) binOp(e *ast.BinOp) value {
	var spine []*ast.BinOp
	var x ast.Expr = e
	for {
		op, ok := x.(*ast.BinOp)
		if !ok {
			break
		}
		spine = append(spine, op)
		x = op.Left
	}
	v := b.expr(x)
	for i := len(spine) - 1; i >= 0; i-- {
		v = b.node("BinOp", &spine[i].Span, v, b.op(spine[i].Op), b.expr(spine[i].Right))
	}
	return v
}

// display makes literals, displays and comprehensions.
func (b *builder) display(e ast.Expr) value {
	switch e := e.(type) {
	case *ast.Constant:
		kind := none
		if e.U {
			kind = b.ident("u")
		}
		return b.node("Constant", &e.Span, b.constant(e.Value), kind)
	case *ast.JoinedStr:
		return b.node("JoinedStr", &e.Span, b.exprs(e.Values))
	case *ast.FormattedValue:
		return b.node("FormattedValue", &e.Span, b.expr(e.X), object.Int(int64(e.Conv)), b.expr(e.Spec))
	case *ast.List:
		return b.node("List", &e.Span, b.exprs(e.Elts), b.ctx(e.Ctx))
	case *ast.Tuple:
		return b.node("Tuple", &e.Span, b.exprs(e.Elts), b.ctx(e.Ctx))
	case *ast.Dict:
		return b.node("Dict", &e.Span, b.exprs(e.Keys), b.exprs(e.Values))
	case *ast.Set:
		return b.node("Set", &e.Span, b.exprs(e.Elts))
	case *ast.ListComp:
		return b.node("ListComp", &e.Span, b.expr(e.Elt), b.comprehensions(e.Gens))
	case *ast.SetComp:
		return b.node("SetComp", &e.Span, b.expr(e.Elt), b.comprehensions(e.Gens))
	case *ast.DictComp:
		return b.node("DictComp", &e.Span, b.expr(e.Key), b.expr(e.Value), b.comprehensions(e.Gens))
	case *ast.GeneratorExp:
		return b.node("GeneratorExp", &e.Span, b.expr(e.Elt), b.comprehensions(e.Gens))
	}
	return none
}
