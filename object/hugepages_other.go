//go:build !linux

package object

import "unsafe"

func adviseHeap() {}

func adviseLarge(unsafe.Pointer, int) {}

func abandon(unsafe.Pointer, int) {}
