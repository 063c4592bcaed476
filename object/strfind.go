package object

import (
	"strings"
	"unsafe"
)

// findArgs unpacks the arguments of find, count, startswith and their like, which
// bind as an old "O|OO" format does.
func (t *Thread) findArgs(name string, a Args) (x Value, start, end int, err error) {
	if err = t.NoKw(name, a); err != nil {
		return
	}
	switch n := len(a.Pos); {
	case n == 0:
		err = t.TypeErr("%s() takes at least 1 argument (0 given)", name)
		return
	case n > 3:
		err = t.TypeErr("%s() takes at most 3 arguments (%d given)", name, n)
		return
	}
	x, end = a.Pos[0], maxItems
	if len(a.Pos) > 1 {
		if start, err = t.boundArg(a.Pos[1], 0); err != nil {
			return
		}
	}
	if len(a.Pos) > 2 {
		end, err = t.boundArg(a.Pos[2], maxItems)
	}
	return
}

// strWindow is a part of a str as byte offsets, and the text to be found in it.
type strWindow struct {
	s      *Str
	sub    string
	lo, hi int
	ok     bool // the window exists: start ≤ end ≤ len
}

func (t *Thread) strFindArgs(name string, self Value, a Args) (w strWindow, err error) {
	x, start, end, err := t.findArgs(name, a)
	if err != nil {
		return w, err
	}
	sub, ok := AsStr(x)
	if !ok {
		return w, t.TypeErr("must be str, not %s", x.Type().FullName())
	}
	w = newWindow(as[Str](self), start, end)
	w.sub = sub.S
	return w, nil
}

func newWindow(s *Str, start, end int) strWindow {
	w := strWindow{s: s}
	start, end = clampBounds(start, end, s.N)
	if start > end {
		return w
	}
	w.lo, w.hi, w.ok = s.Offset(start), s.Offset(end), true
	return w
}

func (w strWindow) text() string { return w.s.S[w.lo:w.hi] }

// find returns the code point index of sub, the first or the last, or -1.
func (w strWindow) find(last bool) int {
	if !w.ok {
		return -1
	}
	i := 0
	if last {
		i = strings.LastIndex(w.text(), w.sub)
	} else {
		i = strings.Index(w.text(), w.sub)
	}
	if i < 0 {
		return -1
	}
	return w.s.point(w.lo + i)
}

func strFind(t *Thread, self Value, a Args) (Value, error) {
	t.charge(len(as[Str](self).S) >> 6)
	w, err := t.strFindArgs("find", self, a)
	if err != nil {
		return Value{}, err
	}
	return Int(int64(w.find(false))), nil
}

func strRfind(t *Thread, self Value, a Args) (Value, error) {
	w, err := t.strFindArgs("rfind", self, a)
	if err != nil {
		return Value{}, err
	}
	return Int(int64(w.find(true))), nil
}

func strIndex(t *Thread, self Value, a Args) (Value, error) {
	w, err := t.strFindArgs("index", self, a)
	return strFound(t, w, false, err)
}

func strRindex(t *Thread, self Value, a Args) (Value, error) {
	w, err := t.strFindArgs("rindex", self, a)
	return strFound(t, w, true, err)
}

func strFound(t *Thread, w strWindow, last bool, err error) (Value, error) {
	if err != nil {
		return Value{}, err
	}
	i := w.find(last)
	if i < 0 {
		return Value{}, t.ValueErr("substring not found")
	}
	return Int(int64(i)), nil
}

func strCount(t *Thread, self Value, a Args) (Value, error) {
	t.charge(len(as[Str](self).S) >> 6)
	w, err := t.strFindArgs("count", self, a)
	switch {
	case err != nil:
		return Value{}, err
	case !w.ok:
		return Int(0), nil
	case w.sub == "":
		return Int(int64(countPoints(w.text()) + 1)), nil
	}
	return Int(int64(strings.Count(w.text(), w.sub))), nil
}

func strStartswith(t *Thread, self Value, a Args) (Value, error) {
	return t.strTail("startswith", self, a, strings.HasPrefix)
}

