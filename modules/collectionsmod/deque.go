package collectionsmod

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/minipy-go/minipy/object"
)

// A deque is a ring: item i is ring[(head+i)&(len(ring)-1)], and len(ring) a power of
// two or 0. It changes whole before anything is dropped, since a death may look at it.
type deque struct {
	object.Header
	ring    []value
	head, n int
	max     int // -1: unbounded
	state   int // changes with every change of length; iterators compare it
	// left is where CPython's first block would begin to be used, for __sizeof__.
	left int
	Weak *object.WeakRef
}

// CPython keeps items in blocks of blockLen, the first of them in the middle of one;
// a block takes blockSize bytes.
const (
	blockLen  = 64
	center    = (blockLen - 1) / 2
	blockSize = (blockLen + 2) * 8
)

const valueSize = 16

var dequeType = &class{}

func dequeInit() {
	dequeType.Define(object.TypeSpec{Name: "collections.deque", Basic: 80, Weak: 72,
		Flags:  object.FlagGC | object.FlagBase | object.FlagSequence,
		Doc:    "deque([iterable[, maxlen]]) --> deque object\n\nA sequence that grows and shrinks quickly at both ends.",
		Layout: object.LayoutOf[deque]().WeakAt(object.FieldOffset[deque]("Weak")),
		Slots: object.Slots{New: dequeNew, Init: dequeInitialize, Traverse: dequeTraverse, Clear: dequeClearSlot,
			Repr: dequeRepr, Hash: object.Unhashable, Compare: dequeCompare, Iter: dequeIter,
			Bool:    func(_ *thread, v value) (bool, error) { return object.As[deque](v).n > 0, nil },
			Len:     func(_ *thread, v value) (int, error) { return object.As[deque](v).n, nil },
			GetItem: dequeGetItem, SetItem: dequeSetItem, Contains: dequeContains,
			Concat: dequeConcat, Repeat: dequeRepeat, IConcat: dequeIConcat, IRepeat: dequeIRepeat},
		Decls: []object.Decl{
			object.Method("append(object, /)", "Add an element to the right side of the deque.", func(t *thread, v value, a []value) (value, error) {
				return object.None, object.As[deque](v).appendTrim(t, a[0].Ref())
			}),
			object.Method("appendleft(object, /)", "Add an element to the left side of the deque.", func(t *thread, v value, a []value) (value, error) {
				return object.None, object.As[deque](v).appendLeftTrim(t, a[0].Ref())
			}),
			object.Method("clear()", "Remove all elements from the deque.", func(t *thread, v value, _ []value) (value, error) {
				object.As[deque](v).clear(t)
				return object.None, nil
			}),
			object.Method("__copy__()", "Return a shallow copy of a deque.", dequeCopy),
			object.Method("copy()", "Return a shallow copy of a deque.", dequeCopy),
			object.Method("count(value, /)", "D.count(value) -- return number of occurrences of value", dequeCount),
			object.Method("extend(iterable, /)", "Extend the right side of the deque with elements from the iterable", func(t *thread, v value, a []value) (value, error) {
				return object.None, object.As[deque](v).extend(t, a[0], false)
			}),
			object.Method("extendleft(iterable, /)", "Extend the left side of the deque with elements from the iterable", func(t *thread, v value, a []value) (value, error) {
				return object.None, object.As[deque](v).extend(t, a[0], true)
			}),
			object.Method("index(value, start=0, stop=9223372036854775807, /)", "D.index(value, [start, [stop]]) -- return first index of value.\nRaises ValueError if the value is not present.", dequeIndex),
			object.RawMethod("insert(index, object, /)", "D.insert(index, object) -- insert object before index", dequeInsert),
			object.Method("pop()", "Remove and return the rightmost element.", func(t *thread, v value, _ []value) (value, error) {
				return object.As[deque](v).pop(t)
			}),
			object.Method("popleft()", "Remove and return the leftmost element.", func(t *thread, v value, _ []value) (value, error) {
				return object.As[deque](v).popLeft(t)
			}),
			object.Method("remove(value, /)", "D.remove(value) -- remove first occurrence of value.", dequeRemove),
			object.Method("reverse()", "D.reverse() -- reverse *IN PLACE*", dequeReverse),
			object.RawMethod("rotate(n=1, /)", "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left.", dequeRotate),
			object.Method("__reversed__()", "D.__reversed__() -- return a reverse iterator over the deque", func(t *thread, v value, _ []value) (value, error) {
				return newDequeIter(t, v, dequeRevIterType), nil
			}),
			object.Method("__sizeof__()", "D.__sizeof__() -- size of D in memory, in bytes", func(_ *thread, v value, _ []value) (value, error) {
				d := object.As[deque](v)
				return object.Int(int64(v.Type().BasicSize + (d.left+d.n+blockLen-1)/blockLen*blockSize)), nil
			}),
			object.Method("__reduce__()", "Return state information for pickling.", dequeReduce),
			object.Getter("maxlen", "maximum size of a deque or None if unbounded", func(_ *thread, v value) (value, error) {
				return object.As[deque](v).maxLen(), nil
			}),
			object.ClassMethod("__class_getitem__(item, /)", "See PEP 585", alias),
		}})
}

