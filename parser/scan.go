package parser

import (
	"strings"
)

// CPython's own limits; going over either is an error there too.
const (
	maxIndent = 100
	maxParens = 200
)

// A scanner cuts text into tokens. It is lazy, needs no memory of its own, and
// stops at the first thing that cannot be a token, which it returns as a tError.
//
// Invariant: between calls, indents are the columns of the open blocks and parens the
// open brackets; inside brackets no tNewline, tIndent or tDedent
// is returned.
type scanner struct {
	src       string
	pos       int
	base      int // offset of src in the file: not 0 inside an f-string
	line      int // 1-based
	lineStart int
	chunk     int  // start of the first of the lines that continue each other
	lastChunk int  // chunk, before the last line end
	bol       bool // at the beginning of a line, indentation not yet read
	blank     bool // nothing but blanks so far on this logical line
	done      bool
	bare      bool // the text is not a file: its last line need not end
	inside    bool // the text is the inside of a bracket: see initInside
	pending   int  // indents (positive) or dedents (negative) still to be returned
	comment   int  // where the comment before pos begins, or -1
	indents   []indent
	parens    []paren
	err       scanError // what is wrong, after a tError
	maxDigits int       // how long a decimal integer may be; 0: as long as it likes
	touched   string    // what kind of number the last one is that a keyword touches

	// The last token: its extent, its line, and where that line starts.
	start, end, tokLine, tokLineStart int
}

// An indent measures one indentation twice: with tabs to multiples of eight, and
// with tabs as wide as a space. Both measures must order two lines the same way.
type indent struct{ col, alt int }

type paren struct {
	char byte
	line int
	col  int // in bytes
}

func (s *scanner) init(src string) {
	*s = scanner{src: src, line: 1, bol: true, blank: true}
}

// initInside prepares to scan src[from:to] as though an opening bracket came before
// it: the expression part of an f-string. base is the offset of src in the file.
func (s *scanner) initInside(src string, from, to, base int) {
	*s = scanner{src: src[:to], pos: from, base: base, line: 1, inside: true}
	s.parens = append(s.parens, paren{char: '('})
}

// next scans one token; s.start and s.end are its extent.
func (s *scanner) next() kind {
	if s.done {
		s.set(s.pos)
		return tEOF
	}
	for {
		if s.bol && !s.indentation() {
			return tError
		}
		if s.pending != 0 {
			return s.indentOrDedent()
		}
		s.skipBlanks()
		if s.pos >= len(s.src) {
			return s.atEOF()
		}
		switch c := s.src[s.pos]; c {
		case '\n':
			if s.newline() {
				return tNewline
			}
		case '\\':
			if !s.continuation() {
				return tError
			}
		default:
			s.blank = false
			return s.token(c)
		}
	}
}

func (s *scanner) set(start int) {
	s.start, s.end, s.tokLine, s.tokLineStart = start, s.pos, s.line, s.lineStart
}

// indentation reads the blanks at the beginning of a line and compares them with
// the open blocks. Lines that hold no token do not count.
func (s *scanner) indentation() bool {
	s.bol = false
	s.blank = true
	in, ok := s.measureIndent()
	if !ok {
		return false
	}
	if len(s.parens) > 0 {
		return true
	}
	if s.pos < len(s.src) {
		if c := s.src[s.pos]; c == '#' || c == '\n' {
			return true
		}
		s.blank = false
	}
	return s.compareIndent(in)
}

// measureIndent moves to the first character of the line. Where a backslash
// continues the blanks on another line, the blanks before it are what counts.
func (s *scanner) measureIndent() (in indent, ok bool) {
	continued := 0
	for ; s.pos < len(s.src); s.pos++ {
		switch s.src[s.pos] {
		case ' ':
			in.col++
			in.alt++
		case '\t':
			in.col = (in.col/8 + 1) * 8
			in.alt++
		case '\f':
			in = indent{}
		case '\\':
			if continued == 0 {
				continued = in.col
			}
			if !s.continuation() {
				s.err.atIndent = s.err.incomplete
				return in, false
			}
			s.chunk = s.pos
			s.pos--
		default:
			if continued != 0 {
				in = indent{continued, continued}
			}
			return in, true
		}
	}
	return in, true
}

// lineEnd is the offset just after the current line.
func (s *scanner) lineEnd() int {
	if i := strings.IndexByte(s.src[s.pos:], '\n'); i >= 0 {
		return s.pos + i + 1
	}
	return len(s.src)
}

func (s *scanner) openIndent() indent {
	if len(s.indents) == 0 {
		return indent{}
	}
	return s.indents[len(s.indents)-1]
}

func (s *scanner) compareIndent(in indent) bool {
	cur := s.openIndent()
	switch {
	case in.col == cur.col:
		return in.alt == cur.alt || s.tabError()
	case in.col > cur.col:
		if in.alt <= cur.alt {
			return s.tabError()
		}
		// CPython keeps a zero at the bottom of its stack of 100.
		if len(s.indents)+1 >= maxIndent {
			return s.failIndent("IndentationError", "too many levels of indentation", s.lineStart+1)
		}
		s.indents = append(s.indents, in)
		s.pending++
		return true
	}
	for ; cur.col > in.col; cur = s.openIndent() {
		s.indents = s.indents[:len(s.indents)-1]
		s.pending--
	}
	if cur.col != in.col {
		return s.failIndent("IndentationError", "unindent does not match any outer indentation level", s.lineEnd())
	}
	return cur.alt == in.alt || s.tabError()
}

