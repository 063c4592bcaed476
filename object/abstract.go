package object

import (
	"math"
	"math/bits"
	"unsafe"
)

// sameFunc reports whether two slot functions are the same one.
func sameFunc[F any](a, b F) bool {
	return *(*unsafe.Pointer)(unsafe.Pointer(&a)) == *(*unsafe.Pointer)(unsafe.Pointer(&b))
}

// Repr returns repr(v), a str.
func (t *Thread) Repr(v Value) (Value, error) {
	f := v.O.Typ.Slots.Repr
	if f == nil {
		return t.NewStr("<" + v.O.Typ.Name + " object at " + Address(v.O) + ">"), nil
	}
	if err := t.Enter(" while getting the repr of an object"); err != nil {
		return Value{}, err
	}
	r, err := f(t, v)
	t.Leave()
	if err == nil && !r.IsStr() {
		err = t.TypeErr("__repr__ returned non-string (type %s)", r.O.Typ.FullName())
		t.Unref(r)
		return Value{}, err
	}
	return r, err
}

// Str returns str(v), a str.
func (t *Thread) Str(v Value) (Value, error) {
	if v.O.Typ == StrType {
		return v.Ref(), nil
	}
	if v.O == &IntTag {
		return t.IntStr(v.Int()), nil
	}
	f := v.O.Typ.Slots.Str
	if f == nil {
		return t.Repr(v)
	}
	if err := t.Enter(" while getting the str of an object"); err != nil {
		return Value{}, err
	}
	r, err := f(t, v)
	t.Leave()
	if err == nil && !r.IsStr() {
		err = t.TypeErr("__str__ returned non-string (type %s)", r.O.Typ.FullName())
		t.Unref(r)
		return Value{}, err
	}
	return r, err
}

// ReprString is Repr as a Go string.
func (t *Thread) ReprString(v Value) (string, error) { return t.text(t.Repr(v)) }

// StrString is Str as a Go string.
func (t *Thread) StrString(v Value) (string, error) { return t.text(t.Str(v)) }

func (t *Thread) text(v Value, err error) (string, error) {
	if err != nil {
		return "", err
	}
	s := v.String()
	t.Unref(v)
	return s, nil
}

// ReprEnter notes that v's repr runs; false: it runs already, so v contains itself.
func (t *Thread) ReprEnter(v Value) bool {
	for _, o := range t.repr {
		if o == v.O {
			return false
		}
	}
	t.repr = append(t.repr, v.O)
	return true
}

// ReprLeave ends what ReprEnter began.
func (t *Thread) ReprLeave(v Value) { t.repr = t.repr[:len(t.repr)-1] }

// Hash returns hash(v).
func (t *Thread) Hash(v Value) (int64, error) {
	if f := v.O.Typ.Slots.Hash; f != nil {
		return f(t, v)
	}
	return 0, t.TypeErr("unhashable type: '%s'", v.O.Typ.FullName())
}

// IdentityHash is the hash of objects that compare by identity.
func IdentityHash(t *Thread, v Value) (int64, error) { return hashIdentity(v), nil }

// hashIdentity is id(v), whose last four bits are the same for most objects, turned.
func hashIdentity(v Value) int64 {
	h := int64(bits.RotateLeft64(uint64(ID(v)), -4))
	if h == -1 {
		h = -2
	}
	return h
}

// Truth returns bool(v).
func (t *Thread) Truth(v Value) (bool, error) {
	switch v.O {
	case &BoolTag, &IntTag:
		return v.N != 0, nil
	case &NoneObj:
		return false, nil
	case &FloatTag:
		return v.Float() != 0, nil
	}
	switch v.O.Typ {
	case ListType:
		return len(as[List](v).Items) != 0, nil
	case StrType:
		return as[Str](v).S != "", nil
	case DictType:
		return as[Dict](v).used != 0, nil
	}
	s := &v.O.Typ.Slots
	if s.Bool != nil {
		return s.Bool(t, v)
	}
	if s.Len != nil {
		n, err := s.Len(t, v)
		return n != 0, err
	}
	return true, nil
}

