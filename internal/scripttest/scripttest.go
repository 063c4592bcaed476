// Package scripttest runs the scripts of a module inside the test's own process, so that
// the race detector and refdebug see them.
package scripttest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
)

var address = regexp.MustCompile(`0x[0-9a-f]+`)

// Run runs testdata/*.py, each beside what CPython 3.10.13 wrote for it: standard output,
// then standard error. Nothing may be alive in the end.
func Run(t *testing.T) {
	files, err := filepath.Glob("testdata/*.py")
	require.NoError(t, err)
	require.NotEmpty(t, files, "no scripts")
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			require.NoError(t, err)
			want, err := os.ReadFile(strings.TrimSuffix(file, ".py") + ".out")
			require.NoError(t, err)
			code, err := minipy.Compile(filepath.Base(file), src)
			require.NoError(t, err)
			var out, errs bytes.Buffer
			in := minipy.New(minipy.Config{Stdout: &out, Stderr: &errs})
			require.NoError(t, in.Run(context.Background(), code))
			require.NoError(t, in.Close())
			require.Equal(t, string(want), address.ReplaceAllString(out.String()+errs.String(), "0x…"))
			require.Zero(t, in.Census().Objects, "objects alive")
		})
	}
}
