package parser

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkParse parses the recorded programs.
func BenchmarkParse(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join("testdata", "trees", "*.py"))
	benchmarkFiles(b, files)
}

// BenchmarkStdlib parses the top level of CPython's library, if it is to be found.
func BenchmarkStdlib(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(cpython(b)), "..", "lib", "python3.10", "*.py"))
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
