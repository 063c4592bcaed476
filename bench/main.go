// Command bench times minipy against CPython over a folder of programs.
//
//	go run ./bench -minipy PATH [-d FOLDER] [-n ROUNDS] [-vs 3.10.13,3.13.0] [-only a,b]
//	go run ./bench -micro [-only "list,set "]
//
// -micro times single operations (bench/micro/operations.py), those whose names contain one of the words, and prints
// the least times, slowest ratio first.
//
// Rounds are interleaved: minipy, the first CPython, the second, minipy again, so that a machine that grows slow
// grows slow for all. What is timed is the CPU time of whole processes. A program prints a line that begins with
// "checksum", which must be the same as the first CPython's. A ratio is CPython's time divided by minipy's: above 1,
// minipy is faster. RSS is peak memory, minipy's divided by the first CPython's: below 1, minipy is smaller.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/minipy-go/minipy/internal/cpython"
)

func main() {
	var b bench
	minipy := flag.String("minipy", "", "the minipy to time; built from the checkout when empty")
	vs := flag.String("vs", "3.10.13,3.13.0", "CPython `versions`, found through pyenv or in PATH")
	only := flag.String("only", "", "names of the programs to run")
	flag.BoolVar(&b.single, "micro", false, "time single operations")
	flag.StringVar(&b.folder, "d", "bench/programs", "folder of programs")
	flag.IntVar(&b.rounds, "n", 5, "rounds")
	flag.DurationVar(&b.limit, "t", time.Minute, "limit of one run")
	flag.Parse()
	failed, err := b.compare(*minipy, strings.Split(*vs, ","), *only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	if failed {
		os.Exit(1)
	}
}

// bench compares its first peer, minipy, with the others.
type bench struct {
	folder string
	rounds int
	single bool // operations instead of programs
	limit  time.Duration
	peers  []peer
}

type peer struct {
	name, command string
}

func (b *bench) compare(minipy string, versions []string, only string) (failed bool, err error) {
	if minipy == "" {
		dir, err := os.MkdirTemp("", "minipy")
		if err != nil {
			return false, err
		}
		defer os.RemoveAll(dir)
		minipy = filepath.Join(dir, "minipy")
		build := exec.Command("go", "build", "-o", minipy, "./cmd/minipy")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return false, fmt.Errorf("go build ./cmd/minipy: %w", err)
		}
	}
	b.peers = []peer{{"minipy", minipy}}
	for _, v := range versions {
		if command, err := cpython.Find(v, ""); err == nil {
			b.peers = append(b.peers, peer{v, command})
		} else {
			fmt.Fprintln(os.Stderr, "bench:", err)
		}
	}
	if len(b.peers) < 2 {
		return false, fmt.Errorf("nothing to compare with: pyenv and PATH have none of %s", strings.Join(versions, ", "))
	}
	if b.single {
		return false, b.micro(only)
	}
	return b.run(only)
}

func (b *bench) run(only string) (failed bool, err error) {
	files, err := filepath.Glob(filepath.Join(b.folder, "*.py"))
	if err != nil {
		return false, err
	}
	peers := b.peers[1:]
	fmt.Printf("%-14s", "program")
	for _, p := range peers {
		fmt.Printf(" x%-8s", p.name)
	}
	fmt.Printf(" RSS x%s\n", peers[0].name)
	ratios := make([][]float64, len(peers))
	var sizes []float64
	var bad []string
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".py")
		if only != "" && !slices.Contains(strings.Split(only, ","), name) {
			continue
		}
		row, size, err := b.program(file)
		if err != nil {
			bad = append(bad, name)
			fmt.Printf("%-14s FAILS: %v\n", name, err)
			continue
		}
		fmt.Printf("%-14s", name)
		for i, r := range row {
			ratios[i] = append(ratios[i], r)
			fmt.Printf(" %-9.2f", r)
		}
		if size > 0 {
			sizes = append(sizes, size)
			fmt.Printf(" %.2f", size)
		}
		fmt.Println()
	}
	for i, p := range peers {
		if len(ratios[i]) > 0 {
			fmt.Printf("geometric mean against %s: %.2f over %d programs, slowest %.2f\n",
				p.name, geometric(ratios[i]), len(ratios[i]), slices.Min(ratios[i]))
		}
	}
	if len(sizes) > 0 {
		fmt.Printf("geometric mean of memory against %s: %.2f\n", peers[0].name, geometric(sizes))
	}
	if len(bad) > 0 {
		fmt.Printf("%d fail: %s\n", len(bad), strings.Join(bad, ", "))
	}
	return len(bad) > 0, nil
}

// program runs the rounds of one program: minipy's ratio to each other peer, and its memory relative to the first.
func (b *bench) program(file string) (ratios []float64, size float64, err error) {
	times := make([][]float64, len(b.peers))
	memory := make([][]float64, len(b.peers))
	for range b.rounds {
		sums := make([]string, len(b.peers))
		for i, p := range b.peers {
			r, err := measure(p.command, file, b.limit)
			if err != nil {
				return nil, 0, fmt.Errorf("%s: %w", p.name, err)
			}
			times[i] = append(times[i], r.cpu.Seconds())
			if r.peak > 0 {
				memory[i] = append(memory[i], r.peak)
			}
			sums[i] = r.checksum
		}
		if sums[0] != sums[1] {
			return nil, 0, fmt.Errorf("wrong %q, %s has %q", sums[0], b.peers[1].name, sums[1])
		}
	}
	for i := 1; i < len(b.peers); i++ {
		round := make([]float64, b.rounds)
		for j := range round {
			round[j] = times[i][j] / times[0][j]
		}
		ratios = append(ratios, median(round))
	}
	if len(memory[0]) > 0 && len(memory[1]) > 0 {
		size = median(memory[0]) / median(memory[1])
	}
	return ratios, size, nil
}

func median(xs []float64) float64 {
	slices.Sort(xs)
	return (xs[(len(xs)-1)/2] + xs[len(xs)/2]) / 2
}

func geometric(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += math.Log(x)
	}
	return math.Exp(sum / cmp.Or(float64(len(xs)), 1))
}
