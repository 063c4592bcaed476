package mathmod

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/minipy-go/minipy/object"
)

// intFuncs are the functions of ints.
func intFuncs() []object.Decl {
	return []object.Decl{
		object.Func("comb(n, k, /)", combDoc, mathComb),
		object.Func("factorial(x, /)", "Find x!.\n\nRaise a ValueError if x is negative or non-integral.", mathFactorial),
		object.Func("gcd(*integers)", "Greatest Common Divisor.", mathGCD),
		object.Func("isqrt(n, /)", "Return the integer part of the square root of the input.", mathISqrt),
		object.Func("lcm(*integers)", "Least Common Multiple.", mathLCM),
		object.Func("perm(n, k=None, /)", permDoc, mathPerm),
	}
}

const combDoc = "In how many ways k of n things can be chosen, regardless of their order."

const permDoc = "In how many ways k of n things can be chosen in order; without k all n."

// index returns v.__index__(); the number may be shared.
func index(t *thread, v value) (*big.Int, error) {
	i, err := t.Index(v)
	if err != nil {
		return nil, err
	}
	x, _ := object.AsBig(i)
	x = new(big.Int).Set(x)
	t.Unref(i)
	return x, nil
}

func mathFactorial(t *thread, _ value, args []value) (value, error) {
	if v := args[0]; v.IsInt() && uint64(v.Int()) <= 20 { // fits in an int64
		r := int64(1)
		for i := int64(2); i <= v.Int(); i++ {
			r *= i
		}
		return object.Int(r), nil
	}
	x, err := index(t, args[0])
	if err != nil {
		return value{}, err
	}
	switch {
	case x.Sign() < 0:
		return value{}, t.ValueErr("factorial() not defined for negative values")
	case !x.IsInt64():
		return value{}, t.Raise(object.OverflowError, "factorial() argument should not exceed %d", math.MaxInt64)
	}
	r, err := factorial(t, uint64(x.Int64()))
	if err != nil {
		return value{}, err
	}
	return t.NewBig(r), nil
}

// factorial returns n!: the odd parts of the factors are multiplied as a tree, the
// powers of two are a shift.
func factorial(t *thread, n uint64) (*big.Int, error) {
	if err := growProduct(t, n, n); err != nil {
		return nil, err
	}
	r, odd := big.NewInt(1), big.NewInt(1)
	for i := bits.Len64(n); i >= 0; i-- {
		// odd becomes the product of the odd numbers up to n>>i.
		p, err := product(t, n>>(i+1), n>>i, true)
		if err != nil {
			return nil, err
		}
		if odd, err = t.BigMul(odd, p); err != nil {
			return nil, err
		}
		if r, err = t.BigMul(r, odd); err != nil {
			return nil, err
		}
	}
	return r.Lsh(r, uint(n)-uint(bits.OnesCount64(n))), nil
}

// growProduct asks for the memory of a product of k numbers up to n.
func growProduct(t *thread, n, k uint64) error {
	if k < 1<<12 {
		return nil
	}
	size := float64(k) * max(1, math.Log2(float64(n))-1.5)
	if size > 1<<50 {
		return t.RaiseArgs(object.MemoryError)
	}
	return t.GrowBits(int(size))
}

// product returns the product of the numbers in (lo, hi], of the odd ones only if odd.
func product(t *thread, lo, hi uint64, odd bool) (*big.Int, error) {
	step := uint64(1)
	if odd {
		step = 2
		lo = (lo + 1) | 1 // first odd number above the old lo
		if lo > hi {
			return big.NewInt(1), nil
		}
	} else {
		if lo++; lo > hi {
			return big.NewInt(1), nil
		}
	}
	return productStep(t, lo, (hi-lo)/step+1, step)
}

// productStep returns the product of n numbers from lo on.
func productStep(t *thread, lo, n, step uint64) (*big.Int, error) {
	if n <= 32 {
		r, acc := big.NewInt(1), uint64(1)
		var f big.Int
		for ; n > 0; n, lo = n-1, lo+step {
			if h, l := bits.Mul64(acc, lo); h == 0 {
				acc = l
				continue
			}
			r.Mul(r, f.SetUint64(acc))
			acc = lo
		}
		return r.Mul(r, f.SetUint64(acc)), nil
	}
	if n > 1<<12 {
		if err := t.Poll(); err != nil {
			return nil, err
		}
	}
	a, err := productStep(t, lo, n/2, step)
	if err != nil {
		return nil, err
	}
	b, err := productStep(t, lo+n/2*step, n-n/2, step)
	if err != nil {
		return nil, err
	}
	return t.BigMul(a, b)
}

// falling returns n·(n-1)·…·(n-k+1).
func falling(t *thread, n *big.Int, k uint64) (*big.Int, error) {
	if n.IsInt64() {
		if err := growProduct(t, n.Uint64(), k); err != nil {
			return nil, err
		}
		return product(t, n.Uint64()-k, n.Uint64(), false)
	}
	if k > 1<<32 {
		return nil, t.RaiseArgs(object.MemoryError)
	}
	if err := t.GrowBits(n.BitLen() * int(k)); err != nil {
		return nil, err
	}
	return fallingBig(t, n, k)
}

