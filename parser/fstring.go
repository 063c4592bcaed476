package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/minipy-go/minipy/ast"
)

// An fstring reads one f-string token: literal text and replacement fields. The
// steps and the order of the checks are CPython 3.10's, which looks for the end of
// an expression by brackets and quotes and only then parses it.
type fstring struct {
	p        *reader
	j        *joiner // of the whole string
	text     string  // the token
	base     int     // its offset in the file
	tok      int     // its index in the run of strings
	pos, end int     // what is left to read
	raw      bool
	warn     func(text string) // if not nil, is shown all literal text
}

func (f *fstring) fail(msg string) {
	panic(bailout{literal: &literalError{msg: msg, tok: f.tok}})
}

// peek is the next character, or 0 at the end.
func (f *fstring) peek(ahead int) byte {
	if f.pos+ahead < f.end {
		return f.text[f.pos+ahead]
	}
	return 0
}

// parse reads up to the end of the string, or of the format spec when level > 0.
func (f *fstring) parse(j *joiner, level int) {
	for {
		if f.literal(j, level) {
			continue
		}
		if f.pos >= f.end || f.text[f.pos] == '}' {
			return
		}
		f.field(j, level)
	}
}

// literal reads text up to a brace. It reports whether the text ended with a doubled
// brace, after which more text follows.
func (f *fstring) literal(j *joiner, level int) (doubled bool) {
	start := f.pos
	stop := start
	for f.pos < f.end {
		c := f.text[f.pos]
		if c == '\\' && !f.raw && f.pos+1 < f.end {
			f.pos++
			c = f.text[f.pos]
			if c == 'N' {
				f.skipName()
				continue
			}
		}
		if c != '{' && c != '}' {
			f.pos++
			continue
		}
		if level == 0 && f.peek(1) == c {
			stop = f.pos + 1
			f.pos += 2
			f.addLiteral(j, f.text[start:stop])
			return true
		}
		if level == 0 && c == '}' {
			f.fail("f-string: single '}' is not allowed")
		}
		break
	}
	f.addLiteral(j, f.text[start:f.pos])
	return false
}

// skipName steps over N and the braces of \N{name}, which are no replacement field;
// and over the next character if that is no brace.
func (f *fstring) skipName() {
	f.pos++
	if f.pos >= f.end {
		return
	}
	f.pos++
	if f.text[f.pos-1] != '{' {
		return
	}
	if n := strings.IndexByte(f.text[f.pos:f.end], '}'); n >= 0 {
		f.pos += n + 1
	} else {
		f.pos = f.end
	}
}

func (f *fstring) addLiteral(j *joiner, s string) {
	if f.warn != nil && !f.raw {
		f.warn(s)
	}
	s, msg := literalText(s, f.raw, false)
	if msg != "" {
		f.fail(msg)
	}
	j.lit.WriteString(s)
}

// field reads a replacement field, from brace to brace.
func (f *fstring) field(j *joiner, level int) {
	if level >= 2 {
		f.fail("f-string: expressions nested too deeply")
	}
	f.pos++
	start := f.pos
	f.scanExpr()
	if f.pos >= f.end {
		f.fail("f-string: expecting '}'")
	}
	x := f.expr(start, f.pos)
	v := &ast.FormattedValue{Span: f.j.span, X: x, Conv: -1}
	debug := f.peek(0) == '='
	if debug {
		f.pos++
		for strings.IndexByte(" \t\n\r\v\f", f.peek(0)) >= 0 && f.pos < f.end {
			f.pos++
		}
		if f.pos >= f.end {
			f.fail("f-string: expecting '}'")
		}
		j.lit.WriteString(f.text[start:f.pos])
	}
	f.conversion(v)
	if f.peek(0) == ':' {
		f.pos++
		if f.pos >= f.end {
			f.fail("f-string: expecting '}'")
		}
		spec := joiner{span: f.j.span, u: f.j.u}
		f.parse(&spec, level+1)
		token := ast.Span{Start: int32(f.base), End: int32(f.base + len(f.text))}
		v.Spec = spec.joined(token, f.text[0] == 'u')
	}
	if f.peek(0) != '}' {
		f.fail("f-string: expecting '}'")
	}
	f.pos++
	if debug && v.Spec == nil && v.Conv == -1 {
		v.Conv = 'r'
	}
	j.flush()
	j.vals = append(j.vals, v)
}

