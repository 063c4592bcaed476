package compiler

import "github.com/minipy-go/minipy/ast"

func (u *unit) match(s *ast.Match) {}
