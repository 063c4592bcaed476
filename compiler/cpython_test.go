package compiler

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"testing"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/internal/cpython"
	"github.com/minipy-go/minipy/parser"
)

// reference finds CPython, or skips the test.
func reference(t testing.TB) string {
	t.Helper()
	python, err := cpython.Find(cpython.Version, "")
	if err != nil {
		t.Skip(err)
	}
	return python
}

// dumpCodes prints, for every file of CPython's library, its codes as JSON: what a
// program can see of them.
const dumpCodes = `
import sys, os, json, types, warnings
warnings.simplefilter('ignore')
def record(c):
    doc = c.co_consts[0] if c.co_consts and isinstance(c.co_consts[0], str) else ''
    return dict(Name=c.co_name, First=c.co_firstlineno, Args=[c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_flags],
        Names=[c.co_varnames, c.co_names, c.co_cellvars, c.co_freevars], Doc=doc.encode('utf-8', 'surrogatepass').hex(),
        Lines=sorted({l for _, _, l in c.co_lines() if l}), Inner=[record(k) for k in c.co_consts if isinstance(k, types.CodeType)])
for d, _, files in os.walk(os.path.dirname(os.__file__)):
    for f in sorted(files):
        if f.endswith('.py') and 'site-packages' not in d:
            try:
                with open(os.path.join(d, f), 'rb') as s:
                    c = compile(s.read(), f, 'exec', dont_inherit=True)
            except (SyntaxError, ValueError):
                c = None
            print(json.dumps(dict(File=os.path.join(d, f), Code=c and record(c))))
`

type record struct {
	Name  string
	First int
	Args  [4]int
	Names [4][]string
	Doc   string
	Lines []int
	Inner []record
}

func recordOf(c *code.Code) record {
	r := record{Name: c.Name, First: c.FirstLine, Args: [4]int{c.ArgCount, c.PosOnly, c.KwOnly, int(c.Flags)}, Names: [4][]string{c.VarNames, c.Names, c.CellVars, c.FreeVars}}
	if c.Doc {
		doc, _ := c.Consts[0].(string)
		r.Doc = fmt.Sprintf("%x", doc)
	}
	for _, l := range c.Lines {
		if l.Line > 0 {
			r.Lines = append(r.Lines, int(l.Line))
		}
	}
	for _, k := range c.Consts {
		if inner, ok := k.(*code.Code); ok {
			r.Inner = append(r.Inner, recordOf(inner))
		}
	}
	return r
}

// TestStdlib compiles CPython's library, verifies all codes, and compares with CPython's
// their arguments, flags, names, docstrings and lines.
func TestStdlib(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	cmd := exec.Command(reference(t), "-c", dumpCodes)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewScanner(out)
	in.Buffer(nil, 1<<26)
	files, lines := 0, lineCount{}
	for in.Scan() {
		var want struct {
			File string
			Code *record
		}
		if err := json.Unmarshal(in.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		src, err := os.ReadFile(want.File)
		if err != nil {
			t.Fatal(err)
		}
		c, err := compileFile(want.File, src)
		if (err != nil) != (want.Code == nil) {
			t.Errorf("%s: compiles in CPython: %t, here: %v", want.File, want.Code != nil, err)
		}
		if err != nil || want.Code == nil {
			continue
		}
		files++
		if err := code.Verify(c); err != nil {
			t.Error(err)
		}
		compareRecords(t, &lines, want.File, want.Code, recordOf(c))
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	t.Logf("%d files, %d lines of code that only CPython knows, %d that only we know", files, lines.missing, lines.stray)
	if lines.stray > files/10 || lines.missing > files/5 {
		t.Error("too many lines differ")
	}
}

// A lineCount counts the lines that have code in CPython or here only.
type lineCount struct{ missing, stray int }

func compileFile(file string, src []byte) (*code.Code, error) {
	m, err := parser.Parse(file, src, parser.Exec)
	if err != nil {
		return nil, err
	}
	return Compile(m, Options{Filename: file})
}

func compareRecords(t *testing.T, n *lineCount, file string, want *record, got record) {
	if want.Args != got.Args || want.Doc != got.Doc && want.Name != "<module>" && got.Doc != "" {
		t.Errorf("%s:%d %s: arguments %v and %v", file, want.First, want.Name, want.Args, got.Args)
	}
	for i := range want.Names {
		if !slices.Equal(want.Names[i], got.Names[i]) {
			t.Errorf("%s:%d %s: names %v\nours %v", file, want.First, want.Name, want.Names[i], got.Names[i])
		}
	}
	for _, l := range got.Lines {
		if l != want.First && !slices.Contains(want.Lines, l) {
			n.stray++
		}
	}
	for _, l := range want.Lines {
		if !slices.Contains(got.Lines, l) {
			n.missing++
		}
	}
	// equal codes are one constant in CPython, unreachable ones are none here
	used := make([]bool, len(got.Inner))
	for i := range want.Inner {
		w := &want.Inner[i]
		for j := range got.Inner {
			if g := &got.Inner[j]; !used[j] && g.Name == w.Name && g.First == w.First && slices.Equal(g.Names[0], w.Names[0]) && g.Args[0] == w.Args[0] {
				used[j] = true
				compareRecords(t, n, file, w, *g)
				break
			}
		}
	}
}
