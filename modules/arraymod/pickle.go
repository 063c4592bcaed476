package arraymod

import (
	"github.com/minipy-go/minipy/object"
)

// An array's pickle says how the machine that wrote it laid its items out: a number
// for each of C's types.
var machineFormats = [...]struct {
	code  byte // the typecode of such items here; 0: text
	big   bool
	codec string // of text
}{
	{'B', false, ""}, {'b', false, ""}, {'H', false, ""}, {'H', true, ""}, {'h', false, ""}, {'h', true, ""},
	{'I', false, ""}, {'I', true, ""}, {'i', false, ""}, {'i', true, ""}, {'Q', false, ""}, {'Q', true, ""},
	{'q', false, ""}, {'q', true, ""}, {'f', false, ""}, {'f', true, ""}, {'d', false, ""}, {'d', true, ""},
	{0, false, "utf-16-le"}, {0, true, "utf-16-be"}, {0, false, "utf-32-le"}, {0, true, "utf-32-be"},
}

const utf32le = 20

// machineFormat is the number of k's layout here.
func (k *kind) machineFormat() int {
	code := k.code
	switch code {
	case 'u':
		return utf32le
	case 'l':
		code = 'q'
	case 'L':
		code = 'Q'
	}
	for i, f := range machineFormats {
		if f.code == code && !f.big {
			return i
		}
	}
	return -1
}

func arrayReduce(t *thread, v value, args []value) (value, error) {
	a := self(v)
	dict, err := t.LookupAttr(v, "__dict__")
	if err != nil {
		return value{}, err
	}
	if dict.IsNil() {
		dict = object.None
	}
	if args[0].Type().Flags&object.FlagInt == 0 {
		t.Unref(dict)
		return value{}, t.TypeErr("__reduce_ex__ argument should be an integer")
	}
	proto, err := t.AsIndex(args[0], object.OverflowError)
	if err != nil {
		t.Unref(dict)
		return value{}, err
	}
	cls, code := v.Type().Value().Ref(), t.NewStr(string(a.kind.code))
	if proto < 3 {
		l, err := a.list(t)
		if err != nil {
			t.UnrefAll([]value{dict, cls, code})
			return value{}, err
		}
		return t.NewTuple(cls, t.NewTuple(code, l), dict), nil
	}
	m, err := t.In.Importer(t, "array")
	if err != nil {
		t.UnrefAll([]value{dict, cls, code})
		return value{}, err
	}
	fn := object.As[object.Module](m).Get(t, "_array_reconstructor").Ref()
	t.Unref(m)
	b := t.NewBytes(append([]byte(nil), a.b...))
	return t.NewTuple(fn, t.NewTuple(cls, code, object.Int(int64(a.kind.machineFormat())), b), dict), nil
}

// reconstruct is _array_reconstructor.
func reconstruct(t *thread, _ value, args []value) (value, error) {
	typ, ok := object.AsType(args[0])
	if !ok {
		return value{}, t.TypeErr("first argument must be a type object, not %s", args[0].Type().Name)
	}
	if !typ.IsSubtype(arrayType) {
		return value{}, t.TypeErr("%s is not a subtype of %s", typ.Name, "array.array")
	}
	code, ok := object.AsStr(args[1])
	if !ok || code.N != 1 {
		return value{}, t.TypeErr("_array_reconstructor() argument 2 must be a unicode character, not %s", args[1].Type().Name)
	}
	k := kindOf(code.S)
	if k == nil {
		return value{}, t.ValueErr("second argument must be a valid type code")
	}
	f, err := t.AsIndex(args[2], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if f < 0 || f >= len(machineFormats) {
		return value{}, t.ValueErr("third argument must be a valid machine format code.")
	}
	b, ok := object.AsBytes(args[3])
	if !ok {
		return value{}, t.TypeErr("fourth argument should be bytes, not %s", args[3].Type().Name)
	}
	if f == k.machineFormat() {
		if len(b.B)%k.size != 0 {
			return value{}, t.ValueErr("bytes length not a multiple of item size")
		}
		return t.Call(typ.Value(), args[1], args[3])
	}
	items, err := translate(t, f, args[3], len(b.B))
	if err != nil {
		return value{}, err
	}
	r, err := t.Call(typ.Value(), args[1], items)
	t.Unref(items)
	return r, err
}

// translate gives the items that bytes of another layout hold: a list, or a str.
func translate(t *thread, format int, data value, n int) (value, error) {
	f := machineFormats[format]
	if f.code == 0 {
		name := t.NewStr(f.codec)
		defer t.Unref(name)
		return t.CallMethod(data, "decode", name)
	}
	k := kindOf(string(f.code))
	if n%k.size != 0 {
		return value{}, t.ValueErr("string length not a multiple of item size")
	}
	b, _ := object.AsBytes(data)
	src := &array{kind: k, b: append([]byte(nil), b.B...)}
	if f.big {
		for i := range src.len() {
			reverse(src.at(i), 1)
		}
	}
	return src.list(t)
}
