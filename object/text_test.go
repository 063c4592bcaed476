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

// The hashes are CPython's with PYTHONHASHSEED=0.
func TestStrHash(t *testing.T) {
	th := newTestInterp(t)
	for _, c := range []struct {
		s    string
		hash int64
	}{
		{"", 0},
		{"a", -7583489610679606711},
		{"hello world", 6266945022561323786},
		{"é", 4954367630624915103},
		{"日本", -7850401551650690076},
		{"x😀", -4813249308195897614},
	} {
		if h, err := th.Hash(th.NewStr(c.s)); err != nil || h != c.hash {
			t.Errorf("hash(%q) = %d, %v; want %d", c.s, h, err, c.hash)
		}
	}
}

// A str that somebody else knows does not change when it is appended to.
func TestStrAppend(t *testing.T) {
	th := newTestInterp(t)
	a := th.NewStr("héllo")
	keep := a.Ref()
	b := th.NewStr("!")
	a, _ = th.StrAppend(a, b)
	for range 100 {
		a, _ = th.StrAppend(a, b)
	}
	if keep.String() != "héllo" || as[Str](a).N != 106 || len(a.String()) != 107 {
		t.Errorf("%q %q", keep.String(), a.String())
	}
	sub := th.strSlice(as[Str](a), 0, 50)
	a, _ = th.StrAppend(a, keep)
	if as[Str](sub).N != 50 || as[Str](a).N != 111 || as[Str](a).Offset(111) != len(a.String()) {
		t.Errorf("%q", sub.String())
	}
}
