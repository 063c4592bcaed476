# Chained comparison, identity, membership, boolean operators and the walrus.
log = []
def t(x):
    log.append(x)
    return x
print(1 < 2 < 3, 1 < 2 > 1, 3 > 2 > 2, 1 == 1 != 2, 1 < 3 < 2, log is log is not None)
print(t(1) < t(5) < t(3) < t(9), log)
log.clear()
print(t(1) < t(2) < t(3) != t(4), log)
print(1 in [1] == True, (1 in [1]) == True, 'a' in 'abc' in ['abc'])
a = []
print(a is a, [] is [], a == [], a is not None, not a, not not a, None is None)
log.clear()
print(t(0) or t('') or t('end') or t('never'), t(1) and t([]) and t('never'), log)
print(1 and 2, 0 and 2, 1 or 2, None or 0, not 1, not '', not 0 == 1, not (1 and 0))
print(1 if [] else 2, 'x' if 'y' else 'z' if 0 else 'w', (lambda: 1 if 0 else 2)())
if (n := len('abc')) > 2 and (m := n * 2) < 10:
    print(n, m)
while (n := n - 1) >= 0:
    print(n, end=' ')
print()
print([y := 1, y ** 2], (z := 5) + z, f'{(q := 3)}', {(k := 'key'): k}, (lambda: (w := 1) + w)())
def f():
    if any((hit := x) > 2 for x in range(5)):
        return hit
print(f())

# Rich comparison: reflection, NotImplemented, subclasses first, identity shortcuts
class A:
    def __init__(self, n): self.n = n
    def __eq__(self, o): print('  A.eq', o.__class__.__name__); return NotImplemented
    def __lt__(self, o): print('  A.lt', o.__class__.__name__); return NotImplemented
    def __gt__(self, o): print('  A.gt', o.__class__.__name__); return 'gt result'
class B(A):
    def __eq__(self, o): print('  B.eq', o.__class__.__name__); return 'B says'
print(A(1) == A(2), A(1) == B(2), B(1) == A(2), A(1) != B(2), 5 == A(1))
print(A(1) < A(2), 5 < A(1))
def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print('TypeError:', e)
attempt(lambda: A(1) <= A(2)); attempt(lambda: 1 < 'a'); attempt(lambda: [1] < ['a']); attempt(lambda: (1, 2) < (1, 'x')); attempt(lambda: None < None)
attempt(lambda: 1j < 2j); attempt(lambda: {} < {}); attempt(lambda: object() < object()); attempt(lambda: 1 in 5); attempt(lambda: 1 in 'abc'); attempt(lambda: len < print)
print(1 == 1.0 == True, 1 == '1', None == 0, [1, 2] == (1, 2), (1, 2) < (1, 3) < (2,), 'a' < 'b' < 'ba', [1] < [1, 2], [] < [0])
nan = float('nan')
print(nan == nan, nan != nan, nan in [nan], [nan] == [nan], nan < 1, nan > 1, (nan,).index(nan), [nan].count(nan), {nan: 1}[nan])
print(2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308, -10 ** 400 < float('-inf'), 1e308 < 10 ** 309, 0.1 + 0.2 == 0.3, 1 << 70 == 2.0 ** 70)
print({1, 2} < {1, 2, 3}, {1} <= {1}, {1} < {2}, frozenset([1]) == {1}, {'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, range(3) == range(0, 3, 1))
print(b'a' == 'a', b'a' == bytearray(b'a'), b'a' < b'b', True > False, True + True, bool('False'), [] == False)
class E:
    def __eq__(self, o): return self is not o
e = E()
print(e == e, e != e, [e] == [e], e in [e], [e].index(e))
class N:
    __eq__ = None
attempt(lambda: N() == 1)
class C:
    def __contains__(self, x): return 'yes'
print(5 in C(), 5 not in C())
class Cmp:
    def __lt__(self, o): return []
    def __gt__(self, o): return ''
print(Cmp() < 1, Cmp() > 1 > 0, 1 > Cmp(), 0 < 1 < Cmp())
x = 5
print(x == 5 in [5], x > 3 == True, (x > 3) == True, -x ** 2, 2 ** -1, -2 ** 2, 2 ** 3 ** 2, ~x & 3 | 8 ^ 1, not x == 5, 1 + 2 * 3 - 4 // 3 % 2, 1 << 2 + 1, x and not x or 7)
