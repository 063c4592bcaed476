# list: methods, errors, repetition, mutation while iterating.
def attempt(f):
    try:
        print(repr(f()), end=' ')
    except Exception as e:
        print(f'[{type(e).__name__}: {e}]', end=' ')
def row(*fs):
    for f in fs: attempt(f)
    print()
l = [3, 1, 2]
row(lambda: l.append(4), lambda: l, lambda: l.extend((5, 6)), lambda: l.extend('ab'), lambda: l, lambda: l.insert(0, 'first'), lambda: l.insert(100, 'last'), lambda: l.insert(-1, 'x'), lambda: l, lambda: l.pop(), lambda: l.pop(0), lambda: l.pop(-1), lambda: l)
row(lambda: l.remove('a'), lambda: l.remove('zzz'), lambda: l.index(5), lambda: l.index(5, 6), lambda: l.index(3, -100), lambda: l.index(1, 0, 1), lambda: l.count(1), lambda: l.pop(50), lambda: l.pop('a'), lambda: l.reverse(), lambda: l, lambda: l.copy() == l, lambda: l.copy() is l, lambda: l.clear(), lambda: l, lambda: l.pop())
row(lambda: [1] + [2], lambda: [0] * 3, lambda: 2 * [1, 2], lambda: [1] * -1, lambda: [] + [], lambda: [1, 2] == [1, 2.0], lambda: [1] < [1, 0], lambda: [[]] * 2, lambda: [1] + (2,), lambda: [1] + 5, lambda: [1] * 'a', lambda: [1] * [2], lambda: -[1], lambda: [1] - [1])
row(lambda: list(), lambda: list('abc'), lambda: list({'a': 1}), lambda: list(range(3)), lambda: list(5), lambda: list([1], [2]), lambda: list(x=5), lambda: [].append(), lambda: [].append(1, 2), lambda: [].extend(5), lambda: [].insert(1), lambda: [].insert('a', 1), lambda: [].index(1), lambda: [].foo, lambda: hash([]), lambda: {[1]: 2}, lambda: [].sort(5), lambda: list.append(5, 1), lambda: list.append())
print(len(l), bool([]), bool([0]), [1, 2, 3][-2], 2 in [1, 2], [1, [2, [3]]], str([1, 'a', None, 1.5, b'x', (1,), {1}, {}]))
# Changing a list while something walks over it
l = [1, 2, 3, 4]
for x in l:
    if x == 2: l.remove(x)
    print(x, end=' ')
print(l)
l = [1]
for x in l:
    if len(l) < 5: l.append(x + 1)
print(l)
it = iter(l)
next(it)
l.clear()
print(list(it))
l.extend([7, 8])
print(list(it), next(it, 'exhausted for good'))
l = [1, 2]
l.extend(l)
l += l
l[1:2] = l
print(l)
l = [3, 1, 2]
r = reversed(l)
l.append(9)
print(list(r), r.__length_hint__(), list(reversed([])))
m = [[0] * 2 for _ in range(2)]
n = [[0] * 2] * 2
m[0][0] = n[0][0] = 1
print(m, n)
class Eq:
    def __init__(self, l): self.l = l
    def __eq__(self, o): self.l.clear(); return False
l = []
l.extend([Eq(l), 2, 3])
print(2 in l, l)
l = [0] * 5
l.extend(x for x in range(3))
print(l, l.__len__(), l.__contains__(2), l.__getitem__(slice(-3, None)), l.__iadd__([9]) is l, l.__imul__(1) is l, l.__eq__(5), l.__lt__([1]))
l.__init__([1, 2])
print(l, list.__new__(list), type(iter(l)).__name__, type(reversed(l)).__name__)
class L(list):
    def __getitem__(self, i): return 'overridden'
    def __iter__(self): return iter('iter')
    def __len__(self): return 99
x = L([1, 2])
print(x[0], list(x), len(x), x, sorted(x), [*x], x == [1, 2], x + [3], bool(L()), x.index(1), 1 in x, tuple(x), ''.join(x))
