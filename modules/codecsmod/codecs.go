// Package codecsmod is the _codecs module: encodings, their error handlers and what a
// script registers of both; and the module codecs, the classes that codecs are made of.
//
// Invariant: a built-in codec works without its CodecInfo, which is made when a script
// looks it up.
package codecsmod

import (
	"bytes"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

var none = object.None

// Module is the _codecs module.
var Module = object.ModuleSpec{
	Name: "_codecs",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("register(search_function, /)", "Register a codec search function.", register),
			object.Func("unregister(search_function, /)", "Unregister a codec search function.", unregister),
			object.Func("lookup(encoding, /)", "Look up a codec.", lookup),
			object.Func("encode(obj, encoding='utf-8', errors='strict')", "Encode an object with a codec.", encode),
			object.Func("decode(obj, encoding='utf-8', errors='strict')", "Decode an object with a codec.", decode),
			object.Func("register_error(errors, handler, /)", "Register an error handler under a name.", registerError),
			object.Func("lookup_error(name, /)", "Look up an error handler.", lookupError),
			object.Func("escape_decode(data, errors=None, /)", "", escapeDecode),
			object.Func("escape_encode(data, errors=None, /)", "", escapeEncode),
			object.Func("charmap_decode(data, errors=None, mapping=None, /)", "", charmapDecode),
			object.Func("charmap_encode(str, errors=None, mapping=None, /)", "", charmapEncode),
			object.Func("charmap_build(map, /)", "", charmapBuild),
			object.Func("readbuffer_encode(data, errors=None, /)", "", readBuffer),
		}
	},
	Init: func(t *thread, m *object.Module) error { return t.AddDecls(m, coders()) },
}

// coders declares utf_8_encode, utf_8_decode and their like.
func coders() (out []object.Decl) {
	for _, name := range [...]string{"utf_8", "utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "latin_1", "ascii", "unicode_escape", "raw_unicode_escape"} {
		enc, dec := "(str, errors=None, /)", "(data, errors=None, final=False, /)"
		switch name {
		case "utf_16", "utf_32":
			enc = "(str, errors=None, byteorder=0, /)"
			ex := name + "_ex_decode"
			out = append(out, object.Func(ex+"(data, errors=None, byteorder=0, final=False, /)", "", exDecode(ex, name)))
		case "latin_1", "ascii":
			dec = "(data, errors=None, /)"
		case "unicode_escape", "raw_unicode_escape":
			dec = "(data, errors=None, final=True, /)"
		}
		out = append(out, object.Func(name+"_encode"+enc, "", encoder(name)), object.Func(name+"_decode"+dec, "", decoder(name)))
	}
	return out
}

// encoder makes a function that encodes a str: (bytes, length of the str).
func encoder(codec string) object.NativeFn {
	fn := codec + "_encode"
	return func(t *thread, _ value, args []value) (value, error) {
		s, errs, err := strAndErrors(t, fn, args)
		if err != nil {
			return value{}, err
		}
		name := codec
		if len(args) > 2 && !args[2].IsNil() {
			order, err := t.IntArg(args[2], 0)
			if err != nil {
				return value{}, err
			}
			name = inOrder(codec, order)
		}
		b, err := t.EncodeBare(s, name, errs)
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(t.NewBytes(b), object.Int(int64(s.N))), nil
	}
}

// inOrder is a codec with a byte order: negative little, positive big, 0 as a mark says.
func inOrder(codec string, order int) string {
	switch {
	case order < 0:
		return codec + "_le"
	case order > 0:
		return codec + "_be"
	}
	return codec
}

// decoder makes a function that decodes bytes: (str, number of bytes decoded).
func decoder(codec string) object.NativeFn {
	fn := codec + "_decode"
	escapes := strings.HasSuffix(codec, "escape")
	final := escapes || codec == "latin_1" || codec == "ascii"
	return func(t *thread, _ value, args []value) (value, error) {
		b, release, err := dataArg(t, args[0], escapes)
		if err != nil {
			return value{}, err
		}
		defer release()
		errs, err := errorsArg(t, fn, args[1])
		if err != nil {
			return value{}, err
		}
		final := final
		if len(args) > 2 {
			if final, err = finalArg(t, args[2], final); err != nil {
				return value{}, err
			}
		}
		return decodeSome(t, b, codec, errs, final)
	}
}

