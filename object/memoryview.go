package object

import (
	"bytes"
	"fmt"
	"unsafe"
)

// MemoryViewType is memoryview.
var MemoryViewType = &Type{}

var managedBufferType = &Type{}

var memoryIterType = &Type{}

// A managedBuffer holds the memory of one object for all the views on it.
type managedBuffer struct {
	Header
	obj      Value // owned; absent once released
	b        []byte
	writable bool
	unlock   func()
	views    int
}

// A MemoryView is a memoryview: items of a buffer from off on, by shape and strides.
type MemoryView struct {
	Header
	buf      *managedBuffer // owned
	off      int
	shape    []int
	strides  []int
	format   string
	size     int // of an item
	writable bool
	released bool
	cast     bool // made by cast: CPython has room for one dimension at least
	exports  int  // BufferOf loans
	hash     int64
	hashed   bool
	weak     *WeakRef
}

func memoryViewInit() {
	managedBufferType.Define(TypeSpec{
		Name:   "managedbuffer",
		Flags:  FlagGC | FlagNoNew,
		Slots:  Slots{Traverse: managedBufferTraverse, Clear: managedBufferClear},
		Layout: LayoutOf[managedBuffer](),
		Basic:  112,
	})
	MemoryViewType.Define(TypeSpec{
		Name:  "memoryview",
		Doc:   "Create a new memoryview object which references the given object.",
		Sig:   "(object)",
		Flags: FlagGC | FlagSequence,
		Slots: Slots{
			New: memoryViewNew, Traverse: memoryViewTraverse, Clear: memoryViewClear,
			Repr: memoryViewRepr, Hash: memoryViewHash, Compare: memoryViewCompare, Iter: memoryViewIter,
			Len: memoryViewLen, GetItem: memoryViewGetItem, SetItem: memoryViewSetItem, Buffer: memoryViewBuffer,
		},
		Layout: LayoutOf[MemoryView]().WeakAt(unsafe.Offsetof(MemoryView{}.weak)),
		Basic:  144, Item: 8, Weak: 136,
		Build: func() []Decl {
			return []Decl{
				Method("release()", "Give the buffer back.", memoryViewRelease),
				Method("tobytes(order='C')", "Return the data as bytes.", memoryViewTobytes),
				Method("hex(sep=<unrepresentable>, bytes_per_sep=1)", "Return the data as hexadecimal digits. sep, one character, stands between the bytes,\nor between groups of bytes_per_sep of them, counted from the right or, if it is negative,\nfrom the left.\n\n    >>> memoryview(b'abc').hex('-', 2)\n    '61-6263'", memoryViewHex),
				Method("tolist()", "Return the items as a list.", memoryViewTolist),
				Method("cast(format, shape=<unrepresentable>)", "Return a view of the same memory with another format or shape.", memoryViewCast),
				Method("toreadonly()", "Return a read-only view of the same memory.", memoryViewToreadonly),
				Method("__enter__()", "Return self.", memoryViewEnter),
				RawMethod("__exit__", "Give the buffer back.", memoryViewExit),
				viewGetter("obj", "The object that the view is of.", func(t *Thread, m *MemoryView) Value { return m.buf.obj.Ref() }),
				viewGetter("nbytes", "How many bytes the items take.", func(t *Thread, m *MemoryView) Value { return Int(int64(m.count() * m.size)) }),
				viewGetter("readonly", "Whether the memory is read-only.", func(t *Thread, m *MemoryView) Value { return Bool(!m.writable) }),
				viewGetter("itemsize", "How many bytes an item takes.", func(t *Thread, m *MemoryView) Value { return Int(int64(m.size)) }),
				viewGetter("format", "The format of an item, as in the struct module.", func(t *Thread, m *MemoryView) Value { return t.NewStr(m.format) }),
				viewGetter("ndim", "The number of dimensions.", func(t *Thread, m *MemoryView) Value { return Int(int64(len(m.shape))) }),
				viewGetter("shape", "The size of each dimension.", func(t *Thread, m *MemoryView) Value { return t.intTuple(m.shape) }),
				viewGetter("strides", "The bytes from one item to the next in each dimension.", func(t *Thread, m *MemoryView) Value { return t.intTuple(m.strides) }),
				viewGetter("suboffsets", "Used for PIL-style arrays.", func(t *Thread, m *MemoryView) Value { return t.NewTuple() }),
				viewGetter("c_contiguous", "Whether the memory is C contiguous.", func(t *Thread, m *MemoryView) Value { return Bool(m.contiguous(false)) }),
				viewGetter("f_contiguous", "Whether the memory is Fortran contiguous.", func(t *Thread, m *MemoryView) Value { return Bool(m.contiguous(true)) }),
				viewGetter("contiguous", "Whether the memory is contiguous.", func(t *Thread, m *MemoryView) Value {
					return Bool(m.contiguous(false) || m.contiguous(true))
				}),
			}
		},
	})
	memoryIterType.Define(TypeSpec{
		Name:   "memory_iterator",
		Flags:  FlagGC | FlagNoClear | FlagNoNew,
		Slots:  Slots{Iter: iterSelf, Next: memoryIterNext, Traverse: bytesIterTraverse, Clear: bytesIterClear},
		Layout: LayoutOf[bytesIterator](),
		Basic:  48,
	})
}

