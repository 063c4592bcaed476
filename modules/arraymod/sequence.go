package arraymod

import (
	"github.com/minipy-go/minipy/object"
)

func arrayRepr(t *thread, v value) (value, error) {
	a := self(v)
	name := v.Type().Name
	if len(a.b) == 0 {
		return t.NewStr(name + "('" + string(a.kind.code) + "')"), nil
	}
	var items value
	var err error
	if a.kind.code == 'u' {
		items, err = arrayToUnicode(t, v, nil)
	} else {
		items, err = a.list(t)
	}
	if err != nil {
		return value{}, err
	}
	s, err := t.ReprString(items)
	t.Unref(items)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(name + "('" + string(a.kind.code) + "', " + s + ")"), nil
}

func arrayCompare(t *thread, v, w value, op int) (value, error) {
	if !isArray(v) || !isArray(w) {
		return object.NotImplemented, nil
	}
	a, b := self(v), self(w)
	if len(a.b)/a.kind.size != len(b.b)/b.kind.size && (op == object.CmpEQ || op == object.CmpNE) {
		return object.Bool(op == object.CmpNE), nil
	}
	for i := 0; i < a.len() && i < b.len(); i++ {
		x, y := a.kind.get(t, a.at(i)), b.kind.get(t, b.at(i))
		same, err := t.CompareBool(x, y, object.CmpEQ)
		var r value
		if err == nil && !same {
			switch op {
			case object.CmpEQ, object.CmpNE:
				r = object.Bool(op == object.CmpNE)
			default:
				r, err = t.Compare(x, y, op)
			}
		}
		t.Unref(x)
		t.Unref(y)
		if err != nil || !same {
			return r, err
		}
		if i&4095 == 4095 {
			if err := t.Poll(); err != nil {
				return value{}, err
			}
		}
	}
	return t.Compare(object.Int(int64(a.len())), object.Int(int64(b.len())), op)
}

func (a *array) index(t *thread, key value, msg string) (int, error) {
	i, err := t.AsIndex(key, object.IndexError)
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += a.len()
	}
	if i < 0 || i >= a.len() {
		return 0, t.Raise(object.IndexError, "%s", msg)
	}
	return i, nil
}

func arrayGetItem(t *thread, v, key value) (value, error) {
	a := self(v)
	if key.Type() != object.SliceType {
		if key.Type().Slots.Index == nil {
			return value{}, t.TypeErr("array indices must be integers")
		}
		i, err := a.index(t, key, "array index out of range")
		if err != nil {
			return value{}, err
		}
		return a.kind.get(t, a.at(i)), nil
	}
	lo, hi, step, err := t.UnpackSlice(key)
	if err != nil {
		return value{}, err
	}
	lo, _, n := object.AdjustSlice(a.len(), lo, hi, step)
	r, err := newArray(t, arrayType, a.kind, n)
	if err != nil {
		return value{}, err
	}
	for i := range n {
		copy(r.at(i), a.at(lo+i*step))
	}
	return object.Obj(&r.Header), nil
}

// arraySetItem stores an item or a slice; x is absent to delete.
func arraySetItem(t *thread, v, key, x value) error {
	a := self(v)
	if key.Type() == object.SliceType {
		return a.setSlice(t, key, x)
	}
	if key.Type().Slots.Index == nil {
		return t.TypeErr("array indices must be integers")
	}
	i, err := a.index(t, key, "array assignment index out of range")
	if err != nil {
		return err
	}
	if x.IsNil() {
		return a.replace(t, i, i+1, nil)
	}
	return a.put(t, i, x)
}

// replace puts other items in the place of items lo to hi.
func (a *array) replace(t *thread, lo, hi int, b []byte) error {
	size := a.kind.size
	n := a.len()
	add := len(b)/size - (hi - lo)
	tail := a.b[hi*size:]
	if add < 0 && a.exports == 0 {
		copy(a.b[(hi+add)*size:], tail)
		if err := a.resize(t, n+add); err != nil {
			return err
		}
	} else if add != 0 {
		if err := a.resize(t, n+add); err != nil {
			return err
		}
		copy(a.b[(hi+add)*size:], a.b[hi*size:n*size])
	}
	copy(a.b[lo*size:], b)
	return nil
}

func (a *array) setSlice(t *thread, key, x value) error {
	lo, hi, step, err := t.UnpackSlice(key)
	if err != nil {
		return err
	}
	var b []byte
	if !x.IsNil() {
		if !isArray(x) {
			return t.TypeErr(`can only assign array (not "%s") to array slice`, x.Type().Name)
		}
		other := self(x)
		if other.kind != a.kind {
			return t.TypeErr("bad argument type for built-in operation")
		}
		b = other.b
		if other == a {
			b = append([]byte(nil), b...)
		}
	}
	lo, hi, n := object.AdjustSlice(a.len(), lo, hi, step)
	if step == 1 {
		return a.replace(t, lo, max(lo, hi), b)
	}
	if x.IsNil() {
		return a.deleteSteps(t, lo, step, n)
	}
	if have := len(b) / a.kind.size; have != n {
		return t.ValueErr("attempt to assign array of size %d to extended slice of size %d", have, n)
	}
	for i := range n {
		copy(a.at(lo+i*step), b[i*a.kind.size:(i+1)*a.kind.size])
	}
	return nil
}

