package marshalmod

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// A reader reads bytes, from memory or piece by piece from a file.
type reader struct {
	t    *thread
	b    []byte
	file value // absent: b is all there is
}

func (r *reader) take(n int) ([]byte, error) {
	if n < 0 {
		return nil, r.t.ValueErr("bad marshal data (bytes object size out of range)")
	}
	if r.file.IsNil() {
		if n > len(r.b) {
			return nil, r.t.Raise(object.EOFError, "marshal data too short")
		}
		p := r.b[:n]
		r.b = r.b[n:]
		return p, nil
	}
	x, err := r.t.CallMethod(r.file, "read", object.Int(int64(n)))
	if err != nil {
		return nil, err
	}
	defer r.t.Unref(x)
	b, ok := object.AsBytes(x)
	switch {
	case !ok:
		return nil, r.t.TypeErr("file.read() returned not bytes but %s", x.Type().Name)
	case len(b.B) < n:
		return nil, r.t.Raise(object.EOFError, "EOF read where not expected")
	case len(b.B) > n:
		return nil, r.t.ValueErr("read() returned too much data: %d bytes requested, %d returned", n, len(b.B))
	}
	return append([]byte(nil), b.B...), nil
}

func (r *reader) byte() (byte, error) {
	p, err := r.take(1)
	if err != nil {
		return 0, err
	}
	return p[0], nil
}

func (r *reader) long() (int, error) {
	p, err := r.take(4)
	if err != nil {
		return 0, err
	}
	return int(int32(binary.LittleEndian.Uint32(p))), nil
}

// A decoder makes values. refs are those that may be referred to, owned; one that is
// being made is absent.
type decoder struct {
	*reader
	refs  []value
	depth int
	steps int
}

func decode(t *thread, r *reader) (value, error) {
	d := &decoder{reader: r}
	v, err := d.value()
	t.UnrefAll(present(d.refs))
	if err == nil && v.IsNil() {
		return value{}, t.TypeErr("NULL object in marshal data for object")
	}
	return v, err
}

func present(vs []value) (out []value) {
	for _, v := range vs {
		if !v.IsNil() {
			out = append(out, v)
		}
	}
	return out
}

// value reads one value; absent for the mark that ends a dict.
func (d *decoder) value() (value, error) {
	t := d.t
	if d.depth++; d.depth > maxDepth {
		return value{}, t.ValueErr("recursion limit exceeded")
	}
	defer func() { d.depth-- }()
	if d.steps++; d.steps&1023 == 0 {
		if err := t.Poll(); err != nil {
			return value{}, err
		}
	}
	c, err := d.byte()
	if err != nil {
		if t.ErrIs(err, object.EOFError) {
			t.Discard(err)
			err = t.Raise(object.EOFError, "EOF read where object expected")
		}
		return value{}, err
	}
	slot := -1
	if c&flagRef != 0 && keeps(c&^flagRef) {
		slot = len(d.refs)
		d.refs = append(d.refs, value{})
	}
	v, err := d.typed(c&^flagRef, slot)
	if err == nil && slot >= 0 && !v.IsNil() && d.refs[slot].IsNil() {
		d.refs[slot] = v.Ref()
	}
	return v, err
}

// keeps reports whether values of a type code are numbered.
func keeps(c byte) bool {
	switch c {
	case typeNull, typeNone, typeFalse, typeTrue, typeStopIter, typeEllipsis, typeRef:
		return false
	}
	return true
}