func dequeNew(t *thread, typ *class, _ args) (value, error) {
	d := object.New[deque](t, typ)
	d.max, d.left = -1, center+1
	return object.Obj(&d.Header), nil
}

var dequeSig = object.LazySignature{Text: "deque(iterable=(), maxlen=None)"}

func dequeInitialize(t *thread, v value, a args) error {
	var out [2]value
	done, err := t.BindArgs(dequeSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	limit := -1
	if m := out[1]; m.O != nil && m != object.None {
		if m.Type().Flags&object.FlagInt == 0 {
			return t.TypeErr("an integer is required")
		}
		n, ok := object.IntValue(m)
		if !ok {
			return t.Raise(object.OverflowError, "Python int too large to convert to C ssize_t")
		}
		if n < 0 {
			return t.ValueErr("maxlen must be non-negative")
		}
		limit = int(n)
	}
	d := object.As[deque](v)
	d.max = limit
	if d.n > 0 {
		d.clear(t)
	}
	if out[0].O == nil {
		return nil
	}
	return d.extend(t, out[0], false)
}

// at returns where item i is.
func (d *deque) at(i int) *value { return &d.ring[(d.head+i)&(len(d.ring)-1)] }

// room makes room for n more items.
func (d *deque) room(t *thread, n int) error {
	if d.n+n <= len(d.ring) {
		return nil
	}
	size := max(8, 1<<bits.Len(uint(d.n+n-1)))
	if err := t.Grow((size - len(d.ring)) * valueSize); err != nil {
		return err
	}
	t.In.Bytes += int64(size-len(d.ring)) * valueSize
	old, ring := d.ring, t.TakeBlock(size)
	k := copy(ring, old[d.head:])
	copy(ring[k:], old[:d.head])
	d.ring, d.head = ring, 0
	t.PutBlock(old)
	return nil
}

// giveRight and giveLeft add an item at an end; the reference is given.
func (d *deque) giveRight(t *thread, x value) error {
	if err := d.room(t, 1); err != nil {
		t.Unref(x)
		return err
	}
	d.n++
	*d.at(d.n - 1) = x
	d.state++
	return nil
}

func (d *deque) giveLeft(t *thread, x value) error {
	if err := d.room(t, 1); err != nil {
		t.Unref(x)
		return err
	}
	d.head = (d.head - 1) & (len(d.ring) - 1)
	d.ring[d.head] = x
	d.n++
	d.state++
	d.left = (d.left - 1) & (blockLen - 1)
	return nil
}

// takeRight and takeLeft take an item, which must be there, from an end.
func (d *deque) takeRight() value {
	p := d.at(d.n - 1)
	x := *p
	*p = value{}
	d.n--
	d.state++
	if d.n == 0 && d.left == 0 {
		d.left = center + 1
	}
	return x
}

func (d *deque) takeLeft() value {
	x := d.ring[d.head]
	d.ring[d.head] = value{}
	d.head = (d.head + 1) & (len(d.ring) - 1)
	d.n--
	d.state++
	if d.left++; d.left == blockLen {
		if d.left = 0; d.n == 0 {
			d.left = center + 1
		}
	}
	return x
}

func (d *deque) appendTrim(t *thread, x value) error {
	if err := d.giveRight(t, x); err != nil {
		return err
	}
	if d.max >= 0 && d.n > d.max {
		t.Unref(d.takeLeft())
	}
	return nil
}

func (d *deque) appendLeftTrim(t *thread, x value) error {
	if err := d.giveLeft(t, x); err != nil {
		return err
	}
	if d.max >= 0 && d.n > d.max {
		t.Unref(d.takeRight())
	}
	return nil
}

func (d *deque) pop(t *thread) (value, error) {
	if d.n == 0 {
		return value{}, t.Raise(object.IndexError, "pop from an empty deque")
	}
	return d.takeRight(), nil
}

func (d *deque) popLeft(t *thread) (value, error) {
	if d.n == 0 {
		return value{}, t.Raise(object.IndexError, "pop from an empty deque")
	}
	return d.takeLeft(), nil
}

// clear empties the deque, then drops what it held, first to last.
func (d *deque) clear(t *thread) {
	ring, head, n := d.ring, d.head, d.n
	if len(ring) == 0 {
		return
	}
	d.ring, d.head, d.n, d.left = nil, 0, 0, center+1
	d.state++
	t.In.Bytes -= int64(len(ring)) * valueSize
	for i := range n {
		if x := ring[(head+i)&(len(ring)-1)]; x.O.RC >= 0 {
			t.Unref(x)
		}
	}
	t.PutBlock(ring)
}

func dequeClearSlot(t *thread, o *header) { as[deque](o).clear(t) }

func dequeTraverse(o *header, visit func(value)) {
	d := as[deque](o)
	for i := range d.n {
		visit(*d.at(i))
	}
}

func (d *deque) extend(t *thread, src value, left bool) error {
	if src.O == &d.Header {
		l, err := t.ListOf(src)
		if err != nil {
			return err
		}
		err = d.extend(t, l, left)
		t.Unref(l)
		return err
	}
	it, err := t.Iter(src)
	if err != nil {
		return err
	}
	if d.max != 0 && d.n == 0 { // CPython's way to save a block
		if d.left = 1; left {
			d.left = blockLen - 1
		}
	}
	if l, ok := object.AsList(src); ok && src.Type() == object.ListType && d.max < 0 && !left {
		t.Unref(it)
		return d.extendItems(t, l.Items)
	}
	next := it.Type().Slots.Next
	for i := 1; ; i++ {
		x, err := next(t, it)
		if err == nil && x.O == nil {
			break
		}
		switch {
		case err != nil:
		case d.max == 0:
			t.Unref(x)
		case left:
			err = d.appendLeftTrim(t, x)
		default:
			err = d.appendTrim(t, x)
		}
		if err == nil && i&4095 == 0 {
			err = t.Poll()
		}
		if err != nil {
			t.Unref(it)
			return err
		}
	}
	t.Unref(it)
	return nil
}

// extendItems adds items, lent, at the right of an unbounded deque.
func (d *deque) extendItems(t *thread, items []value) error {
	if err := d.room(t, len(items)); err != nil {
		return err
	}
	for _, x := range items {
		*d.at(d.n) = x.Ref()
		d.n++
	}
	d.state += len(items)
	return t.Work(len(items) >> 3)
}

func (d *deque) maxLen() value {
	if d.max < 0 {
		return object.None
	}
	return object.Int(int64(d.max))
}

// index converts the key of an item and checks it.
func (d *deque) index(t *thread, key value, assign bool) (int, error) {
	if key.Type().Flags&object.FlagInt == 0 && key.Type().Slots.Index == nil {
		return 0, t.TypeErr("sequence index must be integer, not '%s'", key.Type().FullName())
	}
	i, err := t.AsIndex(key, object.IndexError)
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += d.n
	}
	if i < 0 || i >= d.n {
		return 0, t.Raise(object.IndexError, "deque index out of range")
	}
	return i, nil
}

