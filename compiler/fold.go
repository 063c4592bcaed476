package compiler

import (
	"math"
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Constant folding: which expressions are constants. The limits on the size of results
// are CPython's, so that no constant of a few characters fills the memory. Operations
// whose result depends on the mathematical library are left to the evaluator.

const (
	maxIntBits    = 128
	maxStrSize    = 4096
	maxTupleSize  = 256
	maxTotalItems = 1024
)

type folded struct {
	v  any
	ok bool
}

// fold returns the value of e if it is a constant.
func (k *compiler) fold(e ast.Expr) (any, bool) {
	switch e := e.(type) {
	case *ast.Constant:
		return constValue(e.Value), true
	case *ast.Name:
		return k.opts.Optimize == 0, e.Id == "__debug__" && e.Ctx == ast.Load
	case *ast.BinOp, *ast.UnaryOp, *ast.Subscript:
	case *ast.Tuple:
		if e.Ctx != ast.Load {
			return nil, false
		}
	default:
		return nil, false
	}
	if f, ok := k.folds[e]; ok {
		return f.v, f.ok
	}
	k.enter()
	defer k.leave()
	v, ok := k.foldNew(e)
	k.folds[e] = folded{v, ok}
	return v, ok
}

func (k *compiler) foldNew(e ast.Expr) (any, bool) {
	switch e := e.(type) {
	case *ast.UnaryOp:
		if v, ok := k.fold(e.X); ok {
			return foldUnary(e.Op, v)
		}
	case *ast.BinOp:
		return k.foldChain(e)
	case *ast.Subscript:
		if e.Ctx != ast.Load {
			return nil, false
		}
		if x, ok := k.fold(e.X); ok {
			if i, ok := k.fold(e.Index); ok {
				return foldIndex(x, i)
			}
		}
	case *ast.Tuple:
		return k.foldTuple(e.Elts)
	}
	return nil, false
}

// foldChain folds a chain of operators from the left, and notes the result for each.
func (k *compiler) foldChain(e *ast.BinOp) (any, bool) {
	spine, leftmost := spineOf(e)
	v, ok := k.fold(leftmost)
	for i := len(spine) - 1; i >= 0; i-- {
		b := spine[i]
		if f, done := k.folds[b]; done {
			v, ok = f.v, f.ok
			continue
		}
		if r, isConst := k.fold(b.Right); ok && isConst {
			v, ok = foldBinary(b.Op, v, r)
		} else {
			ok = false
		}
		k.folds[b] = folded{v, ok}
	}
	return v, ok
}

func (k *compiler) foldTuple(elts []ast.Expr) (any, bool) {
	t := make(code.Tuple, 0, len(elts))
	for _, x := range elts {
		v, ok := k.fold(x)
		if !ok {
			return nil, false
		}
		t = append(t, v)
	}
	return t, true
}

// foldIter folds what is only iterated over or looked into: lists count as tuples, sets
// as frozen sets.
func (k *compiler) foldIter(e ast.Expr) (any, bool) {
	switch e := e.(type) {
	case *ast.List:
		return k.foldTuple(e.Elts)
	case *ast.Set:
		if t, ok := k.foldTuple(e.Elts); ok {
			return code.FrozenSet(t.(code.Tuple)), true
		}
		return nil, false
	}
	return k.fold(e)
}

// truth returns the truth of a constant.
func truth(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case int64:
		return v != 0
	case float64:
		return v != 0
	case complex128:
		return v != 0
	case string:
		return v != ""
	case code.Bytes:
		return v != ""
	case code.Tuple:
		return len(v) > 0
	case code.FrozenSet:
		return len(v) > 0
	}
	return true
}

// bigOf returns v as an integer if it is one (bools count).
func bigOf(v any) (*big.Int, bool) {
	switch v := v.(type) {
	case bool:
		if v {
			return big.NewInt(1), true
		}
		return new(big.Int), true
	case int64:
		return big.NewInt(v), true
	case *big.Int:
		return v, true
	}
	return nil, false
}

// intConst returns n in the form that constants have.
func intConst(n *big.Int) any {
	if n.IsInt64() {
		return n.Int64()
	}
	return n
}

