// The command types compares what random operations on random values of the built-in types give in minipy and in
// CPython 3.10.13.
//
//	go run ./conformance/types [-python PYTHON] [-minipy BINARY] [-n 50000] [-seed 1] [-show 20] [type …]
//	go run ./conformance/types -record [type …]
//
// Values and operations come from pgregory.net/rapid, so a seed stands for the same ones until rapid or the tables in
// this package change. With -record the hashes of some thousand answers of CPython are written for the tests, which
// do without CPython.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/minipy-go/minipy/internal/cpython"
)

const runLimit = 20 * time.Second // on a busy machine; a run takes less than a millisecond

func main() {
	log.SetFlags(0)
	log.SetPrefix("types: ")
	c := command{}
	flag.StringVar(&c.python, "python", "", "the CPython 3.10.13 to compare with (default: pyenv's, or of the path)")
	flag.StringVar(&c.minipy, "minipy", "", "the minipy to test (default: a fresh build)")
	flag.IntVar(&c.n, "n", 50000, "how many operations on each type")
	flag.IntVar(&c.seed, "seed", 1, "where the runs begin")
	flag.IntVar(&c.show, "show", 20, "how many differences of a type to show")
	record := flag.Bool("record", false, "write what the tests compare with")
	flag.Parse()
	different, err := c.do(*record, flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	if different > 0 {
		os.Exit(1)
	}
}

type command struct {
	python, minipy string
	n, seed, show  int
}

func (c *command) do(record bool, names []string) (different int, err error) {
	dir, err := os.MkdirTemp("", "types-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if c.python == "" {
		if c.python, err = cpython.Find(cpython.Version, ""); err != nil {
			return 0, err
		}
	}
	if c.minipy == "" && !record {
		c.minipy = filepath.Join(dir, "minipy")
		if out, err := exec.Command("go", "build", "-o", c.minipy, "./cmd/minipy").CombinedOutput(); err != nil {
			return 0, fmt.Errorf("building minipy: %w\n%s", err, out)
		}
	}
	script, err := writeDriver(dir)
	if err != nil {
		return 0, err
	}
	for _, f := range families() {
		if len(names) > 0 && !slices.Contains(names, f.name) {
			continue
		}
		found := 0
		if record {
			err = recordFamily(f, newPython([]string{c.python}, script, runLimit))
		} else {
			found, err = c.compare(f, script)
		}
		if err != nil {
			return different, fmt.Errorf("%s: %w", f.name, err)
		}
		different += found
	}
	return different, nil
}

var number = regexp.MustCompile(`\d[\d.e+-]*`)

// compare says where the two interpreters answer differently, one example for each kind of difference.
func (c *command) compare(f family, script string) (int, error) {
	want, got := newPython([]string{c.python}, script, runLimit), newPython([]string{c.minipy}, script, runLimit)
	defer want.end()
	defer got.end()
	operations, different, unanswered, seen := 0, 0, 0, map[string]bool{}
	for _, r := range f.runs(c.seed, c.n) {
		operations += len(r.operations)
		w, g, at, err := differ(want, got, r)
		if err == errNoAnswer {
			unanswered++
			continue
		}
		if err != nil {
			return different, err
		}
		if at < 0 {
			continue
		}
		different++
		kind := kindOf(r.operations[at]) + kindOf(w) + kindOf(g)
		if !seen[kind] && len(seen) < c.show {
			seen[kind] = true
			short, w, g := shrink(want, got, r, at, w, g)
			fmt.Printf("%s: v = %s\n", f.name, short.value)
			for _, o := range short.operations {
				fmt.Printf("    %s\n", o)
			}
			fmt.Printf("  CPython: %s\n  minipy:  %s\n", w, g)
		}
	}
	fmt.Printf("%s: %d operations, %d runs that differ, %d that CPython did not answer\n", f.name, operations, different, unanswered)
	return different, nil
}

// errNoAnswer says that CPython died of a run or took too long for it: it takes memory first and asks later.
var errNoAnswer = errors.New("CPython gave no answer")

// differ runs r in both and gives the first answers that are not the same, and where; -1 if there are none.
func differ(want, got *python, r run) (w, g string, at int, err error) {
	ws, err := want.ask(r)
	if err != nil {
		return "", "", -1, err
	}
	if len(ws) < len(r.operations) || strings.HasPrefix(ws[len(ws)-1], noAnswer) {
		return "", "", -1, errNoAnswer
	}
	gs, err := got.ask(r)
	if err != nil {
		return "", "", -1, err
	}
	for i := range ws {
		if i >= len(gs) {
			break
		}
		if ws[i] != gs[i] {
			return ws[i], gs[i], i, nil
		}
	}
	return "", "", -1, nil
}

// shrink leaves operations out of a run as long as its last one still differs.
func shrink(want, got *python, r run, at int, w, g string) (run, string, string) {
	r.operations = slices.Clone(r.operations[:at+1])
	for i := 0; i < len(r.operations)-1; {
		shorter := run{value: r.value, operations: slices.Delete(slices.Clone(r.operations), i, i+1)}
		w2, g2, at2, err := differ(want, got, shorter)
		if err != nil || at2 != len(shorter.operations)-1 {
			i++
			continue
		}
		r, w, g = shorter, w2, g2
	}
	return r, w, g
}

var inside = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|'[^']*'`)

// kindOf is an operation or an answer without what stands in brackets and quotes.
func kindOf(text string) string {
	text, _, _ = strings.Cut(text, " | ")
	for shorter := ""; ; text = shorter {
		if shorter = inside.ReplaceAllString(text, ""); shorter == text {
			return number.ReplaceAllString(text[:min(len(text), kindLength)], "9")
		}
	}
}

const kindLength = 60
