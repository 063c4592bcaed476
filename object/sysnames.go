package object

import "unicode/utf8"

// NewSystemStr returns the str of a name of the system's (of a file, a variable):
// bytes that are no UTF-8 become lone surrogates, as os.fsdecode does it.
func (t *Thread) NewSystemStr(s string) Value {
	if utf8.ValidString(s) {
		return t.NewStr(s)
	}
	v, err := t.DecodeBytes([]byte(s), "utf-8", "surrogateescape")
	if err != nil { // it cannot be, but for memory
		t.Discard(err)
		return t.NewStr("")
	}
	return v
}

// SystemName undoes NewSystemStr; the error is a UnicodeEncodeError.
func (t *Thread) SystemName(s *Str) (string, error) {
	if utf8.ValidString(s.S) {
		return s.S, nil
	}
	b, err := t.EncodeStr(s, "utf-8", "surrogateescape")
	return string(b), err
}