// deleteSteps removes n items, step apart, from lo on.
func (a *array) deleteSteps(t *thread, lo, step, n int) error {
	if n == 0 {
		return nil
	}
	if step < 0 {
		lo, step = lo+(n-1)*step, -step
	}
	if a.exports > 0 {
		return a.resize(t, a.len()-n)
	}
	to := lo
	for i := lo; i < a.len(); i++ {
		if (i-lo)%step != 0 || (i-lo)/step >= n {
			copy(a.at(to), a.at(i))
			to++
		}
	}
	return a.resize(t, to)
}

func arrayContains(t *thread, v, x value) (bool, error) {
	i, err := self(v).find(t, x, 0, maxBytes)
	return i >= 0, err
}

// find returns the index of the first item from lo to hi that equals x, or -1.
func (a *array) find(t *thread, x value, lo, hi int) (int, error) {
	for i := lo; i < hi && i < a.len(); i++ {
		item := a.kind.get(t, a.at(i))
		same, err := t.CompareBool(item, x, object.CmpEQ)
		t.Unref(item)
		if err != nil {
			return -1, err
		}
		if same {
			return i, nil
		}
		if i&4095 == 4095 {
			if err := t.Poll(); err != nil {
				return -1, err
			}
		}
	}
	return -1, nil
}

func arrayConcat(t *thread, v, w value) (value, error) {
	if !isArray(w) {
		return value{}, t.TypeErr(`can only append array (not "%s") to array`, w.Type().Name)
	}
	a, b := self(v), self(w)
	if a.kind != b.kind {
		return value{}, t.TypeErr("bad argument type for built-in operation")
	}
	r, err := newArray(t, arrayType, a.kind, a.len()+b.len())
	if err != nil {
		return value{}, err
	}
	copy(r.b[copy(r.b, a.b):], b.b)
	return object.Obj(&r.Header), nil
}

// times is the number of items repeated n times over.
func (a *array) times(t *thread, n value) (int, error) {
	k, err := t.AsIndex(n, object.OverflowError)
	if err != nil {
		return 0, err
	}
	k = max(0, k)
	if len(a.b) > 0 && k > maxBytes/len(a.b) {
		return 0, t.RaiseArgs(object.MemoryError)
	}
	return k * a.len(), nil
}

// repeat fills b with copies of what its first n bytes are.
func repeat(b []byte, n int) {
	for done := n; done > 0 && done < len(b); done *= 2 {
		copy(b[done:], b[:done])
	}
}

func arrayRepeat(t *thread, v, n value) (value, error) {
	a := self(v)
	count, err := a.times(t, n)
	if err != nil {
		return value{}, err
	}
	r, err := newArray(t, arrayType, a.kind, count)
	if err != nil {
		return value{}, err
	}
	repeat(r.b, copy(r.b, a.b))
	return object.Obj(&r.Header), nil
}

func arrayIConcat(t *thread, v, w value) (value, error) {
	if !isArray(w) {
		return value{}, t.TypeErr(`can only extend array with array (not "%s")`, w.Type().Name)
	}
	if err := self(v).extend(t, w); err != nil {
		return value{}, err
	}
	return v.Ref(), nil
}

func arrayIRepeat(t *thread, v, n value) (value, error) {
	a := self(v)
	count, err := a.times(t, n)
	if err != nil {
		return value{}, err
	}
	size := len(a.b)
	if err := a.resize(t, count); err != nil {
		return value{}, err
	}
	repeat(a.b, min(size, len(a.b)))
	return v.Ref(), nil
}

func arrayLend(_ *thread, v value) (object.Lent, error) {
	a := self(v)
	a.exports++
	return object.Lent{B: a.b, Format: a.kind.format, Size: a.kind.size, Writable: true, Release: func() { a.exports-- }}, nil
}

// An iterator goes over an array, which may grow meanwhile.
type iterator struct {
	object.Header
	a value // owned; absent once exhausted
	i int
}

func arrayIter(t *thread, v value) (value, error) {
	it := object.New[iterator](t, iterType)
	it.a = v.Ref()
	return object.Obj(&it.Header), nil
}

func (it *iterator) end(t *thread) {
	old := it.a
	it.a = value{}
	t.XUnref(old)
}

func iterNext(t *thread, v value) (value, error) {
	it := object.As[iterator](v)
	if it.a.IsNil() {
		return value{}, nil
	}
	if a := self(it.a); it.i < a.len() {
		it.i++
		return a.kind.get(t, a.at(it.i-1)), nil
	}
	it.end(t)
	return value{}, nil
}

func iterReduce(t *thread, v value, _ []value) (value, error) {
	it := object.As[iterator](v)
	fn := t.In.Builtins.GetS(t, "iter").Ref()
	if it.a.IsNil() {
		return t.NewTuple(fn, t.NewTuple(t.NewTuple())), nil
	}
	return t.NewTuple(fn, t.NewTuple(it.a.Ref()), object.Int(int64(it.i))), nil
}

func iterSetState(t *thread, v value, a []value) (value, error) {
	if a[0].Type().Flags&object.FlagInt == 0 {
		return value{}, t.TypeErr("an integer is required")
	}
	i, err := t.AsIndex(a[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if it := object.As[iterator](v); !it.a.IsNil() {
		it.i = min(max(0, i), self(it.a).len())
	}
	return object.None, nil
}
