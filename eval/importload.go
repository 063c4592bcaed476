package eval

import (
	"path"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// load makes the module that was found, runs its code and enters it in sys.modules.
func (f *found) load(t *Thread, name string) (Value, error) {
	switch {
	case f.native != nil:
		return loadNative(t, f.native)
	case f.frozen && unalias(name) != name:
		m, err := Import(t, unalias(name))
		if err == nil {
			t.In.Modules.SetS(t, name, m)
		}
		return m, err
	case f.frozen:
		return loadSource(t, name, []byte(f.src), "<frozen "+name+">", f)
	}
	src, err := t.In.Eval.(*Interp).Host.ReadFile(f.file)
	if err != nil {
		return Value{}, t.RaiseOS(err, f.file)
	}
	return loadSource(t, name, src, f.file, f)
}

// makeSpec gives the spec of a found module; places (its __path__) are lent or absent.
func (f *found) makeSpec(t *Thread, name string, places Value) Value {
	where := object.None
	if places.O != nil {
		where = places.Ref()
	}
	switch {
	case f.native != nil:
		return newSpec(t, name, BuiltinImporterType.Value(), "built-in", where, false)
	case f.frozen:
		return newSpec(t, name, FrozenImporterType.Value(), "frozen", where, false)
	}
	return newSpec(t, name, newLoader(t, name, f.file), f.file, where, true)
}

func loadNative(t *Thread, spec *object.ModuleSpec) (Value, error) {
	m, err := t.LoadModule(spec)
	if err != nil {
		return Value{}, err
	}
	SetNativeSpec(t, m)
	v := object.Obj(&m.Header)
	t.In.Modules.SetS(t, spec.Name, v)
	return v, nil
}

// SetNativeSpec gives a native module the attributes that import sets.
func SetNativeSpec(t *Thread, m *object.Module) {
	f, name := found{native: m.Spec}, m.Spec.Name
	m.Give(t, "__spec__", f.makeSpec(t, name, Value{}))
	m.Set(t, "__loader__", BuiltinImporterType.Value())
	m.Give(t, "__package__", t.NewStr(packageOf(name, false)))
}

func packageOf(name string, pkg bool) string {
	if pkg {
		return name
	}
	return name[:max(strings.LastIndexByte(name, '.'), 0)]
}

// places gives the __path__ of a found package. That of one that is part of minipy
// leads to what the folders of sys.path have of a package of that name.
func (f *found) places(t *Thread, name string) Value {
	if !f.frozen {
		return t.NewList([]Value{t.NewStr(strings.TrimSuffix(f.file, "/__init__.py"))})
	}
	h := &t.In.Eval.(*Interp).Host
	list, _ := object.AsList(orNone(t.PeekSys("path")))
	var items []Value
	if list != nil && h.IsFile != nil {
		for _, x := range list.Items {
			if s, ok := object.AsStr(x); ok && s.S != "" {
				if dir := joinPath(s.S, strings.ReplaceAll(name, ".", "/")); h.IsFile(dir + "/__init__.py") {
					items = append(items, t.NewStr(dir))
				}
			}
		}
	}
	return t.NewList(items)
}

// newModule makes a module for what was found and enters it in sys.modules.
func (f *found) newModule(t *Thread, name, file string) *object.Module {
	m := t.NewModule(name)
	m.Give(t, "__package__", t.NewStr(packageOf(name, f.pkg)))
	var places Value
	if f.pkg {
		places = f.places(t, name)
	}
	spec := f.makeSpec(t, name, places)
	loader := specDict(spec).GetS(t, "loader")
	m.Set(t, "__loader__", loader)
	m.Give(t, "__spec__", spec)
	if places.O != nil {
		m.Give(t, "__path__", places)
	}
	m.Give(t, "__file__", t.NewStr(file))
	if cached := f.cached(t); cached != "" {
		m.Give(t, "__cached__", t.NewStr(cached))
	}
	m.Set(t, "__builtins__", t.In.Builtins.Value())
	t.In.Modules.SetS(t, name, object.Obj(&m.Header))
	return m
}

// CacheTag is sys.implementation.cache_tag.
const CacheTag = "minipy-310"

// cached is where the compiled code of a source file would be kept; "": nowhere.
func (f *found) cached(t *Thread) string {
	if prefix := t.PeekSys("pycache_prefix"); f.frozen || prefix.O != nil && prefix != object.None {
		return ""
	}
	dir, base := path.Split(f.file)
	tag := CacheTag
	if n := t.In.Eval.(*Interp).Host.Optimize; n > 0 {
		tag += ".opt-" + strconv.Itoa(min(n, 2))
	}
	return dir + "__pycache__/" + strings.TrimSuffix(base, ".py") + "." + tag + ".pyc"
}

func specDict(spec Value) *object.Dict { return object.As[modSpec](spec).Dict }

func loadSource(t *Thread, name string, src []byte, file string, f *found) (Value, error) {
	m := f.newModule(t, name, file)
	v := object.Obj(&m.Header)
	spec := m.Dict.GetS(t, "__spec__").Ref()
	defer t.Unref(spec)
	initializing := t.In.Intern("_initializing")
	specDict(spec).SetStr(t, initializing, object.True)
	c, err := compileObject(t, src, CompileOptions{Filename: file, Mode: "exec", Optimize: -1, Frozen: f.frozen, Module: !f.frozen})
	if err == nil {
		var r Value
		r, err = RunCode(t, c, m.Dict, m.Dict.Value())
		t.Unref(object.Obj(&c.Header))
		if err == nil {
			t.Unref(r)
		}
	}
	if d := specDict(spec); d != nil {
		d.SetStr(t, initializing, object.False)
	}
	key := t.In.Intern(name)
	if err != nil {
		t.In.Modules.DelStr(t, key)
		t.Unref(v)
		return Value{}, err
	}
	now := t.In.Modules.GetStr(t, key) // a module may replace itself
	if now.O == nil {
		t.Unref(v)
		return Value{}, t.RaiseArgs(object.KeyError, t.NewStr(name))
	}
	now.Ref()
	t.In.Modules.DelStr(t, key) // a module stands behind those that it imported
	t.In.Modules.SetStr(t, key, now)
	t.Unref(v)
	return now, nil
}

// SetupSys gives sys what import keeps there, and a spec like that of any module.
func SetupSys(t *Thread, m *object.Module) {
	m.Give(t, "meta_path", t.NewList([]Value{BuiltinImporterType.Value(), FrozenImporterType.Value(), PathFinderType.Value()}))
	m.Give(t, "path_hooks", t.NewList([]Value{object.Obj(t.Alloc(pathHookType))}))
	m.Give(t, "path_importer_cache", t.NewDict().Value())
}

// A Main is what `-m` runs.
type Main struct {
	File string
	Src  []byte
	Pkg  string
	Spec Value // owned
	Code Value // owned; absent: Src is to be compiled
	// Script: not a module, so it has no spec.
	Script bool
}

// FindMain finds the module that `-m name` runs, __main__ of a package; its packages
// are imported. why is a message for the user if it cannot be run; an error is one that
// the code of a package raised. name is dotted.
func FindMain(t *Thread, name string) (m Main, why string, err error) {
	var where Value
	tail := name
	if strings.HasPrefix(name, ".") {
		return m, "Relative module names not supported", nil
	}
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		tail = name[i+1:]
		parent, err := Import(t, name[:i])
		if err != nil {
			return mainFailed(t, name, name[:i], err)
		}
		defer t.Unref(parent)
		if where, err = t.LookupAttr(parent, "__path__"); err != nil {
			return m, "", err
		}
		if where.O == nil {
			why := "ModuleNotFoundError: __path__ attribute not found on " + quote(t, name[:i]) + " while trying to find " + quote(t, name)
			return m, noMain(t, name, why), nil
		}
		defer t.Unref(where)
	}
	f, ok, err := find(t, name, tail, where)
	switch {
	case err != nil:
		return mainFailed(t, name, name, err)
	case !ok:
		return m, "No module named " + name, nil
	case f.native != nil:
		return m, "No code object available for " + name, nil
	case f.spec.O != nil:
		defer t.Unref(f.spec)
		places, err := t.GetAttrS(f.spec, "submodule_search_locations")
		if err != nil {
			return m, "", err
		}
		t.Unref(places)
		if f.pkg = places != object.None; !f.pkg {
			return specMain(t, name, f.spec)
		}
	}
	switch {
	case f.pkg && tail == "__main__":
		return m, "Cannot use package as __main__ module", nil
	case f.pkg:
		if m, why, err = FindMain(t, name+".__main__"); why != "" {
			why += "; " + quote(t, name) + " is a package and cannot be directly executed"
		}
		return m, why, err
	case f.frozen:
		m.File, m.Src = "<frozen "+name+">", []byte(f.src)
	default:
		if m.Src, err = t.In.Eval.(*Interp).Host.ReadFile(f.file); err != nil {
			return m, "", t.RaiseOS(err, f.file)
		}
		m.File = f.file
	}
	m.Pkg, m.Spec = packageOf(name, false), f.makeSpec(t, name, Value{})
	return m, "", nil
}

