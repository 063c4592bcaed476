package object

import (
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
	override func(dst *Slots)      // the slot calls the special method
	copy     func(dst, src *Slots) // the slot as in src
	wrapOf   func(s *Slots) RawFn  // made per type: wrap bound to that type's own slot
}

// slotTable lists every special method with a slot, and finds those of a name.
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
		slotTab.byName = map[string][]*slotDef{}
		slotTab.fill()
	})
	return &slotTab
}

func (tab *slotTable) def(name, sig, doc string, has func(*Slots) bool, override func(*Slots), copy func(dst, src *Slots), wrapOf func(s *Slots) RawFn) {
	d := &slotDef{name: name, sig: name + sig, doc: doc, has: has, override: override, copy: copy, wrapOf: wrapOf}
	tab.defs = append(tab.defs, d)
	tab.byName[name] = append(tab.byName[name], d)
}

// IsSlotName reports whether binding name in a class changes its slots.
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

// wrapArgs returns an error unless a call of a slot wrapper has n positional arguments.
// The texts of CPython begin with the function's name, which is empty where there are two.
func (t *Thread) wrapArgs(name string, a Args, n int) error {
	if len(a.KwNames()) > 0 {
		return t.TypeErr("wrapper %s() takes no keyword arguments", name)
	}
	if len(a.Pos) == n {
		return nil
	}
	if n == 2 {
		return t.TypeErr(" expected 2 arguments, got %d", len(a.Pos))
	}
	return t.TypeErr("expected %d argument%s, got %d", n, plural(n), len(a.Pos))
}

// wrapArgs12 returns an error unless a call of a slot wrapper has 1 or 2 arguments.
func (t *Thread) wrapArgs12(name string, a Args) error {
	switch n := len(a.Pos); {
	case len(a.KwNames()) > 0:
		return t.TypeErr("wrapper %s() takes no keyword arguments", name)
	case n < 1:
		return t.TypeErr(" expected at least 1 argument, got %d", n)
	case n > 2:
		return t.TypeErr(" expected at most 2 arguments, got %d", n)
	}
	return nil
}

// containsMethod and getItemMethod declare a slot's special method where CPython has a
// method of its own for it, which is called and refuses arguments in another way.
func containsMethod(sig, doc string, slot func(t *Thread, c, x Value) (bool, error)) Decl {
	return Method(sig, doc, func(t *Thread, v Value, a []Value) (Value, error) {
		ok, err := slot(t, v, a[0])
		return Bool(ok), err
	})
}

func getItemMethod(slot func(t *Thread, v, key Value) (Value, error)) Decl {
	return Method("__getitem__(object, /)", "x.__getitem__(y) <==> x[y]", func(t *Thread, v Value, a []Value) (Value, error) {
		return slot(t, v, a[0])
	})
}

type (
	unarySlot  = func(t *Thread, v Value) (Value, error)
	binarySlot = func(t *Thread, a, b Value) (Value, error)
)

func (tab *slotTable) unary(name, doc string, at func(s *Slots) *unarySlot) {
	tab.unaryWith(name, doc, at, func(t *Thread, v Value) (Value, error) { return t.callSlot(v, name) })
}

// unaryOr is unary for a slot that does instead where the method cannot be got.
func (tab *slotTable) unaryOr(name, doc string, at func(s *Slots) *unarySlot, instead unarySlot) {
	tab.unaryWith(name, doc, at, func(t *Thread, v Value) (Value, error) {
		f, r, err := t.bindOrCall(v, t.In.Intern(name))
		if f.IsNil() && r.IsNil() && err == nil {
			return instead(t, v)
		}
		return t.callBound(f, r, err)
	})
}

func (tab *slotTable) unaryWith(name, doc string, at func(s *Slots) *unarySlot, override unarySlot) {
	tab.def(name, "()", doc,
		func(s *Slots) bool { return *at(s) != nil },
		func(dst *Slots) { *at(dst) = override },
		func(dst, src *Slots) { *at(dst) = *at(src) },
		func(s *Slots) RawFn {
			f := *at(s)
			return func(t *Thread, self Value, a Args) (Value, error) {
				if err := t.wrapArgs(name, a, 0); err != nil {
					return Value{}, err
				}
				return f(t, self)
			}
		})
}

// bindOrCall is for the slots of which CPython forgets why the special method cannot be got: then all three results are
// absent. A method of the usual kind is called at once, and its result given; another callable is given bound.
func (t *Thread) bindOrCall(v Value, name *Str, args ...Value) (f, r Value, err error) {
	d := t.PeekType(v.O.Typ, name)
	switch {
	case d.O == nil:
		return Value{}, Value{}, nil
	case d.O.Typ.Flags&FlagMethodDescr != 0:
		r, _, err = t.callSpecial(v, name, args, nil)
		return Value{}, r, err
	case d.O.Typ.DescrGet == nil:
		return d.Ref(), Value{}, nil
	}
	if f, err = t.descrGet(d, v, v.O.Typ); err != nil {
		t.Discard(err)
		return Value{}, Value{}, nil
	}
	return f, Value{}, nil
}

