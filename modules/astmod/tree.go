package astmod

import (
	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/object"
)

// IsTree reports whether v is an object of a class of syntax trees, of which there is
// none before a script has imported _ast.
func IsTree(v value) bool { return object.IsInstance(v, astType) }

// Read converts the tree v, lent, for compile() in mode "exec", "eval" or "single".
func Read(t *thread, v value, mode string) (*ast.Module, error) {
	s, err := stateOf(t)
	if err != nil {
		return nil, err
	}
	want := map[string]string{"exec": "Module", "eval": "Expression", "single": "Interactive"}[mode]
	if want == "" {
		return nil, t.ValueErr("compile() mode 'func_type' requires flag PyCF_ONLY_AST")
	}
	is, err := t.IsInstanceOf(v, s.classes[s.g.byName[want].id])
	if err != nil {
		return nil, err
	}
	if !is {
		return nil, t.TypeErr("expected %s node, got %s", want, v.Type().Name)
	}
	r := &reader{t: t, s: s}
	n, err := r.node(v, "mod")
	if err != nil {
		return nil, err
	}
	c := &checker{t: t}
	if c.top(n); c.err != nil {
		return nil, c.err
	}
	m := &ast.Module{}
	m.LineStarts, m.LineNumbers = place(r.nodes)
	if mode == "eval" {
		x := n.expr("body")
		m.Body = []ast.Stmt{&ast.ExprStmt{Span: *x.Pos(), X: x}}
	} else {
		m.Body = n.stmts("body")
	}
	return m, nil
}
