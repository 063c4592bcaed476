package object

import "unsafe"

// An Ext stands behind the built-in part of every instance of a class made by a
// script. Its values are first the class hierarchy's __slots__ members, then the
// attributes in the order of its shape; once somebody asks for __dict__ the attributes
// move to a dict and the shape is nil.
type Ext struct {
	shape *shape
	weak  *WeakRef
	more  *overflow
}

// overflow holds what does not fit behind an instance.
type overflow struct {
	attrs *Dict // owned; the instance's __dict__ once it is a dict
	vals  []Value
}

// A shape is the ordered set of attribute names that instances of one class have;
// adding a name leads to the next shape. A shape belongs to one class for ever.
type shape struct {
	id       uint32
	members  int // slots before the attributes
	names    []*Str
	index    map[*Str]int // made when names are many
	next     map[*Str]*shape
	lastName *Str // the transition taken last
	lastNext *shape
}

// maxShape is the number of attributes beyond which an instance gets a dict.
const maxShape = 48

func (in *Interp) newShape(members int, names []*Str) *shape {
	in.shapeIDs++
	s := &shape{id: in.shapeIDs, members: members, names: names}
	if len(names) > 8 {
		s.index = make(map[*Str]int, len(names))
		for i, n := range names {
			s.index[n] = i
		}
	}
	return s
}

// len returns the number of values, members included.
func (s *shape) len() int { return s.members + len(s.names) }

// find returns the slot of name, or -1. name is interned.
func (s *shape) find(name *Str) int {
	if s.index != nil {
		if i, ok := s.index[name]; ok {
			return s.members + i
		}
		return -1
	}
	for i, n := range s.names {
		if n == name {
			return s.members + i
		}
	}
	return -1
}

func (s *shape) add(in *Interp, name *Str) *shape {
	if s.lastName == name {
		return s.lastNext
	}
	x := s.next[name]
	if x == nil {
		names := make([]*Str, len(s.names)+1)
		copy(names, s.names)
		names[len(s.names)] = name
		x = in.newShape(s.members, names)
		if s.next == nil {
			s.next = map[*Str]*shape{}
		}
		s.next[name] = x
	}
	s.lastName, s.lastNext = name, x
	return x
}

// Plain instances come in classes by the number of values that lie behind the Ext.
const numClasses = 9

var classCap = [numClasses]int{0, 1, 2, 3, 4, 6, 8, 12, 16}

func classFor(n int) uint8 {
	for i, c := range classCap {
		if c >= n {
			return uint8(i)
		}
	}
	return numClasses - 1
}

type instance struct {
	Header
	Ext
}

// An inst is an instance with the array A of its values behind it.
type inst[A any] struct {
	instance
	vals A
}

// InstValues is where the values of a plain instance begin.
const InstValues = unsafe.Offsetof(inst[[1]Value]{}.vals)

// moreInst makes a slab of plain instances and returns the first.
func moreInst(f *freeList, class uint8) unsafe.Pointer {
	switch class {
	case 0:
		return more[inst[[0]Value]](f)
	case 1:
		return more[inst[[1]Value]](f)
	case 2:
		return more[inst[[2]Value]](f)
	case 3:
		return more[inst[[3]Value]](f)
	case 4:
		return more[inst[[4]Value]](f)
	case 5:
		return more[inst[[6]Value]](f)
	case 6:
		return more[inst[[8]Value]](f)
	case 7:
		return more[inst[[12]Value]](f)
	}
	return more[inst[[16]Value]](f)
}

// allocUser makes an object of a class made by a script.
func (t *Thread) allocUser(typ *Type) *Header {
	h := typ.heap
	typ.RC++
	if typ.layout != ObjectType.layout {
		o := t.In.reuse(typ.layout.id + 1)
		if o == nil {
			o = typ.layout.sub()
		}
		o.Typ, o.RC = typ, 1
		(*Ext)(unsafe.Add(unsafe.Pointer(o), typ.ext)).shape = h.root
		t.account(o, int64(typ.layout.ext)+int64(unsafe.Sizeof(Ext{})))
		if h.watched {
			t.In.Watch(o, true)
		}
		return o
	}
	in := t.In
	f := &in.insts[h.cap]
	p := f.free
	if p == nil {
		p = moreInst(f, h.cap)
	}
	f.free = *(*unsafe.Pointer)(p)
	*(*unsafe.Pointer)(p) = nil
	x := (*instance)(p)
	x.Typ, x.RC = typ, 1
	x.shape = h.root
	x.SID = h.root.id<<4 | uint32(h.cap)
	t.account(&x.Header, int64(InstValues)+int64(classCap[h.cap])*16)
	if h.watched {
		t.In.Watch(&x.Header, true)
	}
	return &x.Header
}

