package iomod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// lineEnds says which line ends a text stream knows.
type lineEnds struct {
	given     bool   // newline was a str
	mode      string // that str
	universal bool   // "\n", "\r" and "\r\n" end lines
	translate bool   // what ends a line is read as "\n"
	out       string // what a "\n" is written as, if something else
}

// parseNewline checks a newline argument, None or a str; memory: of a StringIO.
func parseNewline(t *thread, v value, memory bool) (e lineEnds, err error) {
	if v.IsNil() || v == none {
		return lineEnds{universal: true, translate: true}, nil
	}
	mode := v.String()
	switch mode {
	case "", "\n", "\r", "\r\n":
	default:
		if memory {
			s, err := t.ReprString(v)
			if err != nil {
				return e, err
			}
			return e, t.ValueErr("illegal newline value: %s", s)
		}
		return e, t.ValueErr("illegal newline value: %s", mode)
	}
	e = lineEnds{given: true, mode: mode, universal: mode == ""}
	if mode == "\r" || mode == "\r\n" {
		e.out = mode
	}
	return e, nil
}

func (e *lineEnds) value(t *thread) value {
	if !e.given {
		return none
	}
	return t.NewStr(e.mode)
}

// find returns where the first line of s ends and the next begins; both are len(s) if
// no end is there.
func (e *lineEnds) find(s string) (end, next int) {
	if !e.universal || e.translate && e.out == "" && strings.IndexByte(s, '\r') < 0 {
		mark := e.mode
		if e.universal {
			mark = "\n"
		}
		if i := strings.Index(s, mark); i >= 0 {
			return i, i + len(mark)
		}
		return len(s), len(s)
	}
	i := strings.IndexAny(s, "\r\n")
	switch {
	case i < 0:
		return len(s), len(s)
	case s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n':
		return i, i + 2
	}
	return i, i + 1
}

// ends reports whether s, which begins with a "\r" or "\n", begins with a line end.
func (e *lineEnds) ends(s string) bool {
	end, next := e.find(s)
	return end == 0 && next > 0
}

// seenEnds notes the line ends that a stream has met.
type seenEnds struct{ cr, lf, crlf bool }

func (s *seenEnds) note(text string) {
	if strings.IndexByte(text, '\r') < 0 {
		s.lf = s.lf || strings.IndexByte(text, '\n') >= 0
		return
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			s.lf = true
		case text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n':
			s.crlf = true
			i++
		case text[i] == '\r':
			s.cr = true
		}
	}
}

// value is the attribute newlines.
func (s *seenEnds) value(t *thread, universal bool) value {
	if !universal {
		return none
	}
	var out []value
	for _, x := range []struct {
		on   bool
		text string
	}{{s.cr, "\r"}, {s.lf, "\n"}, {s.crlf, "\r\n"}} {
		if x.on {
			out = append(out, t.NewStr(x.text))
		}
	}
	switch len(out) {
	case 0:
		return none
	case 1:
		return out[0]
	}
	return t.NewTuple(out...)
}

