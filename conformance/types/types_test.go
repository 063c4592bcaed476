package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/minipy-go/minipy/conformance"
)

var interpreter conformance.Interpreter

func TestMain(m *testing.M) { os.Exit(conformance.Main(m, &interpreter)) }

// TestRecorded compares minipy's answers with the hashes of CPython's.
func TestRecorded(t *testing.T) {
	script, err := writeDriver(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families() {
		t.Run(f.name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("recorded", f.name+".txt"))
			if err != nil {
				t.Fatalf("%v; `go run ./conformance/types -record %s` writes it", err, f.name)
			}
			operations, want := readRecorded(string(text))
			runs := f.runs(recordedSeed, recordedOperations)
			if hashRuns(runs) != operations {
				t.Fatalf("other operations than recorded; `go run ./conformance/types -record %s` asks CPython again", f.name)
			}
			check(t, newPython(interpreter.Command, script, runLimit), runs, want)
		})
	}
}

const mostShown = 10

func check(t *testing.T, p *python, runs []run, want []string) {
	shown := 0
	for _, r := range runs {
		got, err := p.ask(r)
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range got {
			if hash(a) == want[i] || shown >= mostShown {
				continue
			}
			shown++
			t.Errorf("the last of these does not give what CPython gives:\n%sgot %s", run{r.value, r.operations[:i+1]}, a)
			break
		}
		want = want[len(r.operations):]
	}
	if said := p.end(); said != "minipy: live objects: 0\n" {
		t.Errorf("at the end: %s", said)
	}
}

func TestHash(t *testing.T) {
	operations, answers := readRecorded("runs\n" + hash("a") + hash("b") + "\n" + hash("c") + "\n")
	if operations != "runs" || len(answers) != 3 || answers[2] != hash("c") || hash("a") == hash("b") {
		t.Errorf("read %q %q", operations, answers)
	}
}
