package osmod

import (
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/minipy-go/minipy/object"
)

func pathDecls() []object.Decl {
	return []object.Decl{
		object.Func("getcwd()", "Return a unicode string representing the current working directory.", onDisk(osGetCwd, func(t *thread, _ object.Disk, _ []value) (value, error) {
			return t.NewStr("/"), nil
		})),
		object.Func("chdir(path)", "Change the current working directory to the specified path.", one("chdir", os.Chdir)),
		object.Func("listdir(path=None)", "Return a list containing the names of the files in the directory.", osListDir),
		object.Func("scandir(path=None)", "Return an iterator of DirEntry objects for given path.", osScandir),
		object.Func("mkdir(path, mode=511, *, dir_fd=None)", "Create a directory.", onDisk(osMkdir, diskMkdir)),
		object.Func("rmdir(path, *, dir_fd=None)", "Remove a directory.", onDisk(one("rmdir", syscall.Rmdir), diskRemove("rmdir", true))),
		object.Func("remove(path, *, dir_fd=None)", "Remove a file (same as unlink()).", onDisk(one("remove", syscall.Unlink), diskRemove("remove", false))),
		object.Func("unlink(path, *, dir_fd=None)", "Remove a file (same as remove()).", onDisk(one("unlink", syscall.Unlink), diskRemove("unlink", false))),
		object.Func("rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "Rename a file or directory.", onDisk(two("rename", syscall.Rename), diskRename("rename"))),
		object.Func("replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "Rename a file or directory, overwriting the destination.", onDisk(two("replace", syscall.Rename), diskRename("replace"))),
		object.Func("link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", "Create a hard link to a file.", two("link", syscall.Link)),
		object.Func("symlink(src, dst, target_is_directory=False, *, dir_fd=None)", "Create a symbolic link pointing to src named dst.", two("symlink", syscall.Symlink)),
		object.Func("readlink(path, *, dir_fd=None)", "Return a string representing the path to which the symbolic link points.", osReadLink),
		object.Func("stat(path, *, dir_fd=None, follow_symlinks=True)", "Perform a stat system call on the given path.", osStat),
		object.Func("lstat(path, *, dir_fd=None)", "Perform a stat system call on the given path, without following symbolic links.", osLstat),
		object.Func("access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", "Use the real uid/gid to test for access to a path.", onDisk(osAccess, diskAccess)),
		object.Func("chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", "Change the access permissions of a file.", osChmod),
		object.Func("utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)", "Set the access and modified time of path.", osUtime),
		object.Func("truncate(path, length)", "Truncate a file to a specified length.", osTruncate),
		object.Func("umask(mask, /)", "Set the current numeric umask and return the previous umask.", osUmask),
	}
}

// A path is an argument that names a file: by name, or by descriptor where that may be.
type path struct {
	name  string
	fd    int
	isFD  bool
	bytes bool
	given value // lent; for the errors
}

// pathArg converts the argument v of function fn.
func pathArg(t *thread, fn string, v value, fdToo bool) (path, error) {
	if err := allowed(t); err != nil {
		return path{given: v}, err
	}
	return nameArg(t, fn, v, fdToo)
}

// nameArg is pathArg where the host's leave was asked for already.
func nameArg(t *thread, fn string, v value, fdToo bool) (path, error) {
	p := path{given: v}
	if fdToo && v.Type().Flags&object.FlagInt != 0 {
		n, err := t.AsIndex(v, object.OverflowError)
		p.fd, p.isFD = n, true
		return p, err
	}
	what := "string, bytes or os.PathLike"
	if fdToo {
		what = "string, bytes, os.PathLike or integer"
	}
	s, err := osFSPath(t, value{}, []value{v})
	if err != nil {
		if t.ErrIs(err, object.TypeError) {
			t.Discard(err)
			err = t.TypeErr("%s: path should be %s, not %s", fn, what, v.Type().FullName())
		}
		return p, err
	}
	defer t.Unref(s)
	if b, ok := object.AsBytes(s); ok {
		p.name, p.bytes = string(b.B), true
	} else {
		str, _ := object.AsStr(s)
		if p.name, err = t.SystemName(str); err != nil {
			return p, err
		}
	}
	for i := range len(p.name) {
		if p.name[i] == 0 {
			return p, t.ValueErr("embedded null byte")
		}
	}
	return p, nil
}

// fail is the OSError of an operation on p.
func (p path) fail(t *thread, err error) error {
	if no, ok := object.Errno(err); ok {
		return t.RaiseArgs(object.OSError, object.Int(int64(no)), t.NewStr(object.Strerror(no)), p.given.Ref())
	}
	return t.RaiseOS(err, p.name)
}

func one(fn string, f func(string) error) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		p, err := pathArg(t, fn, a[0], false)
		if err != nil {
			return value{}, err
		}
		if err := f(p.name); err != nil {
			return value{}, p.fail(t, err)
		}
		return none, nil
	}
}

