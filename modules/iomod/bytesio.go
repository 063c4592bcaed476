package iomod

import (
	"bytes"

	"github.com/minipy-go/minipy/object"
)

var bytesIOType = &object.Type{}

// A bytesIO is a binary stream in memory.
type bytesIO struct {
	ioBase
	b       []byte
	pos     int
	exports int
	shared  bool // b is shared with a bytes: copy before writing
}

func bytesIOInit() {
	bytesIOType.Define(object.TypeSpec{
		Name: "_io.BytesIO", Base: bufferedBaseType, Sig: "(initial_bytes=b'')",
		Doc:    "Buffered I/O implementation using an in-memory bytes buffer.",
		Flags:  object.FlagGC | object.FlagBase,
		Layout: object.LayoutOf[bytesIO]().DictAt(dictOffset).WeakAt(weakOffset),
		Basic:  64, Dict: 40, Weak: 48,
		Slots: object.Slots{New: newStream, Init: bytesIOInitialize, Traverse: baseTraverse, Clear: bytesIOClear,
			Iter: baseIter, Next: bytesIONext, Buffer: nil},
		Decls: []object.Decl{
			object.DictGetter(),
			object.Method("readable()", "Tell that the stream can be read.", bytesIOTrue),
			object.Method("seekable()", "Tell that the stream supports random access.", bytesIOTrue),
			object.Method("writable()", "Tell that the stream can be written.", bytesIOTrue),
			object.Method("close()", "Forget the contents.", bytesIOClose),
			object.Method("flush()", "Do nothing.", bytesIOFlush),
			object.Method("isatty()", "Tell that the stream is no terminal.", bytesIOIsatty),
			object.Method("tell()", "Return the position.", bytesIOTell),
			object.Method("write(b, /)", "Write bytes.", bytesIOWrite),
			object.Method("writelines(lines, /)", "Write all of an iterable of bytes.", bytesIOWritelines),
			object.Method("read1(size=-1, /)", "Read up to size bytes.", bytesIORead),
			object.Method("readinto(buffer, /)", "Read into a buffer.", bytesIOReadinto),
			object.Method("readline(size=-1, /)", "Read a line.", bytesIOReadline),
			object.Method("readlines(size=None, /)", "Return a list of lines.", bytesIOReadlines),
			object.Method("read(size=-1, /)", "Read up to size bytes.", bytesIORead),
			object.Method("getbuffer()", "Return a view of the contents.", bytesIOGetbuffer),
			object.Method("getvalue()", "Return all the contents as bytes.", bytesIOGetvalue),
			object.Method("seek(pos, whence=0, /)", "Change the position.", bytesIOSeek),
			object.Method("truncate(size=None, /)", "Cut the contents.", bytesIOTruncate),
			object.Method("__getstate__()", "", bytesIOGetstate),
			object.Method("__setstate__(state, /)", "", bytesIOSetstate),
			object.Method("__sizeof__()", "Return the size in memory, in bytes.", bytesIOSizeof),
		},
	})
	bytesBufferType.Define(object.TypeSpec{
		Name: "_io._BytesIOBuffer", Flags: object.FlagGC | object.FlagNoNew,
		Layout: object.LayoutOf[bytesBuffer](), Basic: 24,
		Slots: object.Slots{
			Traverse: func(o *header, visit func(value)) {
				if b := object.As[bytesBuffer](object.Obj(o)); !b.owner.IsNil() {
					visit(b.owner)
				}
			},
			Clear: func(t *thread, o *header) {
				b := object.As[bytesBuffer](object.Obj(o))
				if old := b.owner; !old.IsNil() {
					b.owner = value{}
					object.As[bytesIO](old).exports--
					t.Unref(old)
				}
			},
			Buffer: func(_ *thread, v value) ([]byte, bool) {
				b := object.As[bytesBuffer](v)
				if b.owner.IsNil() {
					return nil, true
				}
				return object.As[bytesIO](b.owner).b, true
			},
		},
	})
}

var bytesBufferType = &object.Type{}

// A bytesBuffer is what getbuffer() views: while it lives the stream keeps its size.
type bytesBuffer struct {
	object.Header
	owner value // owned *bytesIO
}

func bytesIOClear(t *thread, o *header) { dropDict(t, object.As[ioBase](object.Obj(o))) }

func liveBytes(t *thread, v value) (*bytesIO, error) {
	b := object.As[bytesIO](v)
	if b.closed {
		return nil, t.ValueErr("I/O operation on closed file.")
	}
	return b, nil
}

