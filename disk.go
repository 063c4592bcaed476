package minipy

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"syscall"

	"github.com/minipy-go/minipy/object"
)

// A disk makes Config.Files and Config.Root one tree with / as its top, for the script:
// what it writes goes to Root, and a name in Root hides the one in Files.
type disk struct {
	files fs.FS
	root  *os.Root
}

// newDisk returns nil if the host grants neither.
func newDisk(files fs.FS, root *os.Root) object.Disk {
	if files == nil && root == nil {
		return nil
	}
	return &disk{files, root}
}

// inside makes a script's name one of an fs.FS: it cannot lead out.
func inside(name string) string {
	if name == "" {
		return ""
	}
	if name = path.Clean("/" + name)[1:]; name == "" {
		return "."
	}
	return name
}

// guard makes a panic in the host's file system an error.
func guard(err *error) {
	if r := recover(); r != nil {
		*err = newPanicError(r)
	}
}

func (d *disk) OpenFile(name string, flags int) (f object.DiskFile, err error) {
	defer guard(&err)
	name = inside(name)
	if name == "" {
		return nil, fs.ErrNotExist
	}
	writes := flags&(os.O_WRONLY|os.O_RDWR|os.O_CREATE|os.O_TRUNC|os.O_APPEND) != 0
	if d.root != nil {
		if writes && flags&os.O_CREATE != 0 {
			if flags&os.O_EXCL != 0 && d.inFiles(name) {
				return nil, fs.ErrExist
			}
			if err := d.ensureAbove(name); err != nil {
				return nil, err
			}
		}
		if flags&os.O_TRUNC == 0 && writes && d.inFiles(name) {
			if _, serr := d.root.Stat(name); serr != nil {
				return nil, fs.ErrPermission // what is there can only be read
			}
		}
		of, oerr := d.root.OpenFile(name, flags, 0o666)
		if oerr == nil {
			return of, nil
		}
		if writes || d.files == nil || !errors.Is(oerr, fs.ErrNotExist) {
			return nil, osCause(oerr)
		}
	}
	if writes {
		if d.files != nil && flags&os.O_CREATE == 0 && !d.inFiles(name) {
			return nil, fs.ErrNotExist
		}
		return nil, fs.ErrPermission
	}
	of, err := d.files.Open(name)
	if err != nil {
		return nil, err
	}
	return readOnly{of}, nil
}

// osCause is what os.Root means when it refuses a path that leads out.
func osCause(err error) error {
	if _, ok := object.Errno(err); !ok {
		return fs.ErrPermission
	}
	return err
}

// inFiles reports whether Files has the name.
func (d *disk) inFiles(name string) bool {
	if d.files == nil {
		return false
	}
	_, err := fs.Stat(d.files, name)
	return err == nil
}

// ensureAbove makes in Root the folder above name if Files has it.
func (d *disk) ensureAbove(name string) error {
	dir := path.Dir(name)
	if dir == "." || !d.inFiles(dir) {
		return nil
	}
	if err := d.root.MkdirAll(dir, 0o777); err != nil {
		return osCause(err)
	}
	return nil
}

func (d *disk) Stat(name string, follow bool) (st fs.FileInfo, err error) {
	defer guard(&err)
	if name = inside(name); name == "" {
		return nil, fs.ErrNotExist
	}
	if d.root != nil {
		if follow {
			st, err = d.root.Stat(name)
		} else {
			st, err = d.root.Lstat(name)
		}
		if err == nil {
			return st, nil
		}
		if d.files == nil || !errors.Is(err, fs.ErrNotExist) {
			return nil, osCause(err)
		}
	}
	return fs.Stat(d.files, name)
}

func (d *disk) ReadDir(name string) (list []fs.DirEntry, err error) {
	defer guard(&err)
	if name = inside(name); name == "" {
		return nil, fs.ErrNotExist
	}
	if d.root != nil {
		list, err = fs.ReadDir(d.root.FS(), name)
		if d.files == nil {
			return list, err
		}
	}
	more, merr := fs.ReadDir(d.files, name)
	if merr != nil && (d.root == nil || err != nil) {
		return nil, merr
	}
	for _, e := range more {
		if !slices.ContainsFunc(list, func(x fs.DirEntry) bool { return x.Name() == e.Name() }) {
			list = append(list, e)
		}
	}
	return list, nil
}

func (d *disk) Mkdir(name string) (err error) {
	defer guard(&err)
	if name = inside(name); name == "" {
		return fs.ErrNotExist
	}
	if d.inFiles(name) {
		return fs.ErrExist
	}
	if d.root == nil {
		return fs.ErrPermission
	}
	if err := d.ensureAbove(name); err != nil {
		return err
	}
	return d.root.Mkdir(name, 0o777)
}

func (d *disk) Remove(name string, dir bool) (err error) {
	defer guard(&err)
	if name = inside(name); name == "" {
		return fs.ErrNotExist
	}
	if d.root == nil {
		if !d.inFiles(name) {
			return fs.ErrNotExist
		}
		return fs.ErrPermission
	}
	st, err := d.root.Lstat(name)
	switch {
	case err != nil && d.inFiles(name):
		return fs.ErrPermission
	case err != nil:
		return osCause(err)
	case dir && !st.IsDir():
		return syscall.ENOTDIR
	case !dir && st.IsDir():
		return syscall.EISDIR
	}
	return d.root.Remove(name)
}

func (d *disk) Rename(from, to string) (err error) {
	defer guard(&err)
	if from, to = inside(from), inside(to); from == "" || to == "" {
		return fs.ErrNotExist
	}
	if d.root == nil {
		if !d.inFiles(from) {
			return fs.ErrNotExist
		}
		return fs.ErrPermission
	}
	if _, err := d.root.Lstat(from); err != nil && d.inFiles(from) {
		return fs.ErrPermission
	}
	if err := d.ensureAbove(to); err != nil {
		return err
	}
	return d.root.Rename(from, to)
}

// readOnly is a file of an fs.FS.
type readOnly struct{ fs.File }

func (f readOnly) Read(p []byte) (n int, err error) {
	defer guard(&err)
	return f.File.Read(p)
}

func (f readOnly) Write([]byte) (int, error) { return 0, syscall.EBADF }

func (f readOnly) Truncate(int64) error { return syscall.EINVAL }

func (f readOnly) Seek(off int64, whence int) (n int64, err error) {
	defer guard(&err)
	if s, ok := f.File.(io.Seeker); ok {
		return s.Seek(off, whence)
	}
	return 0, syscall.ESPIPE
}
