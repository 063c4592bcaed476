package stringmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

const (
	lower       = "abcdefghijklmnopqrstuvwxyz"
	upper       = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits      = "0123456789"
	punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
	whitespace  = " \t\n\r\v\f"
)

// FrontModule declares string.
var FrontModule = object.ModuleSpec{
	Name: "string",
	Doc:  "Constants of characters, templates and the machinery of str.format.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("capwords(s, sep=None)", "Capitalize the words of s.", capwords),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
			"printable", "punctuation", "whitespace", "Formatter", "Template"))
		for _, c := range [...][2]string{{"whitespace", whitespace}, {"ascii_lowercase", lower}, {"ascii_uppercase", upper}, {"ascii_letters", lower + upper},
			{"digits", digits}, {"hexdigits", digits + "abcdefABCDEF"}, {"octdigits", "01234567"}, {"punctuation", punctuation},
			{"printable", digits + lower + upper + punctuation + whitespace}} {
			m.Give(t, c[0], t.NewStr(c[1]))
		}
		return nil
	},
	Lazy: []string{"Template", "Formatter", "_string", "_re", "_ChainMap"},
	Make: func(t *object.Thread, m *object.Module, name string) (object.Value, error) {
		switch name {
		case "Formatter":
			return t.BuildClass(m, formatterSpec(), value{})
		case "_re":
			return pylib.Import(t, "re")
		case "_ChainMap":
			return pylib.From(t, "collections", "ChainMap")
		case "_string":
			return pylib.Import(t, name)
		}
		cls, err := t.BuildClass(m, templateSpec(), value{})
		if err != nil {
			return value{}, err
		}
		if err := compilePattern(t, cls); err != nil {
			t.Unref(cls)
			return value{}, err
		}
		return cls, nil
	},
}

func capwords(t *thread, _ value, a []value) (value, error) {
	sep := pylib.Or(a[1], object.None)
	words, err := t.CallMethod(a[0], "split", sep)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(words)
	out := t.NewList(nil)
	defer t.Unref(out)
	err = t.Iterate(words, func(w value) error {
		c, err := t.CallMethod(w, "capitalize")
		if err != nil {
			return err
		}
		return object.As[object.List](out).GiveAppend(t, c)
	})
	if err != nil {
		return value{}, err
	}
	if yes, err := t.Truth(sep); err != nil {
		return value{}, err
	} else if !yes {
		sep = t.NewStr(" ")
		defer t.Unref(sep)
	}
	return t.CallMethod(sep, "join", out)
}

func formatterSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "string", Name: "Formatter", Doc: "str.format, every step of which a subclass may replace.",
		Decls: []object.Decl{
			object.Method("format(self, format_string, /, *args, **kwargs)", "", func(t *thread, self value, a []value) (value, error) {
				return t.CallMethod(self, "vformat", a...)
			}),
			object.Method("vformat(self, format_string, args, kwargs)", "", formatterV),
			object.Method("_vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0)", "", formatterParts),
			object.Method("get_value(self, key, args, kwargs)", "", func(t *thread, _ value, a []value) (value, error) {
				if object.IsInstance(a[0], object.IntType) {
					return t.GetItem(a[1], a[0])
				}
				return t.GetItem(a[2], a[0])
			}),
			object.Method("check_unused_args(self, used_args, args, kwargs)", "", func(*thread, value, []value) (value, error) { return object.None, nil }),
			object.Method("format_field(self, value, format_spec)", "", func(t *thread, _ value, a []value) (value, error) { return t.Format(a[0], a[1]) }),
			object.Method("convert_field(self, value, conversion)", "", formatterConvert),
			object.Method("parse(self, format_string)", "", func(t *thread, _ value, a []value) (value, error) {
				return parser(t, value{}, a)
			}),
			object.Method("get_field(self, field_name, args, kwargs)", "", formatterField),
		}}
}

func formatterV(t *thread, self value, a []value) (value, error) {
	used := object.Obj(&t.MakeSet().Header)
	defer t.Unref(used)
	r, err := t.CallMethod(self, "_vformat", a[0], a[1], a[2], used, object.Int(2))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(r)
	text, err := t.GetItem(r, object.Int(0))
	if err != nil {
		return value{}, err
	}
	done, err := t.CallMethod(self, "check_unused_args", used, a[1], a[2])
	if err != nil {
		t.Unref(text)
		return value{}, err
	}
	t.Unref(done)
	return text, nil
}

