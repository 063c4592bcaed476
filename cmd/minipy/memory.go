package main

import (
	"runtime"
	"runtime/debug"
	"time"
)

// The interpreter says when Go's collector runs (minipy.Config.Dedicated). What it does
// not see, such as what Go code leaves behind between two polls, is bounded by a limit:
// the collector runs when Go's memory reaches it, and it follows what is alive.
const (
	leastLimit = 256 << 20
	// room is how many times what is alive Go's memory may be.
	room = 3
)

// sentinel dies in every collection; its finalizer sets the limit of the next one.
type sentinel struct{ _ [16]byte }

func limit(_ *sentinel) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(leastLimit, room*int64(m.HeapAlloc+m.StackSys)))
	runtime.SetFinalizer(new(sentinel), limit)
}

// startPacing sets the first limit, and has it follow once the script has run for a
// moment: a short one ends before Go's collector first runs, and need not pay for more.
func startPacing() {
	debug.SetMemoryLimit(leastLimit)
	time.AfterFunc(shortScript, func() {
		// One processor: a script runs on one goroutine, and a collection beside it
		// spends more on stopping and waking the other than it saves (0.10 s instead of
		// 0.35 s of processor time for a list of a million items).
		runtime.GOMAXPROCS(1)
		runtime.SetFinalizer(new(sentinel), limit)
	})
}

const shortScript = 8 * time.Millisecond
