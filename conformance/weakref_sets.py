# WeakSet, WeakMethod.
import weakref, gc
class O:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'O{self.n}'
    def __eq__(self, o): return isinstance(o, O) and self.n == o.n
    def __hash__(self): return self.n
    def m(self, *a): return ('m', self.n, a)
    def other(self): pass
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
def show(s): return sorted(x.n for x in s)
a, b, c = O(1), O(2), O(3)
s = weakref.WeakSet([a, b])
s.add(c); s.add(a); s.add(O(9))
print(len(s), show(s), a in s, O(2) in s, O(7) in s, 5 in s, bool(s), bool(weakref.WeakSet()))
del b
print(len(s), show(s))
attempt(lambda: s.add(5)); attempt(lambda: s.remove(O(8))); attempt(lambda: s.discard(O(8))); attempt(lambda: weakref.WeakSet([1])); attempt(lambda: weakref.WeakSet(5)); attempt(lambda: weakref.WeakSet().pop()); attempt(lambda: hash(s))
s.remove(c); print(show(s)); s.add(c); print(s.pop() in (a, c), len(s)); s.clear(); print(len(s))
keep = [O(i) for i in range(6)]
x, y = weakref.WeakSet(keep[:4]), weakref.WeakSet(keep[2:])
print(show(x | y), show(x & y), show(x - y), show(x ^ y), show(x.union(keep)), show(x.intersection(keep[:1])), show(x.difference(keep[1:])), show(x.symmetric_difference(y)), type(x | y).__name__)
print(x <= x, x < x, weakref.WeakSet(keep[:1]) <= x, x >= y, x.issubset(keep), x.issuperset(keep[:2]), x.isdisjoint(keep[4:]), x == weakref.WeakSet(keep[:4]), x == set(keep[:4]), x != y)
z = x.copy(); z |= y; print(show(z)); z &= x; print(show(z)); z -= weakref.WeakSet(keep[:1]); print(show(z)); z ^= y; print(show(z)); z.update(keep); print(show(z)); z.difference_update(keep[:3]); print(show(z)); z.intersection_update(keep[3:5]); print(show(z)); z.symmetric_difference_update(keep[4:]); print(show(z))
print('iteration while members die')
seen = []
for o in x:
    seen.append(o.n)
    if len(seen) == 1: keep[:] = [k for k in keep if k.n == o.n]; y.clear(); z.clear()
print(len(seen), len(x)); o = None; keep = None; print(len(x), list(x))
l = [O(1)]; s = weakref.WeakSet(l); it = iter(s); l = None; print(list(it), len(s))
print(repr(weakref.WeakSet()).split(' at ')[0], type(iter(s)).__name__)
import collections.abc; print(isinstance(s, collections.abc.Set), isinstance(s, collections.abc.MutableSet))
print('WeakMethod')
o = O(1)
print(weakref.ref(o.m)() is None)
w = weakref.WeakMethod(o.m)
print(w()(2), w() == o.m, w() is o.m, weakref.WeakMethod(o.m) == w, weakref.WeakMethod(o.other) == w, hash(w) == hash(weakref.WeakMethod(o.m)), weakref.WeakMethod(O(1).m) == w, type(w).__name__, isinstance(w, weakref.ref), w.__callback__ is not None)
w2 = weakref.WeakMethod(o.m, lambda r: print('  callback', r is w2, r()))
del o
print(w(), w2(), w == w2, w == w, w != w2, repr(w).split('; ')[1])
attempt(lambda: weakref.WeakMethod(5)); attempt(lambda: weakref.WeakMethod(attempt)); attempt(lambda: weakref.WeakMethod([].append)); attempt(lambda: weakref.WeakMethod(O.m))
class Dyn: pass
d = Dyn()
import types
def func(self): return 'dynamic'
wm = weakref.WeakMethod(types.MethodType(func, d), lambda r: print('  dead, called once'))
print(wm()())
del func
print(wm(), d is not None); del d
class Cl:
    @classmethod
    def c(cls): return cls.__name__
wc = weakref.WeakMethod(Cl.c); print(wc()())
del Cl; gc.collect(); print(wc())
