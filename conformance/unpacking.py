# Assignment targets, starred or not, and the errors of counts that differ.
a, b = 1, 2
(c, d), [e, f] = (3, 4), 'ef'
g, *h = [1, 2, 3]
*i, j = 'xyz'
k, *l, m = range(5)
(n,) = [7]
[o] = {8}
() = []
[] = ''
print(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
a, b = b, a
print(a, b)
x = y = z = []
print(x is y is z)
x, y = y, x = 1, 2
print(x, y)
(p, (q, *r)), s = ((1, 'abc'), 5)
print(p, q, r, s)
i = 0
lst = [10, 20, 30]
i, lst[i] = 2, 'two'
print(i, lst)
lst[0], lst[1:] = 'zero', 'rest'
print(lst)
class O: pass
ob = O()
ob.a, ob.b, *ob.c = 1, 2, 3, 4
print(vars(ob))
dd = {}
dd['x'], dd['y'] = 'xy'
print(dd)
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__ + ':', e)
def two(v):
    a, b = v
    return a, b
def star(v):
    a, *b, c = v
    return a, b, c
for v in ((1, 2), 'ab', [1], [1, 2, 3], (), 5, None, {'k': 1, 'l': 2}, iter([1, 2]), (n for n in (1, 2)), range(10)):
    attempt(lambda: two(v))
for v in ((1, 2), 'abc', [1], (), 5, range(5), {1: 2}):
    attempt(lambda: star(v))
def gen():
    print('  one')
    yield 1
    print('  two')
    yield 2
    print('  three')
    yield 3
    print('  never')
attempt(lambda: two(gen()))
for a, (b, c) in [(1, (2, 3)), (4, 'xy')]:
    print(a, b, c, end=' ')
for a, *b in [(1, 2, 3), 'xyz']:
    print(a, b, end=' ')
print()
print([*range(3), *[7]], (*'ab',), {*[1, 2], 3}, {**{'a': 1}, **{'b': 2}}, [*(), *[]])
def f(*a, **k): return a, k
print(f(*[1], 2, *(3, 4), x=1, **{'y': 2}))
def g():
    return 1, *[2, 3]
def h():
    yield 0, *[1]
print(g(), next(h()))
print(*[1, 2], *'ab', sep='-')
attempt(lambda: [*5]); attempt(lambda: {**5}); attempt(lambda: (*None,)); attempt(lambda: {**[1]})
t = 1,
print(t, (), (1,), ((),), ([],))
first, second = {'a': 1, 'b': 2}.items()
print(first, second)
# order: the right side, then the targets from left to right
log = []
class L:
    def __setattr__(self, n, v): log.append((n, v))
    def __setitem__(self, n, v): log.append((n, v))
def tr(x):
    log.append(x)
    return x
ob = L()
tr(ob).a, tr(ob)[tr('k')] = tr(1), tr(2)
print([x if x is not ob else 'ob' for x in log])
class It:
    def __iter__(self):
        return iter([1, 2])
print(two(It()))
class Seq:
    def __getitem__(self, i):
        if i < 2: return i * 10
        raise IndexError
print(two(Seq()), [*Seq()])
