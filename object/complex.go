package object

import (
	"math"
	"strings"
)

// ComplexType is complex.
var ComplexType = &Type{}

// A Complex is a complex number.
type Complex struct {
	Header
	V complex128
}

func complexInit() {
	ComplexType.Define(TypeSpec{
		Name: "complex", Sig: "(real=0, imag=0)", Flags: FlagBase, Layout: LayoutOf[Complex](), Basic: 32,
		Doc: `Create a complex number from a real part and an optional imaginary part.

This is equivalent to (real + imag*1j) where imag defaults to 0.`,
		Slots: Slots{
			New: complexNew, Repr: complexRepr, Hash: complexHash, Compare: complexCompare, Bool: complexBool,
			Binary: [NumBinary]func(t *Thread, a, b Value) (Value, error){
				OpAdd: complexAdd, OpSub: complexSub, OpMul: complexMul, OpDiv: complexDiv, OpPow: complexPow,
			},
			PowMod: complexPowMod, Neg: complexNeg, Pos: complexPos, Abs: complexAbs,
		},
		Build: func() []Decl {
			return []Decl{
				Method("conjugate()", "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.", complexConjugate),
				Method("__getnewargs__()", "", complexGetNewArgs),
				Method("__format__(format_spec, /)", "Convert to a string according to format_spec.", complexFormat),
				Member("real", "the real part of a complex number", complexReal),
				Member("imag", "the imaginary part of a complex number", complexImag),
			}
		},
	})
}

// NewComplex returns the complex number c.
func (t *Thread) NewComplex(c complex128) Value {
	o := New[Complex](t, ComplexType)
	o.V = c
	return Obj(&o.Header)
}

// ComplexOf returns the number of a complex or of an object of a subclass.
func ComplexOf(v Value) (complex128, bool) {
	if v.O.Typ == ComplexType || v.O.Typ.IsSubtype(ComplexType) {
		return as[Complex](v).V, true
	}
	return 0, false
}

// AsComplex returns the complex number that v stands for: __complex__, else its float.
func (t *Thread) AsComplex(v Value) (complex128, error) {
	c, ok, err := t.tryComplex(v)
	if ok || err != nil {
		return c, err
	}
	f, err := t.AsFloat(v)
	return complex(f, 0), err
}

// tryComplex returns v if it is complex or has __complex__.
func (t *Thread) tryComplex(v Value) (complex128, bool, error) {
	c, ok := ComplexOf(v)
	if ok && v.O.Typ == ComplexType {
		return c, true, nil
	}
	if v.O == &FloatTag || v.O == &IntTag {
		return 0, false, nil
	}
	m, err := t.LookupSpecial(v, "__complex__")
	if err != nil || m.IsNil() {
		return c, ok, err
	}
	r, err := t.Call(m)
	t.Unref(m)
	if err != nil {
		return 0, false, err
	}
	defer t.Unref(r)
	if c, ok = ComplexOf(r); !ok {
		return 0, false, t.TypeErr("__complex__ returned non-complex (type %s)", r.O.Typ.FullName())
	}
	if r.O.Typ != ComplexType {
		err = t.warnStrict("__complex__", "complex", r)
	}
	return c, true, err
}

func complexNew(t *Thread, typ *Type, a Args) (Value, error) {
	var args [2]Value
	if n := len(a.Pos) + len(a.KwNames()); n > 2 {
		kind := ""
		if len(a.Pos) == 0 {
			kind = "keyword "
		}
		return Value{}, t.TypeErr("complex() takes at most 2 %sarguments (%d given)", kind, n)
	}
	copy(args[:], a.Pos)
	for i, k := range a.KwNames() {
		j := 0
		switch k.String() {
		case "real":
		case "imag":
			j = 1
		default:
			return Value{}, t.TypeErr("'%s' is an invalid keyword argument for complex()", k.String())
		}
		if !args[j].IsNil() {
			return Value{}, t.TypeErr("argument for complex() given by name ('%s') and position (%d)", k.String(), j+1)
		}
		args[j] = a.Kw()[i]
	}
	if re := args[0]; typ == ComplexType && !re.IsNil() && re.O.Typ == ComplexType && args[1].IsNil() {
		return re.Ref(), nil
	}
	c, err := t.complexOf(args[0], args[1])
	if err != nil {
		return Value{}, err
	}
	o := New[Complex](t, typ)
	o.V = c
	return Obj(&o.Header), nil
}