func (f *fstring) conversion(v *ast.FormattedValue) {
	if f.peek(0) != '!' {
		return
	}
	f.pos++
	if f.pos >= f.end {
		f.fail("f-string: expecting '}'")
	}
	v.Conv = int(f.text[f.pos])
	f.pos++
	if v.Conv != 's' && v.Conv != 'r' && v.Conv != 'a' {
		f.fail("f-string: invalid conversion character: expected 's', 'r', or 'a'")
	}
	if f.pos >= f.end {
		f.fail("f-string: expecting '}'")
	}
}

// scanExpr moves to the character that ends the expression.
func (f *fstring) scanExpr() {
	var open []byte
	for ; f.pos < f.end; f.pos++ {
		c := f.text[f.pos]
		switch c {
		case '\\':
			f.fail("f-string expression part cannot include a backslash")
		case '\'', '"':
			f.skipString(c)
		case '(', '[', '{':
			if len(open) >= maxParens {
				f.fail("f-string: too many nested parenthesis")
			}
			open = append(open, c)
		case '#':
			f.fail("f-string expression part cannot include '#'")
		case '!', ':', '=', '<', '>', '}':
			if len(open) == 0 {
				if f.peek(1) == '=' && c != ':' && c != '}' {
					f.pos++
					continue
				}
				if c == '<' || c == '>' {
					continue
				}
				return
			}
			if c == '}' {
				open = f.closeBracket(open, c)
			}
		case ')', ']':
			open = f.closeBracket(open, c)
		}
	}
	if n := len(open); n > 0 {
		f.fail("f-string: unmatched '" + string(open[n-1]) + "'")
	}
}

func (f *fstring) closeBracket(open []byte, c byte) []byte {
	n := len(open) - 1
	if n < 0 {
		f.fail("f-string: unmatched '" + string(c) + "'")
	}
	o := open[n]
	if !(o == '(' && c == ')' || o == '[' && c == ']' || o == '{' && c == '}') {
		f.fail("f-string: closing parenthesis '" + string(c) + "' does not match opening parenthesis '" + string(o) + "'")
	}
	return open[:n]
}

// skipString moves to the last quote of a string inside the expression.
func (f *fstring) skipString(q byte) {
	quotes := string(q)
	if f.peek(1) == q && f.peek(2) == q {
		quotes += quotes + quotes
	}
	body := f.text[f.pos+len(quotes) : f.end]
	n := strings.Index(body, quotes)
	if s := body[:max(n, 0)]; n < 0 && strings.IndexByte(body, '\\') >= 0 || strings.IndexByte(s, '\\') >= 0 {
		f.fail("f-string expression part cannot include a backslash")
	}
	if n < 0 {
		f.fail("f-string: unterminated string")
	}
	f.pos += n + 2*len(quotes) - 1
}

// expr parses text[from:to] as though it stood in parentheses.
func (f *fstring) expr(from, to int) ast.Expr {
	if strings.Trim(f.text[from:to], " \t\n\r\v\f") == "" {
		f.fail("f-string: empty expression not allowed")
	}
	if span := (ast.Span{Start: int32(f.base + from), End: int32(f.base + to)}); isPlainName(f.text[from:to]) {
		return &ast.Name{Span: span, Id: f.text[from:to]} // most of them are
	}
	l := &tokenLexer{}
	l.s.initInside(f.text, from, to, f.base)
	lex, _ := lexer.Upgrade(l)
	q := &reader{lex: lex, depth: f.p.depth}
	var x ast.Expr
	ok := q.try(func() {
		q.enter()
		var covers bool
		x, covers = q.insideParen(tEOF)
		if covers {
			*x.Pos() = ast.Span{Start: int32(f.base + from - 1), End: int32(f.base + to + 1)}
		}
		if q.kind() != tEOF {
			q.bad()
		}
	})
	if !ok {
		panic(bailout{literal: &literalError{tok: f.tok, from: from, to: to}})
	}
	return x
}

func isPlainName(s string) bool {
	if class[s[0]] != idStart {
		return false
	}
	for i := 1; i < len(s); i++ {
		if class[s[i]]&(idStart|idDigit) == 0 {
			return false
		}
	}
	return keyword(s) == tName
}
