package object

import (
	"slices"
	"unsafe"
)

// The cycle collector: trial deletion over the tracked containers, in generations.
// A generation is a slice of pointers in order of allocation with holes where objects
// died, so tracking costs an append, dying a store, and collections see objects in
// the order CPython's linked lists would.

const (
	genShift   = 29
	posMask    = 1<<genShift - 1
	generation = 3
	frozenGen  = 3 // gc.freeze puts objects here
	trashGen   = 4 // what a running collection found unreachable
)

// Bits of gcRefs above the count of references. But for gcLasting, all of gcRefs is 0
// outside of collections, so that none has to begin by clearing it; gcHasDict lasts as
// long as the object is in the trash.
const (
	gcFinalized  = 1 << 30 // the finalizer has run
	gcMarked     = 1 << 29 // reached before the scan came to it
	gcUnreached  = 1 << 28 // passed by while nothing was known to reach it
	gcDictMarked = 1 << 27 // the same for the dict of an instance that has no Dict yet
	gcDictPassed = 1 << 26
	gcHasDict    = 1 << 25 // it has a virtual dict
	gcTracked    = 1 << 24 // its virtual dict has had a container: CPython tracks it still
	gcCount      = gcTracked - 1
	gcLasting    = gcFinalized | gcTracked
)

// A Collector is the state of one interpreter's cycle collector.
type Collector struct {
	gens      [trashGen + 1]genList
	Threshold [generation]int
	Count     [generation]int
	Enabled   bool
	Debug     int
	running   bool
	// Surplus visits what registers refer to while CPython's frames do not: the evaluator's.
	Surplus func(visit func(Value))
	// Held visits what registers do not refer to while CPython's frames do: the evaluator's.
	Held      func(visit func(Value))
	hasLegacy bool // a class has a legacy finalizer
	// pending is set when a generation is due; the evaluator collects at its next safe point.
	Pending bool
	Stats   [generation]GCStats
	Garbage Value // list gc.garbage
	// Callbacks is the list gc.callbacks.
	Callbacks       Value
	longLivedTotal  int
	longLivedPended int
}

// GCStats are the figures of gc.get_stats for one generation.
type GCStats struct{ Collections, Collected, Uncollectable int }

type genList struct {
	objs []*Header
	live int
}

// grow doubles the room of a list, which Go's append would enlarge by a quarter.
func (g *genList) grow() { g.objs = room(g.objs, 64) }

// room returns s with room for n more, and doubled if it has to be copied for that; then
// nobody may use s any more. What is large gets four times its room: pages that are never
// reached are never touched.
func room[T any](s []T, n int) []T {
	if cap(s)-len(s) >= n {
		return s
	}
	more := len(s)
	if more > manyTracked {
		more *= 3
	}
	grown := slices.Grow(s, max(n, more))
	abandon(unsafe.Pointer(unsafe.SliceData(s)), cap(s)*int(unsafe.Sizeof(*new(T))))
	return grown
}

const manyTracked = 1 << 17

// listBytes is the memory of the collector's lists.
func (c *Collector) listBytes() int64 {
	n := 0
	for i := range c.gens {
		n += cap(c.gens[i].objs)
	}
	return int64(n) * int64(unsafe.Sizeof(c.gens[0].objs[0]))
}

func (c *Collector) init() {
	c.Threshold = [generation]int{700, 10, 10}
	c.Enabled = true
}

func (c *Collector) track(t *Thread, o *Header) {
	g := &c.gens[0]
	if len(g.objs) == cap(g.objs) {
		g.grow()
	}
	g.objs = append(g.objs, o)
	g.live++
	o.gcPos = uint32(len(g.objs))
	o.gcRefs = 0
	c.Count[0]++
	if c.Count[0] > c.Threshold[0] && c.Enabled && !c.running && !c.Pending && c.Threshold[0] > 0 {
		c.Pending = true
		t.Hurry()
	}
}

// Track enters an object made with absent contents once it is whole.
func (c *Collector) Track(t *Thread, o *Header) {
	if o.gcPos == 0 {
		c.track(t, o)
	}
}

// Untrack takes an object out of the collector's sight.
func (c *Collector) Untrack(o *Header) { c.untrack(o) }

func (c *Collector) untrack(o *Header) {
	pos := o.gcPos
	if pos == 0 {
		return
	}
	gen := pos >> genShift
	g := &c.gens[gen]
	i := int(pos&posMask) - 1
	o.gcPos = 0
	g.live--
	if gen == 0 && c.Count[0] > 0 {
		c.Count[0]--
	}
	if i == len(g.objs)-1 {
		for i > 0 && g.objs[i-1] == nil {
			i--
		}
		g.objs = g.objs[:i]
		return
	}
	g.objs[i] = nil
	if len(g.objs) > 64 && g.live*4 < len(g.objs) && !c.running {
		g.compact(gen)
	}
}

func (g *genList) compact(gen uint32) {
	j := 0
	for _, o := range g.objs {
		if o != nil {
			g.objs[j] = o
			j++
			o.gcPos = gen<<genShift | uint32(j)
		}
	}
	clear(g.objs[j:])
	g.objs = g.objs[:j]
}

// follow puts the dict that an instance is given in place of its virtual one where that
// stood: in the generation of the instance, in the trash if it was there.
func (c *Collector) follow(o, d *Header) {
	gen := o.gcPos >> genShift
	switch {
	case d.gcPos == 0 || gen == 0 || gen == trashGen && o.gcRefs&gcHasDict == 0:
		return
	case gen == trashGen:
		o.gcRefs &^= gcHasDict
	}
	c.untrack(d)
	c.adopt(d, gen)
}

// Follow puts the object that a Part of o is given where the part stood.
func (c *Collector) Follow(o, part *Header) { c.follow(o, part) }

// move appends all of src to dst.
func (c *Collector) move(src, dst uint32) {
	s, d := &c.gens[src], &c.gens[dst]
	for _, o := range s.objs {
		if o != nil {
			d.objs = append(d.objs, o)
			o.gcPos = dst<<genShift | uint32(len(d.objs))
		}
	}
	d.live += s.live
	clear(s.objs)
	s.objs, s.live = s.objs[:0], 0
}

// IsTracked reports whether the collector knows o.
func IsTracked(o *Header) bool { return o.gcPos != 0 }

// IsFinalized reports whether o's finalizer has run.
func (c *Collector) finalized(o *Header) bool { return o.gcRefs&gcFinalized != 0 }

// Finalized is gc.is_finalized.
func Finalized(o *Header) bool { return o.Typ.Flags&FlagGC != 0 && o.gcRefs&gcFinalized != 0 }

func (c *Collector) setFinalized(o *Header) { o.gcRefs |= gcFinalized }
