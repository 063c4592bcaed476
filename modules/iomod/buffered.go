package iomod

import (
	"bytes"
	"fmt"
	"syscall"

	"github.com/minipy-go/minipy/object"
)

var (
	readerType = &object.Type{}
	writerType = &object.Type{}
	randomType = &object.Type{}
)

// A buffered is a BufferedReader, BufferedWriter or BufferedRandom. At most one of
// its buffers holds something: in what was read ahead, out what is to be written.
type buffered struct {
	ioBase
	raw      value   // owned; absent before __init__ and after detach
	file     *fileIO // raw, if that is an exact FileIO
	size     int
	in       []byte // read ahead, not consumed
	out      []byte
	detached bool
}

func bufferedInit() {
	common := []object.Decl{
		object.DictGetter(),
		object.Method("detach()", "Disconnect the raw stream and return it.", bufferedDetach),
		object.Method("flush()", "Write out what is buffered.", bufferedFlush),
		object.Method("close()", "Flush and close the raw stream.", bufferedClose),
		object.Method("seekable()", "Tell whether the raw stream supports random access.", toRaw("seekable")),
		object.Method("fileno()", "Return the file descriptor.", toRaw("fileno")),
		object.Method("isatty()", "Tell whether the raw stream is a terminal.", toRaw("isatty")),
		object.Method("seek(target, whence=0, /)", "Change the position.", bufferedSeek),
		object.Method("tell()", "Return the position.", bufferedTell),
		object.Method("truncate(pos=None, /)", "Cut the file.", bufferedTruncate),
		object.Method("__sizeof__()", "Return the size in memory, in bytes.", func(_ *thread, v value, _ []value) (value, error) {
			return object.Int(int64(v.Type().BasicSize + object.As[buffered](v).size)), nil
		}),
		object.Getter("raw", "The raw stream.", func(t *thread, v value) (value, error) {
			b := object.As[buffered](v)
			if b.raw.IsNil() {
				return none, nil
			}
			return b.raw.Ref(), nil
		}),
		object.Getter("closed", "Whether the raw stream is closed.", bufferedClosed),
		object.Getter("name", "The raw stream's name.", rawAttr("name")),
		object.Getter("mode", "The raw stream's mode.", rawAttr("mode")),
	}
	reading := []object.Decl{
		object.Method("readable()", "Tell whether the raw stream can be read.", toRaw("readable")),
		object.Method("read(size=-1, /)", "Read up to size bytes.", bufferedRead),
		object.Method("peek(size=0, /)", "Return bytes without advancing.", bufferedPeek),
		object.Method("read1(size=-1, /)", "Read with at most one call of the raw stream.", bufferedRead1),
		object.Method("readinto(buffer, /)", "Read into a buffer.", bufferedReadinto),
		object.Method("readinto1(buffer, /)", "Read into a buffer with at most one call of the raw stream.", bufferedReadinto1),
		object.Method("readline(size=-1, /)", "Read a line.", bufferedReadline),
	}
	writing := []object.Decl{
		object.Method("writable()", "Tell whether the raw stream can be written.", toRaw("writable")),
		object.Method("write(buffer, /)", "Write bytes.", bufferedWrite),
	}
	define := func(typ *object.Type, name string, next bool, lists ...[]object.Decl) {
		s := object.Slots{New: newStream, Init: bufferedInitialize, Repr: bufferedRepr,
			Traverse: bufferedTraverse, Clear: bufferedClear}
		if next {
			s.Iter, s.Next = baseIter, bufferedNext
		}
		decls := append([]object.Decl{}, common...)
		for _, l := range lists {
			decls = append(decls, l...)
		}
		typ.Define(object.TypeSpec{Name: "_io." + name, Base: bufferedBaseType, Doc: "A buffer on a raw stream.",
			Sig: "(raw, buffer_size=8192)", Flags: object.FlagGC | object.FlagBase,
			Layout: object.LayoutOf[buffered]().DictAt(dictOffset).WeakAt(weakOffset),
			Basic:  152, Dict: 136, Weak: 144, Slots: s, Decls: decls})
	}
	define(readerType, "BufferedReader", true, reading)
	define(writerType, "BufferedWriter", false, writing)
	define(randomType, "BufferedRandom", true, reading, writing)
}

