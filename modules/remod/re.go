// Package remod is the re module: regular expressions by an engine of its own, and the
// modules that CPython's re consists of as far as scripts see them.
//
// A pattern is parsed (parse.go, escape.go, group.go), compiled to a graph of
// instructions from its end to its beginning (program.go), told what can follow each
// repetition (plan.go), and run by a backtracking matcher with a stack of its own
// (match.go). Invariant: positions inside the engine are byte offsets; they become code
// points where Python sees them.
package remod

import (
	"sync"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
	class  = object.Type
	args   = object.Args
)

// Module is the re module.
var Module = object.ModuleSpec{
	Name:  "re",
	Doc:   "Regular expressions: search, match and replace text by patterns.",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("match(pattern, string, flags=0)", "Match a pattern at the beginning of a string: a Match or None.", funcMatch),
			object.Func("fullmatch(pattern, string, flags=0)", "Match a pattern with all of a string: a Match or None.", funcFullMatch),
			object.Func("search(pattern, string, flags=0)", "Find the first match of a pattern in a string: a Match or None.", funcSearch),
			object.Func("sub(pattern, repl, string, count=0, flags=0)", "Replace the matches of a pattern by repl, a template or a function of the Match.", funcSub),
			object.Func("subn(pattern, repl, string, count=0, flags=0)", "Like sub, but give (new string, number of replacements).", funcSubn),
			object.Func("split(pattern, string, maxsplit=0, flags=0)", "Split a string where a pattern matches.", funcSplit),
			object.Func("findall(pattern, string, flags=0)", "List what the matches of a pattern, or their groups, contain.", funcFindAll),
			object.Func("finditer(pattern, string, flags=0)", "Iterate over the matches of a pattern.", funcFindIter),
			object.Func("compile(pattern, flags=0)", "Make a Pattern.", funcCompile),
			object.Func("purge()", "Forget the patterns that were compiled.", funcPurge),
			object.Func("template(pattern, flags=0)", "Make a Pattern with the TEMPLATE flag.", funcTemplate),
			object.Func("escape(pattern)", "Put a backslash before what is special in patterns.", funcEscape),
			object.Attr("error", errorType.Value()),
			object.Attr("Pattern", patternType.Value()),
			object.Attr("Match", matchType.Value()),
			object.Func("_compile(pattern, flags)", "", funcCompile),
			object.Func("_expand(pattern, match, template)", "", funcExpand),
			object.Func("_pickle(p)", "", funcPickle),
			object.Func("__getattr__(name, /)", "", moduleGetAttr),
			object.Func("__dir__()", "", moduleDir),
		}
	},
	Init: initModule,
}

var once sync.Once

// setup defines the types, for whichever of the modules comes first.
func setup() {
	once.Do(func() {
		errorInit()
		patternInit()
		matchInit()
		scannerInit()
		cacheInit()
	})
}

func as[T any](o *header) *T { return object.As[T](object.Obj(o)) }

// lazyNames are made when somebody asks for them: with them comes enum.
var lazyNames = []string{"RegexFlag", "A", "ASCII", "DEBUG", "DOTALL", "I", "IGNORECASE", "L", "LOCALE", "M", "MULTILINE",
	"S", "Scanner", "T", "TEMPLATE", "U", "UNICODE", "VERBOSE", "X", "enum", "functools", "sre_compile", "sre_parse"}

var publicNames = []string{"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge",
	"template", "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
	"MULTILINE", "DOTALL", "VERBOSE", "UNICODE"}

func initModule(t *thread, m *object.Module) error {
	names := make([]value, len(publicNames))
	for i, n := range publicNames {
		names[i] = object.Obj(&t.In.Intern(n).Header)
	}
	m.Give(t, "__all__", t.NewList(names))
	m.Give(t, "__version__", t.NewStr("2.2.1"))
	m.Give(t, "_MAXCACHE", object.Int(maxCache))
	m.Give(t, "_cache", newCache(t))
	return register(t, m)
}

// register tells copyreg how patterns are copied.
func register(t *thread, m *object.Module) error {
	reg, err := pylib.Import(t, "copyreg")
	if err != nil {
		return err
	}
	m.Give(t, "copyreg", reg)
	table, err := t.GetAttrS(reg, "dispatch_table")
	if err != nil {
		return err
	}
	defer t.Unref(table)
	return t.SetItem(table, patternType.Value(), m.Get(t, "_pickle"))
}

