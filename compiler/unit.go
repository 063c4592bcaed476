package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

type unitKind uint8

const (
	unitModule unitKind = iota
	unitClass
	unitFunction
	unitAsync
	unitLambda
	unitComprehension
)

// A unit is the code of one scope in the making.
type unit struct {
	*compiler
	parent  *unit
	scope   *scope
	kind    unitKind
	private string // the class whose private names are mangled

	name, qualName string
	firstLine      int

	argCount, posOnly, kwOnly int
	varNames                  []string // of the locals, as their names are first mentioned
	varIndex                  map[string]int
	varOrder                  []reg // the locals as instructions first touch them
	touched                   map[reg]bool
	cellVars, freeVars        []string
	cellIndex, freeIndex      map[string]int
	names                     []string
	nameIndex                 map[string]int
	consts                    []any
	constIndex                map[string]int
	doc                       bool

	ins     []instr
	labels  []int32 // the instruction each label stands before, -1: not bound yet
	regions []*region
	line    int32
	top     reg // the next free temporary
	maxTop  reg

	blocks      []*block   // the statements that control is inside of, outermost first
	lastPattern *ast.Span  // the pattern that errors are reported at
	unwound     [][]*block // the stacks of blocks that unwind has left, up to rewind
}

// A reg is a register before the layout of the frame is known.
type reg int32

const (
	argBase  reg = 1 << 16 // + i: parameter i as the call passed it
	cellBase reg = 2 << 16 // + i: the cell of cellVars[i]
	freeBase reg = 3 << 16 // + i: the cell of freeVars[i]
	tmpBase  reg = 4 << 16 // + i: temporary i
	// below argBase: the local varNames[r]

	noReg reg = -1
)

func (r reg) isTmp() bool   { return r >= tmpBase }
func (r reg) isLocal() bool { return r >= 0 && r < argBase }

// A label is a place in the code; labels are bound when their place is reached.
type label int32

const noLabel label = -1

// An instr is an instruction before layout. Operands are registers (reg), constant
// numbers or plain numbers, as the opcode's row in code.Table says.
type instr struct {
	op      code.Op
	flags   uint8
	a, b, c int32
	to      label
	line    int32
	word    uint64
}

// A region is a range of instructions, possibly with gaps, that a handler, an exception
// scope or a Pending covers.
type region struct {
	pieces []piece
	open   int32 // start of the open piece, -1: none is open
	target label // of a handler; noLabel: an exception scope
	reg    reg   // the handler's depth, or the register of the exception
	n      int   // of a Pending: how many registers from reg on
}

type piece struct{ start, end int32 }

// An operand is a register that an instruction reads. tmp: it consumes it.
type operand struct {
	r   reg
	tmp bool
}

func (o operand) flag(f uint8) uint8 {
	if o.tmp {
		return f
	}
	return 0
}

// keep returns o as an operand that is not consumed.
func (o operand) keep() operand { return operand{o.r, false} }

func (k *compiler) newUnit(parent *unit, sc *scope, name string, kind unitKind, private string) *unit {
	if sc == nil {
		panic("compiler: scope of " + name + " missing")
	}
	u := &unit{compiler: k, parent: parent, scope: sc, kind: kind, name: name, private: private, top: tmpBase, maxTop: tmpBase, firstLine: 1, line: 1,
		varIndex: map[string]int{}, touched: map[reg]bool{}, nameIndex: map[string]int{}, constIndex: map[string]int{}, cellIndex: map[string]int{}, freeIndex: map[string]int{}}
	u.cellVars, u.freeVars = sc.cellVars(), sc.freeVars()
	for i, n := range u.cellVars {
		u.cellIndex[n] = i
	}
	for i, n := range u.freeVars {
		u.freeIndex[n] = i
	}
	for _, n := range sc.params {
		u.touch(u.local(n))
	}
	u.setQualName()
	return u
}

func (u *unit) setQualName() {
	u.qualName = u.name
	p := u.parent
	if p == nil || p.parent == nil {
		return
	}
	if u.kind == unitFunction || u.kind == unitAsync || u.kind == unitClass {
		if p.scope.places[mangle(p.private, u.name)] == placeGlobal {
			return
		}
	}
	u.qualName = p.qualName + "." + u.name
	if p.kind != unitClass {
		u.qualName = p.qualName + ".<locals>." + u.name
	}
}

