package iomod

import (
	"bytes"
	"fmt"
	"io"
	"syscall"

	"github.com/minipy-go/minipy/object"
)

var fileType = &object.Type{}

// A fileIO is an unbuffered file: one of the system, or one of the interpreter's
// standard streams.
type fileIO struct {
	ioBase
	system  bool            // fd is a descriptor of the system; else r or w is a standard stream
	regular bool            // a regular file, which is always ready
	disk    object.DiskFile // a file of Interp.Disk, which r and w are too
	r       io.Reader       // standard streams that the host gives
	w       io.Writer
	fd      int   // of a closed file -1
	name    value // owned
	read    bool
	write   bool
	created bool
	std     bool // a standard stream of the interpreter: its descriptor stays open
	appends bool
	closefd bool
}

func fileInit() {
	fileType.Define(object.TypeSpec{
		Name: "_io.FileIO", Base: rawBaseType, Doc: "Open a file.",
		Sig:    "(file, mode='r', closefd=True, opener=None)",
		Flags:  object.FlagGC | object.FlagBase,
		Layout: object.LayoutOf[fileIO]().DictAt(dictOffset).WeakAt(weakOffset),
		Basic:  48, Dict: 40, Weak: 32,
		Slots: object.Slots{New: fileNew, Init: fileInitialize, Repr: fileRepr, Traverse: fileTraverse, Clear: fileClear},
		Decls: []object.Decl{
			object.DictGetter(),
			object.Method("read(size=-1, /)", "Read up to size bytes.", fileRead),
			object.Method("readall()", "Read until the end.", fileReadall),
			object.Method("readinto(buffer, /)", "Read into a buffer.", fileReadinto),
			object.Method("write(b, /)", "Write bytes.", fileWrite),
			object.Method("seek(pos, whence=0, /)", "Change the position.", fileSeek),
			object.Method("tell()", "Return the position.", fileTell),
			object.Method("truncate(size=None, /)", "Cut the file.", fileTruncate),
			object.Method("close()", "Close the file.", fileClose),
			object.Method("seekable()", "Tell whether the file supports random access.", fileSeekable),
			object.Method("readable()", "Tell whether the file can be read.", fileReadable),
			object.Method("writable()", "Tell whether the file can be written.", fileWritable),
			object.Method("fileno()", "Return the file descriptor.", fileFileno),
			object.Method("isatty()", "Tell whether the file is a terminal.", fileIsatty),
			object.Getter("closed", "True if the file is closed", fileClosed),
			object.Getter("closefd", "Whether close() closes the descriptor.", func(t *thread, v value) (value, error) {
				return object.Bool(object.As[fileIO](v).closefd), nil
			}),
			object.Getter("mode", "The mode as a str.", func(t *thread, v value) (value, error) {
				return t.NewStr(object.As[fileIO](v).mode()), nil
			}),
			object.Property("name", "The file's name or descriptor.", fileName, fileSetName),
		},
	})
}

func fileTraverse(o *header, visit func(value)) {
	f := object.As[fileIO](object.Obj(o))
	visitDict(&f.ioBase, visit)
	if !f.name.IsNil() {
		visit(f.name)
	}
}

func fileClear(t *thread, o *header) {
	f := object.As[fileIO](object.Obj(o))
	dropDict(t, &f.ioBase)
	old := f.name
	f.name = value{}
	t.XUnref(old)
}

func (f *fileIO) isOpen() bool { return f.system || f.r != nil || f.w != nil }

func asOpen(t *thread, v value) (*fileIO, error) {
	f := object.As[fileIO](v)
	if !f.isOpen() {
		return nil, t.ValueErr("I/O operation on closed file")
	}
	return f, nil
}

func (f *fileIO) mode() string {
	s := "rb"
	switch {
	case f.created:
		s = "xb"
	case f.appends:
		s = "ab"
	case !f.read:
		return "wb"
	}
	if f.read && f.write {
		s += "+"
	}
	return s
}

func fileNew(t *thread, typ *object.Type, _ object.Args) (value, error) {
	f := object.New[fileIO](t, typ)
	f.closefd, f.fd = true, -1
	return object.Obj(&f.Header), nil
}

func (f *fileIO) isTerminal() bool { return f.system && object.IsTerminal(f.fd) }

// readSome reads once into p; 0 is the end of the file.
func (f *fileIO) readSome(t *thread, p []byte) (int, error) {
	if !f.isOpen() {
		return 0, t.ValueErr("I/O operation on closed file")
	}
	if !f.read {
		return 0, unsupported(t, "File not open for reading")
	}
	if len(p) == 0 {
		return 0, nil
	}
	var n int
	var err error
	switch {
	case f.system && f.regular:
		n, err = t.ReadFileFD(f.fd, p)
	case f.system:
		n, err = t.ReadFD(f.fd, p)
	default:
		t.Unlock()
		n, err = f.r.Read(p)
		t.Lock()
	}
	if n == 0 && err != nil && err != io.EOF {
		return 0, f.fail(t, err)
	}
	return n, nil
}

