package object

import (
	"slices"
	"strings"
	"sync"
	"unsafe"
)

// A slotDef ties a special method's name to a slot. From it come the wrapper that a
// built-in type shows for the slot (list.__len__), the function that a class made by a
// script gets in its slot (calling the method), and what subclasses inherit.
type slotDef struct {
	name     string
	doc      string
	sig      string // without self
	has      func(s *Slots) bool
	same     func(a, b *Slots) bool
	override func(dst *Slots)      // the slot calls the special method; nil: another slot of the name does
	copy     func(dst, src *Slots) // the slot as in src
	wrapOf   func(s *Slots) RawFn  // made per type: wrap bound to that type's own slot
}

// slot is the row of a special method: sig is its signature without self, at finds its slot, override is the slot of
// classes that define it in Python, wrap makes what the method of a built-in type calls of that type's slot.
func slot[F any](name, sig, doc string, at func(s *Slots) *F, override F, wrap func(name string, f F) RawFn) *slotDef {
	var absent F
	d := &slotDef{
		name: name, sig: name + sig, doc: doc,
		has:    func(s *Slots) bool { return !sameFunc(*at(s), absent) },
		same:   func(a, b *Slots) bool { return sameFunc(*at(a), *at(b)) },
		copy:   func(dst, src *Slots) { *at(dst) = *at(src) },
		wrapOf: func(s *Slots) RawFn { return wrap(name, *at(s)) },
	}
	if !sameFunc(override, absent) {
		d.override = func(dst *Slots) { *at(dst) = override }
	}
	return d
}

// The kinds of slots, by what they take and give.
type (
	unarySlot    = func(t *Thread, v Value) (Value, error)
	binarySlot   = func(t *Thread, a, b Value) (Value, error)
	callSlot     = func(t *Thread, v Value, a Args) (Value, error)
	initSlot     = func(t *Thread, self Value, a Args) error
	hashSlot     = func(t *Thread, v Value) (int64, error)
	lenSlot      = func(t *Thread, v Value) (int, error)
	boolSlot     = func(t *Thread, v Value) (bool, error)
	containsSlot = func(t *Thread, v, x Value) (bool, error)
	setSlot      = func(t *Thread, v, key, x Value) error // x absent: delete
	getSlot      = func(t *Thread, d, obj, typ Value) (Value, error)
	compareSlot  = func(t *Thread, a, b Value, op int) (Value, error)
)