// HintSlots says that the methods of a class give its instances n attributes beyond
// those of its base.
func (typ *Type) HintSlots(n int) {
	h := typ.heap
	if h == nil || h.slotted || typ.layout != ObjectType.layout {
		return
	}
	if typ.Base != nil && typ.Base.heap != nil {
		n += typ.Base.heap.sizeHint
	}
	h.sizeHint = n
	if k := classFor(h.nmember + n); classCap[k] > classCap[h.cap] {
		h.cap = k
	}
}

// NewInstance makes a plain instance, tracked; the evaluator's fast path for classes
// without a __new__ of their own.
func (t *Thread) NewInstance(typ *Type) *Header {
	o := t.allocUser(typ)
	t.In.Collector.track(t, o)
	return o
}

// PlainNew reports whether instances of typ are made by object.__new__.
func (typ *Type) PlainNew() bool {
	return typ.heap != nil && typ.layout == ObjectType.layout && sameFunc(typ.New, ObjectType.New) && typ.Flags&(FlagAbstract|FlagGC) == FlagGC
}

// PlainInit reports whether object.__init__ initializes instances of typ.
func (typ *Type) PlainInit() bool { return sameFunc(typ.Init, ObjectType.Init) }

func extOf(o *Header) *Ext { return (*Ext)(unsafe.Add(unsafe.Pointer(o), o.Typ.ext)) }

func (e *Ext) dict() *Dict {
	if e.more == nil {
		return nil
	}
	return e.more.attrs
}

// values gives access to an instance's slots.
type values struct {
	o   *Header
	e   *Ext
	cap int
}

func instValues(o *Header) values {
	v := values{o: o, e: extOf(o)}
	if o.Typ.layout == ObjectType.layout {
		v.cap = classCap[o.SID&15]
	}
	return v
}

// has reports whether there is room for value i.
func (v values) has(i int) bool {
	return i < v.cap || v.e.more != nil && i-v.cap < len(v.e.more.vals)
}

func (v values) at(i int) *Value {
	if i < v.cap {
		return (*Value)(unsafe.Add(unsafe.Pointer(v.o), InstValues+uintptr(i)*16))
	}
	m := v.e.more
	if m == nil {
		m = &overflow{}
		v.e.more = m
	}
	for len(m.vals) <= i-v.cap {
		m.vals = append(m.vals, Value{})
	}
	return &m.vals[i-v.cap]
}

// setShape changes an instance's shape and, for plain ones, the id that caches compare.
func setShape(o *Header, e *Ext, s *shape) {
	e.shape = s
	if o.Typ.layout == ObjectType.layout {
		var id uint32
		if s != nil {
			id = s.id
		}
		o.SID = id<<4 | o.SID&15
	}
}

// instGet lends the value of an instance attribute, absent if there is none.
func (t *Thread) instGet(o *Header, name *Str) Value {
	e := extOf(o)
	if e.shape != nil {
		if i := e.shape.find(t.interned(name)); i >= 0 {
			return *instValues(o).at(i)
		}
		return Value{}
	}
	if d := e.dict(); d != nil {
		return d.GetStr(t, name)
	}
	return Value{}
}

func (t *Thread) interned(name *Str) *Str {
	if name.Interned() {
		return name
	}
	return t.In.Intern(name.S)
}

// instSet stores x (lent) as an instance attribute.
func (t *Thread) instSet(o *Header, name *Str, x Value) {
	e := extOf(o)
	if e.shape == nil {
		e.ownDict(t, o).SetStr(t, name, x)
		return
	}
	name = t.interned(name)
	if i := e.shape.find(name); i >= 0 {
		p := instValues(o).at(i)
		old := *p
		*p = x.Ref()
		if i >= e.shape.members {
			Replaced(o, InstValues+uintptr(i)*16, old.O, x.O)
		}
		t.XUnref(old)
		return
	}
	if len(e.shape.names) >= maxShape {
		t.instDict(o).SetStr(t, name, x)
		return
	}
	i := e.shape.len()
	*instValues(o).at(i) = x.Ref()
	if x.O.Typ == TupleType {
		Replaced(o, InstValues+uintptr(i)*16, nil, x.O)
	}
	setShape(o, e, e.shape.add(t.In, name))
	if h := o.Typ.heap; i >= classCap[h.cap] && o.Typ.layout == ObjectType.layout {
		h.cap = classFor(i + 1) // later instances have room for it
	}
}

