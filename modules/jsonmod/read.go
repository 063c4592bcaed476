package jsonmod

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/minipy-go/minipy/object"
)

// A reader reads values from a text. What it calls instead of doing things itself is
// lent and absent where it does them.
type reader struct {
	doc                                 *object.Str
	s                                   string // doc's text
	strict                              bool
	objectHook, pairsHook               value
	parseFloat, parseInt, parseConstant value
	keys                                map[string]*object.Str // owned; equal names are one object
}

// constant is the number of a name that is none in JSON proper.
func constant(name string) value {
	switch name {
	case "NaN":
		return object.Float(math.NaN())
	case "-Infinity":
		return object.Float(math.Inf(-1))
	}
	return object.Float(math.Inf(1))
}

// noValue is the error for a text that does not go on with a value at a byte offset.
type noValue struct{ at int }

func (noValue) Error() string { return "Expecting value" }

// fail is a JSONDecodeError for byte offset at.
func (r *reader) fail(t *thread, msg string, at int) error {
	return decodeError(t, msg, object.Obj(&r.doc.Header), r.doc.Point(at))
}

// close drops what the reader keeps.
func (r *reader) close(t *thread) {
	for _, k := range r.keys {
		t.Unref(object.Obj(&k.Header))
	}
	r.keys = nil
}

func (r *reader) space(i int) int {
	for i < len(r.s) && (r.s[i] == ' ' || r.s[i] == '\n' || r.s[i] == '\t' || r.s[i] == '\r') {
		i++
	}
	return i
}

// value reads the value that begins at i; it gives that and where it ends.
func (r *reader) value(t *thread, i int) (value, int, error) {
	if i >= len(r.s) {
		return value{}, i, noValue{i}
	}
	switch c := r.s[i]; {
	case c == '"':
		return r.text(t, i+1)
	case c == '{':
		return r.nested(t, i+1, inObject)
	case c == '[':
		return r.nested(t, i+1, inArray)
	case c >= '0' && c <= '9':
		return r.number(t, i)
	case c == '-' && i+1 < len(r.s) && r.s[i+1] >= '0' && r.s[i+1] <= '9':
		return r.number(t, i)
	case r.word(i, "null"):
		return object.None, i + 4, nil
	case r.word(i, "true"):
		return object.True, i + 4, nil
	case r.word(i, "false"):
		return object.False, i + 5, nil
	}
	for _, name := range [...]string{"NaN", "Infinity", "-Infinity"} {
		if r.word(i, name) {
			if r.parseConstant.IsNil() {
				return constant(name), i + len(name), nil
			}
			v, err := callText(t, r.parseConstant, name)
			return v, i + len(name), err
		}
	}
	return value{}, i, noValue{i}
}

func (r *reader) word(i int, w string) bool { return len(r.s)-i >= len(w) && r.s[i:i+len(w)] == w }

// nested reads a container of the kind that where names in messages, from behind its
// bracket on.
func (r *reader) nested(t *thread, i int, where string) (v value, end int, err error) {
	if err := t.Enter(where); err != nil {
		return value{}, i, err
	}
	if err = t.Work(1); err == nil {
		switch {
		case where == inArray:
			v, end, err = r.array(t, i)
		case r.pairsHook.IsNil():
			v, end, err = r.object(t, i)
		default:
			v, end, err = r.pairs(t, i)
		}
	}
	t.Leave()
	return v, end, err
}

const (
	inArray  = " while decoding a JSON array from a unicode string"
	inObject = " while decoding a JSON object from a unicode string"
)

func callText(t *thread, f value, s string) (value, error) {
	text := t.NewStr(s)
	defer t.Unref(text)
	return t.Call(f, text)
}

