package compiler

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/parser"
)

func TestStdlib(t *testing.T) {
	root := os.Getenv("PYLIB")
	if root == "" {
		t.Skip()
	}
	n, bad := 0, 0
	filepath.Walk(root, func(p string, fi os.FileInfo, err error) error {
		if err != nil || !strings.HasSuffix(p, ".py") {
			return nil
		}
		src, _ := os.ReadFile(p)
		m, err := parser.Parse(p, src, parser.Exec)
		if err != nil {
			return nil
		}
		n++
		c, err := Compile(m, Options{Filename: p})
		if err != nil {
			bad++
			if bad < 30 {
				t.Errorf("%v", err)
			}
			return nil
		}
		if err := code.Verify(c); err != nil {
			bad++
			if bad < 30 {
				t.Errorf("verify: %v", err)
			}
		}
		return nil
	})
	t.Logf("%d files, %d bad", n, bad)
}

func TestShow(t *testing.T) {
	p := os.Getenv("PYFILE")
	if p == "" {
		t.Skip()
	}
	src, _ := os.ReadFile(p)
	m, err := parser.Parse(p, src, parser.Exec)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Compile(m, Options{Filename: p})
	if err != nil {
		t.Fatal(err)
	}
	var show func(c *code.Code)
	show = func(c *code.Code) {
		t.Logf("== %s\n%s", c.QualName, code.Disassemble(c))
		if err := code.Verify(c); err != nil {
			t.Error(err)
		}
		for _, k := range c.Consts {
			if x, ok := k.(*code.Code); ok {
				show(x)
			}
		}
	}
	show(c)
}
