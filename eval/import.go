package eval

import (
	"strings"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// Host is what the evaluator needs from outside: files, the compiler, native modules.
type Host struct {
	// Compile compiles source text; a failure is a Python error.
	Compile func(t *Thread, src []byte, o CompileOptions) (*code.Code, error)
	// IsTree knows the syntax trees of _ast; CompileTree compiles one, Tree makes one.
	IsTree      func(v Value) bool
	CompileTree func(t *Thread, v Value, o CompileOptions) (*code.Code, error)
	Tree        func(t *Thread, src []byte, o CompileOptions) (Value, error)
	// Native finds a native module's declaration, nil if there is none.
	Native func(name string) *object.ModuleSpec
	// Frozen finds the source of a module that is part of minipy.
	Frozen func(name string) (src string, isPackage, ok bool)
	// ReadFile reads a file that import or a traceback asks for.
	ReadFile func(name string) ([]byte, error)
	// Text decodes the bytes of a source file.
	Text func(t *Thread, src []byte) (string, error)
	// IsDir and IsFile look at the files that import sees.
	IsDir, IsFile func(name string) bool
	// Optimize is the level at which modules are compiled; the names of kept code have it.
	Optimize int
	// Getwd is the folder that relative paths are meant in.
	Getwd func() (string, error)
}

type importState struct{ lines map[string][]string }

func (vm *VM) importOp(op code.Op, pc up, body *Body) error {
	t := vm.t
	switch op {
	case code.IMPORT:
		return vm.importName(pc, body)
	case code.IMPORTFROM:
		v, err := importFrom(t, *vm.at(opB(pc)), body.names[opC(pc)])
		if err != nil {
			return err
		}
		vm.put(opA(pc), v)
		return nil
	}
	if err := importStar(t, *vm.at(opB(pc)), vm.fr.namespace()); err != nil {
		return err
	}
	vm.consumeB(pc)
	return nil
}

func (vm *VM) importName(pc up, body *Body) error {
	t := vm.t
	var f Value
	if d, ok := object.AsDict(builtinsOf(t, body.glob)); ok {
		f = d.GetStr(t, vm.in.names.imp)
	}
	if f.O == nil {
		return t.Raise(object.ImportError, "__import__ not found")
	}
	level := *(*uint64)(pc)
	ns := vm.fr.ns
	if ns.O == nil {
		ns = object.None
	}
	f.Ref()
	r, err := t.Call(f, object.Obj(&body.names[opB(pc)].Header), body.glob.Value(), ns, *rg(body.kbase, opC(pc)), object.Int(int64(level)))
	t.Unref(f)
	if err != nil {
		return err
	}
	vm.skip(1)
	vm.put(opA(pc), r)
	return nil
}

// builtinImport is __import__.
func builtinImport(t *Thread, _ Value, a []Value) (Value, error) {
	name, ok := object.AsStr(a[0])
	if !ok {
		return Value{}, t.TypeErr("__import__() argument 1 must be str, not %s", a[0].O.Typ.Name)
	}
	level := 0
	if a[4].O != nil {
		var err error
		if level, err = t.AsIndex(a[4], object.OverflowError); err != nil {
			return Value{}, err
		}
	}
	if level < 0 {
		return Value{}, t.ValueErr("level must be >= 0")
	}
	abs := name.S
	if level > 0 {
		var err error
		if abs, err = absoluteName(t, name.S, level, orNone(a[1])); err != nil {
			return Value{}, err
		}
	}
	if abs == "" {
		return Value{}, t.ValueErr("Empty module name")
	}
	m, err := Import(t, abs)
	if err != nil {
		return Value{}, err
	}
	has := false
	if a[3].O != nil && a[3] != object.None {
		if has, err = t.Truth(a[3]); err != nil {
			t.Unref(m)
			return Value{}, err
		}
	}
	if has {
		if err := importList(t, m, a[3], false); err != nil {
			t.Unref(m)
			return Value{}, err
		}
		return m, nil
	}
	dot := strings.IndexByte(name.S, '.')
	if dot < 0 {
		return m, nil
	}
	t.Unref(m)
	if level == 0 {
		return Import(t, name.S[:dot])
	}
	front := abs[:len(abs)-(len(name.S)-dot)]
	if m := t.In.Modules.GetS(t, front); m.O != nil {
		return m.Ref(), nil
	}
	key := t.NewStr(front)
	defer t.Unref(key)
	s, err := t.ReprString(key)
	if err != nil {
		return Value{}, err
	}
	return Value{}, t.Raise(object.KeyError, "%s not in sys.modules as expected", s)
}

// importList imports the submodules that `from package import a, b` names.
func importList(t *Thread, m, list Value, inAll bool) error {
	p, err := t.LookupAttr(m, "__path__")
	if err != nil || p.O == nil {
		return err
	}
	t.Unref(p)
	return t.Iterate(list, func(x Value) error {
		n, ok := object.AsStr(x)
		if !ok {
			where := "``from list''"
			if inAll {
				s, err := nameOfModule(t, m)
				if err != nil {
					return err
				}
				where = s + ".__all__"
			}
			return t.TypeErr("Item in %s must be str, not %s", where, x.O.Typ.Name)
		}
		if n.S == "*" {
			if inAll {
				return nil
			}
			all, err := t.LookupAttr(m, "__all__")
			if err != nil || all.O == nil {
				return err
			}
			err = importList(t, m, all, true)
			t.Unref(all)
			return err
		}
		v, err := t.LookupAttrStr(m, n)
		if err != nil || v.O != nil {
			t.XUnref(v)
			return err
		}
		return importListed(t, m, n.S)
	})
}

// importListed imports one submodule; that there is none is no error.
func importListed(t *Thread, m Value, name string) error {
	pkg, err := nameOfModule(t, m)
	if err != nil {
		return err
	}
	full := pkg + "." + name
	sub, err := Import(t, full)
	if err == nil {
		t.Unref(sub)
		return nil
	}
	if t.ErrIs(err, object.ModuleNotFoundError) {
		e := t.Normalize(err)
		if en := e.Extra(1); en.O != nil && en.IsStr() && en.String() == full && t.In.Modules.GetS(t, full) != object.None {
			t.Discard(err)
			return nil
		}
	}
	return err
}

func nameOfModule(t *Thread, m Value) (string, error) {
	n, err := t.GetAttrS(m, "__name__")
	if err != nil {
		return "", err
	}
	defer t.Unref(n)
	return t.StrString(n)
}

// absoluteName resolves a relative import.
func absoluteName(t *Thread, name string, level int, globals Value) (string, error) {
	pkg, err := importingPackage(t, globals)
	if err != nil {
		return "", err
	}
	if pkg == "" {
		return "", t.Raise(object.ImportError, "attempted relative import with no known parent package")
	}
	for i := 1; i < level; i++ {
		j := strings.LastIndexByte(pkg, '.')
		if j < 0 {
			return "", t.Raise(object.ImportError, "attempted relative import beyond top-level package")
		}
		pkg = pkg[:j]
	}
	if name == "" {
		return pkg, nil
	}
	return pkg + "." + name, nil
}

// importingPackage is the package that a relative import in globals starts from.
func importingPackage(t *Thread, globals Value) (string, error) {
	if globals == object.None {
		return "", t.Raise(object.KeyError, "'__name__' not in globals")
	}
	g, ok := object.AsDict(globals)
	if !ok {
		return "", t.TypeErr("globals must be a dict")
	}
	pkg, spec := g.GetS(t, "__package__"), g.GetS(t, "__spec__")
	if pkg.O != nil && pkg != object.None {
		if !pkg.IsStr() {
			return "", t.TypeErr("package must be a string")
		}
		name := pkg.String()
		return name, checkParent(t, pkg, spec)
	}
	if spec.O != nil && spec != object.None {
		spec.Ref()
		parent, err := t.GetAttrS(spec, "parent")
		t.Unref(spec)
		if err != nil {
			return "", err
		}
		defer t.Unref(parent)
		if !parent.IsStr() {
			return "", t.TypeErr("__spec__.parent must be a string")
		}
		return parent.String(), nil
	}
	if err := warnImport(t, "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__"); err != nil {
		return "", err
	}
	n := g.GetS(t, "__name__")
	if n.O == nil {
		return "", t.Raise(object.KeyError, "'__name__' not in globals")
	}
	if !n.IsStr() {
		return "", t.TypeErr("__name__ must be a string")
	}
	name := n.String()
	if g.GetS(t, "__path__").O == nil {
		name = name[:max(strings.LastIndexByte(name, '.'), 0)]
	}
	return name, nil
}

// checkParent warns if a __package__, lent, is not what its spec says.
func checkParent(t *Thread, pkg, spec Value) error {
	if spec.O == nil || spec == object.None {
		return nil
	}
	pkg.Ref()
	spec.Ref()
	defer t.Unref(pkg)
	defer t.Unref(spec)
	parent, err := t.GetAttrS(spec, "parent")
	if err != nil {
		return err
	}
	same, err := t.Equal(pkg, parent)
	t.Unref(parent)
	if err != nil || same {
		return err
	}
	return warnImport(t, "__package__ != __spec__.parent")
}

// warnImport issues an ImportWarning.
func warnImport(t *Thread, msg string) error {
	w, err := Import(t, "warnings")
	if err != nil {
		return err
	}
	defer t.Unref(w)
	x := t.NewStr(msg)
	defer t.Unref(x)
	r, err := t.CallMethod(w, "warn", x, object.ImportWarning.Value())
	if err == nil {
		t.Unref(r)
	}
	return err
}

// importForGo is Import for modules written in Go. At the interpreter's end CPython's
// modules still hold those that they need, whatever has become of sys.modules.
func importForGo(t *Thread, name string) (Value, error) {
	if t.PeekSys("meta_path") == object.None && orNone(t.In.Modules.GetS(t, name)) == object.None {
		if f, ok := findNative(t, name); ok {
			return f.load(t, name)
		}
	}
	return Import(t, name)
}

// Import imports the module of an absolute name, its packages first, and gives it.
func Import(t *Thread, name string) (Value, error) {
	if m := t.In.Modules.GetS(t, name); m.O != nil && m != object.None {
		return m.Ref(), nil
	}
	m, err := findAndLoad(t, name)
	if err != nil {
		hideImportFrames(t, err)
	}
	return m, err
}

func findAndLoad(t *Thread, name string) (Value, error) {
	if m := t.In.Modules.GetS(t, name); m.O != nil {
		if m == object.None {
			return Value{}, t.RaiseImport(object.ModuleNotFoundError, name, "import of %s halted; None in sys.modules", name)
		}
		return m.Ref(), nil
	}
	if err := t.Enter(" while importing"); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	var parent, path Value
	tail := name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		var err error
		if parent, err = findAndLoad(t, name[:i]); err != nil {
			return Value{}, err
		}
		defer func() { t.Unref(parent) }()
		tail = name[i+1:]
		if m := t.In.Modules.GetS(t, name); m.O != nil {
			return m.Ref(), nil
		}
		if now := t.In.Modules.GetS(t, name[:i]); now.O != nil && now != parent {
			now.Ref()
			t.Unref(parent)
			parent = now
		}
		if path, err = t.LookupAttr(parent, "__path__"); err != nil {
			return Value{}, err
		}
		if path.O == nil {
			return Value{}, t.RaiseImport(object.ModuleNotFoundError, name, "No module named '%s'; '%s' is not a package", name, name[:i])
		}
		defer t.Unref(path)
	}
	m, err := load(t, name, tail, path)
	if err != nil {
		return Value{}, err
	}
	if parent.O != nil {
		if now := t.In.Modules.GetS(t, name[:len(name)-len(tail)-1]); now.O != nil && now != parent {
			now.Ref() // it took itself out of sys.modules, and was imported again
			t.Unref(parent)
			parent = now
		}
		if err := bindInParent(t, parent, tail, m); err != nil {
			t.Unref(m)
			return Value{}, err
		}
	}
	return m, nil
}

