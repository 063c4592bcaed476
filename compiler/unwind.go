package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Blocks: what control is inside of, and how return, break and continue leave it.

type blockRole uint8

const (
	whileLoop     blockRole = iota
	forLoop                 // reg holds the iterator
	tryBody                 // of try … except
	finallyBody             // of try … finally
	finallyHandle           // the finally clause for an exception, which reg holds
	withBody                // reg holds the bound __exit__
	handlerDispatch
	handlerBody // of an except clause; reg holds the exception
	heldValue   // a finally clause runs while reg holds what is returned
)

// maxBlocks is CPython's limit on the nesting of blocks.
const maxBlocks = 20

type block struct {
	role       blockRole
	reg        reg
	handler    *region    // what catches exceptions in the block
	scope      *region    // where the exception in reg is the handled one
	exit, next label      // of a loop: where break and continue go
	name       string     // of an except clause
	final      []ast.Stmt // of a try: the finally clause
	with       *ast.With
}

func (u *unit) push(b *block, sp *ast.Span) *block {
	if len(u.blocks) >= maxBlocks {
		u.fail(sp, "too many statically nested blocks")
	}
	u.blocks = append(u.blocks, b)
	return b
}

func (u *unit) pop() { u.blocks = u.blocks[:len(u.blocks)-1] }

// unwindRuns reports whether a return from here runs code that might rebind a local.
func (u *unit) unwindRuns() bool {
	for _, b := range u.blocks {
		if b.role == finallyBody || b.role == withBody || b.name != "" {
			return true
		}
	}
	return false
}

// unwind emits what leaving the blocks inside of loop (nil: all) does, the innermost
// first, while v, if it is a temporary, waits to be returned. What follows, up to
// rewind, stands outside of these blocks and is not covered by their handlers.
func (u *unit) unwind(loop *block, v operand) {
	u.unwound = append(u.unwound, u.blocks)
	for n := len(u.blocks); n > 0 && u.blocks[n-1] != loop; n = len(u.blocks) {
		b := u.blocks[n-1]
		u.blocks = u.blocks[: n-1 : n-1]
		b.handler.pause(u.at())
		b.scope.pause(u.at())
		u.leaveBlock(b, v)
	}
}

// rewind ends the code that unwind began.
func (u *unit) rewind() {
	n := len(u.unwound) - 1
	all := u.unwound[n]
	for _, b := range all[len(u.blocks):] {
		b.handler.resume(u.at())
		b.scope.resume(u.at())
	}
	u.blocks, u.unwound = all, u.unwound[:n]
}

func (u *unit) leaveBlock(b *block, v operand) {
	switch b.role {
	case forLoop, finallyHandle, heldValue:
		u.drop(b.reg)
	case finallyBody:
		if v.tmp {
			u.push(&block{role: heldValue, reg: v.r}, nil)
		}
		u.stmts(b.final)
		if v.tmp {
			u.pop()
		}
		u.line = noLine // the rest belongs to no statement
	case withBody:
		u.setLine(&b.with.Span)
		u.exitNormally(b.with, b.reg)
		u.line = noLine
	case handlerBody:
		u.drop(b.reg)
		u.unbind(b.name)
	}
}

// unbind ends the life of the name of an except clause.
func (u *unit) unbind(name string) {
	if name != "" {
		u.storeNone(name)
		u.deleteName(name)
	}
}

func (u *unit) loop() *block {
	for i := len(u.blocks) - 1; i >= 0; i-- {
		if b := u.blocks[i]; b.role == whileLoop || b.role == forLoop {
			return b
		}
	}
	return nil
}

func (u *unit) breakStmt(s *ast.Break) {
	loop := u.loop()
	if loop == nil {
		u.fail(&s.Span, "'break' outside loop")
	}
	u.mark()
	line := u.line
	u.unwind(loop, operand{})
	if u.line != line { // a finally clause has run
		u.line = noLine
	}
	if loop.role == forLoop {
		u.drop(loop.reg)
	}
	u.jmp(loop.exit)
	u.rewind()
	u.line = line
}

func (u *unit) continueStmt(s *ast.Continue) {
	loop := u.loop()
	if loop == nil {
		u.fail(&s.Span, "'continue' not properly in loop")
	}
	u.mark()
	line := u.line
	u.unwind(loop, operand{})
	if u.line != line {
		u.line = noLine
	}
	u.jmp(loop.next)
	u.rewind()
	u.line = line
}

// try compiles a try statement. The finally clause appears once for every way out.
func (u *unit) try(s *ast.Try) {
	u.mark()
	if len(s.Finally) == 0 {
		u.tryExcept(s)
		return
	}
	handler, exit := u.newLabel(), u.newLabel()
	body := u.push(&block{role: finallyBody, handler: u.openRegion(handler, u.top), final: s.Finally}, &s.Span)
	if len(s.Handlers) > 0 {
		u.tryExcept(s)
	} else {
		u.stmts(s.Body)
	}
	u.pop()
	u.finish(body.handler)
	u.stmts(s.Finally)
	u.skipTo(exit)

	u.bind(handler)
	exc := u.tmp()
	b := u.push(&block{role: finallyHandle, reg: exc, scope: u.openRegion(noLabel, exc)}, &s.Span)
	u.stmts(s.Finally)
	u.emit(code.RERAISE, code.TmpB, noReg, exc, noReg)
	u.pop()
	u.finish(b.scope)
	u.bind(exit)
	u.top = exc
}

