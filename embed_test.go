package minipy_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
)

var bg = context.Background()

// open returns an interpreter that has run src; the test fails if anything is alive
// after it is closed.
func open(t *testing.T, cfg minipy.Config, src string) *minipy.Interp {
	t.Helper()
	var out bytes.Buffer
	if cfg.Stderr == nil {
		cfg.Stderr = &out
	}
	in := minipy.New(cfg)
	t.Cleanup(func() {
		require.NoError(t, in.Close())
		n := in.Census()
		require.Zero(t, n.Objects, "alive after Close: %v", n.ByType)
		require.Empty(t, out.String(), "stderr")
	})
	code, err := minipy.Compile("test.py", src)
	require.NoError(t, err)
	require.NoError(t, in.Run(bg, code))
	return in
}

func exec(t *testing.T, in *minipy.Interp, src string) error {
	t.Helper()
	code, err := minipy.Compile("more.py", src)
	require.NoError(t, err)
	err = in.Run(bg, code)
	var e *minipy.Error
	if errors.As(err, &e) && e.Type == "AssertionError" {
		t.Error(e.Format())
	}
	return err
}

type customer struct {
	Name string
	Tier string
}

type order struct {
	ID         int
	Total      float64
	MaxRetries int
	Customer   *customer
	Ship       customer
	Tags       []string
	Meta       map[string]int
	Note       string `py:"remark"`
	Secret     string `py:"-"`
	hidden     int
}

func (o *order) Discount(pct float64) float64 { return o.Total * (1 - pct/100) }
func (o *order) Fail() error                  { return fs.ErrNotExist }
func (o *order) String() string               { return fmt.Sprintf("order %d", o.ID) }

// TestRoundTrip sends values to Python and back.
func TestRoundTrip(t *testing.T) {
	in := open(t, minipy.Config{}, "def same(x): return x\ndef kind(x): return type(x).__name__\n")
	huge, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	for _, c := range []struct {
		v    any
		kind string
	}{
		{nil, "NoneType"}, {true, "bool"}, {7, "int"}, {1.5, "float"}, {"héllo", "str"}, {[]byte("raw\x00"), "bytes"},
		{huge, "int"}, {[]any{1, "a", nil}, "list"}, {map[string]any{"a": 1, "b": []any{2.5}}, "dict"},
		{map[any]any{1: "x", "y": 2}, "dict"}, {complex(1, 2), "complex"}, {"bad\xffutf8", "str"}, {"\xff", "str"},
	} {
		got, err := minipy.Call[any](bg, in, "same", c.v)
		require.NoError(t, err)
		require.Equal(t, c.v, got)
		kind, err := minipy.Call[string](bg, in, "kind", c.v)
		require.NoError(t, err)
		require.Equal(t, c.kind, kind)
	}
	ints, err := minipy.Call[[]int8](bg, in, "same", []int{1, -128, 127})
	require.NoError(t, err)
	require.Equal(t, []int8{1, -128, 127}, ints)
	_, err = minipy.Call[[]int8](bg, in, "same", []int{128})
	require.ErrorContains(t, err, "OverflowError: int too large for Go's int8")
	_, err = minipy.Call[uint](bg, in, "same", -1)
	require.ErrorContains(t, err, "OverflowError")
	_, err = minipy.Call[string](bg, in, "same", 5)
	require.EqualError(t, err, "TypeError: expected str, got int")
	arr, err := minipy.Call[[3]float64](bg, in, "same", []any{1, 2.5, 3})
	require.NoError(t, err)
	require.Equal(t, [3]float64{1, 2.5, 3}, arr)
	m, err := minipy.Call[map[int]customer](bg, in, "same", map[int]any{1: map[string]any{"name": "Ann", "tier": "gold"}})
	require.NoError(t, err)
	require.Equal(t, map[int]customer{1: {"Ann", "gold"}}, m)
	_, err = minipy.Call[customer](bg, in, "same", map[string]any{"nome": "Ann"})
	require.ErrorContains(t, err, "has no field 'nome'")
	u, err := minipy.Call[uint64](bg, in, "same", uint64(1<<63+5))
	require.NoError(t, err)
	require.Equal(t, uint64(1<<63+5), u)
}

