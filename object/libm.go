package object

import (
	"math"
	"math/big"
	"sync"
)

// Elementary functions. Go's own are off by more than a unit in the last place now and
// then, and printed results would differ from CPython's, whose C library is almost
// correctly rounded. So exp, log, the trigonometric functions and their inverses are
// computed here with about 20 bits to spare: tables of double-doubles around which a
// short polynomial suffices, then one rounding. The hyperbolic ones follow the formulas
// that C libraries share (fdlibm's).

// A dd is the unevaluated sum of two floats, |lo| ≤ ulp(hi)/2.
type dd struct{ hi, lo float64 }

// fastSum returns a+b, |a| ≥ |b| or a == 0.
func fastSum(a, b float64) dd {
	s := a + b
	return dd{s, b - (s - a)}
}

func twoSum(a, b float64) dd {
	s := a + b
	t := s - a
	return dd{s, (a - (s - t)) + (b - t)}
}

func twoProd(a, b float64) dd {
	p := a * b
	return dd{p, math.FMA(a, b, -p)}
}

func (a dd) add(b dd) dd {
	s := twoSum(a.hi, b.hi)
	return fastSum(s.hi, s.lo+(a.lo+b.lo))
}

func (a dd) mul(b dd) dd {
	p := twoProd(a.hi, b.hi)
	return fastSum(p.hi, p.lo+(math.FMA(a.hi, b.lo, a.lo*b.hi)))
}

func (a dd) scale(f float64) dd {
	p := twoProd(a.hi, f)
	return fastSum(p.hi, math.FMA(a.lo, f, p.lo))
}

func (a dd) div(b dd) dd {
	q := a.hi / b.hi
	r := math.FMA(-q, b.hi, a.hi)
	return fastSum(q, (r+(a.lo-q*b.lo))/b.hi)
}

func (a dd) neg() dd { return dd{-a.hi, -a.lo} }

func (a dd) sqrt() dd {
	if a.hi == 0 {
		return dd{}
	}
	s := math.Sqrt(a.hi)
	return fastSum(s, (math.FMA(-s, s, a.hi)+a.lo)/(2*s))
}

func (a dd) float() float64 { return a.hi + a.lo }

// Constants as double-doubles and, for argument reduction, in three parts of which the
// first two end in zeros, so that small multiples of them are exact.
var (
	ddLn2     = dd{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}
	ddPi      = dd{0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53}
	ddHalfPi  = dd{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54}
	ddLog2e   = dd{0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56}
	ln2Parts  = [3]float64{0x1.62e42fefap-1, 0x1.cf79abc9ep-40, 0x1.d9cc01f97b57ap-77}
	halfPart1 = 0x1.921fb544p+0
	halfPart2 = 0x1.0b4611a6p-34
	halfPart3 = dd{0x1.3198a2e037073p-69, 0x1.129024e088a68p-123}
)

const (
	expBits = 7 // the table of 2**(i/128)
	expN    = 1 << expBits
	logN    = 128 // of logarithms
	trigN   = 64  // of sines of i·pi/128 for 0 ≤ i ≤ 64
	atanN   = 128 // of arc tangents of i/128
)

var libm struct {
	once sync.Once
	exp  [expN]dd
	inv  [logN + 1]float64 // reciprocals of 1 + i/128
	log  [logN + 1]dd      // their negated logarithms
	sin  [trigN + 1]dd
	atan [atanN + 1]dd
}

// libmTables fills the tables at the first use of a function that needs them.
func libmTables() {
	for i := range libm.exp {
		libm.exp[i] = ddExpSlow(ddLn2.scale(float64(i) / expN))
	}
	for i := range libm.inv {
		libm.inv[i] = 1 / (1 + float64(i)/logN)
		libm.log[i] = ddLogSlow(libm.inv[i]).neg() // of the reciprocal as it was rounded
	}
	for i := range libm.sin {
		libm.sin[i] = ddSinSlow(ddHalfPi.scale(float64(i) / trigN))
	}
	for i := range libm.atan {
		libm.atan[i] = ddAtanSlow(float64(i) / atanN)
	}
}

// The slow functions fill the tables: power series in double-doubles.

