package iomod

import (
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/minipy-go/minipy/object"
)

var fileSig = object.LazySignature{Text: "FileIO(file, mode='r', closefd=True, opener=None)"}

func fileInitialize(t *thread, self value, a object.Args) error {
	var out [4]value
	done, err := t.BindArgs(fileSig.Signature(), a, out[:])
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
	if !t.In.Files && (t.In.Disk == nil || path.Type().Flags&object.FlagInt != 0) {
		return osError(t, syscall.EACCES, path)
	}
	if path.Type().Flags&object.FlagInt != 0 {
		return f.openFD(t, path)
	}
	name := ""
	if b, ok := object.AsBytes(path); ok {
		name = string(b.B)
	} else {
		str, _ := object.AsStr(path)
		if name, err = t.SystemName(str); err != nil {
			return err
		}
	}
	if strings.IndexByte(name, 0) >= 0 {
		return t.ValueErr("embedded null byte")
	}
	if !closefd {
		return t.ValueErr("Cannot use closefd=False with file name")
	}
	if !t.In.Files && (opener.IsNil() || opener == none) {
		return f.openDisk(t, name, flags, path)
	}
	if !t.In.Files {
		return osError(t, syscall.EACCES, path)
	}
	if !opener.IsNil() && opener != none {
		return f.openWith(t, opener, path, flags)
	}
	t.Unlock()
	fd, err := openFile(name, flags)
	t.Lock()
	if err != nil {
		return osError(t, err, path)
	}
	return f.take(t, fd, path)
}

// openDisk opens a file of Interp.Disk.
func (f *fileIO) openDisk(t *thread, name string, flags int, path value) error {
	t.Unlock()
	d, err := t.In.Disk.OpenFile(name, flags)
	if err == nil {
		if st, serr := d.Stat(); serr == nil && st.IsDir() {
			_ = d.Close()
			err = syscall.EISDIR
		}
	}
	t.Lock()
	if err != nil {
		return osError(t, err, path)
	}
	f.disk, f.r, f.w = d, d, d
	if f.appends {
		_, _ = d.Seek(0, io.SeekEnd)
	}
	return nil
}

func openFile(name string, flags int) (int, error) {
	for {
		fd, err := syscall.Open(name, flags|syscall.O_CLOEXEC, 0o666)
		if err != syscall.EINTR {
			return fd, err
		}
	}
}

// take makes an open descriptor the file's own; if it cannot be, it is closed.
func (f *fileIO) take(t *thread, fd int, path value) error {
	var st syscall.Stat_t
	err := syscall.Fstat(fd, &st)
	if err == nil && st.Mode&syscall.S_IFMT == syscall.S_IFDIR {
		err = syscall.EISDIR
	}
	if err != nil {
		syscall.Close(fd)
		return osError(t, err, path)
	}
	f.system, f.fd, f.regular = true, fd, st.Mode&syscall.S_IFMT == syscall.S_IFREG
	if f.appends {
		_, _ = syscall.Seek(fd, 0, io.SeekEnd)
	}
	return nil
}

// osError is the OSError of err for the file path names.
func osError(t *thread, err error, path value) error {
	errno, ok := object.Errno(err)
	if !ok || path.IsNil() {
		return t.RaiseOS(err, "")
	}
	return t.RaiseArgs(object.OSError, object.Int(int64(errno)), t.NewStr(object.Strerror(errno)), path.Ref())
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
		var st syscall.Stat_t
		if err := syscall.Fstat(int(n), &st); err != nil {
			return osError(t, err, value{})
		}
		if st.Mode&syscall.S_IFMT == syscall.S_IFDIR {
			return osError(t, syscall.EISDIR, path)
		}
		f.system, f.regular = true, st.Mode&syscall.S_IFMT == syscall.S_IFREG
		if f.appends {
			_, _ = syscall.Seek(int(n), 0, io.SeekEnd)
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
	if n, ok := object.IntValue(fd); ok && n > 2 && n == int64(int32(n)) {
		return f.take(t, int(n), path)
	}
	return f.openFD(t, fd)
}

// newStdio returns a FileIO on a standard stream of the interpreter, of which r or w
// is the Go side.
func newStdio(t *thread, fd int, name string, r io.Reader, w io.Writer) value {
	f := object.New[fileIO](t, fileType)
	f.fd, f.name = fd, t.NewStr(name)
	f.read, f.write, f.std = r != nil, w != nil, true
	var file any = r
	if r == nil {
		file = w
	}
	if file, ok := file.(*os.File); ok && file != nil {
		f.system, f.fd = true, int(file.Fd())
		var st syscall.Stat_t
		f.regular = syscall.Fstat(f.fd, &st) == nil && st.Mode&syscall.S_IFMT == syscall.S_IFREG
	} else {
		f.r, f.w = r, w
	}
	return object.Obj(&f.Header)
}
