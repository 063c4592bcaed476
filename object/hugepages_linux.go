package object

import (
	"syscall"
	"unsafe"
)

// Linux maps memory in pages of 4 KB, each at the cost of a fault, unless a process asks
// for large ones; then it maps 2 MB at a time. Go maps its heap in chunks of 4 MB from one
// address upwards and asks for nothing, so the interpreter asks for each chunk as the
// first large block or slab comes from it. (A dict of a million items takes 0.07 s
// instead of 0.12 s of processor time.) It asks for no more than mostHuge: a virtual
// machine may have given large free pages back to its host, and gets them again at ten
// times the price of a small page that was in use before.
const (
	heapChunk = 4 << 20
	mostHuge  = 128 << 20
	pageSize  = 4 << 10
	// leastAbandoned is the size from which a block is not soon wanted again: lists of
	// 3 MB that grow and die by the dozen took a fifth longer with new pages each time.
	leastAbandoned = 4 << 20
)

// advised is where the part of the heap ends that has large pages or is to stay without:
// everything until Pace says that the process is an interpreter's alone.
var (
	advised   = ^uintptr(0)
	adviseEnd uintptr // where small pages begin again
)

// adviseHeap has the heap grow in large pages, after the chunk where it is now: small
// scripts need no more.
func adviseHeap() {
	advised = chunkEnd(uintptr(unsafe.Pointer(new(pacer))))
	adviseEnd = advised + mostHuge
}

func chunkEnd(p uintptr) uintptr { return (p + heapChunk) &^ (heapChunk - 1) }

// adviseLarge asks for large pages up to the chunk in which n new bytes at p lie.
func adviseLarge(p unsafe.Pointer, n int) {
	if end := uintptr(p) + uintptr(n); end > advised {
		adviseUpTo(chunkEnd(end - 1))
	}
}

//go:noinline
func adviseUpTo(end uintptr) {
	if end = min(end, adviseEnd); end > advised {
		// It is only advice: without it everything works at the old speed.
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, advised, end-advised, syscall.MADV_HUGEPAGE)
	}
	if advised = end; advised == adviseEnd {
		advised = ^uintptr(0)
	}
}

// abandon gives the pages of a block that nobody holds back to the system: until Go's
// collector frees it, it takes no memory.
func abandon(p unsafe.Pointer, n int) {
	if n < leastAbandoned || adviseEnd == 0 {
		return // or other parts of the process soon have a use for it
	}
	from := (uintptr(p) + pageSize - 1) &^ (pageSize - 1)
	if end := (uintptr(p) + uintptr(n)) &^ (pageSize - 1); end > from {
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, end-from, syscall.MADV_DONTNEED)
	}
}
