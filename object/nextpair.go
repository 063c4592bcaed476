package object

import "math"

// NextPair is the next item of an enumerate, a zip of two or the items of a dict, for a
// loop that takes the pair apart at once: a and b are given. ok is false, and nothing has
// happened, where the general way is needed. The tuple that the iterator keeps holds a
// and b too until the next item, as CPython's does.
func (t *Thread) NextPair(it Value) (a, b Value, ok bool) {
	switch it.O.Typ {
	case DictItemIterType:
		x := as[DictIter](it)
		d := x.D
		if d == nil || x.Used != d.used || x.Left == 0 || uint(x.Pos) >= uint(len(d.entries)) {
			return
		}
		e := &d.entries[x.Pos]
		if e.key.O == nil || !unshared(x.Result) {
			return
		}
		x.Pos++
		x.Left--
		a, b = e.key, e.val
		t.refill(as[Tuple](x.Result), a, b)
	case EnumerateType:
		x := as[Enumerate](it)
		if x.It.O == nil || x.It.O.Typ != ListIterType || x.N == math.MaxInt64 || !unshared(x.Result) {
			return
		}
		if b = nextOfList(x.It); b.O == nil {
			return
		}
		a = Int(x.N)
		x.N++
		t.refill(as[Tuple](x.Result), a, b)
	case ZipType:
		x := as[Zip](it)
		if x.Its == nil || len(x.Its.Items) != 2 || !unshared(x.Result) {
			return
		}
		l, r := x.Its.Items[0], x.Its.Items[1]
		if l.O.Typ != ListIterType || r.O.Typ != ListIterType || l.O == r.O {
			return
		}
		if b = peekOfList(r); b.O == nil {
			return
		}
		if a = nextOfList(l); a.O == nil {
			return
		}
		as[ListIter](r).I++
		t.refill(as[Tuple](x.Result), a, b)
	default:
		return
	}
	return a, b, true
}

// unshared reports whether spare is a tuple that only its iterator holds.
func unshared(spare Value) bool { return spare.O != nil && spare.O.RC == 1 }

// peekOfList is a list iterator's next item (lent), nextOfList moves on too; absent at
// the end.
func peekOfList(it Value) Value {
	x := as[ListIter](it)
	if x.L == nil || uint(x.I) >= uint(len(x.L.Items)) {
		return Value{}
	}
	return x.L.Items[x.I]
}

func nextOfList(it Value) Value {
	v := peekOfList(it)
	if v.O != nil {
		as[ListIter](it).I++
	}
	return v
}

// refill puts a and b (lent) in the place of an unshared pair's items, and gives the
// caller a reference to each.
func (t *Thread) refill(pair *Tuple, a, b Value) {
	if a.O.RC >= 0 {
		a.O.RC += 2
	}
	if b.O.RC >= 0 {
		b.O.RC += 2
	}
	items := pair.Items[:2]
	old0, old1 := items[0], items[1]
	items[0], items[1] = a, b
	if pair.gcPos == 0 {
		t.In.Collector.track(t, &pair.Header)
	}
	if old0.O.RC >= 0 {
		t.Unref(old0)
	}
	if old1.O.RC >= 0 {
		t.Unref(old1)
	}
}
