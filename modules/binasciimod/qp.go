package binasciimod

import "bytes"

func a2bQp(t *thread, _ value, a []value) (value, error) {
	header, err := truth(t, a[1], false)
	if err != nil {
		return value{}, err
	}
	return convert(t, a[0], ascii, 1, func(in []byte) ([]byte, error) {
		out := make([]byte, 0, len(in))
		for i := 0; i < len(in); i++ {
			c := in[i]
			switch {
			case c == '_' && header:
				out = append(out, ' ')
			case c != '=':
				out = append(out, c)
			case i+1 == len(in):
			case in[i+1] == '\n' || in[i+1] == '\r':
				n := bytes.IndexByte(in[i+1:], '\n')
				if n < 0 {
					n = len(in) - i - 2
				}
				i += n + 1
			case in[i+1] == '=':
				out = append(out, '=')
				i++
			case i+2 < len(in) && hexDigit(in[i+1]) >= 0 && hexDigit(in[i+2]) >= 0:
				out = append(out, byte(hexDigit(in[i+1])<<4|hexDigit(in[i+2])))
				i += 2
			default:
				out = append(out, '=')
			}
		}
		return out, nil
	})
}

// maxLine is how long a line of quoted-printable text may be.
const maxLine = 76

// A quoter writes quoted-printable text.
type quoter struct {
	tabs, text, header bool
	crlf               bool // lines end as the first one of the input does
	out                []byte
	line               int // length of the current line
}

const upperHex = "0123456789ABCDEF"

func (q *quoter) quote(c byte) { q.out = append(q.out, '=', upperHex[c>>4], upperHex[c&15]) }

func (q *quoter) newline() {
	if q.crlf {
		q.out = append(q.out, '\r')
	}
	q.out = append(q.out, '\n')
	q.line = 0
}

// room breaks the line where n more characters do not fit.
func (q *quoter) room(n int) {
	if q.line+n >= maxLine {
		q.out = append(q.out, '=')
		q.newline()
	}
}

// mustQuote says whether in[i] cannot stand for itself.
func (q *quoter) mustQuote(in []byte, i int) bool {
	last := i+1 == len(in)
	switch c := in[i]; {
	case c > 126 || c == '=':
		return true
	case c == '_':
		return q.header
	case c == '.':
		return q.line == 0 && (last || in[i+1] == '\n' || in[i+1] == '\r' || in[i+1] == 0)
	case c == '\r' || c == '\n':
		return !q.text
	case c == ' ' || c == '\t':
		return last || q.tabs
	default:
		return c < 33
	}
}

func (q *quoter) write(in []byte) {
	if n := bytes.IndexByte(in, '\n'); n > 0 {
		q.crlf = in[n-1] == '\r'
	}
	for i := 0; i < len(in); i++ {
		c := in[i]
		last := i+1 == len(in)
		switch {
		case q.mustQuote(in, i):
			q.room(3)
			q.quote(c)
			q.line += 3
		case q.text && (c == '\n' || c == '\r' && !last && in[i+1] == '\n'):
			if n := len(q.out); n > 0 && (q.out[n-1] == ' ' || q.out[n-1] == '\t') {
				white := q.out[n-1]
				q.out = q.out[:n-1]
				q.quote(white)
			}
			q.newline()
			if c == '\r' {
				i++
			}
		default:
			if !last && in[i+1] != '\n' {
				q.room(1)
			}
			if c == ' ' && q.header {
				c = '_'
			}
			q.out = append(q.out, c)
			q.line++
		}
	}
}

func b2aQp(t *thread, _ value, a []value) (value, error) {
	q := quoter{}
	for i, p := range []*bool{&q.tabs, &q.text, &q.header} {
		on, err := truth(t, a[i+1], i == 1)
		if err != nil {
			return value{}, err
		}
		*p = on
	}
	return convert(t, a[0], buffer, 3, func(in []byte) ([]byte, error) {
		q.write(in)
		return q.out, nil
	})
}
