package remod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// each calls visit for every match in s, at most limit of them if limit is positive.
func (p *pattern) each(t *thread, s *subject, from, to, limit int, visit func(m *matcher) error) (int, error) {
	m := p.matcher(t, s, to)
	n := 0
	var err error
	for (limit <= 0 || n < limit) && from <= to {
		var ok bool
		if ok, err = m.search(from); !ok || err != nil {
			break
		}
		n++
		if err = visit(m); err != nil {
			break
		}
		if m.steps -= 16; m.steps < 0 {
			if err = m.poll(cap(m.stack)); err != nil {
				break
			}
		}
		m.advance(&from)
	}
	p.done(m)
	return n, err
}

// advance makes the next search begin behind the match, which it may not repeat empty.
func (m *matcher) advance(from *int) {
	m.notEmpty = -1
	if m.pos == m.begin {
		m.notEmpty = m.pos
	}
	*from = m.pos
}

func (p *pattern) findAll(t *thread, v value, pos, end int) (value, error) {
	s, err := p.subject(t, v)
	if err != nil {
		return value{}, err
	}
	defer s.close()
	from, to := s.clip(pos, end)
	list := t.NewList(nil)
	l, _ := object.AsList(list)
	_, err = p.each(t, &s, from, to, 0, func(m *matcher) error {
		return l.GiveAppend(t, p.groupsOf(t, &s, m))
	})
	if err != nil {
		t.Unref(list)
		return value{}, err
	}
	return list, nil
}

// groupsOf is what findall makes of a match: its text, its group, or its groups.
func (p *pattern) groupsOf(t *thread, s *subject, m *matcher) value {
	part := func(g int) value {
		if i, j := m.group(g); i >= 0 {
			return s.slice(t, i, j)
		}
		return s.slice(t, 0, 0)
	}
	switch p.prog.groups {
	case 0:
		return s.slice(t, m.begin, m.pos)
	case 1:
		return part(1)
	}
	r := t.MakeTuple(p.prog.groups)
	for i := range r.Items {
		r.Items[i] = part(i + 1)
	}
	return object.Obj(&r.Header)
}

func (p *pattern) split(t *thread, v, limit value) (value, error) {
	n, err := t.SsizeArg(limit, 0)
	if err != nil {
		return value{}, err
	}
	s, err := p.subject(t, v)
	if err != nil {
		return value{}, err
	}
	defer s.close()
	list := t.NewList(nil)
	l, _ := object.AsList(list)
	last := 0
	if n >= 0 {
		_, err = p.each(t, &s, 0, len(s.s), n, func(m *matcher) error {
			if err := l.GiveAppend(t, s.slice(t, last, m.begin)); err != nil {
				return err
			}
			for g := 1; g <= p.prog.groups; g++ {
				x := object.None
				if i, j := m.group(g); i >= 0 {
					x = s.slice(t, i, j)
				}
				if err := l.GiveAppend(t, x); err != nil {
					return err
				}
			}
			last = m.pos
			return nil
		})
	}
	if err == nil {
		err = l.GiveAppend(t, s.slice(t, last, len(s.s)))
	}
	if err != nil {
		t.Unref(list)
		return value{}, err
	}
	return list, nil
}

// A filter is the replacement of sub: a function, a template, or plain text.
type filter struct {
	call     value
	template *template
	text     string
	// wrong is the class of a replacement that is no text of the subject's kind.
	wrong string
}

func (p *pattern) filter(t *thread, repl value) (f filter, release func(), err error) {
	release = func() {}
	if repl.Type().Slots.Call != nil {
		return filter{call: repl}, release, nil
	}
	s, isStr := object.AsStr(repl)
	switch {
	case isStr:
		f.text = s.S
	case object.IsBuffer(repl):
		var b []byte
		if b, release, err = t.BufferOf(repl); err != nil {
			return f, nil, err
		}
		f.text = object.StringOf(b)
	default:
		_, err = parseTemplate(t, p, repl)
		return f, nil, err
	}
	if strings.IndexByte(f.text, '\\') >= 0 {
		if f.template, err = p.templateFor(t, repl); err != nil {
			release()
			return f, nil, err
		}
		if len(f.template.parts) == 1 {
			f.text, f.template = f.template.parts[0].text, nil
		}
	}
	if isStr != p.prog.text {
		f.wrong = repl.Type().Name
	}
	return f, release, nil
}

