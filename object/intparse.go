package object

import (
	"math/big"
	"strconv"
	"strings"
)

// maxStrDigitsKey finds an interpreter's limit of digits in conversions between int
// and decimal text (sys.set_int_max_str_digits).
type maxStrDigitsKey struct{}

const (
	// DefaultMaxStrDigits is the limit that an interpreter starts with.
	DefaultMaxStrDigits = 4300
	// MaxStrDigitsThreshold is the number of digits below which there is never a limit.
	MaxStrDigitsThreshold = 640
)

// MaxStrDigits points to the limit of digits; 0: none.
func (in *Interp) MaxStrDigits() *int {
	return in.State(maxStrDigitsKey{}, func() any {
		n := DefaultMaxStrDigits
		return &n
	}).(*int)
}

func intNew(t *Thread, typ *Type, a Args) (Value, error) {
	x, base, err := t.intNewArgs(a)
	if err != nil {
		return Value{}, err
	}
	var v Value
	switch {
	case x.IsNil() && base.IsNil():
		v = Int(0)
	case x.IsNil():
		return Value{}, t.TypeErr("int() missing string argument")
	case base.IsNil():
		v, err = t.ToInt(x)
	default:
		v, err = t.intFromText(x, base)
	}
	if err != nil || typ == IntType {
		return v, err
	}
	n, _ := AsBig(v)
	r := t.newIntObj(typ, n)
	t.Unref(v)
	return r, nil
}

func (t *Thread) intNewArgs(a Args) (x, base Value, err error) {
	if n := len(a.Pos) + len(a.KwNames()); n > 2 {
		return x, base, t.TypeErr("int() takes at most 2 arguments (%d given)", n)
	}
	if len(a.Pos) > 0 {
		x = a.Pos[0]
	}
	if len(a.Pos) > 1 {
		base = a.Pos[1]
	}
	for i, k := range a.KwNames() {
		if k.String() != "base" {
			return x, base, t.TypeErr("'%s' is an invalid keyword argument for int()", k.String())
		}
		if !base.IsNil() {
			return x, base, t.TypeErr("argument for int() given by name ('base') and position (2)")
		}
		base = a.Kw()[i]
	}
	return x, base, nil
}

// intFromText is int(x, base).
func (t *Thread) intFromText(x, base Value) (Value, error) {
	b, err := t.AsIndex(base, nil)
	if err != nil {
		return Value{}, err
	}
	if b != 0 && b < 2 || b > 36 {
		return Value{}, t.ValueErr("int() base must be >= 2 and <= 36, or 0")
	}
	if s, ok := AsStr(x); ok {
		return t.parseIntOf(s.S, b, x)
	}
	if isBytesText(x) {
		buf, _ := x.O.Typ.Slots.Buffer(t, x)
		return t.parseIntBytes(string(buf), b)
	}
	return Value{}, t.TypeErr("int() can't convert non-string with explicit base")
}

func isBytesText(v Value) bool {
	return v.O.Typ.Flags&FlagBytes != 0 || IsInstance(v, ByteArrayType)
}

// ToInt is int(v): __int__, __index__, __trunc__ or a text.
func (t *Thread) ToInt(v Value) (Value, error) {
	if v.O == &IntTag {
		return v, nil
	}
	typ := v.O.Typ
	if f := typ.Slots.ToInt; f != nil {
		r, err := f(t, v)
		if err != nil || r.O.Typ == IntType {
			return r, err
		}
		if !IsIntObj(r) {
			err = t.TypeErr("__int__ returned non-int (type %s)", r.O.Typ.FullName())
			t.Unref(r)
			return Value{}, err
		}
		return t.exactResult("__int__", r)
	}
	if typ.Slots.Index != nil {
		return t.Index(v)
	}
	m, err := t.LookupSpecial(v, "__trunc__")
	if err != nil {
		return Value{}, err
	}
	if !m.IsNil() {
		return t.intOfTrunc(m)
	}
	if s, ok := AsStr(v); ok {
		return t.parseIntOf(s.S, 10, v)
	}
	if typ.Slots.Buffer != nil {
		b, release, err := t.BufferOf(v)
		if err == nil {
			text := string(b)
			release()
			return t.parseIntBytes(text, 10)
		}
		t.Discard(err)
	}
	return Value{}, t.TypeErr("int() argument must be a string, a bytes-like object or a real number, not '%s'", typ.FullName())
}

// intOfTrunc calls the bound __trunc__ m (given) and makes its result an int.
func (t *Thread) intOfTrunc(m Value) (Value, error) {
	r, err := t.Call(m)
	t.Unref(m)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(r)
	if !IsIntObj(r) && r.O.Typ.Slots.Index == nil {
		return Value{}, t.TypeErr("__trunc__ returned non-Integral (type %s)", r.O.Typ.FullName())
	}
	return t.Index(r)
}

// ParseInt returns the int that the text s stands for, as int(s, base).
func (t *Thread) ParseInt(s string, base int) (Value, error) {
	v := t.NewStr(s)
	defer t.Unref(v)
	return t.parseIntOf(s, base, v)
}

func (t *Thread) parseIntBytes(s string, base int) (Value, error) {
	if len(s) > 200 { // what the error shows
		v := t.NewBytes([]byte(s[:200]))
		defer t.Unref(v)
		return t.parseIntOf(s, base, v)
	}
	v := t.NewBytes([]byte(s))
	defer t.Unref(v)
	return t.parseIntOf(s, base, v)
}

