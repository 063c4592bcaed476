package builtinsmod

import "github.com/minipy-go/minipy/object"

// Functions about iterables.

func length(t *thread, _ value, a []value) (value, error) {
	n, err := t.Len(a[0])
	return object.Int(int64(n)), err
}

func iter(t *thread, _ value, a object.Args) (value, error) {
	if err := count(t, "iter", a, 1, 2); err != nil {
		return value{}, err
	}
	if len(a.Pos) == 1 {
		return t.Iter(a.Pos[0])
	}
	if a.Pos[0].Type().Slots.Call == nil {
		return value{}, t.TypeErr("iter(v, w): v must be callable")
	}
	return t.NewCallIter(a.Pos[0], a.Pos[1]), nil
}

func next(t *thread, _ value, a object.Args) (value, error) {
	if err := count(t, "next", a, 1, 2); err != nil {
		return value{}, err
	}
	if len(a.Pos) == 1 {
		return t.NextRaise(a.Pos[0])
	}
	v, err := t.Next(a.Pos[0])
	if err != nil && t.ErrIs(err, object.StopIteration) {
		t.Discard(err)
		v, err = value{}, nil
	}
	if err == nil && v.IsNil() {
		return a.Pos[1].Ref(), nil
	}
	return v, err
}

// quantify returns whether an item of v has the truth value want.
func quantify(t *thread, v value, want bool) (bool, error) {
	found := false
	if v.Type() == object.ListType || v.Type() == object.TupleType {
		if known, found, err := quantifyQuick(t, v, want); known || err != nil {
			return found, err
		}
	}
	err := t.Iterate(v, func(x value) error {
		ok, err := t.Truth(x)
		if err == nil && ok == want {
			found = true
			return object.ErrStop
		}
		return err
	})
	return found, err
}

// quantifyQuick is quantify for lists and tuples of ints and bools, which run no code; known
// is false where there are others before the answer is.
func quantifyQuick(t *thread, v value, want bool) (known, found bool, err error) {
	n, err := t.Len(v)
	if err == nil {
		err = t.Work(n >> 4) // may run code that changes a list
	}
	if err != nil {
		return false, false, err
	}
	var items []value
	if l, ok := object.AsList(v); ok {
		items = l.Items
	} else {
		tup, _ := object.AsTuple(v)
		items = tup.Items
	}
	for _, x := range items {
		if !x.IsInt() && !x.IsBool() {
			return false, false, nil
		}
		if (x.Int() != 0) == want {
			return true, true, nil
		}
	}
	return true, false, nil
}

func all(t *thread, _ value, a []value) (value, error) {
	found, err := quantify(t, a[0], false)
	return object.Bool(!found), err
}

func any_(t *thread, _ value, a []value) (value, error) {
	found, err := quantify(t, a[0], true)
	return object.Bool(found), err
}

func sorted(t *thread, _ value, a object.Args) (value, error) {
	if len(a.Pos) != 1 {
		return value{}, t.TypeErr("sorted expected 1 argument, got %d", len(a.Pos))
	}
	l, err := t.ListOf(a.Pos[0])
	if err != nil {
		return value{}, err
	}
	if err := t.MaxKw("sort", a, 2); err != nil {
		t.Unref(l)
		return value{}, err
	}
	var key value
	reverse := false
	for i, k := range a.KwNames() {
		switch k.String() {
		case "key":
			if key = a.Kw()[i]; key == object.None {
				key = value{}
			}
		case "reverse":
			n := 0
			if n, err = t.AsIndex(a.Kw()[i], object.OverflowError); err == nil {
				reverse = n != 0
			}
		default:
			err = t.TypeErr("'%s' is an invalid keyword argument for sort()", k.String())
		}
		if err != nil {
			t.Unref(l)
			return value{}, err
		}
	}
	if err := object.As[object.List](l).Sort(t, key, reverse); err != nil {
		t.Unref(l)
		return value{}, err
	}
	return l, nil
}

// extreme returns min or max.
func extreme(name string, op int) object.RawFn {
	return func(t *thread, _ value, a object.Args) (value, error) {
		if len(a.Pos) == 0 {
			return value{}, t.TypeErr("%s expected at least 1 argument, got 0", name)
		}
		if err := t.MaxKw(name, a, 2); err != nil {
			return value{}, err
		}
		var key, dflt value
		for i, k := range a.KwNames() {
			switch k.String() {
			case "key":
				if key = a.Kw()[i]; key == object.None {
					key = value{}
				}
			case "default":
				dflt = a.Kw()[i]
			default:
				return value{}, t.TypeErr("'%s' is an invalid keyword argument for %s()", k.String(), name)
			}
		}
		e := &extremum{t: t, op: op, key: key}
		if len(a.Pos) > 1 {
			if !dflt.IsNil() {
				return value{}, t.TypeErr("Cannot specify a default for %s() with multiple positional arguments", name)
			}
			for _, x := range a.Pos {
				if err := e.see(x); err != nil {
					e.drop()
					return value{}, err
				}
			}
			return e.result(), nil
		}
		if err := t.Iterate(a.Pos[0], e.see); err != nil {
			e.drop()
			return value{}, err
		}
		if e.best.IsNil() {
			if dflt.IsNil() {
				return value{}, t.ValueErr("%s() arg is an empty sequence", name)
			}
			return dflt.Ref(), nil
		}
		return e.result(), nil
	}
}

// An extremum looks for the least or greatest item.
type extremum struct {
	t        *thread
	op       int
	key      value // lent, may be absent
	best, by value // owned; by is what is compared if there is a key
}

func (e *extremum) drop() {
	e.t.XUnref(e.best)
	e.t.XUnref(e.by)
}

func (e *extremum) result() value {
	e.t.XUnref(e.by)
	return e.best
}

// see takes a look at x, lent.
func (e *extremum) see(x value) error {
	t := e.t
	if e.key.IsNil() {
		if e.best.IsInt() && x.IsInt() {
			if a, b := x.Int(), e.best.Int(); e.op == object.CmpGT && a > b || e.op == object.CmpLT && a < b {
				e.best = x
			}
			return nil
		}
		if !e.best.IsNil() {
			if ok, err := t.CompareBool(x, e.best, e.op); err != nil || !ok {
				return err
			}
		}
		old := e.best
		e.best = x.Ref()
		t.XUnref(old)
		return nil
	}
	by, err := t.Call(e.key, x)
	if err != nil {
		return err
	}
	if !e.best.IsNil() {
		if ok, err := t.CompareBool(by, e.by, e.op); err != nil || !ok {
			t.Unref(by)
			return err
		}
	}
	best, oldBy := e.best, e.by
	e.best, e.by = x.Ref(), by
	t.XUnref(best)
	t.XUnref(oldBy)
	return nil
}

func aiter(t *thread, _ value, a []value) (value, error) {
	f := a[0].Type().Slots.AIter
	if f == nil {
		return value{}, t.TypeErr("'%s' object is not an async iterable", a[0].Type().Name)
	}
	it, err := f(t, a[0])
	if err == nil && it.Type().Slots.ANext == nil {
		err = t.TypeErr("aiter() returned not an async iterator of type '%s'", it.Type().Name)
		t.Unref(it)
		return value{}, err
	}
	return it, err
}
