# Iterators and iterables: protocols, for/else, while/else, range, enumerate, zip, reversed.
def attempt(f):
    try:
        print(repr(f()), end=' ')
    except Exception as e:
        print(f'[{type(e).__name__}: {e}]', end=' ')
def row(*fs):
    for f in fs: attempt(f)
    print()
class Up:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(Up(3)), sum(Up(4)), [*Up(2)], 3 in Up(5), max(Up(3)), tuple(Up(2)), dict(zip(Up(2), 'ab')))
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(Seq()), 9 in Seq(), [x for x in Seq()], list(zip(Seq(), 'ab')))
def search(n):
    for x in [1, 2, 3]:
        if x == n: r = 'found'; break
    else:
        r = 'not found'
    return r
print(search(2), search(9))
n = 3
while n: n -= 1
else: print('while else', n)
while True:
    break
else: print('never')
for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 1: break
        print((i, j), end=' ')
    else: print('inner else', end=' ')
print()
for i in range(3): i = 'changed inside'
print(i)
r = range(10)
row(lambda: r, lambda: range(1, 10, 3), lambda: list(range(5, 0, -2)), lambda: len(range(0, 10, 3)), lambda: range(3) == range(0, 3), lambda: range(0) == range(2, 1), lambda: hash(range(3)) == hash(range(0, 3, 1)), lambda: 3 in r, lambda: 3.0 in r, lambda: 'a' in r, lambda: r[2:8:2], lambda: r[-1], lambda: r[10], lambda: r.index(3), lambda: r.index(33), lambda: r.count(1), lambda: r.start, lambda: r.step, lambda: range(1, 2, 0), lambda: range(), lambda: range(1.5), lambda: range('a'), lambda: range(1, 2, 3, 4), lambda: setattr(r, 'start', 1), lambda: list(reversed(range(5))), lambda: range(10 ** 30)[10 ** 29], lambda: len(range(10 ** 30)), lambda: list(range(2 ** 64, 2 ** 64 + 3)), lambda: bool(range(0)), lambda: 10 ** 29 in range(10 ** 30), lambda: range(-5) , lambda: range(True))
row(lambda: list(enumerate('ab')), lambda: list(enumerate('ab', 5)), lambda: list(enumerate('ab', start=10 ** 20)), lambda: enumerate(5), lambda: enumerate(), lambda: list(zip()), lambda: list(zip('abc', [1, 2])), lambda: list(zip('ab', 'cd', strict=True)), lambda: list(zip('ab', 'c', strict=True)), lambda: list(zip('a', 'bc', strict=True)), lambda: list(zip('ab', 'cd', 'e', strict=True)), lambda: zip(5), lambda: list(zip(*[(1, 2), (3, 4)])), lambda: list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), lambda: list(map(str, range(3))), lambda: map(str), lambda: map(5, [1]), lambda: list(map(5, [1])), lambda: list(filter(None, [0, 1, '', 'a'])), lambda: list(filter(lambda x: x > 1, [1, 2, 3])), lambda: filter(5), lambda: list(reversed('abc')), lambda: reversed({1}), lambda: reversed(5), lambda: list(reversed((1, 2))))
it = iter([1, 2])
row(lambda: next(it), lambda: next(it), lambda: next(it), lambda: next(it, 'default'), lambda: iter(it) is it, lambda: iter(5), lambda: next([]), lambda: list(iter([3, 2, 1, 0, 5].pop, 1)), lambda: iter(5, 1), lambda: next(), lambda: iter(), lambda: list(iter(iter('ab'))))
class NoNext:
    def __iter__(self): return 5
class IterNone:
    __iter__ = None
class Boom:
    def __iter__(self): return self
    def __next__(self): raise KeyError('boom')
row(lambda: list(NoNext()), lambda: list(IterNone()), lambda: 1 in IterNone(), lambda: list(Boom()), lambda: [x for x in Boom()], lambda: sum(Boom()), lambda: dict(Boom()), lambda: 1 in 5, lambda: tuple(Boom()))
row(lambda: sum([1, 2], 10), lambda: sum([[1], [2]], []), lambda: sum(['a'], ''), lambda: sum([b'a'], b''), lambda: sum(['a']), lambda: sum(5), lambda: sum([0.1, 0.2, 0.3]), lambda: sum([1, 0.5, 2 ** 70]), lambda: sum([], start=3), lambda: any([]), lambda: all([]), lambda: any([0, 'a']), lambda: all([1, '']), lambda: any(5), lambda: sum(x for x in [True, True]))
class Lazy:
    def __iter__(self):
        print('<iter>', end='')
        yield 1
        print('<second>', end='')
        yield 2
print(any(x == 1 for x in Lazy()), end=' ')
a, *_ = Lazy()
print(a, _)
class Hint:
    def __init__(self, h): self.h = h
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self): return self.h
import operator
row(lambda: list(Hint(5)), lambda: list(Hint(-1)), lambda: list(Hint('a')), lambda: operator.length_hint(Hint(7)), lambda: operator.length_hint(iter([1, 2, 3])), lambda: operator.length_hint(5, 9), lambda: list(Hint(NotImplemented)))
z = zip([1, 2, 3], iter('ab'))
print(list(z), list(z), type(z).__name__, type(enumerate('')).__name__, type(map(str, '')).__name__)
src = iter(range(5))
print(list(zip(src, src)), list(src))
g = (x for x in range(3))
print(2 in g, list(g))
def fizz():
    for i in range(1, 16):
        yield 'FizzBuzz' if i % 15 == 0 else 'Fizz' if i % 3 == 0 else 'Buzz' if i % 5 == 0 else i
print(*fizz())
for x in {'k': 1}, (2,), 'c': print(x, end=' ')
for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b, end=' ')
for x in (): pass
else: print('empty else')
