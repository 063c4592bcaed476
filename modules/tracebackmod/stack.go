package tracebackmod

import (
	"slices"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// walker gives a generator of (frame, line) pairs from start, absent for the caller of
// what asks for the first; what it walks is its first local, of
// which next gives what follows.
func walker(t *thread, name string, start value, frame, line, next string) value {
	gen := t.NewGen(name, func(t *thread, g *object.Gen) (value, error) {
		if g.N == unstarted {
			g.N = 0
			f, err := frameOr(t, value{}, 1)
			if err != nil {
				return value{}, err
			}
			g.Keep(t, 0, f)
		}
		at := g.Vals[0]
		if at == object.None {
			return value{}, nil
		}
		f := at.Ref()
		if frame != "" {
			t.Unref(f)
			var err error
			if f, err = t.GetAttrS(at, frame); err != nil {
				return value{}, err
			}
		}
		n, err := t.GetAttrS(at, line)
		if err != nil {
			t.Unref(f)
			return value{}, err
		}
		pair := t.NewTuple(f, n)
		after, err := t.GetAttrS(at, next)
		if err != nil {
			t.Unref(pair)
			return value{}, err
		}
		g.Keep(t, 0, after)
		return pair, nil
	}, start)
	if start.IsNil() {
		object.As[object.Gen](gen).N = unstarted
	}
	return gen
}

func walkStack(t *thread, _ value, a []value) (value, error) {
	if !pylib.Given(a[0]) {
		return walker(t, "walk_stack", value{}, "", "f_lineno", "f_back"), nil
	}
	return walker(t, "walk_stack", a[0], "", "f_lineno", "f_back"), nil
}

// startHere lets a walk that has no start begin at the frame that runs: CPython's begins
// there, too, when StackSummary.extract asks for the first pair.
func startHere(t *thread, pairs value) error {
	if pairs.Type() != object.GenType {
		return nil
	}
	g := object.As[object.Gen](pairs)
	if g.N != unstarted {
		return nil
	}
	g.N = 0
	f, err := frameOr(t, value{}, 0)
	if err == nil {
		g.Keep(t, 0, f)
	}
	return err
}

// unstarted is the count of a walk that has no start yet.
const unstarted = -1

func walkTb(t *thread, _ value, a []value) (value, error) {
	return walker(t, "walk_tb", a[0], "tb_frame", "tb_lineno", "tb_next"), nil
}

// frameOr gives a frame, the one that is depth calls up if there is none.
func frameOr(t *thread, f value, depth int64) (value, error) {
	if pylib.Given(f) {
		return f.Ref(), nil
	}
	f, err := pylib.Call(t, "sys", "_getframe", object.Int(depth))
	if err != nil && t.ErrIs(err, object.ValueError) {
		t.Discard(err)
		return object.None, nil
	}
	return f, err
}

// extracted gives StackSummary.extract(pairs, limit=limit); pairs is given.
func extracted(t *thread, pairs, limit value) (value, error) {
	defer t.Unref(pairs)
	f, err := classAttr(t, "extract")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(f)
	name := t.NewStr("limit")
	defer t.Unref(name)
	return t.CallArgs(f, object.WithKw([]value{pairs}, []value{name}, []value{pylib.Or(limit, object.None)}))
}

// classAttr gives an attribute of StackSummary.
func classAttr(t *thread, name string) (value, error) {
	class, err := pylib.From(t, "traceback", "StackSummary")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(class)
	return t.GetAttrS(class, name)
}

func extractTb(t *thread, _ value, a []value) (value, error) {
	pairs, err := walkTb(t, value{}, a)
	if err != nil {
		return value{}, err
	}
	return extracted(t, pairs, a[1])
}

func extractStack(t *thread, _ value, a []value) (value, error) {
	f, err := frameOr(t, a[0], 0)
	if err != nil {
		return value{}, err
	}
	pairs := walker(t, "walk_stack", f, "", "f_lineno", "f_back")
	t.Unref(f)
	sum, err := extracted(t, pairs, a[1])
	if err != nil {
		return value{}, err
	}
	r, err := t.CallMethod(sum, "reverse")
	if err != nil {
		t.Unref(sum)
		return value{}, err
	}
	t.Unref(r)
	return sum, nil
}

// formatted gives sum.format(); sum, given, may come with an error.
func formatted(t *thread, sum value, err error) (value, error) {
	if err != nil {
		return value{}, err
	}
	defer t.Unref(sum)
	return t.CallMethod(sum, "format")
}

func formatTb(t *thread, _ value, a []value) (value, error) {
	sum, err := extractTb(t, value{}, a)
	return formatted(t, sum, err)
}

func formatStack(t *thread, _ value, a []value) (value, error) {
	sum, err := extractStack(t, value{}, a)
	return formatted(t, sum, err)
}

func formatList(t *thread, _ value, a []value) (value, error) {
	f, err := classAttr(t, "from_list")
	if err != nil {
		return value{}, err
	}
	sum, err := t.Call(f, a[0])
	t.Unref(f)
	return formatted(t, sum, err)
}

// printed prints texts, given, that may come with an error.
func printed(t *thread, lines, file value, err error) (value, error) {
	if err != nil {
		return value{}, err
	}
	return object.None, print(t, lines, file)
}

func printList(t *thread, _ value, a []value) (value, error) {
	lines, err := formatList(t, value{}, a)
	return printed(t, lines, a[1], err)
}

func printTb(t *thread, _ value, a []value) (value, error) {
	lines, err := formatTb(t, value{}, a)
	return printed(t, lines, a[2], err)
}

func printStack(t *thread, _ value, a []value) (value, error) {
	lines, err := formatStack(t, value{}, a)
	return printed(t, lines, a[2], err)
}

func stackSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "traceback", Name: "StackSummary", Doc: "The entries of a traceback or a stack.",
		Decls: []object.Decl{
			object.ClassMethod("extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False)",
				"Make one of (frame, line) pairs: the first limit of them, or the last -limit.", stackExtract),
			object.ClassMethod("from_list(klass, a_list)", "Make one of FrameSummary objects and (filename, lineno, name, line) tuples.", stackFromList),
			object.Method("format(self)", "The texts of the entries; an entry that repeats is shown three times, then counted.", stackFormat),
		}}
}

