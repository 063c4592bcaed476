package parser

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/minipy-go/minipy/ast"
)

func (p *reader) number() ast.Expr {
	start := p.start()
	v := numberValue(p.text())
	p.advance()
	return &ast.Constant{Span: p.from(start), Value: v}
}

// numberValue is the value of a literal that the scanner has accepted.
func numberValue(s string) any {
	if len(s) == 1 {
		return int64(s[0] - '0')
	}
	if strings.IndexByte(s, '_') >= 0 {
		s = strings.ReplaceAll(s, "_", "")
	}
	if _, ok := radixOf(s[1]); ok && s[0] == '0' {
		return intValue(s, 0)
	}
	if c := s[len(s)-1]; c|0x20 == 'j' {
		return complex(0, floatValue(s[:len(s)-1]))
	}
	if strings.ContainsAny(s, ".eE") {
		return floatValue(s)
	}
	if s[0] == '0' && strings.Trim(s, "0") != "" {
		return floatValue(s) // so does CPython with 09else, which gets past its scanner
	}
	return intValue(s, 10)
}

func intValue(s string, base int) any {
	if n, err := strconv.ParseInt(s, base, 64); err == nil {
		return n
	}
	n, _ := new(big.Int).SetString(s, base)
	return n
}

// floatValue ignores ParseFloat's range error: the infinity it comes with is right.
func floatValue(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

// A literal is one string token taken apart.
type literal struct {
	raw, bytes, format bool
	body               string
	off                int // of body in the token
}

func splitLiteral(tok string) (l literal) {
	i := 0
	for ; tok[i] != '"' && tok[i] != '\''; i++ {
		switch tok[i] | 0x20 {
		case 'r':
			l.raw = true
		case 'b':
			l.bytes = true
		case 'f':
			l.format = true
		}
	}
	n := 1
	if len(tok) >= i+6 && tok[i+1] == tok[i] && tok[i+2] == tok[i] {
		n = 3
	}
	l.off = i + n
	l.body = tok[l.off : len(tok)-n]
	return l
}

// text is the value of a literal that is no f-string.
func (l *literal) text() (string, string) {
	if l.bytes {
		for i := 0; i < len(l.body); i++ {
			if l.body[i] >= 0x80 {
				return "", "bytes can only contain ASCII literal characters"
			}
		}
	}
	return literalText(l.body, l.raw, l.bytes)
}

// literalText is the value of the text between quotes, or between the replacement
// fields of an f-string.
func literalText(body string, raw, bytes bool) (string, string) {
	raw = raw || strings.IndexByte(body, '\\') < 0
	if !utf8.ValidString(body) {
		return "", "(unicode error) " + undecodable(body, raw)
	}
	if raw {
		return body, ""
	}
	return unescape(body, bytes)
}

// undecodable says what is wrong with bytes that are no UTF-8. Where there are
// escape sequences, CPython decodes one run of bytes beyond ASCII at a time.
func undecodable(body string, raw bool) string {
	for i := 0; !raw && i < len(body); i++ {
		j := i
		for j < len(body) && body[j] >= utf8.RuneSelf {
			j++
		}
		if run := body[i:j]; !utf8.ValidString(run) {
			return utf8Error(run)
		}
		i = j
	}
	return utf8Error(body)
}

// A joiner puts adjacent literals and the values of f-strings together.
type joiner struct {
	span ast.Span // of all of them: CPython gives it to every part
	u    bool
	lit  strings.Builder
	vals []ast.Expr
}

func (j *joiner) flush() {
	if j.lit.Len() > 0 {
		j.vals = append(j.vals, &ast.Constant{Span: j.span, Value: j.lit.String(), U: j.u})
		j.lit.Reset()
	}
}

// joined ends the string. In CPython the last literal of a format spec, unlike the
// others, is where its own token is; so the place is the caller's to say.
func (j *joiner) joined(span ast.Span, u bool) *ast.JoinedStr {
	j.span, j.u = span, u
	j.flush()
	return &ast.JoinedStr{Span: span, Values: j.vals}
}

// stringRun returns the string tokens that stand next to each other here.
func (p *reader) stringRun() []lexer.Token {
	first := p.lex.RawCursor()
	end := first + 1
	for kindOf(&p.lex.Range(end, end+1)[0]) == tString {
		end++
	}
	return p.lex.Range(first, end)
}

// strings: adjacent string literals, f-strings among them.
func (p *reader) strings() ast.Expr {
	toks := p.stringRun()
	last := &toks[len(toks)-1]
	j := joiner{
		span: ast.Span{Start: p.start(), End: int32(last.Pos.Offset + len(last.Value))},
		u:    toks[0].Value[0] == 'u',
	}
	var x ast.Expr
	l := splitLiteral(toks[0].Value)
	if len(toks) == 1 && !l.format {
		s := p.literalText(&l, 0)
		x = &ast.Constant{Span: j.span, Value: stringValue(s, l.bytes), U: j.u}
	} else {
		x = p.joinStrings(&j, toks, l.bytes)
	}
	for range toks {
		p.advance()
	}
	return x
}

func stringValue(s string, bytes bool) any {
	if bytes {
		return ast.Bytes(s)
	}
	return s
}

func (p *reader) literalText(l *literal, tok int) string {
	s, msg := l.text()
	if msg != "" {
		panic(bailout{literal: &literalError{msg: msg, tok: tok}})
	}
	return s
}

func (p *reader) joinStrings(j *joiner, toks []lexer.Token, bytes bool) ast.Expr {
	format := false
	for i := range toks {
		t := &toks[i]
		l := splitLiteral(t.Value)
		text := ""
		if !l.format {
			text = p.literalText(&l, i)
		}
		if l.bytes != bytes {
			panic(bailout{literal: &literalError{msg: "cannot mix bytes and nonbytes literals", tok: i}})
		}
		if !l.format {
			j.lit.WriteString(text)
			continue
		}
		format = true
		f := fstring{p: p, j: j, text: t.Value, base: t.Pos.Offset, tok: i,
			pos: l.off, end: l.off + len(l.body), raw: l.raw}
		f.parse(j, 0)
		if f.pos < f.end {
			f.fail("f-string: unexpected end of string")
		}
	}
	if format {
		return j.joined(j.span, j.u)
	}
	return &ast.Constant{Span: j.span, Value: stringValue(j.lit.String(), bytes), U: j.u}
}

// A literalError is what is wrong inside a string literal.
type literalError struct {
	msg string
	tok int // index in the run of adjacent strings
	// With no msg: the expression at text[from:to] of the token does not parse.
	from, to int
}
