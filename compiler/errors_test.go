package compiler

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/parser"
)

// TestErrors compiles the programs of testdata/errors.txt. Each ends in a line with the
// error that CPython 3.10.13 reports, its place as line:offset-endline:endoffset.
func TestErrors(t *testing.T) {
	text, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		at := strings.LastIndex(c, "=> ")
		src, want := c[:at], c[at+3:]
		m, err := parser.Parse("<test>", []byte(src), parser.Exec)
		if err != nil {
			t.Errorf("%s\nparser: %v", src, err)
			continue
		}
		_, err = Compile(m, Options{Filename: "<test>"})
		if got := errorText(err); got != want {
			t.Errorf("%s\nwant %s\n got %s", src, want, got)
		}
	}
}

func errorText(err error) string {
	var e *Error
	switch {
	case err == nil:
		return "ok"
	case !errors.As(err, &e):
		return err.Error()
	case e.EndCol < 0:
		return fmt.Sprintf("%s %d:%d-%d:None", e.Msg, e.Line, e.Col+1, e.EndLine)
	}
	return fmt.Sprintf("%s %d:%d-%d:%d", e.Msg, e.Line, e.Col+1, e.EndLine, e.EndCol+1)
}
