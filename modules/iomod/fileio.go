package iomod

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/minipy-go/minipy/object"
)

var fileType = &object.Type{}

// A fileIO is an unbuffered file: one of the system, or one of the interpreter's
// standard streams.
type fileIO struct {
	ioBase
	f       *os.File  // nil for a standard stream that is no file
	r       io.Reader // standard streams
	w       io.Writer
	fd      int
	name    value // owned
	read    bool
	write   bool
	created bool
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
			object.Getter("closed", "Whether the file is closed.", fileClosed),
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

func (f *fileIO) isOpen() bool { return f.f != nil || f.r != nil || f.w != nil }

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

var fileSig = object.ParseSignature("FileIO(file, mode='r', closefd=True, opener=None)")

func fileInitialize(t *thread, self value, a object.Args) error {
	var out [4]value
	done, err := t.BindArgs(fileSig, a, out[:])
	if err != nil {
		return err
	}
	defer done()
	path, err := fsPath(t, out[0])
	if err != nil {
		return err
	}
	defer t.Unref(path)
	mode, err := t.StrArg("FileIO", "mode", out[1], "r")
	if err != nil {
		return err
	}
	closefd := true
	if !out[2].IsNil() {
		if closefd, err = t.Truth(out[2]); err != nil {
			return err
		}
	}
	return object.As[fileIO](self).open(t, path, mode, closefd, out[3])
}

// newFile makes a FileIO as open() does; path is an int, str or bytes.
func newFile(t *thread, path value, mode string, closefd bool, opener value) (value, error) {
	v, err := fileNew(t, fileType, object.Args{})
	if err != nil {
		return v, err
	}
	if err := object.As[fileIO](v).open(t, path, mode, closefd, opener); err != nil {
		t.Unref(v)
		return value{}, err
	}
	return v, nil
}

// setMode parses a mode of FileIO into flags of the system.
func (f *fileIO) setMode(t *thread, mode string) (flags int, err error) {
	f.read, f.write, f.created, f.appends = false, false, false, false
	kinds, plus := 0, 0
	for _, c := range mode {
		switch c {
		case 'x':
			f.created, f.write = true, true
			flags |= os.O_CREATE | os.O_EXCL
			kinds++
		case 'r':
			f.read = true
			kinds++
		case 'w':
			f.write = true
			flags |= os.O_CREATE | os.O_TRUNC
			kinds++
		case 'a':
			f.appends, f.write = true, true
			flags |= os.O_CREATE | os.O_APPEND
			kinds++
		case '+':
			plus++
		case 'b':
		default:
			return 0, t.ValueErr("invalid mode: %s", mode)
		}
	}
	if kinds != 1 || plus > 1 {
		return 0, t.ValueErr("Must have exactly one of create/read/write/append mode and at most one plus")
	}
	if plus == 1 {
		f.read, f.write = true, true
	}
	switch {
	case f.read && f.write:
		flags |= os.O_RDWR
	case f.write:
		flags |= os.O_WRONLY
	}
	return flags, nil
}

func (f *fileIO) open(t *thread, path value, mode string, closefd bool, opener value) error {
	if f.isOpen() {
		if err := f.shut(t); err != nil {
			return err
		}
	}
	flags, err := f.setMode(t, mode)
	if err != nil {
		return err
	}
	f.closed, f.closefd = false, closefd
	old := f.name
	f.name = path.Ref()
	t.XUnref(old)
	if !t.In.Files {
		return t.Raise(object.PermissionError, "[Errno 13] Permission denied: the host grants no files")
	}
	if path.Type().Flags&object.FlagInt != 0 {
		return f.openFD(t, path)
	}
	name := ""
	if b, ok := object.AsBytes(path); ok {
		name = string(b.B)
	} else {
		name = path.String()
	}
	if strings.IndexByte(name, 0) >= 0 {
		return t.ValueErr("embedded null byte")
	}
	if !closefd {
		return t.ValueErr("Cannot use closefd=False with file name")
	}
	if !opener.IsNil() && opener != none {
		return f.openWith(t, opener, path, flags)
	}
	f.f, err = os.OpenFile(name, flags, 0o666)
	if err != nil {
		return osError(t, err, path)
	}
	if st, err := f.f.Stat(); err == nil && st.IsDir() {
		f.f.Close()
		f.f = nil
		return osError(t, syscall.EISDIR, path)
	}
	f.fd = int(f.f.Fd())
	if f.appends {
		f.f.Seek(0, io.SeekEnd)
	}
	return nil
}

// osError is the OSError of err for the file path names.
func osError(t *thread, err error, path value) error {
	var errno syscall.Errno
	if !errors.As(err, &errno) || path.IsNil() {
		return t.RaiseOS(err, "")
	}
	return t.RaiseArgs(object.OSError, object.Int(int64(errno)), t.NewStr(object.Strerror(int(errno))), path.Ref())
}

// descriptors are the open files by number, so that open() finds those of other streams.
type descriptors map[int]*os.File

type descriptorsKey struct{}

func fdTable(in *object.Interp) descriptors {
	return in.State(descriptorsKey{}, func() any { return descriptors{} }).(descriptors)
}

// openFD opens an existing descriptor.
func (f *fileIO) openFD(t *thread, path value) error {
	n, ok := object.IntValue(path)
	if ok && n < 0 {
		return t.ValueErr("negative file descriptor")
	}
	if !ok || n != int64(int32(n)) {
		return t.Raise(object.OverflowError, "Python int too large to convert to C int")
	}
	in := t.In
	switch {
	case n == 0 && in.Stdin != nil && in.Stdin != io.Reader(os.Stdin):
		f.r = in.Stdin
	case n == 1 && in.Stdout != nil && in.Stdout != io.Writer(os.Stdout):
		f.w = in.Stdout
	case n == 2 && in.Stderr != nil && in.Stderr != io.Writer(os.Stderr):
		f.w = in.Stderr
	default:
		file := [...]*os.File{os.Stdin, os.Stdout, os.Stderr}
		switch {
		case n < 3:
			f.f = file[n]
		case fdTable(in)[int(n)] != nil:
			f.f = fdTable(in)[int(n)]
		default:
			f.f = os.NewFile(uintptr(n), fmt.Sprint(n))
			if f.f != nil {
				fdTable(in)[int(n)] = f.f // or else Go would close it some day
			}
		}
		if f.f == nil {
			return osError(t, syscall.EBADF, value{})
		}
		st, err := f.f.Stat()
		if err != nil {
			f.f = nil
			delete(fdTable(in), int(n))
			return osError(t, err, value{})
		}
		if st.IsDir() {
			f.f = nil
			return osError(t, syscall.EISDIR, path)
		}
	}
	f.fd = int(n)
	return nil
}

// openWith asks a function of the script for the descriptor.
func (f *fileIO) openWith(t *thread, opener, path value, flags int) error {
	fd, err := t.Call(opener, path, object.Int(int64(flags|syscall.O_CLOEXEC)))
	if err != nil {
		return err
	}
	defer t.Unref(fd)
	if fd.Type().Flags&object.FlagInt == 0 {
		return t.TypeErr("expected integer from opener")
	}
	if n, _ := object.IntValue(fd); n < 0 {
		return t.ValueErr("opener returned %d", n)
	}
	return f.openFD(t, fd)
}

// newStdio returns a FileIO on a standard stream of the interpreter, of which r or w
// is the Go side.
func newStdio(t *thread, fd int, name string, r io.Reader, w io.Writer) value {
	f := object.New[fileIO](t, fileType)
	f.fd, f.name = fd, t.NewStr(name)
	f.read, f.write = r != nil, w != nil
	if file, ok := r.(*os.File); ok && file != nil {
		f.f = file
	} else if file, ok := w.(*os.File); ok && file != nil {
		f.f = file
	} else {
		f.r, f.w = r, w
	}
	return object.Obj(&f.Header)
}

func (f *fileIO) isTerminal() bool {
	if f.f == nil {
		return false
	}
	st, err := f.f.Stat()
	return err == nil && st.Mode()&(fs.ModeDevice|fs.ModeCharDevice) == fs.ModeDevice|fs.ModeCharDevice && f.f.Name() != os.DevNull
}

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
	var r io.Reader = f.f
	if f.f == nil {
		r = f.r
	}
	n, err := r.Read(p)
	if n == 0 && err != nil && err != io.EOF {
		return 0, osError(t, err, value{})
	}
	return n, nil
}

