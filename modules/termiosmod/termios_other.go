//go:build unix && !linux

package termiosmod

import "github.com/minipy-go/minipy/object"

var (
	functions []object.Decl
	constants []constant
)
