package main

import (
	"fmt"
	"strings"
)

// function draws a function, a generator, a coroutine or an asynchronous generator, and mostly its use.
func (g *generator) function() *stmt {
	f := &signature{name: fmt.Sprintf("f%d", g.functions), kind: pick(&g.r, []string{"fn", "fn", "fn", "gen", "gen", "co", "agen"})}
	g.functions++
	params, names := g.params(f, "")
	def := "def "
	if f.kind == "co" || f.kind == "agen" {
		def = "async def "
	}
	head := g.expand(def+f.name+"("+params+"):", g.scope.place, 2)
	g.bindPending()
	var decorator *node
	if g.r.chance(6) && f.kind == "fn" {
		decorator = g.expand("@(lambda i: $E and i or i)", g.scope.place, 2)
	}
	body := g.body(placeOf(f.kind), names, f.kind)
	g.scope.funcs = append(g.scope.funcs, f)
	s := &stmt{}
	if decorator != nil {
		s.clauses = append(s.clauses, clause{0, decorator, nil})
	}
	s.clauses = append(s.clauses, clause{0, head, body})
	return s
}

func placeOf(kind string) place {
	switch kind {
	case "gen":
		return inFunction | inPlain | inGenerator | inSync
	case "co":
		return inFunction | inPlain | inCoroutine
	case "agen":
		return inPlain | inGenerator | inCoroutine
	}
	return inFunction | inPlain | inSync
}

// params draws parameters; first stands before them.
func (g *generator) params(f *signature, first string) (text string, names []variable) {
	pool := g.innerPool()
	var ps []string
	if first != "" {
		ps = append(ps, first)
		names = append(names, variable{first, "obj"})
	}
	add := func(before, after, kind string) string {
		name := pool[0]
		pool = pool[1:]
		ps = append(ps, before+name+after)
		names = append(names, variable{name, kind})
		return name
	}
	for range g.r.below(3) {
		add("", "", "any")
		f.least++
	}
	f.most = f.least
	if g.r.chance(30) {
		add("", "=$e", "any")
		f.most++
	}
	if g.r.chance(15) {
		add("*", "", "tuple")
		f.star = true
		if g.r.chance(50) {
			f.keywords = append(f.keywords, add("", "=$e", "any"))
		}
	}
	if len(pool) > 0 && g.r.chance(10) {
		add("**", "", "dict")
		f.kwStar = true
	}
	return strings.Join(ps, ", "), names
}

// innerPool lists the names of a function that stands here.
func (g *generator) innerPool() []string {
	depth := 1
	for s := g.scope; s.outer != nil; s = s.outer {
		if !s.class {
			depth++
		}
	}
	return strings.Split(pools[min(depth, len(pools)-1)], "")
}

// body draws the body of a function.
func (g *generator) body(at place, params []variable, kind string) []*stmt {
	inner := &scope{outer: g.scope, place: at, pool: g.innerPool(), bound: params}
	suite := []*stmt{}
	for s := g.scope; s != nil; s = s.outer {
		if s.class || len(s.bound) == 0 || !g.r.chance(20) {
			continue
		}
		name := pick(&g.r, s.bound).name
		if strings.Contains(strings.Join(inner.pool, ""), name) {
			continue // of two functions of one pool
		}
		word := "nonlocal "
		if s.outer == nil {
			word = "global "
		}
		suite = append(suite, line(word+name))
		inner.pool = append(inner.pool, name)
	}
	g.scope = inner
	defer func() { g.scope = inner.outer }()
	g.suites++
	defer func() { g.suites-- }()
	for range 2 + g.r.below(4) {
		suite = append(suite, g.stmt())
	}
	switch kind {
	case "gen", "agen":
		suite = append(suite, g.clauses("yield $e"))
	case "co":
		suite = append(suite, g.clauses("return $e"))
	case "fn":
		if g.r.chance(60) {
			suite = append(suite, g.clauses("return $e"))
		}
	}
	return suite
}

// class draws a class.
func (g *generator) class() *stmt {
	name := fmt.Sprintf("C%d", len(g.classes))
	head := g.expand("class "+name+"($bases):", g.scope.place, 1)
	outer := g.scope
	g.scope = &scope{outer: outer, class: true, pool: []string{"a", "b", "c"}, place: inSync}
	g.suites++
	suite := []*stmt{}
	if g.r.chance(20) {
		suite = append(suite, line(pick(&g.r, []string{"__slots__ = ()", "__slots__ = 'c'", "__slots__ = '__weakref__'", "__slots__ = '__dict__', 'd'"})))
	}
	for range 1 + g.r.below(3) {
		switch g.r.below(5) {
		case 0:
			suite = append(suite, g.method("__del__", true))
		case 1:
			suite = append(suite, g.method(pick(&g.r, []string{"meth", "__call__", "__add__", "__getitem__", "__enter__", "__lt__", "__iter__"}), false))
		case 2:
			suite = append(suite, g.clauses(pick(&g.r, []string{"a = Desc($e)", "c = property(lambda self: $E)", "b = classmethod(lambda *i: $E)"})))
		default:
			suite = append(suite, g.stmt())
		}
	}
	g.suites--
	g.scope = outer
	g.scope.bind(variable{name, "class"})
	g.classes = append(g.classes, name)
	return &stmt{[]clause{{0, head, suite}}}
}

// method draws a method.
func (g *generator) method(name string, finalizer bool) *stmt {
	params, log := "self, *more", "log('method', kind(self))"
	if finalizer {
		params, log = "self", "log('del', kind(self))"
	}
	body := g.body(placeOf("fn"), []variable{{"self", "obj"}}, "")
	body = append(body[:declarations(body):declarations(body)], append([]*stmt{line(log)}, body[declarations(body):]...)...)
	if !finalizer {
		body = append(body, line("return self"))
	}
	return &stmt{[]clause{{0, text("def " + name + "(" + params + "):"), body}}}
}

// declarations counts the global and nonlocal statements at the start of a body.
func declarations(body []*stmt) int {
	n := 0
	for n < len(body) {
		s, ok := body[n].clauses[0].head.parts[0].(string)
		if !ok || !strings.HasPrefix(s, "global ") && !strings.HasPrefix(s, "nonlocal ") {
			break
		}
		n++
	}
	return n
}
