package object

import (
	"bytes"
	"math"
	"unsafe"
)

// BytesType is bytes.
var BytesType = &Type{}

var bytesIterType = &Type{}

// A Bytes is a bytes. B never changes once the object is visible.
type Bytes struct {
	Header
	B      []byte
	hash   int64 // valid if hashed
	hashed bool
}

func bytesInit() {
	for i := range byteChars {
		byteChars[i].Header = Header{Typ: BytesType, RC: immortal}
		byteChars[i].B = []byte{byte(i)}
	}
	noBytes.Header = Header{Typ: BytesType, RC: immortal}
	BytesType.Define(TypeSpec{
		Name: "bytes",
		Doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n" +
			"bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n" +
			"bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n" +
			"bytes() -> empty bytes object",
		Flags: FlagBase | FlagBytes | FlagSelfMatch,
		Slots: Slots{
			New: bytesNew, Free: bytesFree,
			Repr: bytesRepr, Str: bytesRepr, Hash: bytesHash,
			Compare: bytesCompare, Iter: bytesIter, Len: bytesLen, GetItem: bytesGetItem, Contains: bytesContains,
			Concat: bytesConcat, Repeat: bytesRepeat, Buffer: bytesBuffer,
			Binary: [NumBinary]func(*Thread, Value, Value) (Value, error){OpMod: bytesMod},
		},
		Layout: LayoutOf[Bytes](),
		Basic:  33, Item: 1,
		Build: func() []Decl {
			return append([]Decl{Method("__getnewargs__()", "Return the arguments for pickling.", bytesGetnewargs)}, bytesMethods("bytes")...)
		},
	})
	bytesIterType.Define(bytesIterSpec("bytes_iterator"))
}

// byteChars are the bytes of length one, noBytes the empty one; all interpreters share
// them, so their hash is not kept.
var (
	byteChars [256]Bytes
	noBytes   Bytes
)

// NewBytes returns the bytes b; the slice is given.
func (t *Thread) NewBytes(b []byte) Value {
	switch len(b) {
	case 0:
		return Obj(&noBytes.Header)
	case 1:
		return Obj(&byteChars[b[0]].Header)
	}
	x := New[Bytes](t, BytesType)
	x.B = b
	t.In.Bytes += int64(len(b))
	return Obj(&x.Header)
}

func bytesFree(t *Thread, o *Header) {
	if o.Typ == BytesType {
		t.In.Bytes -= int64(len((*Bytes)(unsafe.Pointer(o)).B))
		t.In.reclaim(o)
	}
}

// AsBytes returns v as a bytes, subclasses included.
func AsBytes(v Value) (*Bytes, bool) {
	if v.O.Typ.Flags&FlagBytes == 0 {
		return nil, false
	}
	return as[Bytes](v), true
}

func nothing() {}

// BufferOf returns the bytes of a bytes-like object. They are lent until release is
// called, which ends the lock on the object's size.
func (t *Thread) BufferOf(v Value) (b []byte, release func(), err error) {
	typ := v.Type()
	switch {
	case typ.Flags&FlagBytes != 0:
		return as[Bytes](v).B, nothing, nil
	case typ == ByteArrayType || typ.IsSubtype(ByteArrayType):
		x := as[ByteArray](v)
		x.exports++
		return x.B, func() { x.exports-- }, nil
	case typ == MemoryViewType:
		m := as[MemoryView](v)
		if !m.released && !m.contiguous(false) {
			return nil, nil, t.Raise(BufferError, "memoryview: underlying buffer is not C-contiguous")
		}
		return t.viewBytes(m)
	case typ.Lend != nil:
		l, err := typ.Lend(t, v)
		return l.B, l.Release, err
	case typ.Buffer != nil:
		b, _ := typ.Buffer(t, v)
		return b, nothing, nil
	}
	return nil, nil, t.TypeErr("a bytes-like object is required, not '%s'", typ.FullName())
}

// allBytesOf is BufferOf that copies what a memoryview has scattered.
func (t *Thread) allBytesOf(v Value) (b []byte, release func(), err error) {
	if v.Type() == MemoryViewType {
		return t.viewBytes(as[MemoryView](v))
	}
	return t.BufferOf(v)
}

