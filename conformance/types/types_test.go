package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
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

// methods prints, for each type, the names of what it does not inherit and a call can reach.
const methods = `
import collections, types, sys
def find(name):
    made = {
        "dict_keys": {}.keys(), "dict_items": {}.items(), "dict_values": {}.values(), "list_iterator": iter([]), "list_reverseiterator": reversed([]),
        "tuple_iterator": iter(()), "set_iterator": iter(set()), "dict_keyiterator": iter({}), "dict_valueiterator": iter({}.values()),
        "dict_itemiterator": iter({}.items()), "dict_reversekeyiterator": reversed({}), "dict_reversevalueiterator": reversed({}.values()),
        "dict_reverseitemiterator": reversed({}.items()), "str_iterator": iter(""), "bytes_iterator": iter(b""), "bytearray_iterator": iter(bytearray()),
        "range_iterator": iter(range(1)), "longrange_iterator": iter(range(1 << 70)), "callable_iterator": iter(int, 1), "iterator": iter(memoryview(b"")),
    }
    return type(made[name]) if name in made else eval(name)
for name in sys.argv[1:]:
    print(*[n for n, x in vars(find(name)).items() if callable(x) or hasattr(x, "__func__") or hasattr(type(x), "__get__")])
`

// undrawn are special names that a family need not draw by name: making objects and looking up attributes is what
// every operation does, and docstrings are our own.
const undrawn = "__new__ __init__ __doc__ __getattribute__ __hash__ __repr__ __str__ __class_getitem__ __text_signature__ __weakref__"

// TestEveryMethod finds methods that no operation of their type's family draws.
func TestEveryMethod(t *testing.T) {
	script := filepath.Join(t.TempDir(), "methods.py")
	if err := os.WriteFile(script, []byte(methods), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, f := range families() {
		command := append(interpreter.Command[1:len(interpreter.Command):len(interpreter.Command)], script)
		out, err := exec.Command(interpreter.Command[0], append(command, strings.Fields(f.types)...)...).Output()
		if err != nil || f.types == "" {
			t.Fatalf("%s: %v", f.name, err)
		}
		drawn := strings.Join(f.operations, "\n")
		var missing []string
		for _, name := range strings.Fields(string(out)) {
			if !strings.Contains(" "+undrawn+" ", " "+name+" ") && !regexp.MustCompile(`\.`+name+`\b`).MatchString(drawn) && !slices.Contains(missing, name) {
				missing = append(missing, name)
			}
		}
		if len(missing) > 0 {
			t.Errorf("%s draws no %s", f.name, strings.Join(missing, " "))
		}
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
