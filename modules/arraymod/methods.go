package arraymod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

func arrayAppend(t *thread, v value, a []value) (value, error) {
	return object.None, self(v).add(t, a[0])
}

func arrayBufferInfo(t *thread, v value, _ []value) (value, error) {
	return t.NewTuple(object.Int(object.ID(v)), object.Int(int64(self(v).len()))), nil
}

func arrayByteswap(_ *thread, v value, _ []value) (value, error) {
	a := self(v)
	for i := range a.len() {
		reverse(a.at(i), 1)
	}
	return object.None, nil
}

// reverse turns the order of the pieces of b, of size bytes each.
func reverse(b []byte, size int) {
	var tmp [8]byte
	for i, j := 0, len(b)-size; i < j; i, j = i+size, j-size {
		n := copy(tmp[:], b[i:i+size])
		copy(b[i:], b[j:j+size])
		copy(b[j:], tmp[:n])
	}
}

func arrayCopy(t *thread, v value, _ []value) (value, error) {
	a := self(v)
	r, err := newArray(t, arrayType, a.kind, a.len())
	if err != nil {
		return value{}, err
	}
	copy(r.b, a.b)
	return object.Obj(&r.Header), nil
}

func arrayCount(t *thread, v value, a []value) (value, error) {
	x := self(v)
	n := 0
	for i := 0; ; i++ {
		var err error
		if i, err = x.find(t, a[0], i, maxBytes); i < 0 {
			return object.Int(int64(n)), err
		}
		n++
	}
}

func arrayExtend(t *thread, v value, a args) (value, error) {
	switch given := len(a.Pos) + len(a.KwNames()); {
	case given > 1:
		return value{}, t.TypeErr("extend() takes at most 1 argument (%d given)", given)
	case len(a.Pos) == 0:
		return value{}, t.TypeErr("extend() takes exactly 1 positional argument (0 given)")
	}
	return object.None, self(v).extend(t, a.Pos[0])
}

func (a *array) extend(t *thread, src value) error {
	if !isArray(src) {
		return t.Iterate(src, func(x value) error { return a.add(t, x) })
	}
	o := self(src)
	if o.kind != a.kind {
		return t.TypeErr("can only extend with array of same kind")
	}
	n, more := len(a.b), len(o.b)
	if err := a.resize(t, a.len()+o.len()); err != nil {
		return err
	}
	copy(a.b[n:], o.b[:more])
	return nil
}

func arrayFromFile(t *thread, v value, args []value) (value, error) {
	a := self(v)
	n, err := t.AsIndex(args[1], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		return value{}, t.ValueErr("negative count")
	}
	if n > maxBytes/a.kind.size {
		return value{}, t.RaiseArgs(object.MemoryError)
	}
	r, err := t.CallMethod(args[0], "read", object.Int(int64(n*a.kind.size)))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(r)
	b, ok := object.AsBytes(r)
	if !ok {
		return value{}, t.TypeErr("read() didn't return bytes")
	}
	if err := a.addBytes(t, b.B); err != nil {
		return value{}, err
	}
	if len(b.B) != n*a.kind.size {
		return value{}, t.Raise(object.EOFError, "read() didn't return enough bytes")
	}
	return object.None, nil
}

func arrayFromList(t *thread, v value, args []value) (value, error) {
	a := self(v)
	l, ok := object.AsList(args[0])
	if !ok {
		return value{}, t.TypeErr("arg must be list")
	}
	old, n := a.len(), len(l.Items)
	if n == 0 {
		return object.None, nil
	}
	if err := a.resize(t, old+n); err != nil {
		return value{}, err
	}
	for i := range n {
		if i >= len(l.Items) {
			return value{}, t.Raise(object.RuntimeError, "list changed size during iteration")
		}
		if err := a.put(t, old+i, l.Items[i]); err != nil {
			if e := a.resize(t, old); e != nil {
				t.Discard(e)
			}
			return value{}, err
		}
	}
	return object.None, nil
}

func arrayFromBytes(t *thread, v value, args []value) (value, error) {
	a := self(v)
	if l := args[0].Type().Lend; l != nil && args[0].Type() != object.MemoryViewType {
		lent, err := l(t, args[0])
		if err != nil {
			return value{}, err
		}
		lent.Release()
		if lent.Size != 1 {
			return value{}, t.TypeErr("a bytes-like object is required")
		}
	}
	b, release, err := t.BufferOf(args[0])
	if err != nil {
		return value{}, err
	}
	b = append([]byte(nil), b...)
	release()
	return object.None, a.addBytes(t, b)
}

