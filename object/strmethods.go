package object

import (
	"math"
	"slices"
	"strings"
)

func strDecls() []Decl {
	return []Decl{
		Method("encode(encoding='utf-8', errors='strict')", "Return the bytes that encode the str.", strEncode),
		Method("replace(old, new, count=-1, /)", "Return a copy with occurrences of old replaced by new.", strReplace),
		Method("split(sep=None, maxsplit=-1)", "Return the list of the words between separators.", strSplit),
		Method("rsplit(sep=None, maxsplit=-1)", "Split from the end.", strRsplit),
		Method("join(iterable, /)", "Concatenate strs, with this one between them.", strJoin),
		Method("capitalize()", "Return a copy with an upper-case first letter and the rest lower case.", strCapitalize),
		Method("casefold()", "Return a copy for comparison without regard to case.", strCasefold),
		Method("title()", "Return a copy in which every word begins with an upper-case letter.", strTitle),
		Method("center(width, fillchar=' ', /)", "Return a centered copy of the given width.", strCenter),
		RawMethod("count", "S.count(sub[, start[, end]]) -> int\n\nCount the occurrences of sub that do not overlap.", strCount),
		Method("expandtabs(tabsize=8)", "Return a copy with tabs replaced by spaces.", strExpandtabs),
		RawMethod("find", "S.find(sub[, start[, end]]) -> int\n\nReturn the lowest index of sub, -1 if there is none.", strFind),
		Method("partition(sep, /)", "Cut at the first sep: (before, sep, after).", strPartition),
		RawMethod("index", "S.index(sub[, start[, end]]) -> int\n\nReturn the lowest index of sub; ValueError if there is none.", strIndex),
		Method("ljust(width, fillchar=' ', /)", "Return a left-justified copy of the given width.", strLjust),
		Method("lower()", "Return a lower-case copy.", strLower),
		Method("lstrip(chars=None, /)", "Return a copy without leading whitespace, or without leading chars.", strLstrip),
		RawMethod("rfind", "S.rfind(sub[, start[, end]]) -> int\n\nReturn the highest index of sub, -1 if there is none.", strRfind),
		RawMethod("rindex", "S.rindex(sub[, start[, end]]) -> int\n\nReturn the highest index of sub; ValueError if there is none.", strRindex),
		Method("rjust(width, fillchar=' ', /)", "Return a right-justified copy of the given width.", strRjust),
		Method("rstrip(chars=None, /)", "Return a copy without trailing whitespace, or without trailing chars.", strRstrip),
		Method("rpartition(sep, /)", "Cut at the last sep: (before, sep, after).", strRpartition),
		Method("splitlines(keepends=False)", "Return the list of the lines.", strSplitlines),
		Method("strip(chars=None, /)", "Return a copy without whitespace at both ends, or without chars there.", strStrip),
		Method("swapcase()", "Return a copy with upper and lower case exchanged.", strSwapcase),
		Method("translate(table, /)", "Replace each character as table says, which is indexed by ordinals.", strTranslate),
		Method("upper()", "Return an upper-case copy.", strUpper),
		RawMethod("startswith", "S.startswith(prefix[, start[, end]]) -> bool\n\nprefix can be a tuple of strs.", strStartswith),
		RawMethod("endswith", "S.endswith(suffix[, start[, end]]) -> bool\n\nsuffix can be a tuple of strs.", strEndswith),
		Method("removeprefix(prefix, /)", "Return a copy without the prefix if it is there.", strRemoveprefix),
		Method("removesuffix(suffix, /)", "Return a copy without the suffix if it is there.", strRemovesuffix),
		Method("isascii()", "Tell whether all characters are ASCII.", strIsASCII),
		strPredicate("islower", "Tell whether the cased characters are lower case, of which there is one at least.", strIsLower),
		strPredicate("isupper", "Tell whether the cased characters are upper case, of which there is one at least.", strIsUpper),
		strPredicate("istitle", "Tell whether the str is in title case.", strIsTitle),
		strPredicate("isspace", "Tell whether all characters are whitespace.", allPoints(clsSpace)),
		strPredicate("isdecimal", "Tell whether all characters are decimal digits.", allPoints(clsDecimal)),
		strPredicate("isdigit", "Tell whether all characters are digits.", allPoints(clsDigit)),
		strPredicate("isnumeric", "Tell whether all characters are numeric.", allPoints(clsNumeric)),
		strPredicate("isalpha", "Tell whether all characters are letters.", allPoints(clsAlpha)),
		strPredicate("isalnum", "Tell whether all characters are letters or numeric.", allPoints(clsAlnum)),
		strPredicate("isidentifier", "Tell whether the str is an identifier.", IsIdentifier),
		strPredicate("isprintable", "Tell whether repr shows all characters as they are.", strIsPrintable),
		Method("zfill(width, /)", "Pad with zeros on the left, behind a sign.", strZfill),
		RawMethod("format", "S.format(*args, **kwargs) -> str\n\nReplace the fields in braces by the arguments.", strFormatMethod),
		RawMethod("format_map", "S.format_map(mapping) -> str\n\nReplace the fields in braces by values of the mapping.", strFormatMap),
		Method("__format__(format_spec, /)", "Return the str formatted as format_spec says.", strFormatSlot),
		StaticMethod("maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)", "Return a table for str.translate().", strMaketrans),
		Method("__sizeof__()", "Return the size of the str in memory, in bytes.", strSizeof),
		Method("__getnewargs__()", "Return the arguments for pickling.", strGetnewargs),
	}
}

