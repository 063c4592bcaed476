package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// FloatType is float. Exact floats are unboxed.
var FloatType = &Type{}

// A FloatObj is an object of a user subclass of float.
type FloatObj struct {
	Header
	F float64
}

const floatRoundDoc = `Return the Integral closest to x, rounding half toward even.

When an argument is passed, work like built-in round(x, ndigits).`

const floatRatioDoc = `Two integers whose ratio is the float, the second one positive; no number divides both.

    >>> (-0.375).as_integer_ratio()
    (-3, 8)`

const floatFromHexDoc = `The float that a str of hexadecimal digits stands for.

    >>> float.fromhex('0x1.8p3')
    12.0`

const floatHexDoc = `The float in hexadecimal.

    >>> 12.0.hex()
    '0x1.8000000000000p+3'`

const getFormatDoc = "For tests only: the format of 'double' or 'float' on this machine."

const setFormatDoc = "For tests only: treat 'double' or 'float' as of an unknown format, or as what it is."

func floatInit() {
	FloatType.Define(TypeSpec{
		Name: "float", Doc: "Convert a string or number to a floating point number, if possible.", Sig: "(x=0, /)",
		Flags: FlagBase | FlagSelfMatch, Layout: LayoutOf[FloatObj](), Basic: 24,
		Slots: Slots{
			New: floatNew, Repr: floatRepr, Hash: floatHash, Compare: floatCompare, Bool: floatBool,
			Binary: [NumBinary]func(t *Thread, a, b Value) (Value, error){
				OpAdd: floatAdd, OpSub: floatSub, OpMul: floatMul, OpDiv: floatDiv, OpFloorDiv: floatFloorDiv,
				OpMod: floatMod, OpPow: floatPow, OpDivmod: floatDivmod,
			},
			PowMod: floatPowMod, Neg: floatNeg, Pos: floatPos, Abs: floatAbs, ToInt: floatToInt, ToFloat: floatPos,
		},
		Build: func() []Decl {
			return []Decl{
				Method("conjugate()", "Return self, the complex conjugate of any float.", floatSelf),
				Method("__trunc__()", "Return the Integral closest to x between 0 and x.", floatTrunc),
				Method("__floor__()", "Return the floor as an Integral.", floatFloor),
				Method("__ceil__()", "Return the ceiling as an Integral.", floatCeil),
				Method("__round__(ndigits=None, /)", floatRoundDoc, floatRound),
				Method("as_integer_ratio()", floatRatioDoc, floatAsIntegerRatio),
				ClassMethod("fromhex(string, /)", floatFromHexDoc, floatFromHex),
				Method("hex()", floatHexDoc, floatHex),
				Method("is_integer()", "Return True if the float is an integer.", floatIsInteger),
				Method("__getnewargs__()", "", floatGetNewArgs),
				ClassMethod("__getformat__(typestr, /)", getFormatDoc, floatGetFormat),
				ClassMethod("__setformat__(typestr, fmt, /)", setFormatDoc, floatSetFormat),
				Method("__format__(format_spec, /)", "Formats the float according to format_spec.", floatFormat),
				Getter("real", "the real part of a complex number", floatPos),
				Getter("imag", "the imaginary part of a complex number", func(*Thread, Value) (Value, error) { return Float(0), nil }),
			}
		},
	})
}

// FloatOf returns the number of a float or of an object of a subclass.
func FloatOf(v Value) (float64, bool) {
	if v.O == &FloatTag {
		return v.Float(), true
	}
	if v.O.Typ.IsSubtype(FloatType) {
		return as[FloatObj](v).F, true
	}
	return 0, false
}

// selfFloat is FloatOf for a value known to be a float.
func selfFloat(v Value) float64 {
	if v.O == &FloatTag {
		return v.Float()
	}
	return as[FloatObj](v).F
}

