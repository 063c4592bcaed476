package randommod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

// distributions are the methods that draw from a distribution on the real line or a circle.
func distributions() []object.Decl {
	return []object.Decl{
		object.Method("uniform(a, b)", "Get a random number in the range [a, b) or [a, b] depending on rounding.", randomUniform),
		object.Method("triangular(low=0.0, high=1.0, mode=None)", "Triangular distribution.", randomTriangular),
		object.Method("gauss(mu, sigma)", "Gaussian distribution: mu is the mean, and sigma the standard deviation.", randomGauss),
		object.Method("normalvariate(mu, sigma)", "Normal distribution: mu is the mean, and sigma the standard deviation.", floats(normal)),
		object.Method("lognormvariate(mu, sigma)", "Log normal distribution.", floats(func(s *source, a [2]float64) (float64, error) {
			x, err := normal(s, a)
			return exp(s, x, err)
		})),
		object.Method("expovariate(lambd)", "Exponential distribution: lambd is 1.0 divided by the desired mean.", floats(exponential)),
		object.Method("vonmisesvariate(mu, kappa)", "Circular data distribution: mu is the mean angle, kappa the concentration.", floats(vonMises)),
		object.Method("gammavariate(alpha, beta)", "Gamma distribution: alpha > 0, beta > 0.  Not the gamma function!", floats(gammaVariate)),
		object.Method("betavariate(alpha, beta)", "Beta distribution: alpha > 0, beta > 0.", floats(beta)),
		object.Method("paretovariate(alpha)", "Pareto distribution.  alpha is the shape parameter.", floats(pareto)),
		object.Method("weibullvariate(alpha, beta)", "Weibull distribution: alpha is the scale and beta the shape parameter.", floats(weibull)),
	}
}

// floats makes a method of f, which takes one or two floats.
func floats(f func(s *source, a [2]float64) (float64, error)) object.NativeFn {
	return func(t *thread, self value, args []value) (value, error) {
		var a [2]float64
		for i, v := range args {
			var err error
			if a[i], err = t.AsFloat(v); err != nil {
				return value{}, err
			}
		}
		s := sourceOf(t, self)
		x, err := f(&s, a)
		if err != nil {
			return value{}, err
		}
		return object.Float(x), nil
	}
}

func exp(s *source, x float64, err error) (float64, error) {
	r := object.Exp(x)
	if err == nil && math.IsInf(r, 0) && !math.IsInf(x, 0) {
		err = s.t.Raise(object.OverflowError, "math range error")
	}
	return r, err
}

