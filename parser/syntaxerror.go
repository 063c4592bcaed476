package parser

import "fmt"

// A SyntaxError says what is wrong with a source text, in CPython's words.
type SyntaxError struct {
	// SyntaxError, IndentationError, TabError, ValueError, RecursionError, MemoryError or UnicodeDecodeError, whose
	// bytes are Text
	Kind string
	Msg  string
	File string
	// Lines and columns count from 1, columns in characters. They are what CPython
	// 3.10 calls lineno, offset, end_lineno and end_offset.
	Line, Col, EndLine, EndCol int
	Text                       string // the source line, with its newline
	Incomplete                 bool   // in Single mode: more input could complete it
	NoPlace                    bool   // CPython tells nothing but the message
	FileText                   bool   // CPython shows the line as the file has it, if there is one
	NoText                     bool   // CPython has neither the line nor where the mistake ends
	Cause                      error  // the source is not to blame: Options.Decode failed
}

// Error formats the error on one line.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", e.File, e.Line, e.Col, e.Kind, e.Msg)
}
