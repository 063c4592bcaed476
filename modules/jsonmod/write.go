package jsonmod

import (
	"math"
	"slices"
	"strconv"

	"github.com/minipy-go/minipy/object"
)

// A writer writes values. Its functions are lent.
type writer struct {
	ascii, sortKeys, skipKeys, allowNaN bool
	itemSep, keySep                     string
	indent                              *string // nil: all on one line
	encoder                             value   // absent: appendQuoted
	fallback                            func(t *thread, v value) (value, error)
	watch                               bool      // for containers in themselves
	within                              []*header // what is being written, the outermost first
	out                                 []byte
	asked                               int                                 // bytes of out that were asked for
	emit                                func(t *thread, piece []byte) error // nil: out keeps all
}

// flush passes on what is written so far: the pieces are those of CPython's iterencode.
func (w *writer) flush(t *thread) error {
	if w.emit == nil || len(w.out) == 0 {
		return nil
	}
	err := w.emit(t, w.out)
	w.out = w.out[:0]
	return err
}

// plain writes v if it is no container and nothing for the fallback.
func (w *writer) plain(t *thread, v value) (done bool, err error) {
	switch typ := v.Type(); {
	case typ.Flags&object.FlagStr != 0:
		err = w.text(t, v)
	case v == object.None:
		w.out = append(w.out, "null"...)
	case v == object.True:
		w.out = append(w.out, "true"...)
	case v == object.False:
		w.out = append(w.out, "false"...)
	case typ.Flags&object.FlagInt != 0:
		w.out, err = appendInt(t, w.out, v)
	default:
		f, ok := object.FloatOf(v)
		if !ok {
			return false, nil
		}
		w.out, err = w.float(t, f)
	}
	return true, err
}

// text writes a str as the encoder does that make_encoder was given, if it was.
func (w *writer) text(t *thread, v value) error {
	if w.encoder.IsNil() {
		w.out = appendQuoted(w.out, v.String(), w.ascii)
		return nil
	}
	r, err := t.Call(w.encoder, v)
	if err != nil {
		return err
	}
	defer t.Unref(r)
	if !r.IsStr() {
		return t.TypeErr("encoder() must return a string, not %s", r.Type().Name)
	}
	w.out = append(w.out, r.String()...)
	return nil
}

func appendInt(t *thread, out []byte, v value) ([]byte, error) {
	if n, ok := object.IntValue(v); ok {
		return strconv.AppendInt(out, n, 10), nil
	}
	b, _ := object.AsBig(v)
	s, err := t.BigDecimal(b)
	return append(out, s...), err
}

func (w *writer) float(t *thread, f float64) ([]byte, error) {
	switch {
	case !math.IsNaN(f) && !math.IsInf(f, 0):
		return append(w.out, object.FormatFloatRepr(f)...), nil
	case !w.allowNaN:
		return w.out, t.ValueErr("Out of range float values are not JSON compliant")
	case math.IsNaN(f):
		return append(w.out, "NaN"...), nil
	case f > 0:
		return append(w.out, "Infinity"...), nil
	}
	return append(w.out, "-Infinity"...), nil
}

// value writes v; level is how deep it stands.
func (w *writer) value(t *thread, v value, level int) error {
	if done, err := w.plain(t, v); done || err != nil {
		return err
	}
	if err := t.Enter(" while encoding a JSON object"); err != nil {
		return err
	}
	defer t.Leave()
	if err := w.room(t); err != nil {
		return err
	}
	return w.watched(t, v, level)
}

// other writes what the fallback makes of v.
func (w *writer) other(t *thread, v value, level int) error {
	x, err := w.fallback(t, v)
	if err != nil {
		return err
	}
	err = w.value(t, x, level)
	t.Unref(x)
	return err
}

// room asks for the memory that a long text takes, and polls.
func (w *writer) room(t *thread) error {
	if len(w.out) > w.asked {
		w.asked = max(2*len(w.out), 1<<16)
		if err := t.Grow(w.asked); err != nil {
			return err
		}
	}
	return t.Work(1)
}

// watched writes v unless it contains itself.
func (w *writer) watched(t *thread, v value, level int) error {
	if w.watch && slices.Contains(w.within, v.O) {
		return t.ValueErr("Circular reference detected")
	}
	w.within = append(w.within, v.O)
	var err error
	switch flags := v.Type().Flags; {
	case flags&(object.FlagList|object.FlagTuple) != 0:
		err = w.list(t, v, level)
	case flags&object.FlagDict != 0:
		err = w.dict(t, v, level)
	default:
		err = w.other(t, v, level)
	}
	w.within = w.within[:len(w.within)-1]
	return err
}

// newline begins a line where there is an indent.
func (w *writer) newline(level int) {
	if w.indent != nil {
		w.out = append(w.out, '\n')
		for ; level > 0; level-- {
			w.out = append(w.out, *w.indent...)
		}
	}
}

func (w *writer) list(t *thread, v value, level int) error {
	items, err := sequence(t, v)
	if err != nil {
		return err
	}
	defer t.UnrefAll(items)
	if len(items) == 0 {
		w.out = append(w.out, "[]"...)
		return w.flush(t)
	}
	w.out = append(w.out, '[')
	for i, x := range items {
		if i > 0 {
			w.out = append(w.out, w.itemSep...)
		}
		w.newline(level + 1)
		if err := w.item(t, x, level+1, true); err != nil {
			return err
		}
	}
	return w.end(t, level, ']')
}

// sequence gives the items of a list or tuple.
func sequence(t *thread, v value) ([]value, error) {
	items := []value(nil)
	if l, ok := object.AsList(v); ok && v.Type() == object.ListType {
		items = slices.Clone(l.Items)
	} else if tup, ok := object.AsTuple(v); ok && v.Type() == object.TupleType {
		items = slices.Clone(tup.Items)
	} else {
		return t.Collect(v)
	}
	for _, x := range items {
		x.Ref()
	}
	return items, nil
}

