package weakrefmod

import "github.com/minipy-go/minipy/object"

// In CPython a container is an object of a Python class and keeps all it has in its
// __dict__. Here the dict is made when a script asks for it; from then on it owns the data
// and the callback, which last no longer than its entries, and each operation begins by
// taking them from there.

// The names of what a container keeps, in the order in which CPython's __init__ sets them.
var containerNames = [...][]string{
	kindValues: {"_remove", "_pending_removals", "_iterating", "data"},
	kindKeys:   {"data", "_remove", "_pending_removals", "_iterating", "_dirty_len"},
	kindSet:    {"data", "_remove", "_pending_removals", "_iterating"},
}

// attribute returns what is kept under one of the names.
func (c *container) attribute(t *thread, name string) value {
	switch name {
	case "data":
		return orNone(c.data).Ref()
	case "_remove":
		return orNone(c.remove).Ref()
	case "_pending_removals":
		items := append([]value(nil), c.pending...)
		for _, x := range items {
			x.Ref()
		}
		return t.NewList(items)
	case "_iterating":
		return t.MakeSet().Value()
	}
	return object.Bool(c.dirty)
}

// show lends the __dict__, to which the data and the callback move.
func (c *container) show(t *thread) *object.Dict {
	if c.shown {
		return c.Dict
	}
	d := t.NewDict()
	follow := func(v value) { t.In.Collector.Follow(&c.Header, v.O) }
	for _, name := range containerNames[c.kind] {
		x := c.attribute(t, name)
		d.SetS(t, name, x)
		if name == "_pending_removals" || name == "_iterating" {
			follow(x)
		}
		t.Unref(x)
	}
	old, data, remove := c.Dict, c.data, c.remove
	if old != nil {
		_ = old.CopyInto(t, d) // names of attributes, which are strs
	}
	c.Dict, c.data, c.remove, c.shown = d, value{}, value{}, true
	follow(d.Value())
	c.part(t, data)
	c.part(t, remove)
	if old != nil {
		t.Unref(old.Value())
	}
	return d
}

// begin starts an operation, which end ends if there is no error. An operation on a container
// whose __dict__ was shown takes what it needs from there; first is what CPython's asks for
// first.
func (c *container) begin(t *thread, first string) error {
	if c.shown && c.busy == 0 {
		if err := c.load(t, first); err != nil {
			return err
		}
	}
	c.busy++
	return nil
}

func (c *container) end(t *thread) {
	if c.busy--; c.busy == 0 && (c.shown || c.parked != nil) {
		c.settle(t)
	}
}

// settle drops what only operations needed.
func (c *container) settle(t *thread) {
	parked := c.parked
	c.parked = nil
	if c.shown {
		parked = append(parked, c.data, c.remove)
		c.data, c.remove = value{}, value{}
	}
	for _, v := range parked {
		t.XUnref(v)
	}
}

// kept lends what the __dict__ has under name.
func (c *container) kept(t *thread, name string) value {
	if c.Dict == nil {
		return value{}
	}
	return c.Dict.GetS(t, name)
}

func (c *container) load(t *thread, first string) error {
	for _, name := range [...]string{first, "data", "_remove", "_pending_removals", "_iterating"} {
		if c.kept(t, name).IsNil() {
			return t.RaiseAttr(c.value(), t.In.Intern(name), "'%s' object has no attribute '%s'", c.Header.Typ.Name, name)
		}
	}
	data := c.kept(t, "data")
	if want := c.dataType(); want != data.Type() {
		return t.TypeErr("the data of a %s must be a %s, not a '%s'", c.Header.Typ.Name, want.Name, data.Type().FullName())
	}
	c.data, c.remove = data.Ref(), c.kept(t, "_remove").Ref()
	return nil
}

// rescue lends the data in the middle of an operation that began before the __dict__ was
// shown. It stays alive until the operation ends.
func (c *container) rescue(t *thread) value {
	data := c.kept(t, "data")
	if data.IsNil() || data.Type() != c.dataType() {
		data = c.newData(t)
	} else {
		data.Ref()
	}
	c.parked = append(c.parked, data)
	return data
}