// TestStructs shares structs by pointer.
func TestStructs(t *testing.T) {
	in := open(t, minipy.Config{}, `
def work(o):
    o.total += 10
    o.max_retries = 3
    o.customer.tier = 'gold'
    o.ship.name = 'Ship'
    o.tags.append('new'); o.tags[0] = 'first'
    o.meta['k'] = 5; del o.meta['gone']
    o.remark = 'ok'
    assert list(o.meta) == ['k'] and len(o.tags) == 2 and o.tags == ['first', 'new'] and 'k' in o.meta
    assert str(o) == 'order 7', str(o)
    assert not hasattr(o, 'secret') and not hasattr(o, 'hidden')
    return o.discount(50.0)
def same(a, b): return a is b
def keep(o): global kept; kept = o
def isit(o): return o is kept
`)
	o := &order{ID: 7, Total: 90, Customer: &customer{}, Tags: []string{"x"}, Meta: map[string]int{"gone": 1}, hidden: 1}
	got, err := minipy.Call[float64](bg, in, "work", o)
	require.NoError(t, err)
	require.Equal(t, 50.0, got)
	want := &order{ID: 7, Total: 100, MaxRetries: 3, Customer: &customer{Tier: "gold"}, Ship: customer{Name: "Ship"}, Tags: []string{"first", "new"}, Meta: map[string]int{"k": 5}, Note: "ok", hidden: 1}
	require.Equal(t, want, o)

	for range 3 {
		is, err := minipy.Call[bool](bg, in, "same", o, o)
		require.NoError(t, err)
		require.True(t, is)
	}
	_, err = minipy.Call[any](bg, in, "keep", o)
	require.NoError(t, err)
	is, err := minipy.Call[bool](bg, in, "isit", o)
	require.NoError(t, err)
	require.True(t, is)
	is, err = minipy.Call[bool](bg, in, "isit", &order{})
	require.NoError(t, err)
	require.False(t, is)
	back, err := in.Get("kept")
	require.NoError(t, err)
	p, err := minipy.As[*order](back)
	back.Release()
	require.NoError(t, err)
	require.Same(t, o, p)

	require.ErrorContains(t, exec(t, in, "kept.total = 'x'"), "TypeError: expected float, got str")
	require.ErrorContains(t, exec(t, in, "kept.nothing"), "AttributeError: 'minipy_test.order' object has no attribute 'nothing'")
	require.ErrorContains(t, exec(t, in, "type(kept)()"), "TypeError: cannot create")
	err = exec(t, in, "kept.fail()")
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.ErrorContains(t, err, "FileNotFoundError")
	require.NoError(t, in.Set("Customer", minipy.ClassOf[customer]()))
	require.NoError(t, exec(t, in, "c = Customer(name='Z'); assert c.name == 'Z' and c.tier == ''; kept.customer = c"))
	require.Equal(t, "Z", o.Customer.Name)
}

type options struct {
	Base  int    `py:"base"`
	Label string `py:"label"`
}

// TestFunctions binds Go functions.
func TestFunctions(t *testing.T) {
	in := open(t, minipy.Config{}, "")
	set := func(name string, f any) { require.NoError(t, in.Set(name, f)) }
	set("add", func(a, b int) int { return a + b })
	set("divmod2", func(a, b int) (int, int, error) {
		if b == 0 {
			return 0, 0, minipy.Raise("ZeroDivisionError", "no %d", b)
		}
		return a / b, a % b, nil
	})
	set("join", func(sep string, parts ...string) string { return strings.Join(parts, sep) })
	set("opts", func(x int, o options) string { return fmt.Sprintf("%d %d %s", x, o.Base, o.Label) })
	set("ctx", func(ctx context.Context, x int) bool { return ctx.Value(ctxKey{}) == "v" && x == 1 })
	set("boom", func() { panic("oh no") })
	set("apply", func(f func(int) (int, error), x int) (int, error) { return f(x) })
	set("total", func(xs iter.Seq[float64]) float64 {
		s := 0.0
		for x := range xs {
			s += x
		}
		return s
	})
	set("nested", func(ctx context.Context, in *minipy.Interp, v *minipy.Value) (*minipy.Value, error) {
		return v.Call(ctx, 20)
	})
	require.NoError(t, exec(t, in, `
assert add(1, 2) == 3 and add(1, True) == 2
assert divmod2(7, 2) == (3, 1)
try: divmod2(1, 0)
except ZeroDivisionError as e: assert str(e) == 'no 0'
else: assert 0
assert join('-', 'a', 'b') == 'a-b' and join('-') == ''
assert opts(1, base=2, label='z') == '1 2 z' and opts(1) == '1 0 '
try: boom()
except RuntimeError as e: assert 'oh no' in str(e)
else: assert 0
assert apply(lambda x: x * 2, 21) == 42
assert total(x / 2 for x in range(4)) == 3.0
assert nested(lambda x: x + 1) == 21
for bad, text in [(lambda: add(1), 'takes 2 positional arguments but 1 was given'), (lambda: add('a', 2), 'add() argument 1: expected int, got str'),
                  (lambda: opts(1, nope=2), "unexpected keyword argument 'nope'"), (lambda: add(a=1, b=2), 'takes no keyword arguments')]:
    try: bad()
    except TypeError as e: assert text in str(e), str(e)
    else: assert 0, text
try: apply(lambda x: 1 // 0, 1)
except ZeroDivisionError: pass
assert repr(add) == '<Go function add>' and add.__name__ == 'add'
`))
	code, err := minipy.Compile("c.py", "assert ctx(1)")
	require.NoError(t, err)
	require.NoError(t, in.Run(context.WithValue(bg, ctxKey{}, "v"), code))
}

