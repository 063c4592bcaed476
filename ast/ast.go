// Package ast holds the syntax tree of a Python 3.10 module: plain nodes named and
// shaped as those of CPython's ast module.
//
// Invariant: every node that CPython positions carries a Span of byte offsets into
// the source text (after newline translation); Module.Line turns an offset into a
// line. Nodes are never changed after the parser has returned them.
package ast

// A Span is a half-open range of byte offsets into the source.
type Span struct{ Start, End int32 }

// Pos returns the node's own span.
func (s *Span) Pos() *Span { return s }

type Expr interface{ Pos() *Span }
type Stmt interface{ Pos() *Span }
type Pattern interface{ Pos() *Span }

type Ctx uint8

const (
	Load Ctx = iota
	Store
	Del
)

type Op uint8

const (
	Add Op = iota
	Sub
	Mult
	MatMult
	Div
	Mod
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd
	FloorDiv
	// unary
	Invert
	Not
	UAdd
	USub
	// compare
	Eq
	NotEq
	Lt
	LtE
	Gt
	GtE
	Is
	IsNot
	In
	NotIn
	// bool
	And
	Or

	NumOps = iota
)

type (
	BoolOp struct {
		Span
		Op     Op
		Values []Expr
	}
	NamedExpr struct {
		Span
		Target, Value Expr
	}
	BinOp struct {
		Span
		Op          Op
		Left, Right Expr
	}
	UnaryOp struct {
		Span
		Op Op
		X  Expr
	}
	Lambda struct {
		Span
		Args *Arguments
		Body Expr
	}
	IfExp struct {
		Span
		Test, Body, Orelse Expr
	}
	Dict struct {
		Span
		Keys, Values []Expr
	}
	Set struct {
		Span
		Elts []Expr
	}
	Comprehension struct {
		Target, Iter Expr
		Ifs          []Expr
		Async        bool
	}
	ListComp struct {
		Span
		Elt  Expr
		Gens []Comprehension
	}
	SetComp struct {
		Span
		Elt  Expr
		Gens []Comprehension
	}
	DictComp struct {
		Span
		Key, Value Expr
		Gens       []Comprehension
	}
	GeneratorExp struct {
		Span
		Elt  Expr
		Gens []Comprehension
	}
	Await struct {
		Span
		X Expr
	}
	Yield struct {
		Span
		X Expr
	}
	YieldFrom struct {
		Span
		X Expr
	}
	Compare struct {
		Span
		Left  Expr
		Ops   []Op
		Comps []Expr
	}
	Keyword struct {
		Span
		Arg   string // "" = **
		Value Expr
	}
	Call struct {
		Span
		Func Expr
		Args []Expr
		Kws  []*Keyword
	}
	FormattedValue struct {
		Span
		X    Expr
		Conv int
		Spec Expr
	}
	JoinedStr struct {
		Span
		Values []Expr
	}
	// Constant is a literal. Value is nil for None, or a bool, int64, *big.Int (beyond 64
	// bits), float64, complex128, string (WTF-8: lone surrogates as three bytes), Bytes or Ellipsis.
	Constant struct {
		Span
		Value any
		U     bool // written with a u prefix
	}
	Attribute struct {
		Span
		X    Expr
		Attr string
		Ctx  Ctx
	}
	Subscript struct {
		Span
		X, Index Expr
		Ctx      Ctx
	}
	Starred struct {
		Span
		X   Expr
		Ctx Ctx
	}
	Name struct {
		Span
		Id  string
		Ctx Ctx
	}
	List struct {
		Span
		Elts []Expr
		Ctx  Ctx
	}
	Tuple struct {
		Span
		Elts  []Expr
		Ctx   Ctx
		Paren bool
	}
	Slice struct {
		Span
		Lo, Hi, Step Expr
	}
)

type Arg struct {
	Span
	Name string
	Ann  Expr
}
type Arguments struct {
	PosOnly, Args, KwOnly []*Arg
	Vararg, Kwarg         *Arg
	KwDefaults, Defaults  []Expr
}

