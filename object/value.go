package object

import (
	"math"
	"unsafe"
)

// A Header is the first field of every heap object.
type Header struct {
	Typ *Type
	// RC counts references; 0 while the object dies or lies in a freelist, negative
	// for immortal objects.
	RC int32
	// SID is the shape id (<<4) and slot class of a plain instance, 0 for everything
	// else; the evaluator's attribute caches compare it.
	SID uint32
	// gcRefs counts references from within a generation while the collector looks at it.
	gcRefs int32
	// gcPos is where the collector's lists hold the object: generation (top two
	// bits) and index+1; 0: untracked.
	gcPos uint32
}

// A Value is a reference to a Python object. Small ints and floats are held in N
// with a tag in O; heap objects have N == 0, so == on Values is identity (`is`).
type Value struct {
	O *Header
	N uint64
}

const immortal = math.MinInt32

// Tags of unboxed values, and the singletons.
var (
	IntTag            = Header{Typ: IntType, RC: immortal}
	FloatTag          = Header{Typ: FloatType, RC: immortal}
	BoolTag           = Header{Typ: BoolType, RC: immortal}
	NoneObj           = Header{Typ: NoneType, RC: immortal}
	EllipsisObj       = Header{Typ: EllipsisType, RC: immortal}
	NotImplementedObj = Header{Typ: NotImplementedType, RC: immortal}
	// UnboundTag marks a local variable without a value. Python code never sees it.
	UnboundTag = Header{Typ: NoneType, RC: immortal}
)

// The singletons as values.
var (
	None           = Value{O: &NoneObj}
	True           = Value{O: &BoolTag, N: 1}
	False          = Value{O: &BoolTag}
	Ellipsis       = Value{O: &EllipsisObj}
	NotImplemented = Value{O: &NotImplementedObj}
	Unbound        = Value{O: &UnboundTag}
)

// Int returns the int i.
func Int(i int64) Value { return Value{&IntTag, uint64(i)} }

// Float returns the float f.
func Float(f float64) Value { return Value{&FloatTag, math.Float64bits(f)} }

// Bool returns True or False.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// Obj returns the value of a heap object: Obj(&l.Header).
func Obj(o *Header) Value { return Value{O: o} }

// IsNil reports whether v is absent.
func (v Value) IsNil() bool { return v.O == nil }

// Type returns v's class, lent.
func (v Value) Type() *Type { return v.O.Typ }

// IsInt reports whether v is an exact int of 64 bits (no bool, no subclass, no big int).
func (v Value) IsInt() bool { return v.O == &IntTag }

// IsFloat reports whether v is an exact float.
func (v Value) IsFloat() bool { return v.O == &FloatTag }

// IsBool reports whether v is True or False.
func (v Value) IsBool() bool { return v.O == &BoolTag }

// Int returns the number of an IsInt or IsBool value.
func (v Value) Int() int64 { return int64(v.N) }

// Float returns the number of an IsFloat value.
func (v Value) Float() float64 { return math.Float64frombits(v.N) }

// Ref adds a reference to v and returns v, now owned by the caller.
func (v Value) Ref() Value {
	debugUse(v.O)
	if v.O.RC >= 0 {
		v.O.RC++
	}
	return v
}

// XRef is Ref for a value that may be absent.
func (v Value) XRef() Value {
	if v.O != nil && v.O.RC >= 0 {
		v.O.RC++
	}
	return v
}

// Unref drops a reference to v; at the last one v dies now.
func (t *Thread) Unref(v Value) {
	debugUse(v.O)
	if o := v.O; o.RC > 1 {
		o.RC--
	} else if o.RC >= 0 {
		t.dealloc(o)
	}
}

// XUnref is Unref for a value that may be absent.
func (t *Thread) XUnref(v Value) {
	if v.O != nil {
		t.Unref(v)
	}
}

// UnrefAll drops the references in vs, first to last.
func (t *Thread) UnrefAll(vs []Value) {
	for _, v := range vs {
		t.XUnref(v)
	}
}

// as casts a value to the concrete struct of its object. Invariant: the caller has
// checked v's type (or holds a method of it, whose self the descriptor checked), and
// that type's objects are all laid out with T first.
func as[T any](v Value) *T { return (*T)(unsafe.Pointer(v.O)) }

// As is as for the packages that define types of their own.
func As[T any](v Value) *T { return as[T](v) }
