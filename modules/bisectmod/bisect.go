// Package bisectmod is the bisect module and _bisect, which holds its functions:
// searching and inserting in sorted sequences.
package bisectmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// BaseModule declares _bisect.
var BaseModule = object.ModuleSpec{
	Name: "_bisect",
	Doc:  "Functions that search sorted sequences.",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("bisect_right(a, x, lo=0, hi=None, *, key=None)", "Where x goes in the sorted a, behind items equal to it.", search(true)),
			object.Func("insort_right(a, x, lo=0, hi=None, *, key=None)", "Insert x in the sorted a, behind items equal to it.", insert(true)),
			object.Func("bisect_left(a, x, lo=0, hi=None, *, key=None)", "Where x goes in the sorted a, before items equal to it.", search(false)),
			object.Func("insort_left(a, x, lo=0, hi=None, *, key=None)", "Insert x in the sorted a, before items equal to it.", insert(false)),
		}
	},
}

// Module declares bisect.
var Module = object.ModuleSpec{
	Name: "bisect",
	Doc:  "Keep sequences sorted without sorting them again.",
	Init: func(t *object.Thread, m *object.Module) error {
		if err := pylib.Accelerate(t, m, &BaseModule); err != nil {
			return err
		}
		m.Set(t, "bisect", m.Get(t, "bisect_right"))
		m.Set(t, "insort", m.Get(t, "insort_right"))
		return nil
	},
}

func search(right bool) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		i, err := find(t, a[0], a[1], a[2:], right)
		return object.Int(int64(i)), err
	}
}

func insert(right bool) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		x := a[1]
		if pylib.Given(a[4]) {
			k, err := t.Call(a[4], x)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(k)
			x = k
		}
		i, err := find(t, a[0], x, a[2:], right)
		if err != nil {
			return value{}, err
		}
		if a[0].Type() == object.ListType {
			l, _ := object.AsList(a[0])
			return object.None, l.Insert(t, i, a[1])
		}
		r, err := t.CallMethod(a[0], "insert", object.Int(int64(i)), a[1])
		if err != nil {
			return value{}, err
		}
		t.Unref(r)
		return object.None, nil
	}
}

// find searches; opts are lo, hi and key.
func find(t *thread, a, x value, opts []value, right bool) (int, error) {
	lo, hi := 0, -1
	var err error
	if !opts[0].IsNil() {
		if lo, err = t.AsIndex(opts[0], object.OverflowError); err != nil {
			return 0, err
		}
	}
	if pylib.Given(opts[1]) {
		if opts[1].Type().Slots.Index == nil {
			return 0, t.TypeErr("argument should be integer or None, not '%s'", opts[1].Type().Name)
		}
		if hi, err = t.AsIndex(opts[1], object.OverflowError); err != nil {
			return 0, err
		}
	}
	if lo < 0 {
		return 0, t.ValueErr("lo must be non-negative")
	}
	if hi == -1 {
		if hi, err = t.Len(a); err != nil {
			return 0, err
		}
	}
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		less, err := before(t, a, mid, x, opts[2], right)
		if err != nil {
			return 0, err
		}
		if less == right {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo, nil
}

// before reports x < seq[i] if right, seq[i] < x otherwise.
func before(t *thread, seq value, i int, x, key value, right bool) (bool, error) {
	item, err := t.GetItem(seq, object.Int(int64(i)))
	if err != nil {
		return false, err
	}
	if pylib.Given(key) {
		k, err := t.Call(key, item)
		t.Unref(item)
		if err != nil {
			return false, err
		}
		item = k
	}
	a, b := item, x
	if right {
		a, b = x, item
	}
	less, err := t.CompareBool(a, b, object.CmpLT)
	t.Unref(item)
	return less, err
}
