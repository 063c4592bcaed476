package object

import "math"

// Pow returns x**y as C's pow does.
func Pow(x, y float64) float64 { return math.Pow(x, y) }

// Hypot returns sqrt(x*x + y*y) without overflow on the way.
func Hypot(x, y float64) float64 { return math.Hypot(x, y) }
