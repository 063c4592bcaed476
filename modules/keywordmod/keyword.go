// Package keywordmod is the keyword module: the words that are no names.
package keywordmod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// Module declares keyword.
var Module = object.ModuleSpec{
	Name: "keyword",
	Doc:  "The keywords of the language.",
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "iskeyword", "issoftkeyword", "kwlist", "softkwlist"))
		if err := bind(t, m, "kwlist", "iskeyword", strings.Fields(pylib.Keywords)); err != nil {
			return err
		}
		return bind(t, m, "softkwlist", "issoftkeyword", []string{"_", "case", "match"})
	},
}

// bind binds a list of words, and a function that says whether something is one of them.
func bind(t *object.Thread, m *object.Module, list, test string, words []string) error {
	names := pylib.Names(t, words...)
	m.Give(t, list, names)
	set, err := t.Call(object.FrozenSetType.Value(), names)
	if err != nil {
		return err
	}
	f, err := t.GetAttrS(set, "__contains__")
	t.Unref(set)
	if err != nil {
		return err
	}
	m.Give(t, test, f)
	return nil
}
