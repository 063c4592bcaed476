package object

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/minipy-go/minipy/ucd"
)

// CodecState is what a script has registered with the codecs module: search
// functions and error handlers, both owned.
type CodecState struct {
	Search   []Value
	Handlers map[string]Value
	Found    map[string]Value // CodecInfos that search functions gave, owned
}

// Forget drops what search functions gave.
func (c *CodecState) Forget(t *Thread) {
	found := c.Found
	c.Found = nil
	for _, v := range found {
		t.Unref(v)
	}
}

// Release drops what was registered; the interpreter calls it at its end.
func (c *CodecState) Release(t *Thread) {
	search, handlers := c.Search, c.Handlers
	c.Search, c.Handlers = nil, map[string]Value{}
	t.UnrefAll(search)
	for _, h := range handlers {
		t.Unref(h)
	}
	c.Forget(t)
	if len(search)+len(handlers) > 0 {
		t.CollectGarbage(2) // functions kept the module they are of
	}
}

type codecKey struct{}

// Codecs returns the interpreter's codec registry.
func (in *Interp) Codecs() *CodecState {
	return in.State(codecKey{}, func() any { return &CodecState{Handlers: map[string]Value{}} }).(*CodecState)
}

// CodecName returns the name of the built-in codec that an encoding's name means, ""
// if there is none.
func CodecName(encoding string) string {
	switch encoding {
	case "utf-8", "utf8", "UTF-8":
		return "utf-8"
	}
	return codecAliases[normalizeEncoding(encoding)]
}

// normalizeEncoding lowers the name and makes each run of other characters than
// letters, digits and dots one underscore.
func normalizeEncoding(s string) string {
	b := make([]byte, 0, len(s))
	gap := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if isAlnumByte(c) || c == '.' {
			if gap && len(b) > 0 {
				b = append(b, '_')
			}
			gap = false
			b = append(b, lowerByte(c))
		} else {
			gap = true
		}
	}
	n := string(b)
	if _, ok := codecAliases[n]; !ok {
		n = strings.ReplaceAll(n, ".", "_")
	}
	return n
}

// DecodeBytes decodes b.
func (t *Thread) DecodeBytes(b []byte, encoding, errors string) (Value, error) {
	return t.decode(b, encoding, errors, false)
}

// decodeObject decodes a bytes-like object.
func (t *Thread) decodeObject(v Value, encoding, errors string) (Value, error) {
	if v.IsStr() {
		return Value{}, t.TypeErr("decoding str is not supported")
	}
	if x, ok := AsBytes(v); ok {
		return t.decode(x.B, encoding, errors, true)
	}
	if !IsBuffer(v) {
		return Value{}, t.TypeErr("decoding to str: need a bytes-like object, %s found", v.Type().Name)
	}
	b, release, err := t.BufferOf(v)
	if err != nil {
		return Value{}, err
	}
	defer release()
	return t.decode(b, encoding, errors, false)
}

// decode is DecodeBytes; shared: b never changes, so the str may keep it.
func (t *Thread) decode(b []byte, encoding, errors string, shared bool) (Value, error) {
	if len(b) == 0 {
		return t.In.emptyStr(), nil
	}
	if err := t.Grow(len(b)); err != nil {
		return Value{}, err
	}
	if encoding == "" {
		encoding = "utf-8"
	}
	name := CodecName(encoding)
	if (name == "utf-8" || name == "ascii" && isASCII(bytesToString(b))) && utf8.Valid(b) {
		if shared {
			return t.NewStr(bytesToString(b)), nil
		}
		return t.NewStr(string(b)), nil
	}
	d := &decoder{t: t, name: name, errors: errors, in: b}
	var err error
	switch name {
	case "utf-8":
		err = d.utf8()
	case "utf-8-sig":
		d.name = "utf-8"
		d.in = bytes.TrimPrefix(b, []byte(utf8BOM))
		err = d.utf8()
	case "ascii":
		err = d.ascii()
	case "iso8859-1", "charmap":
		return t.NewStr(latin1Text(b)), nil
	case "utf-16", "utf-16-le", "utf-16-be":
		err = d.utf16()
	case "utf-32", "utf-32-le", "utf-32-be":
		err = d.utf32()
	case "unicode-escape":
		d.name = "unicodeescape"
		err = d.unicodeEscape()
	case "raw-unicode-escape":
		d.name = "rawunicodeescape"
		err = d.rawUnicodeEscape()
	case "hex", "base64", "rot13":
		err = t.Raise(LookupError, "'%s' is not a text encoding; use codecs.decode() to handle arbitrary codecs", encoding)
	default:
		table, ok := charmaps[name]
		if !ok {
			return t.userDecode(b, encoding, errors)
		}
		d.name = "charmap"
		err = d.charmap(table)
	}
	if err != nil {
		return Value{}, t.codecError(err, name, encoding, "decoding")
	}
	return t.NewStr(bytesToString(d.out)), nil
}