// slotRows lists every special method with a slot, in the order in which vars() of a built-in type shows them.
func slotRows() []*slotDef {
	return slices.Concat([]*slotDef{
		slot("__repr__", "()", "Return repr(self).", func(s *Slots) *unarySlot { return &s.Repr }, callingOr("__repr__", plainRepr), wrapUnary),
		slot("__str__", "()", "Return str(self).", func(s *Slots) *unarySlot { return &s.Str }, calling("__str__"), wrapUnary),
		slot("__call__", "(*args, **kwargs)", "Call self as a function.", func(s *Slots) *callSlot { return &s.Call }, slotCall, wrapCall),
		slot("__init__", "(*args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.", func(s *Slots) *initSlot { return &s.Init }, slotInitMethod, wrapInit),
		slot("__hash__", "()", "Return hash(self).", func(s *Slots) *hashSlot { return &s.Hash }, slotHash, wrapHash),
	}, compareRows(), []*slotDef{
		slot("__len__", "()", "Return len(self).", func(s *Slots) *lenSlot { return &s.Len }, slotLen, wrapLen),
		slot("__getitem__", "(key, /)", "Return self[key].", func(s *Slots) *binarySlot { return &s.GetItem }, slotGetItem, wrapBinary),
		slot("__setitem__", "(key, value, /)", "Set self[key] to value.", func(s *Slots) *setSlot { return &s.SetItem }, slotSetItem, wrapSet),
		slot("__delitem__", "(key, /)", "Delete self[key].", func(s *Slots) *setSlot { return &s.SetItem }, slotSetItem, wrapDelete),
		slot("__contains__", "(key, /)", "Return key in self.", func(s *Slots) *containsSlot { return &s.Contains }, slotContains, wrapContains),
		slot("__bool__", "()", "True if self else False", func(s *Slots) *boolSlot { return &s.Bool }, slotBool, wrapBool),
	}, operatorRows(), []*slotDef{
		slot("__add__", "(value, /)", "Return self+value.", func(s *Slots) *binarySlot { return &s.Concat }, nil, wrapBinary),
		slot("__mul__", "(value, /)", "Return self*value.", func(s *Slots) *binarySlot { return &s.Repeat }, nil, wrapRepeat),
		slot("__rmul__", "(value, /)", "Return value*self.", func(s *Slots) *binarySlot { return &s.Repeat }, nil, wrapRepeat),
		slot("__iadd__", "(value, /)", "Implement self+=value.", func(s *Slots) *binarySlot { return &s.IConcat }, nil, wrapBinary),
		slot("__imul__", "(value, /)", "Implement self*=value.", func(s *Slots) *binarySlot { return &s.IRepeat }, nil, wrapRepeat),
		slot("__neg__", "()", "-self", func(s *Slots) *unarySlot { return &s.Neg }, calling("__neg__"), wrapUnary),
		slot("__pos__", "()", "+self", func(s *Slots) *unarySlot { return &s.Pos }, calling("__pos__"), wrapUnary),
		slot("__abs__", "()", "abs(self)", func(s *Slots) *unarySlot { return &s.Abs }, calling("__abs__"), wrapUnary),
		slot("__invert__", "()", "~self", func(s *Slots) *unarySlot { return &s.Invert }, calling("__invert__"), wrapUnary),
		slot("__int__", "()", "int(self)", func(s *Slots) *unarySlot { return &s.ToInt }, calling("__int__"), wrapUnary),
		slot("__float__", "()", "float(self)", func(s *Slots) *unarySlot { return &s.ToFloat }, calling("__float__"), wrapUnary),
		slot("__index__", "()", "Return self converted to an integer, if self is suitable for use as an index into a list.", func(s *Slots) *unarySlot { return &s.Index }, calling("__index__"), wrapUnary),
		slot("__await__", "()", "Return an iterator to be used in await expression.", func(s *Slots) *unarySlot { return &s.Await }, callingOr("__await__", without("__await__")), wrapUnary),
		slot("__aiter__", "()", "Return an awaitable, that resolves in asynchronous iterator.", func(s *Slots) *unarySlot { return &s.AIter }, callingOr("__aiter__", without("__aiter__")), wrapUnary),
		slot("__anext__", "()", "Return a value or raise StopAsyncIteration.", func(s *Slots) *unarySlot { return &s.ANext }, callingOr("__anext__", without("__anext__")), wrapUnary),
		slot("__iter__", "()", "Implement iter(self).", func(s *Slots) *unarySlot { return &s.Iter }, slotIter, wrapUnary),
		nextRow(),
		slot("__get__", "(instance, owner=None, /)", "Return an attribute of instance, which is of type owner.", func(s *Slots) *getSlot { return &s.DescrGet }, slotDescrGet, wrapGet),
		slot("__set__", "(instance, value, /)", "Set or delete an attribute of instance.", func(s *Slots) *setSlot { return &s.DescrSet }, slotDescrSet, wrapSet),
		slot("__delete__", "(instance, /)", "Set or delete an attribute of instance.", func(s *Slots) *setSlot { return &s.DescrSet }, slotDescrSet, wrapDelete),
	})
}

var (
	cmpNames    = [...]string{"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"}
	binaryNames = [NumBinary]string{"add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul", "divmod"}
)

// BinaryMethod is the special method of a binary operator, CompareMethod that of a
// comparison.
func BinaryMethod(op int) string { return "__" + binaryNames[op] + "__" }

// CompareMethod is documented at BinaryMethod.
func CompareMethod(op int) string { return cmpNames[op] }

// compareRows are six methods of one slot.
func compareRows() []*slotDef {
	rows := make([]*slotDef, 0, len(cmpNames))
	for op, name := range cmpNames {
		rows = append(rows, slot(name, "(value, /)", "Return self"+cmpSigns[op]+"value.",
			func(s *Slots) *compareSlot { return &s.Compare }, slotCompare,
			func(name string, f compareSlot) RawFn { return wrapCompare(name, f, op) }))
	}
	return rows
}

