// Package operatormod is the operator module: Python's operators as functions, and the
// callables that fetch items, attributes and methods.
package operatormod

import "github.com/minipy-go/minipy/object"

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
)

// Module declares operator.
var Module = object.ModuleSpec{
	Name:  "operator",
	Doc:   "Python's operators as functions.",
	Setup: setup,
	Build: decls,
}

func setup() {
	itemGetterInit()
	attrGetterInit()
	methodCallerInit()
}

func decls() []object.Decl {
	var out []object.Decl
	add := func(names []string, params, doc string, fn object.NativeFn) {
		for _, n := range names {
			out = append(out, object.Func(n+params, doc, fn))
		}
	}
	for _, f := range unaries {
		add(f.names, "(a, /)", "Same as "+f.same+".", f.fn)
	}
	for _, f := range binaries {
		add(f.names, "(a, b, /)", "Same as a "+f.sign+" b.", binary(f.op))
		if f.iname != "" {
			add([]string{f.iname, "__" + f.iname + "__"}, "(a, b, /)", "Same as a "+f.sign+"= b.", inplace(f.op))
		}
	}
	for op, f := range comparisons {
		add([]string{f.name, "__" + f.name + "__"}, "(a, b, /)", "Same as a "+f.sign+" b.", compare(op))
	}
	add([]string{"concat", "__concat__"}, "(a, b, /)", "Same as a + b, for sequences a and b.", opConcat)
	add([]string{"iconcat", "__iconcat__"}, "(a, b, /)", "Same as a += b, for sequences a and b.", opIConcat)
	add([]string{"contains", "__contains__"}, "(a, b, /)", "Same as b in a: mind the order.", opContains)
	add([]string{"getitem", "__getitem__"}, "(a, b, /)", "Same as a[b].", opGetItem)
	add([]string{"setitem", "__setitem__"}, "(a, b, c, /)", "Same as a[b] = c.", opSetItem)
	add([]string{"delitem", "__delitem__"}, "(a, b, /)", "Same as del a[b].", opDelItem)
	return append(out,
		object.Func("is_(a, b, /)", "Same as a is b.", func(_ *thread, _ value, a []value) (value, error) { return object.Bool(a[0] == a[1]), nil }),
		object.Func("is_not(a, b, /)", "Same as a is not b.", func(_ *thread, _ value, a []value) (value, error) { return object.Bool(a[0] != a[1]), nil }),
		object.Func("truth(a, /)", "True if a is true, False otherwise.", func(t *thread, _ value, a []value) (value, error) {
			ok, err := t.Truth(a[0])
			return object.Bool(ok), err
		}),
		object.Func("countOf(a, b, /)", "How many items of a are, or are equal to, b.", opCountOf),
		object.Func("indexOf(a, b, /)", "The first index of b in a.", opIndexOf),
		object.Func("length_hint(obj, default=0, /)", "An estimate of the number of items in obj: exact if it has a length,\nelse what its __length_hint__ says, else the default.", opLengthHint),
		object.Attr("itemgetter", itemGetterType.Value()),
		object.Attr("attrgetter", attrGetterType.Value()),
		object.Attr("methodcaller", methodCallerType.Value()),
	)
}

var unaries = []struct {
	names []string
	same  string
	fn    object.NativeFn
}{
	{[]string{"abs", "__abs__"}, "abs(a)", func(t *thread, _ value, a []value) (value, error) { return t.Abs(a[0]) }},
	{[]string{"neg", "__neg__"}, "-a", func(t *thread, _ value, a []value) (value, error) { return t.Neg(a[0]) }},
	{[]string{"pos", "__pos__"}, "+a", func(t *thread, _ value, a []value) (value, error) { return t.Pos(a[0]) }},
	{[]string{"inv", "invert", "__inv__", "__invert__"}, "~a", func(t *thread, _ value, a []value) (value, error) { return t.Invert(a[0]) }},
	{[]string{"not_", "__not__"}, "not a", func(t *thread, _ value, a []value) (value, error) {
		ok, err := t.Truth(a[0])
		return object.Bool(!ok), err
	}},
	{[]string{"index", "__index__"}, "a.__index__()", func(t *thread, _ value, a []value) (value, error) { return t.Index(a[0]) }},
}

