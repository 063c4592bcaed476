// The command gen writes the tables of package ucd, from what CPython 3.10 says about
// every code point.
//
//	go run ./ucd/gen [-python python3.10]
package main

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"flag"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed dump.py
var dump string

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	python := flag.String("python", "python3.10", "the CPython 3.10 to ask")
	dir := flag.String("dir", "ucd", "the folder to write to")
	flag.Parse()
	cmd := exec.Command(*python, "-c", dump)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		log.Fatal(err)
	}
	f := readFacts(string(out))
	for name, data := range map[string][]byte{"props.flate": f.props(), "names.flate": f.names()} {
		packed := pack(data)
		if err := os.WriteFile(filepath.Join(*dir, name), packed, 0o644); err != nil {
			log.Fatal(err)
		}
		log.Printf("%s: %d bytes, packed %d", name, len(data), len(packed))
	}
}

func pack(data []byte) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		log.Fatal(err)
	}
	return b.Bytes()
}

// run begins at a code point and ends where the next one begins.
type run struct {
	first  int
	record string
}

type named struct {
	code int
	text string
}

// facts are the lines of the dump, by their first word.
type facts struct {
	newer, older   []run
	decompositions []named
	excluded       []int
	corrected      []named
	named          []named
	aliases        []named // name;points
}

func readFacts(text string) *facts {
	f := new(facts)
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		kind, rest, _ := strings.Cut(line, " ")
		hex, rest, _ := strings.Cut(rest, " ")
		n := parseHex(hex)
		switch kind {
		case "new":
			f.newer = append(f.newer, run{n, rest})
		case "old":
			f.older = append(f.older, run{n, rest})
		case "decomposition":
			f.decompositions = append(f.decompositions, named{n, rest})
		case "excluded":
			f.excluded = append(f.excluded, n)
		case "corrected":
			f.corrected = append(f.corrected, named{n, rest})
		case "name":
			f.named = append(f.named, named{n, rest})
		case "alias":
			f.aliases = append(f.aliases, named{n, rest})
		default:
			log.Fatalf("unexpected line %q", line)
		}
	}
	return f
}
