package parser

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestErrors compares our errors with those recorded from CPython.
func TestErrors(t *testing.T) {
	programs, want := recordedErrors(t)
	for i, src := range programs {
		if got := errorOf(src); got != want[i] {
			t.Errorf("%q\n   got %s\n  want %s", src, got, want[i])
		}
	}
}

func recordedErrors(t testing.TB) (programs, want []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "errors.txt"))
	if err != nil {
		t.Fatal(err)
	}
	recorded, err := os.ReadFile(filepath.Join("testdata", "errors.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]any
	if err := json.Unmarshal(recorded, &rows); err != nil {
		t.Fatal(err)
	}
	for _, p := range strings.Split(string(text), "\n---\n") {
		programs = append(programs, strings.TrimRight(p, "\n")+"\n")
	}
	if len(rows) != len(programs) {
		t.Fatalf("%d programs, %d results: record them again", len(programs), len(rows))
	}
	for _, r := range rows {
		if r == nil {
			want = append(want, "no error")
			continue
		}
		want = append(want, fmt.Sprintf("%s: %s %v:%v-%v:%v", r...))
	}
	return programs, want
}

func errorOf(src string) string {
	_, err := ParseWith("file", []byte(src), Options{Text: true})
	if err == nil {
		return "no error"
	}
	e := err.(*SyntaxError)
	return fmt.Sprintf("%s: %s %d:%d-%d:%d", e.Kind, e.Msg, e.Line, e.Col, e.EndLine, e.EndCol)
}
