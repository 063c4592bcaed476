package object

import (
	"math"
	"strings"
)

// A strWriter builds a str from parts. When the only part is a str it is the result,
// the same object.
type strWriter struct {
	b    []byte
	only Value // owned
}

func (w *strWriter) text(t *Thread, s string) {
	if s != "" {
		w.flush(t)
		w.b = append(w.b, s...)
	}
}

// give adds a str; takes the reference.
func (w *strWriter) give(t *Thread, v Value) error {
	if len(w.b) == 0 && w.only.IsNil() && v.String() != "" {
		w.only = v
		return nil
	}
	s := v.String()
	t.Unref(v)
	w.flush(t)
	if len(w.b)+len(s) >= 1<<20 {
		if err := t.Grow(len(w.b) + len(s)); err != nil {
			return err
		}
	}
	w.b = append(w.b, s...)
	return nil
}

func (w *strWriter) flush(t *Thread) {
	if !w.only.IsNil() {
		w.b = append(w.b, w.only.String()...)
		w.drop(t)
	}
}

func (w *strWriter) drop(t *Thread) {
	old := w.only
	w.only = Value{}
	t.XUnref(old)
}

func (w *strWriter) finish(t *Thread) Value {
	if !w.only.IsNil() {
		return w.only
	}
	return t.NewStr(bytesToString(w.b))
}

// scratch is empty memory for a text that finishScratch makes a str of.
func (t *Thread) scratch() []byte {
	b := t.texts
	t.texts = nil // whoever formats meanwhile makes memory of its own
	return b
}

// finishScratch is finish for what was written to scratch memory.
func (w *strWriter) finishScratch(t *Thread) Value {
	if cap(w.b) <= maxScratch {
		t.texts = w.b[:0]
		if w.only.IsNil() {
			return t.NewStr(string(w.b))
		}
	}
	return w.finish(t)
}

// maxScratch is the size up to which memory for texts is used again.
const maxScratch = 256

// A FormatPart is a piece of a format string: literal text, then perhaps a field.
type FormatPart struct {
	Literal    string
	IsField    bool
	Field      string
	Conversion rune // 0: none
	Spec       string
	nested     bool // Spec contains fields itself
}

// A FormatParser takes a str.format string apart.
type FormatParser struct {
	S   string
	pos int
}

// Next returns the next part, false at the end.
func (p *FormatParser) Next(t *Thread) (part FormatPart, ok bool, err error) {
	if p.pos >= len(p.S) {
		return part, false, nil
	}
	rest := p.S[p.pos:]
	i := strings.IndexAny(rest, "{}")
	if i < 0 {
		p.pos = len(p.S)
		part.Literal = rest
		return part, true, nil
	}
	c := rest[i]
	atEnd := i+1 == len(rest)
	switch {
	case !atEnd && rest[i+1] == c:
		part.Literal = rest[:i+1]
		p.pos += i + 2
		return part, true, nil
	case c == '}':
		return part, false, t.ValueErr("Single '}' encountered in format string")
	case atEnd:
		return part, false, t.ValueErr("Single '{' encountered in format string")
	}
	part.Literal = rest[:i]
	part.IsField = true
	p.pos += i + 1
	return part, true, p.field(t, &part)
}

// field parses a replacement field after its brace.
func (p *FormatParser) field(t *Thread, part *FormatPart) error {
	s := p.S
	start := p.pos
	end := start
	c := byte(0)
scan:
	for ; end < len(s); end++ {
		switch c = s[end]; c {
		case '{':
			return t.ValueErr("unexpected '{' in field name")
		case '[':
			j := strings.IndexByte(s[end:], ']')
			if j < 0 {
				end = len(s)
				break scan
			}
			end += j
		case '}', ':', '!':
			break scan
		}
	}
	if end >= len(s) {
		return t.ValueErr("expected '}' before end of string")
	}
	part.Field = s[start:end]
	p.pos = end + 1
	if c == '!' {
		if p.pos >= len(s) {
			return t.ValueErr("end of string while looking for conversion specifier")
		}
		r, n := DecodePoint(s[p.pos:])
		part.Conversion = r
		p.pos += n
		if p.pos < len(s) {
			c = s[p.pos]
			p.pos++
			if c == '}' {
				return nil
			}
			if c != ':' {
				return t.ValueErr("expected ':' after conversion specifier")
			}
		}
	}
	if c == '}' {
		return nil
	}
	start = p.pos
	for depth := 1; p.pos < len(s); p.pos++ {
		switch s[p.pos] {
		case '{':
			part.nested = true
			depth++
		case '}':
			if depth--; depth == 0 {
				part.Spec = s[start:p.pos]
				p.pos++
				return nil
			}
		}
	}
	return t.ValueErr("unmatched '{' in format spec")
}

// A formatter replaces fields by arguments.
type formatter struct {
	t      *Thread
	a      Args
	hasMap bool  // format_map: names are looked up in mapping
	m      Value // lent
	auto   int   // next automatic field number, -1: fields are numbered by hand
	used   bool  // numbering has been decided
}