func (d *decoder) typed(c byte, slot int) (value, error) {
	switch c {
	case typeNull:
		return value{}, nil
	case typeNone:
		return object.None, nil
	case typeFalse:
		return object.False, nil
	case typeTrue:
		return object.True, nil
	case typeStopIter:
		return object.StopIteration.Value(), nil
	case typeEllipsis:
		return object.Ellipsis, nil
	case typeRef:
		n, err := d.long()
		if err != nil {
			return value{}, err
		}
		if n < 0 || n >= len(d.refs) || d.refs[n].IsNil() {
			return value{}, d.t.ValueErr("bad marshal data (invalid reference)")
		}
		return d.refs[n].Ref(), nil
	case typeInt, typeInt64, typeLong:
		return d.int(c)
	case typeFloat, typeBinaryFloat:
		f, err := d.float(c == typeFloat)
		return object.Float(f), err
	case typeComplex, typeBinaryComplex:
		re, err := d.float(c == typeComplex)
		if err != nil {
			return value{}, err
		}
		im, err := d.float(c == typeComplex)
		if err != nil {
			return value{}, err
		}
		return d.t.NewComplex(complex(re, im)), nil
	case typeBytes:
		b, err := d.bytes(false, "bytes object")
		if err != nil {
			return value{}, err
		}
		return d.t.NewBytes(append([]byte(nil), b...)), nil
	case typeShort, typeShortInterned, typeASCII, typeASCIIInterned, typeStr, typeInterned:
		return d.str(c)
	case typeSmallTuple, typeTuple:
		return d.tuple(c)
	case typeList:
		return d.list(slot)
	case typeSet, typeFrozenSet:
		return d.set(c, slot)
	case typeDict:
		return d.dict(slot)
	case typeCode:
		return d.code()
	}
	return value{}, d.t.ValueErr("bad marshal data (unknown type code)")
}

// bytes reads a length, of one byte or four, and as many bytes.
func (d *decoder) bytes(short bool, what string) ([]byte, error) {
	if short {
		n, err := d.byte()
		if err != nil {
			return nil, err
		}
		return d.take(int(n))
	}
	n, err := d.size(what)
	if err != nil {
		return nil, err
	}
	return d.take(n)
}

func (d *decoder) size(what string) (int, error) {
	n, err := d.long()
	if err == nil && n < 0 {
		err = d.t.ValueErr("bad marshal data (%s size out of range)", what)
	}
	return n, err
}

func (d *decoder) int(c byte) (value, error) {
	switch c {
	case typeInt:
		n, err := d.long()
		return object.Int(int64(n)), err
	case typeInt64:
		p, err := d.take(8)
		if err != nil {
			return value{}, err
		}
		return object.Int(int64(binary.LittleEndian.Uint64(p))), nil
	}
	n, err := d.long()
	if err != nil {
		return value{}, err
	}
	if n < -math.MaxInt32 {
		return value{}, d.t.ValueErr("bad marshal data (long size out of range)")
	}
	count := max(n, -n)
	p, err := d.take(2 * count)
	if err != nil {
		return value{}, err
	}
	words := make([]big.Word, (count*15+bitsPerWord-1)/bitsPerWord)
	for i := range count {
		digit := binary.LittleEndian.Uint16(p[2*i:])
		if digit > 0x7fff {
			return value{}, d.t.ValueErr("bad marshal data (digit out of range in long)")
		}
		if i == count-1 && digit == 0 {
			return value{}, d.t.ValueErr("bad marshal data (unnormalized long data)")
		}
		w, off := i*15/bitsPerWord, uint(i*15%bitsPerWord)
		words[w] |= big.Word(digit) << off
		if off > bitsPerWord-15 && w+1 < len(words) {
			words[w+1] |= big.Word(digit) >> (bitsPerWord - off)
		}
	}
	x := new(big.Int).SetBits(words)
	if n < 0 {
		x.Neg(x)
	}
	return d.t.NewBig(x), nil
}

