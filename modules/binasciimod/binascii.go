// Package binasciimod is the binascii module: bytes as text and back, and checksums.
package binasciimod

import (
	"bytes"
	"encoding/base64"
	"hash/crc32"
	"math/big"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

var (
	errorType      = new(object.Type)
	incompleteType = new(object.Type)
)

// Module declares binascii.
var Module = object.ModuleSpec{
	Name: "binascii",
	Doc:  "Conversion between binary data and ASCII",
	Setup: func() {
		errorType.DefineException(object.TypeSpec{Name: "binascii.Error", Base: object.ValueError})
		incompleteType.DefineException(object.TypeSpec{Name: "binascii.Incomplete", Base: object.ExceptionType})
	},
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("Error", errorType.Value()),
			object.Attr("Incomplete", incompleteType.Value()),
			object.Func("a2b_base64(data, /)", "Decode a line of base64 data.", a2bBase64),
			object.Func("a2b_hex(hexstr, /)", unhexlifyDoc, a2bHex),
			object.Func("a2b_hqx(data, /)", "Decode .hqx coding.", a2bHqx),
			object.Func("a2b_qp(data, header=False)", "Decode a string of qp-encoded data.", a2bQp),
			object.Func("a2b_uu(data, /)", "Decode a line of uuencoded data.", a2bUu),
			object.Func("b2a_base64(data, /, *, newline=True)", "Base64-code line of data.", b2aBase64),
			object.Func("b2a_hex(data, sep=<unrepresentable>, bytes_per_sep=1)", hexlifyDoc, b2aHex),
			object.Func("b2a_hqx(data, /)", "Encode .hqx data.", b2aHqx),
			object.Func("b2a_qp(data, quotetabs=False, istext=True, header=False)", "Encode a string using quoted-printable encoding.\n\nOn encoding, when istext is set, newlines are not encoded, and white space at the end\nof lines is.", b2aQp),
			object.Func("b2a_uu(data, /, *, backtick=False)", "Uuencode line of data.", b2aUu),
			object.Func("crc32(data, crc=0, /)", "Compute CRC-32 incrementally.", crc),
			object.Func("crc_hqx(data, crc, /)", "Compute CRC-CCITT incrementally.", crcHqx),
			object.Func("hexlify(data, sep=<unrepresentable>, bytes_per_sep=1)", hexlifyDoc, b2aHex),
			object.Func("rlecode_hqx(data, /)", "Binhex RLE-code binary data.", rleCode),
			object.Func("rledecode_hqx(data, /)", "Decode hexbin RLE-coded string.", rleDecode),
			object.Func("unhexlify(hexstr, /)", unhexlifyDoc, a2bHex),
		}
	},
}

const (
	hexlifyDoc   = "Hexadecimal representation of binary data.\n\n  sep: a character to put between groups\n  bytes_per_sep: how many bytes a group has, counted from the right; negative: from the left"
	unhexlifyDoc = "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case)."
)

func fail(t *thread, format string, args ...any) error { return t.Raise(errorType, format, args...) }

// ascii lends the bytes of an argument that may be text.
func ascii(t *thread, v value) ([]byte, func(), error) {
	if s, ok := object.AsStr(v); ok {
		if !s.ASCII() {
			return nil, nil, t.ValueErr("string argument should contain only ASCII characters")
		}
		return []byte(s.S), func() {}, nil
	}
	if !object.IsBuffer(v) {
		return nil, nil, t.TypeErr("argument should be bytes, buffer or ASCII string, not '%s'", v.Type().Name)
	}
	return t.BufferOf(v)
}

// converter makes a function of bytes, which get lends, one of a call's first argument.
func convert(t *thread, v value, get func(*thread, value) ([]byte, func(), error), grow int, f func(in []byte) ([]byte, error)) (value, error) {
	in, release, err := get(t, v)
	if err != nil {
		return value{}, err
	}
	defer release()
	if err := t.Grow(grow*len(in) + 8); err != nil {
		return value{}, err
	}
	out, err := f(in)
	if err != nil {
		return value{}, err
	}
	return t.NewBytes(out), nil
}

func buffer(t *thread, v value) ([]byte, func(), error) { return t.BufferOf(v) }

func truth(t *thread, v value, dflt bool) (bool, error) {
	if v.O == nil {
		return dflt, nil
	}
	return t.Truth(v)
}

