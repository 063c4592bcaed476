package minipy_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"math"
	"math/big"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
)

// aDatetime is as much of a module datetime as crosses the border.
const aDatetime = `
class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0):
        total = (days * 86400 + seconds) * 10**6 + microseconds
        self.days, rest = divmod(total, 86400 * 10**6)
        self.seconds, self.microseconds = divmod(rest, 10**6)
class timezone:
    def __init__(self, offset): self.offset = offset
class datetime:
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        self.year, self.month, self.day, self.hour = year, month, day, hour
        self.minute, self.second, self.microsecond, self.tzinfo = minute, second, microsecond, tzinfo
    def utcoffset(self): return self.tzinfo and self.tzinfo.offset
`

// TestTimes: moments keep their offset, durations their microseconds, whether the script
// has a datetime or not.
func TestTimes(t *testing.T) {
	at := time.Date(2026, 11, 26, 10, 20, 30, 123456000, time.FixedZone("", 2*3600+1800))
	durations := []time.Duration{0, time.Microsecond, -90 * time.Minute, 36*time.Hour + 5*time.Microsecond}
	check := func(t *testing.T, in *minipy.Interp) {
		got, err := minipy.Call[time.Time](bg, in, "same", at)
		require.NoError(t, err)
		require.True(t, at.Equal(got), got)
		_, off := got.Zone()
		require.Equal(t, 9000, off)
		x, err := minipy.Call[any](bg, in, "same", at)
		require.NoError(t, err)
		require.True(t, at.Equal(x.(time.Time)))
		for _, d := range durations {
			back, err := minipy.Call[time.Duration](bg, in, "same", d)
			require.NoError(t, err)
			require.Equal(t, d, back)
		}
		_, err = minipy.Call[time.Time](bg, in, "same", 5)
		require.EqualError(t, err, "TypeError: expected datetime.datetime, got int")
		secs, err := minipy.Call[time.Duration](bg, in, "same", 1.5)
		require.NoError(t, err)
		require.Equal(t, 1500*time.Millisecond, secs)
	}
	t.Run("with datetime", func(t *testing.T) {
		in := open(t, minipy.Config{Imports: []fs.FS{memFS("datetime.py", aDatetime)}}, `
import datetime
def same(x): return x
def kind(x): return type(x).__name__
def naive(): return datetime.datetime(2026, 1, 2, 3, 4, 5, 6)
def long(): return datetime.timedelta(days=10**9 - 1)
`)
		check(t, in)
		kind, err := minipy.Call[string](bg, in, "kind", time.Second)
		require.NoError(t, err)
		require.Equal(t, "timedelta", kind)
		x, err := minipy.Call[any](bg, in, "same", time.Second)
		require.NoError(t, err)
		require.Equal(t, time.Second, x)
		n, err := minipy.Call[time.Time](bg, in, "naive")
		require.NoError(t, err)
		require.Equal(t, "2026-01-02T03:04:05.000006", n.Format("2006-01-02T15:04:05.000000"))
		_, err = minipy.Call[time.Duration](bg, in, "long")
		require.ErrorContains(t, err, "OverflowError")
	})
	t.Run("without", func(t *testing.T) {
		in := open(t, minipy.Config{}, "def same(x): return x\ndef parts(t): return [t.year(), t.unix(), t.format('15:04'), str(t.add(60.0).sub(t))]\n")
		check(t, in)
		parts, err := minipy.Call[[]any](bg, in, "parts", at)
		require.NoError(t, err)
		require.Equal(t, []any{2026, int(at.Unix()), "10:20", "60.0"}, parts)
	})
}

