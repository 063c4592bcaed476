package eval

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// Builtins declares the built-in functions that need frames or compiled code.
func Builtins() []object.Decl {
	return []object.Decl{
		object.RawFunc("__build_class__(func, name, /, *bases, **kwds)", "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement.", buildClass),
		object.Func("__import__(name, globals=None, locals=None, fromlist=(), level=0)", "Import a module.", builtinImport),
		object.Func("globals()", "Return the dictionary containing the current scope's global variables.", builtinGlobals),
		object.Func("locals()", "Return a dictionary containing the current scope's local variables.", builtinLocals),
		object.Func("exec(source, globals=None, locals=None, /)", "Execute the given source in the context of globals and locals.", builtinExec),
		object.Func("eval(source, globals=None, locals=None, /)", "Evaluate the given source in the context of globals and locals.", builtinEval),
		object.Func("compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", "Compile source into a code object that can be executed by exec() or eval().", builtinCompile),
	}
}

// builtinsOf lends the namespace of the built-ins that code with these globals sees.
func builtinsOf(t *Thread, globals *object.Dict) Value {
	if custom := globals.GetStr(t, vmOf(t).in.names.builtins); custom.O != nil {
		return builtinsIn(custom)
	}
	return t.In.Builtins.Value()
}

// builtinsIn lends the namespace that a __builtins__, a module or a mapping, stands for.
func builtinsIn(custom Value) Value {
	if custom.O.Typ == object.ModuleType {
		return object.As[object.Module](custom).Dict.Value()
	}
	return custom
}

// customBuiltin looks a name up where globals have a __builtins__ of their own.
func (vm *VM) customBuiltin(custom Value, name *object.Str) (v Value, done, ok bool) {
	custom = builtinsIn(custom)
	if custom == vm.in.builtins.Value() {
		return Value{}, false, false
	}
	if d, _ := object.AsDict(custom); custom.O.Typ == object.DictType {
		if x := d.GetStr(vm.t, name); x.O != nil {
			return x.Ref(), true, true
		}
	} else {
		x, err := vm.t.GetItem(custom, object.Obj(&name.Header))
		if err == nil {
			return x, true, true
		}
		if !vm.t.ErrIs(err, object.KeyError) {
			return Value{}, true, vm.fail(err)
		}
		vm.t.Discard(err)
	}
	return Value{}, true, vm.fail(vm.t.RaiseName(object.NameError, name, "name '%s' is not defined", name.S))
}

func (vm *VM) hasFrame() bool { return vm.fr != &vm.frames[0] }

func builtinGlobals(t *Thread, _ Value, _ []Value) (Value, error) {
	vm := vmOf(t)
	if !vm.hasFrame() {
		return object.None, nil
	}
	return vm.fr.body.glob.Value().Ref(), nil
}

func builtinLocals(t *Thread, _ Value, _ []Value) (Value, error) { return Locals(t) }

// Locals gives the namespace of the running Python code, as locals() does.
func Locals(t *Thread) (Value, error) {
	vm := vmOf(t)
	if !vm.hasFrame() {
		return Value{}, t.Raise(object.SystemError, "frame does not exist")
	}
	if ns := vm.fr.namespace(); vm.fr.ns.O != nil || vm.fr.body.c.Flags&code.Optimized == 0 {
		return ns.Ref(), nil
	}
	return vm.frameObject(vm.fr).localsDict(t)
}

// namespaces works out the globals and locals of exec and eval; both lent, but
// locals given when owned is true.
func namespaces(t *Thread, what string, g, l Value) (glob *object.Dict, ns Value, owned bool, err error) {
	vm := vmOf(t)
	if g.O == nil || g == object.None {
		if !vm.hasFrame() {
			return nil, Value{}, false, t.Raise(object.SystemError, "globals and locals cannot be NULL")
		}
		glob = vm.fr.body.glob
		if l.O == nil || l == object.None {
			ns, err = Locals(t)
			return glob, ns, true, err
		}
		return glob, l, false, mustMap(t, what, l)
	}
	d, ok := object.AsDict(g)
	if !ok {
		if what == "exec" {
			return nil, Value{}, false, t.TypeErr("exec() globals must be a dict, not %s", g.O.Typ.Name)
		}
		if g.O.Typ.Slots.GetItem != nil {
			return nil, Value{}, false, t.TypeErr("globals must be a real dict; try eval(expr, {}, mapping)")
		}
		return nil, Value{}, false, t.TypeErr("globals must be a dict")
	}
	if d.GetStr(t, vm.in.names.builtins).O == nil {
		d.SetStr(t, vm.in.names.builtins, t.In.Builtins.Value())
	}
	if l.O == nil || l == object.None {
		return d, g, false, nil
	}
	return d, l, false, mustMap(t, what, l)
}

