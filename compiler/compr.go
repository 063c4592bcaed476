package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Comprehensions: a function of one argument, the iterator of the outermost `for`,
// called at once.

type comprKind uint8

const (
	compGen comprKind = iota
	compList
	compSet
	compDict
)

var comprNames = [...]string{compGen: "<genexpr>", compList: "<listcomp>", compSet: "<setcomp>", compDict: "<dictcomp>"}

// A compr is a comprehension being compiled, inside its own unit.
type compr struct {
	kind       comprKind
	gens       []ast.Comprehension
	elt, value ast.Expr
	result     reg
}

func (u *unit) comprehension(e ast.Expr, d reg, kind comprKind, gens []ast.Comprehension, elt, value ast.Expr) {
	f := u.newUnit(u, u.scopes[e], comprNames[kind], unitComprehension, u.private)
	async := f.scope.coroutine
	if async && kind != compGen && !u.scope.coroutine {
		u.fail(e.Pos(), "asynchronous comprehension outside of an asynchronous function")
	}
	f.firstLine = u.compiler.line(e.Pos())
	f.line = int32(f.firstLine)
	f.argCount = 1
	c := &compr{kind: kind, gens: gens, elt: elt, value: value}
	if kind != compGen {
		c.result = f.tmp()
		f.emit([...]code.Op{compList: code.LIST, compSet: code.SET, compDict: code.DICT}[kind], 0, c.result, noReg, 0)
	}
	f.generate(c, 0)
	if kind == compGen {
		f.retNone()
	} else {
		f.ret(operand{c.result, true})
	}
	build := func(d reg) {
		base := u.callBase(d)
		u.makeFunction(f, 0, u.top, base)
		arg := u.tmp()
		if gens[0].Async {
			u.asyncIterate(gens[0].Iter, arg)
		} else {
			u.iterate(gens[0].Iter, arg)
		}
		u.emit(code.CALL, 0, base, 1, d)
	}
	if !async || kind == compGen {
		build(d)
		return
	}
	u.viaTmp(d, func(t reg) {
		it := u.tmp()
		build(it)
		u.awaitable(it, operand{it, true}, 0)
		u.delegate(it, t)
	})
}

// generate compiles the `for` number i and all that is inside of it.
func (u *unit) generate(c *compr, i int) {
	g := &c.gens[i]
	save := u.top
	defer func() { u.top = save }()
	if g.Async {
		u.generateAsync(c, i)
		return
	}
	skip := u.newLabel()
	if x, ok := loneItem(g.Iter); ok && i > 0 { // `for y in [f(x)]` is an assignment
		u.assignValue(g.Target, x)
		u.inner(c, i, skip)
		u.bind(skip)
		return
	}
	it := u.tmp()
	if i == 0 {
		u.move(it, operand{0, false})
	} else {
		u.iterate(g.Iter, it)
	}
	body := u.newLabel()
	u.jmp(skip)
	u.bind(body)
	item, isLocal := u.localName(g.Target)
	u.touch(item)
	if !isLocal {
		item = u.tmp()
		u.store(g.Target, operand{item, true})
		u.top = item
	} else {
		u.markAt(g.Target)
	}
	u.inner(c, i, skip)
	u.bind(skip)
	u.emit(code.FORITER, 0, it, item, noReg).to = body
}

// loneItem returns the only item of a tuple or list display.
func loneItem(e ast.Expr) (ast.Expr, bool) {
	var elts []ast.Expr
	switch e := e.(type) {
	case *ast.List:
		elts = e.Elts
	case *ast.Tuple:
		elts = e.Elts
	}
	if len(elts) != 1 || hasStar(elts) {
		return nil, false
	}
	return elts[0], true
}

// inner compiles the conditions of a `for`, and then the next `for` or the element.
func (u *unit) inner(c *compr, i int, skip label) {
	for _, x := range c.gens[i].Ifs {
		u.cond(x, false, skip)
	}
	if i+1 < len(c.gens) {
		u.generate(c, i+1)
		return
	}
	save := u.top
	defer func() { u.top = save }()
	switch c.kind {
	case compGen:
		x := u.operand(c.elt)
		t := x.r
		if !x.tmp {
			t = u.tmp()
		}
		u.emit(code.YIELD, x.flag(code.TmpB), t, x.r, noReg)
		u.drop(t)
	case compList:
		x := u.operand(c.elt)
		u.emit(code.APPEND, x.flag(code.TmpB), c.result, x.r, noReg)
	case compSet:
		x := u.operand(c.elt)
		u.emit(code.SETADD, x.flag(code.TmpB), c.result, x.r, noReg)
	case compDict:
		k := u.operand(c.elt, c.value)
		v := u.operand(c.value)
		u.emit(code.DICTSET, k.flag(code.TmpB)|v.flag(code.TmpC), c.result, k.r, v.r)
	}
}

// generateAsync compiles an `async for` of a comprehension.
func (u *unit) generateAsync(c *compr, i int) {
	it := u.tmp()
	if i == 0 {
		u.move(it, operand{0, false})
	} else {
		u.asyncIterate(c.gens[i].Iter, it)
	}
	start := u.here()
	item := u.asyncNext(it)
	u.store(c.gens[i].Target, operand{item.value, true})
	u.top = it + 1
	u.inner(c, i, start)
	u.jmp(start)
	u.asyncEnd(it, item, c.gens[i].Iter)
}
