//go:build unix && !linux

package resourcemod

import "github.com/minipy-go/minipy/object"

const numLimits = 9

func systemDecls() []object.Decl { return nil }
