# collections: deque, Counter, OrderedDict, defaultdict, ChainMap, UserDict and the abstract classes.
import collections as co, collections.abc as abc
def attempt(f):
    try:
        print(repr(f()), end=' ')
    except Exception as e:
        print(f'[{type(e).__name__}: {e}]', end=' ')
def row(*fs):
    for f in fs: attempt(f)
    print()
d = co.deque([1, 2, 3], maxlen=5)
row(lambda: d, lambda: d.append(4), lambda: d.appendleft(0), lambda: d.append(5), lambda: d, lambda: d.pop(), lambda: d.popleft(), lambda: d.rotate(1), lambda: d, lambda: d.rotate(-2), lambda: d, lambda: d.extend('ab'), lambda: d.extendleft('xy'), lambda: d, lambda: d.maxlen, lambda: d[0], lambda: d[-1], lambda: d[9], lambda: d.index('y'), lambda: d.index('z'), lambda: d.count('x'), lambda: d.remove('x'), lambda: d.remove('q'), lambda: d.insert(1, 'in'), lambda: d, lambda: d.insert(0, 1), lambda: d.reverse(), lambda: d, lambda: d.copy() == d, lambda: len(d), lambda: 'in' in d, lambda: d.clear(), lambda: d.pop(), lambda: d.popleft())
d = co.deque('abc')
row(lambda: d + co.deque('d'), lambda: d * 2, lambda: d + [1], lambda: d == list('abc'), lambda: d < co.deque('abd'), lambda: d[1:2], lambda: list(reversed(d)), lambda: hash(d), lambda: co.deque(5), lambda: co.deque([], -1), lambda: co.deque(maxlen=2), lambda: co.deque('abc', 2), lambda: bool(co.deque()), lambda: d.__setitem__(0, 'Z'), lambda: d.__delitem__(1), lambda: d, lambda: setattr(d, 'maxlen', 5), lambda: [x for x in d if d.append(1)], lambda: d.extend(d), lambda: len(d))
c = co.Counter('abracadabra')
row(lambda: c, lambda: c['a'], lambda: c['zz'], lambda: c.most_common(2), lambda: c.most_common(), lambda: sorted(c.elements()), lambda: c.update('zzz'), lambda: c['z'], lambda: c.subtract({'a': 10}), lambda: c['a'], lambda: +c, lambda: -c, lambda: sum(c.values()), lambda: c.total(), lambda: co.Counter(a=1) + co.Counter(a=2, b=1), lambda: co.Counter(a=3) - co.Counter(a=1), lambda: co.Counter(a=1, b=2) & co.Counter(a=5), lambda: co.Counter(a=1) | co.Counter(b=2), lambda: co.Counter(a=1) == co.Counter(a=1, b=0), lambda: co.Counter(a=1) <= co.Counter(a=2), lambda: co.Counter(5), lambda: co.Counter.fromkeys('a'), lambda: co.Counter(), lambda: c.pop('z'), lambda: dict(co.Counter([1, 1, 2])), lambda: co.Counter({'x': 2}).copy())
del c['never there']
o = co.OrderedDict([('a', 1), ('b', 2), ('c', 3)])
row(lambda: o, lambda: o.move_to_end('a'), lambda: list(o), lambda: o.move_to_end('c', last=False), lambda: list(o), lambda: o.move_to_end('q'), lambda: o.popitem(), lambda: o.popitem(last=False), lambda: o, lambda: list(reversed(o)), lambda: co.OrderedDict(a=1, b=2) == co.OrderedDict(b=2, a=1), lambda: co.OrderedDict(a=1, b=2) == {'b': 2, 'a': 1}, lambda: co.OrderedDict(), lambda: co.OrderedDict().popitem(), lambda: o.pop('x'), lambda: o.pop('x', 0), lambda: o | {'z': 1}, lambda: co.OrderedDict.fromkeys('ba'), lambda: o.setdefault('n', []), lambda: o.copy() == o, lambda: o.update(k=1), lambda: o)
def change():
    for k in o: o.move_to_end(k); o['new' + k] = 1
row(change)
dd = co.defaultdict(list)
row(lambda: dd['a'].append(1), lambda: dd, lambda: dd.get('zz'), lambda: 'zz' in dd, lambda: dd.default_factory, lambda: co.defaultdict(int, a=1), lambda: co.defaultdict(), lambda: co.defaultdict()['k'], lambda: co.defaultdict(5), lambda: co.defaultdict(lambda: 'made')['x'], lambda: dd.copy(), lambda: dd | {'b': 2}, lambda: co.defaultdict(None, {'a': 1}))
def tree(): return co.defaultdict(tree)
t = tree(); t['a']['b']['c'] = 1; print(list(t['a']), t['a']['b']['c'])
cm = co.ChainMap({'a': 1}, {'a': 2, 'b': 3})
row(lambda: cm['a'], lambda: cm['b'], lambda: cm['z'], lambda: cm.__setitem__('b', 9), lambda: cm, lambda: cm.maps, lambda: cm.new_child({'a': 0})['a'], lambda: cm.parents, lambda: list(cm), lambda: len(cm), lambda: dict(cm), lambda: cm.pop('a'), lambda: cm['a'], lambda: cm.pop('zz'), lambda: 'a' in cm, lambda: cm.get('q', 5))
class U(co.UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
u = U(a=1); u['b'] = 2; print(u, u.data, len(u), 'A' in u, co.UserList([1, 2]) + [3], co.UserString('ab').upper())
print([[isinstance(x, a) for a in (abc.Iterable, abc.Iterator, abc.Sized, abc.Container, abc.Collection, abc.Sequence, abc.MutableSequence, abc.Mapping, abc.MutableMapping, abc.Set, abc.MutableSet, abc.Callable, abc.Hashable, abc.Reversible, abc.Generator)].count(True) for x in ([], (), '', {}, set(), frozenset(), 5, len, iter([]), (i for i in ()), range(3), b'', bytearray(), {}.keys(), {}.items(), co.deque(), co.OrderedDict(), None)])
class Seq(abc.Sequence):
    def __getitem__(self, i): return 'abc'[i]
    def __len__(self): return 3
s = Seq(); print(list(s), 'b' in s, s.index('c'), s.count('a'), list(reversed(s)))
class Map(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = Map(); m.update(a=1, b=2); print(m.pop('a'), m.setdefault('c', 3), list(m.items()), m.get('z'), m.popitem(), m == {'c': 3}, 'c' in m, list(m.keys()), m.clear(), len(m))
class St(abc.Set):
    def __init__(self, it): self.s = list(it)
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
print(sorted(St('ab') | St('bc')), sorted(St('ab') & St('bc')), sorted(St('ab') - St('b')), St('ab') == St('ba'), St('a') < St('ab'), St('a').isdisjoint('b'))
row(lambda: abc.Sequence(), lambda: type('X', (abc.Sized,), {})(), lambda: issubclass(list, abc.Sequence), lambda: abc.Sized.register(int), lambda: isinstance(5, abc.Sized))
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('  del', self.n)
d = co.deque([N(0), N(1), N(2)], maxlen=3); d.append(N(3)); d[0] = None; d.popleft(); print(' die'); del d
dd = co.defaultdict(N.__class__ and (lambda: N('default'))); dd['x']; dd.clear(); print('end')
