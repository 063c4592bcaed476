package remod

import (
	"sort"

	"github.com/minipy-go/minipy/object"
)

// How a charSet and a literal fold cases.
type folding uint8

const (
	foldNone folding = iota
	foldASCII
	foldLocale // bytes in the locale, which is taken to be C's
	foldUnicode
)

// A charSet is a set of characters. tab says of each first byte of a character what the
// set makes of it.
type charSet struct {
	tab    [256]uint8
	ranges []setItem // sorted, without overlaps
	cats   []int8
	uni    bool // categories are Unicode's
	neg    bool
	fold   folding
	text   bool
}

// The values of charSet.tab.
const (
	tabNo   = iota // not in the set
	tabYes         // a character of one byte, in the set
	tabAsk         // ask has
	tabWide        // a character of several bytes, in the set
)

// newSet makes the set of the items; flags are those that hold where it stands.
func newSet(items []setItem, neg, isText bool, flags int) *charSet {
	s := &charSet{neg: neg, uni: flags&flagUnicode != 0, fold: foldOf(flags), text: isText}
	for _, it := range items {
		if it.cat >= 0 {
			s.cats = append(s.cats, it.cat)
		} else {
			s.ranges = append(s.ranges, it)
		}
	}
	switch s.fold {
	case foldASCII:
		s.closeASCII()
	case foldUnicode:
		s.closeUnicode()
	}
	s.merge()
	s.fill()
	return s
}

func foldOf(flags int) folding {
	switch {
	case flags&flagIgnoreCase == 0:
		return foldNone
	case flags&flagLocale != 0:
		return foldLocale
	case flags&flagUnicode != 0:
		return foldUnicode
	}
	return foldASCII
}

// fill computes tab.
func (s *charSet) fill() {
	n := 256
	if s.text {
		n = 128
		wide := s.wide()
		for c := 0xC2; c <= 0xF4; c++ {
			s.tab[c] = wide
		}
	}
	for c := range n {
		if s.has(rune(c)) {
			s.tab[c] = tabYes
		}
	}
}

// wide says what the set makes of all characters of several bytes, if it is one thing.
func (s *charSet) wide() uint8 {
	if s.fold == foldUnicode || s.uni && len(s.cats) > 0 {
		return tabAsk
	}
	in := false // a negated category holds all of them
	for _, c := range s.cats {
		in = in || c&1 == 1
	}
	if !in {
		if n := len(s.ranges); n > 0 && s.ranges[n-1].hi >= 0x80 {
			return tabAsk
		}
	}
	if in != s.neg {
		return tabWide
	}
	return tabNo
}

// merge sorts the ranges and joins them.
func (s *charSet) merge() {
	sort.Slice(s.ranges, func(i, j int) bool { return s.ranges[i].lo < s.ranges[j].lo })
	out := s.ranges[:0]
	for _, r := range s.ranges {
		if n := len(out); n > 0 && r.lo <= out[n-1].hi+1 {
			out[n-1].hi = max(out[n-1].hi, r.hi)
			continue
		}
		out = append(out, r)
	}
	s.ranges = out
}

func (s *charSet) add(r rune) { s.ranges = append(s.ranges, setItem{lo: r, hi: r, cat: -1}) }

// closeASCII adds the lower case of what the ranges have of A to Z.
func (s *charSet) closeASCII() {
	for _, r := range s.ranges {
		if lo, hi := max(r.lo, 'A'), min(r.hi, 'Z'); lo <= hi {
			s.ranges = append(s.ranges, setItem{lo: lo + 32, hi: hi + 32, cat: -1})
		}
	}
}

// closeUnicode adds the lower case of what is in the ranges, and what is taken for equal.
func (s *charSet) closeUnicode() {
	s.merge()
	base := append([]setItem(nil), s.ranges...)
	if n := len(base); n > 0 && base[n-1].hi < 128 {
		s.closeASCII()
	} else if n == 1 && base[0].lo == base[0].hi {
		s.add(object.LowerPoint(base[0].lo))
	} else {
		object.CasedPoints(func(r rune) {
			if inRanges(base, r) {
				s.add(object.LowerPoint(r))
			}
		})
	}
	s.merge()
	for _, group := range &equals {
		for _, r := range group {
			if r != 0 && inRanges(s.ranges, r) {
				for _, r := range group {
					if r != 0 {
						s.ranges = append(s.ranges[:len(s.ranges):len(s.ranges)], setItem{lo: r, hi: r, cat: -1})
					}
				}
				s.merge()
				break
			}
		}
	}
}

// equals are lower-case characters that have the same upper case.
var equals = [...][3]rune{
	{0x69, 0x131}, {0x73, 0x17F}, {0xB5, 0x3BC}, {0x345, 0x3B9, 0x1FBE}, {0x390, 0x1FD3}, {0x3B0, 0x1FE3},
	{0x3B2, 0x3D0}, {0x3B5, 0x3F5}, {0x3B8, 0x3D1}, {0x3BA, 0x3F0}, {0x3C0, 0x3D6}, {0x3C1, 0x3F1},
	{0x3C2, 0x3C3}, {0x3C6, 0x3D5}, {0x432, 0x1C80}, {0x434, 0x1C81}, {0x43E, 0x1C82}, {0x441, 0x1C83},
	{0x442, 0x1C84, 0x1C85}, {0x44A, 0x1C86}, {0x463, 0x1C87}, {0x1C88, 0xA64B}, {0x1E61, 0x1E9B}, {0xFB05, 0xFB06},
}

func inRanges(rs []setItem, r rune) bool {
	i := sort.Search(len(rs), func(i int) bool { return rs[i].hi >= r })
	return i < len(rs) && rs[i].lo <= r
}

// has reports whether the set has r.
func (s *charSet) has(r rune) bool {
	switch s.fold {
	case foldASCII:
		r = asciiLower(r)
	case foldUnicode:
		r = lower(r)
	case foldLocale:
		lo := asciiLower(r)
		up := asciiUpper(r)
		return s.plain(lo) != s.neg || up != lo && s.plain(up) != s.neg
	}
	return s.plain(r) != s.neg
}

func (s *charSet) plain(r rune) bool {
	for _, c := range s.cats {
		if inCategory(c, r, s.uni) {
			return true
		}
	}
	return inRanges(s.ranges, r)
}

func asciiLower(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r + 32
	}
	return r
}

func asciiUpper(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - 32
	}
	return r
}

func lower(r rune) rune {
	if r < 128 {
		return asciiLower(r)
	}
	return object.LowerPoint(r)
}

// inCategory reports whether r is in a category, Unicode's or ASCII's.
func inCategory(cat int8, r rune, uni bool) bool {
	in := false
	switch cat &^ 1 {
	case catDigit:
		in = isDigit(r) || uni && r >= 128 && object.DecimalValue(r) >= 0
	case catSpace:
		in = isVerboseSpace(r) || uni && object.IsSpace(r)
	case catWord:
		in = isWord(r, uni)
	}
	return in == (cat&1 == 0)
}

func isWord(r rune, uni bool) bool {
	if r < 128 {
		return isLetter(r) || isDigit(r) || r == '_'
	}
	return uni && object.IsAlnum(r)
}
