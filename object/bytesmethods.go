package object

import (
	"bytes"
	"math"
	"strings"
)

// bytesMethods declares what bytes and bytearray have in common.
func bytesMethods(typ string) []Decl {
	return []Decl{
		Method("capitalize()", "Return a copy with a capital first letter and the rest lower case.", bytesCapitalize),
		Method("center(width, fillchar=b' ', /)", "Return a centered copy of the given width.", bytesCenter),
		RawMethod("count", "B.count(sub[, start[, end]]) -> int\n\nCount the occurrences of sub that do not overlap.", bytesCount),
		Method("decode(encoding='utf-8', errors='strict')", "Return the str that the bytes encode.", bytesDecode),
		RawMethod("endswith", "B.endswith(suffix[, start[, end]]) -> bool\n\nsuffix can be a tuple of bytes.", bytesEndswith),
		Method("expandtabs(tabsize=8)", "Return a copy with tabs replaced by spaces.", bytesExpandtabs),
		RawMethod("find", "B.find(sub[, start[, end]]) -> int\n\nReturn the lowest index of sub, -1 if there is none.", bytesFind),
		ClassMethod("fromhex(string, /)", "Make an object of the bytes that hexadecimal digits stand for.", bytesFromhex),
		Method("hex(sep=<unrepresentable>, bytes_per_sep=1)", "Return the bytes as hexadecimal digits. sep, one character, stands between the bytes,\nor between groups of bytes_per_sep of them, counted from the right or, if it is negative,\nfrom the left.\n\n    >>> "+typ+"(b'abc').hex('-', 2)\n    '61-6263'", bytesHex),
		RawMethod("index", "B.index(sub[, start[, end]]) -> int\n\nReturn the lowest index of sub; ValueError if there is none.", bytesIndex),
		bytesPredicate("isalnum", "Tell whether all bytes are ASCII letters or digits.", allBytes(isAlnumByte)),
		bytesPredicate("isalpha", "Tell whether all bytes are ASCII letters.", allBytes(isAlphaByte)),
		bytesPredicate("isascii", "Tell whether all bytes are ASCII.", func(b []byte) bool { return isASCII(bytesToString(b)) }),
		bytesPredicate("isdigit", "Tell whether all bytes are ASCII digits.", allBytes(isDigitByte)),
		bytesPredicate("islower", "Tell whether the letters are lower case, of which there is one at least.", bytesIsLower),
		bytesPredicate("isspace", "Tell whether all bytes are ASCII whitespace.", allBytes(isSpaceByte)),
		bytesPredicate("istitle", "Tell whether the bytes are in title case.", bytesIsTitle),
		bytesPredicate("isupper", "Tell whether the letters are upper case, of which there is one at least.", bytesIsUpper),
		Method("join(iterable_of_bytes, /)", "Concatenate bytes-like objects, with this one between them.", bytesJoin),
		Method("ljust(width, fillchar=b' ', /)", "Return a left-justified copy of the given width.", bytesLjust),
		Method("lower()", "Return a copy with ASCII letters in lower case.", bytesLower),
		Method("lstrip(bytes=None, /)", "Return a copy without leading whitespace, or without leading bytes.", bytesLstrip),
		StaticMethod("maketrans(frm, to, /)", "Return a table for translate().", bytesMaketrans),
		Method("partition(sep, /)", "Cut at the first sep: (before, sep, after).", bytesPartition),
		Method("replace(old, new, count=-1, /)", "Return a copy with occurrences of old replaced by new.", bytesReplace),
		Method("removeprefix(prefix, /)", "Return a copy without the prefix if it is there.", bytesRemoveprefix),
		Method("removesuffix(suffix, /)", "Return a copy without the suffix if it is there.", bytesRemovesuffix),
		RawMethod("rfind", "B.rfind(sub[, start[, end]]) -> int\n\nReturn the highest index of sub, -1 if there is none.", bytesRfind),
		RawMethod("rindex", "B.rindex(sub[, start[, end]]) -> int\n\nReturn the highest index of sub; ValueError if there is none.", bytesRindex),
		Method("rjust(width, fillchar=b' ', /)", "Return a right-justified copy of the given width.", bytesRjust),
		Method("rpartition(sep, /)", "Cut at the last sep: (before, sep, after).", bytesRpartition),
		Method("rsplit(sep=None, maxsplit=-1)", "Split from the end.", bytesRsplit),
		Method("rstrip(bytes=None, /)", "Return a copy without trailing whitespace, or without trailing bytes.", bytesRstrip),
		Method("split(sep=None, maxsplit=-1)", "Return the list of the parts between separators.", bytesSplit),
		Method("splitlines(keepends=False)", "Return the list of the lines.", bytesSplitlines),
		RawMethod("startswith", "B.startswith(prefix[, start[, end]]) -> bool\n\nprefix can be a tuple of bytes.", bytesStartswith),
		Method("strip(bytes=None, /)", "Return a copy without whitespace at both ends, or without bytes there.", bytesStrip),
		Method("swapcase()", "Return a copy with upper and lower case exchanged.", bytesSwapcase),
		Method("title()", "Return a copy in which every word begins with a capital letter.", bytesTitle),
		Method("translate(table, /, delete=b'')", "Delete bytes and map the others through a table of 256.", bytesTranslate),
		Method("upper()", "Return a copy with ASCII letters in upper case.", bytesUpper),
		Method("zfill(width, /)", "Pad with zeros on the left, behind a sign.", bytesZfill),
	}
}

