package osmod

import (
	"os"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// PathModule declares posixpath, which os.path is.
var PathModule = object.ModuleSpec{
	Name: "posixpath",
	Doc:  "Operations on POSIX paths.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("normcase(s)", "The path itself: case matters.", func(t *thread, _ value, a []value) (value, error) { return osFSPath(t, value{}, a) }),
			object.Func("isabs(s)", "Whether a path begins at the root.", onPath(func(t *thread, p string, bytes bool) (value, error) {
				return object.Bool(strings.HasPrefix(p, "/")), nil
			})),
			object.Func("join(a, *p)", "Join parts of a path; an absolute part makes those before it moot.", pathJoin),
			object.Func("split(p)", "(head, tail): tail is what follows the last slash.", onPath(func(t *thread, p string, bytes bool) (value, error) {
				head, tail := splitPath(p)
				return t.NewTuple(pathOf(t, head, bytes), pathOf(t, tail, bytes)), nil
			})),
			object.Func("splitext(p)", "(root, ext): ext is empty, or begins with the last dot.", onPath(func(t *thread, p string, bytes bool) (value, error) {
				at := splitExt(p, "/", ".")
				return t.NewTuple(pathOf(t, p[:at], bytes), pathOf(t, p[at:], bytes)), nil
			})),
			object.Func("splitdrive(p)", "('', p): there are no drives.", onPath(func(t *thread, p string, bytes bool) (value, error) {
				return t.NewTuple(pathOf(t, "", bytes), pathOf(t, p, bytes)), nil
			})),
			object.Func("basename(p)", "What follows the last slash.", onPath(func(t *thread, p string, bytes bool) (value, error) {
				_, tail := splitPath(p)
				return pathOf(t, tail, bytes), nil
			})),
			object.Func("dirname(p)", "What stands before the last slash.", onPath(func(t *thread, p string, bytes bool) (value, error) {
				head, _ := splitPath(p)
				return pathOf(t, head, bytes), nil
			})),
			object.Func("islink(path)", "Whether path is a symbolic link.", pathTest("lstat", isMode(0o120000))),
			object.Func("lexists(path)", "Whether there is something at path; True for broken links.", pathTest("lstat", func(int64) bool { return true })),
			object.Func("ismount(path)", "Whether a file system is mounted at path.", isMount),
			object.Func("expanduser(path)", "Replace a leading ~ or ~user by the user's home.", expandUser),
			object.Func("expandvars(path)", "Replace $name and ${name} by environment variables; unknown ones stay.", expandVars),
			object.Func("normpath(path)", "The path without double slashes, '.' and 'x/..'.", onPath(func(t *thread, p string, bytes bool) (value, error) {
				return pathOf(t, normPath(p), bytes), nil
			})),
			object.Func("abspath(path)", "The absolute, normalised path.", onPath(func(t *thread, p string, bytes bool) (value, error) {
				p, err := absPath(t, p, bytes)
				return pathOf(t, p, bytes), err
			})),
			object.Func("realpath(filename, *, strict=False)", "The absolute path without symbolic links.", realPath),
			object.Func("relpath(path, start=None)", "The path as seen from start, or from the working directory.", relPath),
			object.Func("commonpath(paths)", "The longest path that all paths lie under.", commonPath),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
			"getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars",
			"normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep",
			"devnull", "realpath", "supports_unicode_filenames", "relpath", "commonpath"))
		for _, c := range pathNames {
			m.Give(t, c[0], t.NewStr(c[1]))
		}
		m.Set(t, "altsep", object.None)
		m.Set(t, "supports_unicode_filenames", object.False)
		return pylib.Share(t, m, "genericpath", "commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdir", "isfile",
			"samefile", "sameopenfile", "samestat")
	},
	Lazy: []string{"os", "stat", "genericpath"},
	Make: func(t *object.Thread, _ *object.Module, name string) (object.Value, error) {
		return pylib.Import(t, name)
	},
}

// pathNames are the strs that os shares with os.path.
var pathNames = [...][2]string{{"curdir", "."}, {"pardir", ".."}, {"extsep", "."}, {"sep", "/"}, {"pathsep", ":"},
	{"defpath", "/bin:/usr/bin"}, {"devnull", "/dev/null"}}

// onPath makes a function of one path.
func onPath(f func(t *thread, p string, bytes bool) (value, error)) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		v, err := osFSPath(t, value{}, a)
		if err != nil {
			return value{}, err
		}
		p, bytes := rawPath(v)
		t.Unref(v)
		return f(t, p, bytes)
	}
}

