package object

import (
	"encoding/binary"
	"sync"
)

// Case of texts: ASCII eight bytes at a time, the scripts of Europe through tables.

// toUpperASCII and toLowerASCII change ASCII letters in b.
func toUpperASCII(b []byte) { flipCase(b, 'a') }
func toLowerASCII(b []byte) { flipCase(b, 'A') }

// flipCase gives the 26 letters from first on the other case. What is not ASCII stays.
func flipCase(b []byte, first byte) {
	const ones = 0x0101010101010101
	from, behind := ones*uint64(0x80-first), ones*uint64(0x80-first-26)
	for len(b) >= 8 {
		w := binary.LittleEndian.Uint64(b)
		low := w &^ (ones * 0x80) // sums of these stay within their bytes
		letters := (low + from) &^ (low + behind) &^ w & (ones * 0x80)
		binary.LittleEndian.PutUint64(b, w^letters>>2)
		b = b[8:]
	}
	for i, c := range b {
		if c-first < 26 {
			b[i] = c ^ 0x20
		}
	}
}

// asciiText makes a str of an ASCII text that f changes.
func (t *Thread) asciiText(s string, f func(b []byte)) Value {
	if s == "" {
		return t.In.emptyStr()
	}
	b := []byte(s)
	f(b)
	if len(b) >= longStr {
		t.charge(len(b) >> 6)
	}
	return t.newStrN(bytesToString(b), len(b))
}

// titleASCII makes each run of letters begin with an upper-case one.
func titleASCII(b []byte) {
	inWord := false
	for i, c := range b {
		letter := c|0x20-'a' < 26
		if letter {
			if inWord {
				b[i] = c | 0x20
			} else {
				b[i] = c &^ 0x20
			}
		}
		inWord = letter
	}
}

// lowCase is the code point up to which tables know the case of letters.
const lowCase = 0x530

// A caseTable says what the code points below lowCase become; 0: not one code point, or
// it depends on those around it.
type caseTable [lowCase]rune

var (
	upperTable = sync.OnceValue(func() *caseTable { return newCaseTable(appendUpper) })
	lowerTable = sync.OnceValue(func() *caseTable { return newCaseTable(appendLower) })
)

func newCaseTable(f func(b []byte, r rune) []byte) *caseTable {
	tab := new(caseTable)
	var buf [16]byte
	for r := range rune(lowCase) {
		b := f(buf[:0], r)
		if x, n := DecodePoint(bytesToString(b)); n == len(b) && r != 0x3A3 {
			tab[r] = x
		}
	}
	return tab
}

// mapCased returns s with its code points changed as tab says or, where that does not
// say, as f does, which is told the byte at which they begin.
func (t *Thread) mapCased(s string, tab *caseTable, f func(b []byte, s string, i int, r rune) []byte) (Value, error) {
	b := make([]byte, 0, len(s))
	for i, poll := 0, pointsPerPoll; i < len(s); {
		if c := s[i]; c < 0x80 {
			b = append(b, byte(tab[c]))
			i++
			continue
		}
		r, n := DecodePoint(s[i:])
		if r < lowCase && tab[r] != 0 {
			b = AppendPoint(b, tab[r])
		} else {
			b = f(b, s, i, r)
		}
		if i += n; i > poll {
			poll += pointsPerPoll
			if err := t.Poll(); err != nil {
				return Value{}, err
			}
		}
	}
	return t.NewStr(bytesToString(b)), nil
}

func strLower(t *Thread, self Value, _ []Value) (Value, error) {
	s := as[Str](self)
	if s.ASCII() {
		return t.asciiText(s.S, toLowerASCII), nil
	}
	return t.mapCased(s.S, lowerTable(), appendLowerAt)
}

func strUpper(t *Thread, self Value, _ []Value) (Value, error) {
	s := as[Str](self)
	if s.ASCII() {
		return t.asciiText(s.S, toUpperASCII), nil
	}
	return t.mapCased(s.S, upperTable(), func(b []byte, _ string, _ int, r rune) []byte { return appendUpper(b, r) })
}

func strCasefold(t *Thread, self Value, _ []Value) (Value, error) {
	s := as[Str](self)
	if s.ASCII() {
		return t.asciiText(s.S, toLowerASCII), nil
	}
	return t.mapPoints(s.S, func(b []byte, _ string, _ int, r rune) []byte { return appendFold(b, r) })
}

func strTitle(t *Thread, self Value, _ []Value) (Value, error) {
	s := as[Str](self)
	if s.ASCII() {
		return t.asciiText(s.S, titleASCII), nil
	}
	cased := false
	return t.mapPoints(s.S, func(b []byte, s string, i int, r rune) []byte {
		if cased {
			b = appendLowerAt(b, s, i, r)
		} else {
			b = appendTitle(b, r)
		}
		cased = class(r)&clsCased != 0
		return b
	})
}

func strCapitalize(t *Thread, self Value, _ []Value) (Value, error) {
	s := as[Str](self)
	if s.ASCII() {
		return t.asciiText(s.S, func(b []byte) {
			toLowerASCII(b[1:])
			toUpperASCII(b[:1])
		}), nil
	}
	return t.mapPoints(s.S, func(b []byte, s string, i int, r rune) []byte {
		if i == 0 {
			return appendTitle(b, r)
		}
		return appendLowerAt(b, s, i, r)
	})
}

func strSwapcase(t *Thread, self Value, _ []Value) (Value, error) {
	return t.mapPoints(as[Str](self).S, func(b []byte, s string, i int, r rune) []byte {
		switch c := class(r); {
		case c&clsUpper != 0:
			return appendLowerAt(b, s, i, r)
		case c&clsLower != 0:
			return appendUpper(b, r)
		}
		return AppendPoint(b, r)
	})
}
