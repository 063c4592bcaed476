package object

import (
	"math"
	"strconv"
	"strings"
)

// A PercentSpec is one conversion of % formatting: %[flags][width][.precision]verb.
type PercentSpec struct {
	Left, Plus, Space, Alt, Zero bool
	Width                        int
	Prec                         int // -1: none
	Verb                         rune
}

// A percenter formats one % expression, for str and for bytes.
type percenter struct {
	t       *Thread
	format  string
	pos     int
	bytes   bool
	args    []Value // lent
	one     Value   // lent: the argument that is no tuple's, absent if all are
	next    int     // index of the next argument
	mapping Value   // lent; absent if the right operand is no mapping
	held    Value   // owned: the mapping's value that is one
}

func newPercenter(t *Thread, format string, args Value, bytes bool) percenter {
	p := percenter{t: t, format: format, bytes: bytes}
	if tup, ok := AsTuple(args); ok {
		p.args = tup.Items
		return p
	}
	p.one = args
	typ := args.Type()
	text := typ.Flags&FlagStr != 0 || bytes && (typ.Flags&FlagBytes != 0 || typ.IsSubtype(ByteArrayType))
	if typ.GetItem != nil && !text {
		p.mapping = args
	}
	return p
}

func (p *percenter) release() {
	p.t.XUnref(p.held)
	p.held = Value{}
}

// arg returns the next argument, lent.
func (p *percenter) arg() (Value, error) {
	if p.next >= p.len() {
		return Value{}, p.t.TypeErr("not enough arguments for format string")
	}
	p.next++
	if p.one.O != nil {
		return p.one, nil
	}
	return p.args[p.next-1], nil
}

// len is how many arguments there are.
func (p *percenter) len() int {
	if p.one.O != nil {
		return 1
	}
	return len(p.args)
}

// literal returns the text up to the next conversion; end: there is none.
func (p *percenter) literal() (text string, end bool) {
	rest := p.format[p.pos:]
	i := strings.IndexByte(rest, '%')
	if i < 0 {
		p.pos = len(p.format)
		return rest, true
	}
	p.pos += i + 1
	return rest[:i], false
}

// spec parses what follows a %.
func (p *percenter) spec() (s PercentSpec, err error) {
	s.Prec = -1
	if p.peek() == '(' {
		if err = p.key(); err != nil {
			return
		}
	}
flags:
	for ; ; p.pos++ {
		switch p.peek() {
		case '-':
			s.Left = true
		case '+':
			s.Plus = true
		case ' ':
			s.Space = true
		case '#':
			s.Alt = true
		case '0':
			s.Zero = true
		default:
			break flags
		}
	}
	if p.peek() == '*' {
		if s.Width, err = p.star(false); err != nil {
			return
		}
		if s.Width < 0 {
			s.Left = true
			s.Width = -max(s.Width, -math.MaxInt)
		}
	} else if s.Width, err = p.number(math.MaxInt, "width too big"); err != nil {
		return
	}
	if p.peek() == '.' {
		p.pos++
		if p.peek() == '*' {
			s.Prec, err = p.star(true)
			s.Prec = max(s.Prec, 0)
		} else {
			s.Prec, err = p.number(math.MaxInt32, pick(p.bytes, "prec too big", "precision too big"))
		}
		if err != nil {
			return
		}
	}
	if c := p.peek(); c == 'h' || c == 'l' || c == 'L' {
		p.pos++
	}
	if p.pos >= len(p.format) {
		return s, p.t.ValueErr("incomplete format")
	}
	if p.bytes {
		s.Verb = rune(p.format[p.pos])
		p.pos++
	} else {
		r, n := DecodePoint(p.format[p.pos:])
		s.Verb = r
		p.pos += n
	}
	return s, nil
}

func (p *percenter) peek() byte {
	if p.pos < len(p.format) {
		return p.format[p.pos]
	}
	return 0
}

