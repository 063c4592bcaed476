package cmathmod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

const (
	large    = math.MaxFloat64 / 4 // sums of two squares' roots do not overflow below it
	minimum  = 0x1p-1022           // the smallest normal number
	ln2      = math.Ln2
	scaleUp  = 53
	logLarge = 708.3964185322641 // log(large): exp and cosh do not overflow below it
)

var (
	sqrtLarge   = math.Sqrt(large)
	sqrtMinimum = math.Sqrt(minimum)
)

func abs(z complex128) float64 { return object.Hypot(real(z), imag(z)) }

// special returns the entry of a table of results for infinities and nans. A table has
// a row for each kind of real part, and in it a pair for each kind of imaginary part:
// -inf, negative, -0, 0, positive, inf, nan.
func special(table string, z complex128) complex128 {
	i := 2 * (7*kindOf(real(z)) + kindOf(imag(z)))
	return complex(number(table[i]), number(table[i+1]))
}

func kindOf(x float64) int {
	switch {
	case math.IsNaN(x):
		return 6
	case math.IsInf(x, -1):
		return 0
	case x < 0:
		return 1
	case x == 0 && math.Signbit(x):
		return 2
	case x == 0:
		return 3
	case math.IsInf(x, 1):
		return 5
	}
	return 4
}

// number reads a table's entry: 0 and - are zeros, I infinity, N nan, P, T, H and Q
// are pi, 3/4, 1/2 and 1/4 of it; small letters are negative.
func number(c byte) float64 {
	sign := 1.0
	if c == '-' || c >= 'a' {
		sign = -1
	}
	switch c {
	case '0', '-':
		return math.Copysign(0, sign)
	case 'I', 'i':
		return math.Inf(int(sign))
	case 'P', 'p':
		return sign * math.Pi
	case 'T', 't':
		return sign * (0.75 * math.Pi)
	case 'H', 'h':
		return sign * (math.Pi / 2)
	case 'Q', 'q':
		return sign * (math.Pi / 4)
	case '1', 'm':
		return sign
	}
	return quietNaN
}

const (
	acosTable  = "TIPIPIPiPiTiNI" + "HI........HiNN" + "HI........HiHN" + "HI........HiHN" + "HI........HiNN" + "QI0I0I0i0iQiNI" + "NINNNNNNNNNiNN"
	acoshTable = "ItIpIpIPIPITIN" + "Ih........IHNN" + "Ih........IHNN" + "Ih........IHNN" + "Ih........IHNN" + "IqI-I-I0I0IQIN" + "INNNNNNNNNINNN"
	asinhTable = "iqi-i-i0i0iQiN" + "ih........iHNN" + "ih........iHNN" + "Ih........IHNN" + "Ih........IHNN" + "IqI-I-I0I0IQIN" + "INNNN-N0NNINNN"
	atanhTable = "-h-h-h-H-H-H-N" + "-h........-HNN" + "-h........-H-N" + "0h........0H0N" + "0h........0HNN" + "0h0h0h0H0H0H0N" + "0hNNNNNNNN0HNN"
	coshTable  = "INiII0I-iiININ" + "NN........NNNN" + "N0........N0N0" + "N0........N0N0" + "NN........NNNN" + "INiiI-I0iIININ" + "NNNNN0N0NNNNNN"
	expTable   = "00--0-00-00000" + "NN........NNNN" + "NN........NNNN" + "NN........NNNN" + "NN........NNNN" + "INiiI-I0iIININ" + "NNNNN-N0NNNNNN"
	sinhTable  = "INIii-i0IIININ" + "NN........NNNN" + "0N........0N0N" + "0N........0N0N" + "NN........NNNN" + "INiiI-I0iIININ" + "NNNNN-N0NNNNNN"
	sqrtTable  = "Ii0i0i0I0IIINI" + "Ii........IINN" + "Ii........IINN" + "Ii........IINN" + "Ii........IINN" + "IiI-I-I0I0IIIN" + "IiNNNNNNNNIINN"
	tanhTable  = "m0m0m-m0m-m0m0" + "NN........NNNN" + "NN........NNNN" + "NN........NNNN" + "NN........NNNN" + "10101-101-1010" + "NNNNN-N0NNNNNN"
)

func isLarge(x, y float64) bool { return math.Abs(x) > large || math.Abs(y) > large }