func dequeGetItem(t *thread, v, key value) (value, error) {
	d := object.As[deque](v)
	i, err := d.index(t, key, false)
	if err != nil {
		return value{}, err
	}
	return d.at(i).Ref(), nil
}

func dequeSetItem(t *thread, v, key, x value) error {
	d := object.As[deque](v)
	i, err := d.index(t, key, true)
	if err != nil {
		return err
	}
	if x.O == nil {
		t.Unref(d.remove(i))
		return nil
	}
	p := d.at(i)
	old := *p
	*p = x.Ref()
	t.Unref(old)
	return nil
}

// remove takes item i out.
func (d *deque) remove(i int) value {
	d.rotate(-i)
	x := d.takeLeft()
	d.rotate(i)
	return x
}

// rotate moves the items n places to the right. A full ring only moves its head;
// otherwise the fewer items go round.
func (d *deque) rotate(n int) {
	if d.n <= 1 {
		return
	}
	if n %= d.n; n < 0 {
		n += d.n
	}
	if n > d.n/2 {
		n -= d.n
	}
	if n != 0 {
		d.state++
	}
	d.left = (d.left - n) & (blockLen - 1)
	mask := len(d.ring) - 1
	if d.n == len(d.ring) {
		d.head = (d.head - n) & mask
		return
	}
	for ; n > 0; n-- {
		p := d.at(d.n - 1)
		x := *p
		*p = value{}
		d.head = (d.head - 1) & mask
		d.ring[d.head] = x
	}
	for ; n < 0; n++ {
		x := d.ring[d.head]
		d.ring[d.head] = value{}
		d.head = (d.head + 1) & mask
		*d.at(d.n - 1) = x
	}
}

