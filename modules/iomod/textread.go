package iomod

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/minipy-go/minipy/object"
)

// Reading and writing of a TextIOWrapper.

// byteWise reports whether an encoding's line ends can be found among its bytes.
func byteWise(codec string) bool {
	switch codec {
	case "utf-8", "utf-8-sig", "ascii", "iso8859-1":
		return true
	}
	return strings.HasPrefix(codec, "cp12") || strings.HasPrefix(codec, "iso8859") || strings.HasPrefix(codec, "koi8") ||
		strings.HasPrefix(codec, "cp4") || strings.HasPrefix(codec, "cp8") && codec != "cp875"
}

// pull reads from the buffer: once, or all that is left.
func (x *textIO) pull(t *thread, all bool) ([]byte, error) {
	if x.buf != nil && x.buf.file != nil {
		b, err := reading(t, x.buffer, "read")
		if err != nil {
			return nil, err
		}
		if x.buf.Typ == writerType {
			return nil, unsupported(t, "read")
		}
		if all {
			out, _, err := b.rest(t)
			return out, err
		}
		return b.read1(t, chunkSize)
	}
	method, n := "read1", int64(chunkSize)
	if all {
		method, n = "read", -1
	} else if m, err := t.LookupAttr(x.buffer, method); err != nil {
		return nil, err
	} else if m.IsNil() {
		method = "read"
	} else {
		t.Unref(m)
	}
	r, err := t.CallMethod(x.buffer, method, object.Int(n))
	if err != nil {
		return nil, err
	}
	defer t.Unref(r)
	if !object.IsBuffer(r) {
		return nil, t.TypeErr("underlying %s() should have returned a bytes-like object, not '%s'", method, r.Type().Name)
	}
	b, release, err := t.BufferOf(r)
	if err != nil {
		return nil, err
	}
	defer release()
	return bytes.Clone(b), nil
}

// fill reads more into x.in; false at the end of the stream.
func (x *textIO) fill(t *thread, all bool) (bool, error) {
	x.read = true
	wide := !byteWise(x.codec)
	more, err := x.pull(t, all || wide)
	if err != nil {
		return false, err
	}
	if wide {
		return x.fillWide(t, more)
	}
	if !x.marked && len(more) > 0 {
		x.marked = true
		if x.codec == "utf-8-sig" {
			more = bytes.TrimPrefix(more, []byte("\xEF\xBB\xBF"))
		}
	}
	end := len(more) == 0 || all
	old := len(x.in) - x.tail
	if len(x.in) == 0 {
		x.in = more
	} else {
		x.in = append(x.in[:len(x.in):len(x.in)], more...)
	}
	x.tail = 0
	if !end && strings.HasPrefix(x.codec, "utf-8") {
		x.tail = partialTail(x.in)
	}
	if err := x.check(t, x.in[old:len(x.in)-x.tail]); err != nil {
		x.in, x.tail = nil, 0
		return false, err
	}
	return !end, nil
}

// fillWide decodes the rest of a stream whose bytes cannot be looked at one by one.
func (x *textIO) fillWide(t *thread, more []byte) (bool, error) {
	if len(more) == 0 {
		return false, nil
	}
	v, err := t.DecodeBytes(more, x.codec, x.handler)
	if err != nil {
		return false, err
	}
	x.in = append(x.in, v.String()...)
	x.plain, x.marked = true, true
	t.Unref(v)
	return true, nil
}

// check raises the error of malformed input as soon as it is read.
func (x *textIO) check(t *thread, b []byte) error {
	switch {
	case x.handler != "strict", x.codec == "iso8859-1", strings.HasPrefix(x.codec, "utf-8") && utf8.Valid(b):
		return nil
	}
	v, err := t.DecodeBytes(b, x.codec, x.handler)
	return discard(t, v, err)
}

// partialTail returns how many bytes at the end of b begin a character that is not
// complete.
func partialTail(b []byte) int {
	for n := 1; n <= 3 && n <= len(b); n++ {
		c := b[len(b)-n]
		if c&0xC0 == 0x80 {
			continue
		}
		if c >= 0xC0 && object.PointLen(c) > n {
			return n
		}
		break
	}
	return 0
}

// give decodes n bytes of the input and advances.
func (x *textIO) give(t *thread, n int, end int) (value, error) {
	line := x.in[:n]
	mark := x.in[end:n]
	x.in = x.in[n:]
	if x.ends.universal {
		x.seen.note(object.StringOf(mark))
	}
	if x.ends.universal && x.ends.translate && len(mark) > 0 && mark[0] == '\r' {
		line = append(bytes.Clone(line[:end]), '\n')
	}
	return x.decode(t, line)
}

