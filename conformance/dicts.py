# dict: order, methods, views, errors, changes while iterating, keys that compare strangely.
def attempt(f):
    try:
        print(repr(f()), end=' ')
    except Exception as e:
        print(f'[{type(e).__name__}: {e}]', end=' ')
def row(*fs):
    for f in fs: attempt(f)
    print()
d = {'a': 1, 'b': 2, 'c': 3}
row(lambda: d, lambda: dict(), lambda: dict(x=1, y=2), lambda: dict([('a', 1)], b=2), lambda: dict({'q': 1}, q=2), lambda: dict(zip('ab', [1, 2])), lambda: dict.fromkeys('ab'), lambda: dict.fromkeys([1, 2], []), lambda: dict(['ab', (1, 2)]), lambda: dict(5), lambda: dict([1]), lambda: dict(['abc']), lambda: dict({}, {}), lambda: dict([(1, 2, 3)]), lambda: dict(a=1, **{'b': 2}), lambda: dict(**{1: 2}))
row(lambda: d['a'], lambda: d['z'], lambda: d.get('z'), lambda: d.get('z', 0), lambda: d.pop('a'), lambda: d, lambda: d.pop('a'), lambda: d.pop('a', 'gone'), lambda: d.popitem(), lambda: d.setdefault('n', 5), lambda: d.setdefault('n', 6), lambda: d.setdefault('o'), lambda: d, lambda: d.update({'b': 9}, z=1), lambda: d.update([('y', 2)]), lambda: d.update(5), lambda: d.update([(1, 2), 3]), lambda: d, lambda: d.copy() is d, lambda: len(d), lambda: 'b' in d, lambda: d.clear(), lambda: d, lambda: d.popitem())
row(lambda: {1: 'a', 1.0: 'b', True: 'c'}, lambda: {'a': 1, 'a': 2}, lambda: {0: 1, False: 2}, lambda: {1: 1} == {1.0: True}, lambda: {1: 2} != {1: 3}, lambda: {1: 2} < {1: 3}, lambda: {'a': 1} | {'b': 2, 'a': 3}, lambda: {} | [], lambda: {1: 2} | {3: 4} | {5: 6}, lambda: hash({}), lambda: {{}: 1}, lambda: {}['x'], lambda: {}[[]], lambda: [] in {}, lambda: {}.get([]), lambda: {(): 1}[()], lambda: {None: 1}[None], lambda: {}.setdefault([]))
d = {'a': 1, 'b': 2, 'c': 3}
k, v, i = d.keys(), d.values(), d.items()
row(lambda: k, lambda: v, lambda: i, lambda: len(k), lambda: 'a' in k, lambda: 1 in v, lambda: ('a', 1) in i, lambda: ('a', 9) in i, lambda: k & {'a', 'z'}, lambda: sorted(k | {'z'}), lambda: sorted(k - {'a'}), lambda: sorted(k ^ {'a', 'q'}), lambda: k == {'a', 'b', 'c'}, lambda: k < {'a', 'b', 'c', 'd'}, lambda: k.isdisjoint('xyz'), lambda: i & [('a', 1)], lambda: v == d.values(), lambda: k == d.keys(), lambda: list(reversed(d)), lambda: list(reversed(d.items())), lambda: k.mapping == d, lambda: hash(k), lambda: k[0])
d['d'] = 4
row(lambda: list(k), lambda: list(v), lambda: list(i), lambda: type(k).__name__, lambda: type(iter(k)).__name__, lambda: type(iter(v)).__name__, lambda: type(iter(i)).__name__, lambda: type(reversed(v)).__name__)
# order
del d['a']
d['a'] = 'again'
d['b'] = 'kept place'
print(list(d), list(d.values()))
def change_size():
    for x in d: d[x + x] = 1
def remove():
    for x in d: del d[x]
def swap():
    for n, x in enumerate(d):
        if n > 3: return 'stopped'
        del d[x]; d[x] = 1
def only_values():
    for x in d: d[x] = 'v'
    return sorted(set(d.values()))
row(change_size, remove, only_values, lambda: sorted(d))
it = iter(d)
next(it)
d['new'] = 1
row(lambda: next(it), lambda: list(it), lambda: it.__length_hint__())
# keys of one's own
class K:
    def __init__(self, h, e): self.h, self.e = h, e
    def __hash__(self): return self.h
    def __eq__(self, o): log.append((self.e, getattr(o, 'e', o))); return isinstance(o, K) and self.e == o.e
    def __repr__(self): return f'K{self.e}'
log = []
a, b, c = K(1, 'a'), K(1, 'b'), K(1, 'a')
d = {a: 1}
d[b] = 2
d[c] = 3
print(d, log, d[a], next(iter(d)) is a)
log.clear()
print(a in d, log, d.get(K(2, 'a')), log)
class Missing(dict):
    def __missing__(self, key): return f'no {key}'
    def __contains__(self, key): return True
m = Missing(a=1)
print(m['a'], m['b'], m.get('b'), 'zz' in m, m, type(m.copy()).__name__, m | {'q': 1}, type(m | {}).__name__)
class Raises:
    def __hash__(self): raise ValueError('no hash')
class NoHash:
    def __eq__(self, o): return True
row(lambda: {Raises(): 1}, lambda: {NoHash(): 1}, lambda: Raises() in {}, lambda: NoHash.__hash__)
class Keys:
    def keys(self): return ['x', 'y']
    def __getitem__(self, k): return k * 2
print(dict(Keys()), {**Keys()}, dict(Keys(), z=1))
def kw(**k): return k
print(kw(**Keys()))
d = {}
for n in range(1000): d[n] = n
for n in range(0, 1000, 2): del d[n]
for n in range(2000, 2005): d[n] = -n
print(len(d), list(d)[:3], list(d)[-3:], sum(d), sum(d.values()), d.popitem(), next(iter(d)))
d = {'self': None}
d['self'] = d
print(d, d['self']['self'] is d, {'k': d.values()})
nested = {'a': {'b': {'c': [1, {2: 3}]}}}
nested['a']['b']['c'][1][2] = 'changed'
print(nested, str({1: 'x', 'y': [None]}), f'{ {"k": 1} }')
d = dict(one=1)
d |= {'two': 2}
d2 = {**d, 'one': 'replaced', **{'three': 3}}
print(d2, list(d2.items())[0], {v: k for k, v in d.items()}, sorted(d2, key=str), [*d2], dict(sorted({'b': 1, 'a': 2}.items())))
first = {}
class Evil:
    def __hash__(self): return 1
    def __eq__(self, o): first.clear(); return False
first[Evil()] = 1
first[Evil()] = 2
print(len(first))
