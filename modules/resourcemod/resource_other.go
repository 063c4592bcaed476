//go:build unix && !linux

package resourcemod

import "github.com/minipy-go/minipy/object"

const numLimits = 9

var systemDecls []object.Decl
