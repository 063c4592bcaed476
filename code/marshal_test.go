package code_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/compiler"
	"github.com/minipy-go/minipy/parser"
)

func compiled(t *testing.T) (all []*code.Code) {
	files, err := filepath.Glob("../compiler/testdata/golden/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no sources", err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.Parse(f, src, parser.Exec)
		if err != nil {
			t.Fatal(err)
		}
		c, err := compiler.Compile(tree, compiler.Options{Filename: f})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// TestDecode checks that codes come back as they were.
func TestDecode(t *testing.T) {
	for _, c := range compiled(t) {
		b := c.AppendBinary(nil)
		back, err := code.Decode(b)
		if err != nil {
			t.Fatalf("%s: %v", c.Filename, err)
		}
		if got, want := code.Disassemble(back), code.Disassemble(c); got != want {
			t.Errorf("%s came back as\n%s", c.Filename, got)
		}
		if !bytes.Equal(back.AppendBinary(nil), b) {
			t.Errorf("%s: encoded anew it differs", c.Filename)
		}
	}
}

// TestDecodeDamaged checks that damaged data is refused or gives code that verifies.
func TestDecodeDamaged(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, c := range compiled(t) {
		b := c.AppendBinary(nil)
		for range 300 {
			bad := bytes.Clone(b)
			for range 1 + rnd.IntN(3) {
				bad[8+rnd.IntN(len(bad)-8)] = byte(rnd.Uint32())
			}
			bad = bad[:len(bad)-rnd.IntN(2)*rnd.IntN(len(bad))]
			back, err := code.Decode(bad)
			switch {
			case err == nil:
				if err := code.Verify(back); err != nil {
					t.Error(err)
				}
			case !errors.Is(err, code.ErrData):
				t.Error(err)
			}
		}
	}
}