func (e *Ext) ownDict(t *Thread, o *Header) *Dict {
	if d := e.dict(); d != nil {
		return d
	}
	return t.instDict(o)
}

// Replaced notes what the dict that CPython has for o knows of its past: that the value at
// offset off was old (nil: none), a container, or becomes a tuple that is tracked as yet.
func Replaced(o *Header, off uintptr, old, x *Header) {
	was := old != nil && old.RC >= 0 && old.Typ.Flags&FlagGC != 0 && (old.Typ != TupleType || old.gcPos != 0)
	if (was || x.Typ == TupleType && x.gcPos != 0) && o.gcPos != 0 && off >= InstValues+uintptr(o.Typ.heap.nmember)*16 {
		o.gcRefs |= gcTracked
	}
}

// LateDict makes the __dict__ of o, an instance that is about to be given x, its first container,
// as attribute name when it is no longer the youngest object: the collector then sees the dict
// where CPython's would stand. An instance with a dict is slower, so this is done only while
// there are no automatic collections: else no script can count on the order.
func (t *Thread) LateDict(o *Header, name *Str, x Value) {
	typ := o.Typ
	if t.In.Collector.Enabled || typ.heap == nil || typ.heap.slotted || o.gcPos == 0 || o.gcRefs&gcTracked != 0 || !trackable(x) {
		return
	}
	young := &t.In.Collector.gens[0]
	if n := len(young.objs); n > 0 && young.objs[n-1] == o || extOf(o).shape == nil || virtualDict(o).O != nil {
		return
	}
	if d := t.PeekType(typ, name); d.O == nil || d.O.Typ.DescrSet == nil {
		t.instDict(o)
	}
}

// instDel removes an instance attribute and reports whether it was there.
func (t *Thread) instDel(o *Header, name *Str) bool {
	e := extOf(o)
	if e.shape == nil {
		d := e.dict()
		return d != nil && d.DelStr(t, name)
	}
	s := e.shape
	i := s.find(t.interned(name))
	if i < 0 {
		return false
	}
	vals := instValues(o)
	old := *vals.at(i)
	n := s.len()
	for j := i; j < n-1; j++ {
		*vals.at(j) = *vals.at(j + 1)
	}
	*vals.at(n - 1) = Value{}
	ns := o.Typ.heap.root
	for j, name := range s.names {
		if j != i-s.members {
			ns = ns.add(t.In, name)
		}
	}
	setShape(o, e, ns)
	if o.gcPos != 0 && trackable(old) {
		o.gcRefs |= gcTracked
	}
	t.Unref(old)
	return true
}

// instDict lends the instance's __dict__; the attributes move there.
func (t *Thread) instDict(o *Header) *Dict {
	e := extOf(o)
	if d := e.dict(); d != nil {
		return d
	}
	d := t.NewDict()
	s := e.shape
	vals := instValues(o)
	if s != nil {
		for i, name := range s.names {
			p := vals.at(s.members + i)
			d.insert(t, Obj(&name.Header), t.StrHash(name), *p)
			*p = Value{}
		}
	}
	if e.more == nil {
		e.more = &overflow{}
	}
	e.more.attrs = d
	d.shared = true
	setShape(o, e, nil)
	if o.gcRefs&gcTracked != 0 {
		o.gcRefs &^= gcTracked
		t.In.Collector.Track(t, &d.Header)
	}
	t.In.Collector.follow(o, &d.Header)
	return d
}

// setInstDict replaces the instance's __dict__; d is lent.
func (t *Thread) setInstDict(o *Header, d *Dict) {
	old := t.instDict(o)
	d.RC++
	extOf(o).more.attrs = d
	t.Unref(old.Value())
}

