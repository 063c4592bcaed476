package object

import (
	"math"
	"math/big"
	"math/bits"
)

// A BigInt is an int in the heap: an exact int of more than 64 bits, or an object of
// a user subclass of int with any number. V never changes.
type BigInt struct {
	Header
	V big.Int
}

// maxIntBits bounds the size of an int (2 GB), so that a request beyond it is refused
// before Go's allocator sees it.
const maxIntBits = 1 << 34

// AsBig returns the number of an int (bool and subclasses included). The result may
// be shared: do not modify it.
func AsBig(v Value) (*big.Int, bool) {
	switch {
	case v.O == &IntTag || v.O == &BoolTag:
		return big.NewInt(int64(v.N)), true
	case v.O.Typ.Flags&FlagInt != 0:
		return &as[BigInt](v).V, true
	}
	return nil, false
}

// IntValue returns the number of an int (bool and subclasses included) that fits 64 bits.
func IntValue(v Value) (int64, bool) {
	switch {
	case v.O == &IntTag || v.O == &BoolTag:
		return int64(v.N), true
	case v.O.Typ.Flags&FlagInt != 0:
		if x := &as[BigInt](v).V; x.IsInt64() {
			return x.Int64(), true
		}
	}
	return 0, false
}

// IsIntObj reports whether v is an int of any size or class.
func IsIntObj(v Value) bool { return v.O.Typ.Flags&FlagInt != 0 }

// NewBig returns the int x; x is given.
func (t *Thread) NewBig(x *big.Int) Value {
	if x.IsInt64() {
		return Int(x.Int64())
	}
	return t.newIntObj(IntType, x)
}

// NewUint returns the int x.
func (t *Thread) NewUint(x uint64) Value {
	if x <= math.MaxInt64 {
		return Int(int64(x))
	}
	return t.NewBig(new(big.Int).SetUint64(x))
}

func (t *Thread) newIntObj(typ *Type, x *big.Int) Value {
	o := New[BigInt](t, typ)
	o.V.SetBits(x.Bits())
	if x.Sign() < 0 {
		o.V.Neg(&o.V)
	}
	t.In.Bytes += int64(len(x.Bits())) * 8
	return Obj(&o.Header)
}

// intFree unaccounts the digits; Go's collector takes the memory.
func intFree(t *Thread, o *Header) {
	x := as[BigInt](Obj(o))
	t.In.Bytes -= int64(len(x.V.Bits())) * 8
	x.V = big.Int{}
	t.In.reclaim(o)
}

// GrowBits asks for an int of n bits before it is made.
func (t *Thread) GrowBits(n int) error {
	if n < 0 || n > maxIntBits {
		return t.RaiseArgs(MemoryError)
	}
	if n < 1<<16 {
		return nil
	}
	return t.Grow(n / 8)
}

// bigPollWords is the size in words from which products are split so that the thread
// can be stopped between the parts (one part takes about two milliseconds).
const bigPollWords = 1 << 12

// BigMul returns x*y.
func (t *Thread) BigMul(x, y *big.Int) (*big.Int, error) {
	lx, ly := len(x.Bits()), len(y.Bits())
	if lx+ly > 1<<10 {
		if err := t.GrowBits((lx + ly) * bits.UintSize); err != nil {
			return nil, err
		}
	}
	return t.bigMulPart(x, y)
}

