package object

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
	t.gcCallbacks("start", gen, 0)
	n := t.collectGen(uint32(gen))
	t.gcCallbacks("stop", gen, n)
	c.running = false
	return n
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

func (t *Thread) collectGen(gen uint32) int {
	c := &t.In.Collector
	if gen+1 < generation {
		c.Count[gen+1]++
	}
	for i := uint32(0); i <= gen; i++ {
		c.Count[i] = 0
	}
	for i := uint32(0); i < gen; i++ {
		c.move(i, gen)
	}
	c.gens[gen].compact(gen)
	c.deduceUnreachable(gen)
	c.splitTrash(gen)
	if gen == generation-1 {
		c.untrackDicts()
		c.longLivedPended = 0
		c.longLivedTotal = c.gens[gen].live
	} else {
		if gen == generation-2 {
			c.longLivedPended += c.gens[gen].live
		}
		c.move(gen, gen+1)
	}
	old := min(gen+1, generation-1)
	if c.Debug&DebugCollectable != 0 {
		t.gcReport("collectable", c.gens[trashGen].objs)
	}
	t.trashWeakRefs()
	t.finalizeTrash()
	c.keepResurrected(old)
	n := t.deleteTrash(old)
	c.Stats[gen].Collections++
	c.Stats[gen].Collected += n
	return n
}

// deduceUnreachable sets gcReached in every object of the generation that something
// outside it refers to, directly or not.
func (c *Collector) deduceUnreachable(gen uint32) {
	objs := c.gens[gen].objs
	for _, o := range objs {
		if o != nil {
			o.gcRefs = o.gcRefs&gcFinalized | min(o.RC, gcCount)
		}
	}
	subtract := func(v Value) {
		if o := v.O; o.gcPos>>genShift == gen && o.gcPos != 0 {
			o.gcRefs--
		}
	}
	for _, o := range objs {
		if o != nil {
			traverse(o, subtract)
		}
	}
	var stack []*Header
	reach := func(v Value) {
		if o := v.O; o.gcPos>>genShift == gen && o.gcPos != 0 && o.gcRefs&gcReached == 0 {
			o.gcRefs |= gcReached
			stack = append(stack, o)
		}
	}
	for _, o := range objs {
		if o == nil || o.gcRefs&gcReached != 0 || o.gcRefs&gcCount == 0 {
			continue
		}
		o.gcRefs |= gcReached
		stack = append(stack, o)
		for len(stack) > 0 {
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			traverse(o, reach)
		}
	}
}

// splitTrash moves what was not reached to the trash generation, and stops tracking
// tuples that can take part in no cycle.
func (c *Collector) splitTrash(gen uint32) {
	g, trash := &c.gens[gen], &c.gens[trashGen]
	for i, o := range g.objs {
		if o == nil {
			continue
		}
		if o.gcRefs&gcReached != 0 {
			o.gcRefs &= gcFinalized
			if o.Typ == TupleType && !anyTrackable(asTuple(o).Items) {
				o.gcPos = 0
				g.objs[i] = nil
				g.live--
			}
			continue
		}
		o.gcRefs &= gcFinalized
		g.objs[i] = nil
		g.live--
		trash.objs = append(trash.objs, o)
		trash.live++
		o.gcPos = trashGen<<genShift | uint32(len(trash.objs))
	}
	g.compact(gen)
}

