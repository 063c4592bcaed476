package object

import (
	"math/big"
	"math/bits"
	"slices"
)

const intDoc = `int([x]) -> integer
int(x, base=10) -> integer

Convert a number or string to an integer, or return 0 if no arguments
are given.  If x is a number, return x.__int__().  For floating point
numbers, this truncates towards zero.

If x is not a number or if base is given, then x must be a string,
bytes, or bytearray instance representing an integer literal in the
given base.  The literal can be preceded by '+' or '-' and be surrounded
by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.
Base 0 means to interpret the base from the string as an integer literal.
>>> int('0b100', base=0)
4`

const bitLengthDoc = `Number of bits necessary to represent self in binary.

>>> bin(37)
'0b100101'
>>> (37).bit_length()
6`

const bitCountDoc = `How many ones the absolute value has in binary.

    >>> (-11).bit_count()
    3`

const toBytesDoc = "The integer as length bytes; OverflowError if they do not suffice.\n\nbyteorder is 'big' (the most significant byte comes first) or 'little'; signed allows negative\nnumbers, as two's complement."

const fromBytesDoc = "The integer that bytes stand for.\n\nbyteorder is 'big' (the most significant byte comes first) or 'little'; signed says whether\nthe first bit means a negative number."

const intRatioDoc = `Two integers whose ratio is the integer: itself and 1.

    >>> (-7).as_integer_ratio()
    (-7, 1)`

const intRoundDoc = "The integer itself, or rounded to a power of ten if ndigits is negative."

func intSelf(t *Thread, self Value, _ []Value) (Value, error) { return intPos(t, self) }

func intZero(t *Thread, self Value) (Value, error) { return Int(0), nil }

func intOne(t *Thread, self Value) (Value, error) { return Int(1), nil }

func intBitLength(t *Thread, self Value, _ []Value) (Value, error) {
	return Int(int64(intBits(self))), nil
}

// intBits returns the number of bits of an int's absolute value.
func intBits(v Value) int {
	if x, ok := smallInt(v); ok {
		if x < 0 {
			x = -x
		}
		return bits.Len64(uint64(x))
	}
	return as[BigInt](v).V.BitLen()
}

func intBitCount(t *Thread, self Value, _ []Value) (Value, error) {
	x, _ := AsBig(self)
	n := 0
	for _, w := range x.Bits() {
		n += bits.OnesCount(uint(w))
	}
	return Int(int64(n)), nil
}

func intAsIntegerRatio(t *Thread, self Value, _ []Value) (Value, error) {
	return t.NewTuple(t.exactInt(self), Int(1)), nil
}

func intGetNewArgs(t *Thread, self Value, _ []Value) (Value, error) {
	return t.NewTuple(t.exactInt(self)), nil
}

// intSizeof counts digits of 30 bits, as CPython stores them.
func intSizeof(t *Thread, self Value, _ []Value) (Value, error) {
	return Int(24 + 4*int64((intBits(self)+29)/30)), nil
}

// littleEndian reports whether a byteorder argument is "little".
func (t *Thread) littleEndian(fn string, order Value) (bool, error) {
	s, ok := AsStr(order)
	if !ok {
		return false, t.TypeErr("%s() argument 'byteorder' must be str, not %s", fn, argTypeName(order))
	}
	switch s.S {
	case "little":
		return true, nil
	case "big":
		return false, nil
	}
	return false, t.ValueErr("byteorder must be either 'little' or 'big'")
}

// truthArg is the truth of an optional argument.
func (t *Thread) truthArg(v Value) (bool, error) {
	if v.IsNil() {
		return false, nil
	}
	return t.Truth(v)
}