// AsFloat returns the float that v stands for: __float__, __index__.
func (t *Thread) AsFloat(v Value) (float64, error) {
	if v.O == &FloatTag {
		return v.Float(), nil
	}
	if i, ok := smallInt(v); ok {
		return float64(i), nil
	}
	if f, ok := FloatOf(v); ok {
		return f, nil
	}
	typ := v.O.Typ
	switch {
	case typ.Slots.ToFloat != nil:
		return t.askFloat(v)
	case typ.Slots.Index != nil:
		i, err := t.Index(v)
		if err != nil {
			return 0, err
		}
		defer t.Unref(i)
		return t.intFloat(i)
	}
	return 0, t.TypeErr("must be real number, not %s", typ.FullName())
}

// askFloat returns what __float__ of v says.
func (t *Thread) askFloat(v Value) (float64, error) {
	typ := v.O.Typ
	r, err := typ.Slots.ToFloat(t, v)
	if err != nil {
		return 0, err
	}
	defer t.Unref(r)
	f, ok := FloatOf(r)
	if !ok {
		return 0, t.TypeErr("%s.__float__ returned non-float (type %s)", typ.Name, r.O.Typ.Name)
	}
	if r.O.Typ != FloatType {
		err = t.warnStrict(typ.Name+".__float__", "float", r)
	}
	return f, err
}

// ToFloat is float(v): AsFloat, or a text. Here a subclass of float is asked, too.
func (t *Thread) ToFloat(v Value) (float64, error) {
	slots := &v.O.Typ.Slots
	_, isFloat := FloatOf(v)
	switch {
	case isFloat && v.O != &FloatTag && slots.ToFloat != nil:
		return t.askFloat(v)
	case slots.ToFloat != nil || slots.Index != nil || v.O == &FloatTag:
		return t.AsFloat(v)
	case v.IsStr():
		return t.parseFloatOf(as[Str](v).S, v)
	case slots.Buffer != nil:
		b, _ := slots.Buffer(t, v)
		return t.parseFloatOf(string(b), v)
	}
	return 0, t.TypeErr("float() argument must be a string or a real number, not '%s'", v.O.Typ.FullName())
}

func floatNew(t *Thread, typ *Type, a Args) (Value, error) {
	if len(a.KwNames()) > 0 && typ == FloatType {
		return Value{}, t.TypeErr("float() takes no keyword arguments")
	}
	if len(a.Pos) > 1 {
		return Value{}, t.TypeErr("float expected at most 1 argument, got %d", len(a.Pos))
	}
	var f float64
	if len(a.Pos) == 1 {
		var err error
		if f, err = t.ToFloat(a.Pos[0]); err != nil {
			return Value{}, err
		}
	}
	if typ == FloatType {
		if math.IsNaN(f) && len(a.Pos) == 1 && a.Pos[0].O.Typ != FloatType {
			f = t.In.newNaN(f)
		}
		return Float(f), nil
	}
	o := New[FloatObj](t, typ)
	o.F = f
	return Obj(&o.Header), nil
}

// newNaN gives a nan bits of its own: unboxed floats are identical when their bits
// are, and every float('nan') is an object of its own to a script.
func (in *Interp) newNaN(f float64) float64 {
	in.nans = (in.nans + 1) & (1<<50 - 1)
	return math.Float64frombits(math.Float64bits(f) ^ in.nans)
}

// ParseFloat returns the float that the text s stands for, as float(s).
func (t *Thread) ParseFloat(s string) (float64, error) {
	v := t.NewStr(s)
	defer t.Unref(v)
	return t.parseFloatOf(s, v)
}

// parseFloatOf is ParseFloat for the text of orig, which the error shows.
func (t *Thread) parseFloatOf(s string, orig Value) (float64, error) {
	if orig.IsStr() {
		s = asciiDigits(s)
	}
	f, ok := parseFloat(trimNumber(s))
	if !ok {
		repr, err := t.ReprString(orig)
		if err != nil {
			return 0, err
		}
		return 0, t.ValueErr("could not convert string to float: %s", repr)
	}
	return f, nil
}

