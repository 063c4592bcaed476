//go:build unix && !linux

package selectmod

import "github.com/minipy-go/minipy/object"

func systemDecls() []object.Decl { return nil }

func systemInit() {}