// exDecode makes a decoder that is told the byte order and tells it: (str, number of
// bytes decoded, byte order).
func exDecode(fn, codec string) object.NativeFn {
	return func(t *thread, _ value, args []value) (value, error) {
		b, release, err := dataArg(t, args[0], false)
		if err != nil {
			return value{}, err
		}
		defer release()
		errs, err := errorsArg(t, fn, args[1])
		if err != nil {
			return value{}, err
		}
		order, err := t.IntArg(args[2], 0)
		if err != nil {
			return value{}, err
		}
		final, err := finalArg(t, args[3], false)
		if err != nil {
			return value{}, err
		}
		name := inOrder(codec, order)
		if order == 0 {
			order = markOrder(b, codec)
		}
		v, used, err := t.DecodePart(b, name, errs, final)
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(v, object.Int(int64(used)), object.Int(int64(order))), nil
	}
}

// markOrder reads the byte order mark at the beginning of b: -1 little, 1 big, 0 none.
func markOrder(b []byte, codec string) int {
	little, big := "\xff\xfe", "\xfe\xff"
	if codec == "utf_32" {
		little, big = "\xff\xfe\x00\x00", "\x00\x00\xfe\xff"
	}
	switch {
	case bytes.HasPrefix(b, []byte(little)):
		return -1
	case bytes.HasPrefix(b, []byte(big)):
		return 1
	}
	return 0
}

// strAndErrors are the first arguments of a function that encodes.
func strAndErrors(t *thread, fn string, args []value) (*object.Str, string, error) {
	s, ok := object.AsStr(args[0])
	if !ok {
		return nil, "", t.TypeErr("%s() argument 1 must be str, not %s", fn, object.TypeName(args[0]))
	}
	errs, err := errorsArg(t, fn, args[1])
	return s, errs, err
}

func errorsArg(t *thread, fn string, v value) (string, error) {
	if v.IsNil() || v == none {
		return "strict", nil
	}
	if !v.IsStr() {
		return "", t.TypeErr("%s() argument 2 must be str or None, not %s", fn, object.TypeName(v))
	}
	return t.StrArg(fn, "errors", v, "strict")
}

func finalArg(t *thread, v value, dflt bool) (bool, error) {
	if v.IsNil() {
		return dflt, nil
	}
	n, err := t.IntArg(v, 0)
	return n != 0, err
}

// dataArg lends the bytes of an argument; text: a str gives its UTF-8.
func dataArg(t *thread, v value, text bool) ([]byte, func(), error) {
	if s, ok := object.AsStr(v); ok && text {
		b, err := t.EncodeStr(s, "utf-8", "strict")
		return b, func() {}, err
	}
	return t.BufferOf(v)
}

// decodeSome decodes all of b if final, or else its complete characters.
func decodeSome(t *thread, b []byte, codec, errs string, final bool) (value, error) {
	v, used, err := t.DecodePart(b, codec, errs, final)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(v, object.Int(int64(used))), nil
}

func callable(t *thread, v value, msg string) error {
	if v.Type().Call == nil {
		return t.TypeErr("%s", msg)
	}
	return nil
}

func register(t *thread, _ value, args []value) (value, error) {
	if err := callable(t, args[0], "argument must be callable"); err != nil {
		return value{}, err
	}
	c := t.In.Codecs()
	c.Search = append(c.Search, args[0].Ref())
	return none, nil
}

func unregister(t *thread, _ value, args []value) (value, error) {
	c := t.In.Codecs()
	for i, f := range c.Search {
		if f == args[0] {
			c.Search = append(append([]value{}, c.Search[:i]...), c.Search[i+1:]...)
			c.Forget(t)
			t.Unref(f)
			break
		}
	}
	return none, nil
}

// lookup gives the CodecInfo of an encoding: what the package encodings or another
// registered function answers; without that package, minipy's own.
func lookup(t *thread, _ value, args []value) (value, error) {
	if !args[0].IsStr() {
		return value{}, t.TypeErr("lookup() argument must be str, not %s", object.TypeName(args[0]))
	}
	name, err := t.StrArg("lookup", "encoding", args[0], "")
	if err != nil {
		return value{}, err
	}
	return infoFor(t, name)
}

