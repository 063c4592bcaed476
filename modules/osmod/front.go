package osmod

import (
	"slices"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// FrontModule declares os. Walks of folders and what starts processes are Python: the
// module _os_rest, which is imported when one of them is asked for.
var FrontModule = object.ModuleSpec{
	Name: "os",
	Doc:  "The operating system: files and folders, the environment, processes.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("fsencode(filename)", "A path as bytes.", fsEncode),
			object.Func("fsdecode(filename)", "A path as str.", fsDecode),
			object.Func("getenv(key, default=None)", "An environment variable, default if it is not set.", envGetter("environ")),
			object.Func("getenvb(key, default=None)", "An environment variable in bytes.", envGetter("environb")),
			object.RawFunc("fdopen(fd, *args, **kwargs)", "open() of a descriptor.", fdOpen),
			object.Func("makedirs(name, mode=511, exist_ok=False)", "Make a folder, and those above it that are missing.", makeDirs),
			object.Func("removedirs(name)", "Remove a folder, and those above it that become empty.", removeDirs),
			object.Func("renames(old, new)", "Rename, making the folders that are needed and removing those that become empty.", renames),
			object.Func("_get_exports_list(module)", "The public names of a module.", exportsOf),
		}
	},
	Init: frontInit,
	Lazy: append([]string{"environ", "environb", "_Environ", "PathLike", "supports_fd", "supports_follow_symlinks", "__all__", "abc", "st", "_check_methods", "DirEntry"}, restNames...),
	Make: makeFront,
}

// restNames are what _os_rest has.
var restNames = []string{"walk", "fwalk", "get_exec_path", "execl", "execle", "execlp", "execlpe", "execvp", "execvpe", "spawnv", "spawnve",
	"spawnvp", "spawnvpe", "spawnl", "spawnle", "spawnlp", "spawnlpe", "popen", "_wrap_close"}

// constantNames are the constants of posixpath that os has, too.
var constantNames = []string{"curdir", "pardir", "sep", "pathsep", "defpath", "extsep", "altsep", "devnull"}

func frontInit(t *thread, m *object.Module) error {
	if err := pylib.Share(t, m, "posix"); err != nil {
		return err
	}
	m.Dict.DelStr(t, t.In.Intern("environ")) // what it was at the start
	for _, name := range [...]string{"_exit", "_have_functions"} {
		p := t.In.Modules.GetS(t, "posix")
		v, err := t.LookupAttr(p, name)
		if err != nil {
			return err
		}
		if !v.IsNil() {
			m.Give(t, name, v)
		}
	}
	path, err := pylib.Import(t, "posixpath")
	if err != nil {
		return err
	}
	m.Give(t, "path", path)
	t.In.Modules.SetS(t, "os.path", path)
	if err := pylib.Share(t, m, "posixpath", constantNames...); err != nil {
		return err
	}
	m.Give(t, "name", t.NewStr("posix"))
	m.Give(t, "linesep", t.NewStr("\n"))
	for name, n := range map[string]int64{"SEEK_SET": 0, "SEEK_CUR": 1, "SEEK_END": 2, "P_WAIT": 0, "P_NOWAIT": 1, "P_NOWAITO": 1} {
		m.Set(t, name, object.Int(n))
	}
	m.Set(t, "error", object.OSError.Value())
	m.Set(t, "supports_bytes_environ", object.True)
	for _, name := range [...]string{"supports_dir_fd", "supports_effective_ids"} {
		m.Give(t, name, object.Obj(&t.MakeSet().Header))
	}
	sys, err := pylib.Import(t, "sys")
	if err != nil {
		return err
	}
	m.Give(t, "sys", sys)
	return nil
}

func makeFront(t *thread, m *object.Module, name string) (value, error) {
	switch name {
	case "environ", "environb":
		return makeEnviron(t, name)
	case "_Environ":
		base, err := pylib.From(t, "_collections_abc", "MutableMapping")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(base)
		return t.BuildClass(m, environSpec(), value{}, base)
	case "PathLike":
		base, err := pylib.From(t, "abc", "ABC")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(base)
		return t.BuildClass(m, pathLikeSpec(), value{}, base)
	case "supports_fd":
		return functionSet(t, m, "stat", "chmod", "truncate")
	case "supports_follow_symlinks":
		return functionSet(t, m, "stat")
	case "__all__":
		return publicNames(t, m)
	case "abc":
		return pylib.Import(t, name)
	case "DirEntry":
		return pylib.From(t, "posix", name)
	case "st":
		return pylib.Import(t, "stat")
	case "_check_methods":
		return pylib.From(t, "_collections_abc", name)
	}
	return pylib.From(t, "_os_rest", name)
}

