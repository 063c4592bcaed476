// Package sysmod is the module sys.
//
// Invariant: what the host configured is what the module shows; the interpreter's own
// state (recursion limit, exception being handled) is read where it lies.
package sysmod

import (
	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// Module is the declaration of sys.
var Module = object.ModuleSpec{
	Name:  "sys",
	Setup: setup,
	Decls: []object.Decl{
		object.Func("excepthook(exctype, value, traceback, /)", "Handle an exception by displaying it with a traceback on sys.stderr.", excepthook),
		object.Func("displayhook(object, /)", "Print an object to sys.stdout and also save it in builtins._", displayhook),
		object.Func("exit(status=None, /)", "Exit the interpreter by raising SystemExit(status).", exit),
		object.Func("exc_info()", "Return current exception information: (type, value, traceback).", excInfo),
		object.Func("getrefcount(object, /)", "Return the reference count of object.", getrefcount),
	},
	Init: initModule,
}

type stream struct {
	object.Header
	err bool
}

var streamType = new(object.Type)

func setup() {
	streamType.Define(object.TypeSpec{Name: "sys.stream", Layout: object.LayoutOf[stream](), Basic: 16, Decls: []object.Decl{
		object.Method("write(s, /)", "", func(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) {
			s := a[0].String()
			w := t.In.Stdout
			if object.As[stream](v).err {
				w = t.In.Stderr
			}
			if w != nil {
				_, _ = w.Write([]byte(s))
			}
			return object.Int(int64(len(s))), nil
		}),
		object.Method("flush()", "", func(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) { return object.None, nil }),
	}})
}

func initModule(t *object.Thread, m *object.Module) error {
	o := options(t)
	list := func(ss []string) object.Value {
		items := make([]object.Value, len(ss))
		for i, s := range ss {
			items[i] = t.NewStr(s)
		}
		return t.NewList(items)
	}
	m.Give(t, "argv", list(o.Args))
	m.Give(t, "path", list(o.Path))
	m.Set(t, "modules", t.In.Modules.Value())
	m.Give(t, "stdout", object.Obj(&object.New[stream](t, streamType).Header))
	e := object.New[stream](t, streamType)
	e.err = true
	m.Give(t, "stderr", object.Obj(&e.Header))
	return nil
}

func excepthook(t *object.Thread, _ object.Value, a []object.Value) (object.Value, error) {
	t.WriteErr(eval.FormatException(t, a[1]))
	return object.None, nil
}

func displayhook(t *object.Thread, _ object.Value, a []object.Value) (object.Value, error) {
	if a[0] == object.None {
		return object.None, nil
	}
	s, err := t.ReprString(a[0])
	if err != nil {
		return object.Value{}, err
	}
	_, _ = t.In.Stdout.Write([]byte(s + "\n"))
	t.In.Builtins.SetS(t, "_", a[0])
	return object.None, nil
}

func exit(t *object.Thread, _ object.Value, a []object.Value) (object.Value, error) {
	if a[0].IsNil() {
		return object.Value{}, t.RaiseArgs(object.SystemExit)
	}
	return object.Value{}, t.RaiseArgs(object.SystemExit, a[0].Ref())
}

func excInfo(t *object.Thread, _ object.Value, _ []object.Value) (object.Value, error) {
	v := eval.Handled(t)
	if v.IsNil() {
		return t.NewTuple(object.None, object.None, object.None), nil
	}
	e, _ := object.AsException(v)
	return t.NewTuple(v.Type().Value().Ref(), v.Ref(), orNone(e.Traceback()).Ref()), nil
}

func getrefcount(t *object.Thread, _ object.Value, a []object.Value) (object.Value, error) {
	return object.Int(int64(a[0].O.RC) + int64(eval.ExtraRefs(t, a[0]))), nil
}
