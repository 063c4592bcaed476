# functools.
import functools as ft, weakref, operator
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
print(ft.reduce(operator.add, [1, 2, 3]), ft.reduce(lambda a, b: a * b, [1, 2, 3], 10), ft.reduce(max, [5]), ft.reduce(max, [], 'initial'))
attempt(lambda: ft.reduce(max, [])); attempt(lambda: ft.reduce(max, 5)); attempt(lambda: ft.reduce(max)); attempt(lambda: ft.reduce(5, [1, 2]))
def f(*a, **k): return a, k
p = ft.partial(f, 1, x=2)
print(p(3, y=4), p.func is f, p.args, p.keywords, ft.partial(p, 5, x=9)(6), p(x='over'), ft.partial(p, 5).func is f)
p.attr = 1; print(p.attr, p.__dict__, repr(ft.partial(len, 'a')))
attempt(lambda: ft.partial()); attempt(lambda: ft.partial(5)); attempt(lambda: ft.partial(len)('a', 'b'))
class C:
    def m(self, a, b=None): return ('m', a, b)
    pm = ft.partialmethod(m, 1)
    pm2 = ft.partialmethod(m, b=2)
    part = ft.partial(f, 'no self')
print(C().pm(5), C().pm2(7), C().part())
calls = []
@ft.lru_cache(maxsize=2)
def sq(x): calls.append(x); return x * x
print([sq(x) for x in (1, 2, 1, 3, 2, 1)], calls, sq.cache_info(), sq.cache_parameters()); sq.cache_clear(); print(sq.cache_info(), sq.__wrapped__(4), sq.__name__)
@ft.lru_cache(maxsize=None, typed=True)
def typed(x): return type(x).__name__
print(typed(1), typed(1.0), typed(True), typed.cache_info())
@ft.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info().currsize)
attempt(lambda: sq([])); attempt(lambda: ft.lru_cache(maxsize='a'))
@ft.lru_cache(maxsize=0)
def none(x): return x
print(none(1), none(1), none.cache_info())
@ft.lru_cache
def kw(a, b=1): return a, b
kw(1); kw(a=1); kw(1, 1); kw(1, b=1); print(kw.cache_info())
class N:
    def __del__(self): print('  del N')
@ft.lru_cache(maxsize=1)
def holds(x): return N()
holds(1); print('cached'); holds(2); print('evicted'); holds.cache_clear(); print('cleared')
@ft.total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) <= T(2), T(1) > T(2), T(1) >= T(1), T(3) > T(2))
attempt(lambda: ft.total_ordering(type('X', (), {})))
def w(): "doc of w"
w.extra = 1
@ft.wraps(w)
def wrapper(): pass
print(wrapper.__name__, wrapper.__doc__, wrapper.extra, wrapper.__wrapped__ is w, wrapper.__qualname__, ft.WRAPPER_ASSIGNMENTS, ft.WRAPPER_UPDATES)
@ft.singledispatch
def show(x, *a): return 'default'
@show.register(int)
def _(x, *a): return 'int'
@show.register
def _(x: str, *a): return 'str'
@show.register(type(None))
def _(x, *a): return 'None'
class Base: pass
class Derived(Base): pass
show.register(Base, lambda x: 'Base')
print(show(1), show('a'), show(None), show(1.5), show(True), show(Derived()), show.dispatch(bool)(1), sorted(k.__name__ for k in show.registry))
attempt(lambda: show())
class SD:
    @ft.singledispatchmethod
    def m(self, x): return 'any'
    @m.register
    def _(self, x: int): return 'int method'
print(SD().m('a'), SD().m(1))
key = ft.cmp_to_key(lambda a, b: (a > b) - (a < b)); print(sorted([3, 1, 2], key=key), key(1) < key(2), key(1) == key(1))
class CP:
    @ft.cached_property
    def v(self): print('  computed'); return N()
c = CP(); c.v; c.v; print('v' in c.__dict__); del c.v; print('deleted'); c.v; del c; print('gone')
class Slotted:
    __slots__ = ()
    @ft.cached_property
    def v(self): return 1
attempt(lambda: Slotted().v)
class Bad:
    pass
try:
    class Two:
        a = ft.cached_property(lambda s: 1)
        b = a
except (TypeError, RuntimeError) as e: print(type(e).__name__, repr(e.__cause__))
l = []; p = ft.partial(print, l); r = weakref.ref(p); del p; print(r())
