package binasciimod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// hqxDigits are the digits of the binhex coding.
const hqxDigits = "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"

// repeat marks a count of repetitions in binhex data.
const repeat = 0x90

func deprecated(t *thread, name string) error {
	return t.Warn(object.DeprecationWarning, "binascii."+name+"() is deprecated")
}

func a2bHqx(t *thread, _ value, a []value) (value, error) {
	if err := deprecated(t, "a2b_hqx"); err != nil {
		return value{}, err
	}
	done := false
	r, err := convert(t, a[0], ascii, 1, func(in []byte) (out []byte, err error) {
		out = make([]byte, 0, len(in))
		var left uint
		nbits := 0
		for _, c := range in {
			if c == '\n' || c == '\r' {
				continue
			}
			if c == ':' {
				done = true
				break
			}
			d := strings.IndexByte(hqxDigits, c)
			if d < 0 {
				return nil, fail(t, "Illegal char")
			}
			left = left<<6 | uint(d)
			if nbits += 6; nbits >= 8 {
				nbits -= 8
				out = append(out, byte(left>>nbits))
				left &= 1<<nbits - 1
			}
		}
		if nbits > 0 && !done {
			return nil, t.Raise(incompleteType, "String has incomplete number of bytes")
		}
		return out, nil
	})
	if err != nil {
		return value{}, err
	}
	n := int64(0)
	if done {
		n = 1
	}
	return t.NewTuple(r, object.Int(n)), nil
}

func b2aHqx(t *thread, _ value, a []value) (value, error) {
	if err := deprecated(t, "b2a_hqx"); err != nil {
		return value{}, err
	}
	return convert(t, a[0], buffer, 2, func(in []byte) ([]byte, error) {
		out := make([]byte, 0, len(in)/3*4+4)
		var left uint
		nbits := 0
		for _, c := range in {
			left = left<<8 | uint(c)
			for nbits += 8; nbits >= 6; {
				nbits -= 6
				out = append(out, hqxDigits[left>>nbits&0x3f])
			}
			left &= 1<<nbits - 1
		}
		if nbits > 0 {
			out = append(out, hqxDigits[left<<(6-nbits)&0x3f])
		}
		return out, nil
	})
}

func rleCode(t *thread, _ value, a []value) (value, error) {
	if err := deprecated(t, "rlecode_hqx"); err != nil {
		return value{}, err
	}
	return convert(t, a[0], buffer, 2, func(in []byte) ([]byte, error) {
		var out []byte
		for i := 0; i < len(in); {
			c, n := in[i], 1
			if c == repeat {
				out = append(out, repeat, 0)
				i++
				continue
			}
			for i+n < len(in) && in[i+n] == c && n < 255 {
				n++
			}
			if n > 3 {
				out = append(out, c, repeat, byte(n))
			} else {
				n = 1
				out = append(out, c)
			}
			i += n
		}
		return out, nil
	})
}

func rleDecode(t *thread, _ value, a []value) (value, error) {
	if err := deprecated(t, "rledecode_hqx"); err != nil {
		return value{}, err
	}
	return convert(t, a[0], buffer, 86, func(in []byte) ([]byte, error) {
		out := []byte{}
		for i := 0; i < len(in); i++ {
			if in[i] != repeat {
				out = append(out, in[i])
				continue
			}
			if i++; i == len(in) {
				return nil, t.RaiseArgs(incompleteType)
			}
			switch n := int(in[i]); {
			case n == 0:
				out = append(out, repeat)
			case len(out) == 0:
				return nil, fail(t, "Orphaned RLE code at start")
			default:
				last := out[len(out)-1]
				for range n - 1 {
					out = append(out, last)
				}
			}
		}
		return out, nil
	})
}
