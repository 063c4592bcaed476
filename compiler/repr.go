package compiler

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/minipy-go/minipy/code"
)

// repr writes a constant as Python's repr does.
func repr(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case int64:
		return strconv.FormatInt(v, 10)
	case *big.Int:
		return v.String()
	case float64:
		s := floatRepr(v)
		if strings.Trim(s, "-0123456789") == "" {
			s += ".0"
		}
		return s
	case complex128:
		return complexRepr(v)
	case string:
		return quote(v)
	case code.Bytes:
		return quoteBytes(string(v))
	case code.Ellipsis:
		return "Ellipsis"
	case code.Tuple:
		items := make([]string, len(v))
		for i, x := range v {
			items[i] = repr(x)
		}
		if len(v) == 1 {
			return "(" + items[0] + ",)"
		}
		return "(" + strings.Join(items, ", ") + ")"
	}
	return fmt.Sprint(v)
}

// floatRepr writes the shortest digits that read back as f, without a final ".0".
func floatRepr(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case math.IsNaN(f):
		return "nan"
	}
	s := strconv.FormatFloat(f, 'e', -1, 64)
	if exp, _ := strconv.Atoi(s[strings.IndexByte(s, 'e')+1:]); f == 0 || exp >= -4 && exp < 16 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return s
}

func complexRepr(c complex128) string {
	re, im := real(c), floatRepr(imag(c))
	if re == 0 && !math.Signbit(re) {
		return im + "j"
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + floatRepr(re) + im + "j)"
}

// quoteChar returns the quotes that repr puts around s.
func quoteChar(s string) byte {
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		return '"'
	}
	return '\''
}

// escape is how a character is written that has a name of one letter, "" for others.
func escape(r rune) string {
	switch r {
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	case '\\':
		return `\\`
	}
	return ""
}

// quote is repr of a string, in which lone surrogates stand as three bytes.
func quote(s string) string {
	q := rune(quoteChar(s))
	var b strings.Builder
	b.WriteRune(q)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 && i+3 <= len(s) {
			r, n = rune(s[i]&15)<<12|rune(s[i+1]&63)<<6|rune(s[i+2]&63), 3
		}
		i += n
		switch e := escape(r); {
		case e != "":
			b.WriteString(e)
		case r == q:
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r >= 0x7f && r < 0x100 && !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteRune(q)
	return b.String()
}

func quoteBytes(s string) string {
	q := quoteChar(s)
	b := []byte{'b', q}
	for i := range len(s) {
		switch e := escape(rune(s[i])); {
		case e != "":
			b = append(b, e...)
		case s[i] == q:
			b = append(b, '\\', q)
		case s[i] < ' ' || s[i] >= 0x7f:
			b = fmt.Appendf(b, `\x%02x`, s[i])
		default:
			b = append(b, s[i])
		}
	}
	return string(append(b, q))
}

// dictKey returns a string that is equal for constants that are equal as dict keys,
// whatever their types.
func dictKey(v any) string {
	if c, ok := complexOf(v); ok {
		return "n" + repr(c+0)
	}
	return code.Key(v)
}
