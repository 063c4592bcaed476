package remod

import (
	"fmt"

	"github.com/minipy-go/minipy/object"
)

// A parser reads one pattern. A token is one character, or a backslash with the
// character behind it; src[at:next] is the one that comes next, empty at the end. It is
// read ahead, so a lone backslash at the end is noticed one token early, as in CPython.
type parser struct {
	t       *thread
	pattern value // lent; for errors
	src     []rune
	text    bool // a str pattern
	at      int
	next    int

	flags    int
	names    map[string]int
	order    []string // group names in order of their groups
	widths   [][2]int // by group; [-1, 0] while a group is open
	behind   int      // number of groups when the outermost look-behind began, or -1
	refTests []refTest
}

type refTest struct{ group, pos int }

// errVerbose asks for another pass: a verbose flag came in the middle.
type errVerbose struct{}

func (errVerbose) Error() string { return "verbose" }

// parse reads the whole pattern with the given flags.
func (p *parser) parse(flags int) (seq, error) {
	s, err := p.parseOnce(flags)
	if _, again := err.(errVerbose); again {
		s, err = p.parseOnce(p.flags | flagVerbose)
	}
	if err != nil {
		return nil, err
	}
	if p.flags, err = fixFlags(p.t, p.flags, p.text); err != nil {
		return nil, err
	}
	if p.at < p.next {
		return nil, p.fail(0, "unbalanced parenthesis")
	}
	for _, r := range p.refTests {
		if r.group >= len(p.widths) {
			return nil, p.failAt(r.pos, "invalid group reference %d", r.group)
		}
	}
	return s, nil
}

func (p *parser) parseOnce(flags int) (seq, error) {
	p.flags, p.names, p.order, p.behind = flags, nil, nil, -1
	p.widths = [][2]int{{-1, 0}}
	p.refTests = nil
	if err := p.seek(0); err != nil {
		return nil, err
	}
	return p.alternatives(flags&flagVerbose != 0, 0)
}

// fixFlags checks that flags go with the type of the pattern.
func fixFlags(t *thread, flags int, text bool) (int, error) {
	if text {
		if flags&flagLocale != 0 {
			return 0, t.ValueErr("cannot use LOCALE flag with a str pattern")
		}
		if flags&flagASCII == 0 {
			return flags | flagUnicode, nil
		}
		if flags&flagUnicode != 0 {
			return 0, t.ValueErr("ASCII and UNICODE flags are incompatible")
		}
		return flags, nil
	}
	if flags&flagUnicode != 0 {
		return 0, t.ValueErr("cannot use UNICODE flag with a bytes pattern")
	}
	if flags&flagLocale != 0 && flags&flagASCII != 0 {
		return 0, t.ValueErr("ASCII and LOCALE flags are incompatible")
	}
	return flags, nil
}

// fail makes an error of the pattern, back characters before the next token.
func (p *parser) fail(back int, format string, args ...any) error {
	return p.failAt(p.at-back, format, args...)
}

func (p *parser) failAt(pos int, format string, args ...any) error {
	return raise(p.t, fmt.Sprintf(format, args...), p.pattern, pos)
}

// seek makes the token at i the next one.
func (p *parser) seek(i int) error {
	p.at = i
	p.next = min(i+1, len(p.src))
	if i < len(p.src) && p.src[i] == '\\' {
		if p.next++; p.next > len(p.src) {
			p.next = len(p.src)
			return p.failAt(len(p.src)-1, "bad escape (end of pattern)")
		}
	}
	return nil
}

// get takes the next token, nil at the end.
func (p *parser) get() ([]rune, error) {
	tok := p.src[p.at:p.next]
	if len(tok) == 0 {
		return nil, nil
	}
	return tok, p.seek(p.next)
}

// char is the next token if it is a single character, -2 for an escape, -1 at the end.
func (p *parser) char() rune {
	switch p.next - p.at {
	case 0:
		return -1
	case 1:
		return p.src[p.at]
	}
	return -2
}

// match takes the next token if it is c.
func (p *parser) match(c rune) (bool, error) {
	if p.char() != c {
		return false, nil
	}
	return true, p.seek(p.next)
}

