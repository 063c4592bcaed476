package structmod

import (
	"math"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// A layout is a format taken apart.
type layout struct {
	format string
	codes  []code
	size   int
	items  int // values
	big    bool
	native bool
}

// A code is one character of a format with its count.
type code struct {
	c      byte
	size   int // of one item; of the whole text for s and p
	off    int
	repeat int
}

// sizes are those of the items: standard, then native. The native alignment is the size.
func sizeOf(c byte, native bool) (size int, ok bool) {
	switch c {
	case 'x', 'c', 'b', 'B', '?', 's', 'p':
		return 1, true
	case 'h', 'H', 'e':
		return 2, true
	case 'i', 'I', 'f':
		return 4, true
	case 'l', 'L':
		if native {
			return 8, true
		}
		return 4, true
	case 'q', 'Q', 'd':
		return 8, true
	case 'n', 'N', 'P':
		return 8, native
	}
	return 0, false
}

// compile takes a format, lent, apart.
func compile(t *thread, format value) (*layout, error) {
	var text string
	if s, ok := object.AsStr(format); ok {
		b, err := t.EncodeStr(s, "ascii", "strict")
		if err != nil {
			return nil, err
		}
		text = string(b)
	} else if b, ok := object.AsBytes(format); ok {
		text = string(b.B)
	} else {
		return nil, t.TypeErr("Struct() argument 1 must be a str or bytes object, not %s", format.Type().Name)
	}
	if strings.IndexByte(text, 0) >= 0 {
		return nil, fail(t, "embedded null character")
	}
	l := &layout{format: text, native: true}
	if text != "" && strings.IndexByte("@=<>!", text[0]) >= 0 {
		l.native = text[0] == '@'
		l.big = text[0] == '>' || text[0] == '!'
		text = text[1:]
	}
	if msg := l.parse(text); msg != "" {
		return nil, fail(t, "%s", msg)
	}
	return l, nil
}

const (
	tooLong = "total struct size too long"
	badChar = "bad char in struct format"
)

// parse fills in the codes; the result says what is wrong.
func (l *layout) parse(text string) string {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if strings.IndexByte(" \t\n\r\v\f", c) >= 0 {
			continue
		}
		repeat := 1
		if c >= '0' && c <= '9' {
			repeat = 0
			for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
				d := int(text[i] - '0')
				if repeat > (math.MaxInt-d)/10 {
					return tooLong
				}
				repeat = repeat*10 + d
			}
			if i == len(text) {
				return "repeat count given without format specifier"
			}
			c = text[i]
		}
		size, ok := sizeOf(c, l.native)
		if !ok {
			return badChar
		}
		if l.native && size > 1 {
			rest := (size - l.size%size) % size
			if l.size > math.MaxInt-rest {
				return tooLong
			}
			l.size += rest
		}
		if repeat > (math.MaxInt-l.size)/size {
			return tooLong
		}
		switch c {
		case 'x':
		case 's', 'p':
			l.codes = append(l.codes, code{c, repeat, l.size, 1})
			l.items++
		default:
			if repeat > 0 {
				l.codes = append(l.codes, code{c, size, l.size, repeat})
				l.items += repeat
			}
		}
		l.size += repeat * size
	}
	return ""
}
