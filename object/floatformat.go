package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// FormatFloatRepr returns repr(f): the shortest digits that give f back.
func FormatFloatRepr(f float64) string { return formatDouble(f, 'r', 0, false, true) }

// formatDouble formats f as CPython formats doubles: typ is one of e, f, g (upper case
// for upper-case output) or r, which is repr's shortest form and ignores prec; alt
// keeps the point and g's zeros; dot0 adds ".0" to what would look like an int.
func formatDouble(f float64, typ byte, prec int, alt, dot0 bool) string {
	if typ >= 'A' && typ <= 'Z' {
		return strings.ToUpper(formatDouble(f, typ|0x20, prec, alt, dot0))
	}
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 0):
		if f < 0 {
			return "-inf"
		}
		return "inf"
	case typ == 'f':
		return pointed(strconv.FormatFloat(f, 'f', prec, 64), alt, dot0)
	case typ == 'e':
		s := strconv.FormatFloat(f, 'e', prec, 64)
		if i := strings.IndexByte(s, 'e'); alt && prec == 0 {
			return s[:i] + "." + s[i:]
		}
		return s
	}
	return formatGeneral(f, typ, prec, alt, dot0)
}

// pointed adds the point that alt or dot0 ask for to digits without one.
func pointed(s string, alt, dot0 bool) string {
	switch {
	case !alt && !dot0 || strings.IndexByte(s, '.') >= 0:
		return s
	case dot0:
		return s + ".0"
	}
	return s + "."
}

// exactDigits is more significant digits than any float has: what follows is zeros.
const exactDigits = 770

// formatGeneral formats with typ g or r: with an exponent only when the number is
// very large or small.
func formatGeneral(f float64, typ byte, prec int, alt, dot0 bool) string {
	limit := 16
	n := -1
	if typ == 'g' {
		prec = max(prec, 1)
		limit = prec
		if dot0 {
			limit--
		}
		n = min(prec-1, exactDigits)
	}
	s := strconv.FormatFloat(f, 'e', n, 64)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	mant, e, _ := strings.Cut(s, "e")
	exp, _ := strconv.Atoi(e)
	digits := strings.Replace(mant, ".", "", 1)
	if !alt || typ == 'r' {
		digits = strings.TrimRight(digits, "0")
		if digits == "" {
			digits = "0"
		}
	} else if len(digits) < prec {
		digits += strings.Repeat("0", prec-len(digits))
	}
	point := exp + 1 // digits before the point
	if f == 0 {
		point = 1
	}
	if point <= -4 || point > limit {
		s = digits[:1]
		if len(digits) > 1 || alt {
			s += "." + digits[1:]
		}
		return sign + s + exponent(exp)
	}
	switch {
	case point <= 0:
		return sign + "0." + strings.Repeat("0", -point) + digits
	case len(digits) > point:
		return sign + digits[:point] + "." + digits[point:]
	}
	return sign + pointed(digits+strings.Repeat("0", point-len(digits)), alt, dot0)
}

// exponent returns "e+05" for 5.
func exponent(e int) string {
	sign := "+"
	if e < 0 {
		sign, e = "-", -e
	}
	if e < 10 {
		sign += "0"
	}
	return "e" + sign + strconv.Itoa(e)
}

func floatHex(t *Thread, self Value, _ []Value) (Value, error) {
	return t.NewStr(hexFloat(selfFloat(self))), nil
}

func hexFloat(f float64) string {
	sign := ""
	if math.Signbit(f) && !math.IsNaN(f) {
		sign, f = "-", -f
	}
	switch b := math.Float64bits(f); {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 0):
		return sign + "inf"
	case f == 0:
		return sign + "0x0.0p+0"
	default:
		lead, exp := "1", int(b>>52)-1023
		if exp == -1023 {
			lead, exp = "0", -1022
		}
		frac := strconv.FormatUint(b&(1<<52-1)|1<<52, 16)[1:]
		s := strconv.Itoa(exp)
		if exp >= 0 {
			s = "+" + s
		}
		return sign + "0x" + lead + "." + frac + "p" + s
	}
}

func floatFromHex(t *Thread, self Value, args []Value) (Value, error) {
	if !args[0].IsStr() {
		return Value{}, t.TypeErr("bad argument type for built-in operation")
	}
	f, ok := parseHexFloat(strings.Trim(args[0].String(), numberSpace))
	if !ok {
		return Value{}, t.ValueErr("invalid hexadecimal floating-point string")
	}
	if math.IsInf(f, 0) && !strings.ContainsAny(args[0].String(), "nN") {
		return Value{}, t.Raise(OverflowError, "hexadecimal value too large to represent as a float")
	}
	if self == FloatType.Value() {
		return Float(f), nil
	}
	return t.Call(self, Float(f))
}

// parseHexFloat parses float.hex's format; too large a value gives an infinity.
func parseHexFloat(s string) (float64, bool) {
	sign := 1.0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	switch strings.ToLower(s) {
	case "inf", "infinity":
		return math.Inf(int(sign)), true
	case "nan":
		return math.Copysign(quietNaN, sign), true
	}
	if len(s) >= 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		s = s[2:]
	}
	digits, exp := make([]byte, 0, len(s)), 0
	i, point := 0, -1
	for ; i < len(s); i++ {
		if s[i] == '.' && point < 0 {
			point = len(digits)
		} else if digitValue(s[i]) < 16 {
			digits = append(digits, s[i])
		} else {
			break
		}
	}
	if len(digits) == 0 {
		return 0, false
	}
	if point >= 0 {
		exp = -4 * (len(digits) - point)
	}
	if i < len(s) {
		e, ok := hexExponent(s[i:])
		if !ok {
			return 0, false
		}
		exp += e
	}
	m, _ := new(big.Int).SetString(string(digits), 16)
	if m.Sign() == 0 {
		return math.Copysign(0, sign), true
	}
	f, ok := roundBig(m, exp)
	if !ok {
		f = math.Inf(1)
	}
	return sign * f, true
}

// hexExponent parses "p+12", clipped far beyond what a float can have.
func hexExponent(s string) (int, bool) {
	if s[0]|0x20 != 'p' {
		return 0, false
	}
	s = s[1:]
	digits := strings.TrimLeft(s, "+-")
	if digits == "" || len(s)-len(digits) > 1 || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	e, err := strconv.Atoi(digits)
	if err != nil || e > 1<<40 {
		e = 1 << 40
	}
	if s[0] == '-' {
		e = -e
	}
	return e, true
}
