package object

import "unsafe"

// A Dict is a dict: entries in order of insertion, and an open-addressing index over
// them that small dicts do without. A deleted entry stays as a hole until the table
// is rebuilt.
type Dict struct {
	Header
	entries []dictEntry
	index   []int32 // entry number + 1; 0 empty, -1 deleted; len a power of two; nil while small
	used    int     // live entries
	// Ver, when not 0, changes whenever a key is added or removed; the evaluator
	// caches entry numbers of globals under it.
	Ver    uint32
	shared bool   // an instance's __dict__
	part   bool   // the collector walks it with its owner, see Part
	moves  uint16 // changes when entries have moved: a search that ran code of a script starts again
	// changes counts insertions and deletions; iterators compare it.
	changes uint32
}

type dictEntry struct {
	hash     int64
	key, val Value // key absent: a hole
}

// smallDict is the number of entries up to which a linear scan beats an index.
const smallDict = 8

// NewDict returns an empty dict, owned by the caller. Like CPython's it is tracked by
// the collector only once it holds a container.
func (t *Thread) NewDict() *Dict {
	d := t.In.dicts.get()
	d.Typ, d.RC = DictType, 1
	t.account(&d.Header, int64(unsafe.Sizeof(*d))+int64(cap(d.entries))*int64(unsafe.Sizeof(dictEntry{})))
	return d
}

// mayTrack tracks d once it holds something that could be part of a cycle.
func (d *Dict) mayTrack(t *Thread, v Value) {
	if d.gcPos == 0 && !d.part && trackable(v) {
		t.In.Collector.track(t, &d.Header)
	}
}

// AsDict returns v as a dict, subclasses included.
func AsDict(v Value) (*Dict, bool) {
	if v.O.Typ.Flags&FlagDict == 0 {
		return nil, false
	}
	return as[Dict](v), true
}

// Value returns d as a value, lent.
func (d *Dict) Value() Value { return Obj(&d.Header) }

// Len returns the number of keys.
func (d *Dict) Len() int { return d.used }

// Watch makes d keep Ver from now on and returns it.
func (d *Dict) Watch(t *Thread) uint32 {
	if d.gcPos == 0 {
		t.In.Collector.track(t, &d.Header) // caches store values without telling
	}
	if d.Ver == 0 {
		d.touch(t, true)
	}
	return d.Ver
}

func (d *Dict) touch(t *Thread, watch bool) {
	d.changes++
	if d.Ver != 0 || watch {
		t.In.dictVersion++
		d.Ver = t.In.dictVersion
	}
}

// EntryValue returns where entry i keeps its value; the evaluator's caches use it
// while Ver is unchanged.
func (d *Dict) EntryValue(i int) *Value { return &d.entries[i].val }

// StrEntry returns the entry number of a str key, or -1.
func (d *Dict) StrEntry(t *Thread, key *Str) int { return d.findStr(key, t.StrHash(key)) }

func hashInt(x int64) int64 {
	const mod = 1<<61 - 1
	if x > -mod && x < mod {
		if x == -1 {
			return -2
		}
		return x
	}
	return hashIntSlow(x)
}

func hashIntSlow(x int64) int64 {
	const mod = 1<<61 - 1
	u := uint64(x)
	if x < 0 {
		u = -u
	}
	u %= mod
	h := int64(u)
	if x < 0 {
		h = -h
	}
	if h == -1 {
		return -2
	}
	return h
}

// HashKey is t.Hash with fast paths for exact ints and strs.
func (t *Thread) HashKey(key Value) (int64, error) {
	if key.O == &IntTag {
		return hashInt(key.Int()), nil
	}
	if key.O.Typ == StrType {
		return t.StrHash(as[Str](key)), nil
	}
	return t.Hash(key)
}