// errBlocked is what a descriptor that does not block says when it would.
const errBlocked = syscall.EAGAIN

// fail words an error of the system; what a handler raised and errBlocked stay.
func (f *fileIO) fail(t *thread, err error) error {
	if _, ok := err.(*object.Error); ok || err == errBlocked {
		return err
	}
	return osError(t, err, value{})
}

// writeAll writes p; if the descriptor does not block, errBlocked says that it could
// not take all.
func (f *fileIO) writeAll(t *thread, p []byte) (int, error) {
	if !f.isOpen() {
		return 0, t.ValueErr("I/O operation on closed file")
	}
	if !f.write {
		return 0, unsupported(t, "File not open for writing")
	}
	var n int
	var err error
	switch {
	case f.system && f.regular:
		n, err = t.WriteFileFD(f.fd, p)
	case f.system:
		for k := 1; err == nil && k > 0 && n < len(p) && f.fd >= 0; n += k {
			k, err = t.WriteFD(f.fd, p[n:]) // what kept it from writing all comes with the next
		}
	default:
		t.Unlock()
		n, err = f.w.Write(p)
		t.Lock()
	}
	if err != nil {
		return n, f.fail(t, err)
	}
	return n, nil
}

func (f *fileIO) seek(t *thread, off int64, whence int) (int64, error) {
	if !f.isOpen() {
		return 0, t.ValueErr("I/O operation on closed file")
	}
	var n int64
	var err error
	switch {
	case f.disk != nil:
		n, err = f.disk.Seek(off, whence)
	case f.system:
		n, err = syscall.Seek(f.fd, off, whence)
	default:
		err = syscall.ESPIPE
	}
	if err != nil {
		return 0, osError(t, err, value{})
	}
	return n, nil
}

// shut closes the descriptor.
func (f *fileIO) shut(t *thread) error {
	system, disk := f.system, f.disk
	f.system, f.r, f.w, f.disk = false, nil, nil, nil
	fd := f.fd
	f.fd = -1
	if disk != nil {
		t.Unlock()
		err := disk.Close()
		t.Lock()
		if err != nil {
			return osError(t, err, value{})
		}
		return nil
	}
	if !system || !f.closefd || fd < 3 && f.std {
		return nil
	}
	t.Unlock()
	err := syscall.Close(fd)
	t.Lock()
	if err != nil && err != syscall.EINTR {
		return osError(t, err, value{})
	}
	return nil
}

func fileRepr(t *thread, v value) (value, error) {
	f := object.As[fileIO](v)
	if !f.isOpen() {
		return t.NewStr("<_io.FileIO [closed]>"), nil
	}
	closefd := "False"
	if f.closefd {
		closefd = "True"
	}
	if f.name.IsNil() {
		return t.NewStr(fmt.Sprintf("<_io.FileIO fd=%d mode='%s' closefd=%s>", f.fd, f.mode(), closefd)), nil
	}
	name, err := reprGuarded(t, v, f.name)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(fmt.Sprintf("<_io.FileIO name=%s mode='%s' closefd=%s>", name, f.mode(), closefd)), nil
}

// reprGuarded is the repr of a part of v.
func reprGuarded(t *thread, v, part value) (string, error) {
	if !t.ReprEnter(v) {
		return "", t.Raise(object.RuntimeError, "reentrant call inside %s.__repr__", v.Type().Module+"."+v.Type().Name)
	}
	s, err := t.ReprString(part)
	t.ReprLeave(v)
	return s, err
}

func fileRead(t *thread, v value, args []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	if !f.read {
		return value{}, unsupported(t, "File not open for reading")
	}
	n, err := readSize(t, args[0])
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		return fileReadall(t, v, nil)
	}
	if err := t.Grow(n); err != nil {
		return value{}, err
	}
	b := make([]byte, n)
	n, err = f.readSome(t, b)
	if err == errBlocked {
		return none, nil
	}
	if err != nil {
		return value{}, err
	}
	return t.NewBytes(b[:n:n]), nil
}

// readRest reads until the end.
func (f *fileIO) readRest(t *thread) ([]byte, error) {
	var out []byte
	var st syscall.Stat_t
	if f.regular && syscall.Fstat(f.fd, &st) == nil {
		pos, _ := syscall.Seek(f.fd, 0, io.SeekCurrent)
		if n := st.Size - pos; n > 0 {
			if err := t.Grow(int(n)); err != nil {
				return nil, err
			}
			out = make([]byte, 0, n+1)
		}
	}
	for {
		if len(out) == cap(out) {
			if err := t.Grow(len(out) + defaultBuffer); err != nil {
				return nil, err
			}
			out = append(out, make([]byte, max(defaultBuffer, len(out)))...)[:len(out)]
		}
		n, err := f.readSome(t, out[len(out):cap(out)])
		if err != nil || n == 0 {
			return out, err
		}
		out = out[:len(out)+n]
	}
}