// Len returns len(v).
func (t *Thread) Len(v Value) (int, error) {
	if f := v.O.Typ.Slots.Len; f != nil {
		return f(t, v)
	}
	return 0, t.TypeErr("object of type '%s' has no len()", v.O.Typ.FullName())
}

var swapped = [...]int{CmpLT: CmpGT, CmpLE: CmpGE, CmpEQ: CmpEQ, CmpNE: CmpNE, CmpGT: CmpLT, CmpGE: CmpLE}
var cmpSigns = [...]string{"<", "<=", "==", "!=", ">", ">="}

// Compare returns `a op b`.
func (t *Thread) Compare(a, b Value, op int) (Value, error) {
	if err := t.Enter(" in comparison"); err != nil {
		return Value{}, err
	}
	r, err := t.compare(a, b, op)
	t.Leave()
	return r, err
}

func (t *Thread) compare(a, b Value, op int) (Value, error) {
	ta, tb := a.O.Typ, b.O.Typ
	reflected := false
	if ta != tb && tb.Slots.Compare != nil && tb.IsSubtype(ta) {
		reflected = true
		if r, err := tb.Slots.Compare(t, b, a, swapped[op]); err != nil || r != NotImplemented {
			return r, err
		}
	}
	if f := ta.Slots.Compare; f != nil {
		if r, err := f(t, a, b, op); err != nil || r != NotImplemented {
			return r, err
		}
	}
	return t.compareRest(a, b, op, reflected)
}

// CompareRest is what is left of a op b once the method of a's class has returned
// NotImplemented. The result is given.
func (t *Thread) CompareRest(a, b Value, op int) (Value, error) {
	return t.compareRest(a, b, op, false)
}

// compareRest asks b's class, unless it has been, and falls back to identity.
func (t *Thread) compareRest(a, b Value, op int, reflected bool) (Value, error) {
	ta, tb := a.O.Typ, b.O.Typ
	if f := tb.Slots.Compare; f != nil && !reflected {
		if r, err := f(t, b, a, swapped[op]); err != nil || r != NotImplemented {
			return r, err
		}
	}
	switch op {
	case CmpEQ:
		return Bool(a == b), nil
	case CmpNE:
		return Bool(a != b), nil
	}
	return Value{}, t.TypeErr("'%s' not supported between instances of '%s' and '%s'", cmpSigns[op], ta.FullName(), tb.FullName())
}

// CompareBool returns bool(a op b).
func (t *Thread) CompareBool(a, b Value, op int) (bool, error) {
	if a.O == &IntTag && b.O == &IntTag {
		return cmpResult(cmpOrdered(a.Int(), b.Int()), op).N != 0, nil
	}
	r, err := t.Compare(a, b, op)
	if err != nil {
		return false, err
	}
	if r.O == &BoolTag {
		return r.N != 0, nil
	}
	ok, err := t.Truth(r)
	t.Unref(r)
	return ok, err
}

// Equal reports whether a is b or a == b, as containers compare.
func (t *Thread) Equal(a, b Value) (bool, error) {
	if a == b { // nan is itself, too
		return true, nil
	}
	if a.O == &IntTag && b.O == &IntTag {
		return false, nil
	}
	if a.O.Typ == StrType && b.O.Typ == StrType {
		return as[Str](a).S == as[Str](b).S, nil
	}
	return t.CompareBool(a, b, CmpEQ)
}

// GetItem returns v[key].
func (t *Thread) GetItem(v, key Value) (Value, error) {
	if f := v.O.Typ.Slots.GetItem; f != nil {
		return f(t, v, key)
	}
	if typ, ok := AsType(v); ok {
		return t.classGetItem(typ, key)
	}
	return Value{}, t.TypeErr("'%s' object is not subscriptable", v.O.Typ.FullName())
}