func (d *Dict) findStr(key *Str, hash int64) int {
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.key.O == &key.Header {
				return i
			}
			if e.hash == hash && e.key.O != nil && e.key.O.Typ == StrType && as[Str](e.key).sameText(key) {
				return i
			}
		}
		return -1
	}
	mask := uint64(len(d.index) - 1)
	perturb := uint64(hash)
	for p := uint64(hash) & mask; ; {
		i := d.index[p]
		if i == 0 {
			return -1
		}
		if i > 0 {
			e := &d.entries[i-1]
			if e.key.O == &key.Header || e.hash == hash && e.key.O.Typ == StrType && as[Str](e.key).sameText(key) {
				return int(i - 1)
			}
		}
		perturb >>= 5
		p = (p*5 + perturb + 1) & mask
	}
}

// find returns the entry number of key, or -1.
func (d *Dict) find(t *Thread, key Value, hash int64) (int, error) {
	if key.O.Typ == StrType && d.StrKeys() {
		return d.findStr(as[Str](key), hash), nil
	}
restart:
	if d.index == nil {
		for i := range d.entries {
			same, moved, err := d.same(t, i, key, hash)
			if err != nil {
				return -1, err
			}
			if moved {
				goto restart
			}
			if same {
				return i, nil
			}
		}
		return -1, nil
	}
	mask := uint64(len(d.index) - 1)
	perturb := uint64(hash)
	for p := uint64(hash) & mask; ; {
		i := d.index[p]
		if i == 0 {
			return -1, nil
		}
		if i > 0 {
			same, moved, err := d.same(t, int(i-1), key, hash)
			if err != nil {
				return -1, err
			}
			if moved {
				goto restart
			}
			if same {
				return int(i - 1), nil
			}
		}
		perturb >>= 5
		p = (p*5 + perturb + 1) & mask
	}
}

// StrKeys reports whether comparing an exact str with d's keys runs no Python code;
// a first key that is an exact str makes that likely, findStr tells strs from others.
func (d *Dict) StrKeys() bool { return d.SID == 0 }

// noStrKeys in SID marks a dict that may hold keys whose __eq__ a str must be compared
// through (instances of user classes, str subclasses).
const oddKeys = 1

func simpleKey(v Value) bool {
	typ := v.O.Typ
	return typ == StrType || typ == IntType || typ == FloatType || typ == TupleType || typ == NoneType || typ == BytesType || typ == BoolType || typ == TypeType
}

// same compares entry i's key with key; moved: the comparison has moved the entries.
func (d *Dict) same(t *Thread, i int, key Value, hash int64) (same, moved bool, err error) {
	e := &d.entries[i]
	k := e.key
	if k == key {
		return true, false, nil
	}
	if k.O == nil || e.hash != hash {
		return false, false, nil
	}
	if k.O.Typ == key.O.Typ {
		if k.O.Typ == StrType {
			return as[Str](k).S == as[Str](key).S, false, nil
		}
		if k.O == &IntTag && key.O == &IntTag {
			return false, false, nil // both unboxed and not identical
		}
	}
	moves := d.moves
	k.Ref()
	same, err = t.CompareBool(k, key, CmpEQ)
	moved = d.moves != moves || i >= len(d.entries) || d.entries[i].key != k
	t.Unref(k)
	if err != nil {
		return false, false, err
	}
	return same, moved, nil
}

// Get lends the value of key, absent if there is none.
func (d *Dict) Get(t *Thread, key Value) (Value, error) {
	h, err := t.HashKey(key)
	if err != nil {
		return Value{}, err
	}
	if d.used == 0 {
		return Value{}, nil
	}
	i, err := d.find(t, key, h)
	if i < 0 {
		return Value{}, err
	}
	return d.entries[i].val, nil
}

// GetStr lends the value of a str key, absent if there is none.
func (d *Dict) GetStr(t *Thread, key *Str) Value {
	if d.used == 0 {
		return Value{}
	}
	if i := d.findStr(key, t.StrHash(key)); i >= 0 {
		return d.entries[i].val
	}
	return Value{}
}

// GetS is GetStr for a Go string.
func (d *Dict) GetS(t *Thread, key string) Value { return d.GetStr(t, t.In.Intern(key)) }

