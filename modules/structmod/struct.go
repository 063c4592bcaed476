// Package structmod is the _struct module: C structs as bytes.
//
// Invariant: a layout is a format string taken apart, and is never changed; its codes
// lie inside size bytes, so packing and unpacking check the length once.
package structmod

import (
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
	class  = object.Type
	args   = object.Args
)

var (
	none       = object.None
	errorType  = new(class)
	structType = new(class)
	iterType   = new(class)
)

// Module declares _struct.
var Module = object.ModuleSpec{
	Name:  "_struct",
	Doc:   "Convert between Python values and C structs as bytes objects.\n\nThe first character of a format says which byte order, sizes and alignment hold:\n@ or none: native, with alignment; =: native order, standard sizes; <: little-endian;\n> or !: big-endian. Each further character is an item, after an optional count.",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("error", errorType.Value()),
			object.Attr("Struct", structType.Value()),
			object.Func("_clearcache()", "Clear the internal cache.", clearCache),
			object.Func("calcsize(format, /)", "Return size in bytes of the struct described by the format string.", calcSize),
			object.RawFunc("pack(format, *values)", "Return bytes that hold the values, packed by the format.", pack),
			object.RawFunc("pack_into(format, buffer, offset, *values)", "Pack the values by the format and write them into buffer from offset on.", packInto),
			object.Func("unpack(format, buffer, /)", "Return a tuple of the values that the buffer holds.\n\nThe buffer must have the size of the format.", unpack),
			object.Func("unpack_from(format, /, buffer, offset=0)", "Return a tuple of the values that the buffer holds from offset on.", unpackFrom),
			object.Func("iter_unpack(format, buffer, /)", "Return an iterator over the tuples of values that the buffer holds, one after the other.", iterUnpack),
		}
	},
}

// FrontModule declares struct, which shows what _struct has.
var FrontModule = object.ModuleSpec{
	Name: "struct",
	Doc:  Module.Doc,
	Init: func(t *thread, m *object.Module) error {
		base, err := t.In.Importer(t, "_struct")
		if err != nil {
			return err
		}
		defer t.Unref(base)
		all := t.NewList(nil)
		for _, d := range Module.Declared() {
			name := d.Name()
			m.Set(t, name, object.As[object.Module](base).Get(t, name))
			if name[0] != '_' {
				l, _ := object.AsList(all)
				if err := l.GiveAppend(t, t.NewStr(name)); err != nil {
					t.Unref(all)
					return err
				}
			}
		}
		m.Give(t, "__all__", all)
		return nil
	},
}

func setup() {
	errorType.DefineException(object.TypeSpec{Name: "struct.error", Base: object.ExceptionType})
	structType.Define(object.TypeSpec{Name: "_struct.Struct", Flags: object.FlagGC | object.FlagBase, Basic: 56, Weak: 48,
		Doc:    "Struct(fmt) --> compiled struct object\n\n",
		Layout: object.LayoutOf[structObj]().WeakAt(object.FieldOffset[structObj]("Weak")),
		Slots: object.Slots{
			New: func(t *thread, typ *class, _ args) (value, error) {
				s := object.New[structObj](t, typ)
				s.layout = unset
				return object.Obj(&s.Header), nil
			},
			Init:     structInit,
			Traverse: func(*header, func(value)) {},
			Clear:    func(*thread, *header) {},
		},
		Decls: []object.Decl{
			object.RawMethod("pack(*values)", "Return bytes that hold the values, packed by the format.", structPack),
			object.RawMethod("pack_into(buffer, offset, *values)", "Pack the values and write them into buffer from offset on.", structPackInto),
			object.Method("unpack(buffer, /)", "Return a tuple of the values that the buffer holds.", structUnpack),
			object.Method("unpack_from(buffer, offset=0)", "Return a tuple of the values that the buffer holds from offset on.", structUnpackFrom),
			object.Method("iter_unpack(buffer, /)", "Return an iterator over the tuples of values that the buffer holds.", structIterUnpack),
			object.Method("__sizeof__()", "S.__sizeof__() -> size of S in memory, in bytes", func(_ *thread, v value, _ []value) (value, error) {
				return object.Int(int64(56 + 32*(len(self(v).codes)+1))), nil
			}),
			object.Getter("format", "struct format string", func(t *thread, v value) (value, error) { return t.NewStr(self(v).format), nil }),
			object.Getter("size", "struct size in bytes", func(_ *thread, v value) (value, error) {
				return object.Int(int64(self(v).size)), nil
			}),
		}})
	iterInit()
}

// A structObj is a Struct.
type structObj struct {
	object.Header
	*layout
	Weak *object.WeakRef
}

// unset is the layout of a Struct whose __init__ has not run.
var unset = &layout{size: -1, items: -1}

func self(v value) *structObj { return object.As[structObj](v) }

var structSig = object.LazySignature{Text: "Struct(format)"}

func structInit(t *thread, v value, a args) error {
	var out [1]value
	done, err := t.BindArgs(structSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	l, err := compile(t, out[0])
	if err != nil {
		return err
	}
	self(v).layout = l
	return nil
}

func fail(t *thread, format string, args ...any) error { return t.Raise(errorType, format, args...) }

// cache holds the layouts of formats that the module's functions were given.
type cache map[string]*layout

type cacheKey struct{}

// maxCache is how many layouts are kept before all are forgotten.
const maxCache = 100

func cacheOf(t *thread) cache {
	return t.In.State(cacheKey{}, func() any { return cache{} }).(cache)
}

func clearCache(t *thread, _ value, _ []value) (value, error) {
	clear(cacheOf(t))
	return none, nil
}

// layoutOf returns the layout of a format that a function was given.
func layoutOf(t *thread, format value) (*layout, error) {
	if format.Type() == object.StrType {
		c, key := cacheOf(t), format.String()
		if l := c[key]; l != nil {
			return l, nil
		}
		l, err := compile(t, format)
		if err == nil {
			if len(c) >= maxCache {
				clear(c)
			}
			c[key] = l
		}
		return l, err
	}
	if _, err := t.Hash(format); err != nil {
		return nil, err
	}
	return compile(t, format)
}

func calcSize(t *thread, _ value, a []value) (value, error) {
	l, err := layoutOf(t, a[0])
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(l.size)), nil
}

