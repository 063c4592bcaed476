package object

import (
	"encoding/binary"
	"math/bits"
)

// list.sort: a stable merge sort that finds the runs already there, extends short ones
// by binary insertion and gallops while merging (Tim Peters' algorithm). Which items
// are compared, and when, is visible to __lt__ methods and therefore the same as
// CPython's, at the cost of staying with its stack of runs.

func listSort(t *Thread, self Value, args []Value) (Value, error) {
	reverse := 0
	if args[1].O != nil {
		var err error
		if reverse, err = t.AsIndex(args[1], OverflowError); err != nil {
			return Value{}, err
		}
	}
	key := args[0]
	if key == None {
		key = Value{}
	}
	return None, as[List](self).Sort(t, key, reverse != 0)
}

// Sort sorts the list in place; key is a function, lent, or absent. While it runs the
// list is empty for everybody else.
func (l *List) Sort(t *Thread, key Value, reverse bool) error {
	items, nested := l.Items, l.sorting
	l.Items = nil
	l.sorting = true
	err := t.sortItems(items, key, reverse)
	extra, touched := l.Items, !l.sorting
	l.Items, l.sorting = items, nested && !touched
	if touched {
		t.In.Bytes -= int64(cap(extra)) * valueSize
		t.dropBackward(extra)
		if err == nil {
			err = t.ValueErr("list modified during sort")
		}
	}
	return err
}

func (t *Thread) sortItems(items []Value, key Value, reverse bool) error {
	var keys []Value
	if key.O != nil {
		keys = t.newItems(len(items))
		for i, v := range items {
			k, err := t.Call(key, v)
			if err != nil {
				t.UnrefAll(keys[:i])
				return err
			}
			keys[i] = k
		}
	}
	// Reversed before and after, equal items keep their order.
	if reverse {
		reverseItems(items)
		reverseItems(keys)
	}
	err := t.sortBy(items, keys)
	if reverse {
		reverseItems(items)
	}
	t.UnrefAll(keys)
	t.recycleItems(keys)
	return err
}

// sortBy sorts items, by keys (kept in step where comparing them is visible) if there are any.
func (t *Thread) sortBy(items, keys []Value) error {
	by, vals := items, []Value(nil)
	if keys != nil {
		by, vals = keys, items
	}
	if len(by) < 2 {
		return nil
	}
	kind, items := uniform(by), by
	switch {
	case vals != nil:
		items = vals
	case kind == &IntTag:
		return sortInts(t, by)
	case kind == &FloatTag:
		if done, err := sortFloats(t, by); done || err != nil {
			return err
		}
	}
	if kind != nil {
		if done, err := t.sortKeyed(items, by, kind); done || err != nil {
			return err
		}
	}
	return runSort(t, by, vals)
}

// uniform returns the tag or class that all keys share, nil unless it is one that is
// compared without calling anything.
func uniform(keys []Value) *Header {
	o := keys[0].O
	switch {
	case o == &IntTag || o == &FloatTag:
		for _, k := range keys {
			if k.O != o {
				return nil
			}
		}
		return o
	case o.Typ == StrType:
		for _, k := range keys {
			if k.O.Typ != StrType {
				return nil
			}
		}
		return &StrType.Header
	}
	return nil
}

// prefix returns the first eight bytes of s as a number that orders like them.
func prefix(s string) (n uint64) {
	if len(s) >= 8 {
		return binary.BigEndian.Uint64([]byte(s[:8]))
	}
	for i := 0; i < len(s); i++ {
		n |= uint64(s[i]) << (56 - 8*i)
	}
	return n
}

func lessThan(t *Thread, a, b Value) (bool, error) {
	if a.O.Typ == TupleType && b.O.Typ == TupleType {
		return tupleLess(t, as[Tuple](a).Items, as[Tuple](b).Items)
	}
	if a.O.Typ == StrType && b.O.Typ == StrType {
		return as[Str](a).S < as[Str](b).S, nil
	}
	return t.CompareBool(a, b, CmpLT)
}

// tupleLess is a < b for tuples, the commonest keys after numbers and strs.
func tupleLess(t *Thread, a, b []Value) (bool, error) {
	for i := 0; i < len(a) && i < len(b); i++ {
		x, y := a[i], b[i]
		if x == y {
			continue
		}
		if x.O == &IntTag && y.O == &IntTag {
			return x.Int() < y.Int(), nil
		}
		same, err := t.Equal(x, y)
		if err != nil {
			return false, err
		}
		if !same {
			if x.O.Typ == StrType && y.O.Typ == StrType {
				return as[Str](x).S < as[Str](y).S, nil
			}
			return t.CompareBool(x, y, CmpLT)
		}
	}
	return len(a) < len(b), nil
}

