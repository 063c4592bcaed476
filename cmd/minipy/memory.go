package main

import (
	"runtime"
	"runtime/debug"
	"time"
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
	{8 << 20, 1400},
	{32 << 20, 400},
	{128 << 20, 150},
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

// startPacing sets the first pace, and adapts it once the script has run for a moment:
// a short one ends before Go's collector first runs, and need not pay for more.
func startPacing() {
	debug.SetGCPercent(paces[0].percent)
	time.AfterFunc(shortScript, func() {
		// One processor: a script runs on one goroutine, and a collection beside it
		// spends more on stopping and waking the other than it saves (0.10 s instead of
		// 0.35 s of processor time for a list of a million items).
		runtime.GOMAXPROCS(1)
		runtime.SetFinalizer(new(sentinel), pace)
	})
}

const shortScript = 8 * time.Millisecond
