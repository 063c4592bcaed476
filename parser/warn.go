package parser

import "strings"

// warn reports the invalid escape sequences of a text that has been parsed: the
// first one in each literal, or in each stretch of text in an f-string; and, if there
// are any, the numbers that a keyword touches.
func warn(text string, touched bool, f func(category, msg string, line int)) {
	if !touched && strings.IndexByte(text, '\\') < 0 {
		return
	}
	var s scanner
	s.init(text)
	for k := s.next(); k != tEOF && k != tError; k = s.next() {
		if s.touched != "" {
			f("DeprecationWarning", "invalid "+s.touched+" literal", s.tokLine)
			s.touched = ""
		}
		if k != tString {
			continue
		}
		tok, line := s.src[s.start:s.end], s.tokLine
		report := func(text string, bytes bool) {
			if c := invalidEscape(text, bytes); c != "" {
				f("DeprecationWarning", `invalid escape sequence '\`+c+"'", line)
			}
		}
		l := splitLiteral(tok)
		switch {
		case l.raw || strings.IndexByte(tok, '\\') < 0:
		case !l.format:
			report(l.body, l.bytes)
		default:
			fs := fstring{p: &reader{}, j: &joiner{}, text: tok, pos: l.off, end: l.off + len(l.body)}
			fs.warn = func(text string) { report(text, false) }
			fs.parse(fs.j, 0)
		}
	}
}

// invalidEscape finds the first character after a backslash that means nothing.
func invalidEscape(s string, bytes bool) string {
	for {
		i := strings.IndexByte(s, '\\')
		switch {
		case i < 0:
			return ""
		case i+1 == len(s):
			return "{" // the only thing that ends a stretch of text after a backslash
		}
		c := s[i+1]
		valid := c == '\n' || c < 0x80 && simpleEscapes[c] != 0 || c >= '0' && c <= '7' || c == 'x' ||
			!bytes && (c == 'u' || c == 'U' || c == 'N')
		if !valid && (bytes || c < 0x80) {
			return string(rune(c))
		}
		s = s[i+2:]
	}
}
