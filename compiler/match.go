package compiler

import (
	"slices"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// The match statement. A pattern works on a piece of the subject that it consumes, if
// the piece is a temporary. What a pattern captures stays in temporaries until the whole
// pattern has matched; only then are the names bound.

// A matcher compiles one case, or one alternative of an or-pattern.
type matcher struct {
	*unit
	names    []string // captured so far
	captures []reg    // and where
	pieces   []reg    // other temporaries that are alive
	next     label    // where a mismatch goes when it has dropped all of these
	stubs    []mismatch
	// irrefutable: patterns that match anything are allowed here
	irrefutable bool
}

// A mismatch is the code that drops some temporaries and goes to the next case.
type mismatch struct {
	drops []reg
	at    label
}

func isWildcard(p ast.Pattern) bool {
	as, ok := p.(*ast.MatchAs)
	return ok && as.Pat == nil && as.Name == ""
}

func (u *unit) match(s *ast.Match) {
	subject := u.subject(s)
	u.mark()
	last := len(s.Cases) - 1
	end := u.newLabel()
	hasDefault := last > 0 && isWildcard(s.Cases[last].Pattern)
	n := len(s.Cases)
	if hasDefault {
		n--
	}
	for i := range s.Cases[:n] {
		c := &s.Cases[i]
		save := u.top
		u.setLine(c.Pattern.Pos())
		m := &matcher{unit: u, next: u.newLabel(), irrefutable: c.Guard != nil || i == last}
		piece := subject.keep()
		if i == n-1 { // nobody needs the subject after this
			if piece = subject; piece.tmp {
				m.own(piece.r)
			}
		}
		m.pattern(c.Pattern, piece)
		for j, name := range m.names {
			u.forbid(name, ast.Store, c.Pattern.Pos())
			u.storeName(name, operand{m.captures[j], true})
		}
		u.top = save
		if c.Guard != nil {
			u.cond(c.Guard, false, m.next)
		}
		if i < n-1 {
			u.dropOperand(subject)
		}
		u.stmts(c.Body)
		u.jmp(end)
		u.setLine(c.Pattern.Pos())
		m.finish()
		u.bind(m.next)
	}
	if hasDefault {
		c := &s.Cases[last]
		u.setLine(c.Pattern.Pos())
		u.mark()
		if c.Guard != nil {
			u.cond(c.Guard, false, end)
		}
		u.stmts(c.Body)
	}
	u.bind(end)
}

// subject computes what is matched. A local variable that some case may bind is copied.
func (u *unit) subject(s *ast.Match) operand {
	r, ok := u.localName(s.Subject)
	if !ok {
		return u.operand(s.Subject)
	}
	var guards []ast.Expr
	for i := range s.Cases {
		guards = append(guards, s.Cases[i].Guard)
		for _, name := range captured(nil, s.Cases[i].Pattern) {
			if c, ok := u.localName(&ast.Name{Id: name}); ok && c == r {
				return u.value(s.Subject)
			}
		}
	}
	return u.operand(s.Subject, guards...)
}

// captured appends the names that p binds, in order; an or-pattern counts as its first
// alternative.
func captured(names []string, p ast.Pattern) []string {
	each := func(list []ast.Pattern) {
		for _, q := range list {
			names = captured(names, q)
		}
	}
	name := ""
	switch p := p.(type) {
	case *ast.MatchSequence:
		each(p.Pats)
	case *ast.MatchMapping:
		each(p.Pats)
		name = p.Rest
	case *ast.MatchClass:
		each(p.Pats)
		each(p.KwPat)
	case *ast.MatchStar:
		name = p.Name
	case *ast.MatchAs:
		if p.Pat != nil {
			names = captured(names, p.Pat)
		}
		name = p.Name
	case *ast.MatchOr:
		return captured(names, p.Pats[0])
	}
	if name != "" {
		names = append(names, name)
	}
	return names
}

func (m *matcher) own(r reg) { m.pieces = append(m.pieces, r) }

func (m *matcher) release(o operand) {
	if o.tmp {
		i := slices.Index(m.pieces, o.r)
		m.pieces = slices.Delete(m.pieces, i, i+1)
	}
}

// done drops a piece that has matched.
func (m *matcher) done(o operand) {
	if o.tmp {
		m.release(o)
		m.drop(o.r)
	}
}

// fail returns where a mismatch goes now: pieces are dropped from the newest, then
// captures from the oldest, as they lie on CPython's stack.
func (m *matcher) fail() label {
	drops := slices.Clone(m.pieces)
	slices.Reverse(drops)
	drops = append(drops, m.captures...)
	if len(drops) == 0 {
		return m.next
	}
	for _, s := range m.stubs {
		if slices.Equal(s.drops, drops) {
			return s.at
		}
	}
	m.stubs = append(m.stubs, mismatch{drops, m.newLabel()})
	return m.stubs[len(m.stubs)-1].at
}

// finish emits the mismatches. Control does not reach this place otherwise.
func (m *matcher) finish() {
	for _, s := range m.stubs {
		m.bind(s.at)
		for _, r := range s.drops {
			m.drop(r)
		}
		m.jmp(m.next)
	}
}

func (m *matcher) pattern(p ast.Pattern, o operand) {
	m.enter()
	defer m.leave()
	m.setLine(p.Pos())
	m.lastPattern = p.Pos()
	switch p := p.(type) {
	case *ast.MatchValue:
		if _, ok := p.X.(*ast.JoinedStr); ok {
			m.unit.fail(&p.Span, "patterns may only match literals and attribute lookups")
		}
		m.release(o)
		m.compareJump(ast.Eq, o, p.X, false, m.fail())
	case *ast.MatchSingleton:
		m.release(o)
		m.compareJump(ast.Is, o, &ast.Constant{Span: p.Span, Value: p.Value}, false, m.fail())
	case *ast.MatchSequence:
		m.sequence(p, o)
	case *ast.MatchMapping:
		m.mapping(p, o)
	case *ast.MatchClass:
		m.class(p, o)
	case *ast.MatchStar:
		m.capture(p.Name, o)
	case *ast.MatchAs:
		m.as(p, o)
	case *ast.MatchOr:
		m.or(p, o)
	}
}

// subPattern compiles a pattern inside of another one.
func (m *matcher) subPattern(p ast.Pattern, o operand) {
	saved := m.irrefutable
	m.irrefutable = true
	m.pattern(p, o)
	m.irrefutable = saved
}

func (m *matcher) as(p *ast.MatchAs, o operand) {
	if p.Pat == nil {
		if !m.irrefutable {
			if p.Name != "" {
				m.unit.fail(&p.Span, "name capture %s makes remaining patterns unreachable", quote(p.Name))
			}
			m.unit.fail(&p.Span, "wildcard makes remaining patterns unreachable")
		}
	} else {
		m.pattern(p.Pat, o.keep())
	}
	m.capture(p.Name, o)
}

// capture keeps a piece for a name ("": drops it).
func (m *matcher) capture(name string, o operand) {
	if name == "" {
		m.done(o)
		return
	}
	m.unit.forbid(name, ast.Store, m.lastPattern)
	if slices.Contains(m.names, name) {
		m.unit.fail(m.lastPattern, "multiple assignments to name %s in pattern", quote(name))
	}
	r := o.r
	if o.tmp {
		m.release(o)
	} else {
		r = m.tmp()
		m.move(r, o)
	}
	m.names = append(m.names, name)
	m.captures = append(m.captures, r)
}

// check jumps to the mismatch unless the truth in a temporary of its own, that test
// computes, holds.
func (m *matcher) check(test func(t reg)) {
	t := m.tmp()
	test(t)
	m.jump(code.JF, code.TmpB, t, noReg, m.fail())
	m.top = t
}

// length compares the length of o with n.
func (m *matcher) length(o operand, op ast.Op, n int) {
	t := m.tmp()
	m.emit(code.LEN, 0, t, o.r, noReg)
	m.compareJump(op, operand{t, true}, &ast.Constant{Value: int64(n)}, false, m.fail())
	m.top = t
}

func (m *matcher) sequence(p *ast.MatchSequence, o operand) {
	star, onlyWild, starWild := -1, true, false
	for i, q := range p.Pats {
		if s, ok := q.(*ast.MatchStar); ok {
			if star >= 0 {
				m.unit.fail(&p.Span, "multiple starred names in sequence pattern")
			}
			star, starWild = i, s.Name == ""
			onlyWild = onlyWild && starWild
		} else {
			onlyWild = onlyWild && isWildcard(q)
		}
	}
	size := len(p.Pats)
	m.check(func(t reg) { m.emit(code.MATCHSEQ, 0, t, o.r, noReg) })
	if star < 0 {
		m.length(o, ast.Eq, size)
	} else if size > 1 {
		m.length(o, ast.GtE, size-1)
	}
	switch {
	case onlyWild:
		m.done(o)
	case starWild:
		m.subscripts(p.Pats, star, o)
	default:
		m.unpackPiece(p, star, o)
	}
}

// unpackPiece matches the items of a sequence.
func (m *matcher) unpackPiece(p *ast.MatchSequence, star int, o operand) {
	n := len(p.Pats)
	m.release(o)
	items := m.tmps(n)
	if star < 0 {
		m.emit(code.UNPACK, o.flag(code.TmpB), items, o.r, reg(n))
	} else {
		if star > 255 || n-star-1 > 255 {
			m.unit.fail(&p.Span, "too many expressions in star-unpacking sequence pattern")
		}
		m.emit(code.UNPACKEX, o.flag(code.TmpB), items, o.r, reg(star|(n-star-1)<<8))
	}
	for i := n - 1; i >= 0; i-- {
		m.own(items + reg(i))
	}
	for i, q := range p.Pats {
		m.subPattern(q, operand{items + reg(i), true})
	}
}

// subscripts matches the items of a sequence around a `*_`, without unpacking it.
func (m *matcher) subscripts(pats []ast.Pattern, star int, o operand) {
	for i, q := range pats {
		if i == star || isWildcard(q) {
			continue
		}
		t := m.tmp()
		if i < star {
			m.item(t, o.r, i)
		} else { // the sequence may not support negative indexes
			m.emit(code.LEN, 0, t, o.r, noReg)
			m.arith(ast.Sub, 0, t, operand{t, true}, &ast.Constant{Value: int64(len(pats) - i)})
			m.emit(code.GETIDX, code.TmpC, t, o.r, t)
		}
		m.own(t)
		m.subPattern(q, operand{t, true})
	}
	m.done(o)
}

// item loads item i of seq into t.
func (m *matcher) item(t, seq reg, i int) {
	if n, ok := smallInt(int64(i)); ok {
		m.emit(code.GETIDXI, 0, t, seq, n)
		return
	}
	m.loadConst(t, int64(i))
	m.emit(code.GETIDX, code.TmpC, t, seq, t)
}

// items matches sub-patterns on the items of the tuple in temporary t.
func (m *matcher) items(pats []ast.Pattern, t reg) {
	for i, q := range pats {
		if isWildcard(q) {
			continue
		}
		x := m.tmp()
		m.item(x, t, i)
		m.own(x)
		m.subPattern(q, operand{x, true})
	}
}

func (m *matcher) class(p *ast.MatchClass, o operand) {
	names := make(code.Tuple, len(p.Attrs))
	for i, a := range p.Attrs {
		m.unit.forbid(a, ast.Store, p.KwPat[i].Pos())
		for j := i + 1; j < len(p.Attrs); j++ {
			if p.Attrs[j] == a {
				m.unit.fail(p.KwPat[j].Pos(), "attribute name repeated in class pattern: %s", a)
			}
		}
		names[i] = a
	}
	cls := m.operand(p.Cls)
	t := m.tmp()
	m.emit(code.MATCHCLASS, cls.flag(code.TmpC), t, o.r, cls.r).word = uint64(len(p.Pats)) | uint64(m.konstOf(names))<<32
	m.own(t)
	m.jump(code.JNONE, 0, t, noReg, m.fail())
	m.done(o)
	m.items(slices.Concat(p.Pats, p.KwPat), t)
	m.done(operand{t, true})
}

func (m *matcher) mapping(p *ast.MatchMapping, o operand) {
	size := len(p.Keys)
	m.check(func(t reg) { m.emit(code.MATCHMAP, 0, t, o.r, noReg) })
	if size == 0 && p.Rest == "" {
		m.done(o)
		return
	}
	if size > 0 {
		m.length(o, ast.GtE, size)
	}
	keys := operand{m.tmp(), true}
	m.keys(p, keys.r)
	m.own(keys.r)
	if size > 0 {
		t := m.tmp()
		m.emit(code.MATCHKEYS, 0, t, o.r, keys.r)
		m.own(t)
		m.jump(code.JNONE, 0, t, noReg, m.fail())
		m.items(p.Pats, t)
		m.done(operand{t, true})
	}
	if p.Rest != "" {
		rest := m.rest(o.r, keys.r, size)
		m.done(keys)
		m.own(rest)
		m.capture(p.Rest, operand{rest, true})
	} else {
		m.done(keys)
	}
	m.done(o)
}

// keys makes the tuple of a mapping pattern's keys.
func (m *matcher) keys(p *ast.MatchMapping, t reg) {
	seen := map[string]bool{}
	base := m.top
	for _, k := range p.Keys {
		if v, ok := m.fold(k); ok {
			if seen[dictKey(v)] {
				m.unit.fail(&p.Span, "mapping pattern checks duplicate key (%s)", repr(v))
			}
			seen[dictKey(v)] = true
		} else if _, ok := k.(*ast.Attribute); !ok {
			m.unit.fail(&p.Span, "mapping pattern keys may only match literals and attribute lookups")
		}
		m.value(k)
	}
	m.emit(code.TUPLE, 0, t, base, reg(len(p.Keys)))
	m.top = base
}

// rest makes a dict of what is in mapping o but for the keys.
func (m *matcher) rest(o, keys reg, size int) reg {
	d := m.tmp()
	m.emit(code.DICT, 0, d, d, 0)
	m.emit(code.DICTUPDATE, 0, d, o, noReg)
	for i := range size {
		k := m.tmp()
		m.item(k, keys, i)
		m.emit(code.DELIDX, code.TmpC, noReg, d, k)
		m.top = k
	}
	return d
}

// or compiles alternatives. Each leaves its captures in the same temporaries.
func (m *matcher) or(p *ast.MatchOr, o operand) {
	matched := m.newLabel()
	names := captured(nil, p.Pats[0])
	common := m.tmps(len(names))
	for i, q := range p.Pats {
		save := m.top
		alt := &matcher{unit: m.unit, next: m.newLabel(), irrefutable: i == len(p.Pats)-1 && m.irrefutable}
		m.setLine(q.Pos())
		alt.pattern(q, o.keep())
		if len(alt.names) != len(names) {
			m.unit.fail(m.lastPattern, "alternative patterns bind different names")
		}
		for j, name := range names {
			from := slices.Index(alt.names, name)
			if from < 0 {
				m.unit.fail(m.lastPattern, "alternative patterns bind different names")
			}
			m.move(common+reg(j), operand{alt.captures[from], true})
		}
		m.jmp(matched)
		alt.finish()
		m.bind(alt.next)
		m.top = save
	}
	m.jmp(m.fail())
	m.bind(matched)
	m.done(o)
	for j, name := range names {
		if slices.Contains(m.names, name) {
			m.unit.fail(m.lastPattern, "multiple assignments to name %s in pattern", quote(name))
		}
		m.names = append(m.names, name)
		m.captures = append(m.captures, common+reg(j))
	}
}
