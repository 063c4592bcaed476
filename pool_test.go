package minipy_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
	"github.com/minipy-go/minipy/minipytest"
)

// TestPool: each user finds what the Code made, and nothing else.
func TestPool(t *testing.T) {
	code, err := minipy.Compile("pool.py", "seen = []\ndef see(x):\n    seen.append(x)\n    return len(seen)\n")
	require.NoError(t, err)
	pool, err := minipy.NewPool(bg, 4, minipy.Config{}, code)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for k := range 20 {
				var died int
				err := pool.Do(bg, func(in *minipy.Interp) error {
					var out bytes.Buffer
					if err := in.SetOutput(&out, nil); err != nil {
						return err
					}
					thing := &customer{Name: "x"}
					if err := in.Set("mine", minipy.Own(thing, func(*customer) error { died++; return nil })); err != nil {
						return err
					}
					n, err := minipy.Call[int](bg, in, "see", "a")
					if err != nil || n != 1 {
						return fmt.Errorf("see: %d, %w", n, err)
					}
					if err := exec(t, in, "import sys, builtins\nbuiltins.len = 5\nprint('user')\nsys.path = 1\nsys.modules.clear()\ndel see"); err != nil {
						return err
					}
					if out.String() != "user\n" {
						return fmt.Errorf("output %q", out.String())
					}
					return nil
				})
				if err != nil || died != 1 {
					t.Errorf("goroutine %d, round %d: %v; died %d times", g, k, err, died)
					return
				}
			}
		})
	}
	wg.Wait()
	in, err := pool.Get(bg)
	require.NoError(t, err)
	require.NoError(t, pool.Put(in))
	require.ErrorIs(t, pool.Put(in), minipy.ErrForeign)
	require.NoError(t, pool.Close())
	_, err = pool.Get(bg)
	require.ErrorIs(t, err, minipy.ErrClosed)
}

// TestPoolWaits: Get waits for a place, and its context ends the wait.
func TestPoolWaits(t *testing.T) {
	code, err := minipy.Compile("pool.py", "")
	require.NoError(t, err)
	pool, err := minipy.NewPool(bg, 1, minipy.Config{}, code)
	require.NoError(t, err)
	in, err := pool.Get(bg)
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(bg, time.Millisecond)
	defer cancel()
	_, err = pool.Get(ctx)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.NoError(t, in.Close())
	require.NoError(t, pool.Put(in), "its user may have closed it")
	require.NoError(t, pool.Close())
	bad, err := minipy.Compile("pool.py", "1/0")
	require.NoError(t, err)
	_, err = minipy.NewPool(bg, 1, minipy.Config{}, bad)
	require.ErrorContains(t, err, "ZeroDivisionError")
}

// TestCloseEnds: exit functions and finalizers cannot keep Close from ending.
func TestCloseEnds(t *testing.T) {
	in := minipy.New(minipy.Config{})
	code, err := minipy.Compile("x.py", "import atexit\n@atexit.register\ndef f():\n    while True: pass\nclass C:\n    def __del__(self):\n        while True: pass\nl = [C() for i in range(100)]\n")
	require.NoError(t, err)
	require.NoError(t, in.Run(bg, code))
	start := time.Now()
	require.ErrorIs(t, in.Close(), context.DeadlineExceeded)
	require.Less(t, time.Since(start), 5*time.Second)
	require.Zero(t, in.Census().Objects)
}

// A recorder is a test that notes that it failed.
type recorder struct {
	testing.TB
	log   strings.Builder
	later []func()
}

func (r *recorder) Helper()                      {}
func (r *recorder) Errorf(f string, args ...any) { fmt.Fprintf(&r.log, f+"\n", args...) }
func (r *recorder) Cleanup(f func())             { r.later = append(r.later, f) }
func (r *recorder) done() string {
	for _, f := range r.later {
		f()
	}
	return r.log.String()
}

// TestNoLeaks finds what a call leaves behind, and who holds it.
func TestNoLeaks(t *testing.T) {
	const src = "cache = {}\nclass User: pass\ndef clean(n):\n    u = User()\n    u.me = u\n    return n\ndef leak(n):\n    u = User()\n    cache.setdefault('users', []).append(u)\n    return n\n"
	code, err := minipy.Compile("leaks.py", src)
	require.NoError(t, err)
	try := func(fn string) string {
		in := minipy.New(minipy.Config{})
		require.NoError(t, in.Run(bg, code))
		r := &recorder{TB: t}
		minipytest.NoLeaks(r, in)
		for n := range 3 {
			_, err := minipy.Call[int](bg, in, fn, n)
			require.NoError(t, err)
		}
		return r.done()
	}
	require.Empty(t, try("clean"))
	log := try("leak")
	require.Contains(t, log, "3 __main__.User")
	require.Contains(t, log, `globals["cache"] → dict["users"] → list[2]`)

	in := minipy.New(minipy.Config{})
	require.NoError(t, in.Run(bg, code))
	r := &recorder{TB: t}
	minipytest.NoLeaks(r, in)
	v, err := in.Eval(bg, "User()")
	require.NoError(t, err)
	require.Contains(t, r.done(), "a Value of Go")
	v.Release()
}

