package compiler

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// konstOf returns the number of constant v in the unit's list. Numbers become indexes
// only at layout.
func (u *unit) konstOf(v any) reg {
	v = constValue(v)
	key := code.Key(v)
	i, ok := u.constIndex[key]
	if c, isCode := v.(*code.Code); ok && isCode && !code.Same(c, u.consts[i].(*code.Code)) {
		ok = false
	}
	if !ok {
		i = len(u.consts)
		u.consts = append(u.consts, v)
		u.constIndex[key] = i
	}
	return reg(i)
}

// constant loads v into a new temporary.
func (u *unit) constant(v any) operand {
	t := u.tmp()
	u.loadConst(t, v)
	return operand{t, true}
}

func (u *unit) loadConst(d reg, v any) { u.emit(code.LOADK, 0, d, u.konstOf(v), noReg) }

// constValue turns a literal's value in the tree into a constant's.
func constValue(v any) any {
	switch v := v.(type) {
	case ast.Bytes:
		return code.Bytes(v)
	case ast.Ellipsis:
		return code.Ellipsis{}
	}
	return v
}