// complexOf is complex(re, im); either may be absent.
func (t *Thread) complexOf(re, im Value) (complex128, error) {
	switch {
	case !re.IsNil() && re.IsStr():
		if !im.IsNil() {
			return 0, t.TypeErr("complex() can't take second arg if first is a string")
		}
		return t.ParseComplex(re.String())
	case !im.IsNil() && im.IsStr():
		return 0, t.TypeErr("complex() second arg can't be a string")
	case re.IsNil():
		re = Int(0)
	}
	r, isComplex, err := t.tryComplex(re)
	if err != nil {
		return 0, err
	}
	if !isComplex && !isReal(re) {
		return 0, t.TypeErr("complex() first argument must be a string or a number, not '%s'", re.O.Typ.FullName())
	}
	var i complex128
	imComplex := false
	if !im.IsNil() {
		if i, imComplex = ComplexOf(im); !imComplex && !isReal(im) {
			return 0, t.TypeErr("complex() second argument must be a number, not '%s'", im.O.Typ.FullName())
		}
	}
	if !isComplex {
		f, err := t.ToFloat(re)
		if err != nil {
			return 0, err
		}
		r = complex(f, 0)
	}
	if !im.IsNil() && !imComplex {
		f, err := t.ToFloat(im)
		if err != nil {
			return 0, err
		}
		i = complex(f, 0)
	}
	x, y := real(r), real(i)
	if imComplex { // im·1j
		x -= imag(i)
	}
	switch {
	case im.IsNil(): // not a sum: -0.0 stays
		y = imag(r)
	case isComplex:
		y += imag(r)
	}
	return complex(x, y), nil
}

// isReal reports whether v has a float value.
func isReal(v Value) bool {
	s := &v.O.Typ.Slots
	return s.ToFloat != nil || s.Index != nil
}

// ParseComplex returns the complex number that the text s stands for, as complex(s).
func (t *Thread) ParseComplex(s string) (complex128, error) {
	text := asciiDigits(s)
	read, _, _ := strings.Cut(text, "?") // CPython reads up to what is no digit of any script
	if text == s {
		read = s
	}
	if !goodUnderscores(read) {
		v := t.NewStr(s)
		defer t.Unref(v)
		repr, err := t.ReprString(v)
		if err != nil {
			return 0, err
		}
		return 0, t.ValueErr("could not convert string to complex: %s", repr)
	}
	c, ok := parseComplex(strings.Trim(text, numberSpace))
	if !ok {
		return 0, t.ValueErr("complex() arg is a malformed string")
	}
	return c, nil
}

// goodUnderscores reports whether every underscore stands between digits.
func goodUnderscores(s string) bool {
	for i := range len(s) {
		if s[i] == '_' && (i == 0 || i+1 == len(s) || digitValue(s[i-1]) > 9 || digitValue(s[i+1]) > 9) {
			return false
		}
	}
	return true
}

func parseComplex(s string) (complex128, bool) {
	if n := len(s); n > 1 && s[0] == '(' && s[n-1] == ')' {
		s = strings.Trim(s[1:n-1], numberSpace)
	}
	n := signedLen(s)
	if n == len(s) && n > 0 {
		f, ok := parseFloat(s)
		return complex(f, 0), ok
	}
	if f, ok := imaginary(s); ok {
		return complex(0, f), true
	}
	re, ok := parseFloat(s[:n])
	if !ok || s[n] != '+' && s[n] != '-' {
		return 0, false
	}
	im, ok := imaginary(s[n:])
	return complex(re, im), ok
}

// imaginary parses "2.5j", "j" or "-j".
func imaginary(s string) (float64, bool) {
	if s == "" || s[len(s)-1]|0x20 != 'j' {
		return 0, false
	}
	switch s = s[:len(s)-1]; s {
	case "", "+":
		return 1, true
	case "-":
		return -1, true
	}
	if signedLen(s) != len(s) {
		return 0, false
	}
	return parseFloat(s)
}