func strFormatMethod(t *Thread, self Value, a Args) (Value, error) {
	f := &formatter{t: t, a: a}
	return f.run(as[Str](self))
}

func strFormatMap(t *Thread, self Value, a Args) (Value, error) {
	if err := t.NoKw("str.format_map", a); err != nil {
		return Value{}, err
	}
	if len(a.Pos) != 1 {
		return Value{}, t.TypeErr("str.format_map() takes exactly one argument (%d given)", len(a.Pos))
	}
	f := &formatter{t: t, hasMap: true, m: a.Pos[0]}
	return f.run(as[Str](self))
}

func (f *formatter) run(s *Str) (Value, error) {
	if s.S != "" && !strings.ContainsAny(s.S, "{}") {
		return Obj(&s.Header).Ref(), nil
	}
	w := strWriter{b: f.t.scratch()}
	if err := f.format(&w, s.S, 2); err != nil {
		w.drop(f.t)
		return Value{}, err
	}
	return w.finishScratch(f.t), nil
}

func (f *formatter) format(w *strWriter, s string, depth int) error {
	if depth <= 0 {
		return f.t.ValueErr("Max string recursion exceeded")
	}
	p := FormatParser{S: s}
	for {
		part, ok, err := p.Next(f.t)
		if err != nil {
			return err
		}
		if !ok {
			return nil
		}
		w.text(f.t, part.Literal)
		if part.IsField {
			if err := f.field(w, part, depth); err != nil {
				return err
			}
		}
	}
}

func (f *formatter) field(w *strWriter, part FormatPart, depth int) error {
	t := f.t
	v, err := f.lookup(part.Field)
	if err != nil {
		return err
	}
	if part.Conversion != 0 {
		c, err := t.Convert(v, part.Conversion)
		t.Unref(v)
		if err != nil {
			return err
		}
		v = c
	}
	spec := t.In.emptyStr()
	if part.nested {
		var sw strWriter
		if err := f.format(&sw, part.Spec, depth-1); err != nil {
			sw.drop(t)
			t.Unref(v)
			return err
		}
		spec = sw.finish(t)
	} else if part.Spec != "" {
		spec = t.NewStr(part.Spec)
	}
	r, err := t.Format(v, spec)
	t.Unref(spec)
	t.Unref(v)
	if err != nil {
		return err
	}
	return w.give(t, r)
}

// Convert applies a !r, !s or !a conversion.
func (t *Thread) Convert(v Value, conversion rune) (Value, error) {
	switch conversion {
	case 'r':
		return t.Repr(v)
	case 's':
		return t.Str(v)
	case 'a':
		return t.ASCII(v)
	}
	if conversion > 32 && conversion < 127 {
		return Value{}, t.ValueErr("Unknown conversion specifier %c", conversion)
	}
	return Value{}, t.ValueErr("Unknown conversion specifier \\x%x", conversion)
}

// lookup returns the object that a field names.
func (f *formatter) lookup(name string) (Value, error) {
	t := f.t
	first := name
	if i := strings.IndexAny(name, ".["); i >= 0 {
		first = name[:i]
	}
	v, err := f.argument(first)
	for rest := name[len(first):]; err == nil && rest != ""; {
		var next Value
		next, rest, err = t.formatStep(v, rest)
		t.Unref(v)
		v = next
	}
	return v, err
}

// argument returns the argument that the first part of a field name stands for.
func (f *formatter) argument(first string) (Value, error) {
	t := f.t
	i, err := t.formatInt(first)
	if err != nil {
		return Value{}, err
	}
	if first == "" || i >= 0 {
		auto := first == ""
		switch {
		case !f.used:
			f.used = true
			if !auto {
				f.auto = -1
			}
		case auto && f.auto < 0:
			return Value{}, t.ValueErr("cannot switch from manual field specification to automatic field numbering")
		case !auto && f.auto >= 0:
			return Value{}, t.ValueErr("cannot switch from automatic field numbering to manual field specification")
		}
		if auto {
			i = f.auto
			f.auto++
		}
		if f.hasMap {
			return Value{}, t.ValueErr("Format string contains positional fields")
		}
		if i >= len(f.a.Pos) {
			return Value{}, t.Raise(IndexError, "Replacement index %d out of range for positional args tuple", i)
		}
		return f.a.Pos[i].Ref(), nil
	}
	if !f.hasMap {
		if v := f.a.Arg(first); !v.IsNil() {
			return v.Ref(), nil
		}
		return Value{}, t.RaiseArgs(KeyError, t.NewStr(first))
	}
	key := t.NewStr(first)
	v, err := t.GetItem(f.m, key)
	t.Unref(key)
	return v, err
}

// formatInt returns the number that s consists of, -1 if it is not one.
func (t *Thread) formatInt(s string) (int, error) {
	if s == "" {
		return -1, nil
	}
	n := 0
	for i := 0; i < len(s); {
		r, size := DecodePoint(s[i:])
		d := DecimalValue(r)
		if d < 0 {
			return -1, nil
		}
		if n > (math.MaxInt-d)/10 {
			return 0, t.ValueErr("Too many decimal digits in format string")
		}
		n = n*10 + d
		i += size
	}
	return n, nil
}