// key parses "(name)" and makes the mapping's value the argument.
func (p *percenter) key() error {
	t := p.t
	if p.mapping.IsNil() {
		return t.TypeErr("format requires a mapping")
	}
	p.pos++
	start, depth := p.pos, 1
	for ; depth > 0; p.pos++ {
		switch {
		case p.pos >= len(p.format):
			return t.ValueErr("incomplete format key")
		case p.format[p.pos] == '(':
			depth++
		case p.format[p.pos] == ')':
			depth--
		}
	}
	name := p.format[start : p.pos-1]
	var k Value
	if p.bytes {
		k = t.NewBytes([]byte(name))
	} else {
		k = t.NewStr(name)
	}
	v, err := t.GetItem(p.mapping, k)
	t.Unref(k)
	if err != nil {
		return err
	}
	p.release()
	p.held = v
	p.one, p.next = v, 0
	return nil
}

// star takes a width or precision from the arguments.
func (p *percenter) star(prec bool) (int, error) {
	p.pos++
	v, err := p.arg()
	if err != nil {
		return 0, err
	}
	if v.Type().Flags&FlagInt == 0 {
		return 0, p.t.TypeErr("* wants int")
	}
	n, ok := IntValue(v)
	switch {
	case prec && (!ok || n != int64(int32(n))):
		return 0, p.t.Raise(OverflowError, "Python int too large to convert to C int")
	case !ok:
		return 0, p.t.Raise(OverflowError, "Python int too large to convert to C ssize_t")
	}
	return int(n), nil
}

func (p *percenter) number(limit int, tooBig string) (int, error) {
	n := 0
	for ; p.peek() >= '0' && p.peek() <= '9'; p.pos++ {
		d := int(p.peek() - '0')
		if n > (limit-d)/10 {
			return 0, p.t.ValueErr("%s", tooBig)
		}
		n = n*10 + d
	}
	return n, nil
}

// badVerb is the error of an unknown conversion; pos is behind it.
func (p *percenter) badVerb(verb rune) error {
	i := p.pos - 1
	if !p.bytes {
		i = countPoints(p.format[:p.pos]) - 1
	}
	if p.bytes && verb > 127 {
		return p.t.RaiseArgs(ValueError) // CPython fails to print it
	}
	shown := verb
	if !p.bytes && (verb < 32 || verb > 126) {
		shown = '?'
	}
	return p.t.ValueErr("unsupported format character '%c' (0x%x) at index %d", shown, verb, i)
}

// done checks that all arguments were used.
func (p *percenter) done(what string) error {
	if p.next < p.len() && p.mapping.IsNil() {
		return p.t.TypeErr("not all arguments converted during %s formatting", what)
	}
	return nil
}

// numeric formats a number; isNum: verb is that of a number.
func (p *percenter) numeric(s PercentSpec, v Value) (text string, isNum bool, err error) {
	switch s.Verb {
	case 'd', 'i', 'u', 'o', 'x', 'X':
		if p.bytes && s.Verb == 'i' {
			s.Verb = 'd'
		}
		text, err = p.t.PercentInt(v, s)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		text, err = p.t.PercentFloat(v, s)
		if err != nil && p.bytes && !IsInstance(v, FloatType) {
			p.t.Discard(err)
			err = p.t.TypeErr("float argument required, not %s", v.Type().FullName())
		}
	default:
		return "", false, nil
	}
	return text, true, err
}

// appendPadded appends text of n characters, padded to the width of s. Zeros go
// between a number's sign and prefix and its digits.
func appendPadded(t *Thread, b []byte, s PercentSpec, text string, n int, number bool) ([]byte, error) {
	fill := s.Width - n
	if fill <= 0 {
		return append(b, text...), nil
	}
	if fill > 1<<16 {
		if err := t.Grow(len(b) + fill + len(text)); err != nil {
			return b, err
		}
	}
	switch {
	case s.Left:
		return appendFill(append(b, text...), ' ', fill), nil
	case s.Zero && number:
		k := 0
		if text != "" && strings.IndexByte("+- ", text[0]) >= 0 {
			k = 1
		}
		if s.Alt && len(text) >= k+2 && text[k] == '0' && strings.IndexByte("xXo", text[k+1]) >= 0 {
			k += 2
		}
		b = append(b, text[:k]...)
		return append(appendFill(b, '0', fill), text[k:]...), nil
	}
	return append(appendFill(b, ' ', fill), text...), nil
}

