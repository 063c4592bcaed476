package object

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// IntType is int. Numbers of 64 bits are unboxed, others are BigInts.
var IntType = &Type{}

func intInit() {
	IntType.Define(TypeSpec{
		Name: "int", Doc: intDoc, Flags: FlagBase | FlagInt | FlagSelfMatch,
		Layout: LayoutOf[BigInt](), Basic: 24, Item: 4,
		Slots: Slots{
			New: intNew, Free: intFree, Repr: intRepr, Hash: intHash, Compare: intCompare, Bool: intBool,
			Binary: [NumBinary]func(t *Thread, a, b Value) (Value, error){
				OpAdd: intAdd, OpSub: intSub, OpMul: intMul, OpDiv: intTrueDiv, OpFloorDiv: intFloorDiv,
				OpMod: intMod, OpPow: intPow, OpLShift: intLShift, OpRShift: intRShift, OpAnd: intAnd,
				OpOr: intOr, OpXor: intXor, OpDivmod: intDivmod,
			},
			PowMod: intPowMod, Neg: intNeg, Pos: intPos, Abs: intAbs, Invert: intInvert,
			ToInt: intPos, ToFloat: intToFloat, Index: intPos,
		},
		Build: func() []Decl {
			return []Decl{
				Method("conjugate()", "Returns self, the complex conjugate of any int.", intSelf),
				Method("bit_length()", bitLengthDoc, intBitLength),
				Method("bit_count()", bitCountDoc, intBitCount),
				Method("to_bytes(length, byteorder, *, signed=False)", toBytesDoc, intToBytes),
				ClassMethod("from_bytes(bytes, byteorder, *, signed=False)", fromBytesDoc, intFromBytes),
				Method("as_integer_ratio()", intRatioDoc, intAsIntegerRatio),
				Method("__trunc__()", "Truncating an Integral returns itself.", intSelf),
				Method("__floor__()", "Flooring an Integral returns itself.", intSelf),
				Method("__ceil__()", "Ceiling of an Integral returns itself.", intSelf),
				Method("__round__(ndigits=<unrepresentable>, /)", intRoundDoc, intRound),
				Method("__getnewargs__()", "", intGetNewArgs),
				Method("__format__(format_spec, /)", "", intFormat),
				Method("__sizeof__()", "Returns size in memory, in bytes.", intSizeof),
				Getter("real", "the real part of a complex number", intPos),
				Getter("imag", "the imaginary part of a complex number", intZero),
				Getter("numerator", "the numerator of a rational number in lowest terms", intPos),
				Getter("denominator", "the denominator of a rational number in lowest terms", intOne),
			}
		},
	})
}

// smallInt returns the number of an unboxed int or bool.
func smallInt(v Value) (int64, bool) { return int64(v.N), v.O == &IntTag || v.O == &BoolTag }

// smallInts is smallInt of two operands.
func smallInts(a, b Value) (x, y int64, ok bool) {
	return int64(a.N), int64(b.N), (a.O == &IntTag || a.O == &BoolTag) && (b.O == &IntTag || b.O == &BoolTag)
}

// bigInts returns the numbers of two ints of any size.
func bigInts(a, b Value) (x, y *big.Int, ok bool) {
	if a.O.Typ.Flags&b.O.Typ.Flags&FlagInt == 0 {
		return nil, nil, false
	}
	x, _ = AsBig(a)
	y, _ = AsBig(b)
	return x, y, true
}

func intAdd(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		if s := x + y; (x^s)&(y^s) >= 0 {
			return Int(s), nil
		}
	}
	x, y, ok := bigInts(a, b)
	if !ok {
		return NotImplemented, nil
	}
	return t.NewBig(new(big.Int).Add(x, y)), nil
}

func intSub(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		if d := x - y; (x^y)&(x^d) >= 0 {
			return Int(d), nil
		}
	}
	x, y, ok := bigInts(a, b)
	if !ok {
		return NotImplemented, nil
	}
	return t.NewBig(new(big.Int).Sub(x, y)), nil
}

func intMul(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		if p, ok := mulInt64(x, y); ok {
			return Int(p), nil
		}
	}
	x, y, ok := bigInts(a, b)
	if !ok {
		return NotImplemented, nil
	}
	p, err := t.BigMul(x, y)
	if err != nil {
		return Value{}, err
	}
	return t.NewBig(p), nil
}

// mulInt64 returns x*y if it fits.
func mulInt64(x, y int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(x), uint64(y))
	// The unsigned product's high word, corrected for the signs, must extend the low one's.
	h := int64(hi) - x>>63&y - y>>63&x
	return int64(lo), h == int64(lo)>>63
}