type ctxKey struct{}

// TestCallbacksToPython makes Go functions and iterators of Python objects.
func TestCallbacksToPython(t *testing.T) {
	in := open(t, minipy.Config{}, `
log = []
def rows():
    try:
        for i in range(5): yield {'name': f'n{i}', 'tier': 't'}
    finally: log.append('closed')
def label(n):
    if n < 0: raise ValueError('negative')
    return f'#{n}'
def two(): return 1, 'x'
`)
	v, err := in.Get("label")
	require.NoError(t, err)
	f, err := minipy.Func[func(int) (string, error)](v)
	require.NoError(t, err)
	v.Release()
	s, err := f(3)
	require.NoError(t, err)
	require.Equal(t, "#3", s)
	_, err = f(-1)
	require.EqualError(t, err, "ValueError: negative")
	two, err := in.Get("two")
	require.NoError(t, err)
	g, err := minipy.Func[func(context.Context) (int, string, error)](two)
	require.NoError(t, err)
	two.Release()
	n, s, err := g(bg)
	require.NoError(t, err)
	require.Equal(t, []any{1, "x"}, []any{n, s})

	gen, err := in.Eval(bg, "rows()")
	require.NoError(t, err)
	var names []string
	for row, err := range minipy.Each[customer](bg, gen) {
		require.NoError(t, err)
		names = append(names, row.Name)
		if len(names) == 2 {
			break
		}
	}
	require.Equal(t, []string{"n0", "n1"}, names)
	gen.Release()
	log, err := in.Get("log")
	require.NoError(t, err)
	require.Equal(t, "['closed']", log.Repr())
	log.Release()

	bad, err := in.Eval(bg, "[1, 'x']")
	require.NoError(t, err)
	var last error
	for _, err := range minipy.Each[int](bg, bad) {
		last = err
	}
	require.EqualError(t, last, "TypeError: expected int, got str")
	bad.Release()
}

// TestIterators passes Go iterators and channels to Python.
func TestIterators(t *testing.T) {
	in := open(t, minipy.Config{}, "")
	stopped := 0
	seq := func(yield func(int) bool) {
		defer func() { stopped++ }()
		for k := range 1000 {
			if !yield(k) {
				return
			}
		}
	}
	require.NoError(t, in.Set("seq", iter.Seq[int](seq)))
	require.NoError(t, exec(t, in, "assert next(seq) == 0\nassert next(seq) == 1\ndel seq"))
	require.Equal(t, 1, stopped)
	require.NoError(t, in.Set("numbers", func() iter.Seq[int] { return seq }))
	require.NoError(t, exec(t, in, "assert sum(numbers()) == 499500\nfor n in numbers():\n    if n == 3: break"))
	require.Equal(t, 3, stopped)
	require.NoError(t, in.Set("pairs", iter.Seq2[string, int](func(yield func(string, int) bool) { _ = yield("a", 1) && yield("b", 2) })))
	require.NoError(t, exec(t, in, "assert dict(pairs) == {'a': 1, 'b': 2}"))
	require.NoError(t, in.Set("failing", iter.Seq2[int, error](func(yield func(int, error) bool) { _ = yield(1, nil) && yield(0, fs.ErrNotExist) })))
	err := exec(t, in, "assert next(failing) == 1\nnext(failing)")
	require.ErrorIs(t, err, fs.ErrNotExist)
	ch := make(chan int, 3)
	require.NoError(t, in.Set("ch", ch))
	require.NoError(t, exec(t, in, "ch.send(1); ch.send(2); ch.close(); assert list(ch) == [1, 2]"))
	block := make(chan int)
	require.NoError(t, in.Set("block", (<-chan int)(block)))
	ctx, cancel := context.WithTimeout(bg, 5*time.Millisecond)
	defer cancel()
	code, err := minipy.Compile("c.py", "for x in block: pass")
	require.NoError(t, err)
	require.ErrorIs(t, in.Run(ctx, code), context.DeadlineExceeded)
}

