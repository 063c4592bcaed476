package codecsmod

import (
	"github.com/minipy-go/minipy/object"
)

// mapDecls are the functions of codecs that are tables.
var mapDecls = []object.Decl{
	object.Func("charmap_decode(data, errors=None, mapping=None, /)", "", charmapDecode),
	object.Func("charmap_encode(str, errors=None, mapping=None, /)", "", charmapEncode),
	object.Func("charmap_build(map, /)", "", charmapBuild),
	object.Func("readbuffer_encode(data, errors=None, /)", "", readBuffer),
}

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
	for i, r := range []rune(s.S) {
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
	if s, ok := object.AsStr(a[0]); ok {
		b, err := t.EncodeStr(s, "utf-8", "strict")
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(t.NewBytes(b), object.Int(int64(len(b)))), nil
	}
	b, release, err := t.BufferOf(a[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	return t.NewTuple(t.NewBytes(append([]byte{}, b...)), object.Int(int64(len(b)))), nil
}

// handled calls the error handler of a name for an error of class typ: the replacement,
// given, and where to go on.
func handled(t *thread, typ *object.Type, errs string, input value, start, end, n int) (value, int, error) {
	enc, why, name := t.NewStr("charmap"), t.NewStr(noMapping), t.NewStr(errs)
	defer t.Unref(enc)
	defer t.Unref(why)
	defer t.Unref(name)
	h, err := lookupError(t, value{}, []value{name})
	if err != nil {
		return value{}, 0, err
	}
	defer t.Unref(h)
	exc, err := t.Call(typ.Value(), enc, input, object.Int(int64(start)), object.Int(int64(end)), why)
	if err != nil {
		return value{}, 0, err
	}
	defer t.Unref(exc)
	r, err := t.Call(h, exc)
	if err != nil {
		return value{}, 0, err
	}
	defer t.Unref(r)
	p, ok := object.AsTuple(r)
	bytesToo := typ == object.UnicodeEncodeError
	if ok && len(p.Items) == 2 {
		_, isBytes := object.AsBytes(p.Items[0])
		ok = object.IsInstance(p.Items[0], object.StrType) || isBytes && bytesToo
	}
	if !ok || len(p.Items) != 2 {
		kind := "decoding error handler must return (str, int) tuple"
		if bytesToo {
			kind = "encoding error handler must return (str/bytes, int) tuple"
		}
		return value{}, 0, t.TypeErr("%s", kind)
	}
	pos, err := t.AsIndex(p.Items[1], object.IndexError)
	if err != nil {
		return value{}, 0, err
	}
	if pos < 0 {
		pos += n
	}
	if pos < 0 || pos > n {
		return value{}, 0, t.Raise(object.IndexError, "position %d from error handler out of bounds", pos)
	}
	return p.Items[0].Ref(), pos, nil
}

func charmapDecode(t *thread, _ value, a []value) (value, error) {
	errs, err := errorsArg(t, "charmap_decode", a[1])
	if err != nil {
		return value{}, err
	}
	b, release, err := t.BufferOf(a[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	n := object.Int(int64(len(b)))
	if a[2].IsNil() || a[2] == none {
		v, err := t.DecodeBytes(b, "latin-1", errs)
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(v, n), nil
	}
	var table []rune
	if s, ok := object.AsStr(a[2]); ok {
		table = []rune(s.S)
	}
	var out []byte
	for i := 0; i < len(b); {
		var ok bool
		if out, ok, err = appendMapped(t, out, b[i], table, a[2]); err != nil {
			return value{}, err
		}
		if ok {
			i++
			continue
		}
		if errs == "ignore" {
			i++
			continue
		}
		input := t.NewBytes(append([]byte{}, b...))
		rep, pos, err := handled(t, object.UnicodeDecodeError, errs, input, i, i+1, len(b))
		t.Unref(input)
		if err != nil {
			return value{}, err
		}
		out = append(out, rep.String()...)
		t.Unref(rep)
		if i = pos; len(out)&0xFFF == 0 {
			if err := t.Poll(); err != nil {
				return value{}, err
			}
		}
	}
	return t.NewTuple(t.NewStr(string(out)), n), nil
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
	s, ok := object.AsStr(a[0])
	if !ok {
		return value{}, t.TypeErr("charmap_encode() argument 1 must be str, not %s", object.TypeName(a[0]))
	}
	errs, err := errorsArg(t, "charmap_encode", a[1])
	if err != nil {
		return value{}, err
	}
	n := object.Int(int64(s.N))
	if a[2].IsNil() || a[2] == none {
		b, err := t.EncodeStr(s, "latin-1", errs)
		if err != nil {
			return value{}, err
		}
		return t.NewTuple(t.NewBytes(b), n), nil
	}
	points := pointsOf(s)
	var out []byte
	for i := 0; i < len(points); {
		var ok bool
		if out, ok, err = appendByte(t, out, points[i], a[2]); err != nil {
			return value{}, err
		}
		if ok {
			i++
			continue
		}
		end, err := badRun(t, points, i, a[2])
		if err != nil {
			return value{}, err
		}
		if errs == "ignore" {
			i = end
			continue
		}
		rep, pos, err := handled(t, object.UnicodeEncodeError, errs, a[0], i, end, len(points))
		if err != nil {
			return value{}, err
		}
		out, err = appendReplacement(t, out, rep, a[0], i, end, a[2])
		t.Unref(rep)
		if err != nil {
			return value{}, err
		}
		i = pos
		if err := t.Poll(); err != nil {
			return value{}, err
		}
	}
	return t.NewTuple(t.NewBytes(out), n), nil
}

// pointsOf gives the code points of a str.
func pointsOf(s *object.Str) []int {
	out := make([]int, 0, s.N)
	for text := s.S; text != ""; {
		r, n := object.DecodePoint(text)
		out, text = append(out, int(r)), text[n:]
	}
	return out
}

// badRun finds the end of the code points from i on that have no byte.
func badRun(t *thread, points []int, i int, mapping value) (int, error) {
	for i++; i < len(points); i++ {
		if _, ok, err := appendByte(t, nil, points[i], mapping); err != nil || ok {
			return i, err
		}
	}
	return i, nil
}

// appendReplacement appends bytes as they are, a str through the mapping.
func appendReplacement(t *thread, out []byte, rep, input value, start, end int, mapping value) ([]byte, error) {
	if b, ok := object.AsBytes(rep); ok {
		return append(out, b.B...), nil
	}
	s, _ := object.AsStr(rep)
	for _, p := range pointsOf(s) {
		var ok bool
		var err error
		if out, ok, err = appendByte(t, out, p, mapping); err != nil {
			return nil, err
		}
		if !ok {
			_, _, err := handled(t, object.UnicodeEncodeError, "strict", input, start, end, 0)
			return nil, err
		}
	}
	return out, nil
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