func bufferedTraverse(o *header, visit func(value)) {
	b := object.As[buffered](object.Obj(o))
	visitDict(&b.ioBase, visit)
	if !b.raw.IsNil() {
		visit(b.raw)
	}
}

func bufferedClear(t *thread, o *header) {
	b := object.As[buffered](object.Obj(o))
	old := b.raw
	b.raw, b.file = value{}, nil
	t.XUnref(old)
	dropDict(t, &b.ioBase)
}

func (b *buffered) setRaw(raw value, size int) {
	b.raw, b.size = raw.Ref(), size
	if raw.Type() == fileType {
		b.file = object.As[fileIO](raw)
	}
}

func newBuffered(t *thread, typ *object.Type, raw value, size int) value {
	b := object.New[buffered](t, typ)
	b.setRaw(raw, size)
	return object.Obj(&b.Header)
}

var (
	readerSig = object.LazySignature{Text: "BufferedReader(raw, buffer_size=8192)"}
	writerSig = object.LazySignature{Text: "BufferedWriter(raw, buffer_size=8192)"}
	randomSig = object.LazySignature{Text: "BufferedRandom(raw, buffer_size=8192)"}
)

func bufferedInitialize(t *thread, self value, a object.Args) error {
	var out [2]value
	sig := &readerSig
	switch typ := self.Type(); {
	case typ.IsSubtype(writerType):
		sig = &writerSig
	case typ.IsSubtype(randomType):
		sig = &randomSig
	}
	done, err := t.BindArgs(sig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	size, err := t.SsizeArg(out[1], defaultBuffer)
	if err != nil {
		return err
	}
	typ := self.Type()
	for _, need := range []struct {
		method, msg string
		on          bool
	}{
		{"seekable", "File or stream is not seekable.", typ.IsSubtype(randomType)},
		{"readable", "File or stream is not readable.", !typ.IsSubtype(writerType)},
		{"writable", "File or stream is not writable.", !typ.IsSubtype(readerType)},
	} {
		if !need.on {
			continue
		}
		ok, err := ask(t, out[0], need.method)
		if err != nil {
			return err
		}
		if !ok {
			return unsupported(t, need.msg)
		}
	}
	if size <= 0 {
		return t.ValueErr("buffer size must be strictly positive")
	}
	if err := t.Grow(size); err != nil {
		return err
	}
	b := object.As[buffered](self)
	old := b.raw
	b.in, b.out, b.file, b.detached = nil, nil, nil, false
	b.setRaw(out[0], size)
	t.XUnref(old)
	return nil
}

// live returns v's struct, attached to a raw stream.
func live(t *thread, v value) (*buffered, error) {
	b := object.As[buffered](v)
	if b.raw.IsNil() {
		if b.detached {
			return nil, t.ValueErr("raw stream has been detached")
		}
		return nil, t.ValueErr("I/O operation on uninitialized object")
	}
	return b, nil
}

// open is live for a stream that must be open too; what words the error.
func open(t *thread, v value, what string) (*buffered, error) {
	b, err := live(t, v)
	if err != nil {
		return nil, err
	}
	closed := false
	if b.file != nil {
		closed = !b.file.isOpen()
	} else if closed, err = isClosed(t, b.raw); err != nil {
		return nil, err
	}
	if closed {
		return nil, t.ValueErr("%s", what)
	}
	return b, nil
}

func toRaw(method string) object.NativeFn {
	return func(t *thread, v value, _ []value) (value, error) {
		b, err := live(t, v)
		if err != nil {
			return value{}, err
		}
		return t.CallMethod(b.raw, method)
	}
}

func rawAttr(name string) func(t *thread, v value) (value, error) {
	return func(t *thread, v value) (value, error) {
		b, err := live(t, v)
		if err != nil {
			return value{}, err
		}
		return t.GetAttrS(b.raw, name)
	}
}

func bufferedClosed(t *thread, v value) (value, error) {
	b, err := live(t, v)
	if err != nil {
		return value{}, err
	}
	return t.GetAttrS(b.raw, "closed")
}

func bufferedRepr(t *thread, v value) (value, error) {
	typ := v.Type()
	full := typ.Module + "." + typ.Name
	name, err := t.GetAttrS(v, "name")
	if err != nil {
		if !t.ErrIs(err, object.ValueError) && !t.ErrIs(err, object.AttributeError) {
			return value{}, err
		}
		t.Discard(err)
		return t.NewStr(fmt.Sprintf("<%s>", full)), nil
	}
	s, err := reprGuarded(t, v, name)
	t.Unref(name)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(fmt.Sprintf("<%s name=%s>", full, s)), nil
}

// rawWrite writes all of p to the raw stream and returns how much went out.
func (b *buffered) rawWrite(t *thread, p []byte) (done int, err error) {
	if b.file != nil {
		done, err = b.file.writeAll(t, p)
		if err == errBlocked {
			err = couldNot(t, done)
		}
		return done, err
	}
	for done < len(p) {
		x := t.NewBytes(bytes.Clone(p[done:]))
		view, err := t.NewMemoryView(x)
		t.Unref(x)
		if err != nil {
			return done, err
		}
		r, err := t.CallMethod(b.raw, "write", view)
		t.Unref(view)
		if err != nil {
			return done, err
		}
		if r == none {
			return done, couldNot(t, done)
		}
		n, err := t.SsizeArg(r, 0)
		t.Unref(r)
		if err != nil {
			return done, err
		}
		if n < 0 || n > len(p)-done {
			return done, t.Raise(object.OSError, "raw write() returned invalid length %d (should have been between 0 and %d)", n, len(p)-done)
		}
		if n == 0 {
			return done, t.Raise(object.OSError, "raw write() wrote nothing")
		}
		done += n
	}
	return done, nil
}

// couldNot is the error of a write to a stream that does not block.
func couldNot(t *thread, done int) error {
	return t.RaiseArgs(object.BlockingIOError, object.Int(int64(syscall.EAGAIN)),
		t.NewStr("write could not complete without blocking"), object.Int(int64(done)))
}

func (b *buffered) rawSeek(t *thread, off int64, whence int) (int64, error) {
	if b.file != nil {
		return b.file.seek(t, off, whence)
	}
	r, err := t.CallMethod(b.raw, "seek", object.Int(off), object.Int(int64(whence)))
	return rawPosition(t, r, err)
}

func (b *buffered) rawTell(t *thread) (int64, error) {
	if b.file != nil {
		return b.file.seek(t, 0, 1)
	}
	r, err := t.CallMethod(b.raw, "tell")
	return rawPosition(t, r, err)
}

func rawPosition(t *thread, r value, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	n, err := t.SsizeArg(r, 0)
	t.Unref(r)
	if err == nil && n < 0 {
		err = t.Raise(object.OSError, "Raw stream returned invalid position %d", n)
	}
	return int64(n), err
}

// flushOut writes the buffer out.
func (b *buffered) flushOut(t *thread) error {
	if len(b.out) == 0 {
		return nil
	}
	// Meanwhile other threads and handlers may write: the buffer is theirs.
	p := b.out
	b.out = nil
	n, err := b.rawWrite(t, p)
	switch {
	case n < len(p):
		b.out = append(p[n:len(p):len(p)], b.out...)
	case b.out == nil:
		b.out = p[:0]
	}
	return err
}

func bufferedFlush(t *thread, v value, _ []value) (value, error) {
	b, err := open(t, v, "flush of closed file")
	if err != nil {
		return value{}, err
	}
	if v.Type().IsSubtype(readerType) {
		return none, tell(t, b.raw, "flush")
	}
	if err := b.flushOut(t); err != nil {
		return value{}, err
	}
	return none, b.dropIn(t)
}

func bufferedClose(t *thread, v value, _ []value) (value, error) {
	b, err := live(t, v)
	if err != nil {
		return value{}, err
	}
	closed, err := isClosed(t, b.raw)
	if err != nil || closed {
		return none, err
	}
	err = tell(t, v, "flush")
	err2 := tell(t, b.raw, "close")
	b.in, b.out = nil, nil
	if err == nil {
		return none, err2
	}
	if err2 != nil {
		t.Discard(err2)
	}
	return value{}, err
}

func bufferedDetach(t *thread, v value, _ []value) (value, error) {
	b, err := live(t, v)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallMethod(v, "flush")
	if err := discard(t, r, err); err != nil {
		return value{}, err
	}
	raw := b.raw
	b.raw, b.file, b.detached = value{}, nil, true
	return raw, nil
}

func bufferedWrite(t *thread, v value, args []value) (value, error) {
	data, release, err := t.BufferOf(args[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	b, err := open(t, v, "write to closed file")
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(len(data))), b.put(t, data)
}

// put buffers data, and writes out what has no room.
func (b *buffered) put(t *thread, data []byte) error {
	if err := b.dropIn(t); err != nil {
		return err
	}
	if len(b.out)+len(data) <= b.size {
		b.out = append(b.out, data...)
		return nil
	}
	if err := b.flushOut(t); err != nil {
		return err
	}
	if len(data) > b.size {
		_, err := b.rawWrite(t, data)
		return err
	}
	b.out = append(b.out, data...)
	return nil
}

func bufferedSeek(t *thread, v value, args []value) (value, error) {
	b, err := open(t, v, "seek of closed file")
	if err != nil {
		return value{}, err
	}
	pos, whence, err := seekArgs(t, args)
	if err != nil {
		return value{}, err
	}
	if whence < 0 || whence > 2 {
		return value{}, t.ValueErr("whence value %d unsupported", whence)
	}
	if ok, err := ask(t, b.raw, "seekable"); err != nil || !ok {
		if err == nil {
			err = unsupported(t, "File or stream is not seekable.")
		}
		return value{}, err
	}
	n, err := b.seek(t, pos, whence)
	return object.Int(n), err
}

func (b *buffered) seek(t *thread, pos int64, whence int) (int64, error) {
	if err := b.flushOut(t); err != nil {
		return 0, err
	}
	if whence == 1 {
		pos -= int64(len(b.in))
	}
	n, err := b.rawSeek(t, pos, whence)
	if err == nil {
		b.in = nil
	}
	return n, err
}

// tell returns the position, as the reader or writer of the buffer sees it.
func (b *buffered) tell(t *thread) (int64, error) {
	n, err := b.rawTell(t)
	return n - int64(len(b.in)) + int64(len(b.out)), err
}

func bufferedTell(t *thread, v value, _ []value) (value, error) {
	b, err := live(t, v)
	if err != nil {
		return value{}, err
	}
	n, err := b.tell(t)
	return object.Int(n), err
}

func bufferedTruncate(t *thread, v value, args []value) (value, error) {
	b, err := open(t, v, "truncate of closed file")
	if err != nil {
		return value{}, err
	}
	if v.Type().IsSubtype(readerType) {
		return value{}, unsupported(t, "truncate")
	}
	if err := b.flushOut(t); err != nil {
		return value{}, err
	}
	if err := b.dropIn(t); err != nil {
		return value{}, err
	}
	pos := args[0]
	if pos.IsNil() || pos == none {
		n, err := b.rawTell(t)
		if err != nil {
			return value{}, err
		}
		pos = object.Int(n)
	}
	return t.CallMethod(b.raw, "truncate", pos)
}
