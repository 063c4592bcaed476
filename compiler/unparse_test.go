package compiler

import (
	"os"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/parser"
)

// TestUnparse writes expressions as text. testdata/unparse.txt has each expression and,
// indented, what CPython 3.10.13 makes of it as an annotation.
func TestUnparse(t *testing.T) {
	text, err := os.ReadFile("testdata/unparse.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	for i := 0; i+1 < len(lines); i += 2 {
		m, err := parser.Parse("<test>", []byte("("+lines[i]+")"), parser.Eval)
		if err != nil {
			t.Errorf("%s: %v", lines[i], err)
			continue
		}
		want := strings.TrimPrefix(lines[i+1], "  ")
		if got := unparse(m.Body[0].(*ast.ExprStmt).X); got != want {
			t.Errorf("%s\nwant %s\n got %s", lines[i], want, got)
		}
	}
}
