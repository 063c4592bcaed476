//go:build unix && !linux

package signalmod

import (
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

func systemDecls() []object.Decl { return nil }

func setup() {}

func description(n int) string { return unix.Signal(n).String() }
