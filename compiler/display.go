package compiler

import (
	"slices"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Displays: [..], (..), {..}. How a display is built decides how much room its list or
// set has to spare, which programs can see; so the cases are CPython's.

// stackGuide is the number of items beyond which a display or a call is built
// piecemeal.
const stackGuide = 30

func hasStar(elts []ast.Expr) bool {
	for _, x := range elts {
		if _, ok := x.(*ast.Starred); ok {
			return true
		}
	}
	return false
}

// display compiles a tuple, list or set display.
func (u *unit) display(elts []ast.Expr, build code.Op, d reg) {
	if len(elts) <= stackGuide && !hasStar(elts) && (len(elts) <= 2 || build == code.TUPLE || !u.allConst(elts)) {
		base := u.top
		for _, x := range elts {
			u.value(x)
		}
		u.emit(build, 0, d, base, reg(len(elts)))
		return
	}
	u.viaTmp(d, func(t reg) {
		seq := t
		if t+1 != u.top { // items are collected in temporaries that start at the display's own
			seq = u.tmp()
		}
		u.unpackInto(elts, 0, build, seq)
		u.move(t, operand{seq, true})
	})
}

func (u *unit) allConst(elts []ast.Expr) bool {
	for _, x := range elts {
		if _, ok := u.fold(x); !ok {
			return false
		}
	}
	return true
}

// unpackInto builds the display of elts in temporary seq, the last one reserved but for
// the pushed ones: seq and the temporaries after it hold the first pushed items already.
// Afterwards seq is the last temporary.
func (u *unit) unpackInto(elts []ast.Expr, pushed int, build code.Op, seq reg) {
	list, add, extend := build, code.APPEND, code.EXTEND
	switch build {
	case code.TUPLE:
		list = code.LIST
	case code.SET:
		add, extend = code.SETADD, code.SETUPDATE
	}
	if n := len(elts); n > 2 && u.allConst(elts) && (build != code.TUPLE || pushed == 0) {
		u.constDisplay(elts, pushed, build, extend, seq)
		return
	}
	big, star := len(elts)+pushed > stackGuide, hasStar(elts)
	u.top = seq + reg(pushed)
	built := false
	start := func(n int) {
		u.emit(list, 0, seq, seq, reg(n))
		u.top = seq + 1
		built = true
	}
	if big {
		start(pushed)
	}
	for i, x := range elts {
		if s, ok := x.(*ast.Starred); ok {
			if !built {
				start(i + pushed)
			}
			y := u.operand(s.X)
			flags := y.flag(code.TmpB)
			if extend == code.EXTEND {
				flags |= code.Inplace
			}
			u.emit(extend, flags, seq, y.r, noReg)
			u.top = seq + 1
		} else if built {
			y := u.operand(x)
			u.emit(add, y.flag(code.TmpB), seq, y.r, noReg)
			u.top = seq + 1
		} else {
			u.value(x)
		}
	}
	switch {
	case !big && !star:
		u.emit(build, 0, seq, seq, reg(len(elts)+pushed))
	case build == code.TUPLE:
		u.emit(code.LISTTUPLE, code.TmpB, seq, seq, noReg)
	}
	u.top = seq
	u.tmp()
}

func (u *unit) constDisplay(elts []ast.Expr, pushed int, build, extend code.Op, seq reg) {
	v, _ := u.foldTuple(elts)
	if build == code.TUPLE {
		u.top = seq
		u.loadConst(u.tmp(), v)
		return
	}
	if build == code.SET {
		v = code.FrozenSet(v.(code.Tuple))
	}
	u.emit(build, 0, seq, seq, reg(pushed))
	u.top = seq
	u.tmp()
	c := u.constant(v)
	u.emit(extend, code.TmpB, seq, c.r, noReg)
	u.top = seq + 1
}

// A pair is an item of a dict display or a keyword of a call; key nil: `**value`.
type pair struct {
	key     func(t reg)
	isConst bool // the key is a constant: it has no line of its own
	value   ast.Expr
	at      *ast.Span // of a constant key in a display
}

func (u *unit) constPair(key any, value ast.Expr) pair {
	return pair{key: func(t reg) { u.loadConst(t, key) }, isConst: true, value: value}
}

func (u *unit) dict(e *ast.Dict, d reg) {
	pairs := make([]pair, len(e.Keys))
	for i, k := range e.Keys {
		pairs[i].value = e.Values[i]
		if k == nil {
			continue
		}
		pairs[i].key = func(t reg) { u.into(k, t) }
		if v, ok := u.fold(k); ok {
			pairs[i] = u.constPair(v, e.Values[i])
			pairs[i].at = k.Pos()
		}
	}
	if !anyUnpacking(pairs) && 2*len(pairs) <= stackGuide {
		u.subDict(pairs, d)
		return
	}
	u.viaTmp(d, func(t reg) {
		merge := func(o operand) { u.emit(code.DICTUPDATE, o.flag(code.TmpB), t, o.r, noReg) }
		u.dictPieces(pairs, t, true, merge)
	})
}

func anyUnpacking(pairs []pair) bool {
	for _, p := range pairs {
		if p.key == nil {
			return true
		}
	}
	return false
}

// dictPieces builds a dict in t of runs of pairs and of unpackings; merge adds another
// dict to t. split: long runs are cut.
func (u *unit) dictPieces(pairs []pair, t reg, split bool, merge func(operand)) {
	have := false
	flush := func(run []pair) {
		if len(run) == 0 {
			return
		}
		if !have {
			u.subDict(run, t)
		} else {
			save := u.top
			p := u.tmp()
			u.subDict(run, p)
			merge(operand{p, true})
			u.top = save
		}
		have = true
	}
	from := 0
	for i, p := range pairs {
		if p.key != nil {
			if split && 2*(i-from) > stackGuide {
				flush(pairs[from : i+1])
				from = i + 1
			}
			continue
		}
		flush(pairs[from:i])
		from = i + 1
		if !have {
			u.emit(code.DICT, 0, t, t, 0)
			have = true
		}
		save := u.top
		merge(u.operand(p.value))
		u.top = save
	}
	flush(pairs[from:])
	if !have {
		u.emit(code.DICT, 0, t, t, 0)
	}
}

// keyOf computes the key of p in a new temporary. CPython loads keys that are all constants when it has the values.
func (u *unit) keyOf(run []pair, p pair) {
	line := u.line
	if p.at != nil {
		u.setLine(p.at)
		if len(run) > 1 && !slices.ContainsFunc(run, func(p pair) bool { return !p.isConst }) {
			u.setLine(p.value.Pos())
		}
	}
	p.key(u.tmp())
	u.line = line
}

// subDict builds a dict of pairs without unpackings in d.
func (u *unit) subDict(run []pair, d reg) {
	save := u.top
	defer func() { u.top = save }()
	if 2*len(run) <= stackGuide {
		base := u.top
		for _, p := range run {
			u.keyOf(run, p)
			u.value(p.value)
		}
		u.emit(code.DICT, 0, d, base, reg(len(run)))
		return
	}
	u.emit(code.DICT, 0, d, d, 0)
	for _, p := range run {
		save := u.top
		k := u.tmp()
		p.key(k)
		v := u.operand(p.value)
		u.emit(code.DICTSET, code.TmpB|v.flag(code.TmpC), d, k, v.r)
		u.top = save
	}
}
