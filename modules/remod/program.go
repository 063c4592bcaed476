package remod

import (
	"unicode/utf8"

	"github.com/minipy-go/minipy/object"
)

// An op is an instruction's operation. Instructions form a graph: each names the one
// that follows it. Where an operation fails, the newest choice is taken back.
type op uint8

const (
	opMatch     op = iota // the whole pattern has matched
	opByte                // byte x
	opString              // strs[x]
	opAny                 // a character but newline
	opAnyAll              // a character
	opSet                 // a character of sets[x]
	opAt                  // position x
	opMark                // set mark x
	opBranch              // alternative y, else x; x < 0: none is left
	opRepeat              // reps[x], as many as possible
	opRepeatMin           // reps[x], as few as possible
	opLoopInit            // begin loops[x]
	opLoop                // the end of a round of loops[x]
	opRef                 // the text of group x again
	opRefFold             // the same with folded cases
	opIfGroup             // go on at next if group x has matched, else at y
	opAssert              // asserts[x] at y, then next
	opAssertNot           // next if asserts[x] at y does not match
	opAssertEnd           // the body of asserts[x] has matched
	opAssertNotEnd
)

// An inst is one instruction.
type inst struct {
	op   op
	fold folding
	// keep: what fails behind this choice may leave groups set that the pattern can
	// still see, so the state is put back even when nothing is left to try.
	keep bool
	// exact: what can follow is known only up to where groups are set.
	exact bool
	x, y  int32
	next  int32
}

// A rep is the repetition of a single character.
type rep struct {
	kind     op // opAny, opAnyAll, opSet or opString
	set      *charSet
	str      string
	min, max int
	next     *[256]bool // bytes that can follow; nil: any, or the end
	byte     int        // the only such byte, or -1
	all      bool       // what can follow is not in the set: never give back
}

// A loop is any other repetition.
type loop struct {
	min, max int
	body     int32
	lazy     bool
	first    *[256]bool // bytes that a round can begin with; nil: any, or none
	tail     *[256]bool // bytes that can follow, likewise
}

// An assert is a look-around; a look-behind goes width characters back.
type assert struct {
	width int
}

// A program is a compiled pattern.
type program struct {
	code    []inst
	start   int32
	strs    []string
	sets    []*charSet
	reps    []rep
	loops   []loop
	asserts []assert
	groups  int
	text    bool

	prefix   string     // every match begins with it
	first    *[256]bool // bytes that a match can begin with; nil: any, or none
	anchored bool       // matches at the beginning only
	literal  bool       // the pattern is prefix
}

// A compiler makes a program, last instruction first, so that what follows is known.
type compiler struct {
	p      *parser
	prog   *program
	inLoop bool // inside a loop: choices keep the marks
	exact  bool // see inst.keep
	firsts map[firstKey]*[256]bool
}

// compileProgram compiles a parsed pattern.
func compileProgram(p *parser, s seq) (*program, error) {
	c := &compiler{p: p, prog: &program{groups: len(p.widths) - 1, text: p.text}}
	end := c.emit(inst{op: opMatch})
	start, err := c.seq(s, end, p.flags)
	if err != nil {
		return nil, err
	}
	c.prog.start = start
	c.link()
	c.plan()
	return c.prog, nil
}

func (c *compiler) groups() bool { return c.prog.groups > 0 }

func (c *compiler) emit(in inst) int32 {
	c.prog.code = append(c.prog.code, in)
	return int32(len(c.prog.code) - 1)
}

// seq compiles s in front of instruction next and returns where it begins.
func (c *compiler) seq(s seq, next int32, flags int) (int32, error) {
	for i := len(s) - 1; i >= 0; i-- {
		j := i
		for j >= 0 && c.plainLiteral(s[j], flags) {
			j--
		}
		if j < i {
			next = c.literals(s[j+1:i+1], next)
			i = j + 1
			continue
		}
		var err error
		if next, err = c.node(s[i], next, flags); err != nil {
			return 0, err
		}
	}
	return next, nil
}

