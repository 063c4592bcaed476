package minipy

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/compiler"
	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/modules"
	"github.com/minipy-go/minipy/modules/astmod"
	"github.com/minipy-go/minipy/object"
	"github.com/minipy-go/minipy/parser"
)

// A Code is a compiled module: immutable, shared by goroutines and interpreters.
type Code struct{ c *code.Code }

// Compile compiles the source text of a module; name is its file name in tracebacks. A
// mistake in it is an *Error of type SyntaxError.
func Compile[S string | []byte](name string, src S) (*Code, error) {
	c, err := compileSource(name, []byte(src), source{script: true, maxDigits: object.DefaultMaxStrDigits})
	if err != nil {
		return nil, &Error{Type: err.Kind, Message: err.Msg, text: err.format()}
	}
	return &Code{c}, nil
}

// source says how a text is to be compiled.
type source struct {
	mode      string // "exec" by default
	flags     uint32
	optimize  int
	script    bool // the file being run
	text      bool // no bytes of a file, but text
	maxDigits int  // of a decimal integer
	maxDepth  int  // of the nesting; 0: see compiler.Options
	// warn issues a warning and reports whether the filters make an error of it.
	warn   func(category, msg string, line int) bool
	decode parser.Decoder
}

// syntaxError is what the parser and the compiler report, in one form.
type syntaxError struct {
	parser.SyntaxError
	compiling bool // the compiler found it: CPython shows what the file has, or nothing
	apart     bool // see compiler.Error
}

func (e *syntaxError) format() string {
	s := "  File \"" + e.File + "\", line " + itoa(e.Line) + "\n"
	if t := strings.TrimRight(e.Text, "\n"); t != "" {
		trimmed := strings.TrimLeft(t, " \t\f")
		s += "    " + trimmed + "\n"
		if e.Col > 0 {
			col := e.Col
			if e.compiling {
				col = utf8.RuneCountInString(t[:min(e.Col-1, len(t))]) + 1
			}
			n := max(col-1-(utf8.RuneCountInString(t)-utf8.RuneCountInString(trimmed)), 0)
			s += "    " + strings.Repeat(" ", n) + "^\n"
		}
	}
	return s + e.Kind + ": " + e.Msg + "\n"
}

func compileSource(name string, src []byte, o source) (*code.Code, *syntaxError) {
	tree, err := parseSource(name, src, o)
	if err != nil {
		return nil, err
	}
	return compileTree(name, tree, src, o)
}

func parseSource(name string, src []byte, o source) (*ast.Module, *syntaxError) {
	mode := parser.Exec
	switch o.mode {
	case "eval":
		mode = parser.Eval
	case "single":
		mode = parser.Single
	}
	opts := parser.Options{Mode: mode, Script: o.script, Text: o.text, MaxDigits: o.maxDigits, Decode: o.decode}
	var fatal *syntaxError
	if o.warn != nil {
		opts.Warn = func(category, msg string, line int) {
			if o.warn(category, msg, line) && fatal == nil {
				fatal = located(&compiler.Error{Msg: msg, File: name, Line: line, EndCol: -1}, src)
			}
		}
	}
	tree, err := parser.ParseWith(name, src, opts)
	if fatal != nil {
		return nil, fatal
	}
	if err != nil {
		var se *parser.SyntaxError
		if errors.As(err, &se) {
			return nil, &syntaxError{SyntaxError: *se}
		}
		return nil, &syntaxError{SyntaxError: parser.SyntaxError{Kind: "SyntaxError", Msg: err.Error(), File: name}}
	}
	return tree, nil
}

// compileTree compiles a tree; src is its text, if it has one.
func compileTree(name string, tree *ast.Module, src []byte, o source) (*code.Code, *syntaxError) {
	mode := compiler.Exec
	switch o.mode {
	case "eval":
		mode = compiler.Eval
	case "single":
		mode = compiler.Single
	}
	opts := compiler.Options{Filename: name, Mode: mode, Flags: o.flags, Optimize: o.optimize, MaxDepth: o.maxDepth}
	if o.warn != nil {
		opts.Warn = func(e *compiler.Error) error {
			if o.warn("SyntaxWarning", e.Msg, e.Line) {
				return e
			}
			return nil
		}
	}
	c, err := compiler.Compile(tree, opts)
	if err != nil {
		var ce *compiler.Error
		if errors.As(err, &ce) {
			return nil, located(ce, src)
		}
		return nil, &syntaxError{SyntaxError: parser.SyntaxError{Kind: "SyntaxError", Msg: err.Error(), File: name}}
	}
	return c, nil
}

