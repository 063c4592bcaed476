package osmod

import (
	"strconv"
	"syscall"

	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

func pipeDecls() []object.Decl {
	return []object.Decl{
		object.Func("dup(fd, /)", "Return a duplicate of a file descriptor.", onFD(osDup)),
		object.Func("dup2(fd, fd2, inheritable=True)", "Make fd2 a duplicate of fd, and return it.", onFD(osDup2)),
		object.Func("pipe()", "Create a pipe. Return the descriptors of its ends, the one to read from first.", osPipe),
		object.Func("pipe2(flags, /)", "Create a pipe with flags of open().", osPipe2),
		object.Func("get_inheritable(fd, /)", "Whether programs that are started get the descriptor.", onFD(osGetInheritable)),
		object.Func("set_inheritable(fd, inheritable, /)", "Set whether programs that are started get the descriptor.", onFD(osSetInheritable)),
		object.Func("get_blocking(fd, /)", "Whether reading and writing wait.", onFD(osGetBlocking)),
		object.Func("set_blocking(fd, blocking, /)", "Set whether reading and writing wait.", onFD(osSetBlocking)),
		object.Func("closerange(fd_low, fd_high, /)", "Close the descriptors from fd_low to fd_high, without it; errors are ignored.", osCloseRange),
		object.Func("pread(fd, length, offset, /)", "Read at a position, which the descriptor's own is not changed by.", onFD(osPread)),
		object.Func("pwrite(fd, data, offset, /)", "Write at a position.", onFD(osPwrite)),
		object.Func("readv(fd, buffers, /)", "Read into buffers, one after the other.", onFD(osReadv)),
		object.Func("writev(fd, buffers, /)", "Write buffers, one after the other.", onFD(osWritev)),
		object.Func("fdatasync(fd)", "Write the file's data to the disk.", onFD(func(t *thread, fd int, _ []value) (value, error) { return none, syscall.Fsync(fd) })),
		object.Func("fchdir(fd)", "Change to the folder that fd is.", onFD(func(t *thread, fd int, _ []value) (value, error) { return none, syscall.Fchdir(fd) })),
		object.Func("fchmod(fd, mode)", "Change who may use the file.", onFD(osFchmod)),
		object.Func("fchown(fd, uid, gid)", "Change whose file it is.", onFD(osFchown)),
		object.Func("lockf(fd, command, length, /)", "Lock a part of a file, or test or release the lock.", onFD(osLockf)),
		object.Func("ttyname(fd, /)", "Return the name of a terminal.", onFD(osTTYName)),
		object.Func("tcgetpgrp(fd, /)", "Return the group that owns a terminal.", onFD(osTCGetpgrp)),
		object.Func("tcsetpgrp(fd, pgid, /)", "Give a terminal to a group.", onFD(osTCSetpgrp)),
		object.Func("get_terminal_size(fd=1, /)", "Return the size of a terminal as (columns, lines).", osTerminalSize),
		object.Func("ctermid()", "Return the name of the process's terminal.", func(t *thread, _ value, _ []value) (value, error) { return t.NewStr("/dev/tty"), nil }),
		object.Func("device_encoding(fd)", "Return the encoding of a terminal, None for other files.", onFD(osDeviceEncoding)),
	}
}

func osDup(_ *thread, fd int, _ []value) (value, error) {
	n, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(n)), nil
}

func osDup2(t *thread, fd int, a []value) (value, error) {
	to, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	inheritable := true
	if !a[2].IsNil() {
		if inheritable, err = t.Truth(a[2]); err != nil {
			return value{}, err
		}
	}
	if fd < 0 || to < 0 {
		return value{}, syscall.EBADF
	}
	if fd == to {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != nil {
			return value{}, err
		}
		return object.Int(int64(to)), nil
	}
	if err := unix.Dup2(fd, to); err != nil {
		return value{}, err
	}
	if !inheritable {
		syscall.CloseOnExec(to)
	}
	return object.Int(int64(to)), nil
}

func osPipe(t *thread, _ value, _ []value) (value, error) { return newPipe(t, unix.O_CLOEXEC) }

func osPipe2(t *thread, _ value, a []value) (value, error) {
	flags, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	return newPipe(t, flags)
}

func newPipe(t *thread, flags int) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	fds, err := pipe2(flags)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return t.NewTuple(object.Int(int64(fds[0])), object.Int(int64(fds[1]))), nil
}

func osGetInheritable(_ *thread, fd int, _ []value) (value, error) {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	return object.Bool(flags&unix.FD_CLOEXEC == 0), err
}

func osSetInheritable(t *thread, fd int, a []value) (value, error) {
	on, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	if err != nil {
		return value{}, err
	}
	flags |= unix.FD_CLOEXEC
	if on != 0 {
		flags &^= unix.FD_CLOEXEC
	}
	_, err = unix.FcntlInt(uintptr(fd), unix.F_SETFD, flags)
	return none, err
}

func osGetBlocking(_ *thread, fd int, _ []value) (value, error) {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	return object.Bool(flags&unix.O_NONBLOCK == 0), err
}

