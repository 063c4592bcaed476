// Command layouts draws random class hierarchies and compares how CPython 3.10 and minipy lay their classes out: sizes,
// offsets, what instances can do, and the errors of conflicting bases and slots.
//
//	go run ./conformance/layouts [-n 5000] [-from 1] [-python PATH] [-minipy PATH]
//	go run ./conformance/layouts -record
//
// The hierarchies are drawn by hierarchies.py, which both interpreters run.
package main

import (
	"bytes"
	_ "embed"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/internal/cpython"
)

//go:embed hierarchies.py
var script []byte

// What is recorded: a digest for every chunk hierarchies from seed 1 on.
//
//go:embed recorded.txt
var recorded string

const (
	recordedFile = "conformance/layouts/recorded.txt"
	total        = 6000
	chunk        = 50
	mark         = "# " // begins each hierarchy
)

func main() {
	n := flag.Int("n", 5000, "how many hierarchies")
	from := flag.Int("from", 1, "the first `seed`")
	python := flag.String("python", "", "CPython 3.10; else pyenv's or PATH's")
	minipy := flag.String("minipy", "", "the minipy to compare instead of a fresh build")
	record := flag.Bool("record", false, "record the digests of CPython's answers")
	flag.Parse()
	if err := run(*n, *from, *python, *minipy, *record); err != nil {
		fmt.Fprintln(os.Stderr, "layouts:", err)
		os.Exit(1)
	}
}

func run(n, from int, python, minipy string, record bool) error {
	dir, err := os.MkdirTemp("", "layouts-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if python, err = cpython.Find(cpython.Version, python); err != nil {
		return err
	}
	if record {
		want, err := draw(dir, []string{python, "-I"}, 1, total)
		if err != nil {
			return err
		}
		return os.WriteFile(recordedFile, []byte(strings.Join(digests(want), "\n")+"\n"), 0o644)
	}
	if minipy == "" {
		minipy = filepath.Join(dir, "minipy")
		if out, err := exec.Command("go", "build", "-o", minipy, "github.com/minipy-go/minipy/cmd/minipy").CombinedOutput(); err != nil {
			return fmt.Errorf("building minipy: %w\n%s", err, out)
		}
	}
	want, err := draw(dir, []string{python, "-I"}, from, n)
	if err != nil {
		return err
	}
	got, err := draw(dir, []string{minipy, "-X", "census"}, from, n)
	if err != nil {
		return err
	}
	differ, classes := 0, 0
	for i, w := range want {
		classes += strings.Count(w, "\nclass ")
		if w != got[i] {
			differ++
			fmt.Printf("seed %d\n--- cpython\n%s--- minipy\n%s", from+i, w, got[i])
		}
	}
	fmt.Printf("%d hierarchies of %d classes, %d differ\n", n, classes, differ)
	if differ > 0 {
		return fmt.Errorf("%d hierarchies differ", differ)
	}
	return nil
}

// draw runs the script and gives what it printed for each hierarchy. A minipy that counts its objects must end with
// none.
func draw(dir string, command []string, from, n int) ([]string, error) {
	file := filepath.Join(dir, "hierarchies.py")
	if err := os.WriteFile(file, script, 0o644); err != nil {
		return nil, err
	}
	cmd := exec.Command(command[0], append(command[1:len(command):len(command)], file, strconv.Itoa(from), strconv.Itoa(n))...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, []string{"PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8"}, &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, stderr.String())
	}
	if s := stderr.String(); s != "" && s != "minipy: live objects: 0\n" {
		return nil, fmt.Errorf("%s", s)
	}
	parts := strings.Split("\n"+stdout.String(), "\n"+mark)[1:]
	if len(parts) != n {
		return nil, fmt.Errorf("%d hierarchies instead of %d", len(parts), n)
	}
	for i := range parts {
		parts[i] = strings.TrimSuffix(parts[i], "\n") + "\n"
	}
	return parts, nil
}

// digests gives a short hash of each chunk of hierarchies.
func digests(logs []string) (out []string) {
	for i := 0; i < len(logs); i += chunk {
		h := fnv.New32a()
		for _, l := range logs[i:min(i+chunk, len(logs))] {
			h.Write([]byte(l))
		}
		out = append(out, fmt.Sprintf("%08x", h.Sum32()))
	}
	return out
}