func fileReadall(t *thread, v value, _ []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	b, err := f.readRest(t)
	if err == errBlocked {
		if len(b) == 0 {
			return none, nil
		}
	} else if err != nil {
		return value{}, err
	}
	return t.NewBytes(b), nil
}

func fileReadinto(t *thread, v value, args []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	if !f.read {
		return value{}, unsupported(t, "File not open for reading")
	}
	b, release, err := t.WritableBuffer("readinto()", args[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	n, err := f.readSome(t, b)
	if err == errBlocked {
		return none, nil
	}
	return object.Int(int64(n)), err
}

func fileWrite(t *thread, v value, args []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	if !f.write {
		return value{}, unsupported(t, "File not open for writing")
	}
	b, release, err := t.BufferOf(args[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	n, err := f.writeAll(t, b)
	if err == errBlocked {
		if n == 0 {
			return none, nil
		}
		err = nil
	}
	return object.Int(int64(n)), err
}

// seekArgs unpacks the arguments of seek.
func seekArgs(t *thread, args []value) (pos int64, whence int, err error) {
	if args[0].Type().Index == nil {
		return 0, 0, t.TypeErr("'%s' object cannot be interpreted as an integer", args[0].Type().Name)
	}
	n, err := t.SsizeArg(args[0], 0)
	if err != nil {
		return 0, 0, err
	}
	whence, err = t.IntArg(args[1], 0)
	return int64(n), whence, err
}

func fileSeek(t *thread, v value, args []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	pos, whence, err := seekArgs(t, args)
	if err != nil {
		return value{}, err
	}
	if whence < 0 || whence > 2 {
		return value{}, osError(t, syscall.EINVAL, value{})
	}
	n, err := f.seek(t, pos, whence)
	return object.Int(n), err
}

func fileTell(t *thread, v value, _ []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	n, err := f.seek(t, 0, io.SeekCurrent)
	return object.Int(n), err
}

func fileTruncate(t *thread, v value, args []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	if !f.write {
		return value{}, unsupported(t, "File not open for writing")
	}
	size := int64(0)
	if args[0].IsNil() || args[0] == none {
		if size, err = f.seek(t, 0, io.SeekCurrent); err != nil {
			return value{}, err
		}
	} else {
		n, err := t.SsizeArg(args[0], 0)
		if err != nil {
			return value{}, err
		}
		size = int64(n)
	}
	switch {
	case f.disk != nil:
		err = f.disk.Truncate(size)
	case f.system:
		err = syscall.Ftruncate(f.fd, size)
	default:
		err = syscall.EINVAL
	}
	if err != nil {
		return value{}, osError(t, err, value{})
	}
	return object.Int(size), nil
}

func fileClose(t *thread, v value, _ []value) (value, error) {
	f := object.As[fileIO](v)
	_, err := baseClose(t, v, nil)
	if f.isOpen() {
		if err2 := f.shut(t); err2 != nil {
			if err == nil {
				return value{}, err2
			}
			t.Discard(err2)
		}
	}
	return none, err
}

func fileClosed(_ *thread, v value) (value, error) {
	return object.Bool(!object.As[fileIO](v).isOpen()), nil
}

func fileSeekable(t *thread, v value, _ []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	return object.Bool(f.canSeek()), nil
}

// canSeek asks the system whether the open file has a position.
func (f *fileIO) canSeek() bool {
	var err error
	switch {
	case f.disk != nil:
		_, err = f.disk.Seek(0, io.SeekCurrent)
	case f.system:
		_, err = syscall.Seek(f.fd, 0, io.SeekCurrent)
	default:
		return false
	}
	return err == nil
}

func fileReadable(t *thread, v value, _ []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	return object.Bool(f.read), nil
}

func fileWritable(t *thread, v value, _ []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	return object.Bool(f.write), nil
}

func fileFileno(t *thread, v value, _ []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	if f.disk != nil {
		return value{}, unsupported(t, "fileno")
	}
	return object.Int(int64(f.fd)), nil
}

func fileIsatty(t *thread, v value, _ []value) (value, error) {
	f, err := asOpen(t, v)
	if err != nil {
		return value{}, err
	}
	return object.Bool(f.isTerminal()), nil
}

func fileName(t *thread, v value) (value, error) {
	f := object.As[fileIO](v)
	if f.name.IsNil() {
		return value{}, t.Raise(object.AttributeError, "'%s' object has no attribute 'name'", v.Type().Name)
	}
	return f.name.Ref(), nil
}

func fileSetName(t *thread, v, x value) error {
	f := object.As[fileIO](v)
	old := f.name
	f.name = x.XRef()
	t.XUnref(old)
	return nil
}

// firstLine returns the bytes of b up to and with the first newline, at most limit.
func firstLine(b []byte, limit int) (line []byte, whole bool) {
	i := bytes.IndexByte(b, '\n')
	n := len(b)
	if i >= 0 {
		n = i + 1
	}
	if limit >= 0 && n >= limit {
		return b[:limit], true
	}
	return b[:n], i >= 0
}