func strEndswith(t *Thread, self Value, a Args) (Value, error) {
	return t.strTail("endswith", self, a, strings.HasSuffix)
}

func (t *Thread) strTail(name string, self Value, a Args, has func(s, x string) bool) (Value, error) {
	if len(a.Pos) == 1 && len(a.KwNames()) == 0 && a.Pos[0].O.Typ == StrType {
		return Bool(has(as[Str](self).S, as[Str](a.Pos[0]).S)), nil
	}
	x, start, end, err := t.findArgs(name, a)
	if err != nil {
		return Value{}, err
	}
	w := newWindow(as[Str](self), start, end)
	if tup, ok := AsTuple(x); ok {
		for _, item := range tup.Items {
			sub, ok := AsStr(item)
			if !ok {
				return Value{}, t.TypeErr("tuple for %s must only contain str, not %s", name, item.Type().FullName())
			}
			if w.ok && has(w.text(), sub.S) {
				return True, nil
			}
		}
		return False, nil
	}
	sub, ok := AsStr(x)
	if !ok {
		return Value{}, t.TypeErr("%s first arg must be str or a tuple of str, not %s", name, x.Type().FullName())
	}
	return Bool(w.ok && has(w.text(), sub.S)), nil
}

// strSplitArgs unpacks sep and maxsplit; ws: split at whitespace.
func (t *Thread) strSplitArgs(args []Value) (sep string, ws bool, maxsplit int, err error) {
	if maxsplit, err = t.ssizeArg(args[1], -1); err != nil {
		return
	}
	if maxsplit < 0 {
		maxsplit = maxItems
	}
	if args[0].IsNil() || args[0] == None {
		return "", true, maxsplit, nil
	}
	s, ok := AsStr(args[0])
	switch {
	case !ok:
		err = t.TypeErr("must be str or None, not %s", args[0].Type().FullName())
	case s.S == "":
		err = t.ValueErr("empty separator")
	default:
		sep = s.S
	}
	return
}

// maxPrealloc is how many items CPython makes room for before it splits.
const maxPrealloc = 12

// splitList makes a list of the pieces, given, with the room that CPython's has: for
// up to maxPrealloc items at first (none for lines, maxsplit -1), then as by append.
// Their memory is that of addPiece or none.
func (t *Thread) splitList(pieces []Value, maxsplit int) Value {
	n, room := len(pieces), splitRoom(len(pieces), maxsplit)
	if room > cap(pieces) {
		pieces = t.movePieces(pieces, room)
	}
	v, size := t.NewList(pieces[:n:room]), cap(pieces)
	if size > pooledItems {
		l := as[List](v)
		l.base, l.room = unsafe.SliceData(pieces), uint32(blockSize(size))
	}
	return v
}

// addPiece appends v, given, to the pieces of a split.
func (t *Thread) addPiece(pieces []Value, v Value, maxsplit int) []Value {
	if n := len(pieces); n == cap(pieces) {
		room := splitRoom(n+1, maxsplit)
		if room > pooledItems {
			room = max(room, 2*n)
		}
		pieces = t.movePieces(pieces, room)
	}
	return append(pieces, v)
}

// movePieces moves pieces to memory for room of them.
func (t *Thread) movePieces(pieces []Value, room int) []Value {
	items := t.newItems(room)[:len(pieces)]
	copy(items, pieces)
	if pieces != nil {
		t.recycleItems(pieces)
	}
	return items
}

func splitRoom(n, maxsplit int) int {
	room := min(maxsplit, maxPrealloc-1) + 1
	for room < n {
		room = listCap(room, room+1)
	}
	return room
}

