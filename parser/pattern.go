package parser

import "github.com/minipy-go/minipy/ast"

// matchHead parses `match subject:` up to the first `case`, or reports that this is
// no match statement: the word is a keyword only here.
func (p *reader) matchHead() (subject ast.Expr, ok bool) {
	if p.text() != "match" || !startsExpr[p.peek2()] {
		return nil, false
	}
	ok = p.try(func() {
		p.advance()
		subject = p.tupleOf((*reader).starNamed)
		if _, star := subject.(*ast.Starred); star {
			p.bad()
		}
		p.expect(tColon)
		p.expect(tNewline)
		p.expect(tIndent)
		if p.kind() != tName || p.text() != "case" {
			p.bad()
		}
	})
	return subject, ok
}

// patterns: what a case matches; commas make a sequence.
func (p *reader) patterns() ast.Pattern {
	start := p.start()
	x, star := p.maybeStarPattern()
	if p.kind() != tComma {
		if star {
			p.bad()
		}
		return x
	}
	pats := []ast.Pattern{x}
	for p.accept(tComma) {
		if k := p.kind(); k == tColon || k == kwIf {
			break
		}
		x, _ = p.maybeStarPattern()
		pats = append(pats, x)
	}
	return &ast.MatchSequence{Span: p.from(start), Pats: pats}
}

func (p *reader) maybeStarPattern() (x ast.Pattern, star bool) {
	if p.kind() != tStar {
		return p.pattern(), false
	}
	start := p.start()
	p.advance()
	name := p.captureName()
	if name == "_" {
		name = ""
	}
	return &ast.MatchStar{Span: p.from(start), Name: name}, true
}

// captureName reads a name that nothing makes into a value or a class pattern.
func (p *reader) captureName() string {
	name := p.name()
	if k := p.kind(); k == tDot || k == tLPar || k == tEqual {
		p.bad()
	}
	return name
}

// pattern: alternatives, perhaps bound with `as`.
func (p *reader) pattern() ast.Pattern {
	p.enter()
	defer p.leave()
	start := p.start()
	x := p.closedPattern()
	if p.kind() == tVBar {
		pats := []ast.Pattern{x}
		for p.accept(tVBar) {
			pats = append(pats, p.closedPattern())
		}
		x = &ast.MatchOr{Span: p.from(start), Pats: pats}
	}
	if p.accept(kwAs) {
		name := p.captureName()
		if name == "_" {
			p.bad()
		}
		x = &ast.MatchAs{Span: p.from(start), Pat: x, Name: name}
	}
	return x
}

func (p *reader) closedPattern() ast.Pattern {
	start := p.start()
	switch p.kind() {
	case tNumber, tMinus, tString:
		x := p.literalPattern()
		return &ast.MatchValue{Span: p.from(start), X: x}
	case kwNone:
		p.advance()
		return &ast.MatchSingleton{Span: p.from(start)}
	case kwTrue, kwFalse:
		v := p.kind() == kwTrue
		p.advance()
		return &ast.MatchSingleton{Span: p.from(start), Value: v}
	case tName:
		return p.namePattern()
	case tLPar:
		return p.parenPattern()
	case tLSqb:
		p.advance()
		pats := p.sequenceItems(nil, tRSqb)
		return &ast.MatchSequence{Span: p.from(start), Pats: pats}
	case tLBrace:
		return p.mappingPattern()
	}
	p.bad()
	return nil
}

// namePattern: a wildcard, a capture, a dotted value or a class.
func (p *reader) namePattern() ast.Pattern {
	start := p.start()
	if p.text() == "_" {
		p.advance()
		return &ast.MatchAs{Span: p.from(start)}
	}
	if k := p.peek2(); k != tDot && k != tLPar {
		name := p.captureName()
		return &ast.MatchAs{Span: p.from(start), Name: name}
	}
	x := p.dottedValue()
	switch p.kind() {
	case tLPar:
		return p.classPattern(start, x)
	case tEqual:
		p.bad()
	}
	return &ast.MatchValue{Span: p.from(start), X: x}
}

