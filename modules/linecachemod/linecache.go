// Package linecachemod is the linecache module: lines of source files, kept between
// uses.
//
// Invariant: linecache.cache maps a file's name to (size, mtime, lines, full name), or
// to a tuple of one function that gives the source when it is first asked for.
package linecachemod

import (
	"path"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares linecache.
var Module = object.ModuleSpec{
	Name: "linecache",
	Doc:  "Lines of source files, kept between uses.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("clearcache()", "Forget all lines.", func(t *thread, _ value, _ []value) (value, error) {
				return object.None, clearCache(t)
			}),
			object.Func("getline(filename, lineno, module_globals=None)", "A line of a file, '' if there is none.", getLine),
			object.Func("getlines(filename, module_globals=None)", "All lines of a file.", getLines),
			object.Func("checkcache(filename=None)", "Forget the lines of files that have changed.", checkCache),
			object.Func("updatecache(filename, module_globals=None)", "Read a file again and give its lines, [] if it cannot be read.", updateCache),
			object.Func("lazycache(filename, module_globals)", "Note that a module's loader gives the lines of a file when they are asked for.", lazyCache),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "getline", "clearcache", "checkcache", "lazycache"))
		m.Give(t, "cache", t.NewDict().Value())
		return nil
	},
	Lazy: []string{"functools", "sys", "os", "tokenize"},
	Make: func(t *object.Thread, _ *object.Module, name string) (object.Value, error) {
		return pylib.Import(t, name)
	},
}

// cache gives the module's dict.
func cache(t *thread) (*object.Dict, error) {
	v, err := pylib.From(t, "linecache", "cache")
	if err != nil {
		return nil, err
	}
	d, ok := object.AsDict(v)
	if !ok {
		t.Unref(v)
		return nil, t.TypeErr("linecache.cache must be a dict")
	}
	return d, nil
}

func clearCache(t *thread) error {
	d, err := cache(t)
	if err == nil {
		d.ClearAll(t)
		t.Unref(d.Value())
	}
	return err
}

// entry gives the items of a file's entry, nil if there is none.
func entry(t *thread, d *object.Dict, name value) ([]value, error) {
	v, err := d.Get(t, name)
	if err != nil || v.IsNil() {
		return nil, err
	}
	return t.Collect(v)
}

func getLine(t *thread, _ value, a []value) (value, error) {
	lines, err := getLines(t, value{}, []value{a[0], a[2]})
	if err != nil {
		return value{}, err
	}
	defer t.Unref(lines)
	n, err := t.AsIndex(a[1], nil)
	if err != nil {
		return value{}, err
	}
	l, ok := object.AsList(lines)
	if !ok || n < 1 || n > len(l.Items) {
		return t.NewStr(""), nil
	}
	return l.Items[n-1].Ref(), nil
}

func getLines(t *thread, _ value, a []value) (value, error) {
	d, err := cache(t)
	if err != nil {
		return value{}, err
	}
	e, err := entry(t, d, a[0])
	t.Unref(d.Value())
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(e)
	if len(e) > 2 {
		return e[2].Ref(), nil
	}
	lines, err := updateCache(t, value{}, a)
	if err != nil && t.ErrIs(err, object.MemoryError) {
		t.Discard(err)
		return t.NewList(nil), clearCache(t)
	}
	return lines, err
}

// checkCache forgets entries of files whose size or time is another than when read.
func checkCache(t *thread, _ value, a []value) (value, error) {
	d, err := cache(t)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d.Value())
	names := []value{}
	if !pylib.Given(a[0]) {
		if names, err = t.Collect(d.Value()); err != nil {
			return value{}, err
		}
	} else if has, err := d.Get(t, a[0]); err != nil {
		return value{}, err
	} else if !has.IsNil() {
		names = append(names, a[0].Ref())
	}
	defer t.UnrefAll(names)
	for _, name := range names {
		e, err := entry(t, d, name)
		if err != nil {
			return value{}, err
		}
		ok := true
		if len(e) == 4 && e[1] != object.None { // lines that a loader gave do not age
			ok, err = fresh(t, e)
		}
		t.UnrefAll(e)
		if err == nil && !ok {
			_, err = d.Del(t, name)
		}
		if err != nil {
			return value{}, err
		}
	}
	return object.None, nil
}

