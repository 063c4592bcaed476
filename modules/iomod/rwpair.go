package iomod

import (
	"github.com/minipy-go/minipy/object"
)

var rwPairType = &object.Type{}

// A rwPair is a BufferedRWPair: a reader and a writer on two raw streams.
type rwPair struct {
	ioBase
	reader, writer value // owned
}

func rwPairInit() {
	to := func(reader bool, method string) object.RawFn {
		return func(t *thread, v value, a object.Args) (value, error) {
			p := object.As[rwPair](v)
			end := p.writer
			if reader {
				end = p.reader
			}
			if end.IsNil() {
				return value{}, t.ValueErr("I/O operation on uninitialized object")
			}
			f, err := t.GetAttrS(end, method)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(f)
			return t.CallArgs(f, a)
		}
	}
	decls := []object.Decl{
		object.DictGetter(),
		object.Method("close()", "", rwPairClose),
		object.Method("isatty()", "", func(t *thread, v value, _ []value) (value, error) {
			p := object.As[rwPair](v)
			for _, end := range []value{p.writer, p.reader} {
				if end.IsNil() {
					return value{}, t.ValueErr("I/O operation on uninitialized object")
				}
				if ok, err := ask(t, end, "isatty"); ok || err != nil {
					return object.Bool(ok), err
				}
			}
			return object.False, nil
		}),
		object.Getter("closed", "", func(t *thread, v value) (value, error) {
			p := object.As[rwPair](v)
			if p.writer.IsNil() {
				return value{}, t.Raise(object.RuntimeError, "the BufferedRWPair object is being garbage-collected")
			}
			return t.GetAttrS(p.writer, "closed")
		}),
	}
	for _, m := range []string{"read", "peek", "read1", "readinto", "readinto1", "readable"} {
		decls = append(decls, object.RawMethod(m, "", to(true, m)))
	}
	for _, m := range []string{"write", "flush", "writable"} {
		decls = append(decls, object.RawMethod(m, "", to(false, m)))
	}
	rwPairType.Define(object.TypeSpec{
		Name: "_io.BufferedRWPair", Base: bufferedBaseType, Sig: "(reader, writer, buffer_size=8192, /)",
		Doc:    "A buffered reader and writer object together.",
		Flags:  object.FlagGC | object.FlagBase,
		Layout: object.LayoutOf[rwPair]().DictAt(dictOffset).WeakAt(weakOffset),
		Basic:  48, Dict: 32, Weak: 40,
		Slots: object.Slots{New: newStream, Init: rwPairInitialize,
			Traverse: func(o *header, visit func(value)) {
				p := object.As[rwPair](object.Obj(o))
				visitDict(&p.ioBase, visit)
				for _, x := range []value{p.writer, p.reader} {
					if !x.IsNil() {
						visit(x)
					}
				}
			},
			Clear: func(t *thread, o *header) {
				p := object.As[rwPair](object.Obj(o))
				for _, x := range []*value{&p.reader, &p.writer} {
					old := *x
					*x = value{}
					t.XUnref(old)
				}
				dropDict(t, &p.ioBase)
			}},
		Decls: decls,
	})
}

var rwPairSig = object.LazySignature{Text: "BufferedRWPair(reader, writer, buffer_size=8192, /)"}

func rwPairInitialize(t *thread, self value, a object.Args) error {
	var out [3]value
	done, err := t.BindArgs(rwPairSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	size := out[2]
	if size.IsNil() {
		size = object.Int(defaultBuffer)
	}
	reader, err := t.Call(readerType.Value(), out[0], size)
	if err != nil {
		return err
	}
	writer, err := t.Call(writerType.Value(), out[1], size)
	if err != nil {
		t.Unref(reader)
		return err
	}
	p := object.As[rwPair](self)
	oldR, oldW := p.reader, p.writer
	p.reader, p.writer = reader, writer
	t.XUnref(oldR)
	t.XUnref(oldW)
	return nil
}

func rwPairClose(t *thread, v value, _ []value) (value, error) {
	p := object.As[rwPair](v)
	if p.writer.IsNil() {
		return value{}, t.ValueErr("I/O operation on uninitialized object")
	}
	r, err := t.CallMethod(p.writer, "close")
	err = discard(t, r, err)
	r, err2 := t.CallMethod(p.reader, "close")
	if err2 = discard(t, r, err2); err == nil {
		return none, err2
	}
	if err2 != nil {
		t.Discard(err2)
	}
	return value{}, err
}