func viewGetter(name, doc string, get func(t *Thread, m *MemoryView) Value) Decl {
	return Getter(name, doc, func(t *Thread, self Value) (Value, error) {
		m, err := t.liveView(self)
		if err != nil {
			return Value{}, err
		}
		return get(t, m), nil
	})
}

func (t *Thread) intTuple(ns []int) Value {
	x := t.MakeTuple(len(ns))
	for i, n := range ns {
		x.Items[i] = Int(int64(n))
	}
	return Obj(&x.Header)
}

// liveView returns v's view, which must not have been released.
func (t *Thread) liveView(v Value) (*MemoryView, error) {
	m := as[MemoryView](v)
	if m.released || m.buf == nil || m.buf.obj.IsNil() {
		return nil, t.ValueErr("operation forbidden on released memoryview object")
	}
	return m, nil
}

var memoryViewSig = LazySignature{Text: "memoryview(object)"}

func memoryViewNew(t *Thread, typ *Type, a Args) (Value, error) {
	var out [1]Value
	done, err := t.BindArgs(memoryViewSig.Signature(), a, out[:])
	if err != nil {
		return Value{}, err
	}
	defer done()
	return t.NewMemoryView(out[0])
}

// NewMemoryView returns a view of v, a bytes-like object.
func (t *Thread) NewMemoryView(v Value) (Value, error) {
	if v.Type() == MemoryViewType {
		m, err := t.liveView(v)
		if err != nil {
			return Value{}, err
		}
		return t.viewLike(m), nil
	}
	if !IsBuffer(v) {
		return Value{}, t.TypeErr("memoryview: a bytes-like object is required, not '%s'", v.Type().FullName())
	}
	l, err := t.lend(v)
	if err != nil {
		return Value{}, err
	}
	buf := New[managedBuffer](t, managedBufferType)
	buf.obj, buf.b, buf.unlock, buf.writable = v.Ref(), l.B, l.Release, l.Writable
	m := t.newView(buf)
	t.Unref(Obj(&buf.Header))
	m.shape, m.strides, m.format, m.size, m.writable = []int{len(l.B) / l.Size}, []int{l.Size}, l.Format, l.Size, l.Writable
	return Obj(&m.Header), nil
}

// lend is BufferOf with what a view needs to know beside.
func (t *Thread) lend(v Value) (Lent, error) {
	if f := v.Type().Lend; f != nil {
		return f(t, v)
	}
	b, release, err := t.BufferOf(v)
	if err != nil {
		return Lent{}, err
	}
	_, writable := v.Type().Buffer(t, v)
	return Lent{B: b, Format: "B", Size: 1, Writable: writable, Release: release}, nil
}

func (t *Thread) newView(buf *managedBuffer) *MemoryView {
	m := New[MemoryView](t, MemoryViewType)
	buf.RC++
	buf.views++
	m.buf = buf
	return m
}

// viewLike returns a new view of the same items.
func (t *Thread) viewLike(m *MemoryView) Value {
	x := t.newView(m.buf)
	x.off, x.shape, x.strides, x.format, x.size, x.writable = m.off, m.shape, m.strides, m.format, m.size, m.writable
	return Obj(&x.Header)
}

func managedBufferTraverse(o *Header, visit func(Value)) {
	if b := (*managedBuffer)(unsafe.Pointer(o)); !b.obj.IsNil() {
		visit(b.obj)
	}
}

func managedBufferClear(t *Thread, o *Header) { (*managedBuffer)(unsafe.Pointer(o)).release(t) }

func (b *managedBuffer) release(t *Thread) {
	if old := b.obj; !old.IsNil() {
		b.obj = Value{}
		b.unlock()
		t.Unref(old)
	}
}

