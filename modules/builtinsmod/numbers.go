package builtinsmod

import (
	"strconv"

	"github.com/minipy-go/minipy/object"
)

// Functions about numbers and characters.

func abs(t *thread, _ value, a []value) (value, error) { return t.Abs(a[0]) }

func divmod(t *thread, _ value, a []value) (value, error) {
	return t.Binary(object.OpDivmod, a[0], a[1])
}

func pow(t *thread, _ value, a []value) (value, error) {
	if a[2].IsNil() {
		return t.Binary(object.OpPow, a[0], a[1])
	}
	return t.PowMod(a[0], a[1], a[2])
}

func round(t *thread, _ value, a []value) (value, error) {
	f, err := t.LookupSpecial(a[0], "__round__")
	if err != nil {
		return value{}, err
	}
	if f.IsNil() {
		return value{}, t.TypeErr("type %s doesn't define __round__ method", a[0].Type().Name)
	}
	defer t.Unref(f)
	if a[1].IsNil() || a[1] == object.None {
		return t.Call(f)
	}
	return t.Call(f, a[1])
}

// radix returns bin, oct or hex.
func radix(base int, prefix string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		x, err := t.Index(a[0])
		if err != nil {
			return value{}, err
		}
		var digits string
		if x.IsInt() {
			digits = strconv.FormatInt(x.Int(), base)
		} else {
			b, _ := object.AsBig(x)
			digits = b.Text(base)
		}
		t.Unref(x)
		if digits[0] == '-' {
			return t.NewStr("-" + prefix + digits[1:]), nil
		}
		return t.NewStr(prefix + digits), nil
	}
}

func chr(t *thread, _ value, a []value) (value, error) {
	x, err := t.Index(a[0])
	if err != nil {
		return value{}, err
	}
	i, ok := object.IntValue(x)
	t.Unref(x)
	if !ok || int64(int32(i)) != i {
		return value{}, t.Raise(object.OverflowError, "Python int too large to convert to C int")
	}
	if i < 0 || i > 0x10FFFF {
		return value{}, t.ValueErr("chr() arg not in range(0x110000)")
	}
	return t.NewStr(string(object.AppendPoint(nil, rune(i)))), nil
}

func ord(t *thread, _ value, a []value) (value, error) {
	n := 0
	if s, ok := object.AsStr(a[0]); ok {
		if n = s.N; n == 1 {
			r, _ := object.DecodePoint(s.S)
			return object.Int(int64(r)), nil
		}
	} else if object.IsInstance(a[0], object.BytesType) || object.IsInstance(a[0], object.ByteArrayType) {
		b, _ := a[0].Type().Slots.Buffer(t, a[0])
		if n = len(b); n == 1 {
			return object.Int(int64(b[0])), nil
		}
	} else {
		return value{}, t.TypeErr("ord() expected string of length 1, but %s found", a[0].Type().Name)
	}
	return value{}, t.TypeErr("ord() expected a character, but string of length %d found", n)
}

func sum(t *thread, _ value, a []value) (value, error) {
	it, err := t.Iter(a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(it)
	start := a[1]
	switch {
	case start.IsNil():
		start = object.Int(0)
	case start.IsStr():
		return value{}, t.TypeErr("sum() can't sum strings [use ''.join(seq) instead]")
	case object.IsInstance(start, object.BytesType):
		return value{}, t.TypeErr("sum() can't sum bytes [use b''.join(seq) instead]")
	case object.IsInstance(start, object.ByteArrayType):
		return value{}, t.TypeErr("sum() can't sum bytearray [use b''.join(seq) instead]")
	}
	s := &adder{t: t, it: it, next: it.Type().Slots.Next, total: start.Ref()}
	for !s.done && err == nil {
		switch {
		case s.total.IsInt():
			err = s.addInts()
		case s.total.IsFloat():
			err = s.addFloats()
		default:
			err = s.addAny()
		}
	}
	if err != nil {
		t.Unref(s.total)
		return value{}, err
	}
	return s.total, nil
}

// sumChunk is how many items are added between two polls.
const sumChunk = 1 << 10

// An adder sums the items of an iterator.
type adder struct {
	t     *thread
	it    value
	next  func(t *thread, v value) (value, error)
	total value // owned
	done  bool
}

// add adds one item, given, by way of +.
func (s *adder) add(x value) error {
	r, err := s.t.Binary(object.OpAdd, s.total, x)
	s.t.Unref(x)
	if err != nil {
		return err
	}
	old := s.total
	s.total = r
	s.t.Unref(old)
	return nil
}

// addInts adds ints while the sum fits; bools count as ints.
func (s *adder) addInts() error {
	total := s.total.Int()
	for n := 1; ; n++ {
		x, err := s.next(s.t, s.it)
		if err == nil && n%sumChunk == 0 {
			if err = s.t.Work(sumChunk); err != nil {
				s.t.XUnref(x)
			}
		}
		if err != nil || x.IsNil() {
			s.total, s.done = object.Int(total), true
			return err
		}
		if x.IsInt() || x.IsBool() {
			y := x.Int()
			if r := total + y; (r > total) == (y > 0) {
				total = r
				continue
			}
		}
		s.total = object.Int(total)
		return s.add(x)
	}
}

// addFloats adds floats, and ints as floats.
func (s *adder) addFloats() error {
	total := s.total.Float()
	for n := 1; ; n++ {
		x, err := s.next(s.t, s.it)
		if err == nil && n%sumChunk == 0 {
			if err = s.t.Work(sumChunk); err != nil {
				s.t.XUnref(x)
			}
		}
		if err != nil || x.IsNil() {
			s.total, s.done = object.Float(total), true
			return err
		}
		switch {
		case x.IsFloat():
			total += x.Float()
		case x.IsInt() || x.IsBool():
			total += float64(x.Int())
		default:
			s.total = object.Float(total)
			return s.add(x)
		}
	}
}

func (s *adder) addAny() error {
	x, err := s.next(s.t, s.it)
	if err != nil {
		return err
	}
	if x.IsNil() {
		s.done = true
		return nil
	}
	return s.add(x)
}