func (t *Thread) classGetItem(typ *Type, key Value) (Value, error) {
	if typ == TypeType {
		return t.NewGenericAlias(typ.Value(), key)
	}
	f, err := t.LookupAttr(typ.Value(), "__class_getitem__")
	if err != nil {
		return Value{}, err
	}
	if f.O == nil {
		return Value{}, t.TypeErr("'%s' object is not subscriptable", typ.Typ.Name)
	}
	r, err := t.Call(f, key)
	t.Unref(f)
	return r, err
}

// SetItem does v[key] = x.
func (t *Thread) SetItem(v, key, x Value) error {
	if f := v.O.Typ.Slots.SetItem; f != nil {
		return f(t, v, key, x)
	}
	if key.O.Typ.Index != nil && v.O.Typ.isSequence() {
		if _, err := t.AsIndex(key, IndexError); err != nil {
			return err
		}
	}
	return t.TypeErr("'%s' object does not support item assignment", v.O.Typ.FullName())
}

// DelItem does del v[key].
func (t *Thread) DelItem(v, key Value) error {
	if f := v.O.Typ.Slots.SetItem; f != nil {
		return f(t, v, key, Value{})
	}
	not := "does not"
	if key.O.Typ.Index != nil && v.O.Typ.isSequence() {
		if _, err := t.AsIndex(key, IndexError); err != nil {
			return err
		}
		not = "doesn't" // so say sequences
	}
	return t.TypeErr("'%s' object %s support item deletion", v.O.Typ.FullName(), not)
}

// isSequence reports whether CPython's type has methods of sequences, which take indices that are ints.
func (typ *Type) isSequence() bool {
	s := &typ.Slots
	return typ.heap != nil || typ.FromSpec() || s.Len != nil || s.Contains != nil || s.Concat != nil
}

// Contains returns `x in c`.
func (t *Thread) Contains(c, x Value) (bool, error) {
	if f := c.O.Typ.Slots.Contains; f != nil {
		return f(t, c, x)
	}
	it, err := t.Iter(c)
	if err != nil {
		if t.ErrIs(err, TypeError) {
			t.Discard(err)
			err = t.TypeErr("argument of type '%s' is not iterable", c.O.Typ.FullName())
		}
		return false, err
	}
	for {
		v, err := t.Next(it)
		if err != nil || v.O == nil {
			t.Unref(it)
			return false, err
		}
		eq, err := t.Equal(v, x)
		t.Unref(v)
		if err != nil || eq {
			t.Unref(it)
			return eq, err
		}
	}
}

// Iter returns iter(v).
func (t *Thread) Iter(v Value) (Value, error) {
	if f := v.O.Typ.Slots.Iter; f != nil {
		it, err := f(t, v)
		if err == nil && it.O.Typ.Slots.Next == nil {
			err = t.TypeErr("iter() returned non-iterator of type '%s'", it.O.Typ.FullName())
			t.Unref(it)
			return Value{}, err
		}
		return it, err
	}
	if isSequence(v) {
		return t.NewSeqIter(v), nil
	}
	return Value{}, t.TypeErr("'%s' object is not iterable", v.O.Typ.FullName())
}

// Next returns the next item of an iterator, absent at the end.
func (t *Thread) Next(it Value) (Value, error) {
	f := it.O.Typ.Slots.Next
	if f == nil {
		return Value{}, t.TypeErr("'%s' object is not an iterator", it.O.Typ.FullName())
	}
	if err := t.Work(1); err != nil {
		return Value{}, err
	}
	return f(t, it)
}

// NextRaise is Next that ends with StopIteration, which has a value where the iterator
// gave it one.
func (t *Thread) NextRaise(it Value) (Value, error) {
	if f := it.O.Typ.Slots.NextRaise; f != nil {
		return f(t, it)
	}
	v, err := t.Next(it)
	if err == nil && v.O == nil {
		err = t.RaiseArgs(StopIteration)
	}
	return v, err
}

