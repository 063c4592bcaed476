package object

import (
	"strings"
	"unsafe"
)

// An OrderedDict is a dict whose order can be changed. The dict's entries are in order
// already: moving a key takes its entry out and puts it in at the end, or in a hole
// before the first.
type OrderedDict struct {
	Dict
	inst *Dict // __dict__
	weak *WeakRef
	// first is where to look for the first entry, as long as changes is seen.
	first int
	seen  uint32
	// state counts changes of keys and order; cleared is its value after clear(), which
	// iterators take for a change of size.
	state, cleared uint32
}

// OrderedDictType is collections.OrderedDict.
var OrderedDictType = &Type{}

func orderedDictInit() {
	s := Slots{New: orderedNew, Init: orderedInitialize, Traverse: orderedTraverse, Clear: orderedClearSlot,
		Repr: orderedRepr, Hash: unhashable, Compare: orderedCompare, Iter: orderedIter, SetItem: orderedSetItem}
	s.Binary[OpOr] = orderedOr
	s.Inplace[OpOr] = orderedIOr
	OrderedDictType.Define(TypeSpec{Name: "collections.OrderedDict", Base: DictType, Basic: 112, Dict: 96, Weak: 104,
		Doc:    "Dictionary that remembers insertion order",
		Flags:  FlagGC | FlagBase | FlagMapping,
		Layout: LayoutOf[OrderedDict]().DictAt(unsafe.Offsetof(OrderedDict{}.inst)).WeakAt(unsafe.Offsetof(OrderedDict{}.weak)),
		Slots:  s,
		Build: func() []Decl {
			return []Decl{
				ClassMethod("fromkeys(iterable, value=None)", "Create a new ordered dictionary with keys from iterable and values set to value.", dictFromKeys),
				Method("setdefault(key, default=None)", "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.", orderedSetDefault),
				Method("pop(key, default=<unrepresentable>)", "Remove the key and return its value, or the default if it is not there.", orderedPop),
				Method("popitem(last=True)", "Remove and return a (key, value) pair: the last one, or the first if last is false.", orderedPopItem),
				Method("keys()", "od.keys() -> a set-like object providing a view on od's keys", func(t *Thread, v Value, _ []Value) (Value, error) { return t.newDictView(v, OrderedKeysType) }),
				Method("values()", "od.values() -> an object providing a view on od's values", func(t *Thread, v Value, _ []Value) (Value, error) { return t.newDictView(v, OrderedValuesType) }),
				Method("items()", "od.items() -> a set-like object providing a view on od's items", func(t *Thread, v Value, _ []Value) (Value, error) { return t.newDictView(v, OrderedItemsType) }),
				RawMethod("update(*args, **kwargs)", "od.update([E, ]**F) -> None.  Update od from mapping or iterable of pairs E, then\nfrom the keyword arguments F.", orderedUpdate),
				Method("clear()", "od.clear() -> None.  Remove all items from od.", orderedClear),
				Method("copy()", "od.copy() -> a shallow copy of od", orderedCopy),
				Method("__reversed__()", "od.__reversed__() <==> reversed(od)", func(t *Thread, v Value, _ []Value) (Value, error) {
					return t.newOrderedIter(v, OrderedKeysType, true), nil
				}),
				Method("__sizeof__()", "", orderedSizeof),
				Method("__reduce__()", "Return state information for pickling", orderedReduce),
				Method("move_to_end(key, last=True)", "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.", orderedMove),
				DictGetter(),
			}
		}})
	orderedViewInit()
}

func orderedNew(t *Thread, typ *Type, _ Args) (Value, error) {
	return Obj(&New[OrderedDict](t, typ).Header), nil
}

func orderedTraverse(o *Header, visit func(Value)) {
	if d := (*OrderedDict)(unsafe.Pointer(o)).inst; d != nil {
		visit(d.Value())
	}
	dictTraverse(o, visit)
}

func orderedClearSlot(t *Thread, o *Header) {
	d := (*OrderedDict)(unsafe.Pointer(o))
	if x := d.inst; x != nil {
		d.inst = nil
		t.Unref(x.Value())
	}
	d.state++
	d.ClearAll(t)
}

// changed notes a change that keeps first right.
func (d *OrderedDict) changed() {
	d.state++
	d.seen = d.changes
}

// firstEntry returns the number of the first entry; there must be one.
func (d *OrderedDict) firstEntry() int {
	if d.seen != d.changes {
		d.first, d.seen = 0, d.changes
	}
	for d.entries[d.first].key.O == nil {
		d.first++
	}
	return d.first
}

func (d *OrderedDict) lastEntry() int {
	i := len(d.entries) - 1
	for d.entries[i].key.O == nil {
		i--
	}
	return i
}

