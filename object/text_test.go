package object

import (
	"testing"
)

func newTestInterp(t *testing.T) *Thread {
	t.Helper()
	return NewInterp().Main
}

func TestStrBasics(t *testing.T) {
	th := newTestInterp(t)
	s := th.NewStr("héllo wörld")
	for _, m := range []struct {
		name string
		args []Value
		want string
	}{
		{"upper", nil, "'HÉLLO WÖRLD'"},
		{"title", nil, "'Héllo Wörld'"},
		{"split", nil, "['héllo', 'wörld']"},
		{"find", []Value{th.NewStr("w")}, "6"},
		{"encode", nil, `b'h\xc3\xa9llo w\xc3\xb6rld'`},
		{"center", []Value{Int(15), th.NewStr("*")}, "'**héllo wörld**'"},
	} {
		r, err := th.CallMethod(s, m.name, m.args...)
		if err != nil {
			t.Fatal(m.name, err)
		}
		got, err := th.ReprString(r)
		if err != nil || got != m.want {
			t.Errorf("%s: %s %v, want %s", m.name, got, err, m.want)
		}
	}
}
