// Package jsonmod is the json package with its decoder and encoder, and _json.
//
// Invariant: texts are read and written by one reader and one writer, whatever function,
// class or hook asks for it; the classes only keep what they were made with.
package jsonmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
)

// Module declares json.
var Module = object.ModuleSpec{
	Name:    "json",
	Package: true,
	Doc:     "Reads and writes JSON, JavaScript's notation for data.\n\nloads and load read a text, dumps and dump write one.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.RawFunc("dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)",
				"Write obj to the file fp as JSON.", dump),
			object.RawFunc("dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)",
				"Return obj as JSON.", dumps),
			object.RawFunc("load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw)",
				"Read the JSON document that the file fp holds.", load),
			object.RawFunc("loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw)",
				"Read the JSON document s, a str, bytes or bytearray.", loads),
			object.Func("detect_encoding(b)", "Name the encoding of a JSON document by its first bytes.", func(t *thread, _ value, a []value) (value, error) {
				b, release, err := t.BufferOf(a[0])
				if err != nil {
					return value{}, err
				}
				defer release()
				return t.NewStr(encodingOf(b)), nil
			}),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"))
		m.Give(t, "__version__", t.NewStr("2.0.9"))
		return nil
	},
	Lazy: []string{"JSONDecoder", "JSONDecodeError", "JSONEncoder", "decoder", "encoder", "scanner", "codecs", "_default_decoder", "_default_encoder"},
	Make: func(t *thread, m *object.Module, name string) (value, error) {
		switch name {
		case "JSONDecoder", "JSONDecodeError":
			return pylib.From(t, "json.decoder", name)
		case "JSONEncoder":
			return pylib.From(t, "json.encoder", name)
		case "_default_decoder":
			return pylib.Call(t, "json.decoder", "JSONDecoder")
		case "_default_encoder":
			return pylib.Call(t, "json.encoder", "JSONEncoder")
		case "codecs":
			return pylib.Import(t, name)
		}
		return pylib.Import(t, "json."+name)
	},
}

// DecoderModule declares json.decoder.
var DecoderModule = object.ModuleSpec{
	Name: "json.decoder",
	Doc:  "The reader of JSON.",
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "JSONDecoder", "JSONDecodeError"))
		return nil
	},
	Lazy: []string{"JSONDecoder", "JSONDecodeError", "scanstring", "c_scanstring", "scanner", "NaN", "PosInf", "NegInf"},
	Make: func(t *thread, m *object.Module, name string) (value, error) {
		switch name {
		case "JSONDecoder":
			return t.BuildClass(m, decoderSpec(), value{})
		case "JSONDecodeError":
			return t.BuildClass(m, decodeErrorSpec(), value{}, object.ValueError.Value())
		case "scanner":
			return pylib.Import(t, "json.scanner")
		case "NaN", "PosInf":
			return constant(name), nil
		case "NegInf":
			return constant("-Infinity"), nil
		}
		return pylib.From(t, "_json", "scanstring")
	},
}

// EncoderModule declares json.encoder.
var EncoderModule = object.ModuleSpec{
	Name: "json.encoder",
	Doc:  "The writer of JSON.",
	Lazy: []string{"JSONEncoder", "encode_basestring", "encode_basestring_ascii", "c_encode_basestring", "c_encode_basestring_ascii", "c_make_encoder", "INFINITY"},
	Make: func(t *thread, m *object.Module, name string) (value, error) {
		switch name {
		case "JSONEncoder":
			return t.BuildClass(m, encoderSpec(), value{})
		case "c_make_encoder":
			return pylib.From(t, "_json", "make_encoder")
		case "INFINITY":
			return constant(name), nil
		case "encode_basestring", "c_encode_basestring":
			return pylib.From(t, "_json", "encode_basestring")
		}
		return pylib.From(t, "_json", "encode_basestring_ascii")
	},
}

// ScannerModule declares json.scanner.
var ScannerModule = object.ModuleSpec{
	Name: "json.scanner",
	Doc:  "The reader's inner part.",
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "make_scanner"))
		return nil
	},
	Lazy: []string{"make_scanner", "c_make_scanner"},
	Make: func(t *thread, m *object.Module, name string) (value, error) {
		return pylib.From(t, "_json", "make_scanner")
	},
}

// BaseModule declares _json.
var BaseModule = object.ModuleSpec{
	Name: "_json",
	Doc:  "What json is made of.",
	Setup: func() {
		scannerInit()
		makerInit()
	},
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("scanstring(string, end, strict=True, /)", "Read the str that begins before string[end], where its quote is: its value, and the index behind it.", scanString),
			object.Func("encode_basestring(string, /)", "Write a str as JSON.", func(t *thread, _ value, a []value) (value, error) { return quoted(t, a[0], false) }),
			object.Func("encode_basestring_ascii(string, /)", "Write a str as JSON in ASCII.", func(t *thread, _ value, a []value) (value, error) { return quoted(t, a[0], true) }),
			object.Attr("make_scanner", scannerType.Value()),
			object.Attr("make_encoder", makerType.Value()),
		}
	},
}

// named takes the keyword arguments of a call: those of the names in order, absent where
// not given, and the others.
func named(a object.Args, names []string, out []value) (rest object.Args) {
next:
	for i, k := range a.KwNames() {
		for j, n := range names {
			if k.String() == n {
				out[j] = a.Kw()[i]
				continue next
			}
		}
		rest.AddKw(k, a.Kw()[i])
	}
	return rest
}

// one takes the single positional argument of a function.
func one(t *thread, fn, name string, a object.Args) (value, object.Args, error) {
	switch len(a.Pos) {
	case 1:
		return a.Pos[0], a, nil
	case 0:
		for i, k := range a.KwNames() {
			if k.String() == name {
				v, rest := a.Kw()[i], object.Args{}
				for j, k := range a.KwNames() {
					if j != i {
						rest.AddKw(k, a.Kw()[j])
					}
				}
				return v, rest, nil
			}
		}
		return value{}, a, t.TypeErr("%s() missing 1 required positional argument: '%s'", fn, name)
	}
	return value{}, a, t.TypeErr("%s() takes 1 positional argument but %d were given", fn, len(a.Pos))
}
