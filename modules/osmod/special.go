package osmod

import (
	"syscall"

	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

func specialDecls() []object.Decl {
	return []object.Decl{
		object.Func("mkfifo(path, mode=438, *, dir_fd=None)", "Make a pipe that has a name.", osMkfifo),
		object.Func("chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", "Change whose file it is.", osChown),
		object.Func("lchown(path, uid, gid)", "chown() that does not follow symbolic links.", osLchown),
		object.Func("statvfs(path)", "Return figures of the file system that a path is on.", osStatvfs),
		object.Func("getcwdb()", "Return the current folder as bytes.", osGetcwdb),
	}
}

var statvfsType = new(object.Type)

func statvfsInit() {
	names := [...]string{"f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid"}
	fields := make([]object.StructField, len(names))
	for i, n := range names {
		fields[i].Name = n
	}
	object.DefineStructSeq(statvfsType, "os.statvfs_result", "statvfs_result: Result from statvfs or fstatvfs.", 10, fields, false)
}

func osMkfifo(t *thread, _ value, a []value) (value, error) {
	p, err := pathArg(t, "mkfifo", a[0], false)
	if err != nil {
		return value{}, err
	}
	mode, err := intArg(t, a[1], 0o666)
	if err != nil {
		return value{}, err
	}
	if err := unix.Mkfifo(p.name, uint32(mode)); err != nil {
		return value{}, p.fail(t, err)
	}
	return none, nil
}

func chown(t *thread, fn string, a []value, follow bool) (value, error) {
	p, err := pathArg(t, fn, a[0], follow)
	if err != nil {
		return value{}, err
	}
	n, err := ints(t, a[1:3])
	if err != nil {
		return value{}, err
	}
	switch {
	case p.isFD:
		err = syscall.Fchown(p.fd, n[0], n[1])
	case follow:
		err = syscall.Chown(p.name, n[0], n[1])
	default:
		err = syscall.Lchown(p.name, n[0], n[1])
	}
	if err != nil {
		return value{}, p.fail(t, err)
	}
	return none, nil
}

func osChown(t *thread, _ value, a []value) (value, error) {
	follow := true
	if !a[4].IsNil() {
		var err error
		if follow, err = t.Truth(a[4]); err != nil {
			return value{}, err
		}
	}
	return chown(t, "chown", a, follow)
}

func osLchown(t *thread, _ value, a []value) (value, error) { return chown(t, "lchown", a, false) }

func osStatvfs(t *thread, _ value, a []value) (value, error) {
	p, err := pathArg(t, "statvfs", a[0], true)
	if err != nil {
		return value{}, err
	}
	var st unix.Statfs_t
	if p.isFD {
		err = unix.Fstatfs(p.fd, &st)
	} else {
		err = unix.Statfs(p.name, &st)
	}
	if err != nil {
		return value{}, p.fail(t, err)
	}
	items := make([]value, 11)
	for i, n := range statvfsItems(&st) {
		items[i] = t.NewUint(n)
	}
	return t.NewStructSeq(statvfsType, 10, items...), nil
}

func osGetcwdb(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	dir, err := syscall.Getwd()
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return t.NewBytes([]byte(dir)), nil
}
