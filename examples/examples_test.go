// Package examples_test runs the examples: each prints what CPython 3.10.13 printed for it.
package examples_test

import (
	"os"
	"testing"

	"github.com/minipy-go/minipy/conformance"
)

var minipy conformance.Interpreter

func TestMain(m *testing.M) { os.Exit(conformance.Main(m, &minipy)) }

func TestExamples(t *testing.T) { conformance.Check(t, minipy, ".") }
