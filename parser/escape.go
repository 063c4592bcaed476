package parser

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/minipy-go/minipy/ucd"
)

// unescape replaces the escape sequences of a literal. The second result is what
// CPython says about a wrong one.
func unescape(s string, bytes bool) (string, string) {
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		return s, ""
	}
	u := unescaper{s: s, bytes: bytes}
	u.out.Grow(len(s))
	for i >= 0 && u.msg == "" {
		u.out.WriteString(s[u.i : u.i+i])
		u.i += i + 1
		u.escape()
		i = strings.IndexByte(s[u.i:], '\\')
	}
	u.out.WriteString(s[u.i:])
	return u.out.String(), u.msg
}

type unescaper struct {
	s     string
	bytes bool
	i     int // just after what has been read
	out   strings.Builder
	msg   string
}

// simpleEscapes: what the letter after a backslash stands for.
var simpleEscapes = [128]byte{
	'\\': '\\', '\'': '\'', '"': '"', 'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11,
}

// escape reads one sequence after its backslash.
func (u *unescaper) escape() {
	start := u.i - 1
	if u.i >= len(u.s) { // the literal part of an f-string ends before a brace
		u.out.WriteByte('\\')
		return
	}
	c := u.s[u.i]
	u.i++
	switch {
	case c == '\n':
	case c < utf8.RuneSelf && simpleEscapes[c] != 0:
		u.out.WriteByte(simpleEscapes[c])
	case c >= '0' && c <= '7':
		u.octal(rune(c - '0'))
	case c == 'x':
		u.hex(start, 2, `truncated \xXX escape`)
	case c == 'u' && !u.bytes:
		u.hex(start, 4, `truncated \uXXXX escape`)
	case c == 'U' && !u.bytes:
		u.hex(start, 8, `truncated \UXXXXXXXX escape`)
	case c == 'N' && !u.bytes:
		u.named(start)
	default: // not an escape sequence: the backslash stays
		u.i--
		u.out.WriteByte('\\')
	}
}

func (u *unescaper) octal(v rune) {
	for n := 0; n < 2 && u.i < len(u.s) && u.s[u.i] >= '0' && u.s[u.i] <= '7'; n++ {
		v = v<<3 | rune(u.s[u.i]-'0')
		u.i++
	}
	u.put(v)
}

func (u *unescaper) hex(start, n int, truncated string) {
	var v uint32
	for ; n > 0; n-- {
		if u.i >= len(u.s) || !(radix{base: 16}).has(u.s[u.i]) {
			u.fail(start, truncated)
			return
		}
		d := u.s[u.i]
		u.i++
		if d > '9' {
			d = d&^0x20 - 'A' + 10
		} else {
			d -= '0'
		}
		v = v<<4 | uint32(d)
	}
	if v > utf8.MaxRune {
		u.fail(start, "illegal Unicode character")
		return
	}
	u.put(rune(v))
}

func (u *unescaper) named(start int) {
	n := -1
	if u.i < len(u.s) && u.s[u.i] == '{' {
		u.i++
		if n = strings.IndexByte(u.s[u.i:], '}'); n < 0 {
			u.i = len(u.s)
		}
	}
	if n <= 0 {
		u.fail(start, `malformed \N character escape`)
		return
	}
	name := u.s[u.i : u.i+n]
	u.i += n + 1
	r, ok := ucd.Lookup(name)
	if !ok {
		u.fail(start, "unknown Unicode character name")
		return
	}
	u.put(r)
}

// put writes a character. A lone surrogate becomes three bytes as if it were any
// other character (WTF-8), which utf8 refuses to do.
func (u *unescaper) put(r rune) {
	switch {
	case u.bytes:
		u.out.WriteByte(byte(r))
	case r >= 0xD800 && r <= 0xDFFF:
		u.out.Write([]byte{0xE0 | byte(r>>12), 0x80 | byte(r>>6)&0x3F, 0x80 | byte(r)&0x3F})
	default:
		u.out.WriteRune(r)
	}
}

func (u *unescaper) fail(start int, reason string) {
	if u.bytes {
		u.msg = fmt.Sprintf(`(value error) invalid \x escape at position %d`, start)
		return
	}
	from, to := expandedLen(u.s[:start]), expandedLen(u.s[:u.i])
	if to == from+1 {
		u.msg = fmt.Sprintf("(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position %d: %s", from, reason)
		return
	}
	u.msg = fmt.Sprintf("(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s", from, to-1, reason)
}

// expandedLen is the length of s in the form that CPython counts positions in: it
// turns characters beyond ASCII into \UXXXXXXXX first, and protects a backslash
// before one.
func expandedLen(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] == '\\' {
			n++
			i++
			if i >= len(s) || s[i] >= utf8.RuneSelf {
				n += len("u005c")
			} else {
				n++
				i++
			}
			continue
		}
		if s[i] < utf8.RuneSelf {
			n++
			i++
			continue
		}
		_, w := utf8.DecodeRuneInString(s[i:])
		n += len(`\U00000000`)
		i += w
	}
	return n
}
