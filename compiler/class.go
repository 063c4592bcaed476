package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// classDef compiles a class statement: the call of __build_class__ with the function of
// the body, the name, the bases and the keywords.
func (u *unit) classDef(s *ast.ClassDef) {
	u.forbid(s.Name, ast.Store, &s.Span)
	u.decorated(s.Decorators, s.Name, func(d reg) {
		f := u.newUnit(u, u.scopes[s], s.Name, unitClass, s.Name)
		f.firstLine = u.compiler.line(firstSpan(s.Decorators, &s.Span))
		f.classBody(s.Body)
		base := u.callBase(d)
		u.emit(code.LOADBUILD, 0, base, noReg, noReg)
		fn := u.tmp()
		u.makeFunction(f, 0, u.top, fn)
		u.constant(s.Name)
		u.checkKeywords(s.Kws, &s.Span)
		u.callArgs(base, 2, false, s.Bases, s.Kws, d)
	})
}

func (u *unit) classBody(body []ast.Stmt) {
	u.line = int32(u.firstLine)
	t := u.tmp()
	u.emit(code.LOADNAME, 0, t, u.nameOf("__name__"), noReg)
	u.storeName("__module__", operand{t, true})
	u.loadConst(t, u.qualName)
	u.storeName("__qualname__", operand{t, true})
	u.top = t
	u.body(body)
	if !u.scope.classCell {
		u.retNone()
		return
	}
	cell := operand{cellBase, false}
	u.emit(code.STORENAME, 0, cell.r, u.nameOf("__classcell__"), noReg)
	u.ret(cell)
}