func (x *textIO) decode(t *thread, b []byte) (value, error) {
	codec := x.codec
	if x.plain || codec == "utf-8-sig" {
		codec = "utf-8"
	}
	if x.plain {
		return t.NewStr(string(b)), nil
	}
	return t.DecodeBytes(b, codec, x.handler)
}

// startRead prepares for reading.
func (x *textIO) startRead(t *thread) error { return x.push(t) }

// limitBytes returns how many bytes of b the first n characters take.
func (x *textIO) limitBytes(b []byte, n int) int {
	if !x.plain && !strings.HasPrefix(x.codec, "utf-8") {
		return min(n, len(b))
	}
	i := 0
	for ; n > 0 && i < len(b); n-- {
		i = min(i+pointLen(b[i:]), len(b))
	}
	return i
}

// pointLen is the length of the character at the start of b; what is malformed has one.
func pointLen(b []byte) int {
	if b[0] < 0x80 {
		return 1
	}
	if b[0] < 0xC0 {
		return 1
	}
	n := object.PointLen(b[0])
	for i := 1; i < n && i < len(b); i++ {
		if b[i]&0xC0 != 0x80 {
			return i
		}
	}
	return n
}

// line reads a line of at most limit characters, -1: of any length.
func (x *textIO) line(t *thread, limit int) (value, error) {
	if err := x.startRead(t); err != nil {
		return value{}, err
	}
	from := 0
	for {
		usable := len(x.in) - x.tail
		end, next := usable, usable
		if from < usable {
			end, next = x.ends.find(object.StringOf(x.in[from:usable]))
			end, next = end+from, next+from
		}
		split := next == usable && end+1 == next && x.ends.universal && x.in[end] == '\r' // a "\n" may follow
		found := next > end && !split
		if limit >= 0 {
			if n := x.limitBytes(x.in[:usable], limit); n < usable && n <= next || found && n <= next {
				if n < next && !(n > end && x.ends.translate) {
					return x.give(t, n, min(n, end))
				}
				return x.give(t, next, end)
			}
		}
		if found {
			return x.give(t, next, end)
		}
		from = usable
		if split {
			from--
		}
		if err := t.Grow(len(x.in)); err != nil {
			return value{}, err
		}
		more, err := x.fill(t, false)
		if err != nil {
			return value{}, err
		}
		if !more {
			x.tail = 0
			if len(x.in) > usable {
				continue
			}
			n := len(x.in)
			if limit >= 0 {
				if k := x.limitBytes(x.in, limit); k < n {
					return x.give(t, k, k)
				}
			}
			return x.give(t, n, min(end, n))
		}
	}
}

func textReadline(t *thread, v value, args []value) (value, error) {
	n, err := t.SsizeArg(args[0], -1)
	if err != nil {
		return value{}, err
	}
	x, err := openText(t, v)
	if err != nil {
		return value{}, err
	}
	if err := x.canRead(t); err != nil {
		return value{}, err
	}
	return x.line(t, n)
}

// canRead raises for a stream that is for writing only.
func (x *textIO) canRead(t *thread) error {
	if !x.readable {
		return unsupported(t, "not readable")
	}
	return nil
}

func (x *textIO) canWrite(t *thread) error {
	if !x.writable {
		return unsupported(t, "not writable")
	}
	return nil
}

func textNext(t *thread, v value) (value, error) {
	x, err := attached(t, v)
	if err != nil {
		return value{}, err
	}
	x.noTell = true
	if v.Type() != textType {
		r, err := t.CallMethod(v, "readline")
		if err != nil {
			return value{}, err
		}
		if !r.IsStr() {
			err := t.Raise(object.OSError, "readline() should have returned a str object, not '%s'", r.Type().Name)
			t.Unref(r)
			return value{}, err
		}
		return x.endOfLines(t, r)
	}
	if x, err = openText(t, v); err != nil {
		return value{}, err
	}
	if err := x.canRead(t); err != nil {
		return value{}, err
	}
	r, err := x.line(t, -1)
	if err != nil {
		return value{}, err
	}
	return x.endOfLines(t, r)
}

// endOfLines turns an empty line, given, into the end of the iteration.
func (x *textIO) endOfLines(t *thread, line value) (value, error) {
	if object.As[object.Str](line).N > 0 {
		return line, nil
	}
	x.noTell = !x.seekable
	t.Unref(line)
	return value{}, nil
}

func textRead(t *thread, v value, args []value) (value, error) {
	n, err := readSize(t, args[0])
	if err != nil {
		return value{}, err
	}
	x, err := openText(t, v)
	if err != nil {
		return value{}, err
	}
	if err := x.canRead(t); err != nil {
		return value{}, err
	}
	if err := x.startRead(t); err != nil {
		return value{}, err
	}
	if n < 0 {
		return x.readAll(t)
	}
	return x.readChars(t, n)
}

