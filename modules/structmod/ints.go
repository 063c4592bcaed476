package structmod

import (
	"fmt"
	"math/big"

	"github.com/minipy-go/minipy/object"
)

const outOfRange = "argument out of range"

// putInt packs an int. The words of the errors depend on how C converts the number.
func (l *layout) putInt(t *thread, c *code, b []byte, v value) error {
	if !object.IsIntObj(v) {
		if v.Type().Slots.Index == nil {
			return fail(t, "required argument is not an integer")
		}
		n, err := t.Index(v)
		if err != nil {
			return err
		}
		defer t.Unref(n)
		v = n
	}
	x, fits := object.IntValue(v)
	u := uint64(x)
	positive := x >= 0 // and fits in 64 bits without a sign
	if !fits {
		n, _ := object.AsBig(v)
		if positive = n.IsUint64(); positive {
			u = n.Uint64()
		}
		if c.c == 'P' && n.Sign() < 0 {
			fits = new(big.Int).Neg(n).BitLen() < 64
		}
	}
	if msg := l.check(c, x, u, fits, positive); msg != "" {
		return fail(t, "%s", msg)
	}
	l.putUint(b, u)
	return nil
}

// check says what is wrong with a number: x if it fits in an int64, u if it is not
// negative and fits in a uint64.
func (l *layout) check(c *code, x int64, u uint64, fits, positive bool) string {
	ownWay := l.native || !l.big && c.c != 'l' && c.c != 'L' // as the machine's own type
	switch c.c {
	case 'b', 'B':
		lo, hi, name := int64(-128), int64(127), "byte"
		if c.c == 'B' {
			lo, hi, name = 0, 255, "ubyte"
		}
		if fits && x >= lo && x <= hi {
			return ""
		}
		return inRange(x, lo, hi, fits, fmt.Sprintf("%s format requires %d <= number <= %d", name, lo, hi))
	case 'h':
		if ownWay {
			return inRange(x, -1<<15, 1<<15-1, fits, "short format requires (-0x7fff - 1) <= number <= 0x7fff")
		}
	case 'H':
		if ownWay {
			return inRange(x, 0, 1<<16-1, fits, "ushort format requires 0 <= number <= (0x7fff * 2 + 1)")
		}
	case 'q', 'Q':
		if ok := c.c == 'q' && fits || c.c == 'Q' && positive; !ok && ownWay {
			return outOfRange
		} else if !ok {
			return "int too large to convert"
		}
		return ""
	case 'n':
		return inRange(x, -1<<63, 1<<63-1, fits, "")
	case 'N':
		if !positive {
			return outOfRange
		}
		return ""
	case 'P':
		if !fits && !positive {
			return "int too large to convert"
		}
		return ""
	}
	bits := 8 * c.size
	if c.c >= 'a' {
		lo, hi := int64(-1)<<(bits-1), int64(1)<<(bits-1)-1
		if fits && x >= lo && x <= hi {
			return ""
		}
		return inRange(x, lo, hi, fits, fmt.Sprintf("'%c' format requires %d <= number <= %d", c.c, lo, hi))
	}
	if !positive {
		return outOfRange
	}
	if bits < 64 && u>>bits != 0 {
		return fmt.Sprintf("'%c' format requires 0 <= number <= %d", c.c, uint64(1)<<bits-1)
	}
	return ""
}

func inRange(x, lo, hi int64, fits bool, msg string) string {
	if !fits {
		return outOfRange
	}
	if x < lo || x > hi {
		return msg
	}
	return ""
}