// universalText makes every line end of text "\n".
func universalText(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

var newlineType = &object.Type{}

// A newlineDecoder is an IncrementalNewlineDecoder.
type newlineDecoder struct {
	object.Header
	decoder   value // owned; None: the input is text
	translate bool
	pendingCR bool
	seen      seenEnds
}

func newlineInit() {
	newlineType.Define(object.TypeSpec{
		Name: "_io.IncrementalNewlineDecoder", Sig: "(decoder, translate, errors='strict')",
		Doc:    "Codec used when reading a file in universal newlines mode.",
		Flags:  object.FlagBase,
		Layout: object.LayoutOf[newlineDecoder](), Basic: 40,
		Slots: object.Slots{New: newStream, Init: newlineInitialize,
			Clear: func(t *thread, o *header) {
				d := object.As[newlineDecoder](object.Obj(o))
				old := d.decoder
				d.decoder = value{}
				t.XUnref(old)
			}, Traverse: func(o *header, visit func(value)) {
				if d := object.As[newlineDecoder](object.Obj(o)); !d.decoder.IsNil() {
					visit(d.decoder)
				}
			}},
		Decls: []object.Decl{
			object.Method("decode(input, final=False)", "", newlineDecode),
			object.Method("getstate()", "", newlineGetstate),
			object.Method("setstate(state, /)", "", newlineSetstate),
			object.Method("reset()", "", newlineReset),
			object.Getter("newlines", "", func(t *thread, v value) (value, error) {
				return object.As[newlineDecoder](v).seen.value(t, true), nil
			}),
		},
	})
}

var newlineSig = object.LazySignature{Text: "IncrementalNewlineDecoder(decoder, translate, errors='strict')"}

func newlineInitialize(t *thread, self value, a object.Args) error {
	var out [3]value
	done, err := t.BindArgs(newlineSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	translate, err := t.Truth(out[1])
	if err != nil {
		return err
	}
	d := object.As[newlineDecoder](self)
	old := d.decoder
	d.decoder, d.translate = out[0].Ref(), translate
	t.XUnref(old)
	return nil
}

func newlineDecode(t *thread, v value, args []value) (value, error) {
	d := object.As[newlineDecoder](v)
	if d.decoder.IsNil() {
		return value{}, t.ValueErr("IncrementalNewlineDecoder.__init__() not called")
	}
	final := false
	if !args[1].IsNil() {
		var err error
		if final, err = t.Truth(args[1]); err != nil {
			return value{}, err
		}
	}
	in := args[0].Ref()
	if d.decoder != none {
		t.Unref(in)
		var err error
		if in, err = t.CallMethod(d.decoder, "decode", args[0], object.Bool(final)); err != nil {
			return value{}, err
		}
	}
	defer t.Unref(in)
	if !in.IsStr() {
		return value{}, t.TypeErr("decoder should return a string result, not '%s'", in.Type().Name)
	}
	text := in.String()
	if d.pendingCR && (final || text != "") {
		text = "\r" + text
		d.pendingCR = false
	}
	if strings.HasSuffix(text, "\r") && !final {
		text = text[:len(text)-1]
		d.pendingCR = true
	}
	d.seen.note(text)
	if d.translate {
		text = universalText(text)
	}
	return t.NewStr(text), nil
}

func newlineGetstate(t *thread, v value, _ []value) (value, error) {
	d := object.As[newlineDecoder](v)
	flag := int64(0)
	buf := t.NewBytes(nil)
	if !d.decoder.IsNil() && d.decoder != none {
		r, err := t.CallMethod(d.decoder, "getstate")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(r)
		tup, ok := object.AsTuple(r)
		if !ok || len(tup.Items) != 2 {
			return value{}, t.TypeErr("illegal decoder state")
		}
		n, err := t.SsizeArg(tup.Items[1], 0)
		if err != nil {
			return value{}, err
		}
		buf, flag = tup.Items[0].Ref(), int64(n)
	}
	flag <<= 1
	if d.pendingCR {
		flag |= 1
	}
	return t.NewTuple(buf, object.Int(flag)), nil
}

func newlineSetstate(t *thread, v value, args []value) (value, error) {
	d := object.As[newlineDecoder](v)
	tup, ok := object.AsTuple(args[0])
	if !ok || len(tup.Items) != 2 {
		return value{}, t.TypeErr("state argument must be a tuple")
	}
	n, err := t.SsizeArg(tup.Items[1], 0)
	if err != nil {
		return value{}, err
	}
	d.pendingCR = n&1 != 0
	if d.decoder.IsNil() || d.decoder == none {
		return none, nil
	}
	state := t.NewTuple(tup.Items[0].Ref(), object.Int(int64(n>>1)))
	r, err := t.CallMethod(d.decoder, "setstate", state)
	t.Unref(state)
	return none, discard(t, r, err)
}

func newlineReset(t *thread, v value, _ []value) (value, error) {
	d := object.As[newlineDecoder](v)
	d.seen, d.pendingCR = seenEnds{}, false
	if d.decoder.IsNil() || d.decoder == none {
		return none, nil
	}
	r, err := t.CallMethod(d.decoder, "reset")
	return none, discard(t, r, err)
}
