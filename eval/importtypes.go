package eval

import (
	"github.com/minipy-go/minipy/object"
)

// The finders and loaders that stand in modules' __spec__ and in sys. What imports go
// through is Go; the methods that only scripts call are importlib's part in Python,
// which is loaded at the first such call.
var (
	BuiltinImporterType  = new(object.Type)
	FrozenImporterType   = new(object.Type)
	PathFinderType       = new(object.Type)
	FileFinderType       = new(object.Type)
	SourceFileLoaderType = new(object.Type)
	NamespaceLoaderType  = new(object.Type)
	pathHookType         = new(object.Type)
)

// A fileFinder looks for modules in one folder. One that import made itself, with the
// usual loaders, is searched in Go.
type fileFinder struct {
	object.Attrs
	usual bool
}

// A fileLoader loads one source file; name and path are in its __dict__.
type fileLoader struct{ object.Attrs }

// A pathHook is what makes file finders in sys.path_hooks.
type pathHook struct{ object.Attrs }

func importInit() {
	specInit()
	builtinImporterInit()
	pathFinderInit()
	fileLoaderInit()
}

// inPython is a method that calls the function of the same name of a class of
// importlib's part in Python.
func inPython(module, class, name string) object.RawFn {
	return func(t *Thread, self Value, a object.Args) (Value, error) {
		m, err := Import(t, "importlib."+module)
		if err != nil {
			return Value{}, err
		}
		defer t.Unref(m)
		cls, err := t.GetAttrS(m, class)
		if err != nil {
			return Value{}, err
		}
		defer t.Unref(cls)
		f, err := t.GetAttrS(cls, name)
		if err != nil {
			return Value{}, err
		}
		defer t.Unref(f)
		if self.O != nil {
			a = a.Prepend(self)
		}
		return t.CallArgs(f, a)
	}
}

// A row names a method that is in Python.
type row struct{ sig, doc string }

func rows(declare func(sig, doc string, fn object.RawFn) object.Decl, module, class string, rs ...row) []object.Decl {
	var out []object.Decl
	for _, r := range rs {
		out = append(out, declare(r.sig, r.doc, inPython(module, class, sigName(r.sig))))
	}
	return out
}

func sigName(sig string) string {
	for i := range sig {
		if sig[i] == '(' {
			return sig[:i]
		}
	}
	return sig
}

func join(parts ...[]object.Decl) (out []object.Decl) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func builtinImporterInit() {
	const flags = object.FlagGC | object.FlagBase | object.FlagScript
	for _, x := range [...]struct {
		typ          *object.Type
		name, origin string
	}{
		{BuiltinImporterType, "BuiltinImporter", "built-in"},
		{FrozenImporterType, "FrozenImporter", "frozen"},
	} {
		x.typ.Define(object.TypeSpec{
			Name: "_frozen_importlib." + x.name, Flags: flags, Basic: 32, Dict: 16, Weak: 24,
			Doc:    "Finds and loads " + x.origin + " modules. The class itself is the finder and the loader.",
			Layout: object.AttrsLayoutOf[fileLoader](),
			Slots:  object.Slots{New: newAttrs, Traverse: traverseAttrs, Clear: clearAttrs},
			Build: func() []object.Decl {
				return join([]object.Decl{object.DictGetter()},
					rows(object.RawClassMethod, "_bootstrap", "_"+x.name,
						row{"find_spec(fullname, path=None, target=None)", "Find the spec of a module, None if there is none."},
						row{"find_module(fullname, path=None)", "Find the loader of a module. Deprecated: use find_spec()."},
						row{"get_code(fullname)", "The module's code object, None if it has none."},
						row{"get_source(fullname)", "The module's source text, None if it has none."},
						row{"is_package(fullname)", "Whether the module is a package."},
						row{"load_module(fullname)", "Load a module. Deprecated: use exec_module()."}),
					rows(object.RawStaticMethod, "_bootstrap", "_"+x.name,
						row{"create_module(spec)", "Make the module, None for the usual kind."},
						row{"exec_module(module)", "Run the module's code."},
						row{"module_repr(module)", "The repr of a module. Deprecated."}))
			}})
	}
}

