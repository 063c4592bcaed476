package parser

import "fmt"

// single maps the characters that begin an operator to the token they are alone.
var single = [128]kind{
	'(': tLPar, ')': tRPar, '[': tLSqb, ']': tRSqb, '{': tLBrace, '}': tRBrace,
	':': tColon, ',': tComma, ';': tSemi, '+': tPlus, '-': tMinus, '*': tStar, '/': tSlash,
	'|': tVBar, '&': tAmper, '<': tLess, '>': tGreater, '=': tEqual, '.': tDot, '%': tPercent,
	'~': tTilde, '^': tCircumflex, '@': tAt,
}

// withEqual maps a token to the one it becomes before '='.
var withEqual = [numKinds]kind{
	tColon: tColonEqual, tPlus: tPlusEqual, tMinus: tMinEqual, tStar: tStarEqual, tSlash: tSlashEqual,
	tVBar: tVBarEqual, tAmper: tAmperEqual, tLess: tLessEqual, tGreater: tGreaterEqual, tEqual: tEqEqual,
	tPercent: tPercentEqual, tCircumflex: tCircumflexEqual, tAt: tAtEqual,
	tLeftShift: tLeftShiftEqual, tRightShift: tRightShiftEqual,
	tDoubleStar: tDoubleStarEqual, tDoubleSlash: tDoubleSlashEqual,
}

// doubled maps a token to the one it becomes when its character comes twice.
var doubled = [numKinds]kind{
	tStar: tDoubleStar, tSlash: tDoubleSlash, tLess: tLeftShift, tGreater: tRightShift,
}

func (s *scanner) operator(start int, c byte) kind {
	k := single[c]
	p := start + 1
	switch c2 := s.at(p); {
	case c == '(' || c == '[' || c == '{':
		if !s.open(start, c) {
			return tError
		}
	case c == ')' || c == ']' || c == '}':
		if !s.close(start, c) {
			return tError
		}
	case c == '.' && decimal.has(c2):
		return s.number(start)
	case c == '.' && c2 == '.' && s.at(p+1) == '.':
		k, p = tEllipsis, p+2
	case c == '-' && c2 == '>':
		k, p = tRArrow, p+1
	case c == '!' && c2 == '=':
		k, p = tNotEqual, p+1
	case c == '<' && c2 == '>':
		// The parser takes it only for a joke import, so it ends up a syntax error here.
		return s.failKind(scanError{Msg: "invalid syntax", At: start, End: start + 2, generic: true}, start, start+2)
	default:
		if k == 0 {
			return s.badChar(start, c)
		}
		if d := doubled[k]; d != 0 && c2 == c {
			k, p = d, p+1
		}
		if e := withEqual[k]; e != 0 && s.at(p) == '=' {
			k, p = e, p+1
		}
	}
	s.pos = p
	s.set(start)
	return k
}

func (s *scanner) open(start int, c byte) bool {
	if s.level >= maxParens {
		s.pos = start + 1
		s.set(start)
		return s.fail(scanError{Msg: "too many nested parentheses", At: start + 1})
	}
	s.parens[s.level] = paren{c, s.line, start, start - s.lineStart}
	s.level++
	return true
}

func (s *scanner) close(start int, c byte) bool {
	s.pos = start + 1
	if s.level == 0 {
		s.set(start)
		return s.fail(scanError{Msg: fmt.Sprintf("unmatched '%c'", c), At: start})
	}
	s.level--
	o := s.parens[s.level]
	if o.char == '(' && c == ')' || o.char == '[' && c == ']' || o.char == '{' && c == '}' {
		return true
	}
	msg := fmt.Sprintf("closing parenthesis '%c' does not match opening parenthesis '%c'", c, o.char)
	if o.line != s.line {
		msg += fmt.Sprintf(" on line %d", o.line)
	}
	s.set(start)
	return s.fail(scanError{Msg: msg, At: start})
}

func (s *scanner) badChar(start int, c byte) kind {
	if c < ' ' || c == 0x7f {
		return s.failKind(scanError{Msg: fmt.Sprintf("invalid non-printable character U+%04X", c), At: start}, start, start+1)
	}
	return s.failKind(scanError{Msg: "invalid syntax", At: start, End: start + 1, generic: true}, start, start+1)
}
