package object

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/minipy-go/minipy/ucd"
)

// The codecs unicode-escape and raw-unicode-escape.

func appendUnicodeEscape(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		r, n := DecodePoint(s[i:])
		i += n
		switch {
		case r == '\\':
			b = append(b, `\\`...)
		case r >= ' ' && r < 0x7F:
			b = append(b, byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		default:
			b = appendEscape(b, r)
		}
	}
	return b
}

func appendRawUnicodeEscape(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		r, n := DecodePoint(s[i:])
		i += n
		if r < 0x100 {
			b = append(b, byte(r))
		} else {
			b = appendEscape(b, r)
		}
	}
	return b
}

// hexEscape decodes n hexadecimal digits at i; end is where they stop.
func (d *decoder) hexEscape(i, n int) (r rune, end int, ok bool) {
	for end = i; end < i+n; end++ {
		if end >= len(d.in) {
			return 0, end, false
		}
		k := strings.IndexByte(hexDigits, lowerByte(d.in[end]))
		if k < 0 {
			return 0, end, false
		}
		r = r<<4 | rune(k)
	}
	return r, end, true
}

var hexEscapes = map[byte]struct {
	digits int
	reason string
}{
	'x': {2, `truncated \xXX escape`},
	'u': {4, `truncated \uXXXX escape`},
	'U': {8, `truncated \UXXXXXXXX escape`},
}

var simpleEscapes = map[byte]byte{'\\': '\\', '\'': '\'', '"': '"', 'a': '\a', 'b': '\b', 'f': '\f',
	'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

func (d *decoder) unicodeEscape() (err error) {
	for i := 0; i < len(d.in); {
		if c := d.in[i]; c != '\\' {
			d.out = utf8.AppendRune(d.out, rune(c))
			i++
			continue
		}
		if i, err = d.escape(i); err != nil {
			return err
		}
	}
	return nil
}

// escape decodes the escape sequence at start.
func (d *decoder) escape(start int) (int, error) {
	i := start + 1
	if i == len(d.in) {
		return d.fail(start, i, `\ at end of string`)
	}
	c := d.in[i]
	i++
	if x, ok := simpleEscapes[c]; ok {
		d.out = append(d.out, x)
		return i, nil
	}
	if h, ok := hexEscapes[c]; ok {
		r, end, ok := d.hexEscape(i, h.digits)
		switch {
		case !ok:
			return d.fail(start, end, h.reason)
		case r < 0 || r > 0x10FFFF:
			return d.fail(start, end, "illegal Unicode character")
		}
		d.out = AppendPoint(d.out, r)
		return end, nil
	}
	switch {
	case c == '\n':
		return i, nil
	case c >= '0' && c <= '7':
		r := rune(c - '0')
		for k := 0; k < 2 && i < len(d.in) && d.in[i] >= '0' && d.in[i] <= '7'; k++ {
			r = r<<3 | rune(d.in[i]-'0')
			i++
		}
		d.out = AppendPoint(d.out, r)
		return i, nil
	case c == 'N':
		return d.namedEscape(start, i)
	}
	d.out = utf8.AppendRune(append(d.out, '\\'), rune(c))
	return i, nil
}

func (d *decoder) namedEscape(start, i int) (int, error) {
	const malformed = `malformed \N character escape`
	if i >= len(d.in) || d.in[i] != '{' {
		return d.fail(start, i, malformed)
	}
	n := bytes.IndexByte(d.in[i:], '}')
	if n < 0 {
		return d.fail(start, len(d.in), malformed)
	}
	end := i + n + 1
	if n == 1 {
		return d.fail(start, end, malformed)
	}
	r, ok := ucd.Lookup(string(d.in[i+1 : i+n]))
	if !ok {
		return d.fail(start, end, "unknown Unicode character name")
	}
	d.out = utf8.AppendRune(d.out, r)
	return end, nil
}

func (d *decoder) rawUnicodeEscape() (err error) {
	for i := 0; i < len(d.in); {
		c := d.in[i]
		if c != '\\' || i+1 == len(d.in) || d.in[i+1] != 'u' && d.in[i+1] != 'U' {
			d.out = utf8.AppendRune(d.out, rune(c))
			i++
			if c == '\\' && i < len(d.in) { // a pair: the second backslash begins no escape
				d.out = utf8.AppendRune(d.out, rune(d.in[i]))
				i++
			}
			continue
		}
		h := hexEscapes[d.in[i+1]]
		r, end, ok := d.hexEscape(i+2, h.digits)
		switch {
		case !ok:
			i, err = d.fail(i, end, h.reason)
		case r < 0 || r > 0x10FFFF:
			i, err = d.fail(i, end, `\Uxxxxxxxx out of range`)
		default:
			d.out = AppendPoint(d.out, r)
			i = end
		}
		if err != nil {
			return err
		}
	}
	return nil
}
