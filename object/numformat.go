package object

import (
	"math"
	"strings"
)

func floatFormat(t *Thread, self Value, args []Value) (Value, error) {
	return t.formatWith(self, args[0], func(t *Thread, v Value, spec string) (string, error) {
		if spec == "" && v.O.Typ == FloatType {
			return FormatFloatRepr(v.Float()), nil
		}
		return t.formatFloatAs(selfFloat(v), spec, v.O.Typ.Name)
	})
}

// FormatFloat returns format(x, spec).
func (t *Thread) FormatFloat(x float64, spec string) (string, error) {
	return t.formatFloatAs(x, spec, "float")
}

// formatFloatAs is format of an object of the class typ.
func (t *Thread) formatFloatAs(x float64, spec, typ string) (string, error) {
	f, err := t.ParseFormatSpec(spec, '>')
	if err != nil {
		return "", err
	}
	return t.formatFloat(x, &f, typ)
}

// formatFloat formats x; typ is the name of the type that the error tells.
func (t *Thread) formatFloat(x float64, f *FormatSpec, typ string) (string, error) {
	s, err := t.floatText(x, f, typ)
	if err != nil {
		return "", err
	}
	neg := s[0] == '-'
	if neg {
		s = s[1:]
	}
	n := digitRun(s, 0)
	return f.number(t, neg, "", s[:n], s[n:], 3)
}

// floatText returns the digits that f's presentation type and precision ask for.
func (t *Thread) floatText(x float64, f *FormatSpec, typ string) (string, error) {
	verb, prec, dot0, tail := f.Type, f.Prec, false, ""
	if prec > math.MaxInt32 {
		return "", t.ValueErr("precision too big")
	}
	switch verb {
	case 0:
		verb, dot0 = 'r', true
		if prec >= 0 {
			verb = 'g'
		}
	case 'n':
		verb = 'g'
	case '%':
		verb, tail = 'f', "%"
		x *= 100
	case 'e', 'E', 'f', 'F', 'g', 'G':
	default:
		return "", t.UnknownFormat(verb, typ)
	}
	if prec < 0 {
		prec = 6
	}
	if err := t.Grow(prec * 2); err != nil {
		return "", err
	}
	return formatDouble(x, byte(verb), prec, f.Alt, dot0) + tail, nil
}

func complexFormat(t *Thread, self Value, args []Value) (Value, error) {
	return t.formatWith(self, args[0], func(t *Thread, v Value, spec string) (string, error) {
		return t.formatComplex(v, spec)
	})
}

// formatComplex returns format(v, spec) of a complex v.
func (t *Thread) formatComplex(v Value, spec string) (string, error) {
	c := as[Complex](v).V
	f, err := t.ParseFormatSpec(spec, '>')
	if err != nil {
		return "", err
	}
	switch {
	case f.Type != 0 && !strings.ContainsRune("eEfFgGn", f.Type):
		return "", t.UnknownFormat(f.Type, v.O.Typ.Name)
	case f.Fill == '0':
		return "", t.ValueErr("Zero padding is not allowed in complex format specifier")
	case f.Align == '=':
		return "", t.ValueErr("'=' alignment flag is not allowed in complex format specifier")
	case f.Prec > math.MaxInt32:
		return "", t.ValueErr("precision too big")
	}
	part := f
	part.Width, part.Align = -1, '>'
	dropReal := f.Type == 0 && real(c) == 0 && !math.Signbit(real(c))
	re := ""
	if !dropReal {
		if re, err = t.complexPart(real(c), part); err != nil {
			return "", err
		}
		part.Sign = '+'
	}
	im, err := t.complexPart(imag(c), part)
	if err != nil {
		return "", err
	}
	s := re + im + "j"
	if f.Type == 0 && !dropReal {
		s = "(" + s + ")"
	}
	return f.Pad(t, s, len(s))
}

// complexPart formats a part of a complex number: like a float, but never with ".0".
func (t *Thread) complexPart(x float64, f FormatSpec) (string, error) {
	if f.Type != 0 {
		return t.formatFloat(x, &f, "complex")
	}
	verb, prec := byte('r'), 0
	if f.Prec >= 0 {
		verb, prec = 'g', f.Prec
	}
	if err := t.Grow(prec * 2); err != nil {
		return "", err
	}
	s := formatDouble(x, verb, prec, f.Alt, false)
	neg := s[0] == '-'
	if neg {
		s = s[1:]
	}
	n := digitRun(s, 0)
	return f.number(t, neg, "", s[:n], s[n:], 3)
}

// PercentInt formats v with the conversion d, i, u, x, X or o of the % operator, not
// yet padded to the width.
func (t *Thread) PercentInt(v Value, s PercentSpec) (string, error) {
	x, err := t.percentIntArg(byte(s.Verb), v)
	if err != nil {
		return "", err
	}
	defer t.Unref(x)
	typ := s.Verb
	if typ == 'i' || typ == 'u' {
		typ = 'd'
	}
	digits, neg, prefix, err := t.intDigits(x, typ)
	if err != nil {
		return "", err
	}
	if !s.Alt {
		prefix = ""
	}
	if n := s.Prec - len(digits); n > 0 {
		if err := t.Grow(n); err != nil {
			return "", err
		}
		digits = strings.Repeat("0", n) + digits
	}
	return s.sign(neg) + prefix + digits, nil
}

// percentIntArg returns the int (given) that a conversion formats.
func (t *Thread) percentIntArg(verb byte, v Value) (x Value, err error) {
	if IsIntObj(v) {
		return v.Ref(), nil
	}
	slots, need := &v.O.Typ.Slots, "a real number"
	decimal := verb == 'd' || verb == 'i' || verb == 'u'
	if !decimal {
		need = "an integer"
	}
	switch {
	case decimal && (slots.ToInt != nil || slots.Index != nil || slots.ToFloat != nil):
		x, err = t.ToInt(v)
	case !decimal && slots.Index != nil:
		x, err = t.Index(v)
	default:
		err = t.RaiseArgs(TypeError)
	}
	if err != nil && t.ErrIs(err, TypeError) {
		t.Discard(err)
		err = t.TypeErr("%%%c format: %s is required, not %s", verb, need, v.O.Typ.FullName())
	}
	return x, err
}

// PercentFloat formats v with the conversion e, E, f, F, g or G of the % operator, not
// yet padded to the width.
func (t *Thread) PercentFloat(v Value, s PercentSpec) (string, error) {
	x, err := t.AsFloat(v)
	if err != nil {
		return "", err
	}
	prec := s.Prec
	if prec < 0 {
		prec = 6
	}
	if err := t.Grow(prec * 2); err != nil {
		return "", err
	}
	text := formatDouble(x, byte(s.Verb), prec, s.Alt, false)
	if text[0] == '-' {
		return text, nil
	}
	return s.sign(false) + text, nil
}

// sign returns the sign that a number shows.
func (s *PercentSpec) sign(neg bool) string {
	switch {
	case neg:
		return "-"
	case s.Plus:
		return "+"
	case s.Space:
		return " "
	}
	return ""
}