// quietNaN is the NaN that float('nan') gives; math.NaN has another payload.
var quietNaN = math.Float64frombits(0x7FF8000000000000)

// parseFloat parses a float literal in Python's syntax; inf and nan included.
func parseFloat(s string) (float64, bool) {
	digits, neg := s, strings.HasPrefix(s, "-")
	if neg || strings.HasPrefix(s, "+") {
		digits = s[1:]
	}
	if digits == "" {
		return 0, false
	}
	if digits[0] > '9' {
		switch strings.ToLower(digits) {
		case "inf", "infinity":
			if neg {
				return math.Inf(-1), true
			}
			return math.Inf(1), true
		case "nan":
			if neg {
				return math.Copysign(quietNaN, -1), true
			}
			return quietNaN, true
		}
		return 0, false
	}
	n, ok := floatSyntax(digits)
	if !ok || n != len(digits) {
		return 0, false
	}
	f, _ := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64) // out of range: infinity is right
	return f, true
}

// floatSyntax returns the length of the decimal literal at the start of s, without a
// sign, inf or nan; underscores may stand between digits.
func floatSyntax(s string) (n int, ok bool) {
	n = digitRun(s, 0)
	have := n > 0
	if n < len(s) && s[n] == '.' {
		k := digitRun(s, n+1)
		have = have || k > n+1
		n = k
	}
	if !have {
		return 0, false
	}
	if n < len(s) && s[n]|0x20 == 'e' {
		i := n + 1
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if k := digitRun(s, i); k > i {
			n = k
		}
	}
	return n, true
}

// digitRun returns where the digits that start at i end.
func digitRun(s string, i int) int {
	for start := i; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			continue
		}
		if s[i] == '_' && i > start && s[i-1] != '_' && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' {
			continue
		}
		break
	}
	return i
}

func floatRepr(t *Thread, v Value) (Value, error) {
	return t.NewStr(FormatFloatRepr(selfFloat(v))), nil
}

func floatHash(t *Thread, v Value) (int64, error) { return hashFloat(v, selfFloat(v)), nil }

// hashFloat returns the hash of f, which is v or a part of it: a NaN hashes as v's identity.
func hashFloat(v Value, f float64) int64 {
	switch {
	case math.IsNaN(f):
		return hashIdentity(v)
	case math.IsInf(f, 0):
		return int64(math.Copysign(314159, f))
	}
	frac, exp := math.Frexp(math.Abs(f))
	m := uint64(math.Ldexp(frac, 53)) // m · 2**(exp-53)
	e := (exp - 53) % 61
	if e < 0 {
		e += 61
	}
	return hashSigned(hashRotate(m, uint(e)), f < 0)
}

func floatBool(t *Thread, v Value) (bool, error) { return selfFloat(v) != 0, nil }

// floatOperand returns an operand as a float; ok is false for other types than float and int.
func floatOperand(t *Thread, v Value) (f float64, ok bool, err error) {
	switch {
	case v.O == &FloatTag:
		return v.Float(), true, nil
	case v.O == &IntTag || v.O == &BoolTag:
		return float64(int64(v.N)), true, nil
	case IsIntObj(v):
		f, err = t.intFloat(v)
		return f, true, err
	}
	f, ok = FloatOf(v)
	return f, ok, nil
}

// floatOperands is floatOperand of both sides.
func floatOperands(t *Thread, a, b Value) (x, y float64, ok bool, err error) {
	if a.O == &FloatTag && b.O == &FloatTag {
		return a.Float(), b.Float(), true, nil
	}
	if x, ok, err = floatOperand(t, a); !ok || err != nil {
		return
	}
	y, ok, err = floatOperand(t, b)
	return
}

