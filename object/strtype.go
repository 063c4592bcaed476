package object

import (
	"math"
	"strings"
	"unsafe"
)

// StrType is str.
var StrType = &Type{}

// StrIterType is the class of the iterators of texts.
var StrIterType = &Type{}

func strInit() {
	StrType.Define(TypeSpec{
		Name: "str",
		Doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n" +
			"The text of an object (its __str__, or else its repr), or the text that a buffer encodes.",
		Flags: FlagBase | FlagStr | FlagSelfMatch,
		Slots: Slots{
			New: strNew, Free: strFree,
			Repr: strRepr, Str: strStr, Hash: strHash,
			Compare: strCompare, Iter: strIter, Len: strLen, GetItem: strGetItem, Contains: strContains,
			Concat: (*Thread).StrConcat, Repeat: strRepeat,
			Binary: [NumBinary]func(*Thread, Value, Value) (Value, error){OpMod: strMod},
		},
		Layout: LayoutOf[Str](),
		Basic:  80,
		Build:  func() []Decl { return strDecls() },
	})
	StrIterType.Define(TypeSpec{
		Name:  "str_iterator",
		Flags: FlagGC | FlagNoClear | FlagNoNew,
		Slots: Slots{Iter: iterSelf, Next: strIterNext, Traverse: strIterTraverse, Clear: strIterClear},
		Build: func() []Decl {
			return []Decl{
				Method("__length_hint__()", "Private method returning an estimate of len(list(it)).", strIterLengthHint),
				Method("__reduce__()", "Return state information for pickling.", strIterReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", strIterSetState),
			}
		},
		Layout: LayoutOf[strIterator](),
		Basic:  32,
	})
}

var strNewSig = LazySignature{Text: "str(object='', encoding='utf-8', errors='strict')"}

func strNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ == StrType && len(a.KwNames()) == 0 && len(a.Pos) <= 1 {
		if len(a.Pos) == 0 {
			return t.In.emptyStr(), nil
		}
		return t.Str(a.Pos[0])
	}
	var out [3]Value
	done, err := t.BindArgs(strNewSig.Signature(), a, out[:])
	if err != nil {
		return Value{}, err
	}
	v, err := t.strFrom(out)
	done()
	if err != nil || typ == StrType {
		return v, err
	}
	x := New[Str](t, typ)
	s := as[Str](v)
	x.S, x.N, x.hash = s.S, s.N, s.hash
	t.Unref(v)
	return Obj(&x.Header), nil
}

func (t *Thread) strFrom(args [3]Value) (Value, error) {
	encoding, err := t.optionalStr("str", "encoding", args[1], "")
	if err != nil {
		return Value{}, err
	}
	errs, err := t.optionalStr("str", "errors", args[2], "")
	if err != nil {
		return Value{}, err
	}
	switch v := args[0]; {
	case v.IsNil():
		return t.In.emptyStr(), nil
	case args[1].IsNil() && args[2].IsNil():
		return t.Str(v)
	default:
		return t.decodeObject(v, encoding, errs)
	}
}

// optionalStr returns the text of an argument that must be a str if given. It also
// refuses surrogates and a null character, as CPython does for what it hands to C.
func (t *Thread) optionalStr(fn, arg string, v Value, dflt string) (string, error) {
	if v.IsNil() {
		return dflt, nil
	}
	if !v.IsStr() {
		return "", t.TypeErr("%s() argument '%s' must be str, not %s", fn, arg, argTypeName(v))
	}
	return t.cText(v)
}

// cText is the text of a str that CPython hands to C: it has no surrogates and no null.
func (t *Thread) cText(v Value) (string, error) {
	s := as[Str](v)
	if !s.ASCII() {
		if _, err := t.EncodeStr(s, "utf-8", "strict"); err != nil {
			return "", err
		}
	}
	if strings.IndexByte(s.S, 0) >= 0 {
		return "", t.ValueErr("embedded null character")
	}
	return s.S, nil
}

// argTypeName names v's type as the messages about wrong arguments do.
func argTypeName(v Value) string {
	if v == None {
		return "None"
	}
	return v.Type().FullName()
}

