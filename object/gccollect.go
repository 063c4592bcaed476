package object

import "fmt"

// Debug flags of gc.set_debug.
const (
	DebugStats         = 1
	DebugCollectable   = 2
	DebugUncollectable = 4
	DebugSaveAll       = 32
)

// CollectGarbage runs a collection of generation gen as gc.collect does and returns how many
// unreachable objects it found.
func (t *Thread) CollectGarbage(gen int) int {
	c := &t.In.Collector
	if c.running {
		return 0
	}
	c.running = true
	c.Pending = false
	t.gcCallbacks("start", gen, 0, 0)
	collected, stuck := t.collectGen(uint32(gen))
	t.gcCallbacks("stop", gen, collected, stuck)
	c.running = false
	return collected + stuck
}

// CollectPending runs the automatic collection that is due.
func (t *Thread) CollectPending() {
	c := &t.In.Collector
	c.Pending = false
	if !c.Enabled {
		return
	}
	for gen := generation - 1; gen >= 0; gen-- {
		if c.Count[gen] > c.Threshold[gen] {
			// A full collection waits until the objects that survived the middle
			// generation are a quarter of those that survived the last full one.
			if gen == generation-1 && c.longLivedPended < c.longLivedTotal/4 {
				continue
			}
			t.CollectGarbage(gen)
			return
		}
	}
}

// collectGen returns how many unreachable objects it deleted, and how many it cannot.
func (t *Thread) collectGen(gen uint32) (n, stuck int) {
	c := &t.In.Collector
	if gen+1 < generation {
		c.Count[gen+1]++
	}
	for i := uint32(0); i <= gen; i++ {
		c.Count[i] = 0
	}
	if c.Debug&DebugStats != 0 {
		t.WriteErr(fmt.Sprintf("gc: collecting generation %d...\ngc: objects in each generation: %d %d %d\ngc: objects in permanent generation: %d\n",
			gen, c.gens[0].live, c.gens[1].live, c.gens[2].live, c.gens[frozenGen].live))
	}
	began := t.In.Now()
	h := c.separate(gen)
	old := min(gen+1, generation-1)
	var legacy []*Header
	if c.hasLegacy {
		legacy, stuck = c.spareLegacy(old)
		h = c.haulTrash()
	}
	if c.Debug&DebugCollectable != 0 {
		t.gcReport("collectable", c.gens[trashGen].objs)
	}
	called := false
	if h.weak {
		n, called = t.trashWeakRefs()
	}
	if h.final && t.finalizeTrash() || called {
		c.keepResurrected(old)
		h = c.haulTrash()
	}
	n += h.n
	t.deleteTrash(old)
	t.keepLegacy(legacy)
	c.Stats[gen].Collections++
	c.Stats[gen].Collected += n
	c.Stats[gen].Uncollectable += stuck
	if c.Debug&DebugStats != 0 {
		t.WriteErr(fmt.Sprintf("gc: done, %d unreachable, %d uncollectable, %.4fs elapsed\n", n+stuck, stuck, t.In.Now().Sub(began).Seconds()))
	}
	return n, stuck
}

// startObjects is how many objects CPython tracks at its start beyond those that an
// interpreter here does: they decide when an automatic full collection is worth while.
const startObjects = 4600

// separate moves what nothing outside refers to from generation gen and the younger ones
// to the trash, which it describes, and the rest to the next generation.
func (c *Collector) separate(gen uint32) (h haul) {
	list := c.gens[gen].objs
	own, young, end := len(list), 0, len(list)
	if gen > 0 {
		young, end = len(list), len(list)+len(c.gens[0].objs)
		list = room(list, len(c.gens[0].objs)+len(c.gens[1].objs))
		for i := range gen {
			g := &c.gens[i]
			list = append(list, g.objs...)
			clear(g.objs)
			g.objs, g.live = g.objs[:0], 0
		}
	}
	s := c.newScan(list, own, gen, young, end)
	before := c.gens[min(gen+1, generation-1)].live
	if s.whole() {
		c.gens[gen] = genList{s.objs, s.n}
	} else {
		h = c.promote(s, gen)
	}
	if s.full {
		for _, o := range s.dicts {
			if !dictMayCycle(o) {
				c.untrack(o)
			}
		}
		c.longLivedPended, c.longLivedTotal = 0, c.gens[gen].live+startObjects
	} else if gen == generation-2 {
		c.longLivedPended += c.gens[gen+1].live - before
	}
	return h
}

