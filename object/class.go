package object

import (
	"slices"
	"sort"
	"strings"
)

// NewClass makes a class as type.__new__ does: name, bases and namespace as in a class
// statement, kw for __init_subclass__. All are lent.
func (t *Thread) NewClass(meta *Type, name *Str, bases []Value, ns *Dict, kw Args) (Value, error) {
	tup := t.NewTupleOf(bases)
	defer t.Unref(tup)
	return t.newClassOf(meta, name, as[Tuple](tup), ns, kw)
}

// newClassOf is NewClass; the class keeps the tuple of its bases.
func (t *Thread) newClassOf(meta *Type, name *Str, tup *Tuple, ns *Dict, kw Args) (Value, error) {
	if len(tup.Items) == 0 {
		return t.NewClass(meta, name, []Value{ObjectType.Value()}, ns, kw)
	}
	bases := tup.Items
	meta, delegate, err := t.winner(meta, bases)
	if err != nil {
		return Value{}, err
	}
	if delegate {
		args := []Value{meta.Value(), Obj(&name.Header), Obj(&tup.Header), ns.Value()}
		return meta.Slots.New(t, meta, WithKw(args[1:], kw.KwNames(), kw.Kw()))
	}
	base, err := t.bestBase(bases)
	if err != nil {
		return Value{}, err
	}
	if !ns.plain() {
		plain, err := ns.Copy(t)
		defer t.Unref(plain.Value())
		if err != nil {
			return Value{}, err
		}
		ns = plain
	}
	b := classBuilder{t: t, base: base, bases: bases, tuple: tup, name: name}
	if err := b.readSlots(ns); err != nil {
		return Value{}, err
	}
	typ := b.make(meta, ns)
	v := typ.Value()
	if err := b.finish(typ, kw); err != nil {
		t.Unref(v)
		return Value{}, err
	}
	return v, nil
}

