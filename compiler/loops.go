package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Loops are tested at the bottom. A while loop is tested once more before it starts, as
// CPython does.

func (u *unit) while(s *ast.While) {
	body, orelse, end, next := u.newLabel(), u.newLabel(), u.newLabel(), u.newLabel()
	u.mark()
	u.push(&block{role: whileLoop, exit: end, next: next}, &s.Span)
	u.cond(s.Test, false, orelse)
	u.bind(body)
	u.stmts(s.Body)
	u.setLine(&s.Span)
	u.bind(next)
	u.cond(s.Test, true, body)
	u.pop()
	u.bind(orelse)
	u.stmts(s.Orelse)
	u.bind(end)
}

func (u *unit) forStmt(s *ast.For) {
	if s.Async {
		u.asyncFor(s)
		return
	}
	body, end, next := u.newLabel(), u.newLabel(), u.newLabel()
	it := u.tmp()
	u.push(&block{role: forLoop, reg: it, exit: end, next: next}, &s.Span)
	u.iterate(s.Iter, it)
	u.jmp(next)
	u.bind(body)
	item, isLocal := u.localName(s.Target)
	u.touch(item)
	if !isLocal {
		item = u.tmp()
		u.store(s.Target, operand{item, true})
		u.top = item
	} else {
		u.markAt(s.Target)
	}
	idle := int32(0)
	if p, ok := s.Body[0].(*ast.Pass); ok && len(s.Body) == 1 && isLocal && u.compiler.line(&p.Span) != u.compiler.line(&s.Span) {
		idle = int32(u.compiler.line(&p.Span)) // the loop is a single instruction
	} else {
		u.stmts(s.Body)
	}
	u.setLine(&s.Span)
	u.bind(next)
	in := u.emit(code.FORITER, 0, it, item, noReg)
	in.to, in.word = body, uint64(idle)
	u.pop()
	u.stmts(s.Orelse)
	u.bind(end)
	u.top = it
}

// iterate makes the iterator of e in temporary it.
func (u *unit) iterate(e ast.Expr, it reg) {
	x := operand{it, true}
	if v, ok := u.foldIter(e); ok {
		line := u.line
		u.setLine(e.Pos())
		u.loadConst(it, v)
		u.line = line
	} else {
		x = u.operandIn(listAsTuple(e), it)
	}
	u.emit(code.ITER, x.flag(code.TmpB), it, x.r, noReg)
}

func (u *unit) asyncIterate(e ast.Expr, it reg) {
	x := u.operandIn(e, it)
	u.emit(code.AITER, x.flag(code.TmpB), it, x.r, noReg)
}

func (u *unit) asyncFor(s *ast.For) {
	if u.kind != unitAsync {
		u.fail(&s.Span, "'async for' outside async function")
	}
	end := u.newLabel()
	it := u.tmp()
	u.asyncIterate(s.Iter, it)
	next := u.here()
	u.push(&block{role: forLoop, reg: it, exit: end, next: next}, &s.Span)
	step := u.asyncNext(it)
	u.store(s.Target, operand{step.value, true})
	u.top = it + 1
	u.stmts(s.Body)
	u.skipTo(next)
	u.pop()
	u.asyncEnd(it, step, s.Iter)
	u.top = it
	u.stmts(s.Orelse)
	u.bind(end)
}

// An asyncStep is one step of an asynchronous loop: where its item is, and where its
// exceptions go.
type asyncStep struct {
	value   reg
	handler label
}

// asyncNext awaits the next item of the asynchronous iterator in it, the last temporary.
func (u *unit) asyncNext(it reg) asyncStep {
	step := asyncStep{value: u.tmp(), handler: u.newLabel()}
	r := u.openRegion(step.handler, step.value)
	awaited := u.tmp()
	u.emit(code.ANEXT, 0, awaited, it, noReg)
	u.delegate(awaited, step.value)
	u.finish(r)
	u.top = awaited
	return step
}

// asyncEnd compiles the end of the loop, an exception that asyncNext has met:
// StopAsyncIteration falls through, others go on.
func (u *unit) asyncEnd(it reg, step asyncStep, iter ast.Expr) {
	line := u.line
	u.setLine(iter.Pos())
	u.bind(step.handler)
	exc := step.value
	end, other := u.newLabel(), u.newLabel()
	scope := u.openRegion(noLabel, exc)
	u.jump(code.JNOMATCH, code.Inplace, exc, noReg, other)
	scope.pause(u.at())
	u.drop(exc)
	u.drop(it)
	u.jmp(end)
	u.bind(other)
	scope.resume(u.at())
	u.emit(code.RERAISE, code.TmpB, noReg, exc, noReg)
	u.finish(scope)
	u.bind(end)
	u.line = line
}