// strPredicate declares a method that asks something of the whole text.
func strPredicate(name, doc string, f func(s string) bool) Decl {
	return Method(name+"()", doc, func(_ *Thread, self Value, _ []Value) (Value, error) {
		return Bool(f(as[Str](self).S)), nil
	})
}

func strIsASCII(_ *Thread, self Value, _ []Value) (Value, error) {
	return Bool(as[Str](self).ASCII()), nil
}

// allPoints reports whether all characters have one of the class bits, and there are any.
func allPoints(bits uint16) func(s string) bool {
	return func(s string) bool {
		for i := 0; i < len(s); {
			r, n := rune(s[i]), 1
			if r >= 0x80 {
				r, n = DecodePoint(s[i:])
			}
			if class(r)&bits == 0 {
				return false
			}
			i += n
		}
		return s != ""
	}
}

func strIsPrintable(s string) bool { return s == "" || allPoints(clsPrintable)(s) }

func strIsLower(s string) bool { return strIsCase(s, clsLower, clsUpper|clsTitle) }

func strIsUpper(s string) bool { return strIsCase(s, clsUpper, clsLower|clsTitle) }

func strIsCase(s string, want, not uint16) bool {
	cased := false
	for i := 0; i < len(s); {
		r, n := DecodePoint(s[i:])
		c := class(r)
		if c&not != 0 {
			return false
		}
		cased = cased || c&want != 0
		i += n
	}
	return cased
}

func strIsTitle(s string) bool {
	cased, previous := false, false
	for i := 0; i < len(s); {
		r, n := DecodePoint(s[i:])
		switch c := class(r); {
		case c&(clsUpper|clsTitle) != 0:
			if previous {
				return false
			}
			cased, previous = true, true
		case c&clsLower != 0:
			if !previous {
				return false
			}
			cased, previous = true, true
		default:
			previous = false
		}
		i += n
	}
	return cased
}

// textArg is argument n of a method that takes several strs (n > 0), or its only one.
func (t *Thread) textArg(fn string, n int, v Value) (*Str, error) {
	s, ok := AsStr(v)
	if ok {
		return s, nil
	}
	if n > 0 {
		return nil, t.TypeErr("%s() argument %d must be str, not %s", fn, n, argTypeName(v))
	}
	return nil, t.TypeErr("%s() argument must be str, not %s", fn, argTypeName(v))
}

