package object

import "unsafe"

// This file finds out what a generation holds that nothing outside it refers to, and
// leaves the rest in the order in which CPython's lists would stand: what is reached
// before the scan comes to it keeps its place; what the scan has passed by moves to the
// end once something reaches it, to be walked there.
//
// To CPython the attributes of an instance are a dict, an object in the lists of its
// own. While an instance has no Dict, the scan walks its attributes as that dict: the
// virtual dict. The frame of a generator that has no object is walked likewise (see Part).

// A scan is one pass over a generation.
type scan struct {
	// objs are the n objects of the generation, a hole for each that has moved to the end,
	// and what moved there: an object, or a hole for a virtual dict, whose owners are
	// moved in this order.
	objs  []*Header
	n     int
	moved []*Header
	lo    uint32 // gcPos of the objects is in [lo, lo+posMask)
	at    uint32 // the object that the walk has come to, as gcPos-lo
	// Objects in [young, end) are younger than the collection before: the virtual dict
	// of one stands where its first container was put in, behind the object at that place.
	young, end int
	behind     map[int][]*Header
	many       map[*Header]int32 // references counted beyond gcCount
	countFrom  uint32            // gcPos of the objects is in [countFrom, countFrom+countSpan) as they are counted
	countSpan  uint32
	visitCount func(Value)
	reachFn    func(Value)
	reached    int  // how many were
	again      bool // it is about the trash: what had no virtual dict at first has none in it
	full       bool // it is about all generations: dicts is filled
	dicts      []*Header
	untracks   bool // there are tuples that can be in no cycle
}

// newScan finds what nothing outside refers to in list, whose first own objects are
// numbered as those of generation gen already; the rest belong to younger ones and are
// numbered anew.
func (c *Collector) newScan(list []*Header, own int, gen uint32, young, end int) *scan {
	s := &scan{
		lo: gen<<genShift + 1, young: len(list), end: len(list),
		again: gen == trashGen, full: gen == generation-1,
	}
	s.countFrom, s.countSpan = s.lo, posMask
	if !s.again { // while they are counted, some have the numbers of younger generations
		s.countFrom, s.countSpan = 1, (gen+1)<<genShift-1
	}
	s.visitCount = func(v Value) {
		if s.counts(v.O) {
			s.count(v.O)
		}
	}
	n := 0
	for i, o := range list {
		if i == young {
			s.young = n
		}
		if i == end {
			s.end = n
		}
		if o == nil {
			continue
		}
		if i != n || i >= own {
			list[n] = o
			o.gcPos = s.lo + uint32(n)
		}
		n++
		s.countFor(o)
	}
	clear(list[n:])
	s.objs, s.n = list[:n], n
	s.end = min(s.end, n)
	if c.Surplus != nil {
		c.Surplus(func(v Value) {
			if s.in(v.O) {
				s.count(v.O)
			}
		})
	}
	if c.Held != nil {
		c.Held(func(v Value) {
			if v.O != nil && s.in(v.O) {
				v.O.gcRefs |= gcMarked
			}
		})
	}
	s.walk()
	return s
}

// in reports whether the scan is about o.
func (s *scan) in(o *Header) bool { return o.gcPos-s.lo < posMask }

// counts reports whether o is in the scan, before all have their numbers.
func (s *scan) counts(o *Header) bool { return o.gcPos-s.countFrom < s.countSpan }

// countFor counts in gcRefs the references from o to each object of the scan, and marks
// o if it is an instance with a virtual dict.
func (s *scan) countFor(o *Header) {
	switch typ := o.Typ; {
	case typ == ListType:
		s.countItems(asListObj(o).Items)
	case typ == TupleType:
		s.countItems(asTuple(o).Items)
	case typ.heap != nil:
		s.countInstance(o)
	default:
		traverse(o, s.visitCount)
		if p := typ.part; p != nil {
			if !s.again && p.Has(o) {
				o.gcRefs |= gcHasDict
			}
			switch {
			case !p.Busy(o):
			case o.gcRefs&gcHasDict != 0 && !s.again:
				o.gcRefs |= gcDictMarked
			default:
				o.gcRefs |= gcMarked
			}
		}
	}
}

func (s *scan) countInstance(o *Header) {
	typ := o.Typ
	if typ.heap.fixed {
		s.countItems(fixedItems(o))
		if s.counts(&typ.Header) {
			s.count(&typ.Header)
		}
		return
	}
	if members, attrs, ok := plainItems(o); ok {
		s.countItems(members)
		if s.again {
			if o.gcRefs&gcHasDict != 0 {
				s.countItems(attrs)
			}
		} else if s.countAttrs(o, attrs) || anyTrackable(attrs) || o.gcRefs&gcTracked != 0 {
			o.gcRefs |= gcHasDict
		}
		if s.counts(&typ.Header) {
			s.count(&typ.Header)
		}
		return
	}
	switch {
	case virtualDict(o).O == nil && o.gcRefs&gcTracked == 0:
	case !s.again:
		o.gcRefs |= gcHasDict
	case o.gcRefs&gcHasDict == 0:
		traverseButDict(o, s.visitCount)
		return
	}
	traverse(o, s.visitCount)
}