func intTrueDiv(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok && y != 0 {
		const exact = 1 << 53
		if x >= -exact && x <= exact && y >= -exact && y <= exact {
			return Float(float64(x) / float64(y)), nil
		}
	}
	x, y, ok := bigInts(a, b)
	if !ok {
		return NotImplemented, nil
	}
	if y.Sign() == 0 {
		return Value{}, t.Raise(ZeroDivisionError, "division by zero")
	}
	f, ok := bigTrueDiv(x, y)
	if !ok {
		return Value{}, t.Raise(OverflowError, "integer division result too large for a float")
	}
	return Float(f), nil
}

// divmodSmall returns x//y and x%y; false: y is 0 or the quotient does not fit.
func divmodSmall(x, y int64) (q, r int64, ok bool) {
	if y == 0 || y == -1 && x == math.MinInt64 {
		return 0, 0, false
	}
	q, r = x/y, x%y
	if r != 0 && r^y < 0 {
		q--
		r += y
	}
	return q, r, true
}

// intDivmodBig returns a//b and a%b; implemented is false for other types than ints.
func intDivmodBig(t *Thread, a, b Value) (q, r *big.Int, implemented bool, err error) {
	x, y, ok := bigInts(a, b)
	if !ok {
		return nil, nil, false, nil
	}
	if y.Sign() == 0 {
		return nil, nil, true, t.Raise(ZeroDivisionError, "integer division or modulo by zero")
	}
	q, r, err = t.bigFloorDiv(x, y)
	return q, r, true, err
}

func intFloorDiv(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		if q, _, ok := divmodSmall(x, y); ok {
			return Int(q), nil
		}
	}
	q, _, ok, err := intDivmodBig(t, a, b)
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return NotImplemented, nil
	}
	return t.NewBig(q), nil
}

func intMod(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		if _, r, ok := divmodSmall(x, y); ok {
			return Int(r), nil
		}
	}
	_, r, ok, err := intDivmodBig(t, a, b)
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return NotImplemented, nil
	}
	return t.NewBig(r), nil
}

func intDivmod(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		if q, r, ok := divmodSmall(x, y); ok {
			return t.NewTuple(Int(q), Int(r)), nil
		}
	}
	q, r, ok, err := intDivmodBig(t, a, b)
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return NotImplemented, nil
	}
	return t.NewTuple(t.NewBig(q), t.NewBig(r)), nil
}

func intPow(t *Thread, a, b Value) (Value, error) {
	if x, n, ok := smallInts(a, b); ok && n >= 0 {
		if p, ok := powInt64(x, n); ok {
			return Int(p), nil
		}
	}
	x, n, ok := bigInts(a, b)
	if !ok {
		return NotImplemented, nil
	}
	if n.Sign() < 0 {
		fx, ok1 := BigFloat(x)
		fn, ok2 := BigFloat(n)
		if !ok1 || !ok2 {
			return Value{}, t.Raise(OverflowError, "int too large to convert to float")
		}
		return floatPow(t, Float(fx), Float(fn))
	}
	p, err := t.BigPow(x, n)
	if err != nil {
		return Value{}, err
	}
	return t.NewBig(p), nil
}

// powInt64 returns x**n, n ≥ 0, if it fits.
func powInt64(x, n int64) (int64, bool) {
	p := int64(1)
	for ok := true; ; {
		if n&1 != 0 {
			if p, ok = mulInt64(p, x); !ok {
				return 0, false
			}
		}
		if n >>= 1; n == 0 {
			return p, true
		}
		if x, ok = mulInt64(x, x); !ok {
			return 0, false
		}
	}
}

func intPowMod(t *Thread, a, b, m Value) (Value, error) {
	x, n, ok := bigInts(a, b)
	mod, ok2 := AsBig(m)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	p, err := t.bigPowMod(x, n, mod)
	if err != nil {
		return Value{}, err
	}
	return t.NewBig(p), nil
}

func intLShift(t *Thread, a, b Value) (Value, error) {
	if x, n, ok := smallInts(a, b); ok && n >= 0 && n < 64 {
		if s := x << n; s>>n == x {
			return Int(s), nil
		}
	}
	x, n, ok := bigInts(a, b)
	switch {
	case !ok:
		return NotImplemented, nil
	case n.Sign() < 0:
		return Value{}, t.ValueErr("negative shift count")
	case x.Sign() == 0:
		return Int(0), nil
	case !n.IsInt64():
		return Value{}, t.Raise(OverflowError, "too many digits in integer")
	case n.Int64() > maxIntBits:
		return Value{}, t.RaiseArgs(MemoryError)
	}
	if err := t.GrowBits(x.BitLen() + int(n.Int64())); err != nil {
		return Value{}, err
	}
	return t.NewBig(new(big.Int).Lsh(x, uint(n.Int64()))), nil
}

