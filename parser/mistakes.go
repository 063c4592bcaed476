package parser

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"
)

// mistake carries out the action of an alternative that stands for a mistake, and
// ends before the token end. It panics with the error, or returns true if the text is
// no mistake and the alternative matches, false if it does not. In messages, %s is
// what CPython calls the expression, and %l the line it begins on.
func (e *explainer) mistake(a *pegAlt, c *captures, end int) bool {
	x, y := c[0], c[1]
	msg := a.arg
	if strings.Contains(msg, "%") {
		msg = strings.Replace(msg, "%s", e.exprName(x), 1)
		msg = strings.Replace(msg, "%l", fmt.Sprint(e.tok(x.start).line+e.lineOffset()), 1)
	}
	switch a.act {
	case "at":
		panic(e.errorAt(x, msg))
	case "range":
		if y == nil {
			y = x
		}
		panic(e.errorRange(x.first(), y.last(), msg))
	case "from":
		panic(e.errorFrom(x, msg))
	case "last":
		panic(e.errorLast("SyntaxError", msg))
	case "indent":
		panic(e.errorLast("IndentationError", msg))
	case "block":
		panic(e.errorLast("IndentationError", fmt.Sprintf("expected an indented block after %s on line %d",
			msg, e.tok(x.start).line+e.lineOffset())))
	case "target":
		e.wrongTarget(x, msg)
	case "key":
		t := e.tok(x.end - 1)
		panic(e.at("SyntaxError", "':' expected after dictionary key", e.tok(x.start).line, t.endCol, t.endLine, 0))
	case "nonparen":
		e.nonparenGenexp(x, y)
	case "order":
		e.argumentOrder(x)
	case "legacy":
		if name := e.tok(x.start).text; name == "print" || name == "exec" {
			panic(e.errorRange(x, y, fmt.Sprintf("Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name)))
		}
	case "comma":
		e.forgottenComma(x, y, end)
	case "real", "imaginary":
		return e.complexPart(x, a.act)
	}
	return false
}

func (e *explainer) lineOffset() int {
	if e.fstring != nil {
		return e.fstring.line - 1
	}
	return 0
}

// last is the last node in a sequence, which the node may be.
func (n *node) last() *node {
	for n.kind == "" && len(n.kids) > 0 {
		n = n.kids[len(n.kids)-1]
	}
	return n
}

// first is the first node in a sequence, which the node may be.
func (n *node) first() *node {
	for n.kind == "" && len(n.kids) > 0 {
		n = n.kids[0]
	}
	return n
}

// errorFrom puts an error on everything from x to where the scanner stands.
func (e *explainer) errorFrom(x *node, msg string) *SyntaxError {
	t, s := e.tok(x.start), &e.ts.s
	line, cur := s.line, s.pos-s.lineStart
	if last := e.ts.toks[len(e.ts.toks)-1]; last.kind == tNewline || s.pos == len(s.src) {
		line, cur = last.line, last.cur
		if last.kind == tNewline {
			cur = last.endCol + 1
		}
	}
	return e.at("SyntaxError", msg, t.line, t.col+1, line, cur)
}

// wrongTarget looks for the part of an expression that makes it no target.
func (e *explainer) wrongTarget(x *node, use string) {
	use, _, _ = strings.Cut(use, " ")
	verb := "assign to"
	if use == "delete" {
		verb = use
	}
	if bad := e.invalidTarget(x, use); bad != nil {
		panic(e.errorAt(bad, "cannot "+verb+" "+e.exprName(bad)))
	}
}

func (e *explainer) invalidTarget(x *node, use string) *node {
	switch x.kind {
	case "Name", "Subscript", "Attribute":
		return nil
	case "List", "Tuple":
		for _, k := range x.kids {
			if bad := e.invalidTarget(k, use); bad != nil {
				return bad
			}
		}
		return nil
	case "Starred":
		if use == "delete" {
			return x
		}
		return e.invalidTarget(x.kids[0], use)
	case "Compare":
		// In `for a in b`, the targets have been taken for a comparison.
		if use == "for" {
			if x.kids[1].kind == "In" {
				return e.invalidTarget(x.kids[0], use)
			}
			return nil
		}
	}
	return x
}

// exprNames: what CPython calls expressions. Those that are not here have an entry
// of their own in exprName.
var exprNames = map[string]string{
	"Attribute": "attribute", "Subscript": "subscript", "Starred": "starred", "Name": "name",
	"List": "list", "Tuple": "tuple", "Lambda": "lambda", "Call": "function call",
	"BoolOp": "expression", "BinOp": "expression", "UnaryOp": "expression",
	"GeneratorExp": "generator expression", "Yield": "yield expression", "Await": "await expression",
	"ListComp": "list comprehension", "SetComp": "set comprehension", "DictComp": "dict comprehension",
	"Dict": "dict literal", "Set": "set display", "Compare": "comparison",
	"IfExp": "conditional expression", "NamedExpr": "named expression", "Number": "literal",
	"True": "True", "False": "False", "None": "None", "Ellipsis": "ellipsis",
}

func (e *explainer) exprName(n *node) string {
	if n.kind == "Strings" {
		for i := n.start; i < n.end; i++ {
			if l := splitLiteral(e.tok(i).text); l.format {
				return "f-string expression"
			}
		}
		return "literal"
	}
	if name, ok := exprNames[n.kind]; ok {
		return name
	}
	return e.tok(n.start).text
}

// positional counts the arguments that are not keywords, and finds the last.
func (n *node) positional() (count int, last *node) {
	for _, k := range n.kids {
		if k.kind != "Keyword" && k.kind != "Unpack" {
			count++
			last = k
		}
	}
	return count, last
}

// nonparenGenexp: f(a, x for x in y). A lone generator expression is none of this.
func (e *explainer) nonparenGenexp(args, fors *node) {
	if count, last := args.positional(); count > 1 {
		panic(e.errorRange(last, fors.last(), "Generator expression must be parenthesized"))
	}
}

func (e *explainer) argumentOrder(args *node) {
	msg := "positional argument follows keyword argument"
	for _, k := range args.kids {
		if k.kind == "Unpack" {
			msg += " unpacking"
			break
		}
	}
	panic(e.errorLast("SyntaxError", msg))
}

func (e *explainer) forgottenComma(x, y *node, end int) {
	if x.kind == "Name" {
		if name := e.tok(x.start).text; name == "print" || name == "exec" {
			return
		}
	}
	// Only inside brackets: elsewhere two expressions in a row may be anything.
	if e.ts.toks[end-1].level == 0 {
		return
	}
	panic(e.errorRange(x, y, "invalid syntax. Perhaps you forgot a comma?"))
}

func (e *explainer) complexPart(n *node, part string) bool {
	_, imaginary := numberValue(e.tok(n.start).text).(complex128)
	if imaginary == (part == "imaginary") {
		return true
	}
	panic(e.errorAt(n, part+" number required in complex literal"))
}

// checkDigits raises what is wrong with a decimal integer that is too long.
func (e *explainer) checkDigits(t *etoken) {
	if tooLong(t.text, e.maxDigits) && strings.Trim(t.text, "0123456789_") == "" {
		panic(e.at("SyntaxError", fmt.Sprintf("Exceeds the limit (%d) for integer string conversion: value has %d digits; "+
			"use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals "+
			"to avoid decimal conversion limits.", e.maxDigits, countDigits(t.text)), t.line, 0, t.endLine, 0))
	}
}

// checkStrings raises what is wrong inside string literals.
func (e *explainer) checkStrings(n *node) {
	l := &stringLexer{toks: e.ts.toks[n.start:n.end]}
	lex, _ := lexer.Upgrade(l)
	r := newReader(lex)
	defer func() {
		switch b := recover().(type) {
		case nil:
		case bailout:
			if b.tooDeep {
				panic(&SyntaxError{Kind: "RecursionError", Msg: recursionMsg, File: e.file})
			}
			panic(e.literalError(b.literal, n))
		default:
			panic(b)
		}
	}()
	r.strings()
}

// A stringLexer feeds a run of string tokens to a reader.
type stringLexer struct{ toks []etoken }

// Next is participle's hook.
func (l *stringLexer) Next() (t lexer.Token, err error) {
	t.Type = lexer.EOF
	if len(l.toks) > 0 {
		t.Type, t.Value = tokenType(tString), l.toks[0].text
		t.Pos.Offset = l.toks[0].start
		l.toks = l.toks[1:]
	}
	return t, nil
}

func (e *explainer) literalError(le *literalError, n *node) *SyntaxError {
	t := n.start + le.tok
	if le.msg != "" {
		return e.errorLast("SyntaxError", le.msg)
	}
	tok := e.tok(t)
	place := placeInFile(tok, le.from-1)
	place.line += e.lineOffset()
	sub := &explainer{g: e.g, file: e.file, text: "(" + tok.text[le.from:le.to] + ")", fstring: place}
	sub.ts.s.init(sub.text)
	sub.ts.firstCol = place.col
	if se := sub.run("fstring"); se != nil {
		return se
	}
	return e.errorLast("SyntaxError", "f-string: invalid syntax")
}

// placeInFile tells where CPython thinks a replacement field is, whose brace is at
// an offset in the token: it takes a field that begins with a newline to be at the
// beginning of the line.
func placeInFile(t *etoken, brace int) *fstringPlace {
	before := t.text[:brace]
	p := &fstringPlace{line: t.line + strings.Count(before, "\n")}
	rest := strings.TrimLeft(t.text[brace+1:], " \t\f")
	if !strings.HasPrefix(rest, "\n") && !strings.HasPrefix(rest, "}") {
		p.col = brace - (strings.LastIndexByte(before, '\n') + 1)
	}
	if p.line == t.line {
		p.col += t.col
	}
	return p
}
