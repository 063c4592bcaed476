package object

import (
	"bytes"
	"slices"
	"strings"

	"github.com/minipy-go/minipy/ucd"
)

// Internationalised domain names, RFC 3490 with the profile of RFC 3491: every label is
// prepared and written in punycode behind a prefix. The tables are those of RFC 3454, for
// Unicode 3.2.

const (
	acePrefix  = "xn--"
	labelLimit = 64 // a label is shorter
	labelError = "label empty or too long"
)

// isDot reports whether r separates labels.
func isDot(r rune) bool { return r == '.' || r == 0x3002 || r == 0xFF0E || r == 0xFF61 }

// encodeIDNA is str.encode of the codec idna.
func (t *Thread) encodeIDNA(text, errors string) ([]byte, error) {
	if !isASCII(text) || errors != "" && errors != "strict" {
		b, _, err := t.EncodeLabels(text, errors, true)
		return b, err
	}
	if text == "" {
		return nil, nil
	}
	labels := strings.Split(text, ".")
	for _, l := range labels[:len(labels)-1] {
		if l == "" || len(l) >= labelLimit {
			return nil, t.Raise(UnicodeError, labelError)
		}
	}
	if len(labels[len(labels)-1]) >= labelLimit {
		return nil, t.Raise(UnicodeError, "label too long")
	}
	return []byte(text), nil
}

// EncodeLabels encodes a domain name label by label, up to its last dot if more may
// follow, and says how many characters that took.
func (t *Thread) EncodeLabels(text, errors string, final bool) (out []byte, used int, err error) {
	if errors != "" && errors != "strict" {
		return nil, 0, t.Raise(UnicodeError, "unsupported error handling %s", errors)
	}
	start, begun := 0, 0 // of the label, in bytes and characters
	at := 0
	for i := 0; i < len(text); {
		r, n := DecodePoint(text[i:])
		i, at = i+n, at+1
		if !isDot(r) {
			continue
		}
		if out, err = t.appendLabel(out, text[start:i-n]); err != nil {
			return nil, 0, err
		}
		out = append(out, '.')
		start, begun = i, at
	}
	if !final || start == len(text) {
		return out, begun, nil
	}
	out, err = t.appendLabel(out, text[start:])
	return out, at, err
}

// appendLabel is ToASCII of RFC 3490.
func (t *Thread) appendLabel(out []byte, label string) ([]byte, error) {
	ascii := isASCII(label)
	if !ascii {
		var err error
		if label, err = t.nameprep(label); err != nil {
			return nil, err
		}
		ascii = isASCII(label)
	}
	if !ascii {
		if strings.HasPrefix(label, acePrefix) {
			return nil, t.Raise(UnicodeError, "Label starts with ACE prefix")
		}
		b, err := t.appendPunycode(nil, label)
		if err != nil {
			return nil, err
		}
		label = acePrefix + string(b)
	}
	if label == "" || len(label) >= labelLimit {
		return nil, t.Raise(UnicodeError, labelError)
	}
	return append(out, label...), nil
}

// decodeIDNA is bytes.decode of the codec idna.
func (t *Thread) decodeIDNA(b []byte, errors string) (string, error) {
	if errors != "" && errors != "strict" {
		return "", t.Raise(UnicodeError, "Unsupported error handling %s", errors)
	}
	if isASCII(bytesToString(b)) && !bytes.Contains(bytes.ToLower(b), []byte(acePrefix)) {
		return string(b), nil
	}
	s, _, err := t.decodeLabels(b, true)
	return s, err
}

// DecodeLabels decodes a domain name label by label, up to its last dot if more may follow,
// and says how many bytes that took.
func (t *Thread) DecodeLabels(b []byte, errors string, final bool) (string, int, error) {
	if errors != "" && errors != "strict" {
		return "", 0, t.Raise(UnicodeError, "Unsupported error handling %s", errors)
	}
	if err := t.mustASCII(b); err != nil {
		return "", 0, err
	}
	return t.decodeLabels(b, final)
}

func (t *Thread) mustASCII(b []byte) error {
	v, err := t.DecodeBytes(b, "ascii", "strict")
	if err == nil {
		t.Unref(v)
	}
	return err
}

func (t *Thread) decodeLabels(b []byte, final bool) (string, int, error) {
	var out strings.Builder
	used := 0
	for used < len(b) {
		rest := b[used:]
		i := bytes.IndexByte(rest, '.')
		label, dot := rest, ""
		if i >= 0 {
			label, dot = rest[:i], "."
		} else if !final {
			break
		}
		text, err := t.labelText(label)
		if err != nil {
			return "", 0, err
		}
		out.WriteString(text + dot)
		used += len(label) + len(dot)
	}
	return out.String(), used, nil
}

