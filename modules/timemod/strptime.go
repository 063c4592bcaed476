package timemod

import (
	"strings"
	"time"
)

// A timeParser reads a text by a format; -1 marks what the text did not say.
type timeParser struct {
	text, rest string
	tm
	pm                int // 0 AM, 1 PM
	hour12            bool
	weekU, weekW      int
	isoYear, isoWeek  int
	hasYear, hasMonth bool
}

func timeStrPTime(t *thread, _ value, args []value) (value, error) {
	format := "%a %b %d %H:%M:%S %Y"
	for i, v := range args {
		if !v.IsNil() && !v.IsStr() {
			return value{}, t.TypeErr("strptime() argument %d must be str, not %s", i, quotedType(v))
		}
	}
	if !args[1].IsNil() {
		format = args[1].String()
	}
	p := &timeParser{text: args[0].String(), rest: args[0].String(), pm: -1, weekU: -1, weekW: -1, isoYear: -1, isoWeek: -1}
	p.year, p.mon, p.day, p.wday, p.yday, p.dst = 1900, 1, 1, -1, -1, -1
	if err := p.parseError(t, p.parse(format), format); err != nil {
		return value{}, err
	}
	if p.rest != "" {
		return value{}, t.ValueErr("unconverted data remains: %s", p.rest)
	}
	if !p.complete() {
		return value{}, t.ValueErr("day is out of range for month")
	}
	return p.value(t), nil
}

func quotedType(v value) string {
	return "<class '" + v.Type().Name + "'>"
}

// Outcomes of parse; a directive that does not exist is its letter.
const (
	parsed   = 0
	mismatch = 1
	stray    = 2
)

func (p *timeParser) parse(f string) byte {
	for f != "" {
		switch c := f[0]; {
		case c == '%' && len(f) == 1:
			return stray
		case c == '%':
			ok, known := p.directive(f[1])
			if !known {
				return f[1]
			}
			if !ok {
				return mismatch
			}
			f = f[2:]
		case strings.IndexByte(blanks, c) >= 0:
			rest := strings.TrimLeft(p.rest, blanks)
			if rest == p.rest {
				return mismatch
			}
			p.rest = rest
			f = strings.TrimLeft(f, blanks)
		default:
			if p.rest == "" || lower(p.rest[0]) != lower(c) {
				return mismatch
			}
			p.rest, f = p.rest[1:], f[1:]
		}
	}
	return parsed
}

const blanks = " \t\n\r\f\v"

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c |= 0x20
	}
	return c
}

// parseError raises what an outcome of parse tells.
func (p *timeParser) parseError(t *thread, outcome byte, format string) error {
	switch outcome {
	case parsed:
		return nil
	case stray:
		return t.ValueErr("stray %% in format '%s'", format)
	case mismatch:
	default:
		return t.ValueErr("'%c' is a bad directive in format '%s'", outcome, format)
	}
	s, err := quote(t, p.text)
	if err != nil {
		return err
	}
	f, err := quote(t, format)
	if err != nil {
		return err
	}
	return t.ValueErr("time data %s does not match format %s", s, f)
}

func quote(t *thread, s string) (string, error) {
	v := t.NewStr(s)
	defer t.Unref(v)
	return t.ReprString(v)
}

// number reads up to width digits; the value must be in [lo, hi], with fewer digits if
// that helps.
func (p *timeParser) number(width, lo, hi int, to *int) bool {
	n, at, best := 0, -1, 0
	for i := 0; i < width && i < len(p.rest) && p.rest[i] >= '0' && p.rest[i] <= '9'; i++ {
		if n = n*10 + int(p.rest[i]-'0'); n >= lo && n <= hi {
			at, best = i, n
		}
	}
	if at < 0 {
		return false
	}
	p.rest = p.rest[at+1:]
	*to = best
	return true
}

// word reads the longest of names and stores its index.
func (p *timeParser) word(names []string, cut int, to *int) bool {
	for i, s := range names {
		if cut > 0 {
			s = s[:cut]
		}
		if len(p.rest) >= len(s) && strings.EqualFold(p.rest[:len(s)], s) {
			p.rest = p.rest[len(s):]
			*to = i
			return true
		}
	}
	return false
}

