package conformance_test

import (
	"os"
	"testing"

	"github.com/minipy-go/minipy/conformance"
)

var minipy conformance.Interpreter

func TestMain(m *testing.M) { os.Exit(conformance.Main(m, &minipy)) }

// TestScripts runs every script as CPython ran it. Afterwards no object may be alive.
func TestScripts(t *testing.T) { conformance.Check(t, minipy, ".") }
