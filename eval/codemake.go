package eval

import (
	"math"
	"slices"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// codeFields are the arguments of code() in their order, and what code.replace can be given.
var codeFields = [...]struct {
	name string
	kind byte // i: an int, b: bytes, t: a tuple, n: a tuple of names, s: a str
}{
	{"co_argcount", 'i'}, {"co_posonlyargcount", 'i'}, {"co_kwonlyargcount", 'i'}, {"co_nlocals", 'i'}, {"co_stacksize", 'i'},
	{"co_flags", 'i'}, {"co_code", 'b'}, {"co_consts", 't'}, {"co_names", 'n'}, {"co_varnames", 'n'}, {"co_filename", 's'},
	{"co_name", 's'}, {"co_firstlineno", 'i'}, {"co_linetable", 'b'}, {"co_freevars", 'n'}, {"co_cellvars", 'n'},
}

const codeSig = "(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,\n     flags, codestring, constants, names, varnames, filename, name,\n     firstlineno, linetable, freevars=(), cellvars=(), /)"

const codeReplaceSig = "replace(*, co_argcount=-1, co_posonlyargcount=-1,\n        co_kwonlyargcount=-1, co_nlocals=-1, co_stacksize=-1,\n        co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None,\n        co_names=None, co_varnames=None, co_freevars=None,\n        co_cellvars=None, co_filename=None, co_name=None,\n        co_linetable=None)"

// runFlags are those that the instructions go with.
const runFlags = code.Optimized | code.NewLocals | code.VarArgs | code.VarKeywords | code.Generator | code.Coroutine | code.AsyncGenerator

// codeReplace is code.replace: what only names the code can be replaced; its
// instructions and tables are minipy's own and belong together.
func codeReplace(t *Thread, v Value, a object.Args) (Value, error) {
	if len(a.Pos) > 0 {
		return Value{}, t.TypeErr("replace() takes no positional arguments")
	}
	old := object.As[Code](v)
	c := *old.C
	for i, name := range a.KwNames() {
		n, x := name.String(), a.Kw()[i]
		k, err := replaceArg(t, n, x)
		if err != nil {
			return Value{}, err
		}
		switch n {
		case "co_name":
			c.Name = x.String()
		case "co_filename":
			c.Filename = x.String()
		case "co_flags":
			if (uint32(k)^c.Flags)&runFlags != 0 {
				return Value{}, t.ValueErr("code.replace: minipy cannot replace the flags that say how code runs")
			}
			c.Flags = uint32(k)
		case "co_firstlineno":
			shiftLines(&c, k-c.FirstLine)
			c.FirstLine = k
		default:
			if err := sameField(t, v, n, x); err != nil {
				return Value{}, err
			}
		}
	}
	if c.Flags &^= code.NoFree; len(c.FreeVars)+len(c.CellVars) == 0 {
		c.Flags |= code.NoFree
	}
	o := object.New[Code](t, CodeType)
	o.C = &c
	o.consts = make([]Value, len(old.consts))
	for i, k := range old.consts {
		o.consts[i] = k.Ref()
	}
	o.names = old.names
	return object.Obj(&o.Header), nil
}

// shiftLines gives c lines of its own, by so much below the ones it had.
func shiftLines(c *code.Code, by int) {
	c.Lines = slices.Clone(c.Lines)
	for i := range c.Lines {
		if l := &c.Lines[i]; l.Line > 0 {
			l.Line = int32(min(max(int(l.Line)+by, math.MinInt32), math.MaxInt32))
		}
	}
}

// replaceArg checks an argument of code.replace, and gives it if it is an int.
func replaceArg(t *Thread, name string, x Value) (int, error) {
	for _, f := range codeFields {
		if f.name != name {
			continue
		}
		n, want, err := codeArg(t, f.kind, x)
		switch {
		case err != nil:
			return 0, err
		case want != "":
			return 0, t.TypeErr("replace() argument '%s' must be %s, not %s", name, want, object.TypeName(x))
		case f.kind == 'i' && n < 0:
			return 0, t.ValueErr("%s must be a positive integer", name)
		case f.kind == 'n' && notStr(x) != nil:
			return 0, t.Raise(object.SystemError, "non-string found in code slot")
		}
		return n, nil
	}
	return 0, t.TypeErr("'%s' is an invalid keyword argument for replace()", name)
}

// sameField is an error unless x is what the code object has under that name.
func sameField(t *Thread, v Value, name string, x Value) error {
	has, err := t.GetAttrS(v, name)
	if err != nil {
		return err
	}
	defer t.Unref(has)
	if same, err := t.Equal(has, x); same || err != nil {
		return err
	}
	return t.ValueErr("code.replace: minipy cannot replace %s", name)
}

// codeArg gives an int, and says what x should be if it is something else.
func codeArg(t *Thread, kind byte, x Value) (n int, want string, err error) {
	switch kind {
	case 'i':
		n, err = t.AsIndex(x, nil)
		if err == nil && (n > math.MaxInt32 || n < math.MinInt32) {
			err = t.Raise(object.OverflowError, "Python int too large to convert to C int")
		}
	case 'b':
		if _, ok := object.AsBytes(x); !ok {
			want = "bytes"
		}
	case 's':
		if !x.IsStr() {
			want = "str"
		}
	default:
		if _, ok := object.AsTuple(x); !ok {
			want = "tuple"
		}
	}
	return n, want, err
}

// notStr gives the class of the first item of a tuple that is no str; nil: there is none.
func notStr(x Value) *object.Type {
	tup, _ := object.AsTuple(x)
	for _, n := range tup.Items {
		if !n.IsStr() {
			return n.Type()
		}
	}
	return nil
}

// codeNew refuses to make a code object of instructions, which would be those of another machine.
func codeNew(t *Thread, _ *object.Type, a object.Args) (Value, error) {
	const required = 14
	switch n := len(a.Pos); {
	case len(a.KwNames()) > 0:
		return Value{}, t.TypeErr("code() takes no keyword arguments")
	case n < required:
		return Value{}, t.TypeErr("code expected at least %d arguments, got %d", required, n)
	case n > len(codeFields):
		return Value{}, t.TypeErr("code expected at most %d arguments, got %d", len(codeFields), n)
	}
	for i, x := range a.Pos {
		if _, want, err := codeArg(t, codeFields[i].kind, x); err != nil {
			return Value{}, err
		} else if want != "" {
			return Value{}, t.TypeErr("code() argument %d must be %s, not %s", i+1, want, object.TypeName(x))
		}
	}
	const counts = 4
	for i, x := range a.Pos {
		if i < counts {
			if n, err := t.AsIndex(x, nil); err != nil || n < 0 {
				return Value{}, t.ValueErr("code: %s must not be negative", codeFields[i].name[len("co_"):])
			}
		} else if codeFields[i].kind == 'n' {
			if k := notStr(x); k != nil {
				return Value{}, t.TypeErr("name tuples must contain only strings, not '%s'", k.Name)
			}
		}
	}
	return Value{}, t.ValueErr("code: minipy cannot run the instructions of another machine")
}

// codeSize is what code.__sizeof__ gives: CPython has a table of the cells if some of them are arguments.
func codeSize(c *code.Code) int64 {
	size := int64(CodeType.BasicSize)
	args := c.VarNames[:min(c.Passed(), len(c.VarNames))]
	if slices.ContainsFunc(c.CellVars, func(name string) bool { return slices.Contains(args, name) }) {
		size += int64(8 * len(c.CellVars))
	}
	return size
}