// located turns a compiler error into the form of the parser's. Its columns remain bytes, as CPython's do.
func located(e *compiler.Error, src []byte) *syntaxError {
	s := &syntaxError{SyntaxError: parser.SyntaxError{
		Kind: "SyntaxError", Msg: e.Msg, File: e.File, Line: e.Line, EndLine: e.EndLine, EndCol: e.EndCol + 1,
	}, compiling: true, apart: e.Apart}
	if e.Recursion {
		s.Kind = "RecursionError"
	}
	if e.Line > 0 {
		s.Col = e.Col + 1
	}
	for line := range bytes.Lines(src) {
		if e.Line--; e.Line == 0 {
			s.Text = string(line)
		}
	}
	return s
}

// source makes the options of a compilation that a script asks for.
func (i *Interp) source(t *object.Thread, o eval.CompileOptions) source {
	opt := o.Optimize
	if opt < 0 {
		opt = i.cfg.Optimize
	}
	return source{
		mode: o.Mode, text: o.Text, flags: o.Flags, optimize: opt, maxDigits: *t.In.MaxStrDigits(), warn: warner(t, o.Filename),
		decode: sourceDecoder(t), maxDepth: maxDepth(t),
	}
}

// compile is what exec, eval, compile and import use.
func (i *Interp) compile(t *object.Thread, src []byte, o eval.CompileOptions) (*code.Code, error) {
	var cache *sync.Map
	key := compiledKey{o.Filename, "", i.source(t, o).optimize}
	switch {
	case o.Frozen:
		cache = &frozenCode
	case o.Module && i.cfg.compiled != nil:
		cache, key.src = i.cfg.compiled, string(src)
	default:
		return i.compileAnew(t, src, o)
	}
	if c, ok := cache.Load(key); ok {
		return c.(*code.Code), nil
	}
	c, err := i.compileAnew(t, src, o)
	if err == nil {
		cache.Store(key, c)
	}
	return c, err
}

// frozenCode is the code of the modules that are part of minipy, for all interpreters.
var frozenCode sync.Map // compiledKey → *code.Code

// A compiledKey says what code was compiled of.
type compiledKey struct {
	file, src string // src is absent where the file says all
	optimize  int
}

func (i *Interp) compileAnew(t *object.Thread, src []byte, o eval.CompileOptions) (*code.Code, error) {
	c, err := compileSource(o.Filename, src, i.source(t, o))
	if err != nil {
		return nil, raiseSyntax(t, err)
	}
	return c, nil
}

// tree is compile() that returns a tree.
func (i *Interp) tree(t *object.Thread, src []byte, o eval.CompileOptions) (object.Value, error) {
	modules.Find("_ast")
	tree, err := parseSource(o.Filename, src, i.source(t, o))
	if err != nil {
		return object.Value{}, raiseSyntax(t, err)
	}
	return astmod.Build(t, tree, o.Mode)
}

// compileTree is compile() of a tree.
func (i *Interp) compileTree(t *object.Thread, v object.Value, o eval.CompileOptions) (c *code.Code, err error) {
	tree, err := astmod.Read(t, v, o.Mode)
	if err != nil {
		return nil, err
	}
	// The compiler expects trees of the parser. One that breaks a rule of grammar which
	// nothing checks is the script's fault.
	defer func() {
		if r := recover(); r != nil {
			c, err = nil, t.Raise(object.SystemError, "invalid tree: %v", r)
		}
	}()
	c, serr := compileTree(o.Filename, tree, nil, i.source(t, o))
	if serr != nil {
		return nil, raiseSyntax(t, serr)
	}
	return c, nil
}

// warner issues the warnings of a compilation, none twice.
func warner(t *object.Thread, file string) func(category, msg string, line int) bool {
	type warning struct {
		category, msg string
		line          int
	}
	seen := map[warning]bool{}
	return func(category, msg string, line int) bool {
		w := warning{category, msg, line}
		if seen[w] {
			return false
		}
		seen[w] = true
		typ := object.SyntaxWarning
		if category == "DeprecationWarning" {
			typ = object.DeprecationWarning
		}
		err := warnAt(t, typ, msg, file, line)
		if err == nil {
			return false
		}
		fatal := t.ErrIs(err, typ)
		if fatal {
			t.Discard(err)
		} else {
			t.Unraisable(err, "", object.Value{})
		}
		return fatal
	}
}