func ddExpSlow(x dd) dd {
	sum, term := dd{1, 0}, dd{1, 0}
	for n := 1.0; n < 40; n++ {
		term = term.mul(x).div(dd{n, 0})
		sum = sum.add(term)
	}
	return sum
}

// ddLogSlow returns the logarithm of x, ½ ≤ x ≤ 1, by Newton's method on exp.
func ddLogSlow(x float64) dd {
	y := dd{math.Log(x), 0}
	for range 2 {
		e := ddExpSlow(y.neg()).scale(x) // x/exp(y) = 1+d
		d := e.add(dd{-1, 0})
		y = y.add(d.add(d.mul(d).scale(-0.5)))
	}
	return y
}

func ddSinSlow(x dd) dd {
	sum, term, sq := x, x, x.mul(x).neg()
	for n := 2.0; n < 40; n += 2 {
		term = term.mul(sq).div(dd{n * (n + 1), 0})
		sum = sum.add(term)
	}
	return sum
}

// ddAtanSlow returns the arc tangent of x by Newton's method on sin and cos.
func ddAtanSlow(x float64) dd {
	y := dd{math.Atan(x), 0}
	for range 2 {
		s := ddSinSlow(y)
		c := s.mul(s).neg().add(dd{1, 0}).sqrt()
		// tan(a-b) = (x·cos b - sin b)/(cos b + x·sin b), a small d with atan d = d - d³/3
		d := c.scale(x).add(s.neg()).div(c.add(s.scale(x)))
		y = y.add(d)
	}
	return y
}

// expDD returns exp(x) for a double-double that is not extreme, as m·2**k with m near 1.
func expDD(x dd) (m dd, k int) {
	libm.once.Do(libmTables)
	n := math.RoundToEven(x.hi * (expN / math.Ln2))
	// r = x - n·ln2/128; the first product is exact, and so is the difference.
	r := math.FMA(-n, ln2Parts[0]/expN, x.hi)
	t := twoSum(r, -n*(ln2Parts[1]/expN))
	rl := t.lo + x.lo - n*(ln2Parts[2]/expN)
	t = fastSum(t.hi, rl)
	// exp(r) - 1 - r, |r| < 0.0028
	h := t.hi
	p := h * h * (0.5 + h*(1.0/6+h*(1.0/24+h*(1.0/120+h*(1.0/720)))))
	i := int(n)
	c := libm.exp[i&(expN-1)]
	// c·(1 + r + p)
	q := fastSum(h, t.lo+p)
	s := twoProd(c.hi, q.hi)
	sum := fastSum(c.hi, s.hi)
	return dd{sum.hi, sum.lo + (s.lo + math.FMA(c.hi, q.lo, c.lo+c.lo*q.hi))}, i >> expBits
}

// scaled returns m·2**k rounded once, for results that may be subnormal too.
func scaled(m dd, k int) float64 {
	switch {
	case k > -1000 && k < 1000:
		return m.float() * math.Float64frombits(uint64(k+1023)<<52)
	case k > -1020:
		return math.Ldexp(m.float(), k)
	}
	x := new(big.Float).SetPrec(128).SetFloat64(m.hi)
	x.Add(x, big.NewFloat(m.lo))
	r, _ := x.SetMantExp(x, k).Float64()
	return r
}

// Exp returns e**x.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x > 710:
		return math.Inf(1)
	case x < -746:
		return 0
	case math.Abs(x) < 0x1p-54:
		return 1 + x
	}
	m, k := expDD(dd{x, 0})
	return scaled(m, k)
}