func (f *fileIO) writeAll(t *thread, p []byte) (int, error) {
	if !f.isOpen() {
		return 0, t.ValueErr("I/O operation on closed file")
	}
	if !f.write {
		return 0, unsupported(t, "File not open for writing")
	}
	var w io.Writer = f.f
	if f.f == nil {
		w = f.w
	}
	n, err := w.Write(p)
	if err != nil {
		return n, osError(t, err, value{})
	}
	return n, nil
}

func (f *fileIO) seek(t *thread, off int64, whence int) (int64, error) {
	if !f.isOpen() {
		return 0, t.ValueErr("I/O operation on closed file")
	}
	if f.f == nil {
		return 0, osError(t, syscall.ESPIPE, value{})
	}
	n, err := f.f.Seek(off, whence)
	if err != nil {
		return 0, osError(t, err, value{})
	}
	return n, nil
}

// shut closes the descriptor.
func (f *fileIO) shut(t *thread) error {
	file := f.f
	f.f, f.r, f.w = nil, nil, nil
	fd := f.fd
	f.fd = -1
	if file == nil || !f.closefd || fd < 3 {
		return nil
	}
	delete(fdTable(t.In), fd)
	if err := file.Close(); err != nil {
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
	return t.NewBytes(b[:n:n]), err
}

// readRest reads until the end.
func (f *fileIO) readRest(t *thread) ([]byte, error) {
	var out []byte
	if f.f != nil {
		if st, err := f.f.Stat(); err == nil && st.Mode().IsRegular() {
			pos, _ := f.f.Seek(0, io.SeekCurrent)
			if n := st.Size() - pos; n > 0 {
				if err := t.Grow(int(n)); err != nil {
					return nil, err
				}
				out = make([]byte, 0, n+1)
			}
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
	if err != nil {
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
	if f.f == nil {
		return value{}, osError(t, syscall.EINVAL, value{})
	}
	if err := f.f.Truncate(size); err != nil {
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
	if f.f == nil {
		return false
	}
	_, err := f.f.Seek(0, io.SeekCurrent)
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
	if f.f != nil && f.fd > 2 {
		fdTable(t.In)[f.fd] = f.f
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