func (p *reader) dottedValue() ast.Expr {
	start := p.start()
	var x ast.Expr = p.nameExpr()
	for p.accept(tDot) {
		attr := p.name()
		x = &ast.Attribute{Span: p.from(start), X: x, Attr: attr}
	}
	return x
}

func (p *reader) classPattern(start int32, cls ast.Expr) ast.Pattern {
	p.advance()
	c := &ast.MatchClass{Cls: cls}
	for p.kind() != tRPar {
		if p.kind() == tName && p.peek2() == tEqual {
			c.Attrs = append(c.Attrs, p.name())
			p.advance()
			c.KwPat = append(c.KwPat, p.pattern())
		} else {
			if len(c.Attrs) > 0 {
				p.bad()
			}
			c.Pats = append(c.Pats, p.pattern())
		}
		if !p.accept(tComma) {
			break
		}
	}
	p.expect(tRPar)
	c.Span = p.from(start)
	return c
}

// parenPattern: a pattern in parentheses, or a sequence.
func (p *reader) parenPattern() ast.Pattern {
	start := p.start()
	p.advance()
	if p.accept(tRPar) {
		return &ast.MatchSequence{Span: p.from(start)}
	}
	x, star := p.maybeStarPattern()
	if !star && p.accept(tRPar) {
		return x
	}
	if p.kind() != tComma {
		p.bad()
	}
	p.advance()
	pats := p.sequenceItems([]ast.Pattern{x}, tRPar)
	return &ast.MatchSequence{Span: p.from(start), Pats: pats}
}

func (p *reader) sequenceItems(pats []ast.Pattern, closer kind) []ast.Pattern {
	for p.kind() != closer {
		x, _ := p.maybeStarPattern()
		pats = append(pats, x)
		if !p.accept(tComma) {
			break
		}
	}
	p.expect(closer)
	return pats
}

func (p *reader) mappingPattern() ast.Pattern {
	start := p.start()
	p.advance()
	m := &ast.MatchMapping{}
	for p.kind() != tRBrace {
		if p.accept(tDoubleStar) {
			m.Rest = p.captureName()
			if m.Rest == "_" {
				p.bad()
			}
			p.accept(tComma)
			break
		}
		m.Keys = append(m.Keys, p.mappingKey())
		p.expect(tColon)
		m.Pats = append(m.Pats, p.pattern())
		if !p.accept(tComma) {
			break
		}
	}
	p.expect(tRBrace)
	m.Span = p.from(start)
	return m
}

func (p *reader) mappingKey() ast.Expr {
	switch p.kind() {
	case tNumber, tMinus, tString:
		return p.literalPattern()
	case tName:
		if p.peek2() != tDot {
			p.bad()
		}
		return p.dottedValue()
	case kwNone, kwTrue, kwFalse:
		return p.atom()
	}
	p.bad()
	return nil
}

// literalPattern: strings, or a number with an optional sign and imaginary part.
func (p *reader) literalPattern() ast.Expr {
	if p.kind() == tString {
		return p.strings()
	}
	start := p.start()
	x, imag := p.signedNumber()
	k := p.kind()
	if k != tPlus && k != tMinus {
		return x
	}
	p.advance()
	if imag || p.kind() != tNumber {
		p.bad()
	}
	y, imag := p.signedNumber()
	if !imag {
		p.bad()
	}
	return &ast.BinOp{Span: p.from(start), Op: binaryOp[k], Left: x, Right: y}
}

func (p *reader) signedNumber() (x ast.Expr, imag bool) {
	start := p.start()
	minus := p.accept(tMinus)
	if p.kind() != tNumber {
		p.bad()
	}
	x = p.number()
	_, imag = x.(*ast.Constant).Value.(complex128)
	if minus {
		x = &ast.UnaryOp{Span: p.from(start), Op: ast.USub, X: x}
	}
	return x, imag
}
