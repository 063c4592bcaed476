package object

import "unsafe"

// A List is a list. Its items are owned.
type List struct {
	Header
	Items []Value
	// room is how many items the memory at base has room for, if Items lies there.
	base    *Value
	room    uint32
	sorting bool // list.sort is running: mutation is detected by it
}

// NewList returns a list of items; the references and the slice are given.
func (t *Thread) NewList(items []Value) Value {
	l := t.In.lists.get()
	l.Typ, l.RC = ListType, 1
	l.Items = items
	t.account(&l.Header, int64(unsafe.Sizeof(*l))+int64(cap(items))*valueSize)
	t.In.Collector.track(t, &l.Header)
	return Obj(&l.Header)
}

// pooledItems is the length up to which the memory of a list's items is used again.
const pooledItems = 16

// NewItems returns n absent items for a new list.
func (t *Thread) NewItems(n int) []Value {
	if n == 0 || n > pooledItems {
		return newBlock[Value](n)
	}
	f := &t.In.items[n]
	p := f.free
	if p == nil {
		p = moreItems(f, n)
	}
	f.free = *(*unsafe.Pointer)(p)
	items := unsafe.Slice((*Value)(p), n)
	items[0] = Value{}
	return items
}

// moreItems makes a slab of memory for n items each and returns the first.
func moreItems(f *freeList, n int) unsafe.Pointer {
	s := newSlab[Value](&f.made)
	if len(s) < n {
		s = make([]Value, n)
	}
	for ; len(s) >= 2*n; s = s[n:] {
		f.put(unsafe.Pointer(&s[0]))
	}
	f.put(unsafe.Pointer(&s[0]))
	return f.free
}

// RecycleItems takes back memory from NewItems that nobody else holds; what lies in it
// is forgotten, not dropped.
func (t *Thread) RecycleItems(items []Value) {
	n := cap(items)
	if n == 0 || n > pooledItems || refdebug {
		return
	}
	items = items[:n]
	clear(items)
	t.In.items[n].put(unsafe.Pointer(&items[0]))
}

// AsList returns v as a list, subclasses included.
func AsList(v Value) (*List, bool) {
	if v.O.Typ.Flags&FlagList == 0 {
		return nil, false
	}
	return as[List](v), true
}

// A Tuple is a tuple. Items never change after it is visible to Python code.
type Tuple struct {
	Header
	Items []Value
}

const maxPooledTuple = 6

// A tupleWith is a tuple of up to maxPooledTuple items, which lie in the same piece of
// memory: A is an array of them, reached through Items.
type tupleWith[A any] struct {
	Tuple
	items A
}

// MakeTuple returns a tuple of n absent items that the caller fills (with references
// it gives) before anyone else sees it.
func (t *Thread) MakeTuple(n int) *Tuple {
	if n == 0 {
		return t.emptyTuple()
	}
	x := t.allocTuple(n)
	x.Typ, x.RC = TupleType, 1
	t.account(&x.Header, int64(unsafe.Sizeof(*x))+int64(n)*16)
	t.In.Collector.track(t, &x.Header)
	return x
}

func (t *Thread) allocTuple(n int) *Tuple {
	if n <= maxPooledTuple {
		f := &t.In.tuples[n]
		p := f.free
		if p == nil {
			p = moreTuples(f, n)
		}
		x := (*Tuple)(p)
		f.free = unsafe.Pointer(x.Typ)
		x.Typ = nil
		return x
	}
	x := t.In.longTuples.get()
	x.Items = t.newItems(n)
	return x
}

// moreTuples makes a slab of tuples of n items and returns the first.
func moreTuples(f *freeList, n int) unsafe.Pointer {
	switch n {
	case 1:
		return tupleSlab[tupleWith[[1]Value]](f, n)
	case 2:
		return tupleSlab[tupleWith[[2]Value]](f, n)
	case 3:
		return tupleSlab[tupleWith[[3]Value]](f, n)
	case 4:
		return tupleSlab[tupleWith[[4]Value]](f, n)
	case 5:
		return tupleSlab[tupleWith[[5]Value]](f, n)
	}
	return tupleSlab[tupleWith[[6]Value]](f, n)
}

// tupleSlab makes Ts, whose n items lie behind the Tuple.
func tupleSlab[T any](f *freeList, n int) unsafe.Pointer {
	first := more[T](f)
	for p := first; p != nil; p = *(*unsafe.Pointer)(p) {
		x := (*Tuple)(p)
		x.Items = unsafe.Slice((*Value)(unsafe.Add(p, unsafe.Offsetof(tupleWith[[1]Value]{}.items))), n)
	}
	return first
}

// freeTuple takes back an exact tuple whose items have been dropped.
func freeTuple(t *Thread, o *Header) {
	x := (*Tuple)(unsafe.Pointer(o))
	n := len(x.Items)
	if n == 0 || refdebug {
		return
	}
	if n > maxPooledTuple {
		t.recycleItems(x.Items)
		*x = Tuple{}
		t.In.longTuples.put(x)
		return
	}
	clear(x.Items)
	t.In.tuples[n].put(unsafe.Pointer(x))
}

func (t *Thread) emptyTuple() *Tuple {
	if t.In.emptyTuple == nil {
		x := &Tuple{}
		x.Header = Header{Typ: TupleType, RC: immortal}
		t.In.emptyTuple = x
	}
	return t.In.emptyTuple
}

// NewTuple returns a tuple of items; the references are given.
func (t *Thread) NewTuple(items ...Value) Value {
	x := t.MakeTuple(len(items))
	copy(x.Items, items)
	return Obj(&x.Header)
}

// NewTupleOf is NewTuple with references of its own: items are lent.
func (t *Thread) NewTupleOf(items []Value) Value {
	x := t.MakeTuple(len(items))
	copyRefs(x.Items, items)
	return Obj(&x.Header)
}

// AsTuple returns v as a tuple, subclasses included.
func AsTuple(v Value) (*Tuple, bool) {
	if v.O.Typ.Flags&FlagTuple == 0 {
		return nil, false
	}
	return as[Tuple](v), true
}
