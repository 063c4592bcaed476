# weakref.proxy: everything passes through, until the object is gone.
import weakref, operator
class V:
    cls = 'class attribute'
    def __init__(self, v): self.v = v
    def method(self): return ('method', self.v)
    def __add__(self, o): return ('add', o)
    def __radd__(self, o): return ('radd', o)
    def __iadd__(self, o): self.v += o; return self
    def __neg__(self): return 'neg'
    def __len__(self): return 3
    def __getitem__(self, k): return ('item', k)
    def __setitem__(self, k, v): print('  setitem', k, v)
    def __delitem__(self, k): print('  delitem', k)
    def __contains__(self, k): return k == 1
    def __iter__(self): return iter('iter')
    def __call__(self, *a, **k): return ('call', a, k)
    def __str__(self): return 'str of V'
    def __repr__(self): return 'repr of V'
    def __bool__(self): return self.v > 0
    def __eq__(self, o): return o == self.v
    def __lt__(self, o): return 'lt'
    def __index__(self): return 2
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __hash__(self): return 1
    def __reversed__(self): return 'reversed'
    def __format__(self, s): return 'format'
    def __enter__(self): return 'entered'
    def __exit__(self, *a): pass
    def __matmul__(self, o): return 'matmul'
    def __divmod__(self, o): return 'divmod'
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __abs__(self): return 'abs'
    def __invert__(self): return 'invert'
    def __bytes__(self): return b'bytes'
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
o = V(5)
p = weakref.proxy(o)
print(weakref.proxy(o) is p, weakref.getweakrefcount(o), type(p).__name__, type(weakref.proxy(V)).__name__, isinstance(p, V), p.__class__ is V, type(p) in weakref.ProxyTypes)
print(p.v, p.cls, p.method(), p + 1, 1 + p, -p, len(p), p['k'], 1 in p, 9 in p, list(p), p(1, k=2), str(p), bool(p), p == 5, p != 5, p < 1, p @ 1, divmod(p, 1), pow(p, 2), abs(p), ~p, int(p), float(p), operator.index(p), bytes(p))
print(repr(p).split(' at ')[0], 'to V at' in repr(p), [1, 2, 3][p], f'{p}', '%s' % p)
p.new = 'set through the proxy'; print(o.new); del p.new; print(hasattr(o, 'new'))
p['a'] = 1; del p['a']
q = p; q += 10; print(o.v, q is o, type(q).__name__)
del q
attempt(lambda: hash(p)); attempt(lambda: p.missing); attempt(lambda: reversed(p)); attempt(lambda: {p: 1}); attempt(lambda: weakref.ref(p)); attempt(lambda: dir(p)[0]); attempt(lambda: p.__dict__); attempt(lambda: next(p)); attempt(lambda: sorted([p, p])[0] is p); attempt(lambda: isinstance(5, p)); attempt(lambda: vars(p)); attempt(lambda: 2 ** p); attempt(lambda: [] + p); attempt(lambda: p - 1)
def enter():
    with p as entered: return entered
attempt(enter)
o = None
print('dead')
for f in (lambda: p.v, lambda: p + 1, lambda: 1 + p, lambda: len(p), lambda: p[0], lambda: bool(p), lambda: str(p), lambda: p == 5, lambda: p(), lambda: list(p), lambda: setattr(p, 'v', 1), lambda: p.__class__, lambda: isinstance(p, V), lambda: 1 in p, lambda: -p, lambda: int(p), lambda: hash(p), lambda: f'{p}'):
    attempt(f)
print(repr(p).split(' at ')[0], repr(p).split(' to ')[1].split(' at ')[0])
print('callback'); o = V(1); p = weakref.proxy(o, lambda r: print('  callback', type(r).__name__, r is p)); p2 = weakref.proxy(o)
print(p is p2, weakref.getweakrefcount(o)); del o
print('of functions and classes'); 
def f(x=1): return ('f', x)
pf = weakref.proxy(f); print(pf(2), pf.__name__, type(pf).__name__); del f; attempt(lambda: pf())
attempt(lambda: weakref.proxy(5)); attempt(lambda: weakref.proxy()); attempt(lambda: weakref.proxy('text'))
class C:
    def who(self): return type(self).__name__
c = C(); pc = weakref.proxy(c); print(pc.who(), C.who(pc), pc.who.__self__ is c)
m = pc.who; c = None; print('the bound method keeps it:', m(), pc.who()); m = None; attempt(lambda: pc.who())
class It:
    def __next__(self): return 'next'
    def __iter__(self): return self
i = It(); pi = weakref.proxy(i); print(next(pi), next(iter(pi)))
class L(list): pass
l = L([3, 1, 2]); pl = weakref.proxy(l); pl.append(4); pl[0] = 9; del pl[1]; print(l, len(pl), pl[0], sorted(pl), pl == [9, 2, 4], [*pl], pl + [5], 2 in pl, pl * 2); attempt(lambda: [0] + pl)