// TestNumbersAcross: numbers cross the border whole or not at all.
func TestNumbersAcross(t *testing.T) {
	in := open(t, minipy.Config{}, "def same(x): return x\ndef inc(x): return x + 1\n")
	big1 := new(big.Int).Lsh(big.NewInt(1), 100)
	got, err := minipy.Call[*big.Int](bg, in, "inc", big1)
	require.NoError(t, err)
	require.Equal(t, new(big.Int).Add(big1, big.NewInt(1)), got)
	require.Equal(t, "1267650600228229401496703205376", big1.String(), "what was passed is a copy")
	for _, x := range []int64{math.MinInt64, -1, math.MaxInt64} {
		back, err := minipy.Call[int64](bg, in, "same", x)
		require.NoError(t, err)
		require.Equal(t, x, back)
	}
	_, err = minipy.Call[int64](bg, in, "inc", int64(math.MaxInt64))
	require.ErrorContains(t, err, "OverflowError")
	_, err = minipy.Call[int](bg, in, "same", 1.5)
	require.ErrorContains(t, err, "TypeError")
	f, err := minipy.Call[float64](bg, in, "same", 7)
	require.NoError(t, err)
	require.Equal(t, 7.0, f)
	inf, err := minipy.Call[float32](bg, in, "same", math.Inf(1))
	require.NoError(t, err)
	require.Equal(t, float32(math.Inf(1)), inf)
}

// TestIteratorsBack gives Go functions Python iterables, and stops them.
func TestIteratorsBack(t *testing.T) {
	in := open(t, minipy.Config{}, `
log = []
def gen(n):
    try:
        for i in range(n): yield i
    finally: log.append(n)
def bad():
    yield 1
    raise KeyError('k')
`)
	require.NoError(t, in.Set("first", func(xs iter.Seq[int], n int) (got []int) {
		for x := range xs {
			if got = append(got, x); len(got) == n {
				break
			}
		}
		return got
	}))
	require.NoError(t, in.Set("pairs", func(xs iter.Seq2[string, float64]) map[string]float64 { return maps.Collect(xs) }))
	require.NoError(t, in.Set("checked", func(xs iter.Seq2[int, error]) (sum int, err error) {
		for x, err := range xs {
			if err != nil {
				return sum, fmt.Errorf("after %d: %w", sum, err)
			}
			sum += x
		}
		return sum, nil
	}))
	require.NoError(t, exec(t, in, `
assert first(gen(10), 2) == [0, 1] and log == [10]
assert first(gen(3), 9) == [0, 1, 2] and log == [10, 3]
assert pairs([('a', 1), ('b', 2.5)]) == {'a': 1.0, 'b': 2.5}
assert pairs({'x': 1}.items()) == {'x': 1.0}
assert checked(gen(4)) == 6
try: checked(bad())
except KeyError as e: assert 'after 1: ' in str(e), e # the class of what is wrapped
else: assert 0
try: first(5, 1)
except TypeError: pass
else: assert 0
`))
	var keys []string
	d, err := in.Eval(bg, "{'a': 1, 'b': 2}")
	require.NoError(t, err)
	for k, err := range minipy.Each[string](bg, d) {
		require.NoError(t, err)
		keys = append(keys, k)
	}
	d.Release()
	require.Equal(t, []string{"a", "b"}, keys)
	g, err := in.Eval(bg, "bad()")
	require.NoError(t, err)
	var last error
	for _, err := range minipy.Each[int](bg, g) {
		last = err
	}
	g.Release()
	require.EqualError(t, last, "KeyError: 'k'")
}

