package object

import (
	"math/bits"
	"unsafe"
)

// blocks keep the freed memory of lists, dict tables or set tables for the next ones:
// scripts make and drop them all the time, and Go's allocator clears every block anew,
// touches fresh pages for it and collects the old ones.
//
// Invariant: a block that lies here is zeroed and nobody else holds it.
type blocks[T any] struct {
	kept *[4*maxBlockLog + 4][][]T // by class; nil until the first is put
	made int64                     // bytes of new blocks
}

const (
	// maxBlockLog is the logarithm of the largest number of items of a kept block.
	maxBlockLog = 17
	// keptBytes is how much memory of one size is kept, if that is more than minKept blocks.
	keptBytes = 256 << 10
	minKept   = 2
	// minBlock is the number of items from which blocks are rounded up and kept.
	minBlock = 8
)

// blockSize rounds n, at least minBlock, up to the size of a block: quarters of powers
// of two, so that at most a fifth of a block is spare.
func blockSize(n int) int {
	b := bits.Len(uint(n - 1))
	step := 1<<(b-3) - 1
	return (n + step) &^ step
}

// blockClass numbers the sizes of blocks.
func blockClass(size int) int {
	b := bits.Len(uint(size - 1))
	return b*4 + size>>(b-3) - 5
}

// take returns a zeroed block of size items.
func (b *blocks[T]) take(size int) []T {
	if size >= minBlock && size <= 1<<maxBlockLog && b.kept != nil {
		if kept := &b.kept[blockClass(size)]; len(*kept) > 0 {
			last := len(*kept) - 1
			block := (*kept)[last]
			if len(block) == size {
				(*kept)[last] = nil
				*kept = (*kept)[:last]
				return block
			}
		}
	}
	b.made += int64(size) * int64(unsafe.Sizeof(*new(T)))
	return newBlock[T](size)
}

// put takes back a block that nobody holds any more, or leaves it to Go.
func (b *blocks[T]) put(block []T) {
	n := len(block)
	if n < minBlock || n > 1<<maxBlockLog || refdebug {
		return
	}
	if b.kept == nil {
		b.kept = new([4*maxBlockLog + 4][][]T)
	}
	kept := &b.kept[blockClass(n)]
	if len(*kept) >= minKept && (len(*kept)+1)*n*int(unsafe.Sizeof(block[0])) > keptBytes {
		return
	}
	clear(block)
	*kept = append(*kept, block)
}

// outgrow is put for a block whose items have moved to a larger one: as large a one is
// not wanted soon.
func (b *blocks[T]) outgrow(block []T) {
	if n := len(block); n > 1<<maxBlockLog && !refdebug {
		abandon(unsafe.Pointer(unsafe.SliceData(block)), n*int(unsafe.Sizeof(block[0])))
		return
	}
	b.put(block)
}