// bindInParent makes a submodule an attribute of its package.
func bindInParent(t *Thread, parent Value, tail string, m Value) error {
	err := t.SetAttrS(parent, tail, m)
	if err == nil || !t.ErrIs(err, object.AttributeError) {
		return err
	}
	t.Discard(err)
	n, err := nameOfModule(t, parent)
	if err != nil {
		return err
	}
	return warnImport(t, "Cannot set an attribute on '"+n+"' for child module '"+tail+"'")
}

// hideImportFrames takes the frames of importlib's part in Python out of the
// traceback of a failed import, as CPython does: all of them if the import itself
// failed, else those around the module's code.
func hideImportFrames(t *Thread, err error) {
	exc := t.Normalize(err)
	always := object.IsInstance(exc.Value(), object.ImportError)
	var outer, last *Traceback // the entry before the machinery's, and the entry before tb; nil: the head
	inside := false
	for tb := exc.Traceback(); tb.O != nil && tb.O.Typ == TracebackType; {
		e := object.As[Traceback](tb)
		next := e.next
		c := e.frame.code.C
		now := strings.HasPrefix(c.Filename, "<frozen importlib._bootstrap")
		if now && !inside {
			outer = last
		}
		inside = now
		if !now || !always && c.Name != "_call_with_frames_removed" {
			last, tb = e, next
			continue
		}
		if next.O != nil {
			next.Ref()
		}
		if last, tb = outer, next; outer == nil {
			exc.SetTraceback(t, next)
			continue
		}
		old := outer.next
		outer.next = next
		t.Unref(old)
	}
}

