// Package tracebackmod is the traceback module: exceptions, tracebacks and stacks as
// text, and as summaries that keep no frame alive.
//
// Invariant: a summary owns text and numbers, never a frame, a traceback or an exception.
package tracebackmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

const (
	causeText   = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextText = "\nDuring handling of the above exception, another exception occurred:\n\n"
	heading     = "Traceback (most recent call last):\n"
	cutoff      = 3 // so often a line is shown again
)

// Module declares traceback.
var Module = object.ModuleSpec{
	Name: "traceback",
	Doc:  "Exceptions, tracebacks and stacks as text.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("print_list(extracted_list, file=None)", "Print the entries of a list.", printList),
			object.Func("format_list(extracted_list)", "The texts of the entries of a list.", formatList),
			object.Func("print_tb(tb, limit=None, file=None)", "Print a traceback.", printTb),
			object.Func("format_tb(tb, limit=None)", "The texts of a traceback's entries.", formatTb),
			object.Func("extract_tb(tb, limit=None)", "The entries of a traceback as a StackSummary.", extractTb),
			object.Func("print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True)", "Print an exception and those it is linked to.", printException),
			object.Func("format_exception(exc, /, value=None, tb=None, limit=None, chain=True)", "The texts that print_exception() prints.", formatException),
			object.Func("format_exception_only(exc, /, value=None)", "The texts that name an exception, without its traceback.", formatOnly),
			object.Func("print_exc(limit=None, file=None, chain=True)", "Print the exception that is being handled.", printExc),
			object.Func("format_exc(limit=None, chain=True)", "The text of the exception that is being handled.", formatExc),
			object.Func("print_last(limit=None, file=None, chain=True)", "Print sys.last_value.", printLast),
			object.Func("print_stack(f=None, limit=None, file=None)", "Print the frames that run.", printStack),
			object.Func("format_stack(f=None, limit=None)", "The texts of the frames that run.", formatStack),
			object.Func("extract_stack(f=None, limit=None)", "The frames that run as a StackSummary, outermost first.", extractStack),
			object.Func("clear_frames(tb)", "Make the frames of a traceback forget their variables.", clearFrames),
			object.Func("walk_stack(f)", "Yield a frame and those that called it, each with its line.", walkStack),
			object.Func("walk_tb(tb)", "Yield the frames of a traceback, each with its line.", walkTb),
			object.Func("_some_str(value)", "", func(t *thread, _ value, a []value) (value, error) { return someStr(t, a[0]) }),
			object.Func("_format_final_exc_line(etype, value)", "", func(t *thread, _ value, a []value) (value, error) {
				s, err := finalLine(t, a[0], a[1])
				if err != nil {
					return value{}, err
				}
				return t.NewStr(s), nil
			}),
			object.Func("_parse_value_tb(exc, value, tb)", "", func(t *thread, _ value, a []value) (value, error) {
				v, tb, err := given(t, a[0], a[1], a[2])
				if err != nil {
					return value{}, err
				}
				return t.NewTuple(v, tb), nil
			}),
		}
	},
	Init: moduleInit,
	Lazy: []string{"FrameSummary", "StackSummary", "TracebackException", "sys", "linecache", "collections", "itertools"},
	Make: func(t *object.Thread, m *object.Module, name string) (object.Value, error) {
		switch name {
		case "FrameSummary":
			return t.BuildClass(m, frameSpec(), value{})
		case "StackSummary":
			return t.BuildClass(m, stackSpec(), value{}, object.ListType.Value())
		case "TracebackException":
			return t.BuildClass(m, excSpec(), value{})
		}
		return pylib.Import(t, name)
	},
}

func sentinelSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "traceback", Name: "_Sentinel", Doc: "Stands for an argument that was not given.",
		Decls: []object.Decl{object.Method("__repr__(self)", "", func(t *thread, _ value, _ []value) (value, error) { return t.NewStr("<implicit>"), nil })}}
}

// moduleInit makes the default that tells arguments that were not given from None.
func moduleInit(t *thread, m *object.Module) error {
	m.Give(t, "__all__", pylib.Names(t, "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
		"format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb", "clear_frames",
		"FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"))
	m.Set(t, "_RECURSIVE_CUTOFF", object.Int(cutoff))
	m.Give(t, "_cause_message", t.NewStr(causeText))
	m.Give(t, "_context_message", t.NewStr(contextText))
	class, err := t.BuildClass(m, sentinelSpec(), value{})
	if err != nil {
		return err
	}
	m.Give(t, "_Sentinel", class)
	absent, err := t.Call(class)
	if err != nil {
		return err
	}
	m.Give(t, "_sentinel", absent)
	none := object.None
	for name, defaults := range map[string][]value{
		"print_exception":       {absent, absent, none, none, object.True},
		"format_exception":      {absent, absent, none, object.True},
		"format_exception_only": {absent},
	} {
		tup := t.NewTupleOf(defaults)
		err := t.SetAttrS(m.Get(t, name), "__defaults__", tup)
		t.Unref(tup)
		if err != nil {
			return err
		}
	}
	return nil
}

// implicit reports whether an argument was not given.
func implicit(v value) bool {
	return v.IsNil() || v.Type().SpecClass("traceback", "_Sentinel") != nil
}

