package object

import (
	"slices"
	"sync/atomic"
	"unsafe"
)

// Flags of a Type.
const (
	FlagHeap        = 1 << iota // made by a script: counted, mutable
	FlagGC                      // its objects are tracked by the cycle collector
	FlagBase                    // may be subclassed
	FlagSequence                // matches sequence patterns
	FlagMapping                 // matches mapping patterns
	FlagAbstract                // has abstract methods
	FlagNoDict                  // instances have no __dict__ (heap types with __slots__)
	FlagFinalize                // has a Finalize slot that must run before the object dies
	FlagSelfMatch               // a class pattern's one positional subpattern matches the object itself
	FlagNoNew                   // cannot be instantiated from Python
	FlagMethodDescr             // its objects as attributes take part in LOADM: f(self, …) without binding
	FlagIsType                  // type and its subclasses
	FlagException               // BaseException and its subclasses
	FlagInt                     // int and its subclasses
	FlagStr                     // str and its subclasses
	FlagBytes                   // bytes and its subclasses
	FlagList                    // list and its subclasses
	FlagTuple                   // tuple and its subclasses
	FlagDict                    // dict and its subclasses
	FlagNoClear                 // no tp_clear in CPython: the collector leaves its objects to their owners
	FlagLegacyDel               // its objects have a finalizer of before PEP 442; not inherited
	FlagVectorcall              // CPython calls its objects by the protocol of PEP 590; shows in __flags__ only
	FlagWeakFirst               // its weak references are cleared before its finalizer runs
	FlagScript                  // a class written in Python in CPython: errors word it so
)

// inheritedFlags pass from a base to its subclasses.
const inheritedFlags = FlagGC | FlagSequence | FlagMapping | FlagFinalize | FlagSelfMatch | FlagMethodDescr |
	FlagIsType | FlagException | FlagInt | FlagStr | FlagBytes | FlagList | FlagTuple | FlagDict | FlagNoClear

// A Type is a class.
type Type struct {
	Header
	Slots
	Name     string // as __name__
	Module   string // of built-in types: "builtins", …
	Doc      string
	TextSig  string // "(iterable=(), /)" of built-in types
	Flags    uint32
	Ver      uint32 // changes whenever a lookup in the class may give another answer; never 0
	Base     *Type
	Bases    *Tuple // heap types own it; nil for built-in types (see PeekBases)
	MRO      []*Type
	mroTuple *Tuple // heap types: the MRO as Python sees it

	// Layout as CPython computes it.
	BasicSize, ItemSize, DictOffset, WeakOffset int

	// Go layout: byte offsets into the object, 0 where absent.
	ext     uintptr // *Ext of user classes' instances: shape, weak references, slots
	dictPtr uintptr // **Dict of built-in objects with a __dict__ (functions, modules, exceptions, classes)
	weakPtr uintptr // **WeakRef of built-in objects that can be weakly referenced
	layout  *layout // of the built-in base that decides the Go struct

	parts int                 // see TypeSpec.Parts
	more  func(o *Header) int // see TypeSpec.MoreParts
	part  *Part               // see TypeSpec.Part
	prior *Type               // built-in types: the one defined before
	decls []Decl              // built-in types: the declaration
	build func() []Decl
	attrs atomic.Pointer[attrTable] // built-in types: decls and slot wrappers by name

	heap *heapType
}

// heapType is what only classes made by a script have.
type heapType struct {
	name, qualname Value // *Str
	dict           *Dict
	subclasses     []*WeakRef // in order of creation
	weak           *WeakRef
	members        []member // of this class's own __slots__
	nmember        int      // slots of the whole hierarchy
	root           *shape
	cap            uint8 // slot class given to new instances, learned
	slotted        bool  // instances have no __dict__
	fixed          bool  // and nothing but the members of one class, which lie behind them
	hasWeak        bool  // instances can be weakly referenced
	sizeHint       int
	spec           *ClassSpec // that it was made from, or nil
	baseDropped    bool
	watched        bool // births and deaths of instances are told to Interp.Watch
}

