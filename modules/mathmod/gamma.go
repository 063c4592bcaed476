package mathmod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

// gamma and lgamma use Lanczos' approximation with 13 terms (the coefficients are those
// of Boost's lanczos13m53), because CPython does: the last digits are to be its own.
const (
	lanczosG     = 6.024680040776729583740234375
	lanczosGHalf = 5.524680040776729583740234375 // lanczosG - 0.5
	logPi        = 1.144729885849400174143427351353058711647
	maxFactorial = 23 // the last factorial that is an exact float
)

var lanczosNum = [...]float64{
	23531376880.410759688572007674451636754734846804940,
	42919803642.649098768957899047001988850926355848959,
	35711959237.355668049440185451547166705960488635843,
	17921034426.037209699919755754458931112671403265390,
	6039542586.3520280050642916443072979210699388420708,
	1439720407.3117216736632230727949123939715485786372,
	248874557.86205415651146038641322942321632125127801,
	31426415.585400194380614231628318205362874684987640,
	2876370.6289353724412254090516208496135991145378768,
	186056.26539522349504029498971604569928220784236328,
	8071.6720023658162106380029022722506138218516325024,
	210.82427775157934587250973392071336271166969580291,
	2.5066282746310002701649081771338373386264310793408,
}

var lanczosDen = [...]float64{
	0, 39916800, 120543840, 150917976, 105258076, 45995730,
	13339535, 2637558, 357423, 32670, 1925, 66, 1,
}

// lanczosSum is the rational function of the approximation; above 5 it is evaluated in
// 1/x so that nothing overflows.
func lanczosSum(x float64) float64 {
	var num, den float64
	if x < 5 {
		for i := len(lanczosNum) - 1; i >= 0; i-- {
			num = float64(num*x) + lanczosNum[i]
			den = float64(den*x) + lanczosDen[i]
		}
	} else {
		for i := range lanczosNum {
			num = num/x + lanczosNum[i]
			den = den/x + lanczosDen[i]
		}
	}
	return num / den
}

// sinPi returns sin(pi·x) for finite x, with the argument reduced exactly.
func sinPi(x float64) float64 {
	y := math.Mod(math.Abs(x), 2)
	var r float64
	switch int(math.Round(2 * y)) {
	case 0:
		r = object.Sin(math.Pi * y)
	case 1:
		r = object.Cos(math.Pi * (y - 0.5))
	case 2:
		r = object.Sin(math.Pi * (1 - y))
	case 3:
		r = -object.Cos(math.Pi * (y - 1.5))
	default:
		r = object.Sin(math.Pi * (y - 2))
	}
	return math.Copysign(1, x) * r
}

// gammaFunc declares gamma or lgamma; f returns a NaN for an argument outside the domain.
func gammaFunc(name, doc string, f func(float64) float64) object.Decl {
	return object.Func(name+"(x, /)", doc, func(t *thread, _ value, args []value) (value, error) {
		x, err := t.AsFloat(args[0])
		if err != nil {
			return value{}, err
		}
		return checked(t, f(x), rangeE, x)
	})
}

func gamma(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case math.IsInf(x, -1) || x == 0:
		return math.NaN()
	case x == math.Floor(x):
		if x < 0 {
			return math.NaN()
		}
		if x <= maxFactorial {
			r := 1.0
			for i := 2.0; i < x; i++ {
				r *= i
			}
			return r
		}
	}
	abs := math.Abs(x)
	switch {
	case abs < 1e-20:
		return 1 / x
	case abs > 200 && x < 0:
		return 0 / sinPi(x)
	case abs > 200:
		return math.Inf(1)
	}
	y := abs + lanczosGHalf
	// z is the rounding error of y, times g/y.
	var z float64
	if abs > lanczosGHalf {
		z = (y - abs) - lanczosGHalf
	} else {
		z = (y - lanczosGHalf) - abs
	}
	z = z * lanczosG / y
	if x < 0 {
		r := -math.Pi / sinPi(abs) / abs * object.Exp(y) / lanczosSum(abs)
		r -= float64(z * r)
		if abs < 140 {
			return r / object.Pow(y, abs-0.5)
		}
		p := object.Pow(y, abs/2-0.25)
		return r / p / p
	}
	r := lanczosSum(abs) / object.Exp(y)
	r += float64(z * r)
	if abs < 140 {
		return r * object.Pow(y, abs-0.5)
	}
	p := object.Pow(y, abs/2-0.25)
	return r * p * p
}

func lgamma(x float64) float64 {
	abs := math.Abs(x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return abs
	case x == math.Floor(x) && x <= 0:
		return math.NaN()
	case x == 1 || x == 2:
		return 0
	case abs < 1e-20:
		return -object.Log(abs)
	}
	r := object.Log(lanczosSum(abs)) - lanczosG
	r += float64((abs - 0.5) * (object.Log(abs+lanczosG-0.5) - 1))
	if x < 0 {
		r = logPi - object.Log(math.Abs(sinPi(abs))) - object.Log(abs) - r
	}
	return r
}
