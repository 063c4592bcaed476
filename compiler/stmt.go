package compiler

import (
	"strings"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Statements without a body of their own.

func (u *unit) stmts(list []ast.Stmt) {
	for _, s := range list {
		u.stmt(s)
	}
}

func (u *unit) stmt(s ast.Stmt) {
	u.enter()
	defer u.leave()
	save := u.top
	switch s.(type) {
	case *ast.Global, *ast.Nonlocal:
	default:
		u.setLine(s.Pos())
	}
	switch s := s.(type) {
	case *ast.ExprStmt:
		u.exprStmt(s)
	case *ast.Assign:
		u.assign(s)
	case *ast.AugAssign:
		u.augAssign(s)
	case *ast.AnnAssign:
		u.annAssign(s)
	case *ast.Return:
		u.returnStmt(s)
	case *ast.If:
		u.ifStmt(s)
	case *ast.For:
		u.forStmt(s)
	case *ast.While:
		u.while(s)
	case *ast.Break:
		u.breakStmt(s)
	case *ast.Continue:
		u.continueStmt(s)
	case *ast.FunctionDef:
		u.functionDef(s)
	case *ast.ClassDef:
		u.classDef(s)
	case *ast.Try:
		u.try(s)
	case *ast.With:
		u.with(s, 0)
	case *ast.Match:
		u.match(s)
	case *ast.Raise:
		u.raise(s)
	case *ast.Assert:
		u.assert(s)
	case *ast.Delete:
		for _, t := range s.Targets {
			u.del(t)
		}
	case *ast.Import:
		u.importStmt(s)
	case *ast.ImportFrom:
		u.importFrom(s)
	case *ast.Pass:
		u.mark()
	case *ast.Global, *ast.Nonlocal:
	default:
		u.fail(s.Pos(), "statement cannot be compiled")
	}
	u.top = save
}

func (u *unit) exprStmt(s *ast.ExprStmt) {
	if u.opts.Mode == Single && u.parent == nil {
		x := u.operand(s.X)
		u.emit(code.PRINT, x.flag(code.TmpB), noReg, x.r, noReg)
		return
	}
	if _, ok := u.fold(s.X); ok {
		u.mark()
		return
	}
	x := u.operand(s.X)
	u.setLine(s.X.Pos())
	u.dropOperand(x)
}

func (u *unit) returnStmt(s *ast.Return) {
	if u.scope.kind != functionBlock {
		u.fail(&s.Span, "'return' outside function")
	}
	if s.X != nil && u.scope.coroutine && u.scope.generator {
		u.fail(&s.Span, "'return' with value in async generator")
	}
	var v any
	isConst := s.X == nil
	if !isConst {
		v, isConst = u.fold(s.X)
	}
	if isConst {
		if s.X != nil {
			u.setLine(s.X.Pos())
			u.mark()
			u.setLine(&s.Span)
		}
		u.mark()
		u.unwindToReturn(operand{})
		u.returnConst(v)
		u.rewind()
		return
	}
	x := u.operand(s.X)
	if u.compiler.line(s.X.Pos()) != u.compiler.line(&s.Span) {
		u.setLine(&s.Span)
		u.mark()
	}
	if !x.tmp && u.unwindRuns() { // what runs on the way out may rebind the local
		t := u.tmp()
		u.move(t, x)
		x = operand{t, true}
	}
	u.unwindToReturn(x)
	u.ret(x)
	u.rewind()
}

// unwindToReturn leaves all blocks. After a finally clause the return itself belongs to no line.
func (u *unit) unwindToReturn(x operand) {
	line := u.line
	u.unwind(nil, x)
	if u.line != line {
		u.line = noLine
	}
}

func (u *unit) returnConst(v any) {
	if len(u.consts) < wordRoom {
		u.emit(code.RETK, 0, noReg, u.konstOf(v), noReg)
		return
	}
	save := u.top
	u.ret(u.constant(v))
	u.top = save
}

func (u *unit) ifStmt(s *ast.If) {
	end := u.newLabel()
	orelse := end
	if len(s.Orelse) > 0 {
		orelse = u.newLabel()
	}
	if _, ok := s.Test.(*ast.Constant); ok {
		u.mark()
	}
	u.cond(s.Test, false, orelse)
	u.stmts(s.Body)
	if len(s.Orelse) > 0 {
		u.skipTo(end)
		u.bind(orelse)
		u.stmts(s.Orelse)
	}
	u.bind(end)
}

func (u *unit) raise(s *ast.Raise) {
	if s.Exc == nil {
		u.emit(code.RAISE, 0, noReg, noReg, noReg)
		return
	}
	x := u.operand(s.Exc, s.Cause)
	flags := code.RaiseExc | x.flag(code.TmpB)
	cause := operand{noReg, false}
	if s.Cause != nil {
		cause = u.operand(s.Cause)
		flags |= code.RaiseCause | cause.flag(code.TmpC)
	}
	u.emit(code.RAISE, flags, noReg, x.r, cause.r)
}

func (u *unit) assert(s *ast.Assert) {
	u.warnAssert(s)
	if u.opts.Optimize > 0 {
		return
	}
	end := u.newLabel()
	u.cond(s.Test, true, end)
	t := u.tmp()
	u.emit(code.LOADASSERT, 0, t, noReg, noReg)
	if s.Msg != nil {
		u.tmp()
		u.value(s.Msg)
		u.emit(code.CALL, 0, t, 1, t)
	}
	u.emit(code.RAISE, code.RaiseExc|code.TmpB, noReg, t, noReg)
	u.bind(end)
}

func (u *unit) del(e ast.Expr) {
	save, line := u.top, u.line
	u.setLine(e.Pos())
	switch e := e.(type) {
	case *ast.Name:
		u.forbid(e.Id, ast.Del, &e.Span)
		u.deleteName(e.Id)
	case *ast.Attribute:
		x := u.operand(e.X)
		u.forbid(e.Attr, ast.Del, &e.Span)
		u.line = int32(u.endLine(&e.Span))
		u.emit(code.DELATTR, x.flag(code.TmpB), noReg, x.r, u.nameOf(e.Attr))
	case *ast.Subscript:
		x := u.operand(e.X, e.Index)
		i := u.operand(e.Index)
		u.emit(code.DELIDX, x.flag(code.TmpB)|i.flag(code.TmpC), noReg, x.r, i.r)
	case *ast.Tuple:
		for _, x := range e.Elts {
			u.del(x)
		}
	case *ast.List:
		for _, x := range e.Elts {
			u.del(x)
		}
	default:
		u.fail(e.Pos(), "cannot delete expression")
	}
	u.top, u.line = save, line
}

func (u *unit) importStmt(s *ast.Import) {
	for _, a := range s.Names {
		first, rest, _ := strings.Cut(a.Name, ".")
		if a.As == "" || rest == "" {
			name := a.As
			if name == "" {
				name = first
			}
			u.forbid(name, ast.Store, &s.Span)
			u.intoName(name, func(d reg) { u.importName(a.Name, nil, 0, d) })
			continue
		}
		u.forbid(a.As, ast.Store, &s.Span)
		save := u.top
		m := u.tmp()
		u.importName(a.Name, nil, 0, m)
		parts := strings.Split(rest, ".")
		for _, p := range parts[:len(parts)-1] { // import a.b.c as d binds the innermost
			sub := u.tmp()
			u.emit(code.IMPORTFROM, 0, sub, m, u.nameOf(p))
			u.drop(m)
			u.emit(code.MOVE, code.TmpB, m, sub, noReg)
			u.top = m + 1
		}
		u.intoName(a.As, func(d reg) { u.emit(code.IMPORTFROM, 0, d, m, u.nameOf(parts[len(parts)-1])) })
		u.drop(m)
		u.top = save
	}
}

func (u *unit) importFrom(s *ast.ImportFrom) {
	if s.Module == "__future__" && s.Level == 0 && u.compiler.line(&s.Span) > u.futureLine {
		u.fail(&s.Span, "from __future__ imports must occur at the beginning of the file")
	}
	names := make(code.Tuple, len(s.Names))
	for i, a := range s.Names {
		names[i] = a.Name
	}
	m := u.tmp()
	u.importName(s.Module, names, s.Level, m)
	if s.Names[0].Name == "*" {
		u.emit(code.IMPORTSTAR, code.TmpB, noReg, m, noReg)
		return
	}
	for _, a := range s.Names {
		name := a.As
		if name == "" {
			name = a.Name
		}
		u.forbid(name, ast.Store, &s.Span)
		u.intoName(name, func(d reg) { u.emit(code.IMPORTFROM, 0, d, m, u.nameOf(a.Name)) })
	}
	u.drop(m)
}

// importName emits the import of a module into d. fromList is nil or a code.Tuple.
func (u *unit) importName(name string, fromList any, level int, d reg) {
	u.emit(code.IMPORT, 0, d, u.nameOf(name), u.konstOf(fromList)).word = uint64(level)
}

// intoName lets build compute a value straight into a local variable, or into a
// temporary that is then bound to the name.
func (u *unit) intoName(name string, build func(d reg)) {
	m := mangle(u.private, name)
	if a, _ := u.accessOf(m); a == byRegister {
		build(u.local(m))
		return
	}
	save := u.top
	t := u.tmp()
	build(t)
	u.storeName(name, operand{t, true})
	u.top = save
}
