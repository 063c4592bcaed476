# The __dict__ of weak containers: what is in it, and what is left once a script takes that away.
import copy, gc, weakref
gc.disable()

class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)

def tried(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(r if type(r) in (int, bool, list, tuple) else type(r).__name__)

a = N(1)
def make(): return weakref.WeakSet([a]), weakref.WeakKeyDictionary({a: N(2)}), weakref.WeakValueDictionary({1: a})

for w in make():
    w.x = 5
    print(type(w).__name__, {k: type(v).__name__ for k, v in vars(w).items()})
    print(w.__dict__ is w.__dict__, w.__dict__['data'] is w.data, w._iterating, w._pending_removals, len(w))
    tried(lambda: w._dirty_len)
    c = copy.copy(w)
    print(c.data is w.data, len(c))
    c = w = None

print('emptied')
for w in make():
    w.__dict__.clear()
    for f in (len, list, dict, copy.copy, lambda w: a in w, lambda w: 5 in w, lambda w: w | w, lambda w: w.data, lambda w: w._remove,
              lambda w: w.clear(), lambda w: w.copy(), lambda w: w.popitem(), lambda w: w[a], lambda w: w.get(a), lambda w: w.pop(a),
              lambda w: w.setdefault(a, a), lambda w: w.add(a), lambda w: w.discard(a), lambda w: w & w, lambda w: w.issubset([])):
        tried(lambda: f(w))
    w.__init__()
    tried(lambda: len(w))

print('replaced')
for i, w in enumerate(make()):
    w.x = w
    kept = w.__dict__
    w.__dict__ = {'n': N(10 + i)}
    tried(lambda: len(w))
    print(sorted(vars(w)), len(kept['data']))
    del kept
    print('collected', gc.collect())
    del w
    print('collected', gc.collect())

print('shown midway')
class Key:
    def __init__(self, w): self.w = w
    def __hash__(self):
        vars(self.w).clear()
        return 1
w = weakref.WeakValueDictionary()
k = Key(w)
tried(lambda: w.__setitem__(k, a))
tried(lambda: len(w))
del k, w
print('collected', gc.collect())

w = weakref.WeakSet()
b = [N(20)]
for x in b: w.add(x)
d = vars(w)
del x
it = iter(w)
print(next(it).n, len(d['data']))
del b
print(len(w))
it.close()
print(len(w), len(d['data']))
