package object

import "unsafe"

// trashLimit is how deep deaths nest before they are put off, as in CPython.
const trashLimit = 50

// trashcan holds objects that died too deep in another death.
type trashcan struct {
	depth int
	later []*Header
}

// dealloc runs the death of o, whose last reference is being dropped. Order as in
// CPython: __del__, weak references and their callbacks, contents, memory.
func (t *Thread) dealloc(o *Header) {
	debugDie(t, o)
	typ := o.Typ
	o.RC = 0
	if typ == StrType && !refdebug { // destroy does the same, by more steps
		t.unaccount(int64(unsafe.Sizeof(Str{})))
		strFree(t, o)
		return
	}
	if typ.Flags&FlagGC == 0 {
		t.destroy(o, typ)
		return
	}
	if t.trash.depth >= trashLimit {
		t.In.Collector.untrack(o) // a collection may come before it is destroyed
		t.trash.later = append(t.trash.later, o)
		return
	}
	t.trash.depth++
	switch typ {
	case TupleType:
		t.destroyTuple((*Tuple)(unsafe.Pointer(o)))
	case ListType:
		t.destroyList((*List)(unsafe.Pointer(o)))
	default:
		t.destroy(o, typ)
	}
	t.trash.depth--
	if t.trash.depth == 0 && len(t.trash.later) > 0 {
		t.emptyTrash()
	}
}

// destroyTuple is destroy of an exact tuple, by fewer steps.
func (t *Thread) destroyTuple(x *Tuple) {
	t.In.Collector.untrack(&x.Header)
	items := x.Items
	for i := len(items) - 1; i >= 0; i-- {
		v := items[i]
		items[i] = Value{}
		if v.O != nil {
			t.Unref(v)
		}
	}
	t.unaccount(int64(unsafe.Sizeof(*x)) + int64(len(items))*valueSize)
	freeTuple(t, &x.Header)
	debugFreed(t, &x.Header)
}

// destroyList is destroy of an exact list likewise.
func (t *Thread) destroyList(l *List) {
	t.In.Collector.untrack(&l.Header)
	l.clear(t)
	t.unaccount(int64(unsafe.Sizeof(*l)))
	if !refdebug {
		listFree(t, &l.Header)
	}
	debugFreed(t, &l.Header)
}

func (t *Thread) emptyTrash() {
	t.trash.depth += 2 // one for the walk, one for the object
	for n := len(t.trash.later); n > 0; n = len(t.trash.later) {
		o := t.trash.later[n-1]
		t.trash.later[n-1] = nil
		t.trash.later = t.trash.later[:n-1]
		t.destroy(o, o.Typ)
	}
	t.trash.depth -= 2
}

func (t *Thread) destroy(o *Header, typ *Type) {
	if typ.heap != nil {
		t.destroyInstance(o, typ)
		return
	}
	if typ.Flags&FlagWeakFirst != 0 {
		t.In.Collector.untrack(o)
		t.clearWeakRefs(o)
	}
	if typ.Flags&FlagFinalize != 0 && t.finalize(o, typ) {
		return
	}
	if typ.Flags&FlagGC != 0 {
		t.In.Collector.untrack(o) // a callback may collect
	}
	if typ.weakPtr != 0 && *(**WeakRef)(unsafe.Add(unsafe.Pointer(o), typ.weakPtr)) != nil || typ.Flags&FlagIsType != 0 {
		t.clearWeakRefs(o)
	}
	t.destroyBase(o, typ)
}

// destroyBase drops what the built-in part of o owns and gives its memory back.
func (t *Thread) destroyBase(o *Header, typ *Type) {
	if typ.Clear != nil {
		typ.Clear(t, o)
	}
	l := typ.layout
	if l == nil {
		t.unaccount(0)
		return
	}
	t.unaccount(int64(l.size))
	if typ.Free != nil {
		typ.Free(t, o)
	} else if !refdebug && typ.heap == nil {
		l.zero(o)
		t.In.recycle(l.id, o)
	}
	debugFreed(t, o)
}

// finalize runs o's Finalize slot once and reports whether o was resurrected.
func (t *Thread) finalize(o *Header, typ *Type) bool {
	if typ.Finalize == nil || t.In.quiet {
		return false
	}
	if typ.Flags&FlagGC != 0 {
		if t.In.Collector.finalized(o) {
			return false
		}
		t.In.Collector.Track(t, o) // it may have waited in the trash
		t.In.Collector.setFinalized(o)
	}
	o.RC = 1
	typ.Finalize(t, Obj(o))
	o.RC--
	if o.RC > 0 {
		debugResurrect(t, o)
		return true
	}
	return false
}

// weakList returns where the object keeps its weak references, nil if it cannot have any.
func weakList(o *Header) **WeakRef {
	typ := o.Typ
	if typ.Flags&FlagIsType != 0 {
		if h := (*Type)(unsafe.Pointer(o)).heap; h != nil {
			return &h.weak
		}
		return nil
	}
	if typ.heap != nil && typ.heap.hasWeak && typ.weakPtr == 0 {
		return &extOf(o).weak
	}
	if typ.weakPtr != 0 {
		return (**WeakRef)(unsafe.Add(unsafe.Pointer(o), typ.weakPtr))
	}
	return nil
}
