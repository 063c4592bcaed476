package conformance_test

import (
	"testing"

	"github.com/minipy-go/minipy/conformance"
)

const talk = `# a remark
>>> def f():
...     return 5
...
>>> f()
5
>>>
>>> f
<function f at 0x…>
`

// TestSession takes a transcript apart and puts it together again.
func TestSession(t *testing.T) {
	s := conformance.ParseSession(talk)
	if got, want := s.Input(), "def f():\n    return 5\n\nf()\n\nf\n"; got != want {
		t.Errorf("input %q, want %q", got, want)
	}
	got, err := s.Echo(">>> ... ... >>> 5\n>>> >>> <function f at 0x…>\n>>> \n")
	if err != nil || got != talk {
		t.Errorf("echo %v\n%s", err, got)
	}
	if _, err := s.Echo(">>> ... ... 5\n"); err == nil {
		t.Error("a missing prompt was not noticed")
	}
}

// TestFormat shows the archive that stands in a .out file, and all that is masked.
func TestFormat(t *testing.T) {
	r := conformance.Result{
		Stdout: "<O object at 0x7f00>\nno newline",
		Stderr: "  File \"/here/a.py\", line 1, in <module>\n    f()\n  File \"/usr/lib/python3.10/weakref.py\", line 137, in __getitem__\n    o = self.data[key]()\nKeyError: 0x10\n",
		Exit:   1,
	}
	want := "<O object at 0x…>\nno newline\n-- stderr --\n  File \"a.py\", line 1, in <module>\n    f()\nKeyError: 0x10\n-- exit --\n1\n"
	if got := string(r.Format("/here")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