// remove takes entry i out.
func (d *OrderedDict) remove(t *Thread, i int) (key, val Value) {
	known := d.seen == d.changes
	key, val = d.take(t, i)
	d.state++
	if known {
		d.seen = d.changes
	}
	if i == len(d.entries)-1 {
		for i > 0 && d.entries[i-1].key.O == nil {
			i--
		}
		d.entries = d.entries[:i]
		d.first = min(d.first, i)
	}
	return key, val
}

// store sets key to x.
func (d *OrderedDict) store(t *Thread, key, x Value) error {
	h, err := t.HashKey(key)
	if err != nil {
		return err
	}
	used, length, known := d.used, len(d.entries), d.seen == d.changes
	if err := d.SetHash(t, key, h, x); err != nil {
		return err
	}
	if d.used != used {
		d.state++
		if known && len(d.entries) > length {
			d.seen = d.changes
		}
	}
	return nil
}

func orderedSetItem(t *Thread, v, key, x Value) error {
	d := as[OrderedDict](v)
	if x.O != nil {
		return d.store(t, key, x)
	}
	i, err := d.lookup(t, key)
	if err == nil && i < 0 {
		err = t.KeyErr(key)
	}
	if err != nil {
		return err
	}
	k, old := d.remove(t, i)
	t.Unref(k)
	t.Unref(old)
	return nil
}

// lookup returns the entry number of key, or -1.
func (d *OrderedDict) lookup(t *Thread, key Value) (int, error) {
	h, err := t.HashKey(key)
	if err != nil {
		return -1, err
	}
	return d.find(t, key, h)
}

// orderedFill updates v from at most one positional argument and the keywords, by
// setting items as a script would.
func orderedFill(t *Thread, v Value, a Args, tooMany string) error {
	if len(a.Pos) > 1 {
		return t.TypeErr(tooMany, len(a.Pos))
	}
	if len(a.Pos) == 1 {
		if err := orderedFillFrom(t, v, a.Pos[0]); err != nil {
			return err
		}
	}
	for i, k := range a.KwNames() {
		if err := t.SetItem(v, k, a.Kw()[i]); err != nil {
			return err
		}
	}
	return nil
}

func orderedFillFrom(t *Thread, v, src Value) error {
	if src.O.Typ == DictType {
		l, err := t.mappingList(src, "items")
		if err != nil {
			return err
		}
		defer t.Unref(l)
		return orderedFillPairs(t, v, l)
	}
	keys, err := t.LookupAttr(src, "keys")
	if err != nil {
		return err
	}
	if keys.O != nil {
		ks, err := t.Call(keys)
		t.Unref(keys)
		if err != nil {
			return err
		}
		defer t.Unref(ks)
		return t.Iterate(ks, func(k Value) error {
			x, err := t.GetItem(src, k)
			if err != nil {
				return err
			}
			err = t.SetItem(v, k, x)
			t.Unref(x)
			return err
		})
	}
	items, err := t.LookupAttr(src, "items")
	if err != nil {
		return err
	}
	if items.O == nil {
		return orderedFillPairs(t, v, src)
	}
	all, err := t.Call(items)
	t.Unref(items)
	if err != nil {
		return err
	}
	defer t.Unref(all)
	return orderedFillPairs(t, v, all)
}

func orderedFillPairs(t *Thread, v, pairs Value) error {
	return t.Iterate(pairs, func(p Value) error {
		it, err := t.Iter(p)
		if err != nil {
			return err
		}
		defer t.Unref(it)
		var got [3]Value
		n := 0
		for ; n < 3; n++ {
			if got[n], err = t.Next(it); err != nil || got[n].O == nil {
				break
			}
		}
		defer t.UnrefAll(got[:n])
		switch {
		case err != nil:
			return err
		case n == 0:
			return t.ValueErr("need more than 0 values to unpack")
		case n == 1:
			return t.ValueErr("need more than 1 value to unpack")
		case n == 3:
			return t.ValueErr("too many values to unpack (expected 2)")
		}
		return t.SetItem(v, got[0], got[1])
	})
}

func orderedInitialize(t *Thread, v Value, a Args) error {
	return orderedFill(t, v, a, "expected at most 1 arguments, got %d")
}

func orderedUpdate(t *Thread, v Value, a Args) (Value, error) {
	return None, orderedFill(t, v, a, "update() takes at most 1 positional argument (%d given)")
}

func orderedSetDefault(t *Thread, v Value, args []Value) (Value, error) {
	x := args[1]
	if x.O == nil {
		x = None
	}
	if v.O.Typ == OrderedDictType {
		d := as[OrderedDict](v)
		have, err := d.Get(t, args[0])
		if err != nil || have.O != nil {
			return have.XRef(), err
		}
		return x.Ref(), d.store(t, args[0], x)
	}
	have, err := t.Contains(v, args[0])
	if err != nil {
		return Value{}, err
	}
	if have {
		return t.GetItem(v, args[0])
	}
	if err := t.SetItem(v, args[0], x); err != nil {
		return Value{}, err
	}
	return x.Ref(), nil
}

