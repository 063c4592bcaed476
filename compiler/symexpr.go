package compiler

import "github.com/minipy-go/minipy/ast"

// The part of the symbol table that walks expressions.

func (s *symtab) exprs(list []ast.Expr) {
	for _, e := range list {
		s.expr(e)
	}
}

func (s *symtab) expr(e ast.Expr) {
	if e == nil {
		return
	}
	s.enter()
	defer s.leave()
	switch e := e.(type) {
	case *ast.Name:
		s.name(e)
	case *ast.Constant:
	case *ast.Attribute:
		s.expr(e.X)
	case *ast.Call:
		s.expr(e.Func)
		s.exprs(e.Args)
		for _, k := range e.Kws {
			s.expr(k.Value)
		}
	case *ast.BinOp:
		s.binOp(e)
	case *ast.BoolOp:
		s.exprs(e.Values)
	case *ast.UnaryOp:
		s.expr(e.X)
	case *ast.Compare:
		s.expr(e.Left)
		s.exprs(e.Comps)
	case *ast.NamedExpr:
		s.namedExpr(e)
	case *ast.IfExp:
		s.expr(e.Test)
		s.expr(e.Body)
		s.expr(e.Orelse)
	case *ast.Dict:
		s.exprs(e.Keys)
		s.exprs(e.Values)
	case *ast.Set:
		s.exprs(e.Elts)
	case *ast.List:
		s.exprs(e.Elts)
	case *ast.Tuple:
		s.exprs(e.Elts)
	case *ast.Subscript:
		s.expr(e.X)
		s.expr(e.Index)
	case *ast.Slice:
		s.expr(e.Lo)
		s.expr(e.Hi)
		s.expr(e.Step)
	case *ast.Starred:
		s.expr(e.X)
	case *ast.JoinedStr:
		s.exprs(e.Values)
	case *ast.FormattedValue:
		s.expr(e.X)
		s.expr(e.Spec)
	case *ast.Yield:
		s.yield(&e.Span, e.X)
	case *ast.YieldFrom:
		s.yield(&e.Span, e.X)
	default:
		s.scopeExpr(e)
	}
}

// scopeExpr visits the expressions that have, or mark, a block.
func (s *symtab) scopeExpr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Lambda:
		s.exprs(e.Args.Defaults)
		s.exprs(e.Args.KwDefaults)
		s.open("lambda", functionBlock, e, e.Span)
		s.params(e.Args)
		s.expr(e.Body)
		s.close()
	case *ast.ListComp:
		s.comprehension(e, &e.Span, "listcomp", "list comprehension", e.Gens, e.Elt, nil)
	case *ast.SetComp:
		s.comprehension(e, &e.Span, "setcomp", "set comprehension", e.Gens, e.Elt, nil)
	case *ast.DictComp:
		s.comprehension(e, &e.Span, "dictcomp", "dict comprehension", e.Gens, e.Key, e.Value)
	case *ast.GeneratorExp:
		s.comprehension(e, &e.Span, "genexpr", "generator expression", e.Gens, e.Elt, nil)
	case *ast.Await:
		s.notInAnnotation("await expression", &e.Span)
		s.expr(e.X)
		s.cur.coroutine = true
	}
}

// binOp walks down the left operands in a loop: chains of operators are long but flat.
func (s *symtab) binOp(e *ast.BinOp) {
	spine, leftmost := spineOf(e)
	for range spine[1:] {
		s.enter()
	}
	s.expr(leftmost)
	for i := len(spine) - 1; i >= 0; i-- {
		s.expr(spine[i].Right)
		if i > 0 {
			s.leave()
		}
	}
}

// spineOf returns the chain of operators whose left operand is the next of them, the
// outermost first, and the operand at the far left.
func spineOf(e *ast.BinOp) ([]*ast.BinOp, ast.Expr) {
	spine := []*ast.BinOp{e}
	for {
		l, ok := e.Left.(*ast.BinOp)
		if !ok {
			return spine, e.Left
		}
		spine = append(spine, l)
		e = l
	}
}