// TestOwn releases what the script lets go of, at that instruction.
func TestOwn(t *testing.T) {
	for name, src := range map[string]string{
		"del":       "del tx; assert gone() == 1",
		"rebind":    "tx = None; assert gone() == 1",
		"return":    "def f():\n    global tx\n    t = tx\n    del tx\n    assert gone() == 0\nf(); assert gone() == 1",
		"exception": "def f(t): raise ValueError\ntry:\n    x = tx; del tx\n    try: f(x)\n    finally: del x\nexcept ValueError: pass\nassert gone() == 1",
		"cycle":     "import gc\nclass C: pass\nc = C(); c.c = c; c.tx = tx\ndel c, tx\nassert gone() == 0\ngc.collect()\nassert gone() == 1",
		"close":     "keep = [tx]",
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			in := open(t, minipy.Config{}, "")
			require.NoError(t, in.Set("gone", func() int { return n }))
			require.NoError(t, in.Set("tx", minipy.Own(&customer{}, func(*customer) error { n++; return nil })))
			require.NoError(t, exec(t, in, src))
			require.NoError(t, in.Close())
			require.Equal(t, 1, n)
		})
	}
}

// TestOwnUncaught: the release runs before Call returns, whatever ends it.
func TestOwnUncaught(t *testing.T) {
	var events []string
	in := open(t, minipy.Config{Unraisable: func(err error) { events = append(events, "unraisable: "+err.Error()) }}, `
def use(tx):
    local = [tx]
    raise KeyError('middle')
def spin(tx):
    x = [tx]
    while True: pass
`)
	own := func() minipy.Owned {
		return minipy.Own(&customer{}, func(*customer) error { events = append(events, "released"); return errors.New("late") })
	}
	_, err := minipy.Call[any](bg, in, "use", own())
	require.EqualError(t, err, "KeyError: 'middle'")
	require.Equal(t, []string{"released", "unraisable: RuntimeError: late"}, events)
	ctx, cancel := context.WithTimeout(bg, 3*time.Millisecond)
	defer cancel()
	_, err = minipy.Call[any](ctx, in, "spin", own())
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.Len(t, events, 4)
}

type appError struct{ Code int }

func (e *appError) Error() string { return fmt.Sprint("app error ", e.Code) }

// TestErrors finds Go errors through Python's chain.
func TestErrors(t *testing.T) {
	in := open(t, minipy.Config{}, `
class NotFound(LookupError): pass
def wrapped():
    try: fail()
    except Exception as e: raise KeyError('outer') from e
def context():
    try: fail()
    except Exception: return {}['x']
`)
	require.NoError(t, in.Set("fail", func() error { return &appError{42} }))
	require.NoError(t, in.Set("missing", func() error { return minipy.Raise("NotFound", "no row: %w", &appError{7}) }))
	for _, f := range []string{"wrapped", "context", "fail"} {
		_, err := minipy.Call[any](bg, in, f)
		var ae *appError
		require.ErrorAs(t, err, &ae, f)
		require.Equal(t, 42, ae.Code)
	}
	_, err := minipy.Call[any](bg, in, "missing")
	var e *minipy.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, "__main__.NotFound", e.Type)
	require.True(t, e.IsA("LookupError") && e.IsA("Exception") && !e.IsA("KeyError"))
	var ae *appError
	require.ErrorAs(t, err, &ae)
	require.Equal(t, 7, ae.Code)
	_, err = minipy.Call[any](bg, in, "wrapped")
	require.ErrorAs(t, err, &e)
	require.Contains(t, e.Format(), "The above exception was the direct cause of the following exception")
	require.Equal(t, []minipy.Frame{{File: "test.py", Line: 5, Func: "wrapped"}}, e.Traceback)
	require.ErrorIs(t, exec(t, in, "open('x')"), fs.ErrPermission)
	require.NoError(t, in.Set("missing_file", func() error { return &fs.PathError{Op: "open", Path: "f", Err: fs.ErrNotExist} }))
	require.NoError(t, exec(t, in, "try: missing_file()\nexcept FileNotFoundError as e: assert e.errno == 2\nelse: assert 0"))
	_, err = minipy.Call[any](bg, in, "nothing")
	require.EqualError(t, err, "NameError: name 'nothing' is not defined")
}