// codecError says in an error's message in which codec it happened, for the codecs
// that CPython looks up and for plain exceptions.
func (t *Thread) codecError(err error, name, encoding, doing string) error {
	typ := TypeError
	switch name {
	case "utf-8", "ascii", "iso8859-1", "utf-16", "utf-32":
		return err
	}
	switch {
	case t.ErrIs(err, LookupError):
		typ = err.(*Error).Type()
	case !t.ErrIs(err, TypeError):
		return err
	}
	if _, ok := charmaps[name]; !ok && name[:3] != "utf" && name[:3] != "raw" && name[:3] != "uni" {
		return err
	}
	cause := Obj(&t.TakeExc(err).Header)
	text, err := t.StrString(cause)
	if err != nil {
		t.Discard(err)
	}
	err = t.Raise(typ, "%s with '%s' codec failed (%s: %s)", doing, encoding, typ.Name, text)
	t.Normalize(err).GiveCause(t, cause)
	return err
}

const utf8BOM = "\xEF\xBB\xBF"

func latin1Text(b []byte) string {
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, c := range b {
		out = utf8.AppendRune(out, rune(c))
	}
	return bytesToString(out)
}

// A decoder decodes in to the WTF-8 text out.
type decoder struct {
	t            *Thread
	name, errors string
	in           []byte
	out          []byte
}