func strReplace(t *Thread, self Value, args []Value) (Value, error) {
	from, err := t.textArg("replace", 1, args[0])
	if err != nil {
		return Value{}, err
	}
	to, err := t.textArg("replace", 2, args[1])
	if err != nil {
		return Value{}, err
	}
	count, err := t.ssizeArg(args[2], -1)
	if err != nil {
		return Value{}, err
	}
	s := as[Str](self)
	if count < 0 {
		count = maxItems
	}
	n := 0
	if from.S == "" {
		n = s.N + 1
	} else if count > 0 {
		n = strings.Count(s.S, from.S)
	}
	n = min(n, count)
	if n == 0 || from.S == to.S {
		return t.strWhole(s), nil
	}
	if len(to.S) > 0 && n > (math.MaxInt-len(s.S))/len(to.S) {
		return Value{}, t.Raise(OverflowError, "replace string is too long")
	}
	if err := t.Grow(len(s.S) + n*(len(to.S)-len(from.S))); err != nil {
		return Value{}, err
	}
	if from.S == "" {
		return t.NewStr(interleave(s.S, to.S, n)), nil
	}
	return t.NewStrN(replaceText(s.S, from.S, to.S, n), s.N+n*(to.N-from.N)), nil
}

// replaceText replaces the first n of s's froms, which are there.
func replaceText(s, from, to string, n int) string {
	b := make([]byte, 0, len(s)+n*(len(to)-len(from)))
	if len(from) == 1 && len(to) == 1 {
		b = append(b, s...)
		for i, c := 0, from[0]; n > 0; i++ {
			if b[i] == c {
				b[i] = to[0]
				n--
			}
		}
		return bytesToString(b)
	}
	for ; n > 0; n-- {
		i := strings.Index(s, from)
		b = append(append(b, s[:i]...), to...)
		s = s[i+len(from):]
	}
	return bytesToString(append(b, s...))
}

// interleave puts sep before the first n of s's characters, its end counting as one.
func interleave(s, sep string, n int) string {
	b := make([]byte, 0, len(s)+n*len(sep))
	for i := 0; n > 0; n-- {
		b = append(b, sep...)
		if i == len(s) {
			break
		}
		k := pointLen(s[i])
		b = append(b, s[i:i+k]...)
		s = s[i+k:]
	}
	return string(append(b, s...))
}

func strJoin(t *Thread, self Value, args []Value) (Value, error) {
	items, drop, err := t.fastSequence(args[0], "can only join an iterable")
	if err != nil {
		return Value{}, err
	}
	r, err := t.strJoinItems(as[Str](self), items)
	drop()
	return r, err
}

// fastSequence returns the items of v, lent, and a function that ends the loan. msg
// replaces the message of the TypeError for an object that cannot be iterated over.
func (t *Thread) fastSequence(v Value, msg string) ([]Value, func(), error) {
	switch v.Type() {
	case ListType:
		return as[List](v).Items, func() {}, nil
	case TupleType:
		return as[Tuple](v).Items, func() {}, nil
	}
	it, err := t.Iter(v)
	if err != nil {
		if t.ErrIs(err, TypeError) {
			t.Discard(err)
			return nil, nil, t.TypeErr("%s", msg)
		}
		return nil, nil, err
	}
	items, err := t.Collect(it)
	t.Unref(it)
	if err != nil {
		return nil, nil, err
	}
	return items, func() { t.UnrefAll(items) }, nil
}

