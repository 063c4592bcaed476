package collectionsmod

import "github.com/minipy-go/minipy/object"

// The operators of Counter. What is not counted counts 0, and results have positive
// counts only.

// holds is the truth of `a op b`.
func holds(t *thread, a, b value, op int) (bool, error) {
	r, err := t.Compare(a, b, op)
	if err != nil {
		return false, err
	}
	yes, err := t.Truth(r)
	t.Unref(r)
	return yes, err
}

// allCounts reports whether every count of a compares with b's as op says.
func allCounts(t *thread, a, b value, op int) (bool, error) {
	all := true
	for _, c := range [...]value{a, b} {
		err := t.Iterate(c, func(k value) error {
			x, err := t.GetItem(a, k)
			if err != nil {
				return err
			}
			defer t.Unref(x)
			y, err := t.GetItem(b, k)
			if err != nil {
				return err
			}
			defer t.Unref(y)
			all, err = holds(t, x, y, op)
			if err == nil && !all {
				err = object.ErrStop
			}
			return err
		})
		if err != nil || !all {
			return false, err
		}
	}
	return true, nil
}

// withCounter makes an operator that knows Counters only.
func withCounter(f func(t *thread, self, other value) (value, error)) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		if ok, err := isOurs(t, a[0], "Counter"); err != nil || !ok {
			return object.NotImplemented, err
		}
		return f(t, self, a[0])
	}
}

func compareCounts(op int) object.NativeFn {
	return withCounter(func(t *thread, self, other value) (value, error) {
		all, err := allCounts(t, self, other, op)
		return object.Bool(all), err
	})
}

func counterNE(t *thread, self value, a []value) (value, error) {
	return withCounter(func(t *thread, self, other value) (value, error) {
		eq, err := holds(t, self, other, object.CmpEQ)
		return object.Bool(!eq), err
	})(t, self, a)
}

// strictly makes < of <=, or > of >=.
func strictly(op int) object.NativeFn {
	return withCounter(func(t *thread, self, other value) (value, error) {
		if yes, err := holds(t, self, other, op); err != nil || !yes {
			return object.False, err
		}
		ne, err := holds(t, self, other, object.CmpNE)
		return object.Bool(ne), err
	})
}

// A counting makes one count of two.
type counting func(t *thread, x, y value) (value, error)

func addCounts(t *thread, x, y value) (value, error) { return t.Binary(object.OpAdd, x, y) }
func subCounts(t *thread, x, y value) (value, error) { return t.Binary(object.OpSub, x, y) }

func maxCount(t *thread, x, y value) (value, error) {
	if less, err := holds(t, x, y, object.CmpLT); err != nil || !less {
		return x.Ref(), err
	}
	return y.Ref(), nil
}

func minCount(t *thread, x, y value) (value, error) {
	if less, err := holds(t, x, y, object.CmpLT); err != nil || less {
		return x.Ref(), err
	}
	return y.Ref(), nil
}

func keep(_ *thread, _, y value) (value, error)   { return y.Ref(), nil }
func negate(t *thread, x, y value) (value, error) { return t.Binary(object.OpSub, x, y) }

// newCounter gives Counter().
func newCounter(t *thread, self value) (value, error) {
	if cls := counterClass(self); cls != nil {
		return t.Call(cls.Value())
	}
	return value{}, t.TypeErr("a Counter is needed, not '%s'", self.Type().Name)
}

// store counts n, given, in c if it is positive.
func store(t *thread, c, k, n value) error {
	defer t.Unref(n)
	if ok, err := holds(t, n, object.Int(0), object.CmpGT); err != nil || !ok {
		return err
	}
	return t.SetItem(c, k, n)
}

// combine makes an operator of two counters: both is for what the first one counts, rest
// (if not nil) makes a count of 0 and that of what only the second one counts.
func combine(both, rest counting) object.NativeFn {
	return withCounter(func(t *thread, self, other value) (value, error) {
		c, err := newCounter(t, self)
		if err != nil {
			return value{}, err
		}
		err = eachCount(t, self, func(k, x value) error {
			y, err := t.GetItem(other, k)
			if err != nil {
				return err
			}
			n, err := both(t, x, y)
			t.Unref(y)
			if err != nil {
				return err
			}
			return store(t, c, k, n)
		})
		if err == nil && rest != nil {
			err = eachCount(t, other, func(k, y value) error {
				if in, err := t.Contains(self, k); err != nil || in {
					return err
				}
				n, err := rest(t, object.Int(0), y)
				if err != nil {
					return err
				}
				return store(t, c, k, n)
			})
		}
		if err != nil {
			t.Unref(c)
			return value{}, err
		}
		return c, nil
	})
}

// filtered gives the positive counts among what f makes of 0 and each count.
func filtered(t *thread, self value, f counting) (value, error) {
	c, err := newCounter(t, self)
	if err != nil {
		return value{}, err
	}
	err = eachCount(t, self, func(k, x value) error {
		n, err := f(t, object.Int(0), x)
		if err != nil {
			return err
		}
		return store(t, c, k, n)
	})
	if err != nil {
		t.Unref(c)
		return value{}, err
	}
	return c, nil
}

func keepPositive(t *thread, self value, _ []value) (value, error) {
	err := eachCount(t, self, func(k, n value) error {
		if ok, err := holds(t, n, object.Int(0), object.CmpGT); err != nil || ok {
			return err
		}
		return t.DelItem(self, k)
	})
	if err != nil {
		return value{}, err
	}
	return self.Ref(), nil
}

// change makes an operator that changes self: f makes a count of two.
func change(f counting) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		err := eachCount(t, a[0], func(k, y value) error {
			x, err := t.GetItem(self, k)
			if err != nil {
				return err
			}
			n, err := f(t, x, y)
			same := n == x
			t.Unref(x)
			if err != nil {
				return err
			}
			defer t.Unref(n)
			if same {
				return nil
			}
			return t.SetItem(self, k, n)
		})
		if err != nil {
			return value{}, err
		}
		return t.CallMethod(self, "_keep_positive")
	}
}

func counterIAnd(t *thread, self value, a []value) (value, error) {
	err := eachCount(t, self, func(k, x value) error {
		y, err := t.GetItem(a[0], k)
		if err != nil {
			return err
		}
		defer t.Unref(y)
		if less, err := holds(t, y, x, object.CmpLT); err != nil || !less {
			return err
		}
		return t.SetItem(self, k, y)
	})
	if err != nil {
		return value{}, err
	}
	return t.CallMethod(self, "_keep_positive")
}
