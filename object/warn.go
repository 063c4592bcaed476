package object

import "fmt"

// warnStrict warns of a special method that gave r, of a subclass of what it should.
func (t *Thread) warnStrict(method, kind string, r Value) error {
	return t.Warn(DeprecationWarning, fmt.Sprintf("%s returned non-%s (type %s).  The ability to return an instance of a strict "+
		"subclass of %s is deprecated, and may be removed in a future version of Python.", method, kind, r.O.Typ.FullName(), kind))
}

// Warn does warnings.warn(msg, category) for the Python code that is running; the error
// is the warning if filters make it one.
func (t *Thread) Warn(category *Type, msg string) error {
	m, err := t.In.Importer(t, "warnings")
	if err != nil {
		return err
	}
	defer t.Unref(m)
	text := t.NewStr(msg)
	r, err := t.CallMethod(m, "warn", text, category.Value())
	t.Unref(text)
	t.XUnref(r)
	return err
}
