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
func (d *Decoder) hexEscape(i, n int) (r rune, end int, ok bool) {
	for end = i; end < i+n; end++ {
		if end >= len(d.In) {
			return 0, end, false
		}
		k := strings.IndexByte(hexDigits, lowerByte(d.In[end]))
		if k < 0 {
			return 0, end, false
		}
		r = r<<4 | rune(k)
	}
	return r, end, true
}

// hexEscapeOf returns how many digits the escape of a letter has, 0 if it is none, and
// what is said of one that has fewer.
func hexEscapeOf(c byte) (digits int, reason string) {
	switch c {
	case 'x':
		return 2, `truncated \xXX escape`
	case 'u':
		return 4, `truncated \uXXXX escape`
	case 'U':
		return 8, `truncated \UXXXXXXXX escape`
	}
	return 0, ""
}

// simpleEscapes are the letters of one-character escapes, each before what it means.
const simpleEscapes = "\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v"

func (d *Decoder) unicodeEscape() (err error) {
	for i := 0; i < len(d.In); {
		if c := d.In[i]; c != '\\' {
			d.Out = utf8.AppendRune(d.Out, rune(c))
			i++
			continue
		}
		start := i
		if i, err = d.escape(i); err != nil || i < 0 {
			d.stop(start)
			break
		}
	}
	if err == nil && d.odd != 0 {
		err = d.T.Warn(DeprecationWarning, "invalid escape sequence '\\"+string(d.odd)+"'")
	}
	return err
}

// broken is Fail for an escape sequence that goes to the end of what is there, and may
// go on later: -1.
func (d *Decoder) broken(start, end int, reason string) (int, error) {
	if end == len(d.In) && !d.final {
		return -1, nil
	}
	return d.Fail(start, end, reason)
}

// escape decodes the escape sequence at start; -1: it is not complete.
func (d *Decoder) escape(start int) (int, error) {
	i := start + 1
	if i == len(d.In) {
		return d.broken(start, i, `\ at end of string`)
	}
	c := d.In[i]
	i++
	if k := strings.IndexByte(simpleEscapes, c); k >= 0 && k%2 == 0 {
		d.Out = append(d.Out, simpleEscapes[k+1])
		return i, nil
	}
	if digits, reason := hexEscapeOf(c); digits > 0 {
		r, end, ok := d.hexEscape(i, digits)
		switch {
		case !ok:
			return d.broken(start, end, reason)
		case r < 0 || r > 0x10FFFF:
			return d.Fail(start, end, "illegal Unicode character")
		}
		d.Out = AppendPoint(d.Out, r)
		return end, nil
	}
	switch {
	case c == '\n':
		return i, nil
	case c >= '0' && c <= '7':
		r := rune(c - '0')
		for k := 0; k < 2 && i < len(d.In) && d.In[i] >= '0' && d.In[i] <= '7'; k++ {
			r = r<<3 | rune(d.In[i]-'0')
			i++
		}
		d.Out = AppendPoint(d.Out, r)
		return i, nil
	case c == 'N':
		return d.namedEscape(start, i)
	}
	if d.odd == 0 {
		d.odd = rune(c)
	}
	d.Out = utf8.AppendRune(append(d.Out, '\\'), rune(c))
	return i, nil
}

func (d *Decoder) namedEscape(start, i int) (int, error) {
	const malformed = `malformed \N character escape`
	if i >= len(d.In) || d.In[i] != '{' {
		return d.broken(start, i, malformed)
	}
	n := bytes.IndexByte(d.In[i:], '}')
	if n < 0 {
		return d.broken(start, len(d.In), malformed)
	}
	end := i + n + 1
	if n == 1 {
		return d.Fail(start, end, malformed)
	}
	r, ok := ucd.Lookup(string(d.In[i+1 : i+n]))
	if !ok {
		return d.Fail(start, end, "unknown Unicode character name")
	}
	d.Out = utf8.AppendRune(d.Out, r)
	return end, nil
}

func (d *Decoder) rawUnicodeEscape() (err error) {
	for i := 0; i < len(d.In); {
		c := d.In[i]
		if c == '\\' && i+1 == len(d.In) && !d.final {
			d.stop(i)
			return nil
		}
		if c != '\\' || i+1 == len(d.In) || d.In[i+1] != 'u' && d.In[i+1] != 'U' {
			d.Out = utf8.AppendRune(d.Out, rune(c))
			i++
			if c == '\\' && i < len(d.In) { // a pair: the second backslash begins no escape
				d.Out = utf8.AppendRune(d.Out, rune(d.In[i]))
				i++
			}
			continue
		}
		start := i
		digits, reason := hexEscapeOf(d.In[i+1])
		r, end, ok := d.hexEscape(i+2, digits)
		switch {
		case !ok:
			i, err = d.broken(i, end, reason)
		case r < 0 || r > 0x10FFFF:
			i, err = d.Fail(i, end, `\Uxxxxxxxx out of range`)
		default:
			d.Out = AppendPoint(d.Out, r)
			i = end
		}
		if err != nil || i < 0 {
			d.stop(start)
			return err
		}
	}
	return nil
}
