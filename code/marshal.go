package code

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"math/big"
	"reflect"
	"sync"
)

// ErrData is returned by Decode for bytes that AppendBinary did not make.
var ErrData = errors.New("bad code data")

// Fingerprint tells apart the versions of minipy whose codes differ in form: it covers
// the opcode table and the fields of Code.
var Fingerprint = sync.OnceValue(func() uint64 {
	h := fnv.New64a()
	for _, row := range Table {
		fmt.Fprintf(h, "%+v\n", row)
	}
	for _, t := range []reflect.Type{reflect.TypeFor[Code](), reflect.TypeFor[LineEntry](), reflect.TypeFor[Handler](), reflect.TypeFor[ExcScope](), reflect.TypeFor[Pending]()} {
		for i := range t.NumField() {
			fmt.Fprintf(h, "%s %s\n", t.Field(i).Name, t.Field(i).Type)
		}
	}
	return h.Sum64()
})

// Kinds of constants in the encoding.
const (
	kNone = iota
	kFalse
	kTrue
	kInt
	kBig
	kNegBig
	kFloat
	kComplex
	kString
	kBytes
	kEllipsis
	kTuple
	kFrozenSet
	kCode
)

// AppendBinary appends an encoding of the code, which the same version of minipy can
// Decode.
func (c *Code) AppendBinary(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, Fingerprint())
	e := encoder{b, map[string]uint64{}}
	e.code(c)
	return e.b
}

// An encoder writes numbers as varints, and each string once.
type encoder struct {
	b    []byte
	seen map[string]uint64 // 1 + the number of each string written
}

func (e *encoder) uint(x uint64) { e.b = binary.AppendUvarint(e.b, x) }

func (e *encoder) string(s string) {
	if n, ok := e.seen[s]; ok {
		e.uint(n)
		return
	}
	e.seen[s] = uint64(len(e.seen)) + 1
	e.uint(0)
	e.uint(uint64(len(s)))
	e.b = append(e.b, s...)
}

func (e *encoder) code(c *Code) {
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		e.value(v.Field(i))
	}
}

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		e.string(v.String())
	case reflect.Bool:
		if v.Bool() {
			e.uint(1)
		} else {
			e.uint(0)
		}
	case reflect.Int, reflect.Int32, reflect.Int64:
		e.b = binary.AppendVarint(e.b, v.Int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		e.uint(v.Uint())
	case reflect.Uint64:
		e.b = binary.LittleEndian.AppendUint64(e.b, v.Uint())
	case reflect.Struct:
		for i := range v.NumField() {
			e.value(v.Field(i))
		}
	case reflect.Slice:
		if ks, ok := v.Interface().([]any); ok {
			e.consts(ks)
			return
		}
		e.uint(uint64(v.Len()))
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	default:
		panic("code: a field that has no encoding: " + v.Type().String())
	}
}

func (e *encoder) consts(ks []any) {
	e.uint(uint64(len(ks)))
	for _, k := range ks {
		e.constant(k)
	}
}

func (e *encoder) constant(k any) {
	kind := func(k byte) { e.b = append(e.b, k) }
	float := func(f float64) { e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(f)) }
	switch k := k.(type) {
	case nil:
		kind(kNone)
	case bool:
		if k {
			kind(kTrue)
		} else {
			kind(kFalse)
		}
	case int64:
		kind(kInt)
		e.b = binary.AppendVarint(e.b, k)
	case *big.Int:
		if k.Sign() < 0 {
			kind(kNegBig)
		} else {
			kind(kBig)
		}
		e.string(string(k.Bytes()))
	case float64:
		kind(kFloat)
		float(k)
	case complex128:
		kind(kComplex)
		float(real(k))
		float(imag(k))
	case string:
		kind(kString)
		e.string(k)
	case Bytes:
		kind(kBytes)
		e.string(string(k))
	case Ellipsis:
		kind(kEllipsis)
	case Tuple:
		kind(kTuple)
		e.consts(k)
	case FrozenSet:
		kind(kFrozenSet)
		e.consts(k)
	case *Code:
		kind(kCode)
		e.code(k)
	default:
		panic(fmt.Sprintf("code: a constant that has no encoding: %T", k))
	}
}

// Decode reads what AppendBinary wrote. Whatever the bytes are, the code that it
// returns is safe to run.
func Decode(b []byte) (c *Code, err error) {
	if len(b) < 8 || binary.LittleEndian.Uint64(b) != Fingerprint() {
		return nil, ErrData
	}
	d := decoder{b: b[8:]}
	defer func() {
		if recover() != nil { // the verifier met what no compiler makes
			c, err = nil, ErrData
		}
	}()
	c = d.code()
	if d.bad || len(d.b) != 0 || !c.sound() {
		return nil, ErrData
	}
	if err := Verify(c); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrData, err)
	}
	return c, nil
}

type decoder struct {
	b       []byte
	strings []string
	depth   int
	bad     bool
}

// maxNesting bounds codes and tuples inside one another, as the compiler does.
const maxNesting = 200

func (d *decoder) uint() uint64 {
	x, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[n:]
	return x
}

func (d *decoder) int() int64 {
	x, n := binary.Varint(d.b)
	if n <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[n:]
	return x
}

