package object

import "bytes"

// What scripts register: error handlers and codecs of their own.

// errorHandler returns the handler registered under name, lent.
func (t *Thread) errorHandler(name string) (Value, error) {
	h, ok := t.In.Codecs().Handlers[name]
	if !ok {
		return Value{}, t.Raise(LookupError, "unknown error handler name '%s'", name)
	}
	return h, nil
}

// callHandler calls an error handler and checks its answer: a replacement (given) and
// the position to go on at, which may be negative.
func (t *Thread) callHandler(h Value, exc *Exception, wrong string, bytesToo bool) (Value, int, error) {
	r, err := t.Call(h, exc.Value())
	if err != nil {
		return Value{}, 0, err
	}
	defer t.Unref(r)
	tup, ok := AsTuple(r)
	if !ok || len(tup.Items) != 2 || !(tup.Items[0].IsStr() || bytesToo && tup.Items[0].Type().Flags&FlagBytes != 0) {
		return Value{}, 0, t.TypeErr("%s", wrong)
	}
	pos, err := t.ssize(tup.Items[1])
	if err != nil {
		return Value{}, 0, err
	}
	return tup.Items[0].Ref(), pos, nil
}

// handlerPos is the position that an error handler means, of n.
func (t *Thread) handlerPos(pos, n int) (int, error) {
	if pos < 0 {
		pos += n
	}
	if pos < 0 || pos > n {
		return 0, t.Raise(IndexError, "position %d from error handler out of bounds", pos)
	}
	return pos, nil
}

// HasEncodings imports the package encodings, which registers the codecs that it has,
// and reports whether there is one.
func (t *Thread) HasEncodings() (bool, error) {
	c := t.In.Codecs()
	if c.tried || t.In.Importer == nil {
		return c.library, nil
	}
	c.tried = true
	m, err := t.In.Importer(t, "encodings")
	switch {
	case err == nil:
		t.Unref(m)
		c.library = true
	case t.ErrIs(err, ImportError):
		t.Discard(err)
		err = nil
	}
	return c.library, err
}

// LookupCodec returns the CodecInfo of an encoding that a search function knows (given),
// absent if none does.
func (t *Thread) LookupCodec(encoding string) (Value, error) {
	if _, err := t.HasEncodings(); err != nil {
		return Value{}, err
	}
	c := t.In.Codecs()
	key := normalizeEncoding(encoding)
	if v, ok := c.Found[key]; ok {
		return v.Ref(), nil
	}
	name := t.NewStr(key)
	defer t.Unref(name)
	for _, f := range append([]Value{}, c.Search...) {
		f.Ref()
		info, err := t.Call(f, name)
		t.Unref(f)
		if err != nil {
			return Value{}, err
		}
		if info == None {
			continue
		}
		if tup, ok := AsTuple(info); !ok || len(tup.Items) != 4 {
			t.Unref(info)
			return Value{}, t.TypeErr("codec search functions must return 4-tuples")
		}
		if _, ok := c.Found[key]; !ok {
			if c.Found == nil {
				c.Found = map[string]Value{}
			}
			c.Found[key] = info.Ref()
		}
		return info, nil
	}
	return Value{}, nil
}

// The functions of a codec, by their place in its CodecInfo.
const (
	CodecEncode = 0
	CodecDecode = 1
)

// CallCodec calls a function of a CodecInfo and gives the first item of its answer.
func (t *Thread) CallCodec(info Value, fn int, encoding, errors string, arg Value) (Value, error) {
	if errors == "" {
		errors = "strict"
	}
	errs := t.NewStr(errors)
	r, err := t.Call(as[Tuple](info).Items[fn], arg, errs)
	t.Unref(errs)
	what, doing := "encoder", "encoding"
	if fn == CodecDecode {
		what, doing = "decoder", "decoding"
	}
	if err != nil {
		return Value{}, t.CodecError(err, encoding, doing)
	}
	defer t.Unref(r)
	tup, ok := AsTuple(r)
	if !ok || len(tup.Items) != 2 {
		space := " "
		if fn == CodecDecode {
			space = "" // as CPython has it
		}
		return Value{}, t.TypeErr("%s must return a tuple (object,%sinteger)", what, space)
	}
	return tup.Items[0].Ref(), nil
}

// textCodec gives the CodecInfo of an encoding of text; fn names the function for all.
func (t *Thread) textCodec(encoding, fn string) (Value, error) {
	info, err := t.LookupCodec(encoding)
	if err != nil {
		return Value{}, err
	}
	if info.IsNil() {
		return Value{}, t.Raise(LookupError, "unknown encoding: %s", encoding)
	}
	if info.O.Typ == TupleType {
		return info, nil
	}
	text, err := t.LookupAttr(info, "_is_text_encoding")
	ok := true
	if err == nil && !text.IsNil() {
		ok, err = t.Truth(text)
		t.Unref(text)
	}
	if err == nil && !ok {
		err = t.Raise(LookupError, "'%s' is not a text encoding; use codecs.%s() to handle arbitrary codecs", encoding, fn)
	}
	if err != nil {
		t.Unref(info)
		return Value{}, err
	}
	return info, nil
}

func (t *Thread) userEncode(s *Str, encoding, errors string) ([]byte, error) {
	info, err := t.textCodec(encoding, "encode")
	if err != nil {
		return nil, err
	}
	v, err := t.CallCodec(info, CodecEncode, encoding, errors, Obj(&s.Header))
	t.Unref(info)
	if err != nil {
		return nil, err
	}
	defer t.Unref(v)
	if x, ok := AsBytes(v); ok {
		return bytes.Clone(x.B), nil
	}
	if v.Type() == ByteArrayType {
		b := bytes.Clone(as[ByteArray](v).B)
		return b, t.Warn(RuntimeWarning, "encoder "+encoding+" returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types")
	}
	return nil, t.TypeErr("'%s' encoder returned '%s' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding, v.Type().FullName())
}

func (t *Thread) userDecode(b []byte, encoding, errors string) (Value, error) {
	info, err := t.textCodec(encoding, "decode")
	if err != nil {
		return Value{}, err
	}
	arg := t.NewBytes(bytes.Clone(b))
	v, err := t.CallCodec(info, CodecDecode, encoding, errors, arg)
	t.Unref(arg)
	t.Unref(info)
	if err == nil && !v.IsStr() {
		err = t.TypeErr("'%s' decoder returned '%s' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding, v.Type().FullName())
		t.Unref(v)
		return Value{}, err
	}
	return v, err
}
