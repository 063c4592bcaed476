package object

import (
	"bytes"
	"unicode/utf8"
)

// A Decoder decodes In to the WTF-8 text Out. Close ends its use.
type Decoder struct {
	T            *Thread
	In           []byte
	Out          []byte
	name, errors string
	final        bool // what is incomplete at the end is an error
	used         int  // how much of In was decoded
	object       Value
	handlerFn    Value
	odd          rune // behind a backslash, without a meaning
}

// NewDecoder returns a decoder of a codec with an error handler, both for messages; the
// codec itself is the caller's.
func (t *Thread) NewDecoder(name, errors string, in []byte) *Decoder {
	return &Decoder{T: t, name: name, errors: errors, In: in, final: true}
}

// Close drops what the decoder owns.
func (d *Decoder) Close() {
	obj, fn := d.object, d.handlerFn
	d.object, d.handlerFn = Value{}, Value{}
	d.T.XUnref(obj)
	d.T.XUnref(fn)
}

// stop ends decoding at i, where a character is incomplete.
func (d *Decoder) stop(i int) { d.used = i }

// Fail handles bytes [start, end) that cannot be decoded; decoding goes on at the
// position returned. A handler may have changed In.
func (d *Decoder) Fail(start, end int, reason string) (int, error) {
	switch d.errors {
	case "", "strict":
		return 0, d.err(start, end, reason)
	case "ignore":
		return end, nil
	case "replace":
		d.Out = append(d.Out, "\uFFFD"...)
		return end, nil
	case "backslashreplace":
		for _, c := range d.In[start:end] {
			d.Out = append(d.Out, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		}
		return end, nil
	case "surrogateescape":
		i := start
		for ; i < end && i < start+4 && d.In[i] >= 0x80; i++ {
			d.Out = AppendPoint(d.Out, 0xDC00+rune(d.In[i]))
		}
		if i == start {
			return 0, d.err(start, end, reason)
		}
		return i, nil
	case "surrogatepass":
		r, n := d.surrogate(start)
		if n == 0 {
			return 0, d.err(start, end, reason)
		}
		d.Out = AppendPoint(d.Out, r)
		return start + n, nil
	case "xmlcharrefreplace", "namereplace":
		return 0, d.T.TypeErr("don't know how to handle UnicodeDecodeError in error callback")
	}
	return d.handler(start, end, reason)
}

// surrogate returns the surrogate that stands encoded at start, and its length.
func (d *Decoder) surrogate(start int) (rune, int) {
	b := d.In[start:]
	r, n := rune(0), 0
	switch d.name {
	case "utf-8":
		if len(b) >= 3 && b[0] == 0xED && b[1]&0xE0 == 0xA0 && b[2]&0xC0 == 0x80 {
			r, n = DecodePoint(bytesToString(b[:3]))
		}
	case "utf-16", "utf-16-le", "utf-16-be":
		if len(b) >= 2 {
			r, n = rune(unit16(b, d.name == "utf-16-be")), 2
		}
	case "utf-32", "utf-32-le", "utf-32-be":
		if len(b) >= 4 {
			r, n = rune(unit32(b, d.name == "utf-32-be")), 4
		}
	}
	if r < 0xD800 || r > 0xDFFF {
		return 0, 0
	}
	return r, n
}

func (d *Decoder) err(start, end int, reason string) error {
	t := d.T
	if d.object.IsNil() {
		d.object = t.NewBytes(bytes.Clone(d.In))
	}
	return t.RaiseArgs(UnicodeDecodeError, t.NewStr(d.name), d.object.Ref(), Int(int64(start)), Int(int64(end)), t.NewStr(reason))
}

// handler calls the error handler that a script has registered.
func (d *Decoder) handler(start, end int, reason string) (int, error) {
	t := d.T
	if d.handlerFn.IsNil() {
		h, err := t.errorHandler(d.errors)
		if err != nil {
			return 0, err
		}
		d.handlerFn = h.Ref()
	}
	exc := t.TakeExc(d.err(start, end, reason))
	defer t.Unref(exc.Value())
	v, at, err := t.callHandler(d.handlerFn, exc, "decoding error handler must return (str, int) tuple", false)
	if err != nil {
		return 0, err
	}
	defer t.Unref(v)
	obj, ok := AsBytes(orNone(exc.Extra(uniObject)))
	if !ok {
		return 0, t.TypeErr("object attribute must be bytes")
	}
	if in := exc.Extra(uniObject); in != d.object {
		old := d.object
		d.object, d.In = in.Ref(), obj.B
		t.Unref(old)
		d.used = len(d.In)
	}
	if at, err = t.handlerPos(at, len(d.In)); err != nil {
		return 0, err
	}
	if err := t.Grow(len(d.Out) + len(v.String())); err != nil {
		return 0, err
	}
	d.Out = append(d.Out, v.String()...)
	return at, nil
}

func (d *Decoder) ascii() (err error) {
	for i := 0; i < len(d.In); {
		if c := d.In[i]; c < 0x80 {
			d.Out = append(d.Out, c)
			i++
		} else if i, err = d.Fail(i, i+1, "ordinal not in range(128)"); err != nil {
			return err
		}
	}
	return nil
}

func (d *Decoder) utf8(start int) (err error) {
	d.Out = make([]byte, 0, len(d.In))
	for i := start; i < len(d.In); {
		r, n := utf8.DecodeRune(d.In[i:])
		if r != utf8.RuneError || n > 1 {
			d.Out = append(d.Out, d.In[i:i+n]...)
			i += n
			continue
		}
		n, reason := badUTF8(d.In[i:])
		// The first two bytes of an encoded surrogate are an error only at the end.
		half := d.In[i] == 0xED && i+2 == len(d.In) && d.In[i+1] >= 0xA0 && d.In[i+1] <= 0xBF
		if !d.final && (reason == endOfData || half) {
			d.stop(i)
			return nil
		}
		if i, err = d.Fail(i, i+n, reason); err != nil {
			return err
		}
	}
	return nil
}

const endOfData = "unexpected end of data"

// badUTF8 returns how many bytes at the start of b, which is no UTF-8, belong to the
// malformed character, and what is wrong with it.
func badUTF8(b []byte) (n int, reason string) {
	c := b[0]
	if c < 0xC2 || c > 0xF4 {
		return 1, "invalid start byte"
	}
	need := pointLen(c)
	for n = 1; n < need; n++ {
		if n == len(b) {
			return n, endOfData
		}
		lo, hi := byte(0x80), byte(0xBF)
		if n == 1 {
			switch c {
			case 0xE0:
				lo = 0xA0
			case 0xED:
				hi = 0x9F
			case 0xF0:
				lo = 0x90
			case 0xF4:
				hi = 0x8F
			}
		}
		if b[n] < lo || b[n] > hi {
			break
		}
	}
	return n, "invalid continuation byte"
}

// charmapRunes spells a table of charmap out.
func charmapRunes(table string) []rune {
	rs := []rune(table)
	if len(rs) == 256 {
		return rs
	}
	out := make([]rune, 128, 256)
	for i := range out {
		out[i] = rune(i)
	}
	return append(out, rs...)
}

func (d *Decoder) charmap(table string) (err error) {
	runes := charmapRunes(table)
	for i := 0; i < len(d.In); {
		if r := runes[d.In[i]]; r != 0xFFFE {
			d.Out = utf8.AppendRune(d.Out, r)
			i++
		} else if i, err = d.Fail(i, i+1, "character maps to <undefined>"); err != nil {
			return err
		}
	}
	return nil
}
