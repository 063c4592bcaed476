// Package impmod is _imp: what the import system in Python asks of the interpreter; and
// _importcore, the finders and loaders that are written in Go.
package impmod

import (
	"encoding/binary"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares _imp.
var Module = object.ModuleSpec{
	Name: "_imp",
	Doc:  "Low level access to the machinery of import.",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("extension_suffixes()", "The suffixes of modules in machine code: minipy loads none.", func(t *thread, _ value, _ []value) (value, error) {
				return t.NewList(nil), nil
			}),
			object.Func("lock_held()", "Whether the import lock is held.", func(t *thread, _ value, _ []value) (value, error) {
				return object.Bool(lockOf(t).depth > 0), nil
			}),
			object.Func("acquire_lock()", "Take the import lock.", func(t *thread, _ value, _ []value) (value, error) {
				lockOf(t).depth++
				return object.None, nil
			}),
			object.Func("release_lock()", "Give the import lock back.", releaseLock),
			object.Func("get_frozen_object(name, /)", "The code object of a frozen module.", getFrozenObject),
			object.Func("is_frozen_package(name, /)", "Whether a frozen module is a package.", isFrozenPackage),
			object.Func("create_builtin(spec, /)", "Make a built-in module.", createBuiltin),
			object.Func("init_frozen(name, /)", "Import a frozen module, None if there is none.", initFrozen),
			object.Func("is_builtin(name, /)", "1 for a built-in module, -1 for one that is never made twice, else 0.", isBuiltin),
			object.Func("is_frozen(name, /)", "Whether there is a frozen module of that name.", isFrozen),
			object.Func("create_dynamic(spec, file=None, /)", "Load a module in machine code: minipy cannot.", func(t *thread, _ value, _ []value) (value, error) {
				return value{}, t.Raise(object.ImportError, "minipy loads no extension modules")
			}),
			object.Func("exec_dynamic(mod, /)", "Run what a module in machine code runs.", zero),
			object.Func("exec_builtin(mod, /)", "Run what a built-in module runs: it is complete when it is made.", zero),
			object.Func("_fix_co_filename(code, path, /)", "Give a code object another file name.", fixFilename),
			object.Func("source_hash(key, source)", "The hash of source text that goes into compiled code.", sourceHash),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "check_hash_based_pycs", t.NewStr(*checkOf(t)))
		return nil
	},
}

// Core declares _importcore.
var Core = object.ModuleSpec{
	Name: "_importcore",
	Doc:  "The finders and loaders of importlib that are written in Go.",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("ModuleSpec", eval.ModuleSpecType.Value()),
			object.Attr("BuiltinImporter", eval.BuiltinImporterType.Value()),
			object.Attr("FrozenImporter", eval.FrozenImporterType.Value()),
			object.Attr("PathFinder", eval.PathFinderType.Value()),
			object.Attr("FileFinder", eval.FileFinderType.Value()),
			object.Attr("SourceFileLoader", eval.SourceFileLoaderType.Value()),
			object.Attr("NamespaceLoader", eval.NamespaceLoaderType.Value()),
			object.Func("frozen_source(name, /)", "The source text of a frozen module, None if there is none.", frozenSource),
			object.Func("import_module(name, /)", "Import the module of an absolute name.", importModule),
			object.Func("magic_number()", "Four bytes that tell apart versions of compiled code.", func(t *thread, _ value, _ []value) (value, error) {
				n := code.Fingerprint()
				return t.NewBytes([]byte{byte(n), byte(n >> 8), '\r', '\n'}), nil
			}),
			object.Func("usual_spec(finder, fullname, /)", "What import itself would find in a folder: a spec, a folder's name, or None.", usualSpec),
		}
	},
}

var checkKey = new(int)

func checkOf(t *thread) *string {
	return t.In.State(checkKey, func() any { s := "default"; return &s }).(*string)
}

// Configure sets what _imp.check_hash_based_pycs will be; "" leaves the default.
func Configure(t *object.Thread, check string) {
	if check != "" {
		*checkOf(t) = check
	}
}

type lock struct{ depth int }

var lockKey = new(int)

func lockOf(t *thread) *lock { return t.In.State(lockKey, func() any { return new(lock) }).(*lock) }

func releaseLock(t *thread, _ value, _ []value) (value, error) {
	l := lockOf(t)
	if l.depth == 0 {
		return value{}, t.Raise(object.RuntimeError, "not holding the import lock")
	}
	l.depth--
	return object.None, nil
}

func zero(*thread, value, []value) (value, error) { return object.Int(0), nil }

