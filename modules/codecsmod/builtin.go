package codecsmod

import (
	"encoding/base64"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// infosName is the name under which the module codecs keeps the CodecInfos that were
// looked up.
const infosName = "_infos"

// builtinInfo gives the CodecInfo of a built-in codec, the same one each time.
func builtinInfo(t *thread, name string) (value, error) {
	mod, err := pylib.Import(t, "codecs")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(mod)
	m, ok := object.AsModule(mod)
	if !ok {
		return value{}, t.TypeErr("codecs is not a module")
	}
	d, ok := object.AsDict(pylib.Or(m.Get(t, infosName), none))
	if !ok {
		d = t.NewDict()
		m.Give(t, infosName, d.Value())
	}
	if v := d.GetS(t, name); !v.IsNil() {
		return v.Ref(), nil
	}
	info, err := makeInfo(t, name)
	if err == nil {
		d.SetS(t, name, info)
	}
	return info, err
}

// whole reports whether a codec is not one of text, and takes all of its input at once.
func whole(name string) bool { return name == "hex" || name == "base64" || name == "rot13" }

// after is the codec that goes on where one that begins with a mark has begun, "" for
// other codecs.
func after(name string, big bool) string {
	switch name {
	case "utf-8-sig":
		return "utf-8"
	case "utf-16", "utf-32":
		if big {
			return name + "-be"
		}
		return name + "-le"
	}
	return ""
}

// makeInfo makes the functions and classes of a codec.
func makeInfo(t *thread, name string) (value, error) {
	module := "encodings." + strings.ReplaceAll(name, "-", "_")
	var parts []value
	defer func() { t.UnrefAll(parts) }()
	for _, fn := range [...]struct {
		sig string
		do  coding
	}{{"encode(input, errors='strict')", encodeWith}, {"decode(input, errors='strict')", decodeWith}} {
		parts = append(parts, t.NewClosure(fn.sig, module, fn.sig[:6], coderFn(name, fn.do)))
	}
	for _, c := range [...]struct {
		class, base string
		decls       []object.Decl
	}{
		{"StreamReader", "StreamReader", readerDecls(name)},
		{"StreamWriter", "StreamWriter", []object.Decl{object.Method("encode(self, input, errors='strict')", "", func(t *thread, self value, a []value) (value, error) {
			return encodeStep(t, self, name, a[0], a[1], true)
		}), resetDecl("StreamWriter", module)}},
		{"IncrementalEncoder", "IncrementalEncoder", encoderDecls(name, module)},
		{"IncrementalDecoder", "BufferedIncrementalDecoder", decoderDecls(name, module)},
	} {
		if decls, base := labelDecls(name, c.class); decls != nil {
			c.decls, c.base = decls, base
		}
		base, err := pylib.From(t, "codecs", c.base)
		if err != nil {
			return value{}, err
		}
		cls, err := t.BuildClass(nil, &object.ClassSpec{Module: module, Name: c.class, Decls: c.decls}, value{}, base)
		t.Unref(base)
		if err != nil {
			return value{}, err
		}
		parts = append(parts, cls)
	}
	class, err := pylib.From(t, "codecs", "CodecInfo")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(class)
	text := t.NewStr(name)
	defer t.Unref(text)
	names := pylib.Names(t, "_is_text_encoding")
	defer t.Unref(names)
	return t.CallArgs(class, object.WithKw(append(parts[:6:6], text), object.As[object.List](names).Items, []value{object.Bool(!whole(name))}))
}

// coderFn makes the stateless function of a codec: (output, length of the input).
func coderFn(name string, do coding) object.ClosureFn {
	return func(t *thread, _ []value, a object.Args) (value, error) {
		if len(a.Pos) < 1 || len(a.Pos) > 2 {
			return value{}, t.TypeErr("a codec's function takes 1 or 2 arguments, %d given", len(a.Pos))
		}
		errs := value{}
		if len(a.Pos) == 2 {
			errs = a.Pos[1]
		}
		for i, k := range a.KwNames() {
			if k.String() == "errors" {
				errs = a.Kw()[i]
			}
		}
		return both(t, name, a.Pos[0], errs, do)
	}
}

// A coding encodes or decodes all of its input.
type coding func(t *thread, name string, input value, errs string) (value, error)

// both calls a coding and gives (output, length of the input).
func both(t *thread, name string, input, errs value, do coding) (value, error) {
	e := "strict"
	if s, ok := pylib.Text(errs); ok {
		e = s
	}
	out, err := do(t, name, input, e)
	if err != nil {
		return value{}, err
	}
	n, err := t.Len(input)
	if err != nil {
		t.Unref(out)
		return value{}, err
	}
	return t.NewTuple(out, object.Int(int64(n))), nil
}

// encodeWith encodes with a built-in codec.
func encodeWith(t *thread, name string, input value, errs string) (value, error) {
	switch name {
	case "hex":
		return pylib.Call(t, "binascii", "b2a_hex", input)
	case "base64":
		return base64Lines(t, input)
	case "rot13":
		return rot13(t, input)
	}
	s, ok := object.AsStr(input)
	if !ok {
		return value{}, t.TypeErr("%s_encode() argument 1 must be str, not %s", strings.ReplaceAll(name, "-", "_"), object.TypeName(input))
	}
	b, err := t.EncodeBare(s, name, errs)
	if err != nil {
		return value{}, err
	}
	return t.NewBytes(b), nil
}

// decodeWith decodes with a built-in codec.
func decodeWith(t *thread, name string, input value, errs string) (value, error) {
	switch name {
	case "hex":
		return pylib.Call(t, "binascii", "a2b_hex", input)
	case "base64":
		return pylib.Call(t, "binascii", "a2b_base64", input)
	case "rot13":
		return rot13(t, input)
	}
	b, release, err := dataArg(t, input, strings.HasSuffix(name, "-escape"))
	if err != nil {
		return value{}, err
	}
	defer release()
	v, _, err := t.DecodePart(b, name, errs, true)
	return v, err
}

// base64Lines is the base64 of bytes in lines of 76 characters.
func base64Lines(t *thread, input value) (value, error) {
	b, release, err := t.BufferOf(input)
	if err != nil {
		return value{}, err
	}
	defer release()
	if err := t.Grow(2 * len(b)); err != nil {
		return value{}, err
	}
	var out []byte
	for len(b) > 0 {
		n := min(57, len(b))
		out = append(base64.StdEncoding.AppendEncode(out, b[:n]), '\n')
		b = b[n:]
	}
	return t.NewBytes(out), nil
}

func rot13(t *thread, v value) (value, error) {
	if !v.IsStr() {
		return value{}, t.TypeErr("descriptor 'translate' for 'str' objects doesn't apply to a '%s' object", v.Type().FullName())
	}
	b := []byte(v.String())
	for i, c := range b {
		switch l := c | 0x20; {
		case l >= 'a' && l < 'n':
			b[i] += 13
		case l >= 'n' && l <= 'z':
			b[i] -= 13
		}
	}
	return t.NewStr(string(b)), nil
}

// codecAttr is the attribute in which coders keep the codec that goes on after the mark.
const codecAttr = "_codec"

// current gives the codec that an instance goes on with.
func current(t *thread, self value, name string) (codec string, started bool, err error) {
	if after(name, false) == "" {
		return name, true, nil
	}
	d, err := t.GetAttrS(self, "__dict__")
	if err != nil {
		return "", false, err
	}
	defer t.Unref(d)
	dict, ok := object.AsDict(d)
	if !ok {
		return name, false, nil
	}
	if s, ok := pylib.Text(dict.GetS(t, codecAttr)); ok && s != "" {
		return s, true, nil
	}
	return name, false, nil
}

// encodeStep encodes a piece; the mark stands before the first alone.
func encodeStep(t *thread, self value, name string, input, errs value, pair bool) (value, error) {
	codec, started, err := current(t, self, name)
	if err != nil {
		return value{}, err
	}
	r, err := both(t, codec, input, errs, encodeWith)
	if err != nil {
		return value{}, err
	}
	if !started {
		if err := setText(t, self, codecAttr, after(name, false)); err != nil {
			t.Unref(r)
			return value{}, err
		}
	}
	if pair {
		return r, nil
	}
	defer t.Unref(r)
	return t.GetItem(r, object.Int(0))
}

// decodeStep decodes the complete characters of a piece, all of it if final.
func decodeStep(t *thread, self value, name string, input, errs value, final bool) (value, error) {
	codec, started, err := current(t, self, name)
	if err != nil {
		return value{}, err
	}
	if final && started || whole(name) {
		return both(t, codec, input, errs, decodeWith)
	}
	e := "strict"
	if s, ok := pylib.Text(errs); ok {
		e = s
	}
	b, release, err := dataArg(t, input, strings.HasSuffix(name, "-escape"))
	if err != nil {
		return value{}, err
	}
	defer release()
	if started {
		return decodeSome(t, b, codec, e, false)
	}
	next, ready, err := begin(t, name, b, final)
	if err != nil {
		return value{}, err
	}
	if !ready {
		return t.NewTuple(t.NewStr(""), object.Int(0)), nil
	}
	if err := setText(t, self, codecAttr, next); err != nil {
		return value{}, err
	}
	return decodeSome(t, b, name, e, final)
}

// begin finds the codec that goes on after the mark at the beginning of b; not ready:
// more bytes have to come first.
func begin(t *thread, name string, b []byte, final bool) (next string, ready bool, err error) {
	if name == "utf-8-sig" {
		const mark = "\xef\xbb\xbf"
		return "utf-8", final || len(b) >= len(mark) || !strings.HasPrefix(mark, string(b)), nil
	}
	width, title := 2, "UTF-16"
	if name == "utf-32" {
		width, title = 4, "UTF-32"
	}
	if len(b) < width {
		return "utf-16", final, nil
	}
	switch mark := string(b[:width]); {
	case width == 2 && mark == "\xff\xfe", mark == "\xff\xfe\x00\x00":
		return name + "-le", true, nil
	case width == 2 && mark == "\xfe\xff", mark == "\x00\x00\xfe\xff":
		return name + "-be", true, nil
	}
	return "", false, t.Raise(object.UnicodeError, "%s stream does not start with BOM", title)
}

// resetDecl is a reset that forgets that there was a mark.
func resetDecl(class, module string) object.Decl {
	return object.Method("reset(self)", "", func(t *thread, self value, a []value) (value, error) {
		r, err := t.CallSuper(module, class, self, "reset", object.Args{})
		if err != nil {
			return value{}, err
		}
		t.Unref(r)
		return none, setText(t, self, codecAttr, "")
	})
}

func readerDecls(name string) []object.Decl {
	decls := []object.Decl{
		object.Method("decode(self, input, errors='strict')", "", func(t *thread, self value, a []value) (value, error) {
			return decodeStep(t, self, name, a[0], a[1], false)
		}),
		resetDecl("StreamReader", "encodings."+strings.ReplaceAll(name, "-", "_")),
	}
	if name == "hex" || name == "base64" {
		decls = append(decls, object.Attr("charbuffertype", object.BytesType.Value()))
	}
	return decls
}

func encoderDecls(name, module string) []object.Decl {
	decls := []object.Decl{
		object.Method("encode(self, input, final=False)", "", func(t *thread, self value, a []value) (value, error) {
			errs, err := t.GetAttrS(self, "errors")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(errs)
			return encodeStep(t, self, name, a[0], errs, false)
		})}
	if after(name, false) == "" {
		return decls
	}
	fresh := int64(2) // the state of an encoder that has not written its mark
	if name == "utf-8-sig" {
		fresh = 1
	}
	return append(decls, resetDecl("IncrementalEncoder", module),
		object.Method("getstate(self)", "", func(t *thread, self value, _ []value) (value, error) {
			_, started, err := current(t, self, name)
			if started {
				return object.Int(0), err
			}
			return object.Int(fresh), err
		}),
		object.Method("setstate(self, state)", "", func(t *thread, self value, a []value) (value, error) {
			on, err := t.Truth(a[0])
			if err != nil {
				return value{}, err
			}
			codec := after(name, false)
			if on {
				codec = ""
			}
			return none, setText(t, self, codecAttr, codec)
		}))
}

func decoderDecls(name, module string) []object.Decl {
	decls := []object.Decl{
		object.Method("_buffer_decode(self, input, errors, final)", "", func(t *thread, self value, a []value) (value, error) {
			final, err := t.Truth(a[2])
			if err != nil {
				return value{}, err
			}
			return decodeStep(t, self, name, a[0], a[1], final)
		})}
	if after(name, false) == "" {
		return decls
	}
	return append(decls, resetDecl("IncrementalDecoder", module),
		object.Method("getstate(self)", "", func(t *thread, self value, _ []value) (value, error) {
			codec, started, err := current(t, self, name)
			if err != nil {
				return value{}, err
			}
			n := int64(0)
			switch {
			case !started && name == "utf-8-sig", strings.HasSuffix(codec, "-be"):
				n = 1
			case !started:
				n = 2
			}
			b, err := t.GetAttrS(self, "buffer")
			if err != nil {
				return value{}, err
			}
			return t.NewTuple(b, object.Int(n)), nil
		}),
		object.Method("setstate(self, state)", "", func(t *thread, self value, a []value) (value, error) {
			b, n, err := twoOf(t, a[0])
			if err != nil {
				return value{}, err
			}
			defer t.Unref(b)
			defer t.Unref(n)
			k, err := t.AsIndex(n, nil)
			if err != nil {
				return value{}, err
			}
			codec := ""
			if k == 0 || name != "utf-8-sig" && k == 1 {
				codec = after(name, k == 1)
			}
			if err := setText(t, self, codecAttr, codec); err != nil {
				return value{}, err
			}
			return none, t.SetAttrS(self, "buffer", b)
		}))
}