// concatBytes is BufferOf for what stands behind a plus.
func (t *Thread) concatBytes(a, b Value) ([]byte, func(), error) {
	if IsBuffer(b) {
		y, release, err := t.BufferOf(b)
		if err == nil {
			return y, release, nil
		}
		t.Discard(err)
	}
	return nil, nil, t.TypeErr("can't concat %s to %s", b.Type().FullName(), a.Type().FullName())
}

// Lent is memory that an object lends: items of Size bytes, in a format of the struct
// module. Release, called once, gives it back.
type Lent struct {
	B        []byte
	Format   string
	Size     int
	Writable bool
	Release  func()
}

// IsBuffer reports whether v is a bytes-like object.
func IsBuffer(v Value) bool { return v.Type().Buffer != nil }

func bytesBuffer(t *Thread, v Value) ([]byte, bool) { return as[Bytes](v).B, false }

// sizeOfNumber is the length of a bytes(n): n is an int or has __index__.
func (t *Thread) sizeOfNumber(v Value) (int, error) {
	n, err := t.AsIndex(v, OverflowError)
	if err == nil && n < 0 {
		err = t.ValueErr("negative count")
	}
	if err == nil {
		err = t.Grow(n)
	}
	return n, err
}

var bytesNewSig = LazySignature{Text: "bytes(source=b'', encoding='utf-8', errors='strict')"}

func bytesNew(t *Thread, typ *Type, a Args) (Value, error) {
	var out [3]Value
	done, err := t.BindArgs(bytesNewSig.Signature(), a, out[:])
	if err != nil {
		return Value{}, err
	}
	v, err := t.bytesFrom(out)
	done()
	if err != nil || typ == BytesType {
		return v, err
	}
	x := New[Bytes](t, typ)
	x.B = as[Bytes](v).B
	t.Unref(v)
	return Obj(&x.Header), nil
}

// encodedArg handles the encoding and errors arguments of bytes and bytearray: the
// text's encoding, or nil if there is nothing to encode.
func (t *Thread) encodedArg(fn string, args [3]Value) ([]byte, bool, error) {
	encoding, err := t.optionalStr(fn, "encoding", args[1], "utf-8")
	if err != nil {
		return nil, false, err
	}
	errs, err := t.optionalStr(fn, "errors", args[2], "strict")
	if err != nil {
		return nil, false, err
	}
	isStr := !args[0].IsNil() && args[0].IsStr()
	switch {
	case isStr && !args[1].IsNil():
		b, err := t.EncodeStr(as[Str](args[0]), encoding, errs)
		return b, true, err
	case !args[1].IsNil():
		return nil, false, t.TypeErr("encoding without a string argument")
	case isStr:
		return nil, false, t.TypeErr("string argument without an encoding")
	case !args[2].IsNil():
		return nil, false, t.TypeErr("errors without a string argument")
	}
	return nil, false, nil
}

func (t *Thread) bytesFrom(args [3]Value) (Value, error) {
	x := args[0]
	special := Value{}
	if !x.IsNil() && args[1].IsNil() && args[2].IsNil() {
		if x.Type() == BytesType {
			return x.Ref(), nil
		}
		var err error
		if special, err = t.LookupSpecial(x, "__bytes__"); err != nil {
			return Value{}, err
		}
	}
	if !special.IsNil() {
		r, err := t.Call(special)
		t.Unref(special)
		if err == nil && r.Type().Flags&FlagBytes == 0 {
			err = t.TypeErr("__bytes__ returned non-bytes (type %s)", r.Type().FullName())
			t.Unref(r)
			return Value{}, err
		}
		return r, err
	}
	b, ok, err := t.encodedArg("bytes", args)
	switch {
	case err != nil:
		return Value{}, err
	case ok:
		return t.NewBytes(b), nil
	case x.IsNil():
		return Obj(&noBytes.Header), nil
	}
	if x.Type().Index != nil {
		n, err := t.sizeOfNumber(x)
		if err == nil {
			return t.NewBytes(make([]byte, n)), nil
		}
		if !t.ErrIs(err, TypeError) {
			return Value{}, err
		}
		t.Discard(err)
	}
	b, err = t.bytesOf(x, "bytes", "bytes must be in range(0, 256)")
	if err != nil {
		return Value{}, err
	}
	return t.NewBytes(b), nil
}

