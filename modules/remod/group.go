package remod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// paren adds to s what ( began.
func (p *parser) paren(s seq, verbose bool, nested int, first bool) (seq, error) {
	start := p.at - 1
	n := &node{kind: nGroup, lo: -1}
	name := ""
	extended, err := p.match('?')
	if err != nil {
		return nil, err
	}
	if extended {
		c, err := p.extension()
		if err != nil {
			return nil, err
		}
		switch {
		case c == 'P':
			ref, err := p.named(&name)
			if ref != nil || err != nil {
				return append(s, ref), err
			}
		case c == ':':
			n.lo = 0
		case c == '#':
			return s, p.skipComment(start)
		case c == '=' || c == '!' || c == '<':
			a, err := p.assertion(c, start, verbose, nested)
			return append(s, a), err
		case c == '(':
			a, err := p.conditional(start, verbose, nested)
			return append(s, a), err
		case c == '-' || flagOf(c) != 0:
			global, err := p.inlineFlags(n, c)
			if err != nil {
				return nil, err
			}
			if global {
				if !first || len(s) > 0 {
					if err := p.warnFlags(); err != nil {
						return nil, err
					}
				}
				if p.flags&flagVerbose != 0 && !verbose {
					return nil, errVerbose{}
				}
				return s, nil
			}
			n.lo = 0
		default:
			return nil, p.unknown("?", c)
		}
	}
	return p.group(s, n, name, start, (verbose || n.add&flagVerbose != 0) && n.del&flagVerbose == 0, nested)
}

// group reads the body of a group.
func (p *parser) group(s seq, n *node, name string, start int, verbose bool, nested int) (seq, error) {
	if n.lo < 0 {
		if err := p.openGroup(n, name); err != nil {
			return nil, err
		}
	}
	body, err := p.alternatives(verbose, nested+1)
	if err != nil {
		return nil, err
	}
	if err := p.close(start); err != nil {
		return nil, err
	}
	if n.lo > 0 {
		lo, hi := p.width(body)
		p.widths[n.lo] = [2]int{lo, hi}
	}
	n.kids = []seq{body}
	return append(s, n), nil
}

func (p *parser) openGroup(n *node, name string) error {
	n.lo = len(p.widths)
	if name != "" {
		if old, ok := p.names[name]; ok {
			return p.fail(object.CountPoints(name)+1, "redefinition of group name %s as group %d; was group %d", object.StrRepr(name), n.lo, old)
		}
		if p.names == nil {
			p.names = map[string]int{}
		}
		p.names[name] = n.lo
		p.order = append(p.order, name)
	}
	p.widths = append(p.widths, [2]int{-1, 0})
	return nil
}

// close takes the ) of what began at start.
func (p *parser) close(start int) error {
	ok, err := p.match(')')
	if err == nil && !ok {
		err = p.failAt(start, "missing ), unterminated subpattern")
	}
	return err
}

// extension takes the character that says what kind of (?… it is; -2 for an escape.
func (p *parser) extension() (rune, error) {
	c := p.char()
	if c == -1 {
		return 0, p.fail(0, "unexpected end of pattern")
	}
	return c, p.seek(p.next)
}

// unknown makes the error for the extension that the token before the next one names.
func (p *parser) unknown(begin string, c rune) error {
	from := p.at - 1
	if c == -2 {
		from--
	}
	return p.failAt(from-len(begin), "unknown extension %s%s", begin, text(p.src[from:p.at]))
}

// named reads what follows (?P: a name for the group, or a reference to one.
func (p *parser) named(name *string) (*node, error) {
	if open, err := p.match('<'); open || err != nil {
		if err != nil {
			return nil, err
		}
		*name, err = p.groupName('>')
		return nil, err
	}
	if ref, err := p.match('='); !ref || err != nil {
		if err != nil {
			return nil, err
		}
		c, err := p.extension()
		if err != nil {
			return nil, err
		}
		return nil, p.unknown("?P", c)
	}
	target, err := p.groupName(')')
	if err != nil {
		return nil, err
	}
	back := object.CountPoints(target) + 1
	group, ok := p.names[target]
	if !ok {
		return nil, p.fail(back, "unknown group name %s", object.StrRepr(target))
	}
	if p.open(group) {
		return nil, p.fail(back, "cannot refer to an open group")
	}
	return &node{kind: nRef, lo: group}, p.behindRef(group)
}

func (p *parser) groupName(end rune) (string, error) {
	name, err := p.until(end, "group name")
	if err == nil && !object.IsIdentifier(name) {
		err = p.fail(object.CountPoints(name)+1, "bad character in group name %s", object.StrRepr(name))
	}
	return name, err
}

// skipComment skips (?#…).
func (p *parser) skipComment(start int) error {
	for {
		tok, err := p.get()
		if err != nil {
			return err
		}
		if tok == nil {
			return p.failAt(start, "missing ), unterminated comment")
		}
		if tok[0] == ')' {
			return nil
		}
	}
}

// assertion reads a look-ahead or look-behind.
func (p *parser) assertion(c rune, start int, verbose bool, nested int) (*node, error) {
	n := &node{kind: nAssert, neg: c == '!'}
	before := p.behind
	if c == '<' {
		d, err := p.extension()
		if err != nil {
			return nil, err
		}
		if d != '=' && d != '!' {
			return nil, p.unknown("?<", d)
		}
		n.back, n.neg = true, d == '!'
		if p.behind < 0 {
			p.behind = len(p.widths)
		}
	}
	body, err := p.alternatives(verbose, nested+1)
	if err != nil {
		return nil, err
	}
	p.behind = before
	n.kids = []seq{body}
	return n, p.close(start)
}