// noMain is what is said if looking for a module failed.
func noMain(t *Thread, name, why string) string {
	msg := "Error while finding module specification for " + quote(t, name) + " (" + why + ")"
	if module, ok := strings.CutSuffix(name, ".py"); ok {
		msg += ". Try using '" + module + "' instead of " + quote(t, name) + " as the module name."
	}
	return msg
}

// mainFailed tells an error of the search, which is a message, from one that the code of
// a package raised while it was imported; err is given.
func mainFailed(t *Thread, name, asked string, err error) (m Main, why string, _ error) {
	if !t.ErrIs(err, object.ImportError) {
		return m, "", err
	}
	exc := t.Normalize(err)
	missing := exc.Extra(1)
	if missing.O == nil || !missing.IsStr() {
		return m, "", err
	}
	if s := missing.String(); asked != s && !strings.HasPrefix(asked, s+".") {
		return m, "", err
	}
	msg, serr := t.StrString(exc.Value())
	if serr != nil {
		t.Discard(serr)
	}
	why = noMain(t, name, exc.Typ.Name+": "+msg)
	t.Discard(err)
	return m, why, nil
}

// specMain asks the loader of a spec, lent, for the code of a module that is run.
func specMain(t *Thread, name string, spec Value) (m Main, why string, err error) {
	loader, err := t.GetAttrS(spec, "loader")
	if err != nil {
		return m, "", err
	}
	defer t.Unref(loader)
	n := t.NewStr(name)
	defer t.Unref(n)
	code, err := t.CallMethod(loader, "get_code", n)
	if err != nil {
		return mainFailed(t, name, name, err)
	}
	if code.O == nil || code.O.Typ != CodeType {
		t.Unref(code)
		return m, "No code object available for " + name, nil
	}
	m.Code, m.Pkg, m.Spec = code, packageOf(name, false), spec.Ref()
	origin, err := t.GetAttrS(spec, "origin")
	if err != nil {
		t.Discard(err)
		return m, "", nil
	}
	defer t.Unref(origin)
	if origin.IsStr() {
		m.File = origin.String()
	}
	return m, "", nil
}