// moduleGetAttr makes the module's lazy names. It does not store them: the flags are
// the members of their class, which the module that defines it keeps.
func moduleGetAttr(t *thread, _ value, a []value) (value, error) {
	s, ok := object.AsStr(a[0])
	if !ok {
		return value{}, t.TypeErr("attribute name must be string, not '%s'", a[0].Type().Name)
	}
	for _, n := range lazyNames {
		if n != s.S {
			continue
		}
		switch n {
		case "enum", "functools", "sre_compile", "sre_parse":
			return t.In.Importer(t, n)
		}
		m, err := t.In.Importer(t, "_re_rest")
		if err != nil {
			return value{}, err
		}
		v, err := t.GetAttr(m, s)
		t.Unref(m)
		return v, err
	}
	return value{}, t.Raise(object.AttributeError, "module 're' has no attribute '%s'", s.S)
}

func moduleDir(t *thread, _ value, _ []value) (value, error) {
	m, err := t.In.Importer(t, "re")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	d, err := t.GetAttrS(m, "__dict__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d)
	names, err := t.ListOf(d)
	if err != nil {
		return value{}, err
	}
	l, _ := object.AsList(names)
	for _, n := range lazyNames {
		if err := l.GiveAppend(t, object.Obj(&t.In.Intern(n).Header)); err != nil {
			t.Unref(names)
			return value{}, err
		}
	}
	return names, nil
}

// on compiles a[0] with the flags and applies f to it.
func on(t *thread, source, flags value, f func(p *pattern) (value, error)) (value, error) {
	p, err := compileValue(t, source, flags)
	if err != nil {
		return value{}, err
	}
	r, err := f(p)
	t.Unref(p.value())
	return r, err
}

func funcMatch(t *thread, _ value, a []value) (value, error) {
	return on(t, a[0], a[2], func(p *pattern) (value, error) { return p.find(t, a[1], modeMatch, 0, maxPos) })
}

func funcFullMatch(t *thread, _ value, a []value) (value, error) {
	return on(t, a[0], a[2], func(p *pattern) (value, error) { return p.find(t, a[1], modeFull, 0, maxPos) })
}

func funcSearch(t *thread, _ value, a []value) (value, error) {
	return on(t, a[0], a[2], func(p *pattern) (value, error) { return p.find(t, a[1], modeSearch, 0, maxPos) })
}

func funcSub(t *thread, _ value, a []value) (value, error) {
	return on(t, a[0], a[4], func(p *pattern) (value, error) {
		r, _, err := p.sub(t, a[1], a[2], a[3])
		return r, err
	})
}

func funcSubn(t *thread, _ value, a []value) (value, error) {
	return on(t, a[0], a[4], func(p *pattern) (value, error) { return p.subn(t, a[1], a[2], a[3]) })
}

func funcSplit(t *thread, _ value, a []value) (value, error) {
	return on(t, a[0], a[3], func(p *pattern) (value, error) { return p.split(t, a[1], a[2]) })
}

func funcFindAll(t *thread, _ value, a []value) (value, error) {
	return on(t, a[0], a[2], func(p *pattern) (value, error) { return p.findAll(t, a[1], 0, maxPos) })
}

func funcFindIter(t *thread, _ value, a []value) (value, error) {
	return on(t, a[0], a[2], func(p *pattern) (value, error) { return p.findIter(t, a[1], 0, maxPos) })
}

func funcCompile(t *thread, _ value, a []value) (value, error) {
	return on(t, a[0], a[1], func(p *pattern) (value, error) { return p.value().Ref(), nil })
}

func funcTemplate(t *thread, _ value, a []value) (value, error) {
	flags, err := flagsValue(t, a[1])
	if err != nil {
		return value{}, err
	}
	return funcCompile(t, value{}, []value{a[0], object.Int(int64(flags | flagTemplate))})
}

func funcPickle(t *thread, _ value, a []value) (value, error) {
	source, err := t.GetAttrS(a[0], "pattern")
	if err != nil {
		return value{}, err
	}
	flags, err := t.GetAttrS(a[0], "flags")
	if err != nil {
		t.Unref(source)
		return value{}, err
	}
	f, err := pylib.From(t, "re", "_compile")
	if err != nil {
		t.Unref(source)
		t.Unref(flags)
		return value{}, err
	}
	return t.NewTuple(f, t.NewTuple(source, flags)), nil
}

// funcEscape escapes the special characters of a str or of a bytes.
func funcEscape(t *thread, _ value, a []value) (value, error) {
	if s, ok := object.AsStr(a[0]); ok {
		b := escaped(s.S)
		return t.NewStrN(object.StringOf(b), s.N+len(b)-len(s.S)), nil
	}
	if !object.IsBuffer(a[0]) {
		return value{}, t.TypeErr("decoding to str: need a bytes-like object, %s found", a[0].Type().Name)
	}
	b, release, err := t.BufferOf(a[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	return t.NewBytes(escaped(object.StringOf(b))), nil
}

func escaped(s string) []byte {
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '(', ')', '[', ']', '{', '}', '?', '*', '+', '-', '|', '^', '$', '\\', '.', '&', '~', '#', ' ', '\t', '\n', '\r', '\v', '\f':
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return b
}
