package object

import (
	"sort"
	"unicode/utf8"
	"unsafe"
)

// A Str is a str. S is UTF-8, with lone surrogates as three bytes of their own
// (WTF-8), so two strs are equal when their S are. N counts code points; N == len(S)
// means ASCII, where indexing is direct. Other strings find code points through
// index, the byte offsets of every strStride-th one, made at first use.
type Str struct {
	Header
	S     string
	hash  int64 // 0: not made yet, or again
	N     int
	index *[]uint32
}

// An exact str is in no list of the collector and keeps in gcRefs whether it is interned
// and the spare: the bytes behind S that only this str knows and may append to. So a Str
// is as long as a line of the processor's cache.
const (
	strInterned = 1
	strSpare    = 2 // the unit of the spare
	maxSpare    = 1 << 29
)

func (s *Str) spare() int { return int(s.gcRefs / strSpare) }

func (s *Str) setSpare(n int) {
	if s.Typ == StrType {
		s.gcRefs = s.gcRefs&strInterned | int32(n)*strSpare
	}
}

const strStride = 64

// longStr is the bytes from which the making of a str counts as steps.
const longStr = 1 << 12

// NewStr returns the str s, which must be WTF-8.
func (t *Thread) NewStr(s string) Value {
	if len(s) <= 1 {
		if s == "" {
			return t.In.emptyStr()
		}
		return t.charStr(rune(s[0]))
	}
	if len(s) >= longStr { // whoever made it took time
		t.charge(len(s) >> 6)
	}
	return t.newStrN(s, countPoints(s))
}

// NewASCII makes a str of s if that is ASCII.
func (t *Thread) NewASCII(s string) (v Value, ok bool) {
	n := countPoints(s)
	if n != len(s) || n == 0 || n >= longStr {
		return Value{}, false
	}
	return t.newStrN(s, n), true
}

// newStrN is NewStr for a caller that knows the number of code points.
func (t *Thread) newStrN(s string, n int) Value {
	if n == 1 {
		if r, _ := utf8.DecodeRuneInString(s); r < 256 {
			return t.charStr(r)
		}
	}
	x := t.In.strs.get()
	x.Typ, x.RC = StrType, 1
	x.S, x.N, x.hash, x.gcRefs = s, n, 0, 0
	t.account(&x.Header, int64(unsafe.Sizeof(*x))+int64(len(s)))
	return Obj(&x.Header)
}

// strFree takes back an exact str, without its text. Those of subclasses are not pooled,
// nor are their bytes accounted.
func strFree(t *Thread, o *Header) {
	if o.Typ != StrType {
		return
	}
	x := (*Str)(unsafe.Pointer(o))
	t.In.Bytes -= int64(len(x.S))
	if !refdebug {
		x.S, x.index = "", nil
		t.In.strs.put(x)
	}
}

