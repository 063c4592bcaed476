# WeakValueDictionary and WeakKeyDictionary.
import weakref, gc
gc.disable()
class O:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'O{self.n}'
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
print('values')
a, b, c = O(1), O(2), O(3)
d = weakref.WeakValueDictionary({'a': a}, b=b)
d['c'] = c
print(len(d), list(d), list(d.keys()), list(d.values()), list(d.items()), 'a' in d, 'z' in d, d['b'], d.get('c'), d.get('z'), d.get('z', 'default'), bool(d))
del b
print(len(d), list(d.items()), 'b' in d)
attempt(lambda: d['b']); attempt(lambda: d['q']); attempt(lambda: d.__setitem__('x', 5)); attempt(lambda: d.__delitem__('q')); attempt(lambda: d.pop('q')); attempt(lambda: weakref.WeakValueDictionary({'x': 1})); attempt(lambda: weakref.WeakValueDictionary(5)); attempt(lambda: d[[]]); attempt(lambda: hash(d))
print(d.pop('q', 'none'), d.pop('a'), len(d), d.setdefault('n', a), d.setdefault('n', c), d.popitem(), len(d))
attempt(lambda: weakref.WeakValueDictionary().popitem())
d.update({'x': a, 'y': c}); d.update(z=a); print(sorted(d), d.copy() == d, type(d.copy()).__name__, dict(d) == {k: d[k] for k in d})
e = d | {'w': a}; print(sorted(e), type(e).__name__, sorted({'v': a} | d)); d |= {'u': c}; print(sorted(d))
print([type(r).__name__ for r in d.valuerefs()], [r() for r in d.itervaluerefs()][0], d.valuerefs()[0].key)
d.clear(); print(len(d), repr(d).split(' at ')[0])
d['temp'] = O('temporary'); print(len(d))
print('an entry replaced before its old value dies')
v1, v2 = O(1), O(2); d['k'] = v1; d['k'] = v2; del v1; print(list(d.items()))
print('iteration while entries die')
l = [O(i) for i in range(5)]
d = weakref.WeakValueDictionary(enumerate(l))
for k in d.keys():
    if k == 1: l[3] = None
    print(k, end=' ')
print(len(d), sorted(d))
it = d.items(); first = next(it); l[4] = None; attempt(lambda: len(d)); attempt(lambda: list(it)); first = it = None
for k, v in d.items(): l = None
print(k, v, len(d)); v = None; print(len(d))
print('values in cycles wait for the collector')
x = O('cycle'); x.me = x; d['c'] = x; del x; print(len(d), gc.collect() > 0, len(d))
print('keys')
k1, k2 = O('k1'), O('k2')
w = weakref.WeakKeyDictionary({k1: 1})
w[k2] = 2
print(len(w), list(w.items()), w[k1], k1 in w, O('x') in w, 5 in w, w.get(k2), w.get(O('y'), 'default'), [r() for r in w.keyrefs()])
attempt(lambda: w[O('none')]); attempt(lambda: w[5]); attempt(lambda: w.__setitem__('text', 1)); attempt(lambda: w.pop(O('p')).x); attempt(lambda: w.__delitem__(O('q')))
del k1; print(len(w), list(w.values()), w.setdefault(k2, 9), w.pop(k2), len(w))
w[O('at once')] = 1; print(len(w))
w[k2] = k2; del k2; print('a value that holds its key never goes:', len(w), [v for v in w.values()]); w.clear(); print(len(w))
class Eq(O):
    def __eq__(self, o): return self.n == o.n
    def __hash__(self): return hash(self.n)
e1, e2 = Eq(1), Eq(1); w[e1] = 'first'; w[e2] = 'second'; print(len(w), w[e1], list(w)[0] is e1); del e1; print(len(w))
keys = [O(i) for i in range(4)]; w = weakref.WeakKeyDictionary((k, k.n) for k in keys)
print(w.copy() == w, (w | {keys[0]: 'new'})[keys[0]], dict(w) == {k: k.n for k in keys})
for k in w:
    if k.n == 0: keys.pop()
print(len(w), sorted(w.values())); k = None
del keys; print(len(w), repr(w).split(' at ')[0], w.popitem() if w else 'empty')
class Loud(O):
    def __del__(self): print('  del', self.n)
print('a value dies with its key'); k = O(1); w[k] = Loud('value'); del k; print('a key dies, then its value'); k = Loud('key'); w[k] = Loud('value'); del k
print('the dictionary dies first'); k = O(1); w[k] = Loud('v'); del w; print('  gone'); d = weakref.WeakValueDictionary(); v = Loud('v'); d[1] = v; del d; del v
print('subclass'); 
class Cache(weakref.WeakValueDictionary):
    def __missing__(self, k): return 'never asked'
attempt(lambda: Cache()['x'])
import collections.abc
print(isinstance(d2 := weakref.WeakValueDictionary(), collections.abc.MutableMapping), d2 == {}, d2 == weakref.WeakValueDictionary(), weakref.WeakKeyDictionary() == {})