// Set stores val under key; both are lent.
func (d *Dict) Set(t *Thread, key, val Value) error {
	h, err := t.HashKey(key)
	if err != nil {
		return err
	}
	return d.SetHash(t, key, h, val)
}

// SetHash is Set with the key's hash at hand.
func (d *Dict) SetHash(t *Thread, key Value, hash int64, val Value) error {
	i, err := d.find(t, key, hash)
	if err != nil {
		return err
	}
	if i >= 0 {
		e := &d.entries[i]
		old := e.val
		e.val = val.Ref()
		d.mayTrack(t, val)
		t.Unref(old)
		return nil
	}
	if err := d.mayGrow(t); err != nil {
		return err
	}
	d.insert(t, key.Ref(), hash, val.Ref())
	return nil
}

// askedEntries is the number of entries from which a dict asks for memory to grow into.
const askedEntries = 1 << 12

// mayGrow asks for the memory that one more entry takes.
func (d *Dict) mayGrow(t *Thread) error {
	n := len(d.entries)
	if n < askedEntries || n < cap(d.entries) {
		return nil
	}
	return t.Grow((roomFor(d.used*3|8) - n) * int(unsafe.Sizeof(dictEntry{})))
}

// SetStr is Set with a str key; it cannot fail.
func (d *Dict) SetStr(t *Thread, key *Str, val Value) {
	h := t.StrHash(key)
	if i := d.findStr(key, h); i >= 0 {
		e := &d.entries[i]
		old := e.val
		e.val = val.Ref()
		d.mayTrack(t, val)
		t.Unref(old)
		return
	}
	d.insert(t, Obj(&key.Header).Ref(), h, val.Ref())
}

// SetS is SetStr for a Go string.
func (d *Dict) SetS(t *Thread, key string, val Value) { d.SetStr(t, t.In.Intern(key), val) }

// GiveS is SetS taking the reference to val.
func (d *Dict) GiveS(t *Thread, key string, val Value) {
	d.SetS(t, key, val)
	t.Unref(val)
}

// GiveStr is SetStr taking the reference to val.
func (d *Dict) GiveStr(t *Thread, key *Str, val Value) {
	h := t.StrHash(key)
	if d.used > 0 && d.findStr(key, h) >= 0 {
		d.SetStr(t, key, val)
		t.Unref(val)
		return
	}
	d.insert(t, Obj(&key.Header).Ref(), h, val)
}

// insert adds an entry that is not there; the references are given.
func (d *Dict) insert(t *Thread, key Value, hash int64, val Value) {
	d.touch(t, false)
	if !simpleKey(key) {
		d.SID = oddKeys
	}
	if key.O.Typ != StrType {
		d.mayTrack(t, key)
	}
	d.mayTrack(t, val)
	if len(d.entries) == cap(d.entries) || d.index != nil && (len(d.entries)+1)*3 > len(d.index)*2 {
		d.grow(t)
	}
	d.entries = append(d.entries, dictEntry{hash, key, val})
	d.used++
	if d.index != nil {
		d.place(hash, int32(len(d.entries)))
	} else if len(d.entries) > smallDict {
		d.reindex(t)
	}
}

func (d *Dict) place(hash int64, n int32) {
	mask := uint64(len(d.index) - 1)
	perturb := uint64(hash)
	p := uint64(hash) & mask
	for d.index[p] > 0 {
		perturb >>= 5
		p = (p*5 + perturb + 1) & mask
	}
	d.index[p] = n
}

// roomFor is how many entries CPython's table has room for that it makes for at least
// size slots. The same room here makes tables grow, and lose their holes, at the same
// insertions as there, which scripts see while they iterate and in sys.getsizeof. Where
// CPython resizes a table it ors size with 8, which shows in powers of two and below 8.
func roomFor(size int) int {
	n := 8
	for n < size {
		n *= 2
	}
	return n * 2 / 3
}

