# set and frozenset: algebra, methods, order of small ints, errors.
def attempt(f):
    try:
        print(repr(f()), end=' ')
    except Exception as e:
        print(f'[{type(e).__name__}: {e}]', end=' ')
def row(*fs):
    for f in fs: attempt(f)
    print()
a, b = {1, 2, 3}, {3, 4}
row(lambda: a, lambda: a | b, lambda: a & b, lambda: a - b, lambda: a ^ b, lambda: a | [5], lambda: a & (1,), lambda: a - 5, lambda: a.union([5], (6,)), lambda: a.intersection([1, 2], {2}), lambda: a.difference([1], [2]), lambda: a.symmetric_difference([3, 9]), lambda: a.union(), lambda: a.union() is a, lambda: a.intersection(5), lambda: a.isdisjoint([7]), lambda: a.issubset([1, 2, 3, 4]), lambda: a.issuperset([1]), lambda: a <= a, lambda: a < a, lambda: {1} < a, lambda: a > {9}, lambda: a <= [1], lambda: a == frozenset(a), lambda: a == [1, 2, 3], lambda: a != b)
s = {5, 1}
row(lambda: s.add(7), lambda: s.add(5), lambda: s, lambda: s.discard(99), lambda: s.remove(99), lambda: s.remove(5), lambda: s.update([8, 9], 'a'[:0]), lambda: sorted(s), lambda: s.difference_update([8]), lambda: s.intersection_update([1, 7]), lambda: sorted(s), lambda: s.symmetric_difference_update([1, 2]), lambda: sorted(s), lambda: s.update(5), lambda: s.add([]), lambda: [] in s, lambda: {1} in s, lambda: s.copy() is s, lambda: s.clear(), lambda: s, lambda: s.pop(), lambda: s.remove({1}), lambda: s.discard({1}))
row(lambda: set(), lambda: set('a'), lambda: set([1, 1.0, True]), lambda: set(5), lambda: set([1], [2]), lambda: set([[]]), lambda: frozenset(), lambda: frozenset([1, 2]), lambda: frozenset(frozenset([1])), lambda: hash(frozenset([1, 2, 3])) == hash(frozenset([3, 2, 1])), lambda: hash(set()), lambda: {frozenset([1]): 'key'}[frozenset([1])], lambda: frozenset([1]) | {2}, lambda: {2} | frozenset([1]), lambda: type({1} | frozenset()).__name__, lambda: type(frozenset() | {1}).__name__, lambda: frozenset().add(1), lambda: {frozenset([1])}, lambda: frozenset([1]) in {frozenset([1])}, lambda: {1} in {frozenset([1])}, lambda: -{1}, lambda: {1} + {2}, lambda: a[0])
# Small ints stand in the order of their hashes, in a table that grows
print({3, 1, 2}, {10, 5, 0}, {100, 1, 50}, set(range(10, 0, -1)), {-1, -2, 0}, {8, 0, 16}, set([33, 1, 65, 2]), {True, 2, 0.5}, {9, 1, 17, 25})
t = set()
for n in (40, 8, 24, 7, 15, 3, 32, 64):
    t.add(n)
print(t, t.pop(), t, [t.pop() for _ in range(3)], t)
t.add(8)
print(t, sorted(t))
print({n * n % 31 for n in range(31)}, set(range(20)) - set(range(0, 20, 3)), set(range(5, 15)) & set(range(10, 30)), {1, 2} ^ {2, 30, 3})
print(hash(frozenset()), hash(frozenset([0])), hash(frozenset([1, 2, 3])), hash(frozenset(range(100))))
def grow():
    for x in s2: s2.add(x + 100)
s2 = {1, 2}
row(grow)
it = iter({1, 2, 3})
next(it)
row(lambda: it.__length_hint__(), lambda: sorted(it), lambda: next(it), lambda: type(iter(set())).__name__)
class S(set): pass
x = S([1, 2])
print(x, type(x | {3}).__name__, type(x.copy()).__name__, x == {1, 2}, isinstance(x, set), S())
class F(frozenset): pass
print(F([1]), type(F([1]) | {2}).__name__, F([1]) == frozenset([1]), hash(F([1])) == hash(frozenset([1])))
class E:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, E) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f'E{self.v}'
one, uno = E(1), E(1)
u = {one}
u.add(uno)
print(len(u), next(iter(u)) is one, uno in u, {E(1)} & {E(1), E(2)}, len({E(i % 3) for i in range(10)}))
s = set()
s.add(frozenset([1]))
s |= {2}; s &= {2, 3}; s ^= {5}; s -= {2}
print(s, {*'aaa'}, len({*range(5), *range(3)}), not set(), bool({0}), {1, 2}.__contains__(1), {1}.__or__([2]), {1}.__eq__(5), {1} == {1.0})
big = set(range(1000))
big -= set(range(0, 1000, 2))
print(len(big), sum(big), min(big), max(big), 501 in big, 500 in big, len(big | set(range(2000))), big.issubset(range(1000)))
