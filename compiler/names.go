package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// How names are read, bound and deleted.

// access says by which instructions a name is reached.
type access uint8

const (
	byRegister access = iota
	byCell
	byGlobal
	byNamespace
)

// accessOf returns the access to a (mangled) name and, for cells, the cell's register.
func (u *unit) accessOf(m string) (access, reg) {
	switch u.scope.places[m] {
	case placeFree:
		return byCell, freeBase + reg(u.freeIndex[m])
	case placeCell:
		return byCell, cellBase + reg(u.cellIndex[m])
	case placeLocal:
		if u.isFunction() {
			return byRegister, noReg
		}
	case placeDefault:
		if u.isFunction() {
			return byGlobal, noReg
		}
	case placeGlobal:
		return byGlobal, noReg
	}
	return byNamespace, noReg
}

// localName returns the register of e if it is a local variable's name.
func (u *unit) localName(e ast.Expr) (reg, bool) {
	n, ok := e.(*ast.Name)
	if !ok || n.Id == "__debug__" || !u.isFunction() {
		return noReg, false
	}
	m := mangle(u.private, n.Id)
	if a, _ := u.accessOf(m); a != byRegister {
		return noReg, false
	}
	return u.local(m), true
}

// check emits the test that local r is bound. Flow analysis removes it where it is.
func (u *unit) check(r reg) {
	name := u.varNames[r]
	if f := u.scope.syms[name]; f&defParam != 0 && f&symDeleted == 0 {
		return
	}
	u.emit(code.CHECK, 0, r, r, noReg)
}

// loadName reads a name into register d.
func (u *unit) loadName(name string, d reg) {
	m := mangle(u.private, name)
	switch a, cell := u.accessOf(m); a {
	case byRegister:
		r := u.local(m)
		u.check(r)
		u.move(d, operand{r, false})
	case byCell:
		if u.kind == unitClass && cell >= freeBase {
			u.emit(code.CLASSDEREF, 0, d, cell, cell-freeBase)
		} else {
			u.emit(code.DEREF, 0, d, cell, noReg)
		}
	case byGlobal:
		u.emit(code.LOADG, 0, d, u.nameOf(name), noReg)
	case byNamespace:
		u.emit(code.LOADNAME, 0, d, u.nameOf(name), noReg)
	}
}

// storeName binds a name to v.
func (u *unit) storeName(name string, v operand) {
	m := mangle(u.private, name)
	switch a, cell := u.accessOf(m); a {
	case byRegister:
		r := u.local(m)
		if v.r == r && !v.tmp {
			return
		}
		u.move(r, v)
	case byCell:
		u.emit(code.SETDEREF, v.flag(code.TmpB), cell, v.r, noReg)
	case byGlobal:
		u.emit(code.STOREG, v.flag(code.TmpA), v.r, u.nameOf(name), noReg)
	case byNamespace:
		u.emit(code.STORENAME, v.flag(code.TmpA), v.r, u.nameOf(name), noReg)
	}
}

// storeNone binds a name to None.
func (u *unit) storeNone(name string) {
	m := mangle(u.private, name)
	if a, _ := u.accessOf(m); a == byRegister {
		u.loadConst(u.local(m), nil)
		return
	}
	save := u.top
	u.storeName(name, u.constant(nil))
	u.top = save
}

func (u *unit) deleteName(name string) {
	m := mangle(u.private, name)
	switch a, cell := u.accessOf(m); a {
	case byRegister:
		r := u.local(m)
		u.emit(code.DELLOCAL, 0, r, r, noReg)
	case byCell:
		u.emit(code.DELDEREF, 0, cell, noReg, noReg)
	case byGlobal:
		u.emit(code.DELG, 0, noReg, u.nameOf(name), noReg)
	case byNamespace:
		u.emit(code.DELNAME, 0, noReg, u.nameOf(name), noReg)
	}
}

// forbid rejects the binding or deletion of __debug__.
func (u *unit) forbid(name string, ctx ast.Ctx, sp *ast.Span) {
	if name != "__debug__" {
		return
	}
	switch ctx {
	case ast.Store:
		u.fail(sp, "cannot assign to __debug__")
	case ast.Del:
		u.fail(sp, "cannot delete __debug__")
	}
}

// rebinds reports whether evaluating one of the expressions may bind the local name of
// register r: an operand read in place must be copied before that.
func (u *unit) rebinds(r reg, later []ast.Expr) bool {
	if !u.scope.walrus {
		return false
	}
	for _, e := range later {
		if e != nil && u.binds(r, e) {
			return true
		}
	}
	return false
}

func (u *unit) binds(r reg, e ast.Expr) bool {
	if w, ok := e.(*ast.NamedExpr); ok {
		if t, ok := u.localName(w.Target); ok && t == r {
			return true
		}
	}
	found := false
	operands(e, func(x ast.Expr) {
		found = found || u.binds(r, x)
	})
	return found
}

// operands calls visit for every expression that is evaluated as part of e in the same
// scope.
func operands(e ast.Expr, visit func(ast.Expr)) {
	each := func(list ...ast.Expr) {
		for _, x := range list {
			if x != nil {
				visit(x)
			}
		}
	}
	switch e := e.(type) {
	case *ast.BinOp:
		spine, leftmost := spineOf(e)
		each(leftmost)
		for _, b := range spine {
			each(b.Right)
		}
	case *ast.NamedExpr:
		each(e.Value)
	case *ast.BoolOp:
		each(e.Values...)
	case *ast.UnaryOp:
		each(e.X)
	case *ast.IfExp:
		each(e.Test, e.Body, e.Orelse)
	case *ast.Dict:
		each(e.Keys...)
		each(e.Values...)
	case *ast.Set:
		each(e.Elts...)
	case *ast.List:
		each(e.Elts...)
	case *ast.Tuple:
		each(e.Elts...)
	case *ast.Compare:
		each(e.Left)
		each(e.Comps...)
	case *ast.Call:
		each(e.Func)
		each(e.Args...)
		for _, k := range e.Kws {
			each(k.Value)
		}
	case *ast.Attribute:
		each(e.X)
	case *ast.Subscript:
		each(e.X, e.Index)
	case *ast.Slice:
		each(e.Lo, e.Hi, e.Step)
	case *ast.Starred:
		each(e.X)
	case *ast.Await:
		each(e.X)
	case *ast.Yield:
		each(e.X)
	case *ast.YieldFrom:
		each(e.X)
	case *ast.JoinedStr:
		each(e.Values...)
	case *ast.FormattedValue:
		each(e.X, e.Spec)
	case *ast.Lambda:
		each(e.Args.Defaults...)
		each(e.Args.KwDefaults...)
	}
}
