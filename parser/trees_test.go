package parser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTrees compares our trees with those recorded from CPython (testdata/dump.py).
func TestTrees(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "trees", "*.py"))
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(strings.TrimSuffix(f, "py") + "tree")
		if err != nil {
			t.Fatal(err)
		}
		if got := dumpOf(f, src); got != string(want) {
			_, err := Parse(f, src, Exec)
			t.Errorf("%s: %s\n%v", f, firstDifference(got, string(want)), err)
		}
	}
}
