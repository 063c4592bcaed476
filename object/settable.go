package object

import "unsafe"

// A Set is a set or frozenset: CPython's open-addressing table, so that items come out
// in the same order.
type Set struct {
	Header
	table  []setEntry // len a power of two, at least setMinSize
	fill   int        // live entries and dummies
	used   int        // live entries
	finger int        // where pop looks first
	hash   int64      // of a frozenset, valid if hashed
	hashed bool
	weak   *WeakRef
	small  [setMinSize]setEntry
}

// A setEntry is empty (key absent), a dummy that was deleted (key.O == &setDummy), or live.
type setEntry struct {
	key  Value
	hash int64
}

const (
	setMinSize   = 8
	linearProbes = 9 // neighbours looked at before the probe jumps
	perturbShift = 5
	// bigSet is the size from which sets double instead of quadrupling.
	bigSet = 50000
)

const setEntrySize = int64(unsafe.Sizeof(setEntry{}))

var setDummy = Header{RC: immortal}

func (e *setEntry) live() bool { return e.key.O != nil && e.key.O != &setDummy }

// newSet returns an empty set of a set type.
func (t *Thread) newSet(typ *Type) *Set {
	var s *Set
	if typ == SetType || typ == FrozenSetType {
		s = pooled(t, &t.In.containers.sets, typ)
	} else {
		s = New[Set](t, typ)
	}
	s.table = s.small[:]
	return s
}

// MakeSet returns an empty set, owned by the caller.
func (t *Thread) MakeSet() *Set { return t.newSet(SetType) }

// NewSet returns a set of items, which are lent.
func (t *Thread) NewSet(items []Value) (Value, error) {
	s := t.newSet(SetType)
	for _, x := range items {
		if err := s.Add(t, x); err != nil {
			t.Unref(s.Value())
			return Value{}, err
		}
	}
	return s.Value(), nil
}

// SetAdd adds x, lent, to a set.
func (t *Thread) SetAdd(set, x Value) error { return as[Set](set).Add(t, x) }

// SetUpdate adds the items of an iterable to a set.
func (t *Thread) SetUpdate(set, src Value) error { return as[Set](set).update(t, src) }

// NewFrozenSet returns the frozenset that is a constant of a program; the references
// to items are given. CPython's compiler makes it and then makes it again from its own
// order of iteration, which shows in the order of the second.
func (t *Thread) NewFrozenSet(items []Value) Value {
	var s *Set
	for range 2 {
		old := s
		s = t.newSet(FrozenSetType)
		for _, x := range items {
			if err := s.Add(t, x); err != nil {
				t.Discard(err) // a constant has a hash
			}
			t.Unref(x)
		}
		if old != nil {
			t.Unref(old.Value())
			break
		}
		items = s.items()
	}
	return s.Value()
}

// Value returns s as a value, lent.
func (s *Set) Value() Value { return Obj(&s.Header) }

// Len returns the number of items.
func (s *Set) Len() int { return s.used }

// AsSet returns v as a set or frozenset, subclasses included.
func AsSet(v Value) (*Set, bool) {
	if !isAnySet(v) {
		return nil, false
	}
	return as[Set](v), true
}

// setJump is the position after i in the probe sequence that jumps.
func setJump(i, perturb, mask uint64) (uint64, uint64) {
	perturb >>= perturbShift
	return (i*5 + 1 + perturb) & mask, perturb
}

// find returns the entry of key, nil if there is none, and where to put it then: in the
// last dummy on the way, or else the empty entry where the search ended. Comparisons
// may change the table; then it starts again.
func (s *Set) find(t *Thread, key Value, hash int64) (found, free *setEntry, err error) {
restart:
	free = nil
	mask := uint64(len(s.table) - 1)
	perturb := uint64(hash)
	for i := uint64(hash) & mask; ; i, perturb = setJump(i, perturb, mask) {
		last := i
		if i+linearProbes <= mask {
			last = i + linearProbes
		}
		for j := i; j <= last; j++ {
			e := &s.table[j]
			k := e.key
			if k.O == nil {
				if free == nil {
					free = e
				}
				return nil, free, nil
			}
			if e.hash != hash {
				if k.O == &setDummy {
					free = e
				}
				continue
			}
			if k == key {
				return e, nil, nil
			}
			if k.O.Typ == StrType && key.O.Typ == StrType {
				if as[Str](k).S == as[Str](key).S {
					return e, nil, nil
				}
				continue
			}
			table := &s.table[0]
			k.Ref()
			same, err := t.Equal(k, key)
			t.Unref(k)
			if err != nil {
				return nil, nil, err
			}
			if table != &s.table[0] || e.key != k {
				goto restart
			}
			if same {
				return e, nil, nil
			}
		}
	}
}