func (s *scanner) indentOrDedent() kind {
	s.set(s.pos)
	if s.pending > 0 {
		s.pending--
		return tIndent
	}
	s.pending++
	return tDedent
}

func (s *scanner) skipBlanks() {
	src, p := s.src, s.pos
	for p < len(src) && (src[p] == ' ' || src[p] == '\t' || src[p] == '\f') {
		p++
	}
	s.comment = -1
	if p < len(src) && src[p] == '#' {
		s.comment = p
		if i := strings.IndexByte(src[p:], '\n'); i >= 0 {
			p += i
		} else {
			p = len(src)
		}
	}
	s.pos = p
}

// atEOF closes the last line and the open blocks, one token per call.
func (s *scanner) atEOF() kind {
	s.set(s.pos)
	switch {
	case len(s.parens) > 0 && !s.inside:
		s.fail(s.pos, s.pos, "")
		s.err.when = unclosed
		return tError
	case !s.blank && len(s.parens) == 0:
		s.blank = true
		if s.bare {
			return tEOF // but see tokenStream.fill
		}
		return tNewline
	case len(s.indents) > 0:
		s.indents = s.indents[:len(s.indents)-1]
		return tDedent
	}
	s.done = true
	return tEOF
}

// newline steps over a line end and reports whether it ends a logical line.
func (s *scanner) newline() bool {
	s.pos++
	end := len(s.parens) == 0 && !s.blank
	if end {
		s.set(s.pos - 1)
		if s.comment >= 0 {
			s.start = s.comment // CPython's newline begins with the comment
		}
	}
	s.line++
	s.lineStart = s.pos
	s.lastChunk, s.chunk = s.chunk, s.pos
	s.bol = len(s.parens) == 0
	return end
}

// continuation steps over a backslash at the end of a line.
func (s *scanner) continuation() bool {
	p := s.pos
	if p+1 >= len(s.src) && !s.bare {
		s.pos++
		return s.failEOF()
	}
	if s.at(p+1) != '\n' {
		s.fail(p, min(p+2, len(s.src)), "unexpected character after line continuation character")
		s.err.when, s.err.lineStart = atToken, s.chunk
		return false
	}
	s.pos = p + 2
	s.line++
	s.lineStart = s.pos
	if s.pos >= len(s.src) {
		return s.failEOF()
	}
	return true
}

// token scans one token that starts with c, at s.pos.
func (s *scanner) token(c byte) kind {
	start := s.pos
	cl := class[c]
	switch {
	case cl&(idStart|nonASCII) != 0:
		return s.word(start)
	case cl&idDigit != 0:
		return s.number(start)
	case c == '"' || c == '\'':
		return s.str(start, start)
	}
	return s.operator(start, c)
}

// word scans an identifier, a keyword, or the prefix of a string.
func (s *scanner) word(start int) kind {
	src, p := s.src, start
	for p < len(src) && class[src[p]]&(idStart|idDigit) != 0 {
		p++
	}
	if p < len(src) {
		q := src[p]
		if (q == '"' || q == '\'') && p > start && p-start <= 2 && isStringPrefix(src[start:p]) {
			return s.str(start, p)
		}
		if q >= 0x80 {
			return s.unicodeName(start, p)
		}
	}
	s.pos = p
	s.set(start)
	if n := p - start; n >= 2 && n <= 8 {
		return keyword(src[start:p])
	}
	return tName
}

func isStringPrefix(s string) bool {
	a := s[0] | 0x20
	if len(s) == 1 {
		return a == 'r' || a == 'b' || a == 'u' || a == 'f'
	}
	b := s[1] | 0x20
	return a == 'r' && (b == 'b' || b == 'f') || b == 'r' && (a == 'b' || a == 'f')
}

// str scans a string literal whose quote is at q; its prefix begins at start.
func (s *scanner) str(start, q int) kind {
	src, quote := s.src, s.src[q]
	line, lineStart := s.line, s.lineStart
	triple := q+2 < len(src) && src[q+1] == quote && src[q+2] == quote
	p := q + 1
	if triple {
		p = q + 3
	}
	for {
		if p >= len(src) || !triple && src[p] == '\n' {
			return s.unterminated(start, p, line, lineStart, triple)
		}
		c := src[p]
		if c == quote {
			if !triple {
				p++
				break
			}
			if p+2 < len(src) && src[p+1] == quote && src[p+2] == quote {
				p += 3
				break
			}
		}
		if c == '\\' {
			p++
			if p >= len(src) {
				continue
			}
			c = src[p]
		}
		p++
		if c == '\n' {
			s.line++
			s.lineStart = p
		}
	}
	s.pos = p
	s.start, s.end, s.tokLine, s.tokLineStart = start, p, line, lineStart
	return tString
}

func (s *scanner) unterminated(start, p, line, lineStart int, triple bool) kind {
	what := "string"
	detected := s.line
	if triple {
		what = "triple-quoted string"
	}
	if p >= len(s.src) && p == s.lineStart && s.line > line {
		detected-- // the text ended with the line before
	}
	s.line, s.lineStart = line, lineStart
	s.fail(start, start+1, "unterminated %s literal (detected at line %d)", what, detected)
	s.err.incomplete = p >= len(s.src)
	return tError
}
