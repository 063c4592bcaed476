package compiler

import (
	"math/big"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

// Warnings about what is legal but surely not meant.

func (u *unit) warnAssert(s *ast.Assert) {
	if t, ok := s.Test.(*ast.Tuple); ok && len(t.Elts) > 0 {
		u.warn(&s.Span, "assertion is always true, perhaps remove parentheses?")
	}
}

// warnCompare warns about `is` with a literal other than a singleton.
func (u *unit) warnCompare(e *ast.Compare) {
	left := u.isIdentity(e.Left)
	for i, op := range e.Ops {
		right := u.isIdentity(e.Comps[i])
		if !left || !right {
			switch op {
			case ast.Is:
				u.warn(&e.Span, `"is" with a literal. Did you mean "=="?`)
				return
			case ast.IsNot:
				u.warn(&e.Span, `"is not" with a literal. Did you mean "!="?`)
				return
			}
		}
		left = right
	}
}

// isIdentity reports whether comparing e by identity makes sense.
func (u *unit) isIdentity(e ast.Expr) bool {
	v, ok := u.fold(e)
	if !ok {
		return true
	}
	switch v.(type) {
	case nil, bool, code.Ellipsis:
		return true
	}
	return false
}

func (u *unit) warnCall(e *ast.Call) {
	switch t := u.typeOf(e.Func); t {
	case "", "function":
	default:
		u.warn(&e.Span, "'%s' object is not callable; perhaps you missed a comma?", t)
	}
}

func (u *unit) warnSubscript(e *ast.Subscript) {
	t := u.typeOf(e.X)
	switch t {
	case "NoneType", "ellipsis", "bool", "int", "float", "complex", "set", "generator", "function":
		u.warn(&e.Span, "'%s' object is not subscriptable; perhaps you missed a comma?", t)
	case "str", "bytes", "tuple", "list":
		switch i := u.typeOf(e.Index); i {
		case "", "int", "bool":
		default:
			u.warn(&e.Span, "%s indices must be integers or slices, not %s; perhaps you missed a comma?", t, i)
		}
	}
}

// typeOf names the type of e's value if its form tells.
func (u *unit) typeOf(e ast.Expr) string {
	if v, ok := u.fold(e); ok {
		return constType(v)
	}
	switch e.(type) {
	case *ast.Tuple:
		return "tuple"
	case *ast.List, *ast.ListComp:
		return "list"
	case *ast.Dict, *ast.DictComp:
		return "dict"
	case *ast.Set, *ast.SetComp:
		return "set"
	case *ast.GeneratorExp:
		return "generator"
	case *ast.Lambda:
		return "function"
	case *ast.JoinedStr, *ast.FormattedValue:
		return "str"
	}
	return ""
}

func constType(v any) string {
	switch v.(type) {
	case nil:
		return "NoneType"
	case bool:
		return "bool"
	case int64, *big.Int:
		return "int"
	case float64:
		return "float"
	case complex128:
		return "complex"
	case string:
		return "str"
	case code.Bytes:
		return "bytes"
	case code.Ellipsis:
		return "ellipsis"
	case code.Tuple:
		return "tuple"
	}
	return ""
}
