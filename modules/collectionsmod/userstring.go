package collectionsmod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// The methods that the class hands on to its str. Those of sameClass give a UserString;
// unwraps take a UserString for their first arguments.
const (
	sameClass = 1 << iota
	unwraps
)

func userStringSpec() *object.ClassSpec {
	const span = ", start=0, end=9223372036854775807)"
	decls := []object.Decl{
		object.Method("__init__(self, seq)", "", userStringInit),
		object.Method("__str__(self)", "", onData(func(t *thread, _, data value, _ []value) (value, error) { return t.Str(data) })),
		object.Method("__repr__(self)", "", onData(dataRepr)),
		convert("__int__", object.IntType),
		convert("__float__", object.FloatType),
		convert("__complex__", object.ComplexType),
		object.Method("__hash__(self)", "", onData(func(t *thread, _, data value, _ []value) (value, error) {
			h, err := t.Hash(data)
			return object.Int(h), err
		})),
		object.Method("__getnewargs__(self)", "", onData(func(t *thread, _, data value, _ []value) (value, error) {
			s, err := sliceAll(t, data)
			if err != nil {
				return value{}, err
			}
			return t.NewTuple(s), nil
		})),
		object.Method("__eq__(self, string)", "", compareData("UserString", object.CmpEQ)),
		object.Method("__lt__(self, string)", "", compareData("UserString", object.CmpLT)),
		object.Method("__le__(self, string)", "", compareData("UserString", object.CmpLE)),
		object.Method("__gt__(self, string)", "", compareData("UserString", object.CmpGT)),
		object.Method("__ge__(self, string)", "", compareData("UserString", object.CmpGE)),
		object.Method("__contains__(self, char)", "", onData(func(t *thread, self, data value, a []value) (value, error) {
			x, _, err := plain(t, a[0], "UserString")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(x)
			return dataContains(t, self, data, []value{x})
		})),
		object.Method("__len__(self)", "", onData(dataLen)),
		object.Method("__getitem__(self, index)", "", onData(func(t *thread, self, data value, a []value) (value, error) {
			s, err := t.GetItem(data, a[0])
			return same(t, self, s, err)
		})),
		object.Method("__add__(self, other)", "", onData(func(t *thread, self, data value, a []value) (value, error) {
			x, err := asText(t, a[0], true)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(x)
			s, err := t.Binary(object.OpAdd, data, x)
			return same(t, self, s, err)
		})),
		object.Method("__radd__(self, other)", "", onData(func(t *thread, self, data value, a []value) (value, error) {
			x, err := asText(t, a[0], false)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(x)
			s, err := t.Binary(object.OpAdd, x, data)
			return same(t, self, s, err)
		})),
		object.Method("__mul__(self, n)", "", onData(repeatData)),
		object.Alias("__rmul__", "__mul__"),
		object.Method("__mod__(self, args)", "", onData(func(t *thread, self, data value, a []value) (value, error) {
			s, err := t.Binary(object.OpMod, data, a[0])
			return same(t, self, s, err)
		})),
		object.Method("__rmod__(self, template)", "", func(t *thread, self value, a []value) (value, error) {
			x, err := t.Str(a[0])
			if err != nil {
				return value{}, err
			}
			defer t.Unref(x)
			s, err := t.Binary(object.OpMod, x, self)
			return same(t, self, s, err)
		}),
	}
	for _, r := range []struct {
		sigs string
		kind int
	}{
		{"capitalize(self);casefold(self);center(self, width, *args)", sameClass},
		{"count(self, sub" + span, unwraps},
		{"removeprefix(self, prefix, /);removesuffix(self, suffix, /)", sameClass | unwraps},
		{"encode(self, encoding='utf-8', errors='strict');endswith(self, suffix" + span, 0},
		{"expandtabs(self, tabsize=8)", sameClass},
		{"find(self, sub" + span, unwraps},
		{"format(self, /, *args, **kwds);format_map(self, mapping);index(self, sub" + span, 0},
		{"isalpha(self);isalnum(self);isascii(self);isdecimal(self);isdigit(self);isidentifier(self);islower(self)", 0},
		{"isnumeric(self);isprintable(self);isspace(self);istitle(self);isupper(self);join(self, seq)", 0},
		{"ljust(self, width, *args);lower(self);lstrip(self, chars=None)", sameClass},
		{"maketrans", 0},
		{"partition(self, sep)", 0},
		{"replace(self, old, new, maxsplit=-1)", sameClass | unwraps},
		{"rfind(self, sub" + span, unwraps},
		{"rindex(self, sub" + span, 0},
		{"rjust(self, width, *args)", sameClass},
		{"rpartition(self, sep)", 0},
		{"rstrip(self, chars=None)", sameClass},
		{"split(self, sep=None, maxsplit=-1);rsplit(self, sep=None, maxsplit=-1);splitlines(self, keepends=False);startswith(self, prefix" + span, 0},
		{"strip(self, chars=None);swapcase(self);title(self);translate(self, *args);upper(self);zfill(self, width)", sameClass},
	} {
		for _, sig := range strings.Split(r.sigs, ";") {
			decls = append(decls, handOn(sig, r.kind))
		}
	}
	return &object.ClassSpec{Module: moduleName, Name: "UserString", Decls: decls}
}