func (t *Thread) bigMulPart(x, y *big.Int) (*big.Int, error) {
	if len(x.Bits()) < len(y.Bits()) {
		x, y = y, x
	}
	if len(x.Bits()) <= bigPollWords || len(y.Bits()) <= 64 {
		return new(big.Int).Mul(x, y), nil
	}
	if err := t.Poll(); err != nil {
		return nil, err
	}
	h := len(x.Bits()) / 2
	x1, x0 := bigSplit(x, h)
	if len(y.Bits()) <= h {
		return t.bigMulHalf(x1, x0, y, h, x.Sign())
	}
	y1, y0 := bigSplit(y, h)
	hi, err := t.bigMulPart(x1, y1)
	if err != nil {
		return nil, err
	}
	lo, err := t.bigMulPart(x0, y0)
	if err != nil {
		return nil, err
	}
	mid, err := t.bigMulPart(new(big.Int).Add(x1, x0), new(big.Int).Add(y1, y0))
	if err != nil {
		return nil, err
	}
	mid.Sub(mid, hi).Sub(mid, lo)
	z := hi.Lsh(hi, uint(h*bits.UintSize))
	z.Add(z, mid).Lsh(z, uint(h*bits.UintSize)).Add(z, lo)
	if x.Sign() != y.Sign() {
		z.Neg(z)
	}
	return z, nil
}

// BigMulHalf returns the product of y and the number of sign s with halves x1, x0.
func (t *Thread) bigMulHalf(x1, x0, y *big.Int, h, s int) (*big.Int, error) {
	hi, err := t.bigMulPart(x1, y)
	if err != nil {
		return nil, err
	}
	lo, err := t.bigMulPart(x0, y)
	if err != nil {
		return nil, err
	}
	hi.Lsh(hi, uint(h*bits.UintSize)).Add(hi, lo)
	if s < 0 {
		hi.Neg(hi)
	}
	return hi, nil
}

// bigSplit returns the words of |x| from h on and those below h.
func bigSplit(x *big.Int, h int) (hi, lo *big.Int) {
	w := x.Bits()
	return new(big.Int).SetBits(w[h:]), new(big.Int).SetBits(w[:h:h])
}

// bigFloorDiv returns the quotient and remainder of x and y ≠ 0, rounded down.
func (t *Thread) bigFloorDiv(x, y *big.Int) (q, r *big.Int, err error) {
	if q, r, err = t.bigQuoRem(x, y); err != nil {
		return nil, nil, err
	}
	if r.Sign() != 0 && r.Sign() != y.Sign() {
		q.Sub(q, bigOne)
		r.Add(r, y)
	}
	return q, r, nil
}

var bigOne = big.NewInt(1)

// BigPow returns x**n, n ≥ 0.
func (t *Thread) BigPow(x, n *big.Int) (*big.Int, error) {
	if n.Sign() == 0 {
		return big.NewInt(1), nil
	}
	if x.BitLen() <= 1 { // 0, 1, -1
		if x.Sign() < 0 && n.Bit(0) == 0 {
			return big.NewInt(1), nil
		}
		return x, nil
	}
	if !n.IsInt64() || n.Int64() > maxIntBits {
		return nil, t.RaiseArgs(MemoryError)
	}
	e := int(n.Int64())
	if err := t.GrowBits((x.BitLen() - 1) * e); err != nil {
		return nil, err
	}
	zeros := x.TrailingZeroBits()
	odd := new(big.Int).Rsh(x, zeros)
	z := odd
	var err error
	for i := bits.Len(uint(e)) - 2; i >= 0; i-- {
		if z.BitLen() <= 1 {
			break
		}
		if z, err = t.bigMulPart(z, z); err != nil {
			return nil, err
		}
		if e>>i&1 != 0 {
			if z, err = t.bigMulPart(z, odd); err != nil {
				return nil, err
			}
		}
	}
	if odd.BitLen() <= 1 && odd.Sign() < 0 && e&1 == 0 {
		z = bigOne
	}
	return new(big.Int).Lsh(z, zeros*uint(e)), nil
}

// bigPowMod returns x**n modulo m with the sign of m; the arguments are as pow's.
func (t *Thread) bigPowMod(x, n, m *big.Int) (*big.Int, error) {
	if m.Sign() == 0 {
		return nil, t.ValueErr("pow() 3rd argument cannot be 0")
	}
	am := new(big.Int).Abs(m)
	if n.Sign() < 0 {
		x = new(big.Int).ModInverse(new(big.Int).Mod(x, am), am)
		if x == nil {
			if am.IsInt64() && am.Int64() == 1 {
				return new(big.Int), nil
			}
			return nil, t.ValueErr("base is not invertible for the given modulus")
		}
		n = new(big.Int).Neg(n)
	}
	z, err := t.bigExp(new(big.Int).Mod(x, am), n, am)
	if err != nil {
		return nil, err
	}
	if m.Sign() < 0 && z.Sign() != 0 {
		z.Add(z, m)
	}
	return z, nil
}

