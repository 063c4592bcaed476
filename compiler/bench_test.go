package compiler

import (
	"os"
	"testing"

	"github.com/minipy-go/minipy/parser"
)

// BenchmarkCompile compiles one of the larger sources of this tree's Python, or the file
// that BENCH_PY names.
func BenchmarkCompile(b *testing.B) {
	file := os.Getenv("BENCH_PY")
	if file == "" {
		file = "testdata/golden/match.py"
	}
	src, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	m, err := parser.Parse(file, src, parser.Exec)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(m, Options{Filename: file}); err != nil {
			b.Fatal(err)
		}
	}
}
