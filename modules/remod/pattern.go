package remod

import (
	"math"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// A pattern is a re.Pattern.
type pattern struct {
	object.Header
	source value // str or bytes; owned
	wanted int   // the flags it was asked for
	flags  int
	prog   *program
	names  []string // by group; "" for groups without
	byName map[string]int
	index  value // the mapping proxy of groupindex; owned
	Weak   *object.WeakRef

	spare *matcher // for the next call
	// template is the newest one that sub parsed from the str templateOf, owned.
	template   *template
	templateOf value
}

var patternType = new(class)

const maxPos = math.MaxInt

// What find looks for.
const (
	modeMatch = iota
	modeFull
	modeSearch
)

func (p *pattern) value() value { return object.Obj(&p.Header) }

func asPattern(v value) (*pattern, bool) {
	if v.Type() != patternType {
		return nil, false
	}
	return object.As[pattern](v), true
}

func patternInit() {
	find := func(name, doc string, mode int) object.Decl {
		return object.Method(name+"(string, pos=0, endpos=sys.maxsize)", doc, func(t *thread, v value, a []value) (value, error) {
			pos, end, err := bounds(t, a)
			if err != nil {
				return value{}, err
			}
			return object.As[pattern](v).find(t, a[0], mode, pos, end)
		})
	}
	patternType.Define(object.TypeSpec{Name: "re.Pattern", Flags: object.FlagGC | object.FlagNoNew,
		Doc:   "Compiled regular expression object.",
		Basic: 96, Item: 4, Weak: 64,
		Layout: object.LayoutOf[pattern]().WeakAt(object.FieldOffset[pattern]("Weak")),
		Slots: object.Slots{Repr: patternRepr, Hash: patternHash, Compare: patternCompare,
			Traverse: func(o *header, visit func(value)) {
				p := as[pattern](o)
				visitAll(visit, p.source, p.index, p.templateOf)
			},
			Clear: func(t *thread, o *header) {
				p := as[pattern](o)
				source, index, template := p.source, p.index, p.templateOf
				p.source, p.index, p.templateOf, p.template = object.None, value{}, value{}, nil
				t.XUnref(source)
				t.XUnref(index)
				t.XUnref(template)
			}},
		Decls: []object.Decl{
			find("match", "Match at the beginning of the string: a Match or None.", modeMatch),
			find("fullmatch", "Match all of the string: a Match or None.", modeFull),
			find("search", "Find the first match: a Match or None.", modeSearch),
			object.Method("sub(repl, string, count=0)", "Replace the matches by repl.", func(t *thread, v value, a []value) (value, error) {
				r, _, err := object.As[pattern](v).sub(t, a[0], a[1], a[2])
				return r, err
			}),
			object.Method("subn(repl, string, count=0)", "Like sub, but give (new string, number of replacements).", func(t *thread, v value, a []value) (value, error) {
				return object.As[pattern](v).subn(t, a[0], a[1], a[2])
			}),
			object.Method("findall(string, pos=0, endpos=sys.maxsize)", "List what the matches, or their groups, contain.", func(t *thread, v value, a []value) (value, error) {
				pos, end, err := bounds(t, a)
				if err != nil {
					return value{}, err
				}
				return object.As[pattern](v).findAll(t, a[0], pos, end)
			}),
			object.Method("split(string, maxsplit=0)", "Split the string where the pattern matches.", func(t *thread, v value, a []value) (value, error) {
				return object.As[pattern](v).split(t, a[0], a[1])
			}),
			object.Method("finditer(string, pos=0, endpos=sys.maxsize)", "Iterate over the matches.", func(t *thread, v value, a []value) (value, error) {
				pos, end, err := bounds(t, a)
				if err != nil {
					return value{}, err
				}
				return object.As[pattern](v).findIter(t, a[0], pos, end)
			}),
			object.Method("scanner(string, pos=0, endpos=sys.maxsize)", "Make an object that matches piece by piece.", func(t *thread, v value, a []value) (value, error) {
				pos, end, err := bounds(t, a)
				if err != nil {
					return value{}, err
				}
				return object.As[pattern](v).scanner(t, scannerType, a[0], pos, end)
			}),
			object.Method("__copy__()", "", self),
			object.Method("__deepcopy__(memo, /)", "", self),
			object.Method("__sizeof__()", "", func(_ *thread, v value, _ []value) (value, error) {
				return object.Int(int64(96 + 4*len(object.As[pattern](v).prog.code))), nil
			}),
			object.ClassMethod("__class_getitem__(item, /)", "See PEP 585", alias),
			object.Member("pattern", "The pattern string from which the RE object was compiled.", func(_ *thread, v value) (value, error) {
				return object.As[pattern](v).source.Ref(), nil
			}),
			object.Member("flags", "The regex matching flags.", func(_ *thread, v value) (value, error) {
				return object.Int(int64(object.As[pattern](v).flags)), nil
			}),
			object.Member("groups", "The number of capturing groups in the pattern.", func(_ *thread, v value) (value, error) {
				return object.Int(int64(object.As[pattern](v).prog.groups)), nil
			}),
			object.Getter("groupindex", "A dictionary mapping group names to group numbers.", func(t *thread, v value) (value, error) {
				return object.As[pattern](v).groupIndex(t)
			}),
		}})
}

func visitAll(visit func(value), vs ...value) {
	for _, v := range vs {
		if v.O != nil {
			visit(v)
		}
	}
}

func self(_ *thread, v value, _ []value) (value, error) { return v.Ref(), nil }

func alias(t *thread, cls value, a []value) (value, error) { return t.NewGenericAlias(cls, a[0]) }

// bounds converts the pos and endpos arguments, which stand behind the first.
func bounds(t *thread, a []value) (pos, end int, err error) {
	if pos, err = t.SsizeArg(a[1], 0); err == nil {
		end, err = t.SsizeArg(a[2], maxPos)
	}
	return pos, end, err
}

// newParser returns a parser of source, a str or bytes.
func newParser(t *thread, source value) (*parser, error) {
	p := &parser{t: t, pattern: source}
	if s, ok := object.AsStr(source); ok {
		p.text, p.src = true, points(s)
		return p, nil
	}
	if b, ok := object.AsBytes(source); ok {
		p.src = make([]rune, len(b.B))
		for i, c := range b.B {
			p.src[i] = rune(c)
		}
		return p, nil
	}
	if _, err := t.Hash(source); err != nil {
		return nil, err
	}
	return nil, t.TypeErr("first argument must be string or compiled pattern")
}

// newPattern compiles source, a str or bytes.
func newPattern(t *thread, source value, flags int) (*pattern, error) {
	p, err := newParser(t, source)
	if err != nil {
		return nil, err
	}
	if err := t.Grow(len(p.src) * 64); err != nil {
		return nil, err
	}
	s, err := p.parse(flags)
	if err != nil {
		return nil, err
	}
	prog, err := compileProgram(p, s)
	if err != nil {
		return nil, err
	}
	x := object.New[pattern](t, patternType)
	x.source, x.wanted, x.flags, x.prog, x.byName = source.Ref(), flags, p.flags, prog, p.names
	x.names = make([]string, len(p.widths))
	for name, i := range p.names {
		x.names[i] = name
	}
	return x, nil
}

// groupIndex gives the mapping of names to groups.
func (p *pattern) groupIndex(t *thread) (value, error) {
	if p.index.O == nil {
		d := t.NewDict()
		for i, name := range p.names {
			if name != "" {
				d.SetS(t, name, object.Int(int64(i)))
			}
		}
		p.index = t.NewMappingProxy(d.Value())
		t.Unref(d.Value())
	}
	return p.index.Ref(), nil
}

// A subject is what a pattern is applied to.
type subject struct {
	v       value // lent
	s       string
	str     *object.Str // nil for bytes
	release func()
}

// subject takes the text of v; release must be called in the end.
func (p *pattern) subject(t *thread, v value) (subject, error) {
	if s, ok := object.AsStr(v); ok {
		if !p.prog.text {
			return subject{}, t.TypeErr("cannot use a bytes pattern on a string-like object")
		}
		return subject{v: v, s: s.S, str: s}, nil
	}
	if !object.IsBuffer(v) {
		return subject{}, t.TypeErr("expected string or bytes-like object")
	}
	b, release, err := t.BufferOf(v)
	if err != nil {
		return subject{}, err
	}
	if p.prog.text {
		release()
		return subject{}, t.TypeErr("cannot use a string pattern on a bytes-like object")
	}
	return subject{v: v, s: object.StringOf(b), release: release}, nil
}

func (s *subject) close() {
	if s.release != nil {
		s.release()
	}
}

// length is the number of characters.
func (s *subject) length() int {
	if s.str != nil {
		return s.str.N
	}
	return len(s.s)
}

// offset is the byte offset of character i.
func (s *subject) offset(i int) int {
	if s.str != nil {
		return s.str.Offset(i)
	}
	return i
}

// slice gives the text of the bytes [i, j).
func (s *subject) slice(t *thread, i, j int) value {
	if s.str == nil {
		if b, ok := object.AsBytes(s.v); ok && s.v.Type() == object.BytesType && i == 0 && j == len(b.B) {
			return s.v.Ref()
		}
		return t.NewBytes([]byte(s.s[i:j]))
	}
	if i == 0 && j == len(s.s) && s.v.Type() == object.StrType {
		return s.v.Ref()
	}
	if s.str.ASCII() {
		if j-i > 1 {
			return t.NewStrN(s.s[i:j], j-i)
		}
	}
	return t.NewStr(s.s[i:j])
}

// clip makes byte offsets of pos and endpos.
func (s *subject) clip(pos, end int) (int, int) {
	n := s.length()
	return s.offset(max(0, min(pos, n))), s.offset(max(0, min(end, n)))
}

// matcher takes the pattern's matcher, or a new one, for the subject.
func (p *pattern) matcher(t *thread, s *subject, end int) *matcher {
	m := p.spare
	p.spare = nil
	if m == nil {
		g := p.prog
		m = &matcher{prog: g, steps: pollSteps, marks: make([]int, 2*g.groups), count: make([]int, len(g.loops)),
			since: make([]int, len(g.loops)), base: make([]int, len(g.asserts)), stack: make([]int, 0, 64)}
	}
	m.t, m.s, m.end = t, s.s, end
	m.utf8 = s.str != nil && !s.str.ASCII()
	m.full, m.notEmpty = false, -1
	m.granted = freeStack
	return m
}

// done gives the matcher back.
func (p *pattern) done(m *matcher) {
	m.t, m.s = nil, ""
	if cap(m.stack) > freeStack {
		m.stack = make([]int, 0, 64)
	}
	p.spare = m
}

// find gives the Match of one attempt, or None.
func (p *pattern) find(t *thread, v value, mode, pos, end int) (value, error) {
	s, err := p.subject(t, v)
	if err != nil {
		return value{}, err
	}
	defer s.close()
	from, to := s.clip(pos, end)
	region := to
	if from > to {
		if mode != modeMatch {
			return object.None, nil
		}
		region = from
	}
	m := p.matcher(t, &s, region)
	m.full = mode == modeFull
	var ok bool
	if mode == modeSearch {
		ok, err = m.search(from)
	} else {
		ok, err = m.match(from)
	}
	r := object.None
	if ok {
		r = p.newMatch(t, v, m, from, to)
	}
	p.done(m)
	return r, err
}

// text returns the source of the pattern in Go.
func (p *pattern) text() string {
	if b, ok := object.AsBytes(p.source); ok {
		return object.StringOf(b.B)
	}
	if s, ok := object.AsStr(p.source); ok {
		return s.S
	}
	return ""
}

func patternHash(t *thread, v value) (int64, error) {
	p := object.As[pattern](v)
	h, err := t.Hash(p.source)
	return h ^ int64(p.flags)*1000003 ^ int64(p.prog.groups), err
}

func patternCompare(t *thread, a, b value, op int) (value, error) {
	q, ok := asPattern(b)
	if op != object.CmpEQ && op != object.CmpNE || !ok {
		return object.NotImplemented, nil
	}
	p := object.As[pattern](a)
	same := p == q || p.flags == q.flags && p.prog.text == q.prog.text && p.text() == q.text()
	return object.Bool(same == (op == object.CmpEQ)), nil
}

// flagNames are the names that a repr shows, in order.
var flagNames = [...]struct {
	name string
	flag int
}{
	{"re.TEMPLATE", flagTemplate}, {"re.IGNORECASE", flagIgnoreCase}, {"re.LOCALE", flagLocale}, {"re.MULTILINE", flagMultiline},
	{"re.DOTALL", flagDotAll}, {"re.UNICODE", flagUnicode}, {"re.VERBOSE", flagVerbose}, {"re.DEBUG", flagDebug}, {"re.ASCII", flagASCII},
}

func patternRepr(t *thread, v value) (value, error) {
	p := object.As[pattern](v)
	flags := p.flags
	if p.prog.text && flags&(flagLocale|flagUnicode|flagASCII) == flagUnicode {
		flags &^= flagUnicode
	}
	s, err := t.ReprString(p.source)
	if err != nil {
		return value{}, err
	}
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200])
	}
	var shown []string
	for _, f := range flagNames {
		if flags&f.flag != 0 {
			shown = append(shown, f.name)
			flags &^= f.flag
		}
	}
	if flags != 0 {
		h, err := t.FormatInt(object.Int(int64(flags)), "#x")
		if err != nil {
			return value{}, err
		}
		shown = append(shown, h)
	}
	if len(shown) > 0 {
		s += ", " + strings.Join(shown, "|")
	}
	return t.NewStr("re.compile(" + s + ")"), nil
}

// patternReduce is how copyreg pickles a Pattern: compile it again.
