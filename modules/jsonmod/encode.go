package jsonmod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// The settings of dumps and of JSONEncoder, in the order of the former's signature.
const (
	skipKeys = iota
	ensureASCII
	checkCircular
	allowNaN
	indent
	separators
	fallback
	sortKeys
	class
	settings
)

var settingNames = []string{"skipkeys", "ensure_ascii", "check_circular", "allow_nan", "indent", "separators", "default", "sort_keys", "cls"}

func dumps(t *thread, _ value, a object.Args) (value, error) {
	obj, set, rest, err := dumpArgs(t, "dumps", 1, a)
	if err != nil {
		return value{}, err
	}
	if pylib.Given(set[class]) || len(rest.KwNames()) > 0 {
		enc, err := makeEncoder(t, set, rest)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(enc)
		return t.CallMethod(enc, "encode", obj[0])
	}
	w, err := newWriter(t, set)
	if err != nil {
		return value{}, err
	}
	return w.whole(t, obj[0])
}

func dump(t *thread, _ value, a object.Args) (value, error) {
	args, set, rest, err := dumpArgs(t, "dump", 2, a)
	if err != nil {
		return value{}, err
	}
	write, err := t.GetAttrS(args[1], "write")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(write)
	put := func(t *thread, piece []byte) error {
		r, err := callText(t, write, string(piece))
		if err == nil {
			t.Unref(r)
		}
		return err
	}
	if !pylib.Given(set[class]) && len(rest.KwNames()) == 0 {
		w, err := newWriter(t, set)
		if err != nil {
			return value{}, err
		}
		w.emit = put
		if err = w.value(t, args[0], 0); err == nil {
			err = w.flush(t)
		}
		return object.None, err
	}
	enc, err := makeEncoder(t, set, rest)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(enc)
	pieces, err := t.CallMethod(enc, "iterencode", args[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(pieces)
	return object.None, t.Iterate(pieces, func(x value) error {
		r, err := t.Call(write, x)
		if err == nil {
			t.Unref(r)
		}
		return err
	})
}

// dumpArgs takes the arguments of dumps and dump: n positional ones, the settings, and
// keyword arguments that are none of these.
func dumpArgs(t *thread, fn string, n int, a object.Args) (args, set []value, rest object.Args, err error) {
	names := append([]string{"obj", "fp"}[:n:n], settingNames...)
	out := make([]value, len(names))
	if len(a.Pos) > n {
		return nil, nil, rest, t.TypeErr("%s() takes %d positional argument%s but %d were given", fn, n, strings.Repeat("s", n-1), len(a.Pos))
	}
	rest = named(a, names, out)
	for i, v := range a.Pos {
		if !out[i].IsNil() {
			return nil, nil, rest, t.TypeErr("%s() got multiple values for argument '%s'", fn, names[i])
		}
		out[i] = v
	}
	for i := range n {
		if out[i].IsNil() {
			return nil, nil, rest, t.TypeErr("%s() missing 1 required positional argument: '%s'", fn, names[i])
		}
	}
	return out[:n], out[n:], rest, nil
}

// makeEncoder makes an encoder of the class that the settings name.
func makeEncoder(t *thread, set []value, rest object.Args) (value, error) {
	cls := set[class]
	if !pylib.Given(cls) {
		var err error
		if cls, err = pylib.From(t, "json.encoder", "JSONEncoder"); err != nil {
			return value{}, err
		}
		defer t.Unref(cls)
	}
	var a object.Args
	for i, name := range settingNames[:class] {
		v := set[i]
		if v.IsNil() {
			v = settingDefault(i)
		}
		a.AddKw(object.Obj(&t.In.Intern(name).Header), v)
	}
	for i, k := range rest.KwNames() {
		a.AddKw(k, rest.Kw()[i])
	}
	return t.CallArgs(cls, a)
}

func settingDefault(i int) value {
	switch i {
	case ensureASCII, checkCircular, allowNaN:
		return object.True
	case skipKeys, sortKeys:
		return object.False
	}
	return object.None
}

// newWriter makes the writer of settings, absent where they were not given.
func newWriter(t *thread, set []value) (*writer, error) {
	var on [settings]bool
	for _, i := range [...]int{skipKeys, ensureASCII, checkCircular, allowNaN, sortKeys} {
		var err error
		if on[i], err = t.Truth(pylib.Or(set[i], settingDefault(i))); err != nil {
			return nil, err
		}
	}
	w := &writer{ascii: on[ensureASCII], sortKeys: on[sortKeys], skipKeys: on[skipKeys], allowNaN: on[allowNaN], itemSep: ", ", keySep: ": "}
	w.watch = on[checkCircular]
	if err := w.setIndent(t, pylib.Or(set[indent], object.None)); err != nil {
		return nil, err
	}
	if w.indent != nil {
		w.itemSep = ","
	}
	if pylib.Given(set[separators]) {
		pair, err := t.Collect(set[separators])
		if err != nil {
			return nil, err
		}
		defer t.UnrefAll(pair)
		if len(pair) != 2 || !pair[0].IsStr() || !pair[1].IsStr() {
			return nil, t.TypeErr("separators must be a pair of strs")
		}
		w.itemSep, w.keySep = pair[0].String(), pair[1].String()
	}
	w.fallback = noFallback
	if f := set[fallback]; pylib.Given(f) {
		w.fallback = func(t *thread, v value) (value, error) { return t.Call(f, v) }
	}
	return w, nil
}

// setIndent takes a str, a number of spaces or None.
func (w *writer) setIndent(t *thread, v value) error {
	if v == object.None {
		return nil
	}
	if s, ok := pylib.Text(v); ok {
		w.indent = &s
		return nil
	}
	n, err := t.AsIndex(v, object.OverflowError)
	if err != nil {
		return err
	}
	if err := t.Grow(max(n, 0)); err != nil {
		return err
	}
	s := strings.Repeat(" ", max(n, 0))
	w.indent = &s
	return nil
}

func noFallback(t *thread, v value) (value, error) {
	return value{}, t.TypeErr("Object of type %s is not JSON serializable", v.Type().Name)
}

// whole gives everything as one str.
func (w *writer) whole(t *thread, v value) (value, error) {
	if err := w.value(t, v, 0); err != nil {
		return value{}, err
	}
	return t.NewStr(object.StringOf(w.out)), nil
}

// pieces gives a list of what CPython's iterencode yields.
func (w *writer) pieces(t *thread, v value) (value, error) {
	l := t.NewList(nil)
	list, _ := object.AsList(l)
	w.emit = func(t *thread, piece []byte) error { return list.GiveAppend(t, t.NewStr(string(piece))) }
	err := w.value(t, v, 0)
	if err == nil {
		err = w.flush(t)
	}
	if err != nil {
		t.Unref(l)
		return value{}, err
	}
	return l, nil
}

func encoderSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "json.encoder", Name: "JSONEncoder",
		Doc: "A writer of JSON: of dicts, lists, tuples, strs, ints, floats, True, False and None, and of what default() makes\n" +
			"of other objects.\n\nskipkeys leaves out members whose keys are nothing of these; ensure_ascii writes other characters by number;\n" +
			"check_circular finds containers in themselves; allow_nan permits NaN and infinities; sort_keys sorts members;\n" +
			"indent, a str or a number of spaces, puts every item on a line; separators replaces (', ', ': ').",
		Decls: []object.Decl{
			object.Made("item_separator", func(t *thread) (value, error) { return t.NewStr(", "), nil }),
			object.Made("key_separator", func(t *thread) (value, error) { return t.NewStr(": "), nil }),
			object.Method("__init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None)", "", encoderInit),
			object.Method("default(self, o)", "What to write in o's place; a subclass says so or raises the TypeError that this raises.", func(t *thread, _ value, a []value) (value, error) {
				return noFallback(t, a[0])
			}),
			object.Method("encode(self, o)", "o as JSON.", func(t *thread, self value, a []value) (value, error) {
				own, err := ownIterencode(t, self)
				if err != nil {
					return value{}, err
				}
				if own || a[0].IsStr() {
					w, err := writerOf(t, self)
					if err != nil {
						return value{}, err
					}
					return w.whole(t, a[0])
				}
				return joined(t, self, a[0])
			}),
			object.Method("iterencode(self, o, _one_shot=False)", "Yield the pieces of o as JSON.", func(t *thread, self value, a []value) (value, error) {
				w, err := writerOf(t, self)
				if err != nil {
					return value{}, err
				}
				l, err := w.pieces(t, a[0])
				if err != nil {
					return value{}, err
				}
				defer t.Unref(l)
				return t.Iter(l)
			}),
		}}
}

