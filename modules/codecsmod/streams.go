package codecsmod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// on calls a method of an attribute's value.
func on(t *thread, self value, attr, method string, args ...value) (value, error) {
	v, err := t.GetAttrS(self, attr)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(v)
	return t.CallMethod(v, method, args...)
}

// forward makes a method that an attribute's value answers.
func forward(attr, method string) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		args := a
		for len(args) > 0 && args[len(args)-1].IsNil() {
			args = args[:len(args)-1]
		}
		return on(t, self, attr, method, args...)
	}
}

// streamDecls are what all classes of streams have.
func streamDecls(own ...object.Decl) []object.Decl {
	return append(own,
		object.Method("__getattr__(self, name)", "", func(t *thread, self value, a []value) (value, error) {
			name, ok := object.AsStr(a[0])
			if !ok {
				return value{}, t.TypeErr("attribute name must be string, not '%s'", a[0].Type().Name)
			}
			if name.S == "stream" { // an instance that __init__ has not seen
				return value{}, t.RaiseAttr(self, name, "'%s' object has no attribute '%s'", self.Type().Name, name.S)
			}
			s, err := t.GetAttrS(self, "stream")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(s)
			return t.GetAttr(s, name)
		}),
		object.Method("__enter__(self)", "", itself),
		object.Method("__exit__(self, type, value, tb)", "", func(t *thread, self value, _ []value) (value, error) {
			r, err := on(t, self, "stream", "close")
			t.XUnref(r)
			return none, err
		}),
		object.Method("__reduce_ex__(self, proto)", "", func(t *thread, self value, _ []value) (value, error) {
			return value{}, t.TypeErr("can't serialize %s", self.Type().Name)
		}))
}

// atStart reports whether seek(offset, whence) goes to the beginning.
func atStart(t *thread, offset, whence value) (bool, error) {
	for _, v := range []value{pylib.Or(whence, object.Int(0)), offset} {
		if zero, err := t.Equal(v, object.Int(0)); err != nil || !zero {
			return false, err
		}
	}
	return true, nil
}

// seekThen seeks in the stream and calls a method without arguments, always or only if
// it went to the beginning.
func seekThen(always bool) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		r, err := on(t, self, "stream", "seek", a[0], pylib.Or(a[1], object.Int(0)))
		if err != nil {
			return value{}, err
		}
		t.Unref(r)
		reset := always
		if !always {
			if reset, err = atStart(t, a[0], a[1]); err != nil {
				return value{}, err
			}
		}
		if reset {
			r, err := t.CallMethod(self, "reset")
			t.XUnref(r)
			return none, err
		}
		return none, nil
	}
}

func writerSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "StreamWriter", Doc: "Writes text to a stream of bytes.", Decls: streamDecls(
		object.Method("__init__(self, stream, errors='strict')", "", func(t *thread, self value, a []value) (value, error) {
			if err := t.SetAttrS(self, "stream", a[0]); err != nil {
				return value{}, err
			}
			return none, setErrors(t, self, a[1])
		}),
		object.Method("write(self, object)", "Write the object, encoded.", func(t *thread, self value, a []value) (value, error) {
			errs, err := t.GetAttrS(self, "errors")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(errs)
			r, err := t.CallMethod(self, "encode", a[0], errs)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(r)
			data, n, err := twoOf(t, r)
			if err != nil {
				return value{}, err
			}
			t.Unref(n)
			defer t.Unref(data)
			done, err := on(t, self, "stream", "write", data)
			t.XUnref(done)
			return none, err
		}),
		object.Method("writelines(self, list)", "Write strs.", func(t *thread, self value, a []value) (value, error) {
			empty := t.NewStr("")
			defer t.Unref(empty)
			all, err := t.CallMethod(empty, "join", a[0])
			if err != nil {
				return value{}, err
			}
			defer t.Unref(all)
			r, err := t.CallMethod(self, "write", all)
			t.XUnref(r)
			return none, err
		}),
		object.Method("reset(self)", "Write what is kept, and forget the state.", nothing),
		object.Method("seek(self, offset, whence=0)", "Go to a place of the stream.", seekThen(false)),
	)}
}

func readerSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "StreamReader", Doc: "Reads text from a stream of bytes.", Decls: streamDecls(
		object.Attr("charbuffertype", object.StrType.Value()),
		object.Method("__init__(self, stream, errors='strict')", "", readerInit),
		object.Method("read(self, size=-1, chars=-1, firstline=False)", "Decode about size bytes and give what they say, or chars characters.", readerRead),
		object.Method("readline(self, size=None, keepends=True)", "Read a line; size is how much is read at a time.", readerLine),
		object.Method("readlines(self, sizehint=None, keepends=True)", "Read all lines.", func(t *thread, self value, a []value) (value, error) {
			all, err := t.CallMethod(self, "read")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(all)
			return t.CallMethod(all, "splitlines", pylib.Or(a[1], object.True))
		}),
		object.Method("reset(self)", "Forget what is kept.", func(t *thread, self value, _ []value) (value, error) {
			return none, readerReset(t, self)
		}),
		object.Method("seek(self, offset, whence=0)", "Go to a place of the stream.", seekThen(true)),
		object.Method("__next__(self)", "", func(t *thread, self value, _ []value) (value, error) {
			return lineOrStop(t, self)
		}),
		object.Method("__iter__(self)", "", itself),
	)}
}

func lineOrStop(t *thread, self value) (value, error) {
	line, err := t.CallMethod(self, "readline")
	if err != nil {
		return value{}, err
	}
	some, err := t.Truth(line)
	if err == nil && !some {
		err = t.RaiseArgs(object.StopIteration)
	}
	if err != nil {
		t.Unref(line)
		return value{}, err
	}
	return line, nil
}

func readerInit(t *thread, self value, a []value) (value, error) {
	if err := t.SetAttrS(self, "stream", a[0]); err != nil {
		return value{}, err
	}
	if err := setErrors(t, self, a[1]); err != nil {
		return value{}, err
	}
	kind, err := t.GetAttrS(self, "charbuffertype")
	if err != nil {
		return value{}, err
	}
	empty, err := t.Call(kind)
	t.Unref(kind)
	if err != nil {
		return value{}, err
	}
	err = t.SetAttrS(self, "_empty_charbuffer", empty)
	t.Unref(empty)
	if err != nil {
		return value{}, err
	}
	return none, readerReset(t, self)
}

func readerReset(t *thread, self value) error {
	empty, err := t.GetAttrS(self, "_empty_charbuffer")
	if err != nil {
		return err
	}
	defer t.Unref(empty)
	if err := setBytes(t, self, "bytebuffer", ""); err != nil {
		return err
	}
	if err := t.SetAttrS(self, "charbuffer", empty); err != nil {
		return err
	}
	return t.SetAttrS(self, "linebuffer", none)
}

// intArg reads an optional int argument.
func intArg(t *thread, v value, d int) (int, error) {
	if !pylib.Given(v) {
		return d, nil
	}
	return t.AsIndex(v, object.OverflowError)
}

func readerRead(t *thread, self value, a []value) (value, error) {
	size, err := intArg(t, a[0], -1)
	if err != nil {
		return value{}, err
	}
	chars, err := intArg(t, a[1], -1)
	if err != nil {
		return value{}, err
	}
	first := false
	if !a[2].IsNil() {
		if first, err = t.Truth(a[2]); err != nil {
			return value{}, err
		}
	}
	if chars < 0 {
		chars = size
	}
	for more := true; more; {
		if err := t.Poll(); err != nil {
			return value{}, err
		}
		if chars >= 0 {
			have, err := lenOf(t, self, "charbuffer")
			if err != nil {
				return value{}, err
			}
			if have >= chars {
				break
			}
		}
		if more, err = readMore(t, self, size, first); err != nil {
			return value{}, err
		}
	}
	return takeChars(t, self, chars)
}

func lenOf(t *thread, self value, attr string) (int, error) {
	v, err := t.GetAttrS(self, attr)
	if err != nil {
		return 0, err
	}
	defer t.Unref(v)
	return t.Len(v)
}