// TestHeldBy words the ways to an object.
func TestHeldBy(t *testing.T) {
	in := open(t, minipy.Config{}, "import sys\nclass Node: pass\nclass Slot:\n    __slots__ = 'a'\nx = Node()\nn = Node()\nn.next = x\ns = Slot()\ns.a = x\nt = (1, x)\nsys.keep = x\nd = {x: 1}\ndef f(p): return look(p)\ndef clo(x):\n    def g(): return x\n    return g\ng = clo(x)\n")
	x, err := in.Get("x")
	require.NoError(t, err)
	paths, err := x.HeldBy()
	require.NoError(t, err)
	for _, p := range []string{`globals["x"]`, `globals["n"] → __main__.Node.next`, `globals["s"] → __main__.Slot.a`, `globals["t"] → tuple[1]`, `globals["d"] → dict key`, `sys.keep`, `globals["g"] → function → tuple[0] → cell`} {
		require.Contains(t, paths, p)
	}
	require.Equal(t, x.Refs()-1, len(paths))
	require.NoError(t, in.Set("look", func(v *minipy.Value) []string {
		paths, err := v.HeldBy()
		require.NoError(t, err)
		return paths
	}))
	paths, err = minipy.Call[[]string](bg, in, "f", x)
	require.NoError(t, err)
	require.Contains(t, paths, "local p of f")
	require.NoError(t, exec(t, in, "c = Node()\nc.me = c\nimport gc\ngc.disable()"))
	c, err := in.Get("c")
	require.NoError(t, err)
	require.NoError(t, exec(t, in, "del c"))
	paths, err = c.HeldBy()
	require.NoError(t, err)
	require.Empty(t, paths, "the cycle is c's own")
	c.Release()
	x.Release()
}

// TestTrace sees what a script does.
func TestTrace(t *testing.T) {
	var log []string
	in := minipy.New(minipy.Config{Trace: func(e minipy.TraceEvent) {
		log = append(log, strings.TrimSpace(fmt.Sprintf("%s %s:%d %s %s %s", e.Kind, e.Func, e.Line, e.File, e.Type, e.Message)))
	}})
	code, err := minipy.Compile("t.py", "class C: pass\ndef f():\n    c = C()\n    return 1\ntry:\n    f()\n    raise ValueError('no')\nexcept ValueError:\n    pass\ndef g(): yield 1\nlist(g())\n")
	require.NoError(t, err)
	require.NoError(t, in.Run(bg, code))
	require.NoError(t, in.Close())
	require.Equal(t, `call <module>:1 t.py
line <module>:1 t.py
call C:1 t.py
line C:1 t.py
return C:1 t.py
line <module>:2 t.py
line <module>:5 t.py
line <module>:6 t.py
call f:2 t.py
line f:3 t.py
birth f:3 t.py C
line f:4 t.py
return f:4 t.py
death f:4 t.py C
line <module>:7 t.py
raise <module>:7 t.py ValueError no
line <module>:8 t.py
line <module>:9 t.py
line <module>:10 t.py
line <module>:11 t.py
call g:10 t.py
line g:10 t.py
return g:10 t.py
call g:10 t.py
return g:10 t.py
return <module>:11 t.py`, strings.Join(log, "\n"))
}

// TestTraceCannotBeStopped: neither sys.settrace nor a panic ends a trace.
func TestTraceCannotBeStopped(t *testing.T) {
	var lines int
	var errs bytes.Buffer
	in := minipy.New(minipy.Config{Stderr: &errs, Trace: func(e minipy.TraceEvent) {
		if e.Kind == minipy.EventLine {
			lines++
		}
		if e.Kind == minipy.EventRaise {
			panic("oops")
		}
	}})
	code, err := minipy.Compile("t.py", "import sys\nsys.settrace(None)\nn = 1\nsys.settrace(lambda *a: None)\nsys.settrace(None)\nsys.setprofile(None)\nn = 2\ntry: 1/0\nexcept ZeroDivisionError: n = 3\n")
	require.NoError(t, err)
	require.NoError(t, in.Run(bg, code))
	require.NoError(t, in.Close())
	require.Zero(t, in.Census().Objects)
	require.Equal(t, 9, lines)
	require.Contains(t, errs.String(), "oops")
}