// Iterate calls visit with each item of v, lent. ErrStop from visit ends it without error.
func (t *Thread) Iterate(v Value, visit func(x Value) error) error {
	it, err := t.Iter(v)
	if err != nil {
		return err
	}
	return t.iterateOver(it, visit)
}

// iterateOver is Iterate for an iterator, which is given.
func (t *Thread) iterateOver(it Value, visit func(x Value) error) error {
	for n := 0; ; n++ {
		x, err := t.Next(it)
		if err != nil || x.O == nil {
			t.Unref(it)
			return err
		}
		err = visit(x)
		t.Unref(x)
		if err == nil && n&1023 == 1023 {
			err = t.Poll()
		}
		if err != nil {
			t.Unref(it)
			if err == ErrStop {
				return nil
			}
			return err
		}
	}
}

// Collect returns the items of v; the references are given.
func (t *Thread) Collect(v Value) ([]Value, error) {
	switch v.O.Typ {
	case ListType:
		return refAll(as[List](v).Items), nil
	case TupleType:
		return refAll(as[Tuple](v).Items), nil
	}
	it, err := t.Iter(v)
	if err != nil {
		return nil, err
	}
	n, err := t.LengthHint(v, 8)
	if err != nil {
		t.Unref(it)
		return nil, err
	}
	if n > 1<<16 {
		if n > math.MaxInt/valueSize {
			err = t.RaiseArgs(MemoryError)
		} else {
			err = t.Grow(n * valueSize)
		}
		if err != nil {
			t.Unref(it)
			return nil, err
		}
	}
	out := make([]Value, 0, min(n, 1<<16))
	for {
		x, err := t.Next(it)
		if err == nil && x.O == nil {
			t.Unref(it)
			return out, nil
		}
		if err == nil {
			out = append(out, x)
			if len(out)&4095 == 0 {
				if err = t.Poll(); err == nil {
					err = t.Grow(len(out) * 16)
				}
			}
		}
		if err != nil {
			t.Unref(it)
			t.UnrefAll(out)
			return nil, err
		}
	}
}

func refAll(vs []Value) []Value {
	out := make([]Value, len(vs))
	copyRefs(out, vs)
	return out
}

// Index returns v.__index__(), an exact int.
func (t *Thread) Index(v Value) (Value, error) {
	if v.O == &IntTag {
		return v, nil
	}
	if v.O.Typ.Flags&FlagInt != 0 {
		return t.exactInt(v), nil
	}
	f := v.O.Typ.Slots.Index
	if f == nil {
		return Value{}, t.TypeErr("'%s' object cannot be interpreted as an integer", v.O.Typ.FullName())
	}
	r, err := f(t, v)
	if err != nil {
		return r, err
	}
	if r.O.Typ.Flags&FlagInt == 0 {
		err = t.TypeErr("__index__ returned non-int (type %s)", r.O.Typ.FullName())
		t.Unref(r)
		return Value{}, err
	}
	return t.exactResult("__index__", r)
}

// exactResult makes r (given), an int that a special method gave, an exact int.
func (t *Thread) exactResult(method string, r Value) (Value, error) {
	if r.O.Typ == IntType {
		return r, nil
	}
	defer t.Unref(r)
	if err := t.warnStrict(method, "int", r); err != nil {
		return Value{}, err
	}
	return t.exactInt(r), nil
}

// exactInt returns the number of an int or of a subclass as an exact int.
func (t *Thread) exactInt(v Value) Value {
	if i, ok := IntValue(v); ok {
		return Int(i)
	}
	if v.O.Typ == IntType {
		return v.Ref()
	}
	b, _ := AsBig(v)
	return t.NewBig(b)
}

