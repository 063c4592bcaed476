// Package frozen holds the modules of minipy that are written in Python.
//
// Invariant: NAME.py is module NAME, NAME/__init__.py package NAME; a dot in a name is
// a folder. All of it is minipy's own.
package frozen

import (
	"embed"
	"strings"
)

//go:embed all:lib
var files embed.FS

// Source returns the source of a module, and whether it is a package; ok is false if
// there is no such module.
func Source(name string) (src string, isPackage, ok bool) {
	base := "lib/" + strings.ReplaceAll(name, ".", "/")
	if b, err := files.ReadFile(base + ".py"); err == nil {
		return string(b), false, true
	}
	if b, err := files.ReadFile(base + "/__init__.py"); err == nil {
		return string(b), true, true
	}
	return "", false, false
}
