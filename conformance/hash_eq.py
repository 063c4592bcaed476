# Hash and equality: inheritance, __hash__ = None, numbers, identity, containers.
class A:
    def __eq__(self, o): return isinstance(o, A)
class B(A):
    def __hash__(self): return 5
class C(A):
    __hash__ = object.__hash__
class D(B):
    def __eq__(self, o): return False
class E(A):
    __hash__ = A.__hash__
def attempt(f):
    try:
        print(repr(f()))
    except TypeError as e:
        print('TypeError:', e)
attempt(lambda: hash(A())); attempt(lambda: hash(B())); attempt(lambda: isinstance(hash(C()), int)); attempt(lambda: hash(D())); attempt(lambda: hash(E()))
print(A.__hash__, D.__hash__, B.__hash__ is not None, A() == A(), A() != A(), D() == D(), object() == object())
import collections.abc
print(isinstance(A(), collections.abc.Hashable), isinstance(B(), collections.abc.Hashable), isinstance([], collections.abc.Hashable), isinstance((), collections.abc.Hashable))
print(hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash(2 ** 61 - 1), hash(2 ** 61 - 2), hash(-(2 ** 61 - 1)), hash(-1), hash(-2), hash(0.5), hash(1e20) == hash(10 ** 20), hash(1.5), hash(-1.5), hash(1 / 3))
print(hash(()), hash((1,)), hash((1, 2)), hash((2, 1)), hash(((1,), 2)), hash((1, (2, (3,)))), hash((-1,)), hash((0, 0, 0)), hash(range(5)) == hash((5, 0, 1)), hash(range(1, 10, 2)), hash(slice) == hash(slice))
print(hash(3 + 4j), hash(1j), hash(complex(0.5, -0.5)), hash(float('inf')), hash(float('-inf')), hash(10 ** 50), hash(-10 ** 50), hash(2 ** 200), hash(True), hash(False))
print(hash('') , hash(b''), hash(frozenset()), hash(None) == hash(None), hash(len) == hash(len), hash(int) == hash(int), hash('a') == hash('a'), hash('a') == hash(b'a'))
class Big:
    def __hash__(self): return 2 ** 64 + 3
class Neg:
    def __hash__(self): return -1
class Bool:
    def __hash__(self): return True
class Float:
    def __hash__(self): return 1.0
print(hash(Big()), hash(Neg()), hash(Bool()), Neg().__hash__())
attempt(lambda: hash(Float()))
for o in ([], {}, set(), bytearray(), slice(1), [].__iter__ , {}.keys(), {}.values(), (1, [])):
    try:
        print(type(o).__name__, isinstance(hash(o), int))
    except TypeError as e:
        print(e)
def f(): pass
m = [].append
print(hash(f) == hash(f), [].append == [].append, m == m, hash(m) == hash(m), f == f, (lambda: 1) == (lambda: 1), A.__eq__ == A.__eq__, A().__eq__ == A().__eq__)
class P:
    def __init__(self, v): self.v = v
    def __eq__(self, o): calls.append(self.v); return self.v == o
    def __hash__(self): return hash(self.v)
calls = []
d = {1: 'int'}
print(d.get(P(1)), calls, P(1) in d, P(2) in d, {P(1)} == {1}, P(1) in [1], [1].index(P(1)), [P(1)] == [1], (P(1),) == (1,), [1, 2].count(P(2)))
nan = float('nan')
print(nan in {nan}, nan in [nan], float('nan') in [nan], {nan: 1}.get(nan), len({nan, nan}), (nan,) == (nan,), [nan] == [nan], nan == nan)
class Liar:
    def __eq__(self, o): return True
    def __ne__(self, o): return True
l = Liar()
print(l == 1, l != 1, 1 == l, l in [], l in [5], [5].index(l), [1, 2, 3].count(l), {1: 2} == l, None == l)
class NI:
    def __eq__(self, o): return NotImplemented
n = NI()
print(n == n, n == 1, n != 1, n == NI(), n.__eq__(1), object().__eq__(1), (1).__eq__('a'), (1).__eq__(1.0), 'a'.__ne__('b'), [].__eq__(()))
x = 1000
print(x is x, 'ab' == 'a' + 'b', [] == [], [] is [], tuple() is tuple(), (1, 2) == (1, 2), 0 == -0 == 0.0 == -0.0 == False == 0j, '' == b'', None == False, '1' == 1)