// fresh reports whether an entry's file is as it was when read.
func fresh(t *thread, e []value) (bool, error) {
	st, err := statOf(t, e[3])
	if err != nil || st.IsNil() {
		return false, err
	}
	defer t.Unref(st)
	for i, name := range [...]string{"st_size", "st_mtime"} {
		v, err := t.GetAttrS(st, name)
		if err != nil {
			return false, err
		}
		same, err := t.Equal(v, e[i])
		t.Unref(v)
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// statOf gives os.stat's result, absent if there is no such file.
func statOf(t *thread, name value) (value, error) {
	st, err := pylib.Call(t, "os", "stat", name)
	if err != nil && t.ErrIs(err, object.OSError) {
		t.Discard(err)
		return value{}, nil
	}
	return st, err
}

// noFile reports whether a name, like "<stdin>", is not a file's.
func noFile(name string) bool {
	return name == "" || strings.HasPrefix(name, "<") && strings.HasSuffix(name, ">")
}

func lazyCache(t *thread, _ value, a []value) (value, error) {
	d, err := cache(t)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d.Value())
	e, err := entry(t, d, a[0])
	if err != nil || e != nil {
		n := len(e)
		t.UnrefAll(e)
		return object.Bool(n == 1), err
	}
	name, _ := pylib.Text(a[0])
	globals, ok := object.AsDict(a[1])
	if noFile(name) || !ok {
		return object.False, nil
	}
	loader, module := globals.GetS(t, "__loader__").XRef(), globals.GetS(t, "__name__").XRef()
	defer t.XUnref(loader)
	defer t.XUnref(module)
	if !pylib.Given(loader) || !pylib.Given(module) {
		return object.False, nil
	}
	get, err := t.LookupAttr(loader, "get_source")
	if err != nil || !pylib.Given(get) {
		return object.False, err
	}
	fn, err := pylib.Call(t, "functools", "partial", get, module)
	t.Unref(get)
	if err != nil {
		return value{}, err
	}
	lazy := t.NewTuple(fn)
	defer t.Unref(lazy)
	return object.True, d.Set(t, a[0], lazy)
}

func updateCache(t *thread, _ value, a []value) (value, error) {
	d, err := cache(t)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d.Value())
	e, err := entry(t, d, a[0])
	if err != nil {
		return value{}, err
	}
	n := len(e)
	t.UnrefAll(e)
	if n > 1 {
		if _, err := d.Del(t, a[0]); err != nil {
			return value{}, err
		}
	}
	name, _ := pylib.Text(a[0])
	if noFile(name) {
		return t.NewList(nil), nil
	}
	full := a[0].Ref()
	defer func() { t.Unref(full) }()
	st, err := statOf(t, full)
	if err != nil {
		return value{}, err
	}
	if st.IsNil() {
		lines, done, err := fromLoader(t, d, a[0], pylib.Or(a[1], object.None))
		if err != nil || done {
			return lines, err
		}
		t.Unref(full)
		if full, st, err = search(t, name); err != nil {
			full = object.None
			return value{}, err
		}
		if st.IsNil() {
			return t.NewList(nil), nil
		}
	}
	defer t.Unref(st)
	return remember(t, d, a[0], full, st)
}

// fromLoader gives the lines that a module's loader has; done is false if it has none.
func fromLoader(t *thread, d *object.Dict, name, globals value) (lines value, done bool, err error) {
	lazy, err := lazyCache(t, value{}, []value{name, globals})
	if err != nil || lazy != object.True {
		return value{}, false, err
	}
	e, err := entry(t, d, name)
	if err != nil {
		return value{}, false, err
	}
	defer t.UnrefAll(e)
	if len(e) == 0 {
		return value{}, false, nil
	}
	src, err := t.Call(e[0])
	if err != nil {
		if t.ErrIs(err, object.ImportError) || t.ErrIs(err, object.OSError) {
			t.Discard(err)
			return value{}, false, nil
		}
		return value{}, false, err
	}
	defer t.Unref(src)
	text, ok := pylib.Text(src)
	if !ok {
		return t.NewList(nil), true, nil
	}
	lines, err = sourceLines(t, text)
	if err != nil {
		return value{}, false, err
	}
	return lines, true, put(t, d, name, object.Int(int64(object.CountPoints(text))), object.None, lines, name)
}

// put stores an entry; size and mtime are given.
func put(t *thread, d *object.Dict, name, size, mtime, lines, full value) error {
	e := t.NewTuple(size, mtime, lines.Ref(), full.Ref())
	err := d.Set(t, name, e)
	t.Unref(e)
	return err
}

// search looks for a relative file in the folders of sys.path; absent if it is not there.
func search(t *thread, name string) (full, st value, err error) {
	full = object.None
	if path.IsAbs(name) {
		return full, value{}, nil
	}
	dirs, err := pylib.From(t, "sys", "path")
	if err != nil {
		return full, value{}, err
	}
	defer t.Unref(dirs)
	err = t.Iterate(dirs, func(dir value) error {
		s, ok := pylib.Text(dir)
		if !ok {
			return nil
		}
		if s != "" && !strings.HasSuffix(s, "/") {
			s += "/"
		}
		v := t.NewStr(s + name)
		var err error
		if st, err = statOf(t, v); err != nil || st.IsNil() {
			t.Unref(v)
			return err
		}
		full = v
		return object.ErrStop
	})
	return full, st, err
}

// remember reads a file and stores its lines.
func remember(t *thread, d *object.Dict, name, full, st value) (value, error) {
	lines, err := readLines(t, full)
	if err != nil {
		for _, typ := range [...]*object.Type{object.OSError, object.UnicodeDecodeError, object.SyntaxError} {
			if t.ErrIs(err, typ) {
				t.Discard(err)
				return t.NewList(nil), nil
			}
		}
		return value{}, err
	}
	size, err := t.GetAttrS(st, "st_size")
	if err != nil {
		t.Unref(lines)
		return value{}, err
	}
	mtime, err := t.GetAttrS(st, "st_mtime")
	if err != nil {
		t.Unref(size)
		t.Unref(lines)
		return value{}, err
	}
	if err := put(t, d, name, size, mtime, lines, full); err != nil {
		t.Unref(lines)
		return value{}, err
	}
	return lines, nil
}
