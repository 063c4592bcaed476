package object

import "unsafe"

// Objects that scripts make by the million are cut from slabs, and their memory is used
// again by objects of the same size.
//
// Invariant: free memory is zeroed but for its first word, which links it to the next.

const (
	// firstSlab is the size of the first slab of its kind: an interpreter that runs
	// nothing stays small.
	firstSlab = 1 << 10
	// lastSlab is the size up to which they grow. Slabs of more than 32 KB have Go's
	// allocator write nothing into them, so that their pages may be large ones.
	lastSlab = 128 << 10
	// largeBlock is the size from which a block's pages are thought of.
	largeBlock = 4 << 10
)

// newSlab makes room for more Ts: as much as has been made before, within limits.
func newSlab[T any](made *int) []T {
	size := min(max(*made, firstSlab), lastSlab)
	if refdebug {
		size = 1
	}
	*made += size
	// A T more than is used: what walks over the values of the last T ends on a pointer
	// behind it, which Go's collector may see.
	n := max(1, size/int(unsafe.Sizeof(*new(T)))-1)
	s := make([]T, n+1)[:n:n]
	adviseLarge(unsafe.Pointer(unsafe.SliceData(s)), size)
	return s
}

// newBlock makes n Ts, in large pages if they are many.
func newBlock[T any](n int) []T {
	block := make([]T, n)
	if size := n * int(unsafe.Sizeof(*new(T))); size >= largeBlock {
		adviseLarge(unsafe.Pointer(unsafe.SliceData(block)), size)
	}
	return block
}

// A pool hands out structs of one type from slabs and takes them back.
type pool[T any] struct {
	free unsafe.Pointer
	slab []T
	made int
}

func (p *pool[T]) get() *T {
	if f := p.free; f != nil && !refdebug {
		p.free = *(*unsafe.Pointer)(f)
		*(*unsafe.Pointer)(f) = nil
		return (*T)(f)
	}
	if len(p.slab) == 0 {
		p.slab = newSlab[T](&p.made)
	}
	x := &p.slab[0]
	p.slab = p.slab[1:]
	return x
}

// put takes back x, which holds no references any more.
func (p *pool[T]) put(x *T) {
	if refdebug {
		return
	}
	*(*unsafe.Pointer)(unsafe.Pointer(x)) = p.free
	p.free = unsafe.Pointer(x)
}

// A freeList is a pool of memory whose type the code that takes it knows.
type freeList struct {
	free unsafe.Pointer
	made int
}

// more makes a slab of Ts and returns the first, which is linked to the others: the list
// was empty.
func more[T any](f *freeList) unsafe.Pointer {
	s := newSlab[T](&f.made)
	for i := range s[1:] {
		*(*unsafe.Pointer)(unsafe.Pointer(&s[i])) = unsafe.Pointer(&s[i+1])
	}
	return unsafe.Pointer(&s[0])
}

// put links memory that is zeroed and that nobody holds.
func (f *freeList) put(p unsafe.Pointer) {
	*(*unsafe.Pointer)(p) = f.free
	f.free = p
}