// A builder collects what sub makes. CPython joins a list in the end, so the first
// item of a wrong type is reported then.
type builder struct {
	t     *thread
	s     *subject
	out   []byte
	items int
	wrong error
}

func (b *builder) add(text string) error {
	b.items++
	return b.addText(text)
}

func (b *builder) addText(text string) error {
	if n := len(b.out) + len(text); n > cap(b.out) && n > 1<<16 {
		if err := b.t.Grow(2 * n); err != nil {
			return err
		}
	}
	b.out = append(b.out, text...)
	return nil
}

// refuse notes that the next item is of a wrong class.
func (b *builder) refuse(class string) {
	if b.wrong == nil {
		if b.s.isText() {
			b.wrong = b.t.TypeErr("sequence item %d: expected str instance, %s found", b.items, class)
		} else {
			b.wrong = b.t.TypeErr("sequence item %d: expected a bytes-like object, %s found", b.items, class)
		}
	}
	b.items++
}

// give adds what a function made of a match.
func (b *builder) give(x value) error {
	t := b.t
	defer t.Unref(x)
	if x == object.None {
		return nil
	}
	if s, ok := object.AsStr(x); ok && b.s.isText() {
		return b.add(s.S)
	}
	if !b.s.isText() && object.IsBuffer(x) {
		buf, release, err := t.BufferOf(x)
		if err != nil {
			return err
		}
		defer release()
		return b.add(object.StringOf(buf))
	}
	b.refuse(x.Type().Name)
	return nil
}

// sub gives the new text and the number of replacements.
func (p *pattern) sub(t *thread, repl, v, countArg value) (value, int, error) {
	count, err := t.SsizeArg(countArg, 0)
	if err != nil {
		return value{}, 0, err
	}
	f, release, err := p.filter(t, repl)
	if err != nil {
		return value{}, 0, err
	}
	defer release()
	s, err := p.subject(t, v)
	if err != nil {
		return value{}, 0, err
	}
	defer s.close()
	b := &builder{t: t, s: &s}
	last, n := 0, 0
	if count >= 0 {
		n, err = p.each(t, &s, 0, len(s.s), count, func(m *matcher) error {
			if last < m.begin {
				if err := b.add(s.s[last:m.begin]); err != nil {
					return err
				}
			}
			last = m.pos
			return p.replace(t, b, f, m)
		})
	}
	if err == nil && n > 0 && last < len(s.s) {
		err = b.add(s.s[last:])
	}
	if err != nil || b.wrong != nil {
		if err == nil {
			err = b.wrong
		} else if b.wrong != nil {
			t.Discard(b.wrong)
		}
		return value{}, 0, err
	}
	switch {
	case n == 0:
		return s.slice(t, 0, len(s.s)), 0, nil
	case s.isText():
		return t.NewStr(object.StringOf(b.out)), n, nil
	}
	return t.NewBytes(b.out), n, nil
}

// replace adds what f makes of the match that m has found.
func (p *pattern) replace(t *thread, b *builder, f filter, m *matcher) error {
	switch {
	case f.call.O != nil:
		x := p.newMatch(t, b.s.v, m, 0, len(b.s.s))
		r, err := t.Call(f.call, x)
		t.Unref(x)
		if err != nil {
			return err
		}
		return b.give(r)
	case f.template != nil:
		b.items++
		if err := b.addText(""); err != nil {
			return err
		}
		b.out = f.template.appendTo(b.out, m.s, func(g int) (int, int) {
			if g == 0 {
				return m.begin, m.pos
			}
			return m.group(g)
		})
	case f.wrong != "":
		b.refuse(f.wrong)
	default:
		return b.add(f.text)
	}
	return nil
}

func (p *pattern) subn(t *thread, repl, v, count value) (value, error) {
	r, n, err := p.sub(t, repl, v, count)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(r, object.Int(int64(n))), nil
}
