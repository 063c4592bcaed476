package timemod

import (
	"strconv"
	"strings"
	"time"

	"github.com/minipy-go/minipy/object"
)

func timeStrFTime(t *thread, _ value, args []value) (value, error) {
	format, ok := object.AsStr(args[0])
	if !ok {
		return value{}, t.TypeErr("strftime() argument 1 must be str, not %s", args[0].Type().Name)
	}
	m, err := optionalTM(t, args[1], "strftime")
	if err != nil {
		return value{}, err
	}
	if strings.IndexByte(format.S, 0) >= 0 {
		return value{}, t.ValueErr("embedded null character")
	}
	s, err := m.format(t, format.S)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(s), nil
}

// format is glibc's strftime in the C locale, with its flags (- _ 0 ^ #) and widths.
func (m *tm) format(t *thread, f string) (string, error) {
	var b strings.Builder
	for {
		i := strings.IndexByte(f, '%')
		if i < 0 {
			b.WriteString(f)
			return b.String(), nil
		}
		b.WriteString(f[:i])
		f = f[i:]
		n := 1
		var d directive
		for ; n < len(f) && strings.IndexByte("-_0^#", f[n]) >= 0; n++ {
			d.flag(f[n])
		}
		for ; n < len(f) && f[n] >= '0' && f[n] <= '9'; n++ {
			d.width = min(d.width*10+int(f[n]-'0'), 1<<24)
		}
		if n < len(f) && (f[n] == 'E' || f[n] == 'O') {
			n++
		}
		if n >= len(f) {
			b.WriteString(f)
			return b.String(), nil
		}
		if err := t.Grow(d.width); err != nil {
			return "", err
		}
		text, ok := m.directive(t, f[n], &d)
		n++
		if !ok {
			text = f[:n]
		}
		b.WriteString(text)
		f = f[n:]
	}
}

// A directive is one conversion's flags.
type directive struct {
	pad         byte // '-', '_', '0' or 0
	upper, swap bool
	width       int
}

func (d *directive) flag(c byte) {
	switch c {
	case '^':
		d.upper = true
	case '#':
		d.swap = true
	default:
		d.pad = c
	}
}

// number shows n with at least width digits, padded with pad by default.
func (d *directive) number(n, width int, pad byte) string {
	if d.pad != 0 {
		pad = d.pad
	}
	if d.width > 0 {
		width = d.width
	}
	s, sign := strconv.Itoa(n), ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	missing := width - len(s) - len(sign)
	if missing <= 0 || pad == '-' {
		return sign + s
	}
	if pad == '_' {
		return strings.Repeat(" ", missing) + sign + s
	}
	return sign + strings.Repeat("0", missing) + s
}

func (d *directive) text(s string) string {
	if d.upper {
		s = strings.ToUpper(s)
	}
	if n := d.width - len(s); n > 0 {
		pad := " "
		if d.pad == '0' {
			pad = "0"
		}
		s = strings.Repeat(pad, n) + s
	}
	return s
}

// composed are directives that stand for others.
var composed = map[byte]string{
	'c': "%a %b %e %H:%M:%S %Y", 'D': "%m/%d/%y", 'x': "%m/%d/%y", 'F': "%Y-%m-%d", 'T': "%H:%M:%S", 'X': "%H:%M:%S",
	'R': "%H:%M", 'r': "%I:%M:%S %p", 'n': "\n", 't': "\t", '%': "%%",
}

func (m *tm) directive(t *thread, c byte, d *directive) (string, bool) {
	if f, ok := composed[c]; ok {
		if c == '%' {
			return d.text("%"), true
		}
		s, err := m.format(t, f)
		return d.text(s), err == nil
	}
	if s, ok := m.name(c, d); ok {
		return s, true
	}
	hour12 := (m.hour+11)%12 + 1
	isoYear, isoWeek := m.iso()
	switch c {
	case 'C':
		return d.number(floorDiv(m.year, 100), 2, '0'), true
	case 'd':
		return d.number(m.day, 2, '0'), true
	case 'e':
		return d.number(m.day, 2, '_'), true
	case 'G':
		return d.number(isoYear, 1, '0'), true
	case 'g':
		return d.number(floorMod(isoYear, 100), 2, '0'), true
	case 'H':
		return d.number(m.hour, 2, '0'), true
	case 'I':
		return d.number(hour12, 2, '0'), true
	case 'j':
		return d.number(m.yday, 3, '0'), true
	case 'k':
		return d.number(m.hour, 2, '_'), true
	case 'l':
		return d.number(hour12, 2, '_'), true
	case 'M':
		return d.number(m.min, 2, '0'), true
	case 'm':
		return d.number(m.mon, 2, '0'), true
	case 'S':
		return d.number(m.sec, 2, '0'), true
	case 's':
		return d.number(int(m.unix().Unix()), 1, '0'), true
	case 'U':
		return d.number((m.yday+6-(m.wday+1)%7)/7, 2, '0'), true
	case 'u':
		return d.number(m.wday+1, 1, '0'), true
	case 'V':
		return d.number(isoWeek, 2, '0'), true
	case 'W':
		return d.number((m.yday+6-m.wday)/7, 2, '0'), true
	case 'w':
		return d.number((m.wday+1)%7, 1, '0'), true
	case 'Y':
		return d.number(m.year, 1, '0'), true
	case 'y':
		return d.number(floorMod(m.year, 100), 2, '0'), true
	}
	return "", false
}

// name serves the directives that show words.
func (m *tm) name(c byte, d *directive) (string, bool) {
	half := "AM"
	if m.hour >= 12 {
		half = "PM"
	}
	switch c {
	case 'a', 'A', 'b', 'B', 'h':
		s := monthNames[m.mon-1]
		if c|0x20 == 'a' {
			s = dayNames[m.wday]
		}
		if c >= 'a' {
			s = s[:3]
		}
		d.upper = d.upper || d.swap
		return d.text(s), true
	case 'p':
		if d.swap {
			half = strings.ToLower(half)
		}
		return d.text(half), true
	case 'P':
		return d.text(strings.ToLower(half)), true
	case 'Z':
		s := m.zone
		if d.swap {
			s = strings.ToLower(s)
		}
		return d.text(s), true
	case 'z':
		if m.dst < 0 { // C does not know the offset then
			return "", true
		}
		off, sign := m.offset, "+"
		if off < 0 {
			off, sign = -off, "-"
		}
		return sign + d.number(off/3600*100+off%3600/60, 4, '0'), true
	}
	return "", false
}

// iso returns year and week of the ISO 8601 calendar.
func (m *tm) iso() (year, week int) {
	year = m.year
	week = (m.yday - 1 - m.wday + 10) / 7
	switch {
	case week < 1:
		year--
		week = weeksOf(year)
	case week > weeksOf(year):
		year++
		week = 1
	}
	return year, week
}

func weeksOf(year int) int {
	_, w := time.Date(year, 12, 28, 0, 0, 0, 0, time.UTC).ISOWeek()
	return w
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

func floorMod(a, b int) int { return a - floorDiv(a, b)*b }
