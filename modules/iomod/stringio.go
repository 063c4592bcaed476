package iomod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

var stringIOType = &object.Type{}

// A stringIO is a text stream in memory. While its text is ASCII it is kept in b, and
// after that in wide, one rune per character.
type stringIO struct {
	ioBase
	b         []byte
	wide      []rune
	isWide    bool
	pos       int
	ends      lineEnds
	initDone  bool
	seen      seenEnds
	pendingCR bool // a "\r" was written last, which may begin a "\r\n"
}

func stringIOInit() {
	stringIOType.Define(object.TypeSpec{
		Name: "_io.StringIO", Base: textBaseType, Sig: "(initial_value='', newline='\\n')",
		Doc:    "Text I/O implementation using an in-memory buffer.",
		Flags:  object.FlagGC | object.FlagBase,
		Layout: object.LayoutOf[stringIO]().DictAt(dictOffset).WeakAt(weakOffset),
		Basic:  120, Dict: 104, Weak: 112,
		Slots: object.Slots{New: newStream, Init: stringIOInitialize, Traverse: baseTraverse, Clear: stringIOClear,
			Iter: baseIter, Next: stringIONext, WriteText: stringIOWriteText},
		Decls: []object.Decl{
			object.DictGetter(),
			object.Method("close()", "Forget the text.", stringIOClose),
			object.Method("getvalue()", "Return all the text.", stringIOGetvalue),
			object.Method("read(size=-1, /)", "Read up to size characters.", stringIORead),
			object.Method("readline(size=-1, /)", "Read a line.", stringIOReadline),
			object.Method("tell()", "Return the position.", stringIOTell),
			object.Method("truncate(pos=None, /)", "Cut the text.", stringIOTruncate),
			object.Method("seek(pos, whence=0, /)", "Change the position.", stringIOSeek),
			object.Method("write(s, /)", "Write a str.", stringIOWrite),
			object.Method("seekable()", "Tell that the stream supports random access.", stringIOTrue),
			object.Method("readable()", "Tell that the stream can be read.", stringIOTrue),
			object.Method("writable()", "Tell that the stream can be written.", stringIOTrue),
			object.Method("__getstate__()", "", stringIOGetstate),
			object.Method("__setstate__(state, /)", "", stringIOSetstate),
			object.Getter("closed", "Whether the stream is closed.", func(t *thread, v value) (value, error) {
				return object.Bool(object.As[stringIO](v).closed), nil
			}),
			object.Getter("newlines", "The line ends seen so far.", func(t *thread, v value) (value, error) {
				s, err := liveString(t, v)
				if err != nil {
					return value{}, err
				}
				return s.seen.value(t, s.ends.universal), nil
			}),
			object.Getter("line_buffering", "False.", func(t *thread, v value) (value, error) {
				_, err := liveString(t, v)
				return object.False, err
			}),
		},
	})
}

func stringIOClear(t *thread, o *header) { dropDict(t, object.As[ioBase](object.Obj(o))) }

func liveString(t *thread, v value) (*stringIO, error) {
	s := object.As[stringIO](v)
	switch {
	case !s.initDone:
		return nil, t.ValueErr("I/O operation on uninitialized object")
	case s.closed:
		return nil, t.ValueErr("I/O operation on closed file")
	}
	return s, nil
}

var stringIOSig = object.LazySignature{Text: "StringIO(initial_value='', newline='\\n')"}

