package unicodedatamod

import (
	"github.com/minipy-go/minipy/object"
	"github.com/minipy-go/minipy/ucd"
)

// versionOf is the version that a query is about; self is no database in the module's
// functions.
func versionOf(self value) ucd.Version {
	if self.IsNil() || self.Type() != databaseType {
		return ucd.V13
	}
	return object.As[database](self).version
}

// char is the character that an argument must be; where says which argument it is.
func char(t *thread, v value, fn, where string) (rune, error) {
	if s, ok := object.AsStr(v); ok && s.N == 1 {
		r, _ := object.DecodePoint(s.S)
		return r, nil
	}
	return 0, t.TypeErr("%s() argument%s must be a unicode character, not %s", fn, where, object.TypeName(v))
}

// record is what is known of the only argument of a query.
func record(t *thread, self value, args []value, fn string) (*ucd.Record, error) {
	r, err := char(t, args[0], fn, "")
	if err != nil {
		return nil, err
	}
	return versionOf(self).Of(r), nil
}

func bidirectional(t *thread, self value, args []value) (value, error) {
	r, err := record(t, self, args, "bidirectional")
	if err != nil {
		return value{}, err
	}
	return t.NewStr(r.Bidi), nil
}

func category(t *thread, self value, args []value) (value, error) {
	r, err := record(t, self, args, "category")
	if err != nil {
		return value{}, err
	}
	return t.NewStr(r.Category), nil
}

func combining(t *thread, self value, args []value) (value, error) {
	r, err := record(t, self, args, "combining")
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(r.Combining)), nil
}

func width(t *thread, self value, args []value) (value, error) {
	r, err := record(t, self, args, "east_asian_width")
	if err != nil {
		return value{}, err
	}
	return t.NewStr(r.Width), nil
}

func mirrored(t *thread, self value, args []value) (value, error) {
	r, err := record(t, self, args, "mirrored")
	if err != nil {
		return value{}, err
	}
	if r.Mirrored {
		return object.Int(1), nil
	}
	return object.Int(0), nil
}

func decomposition(t *thread, self value, args []value) (value, error) {
	r, err := char(t, args[0], "decomposition", "")
	if err != nil {
		return value{}, err
	}
	return t.NewStr(versionOf(self).Decomposition(r)), nil
}

// otherwise gives the default of a query for a character that has no answer.
func otherwise(t *thread, args []value, problem string) (value, error) {
	if args[1].IsNil() {
		return value{}, t.ValueErr("%s", problem)
	}
	return args[1].Ref(), nil
}

func decimal(t *thread, self value, args []value) (value, error) {
	r, err := char(t, args[0], "decimal", " 1")
	if err != nil {
		return value{}, err
	}
	if n := versionOf(self).Of(r).Decimal; n >= 0 {
		return object.Int(int64(n)), nil
	}
	return otherwise(t, args, "not a decimal")
}

func digit(t *thread, self value, args []value) (value, error) {
	r, err := char(t, args[0], "digit", " 1")
	if err != nil {
		return value{}, err
	}
	if n := versionOf(self).Of(r).Digit; n >= 0 {
		return object.Int(int64(n)), nil
	}
	return otherwise(t, args, "not a digit")
}

func numeric(t *thread, self value, args []value) (value, error) {
	r, err := char(t, args[0], "numeric", " 1")
	if err != nil {
		return value{}, err
	}
	if rec := versionOf(self).Of(r); rec.HasNumber {
		return object.Float(rec.Number), nil
	}
	return otherwise(t, args, "not a numeric character")
}

func name(t *thread, self value, args []value) (value, error) {
	r, err := char(t, args[0], "name", " 1")
	if err != nil {
		return value{}, err
	}
	if n := versionOf(self).Name(r); n != "" {
		return t.NewStr(n), nil
	}
	return otherwise(t, args, "no such name")
}

// longestName is how long a name that is looked up may be.
const longestName = 256

func lookup(t *thread, self value, args []value) (value, error) {
	var text string
	if s, ok := object.AsStr(args[0]); ok {
		b, err := t.EncodeStr(s, "utf-8", "strict")
		if err != nil {
			return value{}, err
		}
		text = string(b)
	} else if b, ok := object.AsBytes(args[0]); ok {
		text = string(b.B)
	} else if object.IsBuffer(args[0]) {
		return value{}, t.TypeErr("lookup() argument must be read-only bytes-like object, not %s", object.TypeName(args[0]))
	} else {
		return value{}, t.TypeErr("a bytes-like object is required, not '%s'", object.TypeName(args[0]))
	}
	if len(text) > longestName {
		return value{}, t.Raise(object.KeyError, "name too long")
	}
	points, ok := versionOf(self).LookupAll(text)
	if !ok {
		return value{}, unknown(t, text)
	}
	var b []byte
	for _, r := range points {
		b = object.AppendPoint(b, r)
	}
	return t.NewStr(string(b)), nil
}

// unknown is the error of a name that nothing has; C ends it at a zero byte.
func unknown(t *thread, name string) error {
	for i := range len(name) {
		if name[i] == 0 {
			name = name[:i]
			break
		}
	}
	v, err := t.DecodeBytes([]byte(name), "utf-8", "replace")
	if err != nil {
		return err
	}
	defer t.Unref(v)
	return t.Raise(object.KeyError, "undefined character name '%s'", v.String())
}

// formAndText are the arguments of normalize and is_normalized.
func formAndText(t *thread, args []value, fn string) (form string, s *object.Str, err error) {
	for i, arg := range args[:2] {
		if !arg.IsStr() {
			return "", nil, t.TypeErr("%s() argument %d must be str, not %s", fn, i+1, object.TypeName(arg))
		}
	}
	s, _ = object.AsStr(args[1])
	return args[0].String(), s, nil
}

// normalized is the text s in a form; an empty one is in any form.
func normalized(t *thread, self value, form string, s *object.Str) (string, error) {
	if s.S == "" {
		return "", nil
	}
	f, ok := ucd.FormOf(form)
	if !ok {
		return "", t.ValueErr("invalid normalization form")
	}
	return versionOf(self).Normalize(f, s.S, t.Grow)
}

func normalize(t *thread, self value, args []value) (value, error) {
	form, s, err := formAndText(t, args, "normalize")
	if err != nil {
		return value{}, err
	}
	out, err := normalized(t, self, form, s)
	if err != nil {
		return value{}, err
	}
	if out == s.S {
		return args[1].Ref(), nil
	}
	return t.NewStr(out), nil
}

func isNormalized(t *thread, self value, args []value) (value, error) {
	form, s, err := formAndText(t, args, "is_normalized")
	if err != nil {
		return value{}, err
	}
	out, err := normalized(t, self, form, s)
	if err != nil {
		return value{}, err
	}
	return object.Bool(out == s.S), nil
}