// parseIntOf is ParseInt for the text of the object orig (str or bytes), which the
// error shows.
func (t *Thread) parseIntOf(s string, base int, orig Value) (Value, error) {
	if base == 10 && len(s) > 0 && len(s) < 19 {
		if i, ok := parseShort(s); ok {
			return Int(i), nil
		}
	}
	b := base
	if orig.IsStr() {
		s = asciiDigits(s)
	}
	digits, neg, b, ok := scanInt(trimNumber(s), b)
	if max := *t.In.MaxStrDigits(); b&(b-1) != 0 && max > 0 && len(digits) > MaxStrDigitsThreshold && len(digits) > max {
		return Value{}, t.ValueErr("Exceeds the limit (%d) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", max, len(digits))
	}
	if !ok {
		repr, err := t.ReprString(orig)
		if err != nil {
			return Value{}, err
		}
		return Value{}, t.ValueErr("invalid literal for int() with base %d: %s", base, cutPoints(repr, 200))
	}
	x, err := t.parseDigits(digits, b)
	if err != nil {
		return Value{}, err
	}
	if neg {
		x.Neg(x)
	}
	return t.NewBig(x), nil
}

const numberSpace = " \t\n\v\f\r"

// parseShort parses plain decimal digits that fit an int64.
func parseShort(s string) (n int64, ok bool) {
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + int64(c)
	}
	return n, true
}

// cutPoints returns the first n code points of s.
func cutPoints(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// trimNumber is s without the whitespace around it, of which there mostly is none.
func trimNumber(s string) string {
	if s != "" && s[0] > ' ' && s[len(s)-1] > ' ' {
		return s
	}
	return strings.Trim(s, numberSpace)
}

// asciiDigits replaces decimal digits of all scripts by ASCII ones and whitespace by
// spaces; everything else that is not ASCII becomes '?'.
func asciiDigits(s string) string {
	i := 0
	for i < len(s) && s[i] < 0x80 {
		i++
	}
	if i == len(s) { // here the separators 1C to 1F stay what they are
		return s
	}
	var b []byte
	for i = 0; i < len(s); {
		r, n := DecodePoint(s[i:])
		i += n
		switch d := DecimalValue(r); {
		case d >= 0:
			b = append(b, '0'+byte(d))
		case IsSpace(r):
			b = append(b, ' ')
		case r < 0x80:
			b = append(b, byte(r))
		default:
			b = append(b, '?')
		}
	}
	return string(b)
}

// scanInt finds the digits of an int literal and its base, underscores removed. When
// it is malformed, digits are those before the fault.
func scanInt(s string, base int) (digits string, neg bool, b int, ok bool) {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		neg = s[0] == '-'
		s = s[1:]
	}
	prefixed, zeroOnly := 0, false
	if len(s) >= 2 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'x':
			prefixed = 16
		case 'o':
			prefixed = 8
		case 'b':
			prefixed = 2
		}
	}
	switch {
	case base == 0 && prefixed != 0:
		base = prefixed
	case base == 0:
		zeroOnly = s != "" && s[0] == '0' // "010" is an error, "00" is not
		base = 10
	}
	if prefixed == base {
		s = s[2:]
		if s != "" && s[0] == '_' {
			s = s[1:]
		}
	}
	digits, ok = scanDigits(s, base)
	if zeroOnly && strings.Trim(digits, "0") != "" {
		ok = false
	}
	return digits, neg, base, ok
}

// scanDigits returns the leading digits of s without underscores; ok: all of s is good.
func scanDigits(s string, base int) (string, bool) {
	i, under := 0, false
	for ; i < len(s); i++ {
		if s[i] == '_' {
			if i == 0 || s[i-1] == '_' {
				break
			}
			under = true
		} else if digitValue(s[i]) >= base {
			break
		}
	}
	ok := i == len(s) && i > 0 && s[i-1] != '_'
	s = s[:i]
	if under {
		s = strings.ReplaceAll(s, "_", "")
	}
	return s, ok
}

// digitValue returns the value of a digit in bases up to 36, 37 for other bytes.
func digitValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return int(c|0x20-'a') + 10
	}
	return 37
}

// longText is the number of digits from which a conversion is split, with a poll
// between the parts.
const longText = 5000

// parseDigits converts digits, which are good.
func (t *Thread) parseDigits(s string, base int) (*big.Int, error) {
	if len(s) < 12 { // fits in every base
		i, _ := strconv.ParseInt(s, base, 64)
		return big.NewInt(i), nil
	}
	if len(s) <= longText || base&(base-1) == 0 {
		x, _ := new(big.Int).SetString(s, base)
		return x, nil
	}
	if err := t.Poll(); err != nil {
		return nil, err
	}
	low := longText / 2
	for low*2 < len(s) {
		low *= 2
	}
	hi, err := t.parseDigits(s[:len(s)-low], base)
	if err != nil {
		return nil, err
	}
	lo, err := t.parseDigits(s[len(s)-low:], base)
	if err != nil {
		return nil, err
	}
	p, err := t.BigPow(big.NewInt(int64(base)), big.NewInt(int64(low)))
	if err != nil {
		return nil, err
	}
	if hi, err = t.bigMulPart(hi, p); err != nil {
		return nil, err
	}
	return hi.Add(hi, lo), nil
}
