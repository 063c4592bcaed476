# Deep structures are built and torn down without a crash: lists, tuples, dicts, linked nodes, generators, closures.
import gc, weakref
class N:
    __slots__ = ('next', '__weakref__')
class A: pass
class D:
    count = 0
    def __del__(self): D.count += 1
def linked(n):
    head = None
    for _ in range(n): x = N(); x.next = head; head = x
    return head
def attrs(n):
    head = None
    for _ in range(n): x = A(); x.next = head; head = x
    return head
h = linked(200000); r = weakref.ref(h); h = None; print('nodes with slots', r() is None)
h = attrs(200000); r = weakref.ref(h); h = None; print('nodes with dictionaries', r() is None)
for name, wrap in (('list', lambda x: [x]), ('tuple', lambda x: (x,)), ('dict', lambda x: {'k': x}), ('set', lambda x: {x}), ('frozenset', lambda x: frozenset([x])), ('list of lists', lambda x: [[x]]), ('mixed', lambda x: ([{1: (x,)}],)), ('bound method', lambda x: N.__init__.__get__(x) if x else N()), ('iterator', lambda x: iter([x])), ('closure', lambda x: (lambda: x)), ('partial', None), ('generator', None), ('exception', None)):
    if wrap is None or name == 'set': continue
    leaf = N(); r = weakref.ref(leaf); x = leaf; del leaf
    for _ in range(50000): x = wrap(x)
    alive = r() is not None
    x = None
    print(name, alive, r() is None)
import functools
def gen(x):
    yield x
leaf = N(); r = weakref.ref(leaf); x = leaf; del leaf
for _ in range(20000): g = gen(x); next(g); x = g
g = x = None; print('generators', r() is None)
leaf = N(); r = weakref.ref(leaf); x = leaf; del leaf
for _ in range(20000): x = functools.partial(print, x)
x = None; print('partials', r() is None)
def chain(n):
    e = None
    for _ in range(n):
        new = ValueError(); new.__context__ = e; e = new
    return e
x = chain(20000); x = None; print('exceptions')
head = None
for _ in range(30000): d = D(); d.next = head; head = d
d = head = None; print('__del__ of each', D.count)
big = [linked(10) for _ in range(10000)]; big = None; print('wide')
gc.disable(); gc.collect()
h = linked(100000); t = h
while t.next is not None: t = t.next
t.next = h; h = t = None; print('a ring', gc.collect())
l = []
for _ in range(100000): l = [l]
m = l
while m[0]: m = m[0]
m.append(l); l = m = None; print('a ring of lists', gc.collect())
d = {}; x = d
for _ in range(50000): x['k'] = {}; x = x['k']
d = x = None; print('nested dicts')
x = None
for _ in range(50000): x = type('T', (), {'__slots__': ()}) if x is None else [x, x]
x = None; print('shared')
