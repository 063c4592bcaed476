package object

// Indexing and slicing of lists, and list's methods but sort.

func listGetItem(t *Thread, v, key Value) (Value, error) {
	l := as[List](v)
	if key.O == &IntTag {
		i := key.Int()
		if i < 0 {
			i += int64(len(l.Items))
		}
		if uint64(i) < uint64(len(l.Items)) {
			return l.Items[i].Ref(), nil
		}
		return Value{}, t.Raise(IndexError, "list index out of range")
	}
	if key.O.Typ == SliceType {
		lo, hi, step, err := t.unpackSlice(as[Slice](key)) // may change the list
		if err != nil {
			return Value{}, err
		}
		lo, _, n := AdjustSlice(len(l.Items), lo, hi, step)
		return t.listPart(l, lo, step, n), nil
	}
	i, err := seqIndex(t, "list", key)
	if err != nil {
		return Value{}, err
	}
	return listGetItem(t, v, Int(int64(i)))
}

// listPart returns a list of n items of l from lo on, step apart.
func (t *Thread) listPart(l *List, lo, step, n int) Value {
	out := t.newItems(n)
	sliceInto(out, l.Items, lo, step)
	return t.newListIn(out)
}

// sliceInto fills out with items from lo on, step apart, with references of their own.
func sliceInto(out, items []Value, lo, step int) {
	if step == 1 {
		copyRefs(out, items[lo:lo+len(out)])
		return
	}
	for i := range out {
		out[i] = items[lo].Ref()
		lo += step
	}
}

// seqIndex converts a subscript that is neither an exact int nor a slice.
func seqIndex(t *Thread, name string, key Value) (int, error) {
	if key.O.Typ.Index == nil {
		return 0, t.TypeErr("%s indices must be integers or slices, not %s", name, key.O.Typ.FullName())
	}
	return t.AsIndex(key, IndexError)
}

func listSetItem(t *Thread, v, key, x Value) error {
	l := as[List](v)
	if key.O == &IntTag {
		return l.setIndex(t, int(key.Int()), x)
	}
	if key.O.Typ == SliceType {
		return l.setSlice(t, key, x)
	}
	i, err := seqIndex(t, "list", key)
	if err != nil {
		return err
	}
	return l.setIndex(t, i, x)
}

// setIndex stores x at i, or deletes item i if x is absent.
func (l *List) setIndex(t *Thread, i int, x Value) error {
	n := len(l.Items)
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return t.Raise(IndexError, "list assignment index out of range")
	}
	if x.O != nil {
		old := l.Items[i]
		l.Items[i] = x.Ref()
		t.Unref(old)
		return nil
	}
	old := l.Items[i]
	if n == 1 {
		l.clear(t)
		return nil
	}
	copy(l.Items[i:], l.Items[i+1:])
	err := l.resize(t, n-1)
	t.Unref(old)
	return err
}

// setSlice is l[key] = x, or del l[key] if x is absent.
func (l *List) setSlice(t *Thread, key, x Value) error {
	s := as[Slice](key)
	lo, hi, step, err := t.unpackSlice(s)
	if err != nil {
		return err
	}
	first, last := lo, hi
	size := len(l.Items)
	lo, hi, n := AdjustSlice(size, first, last, step)
	if step == 1 {
		return l.assign(t, lo, hi, x)
	}
	if x.O == nil {
		return l.deleteStep(t, lo, step, n)
	}
	src, err := t.fastItems(x, l, "must assign iterable to extended slice")
	if err != nil {
		return err
	}
	if len(l.Items) != size { // iterating over x changed the list
		lo, _, n = AdjustSlice(len(l.Items), first, last, step)
	}
	if len(src) != n {
		t.UnrefAll(src)
		return t.ValueErr("attempt to assign sequence of size %d to extended slice of size %d", len(src), n)
	}
	old := src
	for i := range src {
		l.Items[lo], old[i] = src[i], l.Items[lo]
		lo += step
	}
	t.UnrefAll(old)
	return nil
}

// fastItems returns the items of an iterable as a slice of the caller's own. What is
// not iterable is a TypeError with the message given.
func (t *Thread) fastItems(x Value, l *List, msg string) ([]Value, error) {
	var items []Value
	switch x.O.Typ.Flags & (FlagList | FlagTuple) {
	case FlagList:
		items = as[List](x).Items
	case FlagTuple:
		items = as[Tuple](x).Items
	default:
		it, err := t.Iter(x)
		if err != nil {
			if t.ErrIs(err, TypeError) && msg != "" {
				t.Discard(err)
				return nil, t.TypeErr("%s", msg)
			}
			return nil, err
		}
		out, err := t.Collect(it)
		t.Unref(it)
		return out, err
	}
	return refAll(items), nil
}

