# tuple: construction, comparison, methods, hashing, immutability.
def attempt(f):
    try:
        print(repr(f()), end=' ')
    except Exception as e:
        print(f'[{type(e).__name__}: {e}]', end=' ')
t = (1, 2, 3)
for f in (lambda: t, lambda: (), lambda: (1,), lambda: tuple('ab'), lambda: tuple(), lambda: tuple([1, 2]), lambda: tuple(5), lambda: tuple([1], [2]), lambda: tuple(t) is t, lambda: t[:] is t, lambda: tuple([]) is tuple(), lambda: t + (4,), lambda: t * 2, lambda: 0 * t, lambda: t + [4], lambda: t * 1.5, lambda: t[0], lambda: t[-1], lambda: t[9], lambda: t[1:], lambda: t[::-1], lambda: len(t), lambda: 2 in t,
          lambda: t.index(2), lambda: t.index(2, 2), lambda: t.index(9), lambda: t.count(1), lambda: t == (1, 2, 3), lambda: t == [1, 2, 3], lambda: t < (1, 3), lambda: t < (1, 2), lambda: (1, 'a') < (2, 1), lambda: t < [1], lambda: hash(t) == hash((1, 2, 3)), lambda: hash((1, [])), lambda: hash(()), lambda: hash((1, 2)), lambda: hash((1,)), lambda: hash((1.0, (2, -1))), lambda: hash((0,) * 5),
          lambda: t.__setitem__(0, 1), lambda: t.append(1), lambda: sorted(t, reverse=True), lambda: sum(t), lambda: max(t), lambda: t and 'yes', lambda: () or 'empty', lambda: dict([t[:2]]), lambda: [*t], lambda: t.__class__, lambda: t.__add__((9,)), lambda: t.__eq__(5), lambda: t.__mul__(2), lambda: t['a'], lambda: t[1.0], lambda: (1, (2, (3,))), lambda: str(('a', 1.5, None)), lambda: ((),) * 2, lambda: -t):
    attempt(f)
print()
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __init__(self, a, b): self.sum = a + b
    @property
    def first(self): return self[0]
x = T(1, 2)
print(x, x.sum, x.first, x == (1, 2), type(x + (3,)).__name__, x.__dict__, isinstance(x, tuple), hash(x) == hash((1, 2)), T.__basicsize__, T.__itemsize__)
l = []
t = (1, l)
l.append(t)
print(t)
t = ([],)
t[0].append(1)
print(t)
import collections
P = collections.namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p[1], p._fields, p._asdict(), p._replace(x=5), P._make([7, 8]), p == (1, 2), P.__doc__, P.x.__doc__, P(*p) is p, isinstance(p, tuple), hash(p) == hash((1, 2)), len(p), P.__slots__, P.__match_args__, P.__new__.__defaults__)
D = collections.namedtuple('D', ['a', 'b', 'c'], defaults=[2, 3])
print(D(1), D._field_defaults, D(1, c=9), collections.namedtuple('R', 'a class a', rename=True)._fields)
for f in (lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: p._replace(z=1), lambda: collections.namedtuple('X', 'a a'), lambda: collections.namedtuple('X', '_a'), lambda: collections.namedtuple('X', 'class'), lambda: collections.namedtuple('1X', 'a'), lambda: setattr(p, 'x', 1), lambda: setattr(p, 'q', 1), lambda: P._make([1]), lambda: p.z):
    attempt(f)
print()
class Q(P):
    def area(self): return self.x * self.y
print(Q(3, 4).area(), Q(3, 4), Q(1, 2)._replace(x=3))
