package marshalmod

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

type encoder struct {
	t       *thread
	b       []byte
	version int
	depth   int
	refs    map[value]int // values written, by the number that loads gives them
	steps   int
}

func encode(t *thread, v value, version int) ([]byte, error) {
	e := &encoder{t: t, version: version, refs: map[value]int{}}
	return e.b, e.value(v)
}

func (e *encoder) long(n int) { e.b = binary.LittleEndian.AppendUint32(e.b, uint32(n)) }

func (e *encoder) fail(msg string) error { return e.t.ValueErr("%s", msg) }

func (e *encoder) value(v value) error {
	if e.depth++; e.depth > maxDepth {
		return e.fail("object too deeply nested to marshal")
	}
	defer func() { e.depth-- }()
	if e.steps++; e.steps&1023 == 0 {
		if err := e.t.Poll(); err != nil {
			return err
		}
	}
	if c, ok := single(v); ok {
		e.b = append(e.b, c)
		return nil
	}
	flag, done := e.ref(v)
	if done {
		return nil
	}
	return e.complex(v, flag)
}

// single is the type code of a value that is nothing but its type code.
func single(v value) (byte, bool) {
	switch v {
	case object.None:
		return typeNone, true
	case object.True:
		return typeTrue, true
	case object.False:
		return typeFalse, true
	case object.Ellipsis:
		return typeEllipsis, true
	case object.StopIteration.Value():
		return typeStopIter, true
	}
	return 0, false
}

// ref writes a reference to a value that was written before; else it says with which
// flag the value is to be written: one that nobody else holds needs no number.
func (e *encoder) ref(v value) (flag byte, done bool) {
	if e.version < 3 || v.O.RC == 1 {
		return 0, false
	}
	if n, ok := e.refs[v]; ok {
		e.b = append(e.b, typeRef)
		e.long(n)
		return 0, true
	}
	e.refs[v] = len(e.refs)
	return flagRef, false
}

func (e *encoder) complex(v value, flag byte) error {
	code := func(c byte) { e.b = append(e.b, c|flag) }
	switch typ := v.Type(); typ {
	case object.IntType:
		x, _ := object.AsBig(v)
		e.int(x, code)
	case object.FloatType:
		f, err := e.t.AsFloat(v)
		if err != nil {
			return err
		}
		e.floats(typeFloat, typeBinaryFloat, code, f)
	case object.ComplexType:
		c, err := e.t.AsComplex(v)
		if err != nil {
			return err
		}
		e.floats(typeComplex, typeBinaryComplex, code, real(c), imag(c))
	case object.BytesType:
		x, _ := object.AsBytes(v)
		code(typeBytes)
		return e.bytes(x.B)
	case object.StrType:
		s, _ := object.AsStr(v)
		return e.str(s, code)
	case object.TupleType:
		x, _ := object.AsTuple(v)
		if n := len(x.Items); e.version >= 4 && n < 256 {
			code(typeSmallTuple)
			e.b = append(e.b, byte(n))
		} else if err := e.count(typeTuple, code, n); err != nil {
			return err
		}
		return e.items(x.Items)
	case object.ListType, object.SetType, object.FrozenSetType:
		return e.collection(v, code)
	case object.DictType:
		return e.dict(v, code)
	case eval.CodeType:
		c := object.As[eval.Code](v)
		if c.Native() {
			return e.fail("unmarshallable object")
		}
		code(typeCode)
		return e.bytes(c.C.AppendBinary(nil))
	default:
		if typ.Slots.Buffer == nil {
			return e.fail("unmarshallable object")
		}
		b, release, err := e.t.BufferOf(v)
		if err != nil {
			return err
		}
		defer release()
		code(typeBytes)
		return e.bytes(b)
	}
	return nil
}

func (e *encoder) count(c byte, code func(byte), n int) error {
	if n > math.MaxInt32 {
		return e.fail("unmarshallable object")
	}
	code(c)
	e.long(n)
	return nil
}

func (e *encoder) bytes(b []byte) error {
	if len(b) > math.MaxInt32 {
		return e.fail("unmarshallable object")
	}
	e.long(len(b))
	e.b = append(e.b, b...)
	return nil
}

func (e *encoder) items(vs []value) error {
	for _, v := range vs {
		if err := e.value(v); err != nil {
			return err
		}
	}
	return nil
}

// collection writes a list or a set. What it holds is held meanwhile: nobody else runs,
// but a buffer's release may.
func (e *encoder) collection(v value, code func(byte)) error {
	c := map[*object.Type]byte{object.ListType: typeList, object.SetType: typeSet, object.FrozenSetType: typeFrozenSet}[v.Type()]
	var items []value
	if l, ok := object.AsList(v); ok {
		items = l.Items
	} else {
		var err error
		if items, err = e.t.Collect(v); err != nil {
			return err
		}
		e.t.UnrefAll(items) // the set still holds them
	}
	if err := e.count(c, code, len(items)); err != nil {
		return err
	}
	return e.items(items)
}

func (e *encoder) dict(v value, code func(byte)) error {
	d, _ := object.AsDict(v)
	code(typeDict)
	for pos := 0; ; {
		k, x, ok := d.Next(&pos)
		if !ok {
			break
		}
		if err := e.value(k); err != nil {
			return err
		}
		if err := e.value(x); err != nil {
			return err
		}
	}
	e.b = append(e.b, typeNull)
	return nil
}

// int writes 32 bits, or digits of 15 bits.
func (e *encoder) int(x *big.Int, code func(byte)) {
	if x.IsInt64() && x.Int64() == int64(int32(x.Int64())) {
		code(typeInt)
		e.long(int(x.Int64()))
		return
	}
	code(typeLong)
	n := (x.BitLen() + 14) / 15
	if x.Sign() < 0 {
		e.long(-n)
	} else {
		e.long(n)
	}
	words := x.Bits()
	for i := range n {
		bit := i * 15
		w, off := bit/bitsPerWord, uint(bit%bitsPerWord)
		d := uint64(words[w]) >> off
		if off > bitsPerWord-15 && w+1 < len(words) {
			d |= uint64(words[w+1]) << (bitsPerWord - off)
		}
		e.b = binary.LittleEndian.AppendUint16(e.b, uint16(d&0x7fff))
	}
}

const bitsPerWord = strconv.IntSize

// floats writes the parts of a float or complex number: as text in the oldest formats.
func (e *encoder) floats(text, bin byte, code func(byte), fs ...float64) {
	if e.version > 1 {
		code(bin)
		for _, f := range fs {
			e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(f))
		}
		return
	}
	code(text)
	for _, f := range fs {
		s, err := e.t.FormatFloat(f, ".17g")
		if err != nil { // no float refuses that format
			e.t.Discard(err)
		}
		e.b = append(append(e.b, byte(len(s))), s...)
	}
}

func (e *encoder) str(s *object.Str, code func(byte)) error {
	ascii, interned := s.N == len(s.S), s.Interned()
	pick := func(plain, kept byte) byte {
		if interned {
			return kept
		}
		return plain
	}
	switch {
	case e.version >= 4 && ascii && len(s.S) < 256:
		code(pick(typeShort, typeShortInterned))
		e.b = append(append(e.b, byte(len(s.S))), s.S...)
		return nil
	case e.version >= 4 && ascii:
		code(pick(typeASCII, typeASCIIInterned))
	case e.version >= 3:
		code(pick(typeStr, typeInterned))
	default:
		code(typeStr)
	}
	return e.bytes([]byte(s.S))
}