var binaries = []struct {
	op    int
	names []string
	iname string
	sign  string
}{
	{object.OpAdd, []string{"add", "__add__"}, "iadd", "+"},
	{object.OpSub, []string{"sub", "__sub__"}, "isub", "-"},
	{object.OpMul, []string{"mul", "__mul__"}, "imul", "*"},
	{object.OpDiv, []string{"truediv", "__truediv__"}, "itruediv", "/"},
	{object.OpFloorDiv, []string{"floordiv", "__floordiv__"}, "ifloordiv", "//"},
	{object.OpMod, []string{"mod", "__mod__"}, "imod", "%"},
	{object.OpPow, []string{"pow", "__pow__"}, "ipow", "**"},
	{object.OpLShift, []string{"lshift", "__lshift__"}, "ilshift", "<<"},
	{object.OpRShift, []string{"rshift", "__rshift__"}, "irshift", ">>"},
	{object.OpAnd, []string{"and_", "__and__"}, "iand", "&"},
	{object.OpOr, []string{"or_", "__or__"}, "ior", "|"},
	{object.OpXor, []string{"xor", "__xor__"}, "ixor", "^"},
	{object.OpMatMul, []string{"matmul", "__matmul__"}, "imatmul", "@"},
}

// comparisons stand in the order of object.CmpLT and so on.
var comparisons = [...]struct{ name, sign string }{{"lt", "<"}, {"le", "<="}, {"eq", "=="}, {"ne", "!="}, {"gt", ">"}, {"ge", ">="}}

func binary(op int) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) { return t.Binary(op, a[0], a[1]) }
}

func inplace(op int) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) { return t.Inplace(op, a[0], a[1]) }
}

func compare(op int) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) { return t.Compare(a[0], a[1], op) }
}

// isSequence is CPython's PySequence_Check: not a dict, and with items.
func isSequence(v value) bool {
	return v.Type().Flags&object.FlagDict == 0 && v.Type().Slots.GetItem != nil
}

func opConcat(t *thread, _ value, a []value) (value, error) {
	if f := a[0].Type().Slots.Concat; f != nil {
		return f(t, a[0], a[1])
	}
	if isSequence(a[0]) && isSequence(a[1]) && a[0].Type().Slots.Binary[object.OpAdd] != nil {
		return t.Binary(object.OpAdd, a[0], a[1])
	}
	return value{}, t.TypeErr("'%s' object can't be concatenated", a[0].Type().Name)
}

func opIConcat(t *thread, _ value, a []value) (value, error) {
	s := &a[0].Type().Slots
	switch {
	case s.IConcat != nil:
		return s.IConcat(t, a[0], a[1])
	case s.Concat != nil:
		return s.Concat(t, a[0], a[1])
	case isSequence(a[0]) && isSequence(a[1]):
		return t.Inplace(object.OpAdd, a[0], a[1])
	}
	return value{}, t.TypeErr("'%s' object can't be concatenated", a[0].Type().Name)
}

func opContains(t *thread, _ value, a []value) (value, error) {
	ok, err := t.Contains(a[0], a[1])
	return object.Bool(ok), err
}

func opGetItem(t *thread, _ value, a []value) (value, error) { return t.GetItem(a[0], a[1]) }

func opSetItem(t *thread, _ value, a []value) (value, error) {
	return object.None, t.SetItem(a[0], a[1], a[2])
}

func opDelItem(t *thread, _ value, a []value) (value, error) {
	return object.None, t.DelItem(a[0], a[1])
}

// search calls found with the index of each item of seq equal to x.
func search(t *thread, seq, x value, found func(i int) error) error {
	if seq.Type().Slots.Iter == nil && seq.Type().Slots.GetItem == nil {
		return t.TypeErr("argument of type '%s' is not iterable", seq.Type().Name)
	}
	i := -1
	return t.Iterate(seq, func(v value) error {
		i++
		same, err := t.Equal(v, x)
		if err != nil || !same {
			return err
		}
		return found(i)
	})
}

func opCountOf(t *thread, _ value, a []value) (value, error) {
	n := int64(0)
	err := search(t, a[0], a[1], func(int) error { n++; return nil })
	return object.Int(n), err
}

func opIndexOf(t *thread, _ value, a []value) (value, error) {
	at := -1
	if err := search(t, a[0], a[1], func(i int) error { at = i; return object.ErrStop }); err != nil {
		return value{}, err
	}
	if at < 0 {
		return value{}, t.ValueErr("sequence.index(x): x not in sequence")
	}
	return object.Int(int64(at)), nil
}

func opLengthHint(t *thread, _ value, a []value) (value, error) {
	n := 0
	if a[1].O != nil {
		var err error
		if n, err = t.AsSize(a[1]); err != nil {
			return value{}, err
		}
	}
	n, err := t.LengthHint(a[0], n)
	return object.Int(int64(n)), err
}
