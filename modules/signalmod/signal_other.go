//go:build unix && !linux

package signalmod

import (
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

var systemDecls []object.Decl

func setup() {}

func description(n int) string { return unix.Signal(n).String() }
