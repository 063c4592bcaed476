package remod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
	"github.com/minipy-go/minipy/ucd"
)

// controlEscape returns the character that \c stands for in patterns and templates
// alike; \b is one outside sequences only.
func controlEscape(c rune) (rune, bool) {
	if i := strings.IndexRune("abfnrtv\\", c); i >= 0 {
		return rune("\a\b\f\n\r\t\v\\"[i]), true
	}
	return 0, false
}

// category returns which category \c stands for.
func category(c rune) (int8, bool) {
	i := strings.IndexRune("dDsSwW", c)
	return int8(i), i >= 0
}

// escape reads what a backslash began outside a set.
func (p *parser) escape(tok []rune) (*node, error) {
	c := tok[1]
	if i := strings.IndexRune("AZbB", c); i >= 0 {
		return &node{kind: nAt, at: [...]uint8{atBeginningString, atEndString, atBoundary, atNotBoundary}[i]}, nil
	}
	if cat, ok := category(c); ok {
		return &node{kind: nSet, items: []setItem{{cat: cat}}}, nil
	}
	if r, ok := controlEscape(c); ok {
		return literal(r), nil
	}
	from := p.at - 2
	if r, ok, err := p.charEscape(c, from); ok || err != nil {
		return literal(r), err
	}
	switch {
	case c == '0':
		if err := p.while(2, isOctal); err != nil {
			return nil, err
		}
		return literal(p.octal(from + 1)), nil
	case isDigit(c):
		return p.digits(from)
	case isLetter(c):
		return nil, p.badEscape(from)
	}
	return literal(c), nil
}

func (p *parser) badEscape(from int) error {
	return p.failAt(from, "bad escape %s", text(p.src[from:p.at]))
}

// octal is the value of the digits from i to the next token.
func (p *parser) octal(i int) rune {
	r := rune(0)
	for ; i < p.at; i++ {
		r = r*8 + p.src[i] - '0'
	}
	return r
}

// octalRange checks an escape of three octal digits.
func (p *parser) octalRange(from int, r rune) error {
	if r > 0o377 {
		return p.failAt(from, "octal escape value %s outside of range 0-0o377", text(p.src[from:p.at]))
	}
	return nil
}

// digits reads \1 to \99, or three octal digits.
func (p *parser) digits(from int) (*node, error) {
	if isDigit(p.char()) {
		if err := p.seek(p.next); err != nil {
			return nil, err
		}
		if isOctal(p.src[from+1]) && isOctal(p.src[from+2]) && isOctal(p.char()) {
			if err := p.seek(p.next); err != nil {
				return nil, err
			}
			r := p.octal(from + 1)
			return literal(r), p.octalRange(from, r)
		}
	}
	group := 0
	for _, r := range p.src[from+1 : p.at] {
		group = group*10 + int(r-'0')
	}
	if group >= len(p.widths) {
		return nil, p.failAt(from+1, "invalid group reference %d", group)
	}
	if p.open(group) {
		return nil, p.failAt(from, "cannot refer to an open group")
	}
	return &node{kind: nRef, lo: group}, p.behindRef(group)
}

// charEscape reads an escape that stands for one character by its number or name.
func (p *parser) charEscape(c rune, from int) (rune, bool, error) {
	n := 0
	switch {
	case c == 'x':
		n = 2
	case c == 'u' && p.text:
		n = 4
	case c == 'U' && p.text:
		n = 8
	case c == 'N' && p.text:
		return p.namedChar()
	default:
		return 0, false, nil
	}
	if err := p.while(n, isHex); err != nil {
		return 0, false, err
	}
	if p.at-from != n+2 {
		return 0, false, p.failAt(from, "incomplete escape %s", text(p.src[from:p.at]))
	}
	r := int64(0)
	for _, d := range p.src[from+2 : p.at] {
		r = r<<4 | int64(strings.IndexRune("0123456789abcdef", d|0x20))
	}
	if r > 0x10FFFF {
		return 0, false, p.badEscape(from)
	}
	return rune(r), true, nil
}

func (p *parser) namedChar() (rune, bool, error) {
	brace, err := p.match('{')
	if err != nil {
		return 0, false, err
	}
	if !brace {
		return 0, false, p.fail(0, "missing {")
	}
	name, err := p.until('}', "character name")
	if err != nil {
		return 0, false, err
	}
	r, ok := ucd.Lookup(name)
	if !ok {
		return 0, false, p.fail(object.CountPoints(name)+len(`\N{}`), "undefined character name %s", object.StrRepr(name))
	}
	return r, true, nil
}