// take takes n bytes, of which there may be fewer: nil then.
func (d *decoder) take(n uint64) []byte {
	if n > uint64(len(d.b)) {
		d.bad, d.b = true, nil
		return nil
	}
	p := d.b[:n]
	d.b = d.b[n:]
	return p
}

func (d *decoder) word() uint64 {
	if p := d.take(8); p != nil {
		return binary.LittleEndian.Uint64(p)
	}
	return 0
}

// count is the length of a list, each item of which takes a byte at least.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.bad, d.b = true, nil
		return 0
	}
	return int(n)
}

func (d *decoder) string() string {
	if n := d.uint(); n > 0 {
		if n > uint64(len(d.strings)) {
			d.bad = true
			return ""
		}
		return d.strings[n-1]
	}
	s := string(d.take(d.uint()))
	d.strings = append(d.strings, s)
	return s
}

func (d *decoder) code() *Code {
	c := &Code{}
	if d.depth++; d.depth > maxNesting {
		d.bad, d.b = true, nil
	}
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		d.value(v.Field(i))
	}
	d.depth--
	return c
}

func (d *decoder) value(v reflect.Value) {
	switch p := v.Addr().Interface().(type) { // the long lists, without reflection
	case *[]uint64:
		*p = make([]uint64, d.count())
		for i := range *p {
			(*p)[i] = d.word()
		}
		return
	case *[]LineEntry:
		*p = make([]LineEntry, d.count())
		for i := range *p {
			(*p)[i] = LineEntry{uint32(d.uint()), int32(d.int())}
		}
		return
	case *[]any:
		*p = d.consts()
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(d.string())
	case reflect.Bool:
		v.SetBool(d.uint() != 0)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(d.int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		v.SetUint(d.uint())
	case reflect.Uint64:
		v.SetUint(d.word())
	case reflect.Struct:
		for i := range v.NumField() {
			d.value(v.Field(i))
		}
	case reflect.Slice:
		n := d.count()
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			d.value(v.Index(i))
		}
	}
}

func (d *decoder) consts() []any {
	ks := make([]any, d.count())
	if d.depth++; d.depth > maxNesting {
		d.bad, d.b = true, nil
	}
	for i := range ks {
		ks[i] = d.constant()
	}
	d.depth--
	return ks
}

func (d *decoder) constant() any {
	kind := d.take(1)
	if kind == nil {
		return nil
	}
	float := func() float64 { return math.Float64frombits(d.word()) }
	switch kind[0] {
	case kNone:
		return nil
	case kFalse, kTrue:
		return kind[0] == kTrue
	case kInt:
		return d.int()
	case kBig, kNegBig:
		x := new(big.Int).SetBytes([]byte(d.string()))
		if kind[0] == kNegBig {
			x.Neg(x)
		}
		if x.IsInt64() {
			return x.Int64()
		}
		return x
	case kFloat:
		return float()
	case kComplex:
		re := float()
		return complex(re, float())
	case kString:
		return d.string()
	case kBytes:
		return Bytes(d.string())
	case kEllipsis:
		return Ellipsis{}
	case kTuple:
		return Tuple(d.consts())
	case kFrozenSet:
		return FrozenSet(d.consts())
	case kCode:
		return d.code()
	}
	d.bad, d.b = true, nil
	return nil
}

// sound reports whether the registers and counts that the evaluator trusts exist.
func (c *Code) sound() bool {
	in := func(regs []uint16, names []string) bool {
		if names != nil && len(regs) != len(names) {
			return false
		}
		for _, r := range regs {
			if int(r) >= c.NLocalRegs {
				return false
			}
		}
		return true
	}
	n := c.Passed()
	if c.NRegs < 0 || c.NRegs > 1<<16 || c.NLocalRegs < 0 || c.NLocalRegs > c.NRegs || c.ArgCount < 0 || c.KwOnly < 0 ||
		c.PosOnly < 0 || c.PosOnly > c.ArgCount || c.NArgs != c.ArgCount+c.KwOnly || n > len(c.VarNames) || n > c.NLocalRegs ||
		c.VarArgsReg != -1 && c.VarArgsReg != c.NArgs || c.VarKwReg < -1 || c.VarKwReg >= c.NLocalRegs ||
		len(c.Instrs) == 0 || c.Doc && len(c.Consts) == 0 {
		return false
	}
	if len(c.VarNames) != len(c.LocalRegs) || len(c.CellVars) != len(c.CellRegs) || len(c.FreeVars) != len(c.FreeRegs) ||
		!in(c.LocalRegs, nil) || !in(c.CellRegs, nil) || !in(c.FreeRegs, nil) || !in(c.MaybeUnbound, nil) {
		return false
	}
	for _, p := range c.Pending {
		if int(p.Lo)+int(p.N) > c.NRegs || int(p.Lo) < c.NLocalRegs {
			return false
		}
	}
	for _, s := range c.ExcScopes {
		if int(s.Reg) >= c.NRegs {
			return false
		}
	}
	for _, k := range c.Consts {
		if inner, ok := k.(*Code); ok && !inner.sound() {
			return false
		}
	}
	return true
}