// ssizeArg is an optional argument that must be an int: __index__ as a Go int.
func (t *Thread) ssizeArg(v Value, dflt int) (int, error) {
	if v.IsNil() {
		return dflt, nil
	}
	return t.ssize(v)
}

// boundArg is a start or end argument of find and its like: clipped, None the default.
func (t *Thread) boundArg(v Value, dflt int) (int, error) {
	switch {
	case v.IsNil() || v == None:
		return dflt, nil
	case v.IsInt():
		return int(v.Int()), nil
	case v.Type().Index == nil:
		return 0, t.TypeErr("slice indices must be integers or None or have an __index__ method")
	}
	return t.AsIndex(v, nil)
}

// clampBounds makes start and end indices into a sequence of n items, as slices do.
func clampBounds(start, end, n int) (int, int) {
	if end > n {
		end = n
	} else if end < 0 {
		end = max(end+n, 0)
	}
	if start < 0 {
		start = max(start+n, 0)
	}
	return start, end
}

func strStr(t *Thread, v Value) (Value, error) {
	if v.Type() == StrType {
		return v.Ref(), nil
	}
	s := as[Str](v)
	return t.NewStrN(s.S, s.N), nil
}

func strRepr(t *Thread, v Value) (Value, error) {
	s := as[Str](v)
	if err := t.Grow(len(s.S)); err != nil {
		return Value{}, err
	}
	return t.NewStr(StrRepr(s.S)), nil
}

// StrRepr returns repr(s).
func StrRepr(s string) string { return string(appendStrRepr(make([]byte, 0, len(s)+2), s, false)) }

// ASCIIRepr returns ascii(s).
func ASCIIRepr(s string) string { return string(appendStrRepr(make([]byte, 0, len(s)+2), s, true)) }

func appendStrRepr(b []byte, s string, ascii bool) []byte {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	b = append(b, quote)
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x80 {
			r, n := DecodePoint(s[i:])
			if !ascii && IsPrintable(r) {
				b = append(b, s[i:i+n]...)
			} else {
				b = appendEscape(b, r)
			}
			i += n
			continue
		}
		i++
		switch {
		case c == quote || c == '\\':
			b = append(b, '\\', c)
		case c >= ' ' && c < 0x7F:
			b = append(b, c)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		default:
			b = appendEscape(b, rune(c))
		}
	}
	return append(b, quote)
}

const hexDigits = "0123456789abcdef"

// appendEscape appends \xNN, \uNNNN or \UNNNNNNNN.
func appendEscape(b []byte, r rune) []byte {
	n := 2
	switch {
	case r >= 0x10000:
		b = append(b, `\U`...)
		n = 8
	case r >= 0x100:
		b = append(b, `\u`...)
		n = 4
	default:
		b = append(b, `\x`...)
	}
	for n--; n >= 0; n-- {
		b = append(b, hexDigits[r>>(4*n)&0xF])
	}
	return b
}

// ASCII returns ascii(v).
func (t *Thread) ASCII(v Value) (Value, error) {
	r, err := t.Repr(v)
	if err != nil {
		return r, err
	}
	s := as[Str](r)
	if s.ASCII() {
		return r, nil
	}
	b := make([]byte, 0, len(s.S)+16)
	for i := 0; i < len(s.S); {
		c, n := DecodePoint(s.S[i:])
		if c < 0x80 {
			b = append(b, byte(c))
		} else {
			b = appendEscape(b, c)
		}
		i += n
	}
	t.Unref(r)
	return t.NewStr(string(b)), nil
}

func strHash(t *Thread, v Value) (int64, error) { return t.StrHash(as[Str](v)), nil }

func strLen(t *Thread, v Value) (int, error) { return as[Str](v).N, nil }

func strCompare(t *Thread, a, b Value, op int) (Value, error) {
	if a.O.Typ.Flags&b.O.Typ.Flags&FlagStr == 0 {
		return NotImplemented, nil
	}
	x, y := as[Str](a).S, as[Str](b).S
	switch op {
	case CmpEQ:
		return Bool(x == y), nil
	case CmpNE:
		return Bool(x != y), nil
	}
	return Bool(cmpHolds(op, strings.Compare(x, y))), nil
}

