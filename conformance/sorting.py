# sort and sorted: keys, reverse, stability, errors, comparisons counted, changes during the sort.
import functools
print(sorted([3, 1, 2]), sorted('hello'), sorted([3, 1, 2], reverse=True), sorted(['b', 'A', 'c'], key=str.lower), sorted({'z': 1, 'a': 2}), sorted([(1, 'b'), (1, 'a'), (0, 'z')]))
data = [(i % 3, i) for i in range(12)]
print(sorted(data, key=lambda p: p[0]))
print(sorted(data, key=lambda p: p[0], reverse=True))
l = [5, 2, 8]
print(l.sort(), l, l.sort(key=lambda x: -x), l, l.sort(reverse=True, key=None), l)
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__ + ':', e)
for f in (lambda: sorted([1, 'a']), lambda: sorted(5), lambda: sorted([1], [2]), lambda: sorted([1], key=5), lambda: sorted([1, 2], key=lambda: 1), lambda: [].sort(lambda x: x), lambda: sorted([1], cmp=1), lambda: sorted([None, None]), lambda: sorted([{}, {}]), lambda: sorted([1, 2], reverse='x'), lambda: sorted([1, 2], reverse=None), lambda: sorted(), lambda: sorted([2, 1], key=None)):
    attempt(f)
class C:
    count = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        C.count += 1
        return self.v < o.v
    def __repr__(self): return str(self.v)
def counted(vs):
    C.count = 0
    r = sorted(map(C, vs))
    return C.count, [c.v for c in r] == sorted(vs)
print(counted(range(100)), counted(range(100, 0, -1)), counted([5] * 100), counted([i * 7919 % 101 for i in range(100)]), counted([1]), counted([2, 1]), counted([3, 1, 2]), counted(list(range(50)) + list(range(50))), counted([i * 7919 % 1009 for i in range(1000)]))
calls = []
def key(x):
    calls.append(x)
    return -x
print(sorted([3, 1, 2], key=key), calls)
# The list is empty while it is sorted, and a change is seen
l = [3, 1, 2]
def spy(x):
    seen.append(list(l))
    return x
seen = []
l.sort(key=spy)
print(seen, l)
def change(x):
    l.append(x)
    return x
try:
    l.sort(key=change)
except ValueError as e:
    print(e, l)
def fail(x):
    if x == 2: raise ValueError('key failed')
    return -x
l = [1, 2, 3]
try:
    l.sort(key=fail)
except ValueError as e:
    print(e, l)
class Half:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        if self.v == 1: raise KeyError('comparison failed')
        return self.v < o.v
    def __repr__(self): return str(self.v)
l = [Half(v) for v in (3, 2, 1, 0)]
try:
    l.sort()
except KeyError as e:
    print(e, sorted(h.v for h in l))
print(sorted([1, 1.5, True, 0, False, 2 ** 70, -2 ** 70, 0.5]), sorted(['é', 'z', 'a', 'Z']), sorted([b'b', b'a', b'']), sorted([[2], [1, 5], [1]]), sorted([(), (0,), (None,)][:2]))
nan = float('nan')
print(sorted([3, 1, 2, 1, 3]), sorted([True, False]), sorted([0.0, -0.0]), sorted([2, nan, 1])[0:1] == [2])
print(sorted([5, 1, 4], key=functools.cmp_to_key(lambda a, b: b - a)), sorted('bca', key='cab'.index), max([3, 1, 2], key=lambda x: -x), min('b', 'a', key=ord))
print(max([1, 2], [1, 3]), min(3, 1.5, 2), max('abc'), max([], default='d'), min((), default=None), max({'a': 1, 'b': 0}, key={'a': 1, 'b': 0}.get), max([(1, 'x'), (1, 'y')], key=lambda p: p[0]), min([(1, 'x'), (1, 'y')], key=lambda p: p[0]))
for f in (lambda: max(5), lambda: max([]), lambda: max(), lambda: max(1, 2, default=3), lambda: max(1, 'a'), lambda: min([1, None]), lambda: max([1], key=5)):
    attempt(f)
words = 'the quick brown fox jumps over the lazy dog'.split()
print(sorted(words, key=lambda w: (len(w), w)), sorted(set(words), key=words.index), sorted(words, key=len, reverse=True))
seed = 1
big = []
for i in range(3000):
    seed = seed * 1103515245 + 12345 & 0x7fffffff
    big.append(seed % 1000)
s = sorted(big)
print(all(a <= b for a, b in zip(s, s[1:])), sum(i * v for i, v in enumerate(s)) % 1000003, s[:5], s[-5:])
idx = sorted(range(3000), key=big.__getitem__)
print(all(big[a] < big[b] or big[a] == big[b] and a < b for a, b in zip(idx, idx[1:])))
big.sort(reverse=True)
print(big == s[::-1])
