package compiler

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/parser"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// compileString compiles a module and verifies its code.
func compileString(t testing.TB, src string, o Options) *code.Code {
	t.Helper()
	mode := map[Mode]parser.Mode{Exec: parser.Exec, Eval: parser.Eval, Single: parser.Single}[o.Mode]
	m, err := parser.Parse(o.Filename, []byte(src), mode)
	if err != nil {
		t.Fatalf("%s\n%v", src, err)
	}
	c, err := Compile(m, o)
	if err != nil {
		t.Fatalf("%s\n%v", src, err)
	}
	if err := code.Verify(c); err != nil {
		t.Errorf("%s\n%v", src, err)
	}
	return c
}

// TestGolden compiles the programs in testdata/golden, one file a family of statements,
// and compares the instructions with the file beside it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".py"), func(t *testing.T) {
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			got := listing(compileString(t, string(src), Options{Filename: filepath.Base(f)}))
			golden := strings.TrimSuffix(f, ".py") + ".dis"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s\n%s", golden, firstDiff(string(want), got))
			}
		})
	}
}

// listing disassembles c and the codes in it.
func listing(c *code.Code) string {
	s := "== " + c.QualName + "\n" + code.Disassemble(c)
	for _, k := range c.Consts {
		if inner, ok := k.(*code.Code); ok {
			s += listing(inner)
		}
	}
	return s
}

func firstDiff(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return "want " + w[i] + "\n got " + g[i]
		}
	}
	return "one is longer"
}
