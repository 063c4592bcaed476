package object

import (
	"slices"
	"strings"
)

// codecFault is what an error handler sees of the exception that it gets.
type codecFault struct {
	exc        *Exception
	bytes      []byte // of a UnicodeDecodeError
	text       *Str   // of the others
	start, end int
}

// faultOf reads the exception, whose fields a script may have changed.
func (t *Thread) faultOf(e *Exception) (f codecFault, err error) {
	f.exc = e
	n := 0
	obj := e.Extra(uniObject)
	decodes := e.Typ.IsSubtype(UnicodeDecodeError)
	if obj.O == nil {
		return f, t.TypeErr("object attribute not set")
	}
	if decodes {
		b, ok := AsBytes(obj)
		if !ok {
			return f, t.TypeErr("object attribute must be bytes")
		}
		f.bytes, n = b.B, len(b.B)
	} else {
		s, ok := AsStr(obj)
		if !ok {
			return f, t.TypeErr("object attribute must be unicode")
		}
		f.text, n = s, s.N
	}
	f.start = min(max(int(e.number(uniStart)), 0), n-1)
	f.end = min(max(int(e.number(uniEnd)), 1), n)
	f.start = max(f.start, 0)
	return f, nil
}

// points are the characters of the fault.
func (f *codecFault) points() string {
	if f.start >= f.end {
		return ""
	}
	return f.text.S[f.text.Offset(f.start):f.text.Offset(f.end)]
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
	encodes := ok && e.Typ.IsSubtype(UnicodeEncodeError)
	decodes := ok && e.Typ.IsSubtype(UnicodeDecodeError)
	translates := ok && e.Typ.IsSubtype(UnicodeTranslateError)
	switch handler {
	case "xmlcharrefreplace", "namereplace":
		decodes, translates = false, false
	case "surrogateescape", "surrogatepass":
		translates = false
	}
	if !encodes && !decodes && !translates {
		return Value{}, t.TypeErr("don't know how to handle %s in error callback", exc.O.Typ.FullName())
	}
	if handler == "ignore" {
		f, err := t.faultOf(e)
		if err != nil {
			return Value{}, err
		}
		return t.NewTuple(t.NewStr(""), Int(int64(f.end))), nil
	}
	f, err := t.faultOf(e)
	if err != nil {
		return Value{}, err
	}
	switch handler {
	case "surrogateescape", "surrogatepass":
		return t.surrogateFault(handler, f)
	}
	return t.replaceFault(handler, f)
}

// replaceFault puts text in the place of what is wrong.
func (t *Thread) replaceFault(handler string, f codecFault) (Value, error) {
	var out string
	n := max(f.end-f.start, 0)
	if err := t.Grow(12 * n); err != nil {
		return Value{}, err
	}
	switch {
	case f.text == nil && handler == "replace":
		out = "\uFFFD"
	case handler == "replace" && f.exc.Typ.IsSubtype(UnicodeTranslateError):
		out = strings.Repeat("\uFFFD", n)
	case handler == "replace":
		out = strings.Repeat("?", n)
	case f.text == nil:
		var b []byte
		for _, c := range f.bytes[f.start:max(f.start, f.end)] {
			b = append(b, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		}
		out = string(b)
	default:
		e := &Encoder{errors: handler}
		var b []byte
		for s := f.points(); s != ""; {
			r, n := DecodePoint(s)
			b, s = e.spell(b, r), s[n:]
		}
		out = string(b)
	}
	return t.NewTuple(t.NewStr(out), Int(int64(f.end))), nil
}

// surrogateFault turns surrogates into the bytes that they stand for, or back.
func (t *Thread) surrogateFault(handler string, f codecFault) (Value, error) {
	name := ""
	if handler == "surrogatepass" {
		enc := f.exc.Extra(uniEncoding)
		if enc.O == nil || !enc.IsStr() {
			return Value{}, t.TypeErr("encoding attribute must be unicode")
		}
		name = CodecName(enc.String())
		if !slices.Contains([]string{"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"}, name) {
			return Value{}, t.GiveExc(f.exc.Value().Ref())
		}
	}
	if f.text == nil {
		d := t.NewDecoder(name, handler, f.bytes)
		defer d.Close()
		d.object = f.exc.Extra(uniObject).Ref()
		pos, err := d.Fail(f.start, f.end, "")
		if err != nil {
			t.Discard(err)
			return Value{}, t.GiveExc(f.exc.Value().Ref())
		}
		return t.NewTuple(t.NewStr(bytesToString(d.Out)), Int(int64(pos))), nil
	}
	e := t.NewEncoder(name, handler, "", f.text, nil)
	var b []byte
	for s := f.points(); s != ""; {
		r, n := DecodePoint(s)
		var ok bool
		if b, ok = e.surrogate(b, r); !ok {
			return Value{}, t.GiveExc(f.exc.Value().Ref())
		}
		s = s[n:]
	}
	return t.NewTuple(t.NewBytes(b), Int(int64(f.end))), nil
}