func foldUnary(op ast.Op, v any) (any, bool) {
	if op == ast.Not {
		return !truth(v), true
	}
	if n, ok := bigOf(v); ok {
		switch op {
		case ast.USub:
			return intConst(new(big.Int).Neg(n)), true
		case ast.UAdd:
			return intConst(n), true
		case ast.Invert:
			return intConst(new(big.Int).Not(n)), true
		}
	}
	switch v := v.(type) {
	case float64:
		if op == ast.USub {
			return -v, true
		}
		return v, op == ast.UAdd
	case complex128:
		if op == ast.USub {
			return complex(-real(v), -imag(v)), true
		}
		return v, op == ast.UAdd
	}
	return nil, false
}

func foldBinary(op ast.Op, l, r any) (any, bool) {
	if x, y, ok := bothBools(l, r); ok && (op == ast.BitAnd || op == ast.BitOr || op == ast.BitXor) {
		return foldBools(op, x, y), true
	}
	a, aInt := bigOf(l)
	b, bInt := bigOf(r)
	if aInt && bInt {
		return foldInts(op, a, b)
	}
	if op == ast.Mult && (aInt || bInt) {
		if aInt {
			l, b = r, a
		}
		if v, ok := foldRepeat(l, b); ok {
			return v, true
		}
	}
	if op == ast.Add {
		if v, ok := foldConcat(l, r); ok {
			return v, true
		}
	}
	if x, ok := floatOf(l); ok {
		if y, ok := floatOf(r); ok {
			return foldFloats(op, x, y)
		}
	}
	return foldComplex(op, l, r)
}

func foldInts(op ast.Op, a, b *big.Int) (any, bool) {
	n := new(big.Int)
	switch op {
	case ast.Add:
		n.Add(a, b)
	case ast.Sub:
		n.Sub(a, b)
	case ast.Mult:
		if a.BitLen()+b.BitLen() > maxIntBits {
			return nil, false
		}
		n.Mul(a, b)
	case ast.FloorDiv, ast.Mod:
		if b.Sign() == 0 {
			return nil, false
		}
		q, m := floorDivMod(a, b)
		if n = m; op == ast.FloorDiv {
			n = q
		}
	case ast.Div:
		return foldTrueDiv(a, b)
	case ast.Pow:
		if b.Sign() < 0 || !b.IsInt64() || b.Sign() > 0 && int64(a.BitLen()) > maxIntBits/b.Int64() {
			return nil, false
		}
		n.Exp(a, b, nil)
	case ast.LShift:
		if b.Sign() < 0 || !b.IsInt64() || a.Sign() != 0 && int64(a.BitLen())+b.Int64() > maxIntBits || a.Sign() == 0 && b.Int64() > maxIntBits {
			return nil, false
		}
		n.Lsh(a, uint(b.Int64()))
	case ast.RShift:
		if b.Sign() < 0 || !b.IsInt64() {
			return nil, false
		}
		n.Rsh(a, uint(min(b.Int64(), int64(a.BitLen())+1)))
	case ast.BitAnd, ast.BitOr, ast.BitXor:
		foldBits(op, n, a, b)
	default:
		return nil, false
	}
	return intConst(n), true
}

func bothBools(l, r any) (x, y, ok bool) {
	x, ok1 := l.(bool)
	y, ok2 := r.(bool)
	return x, y, ok1 && ok2
}

// foldBools is a bit operator on bools, which gives a bool.
func foldBools(op ast.Op, x, y bool) bool {
	switch op {
	case ast.BitAnd:
		return x && y
	case ast.BitOr:
		return x || y
	}
	return x != y
}

func foldBits(op ast.Op, n, a, b *big.Int) {
	switch op {
	case ast.BitAnd:
		n.And(a, b)
	case ast.BitOr:
		n.Or(a, b)
	case ast.BitXor:
		n.Xor(a, b)
	}
}

func floorDivMod(a, b *big.Int) (q, m *big.Int) {
	q, m = new(big.Int).QuoRem(a, b, new(big.Int))
	if m.Sign() != 0 && m.Sign() != b.Sign() {
		q.Sub(q, big.NewInt(1))
		m.Add(m, b)
	}
	return q, m
}

