package object

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/minipy-go/minipy/ucd"
)

var charmapEncoders sync.Map // codec name → map[rune]byte

func charmapEncoder(name string) map[rune]byte {
	if m, ok := charmapEncoders.Load(name); ok {
		return m.(map[rune]byte)
	}
	m := map[rune]byte{}
	for i, r := range charmapRunes(charmap(name)) {
		if r != 0xFFFE {
			m[r] = byte(i)
		}
	}
	charmapEncoders.Store(name, m)
	return m
}

// EncodeStr encodes s. The result may share its memory: it must not be changed.
func (t *Thread) EncodeStr(s *Str, encoding, errors string) ([]byte, error) {
	if err := t.checkCodec(encoding, errors); err != nil {
		return nil, err
	}
	b, err := t.EncodeBare(s, encoding, errors)
	if err != nil {
		if name := CodecName(encoding); !bareCodec(name) {
			err = t.CodecError(err, encoding, "encoding")
		}
	}
	return b, err
}

// EncodeBare is EncodeStr with errors that do not say in which built-in codec they
// happened.
func (t *Thread) EncodeBare(s *Str, encoding, errors string) ([]byte, error) {
	name := CodecName(encoding)
	if name == "utf-8" && !hasSurrogate(s.S) || name != "" && s.ASCII() && asciiCompatible(name) {
		return stringBytes(s.S), nil
	}
	if err := t.Grow(len(s.S)); err != nil {
		return nil, err
	}
	e := t.NewEncoder(name, errors, "", s, nil)
	switch name {
	case "utf-8-sig":
		e.Out = append(e.Out, utf8BOM...)
		fallthrough
	case "utf-8":
		e.name, e.reason, e.Put = "utf-8", "surrogates not allowed", putUTF8
		e.asciiOnly = true
	case "ascii":
		e.reason, e.Put = "ordinal not in range(128)", putASCII
	case "iso8859-1", "charmap":
		e.name, e.reason, e.Put = "latin-1", "ordinal not in range(256)", putLatin1
	case "utf-16", "utf-16-le", "utf-16-be":
		e.utf16()
	case "utf-32", "utf-32-le", "utf-32-be":
		e.utf32()
	case "unicode-escape":
		return appendUnicodeEscape(nil, s.S), nil
	case "raw-unicode-escape":
		return appendRawUnicodeEscape(nil, s.S), nil
	case "utf-7":
		return appendUTF7(nil, s.S), nil
	case "punycode":
		return t.appendPunycode(nil, s.S)
	case "idna":
		return t.encodeIDNA(s.S, errors)
	case "hex", "base64", "rot13":
		return nil, t.Raise(LookupError, "'%s' is not a text encoding; use codecs.encode() to handle arbitrary codecs", encoding)
	default:
		if charmap(name) == "" {
			return t.userEncode(s, encoding, errors)
		}
		m := charmapEncoder(name)
		e.name, e.reason = "charmap", "character maps to <undefined>"
		e.Put = func(b []byte, r rune) ([]byte, bool) {
			c, ok := m[r]
			if !ok {
				return b, false
			}
			return append(b, c), true
		}
	}
	defer e.Close()
	err := e.Run()
	return e.Out, err
}

// asciiCompatible reports whether a codec encodes ASCII as itself.
func asciiCompatible(name string) bool {
	switch name {
	case "utf-8", "ascii", "iso8859-1", "charmap":
		return true
	}
	table := charmap(name)
	if table == "" {
		return false
	}
	// Of codecs with two bytes for one character, like mac-arabic, the last byte is used.
	return utf8.RuneCountInString(table) == 128 && !strings.HasPrefix(name, "mac-")
}

// hasSurrogate reports whether WTF-8 text holds a lone surrogate.
func hasSurrogate(s string) bool {
	for {
		i := strings.IndexByte(s, 0xED)
		if i < 0 {
			return false
		}
		if s[i+1] >= 0xA0 {
			return true
		}
		s = s[i+1:]
	}
}

// An Encoder encodes a str to Out. Close ends its use.
type Encoder struct {
	T            *Thread
	Out          []byte
	Err          error // set by Put: ends the encoding
	s            *Str
	name, errors string
	reason       string // why a character cannot be encoded
	Put          func(b []byte, r rune) ([]byte, bool)
	unit         int  // bytes of a code unit; 0: one
	runs         bool // an error covers all characters in a row that fail
	asciiOnly    bool // replacement text must be ASCII
	handlerFn    Value
}

// NewEncoder returns an encoder of s with a codec and an error handler, both for
// messages. put, which becomes Put, appends a character, or says that it cannot be encoded, for reason.
func (t *Thread) NewEncoder(name, errors, reason string, s *Str, put func(b []byte, r rune) ([]byte, bool)) *Encoder {
	return &Encoder{T: t, s: s, name: name, errors: errors, reason: reason, Put: put, runs: true}
}

// Close drops what the encoder owns.
func (e *Encoder) Close() {
	fn := e.handlerFn
	e.handlerFn = Value{}
	e.T.XUnref(fn)
}

func putASCII(b []byte, r rune) ([]byte, bool) { return append(b, byte(r)), r < 0x80 }

func putLatin1(b []byte, r rune) ([]byte, bool) { return append(b, byte(r)), r < 0x100 }

