package object

import (
	"bytes"
	"math"
)

// Methods of bytes and bytearray that cut and join.

// bytesSplitArgs unpacks sep, nil for whitespace, and maxsplit.
func (t *Thread) bytesSplitArgs(args []Value) (sep []byte, release func(), maxsplit int, err error) {
	release = nothing
	if maxsplit, err = t.ssizeArg(args[1], -1); err != nil {
		return
	}
	if maxsplit < 0 {
		maxsplit = maxItems
	}
	if args[0].IsNil() || args[0] == None {
		return
	}
	if sep, release, err = t.BufferOf(args[0]); err != nil {
		return
	}
	if len(sep) == 0 {
		release()
		err = t.ValueErr("empty separator")
	}
	return
}

func bytesSplit(t *Thread, self Value, args []Value) (Value, error) {
	sep, release, maxsplit, err := t.bytesSplitArgs(args)
	if err != nil {
		return Value{}, err
	}
	defer release()
	b, limit := selfBytes(self), maxsplit
	var out []Value
	if sep == nil {
		rest := bytes.TrimLeftFunc(b, spaceRune)
		for len(rest) > 0 {
			n := len(rest)
			if maxsplit > 0 {
				if n = bytes.IndexFunc(rest, spaceRune); n < 0 {
					n = len(rest)
				}
				out = t.addPiece(out, t.bytesPiece(self, rest[:n]), limit)
			} else {
				out = t.addPiece(out, t.part(self, rest), limit)
			}
			rest = bytes.TrimLeftFunc(rest[n:], spaceRune)
			maxsplit--
		}
		return t.splitList(out, limit), nil
	}
	for ; maxsplit > 0; maxsplit-- {
		i := bytesIndexNear(b, sep)
		if i < 0 {
			break
		}
		out = t.addPiece(out, t.part(self, b[:i]), limit)
		b = b[i+len(sep):]
	}
	return t.splitList(t.addPiece(out, t.bytesPiece(self, b), limit), limit), nil
}

// bytesIndexNear is bytes.Index for separators that mostly lie near.
func bytesIndexNear(b, sep []byte) int {
	if len(sep) == 1 {
		return indexNear(bytesToString(b), sep[0])
	}
	return bytes.Index(b, sep)
}

func spaceRune(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }

// bytesPiece is part, or self where the part is all of it.
func (t *Thread) bytesPiece(self Value, b []byte) Value {
	if len(b) == len(selfBytes(self)) {
		return t.bytesWhole(self)
	}
	return t.part(self, b)
}

func bytesRsplit(t *Thread, self Value, args []Value) (Value, error) {
	sep, release, maxsplit, err := t.bytesSplitArgs(args)
	if err != nil {
		return Value{}, err
	}
	defer release()
	b, limit := selfBytes(self), maxsplit
	var out []Value
	if sep == nil {
		rest := bytes.TrimRightFunc(b, spaceRune)
		for len(rest) > 0 {
			n := 0
			if maxsplit > 0 {
				n = bytes.LastIndexFunc(rest, spaceRune) + 1
				out = t.addPiece(out, t.bytesPiece(self, rest[n:]), limit)
			} else {
				out = t.addPiece(out, t.part(self, rest), limit)
			}
			rest = bytes.TrimRightFunc(rest[:n], spaceRune)
			maxsplit--
		}
		reverseItems(out)
		return t.splitList(out, limit), nil
	}
	for ; maxsplit > 0; maxsplit-- {
		i := bytes.LastIndex(b, sep)
		if i < 0 {
			break
		}
		out = t.addPiece(out, t.part(self, b[i+len(sep):]), limit)
		b = b[:i]
	}
	out = t.addPiece(out, t.bytesPiece(self, b), limit)
	reverseItems(out)
	return t.splitList(out, limit), nil
}

func bytesPartition(t *Thread, self Value, args []Value) (Value, error) {
	return t.bytesCut(self, args[0], bytes.Index, false)
}

func bytesRpartition(t *Thread, self Value, args []Value) (Value, error) {
	return t.bytesCut(self, args[0], bytes.LastIndex, true)
}