func a2bBase64(t *thread, _ value, a []value) (value, error) {
	return convert(t, a[0], ascii, 1, func(in []byte) ([]byte, error) {
		out := make([]byte, 0, len(in)/4*3+3)
		quad, pads := 0, 0
		var left byte
		for _, c := range in {
			if c == '=' {
				if quad >= 2 {
					if pads++; quad+pads >= 4 {
						return out, nil
					}
				}
				continue
			}
			d := base64Digit(c)
			if d < 0 {
				continue
			}
			pads = 0
			x := byte(d)
			switch quad {
			case 0:
				left = x
			case 1:
				out = append(out, left<<2|x>>4)
				left = x & 0xf
			case 2:
				out = append(out, left<<4|x>>2)
				left = x & 3
			case 3:
				out = append(out, left<<6|x)
			}
			quad = (quad + 1) & 3
		}
		switch quad {
		case 0:
			return out, nil
		case 1:
			return nil, fail(t, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", len(out)/3*4+1)
		}
		return nil, fail(t, "Incorrect padding")
	})
}

func base64Digit(c byte) int {
	switch {
	case c >= 'A' && c <= 'Z':
		return int(c - 'A')
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 26
	case c >= '0' && c <= '9':
		return int(c-'0') + 52
	case c == '+':
		return 62
	case c == '/':
		return 63
	}
	return -1
}

func b2aBase64(t *thread, _ value, a []value) (value, error) {
	newline, err := truth(t, a[1], true)
	if err != nil {
		return value{}, err
	}
	return convert(t, a[0], buffer, 2, func(in []byte) ([]byte, error) {
		n := base64.StdEncoding.EncodedLen(len(in))
		out := make([]byte, n, n+1)
		base64.StdEncoding.Encode(out, in)
		if newline {
			out = append(out, '\n')
		}
		return out, nil
	})
}

const hexDigits = "0123456789abcdef"

func b2aHex(t *thread, _ value, a []value) (value, error) {
	sep, group := -1, 0
	if a[1].O != nil {
		n, err := t.Len(a[1])
		if err != nil {
			return value{}, err
		}
		if n != 1 {
			return value{}, t.ValueErr("sep must be length 1.")
		}
		if s, ok := object.AsStr(a[1]); ok {
			r, _ := object.DecodePoint(s.S)
			if r > 0xff {
				return value{}, t.ValueErr("sep must be ASCII.")
			}
			sep = int(r)
		} else if b, ok := object.AsBytes(a[1]); ok {
			sep = int(b.B[0])
		} else {
			return value{}, t.TypeErr("sep must be str or bytes.")
		}
		group = 1
	}
	if a[2].O != nil {
		n, err := t.IntArg(a[2], 1)
		if err != nil {
			return value{}, err
		}
		if sep >= 0 {
			group = n
		}
	}
	return convert(t, a[0], buffer, 3, func(in []byte) ([]byte, error) {
		out := make([]byte, 0, 3*len(in))
		for i, c := range in {
			if i > 0 && (group > 0 && (len(in)-i)%group == 0 || group < 0 && i%-group == 0) {
				out = append(out, byte(sep))
			}
			out = append(out, hexDigits[c>>4], hexDigits[c&15])
		}
		return out, nil
	})
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func a2bHex(t *thread, _ value, a []value) (value, error) {
	return convert(t, a[0], ascii, 1, func(in []byte) ([]byte, error) {
		if len(in)%2 != 0 {
			return nil, fail(t, "Odd-length string")
		}
		out := make([]byte, 0, len(in)/2)
		for i := 0; i < len(in); i += 2 {
			hi, lo := hexDigit(in[i]), hexDigit(in[i+1])
			if hi < 0 || lo < 0 {
				return nil, fail(t, "Non-hexadecimal digit found")
			}
			out = append(out, byte(hi<<4|lo))
		}
		return out, nil
	})
}

// bits32 is the low 32 bits of an int argument.
func bits32(t *thread, v value) (uint32, error) {
	if v.O == nil {
		return 0, nil
	}
	n, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	defer t.Unref(n)
	x, _ := object.AsBig(n)
	return uint32(new(big.Int).And(x, big.NewInt(0xffffffff)).Uint64()), nil
}

func crc(t *thread, _ value, a []value) (value, error) {
	start, err := bits32(t, a[1])
	if err != nil {
		return value{}, err
	}
	b, release, err := t.BufferOf(a[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	return object.Int(int64(crc32.Update(start, crc32.IEEETable, b))), nil
}

func crcHqx(t *thread, _ value, a []value) (value, error) {
	start, err := bits32(t, a[1])
	if err != nil {
		return value{}, err
	}
	b, release, err := t.BufferOf(a[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	sum := uint16(start)
	for _, c := range b {
		sum ^= uint16(c) << 8
		for range 8 {
			carry := sum >> 15
			sum = sum<<1 ^ carry*0x1021
		}
	}
	return object.Int(int64(sum)), nil
}

func a2bUu(t *thread, _ value, a []value) (value, error) {
	return convert(t, a[0], ascii, 1, func(in []byte) ([]byte, error) {
		n := 32 // what a missing length stands for
		if len(in) > 0 {
			n = int(in[0]-' ') & 0x3f
			in = in[1:]
		}
		out := make([]byte, 0, n)
		var left uint
		nbits := 0
		for len(out) < n {
			x := byte(0) // mail gateways strip spaces
			if len(in) > 0 && in[0] != '\n' && in[0] != '\r' {
				if in[0] < ' ' || in[0] > ' '+64 {
					return nil, fail(t, "Illegal char")
				}
				x = (in[0] - ' ') & 0x3f
			}
			if len(in) > 0 {
				in = in[1:]
			}
			left = left<<6 | uint(x)
			if nbits += 6; nbits >= 8 {
				nbits -= 8
				out = append(out, byte(left>>nbits))
				left &= 1<<nbits - 1
			}
		}
		if len(bytes.Trim(in, " `\n\r")) > 0 {
			return nil, fail(t, "Trailing garbage")
		}
		return out, nil
	})
}

func b2aUu(t *thread, _ value, a []value) (value, error) {
	backtick, err := truth(t, a[1], false)
	if err != nil {
		return value{}, err
	}
	char := func(x byte) byte {
		if x == 0 && backtick {
			return '`'
		}
		return x + ' '
	}
	return convert(t, a[0], buffer, 2, func(in []byte) ([]byte, error) {
		if len(in) > 45 {
			return nil, fail(t, "At most 45 bytes at once")
		}
		out := []byte{char(byte(len(in)))}
		for ; len(in) > 0; in = in[min(3, len(in)):] {
			var b [3]byte
			copy(b[:], in)
			out = append(out, char(b[0]>>2), char(b[0]<<4&0x3f|b[1]>>4), char(b[1]<<2&0x3f|b[2]>>6), char(b[2]&0x3f))
		}
		return append(out, '\n'), nil
	})
}
