package codecsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

func readerWriterSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "StreamReaderWriter", Doc: "A stream of bytes that is read and written as text.", Decls: streamDecls(
		object.Made("encoding", func(t *thread) (value, error) { return t.NewStr("unknown"), nil }),
		object.Method("__init__(self, stream, Reader, Writer, errors='strict')", "", func(t *thread, self value, a []value) (value, error) {
			return none, bothInit(t, self, a[0], a[1], a[2], a[3])
		}),
		object.Method("read(self, size=-1)", "", forward("reader", "read")),
		object.Method("readline(self, size=None)", "", forward("reader", "readline")),
		object.Method("readlines(self, sizehint=None)", "", forward("reader", "readlines")),
		object.Method("__next__(self)", "", func(t *thread, self value, _ []value) (value, error) {
			r, err := t.GetAttrS(self, "reader")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(r)
			return t.NextRaise(r)
		}),
		object.Method("__iter__(self)", "", itself),
		object.Method("write(self, data)", "", forward("writer", "write")),
		object.Method("writelines(self, list)", "", forward("writer", "writelines")),
		object.Method("reset(self)", "", bothReset),
		object.Method("seek(self, offset, whence=0)", "", func(t *thread, self value, a []value) (value, error) {
			r, err := on(t, self, "stream", "seek", a[0], pylib.Or(a[1], object.Int(0)))
			if err != nil {
				return value{}, err
			}
			t.Unref(r)
			if r, err = on(t, self, "reader", "reset"); err != nil {
				return value{}, err
			}
			t.Unref(r)
			if start, err := atStart(t, a[0], a[1]); err != nil || !start {
				return none, err
			}
			r, err = on(t, self, "writer", "reset")
			t.XUnref(r)
			return none, err
		}),
	)}
}

// bothInit makes the reader and the writer of a stream.
func bothInit(t *thread, self, stream, reader, writer, errs value) error {
	if errs.IsNil() {
		errs = t.NewStr("strict")
		defer t.Unref(errs)
	}
	err := t.SetAttrS(self, "stream", stream)
	for _, p := range [...]struct {
		name string
		make value
	}{{"reader", reader}, {"writer", writer}} {
		if err != nil {
			return err
		}
		v, cerr := t.Call(p.make, stream, errs)
		if cerr != nil {
			return cerr
		}
		err = t.SetAttrS(self, p.name, v)
		t.Unref(v)
	}
	if err != nil {
		return err
	}
	return t.SetAttrS(self, "errors", errs)
}

func bothReset(t *thread, self value, _ []value) (value, error) {
	r, err := on(t, self, "reader", "reset")
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	r, err = on(t, self, "writer", "reset")
	t.XUnref(r)
	return none, err
}

func recoderSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "StreamRecoder", Doc: "A stream that is read and written in another encoding than it has.", Decls: streamDecls(
		object.Made("data_encoding", func(t *thread) (value, error) { return t.NewStr("unknown"), nil }),
		object.Made("file_encoding", func(t *thread) (value, error) { return t.NewStr("unknown"), nil }),
		object.Method("__init__(self, stream, encode, decode, Reader, Writer, errors='strict')", "", func(t *thread, self value, a []value) (value, error) {
			if err := t.SetAttrS(self, "encode", a[1]); err != nil {
				return value{}, err
			}
			if err := t.SetAttrS(self, "decode", a[2]); err != nil {
				return value{}, err
			}
			return none, bothInit(t, self, a[0], a[3], a[4], a[5])
		}),
		object.Method("read(self, size=-1)", "", recoded("read")),
		object.Method("readline(self, size=None)", "", recoded("readline")),
		object.Method("readlines(self, sizehint=None)", "", func(t *thread, self value, _ []value) (value, error) {
			data, err := recoded("read")(t, self, nil)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(data)
			return t.CallMethod(data, "splitlines", object.True)
		}),
		object.Method("__next__(self)", "", func(t *thread, self value, _ []value) (value, error) {
			r, err := t.GetAttrS(self, "reader")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(r)
			data, err := t.NextRaise(r)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(data)
			return converted(t, self, "encode", data)
		}),
		object.Method("__iter__(self)", "", itself),
		object.Method("write(self, data)", "", func(t *thread, self value, a []value) (value, error) { return recodeWrite(t, self, a[0]) }),
		object.Method("writelines(self, list)", "", func(t *thread, self value, a []value) (value, error) {
			empty := t.NewBytes(nil)
			defer t.Unref(empty)
			all, err := t.CallMethod(empty, "join", a[0])
			if err != nil {
				return value{}, err
			}
			defer t.Unref(all)
			return recodeWrite(t, self, all)
		}),
		object.Method("reset(self)", "", bothReset),
		object.Method("seek(self, offset, whence=0)", "", func(t *thread, self value, a []value) (value, error) {
			for _, part := range [...]string{"reader", "writer"} {
				r, err := on(t, self, part, "seek", a[0], pylib.Or(a[1], object.Int(0)))
				if err != nil {
					return value{}, err
				}
				t.Unref(r)
			}
			return none, nil
		}),
	)}
}

// converted gives data through the recoder's function encode or decode.
func converted(t *thread, self value, fn string, data value) (value, error) {
	p, err := attrs(t, self, fn, "errors")
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p)
	r, err := t.Call(p[0], data, p[1])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(r)
	out, n, err := twoOf(t, r)
	if err == nil {
		t.Unref(n)
	}
	return out, err
}

// recoded makes a method that reads and converts what it read.
func recoded(method string) object.NativeFn {
	read := forward("reader", method)
	return func(t *thread, self value, a []value) (value, error) {
		data, err := read(t, self, a)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(data)
		return converted(t, self, "encode", data)
	}
}

func recodeWrite(t *thread, self, data value) (value, error) {
	text, err := converted(t, self, "decode", data)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(text)
	return on(t, self, "writer", "write", text)
}
