// Package statmod is the stat module and _stat: what the bits of st_mode mean.
package statmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// The bits of a file's mode, by the names that C gives them.
const (
	sIFMT = 0o170000
	sIFIFO, sIFCHR, sIFDIR, sIFBLK,
	sIFREG, sIFLNK, sIFSOCK = 0o010000, 0o020000, 0o040000, 0o060000,
		0o100000, 0o120000, 0o140000
	sISUID, sISGID, sISVTX = 0o4000, 0o2000, 0o1000
)

// BaseModule declares _stat.
var BaseModule = object.ModuleSpec{
	Name: "_stat",
	Doc:  "What the bits of st_mode mean.",
	Build: func() []object.Decl {
		return []object.Decl{
			kind("S_ISDIR", "is a directory", sIFDIR),
			kind("S_ISCHR", "is a character device", sIFCHR),
			kind("S_ISBLK", "is a block device", sIFBLK),
			kind("S_ISREG", "is a regular file", sIFREG),
			kind("S_ISFIFO", "is a named pipe", sIFIFO),
			kind("S_ISLNK", "is a symbolic link", sIFLNK),
			kind("S_ISSOCK", "is a socket", sIFSOCK),
			kind("S_ISDOOR", "is a door (no system that minipy knows has them)", 0),
			kind("S_ISPORT", "is an event port (no system that minipy knows has them)", 0),
			kind("S_ISWHT", "is a whiteout (no system that minipy knows has them)", 0),
			part("S_IMODE", "The bits of a mode that chmod can set.", 0o7777),
			part("S_IFMT", "The bits of a mode that say what the file is.", sIFMT),
			object.Func("filemode(mode, /)", "A mode as ls shows it: '-rwxrwxrwx'.", fileMode),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		for _, c := range numbers {
			m.Set(t, c.name, object.Int(c.n))
		}
		return nil
	},
}

// Module declares stat.
var Module = object.ModuleSpec{
	Name: "stat",
	Doc:  "Names for the items and bits of what os.stat() tells.",
	Init: func(t *object.Thread, m *object.Module) error {
		if err := pylib.Accelerate(t, m, &BaseModule); err != nil {
			return err
		}
		for _, c := range attributes {
			m.Set(t, "FILE_ATTRIBUTE_"+c.name, object.Int(c.n))
		}
		return nil
	},
}

type number struct {
	name string
	n    int64
}

var numbers = [...]number{
	{"S_IFDIR", sIFDIR}, {"S_IFCHR", sIFCHR}, {"S_IFBLK", sIFBLK}, {"S_IFREG", sIFREG}, {"S_IFIFO", sIFIFO}, {"S_IFLNK", sIFLNK},
	{"S_IFSOCK", sIFSOCK}, {"S_IFDOOR", 0}, {"S_IFPORT", 0}, {"S_IFWHT", 0},
	{"S_ISUID", sISUID}, {"S_ISGID", sISGID}, {"S_ISVTX", sISVTX}, {"S_ENFMT", sISGID},
	{"S_IREAD", 0o400}, {"S_IWRITE", 0o200}, {"S_IEXEC", 0o100},
	{"S_IRWXU", 0o700}, {"S_IRUSR", 0o400}, {"S_IWUSR", 0o200}, {"S_IXUSR", 0o100},
	{"S_IRWXG", 0o070}, {"S_IRGRP", 0o040}, {"S_IWGRP", 0o020}, {"S_IXGRP", 0o010},
	{"S_IRWXO", 0o007}, {"S_IROTH", 0o004}, {"S_IWOTH", 0o002}, {"S_IXOTH", 0o001},
	{"UF_NODUMP", 1}, {"UF_IMMUTABLE", 2}, {"UF_APPEND", 4}, {"UF_OPAQUE", 8}, {"UF_NOUNLINK", 16}, {"UF_COMPRESSED", 32}, {"UF_HIDDEN", 0x8000},
	{"SF_ARCHIVED", 0x10000}, {"SF_IMMUTABLE", 0x20000}, {"SF_APPEND", 0x40000}, {"SF_NOUNLINK", 0x100000}, {"SF_SNAPSHOT", 0x200000},
	{"ST_MODE", 0}, {"ST_INO", 1}, {"ST_DEV", 2}, {"ST_NLINK", 3}, {"ST_UID", 4}, {"ST_GID", 5}, {"ST_SIZE", 6},
	{"ST_ATIME", 7}, {"ST_MTIME", 8}, {"ST_CTIME", 9},
}

// attributes are Windows' st_file_attributes.
var attributes = [...]number{
	{"ARCHIVE", 32}, {"COMPRESSED", 2048}, {"DEVICE", 64}, {"DIRECTORY", 16}, {"ENCRYPTED", 16384}, {"HIDDEN", 2},
	{"INTEGRITY_STREAM", 32768}, {"NORMAL", 128}, {"NOT_CONTENT_INDEXED", 8192}, {"NO_SCRUB_DATA", 131072}, {"OFFLINE", 4096},
	{"READONLY", 1}, {"REPARSE_POINT", 1024}, {"SPARSE_FILE", 512}, {"SYSTEM", 4}, {"TEMPORARY", 256}, {"VIRTUAL", 65536},
}

// modeArg is a mode as CPython takes it: an unsigned int of 32 bits.
func modeArg(t *thread, v value) (int64, error) {
	if !object.IsIntObj(v) {
		return 0, t.TypeErr("an integer is required")
	}
	x, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	defer t.Unref(x)
	n, ok := object.IntValue(x)
	switch {
	case n < 0:
		return 0, t.Raise(object.OverflowError, "can't convert negative value to unsigned int")
	case !ok:
		return 0, t.Raise(object.OverflowError, "Python int too large to convert to C unsigned long")
	case n >= 1<<32:
		return 0, t.Raise(object.OverflowError, "mode out of range")
	}
	return n, nil
}

func kind(name, is string, bits int64) object.Decl {
	return object.Func(name+"(mode, /)", "Whether a mode is that of a file that "+is+".", func(t *thread, _ value, a []value) (value, error) {
		n, err := modeArg(t, a[0])
		return object.Bool(err == nil && bits != 0 && n&sIFMT == bits), err
	})
}

func part(name, doc string, bits int64) object.Decl {
	return object.Func(name+"(mode, /)", doc, func(t *thread, _ value, a []value) (value, error) {
		n, err := modeArg(t, a[0])
		return object.Int(n & bits), err
	})
}

// letters of the kinds of files, and of the permissions with what a special bit makes
// of the x.
var (
	kindLetters = [...]struct {
		bits   int64
		letter byte
	}{{sIFREG, '-'}, {sIFDIR, 'd'}, {sIFLNK, 'l'}, {sIFBLK, 'b'}, {sIFCHR, 'c'}, {sIFIFO, 'p'}, {sIFSOCK, 's'}}
	special = [...]struct {
		bit         int64
		with, alone byte
	}{{sISUID, 's', 'S'}, {sISGID, 's', 'S'}, {sISVTX, 't', 'T'}}
)

func fileMode(t *thread, _ value, a []value) (value, error) {
	n, err := modeArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	out := []byte("?rwxrwxrwx")
	for _, k := range kindLetters {
		if n&sIFMT == k.bits {
			out[0] = k.letter
		}
	}
	for i := 1; i < 10; i++ {
		if n&(1<<(9-i)) == 0 {
			out[i] = '-'
		}
	}
	for i, s := range special {
		if n&s.bit == 0 {
			continue
		}
		x := &out[3*i+3]
		if *x == 'x' {
			*x = s.with
		} else {
			*x = s.alone
		}
	}
	return t.NewStr(string(out)), nil
}
