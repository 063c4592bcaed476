# The cells of a generator's frame are made when the generator is, before its first step: the collector counts them,
# and parameters live in them.
import gc, sys, warnings, weakref
warnings.simplefilter("ignore")

class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)

def kinds():
    def gen(p, q=None):
        yield lambda: (p, q)
    async def coro(p, *rest, **kw):
        return lambda: (p, rest, kw)
    async def agen(p):
        x = N('late')
        yield lambda: (p, x)
    return gen, coro, agen

gc.collect()
gc.disable()
for i, make in enumerate(kinds()):
    def cycle(make):
        o = N(i)
        o.it = make(o)
    cycle(make)
    print(make.__name__, gc.collect())

def outer():
    v = N('v')
    def gen(p):
        yield v, p
    it = gen(N('p'))
    frame = it.gi_frame
    print(sorted(frame.f_locals), frame.f_lasti, frame.f_lineno - outer.__code__.co_firstlineno)
    del gen
    return it
it = outer()
it.close()
print('closed')

def later(p):
    yield (lambda: p), p
it = later(N('arg'))
r = weakref.ref(it)
f, p = next(it)
p = None
print('unlinked')
it = None
print(r(), f().name)
f = None

def thrown(p):
    try:
        yield lambda: p
    finally:
        print('never entered')
it = thrown(N('t'))
try: it.throw(ValueError('x'))
except ValueError as e: print(e.__traceback__.tb_next.tb_lineno == thrown.__code__.co_firstlineno)
del it
print('gone')

class A:
    def meth(self):
        yield super().__repr__ is not None and (lambda: self)
print(next(A().meth())().__class__.__name__)

def swap(a, b):
    def get(): return a, b
    yield get
    a, b = b, a
    yield get
g = swap(N('a'), N('b'))
get = next(g)
print([x.name for x in get()]); next(g); print([x.name for x in get()])
del g, get
