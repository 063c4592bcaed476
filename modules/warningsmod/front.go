package warningsmod

import (
	"slices"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// Module declares warnings.
var Module = object.ModuleSpec{
	Name: "warnings",
	Doc:  "Warnings, and the filters that decide what becomes of them.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("showwarning(message, category, filename, lineno, file=None, line=None)", "Write a warning to a file, sys.stderr unless told otherwise.", showWarning),
			object.Func("formatwarning(message, category, filename, lineno, line=None)", "The text of a warning.", formatWarning),
			object.Func("_showwarnmsg_impl(msg)", "", func(t *thread, _ value, a []value) (value, error) { return object.None, write(t, a[0]) }),
			object.Func("_formatwarnmsg_impl(msg)", "", func(t *thread, _ value, a []value) (value, error) { return format(t, a[0]) }),
			object.Func("_showwarnmsg(msg)", "Show a warning, with showwarning() if a script has put its own there.", showMessage),
			object.Func("_formatwarnmsg(msg)", "The text of a warning, by formatwarning() if a script has put its own there.", formatMessage),
			object.Func("filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False)",
				"Insert a filter; message and module are regular expressions that must match at the start.", filterWarnings),
			object.Func("simplefilter(action, category=Warning, lineno=0, append=False)", "Insert a filter for all messages and modules.", simpleFilter),
			object.Func("_add_filter(*item, append)", "", func(t *thread, _ value, a []value) (value, error) {
				return object.None, addFilter(t, a[0].Ref(), a[1])
			}),
			object.Func("resetwarnings()", "Remove all filters.", resetWarnings),
			object.Func("_processoptions(args)", "Make filters of what stood behind -W.", processOptions),
			object.Func("_setoption(arg)", "Make a filter of action:message:category:module:line.", func(t *thread, _ value, a []value) (value, error) {
				s, _ := pylib.Text(a[0])
				return object.None, setOption(t, s)
			}),
			object.Func("_getaction(action)", "The action that a beginning of its name means.", func(t *thread, _ value, a []value) (value, error) {
				s, _ := pylib.Text(a[0])
				name, err := actionOf(t, s)
				if err != nil {
					return value{}, err
				}
				return t.NewStr(name), nil
			}),
			object.Func("_getcategory(category)", "The class of a category's name.", func(t *thread, _ value, a []value) (value, error) {
				s, _ := pylib.Text(a[0])
				return categoryNamed(t, s)
			}),
			object.Func("_is_internal_frame(frame)", "Whether a frame is of the import system.", func(t *thread, _ value, a []value) (value, error) {
				is, err := internal(t, a[0])
				return object.Bool(is), err
			}),
			object.Func("_next_external_frame(frame)", "The next frame that is not of the import system.", func(t *thread, _ value, a []value) (value, error) {
				f := a[0].Ref()
				if err := step(t, &f, true); err != nil {
					t.Unref(f)
					return value{}, err
				}
				return f, nil
			}),
			object.Func("_warn_unawaited_coroutine(coro)", "", unawaited),
		}
	},
	Init: moduleInit,
	Lazy: []string{"WarningMessage", "catch_warnings", "_OptionError"},
	Make: func(t *object.Thread, m *object.Module, name string) (object.Value, error) {
		switch name {
		case "WarningMessage":
			return t.BuildClass(m, messageSpec(), value{})
		case "catch_warnings":
			return t.BuildClass(m, catchSpec(), value{})
		}
		if err := pylib.NewException(t, m, name, "An option of -W is wrong.", object.ExceptionType); err != nil {
			return value{}, err
		}
		return m.Get(t, name).Ref(), nil
	},
}

func moduleInit(t *thread, m *object.Module) error {
	m.Give(t, "__all__", pylib.Names(t, "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings"))
	if err := share(t, m); err != nil {
		return err
	}
	for _, n := range [...][2]string{{"_showwarning_orig", "showwarning"}, {"_formatwarning_orig", "formatwarning"},
		{"defaultaction", "_defaultaction"}, {"onceregistry", "_onceregistry"}} {
		m.Set(t, n[0], m.Get(t, n[1]))
	}
	sys, err := pylib.Import(t, "sys")
	if err != nil {
		return err
	}
	m.Give(t, "sys", sys)
	return options(t, m, sys)
}

// share binds what _warnings has, or functions of m's own if it cannot be imported.
func share(t *thread, m *object.Module) error {
	err := pylib.Share(t, m, "_warnings")
	if err == nil || !t.ErrIs(err, object.ImportError) {
		return err
	}
	t.Discard(err)
	own, err := t.LoadModule(&object.ModuleSpec{Name: "warnings", Functions: issuers, Init: BaseModule.Init})
	if err != nil {
		return err
	}
	defer t.Unref(object.Obj(&own.Header))
	for _, name := range [...]string{"warn", "warn_explicit", "_filters_mutated", "filters", "_defaultaction", "_onceregistry"} {
		m.Set(t, name, own.Get(t, name))
	}
	return nil
}

