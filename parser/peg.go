package parser

import (
	"strings"
	"sync"
)

// The grammar of the explainer, compiled from its text. A rule is a list of
// alternatives, an alternative a list of items.
type (
	pegRule struct {
		name     string
		alts     []pegAlt
		shared   bool // see grammarText on !
		first    first
		leftmost bool // an alternative begins with the rule itself
	}
	pegAlt struct {
		items []pegItem
		first first
		wrong bool   // it is nothing but a rule for mistakes: not in the first pass
		node  string // kind of the node it makes
		chain bool   // but only if there is more than one node in it
		act   string // a mistake
		arg   string
		who   string // names of the captures the mistake speaks of
	}
	pegItem struct {
		op   pegOp
		kind kind   // of opToken; the separator of opGather
		text string // of opWord
		rule int
		alts []pegAlt // of groups
		name byte     // of a capture
	}
)

type pegOp uint8

const (
	opToken   pegOp = iota
	opWord          // a soft keyword
	opSoft          // a beginning of a soft keyword
	opRule          // another rule
	opWithout       // the rule `without`, with no look for mistakes
	opGroup
	opMaybe
	opStar
	opPlus
	opGather // one or more, separated by kind
	opAhead
	opNotAhead
	opForce
	opCut
)

type pegGrammar struct {
	rules []pegRule
	index map[string]int
}

// explainGrammar is compiled when the first mistake is made.
var explainGrammar = sync.OnceValue(func() *pegGrammar { return compileGrammar(grammarText) })

// compileGrammar panics if the text is wrong: it is part of the program.
func compileGrammar(text string) *pegGrammar {
	g := &pegGrammar{index: map[string]int{}}
	text = strings.NewReplacer("\n\t", " ").Replace(text)
	lines := strings.Split(strings.TrimSpace(text), "\n")
	var bodies []string
	for _, l := range lines {
		if l == "" {
			continue
		}
		name, body, ok := strings.Cut(l, ": ")
		if !ok {
			panic("grammar: " + l)
		}
		r := pegRule{name: strings.TrimSuffix(name, "!"), shared: strings.HasSuffix(name, "!")}
		g.index[r.name] = len(g.rules)
		g.rules = append(g.rules, r)
		bodies = append(bodies, body)
	}
	for i, body := range bodies {
		c := pegCompiler{g: g, s: body}
		r := &g.rules[i]
		r.alts = c.alternatives()
		if c.s != "" {
			panic("grammar: " + r.name + ": " + c.s)
		}
		for j := range r.alts {
			a := &r.alts[j]
			first := &a.items[0]
			r.leftmost = r.leftmost || first.op == opRule && first.rule == i
			a.wrong = len(a.items) == 1 && first.op == opRule && strings.HasPrefix(g.rules[first.rule].name, "wrong_")
		}
	}
	g.computeFirsts()
	return g
}

// A pegCompiler compiles what is left of a rule's text.
type pegCompiler struct {
	g *pegGrammar
	s string
}

func (c *pegCompiler) skip() { c.s = strings.TrimLeft(c.s, " \t") }

func (c *pegCompiler) accept(prefix string) bool {
	c.skip()
	rest, ok := strings.CutPrefix(c.s, prefix)
	if ok {
		c.s = rest
	}
	return ok
}

// alternatives stops before a closing bracket.
func (c *pegCompiler) alternatives() (alts []pegAlt) {
	for {
		alts = append(alts, c.alternative())
		if !c.accept("|") {
			return alts
		}
	}
}

func (c *pegCompiler) alternative() (a pegAlt) {
	for {
		c.skip()
		switch {
		case c.s == "" || strings.IndexByte("|)]", c.s[0]) >= 0:
			return a
		case c.accept("="):
			a.chain = c.accept("?")
			a.node = c.word()
		case c.accept("#"):
			c.mistake(&a)
		default:
			a.items = append(a.items, c.item())
		}
	}
}