// logDD returns log(x) for a finite x > 0.
func logDD(x float64) dd {
	libm.once.Do(libmTables)
	b := math.Float64bits(x)
	k := int(b>>52) - 1023
	if k == -1023 { // subnormal
		b = math.Float64bits(x * 0x1p54)
		k = int(b>>52) - 1023 - 54
	}
	z := math.Float64frombits(b&(1<<52-1) | 1023<<52) // [1, 2)
	if z > 1.4142 {
		z /= 2
		k++
	}
	var inv float64
	var l dd
	if z >= 1 {
		i := int((z-1)*logN + 0.5)
		inv, l = libm.inv[i], libm.log[i]
	} else {
		i := int((2*z-1)*logN + 0.5)
		inv, l = 2*libm.inv[i], libm.log[i].add(dd{-ddLn2.hi, -ddLn2.lo})
		if i == logN {
			inv, l = 1, dd{}
		}
	}
	zi := twoProd(z, inv)
	rr := fastSum(zi.hi-1, zi.lo) // exact, |r| < 0.0045
	r := rr.hi
	// log(1+r) = r - r²/2 + r³/3 …: the first two terms in full
	sq := twoProd(r, r)
	p := r * sq.hi * (1.0/3 - r*(0.25-r*(0.2-r*(1.0/6-r*(1.0/7-r*(0.125-r/9))))))
	s := fastSum(r, -0.5*sq.hi)
	s = fastSum(s.hi, s.lo+(p+rr.lo*(1-r)-0.5*sq.lo))
	if k == 0 {
		return l.add(s)
	}
	kf := float64(k)
	base := twoSum(kf*ln2Parts[0], l.hi) // the product is exact
	low := kf*ln2Parts[1] + (base.lo + l.lo + kf*ln2Parts[2])
	t := twoSum(base.hi, s.hi)
	return fastSum(t.hi, t.lo+(low+s.lo))
}

// logCases deals with what has no finite logarithm.
func logCases(x float64) (r float64, special bool) {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x, true
	case x < 0:
		return math.NaN(), true
	case x == 0:
		return math.Inf(-1), true
	case x == 1:
		return 0, true
	}
	return 0, false
}

// Log returns the natural logarithm of x.
func Log(x float64) float64 {
	if r, special := logCases(x); special {
		return r
	}
	return logDD(x).float()
}

// Log2 returns the binary logarithm of x.
func Log2(x float64) float64 {
	if r, special := logCases(x); special {
		return r
	}
	if f, e := math.Frexp(x); f == 0.5 {
		return float64(e - 1)
	}
	return logDD(x).mul(ddLog2e).float()
}

// Log10 returns the decimal logarithm of x by the formula of C libraries, which is
// less exact than the rest but whose last digits scripts show.
func Log10(x float64) float64 {
	if r, special := logCases(x); special {
		return r
	}
	const (
		log2Hi = 3.01029995663611771306e-01 // log10(2) in two parts
		log2Lo = 3.69423907715893078616e-13
		ivLn10 = 4.34294481903251816668e-01
	)
	f, k := math.Frexp(x) // f in [½, 1)
	if k--; k >= 0 {
		f *= 2
	} else {
		k++
	}
	y := float64(k)
	z := float64(y*log2Lo) + float64(ivLn10*Log(f))
	return z + float64(y*log2Hi)
}

// Pow returns x**y, with C's special cases.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case x == 0 || math.IsNaN(x) || math.IsNaN(y) || math.IsInf(x, 0) || math.IsInf(y, 0):
		return math.Pow(x, y)
	case y == 1:
		return x
	case y == -1:
		return 1 / x
	case y == 0.5 && x > 0:
		return math.Sqrt(x)
	}
	neg := false
	if x < 0 {
		if y != math.Floor(y) {
			return math.NaN()
		}
		neg = math.Abs(y) < 1<<53 && int64(y)&1 != 0
		x = -x
	}
	r := powPositive(x, y)
	if neg {
		return -r
	}
	return r
}

func powPositive(x, y float64) float64 {
	if x == 1 {
		return 1
	}
	l := logDD(x)
	if e := l.hi * y; e > 710 {
		return math.Inf(1)
	} else if e < -746 {
		return 0
	} else if math.Abs(e) < 0x1p-60 {
		return 1 + e
	}
	m, k := expDD(l.scale(y))
	return scaled(m, k)
}

// Norm returns the square root of the sum of the squares of xs.
func Norm(xs []float64) float64 {
	largest, nan := 0.0, false
	for _, x := range xs {
		x = math.Abs(x)
		if math.IsInf(x, 0) {
			return x
		}
		nan = nan || math.IsNaN(x)
		largest = max(largest, x)
	}
	if nan {
		return math.NaN()
	}
	if largest == 0 {
		return 0
	}
	_, e := math.Frexp(largest)
	var sum dd
	for _, x := range xs {
		// In two steps: the scale of a subnormal is itself too large for a float.
		x = math.Ldexp(x, -e)
		sum = sum.add(twoProd(x, x))
	}
	return scaled(sum.sqrt(), e)
}

