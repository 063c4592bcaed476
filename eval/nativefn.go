package eval

import (
	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// nativeBody is the body of every function written in Go: no call fits its number of
// arguments, so that each comes to where native functions are known.
var nativeBody = Body{nargs: -1}

// isScripted reports whether o is a function that the evaluator runs.
func isScripted(o *Header) bool { return o.Typ == FunctionType && (*Function)(up(o)).native == nil }

// newNativeFunction makes a function whose body is n (object.Interp.NewFunction).
func newNativeFunction(t *Thread, n *object.Native, qualname, module string, globals *object.Dict, closure []Value) Value {
	f := object.New[Function](t, FunctionType)
	f.native, f.body = n, &nativeBody
	if globals != nil {
		globals.RC++
	} else {
		globals = t.NewDict()
	}
	f.globals = globals
	if closure != nil {
		f.closure = t.MakeTuple(len(closure))
		for i, v := range closure {
			f.closure.Items[i] = object.Obj(&newCell(t, v.Ref()).Header)
		}
	}
	f.name = object.Obj(&t.In.Intern(n.Name).Header)
	f.qualname = t.NewStr(qualname)
	f.module = object.Obj(&t.In.Intern(module).Header)
	f.doc = object.None
	if n.Doc != "" {
		f.doc = t.NewStr(n.Doc)
	}
	return object.Obj(&f.Header)
}

// codeOf lends the function's code; that of a native function says what its parameters
// are.
func (f *Function) codeOf(t *Thread) *Code {
	if f.code != nil || f.native == nil {
		return f.code
	}
	sg := f.native.Signature()
	c := &code.Code{Name: f.native.Name, QualName: f.qualname.String(), Filename: "<native " + moduleName(f) + ">", FirstLine: 1,
		Flags: code.Optimized | code.NewLocals | code.NoFree, VarArgsReg: -1, VarKwReg: -1,
		ArgCount: sg.Pos, PosOnly: sg.PosOnly}
	var rest []string
	for i, p := range sg.Params {
		switch i {
		case sg.VarArgs:
			c.Flags |= code.VarArgs
			rest = append(rest, p.Name)
		case sg.VarKw:
			c.Flags |= code.VarKeywords
			rest = append(rest, p.Name)
		default:
			c.VarNames = append(c.VarNames, p.Name)
		}
	}
	c.NArgs = len(c.VarNames)
	c.KwOnly = c.NArgs - c.ArgCount
	c.VarNames = append(c.VarNames, rest...)
	f.code = NewCode(t, c)
	f.code.native = f.native
	return f.code
}

func moduleName(f *Function) string {
	if f.module.O != nil && f.module.IsStr() {
		return f.module.String()
	}
	return f.native.Name
}

// nativeDefaults gives a native function its __defaults__ and __kwdefaults__, which
// only show what the Go code does where an argument is left out.
func (f *Function) nativeDefaults(t *Thread) {
	if f.native == nil || f.shown {
		return
	}
	f.shown = true
	sg := f.native.Signature()
	if n := sg.Pos - sg.Required; n > 0 {
		tup := t.MakeTuple(n)
		for i := range tup.Items {
			tup.Items[i] = orNone(t.Literal(sg.Params[sg.Required+i].Default))
		}
		f.defaults = tup
	}
	for i, p := range sg.Params[sg.Pos:] {
		if i += sg.Pos; i == sg.VarArgs || i == sg.VarKw || !p.Optional {
			continue
		}
		if f.kwdefaults == nil {
			f.kwdefaults = t.NewDict()
		}
		f.kwdefaults.GiveS(t, p.Name, orNone(t.Literal(p.Default)))
	}
}
