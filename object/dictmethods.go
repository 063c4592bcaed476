package object

import (
	"strings"
	"unsafe"
)

// DictType is dict. Its table is in dict.go.
var DictType = &Type{}

func dictInit() {
	s := Slots{New: dictNew, Init: dictInitialize, Traverse: dictTraverse, Clear: dictClear, Free: dictFree,
		Repr: dictRepr, Hash: unhashable, Compare: dictCompare, Iter: dictIter, Len: dictLen,
		GetItem: dictGetItem, SetItem: dictSetItem, Contains: dictContains}
	s.Binary[OpOr] = dictOr
	s.Inplace[OpOr] = dictIOr
	DictType.Define(TypeSpec{Name: "dict",
		Doc:   "dict() -> new empty dictionary\ndict(mapping) -> new dictionary with the items of a mapping\ndict(iterable) -> new dictionary from an iterable of (key, value) pairs\ndict(**kwargs) -> new dictionary with the names and values of the keyword arguments",
		Flags: FlagGC | FlagBase | FlagMapping | FlagSelfMatch | FlagDict, Layout: LayoutOf[Dict](), Basic: 48,
		Slots: s,
		Build: func() []Decl {
			return []Decl{
				containsMethod("__contains__(key, /)", "True if the dictionary has the specified key, else False.", dictContains),
				getItemMethod(dictGetItem),
				Method("__sizeof__()", "D.__sizeof__() -> size of D in memory, in bytes", dictSizeof),
				Method("get(key, default=None, /)", "Return the value for key if key is in the dictionary, else default.", dictGet),
				Method("setdefault(key, default=None, /)", "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.", dictSetDefault),
				Method("pop(key, default=<unrepresentable>, /)", "Remove the key and return its value.\n\nIf the key is not found, return the default if given; otherwise, raise a KeyError.", dictPop),
				Method("popitem()", "Remove and return a (key, value) pair as a 2-tuple, the last one inserted.\n\nRaises KeyError if the dict is empty.", dictPopItem),
				Method("keys()", "D.keys() -> a set-like object providing a view on D's keys", dictKeys),
				Method("items()", "D.items() -> a set-like object providing a view on D's items", dictItems),
				Method("values()", "D.values() -> an object providing a view on D's values", dictValues),
				RawMethod("update(*args, **kwargs)", "D.update([E, ]**F) -> None.  Update D from mapping or iterable of pairs E, then\nfrom the keyword arguments F.", dictUpdate),
				ClassMethod("fromkeys(iterable, value=None, /)", "Create a new dictionary with keys from iterable and values set to value.", dictFromKeys),
				Method("clear()", "D.clear() -> None.  Remove all items from D.", dictClearMethod),
				Method("copy()", "D.copy() -> a shallow copy of D", dictCopy),
				Method("__reversed__()", "Return a reverse iterator over the dict keys.", dictReversed),
				ClassMethod("__class_getitem__(item, /)", "See PEP 585", classGetItem),
			}
		}})
}

func dictNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ == DictType {
		return t.NewDict().Value(), nil
	}
	return Obj(&New[Dict](t, typ).Header), nil
}

func dictInitialize(t *Thread, self Value, a Args) error {
	return dictUpdateArgs(t, as[Dict](self), "dict", a)
}

// dictUpdateArgs updates d from at most one positional argument and the keywords.
func dictUpdateArgs(t *Thread, d *Dict, name string, a Args) error {
	if n := len(a.Pos); n > 1 {
		return t.TypeErr("%s expected at most 1 argument, got %d", name, n)
	}
	if len(a.Pos) == 1 {
		if err := d.Update(t, a.Pos[0]); err != nil {
			return err
		}
	}
	for i, k := range a.KwNames() {
		if err := d.Set(t, k, a.Kw()[i]); err != nil {
			return err
		}
	}
	return nil
}

// Update is d.update(src).
func (d *Dict) Update(t *Thread, src Value) error {
	if src.O.Typ == DictType {
		return d.merge(t, as[Dict](src))
	}
	if src.O.Typ.Flags&FlagDict != 0 && as[Dict](src).plain() {
		return d.merge(t, as[Dict](src))
	}
	keys, err := t.LookupAttr(src, "keys")
	if err != nil {
		return err
	}
	if keys.O == nil {
		return d.updatePairs(t, src)
	}
	t.Unref(keys)
	return d.updateMapping(t, src)
}

// plain reports whether d iterates as a dict does; if not it is copied as any other mapping.
func (d *Dict) plain() bool { return d.Typ == DictType || sameFunc(d.Typ.Iter, dictIter) }

