package parser

import (
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/runenames"
)

// runeByName finds the character that \N{name} stands for. The names that follow a
// rule are recognised in capitals only, as in CPython.
func runeByName(name string) (rune, bool) {
	if s, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		return hangulByName(s)
	}
	if s, ok := strings.CutPrefix(name, "CJK UNIFIED IDEOGRAPH-"); ok {
		return ideographByName(s)
	}
	name = strings.ToUpper(name)
	if s, ok := strings.CutPrefix(name, "VS"); ok {
		if r, ok := variationSelector(s); ok {
			return r, true
		}
	}
	r, ok := namedRunes()[name]
	return r, ok
}

// namedRunes turns the table of names round, when the first name is looked up: that
// takes some 20 ms, and few programs have such names.
var namedRunes = sync.OnceValue(func() map[string]rune {
	const lastNamed = 0xE01EF
	m := make(map[string]rune, 34_000)
	for r := rune(' '); r <= lastNamed; r++ {
		if n := runenames.Name(r); n != "" && n[0] != '<' && !unicode.Is(assignedLater, r) {
			m[n] = r
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(nameAliases), "\n") {
		code, name, _ := strings.Cut(line, " ")
		r, _ := strconv.ParseInt(code, 16, 32)
		m[name] = rune(r)
	}
	return m
})

// ideographs are the ranges of Chinese characters, as of Unicode 13.0.
var ideographs = &unicode.RangeTable{
	R16: []unicode.Range16{{0x3400, 0x4DBF, 1}, {0x4E00, 0x9FFC, 1}},
	R32: []unicode.Range32{
		{0x20000, 0x2A6DD, 1}, {0x2A700, 0x2B734, 1}, {0x2B740, 0x2B81D, 1},
		{0x2B820, 0x2CEA1, 1}, {0x2CEB0, 0x2EBE0, 1}, {0x30000, 0x3134A, 1},
	},
}

func ideographByName(code string) (rune, bool) {
	if len(code) < 4 || len(code) > 5 || strings.Trim(code, "0123456789ABCDEF") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(code, 16, 32)
	return rune(n), err == nil && unicode.Is(ideographs, rune(n))
}

// The names of Hangul syllables are put together from those of their letters, each
// group in the order of the code points.
var (
	hangulInitials = strings.Split("G GG N D DD R M B BB S SS  J JJ C K T P H", " ")
	hangulVowels   = strings.Split("A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I", " ")
	hangulFinals   = strings.Split(" G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H", " ")
)

func hangulByName(name string) (rune, bool) {
	initial, name := longestPrefix(name, hangulInitials)
	vowel, name := longestPrefix(name, hangulVowels)
	final, name := longestPrefix(name, hangulFinals)
	if vowel < 0 || name != "" {
		return 0, false
	}
	const first = 0xAC00
	n := (initial*len(hangulVowels)+vowel)*len(hangulFinals) + final
	return first + rune(n), true
}

// longestPrefix finds the longest of the words that s begins with.
func longestPrefix(s string, words []string) (index int, rest string) {
	index, n := -1, -1
	for i, w := range words {
		if len(w) > n && strings.HasPrefix(s, w) {
			index, n = i, len(w)
		}
	}
	return index, s[max(n, 0):]
}

// variationSelector: VS1 to VS256.
func variationSelector(s string) (rune, bool) {
	n, err := strconv.Atoi(s)
	switch {
	case err != nil || s[0] == '0' || s[0] == '+' || n < 1 || n > 256:
		return 0, false
	case n <= 16:
		return 0xFE00 + rune(n-1), true
	}
	return 0xE0100 + rune(n-17), true
}