func two(fn string, f func(a, b string) error) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		src, err := pathArg(t, fn, a[0], false)
		if err != nil {
			return value{}, err
		}
		dst, err := pathArg(t, fn, a[1], false)
		if err != nil {
			return value{}, err
		}
		err = f(src.name, dst.name)
		if err == nil {
			return none, nil
		}
		no, _ := object.Errno(err)
		return value{}, t.RaiseArgs(object.OSError, object.Int(int64(no)), t.NewStr(object.Strerror(no)), src.given.Ref(), none, dst.given.Ref())
	}
}

func osGetCwd(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return t.NewSystemStr(dir), nil
}

// readDir lists a folder in the system's order.
func readDir(t *thread, fn string, v value) ([]fs.DirEntry, path, error) {
	if v.O == nil || v == none {
		v = t.NewStr(".")
		defer t.Unref(v)
	}
	if d := diskOf(t); d != nil {
		p, err := nameArg(t, fn, v, false)
		if err != nil {
			return nil, p, err
		}
		entries, err := d.ReadDir(p.name)
		if err != nil {
			return nil, p, p.fail(t, err)
		}
		return entries, p, nil
	}
	p, err := pathArg(t, fn, v, false)
	if err != nil {
		return nil, p, err
	}
	d, err := os.Open(p.name)
	if err != nil {
		return nil, p, p.fail(t, err)
	}
	defer d.Close()
	entries, err := d.ReadDir(-1)
	if err != nil {
		return nil, p, p.fail(t, err)
	}
	return entries, p, nil
}

func (p path) text(t *thread, s string) value {
	if p.bytes {
		return t.NewBytes([]byte(s))
	}
	return t.NewSystemStr(s)
}

func osListDir(t *thread, _ value, a []value) (value, error) {
	entries, p, err := readDir(t, "listdir", a[0])
	if err != nil {
		return value{}, err
	}
	names := make([]value, len(entries))
	for i, e := range entries {
		names[i] = p.text(t, e.Name())
	}
	return t.NewList(names), nil
}

// osListTypes gives tuples (name, "d", "f", "l" or "?").
func osListTypes(t *thread, _ value, a []value) (value, error) {
	entries, p, err := readDir(t, "scandir", a[0])
	if err != nil {
		return value{}, err
	}
	out := make([]value, len(entries))
	for i, e := range entries {
		kind := "?"
		switch m := e.Type(); {
		case m.IsDir():
			kind = "d"
		case m.IsRegular():
			kind = "f"
		case m&fs.ModeSymlink != 0:
			kind = "l"
		}
		out[i] = t.NewTuple(p.text(t, e.Name()), t.NewStr(kind))
	}
	return t.NewList(out), nil
}

func intArg(t *thread, v value, dflt int) (int, error) {
	if v.O == nil || v == none {
		return dflt, nil
	}
	return t.AsIndex(v, object.OverflowError)
}

func osMkdir(t *thread, _ value, a []value) (value, error) {
	p, err := pathArg(t, "mkdir", a[0], false)
	if err != nil {
		return value{}, err
	}
	mode, err := intArg(t, a[1], 0o777)
	if err != nil {
		return value{}, err
	}
	if err := syscall.Mkdir(p.name, uint32(mode)); err != nil {
		return value{}, p.fail(t, err)
	}
	return none, nil
}

