package parser

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/internal/cpython"
)

// reference finds CPython, or skips the test.
func reference(t testing.TB) string {
	t.Helper()
	python, err := cpython.Find(cpython.Version, "")
	if err != nil {
		t.Skip(err)
	}
	return python
}

// TestStdlib compares our trees with CPython's over the sources of its own library.
func TestStdlib(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	python := reference(t)
	out, err := exec.Command(python, "-c", "import os; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		t.Fatal(err)
	}
	files := sources(t, strings.TrimSpace(string(out)))
	equal, rejected := 0, 0
	for len(files) > 0 {
		n := min(100, len(files))
		e, r := compareFiles(t, python, files[:n])
		equal, rejected = equal+e, rejected+r
		files = files[n:]
	}
	t.Logf("equal trees: %d (of which rejected by both: %d)", equal, rejected)
}

func sources(t *testing.T, dir string) (files []string) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".py") && !strings.Contains(path, "site-packages") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func compareFiles(t *testing.T, python string, files []string) (equal, rejected int) {
	dir := t.TempDir()
	script := filepath.Join("testdata", "dump.py")
	if out, err := exec.Command(python, append([]string{script, dir}, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, f := range files {
		want, err := os.ReadFile(filepath.Join(dir, strconv.Itoa(i)))
		if err != nil {
			t.Fatal(err)
		}
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got := dumpOf(f, src)
		if got != string(want) {
			t.Errorf("%s: %s", f, firstDifference(got, string(want)))
			continue
		}
		equal++
		if bytes.Count(want, []byte("(")) == 0 && strings.HasSuffix(got, "Error\n") {
			rejected++
		}
	}
	return equal, rejected
}

// dumpOf is the tree of src, or the kind of its error.
func dumpOf(name string, src []byte) string {
	m, err := Parse(name, src, Exec)
	if err != nil {
		kind := err.(*SyntaxError).Kind
		if kind == "IndentationError" || kind == "TabError" {
			return kind + "\n"
		}
		return kind + "\n"
	}
	return ast.Dump(m)
}

func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	lo := max(0, i-60)
	return "got  ..." + got[lo:min(len(got), i+80)] + "\n    want ..." + want[lo:min(len(want), i+80)]
}
