package parser

import "github.com/alecthomas/participle/v2/lexer"

// A kind is the type of a token. Its numbers are participle's token types, except
// that participle's end of file is -1.
type kind int16

const (
	tEOF kind = iota
	tNewline
	tIndent
	tDedent
	tName
	tNumber
	tString
	tError // the scanner gave up here; it is always the last token before tEOF
	tOther // a character that belongs to no token of the grammar
	tLPar
	tRPar
	tLSqb
	tRSqb
	tLBrace
	tRBrace
	tColon
	tComma
	tSemi
	tPlus
	tMinus
	tStar
	tSlash
	tVBar
	tAmper
	tLess
	tGreater
	tEqual
	tDot
	tPercent
	tEqEqual
	tNotEqual
	tLessEqual
	tGreaterEqual
	tTilde
	tCircumflex
	tLeftShift
	tRightShift
	tDoubleStar
	tPlusEqual
	tMinEqual
	tStarEqual
	tSlashEqual
	tPercentEqual
	tAmperEqual
	tVBarEqual
	tCircumflexEqual
	tLeftShiftEqual
	tRightShiftEqual
	tDoubleStarEqual
	tDoubleSlash
	tDoubleSlashEqual
	tAt
	tAtEqual
	tRArrow
	tEllipsis
	tColonEqual
	kwFalse
	kwNone
	kwTrue
	kwAnd
	kwAs
	kwAssert
	kwAsync
	kwAwait
	kwBreak
	kwClass
	kwContinue
	kwDef
	kwDel
	kwElif
	kwElse
	kwExcept
	kwFinally
	kwFor
	kwFrom
	kwGlobal
	kwIf
	kwImport
	kwIn
	kwIs
	kwLambda
	kwNonlocal
	kwNot
	kwOr
	kwPass
	kwRaise
	kwReturn
	kwTry
	kwWhile
	kwWith
	kwYield
	numKinds
)

