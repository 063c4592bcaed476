package tracebackmod

import (
	"strings"
	"unicode"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

func excSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "traceback", Name: "TracebackException", Doc: "What is needed to show an exception later, as text.",
		Decls: []object.Decl{
			object.Method("__init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, _seen=None)", "", excInit),
			object.ClassMethod("from_exception(cls, exc, *args, **kwargs)", "Make one of an exception.", excFrom),
			object.Method("_load_lines(self)", "Read the lines of all entries.", loadLines),
			object.Method("__eq__(self, other)", "", excEq),
			object.Attr("__hash__", object.None),
			object.Method("__str__(self)", "", func(t *thread, self value, _ []value) (value, error) { return t.GetAttrS(self, "_str") }),
			object.Method("format_exception_only(self)", "Yield the texts that name the exception.", func(t *thread, self value, _ []value) (value, error) {
				return yields(t, "TracebackException.format_exception_only", onlyTexts, self)
			}),
			object.Method("_format_syntax_error(self, stype)", "", func(t *thread, self value, a []value) (value, error) {
				name, err := t.StrString(a[0])
				if err != nil {
					return value{}, err
				}
				return yields(t, "TracebackException._format_syntax_error", func(t *thread, self value) ([]string, error) { return syntaxTexts(t, self, name) }, self)
			}),
			object.Method("format(self, *, chain=True)", "Yield all texts, those of the exceptions it is linked to first.", excFormat),
		}}
}

// yields gives a generator of the texts that make makes when it starts.
func yields(t *thread, name string, make func(t *thread, self value) ([]string, error), self value) (value, error) {
	var out []string
	return t.NewGen(name, func(t *thread, g *object.Gen) (value, error) {
		if g.N == 0 {
			var err error
			if out, err = make(t, g.Vals[0]); err != nil {
				return value{}, err
			}
		}
		if g.N++; g.N > len(out) {
			return value{}, nil
		}
		return t.NewStr(out[g.N-1]), nil
	}, self), nil
}

// someStr gives str(v), or a text that says that it has none.
func someStr(t *thread, v value) (value, error) {
	s, err := t.Str(v)
	if err != nil && t.ErrIs(err, object.ExceptionType) {
		t.Discard(err)
		return t.NewStr("<unprintable " + v.Type().Name + " object>"), nil
	}
	return s, err
}

// finalLine words a class and what its exception says.
func finalLine(t *thread, etype, v value) (string, error) {
	name, err := t.StrString(etype)
	if err != nil {
		return "", err
	}
	s, err := someStr(t, v)
	if err != nil {
		return "", err
	}
	defer t.Unref(s)
	if text := s.String(); v != object.None && text != "" {
		return name + ": " + text + "\n", nil
	}
	return name + "\n", nil
}

// A job is a summary that is to be filled from an exception; all is owned.
type job struct{ self, typ, exc, tb value }

func (j *job) drop(t *thread) { t.UnrefAll([]value{j.self, j.typ, j.exc, j.tb}) }

// excInit fills the summary and those of the exceptions it is linked to, each of which
// is taken once, without recursion: chains may be long.
func excInit(t *thread, self value, a []value) (value, error) {
	seen := map[int64]bool{}
	if pylib.Given(a[7]) {
		err := t.Iterate(a[7], func(x value) error {
			n, err := t.AsIndex(x, nil)
			seen[int64(n)] = true
			return err
		})
		if err != nil {
			return value{}, err
		}
	}
	compact, err := truth(t, a[6])
	if err != nil {
		return value{}, err
	}
	jobs := []job{{self.Ref(), a[0].Ref(), a[1].Ref(), a[2].Ref()}}
	defer func() {
		for i := range jobs {
			jobs[i].drop(t)
		}
	}()
	for len(jobs) > 0 {
		j := jobs[len(jobs)-1]
		jobs = jobs[:len(jobs)-1]
		seen[object.ID(j.exc)] = true
		linked, err := fill(t, &j, a, compact, seen)
		j.drop(t)
		jobs = append(jobs, linked...)
		if err != nil {
			return value{}, err
		}
	}
	return object.None, nil
}

