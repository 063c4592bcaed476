// Package codecsmod is the _codecs module: encodings, their error handlers and what a
// script registers of both; and the module codecs, the classes that codecs are made of.
//
// Invariant: a built-in codec works without its CodecInfo, which is made when a script
// looks it up.
package codecsmod

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"slices"
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
	Decls: append([]object.Decl{
		object.Func("register(search_function, /)", "Register a codec search function.", register),
		object.Func("unregister(search_function, /)", "Unregister a codec search function.", unregister),
		object.Func("lookup(encoding, /)", "Look up a codec.", lookup),
		object.Func("encode(obj, encoding='utf-8', errors='strict')", "Encode an object with a codec.", encode),
		object.Func("decode(obj, encoding='utf-8', errors='strict')", "Decode an object with a codec.", decode),
		object.Func("register_error(errors, handler, /)", "Register an error handler under a name.", registerError),
		object.Func("lookup_error(name, /)", "Look up an error handler.", lookupError),
	}, slices.Concat(mapDecls, escapeDecls, pairs())...),
}

// pairs declares utf_8_encode, utf_8_decode and their like.
func pairs() (out []object.Decl) {
	for fn, codec := range map[string]string{"utf_8": "utf-8", "utf_16": "utf-16", "utf_16_le": "utf-16-le",
		"utf_16_be": "utf-16-be", "utf_32": "utf-32", "utf_32_le": "utf-32-le", "utf_32_be": "utf-32-be",
		"latin_1": "latin-1", "ascii": "ascii", "unicode_escape": "unicode-escape", "raw_unicode_escape": "raw-unicode-escape"} {
		out = append(out,
			object.Func(fn+"_encode(str, errors=None, /)", "", func(t *thread, _ value, args []value) (value, error) {
				s, ok := object.AsStr(args[0])
				if !ok {
					return value{}, t.TypeErr("%s_encode() argument 1 must be str, not %s", fn, object.TypeName(args[0]))
				}
				errs, err := errorsArg(t, fn+"_encode", args[1])
				if err != nil {
					return value{}, err
				}
				b, err := t.EncodeStr(s, codec, errs)
				if err != nil {
					return value{}, err
				}
				return t.NewTuple(t.NewBytes(b), object.Int(int64(s.N))), nil
			}),
			object.Func(fn+"_decode(data, errors=None, final=False, /)", "", func(t *thread, _ value, args []value) (value, error) {
				errs, err := errorsArg(t, fn+"_decode", args[1])
				if err != nil {
					return value{}, err
				}
				final := codec == "latin-1" || codec == "ascii"
				if !args[2].IsNil() {
					if final, err = t.Truth(args[2]); err != nil {
						return value{}, err
					}
				}
				return decodeSome(t, args[0], codec, errs, final)
			}))
	}
	return out
}

func errorsArg(t *thread, fn string, v value) (string, error) {
	if v.IsNil() || v == none {
		return "strict", nil
	}
	return t.StrArg(fn, "errors", v, "strict")
}

// decodeSome decodes all of a buffer if final, or else its complete characters.
func decodeSome(t *thread, data value, codec, errs string, final bool) (value, error) {
	b, release, err := t.BufferOf(data)
	if err != nil {
		return value{}, err
	}
	defer release()
	n := len(b)
	if !final {
		n -= incomplete(b, object.CodecName(codec))
	}
	v, err := t.DecodeBytes(b[:n], codec, errs)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(v, object.Int(int64(n))), nil
}

