// Package minipytest helps Go programs to test the scripts that they run.
package minipytest

import (
	"strings"
	"testing"

	"github.com/minipy-go/minipy"
)

// NoLeaks notes what is alive in the interpreter and compares when the test ends: it
// fails if more objects of a class are alive then, with the paths that hold them, or if
// Go lost Values without releasing them. Then it closes the interpreter, and fails if
// that leaves anything alive.
//
//	in := minipy.New(cfg)
//	_ = in.Run(ctx, code)
//	minipytest.NoLeaks(t, in)
//	…
//
// Values that Go still holds count as leaks. An interpreter that is closed before the
// test ends has no paths left to show; only the last check is made then.
func NoLeaks(t testing.TB, in *minipy.Interp) {
	t.Helper()
	before := in.Census()
	t.Cleanup(func() {
		t.Helper()
		check(t, in, before)
	})
}

func check(t testing.TB, in *minipy.Interp, before minipy.Census) {
	t.Helper()
	leaks, err := in.Leaks(before)
	switch {
	case err == minipy.ErrClosed:
	case err != nil:
		t.Errorf("looking for leaks: %v", err)
		return
	default:
		if len(leaks) > 0 {
			words := make([]string, len(leaks))
			for k, l := range leaks {
				words[k] = l.String()
			}
			t.Errorf("leaked:\n%s", strings.Join(words, "\n"))
		}
		now := in.Census()
		if n := now.Values - before.Values; n > 0 {
			t.Errorf("Go holds %d more Values than it did", n)
		}
		if n := now.Lost - before.Lost; n > 0 {
			t.Errorf("Go lost %d Values that it did not release", n)
		}
	}
	if err := in.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	if c := in.Census(); c.Objects != 0 {
		t.Errorf("alive after Close: %d objects: %v", c.Objects, c.ByType)
	}
}
