package iomod

import (
	"bytes"

	"github.com/minipy-go/minipy/object"
)

var (
	ioBaseType       = &object.Type{}
	rawBaseType      = &object.Type{}
	bufferedBaseType = &object.Type{}
	textBaseType     = &object.Type{}
)

// An ioBase is the front of every stream.
type ioBase struct {
	object.Header
	dict   *object.Dict // owned
	Weak   *object.WeakRef
	closed bool
}

func dropDict(t *thread, b *ioBase) {
	if d := b.dict; d != nil {
		b.dict = nil
		t.Unref(d.Value())
	}
}

func visitDict(b *ioBase, visit func(value)) {
	if b.dict != nil {
		visit(b.dict.Value())
	}
}

// Every stream begins with an ioBase, so these hold for all.
var (
	dictOffset = object.FieldOffset[ioBase]("dict")
	weakOffset = object.FieldOffset[ioBase]("Weak")
)

func baseTraverse(o *header, visit func(value)) { visitDict(object.As[ioBase](object.Obj(o)), visit) }
func baseClear(t *thread, o *header)            { dropDict(t, object.As[ioBase](object.Obj(o))) }

func baseInit() {
	ioBaseType.Define(object.TypeSpec{
		Name:   "_io._IOBase",
		Doc:    "The base of all streams.",
		Flags:  object.FlagGC | object.FlagBase | object.FlagFinalize,
		Layout: object.LayoutOf[ioBase]().DictAt(dictOffset).WeakAt(weakOffset),
		Basic:  32, Dict: 16, Weak: 24,
		Slots: object.Slots{
			New: newStream, Traverse: baseTraverse, Clear: baseClear, Finalize: baseFinalize,
			Iter: baseIter, Next: baseNext,
		},
		Decls: []object.Decl{
			object.DictGetter(),
			unsupportedMethod("seek(*args)", "Change stream position.", "seek"),
			object.Method("tell()", "Return current stream position.", baseTell),
			unsupportedMethod("truncate(pos=None, /)", "Cut the stream at the position.", "truncate"),
			object.Method("flush()", "Write out what is buffered.", baseFlush),
			object.Method("close()", "Flush and close the stream.", baseClose),
			object.Method("seekable()", "Tell whether the stream supports random access.", isFalse),
			object.Method("readable()", "Tell whether the stream can be read.", isFalse),
			object.Method("writable()", "Tell whether the stream can be written.", isFalse),
			object.Method("_checkClosed()", "Raise ValueError if the stream is closed.", baseCheckClosed),
			baseCheck("_checkSeekable", "seekable", "File or stream is not seekable."),
			baseCheck("_checkReadable", "readable", "File or stream is not readable."),
			baseCheck("_checkWritable", "writable", "File or stream is not writable."),
			unsupportedMethod("fileno()", "Return the file descriptor.", "fileno"),
			object.Method("isatty()", "Tell whether the stream is a terminal.", baseIsatty),
			object.Method("__enter__()", "Return the stream.", baseEnter),
			object.Method("__exit__(*args)", "Close the stream.", baseExit),
			object.Method("readline(size=-1, /)", "Read and return a line.", baseReadline),
			object.Method("readlines(hint=-1, /)", "Return a list of lines.", baseReadlines),
			object.Method("writelines(lines, /)", "Write strings without separators.", baseWritelines),
			object.Getter("closed", "Whether the stream is closed.", func(t *thread, v value) (value, error) {
				return object.Bool(object.As[ioBase](v).closed), nil
			}),
		},
	})
	rawBaseType.Define(object.TypeSpec{
		Name: "_io._RawIOBase", Base: ioBaseType, Doc: "Base of raw binary streams.", Flags: object.FlagGC | object.FlagBase,
		Decls: []object.Decl{
			object.Method("read(size=-1, /)", "Read up to size bytes.", rawRead),
			object.Method("readall()", "Read until the end.", rawReadall),
			object.Method("readinto(buffer, /)", "Read into a buffer.", notImplemented),
			object.Method("write(b, /)", "Write bytes.", notImplemented),
		},
	})
	bufferedBaseType.Define(object.TypeSpec{
		Name: "_io._BufferedIOBase", Base: ioBaseType, Doc: "Base of buffered binary streams.", Flags: object.FlagGC | object.FlagBase,
		Decls: []object.Decl{
			unsupportedMethod("detach()", "Disconnect the raw stream and return it.", "detach"),
			unsupportedMethod("read(size=-1, /)", "Read up to size bytes.", "read"),
			unsupportedMethod("read1(size=-1, /)", "Read with one call of the raw stream.", "read1"),
			object.Method("readinto(buffer, /)", "Read into a buffer.", bufferedBaseReadinto("readinto", "read")),
			object.Method("readinto1(buffer, /)", "Read into a buffer with one call of the raw stream.", bufferedBaseReadinto("readinto1", "read1")),
			unsupportedMethod("write(b, /)", "Write bytes.", "write"),
		},
	})
	textBaseType.Define(object.TypeSpec{
		Name: "_io._TextIOBase", Base: ioBaseType, Doc: "Base of text streams.", Flags: object.FlagGC | object.FlagBase,
		Decls: []object.Decl{
			unsupportedMethod("detach()", "Disconnect the buffer and return it.", "detach"),
			unsupportedMethod("read(size=-1, /)", "Read up to size characters.", "read"),
			unsupportedMethod("readline(size=-1, /)", "Read a line.", "readline"),
			unsupportedMethod("write(s, /)", "Write a str.", "write"),
			object.Getter("encoding", "The encoding, or None.", getNone),
			object.Getter("newlines", "The line ends seen so far.", getNone),
			object.Getter("errors", "The error handler, or None.", getNone),
		},
	})
}