// cmpHolds reports whether a comparison holds for a three-way result.
func cmpHolds(op, c int) bool {
	switch op {
	case CmpLT:
		return c < 0
	case CmpLE:
		return c <= 0
	case CmpEQ:
		return c == 0
	case CmpNE:
		return c != 0
	case CmpGT:
		return c > 0
	}
	return c >= 0
}

// StrAt returns character i of a str, 0 ≤ i < N.
func (t *Thread) StrAt(s *Str, i int) Value {
	if s.N == len(s.S) {
		return t.charStr(rune(s.S[i]))
	}
	off := s.Offset(i)
	return t.newStrN(s.S[off:off+pointLen(s.S[off])], 1)
}

func strGetItem(t *Thread, v, key Value) (Value, error) {
	s := as[Str](v)
	i := 0
	switch {
	case key.IsInt():
		i = int(key.Int())
	case key.Type() == SliceType:
		start, _, step, n, err := t.SliceIndices(key, s.N)
		if err != nil {
			return Value{}, err
		}
		return t.strSliceStep(s, start, step, n), nil
	case key.Type().Index == nil:
		return Value{}, t.TypeErr("string indices must be integers")
	default:
		var err error
		if i, err = t.AsIndex(key, IndexError); err != nil {
			return Value{}, err
		}
	}
	if i < 0 {
		i += s.N
	}
	if i < 0 || i >= s.N {
		return Value{}, t.Raise(IndexError, "string index out of range")
	}
	return t.StrAt(s, i), nil
}

// strSliceStep returns the n characters start, start+step, ….
func (t *Thread) strSliceStep(s *Str, start, step, n int) Value {
	if step == 1 {
		return t.strSlice(s, start, start+n)
	}
	if n <= 0 {
		return t.In.emptyStr()
	}
	if s.ASCII() {
		b := make([]byte, n)
		for k := range b {
			b[k] = s.S[start]
			start += step
		}
		return t.newStrN(bytesToString(b), n)
	}
	b := make([]byte, 0, 2*n)
	for ; n > 0; n-- {
		off := s.Offset(start)
		b = append(b, s.S[off:off+pointLen(s.S[off])]...)
		start += step
	}
	return t.NewStr(bytesToString(b))
}

// bytesToString returns b as a string without copying: b must never change again.
func bytesToString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// stringBytes returns the bytes of s, which must not be changed.
func stringBytes(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func strContains(t *Thread, v, x Value) (bool, error) {
	sub, ok := AsStr(x)
	if !ok {
		return false, t.TypeErr("'in <string>' requires string as left operand, not %s", x.Type().FullName())
	}
	return strings.Contains(as[Str](v).S, sub.S), nil
}

// StrConcat returns a + b for a str a.
func (t *Thread) StrConcat(a, b Value) (Value, error) {
	x := as[Str](a)
	y, ok := AsStr(b)
	if !ok {
		return Value{}, t.TypeErr("can only concatenate str (not \"%s\") to str", b.Type().FullName())
	}
	switch {
	case x.N == 0:
		return strStr(t, b)
	case y.N == 0:
		return strStr(t, a)
	}
	if len(x.S)+len(y.S) >= 1<<20 {
		if err := t.Grow(len(x.S) + len(y.S)); err != nil {
			return Value{}, err
		}
	}
	return t.newStrN(x.S+y.S, x.N+y.N), nil
}

// StrAppend returns a + b, appending in place when nobody else knows a. It takes the
// reference to a, also when it fails.
func (t *Thread) StrAppend(a, b Value) (Value, error) {
	x := as[Str](a)
	if a.O.RC != 1 || a.O.Typ != StrType || b.O.Typ != StrType {
		r, err := t.StrConcat(a, b)
		t.Unref(a)
		return r, err
	}
	y := as[Str](b)
	n := len(y.S)
	if n == 0 {
		return a, nil
	}
	if n <= x.spare() {
		// The spare bytes belong to this str alone: no other string reaches them.
		p := unsafe.StringData(x.S)
		copy(unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(p), len(x.S))), n), y.S)
		x.S = unsafe.String(p, len(x.S)+n)
		x.setSpare(x.spare() - n)
	} else if err := t.strGrow(x, y.S); err != nil {
		t.Unref(a)
		return Value{}, err
	}
	x.N += y.N
	x.index, x.hash = nil, 0
	t.In.Bytes += int64(n)
	return a, nil
}

