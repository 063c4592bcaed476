//go:build !linux

package main

// unmapProgram does nothing: other systems count a program's pages otherwise.
func unmapProgram() {}
