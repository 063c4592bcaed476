package object

import (
	"math"
	"strings"
	"unsafe"
)

const valueSize = 16

// maxItems bounds the length of a sequence; more would not fit CPython's ssize_t either.
const maxItems = (1<<63 - 1) / 8

// ListType is list.
var ListType = &Type{}

func listInit() {
	ListType.Define(TypeSpec{Name: "list", Sig: "(iterable=(), /)",
		Doc:   "Built-in mutable sequence.\n\nWithout an argument a new empty list; the argument must be an iterable if given.",
		Flags: FlagGC | FlagBase | FlagSequence | FlagSelfMatch | FlagList, Layout: LayoutOf[List](), Basic: 40,
		Slots: Slots{New: listNew, Init: listInitialize, Traverse: listTraverse, Clear: listClearSlot, Free: listFree,
			Repr: listRepr, Hash: unhashable, Compare: listCompare, Iter: listIter, Len: listLen,
			GetItem: listGetItem, SetItem: listSetItem, Contains: listContains,
			Concat: listConcat, Repeat: listRepeat, IConcat: listIConcat, IRepeat: listIRepeat},
		Build: func() []Decl {
			return []Decl{
				getItemMethod(listGetItem),
				Method("__reversed__()", "Return a reverse iterator over the list.", listReversed),
				Method("__sizeof__()", "Return the size of the list in memory, in bytes.", listSizeof),
				Method("clear()", "Remove all items from list.", listClearMethod),
				Method("copy()", "Return a shallow copy of the list.", listCopy),
				Method("append(object, /)", "Append object to the end of the list.", listAppend),
				Method("insert(index, object, /)", "Insert object before index.", listInsert),
				Method("extend(iterable, /)", "Extend list by appending elements from the iterable.", listExtend),
				Method("pop(index=-1, /)", "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.", listPop),
				Method("remove(value, /)", "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.", listRemove),
				Method("index(value, start=0, stop=9223372036854775807, /)", "Return first index of value.\n\nRaises ValueError if the value is not present.", listIndex),
				Method("count(value, /)", "Return number of occurrences of value.", listCount),
				Method("reverse()", "Reverse *IN PLACE*.", listReverse),
				Method("sort(*, key=None, reverse=False)", "Sort the list in ascending order and return None.\n\nThe sort is in place and stable. A key function is applied once to each item;\nreverse=True sorts in descending order.", listSort),
				ClassMethod("__class_getitem__(item, /)", "See PEP 585", classGetItem),
			}
		}})
}

func listNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ == ListType {
		return t.NewList(nil), nil
	}
	return Obj(&New[List](t, typ).Header), nil
}

func listInitialize(t *Thread, self Value, a Args) error {
	src, err := oneOptional(t, "list", a, self.O.Typ == ListType)
	if err != nil {
		return err
	}
	l := as[List](self)
	if l.Items != nil {
		l.clear(t)
	}
	if src.O == nil {
		return nil
	}
	return l.Extend(t, src)
}

// oneOptional takes the only argument of a constructor that is positional and
// optional. Subclasses may be called with keywords of their own when exact is false.
func oneOptional(t *Thread, name string, a Args, exact bool) (Value, error) {
	if len(a.KwNames()) > 0 && exact {
		return Value{}, t.TypeErr("%s() takes no keyword arguments", name)
	}
	switch len(a.Pos) {
	case 0:
		return Value{}, nil
	case 1:
		return a.Pos[0], nil
	}
	return Value{}, t.TypeErr("%s expected at most 1 argument, got %d", name, len(a.Pos))
}

func listTraverse(o *Header, visit func(Value)) {
	traverseBack((*List)(unsafe.Pointer(o)).Items, visit)
}

func listClearSlot(t *Thread, o *Header) { (*List)(unsafe.Pointer(o)).clear(t) }

func listFree(t *Thread, o *Header) {
	if o.Typ == ListType {
		l := (*List)(unsafe.Pointer(o))
		*l = List{}
		t.In.lists.put(l)
	}
}

// clear empties the list and drops what it held, last to first.
func (l *List) clear(t *Thread) {
	items := l.Items
	if items == nil {
		return
	}
	l.Items = nil
	t.In.Bytes -= int64(cap(items)) * valueSize
	t.dropBackward(items)
	switch {
	case l.RC != 0:
	case l.room > pooledItems && l.base == unsafe.SliceData(items):
		t.In.rooms.put(unsafe.Slice(l.base, l.room))
	default:
		t.RecycleItems(items)
	}
}