// fsPaths gives the paths of arguments of fn, which must be of one kind.
func fsPaths(t *thread, fn string, args []value) (out []string, bytes bool, err error) {
	items := make([]value, 0, len(args))
	defer func() { t.UnrefAll(items) }()
	for _, v := range args {
		p, err := osFSPath(t, value{}, []value{v})
		if err != nil {
			if len(items) == 0 || !t.ErrIs(err, object.TypeError) {
				return nil, false, err
			}
			t.Discard(err)
			return nil, false, mixed(t, fn, append(items, v)...)
		}
		items = append(items, p)
	}
	if err := mixed(t, fn, items...); err != nil {
		return nil, false, err
	}
	for _, v := range items {
		var s string
		s, bytes = rawPath(v)
		out = append(out, s)
	}
	return out, bytes, nil
}

func pathJoin(t *thread, _ value, a []value) (value, error) {
	rest, _ := object.AsTuple(a[1])
	parts, bytes, err := fsPaths(t, "join", append([]value{a[0]}, rest.Items...))
	if err != nil {
		return value{}, err
	}
	return pathOf(t, joinPath(parts...), bytes), nil
}

func joinPath(parts ...string) string {
	out := parts[0]
	for _, p := range parts[1:] {
		switch {
		case strings.HasPrefix(p, "/"):
			out = p
		case out == "" || strings.HasSuffix(out, "/"):
			out += p
		default:
			out += "/" + p
		}
	}
	return out
}

func splitPath(p string) (head, tail string) {
	i := strings.LastIndexByte(p, '/') + 1
	head, tail = p[:i], p[i:]
	if cut := strings.TrimRight(head, "/"); cut != "" {
		head = cut
	}
	return head, tail
}

func normPath(p string) string {
	if p == "" {
		return "."
	}
	root := ""
	if p[0] == '/' { // POSIX lets exactly two slashes mean something of their own
		root = "/"
		if strings.HasPrefix(p, "//") && !strings.HasPrefix(p, "///") {
			root = "//"
		}
	}
	var out []string
	for _, part := range strings.Split(p, "/") {
		switch {
		case part == "" || part == ".":
		case part != ".." || len(out) > 0 && out[len(out)-1] == ".." || root == "" && len(out) == 0:
			out = append(out, part)
		case len(out) > 0:
			out = out[:len(out)-1]
		}
	}
	if p = root + strings.Join(out, "/"); p == "" {
		return "."
	}
	return p
}

func absPath(t *thread, p string, bytes bool) (string, error) {
	if !strings.HasPrefix(p, "/") {
		fn := "getcwd"
		if bytes {
			fn = "getcwdb"
		}
		cwd, err := pylib.Call(t, "os", fn)
		if err != nil {
			return "", err
		}
		dir, _ := rawPath(cwd)
		t.Unref(cwd)
		p = joinPath(dir, p)
	}
	return normPath(p), nil
}

func isMount(t *thread, _ value, a []value) (value, error) {
	st, err := pylib.Call(t, "os", "lstat", a[0])
	if err != nil {
		return object.False, swallow(t, err)
	}
	defer t.Unref(st)
	mode, err := statInt(t, st, "st_mode")
	if err != nil || isMode(0o120000)(mode) {
		return object.False, err
	}
	v, err := osFSPath(t, value{}, a)
	if err != nil {
		return value{}, err
	}
	p, bytes := rawPath(v)
	t.Unref(v)
	parent := pathOf(t, joinPath(p, ".."), bytes)
	defer t.Unref(parent)
	real, err := realPath(t, value{}, []value{parent, object.False})
	if err != nil {
		return value{}, err
	}
	up, err := pylib.Call(t, "os", "lstat", real)
	t.Unref(real)
	if err != nil {
		return object.False, swallow(t, err)
	}
	defer t.Unref(up)
	var n [4]int64
	for i, x := range [...]value{st, st, up, up} {
		if n[i], err = statInt(t, x, [...]string{"st_dev", "st_ino"}[i&1]); err != nil {
			return value{}, err
		}
	}
	return object.Bool(n[0] != n[2] || n[1] == n[3]), nil
}

// environ gives the value of an environment variable as os.environ has it.
func environ(t *thread, name string) (string, bool, error) {
	env, err := pylib.From(t, "os", "environ")
	if err != nil {
		return "", false, err
	}
	defer t.Unref(env)
	key := t.NewStr(name)
	defer t.Unref(key)
	v, err := t.GetItem(env, key)
	if err != nil {
		if t.ErrIs(err, object.KeyError) {
			t.Discard(err)
			return "", false, nil
		}
		return "", false, err
	}
	defer t.Unref(v)
	s, _ := rawPath(v)
	return s, true, nil
}