func (b *bytesIO) locked(t *thread) error {
	if b.exports > 0 {
		return t.Raise(object.BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return nil
}

var bytesIOSig = object.LazySignature{Text: "BytesIO(initial_bytes=b'')"}

func bytesIOInitialize(t *thread, self value, a object.Args) error {
	var out [1]value
	done, err := t.BindArgs(bytesIOSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	b := object.As[bytesIO](self)
	if err := b.locked(t); err != nil {
		return err
	}
	b.b, b.pos, b.closed, b.shared = nil, 0, false, false
	switch src := out[0]; {
	case src.IsNil() || src == none:
	default:
		if x, ok := object.AsBytes(src); ok {
			b.b, b.shared = x.B, true
			return nil
		}
		data, release, err := t.BufferOf(src)
		if err != nil {
			return err
		}
		defer release()
		b.b = bytes.Clone(data)
	}
	return nil
}

// own makes b's bytes its own before they change.
func (b *bytesIO) own() {
	if b.shared {
		b.b, b.shared = bytes.Clone(b.b), false
	}
}

func bytesIOTrue(t *thread, v value, _ []value) (value, error) {
	_, err := liveBytes(t, v)
	return object.True, err
}

func bytesIOIsatty(t *thread, v value, _ []value) (value, error) {
	_, err := liveBytes(t, v)
	return object.False, err
}

func bytesIOFlush(t *thread, v value, _ []value) (value, error) {
	_, err := liveBytes(t, v)
	return none, err
}

func bytesIOClose(t *thread, v value, _ []value) (value, error) {
	b := object.As[bytesIO](v)
	if err := b.locked(t); err != nil {
		return value{}, err
	}
	b.b, b.closed = nil, true
	return none, nil
}

func bytesIOTell(t *thread, v value, _ []value) (value, error) {
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(b.pos)), nil
}

func bytesIOWrite(t *thread, v value, args []value) (value, error) {
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	if err := b.locked(t); err != nil {
		return value{}, err
	}
	data, release, err := t.BufferOf(args[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	if b.closed { // asking for the buffer may run code
		return value{}, t.ValueErr("I/O operation on closed file.")
	}
	return object.Int(int64(len(data))), b.put(t, data)
}

// put writes data at the position.
func (b *bytesIO) put(t *thread, data []byte) error {
	if len(data) == 0 {
		return nil
	}
	end := b.pos + len(data)
	if end < 0 {
		return t.Raise(object.OverflowError, "new buffer size too large")
	}
	if end > cap(b.b) {
		if err := t.Grow(end + len(b.b)); err != nil {
			return err
		}
	}
	b.own()
	if b.pos > len(b.b) {
		b.b = append(b.b, make([]byte, b.pos-len(b.b))...)
	}
	n := copy(b.b[b.pos:], data)
	b.b = append(b.b, data[n:]...)
	b.pos = end
	return nil
}

func bytesIOWritelines(t *thread, v value, args []value) (value, error) {
	if _, err := liveBytes(t, v); err != nil {
		return value{}, err
	}
	return none, t.Iterate(args[0], func(x value) error {
		_, err := bytesIOWrite(t, v, []value{x})
		return err
	})
}

// take returns the next n bytes, all that are left if n is negative.
func (b *bytesIO) take(n int) []byte {
	left := max(len(b.b)-b.pos, 0)
	if n < 0 || n > left {
		n = left
	}
	if n == 0 {
		return nil
	}
	out := b.b[b.pos : b.pos+n : b.pos+n]
	b.pos += n
	return out
}

// give returns bytes taken from b as a bytes object.
func (b *bytesIO) give(t *thread, data []byte) value {
	if b.shared {
		return t.NewBytes(data)
	}
	return t.NewBytes(bytes.Clone(data))
}

func bytesIORead(t *thread, v value, args []value) (value, error) {
	n, err := readSize(t, args[0])
	if err != nil {
		return value{}, err
	}
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	return b.give(t, b.take(n)), nil
}

func bytesIOReadinto(t *thread, v value, args []value) (value, error) {
	dst, release, err := t.WritableBuffer("readinto()", args[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(copy(dst, b.take(len(dst))))), nil
}

func (b *bytesIO) line(limit int) []byte {
	if b.pos >= len(b.b) {
		return nil
	}
	line, _ := firstLine(b.b[b.pos:], limit)
	return b.take(len(line))
}

func bytesIOReadline(t *thread, v value, args []value) (value, error) {
	n, err := readSize(t, args[0])
	if err != nil {
		return value{}, err
	}
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	return b.give(t, b.line(n)), nil
}

func bytesIONext(t *thread, v value) (value, error) {
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	line := b.line(-1)
	if len(line) == 0 {
		return value{}, nil
	}
	return b.give(t, line), nil
}

func bytesIOReadlines(t *thread, v value, args []value) (value, error) {
	hint := 0
	if !args[0].IsNil() && args[0] != none {
		if args[0].Type().Flags&object.FlagInt == 0 {
			return value{}, t.TypeErr("integer argument expected, got '%s'", args[0].Type().Name)
		}
		n, err := t.SsizeArg(args[0], 0)
		if err != nil {
			return value{}, err
		}
		hint = n
	}
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	var out []value
	for total := 0; ; {
		line := b.line(-1)
		if len(line) == 0 {
			break
		}
		out = append(out, b.give(t, line))
		if total += len(line); hint > 0 && total >= hint {
			break
		}
	}
	return t.NewList(out), nil
}

func bytesIOGetbuffer(t *thread, v value, _ []value) (value, error) {
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	b.own()
	buf := object.New[bytesBuffer](t, bytesBufferType)
	buf.owner = v.Ref()
	b.exports++
	m, err := t.NewMemoryView(object.Obj(&buf.Header))
	t.Unref(object.Obj(&buf.Header))
	return m, err
}

func bytesIOGetvalue(t *thread, v value, _ []value) (value, error) {
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	if b.exports == 0 {
		b.b, b.shared = b.b[:len(b.b):len(b.b)], true
	}
	return b.give(t, b.b), nil
}

func bytesIOSeek(t *thread, v value, args []value) (value, error) {
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	pos, whence, err := seekArgs(t, args)
	if err != nil {
		return value{}, err
	}
	if whence == 0 && pos < 0 {
		return value{}, t.ValueErr("negative seek value %d", pos)
	}
	switch whence {
	case 0:
	case 1, 2:
		from := int64(b.pos)
		if whence == 2 {
			from = int64(len(b.b))
		}
		if pos > 0 && from+pos < 0 {
			return value{}, t.Raise(object.OverflowError, "new position too large")
		}
		pos += from
	default:
		return value{}, t.ValueErr("invalid whence (%d, should be 0, 1 or 2)", whence)
	}
	b.pos = max(int(pos), 0)
	return object.Int(int64(b.pos)), nil
}

func bytesIOTruncate(t *thread, v value, args []value) (value, error) {
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	if err := b.locked(t); err != nil {
		return value{}, err
	}
	size := b.pos
	if !args[0].IsNil() && args[0] != none {
		if size, err = readSize(t, args[0]); err != nil {
			return value{}, err
		}
		if size < 0 {
			return value{}, t.ValueErr("negative size value %d", size)
		}
	}
	if size < len(b.b) {
		b.own()
		b.b = b.b[:size]
	}
	return object.Int(int64(size)), nil
}

func bytesIOGetstate(t *thread, v value, _ []value) (value, error) {
	b, err := liveBytes(t, v)
	if err != nil {
		return value{}, err
	}
	d := none
	if b.dict != nil {
		c := t.NewDict()
		if err := b.dict.CopyInto(t, c); err != nil {
			t.Unref(c.Value())
			return value{}, err
		}
		d = c.Value()
	}
	return t.NewTuple(b.give(t, b.b), object.Int(int64(b.pos)), d), nil
}

func bytesIOSetstate(t *thread, v value, args []value) (value, error) {
	tup, ok := object.AsTuple(args[0])
	if !ok || len(tup.Items) < 3 {
		return value{}, t.TypeErr("%s.__setstate__ argument should be 3-tuple, got %s", v.Type().Name, args[0].Type().Name)
	}
	if err := bytesIOInitialize(t, v, object.Args{Pos: tup.Items[:1]}); err != nil {
		return value{}, err
	}
	pos, err := t.SsizeArg(tup.Items[1], 0)
	if err != nil {
		return value{}, err
	}
	if pos < 0 {
		return value{}, t.ValueErr("position value cannot be negative")
	}
	object.As[bytesIO](v).pos = pos
	if d, ok := object.AsDict(tup.Items[2]); ok {
		own, err := t.GetAttrS(v, "__dict__")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(own)
		if x, ok := object.AsDict(own); ok {
			return none, d.CopyInto(t, x)
		}
	}
	return none, nil
}

func bytesIOSizeof(t *thread, v value, _ []value) (value, error) {
	b := object.As[bytesIO](v)
	n := v.Type().BasicSize
	if b.b != nil && !b.shared {
		n += 33 + len(b.b)
	}
	return object.Int(int64(n)), nil
}
