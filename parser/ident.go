package parser

import (
	"unicode/utf8"

	"github.com/minipy-go/minipy/ucd"
)

// unicodeName goes on with an identifier from p, where a byte beyond ASCII stands.
func (s *scanner) unicodeName(start, p int) kind {
	for p < len(s.src) {
		c := s.src[p]
		if c < utf8.RuneSelf {
			if class[c] == 0 {
				break
			}
			p++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.src[p:])
		if r == utf8.RuneError && n == 1 {
			return s.failDecode(start)
		}
		if !isIDRune(r, p == start) {
			if !isPrintable(r) {
				return s.fail(start, p+n, "invalid non-printable character U+%04X", r)
			}
			return s.fail(start, p+n, "invalid character '%c' (U+%04X)", r, r)
		}
		p += n
	}
	s.pos = p
	s.set(start)
	return tName
}

// failDecode: the name that begins at start holds bytes that are no UTF-8.
func (s *scanner) failDecode(start int) kind {
	end := start
	for end < len(s.src) && class[s.src[end]] != 0 {
		end++
	}
	s.fail(start, end, "(unicode error) %s", utf8Error(s.src[start:end]))
	s.err.when, s.err.noEnd, s.err.notUTF8 = atToken, true, s.src[start:end]
	return tError
}

// identifier normalises the spelling of a name: identifiers are compared in NFKC.
func identifier(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return nfkc(s)
		}
	}
	return s
}

func nfkc(s string) string {
	out, _ := ucd.V13.Normalize(ucd.NFKC, s, func(int) error { return nil })
	return out
}