// limited gives the pairs of an iterable that a limit leaves; None is sys.tracebacklimit.
func limited(t *thread, pairs, limit value) ([]value, error) {
	if !pylib.Given(limit) {
		sys, err := pylib.Import(t, "sys")
		if err != nil {
			return nil, err
		}
		v, err := t.LookupAttr(sys, "tracebacklimit")
		t.Unref(sys)
		if err != nil {
			return nil, err
		}
		if !pylib.Given(v) {
			return t.Collect(pairs)
		}
		n, err := t.AsIndex(v, nil)
		t.Unref(v)
		if err != nil {
			return nil, err
		}
		limit = object.Int(int64(max(n, 0)))
	}
	n, err := t.AsIndex(limit, nil)
	if err != nil {
		return nil, err
	}
	var out []value
	err = t.Iterate(pairs, func(x value) error {
		if n >= 0 && len(out) >= n {
			return object.ErrStop
		}
		if n < 0 && len(out) == -n {
			t.Unref(out[0])
			out = slices.Delete(out, 0, 1)
		}
		out = append(out, x.Ref())
		return nil
	})
	if err != nil {
		t.UnrefAll(out)
		return nil, err
	}
	return out, nil
}

func stackExtract(t *thread, klass value, a []value) (value, error) {
	if err := startHere(t, a[0]); err != nil {
		return value{}, err
	}
	pairs, err := limited(t, a[0], a[1])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(pairs)
	locals := false
	if !a[3].IsNil() {
		if locals, err = t.Truth(a[3]); err != nil {
			return value{}, err
		}
	}
	result, err := t.Call(klass)
	if err != nil {
		return value{}, err
	}
	entries := t.NewList(nil)
	defer t.Unref(entries)
	for _, p := range pairs {
		var e value
		if e, err = frameEntry(t, p, locals); err == nil {
			err = object.As[object.List](entries).GiveAppend(t, e)
		}
		if err != nil {
			t.Unref(result)
			return value{}, err
		}
	}
	r, err := t.CallMethod(result, "extend", entries)
	t.XUnref(r)
	if err == nil {
		err = readLines(t, entries, pylib.Or(a[2], object.True))
	}
	if err != nil {
		t.Unref(result)
		return value{}, err
	}
	return result, nil
}

// frameEntry gives the FrameSummary of a (frame, line) pair.
func frameEntry(t *thread, pair value, locals bool) (value, error) {
	p, err := t.Collect(pair)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p)
	if len(p) != 2 {
		return value{}, t.ValueErr("(frame, lineno) expected")
	}
	c, err := t.GetAttrS(p[0], "f_code")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(c)
	var got [4]value // file, name, globals, locals
	defer func() {
		for _, v := range got {
			t.XUnref(v)
		}
	}()
	for i, from := range [...]struct {
		of   value
		name string
	}{{c, "co_filename"}, {c, "co_name"}, {p[0], "f_globals"}} {
		if got[i], err = t.GetAttrS(from.of, from.name); err != nil {
			return value{}, err
		}
	}
	r, err := pylib.Call(t, "linecache", "lazycache", got[0], got[2])
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	if locals {
		if got[3], err = t.GetAttrS(p[0], "f_locals"); err != nil {
			return value{}, err
		}
	}
	class, err := pylib.From(t, "traceback", "FrameSummary")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(class)
	names := pylib.Names(t, "lookup_line", "locals")
	defer t.Unref(names)
	return t.CallArgs(class, object.WithKw([]value{got[0], p[1], got[1]},
		object.As[object.List](names).Items, []value{object.False, pylib.Or(got[3], object.None)}))
}

