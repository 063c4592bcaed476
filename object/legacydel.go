package object

// Finalizers of before PEP 442, which only extension types have in CPython: one runs at
// every death of its object, and the collector neither runs it nor breaks its cycles.

// GiveLegacyFinalizer makes __tp_del__ the finalizer of the instances of typ, a class
// made by a script, but not of its subclasses'.
func (in *Interp) GiveLegacyFinalizer(typ *Type) {
	typ.Flags |= FlagLegacyDel
	in.Collector.hasLegacy = true
}

// WithoutGC hides the instances of typ, a class made by a script, from the collector.
func (t *Thread) WithoutGC(typ *Type) {
	typ.Flags &^= FlagGC
	t.In.heapVersion++
	typ.Ver = t.In.heapVersion
}

// legacyDel runs o's legacy finalizer and reports whether o was resurrected.
func (t *Thread) legacyDel(o *Header) bool {
	if t.In.quiet {
		return false
	}
	o.RC = 1
	if o.Typ.Flags&FlagGC != 0 {
		finalized := o.gcRefs & gcFinalized
		t.In.Collector.Track(t, o)
		o.gcRefs |= finalized
	}
	t.callDel(Obj(o), "__tp_del__")
	o.RC--
	if o.RC > 0 {
		debugResurrect(t, o)
		return true
	}
	return false
}

// callDel calls a finalizer of a class made by a script, whose errors nobody can catch.
func (t *Thread) callDel(self Value, name string) {
	del := t.In.Intern(name)
	r, ok, err := t.CallSpecial(self, del)
	if !ok {
		return
	}
	if err != nil {
		f := t.PeekType(self.O.Typ, del).XRef()
		t.Unraisable(err, "", f)
		t.XUnref(f)
		return
	}
	t.Unref(r)
}

// spareLegacy moves the trash that has a legacy finalizer, and what it reaches, to old
// before anything is finalized. It gives references to those that go to gc.garbage in
// the end, and returns how many were moved.
func (c *Collector) spareLegacy(old uint32) (keep []*Header, n int) {
	g := &c.gens[trashGen]
	var reached []*Header
	spare := func(v Value) {
		if o := v.O; o.gcPos>>genShift == trashGen && o.gcPos != 0 {
			i := o.gcPos&posMask - 1
			g.objs[i] = nil
			g.live--
			c.adopt(o, old)
			reached = append(reached, o)
		}
	}
	for _, o := range g.objs {
		if o != nil && o.Typ.Flags&FlagLegacyDel != 0 {
			spare(Obj(o))
		}
	}
	for i := 0; i < len(reached); i++ {
		traverse(reached[i], spare)
	}
	for _, o := range reached {
		if o.Typ.Flags&FlagLegacyDel != 0 || c.Debug&DebugSaveAll != 0 {
			o.RC++
			keep = append(keep, o)
		}
		n += 1 + o.Typ.parts
		if virtualDict(o).O != nil {
			n++
		}
	}
	return keep, n
}

// keepLegacy puts what spareLegacy gave, and has not died since, in gc.garbage.
func (t *Thread) keepLegacy(objs []*Header) {
	if t.In.Collector.Debug&DebugUncollectable != 0 {
		t.gcReport("uncollectable", objs)
	}
	for _, o := range objs {
		if o.RC > 1 {
			l, _ := AsList(t.GarbageList())
			l.Items = append(l.Items, Obj(o).Ref())
		}
		t.Unref(Obj(o))
	}
}