// foldTrueDiv divides ints that floats hold exactly.
func foldTrueDiv(a, b *big.Int) (any, bool) {
	if b.Sign() == 0 || a.BitLen() > 53 || b.BitLen() > 53 {
		return nil, false
	}
	return float64(a.Int64()) / float64(b.Int64()), true
}

// floatOf returns v as a float if it is one or an int that a float holds exactly.
func floatOf(v any) (float64, bool) {
	if f, ok := v.(float64); ok {
		return f, true
	}
	if n, ok := bigOf(v); ok && n.BitLen() <= 53 {
		return float64(n.Int64()), true
	}
	return 0, false
}

func foldFloats(op ast.Op, x, y float64) (any, bool) {
	switch op {
	case ast.Add:
		return x + y, true
	case ast.Sub:
		return x - y, true
	case ast.Mult:
		return x * y, true
	case ast.Div:
		if y != 0 {
			return x / y, true
		}
	}
	return nil, false
}

// foldComplex folds sums, in which complex literals are written.
func foldComplex(op ast.Op, l, r any) (any, bool) {
	x, ok1 := complexOf(l)
	y, ok2 := complexOf(r)
	if !ok1 || !ok2 {
		return nil, false
	}
	switch op {
	case ast.Add:
		return complex(real(x)+real(y), imag(x)+imag(y)), true
	case ast.Sub:
		return complex(real(x)-real(y), imag(x)-imag(y)), true
	}
	return nil, false
}

func complexOf(v any) (complex128, bool) {
	if c, ok := v.(complex128); ok {
		return c, true
	}
	f, ok := floatOf(v)
	return complex(f, 0), ok
}

func foldConcat(l, r any) (any, bool) {
	switch l := l.(type) {
	case string:
		if r, ok := r.(string); ok && len(l)+len(r) <= math.MaxUint16 {
			return l + r, true
		}
	case code.Bytes:
		if r, ok := r.(code.Bytes); ok && len(l)+len(r) <= math.MaxUint16 {
			return l + r, true
		}
	case code.Tuple:
		if r, ok := r.(code.Tuple); ok && len(l)+len(r) <= math.MaxUint16 {
			return append(append(code.Tuple{}, l...), r...), true
		}
	}
	return nil, false
}

func foldRepeat(seq any, n *big.Int) (any, bool) {
	count := 0
	if n.Sign() > 0 {
		if n.BitLen() > 31 {
			return nil, false
		}
		count = int(n.Int64())
	}
	switch s := seq.(type) {
	case string:
		if s != "" && count > maxStrSize/runes(s) {
			return nil, false
		}
		return strings.Repeat(s, count), true
	case code.Bytes:
		if s != "" && count > maxStrSize/len(s) {
			return nil, false
		}
		return code.Bytes(strings.Repeat(string(s), count)), true
	case code.Tuple:
		if len(s) > 0 && count > maxTupleSize/len(s) || count > 0 && !small(s, maxTotalItems/count) {
			return nil, false
		}
		t := code.Tuple{}
		for range count {
			t = append(t, s...)
		}
		return t, true
	}
	return nil, false
}

// runes counts the code points of a string; lone surrogates stand in it as three bytes.
func runes(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

// small reports whether a constant has at most limit items, nested ones included.
func small(v any, limit int) bool { return countItems(v, limit) >= 0 }

func countItems(v any, limit int) int {
	t, ok := v.(code.Tuple)
	if !ok {
		return limit
	}
	if limit -= len(t); limit < 0 {
		return -1
	}
	for _, x := range t {
		if limit = countItems(x, limit); limit < 0 {
			return -1
		}
	}
	return limit
}

func foldIndex(x, index any) (any, bool) {
	n, ok := bigOf(index)
	if !ok || !n.IsInt64() {
		return nil, false
	}
	i := n.Int64()
	at := func(size int) bool {
		if i < 0 {
			i += int64(size)
		}
		return i >= 0 && i < int64(size)
	}
	switch x := x.(type) {
	case string:
		if runes(x) == len(x) && at(len(x)) {
			return x[i : i+1], true
		}
	case code.Bytes:
		if at(len(x)) {
			return int64(x[i]), true
		}
	case code.Tuple:
		if at(len(x)) {
			return x[i], true
		}
	}
	return nil, false
}