// options makes filters of sys.warnoptions when the module is first imported.
func options(t *thread, m *object.Module, sys value) error {
	opts, err := t.LookupAttr(sys, "warnoptions")
	if err != nil || opts.IsNil() {
		return err
	}
	defer t.Unref(opts)
	if n, err := t.Len(opts); err != nil || n == 0 {
		return err
	}
	// the functions that make filters find the module where it will stand
	key := object.Obj(&t.In.Intern("warnings").Header)
	had := t.In.Modules.GetS(t, "warnings").XRef()
	defer t.XUnref(had)
	if err := t.In.Modules.Set(t, key, object.Obj(&m.Header)); err != nil {
		return err
	}
	_, err = processOptions(t, value{}, []value{opts})
	return err
}

// message makes a WarningMessage of what showwarning and formatwarning get.
func message(t *thread, a []value, file, line value) (value, error) {
	return pylib.Call(t, "warnings", "WarningMessage", a[0], a[1], a[2], a[3], pylib.Or(file, object.None), pylib.Or(line, object.None))
}

func showWarning(t *thread, _ value, a []value) (value, error) {
	msg, err := message(t, a, a[4], a[5])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(msg)
	return pylib.Call(t, "warnings", "_showwarnmsg_impl", msg)
}

func formatWarning(t *thread, _ value, a []value) (value, error) {
	msg, err := message(t, a, value{}, a[4])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(msg)
	return pylib.Call(t, "warnings", "_formatwarnmsg_impl", msg)
}

// replaced gives the function that a script has put under name, absent if it is still
// the module's own.
func replaced(t *thread, name, orig string) (value, error) {
	w, err := pylib.Import(t, "warnings")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(w)
	f, err := t.LookupAttr(w, name)
	if err != nil || f.IsNil() {
		return value{}, err
	}
	own, err := t.LookupAttr(w, orig)
	t.XUnref(own)
	if err != nil || own == f {
		t.Unref(f)
		return value{}, err
	}
	return f, nil
}