func pathFinderInit() {
	const flags = object.FlagGC | object.FlagBase | object.FlagScript
	PathFinderType.Define(object.TypeSpec{
		Name: "_frozen_importlib_external.PathFinder", Flags: flags, Basic: 32, Dict: 16, Weak: 24,
		Doc:    "Finds modules in the places of sys.path and of packages' __path__.",
		Layout: object.AttrsLayoutOf[fileLoader](),
		Slots:  object.Slots{New: newAttrs, Traverse: traverseAttrs, Clear: clearAttrs},
		Build: func() []object.Decl {
			return join([]object.Decl{object.DictGetter()},
				rows(object.RawClassMethod, "_bootstrap_external", "_PathFinder",
					row{"find_spec(fullname, path=None, target=None)", "Find the spec of a module, None if there is none."},
					row{"find_module(fullname, path=None)", "Find the loader of a module. Deprecated: use find_spec()."},
					row{"_path_importer_cache(path)", "The finder of a place, from the cache if it is there."},
					row{"_legacy_get_spec(fullname, finder)", "The spec from a finder without find_spec()."},
					row{"_get_spec(fullname, path, target=None)", "Find a spec in the places of path."}),
				rows(object.RawStaticMethod, "_bootstrap_external", "_PathFinder",
					row{"invalidate_caches()", "Let the finders in sys.path_importer_cache look anew."},
					row{"_path_hooks(path)", "The finder that a path hook makes for a place."},
					row{"find_distributions(*args, **kwargs)", "Find installed distributions."}))
		}})
	FileFinderType.Define(object.TypeSpec{
		Name: "_frozen_importlib_external.FileFinder", Flags: flags, Basic: 32, Dict: 16, Weak: 24,
		Doc:    "Finds modules in one folder.",
		Layout: object.AttrsLayoutOf[fileFinder](),
		Slots: object.Slots{New: newAttrs, Traverse: traverseAttrs, Clear: clearAttrs, Repr: finderRepr,
			Init: func(t *Thread, self Value, a object.Args) error {
				r, err := inPython("_bootstrap_external", "_FileFinder", "__init__")(t, self, a)
				if err == nil {
					t.Unref(r)
				}
				return err
			}},
		Build: func() []object.Decl {
			return join([]object.Decl{object.DictGetter()},
				rows(object.RawMethod, "_bootstrap_external", "_FileFinder",
					row{"invalidate_caches()", "Look at the folder anew."},
					row{"find_spec(fullname, target=None)", "Find the spec of a module, None if there is none."},
					row{"find_module(fullname)", "Find the loader of a module. Deprecated: use find_spec()."},
					row{"find_loader(fullname)", "Find the loader of a module and its portions. Deprecated: use find_spec()."},
					row{"_get_spec(loader_class, fullname, path, smsl, target)", "The spec of a file."},
					row{"_fill_cache()", "Read the folder's names."}),
				[]object.Decl{object.RawClassMethod("path_hook(*loader_details)", "A path hook that makes finders of this class.",
					inPython("_bootstrap_external", "_FileFinder", "path_hook"))})
		}})
	pathHookType.Define(object.TypeSpec{
		Name: "_frozen_importlib_external.path_hook_for_FileFinder", Flags: flags &^ object.FlagBase, Basic: 32, Dict: 16, Weak: 24,
		Layout: object.AttrsLayoutOf[pathHook](),
		Slots: object.Slots{New: newAttrs, Traverse: traverseAttrs, Clear: clearAttrs,
			Repr: func(t *Thread, v Value) (Value, error) {
				return t.NewStr("<function FileFinder.path_hook.<locals>.path_hook_for_FileFinder at " + object.Address(v.O) + ">"), nil
			},
			Call: pathHookCall}})
}

func finderRepr(t *Thread, v Value) (Value, error) {
	p, err := t.GetAttrS(v, "path")
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(p)
	s, err := t.ReprString(p)
	if err != nil {
		return Value{}, err
	}
	return t.NewStr("FileFinder(" + s + ")"), nil
}

// newFileFinder makes the finder of a folder.
func newFileFinder(t *Thread, dir string) Value {
	f := object.New[fileFinder](t, FileFinderType)
	f.usual = true
	f.Dict = t.NewDict()
	f.Dict.GiveS(t, "path", t.NewStr(dir))
	return object.Obj(&f.Header)
}

func pathHookCall(t *Thread, _ Value, a object.Args) (Value, error) {
	if len(a.Pos) != 1 || len(a.KwNames()) != 0 {
		return Value{}, t.TypeErr("path_hook_for_FileFinder() takes 1 positional argument but %d were given", len(a.Pos)+len(a.KwNames()))
	}
	s, ok := object.AsStr(a.Pos[0])
	h := &t.In.Eval.(*Interp).Host
	if b, isBytes := object.AsBytes(a.Pos[0]); isBytes && h.IsDir != nil && !h.IsDir(string(b.B)) {
		return Value{}, t.SetImportPath(t.Raise(object.ImportError, "only directories are supported"), a.Pos[0])
	}
	if !ok {
		return Value{}, t.TypeErr("expected str, not %s", a.Pos[0].O.Typ.Name)
	}
	dir := s.S
	if dir == "" {
		dir = "."
	}
	if h.IsDir == nil || !h.IsDir(dir) {
		err := t.Raise(object.ImportError, "only directories are supported")
		return Value{}, t.SetImportPath(err, a.Pos[0])
	}
	return newFileFinder(t, dir), nil
}

