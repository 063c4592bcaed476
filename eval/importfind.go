package eval

import (
	"path"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// A found module: how and from where it will be loaded.
type found struct {
	native *object.ModuleSpec
	src    string // of a frozen module
	frozen bool
	file   string
	pkg    bool
	// compiled: file is compiled code, for which importlib's part in Python makes the spec.
	compiled bool
	spec     Value // owned; from a finder of the script's
}

// load finds and makes a module. While the finders of sys.meta_path are the ones that
// were there at the start, that is Go throughout.
func load(t *Thread, name, tail string, where Value) (Value, error) {
	had := t.In.Modules.GetS(t, name).O != nil
	f, ok, err := find(t, name, tail, where)
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return Value{}, t.RaiseImport(object.ModuleNotFoundError, name, "No module named %s", quote(t, name))
	}
	if f.spec.O == nil {
		return f.load(t, name)
	}
	defer t.Unref(f.spec)
	if !had {
		if err := f.loadedMeanwhile(t, name); err != nil {
			return Value{}, err
		}
	}
	return callImportlib(t, "_bootstrap", "_load_unlocked", f.spec)
}

// loadedMeanwhile takes the spec of a module that its finder imported.
func (f *found) loadedMeanwhile(t *Thread, name string) error {
	m := t.In.Modules.GetS(t, name)
	if m.O == nil {
		return nil
	}
	m.Ref()
	s, err := t.LookupAttr(m, "__spec__")
	t.Unref(m)
	if err == nil && s.O != nil && s != object.None {
		t.Unref(f.spec)
		f.spec = s
	}
	return err
}

func quote(t *Thread, s string) string {
	x := t.NewStr(s)
	defer t.Unref(x)
	r, err := t.ReprString(x)
	if err != nil {
		t.Discard(err)
	}
	return r
}

// find asks the finders of sys.meta_path; where is the package's __path__, or absent.
func find(t *Thread, name, tail string, where Value) (f found, ok bool, err error) {
	list := t.PeekSys("meta_path")
	if list.O == nil { // sys itself is not there yet
		f, ok = findNative(t, name)
		return f, ok, nil
	}
	if list == object.None {
		return f, false, t.Raise(object.ImportError, "sys.meta_path is None, Python is likely shutting down")
	}
	list.Ref()
	defer t.Unref(list)
	if x, isList := object.AsList(list); isList && len(x.Items) == 3 && x.Items[0] == BuiltinImporterType.Value() &&
		x.Items[1] == FrozenImporterType.Value() && x.Items[2] == PathFinderType.Value() {
		if f, ok = findNative(t, name); ok {
			return f, ok, nil
		}
		if f, ok = findFrozen(t, name); ok {
			return f, ok, nil
		}
		return findInPath(t, name, tail, where)
	}
	n, err := t.Len(list)
	if err != nil {
		return f, false, err
	}
	if n == 0 {
		if err := warnImport(t, "sys.meta_path is empty"); err != nil {
			return f, false, err
		}
	}
	err = t.Iterate(list, func(finder Value) error {
		if ok {
			return nil
		}
		var err error
		switch finder {
		case BuiltinImporterType.Value():
			f, ok = findNative(t, name)
		case FrozenImporterType.Value():
			f, ok = findFrozen(t, name)
		case PathFinderType.Value():
			f, ok, err = findInPath(t, name, tail, where)
		default:
			f.spec, err = askFinder(t, finder, name, where)
			ok = f.spec.O != nil
		}
		return err
	})
	if err != nil {
		t.XUnref(f.spec)
	}
	return f, ok, err
}

// askFinder calls find_spec of a finder in sys.meta_path; absent for None.
func askFinder(t *Thread, finder Value, name string, where Value) (Value, error) {
	m, err := t.LookupAttr(finder, "find_spec")
	if err != nil {
		return Value{}, err
	}
	n := t.NewStr(name)
	defer t.Unref(n)
	var s Value
	if m.O == nil {
		s, err = callImportlib(t, "_bootstrap", "_find_spec_legacy", finder, n, orNone(where))
	} else {
		s, err = t.Call(m, n, orNone(where), object.None)
		t.Unref(m)
	}
	if err != nil || s == object.None {
		return Value{}, err
	}
	return s, nil
}

func findNative(t *Thread, name string) (f found, ok bool) {
	in := t.In.Eval.(*Interp)
	if in.Host.Native == nil {
		return f, false
	}
	f.native = in.Host.Native(name)
	return f, f.native != nil
}

// aliases are the names under which CPython has its frozen part of importlib.
func unalias(name string) string {
	switch name {
	case "_frozen_importlib":
		return "importlib._bootstrap"
	case "_frozen_importlib_external":
		return "importlib._bootstrap_external"
	}
	return name
}

func findFrozen(t *Thread, name string) (f found, ok bool) {
	in := t.In.Eval.(*Interp)
	if in.Host.Frozen == nil {
		return f, false
	}
	f.src, f.pkg, f.frozen = in.Host.Frozen(unalias(name))
	return f, f.frozen
}

