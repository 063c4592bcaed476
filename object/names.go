package object

import (
	"fmt"
	"unsafe"
)

// Names that the object model itself looks up, interned at first use.
const (
	nameLT = iota
	nameLE
	nameEQ
	nameNE
	nameGT
	nameGE
	nameFormat
	nameInstancecheck
	nameSubclasscheck
	numNames
)

var nameTexts = [numNames]string{"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__", "__format__", "__instancecheck__", "__subclasscheck__"}

func (in *Interp) name(i int) *Str {
	if in.names[i] == nil {
		in.names[i] = in.Intern(nameTexts[i])
	}
	return in.names[i]
}

func addressOf(o *Header) uintptr { return uintptr(unsafe.Pointer(o)) }

// Address returns an object's address as repr shows it.
func Address(o *Header) string { return fmt.Sprintf("0x%x", addressOf(o)) }

// ID returns id(v).
func ID(v Value) int64 {
	if v.O.RC < 0 && v.N != 0 || v.O == &IntTag || v.O == &FloatTag {
		// Unboxed numbers have no address: one is made up from the number, outside the
		// addresses of objects.
		return int64(uint64(addressOf(v.O)) ^ v.N<<20 ^ v.N>>44<<1 | 1<<62)
	}
	return int64(addressOf(v.O))
}

func asTuple(o *Header) *Tuple  { return (*Tuple)(unsafe.Pointer(o)) }
func asDict(o *Header) *Dict    { return (*Dict)(unsafe.Pointer(o)) }
func asListObj(o *Header) *List { return (*List)(unsafe.Pointer(o)) }