func fileLoaderInit() {
	const flags = object.FlagGC | object.FlagBase | object.FlagScript
	SourceFileLoaderType.Define(object.TypeSpec{
		Name: "_frozen_importlib_external.SourceFileLoader", Flags: flags, Basic: 32, Dict: 16, Weak: 24,
		Doc:    "Loads a module from a source file.",
		Layout: object.AttrsLayoutOf[fileLoader](),
		Slots: object.Slots{New: newAttrs, Traverse: traverseAttrs, Clear: clearAttrs, Init: loaderSetup,
			Compare: loaderCompare, Hash: loaderHash},
		Build: func() []object.Decl {
			return join([]object.Decl{object.DictGetter()},
				rows(object.RawMethod, "_bootstrap_external", "_SourceFileLoader",
					row{"is_package(fullname)", "Whether the module is a package."},
					row{"create_module(spec)", "Make the module, None for the usual kind."},
					row{"exec_module(module)", "Run the module's code."},
					row{"load_module(name=None, *args, **kwargs)", "Load a module. Deprecated: use exec_module()."},
					row{"path_mtime(path)", "When the file was changed."},
					row{"path_stats(path)", "When the file was changed, and its size."},
					row{"_cache_bytecode(source_path, bytecode_path, data)", "Keep compiled code."},
					row{"set_data(path, data, *, _mode=438)", "Write a file."},
					row{"get_source(fullname)", "The module's source text."},
					row{"source_to_code(data, path, *, _optimize=-1)", "Compile source text."},
					row{"get_code(fullname)", "The module's code object."},
					row{"get_filename(name=None, *args, **kwargs)", "The path of the file."},
					row{"get_data(path)", "The bytes of a file."},
					row{"get_resource_reader(name=None, *args, **kwargs)", "A reader of the package's resources."}))
		}})
	NamespaceLoaderType.Define(object.TypeSpec{
		Name: "_frozen_importlib_external._NamespaceLoader", Flags: flags, Basic: 32, Dict: 16, Weak: 24,
		Layout: object.AttrsLayoutOf[fileLoader](),
		Slots: object.Slots{New: newAttrs, Traverse: traverseAttrs, Clear: clearAttrs,
			Init: func(t *Thread, self Value, a object.Args) error {
				r, err := inPython("_bootstrap_external", "_NamespaceLoaderMethods", "__init__")(t, self, a)
				if err == nil {
					t.Unref(r)
				}
				return err
			}},
		Build: func() []object.Decl {
			return join([]object.Decl{object.DictGetter()},
				rows(object.RawMethod, "_bootstrap_external", "_NamespaceLoaderMethods",
					row{"is_package(fullname)", "True."},
					row{"create_module(spec)", "None: the usual kind of module."},
					row{"exec_module(module)", "Nothing: there is no code."},
					row{"load_module(fullname)", "Load a module. Deprecated."},
					row{"get_source(fullname)", "The empty string."},
					row{"get_code(fullname)", "The code of an empty module."},
					row{"get_resource_reader(module)", "A reader of the package's resources."}),
				rows(object.RawStaticMethod, "_bootstrap_external", "_NamespaceLoaderMethods",
					row{"module_repr(module)", "The repr of a module. Deprecated."}))
		}})
}

var loaderSig = object.LazySignature{Text: "__init__(fullname, path)"}

func loaderSetup(t *Thread, self Value, a object.Args) error {
	var out [2]Value
	sg := *loaderSig.Signature()
	sg.Owner, sg.Script = "FileLoader", true
	done, err := t.BindArgs(&sg, a, out[:])
	if err != nil {
		return err
	}
	defer done()
	if err := t.SetAttrS(self, "name", out[0]); err != nil {
		return err
	}
	return t.SetAttrS(self, "path", out[1])
}

// newLoader makes the loader of a source file.
func newLoader(t *Thread, name, file string) Value {
	l := object.New[fileLoader](t, SourceFileLoaderType)
	l.Dict = t.NewDict()
	l.Dict.GiveS(t, "name", t.NewStr(name))
	l.Dict.GiveS(t, "path", t.NewStr(file))
	return object.Obj(&l.Header)
}

func loaderCompare(t *Thread, a, b Value, op int) (Value, error) {
	if op != object.CmpEQ && op != object.CmpNE {
		return object.NotImplemented, nil
	}
	if a.O.Typ != b.O.Typ {
		return object.Bool(op == object.CmpNE), nil
	}
	x, err := t.GetAttrS(a, "__dict__")
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(x)
	y, err := t.GetAttrS(b, "__dict__")
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(y)
	return t.Compare(x, y, op)
}

func loaderHash(t *Thread, v Value) (int64, error) {
	var sum int64
	for _, n := range [...]string{"name", "path"} {
		x, err := t.GetAttrS(v, n)
		if err != nil {
			return 0, err
		}
		h, err := t.Hash(x)
		t.Unref(x)
		if err != nil {
			return 0, err
		}
		sum ^= h
	}
	return sum, nil
}
