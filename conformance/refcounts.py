# sys.getrefcount: locals, cells, arguments however they are passed, containers, exceptions. None's count is not told.
import sys
class N:
    def __init__(self, *a): self.a=None
    def m(self, o=None): return rc(self), rc(o)
def rc(x): return '-' if x is None else sys.getrefcount(x)
def f(p): return rc(p)
def g(p): 
    r = rc(p); p = 1; return r
def h(p): return (lambda: p) and rc(p)
def k(*p): return rc(p[0]), rc(p)
def k2(*p): 
    r = rc(p[0]), rc(p)
    p = 1
    return r
def k3(*p): return (lambda: p) and (rc(p[0]), rc(p))
def q(**p): return rc(p['a']), rc(p)
def q2(**p): 
    r = rc(p['a']), rc(p)
    del p
    return r
def d(p=N()): return rc(p)
def d2(p=N()): 
    r = rc(p)
    p = 0
    return r
def d3(*, p=N()): return rc(p)
n = N()
print(f(n), g(n), h(n), k(n), k2(n), k3(n), q(a=n), q2(a=n), d(), d(n), d2(), d2(n), d3(), d3(p=n), d(p=n), d2(p=n))
print(f(N()), g(N()), h(N()), k(N()), k2(N()), k3(N()), q(a=N()), q2(a=N()), d(), d(N()), d2(), d2(N()), d3(), d3(p=N()), d(p=N()), d2(p=N()))
t=(n,)
print(f(*t), g(*t), h(*t), k(*t), k2(*t), k3(*t), d(*t), d2(*t), d3(*(), p=n), d(*(), p=n), d2(*t, **{}))
dd={'p':n}
print(f(**dd), g(**dd), h(**dd), d(**dd), d2(**dd), d3(**dd), d(*(), **dd), d2(*(),**dd))
print(n.m(), n.m(n), n.m(N()), N.m(n), N.m(n, n), N().m(), N().m(n))
m=n.m
print(m(), m(n))
class C:
    def __init__(self, a, *b, c=n, **d): print(rc(self), rc(a), rc(c), [rc(x) for x in b], [rc(x) for x in d.values()])
C(n); C(N(), N()); C(n, n, c=n, d=n); C(*t); C(a=n)
class C2:
    def __init__(self, a):
        print(rc(self), rc(a))
        self = None; a = None
    def __add__(self, o): return rc(self), rc(o)
    def __getitem__(self, o): return rc(self), rc(o)
    def __call__(self, o): return rc(self), rc(o)
    def __enter__(self): print(rc(self)); return self
    def __exit__(self, *a): print(rc(self), [x and 1 for x in a])
    def __eq__(self, o): return rc(self), rc(o)
    @property
    def p(self): return rc(self)
C2(n); C2(N())
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()): c = C2(n)
print(c+c, c+n, c[n], c[c], c(n), c(c), c==n, c==c, c.p)
with c as z: pass
with contextlib.redirect_stdout(io.StringIO()): print(C2(n)+n)
print(list(map(f, [n, N()])), [type(x).__name__ for x in sorted([N(), n], key=f)], list(map(lambda *a: rc(a[0]), [n], [n])))
def gen(p):
    yield rc(p)
    p = 1
    yield p
print(next(gen(n)), next(gen(N())))
def genc(p):
    yield (lambda: p) and rc(p)
print(next(genc(n)), next(genc(N())))
l=[n]; print([rc(x) for x in l], {rc(x) for x in [N()]}, rc(l[0]), rc(l), rc([N()][0]), rc(N()))
def outer():
    x = N(); y = x
    def inner(): return rc(x), rc(y)
    return inner, inner(), rc(inner)
print(outer()[0](), outer()[1:])
try: raise ValueError(n)
except ValueError as e: print(rc(e), rc(e.args), rc(e.__traceback__), rc(n))
def ex():
    try: 1/0
    except Exception as e: return rc(e)
print(ex())
for x in [N(), n]: print(rc(x))
for x, y in zip([N()], [n]): print(rc(x), rc(y))
for i, x in enumerate([N(), n]): print(rc(x))
for k_, v in {1: N()}.items(): print(rc(v))
a, b = n, N(); print(rc(a), rc(b))
print((lambda *a, **k: (rc(a), rc(k), rc(a[0])))(n, z=n))