func newStream(t *thread, typ *object.Type, _ object.Args) (value, error) {
	return object.Obj(t.Alloc(typ)), nil
}

func getNone(*thread, value) (value, error)          { return none, nil }
func isFalse(*thread, value, []value) (value, error) { return object.False, nil }
func notImplemented(t *thread, _ value, _ []value) (value, error) {
	return value{}, t.RaiseArgs(object.NotImplementedError)
}

func unsupportedMethod(sig, doc, what string) object.Decl {
	return object.RawMethod(sig, doc, func(t *thread, _ value, _ object.Args) (value, error) {
		return value{}, unsupported(t, what)
	})
}

// isClosed asks the stream's attribute closed.
// plainFile is the file of ours below a stream of ours, nil if another kind of stream
// lies between.
func plainFile(v value) *fileIO {
	switch v.Type() {
	case fileType:
		return object.As[fileIO](v)
	case readerType, writerType, randomType:
		return object.As[buffered](v).file
	case textType:
		if buffer := object.As[textIO](v).buffer; !buffer.IsNil() && buffer.Type() != textType {
			return plainFile(buffer)
		}
	}
	return nil
}

func isClosed(t *thread, v value) (bool, error) {
	if f := plainFile(v); f != nil {
		return !f.isOpen(), nil
	}
	c, err := t.GetAttrS(v, "closed")
	if err != nil {
		return false, err
	}
	ok, err := t.Truth(c)
	t.Unref(c)
	return ok, err
}

func checkClosed(t *thread, v value) error {
	closed, err := isClosed(t, v)
	if err == nil && closed {
		err = t.ValueErr("I/O operation on closed file.")
	}
	return err
}

// discard drops the result of a call.
func discard(t *thread, v value, err error) error {
	if err == nil {
		t.Unref(v)
	}
	return err
}

// ask calls a method that answers a truth.
func ask(t *thread, v value, method string) (bool, error) {
	r, err := t.CallMethod(v, method)
	if err != nil {
		return false, err
	}
	ok, err := t.Truth(r)
	t.Unref(r)
	return ok, err
}

func baseFinalize(t *thread, v value) {
	closed, err := isClosed(t, v)
	if err != nil {
		t.Discard(err)
		closed = false
	}
	if closed {
		return
	}
	if err := tell(t, v, "close"); err != nil {
		t.Discard(err)
	}
}