// plainLiteral reports whether n is a literal whose case does not matter.
func (c *compiler) plainLiteral(n *node, flags int) bool {
	return n.kind == nLiteral && !c.cased(rune(n.lo), flags)
}

// cased reports whether the case of r is folded.
func (c *compiler) cased(r rune, flags int) bool {
	switch foldOf(flags) {
	case foldNone:
		return false
	case foldUnicode:
		return object.LowerPoint(r) != r || object.UpperPoint(r) != r
	}
	return r < 128 && isLetter(r)
}

func (c *compiler) literals(s seq, next int32) int32 {
	var b []byte
	for _, n := range s {
		b = c.appendChar(b, rune(n.lo))
	}
	return c.str(b, next)
}

func (c *compiler) str(b []byte, next int32) int32 {
	if len(b) == 1 {
		return c.emit(inst{op: opByte, x: int32(b[0]), next: next})
	}
	c.prog.strs = append(c.prog.strs, string(b))
	return c.emit(inst{op: opString, x: int32(len(c.prog.strs) - 1), next: next})
}

func (c *compiler) appendChar(b []byte, r rune) []byte {
	if c.prog.text {
		return object.AppendPoint(b, r)
	}
	return append(b, byte(r))
}

func (c *compiler) set(n *node, flags int) *charSet {
	items, neg := n.items, n.neg
	if n.kind != nSet {
		items = []setItem{{lo: rune(n.lo), hi: rune(n.lo), cat: -1}}
		neg = n.kind == nNotLiteral
	}
	if foldOf(flags) == foldLocale && n.kind != nSet {
		// unlike a set of one character, a literal folds before it is negated
		s := newSet(items, false, c.prog.text, flags)
		if neg {
			for i := range s.tab {
				s.tab[i] ^= tabYes
			}
		}
		return s
	}
	return newSet(items, neg, c.prog.text, flags)
}

func (c *compiler) node(n *node, next int32, flags int) (int32, error) {
	switch n.kind {
	case nLiteral, nNotLiteral, nSet:
		c.prog.sets = append(c.prog.sets, c.set(n, flags))
		return c.emit(inst{op: opSet, x: int32(len(c.prog.sets) - 1), next: next}), nil
	case nAny:
		return c.emit(inst{op: anyOp(flags), next: next}), nil
	case nAt:
		return c.emit(inst{op: opAt, x: atCode(n.at, flags), next: next}), nil
	case nGroup:
		flags := combine(flags, n.add, n.del)
		if n.lo == 0 {
			return c.seq(n.kids[0], next, flags)
		}
		next = c.emit(inst{op: opMark, x: int32(2*n.lo - 1), next: next})
		body, err := c.seq(n.kids[0], next, flags)
		return c.emit(inst{op: opMark, x: int32(2*n.lo - 2), next: body}), err
	case nBranch:
		return c.branch(n, next, flags)
	case nRepeat:
		return c.repeat(n, next, flags)
	case nRef:
		in := inst{op: opRef, x: int32(n.lo), next: next}
		if in.fold = foldOf(flags); in.fold != foldNone {
			in.op = opRefFold
		}
		return c.emit(in), nil
	case nRefTest:
		no := next
		var err error
		if len(n.kids) > 1 {
			if no, err = c.seq(n.kids[1], next, flags); err != nil {
				return 0, err
			}
		}
		yes, err := c.seq(n.kids[0], next, flags)
		return c.emit(inst{op: opIfGroup, x: int32(n.lo), y: no, next: yes}), err
	}
	return c.assert(n, next, flags)
}

func combine(flags, add, del int) int {
	if add&typeFlags != 0 {
		flags &^= typeFlags
	}
	return (flags | add) &^ del
}

func anyOp(flags int) op {
	if flags&flagDotAll != 0 {
		return opAnyAll
	}
	return opAny
}

