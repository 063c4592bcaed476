package eval

import (
	"path"
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
	// IsDir and IsFile look at the files that import sees.
	IsDir, IsFile func(name string) bool
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
	if err := importStar(t, *vm.at(opB(pc)), vm.fr.ns); err != nil {
		return err
	}
	vm.consumeB(pc)
	return nil
}

func (vm *VM) importName(pc up, body *Body) error {
	t := vm.t
	f := vm.in.builtins.GetStr(t, vm.in.names.imp)
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
	abs, err := absoluteName(t, name.S, level, orNone(a[1]))
	if err != nil {
		return Value{}, err
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
		err := importList(t, m, abs, a[3])
		if err != nil {
			t.Unref(m)
			return Value{}, err
		}
		return m, nil
	}
	if i := strings.IndexByte(name.S, '.'); i >= 0 {
		front := abs[:len(abs)-(len(name.S)-i)]
		t.Unref(m)
		return Import(t, front)
	} else if name.S == "" {
		return m, nil
	}
	return m, nil
}

// importList imports the submodules that `from package import a, b` names.
func importList(t *Thread, m Value, abs string, list Value) error {
	p, err := t.LookupAttr(m, "__path__")
	if err != nil || p.O == nil {
		return err
	}
	t.Unref(p)
	return t.Iterate(list, func(x Value) error {
		n, ok := object.AsStr(x)
		if !ok {
			return t.TypeErr("Item in ``from list'' must be str, not %s", x.O.Typ.Name)
		}
		if n.S == "*" {
			all, err := t.LookupAttr(m, "__all__")
			if err != nil || all.O == nil {
				return err
			}
			err = importList(t, m, abs, all)
			t.Unref(all)
			return err
		}
		v, err := t.LookupAttrStr(m, n)
		if err != nil || v.O != nil {
			t.XUnref(v)
			return err
		}
		sub, err := Import(t, abs+"."+n.S)
		if err != nil {
			if t.ErrIs(err, object.ModuleNotFoundError) {
				e := t.Normalize(err)
				if en := e.Extra(1); en.O != nil && en.IsStr() && en.String() == abs+"."+n.S {
					t.Discard(err)
					return nil
				}
			}
			return err
		}
		t.Unref(sub)
		return nil
	})
}

