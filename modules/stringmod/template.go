package stringmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

func templateSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "string", Name: "Template", Doc: "A text with names behind $ for which values can be put in.",
		Decls: []object.Decl{
			object.Made("delimiter", func(t *thread) (value, error) { return t.NewStr("$"), nil }),
			object.Made("idpattern", func(t *thread) (value, error) { return t.NewStr("(?a:[_a-z][_a-z0-9]*)"), nil }),
			object.Attr("braceidpattern", object.None),
			object.Made("flags", func(t *thread) (value, error) { return pylib.From(t, "re", "IGNORECASE") }),
			object.ClassMethod("__init_subclass__(cls)", "", func(t *thread, cls value, _ []value) (value, error) {
				r, err := t.CallSuper("string", "Template", cls, "__init_subclass__", object.Args{})
				if err != nil {
					return value{}, err
				}
				t.Unref(r)
				return object.None, compilePattern(t, cls)
			}),
			object.Method("__init__(self, template)", "", func(t *thread, self value, a []value) (value, error) {
				return object.None, t.SetAttrS(self, "template", a[0])
			}),
			object.Method("_invalid(self, mo)", "", func(t *thread, self value, a []value) (value, error) { return value{}, invalid(t, self, a[0]) }),
			object.Method("substitute(self, mapping={}, /, **kws)", "The text with all values put in.", substitute(false)),
			object.Method("safe_substitute(self, mapping={}, /, **kws)", "The text with the values put in that there are.", substitute(true)),
		}}
}

// textOf gives the text of an attribute, "" if it is None.
func textOf(t *thread, of value, name string) (string, error) {
	v, err := t.GetAttrS(of, name)
	if err != nil {
		return "", err
	}
	defer t.Unref(v)
	if v == object.None {
		return "", nil
	}
	return t.StrString(v)
}

// compilePattern makes a class's regular expression, of its own pattern or of the parts
// that it has or inherits.
func compilePattern(t *thread, cls value) error {
	source, err := pylib.OwnAttr(t, cls, "pattern")
	if err != nil {
		return err
	}
	if source.IsNil() {
		text, err := patternText(t, cls)
		if err != nil {
			return err
		}
		source = t.NewStr(text)
	}
	defer t.Unref(source)
	flags, err := t.GetAttrS(cls, "flags")
	if err != nil {
		return err
	}
	defer t.Unref(flags)
	verbose, err := pylib.From(t, "re", "VERBOSE")
	if err != nil {
		return err
	}
	defer t.Unref(verbose)
	all, err := t.Binary(object.OpOr, flags, verbose)
	if err != nil {
		return err
	}
	defer t.Unref(all)
	p, err := pylib.Call(t, "re", "compile", source, all)
	if err != nil {
		return err
	}
	defer t.Unref(p)
	return t.SetAttrS(cls, "pattern", p)
}

// patternText gives the regular expression of a delimiter and of what may follow it.
func patternText(t *thread, cls value) (string, error) {
	d, err := t.GetAttrS(cls, "delimiter")
	if err != nil {
		return "", err
	}
	e, err := pylib.Call(t, "re", "escape", d)
	t.Unref(d)
	if err != nil {
		return "", err
	}
	delim, err := t.StrString(e)
	t.Unref(e)
	if err != nil {
		return "", err
	}
	id, err := textOf(t, cls, "idpattern")
	if err != nil {
		return "", err
	}
	braced, err := textOf(t, cls, "braceidpattern")
	if err != nil {
		return "", err
	}
	if braced == "" {
		braced = id
	}
	return delim + "(?:(?P<escaped>" + delim + ")|(?P<named>" + id + ")|{(?P<braced>" + braced + ")}|(?P<invalid>))", nil
}