// dropBackward drops the references in vs, which nobody else sees, last to first.
func (t *Thread) dropBackward(vs []Value) {
	for len(vs) >= 4 {
		n := len(vs) - 4
		if four := (*[4]Value)(vs[n:]); !allInts(four) {
			for i := 3; i >= 0; i-- {
				switch o := four[i].O; {
				case o == nil:
				case o.RC > 1:
					debugUse(o)
					o.RC--
				case o.RC >= 0:
					t.Unref(Obj(o))
				}
			}
		}
		vs = vs[:n]
	}
	for i := len(vs) - 1; i >= 0; i-- {
		t.XUnref(vs[i])
	}
}

// allInts reports whether no reference to four neighbours in a list is counted. Lists
// are mostly of one kind.
func allInts(vs *[4]Value) bool {
	return vs[0].O == &IntTag && vs[1].O == &IntTag && vs[2].O == &IntTag && vs[3].O == &IntTag
}

// copyRefs copies src to dst, of the same length, with references of its own.
func copyRefs(dst, src []Value) {
	copy(dst, src)
	for len(src) >= 4 {
		if four := (*[4]Value)(src); !allInts(four) {
			for i := range four {
				if o := four[i].O; o.RC >= 0 {
					o.RC++
				}
			}
		}
		src = src[4:]
	}
	for i := range src {
		if o := src[i].O; o.RC >= 0 {
			o.RC++
		}
	}
}

// setCap moves the items to memory for exactly n of them, n ≥ len.
func (l *List) setCap(t *Thread, n int) error {
	if n > maxItems {
		return t.RaiseArgs(MemoryError)
	}
	if d := n - cap(l.Items); d > 1<<12 {
		if err := t.Grow(d * valueSize); err != nil {
			return err
		}
	}
	l.sorting = false
	t.In.Bytes += int64(n-cap(l.Items)) * valueSize
	if n <= int(l.room) && l.base == unsafe.SliceData(l.Items) {
		l.Items = unsafe.Slice(l.base, l.room)[:len(l.Items):n]
		return nil
	}
	old := l.Items
	room, items := n, []Value(nil)
	if n > pooledItems {
		if n > cap(old) && len(old) > 0 {
			// Room to grow into; pages of it that a large list never reaches are never
			// touched.
			if room += n / 2; n > manyItems {
				room = 2 * n
			}
		}
		room = blockSize(room)
		items = t.In.rooms.take(room)
	} else {
		items = t.NewItems(n)
	}
	copy(items, old)
	l.base, l.room = unsafe.SliceData(items), uint32(room)
	l.Items = items[:len(old):n]
	return nil
}

// manyItems is the length from which lists double when they grow.
const manyItems = 4096

// listCap is the number of items that CPython makes room for when a list of length
// old needs room for n: an eighth more, in fours.
func listCap(old, n int) int {
	c := (n + n>>3 + 6) &^ 3
	if n-old > c-n {
		c = (n + 3) &^ 3
	}
	if n == 0 {
		c = 0
	}
	return c
}

// resize sets the length to n; new items are absent and dropped ones are forgotten.
func (l *List) resize(t *Thread, n int) error {
	old, c := len(l.Items), cap(l.Items)
	if n > c || n < c>>1 {
		want := listCap(old, n)
		if n < old {
			l.Items = l.Items[:n]
		}
		if err := l.setCap(t, want); err != nil {
			return err
		}
		l.Items = l.Items[:n]
		return nil
	}
	if n < old {
		clear(l.Items[n:])
	}
	l.Items = l.Items[:n]
	return nil
}

// reserve makes room for n more items, as CPython does before it extends a list: an
// empty list gets an even number of places, others grow as by append.
func (l *List) reserve(t *Thread, n int) error {
	if cap(l.Items) == 0 {
		if n == 0 {
			return nil
		}
		return l.setCap(t, (n+1)&^1)
	}
	m := len(l.Items)
	if err := l.resize(t, m+n); err != nil {
		return err
	}
	l.Items = l.Items[:m]
	return nil
}