// formatterParts formats the parts of a format string; it gives (text, number of the next
// field without a name), the number False once fields have numbers of their own.
func formatterParts(t *thread, self value, a []value) (value, error) {
	depth, err := t.AsIndex(a[4], nil)
	if err != nil {
		return value{}, err
	}
	if depth < 0 {
		return value{}, t.ValueErr("Max string recursion exceeded")
	}
	auto := pylib.Or(a[5], object.Int(0)).Ref()
	defer func() { t.Unref(auto) }()
	parts, err := t.CallMethod(self, "parse", a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(parts)
	out := t.NewList(nil)
	defer t.Unref(out)
	err = t.Iterate(parts, func(x value) error {
		p, err := t.Collect(x)
		if err != nil {
			return err
		}
		defer t.UnrefAll(p)
		if len(p) != 4 {
			return t.ValueErr("not enough values to unpack (expected 4, got %d)", len(p))
		}
		if yes, err := t.Truth(p[0]); err != nil {
			return err
		} else if yes {
			if err := object.As[object.List](out).Append(t, p[0]); err != nil {
				return err
			}
		}
		if p[1] == object.None {
			return nil
		}
		text, err := formatterOne(t, self, a, p, depth, &auto)
		if err != nil {
			return err
		}
		return object.As[object.List](out).GiveAppend(t, text)
	})
	if err != nil {
		return value{}, err
	}
	empty := t.NewStr("")
	defer t.Unref(empty)
	text, err := t.CallMethod(empty, "join", out)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(text, auto.Ref()), nil
}

// formatterOne gives the text of one field: p is (literal, name, spec, conversion).
func formatterOne(t *thread, self value, a, p []value, depth int, auto *value) (value, error) {
	name, err := numbered(t, p[1], auto)
	if err != nil {
		return value{}, err
	}
	got, err := t.CallMethod(self, "get_field", name, a[1], a[2])
	t.Unref(name)
	if err != nil {
		return value{}, err
	}
	pair, err := t.Collect(got)
	t.Unref(got)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(pair)
	if len(pair) != 2 {
		return value{}, t.ValueErr("not enough values to unpack (expected 2, got %d)", len(pair))
	}
	r, err := t.CallMethod(a[3], "add", pair[1])
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	obj, err := t.CallMethod(self, "convert_field", pair[0], p[3])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(obj)
	r, err = t.CallMethod(self, "_vformat", p[2], a[1], a[2], a[3], object.Int(int64(depth-1)), *auto)
	if err != nil {
		return value{}, err
	}
	spec, err := t.Collect(r)
	t.Unref(r)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(spec)
	if len(spec) != 2 {
		return value{}, t.ValueErr("not enough values to unpack (expected 2, got %d)", len(spec))
	}
	pylib.Set(t, auto, spec[1].Ref())
	return t.CallMethod(self, "format_field", obj, spec[0])
}

// numbered gives a field's name, the next number if it has none.
func numbered(t *thread, name value, auto *value) (value, error) {
	const mixed = "cannot switch from manual field specification to automatic field numbering"
	s, _ := pylib.Text(name)
	if s == "" {
		if *auto == object.False {
			return value{}, t.ValueErr(mixed)
		}
		text, err := t.Str(*auto)
		if err != nil {
			return value{}, err
		}
		next, err := t.Binary(object.OpAdd, *auto, object.Int(1))
		if err != nil {
			t.Unref(text)
			return value{}, err
		}
		pylib.Set(t, auto, next)
		return text, nil
	}
	is, err := t.CallMethod(name, "isdigit")
	if err != nil {
		return value{}, err
	}
	if is == object.True {
		if used, err := t.Truth(*auto); err != nil {
			return value{}, err
		} else if used {
			return value{}, t.ValueErr(mixed)
		}
		pylib.Set(t, auto, object.False)
	}
	return name.Ref(), nil
}

func formatterConvert(t *thread, _ value, a []value) (value, error) {
	if a[1] == object.None {
		return a[0].Ref(), nil
	}
	switch s, _ := pylib.Text(a[1]); s {
	case "s":
		return t.Str(a[0])
	case "r":
		return t.Repr(a[0])
	case "a":
		return t.ASCII(a[0])
	}
	s, err := t.StrString(a[1])
	if err != nil {
		return value{}, err
	}
	return value{}, t.ValueErr("Unknown conversion specifier %s", s)
}

func formatterField(t *thread, self value, a []value) (value, error) {
	r, err := split(t, value{}, a)
	if err != nil {
		return value{}, err
	}
	pair, err := t.Collect(r)
	t.Unref(r)
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(pair)
	obj, err := t.CallMethod(self, "get_value", pair[0], a[1], a[2])
	if err != nil {
		return value{}, err
	}
	err = t.Iterate(pair[1], func(step value) error {
		s, ok := object.AsTuple(step)
		if !ok || len(s.Items) != 2 {
			return t.ValueErr("a pair is needed")
		}
		var next value
		var err error
		if name, isStr := object.AsStr(s.Items[1]); s.Items[0] == object.True && isStr {
			next, err = t.GetAttr(obj, name)
		} else {
			next, err = t.GetItem(obj, s.Items[1])
		}
		if err == nil {
			pylib.Set(t, &obj, next)
		}
		return err
	})
	if err != nil {
		t.Unref(obj)
		return value{}, err
	}
	return t.NewTuple(obj, pair[0].Ref()), nil
}