func arrayFromUnicode(t *thread, v value, args []value) (value, error) {
	s, ok := object.AsStr(args[0])
	if !ok {
		return value{}, t.TypeErr("fromunicode() argument must be str, not %s", object.TypeName(args[0]))
	}
	a := self(v)
	if a.kind.code != 'u' {
		return value{}, t.ValueErr("fromunicode() may only be called on unicode type arrays")
	}
	return object.None, a.addText(t, s.S)
}

// addText appends code points.
func (a *array) addText(t *thread, s string) error {
	n := a.len()
	count := 0
	for rest := s; rest != ""; count++ {
		_, size := decode(rest)
		rest = rest[size:]
	}
	if err := a.resize(t, n+count); err != nil {
		return err
	}
	for ; s != ""; n++ {
		r, size := decode(s)
		le.PutUint32(a.at(n), r)
		s = s[size:]
	}
	return nil
}

func arrayIndex(t *thread, v value, args []value) (value, error) {
	a := self(v)
	lo, hi, err := t.IndexRange(args[1], args[2], a.len())
	if err != nil {
		return value{}, err
	}
	i, err := a.find(t, args[0], lo, hi)
	if err == nil && i < 0 {
		err = t.ValueErr("array.index(x): x not in array")
	}
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(i)), nil
}

func arrayInsert(t *thread, v value, args []value) (value, error) {
	a := self(v)
	i, err := t.AsIndex(args[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	var item [8]byte
	if err := a.kind.put(t, item[:], args[1]); err != nil {
		return value{}, err
	}
	n := a.len()
	if i < 0 {
		i = max(0, i+n)
	}
	i = min(i, n)
	return object.None, a.replace(t, i, i, item[:a.kind.size])
}

func arrayPop(t *thread, v value, args []value) (value, error) {
	a := self(v)
	i := -1
	if !args[0].IsNil() {
		var err error
		if i, err = t.AsIndex(args[0], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	if a.len() == 0 {
		return value{}, t.Raise(object.IndexError, "pop from empty array")
	}
	if i < 0 {
		i += a.len()
	}
	if i < 0 || i >= a.len() {
		return value{}, t.Raise(object.IndexError, "pop index out of range")
	}
	x := a.kind.get(t, a.at(i))
	if err := a.replace(t, i, i+1, nil); err != nil {
		t.Unref(x)
		return value{}, err
	}
	return x, nil
}

func arrayRemove(t *thread, v value, args []value) (value, error) {
	a := self(v)
	i, err := a.find(t, args[0], 0, maxBytes)
	if err == nil && i < 0 {
		err = t.ValueErr("array.remove(x): x not in array")
	}
	if err != nil {
		return value{}, err
	}
	return object.None, a.replace(t, i, i+1, nil)
}

func arrayReverse(_ *thread, v value, _ []value) (value, error) {
	a := self(v)
	reverse(a.b, a.kind.size)
	return object.None, nil
}

// fileBlock is how much tofile writes at once.
const fileBlock = 64 << 10

func arrayToFile(t *thread, v value, args []value) (value, error) {
	a := self(v)
	for at := 0; at < len(a.b); at += fileBlock {
		b := t.NewBytes(append([]byte(nil), a.b[at:min(at+fileBlock, len(a.b))]...))
		r, err := t.CallMethod(args[0], "write", b)
		t.Unref(b)
		if err != nil {
			return value{}, err
		}
		t.Unref(r)
	}
	return object.None, nil
}

func arrayToBytes(t *thread, v value, _ []value) (value, error) {
	b := self(v).b
	if err := t.Grow(len(b)); err != nil {
		return value{}, err
	}
	return t.NewBytes(append([]byte(nil), b...)), nil
}

func arrayToUnicode(t *thread, v value, _ []value) (value, error) {
	a := self(v)
	if a.kind.code != 'u' {
		return value{}, t.ValueErr("tounicode() may only be called on unicode type arrays")
	}
	if err := t.Grow(len(a.b)); err != nil {
		return value{}, err
	}
	var sb strings.Builder
	for i := range a.len() {
		u := le.Uint32(a.at(i))
		if u > 0x10FFFF {
			return value{}, t.ValueErr("character U+%x is not in range [U+0000; U+10ffff]", u)
		}
		sb.WriteString(runeText(u))
	}
	return t.NewStr(sb.String()), nil
}