func (s *symtab) name(e *ast.Name) {
	switch e.Ctx {
	case ast.Load:
		s.def(e.Id, symUse, &e.Span)
		if e.Id == "super" && s.cur.kind == functionBlock { // a call may need the class it stands in
			s.def("__class__", symUse, &e.Span)
		}
	case ast.Del:
		s.def(e.Id, defLocal|symDeleted, &e.Span)
	default:
		s.def(e.Id, defLocal, &e.Span)
	}
}

func (s *symtab) notInAnnotation(what string, sp *ast.Span) {
	if s.cur.kind == annotationBlock {
		s.fail(sp, "'%s' can not be used within an annotation", what)
	}
}

func (s *symtab) yield(sp *ast.Span, x ast.Expr) {
	s.notInAnnotation("yield expression", sp)
	s.expr(x)
	s.cur.generator = true
	if s.cur.comprehension != "" {
		s.fail(sp, "'yield' inside %s", s.cur.comprehension)
	}
}

func (s *symtab) namedExpr(e *ast.NamedExpr) {
	s.notInAnnotation("named expression", &e.Span)
	if s.cur.iterExpr > 0 {
		s.fail(&e.Span, "assignment expression cannot be used in a comprehension iterable expression")
	}
	s.cur.walrus = true
	if s.cur.comprehension != "" {
		s.namedInComprehension(e.Target.(*ast.Name))
	}
	s.expr(e.Value)
	s.expr(e.Target)
}

// namedInComprehension binds the target of an assignment expression in the nearest
// block around the comprehensions.
func (s *symtab) namedInComprehension(n *ast.Name) {
	for i := len(s.stack) - 1; i >= 0; i-- {
		c := s.stack[i]
		if c.comprehension != "" {
			if c.syms[mangle(s.private, n.Id)]&defCompIter != 0 {
				s.fail(&n.Span, "assignment expression cannot rebind comprehension iteration variable '%s'", n.Id)
			}
			continue
		}
		switch c.kind {
		case functionBlock:
			f := defNonlocal
			if c.syms[mangle(s.private, n.Id)]&defGlobal != 0 {
				f = defGlobal
			}
			s.def(n.Id, f, &n.Span)
			s.directive(n.Id, &n.Span)
			s.defIn(c, n.Id, defLocal, &n.Span)
			return
		case moduleBlock:
			s.def(n.Id, defGlobal, &n.Span)
			s.directive(n.Id, &n.Span)
			s.defIn(c, n.Id, defGlobal, &n.Span)
			return
		case classBlock:
			s.fail(&n.Span, "assignment expression within a comprehension cannot be used in a class body")
		}
	}
}

func (s *symtab) comprehension(node any, sp *ast.Span, name, kind string, gens []ast.Comprehension, elt, value ast.Expr) {
	outer := &gens[0]
	s.cur.iterExpr++
	s.expr(outer.Iter)
	s.cur.iterExpr--
	c := s.open(name, functionBlock, node, *sp)
	c.comprehension = kind
	c.coroutine = outer.Async
	s.def(".0", defParam, sp)
	s.targets(outer.Target)
	s.exprs(outer.Ifs)
	for i := range gens[1:] {
		g := &gens[i+1]
		s.targets(g.Target)
		c.iterExpr++
		s.expr(g.Iter)
		c.iterExpr--
		s.exprs(g.Ifs)
		if g.Async {
			c.coroutine = true
		}
	}
	s.expr(value)
	s.expr(elt)
	c.generator = kind == "generator expression"
	s.close()
	s.awaitsIf(c.coroutine)
}

func (s *symtab) targets(e ast.Expr) {
	s.cur.iterTarget = true
	s.expr(e)
	s.cur.iterTarget = false
}