// bigExp returns x**n modulo m > 0. Long exponents are worked off in parts, so that
// the thread can be stopped in between: of many bits while m is short, of one where m is
// so long that a square takes a while.
func (t *Thread) bigExp(x, n, m *big.Int) (*big.Int, error) {
	const part = 1 << 9
	nb, mw := n.BitLen(), len(m.Bits())
	if nb <= part && mw < longModulus || nb*mw < 1<<14 {
		return new(big.Int).Exp(x, n, m), nil
	}
	if mw >= longModulus {
		return t.bigExpLong(x, n, m)
	}
	mask := new(big.Int).Lsh(bigOne, part)
	shift := new(big.Int).Set(mask) // 2**part
	mask.Sub(mask, bigOne)
	z := new(big.Int).Mod(bigOne, m)
	for i := (nb - 1) / part; i >= 0; i-- {
		if err := t.Poll(); err != nil {
			return nil, err
		}
		z.Exp(z, shift, m)
		d := new(big.Int).Rsh(n, uint(i*part))
		d.And(d, mask).Exp(x, d, m)
		z.Mul(z, d).Mod(z, m)
	}
	return z, nil
}

// longModulus is the words of a modulus with which a part of bigExp would take more than
// a millisecond.
const longModulus = 32

// bigExpLong is bigExp by windows of four bits, whose products count as steps.
func (t *Thread) bigExpLong(x, n, m *big.Int) (*big.Int, error) {
	words := len(m.Bits())
	mul := func(x, y *big.Int) (*big.Int, error) {
		if err := t.Work(words*words>>8 + 1); err != nil {
			return nil, err
		}
		p, err := t.bigMulPart(x, y)
		if err == nil {
			_, p, err = t.bigQuoRem(p, m)
		}
		return p, err
	}
	var powers [16]*big.Int
	var err error
	powers[0], powers[1] = new(big.Int).Mod(bigOne, m), x
	for i := 2; i < len(powers); i++ {
		if powers[i], err = mul(powers[i-1], x); err != nil {
			return nil, err
		}
	}
	z := powers[0]
	for i := (n.BitLen() + 3) / 4 * 4; i > 0; {
		digit := 0
		for range 4 {
			if z, err = mul(z, z); err != nil {
				return nil, err
			}
			i--
			digit = digit<<1 | int(n.Bit(i))
		}
		if digit != 0 {
			if z, err = mul(z, powers[digit]); err != nil {
				return nil, err
			}
		}
	}
	return z, nil
}

// hashModulus is the prime that CPython reduces the hashes of numbers with.
const hashModulus = 1<<61 - 1

// hashBig returns the hash of x.
func hashBig(x *big.Int) int64 {
	w := x.Bits()
	var h uint64
	for i := len(w) - 1; i >= 0; i-- {
		u := uint64(w[i])
		if bits.UintSize == 32 {
			h = hashRotate(h, 32) + u
		} else { // 2**64 = 8 modulo the prime
			h = hashRotate(h, 3) + u&hashModulus + u>>61
		}
		h = h&hashModulus + h>>61
		if h >= hashModulus {
			h -= hashModulus
		}
	}
	return hashSigned(h, x.Sign() < 0)
}

// hashRotate multiplies h by 2**n modulo the prime.
func hashRotate(h uint64, n uint) uint64 {
	return h<<n&hashModulus | h>>(61-n)
}

func hashSigned(h uint64, neg bool) int64 {
	r := int64(h)
	if neg {
		r = -r
	}
	if r == -1 {
		return -2
	}
	return r
}

