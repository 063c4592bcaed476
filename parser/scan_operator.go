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
		k, p = tOther, p+1 // CPython's scanner knows it, its parser does not
	default:
		if k == 0 {
			return s.other(start)
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
	if len(s.parens) >= maxParens {
		s.fail(start, start+1, "too many nested parentheses")
		return false
	}
	s.parens = append(s.parens, paren{c, s.line, start - s.lineStart})
	return true
}

func (s *scanner) close(start int, c byte) bool {
	if len(s.parens) == 0 {
		s.fail(start, start+1, "unmatched '%c'", c)
		return false
	}
	o := s.parens[len(s.parens)-1]
	s.parens = s.parens[:len(s.parens)-1]
	if o.char == '(' && c == ')' || o.char == '[' && c == ']' || o.char == '{' && c == '}' {
		return true
	}
	msg := fmt.Sprintf("closing parenthesis '%c' does not match opening parenthesis '%c'", c, o.char)
	if o.line != s.line {
		msg += fmt.Sprintf(" on line %d", o.line)
	}
	s.fail(start, start+1, "%s", msg)
	return false
}

// other handles a character that begins no token: the parser will turn it down.
func (s *scanner) other(start int) kind {
	s.pos = start + 1
	s.set(start)
	return tOther
}