// floatOp makes a binary slot of f.
func floatOp(t *Thread, a, b Value, f func(t *Thread, x, y float64) (Value, error)) (Value, error) {
	x, y, ok, err := floatOperands(t, a, b)
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return NotImplemented, nil
	}
	return f(t, x, y)
}

func floatAdd(t *Thread, a, b Value) (Value, error) {
	return floatOp(t, a, b, func(_ *Thread, x, y float64) (Value, error) { return Float(x + y), nil })
}

func floatSub(t *Thread, a, b Value) (Value, error) {
	return floatOp(t, a, b, func(_ *Thread, x, y float64) (Value, error) { return Float(x - y), nil })
}

func floatMul(t *Thread, a, b Value) (Value, error) {
	return floatOp(t, a, b, func(_ *Thread, x, y float64) (Value, error) { return Float(x * y), nil })
}

func floatDiv(t *Thread, a, b Value) (Value, error) {
	return floatOp(t, a, b, func(t *Thread, x, y float64) (Value, error) {
		if y == 0 {
			return Value{}, t.Raise(ZeroDivisionError, "float division by zero")
		}
		return Float(x / y), nil
	})
}

// FloatDivmod returns x//y and x%y, y ≠ 0. The quotient is the integer nearest to
// (x - x%y)/y, which rounding may have pushed off an integer.
func FloatDivmod(x, y float64) (q, r float64) {
	r = math.Mod(x, y)
	div := (x - r) / y
	if r != 0 {
		if (y < 0) != (r < 0) {
			r += y
			div--
		}
	} else {
		r = math.Copysign(0, y)
	}
	if div == 0 {
		return math.Copysign(0, x/y), r
	}
	q = math.Floor(div)
	if div-q > 0.5 {
		q++
	}
	return q, r
}

func floatFloorDiv(t *Thread, a, b Value) (Value, error) {
	return floatOp(t, a, b, func(t *Thread, x, y float64) (Value, error) {
		if y == 0 {
			return Value{}, t.Raise(ZeroDivisionError, "float floor division by zero")
		}
		q, _ := FloatDivmod(x, y)
		return Float(q), nil
	})
}

func floatMod(t *Thread, a, b Value) (Value, error) {
	return floatOp(t, a, b, func(t *Thread, x, y float64) (Value, error) {
		if y == 0 {
			return Value{}, t.Raise(ZeroDivisionError, "float modulo")
		}
		_, r := FloatDivmod(x, y)
		return Float(r), nil
	})
}

func floatDivmod(t *Thread, a, b Value) (Value, error) {
	return floatOp(t, a, b, func(t *Thread, x, y float64) (Value, error) {
		if y == 0 {
			return Value{}, t.Raise(ZeroDivisionError, "float divmod()")
		}
		q, r := FloatDivmod(x, y)
		return t.NewTuple(Float(q), Float(r)), nil
	})
}

func floatPow(t *Thread, a, b Value) (Value, error) {
	return floatOp(t, a, b, func(t *Thread, x, y float64) (Value, error) {
		switch {
		case y == 0 || x == 1 || x == -1 && math.IsInf(y, 0):
			return Float(1), nil
		case x == 0 && y < 0 && !math.IsInf(y, 0):
			return Value{}, t.Raise(ZeroDivisionError, "0.0 cannot be raised to a negative power")
		case x < 0 && !math.IsInf(x, 0) && !math.IsInf(y, 0) && y != math.Floor(y) && !math.IsNaN(y):
			return t.complexPower(complex(x, 0), complex(y, 0))
		}
		r := Pow(x, y)
		if f, e := math.Frexp(x); f == 0.5 && y == math.Floor(y) && math.Abs(y) < 1<<12 {
			r = math.Ldexp(1, (e-1)*int(y)) // a power of two is exact
		}
		if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
			return Value{}, t.RaiseArgs(OverflowError, Int(34), t.NewStr("Numerical result out of range"))
		}
		return Float(r), nil
	})
}

