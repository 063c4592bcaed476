package codecsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// missing is a method that subclasses have to bring.
func missing(t *thread, _ value, _ []value) (value, error) {
	return value{}, t.RaiseArgs(object.NotImplementedError)
}

// nothing is a method that does nothing.
func nothing(*thread, value, []value) (value, error) { return none, nil }

// itself is a method that gives its object.
func itself(_ *thread, self value, _ []value) (value, error) { return self.Ref(), nil }

func codecSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "Codec", Doc: "A codec without state: the functions that encode and decode.",
		Decls: []object.Decl{
			object.Method("encode(self, input, errors='strict')", "Give (the encoded input, how much of it was encoded).", missing),
			object.Method("decode(self, input, errors='strict')", "Give (the decoded input, how much of it was decoded).", missing),
		}}
}

func encoderSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "IncrementalEncoder", Doc: "Encodes an input that comes in pieces.",
		Decls: []object.Decl{
			object.Method("__init__(self, errors='strict')", "", func(t *thread, self value, a []value) (value, error) {
				if err := setErrors(t, self, a[0]); err != nil {
					return value{}, err
				}
				return none, setText(t, self, "buffer", "")
			}),
			object.Method("encode(self, input, final=False)", "Encode a piece.", missing),
			object.Method("reset(self)", "Forget what came before.", nothing),
			object.Method("getstate(self)", "The state as an int.", func(*thread, value, []value) (value, error) { return object.Int(0), nil }),
			object.Method("setstate(self, state)", "Go back to a state.", nothing),
		}}
}

func decoderSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "IncrementalDecoder", Doc: "Decodes an input that comes in pieces.",
		Decls: []object.Decl{
			object.Method("__init__(self, errors='strict')", "", func(t *thread, self value, a []value) (value, error) {
				return none, setErrors(t, self, a[0])
			}),
			object.Method("decode(self, input, final=False)", "Decode a piece.", missing),
			object.Method("reset(self)", "Forget what came before.", nothing),
			object.Method("getstate(self)", "The state: (input that is not decoded yet, an int).", func(t *thread, _ value, _ []value) (value, error) {
				return t.NewTuple(t.NewBytes(nil), object.Int(0)), nil
			}),
			object.Method("setstate(self, state)", "Go back to a state.", nothing),
		}}
}

func setErrors(t *thread, self, errs value) error {
	if errs.IsNil() {
		return setText(t, self, "errors", "strict")
	}
	return t.SetAttrS(self, "errors", errs)
}

func setText(t *thread, self value, name, text string) error {
	v := t.NewStr(text)
	defer t.Unref(v)
	return t.SetAttrS(self, name, v)
}

func setBytes(t *thread, self value, name, b string) error {
	v := t.NewBytes([]byte(b))
	defer t.Unref(v)
	return t.SetAttrS(self, name, v)
}

func bufferedEncoderSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "BufferedIncrementalEncoder", Doc: "An encoder that keeps input which it cannot encode yet.",
		Decls: []object.Decl{
			object.Method("__init__(self, errors='strict')", "", buffered("BufferedIncrementalEncoder", "__init__", setText)),
			object.Method("_buffer_encode(self, input, errors, final)", "Encode what can be: (output, how much of the input it is).", missing),
			object.Method("encode(self, input, final=False)", "Encode a piece.", piece("_buffer_encode")),
			object.Method("reset(self)", "Forget what came before.", buffered("BufferedIncrementalEncoder", "reset", setText)),
			object.Method("getstate(self)", "The state: the input that waits, or 0.", func(t *thread, self value, _ []value) (value, error) {
				return orElse(t, self, object.Int(0))
			}),
			object.Method("setstate(self, state)", "Go back to a state.", func(t *thread, self value, a []value) (value, error) {
				some, err := t.Truth(a[0])
				if err != nil {
					return value{}, err
				}
				if !some {
					return none, setText(t, self, "buffer", "")
				}
				return none, t.SetAttrS(self, "buffer", a[0])
			}),
		}}
}

// orElse gives the buffer, d if it is empty.
func orElse(t *thread, self, d value) (value, error) {
	b, err := t.GetAttrS(self, "buffer")
	if err != nil {
		return value{}, err
	}
	if some, err := t.Truth(b); err != nil || !some {
		t.Unref(b)
		return d, err
	}
	return b, nil
}

// buffered makes a method that does what the base class does, then empties the buffer.
func buffered(class, method string, set func(t *thread, self value, name, s string) error) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		args := a
		if len(a) > 0 && a[0].IsNil() {
			args = nil
		}
		r, err := t.CallSuper("codecs", class, self, method, object.Args{Pos: args})
		if err != nil {
			return value{}, err
		}
		t.Unref(r)
		return none, set(t, self, "buffer", "")
	}
}

// piece makes encode and decode of the classes with a buffer.
func piece(method string) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		p, err := attrs(t, self, "buffer", "errors")
		if err != nil {
			return value{}, err
		}
		defer t.UnrefAll(p)
		all, err := t.Binary(object.OpAdd, p[0], a[0])
		if err != nil {
			return value{}, err
		}
		defer t.Unref(all)
		r, err := t.CallMethod(self, method, all, p[1], pylib.Or(a[1], object.False))
		if err != nil {
			return value{}, err
		}
		defer t.Unref(r)
		out, used, err := twoOf(t, r)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(used)
		rest, err := sliceOf(t, all, used, none)
		if err == nil {
			err = t.SetAttrS(self, "buffer", rest)
			t.Unref(rest)
		}
		if err != nil {
			t.Unref(out)
			return value{}, err
		}
		return out, nil
	}
}

// twoOf gives the items of a pair.
func twoOf(t *thread, v value) (value, value, error) {
	p, err := t.Collect(v)
	if err != nil {
		return value{}, value{}, err
	}
	if len(p) != 2 {
		t.UnrefAll(p)
		return value{}, value{}, t.ValueErr("not enough values to unpack (expected 2, got %d)", len(p))
	}
	return p[0], p[1], nil
}

// sliceOf gives v[i:j].
func sliceOf(t *thread, v, i, j value) (value, error) {
	s := t.NewSlice(i, j, none)
	defer t.Unref(s)
	return t.GetItem(v, s)
}

func bufferedDecoderSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "BufferedIncrementalDecoder", Doc: "A decoder that keeps input which is not a whole character yet.",
		Decls: []object.Decl{
			object.Method("__init__(self, errors='strict')", "", buffered("BufferedIncrementalDecoder", "__init__", setBytes)),
			object.Method("_buffer_decode(self, input, errors, final)", "Decode what can be: (output, how much of the input it is).", missing),
			object.Method("decode(self, input, final=False)", "Decode a piece.", piece("_buffer_decode")),
			object.Method("reset(self)", "Forget what came before.", buffered("BufferedIncrementalDecoder", "reset", setBytes)),
			object.Method("getstate(self)", "The state: (input that waits, 0).", func(t *thread, self value, _ []value) (value, error) {
				b, err := t.GetAttrS(self, "buffer")
				if err != nil {
					return value{}, err
				}
				return t.NewTuple(b, object.Int(0)), nil
			}),
			object.Method("setstate(self, state)", "Go back to a state.", func(t *thread, self value, a []value) (value, error) {
				b, err := t.GetItem(a[0], object.Int(0))
				if err != nil {
					return value{}, err
				}
				defer t.Unref(b)
				return none, t.SetAttrS(self, "buffer", b)
			}),
		}}
}
