//go:build unix && !linux

package termiosmod

import "github.com/minipy-go/minipy/object"

var constants []constant

func functions() []object.Decl { return nil }