// HashInt returns the hash of the int i.
func HashInt(i int64) int64 {
	if i > -hashModulus && i < hashModulus {
		if i == -1 {
			return -2
		}
		return i
	}
	neg := i < 0
	u := uint64(i)
	if neg {
		u = -u
	}
	return hashSigned(u%hashModulus, neg)
}

// bigTrueDiv returns x/y (y ≠ 0) correctly rounded; false: too large for a float.
func bigTrueDiv(x, y *big.Int) (float64, bool) {
	if x.Sign() == 0 {
		return math.Copysign(0, float64(y.Sign())), true
	}
	neg := x.Sign() != y.Sign()
	// A quotient of 66 or 67 bits, its last bit sticky, is enough to round from.
	shift := x.BitLen() - y.BitLen() - 66
	n, d := new(big.Int).Abs(x), new(big.Int).Abs(y)
	if shift < 0 {
		n.Lsh(n, uint(-shift))
	} else {
		d.Lsh(d, uint(shift))
	}
	q, r := new(big.Int).QuoRem(n, d, new(big.Int))
	if r.Sign() != 0 {
		q.SetBit(q, 0, 1)
	}
	f, ok := roundBig(q, shift)
	if neg {
		f = -f
	}
	return f, ok
}

// roundBig returns q·2**exp (q > 0) rounded half to even, once, subnormals included.
func roundBig(q *big.Int, exp int) (float64, bool) {
	keep := 53
	if e := q.BitLen() + exp; e > 1024 {
		return 0, false
	} else if e < -1021 {
		keep = 53 + e + 1021
	}
	if keep < 0 {
		return 0, true
	}
	if drop := q.BitLen() - keep; drop > 0 {
		half := q.Bit(drop-1) == 1
		sticky := q.TrailingZeroBits() < uint(drop-1)
		q = new(big.Int).Rsh(q, uint(drop))
		if half && (sticky || q.Bit(0) == 1) {
			q.Add(q, bigOne)
		}
		exp += drop
	}
	f := math.Ldexp(float64(q.Uint64()), exp)
	return f, !math.IsInf(f, 0)
}

// BigFloat returns x as a float, rounded half to even; false: too large.
func BigFloat(x *big.Int) (float64, bool) {
	f, _ := x.Float64()
	return f, !math.IsInf(f, 0)
}

// FloatBig returns the integer part of a finite f.
func FloatBig(f float64) *big.Int {
	if math.Abs(f) < 1<<62 {
		return big.NewInt(int64(f))
	}
	frac, exp := math.Frexp(f)
	x := big.NewInt(int64(math.Ldexp(frac, 53)))
	return x.Lsh(x, uint(exp-53))
}

// cmpIntFloat compares the int v with f, which is not NaN, exactly: -1, 0 or 1.
func cmpIntFloat(v Value, f float64) int {
	if math.IsInf(f, 0) {
		if f > 0 {
			return -1
		}
		return 1
	}
	var c int
	if i, ok := IntValue(v); ok {
		if i >= -1<<53 && i <= 1<<53 {
			return cmpOrdered(float64(i), f)
		}
		if f >= 1<<63 {
			return -1
		}
		if f < -1<<63 {
			return 1
		}
		c = cmpOrdered(i, int64(f))
	} else {
		x, _ := AsBig(v)
		c = x.Cmp(FloatBig(f))
	}
	if c == 0 {
		return cmpOrdered(0, f-math.Trunc(f))
	}
	return c
}

func cmpOrdered[T int64 | float64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// cmpResult returns what a comparison with outcome c (-1, 0, 1) gives for op.
func cmpResult(c, op int) Value {
	switch op {
	case CmpLT:
		return Bool(c < 0)
	case CmpLE:
		return Bool(c <= 0)
	case CmpEQ:
		return Bool(c == 0)
	case CmpNE:
		return Bool(c != 0)
	case CmpGT:
		return Bool(c > 0)
	}
	return Bool(c >= 0)
}
