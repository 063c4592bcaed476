package main

import (
	"os"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/conformance"
)

var minipy conformance.Interpreter

func TestMain(m *testing.M) { os.Exit(conformance.Main(m, &minipy)) }

// TestRecorded draws the recorded hierarchies and compares the digests of what minipy says of them with CPython's. No
// object may be alive at the end.
func TestRecorded(t *testing.T) {
	want := strings.Fields(recorded)
	if len(want)*chunk < 5000 {
		t.Errorf("only %d hierarchies are recorded", len(want)*chunk)
	}
	logs, err := draw(t.TempDir(), []string{minipy.Command[0], "-X", "census"}, 1, len(want)*chunk)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range digests(logs) {
		if d != want[i] {
			t.Errorf("seeds %d to %d differ from CPython; `go run ./conformance/layouts -from %d -n %d` shows how", i*chunk+1, i*chunk+chunk, i*chunk+1, chunk)
		}
	}
}
