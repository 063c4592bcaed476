package object

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
)

// Items of memory views: formats, casts and methods.

// viewSize is the size of a native format of one character, 0 if there is no such format.
func viewSize(code byte) int {
	switch code {
	case 'c', 'b', 'B', '?':
		return 1
	case 'h', 'H':
		return 2
	case 'i', 'I', 'f':
		return 4
	case 'l', 'L', 'q', 'Q', 'n', 'N', 'P', 'd':
		return 8
	}
	return 0
}

// item unpacks the item at byte offset off.
func (m *MemoryView) item(t *Thread, off int) Value {
	b := m.buf.b[off : off+m.size]
	le := binary.LittleEndian
	switch m.code() {
	case 'b':
		return Int(int64(int8(b[0])))
	case 'c':
		return t.NewBytes([]byte{b[0]})
	case '?':
		return Bool(b[0] != 0)
	case 'h':
		return Int(int64(int16(le.Uint16(b))))
	case 'H':
		return Int(int64(le.Uint16(b)))
	case 'i':
		return Int(int64(int32(le.Uint32(b))))
	case 'I':
		return Int(int64(le.Uint32(b)))
	case 'l', 'q', 'n':
		return Int(int64(le.Uint64(b)))
	case 'L', 'Q', 'N', 'P':
		return t.NewUint(le.Uint64(b))
	case 'f':
		return Float(float64(math.Float32frombits(le.Uint32(b))))
	case 'd':
		return Float(math.Float64frombits(le.Uint64(b)))
	}
	return Int(int64(b[0]))
}

// pack writes x into b as an item.
func (m *MemoryView) pack(t *Thread, b []byte, x Value) error {
	switch code := m.code(); code {
	case 'c':
		c, ok := AsBytes(x)
		if !ok {
			return m.badItem(t, true)
		}
		if len(c.B) != 1 {
			return m.badItem(t, false)
		}
		b[0] = c.B[0]
	case '?':
		ok, err := t.Truth(x)
		if err != nil {
			return err
		}
		b[0] = 0
		if ok {
			b[0] = 1
		}
	case 'f', 'd':
		f, err := t.AsFloat(x)
		if err != nil {
			return m.badItemErr(t, err)
		}
		if code == 'f' {
			binary.LittleEndian.PutUint32(b, math.Float32bits(float32(f)))
		} else {
			binary.LittleEndian.PutUint64(b, math.Float64bits(f))
		}
	default:
		return m.packInt(t, b, x)
	}
	return nil
}

func (m *MemoryView) packInt(t *Thread, b []byte, x Value) error {
	i, err := t.Index(x)
	if err != nil {
		return m.badItemErr(t, err)
	}
	defer t.Unref(i)
	n, ok := IntValue(i)
	u := uint64(n)
	bits := 8 * len(b)
	switch m.code() {
	case 'b', 'h', 'i', 'l', 'q', 'n':
		ok = ok && n<<(64-bits)>>(64-bits) == n
	default:
		if !ok {
			big, _ := AsBig(i)
			if ok = big.IsUint64(); ok {
				u = big.Uint64()
			}
		} else {
			ok = n >= 0 || m.code() == 'P' // a pointer may have a sign
		}
		ok = ok && u<<(64-bits)>>(64-bits) == u
	}
	if !ok {
		return m.badItem(t, false)
	}
	for k := range b {
		b[k] = byte(u >> (8 * k))
	}
	return nil
}

func (m *MemoryView) badItem(t *Thread, typ bool) error {
	if typ {
		return t.TypeErr("memoryview: invalid type for format '%s'", strings.TrimPrefix(m.format, "@"))
	}
	return t.ValueErr("memoryview: invalid value for format '%s'", strings.TrimPrefix(m.format, "@"))
}

// badItemErr words an error of a conversion as a memoryview does.
func (m *MemoryView) badItemErr(t *Thread, err error) error {
	typ := t.ErrIs(err, TypeError)
	if !typ && !t.ErrIs(err, OverflowError) && !t.ErrIs(err, ValueError) {
		return err
	}
	t.Discard(err)
	return m.badItem(t, typ)
}

func memoryViewRelease(t *Thread, self Value, _ []Value) (Value, error) {
	m := as[MemoryView](self)
	if m.exports > 0 {
		return Value{}, t.Raise(BufferError, "memoryview has %d exported buffer%s", m.exports, plural(m.exports))
	}
	m.drop(t)
	return None, nil
}

func memoryViewEnter(t *Thread, self Value, _ []Value) (Value, error) {
	if _, err := t.liveView(self); err != nil {
		return Value{}, err
	}
	return self.Ref(), nil
}

func memoryViewExit(t *Thread, self Value, a Args) (Value, error) {
	if err := t.NoKw("__exit__", a); err != nil {
		return Value{}, err
	}
	return memoryViewRelease(t, self, nil)
}

func memoryViewTobytes(t *Thread, self Value, args []Value) (Value, error) {
	order := "C"
	if !args[0].IsNil() && args[0] != None {
		s, ok := AsStr(args[0])
		if !ok {
			return Value{}, t.TypeErr("tobytes() argument 'order' must be str or None, not %s", args[0].Type().FullName())
		}
		order = s.S
	}
	m, err := t.liveView(self)
	if err != nil {
		return Value{}, err
	}
	if order != "C" && order != "F" && order != "A" {
		return Value{}, t.ValueErr("order must be 'C', 'F' or 'A'")
	}
	if err := t.Grow(m.count() * m.size); err != nil {
		return Value{}, err
	}
	if order == "F" || order == "A" && !m.contiguous(false) && m.contiguous(true) {
		return t.NewBytes(m.gatherFortran(nil, m.off, len(m.shape)-1)), nil
	}
	return t.NewBytes(m.gather(nil, m.off, 0)), nil
}