// bytesOf copies a buffer or collects an iterable of ints.
func (t *Thread) bytesOf(x Value, kind, outOfRange string) ([]byte, error) {
	if IsBuffer(x) {
		b, release, err := t.allBytesOf(x)
		if err != nil {
			return nil, err
		}
		if err = t.Grow(len(b)); err == nil {
			b = bytes.Clone(b)
		}
		release()
		return b, err
	}
	it, err := Value{}, error(nil)
	if !x.IsStr() {
		it, err = t.Iter(x)
	}
	if err != nil && !t.ErrIs(err, TypeError) {
		return nil, err
	}
	if it.IsNil() {
		if err != nil {
			t.Discard(err)
		}
		return nil, t.TypeErr("cannot convert '%s' object to %s", x.Type().FullName(), kind)
	}
	b := bytesOfInts(x)
	if b != nil {
		t.Unref(it)
		return b, nil
	}
	if kind == "bytes" && x.O.Typ != ListType && x.O.Typ != TupleType {
		b, err = t.expectBytes(x)
		if err != nil {
			t.Unref(it)
			return nil, err
		}
	}
	err = t.iterateOver(it, func(v Value) error {
		c, err := t.byteArg(v, outOfRange)
		if err != nil {
			return err
		}
		if len(b) == cap(b) && len(b) >= 1<<16 {
			if err := t.Grow(2 * len(b)); err != nil {
				return err
			}
		}
		b = append(b, c)
		return nil
	})
	return b, err
}

// expectBytes asks for memory for the items that an iterable says it has.
func (t *Thread) expectBytes(x Value) ([]byte, error) {
	n, err := t.LengthHint(x, 64)
	if err == nil {
		err = t.Grow(n)
	}
	if err != nil {
		return nil, err
	}
	return make([]byte, 0, min(n, 1<<16)), nil
}

// byteArg converts an item of a bytes: an int in range(256).
func (t *Thread) byteArg(v Value, outOfRange string) (byte, error) {
	n := int64(-1)
	if v.IsInt() {
		n = v.Int()
	} else {
		i, err := t.Index(v)
		if err != nil {
			return 0, err
		}
		if x, ok := IntValue(i); ok {
			n = x
		}
		t.Unref(i)
	}
	if n < 0 || n > 255 {
		return 0, t.ValueErr("%s", outOfRange)
	}
	return byte(n), nil
}

const byteRange = "byte must be in range(0, 256)"

func bytesRepr(t *Thread, v Value) (Value, error) {
	b := as[Bytes](v).B
	if len(b) > (math.MaxInt-3)/4 {
		return Value{}, t.Raise(OverflowError, "bytes object is too large to make repr")
	}
	if err := t.Grow(len(b)); err != nil {
		return Value{}, err
	}
	return t.NewStr(BytesRepr(b)), nil
}

// BytesRepr returns the repr of a bytes.
func BytesRepr(b []byte) string {
	quote := byte('\'')
	if bytes.IndexByte(b, '\'') >= 0 && bytes.IndexByte(b, '"') < 0 {
		quote = '"'
	}
	return string(appendBytesRepr(make([]byte, 0, len(b)+3), b, quote, quote))
}