func memoryViewTraverse(o *Header, visit func(Value)) {
	if m := (*MemoryView)(unsafe.Pointer(o)); m.buf != nil {
		visit(Obj(&m.buf.Header))
	}
}

func memoryViewClear(t *Thread, o *Header) {
	m := (*MemoryView)(unsafe.Pointer(o))
	m.drop(t)
	if buf := m.buf; buf != nil {
		m.buf = nil
		t.Unref(Obj(&buf.Header))
	}
}

// drop takes the view off its buffer.
func (m *MemoryView) drop(t *Thread) {
	if m.released || m.buf == nil {
		return
	}
	m.released = true
	if m.buf.views--; m.buf.views == 0 {
		m.buf.release(t)
	}
}

func memoryViewBuffer(t *Thread, v Value) ([]byte, bool) {
	m := as[MemoryView](v)
	if m.released || !m.contiguous(false) {
		return nil, false
	}
	return m.buf.b[m.off : m.off+m.count()*m.size], m.writable
}

// viewBytes is BufferOf of a memoryview; scattered items are copied.
func (t *Thread) viewBytes(m *MemoryView) ([]byte, func(), error) {
	if _, err := t.liveView(Obj(&m.Header)); err != nil {
		return nil, nil, err
	}
	if m.contiguous(false) {
		m.exports++
		return m.buf.b[m.off : m.off+m.count()*m.size], func() { m.exports-- }, nil
	}
	if err := t.Grow(m.count() * m.size); err != nil {
		return nil, nil, err
	}
	return m.gather(nil, m.off, 0), nothing, nil
}

// gather appends the items of dimension dim on from byte offset off.
func (m *MemoryView) gather(out []byte, off, dim int) []byte {
	if dim == len(m.shape) {
		return append(out, m.buf.b[off:off+m.size]...)
	}
	for i := 0; i < m.shape[dim]; i++ {
		out = m.gather(out, off, dim+1)
		off += m.strides[dim]
	}
	return out
}

// count is the number of items.
func (m *MemoryView) count() int {
	n := 1
	for _, k := range m.shape {
		n *= k
	}
	return n
}

// contiguous reports whether the items lie side by side, last index (or, for Fortran,
// first index) running fastest.
func (m *MemoryView) contiguous(fortran bool) bool {
	switch {
	case len(m.shape) == 1:
		return m.shape[0] == 1 || m.strides[0] == m.size
	case m.count() == 0:
		return true
	}
	step := m.size
	for k := range m.shape {
		i := len(m.shape) - 1 - k
		if fortran {
			i = k
		}
		if m.shape[i] > 1 && m.strides[i] != step {
			return false
		}
		step *= m.shape[i]
	}
	return true
}

func memoryViewRepr(t *Thread, v Value) (Value, error) {
	if as[MemoryView](v).released {
		return t.NewStr(fmt.Sprintf("<released memory at %#x>", addressOf(v.O))), nil
	}
	return t.NewStr(fmt.Sprintf("<memory at %#x>", addressOf(v.O))), nil
}