type (
	FunctionDef struct {
		Span
		Async      bool
		Name       string
		Args       *Arguments
		Body       []Stmt
		Decorators []Expr
		Returns    Expr
	}
	ClassDef struct {
		Span
		Name       string
		Bases      []Expr
		Kws        []*Keyword
		Body       []Stmt
		Decorators []Expr
	}
	Return struct {
		Span
		X Expr
	}
	Delete struct {
		Span
		Targets []Expr
	}
	Assign struct {
		Span
		Targets []Expr
		Value   Expr
	}
	AugAssign struct {
		Span
		Target Expr
		Op     Op
		Value  Expr
	}
	AnnAssign struct {
		Span
		Target, Ann, Value Expr
		Simple             bool
	}
	For struct {
		Span
		Async        bool
		Target, Iter Expr
		Body, Orelse []Stmt
	}
	While struct {
		Span
		Test         Expr
		Body, Orelse []Stmt
	}
	If struct {
		Span
		Test         Expr
		Body, Orelse []Stmt
	}
	WithItem struct{ X, Vars Expr }
	With     struct {
		Span
		Async bool
		Items []WithItem
		Body  []Stmt
	}
	MatchCase struct {
		Pattern Pattern
		Guard   Expr
		Body    []Stmt
	}
	Match struct {
		Span
		Subject Expr
		Cases   []MatchCase
	}
	Raise struct {
		Span
		Exc, Cause Expr
	}
	Handler struct {
		Span
		Type Expr
		Name string
		Body []Stmt
	}
	Try struct {
		Span
		Body            []Stmt
		Handlers        []*Handler
		Orelse, Finally []Stmt
	}
	Assert struct {
		Span
		Test, Msg Expr
	}
	Alias struct {
		Span
		Name, As string
	}
	Import struct {
		Span
		Names []*Alias
	}
	ImportFrom struct {
		Span
		Module string
		Names  []*Alias
		Level  int
	}
	Global struct {
		Span
		Names []string
	}
	Nonlocal struct {
		Span
		Names []string
	}
	ExprStmt struct {
		Span
		X Expr
	}
	Pass     struct{ Span }
	Break    struct{ Span }
	Continue struct{ Span }
)

type (
	MatchValue struct {
		Span
		X Expr
	}
	MatchSingleton struct {
		Span
		Value any // nil, true or false
	}
	MatchSequence struct {
		Span
		Pats []Pattern
	}
	MatchMapping struct {
		Span
		Keys []Expr
		Pats []Pattern
		Rest string
	}
	MatchClass struct {
		Span
		Cls   Expr
		Pats  []Pattern
		Attrs []string
		KwPat []Pattern
	}
	MatchStar struct {
		Span
		Name string
	}
	MatchAs struct {
		Span
		Pat  Pattern
		Name string
	}
	MatchOr struct {
		Span
		Pats []Pattern
	}
)

// A Module is a parsed source text, whatever the mode it was parsed in.
type Module struct {
	Body []Stmt // in Eval mode: one *ExprStmt
	// LineStarts[i] is the byte offset at which line i+1 begins.
	LineStarts []int32
	// LineNumbers[i], if there are any, is the number of the line that begins at
	// LineStarts[i]: trees that a script made have no text, and only lines with nodes.
	LineNumbers []int32
}

// Bytes is the value of a bytes literal.
type Bytes string

// Ellipsis is the value of the literal `...`.
type Ellipsis struct{}

// Line returns the 1-based line that the byte offset off stands on.
func (m *Module) Line(off int32) int {
	i := m.lineIndex(off)
	if m.LineNumbers != nil {
		return int(m.LineNumbers[i])
	}
	return i + 1
}

func (m *Module) lineIndex(off int32) int {
	lo, hi := 0, len(m.LineStarts)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; m.LineStarts[mid] <= off {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// Column returns the 0-based byte column of off in its line.
func (m *Module) Column(off int32) int { return int(off - m.LineStarts[m.lineIndex(off)]) }
