package parser

// An etoken is a token with everything CPython remembers of it for its errors.
type etoken struct {
	kind       kind
	text       string
	start, end int // offsets
	line, col  int // col counts bytes from 0; -1: the token has no place of its own
	endLine    int
	endCol     int
	level      int // brackets open after it
	cur        int // where the scanner stood after it, in bytes from the line's start
}

// A tokenStream scans tokens as the explainer asks for them.
type tokenStream struct {
	s      scanner
	toks   []etoken
	single bool // the end of the text is a newline first: see fill
	begun  bool
	// What is added to the columns of the first line: an f-string's expression does
	// not begin at the beginning of its line.
	firstCol int
}

// fill scans one more token.
func (ts *tokenStream) fill() *etoken {
	s := &ts.s
	k := s.next()
	t := etoken{kind: k, start: s.start, end: s.end, level: len(s.parens)}
	t.line, t.col = s.tokLine, s.start-s.tokLineStart
	t.endLine, t.endCol = s.line, s.end-s.lineStart
	t.cur = s.pos - s.lineStart
	switch k {
	case tEOF, tIndent, tDedent, tError:
		t.line, t.col, t.endCol = s.line, -1, -1
		if s.pos == len(s.src) {
			t.line, t.cur = s.lastLine()
		}
		t.endLine = t.line
	case tNewline:
		// The scanner has already stepped over it.
		t.endLine, t.endCol = s.tokLine, s.end-s.tokLineStart
		if s.end > s.start {
			t.endCol--
		}
	default:
		t.text = s.src[s.start:s.end]
	}
	if ts.single && k == tEOF && ts.begun {
		// An interactive statement may end without a newline, and with blocks open.
		t.kind, ts.begun = tNewline, false
	} else {
		ts.begun = true
	}
	if t.endLine == 1 {
		t.col += ts.firstCol
		t.endCol += ts.firstCol
	}
	ts.toks = append(ts.toks, t)
	return &ts.toks[len(ts.toks)-1]
}

// lastLine is where CPython thinks it is at the end of the text: still on the last
// line, after its newline.
func (s *scanner) lastLine() (line, cur int) {
	if s.src == "" {
		return 0, 0
	}
	if s.pos == s.lineStart && s.line > 1 {
		start := s.pos - 1
		for start > 0 && s.src[start-1] != '\n' {
			start--
		}
		return s.line - 1, s.pos - start
	}
	return s.line, s.pos - s.lineStart
}

// buffered is CPython's idea of the current line, and where its buffer begins: it
// does not go on to the next line until it needs a token from there.
func (s *scanner) buffered() (line, chunk int) {
	if s.pos == s.lineStart && s.line > 1 {
		if s.chunk < s.pos {
			return s.line - 1, s.chunk // after a continuation at the end of the text
		}
		return s.line - 1, s.lastChunk
	}
	return s.line, s.chunk
}