// promote moves what was reached to the generation behind gen, and the rest to the
// trash, which it describes.
func (c *Collector) promote(s *scan, gen uint32) (h haul) {
	trash := &c.gens[trashGen]
	if n := s.n - s.reached; gen > 0 && n > cap(trash.objs) && n <= cap(c.gens[0].objs) { // which is empty
		trash.objs, c.gens[0].objs = c.gens[0].objs, trash.objs
	}
	trash.objs = room(trash.objs, s.n-s.reached)
	to := min(gen+1, generation-1)
	dst := &c.gens[to]
	if gen < to {
		dst.objs = room(dst.objs, s.reached)
	}
	c.gens[gen] = genList{objs: s.objs[:0]}
	kept := dst.objs
	if gen == to {
		kept = s.objs
	}
	dst.live += s.reached
	for i, o := range s.objs {
		switch {
		case o == nil:
			continue
		case o.gcRefs&gcUnreached != 0:
			o.gcRefs &= gcLasting | gcHasDict
			trash.objs = append(trash.objs, o)
			o.gcPos = trashGen<<genShift | uint32(len(trash.objs))
			h.add(o)
		case o.Typ == TupleType && !anyTrackable(asTuple(o).Items): // it can be in no cycle
			o.gcPos = 0
			dst.live--
		case gen < to:
			kept = append(kept, o)
			o.gcPos = to<<genShift | uint32(len(kept))
		default:
			continue // it stays where it is
		}
		s.objs[i] = nil
	}
	trash.live = len(trash.objs)
	if dst.objs = kept; gen == to && dst.live < len(kept)/2 {
		dst.compact(to)
	}
	return h
}

// A haul is what is worth knowing of the trash before its objects are looked at again.
type haul struct {
	n     int  // how many they are, as CPython counts
	weak  bool // one is a weak reference, or is referred to by one
	final bool // one has a finalizer
}

func (h *haul) add(o *Header) {
	typ := o.Typ
	h.n += 1 + typ.parts
	if typ.parts > 0 && typ.dictPtr != 0 && *dictSlot(o) != nil && (*dictSlot(o)).gcPos != 0 {
		h.n-- // that part is there
	}
	if p := typ.part; o.gcRefs&gcHasDict != 0 && (p == nil || p.Has(o)) {
		h.n++
	}
	if typ.more != nil {
		h.n += typ.more(o)
	}
	if typ.Flags&FlagFinalize != 0 {
		h.final = true
	}
	if list := weakList(o); list != nil && *list != nil || typ.layout == RefType.layout {
		h.weak = true
	}
}

// haulTrash describes the trash that is left.
func (c *Collector) haulTrash() (h haul) {
	for _, o := range c.gens[trashGen].objs {
		if o != nil {
			h.add(o)
		}
	}
	return h
}

// trackable reports whether v could be part of a cycle.
func trackable(v Value) bool {
	o := v.O
	if o.Typ.Flags&FlagGC == 0 {
		return false
	}
	if o.RC < 0 {
		return v.N == 0 && trackedForAll(o)
	}
	return o.Typ != TupleType || o.gcPos != 0
}

func anyTrackable(vs []Value) bool {
	for _, v := range vs {
		if v.O == nil || trackable(v) {
			return true
		}
	}
	return false
}