func strSplit(t *Thread, self Value, args []Value) (Value, error) {
	sep, ws, maxsplit, err := t.strSplitArgs(args)
	if err != nil {
		return Value{}, err
	}
	s, limit := as[Str](self), maxsplit
	if ws {
		return t.splitList(t.splitSpace(s, maxsplit), maxsplit), nil
	}
	var out []Value
	ascii := s.ASCII()
	rest := s.S
	near := len(sep) == 1
	for ; maxsplit > 0; maxsplit-- {
		i := 0
		if near {
			i = indexNear(rest, sep[0])
			near = i < farPiece // long pieces are followed by long ones
		} else {
			i = strings.Index(rest, sep)
		}
		if i < 0 {
			break
		}
		if v := t.piece(rest[:i], ascii); len(out) < cap(out) {
			out = append(out, v)
		} else {
			out = t.addPiece(out, v, limit)
		}
		rest = rest[i+len(sep):]
	}
	if len(out) == 0 {
		return t.splitList(t.addPiece(nil, t.strWhole(s), limit), limit), nil
	}
	return t.splitList(t.addPiece(out, t.piece(rest, ascii), limit), limit), nil
}

// indexNear is strings.IndexByte for what mostly lies near.
func indexNear(s string, c byte) int {
	for i := 0; i < min(farPiece, len(s)); i++ {
		if s[i] == c {
			return i
		}
	}
	if len(s) > farPiece {
		if i := strings.IndexByte(s[farPiece:], c); i >= 0 {
			return farPiece + i
		}
	}
	return -1
}

// farPiece is how far a loop looks for a separator before it leaves that to the library.
const farPiece = 16

// strWhole returns s itself, or an exact str like it for an object of a subclass.
func (t *Thread) strWhole(s *Str) Value {
	if s.Typ == StrType {
		return Obj(&s.Header).Ref()
	}
	return t.NewStrN(s.S, s.N)
}

// piece is NewStr for a part of a str that is or is not all ASCII.
func (t *Thread) piece(s string, ascii bool) Value {
	t.charge(1)
	if !ascii || len(s) <= 1 {
		return t.NewStr(s)
	}
	return t.newStrN(s, len(s))
}

var strSpace = [256]bool{'\t': true, '\n': true, '\v': true, '\f': true, '\r': true,
	0x1C: true, 0x1D: true, 0x1E: true, 0x1F: true, ' ': true}

// leadingSpace returns how many bytes of whitespace s begins with.
func leadingSpace(s string) int {
	i := 0
	for i < len(s) {
		if c := s[i]; c < 0x80 {
			if !strSpace[c] {
				break
			}
			i++
			continue
		}
		r, n := DecodePoint(s[i:])
		if !IsSpace(r) {
			break
		}
		i += n
	}
	return i
}

// leadingWord returns how many bytes come before the first whitespace of s.
func leadingWord(s string) int {
	i := 0
	for i < len(s) {
		if c := s[i]; c < 0x80 {
			if strSpace[c] {
				break
			}
			i++
			continue
		}
		r, n := DecodePoint(s[i:])
		if IsSpace(r) {
			break
		}
		i += n
	}
	return i
}

// trailingSpace returns how many bytes of whitespace s ends with.
func trailingSpace(s string) int {
	i := len(s)
	for i > 0 {
		r, n := lastPoint(s[:i])
		if !IsSpace(r) {
			break
		}
		i -= n
	}
	return len(s) - i
}

func trailingWord(s string) int {
	i := len(s)
	for i > 0 {
		r, n := lastPoint(s[:i])
		if IsSpace(r) {
			break
		}
		i -= n
	}
	return len(s) - i
}

func (t *Thread) splitSpace(s *Str, maxsplit int) []Value {
	ascii, limit := s.ASCII(), maxsplit
	rest := s.S[leadingSpace(s.S):]
	var out []Value
	for rest != "" {
		if maxsplit <= 0 {
			return t.addPiece(out, t.piece(rest, ascii), limit)
		}
		n := leadingWord(rest)
		if n == len(s.S) {
			return t.addPiece(out, t.strWhole(s), limit)
		}
		if v := t.piece(rest[:n], ascii); len(out) < cap(out) {
			out = append(out, v)
		} else {
			out = t.addPiece(out, v, limit)
		}
		rest = rest[n:]
		rest = rest[leadingSpace(rest):]
		maxsplit--
	}
	return out
}

