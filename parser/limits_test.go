package parser

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minipy-go/minipy/ast"
)

// TestLimits: nothing in a text may make the parser recurse without end or take more
// than linear time.
func TestLimits(t *testing.T) {
	rep := strings.Repeat
	ok := ""
	deep := "MemoryError: "
	for name, c := range map[string]struct{ src, want string }{
		"long sum":         {"1" + rep("+1", 100_000), ok},
		"long comparison":  {"1" + rep("<1", 100_000), ok},
		"long and":         {"1" + rep(" and 1", 100_000), ok},
		"attributes":       {"x" + rep(".x", 100_000), ok},
		"calls":            {"x" + rep("()", 100_000), ok},
		"strings":          {rep("'a' ", 100_000), ok},
		"assignments":      {rep("x=", 100_000) + "1", ok},
		"elifs":            {"if a: b\n" + rep("elif a: b\n", 20_000), ok},
		"decorators":       {rep("@a\n", 20_000) + "def f(): pass", ok},
		"statements":       {rep("x;", 100_000), ok},
		"names":            {"x = [" + rep("a,", 100_000) + "]", ok},
		"minus":            {rep("-", 100_000) + "1", deep},
		"not":              {rep("not ", 100_000) + "1", deep},
		"power":            {rep("2**", 100_000) + "1", deep},
		"lambda":           {rep("lambda:", 100_000) + "1", deep},
		"conditional":      {rep("1 if 1 else ", 100_000) + "1", deep},
		"some minus":       {rep("-", 2000) + "1", ok},
		"parentheses":      {rep("(", 200) + rep(")", 200), ok},
		"many parentheses": {rep("(", 201) + rep(")", 201), "SyntaxError: too many nested parentheses"},
		"brackets":         {rep("[", 150) + "a b" + rep("]", 150), "SyntaxError: invalid syntax. Perhaps you forgot a comma?"},
		"braces":           {rep("{a:", 150) + "a b" + rep("}", 150), "SyntaxError: invalid syntax. Perhaps you forgot a comma?"},
		"calls in calls":   {rep("f(a, ", 150) + "a b" + rep(")", 150), "SyntaxError: invalid syntax. Perhaps you forgot a comma?"},
		"subscripts":       {rep("f[a, ", 150) + "a b" + rep("]", 150), "SyntaxError: invalid syntax. Perhaps you forgot a comma?"},
		"wrong minus":      {rep("-", 2000) + "1 1", "SyntaxError: invalid syntax"},
		"sum and error":    {"1" + rep("+1", 100_000) + " 1", "SyntaxError: invalid syntax"},
		"error at the end": {rep("x = f(a, b)\n", 10_000) + "a b\n", "SyntaxError: invalid syntax"},
		"error in a class": {"class A:\n" + rep(" x = f(a, b)\n", 5000) + " a b\n", "SyntaxError: invalid syntax"},
		"blocks":           {blocks(99), ok},
		"many blocks":      {blocks(100), "IndentationError: too many levels of indentation"},
		"with":             {"with " + rep("(", 190) + "a" + rep(")", 190) + ": pass", ok},
		"match":            {"match " + rep("(", 190) + "a" + rep(")", 190) + "\n", ok},
		"patterns":         {"match x:\n case " + rep("[", 190) + rep("]", 190) + ": pass", ok},
		"targets":          {rep("(", 190) + "a" + rep(",)", 190) + " = 1", ok},
	} {
		start := time.Now()
		m, err := Parse("file", []byte(c.src), Exec)
		got := ok
		if err != nil {
			got = err.(*SyntaxError).Kind + ": " + err.(*SyntaxError).Msg
		} else if len(m.Body) == 0 {
			t.Errorf("%s: no statements", name)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s: took %v", name, d)
		}
	}
}

// blocks makes n blocks inside each other.
func blocks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "if x:\n")
	}
	return b.String() + strings.Repeat(" ", n) + "pass\n"
}

// TestConcurrent parses in several goroutines at once; run it with -race.
func TestConcurrent(t *testing.T) {
	programs := seedPrograms(t)
	want := make([]string, len(programs))
	for i, p := range programs {
		want[i] = verdict(p)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i, p := range programs {
				if got := verdict(p); got != want[i] {
					t.Errorf("%q: got %s, want %s", p, got, want[i])
				}
			}
		})
	}
	wg.Wait()
}

// FuzzParse: whatever the text, the parser comes back with a tree or a *SyntaxError,
// and the explainer's grammar, which is written independently, accepts the same texts.
func FuzzParse(f *testing.F) {
	for _, p := range seedPrograms(f) {
		f.Add(p)
		for _, line := range strings.SplitAfter(p, "\n") {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 10_000 {
			return
		}
		for _, mode := range []Mode{Exec, Eval, Single} {
			m, err := ParseWith("file", []byte(src), Options{Mode: mode, Text: true, Warn: func(_, _ string, _ int) {}})
			if err == nil {
				ast.Dump(m)
			} else if err.(*SyntaxError).Msg == "" {
				t.Errorf("%q: an error without a message", src)
			}
			checkAgreement(t, src, mode, err)
		}
	})
}

// checkAgreement compares the verdict with that of the explainer alone.
func checkAgreement(t *testing.T, src string, mode Mode, err error) {
	if err != nil && err.(*SyntaxError).Kind != "SyntaxError" {
		return
	}
	text, derr := decode("file", []byte(src), &Options{Text: true})
	if derr != nil {
		return
	}
	e := &explainer{g: explainGrammar(), file: "file", text: text}
	root := "file"
	switch mode {
	case Exec:
		if text != "" && text[len(text)-1] != '\n' {
			e.text += "\n"
		}
	case Eval:
		root = "eval"
	case Single:
		return // the rest of the text is looked at elsewhere
	}
	e.ts.s.init(e.text)
	e.ts.s.bare = mode != Exec
	if se := e.run(root); (se == nil) != (err == nil) {
		t.Errorf("%q (mode %d): the parser says %v, the explainer %v", src, mode, err, se)
	}
}