func fallingBig(t *thread, n *big.Int, k uint64) (*big.Int, error) {
	switch k {
	case 0:
		return big.NewInt(1), nil
	case 1:
		return n, nil
	}
	if k > 1<<10 {
		if err := t.Poll(); err != nil {
			return nil, err
		}
	}
	h := k / 2
	a, err := fallingBig(t, n, h)
	if err != nil {
		return nil, err
	}
	b, err := fallingBig(t, new(big.Int).Sub(n, new(big.Int).SetUint64(h)), k-h)
	if err != nil {
		return nil, err
	}
	return t.BigMul(a, b)
}

func nonNegative(t *thread, n, k *big.Int) error {
	if n.Sign() < 0 {
		return t.ValueErr("n must be a non-negative integer")
	}
	if k.Sign() < 0 {
		return t.ValueErr("k must be a non-negative integer")
	}
	return nil
}

func indexPair(t *thread, args []value) (n, k *big.Int, err error) {
	if n, err = index(t, args[0]); err == nil {
		k, err = index(t, args[1])
	}
	return n, k, err
}

// smallComb is comb(n, k) if it and the steps to it are below 1<<64.
func smallComb(n, k value) (r uint64, ok bool) {
	if !n.IsInt() || !k.IsInt() || k.Int() < 0 || k.Int() > n.Int() {
		return 0, false
	}
	r = 1
	for i, m := uint64(1), uint64(n.Int()-k.Int()); i <= uint64(k.Int()); i++ {
		hi, lo := bits.Mul64(r, m+i)
		if hi != 0 {
			return 0, false
		}
		r = lo / i
	}
	return r, true
}

func mathComb(t *thread, _ value, args []value) (value, error) {
	if r, ok := smallComb(args[0], args[1]); ok {
		return t.NewUint(r), nil
	}
	n, k, err := indexPair(t, args)
	if err != nil {
		return value{}, err
	}
	if err := nonNegative(t, n, k); err != nil {
		return value{}, err
	}
	rest := new(big.Int).Sub(n, k)
	if rest.Sign() < 0 {
		return object.Int(0), nil
	}
	if rest.Cmp(k) < 0 {
		k = rest
	}
	if !k.IsInt64() {
		return value{}, t.Raise(object.OverflowError, "min(n - k, k) must not exceed %d", math.MaxInt64)
	}
	num, err := falling(t, n, k.Uint64())
	if err != nil {
		return value{}, err
	}
	den, err := factorial(t, k.Uint64())
	if err != nil {
		return value{}, err
	}
	return t.NewBig(new(big.Int).Quo(num, den)), nil
}

func mathPerm(t *thread, self value, args []value) (value, error) {
	if args[1].IsNil() || args[1] == object.None {
		return mathFactorial(t, self, args[:1])
	}
	n, k, err := indexPair(t, args)
	if err != nil {
		return value{}, err
	}
	if err := nonNegative(t, n, k); err != nil {
		return value{}, err
	}
	if n.Cmp(k) < 0 {
		return object.Int(0), nil
	}
	if !k.IsInt64() {
		return value{}, t.Raise(object.OverflowError, "k must not exceed %d", math.MaxInt64)
	}
	r, err := falling(t, n, k.Uint64())
	if err != nil {
		return value{}, err
	}
	return t.NewBig(r), nil
}

func mathISqrt(t *thread, _ value, args []value) (value, error) {
	v := args[0]
	n, err := index(t, v)
	if err != nil {
		return value{}, err
	}
	if n.Sign() < 0 {
		return value{}, t.ValueErr("isqrt() argument must be nonnegative")
	}
	long := n.BitLen() > 64
	n.Sqrt(n)
	if long && v.Type().Flags&object.FlagInt != 0 && v.Type().IsHeap() { // an int of a script's class is asked whether the root is too large
		square := t.NewBig(new(big.Int).Mul(n, n))
		less, err := t.CompareBool(v, square, object.CmpLT)
		t.Unref(square)
		if err != nil {
			return value{}, err
		}
		if less {
			n.Sub(n, big.NewInt(1))
		}
	}
	return t.NewBig(n), nil
}

// fold combines the absolute values of the ints in the tuple args.
func fold(t *thread, args value, start int64, f func(a, b *big.Int) *big.Int) (value, error) {
	items, _ := object.AsTuple(args)
	r := big.NewInt(start)
	for i, v := range items.Items {
		x, err := index(t, v)
		if err != nil {
			return value{}, err
		}
		x.Abs(x)
		if i == 0 {
			r = x
		} else {
			r = f(r, x)
		}
	}
	return t.NewBig(r), nil
}

// smallGCD is the greatest common divisor of small ints; ok is false for others.
func smallGCD(vs []value) (r uint64, ok bool) {
	for _, v := range vs {
		if !v.IsInt() {
			return 0, false
		}
		x := v.Int()
		n := uint64(x)
		if x < 0 {
			n = -n
		}
		for n != 0 {
			r, n = n, r%n
		}
	}
	return r, true
}

func mathGCD(t *thread, _ value, args []value) (value, error) {
	items, _ := object.AsTuple(args[0])
	if r, ok := smallGCD(items.Items); ok {
		return t.NewUint(r), nil
	}
	return fold(t, args[0], 0, func(a, b *big.Int) *big.Int { return a.GCD(nil, nil, a, b) })
}

func mathLCM(t *thread, _ value, args []value) (value, error) {
	return fold(t, args[0], 1, func(a, b *big.Int) *big.Int {
		if a.Sign() == 0 || b.Sign() == 0 {
			return a.SetInt64(0)
		}
		g := new(big.Int).GCD(nil, nil, a, b)
		return a.Mul(a.Quo(a, g), b)
	})
}
