package main

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"strconv"
	"strings"
)

// The corpus holds a digest of what CPython logged for each program from seed 1 on: a line per batch, of which the
// last program runs as __main__. A digest covers the program's text too, so one that does not fit after a change of
// the vocabulary says that the corpus must be recorded anew.
//
//go:embed corpus.txt
var corpusText string

const (
	corpusFile  = "conformance/lifetimes/corpus.txt"
	corpusBatch = 100
	// unstable stands for a program on which CPython does not agree with itself, as when it walks a set in the
	// order of addresses, or in which it leaks.
	unstable = "-"
	// known marks the digest of a program that minipy is known to run differently.
	known = "!"
)

// digest is a short hash of a program and its log.
func digest(program, log string) string {
	h := fnv.New32a()
	h.Write([]byte(program + "\x00" + log))
	return fmt.Sprintf("%08x", h.Sum32())
}

// corpus is the digests, batch by batch.
func corpus() [][]string {
	var batches [][]string
	for l := range strings.Lines(corpusText) {
		if !strings.HasPrefix(l, "#") {
			batches = append(batches, strings.Fields(l))
		}
	}
	return batches
}

// batchPrograms are the programs of n seeds.
func batchPrograms(from uint64, n int) []string {
	programs := make([]string, n)
	for i := range programs {
		programs[i] = source(program(from + uint64(i)))
	}
	return programs
}

// record writes the corpus for count programs.
func (c *comparison) record(count int) error {
	var lines strings.Builder
	skipped, differing := 0, 0
	for from := 0; from < count; from += corpusBatch {
		programs := batchPrograms(uint64(from+1), corpusBatch)
		want, got, err := c.both(programs, true)
		if err != nil {
			return err
		}
		again, err := c.backwards(programs)
		if err != nil {
			return err
		}
		digests := make([]string, len(programs))
		for i, p := range programs {
			digests[i] = digest(p, want[i])
			if again[i] != want[i] || strings.HasPrefix(want[i], "crashed") || leaks(want[i]) {
				digests[i] = unstable
				skipped++
			} else if want[i] != got[i] {
				digests[i] = known + digests[i]
				differing++
			}
		}
		lines.WriteString(strings.Join(digests, " ") + "\n")
	}
	head := "# Recorded by `go run ./conformance/lifetimes -record " + strconv.Itoa(count) + "` from CPython 3.10.13: " +
		fmt.Sprintf("%d programs, %d of them not stable, %d known to differ.\n", count, skipped, differing)
	fmt.Print(head)
	return os.WriteFile(corpusFile, []byte(head+lines.String()), 0o644)
}

// backwards runs the programs of a batch in CPython the last one first, but for the one that runs to the exit, and
// gives their logs in the order of the programs: what depends on addresses or on the programs before differs.
func (c *comparison) backwards(programs []string) ([]string, error) {
	n := len(programs) - 1
	turned := slices.Clone(programs)
	slices.Reverse(turned[:n])
	logs, err := c.bench.run(c.cpython, "again", turned, true)
	if err == nil {
		slices.Reverse(logs[:n])
	}
	return logs, err
}
