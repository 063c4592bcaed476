package ucd

import (
	"hash/maphash"
	"sort"
	"strconv"
	"strings"
	"sync"

	_ "embed"
)

const (
	hangulBase, hangulCount = 0xAC00, 11172
	hangulVowels            = 21
	hangulTails             = 28
	cjkPrefix               = "CJK UNIFIED IDEOGRAPH-"
	hangulPrefix            = "HANGUL SYLLABLE "
	// privateBase is where CPython numbers the names that are no character's own.
	privateBase = 0xF0000
)

// The short names of the Jamo, of which the names of Hangul syllables consist.
const (
	leadNames  = "G,GG,N,D,DD,R,M,B,BB,S,SS,,J,JJ,C,K,T,P,H"
	vowelNames = "A,AE,YA,YAE,EO,E,YEO,YE,O,WA,WAE,OE,YO,U,WEO,WE,WI,YU,EU,YI,I"
	tailNames  = ",G,GG,GS,N,NJ,NH,D,L,LG,LM,LB,LS,LT,LP,LH,M,B,BS,S,SS,NG,J,C,K,T,P,H"
)

// span is a run of code points that have names; before counts the names before it.
type span struct{ first, end, before rune }

// alias is a name that is no character's own: of one character, or of several.
type alias struct {
	code   rune
	name   string
	points []rune
}

type nameTable struct {
	ideographs, spans []span
	text              string
	offsets           []uint32 // where name i begins; a last one at the end
	aliases           []alias
	lead, vowel, tail []string
	byName            []uint16 // hash table of numbers + 1: names, then aliases
	seed              maphash.Seed
}

//go:embed names.flate
var packedNames []byte

var names = sync.OnceValue(func() *nameTable {
	r := unpack(packedNames)
	t := &nameTable{seed: maphash.MakeSeed()}
	t.lead, t.vowel, t.tail = strings.Split(leadNames, ","), strings.Split(vowelNames, ","), strings.Split(tailNames, ",")
	t.ideographs, _ = r.spans()
	var n int
	t.spans, n = r.spans()
	t.text = r.text()
	t.offsets = make([]uint32, 1, n+1)
	for i := 0; i < len(t.text); i++ {
		if t.text[i] == '\n' {
			t.offsets = append(t.offsets, uint32(i+1))
		}
	}
	t.offsets = append(t.offsets, uint32(len(t.text)+1))
	t.aliases = make([]alias, r.num())
	for i := range t.aliases {
		t.aliases[i] = alias{privateBase + rune(r.num()), r.text(), r.points(0)}
	}
	return t
})

// spans reads pairs: how many code points have no name, how many have one.
func (r *reader) spans() (out []span, total int) {
	out = make([]span, r.num())
	code := rune(0)
	for i := range out {
		first := code + rune(r.num())
		code = first + rune(r.num())
		out[i] = span{first, code, rune(total)}
		total += int(code - first)
	}
	return out, total
}

// find returns the number of r among those in spans, -1 if it is not there.
func find(spans []span, r rune) int {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].end > r })
	if i == len(spans) || r < spans[i].first {
		return -1
	}
	return int(spans[i].before + r - spans[i].first)
}

func (t *nameTable) name(i int) string { return t.text[t.offsets[i] : t.offsets[i+1]-1] }

// Name returns the name of r in the version, "" if it has none.
func (v Version) Name(r rune) string {
	if v == V32 && !v.assigned(r) {
		return ""
	}
	t := names()
	if i := int(r) - hangulBase; i >= 0 && i < hangulCount {
		return hangulPrefix + t.lead[i/(hangulVowels*hangulTails)] + t.vowel[i/hangulTails%hangulVowels] + t.tail[i%hangulTails]
	}
	if find(t.ideographs, r) >= 0 {
		return cjkPrefix + strings.ToUpper(strconv.FormatInt(int64(r), 16))
	}
	if i := find(t.spans, r); i >= 0 {
		return t.name(i)
	}
	return ""
}