// popKey removes key and gives its value, absent if it is not there. Subclasses see
// the calls that a script would make.
func orderedPopKey(t *Thread, v, key Value) (Value, error) {
	if v.O.Typ == OrderedDictType {
		d := as[OrderedDict](v)
		i, err := d.lookup(t, key)
		if i < 0 {
			return Value{}, err
		}
		k, x := d.remove(t, i)
		t.Unref(k)
		return x, nil
	}
	have, err := t.Contains(v, key)
	if err != nil || !have {
		return Value{}, err
	}
	x, err := t.GetItem(v, key)
	if err != nil {
		return Value{}, err
	}
	if err := t.DelItem(v, key); err != nil {
		t.Unref(x)
		return Value{}, err
	}
	return x, nil
}

func orderedPop(t *Thread, v Value, args []Value) (Value, error) {
	x, err := orderedPopKey(t, v, args[0])
	if err != nil || x.O != nil {
		return x, err
	}
	if args[1].O == nil {
		return Value{}, t.KeyErr(args[0])
	}
	return args[1].Ref(), nil
}

func optionalTruth(t *Thread, v Value, dflt bool) (bool, error) {
	if v.O == nil {
		return dflt, nil
	}
	return t.Truth(v)
}

func orderedPopItem(t *Thread, v Value, args []Value) (Value, error) {
	last, err := optionalTruth(t, args[0], true)
	if err != nil {
		return Value{}, err
	}
	d := as[OrderedDict](v)
	if d.used == 0 {
		return Value{}, t.Raise(KeyError, "dictionary is empty")
	}
	i := 0
	if last {
		i = d.lastEntry()
	} else {
		i = d.firstEntry()
	}
	if v.O.Typ == OrderedDictType {
		return t.NewTuple(d.remove(t, i)), nil
	}
	key := d.entries[i].key.Ref()
	x, err := orderedPopKey(t, v, key)
	if err == nil && x.O == nil {
		err = t.KeyErr(key)
	}
	if err != nil {
		t.Unref(key)
		return Value{}, err
	}
	return t.NewTuple(key, x), nil
}

func orderedMove(t *Thread, v Value, args []Value) (Value, error) {
	last, err := optionalTruth(t, args[1], true)
	if err != nil {
		return Value{}, err
	}
	d := as[OrderedDict](v)
	i, err := d.lookup(t, args[0])
	if err == nil && i < 0 {
		err = t.KeyErr(args[0])
	}
	if err != nil {
		return Value{}, err
	}
	if last {
		d.moveLast(t, i)
	} else {
		d.moveFirst(t, i)
	}
	return None, nil
}

func (d *OrderedDict) moveLast(t *Thread, i int) {
	if i == d.lastEntry() {
		return
	}
	h := d.entries[i].hash
	key, val := d.remove(t, i)
	length, known := len(d.entries), d.seen == d.changes
	d.insert(t, key, h, val)
	if d.state++; known && len(d.entries) > length {
		d.seen = d.changes
	}
}

func (d *OrderedDict) moveFirst(t *Thread, i int) {
	if i == d.firstEntry() {
		return
	}
	h := d.entries[i].hash
	key, val := d.remove(t, i)
	if d.firstEntry() == 0 {
		d.makeHoles(t)
	}
	d.first--
	d.entries[d.first] = dictEntry{h, key, val}
	d.used++
	d.touch(t, false)
	if d.index != nil {
		d.place(h, int32(d.first+1))
	}
	d.changed()
}

// makeHoles puts as many holes before the entries as there are entries.
func (d *OrderedDict) makeHoles(t *Thread) {
	n := d.used + 4
	old, es := d.entries, t.In.takeEntries(2*n + 4)[:n]
	for i := range old {
		if old[i].key.O != nil {
			es = append(es, old[i])
		}
	}
	t.In.Bytes += int64(cap(es)-cap(old)) * int64(unsafe.Sizeof(dictEntry{}))
	d.entries = es
	t.In.recycleEntries(old)
	d.first = n
	d.moves++
	if cap(es) > smallDict {
		d.reindex(t)
	} else {
		d.dropIndex(t)
	}
	d.touch(t, false)
	d.changed()
}

func orderedClear(t *Thread, v Value, _ []Value) (Value, error) {
	d := as[OrderedDict](v)
	if d.used > 0 {
		d.state++
		d.cleared = d.state
	}
	d.ClearAll(t)
	return None, nil
}

