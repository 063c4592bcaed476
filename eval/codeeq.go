package eval

import (
	"math"

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
	same := x.native == y.native && code.Same(x.C, y.C)
	return object.Bool(same == (op == object.CmpEQ)), nil
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