// TestValues handles Python objects from Go.
func TestValues(t *testing.T) {
	in := open(t, minipy.Config{}, "class C:\n    x = 5\n    def m(self, a, b=2): return a * b\n    def __del__(self): log.append('del')\nlog = []\nc = C()\nl = [1, 2, c]\n")
	v, err := in.Get("c")
	require.NoError(t, err)
	require.Equal(t, 3, v.Refs())
	require.Equal(t, "C", v.Type())
	x, err := v.Attr("x")
	require.NoError(t, err)
	n, err := minipy.As[int](x)
	require.NoError(t, err)
	require.Equal(t, 5, n)
	x.Release()
	m, err := v.Attr("m")
	require.NoError(t, err)
	r, err := m.Call(bg, 4, minipy.Kw{"b": 10})
	require.NoError(t, err)
	require.Equal(t, "40", r.String())
	r.Release()
	m.Release()
	require.NoError(t, v.SetAttr("y", []int{1}))
	l, err := in.Get("l")
	require.NoError(t, err)
	ln, err := l.Len()
	require.NoError(t, err)
	require.Equal(t, 3, ln)
	require.NoError(t, l.SetIndex(2, "gone"))
	item, err := l.Index(2)
	require.NoError(t, err)
	require.Equal(t, "'gone'", item.Repr())
	item.Release()
	l.Release()
	died := false
	_, err = v.OnDeath(func() { died = true })
	require.NoError(t, err)
	require.NoError(t, exec(t, in, "del c"))
	require.False(t, died)
	v.Release()
	require.True(t, died)
	v.Release() // twice is once
	_, err = v.Attr("x")
	require.ErrorIs(t, err, minipy.ErrClosed)
	log, err := in.Eval(bg, "log")
	require.NoError(t, err)
	got, err := minipy.As[[]string](log)
	require.NoError(t, err)
	require.Equal(t, []string{"del"}, got)
}

// TestBusy: a second goroutine is refused, a bound function is not.
func TestBusy(t *testing.T) {
	in := open(t, minipy.Config{}, "x = 1")
	inside, finish := make(chan bool), make(chan bool)
	require.NoError(t, in.Set("wait", func() { inside <- true; <-finish }))
	require.NoError(t, in.Set("back", func() (int, error) {
		v, err := in.Eval(bg, "x + 1")
		if err != nil {
			return 0, err
		}
		defer v.Release()
		return minipy.As[int](v)
	}))
	require.NoError(t, exec(t, in, "assert back() == 2"))
	done := make(chan error)
	go func() { done <- exec(t, in, "wait()") }()
	<-inside
	_, err := in.Eval(bg, "x")
	require.ErrorIs(t, err, minipy.ErrBusy)
	finish <- true
	require.NoError(t, <-done)
}

// TestRef shares maps and slices.
func TestRef(t *testing.T) {
	in := open(t, minipy.Config{}, "")
	m, s := map[string]int{"a": 1}, []float64{3, 1, 2}
	require.NoError(t, in.Set("m", minipy.Ref(&m)))
	require.NoError(t, in.Set("s", minipy.Ref(&s)))
	require.NoError(t, exec(t, in, `
m['b'] = 2
m.update({'c': 3})
assert m == {'a': 1, 'b': 2, 'c': 3} and dict(m) == m and m.pop('a') == 1 and m.get('zz', 9) == 9 and 1 not in m
assert list(m.items()) == [('b', 2), ('c', 3)] and repr(m) == "{'b': 2, 'c': 3}"
s.append(5); s.insert(0, 9.5); s.pop(); s[1:2] = []; s.extend([7, 8])
assert s == [9.5, 1.0, 2.0, 7.0, 8.0] and s[-1] == 8.0 and s[1:3] == [1.0, 2.0] and sorted(s)[0] == 1.0 and 7 in s
try: m['x'] = 'no'
except TypeError: pass
else: assert 0
match s:
    case [9.5, *rest]: assert len(rest) == 4
    case _: assert 0
match m:
    case {'b': 2}: pass
    case _: assert 0
`))
	require.Equal(t, map[string]int{"b": 2, "c": 3}, m)
	require.Equal(t, []float64{9.5, 1, 2, 7, 8}, s)
	require.True(t, reflect.DeepEqual(s[0], 9.5))
}