// isFunction reports whether locals live in registers.
func (u *unit) isFunction() bool { return u.kind >= unitFunction }

// isGenerator reports whether the frame outlives the call: its parameters are ordinary
// locals then.
func (u *unit) isGenerator() bool {
	return u.isFunction() && (u.scope.generator || u.scope.coroutine)
}

func (u *unit) nargs() int { return u.argCount + u.kwOnly }

// held is how many parameters lie where the call passed them: all but **kwargs.
func (u *unit) held() int {
	if u.scope.varargs {
		return u.nargs() + 1
	}
	return u.nargs()
}

const tooMany = "too many variables and temporaries in one function"

// tmp reserves the next temporary.
func (u *unit) tmp() reg { return u.tmps(1) }

// tmps reserves n temporaries in a row and returns the first.
func (u *unit) tmps(n int) reg {
	r := u.top
	u.top += reg(n)
	if u.top > u.maxTop {
		u.maxTop = u.top
		if u.maxTop-tmpBase > maxRegs {
			u.fail(nil, tooMany)
		}
	}
	return r
}

func (u *unit) emit(op code.Op, flags uint8, a, b, c reg) *instr {
	row := &code.Table[op]
	u.touchOperand(row.B, b)
	u.touchOperand(row.C, c)
	u.touchOperand(row.A, a)
	u.ins = append(u.ins, instr{op: op, flags: flags, a: int32(a), b: int32(b), c: int32(c), to: noLabel, line: u.line})
	return &u.ins[len(u.ins)-1]
}

func (u *unit) touchOperand(k code.Kind, r reg) {
	if k >= code.Dst && k <= code.Out {
		u.touch(r)
	}
}

// touch notes that an instruction uses a local.
func (u *unit) touch(r reg) {
	if r.isLocal() && !u.touched[r] {
		u.touched[r] = true
		u.varOrder = append(u.varOrder, r)
	}
}

// jump emits a jump to the label. Which operand holds the displacement is the opcode's
// matter.
func (u *unit) jump(op code.Op, flags uint8, b, c reg, to label) {
	u.emit(op, flags, noReg, b, c).to = to
}

func (u *unit) jmp(to label) { u.jump(code.JMP, 0, noReg, noReg, to) }

// skipTo is a jump that belongs to no statement: tracing shows no line for it.
func (u *unit) skipTo(to label) {
	line := u.line
	u.line = noLine
	u.jmp(to)
	u.line = line
}

// mark makes tracing see the line of a statement that may have no instruction: a NOP,
// which goes if the line shows without it.
func (u *unit) mark() { u.emit(code.NOP, 0, noReg, noReg, noReg).word = lineMark }

// markAt marks the line of a node that has no instruction of its own.
func (u *unit) markAt(e ast.Expr) {
	line := u.line
	u.setLine(e.Pos())
	u.mark()
	u.line = line
}

// lineMark is the word of a NOP that serves tracing only.
const lineMark = 1

// noLine is the line of instructions that belong to no statement.
const noLine = -1

// drop emits the end of a temporary.
func (u *unit) drop(r reg) { u.emit(code.DROP, code.TmpB, noReg, r, noReg) }

// dropOperand drops o if it is a temporary.
func (u *unit) dropOperand(o operand) {
	if o.tmp {
		u.drop(o.r)
	}
}

// move emits the copy of b to a, or its move if b is a temporary.
func (u *unit) move(a reg, b operand) {
	if a != b.r {
		u.emit(code.MOVE, b.flag(code.TmpB), a, b.r, noReg)
	}
}

func (u *unit) newLabel() label {
	u.labels = append(u.labels, -1)
	return label(len(u.labels) - 1)
}

func (u *unit) bind(l label) { u.labels[l] = int32(len(u.ins)) }

// here returns a label bound at this place.
func (u *unit) here() label {
	l := u.newLabel()
	u.bind(l)
	return l
}

func (u *unit) at() int32 { return int32(len(u.ins)) }

// setLine makes the following instructions stand on the node's first line. A node of the
// compiler's own making has no line.
func (u *unit) setLine(sp *ast.Span) {
	if sp.End > 0 {
		u.line = int32(u.compiler.line(sp))
	}
}

