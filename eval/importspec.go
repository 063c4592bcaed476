package eval

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// A modSpec is a ModuleSpec: what is known of a module before it is loaded. All of it
// is in its __dict__, as scripts expect.
type modSpec struct{ object.Attrs }

// ModuleSpecType is importlib.machinery.ModuleSpec.
var ModuleSpecType = new(object.Type)

func specInit() {
	ModuleSpecType.Define(object.TypeSpec{
		Name: "_frozen_importlib.ModuleSpec", Flags: object.FlagGC | object.FlagBase | object.FlagScript, Basic: 32, Dict: 16, Weak: 24,
		Doc:    "What the import system knows of a module: its name, its loader, where it comes from.",
		Layout: object.AttrsLayoutOf[modSpec](),
		Slots: object.Slots{New: newAttrs, Init: specSetup, Repr: specRepr, Compare: specCompare, Hash: unhashableSpec,
			Traverse: traverseAttrs, Clear: clearAttrs},
		Build: func() []object.Decl {
			return []object.Decl{
				object.DictGetter(),
				object.Property("cached", "Where the compiled code would be kept.", specCached, specSetCached),
				object.Getter("parent", "The name of the module's package.", specParent),
				object.Property("has_location", "Whether origin is a place to load from.", specHasLocation, specSetHasLocation),
			}
		}})
}

func newAttrs(t *Thread, typ *object.Type, _ object.Args) (Value, error) {
	return object.Obj(t.Alloc(typ)), nil
}

func traverseAttrs(o *Header, visit func(Value)) {
	object.As[object.Attrs](object.Obj(o)).TraverseAttrs(visit)
}

func clearAttrs(t *Thread, o *Header) { object.As[object.Attrs](object.Obj(o)).ClearAttrs(t) }

var specSig = object.LazySignature{Text: "ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)"}

func specSetup(t *Thread, self Value, a object.Args) error {
	var out [5]Value
	sg := *specSig.Signature()
	sg.Name, sg.Owner, sg.Script = "__init__", "ModuleSpec", true
	done, err := t.BindArgs(&sg, a, out[:])
	if err != nil {
		return err
	}
	defer done()
	places := object.None
	if out[4].O != nil {
		pkg, err := t.Truth(out[4])
		if err != nil {
			return err
		}
		if pkg {
			places = t.NewList(nil)
		}
	}
	defer t.Unref(places)
	for _, x := range [...]struct {
		name string
		v    Value
	}{
		{"name", out[0]}, {"loader", out[1]}, {"origin", orNone(out[2])}, {"loader_state", orNone(out[3])},
		{"submodule_search_locations", places}, {"_set_fileattr", object.False}, {"_cached", object.None},
	} {
		if err := t.SetAttrS(self, x.name, x.v); err != nil {
			return err
		}
	}
	return nil
}

// newSpec makes the spec of a module that the evaluator found itself; loader, places
// are given, the other values are plain.
func newSpec(t *Thread, name string, loader Value, origin string, places Value, located bool) Value {
	s := object.New[modSpec](t, ModuleSpecType)
	d := t.NewDict()
	s.Dict = d
	d.GiveS(t, "name", t.NewStr(name))
	d.GiveS(t, "loader", loader)
	d.GiveS(t, "origin", strOrNone(t, origin))
	d.SetS(t, "loader_state", object.None)
	d.GiveS(t, "submodule_search_locations", places)
	d.SetS(t, "_set_fileattr", object.Bool(located))
	d.SetS(t, "_cached", object.None)
	return object.Obj(&s.Header)
}

func strOrNone(t *Thread, s string) Value {
	if s == "" {
		return object.None
	}
	return t.NewStr(s)
}

