# itertools, every function, and how lazily each works.
import itertools as it, operator
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
L = lambda x, n=10: list(it.islice(x, n))
print(L(it.count(), 3), L(it.count(5, -2), 3), L(it.count(0.5, 0.25), 3), it.count(3), it.count(1, 2), L(it.count(10 ** 20), 2), L(it.count(2 ** 63 - 1), 3))
print(L(it.cycle('ab'), 5), L(it.cycle([])), L(it.repeat(1), 2), list(it.repeat('x', 3)), it.repeat(1, 2), it.repeat(1), it.repeat(1, -5))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([1, 2, 3], operator.mul)), list(it.accumulate([1, 2], initial=10)), list(it.accumulate([])), list(it.accumulate('abc')), list(it.accumulate([3, 1, 2], max)))
print(list(it.chain('ab', [1], ())), list(it.chain.from_iterable(['ab', 'cd'])), list(it.compress('abcd', [1, 0, 1])), list(it.dropwhile(lambda x: x < 3, [1, 3, 1])), list(it.takewhile(lambda x: x < 3, [1, 3, 1])), list(it.filterfalse(lambda x: x % 2, range(5))), list(it.filterfalse(None, [0, 1, ''])))
print([(k, list(g)) for k, g in it.groupby('aabbca')], [(k, len(list(g))) for k, g in it.groupby([1, 3, 2, 4], lambda x: x % 2)])
g = it.groupby('aab'); k1, g1 = next(g); k2, g2 = next(g); print(k1, list(g1), k2, list(g2))
print(list(it.islice('abcdef', 3)), list(it.islice('abcdef', 1, 5, 2)), list(it.islice('abc', None)), list(it.islice('abc', 5, None)), list(it.pairwise('abcd')), list(it.pairwise('a')), list(it.starmap(pow, [(2, 3), (3, 2)])))
a, b = it.tee([1, 2, 3]); print(next(a), next(a), list(b), list(a)); print(len(it.tee('ab', 3)), it.tee([], 0)); c = it.tee(it.tee('xy')[0])[1]; print(list(c))
print(list(it.zip_longest('ab', [1], fillvalue='-')), list(it.zip_longest()), list(it.product('ab', [1, 2])), list(it.product('ab', repeat=2)), list(it.product()), list(it.product('a', [])))
print(list(it.permutations('abc', 2)), len(list(it.permutations(range(5)))), list(it.permutations('a', 2)), list(it.combinations('abcd', 2)), list(it.combinations('ab', 3)), list(it.combinations_with_replacement('ab', 2)), list(it.permutations([])))
for f in (lambda: it.count('a'), lambda: it.cycle(5), lambda: it.repeat(), lambda: it.repeat(1, 'a'), lambda: it.islice('a', -1), lambda: it.islice('a', 0, 5, 0), lambda: it.islice('a'), lambda: list(it.chain(5)), lambda: it.combinations('a', -1), lambda: it.permutations(5), lambda: it.product('a', repeat=-1), lambda: it.tee([], -1), lambda: list(it.starmap(pow, [1])), lambda: it.zip_longest('a', fill=1), lambda: list(it.accumulate([1, 'a'])), lambda: it.groupby(), lambda: next(it.pairwise([])), lambda: it.compress('a'), lambda: list(it.takewhile(5, [1]))):
    attempt(f)
def loud(n):
    for i in range(n): print('<%d>' % i, end=''); yield i
print(next(it.chain(loud(2), loud(2))), next(it.islice(loud(5), 2, None)), list(it.takewhile(lambda x: x < 1, loud(4))), next(it.zip_longest(loud(1), loud(2))), next(it.product(loud(2), 'a')))
s = loud(5); print(list(it.islice(s, 2)), next(s))
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
x = it.chain([N(1)], [N(2)]); next(x); print('|'); del x; print()
c = it.cycle([N(3)]); next(c); del c; print()
a, b = it.tee(N(i) for i in range(3)); next(a); next(a); print('|'); next(b); print('|'); del a; print('|'); del b; print()
p = it.product([N('p')], 'ab'); next(p); del p; print()
r = it.repeat(N('r')); del r; print()
z = zip([N('z1')], [N('z2')]); t = next(z); del z; print('|'); del t; print()
class Z(it.count): pass
print(next(Z(5)), type(iter(Z())).__name__)
