package sysmod

import (
	"strings"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// Options are what the host decides of sys.
type Options struct {
	Args, Path []string
	Optimize   int
	Executable string
	Prefix     string
	Builtins   func() []string // names of the native modules
	// WarnOptions is sys.warnoptions.
	WarnOptions []string
	Flags       Flags
	XOptions    []string // sys._xoptions: NAME or NAME=VALUE
	CommandLine []string // sys.orig_argv
}

// Flags are sys.flags, apart from what other options say.
type Flags struct {
	Debug, Inspect, Interactive, DontWriteBytecode, NoUserSite, NoSite, IgnoreEnvironment, Verbose,
	BytesWarning, Quiet, Isolated, UTF8Mode, WarnDefaultEncoding int
	DevMode bool
	// IntMaxStrDigits is the limit for long numbers in text; -1 or 0 here: the usual one.
	// NoIntLimit: none.
	IntMaxStrDigits int
	NoIntLimit      bool
	PycachePrefix   string // sys.pycache_prefix; "": None
}

// limit is sys.flags.int_max_str_digits.
func (f *Flags) limit() int {
	switch {
	case f.NoIntLimit:
		return 0
	case f.IntMaxStrDigits > 0:
		return f.IntMaxStrDigits
	}
	return -1
}

// xoptions gives sys._xoptions.
func xoptions(t *thread, options []string) value {
	d := t.NewDict()
	for _, x := range options {
		name, v, has := strings.Cut(x, "=")
		if has {
			d.GiveS(t, name, t.NewStr(v))
		} else {
			d.SetS(t, name, object.True)
		}
	}
	return d.Value()
}

var optionsKey = new(int)

// Configure sets what the module sys will show; call it before sys is imported.
func Configure(t *object.Thread, o Options) error {
	t.In.State(optionsKey, func() any { return &o })
	return nil
}

func options(t *object.Thread) *Options {
	return t.In.State(optionsKey, func() any { return &Options{} }).(*Options)
}

// attr lends what a name of sys is bound to, absent if nothing.
func attr(t *object.Thread, name string) object.Value {
	return t.PeekSys(name)
}

func orNone(v object.Value) object.Value {
	if v.IsNil() {
		return object.None
	}
	return v
}

// Flush flushes sys.stdout and sys.stderr; errors are swallowed. direct does so for a
// stream, lent, that needs no call by name, and reports whether it is one.
func Flush(t *object.Thread, direct func(t *object.Thread, stream object.Value) (bool, error)) {
	for _, n := range [...]string{"stdout", "stderr"} {
		f := attr(t, n)
		if f.IsNil() || f == object.None {
			continue
		}
		f.Ref()
		done, err := direct(t, f)
		if !done {
			var r object.Value
			r, err = t.CallMethod(f, "flush")
			t.XUnref(r)
		}
		if err != nil {
			t.Discard(err)
		}
		t.Unref(f)
	}
}

// Excepthook reports an uncaught exception through sys.excepthook; exc is lent.
func Excepthook(t *object.Thread, exc *object.Exception) {
	if m, ok := object.AsModule(orNone(t.In.Modules.GetS(t, "sys"))); ok {
		m.Set(t, "last_type", exc.Typ.Value())
		m.Set(t, "last_value", exc.Value())
		m.Set(t, "last_traceback", orNone(exc.Traceback()))
	}
	hook := attr(t, "excepthook")
	if hook.IsNil() {
		t.WriteErr("sys.excepthook is missing\n" + eval.FormatException(t, exc.Value()))
		return
	}
	hook.Ref()
	tb := orNone(exc.Traceback()).Ref()
	r, err := t.Call(hook, exc.Typ.Value(), exc.Value(), tb)
	if err != nil {
		t.WriteErr("Error in sys.excepthook:\n" + eval.FormatException(t, t.Normalize(err).Value()))
		t.Discard(err)
		t.WriteErr("\nOriginal exception was:\n" + eval.FormatException(t, exc.Value()))
	} else {
		t.Unref(r)
	}
	t.Unref(tb)
	t.Unref(hook)
}

// SetStream binds one of stdin, stdout and stderr; v is given.
func SetStream(t *object.Thread, name string, v object.Value) {
	if m, ok := object.AsModule(orNone(t.In.Modules.GetS(t, "sys"))); ok {
		m.Set(t, "__"+name+"__", v)
		m.Set(t, name, v)
	}
	t.Unref(v)
}

// Finalize gives up what sys holds before the modules are destroyed.
func Finalize(t *object.Thread) {
	s := stateOf(t)
	s.finalizing = true
	eval.SetTrace(t, value{})
	eval.SetProfile(t, value{})
	m, ok := object.AsModule(orNone(t.In.Modules.GetS(t, "sys")))
	if !ok {
		return
	}
	for _, n := range [...]string{"path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback", "path_hooks", "path_importer_cache", "meta_path"} {
		if !m.Get(t, n).IsNil() {
			m.Set(t, n, object.None)
		}
	}
	t.In.Builtins.SetS(t, "_", object.None)
}

// SetPrompts gives sys the prompts of an interactive session.
func SetPrompts(t *object.Thread) {
	if m, ok := object.AsModule(orNone(t.In.Modules.GetS(t, "sys"))); ok {
		m.Give(t, "ps1", t.NewStr(">>> "))
		m.Give(t, "ps2", t.NewStr("... "))
	}
}

// Prompt is str() of sys.ps1 or sys.ps2.
func Prompt(t *object.Thread, name string) string {
	v := attr(t, name)
	if v.IsNil() {
		return ""
	}
	s, err := t.StrString(v)
	if err != nil {
		t.Discard(err)
	}
	return s
}

// SetArg0 sets sys.argv[0].
func SetArg0(t *object.Thread, file string) {
	if l, ok := object.AsList(orNone(attr(t, "argv"))); ok && len(l.Items) > 0 {
		old := l.Items[0]
		l.Items[0] = t.NewStr(file)
		t.Unref(old)
	}
}
