package warningsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// A warning is one on its way through the filters; all is lent.
type warning struct {
	message, category value
	place             place
	registry, source  value
	text              value
	filters           value // absent: those of the modules
}

// issue does with a warning what the filters say.
func issue(t *thread, w *warning) error {
	if _, ok := object.AsDict(w.registry); !ok && w.registry != object.None {
		return t.TypeErr("'registry' must be a dict or None")
	}
	if object.IsInstance(w.message, object.WarningType) {
		text, err := t.Str(w.message)
		if err != nil {
			return err
		}
		defer t.Unref(text)
		w.text, w.category = text, w.message.Type().Value()
	} else {
		made, err := t.Call(w.category, w.message)
		if err != nil {
			return err
		}
		defer t.Unref(made)
		w.text, w.message = w.message, made
	}
	key := t.NewTuple(w.text.Ref(), w.category.Ref(), object.Int(int64(w.place.line)))
	defer t.Unref(key)
	if w.registry != object.None {
		if seen, err := noted(t, w.registry, key, false); err != nil || seen {
			return err
		}
	}
	action, item, err := decide(t, w)
	if err != nil {
		return err
	}
	defer t.Unref(action)
	defer t.Unref(item)
	name, _ := pylib.Text(action)
	switch name {
	case "error":
		return t.GiveExc(w.message.Ref())
	case "ignore":
		return nil
	case "always":
		return show(t, w)
	}
	if w.registry != object.None {
		if err := t.SetItem(w.registry, key, object.True); err != nil {
			return err
		}
	}
	if seen, err := w.seen(t, name, action, item); err != nil || seen {
		return err
	}
	return show(t, w)
}

// seen reports whether an action that shows warnings but once has shown this one.
func (w *warning) seen(t *thread, name string, action, item value) (bool, error) {
	registry := w.registry
	switch name {
	case "default":
		return false, nil
	case "module":
		if registry == object.None {
			return false, nil
		}
	case "once":
		if registry == object.None {
			v, err := setting(t, "onceregistry", "_onceregistry", object.DictType)
			if err != nil {
				return false, err
			}
			defer t.XUnref(v)
			if v.IsNil() {
				return false, nil
			}
			if _, ok := object.AsDict(v); !ok {
				return false, t.TypeErr("_warnings.onceregistry must be a dict, not '%s'", v.Type().Name)
			}
			registry = v
		}
	default:
		act, err := t.ReprString(action)
		if err != nil {
			return false, err
		}
		it, err := t.ReprString(item)
		if err != nil {
			return false, err
		}
		return false, t.Raise(object.RuntimeError, "Unrecognized action (%s) in warnings.filters:\n %s", act, it)
	}
	key := t.NewTuple(w.text.Ref(), w.category.Ref())
	defer t.Unref(key)
	return noted(t, registry, key, true)
}

// noted reports whether a registry, cleared first if it is older than the filters, has
// key; set puts it there.
func noted(t *thread, registry, key value, set bool) (bool, error) {
	d, ok := object.AsDict(registry)
	if !ok {
		return false, t.TypeErr("'registry' must be a dict or None")
	}
	now := object.Int(stateOf(t).version)
	if d.GetS(t, "version") != now {
		d.ClearAll(t)
		d.SetS(t, "version", now)
	} else {
		v, err := d.Get(t, key)
		if err != nil {
			return false, err
		}
		if !v.IsNil() {
			v.Ref()
			yes, err := t.Truth(v)
			t.Unref(v)
			if err != nil || yes {
				return yes, err
			}
		}
	}
	if set {
		return false, d.Set(t, key, object.True)
	}
	return false, nil
}

