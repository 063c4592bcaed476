package main

import (
	"fmt"
	"slices"
	"strings"
)

// report reduces a program that differs and prints it with both logs.
func (c *comparison) report(prog []*stmt, last bool) error {
	alone, _, _, err := c.differs([]string{source(prog)}, last)
	if err != nil {
		return err
	}
	if alone < 0 {
		fmt.Println(", but only behind the programs before it")
		return nil
	}
	if prog, err = c.reduce(prog, last); err != nil {
		return err
	}
	_, want, got, err := c.differs([]string{source(prog)}, last)
	if err != nil {
		return err
	}
	where := ""
	if last {
		where = " (as __main__, to its exit)"
	}
	fmt.Printf("; reduced%s:\n%s", where, indent(source(prog)))
	fmt.Printf("  cpython:\n%s  minipy:\n%s\n", indent(want), indent(got))
	return nil
}

func indent(s string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n    ") + "\n"
}

// differs finds the first of several programs that differs, -1 if none does.
func (c *comparison) differs(programs []string, last bool) (at int, want, got string, err error) {
	if last { // each needs a process of its own
		for i, p := range programs {
			w, g, err := c.both([]string{p}, true)
			if err != nil {
				return -1, "", "", err
			}
			if w[0] != g[0] && !strings.HasPrefix(w[0], "crashed") {
				return i, w[0], g[0], nil
			}
		}
		return -1, "", "", nil
	}
	w, g, err := c.both(programs, false)
	if err != nil {
		return -1, "", "", err
	}
	for i := range programs {
		if w[i] == g[i] {
			continue
		}
		if ok, err := c.stable(programs[i], false, w[i]); ok || err != nil {
			return i, w[i], g[i], err
		}
	}
	return -1, w[0], g[0], nil
}

// reduce takes pieces away as long as the program still differs.
func (c *comparison) reduce(prog []*stmt, last bool) ([]*stmt, error) {
	const rounds = 400 // each takes a piece away
	c.bench.limit = reduceLimit
	defer func() { c.bench.limit = batchLimit }()
	for range rounds {
		smaller, err := c.smaller(prog, last)
		if smaller == nil || err != nil {
			return prog, err
		}
		prog = smaller
	}
	return prog, nil
}

// smaller is the first of the smaller programs that still differs, nil if none does.
func (c *comparison) smaller(prog []*stmt, last bool) ([]*stmt, error) {
	const most = 40 // at a time
	for some := range slices.Chunk(shrink(prog), most) {
		texts := make([]string, len(some))
		for i, s := range some {
			texts[i] = source(s)
		}
		if at, _, _, err := c.differs(texts, last); err != nil || at >= 0 {
			if err != nil {
				return nil, err
			}
			return some[at], nil
		}
	}
	return nil, nil
}

// shrink lists what a program becomes when one piece is taken away, large pieces first.
func shrink(prog []*stmt) [][]*stmt {
	size := len(source(prog))
	return slices.DeleteFunc(pieces(prog), func(s []*stmt) bool { return len(source(s)) >= size })
}

func pieces(prog []*stmt) [][]*stmt {
	var out [][]*stmt
	if n := len(prog); n > 3 {
		out = append(out, prog[:n/2], prog[n/2:], append(prog[:n/4:n/4], prog[3*n/4:]...))
	}
	shrinkSuite(prog, func(s []*stmt) { out = append(out, s) })
	return out
}

func shrinkSuite(suite []*stmt, emit func([]*stmt)) {
	for i := range suite {
		emit(append(suite[:i:i], suite[i+1:]...))
	}
	for i, s := range suite {
		put := func(with ...*stmt) {
			emit(append(append(suite[:i:i], with...), suite[i+1:]...))
		}
		for _, c := range s.clauses { // a suite in place of its statement
			if len(c.suite) > 0 {
				put(c.suite...)
			}
		}
		for k, c := range s.clauses {
			with := func(c clause) {
				clauses := append([]clause{}, s.clauses...)
				clauses[k] = c
				put(&stmt{clauses})
			}
			if c.suite != nil {
				shrinkSuite(c.suite, func(smaller []*stmt) { with(clause{c.indent, c.head, smaller}) })
			}
			shrinkNode(c.head, func(n *node) { with(clause{c.indent, n, c.suite}) })
		}
		if len(s.clauses) > 2 { // a clause less
			for k := 1; k < len(s.clauses); k++ {
				put(&stmt{append(s.clauses[:k:k], s.clauses[k+1:]...)})
			}
		}
	}
}

// shrinkNode puts None or one of its own parts in the place of each part.
func shrinkNode(n *node, emit func(*node)) {
	for i, p := range n.parts {
		child, ok := p.(*node)
		if !ok {
			continue
		}
		with := func(c *node) {
			parts := append([]any{}, n.parts...)
			parts[i] = c
			emit(&node{parts: parts})
		}
		if child.leaf {
			continue
		}
		with(&node{parts: []any{"None"}, leaf: true})
		with(&node{parts: []any{"N(0)"}, leaf: true})
		for _, q := range child.parts {
			if grand, ok := q.(*node); ok {
				with(grand)
			}
		}
		shrinkNode(child, with)
	}
}