func specRepr(t *Thread, v Value) (Value, error) {
	if !t.ReprEnter(v) {
		return t.NewStr("ModuleSpec(...)"), nil
	}
	defer t.ReprLeave(v)
	var b strings.Builder
	b.WriteString(v.O.Typ.Name + "(")
	for i, n := range [...]string{"name", "loader", "origin", "submodule_search_locations"} {
		x, err := t.GetAttrS(v, n)
		if err != nil {
			return Value{}, err
		}
		if i >= 2 && x == object.None {
			continue
		}
		s, err := t.ReprString(x)
		t.Unref(x)
		if err != nil {
			return Value{}, err
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(n + "=" + s)
	}
	b.WriteByte(')')
	return t.NewStr(b.String()), nil
}

// specCompare holds two specs equal if what decides about loading is.
func specCompare(t *Thread, a, b Value, op int) (Value, error) {
	if op != object.CmpEQ && op != object.CmpNE {
		return object.NotImplemented, nil
	}
	same := true
	for _, n := range [...]string{"name", "loader", "origin", "submodule_search_locations", "cached", "has_location"} {
		x, err := t.GetAttrS(a, n)
		if err != nil {
			return Value{}, err
		}
		y, err := t.LookupAttr(b, n)
		if err != nil || y.O == nil {
			t.Unref(x)
			return object.NotImplemented, err
		}
		same, err = t.Equal(x, y)
		t.Unref(x)
		t.Unref(y)
		if err != nil {
			return Value{}, err
		}
		if !same {
			break
		}
	}
	return object.Bool(same == (op == object.CmpEQ)), nil
}

func unhashableSpec(t *Thread, v Value) (int64, error) {
	return 0, t.TypeErr("unhashable type: '%s'", v.O.Typ.Name)
}

func specParent(t *Thread, v Value) (Value, error) {
	places, err := t.GetAttrS(v, "submodule_search_locations")
	if err != nil {
		return Value{}, err
	}
	t.Unref(places)
	name, err := t.GetAttrS(v, "name")
	if err != nil || places != object.None {
		return name, err
	}
	defer t.Unref(name)
	if !name.IsStr() {
		return Value{}, t.RaiseAttr(name, t.In.Intern("rpartition"), "'%s' object has no attribute 'rpartition'", name.O.Typ.Name)
	}
	s := name.String()
	return t.NewStr(s[:max(strings.LastIndexByte(s, '.'), 0)]), nil
}

func specHasLocation(t *Thread, v Value) (Value, error) { return t.GetAttrS(v, "_set_fileattr") }

func specSetHasLocation(t *Thread, v, x Value) error {
	if x.O == nil {
		return t.RaiseAttr(v, t.In.Intern("has_location"), "can't delete attribute 'has_location'")
	}
	on, err := t.Truth(x)
	if err != nil {
		return err
	}
	return t.SetAttrS(v, "_set_fileattr", object.Bool(on))
}

// specCached is worked out when somebody asks: most never do.
func specCached(t *Thread, v Value) (Value, error) {
	have, err := t.GetAttrS(v, "_cached")
	if err != nil || have != object.None {
		return have, err
	}
	origin, err := t.GetAttrS(v, "origin")
	if err != nil || origin == object.None {
		return origin, err
	}
	defer t.Unref(origin)
	located, err := t.GetAttrS(v, "_set_fileattr")
	if err != nil {
		return Value{}, err
	}
	on, err := t.Truth(located)
	t.Unref(located)
	if err != nil || !on {
		return object.None, err
	}
	r, err := callImportlib(t, "_bootstrap_external", "_get_cached", origin)
	if err != nil {
		return Value{}, err
	}
	if err := t.SetAttrS(v, "_cached", r); err != nil {
		t.Unref(r)
		return Value{}, err
	}
	return r, nil
}

func specSetCached(t *Thread, v, x Value) error {
	if x.O == nil {
		return t.RaiseAttr(v, t.In.Intern("cached"), "can't delete attribute 'cached'")
	}
	return t.SetAttrS(v, "_cached", x)
}

// callImportlib calls a function of importlib's part in Python.
func callImportlib(t *Thread, module, name string, args ...Value) (Value, error) {
	m, err := Import(t, "importlib."+module)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(m)
	f, err := t.GetAttrS(m, name)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(f)
	return t.Call(f, args...)
}