// A sorter holds the state of one sort: by is what is compared, vals (or nil) is moved
// along with it.
type sorter struct {
	t        *Thread
	by, vals []Value
	gallop   int // wins in a row after which merging gallops; adapts to the data
	runs     []sortRun
	tmp      []Value
	tmpVals  []Value
	polls    int
}

type sortRun struct{ lo, n int }

// minGallop is where galloping starts to pay, found by experiment long ago.
const minGallop = 7

func runSort(t *Thread, by, vals []Value) error {
	s := &sorter{t: t, by: by, vals: vals, gallop: minGallop}
	defer func() {
		t.recycleItems(s.tmp)
		t.recycleItems(s.tmpVals)
	}()
	minrun := minRun(len(by))
	for lo, left := 0, len(by); left > 0; {
		n, err := s.countRun(lo, lo+left)
		if err != nil {
			return err
		}
		if n < minrun {
			force := min(left, minrun)
			if err := s.insertion(lo, lo+n, lo+force); err != nil {
				return err
			}
			n = force
		}
		s.runs = append(s.runs, sortRun{lo, n})
		if err := s.collapse(); err != nil {
			return err
		}
		lo += n
		left -= n
		if err := t.Poll(); err != nil {
			return err
		}
	}
	return s.collapseAll()
}

// stash copies items to tmp, whose memory is used again.
func (s *sorter) stash(tmp, items []Value) []Value {
	if n := len(items); cap(tmp) < n {
		s.t.recycleItems(tmp)
		tmp = s.t.newItems(n)
	}
	return append(tmp[:0], items...)
}

// minRun is the length below which runs are extended: 32 to 64, so that the number of
// runs is a power of two or a little less.
func minRun(n int) int {
	shift := max(0, bits.Len(uint(n))-6)
	r := n >> shift
	if n&(1<<shift-1) != 0 {
		r++
	}
	return r
}

// countRun returns the length of the run at lo, which it makes ascending.
func (s *sorter) countRun(lo, hi int) (int, error) {
	if lo+1 == hi {
		return 1, nil
	}
	down, err := lessThan(s.t, s.by[lo+1], s.by[lo])
	if err != nil {
		return 0, err
	}
	i := lo + 2
	for ; i < hi; i++ {
		less, err := lessThan(s.t, s.by[i], s.by[i-1])
		if err != nil {
			return 0, err
		}
		if less != down {
			break
		}
	}
	if down {
		reverseItems(s.by[lo:i])
		if s.vals != nil {
			reverseItems(s.vals[lo:i])
		}
	}
	return i - lo, nil
}

// insertion sorts [lo, hi), of which [lo, start) is sorted.
func (s *sorter) insertion(lo, start, hi int) error {
	for ; start < hi; start++ {
		l, r := lo, start
		pivot := s.by[start]
		for l < r {
			m := l + (r-l)>>1
			less, err := lessThan(s.t, pivot, s.by[m])
			if err != nil {
				return err
			}
			if less {
				r = m
			} else {
				l = m + 1
			}
		}
		copy(s.by[l+1:start+1], s.by[l:start])
		s.by[l] = pivot
		if s.vals != nil {
			v := s.vals[start]
			copy(s.vals[l+1:start+1], s.vals[l:start])
			s.vals[l] = v
		}
	}
	return nil
}

// collapse merges runs until each is longer than the next and than the next two together.
func (s *sorter) collapse() error {
	for len(s.runs) > 1 {
		p, n := s.runs, len(s.runs)-2
		switch {
		case n > 0 && p[n-1].n <= p[n].n+p[n+1].n, n > 1 && p[n-2].n <= p[n-1].n+p[n].n:
			if p[n-1].n < p[n+1].n {
				n--
			}
		case p[n].n > p[n+1].n:
			return nil
		}
		if err := s.mergeAt(n); err != nil {
			return err
		}
	}
	return nil
}

func (s *sorter) collapseAll() error {
	for len(s.runs) > 1 {
		n := len(s.runs) - 2
		if n > 0 && s.runs[n-1].n < s.runs[n+1].n {
			n--
		}
		if err := s.mergeAt(n); err != nil {
			return err
		}
	}
	return nil
}