func (t *Thread) bytesCut(self, x Value, index func(b, sep []byte) int, last bool) (Value, error) {
	take := t.BufferOf
	if self.Type().Flags&FlagBytes == 0 {
		take = t.allBytesOf
	}
	sep, release, err := take(x)
	if err != nil {
		return Value{}, err
	}
	defer release()
	if len(sep) == 0 {
		return Value{}, t.ValueErr("empty separator")
	}
	b := selfBytes(self)
	i := index(b, sep)
	empty := func() Value { return t.bytesLike(self, nil) }
	switch {
	case i >= 0:
		mid := x
		if self.Type().Flags&FlagBytes != 0 {
			x.Ref()
		} else {
			mid = t.bytesLike(self, bytes.Clone(sep))
		}
		return t.NewTuple(t.part(self, b[:i]), mid, t.part(self, b[i+len(sep):])), nil
	case last:
		return t.NewTuple(empty(), empty(), t.bytesWhole(self)), nil
	}
	return t.NewTuple(t.bytesWhole(self), empty(), empty()), nil
}

func bytesSplitlines(t *Thread, self Value, args []Value) (Value, error) {
	keep, err := t.flagArg(args[0])
	if err != nil {
		return Value{}, err
	}
	var out []Value
	for rest := selfBytes(self); len(rest) > 0; {
		end := bytes.IndexAny(rest, "\r\n")
		next := end + 1
		if end < 0 {
			end, next = len(rest), len(rest)
		} else if rest[end] == '\r' && next < len(rest) && rest[next] == '\n' {
			next++
		}
		if keep {
			end = next
		}
		out = t.addPiece(out, t.bytesPiece(self, rest[:end]), -1)
		rest = rest[next:]
	}
	return t.splitList(out, -1), nil
}

func bytesJoin(t *Thread, self Value, args []Value) (Value, error) {
	items, drop, err := t.fastSequence(args[0], "can only join an iterable")
	if err != nil {
		return Value{}, err
	}
	r, ok, err := t.joinExactBytes(self, items)
	if !ok {
		r, err = t.joinBuffers(self, items)
	}
	drop()
	return r, err
}

// joinExactBytes joins items that are all bytes; ok is false where one is not.
func (t *Thread) joinExactBytes(self Value, items []Value) (r Value, ok bool, err error) {
	sep := selfBytes(self)
	size := 0
	for _, v := range items {
		if v.O.Typ != BytesType || size > math.MaxInt/4 {
			return Value{}, false, nil
		}
		size += len(as[Bytes](v).B) + len(sep)
	}
	if len(items) == 1 && self.Type().Flags&FlagBytes != 0 {
		return items[0].Ref(), true, nil
	}
	if err := t.Grow(size); err != nil {
		return Value{}, true, err
	}
	out := make([]byte, 0, max(0, size-len(sep)))
	for i, v := range items {
		if i > 0 {
			out = append(out, sep...)
		}
		out = append(out, as[Bytes](v).B...)
	}
	return t.bytesLike(self, out), true, nil
}

// joinBuffers is bytes.join for any bytes-like items, whose memory stays locked meanwhile.
func (t *Thread) joinBuffers(self Value, items []Value) (Value, error) {
	sep := selfBytes(self)
	if x, ok := asByteArray(self); ok {
		x.exports++
		defer func() { x.exports-- }()
	}
	parts := make([][]byte, len(items))
	size := 0
	for i, v := range items {
		if !IsBuffer(v) {
			return Value{}, t.TypeErr("sequence item %d: expected a bytes-like object, %s found", i, v.Type().FullName())
		}
		b, release, err := t.BufferOf(v)
		if err != nil {
			t.Discard(err)
			return Value{}, t.TypeErr("sequence item %d: expected a bytes-like object, %s found", i, v.Type().FullName())
		}
		defer release()
		parts[i] = b
		size += len(b)
		if i > 0 {
			size += len(sep)
		}
		if size < 0 || size > math.MaxInt/2 {
			return Value{}, t.Raise(OverflowError, "join() result is too long")
		}
	}
	if err := t.Grow(size); err != nil {
		return Value{}, err
	}
	return t.bytesLike(self, bytes.Join(parts, sep)), nil
}