func acos(z complex128) (complex128, fault) {
	if !isFinite(z) {
		return special(acosTable, z), fine
	}
	x, y := real(z), imag(z)
	if isLarge(x, y) {
		return complex(object.Atan2(math.Abs(y), x), -math.Copysign(object.Log(object.Hypot(x/2, y/2))+2*ln2, y)), fine
	}
	a, _ := sqrt(complex(1-x, -y))
	b, _ := sqrt(complex(1+x, y))
	return complex(2*object.Atan2(real(a), real(b)), object.Asinh(float64(real(b)*imag(a))-float64(imag(b)*real(a)))), fine
}

func acosh(z complex128) (complex128, fault) {
	if !isFinite(z) {
		return special(acoshTable, z), fine
	}
	x, y := real(z), imag(z)
	if isLarge(x, y) {
		return complex(object.Log(object.Hypot(x/2, y/2))+2*ln2, object.Atan2(y, x)), fine
	}
	a, _ := sqrt(complex(x-1, y))
	b, _ := sqrt(complex(x+1, y))
	return complex(object.Asinh(float64(real(a)*real(b))+float64(imag(a)*imag(b))), 2*object.Atan2(imag(a), real(b))), fine
}

func asin(z complex128) (complex128, fault) {
	r, bad := asinh(complex(-imag(z), real(z)))
	return complex(imag(r), -real(r)), bad
}

func asinh(z complex128) (complex128, fault) {
	if !isFinite(z) {
		return special(asinhTable, z), fine
	}
	x, y := real(z), imag(z)
	if isLarge(x, y) {
		return complex(math.Copysign(object.Log(object.Hypot(x/2, y/2))+2*ln2, x), object.Atan2(y, math.Abs(x))), fine
	}
	a, _ := sqrt(complex(1+y, -x))
	b, _ := sqrt(complex(1-y, x))
	return complex(object.Asinh(float64(real(a)*imag(b))-float64(real(b)*imag(a))),
		object.Atan2(y, float64(real(a)*real(b))-float64(imag(a)*imag(b)))), fine
}

func atan(z complex128) (complex128, fault) {
	r, bad := atanh(complex(-imag(z), real(z)))
	return complex(imag(r), -real(r)), bad
}

func atanh(z complex128) (complex128, fault) {
	if !isFinite(z) {
		return special(atanhTable, z), fine
	}
	if math.Signbit(real(z)) {
		r, bad := atanh(-z)
		return -r, bad
	}
	x, y := real(z), imag(z)
	ay := math.Abs(y)
	switch {
	case x > sqrtLarge || ay > sqrtLarge:
		h := object.Hypot(x/2, y/2)
		return complex(x/4/h/h, math.Copysign(math.Pi/2, y)), fine
	case x == 1 && ay < sqrtMinimum:
		if ay == 0 {
			return complex(math.Inf(1), y), domain
		}
		return complex(-object.Log(math.Sqrt(ay)/math.Sqrt(object.Hypot(ay, 2))), math.Copysign(object.Atan2(2, -ay)/2, y)), fine
	}
	return complex(object.Log1p(4*x/(float64((1-x)*(1-x))+float64(ay*ay)))/4,
		-object.Atan2(-2*y, float64((1-x)*(1+x))-float64(ay*ay))/2), fine
}

func cos(z complex128) (complex128, fault) { return cosh(complex(-imag(z), real(z))) }

func sin(z complex128) (complex128, fault) {
	r, bad := sinh(complex(-imag(z), real(z)))
	return complex(imag(r), -real(r)), bad
}

func tan(z complex128) (complex128, fault) {
	r, bad := tanh(complex(-imag(z), real(z)))
	return complex(imag(r), -real(r)), bad
}

// checked tells an overflow of finite arguments.
func checked(x, y float64) (complex128, fault) {
	if math.IsInf(x, 0) || math.IsInf(y, 0) {
		return complex(x, y), overflow
	}
	return complex(x, y), fine
}

// angled handles an infinite real part and a finite nonzero imaginary part: re and im
// with the signs of the angle's cosine and sine.
func angled(z complex128) (c, s float64, ok bool) {
	y := imag(z)
	if !math.IsInf(real(z), 0) || !finite(y) || y == 0 {
		return 0, 0, false
	}
	return math.Copysign(1, object.Cos(y)), math.Copysign(1, object.Sin(y)), true
}

