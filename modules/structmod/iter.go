package structmod

import "github.com/minipy-go/minipy/object"

// An unpacker iterates over the structs in a buffer, which it holds while it has some.
type unpacker struct {
	object.Header
	*layout
	buf     value // owned; absent at the end
	b       []byte
	release func()
}

func iterInit() {
	iterType.Define(object.TypeSpec{Name: "_struct.unpack_iterator", Flags: object.FlagGC | object.FlagNoNew, Basic: 112,
		Layout: object.LayoutOf[unpacker](),
		Slots: object.Slots{
			Iter: func(_ *thread, v value) (value, error) { return v.Ref(), nil },
			Next: unpackerNext,
			Traverse: func(o *header, visit func(value)) {
				if u := object.As[unpacker](object.Obj(o)); u.buf.O != nil {
					visit(u.buf)
				}
			},
			Clear: func(t *thread, o *header) { object.As[unpacker](object.Obj(o)).close(t) },
		},
		Decls: []object.Decl{object.Method("__length_hint__()", "", func(_ *thread, v value, _ []value) (value, error) {
			u := object.As[unpacker](v)
			if u.buf.O == nil {
				return object.Int(0), nil
			}
			return object.Int(int64(len(u.b) / u.size)), nil
		})}})
}

// close lets go of the buffer.
func (u *unpacker) close(t *thread) {
	buf, release := u.buf, u.release
	u.buf, u.b, u.release = value{}, nil, nil
	if release != nil {
		release()
	}
	t.XUnref(buf)
}

func unpackerNext(t *thread, v value) (value, error) {
	u := object.As[unpacker](v)
	if u.buf.O == nil {
		return value{}, nil
	}
	if len(u.b) < u.size {
		u.close(t)
		return value{}, nil
	}
	b := u.b[:u.size]
	u.b = u.b[u.size:]
	return u.get(t, b)
}

func iterUnpack(t *thread, _ value, a []value) (value, error) {
	l, err := layoutOf(t, a[0])
	if err != nil {
		return value{}, err
	}
	return l.iter(t, a[1])
}

func structIterUnpack(t *thread, v value, a []value) (value, error) { return self(v).iter(t, a[0]) }

func (l *layout) iter(t *thread, buf value) (value, error) {
	if l.size < 0 {
		return value{}, fail(t, "the Struct is not initialized")
	}
	if l.size == 0 {
		return value{}, fail(t, "cannot iteratively unpack with a struct of length 0")
	}
	b, release, err := t.BufferOf(buf)
	if err != nil {
		return value{}, err
	}
	if len(b)%l.size != 0 {
		release()
		return value{}, fail(t, "iterative unpacking requires a buffer of a multiple of %d bytes", l.size)
	}
	u := object.New[unpacker](t, iterType)
	u.layout, u.buf, u.b, u.release = l, buf.Ref(), b, release
	return object.Obj(&u.Header), nil
}
