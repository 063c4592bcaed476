//go:build !linux

package object

import "unsafe"

const largeBlock = 4 << 10

func adviseHeap() {}

func adviseLarge(unsafe.Pointer, int) {}
