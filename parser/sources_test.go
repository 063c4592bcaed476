package parser

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestSources compares encodings, warnings and modes with those recorded from
// CPython (testdata/sources.py).
func TestSources(t *testing.T) {
	recorded, err := os.ReadFile(filepath.Join("testdata", "sources.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]any
	if err := json.Unmarshal(recorded, &rows); err != nil {
		t.Fatal(err)
	}
	modes := map[string]Mode{"exec": Exec, "eval": Eval, "single": Single}
	for _, row := range rows {
		src, isBytes := []byte(row[1].(string)), row[2].(bool)
		if isBytes {
			src = latin1(row[1].(string))
		}
		opts := Options{Mode: modes[row[0].(string)], Text: !isBytes}
		if got, want := report(src, opts), fmt.Sprint(row[3]); got != want {
			t.Errorf("%s %q\n   got %s\n  want %s", row[0], src, got, want)
		}
	}
}

func latin1(s string) (b []byte) {
	for _, r := range s {
		b = append(b, byte(r))
	}
	return b
}

// report is the error, or the warnings, of a source.
func report(src []byte, opts Options) string {
	warnings := []any{}
	opts.Warn = func(category, msg string, line int) {
		warnings = append(warnings, []any{category, msg, line})
	}
	if _, err := ParseWith("file", src, opts); err != nil {
		e := err.(*SyntaxError)
		return fmt.Sprint([]any{e.Kind, e.Msg, e.Line, e.Col, e.EndLine, e.EndCol})
	}
	return fmt.Sprint(warnings)
}

// TestScript covers what CPython words differently for the file being run.
func TestScript(t *testing.T) {
	for src, want := range map[string]string{
		"x = 1\n\xe9 = 1\n": `Non-UTF-8 code starting with '\xe9' in file file on line 3, but no encoding declared; ` +
			`see https://python.org/dev/peps/pep-0263/ for details`,
		"# coding: foo\nx=1\n":             "encoding problem: foo",
		"\ufeff# coding: latin-1\nx = 1\n": "encoding problem: iso-8859-1 with BOM",
		"# coding: ascii\nx='\xe9'\n":      "encoding problem: ascii",
		"# coding: utf-8\nx='\xe9'\n":      `(unicode error) 'utf-8' codec can't decode byte 0xe9 in position 0: unexpected end of data`,
	} {
		_, err := ParseWith("file", []byte(src), Options{Script: true})
		if err == nil || err.(*SyntaxError).Msg != want {
			t.Errorf("%q: got %v, want %s", src, err, want)
		}
	}
}

// TestIncomplete: which interactive input wants more lines.
func TestIncomplete(t *testing.T) {
	for src, want := range map[string]bool{
		"(": true, "x = [1,\n": true, "'''a\n": true, "if x:": true, "if x:\n": true, "@a\n": true, "@a": true,
		"a = \\\n": true, "try:\n pass\n": true, "match x:\n": true, "def f(": true, "f'''{": true,
		"match x:\n  case 1:\n": true, "class A:\n  def f(self):\n": true, "for x in (1,\n": true,
		"1 +": false, "1 +\n": false, "for": false, ")": false, "'a": false, "a b": false, "if x\n": false,
		"x = (1]": false, "f(a b": false, "if x:\n  y\nz\n": false, "else:\n": false, "1 = (\n": false,
	} {
		_, err := Parse("file", []byte(src), Single)
		if err == nil {
			t.Errorf("%q parses", src)
		} else if got := err.(*SyntaxError).Incomplete; got != want {
			t.Errorf("%q: got %v, want %v: %v", src, got, want, err)
		}
	}
}
