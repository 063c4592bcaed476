package object

import (
	"slices"
	"sort"
)

// The tables of unicodetables.go are CPython 3.10's view of Unicode 13.0; Go's own
// unicode package knows a later version and is not used.

// A caseRun maps every stride-th code point of [lo, hi] by adding delta.
type caseRun struct {
	lo, hi rune
	stride rune
	delta  rune
}

type caseSpecial struct {
	r                         rune
	upper, lower, title, fold string
}

// special returns the mappings of r to several code points, if it has any.
func special(r rune) *caseSpecial {
	i, ok := slices.BinarySearchFunc(caseSpecials[:], r, func(s caseSpecial, r rune) int { return int(s.r - r) })
	if !ok {
		return &caseSpecial{}
	}
	return &caseSpecials[i]
}

// class returns the class bits of a code point.
func class(r rune) uint16 {
	if r < 256 {
		return latinClass[r]
	}
	return searchClass(r)
}

func searchClass(r rune) uint16 {
	key := uint32(r)<<8 | 0xFF
	i := sort.Search(len(classRuns), func(i int) bool { return classRuns[i] > key })
	return classKinds[classRuns[i-1]&0xFF]
}

const clsAlnum = clsAlpha | clsDecimal | clsDigit | clsNumeric

// IsSpace reports whether str.isspace holds of r.
func IsSpace(r rune) bool { return class(r)&clsSpace != 0 }

// IsPrintable reports whether repr shows r as it is.
func IsPrintable(r rune) bool { return class(r)&clsPrintable != 0 }

// DecimalValue returns the value of a decimal digit of any script, -1 for others.
func DecimalValue(r rune) int {
	if r < 128 {
		if r >= '0' && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	i := sort.Search(len(decimalZeros), func(i int) bool { return decimalZeros[i] > r })
	if i == 0 || r-decimalZeros[i-1] > 9 {
		return -1
	}
	return int(r - decimalZeros[i-1])
}

// mapCase maps r through runs.
func mapCase(runs []caseRun, r rune) rune {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].hi >= r })
	if i < len(runs) && r >= runs[i].lo && (r-runs[i].lo)%runs[i].stride == 0 {
		return r + runs[i].delta
	}
	return r
}

// appendUpper appends the full upper case of r to b; the others do likewise.
func appendUpper(b []byte, r rune) []byte {
	if s := special(r).upper; s != "" {
		return append(b, s...)
	}
	return AppendPoint(b, mapCase(upperRuns, r))
}

func appendLower(b []byte, r rune) []byte {
	if s := special(r).lower; s != "" {
		return append(b, s...)
	}
	return AppendPoint(b, mapCase(lowerRuns, r))
}

func appendTitle(b []byte, r rune) []byte {
	if s := special(r).title; s != "" {
		return append(b, s...)
	}
	return AppendPoint(b, mapCase(titleRuns, r))
}

func appendFold(b []byte, r rune) []byte {
	if s := special(r).fold; s != "" {
		return append(b, s...)
	}
	return AppendPoint(b, mapCase(foldRuns, r))
}

const clsCased = clsLower | clsUpper | clsTitle

// appendLowerAt is appendLower for the code point r at byte i of s, where a sigma at
// the end of a word is a final one.
func appendLowerAt(b []byte, s string, i int, r rune) []byte {
	if r != 0x3A3 {
		return appendLower(b, r)
	}
	if finalSigma(s, i) {
		return AppendPoint(b, 0x3C2)
	}
	return AppendPoint(b, 0x3C3)
}

// finalSigma reports whether a cased letter comes before byte i of s and none after
// the sigma there, case-ignorable ones aside.
func finalSigma(s string, i int) bool {
	before := false
	for j := i; j > 0; {
		r, n := lastPoint(s[:j])
		j -= n
		if c := class(r); c&clsIgnorable == 0 {
			before = c&clsCased != 0
			break
		}
	}
	if !before {
		return false
	}
	for j := i + 2; j < len(s); {
		r, n := DecodePoint(s[j:])
		j += n
		if c := class(r); c&clsIgnorable == 0 {
			return c&clsCased == 0
		}
	}
	return true
}

// lastPoint returns the last code point of s, not empty, and its length.
func lastPoint(s string) (rune, int) {
	i := len(s) - 1
	for i > 0 && s[i]&0xC0 == 0x80 {
		i--
	}
	return DecodePoint(s[i:])
}

// isASCII reports whether s has ASCII characters only.
func isASCII(s string) bool { return asciiPrefix(s) == len(s) }

// IsIdentifier reports whether str.isidentifier holds of s.
func IsIdentifier(s string) bool {
	want := uint16(clsIdStart)
	for i := 0; i < len(s); {
		r, n := DecodePoint(s[i:])
		if class(r)&want == 0 {
			return false
		}
		want = clsIdContinue
		i += n
	}
	return s != ""
}

// mapPoints returns s with f applied to every code point r, which begins at byte i of s.
func (t *Thread) mapPoints(s string, f func(b []byte, s string, i int, r rune) []byte) (Value, error) {
	b := make([]byte, 0, len(s))
	for i, poll := 0, pointsPerPoll; i < len(s); {
		r, n := DecodePoint(s[i:])
		b = f(b, s, i, r)
		if i += n; i > poll {
			poll += pointsPerPoll
			if err := t.Poll(); err != nil {
				return Value{}, err
			}
		}
	}
	return t.NewStr(string(b)), nil
}

// pointsPerPoll is how many bytes of text are mapped between two polls.
const pointsPerPoll = 1 << 13