// findInPath looks in the places of a package's __path__, or of sys.path.
func findInPath(t *Thread, name, tail string, where Value) (f found, ok bool, err error) {
	if where.O == nil || where == object.None {
		if where = t.PeekSys("path"); where.O == nil {
			return f, false, nil
		}
	}
	where.Ref()
	defer t.Unref(where)
	var portions []Value
	defer func() { t.UnrefAll(portions) }()
	err = t.Iterate(where, func(place Value) error {
		if ok || !place.IsStr() && place.O.Typ.Flags&object.FlagBytes == 0 {
			return nil
		}
		finder, err := finderOf(t, place)
		if err != nil || finder == object.None {
			return err
		}
		defer t.Unref(finder)
		if x, usual := usualFinder(finder); usual {
			var portion string
			if f, ok, portion = x.search(t, tail); portion != "" {
				portions = append(portions, t.NewStr(portion))
			}
			if ok && f.compiled {
				f.spec, err = compiledSpec(t, name, f.file)
			}
			return err
		}
		n := t.NewStr(name)
		defer t.Unref(n)
		s, err := callImportlib(t, "_bootstrap_external", "_spec_of_finder", finder, n)
		if err != nil || s == object.None {
			return err
		}
		loader, err := t.GetAttrS(s, "loader")
		if err != nil {
			t.Unref(s)
			return err
		}
		t.Unref(loader)
		if loader != object.None {
			f.spec, ok = s, true
			return nil
		}
		defer t.Unref(s)
		more, err := t.GetAttrS(s, "submodule_search_locations")
		if err != nil {
			return err
		}
		defer t.Unref(more)
		if more == object.None {
			return t.Raise(object.ImportError, "spec missing loader")
		}
		xs, err := t.Collect(more)
		portions = append(portions, xs...)
		return err
	})
	if err != nil || ok || len(portions) == 0 {
		return f, ok, err
	}
	n, list := t.NewStr(name), t.NewList(portions)
	portions = nil
	f.spec, err = callImportlib(t, "_bootstrap_external", "_namespace_spec", n, list)
	t.Unref(n)
	t.Unref(list)
	return f, err == nil, err
}

func usualFinder(v Value) (*fileFinder, bool) {
	if v.O.Typ != FileFinderType {
		return nil, false
	}
	f := object.As[fileFinder](v)
	return f, f.usual && f.Dict != nil
}

// finderOf gives the finder of a place, from sys.path_importer_cache or of the first
// hook that makes one; None if none does.
func finderOf(t *Thread, place Value) (Value, error) {
	cache, isDict := object.AsDict(orNone(t.PeekSys("path_importer_cache")))
	hooks, isList := object.AsList(orNone(t.PeekSys("path_hooks")))
	s, isStr := object.AsStr(place)
	if !isDict || !isStr || place.O.Typ != object.StrType {
		return callImportlib(t, "_bootstrap_external", "_finder_of", place)
	}
	in := &t.In.Eval.(*Interp).Host
	key := s
	if s.S == "" {
		if in.Getwd == nil {
			return object.None, nil
		}
		wd, err := in.Getwd()
		if err != nil { // the folder is gone
			return object.None, nil
		}
		v := t.NewStr(wd)
		defer t.Unref(v)
		key, _ = object.AsStr(v)
	}
	if f := cache.GetStr(t, key); f.O != nil {
		return f.Ref(), nil
	}
	if !isList || len(hooks.Items) != 1 || hooks.Items[0].O.Typ != pathHookType {
		return callImportlib(t, "_bootstrap_external", "_finder_of", object.Obj(&key.Header))
	}
	f := object.None
	if in.IsDir != nil && in.IsDir(key.S) {
		f = newFileFinder(t, absolute(in, key.S))
	}
	cache.SetStr(t, key, f)
	return f, nil
}

func absolute(h *Host, dir string) string {
	if path.IsAbs(dir) || h.Getwd == nil {
		return dir
	}
	wd, err := h.Getwd()
	if err != nil {
		return dir
	}
	return joinPath(wd, dir)
}

// joinPath puts a name behind a folder without making it any cleaner.
func joinPath(dir, name string) string {
	if dir == "" {
		return name
	}
	return strings.TrimRight(dir, "/") + "/" + name
}

// search looks in the finder's folder for a module, or for a folder that may be a part
// of a package without code.
func (x *fileFinder) search(t *Thread, tail string) (f found, ok bool, portion string) {
	h := &t.In.Eval.(*Interp).Host
	dir := x.Dict.GetS(t, "path")
	if h.IsFile == nil || dir.O == nil || !dir.IsStr() {
		return f, false, ""
	}
	base := joinPath(dir.String(), tail)
	if f.file = base + "/__init__.py"; h.IsFile(f.file) {
		f.pkg = true
		return f, true, ""
	}
	if f.file = base + ".py"; h.IsFile(f.file) {
		return f, true, ""
	}
	if f.file = base + "/__init__.pyc"; h.IsFile(f.file) {
		f.pkg, f.compiled = true, true
		return f, true, ""
	}
	if f.file = base + ".pyc"; h.IsFile(f.file) {
		f.compiled = true
		return f, true, ""
	}
	if h.IsDir(base) {
		portion = base
	}
	return f, false, portion
}

// UsualSpec gives what import would find for a module in the folder of a finder that it
// made itself: a spec, the path of a folder that may be a part of a package without
// code, or None; NotImplemented for another finder.
func UsualSpec(t *Thread, finder Value, name string) (Value, error) {
	x, usual := usualFinder(finder)
	if !usual {
		return object.NotImplemented, nil
	}
	f, ok, portion := x.search(t, name[strings.LastIndexByte(name, '.')+1:])
	switch {
	case portion != "":
		return t.NewStr(portion), nil
	case !ok:
		return object.None, nil
	}
	var places Value
	if f.compiled {
		return compiledSpec(t, name, f.file)
	}
	if f.pkg {
		places = f.places(t, name)
		defer t.Unref(places)
	}
	return f.makeSpec(t, name, places), nil
}

// compiledSpec gives the spec of a file with compiled code.
func compiledSpec(t *Thread, name, file string) (Value, error) {
	n, p := t.NewStr(name), t.NewStr(file)
	defer t.Unref(n)
	defer t.Unref(p)
	return callImportlib(t, "_bootstrap_external", "_sourceless_spec", n, p)
}