// readLines checks the files of a list of entries for changes, and reads their lines if
// lookup says so.
func readLines(t *thread, entries, lookup value) error {
	seen := map[string]bool{}
	for _, e := range object.As[object.List](entries).Items {
		file, err := t.GetAttrS(e, "filename")
		if err != nil {
			return err
		}
		if name, _ := pylib.Text(file); !seen[name] {
			seen[name] = true
			var r value
			r, err = pylib.Call(t, "linecache", "checkcache", file)
			t.XUnref(r)
		}
		t.Unref(file)
		if err != nil {
			return err
		}
	}
	if yes, err := t.Truth(lookup); err != nil || !yes {
		return err
	}
	return t.Iterate(entries, func(e value) error {
		line, err := t.GetAttrS(e, "line")
		t.XUnref(line)
		return err
	})
}

func stackFromList(t *thread, klass value, a []value) (value, error) {
	frame, err := pylib.From(t, "traceback", "FrameSummary")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(frame)
	result, err := t.Call(klass)
	if err != nil {
		return value{}, err
	}
	err = t.Iterate(a[0], func(x value) error {
		is, err := t.IsInstanceOf(x, frame)
		if err != nil {
			return err
		}
		e := x.Ref()
		if !is {
			t.Unref(e)
			if x.Type().Slots.Iter == nil {
				return t.TypeErr("cannot unpack non-iterable %s object", x.Type().Name)
			}
			p, err := t.Collect(x)
			if err != nil {
				return err
			}
			defer t.UnrefAll(p)
			if len(p) != 4 {
				return t.ValueErr("not enough values to unpack (expected 4, got %d)", len(p))
			}
			name := t.NewStr("line")
			defer t.Unref(name)
			if e, err = t.CallArgs(frame, object.NamedArgs(p, []value{name})); err != nil {
				return err
			}
		}
		r, err := t.CallMethod(result, "append", e)
		t.Unref(e)
		t.XUnref(r)
		return err
	})
	if err != nil {
		t.Unref(result)
		return value{}, err
	}
	return result, nil
}

func stackFormat(t *thread, self value, _ []value) (value, error) {
	var out []value
	count, last := 0, []value{}
	flush := func() {
		if n := count - cutoff; n > 0 {
			s := "s"
			if n == 1 {
				s = ""
			}
			out = append(out, t.NewStr("  [Previous line repeated "+strconv.Itoa(n)+" more time"+s+"]\n"))
		}
	}
	err := t.Iterate(self, func(e value) error {
		at, err := attrs(t, e, "filename", "lineno", "name")
		if err != nil {
			return err
		}
		same, err := samePlace(t, last, at)
		if err != nil {
			t.UnrefAll(at)
			return err
		}
		if !same {
			flush()
			count = 0
		}
		old := last
		last = at
		t.UnrefAll(old)
		if count++; count > cutoff {
			return nil
		}
		text, err := entryText(t, e, at)
		if err == nil {
			out = append(out, t.NewStr(text))
		}
		return err
	})
	t.UnrefAll(last)
	if err != nil {
		t.UnrefAll(out)
		return value{}, err
	}
	flush()
	return t.NewList(out), nil
}

// samePlace compares the files, lines and names of two entries; None is like nothing.
func samePlace(t *thread, a, b []value) (bool, error) {
	if len(a) == 0 {
		return false, nil
	}
	for i := range a {
		if a[i] == object.None {
			return false, nil
		}
		if eq, err := t.Equal(a[i], b[i]); err != nil || !eq {
			return false, err
		}
	}
	return true, nil
}

// entryText words one entry, at its place.
func entryText(t *thread, e value, at []value) (string, error) {
	var place [3]string
	for i, v := range at {
		s, err := t.StrString(v)
		if err != nil {
			return "", err
		}
		place[i] = s
	}
	var b strings.Builder
	b.WriteString("  File \"" + place[0] + "\", line " + place[1] + ", in " + place[2] + "\n")
	more, err := attrs(t, e, "line", "locals")
	if err != nil {
		return "", err
	}
	defer t.UnrefAll(more)
	if yes, err := t.Truth(more[0]); err != nil {
		return "", err
	} else if yes {
		line, err := t.CallMethod(more[0], "strip")
		if err != nil {
			return "", err
		}
		s, err := t.StrString(line)
		t.Unref(line)
		if err != nil {
			return "", err
		}
		b.WriteString("    " + s + "\n")
	}
	if more[1] == object.None {
		return b.String(), nil
	}
	pairs, err := t.CallMethod(more[1], "items")
	if err != nil {
		return "", err
	}
	defer t.Unref(pairs)
	sorted, err := t.CallSorted(pairs)
	if err != nil {
		return "", err
	}
	defer t.UnrefAll(sorted)
	for _, p := range sorted {
		tup, _ := object.AsTuple(p)
		if tup == nil || len(tup.Items) != 2 {
			continue
		}
		name, err := t.StrString(tup.Items[0])
		if err != nil {
			return "", err
		}
		shown, err := t.StrString(tup.Items[1])
		if err != nil {
			return "", err
		}
		b.WriteString("    " + name + " = " + shown + "\n")
	}
	return b.String(), nil
}

// attrs gives attributes of an object.
func attrs(t *thread, of value, names ...string) ([]value, error) {
	out := make([]value, 0, len(names))
	for _, n := range names {
		v, err := t.GetAttrS(of, n)
		if err != nil {
			t.UnrefAll(out)
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
