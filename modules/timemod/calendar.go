package timemod

import (
	"fmt"
	"math"
	"time"

	"github.com/minipy-go/minipy/object"
)

var structTime = &object.Type{}

// visible is how many fields of struct_time take part in the sequence.
const visible = 9

const structDoc = "The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted by asctime(), mktime() and strftime().  May be considered as a\n sequence of 9 integers."

var structFields = []object.StructField{
	{Name: "tm_year", Doc: "year, for example, 1993"},
	{Name: "tm_mon", Doc: "month of year, range [1, 12]"},
	{Name: "tm_mday", Doc: "day of month, range [1, 31]"},
	{Name: "tm_hour", Doc: "hours, range [0, 23]"},
	{Name: "tm_min", Doc: "minutes, range [0, 59]"},
	{Name: "tm_sec", Doc: "seconds, range [0, 61])"},
	{Name: "tm_wday", Doc: "day of week, range [0, 6], Monday is 0"},
	{Name: "tm_yday", Doc: "day of year, range [1, 366]"},
	{Name: "tm_isdst", Doc: "1 if summer time is in effect, 0 if not, and -1 if unknown"},
	{Name: "tm_zone", Doc: "abbreviation of timezone name"},
	{Name: "tm_gmtoff", Doc: "offset from UTC in seconds"},
}

func calendarDecls() []object.Decl {
	return []object.Decl{
		object.Func("gmtime(seconds=None, /)", "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a.\nGMT).  When 'seconds' is not passed in, convert the current time instead.", timeGMTime),
		object.Func("localtime(seconds=None, /)", "Convert seconds since the Epoch to a time tuple expressing local time.\nWhen 'seconds' is not passed in, convert the current time instead.", timeLocalTime),
		object.Func("mktime(tuple, /)", "mktime(tuple) -> floating point number\n\nConvert a time tuple in local time to seconds since the Epoch.", timeMkTime),
		object.Func("asctime(tuple=None, /)", "asctime([tuple]) -> string\n\nConvert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.", timeAscTime),
		object.Func("ctime(seconds=None, /)", "ctime(seconds) -> string\n\nConvert a time in seconds since the Epoch to a string in local time.", timeCTime),
		object.Func("strftime(format, tuple=None, /)", "strftime(format[, tuple]) -> string\n\nConvert a time tuple to a string according to a format specification.", timeStrFTime),
		object.Func("strptime(string, format='%a %b %d %H:%M:%S %Y', /)", "strptime(string, format) -> struct_time\n\nParse a string to a time tuple according to a format specification.", timeStrPTime),
		object.Func("tzset()", "tzset()\n\nThe local time zone is read once, when the process starts.", func(*thread, value, []value) (value, error) { return object.None, nil }),
	}
}

// A tm is C's broken-down time, but with the real year, months from 1, Monday as day 0
// and days of the year from 1, as Python shows them.
type tm struct {
	year, mon, day, hour, min, sec, wday, yday, dst int
	zone                                            string
	offset                                          int
}

// A zone is one of the two names and offsets that a local time zone alternates between.
type zone struct {
	name   string
	offset int
}

// zones returns standard and summer time of the current year; equal where there is one.
func zones(t *thread) (std, dst zone) {
	year := t.In.Now().Year()
	for m := time.January; m <= time.December; m++ {
		x := time.Date(year, m, 1, 12, 0, 0, 0, time.Local)
		name, off := x.Zone()
		if x.IsDST() {
			dst = zone{name, off}
		} else {
			std = zone{name, off}
		}
	}
	if dst.name == "" {
		dst = std
	}
	return std, dst
}

func tmOf(x time.Time) tm {
	name, off := x.Zone()
	m := tm{year: x.Year(), mon: int(x.Month()), day: x.Day(), hour: x.Hour(), min: x.Minute(), sec: x.Second(),
		wday: (int(x.Weekday()) + 6) % 7, yday: x.YearDay(), zone: name, offset: off}
	if x.IsDST() {
		m.dst = 1
	}
	return m
}

func (m tm) value(t *thread) value {
	items := make([]value, 0, len(structFields))
	for _, n := range []int{m.year, m.mon, m.day, m.hour, m.min, m.sec, m.wday, m.yday, m.dst} {
		items = append(items, object.Int(int64(n)))
	}
	zone, off := object.None, object.None
	if m.zone != "" {
		zone, off = t.NewStr(m.zone), object.Int(int64(m.offset))
	}
	return t.NewStructSeq(structTime, visible, append(items, zone, off)...)
}

func timeGMTime(t *thread, _ value, args []value) (value, error) {
	s, err := timestamp(t, args[0])
	if err != nil {
		return value{}, err
	}
	m := tmOf(time.Unix(s, 0).UTC())
	m.zone = "GMT"
	return m.value(t), nil
}

