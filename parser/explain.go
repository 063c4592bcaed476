package parser

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"
)

// The explainer finds out what is wrong with a text that does not parse. It does
// what CPython does, so that it can say what CPython says: a first pass over a PEG
// grammar establishes how far the text makes sense, a second one looks for known
// mistakes as well, and whatever raises an error first, or the scanner's view of
// the rest of the text, decides.

// A node is what the explainer knows about a part of the text: enough to name it and
// to find its place. kids are the nodes in it, those without a kind flattened.
type node struct {
	kind       string
	start, end int // tokens: [start, end)
	kids       []*node
}

type explainer struct {
	g        *pegGrammar
	ts       tokenStream
	file     string
	text     string
	fstring  *fstringPlace // not nil: the text is an expression in an f-string
	second   bool          // second pass
	mistakes bool          // look for mistakes: in the second pass, with exceptions
	memo     [][]memoEntry // by token
	// bytes: the text does not say that it is UTF-8; CPython then counts most columns in bytes.
	bytes     bool
	mode      Mode
	script    bool // the text is the file that is run, which CPython reads by lines
	maxDigits int  // of a decimal integer; 0: any number
	depth     int
	atEnd     bool // see noteEnd
}

// An fstringPlace tells where in the file the line and column of the text are.
type fstringPlace struct{ line, col int }

// A memoEntry is what a rule made of the text from some token on.
type memoEntry struct {
	key memoKey
	end int // noMatch, or the token after it
	v   *node
}

// A memoKey is the number of a rule, doubled, plus one if mistakes were looked for.
type memoKey int

const recursionMsg = "maximum recursion depth exceeded during compilation"

// explain makes the SyntaxError for a text for which parse gave up.
func (e *explainer) explain(mode Mode, err error) error {
	var b *bailout
	if errors.As(err, &b) && b.tooDeep {
		return &SyntaxError{Kind: "MemoryError", File: e.file} // what CPython's parser says of too deep a stack
	}
	e.mode = mode
	e.g = explainGrammar()
	e.ts.s.init(e.text)
	root := "file"
	switch mode {
	case Eval:
		root, e.ts.s.bare = "eval", true
	case Single:
		root, e.ts.s.bare, e.ts.single = "single", true, true
	default:
		e.skipGood()
	}
	se := e.run(root)
	if se == nil {
		se = &SyntaxError{Kind: "SyntaxError", Msg: "invalid syntax", File: e.file}
	}
	if mode == Single {
		se.Incomplete = e.atEnd
		if !strings.HasSuffix(e.text, "\n") {
			// The line has not ended yet: see what it will look like when it has.
			var whole *SyntaxError
			ended := &explainer{file: e.file, text: e.text + "\n", maxDigits: e.maxDigits}
			se.Incomplete = errors.As(ended.explain(mode, err), &whole) && whole.Incomplete
		}
	}
	return se
}

// skipGood moves to the statement that does not parse, or to an earlier one in which
// the second pass might see a mistake where there is none.
func (e *explainer) skipGood() {
	l := &tokenLexer{}
	l.s.init(e.text)
	l.s.maxDigits = e.maxDigits
	lex, _ := lexer.Upgrade(l)
	r := newReader(lex)
	var before, stmt lexer.Token
	for {
		before, stmt = stmt, *lex.Peek()
		from := lex.RawCursor()
		if !r.try(func() {
			var s statement
			if s.Parse(lex) != nil {
				r.bad()
			}
		}) || deceptive(lex.Range(from, lex.RawCursor())) {
			break
		}
	}
	switch kindOf(&stmt) {
	case kwElse, kwElif, kwExcept, kwFinally:
		stmt = before // it is a clause of the statement before that is wrong
	}
	switch kindOf(&stmt) {
	case tIndent, tDedent, tEOF, tError:
		return
	}
	s := &e.ts.s
	s.pos = stmt.Pos.Offset - stmt.Pos.Column + 1
	s.line, s.lineStart, s.chunk = stmt.Pos.Line, s.pos, s.pos
}

// deceptive looks for what CPython may take for an unfinished match statement or a
// print statement, in a statement that is perfectly right.
func deceptive(toks []lexer.Token) bool {
	for i := range toks[:len(toks)-1] {
		next := kindOf(&toks[i+1])
		switch toks[i].Value {
		case "match", "print", "exec":
			if startsExpr[next] && (next != tLPar || toks[i].Value == "match") {
				return true
			}
		}
	}
	return false
}

