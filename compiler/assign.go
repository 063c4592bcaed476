package compiler

import (
	"slices"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Assignments. The value comes first, then the parts of each target, from the left.

func (u *unit) assign(s *ast.Assign) {
	if len(s.Targets) == 1 {
		u.assignValue(s.Targets[0], s.Value)
		return
	}
	if r, ok := u.localName(s.Targets[0]); ok && u.untouched(r, s.Targets[1:]) {
		if _, isLocal := u.localName(s.Value); !isLocal {
			u.into(s.Value, r)
			for _, t := range s.Targets[1:] {
				u.store(t, operand{r, false})
			}
			return
		}
	}
	v := u.value(s.Value)
	for _, t := range s.Targets[:len(s.Targets)-1] {
		u.store(t, v.keep())
	}
	u.store(s.Targets[len(s.Targets)-1], v)
}

// untouched reports whether storing to the targets leaves local r as it is.
func (u *unit) untouched(r reg, targets []ast.Expr) bool {
	for _, t := range targets {
		switch t := t.(type) {
		case *ast.Name:
		case *ast.Attribute, *ast.Subscript:
			if u.rebinds(r, []ast.Expr{t}) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// assignValue assigns the value of an expression to one target.
func (u *unit) assignValue(target, value ast.Expr) {
	save := u.top
	defer func() { u.top = save }()
	if n, ok := target.(*ast.Name); ok {
		u.forbid(n.Id, ast.Store, &n.Span)
		if r, ok := u.localName(n); ok {
			u.into(value, r)
			return
		}
	}
	if u.swap(target, value) {
		return
	}
	v := u.operand(value, u.parts(target)...)
	u.store(target, v)
}

// parts lists what is evaluated when target is stored to, if that matters to the reading
// of locals.
func (u *unit) parts(target ast.Expr) []ast.Expr {
	if !u.scope.walrus {
		return nil
	}
	return []ast.Expr{target}
}

// swap compiles `a, b = b, a` for up to three items without a tuple.
func (u *unit) swap(target, value ast.Expr) bool {
	v, ok := value.(*ast.Tuple)
	if !ok || len(v.Elts) == 0 || len(v.Elts) > 3 || hasStar(v.Elts) {
		return false
	}
	if _, isConst := u.fold(v); isConst {
		return false
	}
	var targets []ast.Expr
	switch t := target.(type) {
	case *ast.Tuple:
		targets = t.Elts
	case *ast.List:
		targets = t.Elts
	}
	if len(targets) != len(v.Elts) || hasStar(targets) {
		return false
	}
	base := u.top
	for _, x := range v.Elts {
		u.value(x)
	}
	u.storeAll(targets, base)
	return true
}

// storeAll stores the temporaries from items on to the targets. CPython has what is still to be
// stored on a stack, the next one on top.
func (u *unit) storeAll(targets []ast.Expr, items reg) {
	mayFail := slices.ContainsFunc(targets, func(t ast.Expr) bool {
		_, isName := t.(*ast.Name)
		return !isName
	})
	pending := u.openRegion(noLabel, items)
	pending.n = len(targets)
	for i, t := range targets {
		if s, ok := t.(*ast.Starred); ok {
			t = s.X
		}
		u.store(t, operand{items + reg(i), true})
	}
	if mayFail && len(targets) > 1 {
		u.finish(pending)
	}
}

// store binds v to a target.
func (u *unit) store(target ast.Expr, v operand) {
	save, line := u.top, u.line
	u.setLine(target.Pos())
	switch t := target.(type) {
	case *ast.Name:
		u.forbid(t.Id, ast.Store, &t.Span)
		u.storeName(t.Id, v)
	case *ast.Attribute:
		x := u.operand(t.X)
		u.line = int32(u.endLine(&t.Span))
		u.forbid(t.Attr, ast.Store, &t.Span)
		u.emit(code.SETATTR, x.flag(code.TmpB)|v.flag(code.TmpC), u.nameOf(t.Attr), x.r, v.r)
	case *ast.Subscript:
		x := u.operand(t.X, t.Index)
		i := u.operand(t.Index)
		u.emit(code.SETIDX, v.flag(code.TmpA)|x.flag(code.TmpB)|i.flag(code.TmpC), v.r, x.r, i.r)
	case *ast.Tuple:
		u.unpack(t.Elts, v, &t.Span)
	case *ast.List:
		u.unpack(t.Elts, v, &t.Span)
	case *ast.Starred:
		u.fail(&t.Span, "starred assignment target must be in a list or tuple")
	default:
		u.fail(t.Pos(), "cannot assign to expression")
	}
	u.top, u.line = save, line
}

// unpack stores the items of v to the targets.
func (u *unit) unpack(targets []ast.Expr, v operand, sp *ast.Span) {
	n, star := len(targets), -1
	for i, t := range targets {
		if _, ok := t.(*ast.Starred); !ok {
			continue
		}
		if star >= 0 {
			u.fail(sp, "multiple starred expressions in assignment")
		}
		star = i
		if i > 255 || n-i-1 > 255 {
			u.fail(sp, "too many expressions in star-unpacking assignment")
		}
	}
	items := u.tmps(n)
	if star < 0 {
		u.emit(code.UNPACK, v.flag(code.TmpB), items, v.r, reg(n))
	} else {
		u.emit(code.UNPACKEX, v.flag(code.TmpB), items, v.r, reg(star|(n-star-1)<<8))
	}
	u.storeAll(targets, items)
}

func (u *unit) augAssign(s *ast.AugAssign) {
	switch t := s.Target.(type) {
	case *ast.Name:
		u.forbid(t.Id, ast.Store, &t.Span)
		u.augName(t, s)
	case *ast.Attribute:
		x := u.operand(t.X, s.Value)
		line := u.line
		v := u.tmp()
		u.line = int32(u.endLine(&t.Span))
		u.emit(code.GETATTR, 0, v, x.r, u.nameOf(t.Attr))
		u.line = line
		u.arith(s.Op, code.Inplace, v, operand{v, true}, s.Value)
		u.line = int32(u.endLine(&t.Span))
		u.emit(code.SETATTR, x.flag(code.TmpB)|code.TmpC, u.nameOf(t.Attr), x.r, v)
	case *ast.Subscript:
		x := u.operand(t.X, t.Index, s.Value)
		i := u.operand(t.Index, s.Value)
		v := u.tmp()
		u.emit(code.GETIDX, 0, v, x.r, i.r)
		u.arith(s.Op, code.Inplace, v, operand{v, true}, s.Value)
		u.emit(code.SETIDX, code.TmpA|x.flag(code.TmpB)|i.flag(code.TmpC), v, x.r, i.r)
	default:
		u.fail(s.Target.Pos(), "illegal expression for augmented assignment")
	}
}

func (u *unit) augName(t *ast.Name, s *ast.AugAssign) {
	if r, ok := u.localName(t); ok {
		u.check(r)
		x := u.inPlace(r, noReg, []ast.Expr{s.Value})
		u.arith(s.Op, code.Inplace, r, x, s.Value)
		return
	}
	v := u.tmp()
	u.loadName(t.Id, v)
	u.arith(s.Op, code.Inplace, v, operand{v, true}, s.Value)
	u.storeName(t.Id, operand{v, true})
}

func (u *unit) annAssign(s *ast.AnnAssign) {
	if s.Value != nil {
		u.assignValue(s.Target, s.Value)
	}
	inBlock := u.kind == unitModule || u.kind == unitClass
	switch t := s.Target.(type) {
	case *ast.Name:
		u.forbid(t.Id, ast.Store, &t.Span)
		if s.Simple && inBlock {
			v := u.operand(u.annotation(s.Ann))
			m := u.tmp()
			u.emit(code.LOADNAME, 0, m, u.nameOf("__annotations__"), noReg)
			k := u.constant(mangle(u.private, t.Id))
			u.emit(code.SETIDX, code.TmpA|code.TmpB|code.TmpC, v.r, m, k.r)
			return
		}
	case *ast.Attribute:
		u.forbid(t.Attr, ast.Store, &s.Span)
		if s.Value == nil {
			u.evaluate(t.X)
		}
	case *ast.Subscript:
		if s.Value == nil {
			u.evaluate(t.X)
			u.evaluateIndex(t.Index)
		}
	}
	if !s.Simple && inBlock && u.future&code.FutureAnnotations == 0 {
		u.evaluate(s.Ann)
	}
}

// evaluate computes e for its effects only.
func (u *unit) evaluate(e ast.Expr) {
	save := u.top
	u.dropOperand(u.operand(e))
	u.top = save
}

func (u *unit) evaluateIndex(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Slice:
		for _, x := range []ast.Expr{e.Lo, e.Hi, e.Step} {
			if x != nil {
				u.evaluate(x)
			}
		}
	case *ast.Tuple:
		for _, x := range e.Elts {
			u.evaluateIndex(x)
		}
	default:
		u.evaluate(e)
	}
}