// gatherFortran is gather with the first index running fastest.
func (m *MemoryView) gatherFortran(out []byte, off, dim int) []byte {
	if dim < 0 {
		return append(out, m.buf.b[off:off+m.size]...)
	}
	for i := 0; i < m.shape[dim]; i++ {
		out = m.gatherFortran(out, off, dim-1)
		off += m.strides[dim]
	}
	return out
}

func memoryViewHex(t *Thread, self Value, args []Value) (Value, error) {
	m, err := t.liveView(self)
	if err != nil {
		if _, perr := t.intArg(args[1], 1); perr != nil { // arguments are looked at first
			t.Discard(err)
			return Value{}, perr
		}
		return Value{}, err
	}
	b, release, err := t.viewBytes(m)
	if err != nil {
		return Value{}, err
	}
	defer release()
	return t.hexOf(b, args)
}

func memoryViewTolist(t *Thread, self Value, _ []Value) (Value, error) {
	m, err := t.liveView(self)
	if err != nil {
		return Value{}, err
	}
	if err := t.Grow(16 * m.count()); err != nil {
		return Value{}, err
	}
	return m.list(t, m.off, 0), nil
}

func (m *MemoryView) list(t *Thread, off, dim int) Value {
	if dim == len(m.shape) {
		return m.item(t, off)
	}
	out := t.newItems(m.shape[dim])
	for i := range out {
		out[i] = m.list(t, off, dim+1)
		off += m.strides[dim]
	}
	return t.newListIn(out)
}

func memoryViewToreadonly(t *Thread, self Value, _ []Value) (Value, error) {
	m, err := t.liveView(self)
	if err != nil {
		return Value{}, err
	}
	r := t.viewLike(m)
	as[MemoryView](r).writable = false
	return r, nil
}

func memoryViewCast(t *Thread, self Value, args []Value) (Value, error) {
	format, ok := AsStr(args[0])
	if !ok {
		return Value{}, t.TypeErr("cast() argument 'format' must be str, not %s", argTypeName(args[0]))
	}
	m, err := t.liveView(self)
	if err != nil {
		return Value{}, err
	}
	if !m.contiguous(false) {
		return Value{}, t.TypeErr("memoryview: casts are restricted to C-contiguous views")
	}
	var shape []Value
	hasShape := !args[1].IsNil()
	if (hasShape || len(m.shape) != 1) && m.count() == 0 {
		return Value{}, t.TypeErr("memoryview: cannot cast view with zeros in shape or strides")
	}
	if hasShape {
		if l, ok := AsList(args[1]); ok {
			shape = l.Items
		} else if tup, ok := AsTuple(args[1]); ok {
			shape = tup.Items
		} else {
			return Value{}, t.TypeErr("shape must be a list or a tuple")
		}
		if len(m.shape) != 1 && len(shape) != 1 {
			return Value{}, t.TypeErr("memoryview: cast must be 1D -> ND or ND -> 1D")
		}
	}
	if _, err := t.EncodeStr(format, "ascii", "strict"); err != nil {
		return Value{}, err
	}
	size, err := m.castSize(t, format.S)
	if err != nil {
		return Value{}, err
	}
	n := m.count() * m.size
	dims := []int{n / size}
	if hasShape {
		if dims, err = t.castShape(shape, size, n); err != nil {
			return Value{}, err
		}
	}
	r := t.viewLike(m)
	x := as[MemoryView](r)
	x.format, x.size, x.shape, x.cast = format.S, size, dims, true
	x.strides = make([]int, len(dims))
	for i, step := len(dims)-1, size; i >= 0; i-- {
		x.strides[i] = step
		step *= dims[i]
	}
	return r, nil
}

// castSize returns the item size of the format that m is cast to.
func (m *MemoryView) castSize(t *Thread, format string) (int, error) {
	code := byte(0)
	if len(format) == 1 || len(format) == 2 && format[0] == '@' {
		code = format[len(format)-1]
	}
	size := viewSize(code)
	switch {
	case size == 0:
		return 0, t.ValueErr("memoryview: destination format must be a native single character format prefixed with an optional '@'")
	case bytes.IndexByte([]byte("bBc"), code) < 0 && bytes.IndexByte([]byte("bBc"), m.code()) < 0:
		return 0, t.TypeErr("memoryview: cannot cast between two non-byte formats")
	case m.count()*m.size%size != 0:
		return 0, t.TypeErr("memoryview: length is not a multiple of itemsize")
	}
	return size, nil
}

func (t *Thread) castShape(shape []Value, size, n int) ([]int, error) {
	const maxDims = 64
	if len(shape) > maxDims {
		return nil, t.ValueErr("memoryview: number of dimensions must not exceed %d", maxDims)
	}
	dims := make([]int, len(shape))
	product := size
	for i, v := range shape {
		if v.Type().Flags&FlagInt == 0 {
			return nil, t.TypeErr("memoryview.cast(): elements of shape must be integers")
		}
		k, err := t.ssize(v)
		if err != nil {
			return nil, err
		}
		if k <= 0 {
			return nil, t.ValueErr("memoryview.cast(): elements of shape must be integers > 0")
		}
		if k > math.MaxInt/product {
			return nil, t.ValueErr("memoryview.cast(): product(shape) > SSIZE_MAX")
		}
		dims[i] = k
		product *= k
	}
	if product != n {
		return nil, t.TypeErr("memoryview: product(shape) * itemsize != buffer size")
	}
	return dims, nil
}
