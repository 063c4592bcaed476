// Package arraymod is the array module: numbers of one C type, packed.
//
// Invariant: an array's memory is a whole number of items in the machine's order
// (little-endian). While exports is not zero somebody holds the memory, and its size
// does not change.
package arraymod

import (
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
	class  = object.Type
	args   = object.Args
)

var (
	arrayType = &class{}
	iterType  = &class{}
)

// Module declares array.
var Module = object.ModuleSpec{
	Name:  "array",
	Doc:   "Arrays of numbers or characters of one C type, which take little memory.",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("array", arrayType.Value()),
			object.Attr("ArrayType", arrayType.Value()),
			object.Func("_array_reconstructor(arraytype, typecode, mformat_code, items, /)", "Make an array from its pickle.", reconstruct),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "typecodes", t.NewStr(typecodes))
		return t.RegisterABC("MutableSequence", arrayType)
	},
}

// array is an array.array.
type array struct {
	object.Header
	kind    *kind
	b       []byte
	alloc   int // items that CPython would have room for, for __sizeof__
	exports int
	Weak    *object.WeakRef
}

func setup() {
	arrayType.Define(object.TypeSpec{Name: "array.array", Basic: 64, Weak: 48, Flags: object.FlagGC | object.FlagBase | object.FlagSequence,
		Doc:    "array(typecode [, initializer]) -> array\n\nA sequence of items of one basic type, which the typecode names.",
		Layout: object.LayoutOf[array]().WeakAt(object.FieldOffset[array]("Weak")),
		Slots: object.Slots{New: arrayNew, Free: arrayFree, Repr: arrayRepr, Hash: object.Unhashable, Compare: arrayCompare, Iter: arrayIter,
			Len: func(_ *thread, v value) (int, error) { return self(v).len(), nil }, GetItem: arrayGetItem, SetItem: arraySetItem,
			Contains: arrayContains, Concat: arrayConcat, Repeat: arrayRepeat, IConcat: arrayIConcat, IRepeat: arrayIRepeat,
			Buffer: func(_ *thread, v value) ([]byte, bool) { return self(v).b, true }, Lend: arrayLend},
		Decls: []object.Decl{
			object.Method("append(v, /)", "Append an item.", arrayAppend),
			object.Method("buffer_info()", "Return the address and the number of items.", arrayBufferInfo),
			object.Method("byteswap()", "Swap the bytes of all items.", arrayByteswap),
			object.Method("__copy__()", "Return a copy.", arrayCopy),
			object.Method("count(v, /)", "Return how many items equal v.", arrayCount),
			object.Method("__deepcopy__(unused, /)", "Return a copy.", arrayCopy),
			object.RawMethod("extend(bb, /)", "Append the items of an iterable.", arrayExtend),
			object.Method("fromfile(f, n, /)", "Append n items read from a file.", arrayFromFile),
			object.Method("fromlist(list, /)", "Append the items of a list.", arrayFromList),
			object.Method("frombytes(buffer, /)", "Append items from their bytes.", arrayFromBytes),
			object.Method("fromunicode(ustr, /)", "Append the characters of a str.", arrayFromUnicode),
			object.Method("index(v, start=0, stop=9223372036854775807, /)", "Return the index of the first item that equals v.", arrayIndex),
			object.Method("insert(i, v, /)", "Insert an item before index i.", arrayInsert),
			object.Method("pop(i=-1, /)", "Remove and return an item.", arrayPop),
			object.Method("__reduce_ex__(value, /)", "Return state information for pickling.", arrayReduce),
			object.Method("remove(v, /)", "Remove the first item that equals v.", arrayRemove),
			object.Method("reverse()", "Reverse the items in place.", arrayReverse),
			object.Method("tofile(f, /)", "Write the bytes of the items to a file.", arrayToFile),
			object.Method("tolist()", "Return the items as a list.", func(t *thread, v value, _ []value) (value, error) { return self(v).list(t) }),
			object.Method("tobytes()", "Return the items as bytes.", arrayToBytes),
			object.Method("tounicode()", "Return the characters as a str.", arrayToUnicode),
			object.Method("__sizeof__()", "Return the size in memory, in bytes.", func(_ *thread, v value, _ []value) (value, error) {
				a := self(v)
				return object.Int(int64(v.Type().BasicSize + a.alloc*a.kind.size)), nil
			}),
			object.Getter("typecode", "the typecode character", func(t *thread, v value) (value, error) { return t.NewStr(string(self(v).kind.code)), nil }),
			object.Getter("itemsize", "the size of an item, in bytes", func(_ *thread, v value) (value, error) { return object.Int(int64(self(v).kind.size)), nil }),
		}})
	iterType.Define(object.TypeSpec{Name: "array.arrayiterator", Flags: object.FlagGC | object.FlagNoNew, Layout: object.LayoutOf[iterator](), Basic: 40,
		Slots: object.Slots{Iter: func(_ *thread, v value) (value, error) { return v.Ref(), nil }, Next: iterNext,
			Traverse: func(o *header, visit func(value)) {
				if it := (object.As[iterator](object.Obj(o))); !it.a.IsNil() {
					visit(it.a)
				}
			},
			Clear: func(t *thread, o *header) { object.As[iterator](object.Obj(o)).end(t) }},
		Decls: []object.Decl{
			object.Method("__reduce__()", "Return state information for pickling.", iterReduce),
			object.Method("__setstate__(state, /)", "Set state information for unpickling.", iterSetState),
		}})
}

func self(v value) *array { return object.As[array](v) }

func isArray(v value) bool { return v.Type().IsSubtype(arrayType) }

func (a *array) len() int { return len(a.b) / a.kind.size }