// Expect makes room in an empty dict for the n pairs of a display.
func (d *Dict) Expect(t *Thread, n int) {
	if n > keptEntries {
		d.resize(t, roomFor((3*n+1)/2))
	}
}

// expectMore makes the room that CPython makes before it stores the n keys of a dict or
// set.
func (d *Dict) expectMore(t *Thread, n int) error {
	size := ((d.used+n)*3 + 1) / 2
	n = roomFor(size | 8)
	if err := t.Grow(n * int(unsafe.Sizeof(dictEntry{}))); err != nil {
		return err
	}
	if n > keptEntries {
		d.resize(t, n)
	}
	return nil
}

// grow makes room for one more entry and drops the holes.
func (d *Dict) grow(t *Thread) { d.resize(t, roomFor(d.used*3|8)) }

// resize moves the entries, without the holes, to memory for exactly n.
func (d *Dict) resize(t *Thread, n int) {
	if len(d.entries) > d.used {
		d.touch(t, false)
	}
	d.moves++
	old, es := d.entries, d.entries[:0]
	if n != cap(old) {
		t.In.Bytes += int64(n-cap(old)) * int64(unsafe.Sizeof(dictEntry{}))
		es = t.In.takeEntries(n)
	}
	if d.used == len(old) {
		es = append(es, old...)
	} else {
		for i := range old {
			if old[i].key.O != nil {
				es = append(es, old[i])
			}
		}
	}
	d.entries = es
	if n == cap(old) {
		clear(old[len(es):])
	} else {
		t.In.outgrowEntries(old)
	}
	if n > smallDict {
		d.reindex(t)
	} else {
		d.dropIndex(t)
	}
}

// takeEntries returns memory for n entries, 2/3 of a power of two, and recycleEntries
// takes it back: it belongs to a block that is as long as the power of two.
func (in *Interp) takeEntries(n int) []dictEntry {
	if n < minBlock {
		return make([]dictEntry, 0, n)
	}
	return in.dictTables.take(blockSize(n))[:0:n]
}

func (in *Interp) recycleEntries(es []dictEntry) {
	if n := cap(es); n >= minBlock {
		in.dictTables.put(unsafe.Slice(unsafe.SliceData(es), blockSize(n)))
	}
}

func (in *Interp) outgrowEntries(es []dictEntry) {
	if n := cap(es); n >= minBlock {
		in.dictTables.outgrow(unsafe.Slice(unsafe.SliceData(es), blockSize(n)))
	}
}

func (d *Dict) dropIndex(t *Thread) {
	t.In.dictIndexes.outgrow(d.index)
	d.index = nil
}

// reindex rebuilds the index for cap(entries) entries.
func (d *Dict) reindex(t *Thread) {
	size := 16
	for size*2 < (cap(d.entries)+1)*3 {
		size *= 2
	}
	if len(d.index) == size {
		clear(d.index)
	} else {
		d.dropIndex(t)
		d.index = t.In.dictIndexes.take(size)
	}
	d.placeAll()
}

// placeAll enters every key in the index, which is empty.
func (d *Dict) placeAll() {
	for i := range d.entries {
		if d.entries[i].key.O != nil {
			d.place(d.entries[i].hash, int32(i+1))
		}
	}
}

// take removes entry i and gives its key and value.
func (d *Dict) take(t *Thread, i int) (key, val Value) {
	e := &d.entries[i]
	key, val = e.key, e.val
	if d.index != nil {
		mask := uint64(len(d.index) - 1)
		perturb := uint64(e.hash)
		p := uint64(e.hash) & mask
		for d.index[p] != int32(i+1) {
			perturb >>= 5
			p = (p*5 + perturb + 1) & mask
		}
		d.index[p] = -1
	}
	e.key, e.val = Value{}, Value{}
	d.used--
	d.shared = false
	d.touch(t, false)
	return key, val
}

// Del removes key and reports whether it was there.
func (d *Dict) Del(t *Thread, key Value) (bool, error) {
	v, err := d.Pop(t, key)
	if err != nil || v.O == nil {
		return false, err
	}
	t.Unref(v)
	return true, nil
}