func (d *Dict) merge(t *Thread, src *Dict) error {
	if src == d || src.used == 0 {
		return nil
	}
	if n := cap(src.entries); d.used == 0 && src.used == len(src.entries) && (n <= roomFor(0) || n/2 < src.used) {
		d.clone(t, src)
		return nil
	}
	if cap(d.entries) < src.used {
		if err := d.expectMore(t, src.used); err != nil {
			return err
		}
	}
	changes := src.changes
	for pos := 0; pos < len(src.entries); {
		e := src.entries[pos]
		pos++
		if e.key.O == nil {
			continue
		}
		e.key.Ref()
		e.val.Ref()
		err := d.SetHash(t, e.key, e.hash, e.val)
		t.Unref(e.key)
		t.Unref(e.val)
		if err != nil {
			return err
		}
		if src.changes != changes {
			return t.Raise(RuntimeError, "dict mutated during update")
		}
	}
	return nil
}

// clone makes d, which is empty, the same table as src, holes included.
func (d *Dict) clone(t *Thread, src *Dict) {
	t.In.Bytes += int64(cap(src.entries)-cap(d.entries)) * int64(unsafe.Sizeof(dictEntry{}))
	if cap(d.entries) != cap(src.entries) {
		t.In.recycleEntries(d.entries)
		d.entries = t.In.takeEntries(cap(src.entries))
	}
	d.entries = append(d.entries[:0], src.entries...)
	for i := range d.entries {
		d.entries[i].key.XRef()
		d.entries[i].val.XRef()
	}
	if src.gcPos != 0 && d.gcPos == 0 {
		t.In.Collector.track(t, &d.Header)
	}
	d.dropIndex(t)
	if src.index != nil {
		d.index = t.In.dictIndexes.take(len(src.index))
		copy(d.index, src.index)
	}
	d.used, d.SID = src.used, src.SID
	d.touch(t, false)
}

func (d *Dict) updateMapping(t *Thread, src Value) error {
	keys, err := t.mappingList(src, "keys")
	if err != nil {
		return err
	}
	l := as[List](keys)
	for i := 0; i < len(l.Items); i++ {
		k := l.Items[i]
		v, err := t.GetItem(src, k)
		if err == nil {
			err = d.Set(t, k, v)
			t.Unref(v)
		}
		if err != nil {
			t.Unref(keys)
			return err
		}
	}
	t.Unref(keys)
	return nil
}

// mappingList returns list(src.name()).
func (t *Thread) mappingList(src Value, name string) (Value, error) {
	m, err := t.CallMethod(src, name)
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(m)
	it, err := t.Iter(m)
	if err != nil {
		if t.ErrIs(err, TypeError) {
			t.Discard(err)
			err = t.TypeErr("%s.%s() returned a non-iterable (type %s)", src.O.Typ.Name, name, m.O.Typ.Name)
		}
		return Value{}, err
	}
	defer t.Unref(it)
	return t.ListOf(it)
}

// ListOf returns list(src).
func (t *Thread) ListOf(src Value) (Value, error) {
	v := t.NewList(nil)
	if err := as[List](v).Extend(t, src); err != nil {
		t.Unref(v)
		return Value{}, err
	}
	return v, nil
}

// updatePairs updates d from an iterable of pairs.
func (d *Dict) updatePairs(t *Thread, src Value) error {
	n := 0
	return t.Iterate(src, func(x Value) error {
		err := d.updatePair(t, x, n)
		n++
		return err
	})
}

func (d *Dict) updatePair(t *Thread, x Value, n int) error {
	var items []Value
	if x.O.Typ == TupleType || x.O.Typ == ListType {
		items = *t.peekItems(x)
	} else {
		it, err := t.Iter(x)
		if err == nil {
			items, err = t.Collect(it)
			t.Unref(it)
		}
		if err != nil {
			if t.ErrIs(err, TypeError) {
				t.Discard(err)
				err = t.TypeErr("cannot convert dictionary update sequence element #%d to a sequence", n)
			}
			return err
		}
		defer t.UnrefAll(items)
	}
	if len(items) != 2 {
		return t.ValueErr("dictionary update sequence element #%d has length %d; 2 is required", n, len(items))
	}
	k, v := items[0].Ref(), items[1].Ref()
	err := d.Set(t, k, v)
	t.Unref(k)
	t.Unref(v)
	return err
}

// peekItems returns the items of a list or tuple.
func (t *Thread) peekItems(v Value) *[]Value {
	if v.O.Typ.Flags&FlagList != 0 {
		return &as[List](v).Items
	}
	return &as[Tuple](v).Items
}