// Append appends v, which is lent.
func (l *List) Append(t *Thread, v Value) error {
	if n := len(l.Items); n < cap(l.Items) {
		l.Items = l.Items[:n+1]
		l.Items[n] = v.Ref()
		return nil
	}
	return l.GiveAppend(t, v.Ref())
}

// GiveAppend appends v and takes the reference.
func (l *List) GiveAppend(t *Thread, v Value) error {
	n := len(l.Items)
	if n == cap(l.Items) {
		if err := l.growByOne(t); err != nil {
			t.Unref(v)
			return err
		}
	}
	l.Items = l.Items[:n+1]
	l.Items[n] = v
	return nil
}

// growByOne makes room for one more item. Nobody looks at the items meanwhile, so the
// memory they move from can be used again.
func (l *List) growByOne(t *Thread) error {
	old, base, room := l.Items, l.base, l.room
	if err := l.setCap(t, listCap(len(old), len(old)+1)); err != nil {
		return err
	}
	switch {
	case l.base == unsafe.SliceData(old):
	case room > pooledItems && base == unsafe.SliceData(old):
		t.In.rooms.outgrow(unsafe.Slice(base, room))
	default:
		t.RecycleItems(old)
	}
	return nil
}

// Extend appends the items of an iterable.
func (l *List) Extend(t *Thread, src Value) error {
	if src.O == &l.Header && l.Typ != ListType { // by itself: what its iterator gives first
		it, err := t.Iter(src)
		if err != nil {
			return err
		}
		src, err = t.ListOf(it)
		t.Unref(it)
		if err != nil {
			return err
		}
		defer t.Unref(src)
	}
	isList := src.O.Typ == ListType
	if isList || src.O.Typ == TupleType {
		n := 0
		if isList {
			n = len(as[List](src).Items)
		} else {
			n = len(as[Tuple](src).Items)
		}
		if n == 0 {
			return nil
		}
		m := len(l.Items)
		if err := l.reserve(t, n); err != nil {
			return err
		}
		l.Items = l.Items[:m+n]
		var items []Value
		if isList {
			items = as[List](src).Items[:n]
		} else {
			items = as[Tuple](src).Items
		}
		copyRefs(l.Items[m:], items)
		return nil
	}
	it, err := t.Iter(src)
	if err != nil {
		return err
	}
	err = l.extendFrom(t, src, it)
	t.Unref(it)
	return err
}

func (l *List) extendFrom(t *Thread, src, it Value) error {
	n, err := t.LengthHint(src, 8)
	if err != nil {
		return err
	}
	if len(l.Items) <= math.MaxInt-n {
		if err := l.reserve(t, n); err != nil {
			return err
		}
	}
	next := it.O.Typ.Next
	for i := 1; ; i++ {
		v, err := next(t, it)
		if err != nil {
			return err
		}
		if v.O == nil {
			break
		}
		if err := l.GiveAppend(t, v); err != nil {
			return err
		}
		if i&0xFFFF == 0 {
			if err := t.Poll(); err != nil {
				return err
			}
		}
	}
	if len(l.Items) < cap(l.Items) {
		return l.resize(t, len(l.Items))
	}
	return nil
}

func listRepr(t *Thread, v Value) (Value, error) {
	l := as[List](v)
	if len(l.Items) == 0 {
		return t.NewStr("[]"), nil
	}
	if !t.ReprEnter(v) {
		return t.NewStr("[...]"), nil
	}
	defer t.ReprLeave(v)
	var b strings.Builder
	b.WriteByte('[')
	for i := 0; i < len(l.Items); i++ {
		if i > 0 {
			b.WriteString(", ")
		}
		if err := t.reprTo(&b, l.Items[i]); err != nil {
			return Value{}, err
		}
	}
	b.WriteByte(']')
	return t.NewStr(b.String()), nil
}

// reprTo appends the repr of v, which its container may lose meanwhile.
func (t *Thread) reprTo(b *strings.Builder, v Value) error {
	v.Ref()
	s, err := t.ReprString(v)
	t.Unref(v)
	if err != nil {
		return err
	}
	if b.Len()+len(s) > 1<<20 {
		if err := t.Grow(b.Len() + len(s)); err != nil {
			return err
		}
	}
	b.WriteString(s)
	return nil
}