func stringIOInitialize(t *thread, self value, a object.Args) error {
	var out [2]value
	done, err := t.BindArgs(stringIOSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	s := object.As[stringIO](self)
	s.initDone = false
	ends := lineEnds{given: true, mode: "\n"}
	if v := out[1]; !v.IsNil() {
		if v != none && !v.IsStr() {
			return t.TypeErr("newline must be str or None, not %s", v.Type().Name)
		}
		if ends, err = parseNewline(t, v, true); err != nil {
			return err
		}
	}
	text := out[0]
	if !text.IsNil() && text != none && !text.IsStr() {
		return t.TypeErr("initial_value must be str or None, not %s", text.Type().Name)
	}
	s.b, s.wide, s.isWide, s.pos, s.closed = nil, nil, false, 0, false
	s.ends, s.seen, s.pendingCR = ends, seenEnds{}, false
	s.initDone = true
	if !text.IsNil() && text != none {
		if err := s.write(t, text.String()); err != nil {
			return err
		}
	}
	s.pos = 0
	return nil
}

func (s *stringIO) len() int {
	if s.isWide {
		return len(s.wide)
	}
	return len(s.b)
}

// text returns characters [i, j).
func (s *stringIO) text(t *thread, i, j int) value {
	if !s.isWide {
		return t.NewStrN(string(s.b[i:j]), j-i)
	}
	return t.NewStr(encodeRunes(s.wide[i:j]))
}

func encodeRunes(rs []rune) string {
	b := make([]byte, 0, 2*len(rs))
	for _, r := range rs {
		b = object.AppendPoint(b, r)
	}
	return object.StringOf(b)
}

func decodeRunes(s string) []rune {
	out := make([]rune, 0, object.CountPoints(s))
	for i := 0; i < len(s); {
		r, n := object.DecodePoint(s[i:])
		out = append(out, r)
		i += n
	}
	return out
}

// widen makes the text one of runes.
func (s *stringIO) widen() {
	s.wide = make([]rune, len(s.b), max(2*len(s.b), 16))
	for i, c := range s.b {
		s.wide[i] = rune(c)
	}
	s.b, s.isWide = nil, true
}

// write writes text at the position.
func (s *stringIO) write(t *thread, text string) error {
	text = s.translate(text)
	if text == "" {
		return nil
	}
	if err := t.Grow(s.pos + 2*len(text)); err != nil {
		return err
	}
	if !s.isWide && !isASCII(text) {
		s.widen()
	}
	if !s.isWide {
		if s.pos > len(s.b) {
			s.b = append(s.b, make([]byte, s.pos-len(s.b))...)
		}
		n := copy(s.b[s.pos:], text)
		s.b = append(s.b, text[n:]...)
		s.pos += len(text)
		return nil
	}
	rs := decodeRunes(text)
	if s.pos > len(s.wide) {
		s.wide = append(s.wide, make([]rune, s.pos-len(s.wide))...)
	}
	n := copy(s.wide[s.pos:], rs)
	s.wide = append(s.wide, rs[n:]...)
	s.pos += len(rs)
	return nil
}

// translate changes the line ends of text to be written.
func (s *stringIO) translate(text string) string {
	e := &s.ends
	if e.universal {
		if s.pendingCR && strings.HasPrefix(text, "\n") && s.pos > 0 {
			// The "\r" before became "\n" already; the two are one end.
			s.seen.crlf = true
			text = text[1:]
		}
		s.pendingCR = strings.HasSuffix(text, "\r") && e.translate
		s.seen.note(text)
		if e.translate {
			text = universalText(text)
		}
	}
	if e.out != "" {
		text = strings.ReplaceAll(text, "\n", e.out)
	}
	return text
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func stringIOWriteText(t *thread, v value, text string) error {
	s, err := liveString(t, v)
	if err != nil {
		return err
	}
	return s.write(t, text)
}

func stringIOWrite(t *thread, v value, args []value) (value, error) {
	s := object.As[stringIO](v)
	x, ok := object.AsStr(args[0])
	if !s.initDone {
		return value{}, t.ValueErr("I/O operation on uninitialized object")
	}
	if !ok {
		return value{}, t.TypeErr("string argument expected, got '%s'", args[0].Type().Name)
	}
	if _, err := liveString(t, v); err != nil {
		return value{}, err
	}
	return object.Int(int64(x.N)), s.write(t, x.S)
}

func stringIOTrue(t *thread, v value, _ []value) (value, error) {
	_, err := liveString(t, v)
	return object.True, err
}

func stringIOClose(_ *thread, v value, _ []value) (value, error) {
	s := object.As[stringIO](v)
	s.closed, s.b, s.wide = true, nil, nil
	return none, nil
}

func stringIOGetvalue(t *thread, v value, _ []value) (value, error) {
	s, err := liveString(t, v)
	if err != nil {
		return value{}, err
	}
	if err := t.Grow(4 * s.len()); err != nil {
		return value{}, err
	}
	return s.text(t, 0, s.len()), nil
}

// stringSize is the size argument of StringIO's methods.
func stringSize(t *thread, v value) (int, error) { return readSize(t, v) }

func stringIORead(t *thread, v value, args []value) (value, error) {
	s, err := liveString(t, v)
	if err != nil {
		return value{}, err
	}
	n, err := stringSize(t, args[0])
	if err != nil {
		return value{}, err
	}
	left := max(s.len()-s.pos, 0)
	if n < 0 || n > left {
		n = left
	}
	if n == 0 {
		return t.NewStr(""), nil
	}
	r := s.text(t, s.pos, s.pos+n)
	s.pos += n
	return r, nil
}

// line reads a line of at most limit characters.
func (s *stringIO) line(t *thread, limit int) value {
	n := s.len()
	if s.pos >= n {
		return t.NewStr("")
	}
	end := n
	if !s.isWide {
		_, end = s.ends.find(object.StringOf(s.b[s.pos:]))
		end += s.pos
	} else {
		for i := s.pos; i < n; i++ {
			if r := s.wide[i]; r == '\n' || r == '\r' {
				stop := min(i+2, n)
				if _, next := s.ends.find(encodeRunes(s.wide[i:stop])); next < stop-i || s.ends.ends(encodeRunes(s.wide[i:stop])) {
					end = i + next
					break
				}
			}
		}
	}
	if limit >= 0 && end-s.pos > limit {
		end = s.pos + limit
	}
	r := s.text(t, s.pos, end)
	s.pos = end
	return r
}

func stringIOReadline(t *thread, v value, args []value) (value, error) {
	s, err := liveString(t, v)
	if err != nil {
		return value{}, err
	}
	n, err := stringSize(t, args[0])
	if err != nil {
		return value{}, err
	}
	return s.line(t, n), nil
}

func stringIONext(t *thread, v value) (value, error) {
	if v.Type() != stringIOType {
		return baseNext(t, v)
	}
	s, err := liveString(t, v)
	if err != nil {
		return value{}, err
	}
	if s.pos >= s.len() {
		return value{}, nil
	}
	return s.line(t, -1), nil
}

func stringIOTell(t *thread, v value, _ []value) (value, error) {
	s, err := liveString(t, v)
	if err != nil {
		return value{}, err
	}
	return object.Int(int64(s.pos)), nil
}

func stringIOTruncate(t *thread, v value, args []value) (value, error) {
	s, err := liveString(t, v)
	if err != nil {
		return value{}, err
	}
	size := s.pos
	if !args[0].IsNil() && args[0] != none {
		if size, err = readSize(t, args[0]); err != nil {
			return value{}, err
		}
		if size < 0 {
			return value{}, t.ValueErr("Negative size value %d", size)
		}
	}
	if size < s.len() {
		if s.isWide {
			s.wide = s.wide[:size]
		} else {
			s.b = s.b[:size]
		}
	}
	return object.Int(int64(size)), nil
}

func stringIOSeek(t *thread, v value, args []value) (value, error) {
	s, err := liveString(t, v)
	if err != nil {
		return value{}, err
	}
	pos, whence, err := seekArgs(t, args)
	if err != nil {
		return value{}, err
	}
	switch {
	case whence < 0 || whence > 2:
		return value{}, t.ValueErr("Invalid whence (%d, should be 0, 1 or 2)", whence)
	case whence == 0 && pos < 0:
		return value{}, t.ValueErr("Negative seek position %d", pos)
	case whence != 0 && pos != 0:
		return value{}, t.Raise(object.OSError, "Can't do nonzero cur-relative seeks")
	case whence == 1:
		pos = int64(s.pos)
	case whence == 2:
		pos = int64(s.len())
	}
	s.pos = int(pos)
	return object.Int(pos), nil
}

func stringIOGetstate(t *thread, v value, _ []value) (value, error) {
	s, err := liveString(t, v)
	if err != nil {
		return value{}, err
	}
	d := none
	if s.dict != nil {
		c := t.NewDict()
		if err := s.dict.CopyInto(t, c); err != nil {
			t.Unref(c.Value())
			return value{}, err
		}
		d = c.Value()
	}
	return t.NewTuple(s.text(t, 0, s.len()), s.ends.value(t), object.Int(int64(s.pos)), d), nil
}

func stringIOSetstate(t *thread, v value, args []value) (value, error) {
	tup, ok := object.AsTuple(args[0])
	if !ok || len(tup.Items) < 4 {
		return value{}, t.TypeErr("%s.__setstate__ argument should be 4-tuple, got %s", v.Type().Name, args[0].Type().Name)
	}
	if err := stringIOInitialize(t, v, object.Args{Pos: tup.Items[:2]}); err != nil {
		return value{}, err
	}
	pos, err := t.SsizeArg(tup.Items[2], 0)
	if err != nil {
		return value{}, err
	}
	if pos < 0 {
		return value{}, t.ValueErr("position value cannot be negative")
	}
	object.As[stringIO](v).pos = pos
	return none, nil
}