// callBound finishes what bindOrCall began, if it found something.
func (t *Thread) callBound(f, r Value, err error, args ...Value) (Value, error) {
	if f.IsNil() {
		return r, err
	}
	r, err = t.Call(f, args...)
	t.Unref(f)
	return r, err
}

// callSlot calls a special method that a slot stands for.
func (t *Thread) callSlot(v Value, name string, args ...Value) (Value, error) {
	r, ok, err := t.CallSpecial(v, t.In.Intern(name), args...)
	if !ok {
		return Value{}, t.RaiseArgs(AttributeError, t.NewStr(name))
	}
	return r, err
}

func (tab *slotTable) binary(op int, name string, at func(s *Slots) *binarySlot) {
	lname, rname := "__"+name+"__", "__r"+name+"__"
	var override binarySlot
	override = func(t *Thread, a, b Value) (Value, error) { return t.binarySlot(op, override, a, b, lname, rname) }
	has := func(s *Slots) bool { return *at(s) != nil }
	set := func(dst *Slots) { *at(dst) = override }
	cp := func(dst, src *Slots) { *at(dst) = *at(src) }
	sign := strings.TrimSuffix(binarySigns[op], " or pow()")
	wrap := func(name string, swap bool) func(s *Slots) RawFn {
		return func(s *Slots) RawFn {
			f := *at(s)
			return func(t *Thread, self Value, a Args) (Value, error) {
				if op == OpPow {
					if err := t.wrapArgs12(name, a); err != nil {
						return Value{}, err
					}
					if len(a.Pos) == 2 && a.Pos[1] != None && s.PowMod != nil {
						if swap {
							return s.PowMod(t, a.Pos[0], self, a.Pos[1])
						}
						return s.PowMod(t, self, a.Pos[0], a.Pos[1])
					}
				} else if err := t.wrapArgs(name, a, 1); err != nil {
					return Value{}, err
				}
				if swap {
					return f(t, a.Pos[0], self)
				}
				return f(t, self, a.Pos[0])
			}
		}
	}
	sig := "(value, /)"
	if op == OpPow {
		sig = "(value, mod=None, /)"
	}
	tab.def(lname, sig, "Return self"+sign+"value.", has, set, cp, wrap(lname, false))
	tab.def(rname, sig, "Return value"+sign+"self.", has, set, cp, wrap(rname, true))
}

// binarySlot is a user class's side of a binary operator.
func (t *Thread) binarySlot(op int, own binarySlot, a, b Value, lname, rname string) (Value, error) {
	ta, tb := a.O.Typ, b.O.Typ
	doOther := ta != tb && sameFunc(tb.Slots.Binary[op], own)
	if sameFunc(ta.Slots.Binary[op], own) {
		if doOther && tb.IsSubtype(ta) && t.overrides(tb, ta, rname) {
			if r, ok, err := t.CallSpecial(b, t.In.Intern(rname), a); ok && (err != nil || r != NotImplemented) {
				return r, err
			}
			doOther = false
		}
		if r, ok, err := t.CallSpecial(a, t.In.Intern(lname), b); ok && (err != nil || r != NotImplemented || ta == tb) {
			return r, err
		}
	}
	if doOther || ta != tb && !sameFunc(ta.Slots.Binary[op], own) {
		if r, ok, err := t.CallSpecial(b, t.In.Intern(rname), a); ok {
			return r, err
		}
	}
	return NotImplemented, nil
}

// overrides reports whether name means something else in sub than in base.
func (t *Thread) overrides(sub, base *Type, name string) bool {
	a, b := t.PeekTypeS(sub, name), t.PeekTypeS(base, name)
	return a.O != nil && a != b
}

func (tab *slotTable) inplace(op int, name string, at func(s *Slots) *binarySlot) {
	iname := "__i" + name + "__"
	override := func(t *Thread, a, b Value) (Value, error) {
		r, ok, err := t.CallSpecial(a, t.In.Intern(iname), b)
		if !ok {
			return NotImplemented, nil
		}
		return r, err
	}
	sign := strings.TrimSuffix(binarySigns[op], " or pow()")
	tab.def(iname, "(value, /)", "Return self"+sign+"=value.",
		func(s *Slots) bool { return *at(s) != nil },
		func(dst *Slots) { *at(dst) = override },
		func(dst, src *Slots) { *at(dst) = *at(src) },
		wrapBinary(iname, at))
}

