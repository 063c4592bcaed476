package object

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// A pacer runs Go's collector in a process that belongs to one interpreter. Go starts
// a collection when the heap has grown by a percentage; but what a script drops is used
// again here, so the heap of a script that builds something is nearly all alive, and
// collecting while it grows finds nothing: it took a third of the time of programs that
// fill large lists and dicts. The interpreter knows what is alive: the pacer compares
// that with the size of Go's heap now and then, and collects when the rest, garbage,
// has become large.
type pacer struct {
	sample   [1]metrics.Sample
	wait     int   // checks to let pass before the next look
	every    int   // looks are taken at every so many polls
	asked    int64 // bytes of large requests since the last look
	large    int64 // the same since the last collection
	made     int64 // blocksMade at the last collection
	last     int64 // size of the heap at the last look
	overhead int64 // heap that is neither garbage nor counted as alive
	limit    int64 // of Go's memory
}

const (
	// minGarbage is the garbage that is left alone, half of what is alive if that is more.
	minGarbage = 2 << 20
	// largeGarbage is how much of large blocks may lie about beyond that, as much as is
	// alive if that is more: a dict that grows leaves tables of nearly its own size behind.
	largeGarbage = 32 << 20
	// calm is how little the heap may grow between two looks for the next to come later.
	calm = minGarbage / 8
	// maxEvery bounds the polls between looks: about 20 ms of a busy loop.
	maxEvery = 512
	// leastLimit bounds what the interpreter does not see, such as what Go code leaves
	// behind between two polls: at the limit of memory Go collects by itself. It is at
	// least mostHeap times what is alive.
	leastLimit = 256 << 20
	mostHeap   = 3
	// largeAsk is the size of a request that counts as a poll.
	largeAsk = 1 << 16
)

// Pace has the interpreter decide when Go's collector runs. Call it only in a process
// that is the interpreter's alone.
func (in *Interp) Pace() {
	p := &pacer{every: 1}
	p.sample[0].Name = "/memory/classes/heap/objects:bytes"
	in.pacer = p
	debug.SetGCPercent(-1)
	p.setLimit(leastLimit)
	adviseHeap()
}

func (p *pacer) setLimit(n int64) {
	p.limit = n
	debug.SetMemoryLimit(n)
}

// Poll is called now and then by the evaluator.
func (in *Interp) Poll() {
	if p := in.pacer; p != nil {
		if p.wait--; p.wait < 0 {
			p.look(in)
		}
	}
}

// asks notes a large request for memory.
func (p *pacer) asks(in *Interp, n int) {
	p.large += int64(n)
	if p.asked += int64(n); p.asked > largeGarbage/2 {
		p.look(in)
	}
}

// look collects if there is much garbage.
func (p *pacer) look(in *Interp) {
	heap, alive := p.size(), max(in.Bytes, in.slabsMade())+in.Collector.listBytes()
	room := min(max(minGarbage, alive/2)+p.large+in.blocksMade()-p.made, max(largeGarbage, alive))
	if heap-alive-p.overhead > room {
		runtime.GC()
		heap = p.size()
		p.overhead, p.large, p.made = heap-alive, 0, in.blocksMade()
	}
	if want := max(leastLimit, mostHeap*(alive+p.overhead)); want > p.limit || want < p.limit/2 {
		p.setLimit(want + want/4)
	}
	if heap-p.last < calm && p.asked == 0 {
		p.every = min(2*p.every, maxEvery)
	} else {
		p.every = 1
	}
	p.wait, p.last, p.asked = p.every, heap, 0
}

// blocksMade is the size of all blocks of containers that were made anew: as much may
// have been left behind as they grew.
func (in *Interp) blocksMade() int64 {
	return in.rooms.made + in.dictTables.made + in.dictIndexes.made + in.setTables.made
}

// slabsMade is the size of the slabs of what scripts make most of: they last, be they
// full or empty.
func (in *Interp) slabsMade() int64 {
	n := in.lists.made + in.dicts.made + in.strs.made
	for i := range in.insts {
		n += in.insts[i].made
	}
	for i := range in.tuples {
		n += in.tuples[i].made
	}
	for i := range in.items {
		n += in.items[i].made
	}
	return int64(n)
}

func (p *pacer) size() int64 {
	metrics.Read(p.sample[:])
	return int64(p.sample[0].Value.Uint64())
}
