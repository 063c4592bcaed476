// Package fcntlmod is the fcntl module: what can be done to descriptors.
//
// Invariant: the system gets memory of this package's, never that of an object.
package fcntlmod

import (
	"syscall"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

type (
	thread = object.Thread
	value  = object.Value
)

var none = object.None

// Module declares fcntl.
var Module = object.ModuleSpec{
	Name: "fcntl",
	Doc:  "What can be done to open files.",
	Decls: []object.Decl{
		object.Func("fcntl(fd, cmd, arg=0, /)", "Do something to an open file.", fcntlFcntl),
		object.Func("ioctl(fd, request, arg=0, mutate_flag=True, /)", "Do something to a device.", fcntlIoctl),
		object.Func("flock(fd, operation, /)", "Lock a file, or release it.", fcntlFlock),
		object.Func("lockf(fd, cmd, len=0, start=0, whence=0, /)", "Lock a part of a file, or release it.", fcntlLockf),
	},
	Init: func(t *thread, m *object.Module) error {
		for _, c := range constants {
			m.Set(t, c.name, object.Int(c.n))
		}
		for _, c := range systemConstants {
			m.Set(t, c.name, object.Int(c.n))
		}
		return nil
	},
}

type constant struct {
	name string
	n    int64
}

var constants = [...]constant{
	{"F_DUPFD", unix.F_DUPFD}, {"F_DUPFD_CLOEXEC", unix.F_DUPFD_CLOEXEC}, {"F_GETFD", unix.F_GETFD}, {"F_SETFD", unix.F_SETFD}, {"F_GETFL", unix.F_GETFL},
	{"F_SETFL", unix.F_SETFL}, {"F_GETLK", unix.F_GETLK}, {"F_SETLK", unix.F_SETLK}, {"F_SETLKW", unix.F_SETLKW}, {"F_GETOWN", unix.F_GETOWN},
	{"F_SETOWN", unix.F_SETOWN}, {"F_RDLCK", unix.F_RDLCK}, {"F_WRLCK", unix.F_WRLCK}, {"F_UNLCK", unix.F_UNLCK}, {"FD_CLOEXEC", unix.FD_CLOEXEC},
	{"LOCK_SH", unix.LOCK_SH}, {"LOCK_EX", unix.LOCK_EX}, {"LOCK_NB", unix.LOCK_NB}, {"LOCK_UN", unix.LOCK_UN}, {"FASYNC", unix.O_ASYNC},
}

// maxArg is how large an argument may be.
const maxArg = 1024

func fail(t *thread, err error) error { return t.RaiseOS(err, "") }

// descriptor reads the first argument and asks the host's leave.
func descriptor(t *thread, v value) (int, error) {
	fd, err := pylib.FD(t, v)
	if err == nil && !t.In.Files && !t.In.Sockets {
		err = t.RaiseOS(syscall.EPERM, "")
	}
	return fd, err
}

// buffer copies an argument that is no number; ok: it is one.
func buffer(t *thread, fn string, v value) (b []byte, ok bool, err error) {
	if v.IsNil() || v.Type().Flags&object.FlagInt != 0 || v.Type().Slots.Index != nil {
		return nil, false, nil
	}
	if s, isStr := object.AsStr(v); isStr {
		b = []byte(s.S)
	} else {
		src, release, err := t.BufferOf(v)
		if err != nil {
			return nil, false, err
		}
		b = append(b, src...)
		release()
	}
	if len(b) > maxArg {
		return nil, true, t.ValueErr("%s string arg too long", fn)
	}
	return append(b, make([]byte, maxArg-len(b))...)[:len(b)], true, nil
}

// word reads a number that may be one of 32 bits without a sign.
func word(t *thread, v value) (int, error) {
	if v.IsNil() {
		return 0, nil
	}
	n, err := t.AsIndex(v, object.OverflowError)
	if err == nil && n != int(int32(n)) && n != int(uint32(n)) {
		err = t.Raise(object.OverflowError, "unsigned int is greater than maximum")
	}
	return n, err
}

func fcntlFcntl(t *thread, _ value, a []value) (value, error) {
	fd, err := descriptor(t, a[0])
	if err != nil {
		return value{}, err
	}
	cmd, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	b, ok, err := buffer(t, "fcntl", a[2])
	if err != nil {
		return value{}, err
	}
	if ok {
		t.Unlock()
		_, err := object.Fcntl(fd, cmd, b[:cap(b)])
		t.Lock()
		if err != nil {
			return value{}, fail(t, err)
		}
		return t.NewBytes(b), nil
	}
	arg, err := word(t, a[2])
	if err != nil {
		return value{}, err
	}
	t.Unlock()
	n, err := unix.FcntlInt(uintptr(fd), cmd, arg)
	t.Lock()
	if err != nil {
		return value{}, fail(t, err)
	}
	return object.Int(int64(n)), nil
}

func fcntlIoctl(t *thread, _ value, a []value) (value, error) {
	fd, err := descriptor(t, a[0])
	if err != nil {
		return value{}, err
	}
	request, err := word(t, a[1])
	if err != nil {
		return value{}, err
	}
	b, ok, err := buffer(t, "ioctl", a[2])
	if err != nil {
		return value{}, err
	}
	if !ok {
		arg, err := word(t, a[2])
		if err != nil {
			return value{}, err
		}
		n, err := object.IoctlInt(fd, uint(uint32(request)), arg)
		if err != nil {
			return value{}, fail(t, err)
		}
		return object.Int(int64(n)), nil
	}
	mutate := true
	if !a[3].IsNil() {
		if mutate, err = t.Truth(a[3]); err != nil {
			return value{}, err
		}
	}
	n, err := object.Ioctl(fd, uint(uint32(request)), b[:cap(b)])
	if err != nil {
		return value{}, fail(t, err)
	}
	if object.IsBuffer(a[2]) {
		if _, writable := a[2].Type().Slots.Buffer(t, a[2]); writable && mutate {
			dst, release, err := t.WritableBuffer("ioctl()", a[2])
			if err != nil {
				return value{}, err
			}
			copy(dst, b)
			release()
			return object.Int(int64(n)), nil
		}
	}
	return t.NewBytes(b), nil
}

func fcntlFlock(t *thread, _ value, a []value) (value, error) {
	fd, err := descriptor(t, a[0])
	if err != nil {
		return value{}, err
	}
	op, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	t.Unlock()
	for {
		if err = unix.Flock(fd, op); err != unix.EINTR {
			break
		}
	}
	t.Lock()
	if err != nil {
		return value{}, fail(t, err)
	}
	return none, nil
}

func fcntlLockf(t *thread, _ value, a []value) (value, error) {
	fd, err := descriptor(t, a[0])
	if err != nil {
		return value{}, err
	}
	op, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	var n [3]int
	for i := range n {
		if n[i], err = t.SsizeArg(a[2+i], 0); err != nil {
			return value{}, err
		}
	}
	lk := unix.Flock_t{Len: int64(n[0]), Start: int64(n[1]), Whence: int16(n[2])}
	switch {
	case op == unix.LOCK_UN:
		lk.Type = unix.F_UNLCK
	case op&unix.LOCK_SH != 0:
		lk.Type = unix.F_RDLCK
	case op&unix.LOCK_EX != 0:
		lk.Type = unix.F_WRLCK
	default:
		return value{}, t.ValueErr("unrecognized lockf argument")
	}
	cmd := unix.F_SETLKW
	if op&unix.LOCK_NB != 0 {
		cmd = unix.F_SETLK
	}
	t.Unlock()
	for {
		if err = unix.FcntlFlock(uintptr(fd), cmd, &lk); err != unix.EINTR {
			break
		}
	}
	t.Lock()
	if err != nil {
		return value{}, fail(t, err)
	}
	return none, nil
}
