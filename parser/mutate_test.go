package parser

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/ast"
)

// TestMutations breaks good programs and compares what we say about them with what
// CPython says, as far as it is to be found here. MUTATIONS says how many programs,
// SEED where to begin.
func TestMutations(t *testing.T) {
	python := reference(t)
	n, seed := 2000, int64(1)
	if s, err := strconv.Atoi(os.Getenv("MUTATIONS")); err == nil {
		n = s
	}
	if s, err := strconv.Atoi(os.Getenv("SEED")); err == nil {
		seed = int64(s)
	}
	programs := mutations(t, n, rand.New(rand.NewSource(seed)))
	wrong := 0
	for i, want := range askCPython(t, python, programs) {
		if got := verdict(programs[i]); got != want {
			wrong++
			if wrong <= 25 {
				t.Errorf("%q\n   got %s\n  want %s", programs[i], got, want)
			}
		}
	}
	t.Logf("%d of %d programs differ", wrong, n)
}

// askCPython returns its verdict on each program.
func askCPython(t *testing.T, python string, programs []string) (out []string) {
	in, err := json.Marshal(programs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, filepath.Join("testdata", "errors.py"), "trees")
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stderr = os.Stderr
	answer, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var rows []any
	if err := json.Unmarshal(answer, &rows); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if e, ok := r.([]any); ok {
			r = fmt.Sprintf("%s: %s %v:%v-%v:%v", e...)
		}
		out = append(out, r.(string))
	}
	return out
}

func verdict(src string) string {
	m, err := ParseWith("file", []byte(src), Options{Text: true})
	if err == nil {
		return ast.Dump(m)
	}
	e := err.(*SyntaxError)
	if e.Kind == "RecursionError" {
		return "RecursionError:  0:0-0:0"
	}
	return fmt.Sprintf("%s: %s %d:%d-%d:%d", e.Kind, e.Msg, e.Line, e.Col, e.EndLine, e.EndCol)
}

// mutations makes programs out of pieces of the recorded ones, with a token or a
// few left out, doubled, exchanged or put in.
func mutations(t *testing.T, n int, r *rand.Rand) (out []string) {
	var pieces, tokens []string
	for _, p := range seedPrograms(t) {
		lines := strings.SplitAfter(p, "\n")
		for i := range lines {
			pieces = append(pieces, lines[i])
			if j := i + 1 + r.Intn(4); j <= len(lines) {
				pieces = append(pieces, strings.Join(lines[i:j], ""))
			}
		}
		for _, tok := range cut(p) {
			if strings.TrimSpace(tok) != "" && len(tok) < 12 {
				tokens = append(tokens, tok)
			}
		}
	}
	for len(out) < n {
		toks := cut(pieces[r.Intn(len(pieces))])
		if len(toks) < 2 {
			continue
		}
		for range 1 + r.Intn(2) {
			i, j := r.Intn(len(toks)), r.Intn(len(toks))
			switch r.Intn(5) {
			case 0:
				toks[i] = ""
			case 1:
				toks[i] += " " + toks[j]
			case 2:
				toks[i], toks[j] = toks[j], toks[i]
			case 3:
				toks[i] += tokens[r.Intn(len(tokens))]
			default:
				toks[i] = " " + tokens[r.Intn(len(tokens))] + " "
			}
		}
		if s := strings.Join(toks, ""); s != "" {
			out = append(out, strings.TrimRight(s, "\n")+"\n")
		}
	}
	return out
}

// cut splits a program into rough tokens, the blanks among them.
func cut(src string) (toks []string) {
	for i := 0; i < len(src); {
		j := i + 1
		c := class[src[i]]
		for c != 0 && j < len(src) && class[src[j]] != 0 {
			j++
		}
		for src[i] == ' ' && j < len(src) && src[j] == ' ' {
			j++
		}
		toks = append(toks, src[i:j])
		i = j
	}
	return toks
}

// seedPrograms are the recorded programs, right and wrong.
func seedPrograms(t testing.TB) (out []string) {
	files, _ := filepath.Glob(filepath.Join("testdata", "trees", "*.py"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	wrong, _ := recordedErrors(t)
	return append(out, wrong...)
}
