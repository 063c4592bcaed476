package minipy_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/minipy-go/minipy"
)

// run runs a script in an interpreter of its own and returns what it printed. It fails
// the test if an object outlives the interpreter.
func run(t *testing.T, src string) (string, error) {
	t.Helper()
	code, err := minipy.Compile("test.py", []byte(src))
	if err != nil {
		return "", err
	}
	return runCode(t, code)
}

func runCode(t *testing.T, code *minipy.Code) (string, error) {
	t.Helper()
	var out bytes.Buffer
	in := minipy.New(minipy.Config{Stdout: &out, Stderr: &out})
	err := in.Run(context.Background(), code)
	if cerr := in.Close(); cerr != nil {
		t.Error(cerr)
	}
	if n := in.Census(); n.Objects != 0 {
		t.Errorf("%d objects are alive after Close: %v", n.Objects, n.ByType)
	}
	return out.String(), err
}

func TestUncaughtException(t *testing.T) {
	_, err := run(t, "def f():\n    return {}['k']\nf()\n")
	var e *minipy.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v", err)
	}
	want := "Traceback (most recent call last):\n  File \"test.py\", line 3, in <module>\n  File \"test.py\", line 2, in f\nKeyError: 'k'\n"
	if e.Type != "KeyError" || e.Message != "'k'" || e.Format() != want {
		t.Errorf("type %q, message %q, text\n%s", e.Type, e.Message, e.Format())
	}
}

func TestExit(t *testing.T) {
	_, err := run(t, "import sys\nsys.exit(7)\n")
	var e *minipy.ExitError
	if !errors.As(err, &e) || e.Code != 7 {
		t.Errorf("got %v", err)
	}
}

func TestSyntaxError(t *testing.T) {
	_, err := run(t, "x = (1\n")
	var e *minipy.Error
	if !errors.As(err, &e) || e.Type != "SyntaxError" || !strings.Contains(e.Format(), "'(' was never closed") {
		t.Errorf("got %v", err)
	}
}

// TestSharedCode runs one Code in many interpreters at once.
func TestSharedCode(t *testing.T) {
	code, err := minipy.Compile("shared.py", []byte(`
import functools, collections
class P:
    def __init__(self, n): self.n = n
    def __add__(self, o): return P(self.n + o.n)
total = functools.reduce(lambda a, b: a + b, [P(i) for i in range(200)])
count = collections.Counter('abracadabra')
print(total.n, count['a'], f'{total.n:>8}', sorted({3, 1, 2}), 2 ** 80)
`))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out, err := runCode(t, code)
			if want := "19900 5    19900 [1, 2, 3] 1208925819614629174706176\n"; err != nil || out != want {
				t.Errorf("got %q, %v", out, err)
			}
		}()
	}
	wg.Wait()
}

// TestDeepStructures drops structures whose teardown must not recurse.
func TestDeepStructures(t *testing.T) {
	out, err := run(t, `
t = None
for i in range(300000): t = (t,)
t = None
class N: __slots__ = ('next',)
head = None
for i in range(300000):
    n = N(); n.next = head; head = n
n = head = None
print('dropped')
`)
	if err != nil || out != "dropped\n" {
		t.Errorf("got %q, %v", out, err)
	}
}

// TestRecursion ends in RecursionError, not in the end of the process.
func TestRecursion(t *testing.T) {
	for _, src := range []string{
		"def f(): f()\nf()",
		"class R:\n    def __repr__(self): return repr(self)\nrepr(R())",
		"class E:\n    def __eq__(self, o): return self == o\nE() == E()",
		"class G:\n    def __getattr__(self, n): return getattr(self, n)\nG().x",
		"l = []\nfor i in range(100000): l = [l]\nrepr(l)",
		"import sys\nsys.setrecursionlimit(10**9)\nclass C:\n    def __call__(self): return self()\nC()()",
	} {
		_, err := run(t, src)
		var e *minipy.Error
		if !errors.As(err, &e) || e.Type != "RecursionError" {
			t.Errorf("%q: got %v", src, err)
		}
	}
}

// TestNoFiles: the zero Config lets a script see no file.
func TestNoFiles(t *testing.T) {
	for _, src := range []string{"open('minipy_test.go')", "import io\nio.FileIO('minipy_test.go')", "import os\nos.listdir('.')"} {
		_, err := run(t, src)
		var e *minipy.Error
		if !errors.As(err, &e) || e.Type != "PermissionError" {
			t.Errorf("%q: got %v", src, err)
		}
	}
	_, err := run(t, "import minipy_test")
	var e *minipy.Error
	if !errors.As(err, &e) || e.Type != "ModuleNotFoundError" {
		t.Errorf("import: got %v", err)
	}
}
