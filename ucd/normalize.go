package ucd

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Form is a normalization form.
type Form uint8

// The bits of a Form.
const (
	compat   Form = 1 << iota // compatibility decompositions, too
	composed                  // composed again
)

// The normalization forms.
const (
	NFD, NFKD, NFC, NFKC Form = 0, compat, composed, compat | composed
)

// FormOf returns the form of a name such as "NFC".
func FormOf(name string) (Form, bool) {
	switch name {
	case "NFC":
		return NFC, true
	case "NFD":
		return NFD, true
	case "NFKC":
		return NFKC, true
	case "NFKD":
		return NFKD, true
	}
	return 0, false
}

// stable is the first code point that the form may change.
func (f Form) stable() rune {
	switch f {
	case NFC:
		return 0x300
	case NFD:
		return 0xC0
	}
	return 0xA0
}

// Decomposition returns the decomposition of r as the database writes it, "" for none.
func (v Version) Decomposition(r rune) string {
	d, ok := props().decomposed[r]
	if !ok || v == V32 && !v.assigned(r) {
		return ""
	}
	var out []string
	if d.tag != "" {
		out = append(out, d.tag)
	}
	for _, p := range d.to {
		hex := strings.ToUpper(strconv.FormatInt(int64(p), 16))
		out = append(out, strings.Repeat("0", max(0, 4-len(hex)))+hex)
	}
	return strings.Join(out, " ")
}

// step returns what r decomposes to in one step, nil for itself.
func (v Version) step(t *tables, f Form, r rune) []rune {
	d, ok := t.decomposed[r]
	if !ok || d.tag != "" && f&compat == 0 {
		return nil
	}
	if v == V32 {
		if was, ok := t.corrected[r]; ok {
			return was
		}
		if !v.assigned(r) {
			return nil
		}
	}
	return d.to
}

const (
	leadBase, leadCount = 0x1100, 19
	vowelBase           = 0x1161
	tailBase            = 0x11A7
)

// decompose appends the full decomposition of r.
func (v Version) decompose(out []rune, t *tables, f Form, r rune) []rune {
	if i := r - hangulBase; i >= 0 && i < hangulCount {
		out = append(out, leadBase+i/(hangulVowels*hangulTails), vowelBase+i/hangulTails%hangulVowels)
		if tail := i % hangulTails; tail != 0 {
			out = append(out, tailBase+tail)
		}
		return out
	}
	to := v.step(t, f, r)
	if to == nil {
		return append(out, r)
	}
	for _, p := range to {
		out = v.decompose(out, t, f, p)
	}
	return out
}

// length is how many points decompose appends.
func (v Version) length(t *tables, f Form, r rune) int {
	if i := r - hangulBase; i >= 0 && i < hangulCount {
		return 3
	}
	n := 0
	to := v.step(t, f, r)
	for _, p := range to {
		n += v.length(t, f, p)
	}
	return max(n, 1)
}

// pair is what composes to one code point.
type pair struct{ first, second rune }

type compositions struct {
	of     map[pair]rune
	second map[rune]bool
}

var composing = sync.OnceValue(func() *compositions {
	t := props()
	c := &compositions{make(map[pair]rune, 1000), map[rune]bool{}}
	for r, d := range t.decomposed {
		if d.tag == "" && len(d.to) == 2 && !t.excluded[r] {
			c.of[pair{d.to[0], d.to[1]}] = r
			c.second[d.to[1]] = true
		}
	}
	return c
})

func (c *compositions) compose(a, b rune) (rune, bool) {
	if a >= leadBase && a < leadBase+leadCount && b >= vowelBase && b < vowelBase+hangulVowels {
		return hangulBase + ((a-leadBase)*hangulVowels+b-vowelBase)*hangulTails, true
	}
	if i := a - hangulBase; i >= 0 && i < hangulCount && i%hangulTails == 0 && b > tailBase && b < tailBase+hangulTails {
		return a + b - tailBase, true
	}
	r, ok := c.of[pair{a, b}]
	return r, ok
}

// follows reports whether r may be the second of a composition.
func (c *compositions) follows(r rune) bool {
	return r >= vowelBase && r < vowelBase+hangulVowels || r > tailBase && r < tailBase+hangulTails || c.second[r]
}

// Normalize returns the text, which may have lone surrogates in three bytes each, in the
// form. It asks ask for the memory that it needs, in bytes, and gives up if it says no.
func (v Version) Normalize(f Form, s string, ask func(n int) error) (string, error) {
	n, same := v.survey(f, s)
	if same {
		return s, nil
	}
	if err := ask(8 * n); err != nil {
		return "", err
	}
	t := props()
	rs := make([]rune, 0, n)
	for i := 0; i < len(s); {
		r, k := decodePoint(s[i:])
		i += k
		rs = v.decompose(rs, t, f, r)
	}
	order(t, rs)
	if f&composed != 0 {
		rs = compose(t, rs)
	}
	b := make([]byte, 0, len(s))
	for _, r := range rs {
		b = appendPoint(b, r)
	}
	return string(b), nil
}

// survey counts the points of the decomposed text, and says whether it is seen at once
// that the form changes nothing.
func (v Version) survey(f Form, s string) (n int, same bool) {
	limit := f.stable()
	same = true
	var t *tables
	for i := 0; i < len(s); {
		r, k := decodePoint(s[i:])
		i += k
		if r < 0xA0 {
			n++
			continue
		}
		if t == nil {
			t = props()
		}
		if r < limit {
			n += v.length(t, f, r)
			continue
		}
		k = v.length(t, f, r)
		n += k
		same = same && k == 1 && v.step(t, f, r) == nil && t.records[t.versions[V13].at(r)].Combining == 0 &&
			(f&composed == 0 || !composing().follows(r))
	}
	return n, same
}

// order sorts each run of combining characters by their class.
func order(t *tables, rs []rune) {
	class := func(r rune) int { return int(t.records[t.versions[V13].at(r)].Combining) }
	for i := 0; i < len(rs); i++ {
		start := i
		for i < len(rs) && rs[i] >= 0x300 && class(rs[i]) != 0 {
			i++
		}
		if i-start > 1 {
			slices.SortStableFunc(rs[start:i], func(a, b rune) int { return class(a) - class(b) })
		}
	}
}

// compose puts characters together in place.
func compose(t *tables, rs []rune) []rune {
	c := composing()
	out := rs[:0]
	starter, last := -1, uint8(0)
	for _, r := range rs {
		class := t.records[t.versions[V13].at(r)].Combining
		if starter >= 0 && (last == 0 || last < class) {
			if whole, ok := c.compose(out[starter], r); ok {
				out[starter] = whole
				continue
			}
		}
		if class == 0 {
			starter = len(out)
		}
		last = class
		out = append(out, r)
	}
	return out
}

// decodePoint decodes the first point of text in which a lone surrogate has three bytes.
func decodePoint(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 && len(s) >= 3 {
		return rune(s[0]&0xF)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, n
}

func appendPoint(b []byte, r rune) []byte {
	if r >= 0xD800 && r < 0xE000 {
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6&0x3F), 0x80|byte(r&0x3F))
	}
	return utf8.AppendRune(b, r)
}
