package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Function definitions and lambdas.

// functionDef compiles a def statement. The decorators wait as callables, each with its
// argument's place two registers on, where the next decorator's result, or at last the
// function, arrives.
func (u *unit) functionDef(s *ast.FunctionDef) {
	u.forbid(s.Name, ast.Store, &s.Span)
	u.decorated(s.Decorators, s.Name, func(d reg) {
		flags, base := u.functionParts(s.Args, s.Returns, &s.Span)
		kind := unitFunction
		if s.Async {
			kind = unitAsync
		}
		f := u.newUnit(u, u.scopes[s], s.Name, kind, u.private)
		f.firstLine = u.compiler.line(firstSpan(s.Decorators, &s.Span))
		f.parameters(s.Args)
		f.functionBody(s.Body)
		u.makeFunction(f, flags, base, d)
	})
}

// firstSpan returns where a decorated definition begins.
func firstSpan(decorators []ast.Expr, sp *ast.Span) *ast.Span {
	if len(decorators) > 0 {
		return decorators[0].Pos()
	}
	return sp
}

// decorated evaluates the decorators, lets build make the function or class, calls the
// decorators from the last to the first, and binds the name.
func (u *unit) decorated(decorators []ast.Expr, name string, build func(d reg)) {
	if len(decorators) == 0 {
		if r, ok := u.localName(&ast.Name{Id: name}); ok {
			build(r)
			return
		}
	}
	base := u.top
	if len(decorators) > manyDecorators {
		u.decoratedMany(decorators, build)
		u.storeName(name, operand{base, true})
		return
	}
	for _, x := range decorators {
		u.value(x)
		u.tmp()
	}
	d := u.tmp()
	build(d)
	for i := len(decorators) - 1; i >= 0; i-- {
		d = base + 2*reg(i)
		u.emit(code.CALL, 0, d, 1, d)
	}
	u.storeName(name, operand{d, true})
}

// manyDecorators is how many wait in registers.
const manyDecorators = 400

// decoratedMany is decorated for decorators that wait in a list. The result is in the first temporary.
func (u *unit) decoratedMany(decorators []ast.Expr, build func(d reg)) {
	d := u.tmp()
	list := u.tmp()
	u.emit(code.LIST, 0, list, noReg, 0)
	top := u.top
	for _, x := range decorators {
		f := u.value(x)
		u.emit(code.APPEND, code.TmpB, list, f.r, noReg)
		u.top = top
	}
	build(d)
	for range decorators {
		f := u.tmps(3)
		u.emit(code.LOADM, 0, f, list, u.nameOf("pop"))
		u.emit(code.CALLM, 0, f, 0, f)
		u.move(f+2, operand{d, true})
		u.emit(code.CALL, 0, f, 1, d)
		u.top = top
	}
	u.drop(list)
}

// functionParts computes what FUNC takes from temporaries: defaults, defaults of
// keyword-only parameters, annotations. It returns the flags and the first temporary.
func (u *unit) functionParts(a *ast.Arguments, returns ast.Expr, sp *ast.Span) (uint8, reg) {
	u.checkArguments(a, sp)
	base, flags := u.top, uint8(0)
	if len(a.Defaults) > 0 {
		flags |= code.FuncDefaults
		for _, x := range a.Defaults {
			if _, ok := u.fold(x); ok {
				u.markAt(x)
			}
		}
		u.value(&ast.Tuple{Span: *a.Defaults[0].Pos(), Elts: a.Defaults, Paren: true})
	}
	var pairs []pair
	for i, x := range a.KwDefaults {
		if x != nil {
			name := mangle(u.private, a.KwOnly[i].Name)
			pairs = append(pairs, u.constPair(name, x))
		}
	}
	if len(pairs) > 0 {
		flags |= code.FuncKwDefaults
		u.subDict(pairs, u.tmp())
	}
	if pairs := u.annotationPairs(a, returns); len(pairs) > 0 {
		flags |= code.FuncAnnotations
		u.subDict(pairs, u.tmp())
	}
	return flags, base
}

func (u *unit) annotationPairs(a *ast.Arguments, returns ast.Expr) []pair {
	var pairs []pair
	add := func(name string, ann ast.Expr) {
		if ann != nil {
			pairs = append(pairs, u.constPair(mangle(u.private, name), u.annotation(ann)))
		}
	}
	for _, list := range [][]*ast.Arg{a.Args, a.PosOnly, {a.Vararg}, a.KwOnly, {a.Kwarg}} {
		for _, p := range list {
			if p != nil {
				add(p.Name, p.Ann)
			}
		}
	}
	add("return", returns)
	return pairs
}

