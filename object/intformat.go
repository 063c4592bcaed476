package object

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A FormatSpec is a parsed format specification: [[fill]align][sign][#][0][width][,_][.prec][type].
type FormatSpec struct {
	Fill  rune
	Align byte // '<', '>', '^', '='
	Sign  byte // '+', '-', ' ' or 0
	Alt   bool
	Width int // -1: none
	Group byte
	Prec  int  // -1: none
	Type  rune // 0: none
	// AlignSet tells that Align was written.
	AlignSet bool
}

// ParseFormatSpec parses spec for a type whose default alignment is align.
func (t *Thread) ParseFormatSpec(spec string, align byte) (f FormatSpec, err error) {
	f = FormatSpec{Fill: ' ', Align: align, Width: -1, Prec: -1}
	s, fillSet := f.alignment(spec)
	if s != "" && (s[0] == '+' || s[0] == '-' || s[0] == ' ') {
		f.Sign, s = s[0], s[1:]
	}
	if strings.HasPrefix(s, "#") {
		f.Alt, s = true, s[1:]
	}
	if !fillSet && strings.HasPrefix(s, "0") {
		f.Fill, s = '0', s[1:]
		if !f.AlignSet && align == '>' {
			f.Align = '='
		}
	}
	if f.Width, s, err = t.specNumber(s); err != nil {
		return f, err
	}
	if strings.HasPrefix(s, ",") {
		f.Group, s = ',', s[1:]
	}
	if strings.HasPrefix(s, "_") {
		if f.Group != 0 {
			return f, t.ValueErr("Cannot specify both ',' and '_'.")
		}
		f.Group, s = '_', s[1:]
	}
	if f.Group == '_' && strings.HasPrefix(s, ",") {
		return f, t.ValueErr("Cannot specify both ',' and '_'.")
	}
	if strings.HasPrefix(s, ".") {
		if f.Prec, s, err = t.specNumber(s[1:]); err != nil {
			return f, err
		}
		if f.Prec < 0 {
			return f, t.ValueErr("Format specifier missing precision")
		}
	}
	if s != "" {
		r, n := DecodePoint(s)
		if n < len(s) {
			return f, t.ValueErr("Invalid format specifier")
		}
		f.Type = r
	}
	return f, t.checkGroup(&f)
}

// alignment takes fill and align off the front of spec.
func (f *FormatSpec) alignment(spec string) (rest string, fillSet bool) {
	if spec == "" {
		return spec, false
	}
	isAlign := func(c byte) bool { return c == '<' || c == '>' || c == '^' || c == '=' }
	if r, n := DecodePoint(spec); n < len(spec) && isAlign(spec[n]) {
		f.Fill, f.Align, f.AlignSet = r, spec[n], true
		return spec[n+1:], true
	}
	if isAlign(spec[0]) {
		f.Align, f.AlignSet = spec[0], true
		return spec[1:], false
	}
	return spec, false
}

// specNumber takes decimal digits (of any script) off the front of s; -1: none.
func (t *Thread) specNumber(s string) (n int, rest string, err error) {
	n = -1
	for s != "" {
		r, size := DecodePoint(s)
		d := DecimalValue(r)
		if d < 0 {
			break
		}
		if n > (1<<63-1-d)/10 {
			return 0, s, t.ValueErr("Too many decimal digits in format string")
		}
		n = max(n, 0)*10 + d
		s = s[size:]
	}
	return n, s, nil
}

// checkGroup refuses a thousands separator for presentation types without one.
func (t *Thread) checkGroup(f *FormatSpec) error {
	if f.Group == 0 {
		return nil
	}
	switch f.Type {
	case 0, 'd', 'e', 'f', 'g', 'E', 'G', '%', 'F':
		return nil
	case 'b', 'o', 'x', 'X':
		if f.Group == '_' {
			return nil
		}
	}
	if f.Type > 32 && f.Type < 128 {
		return t.ValueErr("Cannot specify '%c' with '%c'.", f.Group, f.Type)
	}
	return t.ValueErr("Cannot specify '%c' with '\\x%x'.", f.Group, f.Type)
}

// UnknownFormat returns the error for a presentation type that typ does not have.
func (t *Thread) UnknownFormat(code rune, typ string) error {
	if code > 32 && code < 128 {
		return t.ValueErr("Unknown format code '%c' for object of type '%s'", code, typ)
	}
	return t.ValueErr("Unknown format code '\\x%x' for object of type '%s'", code, typ)
}

// Pad returns text, of n code points, padded to the width of f.
func (f *FormatSpec) Pad(t *Thread, text string, n int) (string, error) {
	total := f.Width - n
	if total <= 0 {
		return text, nil
	}
	if err := t.Grow(total * utf8.UTFMax); err != nil {
		return "", err
	}
	left := 0
	switch f.Align {
	case '>', '=':
		left = total
	case '^':
		left = total / 2
	}
	fill := string(AppendPoint(nil, f.Fill))
	return strings.Repeat(fill, left) + text + strings.Repeat(fill, total-left), nil
}

// number lays out a number of four ASCII parts: sign, prefix, the digits of the
// integer part, and the rest.
func (f *FormatSpec) number(t *Thread, neg bool, prefix, digits, rest string, group int) (string, error) {
	sign := ""
	switch {
	case neg:
		sign = "-"
	case f.Sign == '+' || f.Sign == ' ':
		sign = string(f.Sign)
	}
	head := sign + prefix
	if f.Group != 0 {
		least := 0
		if f.Fill == '0' && f.Align == '=' {
			least = f.Width - len(head) - len(rest)
		}
		if err := t.Grow(max(least, 0)); err != nil {
			return "", err
		}
		digits = groupDigits(digits, f.Group, group, least)
	}
	body := digits + rest
	if f.Align != '=' {
		return f.Pad(t, head+body, len(head)+len(body))
	}
	inner := *f
	inner.Width -= len(head)
	body, err := inner.Pad(t, body, len(body))
	return head + body, err
}

// groupDigits puts sep between groups of n digits, with zeros in front until the
// result has at least the given length.
func groupDigits(s string, sep byte, n, least int) string {
	length := func(d int) int { return d + max(d-1, 0)/n }
	if s == "" { // inf and nan have no digits
		return s
	}
	digits := len(s)
	if length(digits) < least {
		digits = max(digits, least-least/(n+1)-1)
		for length(digits) < least {
			digits++
		}
	}
	if digits > len(s) {
		s = strings.Repeat("0", digits-len(s)) + s
	}
	b := make([]byte, 0, length(digits))
	for i := range len(s) {
		if i > 0 && (len(s)-i)%n == 0 {
			b = append(b, sep)
		}
		b = append(b, s[i])
	}
	return string(b)
}

func intFormat(t *Thread, self Value, args []Value) (Value, error) {
	return t.formatWith(self, args[0], (*Thread).FormatInt)
}

// formatWith is __format__ of the number types.
func (t *Thread) formatWith(self, spec Value, format func(t *Thread, v Value, spec string) (string, error)) (Value, error) {
	if !spec.IsStr() {
		return Value{}, t.TypeErr("__format__() argument must be str, not %s", argTypeName(spec))
	}
	if spec.String() == "" && self.O.Typ != FloatType {
		return t.Str(self)
	}
	s, err := format(t, self, spec.String())
	if err != nil {
		return Value{}, err
	}
	return t.NewStr(s), nil
}

// FormatInt returns format(v, spec) of an int.
func (t *Thread) FormatInt(v Value, spec string) (string, error) {
	if spec == "" {
		return t.StrString(v)
	}
	f, err := t.ParseFormatSpec(spec, '>')
	if err != nil {
		return "", err
	}
	switch f.Type {
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		x, err := t.ToFloat(v)
		if err != nil {
			return "", err
		}
		return t.formatFloat(x, &f, "int")
	case 0, 'd', 'n', 'b', 'o', 'x', 'X':
	case 'c':
		return t.formatChar(v, &f)
	default:
		return "", t.UnknownFormat(f.Type, v.O.Typ.Name)
	}
	if f.Prec >= 0 {
		return "", t.ValueErr("Precision not allowed in integer format specifier")
	}
	digits, neg, prefix, err := t.intDigits(v, f.Type)
	if err != nil {
		return "", err
	}
	group := 4
	if f.Type == 0 || f.Type == 'd' || f.Type == 'n' {
		group = 3
	}
	if !f.Alt {
		prefix = ""
	}
	return f.number(t, neg, prefix, digits, "", group)
}

// intDigits returns the digits of an int for a presentation type, its sign and prefix.
func (t *Thread) intDigits(v Value, typ rune) (digits string, neg bool, prefix string, err error) {
	base := 10
	switch typ {
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0o"
	case 'x':
		base, prefix = 16, "0x"
	case 'X':
		base, prefix = 16, "0X"
	}
	if base == 10 {
		digits, err = t.intDecimal(v)
	} else if i, ok := smallInt(v); ok {
		digits = strconv.FormatInt(i, base)
	} else {
		digits = as[BigInt](v).V.Text(base)
	}
	if strings.HasPrefix(digits, "-") {
		digits, neg = digits[1:], true
	}
	if typ == 'X' {
		digits = strings.ToUpper(digits)
	}
	return digits, neg, prefix, err
}

// formatChar is the presentation type c.
func (t *Thread) formatChar(v Value, f *FormatSpec) (string, error) {
	switch {
	case f.Prec >= 0:
		return "", t.ValueErr("Precision not allowed in integer format specifier")
	case f.Sign != 0:
		return "", t.ValueErr("Sign not allowed with integer format specifier 'c'")
	case f.Alt:
		return "", t.ValueErr("Alternate form (#) not allowed with integer format specifier 'c'")
	}
	i, ok := IntValue(v)
	if !ok {
		return "", t.Raise(OverflowError, "Python int too large to convert to C long")
	}
	if i < 0 || i > 0x10FFFF {
		return "", t.Raise(OverflowError, "%s", "%c arg not in range(0x110000)")
	}
	return f.Pad(t, string(AppendPoint(nil, rune(i))), 1)
}

// intDecimal returns the decimal digits of an int of any class.
func (t *Thread) intDecimal(v Value) (string, error) {
	if i, ok := smallInt(v); ok {
		return strconv.FormatInt(i, 10), nil
	}
	return t.BigDecimal(&as[BigInt](v).V)
}

// BigDecimal returns the decimal digits of x, within the interpreter's limit.
func (t *Thread) BigDecimal(x *big.Int) (string, error) {
	n := x.BitLen()
	if n < 2000 { // below the threshold of any limit
		return x.String(), nil
	}
	limit := *t.In.MaxStrDigits()
	if limit <= 0 || n < limit*3 {
		s, err := t.longDecimal(x)
		return s, err
	}
	if n/4 <= limit { // near the limit: count
		s, err := t.longDecimal(x)
		if err != nil || len(strings.TrimPrefix(s, "-")) <= limit {
			return s, err
		}
	}
	return "", t.ValueErr("Exceeds the limit (%d) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", limit)
}

// longDecimal converts without a limit, polling between the parts of a long number.
func (t *Thread) longDecimal(x *big.Int) (string, error) {
	if len(x.Bits()) <= longText/20 {
		return x.String(), nil
	}
	b := make([]byte, 0, x.BitLen()/3)
	if x.Sign() < 0 {
		b = append(b, '-')
	}
	var powers []*big.Int // 10**(longText/2 · 2**i)
	p, err := t.BigPow(big.NewInt(10), big.NewInt(longText/2))
	for ; err == nil && len(p.Bits()) <= len(x.Bits()); p, err = t.bigMulPart(p, p) {
		powers = append(powers, p)
	}
	if err == nil {
		b, err = t.appendDecimal(b, new(big.Int).Abs(x), powers, 0)
	}
	return string(b), err
}

// appendDecimal appends x, less than the square of the last power, padded to width.
func (t *Thread) appendDecimal(b []byte, x *big.Int, powers []*big.Int, width int) ([]byte, error) {
	n := len(powers)
	if n == 0 {
		s := x.String()
		if len(s) < width {
			b = append(b, strings.Repeat("0", width-len(s))...)
		}
		return append(b, s...), nil
	}
	if err := t.Poll(); err != nil {
		return b, err
	}
	low := longText / 2 << (n - 1)
	if width == 0 && x.Cmp(powers[n-1]) < 0 {
		return t.appendDecimal(b, x, powers[:n-1], 0)
	}
	q, r, err := t.bigQuoRem(x, powers[n-1])
	if err != nil {
		return b, err
	}
	b, err = t.appendDecimal(b, q, powers[:n-1], max(width-low, 0))
	if err != nil {
		return b, err
	}
	return t.appendDecimal(b, r, powers[:n-1], low)
}
