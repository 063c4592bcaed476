package object

import "unsafe"

// containerPools hold the freed objects of types that scripts make by the million and
// cannot subclass (sets: of the exact type only).
type containerPools struct {
	ranges     pool[Range]
	rangeIters pool[RangeIter]
	listIters  pool[ListIter]
	tupleIters pool[TupleIter]
	dictIters  pool[DictIter]
	slices     pool[Slice]
	sets       pool[Set]
}

// pooled makes an object of a built-in type from its pool, zeroed but for its header.
func pooled[T any](t *Thread, p *pool[T], typ *Type) *T {
	x := p.get()
	o := (*Header)(unsafe.Pointer(x))
	o.Typ, o.RC = typ, 1
	t.account(o, int64(unsafe.Sizeof(*x)))
	if typ.Flags&FlagGC != 0 {
		t.In.Collector.track(t, o)
	}
	return x
}

// release gives an object back to its pool.
func release[T any](p *pool[T], o *Header) {
	x := (*T)(unsafe.Pointer(o))
	*x = *new(T)
	p.put(x)
}

func rangeFree(t *Thread, o *Header)     { release(&t.In.containers.ranges, o) }
func rangeIterFree(t *Thread, o *Header) { release(&t.In.containers.rangeIters, o) }
func listIterFree(t *Thread, o *Header)  { release(&t.In.containers.listIters, o) }
func tupleIterFree(t *Thread, o *Header) { release(&t.In.containers.tupleIters, o) }
func dictIterFree(t *Thread, o *Header)  { release(&t.In.containers.dictIters, o) }
func sliceFree(t *Thread, o *Header)     { release(&t.In.containers.slices, o) }

func setFree(t *Thread, o *Header) {
	if o.Typ == SetType || o.Typ == FrozenSetType {
		release(&t.In.containers.sets, o)
	}
}
