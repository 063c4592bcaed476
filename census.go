package minipy

import (
	"github.com/minipy-go/minipy/object"
)

// A Census says what is alive.
type Census struct {
	// Objects and Bytes are what is alive, in total.
	Objects, Bytes int64
	// ByType counts the objects by class. It is found by walking from the containers and
	// misses what only the interpreter itself refers to, so that its sum may be below
	// Objects.
	ByType map[string]int64
	// Values is how many references Go holds; Lost counts those that Go let go of
	// without Release since the interpreter was made.
	Values, Lost int64
}

// Census counts the objects that are alive. After Close there is none. While another
// goroutine uses the interpreter it is empty.
func (i *Interp) Census() Census {
	if err := i.enter(noContext); err != nil && err != ErrClosed {
		return Census{}
	} else if err == nil {
		defer i.leave(nil)
	}
	c := Census{Objects: i.in.Live, Bytes: i.in.Bytes, ByType: map[string]int64{}, Lost: i.lost.count.Load()}
	for h := i.handles; h != nil; h = h.next {
		c.Values++
	}
	i.each(func(o *object.Header) { c.ByType[i.className(o.Typ)]++ })
	return c
}

// each visits the objects that are alive, once each, the containers in order of their
// age.
func (i *Interp) each(visit func(o *object.Header)) {
	seen := map[*object.Header]bool{}
	count := func(o *object.Header) {
		if o.RC > 0 && !seen[o] {
			seen[o] = true
			visit(o)
		}
	}
	if all := i.in.LiveObjects(); all != nil {
		for _, o := range all {
			count(o)
		}
		return
	}
	var tracked []*object.Header
	i.in.Collector.Objects(-1, func(o *object.Header) { tracked = append(tracked, o) })
	for _, o := range tracked {
		count(o)
	}
	for _, o := range tracked {
		i.t.Holds(object.Obj(o), func(_ object.Edge, v object.Value) { count(v.O) })
	}
}
