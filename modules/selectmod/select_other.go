//go:build unix && !linux

package selectmod

import "github.com/minipy-go/minipy/object"

var systemDecls []object.Decl

func systemInit() {}
