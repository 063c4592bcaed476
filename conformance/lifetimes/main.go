// Command lifetimes draws random Python programs and compares when and in which order their objects die with
// CPython 3.10.
//
//	go run ./conformance/lifetimes [-n 1000] [-from 1] [-python PATH] [-minipy PATH]
//	go run ./conformance/lifetimes -show SEED
//	go run ./conformance/lifetimes -record 2000
//
// Programs run in batches, one process for many of them; each logs every death and callback. A program whose log
// differs is reduced to a smaller one that still differs, and printed with both logs.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"

	"github.com/minipy-go/minipy/internal/cpython"
)

func main() {
	c := comparison{}
	flag.IntVar(&c.count, "n", 1000, "how many programs")
	flag.Uint64Var(&c.from, "from", 1, "the first `seed`")
	flag.IntVar(&c.batch, "batch", 100, "programs in one process; the last of each runs as __main__, to its exit")
	flag.IntVar(&c.most, "most", 5, "how many differences are reduced and printed")
	flag.BoolVar(&c.inside, "inside", false, "run none as __main__")
	python := flag.String("python", "", "CPython 3.10; else pyenv's or PATH's")
	minipy := flag.String("minipy", "", "the minipy to compare instead of a fresh build")
	options := flag.String("X", "", "options for minipy, separated by spaces")
	show := flag.Uint64("show", 0, "print the program of a `seed` and do no more")
	record := flag.Int("record", 0, "record the corpus anew, of so many programs")
	flag.Parse()
	c.recorded = *record
	if *show != 0 {
		fmt.Print(source(program(*show)))
		return
	}
	if err := c.run(*python, *minipy, strings.Fields(*options)); err != nil {
		fmt.Fprintln(os.Stderr, "lifetimes:", err)
		os.Exit(1)
	}
}

// A comparison is what one call of the command does.
type comparison struct {
	count, batch, most int
	inside             bool
	from               uint64
	bench              bench
	cpython, minipy    interpreter
	differ, unstable   int
	leaky              int // programs in which CPython loses references
	recorded           int // record the corpus
}

func (c *comparison) run(python, minipy string, options []string) (err error) {
	if c.bench, err = newBench(); err != nil {
		return err
	}
	defer c.bench.close()
	if c.cpython, err = reference(python); err != nil {
		return err
	}
	if minipy == "" {
		minipy = c.bench.file("minipy")
		if out, err := exec.Command("go", "build", "-o", minipy, "github.com/minipy-go/minipy/cmd/minipy").CombinedOutput(); err != nil {
			return fmt.Errorf("building minipy: %w\n%s", err, out)
		}
	}
	c.minipy = newMinipy(minipy, options)
	if c.recorded > 0 {
		return c.record(c.recorded)
	}
	for done := 0; done < c.count; done += c.batch {
		if err := c.compare(c.from+uint64(done), min(c.batch, c.count-done)); err != nil {
			return err
		}
	}
	fmt.Printf("%d programs, %d differ, %d on which CPython does not agree with itself, %d in which it leaks\n", c.count, c.differ, c.unstable, c.leaky)
	if c.differ > 0 {
		return fmt.Errorf("%d programs differ", c.differ)
	}
	return nil
}

var environment = []string{"PYTHONHASHSEED=1", "PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8"}

func newMinipy(path string, options []string) interpreter {
	command := []string{path, "-X", "census", "-W", "ignore"}
	for _, o := range options {
		command = append(command, "-X", o)
	}
	return interpreter{command, environment, true}
}

// reference is CPython as the programs run in it.
func reference(told string) (interpreter, error) {
	path, err := cpython.Find(cpython.Version, told)
	return interpreter{[]string{path, "-I", "-S", "-W", "ignore"}, environment, false}, err
}

// compare runs one batch.
func (c *comparison) compare(from uint64, n int) error {
	programs := batchPrograms(from, n)
	want, got, err := c.both(programs, !c.inside)
	if err != nil {
		return err
	}
	for i := range programs {
		if want[i] == got[i] {
			continue
		}
		if leaks(want[i]) {
			c.leaky++
			continue
		}
		last := i == n-1 && !c.inside
		stable, err := c.stable(programs[i], last, want[i])
		if err != nil {
			return err
		}
		if !stable {
			c.unstable++
			continue
		}
		c.differ++
		fmt.Printf("seed %d differs", from+uint64(i))
		if c.differ > c.most {
			fmt.Println()
			continue
		}
		if err := c.report(program(from+uint64(i)), last); err != nil {
			return err
		}
	}
	return nil
}

// leaks reports whether CPython loses references in a program with this log: where what stands
// behind * is no iterable, it never drops the keyword arguments of the call.
func leaks(log string) bool { return strings.Contains(log, "argument after * must be an iterable") }

// both runs programs in both interpreters.
func (c *comparison) both(programs []string, last bool) (want, got []string, err error) {
	var wg sync.WaitGroup
	var pyErr error
	wg.Go(func() { want, pyErr = c.bench.run(c.cpython, "cpython", programs, last) })
	got, err = c.bench.run(c.minipy, "minipy", programs, last)
	wg.Wait()
	if err == nil {
		err = pyErr
	}
	return want, got, err
}

// stable says whether CPython logs the same again, in a process of its own and with other addresses.
func (c *comparison) stable(program string, last bool, want string) (bool, error) {
	if strings.HasPrefix(want, "crashed") {
		return false, nil
	}
	for range 3 {
		again, err := c.bench.run(c.cpython, "again", []string{program}, last)
		if err != nil || again[0] != want {
			return false, err
		}
	}
	return true, nil
}
