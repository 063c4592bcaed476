package iomod

import (
	"fmt"
	"io"
	"strings"

	"github.com/minipy-go/minipy/object"
)

var textType = &object.Type{}

// chunkSize is how much text a TextIOWrapper reads, or keeps for writing, at a time.
const chunkSize = 8192

// A textIO is a TextIOWrapper. What it has read and not given out yet are the bytes
// in; they are decoded when they are asked for, so the position is always known.
type textIO struct {
	ioBase
	buffer   value     // owned; absent before __init__ and after detach
	buf      *buffered // buffer, if that is an exact one of ours
	encoding value     // owned str, as it was given
	errors   value     // owned str
	codec    string
	handler  string // the error handler
	ends     lineEnds
	seen     seenEnds
	lines    bool // flush at line ends
	through  bool // write through
	detached bool
	readable bool
	writable bool
	seekable bool
	noTell   bool // next() was called
	started  bool // something has been written: the encoding's mark stands already
	marked   bool // the mark, if there was one, has been read
	plain    bool // in is UTF-8: the rest of a stream in a wide encoding, decoded at once
	in       []byte
	tail     int    // bytes at the end of in that are no whole character yet
	read     bool   // something has been read
	out      []byte // encoded, not handed to the buffer yet
}

func textInit() {
	textType.Define(object.TypeSpec{
		Name: "_io.TextIOWrapper", Base: textBaseType,
		Sig:    "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
		Doc:    "Character and line based layer over a BufferedIOBase object, buffer.",
		Flags:  object.FlagGC | object.FlagBase,
		Layout: object.LayoutOf[textIO]().DictAt(dictOffset).WeakAt(weakOffset),
		Basic:  192, Dict: 184, Weak: 176,
		Slots: object.Slots{New: newStream, Init: textInitialize, Repr: textRepr, Traverse: textTraverse, Clear: textClear,
			Iter: baseIter, Next: textNext, WriteText: textWriteText},
		Decls: []object.Decl{
			object.DictGetter(),
			object.Method("detach()", "Disconnect the buffer and return it.", textDetach),
			object.Method("reconfigure(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
				"Change the parameters.", textReconfigure),
			object.Method("write(text, /)", "Write a str.", textWrite),
			object.Method("read(size=-1, /)", "Read up to size characters.", textRead),
			object.Method("readline(size=-1, /)", "Read a line.", textReadline),
			object.Method("flush()", "Write out what is buffered.", textFlush),
			object.Method("close()", "Flush and close the buffer.", textClose),
			object.Method("fileno()", "Return the file descriptor.", toBuffer("fileno")),
			object.Method("seekable()", "Tell whether the buffer supports random access.", toBuffer("seekable")),
			object.Method("readable()", "Tell whether the buffer can be read.", toBuffer("readable")),
			object.Method("writable()", "Tell whether the buffer can be written.", toBuffer("writable")),
			object.Method("isatty()", "Tell whether the buffer is a terminal.", toBuffer("isatty")),
			object.Method("seek(cookie, whence=0, /)", "Change the position.", textSeek),
			object.Method("tell()", "Return the position.", textTell),
			object.Method("truncate(pos=None, /)", "Cut the file.", textTruncate),
			textGetter("encoding", func(t *thread, x *textIO) (value, error) { return x.encoding.Ref(), nil }),
			textGetter("errors", func(t *thread, x *textIO) (value, error) { return x.errors.Ref(), nil }),
			textGetter("line_buffering", func(t *thread, x *textIO) (value, error) { return object.Bool(x.lines), nil }),
			textGetter("write_through", func(t *thread, x *textIO) (value, error) { return object.Bool(x.through), nil }),
			textGetter("newlines", func(t *thread, x *textIO) (value, error) { return x.seen.value(t, x.ends.universal), nil }),
			textGetter("name", func(t *thread, x *textIO) (value, error) { return t.GetAttrS(x.buffer, "name") }),
			textGetter("closed", func(t *thread, x *textIO) (value, error) { return t.GetAttrS(x.buffer, "closed") }),
			textGetter("_CHUNK_SIZE", func(t *thread, x *textIO) (value, error) { return object.Int(chunkSize), nil }),
			object.Getter("buffer", "The buffer.", func(t *thread, v value) (value, error) {
				x := object.As[textIO](v)
				if x.buffer.IsNil() {
					return none, nil
				}
				return x.buffer.Ref(), nil
			}),
		},
	})
}