// importFrom gives one name of a module, or a submodule that is being imported.
func importFrom(t *Thread, m Value, name *object.Str) (Value, error) {
	v, err := t.LookupAttrStr(m, name)
	if err != nil || v.O != nil {
		return v, err
	}
	n, err := t.LookupAttr(m, "__name__")
	if err != nil {
		return Value{}, err
	}
	mod := ""
	if n.O != nil {
		if n.IsStr() {
			mod = n.String()
			if sub := t.In.Modules.GetS(t, mod+"."+name.S); sub.O != nil {
				t.Unref(n)
				return sub.Ref(), nil
			}
		}
		defer t.Unref(n)
	}
	return Value{}, cannotImport(t, m, mod, name)
}

func cannotImport(t *Thread, m Value, mod string, name *object.Str) error {
	quoted := func(s string) string {
		x := t.NewStr(s)
		defer t.Unref(x)
		r, err := t.ReprString(x)
		if err != nil {
			t.Discard(err)
		}
		return r
	}
	from := mod
	if mod == "" {
		from = "<unknown module name>"
	}
	raise := func(tail string, path Value) error {
		err := t.Raise(object.ImportError, "%s", "cannot import name "+quoted(name.S)+" from "+tail)
		e := t.Normalize(err)
		if mod != "" {
			x := t.NewStr(mod)
			e.SetExtra(t, 1, x)
			t.Unref(x)
		}
		if path.O != nil {
			e.SetExtra(t, 2, path)
		}
		return err
	}
	x, ok := object.AsModule(m)
	if !ok || x.Dict == nil {
		return raise(quoted(from)+" (unknown location)", Value{})
	}
	file := x.Dict.GetS(t, "__file__")
	if file.O == nil || !file.IsStr() {
		return raise(quoted(from)+" (unknown location)", Value{})
	}
	file.Ref()
	defer t.Unref(file)
	if t.Initializing(x.Dict.GetS(t, "__spec__")) {
		return raise("partially initialized module "+quoted(from)+" (most likely due to a circular import) ("+file.String()+")", file)
	}
	return raise(quoted(from)+" ("+file.String()+")", file)
}

