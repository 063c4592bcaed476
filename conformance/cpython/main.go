// The command cpython measures minipy with CPython's own tests, unmodified, from an installed CPython 3.10.13.
//
//	go run ./conformance/cpython [-timeout 5m] [-j 1] [-details DIR] [-record] [test_name …]
//
// It builds minipy, runs each module in a process of its own, and compares test by test with what CPython itself
// passes, which it records once in recorded.txt. Without names it runs all families and writes
// conformance/SCOREBOARD.md.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/minipy-go/minipy/internal/cpython"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("cpython: ")
	jobs := flag.Int("j", 1, "how many modules run at a time")
	limit := flag.Duration("timeout", 5*time.Minute, "how long one module may take")
	memory := flag.Int("memory", 8, "how many GiB of address space one module may take")
	details := flag.String("details", "", "a folder for the tracebacks of what fails")
	again := flag.Bool("record", false, "ask CPython again instead of recorded.txt")
	binary := flag.String("minipy", "", "the minipy to measure instead of a fresh build")
	flag.Parse()
	b := &bench{timeout: *limit, memory: *memory, details: *details, again: *again}
	if err := b.run(*binary, *jobs, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

// bench is what one call of the command works with.
type bench struct {
	timeout         time.Duration
	memory          int
	details         string
	again           bool
	python, library string
	minipy, driver  string
	mu              sync.Mutex // guards recorded
	recorded        record
}

// recordedFile and boardFile are seen from the module's root.
const (
	recordedFile = "conformance/cpython/recorded.txt"
	boardFile    = "conformance/SCOREBOARD.md"
)

func (b *bench) run(binary string, jobs int, only []string) error {
	tmp, err := os.MkdirTemp("", "cpython-tests-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	if b.python, b.library, err = findPython(); err != nil {
		return err
	}
	b.driver, b.minipy = filepath.Join(tmp, "driver.py"), binary
	if err := os.WriteFile(b.driver, driverSource, 0o644); err != nil {
		return err
	}
	if b.minipy == "" {
		b.minipy = filepath.Join(tmp, "minipy")
		if out, err := exec.Command("go", "build", "-o", b.minipy, "./cmd/minipy").CombinedOutput(); err != nil {
			return fmt.Errorf("building minipy: %w\n%s", err, out)
		}
	}
	old, err := os.ReadFile(recordedFile)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	b.recorded = parseRecord(string(old))
	modules := only
	if len(only) == 0 {
		for _, f := range families {
			modules = append(modules, f.names()...)
		}
	}
	scores := b.all(modules, jobs)
	if err := os.WriteFile(recordedFile, []byte(b.recorded.format()), 0o644); err != nil {
		return err
	}
	if len(only) > 0 {
		return nil
	}
	return os.WriteFile(boardFile, []byte(board(scores)), 0o644)
}

// all measures modules, jobs of them at a time, and says each score as it comes.
func (b *bench) all(modules []string, jobs int) map[string]score {
	scores := make(map[string]score)
	var wg sync.WaitGroup
	var mu sync.Mutex
	gate := make(chan struct{}, max(jobs, 1))
	for _, m := range modules {
		gate <- struct{}{}
		wg.Go(func() {
			defer func() { <-gate }()
			s, err := b.measure(m)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				log.Printf("%s: %v", m, err)
				return
			}
			scores[m] = s
			fmt.Printf("%-26s %4d of %4d%s\n", m, s.passed, s.wanted, s.short())
		})
	}
	wg.Wait()
	return scores
}

// measure runs one module with minipy, and with CPython if that is not recorded.
func (b *bench) measure(module string) (score, error) {
	b.mu.Lock()
	reference, known := b.recorded[module]
	b.mu.Unlock()
	if !known || b.again {
		o, err := b.outcome([]string{b.python}, nil, module)
		if err != nil {
			return score{}, err
		}
		if !o.complete {
			return score{}, fmt.Errorf("CPython did not finish: %s", o.why)
		}
		reference = o.tests
		b.mu.Lock()
		b.recorded[module] = reference
		b.mu.Unlock()
	}
	o, err := b.outcome([]string{b.minipy}, []string{"MINIPYPATH=" + b.library}, module)
	if err != nil {
		return score{}, err
	}
	s := judge(module, reference, o)
	if b.details != "" {
		text := strings.Join(append(s.failing, "", o.why, ""), "\n")
		for _, id := range s.failing {
			text += "== " + id + "\n" + o.details[id] + "\n"
		}
		if err := os.WriteFile(filepath.Join(b.details, module+".txt"), []byte(text), 0o644); err != nil {
			return score{}, err
		}
	}
	return s, nil
}

// findPython finds CPython and its library, with the tests.
func findPython() (python, library string, err error) {
	if python, err = cpython.Find(cpython.Version, ""); err != nil {
		return "", "", err
	}
	out, err := exec.Command(python, "-c", "import os, test; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		return "", "", fmt.Errorf("%s has no package test: %w", python, err)
	}
	return python, strings.TrimSpace(string(out)), nil
}

// sorted gives the keys of a map in order.
func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