// Hypot returns sqrt(x*x + y*y) without overflow on the way.
func Hypot(x, y float64) float64 { return Norm([]float64{x, y}) }

// pi as an integer scaled by 2**piBits, for the reduction of huge arguments.
const piBits = 1300

var bigPi = sync.OnceValue(func() *big.Int {
	// Machin: pi = 16·atan(1/5) - 4·atan(1/239)
	inverse := func(n int64) *big.Int {
		sum, d := new(big.Int), big.NewInt(n)
		term := new(big.Int).Quo(new(big.Int).Lsh(bigOne, piBits+32), d)
		sq := big.NewInt(n * n)
		for k := int64(1); term.Sign() != 0; k += 2 {
			t := new(big.Int).Quo(term, big.NewInt(k))
			if k%4 == 1 {
				sum.Add(sum, t)
			} else {
				sum.Sub(sum, t)
			}
			term.Quo(term, sq)
		}
		return sum
	}
	pi := inverse(5)
	pi.Lsh(pi, 4).Sub(pi, new(big.Int).Lsh(inverse(239), 2))
	return pi.Rsh(pi, 32)
})

// reduceHalfPi returns x - q·pi/2 in [-pi/4, pi/4] and q modulo 4.
func reduceHalfPi(x float64) (r dd, q int) {
	abs := math.Abs(x)
	if abs <= math.Pi/4 {
		return dd{x, 0}, 0
	}
	if abs < 1<<19 {
		n := math.RoundToEven(x * (2 / math.Pi))
		a := math.FMA(-n, halfPart1, x) // exact
		s := twoSum(a, -n*halfPart2)    // the product is exact
		t := twoProd(n, halfPart3.hi)
		s = s.add(dd{-t.hi, -t.lo - n*halfPart3.lo})
		return s, int(int64(n)) & 3
	}
	// x and pi/2 as integers of the same scale
	f, e := math.Frexp(abs)
	m := big.NewInt(int64(math.Ldexp(f, 53)))
	m.Lsh(m, uint(piBits+e-53))
	half := new(big.Int).Rsh(bigPi(), 1)
	n, rest := new(big.Int).QuoRem(m, half, new(big.Int))
	if new(big.Int).Lsh(rest, 1).Cmp(half) > 0 {
		rest.Sub(rest, half)
		n.Add(n, bigOne)
	}
	q = int(n.Bits()[0] & 3)
	r = ddOfBig(rest, -piBits)
	if x < 0 {
		return r.neg(), -q & 3
	}
	return r, q
}

// ddOfBig returns x·2**exp.
func ddOfBig(x *big.Int, exp int) dd {
	hi, _ := x.Float64()
	if math.IsInf(hi, 0) || x.BitLen() > 1000 { // bring it into the range of floats
		s := x.BitLen() - 200
		return ddOfBig(new(big.Int).Rsh(x, uint(s)), exp+s)
	}
	rest := new(big.Int).Sub(x, FloatBig(hi))
	lo, _ := rest.Float64()
	return dd{math.Ldexp(hi, exp), math.Ldexp(lo, exp)}
}

// sinCosDD returns sine and cosine of r, |r| ≤ pi/4.
func sinCosDD(r dd) (sin, cos dd) {
	libm.once.Do(libmTables)
	n := math.RoundToEven(r.hi * (2 * trigN / math.Pi))
	i := int(n)
	// h = r - i·pi/128
	step := dd{ddHalfPi.hi / trigN, ddHalfPi.lo / trigN}
	p := twoProd(n, step.hi)
	h := r.add(dd{-p.hi, -p.lo - n*step.lo})
	neg := i < 0
	if neg {
		i = -i
	}
	s, c := libm.sin[i], libm.sin[trigN-i]
	if neg {
		s = s.neg()
	}
	// sin h - h and cos h - 1, |h| < 0.0123
	sq := h.hi * h.hi
	hs := h.hi * sq * (-1.0/6 + sq*(1.0/120+sq*(-1.0/5040+sq/362880)))
	sinH := fastSum(h.hi, h.lo+hs)
	qq := twoProd(h.hi, h.hi)
	low := sq * sq * (1.0/24 + sq*(-1.0/720+sq/40320))
	cosH := fastSum(-0.5*qq.hi, low-0.5*qq.lo-h.hi*h.lo) // less 1
	// sin(a+h) = s + (c·sin h + s·(cos h - 1))
	sin = s.add(c.mul(sinH).add(s.mul(cosH)))
	cos = c.add(c.mul(cosH).add(s.mul(sinH).neg()))
	return sin, cos
}