func dictRepr(t *Thread, v Value) (Value, error) {
	d := as[Dict](v)
	if d.used == 0 {
		return t.NewStr("{}"), nil
	}
	if !t.ReprEnter(v) {
		return t.NewStr("{...}"), nil
	}
	defer t.ReprLeave(v)
	var b strings.Builder
	b.WriteByte('{')
	first := true
	for pos := 0; ; {
		k, x, ok := d.Next(&pos)
		if !ok {
			break
		}
		if !first {
			b.WriteString(", ")
		}
		first = false
		k.Ref()
		x.Ref()
		err := t.reprTo(&b, k)
		if err == nil {
			b.WriteString(": ")
			err = t.reprTo(&b, x)
		}
		t.Unref(k)
		t.Unref(x)
		if err != nil {
			return Value{}, err
		}
	}
	b.WriteByte('}')
	return t.NewStr(b.String()), nil
}

func dictCompare(t *Thread, a, b Value, op int) (Value, error) {
	if b.O.Typ.Flags&FlagDict == 0 || a.O.Typ.Flags&FlagDict == 0 || op != CmpEQ && op != CmpNE {
		return NotImplemented, nil
	}
	same, err := dictEqual(t, as[Dict](a), as[Dict](b))
	if err != nil {
		return Value{}, err
	}
	return Bool(same == (op == CmpEQ)), nil
}

