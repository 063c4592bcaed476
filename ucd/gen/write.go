package main

import (
	"encoding/binary"
	"log"
	"math"
	"strconv"
	"strings"
)

func parseHex(s string) int {
	n, err := strconv.ParseInt(s, 16, 32)
	if err != nil {
		log.Fatal(err)
	}
	return int(n)
}

// writer makes a file of numbers (varints) and strings with their lengths.
type writer struct{ b []byte }

func (w *writer) num(n int)     { w.b = binary.AppendUvarint(w.b, uint64(n)) }
func (w *writer) delta(n int)   { w.b = binary.AppendVarint(w.b, int64(n)) }
func (w *writer) text(s string) { w.num(len(s)); w.b = append(w.b, s...) }

// points writes code points as differences from where they are.
func (w *writer) points(from int, hex []string) {
	w.num(len(hex))
	for _, h := range hex {
		n := parseHex(h)
		w.delta(n - from)
		from = n
	}
}

// pool numbers strings in the order of their first use.
type pool struct {
	index map[string]int
	list  []string
}

func (p *pool) of(s string) int {
	if i, ok := p.index[s]; ok {
		return i
	}
	if p.index == nil {
		p.index = map[string]int{}
	}
	p.index[s] = len(p.list)
	p.list = append(p.list, s)
	return len(p.list) - 1
}

func (w *writer) pool(p *pool) { w.text(strings.Join(p.list, " ")) }

// props are the properties, without the names: pools of strings, the records that
// occur, which record each run of code points has in 13.0 and in 3.2, decompositions.
func (f *facts) props() []byte {
	var records, categories, bidis, widths, numbers, tags pool
	categories.of("Cn")
	bidis.of("-")
	var runs writer
	for _, list := range [...][]run{f.newer, f.older} {
		runs.num(len(list))
		last := 0
		for _, r := range list {
			runs.num(r.first - last)
			runs.num(records.of(r.record))
			last = r.first
		}
	}
	var body writer
	body.num(len(records.list))
	for _, r := range records.list {
		p := strings.Split(r, " ")
		body.num(categories.of(p[0]))
		body.num(bidis.of(p[1]))
		body.num(atoi(p[2]))
		body.num(atoi(p[3]))
		body.num(widths.of(p[4]))
		body.num(optional(p[5]))
		body.num(optional(p[6]))
		if p[7] == "-" {
			body.num(0)
		} else {
			body.num(numbers.of(p[7]) + 1)
		}
	}
	body.b = append(body.b, runs.b...)
	f.writeDecompositions(&body, &tags)
	var w writer
	for _, p := range [...]*pool{&categories, &bidis, &widths, &tags} {
		w.pool(p)
	}
	w.num(len(numbers.list))
	for _, s := range numbers.list {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			log.Fatal(err)
		}
		w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(x))
	}
	return append(w.b, body.b...)
}

// writeDecompositions writes code point, tag (0: canonical) and points of each, those
// that nothing composes to, and those that Unicode 3.2 had wrong.
func (f *facts) writeDecompositions(w *writer, tags *pool) {
	tags.of("")
	w.num(len(f.decompositions))
	last := 0
	for _, d := range f.decompositions {
		parts := strings.Split(d.text, " ")
		tag := ""
		if parts[0][0] == '<' {
			tag, parts = parts[0], parts[1:]
		}
		w.num(d.code - last)
		w.num(tags.of(tag))
		w.points(d.code, parts)
		last = d.code
	}
	w.num(len(f.excluded))
	last = 0
	for _, n := range f.excluded {
		w.num(n - last)
		last = n
	}
	w.num(len(f.corrected))
	for _, c := range f.corrected {
		w.num(c.code)
		w.points(c.code, strings.Split(c.text, " "))
	}
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		log.Fatal(err)
	}
	return n
}

// optional is a number plus one, 0 for none.
func optional(s string) int {
	if s == "-" {
		return 0
	}
	return atoi(s) + 1
}

const (
	ideograph = "CJK UNIFIED IDEOGRAPH-"
	syllable  = "HANGUL SYLLABLE "
)

// names are the ranges of ideographs, the runs of code points that have names of their
// own, those names in order, and the names that stand for other points.
func (f *facts) names() []byte {
	var w writer
	var own []named
	var ideographs []int
	for _, n := range f.named {
		switch {
		case strings.HasPrefix(n.text, ideograph):
			ideographs = append(ideographs, n.code)
		case !strings.HasPrefix(n.text, syllable):
			own = append(own, n)
		}
	}
	w.ranges(ideographs)
	codes := make([]int, len(own))
	texts := make([]string, len(own))
	for i, n := range own {
		codes[i], texts[i] = n.code, n.text
	}
	w.ranges(codes)
	w.text(strings.Join(texts, "\n"))
	w.num(len(f.aliases))
	for _, a := range f.aliases {
		name, points, _ := strings.Cut(a.text, ";")
		w.num(a.code - 0xF0000)
		w.text(name)
		w.points(0, strings.Split(points, " "))
	}
	return w.b
}

// ranges writes sorted numbers as pairs: how many are missing, how many follow.
func (w *writer) ranges(codes []int) {
	var pairs []int
	next := -1
	end := 0
	for _, c := range codes {
		if c != next {
			pairs = append(pairs, c-end, 0)
		}
		pairs[len(pairs)-1]++
		next, end = c+1, c+1
	}
	w.num(len(pairs) / 2)
	for _, n := range pairs {
		w.num(n)
	}
}