func intRShift(t *Thread, a, b Value) (Value, error) {
	if x, n, ok := smallInts(a, b); ok && n >= 0 {
		return Int(x >> min(n, 63)), nil
	}
	x, n, ok := bigInts(a, b)
	switch {
	case !ok:
		return NotImplemented, nil
	case n.Sign() < 0:
		return Value{}, t.ValueErr("negative shift count")
	case !n.IsInt64() || n.Int64() > int64(x.BitLen()):
		if x.Sign() < 0 {
			return Int(-1), nil
		}
		return Int(0), nil
	}
	return t.NewBig(new(big.Int).Rsh(x, uint(n.Int64()))), nil
}

func intAnd(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		return Int(x & y), nil
	}
	x, y, ok := bigInts(a, b)
	if !ok {
		return NotImplemented, nil
	}
	return t.NewBig(new(big.Int).And(x, y)), nil
}

func intOr(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		return Int(x | y), nil
	}
	x, y, ok := bigInts(a, b)
	if !ok {
		return NotImplemented, nil
	}
	return t.NewBig(new(big.Int).Or(x, y)), nil
}

func intXor(t *Thread, a, b Value) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		return Int(x ^ y), nil
	}
	x, y, ok := bigInts(a, b)
	if !ok {
		return NotImplemented, nil
	}
	return t.NewBig(new(big.Int).Xor(x, y)), nil
}

func intNeg(t *Thread, v Value) (Value, error) {
	if x, ok := smallInt(v); ok && x != math.MinInt64 {
		return Int(-x), nil
	}
	x, _ := AsBig(v)
	return t.NewBig(new(big.Int).Neg(x)), nil
}

// intPos is +v, which is an exact int for bools and subclasses too.
func intPos(t *Thread, v Value) (Value, error) {
	if x, ok := smallInt(v); ok {
		return Int(x), nil
	}
	if v.O.Typ == IntType {
		return v.Ref(), nil
	}
	return t.NewBig(&as[BigInt](v).V), nil
}

func intAbs(t *Thread, v Value) (Value, error) {
	if x, ok := smallInt(v); ok && x >= 0 {
		return Int(x), nil
	}
	if x, _ := AsBig(v); x.Sign() < 0 {
		return intNeg(t, v)
	}
	return intPos(t, v)
}

func intInvert(t *Thread, v Value) (Value, error) {
	if x, ok := smallInt(v); ok {
		return Int(^x), nil
	}
	x, _ := AsBig(v)
	return t.NewBig(new(big.Int).Not(x)), nil
}

func intToFloat(t *Thread, v Value) (Value, error) {
	f, err := t.intFloat(v)
	return Float(f), err
}

// intFloat returns an int as a float.
func (t *Thread) intFloat(v Value) (float64, error) {
	if x, ok := smallInt(v); ok {
		return float64(x), nil
	}
	f, ok := BigFloat(&as[BigInt](v).V)
	if !ok {
		return 0, t.Raise(OverflowError, "int too large to convert to float")
	}
	return f, nil
}

func intBool(t *Thread, v Value) (bool, error) {
	if x, ok := smallInt(v); ok {
		return x != 0, nil
	}
	return as[BigInt](v).V.Sign() != 0, nil
}

func intHash(t *Thread, v Value) (int64, error) {
	if x, ok := smallInt(v); ok {
		return HashInt(x), nil
	}
	return hashBig(&as[BigInt](v).V), nil
}

func intCompare(t *Thread, a, b Value, op int) (Value, error) {
	if x, y, ok := smallInts(a, b); ok {
		return cmpResult(cmpOrdered(x, y), op), nil
	}
	x, y, ok := bigInts(a, b)
	if !ok {
		return NotImplemented, nil
	}
	return cmpResult(x.Cmp(y), op), nil
}

// IntStr returns str(n), owned by the caller.
func (t *Thread) IntStr(n int64) Value {
	if uint64(n) < 10 {
		return t.charStr(rune('0' + n))
	}
	s := strconv.FormatInt(n, 10)
	return t.newStrN(s, len(s))
}

func intRepr(t *Thread, v Value) (Value, error) {
	if v.O == &IntTag {
		return t.IntStr(v.Int()), nil
	}
	s, err := t.intDecimal(v)
	if err != nil {
		return Value{}, err
	}
	return t.NewStr(s), nil
}
