package remod

import (
	"fmt"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// errorType is re.error.
var errorType = new(class)

func errorInit() {
	errorType.DefineException(object.TypeSpec{Name: "re.error", Base: object.ExceptionType, Flags: object.FlagScript,
		Doc:   "A pattern or template is wrong.\n\nAttributes: msg, pattern, pos, lineno, colno.",
		Slots: object.Slots{Init: errorInitialize}})
}

var errorSig = object.LazySignature{Text: "error.__init__(self, msg, pattern=None, pos=None)"}

func errorInitialize(t *thread, self value, a args) error {
	var out [4]value
	a = a.Prepend(self)
	done, err := t.BindArgs(errorSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	msg, pattern, pos := out[1], orNone(out[2]), orNone(out[3])
	line, column := object.None, object.None
	shown := msg
	shown.Ref()
	if pattern != object.None && pos != object.None {
		n, err := t.SsizeArg(pos, 0)
		if err != nil {
			t.Unref(shown)
			return err
		}
		l, c, lines := place(pattern, n)
		line, column = object.Int(int64(l)), object.Int(int64(c))
		m, err := t.StrString(msg)
		t.Unref(shown)
		if err != nil {
			return err
		}
		m = fmt.Sprintf("%s at position %d", m, n)
		if lines {
			m = fmt.Sprintf("%s (line %d, column %d)", m, l, c)
		}
		shown = t.NewStr(m)
	}
	defer t.Unref(shown)
	for _, f := range []struct {
		name string
		v    value
	}{{"msg", msg}, {"pattern", pattern}, {"pos", pos}, {"lineno", line}, {"colno", column}} {
		if err := t.SetAttrS(self, f.name, f.v); err != nil {
			return err
		}
	}
	return object.ExceptionType.Slots.Init(t, self, args{Pos: []value{shown}})
}

// place finds the line and column of character n of a pattern, and whether it has lines.
func place(pattern value, n int) (line, column int, lines bool) {
	s := ""
	if x, ok := object.AsStr(pattern); ok {
		lines = strings.Contains(x.S, "\n")
		s = x.S[:x.Offset(max(0, min(n, x.N)))]
	} else if b, ok := object.AsBytes(pattern); ok {
		lines = strings.Contains(object.StringOf(b.B), "\n")
		s = object.StringOf(b.B[:max(0, min(n, len(b.B)))])
	}
	line = strings.Count(s, "\n") + 1
	column = n + 1
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		column = len(s) - i
		if _, ok := object.AsStr(pattern); ok {
			column = object.CountPoints(s[i:])
		}
	}
	return line, column, lines
}

func orNone(v value) value {
	if v.O == nil {
		return object.None
	}
	return v
}

// raise makes the error that a pattern is wrong at a position, none if it is negative.
func raise(t *thread, msg string, pattern value, pos int) error {
	m := t.NewStr(msg)
	defer t.Unref(m)
	var e value
	var err error
	if pos < 0 {
		e, err = t.Call(errorType.Value(), m)
	} else {
		e, err = t.Call(errorType.Value(), m, orNone(pattern), object.Int(int64(pos)))
	}
	if err != nil {
		return err
	}
	return t.GiveExc(e)
}

// warn issues a warning at the place of the Python code that runs.
func warn(t *thread, category *class, msg string) error {
	m, err := t.In.Importer(t, "warnings")
	if err != nil {
		return err
	}
	text := t.NewStr(msg)
	r, err := t.CallMethod(m, "warn", text, category.Value())
	t.Unref(text)
	t.Unref(m)
	t.XUnref(r)
	return err
}

// warnSet warns of a set that may mean something else one day.
func warnSet(t *thread, what string, pos int) error {
	return warn(t, object.FutureWarning, fmt.Sprintf("Possible %s at position %d", what, pos))
}