// tell calls flush or close of a stream; one of ours is not asked by name.
func tell(t *thread, v value, name string) error {
	if fn := ownMethod(t, v, name); fn != nil {
		_, err := fn(t, v, nil)
		return err
	}
	r, err := t.CallMethod(v, name)
	return discard(t, r, err)
}

// ownMethod is what flush or close calls of a stream of ours over a file of ours; nil if
// v is none, or has an attribute of that name.
func ownMethod(t *thread, v value, name string) object.NativeFn {
	if plainFile(v) == nil {
		return nil
	}
	flush, closing := bufferedFlush, bufferedClose
	switch v.Type() {
	case fileType:
		flush, closing = baseFlush, fileClose
	case textType:
		flush, closing = textFlush, textClose
	}
	if d := object.As[ioBase](v).dict; d != nil && !d.GetS(t, name).IsNil() {
		return nil
	}
	if name == "close" {
		return closing
	}
	return flush
}

func baseIter(t *thread, v value) (value, error) {
	if err := checkClosed(t, v); err != nil {
		return value{}, err
	}
	return v.Ref(), nil
}

func baseNext(t *thread, v value) (value, error) {
	line, err := t.CallMethod(v, "readline")
	if err != nil {
		return value{}, err
	}
	if n, err := t.Len(line); n <= 0 || err != nil {
		t.Unref(line)
		return value{}, err
	}
	return line, nil
}

func baseTell(t *thread, v value, _ []value) (value, error) {
	return t.CallMethod(v, "seek", object.Int(0), object.Int(1))
}

func baseFlush(t *thread, v value, _ []value) (value, error) {
	if object.As[ioBase](v).closed {
		return value{}, t.ValueErr("I/O operation on closed file.")
	}
	return none, nil
}

func baseClose(t *thread, v value, _ []value) (value, error) {
	b := object.As[ioBase](v)
	if b.closed {
		return none, nil
	}
	err := tell(t, v, "flush")
	b.closed = true
	return none, err
}

func baseCheckClosed(t *thread, v value, _ []value) (value, error) { return none, checkClosed(t, v) }

func baseCheck(name, method, msg string) object.Decl {
	return object.Method(name+"()", "", func(t *thread, v value, _ []value) (value, error) {
		ok, err := ask(t, v, method)
		if err == nil && !ok {
			err = unsupported(t, msg)
		}
		return object.True, err
	})
}

func baseIsatty(t *thread, v value, _ []value) (value, error) { return object.False, checkClosed(t, v) }

func baseEnter(t *thread, v value, _ []value) (value, error) {
	if err := checkClosed(t, v); err != nil {
		return value{}, err
	}
	return v.Ref(), nil
}

func baseExit(t *thread, v value, _ []value) (value, error) { return t.CallMethod(v, "close") }

// baseReadline reads byte by byte, or as far as peek shows.
func baseReadline(t *thread, v value, args []value) (value, error) {
	limit, err := sizeArg(t, args[0])
	if err != nil {
		return value{}, err
	}
	peek, err := t.LookupAttr(v, "peek")
	if err != nil {
		return value{}, err
	}
	defer t.XUnref(peek)
	var line []byte
	for limit < 0 || len(line) < limit {
		n := 1
		if !peek.IsNil() {
			r, err := t.Call(peek, object.Int(1))
			if err != nil {
				return value{}, err
			}
			if b, ok := object.AsBytes(r); ok && len(b.B) > 0 {
				n = len(b.B)
				if i := bytes.IndexByte(b.B, '\n'); i >= 0 {
					n = i + 1
				}
				if limit >= 0 {
					n = min(n, limit-len(line))
				}
			}
			t.Unref(r)
		}
		r, err := t.CallMethod(v, "read", object.Int(int64(n)))
		if err != nil {
			return value{}, err
		}
		b, ok := object.AsBytes(r)
		if !ok {
			err := t.Raise(object.OSError, "read() should have returned a bytes object, not '%s'", r.Type().Name)
			t.Unref(r)
			return value{}, err
		}
		line = append(line, b.B...)
		end := len(b.B) == 0 || b.B[len(b.B)-1] == '\n'
		t.Unref(r)
		if end {
			break
		}
	}
	return t.NewBytes(line), nil
}