func mustMap(t *Thread, what string, l Value) error {
	switch {
	case l.O.Typ.Slots.GetItem != nil:
		return nil
	case what == "exec":
		return t.TypeErr("locals must be a mapping or None, not %s", l.O.Typ.Name)
	}
	return t.TypeErr("locals must be a mapping")
}

func builtinExec(t *Thread, _ Value, a []Value) (Value, error) {
	glob, ns, owned, err := namespaces(t, "exec", a[1], a[2])
	if err != nil {
		return Value{}, err
	}
	if owned {
		defer t.Unref(ns)
	}
	c, err := sourceCode(t, a[0], "exec")
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(object.Obj(&c.Header))
	if n := len(c.C.FreeVars); n > 0 {
		return Value{}, t.TypeErr("code object passed to exec() may not contain free variables")
	}
	r, err := RunCode(t, c, glob, ns)
	if err != nil {
		return Value{}, err
	}
	t.Unref(r)
	return object.None, nil
}

func builtinEval(t *Thread, _ Value, a []Value) (Value, error) {
	glob, ns, owned, err := namespaces(t, "eval", a[1], a[2])
	if err != nil {
		return Value{}, err
	}
	if owned {
		defer t.Unref(ns)
	}
	c, err := sourceCode(t, a[0], "eval")
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(object.Obj(&c.Header))
	if len(c.C.FreeVars) > 0 {
		return Value{}, t.TypeErr("code object passed to eval() may not contain free variables")
	}
	return RunCode(t, c, glob, ns)
}

// sourceCode gives the code object of exec's or eval's first argument.
func sourceCode(t *Thread, src Value, mode string) (*Code, error) {
	if src.O.Typ == CodeType {
		src.Ref()
		return object.As[Code](src), nil
	}
	text, err := sourceText(t, src, mode)
	if err != nil {
		return nil, err
	}
	if mode == "eval" {
		for len(text) > 0 && (text[0] == ' ' || text[0] == '\t') {
			text = text[1:]
		}
	}
	o := CompileOptions{Filename: "<string>", Mode: mode, Optimize: -1, Text: src.IsStr()}
	if vm := vmOf(t); vm.hasFrame() {
		o.Flags = vm.fr.body.c.Flags & code.FutureAnnotations
	}
	return compileObject(t, text, o)
}

func sourceText(t *Thread, src Value, what string) ([]byte, error) {
	if s, ok := object.AsStr(src); ok {
		if !utf8.ValidString(s.S) {
			return t.EncodeStr(s, "utf-8", "strict")
		}
		return []byte(s.S), nil
	}
	if f := src.O.Typ.Slots.Buffer; f != nil {
		b, _ := f(t, src)
		return append([]byte(nil), b...), nil
	}
	return nil, t.TypeErr("%s() arg 1 must be a string, bytes or code object", what)
}

// CompileOptions are the arguments of compile().
type CompileOptions struct {
	Filename, Mode string // mode: "exec", "eval" or "single"
	Flags          uint32 // future flags in force
	Optimize       int    // -1: the interpreter's own level
	Frozen, Module bool   // import asks: for a module that is part of minipy, or one in a file
	OnlyAST        bool   // compile() is to return the tree
	Text           bool   // the source is a str: coding cookies are mere comments
}

// Flags of compile().
const (
	onlyAST = 0x400
	// knownFlags are those of __future__, and PyCF_DONT_IMPLY_DEDENT, PyCF_ONLY_AST,
	// PyCF_TYPE_COMMENTS, PyCF_ALLOW_TOP_LEVEL_AWAIT and PyCF_ALLOW_INCOMPLETE_INPUT.
	knownFlags = 0x1fe0010 | 0x200 | onlyAST | 0x1000 | 0x2000 | 0x4000
)