// trig reduces x and returns its sine and cosine.
func trig(x float64) (sin, cos dd) {
	r, q := reduceHalfPi(x)
	s, c := sinCosDD(r)
	switch q {
	case 1:
		return c, s.neg()
	case 2:
		return s.neg(), c.neg()
	case 3:
		return c.neg(), s
	}
	return s, c
}

func noAngle(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }

// Sin returns the sine of x.
func Sin(x float64) float64 {
	if noAngle(x) {
		return math.NaN()
	}
	if math.Abs(x) < 0x1p-27 {
		return x
	}
	s, _ := trig(x)
	return s.float()
}

// Cos returns the cosine of x.
func Cos(x float64) float64 {
	if noAngle(x) {
		return math.NaN()
	}
	_, c := trig(x)
	return c.float()
}

// Tan returns the tangent of x.
func Tan(x float64) float64 {
	if noAngle(x) {
		return math.NaN()
	}
	if math.Abs(x) < 0x1p-27 {
		return x
	}
	s, c := trig(x)
	return s.div(c).float()
}

// atanDD returns the arc tangent of y/x for y ≥ 0, x > 0 that are neither extreme.
func atanDD(y, x dd) dd {
	libm.once.Do(libmTables)
	if y.hi > x.hi {
		return ddHalfPi.add(atanDD(x, y).neg())
	}
	i := int(y.hi/x.hi*atanN + 0.5)
	a := libm.atan[i]
	// atan(y/x) - atan c = atan((y - c·x)/(x + c·y))
	c := float64(i) / atanN
	d := y.add(x.scale(-c)).div(x.add(y.scale(c)))
	sq := d.hi * d.hi
	p := d.hi * sq * (-1.0/3 + sq*(0.2+sq*(-1.0/7+sq/9)))
	return a.add(fastSum(d.hi, d.lo+p))
}

// Atan returns the arc tangent of x.
func Atan(x float64) float64 {
	abs := math.Abs(x)
	switch {
	case math.IsNaN(x):
		return x
	case abs < 0x1p-27:
		return x
	case abs > 0x1p60:
		return math.Copysign(ddHalfPi.hi, x)
	}
	return math.Copysign(atanDD(dd{abs, 0}, dd{1, 0}).float(), x)
}

// Atan2 returns the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	if x == 0 || y == 0 || noAngle(x) || noAngle(y) {
		return math.Atan2(y, x)
	}
	ax, ay := math.Abs(x), math.Abs(y)
	fx, ex := math.Frexp(ax)
	fy, ey := math.Frexp(ay)
	var r dd
	switch d := ey - ex; {
	case d > 64:
		r = ddHalfPi.add(dd{-math.Ldexp(fx/fy, max(-d, -1000)), 0})
	case d < -64 && x > 0:
		q := dd{fy, 0}.div(dd{fx, 0})
		return math.Copysign(scaled(q, max(d, -2000)), y)
	case d < -64:
		r = dd{math.Ldexp(fy/fx, max(d, -1000)), 0}
	default:
		r = atanDD(dd{math.Ldexp(fy, d), 0}, dd{fx, 0})
	}
	if x < 0 {
		r = ddPi.add(r.neg())
	}
	return math.Copysign(r.float(), y)
}

