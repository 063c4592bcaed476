package osmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// The kinds of entries that a folder itself tells, and the formats of st_mode.
const (
	formatMask = 0o170000
	formatDir  = 0o040000
	formatFile = 0o100000
)

func entrySpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "posix", Name: "DirEntry", Doc: "An entry of a folder, as scandir() gives it.",
		Slots: entrySlots,
		Decls: []object.Decl{
			object.Method("__repr__(self)", "", func(t *thread, self value, _ []value) (value, error) {
				name, err := t.GetAttrS(self, "name")
				if err != nil {
					return value{}, err
				}
				defer t.Unref(name)
				s, err := t.ReprString(name)
				if err != nil {
					return value{}, err
				}
				return t.NewStr("<DirEntry " + s + ">"), nil
			}),
			object.Method("__fspath__(self)", "The entry's path.", func(t *thread, self value, _ []value) (value, error) { return t.GetAttrS(self, "path") }),
			object.Method("stat(self, *, follow_symlinks=True)", "What stat() says of the entry, asked once.", func(t *thread, self value, a []value) (value, error) {
				follow, err := truthOr(t, a[0], true)
				if err != nil {
					return value{}, err
				}
				return entryStat(t, self, follow)
			}),
			object.Method("inode(self)", "The entry's inode number.", func(t *thread, self value, _ []value) (value, error) {
				st, err := entryStat(t, self, false)
				if err != nil {
					return value{}, err
				}
				defer t.Unref(st)
				return t.GetAttrS(st, "st_ino")
			}),
			object.Method("is_dir(self, *, follow_symlinks=True)", "Whether the entry is a folder.", entryIs("d", formatDir)),
			object.Method("is_file(self, *, follow_symlinks=True)", "Whether the entry is a regular file.", entryIs("f", formatFile)),
			object.Method("is_symlink(self)", "Whether the entry is a symbolic link.", func(t *thread, self value, _ []value) (value, error) {
				kind, err := entryKind(t, self)
				return object.Bool(kind == "l"), err
			}),
			object.Made("__class_getitem__", func(t *thread) (value, error) { return t.NewClassMethod(object.GenericAliasType.Value()), nil }),
		}}
}

func truthOr(t *thread, v value, d bool) (bool, error) {
	if v.IsNil() {
		return d, nil
	}
	return t.Truth(v)
}

// isA is ErrIs for an error of the system, whose class is known once it is made.
func isA(t *thread, err error, typ *object.Type) bool {
	t.Normalize(err)
	return t.ErrIs(err, typ)
}

func entryKind(t *thread, self value) (string, error) {
	v, err := t.GetAttrS(self, "_kind")
	if err != nil {
		return "", err
	}
	defer t.Unref(v)
	s, _ := pylib.Text(v)
	return s, nil
}

// entryStat gives the entry's stat_result, which it keeps; that of an entry that is no
// link serves for both kinds.
func entryStat(t *thread, self value, follow bool) (value, error) {
	kind, err := entryKind(t, self)
	if err != nil {
		return value{}, err
	}
	slot := "_lstat"
	if follow && (kind == "l" || kind == "?") {
		slot = "_stat"
	}
	kept, err := t.GetAttrS(self, slot)
	if err != nil || kept != none {
		return kept, err
	}
	path, err := t.GetAttrS(self, "path")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(path)
	fn := "lstat"
	if slot == "_stat" {
		fn = "stat"
	}
	st, err := pylib.Call(t, "posix", fn, path)
	if err != nil {
		return value{}, err
	}
	if err := t.SetAttrS(self, slot, st); err != nil {
		t.Unref(st)
		return value{}, err
	}
	return st, nil
}

// entryIs makes is_dir and is_file.
func entryIs(kind string, format int) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		follow, err := truthOr(t, a[0], true)
		if err != nil {
			return value{}, err
		}
		known, err := entryKind(t, self)
		if err != nil {
			return value{}, err
		}
		if known != "?" && (known != "l" || !follow) {
			return object.Bool(known == kind), nil
		}
		st, err := entryStat(t, self, follow)
		if err != nil {
			if !isA(t, err, object.FileNotFoundError) {
				return value{}, err
			}
			t.Discard(err)
			return object.False, nil
		}
		defer t.Unref(st)
		mode, err := t.GetAttrS(st, "st_mode")
		if err != nil {
			return value{}, err
		}
		n, err := t.AsIndex(mode, nil)
		t.Unref(mode)
		return object.Bool(n&formatMask == format), err
	}
}

func scandirSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "posix", Name: "ScandirIterator", Doc: "The entries of a folder.",
		Slots: []string{"_folder", "_left"},
		Decls: []object.Decl{
			object.Method("__iter__(self)", "", func(_ *thread, self value, _ []value) (value, error) { return self.Ref(), nil }),
			object.Method("__next__(self)", "", scandirNext),
			object.Method("close(self)", "Forget the entries that are left.", scandirClose),
			object.Method("__enter__(self)", "", func(_ *thread, self value, _ []value) (value, error) { return self.Ref(), nil }),
			object.Method("__exit__(self, *exc_info)", "", scandirClose),
		}}
}

// osScandir gives an iterator over the entries of a folder.
func osScandir(t *thread, _ value, a []value) (value, error) {
	folder := a[0]
	if !pylib.Given(folder) {
		folder = t.NewStr(".")
		defer t.Unref(folder)
	}
	list, err := osListTypes(t, value{}, []value{folder})
	if err != nil {
		return value{}, err
	}
	defer t.Unref(list)
	r, err := t.CallMethod(list, "reverse")
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	if !object.IsInstance(folder, object.IntType) {
		if folder, err = osFSPath(t, value{}, []value{folder}); err != nil {
			return value{}, err
		}
		defer t.Unref(folder)
	}
	it, err := pylib.Call(t, "posix", "ScandirIterator")
	if err != nil {
		return value{}, err
	}
	if err = t.SetAttrS(it, "_folder", folder); err == nil {
		err = t.SetAttrS(it, "_left", list)
	}
	if err != nil {
		t.Unref(it)
		return value{}, err
	}
	return it, nil
}

func scandirClose(t *thread, self value, _ []value) (value, error) {
	empty := t.NewList(nil)
	defer t.Unref(empty)
	return none, t.SetAttrS(self, "_left", empty)
}

func scandirNext(t *thread, self value, _ []value) (value, error) {
	left, err := t.GetAttrS(self, "_left")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(left)
	l, ok := object.AsList(left)
	if !ok || len(l.Items) == 0 {
		return value{}, t.RaiseArgs(object.StopIteration)
	}
	pair, err := l.Pop(t, len(l.Items)-1)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(pair)
	p, ok := object.AsTuple(pair)
	if !ok || len(p.Items) != 2 {
		return value{}, t.TypeErr("a pair is needed")
	}
	folder, err := t.GetAttrS(self, "_folder")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(folder)
	path := p.Items[0].Ref()
	if !object.IsInstance(folder, object.IntType) {
		t.Unref(path)
		if path, err = pylib.Call(t, "posixpath", "join", folder, p.Items[0]); err != nil {
			return value{}, err
		}
	}
	defer t.Unref(path)
	e, err := pylib.Call(t, "posix", "DirEntry")
	if err != nil {
		return value{}, err
	}
	for i, v := range []value{p.Items[0], path, p.Items[1], none, none} {
		if err := t.SetAttrS(e, entrySlots[i], v); err != nil {
			t.Unref(e)
			return value{}, err
		}
	}
	return e, nil
}

var entrySlots = []string{"name", "path", "_kind", "_stat", "_lstat"}
