package object

import (
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/runenames"
)

const (
	hangulBase, hangulCount = 0xAC00, 11172
	hangulVowels            = 21
	hangulTails             = 28
	cjkPrefix               = "CJK UNIFIED IDEOGRAPH-"
	hangulPrefix            = "HANGUL SYLLABLE "
)

// The short names of the Jamo, of which the names of Hangul syllables consist.
var (
	hangulLead  = strings.Split("G,GG,N,D,DD,R,M,B,BB,S,SS,,J,JJ,C,K,T,P,H", ",")
	hangulVowel = strings.Split("A,AE,YA,YAE,EO,E,YEO,YE,O,WA,WAE,OE,YO,U,WEO,WE,WI,YU,EU,YI,I", ",")
	hangulTail  = strings.Split(",G,GG,GS,N,NJ,NH,D,L,LG,LM,LB,LS,LT,LP,LH,M,B,BS,S,SS,NG,J,C,K,T,P,H", ",")
)

// UnicodeName returns the name of a code point in Unicode 13.0, "" if it has none.
func UnicodeName(r rune) string {
	if i := int(r) - hangulBase; i >= 0 && i < hangulCount {
		return hangulPrefix + hangulLead[i/(hangulVowels*hangulTails)] +
			hangulVowel[i/hangulTails%hangulVowels] + hangulTail[i%hangulTails]
	}
	if class(r) == 0 { // unassigned then, or without a name
		return ""
	}
	n := runenames.Name(r)
	if strings.HasPrefix(n, "<CJK Ideograph") {
		return cjkPrefix + strings.ToUpper(strconv.FormatInt(int64(r), 16))
	}
	if n != "" && n[0] == '<' {
		return ""
	}
	return n
}

// runesByName inverts UnicodeName for the names that are not made by rule.
var runesByName = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 34000)
	for r := rune(0); r <= 0x10FFFF; r++ {
		if r == hangulBase {
			r += hangulCount
		}
		if n := UnicodeName(r); n != "" && !strings.HasPrefix(n, cjkPrefix) {
			m[n] = r
		}
	}
	return m
})

// LookupName returns the code point of that name, in any case.
func LookupName(name string) (rune, bool) {
	name = strings.ToUpper(name)
	if hex, ok := strings.CutPrefix(name, cjkPrefix); ok {
		n, err := strconv.ParseInt(hex, 16, 32)
		if err != nil || len(hex) > 5 || UnicodeName(rune(n)) != name {
			return 0, false
		}
		return rune(n), true
	}
	if s, ok := strings.CutPrefix(name, hangulPrefix); ok {
		for r := rune(hangulBase); r < hangulBase+hangulCount; r++ {
			if UnicodeName(r)[len(hangulPrefix):] == s {
				return r, true
			}
		}
		return 0, false
	}
	r, ok := runesByName()[name]
	return r, ok
}
