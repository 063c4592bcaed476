package testcapimod

import "github.com/minipy-go/minipy/eval"

// tracebackPrint writes a traceback to a file, as the interpreter words it.
func tracebackPrint(t *thread, _ value, a []value) (value, error) {
	text := eval.FormatTraceback(t, a[0])
	if text == "" {
		return value{}, t.TypeErr("traceback_print() argument 1 must be a traceback")
	}
	s := t.NewStr(text)
	defer t.Unref(s)
	return t.CallMethod(a[1], "write", s)
}