func exp(z complex128) (complex128, fault) {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		if c, s, ok := angled(z); ok {
			m := object.Exp(x) // 0 or infinity
			return complex(m*c, m*s), fine
		}
		if math.IsInf(y, 0) && (finite(x) || math.IsInf(x, 1)) {
			return 0, domain
		}
		return special(expTable, z), fine
	}
	if x > logLarge {
		m := object.Exp(x - 1)
		return checked(m*object.Cos(y)*math.E, m*object.Sin(y)*math.E)
	}
	m := object.Exp(x)
	return checked(m*object.Cos(y), m*object.Sin(y))
}

func cosh(z complex128) (complex128, fault) {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		if c, s, ok := angled(z); ok {
			return complex(math.Inf(1)*c, x*s), fine
		}
		if math.IsInf(y, 0) && !math.IsNaN(x) {
			return 0, domain
		}
		return special(coshTable, z), fine
	}
	if math.Abs(x) > logLarge {
		less := x - math.Copysign(1, x)
		return checked(object.Cos(y)*object.Cosh(less)*math.E, object.Sin(y)*object.Sinh(less)*math.E)
	}
	return checked(object.Cos(y)*object.Cosh(x), object.Sin(y)*object.Sinh(x))
}

func sinh(z complex128) (complex128, fault) {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		if c, s, ok := angled(z); ok {
			return complex(x*c, math.Inf(1)*s), fine
		}
		if math.IsInf(y, 0) && !math.IsNaN(x) {
			return 0, domain
		}
		return special(sinhTable, z), fine
	}
	if math.Abs(x) > logLarge {
		less := x - math.Copysign(1, x)
		return checked(object.Cos(y)*object.Sinh(less)*math.E, object.Sin(y)*object.Cosh(less)*math.E)
	}
	return checked(object.Cos(y)*object.Sinh(x), object.Sin(y)*object.Cosh(x))
}

func tanh(z complex128) (complex128, fault) {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		if c, s, ok := angled(z); ok {
			return complex(math.Copysign(1, x), math.Copysign(0, c*s)), fine
		}
		if math.IsInf(y, 0) && finite(x) {
			return 0, domain
		}
		return special(tanhTable, z), fine
	}
	if math.Abs(x) > logLarge {
		return complex(math.Copysign(1, x), 4*object.Sin(y)*object.Cos(y)*object.Exp(-2*math.Abs(x))), fine
	}
	tx, ty, cx := object.Tanh(x), object.Tan(y), 1/object.Cosh(x)
	both := tx * ty
	denom := 1 + float64(both*both)
	return complex(tx*(1+float64(ty*ty))/denom, ty/denom*cx*cx), fine
}

func sqrt(z complex128) (complex128, fault) {
	if !isFinite(z) {
		return special(sqrtTable, z), fine
	}
	x, y := real(z), imag(z)
	if x == 0 && y == 0 {
		return complex(0, y), fine
	}
	ax, ay := math.Abs(x), math.Abs(y)
	var s float64
	if ax < minimum && ay < minimum { // denormals are scaled up
		ax = math.Ldexp(ax, scaleUp)
		s = math.Ldexp(math.Sqrt(ax+object.Hypot(ax, math.Ldexp(ay, scaleUp))), -(scaleUp+1)/2)
	} else {
		ax /= 8
		s = 2 * math.Sqrt(ax+object.Hypot(ax, ay/8))
	}
	d := ay / (2 * s)
	if x >= 0 {
		return complex(s, math.Copysign(d, y)), fine
	}
	return complex(d, math.Copysign(s, y)), fine
}

func log(z complex128) (complex128, fault) {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		return special(acoshTable, z), fine // the same results
	}
	angle := object.Atan2(y, x)
	ax, ay := math.Abs(x), math.Abs(y)
	switch {
	case isLarge(x, y):
		return complex(object.Log(object.Hypot(ax/2, ay/2))+ln2, angle), fine
	case ax == 0 && ay == 0:
		return complex(math.Inf(-1), angle), domain
	case ax < minimum && ay < minimum:
		return complex(object.Log(object.Hypot(math.Ldexp(ax, scaleUp), math.Ldexp(ay, scaleUp)))-scaleUp*ln2, angle), fine
	}
	h := object.Hypot(ax, ay)
	if h < 0.71 || h > 1.73 {
		return complex(object.Log(h), angle), fine
	}
	// near 1 the logarithm of the length would lose its digits
	am, an := max(ax, ay), min(ax, ay)
	return complex(object.Log1p(float64((am-1)*(am+1))+float64(an*an))/2, angle), fine
}

func log10(z complex128) (complex128, fault) {
	r, bad := log(z)
	return complex(real(r)/math.Ln10, imag(r)/math.Ln10), bad
}