func (d *decoder) float(text bool) (float64, error) {
	if !text {
		p, err := d.take(8)
		if err != nil {
			return 0, err
		}
		return math.Float64frombits(binary.LittleEndian.Uint64(p)), nil
	}
	b, err := d.bytes(true, "")
	if err != nil {
		return 0, err
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil && math.IsInf(f, 0) {
		err = nil // too large: infinite, as for C
	}
	if err != nil {
		return 0, d.t.ValueErr("could not convert string to float: '%s'", b)
	}
	return f, nil
}

func (d *decoder) str(c byte) (value, error) {
	b, err := d.bytes(c == typeShort || c == typeShortInterned, "string")
	if err != nil {
		return value{}, err
	}
	var v value
	if c == typeStr || c == typeInterned {
		v, err = d.t.DecodeBytes(b, "utf-8", "surrogatepass")
	} else {
		v, err = d.t.DecodeBytes(b, "latin-1", "strict")
	}
	if err != nil || c == typeStr || c == typeASCII || c == typeShort {
		return v, err
	}
	defer d.t.Unref(v)
	return object.Obj(&d.t.In.Intern(v.String()).Header), nil
}

// item reads a value that must be there.
func (d *decoder) item(what string) (value, error) {
	v, err := d.value()
	if err == nil && v.IsNil() {
		err = d.t.TypeErr("NULL object in marshal data for %s", what)
	}
	return v, err
}

func (d *decoder) tuple(c byte) (value, error) {
	n := 0
	if c == typeSmallTuple {
		b, err := d.byte()
		if err != nil {
			return value{}, err
		}
		n = int(b)
	} else {
		var err error
		if n, err = d.size("tuple"); err != nil {
			return value{}, err
		}
	}
	var items []value
	for range n {
		v, err := d.item("tuple")
		if err != nil {
			d.t.UnrefAll(items)
			return value{}, err
		}
		items = append(items, v)
	}
	return d.t.NewTuple(items...), nil
}

func (d *decoder) list(slot int) (value, error) {
	n, err := d.size("list")
	if err != nil {
		return value{}, err
	}
	v := d.t.NewList(nil)
	if slot >= 0 {
		d.refs[slot] = v.Ref()
	}
	l, _ := object.AsList(v)
	for range n {
		x, err := d.item("list")
		if err != nil {
			d.t.Unref(v)
			return value{}, err
		}
		l.Items = append(l.Items, x)
	}
	return v, nil
}

func (d *decoder) set(c byte, slot int) (value, error) {
	n, err := d.size("set")
	if err != nil {
		return value{}, err
	}
	var s value
	if c == typeSet {
		s = d.t.MakeSet().Value()
		if slot >= 0 {
			d.refs[slot] = s.Ref()
		}
	}
	var items []value
	defer func() { d.t.UnrefAll(items) }()
	for range n {
		x, err := d.item("set")
		if err == nil && c == typeSet {
			err = d.t.SetAdd(s, x)
			d.t.Unref(x)
		} else if err == nil {
			items = append(items, x)
		}
		if err != nil {
			d.t.XUnref(s)
			return value{}, err
		}
	}
	if c == typeSet {
		return s, nil
	}
	list := d.t.NewTupleOf(items)
	defer d.t.Unref(list)
	return d.t.Call(object.FrozenSetType.Value(), list)
}

func (d *decoder) dict(slot int) (value, error) {
	m := d.t.NewDict()
	if slot >= 0 {
		d.refs[slot] = m.Value().Ref()
	}
	for {
		k, err := d.value()
		if err == nil && k.IsNil() {
			return m.Value(), nil
		}
		var x value
		if err == nil {
			if x, err = d.value(); err == nil && x.IsNil() {
				d.t.Unref(k)
				return m.Value(), nil
			}
			if err == nil {
				err = m.Set(d.t, k, x)
				d.t.Unref(x)
			}
			d.t.Unref(k)
		}
		if err != nil {
			d.t.Unref(m.Value())
			return value{}, err
		}
	}
}

func (d *decoder) code() (value, error) {
	b, err := d.bytes(false, "code")
	if err != nil {
		return value{}, err
	}
	c, err := code.Decode(b)
	if err != nil {
		return value{}, d.t.ValueErr("bad marshal data (code of another version)")
	}
	return object.Obj(&eval.NewCode(d.t, c).Header), nil
}
