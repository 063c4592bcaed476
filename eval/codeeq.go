package eval

import (
	"math"
	"math/big"
	"slices"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// codeCompare is == and != of code objects: what they do counts, not the file that they
// come from.
func codeCompare(t *Thread, a, b Value, op int) (Value, error) {
	if b.O.Typ != CodeType || op != object.CmpEQ && op != object.CmpNE {
		return object.NotImplemented, nil
	}
	x, y := object.As[Code](a), object.As[Code](b)
	same := x.native == y.native && sameCode(x.C, y.C)
	return object.Bool(same == (op == object.CmpEQ)), nil
}

func sameCode(a, b *code.Code) bool {
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
	case code.Tuple:
		y, ok := b.(code.Tuple)
		return ok && slices.EqualFunc(x, y, sameConst)
	case code.FrozenSet:
		y, ok := b.(code.FrozenSet)
		return ok && slices.EqualFunc(x, y, sameConst)
	case *code.Code:
		y, ok := b.(*code.Code)
		return ok && sameCode(x, y)
	}
	return a == b
}

// codeHash hashes what codeCompare compares, but for the constants.
func codeHash(t *Thread, v Value) (int64, error) {
	c := object.As[Code](v).C
	h := uint64(len(c.Instrs))
	mix := func(x uint64) { h = (h ^ x) * 0x9E3779B97F4A7C15 }
	for _, w := range c.Instrs {
		mix(w)
	}
	for _, x := range [...]int{c.FirstLine, c.ArgCount, c.PosOnly, c.KwOnly, int(c.Flags), len(c.Names), len(c.VarNames)} {
		mix(uint64(x))
	}
	name := t.NewStr(c.Name)
	n, err := t.Hash(name)
	t.Unref(name)
	mix(uint64(n))
	if h>>1 == math.MaxUint64>>1 {
		h = 2 // -1 is no hash
	}
	return int64(h), err
}
