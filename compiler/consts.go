package compiler

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// konstOf returns the number of constant v in the unit's list. Numbers become indexes
// only at layout.
func (u *unit) konstOf(v any) reg {
	v = constValue(v)
	key := constKey(v)
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

// constKey returns a string that is equal for two constants exactly if they are one:
// equal in type and value, down to the sign of a zero. Codes with one key may still differ.
func constKey(v any) string {
	switch v := v.(type) {
	case nil:
		return "N"
	case bool:
		return fmt.Sprintf("b%t", v)
	case int64:
		return fmt.Sprintf("i%d", v)
	case *big.Int:
		return "i" + v.String()
	case float64:
		return fmt.Sprintf("f%x", math.Float64bits(v))
	case complex128:
		return fmt.Sprintf("c%x,%x", math.Float64bits(real(v)), math.Float64bits(imag(v)))
	case string:
		return fmt.Sprintf("s%d:%s", len(v), v)
	case code.Bytes:
		return fmt.Sprintf("y%d:%s", len(v), string(v))
	case code.Ellipsis:
		return "E"
	case code.Tuple:
		return seqKey("t", v)
	case code.FrozenSet:
		return seqKey("z", v)
	case *code.Code:
		return fmt.Sprintf("o%d:%s", v.FirstLine, v.Name)
	}
	panic(fmt.Sprintf("compiler: constant of type %T", v))
}

func seqKey(kind string, items []any) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%d(", kind, len(items))
	for _, x := range items {
		b.WriteString(constKey(x))
		b.WriteByte(',')
	}
	b.WriteByte(')')
	return b.String()
}
