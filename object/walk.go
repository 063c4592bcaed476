package object

// A Walk goes over the entries of a dict or the items of a set for a native iterator.
// It notices what the built-in iterators notice, in their words, and owns nothing.
type Walk struct {
	pos, used, left int
}

// NewWalk begins a walk over a dict or set of n entries.
func NewWalk(n int) Walk { return Walk{used: n, left: n} }

// Dict lends the next entry; absent at the end.
func (w *Walk) Dict(t *Thread, d *Dict) (key, val Value, err error) {
	if w.used != d.used {
		w.used = -1
		return key, val, t.Raise(RuntimeError, "dictionary changed size during iteration")
	}
	key, val, ok := d.Next(&w.pos)
	if !ok {
		return Value{}, Value{}, nil
	}
	if w.left == 0 {
		return Value{}, Value{}, t.Raise(RuntimeError, "dictionary keys changed during iteration")
	}
	w.left--
	return key, val, nil
}

// Set lends the next item; absent at the end.
func (w *Walk) Set(t *Thread, s *Set) (Value, error) {
	if w.used != s.used {
		w.used = -1
		return Value{}, t.Raise(RuntimeError, "Set changed size during iteration")
	}
	key, _ := s.Next(&w.pos)
	return key, nil
}

// PeekHashed lends the value of key, whose hash the caller knows; absent if there is none.
func (d *Dict) PeekHashed(t *Thread, key Value, hash int64) (Value, error) {
	i, err := d.find(t, key, hash)
	if i < 0 || err != nil {
		return Value{}, err
	}
	return d.entries[i].val, nil
}

// DelIf removes key if cond holds for its value.
func (d *Dict) DelIf(t *Thread, key Value, cond func(val Value) (bool, error)) error {
	h, err := t.HashKey(key)
	if err != nil {
		return err
	}
	i, err := d.find(t, key, h)
	if i < 0 {
		return err
	}
	if ok, err := cond(d.entries[i].val); err != nil || !ok {
		return err
	}
	k, v := d.take(t, i)
	t.Unref(k)
	t.Unref(v)
	return nil
}

// Discard removes key and reports whether it was there.
func (s *Set) Discard(t *Thread, key Value) (bool, error) {
	h, err := t.HashKey(key)
	if err != nil {
		return false, err
	}
	return s.discard(t, key, h)
}

// ClearAll empties the set.
func (s *Set) ClearAll(t *Thread) { s.clear(t) }
