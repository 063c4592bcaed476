package eval

import (
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// A Function is a function made by def or lambda.
type Function struct {
	object.Header
	body       *Body
	code       *Code          // owned; nil until asked for where native is set
	native     *object.Native // the body is Go's, nil: it is code's
	shown      bool           // native: defaults and kwdefaults were made
	globals    *object.Dict   // owned
	defaults   *object.Tuple
	kwdefaults *object.Dict
	closure    *object.Tuple
	name       Value // *Str, owned, like the rest
	qualname   Value
	doc        Value
	module     Value
	annots     Value // dict or, from the compiler, absent
	dict       *object.Dict
	weak       *object.WeakRef
}

// A Cell holds a variable shared by functions.
type Cell struct {
	object.Header
	V Value // owned, absent if empty
}

// The evaluator's types.
var (
	FunctionType = &object.Type{}
	CellType     = &object.Type{}
)

// newFunction makes a function of code (lent) with globals (lent).
func newFunction(t *Thread, c *Code, globals *object.Dict) *Function {
	f := object.New[Function](t, FunctionType)
	c.RC++
	f.code, f.native = c, c.native
	globals.RC++
	f.globals = globals
	f.body = c.bind(t, globals)
	f.name = object.Obj(&t.In.Intern(c.C.Name).Header)
	f.qualname = object.Obj(&t.In.Intern(c.C.QualName).Header)
	f.doc = object.None
	if c.C.Doc && len(c.consts) > 0 {
		f.doc = c.consts[0].Ref()
	}
	if m := globals.GetStr(t, t.In.Intern("__name__")); m.O != nil {
		f.module = m.Ref()
	}
	return f
}

func newCell(t *Thread, v Value) *Cell {
	c := object.New[Cell](t, CellType)
	c.V = v
	return c
}

func (f *Function) values() [11]Value {
	return [...]Value{objOf(f.code), dictOf(f.globals), f.module, tupOf(f.defaults), dictOf(f.kwdefaults),
		f.doc, f.name, dictOf(f.dict), tupOf(f.closure), f.annots, f.qualname}
}

func objOf(c *Code) Value {
	if c == nil {
		return Value{}
	}
	return object.Obj(&c.Header)
}

func dictOf(d *object.Dict) Value {
	if d == nil {
		return Value{}
	}
	return d.Value()
}

func tupOf(x *object.Tuple) Value {
	if x == nil {
		return Value{}
	}
	return object.Obj(&x.Header)
}

func orNone(v Value) Value {
	if v.O == nil {
		return object.None
	}
	return v
}

func functionInit() {
	FunctionType.Define(object.TypeSpec{Name: "function", Sig: "(code, globals, name=None, argdefs=None, closure=None)",
		Doc:   "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    a string that overrides the name from the code object\n  argdefs\n    a tuple that specifies the default argument values\n  closure\n    a tuple that supplies the bindings for free variables",
		Flags: object.FlagGC | object.FlagMethodDescr | object.FlagVectorcall, Basic: 128, Dict: 88, Weak: 96,
		Layout: object.LayoutOf[Function]().WeakAt(unsafe.Offsetof(Function{}.weak)).DictAt(unsafe.Offsetof(Function{}.dict)),
		Slots: object.Slots{New: functionNew, Call: functionCall, Repr: functionRepr, DescrGet: functionGet,
			Traverse: func(o *Header, visit func(Value)) {
				for _, v := range (*Function)(up(o)).values() {
					if v.O != nil {
						visit(v)
					}
				}
			},
			Clear: functionClear},
		Build: func() []object.Decl { return functionDecls() }})
	CellType.Define(object.TypeSpec{Name: "cell", Sig: "([contents])", Doc: "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.",
		Flags: object.FlagGC, Basic: 24, Layout: object.LayoutOf[Cell](),
		Slots: object.Slots{New: cellNew, Repr: cellRepr, Compare: cellCompare,
			Hash: object.Unhashable,
			Traverse: func(o *Header, visit func(Value)) {
				if v := (*Cell)(up(o)).V; v.O != nil {
					visit(v)
				}
			},
			Clear: func(t *Thread, o *Header) {
				c := (*Cell)(up(o))
				old := c.V
				c.V = Value{}
				t.XUnref(old)
			}},
		Build: func() []object.Decl {
			return []object.Decl{object.Property("cell_contents", "", func(t *Thread, v Value) (Value, error) {
				if x := object.As[Cell](v).V; x.O != nil {
					return x.Ref(), nil
				}
				return Value{}, t.ValueErr("Cell is empty")
			}, func(t *Thread, v, x Value) error {
				c := object.As[Cell](v)
				old := c.V
				c.V = x.XRef()
				t.XUnref(old)
				return nil
			})}
		}})
}

// cleared stands for the body of a function that was garbage: it has no globals to run in.
var cleared object.Native

// functionClear drops what a function refers to, in CPython's order.
func functionClear(t *Thread, o *Header) {
	f := (*Function)(up(o))
	if o.RC > 0 {
		f.breakCycle(t)
		return
	}
	// Nobody sees the function any more; what most do not have is looked at once.
	if f.code != nil { // a native one may have none
		t.Unref(objOf(f.code))
	}
	if f.globals != nil {
		t.Unref(dictOf(f.globals))
	}
	t.XUnref(f.module)
	t.Unref(f.name)
	if f.defaults != nil {
		t.Unref(tupOf(f.defaults))
	}
	if f.kwdefaults != nil {
		t.Unref(dictOf(f.kwdefaults))
	}
	t.XUnref(f.doc)
	if f.dict != nil {
		t.Unref(dictOf(f.dict))
	}
	if f.closure != nil {
		t.Unref(tupOf(f.closure))
	}
	t.XUnref(f.annots)
	t.Unref(f.qualname)
}

// breakCycle drops what may be part of a cycle: a call is no crash, but runs nothing.
func (f *Function) breakCycle(t *Thread) {
	vs := [...]Value{dictOf(f.globals), f.module, tupOf(f.defaults), dictOf(f.kwdefaults), f.doc, dictOf(f.dict),
		tupOf(f.closure), f.annots}
	f.defaults, f.kwdefaults, f.closure, f.dict = nil, nil, nil, nil
	f.globals = t.NewDict()
	if f.native == nil {
		f.native, f.body, f.shown = &cleared, &nativeBody, true
	}
	f.module, f.doc, f.annots = Value{}, Value{}, Value{}
	t.UnrefAll(vs[:])
}

func functionRepr(t *Thread, v Value) (Value, error) {
	return t.NewStr("<function " + object.As[Function](v).qualname.String() + " at " + object.Address(v.O) + ">"), nil
}

func functionGet(t *Thread, d, obj, typ Value) (Value, error) {
	if obj.O == nil || obj == object.None && typ.O != object.NoneType.Value().O {
		return d.Ref(), nil
	}
	return t.NewMethod(d, obj), nil
}

var functionSig = object.LazySignature{Text: "function(code, globals, name=None, argdefs=None, closure=None)"}

func functionNew(t *Thread, typ *object.Type, a object.Args) (Value, error) {
	var out [5]Value
	done, err := t.BindArgs(functionSig.Signature(), a, out[:])
	if err != nil {
		return Value{}, err
	}
	defer done()
	if out[0].O.Typ != CodeType {
		return Value{}, t.TypeErr("function() argument 'code' must be code, not %s", object.TypeName(out[0]))
	}
	globals, ok := object.AsDict(out[1])
	if !ok {
		return Value{}, t.TypeErr("function() argument 'globals' must be dict, not %s", object.TypeName(out[1]))
	}
	c := object.As[Code](out[0])
	closure := out[4]
	if closure.O == nil {
		closure = object.None
	}
	if closure != object.None {
		if _, ok := object.AsTuple(closure); !ok {
			return Value{}, t.TypeErr("arg 5 (closure) must be tuple")
		}
	} else if len(c.C.FreeVars) > 0 {
		return Value{}, t.TypeErr("arg 5 (closure) must be tuple")
	}
	n := 0
	if cl, ok := object.AsTuple(closure); ok {
		n = len(cl.Items)
	}
	if n != len(c.C.FreeVars) {
		return Value{}, t.ValueErr("%s requires closure of length %d, not %d", c.C.Name, len(c.C.FreeVars), n)
	}
	if cl, ok := object.AsTuple(closure); ok {
		for _, x := range cl.Items {
			if x.O.Typ != CellType {
				return Value{}, t.TypeErr("arg 5 (closure) expected cell, found %s", x.O.Typ.Name)
			}
		}
	}
	f := newFunction(t, c, globals)
	t.Unref(f.qualname)
	f.qualname = f.name.Ref()
	if out[2].O != nil && out[2] != object.None {
		t.Unref(f.name)
		f.name = out[2].Ref()
	}
	if tup, ok := object.AsTuple(orNone(out[3])); ok {
		object.Obj(&tup.Header).Ref()
		f.defaults = tup
	}
	if cl, ok := object.AsTuple(closure); ok && n > 0 {
		object.Obj(&cl.Header).Ref()
		f.closure = cl
	}
	return object.Obj(&f.Header), nil
}

// slotAttr declares an attribute kept in a Value field; check words the TypeError.
func slotAttr(name string, at func(f *Function) *Value, check func(t *Thread, x Value) error) object.Decl {
	return object.Property(name, "", func(t *Thread, v Value) (Value, error) { return orNone(*at(object.As[Function](v))).Ref(), nil },
		func(t *Thread, v, x Value) error {
			if check != nil {
				if err := check(t, x); err != nil {
					return err
				}
			}
			p := at(object.As[Function](v))
			old := *p
			*p = x.XRef()
			t.XUnref(old)
			return nil
		})
}

func mustStr(name string) func(t *Thread, x Value) error {
	return func(t *Thread, x Value) error {
		if x.O == nil || !x.IsStr() {
			return t.TypeErr("%s must be set to a string object", name)
		}
		return nil
	}
}

func functionDecls() []object.Decl {
	return []object.Decl{
		slotAttr("__name__", func(f *Function) *Value { return &f.name }, mustStr("__name__")),
		slotAttr("__qualname__", func(f *Function) *Value { return &f.qualname }, mustStr("__qualname__")),
		slotAttr("__doc__", func(f *Function) *Value { return &f.doc }, nil).AsMember(),
		slotAttr("__module__", func(f *Function) *Value { return &f.module }, nil).AsMember(),
		object.Property("__annotations__", "", functionAnnotations, func(t *Thread, v, x Value) error {
			f := object.As[Function](v)
			if x.O != nil && x != object.None {
				if _, ok := object.AsDict(x); !ok {
					return t.TypeErr("__annotations__ must be set to a dict object")
				}
			} else {
				x = Value{}
			}
			old := f.annots
			f.annots = x.XRef()
			t.XUnref(old)
			return nil
		}),
		object.Property("__defaults__", "", func(t *Thread, v Value) (Value, error) {
			f := object.As[Function](v)
			f.nativeDefaults(t)
			return orNone(tupOf(f.defaults)).Ref(), nil
		},
			func(t *Thread, v, x Value) error {
				f := object.As[Function](v)
				f.shown = true
				var n *object.Tuple
				if x.O != nil && x != object.None {
					tup, ok := object.AsTuple(x)
					if !ok {
						return t.TypeErr("__defaults__ must be set to a tuple object")
					}
					object.Obj(&tup.Header).Ref()
					n = tup
				}
				old := tupOf(f.defaults)
				f.defaults = n
				t.XUnref(old)
				return nil
			}),
		object.Property("__kwdefaults__", "", func(t *Thread, v Value) (Value, error) {
			f := object.As[Function](v)
			f.nativeDefaults(t)
			return orNone(dictOf(f.kwdefaults)).Ref(), nil
		},
			func(t *Thread, v, x Value) error {
				f := object.As[Function](v)
				f.shown = true
				var n *object.Dict
				if x.O != nil && x != object.None {
					d, ok := object.AsDict(x)
					if !ok {
						return t.TypeErr("__kwdefaults__ must be set to a dict object")
					}
					d.RC++
					n = d
				}
				old := dictOf(f.kwdefaults)
				f.kwdefaults = n
				t.XUnref(old)
				return nil
			}),
		object.Property("__code__", "", func(t *Thread, v Value) (Value, error) { return objOf(object.As[Function](v).codeOf(t)).Ref(), nil }, functionSetCode),
		object.Member("__globals__", "", func(t *Thread, v Value) (Value, error) { return object.As[Function](v).globals.Value().Ref(), nil }),
		object.Member("__builtins__", "", func(t *Thread, v Value) (Value, error) {
			return builtinsOf(t, object.As[Function](v).globals).Ref(), nil
		}),
		object.Member("__closure__", "", func(t *Thread, v Value) (Value, error) {
			return orNone(tupOf(object.As[Function](v).closure)).Ref(), nil
		}),
		object.DictGetter(),
	}
}

func functionSetCode(t *Thread, v, x Value) error {
	f := object.As[Function](v)
	if x.O == nil || x.O.Typ != CodeType {
		return t.TypeErr("__code__ must be set to a code object")
	}
	c := object.As[Code](x)
	if n, have := len(c.C.FreeVars), len(f.codeOf(t).C.FreeVars); n != have {
		return t.ValueErr("%s() requires a code object with %d free vars, not %d", f.name.String(), have, n)
	}
	old := f.code
	c.RC++
	f.code, f.native = c, c.native
	f.body = c.bind(t, f.globals)
	t.Unref(object.Obj(&old.Header))
	return nil
}

// functionAnnotations makes the dict at first use.
func functionAnnotations(t *Thread, v Value) (Value, error) {
	f := object.As[Function](v)
	if f.annots.O == nil {
		f.annots = t.NewDict().Value()
	}
	if tup, ok := object.AsTuple(f.annots); ok {
		d := t.NewDict()
		for i := 0; i+1 < len(tup.Items); i += 2 {
			if err := d.Set(t, tup.Items[i], tup.Items[i+1]); err != nil {
				return Value{}, err
			}
		}
		f.annots = d.Value()
		t.Unref(object.Obj(&tup.Header))
	}
	return f.annots.Ref(), nil
}

func cellNew(t *Thread, typ *object.Type, a object.Args) (Value, error) {
	if err := t.NoKw("cell", a); err != nil {
		return Value{}, err
	}
	if len(a.Pos) > 1 {
		return Value{}, t.TypeErr("cell expected at most 1 argument, got %d", len(a.Pos))
	}
	var v Value
	if len(a.Pos) == 1 {
		v = a.Pos[0].Ref()
	}
	return object.Obj(&newCell(t, v).Header), nil
}

func cellRepr(t *Thread, v Value) (Value, error) {
	x := object.As[Cell](v).V
	if x.O == nil {
		return t.NewStr("<cell at " + object.Address(v.O) + ": empty>"), nil
	}
	return t.NewStr("<cell at " + object.Address(v.O) + ": " + x.O.Typ.Name + " object at " + object.Address(x.O) + ">"), nil
}

func cellCompare(t *Thread, a, b Value, op int) (Value, error) {
	if b.O.Typ != CellType {
		return object.NotImplemented, nil
	}
	x, y := object.As[Cell](a).V, object.As[Cell](b).V
	if x.O == nil || y.O == nil {
		l, r := boolInt(x.O != nil), boolInt(y.O != nil)
		return object.Int(l).O.Typ.Slots.Compare(t, object.Int(l), object.Int(r), op)
	}
	return t.Compare(x, y, op)
}

func boolInt(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// isGeneratorCode reports whether calling code makes a generator of some kind.
func isGeneratorCode(c *code.Code) bool {
	return c.Flags&(code.Generator|code.Coroutine|code.AsyncGenerator) != 0
}
