//go:build !linux

package object

// systemMemory returns the bytes that the process may hope for; a guess.
func systemMemory() int64 { return defaultMemory }
