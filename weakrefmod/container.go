package weakrefmod

import (
	"fmt"

	"github.com/minipy-go/minipy/object"
)

// A container is a WeakValueDictionary, WeakKeyDictionary or WeakSet.
type container struct {
	object.Attrs
	data   value // owned: the dict or set of references
	remove value // owned: the callback of its references, a remover
	// While iterators are under way, what dies is noted here and removed later: keys of
	// a WeakValueDictionary, references otherwise. Owned.
	pending   []value
	iterating int
	kind      kind
	shown     bool    // see show
	busy      int     // how many operations are under way
	parked    []value // owned: what those under way may still look at
	// dirty: entries were deleted during an iteration, so pending may name some that
	// are gone already (WeakKeyDictionary).
	dirty bool
}

func asContainer(v value) *container { return object.As[container](v) }

func (c *container) value() value { return object.Obj(&c.Header) }

// table lends the data.
func (c *container) table(t *thread) value {
	if c.data.IsNil() {
		return c.rescue(t)
	}
	return c.data
}

func (c *container) dict(t *thread) *object.Dict { return object.As[object.Dict](c.table(t)) }
func (c *container) set(t *thread) *object.Set   { return object.As[object.Set](c.table(t)) }

func containerTraverse(o *object.Header, visit func(value)) {
	c := asContainer(object.Obj(o))
	if c.shown {
		c.TraverseAttrs(visit)
	}
	containerDict.Traverse(o, visit)
	for _, vs := range [...][]value{c.pending, c.parked} {
		for _, v := range vs {
			visit(v)
		}
	}
}

func containerClear(t *thread, o *object.Header) {
	c := asContainer(object.Obj(o))
	remove, pending, data, parked := c.remove, c.pending, c.data, c.parked
	c.remove, c.pending, c.data, c.parked = value{}, nil, value{}, nil
	if c.kind == kindValues {
		remove, data = data, remove
	}
	t.XUnref(data)
	t.XUnref(remove)
	t.UnrefAll(pending)
	t.UnrefAll(parked)
	c.ClearAttrs(t)
}

// containerSpec is what the declarations of the three have in common.
func containerSpec(k kind, s object.TypeSpec) object.TypeSpec {
	s.Flags |= object.FlagGC | object.FlagBase | object.FlagScript
	s.Layout = object.AttrsLayoutOf[container]()
	s.Basic, s.Dict, s.Weak = 32, 16, 24
	s.MoreParts, s.Part = containerParts, &containerDict
	s.Slots.Traverse, s.Slots.Clear = containerTraverse, containerClear
	s.Decls = append(s.Decls, keptDecls(k)...)
	return s
}

func orNone(v value) value {
	if v.IsNil() {
		return object.None
	}
	return v
}

// newContainer makes the New slot of a kind of container.
func newContainer(k kind) func(t *thread, typ *object.Type, _ object.Args) (value, error) {
	return func(t *thread, typ *object.Type, _ object.Args) (value, error) {
		c := object.New[container](t, typ)
		if err := c.reset(t, k); err != nil {
			t.Unref(c.value())
			return value{}, err
		}
		return c.value(), nil
	}
}

// reset gives c an empty table and a callback.
func (c *container) reset(t *thread, k kind) error {
	self, err := t.NewRef(object.RefType, c.value(), value{})
	if err != nil {
		return err
	}
	r := object.New[remover](t, removerType)
	r.self, r.kind = self, k
	c.kind, c.remove = k, object.Obj(&r.Header)
	c.data = c.newData(t)
	return nil
}

// again makes c empty when __init__ is called on a container that holds something, or whose
// __dict__ was shown.
func (c *container) again(t *thread) error {
	if c.shown {
		d := c.Dict
		c.shown, c.Dict = false, nil
		err := c.reset(t, c.kind)
		c.shown, c.Dict = true, d
		if err != nil {
			return err
		}
		pending := c.pending
		c.pending, c.dirty = nil, false
		t.UnrefAll(pending)
		data, remove := c.data, c.remove
		for _, name := range containerNames[c.kind] {
			x := c.attribute(t, name)
			d.SetS(t, name, x)
			t.Unref(x)
		}
		c.data, c.remove = value{}, value{}
		t.Unref(data)
		t.Unref(remove)
		return nil
	}
	if c.data.IsNil() {
		return nil
	}
	old := c.data
	if n, err := t.Len(old); err != nil {
		t.Discard(err)
	} else if n > 0 {
		c.data = c.newData(t)
		c.part(t, old)
	}
	return nil
}

// newRef returns a reference to v whose death tells c.
func (c *container) newRef(t *thread, v value) (value, error) {
	return t.NewRef(object.RefType, v, c.remove)
}

// plainRef returns a reference to look v up by.
func plainRef(t *thread, v value) (value, error) { return t.NewRef(object.RefType, v, value{}) }

// commit removes what died during iterations.
func (c *container) commit(t *thread, k kind) error {
	for len(c.pending) > 0 {
		n := len(c.pending) - 1
		x := c.pending[n]
		c.pending = c.pending[:n]
		err := c.drop(t, k, x)
		t.Unref(x)
		if err != nil {
			return err
		}
	}
	return nil
}

