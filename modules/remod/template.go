package remod

import (
	"strconv"

	"github.com/minipy-go/minipy/object"
)

// A template is a parsed replacement: text, then a group, then text …; the last part
// has group -1.
type template struct {
	parts []part
}

type part struct {
	text  string
	group int
}

// A templateParser reads a template; tokens are those of patterns.
type templateParser struct {
	parser
	re   *pattern
	out  template
	lit  []byte
	text bool
}

// parseTemplate parses source for p. Errors name p's own kind of string.
func parseTemplate(t *thread, p *pattern, source value) (*template, error) {
	tp := &templateParser{re: p}
	tp.t, tp.pattern = t, source
	if s, ok := object.AsStr(source); ok {
		tp.text = true
		tp.src = points(s)
	} else {
		if !object.IsBuffer(source) {
			return nil, t.TypeErr("decoding to str: need a bytes-like object, %s found", source.Type().Name)
		}
		b, release, err := t.BufferOf(source)
		if err != nil {
			return nil, err
		}
		tp.src = make([]rune, len(b))
		for i, c := range b {
			tp.src[i] = rune(c)
		}
		release()
	}
	if err := tp.seek(0); err != nil {
		return nil, err
	}
	for {
		tok, err := tp.get()
		if err != nil {
			return nil, err
		}
		if tok == nil {
			tp.flush(-1)
			return &tp.out, nil
		}
		if len(tok) == 2 {
			err = tp.templateEscape(tok[1])
		} else {
			tp.add(tok[0])
		}
		if err != nil {
			return nil, err
		}
	}
}

// points returns the code points of a str.
func points(s *object.Str) []rune {
	out := make([]rune, 0, s.N)
	for i := 0; i < len(s.S); {
		r, n := object.DecodePoint(s.S[i:])
		out = append(out, r)
		i += n
	}
	return out
}

func (p *templateParser) add(r rune) {
	if p.text {
		p.lit = object.AppendPoint(p.lit, r)
	} else {
		p.lit = append(p.lit, byte(r))
	}
}

// flush ends a piece of text, behind which a group comes.
func (p *templateParser) flush(group int) {
	p.out.parts = append(p.out.parts, part{string(p.lit), group})
	p.lit = p.lit[:0]
}

func (p *templateParser) addGroup(group, back int, shown string) error {
	if group > p.re.prog.groups {
		return p.fail(back, "invalid group reference %s", shown)
	}
	p.flush(group)
	return nil
}

func (p *templateParser) templateEscape(c rune) error {
	from := p.at - 2
	switch {
	case c == 'g':
		return p.groupEscape()
	case c == '0':
		if err := p.while(2, isOctal); err != nil {
			return err
		}
		p.add(p.octal(from+1) & 0xFF)
		return nil
	case isDigit(c):
		return p.digitsEscape(from)
	}
	if r, ok := controlEscape(c); ok {
		p.add(r)
		return nil
	}
	if isLetter(c) {
		return p.badEscape(from)
	}
	p.add('\\')
	p.add(c)
	return nil
}

func (p *templateParser) groupEscape() error {
	open, err := p.match('<')
	if err != nil {
		return err
	}
	if !open {
		return p.fail(0, "missing <")
	}
	name, err := p.until('>', "group name")
	if err != nil {
		return err
	}
	back := object.CountPoints(name) + 1
	if object.IsIdentifier(name) {
		group, ok := p.re.byName[name]
		if !ok {
			return p.t.Raise(object.IndexError, "unknown group name %s", object.StrRepr(name))
		}
		return p.addGroup(group, back, "")
	}
	group, ok := groupNumber(p.t, name)
	if !ok {
		return p.fail(back, "bad character in group name %s", object.StrRepr(name))
	}
	return p.addGroup(group, back, numberText(p.t, name))
}

// numberText is how the number that name spells prints.
func numberText(t *thread, name string) string {
	x, err := t.ParseInt(name, 10)
	if err != nil {
		t.Discard(err)
		return name
	}
	defer t.Unref(x)
	s, err := t.ReprString(x)
	if err != nil {
		t.Discard(err)
		return name
	}
	return s
}

func (p *templateParser) digitsEscape(from int) error {
	if isDigit(p.char()) {
		if err := p.seek(p.next); err != nil {
			return err
		}
		if isOctal(p.src[from+1]) && isOctal(p.src[from+2]) && isOctal(p.char()) {
			if err := p.seek(p.next); err != nil {
				return err
			}
			r := p.octal(from + 1)
			p.add(r)
			return p.octalRange(from, r)
		}
	}
	group := 0
	for _, r := range p.src[from+1 : p.at] {
		group = group*10 + int(r-'0')
	}
	return p.addGroup(group, p.at-from-1, strconv.Itoa(group))
}

// templateOf returns the parsed form of source, from memory if it is the newest one.
func (p *pattern) templateFor(t *thread, source value) (*template, error) {
	if p.template != nil && p.templateOf == source {
		return p.template, nil
	}
	tm, err := parseTemplate(t, p, source)
	if err != nil {
		return nil, err
	}
	if typ := source.Type(); typ == object.StrType || typ == object.BytesType {
		old := p.templateOf
		p.template, p.templateOf = tm, source.Ref()
		t.XUnref(old)
	}
	return tm, nil
}

// appendTo appends the template, filled from a match in s.
func (tm *template) appendTo(b []byte, s string, group func(g int) (int, int)) []byte {
	for _, part := range tm.parts {
		b = append(b, part.text...)
		if part.group < 0 {
			continue
		}
		if i, j := group(part.group); i >= 0 {
			b = append(b, s[min(i, len(s)):min(j, len(s))]...)
		}
	}
	return b
}

// expand is match.expand(template).
func (f *found) expand(t *thread, source value) (value, error) {
	tm, err := f.re.templateFor(t, source)
	if err != nil {
		return value{}, err
	}
	s, err := f.subject(t)
	if err != nil {
		return value{}, err
	}
	defer s.close()
	b := tm.appendTo(nil, s.s, func(g int) (int, int) { return f.spans[2*g], f.spans[2*g+1] })
	if !s.isText() {
		return t.NewBytes(b), nil
	}
	return t.NewStr(object.StringOf(b)), nil
}

func (s *subject) isText() bool { return s.str != nil }

func funcExpand(t *thread, _ value, a []value) (value, error) {
	if a[1].Type() != matchType {
		return value{}, t.TypeErr("expected re.Match, not %s", a[1].Type().Name)
	}
	return object.As[found](a[1]).expand(t, a[2])
}
