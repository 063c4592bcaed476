package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Calls. The temporaries of a call stand in a row: the callable, one that is kept free
// (for the receiver of a method), the arguments. They become the first registers of the
// callee.

// callBase reserves the first two temporaries of a call. If the result goes to the last
// temporary, the call can start there.
func (u *unit) callBase(d reg) reg {
	if d.isTmp() && d == u.top-1 {
		u.tmp()
		return d
	}
	return u.tmps(2)
}

func (u *unit) call(e *ast.Call, d reg) {
	u.checkKeywords(e.Kws, &e.Span)
	u.warnCall(e)
	base := u.callBase(d)
	if a, ok := e.Func.(*ast.Attribute); ok && !isSpread(e.Args, e.Kws) {
		save := u.top
		u.top = base + 1
		x := u.operandIn(a.X, base)
		u.top = save
		line := u.line
		u.line = int32(u.endLine(&a.Span))
		u.emit(code.LOADM, x.flag(code.TmpB), base, x.r, u.nameOf(a.Attr))
		if len(e.Kws) > 0 {
			u.line = line
		}
		u.callArgs(base, 0, true, e.Args, e.Kws, d)
		return
	}
	u.top = base + 1 // a chain of calls needs no more registers than one
	u.into(e.Func, base)
	u.top = base + 2
	u.callArgs(base, 0, false, e.Args, e.Kws, d)
}

// isSpread reports whether a call needs its arguments as a tuple and a dict: for a star,
// or because they are too many.
func isSpread(args []ast.Expr, kws []*ast.Keyword) bool {
	if len(args)+2*len(kws) > stackGuide || hasStar(args) {
		return true
	}
	for _, k := range kws {
		if k.Arg == "" {
			return true
		}
	}
	return false
}

// callArgs compiles the arguments and the call of the callable in base, after which
// pushed arguments stand already. method: base was prepared by LOADM.
func (u *unit) callArgs(base reg, pushed int, method bool, args []ast.Expr, kws []*ast.Keyword, d reg) {
	if isSpread(args, kws) {
		u.callSpread(base, pushed, args, kws, d)
		return
	}
	for _, x := range args {
		u.value(x)
	}
	n := reg(pushed + len(args))
	if len(kws) == 0 {
		op := code.CALL
		if method {
			op = code.CALLM
		}
		u.emit(op, 0, base, n, d)
		return
	}
	names := make(code.Tuple, len(kws))
	for i, k := range kws {
		names[i] = k.Arg
		u.value(k.Value)
	}
	flags := uint8(0)
	if method {
		flags = code.TmpB
	}
	u.emit(code.CALLKW, flags, base, n+reg(len(kws)), d).word = uint64(u.konstOf(names))
}

// callSpread calls with a tuple of the positional arguments and a dict of the others.
func (u *unit) callSpread(base reg, pushed int, args []ast.Expr, kws []*ast.Keyword, d reg) {
	seq := base + 2
	if pushed == 0 {
		u.tmp()
	}
	if s, ok := loneStar(args, pushed); ok {
		u.into(s.X, seq)
	} else {
		u.unpackInto(args, pushed, code.TUPLE, seq)
	}
	flags := uint8(0)
	if len(kws) > 0 {
		flags = code.TmpC
		pairs := make([]pair, len(kws))
		for i, k := range kws {
			if pairs[i].value = k.Value; k.Arg != "" {
				pairs[i] = u.constPair(k.Arg, k.Value)
			}
		}
		t := u.tmp()
		u.dictPieces(pairs, t, false, func(o operand) { u.emit(code.DICTMERGE, o.flag(code.TmpB), t, o.r, base) })
	}
	u.emit(code.CALLEX, flags, base, noReg, d)
}

func loneStar(args []ast.Expr, pushed int) (*ast.Starred, bool) {
	if pushed > 0 || len(args) != 1 {
		return nil, false
	}
	s, ok := args[0].(*ast.Starred)
	return s, ok
}

// checkKeywords rejects keywords given twice.
func (u *unit) checkKeywords(kws []*ast.Keyword, sp *ast.Span) {
	if len(kws) == 0 {
		return
	}
	count := make(map[string]int, len(kws))
	for _, k := range kws {
		count[k.Arg]++
	}
	for i, k := range kws {
		if k.Arg == "" {
			continue
		}
		u.forbid(k.Arg, ast.Store, sp)
		if count[k.Arg] == 1 {
			continue
		}
		for _, other := range kws[i+1:] {
			if other.Arg == k.Arg {
				u.fail(&other.Span, "keyword argument repeated: %s", k.Arg)
			}
		}
	}
}