func (t *Thread) strJoinItems(sep *Str, items []Value) (Value, error) {
	size, n := 0, 0
	for i, v := range items {
		x, ok := AsStr(v)
		if !ok {
			return Value{}, t.TypeErr("sequence item %d: expected str instance, %s found", i, v.Type().FullName())
		}
		size += len(x.S)
		n += x.N
		if size < 0 {
			return Value{}, t.Raise(OverflowError, "join() result is too long for a Python string")
		}
	}
	switch len(items) {
	case 0:
		return t.In.emptyStr(), nil
	case 1:
		return t.strWhole(as[Str](items[0])), nil
	}
	if k := len(items) - 1; sep.N > 0 {
		if len(sep.S) > (math.MaxInt-size)/k {
			return Value{}, t.Raise(OverflowError, "join() result is too long for a Python string")
		}
		size += k * len(sep.S)
		n += k * sep.N
	}
	if err := t.Grow(size); err != nil {
		return Value{}, err
	}
	b := make([]byte, 0, size)
	for i, v := range items {
		if i > 0 {
			b = append(b, sep.S...)
		}
		b = append(b, as[Str](v).S...)
	}
	return t.NewStrN(bytesToString(b), n), nil
}

// fillArgs unpacks the arguments of center and its like.
func (t *Thread) fillArgs(args []Value) (width int, fill string, err error) {
	if width, err = t.ssizeArg(args[0], 0); err != nil {
		return
	}
	if args[1].IsNil() {
		return width, " ", nil
	}
	s, ok := AsStr(args[1])
	if !ok {
		return 0, "", t.TypeErr("The fill character must be a unicode character, not %s", args[1].Type().FullName())
	}
	if s.N != 1 {
		return 0, "", t.TypeErr("The fill character must be exactly one character long")
	}
	return width, s.S, nil
}

// pad returns s with left and right fill characters around it.
func (t *Thread) pad(s *Str, left, right int, fill string) (Value, error) {
	if left <= 0 && right <= 0 {
		return t.strWhole(s), nil
	}
	n := left + right
	if n < 0 || n > math.MaxInt-s.N {
		return Value{}, t.Raise(OverflowError, "padded string is too long")
	}
	if n > (math.MaxInt-len(s.S))/len(fill) {
		return Value{}, t.RaiseArgs(MemoryError)
	}
	if err := t.Grow(len(s.S) + n*len(fill)); err != nil {
		return Value{}, err
	}
	b := make([]byte, 0, len(s.S)+n*len(fill))
	b = append(appendRepeat(b, fill, left), s.S...)
	return t.newStrN(bytesToString(appendRepeat(b, fill, right)), n+s.N), nil
}

func appendRepeat(b []byte, s string, n int) []byte {
	if len(s) == 1 {
		return appendFill(b, s[0], n)
	}
	for ; n > 0; n-- {
		b = append(b, s...)
	}
	return b
}

func strCenter(t *Thread, self Value, args []Value) (Value, error) {
	width, fill, err := t.fillArgs(args)
	if err != nil {
		return Value{}, err
	}
	s := as[Str](self)
	room := max(width-s.N, 0)
	left := room/2 + room&width&1
	return t.pad(s, left, room-left, fill)
}

func strLjust(t *Thread, self Value, args []Value) (Value, error) {
	width, fill, err := t.fillArgs(args)
	if err != nil {
		return Value{}, err
	}
	s := as[Str](self)
	return t.pad(s, 0, max(width-s.N, 0), fill)
}

func strRjust(t *Thread, self Value, args []Value) (Value, error) {
	width, fill, err := t.fillArgs(args)
	if err != nil {
		return Value{}, err
	}
	s := as[Str](self)
	return t.pad(s, max(width-s.N, 0), 0, fill)
}

func strZfill(t *Thread, self Value, args []Value) (Value, error) {
	width, err := t.ssizeArg(args[0], 0)
	if err != nil {
		return Value{}, err
	}
	s := as[Str](self)
	n := width - s.N
	if n <= 0 {
		return t.strWhole(s), nil
	}
	if err := t.Grow(n + len(s.S)); err != nil {
		return Value{}, err
	}
	sign, rest := "", s.S
	if rest != "" && (rest[0] == '+' || rest[0] == '-') {
		sign, rest = rest[:1], rest[1:]
	}
	b := make([]byte, 0, n+len(s.S))
	b = append(appendFill(append(b, sign...), '0', n), rest...)
	return t.NewStrN(bytesToString(b), n+s.N), nil
}