func strMod(t *Thread, a, b Value) (Value, error) {
	f, ok := AsStr(a)
	if !ok {
		return NotImplemented, nil
	}
	p := newPercenter(t, f.S, b, false)
	if f.S != "" && (p.len() == 0 || !p.mapping.IsNil()) && strings.IndexByte(f.S, '%') < 0 {
		return a.Ref(), nil
	}
	w := strWriter{b: t.scratch()}
	err := p.formatStr(&w)
	if err == nil {
		err = p.done("string")
	}
	p.release()
	if err != nil {
		w.drop(t)
		return Value{}, err
	}
	return w.finishScratch(t), nil
}

func (p *percenter) formatStr(w *strWriter) error {
	t := p.t
	for {
		text, end := p.literal()
		w.text(t, text)
		if end {
			return nil
		}
		if p.peek() == '%' {
			p.pos++
			w.text(t, "%")
			continue
		}
		s, err := p.spec()
		if err != nil {
			return err
		}
		v, err := p.arg()
		if err != nil {
			return err
		}
		if err := p.convertStr(w, s, v); err != nil {
			return err
		}
	}
}

// convertStr formats one argument, lent.
func (p *percenter) convertStr(w *strWriter, s PercentSpec, v Value) error {
	t := p.t
	if v.O == &IntTag && s == (PercentSpec{Prec: -1, Verb: 'd'}) {
		w.flush(t)
		w.b = strconv.AppendInt(w.b, v.Int(), 10)
		return nil
	}
	text, isNum, err := p.numeric(s, v)
	if err != nil {
		return err
	}
	if isNum {
		w.flush(t)
		w.b, err = appendPadded(t, w.b, s, text, len(text), true)
		return err
	}
	var r Value
	switch s.Verb {
	case 's':
		r, err = t.Str(v)
	case 'r':
		r, err = t.Repr(v)
	case 'a':
		r, err = t.ASCII(v)
	case 'c':
		r, err = p.char(v)
		s.Prec = -1
	default:
		return p.badVerb(s.Verb)
	}
	if err != nil {
		return err
	}
	x := as[Str](r)
	if s.Width <= x.N && (s.Prec < 0 || s.Prec >= x.N) {
		return w.give(t, r)
	}
	text, n := x.S, x.N
	if s.Prec >= 0 && s.Prec < n {
		text, n = text[:x.Offset(s.Prec)], s.Prec
	}
	w.flush(t)
	w.b, err = appendPadded(t, w.b, s, text, n, false)
	t.Unref(r)
	return err
}

// char is the argument of %c.
func (p *percenter) char(v Value) (Value, error) {
	t := p.t
	if s, ok := AsStr(v); ok {
		if s.N == 1 {
			return strStr(t, v)
		}
		return Value{}, t.TypeErr("%s", "%c requires int or char")
	}
	if v.Type().Flags&FlagInt == 0 && v.Type().Index == nil {
		return Value{}, t.TypeErr("%s", "%c requires int or char")
	}
	i, err := t.Index(v)
	if err != nil {
		if t.ErrIs(err, TypeError) {
			t.Discard(err)
			return Value{}, t.TypeErr("%s", "%c requires int or char")
		}
		return Value{}, err
	}
	n, ok := IntValue(i)
	t.Unref(i)
	if !ok || n < 0 || n > 0x10FFFF {
		return Value{}, t.Raise(OverflowError, "%s", "%c arg not in range(0x110000)")
	}
	return t.NewStr(string(AppendPoint(nil, rune(n)))), nil
}