// item writes v; together: with what stands before it in one piece, if it is plain.
func (w *writer) item(t *thread, v value, level int, together bool) error {
	if !together {
		if err := w.flush(t); err != nil {
			return err
		}
	}
	done, err := w.plain(t, v)
	if err == nil {
		err = w.flush(t)
	}
	if err == nil && !done {
		err = w.value(t, v, level)
	}
	if err == nil {
		err = w.room(t)
	}
	return err
}

// end writes the bracket that ends a container.
func (w *writer) end(t *thread, level int, bracket byte) error {
	if w.indent != nil {
		w.newline(level)
		if err := w.flush(t); err != nil {
			return err
		}
	}
	w.out = append(w.out, bracket)
	return w.flush(t)
}

func (w *writer) dict(t *thread, v value, level int) error {
	if n, err := t.Len(v); err != nil {
		return err
	} else if n == 0 {
		w.out = append(w.out, "{}"...)
		return w.flush(t)
	}
	d, _ := object.AsDict(v)
	entries, err := w.entries(t, v, d)
	if err != nil {
		return err
	}
	defer t.UnrefAll(entries)
	w.out = append(w.out, '{')
	if err := w.flush(t); err != nil {
		return err
	}
	first := true
	for i := 0; i < len(entries); i += 2 {
		if skip, err := w.skips(t, entries[i]); err != nil {
			return err
		} else if skip {
			continue
		}
		if !first {
			w.out = append(w.out, w.itemSep...)
		}
		first = false
		w.newline(level + 1)
		if err := w.member(t, entries[i], entries[i+1], level+1); err != nil {
			return err
		}
	}
	return w.end(t, level, '}')
}

// member writes a name and its value.
func (w *writer) member(t *thread, key, x value, level int) error {
	if err := w.flush(t); err != nil {
		return err
	}
	if err := w.key(t, key); err != nil {
		return err
	}
	if err := w.flush(t); err != nil {
		return err
	}
	w.out = append(w.out, w.keySep...)
	return w.item(t, x, level, false)
}

// entries gives the keys and values of a dict, one behind the other.
func (w *writer) entries(t *thread, v value, d *object.Dict) ([]value, error) {
	if v.Type() == object.DictType && !w.sortKeys {
		out := make([]value, 0, 2*d.Len())
		for pos := 0; ; {
			k, x, ok := d.Next(&pos)
			if !ok {
				return out, nil
			}
			out = append(out, k.Ref(), x.Ref())
		}
	}
	view, err := t.CallMethod(v, "items")
	if err != nil {
		return nil, err
	}
	defer t.Unref(view)
	var items []value
	if w.sortKeys {
		items, err = t.CallSorted(view)
	} else {
		items, err = t.Collect(view)
	}
	if err != nil {
		return nil, err
	}
	defer t.UnrefAll(items)
	out := make([]value, 0, 2*len(items))
	for _, pair := range items {
		p, ok := object.AsTuple(pair)
		if !ok || len(p.Items) != 2 {
			t.UnrefAll(out)
			return nil, t.ValueErr("items must return 2-tuples")
		}
		out = append(out, p.Items[0].Ref(), p.Items[1].Ref())
	}
	return out, nil
}

// skips reports whether a member is to be left out for its key.
func (w *writer) skips(t *thread, key value) (bool, error) {
	switch _, float := object.FloatOf(key); {
	case float || key == object.None || key.Type().Flags&(object.FlagStr|object.FlagInt) != 0 || key.O == object.True.O:
		return false, nil
	case w.skipKeys:
		return true, nil
	}
	return false, t.TypeErr("keys must be str, int, float, bool or None, not %s", key.Type().Name)
}

// key writes the name of a member, which is a str.
func (w *writer) key(t *thread, key value) error {
	if key.IsStr() {
		return w.text(t, key)
	}
	w.out = append(w.out, '"')
	_, err := w.plain(t, key)
	w.out = append(w.out, '"')
	return err
}

// appendQuoted writes a str.
func appendQuoted(out []byte, s string, ascii bool) []byte {
	out = append(out, '"')
	begin := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && (c < 0x7f || !ascii) {
			i++
			continue
		}
		out = append(out, s[begin:i]...)
		n := 1
		switch c {
		case '"', '\\':
			out = append(out, '\\', c)
		case '\n':
			out = append(out, `\n`...)
		case '\r':
			out = append(out, `\r`...)
		case '\t':
			out = append(out, `\t`...)
		case '\f':
			out = append(out, `\f`...)
		case '\b':
			out = append(out, `\b`...)
		default:
			var r rune
			r, n = object.DecodePoint(s[i:])
			out = appendHex(out, r)
		}
		i += n
		begin = i
	}
	return append(append(out, s[begin:]...), '"')
}

// appendHex writes a code point by its number, two of them if need be.
func appendHex(out []byte, r rune) []byte {
	if r >= 0x10000 {
		r -= 0x10000
		return appendHex(appendHex(out, 0xD800|r>>10), 0xDC00|r&0x3ff)
	}
	const digits = "0123456789abcdef"
	return append(out, '\\', 'u', digits[r>>12], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}

func quoted(t *thread, v value, ascii bool) (value, error) {
	s, ok := object.AsStr(v)
	if !ok {
		return value{}, t.TypeErr("first argument must be a string, not %s", v.Type().Name)
	}
	if err := t.Grow(6 * len(s.S)); err != nil {
		return value{}, err
	}
	return t.NewStr(object.StringOf(appendQuoted(make([]byte, 0, len(s.S)+2), s.S, ascii))), nil
}
