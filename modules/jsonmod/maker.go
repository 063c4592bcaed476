package jsonmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// A maker is _json.Encoder: the settings of an encoder, and the functions it calls.
type maker struct {
	object.Header
	markers, fallback, encoder, indent value // owned
	keySep, itemSep                    value // owned
	sortKeys, skipKeys, allowNaN       bool
}

var makerType = &object.Type{}

var makerNames = []string{"markers", "default", "encoder", "indent", "key_separator", "item_separator", "sort_keys", "skipkeys", "allow_nan"}

func makerInit() {
	makerType.Define(object.TypeSpec{Name: "_json.Encoder", Sig: "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
		Doc: "Writes values in pieces with the settings of an encoder.", Flags: object.FlagGC | object.FlagBase, Basic: 72,
		Layout: object.LayoutOf[maker](),
		Slots:  object.Slots{New: makerNew, Call: makerCall, Traverse: makerTraverse, Clear: makerClear}})
}

func (m *maker) owned() [6]*value {
	return [6]*value{&m.markers, &m.fallback, &m.encoder, &m.indent, &m.keySep, &m.itemSep}
}

func makerNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	out := make([]value, len(makerNames))
	copy(out, a.Pos)
	rest := named(a, makerNames, out)
	for i, v := range out {
		if v.IsNil() || len(rest.KwNames()) > 0 || len(a.Pos) > len(out) {
			return value{}, t.TypeErr("make_encoder() takes 9 arguments; '%s' is missing or there are others", makerNames[i])
		}
	}
	if out[0] != object.None && out[0].Type().Flags&object.FlagDict == 0 {
		return value{}, t.TypeErr("make_encoder() argument 1 must be dict or None, not %s", out[0].Type().Name)
	}
	if !out[4].IsStr() || !out[5].IsStr() {
		return value{}, t.TypeErr("make_encoder() separators must be strs")
	}
	m := object.New[maker](t, typ)
	for i, p := range m.owned() {
		*p = out[i].Ref()
	}
	for i, p := range [...]*bool{&m.sortKeys, &m.skipKeys, &m.allowNaN} {
		var err error
		if *p, err = t.Truth(out[6+i]); err != nil {
			t.Unref(object.Obj(&m.Header))
			return value{}, err
		}
	}
	return object.Obj(&m.Header), nil
}

func makerTraverse(o *header, visit func(value)) {
	for _, p := range object.As[maker](object.Obj(o)).owned() {
		pylib.Visit(visit, *p)
	}
}

func makerClear(t *thread, o *header) {
	for _, p := range object.As[maker](object.Obj(o)).owned() {
		pylib.Set(t, p, value{})
	}
}

// makerCall is c_make_encoder(…)(obj, level): a tuple of pieces.
func makerCall(t *thread, v value, a object.Args) (value, error) {
	out := make([]value, 2)
	copy(out, a.Pos)
	if rest := named(a, []string{"obj", "_current_indent_level"}, out); len(a.Pos) > 2 || len(rest.KwNames()) > 0 || out[0].IsNil() || out[1].IsNil() {
		return value{}, t.TypeErr("encoder takes exactly 2 arguments: obj and _current_indent_level")
	}
	m := object.As[maker](v)
	if m.encoder.IsNil() { // taken apart by the collector
		return value{}, t.Raise(object.RuntimeError, "the encoder is gone")
	}
	v.Ref()
	defer t.Unref(v)
	fallback := m.fallback.Ref()
	defer t.Unref(fallback)
	w := &writer{sortKeys: m.sortKeys, skipKeys: m.skipKeys, allowNaN: m.allowNaN, itemSep: m.itemSep.String(), keySep: m.keySep.String(),
		encoder: m.encoder.Ref(), fallback: func(t *thread, x value) (value, error) { return t.Call(fallback, x) }}
	defer t.Unref(w.encoder)
	w.watch = m.markers != object.None
	if err := w.setIndent(t, m.indent); err != nil {
		return value{}, err
	}
	l, err := w.pieces(t, out[0])
	if err != nil {
		return value{}, err
	}
	list, _ := object.AsList(l)
	tuple := t.NewTupleOf(list.Items)
	t.Unref(l)
	return tuple, nil
}
