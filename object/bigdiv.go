package object

import (
	"math/big"
	"math/bits"
)

// Division of large numbers in parts between which the thread can be stopped: the method
// of Burnikel and Ziegler, whose products are those of bigMulPart.

// bigDivWords is the size in words from which divisions are split: a smaller one takes
// about a millisecond.
const bigDivWords = 1 << 10

// bigQuoRem returns the quotient, rounded towards zero, and the remainder of x and y ≠ 0.
func (t *Thread) bigQuoRem(x, y *big.Int) (q, r *big.Int, err error) {
	n := len(y.Bits())
	if n <= bigDivWords && len(x.Bits()) <= 4*bigDivWords || len(x.Bits())-n < 64 {
		q, r = new(big.Int).QuoRem(x, y, new(big.Int))
		return q, r, nil
	}
	// The divisor is made a power of two of small blocks long, its highest bit set.
	words := n
	if n > bigDivWords {
		blocks := 1 << bits.Len(uint((n-1)/bigDivWords))
		words = (n + blocks - 1) / blocks * blocks
	}
	shift := uint(words*bits.UintSize - y.BitLen())
	b := new(big.Int).Abs(y)
	b.Lsh(b, shift)
	a := new(big.Int).Abs(x)
	a.Lsh(a, shift)
	q, r = new(big.Int), new(big.Int)
	for i := (len(a.Bits())+words-1)/words - 1; i >= 0; i-- {
		var d *big.Int
		if d, r, err = t.bigDivTwo(joinWords(r, wordsOf(a, i*words, words), words), b, words); err != nil {
			return nil, nil, err
		}
		q.Or(q.Lsh(q, uint(words*bits.UintSize)), d)
	}
	r.Rsh(r, shift)
	if x.Sign() != y.Sign() {
		q.Neg(q)
	}
	if x.Sign() < 0 {
		r.Neg(r)
	}
	return q, r, nil
}

// wordsOf is the n words of x from word at on, as a number that shares them.
func wordsOf(x *big.Int, at, n int) *big.Int {
	w := x.Bits()
	lo, hi := min(at, len(w)), min(at+n, len(w))
	return new(big.Int).SetBits(w[lo:hi:hi])
}

// joinWords is hi·β^n + lo.
func joinWords(hi, lo *big.Int, n int) *big.Int {
	z := new(big.Int).Lsh(hi, uint(n*bits.UintSize))
	return z.Or(z, lo)
}

// bigDivTwo divides a < b·β^n by b, which has n words and its highest bit set.
func (t *Thread) bigDivTwo(a, b *big.Int, n int) (q, r *big.Int, err error) {
	if err := t.Poll(); err != nil {
		return nil, nil, err
	}
	if n <= bigDivWords || n&1 != 0 {
		q, r = new(big.Int).QuoRem(a, b, new(big.Int))
		return q, r, nil
	}
	h := n / 2
	q1, r, err := t.bigDivThree(wordsOf(a, h, 3*h), b, h)
	if err != nil {
		return nil, nil, err
	}
	q0, r, err := t.bigDivThree(joinWords(r, wordsOf(a, 0, h), h), b, h)
	if err != nil {
		return nil, nil, err
	}
	return joinWords(q1, q0, h), r, nil
}

// bigDivThree divides a < b·β^h by b, which has 2h words and its highest bit set.
func (t *Thread) bigDivThree(a, b *big.Int, h int) (q, r *big.Int, err error) {
	b1, b0 := wordsOf(b, h, h), wordsOf(b, 0, h)
	a1 := wordsOf(a, h, 2*h)
	if wordsOf(a, 2*h, h).Cmp(b1) < 0 {
		if q, r, err = t.bigDivTwo(a1, b1, h); err != nil {
			return nil, nil, err
		}
	} else {
		q = new(big.Int).Lsh(bigOne, uint(h*bits.UintSize))
		r = new(big.Int).Sub(a1, new(big.Int).Lsh(b1, uint(h*bits.UintSize)))
		q.Sub(q, bigOne)
		r.Add(r, b1)
	}
	p, err := t.bigMulPart(q, b0)
	if err != nil {
		return nil, nil, err
	}
	r = joinWords(r, wordsOf(a, 0, h), h)
	r.Sub(r, p)
	for r.Sign() < 0 { // twice at the most
		q.Sub(q, bigOne)
		r.Add(r, b)
	}
	return q, r, nil
}