// annotation returns the expression that an annotation stands for: itself, or its text.
func (u *unit) annotation(e ast.Expr) ast.Expr {
	if u.future&code.FutureAnnotations == 0 {
		return e
	}
	return &ast.Constant{Value: unparse(e)}
}

func (u *unit) checkArguments(a *ast.Arguments, sp *ast.Span) {
	for _, list := range [][]*ast.Arg{a.PosOnly, a.Args, {a.Vararg}, a.KwOnly, {a.Kwarg}} {
		for _, p := range list {
			if p != nil {
				u.forbid(p.Name, ast.Store, sp)
			}
		}
	}
}

func (u *unit) parameters(a *ast.Arguments) {
	u.posOnly = len(a.PosOnly)
	u.argCount = u.posOnly + len(a.Args)
	u.kwOnly = len(a.KwOnly)
}

func (u *unit) functionBody(body []ast.Stmt) {
	u.line = int32(u.firstLine)
	doc, ok := u.docString(body)
	u.doc = true
	if ok {
		u.konstOf(doc)
		body = body[1:]
	} else {
		u.konstOf(nil)
	}
	u.stmts(body)
	u.retNone()
}

// makeFunction emits the making of the function whose unit f is finished but for its
// assembly, into d. Its parts stand from base on.
func (u *unit) makeFunction(f *unit, flags uint8, base, d reg) {
	if n := len(f.freeVars); n > 0 {
		flags |= code.FuncClosure
		save := u.top
		cells := u.tmps(n)
		for i, name := range f.freeVars {
			u.move(cells+reg(i), operand{u.cellOf(name), false})
		}
		u.emit(code.TUPLE, 0, cells, cells, reg(n))
		u.top = save
	}
	u.emit(code.FUNC, flags, d, u.konstOf(f.assemble()), base)
}

// cellOf returns the register that holds the cell of name.
func (u *unit) cellOf(name string) reg {
	if i, ok := u.cellIndex[name]; ok {
		return cellBase + reg(i)
	}
	i, ok := u.freeIndex[name]
	if !ok {
		panic("compiler: no cell for " + name)
	}
	return freeBase + reg(i)
}

func (u *unit) lambda(e *ast.Lambda, d reg) {
	flags, base := u.functionParts(e.Args, nil, &e.Span)
	f := u.newUnit(u, u.scopes[e], "<lambda>", unitLambda, u.private)
	f.firstLine = u.compiler.line(&e.Span)
	f.line = int32(f.firstLine)
	f.parameters(e.Args)
	f.doc = true
	f.konstOf(nil)
	f.setLine(e.Body.Pos())
	f.ret(f.operand(e.Body))
	u.makeFunction(f, flags, base, d)
}

func (u *unit) yield(e *ast.Yield, d reg) {
	if u.scope.kind != functionBlock {
		u.fail(&e.Span, "'yield' outside function")
	}
	var x operand
	if e.X == nil {
		x = u.constant(nil)
	} else {
		x = u.operandIn(e.X, d)
	}
	u.emit(code.YIELD, x.flag(code.TmpB), d, x.r, noReg)
}

func (u *unit) yieldFrom(e *ast.YieldFrom, d reg) {
	if u.scope.kind != functionBlock {
		u.fail(&e.Span, "'yield' outside function")
	}
	if u.kind == unitAsync {
		u.fail(&e.Span, "'yield from' inside async function")
	}
	u.viaTmp(d, func(t reg) {
		it := u.tmp()
		x := u.operandIn(e.X, it)
		u.emit(code.YIELDITER, x.flag(code.TmpB), it, x.r, noReg)
		u.delegate(it, t)
	})
}

// delegate yields from the iterator in temporary it until it ends, with its result in
// temporary t.
func (u *unit) delegate(it, t reg) {
	u.loadConst(t, nil)
	u.emit(code.YIELDFROM, 0, t, it, noReg)
}

func (u *unit) await(e *ast.Await, d reg) {
	if u.scope.kind != functionBlock && u.kind != unitAsync {
		u.fail(&e.Span, "'await' outside function")
	}
	if u.kind != unitAsync && u.kind != unitComprehension {
		u.fail(&e.Span, "'await' outside async function")
	}
	u.viaTmp(d, func(t reg) {
		it := u.tmp()
		x := u.operandIn(e.X, it)
		u.awaitable(it, x, 0)
		u.delegate(it, t)
	})
}

// awaitable emits it = what awaiting x delegates to.
func (u *unit) awaitable(it reg, x operand, from reg) {
	u.emit(code.AWAITABLE, x.flag(code.TmpB), it, x.r, from)
}
