package osmod

import (
	"strings"
	"unicode/utf8"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// GenericModule declares genericpath.
var GenericModule = object.ModuleSpec{
	Name: "genericpath",
	Doc:  "Operations on paths that are the same on all systems.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("exists(path)", "Whether there is something at path; False for broken links.", pathTest("stat", func(int64) bool { return true })),
			object.Func("isfile(path)", "Whether path is a regular file, or a link to one.", pathTest("stat", isMode(0o100000))),
			object.Func("isdir(s)", "Whether s is a folder, or a link to one.", pathTest("stat", isMode(0o040000))),
			object.Func("getsize(filename)", "The size of a file in bytes.", statAttr("st_size")),
			object.Func("getmtime(filename)", "When a file was last changed.", statAttr("st_mtime")),
			object.Func("getatime(filename)", "When a file was last read.", statAttr("st_atime")),
			object.Func("getctime(filename)", "When a file's metadata were last changed.", statAttr("st_ctime")),
			object.Func("commonprefix(m)", "The longest text that all paths begin with.", commonPrefix),
			object.Func("samestat(s1, s2)", "Whether two results of stat are of the same file.", func(t *thread, _ value, a []value) (value, error) {
				same, err := sameStat(t, a[0], a[1])
				return object.Bool(same), err
			}),
			object.Func("samefile(f1, f2)", "Whether two paths lead to the same file.", sameFile("stat")),
			object.Func("sameopenfile(fp1, fp2)", "Whether two descriptors are of the same file.", sameFile("fstat")),
			object.Func("_splitext(p, sep, altsep, extsep)", "Split a path before its extension.", genericSplitext),
			object.Func("_check_arg_types(funcname, *args)", "Raise the TypeError of a function of paths.", checkArgTypes),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdir", "isfile",
			"samefile", "sameopenfile", "samestat"))
		return nil
	},
	Lazy: []string{"os", "stat"},
	Make: func(t *object.Thread, _ *object.Module, name string) (object.Value, error) {
		return pylib.Import(t, name)
	},
}

func isMode(kind int64) func(int64) bool {
	return func(mode int64) bool { return mode&0o170000 == kind }
}

// swallow discards an OSError or ValueError, as the tests of paths do.
func swallow(t *thread, err error) error {
	if t.ErrIs(err, object.OSError) || t.ErrIs(err, object.ValueError) {
		t.Discard(err)
		return nil
	}
	return err
}

// modeOf gives st_mode of what os.stat or os.lstat says of v; ok: there is something.
func modeOf(t *thread, fn string, v value) (mode int64, ok bool, err error) {
	st, err := pylib.Call(t, "os", fn, v)
	if err != nil {
		return 0, false, swallow(t, err)
	}
	mode, err = statInt(t, st, "st_mode")
	t.Unref(st)
	return mode, err == nil, err
}

func statInt(t *thread, st value, name string) (int64, error) {
	v, err := t.GetAttrS(st, name)
	if err != nil {
		return 0, err
	}
	defer t.Unref(v)
	n, err := t.AsIndex(v, object.OverflowError)
	return int64(n), err
}

func pathTest(fn string, is func(mode int64) bool) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		mode, ok, err := modeOf(t, fn, a[0])
		return object.Bool(ok && is(mode)), err
	}
}

func statAttr(name string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		st, err := pylib.Call(t, "os", "stat", a[0])
		if err != nil {
			return value{}, err
		}
		defer t.Unref(st)
		return t.GetAttrS(st, name)
	}
}

func sameStat(t *thread, a, b value) (bool, error) {
	for _, name := range [...]string{"st_ino", "st_dev"} {
		x, err := t.GetAttrS(a, name)
		if err != nil {
			return false, err
		}
		y, err := t.GetAttrS(b, name)
		if err != nil {
			t.Unref(x)
			return false, err
		}
		eq, err := t.Equal(x, y)
		t.Unref(x)
		t.Unref(y)
		if err != nil || !eq {
			return false, err
		}
	}
	return true, nil
}

func sameFile(fn string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		x, err := pylib.Call(t, "os", fn, a[0])
		if err != nil {
			return value{}, err
		}
		defer t.Unref(x)
		y, err := pylib.Call(t, "os", fn, a[1])
		if err != nil {
			return value{}, err
		}
		defer t.Unref(y)
		same, err := sameStat(t, x, y)
		return object.Bool(same), err
	}
}

