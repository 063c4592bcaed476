package minipy_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
)

// TestSteps stops a script at the same place every time.
func TestSteps(t *testing.T) {
	src := "n = 0\nwhile True: n += 1\n"
	var got []int
	for range 3 {
		in := open(t, minipy.Config{Limits: minipy.Limits{Steps: 5000}}, "n = 0\ndef f():\n    global n\n    while True: n += 1\n")
		_, err := minipy.Call[any](bg, in, "f")
		require.ErrorIs(t, err, minipy.ErrSteps)
		n, err := in.Get("n")
		require.NoError(t, err)
		k, err := minipy.As[int](n)
		require.NoError(t, err)
		n.Release()
		got = append(got, k)
		require.ErrorIs(t, exec(t, in, src), minipy.ErrSteps, "each call has steps of its own")
		require.NoError(t, exec(t, in, "sum(range(100))"))
	}
	require.Equal(t, []int{got[0], got[0], got[0]}, got)
	require.InDelta(t, 5000, got[0], 2)
}

// bombs are scripts that want more memory than there is.
var bombs = []string{
	"'x' * 10**12", "[0] * 10**9", "b'x' * 10**11", "bytearray(10**10)", "1 << 10**10", "list(range(10**8))", "'x'.ljust(10**10)",
	"s = 'abcdefgh'\nwhile True: s += s", "l = []\nwhile True: l.append(l)", "d = {}\nfor i in range(10**9): d[i] = i",
	"s = set()\nfor i in range(10**9): s.add(i)", "l = [1]\nwhile True: l = l + l", "f'{1:>{10**10}}'", "'%*d' % (10**9, 1)",
	"tuple(range(10**8))", "'a,' .join(['b'] * 10**8)", "dict.fromkeys(range(10**8))",
	"import collections\nd = collections.deque()\nwhile True: d.append(1)", "import itertools\nlist(itertools.repeat(1, 10**9))",
	"class N: pass\nn = None\nwhile True:\n    m = N(); m.n = n; n = m", "def f():\n    try: yield 1\n    finally: pass\nl = []\nwhile True: l.append(f())",
	"'\\n'.join('x' * 1000 for i in range(10**9))", "import sys\nsys.set_int_max_str_digits(0)\nint('9' * 10**8)", "'a' .replace('a', 'b' * 10**8)", "str(10 ** 10**8)",
}

// TestMemory: bytes alive are counted, so that what dies makes room.
func TestMemory(t *testing.T) {
	in := open(t, minipy.Config{Limits: minipy.Limits{Memory: 16 << 20}}, "")
	for _, src := range bombs {
		err := exec(t, in, src)
		require.ErrorIs(t, err, minipy.ErrMemory, src)
		require.NoError(t, exec(t, in, "for n in list(globals()):\n    if not n.startswith('_'): del globals()[n]\nn = None\nimport gc\ngc.collect()"))
	}
	require.NoError(t, exec(t, in, "for i in range(50): s = 'x' * 7 * 10**6"))
}

// TestDepth: the script cannot lift the host's limit.
func TestDepth(t *testing.T) {
	in := open(t, minipy.Config{Limits: minipy.Limits{Depth: 100}}, "import sys\nsys.setrecursionlimit(10**6)\ndef f(n): return 0 if n == 0 else 1 + f(n - 1)\n")
	_, err := minipy.Call[int](bg, in, "f", 50)
	require.NoError(t, err)
	_, err = minipy.Call[int](bg, in, "f", 200)
	require.ErrorIs(t, err, minipy.ErrDepth)
}

