package object

var binarySigns = [NumBinary]string{"+", "-", "*", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "@", "divmod()"}

// Binary returns `a op b`.
func (t *Thread) Binary(op int, a, b Value) (Value, error) {
	r, err := t.binary(op, a, b)
	if r != NotImplemented {
		return r, err
	}
	return t.sequenceOp(op, a, b, binarySigns[op], false)
}

// binary tries the number slots; NotImplemented if none applies.
func (t *Thread) binary(op int, a, b Value) (Value, error) {
	ta, tb := a.O.Typ, b.O.Typ
	fa, fb := ta.Slots.Binary[op], tb.Slots.Binary[op]
	if ta == tb || fb != nil && fa != nil && sameFunc(fa, fb) {
		fb = nil
	}
	if fa != nil {
		if fb != nil && tb.IsSubtype(ta) {
			if r, err := fb(t, a, b); err != nil || r != NotImplemented {
				return r, err
			}
			fb = nil
		}
		if r, err := fa(t, a, b); err != nil || r != NotImplemented {
			return r, err
		}
	}
	if fb != nil {
		return fb(t, a, b)
	}
	return NotImplemented, nil
}

// sequenceOp is what + and * fall back to.
func (t *Thread) sequenceOp(op int, a, b Value, sign string, inplace bool) (Value, error) {
	sa, sb := &a.O.Typ.Slots, &b.O.Typ.Slots
	switch op {
	case OpAdd:
		if inplace && sa.IConcat != nil {
			return sa.IConcat(t, a, b)
		}
		if sa.Concat != nil {
			return sa.Concat(t, a, b)
		}
	case OpMul:
		if inplace && sa.IRepeat != nil {
			return t.repeat(sa.IRepeat, a, b)
		}
		if sa.Repeat != nil {
			return t.repeat(sa.Repeat, a, b)
		}
		// CPython's *= does not ask the right operand where the left one could be a sequence.
		if sb.Repeat != nil && !(inplace && (a.O.Typ.heap != nil || sa.Len != nil || sa.Contains != nil)) {
			return t.repeat(sb.Repeat, b, a)
		}
	}
	if op == OpRShift && !inplace && a.O.Typ == BuiltinType && as[BoundNative](a).N.Name == "print" {
		return Value{}, t.TypeErr("unsupported operand type(s) for %s: '%s' and '%s'. Did you mean \"print(<message>, file=<output_stream>)\"?", sign, a.O.Typ.FullName(), b.O.Typ.FullName())
	}
	return Value{}, t.TypeErr("unsupported operand type(s) for %s: '%s' and '%s'", sign, a.O.Typ.FullName(), b.O.Typ.FullName())
}

func (t *Thread) repeat(f func(t *Thread, a, n Value) (Value, error), seq, n Value) (Value, error) {
	if n.O.Typ.Flags&FlagInt == 0 && n.O.Typ.Slots.Index == nil {
		return Value{}, t.TypeErr("can't multiply sequence by non-int of type '%s'", n.O.Typ.FullName())
	}
	return f(t, seq, n)
}

// Inplace returns the new value of a after `a op= b`; a is lent like b.
func (t *Thread) Inplace(op int, a, b Value) (Value, error) {
	if f := a.O.Typ.Slots.Inplace[op]; f != nil {
		if r, err := f(t, a, b); err != nil || r != NotImplemented {
			return r, err
		}
	} else if f := a.O.Typ.Slots.IConcat; f != nil && op == OpAdd && a.O.Typ.heap != nil {
		return f(t, a, b) // which is the number's slot too in a class made by a script
	}
	r, err := t.binary(op, a, b)
	if r != NotImplemented {
		return r, err
	}
	return t.sequenceOp(op, a, b, inplaceSign(op), true)
}

func inplaceSign(op int) string {
	if op == OpPow {
		return "**="
	}
	return binarySigns[op] + "="
}

// BinaryRest is what is left of a op b once the method of a's class, a script's that
// comes first, has returned NotImplemented. The result is given.
func (t *Thread) BinaryRest(op int, a, b Value, inplace bool) (Value, error) {
	ta, tb := a.O.Typ, b.O.Typ
	if fb := tb.Slots.Binary[op]; ta != tb && fb != nil {
		var r Value
		var err error
		if tb.heap != nil && sameFunc(fb, ta.Slots.Binary[op]) {
			var ok bool
			if r, ok, err = t.CallSpecial(b, t.In.Intern("__r"+binaryNames[op]+"__"), a); !ok && err == nil {
				r = NotImplemented
			}
		} else {
			r, err = fb(t, a, b)
		}
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	if inplace {
		return t.sequenceOp(op, a, b, inplaceSign(op), true)
	}
	return t.sequenceOp(op, a, b, binarySigns[op], false)
}

// PowMod returns pow(a, b, m).
func (t *Thread) PowMod(a, b, m Value) (Value, error) {
	if m == None {
		return t.Binary(OpPow, a, b)
	}
	var asked [3]func(t *Thread, a, b, m Value) (Value, error)
	for i, v := range [...]Value{a, b, m} {
		f := v.O.Typ.Slots.PowMod
		if f == nil || sameFunc(f, asked[0]) || sameFunc(f, asked[1]) {
			continue
		}
		asked[i] = f
		if r, err := f(t, a, b, m); err != nil || r != NotImplemented {
			return r, err
		}
	}
	return Value{}, t.TypeErr("unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", a.O.Typ.FullName(), b.O.Typ.FullName(), m.O.Typ.FullName())
}

// Unary operators.
func (t *Thread) unary(f func(*Thread, Value) (Value, error), v Value, sign string) (Value, error) {
	if f == nil {
		return Value{}, t.TypeErr("bad operand type for %s: '%s'", sign, v.O.Typ.FullName())
	}
	return f(t, v)
}

// Neg returns -v.
func (t *Thread) Neg(v Value) (Value, error) { return t.unary(v.O.Typ.Slots.Neg, v, "unary -") }

// Pos returns +v.
func (t *Thread) Pos(v Value) (Value, error) { return t.unary(v.O.Typ.Slots.Pos, v, "unary +") }

// Invert returns ~v.
func (t *Thread) Invert(v Value) (Value, error) { return t.unary(v.O.Typ.Slots.Invert, v, "unary ~") }

// Abs returns abs(v).
func (t *Thread) Abs(v Value) (Value, error) { return t.unary(v.O.Typ.Slots.Abs, v, "abs()") }
