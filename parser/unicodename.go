package parser

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/runenames"
)

// runeByName finds the character that \N{name} stands for.
func runeByName(name string) (rune, bool) {
	r, ok := namedRunes()[strings.ToUpper(name)]
	return r, ok
}

// namedRunes turns the table of names round, when the first name is looked up.
var namedRunes = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 1<<16)
	for r := rune(0x20); r <= 0xE01EF; r++ {
		if n := runenames.Name(r); n != "" && n[0] != '<' {
			m[n] = r
		}
	}
	return m
})