// formatStep applies the next ".name" or "[key]" of a field name to v.
func (t *Thread) formatStep(v Value, path string) (Value, string, error) {
	key, rest, attr, err := t.splitStep(path)
	if err != nil {
		return Value{}, "", err
	}
	if attr {
		r, err := t.GetAttrS(v, key)
		return r, rest, err
	}
	i, err := t.formatInt(key)
	if err != nil {
		return Value{}, "", err
	}
	if i >= 0 {
		r, err := t.GetItem(v, Int(int64(i)))
		return r, rest, err
	}
	k := t.NewStr(key)
	r, err := t.GetItem(v, k)
	t.Unref(k)
	return r, rest, err
}

// splitStep takes the first step off a path like ".name[key]".
func (t *Thread) splitStep(path string) (key, rest string, attr bool, err error) {
	switch path[0] {
	case '.':
		attr = true
		path = path[1:]
		i := strings.IndexAny(path, ".[")
		if i < 0 {
			i = len(path)
		}
		key, rest = path[:i], path[i:]
	case '[':
		i := strings.IndexByte(path, ']')
		if i < 0 {
			return "", "", false, t.ValueErr("Missing ']' in format string")
		}
		key, rest = path[1:i], path[i+1:]
	default:
		return "", "", false, t.ValueErr("Only '.' or '[' may follow ']' in format field specifier")
	}
	if key == "" {
		return "", "", false, t.ValueErr("Empty attribute in format string")
	}
	return key, rest, attr, nil
}

// A FormatStep is one step of a field name: an attribute, or else a subscript.
type FormatStep struct {
	Attr bool
	Key  Value // str or int, owned
}

// SplitField takes a field name apart: the first part, an int or a str, and the steps.
func (t *Thread) SplitField(name string) (first Value, steps []FormatStep, err error) {
	head := name
	if i := strings.IndexAny(name, ".["); i >= 0 {
		head = name[:i]
	}
	if first, err = t.fieldKey(head); err != nil {
		return
	}
	for rest := name[len(head):]; rest != ""; {
		var s FormatStep
		var key string
		key, rest, s.Attr, err = t.splitStep(rest)
		if err == nil && s.Attr {
			s.Key = t.NewStr(key)
		} else if err == nil {
			s.Key, err = t.fieldKey(key)
		}
		if err != nil {
			t.Unref(first)
			for _, s := range steps {
				t.Unref(s.Key)
			}
			return Value{}, nil, err
		}
		steps = append(steps, s)
	}
	return first, steps, nil
}

func (t *Thread) fieldKey(s string) (Value, error) {
	i, err := t.formatInt(s)
	if err != nil {
		return Value{}, err
	}
	if i >= 0 {
		return Int(int64(i)), nil
	}
	return t.NewStr(s), nil
}

func strFormatSlot(t *Thread, self Value, args []Value) (Value, error) {
	spec, ok := AsStr(args[0])
	if !ok {
		return Value{}, t.TypeErr("__format__() argument must be str, not %s", argTypeName(args[0]))
	}
	if spec.S == "" {
		if self.Type() == StrType {
			return self.Ref(), nil
		}
		return t.Str(self)
	}
	return t.FormatStr(as[Str](self), spec.S)
}

// FormatStr returns format(s, spec).
func (t *Thread) FormatStr(s *Str, spec string) (Value, error) {
	f, err := t.ParseFormatSpec(spec, '<')
	if err != nil {
		return Value{}, err
	}
	switch {
	case f.Group != 0 && (f.Type == 0 || f.Type == 's'):
		return Value{}, t.ValueErr("Cannot specify '%c' with 's'.", f.Group)
	case f.Type != 0 && f.Type != 's' || strings.HasSuffix(spec, "\x00"):
		return Value{}, t.UnknownFormat(f.Type, s.Typ.Name)
	case f.Sign == ' ':
		return Value{}, t.ValueErr("Space not allowed in string format specifier")
	case f.Sign != 0:
		return Value{}, t.ValueErr("Sign not allowed in string format specifier")
	case f.Alt:
		return Value{}, t.ValueErr("Alternate form (#) not allowed in string format specifier")
	case f.Align == '=':
		return Value{}, t.ValueErr("'=' alignment not allowed in string format specifier")
	}
	text, n := s.S, s.N
	if f.Prec >= 0 && f.Prec < n {
		text, n = text[:s.Offset(f.Prec)], f.Prec
	}
	if f.Width <= n {
		if n == s.N && n > 0 {
			return Obj(&s.Header).Ref(), nil
		}
		return t.NewStrN(text, n), nil
	}
	if text, err = f.Pad(t, text, n); err != nil {
		return Value{}, err
	}
	return t.NewStrN(text, f.Width), nil
}
