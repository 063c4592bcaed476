package mathmod

import (
	"math"
	"math/big"

	"github.com/minipy-go/minipy/object"
)

// floatFuncs are the other functions of floats.
func floatFuncs() []object.Decl {
	return []object.Decl{
		binary("atan2(y, x, /)", "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered.", object.Atan2, infinite),
		binary("copysign(x, y, /)", "The size of x with the sign of y, which a zero has, too.", math.Copysign, infinite),
		binary("fmod(x, y, /)", "Return fmod(x, y), according to platform C.\n\nx % y may differ.", math.Mod, domain),
		binary("nextafter(x, y, /)", "Return the next floating-point value after x towards y.", nextafter, infinite),
		binary("remainder(x, y, /)", remainderDoc, math.Remainder, domain),
		object.Func("pow(x, y, /)", "Return x**y (x to the power of y).", mathPow),
		object.Func("frexp(x, /)", frexpDoc, mathFrexp),
		object.Func("ldexp(x, i, /)", "Return x * (2**i).\n\nThis is essentially the inverse of frexp().", mathLdexp),
		object.Func("modf(x, /)", "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats.", mathModf),
		object.RawFunc("log(x, base=math.e)", logDoc, mathLog),
		object.Func("log2(x, /)", "Return the base 2 logarithm of x.", logFunc(object.Log2)),
		object.Func("log10(x, /)", "Return the base 10 logarithm of x.", logFunc(object.Log10)),
		object.Func("ceil(x, /)", "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.", rounding("__ceil__", math.Ceil)),
		object.Func("floor(x, /)", "Return the floor of x as an Integral.\n\nThis is the largest integer <= x.", rounding("__floor__", math.Floor)),
		object.Func("trunc(x, /)", "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method.", mathTrunc),
		object.Func("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", iscloseDoc, mathIsClose),
	}
}

const remainderDoc = "x - n*y, where n is the integer closest to x/y, the even one of two."

const frexpDoc = "Take x apart: (m, e) such that x == m * 2**e, and 0.5 <= abs(m) < 1 unless x is 0."

const logDoc = `log(x, [base=math.e])
Return the logarithm of x to the given base.

If the base not specified, returns the natural logarithm (base e) of x.`

const iscloseDoc = "Say whether two numbers are close to each other.\n\nThey are if they differ by at most rel_tol times the larger one, or by at most abs_tol.\nA nan is close to nothing, an infinity to itself only."

func binary(sig, doc string, f func(x, y float64) float64, onInf int) object.Decl {
	return object.Func(sig, doc, func(t *thread, _ value, args []value) (value, error) {
		x, y, err := floats2(t, args)
		if err != nil {
			return value{}, err
		}
		return checked(t, f(x, y), onInf, x, y)
	})
}

func floats2(t *thread, args []value) (x, y float64, err error) {
	if x, err = t.AsFloat(args[0]); err == nil {
		y, err = t.AsFloat(args[1])
	}
	return x, y, err
}

// nextafter steps through -0.0 too, as C's does.
func nextafter(x, y float64) float64 {
	if x == y {
		return y
	}
	return math.Nextafter(x, y)
}

func mathPow(t *thread, _ value, args []value) (value, error) {
	x, y, err := floats2(t, args)
	if err != nil {
		return value{}, err
	}
	r := object.Pow(x, y)
	finite := !math.IsInf(x, 0) && !math.IsNaN(x) && !math.IsInf(y, 0) && !math.IsNaN(y)
	switch {
	case x == 0 && math.IsInf(y, -1):
		return value{}, domainError(t)
	case math.IsNaN(r) && finite:
		return value{}, domainError(t)
	case math.IsInf(r, 0) && finite && x == 0:
		return value{}, domainError(t)
	case math.IsInf(r, 0) && finite:
		return value{}, rangeError(t)
	}
	return object.Float(r), nil
}

func mathFrexp(t *thread, _ value, args []value) (value, error) {
	x, err := t.AsFloat(args[0])
	if err != nil {
		return value{}, err
	}
	m, e := math.Frexp(x)
	return t.NewTuple(object.Float(m), object.Int(int64(e))), nil
}

