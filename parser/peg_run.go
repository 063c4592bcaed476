package parser

import "strings"

// Running the grammar: a packrat parser, which remembers what every rule made of
// every place, so that the time is linear whatever the grammar tries.

const maxExplainDepth = 200_000 // rules within rules; each costs about 300 bytes of stack

const noMatch = -1

// rule applies a rule at a token; end is noMatch, or the token after it.
func (e *explainer) rule(r, pos int) (v *node, end int) {
	rule := &e.g.rules[r]
	if k := e.tok(pos).kind; !rule.first.empty && !rule.first.kinds.has(k) {
		return nil, noMatch
	}
	key := memoKey(r * 2)
	if e.mistakes && !rule.shared {
		key++
	}
	if m := e.remembered(key, pos); m != nil {
		return m.v, m.end
	}
	e.depth++
	if e.depth > maxExplainDepth {
		panic(&SyntaxError{Kind: "RecursionError", Msg: recursionMsg, File: e.file})
	}
	if rule.leftmost {
		v, end = e.grow(rule, key, pos)
	} else {
		v, end = e.alternatives(rule.alts, pos)
		e.remember(key, pos, v, end)
	}
	e.depth--
	return v, end
}

func (e *explainer) remembered(key memoKey, pos int) *memoEntry {
	if pos >= len(e.memo) {
		return nil
	}
	entries := e.memo[pos]
	for i := range entries {
		if entries[i].key == key {
			return &entries[i]
		}
	}
	return nil
}

func (e *explainer) remember(key memoKey, pos int, v *node, end int) {
	for pos >= len(e.memo) {
		e.memo = append(e.memo, nil)
	}
	e.memo[pos] = append(e.memo[pos], memoEntry{key, end, v})
}

// grow applies a left-recursive rule: first as if it did not match itself, then
// again with what it has matched so far, as long as it gets longer.
func (e *explainer) grow(rule *pegRule, key memoKey, pos int) (v *node, end int) {
	end = noMatch
	e.remember(key, pos, v, end)
	for {
		v2, end2 := e.alternatives(rule.alts, pos)
		if end2 <= end {
			return v, end
		}
		v, end = v2, end2
		m := e.remembered(key, pos)
		m.v, m.end = v, end
	}
}

// captures are the nodes an alternative has names for.
type captures [2]*node

// alternatives tries each in turn.
func (e *explainer) alternatives(alts []pegAlt, pos int) (v *node, end int) {
	for i := range alts {
		a := &alts[i]
		if a.wrong && !e.mistakes || !a.first.empty && !a.first.kinds.has(e.tok(pos).kind) {
			continue
		}
		var c captures
		v, end, cut := e.sequence(a, pos, &c)
		switch {
		case end == noMatch && cut:
			return nil, noMatch
		case end == noMatch:
			continue
		case a.act != "":
			// Nothing is raised: the mistake was none, and the rule has had its say.
			if !e.mistake(a, &c, end) {
				return nil, noMatch
			}
		}
		return v, end
	}
	return nil, noMatch
}

// sequence matches the items of an alternative and makes its node: one of the kind
// the alternative names, or else the only node in it, or else one without a kind.
func (e *explainer) sequence(a *pegAlt, pos int, c *captures) (v *node, end int, cut bool) {
	var kids []*node
	end = pos
	for i := range a.items {
		it := &a.items[i]
		if it.op == opCut {
			cut = true
			continue
		}
		start := end
		v, end = e.item(it, start)
		if end == noMatch {
			return nil, noMatch, cut
		}
		if it.name != 0 {
			if v == nil {
				v = &node{start: start, end: end}
			}
			c[it.name-'a'] = v
		}
		if v != nil {
			kids = append(kids, v)
		}
	}
	if (a.node == "" || a.chain) && len(kids) <= 1 {
		if len(kids) == 0 {
			return nil, end, cut
		}
		return kids[0], end, cut
	}
	v = &node{kind: a.node, start: pos, end: e.lastToken(pos, end)}
	v.adopt(kids)
	if a.node == "Strings" {
		e.checkStrings(v)
	}
	return v, end, cut
}

// lastToken leaves out the newlines and dedents at the end.
func (e *explainer) lastToken(start, end int) int {
	for end > start+1 {
		switch e.ts.toks[end-1].kind {
		case tNewline, tIndent, tDedent, tEOF:
			end--
			continue
		}
		break
	}
	return end
}

// adopt takes kids for its own; the kids of nodes without a kind instead of these.
func (n *node) adopt(kids []*node) {
	for _, k := range kids {
		if k.kind == "" && len(k.kids) > 0 {
			n.kids = append(n.kids, k.kids...)
		} else {
			n.kids = append(n.kids, k)
		}
	}
}

// item matches one item.
func (e *explainer) item(it *pegItem, pos int) (v *node, end int) {
	switch it.op {
	case opToken:
		if e.tok(pos).kind == it.kind {
			if it.kind == tNumber {
				e.checkDigits(e.tok(pos))
			}
			return nil, pos + 1
		}
		return nil, noMatch
	case opWord:
		if t := e.tok(pos); t.kind == tName && t.text == it.text {
			return nil, pos + 1
		}
		return nil, noMatch
	case opSoft:
		if t := e.tok(pos); t.kind == tName && softKeyword(t.text) {
			return nil, pos + 1
		}
		return nil, noMatch
	case opRule:
		return e.rule(it.rule, pos)
	case opWithout:
		mistakes := e.mistakes
		e.mistakes = false
		v, end = e.rule(it.rule, pos)
		e.mistakes = mistakes
		return v, end
	case opForce:
		if t := e.tok(pos); t.kind != it.kind {
			panic(e.errorAt(e.tokenNode(pos), "expected '"+kinds[it.kind].text+"'"))
		}
		return nil, pos + 1
	case opAhead, opNotAhead:
		if it.op == opNotAhead && it.alts[0].items[0].kind == tIndent && pos == len(e.ts.toks) {
			// The mistake of a missing block goes before what the scanner cannot cope with.
			e.ts.fill()
		}
		_, end = e.alternatives(it.alts, pos)
		if (end != noMatch) == (it.op == opAhead) {
			return nil, pos
		}
		return nil, noMatch
	case opGroup:
		return e.alternatives(it.alts, pos)
	case opMaybe:
		if v, end = e.alternatives(it.alts, pos); end == noMatch {
			return nil, pos
		}
		return v, end
	}
	return e.repeat(it, pos)
}

// softKeyword compares as CPython does, which is content with a beginning.
func softKeyword(s string) bool {
	return strings.HasPrefix("match", s) || strings.HasPrefix("case", s) || s == "_"
}

// repeat matches the items that may come several times.
func (e *explainer) repeat(it *pegItem, pos int) (*node, int) {
	list := &node{start: pos, end: pos}
	var kids []*node
	end := pos
	for {
		v, next := e.alternatives(it.alts, end)
		if next == noMatch {
			break
		}
		if v != nil {
			kids = append(kids, v)
		}
		list.end, end = next, next
		if it.op == opGather {
			if e.tok(end).kind != it.kind {
				break
			}
			end++
		}
	}
	if it.op != opStar && list.end == pos {
		return nil, noMatch
	}
	if len(kids) == 0 {
		return nil, list.end
	}
	list.end, end = e.lastToken(pos, list.end), list.end
	list.adopt(kids)
	return list, end
}
