// Package marshalmod is the module marshal: values as bytes, in CPython's format.
//
// A code object has a form of its own behind its type code ('c', a length, and what
// package code made of it): only the same version of minipy can read it back.
package marshalmod

import (
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// version is the format's, as CPython 3.10 writes it.
const version = 4

// maxDepth bounds values inside one another.
const maxDepth = 2000

// Type codes; flagRef says that the value may be referred to by its number.
const (
	typeNull          = '0'
	typeNone          = 'N'
	typeFalse         = 'F'
	typeTrue          = 'T'
	typeStopIter      = 'S'
	typeEllipsis      = '.'
	typeInt           = 'i'
	typeInt64         = 'I'
	typeFloat         = 'f'
	typeBinaryFloat   = 'g'
	typeComplex       = 'x'
	typeBinaryComplex = 'y'
	typeLong          = 'l'
	typeBytes         = 's'
	typeInterned      = 't'
	typeRef           = 'r'
	typeTuple         = '('
	typeList          = '['
	typeDict          = '{'
	typeCode          = 'c'
	typeStr           = 'u'
	typeSet           = '<'
	typeFrozenSet     = '>'
	typeASCII         = 'a'
	typeASCIIInterned = 'A'
	typeSmallTuple    = ')'
	typeShort         = 'z'
	typeShortInterned = 'Z'

	flagRef = 0x80
)

// Module declares marshal.
var Module = object.ModuleSpec{
	Name: "marshal",
	Doc: "Python values as bytes, and back.\n\nThe format may change between versions; it serves compiled code. Numbers, str, bytes,\n" +
		"tuples, lists, sets, dicts, code objects, None, Ellipsis and StopIteration can be written.",
	Decls: []object.Decl{
		object.Func("dump(value, file, version=version, /)", "Write the value to a binary file.", dump),
		object.Func("load(file, /)", "Read one value from a binary file.", load),
		object.Func("dumps(value, version=version, /)", "The bytes that dump would write.", dumps),
		object.Func("loads(bytes, /)", "The value in a bytes-like object; what follows it is ignored.", loads),
	},
	Init: func(t *thread, m *object.Module) error {
		m.Set(t, "version", object.Int(version))
		return nil
	},
}

func versionArg(t *thread, v value) (int, error) {
	if v.IsNil() {
		return version, nil
	}
	return t.AsIndex(v, object.OverflowError)
}

func dumps(t *thread, _ value, a []value) (value, error) {
	n, err := versionArg(t, a[1])
	if err != nil {
		return value{}, err
	}
	b, err := encode(t, a[0], n)
	if err != nil {
		return value{}, err
	}
	return t.NewBytes(b), nil
}

func dump(t *thread, _ value, a []value) (value, error) {
	n, err := versionArg(t, a[2])
	if err != nil {
		return value{}, err
	}
	b, err := encode(t, a[0], n)
	if err != nil {
		return value{}, err
	}
	x := t.NewBytes(b)
	defer t.Unref(x)
	return t.CallMethod(a[1], "write", x)
}

func loads(t *thread, _ value, a []value) (value, error) {
	b, release, err := t.BufferOf(a[0])
	if err != nil {
		return value{}, err
	}
	own := append([]byte(nil), b...)
	release()
	return decode(t, &reader{t: t, b: own})
}

func load(t *thread, _ value, a []value) (value, error) {
	none, err := t.CallMethod(a[0], "read", object.Int(0))
	if err != nil {
		return value{}, err
	}
	_, ok := object.AsBytes(none)
	name := none.Type().Name
	t.Unref(none)
	if !ok {
		return value{}, t.TypeErr("file.read() returned not bytes but %s", name)
	}
	return decode(t, &reader{t: t, file: a[0]})
}