func listCompare(t *Thread, a, b Value, op int) (Value, error) {
	if b.O.Typ.Flags&FlagList == 0 || a.O.Typ.Flags&FlagList == 0 {
		return NotImplemented, nil
	}
	t.charge(len(as[List](a).Items) >> 2)
	return compareItems(t, &as[List](a).Items, &as[List](b).Items, op)
}

// compareItems compares two sequences item by item. They may change meanwhile.
func compareItems(t *Thread, a, b *[]Value, op int) (Value, error) {
	if len(*a) != len(*b) && (op == CmpEQ || op == CmpNE) {
		return Bool(op == CmpNE), nil
	}
	for i := 0; i < len(*a) && i < len(*b); i++ {
		x, y := (*a)[i], (*b)[i]
		if x == y {
			continue
		}
		if x.O == &IntTag && y.O == &IntTag {
			if op == CmpEQ || op == CmpNE {
				return Bool(op == CmpNE), nil
			}
			return Bool(intOrder(x.Int(), y.Int(), op)), nil
		}
		x.Ref()
		y.Ref()
		same, err := t.Equal(x, y)
		if err == nil && same {
			t.Unref(x)
			t.Unref(y)
			continue
		}
		var r Value
		switch {
		case err != nil:
		case i >= len(*a) || i >= len(*b): // they got shorter meanwhile
			r = Bool(intOrder(int64(len(*a)), int64(len(*b)), op))
		case op == CmpEQ:
			r = False
		case op == CmpNE:
			r = True
		default:
			r, err = t.Compare(x, y, op)
		}
		t.Unref(x)
		t.Unref(y)
		return r, err
	}
	return Bool(intOrder(int64(len(*a)), int64(len(*b)), op)), nil
}

func intOrder(a, b int64, op int) bool {
	switch op {
	case CmpLT:
		return a < b
	case CmpLE:
		return a <= b
	case CmpEQ:
		return a == b
	case CmpNE:
		return a != b
	case CmpGT:
		return a > b
	}
	return a >= b
}

func listLen(t *Thread, v Value) (int, error) { return len(as[List](v).Items), nil }

func listContains(t *Thread, v, x Value) (bool, error) {
	t.charge(len(as[List](v).Items) >> 2)
	i, err := findItem(t, &as[List](v).Items, x, 0, maxItems)
	return i >= 0, err
}

// findItem returns the first index in [lo, hi) of an item equal to x, or -1.
func findItem(t *Thread, items *[]Value, x Value, lo, hi int) (int, error) {
	if x.O == &IntTag {
		for i := lo; i < hi && i < len(*items); i++ {
			v := (*items)[i]
			if v == x {
				return i, nil
			}
			if v.O == &IntTag {
				continue
			}
			same, err := equalHeld(t, v, x)
			if err != nil {
				return -1, err
			}
			if same {
				return i, nil
			}
		}
		return -1, nil
	}
	for i := lo; i < hi && i < len(*items); i++ {
		v := (*items)[i]
		if v == x {
			return i, nil
		}
		if v.O.Typ == StrType && x.O.Typ == StrType {
			if as[Str](v).S == as[Str](x).S {
				return i, nil
			}
			continue
		}
		same, err := equalHeld(t, v, x)
		if err != nil {
			return -1, err
		}
		if same {
			return i, nil
		}
	}
	return -1, nil
}

// equalHeld is t.Equal for an item that its container may lose meanwhile.
func equalHeld(t *Thread, v, x Value) (bool, error) {
	v.Ref()
	same, err := t.Equal(v, x)
	t.Unref(v)
	return same, err
}

func listConcat(t *Thread, a, b Value) (Value, error) {
	if b.O.Typ.Flags&FlagList == 0 {
		return Value{}, t.TypeErr(`can only concatenate list (not "%s") to list`, b.O.Typ.FullName())
	}
	x, y := as[List](a).Items, as[List](b).Items
	n := len(x) + len(y)
	if n > 1<<12 {
		if err := t.Grow(n * valueSize); err != nil {
			return Value{}, err
		}
	}
	items := t.newItems(n)
	copyRefs(items[:len(x)], x)
	copyRefs(items[len(x):], y)
	return t.newListIn(items), nil
}

// newItems returns n absent items for newListIn.
func (t *Thread) newItems(n int) []Value {
	switch {
	case n == 0:
		return nil
	case n <= pooledItems:
		return t.NewItems(n)
	}
	return t.In.rooms.take(blockSize(n))[:n:n]
}

