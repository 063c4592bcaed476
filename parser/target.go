package parser

import "github.com/minipy-go/minipy/ast"

// targetList: the targets of a for loop or a comprehension.
func (p *reader) targetList() ast.Expr {
	x := p.tupleOf((*reader).starTarget)
	p.store(x)
	return x
}

// starTarget reads a target as though it were an expression; the operators that may
// not stand in a target are turned down by assign.
func (p *reader) starTarget() ast.Expr {
	if x, ok := p.starred(); ok {
		return x
	}
	return p.bitOr()
}

func (p *reader) store(x ast.Expr) { p.assign(x, ast.Store) }

// assign turns an expression into a target.
func (p *reader) assign(x ast.Expr, c ast.Ctx) {
	switch x := x.(type) {
	case *ast.Name:
		x.Ctx = c
	case *ast.Attribute:
		x.Ctx = c
	case *ast.Subscript:
		x.Ctx = c
	case *ast.Starred:
		if c == ast.Del {
			p.bad()
		}
		x.Ctx = c
		p.assign(x.X, c)
	case *ast.List:
		x.Ctx = c
		for _, e := range x.Elts {
			p.assign(e, c)
		}
	case *ast.Tuple:
		x.Ctx = c
		for _, e := range x.Elts {
			p.assign(e, c)
		}
	default:
		p.bad()
	}
}
