package compiler

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/parser"
)

type rec struct {
	Name                 string
	First, Argc, Pos, Kw int
	Flags                uint32
	Varnames, Names      []string
	Cell, Free           []string
	Lines                []int
	Doc                  *string
	Kids                 []rec
}

func toRec(c *code.Code) rec {
	r := rec{Name: c.Name, First: c.FirstLine, Argc: c.ArgCount, Pos: c.PosOnly, Kw: c.KwOnly, Flags: c.Flags, Varnames: c.VarNames, Names: c.Names, Cell: c.CellVars, Free: c.FreeVars}
	for _, l := range c.Lines {
		r.Lines = append(r.Lines, int(l.Line))
	}
	slices.Sort(r.Lines)
	r.Lines = slices.Compact(r.Lines)
	if c.Doc {
		if s, ok := c.Consts[0].(string); ok {
			h := hex.EncodeToString([]byte(s))
			r.Doc = &h
		}
	}
	for _, k := range c.Consts {
		if x, ok := k.(*code.Code); ok {
			r.Kids = append(r.Kids, toRec(x))
		}
	}
	return r
}

var srcLines = map[string][]string{}

func boring(file string, l int) bool {
	if srcLines[file] == nil {
		b, _ := os.ReadFile(file)
		srcLines[file] = strings.Split(string(b), "\n")
	}
	s := srcLines[file][l-1]
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimSpace(s)
	return s == "pass" || s == "try:" || strings.HasPrefix(s, "while ") || s == "continue" || strings.HasPrefix(s, "'") || strings.HasPrefix(s, "\"") || strings.HasPrefix(s, "return") || s == "..." || s == "try :" || s == "break" || strings.HasPrefix(s, "assert ")
}

func TestCPython(t *testing.T) {
	p := os.Getenv("CPYDUMP")
	if p == "" {
		t.Skip()
	}
	f, _ := os.Open(p)
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<28)
	counts := map[string]int{}
	diff := func(kind, file string, a, b rec, x, y any) {
		if counts[kind]++; counts[kind] <= 12 {
			t.Logf("%s %s:%d %s\n   cpy  %v\n   ours %v", kind, file, a.First, a.Name, x, y)
		}
	}
	var cmp func(file string, a, b rec)
	eq := func(a, b []string) bool { return len(a) == 0 && len(b) == 0 || slices.Equal(a, b) }
	cmp = func(file string, a, b rec) {
		if a.Flags != b.Flags {
			diff("flags", file, a, b, a.Flags, b.Flags)
		}
		if a.Argc != b.Argc || a.Pos != b.Pos || a.Kw != b.Kw {
			diff("args", file, a, b, a.Argc, b.Argc)
		}
		if !eq(a.Varnames, b.Varnames) {
			diff("varnames", file, a, b, a.Varnames, b.Varnames)
		}
		if !eq(a.Names, b.Names) {
			diff("names", file, a, b, a.Names, b.Names)
		}
		if !eq(a.Cell, b.Cell) || !eq(a.Free, b.Free) {
			diff("cells", file, a, b, []any{a.Cell, a.Free}, []any{b.Cell, b.Free})
		}
		if a.Name != "<module>" && b.Doc != nil && !reflect.DeepEqual(a.Doc, b.Doc) {
			diff("doc", file, a, b, a.Doc, b.Doc)
		}
		var extra, missing []int
		for _, l := range b.Lines {
			if !slices.Contains(a.Lines, l) && l != a.First {
				extra = append(extra, l)
			}
		}
		for _, l := range a.Lines {
			if !slices.Contains(b.Lines, l) && !boring(file, l) {
				missing = append(missing, l)
			}
		}
		if len(extra) > 0 {
			diff("extralines", file, a, b, extra, "")
		}
		if len(missing) > 0 {
			diff("missinglines", file, a, b, missing, "")
		}
		used := make([]bool, len(b.Kids))
	next:
		for _, k := range a.Kids {
			for i, o := range b.Kids {
				if !used[i] && o.Name == k.Name && o.First == k.First && slices.Equal(o.Varnames[:min(len(o.Varnames), o.Argc)], k.Varnames[:min(len(k.Varnames), k.Argc)]) {
					used[i] = true
					cmp(file, k, o)
					continue next
				}
			}
			diff("missing kid", file, k, k, k.Name, "")
		}
		for i, o := range b.Kids {
			if !used[i] {
				diff("extra kid", file, o, o, o.Name, "")
			}
		}
	}
	n := 0
	for sc.Scan() {
		var r struct {
			File string
			Code rec
		}
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		src, _ := os.ReadFile(r.File)
		m, err := parser.Parse(r.File, src, parser.Exec)
		if err != nil {
			counts["parse"]++
			continue
		}
		c, err := Compile(m, Options{Filename: r.File})
		if err != nil {
			diff("compile", r.File, r.Code, r.Code, err, "")
			continue
		}
		n++
		cmp(r.File, r.Code, toRec(c))
	}
	t.Log(n, counts)
}
