package object

import "unsafe"

// typeCacheEntry remembers a lookup in a class: name's value, lent, while Ver stands.
type typeCacheEntry struct {
	ver  uint32
	name *Str
	val  Value
}

// A cache is a table, a power of two long, in which what is entered takes the place of
// what was there. It begins as one entry that nothing is found in, shared by all
// interpreters, and grows with what is entered.
type cache[E any] struct {
	entries []E
	entered int // since the table has this size
}

const (
	firstCache = 64
	maxCache   = 1024
)

// grow makes room for an entry, perhaps by a larger table, which is empty.
func (c *cache[E]) grow() {
	n := len(c.entries)
	if c.entered++; n == 1 {
		n = firstCache
	} else if n < maxCache && c.entered > n {
		n *= 4
	} else {
		return
	}
	c.entries, c.entered = make([]E, n), 0
}

var (
	noTypeCache [1]typeCacheEntry
	noSlotCache [1]slotEntry
)

// PeekType lends what name is bound to in the class or its bases, absent if nothing.
func (t *Thread) PeekType(typ *Type, name *Str) Value {
	h := uintptr(unsafe.Pointer(name))>>4 ^ uintptr(typ.Ver)*31
	c := &t.In.typeCache
	e := &c.entries[h&uintptr(len(c.entries)-1)]
	if e.ver == typ.Ver && e.name == name {
		return e.val
	}
	var v Value
	for _, k := range typ.MRO {
		if v = k.peekOwn(t, name); v.O != nil {
			break
		}
	}
	if name.Interned() {
		c.grow()
		c.entries[h&uintptr(len(c.entries)-1)] = typeCacheEntry{typ.Ver, name, v}
	}
	return v
}

// PeekTypeS is PeekType for a Go string.
func (t *Thread) PeekTypeS(typ *Type, name string) Value { return t.PeekType(typ, t.In.Intern(name)) }

// peekOwn lends what name is bound to in the class itself.
func (typ *Type) peekOwn(t *Thread, name *Str) Value {
	if typ.heap != nil {
		return typ.heap.dict.GetStr(t, name)
	}
	return typ.builtinAttr(name.S)
}

// GenericGetAttr is object.__getattribute__.
func (t *Thread) GenericGetAttr(v Value, name *Str) (Value, error) {
	r, err := t.genericLookup(v, name)
	if r.O == nil && err == nil {
		err = t.noAttr(v, name)
	}
	return r, err
}

// genericLookup is GenericGetAttr that returns absent for a missing attribute.
func (t *Thread) genericLookup(v Value, name *Str) (Value, error) {
	typ := v.O.Typ
	d := t.PeekType(typ, name)
	if d.O != nil && d.O.Typ.DescrGet != nil && d.O.Typ.DescrSet != nil {
		return t.descrGet(d, v, typ)
	}
	if typ.heap != nil && !typ.heap.slotted {
		if x := t.instGet(v.O, name); x.O != nil {
			return x.Ref(), nil
		}
	} else if typ.dictPtr != 0 {
		if dict := *dictSlot(v.O); dict != nil {
			if x := dict.GetStr(t, name); x.O != nil {
				return x.Ref(), nil
			}
		}
	}
	if d.O == nil {
		return Value{}, nil
	}
	if d.O.Typ.DescrGet != nil {
		return t.descrGet(d, v, typ)
	}
	return d.Ref(), nil
}

func (t *Thread) descrGet(d, v Value, typ *Type) (Value, error) {
	d.Ref()
	r, err := d.O.Typ.DescrGet(t, d, v, typ.Value())
	t.Unref(d)
	return r, err
}

func dictSlot(o *Header) **Dict {
	return (**Dict)(unsafe.Add(unsafe.Pointer(o), o.Typ.dictPtr))
}

// GetAttr returns v.name.
func (t *Thread) GetAttr(v Value, name *Str) (Value, error) {
	var r Value
	var err error
	if g := v.O.Typ.Slots.GetAttr; g != nil {
		r, err = g(t, v, name)
	} else {
		r, err = t.GenericGetAttr(v, name)
	}
	if err != nil {
		t.nameAttrError(err, v, name)
	}
	return r, err
}

// nameAttrError tells an AttributeError that does not know which attribute of what is missing.
func (t *Thread) nameAttrError(err error, v Value, name *Str) {
	e, ok := err.(*Error)
	if !ok || !e.Type().IsSubtype(AttributeError) {
		return
	}
	if x := e.exc; x != nil {
		if x.Extra(0).O == nil && x.Extra(1).O == nil {
			x.setExtra(t, 0, Obj(&name.Header).Ref())
			x.setExtra(t, 1, v.Ref())
		}
	} else if e.attrOf.O == nil {
		e.attrOf, e.attrName = v.Ref(), Obj(&name.Header).Ref()
	}
}

// GetAttrS is GetAttr for a Go string.
func (t *Thread) GetAttrS(v Value, name string) (Value, error) {
	return t.GetAttr(v, t.In.Intern(name))
}