// signedLen returns the length of the float literal with optional sign that s begins with.
func signedLen(s string) int {
	i := 0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		i = 1
	}
	low := strings.ToLower(s[i:])
	for _, w := range []string{"infinity", "inf", "nan"} {
		if strings.HasPrefix(low, w) {
			return i + len(w)
		}
	}
	n, ok := floatSyntax(s[i:])
	if !ok {
		return 0
	}
	return i + n
}

func complexRepr(t *Thread, v Value) (Value, error) {
	return t.NewStr(reprComplex(as[Complex](v).V)), nil
}

func reprComplex(c complex128) string {
	im := formatDouble(imag(c), 'r', 0, false, false) + "j"
	if real(c) == 0 && !math.Signbit(real(c)) {
		return im
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + formatDouble(real(c), 'r', 0, false, false) + im + ")"
}

func complexHash(t *Thread, v Value) (int64, error) {
	c := as[Complex](v).V
	h := hashFloat(v, real(c)) + 1000003*hashFloat(v, imag(c))
	if h == -1 {
		h = -2
	}
	return h, nil
}

func complexBool(t *Thread, v Value) (bool, error) { return as[Complex](v).V != 0, nil }

func complexCompare(t *Thread, a, b Value, op int) (Value, error) {
	if op != CmpEQ && op != CmpNE {
		return NotImplemented, nil
	}
	x := as[Complex](a).V
	var equal bool
	if y, ok := ComplexOf(b); ok {
		equal = x == y
	} else if f, ok := FloatOf(b); ok {
		equal = x == complex(f, 0)
	} else if IsIntObj(b) {
		equal = imag(x) == 0 && !math.IsNaN(real(x)) && cmpIntFloat(b, real(x)) == 0
	} else {
		return NotImplemented, nil
	}
	return Bool(equal == (op == CmpEQ)), nil
}

// complexOp calls f with both operands; NotImplemented for other types than numbers.
func complexOp(t *Thread, a, b Value, f func(t *Thread, x, y complex128) (Value, error)) (Value, error) {
	x, ok, err := complexOperand(t, a)
	var y complex128
	if ok && err == nil {
		y, ok, err = complexOperand(t, b)
	}
	switch {
	case err != nil:
		return Value{}, err
	case !ok:
		return NotImplemented, nil
	}
	return f(t, x, y)
}

func complexOperand(t *Thread, v Value) (complex128, bool, error) {
	if c, ok := ComplexOf(v); ok {
		return c, true, nil
	}
	f, ok, err := floatOperand(t, v)
	return complex(f, 0), ok, err
}

func complexAdd(t *Thread, a, b Value) (Value, error) {
	return complexOp(t, a, b, func(t *Thread, x, y complex128) (Value, error) { return t.NewComplex(x + y), nil })
}

func complexSub(t *Thread, a, b Value) (Value, error) {
	return complexOp(t, a, b, func(t *Thread, x, y complex128) (Value, error) { return t.NewComplex(x - y), nil })
}

func complexMul(t *Thread, a, b Value) (Value, error) {
	return complexOp(t, a, b, func(t *Thread, x, y complex128) (Value, error) { return t.NewComplex(ComplexProd(x, y)), nil })
}

func complexDiv(t *Thread, a, b Value) (Value, error) {
	return complexOp(t, a, b, func(t *Thread, x, y complex128) (Value, error) {
		if y == 0 {
			return Value{}, t.Raise(ZeroDivisionError, "complex division by zero")
		}
		return t.NewComplex(ComplexQuot(x, y)), nil
	})
}

// ComplexProd returns x*y by the schoolbook formula. The conversions keep Go from
// fusing a product and a sum where the machine could.
func ComplexProd(x, y complex128) complex128 {
	return complex(float64(real(x)*real(y))-float64(imag(x)*imag(y)), float64(real(x)*imag(y))+float64(imag(x)*real(y)))
}

// ComplexQuot returns x/y, y ≠ 0, scaled by the larger part of y so that nothing
// overflows early.
func ComplexQuot(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	switch {
	case math.Abs(c) >= math.Abs(d):
		r := d / c
		den := c + float64(d*r)
		return complex((a+float64(b*r))/den, (b-float64(a*r))/den)
	case math.Abs(d) >= math.Abs(c):
		r := c / d
		den := float64(c*r) + d
		return complex((float64(a*r)+b)/den, (float64(b*r)-a)/den)
	}
	return complex(quietNaN, quietNaN)
}

func complexPow(t *Thread, a, b Value) (Value, error) {
	return complexOp(t, a, b, (*Thread).complexPower)
}

func complexPowMod(t *Thread, a, b, m Value) (Value, error) {
	return complexOp(t, a, b, func(t *Thread, x, y complex128) (Value, error) {
		return Value{}, t.ValueErr("complex modulo")
	})
}

func (t *Thread) complexPower(x, y complex128) (Value, error) {
	var r complex128
	n := real(y)
	switch {
	case imag(y) == 0 && n == math.Floor(n) && math.Abs(n) <= 100:
		r = complexPowInt(x, int(math.Abs(n)))
		if n < 0 || n == 0 {
			if r == 0 {
				return Value{}, t.Raise(ZeroDivisionError, "0.0 to a negative or complex power")
			}
			r = ComplexQuot(1, r)
		}
	case y == 0:
		r = 1
	case x == 0:
		if imag(y) != 0 || n < 0 {
			return Value{}, t.Raise(ZeroDivisionError, "0.0 to a negative or complex power")
		}
	default:
		abs, at := Hypot(real(x), imag(x)), Atan2(imag(x), real(x))
		length, phase := Pow(abs, n), at*n
		if imag(y) != 0 {
			length /= Exp(at * imag(y))
			phase += float64(imag(y) * Log(abs))
		}
		if math.IsInf(phase, 0) { // C's cosine refuses it
			return Value{}, t.Raise(ZeroDivisionError, "0.0 to a negative or complex power")
		}
		r = complex(length*Cos(phase), length*Sin(phase))
	}
	if math.IsInf(real(r), 0) || math.IsInf(imag(r), 0) {
		return Value{}, t.Raise(OverflowError, "complex exponentiation")
	}
	return t.NewComplex(r), nil
}

// complexPowInt returns x**n by squaring, starting from the low bits of n.
func complexPowInt(x complex128, n int) complex128 {
	r := complex128(1)
	for bit := 1; bit <= n; bit <<= 1 {
		if n&bit != 0 {
			r = ComplexProd(r, x)
		}
		x = ComplexProd(x, x)
	}
	return r
}

func complexNeg(t *Thread, v Value) (Value, error) {
	c := as[Complex](v).V
	return t.NewComplex(complex(-real(c), -imag(c))), nil
}

func complexPos(t *Thread, v Value) (Value, error) {
	if v.O.Typ == ComplexType {
		return v.Ref(), nil
	}
	return t.NewComplex(as[Complex](v).V), nil
}

func complexAbs(t *Thread, v Value) (Value, error) {
	c := as[Complex](v).V
	h := Hypot(real(c), imag(c))
	if math.IsInf(h, 0) && !math.IsInf(real(c), 0) && !math.IsInf(imag(c), 0) {
		return Value{}, t.Raise(OverflowError, "absolute value too large")
	}
	return Float(h), nil
}

func complexConjugate(t *Thread, self Value, _ []Value) (Value, error) {
	c := as[Complex](self).V
	return t.NewComplex(complex(real(c), -imag(c))), nil
}

func complexGetNewArgs(t *Thread, self Value, _ []Value) (Value, error) {
	c := as[Complex](self).V
	return t.NewTuple(Float(real(c)), Float(imag(c))), nil
}

func complexReal(t *Thread, self Value) (Value, error) { return Float(real(as[Complex](self).V)), nil }

func complexImag(t *Thread, self Value) (Value, error) { return Float(imag(as[Complex](self).V)), nil }