func strRsplit(t *Thread, self Value, args []Value) (Value, error) {
	sep, ws, maxsplit, err := t.strSplitArgs(args)
	if err != nil {
		return Value{}, err
	}
	s, limit := as[Str](self), maxsplit
	var out []Value
	ascii := s.ASCII()
	rest := s.S
	if ws {
		rest = rest[:len(rest)-trailingSpace(rest)]
		for rest != "" {
			if maxsplit <= 0 {
				out = t.addPiece(out, t.piece(rest, ascii), limit)
				break
			}
			n := len(rest) - trailingWord(rest)
			if n == 0 && len(rest) == len(s.S) {
				out = t.addPiece(out, t.strWhole(s), limit)
				break
			}
			out = t.addPiece(out, t.piece(rest[n:], ascii), limit)
			rest = rest[:n]
			rest = rest[:n-trailingSpace(rest)]
			maxsplit--
		}
		reverseItems(out)
		return t.splitList(out, limit), nil
	}
	for ; maxsplit > 0; maxsplit-- {
		i := strings.LastIndex(rest, sep)
		if i < 0 {
			break
		}
		out = t.addPiece(out, t.piece(rest[i+len(sep):], ascii), limit)
		rest = rest[:i]
	}
	if len(out) == 0 {
		return t.splitList(t.addPiece(nil, t.strWhole(s), limit), limit), nil
	}
	out = t.addPiece(out, t.piece(rest, ascii), limit)
	reverseItems(out)
	return t.splitList(out, limit), nil
}

func strPartition(t *Thread, self Value, args []Value) (Value, error) {
	return t.strCut(self, args[0], strings.Index, false)
}

func strRpartition(t *Thread, self Value, args []Value) (Value, error) {
	return t.strCut(self, args[0], strings.LastIndex, true)
}

func (t *Thread) strCut(self, x Value, index func(s, sub string) int, last bool) (Value, error) {
	sep, ok := AsStr(x)
	if !ok {
		return Value{}, t.TypeErr("must be str, not %s", x.Type().FullName())
	}
	if sep.S == "" {
		return Value{}, t.ValueErr("empty separator")
	}
	s := as[Str](self)
	i := index(s.S, sep.S)
	switch {
	case i >= 0:
		return t.NewTuple(t.NewStr(s.S[:i]), t.strWhole(sep), t.NewStr(s.S[i+len(sep.S):])), nil
	case last:
		return t.NewTuple(t.In.emptyStr(), t.In.emptyStr(), t.strWhole(s)), nil
	}
	return t.NewTuple(t.strWhole(s), t.In.emptyStr(), t.In.emptyStr()), nil
}

func strSplitlines(t *Thread, self Value, args []Value) (Value, error) {
	keep, err := t.flagArg(args[0])
	if err != nil {
		return Value{}, err
	}
	s := as[Str](self)
	ascii := s.ASCII()
	var out []Value
	for rest := s.S; rest != ""; {
		end, next := lineEnd(rest)
		if keep {
			end = next
		}
		if end == len(s.S) {
			out = t.addPiece(out, t.strWhole(s), -1)
		} else {
			out = t.addPiece(out, t.piece(rest[:end], ascii), -1)
		}
		rest = rest[next:]
	}
	return t.splitList(out, -1), nil
}

// flagArg is an optional argument taken as a C int: __index__, not zero.
func (t *Thread) flagArg(v Value) (bool, error) {
	if v.IsNil() || v.IsBool() {
		return v == True, nil
	}
	n, err := t.intArg(v, 0)
	return n != 0, err
}

// lineEnd returns where the first line of s ends and where the next one begins.
func lineEnd(s string) (end, next int) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\r' && i+1 < len(s) && s[i+1] == '\n':
			return i, i + 2
		case c >= '\n' && c <= '\r' || c >= 0x1C && c <= 0x1E:
			return i, i + 1
		case c == 0xC2 && s[i+1] == 0x85:
			return i, i + 2
		case c == 0xE2 && s[i+1] == 0x80 && s[i+2]&^1 == 0xA8:
			return i, i + 3
		}
	}
	return len(s), len(s)
}
