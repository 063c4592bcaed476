package warningsmod

import (
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// check is an assert statement.
func check(t *thread, ok bool, text string) error {
	if ok {
		return nil
	}
	return t.Raise(object.AssertionError, "%s", text)
}

// checkAction and checkLine are the checks that all filters go through.
func checkAction(t *thread, action value) error {
	if known(action) {
		return nil
	}
	s, err := t.ReprString(action)
	if err != nil {
		return err
	}
	return check(t, false, "invalid action: "+s)
}

func checkLine(t *thread, line value) error {
	ok := object.IsInstance(line, object.IntType)
	if ok {
		n, err := t.AsIndex(line, nil)
		if err != nil {
			return err
		}
		ok = n >= 0
	}
	return check(t, ok, "lineno must be an int >= 0")
}

func filterWarnings(t *thread, _ value, a []value) (value, error) {
	empty := t.NewStr("")
	defer t.Unref(empty)
	message, module := pylib.Or(a[1], empty), pylib.Or(a[3], empty)
	category, line := pylib.Or(a[2], object.WarningType.Value()), pylib.Or(a[4], object.Int(0))
	typ, isClass := object.AsType(category)
	err := checkAction(t, a[0])
	for _, c := range [...]struct {
		ok   bool
		text string
	}{
		{object.IsInstance(message, object.StrType), "message must be a string"},
		{isClass, "category must be a class"},
		{isClass && typ.IsSubtype(object.WarningType), "category must be a Warning subclass"},
		{object.IsInstance(module, object.StrType), "module must be a string"},
	} {
		if err == nil {
			err = check(t, c.ok, c.text)
		}
	}
	if err == nil {
		err = checkLine(t, line)
	}
	if err != nil {
		return value{}, err
	}
	test, err := pattern(t, message, true)
	if err != nil {
		return value{}, err
	}
	where, err := pattern(t, module, false)
	if err != nil {
		t.Unref(test)
		return value{}, err
	}
	return object.None, addFilter(t, t.NewTuple(a[0].Ref(), test, category.Ref(), where, line.Ref()), a[5])
}

// pattern compiles a regular expression; None stands for an empty one.
func pattern(t *thread, text value, anyCase bool) (value, error) {
	if s, _ := pylib.Text(text); s == "" {
		return object.None, nil
	}
	args := []value{text}
	if anyCase {
		flag, err := pylib.From(t, "re", "IGNORECASE")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(flag)
		args = append(args, flag)
	}
	return pylib.Call(t, "re", "compile", args...)
}

func simpleFilter(t *thread, _ value, a []value) (value, error) {
	line := pylib.Or(a[2], object.Int(0))
	err := checkAction(t, a[0])
	if err == nil {
		err = checkLine(t, line)
	}
	if err != nil {
		return value{}, err
	}
	item := t.NewTuple(a[0].Ref(), object.None, pylib.Or(a[1], object.WarningType.Value()).Ref(), object.None, line.Ref())
	return object.None, addFilter(t, item, a[3])
}

// addFilter puts a filter, given, first in warnings.filters, where it stands but once, or,
// if last says so, behind the others.
func addFilter(t *thread, item, last value) error {
	defer t.Unref(item)
	atEnd := false
	if !last.IsNil() {
		var err error
		if atEnd, err = t.Truth(last); err != nil {
			return err
		}
	}
	filters, err := pylib.From(t, "warnings", "filters")
	if err != nil {
		return err
	}
	defer t.Unref(filters)
	has, err := t.Contains(filters, item)
	if err != nil {
		return err
	}
	call := func(name string, args ...value) {
		if err == nil {
			var r value
			r, err = t.CallMethod(filters, name, args...)
			t.XUnref(r)
		}
	}
	switch {
	case atEnd && !has:
		call("append", item)
	case !atEnd:
		if has {
			call("remove", item)
		}
		call("insert", object.Int(0), item)
	}
	if err != nil {
		return err
	}
	return mutated(t)
}

// mutated tells _warnings that the filters are others.
func mutated(t *thread) error {
	r, err := pylib.Call(t, "warnings", "_filters_mutated")
	t.XUnref(r)
	return err
}

func resetWarnings(t *thread, _ value, _ []value) (value, error) {
	filters, err := pylib.From(t, "warnings", "filters")
	if err != nil {
		return value{}, err
	}
	r, err := t.CallMethod(filters, "clear")
	t.Unref(filters)
	if err != nil {
		return value{}, err
	}
	t.Unref(r)
	return object.None, mutated(t)
}

// optionError gives an _OptionError.
func optionError(t *thread, text string) error {
	return pylib.Raise(t, "warnings", "_OptionError", text)
}

func processOptions(t *thread, _ value, a []value) (value, error) {
	return object.None, t.Iterate(a[0], func(x value) error {
		s, _ := pylib.Text(x)
		err := setOption(t, s)
		if err == nil {
			return nil
		}
		class, ferr := pylib.From(t, "warnings", "_OptionError")
		if ferr != nil {
			t.Discard(err)
			return ferr
		}
		typ, ok := object.AsType(class)
		t.Unref(class)
		if !ok || !t.ErrIs(err, typ) {
			return err
		}
		text, serr := t.StrString(t.Normalize(err).Value())
		t.Discard(err)
		if serr != nil {
			return serr
		}
		sys, err := pylib.From(t, "sys", "stderr")
		if err != nil || sys == object.None {
			return err
		}
		defer t.Unref(sys)
		line := t.NewStr("Invalid -W option ignored: " + text + "\n")
		r, err := t.CallMethod(sys, "write", line)
		t.Unref(line)
		t.XUnref(r)
		return err
	})
}

// setOption makes a filter of action:message:category:module:line; message and module
// stand for themselves, all but the action may be left out.
func setOption(t *thread, arg string) error {
	f := strings.Split(arg, ":")
	if len(f) > 5 {
		s := t.NewStr(arg)
		defer t.Unref(s)
		r, err := t.ReprString(s)
		if err != nil {
			return err
		}
		return optionError(t, "too many fields (max 5): "+r)
	}
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	f = append(f, "", "", "", "")[:5]
	action, err := actionOf(t, f[0])
	if err != nil {
		return err
	}
	category, err := categoryNamed(t, f[2])
	if err != nil {
		return err
	}
	defer t.Unref(category)
	text, err := escaped(t, f[1], "")
	if err != nil {
		return err
	}
	defer t.Unref(text)
	module, err := escaped(t, f[3], `\Z`)
	if err != nil {
		return err
	}
	defer t.Unref(module)
	line := 0
	if f[4] != "" {
		if line, err = lineOf(t, f[4]); err != nil {
			return err
		}
	}
	act := t.NewStr(action)
	defer t.Unref(act)
	r, err := pylib.Call(t, "warnings", "filterwarnings", act, text, category, module, object.Int(int64(line)))
	t.XUnref(r)
	return err
}

// lineOf reads the line of an option.
func lineOf(t *thread, s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err == nil && n >= 0 {
		return n, nil
	}
	if err != nil {
		v := t.NewStr(s)
		s, err = t.ReprString(v)
		t.Unref(v)
		if err != nil {
			return 0, err
		}
	}
	return 0, optionError(t, "invalid lineno "+s)
}

// escaped gives re.escape(s) and an end, "" for an empty s.
func escaped(t *thread, s, end string) (value, error) {
	v := t.NewStr(s)
	if s == "" {
		return v, nil
	}
	defer t.Unref(v)
	e, err := pylib.Call(t, "re", "escape", v)
	if err != nil {
		return value{}, err
	}
	text, err := t.StrString(e)
	t.Unref(e)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(text + end), nil
}

// actionOf completes the name of an action; "" is default, "all" is always.
func actionOf(t *thread, s string) (string, error) {
	if s == "" {
		return "default", nil
	}
	if s == "all" {
		return "always", nil
	}
	for _, a := range actions {
		if strings.HasPrefix(a, s) {
			return a, nil
		}
	}
	v := t.NewStr(s)
	defer t.Unref(v)
	r, err := t.ReprString(v)
	if err != nil {
		return "", err
	}
	return "", optionError(t, "invalid action: "+r)
}

// categoryNamed finds the class of a category, Warning for "".
func categoryNamed(t *thread, s string) (value, error) {
	if s == "" {
		return object.WarningType.Value(), nil
	}
	bad := func(what, name string) error {
		v := t.NewStr(name)
		defer t.Unref(v)
		r, err := t.ReprString(v)
		if err != nil {
			return err
		}
		return optionError(t, what+": "+r)
	}
	module, name := "builtins", s
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		module, name = s[:i], s[i+1:]
	}
	m, err := pylib.Import(t, module)
	if err != nil {
		if !t.ErrIs(err, object.ImportError) {
			return value{}, err
		}
		t.Discard(err)
		return value{}, bad("invalid module name", module)
	}
	defer t.Unref(m)
	c, err := t.LookupAttr(m, name)
	if err != nil {
		return value{}, err
	}
	if c.IsNil() {
		return value{}, bad("unknown warning category", s)
	}
	is, err := t.IsSubclassOf(c, object.WarningType.Value())
	if err == nil && !is {
		err = bad("invalid warning category", s)
	}
	if err != nil {
		t.Unref(c)
		return value{}, err
	}
	return c, nil
}
