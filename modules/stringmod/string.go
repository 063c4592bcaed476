// Package stringmod is the string module and _string, the parsers of str.format.
//
// Invariant: Formatter reaches its own methods, and Template its pattern, through the
// instance, so that subclasses may replace them.
package stringmod

import "github.com/minipy-go/minipy/object"

type (
	thread = object.Thread
	value  = object.Value
)

// Module is the _string module.
var Module = object.ModuleSpec{
	Name: "_string",
	Doc:  "string helper module",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("formatter_parser(format_string, /)", "parse the argument as a format string", parser),
			object.Func("formatter_field_name_split(field_name, /)", "split the argument as a field name", split),
		}
	},
}

// parser lists the parts of a format string: (literal, field, spec, conversion).
func parser(t *thread, _ value, args []value) (value, error) {
	s, ok := object.AsStr(args[0])
	if !ok {
		return value{}, t.TypeErr("expected str, got %s", args[0].Type().Name)
	}
	var parts []value
	p := object.FormatParser{S: s.S}
	for {
		part, ok, err := p.Next(t)
		if err != nil {
			t.UnrefAll(parts)
			return value{}, err
		}
		if !ok {
			break
		}
		field, spec, conversion := object.None, object.None, object.None
		if part.IsField {
			field, spec = t.NewStr(part.Field), t.NewStr(part.Spec)
			if part.Conversion != 0 {
				conversion = t.NewStr(string(object.AppendPoint(nil, part.Conversion)))
			}
		}
		parts = append(parts, t.NewTuple(t.NewStr(part.Literal), field, spec, conversion))
	}
	return iterOf(t, parts)
}

// iterOf gives an iterator over items, given.
func iterOf(t *thread, items []value) (value, error) {
	l := t.NewList(items)
	it, err := t.Iter(l)
	t.Unref(l)
	return it, err
}

// split takes a field name apart: the first part, and an iterator over the steps.
func split(t *thread, _ value, args []value) (value, error) {
	s, ok := object.AsStr(args[0])
	if !ok {
		return value{}, t.TypeErr("expected str, got %s", args[0].Type().Name)
	}
	first, steps, err := t.SplitField(s.S)
	if err != nil {
		return value{}, err
	}
	items := make([]value, len(steps))
	for i, step := range steps {
		items[i] = t.NewTuple(object.Bool(step.Attr), step.Key)
	}
	it, err := iterOf(t, items)
	if err != nil {
		t.Unref(first)
		return value{}, err
	}
	return t.NewTuple(first, it), nil
}