func (x *textIO) readAll(t *thread) (value, error) {
	if _, err := x.fill(t, true); err != nil {
		return value{}, err
	}
	b := x.in
	x.in, x.tail = nil, 0
	if x.ends.universal {
		x.seen.note(object.StringOf(b))
		if x.ends.translate && bytes.IndexByte(b, '\r') >= 0 {
			b = object.BytesOf(universalText(object.StringOf(b)))
		}
	}
	if err := t.Grow(2 * len(b)); err != nil {
		return value{}, err
	}
	return x.decode(t, b)
}

// readChars reads n characters.
func (x *textIO) readChars(t *thread, n int) (value, error) {
	for {
		usable := len(x.in) - x.tail
		k, whole := x.take(x.in[:usable], n)
		if !whole {
			if err := t.Grow(len(x.in)); err != nil {
				return value{}, err
			}
			more, err := x.fill(t, false)
			if err != nil {
				return value{}, err
			}
			if more || len(x.in)-x.tail > usable {
				continue
			}
			x.tail = 0
			k = len(x.in)
		}
		b := x.in[:k:k]
		x.in = x.in[k:]
		if x.ends.universal {
			x.seen.note(object.StringOf(b))
			if x.ends.translate && bytes.IndexByte(b, '\r') >= 0 {
				b = object.BytesOf(universalText(object.StringOf(b)))
			}
		}
		return x.decode(t, b)
	}
}

// take returns how many bytes the first n characters of b take as they are read, and
// whether that is sure without seeing more.
func (x *textIO) take(b []byte, n int) (int, bool) {
	if !x.ends.translate || bytes.IndexByte(b, '\r') < 0 {
		k := x.limitBytes(b, n)
		return k, k < len(b) || n == 0 || x.count(b) >= n
	}
	i := 0
	for ; n > 0; n-- {
		if i == len(b) {
			return i, false
		}
		if b[i] == '\r' {
			if i+1 == len(b) {
				return i, false // a "\n" may follow
			}
			if b[i+1] == '\n' {
				i++
			}
			i++
			continue
		}
		i += x.limitBytes(b[i:], 1)
	}
	return i, true
}

// count returns the number of characters of b.
func (x *textIO) count(b []byte) int {
	if !x.plain && !strings.HasPrefix(x.codec, "utf-8") {
		return len(b)
	}
	n := 0
	for i := 0; i < len(b); n++ {
		i += pointLen(b[i:])
	}
	return n
}

// push hands what was written to the buffer.
func (x *textIO) push(t *thread) error {
	if len(x.out) == 0 {
		return nil
	}
	out := x.out
	x.out = nil
	if x.buf != nil && x.buf.file != nil {
		if _, err := open(t, x.buffer, "write to closed file"); err != nil {
			return err
		}
		err := x.buf.put(t, out)
		x.out = out[:0]
		return err
	}
	b := t.NewBytes(out)
	r, err := t.CallMethod(x.buffer, "write", b)
	t.Unref(b)
	return discard(t, r, err)
}

func textWrite(t *thread, v value, args []value) (value, error) {
	s, ok := object.AsStr(args[0])
	if !ok {
		return value{}, t.TypeErr("write() argument must be str, not %s", object.TypeName(args[0]))
	}
	x, err := openText(t, v)
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(s.N)), x.write(t, s)
}

func textWriteText(t *thread, v value, text string) error {
	x, err := openText(t, v)
	if err != nil {
		return err
	}
	return x.write(t, strOf(text))
}

func (x *textIO) write(t *thread, s *object.Str) error {
	if err := x.canWrite(t); err != nil {
		return err
	}
	text := s.S
	flush := x.through || x.lines && strings.IndexByte(text, '\n') >= 0
	if x.lines && strings.IndexByte(text, '\r') >= 0 {
		flush = true
	}
	if x.ends.out != "" && strings.IndexByte(text, '\n') >= 0 {
		s = strOf(strings.ReplaceAll(text, "\n", x.ends.out))
	}
	codec := x.codec
	if x.started { // the mark stands at the start of the file only
		switch codec {
		case "utf-8-sig":
			codec = "utf-8"
		case "utf-16", "utf-32":
			codec += "-le"
		}
	}
	b, err := t.EncodeStr(s, codec, x.handler)
	if err != nil {
		return err
	}
	x.started = true
	if len(x.out)+len(b) > chunkSize {
		if err := x.push(t); err != nil {
			return err
		}
	}
	x.out = append(x.out, b...)
	if len(x.out) >= chunkSize || flush {
		if err := x.push(t); err != nil {
			return err
		}
	}
	if flush && x.lines {
		if err := x.flush(t); err != nil {
			return err
		}
	}
	x.in, x.tail, x.plain = nil, 0, false
	return nil
}
