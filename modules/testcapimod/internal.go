package testcapimod

import "github.com/minipy-go/minipy/object"

// InternalModule declares _testinternalcapi.
var InternalModule = object.ModuleSpec{
	Name: "_testinternalcapi",
	Doc:  "",
	Init: func(t *thread, m *object.Module) error {
		m.Set(t, "SIZEOF_PYGC_HEAD", object.Int(gcHead))
		return nil
	},
}

const gcHead = 16 // what sys.getsizeof counts for the collector

// wideArg gives the one str of a call as C gets it in the format of old: with a warning, and without zeros if it is to
// end at one.
func wideArg(t *thread, a args, ends bool) (value, error) {
	if len(a.Pos) != 1 {
		return value{}, t.TypeErr("function takes exactly 1 argument (%d given)", len(a.Pos))
	}
	if err := t.Warn(object.DeprecationWarning, "getargs: The 'u' format is deprecated. Use 'U' instead."); err != nil {
		return value{}, err
	}
	s, ok := object.AsStr(a.Pos[0])
	if !ok {
		return value{}, t.TypeErr("argument 1 must be str, not %s", object.TypeName(a.Pos[0]))
	}
	for i := 0; ends && i < len(s.S); i++ {
		if s.S[i] == 0 {
			return value{}, t.ValueErr("embedded null character")
		}
	}
	return t.NewStr(s.S), nil
}

func getargsU(t *thread, _ value, a args) (value, error) {
	if err := t.NoKw("getargs_u", a); err != nil {
		return value{}, err
	}
	return wideArg(t, a, true)
}

// legacyString makes a str as programs did that wrote its characters in place.
func legacyString(t *thread, _ value, a args) (value, error) {
	if err := t.NoKw("unicode_legacy_string", a); err != nil {
		return value{}, err
	}
	s, err := wideArg(t, a, false)
	if err != nil {
		return value{}, err
	}
	if err := t.Warn(object.DeprecationWarning, "PyUnicode_FromUnicode(NULL, size) is deprecated; use PyUnicode_New() instead"); err != nil {
		t.Unref(s)
		return value{}, err
	}
	return s, nil
}