func wrapBinary(name string, at func(s *Slots) *binarySlot) func(s *Slots) RawFn {
	return func(s *Slots) RawFn {
		f := *at(s)
		return func(t *Thread, self Value, a Args) (Value, error) {
			if err := t.wrapArgs(name, a, 1); err != nil {
				return Value{}, err
			}
			return f(t, self, a.Pos[0])
		}
	}
}

// defSequence ties a name that also stands for a number slot to a sequence slot.
func (tab *slotTable) sequence(name string, doc string, at func(s *Slots) *binarySlot) {
	tab.def(name, "(value, /)", doc,
		func(s *Slots) bool { return *at(s) != nil },
		nil,
		func(dst, src *Slots) { *at(dst) = *at(src) },
		func(s *Slots) RawFn {
			f := *at(s)
			return func(t *Thread, self Value, a Args) (Value, error) {
				repeats := name == "__mul__" || name == "__rmul__" || name == "__imul__"
				if repeats && len(a.KwNames()) == 0 && len(a.Pos) != 1 {
					return Value{}, t.TypeErr(" expected 1 argument, got %d", len(a.Pos))
				}
				if err := t.wrapArgs(name, a, 1); err != nil {
					return Value{}, err
				}
				if repeats {
					return t.repeatArg(f, self, a.Pos[0])
				}
				return f(t, self, a.Pos[0])
			}
		})
}

func (t *Thread) repeatArg(f binarySlot, self, n Value) (Value, error) {
	if n.O.Typ.Flags&FlagInt == 0 && n.O.Typ.Slots.Index == nil {
		return Value{}, t.TypeErr("'%s' object cannot be interpreted as an integer", n.O.Typ.FullName())
	}
	return f(t, self, n)
}

// BinaryMethod is the special method of a binary operator, CompareMethod that of a
// comparison.
func BinaryMethod(op int) string { return "__" + binaryNames[op] + "__" }

// CompareMethod is documented at BinaryMethod.
func CompareMethod(op int) string { return cmpNames[op] }

var binaryNames = [NumBinary]string{"add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul", "divmod"}

func (tab *slotTable) fill() {
	tab.unaryOr("__repr__", "Return repr(self).", func(s *Slots) *unarySlot { return &s.Repr }, func(t *Thread, v Value) (Value, error) {
		return t.NewStr("<" + v.O.Typ.Name + " object at " + Address(v.O) + ">"), nil
	})
	tab.unary("__str__", "Return str(self).", func(s *Slots) *unarySlot { return &s.Str })
	tab.calls()
	tab.items()
	for op := 0; op < NumBinary; op++ {
		tab.binary(op, binaryNames[op], func(s *Slots) *binarySlot { return &s.Binary[op] })
		if op != OpDivmod {
			tab.inplace(op, binaryNames[op], func(s *Slots) *binarySlot { return &s.Inplace[op] })
		}
	}
	tab.sequence("__add__", "Return self+value.", func(s *Slots) *binarySlot { return &s.Concat })
	tab.sequence("__mul__", "Return self*value.", func(s *Slots) *binarySlot { return &s.Repeat })
	tab.sequence("__rmul__", "Return value*self.", func(s *Slots) *binarySlot { return &s.Repeat })
	tab.sequence("__iadd__", "Implement self+=value.", func(s *Slots) *binarySlot { return &s.IConcat })
	tab.sequence("__imul__", "Implement self*=value.", func(s *Slots) *binarySlot { return &s.IRepeat })
	tab.unary("__neg__", "-self", func(s *Slots) *unarySlot { return &s.Neg })
	tab.unary("__pos__", "+self", func(s *Slots) *unarySlot { return &s.Pos })
	tab.unary("__abs__", "abs(self)", func(s *Slots) *unarySlot { return &s.Abs })
	tab.unary("__invert__", "~self", func(s *Slots) *unarySlot { return &s.Invert })
	tab.unary("__int__", "int(self)", func(s *Slots) *unarySlot { return &s.ToInt })
	tab.unary("__float__", "float(self)", func(s *Slots) *unarySlot { return &s.ToFloat })
	tab.unary("__index__", "Return self converted to an integer, if self is suitable for use as an index into a list.", func(s *Slots) *unarySlot { return &s.Index })
	without := func(name string) unarySlot {
		return func(t *Thread, v Value) (Value, error) {
			return Value{}, t.Raise(AttributeError, "object %s does not have %s method", v.O.Typ.FullName(), name)
		}
	}
	tab.unaryOr("__await__", "Return an iterator to be used in await expression.", func(s *Slots) *unarySlot { return &s.Await }, without("__await__"))
	tab.unaryOr("__aiter__", "Return an awaitable, that resolves in asynchronous iterator.", func(s *Slots) *unarySlot { return &s.AIter }, without("__aiter__"))
	tab.unaryOr("__anext__", "Return a value or raise StopAsyncIteration.", func(s *Slots) *unarySlot { return &s.ANext }, without("__anext__"))
	tab.rest()
}
