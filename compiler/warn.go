package compiler

import "github.com/minipy-go/minipy/ast"

func (u *unit) warnSubscript(e *ast.Subscript) {}
func (u *unit) warnCompare(e *ast.Compare)     {}
func (u *unit) warnCall(e *ast.Call)           {}
func (u *unit) warnAssert(s *ast.Assert)       {}