// strGrow appends s to x in fresh memory with room for more.
func (t *Thread) strGrow(x *Str, s string) error {
	n := len(x.S) + len(s)
	if n >= 1<<16 {
		if err := t.Grow(n); err != nil {
			return err
		}
	}
	room := n + 16
	if n > 1<<20 {
		room = n / 4
	}
	b := make([]byte, 0, n+room)
	b = append(append(b, x.S...), s...)
	x.S = bytesToString(b)
	x.setSpare(min(cap(b)-n, maxSpare))
	return nil
}

func strRepeat(t *Thread, a, n Value) (Value, error) {
	k, err := repeatCount(t, n)
	if err != nil {
		return Value{}, err
	}
	s := as[Str](a)
	switch {
	case k <= 0 || s.N == 0:
		return t.In.emptyStr(), nil
	case k == 1:
		return strStr(t, a)
	case k > math.MaxInt/s.N:
		return Value{}, t.Raise(OverflowError, "repeated string is too long")
	case k > math.MaxInt/len(s.S):
		return Value{}, t.RaiseArgs(MemoryError)
	}
	if err := t.Grow(k * len(s.S)); err != nil {
		return Value{}, err
	}
	if k*len(s.S) < fillPart {
		return t.newStrN(strings.Repeat(s.S, k), k*s.N), nil
	}
	b := make([]byte, k*len(s.S))
	if err := fill(t, b, copy(b, s.S)); err != nil {
		return Value{}, err
	}
	return t.newStrN(bytesToString(b), k*s.N), nil
}

// A strIterator iterates over a str; s is absent once it is exhausted.
type strIterator struct {
	Header
	s   Value // owned *Str
	off int   // byte offset of the next character
}

func strIter(t *Thread, v Value) (Value, error) {
	it := New[strIterator](t, StrIterType)
	it.s = v.Ref()
	return Obj(&it.Header), nil
}

func strIterNext(t *Thread, v Value) (Value, error) {
	it := as[strIterator](v)
	if it.s.IsNil() {
		return Value{}, nil
	}
	s := as[Str](it.s)
	if it.off >= len(s.S) {
		old := it.s
		it.s = Value{}
		t.Unref(old)
		return Value{}, nil
	}
	c := s.S[it.off]
	if c < 0x80 {
		it.off++
		return t.charStr(rune(c)), nil
	}
	off := it.off
	it.off += pointLen(c)
	return t.newStrN(s.S[off:it.off], 1), nil
}

func strIterTraverse(o *Header, visit func(Value)) {
	if it := (*strIterator)(unsafe.Pointer(o)); !it.s.IsNil() {
		visit(it.s)
	}
}

func strIterClear(t *Thread, o *Header) {
	it := (*strIterator)(unsafe.Pointer(o))
	old := it.s
	it.s = Value{}
	t.XUnref(old)
}

func strIterLengthHint(t *Thread, v Value, _ []Value) (Value, error) {
	it := as[strIterator](v)
	if it.s.IsNil() {
		return Int(0), nil
	}
	return Int(int64(countPoints(as[Str](it.s).S[it.off:]))), nil
}

func strIterReduce(t *Thread, v Value, _ []Value) (Value, error) {
	return t.reduceState("iter", func() (Value, int) {
		it := as[strIterator](v)
		if it.s.IsNil() {
			return t.In.emptyStr(), -1
		}
		return it.s.Ref(), as[Str](it.s).point(it.off)
	})
}

func strIterSetState(t *Thread, v Value, args []Value) (Value, error) {
	it := as[strIterator](v)
	i, err := t.stateArg(args[0])
	if err != nil {
		return Value{}, err
	}
	if !it.s.IsNil() {
		s := as[Str](it.s)
		it.off = s.Offset(min(max(i, 0), s.N))
	}
	return None, nil
}