func compileObject(t *Thread, src []byte, o CompileOptions) (*Code, error) {
	in := t.In.Eval.(*Interp)
	if in.Host.Compile == nil {
		return nil, t.Raise(object.RuntimeError, "no compiler")
	}
	c, err := in.Host.Compile(t, src, o)
	if err != nil {
		return nil, err
	}
	return NewCode(t, c), nil
}

func builtinCompile(t *Thread, _ Value, a []Value) (Value, error) {
	mode, ok := object.AsStr(a[2])
	if !ok {
		return Value{}, t.TypeErr("compile() argument 'mode' must be str, not %s", a[2].O.Typ.Name)
	}
	name, err := fsName(t, a[1])
	if err != nil {
		return Value{}, err
	}
	if strings.IndexByte(mode.S+name, 0) >= 0 {
		return Value{}, t.ValueErr("embedded null character")
	}
	if mode.S != "exec" && mode.S != "eval" && mode.S != "single" && mode.S != "func_type" {
		return Value{}, t.ValueErr("compile() mode must be 'exec', 'eval' or 'single'")
	}
	o := CompileOptions{Filename: name, Mode: mode.S, Optimize: -1}
	if a[3].O != nil {
		n, err := t.AsIndex(a[3], object.OverflowError)
		if err != nil {
			return Value{}, err
		}
		if n&^knownFlags != 0 {
			return Value{}, t.ValueErr("compile(): unrecognised flags")
		}
		o.Flags = uint32(n) & (code.FutureAnnotations | code.TopLevelAwait)
		o.OnlyAST = n&onlyAST != 0
	}
	inherit := true
	if a[4].O != nil {
		dont, err := t.Truth(a[4])
		if err != nil {
			return Value{}, err
		}
		inherit = !dont
	}
	if a[5].O != nil {
		n, err := t.AsIndex(a[5], object.OverflowError)
		if err != nil {
			return Value{}, err
		}
		if n < -1 || n > 2 {
			return Value{}, t.ValueErr("compile(): invalid optimize value")
		}
		o.Optimize = n
	}
	if vm := vmOf(t); inherit && vm.hasFrame() {
		o.Flags |= vm.fr.body.c.Flags & code.FutureAnnotations
	}
	return compileAny(t, a[0], o)
}

// compileAny compiles source text or a tree, to code or to a tree.
func compileAny(t *Thread, v Value, o CompileOptions) (Value, error) {
	host := &t.In.Eval.(*Interp).Host
	if host.IsTree != nil && host.IsTree(v) {
		if o.OnlyAST {
			return v.Ref(), nil
		}
		c, err := host.CompileTree(t, v, o)
		if err != nil {
			return Value{}, err
		}
		return object.Obj(&NewCode(t, c).Header), nil
	}
	if o.Mode == "func_type" && !o.OnlyAST {
		return Value{}, t.ValueErr("compile() mode 'func_type' requires flag PyCF_ONLY_AST")
	}
	src, err := sourceText(t, v, "compile")
	if err != nil {
		return Value{}, err
	}
	o.Text = v.IsStr()
	if o.OnlyAST && host.Tree != nil {
		return host.Tree(t, src, o)
	}
	c, err := compileObject(t, src, o)
	if err != nil {
		return Value{}, err
	}
	return object.Obj(&c.Header), nil
}

func fsName(t *Thread, v Value) (string, error) {
	if s, ok := object.AsStr(v); ok {
		return s.S, nil
	}
	if f := v.O.Typ.Slots.Buffer; f != nil {
		if v.O.Typ.Flags&object.FlagBytes == 0 {
			if err := t.Warn(object.DeprecationWarning, "path should be string, bytes, or os.PathLike, not "+v.O.Typ.Name); err != nil {
				return "", err
			}
		}
		b, _ := f(t, v)
		return string(b), nil
	}
	p, err := t.LookupSpecial(v, "__fspath__")
	t.Discard(err)
	if p.O == nil {
		return "", t.TypeErr("expected str, bytes or os.PathLike object, not %s", v.O.Typ.Name)
	}
	r, err := t.Call(p)
	t.Unref(p)
	if err != nil {
		return "", err
	}
	defer t.Unref(r)
	return r.String(), nil
}

