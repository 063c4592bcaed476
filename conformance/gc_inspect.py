# gc.is_tracked, is_finalized, get_referents, get_referrers, get_objects; sys.getrefcount.
import gc, sys, weakref
gc.disable()
class O: pass
class S: __slots__ = ()
class S1: __slots__ = ('a',)
def f(x=[]): return x
print('tracked')
for t in (1, 1.5, 'a', b'', None, True, ..., (), (1,), (1, 'a'), ([],), ((1,),), [], {}, {'a': 1}, {'a': []}, {1: (1,)}, {1: (1, 2), 'k': O()}, set(), frozenset(), f, f.__code__, O, O(), S(), S1(), O().__init__, len, [].append, iter([]), (i for i in ()), range(5), slice(1), gc, type, object(), property(), staticmethod(f), bytearray(), memoryview(b''), weakref.ref(O), enumerate([]), map(f, []), Exception(), {}.keys(), iter({}), complex(1), super(O, O()), f.__defaults__):
    print(type(t).__name__, int(gc.is_tracked(t)), end='; ')
print()
d = {}; print(gc.is_tracked(d), end=' '); d['a'] = 1; print(gc.is_tracked(d), end=' '); d['b'] = (1, 2); print(gc.is_tracked(d), end=' '); d['c'] = []; print(gc.is_tracked(d), end=' '); del d['c']; print(gc.is_tracked(d), gc.collect() is not None, gc.is_tracked(d))
t = (1, 2); n = 5; u = (n, 'x'); v = tuple([1, n]); w = (n, []); print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(v), gc.is_tracked(w)); gc.collect(); print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(v), gc.is_tracked(w))
o = O(); print(gc.is_tracked(o), gc.is_tracked(o.__dict__)); o.x = 1; print(gc.is_tracked(o.__dict__)); o.l = []; print(gc.is_tracked(o.__dict__))
print(gc.is_tracked(dict(a=1)), gc.is_tracked({**{'a': 1}}), gc.is_tracked({'a': 1}.copy()), gc.is_tracked({'a': []}.copy()), gc.is_tracked([1][:]), gc.is_tracked(globals()))
print('finalized')
class Back:
    def __del__(self): saved.append(self)
saved = []; b = Back(); print(gc.is_finalized(b)); del b; print(gc.is_finalized(saved[0]), gc.is_finalized(5), gc.is_finalized([])); saved.clear()
print('referents')
l = [1, 'a', [2]]; print(gc.get_referents(l), gc.get_referents({'k': 'v', 1: 2}), gc.get_referents((1, [2])), gc.get_referents(5), gc.get_referents(), gc.get_referents([1], [2]), sorted(gc.get_referents({7, 8})))
o = O(); o.a = 'attr'; print(o.__dict__ in gc.get_referents(o), O in gc.get_referents(o), len(gc.get_referents(o)), gc.get_referents(o.__dict__))
s = S1(); s.a = 'slot'; print(gc.get_referents(s) == ['slot', S1] or gc.get_referents(s))
print([type(x).__name__ for x in gc.get_referents(f)], gc.get_referents(iter(l)) == [l], gc.get_referents(o.__init__)[0] is o)
def cl():
    c = ['cell content']
    return lambda: c
print(gc.get_referents(cl().__closure__[0]), sorted(type(x).__name__ for x in gc.get_referents(O)), gc.get_referents(weakref.ref(O)), gc.get_referents(slice(1, 2)), gc.get_referents(range(2)), gc.get_referents(map(len, l))[-1] is len)
def g():
    local = 'in the frame'
    yield 1