func osReadLink(t *thread, _ value, a []value) (value, error) {
	p, err := pathArg(t, "readlink", a[0], false)
	if err != nil {
		return value{}, err
	}
	s, err := os.Readlink(p.name)
	if err != nil {
		return value{}, p.fail(t, err)
	}
	return p.text(t, s), nil
}

func osAccess(t *thread, _ value, a []value) (value, error) {
	p, err := pathArg(t, "access", a[0], false)
	if err != nil {
		return value{}, err
	}
	mode, err := intArg(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	return object.Bool(syscall.Access(p.name, uint32(mode)) == nil), nil
}

func osChmod(t *thread, _ value, a []value) (value, error) {
	p, err := pathArg(t, "chmod", a[0], true)
	if err != nil {
		return value{}, err
	}
	mode, err := intArg(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	if p.isFD {
		err = syscall.Fchmod(p.fd, uint32(mode))
	} else {
		err = syscall.Chmod(p.name, uint32(mode))
	}
	if err != nil {
		return value{}, p.fail(t, err)
	}
	return none, nil
}

// osUtime sets times given in seconds or, by ns, in nanoseconds; else to now.
func osUtime(t *thread, _ value, a []value) (value, error) {
	p, err := pathArg(t, "utime", a[0], false)
	if err != nil {
		return value{}, err
	}
	at := time.Now()
	times := [2]time.Time{at, at}
	pair, unit := a[1], 1e9
	if a[2].O != nil && a[2] != none {
		pair, unit = a[2], 1
	}
	if pair.O != nil && pair != none {
		tup, ok := object.AsTuple(pair)
		if !ok || len(tup.Items) != 2 {
			return value{}, t.TypeErr("utime: 'times' must be either a tuple of two ints or None")
		}
		for i, x := range tup.Items {
			if n, ok := object.IntValue(x); ok {
				times[i] = time.Unix(0, n*int64(unit))
				continue
			}
			f, err := t.AsFloat(x)
			if err != nil {
				return value{}, err
			}
			times[i] = time.Unix(0, int64(f*unit))
		}
	}
	if err := os.Chtimes(p.name, times[0], times[1]); err != nil {
		return value{}, p.fail(t, err)
	}
	return none, nil
}

func osTruncate(t *thread, _ value, a []value) (value, error) {
	p, err := pathArg(t, "truncate", a[0], true)
	if err != nil {
		return value{}, err
	}
	n, err := intArg(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	if p.isFD {
		err = syscall.Ftruncate(p.fd, int64(n))
	} else {
		err = syscall.Truncate(p.name, int64(n))
	}
	if err != nil {
		return value{}, p.fail(t, err)
	}
	return none, nil
}

func osUmask(t *thread, _ value, a []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	n, err := intArg(t, a[0], 0)
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(syscall.Umask(n))), nil
}

func osStat(t *thread, _ value, a []value) (value, error) {
	follow := true
	if a[2].O != nil {
		var err error
		if follow, err = t.Truth(a[2]); err != nil {
			return value{}, err
		}
	}
	return statOf(t, "stat", a[0], follow)
}

func osLstat(t *thread, _ value, a []value) (value, error) { return statOf(t, "lstat", a[0], false) }

func statOf(t *thread, fn string, v value, follow bool) (value, error) {
	if d := diskOf(t); d != nil {
		return diskStat(t, d, fn, v, follow)
	}
	p, err := pathArg(t, fn, v, follow)
	if err != nil {
		return value{}, err
	}
	var st syscall.Stat_t
	switch {
	case p.isFD:
		err = syscall.Fstat(p.fd, &st)
	case follow:
		err = syscall.Stat(p.name, &st)
	default:
		err = syscall.Lstat(p.name, &st)
	}
	if err != nil {
		return value{}, p.fail(t, err)
	}
	return newStat(t, &st), nil
}
