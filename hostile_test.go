package minipy_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
)

// TestHostile runs testdata/hostile/*.py under limits. Each ends in a Python error, an
// exit or a limit, and leaves nothing alive.
func TestHostile(t *testing.T) {
	files, err := filepath.Glob("testdata/hostile/*.py")
	require.NoError(t, err)
	require.Greater(t, len(files), 60)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			require.NoError(t, err)
			in := minipy.New(minipy.Config{Stdout: io.Discard, Stderr: io.Discard,
				Limits: minipy.Limits{Steps: 300_000, Memory: 32 << 20, Depth: 200}})
			ctx, cancel := context.WithTimeout(bg, 3*late)
			defer cancel()
			code, err := minipy.Compile("hostile.py", src)
			require.NoError(t, err, "what is hostile is what it does")
			start := time.Now()
			err = in.Run(ctx, code)
			took := time.Since(start)
			var e *minipy.Error
			var exit *minipy.ExitError
			if !errors.As(err, &e) && !errors.As(err, &exit) {
				t.Errorf("ended with %v", err)
			}
			if took > 4*late {
				t.Errorf("took %v", took)
			}
			_ = in.Close() // may say that finalizers were stopped
			c := in.Census()
			require.Zero(t, c.Objects, "alive: %v", c.ByType)
			t.Logf("%v: %.100v", took.Round(time.Millisecond), err)
		})
	}
}