// Slots are a type's operations; nil: not supported. All borrow their arguments and
// give their result. Define inherits the missing ones from the base.
type Slots struct {
	// New makes an object of class typ (this type or a subclass); Init initialises it.
	New  func(t *Thread, typ *Type, a Args) (Value, error)
	Init func(t *Thread, self Value, a Args) error
	// Traverse visits every reference that the object owns; Clear drops them and
	// leaves the object safe to use. A type whose objects own references has both.
	Traverse func(o *Header, visit func(Value))
	Clear    func(t *Thread, o *Header)
	// Free takes the memory back after Clear; nil leaves it to Go.
	Free func(t *Thread, o *Header)
	// Finalize runs before an object dies (PEP 442), once; it may resurrect it.
	Finalize func(t *Thread, self Value)

	Repr, Str   func(t *Thread, v Value) (Value, error)
	Hash        func(t *Thread, v Value) (int64, error)
	Call        func(t *Thread, v Value, a Args) (Value, error)
	GetAttr     func(t *Thread, v Value, name *Str) (Value, error)
	SetAttr     func(t *Thread, v Value, name *Str, x Value) error // x absent: delete
	Compare     func(t *Thread, a, b Value, op int) (Value, error) // op: CmpLT…; NotImplemented allowed
	Iter        func(t *Thread, v Value) (Value, error)
	Next        func(t *Thread, v Value) (Value, error) // absent: exhausted
	NextRaise   func(t *Thread, v Value) (Value, error) // Next that ends with a StopIteration of its own, which may have a value
	DescrGet    func(t *Thread, d, obj, typ Value) (Value, error)
	DescrSet    func(t *Thread, d, obj, x Value) error // x absent: delete
	Bool        func(t *Thread, v Value) (bool, error)
	Len         func(t *Thread, v Value) (int, error)
	GetItem     func(t *Thread, v, key Value) (Value, error)
	SetItem     func(t *Thread, v, key, x Value) error // x absent: delete
	Contains    func(t *Thread, v, x Value) (bool, error)
	Concat      func(t *Thread, a, b Value) (Value, error) // sequences: a + b
	Repeat      func(t *Thread, a, n Value) (Value, error) // sequences: a * n
	IConcat     func(t *Thread, a, b Value) (Value, error)
	IRepeat     func(t *Thread, a, n Value) (Value, error)
	Binary      [NumBinary]func(t *Thread, a, b Value) (Value, error)
	Inplace     [NumBinary]func(t *Thread, a, b Value) (Value, error)
	PowMod      func(t *Thread, a, b, m Value) (Value, error)
	Neg, Pos    func(t *Thread, v Value) (Value, error)
	Abs, Invert func(t *Thread, v Value) (Value, error)
	ToInt       func(t *Thread, v Value) (Value, error) // __int__
	ToFloat     func(t *Thread, v Value) (Value, error)
	Index       func(t *Thread, v Value) (Value, error)
	Await       func(t *Thread, v Value) (Value, error)
	AIter       func(t *Thread, v Value) (Value, error)
	ANext       func(t *Thread, v Value) (Value, error)
	Buffer      func(t *Thread, v Value) ([]byte, bool) // bytes of a bytes-like object, writable
	// Lend lends the memory of a bytes-like object whose items are no bytes, or whose
	// size must not change meanwhile. A type that has it has Buffer, too.
	Lend func(t *Thread, v Value) (Lent, error)
	// WriteText is write(text) of a native text file, which print then calls once for a
	// whole line. Classes made by a script do not inherit it.
	WriteText func(t *Thread, v Value, text string) error
}

// Binary operators, the index into Slots.Binary and Slots.Inplace.
const (
	OpAdd = iota
	OpSub
	OpMul
	OpDiv
	OpFloorDiv
	OpMod
	OpPow
	OpLShift
	OpRShift
	OpAnd
	OpOr
	OpXor
	OpMatMul
	OpDivmod
	NumBinary
)

// Comparison operators, numbered as CPython's.
const (
	CmpLT = iota
	CmpLE
	CmpEQ
	CmpNE
	CmpGT
	CmpGE
)

