package object

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// CodecState is what a script has registered with the codecs module: search
// functions and error handlers, both owned.
type CodecState struct {
	Search   []Value
	Handlers map[string]Value
	Found    map[string]Value // CodecInfos that search functions gave, owned
	Strict   bool             // unknown names are errors even where they do not matter (-X dev)
	tried    bool             // the package encodings was asked for
	library  bool             // and it is there
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
	n := normalizeEncoding(encoding)
	if name := codecAlias(n); name != "" {
		return name
	}
	return codecAlias(strings.ReplaceAll(n, ".", "_"))
}

// normalizeEncoding is the name in lower case with an underscore for each run of other
// characters than letters, digits and dots.
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
	return string(b)
}

// DecodeBytes decodes b.
func (t *Thread) DecodeBytes(b []byte, encoding, errors string) (Value, error) {
	v, _, err := t.decode(b, encoding, errors, decodeAll)
	return v, err
}

// DecodePart decodes b as far as its characters are complete, all of it if final, and
// says how many bytes that took. The encoding must be a built-in one.
func (t *Thread) DecodePart(b []byte, encoding, errors string, final bool) (v Value, used int, err error) {
	mode := decodeMode(decodeRaw)
	if final {
		mode |= decodeAll
	}
	return t.decode(b, encoding, errors, mode)
}

// decodeObject decodes a bytes-like object.
func (t *Thread) decodeObject(v Value, encoding, errors string) (Value, error) {
	if v.IsStr() {
		return Value{}, t.TypeErr("decoding str is not supported")
	}
	if x, ok := AsBytes(v); ok {
		v, _, err := t.decode(x.B, encoding, errors, decodeAll|decodeShared)
		return v, err
	}
	if !IsBuffer(v) {
		return Value{}, t.TypeErr("decoding to str: need a bytes-like object, %s found", v.Type().FullName())
	}
	b, release, err := t.BufferOf(v)
	if err != nil {
		t.Discard(err)
		return Value{}, t.TypeErr("decoding to str: need a bytes-like object, %s found", v.Type().FullName())
	}
	defer release()
	return t.DecodeBytes(b, encoding, errors)
}

// decodeMode says how to decode.
type decodeMode uint8

const (
	decodeAll    decodeMode = 1 << iota // what is incomplete at the end is an error
	decodeShared                        // the bytes never change, so the str may keep them
	decodeRaw                           // errors do not say in which codec they happened
)

func (t *Thread) decode(b []byte, encoding, errors string, mode decodeMode) (v Value, used int, err error) {
	if mode&decodeRaw == 0 {
		if err := t.checkCodec(encoding, errors); err != nil {
			return Value{}, 0, err
		}
	}
	if encoding == "" {
		encoding = "utf-8"
	}
	name := CodecName(encoding)
	if len(b) == 0 {
		return t.In.emptyStr(), 0, nil
	}
	if err := t.Grow(len(b)); err != nil {
		return Value{}, 0, err
	}
	if (name == "utf-8" || name == "ascii" && isASCII(bytesToString(b))) && utf8.Valid(b) {
		if mode&decodeShared != 0 {
			return t.NewStr(bytesToString(b)), len(b), nil
		}
		return t.NewStr(string(b)), len(b), nil
	}
	if name == "iso8859-1" || name == "charmap" {
		return t.NewStr(latin1Text(b)), len(b), nil
	}
	d := t.NewDecoder(name, errors, b)
	defer d.Close()
	d.final = mode&decodeAll != 0
	known, err := d.run(encoding)
	if !known {
		v, err = t.userDecode(b, encoding, errors)
		return v, len(b), err
	}
	if err != nil {
		if mode&decodeRaw == 0 && !bareCodec(name) {
			err = t.CodecError(err, encoding, "decoding")
		}
		return Value{}, 0, err
	}
	return t.NewStr(bytesToString(d.Out)), d.used, nil
}