// AsIndex returns v.__index__() as a Go int; where it does not fit it raises overflow,
// or clips when overflow is nil.
func (t *Thread) AsIndex(v Value, overflow *Type) (int, error) {
	if v.O == &IntTag {
		return int(v.Int()), nil
	}
	x, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	if x.O == &IntTag {
		return int(x.Int()), nil
	}
	b, _ := AsBig(x)
	sign := b.Sign()
	t.Unref(x)
	if overflow != nil {
		return 0, t.Raise(overflow, "cannot fit '%s' into an index-sized integer", v.O.Typ.FullName())
	}
	if sign < 0 {
		return -1 << 63, nil
	}
	return 1<<63 - 1, nil
}

// LengthHint returns operator.length_hint(v, dflt).
func (t *Thread) LengthHint(v Value, dflt int) (int, error) {
	if v.O.Typ.Slots.Len != nil {
		n, err := t.Len(v)
		if err == nil || !t.ErrIs(err, TypeError) {
			return n, err
		}
		t.Discard(err)
	}
	f, err := t.LookupSpecial(v, "__length_hint__")
	if err != nil || f.O == nil {
		return dflt, err
	}
	r, err := t.Call(f)
	t.Unref(f)
	if err != nil {
		if t.ErrIs(err, TypeError) {
			t.Discard(err)
			return dflt, nil
		}
		return 0, err
	}
	if r == NotImplemented {
		return dflt, nil
	}
	n, ok := IntValue(r)
	if r.O.Typ.Flags&FlagInt != 0 && !ok {
		t.Unref(r)
		return 0, t.Raise(OverflowError, "Python int too large to convert to C ssize_t")
	}
	if !ok {
		err := t.TypeErr("__length_hint__ must be an integer, not %s", r.O.Typ.FullName())
		t.Unref(r)
		return 0, err
	}
	t.Unref(r)
	if n < 0 {
		return 0, t.ValueErr("__length_hint__() should return >= 0")
	}
	return int(n), nil
}

// Format returns format(v, spec); spec is a str.
func (t *Thread) Format(v, spec Value) (Value, error) {
	if spec.O.Typ == StrType && as[Str](spec).S == "" {
		if v.O.Typ == StrType {
			return v.Ref(), nil
		}
		if v.O.Typ == IntType {
			return t.Str(v)
		}
	}
	if spec.O.Typ == StrType {
		if r, ok := t.quickFormat(v, as[Str](spec).S); ok {
			return r, nil
		}
		switch v.O.Typ {
		case IntType:
			s, err := t.FormatInt(v, as[Str](spec).S)
			if err != nil {
				return Value{}, err
			}
			return t.NewStr(s), nil
		case FloatType:
			s, err := t.FormatFloat(v.Float(), as[Str](spec).S)
			if err != nil {
				return Value{}, err
			}
			return t.NewStr(s), nil
		case StrType:
			return t.FormatStr(as[Str](v), as[Str](spec).S)
		}
	}
	r, ok, err := t.CallSpecial(v, t.In.name(nameFormat), spec)
	if !ok {
		return Value{}, t.TypeErr("Type %s doesn't define __format__", v.O.Typ.FullName())
	}
	if err == nil && !r.IsStr() {
		err = t.TypeErr("__format__ must return a str, not %s", r.O.Typ.FullName())
		t.Unref(r)
		return Value{}, err
	}
	return r, err
}

// IsInstanceOf returns isinstance(v, cls).
func (t *Thread) IsInstanceOf(v, cls Value) (bool, error) {
	if v.O.Typ == asTypeOrNil(cls) {
		return true, nil
	}
	if cls.O.Typ == TypeType {
		return t.plainIsInstance(v, cls)
	}
	return t.checkWith(v, cls, nameInstancecheck, t.plainIsInstance)
}

