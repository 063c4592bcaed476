package compiler

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
)

func repeat(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

// TestLarge compiles programs that are long, wide or full of constants.
func TestLarge(t *testing.T) {
	far := repeat(12000, func(i int) string { return "  f(x)\n" })
	for name, src := range map[string]string{
		"constants":      "def g():\n x = [" + repeat(9000, func(i int) string { return fmt.Sprintf("%d.5,", i) }) + "x]\n return 77\n",
		"float terms":    "def g(x):\n return " + repeat(6000, func(i int) string { return fmt.Sprintf("x * %d.5 + ", i) }) + "x['k'] + 1.5\n",
		"functions":      repeat(3000, func(i int) string { return fmt.Sprintf("def f%d(x=%d): return 'a%d'\n", i, i, i) }),
		"arguments":      "f(" + repeat(300, func(i int) string { return fmt.Sprintf("a%d,", i) }) + ")\n",
		"keywords":       "f(" + repeat(300, func(i int) string { return fmt.Sprintf("k%d=a,", i) }) + ")\n",
		"parameters":     "def f(" + repeat(1000, func(i int) string { return fmt.Sprintf("a%d,", i) }) + "): a1 = a2\n",
		"display":        "x = {" + repeat(5000, func(i int) string { return fmt.Sprintf("%d: f(%d), ", i, i) }) + "**y}\n",
		"strings":        "x = f'" + repeat(500, func(i int) string { return "{a}b" }) + "'\n",
		"far for":        "def g(y):\n for x in y:\n" + far,
		"far while":      "def g(x):\n while f(x) < 1 < x:\n" + far,
		"far if":         "def g(x):\n if x > 1 or x is None:\n" + far + " else:\n" + far,
		"far except":     "def g(x):\n try: f()\n except E as e:\n" + far + " except F:\n" + far,
		"unpack":         repeat(300, func(i int) string { return fmt.Sprintf("a%d,", i) }) + " = x\n",
		"elif":           "if a: pass\n" + repeat(900, func(i int) string { return fmt.Sprintf("elif a == %d: f()\n", i) }),
		"methods":        "x = a" + strings.Repeat(".f()", 900) + "\n",
		"boolean":        "x = a" + strings.Repeat(" and f() or b", 500) + "\n",
		"finally nested": nested(10, "try:", "finally: f()"),
		"with nested":    nested(19, "with a as b:", ""),
	} {
		t.Run(name, func(t *testing.T) {
			compileString(t, src, Options{Filename: name, MaxDepth: 10_000})
		})
	}
}

// nested nests statements with the given head and tail.
func nested(n int, head, tail string) string {
	s := "def g():\n for x in y:\n"
	for i := range n {
		s += strings.Repeat(" ", i+2) + head + "\n"
	}
	s += strings.Repeat(" ", n+2) + "return f()\n"
	for i := n - 1; i >= 0 && tail != ""; i-- {
		s += strings.Repeat(" ", i+2) + tail + "\n"
	}
	return s
}

// TestLongChain compiles a chain of operators that no recursion could follow, where it may nest so deep.
func TestLongChain(t *testing.T) {
	for _, leaf := range []ast.Expr{&ast.Name{Id: "x"}, &ast.Constant{Value: int64(1)}} {
		var e ast.Expr = leaf
		for range 100_000 {
			e = &ast.BinOp{Op: ast.Add, Left: e, Right: leaf}
		}
		c, err := Compile(module(e), Options{Filename: "chain", MaxDepth: 200_000})
		if err != nil {
			t.Fatal(err)
		}
		if err := code.Verify(c); err != nil {
			t.Error(err)
		}
	}
}

func module(e ast.Expr) *ast.Module {
	return &ast.Module{Body: []ast.Stmt{&ast.ExprStmt{X: e}}, LineStarts: []int32{0}}
}

// TestDeep nests trees beyond what may be compiled: an error, not a crash.
func TestDeep(t *testing.T) {
	wrap := map[string]func(e ast.Expr) ast.Expr{
		"unary":  func(e ast.Expr) ast.Expr { return &ast.UnaryOp{Op: ast.USub, X: e} },
		"right":  func(e ast.Expr) ast.Expr { return &ast.BinOp{Op: ast.Add, Left: &ast.Name{Id: "x"}, Right: e} },
		"call":   func(e ast.Expr) ast.Expr { return &ast.Call{Func: e} },
		"tuple":  func(e ast.Expr) ast.Expr { return &ast.Tuple{Elts: []ast.Expr{e}} },
		"lambda": func(e ast.Expr) ast.Expr { return &ast.Lambda{Args: &ast.Arguments{}, Body: e} },
	}
	for name, f := range wrap {
		t.Run(name, func(t *testing.T) {
			var e ast.Expr = &ast.Name{Id: "x"}
			for range 50_000 {
				e = f(e)
			}
			_, err := Compile(module(e), Options{})
			var ce *Error
			if !errors.As(err, &ce) || !ce.Recursion {
				t.Errorf("got %v", err)
			}
		})
	}
	var s ast.Stmt = &ast.Pass{}
	for range 50_000 {
		s = &ast.If{Test: &ast.Name{Id: "x"}, Body: []ast.Stmt{s}}
	}
	if _, err := Compile(&ast.Module{Body: []ast.Stmt{s}, LineStarts: []int32{0}}, Options{}); err == nil {
		t.Error("no error for deep statements")
	}
}