// find returns the first index in [lo, hi) of an item equal to x, or -1; errors say
// what the deque was being used for when it changed.
func (d *deque) find(t *thread, x value, lo, hi int, changed func() error) (int, error) {
	state := d.state
	for i := lo; i < hi && i < d.n; i++ {
		item := d.at(i).Ref()
		same, err := t.Equal(item, x)
		t.Unref(item)
		if err != nil {
			return -1, err
		}
		if d.state != state {
			return -1, changed()
		}
		if same {
			return i, nil
		}
	}
	return -1, nil
}

func (d *deque) changedErr(t *thread) func() error {
	return func() error { return t.Raise(object.RuntimeError, "deque mutated during iteration") }
}

func dequeContains(t *thread, v, x value) (bool, error) {
	d := object.As[deque](v)
	i, err := d.find(t, x, 0, d.n, d.changedErr(t))
	return i >= 0, err
}

func dequeCount(t *thread, v value, a []value) (value, error) {
	d := object.As[deque](v)
	count := int64(0)
	for i := 0; ; i++ {
		at, err := d.find(t, a[0], i, d.n, d.changedErr(t))
		if err != nil {
			return value{}, err
		}
		if at < 0 {
			return object.Int(count), nil
		}
		count++
		i = at
	}
}

func notIn(t *thread, x value) error {
	s, err := t.ReprString(x)
	if err != nil {
		return err
	}
	return t.ValueErr("%s is not in deque", s)
}

// sliceBound converts an index as slices do.
func sliceBound(t *thread, v value, n, none int) (int, error) {
	if v.O == nil {
		return none, nil
	}
	if v.Type().Flags&object.FlagInt == 0 && v.Type().Slots.Index == nil {
		return 0, t.TypeErr("slice indices must be integers or have an __index__ method")
	}
	i, err := t.AsIndex(v, nil)
	if i < 0 {
		i = max(0, i+n)
	}
	return i, err
}

func dequeIndex(t *thread, v value, a []value) (value, error) {
	d := object.As[deque](v)
	lo, err := sliceBound(t, a[1], d.n, 0)
	if err != nil {
		return value{}, err
	}
	hi, err := sliceBound(t, a[2], d.n, d.n)
	if err != nil {
		return value{}, err
	}
	i, err := d.find(t, a[0], lo, hi, d.changedErr(t))
	if err == nil && i < 0 {
		err = notIn(t, a[0])
	}
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(i)), nil
}