// drop removes the entry that x, a key or a reference, stands for.
func (c *container) drop(t *thread, k kind, x value) error {
	if c.data.IsNil() && !c.shown {
		return nil
	}
	return c.within(t, "data", func() error {
		data := c.table(t).Ref()
		defer t.Unref(data)
		var err error
		switch k {
		case kindValues:
			err = removeDead(t, object.As[object.Dict](data), x)
		case kindKeys:
			_, err = object.As[object.Dict](data).Del(t, x)
		default:
			_, err = object.As[object.Set](data).Discard(t, x)
		}
		return err
	})
}

// A kind of container.
type kind uint8

const (
	kindValues kind = iota
	kindKeys
	kindSet
)

// The type of removers calls itself function: that is what CPython shows.
var removerType = &object.Type{}

// A remover is the callback of a container's references.
type remover struct {
	object.Header
	self value // owned: a weak reference to the container
	kind kind
}

var removerNames = [...]string{
	kindValues: "WeakValueDictionary.__init__.<locals>.remove",
	kindKeys:   "WeakKeyDictionary.__init__.<locals>.remove",
	kindSet:    "WeakSet.__init__.<locals>._remove",
}

func removerInit() {
	removerType.Define(object.TypeSpec{Name: "function", Twin: true, Flags: object.FlagGC | object.FlagNoNew, Layout: object.LayoutOf[remover](), Basic: 128,
		Parts: 1, // the tuple of its defaults
		Slots: object.Slots{Call: removerCall,
			Repr: func(t *thread, v value) (value, error) {
				return t.NewStr(fmt.Sprintf("<function %s at %s>", removerNames[object.As[remover](v).kind], object.Address(v.O))), nil
			},
			Traverse: func(o *object.Header, visit func(value)) {
				if r := object.As[remover](object.Obj(o)); !r.self.IsNil() {
					visit(r.self)
				}
			},
			Clear: func(t *thread, o *object.Header) {
				r := object.As[remover](object.Obj(o))
				self := r.self
				r.self = value{}
				t.XUnref(self)
			}},
		Decls: []object.Decl{
			object.Getter("__qualname__", "", func(t *thread, v value) (value, error) {
				return t.NewStr(removerNames[object.As[remover](v).kind]), nil
			}),
			object.Getter("__name__", "", func(t *thread, v value) (value, error) {
				if object.As[remover](v).kind == kindSet {
					return t.NewStr("_remove"), nil
				}
				return t.NewStr("remove"), nil
			}),
			object.Getter("__closure__", "", func(*thread, value) (value, error) { return object.None, nil }),
		}})
}

// removerCall runs when a member died: its entry goes, now or after the iterations.
func removerCall(t *thread, v value, a object.Args) (value, error) {
	r := object.As[remover](v)
	if len(a.Pos) != 1 || len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("remove() takes 1 positional argument but %d were given", len(a.Pos)+len(a.KwNames()))
	}
	if r.self.IsNil() {
		return object.None, nil
	}
	self := target(r.self)
	if self.IsNil() {
		return object.None, nil
	}
	c, x := asContainer(self), a.Pos[0]
	if c.shown && c.kept(t, "_iterating").IsNil() {
		t.Unref(self)
		return value{}, t.RaiseAttr(c.value(), t.In.Intern("_iterating"), "'%s' object has no attribute '_iterating'", c.Header.Typ.Name)
	}
	if r.kind == kindValues {
		if x.Type() != keyedRefType && !x.Type().IsSubtype(keyedRefType) {
			t.Unref(self)
			return value{}, t.RaiseAttr(x, t.In.Intern("key"), "'%s' object has no attribute 'key'", x.Type().FullName())
		}
		if x = object.As[keyedRef](x).key; x.IsNil() {
			t.Unref(self)
			return object.None, nil
		}
	}
	x.Ref()
	var err error
	if c.iterating > 0 {
		c.pending = append(c.pending, x.Ref())
	} else {
		err = c.drop(t, r.kind, x)
	}
	t.Unref(x)
	t.Unref(self)
	return object.None, err
}

// The slots of classes that CPython has in Python: an exception that leaves one keeps
// its arguments, as the traceback of the Python function would.

func heldGet(first string, f func(t *thread, v, key value) (value, error)) func(t *thread, v, key value) (value, error) {
	return func(t *thread, v, key value) (value, error) {
		c := asContainer(v)
		if err := c.begin(t, first); err != nil {
			return value{}, t.Hold(err, v, key)
		}
		r, err := f(t, v, key)
		c.end(t)
		if err != nil {
			err = t.Hold(err, v, key)
		}
		return r, err
	}
}

func heldSet(first string, f func(t *thread, v, key, x value) error) func(t *thread, v, key, x value) error {
	return func(t *thread, v, key, x value) error {
		c := asContainer(v)
		if err := c.begin(t, first); err != nil {
			return t.Hold(err, v, key, x)
		}
		err := f(t, v, key, x)
		c.end(t)
		if err != nil {
			err = t.Hold(err, v, key, x)
		}
		return err
	}
}

func heldIn(first string, f func(t *thread, v, key value) (bool, error)) func(t *thread, v, key value) (bool, error) {
	return func(t *thread, v, key value) (bool, error) {
		c := asContainer(v)
		if c.shown && c.kind != kindValues && !t.CanWeakRef(key) {
			return false, nil
		}
		if err := c.begin(t, first); err != nil {
			return false, t.Hold(err, v, key)
		}
		in, err := f(t, v, key)
		c.end(t)
		if err != nil {
			err = t.Hold(err, v, key)
		}
		return in, err
	}
}
