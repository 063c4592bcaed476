package code

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
)

// Same reports whether two codes do the same under one name and from the same line on, whatever file they come from.
func Same(a, b *Code) bool {
	return a == b || a.Name == b.Name && a.FirstLine == b.FirstLine && a.Flags == b.Flags &&
		a.ArgCount == b.ArgCount && a.PosOnly == b.PosOnly && a.KwOnly == b.KwOnly &&
		slices.Equal(a.Instrs, b.Instrs) && slices.Equal(a.Names, b.Names) && slices.Equal(a.VarNames, b.VarNames) &&
		slices.Equal(a.CellVars, b.CellVars) && slices.Equal(a.FreeVars, b.FreeVars) &&
		slices.EqualFunc(a.Consts, b.Consts, sameConst)
}

// sameConst compares constants, and their types: 1 and 1.0 differ, and 0.0 and -0.0.
func sameConst(a, b any) bool {
	switch x := a.(type) {
	case float64:
		y, ok := b.(float64)
		return ok && math.Float64bits(x) == math.Float64bits(y)
	case complex128:
		y, ok := b.(complex128)
		return ok && sameConst(real(x), real(y)) && sameConst(imag(x), imag(y))
	case *big.Int:
		y, ok := b.(*big.Int)
		return ok && x.Cmp(y) == 0
	case Tuple:
		y, ok := b.(Tuple)
		return ok && slices.EqualFunc(x, y, sameConst)
	case FrozenSet:
		y, ok := b.(FrozenSet)
		return ok && slices.EqualFunc(x, y, sameConst)
	case *Code:
		y, ok := b.(*Code)
		return ok && Same(x, y)
	}
	return a == b
}

// Key returns a string that is equal for two constants exactly if they are one:
// equal in type and value, down to the sign of a zero. Codes with one key may still differ.
func Key(v any) string {
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
	case Bytes:
		return fmt.Sprintf("y%d:%s", len(v), string(v))
	case Ellipsis:
		return "E"
	case Tuple:
		return seqKey("t", v)
	case FrozenSet:
		return seqKey("z", v)
	case *Code:
		return fmt.Sprintf("o%d:%s", v.FirstLine, v.Name)
	}
	panic(fmt.Sprintf("code: constant of type %T", v))
}

func seqKey(kind string, items []any) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%d(", kind, len(items))
	for _, x := range items {
		b.WriteString(Key(x))
		b.WriteByte(',')
	}
	b.WriteByte(')')
	return b.String()
}
