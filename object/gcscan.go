package object

import "unsafe"

// This file finds out what a generation holds that nothing outside it refers to, and
// leaves the rest in the order in which CPython's lists would stand: what is reached
// before the scan comes to it keeps its place; what the scan has passed by moves to the
// end once something reaches it, to be walked there.
//
// To CPython the attributes of an instance are a dict, an object in the lists of its
// own. While an instance has no Dict, the scan walks its attributes as that dict: the
// virtual dict.

// A scan is one pass over a generation.
type scan struct {
	c    *Collector
	gen  uint32
	tail []unsafe.Pointer // what moved to the end: *Header, plus dictTag for its dict
	// Instances in [young, end) are as old as the collection before: their virtual dict
	// stands where its first container was put in, behind the object at that place.
	young, end int
	behind     map[int][]*Header
	many       map[*Header]int32 // reference counts that do not fit gcCount
	reach      func(Value)
}

// dictTag marks a pointer to an instance as one to its virtual dict. The tagged pointer
// still points into the object, so Go keeps it alive; it is never dereferenced.
const dictTag = 1

// split moves what was not reached to the trash generation and returns what the scan
// reached, which it leaves in the generation unless that is the trash itself.
func (c *Collector) split(gen uint32, young, end int) []*Header {
	s := &scan{c: c, gen: gen, young: young, end: end}
	s.count()
	s.walk()
	g := &c.gens[gen]
	kept := g.objs[:0]
	var trash []*Header
	for _, o := range g.objs {
		refs := o.gcRefs
		o.gcRefs = refs & gcFinalized
		switch {
		case refs&gcReached == 0:
			trash = append(trash, o)
		case refs&gcMoved == 0:
			kept = append(kept, o)
		}
	}
	for _, p := range s.tail {
		if uintptr(p)&dictTag == 0 {
			kept = append(kept, (*Header)(p))
		}
	}
	clear(g.objs[len(kept):])
	if gen == trashGen {
		reached := append([]*Header(nil), kept...)
		g.objs = append(g.objs[:0], trash...)
		g.live = len(trash)
		for i, o := range trash {
			o.gcPos = gen<<genShift | uint32(i+1)
		}
		return reached
	}
	g.objs = keepTrackable(kept, gen)
	g.live = len(g.objs)
	tg := &c.gens[trashGen]
	for _, o := range trash {
		tg.objs = append(tg.objs, o)
		o.gcPos = trashGen<<genShift | uint32(len(tg.objs))
	}
	tg.live += len(trash)
	return nil
}

// keepTrackable numbers the objects of a generation and stops tracking the tuples that
// can take part in no cycle.
func keepTrackable(objs []*Header, gen uint32) []*Header {
	n := 0
	for _, o := range objs {
		if o.Typ == TupleType && !anyTrackable(asTuple(o).Items) {
			o.gcPos = 0
			continue
		}
		objs[n] = o
		n++
		o.gcPos = gen<<genShift | uint32(n)
	}
	clear(objs[n:])
	return objs[:n]
}

// in reports whether the scan is about o.
func (s *scan) in(o *Header) bool { return o.gcPos>>genShift == s.gen && o.gcPos != 0 }

// count leaves in gcRefs how many references to each object come from outside.
func (s *scan) count() {
	objs := s.c.gens[s.gen].objs
	for _, o := range objs {
		refs := o.RC
		if refs >= gcCount {
			if s.many == nil {
				s.many = map[*Header]int32{}
			}
			s.many[o] = refs
			refs = gcCount
		}
		o.gcRefs = o.gcRefs&gcFinalized | refs
	}
	subtract := func(v Value) {
		if o := v.O; s.in(o) {
			if o.gcRefs&gcCount == gcCount {
				s.many[o]--
			} else {
				o.gcRefs--
			}
		}
	}
	for _, o := range objs {
		traverse(o, subtract)
	}
	for o, refs := range s.many {
		o.gcRefs = o.gcRefs&gcFinalized | min(refs, 1)
	}
}

// walk goes over the generation once, and then over what moved to its end.
func (s *scan) walk() {
	s.reach = func(v Value) {
		o := v.O
		if !s.in(o) || o.gcRefs&gcReached != 0 {
			return
		}
		if o.gcRefs&gcUnreached != 0 {
			o.gcRefs = o.gcRefs&^gcUnreached | gcMoved
			s.tail = append(s.tail, unsafe.Pointer(o))
		}
		if o.gcRefs&gcCount == 0 {
			o.gcRefs++
		}
	}
	for i, o := range s.c.gens[s.gen].objs {
		if o.gcRefs&gcCount != 0 {
			s.walkObject(o)
		} else {
			o.gcRefs |= gcUnreached
		}
		if first := virtualDict(o); first.O != nil {
			at := i
			if i >= s.young && i < s.end && s.in(first.O) {
				at = max(i, int(first.O.gcPos&posMask)-1)
			}
			if at == i {
				s.passDict(o)
			} else {
				if s.behind == nil {
					s.behind = map[int][]*Header{}
				}
				s.behind[at] = append(s.behind[at], o)
			}
		}
		if s.behind != nil {
			for _, owner := range s.behind[i] {
				s.passDict(owner)
			}
		}
	}
	for i := 0; i < len(s.tail); i++ {
		if p := s.tail[i]; uintptr(p)&dictTag == 0 {
			s.walkObject((*Header)(p))
		} else {
			s.walkDict((*Header)(unsafe.Add(p, -dictTag)))
		}
	}
}