// substitute makes substitute and safe_substitute: the pattern's sub() calls a function
// that closes over the template and the values.
func substitute(safe bool) object.NativeFn {
	put := func(t *thread, vals []value, a object.Args) (value, error) {
		if len(a.Pos) != 1 {
			return value{}, t.TypeErr("convert() takes 1 positional argument but %d were given", len(a.Pos))
		}
		return replacement(t, vals[0], vals[1], a.Pos[0], safe)
	}
	return func(t *thread, self value, a []value) (value, error) {
		values, err := mappingOf(t, a[0], pylib.Or(a[1], object.None))
		if err != nil {
			return value{}, err
		}
		defer t.Unref(values)
		pattern, err := t.GetAttrS(self, "pattern")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(pattern)
		text, err := t.GetAttrS(self, "template")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(text)
		f := t.NewClosure("convert(mo)", "string", "Template.substitute.<locals>.convert", put, self, values)
		defer t.Unref(f)
		return t.CallMethod(pattern, "sub", f, text)
	}
}

// mappingOf gives what names are looked up in: keywords, then a mapping.
func mappingOf(t *thread, mapping, kws value) (value, error) {
	d, ok := object.AsDict(kws)
	switch {
	case mapping.IsNil() && ok:
		return kws.Ref(), nil
	case mapping.IsNil():
		return t.NewDict().Value(), nil
	case !ok || d.Len() == 0:
		return mapping.Ref(), nil
	}
	return pylib.Call(t, "collections", "ChainMap", kws, mapping)
}

// group gives a group of a match.
func group(t *thread, mo value, name string) (value, error) {
	n := t.NewStr(name)
	defer t.Unref(n)
	return t.CallMethod(mo, "group", n)
}

// replacement gives what stands for a match.
func replacement(t *thread, self, values, mo value, safe bool) (value, error) {
	for _, kind := range [...]string{"named", "braced"} {
		name, err := group(t, mo, kind)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(name)
		if yes, err := t.Truth(name); err != nil {
			return value{}, err
		} else if !yes && (kind == "named" || name == object.None) {
			continue
		}
		v, err := t.GetItem(values, name)
		if err != nil {
			if safe && t.ErrIs(err, object.KeyError) {
				t.Discard(err)
				return t.CallMethod(mo, "group")
			}
			return value{}, err
		}
		s, err := t.Str(v)
		t.Unref(v)
		return s, err
	}
	escaped, err := group(t, mo, "escaped")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(escaped)
	if escaped != object.None {
		return t.GetAttrS(self, "delimiter")
	}
	wrong, err := group(t, mo, "invalid")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(wrong)
	if wrong != object.None && safe {
		return t.CallMethod(mo, "group")
	}
	if wrong != object.None {
		r, err := t.CallMethod(self, "_invalid", mo)
		if err != nil {
			return value{}, err
		}
		t.Unref(r)
	}
	pattern, err := t.GetAttrS(self, "pattern")
	if err != nil {
		return value{}, err
	}
	return value{}, t.RaiseArgs(object.ValueError, t.NewStr("Unrecognized named group in pattern"), pattern)
}

// invalid gives the error of a delimiter that nothing valid follows, with its place.
func invalid(t *thread, self, mo value) error {
	name := t.NewStr("invalid")
	defer t.Unref(name)
	start, err := t.CallMethod(mo, "start", name)
	if err != nil {
		return err
	}
	defer t.Unref(start)
	text, err := t.GetAttrS(self, "template")
	if err != nil {
		return err
	}
	defer t.Unref(text)
	part := t.NewSlice(object.None, start, object.None)
	defer t.Unref(part)
	before, err := t.GetItem(text, part)
	if err != nil {
		return err
	}
	defer t.Unref(before)
	lines, err := t.CallMethod(before, "splitlines", object.True)
	if err != nil {
		return err
	}
	defer t.Unref(lines)
	row, column := 0, 0
	err = t.Iterate(lines, func(l value) error {
		var err error
		row++
		column, err = t.Len(l)
		return err
	})
	if err != nil {
		return err
	}
	if row == 0 {
		row, column = 1, 1
	}
	return t.ValueErr("Invalid placeholder in string: line %d, col %d", row, column)
}