func expandUser(t *thread, _ value, a []value) (value, error) {
	return onPath(func(t *thread, p string, bytes bool) (value, error) {
		if !strings.HasPrefix(p, "~") {
			return pathOf(t, p, bytes), nil
		}
		name, rest := p[1:], ""
		if i := strings.IndexByte(p, '/'); i >= 0 {
			name, rest = p[1:i], p[i:]
		}
		home, ok, err := homeOf(t, name)
		if err != nil {
			return value{}, err
		}
		if !ok {
			return pathOf(t, p, bytes), nil
		}
		home = strings.TrimRight(home, "/")
		if home+rest == "" {
			return pathOf(t, "/", bytes), nil
		}
		return pathOf(t, home+rest, bytes), nil
	})(t, value{}, a)
}

// homeOf is the home of a user; "" is the one who runs the script.
func homeOf(t *thread, name string) (string, bool, error) {
	if name == "" {
		if home, ok, err := environ(t, "HOME"); ok || err != nil {
			return home, ok, err
		}
	}
	pwd, err := pylib.Import(t, "pwd")
	if err != nil {
		if !t.ErrIs(err, object.ImportError) {
			return "", false, err
		}
		t.Discard(err)
		return machineHome(t, name)
	}
	defer t.Unref(pwd)
	fn, arg := "getpwnam", t.NewStr(name)
	defer func() { t.Unref(arg) }()
	if name == "" {
		t.Unref(arg)
		fn = "getpwuid"
		if arg, err = pylib.Call(t, "os", "getuid"); err != nil {
			arg = object.None
			return "", false, err
		}
	}
	entry, err := t.CallMethod(pwd, fn, arg)
	if err != nil {
		if t.ErrIs(err, object.KeyError) {
			t.Discard(err)
			return "", false, nil
		}
		return "", false, err
	}
	defer t.Unref(entry)
	dir, err := t.GetAttrS(entry, "pw_dir")
	if err != nil {
		return "", false, err
	}
	defer t.Unref(dir)
	home, _ := rawPath(dir)
	return home, true, nil
}

// machineHome asks the machine.
func machineHome(t *thread, name string) (string, bool, error) {
	if !options(t).Files {
		return "", false, nil
	}
	users, err := os.ReadFile("/etc/passwd")
	if err != nil {
		return "", false, nil
	}
	me := strconv.Itoa(os.Getuid())
	for line := range strings.Lines(string(users)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), ":")
		if len(f) > 5 && (f[0] == name || name == "" && f[2] == me) {
			return f[5], true, nil
		}
	}
	return "", false, nil
}

func expandVars(t *thread, _ value, a []value) (value, error) {
	return onPath(func(t *thread, p string, bytes bool) (value, error) {
		var out strings.Builder
		for i := 0; i < len(p); {
			name, n := variable(p[i:])
			if n == 0 {
				out.WriteByte(p[i])
				i++
				continue
			}
			val, ok, err := environ(t, name)
			if err != nil {
				return value{}, err
			}
			if !ok {
				val = p[i : i+n]
			}
			if err := t.Grow(out.Len() + len(val)); err != nil {
				return value{}, err
			}
			out.WriteString(val)
			i += n
		}
		return pathOf(t, out.String(), bytes), nil
	})(t, value{}, a)
}

