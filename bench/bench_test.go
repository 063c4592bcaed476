package main

import (
	"math"
	"testing"
)

func TestMedian(t *testing.T) {
	if m := median([]float64{3, 1, 2}); m != 2 {
		t.Error(m)
	}
	if m := median([]float64{4, 1, 2, 3}); m != 2.5 {
		t.Error(m)
	}
}

func TestGeometric(t *testing.T) {
	if g := geometric([]float64{2, 8}); math.Abs(g-4) > 1e-12 {
		t.Error(g)
	}
}
