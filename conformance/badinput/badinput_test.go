package main

import (
	"os"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/conformance"
)

var minipy conformance.Interpreter

func TestMain(m *testing.M) { os.Exit(conformance.Main(m, &minipy)) }

// memoryLimit is more than any case needs: the line of 50 MB takes most.
const memoryLimit = 1 << 30

// TestBadInput: whatever the input is, minipy says what CPython says and leaves with its status, in bounded time and
// memory; where it must differ, it says what the table of cases says.
func TestBadInput(t *testing.T) {
	said, err := recorded(recordFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			want, ok := said[c.name]
			if !ok {
				t.Fatal("not recorded: go run ./conformance/badinput")
			}
			if c.instead != "" {
				if want == c.instead {
					t.Error("there is no difference any more: take it out of the table")
				}
				want = c.instead
			}
			o, err := c.run(minipy.Command[:1])
			if err != nil {
				t.Fatal(err)
			}
			if o.text != want {
				t.Errorf("got\n%s\nwant\n%s", o.text, want)
			}
			if strings.Contains(o.text, "goroutine ") {
				t.Error("a panic of Go")
			}
			// A process that was just started counts as large as its parent.
			if o.memory > memoryLimit && o.memory > ownPeak() {
				t.Errorf("took %d MB", o.memory>>20)
			}
		})
	}
}