// IsSubclassOf returns issubclass(c, cls).
func (t *Thread) IsSubclassOf(c, cls Value) (bool, error) {
	if cls.O.Typ == TypeType && c == cls {
		return true, nil
	}
	return t.checkWith(c, cls, nameSubclasscheck, t.plainIsSubclass)
}

func (t *Thread) checkWith(v, cls Value, method int, plain func(v, cls Value) (bool, error)) (bool, error) {
	if tup, ok := AsTuple(cls); ok {
		if err := t.Enter(" in __instancecheck__"); err != nil {
			return false, err
		}
		defer t.Leave()
		for _, c := range tup.Items {
			if ok, err := t.checkWith(v, c, method, plain); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
	if cls.O.Typ == TypeType {
		return plain(v, cls)
	}
	if err := t.Enter(" in __instancecheck__"); err != nil {
		return false, err
	}
	defer t.Leave()
	r, ok, err := t.CallSpecial(cls, t.In.name(method), v)
	if !ok {
		return plain(v, cls)
	}
	if err != nil {
		return false, err
	}
	b, err := t.Truth(r)
	t.Unref(r)
	return b, err
}

func (t *Thread) plainIsInstance(v, cls Value) (bool, error) {
	if typ, ok := AsType(cls); ok {
		if v.O.Typ.IsSubtype(typ) {
			return true, nil
		}
		c, err := t.LookupAttr(v, "__class__")
		if err != nil || c.O == nil {
			return false, err
		}
		ok := false
		if k, isType := AsType(c); isType && k != v.O.Typ {
			ok = k.IsSubtype(typ)
		}
		t.Unref(c)
		return ok, nil
	}
	if err := t.checkClass(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"); err != nil {
		return false, err
	}
	c, err := t.LookupAttr(v, "__class__")
	if err != nil || c.O == nil {
		return false, err
	}
	ok, err := t.abstractIsSubclass(c, cls)
	t.Unref(c)
	return ok, err
}

func (t *Thread) plainIsSubclass(c, cls Value) (bool, error) {
	a, ok1 := AsType(c)
	b, ok2 := AsType(cls)
	if ok1 && ok2 {
		return a.IsSubtype(b), nil
	}
	if err := t.checkClass(c, "issubclass() arg 1 must be a class"); err != nil {
		return false, err
	}
	if err := t.checkClass(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union"); err != nil {
		return false, err
	}
	return t.abstractIsSubclass(c, cls)
}

// checkClass returns a TypeError unless cls has a __bases__ tuple.
func (t *Thread) checkClass(cls Value, msg string) error {
	b, err := t.LookupAttr(cls, "__bases__")
	if err != nil {
		return err
	}
	if b.O == nil {
		return t.TypeErr("%s", msg)
	}
	ok := b.O.Typ.Flags&FlagTuple != 0
	t.Unref(b)
	if !ok {
		return t.TypeErr("%s", msg)
	}
	return nil
}

func (t *Thread) abstractIsSubclass(c, cls Value) (bool, error) {
	if c == cls {
		return true, nil
	}
	if err := t.Enter(" in __subclasscheck__"); err != nil {
		return false, err
	}
	defer t.Leave()
	b, err := t.LookupAttr(c, "__bases__")
	if err != nil || b.O == nil {
		return false, err
	}
	found := false
	if tup, ok := AsTuple(b); ok {
		for _, k := range tup.Items {
			if found, err = t.abstractIsSubclass(k, cls); found || err != nil {
				break
			}
		}
	}
	t.Unref(b)
	return found, err
}

func asTypeOrNil(v Value) *Type {
	typ, _ := AsType(v)
	return typ
}

// MatchesSequence and MatchesMapping say whether a sequence or mapping pattern may match v.
func (t *Thread) MatchesSequence(v Value) bool { return v.O.Typ.Flags&FlagSequence != 0 }
func (t *Thread) MatchesMapping(v Value) bool  { return v.O.Typ.Flags&FlagMapping != 0 }