func strStrip(t *Thread, self Value, args []Value) (Value, error) {
	return t.strStripped("strip", self, args[0], true, true)
}

func strLstrip(t *Thread, self Value, args []Value) (Value, error) {
	return t.strStripped("lstrip", self, args[0], true, false)
}

func strRstrip(t *Thread, self Value, args []Value) (Value, error) {
	return t.strStripped("rstrip", self, args[0], false, true)
}

func (t *Thread) strStripped(fn string, self, chars Value, left, right bool) (Value, error) {
	s := as[Str](self)
	r := s.S
	if chars.IsNil() || chars == None {
		if left {
			r = r[leadingSpace(r):]
		}
		if right {
			r = r[:len(r)-trailingSpace(r)]
		}
	} else {
		set, ok := AsStr(chars)
		if !ok {
			return Value{}, t.TypeErr("%s arg must be None or str", fn)
		}
		if left {
			r = trimLeft(r, set.S)
		}
		if right {
			r = trimRight(r, set.S)
		}
	}
	if len(r) == len(s.S) {
		return t.strWhole(s), nil
	}
	return t.piece(r, s.ASCII()), nil
}

// trimLeft and trimRight are strings.TrimLeft and TrimRight for text with lone surrogates.
func trimLeft(s, set string) string {
	for s != "" {
		n := pointLen(s[0])
		if !strings.Contains(set, s[:n]) {
			break
		}
		s = s[n:]
	}
	return s
}

func trimRight(s, set string) string {
	for s != "" {
		_, n := lastPoint(s)
		if !strings.Contains(set, s[len(s)-n:]) {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}

func strExpandtabs(t *Thread, self Value, args []Value) (Value, error) {
	size, err := t.intArg(args[0], 8)
	if err != nil {
		return Value{}, err
	}
	s := as[Str](self)
	if strings.IndexByte(s.S, '\t') < 0 {
		return t.strWhole(s), nil
	}
	b, err := t.expandTabs(s.S, size, "new string is too long")
	if err != nil {
		return Value{}, err
	}
	return t.NewStr(bytesToString(b)), nil
}

// intArg is an optional argument taken as a C int.
func (t *Thread) intArg(v Value, dflt int) (int, error) {
	if v.IsNil() {
		return dflt, nil
	}
	i, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	n, ok := IntValue(i)
	t.Unref(i)
	if !ok || n != int64(int32(n)) {
		return 0, t.Raise(OverflowError, "Python int too large to convert to C int")
	}
	return int(n), nil
}

func pick(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}

// expandTabs replaces tabs in s by spaces up to the next multiple of size characters.
func (t *Thread) expandTabs(s string, size int, tooLong string) ([]byte, error) {
	total := len(s)
	if tabs := strings.Count(s, "\t"); size > 0 && tabs > (math.MaxInt-total)/size {
		return nil, t.Raise(OverflowError, "%s", tooLong)
	} else if size > 0 {
		total += tabs * size
	}
	if err := t.Grow(total); err != nil {
		return nil, err
	}
	b := make([]byte, 0, len(s)+16)
	column := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\t':
			if size > 0 {
				n := size - column%size
				column += n
				b = appendFill(b, ' ', n)
			}
		default:
			b = append(b, c)
			if c&0xC0 != 0x80 {
				column++
			}
			if c == '\n' || c == '\r' {
				column = 0
			}
		}
	}
	return b, nil
}

func appendFill(b []byte, c byte, n int) []byte {
	if n <= 0 {
		return b
	}
	old := len(b)
	b = slices.Grow(b, n)[:old+n]
	for i := range b[old:] {
		b[old+i] = c
	}
	return b
}