// truth is that of an optional argument whose default is False.
func truth(t *thread, v value) (bool, error) {
	if v.IsNil() {
		return false, nil
	}
	return t.Truth(v)
}

// fill sets what one summary says of its exception; it gives the jobs of those linked.
func fill(t *thread, j *job, a []value, compact bool, seen map[int64]bool) (linked []job, err error) {
	set := func(name string, v value) { // v is given
		if err == nil {
			err = t.SetAttrS(j.self, name, v)
		}
		t.XUnref(v)
	}
	stack, err := stackOf(t, j.tb, a)
	if err != nil {
		return nil, err
	}
	set("stack", stack)
	set("exc_type", j.typ.Ref())
	if err != nil {
		return nil, err
	}
	text, err := someStr(t, j.exc)
	if err != nil {
		return nil, err
	}
	set("_str", text)
	if typ, ok := object.AsType(j.typ); ok && typ.IsSubtype(object.SyntaxError) && err == nil {
		err = syntaxFields(t, j)
	}
	e, isExc := object.AsException(j.exc)
	set("__suppress_context__", object.Bool(isExc && e.SuppressContext()))
	if err != nil {
		return nil, err
	}
	links := [...]struct {
		name string
		exc  value
	}{{"__cause__", object.None}, {"__context__", object.None}}
	if isExc {
		if c := e.Cause(); !c.IsNil() {
			links[0].exc = c
		}
		needed := !compact || links[0].exc == object.None && !e.SuppressContext()
		if c := e.Context(); !c.IsNil() && needed {
			links[1].exc = c
		}
	}
	for _, l := range links {
		sub := object.None
		if l.exc != object.None && !seen[object.ID(l.exc)] {
			if sub, err = blank(t, j.self); err != nil {
				return linked, err
			}
			seen[object.ID(l.exc)] = true
			x, _ := object.AsException(l.exc)
			linked = append(linked, job{sub.Ref(), l.exc.Type().Value().Ref(), l.exc.Ref(), pylib.Or(x.Traceback(), object.None).Ref()})
		}
		set(l.name, sub)
	}
	return linked, err
}

