package osmod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// environSpec declares os.environ's class: a mapping over a dict of bytes, with
// functions that turn keys and values into bytes and back.
func environSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "os", Name: "_Environ", Doc: "The environment variables; what is changed here, programs that are started see.",
		Decls: []object.Decl{
			object.Method("__init__(self, data, encodekey, decodekey, encodevalue, decodevalue)", "", environInit),
			object.Method("__getitem__(self, key)", "", environGet),
			object.Method("__setitem__(self, key, value)", "", environSet),
			object.Method("__delitem__(self, key)", "", environDel),
			object.Method("__iter__(self)", "", environIter),
			object.Method("__len__(self)", "", func(t *thread, self value, _ []value) (value, error) {
				d, err := t.GetAttrS(self, "_data")
				if err != nil {
					return value{}, err
				}
				defer t.Unref(d)
				n, err := t.Len(d)
				return object.Int(int64(n)), err
			}),
			object.Method("__repr__(self)", "", environRepr),
			object.Method("copy(self)", "A dict of the variables.", func(t *thread, self value, _ []value) (value, error) { return dictOf(t, self) }),
			object.Method("setdefault(self, key, value)", "The value of a key, which is set first if it is missing.", func(t *thread, self value, a []value) (value, error) {
				if has, err := t.Contains(self, a[0]); err != nil {
					return value{}, err
				} else if !has {
					if err := t.SetItem(self, a[0], a[1]); err != nil {
						return value{}, err
					}
				}
				return t.GetItem(self, a[0])
			}),
			object.Method("__ior__(self, other)", "", func(t *thread, self value, a []value) (value, error) {
				r, err := t.CallMethod(self, "update", a[0])
				if err != nil {
					return value{}, err
				}
				t.Unref(r)
				return self.Ref(), nil
			}),
			object.Method("__or__(self, other)", "", func(t *thread, self value, a []value) (value, error) { return merged(t, self, a[0], a[0]) }),
			object.Method("__ror__(self, other)", "", func(t *thread, self value, a []value) (value, error) { return merged(t, a[0], self, a[0]) }),
		}}
}

// dictOf gives dict(v).
func dictOf(t *thread, v value) (value, error) { return t.Call(object.DictType.Value(), v) }

// merged gives a dict of first, then second; other is the one that has to be a mapping.
func merged(t *thread, first, second, other value) (value, error) {
	mapping, err := pylib.From(t, "_collections_abc", "Mapping")
	if err != nil {
		return value{}, err
	}
	is, err := t.IsInstanceOf(other, mapping)
	t.Unref(mapping)
	if err != nil {
		return value{}, err
	}
	if !is {
		return object.NotImplemented, nil
	}
	d, err := dictOf(t, first)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallMethod(d, "update", second)
	if err != nil {
		t.Unref(d)
		return value{}, err
	}
	t.Unref(r)
	return d, nil
}

func environInit(t *thread, self value, a []value) (value, error) {
	for i, name := range [...]string{"_data", "encodekey", "decodekey", "encodevalue", "decodevalue"} {
		if err := t.SetAttrS(self, name, a[i]); err != nil {
			return value{}, err
		}
	}
	return none, nil
}

// through gives v as one of the instance's functions turns it.
func through(t *thread, self value, fn string, v value) (value, error) {
	f, err := t.GetAttrS(self, fn)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(f)
	return t.Call(f, v)
}

// missingKey makes the KeyError of a key as it was given of one about its bytes.
func missingKey(t *thread, err error, key value) error {
	if !t.ErrIs(err, object.KeyError) {
		return err
	}
	t.Discard(err)
	err = t.KeyErr(key)
	t.Normalize(err).GiveCause(t, value{})
	return err
}

func environGet(t *thread, self value, a []value) (value, error) {
	d, err := t.GetAttrS(self, "_data")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d)
	key, err := through(t, self, "encodekey", a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(key)
	v, err := t.GetItem(d, key)
	if err != nil {
		return value{}, missingKey(t, err, a[0])
	}
	defer t.Unref(v)
	return through(t, self, "decodevalue", v)
}

func environSet(t *thread, self value, a []value) (value, error) {
	key, err := through(t, self, "encodekey", a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(key)
	v, err := through(t, self, "encodevalue", a[1])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(v)
	r, err := pylib.Call(t, "os", "putenv", key, v)
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	d, err := t.GetAttrS(self, "_data")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d)
	return none, t.SetItem(d, key, v)
}