// takeChars takes characters, all if n is negative, from what is decoded.
func takeChars(t *thread, self value, n int) (value, error) {
	all, err := t.GetAttrS(self, "charbuffer")
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		empty, err := t.GetAttrS(self, "_empty_charbuffer")
		if err == nil {
			err = t.SetAttrS(self, "charbuffer", empty)
			t.Unref(empty)
		}
		if err != nil {
			t.Unref(all)
			return value{}, err
		}
		return all, nil
	}
	defer t.Unref(all)
	k := object.Int(int64(n))
	rest, err := sliceOf(t, all, k, none)
	if err != nil {
		return value{}, err
	}
	err = t.SetAttrS(self, "charbuffer", rest)
	t.Unref(rest)
	if err != nil {
		return value{}, err
	}
	return sliceOf(t, all, none, k)
}

// readMore reads once from the stream and decodes; false: there is nothing more. first
// makes an error in a later line wait until that line is read.
func readMore(t *thread, self value, size int, first bool) (bool, error) {
	args := []value{}
	if size >= 0 {
		args = append(args, object.Int(int64(size)))
	}
	fresh, err := on(t, self, "stream", "read", args...)
	if err != nil {
		return false, err
	}
	defer t.Unref(fresh)
	kept, err := t.GetAttrS(self, "bytebuffer")
	if err != nil {
		return false, err
	}
	data, err := t.Binary(object.OpAdd, kept, fresh)
	t.Unref(kept)
	if err != nil {
		return false, err
	}
	defer t.Unref(data)
	if some, err := t.Truth(data); err != nil || !some {
		return false, err
	}
	chars, used, err := decodeLines(t, self, data, first)
	if err != nil {
		return false, err
	}
	defer t.Unref(chars)
	defer t.Unref(used)
	rest, err := sliceOf(t, data, used, none)
	if err != nil {
		return false, err
	}
	err = t.SetAttrS(self, "bytebuffer", rest)
	t.Unref(rest)
	if err != nil {
		return false, err
	}
	old, err := t.GetAttrS(self, "charbuffer")
	if err != nil {
		return false, err
	}
	all, err := t.Binary(object.OpAdd, old, chars)
	t.Unref(old)
	if err != nil {
		return false, err
	}
	err = t.SetAttrS(self, "charbuffer", all)
	t.Unref(all)
	if err != nil {
		return false, err
	}
	return t.Truth(fresh)
}

// decodeLines decodes data; if first, an error behind the first line is left for later.
func decodeLines(t *thread, self, data value, first bool) (chars, used value, err error) {
	errs, err := t.GetAttrS(self, "errors")
	if err != nil {
		return value{}, value{}, err
	}
	defer t.Unref(errs)
	r, err := t.CallMethod(self, "decode", data, errs)
	if err == nil {
		defer t.Unref(r)
		return twoOf(t, r)
	}
	if !first || !t.ErrIs(err, object.UnicodeDecodeError) {
		return value{}, value{}, err
	}
	start, serr := t.GetAttrS(t.Normalize(err).Value(), "start")
	if serr != nil {
		t.Discard(serr)
		return value{}, value{}, err
	}
	good, serr := sliceOf(t, data, none, start)
	t.Unref(start)
	if serr != nil {
		t.Discard(serr)
		return value{}, value{}, err
	}
	defer t.Unref(good)
	r, derr := t.CallMethod(self, "decode", good, errs)
	if derr != nil {
		t.Discard(err)
		return value{}, value{}, derr
	}
	defer t.Unref(r)
	chars, used, derr = twoOf(t, r)
	if derr != nil {
		t.Discard(err)
		return value{}, value{}, derr
	}
	n := 0
	if lines, lerr := t.CallMethod(chars, "splitlines", object.True); lerr == nil {
		n, lerr = t.Len(lines)
		t.Unref(lines)
		if lerr != nil {
			t.Discard(lerr)
		}
	} else {
		t.Discard(lerr)
	}
	if n <= 1 {
		t.Unref(chars)
		t.Unref(used)
		return value{}, value{}, err
	}
	t.Discard(err)
	return chars, used, nil
}

// The sizes of what readline reads at a time: at first, and the limit of doubling.
const (
	lineSize    = 72
	maxLineSize = 8000
)

