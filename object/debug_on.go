//go:build refdebug

package object

import (
	"fmt"
	"sort"
)

// refdebug is the build tag that makes the package check every reference: memory is
// never reused, so a freed object keeps its poison and a drop of it is caught.
const refdebug = true

// poison is the reference count of a freed object.
const poison = -0x0DEAD000

type liveSet struct {
	seq  int
	born map[*Header]int
}

var liveKey = new(int)

func (in *Interp) live() *liveSet {
	return in.State(liveKey, func() any { return &liveSet{born: map[*Header]int{}} }).(*liveSet)
}

// debugUse panics if a freed object is counted.
func debugUse(o *Header) {
	if o.RC < 0 && o.RC != immortal {
		panic("refdebug: use of a freed object")
	}
}

func debugBorn(t *Thread, o *Header) {
	l := t.In.live()
	l.seq++
	l.born[o] = l.seq
}

func debugDie(t *Thread, o *Header) {
	if o.RC == 0 {
		panic(fmt.Sprintf("refdebug: double drop of a %s", o.Typ.Name))
	}
	if _, ok := t.In.live().born[o]; !ok {
		panic(fmt.Sprintf("refdebug: death of a %s that is not alive", o.Typ.Name))
	}
}

func debugFreed(t *Thread, o *Header) {
	delete(t.In.live().born, o)
	o.RC = poison
	o.Typ = poisonType
}

func debugResurrect(t *Thread, o *Header) {}

var poisonType = &Type{Name: "*freed object*", layout: &layout{}, Header: Header{RC: immortal}}

// LiveObjects lists what is alive, oldest first.
func (in *Interp) LiveObjects() []*Header {
	l := in.live()
	var out []*Header
	for o := range l.born {
		out = append(out, o)
	}
	sort.Slice(out, func(i, j int) bool { return l.born[out[i]] < l.born[out[j]] })
	return out
}