// tryExcept compiles a try statement without its finally clause.
func (u *unit) tryExcept(s *ast.Try) {
	handler, orelse, end := u.newLabel(), u.newLabel(), u.newLabel()
	body := u.push(&block{role: tryBody, handler: u.openRegion(handler, u.top)}, &s.Span)
	u.stmts(s.Body)
	u.pop()
	u.finish(body.handler)
	u.skipTo(orelse)

	u.bind(handler)
	exc := u.tmp()
	scope := u.openRegion(noLabel, exc)
	u.push(&block{role: handlerDispatch}, &s.Span)
	for i, h := range s.Handlers {
		u.setLine(&h.Span)
		if h.Type == nil && i < len(s.Handlers)-1 {
			u.fail(&h.Span, "default 'except:' must be last")
		}
		next := u.newLabel()
		if h.Type != nil {
			c := u.operand(h.Type)
			u.jump(code.JNOMATCH, c.flag(code.TmpC), exc, c.r, next)
			u.top = exc + 1
		} else {
			u.mark()
		}
		u.except(h, exc, scope, end)
		u.bind(next)
	}
	u.pop()
	line := u.line
	u.setLine(&s.Handlers[len(s.Handlers)-1].Span) // whose question was the last
	u.emit(code.RERAISE, code.TmpB, noReg, exc, noReg)
	u.line = line
	u.finish(scope)
	u.top = exc
	u.bind(orelse)
	u.stmts(s.Orelse)
	u.bind(end)
}

// reraise emits the raising of an exception that nothing has handled, which no statement
// does.
func (u *unit) reraise(exc reg) {
	line := u.line
	u.line = noLine
	u.emit(code.RERAISE, code.TmpB|code.RaiseBack, noReg, exc, noReg)
	u.line = line
}

// except compiles the body of a clause that has matched the exception in exc.
func (u *unit) except(h *ast.Handler, exc reg, scope *region, end label) {
	b := &block{role: handlerBody, reg: exc, scope: scope, name: h.Name}
	cleanup := u.newLabel()
	if h.Name != "" {
		u.forbid(h.Name, ast.Store, &h.Span)
		u.storeName(h.Name, operand{exc, false})
		b.handler = u.openRegion(cleanup, exc+1)
	}
	u.push(b, &h.Span)
	u.stmts(h.Body)
	u.pop()
	scope.pause(u.at())
	if h.Name != "" {
		u.finish(b.handler)
	}
	line := u.line
	u.line = noLine // what ends the clause belongs to no statement
	u.drop(exc)
	u.unbind(h.Name)
	u.jmp(end)
	u.line = line
	if h.Name != "" { // the body has raised: unbind the name, go on raising
		u.bind(cleanup)
		raised := u.tmp()
		inner := u.openRegion(noLabel, raised)
		u.line = noLine
		u.unbind(h.Name)
		u.line = line
		u.reraise(raised)
		u.finish(inner)
		u.top = raised
	}
	scope.resume(u.at())
}

// with compiles the items of a with statement from number i on, and its body.
func (u *unit) with(s *ast.With, i int) {
	if s.Async && u.kind != unitAsync {
		u.fail(&s.Span, "'async with' outside async function")
	}
	item := &s.Items[i]
	exitFn := u.tmp()
	x := u.operandIn(item.X, exitFn)
	entered := u.tmp()
	if s.Async {
		u.emit(code.ASYNCWITH, x.flag(code.TmpB), exitFn, x.r, noReg)
		u.awaitTmp(entered, 1)
	} else {
		u.emit(code.WITH, x.flag(code.TmpB), exitFn, x.r, noReg)
	}
	handler, exit := u.newLabel(), u.newLabel()
	b := u.push(&block{role: withBody, reg: exitFn, with: s, handler: u.openRegion(handler, exitFn+1)}, &s.Span)
	if item.Vars != nil {
		u.store(item.Vars, operand{entered, true})
	} else {
		u.drop(entered)
	}
	u.top = entered
	if i+1 < len(s.Items) {
		u.with(s, i+1)
	} else {
		u.stmts(s.Body)
	}
	u.pop()
	u.finish(b.handler)
	u.setLine(&s.Span)
	u.exitNormally(s, exitFn)
	u.skipTo(exit)

	u.bind(handler)
	exc := u.tmp()
	scope := u.openRegion(noLabel, exc)
	result := u.tmp()
	u.emit(code.WITHEXIT, 0, result, exitFn, exc)
	if s.Async {
		u.awaitTmp(result, 2)
	}
	swallow := u.newLabel()
	u.jump(code.JT, code.TmpB, result, noReg, swallow)
	u.emit(code.RERAISE, code.TmpB|code.RaiseBack, noReg, exc, noReg)
	u.finish(scope)
	u.bind(swallow)
	u.drop(exc)
	u.drop(exitFn)
	u.bind(exit)
	u.top = exitFn
}

// exitNormally calls the __exit__ in temporary fn without an exception.
func (u *unit) exitNormally(s *ast.With, fn reg) {
	save := u.top
	result := u.tmp()
	u.emit(code.WITHEXIT, code.TmpB|code.Inplace, result, fn, noReg)
	if s.Async {
		u.awaitTmp(result, 2)
	}
	u.drop(result)
	u.top = save
}

// awaitTmp replaces what is in temporary t by the result of awaiting it.
func (u *unit) awaitTmp(t reg, from reg) {
	save := u.top
	it := u.tmp()
	u.awaitable(it, operand{t, true}, from)
	u.delegate(it, t)
	u.top = save
}