func memoryViewHash(t *Thread, v Value) (int64, error) {
	m := as[MemoryView](v)
	if m.hashed {
		return m.hash, nil
	}
	if _, err := t.liveView(v); err != nil {
		return 0, err
	}
	if m.writable {
		return 0, t.ValueErr("cannot hash writable memoryview object")
	}
	if f := m.code(); f != 'B' && f != 'b' && f != 'c' {
		return 0, t.ValueErr("memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
	}
	if _, err := t.Hash(m.buf.obj); err != nil {
		return 0, err
	}
	b, release, err := t.viewBytes(m)
	if err != nil {
		return 0, err
	}
	defer release()
	m.hash, m.hashed = t.In.hashBytes(bytesToString(b)), true
	return m.hash, nil
}

// code is the format without its "@".
func (m *MemoryView) code() byte { return m.format[len(m.format)-1] }

func memoryViewCompare(t *Thread, a, b Value, op int) (Value, error) {
	if op != CmpEQ && op != CmpNE || a.Type() != MemoryViewType {
		return NotImplemented, nil
	}
	m := as[MemoryView](a)
	if a == b {
		return Bool(op == CmpEQ), nil
	}
	if m.released || b.Type() == MemoryViewType && as[MemoryView](b).released {
		return Bool(op == CmpNE), nil
	}
	if !IsBuffer(b) {
		return NotImplemented, nil
	}
	w, err := t.NewMemoryView(b)
	if err != nil {
		t.Discard(err)
		return NotImplemented, nil
	}
	same, err := t.sameViews(m, as[MemoryView](w))
	t.Unref(w)
	return Bool(same == (op == CmpEQ)), err
}

func (t *Thread) sameViews(x, y *MemoryView) (bool, error) {
	if len(x.shape) != len(y.shape) {
		return false, nil
	}
	for i, n := range x.shape {
		if n != y.shape[i] {
			return false, nil
		}
		if n == 0 {
			break
		}
	}
	if c := x.code(); c == y.code() && c != 'f' && c != 'd' && c != '?' {
		return bytes.Equal(x.gather(nil, x.off, 0), y.gather(nil, y.off, 0)), nil
	}
	return t.sameItems(x, y, x.off, y.off, 0)
}

func (t *Thread) sameItems(x, y *MemoryView, i, j, dim int) (bool, error) {
	if dim == len(x.shape) {
		a, b := x.item(t, i), y.item(t, j)
		ok, err := t.CompareBool(a, b, CmpEQ)
		t.Unref(a)
		t.Unref(b)
		return ok, err
	}
	for range x.shape[dim] {
		if ok, err := t.sameItems(x, y, i, j, dim+1); !ok || err != nil {
			return false, err
		}
		i, j = i+x.strides[dim], j+y.strides[dim]
	}
	return true, nil
}

func memoryViewLen(t *Thread, v Value) (int, error) {
	m, err := t.liveView(v)
	if err != nil {
		return 0, err
	}
	if len(m.shape) == 0 {
		return 1, nil
	}
	return m.shape[0], nil
}

func memoryViewIter(t *Thread, v Value) (Value, error) {
	switch len(as[MemoryView](v).shape) {
	case 0:
		return Value{}, t.TypeErr("invalid indexing of 0-dim memory")
	case 1:
	default:
		return Value{}, t.Raise(NotImplementedError, "multi-dimensional sub-views are not implemented")
	}
	if _, err := t.liveView(v); err != nil {
		return Value{}, err
	}
	return t.newBytesIter(memoryIterType, v)
}

func memoryIterNext(t *Thread, v Value) (Value, error) {
	it := as[bytesIterator](v)
	if it.x.IsNil() {
		return Value{}, nil
	}
	m, err := t.liveView(it.x)
	if err != nil {
		return Value{}, err
	}
	if it.i < m.shape[0] {
		it.i++
		return m.at(t, it.i-1)
	}
	bytesIterClear(t, &it.Header)
	return Value{}, nil
}

// at returns item i of a one-dimensional view.
func (m *MemoryView) at(t *Thread, i int) (Value, error) {
	if len(m.shape) > 1 {
		return Value{}, t.Raise(NotImplementedError, "multi-dimensional sub-views are not implemented")
	}
	off, err := m.offset(t, m.off, 0, i)
	if err != nil {
		return Value{}, err
	}
	return m.item(t, off), nil
}

// offset moves off to index i of dimension dim.
func (m *MemoryView) offset(t *Thread, off, dim, i int) (int, error) {
	if i < 0 {
		i += m.shape[dim]
	}
	if i < 0 || i >= m.shape[dim] {
		return 0, t.Raise(IndexError, "index out of bounds on dimension %d", dim+1)
	}
	return off + i*m.strides[dim], nil
}

// locate finds the single item that key names; ok is false if key names no single one.
func (m *MemoryView) locate(t *Thread, key Value) (off int, ok bool, err error) {
	tup, isTuple := AsTuple(key)
	if len(m.shape) == 0 {
		if isTuple && len(tup.Items) == 0 || key == Ellipsis {
			return m.off, true, nil
		}
		return 0, false, t.TypeErr("invalid indexing of 0-dim memory")
	}
	if !isTuple {
		if key.Type().Index == nil {
			return 0, false, nil
		}
		if len(m.shape) > 1 {
			return 0, false, errSubView
		}
		i, err := m.index(t, key)
		if err != nil {
			return 0, false, err
		}
		off, err = m.offset(t, m.off, 0, i)
		return off, err == nil, err
	}
	for _, k := range tup.Items {
		if k.Type().Index == nil {
			return 0, false, nil
		}
	}
	switch n := len(tup.Items); {
	case n < len(m.shape):
		return 0, false, t.Raise(NotImplementedError, "sub-views are not implemented")
	case n > len(m.shape):
		return 0, false, t.TypeErr("cannot index %d-dimension view with %d-element tuple", len(m.shape), n)
	}
	off = m.off
	for dim, k := range tup.Items {
		i, err := m.index(t, k)
		if err != nil {
			return 0, false, err
		}
		if off, err = m.offset(t, off, dim, i); err != nil {
			return 0, false, err
		}
	}
	return off, true, nil
}

// index is k as an int; its __index__ may have released the view.
func (m *MemoryView) index(t *Thread, k Value) (int, error) {
	i, err := t.AsIndex(k, IndexError)
	if err == nil {
		_, err = t.liveView(Obj(&m.Header))
	}
	return i, err
}

// onlySlices reports whether key is a tuple of slices.
func onlySlices(key Value) bool {
	tup, ok := AsTuple(key)
	if !ok || len(tup.Items) == 0 {
		return false
	}
	for _, k := range tup.Items {
		if k.Type() != SliceType {
			return false
		}
	}
	return true
}

// errSubView is locate's answer for one index into several dimensions.
var errSubView = fmt.Errorf("sub-view")

func memoryViewGetItem(t *Thread, v, key Value) (Value, error) {
	m, err := t.liveView(v)
	if err != nil {
		return Value{}, err
	}
	switch {
	case len(m.shape) == 0 && key == Ellipsis:
		return v.Ref(), nil
	case len(m.shape) == 0:
	case key.Type() == SliceType:
		return m.slice(t, key)
	case onlySlices(key):
		return Value{}, t.Raise(NotImplementedError, "multi-dimensional slicing is not implemented")
	}
	off, ok, err := m.locate(t, key)
	switch {
	case err == errSubView:
		if _, err := m.index(t, key); err != nil {
			return Value{}, err
		}
		return Value{}, t.Raise(NotImplementedError, "multi-dimensional sub-views are not implemented")
	case err != nil:
		return Value{}, err
	case !ok:
		return Value{}, t.TypeErr("memoryview: invalid slice key")
	}
	return m.item(t, off), nil
}

// slice returns the view of a slice of the first dimension.
func (m *MemoryView) slice(t *Thread, key Value) (Value, error) {
	r := t.viewLike(m) // first, as computing the indices may release m
	x := as[MemoryView](r)
	start, _, step, n, err := t.SliceIndices(key, x.shape[0])
	if err != nil {
		t.Unref(r)
		return Value{}, err
	}
	off := start * x.strides[0]
	x.shape = append([]int{n}, x.shape[1:]...)
	x.strides = append([]int{x.strides[0] * step}, x.strides[1:]...)
	if n > 0 {
		x.off += off
	}
	return r, nil
}

func memoryViewSetItem(t *Thread, v, key, x Value) error {
	m, err := t.liveView(v)
	if err != nil {
		return err
	}
	if !m.writable {
		return t.TypeErr("cannot modify read-only memory")
	}
	if x.IsNil() {
		return t.TypeErr("cannot delete memory")
	}
	slice := len(m.shape) > 0 && key.Type() == SliceType
	switch {
	case slice && len(m.shape) == 1:
		return m.assign(t, key, x)
	case slice, len(m.shape) > 0 && onlySlices(key):
		return t.Raise(NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1")
	}
	off, ok, err := m.locate(t, key)
	switch {
	case err == errSubView:
		return t.Raise(NotImplementedError, "sub-views are not implemented")
	case err != nil:
		return err
	case !ok:
		return t.TypeErr("memoryview: invalid slice key")
	}
	var item [8]byte
	if err := m.pack(t, item[:m.size], x); err != nil {
		return err
	}
	if _, err := t.liveView(v); err != nil { // __index__ may have released it
		return err
	}
	copy(m.buf.b[off:], item[:m.size])
	return nil
}

// assign copies a buffer to a slice.
func (m *MemoryView) assign(t *Thread, key, x Value) error {
	if !IsBuffer(x) {
		return t.TypeErr("a bytes-like object is required, not '%s'", x.Type().FullName())
	}
	src, err := t.NewMemoryView(x)
	if err != nil {
		return err
	}
	defer t.Unref(src)
	dst, err := m.slice(t, key)
	if err != nil {
		return err
	}
	defer t.Unref(dst)
	if _, err := t.liveView(Obj(&m.Header)); err != nil {
		return err
	}
	s, d := as[MemoryView](src), as[MemoryView](dst)
	if len(s.shape) != 1 || s.shape[0] != d.shape[0] || s.code() != d.code() {
		return t.ValueErr("memoryview assignment: lvalue and rvalue have different structures")
	}
	b := s.gather(nil, s.off, 0)
	off := d.off
	for len(b) > 0 {
		copy(d.buf.b[off:], b[:d.size])
		b = b[d.size:]
		off += d.strides[0]
	}
	return nil
}