x = g(); next(x); print('in the frame' in gc.get_referents(x.gi_frame), [type(r).__name__ for r in gc.get_referents(x)])
print('referrers')
target = O()
holder = [target]; dct = {'k': target}; tup = (target,); obj = O(); obj.t = target; st = {target}
refs = gc.get_referrers(target)
print(holder in refs, dct in refs, tup in refs, obj.__dict__ in refs, st in refs, globals() in refs, any(r is obj for r in refs)); del refs
del holder, dct, tup, obj, st; print([r is globals() for r in gc.get_referrers(target)])
def closed():
    c = O()
    def inner(): return c
    return [type(r).__name__ for r in gc.get_referrers(c)]
print(closed(), gc.get_referrers())
class Child(O): pass
print(any(r is Child for r in gc.get_referrers(O)), any(r is target for r in gc.get_referrers(O)))
print('objects')
marker = [['marker']]; objs = gc.get_objects(); print(any(x is marker for x in objs), any(x is marker[0] for x in objs), any(x is O for x in objs), any(x is f for x in objs), type(objs).__name__, any(x is objs for x in objs)); del objs
gc.collect(); young = ['young']; print(any(x is young for x in gc.get_objects(0)), any(x is young for x in gc.get_objects(1)), any(x is young for x in gc.get_objects(generation=2))); gc.collect(0); print(any(x is young for x in gc.get_objects(0)), any(x is young for x in gc.get_objects(1))); gc.collect(1); print(any(x is young for x in gc.get_objects(2)))
for bad in (3, -1):
    try:
        gc.get_objects(bad)
    except ValueError as e:
        print(e)
order = [x for x in gc.get_objects(0) if isinstance(x, list) and x[:1] == ['order']]; a1, a2, a3 = ['order', 1], ['order', 2], ['order', 3]; print([x for x in gc.get_objects(0) if isinstance(x, list) and x[:1] == ['order']])
print('refcounts')
o = O(); print(sys.getrefcount(o)); p = o; print(sys.getrefcount(o)); l = [o, o]; print(sys.getrefcount(o)); l.clear(); del p; print(sys.getrefcount(o)); r = weakref.ref(o); print(sys.getrefcount(o), sys.getrefcount(O()), sys.getrefcount([]), sys.getrefcount(r))
def arg(x): return sys.getrefcount(x)
def arg2(x): y = x; return sys.getrefcount(x)
def arg3(*a): return sys.getrefcount(a[0]), sys.getrefcount(a)
def arg4(**k): return sys.getrefcount(k['o']), sys.getrefcount(k)
print(arg(o), arg2(o), arg3(o), arg4(o=o), arg(O()), (lambda z: sys.getrefcount(z))(o), sys.getrefcount(o.__class__) > 3)
def nested(x): return arg(x)
print(nested(o), [sys.getrefcount(i) for i in [o]], [sys.getrefcount(i) for i in (o,)])
m = o.__init__; print(sys.getrefcount(o)); del m
def capture():
    def inner(): return o2
    o2 = O(); return sys.getrefcount(o2), inner
print(capture()[0])
o.me = o; print(sys.getrefcount(o), sys.getrefcount(o.__dict__)); del o.me
try: raise ValueError(o)
except ValueError as e: print(sys.getrefcount(o), sys.getrefcount(e))
print(sys.getrefcount(o))
it = iter([o]); print(sys.getrefcount(o)); next(it); print(sys.getrefcount(o)); del it; print(sys.getrefcount(o))
def local_refs():
    a = []; b = a; c = (a, b)
    return sys.getrefcount(a), sys.getrefcount(c)
print(local_refs())
class K: pass
print(sys.getrefcount(K), sys.getrefcount(K.__dict__)); k = K(); print(sys.getrefcount(K)); k = None; print(sys.getrefcount(K))
def fn(): pass
print(sys.getrefcount(fn), sys.getrefcount(fn.__code__) > 1, sys.getrefcount((1, [])), sys.getrefcount({}), sys.getrefcount('a' * 50), sys.getrefcount(10 ** 30 + len('x')), sys.getrefcount(1.5 * len('x')))
try:
    sys.getrefcount()
except TypeError as e:
    print(e)