func textGetter(name string, get func(t *thread, x *textIO) (value, error)) object.Decl {
	return object.Getter(name, "", func(t *thread, v value) (value, error) {
		x, err := attached(t, v)
		if err != nil {
			return value{}, err
		}
		return get(t, x)
	})
}

func (x *textIO) refs() [3]*value { return [3]*value{&x.buffer, &x.encoding, &x.errors} }

func textTraverse(o *header, visit func(value)) {
	x := object.As[textIO](object.Obj(o))
	for _, p := range x.refs() {
		if !p.IsNil() {
			visit(*p)
		}
	}
	visitDict(&x.ioBase, visit)
}

func textClear(t *thread, o *header) {
	x := object.As[textIO](object.Obj(o))
	x.buf = nil
	for _, p := range x.refs() {
		old := *p
		*p = value{}
		t.XUnref(old)
	}
	dropDict(t, &x.ioBase)
}

// textArgs are the arguments of TextIOWrapper; absent values are None.
type textArgs struct {
	encoding, errors, newline value
	lines, through            bool
}

func newText(t *thread, typ *object.Type, buffer value, a textArgs) (value, error) {
	x := object.New[textIO](t, typ)
	v := object.Obj(&x.Header)
	if err := x.init(t, buffer, a); err != nil {
		t.Unref(v)
		return value{}, err
	}
	return v, nil
}

var textSig = object.LazySignature{Text: "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)"}

// optional returns v if it is a str, an absent value for None.
func optional(t *thread, fn, arg string, v value) (value, error) {
	if v.IsNil() || v == none {
		return value{}, nil
	}
	if !v.IsStr() {
		return value{}, t.TypeErr("%s() argument '%s' must be str or None, not %s", fn, arg, object.TypeName(v))
	}
	return v, nil
}