// warnAt issues a warning about a line of a file.
func warnAt(t *object.Thread, typ *object.Type, msg, file string, line int) error {
	m, err := eval.Import(t, "_warnings")
	if err != nil {
		return err
	}
	defer t.Unref(m)
	text, name := t.NewStr(msg), t.NewStr(file)
	defer t.Unref(text)
	defer t.Unref(name)
	r, err := t.CallMethod(m, "warn_explicit", text, typ.Value(), name, object.Int(int64(line)))
	t.XUnref(r)
	return err
}

// raiseSyntax makes the Python exception of a syntax error.
func raiseSyntax(t *object.Thread, e *syntaxError) error {
	if e.Cause != nil {
		return e.Cause
	}
	typ := object.SyntaxError
	switch e.Kind {
	case "IndentationError":
		typ = object.IndentationError
	case "TabError":
		typ = object.TabError
	case "ValueError":
		return t.ValueErr("%s", e.Msg)
	case "RecursionError":
		return t.Raise(object.RecursionError, "%s", e.Msg)
	case "MemoryError":
		return t.RaiseArgs(object.MemoryError)
	case "UnicodeDecodeError":
		_, err := t.DecodeBytes([]byte(e.Text), "utf-8", "strict")
		return err
	}
	if e.NoPlace || e.compiling && e.Line == 0 {
		return t.Raise(typ, "%s", e.Msg)
	}
	num := func(n int) object.Value { return object.Int(int64(n)) }
	if e.NoText {
		return t.RaiseArgs(typ, t.NewStr(e.Msg), t.NewTuple(t.NewStr(e.File), num(e.Line), num(e.Col), object.None))
	}
	file, text, endLine, end := t.NewStr(e.File), object.None, num(e.EndLine), num(e.EndCol)
	if line, ok := eval.FileLine(t, e.File, e.Line); ok && (e.FileText || e.compiling) {
		text = t.NewStr(line)
	} else if !e.compiling {
		text = t.NewStr(eval.ReplaceInvalid(t, []byte(e.Text)))
	}
	if !e.apart {
		return t.RaiseArgs(typ, t.NewStr(e.Msg), t.NewTuple(file, num(e.Line), num(e.Col), text, endLine, end))
	}
	if e.EndCol == 0 {
		end = object.None
	}
	err := t.Raise(typ, "%s", e.Msg)
	exc := t.Normalize(err)
	for i, v := range [...]object.Value{file, num(e.Line), num(e.Col), text, endLine, end} {
		exc.SetExtra(t, object.SyntaxFile+i, v)
		t.Unref(v)
	}
	return err
}

func sourceText(t *object.Thread, src []byte) (string, error) {
	text, err := parser.Text(src, sourceDecoder(t))
	var se *parser.SyntaxError
	if errors.As(err, &se) && se.Cause != nil {
		err = se.Cause
	}
	return text, err
}

// maxDepth is how deep what is compiled now may nest: three levels for each call that the recursion limit leaves. Go's
// stack has room for so many.
func maxDepth(t *object.Thread) int {
	const most = 30_000
	d := eval.Depth(t)
	if d > 0 {
		d++ // the call that compiles
	}
	return max(min(3*(t.In.MaxDepth-d)+1, most), 1)
}

// sourceDecoder makes the codecs of an interpreter those of its source files.
func sourceDecoder(t *object.Thread) parser.Decoder {
	return func(encoding string, b []byte) (string, error) {
		v, err := t.DecodeBytes(b, encoding, "strict")
		if err == nil {
			defer t.Unref(v)
			if text := v.String(); utf8.ValidString(text) {
				return text, nil
			}
			s, _ := object.AsStr(v)
			_, err = t.EncodeStr(s, "utf-8", "strict")
		}
		if !t.ErrIs(err, object.LookupError) && !t.ErrIs(err, object.ValueError) && !t.ErrIs(err, object.SyntaxError) {
			return "", err
		}
		exc := t.TakeExc(err)
		defer t.Unref(exc.Value())
		bad := &parser.DecodeError{}
		if bad.Msg, err = t.StrString(exc.Value()); err != nil {
			return "", err
		}
		if object.IsInstance(exc.Value(), object.UnicodeDecodeError) {
			if at, err := t.GetAttrS(exc.Value(), "start"); err != nil {
				t.Discard(err)
			} else if at.IsInt() {
				bad.At = int(at.Int())
			}
		}
		return "", bad
	}
}