// Asin returns the arc sine of x.
func Asin(x float64) float64 {
	abs := math.Abs(x)
	switch {
	case math.IsNaN(x):
		return x
	case abs > 1:
		return math.NaN()
	case abs < 0x1p-27:
		return x
	case abs == 1:
		return math.Copysign(ddHalfPi.hi, x)
	}
	return math.Copysign(atanDD(dd{abs, 0}, cosOfSin(abs)).float(), x)
}

// cosOfSin returns sqrt(1 - x²).
func cosOfSin(x float64) dd {
	return twoSum(1, -x).mul(twoSum(1, x)).sqrt()
}

// Acos returns the arc cosine of x.
func Acos(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case math.Abs(x) > 1:
		return math.NaN()
	case x == 1:
		return 0
	case x == -1:
		return math.Pi
	case math.Abs(x) < 0x1p-60:
		return ddHalfPi.hi
	}
	r := atanDD(cosOfSin(x), dd{math.Abs(x), 0})
	if x < 0 {
		r = ddPi.add(r.neg())
	}
	return r.float()
}

// Expm1 returns e**x - 1.
func Expm1(x float64) float64 { return math.Expm1(x) }

// Log1p returns log(1+x).
func Log1p(x float64) float64 { return math.Log1p(x) }

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64 {
	abs, h := math.Abs(x), math.Copysign(0.5, x)
	switch {
	case noAngle(x):
		return x
	case abs < 0x1p-28:
		return x
	case abs < 22:
		t := Expm1(abs)
		if abs < 1 {
			return h * (2*t - t*t/(t+1))
		}
		return h * (t + t/(t+1))
	case abs < 709.78:
		return h * Exp(abs)
	case abs < 710.48:
		w := Exp(0.5 * abs)
		return h * w * w
	}
	return math.Copysign(math.Inf(1), x)
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64 {
	abs := math.Abs(x)
	switch {
	case noAngle(x):
		return abs
	case abs < 0.5*math.Ln2:
		t := Expm1(abs)
		w := 1 + t
		if abs < 0x1p-55 {
			return w
		}
		return 1 + t*t/(w+w)
	case abs < 22:
		t := Exp(abs)
		return 0.5*t + 0.5/t
	case abs < 709.78:
		return 0.5 * Exp(abs)
	case abs < 710.48:
		w := Exp(0.5 * abs)
		return 0.5 * w * w
	}
	return math.Inf(1)
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64 {
	abs := math.Abs(x)
	var z float64
	switch {
	case math.IsNaN(x) || abs < 0x1p-55:
		return x
	case abs >= 22:
		z = 1
	case abs >= 1:
		z = 1 - 2/(Expm1(2*abs)+2)
	default:
		t := Expm1(-2 * abs)
		z = -t / (t + 2)
	}
	return math.Copysign(z, x)
}

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x float64) float64 {
	abs := math.Abs(x)
	var w float64
	switch {
	case noAngle(x) || abs < 0x1p-28:
		return x
	case abs > 0x1p28:
		w = Log(abs) + math.Ln2
	case abs > 2:
		w = Log(2*abs + 1/(math.Sqrt(abs*abs+1)+abs))
	default:
		t := abs * abs
		w = Log1p(abs + t/(1+math.Sqrt(1+t)))
	}
	return math.Copysign(w, x)
}

// Acosh returns the inverse hyperbolic cosine of x.
func Acosh(x float64) float64 {
	switch {
	case x < 1 || math.IsNaN(x):
		return math.NaN()
	case x >= 0x1p28:
		return Log(x) + math.Ln2
	case x > 2:
		return Log(2*x - 1/(x+math.Sqrt(x*x-1)))
	}
	t := x - 1
	return Log1p(t + math.Sqrt(2*t+t*t))
}

// Atanh returns the inverse hyperbolic tangent of x.
func Atanh(x float64) float64 {
	abs := math.Abs(x)
	var t float64
	switch {
	case abs > 1 || math.IsNaN(x):
		return math.NaN()
	case abs == 1:
		return math.Copysign(math.Inf(1), x)
	case abs < 0x1p-28:
		return x
	case abs < 0.5:
		t = abs + abs
		t = 0.5 * Log1p(t+t*abs/(1-abs))
	default:
		t = 0.5 * Log1p((abs+abs)/(1-abs))
	}
	return math.Copysign(t, x)
}