// incomplete returns how many bytes at the end of b are the start of a character.
func incomplete(b []byte, codec string) int {
	switch codec {
	case "utf-8", "utf-8-sig":
		for n := 1; n <= 3 && n <= len(b); n++ {
			if c := b[len(b)-n]; c&0xC0 != 0x80 {
				if c >= 0xC2 && c < 0xF5 && object.PointLen(c) > n {
					return n
				}
				break
			}
		}
	case "utf-16", "utf-16-le", "utf-16-be":
		n := len(b) % 2
		if k := len(b) - n; k >= 2 {
			hi := b[k-1]
			if codec == "utf-16-be" || codec == "utf-16" && b[0] == 0xFE && b[1] == 0xFF {
				hi = b[k-2]
			}
			if hi >= 0xD8 && hi < 0xDC {
				n += 2
			}
		}
		return n
	case "utf-32", "utf-32-le", "utf-32-be":
		return len(b) % 4
	}
	return 0
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

// lookup gives the CodecInfo of an encoding: of a built-in codec, or what a registered
// function answers.
func lookup(t *thread, _ value, args []value) (value, error) {
	if !args[0].IsStr() {
		return value{}, t.TypeErr("lookup() argument must be str, not %s", object.TypeName(args[0]))
	}
	name := args[0].String()
	if canon := object.CodecName(name); canon != "" {
		return builtinInfo(t, canon)
	}
	info, err := t.LookupCodec(name)
	if err == nil && info.IsNil() {
		err = t.Raise(object.LookupError, "unknown encoding: %s", name)
	}
	return info, err
}

func texts(t *thread, fn string, args []value) (encoding, errs string, err error) {
	if encoding, err = t.StrArg(fn, "encoding", args[1], "utf-8"); err == nil {
		errs, err = t.StrArg(fn, "errors", args[2], "strict")
	}
	return
}

func encode(t *thread, _ value, args []value) (value, error) {
	encoding, errs, err := texts(t, "encode", args)
	if err != nil {
		return value{}, err
	}
	name := object.CodecName(encoding)
	switch name {
	case "hex", "base64":
		b, release, err := t.BufferOf(args[0])
		if err != nil {
			return value{}, err
		}
		defer release()
		if name == "hex" {
			return t.NewBytes([]byte(hex.EncodeToString(b))), nil
		}
		return t.NewBytes(base64Lines(b)), nil
	case "rot13":
		return rot13(t, args[0])
	case "":
		return userCodec(t, args[0], encoding, errs, 0)
	}
	s, ok := object.AsStr(args[0])
	if !ok {
		return value{}, t.TypeErr("%s_encode() argument 1 must be str, not %s", strings.ReplaceAll(name, "-", "_"), object.TypeName(args[0]))
	}
	b, err := t.EncodeStr(s, encoding, errs)
	if err != nil {
		return value{}, err
	}
	return t.NewBytes(b), nil
}

// base64Lines is the base64 of b in lines of 76 characters.
func base64Lines(b []byte) []byte {
	var out []byte
	for len(b) > 0 {
		n := min(57, len(b))
		out = append(base64.StdEncoding.AppendEncode(out, b[:n]), '\n')
		b = b[n:]
	}
	return out
}

func decode(t *thread, _ value, args []value) (value, error) {
	encoding, errs, err := texts(t, "decode", args)
	if err != nil {
		return value{}, err
	}
	name := object.CodecName(encoding)
	switch name {
	case "rot13":
		return rot13(t, args[0])
	case "":
		return userCodec(t, args[0], encoding, errs, 1)
	}
	if s, ok := object.AsStr(args[0]); ok && (name == "unicode-escape" || name == "raw-unicode-escape") {
		return t.DecodeBytes([]byte(s.S), encoding, errs)
	}
	b, release, err := t.BufferOf(args[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	switch name {
	case "hex":
		out := make([]byte, hex.DecodedLen(len(b)))
		if _, err := hex.Decode(out, b); err != nil {
			msg := "Non-hexadecimal digit found"
			if len(b)%2 == 1 {
				msg = "Odd-length string"
			}
			return value{}, t.ValueErr("decoding with '%s' codec failed (Error: %s)", encoding, msg)
		}
		return t.NewBytes(out), nil
	case "base64":
		out, err := base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(b), nil)))
		if err != nil {
			return value{}, t.ValueErr("decoding with '%s' codec failed (Error: Incorrect padding)", encoding)
		}
		return t.NewBytes(out), nil
	}
	return t.DecodeBytes(b, encoding, errs)
}

func rot13(t *thread, v value) (value, error) {
	if !v.IsStr() {
		return value{}, t.TypeErr("rot13 works on str, not %s", v.Type().Name)
	}
	return t.NewStr(strings.Map(func(r rune) rune {
		switch c := r | 0x20; {
		case r > 'z' || c < 'a' || c > 'z':
			return r
		case c < 'n':
			return r + 13
		}
		return r - 13
	}, v.String())), nil
}

// userCodec calls function i of a registered codec.
func userCodec(t *thread, obj value, encoding, errs string, i int) (value, error) {
	info, err := t.LookupCodec(encoding)
	if err != nil {
		return value{}, err
	}
	if info.IsNil() {
		return value{}, t.Raise(object.LookupError, "unknown encoding: %s", encoding)
	}
	defer t.Unref(info)
	e := t.NewStr(errs)
	defer t.Unref(e)
	r, err := t.Call(object.As[object.Tuple](info).Items[i], obj, e)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(r)
	tup, ok := object.AsTuple(r)
	if !ok || len(tup.Items) != 2 {
		return value{}, t.TypeErr("%s must return a tuple (object, integer)", [...]string{"encoder", "decoder"}[i])
	}
	return tup.Items[0].Ref(), nil
}

func registerError(t *thread, _ value, args []value) (value, error) {
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