// recycleItems takes back memory from newItems that nobody holds.
func (t *Thread) recycleItems(items []Value) {
	if n := cap(items); n > pooledItems {
		t.In.rooms.put(unsafe.Slice(unsafe.SliceData(items), blockSize(n)))
	} else {
		t.RecycleItems(items)
	}
}

// TakeBlock returns n absent values, n a power of two from 8 on, in memory that PutBlock
// takes back, with what lies there forgotten.
func (t *Thread) TakeBlock(n int) []Value { return t.In.rooms.take(n) }

// PutBlock takes back memory from TakeBlock that nobody holds.
func (t *Thread) PutBlock(block []Value) { t.In.rooms.put(block) }

// newListIn is NewList for memory from newItems.
func (t *Thread) newListIn(items []Value) Value {
	v := t.NewList(items)
	if n := cap(items); n > pooledItems {
		l := as[List](v)
		l.base, l.room = unsafe.SliceData(items), uint32(blockSize(n))
	}
	return v
}

// repeatCount converts the count of a sequence repetition.
func repeatCount(t *Thread, n Value) (int, error) {
	if n.O == &IntTag {
		return max(0, int(n.Int())), nil
	}
	i, err := t.AsIndex(n, OverflowError)
	return max(0, i), err
}

// repeatLen is the number of items of a sequence of n repeated, once there is room for it.
func repeatLen(t *Thread, n, count int) (int, error) {
	if n == 0 || count == 0 {
		return 0, nil
	}
	if count > maxItems/n {
		return 0, t.RaiseArgs(MemoryError)
	}
	if n *= count; n > 1<<12 {
		return n, t.Grow(n * valueSize)
	}
	return n, nil
}

// repeatInto fills out with items over and over. After an error out is zero again.
func repeatInto(t *Thread, out, items []Value) error {
	if len(out) == 0 {
		return nil
	}
	if err := fill(t, out, copy(out, items)); err != nil {
		clear(out)
		return err
	}
	refTimes(items, len(out)/len(items))
	return nil
}

// fillPart is how many items or bytes, about, are copied between two polls.
const fillPart = 1 << 15

// fill repeats the first done of out up to its end, in parts between which the thread can
// be stopped.
func fill[T any](t *Thread, out []T, done int) error {
	part := out[:done]
	for done < len(out) {
		if len(part) < fillPart {
			part = out[:done]
		} else if err := t.Work(len(part) >> 8); err != nil {
			return err
		}
		done += copy(out[done:], part)
	}
	return nil
}

// refTimes adds count references to each item.
func refTimes(items []Value, count int) {
	for _, v := range items {
		if v.O.RC >= 0 {
			v.O.RC += int32(count)
		}
	}
}

func listRepeat(t *Thread, a, n Value) (Value, error) {
	count, err := repeatCount(t, n)
	if err != nil {
		return Value{}, err
	}
	items := as[List](a).Items
	size, err := repeatLen(t, len(items), count)
	if err != nil {
		return Value{}, err
	}
	out := t.newItems(size)
	if err := repeatInto(t, out, items); err != nil {
		t.recycleItems(out)
		return Value{}, err
	}
	return t.newListIn(out), nil
}

func listIConcat(t *Thread, a, b Value) (Value, error) {
	if err := as[List](a).Extend(t, b); err != nil {
		return Value{}, err
	}
	return a.Ref(), nil
}

func listIRepeat(t *Thread, a, n Value) (Value, error) {
	count, err := repeatCount(t, n)
	if err != nil {
		return Value{}, err
	}
	l := as[List](a)
	size := len(l.Items)
	if size == 0 || count == 1 {
		return a.Ref(), nil
	}
	if count == 0 {
		l.clear(t)
		return a.Ref(), nil
	}
	if count > maxItems/size {
		return Value{}, t.RaiseArgs(MemoryError)
	}
	if err := l.resize(t, size*count); err != nil {
		return Value{}, err
	}
	if err := fill(t, l.Items, size); err != nil {
		clear(l.Items[size:])
		l.Items = l.Items[:size]
		return Value{}, err
	}
	refTimes(l.Items[:size], count-1)
	return a.Ref(), nil
}