// TestFuncShapes makes Go functions of many signatures.
func TestFuncShapes(t *testing.T) {
	in := open(t, minipy.Config{}, `
def f(*a, **kw): return len(a) + 10 * len(kw)
def ends(): raise ValueError('x')
def take(c): c.name = 'taken'
`)
	get := func(name string) *minipy.Value {
		v, err := in.Get(name)
		require.NoError(t, err)
		t.Cleanup(v.Release)
		return v
	}
	variadic, err := minipy.Func[func(string, ...int) int](get("f"))
	require.NoError(t, err)
	require.Equal(t, 4, variadic("a", 1, 2, 3))
	require.Equal(t, 1, variadic("a"))
	named, err := minipy.Func[func(int, minipy.Kw) (int, error)](get("f"))
	require.NoError(t, err)
	n, err := named(1, minipy.Kw{"a": 1, "b": 2})
	require.NoError(t, err)
	require.Equal(t, 21, n)
	nothing, err := minipy.Func[func()](get("ends"))
	require.NoError(t, err)
	require.PanicsWithError(t, "ValueError: x", nothing)
	shares, err := minipy.Func[func(*customer) error](get("take"))
	require.NoError(t, err)
	c := &customer{}
	require.NoError(t, shares(c))
	require.Equal(t, "taken", c.Name)
	bound, err := minipy.Func[func(context.Context, string) (int, error)](get("len"))
	require.NoError(t, err)
	n, err = bound(bg, "four")
	require.NoError(t, err)
	require.Equal(t, 4, n)
	ctx, cancel := context.WithCancel(bg)
	cancel()
	_, err = bound(ctx, "four")
	require.ErrorIs(t, err, context.Canceled)
	_, err = minipy.Func[int](get("f"))
	require.ErrorContains(t, err, "no func type")
	l, err := in.Eval(bg, "[1]")
	require.NoError(t, err)
	_, err = minipy.Func[func()](l)
	l.Release()
	require.ErrorContains(t, err, "expected a callable, got list")
}

// TestErrorsStandFor: exceptions are the errors that Go knows, and the other way round.
func TestErrorsStandFor(t *testing.T) {
	in := open(t, minipy.Config{}, "")
	for class, want := range map[string]error{
		"FileNotFoundError": fs.ErrNotExist, "FileExistsError": fs.ErrExist, "PermissionError": fs.ErrPermission,
		"TimeoutError": os.ErrDeadlineExceeded, "MemoryError": minipy.ErrMemory, "RecursionError": minipy.ErrDepth,
	} {
		err := exec(t, in, "raise "+class)
		require.ErrorIs(t, err, want)
		require.NotErrorIs(t, err, fs.ErrClosed)
	}
	for want, err := range map[string]error{
		"FileNotFoundError": fs.ErrNotExist, "FileExistsError": fs.ErrExist, "PermissionError": fs.ErrPermission,
		"TimeoutError": os.ErrDeadlineExceeded, "RuntimeError": errors.New("plain"),
	} {
		require.NoError(t, in.Set("fail", func() error { return err }))
		require.NoError(t, exec(t, in, "try: fail()\nexcept Exception as e: assert type(e).__name__ == '"+want+"', type(e)\nelse: assert 0"))
		require.ErrorIs(t, exec(t, in, "fail()"), err)
	}
	both := errors.New("second")
	require.NoError(t, in.Set("fail", func() error { return minipy.Raise("ValueError", "%w and %w", fs.ErrClosed, both) }))
	err := exec(t, in, "fail()")
	require.ErrorIs(t, err, fs.ErrClosed)
	require.ErrorIs(t, err, both)
	require.EqualError(t, err, "ValueError: file already closed and second")
	require.NoError(t, in.Set("fail", func() { panic(both) }))
	err = exec(t, in, "fail()")
	var p *minipy.PanicError
	require.ErrorAs(t, err, &p)
	require.ErrorIs(t, err, both)
	require.Contains(t, p.Stack, "interface_test.go")
}

