package compiler

import (
	"strings"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// What a block does with a name.
type symbol uint16

const (
	defGlobal    symbol = 1 << iota // named in a global statement
	defLocal                        // assigned
	defParam                        // a parameter
	defNonlocal                     // named in a nonlocal statement
	symUse                          // read
	defImport                       // bound by an import
	defAnnot                        // annotated
	defCompIter                     // an iteration variable of a comprehension
	defFreeClass                    // free in a method and bound in the class around it
	symDeleted                      // deleted by a del statement or the end of an except clause

	defBound = defLocal | defParam | defImport
)

type blockKind uint8

const (
	moduleBlock blockKind = iota
	classBlock
	functionBlock
	annotationBlock // annotations that will be strings: what they mention leaves no trace
)

// A place is where a name lives.
type place uint8

const (
	placeNone place = iota
	placeLocal
	placeGlobal  // declared global
	placeDefault // not bound anywhere: global or built-in
	placeFree
	placeCell
)

// A scope is the symbol table of one block.
type scope struct {
	kind     blockKind
	name     string
	span     ast.Span
	syms     map[string]symbol
	order    []string // keys of syms, as first met
	params   []string
	children []*scope
	places   map[string]place

	nested, generator, coroutine bool
	varargs, varkw               bool
	classCell                    bool   // a method needs __class__
	walrus                       bool   // some assignment expression binds a name of this block
	comprehension                string // "list comprehension" and so on, or ""
	iterTarget                   bool   // visiting the targets of a comprehension
	iterExpr                     int    // > 0: inside the iterable of a comprehension

	directives map[string]*ast.Span // the statements that declare names global or nonlocal
}

// A symtab walks the tree and fills in the scopes.
type symtab struct {
	*compiler
	cur     *scope
	stack   []*scope
	global  *scope
	private string // the class whose private names are mangled
}

// symbols builds the symbol table of the module and returns its top scope.
func (k *compiler) symbols() *scope {
	s := &symtab{compiler: k}
	top := s.open("top", moduleBlock, k.mod, ast.Span{})
	s.global = top
	for _, st := range k.mod.Body {
		s.stmt(st)
	}
	s.close()
	k.analyze(top)
	return top
}

// awaitsIf notes that a module awaits something, if it does.
func (s *symtab) awaitsIf(async bool) {
	if async && s.cur.kind == moduleBlock {
		s.cur.coroutine = true
	}
}

func (s *symtab) open(name string, kind blockKind, node any, sp ast.Span) *scope {
	c := &scope{kind: kind, name: name, span: sp, syms: map[string]symbol{}}
	if prev := s.cur; prev != nil {
		c.nested = prev.nested || prev.kind == functionBlock
		c.iterExpr = prev.iterExpr
		if kind != annotationBlock {
			prev.children = append(prev.children, c)
		}
	}
	s.stack = append(s.stack, c)
	s.cur = c
	s.scopes[node] = c
	return c
}

func (s *symtab) close() {
	s.stack = s.stack[:len(s.stack)-1]
	s.cur = nil
	if n := len(s.stack); n > 0 {
		s.cur = s.stack[n-1]
	}
}

// mangle returns name as seen in the class private: __x becomes _Class__x.
func mangle(private, name string) string {
	if private == "" || !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	cls := strings.TrimLeft(private, "_")
	if cls == "" {
		return name
	}
	return "_" + cls + name
}

func (s *symtab) lookup(name string) symbol { return s.cur.syms[mangle(s.private, name)] }

func (s *symtab) def(name string, f symbol, sp *ast.Span) { s.defIn(s.cur, name, f, sp) }

func (s *symtab) defIn(c *scope, name string, f symbol, sp *ast.Span) {
	m := mangle(s.private, name)
	v, had := c.syms[m]
	if f&defParam != 0 && v&defParam != 0 {
		s.fail(sp, "duplicate argument '%s' in function definition", name)
	}
	v |= f
	if c.iterTarget {
		if v&(defGlobal|defNonlocal) != 0 {
			s.fail(sp, "comprehension inner loop cannot rebind assignment expression target '%s'", name)
		}
		v |= defCompIter
	}
	if !had {
		c.order = append(c.order, m)
	}
	c.syms[m] = v
	if f&defParam != 0 {
		c.params = append(c.params, m)
	} else if f&defGlobal != 0 && c != s.global {
		g, had := s.global.syms[m]
		if !had {
			s.global.order = append(s.global.order, m)
		}
		s.global.syms[m] = g | f
	}
}

func (s *symtab) directive(name string, sp *ast.Span) {
	if s.cur.directives == nil {
		s.cur.directives = map[string]*ast.Span{}
	}
	m := mangle(s.private, name)
	if s.cur.directives[m] == nil {
		s.cur.directives[m] = sp
	}
}

func (s *symtab) stmts(list []ast.Stmt) {
	for _, st := range list {
		s.stmt(st)
	}
}

func (s *symtab) stmt(st ast.Stmt) {
	s.enter()
	defer s.leave()
	switch st := st.(type) {
	case *ast.FunctionDef:
		s.functionDef(st)
	case *ast.ClassDef:
		s.classDef(st)
	case *ast.Return:
		s.expr(st.X)
	case *ast.Delete:
		s.exprs(st.Targets)
	case *ast.Assign:
		s.exprs(st.Targets)
		s.expr(st.Value)
	case *ast.AugAssign:
		s.expr(st.Target)
		s.expr(st.Value)
	case *ast.AnnAssign:
		s.annAssign(st)
	case *ast.For:
		s.awaitsIf(st.Async)
		s.expr(st.Target)
		s.expr(st.Iter)
		s.stmts(st.Body)
		s.stmts(st.Orelse)
	case *ast.While:
		s.expr(st.Test)
		s.stmts(st.Body)
		s.stmts(st.Orelse)
	case *ast.If:
		s.expr(st.Test)
		s.stmts(st.Body)
		s.stmts(st.Orelse)
	case *ast.With:
		s.awaitsIf(st.Async)
		for i := range st.Items {
			s.expr(st.Items[i].X)
			s.expr(st.Items[i].Vars)
		}
		s.stmts(st.Body)
	case *ast.Match:
		s.expr(st.Subject)
		for i := range st.Cases {
			s.pattern(st.Cases[i].Pattern)
			s.expr(st.Cases[i].Guard)
			s.stmts(st.Cases[i].Body)
		}
	case *ast.Raise:
		s.expr(st.Exc)
		s.expr(st.Cause)
	case *ast.Try:
		s.try(st)
	case *ast.Assert:
		s.expr(st.Test)
		s.expr(st.Msg)
	case *ast.Import:
		for _, a := range st.Names {
			s.alias(a)
		}
	case *ast.ImportFrom:
		for _, a := range st.Names {
			s.alias(a)
		}
	case *ast.Global:
		s.declare(st.Names, &st.Span, defGlobal, "global")
	case *ast.Nonlocal:
		s.declare(st.Names, &st.Span, defNonlocal, "nonlocal")
	case *ast.ExprStmt:
		s.expr(st.X)
	}
}

func (s *symtab) functionDef(st *ast.FunctionDef) {
	s.def(st.Name, defLocal, &st.Span)
	s.exprs(st.Args.Defaults)
	s.exprs(st.Args.KwDefaults)
	s.annotations(st.Args, st.Returns)
	s.exprs(st.Decorators)
	c := s.open(st.Name, functionBlock, st, st.Span)
	c.coroutine = st.Async
	s.params(st.Args)
	s.stmts(st.Body)
	s.close()
}

func (s *symtab) classDef(st *ast.ClassDef) {
	s.def(st.Name, defLocal, &st.Span)
	s.exprs(st.Bases)
	for _, k := range st.Kws {
		s.expr(k.Value)
	}
	s.exprs(st.Decorators)
	s.open(st.Name, classBlock, st, st.Span)
	private := s.private
	s.private = st.Name
	s.stmts(st.Body)
	s.private = private
	s.close()
}

func (s *symtab) annAssign(st *ast.AnnAssign) {
	if n, ok := st.Target.(*ast.Name); ok {
		if f := s.lookup(n.Id); f&(defGlobal|defNonlocal) != 0 && s.cur != s.global && st.Simple {
			word := "nonlocal"
			if f&defGlobal != 0 {
				word = "global"
			}
			s.fail(&st.Span, "annotated name '%s' can't be %s", n.Id, word)
		}
		if st.Simple {
			s.def(n.Id, defAnnot|defLocal, &n.Span)
		} else if st.Value != nil {
			s.def(n.Id, defLocal, &n.Span)
		}
	} else {
		s.expr(st.Target)
	}
	s.annotation(st.Ann, st)
	s.expr(st.Value)
}

// annotation visits an annotation, in a block of its own if it will be a string.
func (s *symtab) annotation(e ast.Expr, node any) {
	if e == nil {
		return
	}
	if s.future&code.FutureAnnotations != 0 {
		s.open("_annotation", annotationBlock, node, *e.Pos())
		defer s.close()
	}
	s.expr(e)
}

func (s *symtab) annotations(a *ast.Arguments, returns ast.Expr) {
	if s.future&code.FutureAnnotations != 0 {
		s.open("_annotation", annotationBlock, a, ast.Span{})
		defer s.close()
	}
	for _, list := range [][]*ast.Arg{a.PosOnly, a.Args, {a.Vararg}, {a.Kwarg}, a.KwOnly} {
		for _, p := range list {
			if p != nil {
				s.expr(p.Ann)
			}
		}
	}
	s.expr(returns)
}

func (s *symtab) params(a *ast.Arguments) {
	for _, list := range [][]*ast.Arg{a.PosOnly, a.Args, a.KwOnly} {
		for _, p := range list {
			s.def(p.Name, defParam, &p.Span)
		}
	}
	if a.Vararg != nil {
		s.def(a.Vararg.Name, defParam, &a.Vararg.Span)
		s.cur.varargs = true
	}
	if a.Kwarg != nil {
		s.def(a.Kwarg.Name, defParam, &a.Kwarg.Span)
		s.cur.varkw = true
	}
}

func (s *symtab) try(st *ast.Try) {
	s.stmts(st.Body)
	s.stmts(st.Orelse)
	for _, h := range st.Handlers {
		s.expr(h.Type)
		if h.Name != "" {
			s.def(h.Name, defLocal|symDeleted, &h.Span)
		}
		s.stmts(h.Body)
	}
	s.stmts(st.Finally)
}

func (s *symtab) alias(a *ast.Alias) {
	name := a.As
	if name == "" {
		name, _, _ = strings.Cut(a.Name, ".")
	}
	if name != "*" {
		s.def(name, defImport, &a.Span)
	} else if s.cur.kind != moduleBlock {
		s.fail(&a.Span, "import * only allowed at module level")
	}
}

func (s *symtab) declare(names []string, sp *ast.Span, f symbol, word string) {
	for _, name := range names {
		switch cur := s.lookup(name); {
		case cur&defParam != 0:
			s.fail(sp, "name '%s' is parameter and %s", name, word)
		case cur&symUse != 0:
			s.fail(sp, "name '%s' is used prior to %s declaration", name, word)
		case cur&defAnnot != 0:
			s.fail(sp, "annotated name '%s' can't be %s", name, word)
		case cur&defLocal != 0:
			s.fail(sp, "name '%s' is assigned to before %s declaration", name, word)
		}
		s.def(name, f, sp)
		s.directive(name, sp)
	}
}

func (s *symtab) pattern(p ast.Pattern) {
	s.enter()
	defer s.leave()
	switch p := p.(type) {
	case *ast.MatchValue:
		s.expr(p.X)
	case *ast.MatchSequence:
		s.patterns(p.Pats)
	case *ast.MatchStar:
		s.capture(p.Name, &p.Span)
	case *ast.MatchMapping:
		s.exprs(p.Keys)
		s.patterns(p.Pats)
		s.capture(p.Rest, &p.Span)
	case *ast.MatchClass:
		s.expr(p.Cls)
		s.patterns(p.Pats)
		s.patterns(p.KwPat)
	case *ast.MatchAs:
		if p.Pat != nil {
			s.pattern(p.Pat)
		}
		s.capture(p.Name, &p.Span)
	case *ast.MatchOr:
		s.patterns(p.Pats)
	}
}

func (s *symtab) patterns(list []ast.Pattern) {
	for _, p := range list {
		s.pattern(p)
	}
}

func (s *symtab) capture(name string, sp *ast.Span) {
	if name != "" {
		s.def(name, defLocal, sp)
	}
}