// sizeArg is an optional size: None is -1.
func sizeArg(t *thread, v value) (int, error) {
	if v.IsNil() || v == none {
		return -1, nil
	}
	return t.SsizeArg(v, -1)
}

// readSize is sizeArg for methods read, which word the error differently.
func readSize(t *thread, v value) (int, error) {
	if !v.IsNil() && v != none && v.Type().Index == nil {
		return 0, t.TypeErr("argument should be integer or None, not '%s'", v.Type().Name)
	}
	return sizeArg(t, v)
}

func baseReadlines(t *thread, v value, args []value) (value, error) {
	hint, err := readSize(t, args[0])
	if err != nil {
		return value{}, err
	}
	var lines []value
	total := 0
	err = t.Iterate(v, func(x value) error {
		lines = append(lines, x.Ref())
		if hint > 0 {
			n, err := t.Len(x)
			if err != nil {
				return err
			}
			if total += n; total > hint {
				return object.ErrStop
			}
		}
		return nil
	})
	if err != nil {
		t.UnrefAll(lines)
		return value{}, err
	}
	return t.NewList(lines), nil
}

func baseWritelines(t *thread, v value, args []value) (value, error) {
	if err := checkClosed(t, v); err != nil {
		return value{}, err
	}
	return none, t.Iterate(args[0], func(x value) error {
		r, err := t.CallMethod(v, "write", x)
		return discard(t, r, err)
	})
}

func rawRead(t *thread, v value, args []value) (value, error) {
	n, err := sizeArg(t, args[0])
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		return t.CallMethod(v, "readall")
	}
	if err := t.Grow(n); err != nil {
		return value{}, err
	}
	buf := t.NewByteArray(make([]byte, n))
	defer t.Unref(buf)
	r, err := t.CallMethod(v, "readinto", buf)
	if err != nil || r == none {
		return r, err
	}
	defer t.Unref(r)
	k, err := t.SsizeArg(r, 0)
	if err != nil {
		return value{}, err
	}
	b, _ := object.AsByteArray(buf)
	if k < 0 || k > len(b.B) {
		return value{}, t.ValueErr("readinto returned %d outside buffer size %d", k, n)
	}
	return t.NewBytes(bytes.Clone(b.B[:k])), nil
}

func rawReadall(t *thread, v value, _ []value) (value, error) {
	var out []byte
	for {
		r, err := t.CallMethod(v, "read", object.Int(defaultBuffer))
		if err != nil {
			return value{}, err
		}
		if r == none {
			if out == nil {
				return r, nil
			}
			return t.NewBytes(out), nil
		}
		b, ok := object.AsBytes(r)
		if !ok {
			t.Unref(r)
			return value{}, t.TypeErr("read() should return bytes")
		}
		n := len(b.B)
		out = append(out, b.B...)
		t.Unref(r)
		if n == 0 {
			return t.NewBytes(out), nil
		}
		if err := t.Grow(len(out)); err != nil {
			return value{}, err
		}
	}
}

// bufferedBaseReadinto implements readinto by means of read.
func bufferedBaseReadinto(name, read string) object.NativeFn {
	return func(t *thread, v value, args []value) (value, error) {
		b, release, err := t.WritableBuffer(name+"()", args[0])
		if err != nil {
			return value{}, err
		}
		defer release()
		r, err := t.CallMethod(v, read, object.Int(int64(len(b))))
		if err != nil {
			return value{}, err
		}
		defer t.Unref(r)
		x, ok := object.AsBytes(r)
		if !ok {
			return value{}, t.TypeErr("read() should return bytes")
		}
		if len(x.B) > len(b) {
			return value{}, t.ValueErr("read() returned too much data: %d bytes requested, %d returned", len(b), len(x.B))
		}
		return object.Int(int64(copy(b, x.B))), nil
	}
}
