package parser

import "strings"

// Classes of bytes, for identifiers and numbers.
const (
	idStart = 1 << iota
	idDigit
	nonASCII
)

var class = func() (c [256]uint8) {
	for b := 'a'; b <= 'z'; b++ {
		c[b], c[b-'a'+'A'] = idStart, idStart
	}
	c['_'] = idStart
	for b := '0'; b <= '9'; b++ {
		c[b] = idDigit
	}
	for b := 0x80; b < 0x100; b++ {
		c[b] = nonASCII
	}
	return c
}()

// A radix is one spelling of integers: which digits it has, and what it is called.
type radix struct {
	name string
	base byte
}

func (r radix) has(c byte) bool {
	switch {
	case c >= '0' && c <= '9':
		return c-'0' < r.base
	case r.base == 16:
		c |= 0x20
		return c >= 'a' && c <= 'f'
	}
	return false
}

var decimal = radix{"decimal", 10}

func radixOf(c byte) (radix, bool) {
	switch c | 0x20 {
	case 'x':
		return radix{"hexadecimal", 16}, true
	case 'o':
		return radix{"octal", 8}, true
	case 'b':
		return radix{"binary", 2}, true
	}
	return decimal, false
}

func (s *scanner) at(p int) byte {
	if p < len(s.src) {
		return s.src[p]
	}
	return 0
}

// digits scans a run of digits with single underscores between them.
func (s *scanner) digits(p int, r radix) (int, bool) {
	if !r.has(s.at(p)) {
		return p, false
	}
	for {
		for r.has(s.at(p)) {
			p++
		}
		if s.at(p) != '_' {
			return p, true
		}
		p++
		if !r.has(s.at(p)) {
			return p, false
		}
	}
}

// number scans a numeric literal; a leading '.' has been seen to be followed by a digit.
func (s *scanner) number(start int) kind {
	if s.src[start] == '0' {
		if r, ok := radixOf(s.at(start + 1)); ok {
			return s.radixNumber(start, r)
		}
	}
	p, ok := start, true
	if s.src[p] != '.' {
		if p, ok = s.digits(p, decimal); !ok {
			return s.badNumber(start, p, "decimal")
		}
	}
	intEnd := p
	if s.at(p) == '.' {
		p++
		if decimal.has(s.at(p)) {
			if p, ok = s.digits(p, decimal); !ok {
				return s.badNumber(start, p, "decimal")
			}
		}
	}
	if s.at(p)|0x20 == 'e' {
		q := p + 1
		if c := s.at(q); c == '+' || c == '-' {
			q++
			if !decimal.has(s.at(q)) {
				return s.badNumber(start, q, "decimal")
			}
		}
		if decimal.has(s.at(q)) {
			if p, ok = s.digits(q, decimal); !ok {
				return s.badNumber(start, p, "decimal")
			}
		}
	}
	if s.at(p)|0x20 == 'j' {
		return s.endNumber(start, p+1, "imaginary")
	}
	if p == intEnd && s.at(p)|0x20 != 'e' && s.src[start] == '0' && strings.Trim(s.src[start:p], "0_") != "" {
		return s.leadingZeros(start, p)
	}
	k := s.endNumber(start, p, "decimal")
	if k == tNumber && p == intEnd && tooLong(s.src[start:p], s.maxDigits) {
		return tOther // the explainer knows why
	}
	return k
}

const alwaysDigits = 640 // an integer of so many digits is always allowed

// tooLong reports whether an integer literal has more than max digits.
func tooLong(literal string, max int) bool {
	return max > 0 && len(literal) > alwaysDigits && countDigits(literal) > max
}

func countDigits(literal string) int { return len(literal) - strings.Count(literal, "_") }

func (s *scanner) radixNumber(start int, r radix) kind {
	p := start + 2
	if s.at(p) == '_' {
		p++
	}
	p, ok := s.digits(p, r)
	if c := s.at(p); decimal.has(c) {
		return s.fail(start, p+1, "invalid digit '%c' in %s literal", c, r.name)
	}
	if !ok {
		return s.badNumber(start, p, r.name)
	}
	return s.endNumber(start, p, r.name)
}

// endNumber accepts the literal that ends at p, unless a letter follows: only a
// keyword that can follow an expression may touch a number.
func (s *scanner) endNumber(start, p int, what string) kind {
	if c := s.at(p); c != 0 && class[c] != 0 {
		if !keywordFollows(s.src[p:]) {
			return s.badNumber(start, p, what)
		}
		s.touched = what
	}
	s.pos = p
	s.set(start)
	return tNumber
}

func keywordFollows(rest string) bool {
	for _, k := range [...]string{"if", "in", "is"} {
		if strings.HasPrefix(rest, k) {
			return true
		}
	}
	for _, k := range [...]string{"and", "else", "for", "or", "not"} {
		if strings.HasPrefix(rest, k) {
			return len(rest) == len(k) || class[rest[len(k)]] == 0
		}
	}
	return false
}

func (s *scanner) badNumber(start, p int, what string) kind {
	return s.fail(start, p, "invalid %s literal", what)
}

func (s *scanner) leadingZeros(start, p int) kind {
	nonzero := start + len(s.src[start:p]) - len(strings.TrimLeft(s.src[start:p], "0_"))
	s.fail(start, p, "leading zeros in decimal integer literals are not permitted; "+
		"use an 0o prefix for octal integers")
	s.err.cur, s.err.end = start+1, nonzero+1
	return tError
}
