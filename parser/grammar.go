package parser

import (
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/minipy-go/minipy/ast"
)

// The compound statements, as participle productions: the struct tags are the
// grammar. What stands inside them (expressions, targets, parameters, patterns,
// simple statements) is Parseable, and so is statement itself, which looks at one
// token and picks the production: participle never has to try alternatives, and each
// production gets a small parser of its own, built when the first one is met.
type (
	block struct {
		Body   []statement `parser:"  Newline Indent @@+ Dedent"`
		Inline *simpleLine `parser:"| @@"`
	}
	ifStmt struct {
		Pos   lexer.Position
		Test  *namedExpr `parser:"KwIf @@"`
		Body  *block     `parser:"Colon @@"`
		Elifs []*elif    `parser:"@@*"`
		Else  *block     `parser:"(KwElse Colon @@)?"`
	}
	elif struct {
		Pos  lexer.Position
		Test *namedExpr `parser:"KwElif @@"`
		Body *block     `parser:"Colon @@"`
	}
	whileStmt struct {
		Pos  lexer.Position
		Test *namedExpr `parser:"KwWhile @@"`
		Body *block     `parser:"Colon @@"`
		Else *block     `parser:"(KwElse Colon @@)?"`
	}
	forStmt struct {
		Pos    lexer.Position
		Async  bool        `parser:"@KwAsync?"`
		Target *targetList `parser:"KwFor @@"`
		Iter   *starExprs  `parser:"KwIn @@"`
		Body   *block      `parser:"Colon @@"`
		Else   *block      `parser:"(KwElse Colon @@)?"`
	}
	tryStmt struct {
		Pos      lexer.Position
		Body     *block     `parser:"KwTry Colon @@"`
		Handlers []*handler `parser:"@@*"`
		Else     *block     `parser:"(KwElse Colon @@)?"`
		Finally  *block     `parser:"(KwFinally Colon @@)?"`
	}
	handler struct {
		Pos  lexer.Position
		Type *expr  `parser:"KwExcept (@@"`
		As   string `parser:"(KwAs @Name)?)?"`
		Body *block `parser:"Colon @@"`
	}
	withStmt struct {
		Pos   lexer.Position
		Async bool       `parser:"@KwAsync?"`
		Items *withItems `parser:"KwWith @@"`
		Body  *block     `parser:"Colon @@"`
	}
	funcDef struct {
		Pos     lexer.Position
		Async   bool    `parser:"@KwAsync?"`
		Name    string  `parser:"KwDef @Name"`
		Params  *params `parser:"LPar @@ RPar"`
		Returns *expr   `parser:"(RArrow @@)?"`
		Body    *block  `parser:"Colon @@"`
	}
	classDef struct {
		Pos  lexer.Position
		Name string     `parser:"KwClass @Name"`
		Args *classArgs `parser:"@@?"`
		Body *block     `parser:"Colon @@"`
	}
	decorated struct {
		Decorators []*namedExpr `parser:"(At @@ Newline)+"`
		Func       *funcDef     `parser:"( @@"`
		Class      *classDef    `parser:"| @@ )"`
	}
	matchStmt struct {
		Pos     lexer.Position
		Subject *matchSubject `parser:"@@"`
		Cases   []*matchCase  `parser:"@@+ Dedent"`
	}
	matchCase struct {
		Pattern *patterns  `parser:"'case' @@"`
		Guard   *namedExpr `parser:"(KwIf @@)?"`
		Body    *block     `parser:"Colon @@"`
	}
)

// A production can be turned into the node it stands for.
type production interface{ lower() ast.Stmt }

// A rule is the parser of one production, built on first use.
type rule[P any, PP interface {
	*P
	production
}] struct {
	once sync.Once
	made *participle.Parser[P]
}

func (r *rule[P, PP]) parse(lex *lexer.PeekingLexer) production {
	r.once.Do(func() { r.made = participle.MustBuild[P](participle.Lexer(definition{})) })
	v, err := r.made.ParseFromLexer(lex, participle.AllowTrailing(true))
	if err != nil {
		panic(bailout{})
	}
	return PP(v)
}

var (
	ifRule    rule[ifStmt, *ifStmt]
	whileRule rule[whileStmt, *whileStmt]
	forRule   rule[forStmt, *forStmt]
	tryRule   rule[tryStmt, *tryStmt]
	withRule  rule[withStmt, *withStmt]
	funcRule  rule[funcDef, *funcDef]
	classRule rule[classDef, *classDef]
	decorRule rule[decorated, *decorated]
	matchRule rule[matchStmt, *matchStmt]
)