// decide gives the action of the first filter that a warning fits, and the filter.
func decide(t *thread, w *warning) (action, item value, err error) {
	v := w.filters.XRef()
	if v.IsNil() {
		if v, err = setting(t, "filters", "filters", object.ListType); err != nil {
			return value{}, value{}, err
		}
	}
	defer t.XUnref(v)
	filters, ok := object.AsList(v)
	if !ok {
		return value{}, value{}, t.ValueErr("_warnings.filters must be a list")
	}
	for i := 0; i < len(filters.Items); i++ {
		item := filters.Items[i].Ref()
		f, ok := object.AsTuple(item)
		if !ok || len(f.Items) != 5 {
			t.Unref(item)
			return value{}, value{}, t.ValueErr("_warnings.filters item %d isn't a 5-tuple", i)
		}
		if !f.Items[0].IsStr() {
			err = t.TypeErr("action must be a string, not '%s'", f.Items[0].Type().Name)
		} else if ok, err = w.fits(t, f.Items); err == nil && ok {
			return f.Items[0].Ref(), item, nil
		}
		t.Unref(item)
		if err != nil {
			return value{}, value{}, err
		}
	}
	action, err = setting(t, "defaultaction", "_defaultaction", object.StrType)
	switch {
	case err != nil:
	case action.IsNil():
		err = t.ValueErr("_warnings.defaultaction not found")
	case !action.IsStr():
		err = t.TypeErr("_warnings.defaultaction must be a string, not '%s'", action.Type().Name)
		t.Unref(action)
	}
	return action, object.None, err
}

// fits reports whether a filter, whose parts are lent, is for the warning.
func (w *warning) fits(t *thread, f []value) (bool, error) {
	ok, err := matches(t, f[1], w.text)
	if err != nil || !ok {
		return false, err
	}
	if ok, err = matches(t, f[3], w.place.module); err != nil || !ok {
		return false, err
	}
	if ok, err = t.IsSubclassOf(w.category, f[2]); err != nil || !ok {
		return false, err
	}
	if f[4].Type() != object.IntType && !object.IsInstance(f[4], object.IntType) {
		return false, t.TypeErr("an integer is required")
	}
	line, err := t.SsizeArg(f[4], 0)
	return line == 0 || line == w.place.line, err
}

// matches reports whether a filter's test, None, a string or a pattern, takes a text.
func matches(t *thread, test, text value) (bool, error) {
	if test == object.None {
		return true, nil
	}
	if test.Type() == object.StrType {
		return t.Equal(test, text)
	}
	r, err := t.CallMethod(test, "match", text)
	if err != nil {
		return false, err
	}
	ok, err := t.Truth(r)
	t.Unref(r)
	return ok, err
}

// show hands a warning to warnings._showwarnmsg.
func show(t *thread, w *warning) error {
	m, err := pylib.Import(t, "warnings")
	if err != nil {
		return err
	}
	defer t.Unref(m)
	f, err := t.LookupAttr(m, "_showwarnmsg")
	if err != nil {
		return err
	}
	if f.IsNil() {
		return w.print(t)
	}
	defer t.Unref(f)
	if f.Type().Slots.Call == nil {
		return t.TypeErr("warnings._showwarnmsg() must be set to a callable")
	}
	class, err := t.LookupAttr(m, "WarningMessage")
	if err != nil {
		return err
	}
	if class.IsNil() {
		return t.Raise(object.RuntimeError, "unable to get warnings.WarningMessage")
	}
	msg, err := t.Call(class, w.message, w.category, w.place.file, object.Int(int64(w.place.line)), object.None, object.None, w.source)
	t.Unref(class)
	if err != nil {
		return err
	}
	r, err := t.Call(f, msg)
	t.Unref(msg)
	t.XUnref(r)
	return err
}

// print writes a warning to sys.stderr for a module warnings that cannot.
func (w *warning) print(t *thread) error {
	msg, err := pylib.Call(t, "warnings", "WarningMessage", w.message, w.category, w.place.file, object.Int(int64(w.place.line)))
	if err != nil {
		return err
	}
	defer t.Unref(msg)
	return write(t, msg)
}
