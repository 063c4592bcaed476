package codecsmod

import (
	"strconv"

	"github.com/minipy-go/minipy/object"
)

// simpleEscapes are the characters that stand for one byte behind a backslash, and those.
const simpleEscapes = "\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v"

func escapeDecode(t *thread, _ value, a []value) (value, error) {
	b, release, err := dataArg(t, a[0], true)
	if err != nil {
		return value{}, err
	}
	defer release()
	errs, err := errorsArg(t, "escape_decode", a[1])
	if err != nil {
		return value{}, err
	}
	out := make([]byte, 0, len(b))
	odd := -1 // the first sequence that means nothing
	for i := 0; i < len(b); {
		if b[i] != '\\' {
			out = append(out, b[i])
			i++
			continue
		}
		if i+1 == len(b) {
			return value{}, t.ValueErr("Trailing \\ in string")
		}
		var text []byte
		n := 0
		if text, n, err = oneEscape(t, b, i, errs); err != nil {
			return value{}, err
		}
		if len(text) == 2 && odd < 0 {
			odd = i
		}
		out = append(out, text...)
		i += n
	}
	if odd >= 0 {
		if err := t.Warn(object.DeprecationWarning, "invalid escape sequence '\\"+string(rune(b[odd+1]))+"'"); err != nil {
			return value{}, err
		}
	}
	return t.NewTuple(t.NewBytes(out), object.Int(int64(len(b)))), nil
}

// oneEscape reads the escape sequence at b[i]: what it stands for, and its length.
func oneEscape(t *thread, b []byte, i int, errs string) ([]byte, int, error) {
	c := b[i+1]
	for k := 0; k < len(simpleEscapes); k += 2 {
		if simpleEscapes[k] == c {
			return []byte{simpleEscapes[k+1]}, 2, nil
		}
	}
	switch {
	case c == '\n':
		return nil, 2, nil
	case c >= '0' && c <= '7':
		n, v := 1, 0
		for ; n <= 3 && i+n < len(b) && b[i+n] >= '0' && b[i+n] <= '7'; n++ {
			v = v*8 + int(b[i+n]-'0')
		}
		return []byte{byte(v)}, n, nil
	case c != 'x':
		return []byte{'\\', c}, 2, nil
	}
	n := 2
	for n < 4 && i+n < len(b) && isHex(b[i+n]) {
		n++
	}
	if n == 4 {
		v, _ := strconv.ParseUint(string(b[i+2:i+4]), 16, 8)
		return []byte{byte(v)}, n, nil
	}
	switch errs {
	case "strict":
		return nil, 0, t.ValueErr("invalid \\x escape at position %d", i)
	case "replace":
		return []byte{'?'}, n, nil
	case "ignore":
		return nil, n, nil
	}
	return nil, 0, t.ValueErr("decoding error; unknown error handling code: %s", errs)
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func escapeEncode(t *thread, _ value, a []value) (value, error) {
	b, ok := object.AsBytes(a[0])
	if !ok {
		return value{}, t.TypeErr("escape_encode() argument 1 must be bytes, not %s", object.TypeName(a[0]))
	}
	if err := t.Grow(4 * len(b.B)); err != nil {
		return value{}, err
	}
	const hexDigits = "0123456789abcdef"
	var out []byte
	for _, c := range b.B {
		switch {
		case c == '\\' || c == '\'':
			out = append(out, '\\', c)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c == '\t':
			out = append(out, `\t`...)
		case c < ' ' || c >= 0x7f:
			out = append(out, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		default:
			out = append(out, c)
		}
	}
	return t.NewTuple(t.NewBytes(out), object.Int(int64(len(b.B)))), nil
}