// walkObject reaches what o refers to; an instance's attributes through its virtual dict.
func (s *scan) walkObject(o *Header) {
	o.gcRefs |= gcReached
	if virtualDict(o).O == nil {
		traverse(o, s.reach)
		return
	}
	traverseMembers(o, s.reach)
	switch refs := o.gcRefs; {
	case refs&gcDictReached != 0:
	case refs&gcDictPassed != 0:
		o.gcRefs = refs&^gcDictPassed | gcDictReached
		s.tail = append(s.tail, unsafe.Add(unsafe.Pointer(o), dictTag))
	default:
		o.gcRefs |= gcDictMarked
	}
	s.reach(o.Typ.Value())
	if o.Typ.Traverse != nil {
		o.Typ.Traverse(o, s.reach)
	}
}

// passDict is the scan coming to the place of o's virtual dict.
func (s *scan) passDict(o *Header) {
	if o.gcRefs&gcDictMarked != 0 {
		s.walkDict(o)
	} else {
		o.gcRefs |= gcDictPassed
	}
}

func (s *scan) walkDict(o *Header) {
	o.gcRefs |= gcDictReached
	traverseAttrs(o, s.reach)
}

// virtualDict lends the first container among the attributes of an instance without a
// Dict; absent if there is none, for then CPython would not track the dict.
func virtualDict(o *Header) Value {
	typ := o.Typ
	if typ.heap == nil || typ.heap.slotted || typ.Flags&FlagIsType != 0 {
		return Value{}
	}
	e := extOf(o)
	if e.shape == nil || len(e.shape.names) == 0 {
		return Value{}
	}
	vals := instValues(o)
	for i := e.shape.members; i < e.shape.len(); i++ {
		if v := *vals.at(i); v.O != nil && trackable(v) {
			return v
		}
	}
	return Value{}
}

// traverse visits every reference that o owns, in CPython's order.
func traverse(o *Header, visit func(Value)) {
	typ := o.Typ
	switch typ {
	case ListType:
		traverseBack(asListObj(o).Items, visit)
		return
	case TupleType:
		traverseBack(asTuple(o).Items, visit)
		return
	}
	if typ.heap != nil {
		traverseMembers(o, visit)
		traverseAttrs(o, visit)
		visit(typ.Value())
	}
	if typ.Traverse != nil {
		typ.Traverse(o, visit)
	}
}

// traverseBack visits the items of a list or tuple, from its end.
func traverseBack(items []Value, visit func(Value)) {
	for i := len(items) - 1; i >= 0; i-- {
		if v := items[i]; v.O != nil {
			visit(v)
		}
	}
}

// clearObject drops what o refers to, as tp_clear does.
func clearObject(t *Thread, o *Header) {
	typ := o.Typ
	if typ.heap != nil {
		clearExt(t, o)
	}
	if typ.Clear != nil && typ.Flags&FlagNoClear == 0 {
		typ.Clear(t, o)
	}
}

// Referents visits what v refers to, as gc.get_referents.
func (t *Thread) Referents(v Value, visit func(Value)) {
	o := v.O
	typ := o.Typ
	switch {
	case typ.Flags&FlagGC == 0 || typ.Flags&FlagIsType != 0 && o.RC < 0:
	case typ.Flags&FlagDict != 0 && !asDict(o).onlyStrKeys():
		d, pos := asDict(o), 0
		for key, val, ok := d.Next(&pos); ok; key, val, ok = d.Next(&pos) {
			visit(val)
			visit(key)
		}
	default:
		t.showDict(o)
		traverse(o, visit)
	}
}

// showDict makes the Dict of an instance that has attributes.
func (t *Thread) showDict(o *Header) {
	if typ := o.Typ; typ.heap != nil && !typ.heap.slotted && typ.Flags&FlagIsType == 0 {
		if e := extOf(o); e.shape != nil && len(e.shape.names) > 0 {
			t.instDict(o)
		}
	}
}

func (d *Dict) onlyStrKeys() bool {
	for i := range d.entries {
		if k := d.entries[i].key; k.O != nil && k.O.Typ != StrType {
			return false
		}
	}
	return true
}

// Referrers returns the tracked objects that refer to one of targets, lent, as
// gc.get_referrers; for an attribute that is the instance's __dict__.
func (t *Thread) Referrers(targets []Value) (out []Value) {
	found := false
	look := func(v Value) {
		for _, x := range targets {
			if v == x {
				found = true
			}
		}
	}
	refers := func(walk func(*Header, func(Value)), o *Header) bool {
		found = false
		walk(o, look)
		return found
	}
	var all []*Header
	t.In.Collector.Objects(-1, func(o *Header) { all = append(all, o) })
	for _, o := range all {
		if virtualDict(o).O != nil && refers(traverseAttrs, o) {
			out = append(out, t.instDict(o).Value())
		}
		if refers(traverse, o) {
			out = append(out, Obj(o))
		}
	}
	return out
}

// Objects visits every tracked object of generation gen (-1: all), the youngest
// generation first.
func (c *Collector) Objects(gen int, visit func(o *Header)) {
	for i := range generation {
		if gen >= 0 && i != gen {
			continue
		}
		for _, o := range c.gens[i].objs {
			if o != nil {
				visit(o)
			}
		}
	}
}

// Tracked is gc.is_tracked. Built-in functions, which all interpreters share, are in no
// list, but CPython's are tracked.
func Tracked(v Value) bool {
	o := v.O
	if o.RC < 0 {
		return o.Typ.Flags&FlagGC != 0 && o.Typ.Flags&(FlagIsType|FlagTuple) == 0 && v.N == 0
	}
	return o.gcPos != 0
}