// run does the two passes and returns the error.
func (e *explainer) run(root string) (err *SyntaxError) {
	defer func() {
		if r := recover(); r != nil {
			se, ok := r.(*SyntaxError)
			if !ok {
				panic(r)
			}
			e.noteEnd()
			err = e.preferScanner(se)
		}
	}()
	if e.pass(root) {
		return e.afterSingle()
	}
	last := len(e.ts.toks) - 1
	e.noteEnd()
	e.second, e.mistakes = true, true
	e.ts.begun = false
	e.pass(root)
	return e.generic(last)
}

// noteEnd notes, after the first pass, whether it went as far as the end of the text:
// then more text could make sense of it.
func (e *explainer) noteEnd() {
	if e.second {
		return
	}
	switch last := &e.ts.toks[len(e.ts.toks)-1]; last.kind {
	case tError:
		err := &e.ts.s.err
		e.atEnd = err.incomplete || err.when == unclosed
	default:
		e.atEnd = last.start >= len(e.text)
	}
}

func (e *explainer) pass(root string) bool {
	e.memo = nil
	_, end := e.rule(e.g.index[root], 0)
	return end >= 0
}

// generic reports that nothing more is known than where the first pass stopped.
func (e *explainer) generic(last int) *SyntaxError {
	switch e.ts.toks[len(e.ts.toks)-1].kind {
	case tIndent:
		return e.errorLast("IndentationError", "unexpected indent")
	case tDedent:
		return e.errorLast("IndentationError", "unexpected unindent")
	}
	return e.restOfText(e.errorAt(e.tokenNode(last), "invalid syntax"))
}

// afterSingle reports what follows an interactive statement.
func (e *explainer) afterSingle() *SyntaxError {
	if !e.ts.single {
		return nil
	}
	return e.errorLast("SyntaxError", "multiple statements found while compiling a single statement")
}

// preferScanner lets an error of the scanner in the rest of the text go before an
// error of the grammar.
func (e *explainer) preferScanner(se *SyntaxError) *SyntaxError {
	if e.ts.s.done || se.Kind == "ValueError" || se.Kind == "RecursionError" {
		return se
	}
	return e.restOfText(se)
}

// restOfText scans the rest of the text: what the scanner cannot cope with, or a
// bracket opened on an earlier line and never closed, is the better explanation. For a name that is no UTF-8 CPython
// forgets to say where it is.
func (e *explainer) restOfText(se *SyntaxError) *SyntaxError {
	line := e.ts.toks[len(e.ts.toks)-1].line
	s := &e.ts.s
	for {
		switch s.next() {
		case tError:
			if s.err.when == hard {
				return e.scannerError()
			}
			if len(s.parens) > 0 && line > s.parens[len(s.parens)-1].line {
				return e.unclosed()
			}
			if bad := s.err.notUTF8; bad != "" {
				return &SyntaxError{Kind: "UnicodeDecodeError", Msg: utf8Error(bad), File: e.file, Text: bad}
			}
			return se
		case tEOF:
			return se
		}
	}
}

// tok returns a token, scanning up to it. What cannot be scanned is an error.
func (e *explainer) tok(i int) *etoken {
	for i >= len(e.ts.toks) {
		if t := e.ts.fill(); t.kind == tError {
			panic(e.scannerError())
		}
	}
	return &e.ts.toks[i]
}

func (e *explainer) tokenNode(i int) *node { return &node{start: i, end: i + 1} }

// scannerError is the error of the scanner.
func (e *explainer) scannerError() *SyntaxError {
	se := &e.ts.s.err
	if se.when == unclosed {
		return e.unclosed()
	}
	x := e.at(se.kind, se.msg, se.line, 0, se.line, 0)
	if se.when == hard {
		x.Msg, x.FileText = se.msg, false
		x.Text, _, _ = strings.Cut(e.text[e.lineStart(se.line):], "\n")
	}
	x.Col = min(se.cur, len(e.text)) - se.lineStart
	if line := e.text[se.lineStart:][:x.Col]; !e.bytes || se.when == hard {
		x.Col = utf8.RuneCountInString(line)
		if !utf8.ValidString(line) {
			x.Col = characters(line, len(line))
		}
	}
	if se.atIndent && e.script {
		x.Col = 0
	}
	switch {
	case se.end != 0: // CPython counts bytes in this case
		x.Col, x.EndCol = se.cur-se.lineStart, se.end-se.lineStart
	case se.when == hard:
		x.EndCol = x.Col
	case se.noEnd && e.fstring != nil:
		x.Col, x.EndCol = 0, 0
	case se.noEnd:
		x.EndCol = -1
	}
	return x
}

