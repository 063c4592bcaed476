package remod

// Flags of a pattern.
const (
	flagTemplate   = 1
	flagIgnoreCase = 2
	flagLocale     = 4
	flagMultiline  = 8
	flagDotAll     = 16
	flagUnicode    = 32
	flagVerbose    = 64
	flagDebug      = 128
	flagASCII      = 256

	typeFlags   = flagASCII | flagLocale | flagUnicode
	globalFlags = flagDebug | flagTemplate
)

const (
	maxRepeat = 1<<32 - 1 // stands for no limit
	maxGroups = 1<<31 - 1
)

// A kind says what a node is.
type kind uint8

const (
	nLiteral    kind = iota // code point lo
	nNotLiteral             // any but code point lo
	nAny
	nSet      // items; neg
	nAt       // at
	nBranch   // kids are alternatives
	nGroup    // kids[0]; group number lo, 0 for (?flags:…); add, del
	nRepeat   // kids[0], lo to hi times; neg: as few as possible
	nAssert   // kids[0]; neg: must not match; back: behind
	nRef      // group lo
	nRefTest  // group lo, kids[0] if it matched, kids[1] if not (may be missing)
	nCategory // only in sets and while parsing: at
)

// A node is one element of a parsed pattern.
type node struct {
	kind     kind
	neg      bool
	back     bool
	at       uint8
	add, del int
	lo, hi   int
	kids     []seq
	items    []setItem
}

// A seq is a sequence of nodes.
type seq []*node

// Positions and categories; the odd ones of a pair are the negations.
const (
	atBeginning = iota
	atBeginningString
	atEnd
	atEndString
	atBoundary
	atNotBoundary
)

const (
	catDigit = iota
	catNotDigit
	catSpace
	catNotSpace
	catWord
	catNotWord
)

// A setItem is a range of code points, or a category where cat is not negative.
type setItem struct {
	lo, hi rune
	cat    int8
	single bool // written as one character
}

// width returns the least and greatest number of characters that s matches.
func (p *parser) width(s seq) (lo, hi int) {
	for _, n := range s {
		l, h := p.nodeWidth(n)
		lo, hi = lo+l, hi+h
	}
	return min(lo, maxRepeat-1), min(hi, maxRepeat)
}

func (p *parser) nodeWidth(n *node) (lo, hi int) {
	switch n.kind {
	case nLiteral, nNotLiteral, nAny, nSet:
		return 1, 1
	case nGroup:
		return p.width(n.kids[0])
	case nBranch:
		lo = maxRepeat - 1
		for _, k := range n.kids {
			l, h := p.width(k)
			lo, hi = min(lo, l), max(hi, h)
		}
		return lo, hi
	case nRepeat:
		l, h := p.width(n.kids[0])
		return mulWidth(l, n.lo), mulWidth(h, n.hi)
	case nRef:
		w := p.widths[n.lo]
		return w[0], w[1]
	case nRefTest:
		lo, hi = p.width(n.kids[0])
		if len(n.kids) < 2 {
			return 0, hi
		}
		l, h := p.width(n.kids[1])
		return min(lo, l), max(hi, h)
	}
	return 0, 0
}

// mulWidth multiplies without overflow; what is above maxRepeat means no more than that.
func mulWidth(w, n int) int {
	if w > 0 && n > 1<<40/w {
		return 1 << 40
	}
	return w * n
}
