// Package operatormod is the operator module: Python's operators as functions, and the
// callables that fetch items, attributes and methods.
package operatormod

import (
	"crypto/subtle"
	"slices"
	"strings"
	"sync"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
	args   = object.Args
)

// Module declares operator.
var Module = object.ModuleSpec{
	Name: "operator",
	Doc:  "Python's operators as functions.",
	Init: initModule,
}

// NativeModule is the _operator module.
var NativeModule = object.ModuleSpec{
	Name:  "_operator",
	Doc:   "Python's operators as functions.",
	Setup: setup,
	Build: decls,
}

// initModule binds in operator what _operator has, and the special methods' names of it; all of its own if somebody
// keeps _operator from being imported.
func initModule(t *thread, m *object.Module) error {
	if err := pylib.Share(t, m, NativeModule.Name); err != nil {
		if !t.ErrIs(err, object.ImportError) {
			return err
		}
		t.Discard(err)
		setup()
		if err := t.AddDecls(m, decls()); err != nil {
			return err
		}
	}
	abs, err := t.Builtin("abs")
	if err != nil {
		return err
	}
	m.Give(t, "_abs", abs)
	var public []string
	for pos := 0; ; {
		k, _, ok := m.Dict.Next(&pos)
		if !ok {
			break
		}
		if name := k.String(); name[0] != '_' {
			public = append(public, name)
		}
	}
	slices.Sort(public)
	m.Give(t, "__all__", pylib.Names(t, public...))
	for _, name := range public {
		if !strings.Contains(notSpecial, " "+name+" ") {
			m.Set(t, "__"+strings.Trim(name, "_")+"__", m.Get(t, name))
		}
	}
	return nil
}

// notSpecial has what no special method is called like.
const notSpecial = " attrgetter countOf indexOf is_ is_not itemgetter length_hint methodcaller truth "

var once sync.Once

// setup defines the types, for whichever of the modules comes first.
func setup() {
	once.Do(func() {
		itemGetterInit()
		attrGetterInit()
		methodCallerInit()
	})
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
			add([]string{f.iname}, "(a, b, /)", "Same as a "+f.sign+"= b.", inplace(f.op))
		}
	}
	for op, f := range comparisons {
		add([]string{f.name}, "(a, b, /)", "Same as a "+f.sign+" b.", compare(op))
	}
	add([]string{"concat"}, "(a, b, /)", "Same as a + b, for sequences a and b.", opConcat)
	add([]string{"iconcat"}, "(a, b, /)", "Same as a += b, for sequences a and b.", opIConcat)
	add([]string{"contains"}, "(a, b, /)", "Same as b in a: mind the order.", opContains)
	add([]string{"getitem"}, "(a, b, /)", "Same as a[b].", opGetItem)
	add([]string{"setitem"}, "(a, b, c, /)", "Same as a[b] = c.", opSetItem)
	add([]string{"delitem"}, "(a, b, /)", "Same as del a[b].", opDelItem)
	return append(out,
		object.Func("is_(a, b, /)", "Same as a is b.", func(_ *thread, _ value, a []value) (value, error) { return object.Bool(a[0] == a[1]), nil }),
		object.Func("is_not(a, b, /)", "Same as a is not b.", func(_ *thread, _ value, a []value) (value, error) { return object.Bool(a[0] != a[1]), nil }),
		object.Func("truth(a, /)", "True if a is true, False otherwise.", func(t *thread, _ value, a []value) (value, error) {
			ok, err := t.Truth(a[0])
			return object.Bool(ok), err
		}),
		object.RawFunc("_compare_digest", "Whether a is b, in a time that does not tell where they differ.", compareDigest),
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
	{[]string{"abs"}, "abs(a)", func(t *thread, _ value, a []value) (value, error) { return t.Abs(a[0]) }},
	{[]string{"neg"}, "-a", func(t *thread, _ value, a []value) (value, error) { return t.Neg(a[0]) }},
	{[]string{"pos"}, "+a", func(t *thread, _ value, a []value) (value, error) { return t.Pos(a[0]) }},
	{[]string{"inv", "invert"}, "~a", func(t *thread, _ value, a []value) (value, error) { return t.Invert(a[0]) }},
	{[]string{"not_"}, "not a", func(t *thread, _ value, a []value) (value, error) {
		ok, err := t.Truth(a[0])
		return object.Bool(!ok), err
	}},
	{[]string{"index"}, "a.__index__()", func(t *thread, _ value, a []value) (value, error) { return t.Index(a[0]) }},
}

var binaries = []struct {
	op    int
	names []string
	iname string
	sign  string
}{
	{object.OpAdd, []string{"add"}, "iadd", "+"},
	{object.OpSub, []string{"sub"}, "isub", "-"},
	{object.OpMul, []string{"mul"}, "imul", "*"},
	{object.OpDiv, []string{"truediv"}, "itruediv", "/"},
	{object.OpFloorDiv, []string{"floordiv"}, "ifloordiv", "//"},
	{object.OpMod, []string{"mod"}, "imod", "%"},
	{object.OpPow, []string{"pow"}, "ipow", "**"},
	{object.OpLShift, []string{"lshift"}, "ilshift", "<<"},
	{object.OpRShift, []string{"rshift"}, "irshift", ">>"},
	{object.OpAnd, []string{"and_"}, "iand", "&"},
	{object.OpOr, []string{"or_"}, "ior", "|"},
	{object.OpXor, []string{"xor"}, "ixor", "^"},
	{object.OpMatMul, []string{"matmul"}, "imatmul", "@"},
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

// compareDigest compares two strings of ASCII or two bytes-like objects, all of them.
func compareDigest(t *thread, _ value, a args) (value, error) {
	if len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("_operator._compare_digest() takes no keyword arguments")
	}
	if len(a.Pos) != 2 {
		return value{}, t.TypeErr("_compare_digest expected 2 arguments, got %d", len(a.Pos))
	}
	x, y := a.Pos[0], a.Pos[1]
	if x.IsStr() && y.IsStr() {
		p, _ := object.AsStr(x)
		q, _ := object.AsStr(y)
		if !p.ASCII() || !q.ASCII() {
			return value{}, t.TypeErr("comparing strings with non-ASCII characters is not supported")
		}
		return object.Bool(subtle.ConstantTimeCompare([]byte(p.S), []byte(q.S)) == 1), nil
	}
	if x.Type().Slots.Buffer == nil && y.Type().Slots.Buffer == nil {
		return value{}, t.TypeErr("unsupported operand types(s) or combination of types: '%s' and '%s'", x.Type().Name, y.Type().Name)
	}
	p, release, err := t.BufferOf(x)
	if err != nil {
		return value{}, err
	}
	defer release()
	q, done, err := t.BufferOf(y)
	if err != nil {
		return value{}, err
	}
	defer done()
	return object.Bool(subtle.ConstantTimeCompare(p, q) == 1), nil
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
