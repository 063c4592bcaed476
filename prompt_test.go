package minipy_test

import (
	"context"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
)

// busyWith are native operations that take long by themselves, each in a script of its own
// that would run for minutes.
var busyWith = []struct{ name, src string }{
	{"loop", "go()\nwhile True: pass"},
	{"calls", "def f(n): return f(n - 1) + f(n - 1) if n else 1\ngo()\nf(50)"},
	{"sorted", "import random\nl = [random.random() for i in range(3 * 10**5)]\ngo()\nwhile True: sorted(l)"},
	{"sorted with a key", "l = list(range(10**5))\ngo()\nwhile True: sorted(l, key=lambda x: -x)"},
	{"re", "import re\ngo()\nre.match(r'(a*)*b', 'a' * 100)"},
	{"re over text", "import re\ns = 'ab' * 10**6\ngo()\nwhile True: re.findall(r'b+c', s)"},
	{"pow", "go()\npow(3, 10**7)"},
	{"pow with a modulus", "m = 10**20000 + 7\ngo()\npow(3, 10**20000, m)"},
	{"list * n", "l = [None] * 1000\ngo()\nwhile True: l * 100"},
	{"str * n", "s = 'ab'\ngo()\nwhile True: s * 10**7"},
	{"str.replace", "s = 'ab' * 10**6\ngo()\nwhile True: s.replace('a', 'cc')"},
	{"str.count", "s = 'ab' * 10**6\ngo()\nwhile True: s.count('ba')"},
	{"str.find", "s = 'a' * 10**6\nt = 'a' * 5 * 10**4 + 'b'\ngo()\nwhile True: s.find(t)"},
	{"str.split", "s = 'ab' * 10**5\ngo()\nwhile True: s.split('a')"},
	{"str.join", "l = ['ab'] * 10**5\ngo()\nwhile True: ''.join(l)"},
	{"str.translate", "s = 'ab' * 10**5\ngo()\nwhile True: s.translate({97: 'x'})"},
	{"str.upper", "s = 'äb' * 10**6\ngo()\nwhile True: s.upper()"},
	{"json.dumps", "import json\nl = [list(range(100))] * 10**4\ngo()\nwhile True: json.dumps(l)"},
	{"json.loads", "import json\ns = json.dumps([list(range(100))] * 10**4)\ngo()\nwhile True: json.loads(s)"},
	{"int to str", "import sys\nsys.set_int_max_str_digits(0)\nx = 7 ** 2 * 10**500000\ngo()\nwhile True: str(x)"},
	{"str to int", "import sys\nsys.set_int_max_str_digits(0)\ns = '7' * 10**6\ngo()\nwhile True: int(s)"},
	{"int * int", "x = 3 ** 10**6\ngo()\nwhile True: x * x"},
	{"int // int", "x = 3 ** 10**6\ny = 7 ** 10**5\ngo()\nwhile True: x // y"},
	{"sum", "go()\nsum(range(10**12))"},
	{"a bound iterator", "go()\nsum(naturals())"},
	{"a bound function", "go()\nwhile True: double(2)"},
	{"a shared slice", "go()\nwhile True: sum(numbers)"},
	{"a channel", "go()\nnext(iter(silence))"},
	{"sleep", "import time\ngo()\ntime.sleep(1000)"},
}

func naturals() iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := 0; yield(n); n++ {
		}
	}
}

// TestPrompt: a cancelled script ends within milliseconds, whatever it is in. The best of
// several tries counts, since the machine has other work, too.
func TestPrompt(t *testing.T) {
	numbers := make([]int, 100_000)
	for _, c := range busyWith {
		t.Run(c.name, func(t *testing.T) {
			code, err := minipy.Compile("busy.py", c.src)
			require.NoError(t, err)
			best := time.Hour
			for try := 0; try < 25 && best > prompt; try++ {
				ctx, cancel := context.WithCancel(bg)
				in := minipy.New(minipy.Config{})
				set := func(name string, v any) { require.NoError(t, in.Set(name, v)) }
				var ended time.Time
				set("go", func() {
					time.AfterFunc(15*time.Millisecond, func() { ended = time.Now(); cancel() })
				})
				set("naturals", naturals)
				set("double", func(x int) int { return 2 * x })
				set("numbers", minipy.Ref(&numbers))
				set("silence", make(chan int))
				err := in.Run(ctx, code)
				best = min(best, time.Since(ended))
				require.ErrorIs(t, err, context.Canceled)
				require.NoError(t, in.Close())
				require.Zero(t, in.Census().Objects)
			}
			t.Logf("%v after the end", best.Round(10*time.Microsecond))
			require.LessOrEqual(t, best, prompt)
		})
	}
}