func strRemoveprefix(t *Thread, self Value, args []Value) (Value, error) {
	x, err := t.textArg("removeprefix", 0, args[0])
	if err != nil {
		return Value{}, err
	}
	s := as[Str](self)
	if x.S != "" && strings.HasPrefix(s.S, x.S) {
		return t.NewStr(s.S[len(x.S):]), nil
	}
	return t.strWhole(s), nil
}

func strRemovesuffix(t *Thread, self Value, args []Value) (Value, error) {
	x, err := t.textArg("removesuffix", 0, args[0])
	if err != nil {
		return Value{}, err
	}
	s := as[Str](self)
	if x.S != "" && strings.HasSuffix(s.S, x.S) {
		return t.NewStr(s.S[:len(s.S)-len(x.S)]), nil
	}
	return t.strWhole(s), nil
}

func strTranslate(t *Thread, self Value, args []Value) (Value, error) {
	s := as[Str](self)
	tr := translation{t: t, out: make([]byte, 0, len(s.S)), asked: len(s.S)}
	quick := s.ASCII()
	always := args[0].Type() == DictType // gives the same answer each time
	// As CPython a text of ASCII asks once for each of its characters, until one becomes what is not ASCII or longer;
	// then all are asked, and what follows a deleted one twice.
	var cache [128]string
	var known [128]bool
	deleted := false
	for i, steps := 0, 1; i < len(s.S); steps++ {
		r, n := DecodePoint(s.S[i:])
		var x string
		if (quick || always) && r < 128 && known[r] {
			x = cache[r]
		} else {
			y, gone, err := t.translatePoint(args[0], r, s.S[i:i+n])
			switch {
			case err != nil:
				return Value{}, err
			case always:
			case quick && !gone && (len(y) != 1 || y[0] >= 128):
				quick = false
				continue
			case !quick && deleted && !gone:
				deleted = false
				continue
			case !quick:
				deleted = gone
			}
			if x = y; r < 128 {
				cache[r], known[r] = x, true
			}
		}
		if err := tr.add(x); err != nil {
			return Value{}, err
		}
		i += n
		if steps&4095 == 0 {
			if err := t.Poll(); err != nil {
				return Value{}, err
			}
		}
	}
	return t.NewStr(bytesToString(tr.out)), nil
}

// A translation is str.translate at work.
type translation struct {
	t     *Thread
	out   []byte
	asked int // for so much memory
}

func (tr *translation) add(x string) error {
	if n := len(tr.out) + len(x); n > tr.asked {
		tr.asked = 2 * n
		if err := tr.t.Grow(tr.asked); err != nil {
			return err
		}
	}
	tr.out = append(tr.out, x...)
	return nil
}

// translatePoint returns what table makes of r, whose text is own; gone: nothing.
func (t *Thread) translatePoint(table Value, r rune, own string) (x string, gone bool, err error) {
	if table.O.Typ == DictType {
		switch v, err := as[Dict](table).Get(t, Int(int64(r))); {
		case err != nil:
			if t.ErrIs(err, LookupError) {
				t.Discard(err)
				return own, false, nil
			}
			return "", false, err
		case v.O == nil:
			return own, false, nil
		case v.O.Typ == StrType:
			return as[Str](v).S, false, nil
		}
	}
	v, err := t.GetItem(table, Int(int64(r)))
	if err != nil {
		if t.ErrIs(err, LookupError) {
			t.Discard(err)
			return own, false, nil
		}
		return "", false, err
	}
	defer t.Unref(v)
	if v == None {
		return "", true, nil
	}
	if s, ok := AsStr(v); ok {
		return s.S, false, nil
	}
	if v.Type().Flags&FlagInt == 0 {
		return "", false, t.TypeErr("character mapping must return integer, None or str")
	}
	n, ok := IntValue(v)
	if !ok || n < 0 || n > 0x10FFFF {
		return "", false, t.ValueErr("character mapping must be in range(0x110000)")
	}
	return string(AppendPoint(nil, rune(n))), false, nil
}

