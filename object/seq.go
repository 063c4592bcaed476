package object

import "unsafe"

// A List is a list. Its items are owned.
type List struct {
	Header
	Items   []Value
	sorting bool // list.sort is running: mutation is detected by it
	// room is how many items the memory at base has room for, if Items lies there.
	base *Value
	room int
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
	if n == 0 || n > pooledItems || t.In.items[n] == nil {
		return make([]Value, n)
	}
	p := t.In.items[n]
	t.In.items[n] = *(*unsafe.Pointer)(p)
	items := unsafe.Slice((*Value)(p), n)
	items[0] = Value{}
	return items
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
	p := unsafe.Pointer(&items[0])
	*(*unsafe.Pointer)(p) = t.In.items[n]
	t.In.items[n] = p
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

type tuplePool struct{ free unsafe.Pointer }

// Tuples of up to maxPooledTuple items keep them in the same piece of memory.
type (
	tuple1 struct {
		Tuple
		a [1]Value
	}
	tuple2 struct {
		Tuple
		a [2]Value
	}
	tuple3 struct {
		Tuple
		a [3]Value
	}
	tuple4 struct {
		Tuple
		a [4]Value
	}
	tuple5 struct {
		Tuple
		a [5]Value
	}
	tuple6 struct {
		Tuple
		a [6]Value
	}
)

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
		if p := &t.In.tuples[n]; p.free != nil && !refdebug {
			x := (*Tuple)(p.free)
			p.free = unsafe.Pointer(x.Typ)
			x.Typ = nil
			return x
		}
	}
	switch n {
	case 1:
		x := &tuple1{}
		x.Items = x.a[:]
		return &x.Tuple
	case 2:
		x := &tuple2{}
		x.Items = x.a[:]
		return &x.Tuple
	case 3:
		x := &tuple3{}
		x.Items = x.a[:]
		return &x.Tuple
	case 4:
		x := &tuple4{}
		x.Items = x.a[:]
		return &x.Tuple
	case 5:
		x := &tuple5{}
		x.Items = x.a[:]
		return &x.Tuple
	case 6:
		x := &tuple6{}
		x.Items = x.a[:]
		return &x.Tuple
	}
	return &Tuple{Items: make([]Value, n)}
}

// freeTuple takes back an exact tuple whose items have been dropped.
func freeTuple(t *Thread, o *Header) {
	x := (*Tuple)(unsafe.Pointer(o))
	if n := len(x.Items); n > 0 && n <= maxPooledTuple && !refdebug {
		p := &t.In.tuples[n]
		*(*unsafe.Pointer)(unsafe.Pointer(x)) = p.free
		p.free = unsafe.Pointer(x)
	}
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