// TestLost: a Value that Go's collector finds unreachable is dropped at the next safe
// point, and counted.
func TestLost(t *testing.T) {
	in := open(t, minipy.Config{}, "class C:\n    def __del__(self): died.append(1)\ndied = []\n")
	func() {
		v, err := in.Eval(bg, "C()")
		require.NoError(t, err)
		_ = v.Type()
	}()
	for range 100 {
		runtime.GC()
		n, err := minipy.Call[int](bg, in, "len", []int{})
		require.NoError(t, err)
		require.Zero(t, n)
		if in.Census().Lost == 1 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	require.EqualValues(t, 1, in.Census().Lost)
	require.NoError(t, exec(t, in, "assert died == [1]"))
	require.Zero(t, in.Census().Values)
}

// TestGrace: handlers of a stopped script run for a while, not for ever.
func TestGrace(t *testing.T) {
	in := open(t, minipy.Config{Limits: minipy.Limits{Steps: 10000}}, `
log = []
def polite():
    try:
        while True: pass
    finally:
        for i in range(100): log.append(i)
def rude():
    while True:
        try:
            while True: pass
        except BaseException: log.append('again')
`)
	_, err := minipy.Call[any](bg, in, "polite")
	require.ErrorIs(t, err, minipy.ErrSteps)
	require.NoError(t, exec(t, in, "assert log == list(range(100)); log.clear()"))
	start := time.Now()
	_, err = minipy.Call[any](bg, in, "rude")
	require.ErrorIs(t, err, minipy.ErrSteps)
	require.Less(t, time.Since(start), late)
	require.NoError(t, exec(t, in, "assert log == ['again'], log; log.clear()"), "one handler runs, in the grace")
	ctx, cancel := context.WithTimeout(bg, 2*time.Millisecond)
	defer cancel()
	_, err = minipy.Call[any](ctx, in, "rude")
	require.True(t, errors.Is(err, context.DeadlineExceeded) || errors.Is(err, minipy.ErrSteps), "%v", err)
}

// TestOwnTwice: releases of one pointer run once each, when the last reference dies; what
// the script returns to Go still owns.
func TestOwnTwice(t *testing.T) {
	in := open(t, minipy.Config{}, "def same(x): return x\n")
	var log []string
	release := func(name string) func(*customer) error {
		return func(*customer) error { log = append(log, name); return nil }
	}
	c := &customer{}
	require.NoError(t, in.Set("a", minipy.Own(c, release("a"))))
	require.NoError(t, in.Set("b", minipy.Own(c, release("b"))))
	require.NoError(t, exec(t, in, "assert a is b\ndel a"))
	require.Empty(t, log)
	require.NoError(t, exec(t, in, "del b"))
	require.ElementsMatch(t, []string{"a", "b"}, log)
	log = nil
	v, err := minipy.Call[*minipy.Value](bg, in, "same", minipy.Own(c, release("v")))
	require.NoError(t, err)
	require.Empty(t, log)
	p, err := minipy.As[*customer](v)
	require.NoError(t, err)
	require.Same(t, c, p)
	v.Release()
	require.Equal(t, []string{"v"}, log)
	n := 0
	require.NoError(t, in.Set("number", minipy.Own(42, func(x int) error { n += x; return nil })))
	require.NoError(t, exec(t, in, "del number"))
	require.Equal(t, 42, n, "what is no pointer is owned, too")
}

// TestMemoryComesBack: live bytes go down when objects die, so that a script may allocate
// many times its limit.
func TestMemoryComesBack(t *testing.T) {
	in := open(t, minipy.Config{Limits: minipy.Limits{Memory: 8 << 20}}, `
def churn():
    for i in range(100):
        l = ['x' * 1000 + str(k) for k in range(1000)]
        d = {k: [k] for k in range(1000)}
`)
	before := in.Census()
	_, err := minipy.Call[any](bg, in, "churn")
	require.NoError(t, err)
	after := in.Census()
	require.Equal(t, before.Objects, after.Objects)
	require.InDelta(t, before.Bytes, after.Bytes, 4096)
	require.ErrorIs(t, exec(t, in, "keep = ['x' * 1000 + str(k) for k in range(100000)]"), minipy.ErrMemory)
	require.NoError(t, exec(t, in, "try: 'x' * 10**12\nexcept MemoryError: pass\nelse: assert 0"))
	_, err = minipy.Call[any](bg, in, "churn")
	require.NoError(t, err)
}

// TestDeepFormat: the text of an error is CPython's, chains and repeated frames included.
func TestDeepFormat(t *testing.T) {
	in := open(t, minipy.Config{}, "def f(n):\n    if n: f(n - 1)\n    raise ValueError('deep')\ndef g():\n    try: f(5)\n    except ValueError as e: raise KeyError('outer') from e\n")
	_, err := minipy.Call[any](bg, in, "g")
	var e *minipy.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, 1, strings.Count(e.Format(), "[Previous line repeated 2 more times]"), e.Format())
	require.True(t, strings.HasSuffix(e.Format(), "KeyError: 'outer'\n"))
}