// functionSet gives a set of functions of the module.
func functionSet(t *thread, m *object.Module, names ...string) (value, error) {
	var items []value
	for _, n := range names {
		if v := m.Get(t, n); !v.IsNil() {
			items = append(items, v)
		}
	}
	return t.NewSet(items)
}

// publicNames gives the names that an import of * takes.
func publicNames(t *thread, m *object.Module) (value, error) {
	names := []string{"_exit", "environ", "environb", "DirEntry"}
	for _, n := range restNames {
		if n[0] != '_' {
			names = append(names, n)
		}
	}
	for pos := 0; ; {
		k, _, ok := m.Dict.Next(&pos)
		if !ok {
			break
		}
		if n := k.String(); n[0] != '_' && n != "sys" && n != "st" && n != "abc" && n != "PathLike" && !strings.HasPrefix(n, "supports_") && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return pylib.Names(t, names...), nil
}

func exportsOf(t *thread, _ value, a []value) (value, error) {
	all, err := t.LookupAttr(a[0], "__all__")
	if err != nil {
		return value{}, err
	}
	if !all.IsNil() {
		defer t.Unref(all)
		return t.ListOf(all)
	}
	names, err := pylib.Call(t, "builtins", "dir", a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(names)
	out := t.NewList(nil)
	err = t.Iterate(names, func(x value) error {
		if s, ok := pylib.Text(x); !ok || strings.HasPrefix(s, "_") {
			return nil
		}
		return object.As[object.List](out).Append(t, x)
	})
	if err != nil {
		t.Unref(out)
		return value{}, err
	}
	return out, nil
}

func pathLikeSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "os", Name: "PathLike", Doc: "Abstract base class of what has a path in the file system.",
		Decls: []object.Decl{
			object.AbstractMethod("__fspath__(self)", "The path as str or bytes.", func(t *thread, _ value, _ []value) (value, error) {
				return value{}, t.RaiseArgs(object.NotImplementedError)
			}),
			object.ClassMethod("__subclasshook__(cls, subclass)", "", func(t *thread, cls value, a []value) (value, error) {
				typ, ok := object.AsType(cls)
				sub, isType := object.AsType(a[0])
				if !ok || !isType || typ.SpecClass("os", "PathLike") != typ {
					return object.NotImplemented, nil
				}
				if v := t.PeekTypeS(sub, "__fspath__"); v.IsNil() || v == none {
					return object.NotImplemented, nil
				}
				return object.True, nil
			}),
			object.Made("__class_getitem__", func(t *thread) (value, error) { return t.NewClassMethod(object.GenericAliasType.Value()), nil }),
		}}
}

// fsEncode gives a path as bytes, the bytes that are no UTF-8 as they were.
func fsEncode(t *thread, _ value, a []value) (value, error) {
	p, err := osFSPath(t, value{}, a)
	if err != nil {
		return value{}, err
	}
	s, ok := object.AsStr(p)
	if !ok {
		return p, nil
	}
	defer t.Unref(p)
	b, err := t.EncodeStr(s, "utf-8", "surrogateescape")
	if err != nil {
		return value{}, err
	}
	return t.NewBytes(b), nil
}

func fsDecode(t *thread, _ value, a []value) (value, error) {
	p, err := osFSPath(t, value{}, a)
	if err != nil {
		return value{}, err
	}
	b, ok := object.AsBytes(p)
	if !ok {
		return p, nil
	}
	defer t.Unref(p)
	return t.DecodeBytes(b.B, "utf-8", "surrogateescape")
}

func envGetter(name string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		env, err := pylib.From(t, "os", name)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(env)
		return t.CallMethod(env, "get", a[0], pylib.Or(a[1], none))
	}
}

func fdOpen(t *thread, _ value, a object.Args) (value, error) {
	fd := value{}
	if len(a.Pos) > 0 {
		fd = a.Pos[0]
	}
	for i, k := range a.KwNames() {
		if fd.IsNil() && k.String() == "fd" {
			fd = a.Kw()[i]
			a = object.WithKw([]value{fd}, slices.Delete(slices.Clone(a.KwNames()), i, i+1), slices.Delete(slices.Clone(a.Kw()), i, i+1))
		}
	}
	if fd.IsNil() {
		return value{}, t.TypeErr("fdopen() missing 1 required positional argument: 'fd'")
	}
	if !object.IsInstance(fd, object.IntType) {
		kind, err := t.StrString(fd.Type().Value())
		if err != nil {
			return value{}, err
		}
		return value{}, t.TypeErr("invalid fd type (%s, expected integer)", kind)
	}
	open, err := pylib.From(t, "io", "open")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(open)
	return t.CallArgs(open, a)
}