// ownIterencode reports whether no subclass has an iterencode of its own.
func ownIterencode(t *thread, self value) (bool, error) {
	k := self.Type().SpecClass("json.encoder", "JSONEncoder")
	if k == nil || k == self.Type() {
		return k != nil, nil
	}
	have, err := t.GetAttrS(self.Type().Value(), "iterencode")
	if err != nil {
		return false, err
	}
	defer t.Unref(have)
	mine, err := t.GetAttrS(k.Value(), "iterencode")
	if err != nil {
		return false, err
	}
	defer t.Unref(mine)
	return have == mine, nil
}

// joined puts the pieces of a subclass's iterencode together.
func joined(t *thread, self, o value) (value, error) {
	it, err := t.CallMethod(self, "iterencode", o, object.True)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(it)
	empty := t.NewStr("")
	defer t.Unref(empty)
	return t.CallMethod(empty, "join", it)
}

func encoderInit(t *thread, self value, a []value) (value, error) {
	order := [...]int{skipKeys, ensureASCII, checkCircular, allowNaN, sortKeys, indent}
	for i, s := range order {
		if err := t.SetAttrS(self, settingNames[s], pylib.Or(a[i], settingDefault(s))); err != nil {
			return value{}, err
		}
	}
	if seps := a[6]; pylib.Given(seps) {
		pair, err := t.Collect(seps)
		if err != nil {
			return value{}, err
		}
		defer t.UnrefAll(pair)
		if len(pair) != 2 {
			return value{}, t.ValueErr("separators must be a pair")
		}
		if err := setAll(t, self, []string{"item_separator", "key_separator"}, pair...); err != nil {
			return value{}, err
		}
	} else if pylib.Given(a[5]) {
		comma := t.NewStr(",")
		err := t.SetAttrS(self, "item_separator", comma)
		t.Unref(comma)
		if err != nil {
			return value{}, err
		}
	}
	if pylib.Given(a[7]) {
		return object.None, t.SetAttrS(self, "default", a[7])
	}
	return object.None, nil
}

// writerOf makes the writer of an encoder's attributes.
func writerOf(t *thread, self value) (*writer, error) {
	set := make([]value, settings)
	defer func() {
		for _, v := range set {
			t.XUnref(v)
		}
	}()
	for _, i := range [...]int{skipKeys, ensureASCII, checkCircular, allowNaN, sortKeys, indent} {
		var err error
		if set[i], err = t.GetAttrS(self, settingNames[i]); err != nil {
			return nil, err
		}
	}
	w, err := newWriter(t, set)
	if err != nil {
		return nil, err
	}
	for name, sep := range map[string]*string{"item_separator": &w.itemSep, "key_separator": &w.keySep} {
		v, err := t.GetAttrS(self, name)
		if err != nil {
			return nil, err
		}
		s, ok := pylib.Text(v)
		t.Unref(v)
		if !ok {
			return nil, t.TypeErr("%s must be a str", name)
		}
		*sep = s
	}
	w.fallback = func(t *thread, v value) (value, error) { return t.CallMethod(self, "default", v) }
	return w, nil
}