// importStar binds the public names of a module in a namespace.
func importStar(t *Thread, m, ns Value) error {
	all, err := t.LookupAttr(m, "__all__")
	if err != nil {
		return err
	}
	skip := false
	if all.O == nil {
		skip = true
		d, err := t.LookupAttr(m, "__dict__")
		if err != nil {
			return err
		}
		if d.O == nil {
			return t.Raise(object.ImportError, "from-import-* object has no __dict__ and no __all__")
		}
		keys, err := t.Collect(d)
		t.Unref(d)
		if err != nil {
			return err
		}
		all = t.NewList(keys)
	}
	err = t.Iterate(all, func(x Value) error {
		n, ok := object.AsStr(x)
		if !ok {
			name, err := nameOfModule(t, m)
			if err != nil {
				return err
			}
			if skip {
				return t.TypeErr("Key in %s.__dict__ must be str, not %s", name, x.O.Typ.Name)
			}
			return t.TypeErr("Item in %s.__all__ must be str, not %s", name, x.O.Typ.Name)
		}
		if skip && strings.HasPrefix(n.S, "_") {
			return nil
		}
		v, err := t.GetAttr(m, n)
		if err != nil {
			return err
		}
		err = t.SetItem(ns, x, v)
		t.Unref(v)
		return err
	})
	t.Unref(all)
	return err
}
