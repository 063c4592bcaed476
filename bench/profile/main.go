// Command profile measures where minipy spends its time and leaves that where go build finds it.
//
//	go run ./bench/profile [-o FILE] [FOLDER…]
//
// It runs the programs of the folders (bench/programs and bench/micro when there are none) in this process, under
// Go's CPU profiler, and writes cmd/minipy/default.pgo: with that go build lays out and inlines what is hot.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"

	"github.com/minipy-go/minipy"
)

func main() {
	out := flag.String("o", filepath.Join("cmd", "minipy", "default.pgo"), "where to write the profile")
	flag.Parse()
	folders := flag.Args()
	if len(folders) == 0 {
		folders = []string{filepath.Join("bench", "programs"), filepath.Join("bench", "micro")}
	}
	if err := profile(*out, folders); err != nil {
		fmt.Fprintln(os.Stderr, "profile:", err)
		os.Exit(1)
	}
}

// profile runs every program of the folders and writes the profile of all runs to out.
func profile(out string, folders []string) error {
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	for _, folder := range folders {
		programs, err := filepath.Glob(filepath.Join(folder, "*.py"))
		if err != nil {
			return err
		}
		if len(programs) == 0 {
			return fmt.Errorf("no programs in %s", folder)
		}
		for _, p := range programs {
			fmt.Fprintln(os.Stderr, p)
			if err := run(p); err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
		}
	}
	return nil
}

func run(program string) error {
	src, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	code, err := minipy.Compile(program, src)
	if err != nil {
		return err
	}
	in := minipy.New(minipy.Config{Stderr: os.Stderr, System: true, Dedicated: true, Args: []string{program}})
	defer in.Close()
	return in.Run(context.Background(), code)
}