func timeLocalTime(t *thread, _ value, args []value) (value, error) {
	s, err := timestamp(t, args[0])
	if err != nil {
		return value{}, err
	}
	return tmOf(time.Unix(s, 0)).value(t), nil
}

// tmArg takes a time tuple apart; fn is the function that the error names.
func tmArg(t *thread, v value, fn string) (tm, error) {
	tup, ok := object.AsTuple(v)
	if !ok {
		return tm{}, t.TypeErr("Tuple or struct_time argument required")
	}
	if len(tup.Items) != visible {
		return tm{}, t.TypeErr("%s(): illegal time tuple argument", fn)
	}
	var m tm
	for i, p := range []*int{&m.year, &m.mon, &m.day, &m.hour, &m.min, &m.sec, &m.wday, &m.yday, &m.dst} {
		n, err := t.AsIndex(tup.Items[i], object.OverflowError)
		if err != nil {
			return m, err
		}
		if n > math.MaxInt32 {
			return m, t.Raise(object.OverflowError, "signed integer is greater than maximum")
		}
		if n < math.MinInt32 {
			return m, t.Raise(object.OverflowError, "signed integer is less than minimum")
		}
		*p = n
	}
	if v.Type() == structTime {
		hidden := object.As[object.StructSeq](v).Hidden
		if hidden[0].IsStr() {
			m.zone = hidden[0].String()
		}
		if n, ok := object.IntValue(hidden[1]); ok {
			m.offset = int(n)
		}
	}
	if m.zone == "" && m.dst >= 0 {
		std, dst := zones(t)
		if m.zone = std.name; m.dst > 0 {
			m.zone = dst.name
		}
	}
	return m, nil
}

// check refuses what asctime and strftime would index their tables with, and lets a
// zero month, day and day of the year pass as 1.
func (m *tm) check(t *thread) error {
	for _, p := range []*int{&m.mon, &m.day, &m.yday} {
		if *p == 0 {
			*p = 1
		}
	}
	for _, c := range []struct {
		n, lo, hi int
		what      string
	}{{m.mon, 1, 12, "month"}, {m.day, 1, 31, "day of month"}, {m.hour, 0, 23, "hour"}, {m.min, 0, 59, "minute"},
		{m.sec, 0, 61, "seconds"}, {m.wday, -1, math.MaxInt, "day of week"}, {m.yday, 1, 366, "day of year"}} {
		if c.n < c.lo || c.n > c.hi {
			return t.ValueErr("%s out of range", c.what)
		}
	}
	m.wday = (m.wday + 7) % 7
	return nil
}

// unix returns the seconds since the epoch of a local time. A dst that is not that of
// the day shifts it by the difference of standard and summer time.
func (m *tm) unix() time.Time {
	x := time.Date(m.year, time.Month(m.mon), m.day, m.hour, m.min, m.sec, 0, time.Local)
	if m.dst < 0 || m.dst > 0 == x.IsDST() {
		return x
	}
	for days := 30; days <= 360; days += 30 {
		for _, d := range []int{days, -days} {
			if y := x.AddDate(0, 0, d); y.IsDST() == (m.dst > 0) {
				_, off := y.Zone()
				return time.Date(m.year, time.Month(m.mon), m.day, m.hour, m.min, m.sec-off, 0, time.UTC)
			}
		}
	}
	return x
}

func timeMkTime(t *thread, _ value, args []value) (value, error) {
	m, err := tmArg(t, args[0], "mktime")
	if err != nil {
		return value{}, err
	}
	return object.Float(float64(m.unix().Unix())), nil
}

var (
	dayNames   = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

func (m *tm) asc() string {
	return fmt.Sprintf("%s %s%3d %02d:%02d:%02d %d", dayNames[m.wday][:3], monthNames[m.mon-1][:3], m.day, m.hour, m.min, m.sec, m.year)
}

// optionalTM is a time tuple argument, by default now.
func optionalTM(t *thread, v value, fn string) (tm, error) {
	if v.IsNil() {
		return tmOf(t.In.Now().Local()), nil
	}
	m, err := tmArg(t, v, fn)
	if err != nil {
		return m, err
	}
	return m, m.check(t)
}

func timeAscTime(t *thread, _ value, args []value) (value, error) {
	m, err := optionalTM(t, args[0], "asctime")
	if err != nil {
		return value{}, err
	}
	return t.NewStr(m.asc()), nil
}

func timeCTime(t *thread, _ value, args []value) (value, error) {
	s, err := timestamp(t, args[0])
	if err != nil {
		return value{}, err
	}
	m := tmOf(time.Unix(s, 0))
	return t.NewStr(m.asc()), nil
}
