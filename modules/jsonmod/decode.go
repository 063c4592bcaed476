package jsonmod

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// decodeError is a JSONDecodeError; pos counts code points.
func decodeError(t *thread, msg string, doc value, pos int) error {
	text := t.NewStr(msg)
	exc, err := pylib.Call(t, "json.decoder", "JSONDecodeError", text, doc, object.Int(int64(pos)))
	t.Unref(text)
	if err != nil {
		return err
	}
	return t.GiveExc(exc)
}

func decodeErrorSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "json.decoder", Name: "JSONDecodeError",
		Doc: "A text that is no JSON: msg says why, doc is the text, pos, lineno and colno say where.",
		Decls: []object.Decl{
			object.Method("__init__(self, msg, doc, pos)", "", decodeErrorInit),
			object.Method("__reduce__(self)", "", func(t *thread, self value, _ []value) (value, error) {
				parts := make([]value, 3)
				for i, name := range [...]string{"msg", "doc", "pos"} {
					v, err := t.GetAttrS(self, name)
					if err != nil {
						t.UnrefAll(parts[:i])
						return value{}, err
					}
					parts[i] = v
				}
				return t.NewTuple(self.Type().Value().Ref(), t.NewTuple(parts...)), nil
			}),
		}}
}

func decodeErrorInit(t *thread, self value, a []value) (value, error) {
	doc, ok := pylib.Text(a[1])
	if !ok {
		return value{}, t.TypeErr("doc must be a str, not %s", a[1].Type().Name)
	}
	pos, err := t.AsIndex(a[2], nil)
	if err != nil {
		return value{}, err
	}
	s, _ := object.AsStr(a[1])
	before := doc[:s.Offset(min(max(pos, 0), s.N))]
	line := 1 + strings.Count(before, "\n")
	col := pos - object.CountPoints(before[:strings.LastIndexByte(before, '\n')+1]) + 1
	msg, err := t.StrString(a[0])
	if err != nil {
		return value{}, err
	}
	text := t.NewStr(fmt.Sprintf("%s: line %d column %d (char %d)", msg, line, col, pos))
	r, err := t.CallSuper("json.decoder", "JSONDecodeError", self, "__init__", object.Args{Pos: []value{text}})
	t.Unref(text)
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	return object.None, setAll(t, self, []string{"msg", "doc", "pos", "lineno", "colno"},
		a[0], a[1], a[2], object.Int(int64(line)), object.Int(int64(col)))
}

// setAll sets attributes to values, lent.
func setAll(t *thread, self value, names []string, vals ...value) error {
	for i, name := range names {
		if err := t.SetAttrS(self, name, vals[i]); err != nil {
			return err
		}
	}
	return nil
}

// hooks are the parameters of loads that JSONDecoder has, too.
var hooks = []string{"object_hook", "parse_float", "parse_int", "parse_constant", "object_pairs_hook"}

func loads(t *thread, _ value, a object.Args) (value, error) {
	s, rest, err := one(t, "loads", "s", a)
	if err != nil {
		return value{}, err
	}
	return load1(t, s, rest)
}

func load(t *thread, _ value, a object.Args) (value, error) {
	fp, rest, err := one(t, "load", "fp", a)
	if err != nil {
		return value{}, err
	}
	s, err := t.CallMethod(fp, "read")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(s)
	return load1(t, s, rest)
}

// load1 reads the document s; a has the keyword arguments.
func load1(t *thread, s value, a object.Args) (value, error) {
	doc, err := document(t, s)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(doc)
	out := make([]value, 1+len(hooks))
	rest := named(a, append([]string{"cls"}, hooks...), out)
	cls, own := out[0], out[1:]
	if !pylib.Given(cls) && len(rest.KwNames()) == 0 {
		r := newReader(doc, own)
		r.strict = true
		return r.document(t)
	}
	return loadWith(t, cls, own, rest, doc)
}

// loadWith has a decoder class read the document.
func loadWith(t *thread, cls value, own []value, rest object.Args, doc value) (value, error) {
	if !pylib.Given(cls) {
		var err error
		if cls, err = pylib.From(t, "json.decoder", "JSONDecoder"); err != nil {
			return value{}, err
		}
		defer t.Unref(cls)
	}
	for i, name := range hooks {
		if pylib.Given(own[i]) {
			rest.AddKw(object.Obj(&t.In.Intern(name).Header), own[i])
		}
	}
	dec, err := t.CallArgs(cls, rest)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(dec)
	return t.CallMethod(dec, "decode", doc)
}