// Pop removes key and gives its value, absent if it was not there.
func (d *Dict) Pop(t *Thread, key Value) (Value, error) {
	h, err := t.HashKey(key)
	if err != nil {
		return Value{}, err
	}
	return d.PopHash(t, key, h)
}

// PopHash is Pop with the key's hash at hand.
func (d *Dict) PopHash(t *Thread, key Value, hash int64) (Value, error) {
	i, err := d.find(t, key, hash)
	if i < 0 {
		return Value{}, err
	}
	k, v := d.take(t, i)
	t.Unref(k)
	return v, nil
}

// DelStr removes a str key and reports whether it was there.
func (d *Dict) DelStr(t *Thread, key *Str) bool {
	i := d.findStr(key, t.StrHash(key))
	if i < 0 {
		return false
	}
	k, v := d.take(t, i)
	t.Unref(v)
	t.Unref(k)
	return true
}

// Next lends the entry at or after *pos and moves *pos behind it; ok is false at the
// end. It is safe, if not complete, while the dict changes.
func (d *Dict) Next(pos *int) (key, val Value, ok bool) {
	for *pos < len(d.entries) {
		e := &d.entries[*pos]
		*pos++
		if e.key.O != nil {
			return e.key, e.val, true
		}
	}
	return Value{}, Value{}, false
}

// ClearAll drops every entry, in order, after emptying the dict.
func (d *Dict) ClearAll(t *Thread) {
	es := d.entries
	if d.used == 0 && len(es) == 0 {
		return
	}
	t.In.Bytes -= int64(cap(es)) * int64(unsafe.Sizeof(dictEntry{}))
	d.dropIndex(t)
	d.entries, d.used, d.SID, d.shared = nil, 0, 0, false
	d.moves++
	d.touch(t, false)
	for i := range es {
		if e := &es[i]; e.key.O != nil {
			k, v := e.key, e.val
			if k.O.RC >= 0 {
				t.Unref(k)
			}
			if v.O != nil && v.O.RC >= 0 {
				t.Unref(v)
			}
		}
	}
	t.In.recycleEntries(es)
}

// CopyInto stores every entry of d in dst.
func (d *Dict) CopyInto(t *Thread, dst *Dict) error {
	pos := 0
	for {
		k, v, ok := d.Next(&pos)
		if !ok {
			return nil
		}
		k.Ref()
		v.Ref()
		err := dst.Set(t, k, v)
		t.Unref(v)
		t.Unref(k)
		if err != nil {
			return err
		}
	}
}

func dictTraverse(o *Header, visit func(Value)) {
	d := (*Dict)(unsafe.Pointer(o))
	for i := range d.entries {
		if e := &d.entries[i]; e.key.O != nil {
			if e.val.O != nil {
				visit(e.val)
			}
			if e.key.O.Typ != StrType {
				visit(e.key)
			}
		}
	}
}

// dictClear empties a dict. One that dies keeps the memory of a few entries for its
// next life.
func dictClear(t *Thread, o *Header) {
	d := (*Dict)(unsafe.Pointer(o))
	if o.RC != 0 || d.index != nil || cap(d.entries) > keptEntries || o.Typ != DictType {
		d.ClearAll(t)
		return
	}
	for i := range d.entries {
		if e := d.entries[i]; e.key.O != nil {
			d.entries[i] = dictEntry{}
			t.Unref(e.key)
			t.XUnref(e.val)
		}
	}
}

// keptEntries is how many entries' memory a free dict may keep.
const keptEntries = 5

// dictFree takes back an exact dict.
func dictFree(t *Thread, o *Header) {
	if o.Typ == DictType {
		d := (*Dict)(unsafe.Pointer(o))
		t.In.Bytes -= int64(cap(d.entries)) * int64(unsafe.Sizeof(dictEntry{}))
		*d = Dict{entries: d.entries[:0]}
		t.In.dicts.put(d)
	}
}
