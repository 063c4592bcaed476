package minipy_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
)

const manySource = `
import functools
class Point:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Point(self.x + o.x, self.y + o.y)
    def __del__(self): died.append(1)
died = []
def total(n):
    return functools.reduce(lambda a, b: a + b, (Point(i, 2 * i) for i in range(n)))
def check(n):
    p = total(n)
    names = {f'k{i}': i for i in range(n)}
    return p.x + p.y + sum(names.values()) + len(sorted(names, reverse=True))
`

// TestThousand keeps a thousand interpreters alive, each of which has run a script, and
// uses them all.
func TestThousand(t *testing.T) {
	code, err := minipy.Compile("many.py", manySource)
	require.NoError(t, err)
	n := 1000
	if raceOrDebug {
		n = 200
	}
	ins := make([]*minipy.Interp, n)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for k := range ins {
		ins[k] = minipy.New(minipy.Config{})
		require.NoError(t, ins[k].Run(bg, code))
	}
	for range 2 {
		for k, in := range ins {
			got, err := minipy.Call[int](bg, in, "check", k%20+2)
			require.NoError(t, err)
			require.Equal(t, wantCheck(k%20+2), got)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	each := int64(after.HeapAlloc-before.HeapAlloc) / int64(n)
	t.Logf("%d interpreters that have run a script take %d MB, %d KB each", n, (after.HeapAlloc-before.HeapAlloc)>>20, each>>10)
	if !raceOrDebug {
		require.Less(t, each, int64(200<<10))
	}
	for _, in := range ins {
		require.NoError(t, in.Close())
		require.Zero(t, in.Census().Objects)
	}
}

// wantCheck is what check(n) of manySource returns.
func wantCheck(n int) int { return n*(n-1)/2*4 + n }

// TestSharedByMany runs one Code in 64 interpreters at once.
func TestSharedByMany(t *testing.T) {
	code, err := minipy.Compile("many.py", manySource)
	require.NoError(t, err)
	start := make(chan struct{})
	var wg sync.WaitGroup
	for g := range 64 {
		wg.Go(func() {
			in := minipy.New(minipy.Config{})
			<-start
			err := in.Run(bg, code)
			for n := 2; n < 40 && err == nil; n++ {
				var got int
				if got, err = minipy.Call[int](bg, in, "check", n); err == nil && got != wantCheck(n) {
					err = fmt.Errorf("check(%d) = %d", n, got)
				}
			}
			if cerr := in.Close(); err == nil {
				err = cerr
			}
			if err != nil || in.Census().Objects != 0 {
				t.Errorf("goroutine %d: %v, %d alive", g, err, in.Census().Objects)
			}
		})
	}
	close(start)
	wg.Wait()
}

// TestBusyEverywhere: whatever a second goroutine asks of an interpreter that runs, it is
// told so, and nothing happens.
func TestBusyEverywhere(t *testing.T) {
	in := open(t, minipy.Config{}, "l = [1]\n")
	code, err := minipy.Compile("endless.py", "while True: pass")
	require.NoError(t, err)
	v, err := in.Get("l")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(bg)
	done := make(chan error)
	go func() { done <- in.Run(ctx, code) }()
	for errors.Is(in.Set("x", 1), nil) { // until it runs
		time.Sleep(time.Millisecond)
	}
	for name, f := range map[string]func() error{
		"Run":       func() error { return in.Run(bg, code) },
		"Eval":      func() error { _, err := in.Eval(bg, "1"); return err },
		"Set":       func() error { return in.Set("x", 1) },
		"Get":       func() error { _, err := in.Get("x"); return err },
		"Call":      func() error { _, err := minipy.Call[any](bg, in, "len", "x"); return err },
		"Close":     in.Close,
		"SetOutput": func() error { return in.SetOutput(nil, nil) },
		"Leaks":     func() error { _, err := in.Leaks(minipy.Census{}); return err },
		"Attr":      func() error { _, err := v.Attr("append"); return err },
		"Index":     func() error { _, err := v.Index(0); return err },
		"SetIndex":  func() error { return v.SetIndex(0, 2) },
		"Len":       func() error { _, err := v.Len(); return err },
		"Value":     func() error { _, err := v.Call(bg); return err },
		"As":        func() error { _, err := minipy.As[[]int](v); return err },
		"Func":      func() error { _, err := minipy.Func[func()](v); return err },
		"HeldBy":    func() error { _, err := v.HeldBy(); return err },
		"OnDeath":   func() error { _, err := v.OnDeath(func() {}); return err },
		"Each": func() error {
			for _, err := range minipy.Each[int](bg, v) {
				return err
			}
			return nil
		},
	} {
		require.ErrorIs(t, f(), minipy.ErrBusy, name)
	}
	v.Release() // may come from anywhere, and waits
	cancel()
	require.ErrorIs(t, <-done, context.Canceled)
	n, err := minipy.Call[int](bg, in, "len", []int{1, 2})
	require.NoError(t, err)
	require.Equal(t, 2, n)
}
