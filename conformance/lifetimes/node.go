package main

import "strings"

// A node is a piece of a program: an expression or the first line of a clause, as text with nodes in it.
type node struct {
	parts []any // string or *node
	leaf  bool  // nothing shorter stands for it
}

func (n *node) write(b *strings.Builder) {
	for _, p := range n.parts {
		switch p := p.(type) {
		case string:
			b.WriteString(p)
		case *node:
			p.write(b)
		}
	}
}

// A stmt is a statement: clauses, each a line and the suite behind it.
type stmt struct{ clauses []clause }

type clause struct {
	indent int
	head   *node
	suite  []*stmt // nil: none
}

// source is the text of a program.
func source(prog []*stmt) string {
	var b strings.Builder
	writeSuite(&b, prog, 0)
	return b.String()
}

func writeSuite(b *strings.Builder, suite []*stmt, depth int) {
	for _, s := range suite {
		for _, c := range s.clauses {
			pad(b, depth+c.indent)
			c.head.write(b)
			b.WriteByte('\n')
			if c.suite == nil {
				continue
			}
			writeSuite(b, c.suite, depth+c.indent+1)
			if len(c.suite) == 0 {
				pad(b, depth+c.indent+1)
				b.WriteString("pass\n")
			}
		}
	}
}

func pad(b *strings.Builder, depth int) {
	for range depth {
		b.WriteString("    ")
	}
}