// openRegion starts a region here. Regions enter the tables when they are finished, so
// the inner ones come first.
func (u *unit) openRegion(target label, r reg) *region {
	return &region{open: u.at(), target: target, reg: r}
}

func (r *region) pause(at int32) {
	if r != nil && r.open >= 0 {
		if at > r.open {
			r.pieces = append(r.pieces, piece{r.open, at})
		}
		r.open = -1
	}
}

func (r *region) resume(at int32) {
	if r != nil {
		r.open = at
	}
}

func (u *unit) finish(r *region) {
	r.pause(u.at())
	u.regions = append(u.regions, r)
}

// nameOf returns the index of name in Names.
func (u *unit) nameOf(name string) reg {
	name = mangle(u.private, name)
	i, ok := u.nameIndex[name]
	if !ok {
		i = len(u.names)
		u.names = append(u.names, name)
		u.nameIndex[name] = i
		if i > 0xffff {
			u.fail(nil, "too many names")
		}
	}
	return reg(i)
}

// local returns the register of a local variable. The variable joins VarNames when an
// instruction touches it.
func (u *unit) local(mangled string) reg {
	i, ok := u.varIndex[mangled]
	if !ok {
		i = len(u.varNames)
		u.varNames = append(u.varNames, mangled)
		u.varIndex[mangled] = i
		if i >= maxRegs {
			u.fail(nil, "too many local variables")
		}
	}
	return reg(i)
}

// module compiles the whole source text.
func (u *unit) module() {
	body := u.mod.Body
	if u.opts.Mode == Eval {
		e := body[0].(*ast.ExprStmt).X
		u.setLine(e.Pos())
		u.ret(u.operand(e))
		return
	}
	if len(body) > 0 {
		u.setLine(body[0].Pos())
	}
	if u.opts.Mode == Single {
		if hasAnnotation(body) && u.kind == unitModule {
			u.emit(code.ANNOTATIONS, 0, noReg, noReg, noReg)
		}
		u.stmts(body)
	} else {
		u.body(body)
	}
	u.retNone()
}

// body compiles the statements of a module or class.
func (u *unit) body(body []ast.Stmt) {
	if hasAnnotation(body) && u.kind != unitAsync {
		u.emit(code.ANNOTATIONS, 0, noReg, noReg, noReg)
	}
	if doc, ok := u.docString(body); ok {
		u.setLine(body[0].Pos())
		u.storeName("__doc__", u.constant(doc))
		body = body[1:]
	}
	u.stmts(body)
}

// docString returns the docstring that body begins with.
func (u *unit) docString(body []ast.Stmt) (string, bool) {
	if len(body) == 0 || u.opts.Optimize >= 2 {
		return "", false
	}
	if s, ok := body[0].(*ast.ExprStmt); ok {
		if c, ok := s.X.(*ast.Constant); ok {
			doc, ok := c.Value.(string)
			return doc, ok
		}
	}
	return "", false
}

// hasAnnotation reports whether a block annotates some variable, so that it needs
// __annotations__.
func hasAnnotation(list []ast.Stmt) bool {
	for _, s := range list {
		found := false
		switch s := s.(type) {
		case *ast.AnnAssign:
			found = true
		case *ast.For:
			found = hasAnnotation(s.Body) || hasAnnotation(s.Orelse)
		case *ast.While:
			found = hasAnnotation(s.Body) || hasAnnotation(s.Orelse)
		case *ast.If:
			found = hasAnnotation(s.Body) || hasAnnotation(s.Orelse)
		case *ast.With:
			found = hasAnnotation(s.Body)
		case *ast.Try:
			for _, h := range s.Handlers {
				found = found || hasAnnotation(h.Body)
			}
			found = found || hasAnnotation(s.Body) || hasAnnotation(s.Orelse) || hasAnnotation(s.Finally)
		}
		if found {
			return true
		}
	}
	return false
}

// ret emits the return of o. No temporary but o may be alive.
func (u *unit) ret(o operand) { u.emit(code.RET, o.flag(code.TmpB), noReg, o.r, noReg) }

// retNone emits the return at the end of a scope. It stands on no line: control may
// come from many.
func (u *unit) retNone() {
	line := u.line
	if u.line = noLine; u.at() == 0 {
		u.line = int32(u.firstLine)
	}
	u.emit(code.RETK, 0, noReg, u.konstOf(nil), noReg)
	u.line = line
}
