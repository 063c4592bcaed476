package compiler

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/parser"
)

// FuzzCompile gives texts to the parser and the compiler: they must end with a
// SyntaxError or with a code that disassembles and verifies, in each of the modes.
//
//	go test ./compiler -run '^$' -fuzz FuzzCompile -fuzztime 3m -fuzzminimizetime 1s
func FuzzCompile(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "golden", "*.py"))
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds: ", err)
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	for _, s := range []string{
		"", "\n", "\x00", "\xff", "# coding: latin-1\nx = '\xe9'", "x = (", "f'{a!r:{b}}'", "match x:\n case [*_, {**r}, C(a=1)] if y: pass",
		"async def f():\n async with a as b, c: [x async for x in y]\n return", "def f(a, /, b=1, *c, d, **e): nonlocal g", "class A(B, metaclass=C):\n __slots__ = ()",
		"lambda: (yield)", "try: pass\nexcept* A: pass", "with (a as b, c): pass", "x: int = 1; del (a, [b]), c.d[e:f:g]", "0xfor 1_0if 1e5else 1j", "print(a := 1, *b, **c)",
		"while 1:\n try: break\n finally: continue", "global x\nx @= ...", "'\\N{DIGIT ONE}' b'\\777'", "if a:\n\tb\n        c",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<14 {
			return // what is long has its own tests
		}
		for _, mode := range []parser.Mode{parser.Exec, parser.Eval, parser.Single} {
			compileFuzzed(t, src, mode)
		}
	})
}

func compileFuzzed(t *testing.T, src []byte, mode parser.Mode) {
	m, err := parser.ParseWith("fuzz", src, parser.Options{Mode: mode, Warn: func(category, msg string, line int) {}})
	if err != nil {
		var e *parser.SyntaxError
		if !errors.As(err, &e) {
			t.Fatalf("the parser fails with a %T: %v", err, err)
		}
		return
	}
	c, err := Compile(m, Options{Filename: "fuzz", Mode: Mode(mode)})
	if err != nil {
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("the compiler fails with a %T: %v", err, err)
		}
		return
	}
	if err := code.Verify(c); err != nil {
		t.Fatal(err)
	}
	if code.Disassemble(c) == "" {
		t.Fatal("nothing to disassemble")
	}
}