// directive reads what one letter stands for.
func (p *timeParser) directive(c byte) (ok, known bool) {
	var n int
	switch c {
	case 'Y':
		ok = len(p.rest) >= 4 && p.number(4, 0, 9999, &p.year)
		p.hasYear = true
	case 'y':
		if ok = len(p.rest) >= 2 && p.number(2, 0, 99, &n); ok {
			if p.year = 1900 + n; n <= 68 {
				p.year += 100
			}
		}
		p.hasYear = true
	case 'm':
		ok = p.number(2, 1, 12, &p.mon)
		p.hasMonth = true
	case 'b', 'B':
		cut := 0
		if c == 'b' {
			cut = 3
		}
		ok = p.word(monthNames[:], cut, &n)
		p.mon, p.hasMonth = n+1, true
	case 'd':
		p.rest = strings.TrimPrefix(p.rest, " ")
		ok = p.number(2, 1, 31, &p.day)
		p.hasMonth = true
	case 'a':
		ok = p.word(dayNames[:], 3, &p.wday)
	case 'A':
		ok = p.word(dayNames[:], 0, &p.wday)
	case 'H':
		ok = p.number(2, 0, 23, &p.hour)
	case 'I':
		ok = p.number(2, 1, 12, &p.hour)
		p.hour12 = true
	case 'M':
		ok = p.number(2, 0, 59, &p.min)
	case 'S':
		ok = p.number(2, 0, 61, &p.sec)
	case 'p':
		ok = p.word([]string{"AM", "PM"}, 0, &p.pm)
	case 'j':
		ok = p.number(3, 1, 366, &p.yday)
	case 'f':
		ok = p.number(6, 0, 999999, &n)
	case '%':
		if ok = strings.HasPrefix(p.rest, "%"); ok {
			p.rest = p.rest[1:]
		}
	case 'c', 'x', 'X':
		return p.parse(map[byte]string{'c': "%a %b %d %H:%M:%S %Y", 'x': "%m/%d/%y", 'X': "%H:%M:%S"}[c]) == parsed, true
	default:
		return p.weekOrZone(c)
	}
	return ok, true
}

// weekOrZone reads the rarer directives.
func (p *timeParser) weekOrZone(c byte) (ok, known bool) {
	var n int
	switch c {
	case 'w':
		if ok = p.number(1, 0, 6, &n); ok {
			p.wday = (n + 6) % 7
		}
	case 'u':
		if ok = p.number(1, 1, 7, &n); ok {
			p.wday = n - 1
		}
	case 'U':
		ok = p.number(2, 0, 53, &p.weekU)
	case 'W':
		ok = p.number(2, 0, 53, &p.weekW)
	case 'G':
		ok = len(p.rest) >= 4 && p.number(4, 0, 9999, &p.isoYear)
	case 'V':
		ok = p.number(2, 1, 53, &p.isoWeek)
	case 'Z':
		ok = p.zoneName()
	case 'z':
		ok = p.zoneOffset()
	default:
		return false, false
	}
	return ok, true
}

func (p *timeParser) zoneName() bool {
	var i int
	names := []string{"utc", "gmt"}
	name, _ := time.Now().Zone()
	if !p.word(append(names, name), 0, &i) {
		return true // the name may be missing
	}
	p.dst = 0
	p.zone = strings.ToUpper(append(names, name)[i])
	return true
}

func (p *timeParser) zoneOffset() bool {
	if strings.HasPrefix(p.rest, "Z") {
		p.rest = p.rest[1:]
		p.zone = "UTC"
		return true
	}
	if p.rest == "" || p.rest[0] != '+' && p.rest[0] != '-' {
		return false
	}
	sign := 1
	if p.rest[0] == '-' {
		sign = -1
	}
	p.rest = p.rest[1:]
	var h, m int
	if len(p.rest) < 4 || !p.number(2, 0, 99, &h) {
		return false
	}
	p.rest = strings.TrimPrefix(p.rest, ":")
	if !p.number(2, 0, 59, &m) {
		return false
	}
	p.offset = sign * (h*3600 + m*60)
	return true
}

// complete derives the fields that follow from others; false: there is no such day.
func (p *timeParser) complete() bool {
	if p.hour12 {
		p.hour %= 12
		if p.pm == 1 {
			p.hour += 12
		}
	}
	jan1 := func(year int) int { return (int(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Weekday()) + 6) % 7 }
	switch {
	case p.yday < 0 && p.wday >= 0 && p.hasYear && p.weekW >= 0:
		p.yday = 1 + (7-jan1(p.year))%7 + (p.weekW-1)*7 + p.wday
	case p.yday < 0 && p.wday >= 0 && p.hasYear && p.weekU >= 0:
		p.yday = 1 + (7-(jan1(p.year)+1)%7)%7 + (p.weekU-1)*7 + (p.wday+1)%7
	case p.yday < 0 && p.wday >= 0 && p.isoYear >= 0 && p.isoWeek > 0:
		p.year = p.isoYear
		jan4 := time.Date(p.year, 1, 4, 0, 0, 0, 0, time.UTC)
		p.yday = 4 - (int(jan4.Weekday())+6)%7 + (p.isoWeek-1)*7 + p.wday
	}
	var x time.Time
	if p.yday >= 0 && !p.hasMonth {
		x = time.Date(p.year, 1, p.yday, 0, 0, 0, 0, time.UTC)
	} else {
		x = time.Date(p.year, time.Month(p.mon), p.day, 0, 0, 0, 0, time.UTC)
		if x.Day() != p.day {
			return false
		}
	}
	p.year, p.mon, p.day, p.yday = x.Year(), int(x.Month()), x.Day(), x.YearDay()
	if p.wday < 0 {
		p.wday = (int(x.Weekday()) + 6) % 7
	}
	return true
}
