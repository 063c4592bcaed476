package object

import (
	"slices"
	"unsafe"
)

// objectSetClass assigns __class__ between classes of the same layout.
func objectSetClass(t *Thread, self, x Value) error {
	if x.O == nil {
		return t.TypeErr("can't delete __class__ attribute")
	}
	k, ok := AsType(x)
	if !ok {
		return t.TypeErr("__class__ must be set to a class, not '%s' object", x.O.Typ.FullName())
	}
	old := self.O.Typ
	mutable := func(typ *Type) bool { return typ.heap != nil || typ.Flags&FlagScript != 0 && !sameLayout(k, old) }
	if (!mutable(k) || !mutable(old)) && !(old.IsSubtype(ModuleType) && k.IsSubtype(ModuleType)) {
		return t.TypeErr("__class__ assignment only supported for mutable types or ModuleType subclasses")
	}
	if k == old {
		return nil
	}
	if !sameLayout(k, old) {
		return t.TypeErr("__class__ assignment: '%s' object layout differs from '%s'", k.FullName(), old.FullName())
	}
	t.rehome(self.O, k)
	return nil
}

// sameLayout reports whether objects of a and b are laid out alike: both add the same to
// the same base.
func sameLayout(a, b *Type) bool {
	if a.layout != b.layout {
		return false
	}
	for addsNothing(a) {
		a = a.Base
	}
	for addsNothing(b) {
		b = b.Base
	}
	return a == b || a.Base == b.Base && a.Base != nil && sameAdditions(a, b)
}

// addsNothing reports whether objects of typ are laid out as those of its base.
func addsNothing(typ *Type) bool {
	b := typ.Base
	return b != nil && typ.layout == b.layout && typ.BasicSize == b.BasicSize && typ.ItemSize == b.ItemSize &&
		typ.DictOffset == b.DictOffset && typ.WeakOffset == b.WeakOffset && typ.Flags&FlagGC == b.Flags&FlagGC
}

func sameAdditions(a, b *Type) bool {
	if a.heap == nil || b.heap == nil {
		return false
	}
	if a.DictOffset < 0 && a.DictOffset != a.Base.DictOffset {
		return false // a dict behind the items is not looked for
	}
	name := func(x, y member) bool { return x.name == y.name }
	return a.BasicSize == b.BasicSize && a.ItemSize == b.ItemSize && a.DictOffset == b.DictOffset && a.WeakOffset == b.WeakOffset &&
		slices.EqualFunc(a.heap.members, b.heap.members, name)
}

// rehome makes o an instance of k.
func (t *Thread) rehome(o *Header, k *Type) {
	old := o.Typ
	e := (*Ext)(unsafe.Add(unsafe.Pointer(o), k.layout.ext))
	switch {
	case k.heap == nil: // a module: nothing of its is in e
		*e = Ext{}
		t.In.Bytes += int64(k.layout.size) - subSize(k.layout)
		o.Typ = k
	case old.heap == nil:
		t.In.Bytes += subSize(k.layout) - int64(k.layout.size)
		k.RC++
		o.Typ = k
		e.shape = k.heap.root
	default:
		ns := e.shape
		if ns != nil {
			ns = k.heap.root
			for _, n := range e.shape.names {
				ns = ns.add(t.In, n)
			}
		}
		k.RC++
		o.Typ = k
		setShape(o, e, ns)
	}
	t.Unref(old.Value())
}

// subSize is what an object of a class made by a script takes of the account of memory.
func subSize(l *layout) int64 { return int64(l.ext) + int64(unsafe.Sizeof(Ext{})) }