// operatorRows are three methods an operator: __add__, __radd__, __iadd__.
func operatorRows() []*slotDef {
	rows := make([]*slotDef, 0, 3*NumBinary)
	for op, name := range binaryNames {
		lname, rname, iname := "__"+name+"__", "__r"+name+"__", "__i"+name+"__"
		var override binarySlot
		override = func(t *Thread, a, b Value) (Value, error) { return t.binarySlot(op, override, a, b, lname, rname) }
		at := func(s *Slots) *binarySlot { return &s.Binary[op] }
		sign, sig := strings.TrimSuffix(binarySigns[op], " or pow()"), "(value, /)"
		if op == OpPow {
			sig = "(value, mod=None, /)"
		}
		left := slot(lname, sig, "Return self"+sign+"value.", at, override, wrapBinary)
		right := slot(rname, sig, "Return value"+sign+"self.", at, override, wrapSwapped)
		if op == OpPow {
			left.wrapOf = func(s *Slots) RawFn { return wrapPow(lname, s, false) }
			right.wrapOf = func(s *Slots) RawFn { return wrapPow(rname, s, true) }
		}
		rows = append(rows, left, right)
		if op != OpDivmod {
			rows = append(rows, slot(iname, "(value, /)", "Return self"+sign+"=value.",
				func(s *Slots) *binarySlot { return &s.Inplace[op] }, inplaceSlot(iname), wrapBinary))
		}
	}
	return rows
}

// nextRow is a method of two slots, which go together.
func nextRow() *slotDef {
	return &slotDef{
		name: "__next__", sig: "__next__()", doc: "Implement next(self).",
		has:      func(s *Slots) bool { return s.Next != nil },
		same:     func(a, b *Slots) bool { return sameFunc(a.Next, b.Next) && sameFunc(a.NextRaise, b.NextRaise) },
		override: func(dst *Slots) { dst.Next, dst.NextRaise = slotNext, slotNextRaise },
		copy:     func(dst, src *Slots) { dst.Next, dst.NextRaise = src.Next, src.NextRaise },
		wrapOf:   wrapNext,
	}
}

// slotTable has every special method with a slot, and finds those of a name.
type slotTable struct {
	defs   []*slotDef
	byName map[string][]*slotDef
}

var (
	slotTab  slotTable
	slotOnce sync.Once
)

// slots returns the table, which the first type that is asked for its attributes makes.
func slots() *slotTable {
	slotOnce.Do(func() {
		slotTab = slotTable{defs: slotRows(), byName: map[string][]*slotDef{}}
		for _, d := range slotTab.defs {
			slotTab.byName[d.name] = append(slotTab.byName[d.name], d)
		}
	})
	return &slotTab
}

// isSlotName reports whether binding name in a class changes its slots.
func isSlotName(name string) bool {
	return strings.HasPrefix(name, "__") && (slots().byName[name] != nil || name == "__del__" || name == "__getattr__" || name == "__delattr__" || name == "__delitem__" || name == "__delete__")
}

// inheritSlots fills what dst lacks from src.
func inheritSlots(dst, src *Slots) {
	// A class that defines == without a hash is unhashable: the pair goes together.
	hash := dst.Hash
	if dst.Compare == nil && hash == nil {
		hash = src.Hash
	}
	write, raises := dst.WriteText, dst.NextRaise
	if dst.Next == nil {
		raises = src.NextRaise // the pair goes together, too
	}
	const n = unsafe.Sizeof(*dst) / unsafe.Sizeof(uintptr(0))
	to, from := (*[n]unsafe.Pointer)(unsafe.Pointer(dst)), (*[n]unsafe.Pointer)(unsafe.Pointer(src)) // slots are all funcs
	for i, f := range from {
		if to[i] == nil && f != nil {
			to[i] = f
		}
	}
	dst.Hash, dst.WriteText, dst.NextRaise = hash, write, raises
}
