package warningsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// Filters gives the filters that hold now, for Last.
func Filters(t *object.Thread) object.Value {
	m, err := pylib.Import(t, "warnings")
	if err == nil {
		t.Unref(m)
		var v value
		if v, err = setting(t, "filters", "filters", object.ListType); !v.IsNil() {
			return v
		}
	}
	if err != nil {
		t.Discard(err)
	}
	return firstFilters(t)
}

// Last warns when the modules are gone: it writes the text, of a module that has no lines, to standard error unless
// the filters, which it takes, ignore it.
func Last(t *object.Thread, filters object.Value, category *object.Type, module, text string) {
	defer t.Unref(filters)
	name, msg := t.NewStr(module), t.NewStr(text)
	defer t.Unref(name)
	defer t.Unref(msg)
	w := &warning{category: category.Value(), filters: filters, text: msg, place: place{file: name, module: name}}
	action, item, err := decide(t, w)
	t.XUnref(item)
	what, _ := pylib.Text(action)
	t.XUnref(action)
	switch {
	case err != nil:
		t.Discard(err)
	case what == "error":
		t.WriteErr(category.Name + ": " + text + "\n")
	case what != "ignore":
		t.WriteErr(module + ":0: " + category.Name + ": " + text + "\n")
	}
}