func textInitialize(t *thread, self value, a object.Args) error {
	var out [6]value
	done, err := t.BindArgs(textSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	var ta textArgs
	for i, p := range []*value{&ta.encoding, &ta.errors, &ta.newline} {
		if *p, err = optional(t, "TextIOWrapper", textSig.Signature().Params[1+i].Name, out[1+i]); err != nil {
			return err
		}
	}
	for i, p := range []*bool{&ta.lines, &ta.through} {
		if !out[4+i].IsNil() {
			n, err := t.IntArg(out[4+i], 0)
			if err != nil {
				return err
			}
			*p = n != 0
		}
	}
	return object.As[textIO](self).init(t, out[0], ta)
}

func (x *textIO) init(t *thread, buffer value, a textArgs) error {
	ends, err := parseNewline(t, a.newline, false)
	if err != nil {
		return err
	}
	if err := x.setEncoding(t, a.encoding, a.errors); err != nil {
		return err
	}
	x.ends, x.lines, x.through = ends, a.lines, a.through
	x.seen, x.in, x.out, x.tail, x.read, x.plain, x.detached = seenEnds{}, nil, nil, 0, false, false, false
	if err := x.abilities(t, buffer); err != nil {
		return err
	}
	old := x.buffer
	x.buffer, x.buf = buffer.Ref(), nil
	if typ := buffer.Type(); typ == readerType || typ == writerType || typ == randomType {
		x.buf = object.As[buffered](buffer)
	}
	t.XUnref(old)
	x.started, x.marked = false, false
	if x.seekable && x.writable && x.codec != "utf-8" { // appending writes no second mark
		pos, err := x.bufferTell(t)
		if err != nil {
			return err
		}
		x.started = pos != 0
	}
	return nil
}

// abilities learns what buffer can do; one of ours over a file of ours need not be asked.
func (x *textIO) abilities(t *thread, buffer value) (err error) {
	var f *fileIO
	switch buffer.Type() {
	case readerType, writerType:
		f = object.As[buffered](buffer).file
	case fileType:
		f = object.As[fileIO](buffer)
	}
	if f != nil && f.isOpen() {
		x.readable, x.writable, x.seekable = f.read, f.write, f.canSeek()
		return nil
	}
	for _, q := range []struct {
		method string
		answer *bool
	}{{"readable", &x.readable}, {"writable", &x.writable}, {"seekable", &x.seekable}} {
		if *q.answer, err = ask(t, buffer, q.method); err != nil {
			return err
		}
	}
	return nil
}

// setEncoding stores encoding and errors; absent: UTF-8 and strict.
func (x *textIO) setEncoding(t *thread, encoding, errors value) error {
	enc := value{}
	if encoding.IsNil() || encoding.String() == "locale" {
		enc = t.NewStr("UTF-8")
	} else {
		enc = encoding.Ref()
	}
	codec := object.CodecName(enc.String())
	switch codec {
	case "hex", "base64", "rot13":
		err := t.Raise(object.LookupError, "'%s' is not a text encoding; use codecs.open() to handle arbitrary codecs", enc.String())
		t.Unref(enc)
		return err
	case "":
		info, err := t.LookupCodec(enc.String())
		if err == nil && info.IsNil() {
			err = t.Raise(object.LookupError, "unknown encoding: %s", enc.String())
		}
		if err != nil {
			t.Unref(enc)
			return err
		}
		t.Unref(info)
		codec = enc.String()
	}
	errs := value{}
	if errors.IsNil() {
		errs = t.NewStr("strict")
	} else {
		errs = errors.Ref()
	}
	oldE, oldR := x.encoding, x.errors
	x.encoding, x.errors, x.codec, x.handler = enc, errs, codec, errs.String()
	t.XUnref(oldE)
	t.XUnref(oldR)
	return nil
}

// attached returns v's struct, which must have a buffer.
func attached(t *thread, v value) (*textIO, error) {
	x := object.As[textIO](v)
	if x.buffer.IsNil() {
		if x.detached {
			return nil, t.ValueErr("underlying buffer has been detached")
		}
		return nil, t.ValueErr("I/O operation on uninitialized object")
	}
	return x, nil
}

// openText is attached for a stream that must be open.
func openText(t *thread, v value) (*textIO, error) {
	x, err := attached(t, v)
	if err != nil {
		return nil, err
	}
	if x.buf != nil && x.buf.file != nil && v.Type() == textType {
		if !x.buf.file.isOpen() {
			return nil, t.ValueErr("I/O operation on closed file.")
		}
		return x, nil
	}
	return x, checkClosed(t, v)
}

func toBuffer(method string) object.NativeFn {
	return func(t *thread, v value, _ []value) (value, error) {
		x, err := attached(t, v)
		if err != nil {
			return value{}, err
		}
		return t.CallMethod(x.buffer, method)
	}
}

func textRepr(t *thread, v value) (value, error) {
	x := object.As[textIO](v)
	if x.encoding.IsNil() {
		return value{}, t.ValueErr("I/O operation on uninitialized object")
	}
	s := "<_io.TextIOWrapper"
	for _, name := range []string{"name", "mode"} {
		a, err := t.LookupAttr(v, name)
		if err != nil {
			if !t.ErrIs(err, object.ValueError) {
				return value{}, err
			}
			t.Discard(err)
			continue
		}
		if a.IsNil() {
			continue
		}
		r, err := reprGuarded(t, v, a)
		t.Unref(a)
		if err != nil {
			return value{}, err
		}
		s += fmt.Sprintf(" %s=%s", name, r)
	}
	enc, err := t.ReprString(x.encoding)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(s + fmt.Sprintf(" encoding=%s>", enc)), nil
}

func textDetach(t *thread, v value, _ []value) (value, error) {
	x, err := attached(t, v)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallMethod(v, "flush")
	if err := discard(t, r, err); err != nil {
		return value{}, err
	}
	b := x.buffer
	x.buffer, x.buf, x.detached = value{}, nil, true
	return b, nil
}

func textReconfigure(t *thread, v value, args []value) (value, error) {
	x, err := attached(t, v)
	if err != nil {
		return value{}, err
	}
	encoding, err := optional(t, "reconfigure", "encoding", args[0])
	if err != nil {
		return value{}, err
	}
	errors, err := optional(t, "reconfigure", "errors", args[1])
	if err != nil {
		return value{}, err
	}
	newEnds := x.ends
	if !args[2].IsNil() {
		if args[2] != none && !args[2].IsStr() {
			return value{}, t.TypeErr("newline must be str or None, not %s", args[2].Type().Name)
		}
		if newEnds, err = parseNewline(t, args[2], false); err != nil {
			return value{}, err
		}
	}
	if x.read && (!encoding.IsNil() || !errors.IsNil() || !args[2].IsNil()) {
		return value{}, unsupported(t, "It is not possible to set the encoding or newline of stream after the first read")
	}
	lines, through := x.lines, x.through
	for i, p := range []*bool{&lines, &through} {
		if a := args[3+i]; !a.IsNil() && a != none {
			n, err := t.IntArg(a, 0)
			if err != nil {
				return value{}, err
			}
			*p = n != 0
		}
	}
	r, err := t.CallMethod(v, "flush")
	if err := discard(t, r, err); err != nil {
		return value{}, err
	}
	if !encoding.IsNil() || !errors.IsNil() {
		if encoding.IsNil() {
			encoding = x.encoding
			if errors.IsNil() {
				errors = x.errors
			}
		}
		if err := x.setEncoding(t, encoding, errors); err != nil {
			return value{}, err
		}
	}
	x.ends, x.lines, x.through = newEnds, lines, through
	return none, nil
}

func textFlush(t *thread, v value, _ []value) (value, error) {
	x, err := openText(t, v)
	if err != nil {
		return value{}, err
	}
	x.noTell = false
	return none, x.flush(t)
}

// flush hands what was written to the buffer, and that on.
func (x *textIO) flush(t *thread) error {
	if err := x.push(t); err != nil {
		return err
	}
	if x.buf != nil && x.buf.Typ == writerType && x.buf.file != nil {
		return x.buf.flushOut(t)
	}
	return tell(t, x.buffer, "flush")
}

func textClose(t *thread, v value, _ []value) (value, error) {
	x, err := attached(t, v)
	if err != nil {
		return value{}, err
	}
	closed, err := isClosed(t, v)
	if err != nil || closed {
		return none, err
	}
	err = tell(t, v, "flush")
	err2 := tell(t, x.buffer, "close")
	x.in = nil
	if err == nil {
		return none, err2
	}
	if err2 != nil {
		t.Discard(err2)
	}
	return value{}, err
}

func (x *textIO) bufferTell(t *thread) (int64, error) {
	if x.buf != nil && x.buf.file != nil {
		return x.buf.tell(t)
	}
	r, err := t.CallMethod(x.buffer, "tell")
	if err != nil {
		return 0, err
	}
	n, err := t.SsizeArg(r, 0)
	t.Unref(r)
	return int64(n), err
}

func textSeek(t *thread, v value, args []value) (value, error) {
	x, err := openText(t, v)
	if err != nil {
		return value{}, err
	}
	whence, err := t.IntArg(args[1], 0)
	if err != nil {
		return value{}, err
	}
	if !x.seekable {
		return value{}, unsupported(t, "underlying stream is not seekable")
	}
	zero, err := t.CompareBool(args[0], object.Int(0), object.CmpEQ)
	if err != nil {
		return value{}, err
	}
	switch whence {
	case 1:
		if !zero {
			return value{}, unsupported(t, "can't do nonzero cur-relative seeks")
		}
		r, err := t.CallMethod(v, "tell")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(r)
		return textSeek(t, v, []value{r, object.Int(0)})
	case 2:
		if !zero {
			return value{}, unsupported(t, "can't do nonzero end-relative seeks")
		}
	case 0:
		neg, err := t.CompareBool(args[0], object.Int(0), object.CmpLT)
		if err != nil {
			return value{}, err
		}
		if neg {
			s, err := t.ReprString(args[0])
			if err != nil {
				return value{}, err
			}
			return value{}, t.ValueErr("negative seek position %s", s)
		}
	default:
		return value{}, t.ValueErr("invalid whence (%d, should be 0, 1 or 2)", whence)
	}
	if err := x.flush(t); err != nil {
		return value{}, err
	}
	x.in, x.tail, x.read, x.plain, x.noTell = nil, 0, false, false, false
	if whence == 0 && args[0].Type().Index == nil {
		return value{}, t.TypeErr("'%s' object cannot be interpreted as an integer", args[0].Type().Name)
	}
	r, err := t.CallMethod(x.buffer, "seek", args[0], object.Int(int64(whence)))
	if err != nil {
		return value{}, err
	}
	n, _ := object.IntValue(r)
	x.started, x.marked = n != 0, n != 0 && whence == 0
	return r, nil
}

func textTell(t *thread, v value, _ []value) (value, error) {
	x, err := openText(t, v)
	if err != nil {
		return value{}, err
	}
	if !x.seekable {
		return value{}, unsupported(t, "underlying stream is not seekable")
	}
	if x.noTell {
		return value{}, t.Raise(object.OSError, "telling position disabled by next() call")
	}
	if err := x.push(t); err != nil {
		return value{}, err
	}
	n, err := x.bufferTell(t)
	if x.plain {
		// The rest was read at once: count back what it takes encoded.
		r, err := t.EncodeStr(strOf(string(x.in)), x.codec, x.handler)
		if err != nil {
			return value{}, err
		}
		return object.Int(n - int64(len(r))), nil
	}
	return object.Int(n - int64(len(x.in))), err
}

func strOf(s string) *object.Str { return &object.Str{S: s, N: object.CountPoints(s)} }

func textTruncate(t *thread, v value, args []value) (value, error) {
	x, err := openText(t, v)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallMethod(v, "flush")
	if err := discard(t, r, err); err != nil {
		return value{}, err
	}
	pos := args[0]
	if pos.IsNil() {
		pos = none
	}
	return t.CallMethod(x.buffer, "truncate", pos)
}

// StdioOptions say how standard streams are made.
type StdioOptions struct {
	Unbuffered bool
	Encoding   string // ENCODING or ENCODING:ERRORS; "": utf-8
}

// NewStdio returns the text stream for a standard stream of the interpreter: fd 0 is
// read from r; 1 and 2 are written to w, line by line for a terminal or standard error,
// at once if it is unbuffered.
func NewStdio(t *thread, fd int, name string, r io.Reader, w io.Writer, o StdioOptions) (value, error) {
	raw := newStdio(t, fd, name, r, w)
	typ, mode := writerType, "w"
	if r != nil {
		typ, mode = readerType, "r"
	}
	tty := object.As[fileIO](raw).isTerminal()
	through := o.Unbuffered && r == nil
	buf := raw
	if !through {
		buf = newBuffered(t, typ, raw, defaultBuffer)
		t.Unref(raw)
	}
	encoding, handler, _ := strings.Cut(o.Encoding, ":")
	if encoding == "" {
		encoding = "utf-8"
	}
	if fd == 2 {
		handler = "backslashreplace"
	} else if handler == "" {
		handler = "strict"
	}
	enc, errs := t.NewStr(encoding), t.NewStr(handler)
	v, err := newText(t, textType, buf, textArgs{encoding: enc, errors: errs, lines: tty || fd == 2, through: through})
	t.Unref(enc)
	t.Unref(errs)
	t.Unref(buf)
	if err != nil {
		return value{}, err
	}
	object.As[textIO](v).giveMode(t, mode)
	return v, nil
}

// giveMode sets the attribute mode of a new text file.
func (x *textIO) giveMode(t *thread, mode string) {
	if x.dict == nil {
		x.dict = t.NewDict()
	}
	x.dict.GiveS(t, "mode", t.NewStr(mode))
}

// FlushOwn flushes v, lent, if that is a stream of ours that need not be asked by name,
// and reports whether it is.
func FlushOwn(t *thread, v value) (bool, error) {
	fn := ownMethod(t, v, "flush")
	if fn == nil {
		return false, nil
	}
	_, err := fn(t, v, nil)
	return true, err
}

// FlushStdio writes out what a stream of NewStdio holds back; v is lent. A stream that
// was closed or taken apart is left alone.
func FlushStdio(t *thread, v value) error {
	x := object.As[textIO](v)
	if x.detached || x.buf == nil || x.buf.detached || x.buf.file == nil || x.buf.file.closed || len(x.out) == 0 && len(x.buf.out) == 0 {
		return nil
	}
	return x.flush(t)
}
