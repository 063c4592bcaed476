package object

import (
	"math"
	"strconv"
)

// A quickSpec is a format spec of the commonest form: [<>][0][width][.precision][type],
// which needs no table and no intermediate strings.
type quickSpec struct {
	align       byte // '<', '>' or 0
	zero        bool
	width, prec int // prec -1: none
	typ         byte
}

// quickMax bounds width and precision, so that the result fits a buffer on the stack.
const quickMax = 40

// parseQuick reads a spec of that form; ok is false for any other.
func parseQuick(spec string) (q quickSpec, ok bool) {
	i := 0
	next := func() int {
		n := 0
		for i < len(spec) && spec[i] >= '0' && spec[i] <= '9' && n <= quickMax {
			n = n*10 + int(spec[i]-'0')
			i++
		}
		return n
	}
	if i < len(spec) && (spec[i] == '<' || spec[i] == '>') {
		q.align = spec[i]
		i++
	}
	if i < len(spec) && spec[i] == '0' {
		q.zero = true
		i++
	}
	q.width, q.prec = next(), -1
	if i < len(spec) && spec[i] == '.' {
		i++
		if i == len(spec) || spec[i] < '0' || spec[i] > '9' {
			return q, false
		}
		q.prec = next()
	}
	if i < len(spec) {
		q.typ = spec[i]
		i++
	}
	return q, i == len(spec) && q.width <= quickMax && q.prec <= quickMax && !(q.zero && q.align != 0)
}

// quickFormat is format(v, spec) for exact ints of 64 bits and floats with a quick
// spec; ok is false for everything else.
func (t *Thread) quickFormat(v Value, spec string) (r Value, ok bool) {
	q, ok := parseQuick(spec)
	if !ok {
		return Value{}, false
	}
	var buf [512]byte
	digits := buf[:0]
	switch {
	case v.O == &IntTag && q.prec < 0 && (q.typ == 0 || q.typ == 'd'):
		digits = strconv.AppendInt(digits, v.Int(), 10)
	case v.O == &FloatTag && q.typ == 'f' && q.prec >= 0 && math.Abs(v.Float()) < 1e300:
		digits = strconv.AppendFloat(digits, v.Float(), 'f', q.prec, 64)
	default:
		return Value{}, false
	}
	pad := q.width - len(digits)
	if pad <= 0 {
		return t.NewStr(string(digits)), true
	}
	var out [quickMax]byte
	w := out[:0]
	fill := byte(' ')
	if q.zero {
		fill = '0'
		if digits[0] == '-' {
			w, digits = append(w, '-'), digits[1:]
		}
	}
	if q.align == '<' {
		w = append(w, digits...)
		digits = nil
	}
	for range pad {
		w = append(w, fill)
	}
	return t.NewStr(string(append(w, digits...))), true
}
