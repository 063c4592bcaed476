package object

import "math"

// A loop over an enumerate, a zip of two lists or the items of a dict that takes each pair
// apart at once needs no tuple. The tuple that the iterator keeps holds the pair too until
// the next one, as CPython's does.

// peekPair lends the next pair of it and the tuple that it keeps, nil where the general way
// is needed.
func peekPair(it *Header) (a, b Value, kept *Tuple) {
	var spare Value
	switch it.Typ {
	case DictItemIterType:
		x := as[DictIter](Obj(it))
		d := x.D
		if d == nil || x.Used != d.used || x.Left == 0 || uint(x.Pos) >= uint(len(d.entries)) {
			return
		}
		e := &d.entries[x.Pos]
		a, b, spare = e.key, e.val, x.Result
	case EnumerateType:
		x := as[Enumerate](Obj(it))
		if x.It.O == nil || x.It.O.Typ != ListIterType || x.N == math.MaxInt64 {
			return
		}
		a, b, spare = Int(x.N), peekOfList(x.It), x.Result
	case ZipType:
		x := as[Zip](Obj(it))
		if x.Its == nil || len(x.Its.Items) != 2 {
			return
		}
		l, r := x.Its.Items[0], x.Its.Items[1]
		if l.O.Typ != ListIterType || r.O.Typ != ListIterType || l.O == r.O {
			return
		}
		a, b, spare = peekOfList(l), peekOfList(r), x.Result
	}
	if a.O == nil || b.O == nil || spare.O == nil || spare.O.RC != 1 {
		return
	}
	return a, b, as[Tuple](spare)
}

// passPair moves it past the pair that peekPair lent.
func passPair(it *Header) {
	switch it.Typ {
	case DictItemIterType:
		x := as[DictIter](Obj(it))
		x.Pos++
		x.Left--
	case EnumerateType:
		x := as[Enumerate](Obj(it))
		x.N++
		as[ListIter](x.It).I++
	default:
		its := as[Zip](Obj(it)).Its.Items
		as[ListIter](its[0]).I++
		as[ListIter](its[1]).I++
	}
}

// peekOfList lends a list iterator's next item; absent at the end.
func peekOfList(it Value) Value {
	x := as[ListIter](it)
	if x.L == nil || uint(x.I) >= uint(len(x.L.Items)) {
		return Value{}
	}
	return x.L.Items[x.I]
}

// NextPair is the next pair of it, both given; ok is false, and nothing has happened, where
// the general way is needed.
func (t *Thread) NextPair(it Value) (a, b Value, ok bool) {
	a, b, kept := peekPair(it.O)
	if kept == nil {
		return a, b, false
	}
	passPair(it.O)
	addRefs(a.O, 2)
	addRefs(b.O, 2)
	old0, old1 := kept.Items[0], kept.Items[1]
	kept.Items[0], kept.Items[1] = a, b
	if kept.gcPos == 0 {
		t.In.Collector.track(t, &kept.Header)
	}
	t.Unref(old0)
	t.Unref(old1)
	return a, b, true
}

// StepPair stores the next pair of it in dst, which owns its values; false, and nothing has
// happened, where the general way is needed or something would die of it.
func StepPair(it *Header, dst *[2]Value) bool {
	a, b, kept := peekPair(it)
	if kept == nil || kept.gcPos == 0 {
		return false
	}
	olds := kept.Items[:2]
	// What dst and the tuple both hold loses two references, if neither holds it twice.
	x, y, p, q := dst[0].O, dst[1].O, olds[0].O, olds[1].O
	if !outlives(x, 2) || !outlives(y, 2) || !outlives(p, 1) || !outlives(q, 1) ||
		x == y && x.RC >= 0 || p == q && p.RC >= 0 {
		return false
	}
	passPair(it)
	addRefs(a.O, 2)
	addRefs(b.O, 2)
	olds[0], olds[1] = a, b
	dst[0], dst[1] = a, b
	addRefs(x, -1)
	addRefs(y, -1)
	addRefs(p, -1)
	addRefs(q, -1)
	return true
}

// NextPlain is the next item of the keys or values of a dict, of a set or of a str, given;
// absent, and nothing has happened, where the general way is needed.
func (t *Thread) NextPlain(it *Header) (v Value) {
	switch it.Typ {
	case DictKeyIterType, DictValueIterType:
		x := as[DictIter](Obj(it))
		d := x.D
		if d == nil || x.Used != d.used || x.Left == 0 || uint(x.Pos) >= uint(len(d.entries)) || d.entries[x.Pos].key.O == nil {
			return v
		}
		e := &d.entries[x.Pos]
		x.Pos++
		x.Left--
		if v = e.val; it.Typ == DictKeyIterType {
			v = e.key
		}
	case SetIterType:
		x := as[SetIter](Obj(it))
		s := x.S
		if s == nil || x.Used != s.used {
			return v
		}
		pos := x.Pos
		if v, _ = s.Next(&pos); v.O == nil {
			return v
		}
		x.Pos = pos
		x.Left--
	case StrIterType:
		x := as[strIterator](Obj(it))
		if x.s.O == nil {
			return v
		}
		s := as[Str](x.s).S
		if x.off >= len(s) || s[x.off] >= 0x80 {
			return v
		}
		c := t.In.chars[s[x.off]]
		if c == nil {
			return v
		}
		x.off++
		v = Obj(&c.Header)
	default:
		return v
	}
	addRefs(v.O, 1)
	return v
}

// outlives reports whether o stays alive when it loses n references.
func outlives(o *Header, n int32) bool { return o.RC < 0 || o.RC > n }

// addRefs counts n references more to o.
func addRefs(o *Header, n int32) {
	if o.RC >= 0 {
		o.RC += n
	}
}