// part drops what was c's, at the end of the operation if one is under way.
func (c *container) part(t *thread, v value) {
	if c.busy > 0 {
		c.parked = append(c.parked, v)
	} else {
		t.Unref(v)
	}
}

func (c *container) dataType() *object.Type {
	if c.kind == kindSet {
		return object.SetType
	}
	return object.DictType
}

// newData returns an empty table.
func (c *container) newData(t *thread) value {
	if c.kind == kindSet {
		return t.MakeSet().Value()
	}
	return t.NewDict().Value()
}

// in is a method between begin and end.
func in(first string, f object.NativeFn) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		c := asContainer(self)
		if err := c.begin(t, first); err != nil {
			return value{}, err
		}
		r, err := f(t, self, a)
		c.end(t)
		return r, err
	}
}

// within is an operation between begin and end.
func (c *container) within(t *thread, first string, f func() error) error {
	if err := c.begin(t, first); err != nil {
		return err
	}
	err := f()
	c.end(t)
	return err
}

// keptDecls are the attributes that CPython keeps in the __dict__, and the __dict__.
func keptDecls(k kind) []object.Decl {
	decls := []object.Decl{object.Property("__dict__", "dictionary for instance variables (if defined)",
		func(t *thread, v value) (value, error) { return asContainer(v).show(t).Value().Ref(), nil }, setShown)}
	for _, name := range containerNames[k] {
		decls = append(decls, object.Property(name, "", func(t *thread, v value) (value, error) {
			c := asContainer(v)
			if !c.shown {
				return c.attribute(t, name), nil
			}
			if x := c.kept(t, name); !x.IsNil() {
				return x.Ref(), nil
			}
			return value{}, t.RaiseAttr(v, t.In.Intern(name), "'%s' object has no attribute '%s'", v.Type().Name, name)
		}, func(t *thread, v, x value) error {
			d := asContainer(v).show(t)
			if !x.IsNil() {
				d.SetS(t, name, x)
			} else if !d.DelStr(t, t.In.Intern(name)) {
				return t.RaiseAttr(v, t.In.Intern(name), "%s", name)
			}
			return nil
		}))
	}
	return decls
}

// setShown replaces the __dict__.
func setShown(t *thread, v, x value) error {
	d, ok := object.AsDict(orNone(x))
	if !ok {
		return t.TypeErr("__dict__ must be set to a dictionary, not a '%s'", orNone(x).Type().FullName())
	}
	c := asContainer(v)
	old := c.show(t)
	c.Dict = object.As[object.Dict](d.Value().Ref())
	t.Unref(old.Value())
	return nil
}

// visitAttrs visits what scripts added to a __dict__ that was not shown yet.
func (c *container) visitAttrs(visit func(value)) {
	if c.shown || c.Dict == nil {
		return
	}
	pos := 0
	for _, v, ok := c.Dict.Next(&pos); ok; _, v, ok = c.Dict.Next(&pos) {
		visit(v)
	}
}

// containerParts counts what CPython's collector would see of a container besides itself and
// its __dict__: the list of pending removals and the set of iterations.
func containerParts(o *object.Header) int {
	if asContainer(object.Obj(o)).shown {
		return 0
	}
	return 2
}

// containerDict is the __dict__ that was not shown yet, as the collector walks it.
var containerDict = object.Part{Name: "dict",
	Has: func(o *object.Header) bool {
		c := asContainer(object.Obj(o))
		return !c.shown
	},
	Busy: func(*object.Header) bool { return false },
	Traverse: func(o *object.Header, visit func(value)) {
		c := asContainer(object.Obj(o))
		first, second := c.data, c.remove
		if c.kind == kindValues {
			first, second = second, first
		}
		for _, v := range [...]value{first, second} {
			if !v.IsNil() {
				visit(v)
			}
		}
		c.visitAttrs(visit)
	},
	Rest: func(o *object.Header, visit func(value)) {
		c := asContainer(object.Obj(o))
		if c.shown {
			c.TraverseAttrs(visit)
		}
		for _, vs := range [...][]value{c.pending, c.parked} {
			for _, v := range vs {
				visit(v)
			}
		}
	},
	Object: func(t *thread, o *object.Header) value { return asContainer(object.Obj(o)).show(t).Value() },
}
