package structmod

import (
	"encoding/binary"
	"math"

	"github.com/minipy-go/minipy/object"
)

// pollEvery is how many items are converted between two looks at the interpreter's limits.
const pollEvery = 1 << 14

// get gives the tuple of the values in b, which has the layout's size.
func (l *layout) get(t *thread, b []byte) (value, error) {
	if err := t.Grow(l.items * 16); err != nil {
		return value{}, err
	}
	tup := t.MakeTuple(l.items)
	n := 0
	for i := range l.codes {
		c := &l.codes[i]
		for j := 0; j < c.repeat; j++ {
			x := b[c.off+j*c.size:]
			v, err := l.item(t, c, x[:c.size])
			if err == nil && n&(pollEvery-1) == pollEvery-1 {
				if err = t.Poll(); err != nil {
					t.Unref(v)
				}
			}
			if err != nil {
				for k := n; k < l.items; k++ {
					tup.Items[k] = none
				}
				t.Unref(object.Obj(&tup.Header))
				return value{}, err
			}
			tup.Items[n] = v
			n++
		}
	}
	return object.Obj(&tup.Header), nil
}

// uint reads an unsigned number of len(b) bytes.
func (l *layout) uint(b []byte) uint64 {
	var x uint64
	if l.big {
		for _, c := range b {
			x = x<<8 | uint64(c)
		}
		return x
	}
	switch len(b) {
	case 4:
		return uint64(binary.LittleEndian.Uint32(b))
	case 8:
		return binary.LittleEndian.Uint64(b)
	}
	for i := len(b) - 1; i >= 0; i-- {
		x = x<<8 | uint64(b[i])
	}
	return x
}

func (l *layout) putUint(b []byte, x uint64) {
	if l.big {
		for i := len(b) - 1; i >= 0; i-- {
			b[i] = byte(x)
			x >>= 8
		}
		return
	}
	for i := range b {
		b[i] = byte(x)
		x >>= 8
	}
}

// item gives the value in b.
func (l *layout) item(t *thread, c *code, b []byte) (value, error) {
	switch c.c {
	case 'c', 's':
		if err := t.Grow(len(b)); err != nil {
			return value{}, err
		}
		return t.NewBytes(append([]byte(nil), b...)), nil
	case 'p':
		if len(b) == 0 {
			return value{}, t.Raise(object.SystemError, "Negative size passed to PyBytes_FromStringAndSize")
		}
		return t.NewBytes(append([]byte(nil), b[1:1+min(int(b[0]), len(b)-1)]...)), nil
	case '?':
		return object.Bool(b[0] != 0), nil
	case 'b', 'h', 'i', 'l', 'q', 'n':
		shift := 64 - 8*len(b)
		return object.Int(int64(l.uint(b)<<shift) >> shift), nil
	case 'e':
		return object.Float(halfFloat(uint16(l.uint(b)))), nil
	case 'f':
		return l.float(t, float64(math.Float32frombits(uint32(l.uint(b)))), "float")
	case 'd':
		return l.float(t, math.Float64frombits(l.uint(b)), "double")
	}
	return t.NewUint(l.uint(b)), nil
}

// float is f, unless the script has said that the format of such floats is not known.
func (l *layout) float(t *thread, f float64, kind string) (value, error) {
	if (math.IsInf(f, 0) || math.IsNaN(f)) && !l.native && t.In.FloatUnknown(kind) {
		return value{}, t.ValueErr("can't unpack IEEE 754 special value on non-IEEE platform")
	}
	return object.Float(f), nil
}

