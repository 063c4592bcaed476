package minipy_test

import (
	"testing"

	"github.com/minipy-go/minipy"
)

// BenchmarkNew is the cost of an interpreter that is opened and closed.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = minipy.New(minipy.Config{}).Close()
	}
}
