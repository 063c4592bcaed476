package parser

import (
	"bytes"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/minipy-go/minipy/ast"
)

// A Mode says what a text is to be read as.
type Mode uint8

const (
	Exec   Mode = iota // a module
	Eval               // one expression
	Single             // one interactive statement
)

// Options are the parameters of ParseWith.
type Options struct {
	Mode Mode
	// Text says that the source is text and not the bytes of a file: coding cookies
	// are then mere comments.
	Text bool
	// Script says that the source is the file being run, for which CPython words
	// errors of encoding in another way than for a file that is imported.
	Script bool
	// MaxDigits is how many digits a decimal integer may have; 0: any number.
	MaxDigits int
	// Warn, if not nil, is told what CPython warns of while it parses.
	Warn func(category, msg string, line int)
	// Decode, if not nil, has more codecs than the parser.
	Decode Decoder
}

// Parse parses src, the bytes of a file. An error is always a *SyntaxError.
func Parse(filename string, src []byte, mode Mode) (*ast.Module, error) {
	return ParseWith(filename, src, Options{Mode: mode})
}

// ParseWith parses src. An error is always a *SyntaxError.
func ParseWith(filename string, src []byte, opts Options) (*ast.Module, error) {
	text, err := decode(filename, src, &opts)
	if err != nil {
		return nil, err
	}
	if opts.Mode == Exec && text != "" && text[len(text)-1] != '\n' {
		text += "\n"
	}
	m, touched, err := parse(text, &opts)
	if err != nil {
		e := &explainer{file: filename, text: text, script: opts.Script, maxDigits: opts.MaxDigits}
		e.bytes = !opts.Text && cookie(text) == "" && !bytes.HasPrefix(src, []byte(bom))
		return nil, e.explain(opts.Mode, err)
	}
	if opts.Warn != nil {
		warn(text, touched, opts.Warn)
	}
	return m, nil
}

// parse says yes or no to a text: the error is a bailout. touched: a keyword touches a
// number.
func parse(text string, opts *Options) (m *ast.Module, touched bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			b, ok := r.(bailout)
			if !ok {
				panic(r)
			}
			err = &b
		}
	}()
	l := &tokenLexer{}
	l.s.init(text)
	l.s.maxDigits = opts.MaxDigits
	lex, _ := lexer.Upgrade(l)
	m = &ast.Module{LineStarts: lineStarts(text)}
	switch opts.Mode {
	case Eval:
		m.Body = evalInput(newReader(lex))
	case Single:
		m.Body = singleInput(lex, text)
	default:
		m.Body = fileInput(lex)
	}
	return m, l.s.touched != "", nil
}

func fileInput(lex *lexer.PeekingLexer) (body []ast.Stmt) {
	r := newReader(lex)
	for r.kind() != tEOF {
		var s statement
		if s.Parse(lex) != nil {
			r.bad()
		}
		body = append(body, s.stmts...)
	}
	return body
}

func evalInput(r *reader) []ast.Stmt {
	start := r.start()
	x := r.tupleOf((*reader).expression)
	s := &ast.ExprStmt{Span: r.from(start), X: x}
	for r.accept(tNewline) {
	}
	if r.kind() != tEOF {
		r.bad()
	}
	return []ast.Stmt{s}
}

func singleInput(lex *lexer.PeekingLexer, text string) []ast.Stmt {
	r := newReader(lex)
	compound := compoundRule(r) != nil
	var s statement
	if err := s.Parse(lex); err != nil || r.kind() != tEOF && !blank(text[min(int(r.start()), len(text)):]) {
		r.bad()
	}
	// A compound statement ends with a line of its own; a dedent will do.
	c := lex.RawCursor()
	if last := &lex.Range(c-1, c)[0]; compound && kindOf(last) == tNewline && last.Pos.Offset == len(text) {
		r.bad()
	}
	return s.stmts
}

// blank reports whether a text has nothing but white space and comments.
func blank(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, " \t\f\r\n")
		if line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// lineStarts finds the offset of each line.
func lineStarts(text string) []int32 {
	out := make([]int32, 1, strings.Count(text, "\n")+2)
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			return out
		}
		i += n + 1
		out = append(out, int32(i))
	}
}

// Error makes a bailout an error inside this package.
func (b *bailout) Error() string { return "invalid syntax" }

var _ error = (*bailout)(nil)