// endless are scripts that run for ever, or as good as, in every corner that has a loop
// of its own.
var endless = []string{
	"while True: pass",
	"for i in range(10**12): pass",
	"def f():\n    while True: yield 1\nfor x in f(): pass",
	"def f(): return g()\ndef g(): return 1\nwhile True: f()",
	"sum(range(10**12))",
	"l = list(range(10**6))\nwhile True: sorted(l)",
	"import random\nl = [random.random() for i in range(10**6)]\nsorted(l)\nwhile 1: l.sort(key=lambda x: -x)",
	"max(range(10**12))",
	"any(x for x in iter(int, 1))",
	"all(iter(lambda: 1, 0))",
	"list(zip(iter(int, 1)))",
	"for x in map(int, iter(int, 1)): pass",
	"next(filter(None, iter(int, 1)))",
	"10**10 in iter(int, 1)",
	"pow(3, 10**7)",
	"x = 3 ** 10**6\nwhile True: x * x",
	"import sys\nsys.set_int_max_str_digits(0)\nx = 10 ** 300000\nwhile True: str(x)",
	"import sys\nsys.set_int_max_str_digits(0)\nx = '7' * 300000\nwhile True: int(x)",
	"x = 3 ** 10**6\ny = 7 ** 10**5\nwhile True: x // y; x % y",
	"import math\nmath.factorial(10**7)",
	"import math\nmath.comb(10**7, 5 * 10**6)",
	"s = 'ab' * 10**6\nwhile True: s.replace('a', 'cc')",
	"s = 'ab' * 10**6\nwhile True: s.split('a')",
	"s = 'ab' * 10**6\nwhile True: s.count('ba'); s.find('bb'); s.upper()",
	"s = 'a' * 10**6\nt = 'a' * 5 * 10**4 + 'b'\nwhile True: s.find(t)",
	"s = 'ab' * 10**6\nwhile True: s.encode(); list(s); s[::-1]",
	"l = [0] * 10**6\nwhile True: l.index(1) if 1 in l else l.count(1)",
	"l = [0] * 10**6\nwhile True: l[:]; l + l; l * 3; l.reverse()",
	"l = [[]] * 10**6\nwhile True: l == l[:]",
	"t = tuple(range(10**6))\nwhile True: hash(t)",
	"d = dict.fromkeys(range(10**6))\nwhile True: dict(d); list(d.items()); d == dict(d)",
	"s = set(range(10**6))\nwhile True: s | s; s & s; s - s; s ^ s; s == set(s); frozenset(s)",
	"import itertools\nfor x in itertools.count(): pass",
	"import itertools\nsum(itertools.cycle([1]))",
	"import itertools\nlen(list(itertools.islice(itertools.count(), 10**12, None)))",
	"import itertools\nnext(itertools.dropwhile(lambda x: True, itertools.count()))",
	"import itertools\nfor x in itertools.product(range(10**3), repeat=4): pass",
	"import collections\ncollections.deque(iter(int, 1), maxlen=0)",
	"import collections\ncollections.Counter(iter(int, 1))",
	"import functools\nfunctools.reduce(lambda a, b: 0, iter(int, 1))",
	"import time\ntime.sleep(1000)",
	"class C:\n    def __del__(self):\n        while True: pass\nc = C()\ndel c\nwhile True: pass",
	"while True:\n    try:\n        while True: pass\n    except BaseException: pass",
	"def f():\n    try:\n        while True: pass\n    finally:\n        f()\nf()",
	"try:\n    while True: pass\nfinally:\n    while True: pass",
	"class C:\n    def __enter__(self): return self\n    def __exit__(self, *a):\n        while True: pass\nwith C():\n    while True: pass",
	"def g():\n    while True:\n        try: yield\n        except BaseException: pass\nx = g()\nfor i in x: pass",
	"class L(list):\n    def __eq__(self, o):\n        while True: pass\nL() == L()",
	"class E:\n    def __hash__(self): return 1\n    def __eq__(self, o): return False\nd = {}\nwhile True: d[E()] = 1",
	"'%s' % ([0] * 10**6)\nwhile True: repr([0] * 10**6)",
	"b = bytes(10**6)\nwhile True: b.replace(b'\\0', b'ab'); b.find(b'x'); b.hex()",
	"while True: ''.join(map(str, range(10**5)))",
	"x = range(10**12)\nwhile True: x.index(10**12) if 10**12 in x else list(reversed(range(10**5)))",
	"for i in range(10**9):\n    try: raise ValueError\n    except ValueError: pass",
	"min(iter(lambda: 1, 0), key=lambda x: x)",
	"print(*iter(int, 1))",
	"a, *b = iter(int, 1)",
	"f = lambda *a: 0\nf(*iter(int, 1))",
	"[x for x in iter(int, 1) if x]",
	"{**{str(i): i for i in iter(int, 1)}}",
	"enumerate(iter(int, 1)).__reduce__()\nfor i, x in enumerate(iter(int, 1)): pass",
	"bytes(iter(int, 1))",
	"bytearray().extend(iter(int, 1))",
	"set(iter(int, 1))",
	"dict(zip(iter(int, 1), iter(int, 1)))",
	"''.join(iter(str, 1))",
	"[].extend(iter(int, 1))",
	"def f(n):\n    if n: f(n - 1); f(n - 1)\nf(100)",
}

// TestDeadline: a context's end is seen soon, wherever the script is. Of three tries the
// best counts, since the machine has other work, too.
func TestDeadline(t *testing.T) {
	for n, src := range endless {
		t.Run(fmt.Sprintf("#%d", n), func(t *testing.T) {
			code, err := minipy.Compile("endless.py", src)
			require.NoError(t, err)
			best := time.Hour
			for try := 0; try < 3 && best > late; try++ {
				best = min(best, lateness(t, code))
			}
			if best > late {
				t.Errorf("%v late", best)
			}
		})
	}
}

// lateness is how long after its deadline code ends.
func lateness(t *testing.T, code *minipy.Code) time.Duration {
	t.Helper()
	var log strings.Builder
	in := minipy.New(minipy.Config{Stderr: &log, Limits: minipy.Limits{Memory: 512 << 20}})
	const patience = 30 * time.Millisecond
	ctx, cancel := context.WithTimeout(bg, patience)
	defer cancel()
	start := time.Now()
	err := in.Run(ctx, code)
	took := time.Since(start) - patience
	if !errors.Is(err, minipy.ErrMemory) {
		require.ErrorIs(t, err, context.DeadlineExceeded)
	}
	require.NoError(t, in.Close())
	require.Zero(t, in.Census().Objects, "%v", in.Census().ByType)
	runtime.GC()
	return took
}
