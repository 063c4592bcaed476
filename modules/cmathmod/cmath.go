// Package cmathmod is the cmath module. Finite arguments go through the textbook
// formulas (Kahan's for the inverse functions), scaled where they would overflow;
// infinities and nans through tables of the results that C99's Annex G demands.
package cmathmod

import (
	"math"
	"math/cmplx"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares cmath.
var Module = object.ModuleSpec{
	Name: "cmath",
	Doc:  "This module provides access to mathematical functions for complex\nnumbers.",
	Build: func() []object.Decl {
		return []object.Decl{
			function("acos", "Return the arc cosine of z.", acos),
			function("acosh", "Return the inverse hyperbolic cosine of z.", acosh),
			function("asin", "Return the arc sine of z.", asin),
			function("asinh", "Return the inverse hyperbolic sine of z.", asinh),
			function("atan", "Return the arc tangent of z.", atan),
			function("atanh", "Return the inverse hyperbolic tangent of z.", atanh),
			function("cos", "Return the cosine of z.", cos),
			function("cosh", "Return the hyperbolic cosine of z.", cosh),
			function("exp", "Return the exponential value e**z.", exp),
			object.Func("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Determine whether two complex numbers are close in value.\n\nThey are if their distance is at most rel_tol times the larger magnitude, or at most\nabs_tol. A nan is close to nothing, an infinity only to itself.", isClose),
			predicate("isfinite", "Return True if both the real and imaginary parts of z are finite, else False.", isFinite),
			predicate("isinf", "Checks if the real or imaginary part of z is infinite.", cmplx.IsInf),
			predicate("isnan", "Checks if the real or imaginary part of z not a number (NaN).", func(z complex128) bool {
				return math.IsNaN(real(z)) || math.IsNaN(imag(z))
			}),
			object.Func("log(z, base=<unrepresentable>, /)", "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of z.", logBase),
			function("log10", "Return the base-10 logarithm of z.", log10),
			object.Func("phase(z, /)", "Return argument, also known as the phase angle, of a complex.", phase),
			object.Func("polar(z, /)", "Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle.", polar),
			object.Func("rect(r, phi, /)", "Convert from polar coordinates to rectangular coordinates.", rect),
			function("sin", "Return the sine of z.", sin),
			function("sinh", "Return the hyperbolic sine of z.", sinh),
			function("sqrt", "Return the square root of z.", sqrt),
			function("tan", "Return the tangent of z.", tan),
			function("tanh", "Return the hyperbolic tangent of z.", tanh),
			object.Attr("pi", object.Float(math.Pi)),
			object.Attr("e", object.Float(math.E)),
			object.Attr("tau", object.Float(2*math.Pi)),
			object.Attr("inf", object.Float(math.Inf(1))),
			object.Attr("nan", object.Float(quietNaN)),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "infj", t.NewComplex(complex(0, math.Inf(1))))
		m.Give(t, "nanj", t.NewComplex(complex(0, quietNaN)))
		return nil
	},
}

var quietNaN = math.Float64frombits(0x7FF8000000000000)

// A fault is what an argument leads to besides a result.
type fault uint8

const (
	fine fault = iota
	domain
	overflow
)

func (f fault) raise(t *thread) error {
	switch f {
	case domain:
		return t.ValueErr("math domain error")
	case overflow:
		return t.Raise(object.OverflowError, "math range error")
	}
	return nil
}

func function(name, doc string, f func(complex128) (complex128, fault)) object.Decl {
	return object.Func(name+"(z, /)", doc, func(t *thread, _ value, a []value) (value, error) {
		z, err := t.AsComplex(a[0])
		if err != nil {
			return value{}, err
		}
		r, bad := f(z)
		if bad != fine {
			return value{}, bad.raise(t)
		}
		return t.NewComplex(r), nil
	})
}

func predicate(name, doc string, f func(complex128) bool) object.Decl {
	return object.Func(name+"(z, /)", doc, func(t *thread, _ value, a []value) (value, error) {
		z, err := t.AsComplex(a[0])
		if err != nil {
			return value{}, err
		}
		return object.Bool(f(z)), nil
	})
}

func finite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }

func isFinite(z complex128) bool { return finite(real(z)) && finite(imag(z)) }

func isClose(t *thread, _ value, a []value) (value, error) {
	x, err := t.AsComplex(a[0])
	if err != nil {
		return value{}, err
	}
	y, err := t.AsComplex(a[1])
	if err != nil {
		return value{}, err
	}
	tol := [2]float64{1e-9, 0}
	for i := range tol {
		if v := a[2+i]; v.O != nil {
			if tol[i], err = t.AsFloat(v); err != nil {
				return value{}, err
			}
		}
	}
	if tol[0] < 0 || tol[1] < 0 {
		return value{}, t.ValueErr("tolerances must be non-negative")
	}
	if x == y {
		return object.True, nil
	}
	if cmplx.IsInf(x) || cmplx.IsInf(y) {
		return object.False, nil
	}
	diff := abs(x - y)
	return object.Bool(diff <= tol[0]*abs(y) || diff <= tol[0]*abs(x) || diff <= tol[1]), nil
}

func logBase(t *thread, _ value, a []value) (value, error) {
	z, err := t.AsComplex(a[0])
	if err != nil {
		return value{}, err
	}
	r, bad := log(z)
	if a[1].O != nil {
		base, err := t.AsComplex(a[1])
		if err != nil {
			return value{}, err
		}
		var b complex128
		if b, bad = log(base); bad == fine && b == 0 {
			bad = domain
		}
		if bad == fine {
			r = object.ComplexQuot(r, b)
		}
	}
	if bad != fine {
		return value{}, bad.raise(t)
	}
	return t.NewComplex(r), nil
}

func phase(t *thread, _ value, a []value) (value, error) {
	z, err := t.AsComplex(a[0])
	if err != nil {
		return value{}, err
	}
	return object.Float(object.Atan2(imag(z), real(z))), nil
}

func polar(t *thread, _ value, a []value) (value, error) {
	z, err := t.AsComplex(a[0])
	if err != nil {
		return value{}, err
	}
	r := abs(z)
	if math.IsInf(r, 0) && isFinite(z) {
		return value{}, overflow.raise(t)
	}
	return t.NewTuple(object.Float(r), object.Float(object.Atan2(imag(z), real(z)))), nil
}

func rect(t *thread, _ value, a []value) (value, error) {
	r, err := t.AsFloat(a[0])
	if err != nil {
		return value{}, err
	}
	phi, err := t.AsFloat(a[1])
	if err != nil {
		return value{}, err
	}
	z, bad := fromPolar(r, phi)
	if bad != fine {
		return value{}, bad.raise(t)
	}
	return t.NewComplex(z), nil
}

func fromPolar(r, phi float64) (complex128, fault) {
	switch {
	case finite(r) && finite(phi):
		if phi == 0 {
			return complex(r, r*phi), fine
		}
		return complex(r*object.Cos(phi), r*object.Sin(phi)), fine
	case math.IsNaN(r):
		if phi == 0 {
			return complex(r, 0), fine
		}
		return complex(quietNaN, quietNaN), fine
	case r == 0:
		return 0, fine
	case math.IsInf(phi, 0):
		return 0, domain
	case math.IsNaN(phi):
		if math.IsInf(r, 0) {
			return complex(math.Inf(1), phi), fine
		}
		return complex(phi, phi), fine
	case phi == 0:
		return complex(r, math.Copysign(0, math.Copysign(1, phi)*r)), fine
	}
	return complex(r*math.Copysign(1, object.Cos(phi)), r*math.Copysign(1, object.Sin(phi))), fine
}