// countItems reports whether one of the items is in the scan.
func (s *scan) countItems(items []Value) (any bool) {
	for i := range items {
		if o := items[i].O; o != nil && s.counts(o) {
			s.count(o)
			any = true
		}
	}
	return any
}

// countAttrs is countItems for the attributes of owner. The collection may untrack a tuple
// among them, but the dict stays tracked until a full one.
func (s *scan) countAttrs(owner *Header, items []Value) (any bool) {
	for i := range items {
		if o := items[i].O; o != nil && s.counts(o) {
			if o.Typ == TupleType {
				owner.gcRefs |= gcTracked
			}
			s.count(o)
			any = true
		}
	}
	return any
}

func (s *scan) count(o *Header) {
	if o.gcRefs&gcCount != gcCount {
		o.gcRefs++
	} else {
		s.countMany(o)
	}
}

//go:noinline
func (s *scan) countMany(o *Header) {
	if s.many == nil {
		s.many = map[*Header]int32{}
	}
	s.many[o]++
}

// held reports whether something outside refers to o.
func (s *scan) held(o *Header) bool {
	n := o.gcRefs & gcCount
	return o.RC > n && (n < gcCount || o.RC-n > s.many[o])
}

// walk goes over the generation once, and then over what moved to its end.
func (s *scan) walk() {
	s.reachFn = func(v Value) {
		if s.in(v.O) {
			s.reach(v.O)
		}
	}
	for i, o := range s.objs[:s.n] {
		s.at = uint32(i)
		refs := o.gcRefs
		if refs&gcMarked != 0 || s.held(o) {
			o.gcRefs = refs &^ (gcCount | gcMarked)
			s.walkObject(o)
		} else {
			o.gcRefs = refs&^gcCount | gcUnreached
		}
		if refs&gcHasDict != 0 {
			s.placeDict(o, i)
		}
		if s.behind != nil {
			for _, owner := range s.behind[i] {
				s.passDict(owner)
			}
		}
	}
	s.at = uint32(s.n) - 1
	for i := s.n; i < len(s.objs); i++ {
		if o := s.objs[i]; o != nil {
			s.walkObject(o)
		} else {
			owner := s.moved[0]
			s.moved = s.moved[1:]
			s.walkDict(owner)
		}
	}
}

// placeDict finds the place of the virtual dict of o, which is at i.
func (s *scan) placeDict(o *Header, i int) {
	if i >= s.young && i < s.end && o.gcRefs&gcTracked == 0 {
		if first := virtualDict(o).O; first != nil && s.in(first) {
			if at := int(first.gcPos - s.lo); at > i && at < s.n {
				if s.behind == nil {
					s.behind = map[int][]*Header{}
				}
				s.behind[at] = append(s.behind[at], o)
				return
			}
		}
	}
	s.passDict(o)
}

// reach marks an object of the scan that something reachable refers to; what has been
// walked or moved stays as it is.
func (s *scan) reach(o *Header) {
	switch refs := o.gcRefs; {
	case refs&gcUnreached != 0:
		o.gcRefs = refs &^ gcUnreached
		s.objs[o.gcPos-s.lo] = nil
		s.move(o)
		o.gcPos = s.lo + uint32(len(s.objs)) - 1
	case refs&gcMarked == 0 && o.gcPos-s.lo-s.at-1 < uint32(s.n)-s.at-1:
		o.gcRefs = refs | gcMarked
	}
}

// move puts o, or a hole, at the end.
func (s *scan) move(o *Header) {
	if len(s.objs) == cap(s.objs) {
		s.objs = room(s.objs, 64)
	}
	s.objs = append(s.objs, o)
}

// reachBack reaches the items of a list or tuple, from its end.
func (s *scan) reachBack(items []Value) {
	for i := len(items) - 1; i >= 0; i-- {
		if o := items[i].O; o != nil && o.gcPos-s.lo < posMask {
			s.reach(o)
		}
	}
}

func (s *scan) reachItems(items []Value) {
	for i := range items {
		if o := items[i].O; o != nil && o.gcPos-s.lo < posMask {
			s.reach(o)
		}
	}
}