// unclosed says which bracket is still open.
func (e *explainer) unclosed() *SyntaxError {
	o := e.ts.s.parens[len(e.ts.s.parens)-1]
	return e.at("SyntaxError", fmt.Sprintf("'%c' was never closed", o.char), o.line, o.col+1, o.line, 0)
}

// errorLast puts an error at the last token that was looked at.
func (e *explainer) errorLast(kind, msg string) *SyntaxError {
	t := &e.ts.toks[len(e.ts.toks)-1]
	col := t.col + 1
	if t.col == -1 {
		col = t.cur
		if e.script && t.start >= len(e.text) {
			col = 0 // CPython has read on, and found no line
		}
	}
	endCol := t.endCol + 1
	if t.endCol == -1 {
		endCol = -1
	}
	return e.at(kind, msg, t.line, col, t.endLine, endCol)
}

func (e *explainer) errorAt(n *node, msg string) *SyntaxError { return e.errorRange(n, n, msg) }

// errorRange puts an error on everything from a to b.
func (e *explainer) errorRange(a, b *node, msg string) *SyntaxError {
	first, last := e.tok(a.start), e.tok(b.end-1)
	return e.at("SyntaxError", msg, first.line, first.col+1, last.endLine, last.endCol+1)
}

// at makes an error from columns counted in bytes from 1.
func (e *explainer) at(kind, msg string, line, col, endLine, endCol int) *SyntaxError {
	x := &SyntaxError{Kind: kind, Msg: msg, File: e.file, Line: line, Col: col, EndLine: endLine, EndCol: endCol}
	start := e.lineStart(line)
	x.Text, _, _ = strings.Cut(e.text[start:], "\n")
	text := x.Text
	if current, chunk := e.ts.s.buffered(); line >= current {
		// CPython looks at what it has in its buffer.
		text = e.text[chunk:]
		if start+len(x.Text) < len(e.text) || e.mode == Exec { // where it ends the last line itself
			x.Text += "\n"
		}
		x.Text = e.text[min(chunk, start):start] + x.Text
	}
	if e.fstring != nil {
		x.Msg = "f-string: " + msg
		x.Line += e.fstring.line - 1
		x.EndLine += e.fstring.line - 1
		x.Col -= e.fstring.col
		x.EndCol -= e.fstring.col
		return x
	}
	x.FileText = true
	if e.bytes {
		return x
	}
	x.Col = characters(text, col)
	x.EndCol = characters(text, endCol) // of this line and not of endLine, as in CPython
	return x
}

// lineStart is where a line begins; if there are not so many, the end of the text.
func (e *explainer) lineStart(n int) (start int) {
	for ; n > 1; n-- {
		i := strings.IndexByte(e.text[start:], '\n')
		if i < 0 {
			return len(e.text)
		}
		start += i + 1
	}
	return start
}

// characters counts the characters in the first col bytes of a line, the last of
// which may be incomplete. The line counts as one longer than it is.
func characters(line string, col int) int {
	if col <= 1 {
		return col
	}
	line = replaceInvalid(line)
	if col > len(line) {
		return utf8.RuneCountInString(line) + 1
	}
	n := 0
	for i := 0; i < col; n++ {
		_, w := utf8.DecodeRuneInString(line[i:])
		i += w
	}
	return n
}

// replaceInvalid puts U+FFFD where a line is no UTF-8.
func replaceInvalid(line string) string {
	var b strings.Builder
	for !utf8.ValidString(line) {
		i := invalidByte(line)
		n, _ := faultAt(line[i:])
		b.WriteString(line[:i])
		b.WriteRune(utf8.RuneError)
		line = line[i+n:]
	}
	return b.String() + line
}