// conditional reads (?(group)yes|no).
func (p *parser) conditional(start int, verbose bool, nested int) (*node, error) {
	group, err := p.condition()
	if err != nil {
		return nil, err
	}
	if err := p.behindRef(group); err != nil {
		return nil, err
	}
	yes, err := p.sequence(verbose, nested+1, false)
	if err != nil {
		return nil, err
	}
	n := &node{kind: nRefTest, lo: group, kids: []seq{yes}}
	more, err := p.match('|')
	if err != nil {
		return nil, err
	}
	if more {
		no, err := p.sequence(verbose, nested+1, false)
		if err != nil {
			return nil, err
		}
		if p.char() == '|' {
			return nil, p.fail(0, "conditional backref with more than two branches")
		}
		n.kids = append(n.kids, no)
	}
	return n, p.close(start)
}

// condition reads the group that a conditional asks for.
func (p *parser) condition() (int, error) {
	name, err := p.until(')', "group name")
	if err != nil {
		return 0, err
	}
	back := object.CountPoints(name) + 1
	if object.IsIdentifier(name) {
		group, ok := p.names[name]
		if !ok {
			return 0, p.fail(back, "unknown group name %s", object.StrRepr(name))
		}
		return group, nil
	}
	group, ok := groupNumber(p.t, name)
	switch {
	case !ok:
		return 0, p.fail(back, "bad character in group name %s", object.StrRepr(name))
	case group == 0:
		return 0, p.fail(back, "bad group number")
	case group >= maxGroups:
		return 0, p.fail(back, "invalid group reference %s", strings.TrimSpace(name))
	}
	p.refTests = append(p.refTests, refTest{group, p.at - back})
	return group, nil
}

// groupNumber reads the number of a group as int() does; more than maxGroups is maxGroups.
func groupNumber(t *thread, name string) (int, bool) {
	x, err := t.ParseInt(name, 10)
	if err != nil {
		t.Discard(err)
		return 0, false
	}
	n, fits := object.IntValue(x)
	t.Unref(x)
	if !fits {
		n = maxGroups
	}
	return int(min(n, maxGroups)), n >= 0
}

// flagOf returns the flag that a letter stands for, 0 if none.
func flagOf(c rune) int {
	switch c {
	case 'i':
		return flagIgnoreCase
	case 'L':
		return flagLocale
	case 'm':
		return flagMultiline
	case 's':
		return flagDotAll
	case 'x':
		return flagVerbose
	case 'a':
		return flagASCII
	case 't':
		return flagTemplate
	case 'u':
		return flagUnicode
	}
	return 0
}

// inlineFlags reads (?flags) or (?flags:; the former is global.
func (p *parser) inlineFlags(n *node, c rune) (global bool, err error) {
	if c != '-' {
		if c, err = p.addedFlags(n, c); err != nil {
			return false, err
		}
	}
	if c == ')' {
		p.flags |= n.add
		return true, nil
	}
	if n.add&globalFlags != 0 {
		return false, p.fail(1, "bad inline flags: cannot turn on global flag")
	}
	if c == '-' {
		if err := p.removedFlags(n); err != nil {
			return false, err
		}
	}
	if n.del&globalFlags != 0 {
		return false, p.fail(1, "bad inline flags: cannot turn off global flag")
	}
	if n.add&n.del != 0 {
		return false, p.fail(1, "bad inline flags: flag turned on and off")
	}
	return false, nil
}

func (p *parser) addedFlags(n *node, c rune) (rune, error) {
	for {
		f := flagOf(c)
		switch {
		case p.text && c == 'L':
			return 0, p.fail(0, "bad inline flags: cannot use 'L' flag with a str pattern")
		case !p.text && c == 'u':
			return 0, p.fail(0, "bad inline flags: cannot use 'u' flag with a bytes pattern")
		}
		n.add |= f
		if f&typeFlags != 0 && n.add&typeFlags != f {
			return 0, p.fail(0, "bad inline flags: flags 'a', 'u' and 'L' are incompatible")
		}
		var err error
		if c, err = p.flagChar("missing -, : or )", "missing -, : or )", ")-:"); err != nil || flagOf(c) == 0 {
			return c, err
		}
	}
}

func (p *parser) removedFlags(n *node) error {
	c, err := p.flagChar("missing flag", "missing flag", "")
	for err == nil && flagOf(c) != 0 {
		if flagOf(c)&typeFlags != 0 {
			return p.fail(0, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
		}
		n.del |= flagOf(c)
		c, err = p.flagChar("missing :", "missing :", ":")
	}
	return err
}

// flagChar takes a flag or one of the characters in ends.
func (p *parser) flagChar(atEnd, other, ends string) (rune, error) {
	c := p.char()
	if c == -1 {
		return 0, p.fail(0, "%s", atEnd)
	}
	tok, err := p.get()
	if err != nil {
		return 0, err
	}
	if c >= 0 && (flagOf(c) != 0 || strings.ContainsRune(ends, c)) {
		return c, nil
	}
	if c >= 0 && object.IsAlpha(c) {
		other = "unknown flag"
	}
	return 0, p.fail(len(tok), "%s", other)
}

func (p *parser) warnFlags() error {
	show := text(p.src[:min(20, len(p.src))])
	msg := object.StrRepr(show)
	if !p.text {
		b := make([]byte, 0, 20)
		for _, r := range p.src[:min(20, len(p.src))] {
			b = append(b, byte(r))
		}
		msg = object.BytesRepr(b)
	}
	if len(p.src) > 20 {
		msg += " (truncated)"
	}
	return warn(p.t, object.DeprecationWarning, "Flags not at the start of the expression "+msg)
}
