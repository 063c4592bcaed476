package osmod

import (
	"io"
	"os"
	"syscall"

	"github.com/minipy-go/minipy/object"
)

func descriptorDecls() []object.Decl {
	return []object.Decl{
		object.Func("open(path, flags, mode=511, *, dir_fd=None)", "Open a file for low level IO.  Returns a file descriptor (integer).", osOpen),
		object.Func("close(fd)", "Close a file descriptor.", onFD(func(t *thread, fd int, _ []value) (value, error) { return none, syscall.Close(fd) })),
		object.Func("read(fd, length, /)", "Read from a file descriptor.  Returns a bytes object.", onFD(osRead)),
		object.Func("write(fd, data, /)", "Write a bytes object to a file descriptor.", onFD(osWrite)),
		object.Func("lseek(fd, position, how, /)", "Set the position of a file descriptor.  Return the new position.", onFD(osLseek)),
		object.Func("fstat(fd)", "Perform a stat system call on the given file descriptor.", onFD(osFstat)),
		object.Func("fsync(fd)", "Force write of fd to disk.", onFD(func(t *thread, fd int, _ []value) (value, error) { return none, syscall.Fsync(fd) })),
		object.Func("ftruncate(fd, length, /)", "Truncate a file, specified by file descriptor, to a specific length.", onFD(osFtruncate)),
		object.Func("isatty(fd, /)", "Return True if the fd is connected to a terminal.", onFD(osIsATTY)),
	}
}

// onFD makes a function of a descriptor; a Go error becomes an OSError.
func onFD(f func(t *thread, fd int, a []value) (value, error)) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		if err := allowed(t); err != nil {
			return value{}, err
		}
		fd, err := t.AsIndex(a[0], object.OverflowError)
		if err != nil {
			return value{}, err
		}
		if fd != int(int32(fd)) {
			return value{}, t.Raise(object.OverflowError, "Python int too large to convert to C int")
		}
		v, err := f(t, fd, a)
		if no, ok := err.(syscall.Errno); ok {
			return value{}, t.RaiseOS(no, "")
		}
		return v, err
	}
}

func osOpen(t *thread, _ value, a []value) (value, error) {
	p, err := pathArg(t, "open", a[0], false)
	if err != nil {
		return value{}, err
	}
	flags, err := intArg(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	mode, err := intArg(t, a[2], 0o777)
	if err != nil {
		return value{}, err
	}
	fd, err := syscall.Open(p.name, flags|syscall.O_CLOEXEC, uint32(mode))
	if err != nil {
		return value{}, p.fail(t, err)
	}
	return object.Int(int64(fd)), nil
}

func osRead(t *thread, fd int, a []value) (value, error) {
	n, err := intArg(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		return value{}, syscall.EINVAL
	}
	n = min(n, 1<<30) // more is not read at once
	if err := t.Grow(n); err != nil {
		return value{}, err
	}
	b := make([]byte, n)
	got, err := t.ReadFD(fd, b)
	if err != nil {
		return value{}, err
	}
	if got < n/2 {
		b = append([]byte(nil), b[:got]...)
	}
	return t.NewBytes(b[:got:got]), nil
}

func osWrite(t *thread, fd int, a []value) (value, error) {
	b, release, err := t.BufferOf(a[1])
	if err != nil {
		return value{}, err
	}
	defer release()
	// The interpreter's own streams may not be the process's.
	var w io.Writer
	switch fd {
	case 1:
		w = t.In.Stdout
	case 2:
		w = t.In.Stderr
	}
	if _, ok := w.(*os.File); ok || w == nil {
		n, err := t.WriteFD(fd, b)
		return object.Int(int64(n)), err
	}
	n, err := w.Write(b)
	if err != nil {
		if no, ok := object.Errno(err); ok {
			return value{}, syscall.Errno(no)
		}
		return value{}, syscall.EIO
	}
	return object.Int(int64(n)), nil
}

func osLseek(t *thread, fd int, a []value) (value, error) {
	pos, err := intArg(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	how, err := intArg(t, a[2], 0)
	if err != nil {
		return value{}, err
	}
	at, err := syscall.Seek(fd, int64(pos), how)
	return object.Int(at), err
}

func osFstat(t *thread, fd int, _ []value) (value, error) {
	var st syscall.Stat_t
	if err := syscall.Fstat(fd, &st); err != nil {
		return value{}, err
	}
	return newStat(t, &st), nil
}

func osFtruncate(t *thread, fd int, a []value) (value, error) {
	n, err := intArg(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	return none, syscall.Ftruncate(fd, int64(n))
}

func osIsATTY(_ *thread, fd int, _ []value) (value, error) {
	return object.Bool(object.IsTerminal(fd)), nil
}