// walkObject reaches what o refers to; an instance's attributes through its virtual dict.
func (s *scan) walkObject(o *Header) {
	s.reached++
	switch typ := o.Typ; {
	case typ == ListType:
		s.reachBack(asListObj(o).Items)
	case typ == TupleType:
		s.reachBack(asTuple(o).Items)
		if s.full && !s.untracks {
			s.untracks = !anyTrackable(asTuple(o).Items)
		}
	case o.gcRefs&gcHasDict == 0:
		s.walkWithoutDict(o)
	default:
		s.walkOwner(o)
	}
}

// walkOwner reaches what an instance with a virtual dict refers to, the dict between its
// members and its class; or an object with a Part.
func (s *scan) walkOwner(o *Header) {
	typ := o.Typ
	if typ.part != nil {
		s.walkPart(o)
		typ.part.Rest(o, s.reachFn)
		return
	}
	if members, _, ok := plainItems(o); ok {
		s.reachItems(members)
	} else {
		traverseMembers(o, s.reachFn)
	}
	s.walkPart(o)
	if s.in(&typ.Header) {
		s.reach(&typ.Header)
	}
	if typ.Traverse != nil {
		typ.Traverse(o, s.reachFn)
	}
}

// walkPart reaches the virtual dict of o: it is walked at its place.
func (s *scan) walkPart(o *Header) {
	if o.gcRefs&gcDictPassed != 0 {
		s.move(nil)
		s.moved = append(s.moved, o)
	} else {
		o.gcRefs |= gcDictMarked
	}
}

// walkWithoutDict reaches what an object without a virtual dict refers to.
func (s *scan) walkWithoutDict(o *Header) {
	if o.Typ.heap == nil {
		if s.full && o.Typ == DictType {
			s.dicts = append(s.dicts, o)
		}
		traverse(o, s.reachFn)
		return
	}
	if o.Typ.heap.fixed {
		s.reachItems(fixedItems(o))
		if s.in(&o.Typ.Header) {
			s.reach(&o.Typ.Header)
		}
	} else if members, attrs, ok := plainItems(o); ok {
		s.reachItems(members)
		if !s.again {
			s.reachItems(attrs)
		}
		if s.in(&o.Typ.Header) {
			s.reach(&o.Typ.Header)
		}
	} else if s.again && virtualDict(o).O != nil {
		traverseButDict(o, s.reachFn)
	} else {
		traverse(o, s.reachFn)
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
	o.gcRefs &^= gcHasDict | gcDictMarked | gcDictPassed
	if s.full {
		o.gcRefs &^= gcTracked
	}
	if p := o.Typ.part; p != nil {
		p.Traverse(o, s.reachFn)
	} else if _, attrs, ok := plainItems(o); ok {
		s.reachItems(attrs)
	} else {
		traverseAttrs(o, s.reachFn)
	}
}

// whole reports whether all was reached and stays in the generation.
func (s *scan) whole() bool { return s.full && s.reached == s.n && !s.untracks }

// plainItems lends the members and attributes of a plain instance that has them all
// behind it, as nearly all have.
func plainItems(o *Header) (members, attrs []Value, ok bool) {
	typ := o.Typ
	if typ.layout != ObjectType.layout || typ.Traverse != nil {
		return nil, nil, false
	}
	x := (*instance)(unsafe.Pointer(o))
	m, n := typ.heap.nmember, typ.heap.nmember
	if x.shape != nil {
		n = x.shape.len()
	}
	if n > classCap[o.SID&15] || x.more != nil {
		return nil, nil, false
	}
	vals := unsafe.Slice((*Value)(unsafe.Add(unsafe.Pointer(o), InstValues)), n)
	return vals[:m:m], vals[m:], true
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

// traverseButDict is traverse without the attributes of an instance.
func traverseButDict(o *Header, visit func(Value)) {
	traverseMembers(o, visit)
	visit(o.Typ.Value())
	if o.Typ.Traverse != nil {
		o.Typ.Traverse(o, visit)
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
		if p := typ.part; p != nil && p.Has(o) {
			p.Object(t, o)
		}
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

// Tracked is gc.is_tracked.
func Tracked(v Value) bool {
	if o := v.O; o.RC >= 0 {
		return o.gcPos != 0
	}
	return v.N == 0 && trackedForAll(v.O)
}

// trackedForAll reports whether CPython tracks o, which all interpreters share and which is in no
// list: built-in functions, and the classes that it makes when their module is imported.
func trackedForAll(o *Header) bool {
	switch flags := o.Typ.Flags; {
	case flags&FlagGC == 0 || flags&FlagTuple != 0:
		return false
	case flags&FlagIsType != 0:
		typ := asType(Obj(o))
		return typ.Flags&FlagScript != 0 || typ.FromSpec()
	}
	return true
}