// uniform works with whatever numbers a and b are.
func randomUniform(t *thread, self value, args []value) (value, error) {
	s := sourceOf(t, self)
	width, err := t.Binary(object.OpSub, args[1], args[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(width)
	f, err := s.float()
	if err != nil {
		return value{}, err
	}
	part, err := t.Binary(object.OpMul, width, object.Float(f))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(part)
	return t.Binary(object.OpAdd, args[0], part)
}

func randomTriangular(t *thread, self value, args []value) (value, error) {
	low, high, c := 0.0, 1.0, 0.5
	var err error
	if !args[0].IsNil() {
		if low, err = t.AsFloat(args[0]); err != nil {
			return value{}, err
		}
	}
	if !args[1].IsNil() {
		if high, err = t.AsFloat(args[1]); err != nil {
			return value{}, err
		}
	}
	s := sourceOf(t, self)
	u, err := s.float()
	if err != nil {
		return value{}, err
	}
	if m := args[2]; !m.IsNil() && m != object.None {
		mode, err := t.AsFloat(m)
		if err != nil {
			return value{}, err
		}
		if high == low {
			return args[0].Ref(), nil
		}
		c = (mode - low) / (high - low)
	}
	if u > c {
		u, c = 1-u, 1-c
		low, high = high, low
	}
	return object.Float(low + float64((high-low)*math.Sqrt(u*c))), nil
}

func randomGauss(t *thread, self value, args []value) (value, error) {
	mu, err := t.AsFloat(args[0])
	if err != nil {
		return value{}, err
	}
	sigma, err := t.AsFloat(args[1])
	if err != nil {
		return value{}, err
	}
	s := sourceOf(t, self)
	var z float64
	next := s.r.takeGauss(t)
	if next == object.None {
		// Two normal numbers come from the polar form; the second waits for the next call.
		x, err := s.float()
		if err != nil {
			return value{}, err
		}
		y, err := s.float()
		if err != nil {
			return value{}, err
		}
		angle, radius := x*(2*math.Pi), math.Sqrt(-2*object.Log(1-y))
		z = object.Cos(angle) * radius
		s.r.setGauss(t, object.Float(object.Sin(angle)*radius))
	} else {
		z, err = t.AsFloat(next)
		t.Unref(next)
		if err != nil {
			return value{}, err
		}
	}
	return object.Float(mu + float64(z*sigma)), nil
}

// magic is 4·exp(-½)/√2, of Kinderman and Monahan's method.
const magic = 1.7155277699214135

func normal(s *source, a [2]float64) (float64, error) {
	for {
		u1, err := s.float()
		if err != nil {
			return 0, err
		}
		u2, err := s.float()
		if err != nil {
			return 0, err
		}
		u2 = 1 - u2
		z := magic * (u1 - 0.5) / u2
		if z*z/4 <= -object.Log(u2) {
			return a[0] + float64(z*a[1]), nil
		}
		if err := s.t.Poll(); err != nil {
			return 0, err
		}
	}
}

func exponential(s *source, a [2]float64) (float64, error) {
	u, err := s.float()
	if err != nil {
		return 0, err
	}
	if a[0] == 0 {
		return 0, s.t.Raise(object.ZeroDivisionError, "float division by zero")
	}
	return -object.Log(1-u) / a[0], nil
}

func vonMises(s *source, a [2]float64) (float64, error) {
	mu, kappa := a[0], a[1]
	if kappa <= 1e-6 {
		u, err := s.float()
		return 2 * math.Pi * u, err
	}
	sh := 0.5 / kappa
	r := sh + math.Sqrt(1+float64(sh*sh))
	var z float64
	for {
		u1, err := s.float()
		if err != nil {
			return 0, err
		}
		z = object.Cos(math.Pi * u1)
		d := z / (r + z)
		u2, err := s.float()
		if err != nil {
			return 0, err
		}
		if u2 < 1-float64(d*d) || u2 <= (1-d)*object.Exp(d) {
			break
		}
		if err := s.t.Poll(); err != nil {
			return 0, err
		}
	}
	q := 1 / r
	f := (q + z) / (1 + float64(q*z))
	u3, err := s.float()
	if err != nil {
		return 0, err
	}
	theta := mu - object.Acos(f)
	if u3 > 0.5 {
		theta = mu + object.Acos(f)
	}
	_, m := object.FloatDivmod(theta, 2*math.Pi)
	return m, nil
}

const (
	log4       = 1.3862943611198906
	gammaMagic = 2.504077396776274 // 1 + log(4.5)
)

func gammaVariate(s *source, a [2]float64) (float64, error) {
	alpha, beta := a[0], a[1]
	switch {
	case alpha <= 0 || beta <= 0:
		return 0, s.t.ValueErr("gammavariate: alpha and beta must be > 0.0")
	case alpha > 1:
		x, err := gammaLarge(s, alpha)
		return x * beta, err
	case alpha == 1:
		u, err := s.float()
		return -object.Log(1-u) * beta, err
	}
	x, err := gammaSmall(s, alpha)
	return x * beta, err
}

// gammaLarge is Cheng's method for shapes above 1.
func gammaLarge(s *source, alpha float64) (float64, error) {
	ainv := math.Sqrt(2*alpha - 1)
	bbb, ccc := alpha-log4, alpha+ainv
	for {
		if err := s.t.Poll(); err != nil {
			return 0, err
		}
		u1, err := s.float()
		if err != nil {
			return 0, err
		}
		if !(1e-7 < u1 && u1 < 0.9999999) {
			continue
		}
		u2, err := s.float()
		if err != nil {
			return 0, err
		}
		u2 = 1 - u2
		v := object.Log(u1/(1-u1)) / ainv
		x := alpha * object.Exp(v)
		z := u1 * u1 * u2
		r := bbb + float64(ccc*v) - x
		if r+gammaMagic-float64(4.5*z) >= 0 || r >= object.Log(z) {
			return x, nil
		}
	}
}

// gammaSmall is Ahrens and Dieter's method for shapes below 1.
func gammaSmall(s *source, alpha float64) (float64, error) {
	for {
		if err := s.t.Poll(); err != nil {
			return 0, err
		}
		u, err := s.float()
		if err != nil {
			return 0, err
		}
		b := (math.E + alpha) / math.E
		p := b * u
		var x float64
		if p <= 1 {
			x = object.Pow(p, 1/alpha)
		} else {
			x = -object.Log((b - p) / alpha)
		}
		u1, err := s.float()
		if err != nil {
			return 0, err
		}
		if p > 1 && u1 <= object.Pow(x, alpha-1) || p <= 1 && u1 <= object.Exp(-x) {
			return x, nil
		}
	}
}

func beta(s *source, a [2]float64) (float64, error) {
	y, err := gammaVariate(s, [2]float64{a[0], 1})
	if err != nil || y == 0 {
		return 0, err
	}
	z, err := gammaVariate(s, [2]float64{a[1], 1})
	return y / (y + z), err
}

func pareto(s *source, a [2]float64) (float64, error) {
	u, err := s.float()
	if err != nil {
		return 0, err
	}
	if a[0] == 0 {
		return 0, s.t.Raise(object.ZeroDivisionError, "float division by zero")
	}
	return object.Pow(1-u, -1/a[0]), nil
}

func weibull(s *source, a [2]float64) (float64, error) {
	u, err := s.float()
	if err != nil {
		return 0, err
	}
	if a[1] == 0 {
		return 0, s.t.Raise(object.ZeroDivisionError, "float division by zero")
	}
	return a[0] * object.Pow(-object.Log(1-u), 1/a[1]), nil
}