func putUTF8(b []byte, r rune) ([]byte, bool) {
	if isSurrogate(r) {
		return b, false
	}
	return utf8.AppendRune(b, r), true
}

func isSurrogate(r rune) bool { return r >= 0xD800 && r <= 0xDFFF }

// Run encodes all of the str.
func (e *Encoder) Run() error {
	text := e.s.S
	for i, off := 0, 0; off < len(text); {
		r, n := DecodePoint(text[off:])
		b, ok := e.Put(e.Out, r)
		if ok {
			e.Out = b
			i, off = i+1, off+n
			continue
		}
		end, stop := i+1, off+n
		for e.runs && e.Err == nil && stop < len(text) {
			r, n := DecodePoint(text[stop:])
			if _, ok := e.Put(e.Out, r); ok {
				break
			}
			end, stop = end+1, stop+n
		}
		if e.Err != nil {
			return e.Err
		}
		next, err := e.fail(i, end, text[off:stop])
		if err != nil {
			return err
		}
		i, off = next, e.s.Offset(next)
	}
	return nil
}

func (e *Encoder) err(start, end int) error {
	t := e.T
	return t.RaiseArgs(UnicodeEncodeError, t.NewStr(e.name), t.strWhole(e.s),
		Int(int64(start)), Int(int64(end)), t.NewStr(e.reason))
}

// fail handles the characters [start, end), whose text is bad, and returns the
// character to go on with.
func (e *Encoder) fail(start, end int, bad string) (int, error) {
	switch e.errors {
	case "", "strict":
		return 0, e.err(start, end)
	case "ignore":
		return end, nil
	case "replace":
		return end, e.text(strings.Repeat("?", end-start), start, end)
	case "backslashreplace", "xmlcharrefreplace", "namereplace":
		var b []byte
		for i := 0; i < len(bad); {
			r, n := DecodePoint(bad[i:])
			b = e.spell(b, r)
			i += n
		}
		return end, e.text(string(b), start, end)
	case "surrogateescape", "surrogatepass":
		var b []byte
		var ok bool
		for i, k := 0, start; i < len(bad); k++ {
			r, n := DecodePoint(bad[i:])
			if b, ok = e.surrogate(b, r); !ok {
				if e.name == "charmap" { // its handler is called for the whole run
					k = start
				}
				return 0, e.err(k, end)
			}
			i += n
		}
		return end, e.raw(b, start, end)
	}
	return e.handler(start, end)
}

// spell appends the ASCII text that stands for r.
func (e *Encoder) spell(b []byte, r rune) []byte {
	switch e.errors {
	case "xmlcharrefreplace":
		return append(strconv.AppendInt(append(b, "&#"...), int64(r), 10), ';')
	case "namereplace":
		if n := ucd.ShownName(r); n != "" {
			return append(append(append(b, `\N{`...), n...), '}')
		}
	}
	return appendEscape(b, r)
}

// surrogate appends the bytes that a surrogate stands for.
func (e *Encoder) surrogate(b []byte, r rune) ([]byte, bool) {
	if e.errors == "surrogateescape" {
		return append(b, byte(r)), r >= 0xDC80 && r <= 0xDCFF
	}
	if !isSurrogate(r) {
		return b, false
	}
	switch e.name {
	case "utf-8":
		return AppendPoint(b, r), true
	case "utf-16", "utf-16-le":
		return append(b, byte(r), byte(r>>8)), true
	case "utf-16-be":
		return append(b, byte(r>>8), byte(r)), true
	case "utf-32", "utf-32-le":
		return append(b, byte(r), byte(r>>8), 0, 0), true
	case "utf-32-be":
		return append(b, 0, 0, byte(r>>8), byte(r)), true
	}
	return b, false
}

// text encodes replacement text.
func (e *Encoder) text(s string, start, end int) error {
	if e.asciiOnly && !isASCII(s) {
		return e.err(start, end)
	}
	for i := 0; i < len(s); {
		r, n := DecodePoint(s[i:])
		b, ok := e.Put(e.Out, r)
		if e.Err != nil {
			return e.Err
		}
		if !ok {
			return e.err(start, end)
		}
		e.Out = b
		i += n
	}
	return nil
}

// raw takes replacement bytes as they are.
func (e *Encoder) raw(b []byte, start, end int) error {
	if e.unit > 0 && len(b)%e.unit != 0 {
		return e.err(start, end)
	}
	e.Out = append(e.Out, b...)
	return nil
}

func (e *Encoder) handler(start, end int) (int, error) {
	t := e.T
	if e.handlerFn.IsNil() {
		h, err := t.errorHandler(e.errors)
		if err != nil {
			return 0, err
		}
		e.handlerFn = h.Ref()
	}
	exc := t.TakeExc(e.err(start, end))
	defer t.Unref(exc.Value())
	v, at, err := t.callHandler(e.handlerFn, exc, "encoding error handler must return (str/bytes, int) tuple", true)
	if err != nil {
		return 0, err
	}
	defer t.Unref(v)
	if at, err = t.handlerPos(at, e.s.N); err != nil {
		return 0, err
	}
	if x, ok := AsBytes(v); ok {
		if err := t.Grow(len(e.Out) + len(x.B)); err != nil {
			return 0, err
		}
		return at, e.raw(x.B, start, end)
	}
	if err := t.Grow(len(e.Out) + len(v.String())); err != nil {
		return 0, err
	}
	return at, e.text(v.String(), start, end)
}