// blank gives a new summary that is still to be filled.
func blank(t *thread, self value) (value, error) {
	class := self.Type().SpecClass("traceback", "TracebackException")
	if class == nil {
		return value{}, t.TypeErr("a TracebackException is needed")
	}
	f, err := t.GetAttrS(class.Value(), "__new__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(f)
	return t.Call(f, class.Value())
}

// stackOf gives the StackSummary of a traceback as the arguments of __init__ want it.
func stackOf(t *thread, tb value, a []value) (value, error) {
	f, err := classAttr(t, "extract")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(f)
	pairs, err := walkTb(t, value{}, []value{tb})
	if err != nil {
		return value{}, err
	}
	defer t.Unref(pairs)
	names := pylib.Names(t, "limit", "lookup_lines", "capture_locals")
	defer t.Unref(names)
	return t.CallArgs(f, object.WithKw([]value{pairs}, object.As[object.List](names).Items,
		[]value{pylib.Or(a[3], object.None), pylib.Or(a[4], object.True), pylib.Or(a[5], object.False)}))
}

// syntaxFields copies what a SyntaxError says of its place.
func syntaxFields(t *thread, j *job) error {
	for _, name := range [...]string{"filename", "lineno", "end_lineno", "text", "offset", "end_offset", "msg"} {
		v, err := t.GetAttrS(j.exc, name)
		if err != nil {
			return err
		}
		if strings.HasSuffix(name, "lineno") && v != object.None {
			s, err := t.Str(v)
			t.Unref(v)
			if err != nil {
				return err
			}
			v = s
		}
		err = t.SetAttrS(j.self, name, v)
		t.Unref(v)
		if err != nil {
			return err
		}
	}
	return nil
}

func excFrom(t *thread, cls value, a []value) (value, error) {
	pos, err := t.Collect(a[1])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(pos)
	tb, err := t.GetAttrS(a[0], "__traceback__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(tb)
	kw, _ := object.AsDict(a[2])
	call := object.WithDict(append([]value{a[0].Type().Value(), a[0], tb}, pos...), kw)
	return t.CallArgs(cls, call)
}

func loadLines(t *thread, self value, _ []value) (value, error) {
	stack, err := t.GetAttrS(self, "stack")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(stack)
	return object.None, t.Iterate(stack, func(e value) error {
		line, err := t.GetAttrS(e, "line")
		t.XUnref(line)
		return err
	})
}

func excEq(t *thread, self value, a []value) (value, error) {
	if a[0].Type().SpecClass("traceback", "TracebackException") == nil {
		return object.NotImplemented, nil
	}
	x, err := t.GetAttrS(self, "__dict__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(x)
	y, err := t.GetAttrS(a[0], "__dict__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(y)
	return t.Compare(x, y, object.CmpEQ)
}

// onlyTexts words the exception itself.
func onlyTexts(t *thread, self value) ([]string, error) {
	p, err := attrs(t, self, "exc_type", "_str")
	if err != nil {
		return nil, err
	}
	defer t.UnrefAll(p)
	if p[0] == object.None {
		s, err := finalLine(t, p[0], p[1])
		return []string{s}, err
	}
	names, err := attrs(t, p[0], "__qualname__", "__module__")
	if err != nil {
		return nil, err
	}
	defer t.UnrefAll(names)
	full, err := t.StrString(names[0])
	if err != nil {
		return nil, err
	}
	if module, ok := pylib.Text(names[1]); !ok {
		full = "<unknown>." + full
	} else if module != "__main__" && module != "builtins" {
		full = module + "." + full
	}
	if typ, ok := object.AsType(p[0]); ok && typ.IsSubtype(object.SyntaxError) {
		return syntaxTexts(t, self, full)
	}
	name := t.NewStr(full)
	defer t.Unref(name)
	s, err := finalLine(t, name, p[1])
	return []string{s}, err
}

// syntaxTexts words a SyntaxError: its place, its line, marks below it.
func syntaxTexts(t *thread, self value, name string) ([]string, error) {
	p, err := attrs(t, self, "filename", "lineno", "text", "msg")
	if err != nil {
		return nil, err
	}
	defer t.UnrefAll(p)
	var s [4]string
	for i, v := range p {
		if v == object.None {
			continue
		}
		if s[i], err = t.StrString(v); err != nil {
			return nil, err
		}
	}
	var out []string
	suffix := ""
	if s[0] == "" {
		s[0] = "<string>"
	}
	if p[1] != object.None {
		out = append(out, "  File \""+s[0]+"\", line "+s[1]+"\n")
	} else if p[0] != object.None {
		suffix = " (" + s[0] + ")"
	}
	if p[2] != object.None {
		marked, err := marks(t, self, s[2])
		if err != nil {
			return nil, err
		}
		out = append(out, marked...)
	}
	if s[3] == "" {
		s[3] = "<no detail available>"
	}
	return append(out, name+": "+s[3]+suffix+"\n"), nil
}

// marks words a line of source, and the marks below the part that is wrong.
func marks(t *thread, self value, text string) ([]string, error) {
	text = strings.TrimRight(text, "\n")
	shown := []rune(strings.TrimLeft(text, " \n\f"))
	cut := len([]rune(text)) - len(shown)
	out := []string{"    " + string(shown) + "\n"}
	p, err := attrs(t, self, "offset", "end_offset")
	if err != nil {
		return nil, err
	}
	defer t.UnrefAll(p)
	if p[0] == object.None {
		return out, nil
	}
	from, err := t.AsIndex(p[0], nil)
	if err != nil {
		return nil, err
	}
	to := from
	if p[1] != object.None {
		if to, err = t.AsIndex(p[1], nil); err != nil {
			return nil, err
		}
	}
	if to == 0 || to == -1 || to == from {
		to = from + 1
	}
	column := from - 1 - cut
	if column < 0 {
		return out, nil
	}
	var b strings.Builder
	for _, c := range shown[:min(column, len(shown))] {
		if !unicode.IsSpace(c) {
			c = ' '
		}
		b.WriteRune(c)
	}
	if err := t.Grow(max(to-from, 0)); err != nil {
		return nil, err
	}
	return append(out, "    "+b.String()+strings.Repeat("^", max(to-from, 0))+"\n"), nil
}

// excFormat yields texts one after the other: exceptions, the last of the chain first.
func excFormat(t *thread, self value, a []value) (value, error) {
	chained := a[0].IsNil()
	if !chained {
		var err error
		if chained, err = t.Truth(a[0]); err != nil {
			return value{}, err
		}
	}
	var parts []part
	return t.NewGen("TracebackException.format", func(t *thread, g *object.Gen) (value, error) {
		if g.N++; g.N == 1 {
			order := t.NewList(nil)
			g.Keep(t, 1, order)
			var err error
			if parts, err = chain(t, g.Vals[0], order, chained); err != nil {
				return value{}, err
			}
		}
		return nextText(t, g, &parts)
	}, self), nil
}

// A part is one piece of work of excFormat: a text, or a method of a summary that gives
// texts.
type part struct {
	text string
	from int // index in the list of summaries
	call string
}

// chain lists the summaries of a chain in order, and the parts of their texts, the last
// summary's first.
func chain(t *thread, self, order value, all bool) ([]part, error) {
	l := object.As[object.List](order)
	links := []string{}
	for at := self.Ref(); ; {
		if err := l.GiveAppend(t, at); err != nil {
			return nil, err
		}
		if !all {
			break
		}
		p, err := attrs(t, at, "__cause__", "__context__", "__suppress_context__")
		if err != nil {
			return nil, err
		}
		next, link := p[0], causeText
		hidden, err := t.Truth(p[2])
		if next == object.None && !hidden {
			next, link = p[1], contextText
		}
		next.Ref()
		t.UnrefAll(p)
		if err != nil || next == object.None {
			t.Unref(next)
			if err != nil {
				return nil, err
			}
			break
		}
		links = append(links, link)
		at = next
	}
	var parts []part
	for i := len(l.Items) - 1; i >= 0; i-- {
		parts = append(parts, part{from: i, call: "stack"}, part{from: i, call: "format_exception_only"})
		if i > 0 {
			parts = append(parts, part{text: links[i-1]})
		}
	}
	return parts, nil
}

// nextText gives the next text; the third local of g is the iterator of the part that runs.
func nextText(t *thread, g *object.Gen, parts *[]part) (value, error) {
	for {
		if it := g.Vals[2]; !it.IsNil() {
			it.Ref()
			v, err := t.Next(it)
			t.Unref(it)
			if err != nil || !v.IsNil() {
				return v, err
			}
			g.Keep(t, 2, value{})
		}
		if len(*parts) == 0 {
			return value{}, nil
		}
		p := (*parts)[0]
		*parts = (*parts)[1:]
		if p.call == "" {
			return t.NewStr(p.text), nil
		}
		sum := object.As[object.List](g.Vals[1]).Items[p.from].Ref()
		it, head, err := p.start(t, sum)
		t.Unref(sum)
		if err != nil {
			return value{}, err
		}
		g.Keep(t, 2, it)
		if head {
			return t.NewStr(heading), nil
		}
	}
}

// start gives the iterator of a part's texts; head: they need the heading.
func (p *part) start(t *thread, sum value) (it value, head bool, err error) {
	of, name := sum.Ref(), p.call
	if name == "stack" {
		t.Unref(of)
		if of, err = t.GetAttrS(sum, "stack"); err != nil {
			return value{}, false, err
		}
		name = "format"
		if head, err = t.Truth(of); err != nil || !head {
			t.Unref(of)
			return value{}, false, err
		}
	}
	r, err := t.CallMethod(of, name)
	t.Unref(of)
	if err != nil {
		return value{}, false, err
	}
	defer t.Unref(r)
	it, err = t.Iter(r)
	return it, head, err
}