// checkCodec fails on names that nothing has, if the interpreter is that strict.
func (t *Thread) checkCodec(encoding, errors string) error {
	if !t.In.Codecs().Strict {
		return nil
	}
	switch errors {
	case "", "strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace":
	default:
		if _, err := t.errorHandler(errors); err != nil {
			return err
		}
	}
	if encoding == "" || CodecName(encoding) != "" {
		return nil
	}
	info, err := t.LookupCodec(encoding)
	if err == nil && info.IsNil() {
		return t.Raise(LookupError, "unknown encoding: %s", encoding)
	}
	t.XUnref(info)
	return err
}

// run decodes with the decoder's codec; known: it is a built-in one.
func (d *Decoder) run(encoding string) (known bool, err error) {
	d.used = len(d.In)
	switch d.name {
	case "utf-8":
		err = d.utf8(0)
	case "utf-8-sig":
		d.name = "utf-8"
		start := 0
		if bytes.HasPrefix(d.In, []byte(utf8BOM)) {
			start = len(utf8BOM)
		}
		err = d.utf8(start)
	case "ascii":
		err = d.ascii()
	case "utf-7":
		d.name = "utf7"
		err = d.utf7()
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
	case "punycode", "idna":
		read := d.T.decodePunycode
		if d.name == "idna" {
			read = d.T.decodeIDNA
		}
		var text string
		text, err = read(d.In, d.errors)
		d.Out = []byte(text)
	case "hex", "base64", "rot13":
		err = d.T.Raise(LookupError, "'%s' is not a text encoding; use codecs.decode() to handle arbitrary codecs", encoding)
	default:
		table := charmap(d.name)
		if table == "" {
			return false, nil
		}
		d.name = "charmap"
		err = d.charmap(table)
	}
	return true, err
}

// fastCodec reports whether CPython has the codec built in, so that errors in it are no
// errors of a codec that was looked up.
func fastCodec(name string) bool {
	switch name {
	case "utf-8", "ascii", "iso8859-1", "utf-16", "utf-32":
		return true
	}
	return false
}

const utf8BOM = "\xEF\xBB\xBF"

func latin1Text(b []byte) string {
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, c := range b {
		out = utf8.AppendRune(out, rune(c))
	}
	return bytesToString(out)
}

// bareCodec reports whether errors in a codec are not told with its name: those that
// CPython does not look up, and those that are not of text.
func bareCodec(name string) bool {
	switch name {
	case "", "hex", "base64", "rot13":
		return true
	}
	return fastCodec(name)
}

// CodecError says in an error's message in which codec it happened. Only the message of
// a plain exception can be changed: one that has a single str as argument, and no more
// than BaseException has.
func (t *Thread) CodecError(err error, encoding, doing string) error {
	e, ok := err.(*Error)
	if !ok {
		return err
	}
	typ := e.Type()
	if typ == MemoryError || !sameFunc(typ.Slots.New, BaseException.Slots.New) || !sameFunc(typ.Slots.Init, BaseException.Slots.Init) ||
		typ.heap == nil && typ.WeakOffset == 0 && typ.BasicSize != BaseException.BasicSize || typ.heap == nil && typ.WeakOffset > BaseException.BasicSize || typ.heap != nil && typ.heap.nmember > 0 {
		return err
	}
	exc := t.Normalize(err)
	if exc.dict != nil && exc.dict.Len() > 0 {
		return err
	}
	if args := exc.Args(); len(args) > 1 || len(args) == 1 && !args[0].IsStr() {
		return err
	}
	cause := Obj(&t.TakeExc(err).Header)
	text, serr := t.StrString(cause)
	if serr != nil {
		t.Unref(cause)
		return serr
	}
	err = t.Raise(typ, "%s with '%s' codec failed (%s: %s)", doing, encoding, typ.Name, text)
	t.Normalize(err).GiveCause(t, cause)
	return err
}
