# Loops over enumerate, zip and dict items take pairs apart; what the iterators keep meanwhile shows in counts.
import gc
import sys


class V:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n, end=" ")


def counts(make):
    out = []
    for a, b in make():
        out.append((sys.getrefcount(a) if isinstance(a, V) else None, sys.getrefcount(b)))
    return out


print(counts(lambda: enumerate([V(1), V(2)])))
print(counts(lambda: zip([V(3), V(4)], [V(5), V(6)])))
print(counts(lambda: {V(7): V(8), V(9): V(10)}.items()))
print(counts(lambda: enumerate((V(11), V(12)))))
print(counts(lambda: zip([V(13)], [V(14)], strict=True)))


# items that only the iterator still holds
def shrinking():
    l = [V(20), V(21), V(22)]
    for i, v in enumerate(l):
        l[i] = None
        v = None
        print(i, end="; ")
    print("end")


shrinking()


def emptied():
    l, m = [V(30), V(31)], [V(32), V(33)]
    for a, b in zip(l, m):
        l.clear()
        m.clear()
        a = b = None
        print("cleared", end="; ")
    print("end")


emptied()

# one iterator twice, lists of different lengths, the longer first and last
it = iter(list(range(7)))
for a, b in zip(it, it):
    print(a, b, end="; ")
print(next(it, "none left"))
for l, m in ([1, 2, 3], [4, 5]), ([4, 5], [1, 2, 3]):
    left, right = iter(l), iter(m)
    for a, b in zip(left, right):
        pass
    print(a, b, list(left), list(right))

# the pair is kept by the loop's body: the next one is another
kept = []
for pair in zip([1, 2], [3, 4]):
    kept.append(pair)
for i, pair in enumerate(zip("ab", "cd")):
    kept.append((i, pair))
print(kept)
z = zip([1, 2, 3], [4, 5, 6])
first = next(z)
for a, b in z:
    print(a, b, first)

# changes of the dict in the loop
d = {1: 2, 3: 4}
try:
    for k, v in d.items():
        d[k + 10] = v
except RuntimeError as e:
    print(e)
try:
    for k, v in d.items():
        del d[k]
        d[k + 100] = v
except RuntimeError as e:
    print(e, len(d))
for k, v in {}.items():
    print("never")

# items that are no pairs
for bad in ([1], [1, 2, 3]):
    try:
        for a, b in zip(*[bad] * 3):
            pass
    except ValueError as e:
        print(e)
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    print(i, a, b, end="; ")
print()


# tuples
def through(t):
    for x in t:
        yield x


print(list(through((1, "a", None))), [x for x in ()], [sys.getrefcount(x) for x in (V(40), V(41))])

# an iterator that others hold gives up what it went through
for it in iter([V(50)]), iter((V(51),)), iter({V(52): 1}), iter({V(53)}), enumerate([V(54)]), zip([V(55)]), reversed([V(56)]), map(id, [V(57)]):
    for x in it:
        pass
    x = None
    print("through", type(it).__name__)
del it
gc.collect()
