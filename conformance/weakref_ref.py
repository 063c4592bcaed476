# weakref.ref: calling, callbacks and their order, reuse, equality, hash, subclasses, what can be referred to.
import weakref, gc, sys
gc.disable()
class O:
    def __init__(self, v=0): self.v = v
    def __eq__(self, o): return isinstance(o, O) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f'O({self.v})'
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
o = O(1)
r = weakref.ref(o)
print(r() is o, weakref.ref(o) is r, weakref.getweakrefcount(o), weakref.getweakrefs(o) == [r], o.__weakref__ is r, r.__callback__)
del o
print(r(), r, weakref.getweakrefcount(5))
print('callbacks: the newest first')
o = O(2)
refs = [weakref.ref(o, lambda r, i=i: print('  callback', i, r() is None, r is refs[i])) for i in range(4)]
print(weakref.getweakrefcount(o), len(set(map(id, refs))), weakref.getweakrefs(o) == refs[::-1], o.__weakref__ is refs[3])
plain = weakref.ref(o)
print(weakref.getweakrefs(o)[0] is plain, weakref.ref(o, None) is plain)
del o
print(refs[0].__callback__, plain())
print('a reference that dies first calls nobody')
o = O(3); r = weakref.ref(o, lambda r: print('  never')); del r; del o
print('every reference is cleared before the first callback')
o = O(4)
others = []
def look(r): print('  ', [x() for x in others])
others += [weakref.ref(o, look), weakref.ref(o), weakref.ref(o, look)]
del o
print('a callback may drop the next one')
o = O(5)
box = []
def drop(r): print('  drop'); box.clear()
box += [weakref.ref(o, lambda r: print('  dropped, never called')), weakref.ref(o, drop)]
keep = box[1]
del o
print('a callback may make a new object')
o = O(6)
def revive(r):
    global o2
    o2 = O('new'); print('  made', o2)
r = weakref.ref(o, revive); del o; print(o2)
print('the callback sees attributes gone')
class Part:
    def __del__(self): print('  del part')
o = O(7); o.part = Part(); r = weakref.ref(o, lambda r: print('  callback of the owner')); del o
print('the callback dies with the reference')
class CB:
    def __call__(self, r): print('  called')
    def __del__(self): print('  del CB')
o = O(8); r = weakref.ref(o, CB()); del o; print('  after'); del r
o = O(9); r = weakref.ref(o, CB()); print('  alive'); del r; print('  gone')
print('equality: live by referents, dead by identity')
a, b, c = O(1), O(1), O(2)
ra, rb, rc = weakref.ref(a), weakref.ref(b), weakref.ref(c)
print(ra == rb, ra != rb, ra == rc, ra == 5, hash(ra) == hash(a), {ra: 'x'}[rb])
attempt(lambda: ra < rb)
h = hash(ra)
rd = weakref.ref(c, print)
del a, b
print(ra == rb, ra == ra, ra != rb, hash(ra) == h)
x = O(55); rx = weakref.ref(x); del x
attempt(lambda: hash(rx))
class NoHash:
    __hash__ = None
n = NoHash(); attempt(lambda: hash(weakref.ref(n)))
print('subclasses of ref are never shared')
class R(weakref.ref):
    def __init__(self, ob, callback=None, **kw):
        super().__init__(ob, callback)
        self.kw = kw
o = O(1)
r1, r2, p = R(o, a=1), R(o), weakref.ref(o)
print(r1 is r2, r1.kw, r1() is o, isinstance(r1, weakref.ref), weakref.getweakrefcount(o), weakref.getweakrefs(o)[0] is p, type(r1).__name__, r1 == p)
class S(weakref.ref): __slots__ = ('key',)
s = S(o); s.key = 1; print(s.key, S.__basicsize__, R.__basicsize__, weakref.ref.__basicsize__, hasattr(s, '__dict__'))
rr = weakref.ref(r1) ; print(rr() is r1)
attempt(lambda: weakref.ref(p))
print('what can be referred to')
def f(): pass
class Sl: __slots__ = ()
class SlW: __slots__ = ('__weakref__',)
for t in (f, O, O().__eq__, (i for i in ()), set(), frozenset(), len, sys, type, int, object, f.__code__, Sl(), SlW(), 5, 'a', [], {}, (), None, 1.5, object(), b'', range(1), slice(1), Exception(), memoryview(b''), sys._getframe(), iter([]), property(), super(O, O()), classmethod(f), type.__dict__, {}.keys(), f.__get__(1), [].append, 1j, ..., bytearray()):
    try:
        weakref.ref(t); print(type(t).__name__, end=' ')
    except TypeError as e:
        print(f'[{e}]', end=' ')
print()
for args in ((), (5,), (o, None, 5)):
    attempt(lambda: weakref.ref(*args))
attempt(lambda: weakref.ref(o, callback=None)); attempt(lambda: weakref.ref(o, 5)()); attempt(lambda: r1(1)); attempt(lambda: weakref.getweakrefcount()); attempt(lambda: setattr(p, 'x', 1)); attempt(lambda: setattr(p, '__callback__', 1)); attempt(lambda: weakref.getweakrefs(5))
print(weakref.ref is weakref.ReferenceType, weakref.ref.__name__, type(weakref.proxy(o)).__name__, type(weakref.proxy(f)).__name__, weakref.ProxyTypes)
m = O(1).__eq__
print('a bound method is a temporary:', weakref.ref(o.__eq__))
print('in a container that is cleared'); l = [O(i) for i in range(3)]
w = [weakref.ref(x, lambda r, i=i: print('  gone', i)) for i, x in enumerate(l)]
l.clear()
print('__del__ first, then callbacks')
class D(O):
    def __del__(self): print('  __del__', w2() is self)
d = D(1); w2 = weakref.ref(d, lambda r: print('  callback', w2())); del d
print(str(r1).split(' at ')[0], str(weakref.ref(f)).split('; ')[1].split(' at ')[0])
print('the class of a weak reference to a class'); class_ref = weakref.ref(type('Temp', (), {}), lambda r: print('  class collected')); gc.collect(); print(class_ref())