// fail handles bytes [start, end) that cannot be decoded; decoding goes on at the
// position returned.
func (d *decoder) fail(start, end int, reason string) (int, error) {
	switch d.errors {
	case "", "strict":
		return 0, d.err(start, end, reason)
	case "ignore":
		return end, nil
	case "replace":
		d.out = append(d.out, "\uFFFD"...)
		return end, nil
	case "backslashreplace":
		for _, c := range d.in[start:end] {
			d.out = append(d.out, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		}
		return end, nil
	case "surrogateescape":
		i := start
		for ; i < end && i < start+4 && d.in[i] >= 0x80; i++ {
			d.out = AppendPoint(d.out, 0xDC00+rune(d.in[i]))
		}
		if i == start {
			return 0, d.err(start, end, reason)
		}
		return i, nil
	case "surrogatepass":
		r, n := d.surrogate(start)
		if n == 0 {
			return 0, d.err(start, end, reason)
		}
		d.out = AppendPoint(d.out, r)
		return start + n, nil
	case "xmlcharrefreplace", "namereplace":
		return 0, d.t.TypeErr("don't know how to handle UnicodeDecodeError in error callback")
	}
	return d.handler(start, end, reason)
}

// surrogate returns the surrogate that stands encoded at start, and its length.
func (d *decoder) surrogate(start int) (rune, int) {
	b := d.in[start:]
	r, n := rune(0), 0
	switch d.name {
	case "utf-8":
		if len(b) >= 3 && b[0] == 0xED && b[1]&0xE0 == 0xA0 && b[2]&0xC0 == 0x80 {
			r, n = DecodePoint(bytesToString(b[:3]))
		}
	case "utf-16-le", "utf-16-be":
		if len(b) >= 2 {
			r, n = rune(unit16(b, d.name == "utf-16-be")), 2
		}
	case "utf-32-le", "utf-32-be":
		if len(b) >= 4 {
			r, n = rune(unit32(b, d.name == "utf-32-be")), 4
		}
	}
	if r < 0xD800 || r > 0xDFFF {
		return 0, 0
	}
	return r, n
}

func (d *decoder) err(start, end int, reason string) error {
	t := d.t
	return t.RaiseArgs(UnicodeDecodeError, t.NewStr(d.name), t.NewBytes(bytes.Clone(d.in)),
		Int(int64(start)), Int(int64(end)), t.NewStr(reason))
}

// handler calls the error handler that a script has registered.
func (d *decoder) handler(start, end int, reason string) (int, error) {
	t := d.t
	h, err := t.errorHandler(d.errors)
	if err != nil {
		return 0, err
	}
	v, pos, err := t.callHandler(h, d.err(start, end, reason), len(d.in), "decoding error handler must return (str, int) tuple", false)
	if err != nil {
		return 0, err
	}
	d.out = append(d.out, v.String()...)
	t.Unref(v)
	return pos, nil
}

func (d *decoder) ascii() (err error) {
	for i := 0; i < len(d.in); {
		if c := d.in[i]; c < 0x80 {
			d.out = append(d.out, c)
			i++
		} else if i, err = d.fail(i, i+1, "ordinal not in range(128)"); err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) utf8() (err error) {
	d.out = make([]byte, 0, len(d.in))
	for i := 0; i < len(d.in); {
		r, n := utf8.DecodeRune(d.in[i:])
		if r != utf8.RuneError || n > 1 {
			d.out = append(d.out, d.in[i:i+n]...)
			i += n
			continue
		}
		n, reason := badUTF8(d.in[i:])
		if i, err = d.fail(i, i+n, reason); err != nil {
			return err
		}
	}
	return nil
}

// badUTF8 returns how many bytes at the start of b, which is no UTF-8, belong to the
// malformed character, and what is wrong with it.
func badUTF8(b []byte) (n int, reason string) {
	c := b[0]
	if c < 0xC2 || c > 0xF4 {
		return 1, "invalid start byte"
	}
	need := pointLen(c)
	for n = 1; n < need; n++ {
		if n == len(b) {
			return n, "unexpected end of data"
		}
		lo, hi := byte(0x80), byte(0xBF)
		if n == 1 {
			switch c {
			case 0xE0:
				lo = 0xA0
			case 0xED:
				hi = 0x9F
			case 0xF0:
				lo = 0x90
			case 0xF4:
				hi = 0x8F
			}
		}
		if b[n] < lo || b[n] > hi {
			break
		}
	}
	return n, "invalid continuation byte"
}

// charmapRunes spells a table of charmaps out.
func charmapRunes(table string) []rune {
	rs := []rune(table)
	if len(rs) == 256 {
		return rs
	}
	out := make([]rune, 128, 256)
	for i := range out {
		out[i] = rune(i)
	}
	return append(out, rs...)
}

func (d *decoder) charmap(table string) (err error) {
	runes := charmapRunes(table)
	for i := 0; i < len(d.in); {
		if r := runes[d.in[i]]; r != 0xFFFE {
			d.out = utf8.AppendRune(d.out, r)
			i++
		} else if i, err = d.fail(i, i+1, "character maps to <undefined>"); err != nil {
			return err
		}
	}
	return nil
}

var charmapEncoders sync.Map // codec name → map[rune]byte

func charmapEncoder(name string) map[rune]byte {
	if m, ok := charmapEncoders.Load(name); ok {
		return m.(map[rune]byte)
	}
	m := map[rune]byte{}
	for i, r := range charmapRunes(charmaps[name]) {
		if r != 0xFFFE {
			m[r] = byte(i)
		}
	}
	charmapEncoders.Store(name, m)
	return m
}

// EncodeStr encodes s. The result may share its memory: it must not be changed.
func (t *Thread) EncodeStr(s *Str, encoding, errors string) ([]byte, error) {
	name := CodecName(encoding)
	if name == "utf-8" && !hasSurrogate(s.S) || name != "" && s.ASCII() && asciiCompatible(name) {
		return stringBytes(s.S), nil
	}
	if err := t.Grow(len(s.S)); err != nil {
		return nil, err
	}
	e := &encoder{t: t, s: s, name: name, errors: errors, runs: true}
	switch name {
	case "utf-8-sig":
		e.out = append(e.out, utf8BOM...)
		fallthrough
	case "utf-8":
		e.name, e.reason, e.put = "utf-8", "surrogates not allowed", putUTF8
		e.asciiOnly = true
	case "ascii":
		e.reason, e.put = "ordinal not in range(128)", putASCII
	case "iso8859-1", "charmap":
		e.name, e.reason, e.put = "latin-1", "ordinal not in range(256)", putLatin1
	case "utf-16", "utf-16-le", "utf-16-be":
		e.utf16()
	case "utf-32", "utf-32-le", "utf-32-be":
		e.utf32()
	case "unicode-escape":
		return appendUnicodeEscape(nil, s.S), nil
	case "raw-unicode-escape":
		return appendRawUnicodeEscape(nil, s.S), nil
	case "hex", "base64", "rot13":
		return nil, t.Raise(LookupError, "'%s' is not a text encoding; use codecs.encode() to handle arbitrary codecs", encoding)
	default:
		if _, ok := charmaps[name]; !ok {
			return t.userEncode(s, encoding, errors)
		}
		m := charmapEncoder(name)
		e.name, e.reason = "charmap", "character maps to <undefined>"
		e.put = func(b []byte, r rune) ([]byte, bool) {
			c, ok := m[r]
			if !ok {
				return b, false
			}
			return append(b, c), true
		}
	}
	if err := e.run(); err != nil {
		return nil, t.codecError(err, name, encoding, "encoding")
	}
	return e.out, nil
}

// asciiCompatible reports whether a codec encodes ASCII as itself.
func asciiCompatible(name string) bool {
	switch name {
	case "utf-8", "ascii", "iso8859-1", "charmap":
		return true
	}
	table, ok := charmaps[name]
	if !ok {
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

// An encoder encodes s to out.
type encoder struct {
	t            *Thread
	s            *Str
	name, errors string
	reason       string // why a character cannot be encoded
	put          func(b []byte, r rune) ([]byte, bool)
	unit         int  // bytes of a code unit; 0: one
	runs         bool // an error covers all characters in a row that fail
	asciiOnly    bool // replacement text must be ASCII
	out          []byte
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

func (e *encoder) run() error {
	text := e.s.S
	for i, off := 0, 0; off < len(text); {
		r, n := DecodePoint(text[off:])
		b, ok := e.put(e.out, r)
		if ok {
			e.out = b
			i, off = i+1, off+n
			continue
		}
		end, stop := i+1, off+n
		for e.runs && stop < len(text) {
			r, n := DecodePoint(text[stop:])
			if _, ok := e.put(e.out, r); ok {
				break
			}
			end, stop = end+1, stop+n
		}
		next, err := e.fail(i, end, text[off:stop])
		if err != nil {
			return err
		}
		i, off = next, e.s.Offset(next)
	}
	return nil
}

func (e *encoder) err(start, end int) error {
	t := e.t
	return t.RaiseArgs(UnicodeEncodeError, t.NewStr(e.name), t.strWhole(e.s),
		Int(int64(start)), Int(int64(end)), t.NewStr(e.reason))
}

// fail handles the characters [start, end), whose text is bad, and returns the
// character to go on with.
func (e *encoder) fail(start, end int, bad string) (int, error) {
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
				return 0, e.err(k, end)
			}
			i += n
		}
		return end, e.raw(b, start, end)
	}
	return e.handler(start, end)
}

// spell appends the ASCII text that stands for r.
func (e *encoder) spell(b []byte, r rune) []byte {
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
func (e *encoder) surrogate(b []byte, r rune) ([]byte, bool) {
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
func (e *encoder) text(s string, start, end int) error {
	if e.asciiOnly && !isASCII(s) {
		return e.err(start, end)
	}
	for i := 0; i < len(s); {
		r, n := DecodePoint(s[i:])
		b, ok := e.put(e.out, r)
		if !ok {
			return e.err(start, end)
		}
		e.out = b
		i += n
	}
	return nil
}

// raw takes replacement bytes as they are.
func (e *encoder) raw(b []byte, start, end int) error {
	if e.unit > 0 && len(b)%e.unit != 0 {
		return e.err(start, end)
	}
	e.out = append(e.out, b...)
	return nil
}

func (e *encoder) handler(start, end int) (int, error) {
	t := e.t
	h, err := t.errorHandler(e.errors)
	if err != nil {
		return 0, err
	}
	v, pos, err := t.callHandler(h, e.err(start, end), e.s.N, "encoding error handler must return (str/bytes, int) tuple", true)
	if err != nil {
		return 0, err
	}
	defer t.Unref(v)
	if x, ok := AsBytes(v); ok {
		return pos, e.raw(x.B, start, end)
	}
	if e.name == "utf-8" && hasSurrogate(v.String()) {
		return 0, e.err(start, end)
	}
	return pos, e.text(v.String(), start, end)
}