// document gives the str that s is or encodes.
func document(t *thread, s value) (value, error) {
	if text, ok := pylib.Text(s); ok {
		if strings.HasPrefix(text, "\ufeff") {
			return value{}, decodeError(t, "Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
		}
		return s.Ref(), nil
	}
	if !object.IsInstance(s, object.BytesType) && !object.IsInstance(s, object.ByteArrayType) {
		return value{}, t.TypeErr("the JSON object must be str, bytes or bytearray, not %s", s.Type().Name)
	}
	b, release, err := t.BufferOf(s)
	if err != nil {
		return value{}, err
	}
	defer release()
	return t.DecodeBytes(b, encodingOf(b), "surrogatepass")
}

// encodingOf tells by marks, and by where the first characters, which are ASCII, have
// their zeros.
func encodingOf(b []byte) string {
	for _, m := range [...]struct{ mark, name string }{
		{"\x00\x00\xfe\xff", "utf-32"}, {"\xff\xfe\x00\x00", "utf-32"}, {"\xfe\xff", "utf-16"}, {"\xff\xfe", "utf-16"}, {"\xef\xbb\xbf", "utf-8-sig"},
	} {
		if bytes.HasPrefix(b, []byte(m.mark)) {
			return m.name
		}
	}
	zero := func(i int) bool { return i >= len(b) || b[i] == 0 }
	switch {
	case len(b) < 4 && len(b) != 2:
	case b[0] == 0 && len(b) > 2 && zero(1):
		return "utf-32-be"
	case b[0] == 0:
		return "utf-16-be"
	case b[1] == 0 && len(b) > 2 && zero(2) && zero(3):
		return "utf-32-le"
	case b[1] == 0:
		return "utf-16-le"
	}
	return "utf-8"
}

// newReader makes a strict reader of doc with hooks, which may be absent or None.
func newReader(doc value, own []value) *reader {
	s, _ := object.AsStr(doc)
	r := &reader{doc: s, s: s.S}
	for i, p := range []*value{&r.objectHook, &r.parseFloat, &r.parseInt, &r.parseConstant, &r.pairsHook} {
		if pylib.Given(own[i]) {
			*p = own[i]
		}
	}
	return r
}

// document reads the whole text.
func (r *reader) document(t *thread) (value, error) {
	defer r.close(t)
	v, end, err := r.value(t, r.space(0))
	if err != nil {
		return value{}, r.expect(t, err)
	}
	if end = r.space(end); end < len(r.s) {
		t.Unref(v)
		return value{}, r.fail(t, "Extra data", end)
	}
	return v, nil
}

// expect turns noValue into what scripts see.
func (r *reader) expect(t *thread, err error) error {
	var none noValue
	if errors.As(err, &none) {
		return r.fail(t, none.Error(), none.at)
	}
	return err
}

func decoderSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "json.decoder", Name: "JSONDecoder",
		Doc: "A reader of JSON.\n\nobject_hook gets every object's dict, object_pairs_hook a list of its pairs instead; what they return\n" +
			"stands in the dict's place. parse_float, parse_int and parse_constant get the text of a number. Where\nstrict is false strs may have control characters.",
		Decls: []object.Decl{
			object.Method("__init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None)", "", decoderInit),
			object.Method("decode(self, s)", "The value of a document.", func(t *thread, self value, a []value) (value, error) {
				s, ok := object.AsStr(a[0])
				if !ok {
					return value{}, t.TypeErr("expected string or bytes-like object")
				}
				r := &reader{doc: s, s: s.S}
				pair, err := t.CallMethod(self, "raw_decode", a[0], object.Int(int64(s.Point(r.space(0)))))
				if err != nil {
					return value{}, err
				}
				defer t.Unref(pair)
				got, err := t.Collect(pair)
				if err != nil {
					return value{}, err
				}
				defer t.UnrefAll(got)
				if len(got) != 2 {
					return value{}, t.ValueErr("raw_decode() must return a pair")
				}
				end, err := t.AsIndex(got[1], nil)
				if err != nil {
					return value{}, err
				}
				if at := r.space(s.Offset(max(end, 0))); at < len(s.S) {
					return value{}, r.fail(t, "Extra data", at)
				}
				return got[0].Ref(), nil
			}),
			object.Method("raw_decode(self, s, idx=0)", "The value that begins at s[idx], and the index behind it.", func(t *thread, self value, a []value) (value, error) {
				scan, err := t.GetAttrS(self, "scan_once")
				if err != nil {
					return value{}, err
				}
				defer t.Unref(scan)
				r, err := t.Call(scan, a[0], pylib.Or(a[1], object.Int(0)))
				if err == nil || !t.ErrIs(err, object.StopIteration) {
					return r, err
				}
				exc := object.Obj(&t.TakeExc(err).Header)
				defer t.Unref(exc)
				at, err := t.GetAttrS(exc, "value")
				if err != nil {
					return value{}, err
				}
				defer t.Unref(at)
				pos, err := t.AsIndex(at, nil)
				if err != nil {
					return value{}, err
				}
				return value{}, decodeError(t, "Expecting value", a[0], pos)
			}),
		}}
}

func decoderInit(t *thread, self value, a []value) (value, error) {
	parts := [...]struct {
		name string
		v    value
	}{
		{"object_hook", pylib.Or(a[0], object.None)},
		{"parse_float", pylib.Or(a[1], object.None)},
		{"parse_int", pylib.Or(a[2], object.None)},
		{"parse_constant", pylib.Or(a[3], object.None)},
		{"strict", pylib.Or(a[4], object.True)},
		{"object_pairs_hook", pylib.Or(a[5], object.None)},
	}
	for i, p := range parts {
		switch {
		case i == 1 && p.v == object.None:
			p.v = object.FloatType.Value()
		case i == 2 && p.v == object.None:
			p.v = object.IntType.Value()
		}
		if err := t.SetAttrS(self, p.name, p.v); err != nil {
			return value{}, err
		}
	}
	for name, from := range map[string]string{"parse_string": "scanstring", "scan_once": "make_scanner"} {
		v, err := pylib.From(t, "_json", from)
		if err == nil && name == "scan_once" {
			var s value
			s, err = t.Call(v, self)
			t.Unref(v)
			v = s
		}
		if err != nil {
			return value{}, err
		}
		err = t.SetAttrS(self, name, v)
		t.Unref(v)
		if err != nil {
			return value{}, err
		}
	}
	return object.None, nil
}
