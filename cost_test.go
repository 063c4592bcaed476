//go:build !race && !refdebug

package minipy_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
)

// What an interpreter may cost once the first exists: opened and closed.
const (
	mostBytes = 100 << 10
	mostTime  = 50 * time.Microsecond
)

// TestCostOfNew measures what New and Close take. Of the time the best of many short
// rounds counts: other programs run on the machine, too.
func TestCostOfNew(t *testing.T) {
	cycle := func(n int) {
		for range n {
			if err := minipy.New(minipy.Config{}).Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	cycle(10)
	var before, after runtime.MemStats
	const n = 100
	runtime.ReadMemStats(&before)
	cycle(n)
	runtime.ReadMemStats(&after)
	each := (after.TotalAlloc - before.TotalAlloc) / n

	best := time.Hour
	for range 300 {
		start := time.Now()
		cycle(10)
		best = min(best, time.Since(start)/10)
	}
	t.Logf("New and Close: %d bytes, %v", each, best)
	require.LessOrEqual(t, each, uint64(mostBytes))
	require.LessOrEqual(t, best, mostTime)
}