func osSetBlocking(t *thread, fd int, a []value) (value, error) {
	on, err := t.Truth(a[1])
	if err != nil {
		return value{}, err
	}
	return none, unix.SetNonblock(fd, !on)
}

func osCloseRange(t *thread, _ value, a []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	n, err := ints(t, a)
	if err != nil {
		return value{}, err
	}
	var lim unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &lim) == nil {
		n[1] = int(min(uint64(max(n[1], 0)), lim.Max))
	}
	for fd := max(n[0], 0); fd < n[1]; fd++ {
		_ = unix.Close(fd)
	}
	return none, nil
}

func osPread(t *thread, fd int, a []value) (value, error) {
	n, err := intArg(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	at, err := intArg(t, a[2], 0)
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		return value{}, syscall.EINVAL
	}
	n = min(n, 1<<30)
	if err := t.Grow(n); err != nil {
		return value{}, err
	}
	b := make([]byte, n)
	t.Unlock()
	got, err := unix.Pread(fd, b, int64(at))
	t.Lock()
	if err != nil {
		return value{}, err
	}
	return t.NewBytes(append([]byte(nil), b[:got]...)), nil
}

func osPwrite(t *thread, fd int, a []value) (value, error) {
	b, release, err := t.BufferOf(a[1])
	if err != nil {
		return value{}, err
	}
	defer release()
	at, err := intArg(t, a[2], 0)
	if err != nil {
		return value{}, err
	}
	t.Unlock()
	n, err := unix.Pwrite(fd, b, int64(at))
	t.Lock()
	return object.Int(int64(n)), err
}

// osReadv reads what there is into the buffers.
func osReadv(t *thread, fd int, a []value) (value, error) {
	items, err := t.Collect(a[1])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(items)
	var parts [][]byte
	size := 0
	for _, x := range items {
		b, release, err := t.WritableBuffer("readv()", x)
		if err != nil {
			return value{}, err
		}
		defer release()
		parts = append(parts, b)
		size += len(b)
	}
	all := make([]byte, size)
	n, err := t.ReadFD(fd, all)
	rest := all[:n]
	for _, p := range parts {
		rest = rest[copy(p, rest):]
	}
	return object.Int(int64(n)), err
}

func osWritev(t *thread, fd int, a []value) (value, error) {
	items, err := t.Collect(a[1])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(items)
	var all []byte
	for _, x := range items {
		b, release, err := t.BufferOf(x)
		if err != nil {
			return value{}, err
		}
		all = append(all, b...)
		release()
	}
	n, err := t.WriteFD(fd, all)
	return object.Int(int64(n)), err
}

func osFchmod(t *thread, fd int, a []value) (value, error) {
	mode, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	return none, unix.Fchmod(fd, uint32(mode))
}

func osFchown(t *thread, fd int, a []value) (value, error) {
	n, err := ints(t, a[1:])
	if err != nil {
		return value{}, err
	}
	return none, unix.Fchown(fd, n[0], n[1])
}

// Commands of lockf(3).
const (
	fULOCK = iota
	fLOCK
	fTLOCK
	fTEST
)

func osLockf(t *thread, fd int, a []value) (value, error) {
	cmd, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	n, err := intArg(t, a[2], 0)
	if err != nil {
		return value{}, err
	}
	lk := unix.Flock_t{Type: unix.F_WRLCK, Whence: 1, Len: int64(n)}
	op := unix.F_SETLK
	switch cmd {
	case fULOCK:
		lk.Type = unix.F_UNLCK
	case fLOCK:
		op = unix.F_SETLKW
	case fTLOCK:
	case fTEST:
		if err := unix.FcntlFlock(uintptr(fd), unix.F_GETLK, &lk); err != nil {
			return value{}, err
		}
		if lk.Type != unix.F_UNLCK {
			return value{}, syscall.EACCES
		}
		return none, nil
	default:
		return value{}, syscall.EINVAL
	}
	t.Unlock()
	err = unix.FcntlFlock(uintptr(fd), op, &lk)
	t.Lock()
	return none, err
}

func osTTYName(t *thread, fd int, _ []value) (value, error) {
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != nil {
		return value{}, err
	}
	if !object.IsTerminal(fd) {
		return value{}, syscall.ENOTTY
	}
	var buf [256]byte
	n, err := unix.Readlink("/dev/fd/"+strconv.Itoa(fd), buf[:])
	if err != nil {
		return value{}, err
	}
	return t.NewStr(string(buf[:n])), nil
}

func osTCGetpgrp(_ *thread, fd int, _ []value) (value, error) {
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP)
	return object.Int(int64(n)), err
}

func osTCSetpgrp(t *thread, fd int, a []value) (value, error) {
	n, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	return none, unix.IoctlSetPointerInt(fd, unix.TIOCSPGRP, n)
}

func osTerminalSize(t *thread, _ value, a []value) (value, error) {
	fd, err := t.IntArg(a[0], 1)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	w, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return t.NewStructSeq(terminalType, 2, object.Int(int64(w.Col)), object.Int(int64(w.Row))), nil
}

func osDeviceEncoding(t *thread, fd int, _ []value) (value, error) {
	if !object.IsTerminal(fd) {
		return none, nil
	}
	return t.NewStr("UTF-8"), nil
}