// open reports whether a group has not ended yet.
func (p *parser) open(group int) bool {
	return group >= len(p.widths) || p.widths[group][0] < 0
}

// behindRef checks a reference to a group inside a look-behind.
func (p *parser) behindRef(group int) error {
	if p.behind < 0 {
		return nil
	}
	if p.open(group) {
		return p.fail(0, "cannot refer to an open group")
	}
	if group >= p.behind {
		return p.fail(0, "cannot refer to group defined in the same lookbehind subpattern")
	}
	return nil
}

// set reads what [ began.
func (p *parser) set() (*node, error) {
	here := p.at - 1
	unterminated := func() error { return p.failAt(here, "unterminated character set") }
	n := &node{kind: nSet}
	if p.char() == '[' {
		if err := warnSet(p.t, "nested set", p.at); err != nil {
			return nil, err
		}
	}
	var err error
	if n.neg, err = p.match('^'); err != nil {
		return nil, err
	}
	for {
		tok, err := p.get()
		switch {
		case err != nil:
			return nil, err
		case tok == nil:
			return nil, unterminated()
		case len(tok) == 1 && tok[0] == ']' && len(n.items) > 0:
			return n.closed(), nil
		}
		from := p.at - len(tok)
		item, err := p.setItem(tok, len(n.items) > 0)
		if err != nil {
			return nil, err
		}
		dash, err := p.match('-')
		if err != nil {
			return nil, err
		}
		if dash {
			that, err := p.get()
			switch {
			case err != nil:
				return nil, err
			case that == nil:
				return nil, unterminated()
			case that[0] == ']':
				n.items = append(n.items, item, setItem{lo: '-', hi: '-', cat: -1, single: true})
				return n.closed(), nil
			}
			if item, err = p.setRange(item, that, from); err != nil {
				return nil, err
			}
		}
		n.items = append(n.items, item)
	}
}

// closed makes a literal of a set with one character.
func (n *node) closed() *node {
	n.simplified()
	if len(n.items) == 1 && n.items[0].single {
		n.kind, n.lo = nLiteral, int(n.items[0].lo)
		if n.neg {
			n.kind = nNotLiteral
		}
		n.neg, n.items = false, nil
	}
	return n
}

// setItem reads one member of a set.
func (p *parser) setItem(tok []rune, some bool) (setItem, error) {
	if len(tok) == 2 {
		return p.setEscape(tok[1])
	}
	c := tok[0]
	if some && p.char() == c {
		what := ""
		switch c {
		case '-':
			what = "set difference"
		case '&':
			what = "set intersection"
		case '~':
			what = "set symmetric difference"
		case '|':
			what = "set union"
		}
		if what != "" {
			if err := warnSet(p.t, what, p.at-1); err != nil {
				return setItem{}, err
			}
		}
	}
	return setItem{lo: c, hi: c, cat: -1, single: true}, nil
}

// setRange makes a range from item to what begins with that; item began at from.
func (p *parser) setRange(item setItem, that []rune, from int) (setItem, error) {
	var end setItem
	var err error
	if len(that) == 2 {
		end, err = p.setEscape(that[1])
	} else {
		if that[0] == '-' {
			err = warnSet(p.t, "set difference", p.at-2)
		}
		end = setItem{lo: that[0], hi: that[0], cat: -1, single: true}
	}
	if err != nil {
		return setItem{}, err
	}
	if !item.single || !end.single || end.lo < item.lo {
		return setItem{}, p.failAt(from, "bad character range %s", text(p.src[from:p.at]))
	}
	return setItem{lo: item.lo, hi: end.lo, cat: -1}, nil
}

// setEscape reads an escape in a set.
func (p *parser) setEscape(c rune) (setItem, error) {
	from := p.at - 2
	if cat, ok := category(c); ok {
		return setItem{cat: cat}, nil
	}
	r, ok := controlEscape(c)
	if !ok {
		var err error
		if r, ok, err = p.charEscape(c, from); err != nil {
			return setItem{}, err
		}
	}
	switch {
	case ok:
	case isOctal(c):
		if err := p.while(2, isOctal); err != nil {
			return setItem{}, err
		}
		r = p.octal(from + 1)
		if err := p.octalRange(from, r); err != nil {
			return setItem{}, err
		}
	case isDigit(c) || isLetter(c):
		return setItem{}, p.badEscape(from)
	default:
		r = c
	}
	return setItem{lo: r, hi: r, cat: -1, single: true}, nil
}
