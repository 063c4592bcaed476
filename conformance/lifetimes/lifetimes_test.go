package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/conformance"
)

var minipy conformance.Interpreter

func TestMain(m *testing.M) { os.Exit(conformance.Main(m, &minipy)) }

// TestCorpus runs the programs of the corpus and compares the digests of what they log with CPython's. No object may
// be alive at the end of a batch.
func TestCorpus(t *testing.T) { checkCorpus(t) }

// TestCorpusWithoutCaches does the same where no instruction specialises itself.
func TestCorpusWithoutCaches(t *testing.T) { checkCorpus(t, "specialize=never") }

// TestScriptsWithoutCaches runs the conformance scripts where no instruction specialises itself.
func TestScriptsWithoutCaches(t *testing.T) {
	in := minipy
	in.Command = append(in.Command[:len(in.Command):len(in.Command)], "-X", "specialize=never")
	conformance.Check(t, in, "..")
}

func checkCorpus(t *testing.T, options ...string) {
	b, err := newBench()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.close)
	batches := corpus()
	if len(batches)*corpusBatch < 2000 {
		t.Errorf("the corpus has only %d batches", len(batches))
	}
	in := newMinipy(minipy.Command[0], options)
	for i, want := range batches {
		from := uint64(i*corpusBatch + 1)
		programs := batchPrograms(from, corpusBatch)
		if len(want) != len(programs) {
			t.Fatalf("batch %d of the corpus has %d digests", i, len(want))
		}
		for k, w := range want {
			if w == unstable {
				programs[k] = "" // it may even run for ever
			}
		}
		got, err := b.run(in, fmt.Sprint("batch", i), programs, true)
		if err != nil {
			t.Fatal(err)
		}
		for k, w := range want {
			if w == unstable || strings.HasPrefix(w, known) {
				if strings.HasPrefix(got[k], "crashed") || strings.Contains(got[k], "trouble") {
					t.Errorf("seed %d: %s", from+uint64(k), got[k])
				}
				if len(options) == 0 && w == known+digest(programs[k], got[k]) {
					t.Errorf("seed %d runs as in CPython now: record the corpus anew", from+uint64(k))
				}
				continue
			}
			if digest(programs[k], got[k]) != w {
				t.Errorf("seed %d differs from CPython; `go run ./conformance/lifetimes -n 1 -from %d` shows both logs. minipy's:\n%s",
					from+uint64(k), from+uint64(k), got[k])
			}
		}
	}
}

// TestShrink checks that what a program is reduced to is always smaller, so that reducing ends.
func TestShrink(t *testing.T) {
	for seed := uint64(1); seed < 40; seed++ {
		prog := program(seed)
		smaller := shrink(prog)
		if len(smaller) == 0 {
			t.Errorf("seed %d: nothing can be taken away", seed)
		}
		for _, s := range smaller {
			if len(source(s)) >= len(source(prog)) {
				t.Fatalf("seed %d: a piece less, and the program is no shorter", seed)
			}
		}
	}
}
