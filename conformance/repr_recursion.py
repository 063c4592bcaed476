# repr of containers that hold themselves, reprs of built-in things, str against repr, depth limits.
l = [1]; l.append(l)
d = {'a': 1}; d['d'] = d
t = ([],); t[0].append(t)
print(l, d, t)
l2 = [l, d]; l.append(l2)
print(l2)
import collections
od = collections.OrderedDict(a=1); od['self'] = od
dd = collections.defaultdict(list, a=[1]); dd['self'] = dd
dq = collections.deque([1]); dq.append(dq)
print(od, dd, dq, sep='\n')
class R:
    def __init__(self): self.items = [self]
    def __repr__(self): return f'R({self.items})'
try:
    repr(R())
except RecursionError as e:
    print('RecursionError', str(e).split(' while')[0])
deep = []
for _ in range(100000): deep = [deep]
try:
    repr(deep)
except RecursionError as e:
    print('RecursionError', e)
try:
    deep == list(deep) and deep[0] == [deep[0][0]]
except RecursionError as e:
    print('RecursionError', e)
a = []; a.append(a); b = []; b.append(b)
try:
    a == b
except RecursionError as e:
    print('RecursionError', e)
print(a == a, [a] == [a], a in a)
import functools
@functools.lru_cache
def cached(): pass
def f(): pass
class C:
    def m(self): pass
    x = property()
    s = staticmethod(f)
    k = classmethod(f)
    __slots__ = ('slot',)
for o in (None, True, ..., NotImplemented, int, C, len, [].append, str.upper, int.__add__, (5).__add__, C.m, C().m, f, lambda: 0, C.slot, C.x, C.__dict__['s'], C.__dict__['k'], C.s, C(), object(), type, super(C, C()), super(C), range(3), range(0, 5, 2), slice(1, 2), iter([]), iter(()), iter({}), iter(set()), iter('a'), iter(range(1)), enumerate([]), zip(), map(f, []), filter(None, []), reversed([]), (x for x in ()), {}.keys(), {'a': 1}.items(), memoryview(b'x'), bytearray(b'y'), frozenset(), set(), {1}, frozenset({1}), complex(1, -2), Exception('a', 1), KeyError('k'), OSError(1, 'x'), type(None), type(len), type(f), f.__code__, dict.fromkeys, classmethod, cached, functools.partial(f, 1, a=2), collections.Counter('aab'), collections.ChainMap({}), object.__init__, object().__init__, int.real, C.__dict__, type.__dict__['__mro__'], print, {}.get, dict.__dict__['fromkeys'], 'it\'s', "\"", 'both \' "', '\n\t\\', b'\'', ''):
    print(repr(o) == str(o), repr(o))
class S:
    def __str__(self): return 'str'
class Q:
    def __repr__(self): return 'repr'
class Both(S, Q): pass
print(S(), str(S()), [Q()], str(Q()), f'{Q()}', f'{S()}', Both(), [Both()], '%s %r' % (Both(), Both()), {Q(): Q()}, (Q(),), {Q()})
try:
    class BadStr:
        def __str__(self): return 5
    str(BadStr())
except TypeError as e:
    print(e)
print(str(type('T', (), {})), type('T', (), {'__module__': 'mod', '__qualname__': 'A.B'}), type('T', (), {'__module__': 'builtins'}), type('T', (), {'__module__': 'builtins'})().__class__)