// commonPrefix takes paths, or lists of parts of paths.
func commonPrefix(t *thread, _ value, a []value) (value, error) {
	full, err := t.Truth(a[0])
	if err != nil {
		return value{}, err
	}
	if !full {
		return t.NewStr(""), nil
	}
	items, err := t.Collect(a[0])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(items)
	if len(items) == 0 {
		return t.NewStr(""), nil
	}
	_, isList := object.AsList(items[0])
	_, isTuple := object.AsTuple(items[0])
	if !isList && !isTuple {
		for i, v := range items {
			s, err := osFSPath(t, value{}, []value{v})
			if err != nil {
				return value{}, err
			}
			items[i] = s
			t.Unref(v)
		}
	}
	lo, hi, err := extremes(t, items)
	if err != nil {
		return value{}, err
	}
	if isList || isTuple {
		return commonItems(t, lo, hi)
	}
	s, _ := rawPath(lo)
	end, bytes := rawPath(hi)
	n := 0
	for n < len(s) && n < len(end) && s[n] == end[n] {
		n++
	}
	for !bytes && n < len(s) && n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return pathOf(t, s[:n], bytes), nil
}

// extremes lends the least and the greatest item.
func extremes(t *thread, items []value) (lo, hi value, err error) {
	lo, hi = items[0], items[0]
	for _, v := range items[1:] {
		less, err := t.CompareBool(v, lo, object.CmpLT)
		if err != nil {
			return lo, hi, err
		}
		if less {
			lo = v
		}
		more, err := t.CompareBool(v, hi, object.CmpGT)
		if err != nil {
			return lo, hi, err
		}
		if more {
			hi = v
		}
	}
	return lo, hi, nil
}

func commonItems(t *thread, lo, hi value) (value, error) {
	x, err := t.Collect(lo)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(x)
	y, err := t.Collect(hi)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(y)
	n := 0
	for n < len(x) && n < len(y) {
		eq, err := t.Equal(x[n], y[n])
		if err != nil {
			return value{}, err
		}
		if !eq {
			break
		}
		n++
	}
	part := t.NewSlice(object.None, object.Int(int64(n)), object.None)
	defer t.Unref(part)
	return t.GetItem(lo, part)
}

// rawPath is the text of a str, or the bytes of a bytes.
func rawPath(v value) (s string, bytes bool) {
	if b, ok := object.AsBytes(v); ok {
		return string(b.B), true
	}
	return v.String(), false
}

// pathOf makes a str or bytes.
func pathOf(t *thread, s string, bytes bool) value {
	if bytes {
		return t.NewBytes([]byte(s))
	}
	return t.NewStr(s)
}

// splitExt is where the extension of p begins: the last dot of the last part, unless
// only dots stand before it.
func splitExt(p, seps, dot string) int {
	base := strings.LastIndexAny(p, seps) + 1
	at := strings.LastIndex(p, dot)
	if at <= base || strings.Trim(p[base:at], dot) == "" {
		return len(p)
	}
	return at
}

func genericSplitext(t *thread, _ value, a []value) (value, error) {
	p, bytes := rawPath(a[0])
	seps, _ := rawPath(a[1])
	if pylib.Given(a[2]) {
		alt, _ := rawPath(a[2])
		seps += alt
	}
	dot, _ := rawPath(a[3])
	at := splitExt(p, seps, dot)
	return t.NewTuple(pathOf(t, p[:at], bytes), pathOf(t, p[at:], bytes)), nil
}

func checkArgTypes(t *thread, _ value, a []value) (value, error) {
	args, _ := object.AsTuple(a[1])
	name, _ := pylib.Text(a[0])
	return object.None, mixed(t, name, args.Items...)
}

// mixed is the TypeError of a function whose arguments are not all of one kind of
// path, nil if they are.
func mixed(t *thread, fn string, args ...value) error {
	str, bytes := false, false
	for _, v := range args {
		_, isStr := object.AsStr(v)
		_, isBytes := object.AsBytes(v)
		if !isStr && !isBytes {
			return t.TypeErr("%s() argument must be str, bytes, or os.PathLike object, not '%s'", fn, v.Type().Name)
		}
		str, bytes = str || isStr, bytes || isBytes
	}
	if str && bytes {
		return t.TypeErr("Can't mix strings and bytes in path components")
	}
	return nil
}