// A TypeSpec declares a built-in type; it is the type's table of contents.
type TypeSpec struct {
	Name   string // "list", or "collections.deque" for types outside builtins
	Doc    string
	Sig    string // text signature of the constructor, "(iterable=(), /)"
	Flags  uint32
	Base   *Type // nil: object
	Slots  Slots
	Decls  []Decl
	Build  func() []Decl // instead of Decls: puts them together when an attribute is first asked for
	Layout *layout       // LayoutOf[T](…)
	// Sizes as CPython reports them (__basicsize__ …).
	Basic, Item, Dict, Weak int
	// Parts is how many more objects one of these is to CPython's collector, which
	// counts the dict, lists and functions that the Go struct holds directly.
	Parts int
	// MoreParts is how many there are besides these, which differs from object to object.
	MoreParts func(o *Header) int
	// Twin: the type passes itself off as another one and is no subclass that shows.
	Twin bool
	// Part is an object in the collector's lists of its own that one of these may stand for.
	Part *Part
}

// A Part says how an object, whose Traverse visits all, stands for two of CPython's: itself and
// what Part is about, which comes right behind it in the collector's order.
type Part struct {
	Name     string                             // of its class
	Has      func(o *Header) bool               // there is one that has no object
	Busy     func(o *Header) bool               // something outside refers to it
	Traverse func(o *Header, visit func(Value)) // what it refers to
	Rest     func(o *Header, visit func(Value)) // what o refers to besides it
	Object   func(t *Thread, o *Header) Value   // makes its object, lent
}

// layout says how the objects of a built-in type, and those of its subclasses, are
// laid out in Go.
type layout struct {
	size  uintptr
	alloc func() *Header // the type itself
	sub   func() *Header // a user subclass: the same struct with an Ext behind it
	ext   uintptr
	dict  uintptr
	weak  uintptr
	// Freed objects wait for reuse in the interpreter's list number id (the type
	// itself) or id+1 (user subclasses), zeroed by zero or zeroSub.
	id            int
	zero, zeroSub func(o *Header)
}

// layouts numbers the layouts.
var layouts atomic.Int32

type extended[T any] struct {
	base T
	ext  Ext
}

// LayoutOf declares that the objects of a type are Ts, whose first field is Header.
func LayoutOf[T any]() *layout {
	return &layout{
		size:  unsafe.Sizeof(*new(T)),
		alloc: func() *Header { return (*Header)(unsafe.Pointer(new(T))) },
		sub:   func() *Header { return (*Header)(unsafe.Pointer(new(extended[T]))) },
		ext:   unsafe.Offsetof((*new(extended[T])).ext),
		id:    int(layouts.Add(2)) - 2,
		zero: func(o *Header) {
			var zero T
			*(*T)(unsafe.Pointer(o)) = zero
		},
		zeroSub: func(o *Header) {
			var zero extended[T]
			*(*extended[T])(unsafe.Pointer(o)) = zero
		},
	}
}

// Attrs begins the struct of a built-in type whose objects have a __dict__ and can be
// weakly referenced, as those of a class written in Python do.
type Attrs struct {
	Header
	Dict *Dict    // owned; nil until an attribute is set
	Weak *WeakRef // the references to it
}

// AttrsLayoutOf is LayoutOf for a T whose first field is Attrs.
func AttrsLayoutOf[T any]() *layout {
	return LayoutOf[T]().DictAt(unsafe.Offsetof(Attrs{}.Dict)).WeakAt(unsafe.Offsetof(Attrs{}.Weak))
}

// TraverseAttrs visits the __dict__.
func (a *Attrs) TraverseAttrs(visit func(Value)) {
	if a.Dict != nil {
		visit(a.Dict.Value())
	}
}

// ClearAttrs drops the __dict__.
func (a *Attrs) ClearAttrs(t *Thread) {
	if d := a.Dict; d != nil {
		a.Dict = nil
		t.Unref(d.Value())
	}
}

// reclassed says that the objects of the type may be given a class made by a script.
func (l *layout) reclassed() *layout { l.alloc = l.sub; return l }

// DictAt says where T keeps its *Dict (unsafe.Offsetof); the type then has a __dict__.
func (l *layout) DictAt(off uintptr) *layout { l.dict = off; return l }