// parts gives attributes of a WarningMessage.
func parts(t *thread, msg value, names ...string) ([]value, error) {
	out := make([]value, 0, len(names))
	for _, n := range names {
		v, err := t.GetAttrS(msg, n)
		if err != nil {
			t.UnrefAll(out)
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func showMessage(t *thread, _ value, a []value) (value, error) {
	f, err := replaced(t, "showwarning", "_showwarning_orig")
	if err != nil {
		return value{}, err
	}
	if f.IsNil() {
		return pylib.Call(t, "warnings", "_showwarnmsg_impl", a[0])
	}
	defer t.Unref(f)
	if f.Type().Slots.Call == nil {
		return value{}, t.TypeErr("warnings.showwarning() must be set to a function or method")
	}
	p, err := parts(t, a[0], "message", "category", "filename", "lineno", "file", "line")
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p)
	r, err := t.Call(f, p...)
	t.XUnref(r)
	return object.None, err
}

func formatMessage(t *thread, _ value, a []value) (value, error) {
	f, err := replaced(t, "formatwarning", "_formatwarning_orig")
	if err != nil {
		return value{}, err
	}
	if f.IsNil() {
		return pylib.Call(t, "warnings", "_formatwarnmsg_impl", a[0])
	}
	defer t.Unref(f)
	p, err := parts(t, a[0], "message", "category", "filename", "lineno", "line")
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p)
	return t.Call(f, p...)
}

// write writes a warning's text to its file; where there is none, it is lost.
func write(t *thread, msg value) error {
	file, err := t.GetAttrS(msg, "file")
	if err != nil {
		return err
	}
	defer func() { t.XUnref(file) }()
	if file == object.None {
		sys, err := pylib.Import(t, "sys")
		if err != nil {
			return err
		}
		file, err = t.LookupAttr(sys, "stderr")
		t.Unref(sys)
		if err != nil || !pylib.Given(file) {
			return err
		}
	}
	text, err := pylib.Call(t, "warnings", "_formatwarnmsg", msg)
	if err != nil {
		return err
	}
	r, err := t.CallMethod(file, "write", text)
	t.Unref(text)
	t.XUnref(r)
	if err != nil && t.ErrIs(err, object.OSError) {
		t.Discard(err)
		return nil
	}
	return err
}

// format gives a warning's text: its place, class and message, and the line of source.
func format(t *thread, msg value) (value, error) {
	p, err := parts(t, msg, "filename", "lineno", "category", "message", "line", "source")
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p)
	category, err := t.GetAttrS(p[2], "__name__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(category)
	var b strings.Builder
	for i, v := range []value{p[0], p[1], category, p[3]} {
		s, err := t.StrString(v)
		if err != nil {
			return value{}, err
		}
		b.WriteString(s)
		b.WriteString([...]string{":", ": ", ": ", "\n"}[i])
	}
	line := p[4].Ref()
	if line == object.None {
		line, err = pylib.Call(t, "linecache", "getline", p[0], p[1])
		if err != nil {
			if !t.ErrIs(err, object.ExceptionType) {
				return value{}, err
			}
			t.Discard(err)
			line = object.None
		}
	}
	defer t.Unref(line)
	if yes, err := t.Truth(line); err != nil {
		return value{}, err
	} else if yes {
		bare, err := t.CallMethod(line, "strip")
		if err != nil {
			return value{}, err
		}
		s, err := t.StrString(bare)
		t.Unref(bare)
		if err != nil {
			return value{}, err
		}
		b.WriteString("  " + s + "\n")
	}
	if err := origin(t, &b, p[5], category); err != nil {
		return value{}, err
	}
	return t.NewStr(b.String()), nil
}

// origin adds where the object that a warning is about was made, if tracemalloc knows.
func origin(t *thread, b *strings.Builder, source, category value) error {
	if source == object.None {
		return nil
	}
	name, err := t.StrString(category)
	if err != nil {
		return err
	}
	const module = "tracemalloc"
	if !pylib.Given(t.In.Modules.GetS(t, module)) {
		b.WriteString(name + ": Enable tracemalloc to get the object allocation traceback\n")
		return nil
	}
	on, err := pylib.Call(t, module, "is_tracing")
	if err != nil {
		return err
	}
	yes, err := t.Truth(on)
	t.Unref(on)
	if err != nil {
		return err
	}
	if !yes {
		b.WriteString(name + ": Enable tracemalloc to get the object allocation traceback\n")
		return nil
	}
	tb, err := pylib.Call(t, module, "get_object_traceback", source)
	if err != nil {
		return err
	}
	defer t.Unref(tb)
	if tb == object.None {
		return nil
	}
	b.WriteString("Object allocated at (most recent call last):\n")
	lines, err := t.CallMethod(tb, "format")
	if err != nil {
		return err
	}
	defer t.Unref(lines)
	return t.Iterate(lines, func(x value) error {
		s, err := t.StrString(x)
		b.WriteString(s + "\n")
		return err
	})
}

func unawaited(t *thread, _ value, a []value) (value, error) {
	name, err := t.GetAttrS(a[0], "__qualname__")
	if err != nil {
		return value{}, err
	}
	s, err := t.StrString(name)
	t.Unref(name)
	if err != nil {
		return value{}, err
	}
	origin, err := originText(t, a[0])
	if err != nil {
		return value{}, err
	}
	msg := t.NewStr(strings.TrimRight("coroutine '"+s+"' was never awaited\n"+origin, "\n"))
	defer t.Unref(msg)
	r, err := warn(t, value{}, []value{msg, object.RuntimeWarning.Value(), object.Int(1), a[0]})
	return r, err
}

// originText tells where a coroutine was made, the outermost call first; "" if it does not know.
func originText(t *thread, coro value) (string, error) {
	v, err := t.GetAttrS(coro, "cr_origin")
	if err != nil {
		return "", err
	}
	defer t.Unref(v)
	places, ok := object.AsTuple(v)
	if !ok || len(places.Items) == 0 {
		return "", nil
	}
	var b strings.Builder
	b.WriteString("Coroutine created at (most recent call last)\n")
	for _, p := range slices.Backward(places.Items) {
		place, ok := object.AsTuple(p)
		if !ok || len(place.Items) != 3 {
			return "", t.TypeErr("an entry of cr_origin must be a file, a line and a name")
		}
		var part [3]string
		for i, x := range place.Items {
			if part[i], err = t.StrString(x); err != nil {
				return "", err
			}
		}
		b.WriteString("  File \"" + part[0] + "\", line " + part[1] + ", in " + part[2] + "\n")
		line, err := pylib.Call(t, "linecache", "getline", place.Items[0], place.Items[1])
		if err != nil {
			return "", err
		}
		s, err := t.StrString(line)
		t.Unref(line)
		if err != nil {
			return "", err
		}
		if s = strings.TrimSpace(s); s != "" {
			b.WriteString("    " + s + "\n")
		}
	}
	return b.String(), nil
}

var actions = [...]string{"default", "always", "ignore", "module", "once", "error"}

func known(action value) bool {
	s, ok := pylib.Text(action)
	return ok && slices.Contains(actions[:], s)
}