func dictMayCycle(o *Header) bool {
	d := asDict(o)
	for i := range d.entries {
		if e := &d.entries[i]; e.key.O != nil && (trackable(e.key) || e.val.O != nil && trackable(e.val)) {
			return true
		}
	}
	return false
}

// trashWeakRefs clears every weak reference to trash before any of it is finalized,
// and calls the callbacks of those references that are not trash themselves. died is
// how many of these died with their call: CPython counts them as collected.
func (t *Thread) trashWeakRefs() (died int, called bool) {
	c := &t.In.Collector
	var call []*WeakRef
	for _, o := range c.gens[trashGen].objs {
		if o == nil {
			continue
		}
		if o.Typ.IsSubtype(RefType) {
			t.detach(asWeakRef(o))
		}
		list := weakList(o)
		if list == nil {
			continue
		}
		for w := *list; w != nil; w = *list {
			w.detach()
			if w.callback.O == nil || t.In.quiet || w.gcPos>>genShift == trashGen && w.gcPos != 0 {
				continue
			}
			w.RC++
			call = append(call, w)
		}
	}
	for _, w := range call {
		// Unlike at a death by reference count the reference keeps its callback.
		cb := w.callback.Ref()
		r, err := t.Call(cb, Obj(&w.Header))
		if err != nil {
			t.Unraisable(err, "", cb)
		} else {
			t.Unref(r)
		}
		t.Unref(cb)
		if w.RC == 1 {
			died++
		}
		t.Unref(Obj(&w.Header))
	}
	return died, len(call) > 0
}

// finalizeTrash runs the finalizers of the trash and reports whether there were any.
func (t *Thread) finalizeTrash() (any bool) {
	c := &t.In.Collector
	for i := 0; i < len(c.gens[trashGen].objs); i++ {
		o := c.gens[trashGen].objs[i]
		if o == nil || c.finalized(o) || t.In.quiet {
			continue
		}
		if typ := o.Typ; typ.Flags&FlagFinalize != 0 && typ.Finalize != nil {
			c.setFinalized(o)
			o.RC++
			typ.Finalize(t, Obj(o))
			t.Unref(Obj(o))
			any = true
		}
	}
	return any
}

// keepResurrected moves to old what the finalizers made reachable again.
func (c *Collector) keepResurrected(old uint32) {
	g := &c.gens[trashGen]
	s := c.newScan(g.objs, len(g.objs), trashGen, 0, 0)
	n := 0
	for _, o := range s.objs {
		switch {
		case o == nil:
		case o.gcRefs&gcUnreached != 0:
			o.gcRefs &= gcLasting | gcHasDict
			s.objs[n] = o
			n++
			o.gcPos = trashGen<<genShift | uint32(n)
		default:
			c.adopt(o, old)
		}
	}
	clear(s.objs[n:])
	g.objs, g.live = s.objs[:n], n
}

func (c *Collector) adopt(o *Header, gen uint32) {
	g := &c.gens[gen]
	g.objs = append(g.objs, o)
	g.live++
	o.gcPos = gen<<genShift | uint32(len(g.objs))
	o.gcRefs &= gcLasting
}

// deleteTrash breaks the cycles: each object drops what it refers to.
func (t *Thread) deleteTrash(old uint32) {
	c := &t.In.Collector
	for i := 0; i < len(c.gens[trashGen].objs); i++ {
		o := c.gens[trashGen].objs[i]
		if o == nil {
			continue
		}
		if c.Debug&DebugSaveAll != 0 {
			t.saveTrash(o, old)
		} else {
			o.RC++
			clearObject(t, o)
			t.Unref(Obj(o))
		}
		g := &c.gens[trashGen]
		if i < len(g.objs) && g.objs[i] == o { // still alive
			g.objs[i] = nil
			g.live--
			c.adopt(o, old)
		}
	}
	g := &c.gens[trashGen]
	g.objs, g.live = g.objs[:0], 0
}

