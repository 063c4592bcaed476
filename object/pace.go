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
	last     int64 // size of the heap at the last look
	overhead int64 // heap that is neither garbage nor counted as alive
}

const (
	// minGarbage is the garbage that is left alone; beyond it, as much may lie about as is
	// alive. A dict that grows leaves tables of nearly its own size behind.
	minGarbage = 32 << 20
	// calm is how little the heap may grow between two looks for the next to come later.
	calm = 1 << 20
	// maxEvery bounds the polls between looks: about 20 ms of a busy loop.
	maxEvery = 512
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
	adviseHeap()
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
	if p.asked += int64(n); p.asked > minGarbage/2 {
		p.look(in)
	}
}

// look collects if there is much garbage.
func (p *pacer) look(in *Interp) {
	heap := p.size()
	if heap-in.Bytes-p.overhead > max(minGarbage, in.Bytes) {
		runtime.GC()
		heap = p.size()
		p.overhead = heap - in.Bytes
	}
	if heap-p.last < calm && p.asked == 0 {
		p.every = min(2*p.every, maxEvery)
	} else {
		p.every = 1
	}
	p.wait, p.last, p.asked = p.every, heap, 0
}

func (p *pacer) size() int64 {
	metrics.Read(p.sample[:])
	return int64(p.sample[0].Value.Uint64())
}