// handOn declares a method that is its str's.
func handOn(sig string, kind int) object.Decl {
	name, rest, _ := strings.Cut(sig, "(")
	switch {
	case name == "maketrans":
		return object.Made(name, func(t *thread) (value, error) { return t.GetAttrS(object.StrType.Value(), name) })
	case name == "format":
		return object.RawMethod(sig, "", func(t *thread, self value, a args) (value, error) {
			data, err := t.GetAttrS(self, "data")
			if err != nil {
				return value{}, err
			}
			defer t.Unref(data)
			f, err := t.GetAttrS(data, name)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(f)
			return t.CallArgs(f, a)
		})
	}
	more := strings.Contains(rest, "*args")
	return object.Method(sig, "", onData(func(t *thread, self, data value, a []value) (value, error) {
		out, err := handedOn(t, name, a, kind&unwraps != 0, more)
		defer func() { t.UnrefAll(out) }()
		if err != nil {
			return value{}, err
		}
		r, err := t.CallMethod(data, name, out...)
		if kind&sameClass != 0 {
			return same(t, self, r, err)
		}
		return r, err
	}))
}

// handedOn gives the arguments for the str: those that the call left out at the end
// are left out, too.
func handedOn(t *thread, name string, a []value, unwrap, more bool) (out []value, err error) {
	if more {
		rest, _ := object.AsTuple(a[len(a)-1])
		a = append(append([]value{}, a[:len(a)-1]...), rest.Items...)
	}
	for len(a) > 0 && a[len(a)-1].IsNil() {
		a = a[:len(a)-1]
	}
	for i, x := range a {
		switch {
		case name == "encode" && (x.IsNil() || x == object.None):
			x = t.NewStr([]string{"utf-8", "strict"}[i])
		case x.IsNil() && strings.HasSuffix(name, "split"):
			x = object.None
		case x.IsNil():
			x = object.Int(0)
		case unwrap && x.Type() != object.StrType && x.Type() != object.IntType:
			if x, _, err = plain(t, x, "UserString"); err != nil {
				return out, err
			}
		default:
			x.Ref()
		}
		out = append(out, x)
	}
	return out, nil
}

// convert declares a method that makes a number of the text.
func convert(name string, typ *class) object.Decl {
	return object.Method(name+"(self)", "", onData(func(t *thread, _, data value, _ []value) (value, error) {
		return t.Call(typ.Value(), data)
	}))
}

func userStringInit(t *thread, self value, a []value) (value, error) {
	var data value
	seq := a[0]
	if seq.IsStr() {
		data = seq.Ref()
	} else {
		x, ours, err := plain(t, seq, "UserString")
		if err != nil {
			return value{}, err
		}
		if ours {
			data, err = sliceAll(t, x)
		} else {
			data, err = t.Str(x)
		}
		t.Unref(x)
		if err != nil {
			return value{}, err
		}
	}
	err := t.SetAttrS(self, "data", data)
	t.Unref(data)
	return done(err)
}

// asText gives v if it is a str, what a UserString holds if unwrap is set, else str(v).
func asText(t *thread, v value, unwrap bool) (value, error) {
	if v.IsStr() {
		return v.Ref(), nil
	}
	if unwrap {
		x, ours, err := plain(t, v, "UserString")
		if err != nil || ours {
			return x, err
		}
		t.Unref(x)
	}
	return t.Str(v)
}
