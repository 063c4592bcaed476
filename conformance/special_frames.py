# Special methods of scripts: results, reflected methods, errors, deaths and tracebacks, whatever runs them.
import traceback, sys
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'V(%r)' % self.n
    def __add__(self, o): return V(self.n + o.n) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return V(o + self.n)
    def __sub__(self, o): return NotImplemented
    def __mul__(self, o=2, *rest, k=1): return ('mul', self.n, o, rest, k)
    def __truediv__(self): return 1
    def __mod__(self, o): yield o
    def __iadd__(self, o): return ('iadd', o)
    def __eq__(self, o): return self.n == o.n if isinstance(o, V) else NotImplemented
    def __lt__(self, o): return ('lt', self.n, o.n) if isinstance(o, V) else NotImplemented
    def __gt__(self, o): return False
    def __getitem__(self, i): return i
    def __call__(self, *a, **k): return a, sorted(k.items())
    @property
    def p(self): return ('p', self.n)
    @property
    def bad(self): raise AttributeError('inner')
    @property
    def gone(self):
        del V.gone
        return 1
class W(V):
    def __radd__(self, o): return 'W.radd'
    def __gt__(self, o): return 'W.gt'
a, b = V(1), V(2)
print(a + b, 1 + a, a * b, a * 3, list(a % 4), a[1], a[b], a[1:2], a(), a(1, k=2), a.p)
print(a + W(3), a < W(3), W(1) + a, V(1) == V(1), V(1) != V(1), V(1) == 3, a < b, bool(a > b))
a += 5
print(a)
a = V(1)
def attempt(f):
    try: print('ok', f())
    except Exception as e: print(type(e).__name__, e, [t.name for t in traceback.extract_tb(e.__traceback__)][:6])
for f in (lambda: a + 'x', lambda: a - 1, lambda: a - a, lambda: 'x' - a, lambda: a / a, lambda: a < 3, lambda: a <= a, lambda: a.bad,
          lambda: a.nope, lambda: a @ a, lambda: a.gone, lambda: a.gone, lambda: V.__add__(a), lambda: a - W(2)):
    attempt(f)
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
    def __add__(self, o):
        t = D(self.n + '+' + o.n)
        return t
    def __eq__(self, o): D(self.n + '=='); return True
    def __getitem__(self, i): D('local'); return D(self.n + '[]')
    @property
    def p(self): return D(self.n + '.p')
    def __call__(self, x): return D(self.n + '()')
    def __enter__(self): print('enter', self.n); return D('entered')
    def __exit__(self, *e): print('exit', self.n, e[0]); return e[0] is KeyError
print('temporaries')
D('a') + D('b')
(D('a') + D('b')) + D('c')
print(D('x') == D('y'))
if D('x') == D('y'): print('same')
D('i')[0]; D('i')[D('k')]
D('o').p; D('c')(D('arg'))
x = D('a') + D('b'); x = x + D('c'); x = None
print('with')
with D('cm'): print('in')
with D('cm') as e: print(e.n)
e = None
with D('cm'): raise KeyError(1)
try:
    with D('cm') as e: raise ValueError(1)
except ValueError: print('out')
e = None
class R:
    def __add__(self, o): raise ValueError('r')
    def __eq__(self, o): return [] if o is None else [1]
    def __enter__(self): raise KeyError('enter')
    def __exit__(self): pass
class E:
    def __enter__(self): return 1
    def __exit__(self, a): pass
attempt(lambda: R() + R())
def w():
    with R(): pass
attempt(w)
def w():
    with E(): pass
attempt(w)
def w():
    with 3: pass
attempt(w)
print('yes' if R() == None else 'no', 'yes' if R() == 1 else 'no', R() == None)
class Deep:
    def __add__(self, o): return self + o
attempt(lambda: Deep() + 1)
class B:
    def __eq__(self, o): return Truth()
class Truth:
    def __bool__(self): raise OverflowError('truth')
attempt(lambda: 1 if B() == 1 else 2)
class Flip:
    def __add__(self, o):
        Flip.__add__ = lambda self, o: 'new'
        return 'old'
print(Flip() + 1, Flip() + 1)
def gen():
    x = V(1)
    y = yield x + V(2)
    yield x == y
g = gen(); print(next(g), g.send(V(1)))
print(sum([V(1), V(2)], V(0)), max(V(1), V(2), key=lambda v: v.p))
