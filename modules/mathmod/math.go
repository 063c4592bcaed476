// Package mathmod is the math module. The elementary functions are object's, whose
// results agree with those of the C library that CPython calls.
package mathmod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares math.
var Module = object.ModuleSpec{
	Name: "math",
	Doc:  "This module provides access to the mathematical functions\ndefined by the C standard.",
	Build: func() []object.Decl {
		return append(append(elementary(),
			object.Attr("pi", object.Float(math.Pi)),
			object.Attr("e", object.Float(math.E)),
			object.Attr("tau", object.Float(2*math.Pi)),
			object.Attr("inf", object.Float(math.Inf(1))),
			object.Attr("nan", object.Float(math.Float64frombits(0x7FF8000000000000))),
		),
			append(floatFuncs(), append(intFuncs(), sumFuncs()...)...)...)
	},
}

// What a function does when a finite argument has an infinite result.
const (
	domain = iota // the argument is outside the domain
	rangeE        // the result is out of range
)

// elementary are the functions of one float.
func elementary() []object.Decl {
	return []object.Decl{
		unary("acos", "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi.", object.Acos, domain),
		unary("acosh", "Return the inverse hyperbolic cosine of x.", object.Acosh, domain),
		unary("asin", "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.", object.Asin, domain),
		unary("asinh", "Return the inverse hyperbolic sine of x.", object.Asinh, domain),
		unary("atan", "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.", object.Atan, domain),
		unary("atanh", "Return the inverse hyperbolic tangent of x.", object.Atanh, domain),
		unary("cos", "Return the cosine of x (measured in radians).", object.Cos, domain),
		unary("cosh", "Return the hyperbolic cosine of x.", object.Cosh, rangeE),
		unary("erf", "Error function at x.", math.Erf, domain),
		unary("erfc", "Complementary error function at x.", math.Erfc, domain),
		unary("exp", "Return e raised to the power of x.", object.Exp, rangeE),
		unary("expm1", "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x.", object.Expm1, rangeE),
		unary("fabs", "Return the absolute value of the float x.", math.Abs, domain),
		unary("log1p", "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero.", object.Log1p, domain),
		unary("sin", "Return the sine of x (measured in radians).", object.Sin, domain),
		unary("sinh", "Return the hyperbolic sine of x.", object.Sinh, rangeE),
		unary("sqrt", "Return the square root of x.", math.Sqrt, domain),
		unary("tan", "Return the tangent of x (measured in radians).", object.Tan, domain),
		unary("tanh", "Return the hyperbolic tangent of x.", object.Tanh, domain),
		unary("degrees", "Convert angle x from radians to degrees.", func(x float64) float64 { return x * (180 / math.Pi) }, infinite),
		unary("radians", "Convert angle x from degrees to radians.", func(x float64) float64 { return x * (math.Pi / 180) }, infinite),
		unary("ulp", "Return the value of the least significant bit of the float x.", ulp, infinite),
		predicate("isfinite", "Return True if x is neither an infinity nor a NaN, and False otherwise.", func(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }),
		predicate("isinf", "Return True if x is a positive or negative infinity, and False otherwise.", func(x float64) bool { return math.IsInf(x, 0) }),
		predicate("isnan", "Return True if x is a NaN (not a number), and False otherwise.", math.IsNaN),
		gammaFunc("gamma", "Gamma function at x.", gamma),
		gammaFunc("lgamma", "Natural logarithm of absolute value of Gamma function at x.", lgamma),
	}
}

// infinite: an infinite result is no error.
const infinite = 2

func unary(name, doc string, f func(float64) float64, onInf int) object.Decl {
	return object.Func(name+"(x, /)", doc, func(t *thread, _ value, args []value) (value, error) {
		x, err := t.AsFloat(args[0])
		if err != nil {
			return value{}, err
		}
		return checked(t, f(x), onInf, x)
	})
}

// checked returns r unless it tells that the arguments xs were bad.
func checked(t *thread, r float64, onInf int, xs ...float64) (value, error) {
	switch {
	case math.IsNaN(r):
		for _, x := range xs {
			if math.IsNaN(x) {
				return object.Float(r), nil
			}
		}
		return value{}, domainError(t)
	case math.IsInf(r, 0) && onInf != infinite:
		for _, x := range xs {
			if math.IsInf(x, 0) || math.IsNaN(x) {
				return object.Float(r), nil
			}
		}
		if onInf == domain {
			return value{}, domainError(t)
		}
		return value{}, rangeError(t)
	}
	return object.Float(r), nil
}

func domainError(t *thread) error { return t.ValueErr("math domain error") }

func rangeError(t *thread) error { return t.Raise(object.OverflowError, "math range error") }

func predicate(name, doc string, f func(float64) bool) object.Decl {
	return object.Func(name+"(x, /)", doc, func(t *thread, _ value, args []value) (value, error) {
		x, err := t.AsFloat(args[0])
		if err != nil {
			return value{}, err
		}
		return object.Bool(f(x)), nil
	})
}

func ulp(x float64) float64 {
	x = math.Abs(x)
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return x
	}
	if up := math.Nextafter(x, math.Inf(1)); !math.IsInf(up, 0) {
		return up - x
	}
	return x - math.Nextafter(x, 0)
}