// assign replaces items [lo, hi) by those of x; x absent deletes them.
func (l *List) assign(t *Thread, lo, hi int, x Value) error {
	var src []Value
	if x.O != nil {
		var err error
		if src, err = t.fastItems(x, l, "can only assign an iterable"); err != nil {
			return err
		}
	}
	n := len(l.Items)
	lo = max(0, min(lo, n))
	hi = max(lo, min(hi, n))
	d := len(src) - (hi - lo)
	if n+d == 0 {
		l.clear(t)
		return nil
	}
	var few [8]Value
	old := append(few[:0], l.Items[lo:hi]...)
	switch {
	case d < 0:
		copy(l.Items[hi+d:], l.Items[hi:])
		if err := l.resize(t, n+d); err != nil {
			return err
		}
	case d > 0:
		if err := l.resize(t, n+d); err != nil {
			t.UnrefAll(src)
			return err
		}
		copy(l.Items[hi+d:], l.Items[hi:n])
	}
	copy(l.Items[lo:], src)
	t.dropBackward(old)
	return nil
}

// deleteStep deletes n items from lo on, step apart.
func (l *List) deleteStep(t *Thread, lo, step, n int) error {
	if n <= 0 {
		return nil
	}
	if step < 0 {
		lo += step * (n - 1)
		step = -step
	}
	old := make([]Value, 0, n)
	w := lo
	for r, next := lo, lo; r < len(l.Items); r++ {
		if r == next && len(old) < n {
			old = append(old, l.Items[r])
			next += step
			continue
		}
		l.Items[w] = l.Items[r]
		w++
	}
	err := l.resize(t, w)
	t.UnrefAll(old)
	return err
}

func listReversed(t *Thread, self Value, args []Value) (Value, error) {
	it := New[ListRevIter](t, ListRevIterType)
	it.L, it.I = as[List](self.Ref()), len(as[List](self).Items)-1
	return Obj(&it.Header), nil
}

func listSizeof(t *Thread, self Value, args []Value) (Value, error) {
	return Int(int64(self.O.Typ.BasicSize) + 8*int64(cap(as[List](self).Items))), nil
}

func listClearMethod(t *Thread, self Value, args []Value) (Value, error) {
	as[List](self).clear(t)
	return None, nil
}

func listCopy(t *Thread, self Value, args []Value) (Value, error) {
	items := as[List](self).Items
	if len(items) > 1<<12 {
		if err := t.Grow(len(items) * valueSize); err != nil {
			return Value{}, err
		}
	}
	out := t.newItems(len(items))
	sliceInto(out, items, 0, 1)
	return t.newListIn(out), nil
}

// IsListAppend reports whether n is list.append, which calls know by sight.
func (n *Native) IsListAppend() bool { return sameFunc(n.fn, listAppend) }

func listAppend(t *Thread, self Value, args []Value) (Value, error) {
	return None, as[List](self).Append(t, args[0])
}

func listInsert(t *Thread, self Value, args []Value) (Value, error) {
	i, err := t.ssize(args[0])
	if err != nil {
		return Value{}, err
	}
	return None, as[List](self).Insert(t, i, args[1])
}

// Insert inserts v, which is lent, before index i.
func (l *List) Insert(t *Thread, i int, v Value) error {
	n := len(l.Items)
	if err := l.resize(t, n+1); err != nil {
		return err
	}
	if i < 0 {
		i = max(0, i+n)
	}
	i = min(i, n)
	copy(l.Items[i+1:], l.Items[i:n])
	l.Items[i] = v.Ref()
	return nil
}

// AsSize returns v.__index__() as a Go int, with CPython's text where it does not fit.
func (t *Thread) AsSize(v Value) (int, error) { return t.ssize(v) }

// ssize converts an argument declared as a C ssize_t.
func (t *Thread) ssize(v Value) (int, error) {
	if v.O == &IntTag {
		return int(v.Int()), nil
	}
	x, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	if x.O != &IntTag {
		t.Unref(x)
		return 0, t.Raise(OverflowError, "Python int too large to convert to C ssize_t")
	}
	return int(x.Int()), nil
}