// appendBytesRepr appends the literal for b; escaped is the quote that gets a backslash.
func appendBytesRepr(out, b []byte, quote, escaped byte) []byte {
	out = append(out, 'b', quote)
	for _, c := range b {
		switch {
		case c == escaped || c == '\\':
			out = append(out, '\\', c)
		case c >= ' ' && c < 0x7F:
			out = append(out, c)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c == '\t':
			out = append(out, `\t`...)
		default:
			out = append(out, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(out, quote)
}

func bytesHash(t *Thread, v Value) (int64, error) {
	x := as[Bytes](v)
	if x.hashed {
		return x.hash, nil
	}
	h := t.In.hashBytes(bytesToString(x.B))
	if x.RC >= 0 {
		x.hash, x.hashed = h, true
	}
	return h, nil
}

func bytesCompare(t *Thread, a, b Value, op int) (Value, error) {
	if a.Type().Flags&b.Type().Flags&FlagBytes == 0 {
		return NotImplemented, nil
	}
	return Bool(cmpHolds(op, bytes.Compare(as[Bytes](a).B, as[Bytes](b).B))), nil
}

func bytesLen(t *Thread, v Value) (int, error) { return len(as[Bytes](v).B), nil }

func bytesGetItem(t *Thread, v, key Value) (Value, error) {
	x := as[Bytes](v)
	i := 0
	switch {
	case key.IsInt():
		i = int(key.Int())
	case key.Type() == SliceType:
		start, _, step, n, err := t.SliceIndices(key, len(x.B))
		if err != nil {
			return Value{}, err
		}
		return t.bytesPart(v, start, step, n), nil
	case key.Type().Index == nil:
		return Value{}, t.TypeErr("byte indices must be integers or slices, not %s", key.Type().FullName())
	default:
		var err error
		if i, err = t.AsIndex(key, IndexError); err != nil {
			return Value{}, err
		}
	}
	if i < 0 {
		i += len(x.B)
	}
	if i < 0 || i >= len(x.B) {
		return Value{}, t.Raise(IndexError, "index out of range")
	}
	return Int(int64(x.B[i])), nil
}

// bytesPart returns n bytes of v from start on, step apart.
func (t *Thread) bytesPart(v Value, start, step, n int) Value {
	x := as[Bytes](v)
	if n == len(x.B) && step == 1 && x.Typ == BytesType {
		return v.Ref()
	}
	return t.NewBytes(sliceBytes(x.B, start, step, n, true))
}

// sliceBytes returns n bytes from start on; share: the memory never changes.
func sliceBytes(b []byte, start, step, n int, share bool) []byte {
	if n <= 0 {
		return nil
	}
	if step == 1 {
		if share {
			return b[start : start+n : start+n]
		}
		return bytes.Clone(b[start : start+n])
	}
	out := make([]byte, n)
	for k := range out {
		out[k] = b[start]
		start += step
	}
	return out
}

func bytesContains(t *Thread, v, x Value) (bool, error) { return t.byteIn(as[Bytes](v).B, x) }

func (t *Thread) byteIn(b []byte, x Value) (bool, error) {
	if x.Type().Index != nil {
		n, err := t.AsIndex(x, nil)
		if err != nil {
			return false, err
		}
		if n < 0 || n > 255 {
			return false, t.ValueErr(byteRange)
		}
		return bytes.IndexByte(b, byte(n)) >= 0, nil
	}
	sub, release, err := t.BufferOf(x)
	if err != nil {
		return false, err
	}
	defer release()
	return bytes.Contains(b, sub), nil
}

func bytesConcat(t *Thread, a, b Value) (Value, error) {
	x, y := as[Bytes](a), Value{}
	buf, release, err := t.concatBytes(a, b)
	if err != nil {
		return y, err
	}
	defer release()
	switch {
	case len(x.B) == 0 && b.Type() == BytesType:
		return b.Ref(), nil
	case len(buf) == 0 && a.Type() == BytesType:
		return a.Ref(), nil
	}
	if err := t.Grow(len(x.B) + len(buf)); err != nil {
		return y, err
	}
	return t.NewBytes(append(append(make([]byte, 0, len(x.B)+len(buf)), x.B...), buf...)), nil
}

func bytesRepeat(t *Thread, a, n Value) (Value, error) {
	b, err := t.repeatBytes(as[Bytes](a).B, n, "repeated bytes are too long")
	if err != nil {
		return Value{}, err
	}
	if len(b) == len(as[Bytes](a).B) && a.Type() == BytesType {
		return a.Ref(), nil
	}
	return t.NewBytes(b), nil
}

// repeatBytes returns b n times over; tooLong empty: too much is a MemoryError.
func (t *Thread) repeatBytes(b []byte, n Value, tooLong string) ([]byte, error) {
	k, err := repeatCount(t, n)
	if err != nil || k == 0 || len(b) == 0 {
		return nil, err
	}
	if k > math.MaxInt/len(b) {
		if tooLong == "" {
			return nil, t.RaiseArgs(MemoryError)
		}
		return nil, t.Raise(OverflowError, "%s", tooLong)
	}
	if err := t.Grow(k * len(b)); err != nil {
		return nil, err
	}
	out := make([]byte, len(b)*k)
	return out, fill(t, out, copy(out, b))
}

func bytesGetnewargs(t *Thread, self Value, _ []Value) (Value, error) {
	return t.NewTuple(t.NewBytes(as[Bytes](self).B)), nil
}

// A bytesIterator iterates over a bytes or bytearray; x is absent once exhausted.
type bytesIterator struct {
	Header
	x Value // owned
	i int
}

func bytesIterSpec(name string) TypeSpec {
	return TypeSpec{
		Name:  name,
		Flags: FlagGC | FlagNoClear | FlagNoNew,
		Slots: Slots{Iter: iterSelf, Next: bytesIterNext, Traverse: bytesIterTraverse, Clear: bytesIterClear},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Private method returning an estimate of len(list(it)).", bytesIterLengthHint),
				Method("__reduce__()", "Return state information for pickling.", bytesIterReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", bytesIterSetState),
			}
		},
		Layout: LayoutOf[bytesIterator](),
		Basic:  32,
	}
}

func bytesIter(t *Thread, v Value) (Value, error) { return t.newBytesIter(bytesIterType, v) }

func (t *Thread) newBytesIter(typ *Type, v Value) (Value, error) {
	it := New[bytesIterator](t, typ)
	it.x = v.Ref()
	return Obj(&it.Header), nil
}

func bytesIterNext(t *Thread, v Value) (Value, error) {
	it := as[bytesIterator](v)
	if it.x.IsNil() {
		return Value{}, nil
	}
	if b := selfBytes(it.x); it.i < len(b) {
		it.i++
		return Int(int64(b[it.i-1])), nil
	}
	bytesIterClear(t, &it.Header)
	return Value{}, nil
}

func bytesIterTraverse(o *Header, visit func(Value)) {
	if it := (*bytesIterator)(unsafe.Pointer(o)); !it.x.IsNil() {
		visit(it.x)
	}
}

func bytesIterClear(t *Thread, o *Header) {
	it := (*bytesIterator)(unsafe.Pointer(o))
	old := it.x
	it.x = Value{}
	t.XUnref(old)
}

func bytesIterLengthHint(t *Thread, v Value, _ []Value) (Value, error) {
	it := as[bytesIterator](v)
	if it.x.IsNil() {
		return Int(0), nil
	}
	return Int(int64(max(len(selfBytes(it.x))-it.i, 0))), nil
}

func bytesIterReduce(t *Thread, v Value, _ []Value) (Value, error) {
	return t.reduceState("iter", func() (Value, int) {
		it := as[bytesIterator](v)
		if it.x.IsNil() {
			return t.NewTuple(), -1
		}
		return it.x.Ref(), it.i
	})
}

func bytesIterSetState(t *Thread, v Value, args []Value) (Value, error) {
	i, err := t.stateArg(args[0])
	if err != nil {
		return Value{}, err
	}
	if it := as[bytesIterator](v); !it.x.IsNil() {
		it.i = min(max(i, 0), len(selfBytes(it.x)))
	}
	return None, nil
}

func bytesMod(t *Thread, a, b Value) (Value, error) {
	if a.Type().Flags&FlagBytes == 0 {
		return NotImplemented, nil
	}
	out, err := t.percentBytes(as[Bytes](a).B, b)
	if err != nil {
		return Value{}, err
	}
	return t.NewBytes(out), nil
}

// percentBytes returns format % args as bytes.
func (t *Thread) percentBytes(format []byte, args Value) ([]byte, error) {
	p := newPercenter(t, string(format), args, true)
	out, err := p.formatBytes()
	if err == nil {
		err = p.done("bytes")
	}
	p.release()
	return out, err
}

func (p *percenter) formatBytes() (out []byte, err error) {
	for {
		text, end := p.literal()
		out = append(out, text...)
		if end {
			return out, nil
		}
		if p.peek() == '%' {
			p.pos++
			out = append(out, '%')
			continue
		}
		s, err := p.spec()
		if err != nil {
			return nil, err
		}
		v, err := p.arg()
		if err != nil {
			return nil, err
		}
		text, isNum, err := p.numeric(s, v)
		if !isNum {
			text, err = p.bytesArg(&s, v)
		}
		if err != nil {
			return nil, err
		}
		if out, err = appendPadded(p.t, out, s, text, len(text), isNum); err != nil {
			return nil, err
		}
	}
}

// bytesArg formats an argument that is not a number.
func (p *percenter) bytesArg(s *PercentSpec, v Value) (string, error) {
	t := p.t
	text := ""
	switch s.Verb {
	case 'r', 'a':
		r, err := t.ASCII(v)
		if err != nil {
			return "", err
		}
		text = r.String()
		t.Unref(r)
	case 's', 'b':
		b, err := t.percentB(v)
		if err != nil {
			return "", err
		}
		text = b
	case 'c':
		c, err := t.percentByte(v)
		return string([]byte{c}), err
	default:
		return "", p.badVerb(s.Verb)
	}
	if s.Prec >= 0 && s.Prec < len(text) {
		text = text[:s.Prec]
	}
	return text, nil
}

// percentB is the argument of %b: bytes-like, or with __bytes__.
func (t *Thread) percentB(v Value) (string, error) {
	if x, ok := AsBytes(v); ok {
		return string(x.B), nil
	}
	if f, err := t.LookupSpecial(v, "__bytes__"); err != nil {
		return "", err
	} else if !f.IsNil() {
		r, err := t.Call(f)
		t.Unref(f)
		if err != nil {
			return "", err
		}
		defer t.Unref(r)
		if x, ok := AsBytes(r); ok {
			return string(x.B), nil
		}
		return "", t.TypeErr("__bytes__ returned non-bytes (type %s)", r.Type().FullName())
	}
	if !IsBuffer(v) {
		return "", t.TypeErr("%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", v.Type().FullName())
	}
	b, release, err := t.allBytesOf(v)
	if err != nil {
		return "", err
	}
	defer release()
	return string(b), nil
}

// percentByte is the argument of %c.
func (t *Thread) percentByte(v Value) (byte, error) {
	if v.Type().Flags&FlagBytes != 0 || v.Type().IsSubtype(ByteArrayType) {
		if b := selfBytes(v); len(b) == 1 {
			return b[0], nil
		}
	} else if v.Type().Index != nil {
		c, err := t.byteArg(v, "")
		if err != nil && t.ErrIs(err, ValueError) {
			t.Discard(err)
			return 0, t.Raise(OverflowError, "%s", "%c arg not in range(256)")
		}
		return c, err
	}
	return 0, t.TypeErr("%s", "%c requires an integer in range(256) or a single byte")
}

// selfBytes returns the bytes of a bytes or bytearray.
func selfBytes(v Value) []byte {
	if v.O.Typ.Flags&FlagBytes != 0 {
		return as[Bytes](v).B
	}
	return as[ByteArray](v).B
}

// hexText returns the hexadecimal digits of b, grouped by sep as bytes.hex does.
func hexText(b []byte, sep byte, group int) string {
	n := group
	if n < 0 {
		n = -n
	}
	if n == 0 {
		out := make([]byte, 2*len(b))
		for i, c := range b {
			out[2*i], out[2*i+1] = hexDigits[c>>4], hexDigits[c&15]
		}
		return bytesToString(out)
	}
	out := make([]byte, 0, 3*len(b))
	for i, c := range b {
		at := i
		if group > 0 {
			at = len(b) - i
		}
		if i > 0 && at%n == 0 {
			out = append(out, sep)
		}
		out = append(out, hexDigits[c>>4], hexDigits[c&15])
	}
	return bytesToString(out)
}
