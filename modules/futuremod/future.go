// Package futuremod is the __future__ module: what `from __future__ import …` names.
package futuremod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// A release is the first five numbers of a version: 2.1.0 beta 1.
type release struct {
	major, minor int64
	level        string
	serial       int64
}

// features are the names, the flags of code that uses them, and since when they could
// be asked for and came by themselves.
func features() []feature {
	return []feature{
		{"nested_scopes", "CO_NESTED", 0x10, release{2, 1, "beta", 1}, release{2, 2, "alpha", 0}},
		{"generators", "CO_GENERATOR_ALLOWED", 0, release{2, 2, "alpha", 1}, release{2, 3, "final", 0}},
		{"division", "CO_FUTURE_DIVISION", 0x20000, release{2, 2, "alpha", 2}, release{3, 0, "alpha", 0}},
		{"absolute_import", "CO_FUTURE_ABSOLUTE_IMPORT", 0x40000, release{2, 5, "alpha", 1}, release{3, 0, "alpha", 0}},
		{"with_statement", "CO_FUTURE_WITH_STATEMENT", 0x80000, release{2, 5, "alpha", 1}, release{2, 6, "alpha", 0}},
		{"print_function", "CO_FUTURE_PRINT_FUNCTION", 0x100000, release{2, 6, "alpha", 2}, release{3, 0, "alpha", 0}},
		{"unicode_literals", "CO_FUTURE_UNICODE_LITERALS", 0x200000, release{2, 6, "alpha", 2}, release{3, 0, "alpha", 0}},
		{"barry_as_FLUFL", "CO_FUTURE_BARRY_AS_BDFL", 0x400000, release{3, 1, "alpha", 2}, release{4, 0, "alpha", 0}},
		{"generator_stop", "CO_FUTURE_GENERATOR_STOP", 0x800000, release{3, 5, "beta", 1}, release{3, 7, "alpha", 0}},
		{"annotations", "CO_FUTURE_ANNOTATIONS", 0x1000000, release{3, 7, "beta", 1}, release{3, 11, "alpha", 0}},
	}
}

type feature struct {
	name, flagName string
	flag           int64
	since, always  release
}

// Module declares __future__.
var Module = object.ModuleSpec{Name: "__future__", Doc: "What `from __future__ import` can name.", Init: initModule}

func featureSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "__future__", Name: "_Feature", Decls: []object.Decl{
		object.Method("__init__(self, optionalRelease, mandatoryRelease, compiler_flag)", "", func(t *thread, self value, a []value) (value, error) {
			for i, name := range [...]string{"optional", "mandatory", "compiler_flag"} {
				if err := t.SetAttrS(self, name, a[i]); err != nil {
					return value{}, err
				}
			}
			return object.None, nil
		}),
		object.Method("getOptionalRelease(self)", "The release that has the feature for those who ask.", func(t *thread, self value, _ []value) (value, error) {
			return t.GetAttrS(self, "optional")
		}),
		object.Method("getMandatoryRelease(self)", "The release that has the feature for all, or None.", func(t *thread, self value, _ []value) (value, error) {
			return t.GetAttrS(self, "mandatory")
		}),
		object.Method("__repr__(self)", "", func(t *thread, self value, _ []value) (value, error) {
			parts := t.MakeTuple(3)
			defer t.Unref(object.Obj(&parts.Header))
			for i, name := range [...]string{"optional", "mandatory", "compiler_flag"} {
				v, err := t.GetAttrS(self, name)
				if err != nil {
					return value{}, err
				}
				parts.Items[i] = v
			}
			s, err := t.ReprString(object.Obj(&parts.Header))
			return t.NewStr("_Feature" + s), err
		}),
	}}
}

func initModule(t *thread, m *object.Module) error {
	all := features()
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = f.name
	}
	m.Give(t, "all_feature_names", pylib.Names(t, names...))
	m.Give(t, "__all__", pylib.Names(t, append([]string{"all_feature_names"}, names...)...))
	cls, err := t.BuildClass(m, featureSpec(), value{})
	if err != nil {
		return err
	}
	m.Give(t, "_Feature", cls)
	for _, f := range all {
		since, always := f.since.tuple(t), f.always.tuple(t)
		x, err := t.Call(cls, since, always, object.Int(f.flag))
		t.Unref(since)
		t.Unref(always)
		if err != nil {
			return err
		}
		m.Give(t, f.name, x)
		m.Set(t, f.flagName, object.Int(f.flag))
	}
	return nil
}

func (r release) tuple(t *thread) value {
	return t.NewTuple(object.Int(r.major), object.Int(r.minor), object.Int(0), t.NewStr(r.level), object.Int(r.serial))
}