// RunCode runs a code object with a namespace; all are lent.
func RunCode(t *Thread, c *Code, glob *object.Dict, ns Value) (Value, error) {
	vm := vmOf(t)
	if c.native != nil {
		return Value{}, t.TypeErr("the code of '%s' is native and runs as a function only", c.C.Name)
	}
	body := c.bind(t, glob)
	base, err := vm.room(unsafeAdd(vm.top(), 32), body.regBytes)
	if err != nil {
		return Value{}, err
	}
	c.RC++
	glob.RC++
	ns.Ref()
	if isGeneratorCode(c.C) { // a module with await at top level
		f := newFunction(t, c, glob)
		g := vm.newGenerator(f, base)
		t.Unref(object.Obj(&f.Header))
		t.Unref(ns)
		t.Unref(glob.Value())
		t.Unref(object.Obj(&c.Header))
		return object.Obj(&g.Header), nil
	}
	for _, r := range body.c.MaybeUnbound {
		window(base, int(r)+1)[r] = object.Unbound
	}
	fr := vm.push(base, body, nil, flagEntry)
	fr.ns = ns
	r, err := vm.enter(0)
	t.Unref(ns)
	t.Unref(glob.Value())
	t.Unref(object.Obj(&c.Header))
	return r, err
}

func unsafeAdd(p up, n int) up { return unsafe.Add(p, n) }

// buildClass is __build_class__.
func buildClass(t *Thread, _ Value, a object.Args) (Value, error) {
	if len(a.Pos) < 2 {
		return Value{}, t.TypeErr("__build_class__: not enough arguments")
	}
	if !isScripted(a.Pos[0].O) {
		return Value{}, t.TypeErr("__build_class__: func must be a function")
	}
	if !a.Pos[1].IsStr() {
		return Value{}, t.TypeErr("__build_class__: name is not a string")
	}
	f, name := object.As[Function](a.Pos[0]), a.Pos[1]
	orig := t.NewTupleOf(a.Pos[2:])
	defer t.Unref(orig)
	bases, err := resolveBases(t, orig)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(bases)
	kw := object.Args{}
	var meta Value
	for i, n := range a.KwNames() {
		if n.String() == "metaclass" {
			meta = a.Kw()[i]
			continue
		}
		kw.AddKw(n, a.Kw()[i])
	}
	if meta, err = pickMeta(t, meta, object.As[object.Tuple](bases).Items); err != nil {
		return Value{}, err
	}
	meta.Ref()
	defer t.Unref(meta)
	ns, err := prepare(t, meta, name, bases, kw)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(ns)
	cell, err := runClassBody(t, f, ns)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(cell)
	if orig != bases {
		if err := t.SetItem(ns, object.Obj(&t.In.Intern("__orig_bases__").Header), orig); err != nil {
			return Value{}, err
		}
	}
	cls, err := t.CallArgs(meta, object.WithKw([]Value{name, bases, ns}, kw.KwNames(), kw.Kw()))
	if err != nil {
		return Value{}, err
	}
	hintSlots(t, cls, ns)
	return cls, checkClassCell(t, cls, cell, name)
}

// hintSlots tells a class how many attributes its methods give to self, so that the
// first instances have room for them.
func hintSlots(t *Thread, cls, ns Value) {
	typ, ok := object.AsType(cls)
	d, isDict := object.AsDict(ns)
	if !ok || !isDict {
		return
	}
	names := map[string]bool{}
	pos := 0
	for {
		_, v, ok := d.Next(&pos)
		if !ok {
			break
		}
		if !isScripted(v.O) {
			continue
		}
		c := object.As[Function](v).code.C
		if c.ArgCount == 0 {
			continue
		}
		for i := 0; i < len(c.Instrs); {
			w := c.Instrs[i]
			op := code.OpOf(w)
			if op == code.SETATTR && code.B(w) == 0 {
				names[c.Names[code.A(w)]] = true
			}
			i += code.Table[op].Words
		}
	}
	typ.HintSlots(len(names))
}