func readerLine(t *thread, self value, a []value) (value, error) {
	size, err := intArg(t, a[0], 0)
	if err != nil {
		return value{}, err
	}
	once := pylib.Given(a[0])
	keep := true
	if !a[1].IsNil() {
		if keep, err = t.Truth(a[1]); err != nil {
			return value{}, err
		}
	}
	if size == 0 {
		size = lineSize
	}
	line, err := t.GetAttrS(self, "_empty_charbuffer")
	if err != nil {
		return value{}, err
	}
	defer func() { t.Unref(line) }()
	for {
		if err := t.Poll(); err != nil {
			return value{}, err
		}
		some, err := addPiece(t, self, &line, size)
		if err != nil {
			return value{}, err
		}
		done, err := splitLine(t, self, &line)
		if err != nil {
			return value{}, err
		}
		if done || !some || once {
			break
		}
		if size < maxLineSize {
			size *= 2
		}
	}
	if keep {
		return line.Ref(), nil
	}
	return bareLine(t, line)
}

// addPiece reads a piece behind *line, the second half of \r\n too; false: there is none.
func addPiece(t *thread, self value, line *value, size int) (bool, error) {
	names := pylib.Names(t, "firstline")
	defer t.Unref(names)
	read, err := t.GetAttrS(self, "read")
	if err != nil {
		return false, err
	}
	defer t.Unref(read)
	data, err := t.CallArgs(read, object.WithKw([]value{object.Int(int64(size))}, object.As[object.List](names).Items, []value{object.True}))
	if err != nil {
		return false, err
	}
	defer func() { t.Unref(data) }()
	if endsCR(data) {
		next, err := t.Call(read, object.Int(1), object.Int(1))
		if err != nil {
			return false, err
		}
		both, err := t.Binary(object.OpAdd, data, next)
		t.Unref(next)
		if err != nil {
			return false, err
		}
		pylib.Set(t, &data, both)
	}
	all, err := t.Binary(object.OpAdd, *line, data)
	if err != nil {
		return false, err
	}
	pylib.Set(t, line, all)
	return t.Truth(data)
}

// endsCR reports whether a str or bytes ends with a carriage return.
func endsCR(v value) bool {
	if s, ok := object.AsStr(v); ok {
		return strings.HasSuffix(s.S, "\r")
	}
	b, ok := object.AsBytes(v)
	return ok && len(b.B) > 0 && b.B[len(b.B)-1] == '\r'
}

// splitLine makes *line its first line, if that is whole, and gives the others back to
// the buffer.
func splitLine(t *thread, self value, line *value) (bool, error) {
	lines, err := t.CallMethod(*line, "splitlines", object.True)
	if err != nil {
		return false, err
	}
	defer t.Unref(lines)
	l, ok := object.AsList(lines)
	if !ok || len(l.Items) == 0 {
		return false, nil
	}
	first := l.Items[0].Ref()
	defer t.Unref(first)
	bare, err := bareLine(t, first)
	if err != nil {
		return false, err
	}
	open, err := t.Equal(bare, first)
	t.Unref(bare)
	if err != nil || open {
		return false, err
	}
	n, err := t.Len(first)
	if err != nil {
		return false, err
	}
	rest, err := sliceOf(t, *line, object.Int(int64(n)), none)
	if err != nil {
		return false, err
	}
	defer t.Unref(rest)
	kept, err := t.GetAttrS(self, "charbuffer")
	if err != nil {
		return false, err
	}
	all, err := t.Binary(object.OpAdd, rest, kept)
	t.Unref(kept)
	if err != nil {
		return false, err
	}
	err = t.SetAttrS(self, "charbuffer", all)
	t.Unref(all)
	if err != nil {
		return false, err
	}
	pylib.Set(t, line, first.Ref())
	return true, nil
}

// bareLine gives a line without its end.
func bareLine(t *thread, line value) (value, error) {
	parts, err := t.CallMethod(line, "splitlines")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(parts)
	if n, err := t.Len(parts); err != nil || n == 0 {
		return line.Ref(), err
	}
	return t.GetItem(parts, object.Int(0))
}