// winner computes the most derived metaclass; delegate means that its __new__ is not type's.
func (t *Thread) winner(meta *Type, bases []Value) (*Type, bool, error) {
	win := meta
	for _, b := range bases {
		m := b.O.Typ
		if win.IsSubtype(m) {
			continue
		}
		if m.IsSubtype(win) {
			win = m
			continue
		}
		return nil, false, t.TypeErr("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
	}
	return win, win != meta && !sameFunc(win.Slots.New, TypeType.Slots.New), nil
}

// solid returns the class that decides typ's layout.
func solid(typ *Type) *Type {
	base := ObjectType
	if typ.Base != nil {
		base = solid(typ.Base)
	}
	if extraIvars(typ, base) {
		return typ
	}
	return base
}

func extraIvars(typ, base *Type) bool {
	size := typ.BasicSize
	if typ.ItemSize != 0 || base.ItemSize != 0 {
		return size != base.BasicSize || typ.ItemSize != base.ItemSize
	}
	if typ.WeakOffset != 0 && base.WeakOffset == 0 && typ.WeakOffset+8 == size && typ.heap != nil {
		size -= 8
	}
	if typ.DictOffset != 0 && base.DictOffset == 0 && typ.DictOffset+8 == size && typ.heap != nil {
		size -= 8
	}
	return size != base.BasicSize
}

func (t *Thread) bestBase(bases []Value) (*Type, error) {
	var base, win *Type
	for _, b := range bases {
		k, ok := AsType(b)
		if !ok {
			return nil, t.TypeErr("bases must be types")
		}
		if k.Flags&FlagBase == 0 {
			return nil, t.TypeErr("type '%s' is not an acceptable base type", k.FullName())
		}
		s := solid(k)
		switch {
		case win == nil, s != win && s.IsSubtype(win):
			win, base = s, k
		case win.IsSubtype(s):
		default:
			return nil, t.TypeErr("multiple bases have instance lay-out conflict")
		}
	}
	return base, nil
}

// classBuilder holds what type.__new__ works out.
type classBuilder struct {
	t                *Thread
	base             *Type
	bases            []Value
	tuple            *Tuple // of bases
	name             *Str
	slots            []*Str // of __slots__, mangled and sorted; owned by the interner
	hasSlots         bool
	addDict, addWeak bool
}

// readSlots reads __slots__ and decides on __dict__ and __weakref__.
func (b *classBuilder) readSlots(ns *Dict) error {
	t, base := b.t, b.base
	mayDict := base.DictOffset == 0
	mayWeak := base.WeakOffset == 0 && base.ItemSize == 0
	slots := ns.GetS(t, "__slots__")
	if slots.O == nil {
		b.addDict, b.addWeak = mayDict, mayWeak
		return nil
	}
	b.hasSlots = true
	var names []Value
	if slots.IsStr() {
		names = []Value{slots.Ref()}
	} else {
		var err error
		if names, err = t.Collect(slots); err != nil {
			return err
		}
	}
	defer t.UnrefAll(names)
	if len(names) > 0 && base.ItemSize != 0 {
		return t.TypeErr("nonempty __slots__ not supported for subtype of '%s'", base.Name)
	}
	for _, n := range names {
		if err := b.readSlot(n, mayDict, mayWeak); err != nil {
			return err
		}
	}
	for i, s := range b.slots {
		name := t.In.Intern(mangle(b.name.S, s.S))
		if ns.GetStr(t, name).O != nil && s.S != "__qualname__" && s.S != "__classcell__" {
			return t.ValueErr("'%s' in __slots__ conflicts with class variable", name.S)
		}
		b.slots[i] = name
	}
	sort.SliceStable(b.slots, func(i, j int) bool { return b.slots[i].S < b.slots[j].S })
	for _, k := range b.bases {
		k := asType(k)
		if k == base {
			continue
		}
		if mayDict && k.DictOffset != 0 {
			b.addDict = true
		}
		if mayWeak && k.WeakOffset != 0 {
			b.addWeak = true
		}
	}
	return nil
}

func (b *classBuilder) readSlot(n Value, mayDict, mayWeak bool) error {
	t := b.t
	if !n.IsStr() {
		return t.TypeErr("__slots__ items must be strings, not '%s'", n.O.Typ.FullName())
	}
	s := n.String()
	if !IsIdentifier(s) {
		return t.TypeErr("__slots__ must be identifiers")
	}
	switch s {
	case "__dict__":
		if !mayDict || b.addDict {
			return t.TypeErr("__dict__ slot disallowed: we already got one")
		}
		b.addDict = true
		return nil
	case "__weakref__":
		if !mayWeak || b.addWeak {
			return t.TypeErr("__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0")
		}
		b.addWeak = true
		return nil
	}
	b.slots = append(b.slots, as[Str](n))
	return nil
}

// mangle applies private name mangling.
func mangle(class, name string) string {
	if !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	class = strings.TrimLeft(class, "_")
	if class == "" {
		return name
	}
	return "_" + class + name
}

// make allocates the class and computes its layout.
func (b *classBuilder) make(meta *Type, ns *Dict) *Type {
	t, base := b.t, b.base
	d, _ := ns.Copy(t) // before the class, as the collector's lists show; no key is compared
	typ := New[Type](t, meta)
	h := &heapType{dict: d, watched: t.In.Watch != nil}
	typ.heap = h
	typ.Name = b.name.S
	h.name = Obj(&b.name.Header).Ref()
	typ.Base = base
	base.Value().Ref()
	typ.Bases = b.tuple
	Obj(&b.tuple.Header).Ref()
	typ.Flags = FlagHeap | FlagBase | base.Flags&inheritedFlags&^FlagMethodDescr | FlagGC
	typ.layout = base.layout
	typ.ext = base.layout.ext
	typ.dictPtr, typ.weakPtr = base.layout.dict, base.layout.weak
	off := base.BasicSize
	first := 0
	if base.heap != nil {
		first = base.heap.nmember
		h.slotted, h.hasWeak = base.heap.slotted, base.heap.hasWeak
		h.cap = base.heap.cap
	} else {
		h.slotted = true
	}
	for i, n := range b.slots {
		h.members = append(h.members, member{n, first + i})
		off += 8
	}
	h.nmember = first + len(b.slots)
	typ.DictOffset, typ.WeakOffset, typ.ItemSize = base.DictOffset, base.WeakOffset, base.ItemSize
	if b.addDict {
		if base.ItemSize != 0 {
			typ.DictOffset = -8
		} else {
			typ.DictOffset = off
		}
		off += 8
		h.slotted = false
	}
	if b.addWeak {
		typ.WeakOffset = off
		off += 8
		h.hasWeak = true
	}
	typ.BasicSize = off
	if typ.dictPtr != 0 {
		h.slotted = true // the built-in part has the dict
	}
	h.root = t.In.newShape(h.nmember, nil)
	if n := h.nmember; classCap[h.cap] < n {
		h.cap = classFor(n)
	}
	return typ
}

// finish fills the class's dict, its MRO and slots, and tells descriptors and bases.
func (b *classBuilder) finish(typ *Type, kw Args) error {
	t, d := b.t, typ.heap.dict
	in := t.In
	in.heapVersion++
	typ.Ver = in.heapVersion
	if q := d.GetS(t, "__qualname__"); q.O != nil {
		if !q.IsStr() {
			return t.TypeErr("type __qualname__ must be a str, not %s", q.O.Typ.FullName())
		}
		typ.heap.qualname = q.Ref()
		d.DelStr(t, in.Intern("__qualname__"))
	} else {
		typ.heap.qualname = typ.heap.name.Ref()
	}
	if d.GetS(t, "__module__").O == nil && in.CurrentModule != nil {
		if m := in.CurrentModule(t); m.O != nil {
			d.SetS(t, "__module__", m)
		}
	}
	b.wrapSpecials(d)
	cell := d.GetS(t, "__classcell__").XRef()
	if cell.O != nil {
		d.DelStr(t, in.Intern("__classcell__"))
	}
	defer t.XUnref(cell)
	b.addDescriptors(typ)
	if doc := d.GetS(t, "__doc__"); doc.O == nil {
		d.SetS(t, "__doc__", None)
	} else if doc.IsStr() {
		if _, err := t.EncodeBare(as[Str](doc), "utf-8", "strict"); err != nil {
			return err
		}
	}
	if cell.O != nil && in.SetCell != nil {
		if err := in.SetCell(t, cell, typ.Value()); err != nil {
			return err
		}
	}
	if _, err := t.updateMRO(typ, nil); err != nil {
		return err
	}
	typ.inheritPattern()
	t.fixSlots(typ)
	if eq := d.GetS(t, "__eq__"); eq.O != nil && d.GetS(t, "__hash__").O == nil {
		d.SetS(t, "__hash__", None)
		typ.Slots.Hash = unhashable
	}
	for _, k := range b.bases {
		t.addSubclass(asType(k), typ)
	}
	if err := t.setNames(typ); err != nil {
		return err
	}
	return t.initSubclass(typ, kw)
}

// inheritPattern takes what the class matches, sequence or mapping patterns, from the
// first class of its MRO that says so.
func (typ *Type) inheritPattern() {
	const both = FlagSequence | FlagMapping
	typ.Flags &^= both
	for _, k := range typ.MRO {
		if k != typ && k.Flags&both != 0 {
			typ.Flags |= k.Flags & both
			return
		}
	}
}

// wrapSpecials makes __new__ a static method and the class hooks class methods.
func (b *classBuilder) wrapSpecials(d *Dict) {
	t := b.t
	if f := d.GetS(t, "__new__"); f.O != nil && t.In.IsFunction != nil && t.In.IsFunction(f) {
		d.GiveS(t, "__new__", t.NewStaticMethod(f))
	}
	for _, n := range [...]string{"__init_subclass__", "__class_getitem__"} {
		if f := d.GetS(t, n); f.O != nil && t.In.IsFunction != nil && t.In.IsFunction(f) {
			d.GiveS(t, n, t.NewClassMethod(f))
		}
	}
}

// addDescriptors puts the members of __slots__, __dict__ and __weakref__ in the class's dict.
func (b *classBuilder) addDescriptors(typ *Type) {
	t, d := b.t, typ.heap.dict
	for _, m := range typ.heap.members {
		x := New[memberDescr](t, MemberType)
		x.Name, x.owner, x.index = Obj(&m.name.Header), typ, m.index
		typ.RC++
		d.SetStr(t, m.name, Obj(&x.Header))
		t.Unref(Obj(&x.Header))
	}
	add := func(name, doc string, get func(*Thread, Value) (Value, error), set func(*Thread, Value, Value) error) {
		if d.GetS(t, name).O != nil {
			return
		}
		g := New[GetSet](t, GetSetType)
		g.Name, g.Doc, g.Owner, g.get, g.set = name, doc, typ, get, set
		typ.RC++
		d.GiveS(t, name, Obj(&g.Header))
	}
	if b.addDict {
		add("__dict__", "dictionary for instance variables (if defined)", instDictGet, instDictSet)
	}
	if b.addWeak {
		add("__weakref__", "list of weak references to the object (if defined)", instWeakGet, nil)
	}
}

// builtinDict lends the descriptor of the __dict__ that objects of typ have from a
// built-in class; absent if there is none.
func builtinDict(typ *Type) Value {
	for typ.heap != nil {
		typ = typ.Base
	}
	for ; typ != nil; typ = typ.Base {
		if d := typ.builtinAttr("__dict__"); d.O != nil {
			return d
		}
	}
	return Value{}
}

func instDictGet(t *Thread, v Value) (Value, error) {
	if d := builtinDict(v.O.Typ); d.O != nil {
		return d.O.Typ.DescrGet(t, d, v, v.O.Typ.Value())
	}
	return t.instDict(v.O).Value().Ref(), nil
}

func instDictSet(t *Thread, v, x Value) error {
	if d := builtinDict(v.O.Typ); d.O != nil {
		return d.O.Typ.DescrSet(t, d, v, x)
	}
	if x.O == nil {
		t.setInstDict(v.O, t.NewDict())
		extOf(v.O).more.attrs.RC--
		return nil
	}
	d, ok := AsDict(x)
	if !ok {
		return t.TypeErr("__dict__ must be set to a dictionary, not a '%s'", x.O.Typ.FullName())
	}
	t.setInstDict(v.O, d)
	return nil
}

func instWeakGet(t *Thread, v Value) (Value, error) {
	if list := weakList(v.O); list != nil && *list != nil {
		return Obj(&(*list).Header).Ref(), nil
	}
	return None, nil
}

// PeekBases lends the class's bases.
func (typ *Type) PeekBases() []*Type {
	if typ.Bases == nil {
		if typ.Base == nil {
			return nil
		}
		return []*Type{typ.Base}
	}
	out := make([]*Type, len(typ.Bases.Items))
	for i, v := range typ.Bases.Items {
		out[i] = asType(v)
	}
	return out
}

// addSubclass notes sub, weakly, in base.
func (t *Thread) addSubclass(base, sub *Type) {
	list := t.subclassList(base)
	if sub.heap.weak != nil { // else it is new
		for _, w := range *list {
			if w.ref == &sub.Header {
				return
			}
		}
	}
	r, err := t.NewRef(RefType, sub.Value(), Value{})
	if err != nil {
		t.Discard(err)
		return
	}
	if len(*list) == cap(*list) { // there may be room
		live := (*list)[:0]
		for _, w := range *list {
			if w.Alive() {
				live = append(live, w)
			} else {
				t.Unref(Obj(&w.Header))
			}
		}
		*list = room(live, 1)
	}
	*list = append(*list, as[WeakRef](r))
}

// subclassList is where base keeps the weak references to its subclasses.
func (t *Thread) subclassList(base *Type) *[]*WeakRef {
	if base.heap != nil {
		return &base.heap.subclasses
	}
	return &t.In.builtinOf(base).subclasses
}

// removeSubclass forgets sub in base.
func (t *Thread) removeSubclass(base, sub *Type) {
	list := t.subclassList(base)
	for i, w := range *list {
		if w.ref == &sub.Header || w.ref == nil {
			*list = slices.Delete(*list, i, i+1)
			t.Unref(Obj(&w.Header))
			t.removeSubclass(base, sub)
			return
		}
	}
}

// subclassesOf returns the classes that derive directly from typ and are alive, lent.
func (t *Thread) subclassesOf(typ *Type) (out []*Type) {
	for _, w := range *t.subclassList(typ) {
		if w.Alive() {
			out = append(out, asType(Obj(w.ref)))
		}
	}
	return out
}

func (t *Thread) setNames(typ *Type) error {
	d := typ.heap.dict
	type pair struct{ k, v Value }
	var all []pair
	pos := 0
	for {
		k, v, ok := d.Next(&pos)
		if !ok {
			break
		}
		if v.O.Typ.RC < 0 && v.O.Typ.heap == nil && v.O.Typ != PropertyType {
			continue // no built-in type but property has __set_name__
		}
		all = append(all, pair{k.Ref(), v.Ref()})
	}
	var err error
	for _, p := range all {
		if err == nil {
			var f Value
			if f, err = t.LookupSpecial(p.v, "__set_name__"); err == nil && f.O != nil {
				var r Value
				r, err = t.Call(f, typ.Value(), p.k)
				if err != nil {
					err = t.setNameError(err, p.v, p.k, typ)
				} else {
					t.Unref(r)
				}
				t.Unref(f)
			}
		}
		t.Unref(p.v)
		t.Unref(p.k)
	}
	return err
}

func (t *Thread) setNameError(err error, v, k Value, typ *Type) error {
	key, kerr := t.ReprString(k)
	if kerr != nil {
		t.Discard(kerr)
	}
	cause := t.TakeExc(err)
	n := t.Raise(RuntimeError, "Error calling __set_name__ on '%s' instance %s in '%s'", v.O.Typ.FullName(), key, typ.Name)
	exc := t.Normalize(n)
	exc.GiveCause(t, Obj(&cause.Header).Ref())
	exc.GiveContext(t, Obj(&cause.Header))
	return n
}

func (t *Thread) initSubclass(typ *Type, kw Args) error {
	if !slices.Contains(typ.MRO, typ) { // a metaclass's mro() left it out
		return t.TypeErr("super(type, obj): obj must be an instance or subtype of type")
	}
	s, err := t.newSuper(typ, typ.Value())
	if err != nil {
		return err
	}
	f, err := t.GetAttrS(s, "__init_subclass__")
	t.Unref(s)
	if err != nil {
		return err
	}
	r, err := t.CallArgs(f, NamedArgs(kw.Kw(), kw.KwNames()))
	t.Unref(f)
	if err == nil {
		t.Unref(r)
	}
	return err
}

// inheritPlain inherits the slots that have no special method.
func inheritPlain(dst, src *Slots) {
	if dst.New == nil {
		dst.New = src.New
	}
	if dst.Traverse == nil {
		dst.Traverse = src.Traverse
	}
	if dst.Clear == nil {
		dst.Clear = src.Clear
	}
	if dst.Free == nil {
		dst.Free = src.Free
	}
	if dst.Finalize == nil {
		dst.Finalize = src.Finalize
	}
	if dst.PowMod == nil {
		dst.PowMod = src.PowMod
	}
	if dst.Buffer == nil {
		dst.Buffer, dst.Lend = src.Buffer, src.Lend
	}
	if dst.GetAttr == nil {
		dst.GetAttr = src.GetAttr
	}
	if dst.SetAttr == nil {
		dst.SetAttr = src.SetAttr
	}
}

// fixSlots computes a class's slots from its MRO: a special method defined by a script's class
// before any built-in one wins the slot.
func (t *Thread) fixSlots(typ *Type) {
	s := Slots{}
	var builtin *Type // the built-in part
	for _, k := range typ.MRO {
		if k.heap == nil && (builtin == nil || k.IsSubtype(builtin)) {
			builtin = k
		}
	}
	for k := typ; ; k = k.Base {
		if k.heap == nil {
			inheritPlain(&s, &k.Slots)
			s.GetAttr, s.SetAttr = k.Slots.GetAttr, k.Slots.SetAttr
			break
		}
	}
	for _, d := range slots().defs {
		name := t.In.Intern(d.name)
		for _, k := range typ.MRO {
			v := k.peekOwn(t, name)
			if v.O == nil {
				continue
			}
			switch {
			case d.name == "__hash__" && v == None:
				s.Hash = unhashable
			case k.heap == nil:
				if !d.has(&s) && d.has(&k.Slots) {
					d.copy(&s, &k.Slots)
				}
			case d.override != nil:
				if w, ok := wrapperFor(v, d); ok && !d.has(&s) {
					d.copy(&s, &w.Slots)
				} else {
					d.override(&s)
				}
			}
			break
		}
	}
	t.fixHooks(typ, &s)
	typ.Slots = s
	typ.heap.settle(typ)
}

// wrapperFor returns the built-in type whose own slot wrapper v is, when it stands for d.
func wrapperFor(v Value, d *slotDef) (*Type, bool) {
	if v.O.Typ != WrapperType {
		return nil, false
	}
	w := as[Wrapper](v)
	return w.Owner, w.Name == d.name && len(slots().byName[d.name]) == 1 && d.name != "__eq__"
}

// fixHooks sets the slots of special methods that are not in the table of slots.
func (t *Thread) fixHooks(typ *Type, s *Slots) {
	first := func(name string) *Type {
		n := t.In.Intern(name)
		for _, k := range typ.MRO {
			if k.peekOwn(t, n).O != nil {
				return k
			}
		}
		return nil
	}
	if k := first("__new__"); k != nil && k.heap != nil {
		if isBuiltinNew(k.peekOwn(t, t.In.Intern("__new__"))) {
			s.New = typ.Base.Slots.New // as CPython: it asks only whether it is one
		} else {
			s.New = slotNew
		}
	} else if k != nil && !typ.Base.IsSubtype(k) && k != ObjectType {
		s.New = k.Slots.New
	}
	if k := first("__getattribute__"); k != nil && k.heap != nil {
		s.GetAttr = slotGetAttr
	}
	if k := first("__getattr__"); k != nil && k.heap != nil {
		s.GetAttr = slotGetAttr
	}
	for _, n := range [...]string{"__pow__", "__rpow__"} {
		if k := first(n); k != nil && k.heap != nil {
			s.PowMod = slotPowMod
		}
	}
	for _, n := range [...]string{"__setattr__", "__delattr__"} {
		if k := first(n); k != nil && k.heap != nil {
			s.SetAttr = slotSetAttr
		}
	}
	for _, n := range [...]string{"__delitem__", "__delete__"} {
		if k := first(n); k != nil && k.heap != nil {
			for _, d := range slots().byName[n] {
				d.override(s)
			}
		}
	}
	if k := first("__del__"); k != nil && k.heap != nil {
		s.Finalize = slotFinalize
		typ.Flags |= FlagFinalize
	} else if typ.Base.heap != nil || typ.Base.Flags&FlagFinalize == 0 {
		typ.Flags &^= FlagFinalize
		s.Finalize = nil
		if typ.heap.watched {
			typ.Flags |= FlagFinalize // so that their death comes by finalize
		}
	}
}

func slotNew(t *Thread, typ *Type, a Args) (Value, error) {
	f, err := t.GetAttrS(typ.Value(), "__new__")
	if err != nil {
		return Value{}, err
	}
	r, err := t.callWith(f, typ.Value(), a.All(), a.KwNames())
	t.Unref(f)
	return r, err
}

// classChanged runs after an attribute of a class was bound or deleted: everything
// cached about it and its subclasses is void.
func (t *Thread) classChanged(typ *Type, name *Str) {
	t.In.heapVersion++
	typ.Ver = t.In.heapVersion
	if isSlotName(name.S) || strings.HasPrefix(name.S, "__") && name.S == "__new__" || name.S == "__setattr__" || name.S == "__getattribute__" {
		t.fixSlots(typ)
	}
	for _, k := range t.subclassesOf(typ) {
		t.classChanged(k, name)
	}
}
