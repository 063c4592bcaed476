package parser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkParse parses the recorded programs.
func BenchmarkParse(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join("testdata", "trees", "*.py"))
	benchmarkFiles(b, files)
}

// BenchmarkStdlib parses the top level of CPython's library, if it is to be found.
func BenchmarkStdlib(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(reference(b)), "..", "lib", "python3.10", "*.py"))
	if len(files) == 0 {
		b.Skip("no library beside CPython")
	}
	benchmarkFiles(b, files)
}

func benchmarkFiles(b *testing.B, files []string) {
	var sources [][]byte
	var size int64
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		sources = append(sources, src)
		size += int64(len(src))
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for i, src := range sources {
			if _, err := Parse(files[i], src, Exec); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkExplain looks for a mistake at the end of a long class.
func BenchmarkExplain(b *testing.B) {
	src := []byte("class A:\n" + strings.Repeat(" x = f(a, b[1])\n", 500) + " a b\n")
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := Parse("file", src, Exec); err == nil {
			b.Fatal("no mistake")
		}
	}
}
