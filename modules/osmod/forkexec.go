package osmod

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/minipy-go/minipy/modules/signalmod"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

// SubprocessModule declares _posixsubprocess.
var SubprocessModule = object.ModuleSpec{
	Name: "_posixsubprocess",
	Doc:  "Starting programs, for subprocess.",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("fork_exec(args, executables, close_fds, keep, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, setsid, gid, groups, uid, umask, preexec_fn, /)",
				"Start a program. Return the id of its process; an error goes to errpipe_write.", forkExec),
		}
	},
}

// A launch is a program to start.
type launch struct {
	args, executables, env []string
	dir                    string
	files                  [3]int // standard streams, -1: the process's own
	keep                   []int  // descriptors that the program gets, too
	closeFDs               bool
	restoreSignals         bool
	around                 func(func()) // calls what starts the program, or nil
	umask                  int
	sys                    syscall.SysProcAttr
}

// The positions of fork_exec's arguments.
const (
	feArgs = iota
	feExecutables
	feCloseFDs
	feKeep
	feCwd
	feEnv
	feP2cRead
	feP2cWrite
	feC2pRead
	feC2pWrite
	feErrRead
	feErrWrite
	fePipeRead
	fePipeWrite
	feRestore
	feSetsid
	feGid
	feGroups
	feUid
	feUmask
	fePreexec
)

func forkExec(t *thread, _ value, a []value) (value, error) {
	if err := processes(t); err != nil {
		return value{}, err
	}
	if a[fePreexec] != none {
		return value{}, t.Raise(object.RuntimeError, "preexec_fn is not supported")
	}
	var l launch
	if err := l.read(t, a); err != nil {
		return value{}, err
	}
	pipe, err := t.IntArg(a[fePipeWrite], 0)
	if err != nil {
		return value{}, err
	}
	if t.In.Visible != nil {
		t.In.Visible()
	}
	if !l.restoreSignals {
		l.around = signalmod.Ignoring(t)
	}
	t.Unlock()
	pid, chdir, err := l.start()
	t.Lock()
	if err == nil {
		return object.Int(int64(pid)), nil
	}
	no, _ := object.Errno(err)
	report := fmt.Sprintf("OSError:%X:", no)
	if chdir {
		report += "noexec"
	}
	if _, err := t.WriteFD(pipe, []byte(report)); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return object.Int(int64(newPhantom(t))), nil
}

// read converts the arguments of fork_exec.
func (l *launch) read(t *thread, a []value) (err error) {
	if l.args, err = pathList(t, a[feArgs]); err != nil {
		return err
	}
	if l.executables, err = pathList(t, a[feExecutables]); err != nil {
		return err
	}
	if l.closeFDs, err = t.Truth(a[feCloseFDs]); err != nil {
		return err
	}
	if l.restoreSignals, err = t.Truth(a[feRestore]); err != nil {
		return err
	}
	if l.sys.Setsid, err = t.Truth(a[feSetsid]); err != nil {
		return err
	}
	if l.umask, err = t.IntArg(a[feUmask], 0); err != nil {
		return err
	}
	if a[feCwd] != none {
		if l.dir, err = pathString(t, a[feCwd]); err != nil {
			return err
		}
	}
	l.env = environment(t)
	if a[feEnv] != none {
		if l.env, err = pathList(t, a[feEnv]); err != nil {
			return err
		}
	}
	fds, err := ints(t, []value{a[feP2cRead], a[feC2pWrite], a[feErrWrite]})
	if err != nil {
		return err
	}
	copy(l.files[:], fds)
	keep, ok := object.AsTuple(a[feKeep])
	if !ok {
		return t.TypeErr("fork_exec() argument 4 must be tuple, not %s", a[feKeep].Type().Name)
	}
	errPipe, err := t.IntArg(a[fePipeWrite], 0)
	if err != nil {
		return err
	}
	last := -1
	for _, v := range keep.Items {
		n, ok := object.IntValue(v)
		if !ok || n < 0 || n <= int64(last) || n > 1<<20 {
			return t.ValueErr("bad value(s) in fds_to_keep")
		}
		last = int(n)
		if last != errPipe { // the program is started or not before it could be of use
			l.keep = append(l.keep, last)
		}
	}
	return l.credential(t, a)
}