// labelText is ToUnicode of RFC 3490.
func (t *Thread) labelText(label []byte) (string, error) {
	if !bytes.HasPrefix(label, []byte(acePrefix)) {
		return string(label), t.mustASCII(label)
	}
	text, err := t.decodePunycode(label[len(acePrefix):], "strict")
	if err != nil {
		return "", t.CodecError(err, "punycode", "decoding")
	}
	back, err := t.appendLabel(nil, text)
	if err != nil {
		return "", err
	}
	if !bytes.Equal(bytes.ToLower(label), back) {
		return "", t.RaiseArgs(UnicodeError, t.NewStr("IDNA does not round-trip"), t.NewBytes(slices.Clone(label)), t.NewBytes(back))
	}
	return text, nil
}

// nameprep is the profile of RFC 3491: map, normalize, refuse.
func (t *Thread) nameprep(label string) (string, error) {
	var mapped []byte
	for i := 0; i < len(label); {
		r, n := DecodePoint(label[i:])
		i += n
		if mappedToNothing(r) {
			continue
		}
		s, err := t.foldForNFKC(r)
		if err != nil {
			return "", err
		}
		mapped = append(mapped, s...)
	}
	text, err := ucd.V32.Normalize(ucd.NFKC, string(mapped), t.Grow)
	if err != nil {
		return "", err
	}
	return text, t.checkPrepared(text)
}

// checkPrepared refuses characters that names do not have, and those of both directions.
func (t *Thread) checkPrepared(text string) error {
	var first, last rune
	right, left := false, false
	for i := 0; i < len(text); {
		r, n := DecodePoint(text[i:])
		if prohibited(r) {
			return t.Raise(UnicodeError, "Invalid character %s", StrRepr(text[i:i+n]))
		}
		right, left = right || rightToLeft(r), left || ucd.V32.Of(r).Bidi == "L"
		if i == 0 {
			first = r
		}
		last = r
		i += n
	}
	switch {
	case !right:
	case left:
		return t.Raise(UnicodeError, "Violation of BIDI requirement 2")
	case !rightToLeft(first) || !rightToLeft(last):
		return t.Raise(UnicodeError, "Violation of BIDI requirement 3")
	}
	return nil
}

func rightToLeft(r rune) bool {
	b := ucd.V32.Of(r).Bidi
	return b == "R" || b == "AL"
}

// mappedToNothing is table B.1.
func mappedToNothing(r rune) bool {
	switch r {
	case 0xAD, 0x34F, 0x1806, 0x180B, 0x180C, 0x180D, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return r >= 0xFE00 && r <= 0xFE0F
}

// foldForNFKC is table B.2: case folding that normalization does not undo.
func (t *Thread) foldForNFKC(r rune) ([]byte, error) {
	folded := appendFold32(nil, r)
	once, err := ucd.V32.Normalize(ucd.NFKC, string(folded), t.Grow)
	if err != nil {
		return nil, err
	}
	var again []byte
	for i := 0; i < len(once); {
		r, n := DecodePoint(once[i:])
		i += n
		again = appendFold32(again, r)
	}
	twice, err := ucd.V32.Normalize(ucd.NFKC, string(again), t.Grow)
	if err != nil || twice == once {
		return folded, err
	}
	return []byte(twice), nil
}

// appendFold32 is the case folding of Unicode 3.2; letters that came later are only made
// lower, as in CPython.
func appendFold32(b []byte, r rune) []byte {
	if ucd.V32.Of(r).Category == "Cn" || r >= 0x13A0 && r <= 0x13F5 { // Cherokee had no cases
		return appendLower(b, r)
	}
	return appendFold(b, r)
}

// prohibited is tables C.1.2, C.2.2 and C.3 to C.9.
func prohibited(r rune) bool {
	switch ucd.V32.Of(r).Category {
	case "Zs":
		return r != ' '
	case "Cc":
		return r >= 0x80
	case "Co", "Cs":
		return true
	}
	switch {
	case r == 0x340 || r == 0x341 || r == 0x6DD || r == 0x70F || r == 0x180E,
		r >= 0x200C && r <= 0x200F, r >= 0x2028 && r <= 0x202E, r >= 0x2060 && r <= 0x2063, r >= 0x206A && r <= 0x206F,
		r >= 0x2FF0 && r <= 0x2FFB, r >= 0xFDD0 && r <= 0xFDEF, r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFD,
		r&0xFFFE == 0xFFFE, r >= 0x1D173 && r <= 0x1D17A, r == 0xE0001, r >= 0xE0020 && r <= 0xE007F:
		return true
	}
	return false
}