// absoluteName resolves a relative import.
func absoluteName(t *Thread, name string, level int, globals Value) (string, error) {
	if level == 0 {
		if name == "" {
			return "", t.ValueErr("Empty module name")
		}
		return name, nil
	}
	g, ok := object.AsDict(globals)
	if !ok {
		return "", t.Raise(object.KeyError, "'__name__' not in globals")
	}
	pkg := ""
	if p := g.GetS(t, "__package__"); p.O != nil && p != object.None {
		if !p.IsStr() {
			return "", t.TypeErr("__package__ not set to a string")
		}
		pkg = p.String()
	} else if n := g.GetS(t, "__name__"); n.O != nil && n.IsStr() {
		pkg = n.String()
		if g.GetS(t, "__path__").O == nil {
			i := strings.LastIndexByte(pkg, '.')
			pkg = pkg[:max(i, 0)]
		}
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

// Import imports the module of an absolute name, its packages first, and gives it.
func Import(t *Thread, name string) (Value, error) {
	if m := t.In.Modules.GetS(t, name); m.O != nil {
		if m == object.None {
			return Value{}, t.RaiseImport(object.ModuleNotFoundError, name, "import of %s halted; None in sys.modules", name)
		}
		return m.Ref(), nil
	}
	var parent, path Value
	tail := name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		var err error
		if parent, err = Import(t, name[:i]); err != nil {
			return Value{}, err
		}
		defer t.Unref(parent)
		tail = name[i+1:]
		if m := t.In.Modules.GetS(t, name); m.O != nil {
			return m.Ref(), nil
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
		if err := t.SetAttrS(parent, tail, m); err != nil {
			t.Unref(m)
			return Value{}, err
		}
	}
	return m, nil
}

// load finds and makes a module: native ones first, then minipy's own in Python, then files.
func load(t *Thread, name, tail string, path Value) (Value, error) {
	in := t.In.Eval.(*Interp)
	if in.Host.Native != nil {
		if spec := in.Host.Native(name); spec != nil {
			return loadNative(t, spec)
		}
	}
	if in.Host.Frozen != nil {
		if src, pkg, ok := in.Host.Frozen(name); ok {
			return loadSource(t, name, []byte(src), "<frozen "+name+">", pkg, nil)
		}
	}
	dirs, err := searchPath(t, path)
	if err != nil {
		return Value{}, err
	}
	return loadFile(t, name, tail, dirs)
}

func loadNative(t *Thread, spec *object.ModuleSpec) (Value, error) {
	m, err := t.LoadModule(spec)
	if err != nil {
		return Value{}, err
	}
	v := object.Obj(&m.Header)
	t.In.Modules.SetS(t, spec.Name, v)
	return v, nil
}

// searchPath lists the folders where a module is looked for.
func searchPath(t *Thread, p Value) (dirs []string, err error) {
	if p.O == nil {
		sys := t.In.Modules.GetS(t, "sys")
		if sys.O == nil {
			return nil, nil
		}
		if p, err = t.LookupAttr(sys, "path"); err != nil || p.O == nil {
			return nil, err
		}
		defer t.Unref(p)
	}
	err = t.Iterate(p, func(x Value) error {
		if s, ok := object.AsStr(x); ok {
			dirs = append(dirs, s.S)
		}
		return nil
	})
	return dirs, err
}

func loadFile(t *Thread, name, tail string, dirs []string) (Value, error) {
	h := &t.In.Eval.(*Interp).Host
	var namespace []string
	for _, d := range dirs {
		if h.IsFile == nil {
			break
		}
		base := tail
		if d != "" {
			base = path.Join(d, tail)
		}
		if f := base + "/__init__.py"; h.IsFile(f) {
			return loadPath(t, name, f, true, []string{base})
		}
		if f := base + ".py"; h.IsFile(f) {
			return loadPath(t, name, f, false, nil)
		}
		if h.IsDir(base) {
			namespace = append(namespace, base)
		}
	}
	if namespace != nil {
		return namespacePackage(t, name, namespace)
	}
	return Value{}, t.RaiseImport(object.ModuleNotFoundError, name, "No module named '%s'", name)
}

func loadPath(t *Thread, name, file string, pkg bool, dirs []string) (Value, error) {
	src, err := t.In.Eval.(*Interp).Host.ReadFile(file)
	if err != nil {
		return Value{}, t.RaiseOS(err, file)
	}
	return loadSource(t, name, src, file, pkg, dirs)
}

// newModule makes a module and enters it in sys.modules.
func newModule(t *Thread, name string, pkg bool, dirs []string) *object.Module {
	m := t.NewModule(name)
	parent := name
	if !pkg {
		parent = name[:max(strings.LastIndexByte(name, '.'), 0)]
	}
	m.Give(t, "__package__", t.NewStr(parent))
	if pkg {
		items := make([]Value, len(dirs))
		for i, d := range dirs {
			items[i] = t.NewStr(d)
		}
		m.Give(t, "__path__", t.NewList(items))
	}
	m.Set(t, "__builtins__", t.In.Builtins.Value())
	t.In.Modules.SetS(t, name, object.Obj(&m.Header))
	return m
}

func namespacePackage(t *Thread, name string, dirs []string) (Value, error) {
	return object.Obj(&newModule(t, name, true, dirs).Header), nil
}

func loadSource(t *Thread, name string, src []byte, file string, pkg bool, dirs []string) (Value, error) {
	c, err := compileObject(t, src, CompileOptions{Filename: file, Mode: "exec", Optimize: -1})
	if err != nil {
		return Value{}, err
	}
	m := newModule(t, name, pkg, dirs)
	v := object.Obj(&m.Header)
	m.Give(t, "__file__", t.NewStr(file))
	m.Loading = true
	r, err := RunCode(t, c, m.Dict, m.Dict.Value())
	m.Loading = false
	t.Unref(object.Obj(&c.Header))
	if err != nil {
		t.In.Modules.DelStr(t, t.In.Intern(name))
		t.Unref(v)
		return Value{}, err
	}
	t.Unref(r)
	if now := t.In.Modules.GetS(t, name); now.O != nil && now != v { // a module may replace itself
		now.Ref()
		t.Unref(v)
		return now, nil
	}
	return v, nil
}

// importFrom gives one name of a module, or a submodule that is being imported.
func importFrom(t *Thread, m Value, name *object.Str) (Value, error) {
	v, err := t.LookupAttrStr(m, name)
	if err != nil || v.O != nil {
		return v, err
	}
	modName := "<unknown module name>"
	if n, err := t.LookupAttr(m, "__name__"); err != nil {
		return Value{}, err
	} else if n.O != nil {
		if n.IsStr() {
			modName = n.String()
			if sub := t.In.Modules.GetS(t, modName+"."+name.S); sub.O != nil {
				t.Unref(n)
				return sub.Ref(), nil
			}
		}
		t.Unref(n)
	}
	where := "unknown location"
	if f, err := t.LookupAttr(m, "__file__"); err == nil && f.O != nil {
		if f.IsStr() {
			where = f.String()
		}
		t.Unref(f)
	} else if err != nil {
		t.Discard(err)
	}
	if mod, ok := object.AsModule(m); ok && mod.Loading {
		return Value{}, t.RaiseImport(object.ImportError, modName, "cannot import name '%s' from partially initialized module '%s' (most likely due to a circular import) (%s)", name.S, modName, where)
	}
	return Value{}, t.RaiseImport(object.ImportError, modName, "cannot import name '%s' from '%s' (%s)", name.S, modName, where)
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
			return t.TypeErr("Item in %s.__all__ must be str, not %s", reprOf(t, m), x.O.Typ.Name)
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

// FindSource finds the source of the module that `-m name` runs: its file, text and
// package. Its packages are imported.
func FindSource(t *Thread, name string) (file string, src []byte, pkg string, err error) {
	var p Value
	tail := name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent, err := Import(t, name[:i])
		if err != nil {
			return "", nil, "", err
		}
		defer t.Unref(parent)
		tail, pkg = name[i+1:], name[:i]
		if p, err = t.LookupAttr(parent, "__path__"); err != nil {
			return "", nil, "", err
		}
		if p.O != nil {
			defer t.Unref(p)
		}
	}
	h := &t.In.Eval.(*Interp).Host
	if h.Frozen != nil {
		if s, isPkg, ok := h.Frozen(name); ok && !isPkg {
			return "<frozen " + name + ">", []byte(s), pkg, nil
		}
	}
	dirs, err := searchPath(t, p)
	if err != nil {
		return "", nil, "", err
	}
	for _, d := range dirs {
		base := tail
		if d != "" {
			base = path.Join(d, tail)
		}
		f := base + ".py"
		if h.IsFile != nil && h.IsDir(base) && h.IsFile(base+"/__main__.py") {
			f, pkg = base+"/__main__.py", name
			m, err := Import(t, name)
			if err != nil {
				return "", nil, "", err
			}
			t.Unref(m)
		}
		if h.IsFile != nil && h.IsFile(f) {
			b, err := h.ReadFile(f)
			if err != nil {
				return "", nil, "", t.RaiseOS(err, f)
			}
			return f, b, pkg, nil
		}
	}
	return "", nil, "", t.Raise(object.ImportError, "No module named %s", name)
}