func floatPowMod(t *Thread, a, b, m Value) (Value, error) {
	return Value{}, t.TypeErr("pow() 3rd argument not allowed unless all arguments are integers")
}

func floatNeg(t *Thread, v Value) (Value, error) { return Float(-selfFloat(v)), nil }

func floatPos(t *Thread, v Value) (Value, error) { return Float(selfFloat(v)), nil }

func floatAbs(t *Thread, v Value) (Value, error) { return Float(math.Abs(selfFloat(v))), nil }

func floatCompare(t *Thread, a, b Value, op int) (Value, error) {
	x := selfFloat(a)
	y, ok := FloatOf(b)
	if !ok {
		if !IsIntObj(b) {
			return NotImplemented, nil
		}
		if !math.IsNaN(x) {
			if b.O.Typ.IsHeap() && !math.IsInf(x, 0) {
				return t.compareAsked(x, b, op)
			}
			return cmpResult(-cmpIntFloat(b, x), op), nil
		}
		y = 0
	}
	if math.IsNaN(x) || math.IsNaN(y) {
		return Bool(op == CmpNE), nil
	}
	return cmpResult(cmpOrdered(x, y), op), nil
}

// compareAsked compares a float with an int of a script's class. Where neither sign nor length decides and the int has
// more bits than a double surely holds, CPython asks the int for its negative and, if there is no fraction, how it
// compares with an int.
func (t *Thread) compareAsked(x float64, b Value, op int) (Value, error) {
	const sure = 48
	i := bigOf(b)
	if _, exp := math.Frexp(x); i.Sign() < 0 != (x < 0) || i.BitLen() <= sure || i.BitLen() != exp {
		return cmpResult(-cmpIntFloat(b, x), op), nil
	}
	w := b.Ref()
	if x < 0 {
		neg, err := t.Neg(w)
		t.Unref(w)
		if err != nil {
			return Value{}, err
		}
		w, x, op = neg, -x, swapped[op]
	}
	defer t.Unref(w)
	if x != math.Trunc(x) && IsIntObj(w) {
		return cmpResult(-cmpIntFloat(w, x), op), nil
	}
	v := t.NewBig(FloatBig(x))
	r, err := t.CompareBool(v, w, op)
	t.Unref(v)
	return Bool(r), err
}

// FloatToInt returns the int that f truncates to.
func (t *Thread) FloatToInt(f float64) (Value, error) {
	switch {
	case math.IsNaN(f):
		return Value{}, t.ValueErr("cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return Value{}, t.Raise(OverflowError, "cannot convert float infinity to integer")
	case math.Abs(f) < 1<<62:
		return Int(int64(f)), nil
	}
	return t.NewBig(FloatBig(f)), nil
}

func floatToInt(t *Thread, v Value) (Value, error) { return t.FloatToInt(selfFloat(v)) }

func floatSelf(t *Thread, self Value, _ []Value) (Value, error) { return floatPos(t, self) }

func floatTrunc(t *Thread, self Value, _ []Value) (Value, error) { return floatToInt(t, self) }

func floatFloor(t *Thread, self Value, _ []Value) (Value, error) {
	return t.FloatToInt(math.Floor(selfFloat(self)))
}

func floatCeil(t *Thread, self Value, _ []Value) (Value, error) {
	return t.FloatToInt(math.Ceil(selfFloat(self)))
}

func floatRound(t *Thread, self Value, args []Value) (Value, error) {
	x := selfFloat(self)
	if args[0].IsNil() || args[0] == None {
		return t.FloatToInt(math.RoundToEven(x))
	}
	nd, err := t.AsIndex(args[0], nil)
	if err != nil {
		return Value{}, err
	}
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0) || nd > 323: // nothing to round
		return Float(x), nil
	case nd < -308: // 0 with the sign of x
		return Float(0 * x), nil
	}
	f := roundFloat(x, nd)
	if math.IsInf(f, 0) {
		return Value{}, t.Raise(OverflowError, "rounded value too large to represent")
	}
	return Float(f), nil
}