// stateArg converts what __setstate__ of an iterator is given: an int, not what only has
// __index__.
func (t *Thread) stateArg(v Value) (int, error) {
	if !IsIntObj(v) {
		return 0, t.TypeErr("an integer is required")
	}
	return t.ssize(v)
}

func listExtend(t *Thread, self Value, args []Value) (Value, error) {
	return None, as[List](self).Extend(t, args[0])
}

func listPop(t *Thread, self Value, args []Value) (Value, error) {
	l := as[List](self)
	i := -1
	if args[0].O != nil {
		var err error
		if i, err = t.ssize(args[0]); err != nil {
			return Value{}, err
		}
	}
	return l.Pop(t, i)
}

// Pop removes item i and gives it.
func (l *List) Pop(t *Thread, i int) (Value, error) {
	n := len(l.Items)
	if n == 0 {
		return Value{}, t.Raise(IndexError, "pop from empty list")
	}
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return Value{}, t.Raise(IndexError, "pop index out of range")
	}
	v := l.Items[i]
	if i == n-1 && i >= cap(l.Items)>>1 { // the commonest: nothing moves
		l.Items[i] = Value{}
		l.Items = l.Items[:i]
		return v, nil
	}
	copy(l.Items[i:], l.Items[i+1:])
	return v, l.resize(t, n-1)
}

func listRemove(t *Thread, self Value, args []Value) (Value, error) {
	l := as[List](self)
	i, err := findItem(t, &l.Items, args[0], 0, maxItems)
	if err != nil {
		return Value{}, err
	}
	if i < 0 {
		return Value{}, t.ValueErr("list.remove(x): x not in list")
	}
	return None, l.assign(t, i, i+1, Value{})
}

// sliceBound converts a start or stop argument of index methods; absent gives dflt.
func (t *Thread) sliceBound(v Value, dflt int) (int, error) {
	if v.O == nil {
		return dflt, nil
	}
	if v.O == &IntTag {
		return int(v.Int()), nil
	}
	if v.O.Typ.Index == nil {
		return 0, t.TypeErr("slice indices must be integers or have an __index__ method")
	}
	return t.AsIndex(v, nil)
}

// IndexRange converts the start and stop (absent: all) of an index method for a sequence
// of length n.
func (t *Thread) IndexRange(start, stop Value, n int) (lo, hi int, err error) {
	if lo, err = t.sliceBound(start, 0); err != nil {
		return
	}
	if hi, err = t.sliceBound(stop, maxItems); err != nil {
		return
	}
	if lo < 0 {
		lo = max(0, lo+n)
	}
	if hi < 0 {
		hi = max(0, hi+n)
	}
	return
}

func listIndex(t *Thread, self Value, args []Value) (Value, error) {
	t.charge(len(as[List](self).Items) >> 2)
	l := as[List](self)
	lo, hi, err := t.IndexRange(args[1], args[2], len(l.Items))
	if err != nil {
		return Value{}, err
	}
	i, err := findItem(t, &l.Items, args[0], lo, hi)
	if err != nil {
		return Value{}, err
	}
	if i < 0 {
		s, err := t.ReprString(args[0])
		if err != nil {
			return Value{}, err
		}
		return Value{}, t.ValueErr("%s is not in list", s)
	}
	return Int(int64(i)), nil
}

func listCount(t *Thread, self Value, args []Value) (Value, error) {
	t.charge(len(as[List](self).Items) >> 2)
	return countItems(t, &as[List](self).Items, args[0])
}

func countItems(t *Thread, items *[]Value, x Value) (Value, error) {
	count := 0
	for i := 0; ; {
		j, err := findItem(t, items, x, i, maxItems)
		if err != nil {
			return Value{}, err
		}
		if j < 0 {
			return Int(int64(count)), nil
		}
		count++
		i = j + 1
	}
}

func listReverse(t *Thread, self Value, args []Value) (Value, error) {
	reverseItems(as[List](self).Items)
	return None, nil
}

func reverseItems(items []Value) {
	for len(items) > 1 {
		x, y := &items[0], &items[len(items)-1]
		if x.O == y.O { // ints among them: half the stores
			x.N, y.N = y.N, x.N
		} else {
			*x, *y = *y, *x
		}
		items = items[1 : len(items)-1]
	}
}
