package code

import (
	"math"
	"math/big"
	"slices"
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
