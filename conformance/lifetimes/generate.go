package main

import (
	"strconv"
	"strings"
)

const (
	maxExpr  = 3 // depth of nested expressions
	maxSuite = 3 // depth of nested suites
)

// A generator draws one program.
type generator struct {
	r         random
	number    int // the last fresh one
	functions int // defined so far, as are classes
	classes   []string
	scope     *scope
	pending   []variable // bound when the statement's line is written
	suites    int
}

type variable struct{ name, kind string }

// A scope is a module, function or class whose body is being written.
type scope struct {
	outer *scope
	class bool
	place place
	pool  []string // names it may bind
	bound []variable
	funcs []*signature // that may be called
}

// A signature is how to call a function.
type signature struct {
	name, kind   string
	least, most  int // positional arguments
	star, kwStar bool
	keywords     []string
}

var pools = [...]string{"abcdef", "pqrstu", "wxyzvo", "mnghjk"}

// program draws the program of a seed.
func program(seed uint64) []*stmt {
	g := &generator{r: random(seed * 0x2545f4914f6cdd1d)}
	g.scope = &scope{place: inPlain | inSync, pool: strings.Split(pools[0], "")}
	var prog []*stmt
	for range 3 {
		prog = append(prog, g.function())
	}
	if g.r.chance(30) {
		prog = append(prog, g.class())
	}
	for range 6 + g.r.below(12) {
		s := g.stmt()
		if g.r.chance(96) {
			s = guarded(s)
		}
		prog = append(prog, s)
	}
	return prog
}

// guarded logs the exception that a statement ends with.
func guarded(s *stmt) *stmt {
	return &stmt{[]clause{
		{0, text("try:"), []*stmt{s}},
		{0, text("except BaseException as error:"), []*stmt{line("log('except', kind(error))")}},
	}}
}

func text(s string) *node { return &node{parts: []any{s}, leaf: true} }
func line(s string) *stmt { return &stmt{[]clause{{0, text(s), nil}}} }

// draw takes one of the productions that may stand here.
func (g *generator) draw(from []production, at place) production {
	total := 0
	for _, p := range from {
		if p.where&^at == 0 {
			total += p.weight
		}
	}
	n := g.r.below(total)
	for _, p := range from {
		if p.where&^at == 0 {
			if n -= p.weight; n < 0 {
				return p
			}
		}
	}
	panic("unreachable")
}

// stmt draws a statement.
func (g *generator) stmt() *stmt {
	at := g.scope.place
	for {
		p := g.draw(stmts, at)
		switch {
		case strings.Contains(p.text, "\n") && g.suites >= maxSuite:
		case p.text == "$def":
			if g.suites < maxSuite {
				return g.function()
			}
		case p.text == "$class":
			if g.suites < maxSuite && !g.scope.class {
				return g.class()
			}
		case strings.Contains(p.text, "$del") && len(g.scope.bound) < 2:
		default:
			return g.clauses(p.text)
		}
	}
}

// clauses writes a statement by its template.
func (g *generator) clauses(template string) *stmt {
	s := &stmt{}
	for _, l := range strings.Split(template, "\n") {
		body := strings.TrimLeft(l, "\t")
		if body == "$B" || body == "$L" {
			s.clauses[len(s.clauses)-1].suite = g.suite(body == "$L")
			continue
		}
		head := g.expand(body, g.scope.place, maxExpr)
		g.bindPending()
		s.clauses = append(s.clauses, clause{len(l) - len(body), head, nil})
	}
	return s
}

func (g *generator) bindPending() {
	for _, v := range g.pending {
		g.scope.bind(v)
	}
	g.pending = g.pending[:0]
}

func (s *scope) bind(v variable) {
	for i := range s.bound {
		if s.bound[i].name == v.name {
			s.bound[i] = v
			return
		}
	}
	s.bound = append(s.bound, v)
}

// suite draws a suite; one of a loop ends by itself.
func (g *generator) suite(loop bool) []*stmt {
	old := g.scope.place
	defer func() { g.scope.place = old; g.suites-- }()
	g.suites++
	suite := []*stmt{}
	if loop {
		g.scope.place |= inLoop
		suite = append(suite, line("if stop(): break"))
	}
	for range 1 + g.r.below(3) {
		suite = append(suite, g.stmt())
	}
	return suite
}

