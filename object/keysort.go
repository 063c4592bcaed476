package object

import "slices"

// A ranked key stands for an item while a list is sorted by ints, floats or strs: number
// orders as the keys do, and at is where the item was.
type ranked struct {
	number uint64
	at     int
}

// sortKeyed sorts items by keys of one kind (see uniform), which may be the items
// themselves; it does nothing if there is a nan, whose place the comparisons decide.
func (t *Thread) sortKeyed(items, by []Value, kind *Header) (done bool, err error) {
	n := len(items)
	if err := t.Grow(n * (32 + valueSize)); err != nil {
		return false, err
	}
	room := t.In.rankings.take(blockSize(max(minBlock, 2*n)))
	defer t.In.rankings.put(room)
	ks, spare := room[:n], room[n:2*n]
	moved := false
	if kind == &StrType.Header {
		moved, err = t.sortTexts(ks, spare, by)
	} else if numberKeys(ks, by) {
		moved, err = t.sortNumbered(ks, spare)
	} else {
		return false, nil
	}
	if err != nil || !moved {
		return true, err
	}
	sorted := t.newItems(n)
	for i, k := range ks {
		sorted[i] = items[k.at]
	}
	copy(items, sorted)
	t.recycleItems(sorted)
	return true, nil
}

// numberKeys makes the keys of unboxed numbers, false if there is a nan.
func numberKeys(ks []ranked, by []Value) bool {
	low := ^uint64(0)
	for i, v := range by {
		x := v.N
		if v.O == &FloatTag {
			f := v.Float()
			if f != f {
				return false
			}
			if x = Float(f + 0).N; x>>63 != 0 { // -0.0 + 0 is 0.0
				x = ^x ^ 1<<63
			}
		}
		ks[i] = ranked{x ^ 1<<63, i}
		low = min(low, ks[i].number)
	}
	for i := range ks {
		ks[i].number -= low // small numbers have few bytes that differ
	}
	return true
}

// sortTexts sorts ks by the strs in by: by seven bytes behind what all have in common, and
// how many there are, then by whole strs where that leaves a doubt.
func (t *Thread) sortTexts(ks, spare []ranked, by []Value) (moved bool, err error) {
	const some = 7
	first := as[Str](by[0]).S
	alike := len(first)
	for _, v := range by[1:] {
		s := as[Str](v).S
		alike = min(alike, len(s))
		i := 0
		for i < alike && s[i] == first[i] {
			i++
		}
		if alike = i; i == 0 {
			break
		}
	}
	for i, v := range by {
		rest := as[Str](v).S[alike:]
		ks[i] = ranked{prefix(rest)&^0xFF | uint64(min(len(rest), some+1)), i}
	}
	if moved, err = t.sortNumbered(ks, spare); err != nil {
		return false, err
	}
	for lo, hi := 0, 1; hi <= len(ks); hi++ {
		if hi < len(ks) && ks[hi].number == ks[lo].number {
			continue
		}
		if hi-lo > 1 && ks[lo].number&0xFF > some {
			moved = true
			if err := t.sortWhole(ks[lo:hi], by); err != nil {
				return false, err
			}
		}
		lo = hi
	}
	return moved, nil
}

// sortWhole sorts ks by the strs in by.
func (t *Thread) sortWhole(ks []ranked, by []Value) error {
	strs, places := t.newItems(len(ks)), t.newItems(len(ks))
	for i, k := range ks {
		strs[i], places[i] = by[k.at], Int(int64(k.at))
	}
	err := runSort(t, strs, places)
	for i, p := range places {
		ks[i].at = int(p.Int())
	}
	t.recycleItems(strs)
	t.recycleItems(places)
	return err
}

// sortNumbered sorts ks by number, with spare for as many, and reports whether one has
// moved. Equal ones keep their order. Many are distributed by those bytes of the numbers
// that differ, one after the other.
func (t *Thread) sortNumbered(ks, spare []ranked) (moved bool, err error) {
	differ, up := uint64(0), true
	for i, k := range ks[1:] {
		differ |= k.number ^ ks[0].number
		up = up && ks[i].number <= k.number
	}
	if up {
		return false, nil
	}
	if len(ks) <= 64 {
		for i, k := range ks {
			for ; i > 0 && ks[i-1].number > k.number; i-- {
				ks[i] = ks[i-1]
			}
			ks[i] = k
		}
		return true, nil
	}
	from, to := ks, spare
	for shift := 0; differ>>shift != 0; shift += 8 {
		if differ>>shift&0xFF == 0 {
			continue
		}
		if err := t.distribute(to, from, shift); err != nil {
			return false, err
		}
		from, to = to, from
	}
	copy(ks, from)
	return true, nil
}

// distribute copies keys in the order of the byte at shift of their numbers.
func (t *Thread) distribute(dst, src []ranked, shift int) error {
	var next [256]int
	for i := range src {
		next[uint8(src[i].number>>shift)]++
	}
	sum := 0
	for i, n := range next {
		next[i] = sum
		sum += n
	}
	for part := range slices.Chunk(src, sortPart) {
		for _, k := range part {
			to := &next[uint8(k.number>>shift)]
			dst[*to] = k
			*to++
		}
		if err := t.Work(len(part) >> 3); err != nil {
			return err
		}
	}
	return nil
}
