package mathmod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

// sumFuncs are the functions of many numbers.
func sumFuncs() []object.Decl {
	return []object.Decl{
		object.Func("dist(p, q, /)", distDoc, mathDist),
		object.Func("fsum(seq, /)", "Return an accurate floating point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating point arithmetic.", mathFSum),
		object.Func("hypot(*coordinates)", hypotDoc, mathHypot),
		object.Func("prod(iterable, /, *, start=1)", prodDoc, mathProd),
	}
}

const distDoc = "The distance between two points, given as sequences of as many coordinates."

const hypotDoc = "hypot(*coordinates) -> value\n\nThe length of the vector with these coordinates."

const prodDoc = "The product of start and the numbers of an iterable."

func mathHypot(t *thread, _ value, args []value) (value, error) {
	items, _ := object.AsTuple(args[0])
	xs := make([]float64, len(items.Items))
	for i, v := range items.Items {
		x, err := t.AsFloat(v)
		if err != nil {
			return value{}, err
		}
		xs[i] = x
	}
	return object.Float(object.Norm(xs)), nil
}

func mathDist(t *thread, _ value, args []value) (value, error) {
	p, err := t.Collect(args[0])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p)
	q, err := t.Collect(args[1])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(q)
	if len(p) != len(q) {
		return value{}, t.ValueErr("both points must have the same number of dimensions")
	}
	xs := make([]float64, len(p))
	for i := range p {
		a, b, err := floats2(t, []value{p[i], q[i]})
		if err != nil {
			return value{}, err
		}
		xs[i] = a - b
	}
	return object.Float(object.Norm(xs)), nil
}

// An exactSum is a sum of floats without any rounding: the partial sums do not
// overlap and grow in magnitude (Shewchuk's algorithm).
type exactSum struct {
	partials []float64
	special  float64 // sum of the infinities and NaNs
	infs     float64 // sum of the infinities
}

// add adds x; false: an intermediate sum overflowed.
func (s *exactSum) add(x float64) bool {
	given := x
	n := 0
	for _, y := range s.partials {
		if math.Abs(x) < math.Abs(y) {
			x, y = y, x
		}
		hi := x + y
		if lo := y - (hi - x); lo != 0 {
			s.partials[n] = lo
			n++
		}
		x = hi
	}
	s.partials = s.partials[:n]
	switch {
	case x == 0:
	case !math.IsInf(x, 0) && !math.IsNaN(x):
		s.partials = append(s.partials, x)
	case !math.IsInf(given, 0) && !math.IsNaN(given):
		return false
	default:
		if math.IsInf(given, 0) {
			s.infs += given
		}
		s.special += given
		s.partials = s.partials[:0]
	}
	return true
}

// round returns the sum rounded once, half to even.
func (s *exactSum) round() float64 {
	n := len(s.partials) - 1
	if n < 0 {
		return 0
	}
	hi, lo := s.partials[n], 0.0
	for n--; n >= 0 && lo == 0; n-- {
		x := hi
		hi = x + s.partials[n]
		lo = s.partials[n] - (hi - x)
	}
	// A remainder of exactly half a unit was rounded without regard to what lies below it.
	if n >= 0 && (lo < 0) == (s.partials[n] < 0) {
		y := lo * 2
		if x := hi + y; y == x-hi {
			hi = x
		}
	}
	return hi
}

func mathFSum(t *thread, _ value, args []value) (value, error) {
	var s exactSum
	err := t.Iterate(args[0], func(v value) error {
		x, err := t.AsFloat(v)
		if err != nil {
			return err
		}
		if !s.add(x) {
			return t.Raise(object.OverflowError, "intermediate overflow in fsum")
		}
		return nil
	})
	switch {
	case err != nil:
		return value{}, err
	case math.IsNaN(s.infs):
		return value{}, t.ValueErr("-inf + inf in fsum")
	case s.special != 0:
		return object.Float(s.special), nil
	}
	return object.Float(s.round()), nil
}

func mathProd(t *thread, _ value, args []value) (value, error) {
	r := object.Int(1)
	if !args[1].IsNil() {
		r = args[1].Ref()
	}
	err := t.Iterate(args[0], func(v value) error {
		p, err := t.Binary(object.OpMul, r, v)
		if err != nil {
			return err
		}
		r, p = p, r
		t.Unref(p)
		return nil
	})
	if err != nil {
		t.Unref(r)
		return value{}, err
	}
	return r, nil
}
