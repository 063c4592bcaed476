package codecsmod

import (
	"strconv"

	"github.com/minipy-go/minipy/object"
)

// escapeDecls are the codec of bytes literals, and the decoders that tell the byte order.
var escapeDecls = []object.Decl{
	object.Func("escape_decode(data, errors=None, /)", "", escapeDecode),
	object.Func("escape_encode(data, errors=None, /)", "", escapeEncode),
	object.Func("utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)", "", exDecode("utf-16", 2)),
	object.Func("utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)", "", exDecode("utf-32", 4)),
}

// simpleEscapes are the characters that stand for one byte behind a backslash, and those.
const simpleEscapes = "\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v"

func escapeDecode(t *thread, _ value, a []value) (value, error) {
	errs, err := errorsArg(t, "escape_decode", a[1])
	if err != nil {
		return value{}, err
	}
	var b []byte
	if s, ok := object.AsStr(a[0]); ok {
		b = []byte(s.S)
	} else {
		buf, release, err := t.BufferOf(a[0])
		if err != nil {
			return value{}, err
		}
		defer release()
		b = buf
	}
	out := make([]byte, 0, len(b))
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
		out = append(out, text...)
		i += n
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
		return []byte{'\\', c}, 2, t.Warn(object.DeprecationWarning, "invalid escape sequence '\\"+string(rune(c))+"'")
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

// exDecode makes a decoder that is told the byte order (-1 little, 1 big, 0 as the mark
// says) and tells it: (text, bytes used, byte order).
func exDecode(name string, width int) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		errs, err := errorsArg(t, "ex_decode", a[1])
		if err != nil {
			return value{}, err
		}
		order, err := t.IntArg(a[2], 0)
		if err != nil {
			return value{}, err
		}
		final := false
		if !a[3].IsNil() {
			if final, err = t.Truth(a[3]); err != nil {
				return value{}, err
			}
		}
		codec := name
		if order == 0 {
			if order, err = markOrder(t, a[0], width); err != nil {
				return value{}, err
			}
		} else if codec += "-le"; order > 0 {
			codec = name + "-be"
		}
		pair, err := decodeSome(t, a[0], codec, errs, final)
		if err != nil {
			return value{}, err
		}
		text, n, err := twoOf(t, pair)
		t.Unref(pair)
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(text, n, object.Int(int64(order))), nil
	}
}

// markOrder reads the byte order mark at the beginning of data.
func markOrder(t *thread, data value, width int) (int, error) {
	b, release, err := t.BufferOf(data)
	if err != nil {
		return 0, err
	}
	defer release()
	if len(b) < width {
		return 0, nil
	}
	switch string(b[:width]) {
	case "\xff\xfe", "\xff\xfe\x00\x00":
		return -1, nil
	case "\xfe\xff", "\x00\x00\xfe\xff":
		return 1, nil
	}
	return 0, nil
}
