package compiler

import "github.com/minipy-go/minipy/ast"

func unparse(e ast.Expr) string { return "" }
