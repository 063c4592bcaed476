package object

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
