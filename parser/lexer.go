package parser

import (
	"io"
	"sync"

	"github.com/alecthomas/participle/v2/lexer"
)

// definition presents the scanner to participle.
type definition struct{}

// Symbols tells participle the token names that grammar tags may use.
func (definition) Symbols() map[string]lexer.TokenType { return symbols() }

var symbols = sync.OnceValue(func() map[string]lexer.TokenType {
	m := make(map[string]lexer.TokenType, numKinds)
	for k, row := range kinds {
		m[row.name] = tokenType(kind(k))
	}
	return m
})

// Lex reads all of r and scans it.
func (definition) Lex(filename string, r io.Reader) (lexer.Lexer, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	l := &tokenLexer{}
	l.s.init(string(b))
	return l, nil
}

// A tokenLexer is a scanner as participle wants it. A tError comes as a token and
// not as an error, because a mistake of grammar before it takes precedence.
type tokenLexer struct{ s scanner }

// Next returns the next token. The end of a token is its offset plus the length of
// its text, so tokens without text (indents, dedents, newlines) have none.
func (l *tokenLexer) Next() (lexer.Token, error) {
	s := &l.s
	k := s.next()
	t := lexer.Token{Type: tokenType(k)}
	t.Pos.Offset = s.base + s.start
	t.Pos.Line = s.tokLine
	t.Pos.Column = s.start - s.tokLineStart + 1
	if k >= tName && k != tError {
		t.Value = s.src[s.start:s.end]
	}
	return t, nil
}
