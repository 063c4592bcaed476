package object

import "strings"

// UTF-7.

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// base64Value is the value of a base64 digit, -1 for other bytes.
func base64Value(c byte) int { return strings.IndexByte(base64Digits, c) }

// directUTF7 reports whether a character stands for itself.
func directUTF7(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return true
	case r == '+' || r == '\\' || r == '~':
		return false
	}
	return r >= ' ' && r < 0x7F
}

func appendUTF7(b []byte, s string) []byte {
	bits, buffer := 0, uint32(0)
	shifted := false
	unit := func(u rune) {
		bits += 16
		buffer = buffer<<16 | uint32(u)
		for bits >= 6 {
			bits -= 6
			b = append(b, base64Digits[buffer>>bits&63])
			buffer &= 1<<bits - 1
		}
	}
	flush := func() {
		if bits > 0 {
			b = append(b, base64Digits[buffer<<(6-bits)&63])
			bits, buffer = 0, 0
		}
		shifted = false
	}
	for i := 0; i < len(s); {
		r, n := DecodePoint(s[i:])
		i += n
		if directUTF7(r) {
			if shifted {
				flush()
				if r == '-' || base64Value(byte(r)) >= 0 {
					b = append(b, '-')
				}
			}
			b = append(b, byte(r))
			continue
		}
		if !shifted {
			if r == '+' {
				b = append(b, "+-"...)
				continue
			}
			shifted = true
			b = append(b, '+')
		}
		if r >= 0x10000 {
			r -= 0x10000
			unit(0xD800 + r>>10)
			r = 0xDC00 + r&0x3FF
		}
		unit(r)
	}
	if shifted {
		flush()
		b = append(b, '-')
	}
	return b
}

// A utf7 shift is a sequence of base64 digits that has begun: its place, where its text
// begins, the bits that are left over, and a high surrogate that waits for its half.
type utf7Shift struct {
	on         bool
	start, out int
	bits       int
	buffer     uint32
	surrogate  rune
}

func (d *Decoder) utf7() (err error) {
	var sh utf7Shift
	i := 0
	for {
		for i < len(d.In) {
			if sh.on {
				i, err = d.shifted7(&sh, i)
			} else {
				i, err = d.plain7(&sh, i)
			}
			if err != nil {
				return err
			}
		}
		if !sh.on {
			return nil
		}
		if !d.final {
			d.Out = d.Out[:sh.out]
			d.stop(sh.start)
			return nil
		}
		sh.on = false
		if sh.surrogate == 0 && sh.bits < 6 && (sh.bits == 0 || sh.buffer == 0) {
			return nil
		}
		if i, err = d.Fail(sh.start, len(d.In), "unterminated shift sequence"); err != nil {
			return err
		}
	}
}

// shifted7 decodes the byte at i in a shift sequence.
func (d *Decoder) shifted7(sh *utf7Shift, i int) (int, error) {
	c := d.In[i]
	if v := base64Value(c); v >= 0 {
		sh.buffer = sh.buffer<<6 | uint32(v)
		sh.bits += 6
		if sh.bits >= 16 {
			sh.bits -= 16
			d.unit7(sh, rune(sh.buffer>>sh.bits))
			sh.buffer &= 1<<sh.bits - 1
		}
		return i + 1, nil
	}
	sh.on = false
	switch {
	case sh.bits >= 6:
		return d.Fail(sh.start, i+1, "partial character in shift sequence")
	case sh.bits > 0 && sh.buffer != 0:
		return d.Fail(sh.start, i+1, "non-zero padding bits in shift sequence")
	}
	if sh.surrogate != 0 && c < 0x80 && c != '+' {
		d.Out = AppendPoint(d.Out, sh.surrogate)
	}
	sh.surrogate = 0
	if c == '-' {
		i++
	}
	return i, nil
}

// unit7 writes a code unit of UTF-16.
func (d *Decoder) unit7(sh *utf7Shift, u rune) {
	if high := sh.surrogate; high != 0 {
		sh.surrogate = 0
		if u >= 0xDC00 && u <= 0xDFFF {
			d.Out = AppendPoint(d.Out, 0x10000+(high-0xD800)<<10+u-0xDC00)
			return
		}
		d.Out = AppendPoint(d.Out, high)
	}
	if u >= 0xD800 && u <= 0xDBFF {
		sh.surrogate = u
		return
	}
	d.Out = AppendPoint(d.Out, u)
}

// plain7 decodes the byte at i outside shift sequences.
func (d *Decoder) plain7(sh *utf7Shift, i int) (int, error) {
	c := d.In[i]
	switch {
	case c >= 0x80:
		return d.Fail(i, i+1, "unexpected special character")
	case c != '+':
		d.Out = append(d.Out, c)
		return i + 1, nil
	case i+1 < len(d.In) && d.In[i+1] == '-':
		d.Out = append(d.Out, '+')
		return i + 2, nil
	case i+1 < len(d.In) && base64Value(d.In[i+1]) < 0:
		return d.Fail(i, i+2, "ill-formed sequence")
	}
	*sh = utf7Shift{on: true, start: i, out: len(d.Out)}
	return i + 1, nil
}
