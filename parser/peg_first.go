package parser

// A kindSet is a set of token kinds.
type kindSet [2]uint64

func (s *kindSet) add(k kind)      { s[k>>6] |= 1 << (k & 63) }
func (s *kindSet) has(k kind) bool { return s[k>>6]>>(k&63)&1 != 0 }

func (s *kindSet) join(o kindSet) {
	s[0] |= o[0]
	s[1] |= o[1]
}

var anyKind = kindSet{^uint64(0), ^uint64(0)}

// A first tells with which tokens something can begin, and whether it can be empty.
// An alternative that cannot begin with the token at hand need not be tried: it would
// fail without looking further.
type first struct {
	kinds kindSet
	empty bool
}

// computeFirsts works out what every rule and alternative can begin with.
func (g *pegGrammar) computeFirsts() {
	for changed := true; changed; {
		changed = false
		for i := range g.rules {
			r := &g.rules[i]
			f := g.firstOf(r.alts)
			changed = changed || f != r.first
			r.first = f
		}
	}
}

// firstOf computes the first of alternatives, and notes it in each of them.
func (g *pegGrammar) firstOf(alts []pegAlt) (f first) {
	for i := range alts {
		a := &alts[i]
		a.first = g.firstOfItems(a.items)
		f.kinds.join(a.first.kinds)
		f.empty = f.empty || a.first.empty
	}
	return f
}

func (g *pegGrammar) firstOfItems(items []pegItem) (f first) {
	f.empty = true
	for i := range items {
		it := g.firstOfItem(&items[i])
		if f.empty {
			f.kinds.join(it.kinds)
			f.empty = it.empty
		}
	}
	return f
}

func (g *pegGrammar) firstOfItem(it *pegItem) (f first) {
	switch it.op {
	case opToken:
		f.kinds.add(it.kind)
	case opWord, opSoft:
		f.kinds.add(tName)
	case opRule, opWithout:
		f = g.rules[it.rule].first
	case opForce:
		f.kinds = anyKind // it must be reached, to complain
	case opCut:
		f.empty = true
	case opAhead:
		f = g.firstOf(it.alts)
	case opNotAhead:
		g.firstOf(it.alts)
		f.empty = true
	case opMaybe, opStar:
		f = g.firstOf(it.alts)
		f.empty = true
	default:
		f = g.firstOf(it.alts)
	}
	return f
}
