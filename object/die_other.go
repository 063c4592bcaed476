//go:build !linux

package object

import "os"

// DieOf ends the process because of a signal, with the status that a shell gives it.
func DieOf(signum int) { os.Exit(128 + signum) }