// Freeze, Unfreeze and Frozen are those of gc.
func (c *Collector) Freeze() {
	for i := uint32(0); i < generation; i++ {
		c.move(i, frozenGen)
		c.Count[i] = 0
	}
}
func (c *Collector) Unfreeze()   { c.move(frozenGen, generation-1) }
func (c *Collector) Frozen() int { return c.gens[frozenGen].live }

// EndFrozen drops, as the interpreter ends, the cycles that gc.freeze has kept from the
// collector. For CPython they were never dropped, so nothing is told of it.
func (t *Thread) EndFrozen() {
	c := &t.In.Collector
	if c.Frozen() == 0 {
		return
	}
	t.In.quiet = true
	c.Unfreeze()
	t.CollectGarbage(generation - 1)
	t.In.quiet = false
}

func (t *Thread) gcCallbacks(phase string, gen, collected, stuck int) {
	c := &t.In.Collector
	if c.Callbacks.O == nil {
		return
	}
	l, _ := AsList(c.Callbacks)
	if len(l.Items) == 0 {
		return
	}
	info := t.NewDict()
	info.SetS(t, "generation", Int(int64(gen)))
	info.SetS(t, "collected", Int(int64(collected)))
	info.SetS(t, "uncollectable", Int(int64(stuck)))
	p := t.NewStr(phase)
	for i := 0; i < len(l.Items); i++ {
		f := l.Items[i].Ref()
		r, err := t.Call(f, p, info.Value())
		if err != nil {
			t.Unraisable(err, "", f)
		} else {
			t.Unref(r)
		}
		t.Unref(f)
	}
	t.Unref(p)
	t.Unref(info.Value())
}

func (t *Thread) gcReport(what string, objs []*Header) {
	for _, o := range objs {
		if o == nil {
			continue
		}
		t.WriteErr("gc: " + what + " <" + o.Typ.Name + " " + Address(o) + ">\n")
		if o.gcRefs&gcHasDict != 0 {
			part := "dict"
			if o.Typ.part != nil {
				part = o.Typ.part.Name
			}
			t.WriteErr("gc: " + what + " <" + part + " " + Address(o) + ">\n")
		}
	}
}

// saveTrash puts o, and its __dict__ if that is trash of its own, in gc.garbage; the
// dict goes to generation old.
func (t *Thread) saveTrash(o *Header, old uint32) {
	l, _ := AsList(t.GarbageList())
	l.Items = append(l.Items, Obj(o).Ref())
	if o.gcRefs&gcHasDict == 0 {
		return
	}
	var part Value
	if p := o.Typ.part; p == nil {
		part = t.instDict(o).Value()
	} else if p.Has(o) {
		part = p.Object(t, o)
	} else {
		return
	}
	l.Items = append(l.Items, part.Ref())
	t.In.Collector.untrack(part.O)
	t.In.Collector.adopt(part.O, old)
}

// MayKeepGarbage reports whether something is in gc.garbage, or may come there.
func (c *Collector) MayKeepGarbage() bool {
	return c.hasLegacy || c.Garbage.O != nil && len(asListObj(c.Garbage.O).Items) > 0
}

// GarbageList lends gc.garbage, CallbackList gc.callbacks.
func (t *Thread) GarbageList() Value  { return t.gcList(&t.In.Collector.Garbage) }
func (t *Thread) CallbackList() Value { return t.gcList(&t.In.Collector.Callbacks) }

func (t *Thread) gcList(at *Value) Value {
	if at.O == nil {
		*at = t.NewList(nil)
	}
	return *at
}

// Unraisable reports err, which nobody can catch; takes err. where is lent, may be absent.
func (t *Thread) Unraisable(err error, msg string, where Value) {
	if t.In.Unraisable != nil {
		t.In.Unraisable(t, err, msg, where)
		return
	}
	t.Discard(err)
}

// WriteErr writes to the interpreter's standard error.
func (t *Thread) WriteErr(s string) {
	if t.In.Stderr != nil {
		_, _ = t.In.Stderr.Write([]byte(s))
	}
}