func strMaketrans(t *Thread, _ Value, args []Value) (Value, error) {
	d := t.NewDict()
	if err := t.maketransInto(d, args); err != nil {
		t.Unref(d.Value())
		return Value{}, err
	}
	return d.Value(), nil
}

func (t *Thread) maketransInto(d *Dict, args []Value) error {
	if args[1].IsNil() {
		return t.maketransDict(d, args[0])
	}
	y, err := t.textArg("maketrans", 2, args[1])
	if err != nil {
		return err
	}
	z := &Str{}
	if !args[2].IsNil() {
		if z, err = t.textArg("maketrans", 3, args[2]); err != nil {
			return err
		}
	}
	x, ok := AsStr(args[0])
	if !ok {
		return t.TypeErr("first maketrans argument must be a string if there is a second argument")
	}
	if x.N != y.N {
		return t.ValueErr("the first two maketrans arguments must have equal length")
	}
	for i, j := 0, 0; i < len(x.S); {
		a, n := DecodePoint(x.S[i:])
		b, m := DecodePoint(y.S[j:])
		if err := d.Set(t, Int(int64(a)), Int(int64(b))); err != nil {
			return err
		}
		i, j = i+n, j+m
	}
	for i := 0; i < len(z.S); {
		a, n := DecodePoint(z.S[i:])
		if err := d.Set(t, Int(int64(a)), None); err != nil {
			return err
		}
		i += n
	}
	return nil
}

func (t *Thread) maketransDict(d *Dict, v Value) error {
	src, ok := AsDict(v)
	if !ok || v.Type() != DictType {
		return t.TypeErr("if you give only one argument to maketrans it must be a dict")
	}
	for pos := 0; ; {
		k, x, ok := src.Next(&pos)
		if !ok {
			return nil
		}
		if s, ok := AsStr(k); ok {
			if s.N != 1 {
				return t.ValueErr("string keys in translate table must be of length 1")
			}
			r, _ := DecodePoint(s.S)
			k = Int(int64(r))
		} else if k.Type().Flags&FlagInt == 0 {
			return t.TypeErr("keys in translate table must be strings or integers")
		}
		if err := d.Set(t, k, x); err != nil {
			return err
		}
	}
}

func strSizeof(t *Thread, self Value, _ []Value) (Value, error) {
	return Int(int64(strMemory(as[Str](self)))), nil
}

// strMemory is the size CPython gives: a header by kind, then the characters and a
// terminator in their width.
func strMemory(s *Str) int {
	switch {
	case s.Typ != StrType && s.ASCII():
		return 80 + s.N + 1
	case s.Typ != StrType:
		return 80 + (s.N+1)*strWidth(s.S)
	case s.ASCII():
		return 48 + s.N + 1
	}
	return 72 + (s.N+1)*strWidth(s.S)
}

func strGetnewargs(t *Thread, self Value, _ []Value) (Value, error) {
	s := as[Str](self)
	return t.NewTuple(t.NewStrN(s.S, s.N)), nil
}

func strEncode(t *Thread, self Value, args []Value) (Value, error) {
	if s := as[Str](self); args[0].O == nil && args[1].O == nil && s.ASCII() {
		return t.NewBytes(stringBytes(s.S)), nil
	}
	encoding, err := t.optionalStr("encode", "encoding", args[0], "utf-8")
	if err != nil {
		return Value{}, err
	}
	errs, err := t.optionalStr("encode", "errors", args[1], "strict")
	if err != nil {
		return Value{}, err
	}
	b, err := t.EncodeStr(as[Str](self), encoding, errs)
	if err == nil && self.O.Typ != StrType && CodecName(encoding) == "utf-8-sig" {
		_, err = t.Len(self) // which CPython's codec gives beside the bytes
	}
	if err != nil {
		return Value{}, err
	}
	return t.NewBytes(b), nil
}