// CompiledMain reads a file with compiled code that is run as a script.
func CompiledMain(t *Thread, file string) (m Main, err error) {
	name, path := t.NewStr("__main__"), t.NewStr(file)
	defer t.Unref(name)
	defer t.Unref(path)
	spec, err := callImportlib(t, "_bootstrap_external", "_sourceless_spec", name, path)
	if err != nil {
		return m, err
	}
	defer t.Unref(spec)
	m, _, err = specMain(t, "__main__", spec)
	m.Script = true
	return m, err
}

// NewFileLoader gives the loader of a source file, for __main__.
func NewFileLoader(t *Thread, name, file string) Value { return newLoader(t, name, file) }

// Frozen finds a module that is part of minipy and written in Python.
func Frozen(t *Thread, name string) (src string, pkg, ok bool) {
	f, ok := findFrozen(t, name)
	return f.src, f.pkg, ok
}

// CompileFrozen gives the code object of such a module.
func CompileFrozen(t *Thread, name, src string) (*Code, error) {
	return compileObject(t, []byte(src), CompileOptions{Filename: "<frozen " + unalias(name) + ">", Mode: "exec", Optimize: -1})
}

// NativeModule finds a module that is part of minipy and written in Go, nil if there is
// none.
func NativeModule(t *Thread, name string) *object.ModuleSpec {
	f, _ := findNative(t, name)
	return f.native
}

// Rename gives a code object, and those among its constants that were compiled from
// the same file, another file name.
func Rename(co *Code, file string) {
	old := co.C.Filename
	c := *co.C
	c.Filename = file
	co.C, co.body = &c, nil
	for _, k := range co.consts {
		if k.O.Typ == CodeType {
			if inner := object.As[Code](k); inner.C.Filename == old {
				Rename(inner, file)
			}
		}
	}
}