// nameArg is a module's name.
func nameArg(t *thread, fn string, v value) (string, error) {
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.TypeErr("%s() argument must be str, not %s", fn, v.Type().Name)
	}
	return s.S, nil
}

func getFrozenObject(t *thread, _ value, a []value) (value, error) {
	name, err := nameArg(t, "get_frozen_object", a[0])
	if err != nil {
		return value{}, err
	}
	src, _, ok := eval.Frozen(t, name)
	if !ok {
		return value{}, noFrozen(t, a[0], name)
	}
	c, err := eval.CompileFrozen(t, name, src)
	if err != nil {
		return value{}, err
	}
	return object.Obj(&c.Header), nil
}

func noFrozen(t *thread, v value, name string) error {
	s, err := t.ReprString(v)
	if err != nil {
		return err
	}
	return t.RaiseImport(object.ImportError, name, "No such frozen object named %s", s)
}

func isFrozenPackage(t *thread, _ value, a []value) (value, error) {
	name, err := nameArg(t, "is_frozen_package", a[0])
	if err != nil {
		return value{}, err
	}
	_, pkg, ok := eval.Frozen(t, name)
	if !ok {
		return value{}, noFrozen(t, a[0], name)
	}
	return object.Bool(pkg), nil
}

func isFrozen(t *thread, _ value, a []value) (value, error) {
	name, err := nameArg(t, "is_frozen", a[0])
	if err != nil {
		return value{}, err
	}
	_, _, ok := eval.Frozen(t, name)
	return object.Bool(ok), nil
}

func frozenSource(t *thread, _ value, a []value) (value, error) {
	name, err := nameArg(t, "frozen_source", a[0])
	if err != nil {
		return value{}, err
	}
	src, _, ok := eval.Frozen(t, name)
	if !ok {
		return object.None, nil
	}
	return t.NewStr(src), nil
}

func isBuiltin(t *thread, _ value, a []value) (value, error) {
	name, err := nameArg(t, "is_builtin", a[0])
	switch {
	case err != nil:
		return value{}, err
	case eval.NativeModule(t, name) == nil:
		return object.Int(0), nil
	case once(name):
		return object.Int(-1), nil
	}
	return object.Int(1), nil
}

// once reports whether an interpreter has the module a single time.
func once(name string) bool { return name == "sys" || name == "builtins" }

func createBuiltin(t *thread, _ value, a []value) (value, error) {
	n, err := t.GetAttrS(a[0], "name")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(n)
	name, err := nameArg(t, "create_builtin", n)
	if err != nil {
		return value{}, err
	}
	spec := eval.NativeModule(t, name)
	if spec == nil {
		return object.None, nil
	}
	if m := t.In.Modules.GetS(t, name); once(name) && !m.IsNil() {
		return m.Ref(), nil
	}
	m, err := t.LoadModule(spec)
	if err != nil {
		return value{}, err
	}
	return object.Obj(&m.Header), nil
}

func initFrozen(t *thread, _ value, a []value) (value, error) {
	name, err := nameArg(t, "init_frozen", a[0])
	if err != nil {
		return value{}, err
	}
	if _, _, ok := eval.Frozen(t, name); !ok {
		return object.None, nil
	}
	return eval.Import(t, name)
}

func importModule(t *thread, _ value, a []value) (value, error) {
	name, err := nameArg(t, "import_module", a[0])
	if err != nil {
		return value{}, err
	}
	return eval.Import(t, name)
}

func usualSpec(t *thread, _ value, a []value) (value, error) {
	name, err := nameArg(t, "usual_spec", a[1])
	if err != nil {
		return value{}, err
	}
	return eval.UsualSpec(t, a[0], name)
}

func fixFilename(t *thread, _ value, a []value) (value, error) {
	if a[0].Type() != eval.CodeType {
		return value{}, t.TypeErr("_fix_co_filename() argument 1 must be code, not %s", a[0].Type().Name)
	}
	name, err := nameArg(t, "_fix_co_filename", a[1])
	if err != nil {
		return value{}, err
	}
	if c := object.As[eval.Code](a[0]); c.C.Filename != name {
		eval.Rename(c, name)
	}
	return object.None, nil
}

func sourceHash(t *thread, _ value, a []value) (value, error) {
	key, err := t.AsIndex(a[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	b, release, err := t.BufferOf(a[1])
	if err != nil {
		return value{}, err
	}
	defer release()
	h := object.SipHash(uint64(key), 0, string(b))
	return t.NewBytes(binary.LittleEndian.AppendUint64(nil, h)), nil
}
