// Package warningsmod is the warnings module and _warnings: the filters that decide what
// becomes of a warning, and what shows it.
//
// Invariant: the filters, the default action and the registry of what is shown once are
// those of sys.modules["warnings"]; _warnings' own serve while nobody has imported it.
package warningsmod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// BaseModule declares _warnings.
var BaseModule = object.ModuleSpec{
	Name:  "_warnings",
	Doc:   "What decides about warnings: see the module warnings.",
	Build: issuers,
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "filters", firstFilters(t))
		m.Give(t, "_defaultaction", t.NewStr("default"))
		m.Give(t, "_onceregistry", t.NewDict().Value())
		return nil
	},
}

// issuers are what warnings has of its own where _warnings cannot be imported.
func issuers() []object.Decl {
	return []object.Decl{
		object.Func("_filters_mutated()", "", func(t *thread, _ value, _ []value) (value, error) {
			stateOf(t).version++
			return object.None, nil
		}),
		object.Func("warn(message, category=None, stacklevel=1, source=None)", "Issue a warning, which the filters may ignore or make an exception.", warn),
		object.Func("warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)", "Issue a warning for a given place.", warnExplicit),
	}
}

// A state is what an interpreter knows beside the modules' names.
type state struct {
	version int64 // of the filters: registries made under another one are stale
}

type stateKey struct{}

func stateOf(t *thread) *state {
	return t.In.State(stateKey{}, func() any { return new(state) }).(*state)
}

// firstFilters gives the filters that hold when nobody asks for others.
func firstFilters(t *thread) value {
	str := func(s string) value { return object.Obj(&t.In.Intern(s).Header).Ref() }
	filter := func(action string, category *object.Type, module value) value {
		return t.NewTuple(str(action), object.None, category.Value(), module, object.Int(0))
	}
	return t.NewList([]value{
		filter("default", object.DeprecationWarning, str("__main__")),
		filter("ignore", object.DeprecationWarning, object.None),
		filter("ignore", object.PendingDeprecationWarning, object.None),
		filter("ignore", object.ImportWarning, object.None),
		filter("ignore", object.ResourceWarning, object.None),
	})
}

// remember makes _warnings' own setting what the module warnings had last.
func remember(t *thread, base string, v value) {
	m, ok := object.AsModule(pylib.Or(t.In.Modules.GetS(t, "_warnings"), object.None))
	if ok && m.Get(t, base) != v {
		m.Set(t, base, v)
	}
}

// setting gives a name of the module warnings, if it is imported and has it, else of
// _warnings, absent if neither has it. One of the right kind is remembered.
func setting(t *thread, name, base string, kind *object.Type) (value, error) {
	if m := t.In.Modules.GetS(t, "warnings"); pylib.Given(m) {
		v, err := t.LookupAttr(m, name)
		if err != nil {
			return value{}, err
		}
		if !v.IsNil() {
			if object.IsInstance(v, kind) {
				remember(t, base, v)
			}
			return v, nil
		}
	}
	if m := t.In.Modules.GetS(t, "_warnings"); pylib.Given(m) {
		return t.LookupAttr(m, base)
	}
	return value{}, nil
}

// A place is where a warning is issued.
type place struct {
	globals, file, module value // owned
	line                  int
}

func (p *place) drop(t *thread) {
	t.XUnref(p.globals)
	t.XUnref(p.file)
	t.XUnref(p.module)
}

func warn(t *thread, _ value, a []value) (value, error) {
	category, err := categoryOf(t, a[0], a[1])
	if err != nil {
		return value{}, err
	}
	level, err := t.SsizeArg(a[2], 1)
	if err != nil {
		return value{}, err
	}
	p, err := caller(t, level)
	defer p.drop(t)
	if err != nil {
		return value{}, err
	}
	d, ok := object.AsDict(p.globals)
	if !ok {
		return value{}, t.TypeErr("globals must be a dict")
	}
	registry := d.GetS(t, "__warningregistry__").XRef()
	if registry.IsNil() {
		registry = t.NewDict().Value()
		d.SetS(t, "__warningregistry__", registry)
	}
	defer t.Unref(registry)
	return object.None, issue(t, &warning{message: a[0], category: category, place: p, registry: registry, source: pylib.Or(a[3], object.None)})
}

// categoryOf lends the class of a warning.
func categoryOf(t *thread, message, category value) (value, error) {
	if object.IsInstance(message, object.WarningType) {
		return message.Type().Value(), nil
	}
	if !pylib.Given(category) {
		return object.UserWarning.Value(), nil
	}
	if typ, ok := object.AsType(category); ok && typ.IsSubtype(object.WarningType) {
		return category, nil
	}
	return value{}, t.TypeErr("category must be a Warning subclass, not '%s'", category.Type().Name)
}

