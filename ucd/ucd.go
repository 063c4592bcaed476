// Package ucd is the Unicode Character Database: version 13.0.0, which CPython 3.10 has,
// and 3.2.0, which internationalised domain names need. Go's own tables are of a later
// version.
//
// Invariant: nothing is unpacked before it is asked for; the names, which are the larger
// part, stay packed until a name is.
package ucd

//go:generate go run ./gen -dir .

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"math"
	"sync"

	_ "embed"
)

// A Version is one of the two databases.
type Version uint8

const (
	V13 Version = iota // 13.0.0
	V32                // 3.2.0
)

// String is the number of the version.
func (v Version) String() string {
	if v == V32 {
		return "3.2.0"
	}
	return "13.0.0"
}

// A Record is what is known of a code point besides its name and its decomposition.
type Record struct {
	Category, Bidi, Width string
	Combining             uint8
	Mirrored              bool
	Decimal, Digit        int8 // -1: none
	HasNumber             bool
	Number                float64
}

// Of returns the record of r, which must be a code point.
func (v Version) Of(r rune) *Record {
	p := props()
	return &p.records[p.versions[v].at(r)]
}

// assigned reports whether the version has the code point.
func (v Version) assigned(r rune) bool { return v.Of(r).Category != "Cn" }

// pages map code points to records, in pages of 256.
type pages struct {
	index [0x1100]uint16
	pages [][256]uint16
}

func (p *pages) at(r rune) uint16 { return p.pages[p.index[r>>8]][r&0xFF] }

// decomposition: tag is "" for a canonical one, or "<compat>" and the like.
type decomposition struct {
	tag string
	to  []rune
}

type tables struct {
	records    []Record
	versions   [2]pages
	decomposed map[rune]decomposition
	excluded   map[rune]bool   // nothing composes to them
	corrected  map[rune][]rune // decompositions that 3.2 had
}

//go:embed props.flate
var packedProps []byte

var props = sync.OnceValue(func() *tables {
	r := unpack(packedProps)
	t := new(tables)
	categories, bidis, widths, tags := r.words(), r.words(), r.words(), r.words()
	bidis[0] = ""
	numbers := make([]float64, r.num())
	for i := range numbers {
		numbers[i] = math.Float64frombits(binary.LittleEndian.Uint64(r.b))
		r.b = r.b[8:]
	}
	t.records = make([]Record, r.num())
	for i := range t.records {
		rec := &t.records[i]
		rec.Category, rec.Bidi = categories[r.num()], bidis[r.num()]
		rec.Combining, rec.Mirrored = uint8(r.num()), r.num() != 0
		rec.Width = widths[r.num()]
		rec.Decimal, rec.Digit = int8(r.num()-1), int8(r.num()-1)
		if n := r.num(); n > 0 {
			rec.HasNumber, rec.Number = true, numbers[n-1]
		}
	}
	for v := range t.versions {
		r.pages(&t.versions[v])
	}
	t.decomposed = make(map[rune]decomposition, 6000)
	code := rune(0)
	for n := r.num(); n > 0; n-- {
		code += rune(r.num())
		tag := tags[r.num()]
		t.decomposed[code] = decomposition{tag, r.points(code)}
	}
	t.excluded = map[rune]bool{}
	code = 0
	for n := r.num(); n > 0; n-- {
		code += rune(r.num())
		t.excluded[code] = true
	}
	t.corrected = map[rune][]rune{}
	for n := r.num(); n > 0; n-- {
		code := rune(r.num())
		t.corrected[code] = r.points(code)
	}
	return t
})

// reader reads what the generator wrote.
type reader struct{ b []byte }

func unpack(packed []byte) *reader {
	b, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		panic("ucd: " + err.Error()) // the file is part of the program
	}
	return &reader{b}
}

func (r *reader) num() int {
	x, n := binary.Uvarint(r.b)
	r.b = r.b[n:]
	return int(x)
}

func (r *reader) text() string {
	n := r.num()
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

// words reads strings that are separated by spaces; the first may be empty.
func (r *reader) words() []string {
	var out []string
	s := r.text()
	start := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ' ' {
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return out
}

// points reads code points, the first as its difference from from.
func (r *reader) points(from rune) []rune {
	out := make([]rune, r.num())
	for i := range out {
		x, n := binary.Varint(r.b)
		r.b = r.b[n:]
		from += rune(x)
		out[i] = from
	}
	return out
}

// pages spells the runs of records out; pages of one record are shared.
func (r *reader) pages(p *pages) {
	type run struct {
		first rune
		rec   uint16
	}
	runs := make([]run, r.num())
	code := rune(0)
	for i := range runs {
		code += rune(r.num())
		runs[i] = run{code, uint16(r.num())}
	}
	shared := map[uint16]uint16{}
	k := 0
	for page := range p.index {
		first := rune(page) << 8
		for k+1 < len(runs) && runs[k+1].first <= first {
			k++
		}
		uniform := k+1 == len(runs) || runs[k+1].first >= first+256
		if at, ok := shared[runs[k].rec]; ok && uniform {
			p.index[page] = at
			continue
		}
		var filled [256]uint16
		for i, j := 0, k; i < 256; i++ {
			if j+1 < len(runs) && runs[j+1].first <= first+rune(i) {
				j++
			}
			filled[i] = runs[j].rec
		}
		p.index[page] = uint16(len(p.pages))
		if uniform {
			shared[runs[k].rec] = p.index[page]
		}
		p.pages = append(p.pages, filled)
	}
}