// mistake: an action, the captures it is about, and a message up to the next bar.
func (c *pegCompiler) mistake(a *pegAlt) {
	text := c.s
	if i := strings.Index(text, " | "); i >= 0 {
		text = text[:i]
	}
	c.s = c.s[len(text):]
	a.act, a.arg, _ = strings.Cut(text, " ")
	for len(a.arg) > 0 && (len(a.arg) == 1 || a.arg[1] == ' ') {
		a.who += a.arg[:1]
		a.arg = strings.TrimPrefix(a.arg[1:], " ")
	}
}

func (c *pegCompiler) word() string {
	i := 0
	for i < len(c.s) && (class[c.s[i]] == idStart) {
		i++
	}
	w := c.s[:i]
	c.s = c.s[i:]
	return w
}

func (c *pegCompiler) item() pegItem {
	switch {
	case c.accept("~"):
		return pegItem{op: opCut}
	case c.accept("&&"):
		it := c.item()
		it.op = opForce
		return it
	case c.accept("&"):
		return pegItem{op: opAhead, alts: single1(c.item())}
	case c.accept("!"):
		return pegItem{op: opNotAhead, alts: single1(c.item())}
	}
	c.skip()
	if len(c.s) > 1 && c.s[1] == ':' && class[c.s[0]] == idStart {
		name := c.s[0]
		c.s = c.s[2:]
		it := c.item()
		it.name = name
		return it
	}
	it := c.atom()
	switch {
	case strings.HasPrefix(c.s, "*"):
		c.s = c.s[1:]
		return pegItem{op: opStar, alts: single1(it)}
	case strings.HasPrefix(c.s, "+"):
		c.s = c.s[1:]
		return pegItem{op: opPlus, alts: single1(it)}
	case strings.HasPrefix(c.s, "%"):
		c.s = c.s[1:]
		return pegItem{op: opGather, kind: c.atom().kind, alts: single1(it)}
	}
	return it
}

// single1 makes alternatives of one item.
func single1(it pegItem) []pegAlt {
	if it.op == opGroup && it.name == 0 {
		return it.alts
	}
	return []pegAlt{{items: []pegItem{it}}}
}

func (c *pegCompiler) atom() pegItem {
	switch {
	case c.accept("("):
		it := pegItem{op: opGroup, alts: c.alternatives()}
		c.accept(")")
		return it
	case c.accept("["):
		it := pegItem{op: opMaybe, alts: c.alternatives()}
		c.accept("]")
		return it
	case c.accept("'"):
		text, rest, _ := strings.Cut(c.s, "'")
		c.s = rest
		return pegItem{op: opToken, kind: kindOfText(text)}
	case c.accept(`"`):
		text, rest, _ := strings.Cut(c.s, `"`)
		c.s = rest
		return pegItem{op: opWord, text: text}
	}
	w := c.word()
	switch w {
	case "WITHOUT":
		return pegItem{op: opWithout, rule: c.g.index["without"]}
	case "SOFT":
		return pegItem{op: opSoft}
	}
	if k, ok := terminal(w); ok {
		return pegItem{op: opToken, kind: k}
	}
	r, ok := c.g.index[w]
	if !ok {
		panic("grammar: no rule " + w + " before " + c.s)
	}
	return pegItem{op: opRule, rule: r}
}

func terminal(name string) (kind, bool) {
	switch name {
	case "EOF":
		return tEOF, true
	case "NEWLINE":
		return tNewline, true
	case "INDENT":
		return tIndent, true
	case "DEDENT":
		return tDedent, true
	case "NAME":
		return tName, true
	case "NUMBER":
		return tNumber, true
	case "STRING":
		return tString, true
	}
	return 0, false
}

func kindOfText(text string) kind {
	for k, row := range kinds {
		if row.text == text {
			return kind(k)
		}
	}
	panic("grammar: no token " + text)
}