// credential reads whose process it is to be.
func (l *launch) credential(t *thread, a []value) error {
	if a[feGid] == none && a[feGroups] == none && a[feUid] == none {
		return nil
	}
	c := &syscall.Credential{Uid: uint32(os.Geteuid()), Gid: uint32(os.Getegid()), NoSetGroups: true}
	id := func(v value, kind string) (uint32, error) {
		n, err := t.Index(v)
		if err != nil {
			return 0, err
		}
		defer t.Unref(n)
		x, ok := object.IntValue(n)
		if !ok || x < 0 || x != int64(uint32(x)) {
			return 0, t.ValueErr("invalid %s id", kind)
		}
		return uint32(x), nil
	}
	var err error
	if a[feUid] != none {
		if c.Uid, err = id(a[feUid], "user"); err != nil {
			return err
		}
	}
	if a[feGid] != none {
		if c.Gid, err = id(a[feGid], "group"); err != nil {
			return err
		}
	}
	if a[feGroups] != none {
		c.NoSetGroups = false
		err = t.Iterate(a[feGroups], func(x value) error {
			g, err := id(x, "group")
			c.Groups = append(c.Groups, g)
			return err
		})
	}
	l.sys.Credential = c
	return err
}

// start starts the first of the executables that there is, without the lock. chdir:
// the program was not tried.
func (l *launch) start() (pid int, chdir bool, err error) {
	if l.dir != "" {
		fd, err := unix.Open(l.dir, unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		if err == nil {
			unix.Close(fd)
			err = unix.Access(l.dir, unix.X_OK)
		}
		if err != nil {
			return 0, true, err
		}
	}
	attr := &syscall.ProcAttr{Dir: l.dir, Env: l.env, Files: l.descriptors(), Sys: &l.sys}
	try := func() {
		err = syscall.ENOENT
		for _, name := range l.executables {
			var e error
			if pid, e = syscall.ForkExec(name, l.args, attr); e == nil {
				err = nil
				return
			}
			if e != syscall.ENOENT && e != syscall.ENOTDIR || err == syscall.ENOENT {
				err = e
			}
		}
	}
	run := try
	if l.umask >= 0 {
		run = func() {
			old := syscall.Umask(l.umask)
			try()
			syscall.Umask(old)
		}
	}
	if l.around != nil {
		l.around(run)
	} else {
		run()
	}
	return pid, false, err
}

// descriptors are what the program's descriptors are to be: Go closes those that are
// -1, and leaves to their flags those that are not there.
func (l *launch) descriptors() []uintptr {
	const shut = ^uintptr(0)
	out := make([]uintptr, 3, 8)
	put := func(n int, fd uintptr) {
		for len(out) <= n {
			out = append(out, shut)
		}
		out[n] = fd
	}
	for i, fd := range l.files {
		if fd < 0 {
			fd = i
		}
		out[i] = shut
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil {
			out[i] = uintptr(fd)
		}
	}
	if !l.closeFDs {
		return out
	}
	open := openFDs()
	for _, fd := range open {
		if fd > 2 {
			put(fd, shut)
		}
	}
	for _, fd := range l.keep {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil && fd > 2 {
			put(fd, uintptr(fd))
		}
	}
	return out
}

// openFDs lists the descriptors that a program would inherit.
func openFDs() (out []int) {
	dir := "/dev/fd"
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		fd, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil && flags&unix.FD_CLOEXEC == 0 {
			out = append(out, fd)
		}
	}
	return out
}

// pathString is a str, bytes or PathLike as the system wants it.
func pathString(t *thread, v value) (string, error) {
	s, err := osFSPath(t, value{}, []value{v})
	if err != nil {
		return "", err
	}
	defer t.Unref(s)
	var out string
	if b, ok := object.AsBytes(s); ok {
		out = string(b.B)
	} else {
		str, _ := object.AsStr(s)
		if out, err = t.SystemName(str); err != nil {
			return "", err
		}
	}
	if strings.IndexByte(out, 0) >= 0 {
		return "", t.ValueErr("embedded null byte")
	}
	return out, nil
}

func pathList(t *thread, v value) (out []string, err error) {
	items, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	defer t.UnrefAll(items)
	for _, x := range items {
		s, err := pathString(t, x)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// phantoms are the ids of processes that were to be, but could not begin: whoever
// waits for one learns that it ended with status 255, as a child does that could not
// run its program.
type phantoms struct {
	last int
	ids  map[int]bool
}

type phantomKey struct{}

// firstPhantom is larger than any id that the system gives.
const firstPhantom = 1 << 30

func phantomsOf(t *thread) *phantoms {
	return t.In.State(phantomKey{}, func() any { return &phantoms{last: firstPhantom, ids: map[int]bool{}} }).(*phantoms)
}

func newPhantom(t *thread) int {
	p := phantomsOf(t)
	p.last++
	p.ids[p.last] = true
	return p.last
}