// asciiPrefix returns how many bytes of s come before the first that is not ASCII.
func asciiPrefix(s string) int {
	i := 0
	p := unsafe.StringData(s)
	for ; i+8 <= len(s); i += 8 {
		if *(*uint64)(unsafe.Add(unsafe.Pointer(p), i))&0x8080808080808080 != 0 {
			break
		}
	}
	for i < len(s) && s[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// countPoints counts the code points of WTF-8 text.
func countPoints(s string) int {
	i := asciiPrefix(s)
	n := i
	for ; i < len(s); i++ {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// charStr returns the one-character str of a code point below 256, shared.
func (t *Thread) charStr(r rune) Value {
	c := t.In.chars[r]
	if c == nil {
		c = t.In.Intern(string(r))
		t.In.chars[r] = c
	}
	return Obj(&c.Header)
}

func (in *Interp) emptyStr() Value {
	if in.empty == nil {
		in.empty = in.Intern("")
	}
	return Obj(&in.empty.Header)
}

// immortalStr makes a str that belongs to the interpreter and is not counted.
func (in *Interp) immortalStr(s string, n int) *Str {
	c := &Str{S: s, N: n}
	c.Header = Header{Typ: StrType, RC: immortal, gcRefs: strInterned}
	in.interned[s] = c
	return c
}

// Intern returns the interpreter's one immortal str equal to s.
func (in *Interp) Intern(s string) *Str {
	// Most names are constants of Go code: where their bytes lie tells where to look.
	recent := &in.recent[uintptr(unsafe.Pointer(unsafe.StringData(s)))>>2%recentNames]
	if x := *recent; x != nil && x.S == s {
		return x
	}
	x := in.interned[s]
	if x == nil {
		x = in.internNew(s)
	}
	*recent = x
	return x
}

// recentNames is the number of names that Intern finds without hashing them.
const recentNames = 512

// internNew finds or makes the str that interned does not have.
func (in *Interp) internNew(s string) *Str {
	var x *Str
	if in.common != nil {
		x = in.common.strs[s]
	}
	if x == nil {
		x = in.immortalStr(s, countPoints(s))
	}
	switch {
	case s == "":
		in.empty = x
	case x.N == 1 && len(s) <= 2:
		if r, _ := utf8.DecodeRuneInString(s); r < 256 {
			in.chars[r] = x
		}
	}
	return x
}

// sameText compares the text of a key with that of a str that is looked up, which
// shares the key's memory from then on: the next comparison need not look at it.
func (k *Str) sameText(s *Str) bool {
	if len(k.S) != len(s.S) {
		return false
	}
	if unsafe.StringData(k.S) == unsafe.StringData(s.S) {
		return true
	}
	if k.S != s.S {
		return false
	}
	if s.RC >= 0 {
		s.S = k.S
		s.setSpare(0)
	}
	return true
}

// Interned reports whether s is the interpreter's one str of its value.
func (s *Str) Interned() bool { return s.gcRefs&strInterned != 0 && s.Typ == StrType }

// AsStr returns v as a str, subclasses included.
func AsStr(v Value) (*Str, bool) {
	if v.O.Typ.Flags&FlagStr == 0 {
		return nil, false
	}
	return as[Str](v), true
}

// String returns the Go string of v, which must be a str.
func (v Value) String() string { return as[Str](v).S }

// IsStr reports whether v is a str or of a subclass.
func (v Value) IsStr() bool { return v.O.Typ.Flags&FlagStr != 0 }

// ASCII reports whether every character is ASCII.
func (s *Str) ASCII() bool { return s.N == len(s.S) }

// Offset returns the byte offset of code point i, 0 ≤ i ≤ N.
func (s *Str) Offset(i int) int {
	if s.N == len(s.S) {
		return i
	}
	if i >= s.N {
		return len(s.S)
	}
	if i <= 4 {
		off := 0
		for ; i > 0; i-- {
			off += pointLen(s.S[off])
		}
		return off
	}
	if s.index == nil {
		s.makeIndex()
	}
	off := int((*s.index)[i/strStride])
	for i %= strStride; i > 0; i-- {
		off += pointLen(s.S[off])
	}
	return off
}

func (s *Str) makeIndex() {
	index := make([]uint32, 0, s.N/strStride+1)
	for off, i := 0, 0; off < len(s.S); i++ {
		if i%strStride == 0 {
			index = append(index, uint32(off))
		}
		off += pointLen(s.S[off])
	}
	s.index = &index
}

// point returns which code point begins at byte off.
func (s *Str) point(off int) int {
	switch {
	case s.N == len(s.S):
		return off
	case off <= 4*strStride:
		return countPoints(s.S[:off])
	case s.index == nil:
		s.makeIndex()
	}
	i := sort.Search(len(*s.index), func(i int) bool { return int((*s.index)[i]) > off }) - 1
	return i*strStride + countPoints(s.S[(*s.index)[i]:off])
}

// pointLen is the length of the code point that begins with byte c.
func pointLen(c byte) int {
	switch {
	case c < 0x80:
		return 1
	case c < 0xE0:
		return 2
	case c < 0xF0:
		return 3
	}
	return 4
}

// DecodePoint returns the first code point of s and its length; lone surrogates included.
func DecodePoint(s string) (rune, int) {
	if c := s[0]; c == 0xED && len(s) >= 3 && s[1] >= 0xA0 {
		return rune(c&0xF)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s)
}

// AppendPoint appends code point r to b; lone surrogates included.
func AppendPoint(b []byte, r rune) []byte {
	if r >= 0xD800 && r <= 0xDFFF {
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F|0x80, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(b, r)
}

// Slice returns code points [i, j) as a str.
func (t *Thread) strSlice(s *Str, i, j int) Value {
	if i >= j {
		return t.In.emptyStr()
	}
	if i == 0 && j == s.N && s.Typ == StrType {
		return Obj(&s.Header).Ref()
	}
	a, b := s.Offset(i), s.Offset(j)
	return t.newStrN(s.S[a:b], j-i)
}

// StrHash returns the hash of a str's text.
func (t *Thread) StrHash(s *Str) int64 {
	if s.hash == 0 && s.N > 0 { // all of "" are 0, and shared
		s.hash = t.In.hashString(s.S, s.N)
	}
	return s.hash
}

// NewStrN is NewStr for a caller that knows the number of code points.
func (t *Thread) NewStrN(s string, n int) Value {
	if n == 0 {
		return t.In.emptyStr()
	}
	return t.newStrN(s, n)
}