// WeakAt says where T keeps its *WeakRef list; its objects can be weakly referenced.
func (l *layout) WeakAt(off uintptr) *layout { l.weak = off; return l }

// versions of built-in types are below firstHeapVersion, those of heap types above.
const firstHeapVersion = 1 << 16

var builtinVersion atomic.Uint32

// lastBuiltin is the type that was defined last.
var lastBuiltin atomic.Pointer[Type]

// Define fills in a built-in type. It runs once per type and process, before any
// object of the type exists.
func (typ *Type) Define(s TypeSpec) *Type {
	typ.Header = Header{Typ: TypeType, RC: immortal}
	typ.Ver = builtinVersion.Add(1)
	typ.Module, typ.Name = "builtins", s.Name
	for i := len(s.Name) - 1; i >= 0; i-- {
		if s.Name[i] == '.' {
			typ.Module, typ.Name = s.Name[:i], s.Name[i+1:]
			break
		}
	}
	typ.Doc, typ.TextSig = s.Doc, s.Sig
	typ.Base = s.Base
	if typ.Base == nil && typ != ObjectType {
		typ.Base = ObjectType
	}
	typ.Slots = s.Slots
	typ.Flags = s.Flags
	typ.BasicSize, typ.ItemSize, typ.DictOffset, typ.WeakOffset = s.Basic, s.Item, s.Dict, s.Weak
	typ.decls, typ.build, typ.parts, typ.more = s.Decls, s.Build, s.Parts, s.MoreParts
	typ.part = s.Part
	typ.layout = s.Layout
	if b := typ.Base; b != nil {
		typ.MRO = append(append(make([]*Type, 0, len(b.MRO)+1), typ), b.MRO...)
		typ.Flags |= b.Flags & inheritedFlags
		if typ.layout == nil {
			typ.layout = b.layout
		}
		if typ.BasicSize == 0 {
			typ.BasicSize = b.BasicSize
		}
		if typ.ItemSize == 0 {
			typ.ItemSize = b.ItemSize
		}
		if typ.DictOffset == 0 {
			typ.DictOffset = b.DictOffset
		}
		if typ.WeakOffset == 0 {
			typ.WeakOffset = b.WeakOffset
		}
		if typ.parts == 0 && typ.more == nil {
			typ.parts, typ.more = b.parts, b.more
		}
		inheritSlots(&typ.Slots, &b.Slots)
	} else {
		typ.MRO = []*Type{typ}
	}
	if l := typ.layout; l != nil {
		typ.ext = l.ext
		typ.dictPtr, typ.weakPtr = l.dict, l.weak
	}
	for !s.Twin {
		typ.prior = lastBuiltin.Load()
		if lastBuiltin.CompareAndSwap(typ.prior, typ) {
			break
		}
	}
	return typ
}

// builtinSubclasses returns the built-in types that derive directly from typ.
func builtinSubclasses(typ *Type) (out []*Type) {
	for k := lastBuiltin.Load(); k != nil; k = k.prior {
		if k.Base == typ {
			out = append(out, k)
		}
	}
	slices.Reverse(out)
	return out
}

// IsSubtype reports whether typ is base or derives from it.
func (typ *Type) IsSubtype(base *Type) bool {
	if typ == base {
		return true
	}
	for _, k := range typ.MRO {
		if k == base {
			return true
		}
	}
	return false
}

// IsInstance reports whether v is of class typ or of a subclass (no __instancecheck__).
func IsInstance(v Value, typ *Type) bool { return v.O.Typ == typ || v.O.Typ.IsSubtype(typ) }

// Value returns the class as a value, lent.
func (typ *Type) Value() Value { return Obj(&typ.Header) }

// asType casts v, which must be a class.
func asType(v Value) *Type { return as[Type](v) }

// AsType returns v as a class.
func AsType(v Value) (*Type, bool) {
	if v.O.Typ.Flags&FlagIsType == 0 {
		return nil, false
	}
	return asType(v), true
}

// IsHeap reports whether a script made the class.
func (typ *Type) IsHeap() bool { return typ.heap != nil }
