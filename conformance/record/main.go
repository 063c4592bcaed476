// Command record writes the expected outputs of conformance and examples anew from CPython 3.10.
//
//	go run ./conformance/record [-check] [NAME ...]
//
// Each script runs twice with different hash seeds; one that prints two different things is refused. With -check
// nothing is written: the command says what would change.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/minipy-go/minipy/conformance"
	"github.com/minipy-go/minipy/internal/cpython"
)

const limit = 60 * time.Second // the slowest script needs about two

func main() {
	check := flag.Bool("check", false, "compare with the recorded outputs and write nothing")
	flag.Parse()
	python, err := cpython.Find(cpython.Version, "")
	if err != nil {
		fmt.Fprintln(os.Stderr, "record:", err)
		os.Exit(2)
	}
	root, err := moduleRoot()
	if err != nil {
		fmt.Fprintln(os.Stderr, "record:", err)
		os.Exit(2)
	}
	r := recorder{python: python, check: *check, only: flag.Args()}
	for _, folder := range []string{"conformance", "examples"} {
		r.folder(filepath.Join(root, folder))
	}
	fmt.Printf("%d recorded, %d changed, %d refused\n", r.recorded, r.changed, r.refused)
	if r.refused > 0 || *check && r.changed > 0 {
		os.Exit(1)
	}
}

func moduleRoot() (string, error) {
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", err
	}
	return filepath.Dir(strings.TrimSpace(string(mod))), nil
}

type recorder struct {
	python                     string
	check                      bool
	only                       []string
	recorded, changed, refused int
}

func (r *recorder) folder(dir string) {
	for _, ext := range []string{".py", ".session"} {
		names, err := conformance.Scripts(dir, ext)
		if err != nil {
			r.refuse(dir, err)
		}
		for _, name := range names {
			if len(r.only) > 0 && !slices.Contains(r.only, name) {
				continue
			}
			target, record := filepath.Join(dir, name+".out"), r.script
			if ext == ".session" {
				target, record = filepath.Join(dir, name+ext), r.session
			}
			first, err := record(dir, name+ext, "1")
			if err != nil {
				r.refuse(target, err)
				continue
			}
			second, err := record(dir, name+ext, "2")
			if err == nil && !bytes.Equal(first, second) {
				err = fmt.Errorf("two runs printed different things")
			}
			if err != nil {
				r.refuse(target, err)
				continue
			}
			r.write(target, first)
		}
	}
}

func (r *recorder) refuse(what string, err error) {
	r.refused++
	fmt.Printf("refused %s: %v\n", what, err)
}

func (r *recorder) write(target string, data []byte) {
	r.recorded++
	old, err := os.ReadFile(target)
	if err == nil && bytes.Equal(old, data) {
		return
	}
	r.changed++
	fmt.Println("changed", target)
	if r.check {
		return
	}
	if err := os.WriteFile(target, data, 0o644); err != nil {
		r.refuse(target, err)
	}
}

func (r *recorder) interpreter(seed string, flags ...string) conformance.Interpreter {
	return conformance.Interpreter{
		Command: append([]string{r.python, "-B"}, flags...),
		Prompt:  []string{"-i", "-q"},
		Env:     []string{"PYTHONHASHSEED=" + seed, "PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8"},
	}
}

func (r *recorder) script(dir, file, seed string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	result, err := r.interpreter(seed).Run(ctx, dir, file)
	return result.Format(dir), err
}

func (r *recorder) session(dir, file, seed string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	transcript, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		return nil, err
	}
	s := conformance.ParseSession(string(transcript))
	output, err := r.interpreter(seed, "-u").Talk(ctx, dir, s.Input())
	if err != nil {
		return nil, err
	}
	echo, err := s.Echo(conformance.Mask(output, dir))
	return []byte(echo), err
}
