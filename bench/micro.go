package main

import (
	"cmp"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

const operations = "bench/micro/operations.py"

// operation is one line of the table: nanoseconds by peer.
type operation struct {
	name string
	ns   []float64
}

func (o operation) ratio() float64 { return o.ns[1] / o.ns[0] }

// micro times single operations under every peer, in rounds, and prints the least of each with its ratio to the
// first CPython, slowest first.
func (b *bench) micro(only string) error {
	found := map[string]*operation{}
	for range b.rounds {
		for i, p := range b.peers {
			if err := b.addTimes(found, i, p, only); err != nil {
				return err
			}
		}
	}
	var all []operation
	for _, o := range found {
		if !slices.Contains(o.ns, 0) {
			all = append(all, *o)
		}
	}
	slices.SortFunc(all, func(x, y operation) int { return cmp.Compare(x.ratio(), y.ratio()) })
	fmt.Printf("%-26s", "operation, ns")
	for _, p := range b.peers {
		fmt.Printf(" %10s", p.name)
	}
	fmt.Printf(" x%s\n", b.peers[1].name)
	ratios := make([]float64, len(all))
	for i, o := range all {
		ratios[i] = o.ratio()
		fmt.Printf("%-26s", o.name)
		for _, ns := range o.ns {
			fmt.Printf(" %10.1f", ns)
		}
		fmt.Printf(" %.2f\n", o.ratio())
	}
	fmt.Printf("geometric mean %.2f over %d operations\n", geometric(ratios), len(all))
	return nil
}

// addTimes runs the operations under one peer and keeps what is less than before.
func (b *bench) addTimes(found map[string]*operation, i int, p peer, only string) error {
	args := []string{operations}
	if only != "" {
		args = append(args, strings.Split(only, ",")...)
	}
	out, err := exec.Command(p.command, args...).Output()
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	for line := range strings.Lines(string(out)) {
		name, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		ns, err := strconv.ParseFloat(text, 64)
		if !ok || err != nil {
			return fmt.Errorf("%s: %q is no time of an operation", p.name, line)
		}
		o := found[name]
		if o == nil {
			o = &operation{name: name, ns: make([]float64, len(b.peers))}
			found[name] = o
		}
		if o.ns[i] == 0 || ns < o.ns[i] {
			o.ns[i] = ns
		}
	}
	return nil
}