func intToBytes(t *Thread, self Value, args []Value) (Value, error) {
	n, err := t.ssize(args[0])
	if err != nil {
		return Value{}, err
	}
	if _, ok := AsStr(args[1]); !ok {
		return Value{}, t.TypeErr("to_bytes() argument 'byteorder' must be str, not %s", argTypeName(args[1]))
	}
	signed, err := t.truthArg(args[2])
	if err != nil {
		return Value{}, err
	}
	little, err := t.littleEndian("to_bytes", args[1])
	if err != nil {
		return Value{}, err
	}
	if n < 0 {
		return Value{}, t.ValueErr("length argument must be non-negative")
	}
	x, _ := AsBig(self)
	need := x.BitLen() // without a sign bit
	switch {
	case x.Sign() < 0 && !signed:
		return Value{}, t.Raise(OverflowError, "can't convert negative int to unsigned")
	case x.Sign() < 0:
		need = new(big.Int).Not(x).BitLen() + 1
	case signed && x.Sign() > 0:
		need++
	}
	if (need+7)/8 > n {
		return Value{}, t.Raise(OverflowError, "int too big to convert")
	}
	if err := t.Grow(n); err != nil {
		return Value{}, err
	}
	b := make([]byte, n)
	if x.Sign() < 0 { // two's complement: the inverted bytes of ^x
		new(big.Int).Not(x).FillBytes(b)
		for i := range b {
			b[i] = ^b[i]
		}
	} else {
		x.FillBytes(b)
	}
	if little {
		slices.Reverse(b)
	}
	return t.NewBytes(b), nil
}

func intFromBytes(t *Thread, self Value, args []Value) (Value, error) {
	if _, ok := AsStr(args[1]); !ok {
		return Value{}, t.TypeErr("from_bytes() argument 'byteorder' must be str, not %s", argTypeName(args[1]))
	}
	signed, err := t.truthArg(args[2])
	if err != nil {
		return Value{}, err
	}
	little, err := t.littleEndian("from_bytes", args[1])
	if err != nil {
		return Value{}, err
	}
	b, err := t.intBytes(args[0])
	if err != nil {
		return Value{}, err
	}
	if little {
		slices.Reverse(b)
	}
	var r Value
	if len(b) <= 8 {
		u := uint64(0)
		for _, c := range b {
			u = u<<8 | uint64(c)
		}
		if spare := 64 - 8*len(b); signed {
			r = Int(int64(u<<spare) >> spare)
		} else {
			r = t.NewUint(u)
		}
	} else {
		x := new(big.Int).SetBytes(b)
		if signed && b[0]&0x80 != 0 {
			x.Sub(x, new(big.Int).Lsh(bigOne, uint(len(b)*8)))
		}
		r = t.NewBig(x)
	}
	if self == IntType.Value() {
		return r, nil
	}
	v, err := t.Call(self, r)
	t.Unref(r)
	return v, err
}

// intBytes returns a copy of what bytes(v) holds.
func (t *Thread) intBytes(v Value) ([]byte, error) {
	m, err := t.LookupSpecial(v, "__bytes__")
	if err != nil {
		return nil, err
	}
	if m.IsNil() {
		return t.bytesOf(v, "bytes", "bytes must be in range(0, 256)")
	}
	r, err := t.Call(m)
	t.Unref(m)
	if err != nil {
		return nil, err
	}
	defer t.Unref(r)
	if r.O.Typ.Flags&FlagBytes == 0 {
		return nil, t.TypeErr("__bytes__ returned non-bytes (type %s)", r.O.Typ.FullName())
	}
	return t.bytesOf(r, "bytes", "")
}

func intRound(t *Thread, self Value, args []Value) (Value, error) {
	if args[0].IsNil() {
		return intPos(t, self)
	}
	nd, err := t.AsIndex(args[0], nil)
	if err != nil {
		return Value{}, err
	}
	if nd >= 0 {
		return intPos(t, self)
	}
	x, _ := AsBig(self)
	if nd < -(x.BitLen()/3 + 1) { // 10**-nd is more than twice as large
		return Int(0), nil
	}
	p, err := t.BigPow(big.NewInt(10), big.NewInt(int64(-nd)))
	if err != nil {
		return Value{}, err
	}
	q, r, err := t.bigFloorDiv(x, p)
	if err != nil {
		return Value{}, err
	}
	switch r.Lsh(r, 1).Cmp(p) {
	case 1:
		q.Add(q, bigOne)
	case 0:
		if q.Bit(0) == 1 {
			q.Add(q, bigOne)
		}
	}
	return t.NewBig(q.Mul(q, p)), nil
}
