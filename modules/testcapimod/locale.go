package testcapimod

import "github.com/minipy-go/minipy/object"

// The locale's encoding is UTF-8.

func localeErrors(t *thread, v value) (string, error) {
	errs, err := t.StrArg("locale", "errors", v, "strict")
	if err != nil {
		return "", err
	}
	switch errs {
	case "strict", "surrogateescape", "surrogatepass":
		return errs, nil
	}
	return "", t.ValueErr("unsupported error handler")
}

func encodeLocale(t *thread, _ value, a []value) (value, error) {
	errs, err := localeErrors(t, a[2])
	if err != nil {
		return value{}, err
	}
	s, ok := object.AsStr(a[0])
	if !ok {
		return value{}, t.TypeErr("EncodeLocaleEx() argument 1 must be str, not %s", object.TypeName(a[0]))
	}
	b, err := t.EncodeStr(s, "utf-8", errs)
	if err != nil {
		return value{}, localeError(t, err, "encode")
	}
	return t.NewBytes(append([]byte(nil), b...)), nil
}

func decodeLocale(t *thread, _ value, a []value) (value, error) {
	errs, err := localeErrors(t, a[2])
	if err != nil {
		return value{}, err
	}
	b, ok := object.AsBytes(a[0])
	if !ok {
		return value{}, t.TypeErr("DecodeLocaleEx() argument 1 must be bytes, not %s", object.TypeName(a[0]))
	}
	v, err := t.DecodeBytes(b.B, "utf-8", errs)
	if err != nil {
		return value{}, localeError(t, err, "decode")
	}
	return v, nil
}

// localeError words a UnicodeError as these functions do; err is spent.
func localeError(t *thread, err error, doing string) error {
	if !t.ErrIs(err, object.UnicodeError) {
		return err
	}
	exc := t.TakeExc(err).Value()
	defer t.Unref(exc)
	var parts [2]string
	for i, name := range [...]string{"start", "reason"} {
		v, err := t.GetAttrS(exc, name)
		if err != nil {
			return err
		}
		parts[i], err = t.StrString(v)
		t.Unref(v)
		if err != nil {
			return err
		}
	}
	return t.Raise(object.RuntimeError, "%s error: pos=%s, reason=%s", doing, parts[0], parts[1])
}