// withFormat takes the format off a call's arguments.
func withFormat(t *thread, name string, a args) (*layout, []value, error) {
	if len(a.KwNames()) > 0 {
		return nil, nil, t.NoKw("_struct."+name, a)
	}
	if len(a.Pos) == 0 {
		return nil, nil, t.TypeErr("missing format argument")
	}
	l, err := layoutOf(t, a.Pos[0])
	return l, a.Pos[1:], err
}

func pack(t *thread, _ value, a args) (value, error) {
	l, vals, err := withFormat(t, "pack", a)
	if err != nil {
		return value{}, err
	}
	return l.pack(t, vals)
}

func structPack(t *thread, v value, a args) (value, error) {
	if err := t.NoKw("Struct.pack", a); err != nil {
		return value{}, err
	}
	return self(v).pack(t, a.Pos)
}

func (l *layout) pack(t *thread, vals []value) (value, error) {
	if len(vals) != l.items {
		return value{}, fail(t, "pack expected %d items for packing (got %d)", l.items, len(vals))
	}
	if err := t.Grow(l.size); err != nil {
		return value{}, err
	}
	b := make([]byte, l.size)
	if err := l.put(t, b, vals); err != nil {
		return value{}, err
	}
	return t.NewBytes(b), nil
}

func packInto(t *thread, _ value, a args) (value, error) {
	l, rest, err := withFormat(t, "pack_into", a)
	if err != nil {
		return value{}, err
	}
	return l.packInto(t, rest)
}

func structPackInto(t *thread, v value, a args) (value, error) {
	if err := t.NoKw("Struct.pack_into", a); err != nil {
		return value{}, err
	}
	return self(v).packInto(t, a.Pos)
}

func (l *layout) packInto(t *thread, a []value) (value, error) {
	if len(a) != l.items+2 || l.size < 0 {
		switch len(a) {
		case 0:
			return value{}, fail(t, "pack_into expected buffer argument")
		case 1:
			return value{}, fail(t, "pack_into expected offset argument")
		}
		return value{}, fail(t, "pack_into expected %d items for packing (got %d)", l.items, len(a)-2)
	}
	if object.IsBuffer(a[0]) {
		if _, writable := a[0].Type().Buffer(t, a[0]); !writable {
			return value{}, t.TypeErr("argument must be read-write bytes-like object, not %s", a[0].Type().Name)
		}
	} else {
		return value{}, t.TypeErr("argument must be read-write bytes-like object, not %s", object.TypeName(a[0]))
	}
	b, release, err := t.BufferOf(a[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	off, err := t.AsIndex(a[1], object.IndexError)
	if err != nil {
		return value{}, err
	}
	if off < 0 {
		if off+l.size > 0 {
			return value{}, fail(t, "no space to pack %d bytes at offset %d", l.size, off)
		}
		if off+len(b) < 0 {
			return value{}, fail(t, "offset %d out of range for %d-byte buffer", off, len(b))
		}
		off += len(b)
	}
	if len(b)-off < l.size {
		return value{}, fail(t, "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)",
			uint64(l.size)+uint64(off), l.size, off, len(b))
	}
	return none, l.put(t, b[off:off+l.size:off+l.size], a[2:])
}

func unpack(t *thread, _ value, a []value) (value, error) {
	l, err := layoutOf(t, a[0])
	if err != nil {
		return value{}, err
	}
	return l.unpack(t, a[1])
}

func structUnpack(t *thread, v value, a []value) (value, error) { return self(v).unpack(t, a[0]) }

func (l *layout) unpack(t *thread, buf value) (value, error) {
	b, release, err := t.BufferOf(buf)
	if err != nil {
		return value{}, err
	}
	defer release()
	if len(b) != l.size {
		return value{}, fail(t, "unpack requires a buffer of %d bytes", l.size)
	}
	return l.get(t, b)
}

func unpackFrom(t *thread, _ value, a []value) (value, error) {
	l, err := layoutOf(t, a[0])
	if err != nil {
		return value{}, err
	}
	return l.unpackFrom(t, a[1], a[2])
}

func structUnpackFrom(t *thread, v value, a []value) (value, error) {
	return self(v).unpackFrom(t, a[0], a[1])
}

func (l *layout) unpackFrom(t *thread, buf, offset value) (value, error) {
	if l.size < 0 {
		return value{}, fail(t, "the Struct is not initialized")
	}
	off := 0
	if offset.O != nil {
		var err error
		if off, err = t.AsIndex(offset, object.IndexError); err != nil {
			return value{}, err
		}
	}
	b, release, err := t.BufferOf(buf)
	if err != nil {
		return value{}, err
	}
	defer release()
	if off < 0 {
		if off+l.size > 0 {
			return value{}, fail(t, "not enough data to unpack %d bytes at offset %d", l.size, off)
		}
		if off+len(b) < 0 {
			return value{}, fail(t, "offset %d out of range for %d-byte buffer", off, len(b))
		}
		off += len(b)
	}
	if len(b)-off < l.size {
		return value{}, fail(t, "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)",
			uint64(l.size)+uint64(off), l.size, off, len(b))
	}
	return l.get(t, b[off:off+l.size])
}
