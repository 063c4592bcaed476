// Package compiler turns a syntax tree into code: the symbol table first (symbols.go,
// scope.go), then one unit of intermediate instructions per scope (one file per family
// of statements), then flow analysis (flow.go) and layout into words (asm.go).
//
// Invariant: every temporary that an instruction writes is consumed or dropped exactly
// once on every path, exceptional ones included, and at every join all paths agree on
// which temporaries are alive; code.Verify checks it. Evaluation order, and the moment
// at which each temporary dies, are those of CPython 3.10's compiler.
//
// Inside the package an error unwinds as a panic of *Error, which Compile recovers.
package compiler

import (
	"fmt"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Mode says what the source text is, as the third argument of Python's compile.
type Mode uint8

const (
	Exec   Mode = iota // a module: returns None
	Eval               // one expression: returns its value
	Single             // one interactive statement: prints expression statements
)

// Options say how to compile.
type Options struct {
	Filename string
	Mode     Mode
	Optimize int    // 0; 1: no assertions, __debug__ is False; 2: no docstrings either
	Flags    uint32 // code.FutureAnnotations if the code that compiles has it; code.TopLevelAwait
	MaxDepth int    // how deep statements and expressions may nest; 0: as deep as where no function runs

	// Warn, if set, is told of what CPython reports as a SyntaxWarning; the error it
	// returns, if any, ends the compilation (warnings may be turned into errors).
	Warn func(*Error) error
}

// An Error is why a tree does not compile. It becomes a SyntaxError, or, with Recursion
// set, a RecursionError.
type Error struct {
	Msg                        string
	File                       string
	Line, Col, EndLine, EndCol int // lines from 1, byte columns from 0; Line 0: no position; EndCol -1: no end
	Recursion                  bool
	Apart                      bool // the exception's args have the message alone; the place is in its attributes
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Msg)
}

// defaultDepth bounds the nesting of statements and expressions, as CPython's compiler does where no recursion limit was
// set and no function runs.
const defaultDepth = 3001

// A compiler holds what all scopes of one source text share.
type compiler struct {
	opts   Options
	mod    *ast.Module
	future uint32 // future flags in force
	// futureLine is the line of the last statement that may import from __future__.
	futureLine int
	scopes     map[any]*scope
	depth      int
	apart      bool // see Error.Apart
	folds      map[ast.Expr]folded
}

// Compile compiles m.
func Compile(m *ast.Module, o Options) (c *code.Code, err error) {
	defer func() {
		if r := recover(); r != nil {
			switch r := r.(type) {
			case *Error:
				c, err = nil, r
			case warned:
				c, err = nil, r.error
			default:
				panic(r)
			}
		}
	}()
	if o.MaxDepth == 0 {
		o.MaxDepth = defaultDepth
	}
	k := &compiler{opts: o, mod: m, future: o.Flags & code.FutureAnnotations, scopes: map[any]*scope{}, folds: map[ast.Expr]folded{}}
	k.apart = true
	k.futures()
	top := k.symbols()
	k.apart = false
	kind := unitModule
	if top.coroutine = top.coroutine && o.Flags&code.TopLevelAwait != 0; top.coroutine {
		kind = unitAsync // a coroutine whose names are global
		for name, p := range top.places {
			if p == placeLocal {
				top.places[name] = placeGlobal
			}
		}
	}
	u := k.newUnit(nil, top, "<module>", kind, "")
	u.module()
	return u.assemble(), nil
}

// fail ends the compilation with a SyntaxError at sp (nil: without a position).
func (k *compiler) fail(sp *ast.Span, format string, args ...any) {
	panic(k.errorAt(sp, format, args...))
}

func (k *compiler) errorAt(sp *ast.Span, format string, args ...any) *Error {
	e := &Error{Msg: format, File: k.opts.Filename, Apart: k.apart}
	if len(args) > 0 {
		e.Msg = fmt.Sprintf(format, args...)
	}
	if sp != nil {
		e.Line, e.Col = k.mod.Line(sp.Start), k.mod.Column(sp.Start)
		e.EndLine, e.EndCol = k.mod.Line(sp.End), k.mod.Column(sp.End)
	}
	return e
}

// failStart is fail without an end column.
func (k *compiler) failStart(sp *ast.Span, format string, args ...any) {
	e := k.errorAt(sp, format, args...)
	e.EndLine, e.EndCol = e.Line, -1
	panic(e)
}

func (k *compiler) warn(sp *ast.Span, format string, args ...any) {
	if k.opts.Warn == nil {
		return
	}
	if err := k.opts.Warn(k.errorAt(sp, format, args...)); err != nil {
		panic(warned{err})
	}
}

// warned unwinds when a warning has become an error.
type warned struct{ error }

// enter counts one level of nesting; the caller defers leave.
func (k *compiler) enter() {
	if k.depth++; k.depth > k.opts.MaxDepth {
		panic(&Error{Msg: "maximum recursion depth exceeded during compilation", File: k.opts.Filename, Recursion: true})
	}
}

func (k *compiler) leave() { k.depth-- }

// line returns the line that a node starts on.
func (k *compiler) line(sp *ast.Span) int { return k.mod.Line(sp.Start) }

// endLine returns the line that a node ends on.
func (k *compiler) endLine(sp *ast.Span) int {
	if sp.End > sp.Start {
		return k.mod.Line(sp.End - 1)
	}
	return k.mod.Line(sp.Start)
}

func isFutureFeature(name string) bool {
	switch name {
	case "nested_scopes", "generators", "division", "absolute_import", "with_statement",
		"print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations":
		return true
	}
	return false
}

// futures reads the imports from __future__ at the head of the module.
func (k *compiler) futures() {
	if k.opts.Mode == Eval {
		return
	}
	done, prev := false, 0
	for i, s := range k.mod.Body {
		line := k.line(s.Pos())
		if done && line > prev {
			return
		}
		prev = line
		if f, ok := s.(*ast.ImportFrom); ok && f.Module == "__future__" && f.Level == 0 {
			if done { // CPython's column is one off here
				e := k.errorAt(&f.Span, "from __future__ imports must occur at the beginning of the file")
				e.EndLine, e.EndCol, e.Col = e.Line, -1, e.Col-1
				panic(e)
			}
			k.features(f)
			k.futureLine = line
		} else if i > 0 || !isString(s) {
			done = true
		}
	}
}

// isString reports whether a statement is a string literal, such as a docstring.
func isString(s ast.Stmt) bool {
	if e, ok := s.(*ast.ExprStmt); ok {
		if c, ok := e.X.(*ast.Constant); ok {
			_, ok = c.Value.(string)
			return ok
		}
	}
	return false
}

func (k *compiler) features(s *ast.ImportFrom) {
	for _, a := range s.Names {
		switch {
		case a.Name == "annotations":
			k.future |= code.FutureAnnotations
		case a.Name == "braces":
			k.failStart(&s.Span, "not a chance")
		case !isFutureFeature(a.Name):
			k.failStart(&s.Span, "future feature %s is not defined", a.Name)
		}
	}
}