func dictEqual(t *Thread, a, b *Dict) (bool, error) {
	if a.used != b.used {
		return false, nil
	}
	for pos := 0; pos < len(a.entries); pos++ {
		e := a.entries[pos]
		if e.key.O == nil {
			continue
		}
		e.key.Ref()
		e.val.Ref()
		same := false
		i, err := b.find(t, e.key, e.hash)
		if i >= 0 {
			if y := b.entries[i].val; y == e.val && y.O != &FloatTag {
				same = true
			} else {
				y.Ref()
				same, err = t.Equal(e.val, y)
				t.Unref(y)
			}
		}
		if e.key.O != &IntTag {
			t.Unref(e.key)
		}
		if e.val.O != &IntTag {
			t.Unref(e.val)
		}
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

func dictLen(t *Thread, v Value) (int, error) { return as[Dict](v).used, nil }

func dictGetItem(t *Thread, v, key Value) (Value, error) {
	x, err := as[Dict](v).Get(t, key)
	if err != nil {
		return Value{}, err
	}
	if x.O != nil {
		return x.Ref(), nil
	}
	if v.O.Typ != DictType {
		f, err := t.LookupSpecial(v, "__missing__")
		if err != nil {
			return Value{}, err
		}
		if f.O != nil {
			r, err := t.Call(f, key)
			t.Unref(f)
			return r, err
		}
	}
	return Value{}, t.KeyErr(key)
}

func dictSetItem(t *Thread, v, key, x Value) error {
	d := as[Dict](v)
	if x.O != nil {
		return d.Set(t, key, x)
	}
	ok, err := d.Del(t, key)
	if err == nil && !ok {
		err = t.KeyErr(key)
	}
	return err
}

func dictContains(t *Thread, v, key Value) (bool, error) {
	x, err := as[Dict](v).Get(t, key)
	return x.O != nil, err
}

func dictOr(t *Thread, a, b Value) (Value, error) {
	if a.O.Typ.Flags&FlagDict == 0 || b.O.Typ.Flags&FlagDict == 0 {
		return NotImplemented, nil
	}
	d, err := as[Dict](a).Copy(t)
	if err == nil {
		err = d.Update(t, b)
	}
	if err != nil {
		t.Unref(d.Value())
		return Value{}, err
	}
	return d.Value(), nil
}

func dictIOr(t *Thread, a, b Value) (Value, error) {
	if err := as[Dict](a).Update(t, b); err != nil {
		return Value{}, err
	}
	return a.Ref(), nil
}

// Copy returns a dict with the same entries, given. It is there even if it fails.
func (d *Dict) Copy(t *Thread) (*Dict, error) {
	c := t.NewDict()
	if d.used > 0 && !d.plain() {
		return c, c.updateMapping(t, d.Value())
	}
	if d.used > 0 && d.used >= len(d.entries)*2/3 {
		c.clone(t, d)
		return c, nil
	}
	return c, c.merge(t, d)
}

// keyTableSize is the size of CPython's table with room for n entries.
func keyTableSize(n int) int {
	size := 8
	for size*2/3 < n {
		size *= 2
	}
	width := 1
	switch {
	case size > 1<<31:
		width = 8
	case size > 1<<15:
		width = 4
	case size > 1<<7:
		width = 2
	}
	return 40 + size*width + size*2/3*24
}

// sharedUsable is how many names CPython's smallest shared table has room for.
const sharedUsable = 5

// SharesKeys reports whether CPython would keep the keys of d in a table that other dicts
// use, too.
func (d *Dict) SharesKeys() bool { return cap(d.entries) == 0 || d.sharesKeys() }

// sharesKeys is SharesKeys for the __dict__ of an instance.
func (d *Dict) sharesKeys() bool {
	return d.shared && d.StrKeys() && cap(d.entries) <= sharedUsable
}

func dictSizeof(t *Thread, self Value, args []Value) (Value, error) {
	n := self.O.Typ.BasicSize
	d := as[Dict](self)
	switch {
	case d.sharesKeys():
		n += sharedUsable * 8 // CPython's instances share the table of their names
	case cap(d.entries) > 0 && len(d.entries) > 0:
		n += keyTableSize(cap(d.entries))
	}
	return Int(int64(n)), nil
}

// refOrNone is a lent default, None if absent, with a reference of its own.
func refOrNone(v Value) Value {
	if v.O == nil {
		return None
	}
	return v.Ref()
}

func dictGet(t *Thread, self Value, args []Value) (Value, error) {
	x, err := as[Dict](self).Get(t, args[0])
	if err != nil {
		return Value{}, err
	}
	if x.O != nil {
		return x.Ref(), nil
	}
	return refOrNone(args[1]), nil
}

func dictSetDefault(t *Thread, self Value, args []Value) (Value, error) {
	d := as[Dict](self)
	h, err := t.HashKey(args[0])
	if err != nil {
		return Value{}, err
	}
	i, err := d.find(t, args[0], h)
	if err != nil {
		return Value{}, err
	}
	if i >= 0 {
		return d.entries[i].val.Ref(), nil
	}
	if err := d.mayGrow(t); err != nil {
		return Value{}, err
	}
	x := refOrNone(args[1])
	d.insert(t, args[0].Ref(), h, x.Ref())
	return x, nil
}

func dictPop(t *Thread, self Value, args []Value) (Value, error) {
	d := as[Dict](self)
	if d.used > 0 {
		x, err := d.Pop(t, args[0])
		if x.O != nil || err != nil {
			return x, err
		}
	}
	if args[1].O == nil {
		return Value{}, t.KeyErr(args[0])
	}
	return args[1].Ref(), nil
}

func dictPopItem(t *Thread, self Value, args []Value) (Value, error) {
	d := as[Dict](self)
	if d.used == 0 {
		return Value{}, t.Raise(KeyError, "popitem(): dictionary is empty")
	}
	i := len(d.entries) - 1
	for d.entries[i].key.O == nil {
		i--
	}
	k, v := d.take(t, i)
	d.entries = d.entries[:max(i, 1)] // a hole stays, lest d look as if it never had a table
	return t.NewTuple(k, v), nil
}

func dictUpdate(t *Thread, self Value, a Args) (Value, error) {
	return None, dictUpdateArgs(t, as[Dict](self), "update", a)
}

func dictFromKeys(t *Thread, cls Value, args []Value) (Value, error) {
	val := args[1]
	if val.O == nil {
		val = None
	}
	v, err := t.Call(cls)
	if err != nil {
		return Value{}, err
	}
	if v.O.Typ == DictType {
		err = as[Dict](v).setKeys(t, args[0], val)
	} else {
		err = t.Iterate(args[0], func(k Value) error { return t.SetItem(v, k, val) })
	}
	if err != nil {
		t.Unref(v)
		return Value{}, err
	}
	return v, nil
}

// setKeys stores val under each key of an iterable; sets and dicts know their hashes.
func (d *Dict) setKeys(t *Thread, keys, val Value) error {
	set := func(k Value, hash int64) error { return d.SetHash(t, k, hash, val) }
	switch {
	case isAnySetExact(keys):
		if err := d.expectMore(t, as[Set](keys).used); err != nil {
			return err
		}
		return as[Set](keys).each(t, set)
	case keys.O.Typ == DictType:
		src := as[Dict](keys)
		if err := d.expectMore(t, src.used); err != nil {
			return err
		}
		for i := 0; i < len(src.entries); i++ {
			e := src.entries[i]
			if e.key.O == nil {
				continue
			}
			e.key.Ref()
			err := set(e.key, e.hash)
			t.Unref(e.key)
			if err != nil {
				return err
			}
		}
		return nil
	}
	return t.Iterate(keys, func(k Value) error { return d.Set(t, k, val) })
}

func dictClearMethod(t *Thread, self Value, args []Value) (Value, error) {
	as[Dict](self).ClearAll(t)
	return None, nil
}

func dictCopy(t *Thread, self Value, args []Value) (Value, error) {
	d, err := as[Dict](self).Copy(t)
	if err != nil {
		t.Unref(d.Value())
		return Value{}, err
	}
	return d.Value(), nil
}