// checkClassCell makes sure that type.__new__ has filled the __class__ cell.
func checkClassCell(t *Thread, cls, cell, name Value) error {
	if cell.O.Typ != CellType {
		return nil
	}
	if _, ok := object.AsType(cls); !ok {
		return nil
	}
	in := object.As[Cell](cell).V
	switch {
	case in == cls:
		return nil
	case in.O == nil:
		t.Unref(cls)
		return t.Raise(object.RuntimeError, "__class__ not set defining %s as %s. Was __classcell__ propagated to type.__new__?", reprOf(t, name), reprOf(t, cls))
	}
	err := t.TypeErr("__class__ set to %s defining %s as %s", reprOf(t, in), reprOf(t, name), reprOf(t, cls))
	t.Unref(cls)
	return err
}

// resolveBases replaces bases that are no classes by what their __mro_entries__ gives.
func resolveBases(t *Thread, orig Value) (Value, error) {
	items := object.As[object.Tuple](orig).Items
	var out []Value
	changed := false
	for i, b := range items {
		if _, ok := object.AsType(b); ok {
			if changed {
				out = append(out, b.Ref())
			}
			continue
		}
		f, err := t.LookupAttr(b, "__mro_entries__")
		if err == nil && f.O == nil {
			if changed {
				out = append(out, b.Ref())
			}
			continue
		}
		var r Value
		if err == nil {
			r, err = t.Call(f, orig)
			t.Unref(f)
		}
		if err == nil {
			if _, ok := object.AsTuple(r); !ok {
				err = t.TypeErr("__mro_entries__ must return a tuple")
				t.Unref(r)
			}
		}
		if err != nil {
			t.UnrefAll(out)
			return Value{}, err
		}
		if !changed {
			changed = true
			for _, p := range items[:i] {
				out = append(out, p.Ref())
			}
		}
		for _, x := range object.As[object.Tuple](r).Items {
			out = append(out, x.Ref())
		}
		t.Unref(r)
	}
	if !changed {
		return orig.Ref(), nil
	}
	return t.NewTuple(out...), nil
}

// pickMeta works out the metaclass, lent.
func pickMeta(t *Thread, meta Value, bases []Value) (Value, error) {
	if meta.O == nil {
		if len(bases) == 0 {
			return object.TypeType.Value(), nil
		}
		meta = bases[0].O.Typ.Value()
	}
	typ, ok := object.AsType(meta)
	if !ok {
		return meta, nil
	}
	for _, b := range bases {
		k := b.O.Typ
		if typ.IsSubtype(k) {
			continue
		}
		if !k.IsSubtype(typ) {
			return Value{}, t.TypeErr("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
		typ = k
	}
	return typ.Value(), nil
}

func prepare(t *Thread, meta, name, bases Value, kw object.Args) (Value, error) {
	f, err := t.LookupAttr(meta, "__prepare__")
	if err != nil {
		return Value{}, err
	}
	if f.O == nil {
		return t.NewDict().Value(), nil
	}
	ns, err := t.CallArgs(f, object.WithKw([]Value{name, bases}, kw.KwNames(), kw.Kw()))
	t.Unref(f)
	if err == nil && ns.O.Typ.Slots.GetItem == nil {
		n := "<metaclass>"
		if k, ok := object.AsType(meta); ok {
			n = k.Name
		}
		err = t.TypeErr("%s.__prepare__() must return a mapping, not %s", n, ns.O.Typ.Name)
		t.Unref(ns)
		return Value{}, err
	}
	return ns, err
}

// runClassBody runs the function of a class statement in a namespace, and gives what
// it returns: the __class__ cell or None.
func runClassBody(t *Thread, f *Function, ns Value) (Value, error) {
	vm := vmOf(t)
	base, err := vm.room(unsafeAdd(vm.top(), 32), f.body.regBytes)
	if err != nil {
		return Value{}, err
	}
	*(*Value)(unsafeAdd(base, -32)) = object.Obj(&f.Header).Ref()
	for _, r := range f.body.c.MaybeUnbound {
		window(base, int(r)+1)[r] = object.Unbound
	}
	fr := vm.push(base, f.body, f, flagEntry)
	fr.ns = ns
	return vm.enter(-2)
}
