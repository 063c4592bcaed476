package codecsmod

import (
	"github.com/minipy-go/minipy/object"
)

// undefined is what a decoding table has for bytes that mean nothing.
const undefined = 0xFFFE

const noMapping = "character maps to <undefined>"

// charmapBuild inverts a decoding table: a dict of code points to bytes.
func charmapBuild(t *thread, _ value, a []value) (value, error) {
	s, ok := object.AsStr(a[0])
	if !ok {
		return value{}, t.TypeErr("charmap_build() argument must be str, not %s", object.TypeName(a[0]))
	}
	d := t.NewDict()
	for i, r := range pointsOf(s) {
		if r == undefined {
			continue
		}
		if err := d.Set(t, object.Int(int64(r)), object.Int(int64(i))); err != nil {
			t.Unref(d.Value())
			return value{}, err
		}
	}
	return d.Value(), nil
}

func readBuffer(t *thread, _ value, a []value) (value, error) {
	b, release, err := dataArg(t, a[0], true)
	if err != nil {
		return value{}, err
	}
	defer release()
	if _, err := errorsArg(t, "readbuffer_encode", a[1]); err != nil {
		return value{}, err
	}
	return t.NewTuple(t.NewBytes(append([]byte{}, b...)), object.Int(int64(len(b)))), nil
}

func charmapDecode(t *thread, _ value, a []value) (value, error) {
	b, release, err := t.BufferOf(a[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	errs, err := errorsArg(t, "charmap_decode", a[1])
	if err != nil {
		return value{}, err
	}
	if a[2].IsNil() || a[2] == none {
		return decodeSome(t, b, "latin-1", errs, true)
	}
	var table []rune
	if s, ok := object.AsStr(a[2]); ok {
		table = pointsOf(s)
	}
	d := t.NewDecoder("charmap", errs, b)
	defer d.Close()
	for i := 0; i < len(d.In); {
		var ok bool
		if d.Out, ok, err = appendMapped(t, d.Out, d.In[i], table, a[2]); err != nil {
			return value{}, err
		}
		if ok {
			i++
			continue
		}
		if i, err = d.Fail(i, i+1, noMapping); err != nil {
			return value{}, err
		}
		if err := t.Work(1); err != nil {
			return value{}, err
		}
	}
	return t.NewTuple(t.NewStr(string(d.Out)), object.Int(int64(len(b)))), nil
}

// appendMapped appends what a byte means; false: nothing.
func appendMapped(t *thread, out []byte, c byte, table []rune, mapping value) ([]byte, bool, error) {
	if table != nil {
		if int(c) >= len(table) || table[c] == undefined {
			return out, false, nil
		}
		return object.AppendPoint(out, table[c]), true, nil
	}
	v, err := t.GetItem(mapping, object.Int(int64(c)))
	if err != nil {
		if t.ErrIs(err, object.LookupError) {
			t.Discard(err)
			return out, false, nil
		}
		return out, false, err
	}
	defer t.Unref(v)
	switch s, isStr := object.AsStr(v); {
	case v == none || isStr && s.S == string(rune(undefined)):
		return out, false, nil
	case isStr:
		return append(out, s.S...), true, nil
	case object.IsInstance(v, object.IntType):
		r, err := t.AsIndex(v, nil)
		if err != nil {
			return out, false, err
		}
		if r == undefined {
			return out, false, nil
		}
		if r < 0 || r > 0x10FFFF {
			return out, false, t.TypeErr("character mapping must be in range(0x110000)")
		}
		return object.AppendPoint(out, rune(r)), true, nil
	}
	return out, false, t.TypeErr("character mapping must return integer, None or str")
}

func charmapEncode(t *thread, _ value, a []value) (value, error) {
	s, errs, err := strAndErrors(t, "charmap_encode", a)
	if err != nil {
		return value{}, err
	}
	codec := "latin-1"
	if !a[2].IsNil() && a[2] != none {
		codec = ""
	}
	var b []byte
	if codec != "" {
		b, err = t.EncodeBare(s, codec, errs)
	} else {
		b, err = mapped(t, s, errs, a[2])
	}
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(t.NewBytes(b), object.Int(int64(s.N))), nil
}

// mapped encodes s with a mapping of code points to bytes.
func mapped(t *thread, s *object.Str, errs string, mapping value) ([]byte, error) {
	e := t.NewEncoder("charmap", errs, noMapping, s, nil)
	defer e.Close()
	e.Put = func(b []byte, r rune) ([]byte, bool) {
		out, ok, err := appendByte(t, b, int(r), mapping)
		if err == nil {
			err = t.Work(1)
		}
		if err != nil {
			e.Err = err
		}
		return out, ok
	}
	err := e.Run()
	return e.Out, err
}

// pointsOf gives the code points of a str.
func pointsOf(s *object.Str) []rune {
	out := make([]rune, 0, s.N)
	for text := s.S; text != ""; {
		r, n := object.DecodePoint(text)
		out, text = append(out, r), text[n:]
	}
	return out
}

// appendByte appends what the mapping has for a code point; false: nothing.
func appendByte(t *thread, out []byte, p int, mapping value) ([]byte, bool, error) {
	v, err := t.GetItem(mapping, object.Int(int64(p)))
	if err != nil {
		if t.ErrIs(err, object.LookupError) {
			t.Discard(err)
			return out, false, nil
		}
		return out, false, err
	}
	defer t.Unref(v)
	if v == none {
		return out, false, nil
	}
	if b, ok := object.AsBytes(v); ok {
		return append(out, b.B...), true, nil
	}
	if !object.IsInstance(v, object.IntType) {
		return out, false, t.TypeErr("character mapping must return integer, bytes or None, not %s", v.Type().Name)
	}
	c, err := t.AsIndex(v, nil)
	if err != nil {
		return out, false, err
	}
	if c < 0 || c > 255 {
		return out, false, t.TypeErr("character mapping must be in range(256)")
	}
	return append(out, byte(c)), true, nil
}