// place stores an item that is not in a table without dummies.
func setPlace(table []setEntry, key Value, hash int64) {
	mask := uint64(len(table) - 1)
	perturb := uint64(hash)
	for i := uint64(hash) & mask; ; i, perturb = setJump(i, perturb, mask) {
		last := i
		if i+linearProbes <= mask {
			last = i + linearProbes
		}
		for j := i; j <= last; j++ {
			if table[j].key.O == nil {
				table[j] = setEntry{key, hash}
				return
			}
		}
	}
}

// first is the entry where the search for a hash begins; mostly it ends there too.
func (s *Set) first(hash int64) *setEntry { return &s.table[hash&int64(len(s.table)-1)] }

// add adds key, lent, unless it is there.
func (s *Set) add(t *Thread, key Value, hash int64) error {
	free := s.first(hash)
	if free.key.O != nil {
		if free.hash == hash && free.key == key {
			return nil
		}
		var e *setEntry
		var err error
		if e, free, err = s.find(t, key, hash); err != nil || e != nil {
			return err
		}
	}
	dummy := free.key.O != nil
	*free = setEntry{key.Ref(), hash}
	s.used++
	if dummy {
		return nil
	}
	s.fill++
	if s.fill*5 < (len(s.table)-1)*3 {
		return nil
	}
	return s.grow(t)
}

func (s *Set) grow(t *Thread) error {
	if s.used > bigSet {
		return s.resize(t, s.used*2)
	}
	return s.resize(t, s.used*4)
}

// Add adds key, lent.
func (s *Set) Add(t *Thread, key Value) error {
	h, err := t.HashKey(key)
	if err != nil {
		return err
	}
	return s.add(t, key, h)
}

// resize moves the items to a table for more than n, without dummies.
func (s *Set) resize(t *Thread, n int) error {
	size := setMinSize
	for size <= n {
		size <<= 1
	}
	if len(s.table) == setMinSize {
		return s.resizeSmall(t, size)
	}
	old := s.table
	if err := s.newTable(t, size); err != nil {
		return err
	}
	s.placeAll(old)
	t.In.setTables.outgrow(old)
	return nil
}

// resizeSmall is resize for a table within the set.
func (s *Set) resizeSmall(t *Thread, size int) error {
	if size == setMinSize && s.fill == s.used {
		return nil
	}
	old := s.small
	if err := s.newTable(t, size); err != nil {
		return err
	}
	s.placeAll(old[:])
	return nil
}

// placeAll fills the table, which is empty, with the items of another.
func (s *Set) placeAll(old []setEntry) {
	for i := range old {
		if e := &old[i]; e.live() {
			setPlace(s.table, e.key, e.hash)
		}
	}
	s.fill = s.used
}

// newTable gives the set an empty table; the old one is the caller's.
func (s *Set) newTable(t *Thread, size int) error {
	if size == setMinSize {
		s.forgetTable(t)
		s.small = [setMinSize]setEntry{}
		s.table = s.small[:]
		return nil
	}
	n := int64(size) * setEntrySize
	if n > 1<<16 {
		if err := t.Grow(int(n)); err != nil {
			return err
		}
	}
	s.forgetTable(t)
	t.In.Bytes += n
	s.table = t.In.setTables.take(size)
	return nil
}

// forgetTable stops counting the bytes of the table.
func (s *Set) forgetTable(t *Thread) {
	if len(s.table) > setMinSize {
		t.In.Bytes -= int64(len(s.table)) * setEntrySize
	}
}

// discard removes key and reports whether it was there.
func (s *Set) discard(t *Thread, key Value, hash int64) (bool, error) {
	e := s.first(hash)
	if e.key.O == nil {
		return false, nil
	}
	if e.hash != hash || e.key != key {
		var err error
		if e, _, err = s.find(t, key, hash); err != nil || e == nil {
			return false, err
		}
	}
	old := e.key
	*e = setEntry{Value{O: &setDummy}, -1}
	s.used--
	t.Unref(old)
	return true, nil
}

