package object

import (
	"bytes"
	"unsafe"
)

// ByteArrayType is bytearray.
var ByteArrayType = &Type{}

var byteArrayIterType = &Type{}

// A ByteArray is a bytearray. While exports is not zero, somebody holds its memory
// and its size must not change.
type ByteArray struct {
	Header
	B       []byte
	exports int
	// alloc and start are what CPython would have allocated, and how far the front
	// of that is unused; they are seen in __alloc__ and __sizeof__.
	alloc, start int
}

func byteArrayInit() {
	ByteArrayType.Define(TypeSpec{
		Name: "bytearray",
		Doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n" +
			"bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n" +
			"bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n" +
			"bytearray() -> empty bytes array",
		Flags: FlagBase | FlagSelfMatch,
		Slots: Slots{
			New: byteArrayNew, Init: byteArrayInitialize, Free: byteArrayFree,
			Repr: byteArrayRepr, Str: byteArrayRepr, Hash: unhashable,
			Compare: byteArrayCompare, Iter: byteArrayIter, Len: byteArrayLen,
			GetItem: byteArrayGetItem, SetItem: byteArraySetItem, Contains: byteArrayContains,
			Concat: byteArrayConcat, Repeat: byteArrayRepeat, IConcat: byteArrayIConcat, IRepeat: byteArrayIRepeat,
			Buffer: byteArrayBuffer,
			Binary: [NumBinary]func(*Thread, Value, Value) (Value, error){OpMod: byteArrayMod},
		},
		Layout: LayoutOf[ByteArray](),
		Basic:  56,
		Build: func() []Decl {
			return append([]Decl{
				Method("__alloc__()", "Return how many bytes are allocated.", byteArrayAlloc),
				Method("__reduce__()", "Return state information for pickling.", byteArrayReduce),
				Method("__reduce_ex__(proto=0, /)", "Return state information for pickling.", byteArrayReduceEx),
				Method("__sizeof__()", "Return the size in memory, in bytes.", byteArraySizeof),
				Method("append(item, /)", "Append a byte to the end.", byteArrayAppend),
				Method("clear()", "Remove all bytes.", byteArrayClear),
				Method("copy()", "Return a copy.", byteArrayCopy),
				Method("extend(iterable_of_ints, /)", "Append bytes to the end.", byteArrayExtend),
				Method("insert(index, item, /)", "Insert a byte before the index.", byteArrayInsert),
				Method("pop(index=-1, /)", "Remove and return a byte.", byteArrayPop),
				Method("remove(value, /)", "Remove the first occurrence of a byte.", byteArrayRemove),
				Method("reverse()", "Reverse the bytes in place.", byteArrayReverse),
			}, bytesMethods("bytearray")...)
		},
	})
	byteArrayIterType.Define(bytesIterSpec("bytearray_iterator"))
}

// NewByteArray returns a bytearray of b; the slice is given.
func (t *Thread) NewByteArray(b []byte) Value {
	x := New[ByteArray](t, ByteArrayType)
	x.take(t, b)
	return Obj(&x.Header)
}

// take makes b, given, the contents.
func (x *ByteArray) take(t *Thread, b []byte) {
	x.account(t, len(b)-len(x.B))
	x.B, x.start, x.alloc = b, 0, 0
	if len(b) > 0 {
		x.alloc = len(b) + 1
	}
}

func (x *ByteArray) account(t *Thread, n int) {
	if x.Typ == ByteArrayType {
		t.In.Bytes += int64(n)
	}
}

func byteArrayFree(t *Thread, o *Header) {
	x := (*ByteArray)(unsafe.Pointer(o))
	x.account(t, -len(x.B))
	t.In.reclaim(o)
}

func asByteArray(v Value) (*ByteArray, bool) {
	if !v.Type().IsSubtype(ByteArrayType) {
		return nil, false
	}
	return as[ByteArray](v), true
}

// AsByteArray returns v as a bytearray, subclasses included.
func AsByteArray(v Value) (*ByteArray, bool) { return asByteArray(v) }

