# Comprehensions of every kind, their scopes and their order of evaluation.
print([x * x for x in range(6)], {x % 3 for x in range(9)}, {x: x * x for x in range(4)})
print([x for x in range(20) if x % 2 if x % 3], [(x, y) for x in 'ab' for y in range(2)])
print([[y for y in range(x)] for x in range(4)], [x for row in [[1, 2], [3], []] for x in row])
print([x if x > 2 else -x for x in range(5)], [(a, b, c) for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]])
print({k: v for k, v in zip('abc', range(3))}, {v: k for k, v in {'x': 1, 'y': 2}.items()})
log = []
def t(x):
    log.append(x)
    return x
{t(('k', i)): t(('v', i)) for i in range(2)}
print(log)
log.clear()
[t(('e', i, j)) for i in t(range(2)) for j in t([i]) if t(True)]
print(log)
x = 'outer'
[x for x in range(3)]
print(x)
print([y := i * 2 for i in range(3)], y)
def f():
    total = 0
    partial = [total := total + i for i in range(5)]
    return total, partial
print(f())
def g(n):
    return [n + i for i in range(n)], {n: i for i in range(n)}, [lambda: (n, i) for i in range(2)][0]()
print(g(3))
class K:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    try:
        crossed = [i * j for i in items for j in items]
    except NameError as e:
        crossed = str(e)
print(K.doubled, K.crossed)
try:
    [x for x in 5]
except TypeError as e:
    print(e)
try:
    [a for a, b in [(1, 2, 3)]]
except ValueError as e:
    print(e)
try:
    {[]: 1 for _ in range(1)}
except TypeError as e:
    print(e)
try:
    print([1 // (2 - i) for i in range(4)])
except ZeroDivisionError as e:
    print(e)
print([*range(3), *'ab', *[x for x in (7,)]], {*range(2), 5}, {**{'a': 1}, 'b': 2, **{'a': 3}}, (*range(2), 9))
print([i for i in range(5)][1:3], len([None for _ in range(100)]), sum([i for i in range(101)]))
names = [n for n in ('b', 'a', 'c')]
print([f'{i}:{n}' for i, n in enumerate(sorted(names), 1)], [n for n in names if (m := n.upper()) != 'A'], m)
def gen():
    return [(yield_,) for yield_ in range(2)]
print(gen())
print([[i, j] for i in range(2) for j in (lambda k: [k, k + 1])(i)])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [sum(r) for r in zip(*matrix)])
print(any(x > 4 for x in range(6)), all(x < 4 for x in range(6)), ''.join(c.upper() for c in 'abc'))
def deco(*a): return a
print(deco(*(i for i in range(3))), dict((i, str(i)) for i in range(2)), set(i // 2 for i in range(5)) == {0, 1, 2})
try:
    eval('[x for x in range(3) if x := 1]')
except SyntaxError as e:
    print(type(e).__name__)
print((lambda: [[]for _ in range(2)])(), [() for () in [(), ()]])
# assigning to attributes and items as targets
class O: pass
o, d = O(), {}
print([o.a for o.a in range(3)], o.a, [d['k'] for d['k'] in 'xy'], d)