// Has reports whether key is in the set.
func (s *Set) Has(t *Thread, key Value) (bool, error) {
	h, err := t.HashKey(key)
	if err != nil {
		return false, err
	}
	return s.has(t, key, h)
}

func (s *Set) has(t *Thread, key Value, hash int64) (bool, error) {
	if e := s.first(hash); e.key.O == nil {
		return false, nil
	} else if e.hash == hash && e.key == key {
		return true, nil
	}
	e, _, err := s.find(t, key, hash)
	return e != nil, err
}

// Next lends the item at or after *pos and moves *pos behind it; absent at the end.
func (s *Set) Next(pos *int) (key Value, hash int64) {
	for *pos < len(s.table) {
		e := &s.table[*pos]
		*pos++
		if e.live() {
			return e.key, e.hash
		}
	}
	return Value{}, 0
}

// clear empties the set and drops its items in table order.
func (s *Set) clear(t *Thread) {
	if s.fill == 0 && len(s.table) <= setMinSize {
		return
	}
	if len(s.table) == setMinSize {
		s.clearSmall(t)
		return
	}
	old := s.table
	_ = s.newTable(t, setMinSize)
	s.fill, s.used = 0, 0
	t.dropKeys(old)
	t.In.setTables.put(old)
}

// dropKeys drops the items of a table that no set has.
func (t *Thread) dropKeys(table []setEntry) {
	for i := range table {
		if k := table[i].key; k.O != nil && k.O.RC >= 0 {
			t.Unref(k)
		}
	}
}

// clearSmall is clear for a table within the set.
func (s *Set) clearSmall(t *Thread) {
	old := s.small
	s.small = [setMinSize]setEntry{}
	s.fill, s.used = 0, 0
	t.dropKeys(old[:])
}

func setTraverse(o *Header, visit func(Value)) {
	s := (*Set)(unsafe.Pointer(o))
	for i := range s.table {
		if e := &s.table[i]; e.live() {
			visit(e.key)
		}
	}
}

func setClear(t *Thread, o *Header) { (*Set)(unsafe.Pointer(o)).clear(t) }

// merge adds the items of another set.
func (s *Set) merge(t *Thread, other *Set) error {
	if other == s || other.used == 0 {
		return nil
	}
	if (s.fill+other.used)*5 >= (len(s.table)-1)*3 {
		if err := s.resize(t, (s.used+other.used)*2); err != nil {
			return err
		}
	}
	if s.fill == 0 {
		if len(s.table) == len(other.table) && other.fill == other.used {
			copy(s.table, other.table)
			for i := range s.table {
				s.table[i].key.XRef()
			}
		} else {
			for i := range other.table {
				if e := &other.table[i]; e.live() {
					setPlace(s.table, e.key.Ref(), e.hash)
				}
			}
		}
		s.fill, s.used = other.used, other.used
		return nil
	}
	return other.each(t, func(key Value, hash int64) error { return s.add(t, key, hash) })
}

// update adds the items of an iterable.
func (s *Set) update(t *Thread, src Value) error {
	if isAnySet(src) {
		return s.merge(t, as[Set](src))
	}
	if src.O.Typ == ListType {
		l := as[List](src)
		for i := 0; i < len(l.Items); i++ {
			x := l.Items[i].Ref()
			err := s.Add(t, x)
			t.Unref(x)
			if err != nil {
				return err
			}
		}
		return nil
	}
	if src.O.Typ != DictType {
		return t.Iterate(src, func(x Value) error { return s.Add(t, x) })
	}
	d := as[Dict](src)
	if (s.fill+d.used)*5 >= (len(s.table)-1)*3 {
		if err := s.resize(t, (s.used+d.used)*2); err != nil {
			return err
		}
	}
	for i := 0; i < len(d.entries); i++ {
		if e := d.entries[i]; e.key.O != nil {
			if err := s.addHeld(t, e.key, e.hash); err != nil {
				return err
			}
		}
	}
	return nil
}

// addHeld is add for a key that its container may lose meanwhile.
func (s *Set) addHeld(t *Thread, key Value, hash int64) error {
	key.Ref()
	err := s.add(t, key, hash)
	t.Unref(key)
	return err
}

// Update adds the items of an iterable.
func (s *Set) Update(t *Thread, src Value) error { return s.update(t, src) }
