package parser

import (
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/minipy-go/minipy/ast"
)

// A reader is the recursive-descent half of the parser: a cursor over participle's
// tokens. It holds no text and no globals, so that participle's Parseable hook, which
// passes nothing but the tokens, can make one wherever it stands.
//
// A text that does not fit the grammar makes it panic with a bailout, which parse
// recovers; what is wrong with the text is then worked out by the explainer.
type reader struct {
	lex   *lexer.PeekingLexer
	end   int32 // where the last token consumed ends
	depth int   // of recursion
}

// A bailout is the panic by which a reader gives up.
type bailout struct {
	tooDeep bool
	literal *literalError // when the fault is inside a string literal
}

// maxDepth bounds recursion, as CPython does it. Its compiler, and minipy's, allows
// 3000 levels only.
const maxDepth = 6000

func newReader(lex *lexer.PeekingLexer) *reader { return &reader{lex: lex} }

func (p *reader) kind() kind   { return kindOf(p.lex.Peek()) }
func (p *reader) text() string { return p.lex.Peek().Value }
func (p *reader) start() int32 { return int32(p.lex.Peek().Pos.Offset) }

// from is the span that begins at start and ends with the last token consumed.
func (p *reader) from(start int32) ast.Span { return ast.Span{Start: start, End: p.end} }

func (p *reader) advance() {
	t := p.lex.Next()
	p.end = int32(t.Pos.Offset + len(t.Value))
}

// peek2 is the kind of the token after the next. No token is elided, so the raw
// cursor counts them all.
func (p *reader) peek2() kind {
	if p.kind() == tEOF {
		return tEOF
	}
	r := p.lex.RawCursor()
	return kindOf(&p.lex.Range(r+1, r+2)[0])
}

func (p *reader) bad() { panic(bailout{}) }

func (p *reader) expect(k kind) {
	if p.kind() != k {
		p.bad()
	}
	p.advance()
}

func (p *reader) accept(k kind) bool {
	if p.kind() == k {
		p.advance()
		return true
	}
	return false
}

func (p *reader) name() string {
	if p.kind() != tName {
		p.bad()
	}
	s := identifier(p.text())
	p.advance()
	return s
}

// enter goes one level down; the caller leaves with p.depth--.
func (p *reader) enter() {
	p.depth++
	if p.depth > maxDepth {
		panic(bailout{tooDeep: true})
	}
}

// try runs f and reports whether it succeeded. If not, the cursor is back where it was.
func (p *reader) try(f func()) (ok bool) {
	mark, end, depth := p.lex.MakeCheckpoint(), p.end, p.depth
	defer func() {
		if r := recover(); r != nil {
			if b, is := r.(bailout); !is || b.tooDeep {
				panic(r)
			}
			p.lex.LoadCheckpoint(mark)
			p.end, p.depth, ok = end, depth, false
		}
	}()
	f()
	return true
}
