// Package pylib has what the modules share that CPython has in Python: reaching other
// modules at run time, re-exporting their names, building lists of names.
//
// Invariant: nothing here keeps a reference; results are given unless the name says Peek.
package pylib

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Import gives the module of an absolute name.
func Import(t *thread, name string) (value, error) { return t.In.Importer(t, name) }

// From gives an attribute of a module, which is imported if need be.
func From(t *thread, module, name string) (value, error) {
	if module == "sys" {
		if v := t.PeekSys(name); !v.IsNil() {
			return v.Ref(), nil
		}
	}
	m, err := Import(t, module)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(m)
	return t.GetAttrS(m, name)
}

// Call calls a function of a module with positional arguments, lent.
func Call(t *thread, module, name string, args ...value) (value, error) {
	f, err := From(t, module, name)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(f)
	return t.Call(f, args...)
}

// Share binds names of another module in m; without names, all that do not begin with
// two underscores.
func Share(t *thread, m *object.Module, from string, names ...string) error {
	v, err := Import(t, from)
	if err != nil {
		return err
	}
	defer t.Unref(v)
	for _, name := range names {
		x, err := t.GetAttrS(v, name)
		if err != nil {
			return err
		}
		m.Give(t, name, x)
	}
	if len(names) > 0 {
		return nil
	}
	src, ok := object.AsModule(v)
	if !ok {
		return t.Raise(object.ImportError, "'%s' is not a module", from)
	}
	for pos := 0; ; {
		k, x, ok := src.Dict.Next(&pos)
		if !ok {
			return nil
		}
		if n := k.String(); len(n) < 2 || n[:2] != "__" {
			m.Set(t, n, x)
		}
	}
}

// Accelerate binds in m what the module base declares: CPython has base in C, and what
// it does in m, too, for when somebody keeps base from being imported.
func Accelerate(t *thread, m *object.Module, base *object.ModuleSpec) error {
	err := Share(t, m, base.Name)
	if err == nil || !t.ErrIs(err, object.ImportError) {
		return err
	}
	t.Discard(err)
	if err := t.AddDecls(m, base.Declared()); err != nil || base.Init == nil {
		return err
	}
	return base.Init(t, m)
}

// Names gives a list of strs.
func Names(t *thread, names ...string) value {
	items := make([]value, len(names))
	for i, n := range names {
		items[i] = object.Obj(&t.In.Intern(n).Header).Ref()
	}
	return t.NewList(items)
}

// Text is v if it is a str of any kind, "" and false otherwise.
func Text(v value) (string, bool) {
	if v.IsNil() {
		return "", false
	}
	s, ok := object.AsStr(v)
	if !ok {
		return "", false
	}
	return s.S, true
}

// Or is v, or d where v is absent; lent.
func Or(v, d value) value {
	if v.IsNil() {
		return d
	}
	return v
}

// Given reports whether an optional argument was given and is not None.
func Given(v value) bool { return !v.IsNil() && v != object.None }

// Set replaces what *p owns by x, which is given.
func Set(t *thread, p *value, x value) {
	old := *p
	*p = x
	t.XUnref(old)
}

// Visit visits those of vs that are not absent.
func Visit(visit func(value), vs ...value) {
	for _, v := range vs {
		if !v.IsNil() {
			visit(v)
		}
	}
}

// NewException makes an exception class of module m, bound there under its name and the
// aliases.
func NewException(t *thread, m *object.Module, name, doc string, base *object.Type, aliases ...string) error {
	ns := t.NewDict()
	defer t.Unref(ns.Value())
	ns.SetS(t, "__module__", m.Get(t, "__name__"))
	ns.GiveS(t, "__doc__", t.NewStr(doc))
	cls, err := t.NewClass(object.TypeType, t.In.Intern(name), []value{base.Value()}, ns, object.Args{})
	if err != nil {
		return err
	}
	m.Give(t, name, cls)
	for _, alias := range aliases {
		m.Set(t, alias, cls)
	}
	return nil
}

// Raise gives an exception of a class that a module has, with a text.
func Raise(t *thread, module, class, text string) error {
	cls, err := From(t, module, class)
	if err != nil {
		return err
	}
	s := t.NewStr(text)
	exc, err := t.Call(cls, s)
	t.Unref(s)
	t.Unref(cls)
	if err != nil {
		return err
	}
	return t.GiveExc(exc)
}

// OwnAttr gives what a class's own namespace has under a name, absent if nothing.
func OwnAttr(t *thread, cls value, name string) (value, error) {
	dict, err := t.GetAttrS(cls, "__dict__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(dict)
	key := object.Obj(&t.In.Intern(name).Header)
	if has, err := t.Contains(dict, key); err != nil || !has {
		return value{}, err
	}
	return t.GetItem(dict, key)
}

// Keywords are the keywords of the language, in order.
const Keywords = "False None True and as assert async await break class continue def del elif else except finally " +
	"for from global if import in is lambda nonlocal not or pass raise return try while with yield"

// IsKeyword reports whether a name is a keyword.
func IsKeyword(name string) bool {
	return name != "" && !strings.Contains(name, " ") && strings.Contains(" "+Keywords+" ", " "+name+" ")
}
