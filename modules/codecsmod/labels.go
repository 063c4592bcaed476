package codecsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// labelDecls gives the methods and the base of a class of the codecs idna, which keeps a label until it ends, and
// punycode, which decodes every piece by itself; nil for other classes.
func labelDecls(name, class string) (decls []object.Decl, base string) {
	switch name + " " + class {
	case "idna IncrementalEncoder":
		return []object.Decl{object.Method("_buffer_encode(self, input, errors, final)", "", labelsEncode)}, "BufferedIncrementalEncoder"
	case "idna IncrementalDecoder":
		return []object.Decl{object.Method("_buffer_decode(self, input, errors, final)", "", labelsDecode)}, "BufferedIncrementalDecoder"
	case "punycode IncrementalDecoder":
		return []object.Decl{object.Method("decode(self, input, final=False)", "", func(t *thread, self value, a []value) (value, error) {
			errs, err := t.GetAttrS(self, "errors")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(errs)
			e, _ := pylib.Text(errs)
			return decodeWith(t, name, a[0], e)
		})}, "IncrementalDecoder"
	case "idna StreamReader", "punycode StreamReader":
		return []object.Decl{object.Method("decode(self, input, errors='strict')", "", func(t *thread, _ value, a []value) (value, error) {
			return both(t, name, a[0], a[1], decodeWith)
		})}, "StreamReader"
	}
	return nil, ""
}

func labelsEncode(t *thread, _ value, a []value) (value, error) {
	s, ok := object.AsStr(a[0])
	if !ok {
		return value{}, t.TypeErr("idna_encode() argument 1 must be str, not %s", object.TypeName(a[0]))
	}
	final, err := t.Truth(a[2])
	if err != nil {
		return value{}, err
	}
	errs, _ := pylib.Text(a[1])
	out, used, err := t.EncodeLabels(s.S, errs, final)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(t.NewBytes(out), object.Int(int64(used))), nil
}

func labelsDecode(t *thread, _ value, a []value) (value, error) {
	b, release, err := dataArg(t, a[0], false)
	if err != nil {
		return value{}, err
	}
	defer release()
	final, err := t.Truth(a[2])
	if err != nil {
		return value{}, err
	}
	errs, _ := pylib.Text(a[1])
	text, used, err := t.DecodeLabels(b, errs, final)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(t.NewStr(text), object.Int(int64(used))), nil
}
