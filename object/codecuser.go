package object

import (
	"bytes"
	"strings"
)

// What scripts register: error handlers and codecs of their own.

// errorHandler returns the handler registered under name, lent.
func (t *Thread) errorHandler(name string) (Value, error) {
	h, ok := t.In.Codecs().Handlers[name]
	if !ok {
		return Value{}, t.Raise(LookupError, "unknown error handler name '%s'", name)
	}
	return h, nil
}

// HandleCodecError does what a built-in error handler does with the exception exc: the
// replacement and the position to go on at, as a tuple.
func (t *Thread) HandleCodecError(handler string, exc Value) (Value, error) {
	e, ok := AsException(exc)
	if handler == "strict" {
		if !ok {
			return Value{}, t.TypeErr("codec must pass exception instance")
		}
		return Value{}, t.GiveExc(exc.Ref())
	}
	encodes := handler == "xmlcharrefreplace" || handler == "namereplace" // these are for encoding alone
	if !ok || encodes && !e.Typ.IsSubtype(UnicodeEncodeError) {
		return Value{}, t.TypeErr("don't know how to handle %s in error callback", exc.O.Typ.Name)
	}
	var at [2]int
	for i, name := range []string{"start", "end"} {
		v, err := t.GetAttrS(exc, name)
		if err != nil {
			return Value{}, err
		}
		at[i], err = t.ssizeArg(v, 0)
		t.Unref(v)
		if err != nil {
			return Value{}, err
		}
	}
	obj, err := t.GetAttrS(exc, "object")
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(obj)
	enc, err := t.GetAttrS(exc, "encoding")
	if err != nil && !e.Typ.IsSubtype(UnicodeTranslateError) {
		return Value{}, err
	}
	name := "ascii"
	if err == nil {
		name = CodecName(enc.String())
		t.Unref(enc)
	} else {
		t.Discard(err)
	}
	start, end := max(at[0], 0), at[1]
	if x, ok := AsBytes(obj); ok && e.Typ.IsSubtype(UnicodeDecodeError) {
		d := &decoder{t: t, name: name, errors: handler, in: x.B}
		pos, err := d.fail(min(start, len(x.B)), min(end, len(x.B)), "")
		if err != nil {
			t.Discard(err)
			return Value{}, t.GiveExc(exc.Ref())
		}
		return t.NewTuple(t.NewStr(bytesToString(d.out)), Int(int64(pos))), nil
	}
	s, ok := AsStr(obj)
	if !ok {
		return Value{}, t.TypeErr("don't know how to handle %s in error callback", e.Typ.Name)
	}
	start, end = min(start, s.N), min(end, s.N)
	enc2 := &encoder{t: t, s: s, name: name, errors: handler, put: putUTF8}
	pos, err := enc2.fail(start, end, s.S[s.Offset(start):s.Offset(end)])
	if err != nil {
		t.Discard(err)
		return Value{}, t.GiveExc(exc.Ref())
	}
	if handler == "surrogateescape" || handler == "surrogatepass" {
		return t.NewTuple(t.NewBytes(enc2.out), Int(int64(pos))), nil
	}
	return t.NewTuple(t.NewStr(bytesToString(enc2.out)), Int(int64(pos))), nil
}

// callHandler calls an error handler with the exception of cause, which it spends, and
// checks its answer: a replacement (given) and the position to go on at.
func (t *Thread) callHandler(h Value, cause error, n int, wrong string, bytesToo bool) (Value, int, error) {
	exc := Obj(&t.TakeExc(cause).Header)
	r, err := t.Call(h, exc)
	t.Unref(exc)
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
	if pos < 0 {
		pos += n
	}
	if pos < 0 || pos > n {
		return Value{}, 0, t.Raise(IndexError, "position %d from error handler out of bounds", pos)
	}
	return tup.Items[0].Ref(), pos, nil
}

// LookupCodec returns the CodecInfo of an encoding that a script's search function
// knows (given), absent if none does.
func (t *Thread) LookupCodec(encoding string) (Value, error) {
	c := t.In.Codecs()
	key := strings.ToLower(strings.ReplaceAll(encoding, " ", "_"))
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

// userCodec calls function i of a registered codec and returns the first item of the
// tuple that it answers.
func (t *Thread) userCodec(i int, encoding, errors, what string, arg Value) (Value, error) {
	info, err := t.LookupCodec(encoding)
	if err != nil {
		return Value{}, err
	}
	if info.IsNil() {
		return Value{}, t.Raise(LookupError, "unknown encoding: %s", encoding)
	}
	defer t.Unref(info)
	if errors == "" {
		errors = "strict"
	}
	errs := t.NewStr(errors)
	r, err := t.Call(as[Tuple](info).Items[i], arg, errs)
	t.Unref(errs)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(r)
	tup, ok := AsTuple(r)
	if !ok || len(tup.Items) != 2 {
		return Value{}, t.TypeErr("%s must return a tuple (object, integer)", what)
	}
	return tup.Items[0].Ref(), nil
}

func (t *Thread) userEncode(s *Str, encoding, errors string) ([]byte, error) {
	v, err := t.userCodec(0, encoding, errors, "encoder", Obj(&s.Header))
	if err != nil {
		return nil, err
	}
	defer t.Unref(v)
	if x, ok := AsBytes(v); ok {
		return x.B, nil
	}
	return nil, t.TypeErr("'%s' encoder returned '%s' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding, v.Type().Name)
}

func (t *Thread) userDecode(b []byte, encoding, errors string) (Value, error) {
	arg := t.NewBytes(bytes.Clone(b))
	v, err := t.userCodec(1, encoding, errors, "decoder", arg)
	t.Unref(arg)
	if err == nil && !v.IsStr() {
		err = t.TypeErr("'%s' decoder returned '%s' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding, v.Type().Name)
		t.Unref(v)
		return Value{}, err
	}
	return v, err
}