// variable is the name in the $name or ${name} that s begins with, and its length; 0 if
// there is none.
func variable(s string) (name string, n int) {
	if len(s) < 2 || s[0] != '$' {
		return "", 0
	}
	if s[1] == '{' {
		end := strings.IndexByte(s, '}')
		if end < 0 {
			return "", 0
		}
		return s[2:end], end + 1
	}
	n = 1
	for n < len(s) && (s[n] == '_' || s[n] >= '0' && s[n] <= '9' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n == 1 {
		return "", 0
	}
	return s[1:n], n
}

// A resolver follows the links of a path.
type resolver struct {
	bytes, strict bool
	seen          map[string]*string // what links lead to; nil while it is being found out
}

func realPath(t *thread, _ value, a []value) (value, error) {
	r := resolver{seen: map[string]*string{}}
	if !a[1].IsNil() {
		var err error
		if r.strict, err = t.Truth(a[1]); err != nil {
			return value{}, err
		}
	}
	return onPath(func(t *thread, p string, bytes bool) (value, error) {
		r.bytes = bytes
		p, _, err := r.resolve(t, "", p)
		if err == nil {
			p, err = absPath(t, p, bytes)
		}
		return pathOf(t, p, bytes), err
	})(t, value{}, a[:1])
}

// resolve follows the links in rest, which is looked at from base; ok is false if they
// go in a circle.
func (r *resolver) resolve(t *thread, base, rest string) (p string, ok bool, err error) {
	if err := t.Enter(""); err != nil {
		return "", false, err
	}
	defer t.Leave()
	if strings.HasPrefix(rest, "/") {
		base, rest = "/", rest[1:]
	}
	for rest != "" {
		var part string
		part, rest, _ = strings.Cut(rest, "/")
		switch part {
		case "", ".":
			continue
		case "..":
			base = parentOf(base)
			continue
		}
		next := joinPath(base, part)
		v := pathOf(t, next, r.bytes)
		base, ok, err = r.step(t, base, next, v)
		t.Unref(v)
		if err != nil {
			return "", false, err
		}
		if !ok {
			return joinPath(base, rest), false, nil
		}
	}
	return base, true, nil
}

func parentOf(p string) string {
	if p == "" {
		return ".."
	}
	head, tail := splitPath(p)
	if tail == ".." {
		return joinPath(head, "..", "..")
	}
	return head
}

// step gives where next, a path whose value is v, leads; base is the folder it is in.
func (r *resolver) step(t *thread, base, next string, v value) (string, bool, error) {
	st, err := pylib.Call(t, "os", "lstat", v)
	if err != nil {
		if r.strict || !t.ErrIs(err, object.OSError) {
			return "", false, err
		}
		t.Discard(err)
		return next, true, nil
	}
	mode, err := statInt(t, st, "st_mode")
	t.Unref(st)
	if err != nil || !isMode(0o120000)(mode) {
		return next, true, err
	}
	if known, ok := r.seen[next]; ok {
		if known != nil {
			return *known, true, nil
		}
		if r.strict { // the system words the error
			st, err := pylib.Call(t, "os", "stat", v)
			if err == nil {
				t.Unref(st)
			}
			return next, true, err
		}
		return next, false, nil
	}
	r.seen[next] = nil
	link, err := pylib.Call(t, "os", "readlink", v)
	if err != nil {
		return "", false, err
	}
	target, _ := rawPath(link)
	t.Unref(link)
	p, ok, err := r.resolve(t, base, target)
	if err == nil && ok {
		r.seen[next] = &p
	}
	return p, ok, err
}

func relPath(t *thread, _ value, a []value) (value, error) {
	if full, err := t.Truth(a[0]); err != nil || !full {
		if err == nil {
			err = t.ValueErr("no path specified")
		}
		return value{}, err
	}
	args := a[:1]
	if pylib.Given(a[1]) {
		args = a[:2]
	}
	paths, bytes, err := fsPaths(t, "relpath", args)
	if err != nil {
		return value{}, err
	}
	if len(paths) == 1 {
		paths = append(paths, ".")
	}
	var parts [2][]string
	for i, p := range paths {
		if p, err = absPath(t, p, bytes); err != nil {
			return value{}, err
		}
		parts[i] = components(p, false)
	}
	to, from := parts[0], parts[1]
	n := 0
	for n < len(to) && n < len(from) && to[n] == from[n] {
		n++
	}
	var out []string
	for range from[n:] {
		out = append(out, "..")
	}
	out = append(out, to[n:]...)
	if len(out) == 0 {
		return pathOf(t, ".", bytes), nil
	}
	return pathOf(t, strings.Join(out, "/"), bytes), nil
}

// components are the parts of a path, without empty ones and, if dots, without ".".
func components(p string, dots bool) (out []string) {
	for _, part := range strings.Split(p, "/") {
		if part != "" && !(dots && part == ".") {
			out = append(out, part)
		}
	}
	return out
}

func commonPath(t *thread, _ value, a []value) (value, error) {
	items, err := t.Collect(a[0])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(items)
	if len(items) == 0 {
		return value{}, t.ValueErr("commonpath() arg is an empty sequence")
	}
	paths, bytes, err := fsPaths(t, "commonpath", items)
	if err != nil {
		return value{}, err
	}
	root := strings.HasPrefix(paths[0], "/")
	common := components(paths[0], true)
	for _, p := range paths[1:] {
		if strings.HasPrefix(p, "/") != root {
			return value{}, t.ValueErr("Can't mix absolute and relative paths")
		}
		parts := components(p, true)
		n := 0
		for n < len(parts) && n < len(common) && parts[n] == common[n] {
			n++
		}
		common = common[:n]
	}
	out := strings.Join(common, "/")
	if root {
		out = "/" + out
	}
	return pathOf(t, out, bytes), nil
}
