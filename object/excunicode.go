package object

import (
	"bytes"
	"fmt"
)

// Fields of the Unicode errors in Extra.
const (
	uniEncoding = iota
	uniObject
	uniStart
	uniEnd
	uniReason
)

// excNumber declares an attribute that is a C integer.
func excNumber(name string, i int) Decl {
	return Property(name, "exception "+name, func(t *Thread, v Value) (Value, error) {
		if x := as[Exception](v).Extra(i); x.O != nil {
			return x.Ref(), nil
		}
		return Int(0), nil
	}, func(t *Thread, v, x Value) error {
		if x.O == nil {
			return t.TypeErr("can't delete numeric/char attribute")
		}
		n, err := -1, error(nil) // -1 is what C has stored before it looks
		if x.O.Typ.Flags&FlagInt == 0 {
			err = t.TypeErr("an integer is required")
		} else if k, kerr := t.ssize(x); kerr != nil {
			err = kerr
		} else {
			n = k
		}
		as[Exception](v).setExtra(t, i, Int(int64(n)))
		return err
	})
}

// unicodeErrorInit checks and keeps the five (or four) arguments.
func unicodeErrorInit(t *Thread, self Value, a Args) error {
	e := as[Exception](self)
	want, first := 5, 0
	if self.O.Typ.IsSubtype(UnicodeTranslateError) {
		want, first = 4, 1
	}
	if len(a.KwNames()) > 0 {
		return t.TypeErr("%s() takes no keyword arguments", self.O.Typ.Name)
	}
	e.setArgs(t, a.Pos)
	if len(a.Pos) != want {
		return t.TypeErr("function takes exactly %d arguments (%d given)", want, len(a.Pos))
	}
	for i, v := range a.Pos {
		field := first + i
		switch {
		case field == uniStart || field == uniEnd:
			n, err := t.ssize(v)
			if err != nil {
				return err
			}
			e.setExtra(t, field, Int(int64(n)))
			continue
		case field == uniObject && self.O.Typ.IsSubtype(UnicodeDecodeError):
			b, err := t.wholeBytes(v)
			if err != nil {
				return err
			}
			e.setExtra(t, field, b)
			continue
		case !v.IsStr():
			return t.TypeErr("argument %d must be str, not %s", i+1, argTypeName(v))
		}
		e.setExtra(t, field, v.Ref())
	}
	return nil
}

// wholeBytes gives a bytes object that equals v, which must be bytes-like.
func (t *Thread) wholeBytes(v Value) (Value, error) {
	if v.O.Typ.Flags&FlagBytes != 0 {
		return v.Ref(), nil
	}
	b, release, err := t.BufferOf(v)
	if err != nil {
		return Value{}, err
	}
	defer release()
	return t.NewBytes(bytes.Clone(b)), nil
}

func unicodeErrorStr(t *Thread, v Value) (Value, error) {
	e := as[Exception](v)
	obj := e.Extra(uniObject)
	if obj.O == nil {
		return t.NewStr(""), nil
	}
	start, end := e.number(uniStart), e.number(uniEnd)
	reason, err := t.strOrNull(e.Extra(uniReason))
	if err != nil {
		return Value{}, err
	}
	enc, err := t.strOrNull(e.Extra(uniEncoding))
	if err != nil {
		return Value{}, err
	}
	one := end == start+1 && start >= 0
	if v.O.Typ.IsSubtype(UnicodeDecodeError) {
		if b, ok := AsBytes(obj); ok && one && start < int64(len(b.B)) {
			return t.NewStr(fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", enc, b.B[start], start, reason)), nil
		}
		return t.NewStr(fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", enc, start, end-1, reason)), nil
	}
	verb, who := "encode", fmt.Sprintf("'%s' codec can't ", enc)
	if v.O.Typ.IsSubtype(UnicodeTranslateError) {
		verb, who = "translate", "can't "
	}
	if s, ok := AsStr(obj); ok && one && start < int64(s.N) {
		r, _ := DecodePoint(s.S[s.Offset(int(start)):])
		return t.NewStr(fmt.Sprintf("%s%s character '%s' in position %d: %s", who, verb, appendEscape(nil, r), start, reason)), nil
	}
	return t.NewStr(fmt.Sprintf("%s%s characters in position %d-%d: %s", who, verb, start, end-1, reason)), nil
}

// number is a field that is a C integer.
func (e *Exception) number(i int) int64 {
	n, _ := IntValue(e.Extra(i))
	return n
}

// strOrNull is the text of v as C prints a pointer to it.
func (t *Thread) strOrNull(v Value) (string, error) {
	if v.O == nil {
		return "<NULL>", nil
	}
	return t.StrString(v)
}