// caller finds the place that is level calls up; frames of the import system do not count
// unless the call comes from one.
func caller(t *thread, level int) (p place, err error) {
	f, err := pylib.Call(t, "sys", "_getframe")
	if err != nil {
		return p, err
	}
	defer func() { t.Unref(f) }()
	skip := false
	if level > 0 {
		inside, err := internal(t, f)
		if err != nil {
			return p, err
		}
		skip = !inside
	}
	for level--; level > 0 && f != object.None; level-- {
		if err := step(t, &f, skip); err != nil {
			return p, err
		}
	}
	if f == object.None {
		sys, err := pylib.Import(t, "sys")
		if err != nil {
			return p, err
		}
		defer t.Unref(sys)
		p.file, p.line = t.NewStr("sys"), 1
		p.globals, err = t.GetAttrS(sys, "__dict__")
		if err != nil {
			return p, err
		}
	} else if err := p.read(t, f); err != nil {
		return p, err
	}
	if d, ok := object.AsDict(p.globals); ok {
		p.module = d.GetS(t, "__name__").XRef()
	}
	if p.module.IsNil() || !p.module.IsStr() {
		t.XUnref(p.module)
		p.module = t.NewStr("<string>")
	}
	return p, nil
}

// read fills a place from a frame.
func (p *place) read(t *thread, f value) (err error) {
	if p.globals, err = t.GetAttrS(f, "f_globals"); err != nil {
		return err
	}
	if p.file, err = codeName(t, f); err != nil {
		return err
	}
	line, err := t.GetAttrS(f, "f_lineno")
	if err != nil {
		return err
	}
	if line != object.None {
		p.line, err = t.AsIndex(line, nil)
	}
	t.Unref(line)
	return err
}

// step makes *f the frame that called it, past frames of the import system if skip says.
func step(t *thread, f *value, skip bool) error {
	for {
		next, err := t.GetAttrS(*f, "f_back")
		if err != nil {
			return err
		}
		pylib.Set(t, f, next)
		if next == object.None || !skip {
			return nil
		}
		if inside, err := internal(t, next); err != nil || !inside {
			return err
		}
	}
}

// codeName gives the name of the file of a frame's code.
func codeName(t *thread, f value) (value, error) {
	c, err := t.GetAttrS(f, "f_code")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(c)
	return t.GetAttrS(c, "co_filename")
}

// internal reports whether a frame is of the import system.
func internal(t *thread, f value) (bool, error) {
	name, err := codeName(t, f)
	if err != nil {
		return false, err
	}
	defer t.Unref(name)
	s, _ := pylib.Text(name)
	return strings.Contains(s, "importlib") && strings.Contains(s, "_bootstrap"), nil
}

func warnExplicit(t *thread, _ value, a []value) (value, error) {
	if _, ok := object.AsStr(a[2]); !ok {
		kind := a[2].Type().Name
		if a[2] == object.None {
			kind = "None"
		}
		return value{}, t.TypeErr("warn_explicit() argument 3 must be str, not %s", kind)
	}
	line, err := t.IntArg(a[3], 0)
	if err != nil {
		return value{}, err
	}
	w := &warning{message: a[0], category: a[1], place: place{file: a[2], line: line, module: a[4]}, registry: pylib.Or(a[5], object.None), source: pylib.Or(a[7], object.None)}
	if w.place.module == object.None {
		return object.None, nil
	}
	if w.place.module.IsNil() {
		w.place.module = moduleName(t, a[2])
		defer t.Unref(w.place.module)
	}
	if pylib.Given(a[6]) {
		if _, ok := object.AsDict(a[6]); !ok {
			return value{}, t.TypeErr("module_globals must be a dict, not '%s'", a[6].Type().Name)
		}
		if lines, err := pylib.Call(t, "linecache", "getlines", a[2], a[6]); err == nil {
			t.Unref(lines)
		} else {
			return value{}, err
		}
	}
	return object.None, issue(t, w)
}

// moduleName gives the module's name that a file's name suggests.
func moduleName(t *thread, file value) value {
	s, _ := pylib.Text(file)
	if s == "" {
		return t.NewStr("<unknown>")
	}
	if strings.HasSuffix(s, ".py") {
		return t.NewStr(s[:len(s)-3])
	}
	return file.Ref()
}
