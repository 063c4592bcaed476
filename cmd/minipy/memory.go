package main

import (
	"runtime"
	"runtime/debug"
)

// Go's collector runs when the heap has grown by a percentage since it last ran. A
// script's heap is dropped object by object as references die, so Go's collector finds
// little and is only a cost: while the heap is small it runs late, and near its usual
// rate once the heap is large. The figures were chosen by measuring time and peak
// memory over the benchmark programs.
var paces = []struct {
	below   uint64 // bytes alive after a collection
	percent int
}{
	{4 << 20, 800},
	{16 << 20, 300},
	{64 << 20, 150},
	{1 << 62, 100},
}

// sentinel dies in every collection; its finalizer sets the pace of the next one.
type sentinel struct{ _ [16]byte }

func pace(_ *sentinel) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	for _, p := range paces {
		if m.HeapAlloc < p.below {
			debug.SetGCPercent(p.percent)
			break
		}
	}
	runtime.SetFinalizer(new(sentinel), pace)
}

func startPacing() {
	debug.SetGCPercent(paces[0].percent)
	runtime.SetFinalizer(new(sentinel), pace)
}