func mathLdexp(t *thread, _ value, args []value) (value, error) {
	x, err := t.AsFloat(args[0])
	if err != nil {
		return value{}, err
	}
	if !object.IsIntObj(args[1]) {
		return value{}, t.TypeErr("Expected an int as second argument to ldexp.")
	}
	e, err := t.AsIndex(args[1], nil)
	if err != nil {
		return value{}, err
	}
	const far = 1 << 20 // from here on the result is 0 or infinite
	r := math.Ldexp(x, min(max(e, -far), far))
	if math.IsInf(r, 0) && !math.IsInf(x, 0) {
		return value{}, rangeError(t)
	}
	return object.Float(r), nil
}

func mathModf(t *thread, _ value, args []value) (value, error) {
	x, err := t.AsFloat(args[0])
	if err != nil {
		return value{}, err
	}
	whole := math.Trunc(x)
	frac := math.Copysign(x-whole, x)
	if math.IsInf(x, 0) {
		frac = math.Copysign(0, x)
	}
	return t.NewTuple(object.Float(frac), object.Float(whole)), nil
}

func mathLog(t *thread, _ value, a object.Args) (value, error) {
	if len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("log() takes no keyword arguments")
	}
	if n := len(a.Pos); n < 1 || n > 2 {
		return value{}, t.TypeErr("math.log requires 1 to 2 arguments")
	}
	num, err := logOf(t, a.Pos[0], object.Log)
	if err != nil || len(a.Pos) == 1 {
		return object.Float(num), err
	}
	den, err := logOf(t, a.Pos[1], object.Log)
	if err != nil {
		return value{}, err
	}
	if den == 0 {
		return value{}, t.Raise(object.ZeroDivisionError, "float division by zero")
	}
	return object.Float(num / den), nil
}

func logFunc(f func(float64) float64) object.NativeFn {
	return func(t *thread, _ value, args []value) (value, error) {
		r, err := logOf(t, args[0], f)
		return object.Float(r), err
	}
}

// logOf returns the logarithm of a number; an int may be larger than any float.
func logOf(t *thread, v value, f func(float64) float64) (float64, error) {
	if x, ok := object.AsBig(v); ok {
		if x.Sign() <= 0 {
			return 0, domainError(t)
		}
		if r, ok := object.BigFloat(x); ok {
			return f(r), nil
		}
		m := new(big.Float).SetPrec(53).SetInt(x)
		e := m.MantExp(m)
		r, _ := m.Float64()
		return f(r) + f(2)*float64(e), nil
	}
	x, err := t.AsFloat(v)
	if err != nil {
		return 0, err
	}
	if x <= 0 {
		return 0, domainError(t)
	}
	return f(x), nil
}

// rounding makes floor or ceil.
func rounding(name string, f func(float64) float64) object.NativeFn {
	return func(t *thread, _ value, args []value) (value, error) {
		v := args[0]
		switch {
		case v.IsFloat():
			return t.FloatToInt(f(v.Float()))
		case v.IsInt():
			return v, nil
		}
		m, err := t.LookupSpecial(v, name)
		if err != nil {
			return value{}, err
		}
		if !m.IsNil() {
			r, err := t.Call(m)
			t.Unref(m)
			return r, err
		}
		x, err := t.AsFloat(v)
		if err != nil {
			return value{}, err
		}
		return t.FloatToInt(f(x))
	}
}

func mathTrunc(t *thread, _ value, args []value) (value, error) {
	v := args[0]
	if v.IsFloat() {
		return t.FloatToInt(v.Float())
	}
	m, err := t.LookupSpecial(v, "__trunc__")
	if err != nil {
		return value{}, err
	}
	if m.IsNil() {
		return value{}, t.TypeErr("type %s doesn't define __trunc__ method", v.Type().Name)
	}
	r, err := t.Call(m)
	t.Unref(m)
	return r, err
}

func mathIsClose(t *thread, _ value, args []value) (value, error) {
	a, b, err := floats2(t, args)
	if err != nil {
		return value{}, err
	}
	tol := [2]float64{1e-9, 0}
	for i := range tol {
		if v := args[2+i]; !v.IsNil() {
			if tol[i], err = t.AsFloat(v); err != nil {
				return value{}, err
			}
		}
	}
	switch {
	case tol[0] < 0 || tol[1] < 0:
		return value{}, t.ValueErr("tolerances must be non-negative")
	case a == b:
		return object.True, nil
	case math.IsInf(a, 0) || math.IsInf(b, 0):
		return object.False, nil
	}
	d := math.Abs(b - a)
	return object.Bool(d <= math.Abs(tol[0]*b) || d <= math.Abs(tol[0]*a) || d <= tol[1]), nil
}
