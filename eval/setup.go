package eval

import (
	"github.com/minipy-go/minipy/object"
)

// wellKnown are the names that the evaluator looks up, interned.
type wellKnown struct {
	init, builtins, buildClass, imp, name, class, getItem, call *object.Str

	binary  [object.NumBinary]*object.Str // __add__ …
	compare [object.CmpGE + 1]*object.Str // __lt__ …
}

func init() {
	for _, define := range []func(){codeInit, functionInit, generatorInit, frameInit, importInit} {
		define()
	}
}

// Setup makes the evaluator's part of an interpreter, whose built-ins are in place.
func Setup(in *object.Interp, builtins *object.Dict, host Host) {
	e := &Interp{in: in, builtins: builtins, Host: host}
	e.names = wellKnown{
		init: in.Intern("__init__"), builtins: in.Intern("__builtins__"), buildClass: in.Intern("__build_class__"),
		imp: in.Intern("__import__"), name: in.Intern("__name__"), class: in.Intern("__class__"),
		getItem: in.Intern("__getitem__"), call: in.Intern("__call__"),
	}
	for op := range e.names.binary {
		e.names.binary[op] = in.Intern(object.BinaryMethod(op))
	}
	for op := range e.names.compare {
		e.names.compare[op] = in.Intern(object.CompareMethod(op))
	}
	in.Eval = e
	if f := builtins.GetS(in.Main, "len"); f.O != nil && f.O.Typ == object.BuiltinType {
		e.lenNative = object.As[object.BoundNative](f).N
	}
	in.Builtins = builtins
	in.Importer = importForGo
	in.Deopt = deopt
	in.IsFunction = func(v Value) bool { return v.O.Typ == FunctionType }
	in.NewFunction = newNativeFunction
	in.Collector.Surplus = func(visit func(Value)) {
		for _, t := range in.Threads() {
			if vm, ok := t.Eval.(*VM); ok {
				vm.surplus(visit)
			}
		}
	}
	in.Collector.Held = func(visit func(Value)) {
		for _, t := range in.Threads() {
			if vm, ok := t.Eval.(*VM); ok {
				vm.held(visit)
			}
		}
	}
	in.PeekCell = func(cell Value) Value { return object.As[Cell](cell).V }
	in.SetCell = func(t *Thread, cell, v Value) error {
		if cell.O.Typ != CellType {
			return t.TypeErr("__classcell__ must be a nonlocal cell, not %s", reprOf(t, cell.O.Typ.Value()))
		}
		c := object.As[Cell](cell)
		old := c.V
		c.V = v.Ref()
		t.XUnref(old)
		return nil
	}
	in.CurrentModule = func(t *Thread) Value {
		vm := vmOf(t)
		if !vm.hasFrame() {
			return Value{}
		}
		return vm.fr.body.glob.GetStr(t, e.names.name)
	}
	in.SuperArgs = superArgs
}

// superArgs finds the class and the first argument for super() without arguments.
func superArgs(t *Thread) (*object.Type, Value, error) {
	vm := vmOf(t)
	fail := func(msg string) (*object.Type, Value, error) {
		return nil, Value{}, t.Raise(object.RuntimeError, "super(): %s", msg)
	}
	if !vm.hasFrame() {
		return fail("no current frame")
	}
	fr := vm.fr
	c := fr.body.c
	if c.ArgCount == 0 {
		return fail("no arguments")
	}
	obj := *fr.reg(int(c.LocalRegs[0]))
	for i, n := range c.CellVars { // the argument may live in a cell
		if n == c.VarNames[0] {
			if cell := *fr.reg(int(c.CellRegs[i])); cell.O.Typ == CellType {
				obj = object.As[Cell](cell).V
			}
		}
	}
	if obj.O == nil || obj.O == &object.UnboundTag {
		return fail("arg[0] deleted")
	}
	for i, n := range c.FreeVars {
		if n != "__class__" {
			continue
		}
		cell := *fr.reg(int(c.FreeRegs[i]))
		if cell.O.Typ != CellType {
			return fail("bad __class__ cell")
		}
		v := object.As[Cell](cell).V
		if v.O == nil {
			return fail("empty __class__ cell")
		}
		typ, ok := object.AsType(v)
		if !ok {
			return fail("__class__ is not a type (" + v.O.Typ.Name + ")")
		}
		return typ, obj, nil
	}
	return fail("__class__ cell not found")
}

// FrameAt gives the frame object depth frames above the running one.
func FrameAt(t *Thread, depth int) (Value, error) {
	vm := vmOf(t)
	fr := vm.fr
	for ; depth > 0 && fr != &vm.frames[0]; depth-- {
		fr = below(fr)
	}
	if fr == &vm.frames[0] {
		return Value{}, t.ValueErr("call stack is not deep enough")
	}
	return object.Obj(&vm.frameObject(fr).Header).Ref(), nil
}

// TopFrame lends the frame object of what a thread runs, absent if it runs nothing. The
// caller holds the interpreter's lock.
func TopFrame(t *Thread) Value {
	vm, ok := t.Eval.(*VM)
	if !ok || !vm.hasFrame() {
		return Value{}
	}
	return object.Obj(&vm.frameObject(vm.fr).Header)
}

// FramePlace tells where a frame object, lent, is: its file, line and function.
func FramePlace(t *Thread, f Value) (file string, line int, name string) {
	fr := object.As[Frame](f)
	v, err := t.GetAttrS(f, "f_lineno")
	if err != nil {
		t.Discard(err)
	} else if n, ok := object.IntValue(v); ok {
		line = int(n)
	}
	return fr.code.C.Filename, line, fr.code.C.Name
}

// NeverSpecialize keeps the instructions of an interpreter from filling their caches and
// from starting special methods by themselves, so that tests see the long way through.
func NeverSpecialize(in *object.Interp) { in.Eval.(*Interp).never = true }