// What opAt asks for: the positions of nodes, and those that flags make of them.
const (
	atLineBeginning = atNotBoundary + 1 + iota
	atLineEnd
	atUniBoundary
	atUniNotBoundary
)

func atCode(at uint8, flags int) int32 {
	switch {
	case flags&flagMultiline != 0 && at == atBeginning:
		return atLineBeginning
	case flags&flagMultiline != 0 && at == atEnd:
		return atLineEnd
	case flags&flagUnicode != 0 && at >= atBoundary:
		return int32(at-atBoundary) + atUniBoundary
	}
	return int32(at)
}

func (c *compiler) branch(n *node, next int32, flags int) (int32, error) {
	other := int32(-1)
	for i := len(n.kids) - 1; i >= 0; i-- {
		at, err := c.seq(n.kids[i], next, flags)
		if err != nil {
			return 0, err
		}
		other = c.emit(inst{op: opBranch, keep: c.exact || c.inLoop && c.groups(), x: other, y: at, next: next})
	}
	return other, nil
}

// simple reports whether s is a single character.
func simple(s seq) bool {
	if len(s) != 1 {
		return false
	}
	switch n := s[0]; n.kind {
	case nLiteral, nNotLiteral, nAny, nSet:
		return true
	case nGroup:
		return n.lo == 0 && simple(n.kids[0])
	}
	return false
}

func (c *compiler) repeat(n *node, next int32, flags int) (int32, error) {
	body := n.kids[0]
	if simple(body) {
		for body[0].kind == nGroup {
			flags = combine(flags, body[0].add, body[0].del)
			body = body[0].kids[0]
		}
		return c.repeatChar(n, body[0], next, flags), nil
	}
	k := len(c.prog.loops)
	c.prog.loops = append(c.prog.loops, loop{min: n.lo, max: n.hi, lazy: n.neg})
	end := c.emit(inst{op: opLoop, x: int32(k), next: next})
	was := c.inLoop
	c.inLoop = true
	at, err := c.seq(body, end, flags)
	c.inLoop = was
	c.prog.loops[k].body = at
	return c.emit(inst{op: opLoopInit, x: int32(k), next: end}), err
}

func (c *compiler) repeatChar(n, ch *node, next int32, flags int) int32 {
	r := rep{min: n.lo, max: n.hi, byte: -1}
	switch {
	case ch.kind == nAny:
		r.kind = anyOp(flags)
	case c.plainLiteral(ch, flags) && ch.lo >= utf8.RuneSelf && c.prog.text:
		r.kind, r.str = opString, string(c.appendChar(nil, rune(ch.lo)))
	default:
		r.kind, r.set = opSet, c.set(ch, flags)
	}
	c.prog.reps = append(c.prog.reps, r)
	in := inst{op: opRepeat, keep: c.exact, exact: c.exact || c.inLoop && c.groups(), x: int32(len(c.prog.reps) - 1), next: next}
	if n.neg {
		in.op = opRepeatMin
	}
	return c.emit(in)
}

func (c *compiler) assert(n *node, next int32, flags int) (int32, error) {
	k := int32(len(c.prog.asserts))
	a := assert{}
	if n.back {
		lo, hi := c.p.width(n.kids[0])
		if lo != hi {
			return 0, raise(c.p.t, "look-behind requires fixed-width pattern", c.p.pattern, -1)
		}
		a.width = lo
	}
	c.prog.asserts = append(c.prog.asserts, a)
	end, ask := opAssertEnd, opAssert
	if n.neg {
		end, ask = opAssertNotEnd, opAssertNot
	}
	was := c.exact
	c.exact = c.exact || n.neg && c.groups()
	at := c.emit(inst{op: end, x: k, next: next})
	at, err := c.seq(n.kids[0], at, flags)
	c.exact = was
	return c.emit(inst{op: ask, x: k, y: at, next: next}), err
}