// A statement is a compound statement, or a line of simple ones.
type statement struct {
	stmts []ast.Stmt
	end   int32 // of the last token before the line ends; perhaps a semicolon
}

// Parse picks the production by its first token.
func (s *statement) Parse(lex *lexer.PeekingLexer) error {
	r := newReader(lex)
	if k := r.kind(); k == tDedent || k == tEOF {
		return participle.NextMatch
	}
	if rule := compoundRule(r); rule != nil {
		n := rule(lex).lower()
		s.stmts, s.end = []ast.Stmt{n}, n.Pos().End
	} else {
		s.stmts, s.end = r.simpleLine()
	}
	return nil
}

func compoundRule(r *reader) func(*lexer.PeekingLexer) production {
	k := r.kind()
	if k == kwAsync {
		k = r.peek2()
		if k != kwDef && k != kwFor && k != kwWith {
			r.bad()
		}
	}
	switch k {
	case kwIf:
		return ifRule.parse
	case kwWhile:
		return whileRule.parse
	case kwFor:
		return forRule.parse
	case kwTry:
		return tryRule.parse
	case kwWith:
		return withRule.parse
	case kwDef:
		return funcRule.parse
	case kwClass:
		return classRule.parse
	case tAt:
		return decorRule.parse
	case tName:
		mark := r.lex.MakeCheckpoint()
		_, ok := r.matchHead()
		r.lex.LoadCheckpoint(mark)
		if ok {
			return matchRule.parse
		}
	}
	return nil
}

// The Parseable leaves of the grammar: each calls the reader's method of its name.
type (
	expr         struct{ ast.Expr }
	namedExpr    struct{ ast.Expr }
	starExprs    struct{ ast.Expr }
	targetList   struct{ ast.Expr }
	matchSubject struct{ ast.Expr }
	patterns     struct{ ast.Pattern }
	params       struct{ *ast.Arguments }
	withItems    struct{ items []ast.WithItem }
	simpleLine   struct{ statement }
	classArgs    struct {
		bases []ast.Expr
		kws   []*ast.Keyword
	}
)

// Parse is participle's hook. It declines where no expression can begin, which
// makes the handler's type optional.
func (x *expr) Parse(lex *lexer.PeekingLexer) error {
	r := newReader(lex)
	if !startsExpr[r.kind()] {
		return participle.NextMatch
	}
	x.Expr = r.expression()
	return nil
}

// Parse is participle's hook.
func (x *namedExpr) Parse(lex *lexer.PeekingLexer) error {
	x.Expr = newReader(lex).namedExpr()
	return nil
}

// Parse is participle's hook.
func (x *starExprs) Parse(lex *lexer.PeekingLexer) error {
	x.Expr = newReader(lex).starExprs()
	return nil
}

// Parse is participle's hook.
func (x *targetList) Parse(lex *lexer.PeekingLexer) error {
	x.Expr = newReader(lex).targetList()
	return nil
}

// Parse is participle's hook.
func (x *matchSubject) Parse(lex *lexer.PeekingLexer) error {
	var ok bool
	if x.Expr, ok = newReader(lex).matchHead(); !ok {
		return participle.NextMatch
	}
	return nil
}

// Parse is participle's hook.
func (x *patterns) Parse(lex *lexer.PeekingLexer) error {
	x.Pattern = newReader(lex).patterns()
	return nil
}

// Parse is participle's hook.
func (x *params) Parse(lex *lexer.PeekingLexer) error {
	x.Arguments = newReader(lex).params(tRPar, true)
	return nil
}

// Parse is participle's hook.
func (x *withItems) Parse(lex *lexer.PeekingLexer) error {
	x.items = newReader(lex).withItems()
	return nil
}

// Parse is participle's hook.
func (x *simpleLine) Parse(lex *lexer.PeekingLexer) error {
	r := newReader(lex)
	if r.kind() == tNewline {
		return participle.NextMatch
	}
	x.stmts, x.end = r.simpleLine()
	return nil
}

// Parse is participle's hook. It declines where no parenthesis opens.
func (x *classArgs) Parse(lex *lexer.PeekingLexer) error {
	r := newReader(lex)
	if r.kind() != tLPar {
		return participle.NextMatch
	}
	x.bases, x.kws = r.callArgs(false)
	return nil
}
