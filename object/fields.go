package object

import (
	"reflect"
	"unsafe"
)

// FieldOffset returns where T keeps a field: what DictAt and WeakAt want, for packages
// that do not import unsafe.
func FieldOffset[T any](name string) uintptr {
	f, ok := reflect.TypeFor[T]().FieldByName(name)
	if !ok {
		panic("object: no field " + name)
	}
	return f.Offset
}

// A GoPtr points to a variable of the host that a script shares, and keeps it alive.
type GoPtr unsafe.Pointer

// GoPtrOf is the GoPtr of a pointer.
func GoPtrOf(ptr reflect.Value) GoPtr { return GoPtr(ptr.UnsafePointer()) }

// At points to the field of type T that a struct at p has at byte off. The caller has both
// from the reflect.StructField: reading a field so takes a tenth of what reflect needs.
func At[T any](p GoPtr, off uintptr) *T { return (*T)(unsafe.Add(unsafe.Pointer(p), off)) }

// VarAt is the variable of type rt that p points to, addressable.
func VarAt(rt reflect.Type, p GoPtr) reflect.Value {
	return reflect.NewAt(rt, unsafe.Pointer(p)).Elem()
}

// maxNested bounds how deep native iterators read one another: far more than scripts
// stack up, and each takes a few hundred bytes of Go stack.
const maxNested = 200000

// NextOf is the next item of an iterator, for iterators that read others: they may be
// stacked as deep as a script likes, or read themselves. A StopIteration that comes as
// an error is an end like any other; the iterator is held, since what it runs may make
// its owner drop it.
func (t *Thread) NextOf(it Value) (Value, error) {
	if err := t.Work(1); err != nil {
		return Value{}, err
	}
	switch it.O.Typ { // the commonest, which run no code of a script
	case ListIterType:
		if x := as[ListIter](it); x.L != nil && x.I < len(x.L.Items) {
			x.I++
			return x.L.Items[x.I-1].Ref(), nil
		}
	case RangeIterType:
		return rangeIterNext(t, it)
	}
	if t.nested++; t.nested > maxNested {
		t.nested--
		return Value{}, t.Raise(RecursionError, "maximum recursion depth exceeded")
	}
	it.Ref()
	x, err := t.next(it)
	t.nested--
	t.Unref(it)
	if err != nil && t.ErrIs(err, StopIteration) {
		t.Discard(err)
		return Value{}, nil
	}
	return x, err
}

// next calls the Next slot; a class may have lost its __next__ since the iterator was made.
func (t *Thread) next(it Value) (Value, error) {
	if f := it.O.Typ.Slots.Next; f != nil {
		return f(t, it)
	}
	return Value{}, t.TypeErr("'%s' object is not iterable", it.O.Typ.FullName())
}

// Unhashable is the Hash slot of types that compare but have no hash: their __hash__ is None.
var Unhashable = unhashable