func (a *array) at(i int) []byte { return a.b[i*a.kind.size : (i+1)*a.kind.size] }

// newArray returns an array of class typ with room for n items, zeroed.
func newArray(t *thread, typ *class, k *kind, n int) (*array, error) {
	if n > maxBytes/k.size {
		return nil, t.RaiseArgs(object.MemoryError)
	}
	if err := t.Grow(n * k.size); err != nil {
		return nil, err
	}
	a := object.New[array](t, typ)
	a.kind, a.b, a.alloc = k, make([]byte, n*k.size), n
	t.In.Bytes += int64(len(a.b))
	return a, nil
}

const maxBytes = 1 << 47

func arrayFree(t *thread, o *header) {
	t.In.Bytes -= int64(len(object.As[array](object.Obj(o)).b))
}

// resize makes room for n items, in CPython's steps; new ones are zero.
func (a *array) resize(t *thread, n int) error {
	old := a.len()
	if n == old {
		return nil
	}
	if a.exports > 0 {
		return t.Raise(object.BufferError, "cannot resize an array that is exporting buffers")
	}
	size := a.kind.size
	if n > maxBytes/size {
		return t.RaiseArgs(object.MemoryError)
	}
	t.In.Bytes += int64((n - old) * size)
	if a.alloc < n || old >= n+16 || a.b == nil {
		room := n
		if n > 0 {
			room += n>>4 + 7
			if old < 8 {
				room -= 4
			}
		}
		if err := t.Grow(max(0, room-old) * size); err != nil {
			t.In.Bytes -= int64((n - old) * size)
			return err
		}
		b := make([]byte, n*size, room*size)
		copy(b, a.b)
		a.b, a.alloc = b, room
		return nil
	}
	a.b = a.b[:n*size]
	if n > old {
		clear(a.b[old*size:])
	}
	return nil
}

func arrayNew(t *thread, typ *class, a args) (value, error) {
	if typ == arrayType && len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("array.array() takes no keyword arguments")
	}
	switch n := len(a.Pos); {
	case n == 0:
		return value{}, t.TypeErr("array() takes at least 1 argument (0 given)")
	case n > 2:
		return value{}, t.TypeErr("array() takes at most 2 arguments (%d given)", n)
	}
	code, ok := object.AsStr(a.Pos[0])
	if !ok || code.N != 1 {
		return value{}, t.TypeErr("array() argument 1 must be a unicode character, not %s", a.Pos[0].Type().Name)
	}
	var init value
	if len(a.Pos) == 2 {
		init = a.Pos[1]
	}
	k := kindOf(code.S)
	if !init.IsNil() && code.S != "u" {
		if init.IsStr() {
			return value{}, t.TypeErr("cannot use a str to initialize an array with typecode '%s'", code.S)
		}
		if isArray(init) && self(init).kind.code == 'u' {
			return value{}, t.TypeErr("cannot use a unicode array to initialize an array with typecode '%s'", code.S)
		}
	}
	if k == nil {
		return value{}, t.ValueErr("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
	}
	x, err := newArray(t, typ, k, 0)
	if err != nil {
		return value{}, err
	}
	v := object.Obj(&x.Header)
	if !init.IsNil() {
		err = x.fill(t, init)
	}
	if err != nil {
		t.Unref(v)
		return value{}, err
	}
	return v, nil
}

// fill appends what the constructor got.
func (a *array) fill(t *thread, init value) error {
	if s, ok := object.AsStr(init); ok {
		err := a.addText(t, s.S)
		a.alloc = a.len()
		return err
	}
	if b, ok := object.AsBytes(init); ok {
		return a.addBytes(t, b.B)
	}
	if b, ok := object.AsByteArray(init); ok {
		return a.addBytes(t, b.B)
	}
	if isArray(init) && self(init).kind == a.kind {
		n := self(init).len()
		if err := a.resize(t, n); err != nil {
			return err
		}
		a.alloc = n
		copy(a.b, self(init).b)
		return nil
	}
	if l, ok := object.AsList(init); ok && init.Type() == object.ListType {
		n := len(l.Items)
		if err := a.resize(t, n); err != nil {
			return err
		}
		a.alloc = n
		for i := 0; i < n && i < len(l.Items); i++ {
			if err := a.put(t, i, l.Items[i]); err != nil {
				return err
			}
		}
		return nil
	}
	return t.Iterate(init, func(x value) error { return a.add(t, x) })
}

// add appends x.
func (a *array) add(t *thread, x value) error {
	var item [8]byte
	if err := a.kind.put(t, item[:], x); err != nil {
		return err
	}
	n := a.len()
	if err := a.resize(t, n+1); err != nil {
		return err
	}
	copy(a.at(n), item[:])
	return nil
}

// put stores x as item i, if the array still has one.
func (a *array) put(t *thread, i int, x value) error {
	var item [8]byte
	if err := a.kind.put(t, item[:], x); err != nil {
		return err
	}
	if i < a.len() {
		copy(a.at(i), item[:])
	}
	return nil
}

func (a *array) addBytes(t *thread, b []byte) error {
	if len(b)%a.kind.size != 0 {
		return t.ValueErr("bytes length not a multiple of item size")
	}
	n := a.len()
	if err := a.resize(t, n+len(b)/a.kind.size); err != nil {
		return err
	}
	copy(a.b[n*a.kind.size:], b)
	return nil
}

func (a *array) list(t *thread) (value, error) {
	n := a.len()
	if err := t.Grow(n * 16); err != nil {
		return value{}, err
	}
	items := t.NewItems(n)
	for i := range items {
		items[i] = a.kind.get(t, a.at(i))
	}
	return t.NewList(items), nil
}
