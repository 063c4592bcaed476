package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// said is what a driver prints, amid the noise of tests.
const said = "noise\n@1@ passed test.test_x.T.test_a\n@1@ failed test.test_x.T.test_b\n| Traceback\n| ValueError: no\n" +
	"| \nmore\n@1@ skipped test.test_x.T.test_c\n@2@ passed test.test_x.T.test_d\n@1@ passed doctest test.test_x.f\n"

func TestParse(t *testing.T) {
	o := parse(said, "@1@")
	want := map[string]string{"T.test_a": "passed", "T.test_b": "failed", "T.test_c": "skipped", "doctest test.test_x.f": "passed"}
	if len(o.tests) != len(want) || o.complete {
		t.Errorf("parse gave %v, complete %v", o.tests, o.complete)
	}
	for id, what := range want {
		if o.tests[id] != what {
			t.Errorf("%s: %q, want %q", id, o.tests[id], what)
		}
	}
	if d := o.details["T.test_b"]; d != "Traceback\nValueError: no\n\n" {
		t.Errorf("details %q", d)
	}
	if !parse(said+"@1@ end test_x\n", "@1@").complete {
		t.Error("the end was not seen")
	}
}

func TestJudge(t *testing.T) {
	reference := map[string]string{"T.test_a": "passed", "T.test_b": "passed", "T.test_c": "passed", "T.test_d": "skipped", "T.test_e": "passed"}
	s := judge("test_x", reference, parse(said, "@1@"))
	if s.wanted != 4 || s.passed != 1 || strings.Join(s.failing, " ") != "T.test_b T.test_c T.test_e" {
		t.Errorf("judged %+v: a skipped and a missing test have failed", s)
	}
	s = judge("test_call", map[string]string{"TestPEP590.test_vectorcall_override": "passed", "G.test_y": "passed"}, outcome{})
	if s.wanted != 1 || s.passed != 0 || len(s.exempt) != 1 {
		t.Errorf("judged %+v: one does not apply", s)
	}
	text := board(map[string]score{"test_call": s})
	for _, part := range []string{"| test_call | 1 | 0 | 0.0 % |", "- `G.test_y`", "## Do not apply", "- `TestPEP590.test_vectorcall_override`", "| test_grammar | not run |"} {
		if !strings.Contains(text, part) {
			t.Errorf("the board lacks %q", part)
		}
	}
}

func TestRecord(t *testing.T) {
	r := record{"test_x": {"T.test_a": "passed", "doctest a.b": "failed"}, "test_y": {}}
	back := parseRecord(r.format())
	if back.format() != r.format() || len(back) != 2 || back["test_x"]["doctest a.b"] != "failed" {
		t.Errorf("read back %v", back)
	}
}

func TestFamilies(t *testing.T) {
	seen := make(map[string]bool)
	for _, f := range families {
		for _, m := range f.names() {
			if seen[m] {
				t.Errorf("%s is listed twice", m)
			}
			seen[m] = true
		}
	}
	for _, e := range exemptions {
		if !seen[e.module] || e.reason == "" || e.prefix == "" {
			t.Errorf("exemption %+v names no module, no tests or no reason", e)
		}
	}
}

// TestOutcome runs shell scripts in the place of an interpreter: one that crashes, one that hangs.
func TestOutcome(t *testing.T) {
	dir := t.TempDir()
	b := &bench{timeout: 2 * time.Second, memory: 1, driver: "driver"}
	for name, c := range map[string]struct{ script, why string }{
		"crash": {`echo; echo "$2 passed test.$3.T.test_a"; echo "panic: oh" >&2; echo >&2; echo "goroutine 1" >&2; exit 2`, "crash: panic: oh"},
		"hang":  {`echo; echo "$2 passed test.$3.T.test_a"; sleep 60`, "took longer than 2s"},
		"end":   {`echo; echo "$2 passed test.$3.T.test_a"; echo "$2 end $3"`, ""},
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(c.script), 0o644); err != nil {
			t.Fatal(err)
		}
		o, err := b.outcome([]string{"sh", file}, nil, "test_x")
		if err != nil || o.why != c.why || o.tests["T.test_a"] != "passed" || o.complete != (c.why == "") {
			t.Errorf("%s: %+v, %v", name, o, err)
		}
	}
}