func dequeRemove(t *thread, v value, a []value) (value, error) {
	d := object.As[deque](v)
	i, err := d.find(t, a[0], 0, d.n, func() error { return t.Raise(object.IndexError, "deque mutated during remove().") })
	if err == nil && i < 0 {
		err = notIn(t, a[0])
	}
	if err != nil {
		return value{}, err
	}
	t.Unref(d.remove(i))
	return object.None, nil
}

func dequeInsert(t *thread, v value, a args) (value, error) {
	if err := t.NoKw("deque.insert", a); err != nil {
		return value{}, err
	}
	if len(a.Pos) != 2 {
		return value{}, t.TypeErr("insert() takes exactly 2 arguments (%d given)", len(a.Pos))
	}
	i, err := t.AsIndex(a.Pos[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	d, x := object.As[deque](v), a.Pos[1]
	if d.max >= 0 && d.n >= d.max {
		return value{}, t.Raise(object.IndexError, "deque already at its maximum size")
	}
	switch {
	case i >= d.n:
		err = d.giveRight(t, x.Ref())
	case i <= -d.n || i == 0:
		err = d.giveLeft(t, x.Ref())
	default:
		d.rotate(-i)
		if i < 0 {
			err = d.giveRight(t, x.Ref())
		} else {
			err = d.giveLeft(t, x.Ref())
		}
		d.rotate(i)
	}
	return object.None, err
}

func dequeReverse(_ *thread, v value, _ []value) (value, error) {
	d := object.As[deque](v)
	for i, j := 0, d.n-1; i < j; i, j = i+1, j-1 {
		p, q := d.at(i), d.at(j)
		*p, *q = *q, *p
	}
	return object.None, nil
}

func dequeRotate(t *thread, v value, a args) (value, error) {
	if err := t.NoKw("deque.rotate", a); err != nil {
		return value{}, err
	}
	n := 1
	switch len(a.Pos) {
	case 0:
	case 1:
		x, err := t.Index(a.Pos[0])
		if err != nil {
			return value{}, err
		}
		i, ok := object.IntValue(x)
		t.Unref(x)
		if !ok {
			return value{}, t.Raise(object.OverflowError, "Python int too large to convert to C ssize_t")
		}
		n = int(i)
	default:
		return value{}, t.TypeErr("deque.rotate expected at most 1 argument, got %d", len(a.Pos))
	}
	object.As[deque](v).rotate(n)
	return object.None, nil
}

func dequeCopy(t *thread, v value, _ []value) (value, error) {
	d := object.As[deque](v)
	if v.Type() != dequeType {
		given := []value{v, object.Int(int64(d.max))}
		if d.max < 0 {
			given = given[:1]
		}
		c, err := t.Call(v.Type().Value(), given...)
		if err == nil && !object.IsInstance(c, dequeType) {
			err = t.TypeErr("%s() must return a deque, not %s", v.Type().Name, c.Type().Name)
			t.Unref(c)
			return value{}, err
		}
		return c, err
	}
	c, _ := dequeNew(t, dequeType, args{})
	x := object.As[deque](c)
	x.max = d.max
	if err := x.extend(t, v, false); err != nil {
		t.Unref(c)
		return value{}, err
	}
	return c, nil
}

func dequeConcat(t *thread, a, b value) (value, error) {
	if !object.IsInstance(b, dequeType) {
		return value{}, t.TypeErr("can only concatenate deque (not \"%s\") to deque", b.Type().FullName())
	}
	c, err := dequeCopy(t, a, nil)
	if err != nil {
		return value{}, err
	}
	if err := object.As[deque](c).extend(t, b, false); err != nil {
		t.Unref(c)
		return value{}, err
	}
	return c, nil
}

func dequeIConcat(t *thread, a, b value) (value, error) {
	if err := object.As[deque](a).extend(t, b, false); err != nil {
		return value{}, err
	}
	return a.Ref(), nil
}

func dequeRepeat(t *thread, a, n value) (value, error) {
	c, err := dequeCopy(t, a, nil)
	if err != nil {
		return value{}, err
	}
	r, err := dequeIRepeat(t, c, n)
	t.Unref(c)
	return r, err
}

func dequeIRepeat(t *thread, a, count value) (value, error) {
	n, err := t.AsIndex(count, object.OverflowError)
	if err != nil {
		return value{}, err
	}
	d := object.As[deque](a)
	if d.n == 0 || n == 1 {
		return a.Ref(), nil
	}
	if n <= 0 {
		d.clear(t)
		return a.Ref(), nil
	}
	if d.max >= 0 { // only the last max items of the result can stay
		n = min(n, (d.max+d.n-1)/d.n+1)
	}
	if n > math.MaxInt/8/d.n {
		return value{}, t.RaiseArgs(object.MemoryError)
	}
	if err := t.Grow(d.n * n * valueSize); err != nil {
		return value{}, err
	}
	l, err := t.ListOf(a)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(l)
	list, _ := object.AsList(l)
	for i := 1; i < n; i++ {
		for _, x := range list.Items {
			if err := d.appendTrim(t, x.Ref()); err != nil {
				return value{}, err
			}
		}
		if err := t.Poll(); err != nil {
			return value{}, err
		}
	}
	return a.Ref(), nil
}

func dequeRepr(t *thread, v value) (value, error) {
	if !t.ReprEnter(v) {
		return t.NewStr("[...]"), nil
	}
	defer t.ReprLeave(v)
	l, err := t.ListOf(v)
	if err != nil {
		return value{}, err
	}
	s, err := t.ReprString(l)
	t.Unref(l)
	if err != nil {
		return value{}, err
	}
	if d := object.As[deque](v); d.max >= 0 {
		return t.NewStr(fmt.Sprintf("%s(%s, maxlen=%d)", v.Type().Name, s, d.max)), nil
	}
	return t.NewStr(v.Type().Name + "(" + s + ")"), nil
}

func dequeCompare(t *thread, a, b value, op int) (value, error) {
	if !object.IsInstance(a, dequeType) || !object.IsInstance(b, dequeType) {
		return object.NotImplemented, nil
	}
	x, y := object.As[deque](a), object.As[deque](b)
	if op == object.CmpEQ && (a == b || x.n != y.n) {
		return object.Bool(a == b), nil
	}
	if op == object.CmpNE && (a == b || x.n != y.n) {
		return object.Bool(a != b), nil
	}
	// Iterators notice when the comparison of items changes a deque.
	i, j := newDequeIter(t, a, dequeIterType), newDequeIter(t, b, dequeIterType)
	defer func() { t.Unref(i); t.Unref(j) }()
	for {
		v, err := dequeIterNext(t, i)
		if err != nil {
			return value{}, err
		}
		w, err := dequeIterNext(t, j)
		if err != nil {
			t.XUnref(v)
			return value{}, err
		}
		if v.O == nil || w.O == nil {
			t.XUnref(v)
			t.XUnref(w)
			return t.Compare(object.Bool(v.O != nil), object.Bool(w.O != nil), op)
		}
		same, err := t.Equal(v, w)
		r := value{}
		if err == nil && !same {
			switch op {
			case object.CmpEQ, object.CmpNE:
				r = object.Bool(op == object.CmpNE)
			default:
				r, err = t.Compare(v, w, op)
			}
		}
		t.Unref(v)
		t.Unref(w)
		if err != nil || !same {
			return r, err
		}
	}
}

func dequeReduce(t *thread, v value, _ []value) (value, error) {
	d := object.As[deque](v)
	state := object.None
	dict, err := t.LookupAttr(v, "__dict__")
	if err != nil {
		return value{}, err
	}
	if dict.O != nil {
		state = dict
	}
	it, err := t.Iter(v)
	if err != nil {
		t.Unref(state)
		return value{}, err
	}
	made := t.NewTuple()
	if d.max >= 0 {
		made = t.NewTuple(t.NewTuple(), object.Int(int64(d.max)))
	}
	return t.NewTuple(v.Type().Value().Ref(), made, state, it), nil
}