// expand replaces what stands for something in a template.
func (g *generator) expand(template string, at place, depth int) *node {
	if strings.Contains(template, " for ") && !strings.HasPrefix(template, "for ") && !strings.HasPrefix(template, "async for ") {
		at &^= inPlain | inGenerator | inCoroutine
	}
	n := &node{leaf: !strings.Contains(template, "$")}
	for template != "" {
		i := strings.IndexAny(template, "#$")
		if i < 0 {
			i = len(template)
		}
		if i > 0 {
			n.parts = append(n.parts, template[:i])
			template = template[i:]
			continue
		}
		if template[0] == '#' {
			g.number++
			n.parts = append(n.parts, strconv.Itoa(g.number))
			template = template[1:]
			continue
		}
		end := 1
		for end < len(template) && (template[end] == '=' && end == 1 || template[end] >= 'A' && template[end] <= 'Z' || template[end] >= 'a' && template[end] <= 'z' || template[end] >= '0' && template[end] <= '9') {
			end++
		}
		n.parts = append(n.parts, g.nonterminal(template[1:end], at, depth))
		template = template[end:]
	}
	return n
}

func (g *generator) nonterminal(word string, at place, depth int) *node {
	switch {
	case word[0] == '=':
		name := pick(&g.r, g.scope.pool)
		g.pending = append(g.pending, variable{name, word[1:]})
		return text(name)
	case word == "v":
		return g.anyVariable(depth)
	case word == "del":
		i := g.r.below(len(g.scope.bound))
		v := g.scope.bound[i]
		g.scope.bound = append(g.scope.bound[:i:i], g.scope.bound[i+1:]...)
		return text(v.name)
	case word == "E":
		if g.r.chance(30) {
			return text("i")
		}
		return g.nonterminal("e", at&^(inPlain|inGenerator|inCoroutine), depth)
	case word == "call":
		return g.call(g.callable("fn"), at, depth)
	case word == "vclass":
		if len(g.classes) == 0 {
			return text("N")
		}
		return text(pick(&g.r, g.classes))
	case word[0] == 'v':
		return g.variableOf(word[1:], at, depth)
	}
	from := exprs[word]
	if depth <= 0 {
		from = from[:1]
	}
	return g.expand(g.draw(from, at).text, at, depth-1)
}

// visible lists the names that can be read here, of one kind if it is not "".
func (g *generator) visible(kind string) []string {
	var names []string
	for s := g.scope; s != nil; s = s.outer {
		if s.class && s != g.scope {
			continue
		}
		for _, v := range s.bound {
			if kind == "" || v.kind == kind {
				names = append(names, v.name)
			}
		}
	}
	return names
}

func (g *generator) anyVariable(depth int) *node {
	names := g.visible("")
	if len(names) == 0 || g.r.chance(2) {
		return g.expand("N(#)", 0, 0)
	}
	return text(pick(&g.r, names))
}

// variableOf is a variable of a kind, or else something of that kind that is made on the spot.
func (g *generator) variableOf(kind string, at place, depth int) *node {
	if g.r.chance(10) {
		return g.anyVariable(depth)
	}
	names := g.visible(kind)
	if len(names) > 0 && g.r.chance(75) {
		return text(pick(&g.r, names))
	}
	if f := g.callable(kind); f != nil {
		if kind == "fn" {
			return text(f.name)
		}
		return g.call(f, at, depth-1)
	}
	return g.expand(exprs[kind][0].text, at, 0)
}

// callable is a function that gives a value of a kind ("fn": that is called), nil if there is none.
func (g *generator) callable(kind string) *signature {
	var found []*signature
	for s := g.scope; s != nil; s = s.outer {
		for _, f := range s.funcs {
			if f.kind == kind {
				found = append(found, f)
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	return pick(&g.r, found)
}

// call writes a call that mostly fits the signature.
func (g *generator) call(f *signature, at place, depth int) *node {
	if f == nil {
		return g.expand("(lambda *i: $E)($e)", at, min(depth, 1))
	}
	var args []string
	count := f.least + g.r.below(f.most-f.least+1)
	if f.star {
		count += g.r.below(2)
	}
	if g.r.chance(4) {
		count++
	}
	for range count {
		args = append(args, "$e")
	}
	if g.r.chance(10) {
		args = append(args, "*$it")
	}
	for _, k := range f.keywords {
		if g.r.chance(50) {
			args = append(args, k+"=$e")
		}
	}
	if f.kwStar && g.r.chance(50) {
		args = append(args, "**{'z': $e}")
	}
	return g.expand(f.name+"("+strings.Join(args, ", ")+")", at, depth-1)
}