// LookupAttr is GetAttr that returns absent, and no error, where AttributeError would be raised.
func (t *Thread) LookupAttr(v Value, name string) (Value, error) {
	return t.LookupAttrStr(v, t.In.Intern(name))
}

// LookupAttrStr is LookupAttr for a str.
func (t *Thread) LookupAttrStr(v Value, name *Str) (Value, error) {
	if v.O.Typ.Slots.GetAttr == nil {
		r, err := t.genericLookup(v, name)
		if err != nil && t.ErrIs(err, AttributeError) {
			t.Discard(err)
			return Value{}, nil
		}
		return r, err
	}
	r, err := v.O.Typ.Slots.GetAttr(t, v, name)
	if err != nil && t.ErrIs(err, AttributeError) {
		t.Discard(err)
		return Value{}, nil
	}
	return r, err
}

func (t *Thread) noAttr(v Value, name *Str) error {
	return t.RaiseAttr(v, name, "'%s' object has no attribute '%s'", v.O.Typ.FullName(), name.S)
}

// RaiseAttr returns an AttributeError with its name and obj attributes set.
func (t *Thread) RaiseAttr(v Value, name *Str, format string, args ...any) error {
	err := t.Raise(AttributeError, format, args...)
	err.(*Error).attrOf, err.(*Error).attrName = v.Ref(), Obj(&name.Header).Ref()
	return err
}

// SetAttr binds v.name to x; an absent x deletes it.
func (t *Thread) SetAttr(v Value, name *Str, x Value) error {
	if s := v.O.Typ.Slots.SetAttr; s != nil {
		return s(t, v, name, x)
	}
	return t.GenericSetAttr(v, name, x)
}

// SetAttrS is SetAttr for a Go string.
func (t *Thread) SetAttrS(v Value, name string, x Value) error {
	return t.SetAttr(v, t.In.Intern(name), x)
}

// DelAttrS deletes v.name.
func (t *Thread) DelAttrS(v Value, name string) error {
	return t.SetAttr(v, t.In.Intern(name), Value{})
}

// GenericSetAttr is object.__setattr__ and __delattr__.
func (t *Thread) GenericSetAttr(v Value, name *Str, x Value) error {
	typ := v.O.Typ
	d := t.PeekType(typ, name)
	if d.O != nil && d.O.Typ.DescrSet != nil {
		d.Ref()
		err := d.O.Typ.DescrSet(t, d, v, x)
		t.Unref(d)
		return err
	}
	if typ.heap != nil && !typ.heap.slotted && typ.dictPtr == 0 {
		if x.O != nil {
			t.instSet(v.O, name, x)
			return nil
		}
		if t.instDel(v.O, name) {
			return nil
		}
		return t.RaiseArgs(AttributeError, Obj(&name.Header).Ref())
	}
	if typ.dictPtr != 0 {
		p := dictSlot(v.O)
		if *p == nil && x.O != nil {
			*p = t.NewDict()
			(*p).part = typ.part != nil
		}
		if x.O != nil {
			(*p).SetStr(t, name, x)
			return nil
		}
		if *p != nil && (*p).DelStr(t, name) {
			return nil
		}
		return t.RaiseArgs(AttributeError, Obj(&name.Header).Ref())
	}
	if d.O == nil {
		return t.Raise(AttributeError, "'%s' object has no attribute '%s'", v.O.Typ.FullName(), name.S)
	}
	return t.Raise(AttributeError, "'%s' object attribute '%s' is read-only", typ.Name, name.S)
}

// LookupSpecial returns v's special method bound to v, looked up on the class only;
// absent if there is none.
func (t *Thread) LookupSpecial(v Value, name string) (Value, error) {
	d := t.PeekTypeS(v.O.Typ, name)
	if d.O == nil {
		return Value{}, nil
	}
	if d.O.Typ.DescrGet != nil {
		return t.descrGet(d, v, v.O.Typ)
	}
	return d.Ref(), nil
}

// CallSpecial calls v's special method, looked up on the class only; ok is false if
// there is none.
func (t *Thread) CallSpecial(v Value, name *Str, args ...Value) (r Value, ok bool, err error) {
	return t.callSpecial(v, name, args, nil)
}

// callSpecial is CallSpecial with the last of args as keyword arguments.
func (t *Thread) callSpecial(v Value, name *Str, args, kwNames []Value) (r Value, ok bool, err error) {
	d := t.PeekType(v.O.Typ, name)
	if d.O == nil {
		return Value{}, false, nil
	}
	if d.O.Typ.Flags&FlagMethodDescr != 0 {
		d.Ref()
		r, err = t.callWith(d, v, args, kwNames)
		t.Unref(d)
		return r, true, err
	}
	f := d.Ref()
	if d.O.Typ.DescrGet != nil {
		t.Unref(f)
		if f, err = t.descrGet(d, v, v.O.Typ); err != nil {
			return Value{}, true, err
		}
	}
	r, err = t.callWith(f, Value{}, args, kwNames)
	t.Unref(f)
	return r, true, err
}