// given gives the exception and the traceback that (exc) or (type, exc, tb) mean.
func given(t *thread, exc, v, tb value) (value, value, error) {
	if implicit(v) != implicit(tb) {
		return value{}, value{}, t.ValueErr("Both or neither of value and tb must be given")
	}
	if !implicit(v) {
		return v.Ref(), tb.Ref(), nil
	}
	if exc == object.None {
		return object.None, object.None, nil
	}
	tb, err := t.GetAttrS(exc, "__traceback__")
	if err != nil {
		return value{}, value{}, err
	}
	return exc.Ref(), tb, nil
}

// summary gives the TracebackException of (exc) or (type, exc, tb).
func summary(t *thread, exc, v, tb, limit value) (value, error) {
	v, tb, err := given(t, exc, v, tb)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(v)
	defer t.Unref(tb)
	class, err := pylib.From(t, "traceback", "TracebackException")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(class)
	limitName, compactName := t.NewStr("limit"), t.NewStr("compact")
	defer t.Unref(limitName)
	defer t.Unref(compactName)
	return t.CallArgs(class, object.WithKw([]value{v.Type().Value(), v, tb},
		[]value{limitName, compactName}, []value{pylib.Or(limit, object.None), object.True}))
}

// texts gives what a method of a summary that makes texts gives, as a list.
func texts(t *thread, sum value, chain value) (value, error) {
	f, err := t.GetAttrS(sum, "format")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(f)
	name := t.NewStr("chain")
	defer t.Unref(name)
	gen, err := t.CallArgs(f, object.WithKw(nil, []value{name}, []value{pylib.Or(chain, object.True)}))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(gen)
	return t.ListOf(gen)
}

// print writes texts, given, to a file, sys.stderr unless told otherwise.
func print(t *thread, lines, file value) error {
	defer t.Unref(lines)
	if !pylib.Given(file) {
		v, err := pylib.From(t, "sys", "stderr")
		if err != nil {
			return err
		}
		defer t.Unref(v)
		if file = v; v == object.None {
			return nil
		}
	}
	return t.Iterate(lines, func(x value) error {
		r, err := t.CallMethod(file, "write", x)
		t.XUnref(r)
		return err
	})
}

func exceptionLines(t *thread, exc, v, tb, limit, chain value) (value, error) {
	sum, err := summary(t, exc, v, tb, limit)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(sum)
	return texts(t, sum, chain)
}

func formatException(t *thread, _ value, a []value) (value, error) {
	return exceptionLines(t, a[0], a[1], a[2], a[3], a[4])
}

func printException(t *thread, _ value, a []value) (value, error) {
	lines, err := exceptionLines(t, a[0], a[1], a[2], a[3], a[5])
	if err != nil {
		return value{}, err
	}
	return object.None, print(t, lines, a[4])
}

func formatOnly(t *thread, _ value, a []value) (value, error) {
	v := a[1]
	if implicit(v) {
		v = a[0]
	}
	sum, err := summary(t, v, v, object.None, object.None)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(sum)
	gen, err := t.CallMethod(sum, "format_exception_only")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(gen)
	return t.ListOf(gen)
}

// handled gives sys.exc_info().
func handled(t *thread) ([]value, error) {
	info, err := pylib.Call(t, "sys", "exc_info")
	if err != nil {
		return nil, err
	}
	defer t.Unref(info)
	return t.Collect(info)
}

func printExc(t *thread, _ value, a []value) (value, error) {
	info, err := handled(t)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(info)
	return printException(t, value{}, append(info[:3:3], a...))
}

func formatExc(t *thread, _ value, a []value) (value, error) {
	info, err := handled(t)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(info)
	lines, err := exceptionLines(t, info[0], info[1], info[2], a[0], a[1])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(lines)
	empty := t.NewStr("")
	defer t.Unref(empty)
	return t.CallMethod(empty, "join", lines)
}

func printLast(t *thread, _ value, a []value) (value, error) {
	var last []value
	defer func() { t.UnrefAll(last) }()
	for _, name := range [...]string{"last_type", "last_value", "last_traceback"} {
		v, err := pylib.From(t, "sys", name)
		if err != nil {
			if len(last) > 0 || !t.ErrIs(err, object.AttributeError) {
				return value{}, err
			}
			t.Discard(err)
			return value{}, t.ValueErr("no last exception")
		}
		last = append(last, v)
	}
	return printException(t, value{}, append(last[:3:3], a...))
}

func clearFrames(t *thread, _ value, a []value) (value, error) {
	tb := a[0].Ref()
	defer func() { t.Unref(tb) }()
	for tb != object.None {
		f, err := t.GetAttrS(tb, "tb_frame")
		if err != nil {
			return value{}, err
		}
		r, err := t.CallMethod(f, "clear")
		t.Unref(f)
		if err == nil {
			t.Unref(r)
		} else if t.ErrIs(err, object.RuntimeError) { // the frame still runs
			t.Discard(err)
		} else {
			return value{}, err
		}
		next, err := t.GetAttrS(tb, "tb_next")
		if err != nil {
			return value{}, err
		}
		pylib.Set(t, &tb, next)
	}
	return object.None, nil
}