func bytesPredicate(name, doc string, f func(b []byte) bool) Decl {
	return Method(name+"()", doc, func(_ *Thread, self Value, _ []Value) (Value, error) {
		return Bool(f(selfBytes(self))), nil
	})
}

func allBytes(is func(c byte) bool) func(b []byte) bool {
	return func(b []byte) bool {
		for _, c := range b {
			if !is(c) {
				return false
			}
		}
		return len(b) > 0
	}
}

func isUpperByte(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLowerByte(c byte) bool { return c >= 'a' && c <= 'z' }
func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }
func isAlphaByte(c byte) bool { return isUpperByte(c) || isLowerByte(c) }
func isAlnumByte(c byte) bool { return isAlphaByte(c) || isDigitByte(c) }
func isSpaceByte(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func bytesIsLower(b []byte) bool { return bytesIsCase(b, isLowerByte, isUpperByte) }
func bytesIsUpper(b []byte) bool { return bytesIsCase(b, isUpperByte, isLowerByte) }

func bytesIsCase(b []byte, want, not func(c byte) bool) bool {
	cased := false
	for _, c := range b {
		if not(c) {
			return false
		}
		cased = cased || want(c)
	}
	return cased
}

func bytesIsTitle(b []byte) bool {
	cased, previous := false, false
	for _, c := range b {
		switch {
		case isUpperByte(c):
			if previous {
				return false
			}
			cased, previous = true, true
		case isLowerByte(c):
			if !previous {
				return false
			}
			cased = true
		default:
			previous = false
		}
	}
	return cased
}

// bytesLike returns b, given, as an object of self's built-in class.
func (t *Thread) bytesLike(self Value, b []byte) Value {
	if self.Type().Flags&FlagBytes != 0 {
		return t.NewBytes(b)
	}
	return t.NewByteArray(b)
}

// part is bytesLike for a part of self's bytes, whose memory only a bytes shares.
func (t *Thread) part(self Value, b []byte) Value {
	if self.Type().Flags&FlagBytes != 0 {
		return t.NewBytes(b[:len(b):len(b)])
	}
	return t.NewByteArray(bytes.Clone(b))
}

// bytesWhole returns self if it is an exact bytes, or else a copy.
func (t *Thread) bytesWhole(self Value) Value {
	if self.Type() == BytesType {
		return self.Ref()
	}
	return t.part(self, selfBytes(self))
}

// mapBytes makes a copy of self with f applied to each byte and whether the one before is a letter.
func (t *Thread) mapBytes(self Value, f func(c byte, afterLetter bool, i int) byte) (Value, error) {
	b := selfBytes(self)
	if err := t.Grow(len(b)); err != nil {
		return Value{}, err
	}
	out := make([]byte, len(b))
	letter := false
	for i, c := range b {
		out[i] = f(c, letter, i)
		letter = isAlphaByte(c)
	}
	return t.bytesLike(self, out), nil
}

func upperByte(c byte) byte {
	if isLowerByte(c) {
		return c - 32
	}
	return c
}

func lowerByte(c byte) byte {
	if isUpperByte(c) {
		return c + 32
	}
	return c
}

// changedBytes makes a copy of self that f changes.
func (t *Thread) changedBytes(self Value, f func(b []byte)) (Value, error) {
	b := selfBytes(self)
	if err := t.Grow(len(b)); err != nil {
		return Value{}, err
	}
	b = append([]byte(nil), b...)
	f(b)
	return t.bytesLike(self, b), nil
}

func bytesUpper(t *Thread, self Value, _ []Value) (Value, error) {
	return t.changedBytes(self, toUpperASCII)
}

func bytesLower(t *Thread, self Value, _ []Value) (Value, error) {
	return t.changedBytes(self, toLowerASCII)
}

func bytesSwapcase(t *Thread, self Value, _ []Value) (Value, error) {
	return t.mapBytes(self, func(c byte, _ bool, _ int) byte {
		if isAlphaByte(c) {
			return c ^ 32
		}
		return c
	})
}

func bytesTitle(t *Thread, self Value, _ []Value) (Value, error) {
	return t.mapBytes(self, func(c byte, letter bool, _ int) byte {
		if letter {
			return lowerByte(c)
		}
		return upperByte(c)
	})
}

func bytesCapitalize(t *Thread, self Value, _ []Value) (Value, error) {
	return t.mapBytes(self, func(c byte, _ bool, i int) byte {
		if i > 0 {
			return lowerByte(c)
		}
		return upperByte(c)
	})
}

// bytesSub is the text that find and its like look for.
func (t *Thread) bytesSub(x Value) (sub []byte, release func(), err error) {
	if IsBuffer(x) {
		return t.BufferOf(x)
	}
	if x.Type().Index == nil {
		return nil, nil, t.TypeErr("argument should be integer or bytes-like object, not '%s'", x.Type().FullName())
	}
	c, err := t.byteArg(x, byteRange)
	return []byte{c}, nothing, err
}

// bytesSearch finds or counts in the part of self that the arguments choose. f gets
// that part; the result is -1 where it does not exist.
func (t *Thread) bytesSearch(name string, self Value, a Args, f func(b, sub []byte) int) (int, error) {
	x, start, end, err := t.findArgs(name, a)
	if err != nil {
		return 0, err
	}
	sub, release, err := t.bytesSub(x)
	if err != nil {
		return 0, err
	}
	defer release()
	b := selfBytes(self)
	start, end = clampBounds(start, end, len(b))
	if start > end {
		return -1, nil
	}
	i := f(b[start:end], sub)
	if i >= 0 {
		i += start
	}
	return i, nil
}

func bytesFind(t *Thread, self Value, a Args) (Value, error) {
	i, err := t.bytesSearch("find", self, a, bytes.Index)
	return Int(int64(i)), err
}

func bytesRfind(t *Thread, self Value, a Args) (Value, error) {
	i, err := t.bytesSearch("rfind", self, a, bytes.LastIndex)
	return Int(int64(i)), err
}

func bytesIndex(t *Thread, self Value, a Args) (Value, error) {
	i, err := t.bytesSearch("index", self, a, bytes.Index)
	return bytesFound(t, i, err)
}

func bytesRindex(t *Thread, self Value, a Args) (Value, error) {
	i, err := t.bytesSearch("rindex", self, a, bytes.LastIndex)
	return bytesFound(t, i, err)
}

func bytesFound(t *Thread, i int, err error) (Value, error) {
	if err == nil && i < 0 {
		err = t.ValueErr("subsection not found")
	}
	return Int(int64(i)), err
}

func bytesCount(t *Thread, self Value, a Args) (Value, error) {
	n := 0
	_, err := t.bytesSearch("count", self, a, func(b, sub []byte) int {
		if len(sub) == 0 {
			n = len(b) + 1
		} else {
			n = bytes.Count(b, sub)
		}
		return 0
	})
	return Int(int64(n)), err
}

func bytesStartswith(t *Thread, self Value, a Args) (Value, error) {
	return t.bytesTail("startswith", self, a, bytes.HasPrefix)
}

func bytesEndswith(t *Thread, self Value, a Args) (Value, error) {
	return t.bytesTail("endswith", self, a, bytes.HasSuffix)
}

func (t *Thread) bytesTail(name string, self Value, a Args, has func(b, x []byte) bool) (Value, error) {
	x, start, end, err := t.findArgs(name, a)
	if err != nil {
		return Value{}, err
	}
	test := func(x Value) (bool, error) {
		sub, release, err := t.BufferOf(x)
		if err != nil {
			return false, err
		}
		defer release()
		b := selfBytes(self)
		lo, hi := clampBounds(start, end, len(b))
		return lo <= hi && has(b[lo:hi], sub), nil
	}
	if tup, ok := AsTuple(x); ok {
		for _, item := range tup.Items {
			if ok, err := test(item); ok || err != nil {
				return True, err
			}
		}
		return False, nil
	}
	ok, err := test(x)
	if err != nil && t.ErrIs(err, TypeError) {
		t.Discard(err)
		err = t.TypeErr("%s first arg must be bytes or a tuple of bytes, not %s", name, x.Type().FullName())
	}
	return Bool(ok), err
}

func bytesDecode(t *Thread, self Value, args []Value) (Value, error) {
	encoding, err := t.optionalStr("decode", "encoding", args[0], "utf-8")
	if err != nil {
		return Value{}, err
	}
	errs, err := t.optionalStr("decode", "errors", args[1], "strict")
	if err != nil {
		return Value{}, err
	}
	return t.decodeObject(self, encoding, errs)
}

// bytesFill unpacks the arguments of center and its like.
func (t *Thread) bytesFill(fn string, args []Value) (width int, fill byte, err error) {
	if width, err = t.ssizeArg(args[0], 0); err != nil {
		return
	}
	v := args[1]
	if v.IsNil() {
		return width, ' ', nil
	}
	if v.Type().Flags&FlagBytes != 0 || v.Type().IsSubtype(ByteArrayType) {
		if b := selfBytes(v); len(b) == 1 {
			return width, b[0], nil
		}
	}
	return 0, 0, t.TypeErr("%s() argument 2 must be a byte string of length 1, not %s", fn, argTypeName(v))
}

func (t *Thread) bytesPad(self Value, left, right int, fill byte) (Value, error) {
	b := selfBytes(self)
	if left <= 0 && right <= 0 {
		return t.bytesWhole(self), nil
	}
	if left+right < 0 || left+right > math.MaxInt-len(b) {
		return Value{}, t.RaiseArgs(MemoryError)
	}
	if err := t.Grow(left + right + len(b)); err != nil {
		return Value{}, err
	}
	out := make([]byte, 0, left+right+len(b))
	out = append(appendFill(out, fill, left), b...)
	return t.bytesLike(self, appendFill(out, fill, right)), nil
}

func bytesCenter(t *Thread, self Value, args []Value) (Value, error) {
	width, fill, err := t.bytesFill("center", args)
	if err != nil {
		return Value{}, err
	}
	room := max(width-len(selfBytes(self)), 0)
	left := room/2 + room&width&1
	return t.bytesPad(self, left, room-left, fill)
}

func bytesLjust(t *Thread, self Value, args []Value) (Value, error) {
	width, fill, err := t.bytesFill("ljust", args)
	if err != nil {
		return Value{}, err
	}
	return t.bytesPad(self, 0, width-len(selfBytes(self)), fill)
}

func bytesRjust(t *Thread, self Value, args []Value) (Value, error) {
	width, fill, err := t.bytesFill("rjust", args)
	if err != nil {
		return Value{}, err
	}
	return t.bytesPad(self, width-len(selfBytes(self)), 0, fill)
}

func bytesZfill(t *Thread, self Value, args []Value) (Value, error) {
	width, err := t.ssizeArg(args[0], 0)
	if err != nil {
		return Value{}, err
	}
	b := selfBytes(self)
	n := width - len(b)
	if n <= 0 {
		return t.bytesWhole(self), nil
	}
	r, err := t.bytesPad(self, n, 0, '0')
	if err == nil && len(b) > 0 && (b[0] == '+' || b[0] == '-') {
		out := selfBytes(r) // not visible to anybody yet
		out[0], out[n] = b[0], '0'
	}
	return r, err
}

func bytesStrip(t *Thread, self Value, args []Value) (Value, error) {
	return t.bytesStripped(self, args[0], true, true)
}

func bytesLstrip(t *Thread, self Value, args []Value) (Value, error) {
	return t.bytesStripped(self, args[0], true, false)
}

func bytesRstrip(t *Thread, self Value, args []Value) (Value, error) {
	return t.bytesStripped(self, args[0], false, true)
}

func (t *Thread) bytesStripped(self, chars Value, left, right bool) (Value, error) {
	var in [256]bool
	if chars.IsNil() || chars == None {
		for c := range in {
			in[c] = isSpaceByte(byte(c))
		}
	} else {
		set, release, err := t.BufferOf(chars)
		if err != nil {
			return Value{}, err
		}
		for _, c := range set {
			in[c] = true
		}
		release()
	}
	b := selfBytes(self)
	i, j := 0, len(b)
	for left && i < j && in[b[i]] {
		i++
	}
	for right && j > i && in[b[j-1]] {
		j--
	}
	if j-i == len(b) {
		return t.bytesWhole(self), nil
	}
	return t.part(self, b[i:j]), nil
}

func bytesExpandtabs(t *Thread, self Value, args []Value) (Value, error) {
	size, err := t.intArg(args[0], 8)
	if err != nil {
		return Value{}, err
	}
	b := selfBytes(self)
	total := len(b)
	if tabs := bytes.Count(b, []byte{'\t'}); size > 0 {
		if tabs > (math.MaxInt-total)/size {
			return Value{}, t.Raise(OverflowError, "result too long")
		}
		total += tabs * size
	}
	if err := t.Grow(total); err != nil {
		return Value{}, err
	}
	out := make([]byte, 0, len(b))
	column := 0
	for _, c := range b {
		if c == '\t' {
			if size > 0 {
				n := size - column%size
				column += n
				out = appendFill(out, ' ', n)
			}
			continue
		}
		out = append(out, c)
		column++
		if c == '\n' || c == '\r' {
			column = 0
		}
	}
	return t.bytesLike(self, out), nil
}

func bytesRemoveprefix(t *Thread, self Value, args []Value) (Value, error) {
	return t.bytesRemove(self, args[0], bytes.HasPrefix, true)
}

func bytesRemovesuffix(t *Thread, self Value, args []Value) (Value, error) {
	return t.bytesRemove(self, args[0], bytes.HasSuffix, false)
}

func (t *Thread) bytesRemove(self, x Value, has func(b, x []byte) bool, prefix bool) (Value, error) {
	sub, release, err := t.BufferOf(x)
	if err != nil {
		return Value{}, err
	}
	defer release()
	b := selfBytes(self)
	switch {
	case len(sub) == 0 || !has(b, sub):
		return t.bytesWhole(self), nil
	case prefix:
		return t.part(self, b[len(sub):]), nil
	}
	return t.part(self, b[:len(b)-len(sub)]), nil
}

func bytesReplace(t *Thread, self Value, args []Value) (Value, error) {
	from, release, err := t.BufferOf(args[0])
	if err != nil {
		return Value{}, err
	}
	defer release()
	to, release2, err := t.BufferOf(args[1])
	if err != nil {
		return Value{}, err
	}
	defer release2()
	count, err := t.ssizeArg(args[2], -1)
	if err != nil {
		return Value{}, err
	}
	if count < 0 {
		count = maxItems
	}
	b := selfBytes(self)
	n := len(b) + 1
	if len(from) > 0 {
		n = bytes.Count(b, from)
	}
	n = min(n, count)
	if n == 0 {
		return t.bytesWhole(self), nil
	}
	if len(to) > 0 && n > (math.MaxInt-len(b))/len(to) {
		return Value{}, t.Raise(OverflowError, "replace bytes is too long")
	}
	if err := t.Grow(len(b) + n*(len(to)-len(from))); err != nil {
		return Value{}, err
	}
	if len(from) == 0 {
		out := make([]byte, 0, len(b)+n*len(to))
		for i := 0; i < n; i++ {
			out = append(out, to...)
			if i < len(b) {
				out = append(out, b[i])
			}
		}
		if n < len(b) {
			out = append(out, b[n:]...)
		}
		return t.bytesLike(self, out), nil
	}
	return t.bytesLike(self, bytes.Replace(b, from, to, n)), nil
}

func bytesMaketrans(t *Thread, _ Value, args []Value) (Value, error) {
	from, release, err := t.BufferOf(args[0])
	if err != nil {
		return Value{}, err
	}
	defer release()
	to, release2, err := t.BufferOf(args[1])
	if err != nil {
		return Value{}, err
	}
	defer release2()
	if len(from) != len(to) {
		return Value{}, t.ValueErr("maketrans arguments must have same length")
	}
	table := make([]byte, 256)
	for i := range table {
		table[i] = byte(i)
	}
	for i, c := range from {
		table[c] = to[i]
	}
	return t.NewBytes(table), nil
}

func bytesTranslate(t *Thread, self Value, args []Value) (Value, error) {
	var table []byte
	if args[0] != None {
		b, release, err := t.BufferOf(args[0])
		if err != nil {
			return Value{}, err
		}
		defer release()
		if len(b) != 256 {
			return Value{}, t.ValueErr("translation table must be 256 characters long")
		}
		table = b
	}
	var gone [256]bool
	if !args[1].IsNil() {
		b, release, err := t.BufferOf(args[1])
		if err != nil {
			return Value{}, err
		}
		for _, c := range b {
			gone[c] = true
		}
		release()
	}
	b := selfBytes(self)
	if err := t.Grow(len(b)); err != nil {
		return Value{}, err
	}
	out := make([]byte, 0, len(b))
	for _, c := range b {
		if gone[c] {
			continue
		}
		if table != nil {
			c = table[c]
		}
		out = append(out, c)
	}
	if bytes.Equal(out, b) {
		return t.bytesWhole(self), nil
	}
	return t.bytesLike(self, out), nil
}

func bytesFromhex(t *Thread, cls Value, args []Value) (Value, error) {
	s, err := t.textArg("fromhex", 0, args[0])
	if err != nil {
		return Value{}, err
	}
	b, err := t.parseHex(s.S)
	if err != nil {
		return Value{}, err
	}
	typ := asType(cls)
	switch typ {
	case BytesType:
		return t.NewBytes(b), nil
	case ByteArrayType:
		return t.NewByteArray(b), nil
	}
	var arg Value
	if typ.IsSubtype(BytesType) {
		arg = t.NewBytes(b)
	} else {
		arg = t.NewByteArray(b)
	}
	r, err := t.Call(cls, arg)
	t.Unref(arg)
	return r, err
}

func (t *Thread) parseHex(s string) ([]byte, error) {
	out := make([]byte, 0, len(s)/2)
	bad := func(i int) error {
		for j := 0; j < len(s); j++ {
			if s[j] > 0x7F {
				i = j // CPython looks at ASCII only
				break
			}
		}
		return t.ValueErr("non-hexadecimal number found in fromhex() arg at position %d", countPoints(s[:i]))
	}
	for i := 0; i < len(s); i++ {
		if isSpaceByte(s[i]) {
			continue
		}
		hi := strings.IndexByte(hexDigits, lowerByte(s[i]))
		if hi < 0 {
			return nil, bad(i)
		}
		i++
		if i >= len(s) {
			return nil, bad(i)
		}
		lo := strings.IndexByte(hexDigits, lowerByte(s[i]))
		if lo < 0 {
			return nil, bad(i)
		}
		out = append(out, byte(hi<<4|lo))
	}
	return out, nil
}

func bytesHex(t *Thread, self Value, args []Value) (Value, error) {
	return t.hexOf(selfBytes(self), args)
}

// hexOf is the hex method of b with its arguments sep and bytes_per_sep.
func (t *Thread) hexOf(b []byte, args []Value) (Value, error) {
	group, err := t.intArg(args[1], 1)
	if err != nil {
		return Value{}, err
	}
	sep := byte(0)
	if args[0].IsNil() {
		group = 0
	} else {
		n, err := t.Len(args[0])
		if err != nil {
			return Value{}, err
		}
		if n != 1 {
			return Value{}, t.ValueErr("sep must be length 1.")
		}
		if s, ok := AsStr(args[0]); ok {
			sep = s.S[0]
		} else if x, ok := AsBytes(args[0]); ok {
			sep = x.B[0]
		} else {
			return Value{}, t.TypeErr("sep must be str or bytes.")
		}
		if sep >= 0x80 {
			return Value{}, t.ValueErr("sep must be ASCII.")
		}
	}
	if err := t.Grow(3 * len(b)); err != nil {
		return Value{}, err
	}
	return t.NewStr(hexText(b, sep, group)), nil
}