func environDel(t *thread, self value, a []value) (value, error) {
	key, err := through(t, self, "encodekey", a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(key)
	r, err := pylib.Call(t, "os", "unsetenv", key)
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	d, err := t.GetAttrS(self, "_data")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(d)
	if err := t.DelItem(d, key); err != nil {
		return value{}, missingKey(t, err, a[0])
	}
	return none, nil
}

// environIter yields the keys that there were when it began.
func environIter(t *thread, self value, _ []value) (value, error) {
	return t.NewGen("_Environ.__iter__", func(t *thread, g *object.Gen) (value, error) {
		if g.Vals[1].IsNil() {
			d, err := t.GetAttrS(g.Vals[0], "_data")
			if err != nil {
				return value{}, err
			}
			keys, err := t.ListOf(d)
			t.Unref(d)
			if err != nil {
				return value{}, err
			}
			g.Keep(t, 1, keys)
		}
		l := object.As[object.List](g.Vals[1])
		if g.N >= len(l.Items) {
			return value{}, nil
		}
		g.N++
		return through(t, g.Vals[0], "decodekey", l.Items[g.N-1])
	}, self), nil
}

func environRepr(t *thread, self value, _ []value) (value, error) {
	var parts []string
	err := t.Iterate(self, func(k value) error {
		v, err := t.GetItem(self, k)
		if err != nil {
			return err
		}
		defer t.Unref(v)
		key, err := t.ReprString(k)
		if err != nil {
			return err
		}
		val, err := t.ReprString(v)
		parts = append(parts, key+": "+val)
		return err
	})
	if err != nil {
		return value{}, err
	}
	return t.NewStr("environ({" + strings.Join(parts, ", ") + "})"), nil
}

// makeEnviron makes os.environ of what posix has, or os.environb over the same dict.
func makeEnviron(t *thread, name string) (value, error) {
	if name == "environb" {
		env, err := pylib.From(t, "os", "environ")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(env)
		d, err := t.GetAttrS(env, "_data")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(d)
		check := t.NewClosure("_check_bytes(value)", "os", "_check_bytes", func(t *thread, _ []value, a object.Args) (value, error) {
			if len(a.Pos) != 1 || !object.IsInstance(a.Pos[0], object.BytesType) {
				return value{}, wrongKind(t, "bytes", a)
			}
			return a.Pos[0].Ref(), nil
		})
		defer t.Unref(check)
		bytes := object.BytesType.Value()
		return pylib.Call(t, "os", "_Environ", d, check, bytes, check, bytes)
	}
	start, err := pylib.From(t, "posix", "environ")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(start)
	data := t.NewDict()
	defer t.Unref(data.Value())
	if from, ok := object.AsDict(start); ok {
		for pos := 0; ; {
			k, v, ok := from.Next(&pos)
			if !ok {
				break
			}
			if err := putBytes(t, data, k, v); err != nil {
				return value{}, err
			}
		}
	}
	encode := t.NewClosure("encode(value)", "os", "_createenviron.<locals>.encode", func(t *thread, _ []value, a object.Args) (value, error) {
		if len(a.Pos) != 1 || !object.IsInstance(a.Pos[0], object.StrType) {
			return value{}, wrongKind(t, "str", a)
		}
		return fsEncode(t, value{}, a.Pos)
	})
	defer t.Unref(encode)
	decode := t.NewClosure("decode(value)", "os", "_createenviron.<locals>.decode", func(t *thread, _ []value, a object.Args) (value, error) {
		if len(a.Pos) != 1 {
			return value{}, wrongKind(t, "bytes", a)
		}
		return fsDecode(t, value{}, a.Pos)
	})
	defer t.Unref(decode)
	return pylib.Call(t, "os", "_Environ", data.Value(), encode, decode, encode, decode)
}

// wrongKind is the error of a key or value of another kind.
func wrongKind(t *thread, kind string, a object.Args) error {
	if len(a.Pos) != 1 {
		return t.TypeErr("1 argument expected, %d given", len(a.Pos))
	}
	return t.TypeErr("%s expected, not %s", kind, a.Pos[0].Type().Name)
}

// putBytes puts a key and a value, encoded, into a dict.
func putBytes(t *thread, d *object.Dict, k, v value) error {
	key, err := fsEncode(t, value{}, []value{k})
	if err != nil {
		return err
	}
	defer t.Unref(key)
	val, err := fsEncode(t, value{}, []value{v})
	if err != nil {
		return err
	}
	defer t.Unref(val)
	return d.Set(t, key, val)
}