// ShownName is Name, and for the private code points in which CPython keeps names of
// sequences and second names, these: its error handler namereplace shows them.
func ShownName(r rune) string {
	if r < privateBase || r > privateBase+0x1000 {
		return V13.Name(r)
	}
	t := names()
	i := sort.Search(len(t.aliases), func(i int) bool { return t.aliases[i].code >= r })
	if i < len(t.aliases) && t.aliases[i].code == r {
		return t.aliases[i].name
	}
	return ""
}

// Lookup finds the character of a name: its own, or a second one. Letters are of either
// case, except in names that follow a rule.
func Lookup(name string) (rune, bool) {
	points, own := lookup(name)
	if len(points) != 1 || !own && len(points) == 0 {
		return 0, false
	}
	return points[0], true
}

// LookupAll is Lookup that finds the names of sequences, too; version 3.2 has only the
// characters' own names.
func (v Version) LookupAll(name string) ([]rune, bool) {
	points, own := lookup(name)
	return points, len(points) > 0 && (own || v == V13)
}

// lookup also says whether the name is a character's own.
func lookup(name string) (points []rune, own bool) {
	if rest, ok := strings.CutPrefix(name, hangulPrefix); ok {
		r, ok := names().syllable(rest)
		if !ok {
			return nil, false
		}
		return []rune{r}, true
	}
	if hex, ok := strings.CutPrefix(name, cjkPrefix); ok {
		n, err := strconv.ParseUint(hex, 16, 32)
		if err != nil || len(hex) < 4 || len(hex) > 5 || upper(hex) != hex || find(names().ideographs, rune(n)) < 0 {
			return nil, false
		}
		return []rune{rune(n)}, true
	}
	t := hashed()
	i := t.search(upper(name))
	switch {
	case i < 0:
		return nil, false
	case i >= len(t.offsets)-1:
		return t.aliases[i-len(t.offsets)+1].points, false
	}
	k := sort.Search(len(t.spans), func(k int) bool { return int(t.spans[k].before) > i }) - 1
	return []rune{t.spans[k].first + rune(i) - t.spans[k].before}, true
}

// upper is in upper case what is ASCII.
func upper(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'a' && s[i] <= 'z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if b[i] >= 'a' && b[i] <= 'z' {
					b[i] -= 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// syllable finds a Hangul syllable by what its name has after the prefix. Each part is
// the longest that fits.
func (t *nameTable) syllable(s string) (rune, bool) {
	code := 0
	for _, parts := range [...][]string{t.lead, t.vowel, t.tail} {
		best, length := -1, -1
		for i, p := range parts {
			if len(p) > length && strings.HasPrefix(s, p) {
				best, length = i, len(p)
			}
		}
		if best < 0 {
			return 0, false
		}
		code, s = code*len(parts)+best, s[length:]
	}
	return hangulBase + rune(code), s == ""
}

// hashed is the table with its index by name.
var hashed = sync.OnceValue(func() *nameTable {
	t := names()
	t.byName = make([]uint16, 1<<16)
	put := func(name string, i int) {
		h := maphash.String(t.seed, name) & 0xFFFF
		for t.byName[h] != 0 {
			h = (h + 1) & 0xFFFF
		}
		t.byName[h] = uint16(i + 1)
	}
	n := len(t.offsets) - 1
	for i := range n {
		put(t.name(i), i)
	}
	for i, a := range t.aliases {
		put(a.name, n+i)
	}
	return t
})

// search returns the number of a name, -1 if there is none.
func (t *nameTable) search(name string) int {
	n := len(t.offsets) - 1
	for h := maphash.String(t.seed, name) & 0xFFFF; t.byName[h] != 0; h = (h + 1) & 0xFFFF {
		i := int(t.byName[h]) - 1
		if i < n && t.name(i) == name || i >= n && t.aliases[i-n].name == name {
			return i
		}
	}
	return -1
}