// locked is the error of a size change while the memory is held.
func (x *ByteArray) locked(t *Thread) error {
	if x.exports > 0 {
		return t.Raise(BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return nil
}

// resize makes room for n bytes, in CPython's steps. The bytes added are undefined.
func (x *ByteArray) resize(t *Thread, n int) error {
	if n == len(x.B) {
		return nil
	}
	if err := x.locked(t); err != nil {
		return err
	}
	switch {
	case n+x.start+1 <= x.alloc && n >= x.alloc/2:
		// fits, and not much is wasted
	case n+x.start+1 <= x.alloc:
		x.alloc, x.start = n+1, 0
		x.B = append(make([]byte, 0, n+1), x.B[:min(n, len(x.B))]...)
	case float64(n) <= float64(x.alloc)*1.125:
		x.alloc, x.start = n+n>>3+3, 0
		if n >= 9 {
			x.alloc += 3
		}
	default:
		x.alloc, x.start = n+1, 0
	}
	x.account(t, n-len(x.B))
	if n > cap(x.B) {
		if n >= 1<<16 {
			if err := t.Grow(n); err != nil {
				x.account(t, len(x.B)-n)
				return err
			}
		}
		b := newBlock[byte](max(x.alloc, n))[:n]
		copy(b, x.B)
		x.B = b
	}
	x.B = x.B[:n]
	return nil
}

// splice replaces bytes [lo, hi) by b, which must not be x's own memory.
func (x *ByteArray) splice(t *Thread, lo, hi int, b []byte) error {
	old := len(x.B)
	grow := len(b) - (hi - lo)
	switch {
	case grow < 0:
		if err := x.locked(t); err != nil {
			return err
		}
		if lo == 0 {
			// The front is cut off: the memory stays where it is.
			x.start -= grow
			x.account(t, grow)
			x.B = x.B[-grow:]
			if err := x.settle(t); err != nil {
				return err
			}
		} else {
			copy(x.B[hi+grow:], x.B[hi:])
			if err := x.resize(t, old+grow); err != nil {
				return err
			}
		}
	case grow > 0:
		if err := x.resize(t, old+grow); err != nil {
			return err
		}
		copy(x.B[hi+grow:], x.B[hi:old])
	}
	copy(x.B[lo:], b)
	return nil
}

// settle is the end of a cut at the front: much waste is given back.
func (x *ByteArray) settle(*Thread) error {
	if n := len(x.B); n < x.alloc/2 {
		x.B = append(make([]byte, 0, n+1), x.B...)
		x.alloc, x.start = n+1, 0
	}
	return nil
}

func byteArrayNew(t *Thread, typ *Type, _ Args) (Value, error) {
	return Obj(&New[ByteArray](t, typ).Header), nil
}

var byteArrayNewSig = LazySignature{Text: "bytearray(source=b'', encoding='utf-8', errors='strict')"}

func byteArrayInitialize(t *Thread, self Value, a Args) error {
	var out [3]Value
	done, err := t.BindArgs(byteArrayNewSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	err = as[ByteArray](self).fill(t, out)
	done()
	return err
}

func (x *ByteArray) fill(t *Thread, args [3]Value) error {
	for i, name := range [...]string{"encoding", "errors"} { // before anything is lost
		if _, err := t.optionalStr("bytearray", name, args[i+1], ""); err != nil {
			return err
		}
	}
	if len(x.B) > 0 {
		if err := x.resize(t, 0); err != nil {
			return err
		}
	}
	src := args[0]
	if src.IsNil() && args[1].IsNil() && args[2].IsNil() {
		return nil
	}
	b, ok, err := t.encodedArg("bytearray", args)
	if err != nil {
		return err
	}
	if ok {
		return x.splice(t, 0, len(x.B), b)
	}
	if src.Type().Index != nil {
		n, err := t.sizeOfNumber(src)
		if err == nil {
			had := cap(x.B)
			if err = x.resize(t, n); err == nil {
				clear(x.B[:min(n, had)]) // new memory is zeroed
			}
			return err
		}
		if !t.ErrIs(err, TypeError) {
			return err
		}
		t.Discard(err)
	}
	if IsBuffer(src) {
		b, release, err := t.allBytesOf(src)
		if err != nil {
			return err
		}
		defer release()
		return x.splice(t, 0, len(x.B), b)
	}
	it, err := t.Iter(src)
	if err != nil {
		if t.ErrIs(err, TypeError) {
			t.Discard(err)
			return t.TypeErr("cannot convert '%s' object to bytearray", src.Type().FullName())
		}
		return err
	}
	err = t.Iterate(it, func(v Value) error { return x.append(t, v) })
	t.Unref(it)
	return err
}

func (x *ByteArray) append(t *Thread, v Value) error {
	c, err := t.byteArg(v, byteRange)
	if err != nil {
		return err
	}
	n := len(x.B)
	if err := x.resize(t, n+1); err != nil {
		return err
	}
	x.B[n] = c
	return nil
}

func byteArrayRepr(t *Thread, v Value) (Value, error) {
	b := as[ByteArray](v).B
	quote := byte('\'')
	if bytes.IndexByte(b, '\'') >= 0 && bytes.IndexByte(b, '"') < 0 {
		quote = '"'
	}
	if err := t.Grow(len(b)); err != nil {
		return Value{}, err
	}
	out := append([]byte(v.Type().Name), '(')
	return t.NewStr(string(append(appendBytesRepr(out, b, quote, '\''), ')'))), nil
}

func byteArrayCompare(t *Thread, a, b Value, op int) (Value, error) {
	if !IsBuffer(a) || !IsBuffer(b) {
		return NotImplemented, nil
	}
	x, release, err := t.BufferOf(a)
	if err != nil {
		t.Discard(err)
		return NotImplemented, nil
	}
	defer release()
	y, release2, err := t.BufferOf(b)
	if err != nil {
		t.Discard(err)
		return NotImplemented, nil
	}
	defer release2()
	return Bool(cmpHolds(op, bytes.Compare(x, y))), nil
}

func byteArrayIter(t *Thread, v Value) (Value, error) { return t.newBytesIter(byteArrayIterType, v) }

func byteArrayLen(t *Thread, v Value) (int, error) { return len(as[ByteArray](v).B), nil }

func byteArrayBuffer(t *Thread, v Value) ([]byte, bool) { return as[ByteArray](v).B, true }

func byteArrayContains(t *Thread, v, x Value) (bool, error) { return t.byteIn(as[ByteArray](v).B, x) }

// index converts a subscript that is no slice.
func (x *ByteArray) index(t *Thread, key Value) (int, error) {
	i, err := seqIndex(t, "bytearray", key)
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += len(x.B)
	}
	if i < 0 || i >= len(x.B) {
		return 0, t.Raise(IndexError, "bytearray index out of range")
	}
	return i, nil
}

func byteArrayGetItem(t *Thread, v, key Value) (Value, error) {
	x := as[ByteArray](v)
	if key.Type() == SliceType {
		start, _, step, n, err := t.SliceIndices(key, len(x.B))
		if err != nil {
			return Value{}, err
		}
		if err := t.Grow(n); err != nil {
			return Value{}, err
		}
		return t.NewByteArray(sliceBytes(x.B, start, step, n, false)), nil
	}
	i, err := x.index(t, key)
	if err != nil {
		return Value{}, err
	}
	return Int(int64(x.B[i])), nil
}

func byteArraySetItem(t *Thread, v, key, val Value) error {
	x := as[ByteArray](v)
	if key.Type() == SliceType {
		return x.setSlice(t, key, val)
	}
	if val.IsNil() {
		i, err := x.index(t, key)
		if err != nil {
			return err
		}
		return x.splice(t, i, i+1, nil)
	}
	i, err := seqIndex(t, "bytearray", key)
	if err != nil {
		return err
	}
	c, err := t.byteArg(val, byteRange) // may change the size
	if err != nil {
		return err
	}
	if i < 0 {
		i += len(x.B)
	}
	if i < 0 || i >= len(x.B) {
		return t.Raise(IndexError, "bytearray index out of range")
	}
	x.B[i] = c
	return nil
}

func (x *ByteArray) setSlice(t *Thread, key, val Value) error {
	var b []byte
	if !val.IsNil() {
		if _, _, _, _, err := t.SliceIndices(key, len(x.B)); err != nil {
			return err
		}
		y, ok := asByteArray(val)
		if ok && y != x {
			b = y.B
		} else {
			if val.IsStr() || isNumber(val) {
				return t.TypeErr("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
			}
			var err error
			if b, err = t.bytesOf(val, "bytearray", byteRange); err != nil {
				return err
			}
		}
	}
	start, stop, step, n, err := t.SliceIndices(key, len(x.B))
	if err != nil {
		return err
	}
	switch {
	case step == 1:
		return x.splice(t, start, max(start, stop), b)
	case val.IsNil():
		return x.deleteStep(t, start, step, n)
	case len(b) != n:
		if len(b) == 0 {
			return x.deleteStep(t, start, step, n)
		}
		return t.ValueErr("attempt to assign bytes of size %d to extended slice of size %d", len(b), n)
	}
	for _, c := range b {
		x.B[start] = c
		start += step
	}
	return nil
}

func isNumber(v Value) bool {
	s := &v.Type().Slots
	return s.ToInt != nil || s.ToFloat != nil || s.Index != nil
}

func (x *ByteArray) deleteStep(t *Thread, start, step, n int) error {
	if err := x.locked(t); err != nil {
		return err
	}
	if n == 0 {
		return nil
	}
	if step < 0 {
		start += step * (n - 1)
		step = -step
	}
	out := start
	for i := start; i < len(x.B); i++ {
		if n > 0 && (i-start)%step == 0 {
			n--
			continue
		}
		x.B[out] = x.B[i]
		out++
	}
	return x.resize(t, out)
}

func byteArrayConcat(t *Thread, a, b Value) (Value, error) {
	y, release, err := t.concatBytes(a, b)
	if err != nil {
		return Value{}, err
	}
	defer release()
	x := as[ByteArray](a).B
	if err := t.Grow(len(x) + len(y)); err != nil {
		return Value{}, err
	}
	return t.NewByteArray(append(append(make([]byte, 0, len(x)+len(y)), x...), y...)), nil
}

func byteArrayIConcat(t *Thread, a, b Value) (Value, error) {
	x := as[ByteArray](a)
	y, release, err := t.concatBytes(a, b)
	if err != nil {
		return Value{}, err
	}
	defer release()
	n := len(x.B)
	if err := x.resize(t, n+len(y)); err != nil {
		return Value{}, err
	}
	copy(x.B[n:], y)
	return a.Ref(), nil
}

func byteArrayRepeat(t *Thread, a, n Value) (Value, error) {
	b, err := t.repeatBytes(as[ByteArray](a).B, n, "")
	if err != nil {
		return Value{}, err
	}
	return t.NewByteArray(b), nil
}

func byteArrayIRepeat(t *Thread, a, n Value) (Value, error) {
	x := as[ByteArray](a)
	b, err := t.repeatBytes(x.B, n, "")
	if err != nil {
		return Value{}, err
	}
	if err := x.resize(t, len(b)); err != nil {
		return Value{}, err
	}
	copy(x.B, b)
	return a.Ref(), nil
}

func byteArrayMod(t *Thread, a, b Value) (Value, error) {
	x, ok := asByteArray(a)
	if !ok {
		return NotImplemented, nil
	}
	out, err := t.percentBytes(x.B, b)
	if err != nil {
		return Value{}, err
	}
	return t.NewByteArray(out), nil
}

func byteArrayAlloc(t *Thread, self Value, _ []Value) (Value, error) {
	return Int(int64(as[ByteArray](self).alloc)), nil
}

func byteArraySizeof(t *Thread, self Value, _ []Value) (Value, error) {
	return Int(int64(self.O.Typ.BasicSize + as[ByteArray](self).alloc)), nil
}

func byteArrayReduce(t *Thread, self Value, _ []Value) (Value, error) {
	return t.byteArrayState(self, 2)
}

func byteArrayReduceEx(t *Thread, self Value, args []Value) (Value, error) {
	proto, err := t.intArg(args[0], 0)
	if err != nil {
		return Value{}, err
	}
	return t.byteArrayState(self, proto)
}

func (t *Thread) byteArrayState(self Value, proto int) (Value, error) {
	dict, err := t.LookupAttr(self, "__dict__")
	if err != nil {
		return Value{}, err
	}
	if dict.IsNil() {
		dict = None
	}
	b := as[ByteArray](self).B
	cls := self.Type().Value().Ref()
	var args Value
	switch {
	case proto < 3 && len(b) == 0:
		args = t.NewTuple(t.In.emptyStr(), t.NewStr("latin-1"))
	case proto < 3:
		args = t.NewTuple(t.NewStr(latin1Text(b)), t.NewStr("latin-1"))
	case len(b) == 0:
		args = t.NewTuple()
	default:
		args = t.NewTuple(t.NewBytes(bytes.Clone(b)))
	}
	return t.NewTuple(cls, args, dict), nil
}

func byteArrayAppend(t *Thread, self Value, args []Value) (Value, error) {
	return None, as[ByteArray](self).append(t, args[0])
}

func byteArrayClear(t *Thread, self Value, _ []Value) (Value, error) {
	return None, as[ByteArray](self).resize(t, 0)
}

func byteArrayCopy(t *Thread, self Value, _ []Value) (Value, error) {
	b := as[ByteArray](self).B
	if err := t.Grow(len(b)); err != nil {
		return Value{}, err
	}
	return t.NewByteArray(bytes.Clone(b)), nil
}

func byteArrayExtend(t *Thread, self Value, args []Value) (Value, error) {
	x := as[ByteArray](self)
	src := args[0]
	if IsBuffer(src) {
		b, err := t.bytesOf(src, "", "")
		if err != nil {
			return Value{}, err
		}
		return None, x.splice(t, len(x.B), len(x.B), b)
	}
	it, err := t.Iter(src)
	if err != nil {
		if t.ErrIs(err, TypeError) {
			t.Discard(err)
			err = t.TypeErr("can't extend bytearray with %s", src.Type().FullName())
		}
		return Value{}, err
	}
	b, err := t.expectBytes(src)
	if err == nil {
		err = t.Iterate(it, func(v Value) error {
			c, err := t.byteArg(v, byteRange)
			if err == nil && len(b) == cap(b) {
				err = t.Grow(2 * len(b))
			}
			b = append(b, c)
			return err
		})
	}
	t.Unref(it)
	if err != nil {
		return Value{}, err
	}
	return None, x.splice(t, len(x.B), len(x.B), b)
}

func byteArrayInsert(t *Thread, self Value, args []Value) (Value, error) {
	i, err := t.ssize(args[0])
	if err != nil {
		return Value{}, err
	}
	c, err := t.byteArg(args[1], byteRange)
	if err != nil {
		return Value{}, err
	}
	x := as[ByteArray](self)
	n := len(x.B)
	if i < 0 {
		i = max(i+n, 0)
	}
	i = min(i, n)
	if err := x.resize(t, n+1); err != nil {
		return Value{}, err
	}
	copy(x.B[i+1:], x.B[i:n])
	x.B[i] = c
	return None, nil
}

func byteArrayPop(t *Thread, self Value, args []Value) (Value, error) {
	i, err := t.ssizeArg(args[0], -1)
	if err != nil {
		return Value{}, err
	}
	x := as[ByteArray](self)
	n := len(x.B)
	if n == 0 {
		return Value{}, t.Raise(IndexError, "pop from empty bytearray")
	}
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return Value{}, t.Raise(IndexError, "pop index out of range")
	}
	if err := x.locked(t); err != nil {
		return Value{}, err
	}
	c := x.B[i]
	copy(x.B[i:], x.B[i+1:])
	return Int(int64(c)), x.resize(t, n-1)
}

func byteArrayRemove(t *Thread, self Value, args []Value) (Value, error) {
	c, err := t.byteArg(args[0], byteRange)
	if err != nil {
		return Value{}, err
	}
	x := as[ByteArray](self)
	i := bytes.IndexByte(x.B, c)
	if i < 0 {
		return Value{}, t.ValueErr("value not found in bytearray")
	}
	if err := x.locked(t); err != nil {
		return Value{}, err
	}
	copy(x.B[i:], x.B[i+1:])
	return None, x.resize(t, len(x.B)-1)
}

func byteArrayReverse(t *Thread, self Value, _ []Value) (Value, error) {
	b := as[ByteArray](self).B
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return None, nil
}

// bytesOfInts returns the bytes that a list's or tuple's ints are; nil where one is no byte,
// and where there are none or very many.
func bytesOfInts(x Value) []byte {
	var items []Value
	switch x.O.Typ {
	case ListType:
		items = as[List](x).Items
	case TupleType:
		items = as[Tuple](x).Items
	}
	if len(items) == 0 || len(items) > 1<<14 {
		return nil
	}
	b := make([]byte, len(items))
	for i, v := range items {
		if v.O != &IntTag || v.N > 255 {
			return nil
		}
		b[i] = byte(v.N)
	}
	return b
}