// number reads a number that begins at i with a digit, maybe behind a minus.
func (r *reader) number(t *thread, i int) (value, int, error) {
	end := i
	if r.s[end] == '-' {
		end++
	}
	if r.s[end] == '0' {
		end++
	} else {
		end = r.digits(end)
	}
	float := false
	if end+1 < len(r.s) && r.s[end] == '.' && isDigit(r.s[end+1]) {
		float, end = true, r.digits(end+1)
	}
	if end < len(r.s) && (r.s[end] == 'e' || r.s[end] == 'E') {
		at := end + 1
		if at < len(r.s) && (r.s[at] == '+' || r.s[at] == '-') {
			at++
		}
		if at < len(r.s) && isDigit(r.s[at]) {
			float, end = true, r.digits(at)
		}
	}
	text := r.s[i:end]
	var v value
	var err error
	switch {
	case float && !r.parseFloat.IsNil():
		v, err = callText(t, r.parseFloat, text)
	case float:
		f, _ := strconv.ParseFloat(text, 64) // out of range: infinite, as CPython's
		v = object.Float(f)
	case !r.parseInt.IsNil():
		v, err = callText(t, r.parseInt, text)
	case len(text) < 19:
		n, _ := strconv.ParseInt(text, 10, 64)
		v = object.Int(n)
	default:
		v, err = t.ParseInt(text, 10)
	}
	return v, end, err
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (r *reader) digits(i int) int {
	for i < len(r.s) && isDigit(r.s[i]) {
		i++
	}
	return i
}

// array reads behind the bracket.
func (r *reader) array(t *thread, i int) (value, int, error) {
	l := t.NewList(nil)
	list, _ := object.AsList(l)
	i, done := r.begin(i, ']')
	for !done {
		v, end, err := r.value(t, i)
		if err == nil {
			err = list.GiveAppend(t, v)
		}
		if err == nil {
			end, done, err = r.next(t, end, ']')
		}
		if err != nil {
			t.Unref(l)
			return value{}, end, err
		}
		i = end
	}
	return l, i, nil
}

// begin skips to the first item; done: there is none, and the container ends before i.
func (r *reader) begin(i int, bracket byte) (next int, done bool) {
	i = r.space(i)
	if i < len(r.s) && r.s[i] == bracket {
		return i + 1, true
	}
	return i, false
}

// next reads what stands behind an item that ends at i: a comma, or the bracket.
func (r *reader) next(t *thread, i int, bracket byte) (next int, done bool, err error) {
	i = r.space(i)
	if i < len(r.s) && r.s[i] == ',' {
		return r.space(i + 1), false, nil
	}
	if i < len(r.s) && r.s[i] == bracket {
		return i + 1, true, nil
	}
	return i, false, r.fail(t, "Expecting ',' delimiter", i)
}

// object reads behind the brace.
func (r *reader) object(t *thread, i int) (value, int, error) {
	d := t.NewDict()
	i, done := r.begin(i, '}')
	for !done {
		key, v, end, err := r.member(t, i)
		if err == nil {
			d.GiveStr(t, key, v)
			end, done, err = r.next(t, end, '}')
		}
		if err != nil {
			t.Unref(d.Value())
			return value{}, end, err
		}
		i = end
	}
	if r.objectHook.IsNil() {
		return d.Value(), i, nil
	}
	v, err := t.Call(r.objectHook, d.Value())
	t.Unref(d.Value())
	return v, i, err
}

// pairs is object for an object_pairs_hook.
func (r *reader) pairs(t *thread, i int) (value, int, error) {
	l := t.NewList(nil)
	defer t.Unref(l)
	list, _ := object.AsList(l)
	i, done := r.begin(i, '}')
	for !done {
		key, v, end, err := r.member(t, i)
		if err == nil {
			err = list.GiveAppend(t, t.NewTuple(object.Obj(&key.Header).Ref(), v))
		}
		if err == nil {
			end, done, err = r.next(t, end, '}')
		}
		if err != nil {
			return value{}, end, err
		}
		i = end
	}
	v, err := t.Call(r.pairsHook, l)
	return v, i, err
}

// member reads a name (lent) and its value (given).
func (r *reader) member(t *thread, i int) (key *object.Str, v value, end int, err error) {
	if i >= len(r.s) || r.s[i] != '"' {
		return nil, v, i, r.fail(t, "Expecting property name enclosed in double quotes", i)
	}
	if key, i, err = r.name(t, i+1); err != nil {
		return nil, v, i, err
	}
	if i = r.space(i); i >= len(r.s) || r.s[i] != ':' {
		return nil, v, i, r.fail(t, "Expecting ':' delimiter", i)
	}
	v, end, err = r.value(t, r.space(i+1))
	return key, v, end, err
}

// name reads the name of a member behind its quote; it is lent.
func (r *reader) name(t *thread, i int) (*object.Str, int, error) {
	end := r.plain(i)
	if end < len(r.s) && r.s[end] == '"' {
		if k := r.keys[r.s[i:end]]; k != nil {
			return k, end + 1, nil
		}
	}
	v, end, err := r.text(t, i)
	if err != nil {
		return nil, end, err
	}
	k, _ := object.AsStr(v)
	if have := r.keys[k.S]; have != nil {
		t.Unref(v)
		return have, end, nil
	}
	if r.keys == nil {
		r.keys = map[string]*object.Str{}
	}
	r.keys[k.S] = k
	return k, end, nil
}

// plain is where the characters that stand for themselves end.
func (r *reader) plain(i int) int {
	for i < len(r.s) {
		if c := r.s[i]; c == '"' || c == '\\' || c < ' ' {
			break
		}
		i++
	}
	return i
}

// text reads a str behind its quote.
func (r *reader) text(t *thread, i int) (value, int, error) {
	end := r.plain(i)
	if end < len(r.s) && r.s[end] == '"' {
		return t.NewStr(r.s[i:end]), end + 1, nil
	}
	begin := i - 1
	var out []byte
	for {
		out = append(out, r.s[i:end]...)
		if end >= len(r.s) {
			return value{}, end, r.fail(t, "Unterminated string starting at", begin)
		}
		switch c := r.s[end]; {
		case c == '"':
			return t.NewStr(object.StringOf(out)), end + 1, nil
		case c == '\\':
			var err error
			if out, i, err = r.escape(t, out, begin, end+1); err != nil {
				return value{}, end, err
			}
		case r.strict:
			return value{}, end, r.fail(t, "Invalid control character at", end)
		default:
			out = append(out, c)
			i = end + 1
		}
		if err := t.Work(1); err != nil {
			return value{}, end, err
		}
		end = r.plain(i)
	}
}

// escapes has what a letter behind a backslash stands for.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads what stands behind a backslash and adds its meaning to out.
func (r *reader) escape(t *thread, out []byte, begin, i int) ([]byte, int, error) {
	if i >= len(r.s) {
		return out, i, r.fail(t, "Unterminated string starting at", begin)
	}
	c := r.s[i]
	if c != 'u' {
		if escapes[c] == 0 {
			return out, i, r.fail(t, "Invalid \\escape", i-1)
		}
		return append(out, escapes[c]), i + 1, nil
	}
	x, ok := r.hex(i + 1)
	if !ok {
		return out, i, r.fail(t, "Invalid \\uXXXX escape", i)
	}
	i += 5
	if x>>10 == 0xD800>>10 && r.word(i, "\\u") {
		low, ok := r.hex(i + 2)
		if !ok {
			return out, i, r.fail(t, "Invalid \\uXXXX escape", i+1)
		}
		if low>>10 == 0xDC00>>10 {
			return utf8.AppendRune(out, 0x10000+(x&0x3ff)<<10|low&0x3ff), i + 6, nil
		}
	}
	return object.AppendPoint(out, x), i, nil
}

// hex reads four hexadecimal digits.
func (r *reader) hex(i int) (x rune, ok bool) {
	if i+4 > len(r.s) {
		return 0, false
	}
	for _, c := range []byte(r.s[i : i+4]) {
		switch {
		case isDigit(c):
			x = x<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			x = x<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return x, true
}
