package parser

import "fmt"

// A scanError says why the scanner stopped.
type scanError struct {
	kind       string
	msg        string
	when       scanWhen
	line       int
	lineStart  int
	cur, end   int    // offsets of the place; end 0 if there is none
	incomplete bool   // only the end of the text is in the way
	atIndent   bool   // the text ends where a line begins that continues nothing
	noEnd      bool   // CPython has no end for the place
	notUTF8    string // the name that cannot be decoded
}

// scanWhen distinguishes the ways in which CPython's scanner fails.
type scanWhen uint8

const (
	hard     scanWhen = iota // an error of its own: takes precedence wherever it is
	atToken                  // raised only when the parser asks for this very token
	unclosed                 // the end of the text inside brackets
)

// fail ends the scan with an error; the token goes from start to cur, and the place
// of the error is the last character before cur.
func (s *scanner) fail(start, cur int, format string, args ...any) kind {
	s.pos = cur
	s.set(start)
	s.err = scanError{kind: "SyntaxError", msg: fmt.Sprintf(format, args...),
		line: s.line, lineStart: s.lineStart, cur: cur}
	s.done = true
	return tError
}

// failEOF: the text ends after a backslash.
func (s *scanner) failEOF() bool {
	if len(s.parens) > 0 {
		s.fail(s.pos, s.pos, "")
		s.err.when = unclosed
		return false
	}
	s.fail(s.pos, s.pos, "unexpected EOF while parsing")
	s.err.when, s.err.noEnd = atToken, true
	s.err.incomplete = true
	start := 0
	s.err.line, start = s.lastLine()
	s.err.lineStart = s.pos - start
	return false
}

// failIndent: an error of indentation, which CPython notices after the whole line.
func (s *scanner) failIndent(kind, msg string, cur int) bool {
	s.fail(s.pos, s.pos, "%s", msg)
	s.err.kind, s.err.when, s.err.cur = kind, atToken, cur
	s.err.noEnd = cur > s.lineStart+1
	return false
}

func (s *scanner) tabError() bool {
	return s.failIndent("TabError", "inconsistent use of tabs and spaces in indentation", s.lineStart+1)
}
