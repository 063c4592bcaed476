package object

import (
	"strings"
	"unicode/utf8"
)

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

// RawName is what the text of a str from NewSystemStr is for the system. It cannot fail: what names nothing stays.
func RawName(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		// U+DC80 to U+DCFF are ED B2 80 to ED B3 BF.
		if c := text[i]; c == 0xED && i+2 < len(text) && (text[i+1] == 0xB2 || text[i+1] == 0xB3) {
			b.WriteByte(0x80 | text[i+1]&1<<6 | text[i+2]&0x3F)
			i += 2
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