// kinds names every token: name is what grammar tags write, text how it is spelt.
var kinds = [numKinds]struct{ name, text string }{
	tEOF: {"EOF", ""}, tNewline: {"Newline", ""}, tIndent: {"Indent", ""}, tDedent: {"Dedent", ""},
	tName: {"Name", ""}, tNumber: {"Number", ""}, tString: {"String", ""}, tError: {"Error", ""}, tOther: {"Other", ""},

	tLPar: {"LPar", "("}, tRPar: {"RPar", ")"}, tLSqb: {"LSqb", "["}, tRSqb: {"RSqb", "]"},
	tLBrace: {"LBrace", "{"}, tRBrace: {"RBrace", "}"}, tColon: {"Colon", ":"}, tComma: {"Comma", ","},
	tSemi: {"Semi", ";"}, tPlus: {"Plus", "+"}, tMinus: {"Minus", "-"}, tStar: {"Star", "*"},
	tSlash: {"Slash", "/"}, tVBar: {"VBar", "|"}, tAmper: {"Amper", "&"}, tLess: {"Less", "<"},
	tGreater: {"Greater", ">"}, tEqual: {"Equal", "="}, tDot: {"Dot", "."}, tPercent: {"Percent", "%"},
	tEqEqual: {"EqEqual", "=="}, tNotEqual: {"NotEqual", "!="}, tLessEqual: {"LessEqual", "<="}, tGreaterEqual: {"GreaterEqual", ">="},
	tTilde: {"Tilde", "~"}, tCircumflex: {"Circumflex", "^"}, tLeftShift: {"LeftShift", "<<"}, tRightShift: {"RightShift", ">>"},
	tDoubleStar: {"DoubleStar", "**"}, tPlusEqual: {"PlusEqual", "+="}, tMinEqual: {"MinEqual", "-="}, tStarEqual: {"StarEqual", "*="},
	tSlashEqual: {"SlashEqual", "/="}, tPercentEqual: {"PercentEqual", "%="}, tAmperEqual: {"AmperEqual", "&="}, tVBarEqual: {"VBarEqual", "|="},
	tCircumflexEqual: {"CircumflexEqual", "^="}, tLeftShiftEqual: {"LeftShiftEqual", "<<="}, tRightShiftEqual: {"RightShiftEqual", ">>="}, tDoubleStarEqual: {"DoubleStarEqual", "**="},
	tDoubleSlash: {"DoubleSlash", "//"}, tDoubleSlashEqual: {"DoubleSlashEqual", "//="}, tAt: {"At", "@"}, tAtEqual: {"AtEqual", "@="},
	tRArrow: {"RArrow", "->"}, tEllipsis: {"Ellipsis", "..."}, tColonEqual: {"ColonEqual", ":="},

	kwFalse: {"KwFalse", "False"}, kwNone: {"KwNone", "None"}, kwTrue: {"KwTrue", "True"}, kwAnd: {"KwAnd", "and"},
	kwAs: {"KwAs", "as"}, kwAssert: {"KwAssert", "assert"}, kwAsync: {"KwAsync", "async"}, kwAwait: {"KwAwait", "await"},
	kwBreak: {"KwBreak", "break"}, kwClass: {"KwClass", "class"}, kwContinue: {"KwContinue", "continue"}, kwDef: {"KwDef", "def"},
	kwDel: {"KwDel", "del"}, kwElif: {"KwElif", "elif"}, kwElse: {"KwElse", "else"}, kwExcept: {"KwExcept", "except"},
	kwFinally: {"KwFinally", "finally"}, kwFor: {"KwFor", "for"}, kwFrom: {"KwFrom", "from"}, kwGlobal: {"KwGlobal", "global"},
	kwIf: {"KwIf", "if"}, kwImport: {"KwImport", "import"}, kwIn: {"KwIn", "in"}, kwIs: {"KwIs", "is"},
	kwLambda: {"KwLambda", "lambda"}, kwNonlocal: {"KwNonlocal", "nonlocal"}, kwNot: {"KwNot", "not"}, kwOr: {"KwOr", "or"},
	kwPass: {"KwPass", "pass"}, kwRaise: {"KwRaise", "raise"}, kwReturn: {"KwReturn", "return"}, kwTry: {"KwTry", "try"},
	kwWhile: {"KwWhile", "while"}, kwWith: {"KwWith", "with"}, kwYield: {"KwYield", "yield"},
}

// tokenType is participle's number for k.
func tokenType(k kind) lexer.TokenType {
	if k == tEOF {
		return lexer.EOF
	}
	return lexer.TokenType(k)
}

// kindOf is the inverse of tokenType.
func kindOf(t *lexer.Token) kind {
	if t.Type < 0 {
		return tEOF
	}
	return kind(t.Type)
}

// keyword classifies an identifier. A switch compiles to a search by length and
// then by text: no map to build at start-up, and no hash per identifier.
func keyword(s string) kind {
	switch s {
	case "False":
		return kwFalse
	case "None":
		return kwNone
	case "True":
		return kwTrue
	case "and":
		return kwAnd
	case "as":
		return kwAs
	case "assert":
		return kwAssert
	case "async":
		return kwAsync
	case "await":
		return kwAwait
	case "break":
		return kwBreak
	case "class":
		return kwClass
	case "continue":
		return kwContinue
	case "def":
		return kwDef
	case "del":
		return kwDel
	case "elif":
		return kwElif
	case "else":
		return kwElse
	case "except":
		return kwExcept
	case "finally":
		return kwFinally
	case "for":
		return kwFor
	case "from":
		return kwFrom
	case "global":
		return kwGlobal
	case "if":
		return kwIf
	case "import":
		return kwImport
	case "in":
		return kwIn
	case "is":
		return kwIs
	case "lambda":
		return kwLambda
	case "nonlocal":
		return kwNonlocal
	case "not":
		return kwNot
	case "or":
		return kwOr
	case "pass":
		return kwPass
	case "raise":
		return kwRaise
	case "return":
		return kwReturn
	case "try":
		return kwTry
	case "while":
		return kwWhile
	case "with":
		return kwWith
	case "yield":
		return kwYield
	}
	return tName
}