// roundFloat rounds x to nd digits after the point (before it, if negative), from its
// exact value, half to even.
func roundFloat(x float64, nd int) float64 {
	if x == 0 {
		return x
	}
	var s string
	if nd >= 0 {
		s = strconv.FormatFloat(x, 'f', nd, 64)
	} else {
		mant, e, _ := strings.Cut(strconv.FormatFloat(math.Abs(x), 'e', exactDigits, 64), "e")
		exp, _ := strconv.Atoi(e)
		switch n := exp + 1 + nd; { // significant digits that stay
		case n > 0:
			s = strconv.FormatFloat(x, 'e', n-1, 64)
		case n == 0 && strings.TrimRight(mant, "0.") > "5":
			s = "1e" + strconv.Itoa(-nd)
		default:
			s = "0"
		}
	}
	f, _ := strconv.ParseFloat(s, 64)
	return math.Copysign(f, x)
}

func floatAsIntegerRatio(t *Thread, self Value, _ []Value) (Value, error) {
	x := selfFloat(self)
	switch {
	case math.IsNaN(x):
		return Value{}, t.ValueErr("cannot convert NaN to integer ratio")
	case math.IsInf(x, 0):
		return Value{}, t.Raise(OverflowError, "cannot convert Infinity to integer ratio")
	}
	r := new(big.Rat).SetFloat64(x)
	return t.NewTuple(t.NewBig(new(big.Int).Set(r.Num())), t.NewBig(new(big.Int).Set(r.Denom()))), nil
}

func floatIsInteger(t *Thread, self Value, _ []Value) (Value, error) {
	x := selfFloat(self)
	return Bool(x == math.Floor(x) && !math.IsInf(x, 0)), nil
}

func floatGetNewArgs(t *Thread, self Value, _ []Value) (Value, error) {
	return t.NewTuple(Float(selfFloat(self))), nil
}

func floatGetFormat(t *Thread, _ Value, args []Value) (Value, error) {
	if !args[0].IsStr() {
		return Value{}, t.TypeErr("__getformat__() argument must be str, not %s", argTypeName(args[0]))
	}
	s, err := t.cText(args[0])
	if err != nil {
		return Value{}, err
	}
	if s != "double" && s != "float" {
		return Value{}, t.ValueErr("__getformat__() argument 1 must be 'double' or 'float'")
	}
	if t.In.FloatUnknown(s) {
		return t.NewStr("unknown"), nil
	}
	return t.NewStr("IEEE, little-endian"), nil
}

// FloatUnknown reports whether float.__setformat__ made the format of "double" or "float" unknown.
func (in *Interp) FloatUnknown(kind string) bool { return in.floatsUnknown[kind] }

func floatSetFormat(t *Thread, _ Value, args []Value) (Value, error) {
	for i, a := range args {
		if !a.IsStr() {
			return Value{}, t.TypeErr("__setformat__() argument %d must be str, not %s", i+1, argTypeName(a))
		}
	}
	typ, err := t.cText(args[0])
	if err != nil {
		return Value{}, err
	}
	format, err := t.cText(args[1])
	if err != nil {
		return Value{}, err
	}
	if typ != "double" && typ != "float" {
		return Value{}, t.ValueErr("__setformat__() argument 1 must be 'double' or 'float'")
	}
	switch format {
	case "unknown", "IEEE, little-endian":
		if t.In.floatsUnknown == nil {
			t.In.floatsUnknown = map[string]bool{}
		}
		t.In.floatsUnknown[typ] = format == "unknown"
		return None, nil
	case "IEEE, big-endian":
		return Value{}, t.ValueErr("can only set %s format to 'unknown' or the detected platform value", typ)
	}
	return Value{}, t.ValueErr("__setformat__() argument 2 must be 'unknown', 'IEEE, little-endian' or 'IEEE, big-endian'")
}
