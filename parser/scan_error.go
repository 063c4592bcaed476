package parser

// A scanError says why the scanner stopped. Offsets are into the scanner's text.
type scanError struct {
	Kind       string // "" is SyntaxError
	Msg        string
	At, End    int  // extent; End 0 means unknown
	Incomplete bool // only the end of the text is in the way
	Soft       bool // raised only when the parser asks for this very token
	generic    bool // not an error of CPython's scanner: its parser cannot place the token
	numeric    bool
	wholeLine  bool // an error of indentation: CPython points at the end of the line
}

func (s *scanner) fail(e scanError) bool {
	if e.Kind == "" {
		e.Kind = "SyntaxError"
	}
	s.err = e
	s.done = true
	return false
}

func (s *scanner) failKind(e scanError, start, pos int) kind {
	s.pos = pos
	s.set(start)
	s.fail(e)
	return tError
}

func (s *scanner) failEOF() bool {
	return s.fail(scanError{Msg: "unexpected EOF while parsing", At: s.pos, Incomplete: true, Soft: true})
}

func (s *scanner) tabError() bool {
	return s.indentError("TabError", "inconsistent use of tabs and spaces in indentation")
}

func (s *scanner) indentError(kind, msg string) bool {
	s.set(s.pos)
	return s.fail(scanError{Kind: kind, Msg: msg, At: s.pos, Soft: true, wholeLine: true})
}