// while takes at most n characters of the given class.
func (p *parser) while(n int, class func(rune) bool) error {
	for ; n > 0 && class(p.char()); n-- {
		if err := p.seek(p.next); err != nil {
			return err
		}
	}
	return nil
}

// until takes a name up to a terminator.
func (p *parser) until(end rune, what string) (string, error) {
	var name []byte
	count := 0
	for {
		tok, err := p.get()
		if err != nil {
			return "", err
		}
		if tok == nil {
			if count == 0 {
				return "", p.fail(0, "missing %s", what)
			}
			return "", p.fail(count, "missing %c, unterminated name", end)
		}
		if len(tok) == 1 && tok[0] == end {
			if count == 0 {
				return "", p.fail(1, "missing %s", what)
			}
			return string(name), nil
		}
		for _, r := range tok {
			name = object.AppendPoint(name, r)
		}
		count += len(tok)
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
func isOctal(r rune) bool { return r >= '0' && r <= '7' }
func isHex(r rune) bool {
	return isDigit(r) || r >= 'a' && r <= 'f' || r >= 'A' && r <= 'F'
}
func isLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// text makes WTF-8 of code points.
func text(rs []rune) string {
	var b []byte
	for _, r := range rs {
		b = object.AppendPoint(b, r)
	}
	return string(b)
}

// alternatives reads sequences separated by |.
func (p *parser) alternatives(verbose bool, nested int) (seq, error) {
	if err := p.t.Enter(""); err != nil {
		return nil, err
	}
	defer p.t.Leave()
	var items []seq
	for {
		s, err := p.sequence(verbose, nested+1, nested == 0 && items == nil)
		if err != nil {
			return nil, err
		}
		items = append(items, s)
		more, err := p.match('|')
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
	}
	if len(items) == 1 {
		return items[0], nil
	}
	return factor(items), nil
}

// factor takes the common beginning of all alternatives out, and makes a set of
// alternatives that are single characters.
func factor(items []seq) seq {
	var out seq
prefix:
	for {
		for _, s := range items {
			if len(s) == 0 || !sameNode(s[0], items[0][0]) {
				break prefix
			}
		}
		out = append(out, items[0][0])
		for i := range items {
			items[i] = items[i][1:]
		}
	}
	set := &node{kind: nSet}
	for _, s := range items {
		if len(s) != 1 {
			return append(out, &node{kind: nBranch, kids: items})
		}
		switch n := s[0]; {
		case n.kind == nLiteral:
			set.items = append(set.items, setItem{lo: rune(n.lo), hi: rune(n.lo), cat: -1, single: true})
		case n.kind == nSet && !n.neg:
			set.items = append(set.items, n.items...)
		default:
			return append(out, &node{kind: nBranch, kids: items})
		}
	}
	return append(out, set.simplified())
}

// sameNode reports whether two nodes without sequences in them are equal.
func sameNode(a, b *node) bool {
	if a == b {
		return true
	}
	if a.kind != b.kind || len(a.kids)+len(b.kids) > 0 || a.neg != b.neg || a.at != b.at || a.lo != b.lo || len(a.items) != len(b.items) {
		return false
	}
	for i := range a.items {
		if a.items[i] != b.items[i] {
			return false
		}
	}
	return true
}

// simplified drops what a set names twice.
func (n *node) simplified() *node {
	var items []setItem
	seen := map[setItem]bool{}
	for _, it := range n.items {
		if !seen[it] {
			seen[it] = true
			items = append(items, it)
		}
	}
	n.items = items
	return n
}

// sequence reads up to a | or ) or the end. first: the flags of the whole pattern may
// stand here.
func (p *parser) sequence(verbose bool, nested int, first bool) (seq, error) {
	var s seq
	for {
		c := p.char()
		if c == -1 || c == '|' || c == ')' {
			break
		}
		tok, err := p.get()
		if err != nil {
			return nil, err
		}
		if verbose && len(tok) == 1 {
			if isVerboseSpace(tok[0]) {
				continue
			}
			if tok[0] == '#' {
				if err := p.comment(); err != nil {
					return nil, err
				}
				continue
			}
		}
		if s, err = p.element(s, tok, verbose, nested, first); err != nil {
			return nil, err
		}
	}
	return unpack(s), nil
}

// element adds to s what begins with tok.
func (p *parser) element(s seq, tok []rune, verbose bool, nested int, first bool) (seq, error) {
	var n *node
	var err error
	switch tok[0] {
	case '\\':
		n, err = p.escape(tok)
	case '[':
		n, err = p.set()
	case '*', '+', '?', '{':
		return p.repeat(s, tok[0])
	case '.':
		n = &node{kind: nAny}
	case '(':
		return p.paren(s, verbose, nested, first)
	case '^':
		n = &node{kind: nAt, at: atBeginning}
	case '$':
		n = &node{kind: nAt, at: atEnd}
	default:
		n = literal(tok[0])
	}
	if err != nil {
		return nil, err
	}
	return append(s, n), nil
}

func literal(r rune) *node { return &node{kind: nLiteral, lo: int(r)} }

func isVerboseSpace(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }

// comment skips to the end of the line.
func (p *parser) comment() error {
	for {
		tok, err := p.get()
		if err != nil || tok == nil || tok[0] == '\n' {
			return err
		}
	}
}

// unpack replaces groups that are nothing but parentheses by what they hold.
func unpack(s seq) seq {
	for i, n := range s {
		if n.kind != nGroup || n.lo != 0 || n.add|n.del != 0 {
			continue
		}
		out := append(seq{}, s[:i]...)
		for _, n := range s[i:] {
			if n.kind == nGroup && n.lo == 0 && n.add|n.del == 0 {
				out = append(out, n.kids[0]...)
			} else {
				out = append(out, n)
			}
		}
		return out
	}
	return s
}

// repeat makes the last node of s a repeated one; c began the quantifier.
func (p *parser) repeat(s seq, c rune) (seq, error) {
	here := p.at
	lo, hi := 0, maxRepeat
	switch c {
	case '?':
		hi = 1
	case '+':
		lo = 1
	case '{':
		var literally bool
		var err error
		if lo, hi, literally, err = p.bounds(here); err != nil {
			return nil, err
		}
		if literally {
			return append(s, literal('{')), nil
		}
	}
	back := p.at - here + 1
	if len(s) == 0 || s[len(s)-1].kind == nAt {
		return nil, p.fail(back, "nothing to repeat")
	}
	item := s[len(s)-1]
	if item.kind == nRepeat {
		return nil, p.fail(back, "multiple repeat")
	}
	body := seq{item}
	if item.kind == nGroup && item.lo == 0 && item.add|item.del == 0 {
		body = item.kids[0]
	}
	lazy, err := p.match('?')
	s[len(s)-1] = &node{kind: nRepeat, lo: lo, hi: hi, neg: lazy, kids: []seq{body}}
	return s, err
}

// bounds reads what follows {; it is a literal brace if that is no quantifier.
func (p *parser) bounds(here int) (lo, hi int, literally bool, err error) {
	if p.char() == '}' {
		return 0, 0, true, nil
	}
	number := func() (int, bool, error) {
		from := p.at
		if err := p.while(1<<60, isDigit); err != nil {
			return 0, false, err
		}
		n := 0
		for _, r := range p.src[from:p.at] {
			n = min(n*10+int(r-'0'), maxRepeat)
		}
		return n, p.at > from, nil
	}
	lo, some, err := number()
	if err != nil {
		return 0, 0, false, err
	}
	hi, limited := lo, some
	comma, err := p.match(',')
	if err == nil && comma {
		hi, limited, err = number()
	}
	if err != nil {
		return 0, 0, false, err
	}
	end, err := p.match('}')
	if err != nil {
		return 0, 0, false, err
	}
	if !end {
		return 0, 0, true, p.seek(here)
	}
	if some && lo >= maxRepeat || limited && hi >= maxRepeat {
		return 0, 0, false, p.t.Raise(object.OverflowError, "the repetition number is too large")
	}
	if !limited {
		return lo, maxRepeat, false, nil
	}
	if hi < lo {
		return 0, 0, false, p.fail(p.at-here, "min repeat greater than max repeat")
	}
	return lo, hi, false, nil
}