// trackable reports whether v could be part of a cycle.
func trackable(v Value) bool {
	o := v.O
	if o.Typ.Flags&FlagGC == 0 || o.RC < 0 {
		return false
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

func (c *Collector) untrackDicts() {
	g := &c.gens[generation-1]
	for i, o := range g.objs {
		if o != nil && o.Typ == DictType && !dictMayCycle(o) {
			o.gcPos = 0
			g.objs[i] = nil
			g.live--
		}
	}
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
// and calls the callbacks of those references that are not trash themselves.
func (t *Thread) trashWeakRefs() {
	c := &t.In.Collector
	var call []*WeakRef
	for _, o := range c.gens[trashGen].objs {
		if o == nil {
			continue
		}
		if o.Typ.IsSubtype(RefType) {
			asWeakRef(o).detach()
		}
		list := weakList(o)
		if list == nil {
			continue
		}
		for w := *list; w != nil; w = *list {
			w.detach()
			if w.callback.O == nil || w.gcPos>>genShift == trashGen {
				continue
			}
			w.RC++
			call = append(call, w)
		}
	}
	for _, w := range call {
		t.callWeak(w)
		t.Unref(Obj(&w.Header))
	}
}

func (t *Thread) finalizeTrash() {
	c := &t.In.Collector
	for i := 0; i < len(c.gens[trashGen].objs); i++ {
		o := c.gens[trashGen].objs[i]
		if o == nil || c.finalized(o) {
			continue
		}
		if typ := o.Typ; typ.Flags&FlagFinalize != 0 && typ.Finalize != nil {
			c.setFinalized(o)
			o.RC++
			typ.Finalize(t, Obj(o))
			t.Unref(Obj(o))
		}
	}
}

// keepResurrected moves to old what the finalizers made reachable again.
func (c *Collector) keepResurrected(old uint32) {
	g := &c.gens[trashGen]
	if g.live == 0 {
		return
	}
	c.deduceUnreachable(trashGen)
	for i, o := range g.objs {
		if o == nil {
			continue
		}
		reached := o.gcRefs&gcReached != 0
		o.gcRefs &= gcFinalized
		if reached {
			g.objs[i] = nil
			g.live--
			c.adopt(o, old)
		}
	}
}

func (c *Collector) adopt(o *Header, gen uint32) {
	g := &c.gens[gen]
	g.objs = append(g.objs, o)
	g.live++
	o.gcPos = gen<<genShift | uint32(len(g.objs))
}

// deleteTrash breaks the cycles: each object drops what it refers to.
func (t *Thread) deleteTrash(old uint32) int {
	c := &t.In.Collector
	n := 0
	for _, o := range c.gens[trashGen].objs {
		if o != nil {
			n += gcWeight(o)
		}
	}
	for i := 0; i < len(c.gens[trashGen].objs); i++ {
		o := c.gens[trashGen].objs[i]
		if o == nil {
			continue
		}
		if c.Debug&DebugSaveAll != 0 {
			l, _ := AsList(c.Garbage)
			l.Items = append(l.Items, Obj(o).Ref())
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
	return n
}

// gcWeight is how many objects o is to CPython, where an instance's attributes are a
// dict of their own.
func gcWeight(o *Header) int {
	if e := extOfChecked(o); e != nil && e.shape != nil && !o.Typ.heap.slotted && e.dict() == nil {
		vals, n := instValues(o), o.Typ.heap.nmember
		for i := n; i < e.shape.len(); i++ {
			if v := *vals.at(i); v.O != nil && trackable(v) {
				return 2
			}
		}
	}
	return 1
}

// traverse visits every reference that o owns.
func traverse(o *Header, visit func(Value)) {
	typ := o.Typ
	switch typ {
	case ListType:
		for _, v := range asListObj(o).Items {
			visit(v)
		}
		return
	case TupleType:
		for _, v := range asTuple(o).Items {
			if v.O != nil {
				visit(v)
			}
		}
		return
	}
	if typ.Traverse != nil {
		typ.Traverse(o, visit)
	}
	if typ.heap != nil {
		traverseExt(o, visit)
		visit(typ.Value())
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

// Referents visits what o refers to, as gc.get_referents.
func Referents(o *Header, visit func(Value)) {
	if o.Typ.Flags&FlagGC != 0 {
		traverse(o, visit)
	}
}

// Objects visits every tracked object of generation gen (-1: all), oldest first.
func (c *Collector) Objects(gen int, visit func(o *Header)) {
	for i := generation - 1; i >= 0; i-- {
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

// Freeze, Unfreeze and Frozen are those of gc.
func (c *Collector) Freeze() {
	for i := uint32(0); i < generation; i++ {
		c.move(i, frozenGen)
		c.Count[i] = 0
	}
}
func (c *Collector) Unfreeze()   { c.move(frozenGen, generation-1) }
func (c *Collector) Frozen() int { return c.gens[frozenGen].live }

func (t *Thread) gcCallbacks(phase string, gen, collected int) {
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
	info.SetS(t, "uncollectable", Int(0))
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
		if o != nil {
			t.WriteErr("gc: " + what + " <" + o.Typ.Name + " " + Address(o) + ">\n")
		}
	}
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