func orderedCopy(t *Thread, v Value, _ []Value) (Value, error) {
	c, err := t.Call(v.O.Typ.Value())
	if err != nil {
		return Value{}, err
	}
	d := as[OrderedDict](v)
	for pos := 0; err == nil; {
		k, x, ok := d.Next(&pos)
		if !ok {
			return c, nil
		}
		k.Ref()
		if v.O.Typ == OrderedDictType {
			x.Ref()
			err = as[OrderedDict](c).store(t, k, x)
			t.Unref(x)
		} else if x, err = t.GetItem(v, k); err == nil {
			err = t.SetItem(c, k, x)
			t.Unref(x)
		}
		t.Unref(k)
	}
	t.Unref(c)
	return Value{}, err
}

func orderedRepr(t *Thread, v Value) (Value, error) {
	d := as[OrderedDict](v)
	name := v.O.Typ.Name
	if d.used == 0 {
		return t.NewStr(name + "()"), nil
	}
	if !t.ReprEnter(v) {
		return t.NewStr("..."), nil
	}
	defer t.ReprLeave(v)
	var l Value
	var err error
	if v.O.Typ == OrderedDictType {
		var items []Value
		for pos := 0; ; {
			k, x, ok := d.Next(&pos)
			if !ok {
				break
			}
			items = append(items, t.NewTuple(k.Ref(), x.Ref()))
		}
		l = t.NewList(items)
	} else if l, err = t.mappingList(v, "items"); err != nil {
		return Value{}, err
	}
	var b strings.Builder
	b.WriteString(name)
	b.WriteByte('(')
	err = t.reprTo(&b, l)
	t.Unref(l)
	b.WriteByte(')')
	if err != nil {
		return Value{}, err
	}
	return t.NewStr(b.String()), nil
}

func orderedCompare(t *Thread, a, b Value, op int) (Value, error) {
	if op != CmpEQ && op != CmpNE || a.O.Typ.Flags&FlagDict == 0 || b.O.Typ.Flags&FlagDict == 0 {
		return NotImplemented, nil
	}
	same, err := dictEqual(t, as[Dict](a), as[Dict](b))
	if err == nil && same && IsInstance(a, OrderedDictType) && IsInstance(b, OrderedDictType) {
		same, err = orderedSameKeys(t, as[Dict](a), as[Dict](b))
	}
	if err != nil {
		return Value{}, err
	}
	return Bool(same == (op == CmpEQ)), nil
}

func orderedSameKeys(t *Thread, a, b *Dict) (bool, error) {
	for i, j := 0, 0; ; {
		x, _, ok1 := a.Next(&i)
		y, _, ok2 := b.Next(&j)
		if !ok1 || !ok2 {
			return ok1 == ok2, nil
		}
		x.Ref()
		y.Ref()
		same, err := t.Equal(x, y)
		t.Unref(x)
		t.Unref(y)
		if err != nil || !same {
			return false, err
		}
	}
}

func orderedOr(t *Thread, a, b Value) (Value, error) {
	typ, other := a.O.Typ, b
	if !IsInstance(a, OrderedDictType) {
		typ, other = b.O.Typ, a
	}
	if other.O.Typ.Flags&FlagDict == 0 {
		return NotImplemented, nil
	}
	r, err := t.Call(typ.Value(), a)
	if err != nil {
		return Value{}, err
	}
	if err := orderedFillFrom(t, r, b); err != nil {
		t.Unref(r)
		return Value{}, err
	}
	return r, nil
}

func orderedIOr(t *Thread, a, b Value) (Value, error) {
	if err := orderedFillFrom(t, a, b); err != nil {
		return Value{}, err
	}
	return a.Ref(), nil
}

// orderedSizeof is the dict's size and that of CPython's linked list: a node for each
// entry and a pointer for each place of the table.
func orderedSizeof(t *Thread, v Value, _ []Value) (Value, error) {
	d := as[OrderedDict](v)
	n := v.O.Typ.BasicSize
	if cap(d.entries) > 0 {
		table := 8
		for table*2/3 < cap(d.entries) {
			table *= 2
		}
		n += keyTableSize(cap(d.entries)) + 8*table + 32*d.used
	}
	return Int(int64(n)), nil
}

func orderedReduce(t *Thread, v Value, _ []Value) (Value, error) {
	state := None
	dict, err := t.LookupAttr(v, "__dict__")
	if err != nil {
		return Value{}, err
	}
	if dict.O != nil {
		n, err := t.Len(dict)
		if err != nil {
			t.Unref(dict)
			return Value{}, err
		}
		if n > 0 {
			state = dict
		} else {
			t.Unref(dict)
		}
	}
	items, err := t.CallMethod(v, "items")
	if err != nil {
		t.Unref(state)
		return Value{}, err
	}
	it, err := t.Iter(items)
	t.Unref(items)
	if err != nil {
		t.Unref(state)
		return Value{}, err
	}
	return t.NewTuple(v.O.Typ.Value().Ref(), t.NewTuple(), state, None, it), nil
}