// destroyInstance runs the death of an instance of a user class.
func (t *Thread) destroyInstance(o *Header, typ *Type) {
	h := typ.heap
	if typ.Flags&FlagFinalize != 0 {
		if t.finalize(o, typ) {
			return
		}
		typ, h = o.Typ, o.Typ.heap // __del__ may assign __class__
		if h.watched {
			t.In.Watch(o, false)
		}
	}
	t.In.Collector.untrack(o)                     // a callback may collect
	late := typ.weakPtr != 0 && !typ.scriptBase() // the built-in base clears them
	if h.hasWeak && typ.weakPtr == 0 && typ.Flags&FlagIsType == 0 {
		if extOf(o).weak != nil {
			t.clearWeakRefs(o)
		}
	} else if (typ.weakPtr != 0 || typ.Flags&FlagIsType != 0) && !late {
		t.clearWeakRefs(o)
	}
	if typ.Flags&FlagLegacyDel != 0 {
		if t.legacyDel(o) {
			return
		}
		typ, h = o.Typ, o.Typ.heap
		t.In.Collector.untrack(o)
	}
	plain := typ.layout == ObjectType.layout
	e := extOf(o)
	if plain && (h.fixed || h.nmember == 0 && e.more == nil) {
		n := h.nmember
		if n == 0 {
			n = len(e.shape.names)
		}
		p := unsafe.Add(unsafe.Pointer(o), InstValues)
		for i := 0; i < n; i++ {
			v := (*Value)(p)
			x := *v
			*v = Value{}
			if x.O != nil {
				t.Unref(x)
			}
			p = unsafe.Add(p, unsafe.Sizeof(Value{}))
		}
	} else {
		t.clearMembers(o, typ)
		clearAttrs(t, o)
		if late {
			t.clearWeakRefs(o)
		}
	}
	if plain {
		class := o.SID & 15
		e.shape, e.more = nil, nil
		o.SID = 0
		t.unaccount(int64(InstValues) + int64(classCap[class])*16)
		debugFreed(t, o)
		if !refdebug {
			t.In.insts[class].put(unsafe.Pointer(o))
		}
	} else {
		if typ.Clear != nil {
			typ.Clear(t, o)
		}
		t.unaccount(int64(typ.layout.ext) + int64(unsafe.Sizeof(Ext{})))
		if !refdebug {
			typ.layout.zeroSub(o)
			t.In.recycle(typ.layout.id+1, o)
		}
		debugFreed(t, o)
	}
	t.Unref(typ.Value())
}

// scriptBase reports whether the built-in class that typ is made from is one that CPython
// has in Python.
func (typ *Type) scriptBase() bool {
	for typ.heap != nil {
		typ = typ.Base
	}
	return typ.Flags&FlagScript != 0
}

// clearMembers drops the values of __slots__, the most derived class's first.
func (t *Thread) clearMembers(o *Header, typ *Type) {
	if typ.heap.nmember == 0 {
		return
	}
	vals := instValues(o)
	for k := typ; k != nil && k.heap != nil; k = k.Base {
		for _, m := range k.heap.members {
			p := vals.at(m.index)
			old := *p
			*p = Value{}
			t.XUnref(old)
		}
	}
}

// settle finds out whether the instances of a class are fixed.
func (h *heapType) settle(typ *Type) {
	one := len(h.members) == h.nmember
	if base := typ.Base.heap; base != nil && len(h.members) == 0 {
		one = base.fixed
	}
	h.fixed = one && h.slotted && typ.layout == ObjectType.layout && typ.Traverse == nil && h.nmember <= classCap[numClasses-1]
}

// fixedItems lends the members of a fixed instance.
func fixedItems(o *Header) []Value {
	return unsafe.Slice((*Value)(unsafe.Add(unsafe.Pointer(o), InstValues)), o.Typ.heap.nmember)
}

// clearAttrs drops an instance's attributes, in order, and leaves it without any.
func clearAttrs(t *Thread, o *Header) {
	e := extOf(o)
	if e.more != nil && e.more.attrs != nil {
		d := e.more.attrs
		e.more.attrs = nil
		t.Unref(d.Value())
		return
	}
	s := e.shape
	if s == nil {
		return
	}
	vals := instValues(o)
	setShape(o, e, o.Typ.heap.root)
	for i := s.members; i < s.len(); i++ {
		p := vals.at(i)
		old := *p
		*p = Value{}
		t.XUnref(old)
	}
}

// traverseMembers visits the values of __slots__.
func traverseMembers(o *Header, visit func(Value)) {
	n := o.Typ.heap.nmember
	if n == 0 {
		return
	}
	vals := instValues(o)
	for i := range n {
		if !vals.has(i) {
			break
		}
		if v := *vals.at(i); v.O != nil {
			visit(v)
		}
	}
}

// traverseAttrs visits the attributes, or the dict that holds them.
func traverseAttrs(o *Header, visit func(Value)) {
	e := extOf(o)
	if d := e.dict(); d != nil {
		visit(d.Value())
		return
	}
	if e.shape == nil {
		return
	}
	vals := instValues(o)
	for i := e.shape.members; i < e.shape.len(); i++ {
		if !vals.has(i) {
			break
		}
		if v := *vals.at(i); v.O != nil {
			visit(v)
		}
	}
}

func clearExt(t *Thread, o *Header) {
	if o.Typ.heap.fixed {
		items := fixedItems(o)
		for i, v := range items {
			items[i] = Value{}
			t.XUnref(v)
		}
		return
	}
	t.clearMembers(o, o.Typ)
	clearAttrs(t, o)
}