// put packs vals, as many as the layout has items, into b, which has its size.
func (l *layout) put(t *thread, b []byte, vals []value) error {
	clear(b)
	n := 0
	for i := range l.codes {
		c := &l.codes[i]
		for j := 0; j < c.repeat; j++ {
			if err := l.putItem(t, c, b[c.off+j*c.size:][:c.size], vals[n]); err != nil {
				return err
			}
			if n++; n&(pollEvery-1) == 0 {
				if err := t.Poll(); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (l *layout) putItem(t *thread, c *code, b []byte, v value) error {
	switch c.c {
	case 'c':
		x, ok := object.AsBytes(v)
		if !ok || len(x.B) != 1 {
			return fail(t, "char format requires a bytes object of length 1")
		}
		b[0] = x.B[0]
		return nil
	case 's', 'p':
		return putText(t, c, b, v)
	case '?':
		on, err := t.Truth(v)
		if on {
			b[0] = 1
		}
		return err
	case 'e', 'f', 'd':
		return l.putFloat(t, c, b, v)
	}
	return l.putInt(t, c, b, v)
}

func putText(t *thread, c *code, b []byte, v value) error {
	var text []byte
	if x, ok := object.AsBytes(v); ok {
		text = x.B
	} else if x, ok := object.AsByteArray(v); ok {
		text = x.B
	} else {
		return fail(t, "argument for '%c' must be a bytes object", c.c)
	}
	if c.c == 's' {
		copy(b, text)
	} else if len(b) > 0 {
		n := copy(b[1:], text)
		b[0] = byte(min(n, 255))
	}
	return nil
}

func (l *layout) putFloat(t *thread, c *code, b []byte, v value) error {
	f, err := t.AsFloat(v)
	if err != nil {
		t.Discard(err)
		return fail(t, "required argument is not a float")
	}
	if !l.native && t.In.FloatUnknown(floatKinds[c.c]) {
		if math.IsInf(f, 0) || math.IsNaN(f) {
			return t.Raise(object.SystemError, "frexp() result out of range")
		}
		f += 0 // -0.0 is 0.0 to a machine that knows no IEEE floats
		if c.c == 'f' {
			f = roundSingle(f)
		}
	}
	switch c.c {
	case 'd':
		bits := math.Float64bits(f)
		if bits&^(1<<63)>>48 == 0x7ff8 {
			bits &= 0xffff << 48 // what lies below tells the interpreter's nans apart
		}
		l.putUint(b, bits)
	case 'f':
		x := float32(f)
		if math.IsInf(float64(x), 0) && !math.IsInf(f, 0) && !l.native {
			return t.Raise(object.OverflowError, "float too large to pack with f format")
		}
		l.putUint(b, uint64(math.Float32bits(x)))
	default:
		h, ok := floatHalf(f)
		if !ok {
			return t.Raise(object.OverflowError, "float too large to pack with e format")
		}
		l.putUint(b, uint64(h))
	}
	return nil
}

// halfFloat returns the number that an IEEE 754 binary16 stands for.
func halfFloat(h uint16) float64 {
	sign := 1.0
	if h>>15 != 0 {
		sign = -1
	}
	exp, frac := int(h>>10&0x1f), float64(h&0x3ff)
	switch exp {
	case 0:
		return sign * math.Ldexp(frac, -24)
	case 0x1f:
		if frac != 0 {
			return math.Copysign(math.NaN(), sign)
		}
		return sign * math.Inf(1)
	}
	return sign * math.Ldexp(1024+frac, exp-25)
}

var floatKinds = [256]string{'f': "float", 'd': "double"}

// roundSingle rounds f to what a binary32 holds, half away from zero: what does not ask the machine does so.
func roundSingle(f float64) float64 {
	m, exp := math.Frexp(math.Abs(f))
	m, exp = 2*m, exp-1 // 1 <= m < 2
	const digits, least = 23, -126
	if f == 0 || exp > 128 {
		return f
	}
	if exp < least {
		m, exp = math.Ldexp(m, exp-least), least
	} else {
		m--
	}
	n := math.Floor(math.Ldexp(m, digits) + 0.5)
	if exp > least || math.Abs(f) >= math.Ldexp(1, least) {
		n += 1 << digits
	}
	return math.Copysign(math.Ldexp(n, exp-digits), f)
}

// floatHalf rounds f, half to even, to a binary16; false: too large.
func floatHalf(f float64) (uint16, bool) {
	sign := uint16(math.Float64bits(f) >> 63 << 15)
	switch {
	case math.IsNaN(f):
		return sign | 0x7e00, true
	case math.IsInf(f, 0):
		return sign | 0x7c00, true
	case f == 0:
		return sign, true
	}
	_, exp := math.Frexp(f) // 2**(exp-1) <= |f| < 2**exp
	unit := max(exp-11, -24)
	n := math.RoundToEven(math.Ldexp(math.Abs(f), -unit)) // in units of 2**unit: below 2048, or 2048
	if n == 2048 {
		n, unit = 1024, unit+1
	}
	if n < 1024 { // a denormal
		return sign | uint16(n), true
	}
	if e := unit + 25; e < 0x1f {
		return sign | uint16(e)<<10 | (uint16(n) - 1024), true
	}
	return 0, false
}