func infoFor(t *thread, name string) (value, error) {
	library, err := t.HasEncodings()
	if err != nil {
		return value{}, err
	}
	own := object.CodecName(name)
	if own != "" && !library {
		return builtinInfo(t, own)
	}
	info, err := t.LookupCodec(name)
	if err != nil || !info.IsNil() {
		return info, err
	}
	if own != "" {
		return builtinInfo(t, own)
	}
	return value{}, t.Raise(object.LookupError, "unknown encoding: %s", name)
}

func texts(t *thread, fn string, args []value) (encoding, errs string, err error) {
	if encoding, err = t.StrArg(fn, "encoding", args[1], "utf-8"); err == nil {
		errs, err = t.StrArg(fn, "errors", args[2], "strict")
	}
	return
}

// ofText reports whether a built-in codec is one of text.
func ofText(name string) bool { return name != "" && !whole(name) }

func encode(t *thread, _ value, args []value) (value, error) {
	encoding, errs, err := texts(t, "encode", args)
	if err != nil {
		return value{}, err
	}
	if s, ok := object.AsStr(args[0]); ok && ofText(object.CodecName(encoding)) {
		b, err := t.EncodeBare(s, encoding, errs)
		if err != nil {
			return value{}, t.CodecError(err, encoding, "encoding")
		}
		return t.NewBytes(b), nil
	}
	return throughInfo(t, object.CodecEncode, encoding, errs, args[0])
}

func decode(t *thread, _ value, args []value) (value, error) {
	encoding, errs, err := texts(t, "decode", args)
	if err != nil {
		return value{}, err
	}
	if b, ok := object.AsBytes(args[0]); ok && len(b.B) > 0 && ofText(object.CodecName(encoding)) {
		v, _, err := t.DecodePart(b.B, encoding, errs, true)
		if err != nil {
			err = t.CodecError(err, encoding, "decoding")
		}
		return v, err
	}
	return throughInfo(t, object.CodecDecode, encoding, errs, args[0])
}

// throughInfo calls the function of an encoding's CodecInfo.
func throughInfo(t *thread, fn int, encoding, errs string, arg value) (value, error) {
	info, err := infoFor(t, encoding)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(info)
	return t.CallCodec(info, fn, encoding, errs, arg)
}

func registerError(t *thread, _ value, args []value) (value, error) {
	if !args[0].IsStr() {
		return value{}, t.TypeErr("register_error() argument 1 must be str, not %s", object.TypeName(args[0]))
	}
	name, err := t.StrArg("register_error", "errors", args[0], "")
	if err != nil {
		return value{}, err
	}
	if err := callable(t, args[1], "handler must be callable"); err != nil {
		return value{}, err
	}
	c := t.In.Codecs()
	old := c.Handlers[name]
	c.Handlers[name] = args[1].Ref()
	t.XUnref(old)
	return none, nil
}

// builtinHandlers are the error handlers that codecs know themselves; the module
// codecs has functions for them.
var builtinHandlers = [...][2]string{{"strict", "strict_errors"}, {"ignore", "ignore_errors"}, {"replace", "replace_errors"},
	{"xmlcharrefreplace", "xmlcharrefreplace_errors"}, {"backslashreplace", "backslashreplace_errors"},
	{"namereplace", "namereplace_errors"}, {"surrogateescape", "surrogateescape"}, {"surrogatepass", "surrogatepass"}}

func lookupError(t *thread, _ value, args []value) (value, error) {
	if !args[0].IsStr() {
		return value{}, t.TypeErr("lookup_error() argument must be str, not %s", object.TypeName(args[0]))
	}
	name, err := t.StrArg("lookup_error", "name", args[0], "")
	if err != nil {
		return value{}, err
	}
	if h, ok := t.In.Codecs().Handlers[name]; ok {
		return h.Ref(), nil
	}
	for _, h := range builtinHandlers {
		if h[0] == name {
			return pylib.From(t, "codecs", h[1])
		}
	}
	return value{}, t.Raise(object.LookupError, "unknown error handler name '%s'", name)
}