// PeekMethod finds v.name for an immediate call: a function that takes v first
// (unbound true, lent from the class) or absent when the attribute must be looked up
// with GetAttr.
func (t *Thread) PeekMethod(v Value, name *Str) (fn Value, unbound bool) {
	typ := v.O.Typ
	if typ.Slots.GetAttr != nil {
		return Value{}, false
	}
	d := t.PeekType(typ, name)
	if d.O == nil || d.O.Typ.Flags&FlagMethodDescr == 0 {
		return Value{}, false
	}
	if typ.heap != nil && !typ.heap.slotted {
		if off, known := t.SlotOf(v.O, name); known {
			return d, off == 0
		}
		if t.instGet(v.O, name).O != nil {
			return Value{}, false
		}
		t.rememberSlot(v.O, name, 0)
	} else if typ.dictPtr != 0 {
		if dict := *dictSlot(v.O); dict != nil && dict.GetStr(t, name).O != nil {
			return Value{}, false
		}
	}
	return d, true
}

// slotEntry remembers where instances of one SID keep an attribute: the byte offset, 0
// if they do not have it. It serves places where many classes meet.
type slotEntry struct {
	sid  uint32
	off  uint32
	name *Str
}

// SlotOf is where the plain instance o keeps attribute name: its byte offset, 0 if it
// has none; known is false where that has to be looked up.
func (t *Thread) SlotOf(o *Header, name *Str) (off uintptr, known bool) {
	c := t.In.slotCache.entries
	e := &c[placeHash(o, name)&uintptr(len(c)-1)]
	if e.sid == o.SID && e.name == name && o.SID != 0 {
		return uintptr(e.off), true
	}
	return 0, false
}

// rememberSlot enters an answer for SlotOf.
func (t *Thread) rememberSlot(o *Header, name *Str, off uintptr) {
	if o.SID>>4 != 0 && name.Interned() {
		c := &t.In.slotCache
		c.grow()
		c.entries[placeHash(o, name)&uintptr(len(c.entries)-1)] = slotEntry{o.SID, uint32(off), name}
	}
}

// forgetSlots empties the cache of SlotOf.
func (in *Interp) forgetSlots() {
	if c := in.slotCache.entries; len(c) > 1 {
		clear(c)
	}
}

func placeHash(o *Header, name *Str) uintptr {
	return uintptr(o.SID>>4)*31 ^ uintptr(unsafe.Pointer(name))>>5
}

// AttrSlot tells the evaluator's cache where a plain instance keeps attribute name:
// the byte offset from the object, 0 if it cannot be cached. Valid while SID is the
// same and no data descriptor of that name appears in the class (see Interp.Deopt).
func (t *Thread) AttrSlot(v Value, name *Str) (offset uintptr) {
	o := v.O
	typ := o.Typ
	if typ.heap == nil || o.SID>>4 == 0 || typ.Slots.GetAttr != nil {
		return 0
	}
	e := extOf(o)
	i := -1
	if d := t.PeekType(typ, name); d.O != nil && d.O.Typ.DescrSet != nil {
		if d.O.Typ != MemberType || as[memberDescr](d).owner == nil || !typ.IsSubtype(as[memberDescr](d).owner) {
			return 0
		}
		i = as[memberDescr](d).index
	} else {
		i = e.shape.find(t.interned(name))
	}
	if i < 0 || i >= classCap[o.SID&15] {
		return 0
	}
	off := InstValues + uintptr(i)*16
	t.rememberSlot(o, name, off)
	return off
}

// AttrAdd tells the evaluator's cache what adding attribute name to a plain instance
// does: the new SID and the byte offset of the slot; 0 if it cannot be cached.
func (t *Thread) AttrAdd(v Value, name *Str) (sid uint32, offset uintptr, next unsafe.Pointer) {
	o := v.O
	typ := o.Typ
	if typ.heap == nil || typ.heap.slotted || o.SID>>4 == 0 || typ.Slots.SetAttr != nil {
		return 0, 0, nil
	}
	if d := t.PeekType(typ, name); d.O != nil && d.O.Typ.DescrSet != nil {
		return 0, 0, nil
	}
	e := extOf(o)
	if e.shape.find(t.interned(name)) >= 0 || len(e.shape.names) >= maxShape {
		return 0, 0, nil
	}
	i := e.shape.len()
	if i >= classCap[o.SID&15] {
		return 0, 0, nil
	}
	s := e.shape.add(t.In, t.interned(name))
	return s.id<<4 | o.SID&15, InstValues + uintptr(i)*16, unsafe.Pointer(s)
}

// ApplyShape gives a plain instance the shape that AttrAdd returned.
func ApplyShape(o *Header, sid uint32, next unsafe.Pointer) {
	o.SID = sid
	(*instance)(unsafe.Pointer(o)).shape = (*shape)(next)
}

// HasDict reports whether objects of a built-in type have a __dict__.
func HasDict(typ *Type) bool { return typ.dictPtr != 0 }
